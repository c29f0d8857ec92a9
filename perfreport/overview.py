"""The overview of many bureaus (汇总): a line for each, small enough that those of ten thousand are no burden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from perfreport.examine import Examined


@dataclass(frozen=True, slots=True)
class Line:
    """What the overview says of a bureau and year.

    Amounts are in 元. `indicators`: how many by first-level group; `quantitative`: how many of all have a number.
    `budget`, `spent`, `score` and `grade` are there with 自评 and its scores only.
    """

    bureau: str
    year: int
    appropriation: Decimal
    other_funds: Decimal
    tasks: int
    goals: int
    indicators: Mapping[str, int]
    quantitative: int
    budget: Decimal | None = None
    spent: Decimal | None = None
    score: Decimal | None = None
    grade: str = ""


def line_of(examined: Examined) -> Line:
    """The line of a data file that could be read."""
    report, evaluation = examined.loaded.report, examined.evaluation
    assert report
    counts: Counter[str] = Counter()
    for group in report.groups:
        counts[group.first] += len(group.indicators)
    told = report.self_evaluation
    return Line(
        report.bureau,
        report.year,
        report.sums.appropriation.to("元"),
        report.sums.other_funds.to("元"),
        len(report.tasks),
        len(report.goals),
        dict(counts),
        sum(indicator.target.sign != "" for indicator in report.indicators),
        told.execution.total.budget.to("元") if told else None,
        told.execution.total.spent.to("元") if told else None,
        evaluation.total if evaluation else None,
        evaluation.grade if evaluation else "",
    )
