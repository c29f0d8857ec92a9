"""How wide the columns of a sheet are."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import groupby
from typing import TYPE_CHECKING

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
        self._written = [
            (int(column.get("min")), int(column.get("max")), _width(column, self._standard))
            for column in root.iterfind(f"{S}cols/{S}col")
        ]

    def of(self, sources: Sequence[int]) -> Widths:
        """The widths of a sheet whose columns are these of this one's."""
        widths = copy(self)
        widths._written = [(number, number, self._width(source)) for number, source in enumerate(sources, 1)]
        return widths

    def points(self, first: int, last: int) -> float:
        """The points a text may fill from one column to another; hidden columns give none."""
        widths = [self._width(column) for column in range(first, last + 1)]
        total = sum(column_points(width, self._digit_width) * len([*same]) for width, same in groupby(widths))
        return total - COLUMN_PADDING

    def column(self, column: int) -> float:
        """How wide a column is, in points."""
        return column_points(self._width(column), self._digit_width)

    def _width(self, column: int) -> float:
        return next((width for first, last, width in self._written if first <= column <= last), self._standard)


def _width(column: etree._Element, standard: float) -> float:
    return 0.0 if column.get("hidden") in ("1", "true") else float(column.get("width", standard))


def _standard_width(settings: dict[str, str], digit_width: float) -> float:
    """Eight digits and their margins, up to the next 8 pixels, as Excel has it where the file does not say."""
    pixels = int(settings.get("baseColWidth", "8")) * digit_width + 5
    return -(-pixels // 8) * 8 / digit_width
