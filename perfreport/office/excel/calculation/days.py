"""Days in formulas."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from .call import Function
from .value import CellError, Value, as_number, as_whole, day_of, serial_of


def _date(year: Value, month: Value, day: Value) -> Decimal:
    """A month beyond December, a day beyond the month's last, count on."""
    years, months = divmod(as_whole(month) - 1, 12)
    first = as_whole(year)
    first = (first + 1900 if 0 <= first < 1900 else first) + years
    if not 1900 <= first <= 9999:
        raise CellError("#NUM!")
    try:
        return serial_of(date(first, months + 1, 1) + timedelta(days=as_whole(day) - 1))
    except OverflowError as error:
        raise CellError("#NUM!") from error


def _months_on(value: Value, months: Value, last: bool) -> Decimal:
    """The same day so many months later, or the last of that month."""
    start = day_of(as_number(value))
    years, month = divmod(start.month - 1 + as_whole(months), 12)
    if not 1900 <= start.year + years <= 9999:
        raise CellError("#NUM!")
    longest = monthrange(start.year + years, month + 1)[1]
    return serial_of(date(start.year + years, month + 1, longest if last else min(start.day, longest)))


DAYS = {
    "DATE": Function(_date, "vvv"),
    "YEAR": Function(lambda value: Decimal(day_of(as_number(value)).year), "v"),
    "MONTH": Function(lambda value: Decimal(day_of(as_number(value)).month), "v"),
    "DAY": Function(lambda value: Decimal(day_of(as_number(value)).day), "v"),
    "EDATE": Function(lambda value, months: _months_on(value, months, last=False), "vv"),
    "EOMONTH": Function(lambda value, months: _months_on(value, months, last=True), "vv"),
}
