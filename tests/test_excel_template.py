"""The official form in Excel: the template of the pack 通用 with the real data, and with other data."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from workbooks import filled, merges, part, tidy

from perfreport.context import names
from perfreport.load import load
from perfreport.office import open_template
from perfreport.phrase import FILTERS
from perfreport.rules import load_rules

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "templates/通用/部门整体支出绩效目标表.xlsx"
SEED = (
    (Path(__file__).parent / "seed/乌尔禾区民政局-2021-整体支出绩效目标表.txt").read_text(encoding="utf-8").splitlines()
)


@pytest.fixture(scope="module")
def template():
    return open_template(TEMPLATE, FILTERS).compile()


@pytest.fixture(scope="module")
def document(template):
    report = load(ROOT / "data/2021/乌尔禾区民政局.yaml", load_rules(TEMPLATE.parent)).report
    return template.render(names(report))


def rows(document, results=True):
    sheet = openpyxl.load_workbook(io.BytesIO(document), data_only=results).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def seed_texts():
    """Every text of the published form in its order; its empty lines and the amounts apart."""
    cells = [cell.strip() for line in SEED for cell in line.split("\t")]
    return [cell for cell in cells if cell and not cell.replace(".", "").isdigit()]


def seed_tasks():
    lines = [line.strip("\t").split("\t") for line in SEED]
    return [cells for cells in lines if len(cells) == 5 and cells[2].replace(".", "").isdigit()]


def test_the_head_of_the_form(document):
    assert [[text for text in row if text] for row in rows(document)[:5]] == [
        ["部门（单位）整体支出绩效目标表"],
        ["（2021 年）"],
        ["部门（单位）名称", "乌尔禾区民政局"],
        ["年度主要任务", "任务名称", "主要内容", "预算金额（万元）"],
        ["总额", "财政拨款", "其他资金"],
    ]


def test_every_task_stands_in_its_row_with_its_amounts_as_numbers(document):
    assert len(seed_tasks()) == 20 + 1  # with the sum
    expected = [
        [None, name, None, content, *(float(amount) for amount in amounts)]
        for name, content, *amounts in seed_tasks()[1:]
    ]
    assert rows(document)[6:26] == expected


def test_the_total_is_a_sum_over_all_tasks_and_its_result_182_36_is_stored_exactly(document):
    assert rows(document)[5] == [None, "合计", None, None, 182.36, 182.36, 0]
    assert rows(document, results=False)[5][4:] == ["=SUM(E7:E26)", "=SUM(F7:F26)", "=SUM(G7:G26)"]
    assert "<f>SUM(E7:E26)</f><v>182.36</v>" in part(document, "xl/worksheets/sheet1.xml")


def test_every_text_of_the_published_form_is_in_the_document(document):
    found = {str(value) for row in rows(document) for value in row if value is not None}
    assert [text for text in seed_texts() if text not in found] == []


def test_the_goals_are_one_text(document):
    goals = next(line for line in SEED if line.startswith("年度总体目标"))
    assert rows(document)[26][:2] == [*goals.strip().split("\t")]


def indicators(document):
    return [row[1:5] for row in rows(document)[28:]]


def seed_indicators():
    start = next(number for number, line in enumerate(SEED) if "一级指标" in line) + 1
    pairs = [[cell for cell in line.split("\t") if cell] for line in SEED[start:]]
    return [tuple(cells[-2:]) for cells in pairs if len(cells) >= 2]


def test_every_indicator_stands_in_its_row_with_its_value_as_text(document):
    found = [(third, value) for _, _, third, value in indicators(document) if third]
    assert len(found) == 44
    assert found == seed_indicators()
    sheet = openpyxl.load_workbook(io.BytesIO(document)).worksheets[0]
    wage = next(cell for cell in sheet["E"] if cell.value == "=100元/月")
    assert (wage.data_type, wage.quotePrefix) == ("s", True)


def test_the_groups_are_merged_over_their_indicators_and_nothing_else_is(document):
    groups = [(29 + number, row[0], row[1]) for number, row in enumerate(indicators(document)) if row[0] or row[1]]
    assert groups == [
        (29, "产出指标", "数量指标"), (43, None, "质量指标"), (47, None, "时效指标"), (53, None, "成本指标"),
        (61, "效益指标", "经济效益指标"), (65, None, "社会效益指标"), (68, None, "生态效益指标"), (69, None, "可持续影响指标"),
        (70, "满意度指标", "服务对象满意度指标"),
    ]  # fmt: skip
    expected = (
        "A1:G1 A2:G2 A3:C3 A4:A26 A28:A73"
        " B4:C5 B6:D6 " + " ".join(f"B{row}:C{row}" for row in range(7, 27)) + " B27:G27 B29:B60 B61:B69 B70:B73"
        " C29:C42 C43:C46 C47:C52 C53:C60 C61:C64 C65:C67 C70:C73"
        " D3:G3 D4:D5 E4:G4 " + " ".join(f"E{row}:G{row}" for row in range(28, 74))
    )
    assert merges(document) == expected


def test_what_is_printed_follows(document):
    sheet = openpyxl.load_workbook(io.BytesIO(document)).worksheets[0]
    assert (sheet.print_area, sheet.print_title_rows) == ("'目标表'!$A$1:$G$73", "$1:$3")


def made(tasks, indicators):
    amount = {"总额": Decimal("1.10"), "财政拨款": Decimal("1.00"), "其他资金": Decimal("0.10")}
    return {
        "单位名称": "某局",
        "年度": 2022,
        "年度主要任务": [{"任务名称": f"任务{n}", "主要内容": "内容", **amount} for n in range(tasks)],
        "年度总体目标": ["目标"],
        "年度绩效指标": [
            {"一级指标": first, "二级指标": second, "三级指标": f"指标{n}", "指标值": "=1"}
            for n, (first, second) in enumerate(indicators)
        ],
    }


@pytest.fixture(scope="module")
def plain():
    return open_template(TEMPLATE, {"万元": lambda value, places=2: value}).compile()


@pytest.mark.parametrize("tasks, sums", [(0, [0, 0, 0]), (1, [1.1, 1, 0.1]), (300, [330, 300, 30])])
def test_any_number_of_tasks(plain, tasks, sums):
    document = plain.render(made(tasks, [("产出指标", "数量指标")]))
    found = rows(document)
    assert found[5][4:] == sums
    assert [row[1] for row in found[6 : 6 + tasks]] == [f"任务{n}" for n in range(tasks)]
    assert found[6 + tasks][0] == "年度总体目标"
    assert f"A4:A{6 + tasks}" in merges(document).split()


def test_no_indicators_leave_the_head_alone(plain):
    document = plain.render(made(1, []))
    assert rows(document)[-1][:5] == ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"]
    assert merges(document).split()[-1] == "E9:G9"


def test_three_levels_of_merges(tmp_path):
    template = "{%tr for 行 in 各行 %}\n{{ 行[0]|合并 }}   {{ 行[1]|合并 }}   {{ 行[2]|合并 }}   {{ loop.index }}\n{%tr endfor %}"
    data = ["产出 数量 人数", "产出 数量 人数", "产出 数量 次数", "产出 质量 次数", "效益 质量 次数", "效益 质量 次数"]
    assert filled(tmp_path, template, 各行=[line.split() for line in data]) == tidy("""
        产出  数量  人数  1
        ·     ·     ·     2
        ·     ·     次数  3
        ·     质量  次数  4
        效益  质量  次数  5
        ·     ·     ·     6
    """)
