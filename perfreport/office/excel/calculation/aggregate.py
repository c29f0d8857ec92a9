"""What is made of many values: totals, counts, the largest and the middle ones."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from .area import Grid
from .call import Function
from .operators import divide
from .value import (
    DIGITS,
    CellError,
    Unknown,
    Value,
    as_number,
    as_truth,
    in_range,
    number_in,
    settled,
    summed,
    valid,
)  # fmt: skip


def numbers(*arguments: Any) -> list[Decimal]:
    """The numbers among the arguments; texts, truth and empty cells of an area do not count, those typed do."""
    found: list[Decimal] = []
    for argument in arguments:
        if isinstance(argument, Grid):
            here = [item for item in argument.values if type(item) is Decimal]
            if len(here) < len(argument.values):
                _check(argument)
            found += here
        else:
            found.append(as_number(valid(argument)))
    return found


def _check(grid: Grid) -> None:
    """An error in an area is that of its total."""
    for item in grid.values:
        if isinstance(item, Exception):
            raise item


def _all_values(*arguments: Any) -> list[Decimal]:
    """Numbers as the functions with A count them: a text in an area is 0, TRUE is 1."""
    found = []
    for argument in arguments:
        items = argument.values if isinstance(argument, Grid) else [as_number(valid(argument))]
        kept = [valid(item) for item in items if item is not None]
        found += [Decimal(0) if isinstance(value, str) else as_number(value) for value in kept]
    return found


def _items(*arguments: Any) -> list[Any]:
    items = [
        item for a in arguments for item in (a.values if isinstance(a, Grid) else [Decimal(0) if a is None else a])
    ]
    for item in items:
        if isinstance(item, Unknown):
            raise item
    return items


def total(found: list[Decimal]) -> Decimal:
    added = sum(found, Decimal(0))
    if len(added.as_tuple().digits) > DIGITS:
        added = summed(added, max(found, key=abs))
    return in_range(added)


def average(found: list[Decimal]) -> Value:
    return divide(total(found), Decimal(len(found)))


def product(*arguments: Any) -> Decimal:
    result = Decimal(1)
    found = numbers(*arguments)
    for number in found:
        result *= number
    return in_range(result) if found else Decimal(0)


def count(*arguments: Any) -> Decimal:
    """How many numbers there are; a number typed as text is one, in a cell it is not."""
    counted = 0
    for argument in arguments:
        if isinstance(argument, Grid):
            counted += sum(type(item) is Decimal for item in _items(argument))
        elif isinstance(argument, str):
            counted += number_in(argument) is not None
        else:
            counted += not isinstance(argument, CellError)
    return Decimal(counted)


def filled(*arguments: Any) -> Decimal:
    return Decimal(sum(item is not None for item in _items(*arguments)))


def _blank(area: Any) -> Decimal:
    if not isinstance(area, Grid):
        raise Unknown
    held = sum(item is not None and item != "" for item in _items(area))
    return Decimal(area.size - held)


def least(found: list[Decimal]) -> Decimal:
    return min(found, default=Decimal(0))


def most(found: list[Decimal]) -> Decimal:
    return max(found, default=Decimal(0))


def nth(reverse: bool) -> Callable[..., Decimal]:
    """LARGE or SMALL."""

    def of(area: Any, place: Value) -> Decimal:
        found, number = sorted(numbers(area), reverse=reverse), as_number(place)
        if number != int(number):
            raise Unknown
        if not 1 <= number <= len(found):
            raise CellError("#NUM!")
        return found[int(number) - 1]

    return of


def _rank(value: Value, area: Any, ascending: Value = None) -> Decimal:
    number, found = settled(as_number(value)), [settled(item) for item in numbers(area)]
    if number not in found:
        raise CellError("#N/A")
    return Decimal(1 + sum(item < number if as_truth(ascending) else item > number for item in found))


def median(*arguments: Any) -> Decimal:
    found = sorted(numbers(*arguments))
    if not found:
        raise CellError("#NUM!")
    middle = len(found) // 2
    return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2


def _sum_of_products(*arguments: Any) -> Decimal:
    grids = [argument if isinstance(argument, Grid) else Grid([argument], 1) for argument in arguments]
    if len({(grid.height, grid.width) for grid in grids}) > 1:
        raise CellError("#VALUE!")
    for grid in grids:
        _check(grid)
    products = []
    for items in zip_longest(*[grid.values for grid in grids]):  # whole columns may end in different rows
        product = Decimal(1)
        for item in items:
            product *= item if type(item) is Decimal else 0
        products.append(product)
    return total(products)


def _of(
    function: Callable[[list[Decimal]], Value], taken: Callable[..., list[Decimal]] = numbers
) -> Callable[..., Value]:
    return lambda *arguments: function(taken(*arguments))


AGGREGATES = {
    "SUM": Function(_of(total), "a", again="a"),
    "PRODUCT": Function(product, "a", again="a"),
    "SUMPRODUCT": Function(_sum_of_products, "A", again="A"),
    "COUNT": Function(count, "a", again="a"),
    "COUNTA": Function(filled, "a", again="a"),
    "COUNTBLANK": Function(_blank, "a"),
    "AVERAGE": Function(_of(average), "a", again="a"),
    "AVERAGEA": Function(_of(average, _all_values), "a", again="a"),
    "MIN": Function(_of(least), "a", again="a"),
    "MAX": Function(_of(most), "a", again="a"),
    "MINA": Function(_of(least, _all_values), "a", again="a"),
    "MAXA": Function(_of(most, _all_values), "a", again="a"),
    "LARGE": Function(nth(reverse=True), "av"),
    "SMALL": Function(nth(reverse=False), "av"),
    "MEDIAN": Function(median, "a", again="a"),
    "RANK": Function(_rank, "va", "v"),
    "RANK.EQ": Function(_rank, "va", "v"),
}
