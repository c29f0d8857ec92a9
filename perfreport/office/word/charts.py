"""Which charts a Word template shows, and which a document has: one for every turn of the blocks around each.

A chart that a block may repeat or leave out, or that has tags, asks in the part's source for the chart of its turn. The
first is written in the place of the template's own, every other gets parts of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import nodes

from ...problem import Place, Problems, problem
from ..dialect import CHART, CLOSES, Tag
from ..edition import Edition
from ..findings import Compiled, Findings, record, spend
from ..package import MAX_UNPACKED, Package
from ..relations import OFFICE, relations
from .places import W

if TYPE_CHECKING:
    from lxml import etree

    from ..sandbox import Filters, Sandbox
    from .chart import Chart

CHARTS = "__charts__"  # in the source: the charts of a document
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ID = f"{{{OFFICE}}}id"
_TagsOf = Callable[["str | None"], "list[Tag]"]
_COST = 1000  # steps of work: a document may have some thousand charts


class Shown(NamedTuple):
    """A chart where a part of the document shows it, by the id of a relation."""

    owner: str
    id: str
    chart: Chart


class Charts:
    """The charts that the parts `owners` show; these are given with what problems call them."""

    def __init__(self, package: Package, owners: Mapping[str, str], filters: Filters) -> None:
        self._asked: list[Shown] = []
        self._unpacked = 0  # bytes of their workbooks
        self._by_part: dict[str, Chart] = {}
        self._shown: dict[str, dict[str, Shown]] = {}
        self._fixed: dict[str, set[str]] = {}  # by owner, the parts of charts that it shows in every document
        for owner, called in owners.items():
            for number, (id, part) in enumerate(_in_order(package, owner), 1):
                if part not in self._by_part:
                    from .chart import Chart

                    place = Place(package.name, spot=f"{called} 图表{number}".strip())
                    self._by_part[part] = Chart(package, part, place, filters)
                    self._count(self._by_part[part].unpacked, package.name)
                self._shown.setdefault(owner, {})[id] = Shown(owner, id, self._by_part[part])
                self._fixed.setdefault(owner, set()).update(self._by_part[part].parts)

    def _count(self, unpacked: int, file: str) -> None:
        """No workbook is a bomb, but a large one may belong to a thousand charts."""
        self._unpacked += unpacked
        if self._unpacked > MAX_UNPACKED:
            raise Problems([problem("template.too-large", Place(file), size=self._unpacked >> 20)])

    def __contains__(self, part: object) -> bool:
        return part in self._by_part

    def __iter__(self) -> Iterator[Chart]:
        return iter(self._by_part.values())

    def are_filled_in(self, owner: str) -> bool:
        """Whether any of the charts that this part shows has tags."""
        return any(shown.chart.is_filled for shown in self._of(owner).values())

    def calls(
        self, owner: str, elements: list[etree._Element], tags_of: _TagsOf, sandbox: Sandbox
    ) -> Iterator[tuple[etree._Element, str]]:
        """The references to charts in a part that differ between documents, and the source that gives their ids."""
        shown, fixed = self._of(owner), set[str]()
        for element, blocks in _with_blocks(elements if shown else [], tags_of, sandbox):
            found = shown.get(element.get(_ID))
            if found and (found.chart.is_filled or len(blocks) > 1):
                names = dict.fromkeys(name for block in blocks for name in block)
                turn = ", ".join(f"'{name}': {name}" for name in names)
                yield element, f"{CHARTS}|{CHART}({len(self._asked)}, {{{turn}}})"
                self._asked.append(found)
            elif found:
                fixed.update(found.chart.parts)
        self._fixed[owner] = fixed

    def _of(self, owner: str) -> dict[str, Shown]:
        return self._shown.get(owner, {})

    def sources(self, number: int) -> list[Compiled]:
        """The source of the chart that a call with this number writes."""
        return self._asked[number].chart.sources

    def of_document(self, edition: Edition, names: Mapping[str, Any], findings: Findings) -> DocumentCharts:
        return DocumentCharts(self._asked, set().union(*self._fixed.values()), edition, names, findings)


class DocumentCharts:
    """The charts of one document."""

    def __init__(
        self, asked: list[Shown], fixed: set[str], edition: Edition, names: Mapping[str, Any], findings: Findings
    ) -> None:
        self._asked = asked
        self._fixed = fixed
        self._edition = edition
        self._names = names
        self._findings = findings
        self._written: set[str] = set()  # parts of the template

    def write(self, number: int, turn: Mapping[str, Any]) -> str:
        """The filter behind `CHART`: write a chart with the names of this turn; gives the id of its relation."""
        spend(_COST)
        owner, id, chart = self._asked[number]
        self._findings.turn = record()
        filled = chart.fill({**self._names, **turn}, self._findings)
        self._findings.turn = str
        if self._findings.problems:
            return id
        parts = {part: part for part in chart.parts}
        if not self._written.isdisjoint(parts):
            parts = self._edition.copy(chart.parts)
            id = self._edition.relate(owner, "chart", parts[chart.parts[0]])
        self._written.update(parts.values())
        for part, content in filled.items():
            self._edition.put(parts[part], content)
        return id

    def drop_unwritten(self) -> None:
        """Leave out the charts of the template that no turn has written."""
        for owner, _, chart in self._asked:
            unwritten = [part for part in chart.parts if part not in self._written | self._fixed]
            if unwritten:
                self._edition.drop(unwritten, owner)


def _in_order(package: Package, owner: str) -> Iterator[tuple[str, str]]:
    """The charts that a part shows, each once: the ids of their relations and their parts."""
    charts = {id: part for id, (kind, part) in relations(package, owner).items() if kind.endswith("/chart")}
    ids = [chart.get(_ID) for chart in package.xml(owner).iter(f"{_C}chart")] if charts else []
    yield from ((id, charts[id]) for id in dict.fromkeys(ids) if charts.get(id) in package.parts)


def _with_blocks(
    elements: list[etree._Element], tags_of: _TagsOf, sandbox: Sandbox
) -> Iterator[tuple[etree._Element, list[list[str]]]]:
    """The references to charts among the elements, each with the names given by the part and the blocks around it."""
    blocks: list[list[str]] = [[]]
    for element in elements:
        for tag in tags_of(element.text) if element.tag == W + "t" else ():
            if tag.keyword in CLOSES:
                blocks.pop()
            names = list(_names(tag, sandbox))
            if tag.keyword == "set":
                blocks[-1] += names
            if tag.opens:
                inside = ["loop", *names] if tag.keyword == "for" else names
                blocks.append(blocks[-1] if tag.keyword == "if" else inside)  # what is set in an if stays after it
        if element.tag == f"{_C}chart":
            yield element, blocks


def _names(tag: Tag, sandbox: Sandbox) -> Iterator[str]:
    """The names that a tag gives to what follows it."""
    for name in sandbox.parse(tag.snippet).find_all(nodes.Name) if tag.kind == "%" and tag.snippet else ():
        if name.ctx != "load":
            yield name.name
