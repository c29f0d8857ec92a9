"""The heights of a document's rows, so that no text in them is cut.

Excel fits the height of no merged cell, and no row is higher than 409.5 points: a text that needs more takes several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from ..sheet.cell import Cell, Row
from ..sheet.height import HIGHEST
from ..sheet.runs import without_marks
from .layout import Written
from .merge import Area, Merges

_LITTLE = 0.01  # points

Rooms = Mapping[tuple[int, int], float]  # row and column of a cell → the points that what lies over it needs


class Fitted:
    """`heights` in points, None where Excel's own will do; `lacking`: row number → how many more rows it needs."""

    def __init__(
        self, rows: Sequence[Row], standard: float, written: Sequence[Written], merges: Merges, rooms: Rooms
    ) -> None:
        """`rows` are the template's, `standard` is the height of an empty one, `rooms` are for pictures."""
        self._rows = rows
        self._standard = standard
        self._written = written
        self._merges = merges
        self.lacking: dict[int, int] = {}
        tall = [area for area in merges.areas if area.top < area.bottom]
        self._tall = {(area.top, area.left) for area in tall}
        self.heights = [self._height(number, row) for number, row in enumerate(written, 1)]
        self._rooms = rooms
        for (number, column), points in rooms.items():
            if (number, column) not in self._tall:
                self._grow(number, points)
        for area in tall:
            self._stretch(area)

    def _row(self, written: Written) -> Row:
        return self._rows[written.source - 1]

    def _height(self, number: int, written: Written) -> float | None:
        row = self._rows[written.source - 1]
        if row.keeps_height:
            return row.height
        needed = 0.0 if written.continues else self._most(number, written, row)
        if needed > HIGHEST:
            self.lacking[number] = ceil(needed / HIGHEST) - 1
            return HIGHEST
        return needed if needed > self._standard else self._standard

    def _grow(self, number: int, points: float) -> None:
        """Give a row so many points, unless the author fixed it or it is higher already."""
        if self._row(self._written[number - 1]).fixed or points <= (self.heights[number - 1] or self._standard):
            return
        self.heights[number - 1] = min(points, HIGHEST)
        if points > HIGHEST:
            self.lacking[number] = max(ceil(points / HIGHEST) - 1, self.lacking.get(number, 0))

    def _most(self, number: int, written: Written, row: Row) -> float:
        most, values, wide = row.needed, written.values, self._merges.wide
        for cell in row.fitted:
            text = values[cell.slot] if cell.slot >= 0 else cell.value
            if isinstance(text, str) and (needed := _needed(cell, text)) > most:
                hidden, spot = self._merges.hidden.get(number, ()), (number, cell.column)
                if cell.column not in hidden and spot not in self._tall:
                    most = max(most, _needed(wide[spot], text)) if spot in wide else needed
        return most

    def _stretch(self, area: Area) -> None:
        """Share out over its rows what the text of a tall merge, or a picture, needs more than they give."""
        written = self._written[area.top - 1]
        cell = self._merges.wide.get((area.top, area.left)) or self._row(written).by_column.get(area.left)
        text = cell and (written.values[cell.slot] if cell.slot >= 0 else cell.value)
        needed = self._rooms.get((area.top, area.left), 0.0)
        if cell and cell.grows and isinstance(text, str):
            needed = max(needed, _needed(cell, text))
        standard, heights = self._standard, self.heights
        lacking = needed - sum([height or standard for height in heights[area.top - 1 : area.bottom]])
        if lacking <= _LITTLE:
            return
        unfixed = [i for i in range(area.top - 1, area.bottom) if not self._row(self._written[i]).fixed]
        free = unfixed
        while free and lacking > _LITTLE:
            share = lacking / len(free)
            for i in free:
                height = heights[i] or standard
                heights[i] = min(height + share, HIGHEST)
                lacking -= min(share, HIGHEST - height)
            free = [i for i in free if (heights[i] or standard) < HIGHEST]
        if lacking > _LITTLE and unfixed:
            self.lacking[unfixed[0] + 1] = ceil(lacking / HIGHEST)


def _needed(cell: Cell, text: str) -> float:
    if len(text) <= cell.line and "\n" not in text:  # most texts
        return cell.line_height if text else 0.0
    return cell.height(without_marks(text))


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
