"""Blocks of columns: the sheet of a template as it is with the columns of one document.

Columns are repeated before rows are: what comes out is a sheet like any other, with more cells in its rows, formulas
that mean the right columns, and the merges and widths of the new columns. Documents with the same columns share it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from ....problem import Problem, problem
from ..formula import End, Formula, Interrupted, Reference, column_number
from ..sheet.blocks import Chain, Merge
from ..sheet.cell import Cell, Row
from ..sheet.sheet import Sheet
from .layout import Layout, Path, Written

Columns = Mapping[str, Layout]  # of every sheet with column blocks, by name


def with_columns(sheet: Sheet, columns: Columns) -> Sheet:
    """`sheet` with the columns it has in a document; formulas follow the columns of the other sheets, too.

    Those that cannot are left out and said in its `refused`.
    """
    own = columns.get(sheet.name) or unmoved(sheet)
    refused: dict[Problem, None] = {}
    rows = [_row(row, own, sheet, columns, refused) for row in sheet.rows]
    merges = [
        Merge(merge.top, merge.bottom, left, right)
        for merge in sheet.merges
        for left, right in own.every(merge.left, merge.right, sheet.column_tags)
    ]
    new = sheet.derived(rows, merges, [column.source for column in own.written])
    new.refused = refused
    return new


def unmoved(sheet: Sheet) -> Layout:
    """The columns of a sheet without blocks of them."""
    last = sheet.columns[1]
    return Layout([()] * (last + 1), [Written(column, ()) for column in range(1, last + 1)])


def _row(row: Row, own: Layout, sheet: Sheet, columns: Columns, refused: dict[Problem, None]) -> Row:
    cells: list[Cell] = []
    slots: Counter[int] = Counter()  # by lane: each takes its own values
    for number, column in enumerate(own.written, 1):
        cell = row.by_column.get(column.source)
        if cell is None:
            continue
        lane = sheet.lane.at(row.number, column.source)
        slot = slots[lane.left] if cell.tag or cell.runs else -1
        new = replace(cell, column=number, slot=slot, last_row=0, last_column=0, is_covered=False, width=0.0)
        slots[lane.left] += slot >= 0
        if cell.formula:
            try:
                chain = own.chain(column.source)
                new.set_formula(columns_moved(cell.formula, columns, sheet.name, chain, column.path, _gone))
            except Interrupted as error:
                refused[problem(error.kind, sheet.place(cell.spot), formula=cell.formula.text)] = None
            new.node = new.node if cell.node else None
        cells.append(new)
    return Row(row.number, row.attributes, row.height, row.fixed, cells, tags=row.tags)


def _gone(reference: Reference) -> list[Reference] | str:
    """What a formula in a cell says, and computes with, in the place of a reference whose columns are gone."""
    text = reference.in_formula(())
    return [reference.nowhere_cell] if text == reference.nowhere else text


def columns_moved(
    formula: Formula,
    columns: Columns,
    own: str,
    chain: Chain,
    path: Path,
    nothing: Callable[[Reference], list[Reference] | str],
) -> Formula:
    """The formula with every reference to the columns it means now, as seen from turn `path` of the blocks `chain`.

    `nothing` is what it says in the place of a reference whose columns are gone.
    """

    def write(reference: Reference) -> list[Reference] | str:
        layout = columns.get(reference.sheet or own)
        if layout is None or not reference.first.column:
            return [reference]
        is_own = (reference.sheet or own) == own
        spans = layout.resolve(_turned(reference), chain if is_own else (), path if is_own else ())
        if not spans:
            return nothing(reference)
        return [reference.over(*span) for span in reference.areas(spans)]

    return formula.replaced(write)


def column_areas(
    reference: Reference, columns: Columns, own: str = "", chain: Chain = (), path: Path = ()
) -> list[Reference]:
    """What a range, or all records of a single cell, means now; for names, formats, charts."""
    layout = columns.get(reference.sheet or own)
    if layout is None or not reference.first.column:
        return [reference]
    is_own = (reference.sheet or own) == own
    spans = layout.resolve(_turned(reference), chain if is_own else (), path if is_own else (), grows=True)
    return [reference.over(*span) for span in spans]


def _turned(reference: Reference) -> Reference:
    """The reference with its columns in the place of its rows, which is what a Layout asks for."""

    def turned(end: End) -> End:
        return End("", column_number(end.column), end.column.startswith("$"))

    return replace(reference, first=turned(reference.first), last=reference.last and turned(reference.last))
