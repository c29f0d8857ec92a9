"""Things named one by one beside their number: “三个乡镇（东河镇、西河镇）”, “城东、城西、城南4个服务站”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from perfreport.chinese import CHINESE
from perfreport.sentences.numerals import chinese_numerals

_NUMBERS = {chinese_numerals(number): number for number in range(1, 31)}
_NUMBERS |= {str(number): number for number in range(1, 31)} | {"两": 2}

_NOT_BEFORE = "(?<![第前后上首每这那余近约超达各共过0-9.%％一二两三四五六七八九十])"
_MANY = "(?P<many>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_MEASURE = "(?:大?[个项条类种家所处座次场]|大(?=方面|板块|任务|工程|行动))"
_ITEM = f"(?:{CHINESE}|[A-Za-z0-9“”《》])"
_ITEMS = f"{_ITEM}{{2,20}}?(?:、{_ITEM}{{2,20}}?)+"
_KINDS = (
    "乡镇?|镇|街道|社区|行政村|自然村|村|县|区|市|开发区|园区|管委会|林场|农场|服务站|站点?|中心|单位|部门|学校|医院|局|科|股"
    "|科室|股室|处室|企业|平台|示范[点村]|小区|(?:工作|领导)?小?组|专班|队伍?|点位?|网格|路段|片区|基地|园|馆|店|门店|场所"
)
_AFTER = re.compile(  # 三项制度（…、…）, 四个阶段：…、…, 5个股室，分别是…、…
    f"{_NOT_BEFORE}(?P<said>{_MANY}{_MEASURE}(?:{CHINESE}{{1,8}}?|(?<=[以如]下..)|(?<=下列..)|(?<=[分成][为成].[类种])))(?:[（(](?P<inside>{_ITEMS})[）)]"
    f"|(?:[：:]|[，,]?(?:分别[是为有：:]+|也?即[是为：:]?))(?P<after>{_ITEMS})(?=[。；;\\n]|$))"
)
_BEHIND_NOUN = re.compile(  # 内设机构4个：…、…
    f"(?P<said>(?<=[构室位门村镇校区站心所企业类项目容节])[0-9一二两三四五六七八九十]{{1,3}}[个项家所类])"
    f"(?:[：:]|[，,]?(?:分别[是为有：:]+|也?即[是为：:]?))(?P<after>{_ITEMS})(?=[。；;\\n]|$)"
)
_BEFORE = re.compile(  # 城东、城西、城南3个服务站; ……4个方面
    f"(?P<items>{_ITEM}{{2,}}(?:、{_ITEM}{{2,14}}?)+)等?(?<![0-9一二三四五六七八九十])(?P<said>(?P<many>[2-9]|1[0-9]|[二两三四五六七八九十]{{1,2}})"
    f"(?:大?[个项条类种家所]|大)(?:(?:{_KINDS}|工作|任务|制度|活动|措施|项目|荣誉|称号|奖项|资金|补贴|政策|业务|行动|工程|机制|服务|课程|内容"
    "|重点|目标|方案|办法|方面|问题|环节|领域|群体|类别|类型|岗位|行业|系统|渠道|专题|主题|板块|阶段|关口|指标|品种)"
    "|(?<=[3-9三四五六七八九]项)(?=[，。；;）)\\n]|$)))"
)
_MANY_KINDS = (
    "方面|环节|步骤?|阶段|方式|形式|渠道|途径|领域|类别|类型|等[次级]|档次?|层[次面]|关口?|措施|机制|制度|荣誉|称号|奖项|文件|办法|方案|细则|预案"
    "|规定|机构|维度|板块|主题|专题|重点|要素|原则|任务|工程|行动|比赛|赛事|节日"
)
_QUOTED = "(?:《[^《》]{1,40}》|“[^“”]{1,20}”)"
_KINDS_NAMED = re.compile(  # 学、查、改、促五个环节; 《甲》《乙》3项制度; 学校、医院等4类场所; 春节、中秋三次
    f"(?:(?P<titles>{_QUOTED}(?:[、和及与]?{_QUOTED})+)|“(?P<quoted>[^“”、，。]{{1,10}}(?:、[^“”、，。]{{1,10}})+)”"
    f"|(?P<items>{CHINESE}{{2,}}?(?:、{CHINESE}{{2,14}}?)+))(?P<open>等)?(?P<sum>共计?|合计|总共|一共|总计)?"
    f"(?<![0-9一二三四五六七八九十])(?P<said>(?P<many>[2-9]|1[0-9]|[二两三四五六七八九十]{{1,2}})大?"
    f"(?P<thing>[类种](?={CHINESE})|[个项条步份部本次](?:{_MANY_KINDS}|{CHINESE}{{1,3}}|(?=[，。；]))?|(?:{_MANY_KINDS})))"
)
_OF_A_DAY = re.compile(".*(?:节|端午|中秋|国庆|元旦|清明|[五七八]一|重阳|元宵|除夕)")
_TO_THE_POINT = re.compile(  # 责任、措施、资金、时限“四到位”
    f"(?P<items>{_ITEM}{{1,20}}?(?:、{_ITEM}{{1,8}}?){{2,}})的?“(?P<said>(?P<many>[二两三四五六七八九十])个?"
    "(?:到位|统一|公开|结合|同步|落实|明确|早))”"
)
_PART = "[0-9]{1,3}[个项条家所处座场次户名人][^0-9，。；、（）]{0,8}"
_SUMMED = re.compile(  # 3个村和2个社区共6个点位
    f"(?<![0-9.第])(?P<parts>{_PART}(?:[和及与、，][^0-9，。；、（）]{{0,12}}(?:、[^0-9，。；、（）]{{2,8}})*"
    f"{_PART})+)，?(?:共计?|合计|总共|一共|总计)"
    f"(?P<said>(?P<many>[0-9]{{1,3}})(?P<unit>[个项条家所处座场次户名人])(?:{_KINDS})?)"
)
_OF_ANYTHING = "个项处"
_WITHIN = re.compile("[0-9]个(?:乡|镇|街道|县|区)")  # which have villages
_OPEN = re.compile("等|其中|含|包括|例如|如|之一|以上|余|多|各")
_IS_COUNTED = re.compile(f"[0-9]|每|^{_MANY.replace('?P<many>', '?:')}[个项条类种家所名人]")
_BEGINS = re.compile("开展|实施|完成|建[成设立]|推进|落实|组织|新增|改造|采取|通过|针对|围绕|[对为在按向从将把给]")
_VERB_BEHIND = re.compile(
    "(?:提供|开展|实施|发放|建[设成立]|完成|举办|获得?|荣获|享受|新建|落实|推进|设立|印发|出台|制定|合计|共计?|参加|的)$"
)
_FARTHEST = 3  # a slip of the pen is wrong by few
_NAMED = re.compile(  # “三个到位”：责任到位、措施到位、监督到位
    f"“?(?P<said>{_MANY}[个项条]?(?P<thing>{CHINESE}{{2,4}}))”?[：:](?=[^、，。；：\n]{{1,10}}(?P=thing)、)"
)
_SAYS_HOW_MANY = re.compile(  # quick to tell: a number with what is counted, as each pattern wants it
    f"[0-9一二两三四五六七八九十](?:[大个项条类种步份部本次家所处座场户名人]|{_MANY_KINDS}"
    f"|到位|统一|公开|结合|同步|落实|明确|早|{CHINESE}{{2,5}}”?[：:])"
)


class Miscounted(NamedTuple):
    """How many things were announced, in the words of the text and as a number, and how many are named."""

    said: str
    wanted: int
    named: int


def miscounted(text: str) -> Iterator[Miscounted]:
    """Lists of another length than the number beside them says, each once."""
    return iter({(each.said[:2], each.wanted, each.named): each for each in _miscounted(text)}.values())


def _miscounted(text: str) -> Iterator[Miscounted]:
    if not _SAYS_HOW_MANY.search(text):
        return
    if "》《" in text or "”“" in text or "、" in text:
        yield from _kinds(text)
    if "共" in text or "计" in text:
        yield from _summed(text)
    if "、" in text:
        yield from _that_end_alike(text)
        yield from _behind_their_number(text)
        yield from _before_their_number(text)


def _behind_their_number(text: str) -> Iterator[Miscounted]:
    for pattern in (_AFTER, _BEHIND_NOUN):
        for found in pattern.finditer(text):
            items = (found.groupdict().get("inside") or found["after"]).split("、")
            is_of_kinds = all(re.fullmatch(_KINDS, item) for item in items)
            if not is_of_kinds and not any(_IS_COUNTED.search(item) for item in items):
                yield from _judged(found["said"], items)


def _before_their_number(text: str) -> Iterator[Miscounted]:
    for found in _BEFORE.finditer(text):
        items = found["items"].split("、")
        is_bare = found["said"][-1] == "项"  # 3项 of what is not said: may be that of the last alone
        is_counted = any(_IS_COUNTED.search(item) for item in items)
        if is_counted or _VERB_BEHIND.search(items[-1]) or (is_bare and min(len(items), *map(len, items)) < _FARTHEST):
            continue
        is_open = text.startswith("等", found.end("items"))
        begin = max((at for at, item in enumerate(items) if at and len(item) > 4 and _BEGINS.search(item)), default=0)
        for each in _judged(found["said"], items, begin, is_open):
            if not is_bare or abs(each.wanted - each.named) == 1:
                yield each


def _kinds(text: str) -> Iterator[Miscounted]:
    """Kinds of things beside their number: each is one, so none can be meant twice."""
    for found in _KINDS_NAMED.finditer(text):
        named = found["titles"] or found["quoted"]
        items = re.findall(_QUOTED, found["titles"]) if found["titles"] else (named or found["items"]).split("、")
        if named or _are_kinds(items, found):
            yield from _off(found["said"], found["many"], len(items), bool(found["open"]))
    for found in _TO_THE_POINT.finditer(text):
        yield from _off(found["said"], found["many"], found["items"].count("、") + 1, "等" in found["items"])


def _are_kinds(items: list[str], found: re.Match[str]) -> bool:
    """Whether what is named before a number are as many kinds, and where the list begins is plain."""
    if any(_IS_COUNTED.search(item) or _BEGINS.search(item[1:]) for item in items[1:]):
        return False
    if any(found.start() for found in _VERB_BEHIND.finditer(items[-1])):
        return False
    thing = found["thing"]
    if thing[0] == "次":
        return len(thing) > 1 and all(map(_OF_A_DAY.fullmatch, items))
    if found["sum"]:
        return {item[-1] for item in items} == {items[-1][-1]} and (len(thing) == 1 or thing.endswith(items[-1][-1]))
    return thing[0] in "类种" or bool(re.fullmatch(f"[个项条步份部本]?(?:{_MANY_KINDS})", thing))


def _off(said: str, many: str, named: int, is_open: bool) -> Iterator[Miscounted]:
    wanted = _NUMBERS[many]
    if wanted < named <= wanted + _FARTHEST or (not is_open and named < wanted <= named + _FARTHEST):
        yield Miscounted(said, wanted, named)


def _summed(text: str) -> Iterator[Miscounted]:
    """Two numbers or more beside their sum, where it is out by few."""
    for found in _SUMMED.finditer(text):
        units = set(re.findall("[0-9]([个项条家所处座场次户名人])", found["parts"]))
        if units != {found["unit"]} and (len(units) == 1 or found["unit"] not in _OF_ANYTHING):
            continue
        added, wanted = sum(map(int, re.findall("[0-9]+", found["parts"]))), int(found["many"])
        if added != wanted and abs(added - wanted) <= _FARTHEST and not _WITHIN.search(found["parts"]):
            yield Miscounted(found["said"], wanted, added)


def _judged(said: str, items: list[str], begin: int = 0, is_open: bool = False) -> Iterator[Miscounted]:
    """The list, where it is wrong. It may begin with the item at `begin`; 和 in an item may part two."""
    parts = [part for item in items for part in re.split("(?<=..)[和及与](?=..)", item)]
    most, least = len(parts), len(items) - begin
    if len({len(part) for part in parts[1:]}) == 1 and not begin:  # 入户核查和张榜公示 beside 宣传发动
        least = most
    number = re.match("[0-9]+|[一二两三四五六七八九十]+", said)
    wanted = _NUMBERS.get(number[0], 0) if number else 0
    is_open = is_open or any(_OPEN.search(item) for item in items)
    if wanted > 1 and (least - _FARTHEST <= wanted < least or (most < wanted <= most + _FARTHEST and not is_open)):
        yield Miscounted(said, wanted, most if wanted > most else least)


def _that_end_alike(text: str) -> Iterator[Miscounted]:
    for found in _NAMED.finditer(text):
        items = re.split("[、和]", re.split("[，。；：\n）)]", text[found.end() :])[0])
        is_whole = all(item.endswith(found["thing"]) for item in items)
        wanted = _NUMBERS.get(found["many"], 1)
        if is_whole and wanted not in (1, len(items)):
            yield Miscounted(found["said"], wanted, len(items))
