"""Whether a pack's scoring rules make sense: what its numbers say together, once each could be read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from perfreport.score.formulas import digits
from perfreport.score.scoring import ALL_INDICATORS, EXECUTION, Finding, QualityClass, Scoring
from perfreport.score.weights import is_too_fine
from perfreport.values import did_you_mean

Groups = Sequence[tuple[str, Sequence[str]]]  # each first-level group with its second-level ones


def weighed(groups: Groups) -> tuple[str, ...]:
    """The names that may be given points: the execution, all indicators, each first- and second-level group."""
    seconds = [second for _, seconds in groups for second in seconds]
    return tuple(dict.fromkeys((EXECUTION, ALL_INDICATORS, *(first for first, _ in groups), *seconds)))


def check(scoring: Scoring, groups: Groups) -> Iterator[Finding]:
    """What is wrong, its path beginning below 评分. Without groups, which could not be read, nothing of them."""
    if groups:
        yield from _names(scoring, weighed(groups))
    for first, seconds in groups:
        yield from _covered(scoring, first, seconds)
    yield from _numbers(scoring)
    yield from _limits(scoring)
    yield from _classes(scoring)
    yield from _grades(scoring)


def _names(scoring: Scoring, allowed: Sequence[str]) -> Iterator[Finding]:
    for name in (name for name in scoring.weights if name not in allowed):
        words = {"key": name, "suggestion": did_you_mean(name, allowed), "allowed": "、".join(allowed)}
        yield Finding("data.unknown-key", {"where": "“分值”", **words}, ("分值", name))


def _covered(scoring: Scoring, first: str, seconds: Sequence[str]) -> Iterator[Finding]:
    """Each group has points once: by itself, with all indicators, or each of its second-level groups."""
    covers = [name for name in dict.fromkeys((ALL_INDICATORS, first, *seconds)) if name in scoring.weights]
    if not covers:
        yield Finding("rules.not-weighed", {"name": first}, ("分值",))
    elif not set(covers) <= set(seconds):
        if len(covers) > 1:
            yield Finding("rules.weighed-twice", {"name": first}, ("分值", covers[-1]))
    else:
        for second in (second for second in seconds if second not in covers and first not in covers):
            yield Finding("rules.not-weighed", {"name": second}, ("分值",))


def _numbers(scoring: Scoring) -> Iterator[Finding]:
    if (total := sum(scoring.weights.values())) != scoring.full_marks:
        yield Finding("rules.weights-differ", {"total": total, "full": scoring.full_marks}, ("分值",))
    for name, points in scoring.weights.items():
        if is_too_fine(points, scoring.weight_places):
            yield Finding("score.too-fine", {"text": digits(points), "places": scoring.weight_places}, ("分值", name))
    if scoring.score_places < scoring.weight_places:
        words = {"score": scoring.score_places, "weight": scoring.weight_places}
        yield Finding("rules.coarse-scores", words, ("得分小数位",))


def _limits(scoring: Scoring) -> Iterator[Finding]:
    if scoring.far_above is not None and scoring.far_above <= 1:
        yield Finding("rules.low-limit", {"text": f"{digits(scoring.far_above * 100)}%"}, ("超额上限",))
    if scoring.least_satisfaction > 1:
        yield Finding("rules.high-limit", {"text": f"{digits(scoring.least_satisfaction * 100)}%"}, ("满意度起点",))


def _classes(scoring: Scoring) -> Iterator[Finding]:
    before: QualityClass | None = None
    for name, quality in scoring.classes.items():
        if why := _class_fault(quality, before):
            yield Finding("rules.bad-class", {"name": name, "why": why}, ("定性", name))
        before = quality


def _class_fault(quality: QualityClass, before: QualityClass | None) -> str:
    if quality.least >= quality.most:
        return "最低要小于最高"
    if quality.most > 1:
        return "最高超过了 100%"
    if before and quality.most > before.least:
        return "与前一类重叠"
    if quality.usual is not None and not quality.least <= quality.usual <= quality.most:
        return "默认不在最低和最高之间"
    return ""


def _grades(scoring: Scoring) -> Iterator[Finding]:
    grades = list(scoring.grades.items())
    (best, most), (worst, least) = grades[0], grades[-1]
    if most > scoring.full_marks:
        yield Finding("rules.bad-grades", {"name": best, "why": "的分数超过了满分"}, ("等级", best))
    for (_, above), (name, points) in pairwise(grades):
        if points >= above:
            yield Finding("rules.bad-grades", {"name": name, "why": "不比前一个低"}, ("等级", name))
    if least:
        yield Finding("rules.bad-grades", {"name": worst, "why": "是最后一个，却不是 0 分"}, ("等级", worst))
