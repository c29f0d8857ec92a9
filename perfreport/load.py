"""A data file becomes a Report, or every problem in it at once, each with its line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from perfreport.form import form_fields
from perfreport.link import Incomplete, follow_links, holds_link
from perfreport.loadself import (
    add,
    amounts_by_word,
    check_day,
    check_nature,
    check_sums,
    compare,
    match,
    self_evaluation,
)
from perfreport.model import Group, Indicator, Report, Sums, Task
from perfreport.money import Money, Unit
from perfreport.problem import Place, Problem
from perfreport.reader import Record
from perfreport.record import DataReader
from perfreport.rules import Rules
from perfreport.selfevaluation import Outcome
from perfreport.target import Target
from perfreport.values import Wrong
from perfreport.yaml.file import YamlFile, read_yaml
from perfreport.yaml.slip import shortened
from perfreport.yaml.tree import List, Map, Node, Text, find
from perfreport.yaml.where import place_of

_HEAD = {field.name: field.word for field in form_fields(Report) if field.kind in ("bureau", "year")}
_NAMES = [form_fields(record)[0].word for record in (Task, Indicator)]
_SUMS = {field.name: field.word for field in form_fields(Sums)}


class Places:
    """Where the values of a data file stand."""

    def __init__(self, file: YamlFile) -> None:
        self._file = file

    def __call__(self, *path: str | int) -> Place:
        """The place of the value at `path`, in the form's words: `places("年度主要任务", 3, "财政拨款")`.

        Rows count from 0. A value that was not written has the place of what would hold it.
        """
        source, root = self._file.source, self._file.root
        return place_of(source, find(root, *path)) if root else Place(source.file)

    def quoting(self, piece: str, *path: str | int) -> Place:
        """The place of a piece of the text at `path`, its width; of the whole where `piece` is "" or comes of a link.

        What is no text, or empty, has the place of its key; what was not written that of what would hold it.
        """
        source, root = self._file.source, self._file.root
        node = find(root, *path) if root else None
        if isinstance(node, Text) and node.value:
            return place_of(source, node, piece)
        key = _key(root, path) if root else None
        return place_of(source, key) if key else self(*path)

    def spoken(self, place: Place) -> tuple[str, str]:
        """Where `place` is, in the form's words (年度主要任务›慰问工作›主要内容), and the text typed there.

        A place in another file is said as it is.
        """
        root = self._file.root
        if place.file != self._file.source.file:
            return str(place), ""
        steps, node = _way(root, place.line - 1, place.column - 1) if root and place.line else ([], None)
        return "›".join(steps), node.value if isinstance(node, Text) else ""


def _key(root: Node, path: Sequence[str | int]) -> Text | None:
    """The last key on the way to a value."""
    for steps in range(len(path), 0, -1):
        holder = find(root, *path[: steps - 1])
        if isinstance(holder, Map) and path[steps - 1] in holder.keys:
            return holder.keys[str(path[steps - 1])]
    return None


def _way(root: Node, line: int, column: int) -> tuple[list[str], Node]:
    """The keys, and for rows their names, on the way to the value or key at a position of the file, and that value."""
    steps: list[str] = []
    node = root
    while child := _last_begun(node, (line, column)):
        step, node = child
        steps.append(step)
    return steps, node


def _last_begun(node: Node, position: tuple[int, int]) -> tuple[str, Node] | None:
    """The last value in a node that begins before a position, its key before it, and what it is called."""
    if isinstance(node, Map):
        keys = list(node.keys.values())
        number = bisect_right(keys, position, key=_begins)
        return (keys[number - 1].value, node.entries[keys[number - 1].value]) if number else None
    if isinstance(node, List):
        number = bisect_right(node.items, position, key=_begins)
        return (_called(node.items[number - 1], number), node.items[number - 1]) if number else None
    return None


def _begins(node: Node) -> tuple[int, int]:
    return node.line, node.column


def _called(item: Node, number: int) -> str:
    """A row by its name, else by its number."""
    named = (item.entries.get(word) for word in _NAMES) if isinstance(item, Map) else iter(())
    name = next((each.value for each in named if isinstance(each, Text)), "")
    return shortened(name) if name else f"第 {number} 项"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a data file: `report` is None when `problems` holds an error; hints leave it standing.

    `unsummed` is what the file says where nothing is wrong but that amounts do not add up.
    """

    report: Report | None
    problems: tuple[Problem, ...]
    places: Places
    unsummed: Report | None = None


def load(path: Path, rules: Rules) -> Loaded:
    """Read the data file at `path`, its indicator groups those of `rules`. Never raises for what was typed.

    Texts are kept character for character, but for blanks at their two ends, which nobody means. A text may go on in
    the next line, indented further: where a Chinese character stands at the joint, no blank is put there.
    """
    return loaded(read_yaml(path), rules)


def loaded(file: YamlFile, rules: Rules) -> Loaded:
    """The same of a file that was read already, or never lay on the disk."""
    reader = DataReader(file, rules)
    report = _report(reader, file.root) if file.root else None
    reader.kinds.clear()  # they are its own methods: it would hold the file until the garbage collector comes
    problems = sorted(reader.found, key=lambda found: (found.place.line, found.place.column))
    is_sound = not any(found.severity == "error" for found in problems)
    return Loaded(report if is_sound else None, tuple(problems), Places(file), None if is_sound else report)


