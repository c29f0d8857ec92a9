"""相关性: what was left in from another file: another year.

Other years are named for good reasons, too: a comparison, a policy, a history. Only what is said to be done in that
year is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Path, Rule, of_report

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关）；多是复制上年或别的单位的文件留下的"
_NAMED = re.compile("《[^》]*》|“[^”]*”|[〔\\[（(][^〕\\]）)]*[〕\\]）)]")
_SENTENCE = re.compile("[^。；\n]+")
_YEAR = re.compile("(20[0-9]{2})年")
_WHEN = "(?:([0-9]{1,2})月份?(?:[0-9]{1,2}[日号]|[上中下]旬|[底末初])?|年?[底末])"
_DONE = "(?:全[部面])?(?:完成|建成|竣工|完工|到位|发放|拨付|支付|办结|实现|达到)"
_DEADLINE = re.compile(f"{_WHEN}[之以]?前，?{_DONE}")
_BY_THEN = re.compile(f"(?:力争|确保|预计|计划|拟)[于在到]?(20[0-9]{{2}})年(?:{_WHEN})?(?:[之以]?前|{_DONE})")
_WITHIN = re.compile(
    "(?:(?<=[，。；\n])|^)[于在]?(20[0-9]{2})年(?:内|第?[一二三四]季度)(?:基本|全部|全面)*"
    "(?:完成|解决|建成|实现|组织|开展|召开|举办|启动)(?!了|[^，。；]*(?:预算|申报))"
)
_VALUE = re.compile(
    "(?:[≤<]|不[晚迟]于|截[至止]|力争|确保|[于在])?(20[0-9]{2})"
    f"(?:年(?:{_WHEN}|度?内?|全年)?|[.\\-/]([0-9]{{1,2}})(?:[.\\-/][0-9]{{1,2}})?)(?:[之以]?前)?(?:{_DONE})?[。；]?"
)
_COMPARED = re.compile(
    "上年|去年|较(?![高大好快强低小多少为])|比(?![率例重])|同期|增[长加]|下降|以来|[自从由](?=[0-9])|成立|组建|更名|改革|批准|获|被"
    "|印发|出台"
)

_TO_DO = tuple("完成 完成了 开展 实现 举办 做好 抓好 推进 推动 确保 保障 保证 力争 落实 落实好 用于".split())
_TELLS = tuple("全年 共 累计 完成 实现 发放 开展 部门整体 部门预算 整体支出 绩效 我县 我区 我市 我局".split())
_PLANS = (
    *_TO_DO,
    *_TELLS,
    *"计划 拟 将 预计 预算安排 继续 新建 改建 各项".split(),
    *"总体目标 年度目标 目标任务 工作目标 工作任务 重点工作 重点任务".split(),
)
_TELLS_OF_YEAR = (
    *_TELLS,
    *"""预算 总体 各项 各类 我院 我校 我单位 我中心 本单位 本局 本部门 全县 全区 全市 全局 重点工作 重点任务
    主要工作 主要任务 工作目标 目标任务 工作任务""".split(),
)
_NOT_IN_IT = tuple("以来 以前 之前 前 底 末 至 到 起 始 - － — ～ ~ 、 和 及 秋 冬 第四季度".split())
_LATER = tuple(  # what is done with a year when it is over
    """决算 自评 评价 考核 结转 结余 清算 尾款 欠 审计 汇算 年报 年度报告 年检 年审 评审 评选 评定 统计 普查 验收 遗留
    续建 补发 质保 编制 公开 总结 表彰 奖 整改 水平 基数 标准 工程 批 后 执行审计 收尾 剩余 未完""".split()
)
_OF_WHAT_PROJECT = re.compile("(?<!重点)(?<!重大)(?<!各类)(?<!各)项目|各项目(?!标)")
_ALL_OF_A_YEAR = re.compile(
    f"(?<!为)(?:{'|'.join(_TO_DO)})(20[0-9]{{2}})年度?的?(?:各项|全年|全部|年度|既定|主要|重点)(?:重点|主要)?"
    "(?:目标|工作|任务|指标)(?![^。；]*(?:准备|基础|谋划))"
)
_US = "(?:[本我][单局部中院校县区市镇][位门心]?|单位|部门)?的?"
_STATE = re.compile(
    "截[至止](?P<by>20[0-9]{2})年(?:12月31日|12月底|年?[末底])，?"
    "(?=我[局县区市院校]|本[局单部]|单位|机关|全[局县区市部]|实有|现有|共有|在[职编岗]|编制|固定资产|资产|资金|预算|项目|各项)"
    "|(?P<self>20[0-9]{2})年度?(?:的|我|本|局|部门|单位|整体|支出|绩效|项目)*自评(?:综合|总)?(?:得?分|等[级次]|结[果论])(?:[为是：]|[0-9]|优|良)"
)
_OWN_YEAR = re.compile(  # what can only be meant of the year that the file is about
    "(?:本|今|当|全)年度?[（(](?P<same>20[0-9]{2})年度?[）)]|(?P<this>20[0-9]{2})年度?[（(](?:本|当|今)年度?[）)]"
    f"|(?:以上|上述)(?:为|是|即为|就是|即){_US}(?P<above>20[0-9]{{2}})年度?(?:的|我|本|部门|整体|单位|绩效|预算|工作|支出)"
    "|(?:^|[。；\n])回顾(?P<seen>20[0-9]{2})年"
    f"|现将{_US}(?P<now>20[0-9]{{2}})年度?[^。；]*(?:如下|报告|汇报)"
    "|(?:^|[。；，：\n])(?:严格)?(?:按照?|依据|根据)(?P<budget>20[0-9]{2})年度?(?:部门|单位)?(?:预算(?:安排|批复|下达)?(?:支出|执行|实施|列支|使用)|(?:工作|年度|实施)*(?:计划|要点)(?:全[面部]|认真|安排)*(?:完成|开展|实施|推进|落实))"
    "|(?:^|[。；，：\n])(?P<months>20[0-9]{2})年(?:1月(?:份|1日)?(?:至|到|[-—~～])|1[-—~～])12月(?:份|31日)?(?:期间)?"
    "(?:按[月季时]|足额|及时|发放|支付|开展|实施|完成|执行|运行)"
    "|完成了?(?P<all>20[0-9]{2})年度?的?(?:各项|全年|全部|年度|既定|主要|重点)*(?:目标|工作|任务|指标)(?![^。；，]*[%％倍准基谋遗剩结续的])"
)
_NEAR = 16  # characters
_YEAR_IN_WORDS = re.compile("二〇[〇一二三四五六七八九]{2}(?=年)")
_IN_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


class _Dated(NamedTuple):
    """A year that something is said to be done in; `quote` is how the text says it."""

    year: int
    quote: str


_NEW_YEAR = re.compile("年0?1月1日[之以]?前")


@lru_cache(3_000)
def _deadline(value: str) -> tuple[int, int]:
    """Year and month of a value that is a date: 2021年12月底前; without a month the last one, (0, 0) if it is none."""
    found = _VALUE.fullmatch(value)
    if not found:
        return 0, 0
    year, month = int(found[1]), int(found[2] or found[3] or 12)
    is_end_of_last = _NEW_YEAR.search(value) or value.startswith(f"{year}年前")
    return (year - 1, 12) if is_end_of_last else (year, month)


@lru_cache(3_000)
def _planned(text: str) -> tuple[_Dated, ...]:
    """The years in which something is to be done: 完成2021年…, 2021年计划…, 2021年12月底前完成."""
    found = tuple(_dated(text, _TO_DO, _PLANS, _DEADLINE))
    plain = "" if found else _NAMED.sub("", text)
    by_then = (_Dated(int(each[1]), each[0]) for when in (_BY_THEN, _WITHIN) for each in when.finditer(plain))
    return found or tuple(by_then)


@lru_cache(3_000)
def _reported(text: str) -> tuple[_Dated, ...]:
    """The years in which something is said to have been done: 2021年全年…"""
    state = (_Dated(int(each["by"] or each["self"]), each[0]) for each in _STATE.finditer(text))
    return (*_dated(text, (), _TELLS_OF_YEAR, None), *state)


@lru_cache(3_000)
def _of_own_year(text: str) -> tuple[_Dated, ...]:
    found = ((next(filter(None, each.groups())), each[0].lstrip("。；，：\n")) for each in _OWN_YEAR.finditer(text))
    return tuple(_Dated(int(year), quote) for year, quote in found)


def _dated(
    text: str, verbs: tuple[str, ...], deeds: tuple[str, ...], deadline: re.Pattern[str] | None
) -> Iterator[_Dated]:
    for sentence, found in _years(text):
        before, after = sentence[: found.start()].rstrip(), sentence[found.end() :]
        if _is_compared(before, after):
            continue
        by_then = deadline.match(after) if deadline and "的" not in _clause(after) else None
        verb = next((verb for verb in verbs if before.endswith(verb)), "")
        deed = _begins_with(after, deeds) if not before or before[-1] in "，：" else ""
        if by_then or ((verb or deed) and not _is_of_later(after)):
            yield _Dated(int(found[1]), f"{verb}{found[0]}{by_then[0] if by_then else deed}")


def _years(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The years, each with its sentence, that stand in no name."""
    plain = _NAMED.sub(lambda named: "□" * len(named[0]), text)
    for sentence in _SENTENCE.findall(plain):
        yield from ((sentence, found) for found in _YEAR.finditer(sentence))


