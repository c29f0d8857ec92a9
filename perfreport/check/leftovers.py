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
_SENTENCE = re.compile("[^。；\n]+")
_YEAR = re.compile("(20[0-9]{2})年")
_WHEN = "(?:([0-9]{1,2})月份?(?:[0-9]{1,2}[日号]|[上中下]旬|[底末初])?|年?[底末])"
_DONE = "(?:全[部面])?(?:完成|建成|竣工|完工|到位|发放|拨付|支付|办结|实现|达到)"
_DEADLINE = re.compile(f"{_WHEN}[之以]?前，?{_DONE}")
_VALUE = re.compile(f"(20[0-9]{{2}})年(?:{_WHEN}|度?内)?(?:[之以]?前)?(?:{_DONE})?[。；]?")
_COMPARED = re.compile(
    "上年|去年|较|比(?![率例重])|同期|增[长加]|下降|以来|[自从由](?=[0-9])|成立|组建|更名|改革|批准|获|被|印发|出台"
)

_TO_DO = tuple("完成 开展 实现 举办 做好 推进 确保 力争".split())
_TELLS = tuple("全年 共 累计 完成 实现 发放 开展 部门整体 部门预算 整体支出 绩效 我县 我区 我市 我局".split())
_PLANS = (*_TO_DO, *_TELLS, *"计划 拟 将 预计 继续 新建 改建 总体目标 工作目标 工作任务 重点工作".split())
_NOT_IN_IT = tuple("以来 以前 之前 前 底 末 至 到 起 始 - － — ～ ~ 、 和 及 秋 冬 第四季度".split())
_LATER = tuple(  # what is done with a year when it is over
    """决算 自评 评价 考核 结转 结余 清算 尾款 欠 审计 汇算 年报 年度报告 年检 年审 评审 评选 评定 统计 普查 验收 遗留
    续建 补发 质保 编制 公开 总结 表彰 奖 整改 水平 基数 标准 项目 工程 批 后""".split()
)
_NEAR = 16  # characters


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
    """The years in which something is to be done: 完成2021年…, 2021年计划…, 2021年12月底前完成."""
    return tuple(_dated(text, _TO_DO, _PLANS, _DEADLINE))


@lru_cache(20_000)
def _reported(text: str) -> tuple[_Dated, ...]:
    """The years in which something is said to have been done: 2021年全年…"""
    return tuple(_dated(text, (), _TELLS, None))


def _dated(
    text: str, verbs: tuple[str, ...], deeds: tuple[str, ...], deadline: re.Pattern[str] | None
) -> Iterator[_Dated]:
    for sentence, found in _years(text):
        before, after = sentence[: found.start()].rstrip(), sentence[found.end() :]
        by_then = deadline.match(after) if deadline and "的" not in _clause(after) else None
        verb = next((verb for verb in verbs if before.endswith(verb)), "")
        deed = _begins_with(after, deeds) if not before or before[-1] in "，：" else ""
        if by_then or ((verb or deed) and not _is_of_later(after)):
            yield _Dated(int(found[1]), f"{verb}{found[0]}{by_then[0] if by_then else deed}")


def _years(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The years, each with its sentence, that stand in no name and in no comparison."""
    plain = _NAMED.sub(lambda named: "□" * len(named[0]), text)
    for sentence in _SENTENCE.findall(plain):
        if not _COMPARED.search(sentence):
            yield from ((sentence, found) for found in _YEAR.finditer(sentence))


def _begins_with(after: str, deeds: tuple[str, ...]) -> str:
    """The deed a year is followed by, as it is written: 度，计划; 完成的 says which, not when."""
    at = len(after) - len(after.lstrip("度，"))
    deed = next((deed for deed in deeds if after.startswith(deed, at)), "")
    return after[:at] + deed if deed and not after.startswith("的", at + len(deed)) else ""


def _is_of_later(after: str) -> bool:
    """Whether a year is named for what comes of it later, or for where something begins or ends."""
    clause = _clause(after).removeprefix("度")
    return clause.startswith(_NOT_IN_IT) or any(word in clause for word in _LATER)


def _clause(after: str) -> str:
    """What is said right after a year."""
    return after[:_NEAR].partition("，")[0]


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
        found = [each for each in _reported(text) if each.year == year - 1] if is_told else []
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
_BUREAU = re.compile(r"(\w*(?:[省州盟县旗]|市(?![场政容])|(?<![社小])区(?![划域])))(\w{2,}(?:局|厅|委员会|联合会))")
_ACTOR = re.compile(
    r"(?:^|[。；\n])\s*(?:[^。；，：\n]{0,6}：)?(\w{3,20}?(?:局|厅|委员会|联合会))(?:党[组委])?"
    r"(?:20[0-9]{2}年度?)?(?:深入|全面|认真|切实|坚决|紧)*(\w{2,12})"
)
_WITH_OTHERS = "各全我本由经与和会联协配据按向请受在对因从"
_ACTS = tuple(
    "贯彻 学习贯彻 履行 坚持 围绕 主要职能 主要职责 内设 下设 现有 共有 核定 始终 部门整体 整体支出 绩效自评".split()
)


@lru_cache(20_000)
def _actors(text: str) -> tuple[str, ...]:
    """The bureaus that a text says to act, or to have something."""
    found = _ACTOR.findall(text)
    return tuple(name for name, after in found if name[0] not in _WITH_OTHERS and after.startswith(_ACTS))


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
        for name in _actors(said.text):
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
