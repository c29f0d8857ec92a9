"""Functions of single numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from .call import Function
from .operators import divide, power
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


def _multiple(away: bool) -> Callable[[Value, Value], Decimal]:
    """CEILING, which goes away from zero for numbers above it, or FLOOR: the next multiple of a step."""

    def next_to(value: Value, step: Value) -> Decimal:
        number, by = as_number(value), as_number(step)
        if not number or (away and not by):
            return Decimal(0)
        if not by:
            raise CellError("#DIV/0!")
        if number > 0 > by:
            raise CellError("#NUM!")
        return settled(number / by).to_integral_value(ROUND_CEILING if away else ROUND_FLOOR) * by

    return next_to


def _nearest_multiple(value: Value, step: Value) -> Decimal:
    number, by = as_number(value), as_number(step)
    if number * by < 0:
        raise CellError("#NUM!")
    return settled(number / by).to_integral_value(ROUND_HALF_UP) * by if by else Decimal(0)


def _to_parity(odd: int) -> Callable[[Value], Decimal]:
    """The next even, or odd, number away from zero."""

    def away(value: Value) -> Decimal:
        number = as_number(value)
        steps = ((abs(settled(number)) - odd) / 2).to_integral_value(ROUND_CEILING)
        return (max(steps, Decimal(0)) * 2 + odd).copy_sign(number)

    return away


def _quotient(value: Value, divisor: Value) -> Decimal:
    return settled(as_number(divide(value, divisor))).to_integral_value(ROUND_DOWN)


def _logarithm(value: Value, base: Value = Decimal(10)) -> Decimal:
    number, by = as_number(value), as_number(base)
    if number <= 0 or by <= 0:
        raise CellError("#NUM!")
    return settled(as_number(divide(number.ln(), by.ln())))


def _natural_logarithm(value: Value) -> Decimal:
    number = as_number(value)
    if number <= 0:
        raise CellError("#NUM!")
    return number.ln()


def _exponential(value: Value) -> Decimal:
    number = as_number(value)
    if number > 709:
        raise CellError("#NUM!")
    return number.exp()


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
    "CEILING": Function(_multiple(away=True), "vv"),
    "FLOOR": Function(_multiple(away=False), "vv"),
    "MROUND": Function(_nearest_multiple, "vv"),
    "EVEN": Function(_to_parity(0), "v"),
    "ODD": Function(_to_parity(1), "v"),
    "QUOTIENT": Function(_quotient, "vv"),
    "PI": Function(lambda: Decimal("3.14159265358979"), ""),
    "LN": Function(_natural_logarithm, "v"),
    "LOG": Function(_logarithm, "v", "v"),
    "LOG10": Function(_logarithm, "v"),
    "EXP": Function(_exponential, "v"),
}
