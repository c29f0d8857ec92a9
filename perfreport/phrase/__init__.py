"""The filters of the templates: amounts, numbers, lists and indicators into words. Pure functions.

`FILTERS` names them as templates do. Each docstring is what a finance officer reads in docs/filters.md, with
examples that are tested. Input that a filter cannot print for certain raises ValueError with a Chinese
sentence: what was given and what is wanted.
"""

from __future__ import annotations

from collections.abc import Callable

from perfreport.phrase import amounts, comparisons, indicators, lists, numbers

FILTERS: dict[str, Callable[..., object]] = {
    "元": amounts.in_yuan,
    "万元": amounts.in_wan_yuan,
    "亿元": amounts.in_yi_yuan,
    "大写": amounts.in_capitals,
    "百分比": numbers.as_percent,
    "小数": numbers.with_places,
    "个百分点": comparisons.in_percentage_points,
    "增减": comparisons.as_change,
    "执行句": comparisons.as_execution,
    "汉字数字": numbers.in_chinese_numerals,
    "一级序号": numbers.as_first_level,
    "二级序号": numbers.as_second_level,
    "日期": numbers.as_date,
    "顿号": lists.in_a_row,
    "列举": lists.as_counted_list,
    "分号": lists.as_sentence_of_clauses,
    "句号": lists.as_sentence,
    "空": lists.or_nothing,
    "目标句": indicators.as_target_sentence,
    "目标语": indicators.as_target_words,
    "完成句": indicators.as_result_sentence,
    "完成段": indicators.as_results,
    "完成语": indicators.as_result_words,
    "项数句": indicators.as_count,
}
