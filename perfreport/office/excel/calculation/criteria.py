"""Cells that meet a criterion such as ">=3", "<>" or "*局", and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .aggregate import average, least, most, numbers, total
from .area import Area, Grid
from .call import Function
from .value import CellError, Key, Unknown, Value, key, number_in, order, valid

_SIGNED = re.compile(r"(<=|>=|<>|=|<|>|)(.*)", re.S)
_ERROR = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NUM!|NAME\?|NULL!)", re.I)
_SPECIAL = re.compile(r"~[*?~]|[*?]|[^*?~]+|~")
_ORDER: dict[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}


@lru_cache(256)
def pattern(text: str) -> re.Pattern[str] | None:
    """What a text with * and ? stands for, in lower case; None for one without."""
    if not any(sign in text for sign in "*?~"):
        return None
    pieces = {"*": ".*", "?": ".", "~": "~"}
    parts = [pieces.get(part) or re.escape(part.lstrip("~") or "~") for part in _SPECIAL.findall(text.lower())]
    return re.compile("".join(parts), re.S)


def _operand(text: str) -> Value | CellError:
    """What stands behind the sign of a criterion."""
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    if _ERROR.fullmatch(text):
        return CellError(text.upper())
    number = number_in(text)
    return text if number is None else number


def _empty_test(sign: str, written: bool) -> Callable[[Key], bool]:
    """A criterion without an operand: "" means empty cells and texts, "=" only cells, "<>" all that hold something."""
    if sign in _ORDER:
        raise Unknown
    if sign == "<>":
        return lambda found: found is not None
    return (lambda found: found is None) if written else (lambda found: found is None or found == "")


def _ordering_test(sign: str, operand: Value | CellError) -> Callable[[Key], bool]:
    if isinstance(operand, (bool, CellError)):
        raise Unknown
    wanted = valid(operand)
    if isinstance(wanted, str) and pattern(wanted):
        raise Unknown
    return lambda found: type(found) is type(wanted) and _ORDER[sign](order(found, wanted))


def _same(area: Grid, operand: Value | CellError) -> set[int]:
    """The places of cells that hold `operand`; a number also in cells where it is a text."""
    wild = pattern(operand) if isinstance(operand, str) else None
    if wild:
        texts = [text for text in area.positions if isinstance(text, str) and wild.fullmatch(text)]
        return {place for text in texts for place in area.positions[text]}
    found = set(area.positions.get(key(operand), ()))
    if isinstance(operand, Decimal):
        found.update(area.numeric_texts.get(key(operand), ()))
    return found


def places(area: Any, criterion: Value) -> tuple[set[int], bool]:
    """Where the cells are that meet a criterion, and whether an empty cell meets it."""
    if not isinstance(area, Grid):
        raise area if isinstance(area, Exception) else Unknown
    if not isinstance(criterion, str):
        return _same(area, Decimal(0) if criterion is None else criterion), False
    sign, text = _SIGNED.fullmatch(criterion).groups()  # type: ignore[union-attr]  # fits any text
    if not text:
        test = _empty_test(sign, written=bool(sign))
    elif sign in _ORDER:
        test = _ordering_test(sign, _operand(text))
    else:
        same = _same(area, _operand(text))
        return (set(range(len(area.values))) - same, True) if sign == "<>" else (same, False)
    found = {place for value, where in area.positions.items() if test(value) for place in where}
    return found, test(None)


def _all_met(pairs: tuple[Any, ...]) -> tuple[set[int], bool]:
    """Where all of area, criterion, area, criterion … are met; all areas are of one shape."""
    areas = pairs[::2]
    met, empty = places(areas[0], pairs[1])
    for area, criterion in zip(areas[1:], pairs[3::2], strict=True):
        also, also_empty = places(area, criterion)
        met, empty = met & also, empty and also_empty
    if len({(area.height, area.width) for area in areas}) > 1:
        raise CellError("#VALUE!")
    return met, empty


def _count_if(*pairs: Any) -> Decimal:
    met, empty = _all_met(pairs)
    below = pairs[0].size - len(pairs[0].values)
    return Decimal(len(met) + (below if empty else 0))


def _met_numbers(area: Any, met: set[int]) -> list[Decimal]:
    values = area.values
    return numbers(Grid([values[place] for place in sorted(met) if place < len(values)], 1))


def _if(function: Callable[[list[Decimal]], Value]) -> Callable[..., Value]:
    """SUMIF, AVERAGEIF: the numbers are taken from as many cells as the criterion is asked of."""

    def over(area: Any, criterion: Value, taken: Any = None) -> Value:
        met, _ = places(area, criterion)
        taken = area if taken is None else taken
        if not isinstance(taken, Grid):
            raise Unknown
        if (taken.height, taken.width) != (area.height, area.width):
            if not isinstance(taken, Area):
                raise Unknown
            taken = taken.part(0, 0, area.height, area.width)
        return function(_met_numbers(taken, met))

    return over


def _ifs(function: Callable[[list[Decimal]], Value]) -> Callable[..., Value]:
    """SUMIFS and its kin: the area of the numbers first, then areas and criteria."""

    def over(taken: Any, *pairs: Any) -> Value:
        met, _ = _all_met(pairs)
        if not isinstance(taken, Grid):
            raise Unknown
        if (taken.height, taken.width) != (pairs[0].height, pairs[0].width):
            raise CellError("#VALUE!")
        return function(_met_numbers(taken, met))

    return over


CRITERIA = {
    "COUNTIF": Function(_count_if, "av"),
    "COUNTIFS": Function(_count_if, "av", again="av"),
    "SUMIF": Function(_if(total), "av", "a"),
    "AVERAGEIF": Function(_if(average), "av", "a"),
    "SUMIFS": Function(_ifs(total), "aav", again="av"),
    "AVERAGEIFS": Function(_ifs(average), "aav", again="av"),
    "MINIFS": Function(_ifs(least), "aav", again="av"),
    "MAXIFS": Function(_ifs(most), "aav", again="av"),
}
