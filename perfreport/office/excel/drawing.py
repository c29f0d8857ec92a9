"""Pictures, shapes and charts on a sheet: their anchors follow the rows they stand on.

A drawing that lies in a block as a whole stands there for every record; one that begins in it and ends below stands
beside it. `twoCell` anchors grow with the rows between their ends; the others keep their size, so they need one end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ...problem import Problem, problem
from ..relations import relations
from .book import Book
from .formula import MAX_ROW, Formula
from .frame import Frame, Piece, Stand, Turn
from .height import COLUMN_PADDING
from .sheet import Sheet
from .sheets import Sheets
from .widths import Widths

if TYPE_CHECKING:
    from lxml import etree

X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12_700  # to a point
_ONE_OF_ITS_KIND = "graphicFrame", "AlternateContent", "contentPart"  # has a part of its own
CONTENT_TYPE = "drawing+xml"


class Anchor:
    """Where a drawing stands in the template."""

    def __init__(self, sheet: Sheet, element: etree._Element) -> None:
        self.element = element
        self.sheet = sheet
        self.first = _number(element, "from", "row") + 1
        self.last = max(self._last(), self.first)
        self.stand = Stand.on(sheet, self.first, self.last, *self._columns())

    @property
    def is_moved(self) -> bool:
        return self.last >= self.sheet.first_moved

    @property
    def stays(self) -> bool:
        """Whether the author fixed it on the page."""
        return bool(self.element.get("editAs") == "absolute")

    @property
    def is_single(self) -> bool:
        """Whether it cannot be there twice."""
        return any(next(self.element.iter("{*}" + name), None) is not None for name in _ONE_OF_ITS_KIND)

    def _columns(self) -> tuple[int, int]:
        """The first and last column that it stands on."""
        left = _number(self.element, "from", "col") + 1
        if self.element.tag != f"{X}twoCellAnchor":
            return left, left
        return left, max(_number(self.element, "to", "col") + bool(_number(self.element, "to", "colOff")), left)

    def _last(self) -> int:
        """The last row that it stands on."""
        if self.element.tag == f"{X}twoCellAnchor":
            return _number(self.element, "to", "row") + bool(_number(self.element, "to", "rowOff"))
        height = int(self.element.find(f"{X}ext").get("cy", "0")) + _number(self.element, "from", "rowOff")
        row = self.first
        while height > (above := row_height(self.sheet, row)) and row < MAX_ROW:
            height, row = height - above, row + 1
        return row


def row_height(sheet: Sheet, row: int) -> int:
    """The height of a template row."""
    found = sheet.rows[row - 1] if row <= len(sheet.rows) else None
    if found and 'hidden="1"' in found.attributes:
        return 0
    return int(((found.height if found else None) or sheet.row_height) * EMU)


def _number(element: etree._Element, end: str, name: str) -> int:
    return int(element.findtext(f"{X}{end}/{X}{name}") or "0")


def anchors(sheet: Sheet, root: etree._Element) -> list[Anchor]:
    """The anchors of a drawing that rows may move."""
    found = (Anchor(sheet, element) for element in root.iter(f"{X}oneCellAnchor", f"{X}twoCellAnchor"))
    return [anchor for anchor in found if anchor.is_moved and not anchor.stays]


def faults(book: Book) -> Iterator[Problem]:
    """What of the drawings cannot follow."""
    for sheet, kind, part in book.belongings:
        for anchor in anchors(sheet, book.package.xml(part)) if kind == "drawing" else ():
            if anchor.stand.is_gone:
                yield problem("template.not-moved", sheet.place(f"A{anchor.first}"), what="标签行里的图片或图形")
            if anchor.stand.depth and anchor.is_single:
                yield problem("template.not-repeated", sheet.place(f"A{anchor.first}"), what="图表")
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
    widths = Widths(book.roots[sheet.part], book.styles.standard_font.digit_width)
    ids = [int(element.get("id", "0")) for element in root.iter(f"{X}cNvPr")]
    for anchor in anchors(sheet, root):
        inner = Frame()
        if anchor.element.get("editAs") == "oneCell":
            _keep_size(anchor.element, _size(anchor, widths))
        _mark_rows(inner, anchor)
        if anchor.stand.depth:
            for element in anchor.element.iter(f"{X}cNvPr"):
                element.set("id", inner.mark(_id(int(element.get("id", "0")), max(ids) + 1)))
        element = anchor.element
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


def _mark_rows(frame: Frame, anchor: Anchor) -> None:
    """Marks for the ends of an anchor; an end whose row is gone lies at the edge of the row next to it."""
    stand, upper, lower = anchor.stand, anchor.element.find(f"{X}from"), anchor.element.find(f"{X}to")

    def top(sheets: Sheets, turn: Turn) -> tuple[int, bool]:
        layout = stand.layout(sheets)
        span = stand.span(sheets, turn) or layout.span(stand.first, MAX_ROW) or (1, 1)
        return span[0] - 1, layout.span(stand.first, stand.first, stand.chain, turn.path) is not None

    def below(sheets: Sheets, turn: Turn) -> tuple[int, bool]:
        layout = stand.layout(sheets)
        span = stand.span(sheets, turn) or layout.span(stand.first, MAX_ROW) or (1, 1)
        lies_in = offset and layout.span(stand.last, stand.last, stand.chain, turn.path) is not None
        return span[1] - lies_in, lies_in

    _mark_end(frame, upper, top)
    if lower is not None:
        offset = _number(anchor.element, "to", "rowOff") > 0
        _mark_end(frame, lower, below)


def _mark_end(frame: Frame, end: etree._Element, edge: Callable[[Sheets, Turn], tuple[int, bool]]) -> None:
    """`edge` gives how many rows are above the end, and whether the end lies in its row still."""
    offset = end.find(f"{X}rowOff")
    inside = offset.text or "0"
    end.find(f"{X}row").text = frame.mark(lambda sheets, turn: str(edge(sheets, turn)[0]))
    offset.text = frame.mark(lambda sheets, turn: inside if edge(sheets, turn)[1] else "0")
