"""Charts, tables and pivot tables follow repeated columns: what they show grows, and where they stand moves."""

import re

import pytest
from test_excel_across import BESIDE, MONTHS, anchors, document, documents
from test_excel_charts import CHART, charting, series
from test_excel_tables import PIVOT, TABLE, nothing, pivoting, ranges, source
from workbooks import drawn, grid, part, parts, problems, repack, tidy

from perfreport.office import open_template

BY_MONTH = {"name": "表1!$A$5", "categories": "表1!$C$1:$C$1", "values": "表1!$C$5:$C$5"}


@pytest.mark.parametrize(
    "months, found",
    [
        (
            3,
            [
                "tx str 表1!$A$4 1 0:合计",
                "cat str 表1!$B$1:$D$1 3 0:1月 1:2月 2:3月",
                "val num 表1!$B$4:$D$4 General 3 0:11 1:22 2:33",
            ],
        ),
        (1, ["tx str 表1!$A$4 1 0:合计", "cat str 表1!$B$1:$B$1 1 0:1月", "val num 表1!$B$4:$B$4 General 1 0:11"]),
        (0, ["tx str 表1!$A$4 1 0:合计", "cat str 表1!$C$1048576 1", "val num 表1!$C$1048576 General 1"]),
    ],
)
def test_a_series_takes_all_repeated_columns_and_keeps_their_values(tmp_path, months, found):
    path = drawn(tmp_path, MONTHS, change=charting(**BY_MONTH))
    assert series(document(path, months)) == found


def test_a_chart_to_the_right_of_the_block_moves_and_one_on_another_sheet_follows(tmp_path):
    path = drawn(tmp_path, MONTHS, "·", change=charting(**BY_MONTH))
    assert [anchors(each)[0].split()[1] for each in documents(path)] == ["F1", "D1", "C1"]
    path = drawn(tmp_path, MONTHS, "·", change=charting(on=1, **BY_MONTH))
    assert [series(each)[2].split()[2] for each in documents(path)] == [
        "表1!$B$4:$D$4",
        "表1!$B$4:$B$4",
        "表1!$C$1048576",
    ]


def test_a_series_down_a_column_to_the_right_of_the_block_moves_with_it(tmp_path):
    path = drawn(tmp_path, MONTHS, change=charting(name="表1!$E$1", categories="表1!$A$3", values="表1!$E$3"))
    assert series(document(path, 2)) == [
        "tx str 表1!$D$1 1 0:合计",
        "cat str 表1!$A$2:$A$3 2 0:甲 1:乙",
        "val num 表1!$D$2:$D$3 General 2 0:3 1:30",
    ]


def test_the_name_of_a_series_in_the_block_is_that_of_the_first_column(tmp_path):
    path = drawn(tmp_path, MONTHS, change=charting(name="表1!$C$1", values="表1!$C$5"))
    assert series(document(path)) == ["tx str 表1!$B$1 1 0:1月", "val num 表1!$B$4:$D$4 General 3 0:11 1:22 2:33"]


QUARTERS = """
    {%tc for 季 in 各季 %}   {%tc for 月 in 季.月 %}   {{ 季.名 }}    {%tc endfor %}   ·              {%tc endfor %}
    ·                        ·                         {{ 月 }}月     ·                {{ 季.名 }}    ·
    ·                        ·                         {{ 月 * 10 }}  ·                =SUM(C3:C3)    ·
"""
TWO = [{"名": "一季", "月": [1, 2]}, {"名": "二季", "月": [4]}]


def test_a_series_over_inner_columns_takes_those_of_all_groups_and_categories_may_have_levels(tmp_path):
    path = drawn(tmp_path, QUARTERS, change=charting(categories="表1!$C$1:$C$2", values="表1!$C$3"))
    levels = part(path.read_bytes(), CHART)
    levels = re.sub(r"(</?c:)(?:str|num)Ref>(?=<c:f>表1!\$C\$1|</c:cat>)", r"\1multiLvlStrRef>", levels)
    levels = re.sub(r"<c:(num|str)Cache>.*?</c:\1Cache>", "", levels)
    repack(path, **{CHART: levels})
    assert series(open_template(path).render({"各季": TWO})) == [
        "cat mul (表1!$A$1:$B$2,表1!$D$1:$D$2) 3 0:1月 1:2月 2:4月 0:一季 1:一季 2:二季",
        "val num (表1!$A$3:$B$3,表1!$D$3) General 3 0:10 1:20 2:40",
    ]


@pytest.mark.parametrize("cells, what", [("C1:C2", "占几行"), ("C4:C4", "行和列都重复"), ("A4:A4", "")])
def test_a_series_that_would_be_of_rows_and_columns_is_a_problem(tmp_path, cells, what):
    template = """
        月   {%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}
        倍   ·                        =C1*2      ·
        {%tr for 位 in 各位 %}
        {{ 位.名 }}   ·               {{ 月 }}   ·
        {%tr endfor %}
    """
    path = drawn(tmp_path, template, change=charting(values=f"表1!{cells}"))
    found = [f"模板.xlsx 表1!{cells} 图表里{what}的系列不能随行移动，输出后会指错地方。"]
    assert problems(lambda: open_template(path)) == (found if what else [])


