"""What a sheet says of its columns follows them: frozen ones, page breaks, print titles, filters, widths and levels."""

import re

import pytest
from lxml import etree
from test_excel_across import BESIDE, MONTHS, document, documents, elements, with_elements
from test_excel_tables import nothing
from workbooks import drawn, part, problems

from perfreport.office import open_template


def test_frozen_columns_are_as_many_as_the_templates_became(tmp_path):
    def change(book, sheet):
        sheet.freeze_panes(1, 5)

    path = drawn(tmp_path, MONTHS, change=change)
    assert [elements(each, "pane")[0] for each in (path.read_bytes(), *documents(path))] == [
        "xSplit=5 ySplit=1 topLeftCell=F2 activePane=bottomRight state=frozen",
        "xSplit=5 ySplit=1 topLeftCell=F2 activePane=bottomRight state=frozen",
        "xSplit=3 ySplit=1 topLeftCell=D2 activePane=bottomRight state=frozen",
        "xSplit=2 ySplit=1 topLeftCell=C2 activePane=bottomRight state=frozen",
    ]
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: sheet.freeze_panes(0, 1))
    assert elements(document(path), "pane") == ["xSplit=1 topLeftCell=B1 activePane=topRight state=frozen"]


@pytest.mark.parametrize(
    "column, found",
    [
        (1, [[1], [1], [1]]),
        (2, [[1, 2, 3], [1], []]),
        (3, [[2, 3, 4], [2], []]),
        (4, [[4], [2], [1]]),
        (5, [[5], [3], [2]]),
        (7, [[7], [5], [4]]),
    ],
)
def test_page_breaks_beside_columns_follow_them_and_stand_at_every_records_in_the_block(tmp_path, column, found):
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: sheet.set_v_pagebreaks([column]))
    breaks = [[int(line.split()[0][3:]) for line in elements(each, "brk")] for each in documents(path)]
    assert breaks == found
    assert [elements(each, "colBreaks") for each in documents(path)] == [
        [f"count={len(each)} manualBreakCount={len(each)}"] if each else [] for each in found
    ]


def test_print_titles_and_areas_follow(tmp_path):
    def change(book, sheet):
        sheet.repeat_columns("A:B")
        sheet.print_area("A1:E5")
        book.define_name("各月", "=表1!$B:$D")

    names = [
        [name.text for name in etree.fromstring(part(each, "xl/workbook.xml").encode()).iter("{*}definedName")]
        for each in documents(drawn(tmp_path, MONTHS, change=change))
    ]
    assert names == [
        ["表1!$A$1:$E$4", "表1!$A:$A", "表1!$B:$D"],
        ["表1!$A$1:$C$4", "表1!$A:$A", "表1!$B:$B"],
        ["表1!$A$1:$B$4", "表1!$A:$A", "表1!$B$1048576"],
    ]


def test_the_conditions_of_a_filter_stay_with_their_columns(tmp_path):
    def change(book, sheet):
        sheet.autofilter("A1:E3")
        sheet.filter_column("A", "x == 甲")
        sheet.filter_column("C", "x > 0")
        sheet.filter_column("E", "x > 5")

    path = drawn(tmp_path, MONTHS, change=change)
    assert [elements(each, "autoFilter", "filterColumn") for each in documents(path)] == [
        ["ref=A1:E3", "colId=0", "colId=1", "colId=2", "colId=3", "colId=4"],
        ["ref=A1:C3", "colId=0", "colId=1", "colId=2"],
        ["ref=A1:B3", "colId=0", "colId=1"],
    ]


def test_a_sorting_by_a_repeated_column_is_a_problem(tmp_path):
    sorting = '<sortState ref="A3:E3"><sortCondition ref="{}"/></sortState>'
    path = with_elements(drawn(tmp_path, MONTHS, change=nothing), sorting.format("E3:E3"), before="<pageMargins")
    assert elements(document(path, 2), "sortState", "sortCondition") == ["ref=A2:D3", "ref=D2:D3"]
    path = with_elements(drawn(tmp_path, MONTHS, change=nothing), sorting.format("C3:C3"), before="<pageMargins")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!C3:C3 排序依据的列在循环里，不能每条记录都有一份。"]


def test_levels_and_looks_of_columns_follow_beyond_the_last_filled_one_too(tmp_path):
    def change(book, sheet):
        sheet.set_column("C:C", 6, None, {"level": 1})
        sheet.set_column("E:F", 12)
        sheet.set_column("G:XFD", None, None, {"hidden": True})

    found = elements(document(drawn(tmp_path, MONTHS, change=change), 2), "col")
    assert [re.sub("width=(\\d+)[.\\d]*", r"width=\1", each) for each in found] == [
        "min=2 max=2 width=6 customWidth=1 outlineLevel=1",
        "min=3 max=3 width=6 customWidth=1 outlineLevel=1",
        "min=4 max=4 width=12 customWidth=1",
        "min=5 max=5 width=12 customWidth=1",
        "min=6 max=16384 width=0 hidden=1 customWidth=1",
    ]


def test_what_never_follows_is_said_where_the_columns_begin(tmp_path):
    path = with_elements(drawn(tmp_path, BESIDE, change=nothing), "<customSheetViews/>", before="<pageMargins")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!C1 自定义视图不能随行移动，输出后会指错地方。"]


def test_what_never_follows_is_said_where_the_tag_of_a_repeated_sheet_stands(tmp_path):
    path = drawn(tmp_path, "{%sheet for 位 in 各位 %}\n    {{ 位.名 }}", change=nothing)
    with_elements(path, "<customSheetViews/>", before="<pageMargins")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A1 自定义视图不能随行移动，输出后会指错地方。"]


def test_a_formula_that_means_nothing_but_a_column_of_tags_is_a_problem(tmp_path):
    path = drawn(tmp_path, MONTHS.replace("=SUM(E3:E3)", "=D4"), change=nothing)
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!E5 公式 =D4 引用了只在循环开头、结尾出现的行或列。"]


def test_the_formula_of_a_conditional_format_is_meant_from_the_first_of_its_columns(tmp_path):
    template = """
        {%tc for 月 in 各月 %}   {{ 月 }}   {%tc endfor %}   {{ 数 }}
        ·                        1          ·                ·
    """

    def change(book, sheet):
        sheet.conditional_format("B1:B1", {"type": "formula", "criteria": "=SUM(B1:B2)>$D1", "format": None})

    result = open_template(drawn(tmp_path, template, change=change)).render({"各月": [1, 2, 3], "数": 3})
    root = etree.fromstring(part(result, "xl/worksheets/sheet1.xml").encode())
    (found,) = root.iter("{*}conditionalFormatting")
    assert (found.get("sqref"), found.findtext(".//{*}formula")) == ("A1:C1", "SUM(A1:A2)>$D1")
