"""Numbers as Excel keeps them; dates and times are days since the workbook's first, the time of day their fraction."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

_SINCE_1900, _SINCE_1904 = date(1899, 12, 31), date(1904, 1, 1)
_NEVER = date(1900, 3, 1)  # Excel counts a 29 February 1900 before it


def kind(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return "duration"
    return "datetime" if isinstance(value, datetime) else "date" if isinstance(value, date) else "time"


def serial(value: date | time | timedelta, from_1904: bool) -> Decimal:
    """The number that stands for `value`, to Excel's 15 digits.

    `from_1904`: the workbook counts from 1904, as old Macs did.
    """
    if isinstance(value, timedelta):
        return Decimal(f"{Decimal(value // timedelta(seconds=1)) / 86400:.15g}")
    if isinstance(value, time):
        return _part_of_day(value).quantize(Decimal("1e-15"))
    day = date(value.year, value.month, value.day)
    first = _SINCE_1904 if from_1904 else _SINCE_1900
    days = Decimal((day - first) // timedelta(days=1) + (not from_1904 and day >= _NEVER))
    return days + _part_of_day(value.time()).quantize(Decimal("1e-10")) if isinstance(value, datetime) else days


def _part_of_day(value: time) -> Decimal:
    return Decimal(value.hour * 3600 + value.minute * 60 + value.second) / 86400


def number_text(number: Decimal) -> str:
    """The digits Excel keeps of a number: 15, without an exponent."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if len(text) <= 15:
        return text
    if number.adjusted() < -300:
        return "0"
    return format(Decimal(f"{number:.15g}"), "f") if len(number.as_tuple().digits) > 15 else text
