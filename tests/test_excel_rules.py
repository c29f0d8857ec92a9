"""Conditional formats and validations mean the same for every record, whatever group it lies in."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import ITEMS, drawn, make, part, problems, render

from perfreport.office import open_template

GROUPS = [{"项": [1, 2]}, {"项": [4]}, {"项": []}]
NESTED = """
    {%tr for 组 in 各组 %}
    {%tr for x in 组.项 %}
    {{ x }}
    {%tr endfor %}
    =SUM(A3:A3)
    {%tr endfor %}
    =SUM(A3:A3)
"""
ONE = """
    上限                 5
    {%tr for x in 各项 %}
    {{ x.名 }}           {{ x.数 }}
    {%tr endfor %}
    合计                 =SUM(B3:B3)
"""
OPTIONAL = """
    {%tr for x in 各项 %}
    {{ x.名 }}
    {%tr if x.数 > 1 %}
    备注
    {%tr endif %}
    {{ x.数 }}
    {%tr endfor %}
"""


def ruled(folder, template, cells, formula, **names):
    """The rules of a document whose template has one for `cells`: of what cells and with which formula each is."""

    def change(book):
        sheet = book["表1"]
        sheet.conditional_formatting.add(cells, FormulaRule([formula]))
        validation = DataValidation("custom", formula1=formula)
        validation.add(cells)
        sheet.add_data_validation(validation)

    sheet = openpyxl.load_workbook(io.BytesIO(render(folder, template, change=change, **names))).active
    formats = [f"{found.sqref}: {found.rules[0].formula[0]}" for found in sheet.conditional_formatting]
    assert [f"{found.sqref}: {found.formula1}" for found in sheet.data_validations.dataValidation] == formats
    return formats


@pytest.mark.parametrize(
    "formula, rules",
    [
        ("A3>A$5/2", ["A1:A2: A1>A$3/2", "A4: A4>A$5/2"]),
        ("A3>A5/2", ["A1:A2: A1>A$3/2", "A4: A4>A$5/2"]),
        ("COUNTIF(A$3:A3,A3)=1", ["A1:A2: COUNTIF(A$1:A1,A1)=1", "A4: COUNTIF(A$4:A4,A4)=1"]),
        ("A3>$A$7/2", ["A1:A2 A4: A1>$A$7/2"]),
        ("A3>1", ["A1:A2 A4: A1>1"]),
    ],
)
def test_a_rule_that_depends_on_the_group_is_there_for_each(tmp_path, formula, rules):
    assert ruled(tmp_path, NESTED, "A3", formula, 各组=GROUPS) == rules


@pytest.mark.parametrize(
    "cells, formula, rule",
    [
        ("B3", "B3>B5/2", "B2:B4: B2>B$5/2"),
        ("B3", "COUNTIF(B$3:B3,B3)=1", "B2:B4: COUNTIF(B$2:B2,B2)=1"),
        ("A3:B3", "$B3>$B$1", "A2:B4: $B2>$B$1"),
        ("B2:B4", "B2>$B$1", "B2:B4: B2>$B$1"),  # chosen together with the rows of tags
    ],
)
def test_one_rule_for_all_records_means_the_same_for_each(tmp_path, cells, formula, rule):
    assert ruled(tmp_path, ONE, cells, formula, 各项=ITEMS) == [rule]


def test_a_record_whose_rows_are_not_as_far_apart_as_in_others_has_a_rule_of_its_own(tmp_path):
    assert ruled(tmp_path, OPTIONAL, "A6", 'A2<>""', 各项=ITEMS[:2]) == ['A2: A1<>""', 'A5: A3<>""']


def test_a_rule_over_records_that_others_part_is_a_problem(tmp_path):
    def change(book):
        book["表1"].conditional_formatting.add("A7", FormulaRule(["COUNTIF(A3:A3,1)>1"]))

    template = open_template(make(tmp_path, NESTED, change=change))
    (found,) = problems(lambda: template.render({"各组": GROUPS}))
    assert found.startswith("模板.xlsx 表1!A7 公式 =COUNTIF(A3:A3,1)>1 的范围里夹进了别的行")


def rules(document, tag):
    """The elements of a document's sheet, each as its cells and formulas."""
    sheet = etree.fromstring(part(document, "xl/worksheets/sheet1.xml").encode())
    return [
        " ".join([each.get("sqref") or each.findtext("{*}sqref"), *(f.text for f in each.iter("{*}formula", "{*}f"))])
        for each in sheet.iter(f"{{*}}{tag}")
    ]


def test_a_rule_for_records_and_what_stands_below_means_in_each_cell_what_a_formula_there_would(tmp_path):
    found = ruled(tmp_path, NESTED, "A3:A7", "A3>$A3*COUNT(A$3)", 各组=GROUPS)
    assert found == ["A1:A3 A5:A7: A1>$A1*COUNT(A$1)", "A4: A4>$A4*COUNT(A$4)"]


