"""The values of cells in formulas, and what each kind of them counts as, as Excel takes it.

Numbers are Decimal. Whatever Excel may read in more than one way (a text that may be a date where it is opened) is not
guessed: `Unknown`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Union

DIGITS = 15  # Excel keeps no more of a number
LONGEST_TEXT = 32_767
_SHOWN = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_LARGEST = Decimal("1.797693134862315E+308")

_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:E[-+]?\d{1,3})?%?", re.I | re.A)
_DATE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.A)
_MAYBE_NUMBER = re.compile(r"[\d\s\-/:.,%$¥￥€£()+eE年月日时分秒上下午apmAPM]*")
_MONTHS = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.I)
_ORDERED = re.compile(r"[a-z0-9]*")  # whatever the system's language, Excel sorts these alike


class Unknown(Exception):
    """The formula uses something that is not computed here."""


class CellError(Exception):
    """The formula's result is an error value such as #DIV/0!"""


Value = Union[Decimal, str, bool, None]  # noqa: UP007  # of a cell; None where it is empty
Item = Union[Value, CellError, Unknown]  # noqa: UP007  # of a range: one cell's error is not that of the whole
Key = Union[Decimal, str, tuple[str], None]  # noqa: UP007  # equal where Excel finds two values equal


def settled(number: Decimal) -> Decimal:
    """The number to 15 digits: 1/3*3 is 1."""
    return number if len(number.as_tuple().digits) <= DIGITS else _SHOWN.plus(number)


def summed(total: Decimal, largest: Decimal) -> Decimal:
    """`total` of a sum; what the 15 digits of its largest number cannot hold is 0."""
    lost = total and total.adjusted() < largest.adjusted() - DIGITS
    return Decimal(0) if lost else total


def in_range(number: Decimal) -> Decimal:
    """A number that a cell can hold."""
    if abs(number) > _LARGEST:
        raise CellError("#NUM!")
    return number


def valid(item: Item) -> Value:
    """A cell's value; its error is raised."""
    if isinstance(item, Exception):
        raise item
    return item


def number_in(text: str) -> Decimal | None:
    """The number that Excel reads in a text; None where it reads none."""
    bare = text.strip(" ")
    number = plain_number(bare)
    if number is not None:
        return number
    if day := _DATE.fullmatch(bare):
        return _day_number(int(day[1]), int(day[3]), int(day[4]))
    if any(character.isdigit() for character in bare) and (_MAYBE_NUMBER.fullmatch(bare) or _MONTHS.search(bare)):
        raise Unknown  # a date, a time, an amount of money: it depends on where the workbook is opened
    return None


def plain_number(text: str) -> Decimal | None:
    """The number in a text that looks like one everywhere, such as -1,234.5 or 12%."""
    bare = text.strip(" ")
    if not (_NUMBER.fullmatch(bare) and any(character.isdigit() for character in bare.upper().partition("E")[0])):
        return None
    number = Decimal(bare.rstrip("%").replace(",", ""))
    return number / 100 if bare.endswith("%") else number


def _day_number(year: int, month: int, day: int) -> Decimal:
    try:
        return serial_of(date(year, month, day))
    except ValueError as error:
        raise Unknown from error


def serial_of(day: date) -> Decimal:
    """The number of a day; Excel counts a 29 February 1900 that never was."""
    if day < date(1900, 3, 1):
        raise Unknown
    return Decimal((day - date(1899, 12, 30)).days)


def day_of(number: Decimal) -> date:
    """The day whose number it is, whatever the time of day."""
    if number < 0 or number >= 2_958_466:
        raise CellError("#NUM!")
    if number < 61:
        raise Unknown
    return date(1899, 12, 30) + timedelta(days=int(number))


def as_number(value: Value) -> Decimal:
    if type(value) is Decimal:
        return value
    if isinstance(value, str):
        number = number_in(value)
        if number is None:
            raise CellError("#VALUE!")
        return number
    return Decimal(value or 0)


def as_whole(value: Value) -> int:
    """A count or a place: the digits behind the point are cut off."""
    number = settled(as_number(value))
    if abs(number) > 10**9:
        raise Unknown
    return int(number)


def as_text(value: Value) -> str:
    """What & makes of a value."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        number = settled(value)
        if number and not -4 <= number.adjusted() < DIGITS:
            raise Unknown  # with an exponent, or not
        return format(number.normalize() if number else Decimal(0), "f")
    return value or ""


def as_truth(value: Value) -> bool:
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise CellError("#VALUE!") if number_in(value) is None else Unknown()
    return bool(value)


def limited(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise CellError("#VALUE!")
    return text


def key(item: Item) -> Key:
    """What two values have in common where Excel finds them equal: texts in any case, numbers to 15 digits."""
    if isinstance(item, Decimal):
        return settled(item)
    if isinstance(item, str):
        return item.lower()
    if isinstance(item, bool):
        return (str(item).upper(),)
    if isinstance(item, Unknown):
        raise item
    return (str(item),) if isinstance(item, CellError) else None


def order(left: Value, right: Value) -> int:
    """-1, 0 or 1: numbers before texts before FALSE before TRUE; an empty cell is 0, "" or FALSE."""
    left, right = _filled(left, right), _filled(right, left)
    ranks = _rank(left), _rank(right)
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    a, b = key(left), key(right)
    if a == b:
        return 0
    if isinstance(a, str) and isinstance(b, str) and a and b and not (_ORDERED.fullmatch(a) and _ORDERED.fullmatch(b)):
        raise Unknown  # the order of the system's language, 拼音 or strokes
    return -1 if a < b else 1  # type: ignore[operator]  # of one kind


def _filled(value: Value, other: Value) -> Value:
    """What an empty cell stands for beside another value."""
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else Decimal(0)


def _rank(value: Value) -> int:
    return 2 if isinstance(value, bool) else 1 if isinstance(value, str) else 0


def equal(left: Value, right: Value) -> bool:
    return key(_filled(left, right)) == key(_filled(right, left))
