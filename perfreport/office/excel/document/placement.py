"""Where the rows of a template's sheet are in one document: placed, cells merged, heights fitted."""

from __future__ import annotations

from collections.abc import Iterator

from ..formula import MAX_COLUMN, column_letters
from ..sheet.cell import Row
from ..sheet.lanes import Strip
from ..sheet.sheet import Sheet
from .beside import SideBySide
from .fit import Fitted, highest, with_room
from .layout import Layout, Rows, Written
from .merge import Merges, Placed, merges_xml
from .over import rooms


class Placement:
    """The rows of a sheet, strip by strip; `columns` tell where the template's went if there are blocks of them."""

    def __init__(self, sheet: Sheet, rows: Rows, columns: Layout | None = None) -> None:
        self.sheet = sheet
        self.columns = columns
        self.is_laid_over = rows.is_laid_over
        written = rows.written
        while lacking := self._arrange(written):
            written = [with_room(strip, lacking) for strip in written]

    def _arrange(self, written: list[list[Written]]) -> dict[int, int]:
        """Place the rows; gives which of them need more rows for their texts, and how many."""
        self.strips: list[Placed] = []
        for strip in zip(self.sheet.strips, written, strict=True):
            self.strips.append(self._place(*strip))
        fitted = [self._fit(*placed) for placed in self.strips]
        self.heights = highest(fitted)
        lacking: dict[int, int] = {}
        for row, more in (item for each in fitted for item in each.lacking.items()):
            lacking[row] = max(more, lacking.get(row, 0))
        return lacking

    def _place(self, strip: Strip, written: list[Written]) -> Placed:
        layout = Layout(strip.chains, written, ends=strip.ends)
        merges = [merge for merge in self.sheet.merges if strip.left <= merge.left <= strip.right]
        beside = self.strips[-1].merges if self.strips else None
        return Placed(strip, layout, Merges(strip, merges, layout, self.columns, beside))

    def _fit(self, strip: Strip, layout: Layout, merges: Merges) -> Fitted:
        needed = rooms(Placed(strip, layout, merges), self.sheet.widths) if self.is_laid_over else {}
        return Fitted(strip.rows, self.sheet.row_height, layout.written, merges, needed)

    def layout(self, left: int = 1, right: int = MAX_COLUMN) -> Layout | SideBySide:
        """Where the rows are in the columns from `left` to `right`."""
        if len(self.strips) == 1:
            return self.strips[0].layout
        layouts = [self.strips[number].layout for number in self.sheet.strips_of(left, right)]
        return layouts[0] if len(layouts) == 1 else SideBySide(layouts)

    def at(self, column: int) -> Placed:
        """The strip that a column lies in."""
        if len(self.strips) == 1:
            return self.strips[0]
        return self.strips[self.sheet.strips_of(column, column)[0]]

    @property
    def size(self) -> str:
        first, last = self.sheet.columns
        return f"{column_letters(first)}1:{column_letters(last)}{max(self.last_row, 1)}"

    @property
    def merges(self) -> str:
        return merges_xml([area for placed in self.strips for area in placed.merges.areas])

    @property
    def last_row(self) -> int:
        return len(self.strips[0].layout.written)

    def looks(self) -> Iterator[Row]:
        """The template row that each row has its look of; not one that fills up a lane."""
        first, *others = [(p.strip.rows[written.source - 1] for written in p.layout.written) for p in self.strips]
        if not others:
            return first
        return (next((row for row in rows if not row.tags), rows[0]) for rows in zip(first, *others, strict=True))
