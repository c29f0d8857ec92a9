"""Comments: the cells they belong to, their boxes (a drawing of an older kind, VML), and threads of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....problem import Problem, Problems, problem
from ..document.sheets import Sheets
from ..formula import Formula
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .book import Belonging, Book
from .frame import Frame, Piece, Stand, Turn

if TYPE_CHECKING:
    from lxml import etree

_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_UID = "{http://schemas.microsoft.com/office/spreadsheetml/2014/revision}uid"
_NUMBER = re.compile(r"\d+$")
_CLUSTER = 1024  # ids of shapes are given out in clusters of so many; the drawing lists which it uses


def faults(book: Book) -> Iterator[Problem]:
    """The comments that cannot follow: on rows that no document has, threads in a block, boxes that are no XML."""
    for belonging in book.belongings:
        if belonging.kind in ("comments", "threadedComment"):
            yield from _faults(book, belonging)
        elif belonging.kind == "vmlDrawing":
            try:
                boxes_frame(book, belonging.sheet, book.package.xml(belonging.part))
            except Problems:
                yield problem("template.not-moved", belonging.sheet.place("A1"), what="批注的外框")


def _faults(book: Book, belonging: Belonging) -> Iterator[Problem]:
    sheet = belonging.sheet
    for element in book.package.xml(belonging.part).iter(f"{S}comment", f"{_THREADED}threadedComment"):
        place, stand = sheet.place(element.get("ref")), _stand(sheet, element)
        if stand.is_gone:
            what = f"标签{'列' if stand.columns.is_gone else '行'}里的批注"
            yield problem("template.not-moved", place, what=what)
        elif stand.is_repeated and belonging.kind == "threadedComment":
            yield problem("template.not-repeated", place, what="带回复的批注")


def _stand(sheet: Sheet, element: etree._Element) -> Stand:
    (reference,) = Formula(element.get("ref", "")).references
    return Stand.of(sheet, reference)


def comments_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of the comments' texts, or of the threads behind them."""
    frame = Frame()
    for element in list(root.iter(f"{S}comment", f"{_THREADED}threadedComment")):
        stand = _stand(sheet, element)
        if stand.is_moved:
            frame.replace(element, _comment(element, stand))
    return frame.close(root)


def _comment(element: etree._Element, stand: Stand) -> Piece:
    inner = Frame()
    (reference,) = Formula(element.get("ref")).references
    element.set("ref", inner.mark(lambda sheets, turn: stand.cells(reference, sheets, turn)))
    if stand.is_repeated:  # copies must not share an id, and none is needed
        element.attrib.pop(_UID, None)
    return stand.copies(inner.close(element))


def boxes_frame(book: Book, sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of the comments' boxes."""
    frame = Frame()
    step = _clusters(book) * _CLUSTER
    stands = []
    for shape in list(root.iter(f"{_V}shape")):
        row, column = (shape.findtext(f"{_X}ClientData/{_X}{name}") for name in ("Row", "Column"))
        if row is None or column is None:
            continue
        stand = Stand.on(sheet, *[int(row) + 1] * 2, *[int(column) + 1] * 2)
        if stand.is_moved:
            stands.append(stand)
            frame.replace(shape, _box(shape, stand, step))
    for ids in root.iter(f"{_O}idmap") if any(stand.is_repeated for stand in stands) else ():
        ids.set("data", frame.mark(_used(ids.get("data", "1"), stands, step // _CLUSTER)))
    return frame.close(root)


def _clusters(book: Book) -> int:
    """How many clusters of ids the workbook's drawings use, so that copies get ids that nothing has."""
    highest = 0
    for part in book.package.parts:
        if part.endswith(".vml"):
            found = re.findall(rb"_s(\d+)", book.package.parts[part].unpack())
            highest = max([highest, *map(int, found)])
    return highest // _CLUSTER + 1


def _box(shape: etree._Element, stand: Stand, step: int) -> Piece:
    inner = Frame()
    data = shape.find(f"{_X}ClientData")
    row, column, anchor = (data.find(_X + name) for name in ("Row", "Column", "Anchor"))
    top, left = stand.rows.first, stand.columns.first

    def now(sheets: Sheets, turn: Turn) -> tuple[int, int]:
        return (stand.span(sheets, turn) or (top, 0))[0], (stand.width(sheets, turn) or (left, 0))[0]

    row.text = inner.mark(lambda sheets, turn: str(now(sheets, turn)[0] - 1))
    column.text = inner.mark(lambda sheets, turn: str(now(sheets, turn)[1] - 1))
    if anchor is not None:
        numbers = [int(number) for number in (anchor.text or "").split(",")]
        anchor.text = inner.mark(
            lambda sheets, turn: _anchor(numbers, now(sheets, turn)[0] - top, now(sheets, turn)[1] - left)
        )
    for name in ("id", f"{_O}spid") if stand.is_repeated else ():
        if shape.get(name):
            shape.set(name, inner.mark(_id(shape.get(name), step)))
    return stand.copies(inner.close(shape))


def _anchor(numbers: list[int], rows: int, columns: int) -> str:
    """Left column, offset, top row, offset, right column, offset, bottom row, offset; all moved so far."""
    left, top = max(numbers[0] + columns, 0), max(numbers[2] + rows, 0)
    right, below = max(numbers[4] + columns, 1), max(numbers[6] + rows, 1)
    return ", ".join(map(str, [left, numbers[1], top, numbers[3], right, numbers[5], below, numbers[7]]))


def _id(text: str, step: int) -> Piece:
    def piece(_: Sheets, turn: Turn) -> str:
        return _NUMBER.sub(lambda found: str(int(found[0]) + turn.number * step), text) if turn.number else text

    return piece


def _used(data: str, stands: list[Stand], step: int) -> Piece:
    """The clusters of ids that the boxes take."""
    clusters = [int(number) for number in data.split(",")]

    def piece(sheets: Sheets, _: Turn) -> str:
        last = max([turn.number for stand in stands for turn in stand.turns(sheets)], default=0)
        return ",".join(str(cluster + number * step) for number in range(last + 1) for cluster in clusters)

    return piece
