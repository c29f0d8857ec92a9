"""Money: an exact amount that never loses its unit, so that 万元 and 元 are never mixed up."""

from __future__ import annotations

import numbers
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache, total_ordering
from typing import Literal, get_args

Unit = Literal["元", "万元", "亿元"]
UNITS: tuple[Unit, ...] = get_args(Unit)

_POWER: dict[str, int] = {"元": 0, "万元": 4, "亿元": 8}
_WIDE = Context(prec=60)  # the default 28 digits would refuse to print amounts that are merely absurd


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """An amount in 元, 万元 or 亿元. 12 万元 equals 120000 元; sums keep the unit of the first amount.

    Nothing is rounded here; that happens where a number is printed. A plain number has no unit and is
    refused (TypeError) in sums and comparisons, except 0, which is the same in every unit (`sum()` starts
    with it). Times a number gives Money, divided by Money gives the ratio as a Decimal. Floats are refused:
    they are not exact; Decimals are, up to 28 digits.
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.value, Decimal) or not self.value.is_finite():
            raise ValueError(f"an amount is a finite Decimal, not {self.value!r}")
        if self.unit not in UNITS:
            raise ValueError(f"the unit of an amount is one of {UNITS}, not {self.unit!r}")

    def to(self, unit: Unit) -> Decimal:
        """The exact, unrounded number in `unit`."""
        return self.value if unit == self.unit else self.value.scaleb(_POWER[self.unit] - _POWER[unit])

    def __str__(self) -> str:
        """Plain digits in the amount's own unit: 12, 8.42, 0; no exponent, no zeros at the end, no unit."""
        digits = f"{self.value:f}"
        if "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return "0" if self.value == 0 else digits

    def __bool__(self) -> bool:
        return self.value != 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Money):
            return self.to("元") == other.to("元")
        if _is_zero(other):
            return self.value == 0
        return NotImplemented

    def __lt__(self, other: Money | int) -> bool:
        if isinstance(other, Money):
            return self.to("元") < other.to("元")
        return self.value < 0 if _is_zero(other) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.to("元"))

    def __add__(self, other: Money | int) -> Money:
        if isinstance(other, Money):
            return Money(self.value + other.to(self.unit), self.unit)
        return self if _is_zero(other) else NotImplemented

    __radd__ = __add__

    def __neg__(self) -> Money:
        return Money(-self.value, self.unit)

    def __abs__(self) -> Money:
        return Money(abs(self.value), self.unit)

    def __sub__(self, other: Money | int) -> Money:
        if isinstance(other, Money):
            return Money(self.value - other.to(self.unit), self.unit)
        return self if _is_zero(other) else NotImplemented

    def __rsub__(self, other: int) -> Money:
        return -self if _is_zero(other) else NotImplemented

    def __mul__(self, factor: Decimal | int) -> Money:
        if isinstance(factor, Decimal | int):
            return Money(self.value * factor, self.unit)
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, divisor: Money) -> Decimal:
        """The ratio of two amounts, to 28 digits; ZeroDivisionError when the divisor is zero."""
        if isinstance(divisor, Money):
            return self.to("元") / divisor.to("元")
        return NotImplemented


# A Number but no Real: the Office engine, which knows nothing of money, then asks for a filter that says the unit.
numbers.Number.register(Money)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """`value` with exactly `places` decimals, half away from zero (四舍五入); no minus before a zero."""
    rounded = value.quantize(_last_place(places), ROUND_HALF_UP, _WIDE)
    return rounded or abs(rounded)


@lru_cache(maxsize=32)
def _last_place(places: int) -> Decimal:
    """One in the last of so many decimals: 0.01."""
    return Decimal(1).scaleb(-places)


def _is_zero(value: object) -> bool:
    return isinstance(value, Decimal | int) and value == 0
