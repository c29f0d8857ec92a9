"""Values found in tables by what stands beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from ..formula import MAX_COLUMN, MAX_ROW
from .area import Area, Grid
from .call import Function
from .criteria import pattern
from .value import CellError, Unknown, Value, as_truth, as_whole, key, order, valid

_MOST_MOVED = 2_000  # cells that one OFFSET may mean
_MISSING = CellError("#N/A")
_ORDERED = cmp_to_key(order)


def _grid(operand: Any) -> Grid:
    if isinstance(operand, CellError):
        raise operand
    return operand if isinstance(operand, Grid) else Grid([operand], 1)


def _exact(line: Grid, wanted: Value, wild: bool = True) -> int:
    """Where a value stands first; a text may have * and ?."""
    wanted = Decimal(0) if wanted is None else wanted
    found = pattern(wanted) if wild and isinstance(wanted, str) else None
    if found:
        places = [at[0] for text, at in line.positions.items() if isinstance(text, str) and found.fullmatch(text)]
    else:
        places = line.positions.get(key(wanted), [])
    if not places:
        raise CellError("#N/A")
    return min(places)


def _nearest(line: Grid, wanted: Value, falling: bool = False) -> int:
    """Where the last value stands that is not beyond `wanted`, in a sorted row or column; errors are passed over."""
    wanted = Decimal(0) if wanted is None else wanted
    alike = [place for place, item in enumerate(line.values) if type(item) is type(wanted)]
    values = [_ORDERED(valid(line.values[place])) for place in alike]
    beyond = _ORDERED(wanted)
    if falling:
        if any(a < b for a, b in pairwise(values)):
            raise Unknown
        count = sum(1 for value in values if value >= beyond)
        if values[count - 1] == beyond and count:
            count = values.index(beyond) + 1
    elif values and all(value <= beyond for value in values):
        count = len(values)
    else:
        if any(a > b for a, b in pairwise(values)):
            raise Unknown  # what halving finds in an unsorted list
        count = bisect_right(values, beyond)
    if not count:
        raise CellError("#N/A")
    return alike[count - 1]


def _match(wanted: Value, area: Any, kind: Value = Decimal(1)) -> Decimal:
    line, way = _grid(area), as_whole(kind)
    if line.height > 1 and line.width > 1:
        raise CellError("#N/A")
    place = _nearest(line, wanted, falling=way < 0) if way else _exact(line, wanted)
    return Decimal(place + 1)


def _in_table(across: bool) -> Callable[..., Value]:
    """HLOOKUP, which looks along the first row, or VLOOKUP, along the first column."""

    def look(wanted: Value, area: Any, number: Value, nearest: Value = True) -> Value:
        table, at = _grid(area), as_whole(number)
        if at < 1:
            raise CellError("#VALUE!")
        if at > (table.height if across else table.width):
            raise CellError("#REF!")
        line = table.line(0, across)
        place = _nearest(line, wanted) if as_truth(nearest) else _exact(line, wanted)
        return valid(table.at(at - 1, place) if across else table.at(place, at - 1))

    return look


def _look(wanted: Value, area: Any, results: Any = None) -> Value:
    table = _grid(area)
    across = table.width > table.height
    place = _nearest(table.line(0, across), wanted)
    if results is None:
        return valid(table.at(table.height - 1, place) if across else table.at(place, table.width - 1))
    found = _grid(results)
    if 1 not in (found.height, found.width):
        raise CellError("#N/A")
    return valid(found.at(0, place) if found.width > found.height else found.at(place, 0))


def _look_exactly(
    wanted: Value, area: Any, results: Any, missing: Any = _MISSING, kind: Value = None, way: Value = Decimal(1)
) -> Any:
    """XLOOKUP of the value itself, from the first on."""
    line, found = _grid(area), _grid(results)
    if as_whole(kind) not in (0, 2) or as_whole(way) != 1 or 1 not in (line.width, line.height):
        raise Unknown
    try:
        place = _exact(line, wanted, wild=as_whole(kind) == 2)
    except CellError:
        return valid(missing)
    if (line.width if line.height == 1 else line.height) != (found.width if line.height == 1 else found.height):
        raise CellError("#VALUE!")
    return found.line(place, across=line.height > 1 or line.width == 1)


def _index(area: Any, row: Value, column: Value = None) -> Any:
    grid, down, across = _grid(area), as_whole(row), as_whole(column)
    if grid.height == 1 and column is None:
        down, across = 1, down
    if down < 0 or across < 0:
        raise CellError("#VALUE!")
    if down > grid.height or across > grid.width:
        raise CellError("#REF!")
    height, width = (1 if down else grid.height), (1 if across or grid.width == 1 else grid.width)
    return grid.part(max(down - 1, 0), max(across - 1, 0), height, width)


def _exact_match(wanted: Value, area: Any, kind: Value = None, way: Value = Decimal(1)) -> Decimal:
    """XMATCH of the value itself, from the first on."""
    line = _grid(area)
    if as_whole(kind) not in (0, 2) or as_whole(way) != 1 or 1 not in (line.width, line.height):
        raise Unknown
    return Decimal(_exact(line, wanted, wild=as_whole(kind) == 2) + 1)


def _offset(area: Any, down: Value, across: Value, height: Value = None, width: Value = None) -> Area:
    """The cells so many rows and columns away; as many as `area` has, unless told otherwise."""
    if not isinstance(area, Area):
        raise Unknown
    rows = area.height if height is None else as_whole(height)
    columns = area.width if width is None else as_whole(width)
    if rows < 0 or columns < 0 or rows * columns > _MOST_MOVED:
        raise Unknown
    top, left = area.top + as_whole(down), area.left + as_whole(across)
    if not (
        rows and columns and top >= 1 and left >= 1 and top + rows - 1 <= MAX_ROW and left + columns - 1 <= MAX_COLUMN
    ):
        raise CellError("#REF!")
    return area.part(top - area.top, left - area.left, rows, columns)


def _place(across: bool) -> Callable[..., Decimal]:
    """ROW or COLUMN of a cell."""

    def place(area: Any) -> Decimal:
        if not isinstance(area, Area) or (area.width if across else area.height) > 1:
            raise Unknown
        return Decimal(area.left if across else area.top)

    return place


LOOKUPS = {
    "MATCH": Function(_match, "vA", "v"),
    "VLOOKUP": Function(_in_table(across=False), "vAv", "v"),
    "HLOOKUP": Function(_in_table(across=True), "vAv", "v"),
    "LOOKUP": Function(_look, "vA", "A"),
    "XLOOKUP": Function(_look_exactly, "vAA", "evv"),
    "XMATCH": Function(_exact_match, "vA", "vv"),
    "OFFSET": Function(_offset, "avv", "vv"),
    "INDEX": Function(_index, "Av", "v"),
    "ROW": Function(_place(across=False), "a"),
    "COLUMN": Function(_place(across=True), "a"),
    "ROWS": Function(lambda area: Decimal(_grid(area).height), "a"),
    "COLUMNS": Function(lambda area: Decimal(_grid(area).width), "a"),
}
