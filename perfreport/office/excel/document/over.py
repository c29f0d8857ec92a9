"""What lies over the cells of a document: the links and pictures among its values, and where they are.

An address is looked at when its tag is evaluated. Where it lies is known once all rows are placed; then a link is an
entry in the sheet's list, a picture an anchor in the sheet's drawing, and both are relations of the sheet's part.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from ...findings import note
from ...link import Link
from ...picture import Picture
from ...printing import as_text
from ..sheet.cell import Cell
from ..sheet.runs import without_marks
from ..sheet.widths import Widths
from .fit import Rooms
from .layout import Rows
from .merge import Area, Placed

MARGIN = 2.0  # points that a picture leaves free on every side, for the lines around the cell
MAX_ADDRESS = 2_079  # characters; Excel's limit


class Over(NamedTuple):
    """A link or picture, the cells of a document that it lies over, and the template's cell that it came from."""

    value: Link | Picture
    area: Area
    cell: Cell


def linked(rows: Rows, text: str, address: str) -> str:
    """A cell's text, leading to an address that is noted if it may not; plain where one of them is empty."""
    address = as_text(address).strip()
    if not address or not without_marks(text):
        return text
    link = Link(text, address)
    if not link.is_safe:
        note("render.unsafe-link", address=address[:40])
    elif len(address) > MAX_ADDRESS:
        note("render.long-link", length=len(address), most=MAX_ADDRESS)
    rows.is_laid_over = True
    return link


def linked_beside(rows: Rows, text: str) -> str:
    """The text of a cell in which links were printed: the whole cell leads where the only one does."""
    links, rows.links = rows.links, []
    if len(links) > 1:
        note("render.several-links", count=len(links))
    return linked(rows, text, links[0].address)


def lying_over(placed: Placed) -> Iterator[Over]:
    """The links and pictures in a strip of a document's sheet."""
    corners = {(area.top, area.left): area for area in placed.merges.areas}
    for number, row in enumerate(placed.layout.written, 1):
        if row.continues or row.is_empty:
            continue
        hidden = placed.merges.hidden.get(number, ())
        for cell in placed.strip.rows[row.source - 1].cells:
            value = row.values[cell.slot] if cell.slot >= 0 and cell.column not in hidden else None
            if isinstance(value, Link | Picture):
                alone = Area(number, number, cell.column, cell.column)
                yield Over(value, corners.get((number, cell.column), alone), cell)


def rooms(placed: Placed, widths: Widths) -> Rooms:
    """The points that pictures of a wanted size need, by the row and column of their cell's corner."""
    found = {}
    for value, area, _ in lying_over(placed):
        if isinstance(value, Picture) and value.is_sized:
            width = sum(widths.column(column) for column in range(area.left, area.right + 1))
            _, height = value.fitted(width - 2 * MARGIN, inf)
            found[area.top, area.left] = height + 2 * MARGIN if height else 0.0
    return found
