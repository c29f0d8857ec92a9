"""Sums over a list that miss its records: formulas beside a block that mean its head, its tags or its first record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....problem import Problem, problem
from ..formula import Formula, Reference, cell_columns
from ..sheet.blocks import Block
from ..sheet.cell import Cell
from ..sheet.sheet import Sheet
from .tags import formulas

_OVER_NUMBERS = {"SUM", "COUNT", "AVERAGE", "MIN", "MAX", "PRODUCT", "SUBTOTAL"}
_OVER_CELLS = {*_OVER_NUMBERS, "COUNTA"}
_OVER_LISTS = {"SUM", "COUNT", "COUNTA", "AVERAGE"}  # nobody writes them for one cell


def uncovered(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """A hint for each sum that stands outside a loop, reaches up to it and takes none, or only one, of its records."""
    with_loops = [sheet for sheet in sheets if _loops(sheet)]
    for sheet in sheets if with_loops else ():
        for cell, formula in formulas(sheet):
            for other in with_loops:
                yield from _of_formula(sheet, cell, formula, other)


def _loops(sheet: Sheet) -> list[Block]:
    return [block for block in sheet.blocks if block.keyword == "for"]


def _of_formula(sheet: Sheet, cell: Cell, formula: Formula, other: Sheet) -> Iterator[Problem]:
    """Of the references of a formula in `cell` those to the sheet `other`."""
    names = (other.name, "") if other is sheet else (other.name,)
    there = [reference for reference in formula.references if reference.sheet in names]
    around = sheet.chain(cell.row, cell.column) if there and other is sheet else ()
    outside = [loop for loop in _loops(other) if loop not in around] if there else []
    for reference in (reference for reference in there if reference.is_whole and reference.first.column):
        loop, what = _missed(other, cell if other is sheet else None, reference, there, outside)
        if loop:
            words = {"formula": formula.text, "range": reference.spot, "what": what, "block": loop.rows}
            right = reference.prefix + _body(other, reference, loop)
            yield problem("lint.not-covered", sheet.place(cell.spot), right=right, **words)


def _missed(
    sheet: Sheet, cell: Cell | None, reference: Reference, own: list[Reference], loops: list[Block]
) -> tuple[Block | None, str]:
    """The loop whose records a reference should mean, and what it means instead; None where it may be meant so.

    `own` are all references to this sheet of the formula in `cell`, None for one of another sheet.
    """
    loops = [loop for loop in loops if any(_rows(sheet, reference, loop))]
    taken = [loop for loop in loops if _takes(sheet, reference, loop)]
    if taken and reference.last is None and reference.function in _OVER_LISTS:
        return taken[0], "只是第一条记录的"
    if any(_takes(sheet, each, loop) for each in own for loop in loops):
        return None, ""
    near = [loop for loop in loops if reference.first.row <= loop.last + 1 and reference.bottom >= loop.first - 1]
    touched = [loop for loop in near if reference.first.row <= loop.last and reference.bottom >= loop.first]
    if touched and reference.function in _OVER_CELLS:
        return touched[0], "只到循环的标签，没有循环里的行"
    is_total = cell and reference.function in _OVER_NUMBERS and _in_its_column(cell, reference)
    if near and is_total and not _numbers(sheet, reference):
        return near[0], "里没有数，也不是循环里的行"
    return None, ""


def _rows(sheet: Sheet, reference: Reference, loop: Block) -> Iterator[int]:
    """The rows of a loop that hold values in the columns of a reference."""
    left, right = cell_columns(reference)
    rows = _written(sheet, reference, loop)
    return (row for row in rows if any(_is_value(c) and left <= c.column <= right for c in sheet.rows[row - 1].cells))


def _takes(sheet: Sheet, reference: Reference, loop: Block) -> bool:
    """Whether a reference means a row of a loop."""
    return any(reference.first.row <= row <= reference.bottom for row in _written(sheet, reference, loop))


def _written(sheet: Sheet, reference: Reference, loop: Block) -> Iterator[int]:
    """The rows of a loop that documents may have, in any of the columns of a reference."""
    left, right = cell_columns(reference)
    strips = [sheet.strips[number] for number in sheet.strips_of(max(left, loop.left), min(right, loop.right))]
    return (row for row in range(loop.first, loop.last + 1) if any(row in strip.written for strip in strips))


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds anything but a typed text."""
    return cell.is_filled or not isinstance(cell.value, (str, type(None)))


def _in_its_column(cell: Cell, reference: Reference) -> bool:
    left, right = cell_columns(reference)
    return left <= cell.column <= right


def _numbers(sheet: Sheet, reference: Reference) -> bool:
    """Whether there is anything but typed texts in a range."""
    left, right = cell_columns(reference)
    cells = (cell for row in sheet.rows[reference.first.row - 1 : reference.bottom] for cell in row.cells)
    inside = (cell for cell in cells if left <= cell.column <= right)
    return any(map(_is_value, inside))


def _body(sheet: Sheet, reference: Reference, loop: Block) -> str:
    """The range over all rows of a loop, in the columns of a reference; of one of its cells, that in every record."""
    if _takes(sheet, reference, loop):
        return f"{reference.spot}:{reference.spot}"
    rows = list(_rows(sheet, reference, loop))
    first, last = reference.first, reference.last or reference.first
    return f"{first.at(rows[0])}:{last.at(rows[-1])}".replace("$", "")
