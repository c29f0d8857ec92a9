"""SUBTOTAL and AGGREGATE: totals that leave out other subtotals, hidden rows or errors."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .aggregate import average, count, filled, least, median, most, nth, numbers, product, total
from .area import Area, Grid
from .call import Function
from .statistics import deviation, most_frequent, percentile, quartile, variance
from .value import CellError, Unknown, Value, as_whole


def _of(function: Callable[[list[Decimal]], Value]) -> Callable[..., Value]:
    return lambda *arguments: function(numbers(*arguments))


_TOTALS: dict[int, Callable[..., Value]] = {
    1: _of(average), 2: count, 3: filled, 4: _of(most), 5: _of(least), 6: product, 7: deviation(of_all=False),
    8: deviation(of_all=True), 9: _of(total), 10: variance(of_all=False), 11: variance(of_all=True),
}  # fmt: skip
_MORE_TOTALS: dict[int, Callable[..., Value]] = {12: median, 13: most_frequent}
_PLACES: dict[int, Callable[..., Value]] = {14: nth(reverse=True), 15: nth(reverse=False), 16: percentile, 17: quartile}


def _subtotal(code: Value, *areas: Any) -> Value:
    number = as_whole(code)
    function = _TOTALS.get(number % 100 if number > 100 else number)
    if function is None or not all(isinstance(area, Area) for area in areas):
        raise Unknown
    return function(*[area.counted(hidden=number < 100) for area in areas])


def _aggregate(code: Value, option: Value, *operands: Any) -> Value:
    """Options from 0 leave out subtotals, those from 4 do not; odd ones hidden rows; 2, 3, 6, 7 errors."""
    number, left_out = as_whole(code), as_whole(option)
    function = (_TOTALS | _MORE_TOTALS | _PLACES).get(number)
    if function is None or not 0 <= left_out <= 7:
        raise Unknown
    if number in _PLACES:
        if len(operands) != 2:
            raise Unknown
        return function(_kept(operands[0], left_out), operands[1])
    if not all(isinstance(operand, Area) for operand in operands):
        raise Unknown
    return function(*[_kept(operand, left_out) for operand in operands])


def _kept(operand: Any, left_out: int) -> Grid:
    if not isinstance(operand, Grid):
        raise Unknown
    if isinstance(operand, Area) and left_out < 4:
        operand = operand.counted(hidden=left_out % 2 == 0)
    elif isinstance(operand, Area) and left_out % 2:
        raise Unknown
    values = operand.values
    if left_out % 4 > 1:
        values = [item for item in values if not isinstance(item, CellError)]
    return Grid(values, 1, len(values))


SUBTOTALS = {
    "SUBTOTAL": Function(_subtotal, "va", again="a"),
    "AGGREGATE": Function(_aggregate, "vvA", again="A"),
}
