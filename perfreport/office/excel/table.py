"""Tables (套用了表格格式的区域): their ranges grow with the rows, and a table always has a row.

Formulas that name a table's columns need nothing: they follow by the names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...problem import Problem, problem
from .book import Book
from .formula import Formula, Reference, column_number
from .frame import Frame, Sheets, Stand, Turn
from .sheet import Sheet
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

_RANGES = f"{S}table", f"{S}autoFilter", f"{S}sortState", f"{S}sortCondition"
_FORMULAS = f"{S}calculatedColumnFormula", f"{S}totalsRowFormula"


def faults(book: Book) -> Iterator[Problem]:
    """The tables that cannot follow: those in a block, where every record would need a table of its own."""
    for sheet, kind, part in book.belongings:
        if kind == "table":
            area = _range(book.package.xml(part).get("ref", ""))
            if Stand.of(sheet, area).depth:
                yield problem("template.not-repeated", sheet.place(area.spot), what="套用了表格格式的区域")


def table_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a table part; empty for a table above all blocks."""
    frame = Frame()
    area = _range(root.get("ref", ""))
    if area.bottom < sheet.first_moved:
        return frame
    first = area.first.row + int(root.get("headerRowCount", "1"))
    last = area.bottom - int(root.get("totalsRowCount", "0"))
    sheet.never_empty.append((first, last, column_number(area.first.column)))
    for element in root.iter(*_RANGES):
        _mark_range(frame, sheet, element)
    for element in root.iter(*_FORMULAS):
        element.text = frame.formula(sheet, element.text or "", Stand.of(sheet, area, first).chain)
    return frame.close(root)


def _range(text: str) -> Reference:
    (reference,) = Formula(text).references
    return reference


def _mark_range(frame: Frame, sheet: Sheet, element: etree._Element) -> None:
    reference = _range(element.get("ref"))
    stand = Stand.of(sheet, reference)

    def piece(sheets: Sheets, turn: Turn) -> str:
        return reference.at(*(stand.span(sheets, turn) or (reference.first.row, reference.bottom)))

    element.set("ref", frame.mark(piece))
