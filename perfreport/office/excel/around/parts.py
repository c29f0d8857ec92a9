"""The parts of a workbook, besides its sheets, that say which rows they mean: which these are, and their frames."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ....problem import Problem
from ..sheet.sheet import Sheet
from .book import Book
from .frame import Frame

_OF_SHEETS = {  # what belongs to a sheet → the module that makes its frame, and the function
    "drawing": ("drawing", "drawing_frame"),
    "table": ("table", "table_frame"),
    "comments": ("comments", "comments_frame"),
    "vmlDrawing": ("comments", "boxes_frame"),
    "threadedComment": ("comments", "comments_frame"),
    "pivotTable": ("pivot", "place_frame"),
}
_PLAIN = ("xl/worksheets/", "xl/theme/", "xl/printerSettings/", "xl/_rels/")  # folders of a workbook with tables only
_STILL = """printerSettings hyperlink image customProperty queryTable slicer timeline ctrlProp control oleObject
package""".split()  # say nothing of rows; what holds such objects is found in the sheet itself


def part_frames(book: Book) -> dict[str, Frame]:
    """The frames of all parts that change when rows move or are filled."""
    found: dict[str, Frame] = {}
    if _is_plain(book):
        return found
    for sheet, kind, part in book.belongings:
        if kind in _OF_SHEETS:
            module, make = _OF_SHEETS[kind]
            found[part] = getattr(_module(module), make)(book, sheet, book.package.xml(part))
    chart, pivot = _module("chart"), _module("pivot")
    for make, type_ in ((chart.chart_frame, chart.CONTENT_TYPE), (pivot.source_frame, pivot.CONTENT_TYPE)):
        for part in book.parts(type_) if book.written else ():
            found[part] = make(book, book.package.xml(part))
    return {part: frame for part, frame in found.items() if frame.is_marked}


def part_faults(book: Book) -> Iterator[Problem]:
    """What of these parts cannot follow the rows."""
    for module in () if _is_plain(book) else ("drawing", "chart", "table", "comments", "pivot"):
        yield from _module(module).faults(book)


def _is_plain(book: Book) -> bool:
    """Whether there are no such parts: a form of tables and texts should start without what handles them."""
    folders = (part for part in book.package.parts if part.startswith("xl/") and part.count("/") > 1)
    return not any(part.startswith("xl/comments") for part in book.package.parts) and all(
        folder.startswith(_PLAIN) for folder in folders
    )


def _module(name: str) -> Any:
    return import_module(f".{name}", __package__)


def unknown(book: Book) -> Iterator[tuple[Sheet, str]]:
    """Parts of sheets with blocks that nothing is known of."""
    for sheet, kind, _ in book.belongings:
        if kind not in _OF_SHEETS and kind not in _STILL:
            yield sheet, kind
