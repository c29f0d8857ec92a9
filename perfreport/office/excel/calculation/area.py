"""Values in rows and columns: ranges of cells, constants in braces, and what operators make of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import repeat
from typing import Any, Protocol, Union

from ..formula import MAX_ROW
from .value import CellError, Item, Key, Unknown, Value, key, plain_number, valid


class Cells(Protocol):
    """A sheet, whose formulas are computed."""

    def value(self, row: int, column: int) -> Any:
        """Decimal, text, bool or None; the error of a formula without a value."""

    def skips(self, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL leaves a cell out: a subtotal itself, or in a hidden row; Unknown where filters decide."""


class Grid:
    """Values row by row. `height` may be more than there are values: below stand empty cells only."""

    def __init__(self, values: list[Item], width: int, height: int = 0) -> None:
        self.width = width
        self.height = height or len(values) // width
        self._values = values

    @property
    def values(self) -> list[Item]:
        return self._values

    @property
    def size(self) -> int:
        return self.width * self.height

    @cached_property
    def positions(self) -> dict[Key, list[int]]:
        """Where in `values` each value stands, by its key."""
        found: dict[Key, list[int]] = {}
        for position, item in enumerate(self.values):
            found.setdefault(key(item), []).append(position)
        return found

    @cached_property
    def numeric_texts(self) -> dict[Key, list[int]]:
        """Where texts stand that are numbers, by the number."""
        found: dict[Key, list[int]] = {}
        for text, places in self.positions.items():
            number = plain_number(text) if isinstance(text, str) else None
            if number is not None:
                found.setdefault(key(number), []).extend(places)
        return found

    @cached_property
    def _lines(self) -> dict[tuple[int, bool], Grid]:
        return {}

    def at(self, row: int, column: int) -> Item:
        """The value in a row and column, from 0."""
        position = row * self.width + column
        return self.values[position] if position < len(self.values) else None

    def part(self, row: int, column: int, height: int, width: int) -> Grid:
        """So many rows and columns from a cell on."""
        values = [self.at(r, c) for r in range(row, row + height) for c in range(column, column + width)]
        return Grid(values, width)

    def line(self, number: int, across: bool) -> Grid:
        """One row (`across`) or one column, from 0."""
        spot = number, across
        if spot not in self._lines:
            shape = (number, 0, 1, self.width) if across else (0, number, self.height, 1)
            self._lines[spot] = self.part(*shape)
        return self._lines[spot]

    def stretched(self, height: int, width: int) -> list[Item]:
        """As many values as an operator needs beside a larger grid: a single row or column is repeated."""
        if (self.height, self.width) == (height, width):
            if len(self.values) < self.size:
                raise Unknown  # a million empty cells below
            return self.values
        if self.height not in (1, height) or self.width not in (1, width):
            raise Unknown
        rows = [0] * height if self.height == 1 else range(height)
        columns = [0] * width if self.width == 1 else range(width)
        return [self.at(row, column) for row in rows for column in columns]


class Area(Grid):
    """A range of cells, read when its values are asked for. `last`: below this row no sheet holds anything."""

    def __init__(self, cells: Cells, top: int, left: int, height: int, width: int, last: int = 0) -> None:
        super().__init__([], width, height)
        self.top, self.left = top, left
        self._cells = cells
        self._last = last or MAX_ROW

    @cached_property
    def values(self) -> list[Item]:
        value, columns = self._cells.value, range(self.left, self.left + self.width)
        rows = range(self.top, min(self.top + self.height - 1, self._last) + 1)
        return [value(row, column) for row in rows for column in columns]

    def at(self, row: int, column: int) -> Item:
        item: Item = self._cells.value(self.top + row, self.left + column)
        return item

    def part(self, row: int, column: int, height: int, width: int) -> Area:
        return Area(self._cells, self.top + row, self.left + column, height, width, self._last)

    def counted(self, hidden: bool) -> Grid:
        """What SUBTOTAL counts; `hidden`: rows that somebody hid, too."""
        columns = range(self.left, self.left + self.width)
        rows = range(self.top, min(self.top + self.height - 1, self._last) + 1)
        kept = [(row, column) for row in rows for column in columns if not self._cells.skips(row, column, hidden)]
        return Grid([self._cells.value(*spot) for spot in kept], 1, len(kept))


Operand = Union[Value, Grid, tuple[Grid, ...]]  # noqa: UP007  # several areas where a function takes any number


def single(operand: Operand | CellError) -> Value:
    """The one value of an operand; Unknown for a range where one value is wanted."""
    if isinstance(operand, Grid):
        if operand.size != 1:
            raise Unknown
        return valid(operand.at(0, 0))
    if isinstance(operand, tuple):
        raise Unknown
    return valid(operand)


def spread(function: Callable[..., Value], operands: list[Any], kinds: str) -> Grid:
    """`function` for every set of values of its operands, of which at least one is a grid.

    `kinds` has an e for those that may be errors.
    """
    grids = [operand for operand in operands if isinstance(operand, Grid)]
    height, width = max(grid.height for grid in grids), max(grid.width for grid in grids)
    rows = [o.stretched(height, width) if isinstance(o, Grid) else repeat(o) for o in operands]
    values = [_applied(function, items, kinds) for items in zip(*rows, strict=False)]
    return Grid(values, width)


def _applied(function: Callable[..., Value], items: tuple[Item, ...], kinds: str) -> Item:
    try:
        return function(*[item if kind == "e" else valid(item) for item, kind in zip(items, kinds, strict=True)])
    except CellError as error:
        return error
