"""What a filter was given: taken as what the filter wants, or refused with a Chinese sentence (ValueError)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from perfreport.money import Money
from perfreport.target import Target

_TOO_LARGE = Decimal(10**15)


def money(value: object, filter: str) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and value == 0:
        return Money(Decimal(0), "元")  # the sum of an empty list; nothing is nothing in every unit
    raise refusal(filter, "带单位的金额（没有单位就分不清元和万元）", value)


def ratio(value: object, filter: str) -> Decimal:
    return number(value, filter, "比率，如 0.95")


def number(value: object, filter: str, wanted: str) -> Decimal:
    """The exact number. A float, which only a template can bring in, counts as its 15 sure digits say."""
    if type(value) is Decimal or (isinstance(value, Decimal | int | float) and not isinstance(value, bool)):
        exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
        if exact.is_finite() and -_TOO_LARGE < exact < _TOO_LARGE:
            return exact
    raise refusal(filter, wanted, value)


def places(value: object, filter: str) -> int:
    return whole(value, filter, "位数", 10)


def whole(value: object, filter: str, what: str, largest: int) -> int:
    if type(value) is int and 0 <= value <= largest:
        return value
    raise refusal(filter, f"{what}，0 到 {largest}", value)


def several(value: object, filter: str, wanted: str) -> list[object]:
    """What a list holds. A text or a record is one thing, not several."""
    if isinstance(value, str | Mapping) or is_missing(value) or not isinstance(value, Iterable):
        raise refusal(filter, wanted, value)
    return list(value)


def text(value: object, filter: str, wanted: str) -> str:
    if isinstance(value, str):
        return value
    raise refusal(filter, wanted, value)


def named(record: object, key: str) -> object:
    """What a record holds under a word of the form; None where it has no such word."""
    if type(record) is dict or isinstance(record, Mapping):
        return record.get(key)
    return getattr(record, key, None)


def is_missing(value: object) -> bool:
    return value is None or (type(value) is not str and isinstance(value, _undefined()))


@cache
def _undefined() -> type:
    from jinja2 import Undefined  # here, because a caller with an undefined name has loaded Jinja already

    return Undefined


def refusal(filter: str, wanted: str, given: object) -> ValueError:
    return ValueError(f"“{filter}”要的是{wanted}，得到的是{_shown(given)}。")


def _shown(value: object) -> str:
    """A wrong value as the message quotes it, short whatever it is."""
    if is_missing(value):
        return "空（没有填，或者名称写错了）"
    if isinstance(value, Money):
        return f"金额 {value}{value.unit}"
    if isinstance(value, str | Target):
        return f"文字“{str(value)[:30]}”"
    if isinstance(value, int | float | Decimal):
        return f"数 {str(value)[:30]}"
    return "几项内容" if value else "一项也没有的内容"
