"""A number in a sentence that is nearly what an indicator reached, and nothing else in the data."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from perfreport.check.feasibility import is_of_whole
from perfreport.sentences.targets import with_unit_of
from perfreport.target import Target

_NUMBER = re.compile("(?<![0-9.,—～~-])([0-9][0-9,]*(?:\\.[0-9]+)?)(?![0-9.,]|～|~|—|-)")
_CLAUSE = re.compile("[^，。；：、\n]+")
_OF_PART_OR_OTHER_TIME = re.compile(
    "其中|上半年|下半年|季度|[0-9]月|上年|去年|同期|历年|累计|新增|增加|减少|另|余|剩|还有|分别|约|近|计划|目标|原|结转|尚"
)
_LEAST_DIGITS = 3  # shorter ones differ in one digit from many others
_LEAST_IN_COMMON = 2  # pairs of characters, with the name of an indicator
_LEAST_RATE, _MOST_RATE = Decimal(20), Decimal(110)  # percent
_BEYOND_REASON = 50  # times the target
_LEAST, _TOO_MANY, _NEARLY = 5, 7, Decimal("0.8")  # so many times the target is no success, but a digit more
_SIGNS = "≥≤=＞＜＝><≧≦"
_SAME_UNITS = {"名": "人", "％": "%"}


class Result(NamedTuple):
    """What an indicator reached, and the number and the unit in it; "" where there is none."""

    name: str
    actual: str
    number: str
    unit: str


def mistyped(text: str, results: Sequence[Result], known: Container[str]) -> Iterator[tuple[str, Result]]:
    """The numbers that look mistyped, as written, each with the result that is meant; `known` ones are right."""
    numbers = long_numbers(text)
    said = {_bare(found[1]) for found in numbers}
    for found in numbers:
        digits = _bare(found[1])
        for result in results if digits not in known else ():
            if result.number not in said and _is_near(digits, result.number):
                unit = _unit_behind(text, found.end(), result.unit)
                if unit and _is_about(result, text, found, results) and not _is_sum(digits, result.unit, results):
                    yield found[1] + unit, result


@lru_cache(maxsize=3_000)
def is_out_of_scale(name: str, target_text: str, actual: str, is_explained: bool) -> bool:
    """Whether an actual value has a digit too many, or the point elsewhere: 0.938% or 938% beside ≥98%.

    What is many times the target may be so where that is explained; a share of a whole is never above 100 %.
    """
    result, target = result_of("", actual), with_unit_of(name, Target.parse(target_text))
    if not result.number or not target.low or target.sign in ("≤", "<"):
        return False
    number, low = Decimal(result.number), target.low
    is_rate = result.unit in ("%", "％")
    if is_rate and low >= _LEAST_RATE and low / 2 <= number * 100 <= _MOST_RATE:
        return True
    if is_rate and number > _MOST_RATE and is_of_whole(name, target):
        return True
    if low >= _LEAST and number >= _BEYOND_REASON * low:
        return True
    return not is_explained and low >= _LEAST and (number >= _TOO_MANY * low or low * _NEARLY <= number * 10 < low * 2)


@lru_cache(maxsize=3_000)
def long_numbers(text: str) -> tuple[re.Match[str], ...]:
    """The numbers with so many digits that few others are like them."""
    return tuple(found for found in _NUMBER.finditer(text) if _is_long(_bare(found[1])))


@lru_cache(maxsize=3_000)
def result_of(name: str, actual: str) -> Result:
    """What an indicator reached, or is to reach."""
    plain = actual.lstrip(_SIGNS)
    found = _NUMBER.match(plain)
    number = _bare(found[1]) if found else ""
    return Result(name, actual, number, plain[found.end() :].rstrip("。；") if found else "")


def _is_sum(digits: str, unit: str, results: Sequence[Result]) -> bool:
    """Whether it is what two indicators with this unit reached together."""
    numbers = [Decimal(each.number) for each in results if each.unit == unit and each.number]
    return any(one + other == Decimal(digits) for one, other in combinations(numbers, 2))


def _bare(number: str) -> str:
    return number.replace(",", "")


def _is_long(digits: str) -> bool:
    return len(digits.replace(".", "")) >= _LEAST_DIGITS


def _is_near(written: str, meant: str) -> bool:
    """Whether a digit differs or is doubled, two have changed places, or the point stands elsewhere."""
    if abs(len(written) - len(meant)) > 1 or not _is_long(meant) or written == meant:
        return False
    if written.replace(".", "") == meant.replace(".", ""):
        return True
    if len(written) == len(meant):
        return _is_turned_or_changed(written, meant)
    longer, shorter = (written, meant) if len(written) > len(meant) else (meant, written)
    rest = [at for at, digit in enumerate(longer) if longer[:at] + longer[at + 1 :] == shorter and digit != "."]
    return len(rest) > 1 and _is_long(shorter)  # leaving out either of two equal digits leaves the same


def _is_turned_or_changed(written: str, meant: str) -> bool:
    unlike = [at for at, (a, b) in enumerate(zip(written, meant, strict=True)) if a != b]
    one, other = ([text[at] for at in unlike] for text in (written, meant))
    is_turned = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and one == other[::-1]
    return (len(unlike) == 1 or is_turned) and "." not in one + other


def _unit_behind(text: str, at: int, unit: str) -> str:
    """The unit as it is written behind a number, "" where it is another than `unit`."""
    for written in (unit, *(same for same, meant in _SAME_UNITS.items() if meant == unit)):
        behind = text[at + len(written) : at + len(written) + 1]
        if written and text.startswith(written, at) and not behind.startswith(("次", "/")):
            return written
    return ""


def _is_about(result: Result, text: str, found: re.Match[str], results: Sequence[Result]) -> bool:
    """Whether the clause around a number speaks of this indicator and no other, as a whole and of the year."""
    clause = next(each[0] for each in _CLAUSE.finditer(text) if each.start() <= found.start() < each.end())
    if any(word not in result.name for word in _OF_PART_OR_OTHER_TIME.findall(clause)):
        return False
    same = result.unit, result.number  # “两癌”检查各6085人 speaks of both
    rivals = [each.name for each in results if each.unit == result.unit and (each.unit, each.number) != same]
    least = max([_LEAST_IN_COMMON, *(_in_common(name, clause) + 1 for name in rivals)])
    return _in_common(result.name, clause) >= least


def _in_common(name: str, clause: str) -> int:
    return len(_pairs(name) & _pairs(clause))


@lru_cache(maxsize=3_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
