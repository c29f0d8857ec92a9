"""How dates, numbers and document numbers are written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from perfreport.check.rule import Fault, Rule, of_text
from perfreport.chinese import CHINESE

_SOURCE = "GB/T 15835-2011《出版物上数字用法》"
_NUMERIC = frozenset("0123456789０１２３４５６７８９○")
_NUMERALS = "零一二三四五六七八九十"


@of_text(
    "writing.document-number",
    title="发文字号的括号",
    sentence="发文字号“{quote}”的年份要{full}用六角括号，序号前不写“第”和“0”。",
    remedy="写成 {fixed}",
    source="GB/T 9704-2012《党政机关公文格式》7.2.5",
    wrong="主要内容: 示例：按照示政办[2022]21号文件发放补贴。",
    right="主要内容: 示例：按照示政办〔2022〕21号文件发放补贴。",
)
def document_number(text: str) -> Iterator[Fault]:
    if "号" in text:
        for found in _DOCUMENT_NUMBER.finditer(text):
            year = found["year"] or found["right"] or f"20{found['short']}"
            fixed = f"〔{year}〕{found['number'].lstrip('第0')}号"
            yield Fault(found[0], {"full": "写全四位数，" if found["short"] else "", "fixed": fixed})


_DOCUMENT_NUMBER = re.compile(
    r"(?:[\[［【(（](?P<year>(?:19|20)[0-9]{2})[\]］】)）]|〔(?P<right>(?:19|20)[0-9]{2})〕(?=第|0)"
    r"|(?:(?<=[^\W0-9_])|(?<=〕))[\[［【〔](?P<short>[0-2][0-9])[\]］】〕])"
    " ?(?P<number>第?[0-9]+) ?号(?![楼线院井桥机馆厅店库坑地])"
)


@of_text(
    "writing.date",
    title="日期的写法",
    sentence="“{quote}”{why}。",
    remedy="写成 {fixed}",
    source=f"GB/T 9704-2012《党政机关公文格式》7.3.5.4、{_SOURCE} 5.1",
    wrong="主要内容: 示例：2023年06月30日前完成补贴发放。",
    right="主要内容: 示例：2023年6月30日前完成补贴发放，“9·18”活动照常开展。",
)
def date(text: str) -> Iterator[Fault]:
    if not _NUMERIC.isdisjoint(text):
        for pattern, why, written in _DATES:
            if found := pattern.search(text):
                yield Fault(found[0], {"why": why, "fixed": written(found)})


def _without_zeros(found: re.Match[str]) -> str:
    return re.sub("(?<![0-9])0", "", found[0])


def _in_full(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[3])}月{int(found[4])}日"


def _four_digits(found: re.Match[str]) -> str:
    return f"{'19' if found[1] > '5' else '20'}{found[0]}"


def _day_of_a_name(found: re.Match[str]) -> str:
    return f"“{found[0].replace('.', '·')}”"


_NAMED_DAY = r"(?:3\.15|4\.15|5\.12|6\.26|9\.18|11\.9|12\.4|12\.9)"
_DATES: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile("(?<![0-9.])(?:[0-9]{4}年)?(?:0[1-9]月(?:[0-9]{1,2}日)?|(?:1?[0-9]|每|次|当)月0[1-9]日)"),
        "的月、日前面不写 0",
        _without_zeros,
    ),
    (
        re.compile(
            r"(?<![0-9./A-Za-z-])((?:19|20)[0-9]{2})([./-])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])日?"
            "(?![0-9./%A-Za-z号-])"
        ),
        "不是公文里日期的写法",
        _in_full,
    ),
    (
        re.compile("(?<![0-9.第满近约共])(1[5-9]|[2356789][0-9])年(?:度|(?:1[0-2]|0?[1-9])月(?!龄))"),
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
)


@of_text(
    "writing.no-such-day",
    title="日历上没有的日期",
    sentence="“{quote}”：日历上没有这一天。",
    remedy="改正月或日。",
    source="日期要能查证",
    wrong="主要内容: 示例：2023年9月31日前完成补贴发放。",
    right="主要内容: 示例：2023年9月30日前完成补贴发放。",
)
def no_such_day(text: str) -> Iterator[Fault]:
    if "月" in text:
        if found := _NO_DAY_OF_A_MONTH.search(text):
            yield Fault(found[0])
        for found in _DAY.finditer(text):
            year, month, day = (int(part) if part else None for part in found.groups())
            if (year or day) and not _is_day(year or 2000, month or 0, day or 1):
                yield Fault(found[0])


_NO_DAY_OF_A_MONTH = re.compile("[每当次本末下]月(?:3[2-9]|[4-9][0-9])日")
_DAY = re.compile("(?<![0-9./])(?:((?:19|20)[0-9]{2})年)?([0-9]{1,2})月(?:([0-9]{1,2})[日号])?(?!龄)")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@of_text(
    "writing.number",
    title="数的写法",
    sentence="“{quote}”{why}。",
    remedy="写成 {fixed}",
    source=f"{_SOURCE} 4.2.2、5.1",
    wrong="主要内容: 示例：补贴标准提高10～15%。",
    right="主要内容: 示例：补贴标准提高10%～15%，惠及70～79岁老年人。",
)
def number(text: str) -> Iterator[Fault]:
    if "、" in text or not _NUMERIC.isdisjoint(text):
        for pattern, why, written in _NUMBERS:
            if (found := pattern.search(text)) and (fixed := written(found)):
                yield Fault(found[0], {"why": why, "fixed": fixed})


def _narrow(found: re.Match[str]) -> str:
    return found[0].translate({wide: wide - 0xFEE0 for wide in range(0xFF0E, 0xFF1A)})


def _with_both_units(found: re.Match[str]) -> str:
    low, sign, high, unit = found.groups()
    return f"{low}{unit}{'至' if sign == '至' else '～'}{high}{unit}" if float(low) < float(high) else ""


def _with_wave(found: re.Match[str]) -> str:
    return re.sub("[~∼〜]", "～", found[0])


def _percent(found: re.Match[str]) -> str:
    return f"{found[1]}%"


def _all_digits(found: re.Match[str]) -> str:
    return found[1] + ("00" if found[2] == "百" else "000")


def _two_digits(found: re.Match[str]) -> str:
    return str(sum(_NUMERALS.index(found[at] or "零") * 10 ** (3 - at) for at in (1, 2)) + int(found[3]))


def _without_mark(found: re.Match[str]) -> str:
    return found[0].replace("、", "") if _NUMERALS.index(found[2]) == _NUMERALS.index(found[1]) + 1 else ""


def _numerals(found: re.Match[str]) -> str:
    low, high = int(found[1]), int(found[2])
    return f"{_NUMERALS[low]}{_NUMERALS[high]}{found[3]}" if high == low + 1 else ""


def _round_zero(found: re.Match[str]) -> str:
    return re.sub("[○OＯ0]", "〇", found[0])


_NUMBERS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[０-９]+(?:．[０-９]+)?"), "是全角数字，要用半角的", _narrow),
    (
        re.compile(r"(?<![0-9.-])([0-9]+(?:\.[0-9]+)?)([-~～—–至])([0-9]+(?:\.[0-9]+)?)(%|万元|亿元)"),
        "的前一个数也要写单位，否则会读错",
        _with_both_units,
    ),
    (
        re.compile("[0-9]+[^\\s0-9，。；、]{0,3}[~∼〜][0-9]+(?![0-9.]*(?:%|万元|亿元))"),
        "的“~”不是中文的浪纹线",
        _with_wave,
    ),
    (re.compile(r"百分之([0-9]+(?:\.[0-9]+)?)"), "把汉字和数字混在一起", _percent),
    (re.compile("(?<![0-9.,])([1-9])([百千])(?=元|人|名|户|余|多|万|亩|吨|份)"), "把汉字和数字混在一起", _all_digits),
    (
        re.compile(rf"(?<={CHINESE})(?<![第年为是至到有])([2-8])、([3-9])(个(?!方面)|次|天|名|户|场|家|人|亩|件|台)"),
        "是大概的数，用汉字，中间没有顿号",
        _numerals,
    ),
    (
        re.compile(
            rf"(?<={CHINESE})(?<![第年初高])十?([一二三四五六七八])、([二三四五六七八九])(?:个(?!方面|月)|次|天|名|户|场|家|人)"
        ),
        "是大概的数，中间没有顿号",
        _without_mark,
    ),
    (
        re.compile(
            "(?:([一二三四五六七八九])百)?([二三四五六七八九])十([1-9])(?=[个人次户元名岁年月件项家场亩份只台辆])"
        ),
        "把汉字和数字混在一起",
        _two_digits,
    ),
    (
        re.compile("[一二三四五六七八九][○OＯ0]{1,2}[一二三四五六七八九][一二三四五六七八九〇○]?年?"),
        "的“零”要写成“〇”",
        _round_zero,
    ),
)


@of_text(
    "writing.said-twice",
    title="“约”和“左右”等意思重复",
    sentence="“{quote}”里的“{first}”和“{second}”意思重复。",
    remedy="只留一个。",
    source="“约”已经说明是大概的数，“不低于”已经包含以上",
    wrong="主要内容: 示例：全年慰问困难群众约120人左右。",
    right="主要内容: 示例：全年慰问困难群众约120人，补贴发放率达到95%以上。",
)
def said_twice(text: str) -> Iterator[Fault]:
    if any(word in text for word in _SAME_MEANING):
        for found in _ROUGH_OR_BOUNDED.finditer(text):
            first, second = found["first"] or found["more"], found["second"]
            if first in _SAME_MEANING[second]:
                yield Fault(found[0], {"first": first, "second": second})


_ROUGHLY = ("约", "大约", "大概", "将近", "接近", "近", "余", "多")
_SAME_MEANING = {
    "左右": _ROUGHLY,
    "上下": _ROUGHLY,
    "以上": ("不低于", "不少于", "超过", "大于", "高于", "至少", "最少"),
    "以内": ("不超过", "不高于", "不多于", "不大于", "至多", "最多"),
}
_WORDS = "|".join(
    sorted({word for words in _SAME_MEANING.values() for word in words} - {"余", "多"}, key=len, reverse=True)
)
_ROUGH_OR_BOUNDED = re.compile(
    f"(?:(?<![合节公条特附临靠最])(?P<first>{_WORDS})(?:有|为|达|是|占)?)?(?<![0-9.])[0-9.]+(?P<more>[余多])?[万亿]?"
    "(?:%|百分点|人次|人|名|次|户次|户|个工作日|个乡镇|个村|个|项|家|场次|场|天|日|元|分钟|分|件|份|吨|亩|公里|平方米|米|小时"
    "|(?<!近[0-9])(?<!近[0-9]{2})年|只|头|台|辆|套|座|处|公顷|批次|例|张|册|本|笔|宗|起|条|公斤|千瓦时|度)"
    f"(?P<second>{'|'.join(_SAME_MEANING)})"
)


@of_text(
    "writing.less-by-times",
    title="减少几倍",
    sentence="“{quote}”：减少一倍就是零，不能减少几倍。",
    remedy="写成减少了百分之几，或减少到原来的几分之一。",
    source="“倍”只用于增加",
    wrong="主要内容: 示例：办理时间缩短2倍。",
    right="主要内容: 示例：办理时间缩短50%，办件量增加2倍。",
)
def less_by_times(text: str) -> Iterator[Fault]:
    if "倍" in text:
        for found in _LESS_TIMES.finditer(text):
            yield Fault(found[0])


_LESS_TIMES = re.compile(r"(?:减少|降低|下降|缩短|压减)了?(?:[0-9.]+|[一二两三四五六七八九十]+)倍")

RULES: tuple[Rule, ...] = (document_number, date, no_such_day, number, said_twice, less_by_times)
