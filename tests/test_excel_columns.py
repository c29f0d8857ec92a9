"""Columns in blocks: repeated, left out, nested, and everything that refers to columns follows."""

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from workbooks import ITEMS, filled, grid, make, part, problems, render, tidy

from perfreport.office import open_template

MONTHS = """
    单位   {%tc for 月 in 各月 %}   {{ 月 }}月   {%tc endfor %}   合计
    {%tr for 位 in 各位 %}
    {{ 位.名 }}   ·   {{ 位.数[loop.index0] }}   ·   =SUM(C3:C3)
    {%tr endfor %}
    合计   ·   =SUM(C3:C3)   ·   =SUM(E3:E3)
"""
UNITS = [{"名": "甲", "数": [1, 2, 3]}, {"名": "乙", "数": [10, 20, 30]}]


def test_a_column_is_repeated_through_all_rows_and_totals_grow_across_and_down(tmp_path):
    document = render(tmp_path, MONTHS, 各月=[1, 2, 3], 各位=UNITS)
    assert grid(document) == tidy("""
        单位  1月  2月  3月  合计
        甲    1    2    3    =SUM(B2:D2)
        乙    10   20   30   =SUM(B3:D3)
        合计  =SUM(B2:B3)  =SUM(C2:C3)  =SUM(D2:D3)  =SUM(E2:E3)
    """)
    assert grid(document, results=True) == tidy("""
        单位  1月  2月  3月  合计
        甲    1    2    3    6
        乙    10   20   30   60
        合计  11   22   33   66
    """)


def test_an_empty_list_leaves_no_column_and_its_totals_are_0(tmp_path):
    document = render(tmp_path, MONTHS, 各月=[], 各位=UNITS)
    assert grid(document, results=True) == tidy("""
        单位  合计
        甲    0
        乙    0
        合计  0
    """)


def test_a_column_may_stand_under_a_condition(tmp_path):
    template = """
        甲   {%tc if 详 %}   乙   {%tc else %}   简   {%tc endif %}   丙
        1    ·               2    ·              3    ·               =SUM(A2:E2)
    """
    assert filled(tmp_path, template, 详=True) == tidy("""
        甲   乙   丙
        1    2    =SUM(A2:B2)
    """)
    assert filled(tmp_path, template, 详=False) == tidy("""
        甲   简   丙
        1    3    =SUM(A2:B2)
    """)


def test_blocks_of_columns_nest_and_subtotals_take_their_own_columns_only(tmp_path):
    template = """
        {%tc for 季 in 各季 %}   {%tc for 月 in 季.月 %}   {{ 月 }}月   {%tc endfor %}   {{ 季.名 }}   {%tc endfor %}   全年
        ·   ·   {{ 月 * 10 }}   ·   =SUM(C2:C2)   ·   =SUM(C2:C2)
    """
    document = render(tmp_path, template, 各季=[{"名": "一季", "月": [1, 2]}, {"名": "二季", "月": [4]}])
    assert grid(document) == tidy("""
        1月  2月  一季         4月  二季         全年
        10   20   =SUM(A2:B2)  40   =SUM(D2:D2)  =SUM(A2:B2,D2:D2)
    """)
    assert grid(document, results=True) == tidy("""
        1月  2月  一季  4月  二季  全年
        10   20   30    40   40    70
    """)


def test_a_dollar_inside_the_block_means_its_first_column(tmp_path):
    template = """
        {%tc for 月 in 各月 %}   {{ 月 }}       {%tc endfor %}
        ·                        =SUM($B1:B1)   ·
    """
    document = render(tmp_path, template, 各月=[1, 2, 3])
    assert grid(document) == tidy("""
        1             2             3
        =SUM($A1:A1)  =SUM($A1:B1)  =SUM($A1:C1)
    """)


def test_formulas_of_other_sheets_follow_the_columns(tmp_path):
    months = """
        {%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}   末
    """
    document = render(tmp_path, months, "=SUM(表1!B1:B1)   =表1!D1   =表1!B1", 各月=[5, 6, 7])
    assert grid(document, 1) == "=SUM(表1!A1:C1)  =表1!D1  =表1!A1"
    assert grid(document, 1, results=True) == "18  末  5"


