"""The points of groups spread over their indicators (分值). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfreport.model import Indicator, Report
from perfreport.money import round_half_up
from perfreport.score.formulas import digits, trimmed
from perfreport.score.scoring import ALL_INDICATORS, EXECUTION, Finding, Scoring

_GROUPS, _OWN = ("年度绩效指标",), ("自评", "分值")


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of 预算执行率 and of each of the report's indicators; None where `Finding`s say why there are none."""

    execution: Decimal
    indicators: tuple[Decimal | None, ...]


class _Entry(NamedTuple):
    """An indicator, its number in the report, and where it stands."""

    number: int
    indicator: Indicator
    path: tuple[str | int, ...]


def weigh(report: Report, scoring: Scoring) -> tuple[Weights, tuple[Finding, ...]]:
    """Each indicator's weight: its own, or an equal part of what its group has left.

    The points of groups are the pack's, or as a whole those that the self-evaluation has; a first-level group may be
    weighed, its second-level ones, or all indicators together. Printed weights add up to their group's points exactly:
    where they do not come out even, the first indicators get one unit of the last decimal more.
    """
    told = report.self_evaluation
    own = told.weights if told else {}
    points = own or scoring.weights
    pools, findings = _pools(report, points, scoring)
    findings += _check_own(own, scoring)
    weights: list[Decimal | None] = [None] * len(report.indicators)
    for name, entries in pools.items():
        findings += _too_fine(entries, scoring.weight_places)
        given = [entry.indicator.weight for entry in entries]
        if not entries and points[name]:
            words = {"name": name, "points": digits(points[name]), "full": digits(scoring.full_marks)}
            findings.append(Finding("score.no-indicators", words, (*_OWN, name) if own else _place(report, name)))
        elif _fits(points[name], given):
            for entry, weight in zip(entries, spread(points[name], tuple(given), scoring.weight_places), strict=True):
                weights[entry.number] = weight
        elif entries:
            findings.append(_misfit(name, points[name], given, _place(report, name)))
    return Weights(trimmed(points.get(EXECUTION, Decimal(0))), tuple(weights)), tuple(findings)


def weighted(report: Report, scoring: Scoring | None) -> Report:
    """The report with the points of every indicator that gets any: a goal table prints them before there is a score."""
    if scoring is None:
        return report
    points = iter(weigh(report, scoring)[0].indicators)
    groups = [
        replace(group, indicators=tuple(replace(each, weight=next(points)) for each in group.indicators))
        for group in report.groups
    ]
    return replace(report, groups=tuple(groups))


@lru_cache(maxsize=1000)
def spread(points: Decimal, given: tuple[Decimal | None, ...], places: int) -> tuple[Decimal, ...]:
    """Weights that add up to `points`: the given ones, and for each None an equal part of the rest."""
    unit = Decimal(1).scaleb(-places)
    left = points - _sum(given)
    each, extra = divmod(int(left / unit), given.count(None) or 1)
    equal: Iterator[Decimal] = iter((each + (number < extra)) * unit for number in range(len(given)))
    return tuple(trimmed(next(equal) if weight is None else weight) for weight in given)


def _fits(points: Decimal, given: Sequence[Decimal | None]) -> bool:
    left = points - _sum(given)
    return left == 0 if None not in given or not points else left > 0


def _sum(given: Sequence[Decimal | None]) -> Decimal:
    return sum((weight for weight in given if weight is not None), Decimal(0))


def _pools(
    report: Report, points: Mapping[str, Decimal], scoring: Scoring
) -> tuple[dict[str, list[_Entry]], list[Finding]]:
    """The indicators that share the points of each name."""
    pools: dict[str, list[_Entry]] = {name: [] for name in points if name != EXECUTION}
    findings: dict[str, Finding] = {}
    number = 0
    for group in report.groups:
        covers = [name for name in dict.fromkeys((group.second, group.first, ALL_INDICATORS)) if name in pools]
        if group.indicators and len(covers) != 1:
            name = group.second if _is_split(report, group.first, points) else group.first
            id = "score.weighed-twice" if covers else "score.not-weighed"
            words = {"name": name, "full": digits(scoring.full_marks), "both": "”和“".join(covers)}
            findings.setdefault(name, Finding(id, words, (*_GROUPS, group.first, group.second)))
        for at, indicator in enumerate(group.indicators):
            if covers:
                pools[covers[0]].append(_Entry(number, indicator, (*_GROUPS, group.first, group.second, at)))
            number += 1
    return pools, list(findings.values())


def _is_split(report: Report, first: str, points: Mapping[str, Decimal]) -> bool:
    """Whether any of the second-level groups of `first` has points of its own."""
    return any(group.first == first and group.second in points for group in report.groups)


def _check_own(own: Mapping[str, Decimal], scoring: Scoring) -> list[Finding]:
    findings = [
        Finding("score.too-fine", {"text": digits(points), "places": scoring.weight_places}, (*_OWN, name))
        for name, points in own.items()
        if is_too_fine(points, scoring.weight_places)
    ]
    if own and (total := sum(own.values())) != scoring.full_marks:
        words = {"total": digits(Decimal(total)), "full": digits(scoring.full_marks)}
        findings.append(Finding("score.weights-differ", words, _OWN))
    return findings


def _too_fine(entries: Sequence[_Entry], places: int) -> list[Finding]:
    return [
        Finding("score.too-fine", {"text": digits(weight), "places": places}, (*entry.path, "分值"))
        for entry in entries
        if (weight := entry.indicator.weight) is not None and is_too_fine(weight, places)
    ]


def is_too_fine(points: Decimal, places: int) -> bool:
    """Whether the number has more decimals than are printed."""
    return points != round_half_up(points, places)


def _misfit(name: str, points: Decimal, given: Sequence[Decimal | None], path: tuple[str | int, ...]) -> Finding:
    rest = given.count(None)
    words = {"name": name, "points": digits(points), "given": digits(_sum(given))}
    return Finding("score.group-differs", {**words, "rest": f"，还有 {rest} 个指标没有写" if rest else ""}, path)


def _place(report: Report, name: str) -> tuple[str | int, ...]:
    """Where the group stands that is called so; all indicators where none is."""
    for group in report.groups:
        if name in (group.first, group.second):
            return (*_GROUPS, group.first) if name == group.first else (*_GROUPS, group.first, name)
    return _GROUPS
