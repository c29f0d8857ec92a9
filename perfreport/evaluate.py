"""The scores of a report's self-evaluation by a pack's rules. Pure: what is wrong comes back as findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from perfreport.actual import Actual, completion
from perfreport.form import by_word
from perfreport.formulas import Share, digits, full, nothing, share
from perfreport.kinds import KINDS
from perfreport.model import Group, Indicator, Report
from perfreport.money import Money, round_half_up
from perfreport.problem import Place, Problem, problem
from perfreport.scoring import Evaluation, ExecutionMark, Finding, Mark, QualityClass, Scoring
from perfreport.selfevaluation import Execution, Outcome
from perfreport.target import plain
from perfreport.weights import is_too_fine, weigh

SATISFACTION = "满意度"  # a group whose name holds it has the pack's least_satisfaction
_PER_UNIT = {"%": 100, "‰": 1000}


def evaluate(report: Report, scoring: Scoring | None) -> tuple[Evaluation | None, tuple[Finding, ...]]:
    """All scores of the self-evaluation, and what is wrong or worth knowing; no scores where an error stands.

    A report without a self-evaluation has neither; for a pack without scoring rules there is nothing to score.
    """
    told = report.self_evaluation
    if told is None:
        return None, ()
    if scoring is None:
        return None, (Finding("score.no-scoring", {}, ("自评",)),)
    weights, amiss = weigh(report, scoring)
    findings, marks = list(amiss), list[Mark]()
    indicators = [(group, indicator) for group in report.groups for indicator in group.indicators]
    for (group, indicator), outcome, weight in zip(indicators, told.outcomes, weights.indicators, strict=True):
        judged = _judge(group, indicator, outcome, scoring)
        mark = judged if isinstance(judged, Finding) or weight is None else _mark(judged, outcome, weight, scoring)
        if isinstance(mark, Mark):
            marks.append(mark)
        elif isinstance(mark, Finding):
            findings.append(mark)
        if isinstance(judged, _Judged):
            findings += _remarks(judged, outcome, mark if isinstance(mark, Mark) else None)
    if any(KINDS[finding.id].severity == "error" for finding in findings):
        return None, tuple(findings)
    return _summed(_execution(told.execution, weights.execution, scoring), tuple(marks), scoring), tuple(findings)


def problems(findings: Iterable[Finding], places: Callable[..., Place]) -> list[Problem]:
    """The findings as problems, each where `places` has its path in the data file."""
    return [problem(finding.id, places(*finding.path), **finding.words) for finding in findings]


def _summed(execution: ExecutionMark, marks: tuple[Mark, ...], scoring: Scoring) -> Evaluation:
    total = sum((mark.score for mark in marks), execution.score)
    grade = next((grade for grade, least in scoring.grades.items() if total >= least), "")
    return Evaluation(execution, marks, total, scoring.full_marks, grade)


def _execution(execution: Execution, weight: Decimal, scoring: Scoring) -> ExecutionMark:
    """What was spent of the budget that the pack names; nothing spent of nothing is all of it."""
    total = execution.total
    called = scoring.rate_of
    budget: Money = by_word(total)[called]
    spent = total.spent.to(budget.unit)
    if budget.value > 0:
        words = f"全年执行数 {digits(spent)} ÷ {called} {digits(budget.value)}"
        part = Share(min(max(spent, Decimal(0)), budget.value), budget.value, words)
    elif spent > 0:
        part = nothing(f"没有{called}，却有支出")
    else:
        part = full(f"没有{called}，也没有支出")
    rate = total.spent / budget if budget.value > 0 else None
    places = scoring.score_places
    return ExecutionMark(weight, part.of(weight, places), rate, part.told(weight, places))


@dataclass(frozen=True, slots=True)
class _Judged:
    """What an indicator reached, before its weight matters: a share of the weight, or a class to score in.

    `achievement` is the name of the class, "" with a share. `is_class_unused`: a class was written for nothing.
    """

    name: str
    share: Share | None
    achievement: str = ""
    is_met: bool = False
    completion: Decimal | None = None
    is_far_above: bool = False
    is_class_unused: bool = False


def _judge(group: Group, indicator: Indicator, outcome: Outcome, scoring: Scoring) -> _Judged | Finding:
    """By the number where there is one to compare, else by its class: a person may say what a number cannot."""
    target, actual = indicator.target, Actual.parse(outcome.actual, indicator.target)
    if actual.number is None:
        return _by_class(indicator, outcome, actual.fault, scoring)
    found = share(target, actual.number, scoring.at_least, scoring.at_most)
    reached = completion(target, actual)
    return _Judged(
        indicator.name,
        _with_floor(found, group, indicator, actual.number, scoring.least_satisfaction),
        is_met=found.is_full,
        completion=reached,
        is_far_above=found.is_full and reached is not None and reached >= (scoring.far_above or Decimal("inf")),
        is_class_unused=bool(outcome.achievement),
    )


def _with_floor(found: Share, group: Group, indicator: Indicator, number: Decimal, least: Decimal) -> Share:
    """Nothing for a satisfaction below the least one: a rate that should be high, in a group that says so."""
    target = indicator.target
    is_satisfaction = SATISFACTION in group.first + group.second and target.sign in ("≥", ">", "=")
    if is_satisfaction and target.unit in _PER_UNIT and number / _PER_UNIT[target.unit] < least:
        return nothing(f"满意度 {digits(number)}{target.unit} 低于 {digits(least * 100)}%")
    return found


def _by_class(indicator: Indicator, outcome: Outcome, fault: str, scoring: Scoring) -> _Judged | Finding:
    classes = {"classes": "、".join(scoring.classes)}
    name = _class_of(indicator, outcome, scoring)
    if not name:
        id = "score.not-comparable" if fault else "score.which-class"
        return _finding(id, outcome, "实际完成值", text=outcome.actual, why=fault, **classes)
    if name not in scoring.classes:
        return _finding("score.unknown-class", outcome, "达成情况", text=name, **classes)
    return _Judged(indicator.name, None, name, is_met=name == next(iter(scoring.classes)))


def _class_of(indicator: Indicator, outcome: Outcome, scoring: Scoring) -> str:
    """The class written, or said in the actual value; words that repeat the target are the best class."""
    actual = plain(outcome.actual)
    if outcome.achievement or actual in scoring.classes:
        return outcome.achievement or actual
    return next(iter(scoring.classes), "") if actual == plain(indicator.target.text) else ""


def _mark(judged: _Judged, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Mark | Finding:
    if outcome.score is not None and is_too_fine(outcome.score, scoring.score_places):
        return _finding("score.too-fine", outcome, "得分", text=digits(outcome.score), places=scoring.score_places)
    scored = _by_formula if judged.share else _in_class
    found = scored(judged, outcome, weight, scoring)
    if isinstance(found, Finding):
        return found
    score, computed, how = found
    reached = (judged.completion, judged.is_met, judged.is_far_above, judged.achievement)
    return Mark(weight, round_half_up(score, scoring.score_places), computed, *reached, how)


Scored = tuple[Decimal, Decimal | None, str]  # the score, the computed one, how


def _by_formula(judged: _Judged, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Scored | Finding:
    assert judged.share
    computed = judged.share.of(weight, scoring.score_places)
    how = judged.share.told(weight, scoring.score_places)
    if outcome.score is None:
        return computed, computed, how
    if outcome.score > weight:
        return _finding("score.above-weight", outcome, "得分", score=digits(outcome.score), weight=digits(weight))
    return outcome.score, computed, f"人工打分 {digits(outcome.score)}；按规则是：{how}"


def _in_class(judged: _Judged, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Scored | Finding:
    quality, name = scoring.classes[judged.achievement], judged.achievement
    least, most = _limits(quality, weight, scoring.score_places, judged.is_met)
    words = {"achievement": name, "least": digits(least), "most": digits(most), "weight": digits(weight)}
    if outcome.score is not None:
        if not least <= outcome.score <= most:
            return _finding("score.outside-class", outcome, "得分", score=digits(outcome.score), **words)
        return (
            outcome.score,
            None,
            f"定性：{name}，在 {digits(least)} 至 {digits(most)} 分里人工打分 {digits(outcome.score)}",
        )
    if quality.usual is None:
        return _finding("score.no-score", outcome, "三级指标", **words)
    part = Share(quality.usual, Decimal(1), f"定性：{name} {digits(quality.usual * 100)}%")
    return part.of(weight, scoring.score_places), None, part.told(weight, scoring.score_places)


def _limits(quality: QualityClass, weight: Decimal, places: int, is_best: bool) -> tuple[Decimal, Decimal]:
    """The least and the highest points with so many decimals in a class; its upper end belongs to the best only."""
    unit = Decimal(1).scaleb(-places)
    least = (quality.least * weight).quantize(unit, ROUND_CEILING)
    if is_best:
        return least, (quality.most * weight).quantize(unit, ROUND_FLOOR)
    return least, max(least, (quality.most * weight).quantize(unit, ROUND_CEILING) - unit)


def _remarks(judged: _Judged, outcome: Outcome, mark: Mark | None) -> Iterator[Finding]:
    """Hints on an indicator: nothing of it is wrong."""
    if judged.is_class_unused:
        yield _finding("score.class-unused", outcome, "达成情况")
    if mark and mark.computed is not None and mark.score != mark.computed:
        yield _finding("score.differs", outcome, "得分", score=digits(mark.score), computed=digits(mark.computed))
    if not outcome.reason and not judged.is_met:
        yield _finding("score.no-reason", outcome, "三级指标")
    if not outcome.reason and judged.is_far_above and judged.completion is not None:
        percent = digits(round_half_up(judged.completion * 100, 1))
        yield _finding("score.far-above", outcome, "三级指标", completion=percent)


def _finding(id: str, outcome: Outcome, key: str, **words: object) -> Finding:
    return Finding(id, {"name": outcome.name, **words}, ("自评", "指标完成情况", outcome.at, key))
