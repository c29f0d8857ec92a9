"""Links in texts: what they print, and what is told when they lead nowhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.link import Incomplete, follow_links
from perfreport.money import Money
from perfreport.values import Wrong

FUNDS = {"总额": Money(Decimal("12.00"), "万元"), "财政拨款": None}
NAMES = {"年度": 2021, "合计": FUNDS, "任务": {"老年补贴": FUNDS, "1": FUNDS}}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("≤{{ 任务.老年补贴.总额 }}万元", "≤12万元"),
        ("{{年度}}年共{{ 合计.总额 }}万元", "2021年共12万元"),
        ("{{ 任务.1.总额 }}", "12"),
        ("{{ 合计.总额|万元 }}", "12.00"),
        ("{{ 合计.总额 | 元(位数=0, 千分位=True) }}", "120,000"),
        ("｛｛　合计．总额｜元（位数＝0， 千分位＝True）　｝｝", "120,000"),
        ("≤｛｛ 合计.总额 }}万元", "≤12万元"),
        ("{{ 合计.总额|大写 }}", "壹拾贰万元整"),
        ("{{ 合计.财政拨款 }}万元", "万元"),  # wrong elsewhere, and told there
        ("没有引用，只有 } 和 {", "没有引用，只有 } 和 {"),
    ],
)
def test_a_link_prints_what_it_names(text, printed):
    assert follow_links(text, NAMES) == printed


@pytest.mark.parametrize(
    ("text", "link", "name", "suggestion", "allowed"),
    [
        ("≤{{ 任务.老年补帖.总额 }}", "{{ 任务.老年补帖.总额 }}", "老年补帖", "是不是“老年补贴”？", "老年补贴、1"),
        ("{{ 任务.1.总和 }}", "{{ 任务.1.总和 }}", "总和", "是不是“总额”？", "总额、财政拨款"),
        ("{{ 年 }}", "{{ 年 }}", "年", "是不是“年度”？", "年度、合计、任务"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(text, link, name, suggestion, allowed):
    words = {"link": link, "name": name, "suggestion": suggestion, "allowed": allowed}
    assert follow_links(text, NAMES) == Wrong("data.unknown-name", words)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ 1+1 }}", "只能写一个名称，例如 任务.老年补贴.总额，后面可以加一个过滤器"),
        ("{{ }}", "只能写一个名称，例如 任务.老年补贴.总额，后面可以加一个过滤器"),
        ("{{ 年度.__class__ }}", "“__class__”前面的已经是一个值，不能再加“.__class__”"),
        ("{{ 任务.1 }}", "“任务.1”不是一个值，后面再加“.”和总额、财政拨款"),
        ("{{ 合计.总额|万元(小数=1) }}", "“万元”没有这样的参数"),
        ("{{ 合计.总额|万元(位数=三) }}", "过滤器的“位数=三”读不懂，写成 位数=0 这样的形式"),
    ],
)
def test_a_link_that_cannot_be_read_is_told_with_the_reason(text, why):
    assert follow_links(text, NAMES) == Wrong("data.bad-link", {"link": text, "why": why})


@pytest.mark.parametrize("text", ["≤{{ 合计.总额 万元", "合计.总额 }}", "{{ 年度 }} }}", "｛｛ 合计.总额"])
def test_braces_that_do_not_match_are_told(text):
    assert follow_links(text, NAMES) == Wrong("data.bad-link", {"link": text, "why": "花括号没有成对"})


@given(st.text(alphabet="{}｛｝|().,= 年度合计总额万元位数0", max_size=40))
def test_any_text_is_followed_or_told(text):
    assert isinstance(follow_links(text, NAMES), (str, Wrong))


@pytest.mark.parametrize(
    ("text", "printed", "written", "fixed"),
    [
        ("≤{{ 任务.老年补贴.总额 }}元", "万元", "元", "{{ 任务.老年补贴.总额|元 }}"),
        ("≤{{ 任务.老年补贴.总额|元 }}万元", "元", "万元", "{{ 任务.老年补贴.总额|万元 }}"),
        ("≤{{ 合计.总额 }}亿元", "万元", "亿元", "{{ 合计.总额|亿元 }}"),
    ],
)
def test_an_amount_with_another_unit_behind_it_is_refused(text, printed, written, fixed):
    words = {"link": text[1 : text.index("}}") + 2], "printed": printed, "written": written, "fixed": fixed}
    assert follow_links(text, NAMES) == Wrong("data.link-unit", words)


@pytest.mark.parametrize(
    ("text", "link", "fixed"),
    [
        ("≤{ 任务.老年补贴.总额 }万元", "{ 任务.老年补贴.总额 }", "{{ 任务.老年补贴.总额 }}"),
        ("｛合计．总额｜元｝元", "｛合计．总额｜元｝", "{{ 合计.总额|元 }}"),
        ("{ {年度} }年", "{年度}", "{{ 年度 }}"),
    ],
)
def test_single_braces_around_a_name_are_told(text, link, fixed):
    assert follow_links(text, NAMES) == Wrong("data.link-braces", {"link": link, "fixed": fixed})


def test_where_names_could_not_be_read_an_unknown_one_is_not_told_again():
    names = {**NAMES, "任务": Incomplete(NAMES["任务"])}
    assert follow_links("≤{{ 任务.甲.总额 }}万元", names) == "≤万元"
    assert follow_links("≤{{ 任务.1.总和 }}万元", names).id == "data.unknown-name"
