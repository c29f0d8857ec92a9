"""TEXT: a number under a number format, as far as forms use them; other formats are Unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from .numerals import digits_in_words, in_words
from .value import CellError, Unknown, Value, as_number, as_text, day_of, number_in, settled

_PIECE = re.compile(
    r"(?i:\[DBNum(?P<numerals>[12])\]|\[\$-(?P<locale>0?804|zh-CN)\]|(?P<general>General|G/通用格式))|"
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<number>[0#][0#,]*(?:\.[0#]*)?,*|\.[0#]+,*)|(?P<percent>%)'
    r"|(?P<date>(?i:y+|m+|d+|h+|s+))|(?P<whole>@)|(?P<plain>[-+./():'~{}<>=\s$^&￥¥\u2010-\u2bff\u3000-\ud7ff\uff00-\uffef])",
)
_GENERAL = ("GENERAL", "G/通用格式")
_DATE = {
    "yyyy": "{0.year:04}", "yy": "{1:02}", "m": "{0.month}", "mm": "{0.month:02}", "d": "{0.day}", "dd": "{0.day:02}",
}  # fmt: skip

Pieces = list[tuple[str, str]]  # kind and text


@dataclass(frozen=True, slots=True)
class _Digits:
    """How the digits of a number are written: at least so many before the point, so many to so many behind it."""

    whole: int
    least: int
    most: int
    point: bool
    grouped: bool
    thousands: int  # divided by 1000 so many times

    @classmethod
    def parse(cls, text: str) -> _Digits:
        digits = text.rstrip(",")
        whole, point, behind = digits.partition(".")
        placeholders = whole.replace(",", "")
        if re.search("0#", placeholders) or re.search("#0", behind):
            raise Unknown
        most, thousands = len(behind), len(text) - len(digits)
        return cls(placeholders.count("0"), behind.count("0"), most, bool(point), "," in whole, thousands)

    def written(self, number: Decimal) -> str:
        number = number.scaleb(-3 * self.thousands).quantize(Decimal(1).scaleb(-self.most), ROUND_HALF_UP)
        whole, _, behind = format(number, "f").partition(".")
        whole = whole.lstrip("0").zfill(self.whole)
        if self.grouped:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
        behind = behind[: self.least] + behind[self.least :].rstrip("0")
        return whole + "." * self.point + behind


def formatted(value: Value, number_format: Value) -> str:
    """TEXT(value, number_format)"""
    text = as_text(number_format)
    if isinstance(value, bool):
        return as_text(value)
    number = number_in(value) if isinstance(value, str) else as_number(value)
    sections = _sections(text)
    if number is None:
        return _text_under(as_text(value), sections)
    number = settled(number)
    if text.upper() in _GENERAL:
        return as_text(number)
    section, sign = _chosen(sections, number)
    return sign + _written(section, abs(number), bool(sign))


def is_known(number_format: str) -> bool:
    """Whether numbers under a format are written here."""
    try:
        return bool(_sections(number_format))
    except Unknown:
        return False


@lru_cache(256)
def _sections(text: str) -> list[Pieces]:
    """A format's parts between its semicolons."""
    if text.upper() in _GENERAL:
        return [[("number", "General")]]
    return [
        _pieces(section) for section in re.findall(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', text)[: text.count(";") + 1]
    ]


def _pieces(section: str) -> Pieces:
    pieces: Pieces = []
    position = 0
    while position < len(section):
        found = _PIECE.match(section, position)
        if not found:
            raise Unknown
        kind = str(found.lastgroup)
        pieces.append(("plain" if kind in ("quoted", "escaped") else kind, found[kind]))
        position = found.end()
    return pieces


def _text_under(text: str, sections: list[Pieces]) -> str:
    """A text stands as it is, unless the format has a part for texts."""
    pieces = sections[-1]
    if len(sections) < 4 and ("whole", "@") not in pieces:
        return text
    return "".join(text if kind == "whole" else piece for kind, piece in pieces)


def _chosen(sections: list[Pieces], number: Decimal) -> tuple[Pieces, str]:
    """The part for a number, and the sign written before it."""
    numeric = [section for section in sections[:3] if ("whole", "@") not in section]
    if not numeric or len(sections) > 4:
        raise Unknown
    if number < 0:
        return (numeric[1], "") if len(numeric) > 1 else (numeric[0], "-")
    return (numeric[2], "") if not number and len(numeric) > 2 else (numeric[0], "")


def _written(pieces: Pieces, number: Decimal, negative: bool) -> str:
    kinds = [kind for kind, _ in pieces]
    if "date" in kinds:
        if negative:
            raise CellError("#VALUE!")
        return _date(pieces, number)
    if "whole" in kinds:
        raise Unknown
    numerals = next((text for kind, text in pieces if kind == "numerals"), "")
    if numerals and not {"number", "general"} & set(kinds):
        pieces = [*pieces, ("general", "")]
    numbers = _numbers(pieces, number.scaleb(2 * kinds.count("percent")), numerals)
    if negative and not any(digit not in ".,0零" for text in numbers for digit in text):
        raise Unknown  # -0 or 0
    texts = iter(numbers)
    shown = [(kind, text) for kind, text in pieces if kind not in ("numerals", "locale")]
    return "".join([next(texts) if kind in ("number", "general") else text for kind, text in shown])


def _numbers(pieces: Pieces, number: Decimal, numerals: str) -> list[str]:
    """What stands in the places for numbers, one after the other."""
    kinds = [(kind, text) for kind, text in pieces if kind in ("number", "general")]
    if len(kinds) > 1:
        texts = _shared_out([text for _, text in kinds], number)
    elif kinds and kinds[0][0] == "general":
        return [in_words(settled(number), numerals) if numerals else as_text(number)]
    else:
        texts = [_Digits.parse(text).written(number) for _, text in kinds]
    if numerals and any(len(text) > 1 for text in texts):
        raise Unknown  # digit by digit, or with their places
    return [digits_in_words(text, numerals) for text in texts] if numerals else texts


def _shared_out(places: list[str], number: Decimal) -> list[str]:
    """The digits of a whole number in several places, such as 0角0分; the first takes what is left over."""
    if any(place.strip("0") for place in places):
        raise Unknown
    digits = format(number.quantize(Decimal(1), ROUND_HALF_UP), "f").zfill(len("".join(places)))
    texts: list[str] = []
    for place in reversed(places[1:]):
        texts.insert(0, digits[-len(place) :])
        digits = digits[: -len(place)]
    return [digits, *texts]


def _date(pieces: Pieces, number: Decimal) -> str:
    """A day in digits; times of day, names of months and days are left to Excel."""
    parts = []
    day = day_of(number)
    for kind, text in pieces:
        if kind == "date" and text.lower() in _DATE:
            parts.append(_DATE[text.lower()].format(day, day.year % 100))
        elif kind == "plain":
            parts.append(text)
        else:
            raise Unknown
    return "".join(parts)
