import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined

from perfreport.money import Money
from perfreport.phrase import FILTERS
from perfreport.target import Target

environment = Environment(undefined=StrictUndefined)
environment.filters.update(FILTERS)


def printed(template, **names):
    """What a one-line template prints."""
    return environment.from_string(template).render(names)


def yuan(text):
    return Money(Decimal(text), "元")


def wan(text):
    return Money(Decimal(text), "万元")


# Money


def test_an_amount_prints_in_the_unit_asked_for_whatever_its_own():
    template = "{{ x|元 }} {{ x|万元 }} {{ x|亿元(位数=4) }}"
    assert printed(template, x=wan("1823.6")) == "18236000.00 1823.60 0.1824"
    assert printed(template, x=yuan("18236000")) == "18236000.00 1823.60 0.1824"


def test_an_amount_stays_a_number_until_thousands_are_asked_for():
    assert FILTERS["万元"](wan("12")) == Decimal("12.00")
    assert isinstance(FILTERS["万元"](wan("12")), Decimal)
    assert FILTERS["元"](wan("182.36"), 千分位=True) == "1,823,600.00"


def test_amounts_are_rounded_half_up_where_they_are_printed():
    assert printed("{{ x|万元 }} {{ x|万元(0) }} {{ (-x)|万元 }}", x=yuan("84250")) == "8.43 8 -8.43"
    assert printed("{{ x|元 }} {{ x|大写 }}", x=yuan("0.005")) == "0.01 壹分"


def test_no_minus_stands_before_a_zero():
    assert printed("{{ x|万元 }} {{ x|大写 }}", x=yuan("-0.004")) == "0.00 零元整"


def test_the_sum_over_no_task_prints():
    assert printed("{{ []|sum(attribute='总额')|万元 }}") == "0.00"


@given(st.integers(-(10**13), 10**13))
def test_thousands_change_no_digit(fen):
    amount = Money(Decimal(fen).scaleb(-2), "元")
    assert FILTERS["元"](amount, 千分位=True).replace(",", "") == f"{FILTERS['元'](amount):f}"


# Numbers and dates


def test_rates_print_as_percent_and_their_difference_in_points():
    assert printed("{{ x|百分比 }}", x=wan("185.68") / wan("182.36")) == "101.82%"
    assert printed("{{ 1|百分比 }} {{ 0.955|百分比(0) }} {{ (-0.00001)|百分比 }}") == "100.00% 96% 0.00%"
    assert printed("{{ 0.1 * 3 }} {{ (0.1 * 3)|百分比 }}") == "0.30000000000000004 30.00%"
    assert printed("{{ a|个百分点(b) }}", a=Decimal("0.98"), b=Decimal("0.9325")) == "提高4.75个百分点"
    assert printed("{{ a|个百分点(b) }}", a=Decimal("0.9"), b=Decimal("0.9325")) == "下降3.25个百分点"
    assert printed("{{ a|个百分点(b, 位数=1) }}", a=Decimal("0.9"), b=Decimal("0.90001")) == "持平"


def test_headings_are_numbered_as_official_documents_number_them():
    assert printed("{{ 10|汉字数字 }} {{ 10|一级序号 }} {{ 10|二级序号 }}") == "十 十、 （十）"


@pytest.mark.parametrize(
    "day",
    [date(2022, 3, 5), datetime(2022, 3, 5, 12, 30), "2022-03-05", "2022-3-5", "2022/3/5", "2022.03.05",
     "2022年3月5日", "2022-03-05T12:30:00", " 2022-03-05 "],
)  # fmt: skip
def test_a_date_is_written_without_leading_zeros(day):
    assert FILTERS["日期"](day) == "2022年3月5日"


def test_several_things_are_told_apart_by_the_enumeration_comma():
    assert printed("{{ x|顿号 }}", x=["慰问"]) == "慰问"
    assert printed("{{ x|map(attribute='名称')|顿号 }}", x=[{"名称": "甲"}, {"名称": "乙"}]) == "甲、乙"
    assert (
        printed("{{ x|顿号 }}", x=["《预算法》", "《会计法》", "“春节”", "“中秋”"])
        == "《预算法》《会计法》、“春节”“中秋”"
    )


def test_what_is_not_filled_in_prints_nothing_where_that_is_allowed():
    assert printed("[{{ x|空 }}{{ y|空 }}{{ z|空 }}]", x=None, z=0) == "[0]"
    assert printed("[{{ x|小数|空 }}{{ x|百分比|空 }}]", x=None) == "[]"


# Indicators


def test_an_indicator_may_be_any_object_with_the_words_of_the_form():
    class Indicator:
        三级指标 = "慰问工作完成率"
        指标值 = Target.parse("≥95%")

    assert printed("{{ x|目标句 }} {{ x.指标值|目标语 }}", x=Indicator()) == "慰问工作完成率不低于95% 不低于95%"


