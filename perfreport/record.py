"""The nodes of a data file, read into dicts by the fields of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from perfreport.form import FormField, form_fields
from perfreport.model import MONEY_UNITS, NOT_APPLICABLE, Indicator, Report
from perfreport.money import Money, Unit
from perfreport.reader import Reader, Record, is_blank
from perfreport.rules import Rules
from perfreport.values import (
    read_amount,
    read_bureau,
    read_count,
    read_date,
    read_handle,
    read_money_unit,
    read_points,
    read_year,
    says_nothing,
)
from perfreport.yaml.file import YamlFile
from perfreport.yaml.tree import List, Map, Node, Text

_INDICATOR = form_fields(Indicator)[0].word
_OWN_NUMBER = re.compile(
    r"目标\s*[0-9０-９一二三四五六七八九十]{1,3}(?:\s*[：:、.．]|\s)|[(（]?[0-9０-９]{1,2}(?:[、)）]|[.．](?![0-9]))"
)


class Written(NamedTuple):
    """A sum the clerk wrote down, to be compared with the computed one; `where` names it in messages."""

    amount: Money | None
    node: Node
    where: str


class DataReader(Reader):
    """Reads one data file, its indicator groups and own fields those of `rules`."""

    def __init__(self, file: YamlFile, rules: Rules) -> None:
        super().__init__(file)
        self.unit: Unit = MONEY_UNITS[0]
        self.rules = rules
        self.has_all_groups = True  # False where indicators may stand under a group that nobody knows
        self._handles: set[str] = set()
        single: dict[str, Callable[[str], Any]] = {
            "amount": self._amount,
            "bureau": read_bureau,
            "year": read_year,
            "date": read_date,
            "count": read_count,
            "points": read_points,
        }
        self.kinds |= {kind: partial(self.value, read=read) for kind, read in single.items()}
        self.kinds |= {
            "target": self.text,
            "achievement": self.text,
            "computed": lambda node, where: Written(self.value(node, where, self._amount), node, where),
            "money_unit": self._money_unit,
            "handle": self._handle,
            "goals": lambda node, where: [self._goal(item, name) for item, name in self.rows(node, where)],
            "groups": self._groups,
            "weights": self._weights,
            "words": self._words,
        }

    def read(self, root: Node) -> Record:
        """The whole file: Report's fields, with a Record for each task, for the sums and for each indicator.

        Each group is a tuple of first level, second level, its indicators' Records, and the note.
        """
        return self.record(root, Report)

    def own_fields(self, record: type) -> Sequence[FormField]:
        return self.rules.own_fields(record)

    def _amount(self, text: str) -> Any:
        return read_amount(text, self.unit)

    def _money_unit(self, node: Node, where: str) -> Unit | None:
        """The unit of all amounts; it comes before them in the form's order."""
        self.unit = self.value(node, where, read_money_unit) or self.unit
        return self.unit

    def _handle(self, node: Node, where: str) -> str | None:
        handle: str | None = self.value(node, where, read_handle)
        if handle in self._handles:
            self.report("data.bad-handle", node, text=handle, why="前面的任务已经用了")
        self._handles.add(handle or "")
        return handle

    def _goal(self, node: Node, where: str) -> Text | None:
        found = self.text(node, where)
        if found and (signs := _own_signs(found.value)):
            self.report("data.goal-signs", node, text=found.value, signs=signs)
        return found

    def _groups(self, node: Node, where: str) -> list[tuple[str, str, list[Record], str]]:
        """Every group of the rules, in their order."""
        firsts = self._levels(node, [first for first, _ in self.rules.groups], where)
        found = []
        for first, words in self.rules.groups:
            seconds = self._levels(firsts.get(first), words, f"“{first}”")
            found += [(first, second, *self._group(seconds.get(second), second)) for second in words]
        return found

    def _levels(self, node: Node | None, allowed: Sequence[str], where: str) -> Mapping[str, Node]:
        if node is None or is_blank(node):
            return {}
        if isinstance(node, Text) and node.value == NOT_APPLICABLE:
            return dict.fromkeys(allowed, node)
        listed = node.items if isinstance(node, List) else [node]
        if [item for item in listed if self._says_nothing(item, where.strip("“”"))]:
            return {}
        entries = self.entries(node, allowed, where) or {}
        self.has_all_groups &= entries.keys() <= set(allowed)
        return entries

    def _group(self, node: Node | None, second: str) -> tuple[list[Record], str]:
        """A group's indicators and its note."""
        if node is None or is_blank(node):
            return [], ""
        if isinstance(node, Text):
            if node.value != NOT_APPLICABLE:
                self.report("data.not-a-group", node, text=node.value, group=second)
            return [], node.value
        items = [(f"“{second}”第 {at} 条", item) for at, item in enumerate(self.items(node, f"“{second}”"), 1)]
        return [
            self.record(item, Indicator, where) for where, item in items if not self._says_nothing(item, second)
        ], ""

    def _says_nothing(self, node: Node, group: str) -> bool:
        """Whether 不涉及 or the like stands where an indicator should; how it is written is told then."""
        name = node.entries.get(_INDICATOR) if isinstance(node, Map) else node
        if not (isinstance(name, Text) and says_nothing(name.value)):
            return False
        self.has_all_groups = False  # 自评 may tell what became of it
        self.report("data.listed-nothing", name, text=name.value, group=group)
        return True

    def _weights(self, node: Node, where: str) -> Record:
        """Points by the names that the pack's rules may weigh."""
        entries = self.entries(node, self.rules.weighed, where) or {}
        return {name: self.value(child, f"{where}的“{name}”", read_points) for name, child in entries.items()}

    def _words(self, node: Node, where: str) -> Record:
        """The report's own words, by the names that the pack declares."""
        return self.fields(node, self.rules.own_words, where) or {}


def _own_signs(goal: str) -> str:
    """The number and the final punctuation of a goal, which the form adds by itself."""
    number = _OWN_NUMBER.match(goal)
    signs = [f"开头的“{number[0]}”"] if number else []
    return "和".join(signs + [f"末尾的“{goal[-1]}”"] * (goal[-1] in "。；;"))
