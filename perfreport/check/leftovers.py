"""相关性: what was left in from another file: another year, another bureau.

Other years and other bodies are named for good reasons, too: a comparison, a policy, a history, those who work
together. Only what is said to be done in that year or by that bureau is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.review import Review, Said
from perfreport.check.rule import Fault, Rule, of_report

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关）；多是复制上年或别的单位的文件留下的"
_NAMED = re.compile("《[^》]*》|“[^”]*”|[〔\\[（(][^〕\\]）)]*[〕\\]）)]")
_YEAR = "(20[0-9]{2})年"
_DAY = "(?:月份?(?:[0-9]{1,2}[日号]|[上中下]旬|[底末初])?)"
_DONE = "(?:全[部面])?(?:完成|建成|竣工|完工|到位|发放|拨付|支付|办结|实现|达到)"
_NOT_OF_IT = (
    "(?!度?(?:以来|以前|之前|前|底|末|至|到|起|始|[-—－~～、和及]|[^，。；]{0,12}(?:决算|自评|评价|考核|结[转余]|清算|尾款"
    "|欠|审计|汇算|年报|统计|普查|验收|遗留|续建|补发|质保|编制|公开|总结|表彰|奖|整改|水平|基数|同期|标准|项目|工程|批)))"
)
_DEEDS = (
    "全年|计划|拟|将|力争|确保|预计|继续|完成|实现|开展|发放|举办|新建|改建|总体目标|绩效目标|工作目标|工作任务"
    "|重点工作|我[县区市局]"
)
_TOLD = "全年|共|累计|完成|实现|发放|开展|部门整体|部门预算|整体支出|绩效|我[县区市局]"
_BEGIN = r"(?:^|[。；，：\n])\s*"
_VALUE = re.compile(f"{_YEAR}(?:([0-9]{{1,2}}){_DAY}|年?[底末]|度?内)?(?:[之以]?前)?(?:{_DONE})?[。；]?")
_PLANNED = re.compile(
    f"(?:完成|开展|实现|举办|做好|推进|确保|力争){_YEAR}{_NOT_OF_IT}"
    f"|{_BEGIN}{_YEAR}{_NOT_OF_IT}度?，?(?:{_DEEDS})"
    f"|{_YEAR}(?:[0-9]{{1,2}}{_DAY}|年?[底末])[之以]?前，?{_DONE}"
)
_REPORTED = re.compile(f"{_BEGIN}{_YEAR}{_NOT_OF_IT}度?，?(?:{_TOLD})")
_COMPARED = re.compile(
    "上年|去年|较|比(?![率例重])|同期|增[长加]|下降|以来|[自从由](?=[0-9])|成立|组建|更名|改革|批准|获|被|印发|出台"
)
_SENTENCE = re.compile("[^。；\n]+")


class _Dated(NamedTuple):
    """A year that something is said to be done in; `quote` is how the text says it."""

    year: int
    quote: str


@lru_cache(20_000)
def _deadline(value: str) -> tuple[int, int]:
    """Year and month of a value that is a date: 2021年12月底前; without a month the last one, (0, 0) if it is none."""
    found = _VALUE.fullmatch(value)
    if not found:
        return 0, 0
    before_it = value.startswith(f"{found[1]}年前")
    return int(found[1]) - before_it, int(found[2] or 12)


@lru_cache(20_000)
def _planned(text: str) -> tuple[_Dated, ...]:
    return tuple(_dated(_PLANNED, text))


@lru_cache(20_000)
def _reported(text: str) -> tuple[_Dated, ...]:
    return tuple(_dated(_REPORTED, text))


def _dated(pattern: re.Pattern[str], text: str) -> Iterator[_Dated]:
    plain = _NAMED.sub(lambda named: "□" * len(named[0]), text)
    for sentence in _SENTENCE.findall(plain):
        if not _COMPARED.search(sentence):
            for found in pattern.finditer(sentence):
                year = next(filter(None, found.groups()))
                yield _Dated(int(year), found[0].lstrip("，：: "))


@of_report(
    "relevance.other-year",
    title="别的年度",
    sentence="“{quote}”说的是 {found} 年，这个文件是 {year} 年度的。",
    remedy="改为 {year} 年；确实是 {found} 年的事，写明“上年”“较 {found} 年”“自 {found} 年起”等。",
    source=_SOURCE,
    wrong="主要内容: 示例：完成2022年高龄补贴发放培训。",
    right="主要内容: 示例：完成2023年高龄补贴发放培训，人数较2022年增加。",
)
def other_year(review: Review) -> Iterator[Fault]:
    for said in review.texts:
        if "20" in said.text:
            yield from _of_other_year(said, review.report.year)


def _of_other_year(said: Said, year: int) -> Iterator[Fault]:
    text, path = said
    if path[0] == "自评":
        is_told = path[1] in ("目标完成情况", "报告") and f"{year}年" not in text
        found = [each for each in _reported(text) if each.year < year] if is_told else []
    elif path[-1] == "指标值":
        last, month = _deadline(text)
        is_late = last > year + 1 or (last == year + 1 and month > _SETTLED)
        found = [_Dated(last, text)] if is_late or 0 < last < year else []
    else:
        found = [each for each in _planned(text) if each.year < year]
    for each in found:
        yield Fault(each.quote, {"found": each.year, "year": year}, path)


_SETTLED = 3  # the month of the next year by which a year's accounts and scores are settled


_LEVELS = {"省": 0, "自治区": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_PLACE = "(?:自治区|[省州盟县旗]|市(?![场政容])|区(?![划域]))"
_BUREAU = re.compile(f"([\u4e00-\u9fff]*{_PLACE})([\u4e00-\u9fff]{{2,}}(?:局|厅|委员会|联合会))")
_SUBJECT = re.compile(
    rf"(?:^|[。；\n])\s*(?:[0-9]+[.、．]\s*|示例：)?(?![各全我本由经与和会联协配据按向请受在对因从])"
    rf"((?:[\u4e00-\u9fff]{{0,12}}?){_PLACE}[\u4e00-\u9fff]{{2,10}}?(?:局|厅|委员会|联合会))(?:党[组委])?"
    "(?:(?:深入|全面|认真|切实|坚决)*(?:贯彻|学习贯彻|履行)|坚持|紧?紧?围绕|主要职[能责]|内设|下设|现有|共有|核定|是[省市区县]"
    "|始终|20[0-9]{2}年|部门整体|整体支出)"
)


@lru_cache(20_000)
def _subjects(text: str) -> tuple[str, ...]:
    """The bureaus that a text says to act, be something or have something, with a place in their names."""
    return tuple(_SUBJECT.findall(text))


@of_report(
    "relevance.other-bureau",
    title="别的单位",
    sentence="这里说的是“{quote}”，这个文件是“{bureau}”的。",
    remedy="改为 {bureau}；这句话是从别的单位的文件抄来的，核对全句。",
    source=_SOURCE,
    wrong="年度总体目标: [示例：示例县水利局认真贯彻落实高龄补贴政策]",
    right="年度总体目标: [示例：示例县民政局认真贯彻落实高龄补贴政策，会同示例县财政局拨付资金]",
)
def other_bureau(review: Review) -> Iterator[Fault]:
    bureau = review.report.bureau
    for said in review.texts:
        for name in _subjects(said.text) if "局" in said.text or "会" in said.text or "厅" in said.text else ():
            if _is_other(name, bureau):
                yield Fault(name, {"bureau": bureau}, said.path)


def _is_other(name: str, bureau: str) -> bool:
    """Whether a bureau is another one of the same level: 县水利局 and 某县教育局. One above or below may be meant."""
    other, own = _BUREAU.fullmatch(name), _BUREAU.fullmatch(bureau)
    if not other or not own or bureau.endswith(name) or name.endswith(bureau):
        return False
    return _level(other[1]) == _level(own[1])


def _level(place: str) -> int:
    return _LEVELS["自治区"] if place.endswith("自治区") else _LEVELS[place[-1]]


RULES: tuple[Rule, ...] = (other_year, other_bureau)
