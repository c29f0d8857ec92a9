"""相关性: tasks, goals and indicators that are there twice, in the same words or in others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Rule, of_report
from perfreport.sentences.targets import with_unit_of
from perfreport.target import Target
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（明确清晰）、相关性审核（指标科学）"
_TWO_TASKS = "是同一项任务就合并成一项，金额相加；不是，就把{what}写得能够区分。"
_LONG_ENOUGH = 8  # characters of a content that two tasks do not have in common by chance
_NO_WORD = re.compile(r"[\s，。；：、,.;:“”‘’\"'！!]+")
_SAME = (
    ("(?:无|未|没有)就业", "无业"),
    ("最低生活保障", "低保"),
    ("老年?人", "老年人"),
    ("残障人[士员]", "残疾人"),
    ("教职员?工|教师职工", "教师人员"),
    ("职工", "人员"),
    ("老百姓", "群众"),
    ("受益(?:群众|人员|人群|居民)", "受益对象"),
    ("补助|津贴", "补贴"),
    ("支付|兑付", "发放"),
    ("达标率", "合格率"),
    ("覆盖[面度]", "覆盖率"),
    ("(?<=及时|准确|合格|完成|知晓|普及)[性度]", "率"),
    ("采购|购买|购进|购入", "购置"),
    ("参训|受训|(?:参加|接受)培训", "培训"),
    ("惠及", "受益"),
    ("享受|领取|兑现", "发放"),
    ("老师", "教师"),
    ("修缮|修理", "维修"),
    ("比率|比例", "率"),
    ("(?:按|准)时率", "及时率"),
    ("正确率", "准确率"),
    ("满意(?:率|程度)", "满意度"),
    ("居民|民众|市民|百姓", "群众"),
    ("时限$|日期$", "时间"),
    ("(?:经费|费用|支出)$", "成本"),
    ("厕所革命|厕所改造", "改厕"),
    ("农业机械", "农机"),
    ("乡村医生", "村医"),
    ("妇女儿童", "妇幼"),
    ("监督检查", "监察"),
    ("监督管理", "监管"),
    ("农作物秸秆", "秸秆"),
    ("整治", "整改"),
    ("县城", "县"),
)
_SAME_WORDS = re.compile("|".join(f"({wording})" for wording, _ in _SAME))
_MEASURE = re.compile(  # what the unit says again: 培训场次 ≥4场, 改建公路里程 ≥5公里
    "(?:人员|[人总]|([户次场件期批份家所处座台套册条项名篇株头只辆间块片组队起笔]))?(?:数量|总数|个数|数|(?<![质容重产])量)$"
    "|[人场频户批轮班台架]次$|频率$|里程$|长度$|面积$|金额$|时间$"
)
_EMPTY_WORDS = re.compile(
    "^(?:计划(?!生育|免疫)|拟|预计|年内|累计|[本当]期|实际)|20[0-9]{2}年度?|(?<=[数量次长积程率额])(?:合计|总计|总数|目标[数值]?|完成[数量])$|(?:完成|落实|实施)(?!率)|认真|切实|积极|扎实|组织|举办|做好|抓好|负责|开展|进行|工作|情况|以及|及(?!时)|资金|金|款"
    "|活动|项目|(?:全|本|当)年度?|年度|[全我本][县区市镇乡]|(?<=[众民者人员生业])对|系统化?|[各共全和与为]"
    "|发放(?=标准)|总(?=面积|里程|长度|成本|金?额|投资)"
)
_FOR_THE_WORK = re.compile(
    "(?:(?:(?<!工作)经费|资金)(?:安排|保障)?|所需|补助资金|专项|[（(]项目[）)]|项目|工程|支出|费用|相关(?=工作)|工作)+[。；]?$"
)
_PURSUED = re.compile(  # said of any task: 加强文物保护, 推广全民阅读
    "^(?:(?:继续|全面|深入|持续|大力|扎实|切实|认真|积极|稳步|着力|有序|统筹|努力|进一步|不断)*"
    "(?:保障|保证|确保|加强|推进|推广|推动|推行|促进|深化|强化|抓好|做好|落实|开展|实施|支持|提升|提高|完善|健全|加快|优化"
    "|用于|负责|组织|举办|承担|完成))+(?=.{4})"
)
_OF_ANY_TASK = re.compile(  # what is the same with and without: 各类教育考试, 国家基本公共卫生服务
    "各类|阶段|计划|保障(?!房|性)|工程|国家(?!级)|提供|提升|推广|发放|企业|维护|安全(?!生产)|(?<=[路村河渠])上"
)
_USED_FOR = re.compile(
    "^(?:(?:该|本)?(?:项目|资金|经费)?(?:主要|全部)?用于|[该本]项目|主要[是为]|按照?(?:要求|规定|计划))+"
)
_NUMBER = re.compile(
    "^[\\s]*(?:目标[0-9一二三四五六七八九十]{0,2}[：:]|[（(]?[0-9一二三四五六七八九十]{1,2}[）).、．](?![0-9]))"
)
_AIMED = re.compile(
    "^(?:确保|力争|保证)?(?:圆满|全面|如期|顺利)*(?:完成|实现)(?:全年|年度|各项|既定)*(?:任务|目标)+$"
    "|^(?:全面|切实|认真|进一步|持续|不断|确保|继续|努力|着力)+(?=.{6})|等(?:工作|方面)?$"
)
_BETWEEN_CLAUSES = re.compile("[，；。、,;]")
_DIGITS = re.compile("[0-9]+")
_AND = re.compile("以及|[和及与]")
_AND_SO_ON = re.compile("等(?:工作|任务|事项|内容|支出|方面|项目)?(?:的?(?:开展|实施|支出))?$")


@lru_cache(3_000)
def _plain(text: str) -> str:
    """A text without its punctuation."""
    return _NO_WORD.sub("", text)


@lru_cache(3_000)
def _meaning(text: str, unit: str = "") -> str:
    """The characters that make what a name means, each once, sorted.

    缴纳无业残疾人养老保险 and 无就业残疾人养老保险金缴纳人数 have the same. A number, an age, a
    place, a degree that only one of them has makes them differ.

    What stands before 数量 belongs to it where it is the unit: 户 of 核查户数, but not 所 of 厕所数量.
    """
    said = _EMPTY_WORDS.sub("", _plain(text).replace("的", ""))
    same = in_usual_words(said)
    bare = _MEASURE.sub(lambda found: found[1] if found[1] and found[1] not in unit else "", same)
    numbers = sorted(_DIGITS.findall(bare))
    return "".join((*sorted({*_DIGITS.sub("", bare)} - {*unit}), *numbers)) or _plain(text)


def in_usual_words(text: str) -> str:
    """A text with one word for each of those that mean the same: 补贴 for 补助, 低保 for 最低生活保障."""
    return _SAME_WORDS.sub(lambda found: _SAME[(found.lastindex or 1) - 1][1], text)


@lru_cache(3_000)
def _task(name: str) -> str:
    """What the name of a task means: 社区矫正经费 is 社区矫正; 社区矫正工作经费 pays for the work beside it."""
    return _meaning(_OF_ANY_TASK.sub("", in_usual_words(_FOR_THE_WORK.sub("", _PURSUED.sub("", name)))))


@lru_cache(3_000)
def _content(text: str) -> str:
    """A content as it compares: without punctuation, 和 and 及, the words that it is paid for, and 等 at the end."""
    return _AND_SO_ON.sub("", _AND.sub("", _USED_FOR.sub("", _plain(_NUMBER.sub("", text)))))


@lru_cache(3_000)
def _goal(text: str) -> str:
    """A goal as it compares: its clauses in any order, without its number and what any goal may begin or end with."""
    clauses = map(_plain, _BETWEEN_CLAUSES.split(_NUMBER.sub("", text)))
    return "".join(sorted(_AND.sub("", _AIMED.sub("", clause)) for clause in clauses))


def _repeats(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a text is there again, and where it was first; empty ones are not."""
    seen: dict[str, int] = {}
    for at, text in enumerate(texts):
        first = seen.setdefault(text, at)
        if first != at and text:
            yield at, first


