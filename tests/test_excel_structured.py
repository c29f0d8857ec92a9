"""Formulas that name tables and their columns: 明细[金额], 明细[[#Totals],[金额]], [@金额]."""

import pytest
from workbooks import ITEMS, drawn, grid, problems, rendered, tidy

from perfreport.office import open_template

BLOCK = """
    上面      ·            ·
    项目      金额         加倍[#]
    {%tr for x in 各项 %}
    {{ x.名 }}   {{ x.数 }}   =明细[[#This Row],[金额]]*2
    {%tr endfor %}
"""
REPEATED = """
    {%sheet for 单位 in 各单位 %}   ·
    项目   金额
    {%tr for x in 单位 %}   ·
    {{ x.名 }}   {{ x.数 }}
    {%tr endfor %}   ·
    合计   =SUM(明细[金额])
"""
COLUMNS = [
    {"header": "项目", "total_string": "合计"},
    {"header": "金额", "total_function": "sum"},
    {"header": "加倍[#]", "total_function": "max"},
]


def table(*formulas, sheet=0, third="=明细[[#This Row],[金额]]*2"):
    """The table over BLOCK with a row of totals, and formulas below it, or from A1 on of another sheet."""

    def change(book, *sheets):
        sheets[0].add_table("A2:C6", {"columns": COLUMNS, "name": "明细", "total_row": True})
        for spot, text in (("A4", "{{ x.名 }}"), ("B4", "{{ x.数 }}"), ("C4", third)):
            sheets[0].write(spot, text)
        for number, formula in enumerate(formulas):
            sheets[sheet].write_formula(number if sheet else number + 6, 0, "=" + formula)

    return change


def results(folder, *formulas, items=ITEMS, sheet=0):
    path = drawn(folder, BLOCK, *["甲"] * sheet, change=table(*formulas, sheet=sheet))
    rows = grid(rendered(path, items), sheet, results=True).splitlines()
    return [row.split("  ")[0] for row in rows[0 if sheet else len(items or [0]) + 3 :]]


def test_a_column_computed_in_each_record_and_the_row_of_totals_have_results(tmp_path):
    path = drawn(tmp_path, BLOCK, change=table())
    assert grid(rendered(path, ITEMS)) == tidy("""
        上面  ·                           ·
        项目  金额                        加倍[#]
        甲    1                           =明细[[#This Row],[金额]]*2
        乙    2                           =明细[[#This Row],[金额]]*2
        丙    4                           =明细[[#This Row],[金额]]*2
        合计  =SUBTOTAL(109,[金额])       =SUBTOTAL(104,[加倍'['#']])
    """)
    assert grid(rendered(path, ITEMS), results=True) == tidy("""
        上面  ·     ·
        项目  金额  加倍[#]
        甲    1     2
        乙    2     4
        丙    4     8
        合计  7     8
    """)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("SUM(明细[金额])", "7"),
        ("SUM(明细[ [金额]:[加倍'['#']] ])", "21"),
        ("SUM(明细[[加倍'['#']]:[金额]])", "21"),
        ("SUM(明细)", "·"),
        ("SUM(明细[])", "21"),
        ("明细[[#Totals],[金额]]", "7"),
        ("明细[[#totals],[加倍'['#']]]", "8"),
        ("SUM(明细[[#Data],[#Totals],[金额]])", "14"),
        ("COUNTA(明细[#All])", "15"),
        ("COUNTA(明细[[#All],[金额]])", "5"),
        ("明细[[#Headers],[加倍'['#']]]", "加倍[#]"),
        ("COUNTA(明细[#Headers])", "3"),
        ("ROWS(明细[#Data])", "3"),
        ("SUMIF(明细[项目],\"乙\",明细[金额])", "2"),
        ("INDEX(明细[金额],MATCH(\"丙\",明细[项目],0))", "4"),
        ("明细[[#This Row],[金额]]", "#VALUE!"),
        ("明细[@金额]", "#VALUE!"),
        ("SUM(明细[不在])", "·"),
        ("SUM(别的[金额])", "·"),
        ("SUM([金额])", "·"),
        ("SUM(明细[[#Headers],[#Totals],[金额]])", "·"),
    ],
)  # fmt: skip
def test_names_of_a_table_mean_its_present_cells_from_every_sheet(tmp_path, formula, expected):
    """What Excel would not take (an unknown column, head and totals at once) has no result."""
    assert results(tmp_path, formula) == [expected]
    assert results(tmp_path, formula, sheet=1) == [expected]


