"""A number in a sentence that is nearly what an indicator reached, and nothing else in the data."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

_NUMBER = re.compile("(?<![0-9.,—～~-])([0-9][0-9,]*(?:\\.[0-9]+)?)(?![0-9.,]|～|~|—|-)")
_CLAUSE = re.compile("[^，。；：、\n]+")
_OF_PART_OR_OTHER_TIME = re.compile(
    "其中|上半年|下半年|季度|[0-9]月|上年|去年|同期|历年|累计|新增|增加|减少|另|余|剩|还有|分别|约|近|计划|目标|原|结转|尚"
)
_LEAST_DIGITS = 3  # shorter ones differ in one digit from many others
_LEAST_IN_COMMON = 2  # pairs of characters, with the name of an indicator
_SIGNS = "≥≤=＞＜＝><≧≦"
_SAME_UNITS = {"名": "人", "％": "%"}

Reached = Sequence[tuple[str, str]]
"""The indicators by name, and what each reached."""


def mistyped(text: str, reached: Reached, aims: Container[str] = ()) -> Iterator[tuple[str, str, str]]:
    """The numbers that look mistyped, as written; the indicator that is meant, and what it reached.

    `aims`: the numbers of the targets, which a sentence may say, too.
    """
    numbers = {digits: found for found in _NUMBER.finditer(text) if _is_long(digits := _bare(found[1]))}
    values = [number_of(actual) for _, actual in reached] if numbers else []
    for digits, found in numbers.items():
        for at, value in enumerate(values) if digits not in values and digits not in aims else ():
            if value not in numbers and _is_near(digits, value):
                name, actual = reached[at]
                unit = _unit_behind(text, found.end(), _unit(actual))
                if unit and _is_about(at, text, found, reached) and not _is_sum(digits, _unit(actual), reached):
                    yield found[1] + unit, name, actual


def number_of(actual: str) -> str:
    """The number that a value begins with, its sign left out; "" where it has none."""
    found = _NUMBER.match(actual.lstrip(_SIGNS))
    return _bare(found[1]) if found else ""


def _is_sum(digits: str, unit: str, reached: Reached) -> bool:
    """Whether it is what two indicators with this unit reached together."""
    numbers = [Decimal(number) for _, actual in reached if _unit(actual) == unit and (number := number_of(actual))]
    return any(one + other == Decimal(digits) for one, other in combinations(numbers, 2))


def _unit(actual: str) -> str:
    return actual.lstrip("0123456789.,").rstrip("。；")


def _bare(number: str) -> str:
    return number.replace(",", "")


def _is_long(digits: str) -> bool:
    return len(digits.replace(".", "")) >= _LEAST_DIGITS


def _is_near(one: str, other: str) -> bool:
    """Whether one digit differs, or two beside each other have changed places."""
    if len(one) != len(other) or not _is_long(other):
        return False
    unlike = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    is_turned = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and one[unlike[0]] == other[unlike[1]]
    is_turned = is_turned and one[unlike[1]] == other[unlike[0]]
    return (len(unlike) == 1 or is_turned) and "." not in (one[unlike[0]], other[unlike[0]])


def _unit_behind(text: str, at: int, unit: str) -> str:
    """The unit as it is written behind a number, "" where it is another than `unit`."""
    for written in (unit, *(same for same, meant in _SAME_UNITS.items() if meant == unit)):
        behind = text[at + len(written) : at + len(written) + 1]
        if written and text.startswith(written, at) and not behind.startswith(("次", "/")):
            return written
    return ""


def _is_about(at: int, text: str, found: re.Match[str], reached: Reached) -> bool:
    """Whether the clause around a number speaks of this indicator and no other, as a whole and of the year."""
    clause = next(each[0] for each in _CLAUSE.finditer(text) if each.start() <= found.start() < each.end())
    if _OF_PART_OR_OTHER_TIME.search(clause):
        return False
    name, actual = reached[at]
    in_common = len(_pairs(name) & _pairs(clause))
    rivals = [each for each, other in reached if each != name and _unit(other) == _unit(actual)]
    return in_common >= max([_LEAST_IN_COMMON, *(len(_pairs(each) & _pairs(clause)) + 1 for each in rivals)])


@lru_cache(maxsize=10_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
