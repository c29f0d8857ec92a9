"""Functions of single numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from .call import Function
from .operators import power
from .value import CellError, Unknown, Value, as_number, as_whole, settled


def _rounded(way: str) -> Callable[[Value, Value], Decimal]:
    def to_digits(value: Value, digits: Value = None) -> Decimal:
        places = as_whole(digits)
        if abs(places) > 20:
            raise Unknown
        return settled(as_number(value)).quantize(Decimal(1).scaleb(-places), way)

    return to_digits


def _whole(value: Value) -> Decimal:
    return settled(as_number(value)).to_integral_value(ROUND_FLOOR)


def _modulo(value: Value, divisor: Value) -> Decimal:
    """What division leaves, with the divisor's sign."""
    number, by = as_number(value), as_number(divisor)
    if not by:
        raise CellError("#DIV/0!")
    return settled(number - by * _whole(number / by))


def _root(value: Value) -> Decimal:
    number = as_number(value)
    if number < 0:
        raise CellError("#NUM!")
    return number.sqrt()


def _sign(value: Value) -> Decimal:
    number = as_number(value)
    return Decimal((number > 0) - (number < 0))


ARITHMETIC = {
    "ROUND": Function(_rounded(ROUND_HALF_UP), "vv"),
    "ROUNDUP": Function(_rounded(ROUND_UP), "vv"),
    "ROUNDDOWN": Function(_rounded(ROUND_DOWN), "vv"),
    "TRUNC": Function(_rounded(ROUND_DOWN), "v", "v"),
    "INT": Function(_whole, "v"),
    "MOD": Function(_modulo, "vv"),
    "ABS": Function(lambda value: abs(as_number(value)), "v"),
    "SIGN": Function(_sign, "v"),
    "SQRT": Function(_root, "v"),
    "POWER": Function(power, "vv"),
}