def _is_compared(before: str, after: str) -> bool:
    """Whether a year is named beside another, in its clause or after it; before it where a number follows.

    增长20%，2022年为10万人 compares, 比计划晚45天，2022年各项任务完成 does not.
    """
    *others, own = before.split("，")
    if _COMPARED.search(own + "年" + after):
        return True
    last = others[-1] if others else ""
    return bool(_COMPARED.search(last)) and ("相比" in last or any(map(str.isdecimal, _clause(after.lstrip("度，")))))


def _begins_with(after: str, deeds: tuple[str, ...]) -> str:
    """The deed a year is followed by, as it is written: 度，计划; 完成的 says which, not when."""
    at = len(after) - len(after.lstrip("度，"))
    deed = next((deed for deed in deeds if after.startswith(deed, at)), "")
    says_which = deed in _TELLS_OF_YEAR and "的" in _clause(after[at:])
    return after[:at] + deed if deed and not says_which and not after.startswith("的", at + len(deed)) else ""


def _is_of_later(after: str) -> bool:
    """Whether a year is named for what comes of it later, or for where something begins or ends."""
    clause = _clause(after.lstrip("度，"))
    is_later = any(word in clause for word in _LATER) or _OF_WHAT_PROJECT.search(clause)
    return clause.startswith(_NOT_IN_IT) or bool(is_later)


