"""Lists in sentences: “以下三个问题：一是…二是…”. As many as announced, and none left out in the counting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from perfreport.check.rule import Fault, Rule, of_text
from perfreport.sentences.numerals import chinese_numerals

_NUMBERS = {chinese_numerals(number): number for number in range(1, 31)}
_NUMBERS |= {str(number): number for number in range(1, 31)} | {"两": 2}
_NUMBERS |= {chr(ord("①") + number): number + 1 for number in range(20)}

_CHINESE = "[一二三四五六七八九十]{1,3}"
_BEGIN = "(?<![\u4e00-\u9fffA-Za-z0-9.])"
_MARKS = tuple(  # how the items of a list are counted
    re.compile(mark)
    for mark in (
        f"({_CHINESE})是",
        f"其({_CHINESE})(?![他它中余])",
        f"第({_CHINESE})[，,、]",
        f"[（(]({_CHINESE})[）)]",
        "[（(]([0-9]{1,2})[）)]",
        f"{_BEGIN}([0-9]{{1,2}})(?:[.．](?![0-9])|、)",
        f"{_BEGIN}({_CHINESE})、",
        "([①-⑳])",
    )
)
_FIRST = r"(?:一是|其一|第一[，,、]|[（(][一1][）)]|1(?:[.．](?![0-9])|、)|一、|①)"
_MAY_BEGIN = re.compile("一是|其一|第一|[（(][一1]|1[.．、]|一、|①")  # quick to tell
_MANY = "(?P<many>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_THINGS = "方面|问题|措施|举措|原因|不足|建议|做法|经验|特点|困难|要点|环节|步骤|阶段|要求"
_ANNOUNCED = re.compile(
    rf"(?<![第前后上首每这那十0-9.一二三四五六七八九])(?P<said>{_MANY}大?[个项条点类种]?(?:主要|突出|具体|薄弱)?(?:{_THINGS})+"
    rf"|(?<=以下|下列|下面){_MANY.replace('many', 'some')}[个项条点类种])"
    rf"[^。；！？\n0-9]{{0,12}}[。：:，,]?[*\s]*(?={_FIRST})"
)
_OF_OTHERS = re.compile(
    "(?:发现|整改|解决|反馈|指出|梳理|排查|查找|收集|征集|制定|出台|推出|办理|落实|完成)[^。；，：]*$"
)
_COUNTED = re.compile(f"{_BEGIN}({_CHINESE})是")


@of_text(
    "evaluation.count-of-list",
    title="项数与所列不符",
    sentence="前面说“{quote}”，后面列了 {count} 项。",
    remedy="改正项数，或补上、删去后面所列的。",
    source="公开的自评报告里常见：说“10项”，只列出九项；数与所列要一致",
    wrong="存在问题: 示例：主要有三个问题：一是宣传不够深入，二是核查不够及时。",
    right="存在问题: 示例：主要有两个问题：一是宣传不够深入，二是核查不够及时。",
)
def count_of_list(text: str) -> Iterator[Fault]:
    for found in _ANNOUNCED.finditer(text) if _MAY_BEGIN.search(text) else ():
        count = _listed(text[found.end() :])
        wanted = _NUMBERS.get(found["many"] or found["some"])
        if (wanted or 1) > 1 and count != wanted and not _OF_OTHERS.search(text[: found.start()]):
            yield Fault(found["said"], {"count": count})


def _listed(text: str) -> int:
    """How many items the list has that a text begins with, counted by its own marks up to where they begin anew."""
    mark = next(mark for mark in _MARKS if mark.match(text))
    last = 0
    for found in mark.finditer(text):
        number = _NUMBERS.get(found[1], 0)
        if number == 1 and last and not "\u4e00" <= text[found.start() - 1] <= "\u9fff":  # no 统一是
            break
        last += number == last + 1
    return last


@of_text(
    "evaluation.left-out",
    title="序数不连续",
    sentence="“{quote}”前面是“{before}”，序数{what}。",
    remedy="按先后改成一是、二是、三是……；少写了一条的补上。",
    source="公开的自评报告里常见：手写的序号漏号、重号",
    wrong="存在问题: 示例：一是宣传不够深入；三是核查不够及时。",
    right="存在问题: 示例：一是宣传不够深入；二是核查不够及时。",
)
def left_out(text: str) -> Iterator[Fault]:
    if "一是" not in text:
        return
    numbers = [_NUMBERS.get(found[1], 0) for found in _COUNTED.finditer(text)]
    for before, number in pairwise(numbers):
        is_repeated = number == before and numbers.count(1) == 1  # within a list within a list they begin anew
        is_gap = number > before + 1 and f"{chinese_numerals(before + 1)}是" not in text
        if is_repeated or is_gap:
            words = {"before": f"{chinese_numerals(before)}是", "what": "重复了" if is_repeated else "漏了"}
            yield Fault(f"{chinese_numerals(number)}是", words)


RULES: tuple[Rule, ...] = (count_of_list, left_out)
