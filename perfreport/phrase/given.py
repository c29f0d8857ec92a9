"""What a filter was given: taken as what the filter wants, or refused with a Chinese sentence (ValueError)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from perfreport.money import Money
from perfreport.target import Target


def money(value: object, filter: str) -> Money:
    if isinstance(value, Money):
        return value
    if isinstance(value, Decimal | int) and not isinstance(value, bool) and value == 0:
        return Money(Decimal(0), "元")  # the sum of an empty list; nothing is nothing in every unit
    raise refusal(filter, "带单位的金额（没有单位就分不清元和万元）", value)


def ratio(value: object, filter: str) -> Decimal:
    """The exact number. A float, which only a template can bring in, counts as its 15 sure digits say."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
        if number.is_finite() and abs(number) < 10**15:
            return number
    raise refusal(filter, "比率，如 0.95", value)


def places(value: object, filter: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10:
        return value
    raise refusal(filter, "位数，0 到 10", value)


def items(value: object) -> list[object]:
    """What a list holds; nothing for anything else. A text or a record is one thing, not several."""
    if isinstance(value, str | Mapping) or is_missing(value) or not isinstance(value, Iterable):
        return []
    return list(value)


def is_missing(value: object) -> bool:
    from jinja2 import Undefined  # here, because a caller with an undefined name has loaded Jinja already

    return value is None or isinstance(value, Undefined)


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
