"""The data sheet of a chart, which "edit data" shows: a workbook in the document, and an Excel template of its own.

The chart means cells of this workbook as a chart on one of its sheets would. So it is taken into the workbook as a
guest while the workbook is opened and compiled; in every document its series then follow the rows and keep the new
values, and it is taken out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, problem
from ..excel.around.chart import computed
from ..excel.formula import Formula
from ..excel.template import ExcelTemplate
from ..findings import Compiled, Findings
from ..package import Package, Part
from ..relations import add_part, main_part, remove_part

if TYPE_CHECKING:
    from ..sandbox import Filters

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SIGN = re.compile("[{｛][{%#｛％]|[}%％#｝][}｝]")  # where a tag begins or ends
_GUEST = "xl/charts/guest.xml"
_ELEMENT = re.compile("<[^>]*>")


class DataSheet:
    """A workbook with tags, and the chart that means its cells; raises Problems for what is wrong with the tags."""

    def __init__(self, book: Package, chart: bytes, filters: Filters) -> None:
        self._book = book
        self._main = main_part(book)
        add_part(book, self._main, _GUEST, "chart", CHART_TYPE)
        book.replace(_GUEST, chart)
        self._template = ExcelTemplate(book, filters)
        self._computed = list(computed(self._template.workbook))

    @property
    def hints(self) -> Iterator[Problem]:
        """What has no result: Word, unlike Excel, shows only the values that a chart keeps."""
        for hint in self._template.hints:
            yield problem("template.chart-not-computed", hint.place, what=hint.message)
        for series in self._computed:
            what = f"这里算不出系列引用的 {series} 有哪些单元格，请直接引用一个区域。"
            yield problem("template.chart-not-computed", Place(self._book.name), what=what)

    @property
    def looks(self) -> list[Problem]:
        """What its author does not see until a chart is shown."""
        return self._template.content_looks()

    def compile(self, filters: Filters) -> None:
        """All work that is done once; raises Problems for filters that do not exist."""
        self._template.filters = filters
        self._template.compile()
        if _GUEST in self._book.parts:
            remove_part(self._book, self._main, _GUEST)

    @property
    def sources(self) -> list[Compiled]:
        return self._template.sources

    def fill(self, names: Mapping[str, Any], findings: Findings) -> tuple[Part | None, Part]:
        """The chart of a document, None where it is the template's, and the workbook; raises Problems."""
        edition = self._template.edition(names, findings)
        chart = edition.take(_GUEST)
        assert not isinstance(chart, bytes)  # a frame is written as a part
        return chart, Part.stored(edition.write())  # what is in it is deflated


def has_tags(book: Package) -> bool:
    """Whether there is anything like a tag in a workbook, in one run or split over several."""
    for name, part in book.parts.items():
        text = part.unpack().decode(errors="replace") if name.endswith(".xml") else ""
        if SIGN.search(text) or SIGN.search(_ELEMENT.sub("", text)):
            return True
    return False


def astray(book: Package, formulas: list[str], place: Place) -> Iterator[Problem]:
    """A problem for references of a chart that mean nothing in the workbook; LibreOffice writes such."""
    root = book.xml(main_part(book))
    sheets = {sheet.get("name") for sheet in root.iterfind("{*}sheets/{*}sheet")}
    names = {name.get("name") for name in root.iterfind("{*}definedNames/{*}definedName")}
    found = []
    for formula in formulas:
        meant = {reference.sheet for reference in Formula(formula).references}
        if not (meant <= sheets if meant else formula.rpartition("!")[2] in names):
            found.append(formula)
    if found:
        yield problem("template.chart-astray", place, formula="、".join(dict.fromkeys(found)))