def test_a_table_without_records_sums_its_empty_row(tmp_path):
    assert results(tmp_path, "SUM(明细[金额])", "ROWS(明细[金额])", items=[]) == ["0", "1"]


def test_each_record_sees_the_whole_table_and_its_own_row(tmp_path):
    third = "=[@金额]/SUM(明细[金额])+SUM(明细[@[项目]:[金额]])"
    document = rendered(drawn(tmp_path, BLOCK, change=table(third=third)), [{"名": 1, "数": 1}, {"名": 2, "数": 3}])
    assert [row.split("  ")[2] for row in grid(document, results=True).splitlines()[2:4]] == ["2.25", "5.75"]


def test_a_record_that_sums_its_own_row_whole_goes_in_a_circle(tmp_path):
    document = rendered(drawn(tmp_path, BLOCK, change=table(third="=SUM(明细[@])")), ITEMS[:1])
    assert grid(document, results=True).splitlines()[2] == "甲  1  ·"


def test_every_copy_of_a_sheet_sees_its_own_table_and_from_other_sheets_it_is_told(tmp_path):
    def change(book, sheet, other):
        sheet.add_table("A2:B5", {"columns": [{"header": "项目"}, {"header": "金额"}], "name": "明细"})
        for spot, text in (("A3", "{%tr for x in 单位 %}"), ("A4", "{{ x.名 }}"), ("A5", "{%tr endfor %}")):
            sheet.write(spot, text)
        sheet.write("B4", "{{ x.数 }}")

    path = drawn(tmp_path, REPEATED, "1", change=change)
    document = open_template(path).render({"各单位": [ITEMS, ITEMS[:2]]})
    assert [grid(document, number).splitlines()[-1] for number in range(2)] == [
        "合计  =SUM(明细[金额])", "合计  =SUM(明细_2[金额])"
    ]  # fmt: skip
    assert [grid(document, number, results=True).splitlines()[-1] for number in range(2)] == ["合计  7", "合计  3"]
    path = drawn(tmp_path, REPEATED, "=SUM(明细[金额])", change=change)
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表2!A1 公式 =SUM(明细[金额]) 里的“明细”不会跟着工作表“表1”变，输出后会指错地方。"
    ]


def test_a_table_without_a_head_on_a_sheet_that_no_document_changes(tmp_path):
    def change(book, sheet, other):
        columns = {"header_row": False, "columns": [{"header": "部门"}, {"header": "金额"}], "name": "去年"}
        other.add_table("A1:B2", columns)
        sheet.write("A3", "=SUM(去年[金额])&COUNTA(去年[[#All],[部门]])")
        sheet.write("A4", "=去年[[#Headers],[金额]]")

    path = drawn(tmp_path, "甲\n乙", "甲   3\n乙   4", change=change)
    assert grid(rendered(path, []), results=True).splitlines() == ["甲", "乙", "72", "·"]


def test_what_looks_like_a_cell_in_the_name_of_a_column_stays(tmp_path):
    def change(book, sheet):
        columns = [{"header": "B8 金额(元"}, {"header": "乙"}]
        sheet.add_table("A5:B6", {"columns": columns, "name": "明细"})
        sheet.write("A6", 5)
        sheet.write("C6", "=SUM(明细[B8 金额(元])+A6")

    path = drawn(tmp_path, "{%tr for x in 各项 %}\n{{ x.名 }}\n{%tr endfor %}", change=change)
    document = rendered(path, ITEMS)
    assert grid(document).splitlines()[-1] == "5  ·  =SUM(明细[B8 金额(元])+A6"
    assert grid(document, results=True).splitlines()[-1] == "5  ·  10"


def test_a_tag_in_the_head_of_a_table_is_a_problem(tmp_path):
    def change(book, sheet):
        table()(book, sheet)
        sheet.write("B2", "{{ 年度 }}")

    assert problems(lambda: open_template(drawn(tmp_path, BLOCK, change=change))) == [
        "模板.xlsx 表1!B2 表格的标题行里的标签 {{ 年度 }} 不会被填写。"
    ]
