"""A chart of a Word template: tags in its titles and names, and its data sheet, which holds the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, Problems, problem
from .. import dialect
from ..dialect import TAG, Tag
from ..excel.around.chart import caches, without_values
from ..excel.around.copies import parts_of
from ..findings import Compiled, Findings
from ..package import Package, Part
from ..relations import OFFICE, relations
from .datasheet import SIGN, DataSheet, astray, has_tags
from .text import ONE_LINE

if TYPE_CHECKING:
    from lxml import etree

    from ..sandbox import Filters, Sandbox

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_ID = f"{{{OFFICE}}}id"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TAG_OR_CHARACTER = re.compile(f"{TAG.pattern}|.", re.DOTALL)
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")  # stands for a tag in the chart's texts; no value can hold it
_NEXT = "\ufdd4"  # between the values of these tags
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Chart:
    """The chart in `part`; `faults` are those of form. Without tags, it is copied as it lies."""

    def __init__(self, package: Package, part: str, place: Place, filters: Filters) -> None:
        self.unpacked = 0  # bytes of its workbook's parts
        self.parts = parts_of(package, part)  # the chart itself, then what belongs to it: its workbook, style, colours
        self._part = part
        root = package.xml(part)
        self._texts = Texts(root, place)
        self.faults = self._texts.faults
        self._xml = _text(root)
        self._sheet: DataSheet | None = None
        self._sheet_part = _workbook(package, part, root)
        why = self._open_sheet(package, root, place, filters)
        kept = (element for cache in caches(root) for element in cache.iter("*"))
        self.faults += _left(kept if why else (), place, "template.no-data-sheet", why=why)
        rest = (element for element in without_values(root).iter("*") if not element.tag.endswith("}f"))
        self.faults += _left(rest, place, "template.not-here", what="图表")

    def _open_sheet(self, package: Package, root: etree._Element, place: Place, filters: Filters) -> str:
        """Open the workbook if there are tags in it; otherwise gives why there are none."""
        if not self._sheet_part:
            return "图表没有存在文档里的数据表"
        try:
            book = Package.read(f"{place} 的数据表", package.parts[self._sheet_part].unpack())
        except Problems:
            return "图表的数据表不是 .xlsx"
        self.unpacked = sum(part.size for part in book.parts.values())
        if not has_tags(book):
            return "图表的数据表里没有这个标签"
        self.faults += astray(book, [formula.text or "" for formula in root.iter(f"{_C}f")], place)
        try:
            self._sheet = DataSheet(book, self._xml.encode(), filters)
        except Problems as found:
            self.faults += found.problems
        return ""

    @property
    def is_filled(self) -> bool:
        """Whether documents have another chart than the template."""
        return bool(self._texts.tags or self._sheet)

    @property
    def hints(self) -> Iterator[Problem]:
        """What stops nothing but should be known."""
        yield from self._sheet.hints if self._sheet else ()

    @property
    def looks(self) -> list[Problem]:
        """What its author does not see until it is shown."""
        return self._sheet.looks if self._sheet else []

    def check(self, environment: Sandbox, filters: bool) -> list[Problem]:
        """Every fault of it; `filters`: unknown ones, too."""
        return self.faults + dialect.check(self._texts.tags, environment, word=True, filters=filters)

    def compile(self, environment: Sandbox, filters: Filters) -> list[Problem]:
        """All work that is done once; gives a problem for every filter that does not exist."""
        faults = dialect.check_filters(self._texts.tags, environment)
        if not faults:
            self._texts.compile(environment)
        try:
            if self._sheet:
                self._sheet.compile(filters)
        except Problems as found:
            faults += found.problems
        return faults

    @property
    def sources(self) -> list[Compiled]:
        """The compiled sources of its texts and its data sheet."""
        return [*self._texts.sources, *(self._sheet.sources if self._sheet else ())]

    def fill(self, names: Mapping[str, Any], findings: Findings) -> dict[str, bytes | Part]:
        """Those of its parts that a document has anew; what is wrong is in `findings`."""
        filled: dict[str, bytes | Part] = {}
        chart = None
        texts = self._texts.render(names, findings)
        if self._sheet:
            try:
                chart, filled[self._sheet_part] = self._sheet.fill(names, findings)
            except Problems as found:
                findings.problems.update(dict.fromkeys(found.problems))
        if chart:
            filled[self._part] = chart
        if texts:
            xml = chart.unpack().decode() if chart else self._xml
            filled[self._part] = _MARK.sub(lambda mark: texts[int(mark[1])], xml).encode()
        return filled


class Texts:
    """The tags in what was typed into a chart: its title, those of the axes, names of series and trend lines."""

    def __init__(self, root: etree._Element, place: Place) -> None:
        """Puts a mark for each tag into `root`."""
        self.tags: list[Tag] = []
        self.faults: list[Problem] = []
        self._place = place
        self._compiled: Compiled | None = None
        for paragraph in root.iter(f"{_A}p"):
            self._read(list(paragraph.iter(f"{_A}t")))
        for path in (f"{_C}tx/{_C}v", f"{_C}strLit/{_C}pt/{_C}v", f"{_C}trendline/{_C}name"):
            for typed in root.iterfind(f".//{path}"):
                self._read([typed])

    def _read(self, runs: Sequence[etree._Element]) -> None:
        """A tag that was split over runs is printed in the one it begins in."""
        text = dialect.half_width("".join(run.text or "" for run in runs))
        if not SIGN.search(text):
            return
        self.faults += dialect.stray_openings(text, self._place)
        owners = [run for run in runs for _ in run.text or ""]
        texts = dict.fromkeys(runs, "")
        for found in _TAG_OR_CHARACTER.finditer(text):
            texts[owners[found.start()]] += self._mark(found[0]) if len(found[0]) > 1 else found[0]
        for run, new in texts.items():
            run.text = new

    def _mark(self, text: str) -> str:
        tag = Tag(re.sub("[\r\n]", " ", text), self._place)
        if tag.kind == "%":
            self.faults.append(problem("template.no-block-here", self._place, tag=text))
            return ""
        if tag.merges:
            self.faults.append(problem("template.no-merge-here", self._place, tag=text))
        self.tags.append(tag)
        return f"\ufdd2{len(self.tags) - 1}\ufdd3"

    def compile(self, environment: Sandbox) -> None:
        if self.tags:
            printed = (f"{{{{\n({tag.body})|{ONE_LINE}}}}}" if tag.kind == "{" else "{#\n#}" for tag in self.tags)
            self._compiled = Compiled(environment, _NEXT.join(printed), [None, *self.tags])

    @property
    def sources(self) -> list[Compiled]:
        return [self._compiled] if self._compiled else []

    def render(self, names: Mapping[str, Any], findings: Findings) -> list[str]:
        """What each tag prints, escaped; nothing where there are none, or one failed."""
        text = self._compiled.run(names, findings) if self._compiled else None
        return [] if text is None else text.split(_NEXT)


def _workbook(package: Package, part: str, root: etree._Element) -> str:
    """The part that holds the chart's data; "" where it has none in this package."""
    data = root.find(f"{_C}externalData")
    if data is None:
        return ""
    _, target = relations(package, part).get(data.get(_ID, ""), ("", ""))
    return target if target in package.parts else ""


def _left(elements: Iterable[etree._Element], place: Place, kind: str, **words: str) -> Iterator[Problem]:
    """A problem for every tag in the texts of these elements."""
    for element in elements:
        for tag in TAG.findall(dialect.half_width(element.text or "")):
            yield problem(kind, place, tag=tag, **words)


def _text(root: etree._Element) -> str:
    from lxml import etree

    return _HEAD + str(etree.tostring(root, encoding="unicode"))