FROM_A_BLOCK = """
    {%tc for 月 in 各月 %}   {{ 月 }}     {%tc endfor %}   年
    {%tr for x in 各项 %}    ·            ·                ·
    ·                        {{ x.数 }}   ·                9
    {%tr endfor %}           ·            ·                ·
    ·                        5            ·                8
"""


@pytest.mark.parametrize(
    "months, items, found",
    [
        ([1, 2], ITEMS, ["A2:C5: A2>7"]),
        ([1, 2], [], ["A2:C2: A2>7"]),
        ([], ITEMS[:1], ["A2:A3: A2>7"]),
        ([], [], ["A2: A2>7"]),
    ],
)
def test_a_rule_whose_first_row_or_column_is_not_written_covers_the_others(tmp_path, months, items, found):
    assert ruled(tmp_path, FROM_A_BLOCK, "B3:D5", "B3>7", 各月=months, 各项=items) == found


def test_rules_in_blocks_of_one_element_that_compare_all_their_cells_stay_whole(tmp_path):
    def change(book):
        cells = book["表1"].conditional_formatting
        cells.add("A3", FormulaRule(["A3>A5/2"]))
        cells.add("A3", Rule("duplicateValues"))

    document = render(tmp_path, NESTED, change=change, 各组=GROUPS)
    assert rules(document, "conditionalFormatting") == ["A1:A2 A1>A$3/2", "A4 A4>A$5/2", "A1:A2 A4"]


def test_rules_of_newer_versions_of_excel_are_there_for_each_group_with_an_id_of_their_own(tmp_path):
    def change(book, sheet):
        sheet.conditional_format("A3", {"type": "data_bar", "data_bar_2010": True, "max_type": "formula",
                                        "max_value": "=$A$5"})  # fmt: skip

    path = drawn(tmp_path, NESTED, change=change)
    document = open_template(path).render({"各组": GROUPS})
    sheet = part(document, "xl/worksheets/sheet1.xml")
    newer = etree.fromstring(sheet.encode()).iter("{*}cfRule")
    ids = [rule.get("id") for rule in newer if rule.get("id")]
    assert (re.findall("<xm:(?:sqref|f)>(.*?)</xm", sheet), len(set(ids))) == (["$A$3", "A1:A2", "$A$5", "A4"], 2)


def listed(folder, template, cells, choices, **names):
    def change(book):
        validation = DataValidation("list", formula1=choices)
        validation.add(cells)
        book["表1"].add_data_validation(validation)

    sheet = openpyxl.load_workbook(io.BytesIO(render(folder, template, change=change, **names))).active
    return [f"{found.sqref}: {found.formula1}" for found in sheet.data_validations.dataValidation]


def test_a_list_of_choices_inside_a_group_is_of_the_records_of_this_group(tmp_path):
    assert listed(tmp_path, NESTED, "A3", "$A$3:$A$3", 各组=GROUPS) == ["A1:A2: $A$1:$A$2", "A4: $A$4:$A$4"]
    assert listed(tmp_path, NESTED, "A3", "$A$3", 各组=GROUPS) == ["A1:A2: $A$1:$A$2", "A4: $A$4"]


def test_a_list_of_choices_takes_no_rows_that_stand_between_its_own(tmp_path):
    assert listed(tmp_path, NESTED, "A7", "$A$5:$A$5", 各组=GROUPS[:1]) == ["A4: $A$3:$A$3"]
    assert listed(tmp_path, NESTED, "A7", "$A$5", 各组=[]) == ["A1: $A$1048576"]
    assert problems(lambda: listed(tmp_path, NESTED, "A7", "$A$5:$A$5", 各组=GROUPS)) == [
        "模板.xlsx 表1!A7 公式 =$A$5:$A$5 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


LIST_AND_REST = """
    {%tr for x in 各项 %}
    {{ x.数 }}
    {%tr endfor %}
    5
    6
"""


@pytest.mark.parametrize(
    "formula, filled, empty",
    [
        ("A2>5", "A1:A5: A1>5", "A1:A2: A1>5"),
        ("A2>A$4", "A1:A5: A1>A$4", "A1:A2: A1>A$1"),
        ("A2>$A$5", "A1:A5: A1>$A$5", "A1:A2: A1>$A$2"),
    ],
)
def test_a_rule_over_a_list_and_rows_below_is_meant_from_the_first_of_them_if_the_list_is_empty(
    tmp_path, formula, filled, empty
):
    assert ruled(tmp_path, LIST_AND_REST, "A2:A5", formula, 各项=ITEMS) == [filled]
    assert ruled(tmp_path, LIST_AND_REST, "A2:A5", formula, 各项=[]) == [empty]


@pytest.mark.parametrize("years, rule", [([1], "B1:D1: B1>$A1"), ([], "B1: B1>$A1")])
def test_a_rule_that_begins_in_the_column_of_a_tag_is_meant_from_the_first_column_that_is_written(
    tmp_path, years, rule
):
    template = "名   {%tc for 年 in 各年 %}   {{ 年 }}   {{ 年 }}   {%tc endfor %}   5"
    assert ruled(tmp_path, template, "B1:F1", "B1>$A1", 各年=years) == [rule]
