"""The parts of a workbook, besides its sheets, that say which rows they mean: which these are, and their frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ...problem import Problem
from . import chart, comments, drawing, pivot, table
from .book import Book
from .frame import Frame
from .sheet import Sheet

if TYPE_CHECKING:
    from lxml import etree

_OF_SHEETS: dict[str, Callable[[Book, Sheet, etree._Element], Frame]] = {
    "drawing": drawing.drawing_frame,
    "table": table.table_frame,
    "comments": comments.comments_frame,
    "vmlDrawing": comments.boxes_frame,
    "threadedComment": comments.comments_frame,
    "pivotTable": pivot.place_frame,
}
_STILL = """printerSettings hyperlink image customProperty queryTable slicer timeline ctrlProp control oleObject
package""".split()  # say nothing of rows; what holds such objects is found in the sheet itself


def part_frames(book: Book) -> dict[str, Frame]:
    """The frames of all parts that change when rows move or are filled."""
    found: dict[str, Frame] = {}
    for sheet, kind, part in book.belongings:
        if kind in _OF_SHEETS:
            found[part] = _OF_SHEETS[kind](book, sheet, book.package.xml(part))
    for make, type_ in ((chart.chart_frame, chart.CONTENT_TYPE), (pivot.source_frame, pivot.CONTENT_TYPE)):
        for part in book.parts(type_) if book.written else ():
            found[part] = make(book, book.package.xml(part))
    return {part: frame for part, frame in found.items() if frame.is_marked}


def part_faults(book: Book) -> Iterator[Problem]:
    """What of these parts cannot follow the rows."""
    for found in (drawing, chart, table, comments, pivot):
        yield from found.faults(book)


def unknown(book: Book) -> Iterator[tuple[Sheet, str]]:
    """Parts of sheets with blocks that nothing is known of."""
    for sheet, kind, _ in book.belongings:
        if kind not in _OF_SHEETS and kind not in _STILL:
            yield sheet, kind
