"""One bureau's documents: what they say agrees, and what is wrong names the file it is wrong in."""

from __future__ import annotations

import gc
import re
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from told import unreviewed

from perfreport.files import find_pack
from perfreport.produce import open_pack, produce

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
    assert unreviewed(result.problems) == []
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
    assert [(str(found.place), found.message) for found in unreviewed(result.problems)] == [
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
    assert [found.id for found in unreviewed(result.problems)] == ["output.bad-name"]
    assert not (tmp_path / "output").exists()


EVALUATED = """\
自评:
  填报日期: 2023-03-05
  预算执行:
    财政拨款: {年初预算数: 1, 全年预算数: 1, 全年执行数: 1}
    基本支出: {年初预算数: 1, 全年预算数: 1, 全年执行数: 1}
    项目支出: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0}
  目标完成情况: [示例]
  指标完成情况:
    - {三级指标: 示例, 实际完成值: ACTUAL}
  分值: {预算执行率: 10, 产出指标: 90}
"""


TEXTS = {"目标表": "{{ 单位名称 }}", "自评表": "{{ 自评.总分 }}分，{{ 自评.等级 }}"}
RULES = re.sub(
    "自评文档:\n.*?\n\n",
    "自评文档: [自评表]\n\n",
    (ROOT / "templates/通用/规则.yaml").read_text("utf-8").partition("# 审核的人用的文档")[0],
    flags=re.DOTALL,
)


@pytest.fixture
def produced(tmp_path):
    """Produces the documents of a pack with some of `TEXTS`; gives what the documents say, and the problems."""
    pack = tmp_path / "包"
    pack.mkdir()

    def produced(text, rules=RULES, names=("目标表", "自评表")):
        (pack / "规则.yaml").write_text(rules, encoding="utf-8")
        for name in names:
            document = docx.Document()
            document.add_paragraph(TEXTS[name])
            document.save(pack / f"{name}.docx")
        data = data_file(tmp_path, "万元", "1")
        data.write_text(data.read_text("utf-8") + text, encoding="utf-8")
        result = produce(data, open_pack(pack), tmp_path / "output")
        said = [docx.Document(path).paragraphs[0].text for path in result.documents]
        problems = unreviewed(result.problems)
        return said, [f"{found.place.line}:{found.place.column} {found.id}" for found in problems]

    return produced


def test_documents_of_the_self_evaluation_are_made_where_the_data_has_one(produced):
    evaluated = produced(EVALUATED.replace("ACTUAL", "2个"))
    assert evaluated == (["示例单位", "100.00分，优"], ["16:14 score.far-above"])
    assert produced("") == (["示例单位"], [])


def test_nothing_is_written_where_something_cannot_be_scored(produced):
    assert produced(EVALUATED.replace("ACTUAL", "两个")) == ([], ["16:25 score.not-comparable"])


def test_problems_of_the_data_are_told_down_the_file_whatever_finds_them(produced):
    data = EVALUATED.replace("ACTUAL", "2个") + "  报告:\n    主要职能: “示例”\n"
    assert produced(data)[1] == ["16:14 score.far-above", "19:11 yaml.wide-quotes"]


def test_a_pack_without_scoring_rules_makes_the_other_documents_and_says_so(produced):
    rules = "指标分组: {产出指标: [数量指标]}\n"
    data = EVALUATED.replace("ACTUAL", "1个")
    assert produced(data, rules, ["目标表"]) == (["示例单位"], ["9:3 score.no-scoring"])


def test_a_document_of_the_self_evaluation_that_no_template_makes_is_told_and_stops_nothing(produced, tmp_path):
    assert produced("", names=["目标表"]) == (["示例单位"], [])
    [hint] = open_pack(tmp_path / "包").hints
    [line] = [at for at, text in enumerate(RULES.splitlines(), 1) if text.startswith("自评文档")]
    assert str(hint).replace(f"{tmp_path}/", "") == (
        f"包/规则.yaml:{line}:8  提示：“自评文档”里的“自评表”没有这个模板，不会产生。\n"
        "    → 名称写错了就改正（不写扩展名）；用不到就删去这一行。  [rules.no-template]"
    )


def test_a_pack_without_rules_of_its_own_is_told_whose_it_has_but_need_not_have_the_documents_of_these(tmp_path):
    document = docx.Document()
    document.add_paragraph("{{ 单位名称 }}")
    document.save(tmp_path / "目标表.docx")
    pack = open_pack(tmp_path)
    assert list(pack.templates) == ["目标表.docx"]
    assert "".join(map(str, pack.hints)) == (
        f"{tmp_path}  提示：没有规则.yaml，用的是“通用”模板包的规则。\n    → 分组、分值、等级、审核与“通用”不同的，"
        "把 templates/通用/规则.yaml 复制到这个文件夹里改；相同的，不用管。  [rules.none]"
    )


def test_a_bureau_leaves_nothing_behind_for_the_garbage_collector(tmp_path):
    pack, data = open_pack(find_pack("通用")), ROOT / "data" / "2021" / "乌尔禾区民政局.yaml"
    produce(data, pack, tmp_path)
    gc.collect()
    gc.disable()
    try:
        assert produce(data, pack, tmp_path).line
        assert gc.collect() == 0
    finally:
        gc.enable()
