"""An empty row for a list without records: Excel takes no table, and no source of a pivot, that is only a head."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Written
from .sheet import Sheet


def with_empty_rows(sheet: Sheet, written: Sequence[Written]) -> list[Written]:
    """The rows, with an empty one in the look of a record wherever one must be and none is."""
    rows = list(written)
    for first, last in sheet.never_empty:
        if any(first <= row.source <= last for row in rows):
            continue
        model = next((row for row in sheet.rows[first - 1 : last] if not row.tags), None)
        if model:
            above = sum(row.source < first for row in rows)
            values = [""] * sum(bool(cell.tag or cell.runs) for cell in model.cells)
            rows.insert(above, Written(model.number, (), values, is_empty=True))
    return rows
