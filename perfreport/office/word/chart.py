"""A chart of a Word template: tags in its titles and names, and its data sheet, which is an Excel template of its own.

The sheet that "edit data" shows lies in the document as a workbook. The chart means its cells as a chart in a workbook
does, so it is taken into that workbook as a guest: the Excel engine then moves its series with the rows and keeps the
new values in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, Problems, problem
from .. import dialect
from ..dialect import TAG, Tag
from ..findings import Compiled, Findings
from ..package import Package, Part
from ..relations import OFFICE, add_part, main_part, relations, remove_part
from .part import ONE_LINE

if TYPE_CHECKING:
    from lxml import etree

    from ..excel.template import ExcelTemplate
    from ..sandbox import Filters, Sandbox

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R_ID = f"{{{OFFICE}}}id"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GUEST = "xl/charts/guest.xml"  # the chart in the workbook of its data
_TAG_OR_CHARACTER = re.compile(f"{TAG.pattern}|.", re.DOTALL)
_MARK = re.compile("\ufdd2(\\d+)\ufdd3")  # stands for a tag in the chart's texts; no value can hold it
_NEXT = "\ufdd4"  # between the values of these tags
_ELEMENT = re.compile("<[^>]*>")
_SIGN = re.compile("[{｛][{%#｛％]|[}%％#｝][}｝]")  # where a tag begins or ends
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Chart:
    """The chart in `part`; `faults` are those of form. Without tags, it is copied as it lies."""

    def __init__(self, package: Package, part: str, place: Place, filters: Filters) -> None:
        from ..excel.around.chart import caches, without_values
        from ..excel.around.copies import parts_of

        self.parts = parts_of(package, part)  # the chart itself, then what belongs to it: its workbook, style, colours
        self._part = part
        root = package.xml(part)
        self.texts = Texts(root, place)
        self.faults = self.texts.faults
        self._book: Package | None = None
        self._sheet: ExcelTemplate | None = None
        self._sheet_part = _workbook(package, part, root)
        why = self._open_sheet(package, root, place, filters)
        self._xml = _text(root) if self.texts.tags else ""
        if why:
            self.faults += _left(caches(root), place, "template.no-data-sheet", why=why)
        self.faults += _left([without_values(root)], place, "template.not-here", what="图表")

    @property
    def is_filled(self) -> bool:
        """Whether documents have another chart than the template."""
        return bool(self.texts.tags or self._sheet)

    @property
    def hints(self) -> Iterator[Problem]:
        """Formulas of the data sheet without a result: Word, unlike Excel, draws the values it finds in the chart."""
        for hint in self._sheet.hints if self._sheet else ():
            yield problem("template.chart-not-computed", hint.place, what=hint.message)

    @property
    def tags(self) -> list[Tag]:
        """Those of its texts."""
        return self.texts.tags

    def check(self, environment: Sandbox, filters: bool) -> list[Problem]:
        """Every fault of it; `filters`: unknown ones, too."""
        return self.faults + dialect.check(self.tags, environment, word=True, filters=filters)

    def compile(self, environment: Sandbox, filters: Filters) -> list[Problem]:
        """All work that is done once; gives a problem for every filter that does not exist."""
        faults = dialect.check_filters(self.tags, environment)
        if self._sheet and self._book:
            self._sheet.filters = filters
            try:
                self._sheet.compile()
            except Problems as found:
                return [*faults, *found.problems]
            if _GUEST in self._book.parts:  # the guest is never written with the workbook
                remove_part(self._book, main_part(self._book), _GUEST)
        if not faults:
            self.texts.compile(environment)
        return faults

    def fill(self, names: Mapping[str, Any], findings: Findings) -> dict[str, bytes | Part]:
        """Those of its parts that a document has anew; what is wrong is in `findings`."""
        filled: dict[str, bytes | Part] = {}
        texts = self.texts.render(names, findings)
        if self._sheet:
            try:
                edition = self._sheet.edition(names, findings)
            except Problems as found:
                findings.problems.update(dict.fromkeys(found.problems))
                return {}
            if chart := edition.take(_GUEST):
                filled[self._part] = chart
            filled[self._sheet_part] = Part.stored(edition.write())  # its parts are deflated
        if texts:
            chart = filled.get(self._part)
            xml = chart.unpack().decode() if isinstance(chart, Part) else self._xml
            filled[self._part] = _MARK.sub(lambda mark: texts[int(mark[1])], xml).encode()
        return filled

    def _open_sheet(self, package: Package, root: etree._Element, place: Place, filters: Filters) -> str:
        """Open the workbook if there are tags in it; gives why there is none otherwise."""
        if not self._sheet_part:
            return "图表没有存在文档里的数据表"
        try:
            self._book = book = Package.read(f"{place} 的数据表", package.parts[self._sheet_part].unpack())
        except Problems:
            return "图表的数据表不是 .xlsx"
        if not _has_tags(book):
            return "图表的数据表里没有这个标签"
        self.faults += _astray(book, root, place)
        add_part(book, main_part(book), _GUEST, "chart", CONTENT_TYPE)
        book.replace(_GUEST, _text(root).encode())
        from ..excel.template import ExcelTemplate

        try:
            self._sheet = ExcelTemplate(book, filters)
        except Problems as found:
            self.faults += found.problems
        return ""


class Texts:
    """The tags in what was typed into a chart: its title, those of the axes, names of series."""

    def __init__(self, root: etree._Element, place: Place) -> None:
        """Puts a mark for each tag into `root`."""
        self.tags: list[Tag] = []
        self.faults: list[Problem] = []
        self._place = place
        self._compiled: Compiled | None = None
        for paragraph in root.iter(f"{_A}p"):
            self._read(list(paragraph.iter(f"{_A}t")))
        for typed in root.iter(f"{C}tx", f"{C}strLit"):
            for value in typed.iterfind(f"{C}v" if typed.tag == f"{C}tx" else f"{C}pt/{C}v"):
                self._read([value])

    def _read(self, runs: Sequence[etree._Element]) -> None:
        """A tag that was split over runs is printed in the one it begins in."""
        text = dialect.half_width("".join(run.text or "" for run in runs))
        if not _SIGN.search(text):
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
        if tag.kind == "#":
            return ""
        if tag.kind == "%":
            self.faults.append(problem("template.no-block-here", self._place, tag=text))
            return ""
        if tag.merges:
            self.faults.append(problem("template.no-merge-here", self._place, tag=text))
        self.tags.append(tag)
        return f"\ufdd2{len(self.tags) - 1}\ufdd3"

    def compile(self, environment: Sandbox) -> None:
        if self.tags:
            source = "".join(f"{{{{\n({tag.body})|{ONE_LINE}}}}}{_NEXT}" for tag in self.tags)
            self._compiled = Compiled(environment, source, [None, *self.tags])

    def render(self, names: Mapping[str, Any], findings: Findings) -> list[str]:
        """What each tag prints, escaped; nothing where there are none, or one failed."""
        text = self._compiled.run(names, findings) if self._compiled else None
        return text.split(_NEXT) if text else []


def _workbook(package: Package, part: str, root: etree._Element) -> str:
    """The part that holds the chart's data; "" where it has none in this package."""
    data = root.find(f"{C}externalData")
    if data is None:
        return ""
    _, target = relations(package, part).get(data.get(R_ID, ""), ("", ""))
    return target if target in package.parts else ""


