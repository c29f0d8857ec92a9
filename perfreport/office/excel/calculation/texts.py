"""Texts cut, joined, searched and read as numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .area import Grid
from .call import Function
from .criteria import pattern
from .value import CellError, Unknown, Value, as_number, as_text, as_truth, as_whole, limited, valid


def _text(value: Value) -> str:
    """A text whose characters Excel counts as we do; it counts rare ones of the further planes as two."""
    text = as_text(value)
    if any(ord(character) > 0xFFFF for character in text):
        raise Unknown
    return text


def _length(value: Value, least: int = 0) -> int:
    length = as_whole(value)
    if length < least:
        raise CellError("#VALUE!")
    return length


def _left(value: Value, length: Value = Decimal(1)) -> str:
    return _text(value)[: _length(length)]


def _right(value: Value, length: Value = Decimal(1)) -> str:
    text = _text(value)
    return text[max(len(text) - _length(length), 0) :]


def _middle(value: Value, start: Value, length: Value) -> str:
    first = _length(start, 1) - 1
    return _text(value)[first : first + _length(length)]


def _replaced(value: Value, old: Value, new: Value, which: Value = None) -> str:
    text, gone, put = as_text(value), as_text(old), as_text(new)
    if not gone:
        return text
    if which is None:
        return limited(text.replace(gone, put))
    parts, number = text.split(gone), _length(which, 1)
    if number >= len(parts):
        return text
    return limited(gone.join(parts[:number]) + put + gone.join(parts[number:]))


def _found(wanted: Value, value: Value, start: Value = Decimal(1)) -> Decimal:
    text = _text(value)
    first = _length(start, 1) - 1
    place = text.find(_text(wanted), first)
    if place < 0 or first > len(text):
        raise CellError("#VALUE!")
    return Decimal(place + 1)


def _searched(wanted: Value, value: Value, start: Value = Decimal(1)) -> Decimal:
    """FIND in any case, with * and ?."""
    wild = pattern(_text(wanted))
    if wild is None:
        return _found(as_text(wanted).lower(), _text(value).lower(), start)
    found = wild.search(_text(value).lower(), _length(start, 1) - 1)
    if not found:
        raise CellError("#VALUE!")
    return Decimal(found.start() + 1)


def _joined(*arguments: Any) -> str:
    return limited("".join(_pieces(arguments)))


def _joined_by(between: Value, skips: Value, *arguments: Any) -> str:
    pieces = _pieces(arguments)
    return limited(as_text(between).join([piece for piece in pieces if piece] if as_truth(skips) else pieces))


def _pieces(arguments: tuple[Any, ...]) -> list[str]:
    items = [item for a in arguments for item in (a.values if isinstance(a, Grid) else [a])]
    if any(isinstance(a, Grid) and len(a.values) < a.size for a in arguments):
        raise Unknown
    return [as_text(valid(item)) for item in items]


TEXTS = {
    "LEFT": Function(_left, "v", "v"),
    "RIGHT": Function(_right, "v", "v"),
    "MID": Function(_middle, "vvv"),
    "LEN": Function(lambda value: Decimal(len(_text(value))), "v"),
    "TRIM": Function(lambda value: " ".join(part for part in as_text(value).split(" ") if part), "v"),
    "UPPER": Function(lambda value: as_text(value).upper(), "v"),
    "LOWER": Function(lambda value: as_text(value).lower(), "v"),
    "SUBSTITUTE": Function(_replaced, "vvv", "v"),
    "FIND": Function(_found, "vv", "v"),
    "SEARCH": Function(_searched, "vv", "v"),
    "REPT": Function(lambda value, times: limited(as_text(value) * min(_length(times), 40_000)), "vv"),
    "EXACT": Function(lambda a, b: as_text(a) == as_text(b), "vv"),
    "VALUE": Function(lambda value: as_number(value), "v"),
    "CONCATENATE": Function(lambda *values: limited("".join(map(as_text, values))), "v", again="v"),
    "CONCAT": Function(_joined, "a", again="a"),
    "TEXTJOIN": Function(_joined_by, "vva", again="a"),
}
