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
    f"{_NOT_BEFORE}(?P<said>{_MANY}{_MEASURE}(?:{CHINESE}{{1,8}}?|(?<=[以如]下..)|(?<=下列..)))(?:[（(](?P<inside>{_ITEMS})[）)]"
    f"|(?:[：:]|[，,]?(?:分别[是为有：:]+|也?即[是为：:]?))(?P<after>{_ITEMS})(?=[。；;\\n]|$))"
)
_BEHIND_NOUN = re.compile(  # 内设机构4个：…、…
    f"(?P<said>(?<=[构室位门村镇校区站心所企业类项目容节])[0-9一二两三四五六七八九十]{{1,3}}[个项家所类])"
    f"(?:[：:]|[，,]?(?:分别[是为有：:]+|也?即[是为：:]?))(?P<after>{_ITEMS})(?=[。；;\\n]|$)"
)
_BEFORE = re.compile(  # 城东、城西、城南3个服务站; ……4个方面
    f"(?P<items>{_ITEM}{{2,}}(?:、{_ITEM}{{2,14}}?)+)等?(?:一共|总共|共计?|合计)?(?<![0-9一二三四五六七八九十])(?P<said>(?P<many>[2-9]|1[0-9]|[二两三四五六七八九十]{{1,2}})"
    f"(?:大?[个项条类种家所]|大)(?:(?:{_KINDS}|工作|任务|制度|活动|措施|项目|荣誉|称号|奖项|资金|补贴|政策|业务|行动|工程|机制|服务|课程|内容"
    "|重点|目标|方案|办法|方面|问题|环节|领域|群体|类别|类型|岗位|行业|系统|渠道|专题|主题|板块|阶段|关口|指标|品种)"
    "|(?<=[3-9三四五六七八九]项)(?=[，。；;）)\\n]|$)))"
)
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


_QUOTED = re.compile(  # 《甲办法》《乙办法》等3项制度
    "(?P<items>(?:(?:《[^《》]+》|“[^“”]+”)[、和及与]?){2,})(?:等)?(?:一共|总共|共计?|合计)?"
    f"(?P<said>(?:[2-9]|1[0-9]|[二两三四五六七八九十]{{1,2}})(?:[项部件份种类条篇本](?!工作日)|大(?={CHINESE}{{2}})"
    f"|个(?=方面|称号|奖|活动|平台|品牌|文件|制度|办法|项目|专项|主题|行动|方案|荣誉))(?:{CHINESE}{{2,4}})?)"
)
_SUM = re.compile(  # 3个村和2个社区共6个点位
    f"(?P<parts>(?:[0-9]{{1,3}}(?P<measure>[个家所处座名人户条项])(?:{CHINESE}|（[^（）]*）){{1,8}}?[、和及与，]{CHINESE}{{0,4}}?(?:、{CHINESE}{{2,6}}?)*){{1,4}}?"
    f"[0-9]{{1,3}}(?P=measure){CHINESE}{{1,8}}?)[，]?(?:一共|总共|共计?|合计|总计)(?P<said>(?P<all>[0-9]{{1,4}})(?P=measure)(?:{_KINDS})?)"
)


class Miscounted(NamedTuple):
    """How many things were announced, in the words of the text and as a number, and how many are named."""

    said: str
    wanted: int
    named: int


def miscounted(text: str) -> Iterator[Miscounted]:
    """Lists of another length than the number beside them says."""
    yield from _summed(text)
    if "》" in text or "”" in text:
        yield from _quoted(text)
    if "、" in text:
        yield from _that_end_alike(text)
        yield from _behind_their_number(text)
        yield from _before_their_number(text)


def _quoted(text: str) -> Iterator[Miscounted]:
    for found in _QUOTED.finditer(text):
        items = re.findall("《[^《》]+》|“[^“”]+”", found["items"])
        is_one = len(items) == 2 and text.startswith(tuple("和及与"), found.start("items") + len(items[0]))
        is_open = text.startswith("等", found.end("items"))
        yield from () if is_one and is_open else _judged(found["said"], items, 0, is_open)


def _summed(text: str) -> Iterator[Miscounted]:
    for found in _SUM.finditer(text) if "共" in text or "计" in text else ():
        parts = [int(each) for each in re.findall(f"([0-9]+){found['measure']}", found["parts"])]
        if sum(parts) != (every := int(found["all"])) and every > max(parts):
            yield Miscounted(found["said"], every, sum(parts))


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