def test_merges_and_widths_go_with_their_columns(tmp_path):
    def change(book):
        sheet = book["表1"]
        for merged in ("A1:F1", "C2:D2"):
            sheet.merge_cells(merged)
        for column, width in zip("ABCDEF", (5, 9, 20, 30, 9, 40), strict=True):
            sheet.column_dimensions[column].width = width

    template = """
        标题
        名   {%tc for 月 in 各月 %}   {{ 月 }}   ·   {%tc endfor %}   末
        ·    ·                        计划       实际   ·            ·
    """
    document = render(tmp_path, template, change=change, 各月=["一月", "二月"])
    sheet = openpyxl.load_workbook(_file(tmp_path, document)).active
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:F1", "B2:C2", "D2:E2"]
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, 7)]
    assert widths == [5, 20, 30, 20, 30, 40]
    assert (
        grid(document).splitlines()[1:]
        == tidy("""
        名   一月   ·      二月   ·      末
        ·    计划   实际   计划   实际   ·
    """).splitlines()
    )


def _file(folder, document):
    path = folder / "文档.xlsx"
    path.write_bytes(document)
    return path


def test_equal_cells_merge_down_in_repeated_columns_too(tmp_path):
    template = """
        {%tr for 行 in 各行 %}
        {%tc for 月 in 各月 %}   {{ 行[月]|合并 }}   {%tc endfor %}
        {%tr endfor %}
    """
    document = render(tmp_path, template, 各月=["甲", "乙"], 各行=[{"甲": 1, "乙": 1}, {"甲": 1, "乙": 2}])
    assert [str(area) for area in openpyxl.load_workbook(_file(tmp_path, document)).active.merged_cells.ranges] == [
        "A1:A2"
    ]


def test_names_print_areas_and_formats_follow_the_columns(tmp_path):
    def change(book):
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.workbook.defined_name import DefinedName

        sheet = book["表1"]
        sheet.print_area = "A1:E5"
        sheet.print_title_cols = "A:A"
        book.defined_names["月数"] = DefinedName("月数", attr_text="表1!$C$3:$C$3")
        sheet.conditional_formatting.add("C3:C3", CellIsRule(operator="greaterThan", formula=["$E3"]))

    document = render(tmp_path, MONTHS, change=change, 各月=[1, 2, 3], 各位=UNITS)
    book = openpyxl.load_workbook(_file(tmp_path, document))
    assert book.active.print_area == "'表1'!$A$1:$E$4"
    assert book.active.print_title_cols == "$A:$A"
    assert book.defined_names["月数"].attr_text == "表1!$B$2:$D$3"
    [formatted] = book.active.conditional_formatting
    assert (str(formatted.sqref), formatted.rules[0].formula) == ("B2:D3", ["$E2"])


