"""A rule of the reviewer's: what it says, on what ground, an example of wrong and one of right, and how it finds it.

A rule looks at one text (`of_text`), at one indicator in its group (`of_indicator`), or at the whole (`of_report`).
What it says of a text or an indicator depends on nothing else, so that each is judged once however often it occurs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from perfreport.problem import Place, Problem

Path = tuple[str | int, ...]
"""Where a value stands in the data file, in the form's words: ("年度主要任务", 3, "主要内容"); rows count from 0."""

CATEGORIES: Mapping[str, str] = {
    "completeness": "完整性",
    "relevance": "相关性",
    "suitability": "适当性",
    "feasibility": "可行性",
    "evaluation": "自评",
    "writing": "书写",
}
"""The first word of a rule's id, and what it stands for: the categories of the review of goals (财预〔2015〕88号), the
self-evaluation, and how all of it is written."""


class Fault(NamedTuple):
    """What a rule finds: the piece of text that is wrong (the whole where it says none), and the sentence's words.

    `path` is for rules that look at the whole: where it stands. For a rule about an indicator it is the key, else
    the name is meant.
    """

    quote: str = ""
    words: Mapping[str, object] = {}
    path: Path = ()


Find = Callable[[Any], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `sentence` and `remedy` are filled with the words of what was found, and `{quote}`.

    `wrong` and `right` are lines of a data file (see docs/rules.md): what it is told of, and what must stay quiet.
    """

    id: str
    looks_at: Literal["text", "indicator", "report"]
    title: str
    sentence: str
    remedy: str
    source: str
    wrong: str
    right: str
    find: Find = field(repr=False)
    severity: str = "hint"

    @property
    def category(self) -> str:
        return CATEGORIES[self.id.split(".")[0]]

    def problem(self, fault: Fault, place: Place) -> Problem:
        words = {"quote": fault.quote, **fault.words}
        return Problem(self.id, place, self.sentence.format(**words), self.remedy.format(**words), self.severity)


def of_text(id: str, **said: str) -> Callable[[Find], Rule]:
    """A rule about a text by itself; it is called with the text."""
    return lambda find: Rule(id, "text", find=find, **said)


def of_indicator(id: str, **said: str) -> Callable[[Find], Rule]:
    """A rule about an indicator by itself; it is called with an `Entry`."""
    return lambda find: Rule(id, "indicator", find=find, **said)


def of_report(id: str, **said: str) -> Callable[[Find], Rule]:
    """A rule about anything that takes more than one text or indicator; it is called with a `Review`."""
    return lambda find: Rule(id, "report", find=find, **said)
