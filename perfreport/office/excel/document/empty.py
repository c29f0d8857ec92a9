"""An empty row for a list without records: Excel takes no table, and no source of a pivot, that is only a head."""

from __future__ import annotations

from collections.abc import Sequence

from ..formula import MAX_COLUMN
from ..sheet.sheet import Sheet
from .layout import Written

_NOTHING = ("",) * MAX_COLUMN  # the values of a row however many tags it has


def add_empty_rows(sheet: Sheet, strips: Sequence[list[Written]]) -> None:
    """Write an empty row in the look of a record wherever one must be and none is; `sheet` is the template's."""
    for first, last, column in sheet.never_empty:
        own = sheet.strips_of(column, column)[0]
        written = sheet.strips[own].written
        model = next((row for row in range(first, last + 1) if row in written), None)
        if model and not any(first <= row.source <= last for row in strips[own]):
            _add(sheet, strips, own, model, column)


def _add(sheet: Sheet, strips: Sequence[list[Written]], own: int, model: int, column: int) -> None:
    lane, band = sheet.lane.at(model, column), sheet.lane.band_at(model, column)
    empty = Written(model, (), _NOTHING, is_empty=True)
    above = sum(row.source < model for row in strips[own])
    has_room = band is not None and above < len(strips[own]) and strips[own][above].source == lane.empty
    inside = sheet.strips_of(lane.left, lane.right)
    for number, strip in enumerate(strips):
        if has_room and number in inside:
            strip[above] = empty
        elif not has_room:
            other = band and band.lane(sheet.strips[number].left)
            strip.insert(above, Written(other.empty, ()) if other and number not in inside else empty)
