"""Pictures, shapes and charts on a sheet: their anchors follow the rows and columns they stand on.

A drawing that lies in a block as a whole stands there for every record; one that begins in it and ends beyond stands
beside it. `twoCell` anchors grow with the cells between their ends; the others keep their size, so they need one end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from ....problem import Problem, problem
from ...relations import relations
from ..document.beside import SideBySide
from ..document.layout import Layout, Path
from ..document.sheets import Sheets
from ..formula import MAX_COLUMN, MAX_ROW, Formula
from ..sheet.height import COLUMN_PADDING
from ..sheet.sheet import Sheet
from ..sheet.widths import Widths
from .book import Book
from .frame import Frame, Piece, Stand, Turn
from .reach import Reach

if TYPE_CHECKING:
    from lxml import etree

X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12_700  # to a point
_ONE_OF_ITS_KIND = "graphicFrame", "AlternateContent", "contentPart"  # has a part of its own
CONTENT_TYPE = "drawing+xml"


class Anchor:
    """Where a drawing stands in the template."""

    def __init__(self, sheet: Sheet, element: etree._Element, widths: Widths) -> None:
        self.element = element
        self.sheet = sheet
        top, left = _number(element, "from", "row") + 1, _number(element, "from", "col") + 1
        bottom = self._last("row", "cy", top, MAX_ROW, lambda row: row_height(sheet, row))
        right = self._last("col", "cx", left, MAX_COLUMN, lambda column: column_width(widths, column))
        self.stand = Stand.on(sheet, top, bottom, left, right)

    @property
    def stays(self) -> bool:
        """Whether the author fixed it on the page."""
        return bool(self.element.get("editAs") == "absolute")

    @property
    def is_single(self) -> bool:
        """Whether it cannot be there twice."""
        return any(next(self.element.iter("{*}" + name), None) is not None for name in _ONE_OF_ITS_KIND)

    def _last(self, name: str, size: str, first: int, most: int, extent: Callable[[int], int]) -> int:
        """The last row, or column, that it stands on; `extent` is how much of its size one takes."""
        if self.element.tag == f"{X}twoCellAnchor":
            return max(_number(self.element, "to", name) + bool(_number(self.element, "to", f"{name}Off")), first)
        rest = int(self.element.find(f"{X}ext").get(size, "0")) + _number(self.element, "from", f"{name}Off")
        last = first
        while rest > (taken := extent(last)) and last < most:
            rest, last = rest - taken, last + 1
        return last


def row_height(sheet: Sheet, row: int) -> int:
    """The height of a template row."""
    found = sheet.rows[row - 1] if row <= len(sheet.rows) else None
    if found and found.is_hidden:
        return 0
    return int(((found.height if found else None) or sheet.row_height) * EMU)


def column_width(widths: Widths, column: int) -> int:
    """The width of a template column."""
    return int((widths.points(column, column) + COLUMN_PADDING) * EMU)


def _number(element: etree._Element, end: str, name: str) -> int:
    return int(element.findtext(f"{X}{end}/{X}{name}") or "0")


def anchors(book: Book, sheet: Sheet, root: etree._Element) -> list[Anchor]:
    """The anchors of a drawing that rows or columns may move."""
    widths = _widths(book, sheet)
    found = (Anchor(sheet, element, widths) for element in root.iter(f"{X}oneCellAnchor", f"{X}twoCellAnchor"))
    return [anchor for anchor in found if anchor.stand.is_moved and not anchor.stays]


def _widths(book: Book, sheet: Sheet) -> Widths:
    return Widths(book.roots[sheet.part], book.styles.standard_font.digit_width)


def faults(book: Book) -> Iterator[Problem]:
    """What of the drawings cannot follow."""
    for sheet, kind, part in book.belongings:
        for anchor in anchors(book, sheet, book.package.xml(part)) if kind == "drawing" else ():
            if anchor.stand.is_gone:
                what = f"标签{'列' if anchor.stand.columns.is_gone else '行'}里的图片或图形"
                yield problem("template.not-moved", anchor.stand.place, what=what)
            elif anchor.stand.is_repeated and anchor.is_single:
                yield problem("template.not-repeated", anchor.stand.place, what="图表")
    for part in book.parts(CONTENT_TYPE) if book.moving else ():
        links = [target.partition("#")[2] for _, target in relations(book.package, part).values()]
        texts = [shape.get("textlink", "") for shape in book.package.xml(part).iter(f"{X}sp")]
        own = next((belonging.sheet for belonging in book.belongings if belonging.part == part), None)
        for formula in map(Formula, links + texts):
            for reference in formula.references:
                if meant := book.moves(reference, own):
                    what = f"图形里指向单元格的 {formula.text} "
                    yield problem("template.not-moved", meant.place(f"A{reference.first.row}"), what=what)


def drawing_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a drawing part."""
    frame = Frame()
    ids = [int(element.get("id", "0")) for element in root.iter(f"{X}cNvPr")]
    for anchor in anchors(book, sheet, root):
        inner, element = Frame(), anchor.element
        if element.get("editAs") == "oneCell":
            _keep_size(element, _size(anchor, _widths(book, sheet)))
        _mark_ends(inner, element, "row", anchor.stand.rows, anchor.stand.layout, attrgetter("path"))
        _mark_ends(inner, element, "col", anchor.stand.columns, anchor.stand.across, attrgetter("across"))
        for object_ in element.iter(f"{X}cNvPr") if anchor.stand.is_repeated else ():
            object_.set("id", inner.mark(_id(int(object_.get("id", "0")), max(ids) + 1)))
        frame.replace(element, anchor.stand.copies(inner.close(element)))
    return frame.close(root)


