"""The part 自评 of a data file: compared with the goal table, its entries put to their indicators, made a value.

What is read of it is a `Record`; see `reader`. Everything wrong is reported at its node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, cast

from perfreport.form import form_fields
from perfreport.money import Money, Unit
from perfreport.reader import Record
from perfreport.record import DataReader, Written
from perfreport.selfevaluation import (
    Balance,
    Execution,
    Expense,
    LastYear,
    OfficialExpenses,
    Outcome,
    SelfEvaluation,
    Spending,
    Staff,
)
from perfreport.values import did_you_mean
from perfreport.yamltree import List, Map, Node, Text, find

Names = Sequence[tuple[str, str]]  # of all indicators in order: second-level group and third-level name

_COLUMNS = {field.name: field.word for field in form_fields(Spending)}
_SOURCES = {"appropriation": "财政拨款", "carried_over": "上年结转", "other_funds": "其他资金"}
_USES = {"basic": "基本支出", "projects": "项目支出"}


def amounts_by_word(reader: DataReader, record: Record) -> dict[str, Any]:
    """What links may name: 预算执行 with its rows and columns; None for an amount that is wrong."""
    execution = record.get("execution") or {}
    rows = {word: _row(execution.get(name), name, reader.unit) for name, word in (_SOURCES | _USES).items()}
    rows["合计"] = _sum_row([rows[word] for word in _SOURCES.values()])
    return {"预算执行": {name: {_COLUMNS[column]: row[column] for column in _COLUMNS} for name, row in rows.items()}}


def _row(record: Record | None, name: str, unit: Unit) -> dict[str, Money | None]:
    """A row's amounts; of a source that is not written, nothing."""
    if record is None and name in ("carried_over", "other_funds"):
        return dict.fromkeys(_COLUMNS, Money(Decimal(0), unit))
    return {column: (record or {}).get(column) for column in _COLUMNS}


def _sum_row(rows: Sequence[dict[str, Money | None]]) -> dict[str, Money | None]:
    return {column: add([row[column] for row in rows]) for column in _COLUMNS}


def add(amounts: Sequence[Money | None]) -> Money | None:
    """The sum of at least one amount; None where one is wrong."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known[1:], known[0]) if len(known) == len(amounts) else None


def check_sums(reader: DataReader, root: Node, record: Record, amounts: dict[str, Any], budget: Money | None) -> None:
    """Whether the amounts agree with one another, and those at the year's beginning with the goal table's `budget`."""
    rows = amounts["预算执行"]
    written = (record.get("execution") or {}).get("total") or {}
    for column, word in _COLUMNS.items():
        total = rows["合计"][word]
        compare(reader, written.get(column), total)
        uses = add([rows[name][word] for name in _USES.values()])
        if None not in (uses, total) and uses != total:
            words = {"column": word, "uses": uses, "sources": total, "unit": reader.unit}
            reader.report("self.parts-differ", find(root, "自评", "预算执行", "项目支出", word), **words)
    _check_initial(reader, root, rows, budget)
    _check_last_year(reader, root, record.get("last_year") or {})


def _check_initial(reader: DataReader, root: Node, rows: dict[str, Any], budget: Money | None) -> None:
    """The goal table has this year's funds only, without what was carried over."""
    initial = add([rows[name]["年初预算数"] for name in ("财政拨款", "其他资金")])
    if None not in (initial, budget) and initial != budget:
        node = find(root, "自评", "预算执行", "财政拨款", "年初预算数")
        reader.report("self.budget-differs", node, initial=initial, budget=budget, unit=reader.unit)


def _check_last_year(reader: DataReader, root: Node, last_year: Record) -> None:
    spent, parts = last_year.get("spent"), add([last_year.get(name) for name in _USES])
    if None not in (spent, parts) and spent != parts:
        node = find(root, "自评", "上年", "全年执行数")
        reader.report("self.last-year-differs", node, spent=spent, parts=parts, unit=reader.unit)


def compare(reader: DataReader, written: Any, computed: Money | None) -> None:
    """A sum that the clerk wrote down, too, must be the computed one."""
    if not isinstance(written, Written) or written.amount is None or computed is None or written.amount == computed:
        return
    words = {"written": written.amount, "computed": computed, "difference": abs(written.amount - computed)}
    reader.report("data.sum-differs", written.node, where=written.where, unit=reader.unit, **words)


