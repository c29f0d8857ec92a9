"""A data file as it was or is: its tree, and as far as it has no errors its report and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from perfreport.form import by_word
from perfreport.link import follow_links, holds_link
from perfreport.load import Loaded, loaded
from perfreport.model import MONEY_UNITS, Report, Sums
from perfreport.money import Money, Unit
from perfreport.problem import Place, Problem
from perfreport.rules import Rules
from perfreport.score.evaluate import evaluate, problems
from perfreport.score.scoring import Evaluation
from perfreport.values import Wrong, read_amount, read_count, read_date, read_points, read_year
from perfreport.yaml.file import YamlFile
from perfreport.yaml.tree import List, Map, Node, Text, text_at
from perfreport.yaml.where import place_of

_READ = {
    "year": read_year,
    "date": read_date,
    "count": read_count,
    "points": read_points,
    "weights": read_points,
}
_AMOUNTS = ("amount", "computed")


class Value(NamedTuple):
    """A value as it counts, as it reads with its links followed, and as it was written. `money` where it is that."""

    counts: object
    text: str
    written: str
    money: Money | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a data file. `problems` are its errors; with any there is no report."""

    file: YamlFile
    loaded: Loaded
    evaluation: Evaluation | None
    problems: tuple[Problem, ...]
    unit: Unit
    links: Mapping[str, Any]

    @classmethod
    def of(cls, file: YamlFile, rules: Rules) -> Side:
        found = loaded(file, rules)
        report = found.report
        evaluation, findings = evaluate(report, rules.scoring) if report else (None, ())
        told = [*found.problems, *problems(findings, found.places)]
        errors = tuple(each for each in told if each.severity == "error")
        return cls(file, found, evaluation, errors, _unit(file), _links(report) if report else {})

    @property
    def report(self) -> Report | None:
        return self.loaded.report

    @property
    def label(self) -> str:
        return self.file.source.file

    def place(self, node: Node | None) -> Place:
        return place_of(self.file.source, node) if node else Place(self.label)

    def head(self, word: str) -> str:
        """What stands under a key of the file, also where there are errors."""
        return text_at(self.file.root, word)

    def value(self, node: Text, kind: str = "text") -> Value:
        read = partial(read_amount, unit=self.unit) if kind in _AMOUNTS else _READ.get(kind)
        counts = read(node.value) if read else node.value
        if isinstance(counts, Money):
            return Value(counts, node.value, node.value, counts)
        text = self._followed(node.value)
        if isinstance(counts, date | Decimal | int):
            return Value(counts, text, node.value)
        return Value(text, text, node.value)

    def _followed(self, text: str) -> str:
        followed = follow_links(text, self.links) if self.links and holds_link(text) else text
        return text if isinstance(followed, Wrong) else followed

    def shown(self, node: Node | None) -> str:
        """Everything that a value says, in one text."""
        if isinstance(node, Text):
            return self._followed(node.value)
        if isinstance(node, List):
            return "、".join(self.shown(item) for item in node.items)
        if isinstance(node, Map):
            return "；".join(f"{key}：{self.shown(value)}" for key, value in node.entries.items())
        return ""


def _unit(file: YamlFile) -> Unit:
    written = text_at(file.root, "金额单位")
    return next((unit for unit in MONEY_UNITS if unit == written), MONEY_UNITS[0])


def _links(report: Report) -> dict[str, Any]:
    """What links of a file without errors may name."""
    told = report.self_evaluation
    spending = {word: by_word(row) for word, row in by_word(told.execution).items()} if told else {}
    return {
        "单位名称": report.bureau,
        "年度": report.year,
        "金额单位": report.money_unit,
        "合计": by_word(report.sums),
        "任务": {task.handle: by_word(Sums(task.total, task.appropriation, task.other_funds)) for task in report.tasks},
        "预算执行": spending,
    }
