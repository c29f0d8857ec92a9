import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.office.excel.formula import Formula, column_letters, column_number


def found(text):
    return [
        reference.at(reference.first.row, (reference.last or reference.first).row)
        for reference in Formula(text).references
    ]


@pytest.mark.parametrize(
    "formula, references",
    [
        ("SUM(B4:B9)", ["B4:B9"]),
        ("$A$1+a2*支出!B3", ["$A$1", "a2", "支出!B3"]),
        ("'某 表'!A1:$B2+'it''s'!C3", ["'某 表'!A1:$B2", "'it''s'!C3"]),
        ("SUM(A:B)+SUM(3:5)+SUM($A:$A,$2:$2)", ["A:B", "3:5", "$A:$A", "$2:$2"]),
        ("XFD1048576", ["XFD1048576"]),
        ("XFE1+A1048577+TAXES2021+A1B2", []),
        ("LOG10(1)+A1(2)+年度A1+_A1+A1.5", []),
        ('"A1"&"他说""B2"""', []),
        ("表1[A1]+表1[[#This Row],[B2]]", []),
        ("[1]表!A1+'[1]某 表'!B1", ["'[1]某 表'!B1"]),
        ("A1:INDEX(B:B,3)", ["A1", "B:B"]),
    ],
)
def test_references_are_found_and_nothing_else(formula, references):
    assert found(formula) == references


@pytest.mark.parametrize(
    "formula, functions",
    [
        ("A1", [""]),
        ("SUM(A1,ROUND(A2,1),A3)+A4", ["SUM", "ROUND", "SUM", ""]),
        ("(A1)", [""]),
        ('IF(A1=")",SUM("(",A2),A3)', ["IF", "SUM", "IF"]),
    ],
)
def test_each_reference_knows_the_function_it_stands_in(formula, functions):
    assert [reference.function for reference in Formula(formula).references] == functions


@pytest.mark.parametrize(
    "formula, copied",
    [
        ("A1+$A1+A$1+$A$1", "C4+$A4+C$1+$A$1"),
        ("SUM(A1:B2)+支出!Z1", "SUM(C4:D5)+支出!AB4"),
        ("SUM(A:A,$1:1)", "SUM(C:C,$1:4)"),
        ("XFC1+A1048576", "#REF!+#REF!"),
        ('"A1"&LOG10(A1)', '"A1"&LOG10(C4)'),
    ],
)
def test_a_formula_copied_three_rows_down_and_two_columns_right(formula, copied):
    assert Formula(formula).shifted(3, 2).text == copied


@pytest.mark.parametrize("formula, sheet", [("SUM(一月:三月!B4)", "一月:三月"), ("SUM('一 月:三月'!B4)", "一 月:三月"), ("SUM(一月!B4:C4)", "一月")])  # fmt: skip
def test_a_reference_over_several_sheets_is_recognised(formula, sheet):
    assert [reference.sheet for reference in Formula(formula).references] == [sheet]


@given(st.integers(1, 16_384))
@settings(deadline=None)
def test_column_letters_and_numbers_are_inverse(number):
    assert column_number(column_letters(number)) == number


@given(st.text("AB$12:!'\"(),+表[] ", max_size=30))
@settings(deadline=None)
def test_a_formula_that_nothing_moves_keeps_its_text(text):
    """But for ranges written from their end, which are put in order, as Excel does."""
    once = Formula(text).moved(unmoved)
    assert Formula(once).moved(unmoved) == once
    assert len(once) == len(text)
    assert once == text or ":" in text


def unmoved(reference):
    return reference.at(reference.first.row, reference.bottom)


@pytest.mark.parametrize("text", ["B4:A2", "$B$4:A2", "11:1", "C:A", "B1:A4"])
def test_a_range_written_from_its_end_is_put_in_order(text):
    ends = Formula(text).references[0]
    assert ends.first.row <= ends.last.row
    assert column_number(ends.first.column) <= column_number(ends.last.column)
