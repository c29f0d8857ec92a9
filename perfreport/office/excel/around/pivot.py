"""Pivot tables: what they take their numbers from follows the rows, and Excel computes them anew on opening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....problem import Problem, problem
from ..formula import Formula, Reference, cell_columns
from ..sheet.blocks import overlap
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .book import Book
from .frame import Frame, Piece, Stand
from .ranges import around

if TYPE_CHECKING:
    from lxml import etree

CONTENT_TYPE = "pivotCacheDefinition+xml"


def faults(book: Book) -> Iterator[Problem]:
    """The pivot tables that cannot follow: those that stand on cells of a block, or take several ranges together."""
    for sheet, kind, part in book.belongings:
        for location in book.package.xml(part).iter(f"{S}location") if kind == "pivotTable" else ():
            (area,) = Formula(location.get("ref")).references
            rows, columns = range(area.first.row, min(area.bottom, len(sheet.rows)) + 1), cell_columns(area)
            is_in_rows = any(sheet.chain(row, columns[0]) or sheet.rows[row - 1].tags for row in rows)
            if is_in_rows or overlap(sheet.column_blocks, *columns):
                yield problem("template.not-repeated", sheet.place(area.spot), what="数据透视表")
    for part in book.parts(CONTENT_TYPE) if book.moving else ():
        for source in book.package.xml(part).iter(f"{S}rangeSet"):
            if any(book.moves(reference) for reference in _source(source)):
                place = book.sheets[source.get("sheet")].place(source.get("ref"))
                yield problem("template.not-moved", place, what="数据透视表的多重合并区域")


def place_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a pivot table: where it stands."""
    frame = Frame()
    for location in root.iter(f"{S}location"):
        (area,) = Formula(location.get("ref")).references
        stand = Stand.of(sheet, area)
        if stand.is_moved:
            location.set("ref", frame.mark(_place(area, stand)))
    return frame.close(root)


def _place(area: Reference, stand: Stand) -> Piece:
    return lambda sheets, turn: stand.cells(area, sheets, turn)


def _source(element: etree._Element) -> list[Reference]:
    sheet = element.get("sheet", "").replace("'", "''")
    return Formula(f"'{sheet}'!{element.get('ref', '')}").references


def source_frame(book: Book, root: etree._Element) -> Frame:
    """The frame of what a pivot table computes with."""
    frame = Frame()
    for source in root.iter(f"{S}worksheetSource"):
        references = _source(source) if source.get("ref") else _named(book, source.get("name", ""))
        changed = [reference for reference in references if reference.sheet in book.written]
        if changed:
            root.set("refreshOnLoad", frame.mark(lambda sheets, turn: "1"))
        for reference in changed if source.get("ref") else ():
            source.set("ref", frame.mark(_cells(reference)))
            if sheet := book.moves(reference):
                first, column = reference.first.row + 1, cell_columns(reference)[0]
                sheet.never_empty.append((first, reference.bottom, column))
    return frame.close(root)


def _named(book: Book, name: str) -> list[Reference]:
    """What a pivot table takes by name: a table, or a defined name."""
    for sheet, part in book.tables:
        table = book.package.xml(part)
        if name in (table.get("name"), table.get("displayName")):
            (reference,) = Formula(table.get("ref")).references
            return [replace(reference, prefix=f"{sheet.name}!")]
    meant = book.names().get(name.upper())
    return meant.references if meant else []


def _cells(reference: Reference) -> Piece:
    plain = replace(reference, prefix="")
    return lambda sheets, turn: around(plain, sheets, reference.sheet)
