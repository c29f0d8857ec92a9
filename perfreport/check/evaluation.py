"""自评: whether what is said of the year agrees with its figures and scores.

Its sentences are held against the figures in `own_words` (all reached: `claim`; a digit wrong: `mistyped`; a figure in
other words: `stated`), and the lists in them counted in `enumeration`. What is said of what was not reached is weighed
in `reasons`, what was done compared with the goals in `copied`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perfreport.actual import Actual
from perfreport.check import enumeration, own_words, reasons
from perfreport.check.copied import copied_goal
from perfreport.check.feasibility import should_be_small
from perfreport.check.review import Review
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.check.scored import BASIS, Scored, example, missed
from perfreport.form import by_word
from perfreport.money import Money, round_half_up
from perfreport.score.formulas import digits
from perfreport.sentences.targets import topic


@of_report(
    "evaluation.full-below-target",
    severity="error",
    title="没有完成却得满分",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），得分却写了满分 {weight}。",
    remedy="按规则是 {computed}：改正得分；或删去“得分”，由程序计算。",
    source=BASIS,
    wrong=example(
        "实际完成值: 114户, 得分: 16.66, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户",
        "指标值: ≥120户, 分值: 16.66",
    ),
    right=example("实际完成值: 114户, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户"),
)
def full_below_target(review: Review) -> Iterator[Fault]:
    for each in missed(review):
        computed, weight = each.mark.computed, each.mark.weight
        if computed is not None and computed != weight and each.outcome.score == weight:
            yield Fault(words=each.words | {"computed": digits(computed)}, path=each.path("得分"))


@of_report(
    "evaluation.full-by-rounding",
    title="四舍五入成了满分",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），得分四舍五入后却是满分 {weight}。",
    remedy="差得很少，核对实际完成值；本地不允许没有完成的得满分的，写一行“得分”，比满分少一点。",
    source=BASIS,
    wrong="指标完成情况: [{三级指标: 示例高龄补贴入户核查人次, 实际完成值: 99999人次, 偏差原因: 示例：部分老人外出,"
    " 改进措施: 示例：错时入户}]\n数量指标: [{三级指标: 示例高龄补贴入户核查人次, 指标值: ≥100000人次}]",
    right="指标完成情况: [{三级指标: 示例高龄补贴入户核查人次, 实际完成值: 100000人次}]\n"
    "数量指标: [{三级指标: 示例高龄补贴入户核查人次, 指标值: ≥100000人次}]",
)
def full_by_rounding(review: Review) -> Iterator[Fault]:
    for each in missed(review):
        if each.mark.weight and each.mark.computed == each.mark.score == each.mark.weight:
            yield Fault(words=each.words, path=each.path("实际完成值"))


@of_report(
    "evaluation.as-positive",
    title="反向指标按正向计分",
    sentence="“{name}”越小越好（指标值“{target}”），实际“{actual}”{amiss}。",
    remedy="{mend}",
    source=BASIS,
    wrong="指标完成情况: [{三级指标: 示例补贴发放时限, 实际完成值: 8个工作日, 得分: 13.33}]\n"
    "时效指标: [{三级指标: 示例补贴发放时限, 指标值: ≤10个工作日, 分值: 16.66}]",
    right="指标完成情况: [{三级指标: 示例补贴发放时限, 实际完成值: 8个工作日}]\n"
    "时效指标: [{三级指标: 示例补贴发放时限, 指标值: ≤10个工作日}]",
)
def as_positive(review: Review) -> Iterator[Fault]:
    for row in review.rows:
        if row.outcome and row.mark:
            each = Scored(row.entry, row.outcome, row.mark)
            if row.entry.target.sign in ("≤", "<"):
                yield from _by_proportion(each)
            elif row.entry.target.sign in ("=", ""):
                yield from _without_ceiling(each)


def _by_proportion(each: Scored) -> Iterator[Fault]:
    typed = each.outcome.score
    if typed is not None and each.mark.is_met and typed != each.mark.computed and _is_in_proportion(each, typed):
        amiss = f"已经完成，得分 {digits(typed)} 却是按完成的比例扣的"
        mend = f"应得满分 {digits(each.mark.weight)}：改正得分；或删去“得分”，由程序计算。"
        yield Fault(words=each.words | {"amiss": amiss, "mend": mend}, path=each.path("得分"))


def _without_ceiling(each: Scored) -> Iterator[Fault]:
    """What should be little, but was to be just so much: less of it counts as missed, more as reached."""
    target, score, weight = each.entry.counted, each.mark.score, each.mark.weight
    reached = Actual.parse(each.outcome.actual, target).number
    is_cost = each.entry.sort == "成本"  # of which just so much may be meant
    if reached is None or not target.low or target.high is not None or is_cost or not weight:
        return
    is_less = reached < target.low and score < weight
    if not is_less and not (reached > target.low and score == weight):
        return
    if should_be_small(topic(each.entry.name, target), target.unit, each.entry.sort):
        amiss = f"比它好，得分却只有 {digits(score)}" if is_less else f"比它差，得分却是满分 {digits(weight)}"
        mend = f"是上限的，指标值写成“≤{target.quantity}”，由程序按反向指标计分。"
        yield Fault(words=each.words | {"amiss": amiss, "mend": mend}, path=each.path("实际完成值"))


def _is_in_proportion(each: Scored, typed: Decimal) -> bool:
    """Whether these are actual value ÷ target × weight, in as many decimals; a whole number may be any judgment."""
    target = each.entry.counted
    number = Actual.parse(each.outcome.actual, target).number
    places = max(1, -int(typed.as_tuple().exponent))
    if not number or not target.low:
        return False
    return round_half_up(number / target.low * each.mark.weight, places) == typed


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


RULES: tuple[Rule, ...] = (
    full_below_target,
    full_by_rounding,
    as_positive,
    *reasons.RULES,
    overspent,
    copied_goal,
    *own_words.RULES,
    *enumeration.RULES,
)