def _has_tags(book: Package) -> bool:
    """Whether there is anything like a tag in a workbook, whatever the runs it was split over."""
    for name, part in book.parts.items():
        text = part.unpack().decode(errors="replace") if name.endswith(".xml") else ""
        if _SIGN.search(text) or _SIGN.search(_ELEMENT.sub("", text)):
            return True
    return False


def _astray(book: Package, root: etree._Element, place: Place) -> Iterator[Problem]:
    """References of a chart that mean nothing in the workbook of its data: LibreOffice writes such."""
    from ..excel.formula import Formula

    workbook = book.xml(main_part(book))
    known = {sheet.get("name") for sheet in workbook.iterfind("{*}sheets/{*}sheet")}
    names = {name.get("name") for name in workbook.iterfind("{*}definedNames/{*}definedName")}
    for text in dict.fromkeys(f.text or "" for f in root.iter(f"{C}f")):
        meant = {reference.sheet for reference in Formula(text).references}
        if not (meant <= known if meant else text.rpartition("!")[2] in names):
            yield problem("template.chart-astray", place, formula=text)


def _left(elements: Sequence[etree._Element], place: Place, kind: str, **words: str) -> Iterator[Problem]:
    """A problem for every tag in these elements."""
    for element in elements:
        for tag in TAG.findall(dialect.half_width("".join(element.itertext()))):
            yield problem(kind, place, tag=tag, **words)


def _text(root: etree._Element) -> str:
    from lxml import etree

    return _HEAD + str(etree.tostring(root, encoding="unicode"))
