from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.sentences.numerals import LARGEST_AMOUNT, capital_amount, chinese_numerals

CAPITALS = """
0            零元整
0.01         壹分
0.05         伍分
0.30         叁角整
0.35         叁角伍分
1            壹元整
1.05         壹元零伍分
1.50         壹元伍角整
10           壹拾元整
10.50        壹拾元零伍角整
15.15        壹拾伍元壹角伍分
325.04       叁佰贰拾伍元零肆分
1409.50      壹仟肆佰零玖元伍角整
1680.32      壹仟陆佰捌拾元零叁角贰分
6007.14      陆仟零柒元壹角肆分
10000        壹万元整
16409.02     壹万陆仟肆佰零玖元零贰分
100010       壹拾万零壹拾元整
107000.53    壹拾万柒仟元零伍角叁分
1000001      壹佰万零壹元整
1823600      壹佰捌拾贰万叁仟陆佰元整
100000000    壹亿元整
100005000    壹亿零伍仟元整
100010000    壹亿零壹万元整
1000000000000    壹万亿元整
9999999999999999.99    玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分
-84200       负捌万肆仟贰佰元整
-0.30        负叁角整
"""


@pytest.mark.parametrize("row", CAPITALS.strip().splitlines())
def test_an_amount_is_written_in_capitals_as_banks_want_it(row):
    number, capitals = row.split()
    assert capital_amount(int(Decimal(number) * 100)) == capitals


def read_capitals(text):
    """An amount in 分 from its capitals, by the reading of a person: digits times places, summed up."""
    whole, _, cents = text.removeprefix("负").removesuffix("整").rpartition("元")
    jiao, _, fen = cents.strip("零").rpartition("角")
    total = read_whole(whole) * 100 + read_whole(jiao) * 10 + read_whole(fen.removesuffix("分").strip("零"))
    return -total if text.startswith("负") else total


def read_whole(text):
    for name, size in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        if name in text:
            high, _, low = text.rpartition(name)
            return read_whole(high) * size + read_whole(low)
    return "零壹贰叁肆伍陆柒捌玖".index(text[-1]) if text else 0


fen_with_zeros = st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT) | st.lists(
    st.sampled_from("0000123456789"), min_size=1, max_size=18
).map(lambda digits: int("".join(digits)))


@given(fen_with_zeros)
def test_capitals_read_back_as_the_amount(fen):
    capitals = capital_amount(fen)
    assert read_capitals(capitals) == fen
    assert "零零" not in capitals and ("零元" not in capitals or fen == 0)
    assert capitals.endswith("分") == (fen % 10 != 0)


def test_numbers_are_written_as_they_are_read():
    numbers = [1, 10, 11, 20, 21, 100, 101, 105, 110, 111, 1010, 10000, 10010, 12345, 20018, 99999]
    assert " ".join(map(chinese_numerals, numbers)) == (
        "一 十 十一 二十 二十一 一百 一百零一 一百零五 一百一十 一百一十一 一千零一十 一万 一万零一十 "
        "一万二千三百四十五 二万零一十八 九万九千九百九十九"
    )


def test_no_two_numbers_read_alike():
    assert len(set(map(chinese_numerals, range(100000)))) == 100000