def match(reader: DataReader, root: Node, record: Record, goals: int, names: Names) -> list[int]:
    """For each indicator the number of its entry in 指标完成情况; goals and indicators without one are reported."""
    if len(told := record.get("goals") or []) != goals and told:
        reader.report("self.goals-differ", find(root, "自评", "目标完成情况"), goals=goals, told=len(told))
    entries = record.get("outcomes") or []
    matched, used = [], set()
    for second, name in names:
        found = [at for at, entry in enumerate(entries) if at not in used and _is_about(entry, second, name)]
        if found:
            used.add(found[0])
            matched.append(found[0])
        elif entries:
            reader.report("self.missing-indicator", find(root, "自评", "指标完成情况"), name=name, group=second)
    known = Counter(name for _, name in dict.fromkeys(names))
    unread = set(_written(find(root, "年度绩效指标"))) - set(known)
    for at, entry in enumerate(entries):
        if entry.get("name") not in unread:
            _check_entry(reader, find(root, "自评", "指标完成情况", at, "三级指标"), entry, at in used, known)
    return matched


def _written(node: Node) -> Iterator[str]:
    """Every name of an indicator as it stands in the file, those in groups that could not be read, too."""
    if isinstance(node, Map):
        if isinstance(name := node.entries.get("三级指标"), Text):
            yield name.value
        for child in node.entries.values():
            yield from _written(child)
    elif isinstance(node, List):
        for child in node.items:
            yield from _written(child)


def _is_about(entry: Record, second: str, name: str) -> bool:
    return entry.get("name") == name and entry.get("second") in (None, second)


def _check_entry(reader: DataReader, node: Node, entry: Record, is_used: bool, known: Counter[str]) -> None:
    name = entry.get("name")
    if name is None:
        return
    if known[name] > 1 and not entry.get("second"):
        reader.report("self.which-group", node, name=name)
    elif not is_used and name in known:
        reader.report("self.repeated-indicator", node, name=name)
    elif not is_used:
        reader.report("self.unknown-indicator", node, name=name, suggestion=did_you_mean(name, known))


def self_evaluation(record: Record, matched: Sequence[int], reader: DataReader) -> SelfEvaluation:
    """The value of a part that is right; `matched` as `match` gives it."""
    entries, unit = record["outcomes"], reader.unit
    own_names = [field.word for field in reader.rules.own_fields(Outcome)]
    said = record.get("words") or {}
    return SelfEvaluation(
        nature=record.get("nature", ""),
        day=record["day"],
        execution=_execution(record["execution"], unit),
        last_year=_made(LastYear, record.get("last_year")),
        official_expenses=_expenses(record.get("official_expenses")),
        balance=_made(Balance, record.get("balance")),
        staff=_made(Staff, record.get("staff")),
        goals=tuple(record["goals"]),
        outcomes=tuple(_outcome(entries[at], at, own_names) for at in matched),
        weights=record.get("weights") or {},
        words={field.word: said.get(field.word, "") for field in reader.rules.own_words},
    )


def _made(kind: Any, record: Record | None) -> Any:
    """A record whose fields all have the kind's names; None where it is not written."""
    return kind(**{field.name: record.get(field.name) for field in form_fields(kind)}) if record else None


def _execution(record: Record, unit: Unit) -> Execution:
    rows = {name: _row(record.get(name), name, unit) for name in _SOURCES | _USES}
    return Execution(**{name: Spending(**cast("dict[str, Any]", row)) for name, row in rows.items()})


def _expenses(record: Record | None) -> OfficialExpenses | None:
    return OfficialExpenses(**{name: _made(Expense, row) for name, row in record.items()}) if record else None


def _outcome(record: Record, at: int, own_names: Sequence[str]) -> Outcome:
    own = record.get("own", {})
    return Outcome(
        name=record["name"],
        second=record.get("second", ""),
        actual=record["actual"],
        achievement=record.get("achievement", ""),
        score=record.get("score"),
        reason=record.get("reason", ""),
        remedy=record.get("remedy", ""),
        own={name: own.get(name, "") for name in own_names},
        at=at,
    )