@of_report(
    "relevance.duplicate-task",
    title="重名的任务",
    sentence="第 {at} 项任务“{short}”与第 {first} 项同名。",
    remedy=_TWO_TASKS.format(what="名称"),
    source=_SOURCE,
    wrong="任务名称: 示例：老年人补贴",
    right="任务名称: 示例：老年人补贴发放培训",
)
def duplicate_task(review: Review) -> Iterator[Fault]:
    for at, first in _repeats(_plain(task.name) for task in review.report.tasks):
        name = review.report.tasks[at].name
        words = {"at": at + 1, "first": first + 1, "short": shortened(name)}
        yield Fault(name, words, ("年度主要任务", at, "任务名称"))


@of_report(
    "relevance.alike-task",
    title="换了说法的同一任务",
    sentence="第 {at} 项任务“{short}”与第 {first} 项“{other}”只是说法不同。",
    remedy=_TWO_TASKS.format(what="名称"),
    source=_SOURCE,
    wrong="任务名称: 示例：做好老年人补助工作。",
    right="任务名称: 示例：做好老年人补贴发放培训工作。",
)
def alike_task(review: Review) -> Iterator[Fault]:
    tasks = review.report.tasks
    for at, first in _repeats(_task(task.name) for task in tasks):
        name, other = tasks[at].name, tasks[first].name
        if _plain(name) != _plain(other):
            words = {"at": at + 1, "first": first + 1, "short": shortened(name), "other": shortened(other)}
            yield Fault(name, words, ("年度主要任务", at, "任务名称"))