def test_the_largest_amounts_and_ratios_print_and_nothing_beyond():
    largest = yuan("9999999999999999.99")
    assert printed("{{ x|大写 }}", x=largest).endswith("玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")
    assert printed("{{ x|大写 }}", x=-largest).startswith("负玖仟玖佰玖拾玖万")
    assert printed("{{ x|百分比(0) }}", x=10**15 - 1) == "99999999999999900%"
    assert printed("{{ x|百分比(0) }}", x=1 - 10**15) == "-99999999999999900%"
    for template, value in (
        ("{{ x|大写 }}", yuan("1e16")),
        ("{{ x|大写 }}", yuan("-1e16")),
        ("{{ x|百分比 }}", 10**15),
    ):
        with pytest.raises(ValueError, match="要的是"):
            printed(template, x=value)


def test_the_limits_of_places_and_numerals_count_in():
    assert printed("{{ 0.5|百分比(10) }} {{ 1|一级序号 }} {{ 99999|汉字数字 }}") == (
        "50.0000000000% 一、 九万九千九百九十九"
    )
    for template in ("{{ 0.5|百分比(11) }}", "{{ 100000|汉字数字 }}", "{{ true|汉字数字 }}", "{{ true|百分比 }}"):
        with pytest.raises(ValueError, match="要的是"):
            printed(template)


# What is refused, and how that is said

NO_UNIT = "带单位的金额（没有单位就分不清元和万元）"
EMPTY = "得到的是空（没有填，或者名称写错了）。"
REFUSED = [
    ("{{ 120000|万元 }}", f"“万元”要的是{NO_UNIT}，得到的是数 120000。"),
    ("{{ '12万元'|元 }}", f"“元”要的是{NO_UNIT}，得到的是文字“12万元”。"),
    ("{{ 12.5|大写 }}", f"“大写”要的是{NO_UNIT}，得到的是数 12.5。"),
    ("{{ none|万元 }}", f"“万元”要的是{NO_UNIT}，{EMPTY}"),
    ("{{ 没有这个|亿元 }}", f"“亿元”要的是{NO_UNIT}，{EMPTY}"),
    ("{{ 金额|万元(位数='两位') }}", "“万元”要的是位数，0 到 10，得到的是文字“两位”。"),
    ("{{ 金额|万元(位数=-1) }}", "“万元”要的是位数，0 到 10，得到的是数 -1。"),
    ("{{ (金额 * 10**13)|大写 }}", "“大写”要的是不到一亿亿元的金额，得到的是金额 120000000000000万元。"),
    ("{{ 金额|百分比 }}", "“百分比”要的是比率，如 0.95，得到的是金额 12万元。"),
    ("{{ '95%'|百分比 }}", "“百分比”要的是比率，如 0.95，得到的是文字“95%”。"),
    ("{{ 无穷|百分比 }}", "“百分比”要的是比率，如 0.95，得到的是数 inf。"),
    ("{{ 0.9|个百分点(没有这个) }}", f"“个百分点”要的是比率，如 0.95，{EMPTY}"),
    ("{{ 0|一级序号 }}", "“一级序号”要的是整数，1 到 99999，得到的是数 0。"),
    ("{{ '2022-02-30'|日期 }}", "“日期”要的是日期，如 2022-03-05，得到的是文字“2022-02-30”。"),
    ("{{ 20220305|日期 }}", "“日期”要的是日期，如 2022-03-05，得到的是数 20220305。"),
    ("{{ []|顿号 }}", "“顿号”要的是几段文字，至少一段，得到的是一项也没有的内容。"),
    ("{{ '甲乙'|顿号 }}", "“顿号”要的是几段文字，至少一段，得到的是文字“甲乙”。"),
    ("{{ ['甲', none]|顿号 }}", f"“顿号”要的是几段文字，至少一段，{EMPTY}"),
    ("{{ {'三级指标': '甲'}|目标句 }}", f"“目标句”要的是写好的指标值，如 ≥110人，{EMPTY}"),
    ("{{ ''|目标语 }}", "“目标语”要的是写好的指标值，如 ≥110人，得到的是文字“”。"),
    ("{{ 5|目标句 }}", f"“目标句”要的是写了三级指标和指标值的指标，{EMPTY}"),
]  # fmt: skip


@pytest.mark.parametrize("template, sentence", REFUSED)
def test_a_value_that_cannot_be_printed_for_certain_is_refused_in_words(template, sentence):
    with pytest.raises(ValueError) as refused:
        printed(template, 金额=wan("12"), 无穷=float("inf"))
    assert str(refused.value) == sentence


def test_the_filters_are_there_without_loading_jinja():
    program = "import sys, perfreport.phrase; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