def test_frozen_columns_and_breaks_between_columns_follow(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.freeze_panes = "E2"
        for column in (1, 3, 4, 5):
            sheet.col_breaks.append(Break(id=column))

    def found(各月):
        sheet = openpyxl.load_workbook(
            _file(tmp_path, render(tmp_path, MONTHS, change=change, 各月=各月, 各位=UNITS))
        ).active
        return sheet.freeze_panes, [column.id for column in sheet.col_breaks.brk]

    assert found([1, 2, 3]) == ("E2", [1, 2, 3, 4, 5])
    assert found([1]) == ("C2", [1, 2, 3])
    assert found([]) == ("B2", [1, 2])


def test_documents_with_other_columns_do_not_disturb_one_another(tmp_path):
    template = open_template(make(tmp_path, "{%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}"))
    many = [template.render({"各月": list(range(count))}) for count in (3, 1, 3, 2, *range(4, 25))]
    assert [grid(document) for document in many[:4]] == ["0  1  2", "0", "0  1  2", "0  1"]
    assert many[0] == many[2]


def test_columns_that_a_row_would_repeat_otherwise_are_a_problem(tmp_path):
    """The columns are those of the whole sheet: a list that differs from row to row has no meaning."""
    template = """
        {%tr for 位 in 各位 %}
        {%tc for 月 in 位.数 %}   {{ 月 }}   {%tc endfor %}
        {%tr endfor %}
    """
    assert problems(lambda: render(tmp_path, template, 各位=UNITS)) == [
        "模板.xlsx 表1!A2 标签 {%tc for 月 in 位.数 %} 里的“位”不存在。"
    ]


@pytest.mark.parametrize(
    "template, problem",
    [
        (
            "{%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}\n        多余   1   ·",
            "A1 标签 {%tc for 月 in 各月 %} 所在的列里还有“多余”，输出时会丢失。",
        ),
        ("{%tc for 月 in 各月 %}   {{ 月 }}", "A1 标签 {%tc for 月 in 各月 %} 开着的块没有结束。"),
        (
            "{%tc for 月 in 各月 %}   {{ 月 }}\n        ·   ·   {%tc endfor %}",
            "C2 标签 {%tc endfor %} 与它的开头 {%tc for 月 in 各月 %}（模板.xlsx 表1!A1）不在同一层。",
        ),
        (
            "前{%tc for 月 in 各月 %}   {%tc endfor %}",
            "A1 标签 {%tc for 月 in 各月 %} 所在的列里还有“前”，输出时会丢失。",
        ),
    ],
)
def test_a_block_of_columns_that_cannot_be_is_said(tmp_path, template, problem):
    assert problems(lambda: render(tmp_path, template, 各月=[1])) == [f"模板.xlsx 表1!{problem}"]


def test_a_merge_that_a_block_of_columns_cuts_is_said(tmp_path):
    def change(book):
        book["表1"].merge_cells("A1:C1")

    template = """
        ·   ·                        ·   ·   ·
        甲  {%tc for 月 in 各月 %}   1   2   {%tc endfor %}
    """
    assert problems(lambda: render(tmp_path, template, change=change, 各月=[1])) == [
        "模板.xlsx 表1!A1 合并单元格 A1:C1 只盖住了循环（B–E 列）的一部分。"
    ]


def test_columns_have_one_width_element_each(tmp_path):
    document = render(tmp_path, "{%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}", 各月=[1, 2])
    assert "{%tc" not in part(document, "xl/worksheets/sheet1.xml")


def test_a_range_whose_columns_are_all_gone_has_a_result(tmp_path):
    template = """
        1   {%tc for x in 各列 %}   2   {%tc endfor %}   =COUNT(A1,B1:D1)   =MAX(A1,C1)   =AVERAGE(C1:C1)   =COUNT(C1:C1)
    """
    elsewhere = "=COUNT(表1!A1,表1!C1)   =SUM(表1!C1)   =INDEX(表1!C1:C1,1,1)"
    document = render(tmp_path, template, elsewhere, 各列=[])
    assert grid(document) == "1  =COUNT(A1,$B$1048576)  =MAX(A1,$C$1048576)  =AVERAGE(0)  =COUNT($C$1048576)"
    assert grid(document, results=True) == "1  1  1  0  0"
    assert grid(document, 1, results=True) == "1  0  0"


def test_a_formula_that_takes_one_range_tells_when_columns_part_it(tmp_path):
    template = """
        {%tc for g in 组 %}  {%tc for x in g %}  ·           {%tc endfor %}  小计  {%tc endfor %}  ·
        ·                    ·                   {{ x.数 }}  ·               9     ·               =LARGE(C2:C2,1)
    """
    assert problems(lambda: render(tmp_path, template, 组=[ITEMS, ITEMS])) == [
        "模板.xlsx 表1!G2 公式 =LARGE(C2:C2,1) 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


def test_all_formulas_that_take_one_range_are_told_together(tmp_path):
    template = """
        ·                       {%tc for g in 组 %}  {%tc for x in g %}  ·           {%tc endfor %}  小计  {%tc endfor %}
        =LARGE(D2:D2,1)         ·                    ·                   {{ x.数 }}  ·               9     ·
        {%tr for g in 组 %}     ·                    ·                   ·           ·               ·     ·
        {%tr for x in g %}      ·                    ·                   ·           ·               ·     ·
        {{ x.数 }}              ·                    ·                   ·           ·               ·     ·
        {%tr endfor %}          ·                    ·                   ·           ·               ·     ·
        9                       ·                    ·                   ·           ·               ·     ·
        {%tr endfor %}          ·                    ·                   ·           ·               ·     ·
        =LARGE(A5:A5,1)         ·                    ·                   ·           ·               ·     ·
    """
    places = [found.split()[1] for found in problems(lambda: render(tmp_path, template, 组=[ITEMS, ITEMS]))]
    assert places == ["表1!A2", "表1!A9"]
