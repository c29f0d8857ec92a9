"""How wide the columns of a sheet are."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING

from ..formula import MAX_COLUMN
from .height import COLUMN_PADDING, column_points
from .styles import S

if TYPE_CHECKING:
    from lxml import etree


class Widths:
    """The widths that the author gave the columns of a sheet, `digit_width` in pixels being their unit."""

    def __init__(self, root: etree._Element, digit_width: float) -> None:
        format_ = root.find(f"{S}sheetFormatPr")
        settings = format_.attrib if format_ is not None else {}
        self._digit_width = digit_width
        self._standard = float(settings.get("defaultColWidth") or _standard_width(settings, digit_width))
        written = [
            (int(column.get("min")), min(int(column.get("max")), MAX_COLUMN), _width(column, self._standard))
            for column in root.iterfind(f"{S}cols/{S}col")
        ]
        widths = [self._standard] * max((last for _, last, _ in written), default=0)
        for first, last, width in reversed(written):
            widths[first - 1 : last] = [width] * (last - first + 1)
        self._set(widths)

    def _set(self, widths: list[float]) -> None:
        """The first columns have these widths, all others the standard one."""
        points = cache(partial(column_points, digit_width=self._digit_width))
        self._widths = widths
        self._edges = [0.0, *accumulate(map(points, widths))]  # in points: where each of them ends

    def of(self, sources: Sequence[int]) -> Widths:
        """The widths of a sheet whose columns are these of this one's."""
        widths = copy(self)
        widths._set([self._width(source) for source in sources])
        return widths

    def points(self, first: int, last: int) -> float:
        """The points a text may fill from one column to another; hidden columns give none."""
        return self._edge(last) - self._edge(first - 1) - COLUMN_PADDING

    def column(self, column: int) -> float:
        """How wide a column is, in points."""
        return column_points(self._width(column), self._digit_width)

    def _width(self, column: int) -> float:
        return self._widths[column - 1] if column <= len(self._widths) else self._standard

    def _edge(self, column: int) -> float:
        """How far from the first column a column ends, in points."""
        beyond = max(column - len(self._widths), 0)
        return self._edges[column - beyond] + beyond * column_points(self._standard, self._digit_width)


def _width(column: etree._Element, standard: float) -> float:
    return 0.0 if column.get("hidden") in ("1", "true") else float(column.get("width", standard))


def _standard_width(settings: dict[str, str], digit_width: float) -> float:
    """Eight digits and their margins, up to the next 8 pixels, as Excel has it where the file does not say."""
    pixels = int(settings.get("baseColWidth", "8")) * digit_width + 5
    return -(-pixels // 8) * 8 / digit_width
