"""Formulas read and computed: what stands in them, in which order it is done, and what is left to Excel."""

from decimal import Decimal
from fractions import Fraction

import pytest
from formulas import value
from hypothesis import given
from hypothesis import strategies as st

from perfreport.office.excel.calculation.value import Unknown

CELLS = """
    0.1    0       '12    甲
    0.2    -2.5    ·      乙
    文字   TRUE    #N/A   甲
    ·      7       3      '
"""


def computed(formula):
    return value(formula, CELLS)


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("A1+A2", "0.3"), ("1-2-3", "-4"), ("2+3*4", "14"), ("(2+3)*4", "20"), ("-3+5", "2"), ("50%", "0.5"), ("1.5E2", "150"),
        ("8/4/2", "1"), ("2^3^2", "64"), ("-2^2", "4"), ("2^-1", "0.5"), ("4^50%", "2"), ("200%%", "0.02"), ("--3", "3"), ("2*-3", "-6"),
        ("A4", "0"), ("A4+1", "1"), ("B3+1", "2"), ("C1*2", "24"), ('"1,234.5"+1', "1235.5"), ('" 12% "*1', "0.12"), ('"2021-03-01"+0', "44256"),
        ("1/3*3", "1"), ("0.3-0.1-0.2", "0"), ("1/3+1/3+1/3-1", "0"), (".5E1", "5"), ("IF(A4,1,)", "0"), ("1E+3-1", "999"),
    ],
)  # fmt: skip
def test_numbers(formula, expected):
    assert computed(formula) == expected


@pytest.mark.parametrize(
    "formula, expected",
    [
        ('"他说""好"""', '他说"好"'), ('A3&"-"&A1&A4', "文字-0.1"), ("1.50&B3", "1.5TRUE"), ("1/3&\"\"", "0.333333333333333"), ('-0&""', "0"),
        ("1<2", "TRUE"), ("A3=A3", "TRUE"), ('"a"="A"', "TRUE"), ('A3<>"别的"', "TRUE"), ("A4=0", "TRUE"), ('A4=""', "TRUE"), ("A4=FALSE", "TRUE"),
        ('99<"1"', "TRUE"), ('"甲"<FALSE', "TRUE"), ("FALSE<TRUE", "TRUE"), ("9E9<TRUE", "TRUE"), ('"abc"<"B"', "TRUE"), ('""<"甲"', "TRUE"), ('"5"=5', "FALSE"),
        ("1=1=TRUE", "TRUE"), ("1/3*3=1", "TRUE"), ("TRUE", "TRUE"), ("1&2=\"12\"", "TRUE"), ('+"文"', "文"), ("A4&A4", ""),
    ],
)  # fmt: skip
def test_texts_and_truth(formula, expected):
    assert computed(formula) == expected


@pytest.mark.parametrize(
    "formula, error",
    [
        ("1/B1", "#DIV/0!"), ("0/0", "#DIV/0!"), ("A3+1", "#VALUE!"), ('""+1', "#VALUE!"), ("C3+1", "#N/A"), ("1+#REF!", "#REF!"), ("-A3", "#VALUE!"),
        ("C3=1", "#N/A"), ("0^0", "#NUM!"), ("0^-1", "#DIV/0!"), ("(-8)^0.5", "#NUM!"), ("10^400", "#NUM!"), ("1E200*1E200", "#NUM!"), ('"TRUE"+1', "#VALUE!"),
        ("1/0+#N/A", "#DIV/0!"),
    ],
)  # fmt: skip
def test_errors_that_excel_shows_too(formula, error):
    assert computed(formula) == error


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()", "NOW()", "RAND()", 'INDIRECT("A1")', "某个名称", "表1[[甲][乙]]", "[#甲]", "A1:A2+1", "A1:A2&1", '"甲"<"乙"', '"1/2"+1', '"3月"+1',
        "SUM(", "SUM)", "1+", "ROUND(1)", "ROUND(1,99)", "IF(1)", "IFERROR(1,2,3)", "", "(" * 5000 + "1", "#NAME?", "{1,2;3}", "IFS(TRUE,1)",
        "_xlfn.SUM(1)", "1E20&A1", "SUM 1", "A1 A2", "RANK(1,A1:A2,0,0)", "COUNTIFS(A1:A2,1,A1:A2)",
    ],
)  # fmt: skip
def test_what_is_not_computed_here_is_left_to_excel(formula):
    with pytest.raises((Unknown, RecursionError)):
        computed(formula)


def test_only_the_branch_taken_is_computed():
    assert computed("IF(B1=0,0,A1/B1)") == "0"
    assert computed("IF(A4,1/0,5)") == "5"


def test_an_array_formula_works_on_every_cell():
    assert value('SUM(IF(D1:D3="甲",A1:A2+0,0))', CELLS, array=False, fails=True) == "Unknown"
    assert value('SUM(IF(D1:D2="甲",A1:A2,0))', CELLS, array=True) == "0.1"
    assert value("SUM((A1:A2>0.1)*B1:B2)", CELLS, array=True) == "-2.5"


PLACES = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@given(PLACES, PLACES, PLACES)
def test_amounts_are_counted_exactly(a, b, c):
    assert Decimal(computed(f"{a}+{b}*2-{c}")) == a + b * 2 - c
    assert computed(f"{a}<{b}") == str(a < b).upper()


@given(PLACES, PLACES.filter(bool))
def test_a_quotient_is_right_to_fifteen_digits(a, b):
    exact = Fraction(a) / Fraction(b)
    assert abs(Fraction(computed(f"{a}/{b}")) - exact) <= abs(exact) / 10**14
