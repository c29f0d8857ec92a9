"""How numbers and document numbers are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from perfreport.check.rule import Fault, Rule, of_text
from perfreport.chinese import CHINESE

_SOURCE = "GB/T 15835-2011《出版物上数字用法》"
_NUMERIC = frozenset("0123456789０１２３４５６７８９○")
NUMERALS = "零一二三四五六七八九十"


def has_digits(text: str) -> bool:
    return not _NUMERIC.isdisjoint(text)


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
            parts = {name[0]: part for name, part in found.groupdict().items() if part}
            year = parts.get("y") or f"20{parts['s']}"
            number = _value((parts.get("n") or "").lstrip("第0 "))
            fixed = f"〔{_in_ascii(year)}〕{number}号"
            yield Fault(found[0], {"full": "写全四位数，" if "s" in parts else "", "fixed": fixed})


def _in_ascii(year: str) -> str:
    """A year in digits: 二〇二一, 2O21."""
    return re.sub("[〇○oOＯ零]", "0", year).translate({ord(sign): str(at) for at, sign in enumerate(NUMERALS[:10])})


_OPEN, _CLOSE = r"[\[［【〖(（{｛<＜《﹝“「『]", r"[\]］】〗)）}｝>＞》﹞”」』]"
_AGENCY = "(?<=[发办函字规财预农教社行综建资绩通政])"  # what the name of an issuing body, cut short, ends with
_DOCUMENT_NUMBER = re.compile(
    rf"(?:{_OPEN}(?P<y>(?:19|20)[0-9]{{2}})年?(?:{_CLOSE}|〕)|〔(?P<y2>(?:19|20)[0-9]{{2}})(?:〕(?=第|0|[{NUMERALS[1:]}])|年〕|{_CLOSE})"
    rf"|〔(?P<y3>2[0oOＯ〇○][0-9]{{2}}|[二][{NUMERALS}〇○]{{3}})〕(?<![0-9]{{4}}〕)|{_AGENCY}(?P<y4>20[0-9]{{2}})(?:年第?|[-—－〔（(])"
    rf"|(?:(?<=[^\W0-9_])|(?<=〕))[\[［【〔(（](?P<s>[0-2][0-9])[\]］】〕)）]|{_AGENCY}(?P<s2>[0-2][0-9])年第?)"
    rf" ?(?P<n>第? ?(?:[0-9]+|[{NUMERALS[1:]}]+))[〕）)]? ?号(?![楼线院井桥机馆厅店库坑地])"
    rf"|〔(?P<y5>20[0-9]{{2}})〕 ?(?P<n2>[0-9]+)号(?=号)"
)


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
    if "、" in text or has_digits(text):
        for pattern, why, written in _NUMBERS:
            if (found := pattern.search(text)) and (fixed := written(found)):
                yield Fault(found[0], {"why": why, "fixed": fixed})


def _narrow(found: re.Match[str]) -> str:
    return found[0].translate({wide: wide - 0xFEE0 for wide in range(0xFF0E, 0xFF1A)})


def _with_both_units(found: re.Match[str]) -> str:
    low, sign, high, unit = found.groups()
    return f"{low}{unit}{sign if sign in '至到' else '～'}{high}{unit}" if float(low) < float(high) else ""


def _with_last_unit(found: re.Match[str]) -> str:
    return f"{found[0]}%"


def _with_wave(found: re.Match[str]) -> str:
    return re.sub("[~∼〜]", "～", found[0])


def _percent(found: re.Match[str]) -> str:
    return f"{found[1]}%"


def _all_digits(found: re.Match[str]) -> str:
    return str(_value(found[0]))


def _value(number: str) -> int:
    """What a number in digits and numerals is: 5千 is 5000, 三十5 is 35, 1万五千 is 15000."""
    whole = part = 0
    digits = ""
    for sign in number:
        if sign in _SCALES:
            part += int(digits or "1") * _SCALES[sign]
            digits = ""
            if sign == "万":
                whole, part = part, 0
        else:
            digits += sign if sign.isdigit() and sign.isascii() else str(NUMERALS.index(sign.replace("两", "二")))
    return whole + part + int(digits or "0")


_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "拾": 10, "佰": 100, "仟": 1000}


def _some(found: re.Match[str]) -> str:
    """十几 for 10几, 几百 for 几100."""
    if tens := found[1]:
        return f"{NUMERALS[int(tens)] if tens > '1' else ''}十几"
    return f"几{'十百千万'[len(found[3]) - 2]}" if len(found[3]) < 6 else ""


def _without_commas(found: re.Match[str]) -> str:
    return re.sub("[,，]", "", found[0])


def _without_mark(found: re.Match[str]) -> str:
    return found[0].replace("、", "") if NUMERALS.index(found[2]) == NUMERALS.index(found[1]) + 1 else ""


def _numerals(found: re.Match[str]) -> str:
    low, high = int(found[1]), int(found[2])
    return f"{NUMERALS[low]}{NUMERALS[high]}{found[3].replace('0', '十')}" if high == low + 1 else ""


def _round_zero(found: re.Match[str]) -> str:
    return re.sub("[○OＯ0]", "〇", found[0])


_NUMBERS: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[０-９]+(?:．[０-９]+)?"), "是全角数字，要用半角的", _narrow),
    (
        re.compile(r"(?<![0-9.-])([0-9]+(?:\.[0-9]+)?)([-~～—–至到])([0-9]+(?:\.[0-9]+)?)(%|‰|[万亿]元?)"),
        "的前一个数也要写单位，否则会读错",
        _with_both_units,
    ),
    (
        re.compile(
            r"(?<![0-9.-])[0-9]+(?:\.[0-9]+)?%[-~～—–][0-9]+(?:\.[0-9]+)?(?=之间|左右|以[上下内]|[，。；、）的]|$)"
        ),
        "的后一个数没有写单位",
        _with_last_unit,
    ),
    (
        re.compile("[0-9]+[^\\s0-9，。；、]{0,3}[~∼〜][0-9]+(?![0-9.]*(?:%|万元|亿元))"),
        "的“~”不是中文的浪纹线",
        _with_wave,
    ),
    (re.compile(r"百分之([0-9]+(?:\.[0-9]+)?)"), "把汉字和数字混在一起", _percent),
    (
        re.compile(
            "(?<![0-9.,A-Za-z])[1-9][0-9]*(?:[百千](?:[1-9][0-9]*|(?=元|[人名户余多万亩吨份头只台辆株棵件本册场次个家条项套座处]|平方|公)"
            "|[一二三四五六七八九])|万[一二两三四五六七八九][百千]|十(?!四五|五五))[一二两三四五六七八九十百]*"
            "|[1-9][0-9]*[拾佰仟](?=[万元人名户个亩])|[一二两三四五六七八九][百千万][1-9][0-9]*(?![0-9])|(?:[一二两三四五六七八九]百)?[二三四五六七八九]十[1-9](?![0-9])"
        ),
        "把汉字和数字混在一起",
        _all_digits,
    ),
    (
        re.compile("(?<![0-9.])([1-9])0(几)(?!何)|几(10+)(?=[个人名户元万次项家场件天年])"),
        "把汉字和数字混在一起",
        _some,
    ),
    (
        re.compile(
            r"(?<![0-9.,第\[(（])(?![0-9]{1,3}(?:,[0-9]{3})+(?![0-9,]))[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?"
            "(?=[万亿元名人户亩吨个件份株只头]|平方|公[里顷斤])"
        ),
        "的分节号没有三位一节",
        _without_commas,
    ),
    (
        re.compile("(?<![0-9第表图件标号])[0-9]{1,3}，[0-9]{3}(?![0-9])(?=[万亿元名人户亩吨个件份]|平方)"),
        "的分节号不是句子的逗号",
        _without_commas,
    ),
    (
        re.compile(
            r"(?<![0-9.])[0-9]+(?:\.[0-9]+){2,}(?=[万亿%吨]|元(?!旦)|人次|户(?!籍|外|口)|公里|公顷|平方|亩)"
            r"|[0-9]+\.{2,}[0-9]+|(?<![0-9.])[0-9]+\.(?=万元|亿元|%)|(?<![0-9.])[0-9]+[。][0-9]+(?=万元|亿元|%)"
        ),
        "的小数点不对",
        lambda found: "只有一个小数点的数",
    ),
    (
        re.compile(
            "(?<![0-9A-Za-z.])(?:[1-9][0-9]*[oOＯ〇○]|[lI](?=[0-9oO]))[0-9oOＯ〇○]*(?=[个人名户元万亿次项家年天条件份场%])"
        ),
        "里的字母或“〇”不是数字",
        lambda found: re.sub("[oOＯ〇○]", "0", re.sub("[lI]", "1", found[0])),
    ),
    (
        re.compile("(?<![0-9.A-Za-z年月-])0[1-9][0-9]*(?=[个人名户元万亿次项家场件天亩]|公里)"),
        "的前面多了一个 0",
        lambda found: found[0].lstrip("0"),
    ),
    (re.compile("(?<=[0-9])(%%|万万|亿亿|元元(?!旦))"), "的单位写了两次", lambda found: found[0][0]),
    (
        re.compile(
            rf"(?<={CHINESE})(?<![第年为是至到有])([2-8])、([3-9])(0?个(?!方面)|0?[次天名户场家人亩件台百千万])"
        ),
        "是大概的数，用汉字，中间没有顿号",
        _numerals,
    ),
    (
        re.compile("(?<![0-9、.])[0-9]+、[0-9]{1,2}(?=[万亿]元)"),
        "把小数点写成了顿号",
        lambda found: "" if "分别" in found.string[: found.start()] else found[0].replace("、", "."),
    ),
    (
        re.compile(
            rf"(?<={CHINESE})(?<![第年初高])十?([一二三四五六七八])、([二三四五六七八九])十?(?:个(?!方面|月)|[次天名户场家人])"
        ),
        "是大概的数，中间没有顿号",
        _without_mark,
    ),
    (
        re.compile("[一二三四五六七八九][○OＯ0]{1,2}[一二三四五六七八九][一二三四五六七八九〇○]?年?"),
        "的“零”要写成“〇”",
        _round_zero,
    ),
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


_TIMES = "(?:[0-9.]+|[一二两三四五六七八九十几数]+)[余多]?倍(?!体|数|率|频|镜)"
_LESS_TIMES = re.compile(
    "(?:减少|降低|下降|缩短|[压缩削]减|[压减缩]小|压缩|下滑|减轻|回落|节约|节省|少用|[降减跌]幅|比[^，。；]{1,6}[少低短轻慢])"
    f"了?(?:(?:幅度)?(?:为|达到?|是|有|近|将近|接近|大?约|超过|至少|整整)){{0,2}}{_TIMES}"
    "|(?:成|数|几)倍地?(?:减少|降低|下降|缩短|压[减缩]|[缩削]减|缩小)"
)

RULES: tuple[Rule, ...] = (document_number, number, less_by_times)
