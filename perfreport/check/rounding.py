"""尾差: amounts that, each rounded as the form prints it, no longer add up to the total printed beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Path
from perfreport.form import by_word
from perfreport.model import Report
from perfreport.money import Money, round_half_up
from perfreport.rules import Checking
from perfreport.selfevaluation import Execution
from perfreport.yaml.slip import shortened

_COLUMNS = "财政拨款", "其他资金"
_SOURCES, _USES = ("财政拨款", "上年结转", "其他资金"), ("基本支出", "项目支出")


class Part(NamedTuple):
    """An amount that was typed, what a message calls it, and where it stands."""

    called: str
    amount: Money
    path: Path


class Sum(NamedTuple):
    """A total that a form prints, and the parts it prints beside it."""

    called: str
    total: Money
    parts: tuple[Part, ...]


def off_by_rounding(review: Review) -> Iterator[Fault]:
    """The totals that the printed parts do not add up to; of a total over others, only where those are right."""
    checking, report = review.rules.checking, review.report
    if _is_finer(report.sums.total, checking):
        found = [fault for each in (*_columns(report), *_lines(report)) if (fault := _fault(each, checking))]
        yield from found or filter(None, [_fault(_whole(report), checking)])
    if report.self_evaluation:
        for each in _spending(report.self_evaluation.execution):
            if _is_finer(each.total, checking) and (fault := _fault(each, checking)):
                yield fault


def _is_finer(total: Money, checking: Checking) -> bool:
    """Whether a sum, which has as many decimals as the finest of its parts, has more than are printed."""
    exponent = total.to(checking.money_unit).as_tuple().exponent
    return isinstance(exponent, int) and exponent < -checking.money_places


def _columns(report: Report) -> Iterator[Sum]:
    totals = by_word(report.sums)
    for column in _COLUMNS:
        yield Sum(f"“{column}”的合计", totals[column], tuple(_amounts(report, column)))


def _amounts(report: Report, column: str) -> Iterator[Part]:
    for at, task in enumerate(report.tasks):
        called = f"“{shortened(task.name)}”的{column}"
        yield Part(called, by_word(task)[column], ("年度主要任务", at, column))


def _lines(report: Report) -> Iterator[Sum]:
    for parts in zip(*(_amounts(report, column) for column in _COLUMNS), strict=True):
        task = report.tasks[int(parts[0].path[1])]
        yield Sum(f"“{shortened(task.name)}”的总额", task.total, parts)


def _whole(report: Report) -> Sum:
    parts = (part for column in _COLUMNS for part in _amounts(report, column))
    return Sum("“总额”的合计", report.sums.total, tuple(parts))


def _spending(execution: Execution) -> Iterator[Sum]:
    rows = {row: by_word(spending) for row, spending in by_word(execution).items()}
    for column, total in rows["合计"].items():
        for by, names in (("资金来源", _SOURCES), ("用途", _USES)):
            parts = (
                Part(f"{name}的{column}", rows[name][column], ("自评", "预算执行", name, column)) for name in names
            )
            yield Sum(f"“预算执行”的{column}（按{by}）合计", total, tuple(parts))


def _fault(summed: Sum, checking: Checking) -> Fault | None:
    """What is off, and which parts to type otherwise: those that rounding took most from, or gave most to."""
    unit, places = checking.money_unit, checking.money_places
    exact = [part.amount.to(unit) for part in summed.parts]
    printed = [round_half_up(amount, places) for amount in exact]
    total, added = round_half_up(summed.total.to(unit), places), sum(printed, Decimal(0))
    if total == added:
        return None
    step = Decimal(1).scaleb(-places)
    signed = step if total > added else -step
    most = sorted(range(len(exact)), key=lambda at: (exact[at] - printed[at]) / signed, reverse=True)
    changed = [(summed.parts[at], Money(printed[at] + signed, unit)) for at in most[: int((total - added) / signed)]]
    words = {
        "called": summed.called,
        "total": total,
        "added": added,
        "unit": unit,
        "step": step,
        "changes": "，".join(f"{part.called}填 {amount.to(part.amount.unit):f}" for part, amount in changed),
    }
    return Fault(words=words, path=changed[0][0].path)
