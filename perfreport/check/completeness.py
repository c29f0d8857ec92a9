"""完整性: whether all is there that must be, and says something definite.

The values of indicators are looked at in `measurable`, what was left to be filled in in `placeholder`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfreport.actual import Actual
from perfreport.check import measurable, placeholder
from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Rule, of_indicator, of_report
from perfreport.problem import quoted
from perfreport.score.formulas import digits
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（规范完整、明确清晰）"
_GROUPS = "年度绩效指标"
_NEEDED = ("产出", "效益")  # first-level groups that no goal table may be without
_MARKS = re.compile(r"^示例：|[^\w]")
_BUSINESS = re.compile(  # words that say of any task that it is one
    "^(?:(?:本|该|此)(?:项目?|任务)|(?:项目|财政|安排|专项)*(?:资金|经费)|预算|主要|全部|用于|负责|承担|组织|认真|继续|全面|深入|扎实|切实"
    "|积极|大力|按时|按规定|按计划|本?年度?|全年|20[0-9]{2}年度?|开展|做好|实施|推进|推动|完成|落实|保障|保证|确保|维持|进行|抓好|加强|强化"
    "|促进|支持|推广|提高|提升|支付|[为对]|是(?!非))+(?=..)|进行"
    "|(?:[的之]|各项|相关|日常|有关|所需|专项|全部|方面|需要|工作|项目|任务|活动|事项|经费|资金|费用|支出|开支|等"
    "|(?:顺利|正常|有序|如期|按[时期]|按计划|圆满|稳步|扎实|全面)+(?:开展|进行|实施|推进|完成|落实)?)+$"
)
_DIGIT = re.compile("[0-9０-９]")
_MOST_ADDED = 20  # characters by which a content that only repeats the name may be longer or shorter
_NOTHING = re.compile(r"[\W_]*|无|没有|暂无")


@of_report(
    "completeness.empty-group",
    title="空着的组",
    sentence="“{group}”空着，没有指标，也没有写“不涉及”。",
    remedy="补上指标；确实没有的，在“{group}”后面写 不涉及",
    source=_SOURCE,
    wrong="生态效益指标:",
    right="生态效益指标: 不涉及",
)
def empty_group(review: Review) -> Iterator[Fault]:
    without = _without_indicators(review)
    for group in review.report.groups:
        if not group.indicators and not group.note and group.first not in without:
            yield Fault(words={"group": group.second}, path=(_GROUPS, group.first, group.second))


@of_report(
    "completeness.empty-level",
    title="没有产出或效益",
    sentence="“{group}”下一条指标也没有。",
    remedy="至少写一条{group}：每个部门都有{what}。",
    source=_SOURCE,
    wrong="效益指标: 不涉及",
    right="社会效益指标: [{三级指标: 示例高龄补贴对象生活水平, 指标值: 有所提高}]",
)
def empty_level(review: Review) -> Iterator[Fault]:
    told = review.report.self_evaluation and review.rules.scoring and not review.evaluation
    for first in () if told else _without_indicators(review):  # points without indicators are told with the scores
        what = "当年做成的事" if "产出" in first else "做事带来的效果"
        yield Fault(words={"group": first, "what": what}, path=(_GROUPS, first))


def _without_indicators(review: Review) -> list[str]:
    """The first-level groups that must have indicators and have none."""
    firsts = dict.fromkeys(group.first for group in review.report.groups if group.first.startswith(_NEEDED))
    return [
        first for first in firsts if not any(group.indicators for group in review.report.groups if group.first == first)
    ]


@of_report(
    "completeness.few-quantitative",
    title="定量指标太少",
    sentence="{all} 条指标里只有 {count} 条的指标值有数，不到 {share}%。",
    remedy="能计数的改用数说明，例如把{names}的指标值写成 ≥95%、≥10次 这样的形式。",
    source="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标要细化量化；占比由规则.yaml 的“定量指标占比”定",
    wrong="社会效益指标: ["
    "{三级指标: 示例低保对象生活水平, 指标值: 提高}, {三级指标: 示例养老服务环境, 指标值: 改善}, "
    "{三级指标: 示例困难群众幸福感, 指标值: 增强}, {三级指标: 示例补贴发放流程, 指标值: 规范}, "
    "{三级指标: 示例社会救助体系, 指标值: 完善}, {三级指标: 示例部门协作机制, 指标值: 健全}, "
    "{三级指标: 示例基层工作队伍, 指标值: 稳定}, {三级指标: 示例尊老敬老风气, 指标值: 形成}]",
    right="社会效益指标: [{三级指标: 示例高龄补贴对象生活水平, 指标值: 有所提高}]",
)
def few_quantitative(review: Review) -> Iterator[Fault]:
    indicators, least = review.report.indicators, review.rules.checking.quantitative
    vague = [each.name for each in indicators if not each.target.sign and not _DIGIT.search(each.target.text)]
    count = len(indicators) - len(vague)
    if count < least * len(indicators):
        names = quoted(shortened(name, 20) for name in vague[:2])
        words = {"all": len(indicators), "count": count, "share": digits(least * 100), "names": names}
        yield Fault(words=words, path=(_GROUPS,))


@of_indicator(
    "completeness.long-name",
    title="太长的指标名称",
    sentence="三级指标“{name}”有 {length} 个字，最多 {most} 个。",
    remedy="只留指标的名称；指标值、说明、依据写到各自的地方去。",
    source="预算管理一体化系统的限制，由规则.yaml 的“名称字数”定",
    wrong=f"数量指标: [{{三级指标: 示例{'高龄补贴发放' * 17}人数, 指标值: ≥120人}}]",
    right="数量指标: [{三级指标: 示例高龄补贴复核人数, 指标值: ≥120人}]",
)
def long_name(entry: Entry) -> Iterator[Fault]:
    if len(entry.name) > (most := entry.rules.checking.name_length):
        yield Fault(entry.name, {"name": shortened(entry.name, 20), "length": len(entry.name), "most": most})


@of_report(
    "completeness.repeated-content",
    title="只重复名称的主要内容",
    sentence="“主要内容”只是把任务名称“{name}”又写了一遍，没有说做什么。",
    remedy="写明做哪些事、给谁做、做多少，例如“为80周岁以上老年人按月发放高龄补贴”。",
    source=_SOURCE,
    wrong="主要内容: 示例：老年人补贴发放培训。",
    right="主要内容: 示例：为村（社区）民政专干开展高龄补贴政策培训。",
)
def repeated_content(review: Review) -> Iterator[Fault]:
    for task, path in review.tasks:
        is_near = abs(len(task.content) - len(task.name)) < _MOST_ADDED
        if is_near and _what_is_done(task.content) == _what_is_done(task.name):
            yield Fault(task.content, {"name": shortened(task.name)}, (*path, "主要内容"))


@lru_cache(3_000)
def _what_is_done(text: str) -> str:
    """The characters of a text without marks and what any task is called: 养护公路, 做好公路养护工作。 are the same."""
    bare = _MARKS.sub("", text)
    return "".join(sorted(_BUSINESS.sub("", bare) or bare))


@of_report(
    "completeness.no-actual",
    title="没有数的实际完成值",
    sentence="“{name}”{lack}，达成情况却写了“{achievement}”。",
    remedy="{remedy}",
    source="财预〔2020〕10号《项目支出绩效评价管理办法》：定量指标与目标值比较，定性指标说明完成的情况",
    wrong="指标完成情况: [{三级指标: 示例高龄补贴入户核查户数, 实际完成值: 已核查, 达成情况: 达成}]\n"
    "数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120户}]",
    right="指标完成情况: [{三级指标: 示例高龄补贴入户核查户数, 实际完成值: 126户}]\n"
    "数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120户}]",
)
def no_actual(review: Review) -> Iterator[Fault]:
    """Where a class is said, no score needs the number, and nothing else asks for it."""
    for row in review.rows:
        outcome = row.outcome
        if not outcome or not outcome.achievement or placeholder.stand_in(outcome.actual):
            continue
        target = row.entry.counted
        lack, remedy = "", ""
        if target.sign and Actual.parse(outcome.actual, target).number is None:
            lack, remedy = f"的指标值“{target}”是数，实际完成值“{outcome.actual}”不是", "写完成了多少，带上单位。"
        elif not target.sign and _NOTHING.fullmatch(outcome.actual):
            lack, remedy = f"的实际完成值“{outcome.actual}”没有说完成得怎样", "用一句话写完成的情况。"
        if lack:
            words = {"name": row.entry.name, "achievement": outcome.achievement, "lack": lack, "remedy": remedy}
            yield Fault(outcome.actual, words, ("自评", "指标完成情况", outcome.at, "实际完成值"))


RULES: tuple[Rule, ...] = (
    empty_group,
    empty_level,
    few_quantitative,
    long_name,
    repeated_content,
    no_actual,
    *measurable.RULES,
    *placeholder.RULES,
)