def _report(reader: DataReader, root: Node) -> Report | None:
    """What the file says, or None when an error was found in it, but for amounts that do not add up."""
    head = reader.read(root)
    names = _names(reader, root, head)
    head = {name: _followed(reader, value, names) for name, value in head.items()}
    groups = head.get("groups") or []
    evaluated, matched = head.get("self_evaluation"), list[int]()
    if evaluated:
        indicators = [(second, entry.get("name") or "") for _, second, entries, _ in groups for entry in entries]
        check_nature(reader, root, evaluated)
        check_day(reader, root, evaluated, head.get("year"))
        matched = match(reader, root, evaluated, len(head.get("goals") or []), indicators)
    if any(found.severity == "error" and found.id not in _SUMS_DIFFER for found in reader.found):
        return None
    return Report(
        bureau=head["bureau"],
        year=head["year"],
        money_unit=reader.unit,
        tasks=tuple(_task(reader, record) for record in head["tasks"]),
        goals=tuple(head["goals"]),
        groups=tuple(_group(reader, *group) for group in groups),
        self_evaluation=self_evaluation(evaluated, matched, reader) if evaluated else None,
        own=_own(reader, Report, head),
    )


def _names(reader: DataReader, root: Node, head: Record) -> dict[str, Any]:
    """What links may name: the head of the form, the sums, the tasks that have handles, 预算执行.

    On the way the sums are computed, and compared where the clerk wrote them, too.
    """
    tasks: list[Record] = head.get("tasks") or []
    funds = [_funds(task, reader.unit) for task in tasks]
    nothing = Money(Decimal(0), reader.unit)
    sums = {name: add([nothing, *(task[name] for task in funds)]) for name in _SUMS}
    for record, computed in [*zip(tasks, funds, strict=True), (head.get("sums") or {}, sums)]:
        for name in _SUMS:
            compare(reader, record.get(name), computed[name])
    handles = {
        task["handle"]: _by_word(computed) for task, computed in zip(tasks, funds, strict=True) if task.get("handle")
    }
    names = {
        **{word: head.get(name) for name, word in _HEAD.items()},
        "金额单位": reader.unit,
        "合计": _by_word(sums),
        "任务": handles if _all_read(reader, tasks) else Incomplete(handles),
    }
    if evaluated := head.get("self_evaluation"):
        amounts = amounts_by_word(reader, evaluated)
        check_sums(reader, root, evaluated, amounts, sums["total"] if tasks else None)
        names |= amounts
    return names


_SUMS_DIFFER = {"data.sum-differs", "self.parts-differ", "self.budget-differs", "self.last-year-differs"}
_HIDES_ENTRIES = {"yaml.duplicate-key", "yaml.two-entries", "yaml.run-on"}


def _all_read(reader: DataReader, tasks: list[Record]) -> bool:
    """Whether every task could be read, and its handle, if it has one."""
    if any(found.id in _HIDES_ENTRIES for found in reader.found):
        return False
    return bool(tasks) and all(task and task.get("handle", "") is not None for task in tasks)


def _funds(task: Record, unit: Unit) -> dict[str, Money | None]:
    """A task's amounts and their sum; None where one is wrong."""
    appropriation = task.get("appropriation")
    other_funds = task.get("other_funds", Money(Decimal(0), unit))
    total = add([appropriation, other_funds])
    return {"total": total, "appropriation": appropriation, "other_funds": other_funds}


def _by_word(funds: dict[str, Money | None]) -> dict[str, Money | None]:
    return {word: funds[name] for name, word in _SUMS.items()}


def _followed(reader: DataReader, value: Any, names: dict[str, Any]) -> Any:
    """The texts of a value, its links followed; anything that is no text stays as it is."""
    if isinstance(value, Text):
        return _followed_text(reader, value, names) if holds_link(value.value) else value.value
    if isinstance(value, dict):
        return {name: _followed(reader, each, names) for name, each in value.items()}
    if isinstance(value, list):
        return [_followed(reader, each, names) for each in value]
    if type(value) is tuple:
        return tuple(_followed(reader, each, names) for each in value)
    return value


def _followed_text(reader: DataReader, text: Text, names: dict[str, Any]) -> str | None:
    followed = follow_links(text.value, names)
    if isinstance(followed, Wrong):
        reader.report(followed.id, text, text=text.value, **followed.words)
        return None
    return followed


def _task(reader: DataReader, record: Record) -> Task:
    return Task(
        name=record["name"],
        content=record["content"],
        appropriation=record["appropriation"],
        other_funds=record.get("other_funds", Money(Decimal(0), reader.unit)),
        handle=record.get("handle", ""),
        own=_own(reader, Task, record),
    )


def _group(reader: DataReader, first: str, second: str, indicators: list[Record], note: str) -> Group:
    found = [
        Indicator(record["name"], Target.parse(record["target"]), record.get("weight"), _own(reader, Indicator, record))
        for record in indicators
    ]
    return Group(first, second, tuple(found), note, _own(reader, Indicator, {}) | _own(reader, Outcome, {}))


def _own(reader: DataReader, kind: type, record: Record) -> dict[str, str]:
    """What a record has under the pack's own fields; "" where nothing is written."""
    written = record.get("own", {})
    return {word: written.get(word, "") for word in reader.own_names(kind)}
