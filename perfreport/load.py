"""A data file becomes a Report, or every problem in it at once, each with its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from perfreport.link import Incomplete, follow_links, holds_link
from perfreport.model import Group, Indicator, Report, Sums, Task, form_fields
from perfreport.money import Money, Unit
from perfreport.problem import Place, Problem
from perfreport.record import Reader, Record, Written
from perfreport.rules import Rules
from perfreport.target import Target
from perfreport.values import Wrong
from perfreport.yamlfile import YamlFile, read_yaml
from perfreport.yamltree import List, Map, Node, Text

_HEAD = {field.name: field.word for field in form_fields(Report) if field.kind in ("bureau", "year")}
_SUMS = {field.name: field.word for field in form_fields(Sums)}


class Places:
    """Where the values of a data file stand."""

    def __init__(self, file: YamlFile) -> None:
        self._file = file

    def __call__(self, *path: str | int) -> Place:
        """The place of the value at `path`, in the form's words: `places("年度主要任务", 3, "财政拨款")`.

        Rows count from 0. A value that was not written has the place of what would hold it.
        """
        source, node = self._file.source, self._file.root
        for step in path:
            inner = _inner(node, step)
            if inner is None:
                break
            node = inner
        return source.place(node.line, node.column) if node else Place(source.file)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a data file: `report` is None when `problems` holds an error; hints leave it standing."""

    report: Report | None
    problems: tuple[Problem, ...]
    places: Places


def load(path: Path, rules: Rules) -> Loaded:
    """Read the data file at `path`, its indicator groups those of `rules`. Never raises for what was typed.

    Texts are kept character for character, but for blanks at their two ends, which nobody means. A text may go on in
    the next line, indented further: where a Chinese character stands at the joint, no blank is put there.
    """
    file = read_yaml(path)
    reader = Reader(file, rules)
    report = _report(reader, file.root) if file.root else None
    problems = sorted(reader.found, key=lambda found: (found.place.line, found.place.column))
    return Loaded(report, tuple(problems), Places(file))


def _report(reader: Reader, root: Node) -> Report | None:
    """What the file says, or None when an error was found in it."""
    head = reader.read(root)
    tasks: list[Record] = head.get("tasks") or []
    groups = head.get("groups") or []
    names = _names(reader, head, tasks)
    goals = [_followed(reader, goal, names) for goal in head.get("goals") or []]
    for record in chain(tasks, *(indicators for _, _, indicators, _ in groups)):
        record.update({name: _followed(reader, value, names) for name, value in record.items()})
    if any(found.severity == "error" for found in reader.found):
        return None
    return Report(
        bureau=head["bureau"],
        year=head["year"],
        money_unit=reader.unit,
        tasks=tuple(_task(record, reader.unit) for record in tasks),
        goals=tuple(goals),
        groups=tuple(_group(*group) for group in groups),
    )


def _names(reader: Reader, head: Record, tasks: list[Record]) -> dict[str, Any]:
    """What links may name: the head of the form, the sums, and each task that has a handle.

    On the way the sums are computed, and compared where the clerk wrote them, too.
    """
    funds = [_funds(task, reader.unit) for task in tasks]
    sums = {name: _added([task[name] for task in funds], reader.unit) for name in _SUMS}
    for task, computed in zip(tasks, funds, strict=True):
        _compare(reader, task, computed)
    _compare(reader, head.get("sums") or {}, sums)
    handles = {
        task["handle"]: _by_word(computed) for task, computed in zip(tasks, funds, strict=True) if task.get("handle")
    }
    return {
        **{word: head.get(name) for name, word in _HEAD.items()},
        "金额单位": reader.unit,
        "合计": _by_word(sums),
        "任务": handles if _all_read(reader, tasks) else Incomplete(handles),
    }


_HIDES_ENTRIES = {"yaml.duplicate-key", "yaml.two-entries", "yaml.run-on"}


def _all_read(reader: Reader, tasks: list[Record]) -> bool:
    """Whether every task could be read, and its handle, if it has one."""
    if any(found.id in _HIDES_ENTRIES for found in reader.found):
        return False
    return bool(tasks) and all(task and task.get("handle", "") is not None for task in tasks)


def _funds(task: Record, unit: Unit) -> dict[str, Money | None]:
    """A task's amounts and their sum; None where one is wrong."""
    appropriation = task.get("appropriation")
    other_funds = task.get("other_funds", Money(Decimal(0), unit))
    total = _added([appropriation, other_funds], unit)
    return {"total": total, "appropriation": appropriation, "other_funds": other_funds}


def _added(amounts: list[Money | None], unit: Unit) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Money(Decimal(0), unit)) if len(known) == len(amounts) else None


def _compare(reader: Reader, written: Record, computed: dict[str, Money | None]) -> None:
    for name, entry in written.items():
        correct = computed.get(name)
        if not isinstance(entry, Written) or entry.amount is None or correct is None or entry.amount == correct:
            continue
        words = {"written": entry.amount, "computed": correct, "difference": abs(entry.amount - correct)}
        reader.report("data.sum-differs", entry.node, where=entry.where, unit=reader.unit, **words)


def _by_word(funds: dict[str, Money | None]) -> dict[str, Money | None]:
    return {word: funds[name] for name, word in _SUMS.items()}


def _followed(reader: Reader, value: Any, names: dict[str, Any]) -> Any:
    """A text with its links followed; anything that is no text stays as it is."""
    if not isinstance(value, Text):
        return value
    followed = follow_links(value.value, names) if holds_link(value.value) else value.value
    if isinstance(followed, Wrong):
        reader.report(followed.id, value, text=value.value, **followed.words)
        return None
    return followed


def _task(record: Record, unit: Unit) -> Task:
    return Task(
        name=record["name"],
        content=record["content"],
        appropriation=record["appropriation"],
        other_funds=record.get("other_funds", Money(Decimal(0), unit)),
        handle=record.get("handle", ""),
    )


def _group(first: str, second: str, indicators: list[Record], note: str) -> Group:
    found = tuple(Indicator(record["name"], Target.parse(record["target"])) for record in indicators)
    return Group(first, second, found, note)


def _inner(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Map) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, List) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None
