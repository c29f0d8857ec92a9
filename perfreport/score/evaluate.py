"""The scores of a report's self-evaluation by a pack's rules. Pure: what is wrong comes back as findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from perfreport.form import by_word
from perfreport.kinds import KINDS
from perfreport.model import Report
from perfreport.money import Money, round_half_up
from perfreport.problem import Place, Problem, problem
from perfreport.score.formulas import Share, digits, full, nothing
from perfreport.score.result import Result, about, result_of
from perfreport.score.scoring import Evaluation, ExecutionMark, Finding, Mark, QualityClass, Scoring
from perfreport.score.weights import is_too_fine, weigh
from perfreport.selfevaluation import Execution, Outcome


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
    indicators = ((group, indicator) for group in report.groups for indicator in group.indicators)
    marked = [
        _marked(result_of(*indicator, outcome, scoring), outcome, weight, scoring)
        for indicator, outcome, weight in zip(indicators, told.outcomes, weights.indicators, strict=True)
    ]
    findings = (*amiss, *(finding for _, found in marked for finding in found))
    if any(KINDS[finding.id].severity == "error" for finding in findings):
        return None, findings
    marks = tuple(mark for mark, _ in marked if mark)
    return _summed(_execution(told.execution, weights.execution, scoring), marks, scoring), findings


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
    return ExecutionMark(weight, part.of(weight, places), rate, part.told(weight, places), called)


def _marked(
    result: Result | Finding, outcome: Outcome, weight: Decimal | None, scoring: Scoring
) -> tuple[Mark | None, list[Finding]]:
    """An indicator's score, None without a weight or where something is wrong, and what is found about it."""
    if isinstance(result, Finding):
        return None, [result]
    mark = _mark(result, outcome, weight, scoring) if weight is not None else None
    if isinstance(mark, Finding):
        return None, [mark, *_remarks(result, outcome, None)]
    return mark, list(_remarks(result, outcome, mark))


def _mark(result: Result, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Mark | Finding:
    if outcome.score is not None and is_too_fine(outcome.score, scoring.score_places):
        return about("score.too-fine", outcome, "得分", text=digits(outcome.score), places=scoring.score_places)
    scored = _by_formula if result.share else _in_class
    found = scored(result, outcome, weight, scoring)
    if isinstance(found, Finding):
        return found
    score, computed, how = found
    return Mark(
        weight,
        round_half_up(score, scoring.score_places),
        computed,
        result.completion,
        result.is_met,
        result.is_far_above,
        result.achievement,
        how,
    )


Scored = tuple[Decimal, Decimal | None, str]  # the score, the computed one, how


def _by_formula(result: Result, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Scored | Finding:
    assert result.share
    computed = result.share.of(weight, scoring.score_places)
    how = result.share.told(weight, scoring.score_places)
    if outcome.score is None:
        return computed, computed, how
    if outcome.score > weight:
        return about("score.above-weight", outcome, "得分", score=digits(outcome.score), weight=digits(weight))
    return outcome.score, computed, f"人工打分 {digits(outcome.score)}；按规则是：{how}"


def _in_class(result: Result, outcome: Outcome, weight: Decimal, scoring: Scoring) -> Scored | Finding:
    quality, name = scoring.classes[result.achievement], result.achievement
    least, most = _limits(quality, weight, scoring.score_places, result.is_met)
    words = {"achievement": name, "least": digits(least), "most": digits(most), "weight": digits(weight)}
    if outcome.score is not None:
        if not least <= outcome.score <= most:
            return about("score.outside-class", outcome, "得分", score=digits(outcome.score), **words)
        how = f"定性：{name}，在 {digits(least)} 至 {digits(most)} 分里人工打分 {digits(outcome.score)}"
        return outcome.score, None, how
    if quality.usual is None:
        return about("score.no-score", outcome, "三级指标", **words)
    part = Share(quality.usual, Decimal(1), f"定性：{name} {digits(quality.usual * 100)}%")
    return part.of(weight, scoring.score_places), None, part.told(weight, scoring.score_places)


def _limits(quality: QualityClass, weight: Decimal, places: int, is_best: bool) -> tuple[Decimal, Decimal]:
    """The least and the highest points with so many decimals in a class; its upper end belongs to the best only."""
    unit = Decimal(1).scaleb(-places)
    least = (quality.least * weight).quantize(unit, ROUND_CEILING)
    if is_best:
        return least, (quality.most * weight).quantize(unit, ROUND_FLOOR)
    return least, max(least, (quality.most * weight).quantize(unit, ROUND_CEILING) - unit)


def _remarks(result: Result, outcome: Outcome, mark: Mark | None) -> Iterator[Finding]:
    """Hints on an indicator: nothing of it is wrong."""
    if result.contradicts:
        done = "已经完成" if result.is_met else "没有完成"
        yield about("score.class-differs", outcome, "达成情况", text=result.achievement, done=done)
    if mark and mark.computed is not None and mark.score != mark.computed:
        yield about("score.differs", outcome, "得分", score=digits(mark.score), computed=digits(mark.computed))
    if not outcome.reason and not result.is_met:
        yield about("score.no-reason", outcome, "三级指标")
    if not outcome.reason and result.is_far_above and result.completion is not None:
        percent = digits(round_half_up(result.completion * 100, 1))
        yield about("score.far-above", outcome, "三级指标", completion=percent)
