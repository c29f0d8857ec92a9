from decimal import Decimal

import pytest

from perfreport.office.excel.calculate import read, result
from perfreport.office.excel.formula import Formula
from perfreport.office.excel.functions import CellError, Unknown

CELLS = {
    "A1": Decimal("0.1"),
    "A2": Decimal("0.2"),
    "A3": "文字",
    "A4": None,
    "A5": True,
    "B1": Decimal(0),
    "B2": Decimal("-2.5"),
}


def cells(reference):
    last = reference.last or reference.first
    return [CELLS.get(f"{reference.first.column.strip('$')}{row}") for row in range(reference.first.row, last.row + 1)]


def value(formula):
    return result(read(Formula(formula)), cells)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("A1+A2", "0.3"), ("1-2-3", "-4"), ("2+3*4", "14"), ("(2+3)*4", "20"), ("-3+5", "2"), ("50%", "0.5"), ("1.5E2", "150"),
        ("8/4/2", "1"), ("A4", "0"), ("A4+1", "1"), ("SUM(A1:A5)", "0.3"), ("SUM(A1:A2,5,A3)", "5.3"), ("COUNT(A1:A5)", "2"),
        ("COUNTA(A1:A5)", "4"), ("AVERAGE(A1:A2)", "0.15"), ("MIN(A1:B2)", "0.1"), ("MAX(A3:A4)", "0"), ("ABS(B2)", "2.5"),
        ("ROUND(2.345,2)", "2.35"), ("ROUND(B2,0)", "-3"), ("ROUND(1234,-2)", "1200"), ("IF(B1=0,0,A1/B1)", "0"),
        ("IFERROR(A1/B1,9)", "9"), ("IF(A5,1,2)", "1"), ("SUM(A1)*2", "0.2"), ("sum(a1:a2)", None),
    ],
)  # fmt: skip
def test_numbers(formula, expected):
    if expected is None:
        assert value(formula) == 0  # a2 is another column here: the names of the test's cells are upper case
    else:
        assert value(formula) == Decimal(expected)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ('"他说""好"""', '他说"好"'), ('A3&"-"&A1&A4', "文字-0.1"), ("1.50&A5", "1.5TRUE"), ("1<2", True), ("A3=A3", True),
        ('"a"="A"', True), ('A3<>"别的"', True), ("A4=0", True), ('A4=""', True), ("IF(A1>1,1)", False), ("TRUE", True),
        ('IF(A3="","无",A3)', "文字"),
    ],
)  # fmt: skip
def test_texts_and_truth(formula, expected):
    assert value(formula) == expected


@pytest.mark.parametrize(
    "formula, error",
    [
        ("1/B1", "#DIV/0!"),
        ("0/0", "#DIV/0!"),
        ("AVERAGE(A3:A4)", "#DIV/0!"),
        ("A3+1", "#VALUE!"),
        ("IF(1/B1,1,2)", "#DIV/0!"),
    ],
)
def test_errors_that_excel_shows_too(formula, error):
    with pytest.raises(CellError, match=error):
        value(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()", "VLOOKUP(A1,A1:B2,2)", "某个名称", "表1[金额]", "A1:A2+1", "SUM(A:A)", "2^3", "A1:A2&1", '"1"+1', '"甲"<"乙"',
        "A3<1", "SUM(", "SUM)", "1+", "ROUND(1)", "ROUND(1,99)", "IF(1)", "IFERROR(1,2,3)", "COUNT(\"1\")", "{1,2}", "", "(" * 5000 + "1",
    ],
)  # fmt: skip
def test_what_is_not_computed_here_is_left_to_excel(formula):
    with pytest.raises((Unknown, RecursionError)):
        value(formula)
