"""What the cells of a sheet hold beside the tags that print: texts, formulas."""

from __future__ import annotations

from collections.abc import Iterator

from ..formula import Formula
from ..sheet.cell import Cell
from ..sheet.sheet import Sheet


def beside(cell: Cell) -> str:
    """The text beside the tags of a cell."""
    return "".join(piece for run in cell.runs for piece in run.content if isinstance(piece, str)).strip()


def formulas(sheet: Sheet) -> Iterator[tuple[Cell, Formula]]:
    """The cells of a sheet with formulas."""
    return ((cell, cell.formula) for row in sheet.rows for cell in row.cells if cell.formula)