@of_report(
    "relevance.duplicate-content",
    title="内容相同的任务",
    sentence="第 {at} 项任务的主要内容“{short}”与第 {first} 项的相同。",
    remedy=_TWO_TASKS.format(what="主要内容"),
    source=_SOURCE,
    wrong="主要内容: 示例：为80周岁以上老年人按月发放高龄补贴。",
    right="主要内容: 示例：培训为80周岁以上老年人办理高龄补贴的人员。",
)
def duplicate_content(review: Review) -> Iterator[Fault]:
    tasks = review.report.tasks
    for at, first in _repeats(_content(task.content) for task in tasks):
        content = tasks[at].content
        if len(content) >= _LONG_ENOUGH and _task(tasks[at].name) != _task(tasks[first].name):
            words = {"at": at + 1, "first": first + 1, "short": shortened(content)}
            yield Fault(content, words, ("年度主要任务", at, "主要内容"))


@of_report(
    "relevance.duplicate-goal",
    title="重复的目标",
    sentence="第 {at} 个年度总体目标“{short}”与第 {first} 个相同。",
    remedy="留下一个，删去另一个。",
    source=_SOURCE,
    wrong="年度总体目标: [示例：按月发放老年人高龄补贴]",
    right="年度总体目标: [示例：按月足额发放老年人高龄补贴，不漏一人]",
)
def duplicate_goal(review: Review) -> Iterator[Fault]:
    for at, first in _repeats(_goal(goal) for goal in review.report.goals):
        goal = review.report.goals[at]
        words = {"at": at + 1, "first": first + 1, "short": shortened(goal)}
        yield Fault(goal, words, ("年度总体目标", at))


@of_report(
    "relevance.duplicate-indicator",
    title="重复的指标",
    sentence="“{quote}”在“{group}”里已经有了。",
    remedy="留下一条，删去另一条；不是同一件事的，把名称写得能够区分。",
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例高龄补贴发放人数, 指标值: ≥185人}]",
    right="数量指标: [{三级指标: 示例高龄补贴新增发放人数, 指标值: ≥5人}]",
)
def duplicate_indicator(review: Review) -> Iterator[Fault]:
    """The same name twice in a group; in two groups (发放补贴: 人数, 成本) only with the same sign and unit."""
    groups: dict[tuple[str, str], str] = {}
    for row in review.rows:
        entry = row.entry
        name, value, _ = _compared(entry.name, entry.target.text)
        here, elsewhere = (name, entry.second), (name, f"{entry.target.sign}{entry.target.unit}" or value)
        first = groups.get(here) or groups.get(elsewhere)
        if first:
            yield Fault(entry.name, {"group": first}, (*row.path, "三级指标"))
        groups[here] = groups[elsewhere] = first or entry.second


@of_report(
    "relevance.alike-indicator",
    title="换了说法的同一指标",
    sentence="“{quote}”与“{other}”只是说法不同，指标值也都是“{value}”。",
    remedy="是同一件事就留下一条，删去另一条；不是，就把名称写得能够区分。",
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例发放高龄补助人数, 指标值: ≥180人}]",
    right="数量指标: [{三级指标: 示例发放90周岁以上高龄补助人数, 指标值: ≥180人}]",
)
def alike_indicator(review: Review) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], str] = {}
    for row in review.rows:
        entry = row.entry
        name, value, meaning = _compared(entry.name, entry.target.text)
        other = seen.setdefault((meaning, value, entry.second), entry.name)
        if other is not entry.name and _plain(other) != name:
            yield Fault(entry.name, {"other": other, "value": entry.target}, (*row.path, "三级指标"))


@lru_cache(3_000)
def _compared(name: str, value: str) -> tuple[str, str, str]:
    """An indicator as it compares: its name, its sign, number and unit (or the words), and what the name means.

    Where a number has no unit, nobody knows what is counted, 户数 or 人数: the name then means nothing but itself.
    """
    target = with_unit_of(name, Target.parse(value))
    bare = name.removesuffix(f"（{target.unit}）")
    meaning = _plain(name) if target.sign and not target.unit else _meaning(bare, target.unit)
    return _plain(name), f"{target.sign}{target.quantity or _plain(value)}", meaning


RULES: tuple[Rule, ...] = (
    duplicate_task,
    alike_task,
    duplicate_content,
    duplicate_goal,
    duplicate_indicator,
    alike_indicator,
)
