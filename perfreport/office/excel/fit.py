"""The heights of a document's rows, so that no text in them is cut.

Excel fits the height of no merged cell, and no row is higher than 409.5 points: a text that needs more takes several.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from .cell import Cell, Row
from .height import HIGHEST
from .layout import Written
from .merge import Area, Merges
from .runs import without_marks


class Fitted:
    """`heights` in points, None where Excel's own will do; `lacking`: row number → how many more rows it needs."""

    def __init__(self, rows: Sequence[Row], standard: float, written: Sequence[Written], merges: Merges) -> None:
        """`rows` are the template's, `standard` is the height of an empty one."""
        self._rows = rows
        self._standard = standard
        self._written = written
        self._merges = merges
        self.lacking: dict[int, int] = {}
        tall = [area for area in merges.areas if area.top < area.bottom]
        self._tall = {(area.top, area.left) for area in tall}
        self.heights = [self._height(number, row) for number, row in enumerate(written, 1)]
        for area in tall:
            self._stretch(area)

    def _row(self, written: Written) -> Row:
        return self._rows[written.source - 1]

    def _height(self, number: int, written: Written) -> float | None:
        row = self._rows[written.source - 1]
        if row.fixed or not row.growing or (row.height is not None and not row.is_filled):
            return row.height
        needed = 0.0 if written.continues else self._most(number, written, row)
        if needed > HIGHEST:
            self.lacking[number] = ceil(needed / HIGHEST) - 1
        return min(max(needed, self._standard), HIGHEST)

    def _most(self, number: int, written: Written, row: Row) -> float:
        hidden, most = self._merges.hidden.get(number, ()), row.needed
        for cell in row.fitted:
            needed = cell.height(shown(cell, written))
            if needed > most and cell.column not in hidden and (number, cell.column) not in self._tall:
                most = needed
        return most

    def _stretch(self, area: Area) -> None:
        """Share out over its rows what the text of a tall merge needs more than they give."""
        written = self._written[area.top - 1]
        cell = self._row(written).by_column.get(area.left)
        if cell is None or not cell.grows:
            return
        standard = self._standard
        span = range(area.top - 1, area.bottom)
        free = [i for i in span if not self._row(self._written[i]).fixed]
        lacking = cell.height(shown(cell, written)) - sum([self.heights[i] or standard for i in span])
        while free and lacking > 0.01:
            share = lacking / len(free)
            for i in free:
                height = self.heights[i] or standard
                self.heights[i] = min(height + share, HIGHEST)
                lacking -= min(share, HIGHEST - height)
            free = [i for i in free if (self.heights[i] or standard) < HIGHEST]
        unfixed = next((i for i in span if not self._row(self._written[i]).fixed), None)
        if lacking > 0.01 and unfixed is not None:
            self.lacking[unfixed + 1] = ceil(lacking / HIGHEST)


def shown(cell: Cell, written: Written) -> str:
    """The text that a cell shows in a written row; "" where it is none."""
    value = written.values[cell.slot] if cell.slot >= 0 else cell.value
    return without_marks(value) if isinstance(value, str) else ""


def highest(fitted: Sequence[Fitted]) -> list[float | None]:
    """The heights of the rows of strips side by side."""
    if len(fitted) == 1:
        return fitted[0].heights
    rows = zip(*[each.heights for each in fitted], strict=True)
    return [max((height for height in row if height is not None), default=None) for row in rows]


def with_room(written: Sequence[Written], lacking: dict[int, int]) -> list[Written]:
    """The rows, those that lack room followed by empty ones of the same look."""
    rows: list[Written] = []
    for number, row in enumerate(written, 1):
        rows.append(row)
        rows += [Written(row.source, row.path, row.values, continues=True)] * lacking.get(number, 0)
    return rows
