from decimal import Decimal
from numbers import Number

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.money import UNITS, Money, round_half_up

amounts = st.builds(
    Money,
    st.decimals(min_value=-(10**9), max_value=10**9, places=6),
    st.sampled_from(UNITS),
)


def yuan(text):
    return Money(Decimal(text), "元")


def wan(text):
    return Money(Decimal(text), "万元")


def test_12_wan_yuan_are_120000_yuan():
    assert wan("12") == yuan("120000")
    assert hash(wan("12.00")) == hash(yuan("120000"))
    assert wan("12") != yuan("12")


def test_amounts_in_different_units_compare_by_what_they_are_worth():
    assert wan("1") > yuan("9999.99")
    assert sorted([wan("1"), yuan("2"), Money(Decimal(1), "亿元")]) == [
        yuan("2"),
        wan("1"),
        Money(Decimal(1), "亿元"),
    ]


def test_a_sum_takes_the_unit_of_its_first_amount_and_loses_nothing():
    assert str(sum([wan("8.42"), yuan("0.01"), wan("124.06")])) == "132.480001"
    assert str(wan("1") - yuan("1")) == "0.9999"


def test_an_amount_is_multiplied_by_numbers_and_divided_by_amounts():
    assert wan("8.42") * 2 == 2 * wan("8.42") == wan("16.84")
    assert wan("12") / yuan("240000") == Decimal("0.5")
    assert -wan("1") == wan("-1") and abs(wan("-1")) == wan("1")


@pytest.mark.parametrize(
    "text, printed", [("12.00", "12"), ("8.420", "8.42"), ("0.00", "0"), ("-0", "0"), ("100", "100")]
)
def test_an_amount_prints_plain_digits_in_its_own_unit(text, printed):
    assert str(wan(text)) == printed
    assert str(wan("1").to("元")) == "1E+4" and str(yuan(str(wan("1").to("元")))) == "10000"


def test_a_number_without_a_unit_meets_no_amount():
    for meet in (
        lambda: wan("1") + 1,
        lambda: 1 - wan("1"),
        lambda: wan("1") > 1,
        lambda: wan("1") * 0.5,
        lambda: wan("1") * wan("1"),
        lambda: wan("1") / 2,
    ):
        with pytest.raises(TypeError):
            meet()
    assert wan("1") != 1


def test_zero_is_zero_in_every_unit():
    assert wan("0") == yuan("0") == 0 and hash(wan("0")) == hash(0)
    assert wan("1") > 0 and not wan("-1") > 0
    assert wan("1") and not wan("0.00")
    assert 0 - wan("1") == wan("-1") and wan("1") - 0 == wan("1")


def test_an_amount_is_a_number_to_whoever_writes_it_down():
    assert isinstance(wan("1"), Number)


@pytest.mark.parametrize("value, unit", [(1.5, "元"), (Decimal("NaN"), "元"), (Decimal(1), "千元"), ("1", "元")])
def test_what_is_no_exact_amount_in_a_known_unit_is_refused(value, unit):
    with pytest.raises(ValueError):
        Money(value, unit)


@given(amounts, amounts)
def test_sums_are_exact_in_whatever_units(a, b):
    assert (a + b).to("元") == a.to("元") + b.to("元")
    assert a + b == b + a and hash(a + b) == hash(b + a)
    assert a + b - b == a


@given(amounts, st.sampled_from(UNITS))
def test_a_change_of_unit_changes_no_amount(amount, unit):
    assert Money(amount.to(unit), unit) == amount
    assert Decimal(str(amount)) == amount.value


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15),
    st.integers(0, 6),
)
def test_rounding_gives_the_nearest_number_and_half_goes_away_from_zero(value, places):
    rounded = round_half_up(value, places)
    assert rounded.as_tuple().exponent == -places
    assert abs(rounded - value) * 2 <= Decimal(1).scaleb(-places)
    assert round_half_up(-value, places) == -rounded
    assert not (rounded == 0 and rounded.is_signed())


def test_a_half_is_rounded_up():
    assert str(round_half_up(Decimal("0.125"), 2)) == "0.13"
    assert str(round_half_up(Decimal("2.5"), 0)) == "3"
    assert str(round_half_up(Decimal("-0.004"), 2)) == "0.00"
