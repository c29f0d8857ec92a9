"""What a value prints as, in either format: exact digits, 是 and 否, and nothing an Office file cannot hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from numbers import Integral, Number, Real
from typing import Any

from jinja2 import Undefined

from .findings import note, spend_text
from .picture import Picture

# XML 1.0 cannot hold these, and Word's parser drops the rest of the document behind one; ufdd0-ufdef, which are no
# characters either, are the marks this engine leaves in a text while it works.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
NOT_AS_IT_IS = re.compile(f"[\r{UNPRINTABLE.pattern[1:]}")  # a text without these prints as it is


def as_text(value: Any) -> str:
    """The text a value prints: digits without an exponent, 是 and 否; what cannot be printed is noted and gives "".

    Line breaks come out as `\\n` whatever they were.
    """
    kind: Any = type(value)
    text = value if kind is str else _printer(kind)(value)
    if UNPRINTABLE.search(text):
        note("render.control-character", text=UNPRINTABLE.sub("▯", text)[:40])
        return ""
    if len(text) > 1000:
        spend_text(len(text))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@cache
def _printer(kind: Any) -> Callable[[Any], str]:
    """How values of a kind print."""
    if issubclass(kind, bool):
        return lambda value: "是" if value else "否"
    if issubclass(kind, Number):
        return _number_text
    if issubclass(kind, timedelta):
        return duration_text
    if issubclass(kind, Picture):
        return _noted("render.stray-picture")
    if kind is type(None):
        return _noted("render.none")
    if issubclass(kind, str | Undefined) or "__str__" in defined(kind):
        return str
    return _noted("render.unprintable", kind=kind.__name__)


def _number_text(value: Any) -> str:
    number = as_number(value)
    return "" if number is None else format(number, "f")


def _noted(id: str, **words: str) -> Callable[[Any], str]:
    """Of what cannot be printed."""

    def printed(_: Any) -> str:
        note(id, **words)
        return ""

    return printed


def duration_text(value: timedelta) -> str:
    """Hours, minutes and seconds: 26:05:00."""
    seconds = abs(value) // timedelta(seconds=1)
    return f"{'-' * (value < timedelta())}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@cache
def defined(kind: type) -> frozenset[str]:
    """What the classes of a value define, but for what every object has."""
    return frozenset(name for base in kind.__mro__[:-1] for name in vars(base))


@lru_cache(maxsize=1024)  # ten thousand rows of counts have few different ones
def _whole(value: int) -> Decimal:
    return Decimal(value)


def as_number(value: Any) -> Decimal | None:
    """The exact decimal number of a value that is one; a float gives its 15 significant digits.

    NaN is noted, and so is a number of another sort, such as an amount with a unit: a filter must say how it prints.
    """
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, Integral):
        number = _whole(int(value))
    elif isinstance(value, Real):
        number = Decimal(f"{float(value):.15g}")
    else:
        note("render.needs-filter")
        return None
    if not number.is_finite():
        note("render.not-finite", value=value)
        return None
    return number
