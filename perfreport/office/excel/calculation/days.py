"""Days in formulas."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .aggregate import numbers
from .call import Function
from .value import CellError, Unknown, Value, as_number, as_text, as_whole, day_of, number_in, plain_number, serial_of

_DAY = 86_400  # seconds


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


def _day(value: Value) -> date:
    return day_of(as_number(value))


def _between(start: Value, end: Value, unit: Value) -> Decimal:
    """DATEDIF: whole years, months or days; md and yd, which Excel itself gets wrong, only where it does not."""
    first, last, what = _day(start), _day(end), as_text(unit).upper()
    if first > last:
        raise CellError("#NUM!")
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if what == "MD" and last.day >= first.day:
        return Decimal(last.day - first.day)
    found = {"Y": months // 12, "M": months, "YM": months % 12, "D": (last - first).days}.get(what)
    if found is None:
        if what in ("MD", "YD"):
            raise Unknown
        raise CellError("#NUM!")
    return Decimal(found)


def _weekday(value: Value, kind: Value = Decimal(1)) -> Decimal:
    """1 is the first day of the week: Sunday, for kind 2 Monday, for kinds 11 to 17 Monday to Sunday."""
    number = as_whole(kind)
    if number == 3:
        return Decimal(_day(value).weekday())
    return Decimal((_day(value).weekday() - _first_weekday(number)) % 7 + 1)


def _first_weekday(kind: int) -> int:
    """The day a week begins with, 0 for Monday."""
    if kind in (1, 2):
        return 6 if kind == 1 else 0
    if not 11 <= kind <= 17:
        raise CellError("#NUM!")
    return kind - 11


def _week(value: Value, kind: Value = Decimal(1)) -> Decimal:
    """WEEKNUM: the week of 1 January is the first; for kind 21 that of the year's first Thursday."""
    day, number = _day(value), as_whole(kind)
    if number == 21:
        return Decimal(day.isocalendar()[1])
    start = date(day.year, 1, 1)
    return Decimal(((day - start).days + (start.weekday() - _first_weekday(number)) % 7) // 7 + 1)


def _free_days(holidays: tuple[Any, ...]) -> set[date]:
    return {day_of(number) for number in numbers(*holidays)}


def _workdays(start: Value, end: Value, *holidays: Any) -> Decimal:
    """Days from Monday to Friday that are no holidays, both ends included; the other way round less than 0."""
    first, last = sorted([_day(start), _day(end)])
    free = _free_days(holidays)
    weeks, rest = divmod((last - first).days + 1, 7)
    counted = weeks * 5 + sum((first.weekday() + number) % 7 < 5 for number in range(rest))
    counted -= sum(first <= day <= last and day.weekday() < 5 for day in free)
    return Decimal(counted if _day(start) <= _day(end) else -counted)


def _workday(start: Value, days: Value, *holidays: Any) -> Decimal:
    """The day so many workdays later."""
    day, left, free = _day(start), as_whole(days), _free_days(holidays)
    if abs(left) > 50_000:
        raise Unknown
    step = timedelta(days=1 if left > 0 else -1)
    while left:
        try:
            day += step
        except OverflowError as error:
            raise CellError("#NUM!") from error
        if day.weekday() < 5 and day not in free:
            left -= step.days
    return serial_of(day)


def _day_in(value: Value) -> Decimal:
    """DATEVALUE of a text such as 2021-03-01."""
    number = number_in(value) if isinstance(value, str) else None
    if number is None or plain_number(as_text(value)) is not None:
        raise CellError("#VALUE!")
    return number


def _time_of_day(hours: Value, minutes: Value, seconds: Value) -> Decimal:
    counted = as_whole(hours) * 3600 + as_whole(minutes) * 60 + as_whole(seconds)
    if counted < 0:
        raise CellError("#NUM!")
    return Decimal(counted % _DAY) / _DAY


def _clock(unit: int, most: int) -> Callable[[Value], Decimal]:
    """HOUR, MINUTE or SECOND of a moment, to the nearest second."""

    def of(value: Value) -> Decimal:
        number = as_number(value)
        if number < 0:
            raise CellError("#NUM!")
        return Decimal(int((number % 1 * _DAY).to_integral_value(ROUND_HALF_UP)) // unit % most)

    return of


DAYS = {
    "DATE": Function(_date, "vvv"),
    "YEAR": Function(lambda value: Decimal(day_of(as_number(value)).year), "v"),
    "MONTH": Function(lambda value: Decimal(day_of(as_number(value)).month), "v"),
    "DAY": Function(lambda value: Decimal(day_of(as_number(value)).day), "v"),
    "EDATE": Function(lambda value, months: _months_on(value, months, last=False), "vv"),
    "EOMONTH": Function(lambda value, months: _months_on(value, months, last=True), "vv"),
    "DATEDIF": Function(_between, "vvv"),
    "DAYS": Function(lambda end, start: Decimal((_day(end) - _day(start)).days), "vv"),
    "WEEKDAY": Function(_weekday, "v", "v"),
    "WEEKNUM": Function(_week, "v", "v"),
    "ISOWEEKNUM": Function(lambda value: Decimal(_day(value).isocalendar()[1]), "v"),
    "NETWORKDAYS": Function(_workdays, "vv", "a"),
    "WORKDAY": Function(_workday, "vv", "a"),
    "DATEVALUE": Function(_day_in, "v"),
    "TIME": Function(_time_of_day, "vvv"),
    "HOUR": Function(_clock(3600, 24), "v"),
    "MINUTE": Function(_clock(60, 60), "v"),
    "SECOND": Function(_clock(1, 60), "v"),
}
