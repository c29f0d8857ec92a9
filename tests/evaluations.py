"""Small reports with a self-evaluation, and packs to score them by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from perfreport.model import Group, Indicator, Report
from perfreport.money import Money
from perfreport.problem import Place, problem
from perfreport.rules import load_rules
from perfreport.score.evaluate import evaluate
from perfreport.selfevaluation import Execution, Outcome, SelfEvaluation, Spending
from perfreport.target import Target

GENERAL = load_rules(Path(__file__).parent.parent / "templates/通用").scoring
assert GENERAL


def wan(amount):
    return Money(Decimal(amount), "万元")


def spending(initial="100", budget="100", spent="100"):
    return Spending(wan(initial), wan(budget), wan(spent))


ALL_SPENT = spending()


def report(*groups, spent=ALL_SPENT, weights=None):
    """A report of groups `("产出指标/数量指标", [(指标值, 实际完成值, {more of Indicator and Outcome}), …])`."""
    found, outcomes = [], []
    for path, rows in groups:
        indicators = []
        for target, actual, more in ((*row, {})[:3] for row in rows):
            name = f"指标{len(outcomes) + 1}"
            weight = Decimal(more["weight"]) if "weight" in more else None
            indicators.append(Indicator(name, Target.parse(target), weight))
            score = Decimal(more["score"]) if "score" in more else None
            told = {"achievement": "", "reason": "", **more}
            words = (told["achievement"], score, told["reason"], "")
            outcomes.append(Outcome(name, "", actual, *words, at=len(outcomes)))
        found.append(Group(*path.split("/"), tuple(indicators)))
    nothing = spending("0", "0", "0")
    execution = Execution(spent, nothing, nothing, spent, nothing)
    own = {name: Decimal(points) for name, points in (weights or {}).items()}
    told = SelfEvaluation("", date(2022, 3, 5), execution, None, None, None, None, (), tuple(outcomes), own, {})
    return Report("示例单位", 2021, "万元", (), (), tuple(found), told)


def pack(weights, **choices):
    points = {name: Decimal(each) for name, each in weights.items()}
    return replace(GENERAL, weights=points, full_marks=sum(points.values()), **choices)


def told(data, rules):
    """The problems that leave a report without scores, each as `place  sentence  [id]`."""
    evaluation, findings = evaluate(data, rules)
    assert evaluation is None
    found = [problem(each.id, Place("/".join(map(str, each.path))), **each.words) for each in findings]
    return [f"{each.place}  {each.message}  [{each.id}]" for each in found]


def ones(number):
    """Indicators that are reached."""
    return [("≥1次", "1次")] * number


def cases(table):
    """The rows of a table that a person can read."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