def _clause(after: str) -> str:
    """What is said right after a year."""
    return after[:_NEAR].partition("，")[0]


@of_report(
    "relevance.other-year",
    title="别的年度",
    sentence="“{quote}”说的是 {found} 年，这个文件是 {year} 年度的。",
    remedy="改为 {year} 年；确实是 {found} 年的事，{otherwise}。",
    source=_SOURCE,
    wrong="主要内容: 示例：完成2022年高龄补贴发放培训。",
    right="主要内容: 示例：完成2023年高龄补贴发放培训，人数较2022年增加。",
)
def other_year(review: Review) -> Iterator[Fault]:
    year = review.report.year
    for row in review.rows:
        if "20" in (value := row.entry.target.text):
            for each in _dates(row.entry.name, value, year):
                yield _fault(each, year, (*row.path, "指标值"))
        if row.outcome and f"{year - 1}年" in row.outcome.actual and _is_long_before(row.outcome.actual, value, year):
            dated = _Dated(year - 1, row.outcome.actual)
            yield _fault(dated, year, ("自评", "指标完成情况", row.outcome.at, "实际完成值"))
    for text, path in review.texts:
        if "20" in text or "二〇" in text:
            for each in _of_other_year(text, path, year):
                yield _fault(each, year, path)


def _fault(dated: _Dated, year: int, path: Path) -> Fault:
    earlier = f"写明“上年”“较 {dated.year} 年”“自 {dated.year} 年起”等"
    otherwise = earlier if dated.year < year else "写明本年完成到哪一步"
    return Fault(dated.quote, {"found": dated.year, "year": year, "otherwise": otherwise}, path)


def _of_other_year(said: str, path: Path, year: int) -> list[_Dated]:
    """The years as digits, quoted as they are written."""
    text = _YEAR_IN_WORDS.sub(lambda found: found[0].translate(_IN_DIGITS), said)
    found = _in_other_year(text, path, year)
    if text != said:
        ats = [text.find(each.quote) for each in found]
        found = [
            each._replace(quote=said[at : at + len(each.quote)] if at >= 0 else each.quote)
            for at, each in zip(ats, found, strict=True)
        ]
    return found


def _in_other_year(text: str, path: Path, year: int) -> list[_Dated]:
    own = _of_own_year(text)
    if path[0] == "自评":
        is_told = path[1] in ("目标完成情况", "报告") and f"{year}年" not in text
        of_last = [each for each in _reported(text) if each.year == year - 1] if is_told else []
        return list(dict.fromkeys(of_last + [each for each in own if each.year == year - 1]))
    if path[-1] == "指标值":
        return []
    early = [each for each in _planned(text) if each.year < year]
    early += [each for each in own if each.year < year and not any(f"{each.year}年" in one.quote for one in early)]
    return early + [_Dated(int(each[1]), each[0]) for each in _ALL_OF_A_YEAR.finditer(text) if int(each[1]) > year]


def _dates(name: str, value: str, year: int) -> Iterator[_Dated]:
    """The date by which something is to be done, if it is not of the year; its accounts are settled in the next."""
    last, month = _deadline(value)
    is_late = last > year + 1 or (last == year + 1 and not (month <= _SETTLED and _SETTLING.search(name)))
    if is_late or 0 < last < year:
        yield _Dated(last, value)


def _is_long_before(actual: str, target: str, year: int) -> bool:
    """Whether what was to be done in the year was, by the date that is told, half a year before."""
    due, done = _MONTH.search(target), _MONTH.search(actual)
    if not due or not done:
        return False
    (due_year, due_month), (done_year, done_month) = ((int(each[1] or year), int(each[2])) for each in (due, done))
    return done_year < year == due_year and 12 + due_month - done_month >= _LONG


_LONG = 6  # months
_MONTH = re.compile("(?:(20[0-9]{2})年)?([0-9]{1,2})月")
_SETTLED = 3  # the month of the next year by which a year's accounts and scores are settled
_SETTLING = re.compile(
    "决算|自评|绩效|评[价估审]|考核|清[算缴]|结算|汇算|总结|报[告送表]|年报|公开|归档|审计|验收|对账|统计|上报|通报|奖|补[发缴]"
    "|年终|年底|全年|下半年|季度|12月|十二月|冬|春|学[年期]|寒假|供[暖热]|采暖|尾款|质保"
)


RULES: tuple[Rule, ...] = (other_year,)
