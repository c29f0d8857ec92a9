"""What an indicator reached, before its weight matters: a share of the weight, or a class to score in. Pure."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfreport.actual import Actual, completion
from perfreport.model import Group, Indicator
from perfreport.score.formulas import Share, digits, nothing, share
from perfreport.score.scoring import Finding, Scoring
from perfreport.selfevaluation import Outcome
from perfreport.sentences.targets import with_unit_of
from perfreport.target import Target, plain

SATISFACTION = "满意度"  # a group whose name holds it has the pack's least_satisfaction
_PER_UNIT = {"%": 100, "‰": 1000}


class Result(NamedTuple):
    """What an indicator reached: a share of the weight, or else the name of a class to score in.

    With a share, `achievement` is what was written beside it, which may contradict it.
    """

    share: Share | None
    achievement: str
    is_met: bool
    contradicts: bool = False
    completion: Decimal | None = None
    is_far_above: bool = False


def result_of(group: Group, indicator: Indicator, outcome: Outcome, scoring: Scoring) -> Result | Finding:
    """By the number where there is one to compare, else by its class: a person may say what a number cannot."""
    if outcome.achievement and outcome.achievement not in scoring.classes:
        words = {"text": outcome.achievement, "classes": "、".join(scoring.classes)}
        return about("score.unknown-class", outcome, "达成情况", **words)
    compared = _compared(indicator.name, indicator.target.text, outcome.actual, scoring.at_least, scoring.at_most)
    if isinstance(compared, str):
        return _by_class(indicator, outcome, compared, scoring)
    target, number, found, reached = compared
    return Result(
        _with_floor(found, group, target, number, scoring.least_satisfaction),
        outcome.achievement,
        is_met=found.is_full,
        contradicts=bool(outcome.achievement) and found.is_full != (outcome.achievement == scoring.best_class),
        completion=reached,
        is_far_above=found.is_full and reached is not None and reached >= (scoring.far_above or Decimal("inf")),
    )


@lru_cache(maxsize=3_000)
def _compared(
    name: str, target: str, actual: str, at_least: str, at_most: str
) -> tuple[Target, Decimal, Share, Decimal | None] | str:
    """The target as it is counted, the number reached, the share of the points and of the target; or why there is no
    number to compare."""
    counted = with_unit_of(name, Target.parse(target))  # 满意度（%）: ≥95
    reached = Actual.parse(actual, counted)
    if reached.number is None:
        return reached.fault
    return counted, reached.number, share(counted, reached.number, at_least, at_most), completion(counted, reached)


def _with_floor(found: Share, group: Group, target: Target, number: Decimal, least: Decimal) -> Share:
    """Nothing for a satisfaction below the least one: a rate that should be high, in a group that says so."""
    is_satisfaction = SATISFACTION in group.first + group.second and target.sign in ("≥", ">", "=")
    if is_satisfaction and target.unit in _PER_UNIT and number / _PER_UNIT[target.unit] < least:
        return nothing(f"满意度 {digits(number)}{target.unit} 低于 {digits(least * 100)}%")
    return found


def _by_class(indicator: Indicator, outcome: Outcome, fault: str, scoring: Scoring) -> Result | Finding:
    name = outcome.achievement or ("" if indicator.target.sign else _class_said(indicator, outcome, scoring))
    if not name:
        id = "score.not-comparable" if fault else "score.which-class"
        typed = {"target": indicator.target.text, "text": outcome.actual}
        return about(id, outcome, "实际完成值", **typed, why=fault, classes="、".join(scoring.classes))
    return Result(None, name, is_met=name == scoring.best_class)


def _class_said(indicator: Indicator, outcome: Outcome, scoring: Scoring) -> str:
    """The class that is the actual value; words that repeat the target are the best class."""
    actual = plain(outcome.actual)
    if actual in scoring.classes:
        return actual
    return scoring.best_class if actual == plain(indicator.target.text) else ""


def about(id: str, outcome: Outcome, key: str, **words: object) -> Finding:
    """A finding about an entry of 指标完成情况, at one of its values."""
    return Finding(id, {"name": outcome.name, **words}, ("自评", "指标完成情况", outcome.at, key))
