"""Tags as both formats read them."""

import pytest
from documents import template
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.office.dialect import TAG, Tag, half_width, stray_openings, without_merge
from perfreport.phrase import FILTERS
from perfreport.problem import Place, Problems

HERE = Place("模板.docx", spot="第1段")


@pytest.mark.parametrize(
    ("text", "kind", "scope", "keyword", "body"),
    [
        ("{{ 单位 }}", "{", "", "", "单位"),
        ("{{单位}}", "{", "", "", "单位"),
        ("{{ tr }}", "{", "", "", "tr"),
        ("{{r 单位 }}", "{", "r", "", "单位"),
        ("{%tr for 一 in 二 %}", "%", "tr", "for", "for 一 in 二"),
        ("{%- if 一 -%}", "%", "", "if", "if 一"),
        ("{%p endif -%}", "%", "p", "endif", "endif"),
        ("{#tr 说明 #}", "#", "tr", "", "说明"),
        ("{% tried %}", "%", "", "tried", "tried"),
    ],
)
def test_a_tag_is_taken_apart(text, kind, scope, keyword, body):
    tag = Tag(text, HERE)
    assert (tag.kind, tag.scope, tag.keyword, tag.body) == (kind, scope, keyword, body)


@pytest.mark.parametrize(
    ("text", "merges", "rest"),
    [
        ("{{ 名|合并 }}", True, "名"),
        ("{{ 名 | 空 | 合并}}", True, "名 | 空"),
        ("{{ 合并 }}", False, "合并"),
        ("{{ 名|合并|空 }}", False, "名|合并|空"),
    ],
)
def test_merging_is_the_last_filter_of_a_tag(text, merges, rest):
    tag = Tag(text, HERE)
    assert (tag.merges, without_merge(tag)) == (merges, rest)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("｛｛ 单位 ｝｝", "{{ 单位 }}"),
        ("｛％tr for 一 in 二％｝", "{%tr for 一 in 二%}"),
        ("{{ 一（二，三） }}", "{{ 一(二,三) }}"),
        ("{{ 名｜空 }}：（不变）", "{{ 名|空 }}：（不变）"),
        ("{% if 一 ＝＝ “甲，乙” %}", '{% if 一 == "甲，乙" %}'),
        ("{{ 一|replace('（', \"“\")｜空 }}", "{{ 一|replace('（', \"“\")|空 }}"),
        ("“甲”｛乙｝％", "“甲”｛乙｝％"),
    ],
)
def test_what_an_input_method_types_full_width_is_read_as_half_width_inside_tags(typed, meant):
    assert half_width(typed) == meant


@settings(deadline=None)
@given(st.text("{}％%｛｝“”'\"|｜ 甲#"))
def test_reading_full_width_keeps_every_position_and_all_text_outside_tags(text):
    read = half_width(text)
    assert len(read) == len(text)
    assert half_width(read) == read or TAG.search(read)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲 {{ 单位", "“{{ 单位”开了头，在这一段里没有结尾。"),
        ("{{ 好 }}{% if", "“{% if”开了头，在这一段里没有结尾。"),
        ("｛｛ 单位", "“｛｛ 单位”开了头，在这一段里没有结尾。"),
        ("单位 }} {{ 好 }}", "“单位 }}”的末尾是标签的结尾，前面却没有开头。"),
        ("if 甲 %}", "“if 甲 %}”的末尾是标签的结尾，前面却没有开头。"),
    ],
)
def test_half_a_tag_is_told(text, told):
    assert [fault.message for fault in stray_openings(text, HERE)] == [told]


@pytest.mark.parametrize("text", ["{{ 好 }}", "{甲}", "5% }", "{# 说明 #}", "{_{ 单位 }_} {_% if %_}"])
def test_a_whole_tag_and_plain_braces_are_no_half_tags(text):
    assert stray_openings(text, HERE) == []


def test_thousands_of_openings_that_are_never_closed_do_not_hang_who_opens_a_file():
    assert TAG.search("{{ " * 50_000) is None  # without a limit it would take minutes


def test_a_tag_may_be_long():
    assert TAG.fullmatch("{{ " + "名" * 1_900 + " }}")


@pytest.mark.parametrize(
    ("name", "advice"),
    [("万圆", "是不是“万元”？"), ("合幷", "是不是“合并”？"), ("图象", "是不是“图片”？"), ("怪怪", "")],
)
def test_a_misspelt_filter_is_told_with_the_one_that_is_near_and_the_page_of_all(name, advice):
    with pytest.raises(Problems) as wrong:
        template(f"{{{{ 名|{name} }}}}", filters=FILTERS)
    assert [each.hint for each in wrong.value.problems] == [f"{advice}可用的过滤器见 docs/filters.md。"]
