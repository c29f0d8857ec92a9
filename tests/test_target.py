from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.target import Target

WRITTEN = """
≥110人                ≥ 110 人
=100%                 = 100 %
100%                  = 100 %
12人                  = 12 人
≤8.42万元             ≤ 8.42 万元
=1200元/人/年         = 1200 元/人/年
=1年                  = 1 年
1年                   = 1 年
≥95                   ≥ 95
≧95％                 ≥ 95 %
⩾95%                  ≥ 95 %
>=95%                 ≥ 95 %
=>95%                 ≥ 95 %
＞＝９５％            ≥ 95 %
≥95%。                ≥ 95 %
大于等于 95 %         ≥ 95 %
不低于95%             ≥ 95 %
不少于4人             ≥ 4 人
不小于4               ≥ 4
至少4人               ≥ 4 人
95%以上               ≥ 95 %
95%及以上             ≥ 95 %
≥95%以上              ≥ 95 %
达到95%以上           ≥ 95 %
达到100%              = 100 %
＞5%                  > 5 %
﹥5%                  > 5 %
超过5%                > 5 %
高于5%                > 5 %
多于5人               > 5 人
等于5                 = 5
为5人                 = 5 人
＝5人                 = 5 人
≤12万元               ≤ 12 万元
=<12万元              ≤ 12 万元
不超过12万元          ≤ 12 万元
不高于12元/月         ≤ 12 元/月
不多于3次             ≤ 3 次
至多3次               ≤ 3 次
12万元以内            ≤ 12 万元
12万元以下            ≤ 12 万元
控制在12万元以内      ≤ 12 万元
3个工作日内           ≤ 3 个工作日
＜5起                 < 5 起
低于5%                < 5 %
少于5人               < 5 人
不足5人               < 5 人
≤5日                  ≤ 5 日
1,200元               = 1200 元
≥１，２００．５元     ≥ 1200.5 元
≥-5%                  ≥ -5 %
≥110人（次）          ≥ 110 人（次）
110人(次)             = 110 人(次)
≥2次/年               ≥ 2 次/年
≥500㎡                ≥ 500 ㎡
≥500m²                ≥ 500 m²
≤3.5km                ≤ 3.5 km
≥10kg/人              ≥ 10 kg/人
10km-15km             = 10～15 km
25℃                   = 25 ℃
≥0.30‰                ≥ 0.30 ‰
≤16/10万              ≤ 16 /10万
不超过16/10万         ≤ 16 /10万
16／10万以下          ≤ 16 /10万
≤ 220 / 10万          ≤ 220 /10万
0/10万                = 0 /10万
≤1.5/万               ≤ 1.5 /万
≤2/百万               ≤ 2 /百万
10～16/10万           = 10～16 /10万
≤16人/10万人          ≤ 16 人/10万人
≥3人/万人             ≥ 3 人/万人
≥2九十个字一个单位    ≥ 2 九十个字一个单位
10-10%                = 10～10 %
10-15人               = 10～15 人
10人～15人            = 10～15 人
10～15%               = 10～15 %
10%～15%              = 10～15 %
10%—15%               = 10～15 %
=10%——15%             = 10～15 %
10 至 15 人           = 10～15 人
-10--5%               = -10～-5 %
在10%～15%之间        = 10～15 %
[10,15]               = 10～15
[10%,15%]             = 10～15 %
[10，15]人            = 10～15 人
"""

QUALITATIVE = """
按月支付 提高 有效提高 定性 三等奖 A级 达到 ≥ 以上 约100人 100余人 100多人 10天左右
2021年 2021年12月底前 ≤2021年12月31日 =2021年 2020-2021年 12月底前 每月5日前 5日 12月 2021-03-05 12:30 1号文件
2021年1月起 100人完成培训 1:1 ≥1:19 不低于1:19 2/3 ≤2/3 ≤1/10 16/10 1,20人 ≥4人，≤8人 ≤10以上 大于95%以上 15～10% 1万-2万元 ≥2九九九九九九九九九
≥11O人 ≥11o人 ≥1l人 ≥1I0人 ≥11Ｏ人 ≥11О人 ≥11〇人 ≥5A级 10-2O人
不超过10～15% [1,200,300] 1.2.3 .5
"""


def rows(table):
    return table.strip().splitlines()


def shown(target):
    number = str(target.low) if target.high is None else f"{target.low}～{target.high}"
    return f"{target.sign} {number} {target.unit}".strip()


@pytest.mark.parametrize("row", rows(WRITTEN))
def test_a_quantity_is_read_however_it_is_written(row):
    text, _, meant = row.partition("  ")
    assert shown(Target.parse(text.strip())) == meant.strip()


@pytest.mark.parametrize("text", [*QUALITATIVE.split(), "", " ", "≥1 200人", "10  15人"])
def test_what_is_no_certain_quantity_is_qualitative(text):
    assert Target.parse(text) == Target(text)
    assert Target.parse(text).quantity == ""


def test_a_value_prints_as_it_was_typed():
    assert str(Target.parse("≧ 1,200 人")) == "≧ 1,200 人"


def test_the_quantity_is_number_and_unit_without_the_sign():
    quantities = [Target.parse(text).quantity for text in ("≤8.42万元", "10-15人", "10～15%", "=0.30")]
    assert quantities == ["8.42万元", "10～15人", "10%～15%", "0.30"]


@given(st.one_of(st.text(), st.text("≥≤=<>0123456789.,-～%人年月日以上下内[]（）至 "), st.from_regex(r"[0-9,. ]{1,8}")))
def test_no_text_is_lost_or_ends_in_an_error(text):
    assert Target.parse(text).text == text


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "≥1" + "人/" * 50_000, "[" * 50_000, "1" + " " * 50_000 + "1", "1（" * 50_000]
)
def test_a_text_of_any_length_is_read_at_once(text):
    started = perf_counter()
    Target.parse(text)
    assert perf_counter() - started < 1


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2) | st.integers(0, 10**9).map(Decimal)
units = st.sampled_from(
    ["", "%", "‰", "人", "人次", "人（次）", "户", "个工作日", "元", "万元", "元/人/年", "㎡", "次/年"]
)


@given(st.sampled_from("≥>=≤<"), numbers, units)
def test_sign_number_and_unit_are_read_back(sign, number, unit):
    text = f"{sign}{number:f}{unit}"
    assert Target.parse(text) == Target(text, sign, number, None, unit)


@given(numbers, numbers, units, st.sampled_from(["-", "～", "—", "至"]))
def test_both_ends_of_a_range_are_read_back(a, b, unit, dash):
    low, high = sorted((a, b))
    text = f"={low:f}{dash}{high:f}{unit}"
    assert Target.parse(text) == Target(text, "=", low, high, unit)
