"""What operators and functions of formulas give for values: as Excel counts, in exact decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Union

Value = Union[Decimal, str, bool, None]  # noqa: UP007  # evaluated at run time on Python 3.10
Values = list[Value]

_UNEQUAL = 2  # of two texts: different, in whichever order


class Unknown(Exception):
    """The formula uses something that is not computed here."""


class CellError(Exception):
    """The formula's result is an error value such as #DIV/0!"""


def single(value: Value | Values) -> Value:
    if not isinstance(value, list):
        return value
    if len(value) > 1:
        raise Unknown  # a range where one value is wanted
    return value[0] if value else None


def as_number(value: Value | Values) -> Decimal:
    value = single(value)
    if isinstance(value, str):
        if any(character.isdigit() for character in value):
            raise Unknown  # Excel may take it for a number, percentage or date
        raise CellError("#VALUE!")
    return Decimal(value or 0)


def as_text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _divide(a: Value, b: Value) -> Decimal:
    divisor = as_number(b)
    if not divisor:
        raise CellError("#DIV/0!")
    return as_number(a) / divisor


def _order(left: Value, right: Value) -> int:
    """-1, 0 or 1; texts without regard to case. What only Excel's collation orders is Unknown."""
    empty = "" if isinstance(left, str) or isinstance(right, str) else Decimal(0)
    a, b = (empty if value is None else value for value in (left, right))
    if isinstance(a, bool) or isinstance(b, bool) or isinstance(a, str) != isinstance(b, str):
        raise Unknown
    if isinstance(a, str) and isinstance(b, str):
        if a.casefold() == b.casefold():
            return 0
        if not (a and b):
            return 1 if a else -1
        return _UNEQUAL
    return (as_number(a) > as_number(b)) - (as_number(a) < as_number(b))


def _comparing(allowed: tuple[int, ...]) -> Callable[[Value, Value], Value]:
    def compare(left: Value, right: Value) -> Value:
        order = _order(left, right)
        if order == _UNEQUAL and allowed not in ((0,), (-1, 1, _UNEQUAL)):
            raise Unknown
        return order in allowed

    return compare


COMPARE = {
    "=": _comparing((0,)),
    "<>": _comparing((-1, 1, _UNEQUAL)),
    "<": _comparing((-1,)),
    ">": _comparing((1,)),
    "<=": _comparing((-1, 0)),
    ">=": _comparing((0, 1)),
}
JOIN = {"&": lambda a, b: as_text(a) + as_text(b)}
SUM = {"+": lambda a, b: as_number(a) + as_number(b), "-": lambda a, b: as_number(a) - as_number(b)}
PRODUCT = {"*": lambda a, b: as_number(a) * as_number(b), "/": _divide}


def _numbers(arguments: Iterable[Value | Values]) -> list[Decimal]:
    """The numbers among the arguments; texts and empty cells in a range do not count, as in Excel."""
    found: list[Decimal] = []
    for argument in arguments:
        if isinstance(argument, list):
            found += [value for value in argument if isinstance(value, Decimal)]
        elif argument is not None:
            found.append(as_number(argument))
    return found


def _count(*arguments: Value | Values) -> Decimal:
    """How many numbers there are; only cells are counted here, since a typed text may count or not."""
    if not all(isinstance(argument, (list, Decimal)) or argument is None for argument in arguments):
        raise Unknown
    return Decimal(len(_numbers(arguments)))


def _filled(*arguments: Value | Values) -> Decimal:
    values = [value for argument in arguments for value in (argument if isinstance(argument, list) else [argument])]
    return Decimal(sum(value is not None for value in values))


def _average(*arguments: Value | Values) -> Decimal:
    numbers = _numbers(arguments)
    if not numbers:
        raise CellError("#DIV/0!")
    return sum(numbers, Decimal(0)) / len(numbers)


def _round(value: Value | Values, digits: Value | Values) -> Decimal:
    places = int(as_number(digits))
    if abs(places) > 20:
        raise Unknown
    return as_number(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


FUNCTIONS: dict[str, tuple[int, int, Callable[..., Value]]] = {  # the least and most arguments
    "SUM": (1, 255, lambda *cells: sum(_numbers(cells), Decimal(0))),
    "AVERAGE": (1, 255, _average),
    "COUNT": (1, 255, _count),
    "COUNTA": (1, 255, _filled),
    "MIN": (1, 255, lambda *cells: min(_numbers(cells), default=Decimal(0))),
    "MAX": (1, 255, lambda *cells: max(_numbers(cells), default=Decimal(0))),
    "ABS": (1, 1, lambda value: abs(as_number(value))),
    "ROUND": (2, 2, _round),
}
