"""Lists in sentences: “以下三个问题：一是…二是…”. As many as announced, and none left out in the counting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfreport.check.rule import Fault, Rule, of_text
from perfreport.chinese import CHINESE
from perfreport.sentences.numerals import chinese_numerals

_NUMBERS = {chinese_numerals(number): number for number in range(1, 31)}
_NUMBERS |= {str(number): number for number in range(1, 31)} | {"两": 2}
_NUMBERS |= {chr(ord("①") + number): number + 1 for number in range(20)}

_CHINESE = "[一二三四五六七八九十]{1,3}"
_BEGIN = "(?<![\\w.])"
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
_MAY_BEGIN = re.compile("一[是要]|其一|第一|首先|[（(][一1]|1[.．、）)]|一、|①")  # quick to tell
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
_NAMED = re.compile(  # “三个到位”：责任到位、措施到位、监督到位
    f"“?(?P<said>{_MANY}[个项条]?(?P<thing>{CHINESE}{{2,4}}))”?[：:](?=[^、，。；：\n]{{1,10}}(?P=thing)、)"
)


_ITEM = f"(?:{CHINESE}|[A-Za-z0-9“”])"
_SHORT_ITEM = f"{_ITEM}{{2,12}}?"
_THINGS_DONE = (
    "工作|任务|制度|活动|措施|项目|荣誉|称号|奖项|资金|补贴|政策|业务|行动|工程|机制|服务|课程|内容|重点|目标|方案|办法"
)
_PLACES = (
    "乡镇?|镇|街道|社区|行政村|村|县|区|市|服务站|站点?|中心|单位|部门|学校|医院|局|科室|股室|企业|平台|示范点|示范村"
)
_BRACKETED = re.compile(  # 三个乡镇（东镇、西镇、北镇）, 以下四项工作：…、…
    f"(?<![第前后上首每这那余近约0-9.%一二三四五六七八九十])(?P<said>{_MANY}[个项条类种家所]{CHINESE}{{0,4}}?(?:{_THINGS_DONE}|{_PLACES}|{_THINGS}))"
    f"(?:[（(](?P<inside>{_ITEM}{{2,16}}(?:[、和]{_ITEM}{{2,16}})+)[）)]"
    f"|：(?P<after>{_SHORT_ITEM}(?:、{_SHORT_ITEM})+)(?=[。；\n]|$))"
)
_LISTED_FIRST = re.compile(  # 城东、城西、城南3个服务站
    f"(?P<items>{_ITEM}{{2,}}(?:、{_ITEM}{{2,10}}?)+)(?P<said>(?P<many>[2-9]|[二两三四五六七八九])[个项条类种家所](?:{_PLACES}|{_THINGS_DONE}))"
)
_OPEN_LIST = re.compile("等|其中|含|包括|例如|如|之一|以上|余|多")


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
    for found in _NAMED.finditer(text) if "、" in text else ():
        items = re.split("[、和]", re.split("[，。；：\n）)]", text[found.end() :])[0])
        is_whole = all(item.endswith(found["thing"]) for item in items)
        if is_whole and (_NUMBERS.get(found["many"]) or 1) not in (1, len(items)):
            yield Fault(found["said"], {"count": len(items)})
    yield from _named_one_by_one(text) if "、" in text else ()


def _named_one_by_one(text: str) -> Iterator[Fault]:
    """Things that are named in brackets or behind a colon, or before their number, more or fewer than it says."""
    for found in _BRACKETED.finditer(text):
        items = found["inside"] or found["after"]
        yield from _of_list(found, len(re.split("[、和]" if found["inside"] else "、", items)), items)
    for found in _LISTED_FIRST.finditer(text):
        yield from _of_list(found, found["items"].count("、") + 1, found["items"])


def _of_list(found: re.Match[str], count: int, items: str) -> Iterator[Fault]:
    wanted = _NUMBERS.get(found["many"], 0)
    if wanted > 1 and count != wanted and not _OPEN_LIST.search(items):
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


_CLAUSE = r"(?:(?<=[。；：:，,\n*\s])|^)"
_DOES = "是|要|抓|做|把|加强|强化|完善|健全|落实|推进|开展|提高|加大|加快"
_COUNTED = tuple(  # how what is typed is counted; “1. ” that begins a line is none: documents number it anew
    re.compile(mark)
    for mark in (
        f"{_BEGIN}({_CHINESE})(?:是|要(?![素点件求领塞]))",
        f"{_CLAUSE}(首先|其次|第[三四五六](?=[，,、]|{_DOES}))",
        f"{_CLAUSE}其({_CHINESE})(?![他它中余实])",
        f"{_CLAUSE}第({_CHINESE})(?=[，,、]|{_DOES})",
        f"{_CLAUSE}[（(]({_CHINESE})[）)]",
        f"{_CLAUSE}({_CHINESE})(?=、(?!{_CHINESE}))",
        f"{_CLAUSE}[（(]([0-9]{{1,2}})[）)](?![年月日号])",
        f"{_BEGIN}([0-9]{{1,2}})[.．](?![0-9\\s])",
        f"{_CLAUSE}([0-9]{{1,2}})(?=、(?![0-9]))",
        f"{_CLAUSE}([0-9]{{1,2}})[）)]",
        f"{_CLAUSE}([①-⑳])",
    )
)
_STEPS = ("首先", "其次", "第三", "第四", "第五", "第六")
_NUMBERS |= {step: number for number, step in enumerate(_STEPS, 1)}
_THEN = "然后|再次|接着|随后|第二|最后"


@of_text(
    "evaluation.left-out",
    title="序数不连续",
    sentence="“{quote}”前面是“{before}”，序数{what}。",
    remedy="按先后改成{fixed}；少写了一条的补上。",
    source="公开的自评报告里常见：手写的序号漏号、重号",
    wrong="存在问题: 示例：一是宣传不够深入；三是核查不够及时。",
    right="存在问题: 示例：一是宣传不够深入；二是核查不够及时。",
)
def left_out(text: str) -> Iterator[Fault]:
    for mark in _COUNTED if _MAY_BEGIN.search(text) else ():
        for before, found in _breaks(list(mark.finditer(text))):
            last, number = _NUMBERS[before[1]], _NUMBERS[found[1]]
            if number == last or not _is_said_otherwise(last + 1, text[before.end() : found.start()]):
                words = {"before": before[0], "what": "重复了" if number == last else "漏了"}
                yield Fault(found[0], words | {"fixed": f"{before[0]}、{_numbered(before, last + 1)}"})


def _breaks(found: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Where a list does not go on with the next number: the mark before, and the one that is wrong.

    Lists begin with 1. Within a list there may be another; behind that the outer one goes on, from where it stopped.
    """
    numbers = [_NUMBERS.get(each[1], 0) for each in found]
    stopped: set[int] = set()
    for at in range(1, len(found) if numbers[:1] == [1] else 0):
        last, number = numbers[at - 1], numbers[at]
        if number == 1 and not (last == 1 and _is_one_sentence(found[at - 1], found[at])):
            stopped.add(last)
        elif (number == last or number > last + 1) and number - 1 not in stopped:
            yield found[at - 1], found[at]


def _is_one_sentence(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether nothing between two marks begins another list, as a colon, a bracket or a full stop would."""
    return not re.search("[。：:（(\n]", one.string[one.end() : other.start()])


def _numbered(mark: re.Match[str], number: int) -> str:
    """A mark with another number, written in the same way."""
    if mark[1] in _STEPS:
        return _STEPS[number - 1]
    written = str(number) if mark[1].isascii() else chinese_numerals(number)
    return mark[0].replace(mark[1], chr(ord("①") + number - 1) if "①" <= mark[1] <= "⑳" else written)


def _is_said_otherwise(number: int, text: str) -> bool:
    """Whether the number that seems to be missing stands there in another form: 一是…二要…三是."""
    word = chinese_numerals(number)
    return bool(
        re.search(f"{word}是|{_THEN}", text)
        or re.search(f"{_CLAUSE}[第其（(]?(?:{word}|{number})(?![0-9个项条年月日])", text)
    )


RULES: tuple[Rule, ...] = (count_of_list, left_out)
