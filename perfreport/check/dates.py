"""How dates are written, and whether there is such a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from perfreport.check.numbers import NUMERALS, has_digits
from perfreport.check.rule import Fault, Rule, of_text

Written = Callable[[re.Match[str]], str]


@of_text(
    "writing.date",
    title="日期的写法",
    sentence="“{quote}”{why}。",
    remedy="写成 {fixed}",
    source="GB/T 9704-2012《党政机关公文格式》7.3.5.4、GB/T 15835-2011《出版物上数字用法》5.1",
    wrong="主要内容: 示例：2023年06月30日前完成补贴发放。",
    right="主要内容: 示例：2023年6月30日前完成补贴发放，“9·18”活动照常开展。",
)
def date(text: str) -> Iterator[Fault]:
    if has_digits(text):
        for pattern, why, written in _DATES:
            if found := pattern.search(text):
                yield Fault(found[0], {"why": why, "fixed": written(found)})


def _without_zeros(found: re.Match[str]) -> str:
    return re.sub("(?<![0-9])0", "", found[0])


def _in_full(found: re.Match[str]) -> str:
    """The date of a match that has its parts by name; the century of a year of two digits is this one."""
    parts = {name: part for name, part in found.groupdict().items() if part}
    year, month, day = (next((parts[name] for name in parts if name[0] == first), "") for first in "ymd")
    century = "20" if len(year) == 2 else ""
    named = f"{century}{year}年" if year else ""
    return named + f"{int(month)}月" + (f"{int(day)}日" if day else "")


def _four_digits(found: re.Match[str]) -> str:
    return f"{'19' if found[0] > '5' else '20'}{found[0]}"


def _day_of_a_name(found: re.Match[str]) -> str:
    return f"“{found[0].replace('.', '·')}”"


def _with_day(found: re.Match[str]) -> str:
    return f"{found[0].rstrip('号')}日"


def _in_digits(found: re.Match[str]) -> str:
    """All of it in digits: 二〇二三年6月 and 2023年六月 are 2023年6月."""
    return re.sub(f"[{_NUMERAL}]+", lambda part: _digits_of(part[0]), found[0])


def _digits_of(numeral: str) -> str:
    signs = [NUMERALS.index("零" if sign in "〇○" else sign) for sign in numeral]
    if 10 not in signs:
        return "".join(map(str, signs))
    tens, _, ones = numeral.partition("十")
    return str(NUMERALS.index(tens or "一") * 10 + NUMERALS.index(ones or "零"))


_NUMERAL = "〇○零一二三四五六七八九十"
_NAMED_DAY = r"(?:3\.15|4\.15|5\.12|6\.26|9\.18|11\.9|12\.4|12\.9)"
_MONTH, _DAY_OF_MONTH = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
_DATES: tuple[tuple[re.Pattern[str], str, Written], ...] = (
    (
        re.compile("(?<![0-9.])(?:[0-9]{4}年)?(?:0[1-9]月(?:[0-9]{1,2}日)?|(?:1?[0-9]|每|次|当)月0[1-9]日)"),
        "的月、日前面不写 0",
        _without_zeros,
    ),
    (
        re.compile(
            rf"(?<![0-9./A-Za-z-])(?P<y1>(?:19|20)[0-9]{{2}}|2[0-9](?=\.))([./-])(?P<m1>{_MONTH})\2(?P<d1>{_DAY_OF_MONTH})日?"
            r"(?![0-9./%A-Za-z号-])"
            rf"|(?<![0-9.])(?P<y2>(?:19|20)[0-9]{{2}})年(?P<m2>{_MONTH})[./-](?P<d2>{_DAY_OF_MONTH})日?(?![0-9.%])"
            r"|(?<![0-9A-Za-z.-])(?P<y3>20[0-4][0-9])(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12][0-9]|3[01])日?"
            r"(?=之?前|以前|起|止|至|召|完)"
            rf"|(?<![0-9./A-Za-z-])(?P<y4>(?:19|20)[0-9]{{2}})[./-](?P<m4>{_MONTH})(?:月|(?=之?前|以前|底|起|止|[-—–~～至](?:19|20)))"
            rf"|(?<![0-9./A-Za-z第-])(?P<m5>{_MONTH})[./](?P<d5>3[01]|[12][0-9])(?:日|(?=之?前|以前|起))"
        ),
        "不是公文里日期的写法",
        _in_full,
    ),
    (
        re.compile(
            "(?<![0-9.第满近约共])(?:(1[5-9]|[2356789][0-9])年(?:度|(?:1[0-2]|0?[1-9])月(?!龄))"
            "|(1[5-9]|2[0-9])年(?:[上下]半年|全年|底前?(?!薪)|第?[一二三四]季度))"
        ),
        "的年份没有写全",
        _four_digits,
    ),
    (
        re.compile(
            rf"(?<=“){_NAMED_DAY}(?=”)|(?<=、)9\.18(?=、)"
            rf"|(?<![0-9.]){_NAMED_DAY}(?=宣传|纪念|事变|普法|国际|法制|主题|活动)"
        ),
        "是含有月日的名称，不是小数，用间隔号，加引号",
        _day_of_a_name,
    ),
    (
        re.compile(
            "(?:(?:[0-9]{4}年)?[0-9]{1,2}|[每当次本])月(?:3[01]|[12][0-9]|[1-9])"
            "(?:号(?![楼线院井桥机馆厅店库坑地台文令公])|(?=之?前|以前|起))"
        ),
        "的日没有写成“日”",
        _with_day,
    ),
    (
        re.compile(
            rf"[{_NUMERAL[:-1]}]{{4}}年[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?"
            rf"|(?<![0-9.])[0-9]{{4}}年(?:十[一二]?|([一二三四五六七八九]))月(?!\1[^0-9]|[初正])(?:[0-9{_NUMERAL}]+日)?"
            rf"|(?<![0-9.])(?:[0-9]{{4}}年)?(?:1[0-2]|[1-9])月[{_NUMERAL}]{{1,3}}日"
            rf"|(?<![{_NUMERAL}])(?:十[一二]?|[一二三四五六七八九])月[0-9]{{1,2}}日"
        ),
        "把汉字和数字混在一起",
        _in_digits,
    ),
)


@of_text(
    "writing.no-such-day",
    title="日历上没有的日期",
    sentence="“{quote}”：日历上没有这个日期。",
    remedy="改正月、日或季度。",
    source="日期要能查证",
    wrong="主要内容: 示例：2023年9月31日前完成补贴发放。",
    right="主要内容: 示例：2023年9月30日前完成补贴发放。",
)
def no_such_day(text: str) -> Iterator[Fault]:
    if "月" not in text and "季度" not in text:
        return
    for found in _NO_DAY.finditer(text):
        yield Fault(found[0])
    for found in _DAY.finditer(text):
        parts = {name[0]: _number(part) for name, part in found.groupdict().items() if part}
        if not _is_day(parts.get("y", 2000), parts["m"], parts.get("d", 1)):
            yield Fault(found[0])


def _number(part: str) -> int:
    return int(part if part.isdecimal() else _digits_of(part))


_NO_DAY = re.compile(
    "[每当次本末下]月(?:3[2-9]|[4-9][0-9])日|(?<![0-9一二三四五六七八九十])第?[5-9五六七八九]季度"
    "|(?<![0-9.满第近约共前后每余])(?:1[3-9]|[2-9][0-9]|0)月(?:份|[上中下]旬|[初中底末]|之?前|以前)"
    "|(?<![0-9.])(?:(?:0?[469]|11)月[0-9]{1,2}日?[至到—～~-]31日|0?2月[0-9]{1,2}日?[至到—～~-]3[01]日)"
)
_DAY = re.compile(
    "(?<![0-9./])(?:(?P<y>(?:19|20)[0-9]{2})年(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})(?:[日号]|(?=之?前|以前|起|止)))?"
    "|(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})(?:[日号]|(?=之?前|以前|起|止)))(?!龄)"
    "|(?<![0-9二三四五六七八九十〇○])(?P<m3>十[一二]?|[一二三四五六七八九])月(?P<d3>[二三]?十[一二三四五六七八九]?)日"
)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


RULES: tuple[Rule, ...] = (date, no_such_day)
