"""Tables (套用了表格格式的区域): their ranges grow with the rows, and a table always has a row.

Formulas that name a table's columns need nothing: they follow by the names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....problem import Problem, problem
from ..document.sheets import Sheets
from ..formula import Formula, Reference, cell_columns
from ..sheet.blocks import overlap
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from ..sheet.title import with_own_tables
from .book import Book
from .frame import Frame, Piece, Stand, Turn, moved, quoted

if TYPE_CHECKING:
    from lxml import etree

_RANGES = f"{S}table", f"{S}autoFilter", f"{S}sortState", f"{S}sortCondition"
_FORMULAS = f"{S}calculatedColumnFormula", f"{S}totalsRowFormula"


def faults(book: Book) -> Iterator[Problem]:
    """The tables that cannot follow: in a block, every record would need one; over one, it has no fixed columns."""
    for sheet, kind, part in book.belongings:
        if kind == "table":
            area = _range(book.package.xml(part).get("ref", ""))
            if Stand.of(sheet, area).rows.depth or overlap(sheet.column_blocks, *cell_columns(area)):
                yield problem("template.not-repeated", sheet.place(area.spot), what="套用了表格格式的区域")


def table_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a table part; empty for a table that stays where it is, of a sheet that is there once."""
    frame = Frame()
    area = _range(root.get("ref", ""))
    if not (Stand.of(sheet, area).is_moved or sheet.repeat):
        return frame
    if sheet.repeat:
        _mark_identity(frame, book, sheet, root)
    first = area.first.row + int(root.get("headerRowCount", "1"))
    last = area.bottom - int(root.get("totalsRowCount", "0"))
    sheet.never_empty.append((first, last, cell_columns(area)[0]))
    for element in root.iter(*_RANGES):
        _mark_range(frame, sheet, element)
    for element in root.iter(*_FORMULAS):
        element.text = frame.mark(_formula(sheet, element.text or "", Stand.of(sheet, area, first)))
    return frame.close(root)


def _mark_identity(frame: Frame, book: Book, sheet: Sheet, root: etree._Element) -> None:
    """Every copy of a sheet has a table of its own, with an id and a name of its own."""
    id, step = int(root.get("id")), max(int(book.package.xml(part).get("id")) for _, part in book.tables) + 1
    root.set("id", frame.mark(lambda sheets, _: str(id + sheets[sheet.name].number * step)))
    shown = root.get("displayName")
    for attribute in ("name", "displayName"):
        root.set(attribute, frame.mark(_copied_name(sheet, root.get(attribute), shown)))


def _copied_name(sheet: Sheet, name: str, shown: str) -> Piece:
    def piece(sheets: Sheets, _: Turn) -> str:
        number = sheets[sheet.name].number
        return quoted(f"{sheet.tables[shown]}{number + 1}" if number else name)

    return piece


def _formula(sheet: Sheet, text: str, stand: Stand) -> Piece:
    formula = Formula(text)

    def piece(sheets: Sheets, turn: Turn) -> str:
        written = moved(formula, sheets, stand, turn)
        return quoted(with_own_tables(written, sheet.tables, sheets[sheet.name].number))

    return piece


def _range(text: str) -> Reference:
    (reference,) = Formula(text).references
    return reference


def _mark_range(frame: Frame, sheet: Sheet, element: etree._Element) -> None:
    reference = _range(element.get("ref"))
    stand = Stand.of(sheet, reference)

    element.set("ref", frame.mark(lambda sheets, turn: stand.cells(reference, sheets, turn)))
