"""The pack 广东示例: other groups, columns, points and forms than 通用, by templates and rules alone."""

from __future__ import annotations

from pathlib import Path

import documents
import openpyxl
import pytest
from forms import produced, read
from told import unreviewed

from perfreport.files import find_pack
from perfreport.load import load
from perfreport.produce import Pack, open_pack
from perfreport.rules import load_rules

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "second_pack"
DATA = (ROOT / "templates" / "广东示例" / "示例单位.yaml").read_text(encoding="utf-8")
DOCUMENTS = [f"部门整体绩效{table}.{format}" for table in ("目标申报表", "自评表") for format in ("docx", "xlsx")]

REFUSALS = [
    "文件里没有“主管部门”这一项。",
    "“年度主要任务”第 1 项里没有“责任科室”这一项。",
    "“年度绩效指标”里没有“成本指标”这一项。",
    "“数量指标”第 1 条里没有“评分标准”这一项。",
    "文件缺少“主管部门”。",
    "“数量指标”第 1 条缺少“评分标准”。",
    "“产出指标”里没有“成本指标”这一项。",
    "“效益指标”里没有“可持续影响指标”这一项。",
]
"""What 通用 says of the data of this pack, and this pack of the sample of 通用, among others."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_pack(find_pack(str(ROOT / "templates" / "广东示例")))


def made(data: str, pack: Pack, folder: Path) -> dict[str, Path]:
    """The documents by the names of their templates."""
    done = produced(data, pack, folder)
    assert unreviewed(done.problems) == []
    return {path.name.removeprefix("示例单位2024年"): path for path in done.documents}


def test_its_four_documents_say_the_whole_forms(pack, tmp_path):
    found = made(DATA, pack, tmp_path)
    assert list(found) == DOCUMENTS
    for name, path in found.items():
        assert read(path) + "\n" == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_every_page_says_that_the_form_is_an_example(pack, tmp_path):
    found = made(DATA, pack, tmp_path)
    headers = [openpyxl.load_workbook(found[name]).active.oddHeader.right.text for name in DOCUMENTS[1::2]]
    headers += [documents.lines(found[name].read_bytes(), "word/header1.xml").strip() for name in DOCUMENTS[::2]]
    assert headers == ["示例格式"] * 4


def test_a_bureau_without_a_self_evaluation_has_the_goal_table_only(pack, tmp_path):
    assert list(made(DATA.partition("\n自评:")[0], pack, tmp_path)) == DOCUMENTS[:2]


@pytest.mark.parametrize(
    ("actual", "row", "total"),
    [
        ("72%, 偏差原因: 示例, 改进措施: 示例", "≥90% ¦ 72% ¦ 10 ¦ 8.0 ¦ 示例。示例。 ¦ ·", "100 ¦ 93.5 ¦ 等级：优"),
        (
            "59.9%, 偏差原因: 示例, 改进措施: 示例",
            "≥90% ¦ 59.9% ¦ 10 ¦ 0.0 ¦ 示例。示例。 ¦ ·",
            "100 ¦ 85.5 ¦ 等级：良",
        ),
    ],
)
def test_a_satisfaction_below_60_percent_scores_nothing(pack, tmp_path, actual, row, total):
    lines = read(
        made(DATA.replace("实际完成值: 93%", f"实际完成值: {actual}"), pack, tmp_path)[DOCUMENTS[2]]
    ).splitlines()
    assert lines[-2:] == [f"↓满意度指标 ¦ ↓服务对象满意度指标 ¦ 老年人满意度 ¦ {row}", f"合计⟷5 ¦ {total}⟷2"]


def test_the_rate_is_of_the_budget_at_the_beginning_of_the_year(pack, tmp_path):
    data = DATA.replace("全年预算数: 2020000", "全年预算数: 3020000").replace(
        "全年预算数: 1220000", "全年预算数: 2220000"
    )
    found = made(data, pack, tmp_path)
    assert "合计 ¦ 2,000,000.00 ¦ 3,040,000.00 ¦ 1,980,500.00 ¦ 99.03%" in read(found[DOCUMENTS[2]])
    assert "合计 ¦ 2,000,000.00 ¦ 3,040,000.00 ¦ 1,980,500.00 ¦ 99.03%" in read(found[DOCUMENTS[3]])


def test_data_of_one_pack_is_refused_by_the_other(tmp_path):
    path = tmp_path / "示例单位.yaml"
    path.write_text(DATA, encoding="utf-8")
    here = load(path, load_rules(ROOT / "templates" / "通用"))
    there = load(ROOT / "data" / "2021" / "乌尔禾区民政局.yaml", load_rules(ROOT / "templates" / "广东示例"))
    assert (here.report, there.report) == (None, None)
    messages = [found.message for found in (*here.problems, *there.problems)]
    assert [message for message in messages if message in REFUSALS] == REFUSALS
