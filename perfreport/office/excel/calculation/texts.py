"""Texts cut, joined, searched and read as numbers."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .area import Grid
from .call import Function
from .criteria import pattern
from .numerals import digits_in_words, in_words
from .value import CellError, Unknown, Value, as_number, as_text, as_truth, as_whole, limited, settled, valid


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


def _with_new(value: Value, start: Value, length: Value, new: Value) -> str:
    text, first = _text(value), _length(start, 1) - 1
    return limited(text[:first] + as_text(new) + text[first + _length(length) :])


def _capitalized(value: Value) -> str:
    """The first letter of each word large; a word begins behind whatever is no letter."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0][:1].upper() + word[0][1:].lower(), as_text(value))


def _character(value: Value) -> str:
    """CHAR; beyond 127 it depends on the system's language."""
    code = as_whole(value)
    if not 1 <= code <= 255:
        raise CellError("#VALUE!")
    if code > 127:
        raise Unknown
    return chr(code)


def _code(value: Value) -> Decimal:
    text = as_text(value)
    if not text:
        raise CellError("#VALUE!")
    if ord(text[0]) > 127:
        raise Unknown
    return Decimal(ord(text[0]))


def _unicode_character(value: Value) -> str:
    code = as_whole(value)
    if not 1 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise CellError("#VALUE!")
    return chr(code)


def _unicode(value: Value) -> Decimal:
    text = as_text(value)
    if not text:
        raise CellError("#VALUE!")
    return Decimal(ord(text[0]))


def _fixed(value: Value, digits: Value = Decimal(2), plain: Value = False) -> str:
    """A number rounded to so many digits behind the point, with commas unless `plain`."""
    places = as_whole(digits)
    if abs(places) > 20:
        raise Unknown
    number = settled(as_number(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if number.is_signed() and not number:
        raise Unknown  # -0.00 or 0.00
    return format(number, "f" if as_truth(plain) else ",f")


def _number_value(value: Value, point: Value = ".", group: Value = ",") -> Decimal:
    """The number in a text whose point and whose signs between thousands are told."""
    points, groups = as_text(point)[:1], as_text(group)[:1]
    bare = "".join(as_text(value).split())
    if not points or not groups or points == groups:
        raise Unknown
    whole, found, behind = bare.partition(points)
    plain = whole.replace(groups, "") + "." * bool(found) + behind
    number = re.fullmatch(r"([-+]?(?:\d+\.?\d*|\.\d+))(%*)", plain or "0", re.A)
    if not number:
        raise CellError("#VALUE!")
    return Decimal(number[1]).scaleb(-2 * len(number[2]))


def _number_string(value: Value, style: Value) -> str:
    """NUMBERSTRING: a whole number as 一百二十, 壹佰贰拾 or digit by digit."""
    number, way = settled(as_number(value)), as_whole(style)
    if number < 0 or number != number.to_integral_value() or way not in (1, 2, 3):
        raise Unknown
    return digits_in_words(format(number, "f"), "1") if way == 3 else in_words(number, str(way))


def _friendly_name(address: Value, name: Value = None) -> Value:
    """HYPERLINK shows its second argument, else the address."""
    return address if name is None else name


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
    "REPLACE": Function(_with_new, "vvvv"),
    "PROPER": Function(_capitalized, "v"),
    "CLEAN": Function(lambda value: "".join(sign for sign in as_text(value) if ord(sign) > 31), "v"),
    "CHAR": Function(_character, "v"),
    "CODE": Function(_code, "v"),
    "UNICHAR": Function(_unicode_character, "v"),
    "UNICODE": Function(_unicode, "v"),
    "FIXED": Function(_fixed, "v", "vv"),
    "NUMBERVALUE": Function(_number_value, "v", "vv"),
    "NUMBERSTRING": Function(_number_string, "vv"),
    "HYPERLINK": Function(_friendly_name, "v", "v"),
    "VALUE": Function(lambda value: as_number(value), "v"),
    "CONCATENATE": Function(lambda *values: limited("".join(map(as_text, values))), "v", again="v"),
    "CONCAT": Function(_joined, "a", again="a"),
    "TEXTJOIN": Function(_joined_by, "vva", again="a"),
}
