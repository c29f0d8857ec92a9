"""Merges, names, print areas, formats and whatever else means rows follow them, or are a problem."""

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import BLOCK, ITEMS, grid, make, merges, part, problems, render

from perfreport.office import open_template


def test_names_print_area_and_titles_follow(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.print_area = "A1:B5"
        sheet.print_title_rows = "1:1"
        names = {"各金额": "表1!$B$3", "总额": "表1!$B$5", "两处": "表1!$A$3:$A$3,表1!$A$5"}
        for name, text in names.items():
            book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=text)

    def names(各项):
        book = openpyxl.load_workbook(io.BytesIO(render(tmp_path, BLOCK, change=change, 各项=各项)))
        return [
            book["表1"].print_area,
            book["表1"].print_title_rows,
            *(n.attr_text for n in book.defined_names.values()),
        ]

    assert names(ITEMS) == [
        "'表1'!$A$1:$B$5", "$1:$1", "表1!$B$2:$B$4", "表1!$B$5", "表1!$A$2:$A$4,表1!$A$5"
    ]  # fmt: skip
    assert names([]) == [
        "'表1'!$A$1:$B$2", "$1:$1", "表1!$B$1048576", "表1!$B$2", "表1!$A$1048576,表1!$A$2"
    ]  # fmt: skip


def test_a_print_area_of_several_parts_leaves_out_those_that_are_gone(tmp_path):
    def change(book):
        book["表1"].print_area = ["A1:B1", "A3:B3", "A5:B5"]

    def area(各项):
        return openpyxl.load_workbook(io.BytesIO(render(tmp_path, BLOCK, change=change, 各项=各项)))["表1"].print_area

    assert area(ITEMS) == "'表1'!$A$1:$B$1,'表1'!$A$2:$B$4,'表1'!$A$5:$B$5"
    assert area([]) == "'表1'!$A$1:$B$1,'表1'!$A$2:$B$2"


def test_a_print_area_of_which_nothing_is_left_prints_nothing(tmp_path):
    def change(book):
        book["表1"].print_area = "A3:B3"

    book = openpyxl.load_workbook(io.BytesIO(render(tmp_path, BLOCK, change=change, 各项=[])))
    assert book["表1"].print_area == "'表1'!$A$1048576"


