"""What operators give for two values: as Excel counts, in exact decimals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from .value import CellError, Value, as_number, as_text, equal, in_range, limited, order, summed


def _add(a: Value, b: Value) -> Decimal:
    left, right = as_number(a), as_number(b)
    return in_range(summed(left + right, max(left, right, key=abs)))


def _subtract(a: Value, b: Value) -> Decimal:
    return _add(a, -as_number(b))


def _multiply(a: Value, b: Value) -> Decimal:
    return in_range(as_number(a) * as_number(b))


def divide(a: Value, b: Value) -> Decimal:
    dividend, divisor = as_number(a), as_number(b)
    if not divisor:
        raise CellError("#DIV/0!")
    return in_range(dividend / divisor)


def power(a: Value, b: Value) -> Decimal:
    base, exponent = as_number(a), as_number(b)
    whole = exponent == exponent.to_integral_value()
    if not base and exponent < 0:
        raise CellError("#DIV/0!")
    if (not base and not exponent) or (base < 0 and not whole):
        raise CellError("#NUM!")
    if base and abs(base.adjusted() * exponent) > 1000:
        raise CellError("#NUM!")
    return in_range(base**exponent)


COMPARE: dict[str, Callable[[Value, Value], Value]] = {
    "=": equal,
    "<>": lambda a, b: not equal(a, b),
    "<": lambda a, b: order(a, b) < 0,
    ">": lambda a, b: order(a, b) > 0,
    "<=": lambda a, b: order(a, b) <= 0,
    ">=": lambda a, b: order(a, b) >= 0,
}
JOIN: dict[str, Callable[[Value, Value], Value]] = {"&": lambda a, b: limited(as_text(a) + as_text(b))}
SUM: dict[str, Callable[[Value, Value], Value]] = {"+": _add, "-": _subtract}
PRODUCT: dict[str, Callable[[Value, Value], Value]] = {"*": _multiply, "/": divide}
POWER: dict[str, Callable[[Value, Value], Value]] = {"^": power}


def negative(value: Value) -> Value:
    return -as_number(value)


def percent(value: Value) -> Value:
    return as_number(value) / 100
