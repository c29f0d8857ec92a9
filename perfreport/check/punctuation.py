"""Punctuation of Chinese texts: pairs, full-width marks, marks and blanks that do not belong there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.rule import Fault, Rule, of_text
from perfreport.chinese import CHINESE
from perfreport.yaml.slip import shortened

_SOURCE = "GB/T 15834-2011《标点符号用法》"
_PAIRS = dict(zip("（《〈〔【[“‘「『", "）》〉〕】]”’」』", strict=True))
_WIDTH = str.maketrans("()", "（）")  # for pairing, a bracket's width does not matter
_MARKS = frozenset("()").union(_PAIRS, _PAIRS.values())
_INTERVAL = re.compile(r"[\[(（][-0-9.%]+[,，][-+0-9.%∞]+[\])）]")
_ITEM = re.compile(r"(?:^|[。；;：:，,、\s])(?:[0-9]{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")

_HALF_MARK = re.compile(
    rf"(?:(?<={CHINESE})|(?<=[”》）]))[,;:?!]|[,;:?!](?={CHINESE}|[“《（])|(?:(?<={CHINESE})|(?<=[”》）]))\.(?=[^\w.]|$)"
    rf"|(?<={CHINESE}{{6}})\.(?={CHINESE}{{6}})"
)
_HALF_BRACKETS = re.compile(r"[(（][^()（）\n]*[)）]")
_STRAIGHT_QUOTES = re.compile(rf"(?P<mark>[\"'])(?:(?!(?P=mark))[^\n])*{CHINESE}(?:(?!(?P=mark))[^\n])*(?P=mark)")
_FULL = {**dict(zip(",;:?!().", "，；：？！（）。", strict=True)), '"': "“ ”", "'": "‘ ’"}
_HALF = frozenset(_FULL)
_YEAR_OF_NUMBER = re.compile("[(（](?:19|20)[0-9]{2}[)）](?= ?第?[0-9]+ ?号)")

_QUOTED_IN_A_ROW = re.compile("“[^”]*”(?:、“[^”]*”)+|《[^》]*》(?:、《[^》]*》)+")
_BESIDE_QUOTED = re.compile("[”》]、[^“《]|[^”》]、[“《]")
_CLAUSE = re.compile("[^，。；：\n]+")

_BLANKS = frozenset(" \t\u3000\xa0\u202f").union(map(chr, range(0x2000, 0x200B)))
_MARK = "[，。；：、？！]"
_BLANK = re.compile(
    rf"(?<={CHINESE})[^\S\n]+(?={CHINESE}|{_MARK})|(?<=[，。；：？！])[^\S\n]+(?={CHINESE}|[“《（0-9])"
    rf"|(?<={CHINESE}{{2}}、)[^\S\n]+(?={CHINESE}|[“《（])"
)


def around(text: str, start: int, end: int, most: int = 6) -> str:
    """The piece from `start` to `end` with a few characters of its line before and after."""
    before = re.split("[\n，。；：]", text[max(0, start - most) : start])[-1]
    return before + text[start:end] + re.split("[\n，。；：]", text[end : end + most])[0]


@of_text(
    "writing.unpaired",
    title="不成对的括号、引号、书名号",
    sentence="“{quote}”里的 {mark} 没有与它配对的 {missing}。",
    remedy="补上 {missing}，或删去 {mark}。",
    source=f"{_SOURCE} 4.8、4.9、4.15",
    wrong="主要内容: 示例：对村（居民委员会换届工作进行指导。",
    right="主要内容: 示例：对村（居）民委员会换届工作进行指导。",
)
def unpaired(text: str) -> Iterator[Fault]:
    if not _MARKS.isdisjoint(text) and (found := _unpaired(text.translate(_WIDTH))):
        at, missing = found
        yield Fault(around(text, at, at + 1), {"mark": text[at], "missing": missing})


def _unpaired(text: str) -> tuple[int, str] | None:
    """Where the first mark without its other half stands, and what that is."""
    outside = {at for interval in _INTERVAL.finditer(text) for at in (interval.start(), interval.end() - 1)}
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark not in _MARKS or at in outside:
            continue
        if mark in _PAIRS:
            opened.append(at)
        elif opened and _PAIRS[text[opened[-1]]] == mark:
            opened.pop()
        elif not _may_stand_alone(text, at):
            return (opened[-1], _PAIRS[text[opened[-1]]]) if opened else (at, _opening(mark))
    return (opened[0], _PAIRS[text[opened[0]]]) if opened else None


def _opening(closing: str) -> str:
    return next(mark for mark, other in _PAIRS.items() if other == closing)


def _may_stand_alone(text: str, at: int) -> bool:
    """The bracket of 1）, and an apostrophe, as in ’97."""
    before = text[max(0, at - 4) : at]
    if text[at] == "’":
        return before[-1:].isascii() or text[at + 1 : at + 2].isdigit()
    return text[at] == "）" and _ITEM.search(before) is not None


@of_text(
    "writing.half-width",
    title="半角标点",
    sentence="“{quote}”里的 {marks} 是半角（英文）标点{count}，中文里用全角的。",
    remedy="改成全角的 {full}",
    source=f"{_SOURCE} 5.1",
    wrong="主要内容: 示例：发放补贴,开展入户核查。",
    right="主要内容: 示例：按1:3的比例配备人员，发放补贴，开展入户核查。",
)
def half_width(text: str) -> Iterator[Fault]:
    if _HALF.isdisjoint(text):
        return
    found = sorted(_half_width(text))
    if found:
        start, end = found[0]
        marks = dict.fromkeys(mark for span in found for mark in (text[span[0]], text[span[1] - 1]) if mark in _FULL)
        words = {"marks": " ".join(marks), "full": " ".join(_FULL[mark] for mark in marks)}
        words["count"] = f"（这样的共 {len(found)} 处）" if len(found) > 1 else ""
        yield Fault(text[start:end] if end - start > 1 else around(text, start, end), words)


def _half_width(text: str) -> Iterator[tuple[int, int]]:
    """Where half-width punctuation stands among Chinese: a mark, or brackets or quotes with what is in them."""
    yield from (found.span() for found in _HALF_MARK.finditer(text))
    yield from (found.span() for found in _STRAIGHT_QUOTES.finditer(text))
    numbers = {found.start() for found in _YEAR_OF_NUMBER.finditer(text)}
    for found in _HALF_BRACKETS.finditer(text):
        full_width = found[0][0] + found[0][-1] == "（）"
        if not full_width and found.start() not in numbers and _among_chinese(text, *found.span()):
            yield found.span()


def _among_chinese(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[start + 1] + text[end - 2] + text[end : end + 1]
    return any(map(is_chinese, beside))


def is_chinese(sign: str) -> bool:
    return "一" <= sign <= "鿿"


@of_text(
    "writing.doubled-mark",
    title="重复、多余的标点",
    sentence="“{quote}”里的标点“{marks}”{why}。",
    remedy="{remedy}",
    source=f"{_SOURCE} 4",
    wrong="主要内容: 示例：发放补贴，，开展入户核查。",
    right="主要内容: 示例：发放补贴，开展入户核查。",
)
def doubled_mark(text: str) -> Iterator[Fault]:
    for pattern, why, remedy in () if _STOPS.isdisjoint(text) else _TOO_MANY:
        for found in pattern.finditer(text):
            yield Fault(around(text, *found.span()), {"marks": found[0], "why": why, "remedy": remedy})


_STOPS = frozenset("，、；：。")
_TOO_MANY = (
    (
        re.compile("[，、；：。]{2,}|[！？][，、；：。]|。[.．](?![.．0-9])|(?<![.．])[.．]。"),
        "接连用了几个",
        "只留一个；是省略号的，写成 ……",
    ),
    (re.compile("、(?=等(?:[，。；：）]|$|工作|活动|方面|[0-9]))"), "多余，“等”前面不用顿号", "删去“、”。"),
    (re.compile("^[，。、；：]"), "不能放在开头", "删去它。"),
    (re.compile("[，、]$"), "不能放在末尾", "话没有说完的补上；说完了的，删去它或改成“。”。"),
)


@of_text(
    "writing.between-quoted",
    title="引号、书名号之间的顿号",
    sentence="{quote}：并列的引号之间、书名号之间通常不用顿号。",
    remedy="写成 {fixed}",
    source=f"{_SOURCE} 4.5.3.5",
    wrong="主要内容: 示例：在“春节”、“中秋节”期间慰问老年人。",
    right="主要内容: 示例：在“春节”“中秋节”期间慰问老年人。",
)
def between_quoted(text: str) -> Iterator[Fault]:
    if "、“" not in text and "、《" not in text:
        return
    for clause in _CLAUSE.finditer(text):
        if not _BESIDE_QUOTED.search(clause[0]):
            for row in _QUOTED_IN_A_ROW.finditer(clause[0]):
                fixed = row[0].replace("”、“", "”“").replace("》、《", "》《")
                yield Fault(row[0], {"quote": shortened(row[0]), "fixed": shortened(fixed)})


@of_text(
    "writing.blank",
    title="汉字之间的空格",
    sentence="“{quote}”里，{where}有空格。",
    remedy="删去空格，写成 {fixed}{listed}",
    source="GB/T 9704-2012《党政机关公文格式》：正文的字距均匀，字与字之间不空格",
    wrong="主要内容: 示例：开展老年人 生活补贴发放工作。",
    right="主要内容: 示例：开展 2023 年老年人生活补贴发放工作。",
)
def blank(text: str) -> Iterator[Fault]:
    for found in () if _BLANKS.isdisjoint(text) else _BLANK.finditer(text):
        start, end = found.span()
        is_between = is_chinese(text[start - 1]) and is_chinese(text[end])
        quote = around(text, start, end, 4)
        if not is_between:  # what is quoted goes over the mark
            quote = text[max(0, start - 4) : end + 3]
        listed = "；几项并列的，用“、”隔开。" if is_between else ""
        words = {"where": "汉字之间" if is_between else "标点旁边", "listed": listed}
        yield Fault(quote, words | {"fixed": quote.replace(found[0], "")})


RULES: tuple[Rule, ...] = (unpaired, half_width, doubled_mark, between_quoted, blank)
