"""Conditional formats and validations mean the same for every record, whatever group it lies in."""

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import ITEMS, make, problems, render

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
