from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.actual import Actual, completion
from perfreport.target import Target


def parsed(target, actual):
    return Actual.parse(actual, Target.parse(target))


COMPARABLE = """
≥110人      112人        112        112人
≥110人      112          112        112人
≥110人      １１２       112        112人
≥110人      =112人       112        112人
≥110人      0            0          0人
≥110        112人        112        112人
≥110        112          112        112
≥110        0.000001    0.000001   0.000001
≥10000人    1.2万人      12000      1.2万人
≥1.2万人次  13000人次    1.3        13000人次
≤8万元      7.70万元     7.70       7.70万元
≤8万元      7.70         7.70       7.70万元
≤8万元      77000元      7.7        77000元
≤8万元      77,000.50元  7.70005    77,000.50元
≤80000元    7.70万元     77000      7.70万元
≤1.5亿元    14800万元    1.48       14800万元
≥95%        98.5%        98.5       98.5%
≥95%        98.5％       98.5       98.5%
≥95%        达到98.5%    98.5       98.5%
≥95%        98.5         98.5       98.5%
≥95%        0            0          0%
≥5%         -3.2%        -3.2       -3.2%
≤3‰         0.25%        2.5        0.25%
≤0.3%       2.5‰         0.25       2.5‰
≤16/10万    0/10万       0          0/10万
≤16/10万    12.5         12.5       12.5/10万
≤16/10万    0.15‰        15         0.15‰
≤16/10万    1.6/万       16         1.6/万
≤5‰         320/10万     3.2        320/10万
=100元/月   100元/月     100        100元/月
=100元/月   100元        100        100元
=100元/月   100          100        100元/月
≤1.5万元/人 14000元/人   1.4        14000元/人
≤12月       11月         11         11月
≤5日        5日          5          5日
10%～15%    12%          12         12%
=1年        1            1          1年
"""


@pytest.mark.parametrize("row", COMPARABLE.strip().splitlines())
def test_an_actual_value_is_a_number_in_the_unit_of_its_target(row):
    target, typed, number, printed = row.split()
    actual = parsed(target, typed)
    assert (actual.number, actual.printed, actual.fault) == (Decimal(number), printed, "")


FAULTY = """
≥110人 | 112户 | 实际完成值的单位“户”与指标值的单位“人”不同
≥110人 | 98% | 实际完成值的单位“%”与指标值的单位“人”不同
≥2次 | 1.2万 | 实际完成值的单位“万”与指标值的单位“次”不同
≤16/10万 | 3例 | 实际完成值的单位“例”与指标值的单位“/10万”不同
≥95% | 98人 | 实际完成值的单位“人”与指标值的单位“%”不同
≤8万元 | 7.7万 | 实际完成值的单位“万”与指标值的单位“万元”不同
=100元/月 | 1200元/年 | 实际完成值的单位“元/年”与指标值的单位“元/月”不同
≥110人 | ≥112人 | 实际完成值“≥112人”要写确切的数，不带“≥”“以上”等
≥95% | 98%以上 | 实际完成值“98%以上”要写确切的数，不带“≥”“以上”等
≥95% | ≥98%以内 | 实际完成值“≥98%以内”要写确切的数，不带“≥”“以上”等
≥110人 | 100余人 | 实际完成值“100余人”不是数字，不能与指标值“≥110人”比较
≥110人 | 已完成 | 实际完成值“已完成”不是数字，不能与指标值“≥110人”比较
≥110人 | 11O人 | 实际完成值“11O人”不是数字，不能与指标值“≥110人”比较
≤12月 | 11月20日 | 实际完成值“11月20日”不是数字，不能与指标值“≤12月”比较
≥110人 | 110～115人 | 实际完成值“110～115人”是一个区间，要写一个确切的数
≥95% | 0.985 | 实际完成值“0.985”没有写“%”，分不清是百分数还是比率
≥95% | 1 | 实际完成值“1”没有写“%”，分不清是百分数还是比率
≤8 | 7.7万元 | 实际完成值“7.7万元”有单位，指标值“≤8”没有写单位
≥95 | 98% | 实际完成值“98%”有单位，指标值“≥95”没有写单位
≥110人 | 1234567890123人 | “1234567890123人”的数字过长，不能比较
≥110人 | 82800.92000000001人 | “82800.92000000001人”的数字过长，不能比较
≥0.0000001人 | 1人 | “≥0.0000001人”的数字过长，不能比较
≥110人 | | 没有填写实际完成值
"""


@pytest.mark.parametrize("row", FAULTY.strip().splitlines())
def test_what_cannot_be_compared_says_why_and_prints_as_it_was_typed(row):
    target, typed, fault = (cell.strip() for cell in row.split("|"))
    actual = parsed(target, typed)
    assert (actual.number, actual.printed, actual.fault) == (None, typed, fault)


def test_the_actual_value_of_a_qualitative_target_is_words():
    assert parsed("有效提高", "有效提高") == Actual("有效提高", None, "")
    assert parsed("按月支付", "100%").printed == "100%"


COMPLETION = """
≥110人     112人     1.018181818181818181818181818
≥110人     0人       0
>5起       4起       0.8
=100%      100%      1
≥95%       98‰       0.1031578947368421052631578947
≤8万元     77000元   0.9625
≤8万元     8.3万元   1.0375
=100元/月  100元     1
≤3起       2起       None
≤3%        2%        None
≤16/10万   12/10万   None
≤12月      11月      None
≥1月       2月       None
=0起       0起       None
≥-5%       3%        None
≥5%        -3%       None
10～15%    12%       None
≥110人     112户     None
有效提高   有效提高  None
"""


@pytest.mark.parametrize("row", COMPLETION.strip().splitlines())
def test_the_share_of_the_target_is_told_where_it_means_something(row):
    target, typed, share = row.split()
    assert str(completion(Target.parse(target), parsed(target, typed))) == share


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4).map(lambda number: f"{number:f}")
texts = st.one_of(st.text(), st.text("≥≤=<>0123456789.,-～%‰人年月日万亿元以上下内[]（）至/ "))


@given(texts, texts)
def test_no_text_ends_in_an_error(target, typed):
    actual = parsed(target, typed)
    assert actual.text == typed
    completion(Target.parse(target), actual)


@pytest.mark.parametrize("text", ["1" * 50_000, "1" + "人/" * 50_000, "0." + "0" * 50_000 + "1", "=" * 50_000 + "1人"])
def test_a_text_of_any_length_is_read_at_once(text):
    started = perf_counter()
    assert completion(Target.parse("≥110人"), parsed("≥110人", text)) is None
    assert perf_counter() - started < 1


@given(
    st.sampled_from("≥>=≤<"),
    numbers,
    numbers,
    st.sampled_from(["元", "万元", "亿元"]),
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_an_amount_is_the_same_in_every_unit(sign, wanted, reached, unit, typed_unit):
    power = {"元": 0, "万元": 4, "亿元": 8}
    actual = parsed(f"{sign}{wanted}{unit}", f"{reached}{typed_unit}")
    assert actual.number is not None
    assert actual.number.scaleb(power[unit]) == Decimal(reached).scaleb(power[typed_unit])