def _id(number: int, step: int) -> Piece:
    """An object's id: every copy has its own."""
    return lambda _, turn: str(number + turn.number * step)


def _keep_size(element: etree._Element, size: tuple[int, int]) -> None:
    """Make an anchor of two ends one of one end and a size."""
    ext = element.makeelement(f"{X}ext", {"cx": str(max(size[0], 0)), "cy": str(max(size[1], 0))})
    element.replace(element.find(f"{X}to"), ext)
    element.tag = f"{X}oneCellAnchor"
    del element.attrib["editAs"]


def _size(anchor: Anchor, widths: Widths) -> tuple[int, int]:
    """Width and height as the object says itself, else as the template's columns and rows make it."""
    element = anchor.element
    for form in (*element.iterfind(f"{X}*/{X}spPr/{_A}xfrm"), *element.iterfind(f"{X}*/{X}xfrm")):
        ext = form.find(f"{_A}ext")
        if ext is not None and ext.get("cx", "0") != "0" and not form.get("rot"):  # a chart may say 0
            return int(ext.get("cx")), int(ext.get("cy"))
    left, right = _number(element, "from", "col"), _number(element, "to", "col")
    top, below = _number(element, "from", "row"), _number(element, "to", "row")
    width = int((widths.points(left + 1, right) + COLUMN_PADDING) * EMU) if right > left else 0
    height = sum(row_height(anchor.sheet, row) for row in range(top + 1, below + 1))
    return (
        width + _number(element, "to", "colOff") - _number(element, "from", "colOff"),
        height + _number(element, "to", "rowOff") - _number(element, "from", "rowOff"),
    )


_Where = Callable[[Sheets], Layout | SideBySide]
_Edge = Callable[[Sheets, Turn], tuple[int, bool]]  # how many lie before an end, and whether it lies in its own still


def _mark_ends(
    frame: Frame, element: etree._Element, name: str, reach: Reach, where: _Where, path: Callable[[Turn], Path]
) -> None:
    """Marks for the ends of an anchor in rows (`row`) or columns (`col`), of which it has `reach`.

    An end whose row or column is gone lies at the edge of the next.
    """

    def span(sheets: Sheets, turn: Turn) -> tuple[int, int]:
        layout = where(sheets)
        found = layout.span(reach.first, reach.last, reach.chain, path(turn))
        return found or layout.span(reach.first, MAX_ROW) or (1, 1)

    def is_there(number: int, sheets: Sheets, turn: Turn) -> bool:
        return where(sheets).span(number, number, reach.chain, path(turn)) is not None

    def start(sheets: Sheets, turn: Turn) -> tuple[int, bool]:
        return span(sheets, turn)[0] - 1, is_there(reach.first, sheets, turn)

    def stop(sheets: Sheets, turn: Turn) -> tuple[int, bool]:
        lies_in = inside and is_there(reach.last, sheets, turn)
        return span(sheets, turn)[1] - lies_in, lies_in

    _mark_end(frame, element.find(f"{X}from"), name, start)
    if element.find(f"{X}to") is not None:
        inside = _number(element, "to", f"{name}Off") > 0
        _mark_end(frame, element.find(f"{X}to"), name, stop)


def _mark_end(frame: Frame, end: etree._Element, name: str, edge: _Edge) -> None:
    offset = end.find(f"{X}{name}Off")
    inside = offset.text or "0"
    end.find(X + name).text = frame.mark(lambda sheets, turn: str(edge(sheets, turn)[0]))
    offset.text = frame.mark(lambda sheets, turn: inside if edge(sheets, turn)[1] else "0")
