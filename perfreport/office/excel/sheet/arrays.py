"""Array formulas over several cells: {=A2:A5*B2:B5} in C2:C5. The first holds the formula, each shows its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ....problem import Problem, problem
from ..formula import Formula, column_letters, column_number
from .blocks import Block
from .cell import Row

if TYPE_CHECKING:
    from .sheet import Sheet

_MOST_CELLS = 10_000  # of one formula


@dataclass(frozen=True, slots=True)
class Array:
    """The template's cells that one array formula fills; `spills`: as many as the results need, where Excel can."""

    top: int
    bottom: int
    left: int
    right: int
    spills: bool

    @classmethod
    def read(cls, range: str, first: str, spills: bool) -> Array:
        """The cells in `range`; ValueError if it does not begin with `first`, the cell of the formula."""
        (area,) = Formula(range).references
        last = area.last or area.first
        if area.first.at(area.first.row) != first:
            raise ValueError(f"数组公式 {first} 占的是 {range}")
        return cls(area.first.row, last.row, column_number(first), column_number(last.column), spills)

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def spot(self) -> str:
        return self.at(self.top)

    def at(self, top: int) -> str:
        """Its range where its first row is row `top`."""
        return f"{column_letters(self.left)}{top}:{column_letters(self.right)}{top + self.height - 1}"

    def spots(self, top: int) -> list[tuple[int, int]]:
        """Row and column of each of its cells where its first row is row `top`."""
        columns = range(self.left, self.right + 1)
        return [(row, column) for row in range(top, top + self.height) for column in columns]


def spread_arrays(sheet: Sheet) -> None:
    """Give the cells of array formulas to them, also those that the file does not have."""
    for array in (array for array in sheet.arrays if array.height * array.width <= _MOST_CELLS):
        sheet.rows += [Row(number) for number in range(len(sheet.rows) + 1, array.bottom + 1)]
        for row in sheet.rows[array.top - 1 : array.bottom]:
            found = {cell.column: cell for cell in row.cells}
            for column in range(array.left, array.right + 1):
                cell = found.get(column) or sheet.new_cell(row, column)
                cell.array, cell.value = array, None
            row.cells.sort(key=lambda cell: cell.column)


def torn_arrays(sheet: Sheet) -> Iterator[Problem]:
    """Array formulas that blocks would tear apart."""
    for array in sheet.arrays:
        why = next((why for block in sheet.blocks if (why := _torn(array, block))), "")
        if sheet.column_tags:
            why = "工作表里有列循环"
        if array.height * array.width > _MOST_CELLS:
            why = "它占的单元格太多"
        if why:
            yield problem("template.array-torn", sheet.place(array.spot), range=array.spot, why=why)


def _torn(array: Array, block: Block) -> str:
    if array.bottom < block.first or block.last < array.top or array.right < block.left or block.right < array.left:
        return ""
    inside = block.first < array.top and array.bottom < block.last
    if not (inside and block.left <= array.left and array.right <= block.right):
        return f"它只有一部分在块（{block.rows}）里"
    return "它在循环里占了几行" if block.keyword == "for" and array.height > 1 else ""
