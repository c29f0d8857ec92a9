"""Where the cells of names, charts and lists are now: all ranges they became, or the one range that may stand there."""

from __future__ import annotations

from typing import NamedTuple

from ..document.columns import column_areas
from ..document.layout import Layout, Path
from ..document.sheets import Meant, Sheets, over_sheets
from ..formula import Interrupted, OverSheets, Reference, cell_columns
from ..sheet.blocks import Chain


class Seen(NamedTuple):
    """From where a reference is meant: a turn of the blocks of rows around it, and of those of columns."""

    chain: Chain = ()
    path: Path = ()
    across: Chain = ()
    column: Path = ()


EVERYWHERE = Seen()


def areas(reference: Reference, sheets: Sheets, own: str = "") -> list[str]:
    """The ranges that a range, or all records of a single cell, are now; raises Interrupted for sheets unlike."""
    found = []
    for wide in wide_areas(reference, sheets, own):
        meant = [each for each in sheets.meant(wide, own, grows=True) if each.spans]
        if len(meant) > 1:
            if any(each.spans != meant[0].spans for each in meant):
                raise OverSheets
            meant = [Meant(over_sheets(meant), None, meant[0].spans)]
        found += [cells.at(*span) for cells, _, spans in meant for span in spans]
    return found


def wide_areas(reference: Reference, sheets: Sheets, own: str = "") -> list[Reference]:
    """What a range, or all records of a single cell, means now that its columns moved; its rows are as they were."""
    return column_areas(reference, columns_of(sheets), own)


def around(reference: Reference, sheets: Sheets, own: str) -> str:
    """One range around all cells that a reference means now, an empty cell where none are left.

    Raises Interrupted where they are on several sheets.
    """
    wide = joined(wide_areas(reference, sheets, own))
    found = sheets.meant(wide, own, grows=True) if wide else []
    meant = [each for each in found if each.spans]
    if not meant:
        return nowhere(reference, sheets, own)
    if len(meant) > 1:
        raise OverSheets
    cells, _, spans = meant[0]
    return cells.at(spans[0][0], spans[-1][1])


def one_range(reference: Reference, sheets: Sheets, own: str, seen: Seen) -> str:
    """The cells that a reference means now where only one range can stand, an empty cell where none are left.

    Raises Interrupted where others part them or they are on several sheets.
    """
    wide = column_areas(reference, columns_of(sheets), own, seen.across, seen.column)
    found = [each for cells in wide for each in sheets.meant(cells, own, seen.chain, seen.path, grows=True)]
    meant = [each for each in found if each.spans]
    if not meant:
        return nowhere(reference, sheets, own, seen)
    if len(meant) > 1 and len(wide) == 1:
        raise OverSheets
    if len(meant) > 1 or len(meant[0].spans) > 1:
        raise Interrupted
    cells, _, (span,) = meant[0]
    return cells.at(*span)


def joined(wide: list[Reference]) -> Reference | None:
    """The range from the first to the last of some side by side."""
    if len(wide) < 2:
        return wide[0] if wide else None
    first, last = cell_columns(wide[0])[0], cell_columns(wide[-1])[1]
    return wide[0].over(first, last)


def nowhere(reference: Reference, sheets: Sheets, own: str = "", seen: Seen = EVERYWHERE) -> str:
    """An empty cell of the sheet that a reference means, if there is one."""
    meant = sheets.meant(reference, own, seen.chain, seen.path)
    return meant[0].reference.nowhere if meant else "#REF!"


def columns_of(sheets: Sheets) -> dict[str, Layout]:
    """Where the columns went, of the sheets that have blocks of them."""
    return {name: sheet.columns for name, sheet in sheets.items() if sheet.columns}