def test_conditional_formats_validations_filters_panes_and_links_follow(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.conditional_formatting.add("B3", FormulaRule(formula=["$B3>$B$5"]))
        sheet.conditional_formatting.add("A1:A1048576", FormulaRule(formula=['A1="甲"']))
        check = DataValidation(type="list", formula1="$A$3:$A$3")
        check.add("B5")
        check.add("A3")
        sheet.add_data_validation(check)
        sheet.auto_filter.ref = "A1:B3"
        sheet["A5"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="A5", location="表1!B5")
        sheet.freeze_panes = "B5"

    sheet = openpyxl.load_workbook(io.BytesIO(render(tmp_path, BLOCK, change=change, 各项=ITEMS[:1] * 9)))["表1"]
    rules = {str(area.sqref): area.rules[0].formula for area in sheet.conditional_formatting}
    assert rules == {"B2:B10": ["$B2>$B$11"], "A1:A1048576": ['A1="甲"']}
    (check,) = sheet.data_validations.dataValidation
    assert (sorted(str(check.sqref).split()), check.formula1) == (["A2:A10", "B11"], "$A$2:$A$10")
    assert sheet.auto_filter.ref == "A1:B10"
    assert (sheet["A11"].hyperlink.ref, sheet["A11"].hyperlink.location) == ("A11", "表1!B11")
    assert sheet.freeze_panes == "B11"


def test_a_format_over_a_block_that_is_gone_marks_no_other_row(tmp_path):
    def change(book):
        book["表1"].conditional_formatting.add("B3", FormulaRule(formula=["$B3>1"]))

    sheet = openpyxl.load_workbook(io.BytesIO(render(tmp_path, BLOCK, change=change, 各项=[])))["表1"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B1048576"]


def merging(*ranges):
    def change(book):
        for area in ranges:
            book["表1"].merge_cells(area)

    return change


def test_merges_of_the_author_follow_within_around_and_beside_the_block(tmp_path):
    template = """
        表头  ·  ·
        {%tr for x in 各项 %}
        ·  {{ x.名 }}  ·
        ·  {{ x.数 }}  ·
        {%tr endfor %}
        ·  合计  ·
    """
    change = merging("A1:C1", "A3:A4", "B3:C3", "B6:C6")
    document = render(tmp_path, template, change=change, 各项=ITEMS[:2])
    assert merges(document) == "A1:C1 A2:A3 A4:A5 B2:C2 B4:C4 B6:C6"


def test_a_merge_around_the_whole_block_grows_with_it_and_goes_when_one_row_is_left(tmp_path):
    template = """
        栏目   项目
        {%tr for x in 各项 %}
        ·      {{ x.名 }}
        {%tr endfor %}
    """

    def change(book):
        book["表1"]["A2"], book["表1"]["B2"] = None, "{%tr for x in 各项 %}"
        book["表1"]["A4"], book["表1"]["B4"] = None, "{%tr endfor %}"
        book["表1"].merge_cells("A1:A4")

    assert merges(render(tmp_path, template, change=change, 各项=ITEMS)) == "A1:A4"
    assert merges(render(tmp_path, template, change=change, 各项=[])) == ""


def test_a_merge_that_takes_in_the_tag_rows_is_one_of_the_record(tmp_path):
    template = """
        ·    {%tr for x in 各项 %}
        ·    {{ x.名 }}
        ·    {%tr endfor %}
    """
    document = render(tmp_path, template, change=merging("A1:A3", "B2:C2"), 各项=ITEMS)
    assert merges(document) == "B1:C1 B2:C2 B3:C3"


@pytest.mark.parametrize("area", ["A1:A3", "A4:A6"])
def test_a_merge_that_cuts_a_block_is_a_problem(tmp_path, area):
    template = """
        ·   上
        ·   {%tr for x in 各项 %}
        ·   {{ x.名 }}
        ·   {{ x.数 }}
        ·   {%tr endfor %}
        ·   下
    """
    corner = area.split(":")[0]
    assert problems(lambda: make_open(tmp_path, template, merging(area))) == [
        f"模板.xlsx 表1!{corner} 合并单元格 {area} 只盖住了循环（第 2–5 行）的一部分。"
    ]


def make_open(folder, template, change=None):
    return open_template(make(folder, template, change=change))


def test_a_formula_over_tag_rows_alone_is_a_problem(tmp_path):
    assert problems(lambda: make_open(tmp_path, BLOCK.replace("B3:B3", "B2:B2"))) == [
        "模板.xlsx 表1!B5 公式 =SUM(B2:B2) 引用了只在循环开头、结尾出现的行或列。"
    ]


def test_what_stands_above_the_first_block_may_stay(tmp_path):
    def change(book):
        book["表1"]["A1"].comment = openpyxl.comments.Comment("说明", "作者")

    document = render(tmp_path, BLOCK, change=change, 各项=ITEMS)
    assert "说明" in part(document, "xl/comments/comment1.xml")


def test_a_formula_has_the_result_of_the_names_it_uses_and_none_of_a_name_only_excel_knows(tmp_path):
    def change(book):
        meant = {"各金额": "表1!$B$3", "两处": "表1!$B$3:$B$3,表1!$B$5", "税率": "0.5", "相对": "表1!B3"}
        for name, text in meant.items():
            book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=text)

    template = BLOCK.rstrip() + "\n    =SUM(各金额)   =SUM(两处)   =税率*4   =SUM(相对)   =SUM(没有)"
    assert (
        grid(render(tmp_path, template, change=change, 各项=ITEMS), results=True).splitlines()[-1] == "7  14  2  ·  ·"
    )
    assert grid(render(tmp_path, template, change=change, 各项=[]), results=True).splitlines()[-1] == "0  0  2  ·  ·"
