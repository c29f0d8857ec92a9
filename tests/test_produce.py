"""One bureau's documents: what they say agrees, and what is wrong names the file it is wrong in."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from perfreport.produce import find_pack, open_pack, produce

ROOT = Path(__file__).parent.parent
HEAD = "单位名称: 示例单位\n年度: 2022\n金额单位: {unit}\n年度主要任务:\n"
TASK = "  - {{任务名称: 示例{number}, 主要内容: 示例, 财政拨款: {amount}}}\n"
REST = "年度总体目标: [示例]\n年度绩效指标: {产出指标: {数量指标: [{三级指标: 示例, 指标值: ≥1个}]}}\n"


def data_file(folder: Path, unit: str, *amounts: str) -> Path:
    tasks = "".join(TASK.format(number=number, amount=amount) for number, amount in enumerate(amounts))
    path = folder / "示例单位.yaml"
    path.write_text(HEAD.format(unit=unit) + tasks + REST, encoding="utf-8")
    return path


def shown(cell: openpyxl.cell.Cell) -> str:
    return f"{cell.value:.2f}"


@pytest.mark.parametrize(
    ("unit", "amounts", "total"),
    [
        ("元", ("3330", "3330", "3330", "1"), "1.00"),
        ("万元", ("0.333", "0.333", "0.333", "12.00"), "13.00"),
        ("元", ("0.01", "1823600"), "182.36"),
        ("万元", ("12.00", "8.42"), "20.42"),
    ],
)
def test_both_formats_print_the_same_total_whatever_is_rounded(tmp_path, unit, amounts, total):
    result = produce(data_file(tmp_path, unit, *amounts), open_pack(find_pack("通用")), tmp_path)
    assert result.problems == ()
    word, excel = result.documents
    sheet = openpyxl.load_workbook(excel, data_only=True).active
    assert shown(sheet["E6"]) == total
    assert [cell.text for cell in docx.Document(word).tables[0].rows[3].cells][3:] == [total, total, "0.00"]


def test_the_table_is_closed_at_its_lower_left_corner(tmp_path):
    result = produce(data_file(tmp_path, "万元", "1"), open_pack(find_pack("通用")), tmp_path)
    sheet = openpyxl.load_workbook(result.documents[1]).active
    last = sheet[sheet.max_row]
    assert [cell.border.bottom.style for cell in last] == ["thin"] * 7


def test_a_problem_of_the_template_names_the_data_that_brought_it_to_light(tmp_path):
    shutil.copytree(ROOT / "templates" / "通用", tmp_path / "包")
    (tmp_path / "包" / "部门整体支出绩效目标表.xlsx").unlink()
    document = docx.Document()
    document.add_paragraph("{% for 任务 in 年度主要任务 %}{{ 任务.编号 }}{% endfor %}")
    document.save(tmp_path / "包" / "部门整体支出绩效目标表.docx")
    data = data_file(tmp_path, "万元", "1", "2", "3", "4", "5")
    result = produce(data, open_pack(tmp_path / "包"), tmp_path / "output")
    assert result.documents == ()
    assert [(str(found.place), found.message) for found in result.problems] == [
        (f"{data} → 部门整体支出绩效目标表.docx 第1段", f"标签 {{{{ 任务.编号 }}}}（示例{number}） 没有值。")
        for number in range(3)
    ]


def test_a_file_name_that_is_too_long_is_refused_before_anything_is_written(tmp_path):
    shutil.copytree(ROOT / "templates" / "通用", tmp_path / "包")
    long = tmp_path / "包" / f"{'很长的模板名' * 11}.docx"
    shutil.copy(tmp_path / "包" / "部门整体支出绩效目标表.docx", long)
    data = data_file(tmp_path, "万元", "1")
    data.write_text(data.read_text("utf-8").replace("示例单位", "示例单位" * 10), encoding="utf-8")
    result = produce(data, open_pack(tmp_path / "包"), tmp_path / "output")
    assert [found.id for found in result.problems] == ["output.bad-name"]
    assert not (tmp_path / "output").exists()
