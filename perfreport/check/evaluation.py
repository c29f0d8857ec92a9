"""自评: whether what is said of the year agrees with its figures and scores.

Its sentences are held against the figures in `own_words` (all reached: `claim`; a digit wrong: `mistyped`), and the
lists in them counted in `enumeration`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfreport.actual import Actual
from perfreport.check import enumeration, own_words
from perfreport.check.review import Entry, Review, listed
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.form import by_word
from perfreport.money import Money, round_half_up
from perfreport.score.formulas import digits
from perfreport.score.scoring import Mark
from perfreport.selfevaluation import Outcome
from perfreport.yaml.slip import shortened

_EVALUATION = "财预〔2020〕10号《项目支出绩效评价管理办法》（部门整体自评参照执行）"
_OUTCOMES = ("自评", "指标完成情况")
_NONE = (
    "暂?无|没有|未|暂时没有|无此项|不适用|不?涉及|不存在|略|空|同[上前左]|N/?A|NULL|不详|未知|不清楚|其[他它]|无需说明"
)
_NO_GAP = (
    "(?:暂|并)?(?:无|没有|不存在|未(?:发生|出现|产生))(?:任何|明显)?(?:偏差|差异|偏离|原因|问题|情况|说明)(?:原因|情况)?"
    "|(?:属于?)?正常(?:范围内?的?)?(?:偏差|差异|波动)?|(?:存在|有)?(?:偏差|差距|差异)|(?:未|没有?|没能)(?:能|按[期时])?(?:完成|达标|达到)|符合(?:要求|预期|规定)|按(?:计划|要求)执行|偏差原因(?:分析)?|改进措施|未?完成原因"
)
_AIM = "(?:(?:本?年度|全年|预期|既定|绩效|各项)*(?:目标|任务|指标|工作|项目|计划|要求)值?)"
_HOW = "已经?|均|全部|基本|较好|顺利|按(?:时|期|计划|要求)"
_REACHED = f"{_AIM}*(?:{_HOW})*(?:完成|达标|达到|实现|落实)(?:情况)?(?:良好|较好)?{_AIM}*"
_ELSEWHERE = "(?:详|具体|另)?(?:见|参见|请见)(?:附件|附表|附页|(?:自评)?报告|说明|[上下正]文?)"
_SOME_CAUSE = (
    "(?:由于|因为?|受)?(?:客观|主观|历史|其[他它]|特殊|实际|工作|各种|多方面)(?:的|情况)*(?:原因|因素)"
    "(?:造成|所致|导致|影响|未(?:能)?完成|没有完成|未达标|未达到目标)*"
)
_NOTHING = re.compile(  # nothing said, no gap, "done", "see elsewhere", causes without a name
    rf"[\W_]*(?:{_NONE}|{_NO_GAP}|{_REACHED}|{_ELSEWHERE}|{_SOME_CAUSE})?[\W_]*", re.IGNORECASE
)
_SAYS_WHAT_NEXT = re.compile(
    "下一步|今后|下年|明年|将[^军来]|改进|(?:采取|制定|完善|落实|加强|强化)[^，。；]{0,8}措施(?!不|没|未|缺|少|滞后|单一|有限)|拟(?!定|订)|计划于|已(?:督促|要求|整改|安排)"
)


def _example(done: str, target: str = "指标值: ≥120户") -> str:
    """The lines of a data file in which an indicator has this target and this outcome."""
    name = "三级指标: 示例高龄补贴入户核查户数"
    return f"指标完成情况: [{{{name}, {done}}}]\n数量指标: [{{{name}, {target}}}]"


class _Scored(NamedTuple):
    """An indicator, what was said of it, and its score."""

    entry: Entry
    outcome: Outcome
    mark: Mark

    @property
    def words(self) -> dict[str, object]:
        target = self.entry.target
        return {
            "name": self.entry.name,
            "missed": "超过了上限" if target.sign in ("≤", "<") else "没有完成",
            "target": target,
            "actual": self.outcome.actual,
            "weight": digits(self.mark.weight),
        }

    def path(self, key: str) -> Path:
        return (*_OUTCOMES, self.outcome.at, key)


def _missed(review: Review) -> Iterator[_Scored]:
    for row in review.rows:
        if row.mark and not row.mark.is_met and row.outcome:
            yield _Scored(row.entry, row.outcome, row.mark)


@of_report(
    "evaluation.full-below-target",
    severity="error",
    title="没有完成却得满分",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），得分却写了满分 {weight}。",
    remedy="按规则是 {computed}：改正得分；或删去“得分”，由程序计算。",
    source=_EVALUATION,
    wrong=_example(
        "实际完成值: 114户, 得分: 16.66, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户",
        "指标值: ≥120户, 分值: 16.66",
    ),
    right=_example("实际完成值: 114户, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户"),
)
def full_below_target(review: Review) -> Iterator[Fault]:
    for each in _missed(review):
        computed, weight = each.mark.computed, each.mark.weight
        if computed is not None and computed != weight and each.outcome.score == weight:
            yield Fault(words=each.words | {"computed": digits(computed)}, path=each.path("得分"))


@of_report(
    "evaluation.full-by-rounding",
    title="四舍五入成了满分",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），得分四舍五入后却是满分 {weight}。",
    remedy="差得很少，核对实际完成值；本地不允许没有完成的得满分的，写一行“得分”，比满分少一点。",
    source=_EVALUATION,
    wrong="指标完成情况: [{三级指标: 示例高龄补贴入户核查人次, 实际完成值: 99999人次, 偏差原因: 示例：部分老人外出,"
    " 改进措施: 示例：错时入户}]\n数量指标: [{三级指标: 示例高龄补贴入户核查人次, 指标值: ≥100000人次}]",
    right="指标完成情况: [{三级指标: 示例高龄补贴入户核查人次, 实际完成值: 100000人次}]\n"
    "数量指标: [{三级指标: 示例高龄补贴入户核查人次, 指标值: ≥100000人次}]",
)
def full_by_rounding(review: Review) -> Iterator[Fault]:
    for each in _missed(review):
        if each.mark.weight and each.mark.computed == each.mark.score == each.mark.weight:
            yield Fault(words=each.words, path=each.path("实际完成值"))


@of_report(
    "evaluation.as-positive",
    title="反向指标按正向计分",
    sentence="“{name}”越小越好（指标值“{target}”），实际“{actual}”已经完成，得分 {score} 却是按完成的比例扣的。",
    remedy="应得满分 {weight}：改正得分；或删去“得分”，由程序计算。",
    source=_EVALUATION,
    wrong="指标完成情况: [{三级指标: 示例补贴发放时限, 实际完成值: 8个工作日, 得分: 13.33}]\n"
    "时效指标: [{三级指标: 示例补贴发放时限, 指标值: ≤10个工作日, 分值: 16.66}]",
    right="指标完成情况: [{三级指标: 示例补贴发放时限, 实际完成值: 8个工作日}]\n"
    "时效指标: [{三级指标: 示例补贴发放时限, 指标值: ≤10个工作日}]",
)
def as_positive(review: Review) -> Iterator[Fault]:
    for row in review.rows:
        typed = row.outcome.score if row.outcome else None
        if row.outcome and typed is not None and row.mark and row.mark.is_met and typed != row.mark.computed:
            each = _Scored(row.entry, row.outcome, row.mark)
            if row.entry.target.sign in ("≤", "<") and _is_in_proportion(each, typed):
                yield Fault(words=each.words | {"score": digits(typed)}, path=each.path("得分"))


def _is_in_proportion(each: _Scored, typed: Decimal) -> bool:
    """Whether these are actual value ÷ target × weight, in as many decimals; a whole number may be any judgment."""
    target = each.entry.counted
    number = Actual.parse(each.outcome.actual, target).number
    places = max(1, -int(typed.as_tuple().exponent))
    if not number or not target.low:
        return False
    return round_half_up(number / target.low * each.mark.weight, places) == typed


@of_report(
    "evaluation.empty-reason",
    title="没有说明的偏差原因",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），偏差原因写的却是“{quote}”。",
    remedy="写明没有完成的原因和改进措施。",
    source=_EVALUATION,
    wrong=_example("实际完成值: 114户, 偏差原因: 无"),
    right=_example("实际完成值: 120户, 偏差原因: 无"),
)
def empty_reason(review: Review) -> Iterator[Fault]:
    for each in _missed(review):
        if each.outcome.reason and _NOTHING.fullmatch(each.outcome.reason):
            yield Fault(each.outcome.reason, each.words, each.path("偏差原因"))


@of_report(
    "evaluation.no-remedy",
    title="有原因没有改进措施",
    sentence="“{name}”{missed}，写了偏差原因，{lack}。",
    remedy="在“改进措施”里写明由谁、在什么时候、怎样改进。",
    source="财预〔2020〕10号所附项目支出绩效自评表：偏差原因分析及改进措施",
    wrong=_example("实际完成值: 114户, 偏差原因: 示例：部分老人外出"),
    right=_example("实际完成值: 114户, 偏差原因: 示例：部分老人外出，下一步错时入户"),
)
def no_remedy(review: Review) -> Iterator[Fault]:
    for each in _missed(review):
        reason, remedy = each.outcome.reason, each.outcome.remedy
        if _NOTHING.fullmatch(remedy) and not _NOTHING.fullmatch(reason) and not _SAYS_WHAT_NEXT.search(reason):
            lack = f"改进措施写的却是“{remedy}”" if remedy else "没有写改进措施"
            yield Fault(words=each.words | {"lack": lack}, path=each.path("改进措施" if remedy else "偏差原因"))


@of_report(
    "evaluation.repeated-reason",
    title="一字不差的偏差原因",
    sentence="{names}的偏差原因一字不差：“{reason}”。",
    remedy="分别说明各自的原因；确实是一个原因的，说明对各个指标的影响。",
    source=_EVALUATION,
    wrong=_example("实际完成值: 114户, 偏差原因: 示例：个别老年人对申请流程不熟悉, 改进措施: 示例：错时入户"),
    right=_example("实际完成值: 114户, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户"),
)
def repeated_reason(review: Review) -> Iterator[Fault]:
    alike: dict[str, list[Outcome]] = {}
    for row in review.rows:
        if row.outcome and row.outcome.reason and not _NOTHING.fullmatch(row.outcome.reason):
            alike.setdefault(row.outcome.reason.rstrip("。；"), []).append(row.outcome)
    for reason, outcomes in alike.items():
        if len(outcomes) > 1:
            words = {"names": listed([each.name for each in outcomes]), "reason": shortened(reason)}
            yield Fault(words=words, path=(*_OUTCOMES, outcomes[1].at, "偏差原因"))


@of_report(
    "evaluation.overspent",
    title="执行数超过预算数",
    sentence="“{row}”的{spent_as} {spent} 超过了{budget_as} {budget}（{unit}）。",
    remedy="核对两个数；年中追加的，要写进{budget_as}。",
    source="《中华人民共和国预算法》第十三条：没有列入预算的不得支出；“三公”经费不超过预算",
    wrong="基本支出: {年初预算数: 60.00, 全年预算数: 58.00, 全年执行数: 58.90}\n"
    "项目支出: {年初预算数: 24.00, 全年预算数: 26.00, 全年执行数: 23.50}",
    right="基本支出: {年初预算数: 60.00, 全年预算数: 58.90, 全年执行数: 58.90}\n"
    "项目支出: {年初预算数: 24.00, 全年预算数: 25.10, 全年执行数: 23.50}",
)
def overspent(review: Review) -> Iterator[Fault]:
    told = review.report.self_evaluation
    if not told:
        return
    over = {row: each for row, each in by_word(told.execution).items() if each.spent > each.budget and row != "合计"}
    by_source = over.keys() - {"基本支出", "项目支出"}  # by its uses it is the same money once more
    for row in [row for row in over if row in by_source] or over:
        path = ("自评", "预算执行", row, "全年执行数")
        yield _over(row, "全年执行数", over[row].spent, "全年预算数", over[row].budget, path)
    for row, expense in by_word(told.official_expenses).items() if told.official_expenses else ():
        if expense.spent > expense.budget:
            path = ("自评", "三公经费", row, "执行数")
            yield _over(row, "执行数", expense.spent, "预算数", expense.budget, path)


def _over(row: str, spent_as: str, spent: Money, budget_as: str, budget: Money, path: Path) -> Fault:
    words = {"row": row, "spent_as": spent_as, "spent": spent, "budget_as": budget_as, "budget": budget}
    return Fault(words=words | {"unit": spent.unit}, path=path)


@of_report(
    "evaluation.copied-goal",
    title="完成情况照抄目标",
    sentence="“目标完成情况”把目标“{quote}”原样写了一遍，没有说完成得怎样。",
    remedy="写做了什么、做到什么程度，例如“全年按月发放高龄补贴，惠及186名老年人”。",
    source="财预〔2020〕10号所附项目支出绩效自评表：年度总体目标的“实际完成情况”",
    wrong="年度总体目标: [示例：开展高龄补贴政策宣传]\n目标完成情况: [示例：开展高龄补贴政策宣传]",
    right="年度总体目标: [示例：开展高龄补贴政策宣传]\n目标完成情况: [示例：在6个村开展高龄补贴政策宣传12场]",
)
def copied_goal(review: Review) -> Iterator[Fault]:
    told = review.report.self_evaluation
    for at, (goal, done) in enumerate(zip(review.report.goals, told.goals, strict=False) if told else ()):
        if _bare(goal) == _bare(done):
            yield Fault(done, path=("自评", "目标完成情况", at))


def _bare(text: str) -> str:
    """What is said without that it is done, which says of no goal how far."""
    text = _IS_DONE_BEFORE.sub("", _IS_DONE_AFTER.sub("", text.strip(_MARKS)).strip(_MARKS))
    return re.sub("[了已\\s]", "", text.strip(_MARKS))


_MARKS = "。；;，,：:、 "
_IS_DONE = (
    "(?:(?:目标|任务|工作|指标|年度目标|该项目标|本目标)?(?:已经?|均|全部|全面|如期|按期|按时|圆满|顺利|基本|较好地?)*"
    "(?:完成|实现|落实|达标|达成)(?:了?目标)?)"
)
_IS_DONE_BEFORE = re.compile(
    rf"^(?:(?:本年度?|全年|今年|20[0-9]{{2}}年度?)[，,]?|{_IS_DONE}(?:情况)?[：:。，,；;]|[（(]{_IS_DONE}[）)])+"
)
_IS_DONE_AFTER = re.compile(rf"(?:[，,；;。：:、\s]{_IS_DONE}|[（(]{_IS_DONE}[）)]|[，,；;。]?100%完成)$")

RULES: tuple[Rule, ...] = (
    full_below_target,
    full_by_rounding,
    as_positive,
    empty_reason,
    no_remedy,
    repeated_reason,
    overspent,
    copied_goal,
    *own_words.RULES,
    *enumeration.RULES,
)