def tabled(folder, area, *names):
    columns = [{"header": name} for name in names]
    return drawn(folder, BESIDE, change=lambda book, sheet: sheet.add_table(area, {"columns": columns}))


def test_a_table_left_or_right_of_the_blocks_follows(tmp_path):
    right = tabled(tmp_path, "F1:G2", "项目", "金额")
    assert [ranges(each, TABLE) for each in documents(right)] == ["F1:G2 F1:G2", "D1:E2 D1:E2", "C1:D2 C1:D2"]
    left = tabled(tmp_path, "A1:B2", "左", "数")
    assert parts(document(left))[TABLE] == parts(left)[TABLE]


def test_a_table_whose_columns_are_repeated_is_a_problem(tmp_path):
    path = tabled(tmp_path, "A1:B2", "左", "数")
    repack(path, **{TABLE: part(path.read_bytes(), TABLE).replace("A1:B2", "B1:D2")})
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!B1:D2 套用了表格格式的区域在循环里，不能每条记录都有一份。"
    ]


def test_a_table_right_of_the_block_that_has_no_record_gets_an_empty_row(tmp_path):
    template = """
        左   {%tc for 月 in 各月 %}   {{ 月 }}月   {%tc endfor %}   项目   金额
        {%tr for 位 in 各位 %}
        ·    ·                        {{ 月 }}     ·                {{ 位.名 }}   1
        {%tr endfor %}
    """
    path = drawn(tmp_path, template, change=lambda book, sheet: sheet.add_table(
        "E1:F3", {"columns": [{"header": "项目"}, {"header": "金额"}]}
    ))  # fmt: skip
    repack(path, **{TABLE: part(path.read_bytes(), TABLE).replace("E1:F3", "E1:F4")})
    assert ranges(document(path, 2), TABLE) == "D1:E3 D1:E3"
    assert ranges(document(path, 2, []), TABLE) == "D1:E2 D1:E2"
    assert grid(document(path, 2, [])) == tidy("左   1月   2月   项目   金额\n·  ·  ·  ·  ·")


def test_the_source_of_a_pivot_table_grows_with_the_columns(tmp_path):
    path = pivoting(drawn(tmp_path, MONTHS, change=nothing), 'ref="A1:E4" sheet="表1"', location="G8:H10")
    found = [source(each) for each in documents(path)]
    assert found == [("1", {"ref": area, "sheet": "表1"}) for area in ("A1:E3", "A1:C3", "A1:B3")]


def test_a_pivot_table_right_of_the_block_moves_and_one_on_its_columns_is_a_problem(tmp_path):
    path = pivoting(drawn(tmp_path, MONTHS, change=nothing), location="G6:H9")
    assert [ranges(each, PIVOT) for each in documents(path)] == ["G5:H8", "E5:F8", "D5:E8"]
    path = pivoting(drawn(tmp_path, MONTHS, change=nothing), location="A7:B9")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A7:B9 数据透视表在循环里，不能每条记录都有一份。"]


def test_a_formula_that_cannot_take_the_columns_apart_is_a_problem_with_its_place(tmp_path):
    def change(book, sheet):
        sheet.write("H3", "=VLOOKUP(10,C3:C3,1)")

    path = drawn(tmp_path, QUARTERS, change=change)
    assert problems(lambda: open_template(path).render({"各季": TWO})) == [
        "模板.xlsx 表1!H3 公式 =VLOOKUP(10,C3:C3,1) 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


def test_so_is_one_of_a_conditional_format(tmp_path):
    def change(book, sheet):
        sheet.conditional_format("H3", {"type": "formula", "criteria": "=COUNTIF($C$3:$C$3,1)>0", "format": None})

    path = drawn(tmp_path, QUARTERS, change=change)
    assert problems(lambda: open_template(path).render({"各季": TWO})) == [
        "模板.xlsx 表1!H3 公式 =COUNTIF($C$3:$C$3,1)>0 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


def test_formulas_that_name_the_columns_of_a_table_are_computed_where_the_table_is_now(tmp_path):
    template = """
        左   {%tc for 月 in 各月 %}   {{ 月 }}月        {%tc endfor %}   项目   金额   ·
        ·    ·                        =SUM(明细[金额])   ·               乙     2      =明细[@金额]*2
        ·    ·                        ·                  ·               丙     5      =明细[@金额]*2
    """

    def change(book, sheet, other):
        sheet.add_table("E1:F3", {"name": "明细", "columns": [{"header": "项目"}, {"header": "金额"}]})

    result = document(drawn(tmp_path, template, "=SUM(明细[金额])", change=change), 2)
    assert grid(result, results=True) == tidy("""
        左   1月   2月   项目   金额   ·
        ·    7     7     乙     2      4
        ·    ·     ·     丙     5      10
    """)
    assert grid(result, 1, results=True) == "7"
