"""The part 自评 of a data file: compared with the goal table, its entries put to their indicators, made a value.

What is read of it is a `Record`; see `reader`. Everything wrong is reported at its node.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
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
from perfreport.values import did_you_mean, nearest
from perfreport.yaml.slip import shortened
from perfreport.yaml.tree import Map, Node, find

Names = Sequence[tuple[str, str]]  # of all indicators in order: second-level group and third-level name

_COLUMNS = {field.name: field.word for field in form_fields(Spending)}
_SOURCES = {"appropriation": "财政拨款", "carried_over": "上年结转", "other_funds": "其他资金"}
_NOT_REAL = re.compile("示例|样例|模拟|测试|虚构|草稿|试填")
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
    _check_budgets(reader, root, rows["合计"])
    _check_initial(reader, root, rows, budget)
    _check_last_year(reader, root, record.get("last_year") or {})


def _check_budgets(reader: DataReader, root: Node, totals: dict[str, Money | None]) -> None:
    """What was spent may be less than nothing where money was taken back; a budget is not."""
    for word in ("年初预算数", "全年预算数"):
        total = totals[word]
        if total is not None and total < 0:
            node = find(root, "自评", "预算执行", "财政拨款", word)
            reader.report("self.negative-budget", node, column=word, total=total, unit=reader.unit)


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


def check_day(reader: DataReader, root: Node, record: Record, year: int | None) -> None:
    """A self-evaluation is written when its year is over, within the next."""
    day = record.get("day")
    if day and year and day.year != year + 1:
        words = {"day": f"{day.year}年{day.month}月{day.day}日", "year": year, "next": year + 1}
        reader.report("self.odd-day", find(root, "自评", "填报日期"), **words)


def check_nature(reader: DataReader, root: Node, record: Record) -> None:
    """What stands there is printed on every page: it is for figures that are not real."""
    nature = record.get("nature")
    if isinstance(nature, str) and not _NOT_REAL.search(nature):
        reader.report("self.odd-nature", find(root, "自评", "数据性质"), text=nature)


def compare(reader: DataReader, written: Any, computed: Money | None) -> None:
    """A sum that the clerk wrote down, too, must be the computed one."""
    if not isinstance(written, Written) or written.amount is None or computed is None or written.amount == computed:
        return
    words = {"written": written.amount, "computed": computed, "difference": abs(written.amount - computed)}
    reader.report("data.sum-differs", written.node, where=written.where, unit=reader.unit, **words)


def match(reader: DataReader, root: Node, record: Record, goals: int, names: Names) -> list[int]:
    """For each indicator the number of its entry in 指标完成情况; goals and indicators without one are reported.

    Where the name of one side could not be read, the other side may be right.
    """
    told = len(record.get("goals") or [])
    if goals and told and told != goals:
        reader.report("self.goals-differ", find(root, "自评", "目标完成情况"), goals=goals, told=told)
    entries = record.get("outcomes") or []
    if names and "outcomes" not in record:
        reader.report("data.missing-key", find(root, "自评"), where="“自评”", key="指标完成情况", value="…")
    groups = _groups_by_name(names)
    found = _paired(entries, names, groups)
    matched = {at for at in found if at is not None}
    if entries and all(_is_read(entry) for at, entry in enumerate(entries) if at not in matched):
        spare = {entry["name"]: at for at, entry in enumerate(entries) if at not in matched}
        for (second, name), at in zip(names, found, strict=True):
            if name and at is None:
                _report_missing(reader, root, name, second, spare)
    if names and reader.has_all_groups and all(name for _, name in names):
        for at, entry in enumerate(entries):
            _check_entry(reader, find(root, "自评", "指标完成情况", at, "三级指标"), entry, at in matched, groups)
    return [at for at in found if at is not None]


def _report_missing(reader: DataReader, root: Node, name: str, second: str, spare: dict[str, int]) -> None:
    """An indicator without an entry, told at one of the `spare` entries whose name is like its own, else over all."""
    near = nearest(name, spare)
    if near:
        node = find(root, "自评", "指标完成情况", spare[near], "三级指标")
        suggestion = f"是不是这里的“{shortened(near)}”？是就改正这一项，不是就"
    else:
        node, suggestion = cast(Map, find(root, "自评")).keys["指标完成情况"], ""
    reader.report("self.missing-indicator", node, name=name, group=second, suggestion=suggestion)


def _groups_by_name(names: Names) -> dict[str, list[str]]:
    """The groups in which there is an indicator of each name, each once, in their order."""
    groups: dict[str, list[str]] = {}
    for second, name in names:
        if second not in groups.setdefault(name, []):
            groups[name].append(second)
    return groups


def _paired(entries: Sequence[Record], names: Names, groups: dict[str, list[str]]) -> list[int | None]:
    """For each indicator the number of the first entry that is about it and not yet taken; None where none is.

    An entry that says no group means the only one with this name, or else the first that has no entry of its own.
    """
    waiting: dict[tuple[str, str], deque[int]] = {}
    for at, entry in enumerate(entries):
        if name := entry.get("name"):
            known = groups.get(name, [])
            second = entry.get("second") or (known[0] if len(known) == 1 else "")
            waiting.setdefault((second, name), deque()).append(at)
    found: list[int | None] = []
    for second, name in names:
        about = waiting.get((second, name)) or waiting.get(("", name))
        found.append(about.popleft() if about else None)
    return found


def _is_read(entry: Record) -> bool:
    """Whether both of what it must have could be read: else its name may hold more than the name."""
    return entry.get("name") is not None and entry.get("actual") is not None


def _check_entry(
    reader: DataReader, node: Node, entry: Record, is_used: bool, groups_by_name: dict[str, list[str]]
) -> None:
    name, second = entry.get("name"), entry.get("second")
    groups = groups_by_name.get(name or "", [])
    words = {"name": name, "second": second, "groups": "、".join(groups)}
    if name is None or not (groups or _is_read(entry)):
        return
    if not groups:
        suggestion = did_you_mean(name, groups_by_name)
        reader.report("self.unknown-indicator", node, name=name, suggestion=suggestion)
    elif len(groups) > 1 and not second:
        reader.report("self.which-group", node, **words)
    elif second and second not in groups:
        reader.report("self.wrong-group", node, **words)
    elif not is_used:
        reader.report("self.repeated-indicator", node, name=name)


def self_evaluation(record: Record, matched: Sequence[int], reader: DataReader) -> SelfEvaluation:
    """The value of a part that is right; `matched` as `match` gives it."""
    entries, unit = record.get("outcomes", []), reader.unit
    own_names = reader.own_names(Outcome)
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
