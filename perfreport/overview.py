"""The overview of many bureaus (汇总): a line for each, small enough that those of ten thousand are no burden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import nlargest
from typing import Any

from perfreport.examine import Examined
from perfreport.money import Money
from perfreport.produced import Line, Listed

_FOREMOST = 10  # bureaus that a chart has room for


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


def names(year: int, listed: Sequence[Listed], grades: Sequence[str]) -> dict[str, Any]:
    """What the template of the overview sees of the bureaus of a year; docs/templates.md has the list.

    `grades`: all that a bureau may have, the best first.
    """
    made = [each for each in listed if each.whose and not each.errors]
    reached = Counter(line.grade for line in _lines(made))
    return {
        "年度": year,
        "各单位": _Rows(made),
        "各等级": [{"等级": grade, "单位数": reached[grade]} for grade in grades],
        "预算前列": [_row(line, 0) for line in nlargest(_FOREMOST, _lines(made), key=_budget)],
        "没有写的": [
            {"数据文件": each.data.name, "错误": each.errors, "提示": each.hints} for each in listed if each.errors
        ],
    }


class _Rows:
    """What the overview says of bureaus, each put together when it is its turn: all at once would be a burden."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self._listed = listed

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(_row, _lines(self._listed), (each.hints for each in self._listed))


def _lines(listed: Sequence[Listed]) -> Iterator[Line]:
    return (line for each in listed if (line := each.line))


def _budget(line: Line) -> Decimal:
    """Of the whole year; before that is known, of the tasks."""
    return line.total if line.budget is None else line.budget


def _row(line: Line, hints: int) -> dict[str, Any]:
    return {
        "单位名称": line.bureau,
        "任务数": line.tasks,
        "目标数": line.goals,
        "指标数": sum(line.indicators.values()),
        "各组指标数": [{"一级指标": first, "指标数": number} for first, number in line.indicators.items()],
        "定量指标数": line.quantitative,
        "财政拨款": Money(line.appropriation, "元"),
        "其他资金": Money(line.other_funds, "元"),
        "总额": Money(line.total, "元"),
        "自评": _evaluated(line),
        "提示": hints,
    }


def _evaluated(line: Line) -> dict[str, Any] | None:
    if line.budget is None or line.spent is None or line.score is None:
        return None
    return {
        "全年预算数": Money(line.budget, "元"),
        "全年执行数": Money(line.spent, "元"),
        "执行率": line.spent / line.budget if line.budget else None,
        "总分": line.score,
        "等级": line.grade,
    }
