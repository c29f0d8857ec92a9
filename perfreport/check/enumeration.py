"""Lists in sentences: “以下三个问题：一是…二是…”. As many as announced, and none left out in the counting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perfreport.check.itemized import miscounted
from perfreport.check.rule import Fault, Rule, of_text
from perfreport.sentences.numerals import chinese_numerals

_NUMBERS = {chinese_numerals(number): number for number in range(1, 31)}
_NUMBERS |= {str(number): number for number in range(1, 31)} | {"两": 2}
_NUMBERS |= {chr(ord("①") + number): number + 1 for number in range(20)}

for _first, _last in ("⑴⒇", "ⅠⅫ", "AH"):
    _NUMBERS |= {chr(each): each - ord(_first) + 1 for each in range(ord(_first), ord(_last) + 1)}

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
_FIRST_OF_LIST = re.compile(_FIRST)
_MAY_BEGIN = re.compile(  # quick to tell
    "一[是要抓查促则来：:，,、]|(?:措施|目标|任务|问题|原因|建议|步骤|举措)1|其一|第一|首先|一方面|[（(][一1]|1[.．、）)]"
    "|[①⑴Ⅰ]|A[.．)）]"
)
_MANY = "(?P<many>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_THINGS = (
    "方面|问题|措施|举措|原因|不足|建议|做法|经验|特点|困难|要点|环节|步骤|阶段|要求|短板|弱项|差距|成效|亮点|抓手|因素|教训"
    "|思路|原则|关口|层面|维度|难点|堵点|痛点|风险|隐患|路径"
)
_TASKS = "工作|任务|目标|机制|制度|行动|内容|项目|工程|活动|事项"
_TWO_BEFORE = "问题|措施|举措|原因|不足|建议|做法|经验|方面|困难|短板|成效"
_ANNOUNCED = re.compile(
    rf"(?<![第前后上首每这那十0-9.一二三四五六七八九])(?P<said>{_MANY}大?[个项条点类种]?(?:主要|突出|具体|薄弱)?(?:{_THINGS})+"
    rf"|(?<=以下|下列|下面){_MANY.replace('many', 'some')}[个项条点类种]"
    rf"|{_MANY.replace('many', 'tasks')}[个项条](?:重点|主要|具体)?(?:{_TASKS})(?=[：:])"
    rf"|(?<={_TWO_BEFORE})(?:主要|大致|共|[有为分])+(?:以下)?{_MANY.replace('many', 'behind')}[个项条点](?=[：:]))"
    rf"[^。；！？\n0-9]{{0,20}}?[。：:，,]?[*\s]*(?={_FIRST})"
)
_OF_OTHERS = re.compile(
    "(?:发现|整改|解决|反馈|指出|梳理|排查|查找|收集|征集|制定|出台|推出|办理|落实|完成)[^。；，：]*$"
)
_ABOVE = re.compile(  # behind a list: 以上三个方面
    f"(?:以上|上述|前述)(?P<said>{_MANY}大?[个项条点类种]?(?:主要|突出|具体)?(?:{_THINGS}))"
)


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
        wanted = _NUMBERS.get(found["many"] or found["some"] or found["tasks"] or found["behind"])
        is_followed = found[0].endswith("：") and len(found[0]) == len(found["said"]) + 1
        is_of_others = not is_followed and _OF_OTHERS.search(text[: found.start()])
        if (wanted or 1) > 1 and count != wanted and not is_of_others:
            yield Fault(found["said"].lstrip("主要大致共有为分以下"), {"count": count})
    for found in _ABOVE.finditer(text) if _MAY_BEGIN.search(text) else ():
        count = _last_of_list(text[: found.start()])
        is_of_outer = re.search(f"第{_CHINESE}[个项条]?(?:{_THINGS})", text[: found.start()])
        if count > 1 and (_NUMBERS.get(found["many"]) or 1) not in (1, count) and not is_of_outer:
            yield Fault(found["said"], {"count": count})
    for each in miscounted(text):
        yield Fault(each.said, {"count": each.named})


def _last_of_list(text: str) -> int:
    """How many items the list has that stands right before the end of a text; 0 where there is none."""
    begin = max((found.start() for found in _FIRST_OF_LIST.finditer(text)), default=-1)
    return _listed(text[begin:]) if begin >= 0 else 0


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
_RUNNING = "(?<![第见表图注按同条项款件、和或及与至到（(])"  # “（1）摸底（2）审核” with nothing between
_NO_END = "(?![，。；、）)和或至项种类款])"
_DOES = "是|要|抓|做|把|加强|强化|完善|健全|落实|推进|开展|提高|加大|加快"
_COUNTED = tuple(  # how what is typed is counted
    re.compile(mark)
    for mark in (
        f"{_BEGIN}({_CHINESE})(?:是|要(?![素点件求领塞]))",
        f"{_CLAUSE}(首先|其次|第[三四五六](?=[，,、]|{_DOES}))",
        f"{_CLAUSE}其({_CHINESE})(?![他它中余实])",
        f"{_CLAUSE}第({_CHINESE})(?=[，,、]|{_DOES})",
        f"{_RUNNING}[（(]({_CHINESE})[）)]{_NO_END}",
        f"{_CLAUSE}({_CHINESE})(?=、(?!{_CHINESE}))",
        f"{_RUNNING}[（(]([0-9]{{1,2}})[）)](?![年月日号]){_NO_END}",
        f"{_BEGIN}([0-9]{{1,2}})[.．](?![0-9\\s])",
        f"{_CLAUSE}([0-9]{{1,2}})(?=、(?![0-9]))",
        f"{_CLAUSE}([0-9]{{1,2}})[）)]",
        f"{_RUNNING}([①-⑳])(?![①-⑳]){_NO_END}",
        f"{_RUNNING}([⑴-⒇])(?![⑴-⒇]){_NO_END}",
        f"{_CLAUSE}([Ⅰ-Ⅻ])(?=[.．、，])",
        f"{_CLAUSE}([A-H])[.．)）]",
        f"{_CLAUSE}第({_CHINESE})(?:步|阶段|方面|环节)(?![一二三四五六七八九十])",
        f"(?:(?<=[。；：:，,、\n*\\s])|^)({_CHINESE})(?:抓|查|促|则|来)(?!到底|一|就)",
        f"{_CLAUSE}(?:措施|问题|目标|任务|原因|建议|步骤|举措|做法|经验)({_CHINESE}|[0-9]{{1,2}})(?=[：:，,、])",
    )
)
_BEGINS_LINE = re.compile("^([0-9]{1,2})[.．] ", re.MULTILINE)
_SECOND = re.compile(  # of a list without a first
    f"{_CLAUSE}(?P<front>[其第]?)二(?P<back>是|要|[，：])(?=.*[，。；](?P=front)三(?P=back))"
)
_IN_LINE = re.compile(f"{_BEGIN}([0-9]{{1,2}})[.．] ")  # “1. 宣传；2. 核查” within a line keeps its numbers
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
    if "二" in text and (second := _SECOND.search(text)) and not _MAY_BEGIN.search(text[: second.start()]):
        before = re.split("[，。；：\n]", text[: second.start()].rstrip("，。；：\n"))[-1][-6:]
        mark = second[0].rstrip("，：")
        yield Fault(mark, {"before": before, "what": "漏了", "fixed": f"{mark.replace('二', '一')}、{mark}"})
    for marks in _counted(text) if _MAY_BEGIN.search(text) else ():
        for before, found in _breaks(marks):
            last, number = _NUMBERS[before[1]], _NUMBERS[found[1]]
            if number == last or not _is_said_otherwise(last + 1, text[before.end() : found.start()]):
                words = {"before": before[0], "what": "重复了" if number == last else "漏了"}
                yield Fault(found[0], words | {"fixed": f"{before[0]}、{_numbered(before, last + 1)}"})


def _counted(text: str) -> Iterator[list[re.Match[str]]]:
    """The marks of a sort that a text has, of every sort it has."""
    yield from (list(mark.finditer(text)) for mark in _COUNTED)
    lines = list(_BEGINS_LINE.finditer(text))
    if any(each[1] != "1" for each in lines):  # 1. before every item is a way to write them, too
        yield lines
    begin = 0
    for line in text.split("\n") if "." in text or "．" in text else ():
        marks = list(_IN_LINE.finditer(text, begin, begin + len(line)))
        yield marks[1:] if [each[1] for each in marks[1:2]] == ["1"] else marks  # a line may begin with a number itself
        begin += len(line) + 1


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
    written = str(number) if mark[1].isdecimal() else chinese_numerals(number)
    is_sign = len(mark[1]) == 1 and re.fullmatch("[①-⑳⑴-⒇Ⅰ-ⅫA-H]", mark[1])
    return mark[0].replace(mark[1], chr(ord(mark[1]) + number - _NUMBERS[mark[1]]) if is_sign else written)


def _is_said_otherwise(number: int, text: str) -> bool:
    """Whether the number that seems to be missing stands there in another form: 一是…二要…三是."""
    word = chinese_numerals(number)
    return bool(
        re.search(f"{word}是|{_THEN}", text)
        or re.search(f"{_CLAUSE}[第其（(]?(?:{word}|{number})(?![0-9个项条年月日])", text)
    )


RULES: tuple[Rule, ...] = (count_of_list, left_out)
