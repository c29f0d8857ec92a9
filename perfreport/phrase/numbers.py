"""The filters for rates and other numbers, ordinal numbers and dates."""

from __future__ import annotations

import re
from datetime import date

from perfreport.money import round_half_up
from perfreport.phrase import given
from perfreport.sentences.numerals import chinese_numerals


def as_percent(ratio: object, 位数: int = 2) -> str | None:
    """比率写成百分数，四舍五入。1 是 100%；已经是百分数的值（如 95%）不要再用。没有值的仍然没有值，后面可以接“空”。

    {{ 1.018175|百分比 }} → 101.82%
    {{ (金额 / 收入)|百分比(位数=1) }} → 0.1%
    {{ 1|百分比(0) }} → 100%
    """
    if ratio is None:
        return None
    return f"{round_half_up(given.ratio(ratio, '百分比') * 100, given.places(位数, '百分比')):f}%"


def with_places(number: object, 位数: int = 2) -> object:
    """数四舍五入，写成一样多的小数，例如分值、得分。没有值的仍然没有值，后面可以接“空”。

    {{ 2.5|小数 }} → 2.50
    {{ 10|小数(1) }} → 10.0
    {{ 7.125|小数|空 }} → 7.13
    """
    if number is None:
        return None
    return f"{round_half_up(given.number(number, '小数', '数，如 2.5'), given.places(位数, '小数')):f}"


def in_chinese_numerals(number: object) -> str:
    """1 到 99999 的整数写成汉字。

    {{ 11|汉字数字 }} → 十一
    共{{ 105|汉字数字 }}项 → 共一百零五项
    """
    return _numerals(number, "汉字数字")


def as_first_level(number: object) -> str:
    """公文第一级标题的序号，带顿号。

    {{ 1|一级序号 }}部门基本情况 → 一、部门基本情况
    {{ 12|一级序号 }} → 十二、
    """
    return f"{_numerals(number, '一级序号')}、"


def as_second_level(number: object) -> str:
    """公文第二级标题的序号，带括号，后面不加标点。

    {{ 2|二级序号 }}年度预算情况 → （二）年度预算情况
    """
    return f"（{_numerals(number, '二级序号')}）"


def _numerals(number: object, filter: str) -> str:
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 99999:
        return chinese_numerals(number)
    raise given.refusal(filter, "整数，1 到 99999", number)


def as_date(day: object) -> str:
    """日期写成公文的样子，月、日前面不加零。数据里写 2022-03-05、2022/3/5、2022年3月5日都可以。

    {{ "2022-03-05"|日期 }} → 2022年3月5日
    """
    found = _read_date(day.strip()) if isinstance(day, str) else day
    if not isinstance(found, date):
        raise given.refusal("日期", "日期，如 2022-03-05", day)
    return f"{found.year}年{found.month}月{found.day}日"


_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ][0-9:.]*)?")


def _read_date(text: str) -> date | None:
    written = _DATE.fullmatch(text)
    try:
        return date(*map(int, written.groups())) if written else None
    except ValueError:  # the 30th of February
        return None
