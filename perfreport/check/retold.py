"""A number in a sentence that speaks of an indicator in its own words, and is another than what it reached.

Sentences shorten names and turn them round: “改厕1213户” is about 农村户用卫生厕所改造户数. A clause is about the
indicator with whose name it has most pairs of characters in common, and most of that name's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from perfreport.check.mistyped import Result

_NUMBER = re.compile("(?<![0-9.,—～~第-])([0-9][0-9,]*(?:\\.[0-9]+)?)(?=[^\\W\\d_]|[%％‰])(?!年|月|日|元/|[余多几])")
_STOP = "，。；：、\n"
_OF_PART_OR_OTHER_TIME = re.compile(
    "其中|上半年|下半年|季度|[0-9]月|上年|去年|同期|历年|累计|新增|增加|减少|另|余|剩|还有|分别|约|近|计划|目标|原|结[转余]|尚|每|均|占|首|标准"
    "|延|未|缺|退|仅|不足|以[上下内]|人次(?=[0-9])"
)
_MEASURE = re.compile(
    "(?:总?数量|[人户次个件场条套台项家份册亩座处所名批期对]?次?数|人次|场次|批次|里程|面积|长度|[比概]?率)$"
)
_BRACKET, _LONGEST = re.compile("[（）()“”《》]"), 8  # characters of a unit
_LEAST, _SHARE, _CERTAIN = 3, 0.5, 0.6  # pairs in common with a name, and of all it has
_FARTHEST, _NEAR = Decimal(3), Decimal("1.4")  # times what was reached: a slip; a slip where less is in common
_SAME_UNITS = {"人": ("人", "名"), "名": ("名", "人"), "%": ("%", "％"), "座": ("座", "处", "个")}


class Retold(NamedTuple):
    """A number as it is written, with its unit, and the result that is meant: for certain, or so it seems."""

    written: str
    result: Result
    is_certain: bool


class Names:
    """The indicators of a report by the pairs of characters of their names."""

    def __init__(self, results: Sequence[Result], aims: Sequence[Result]) -> None:
        """`results` and `aims` are what the indicators reached, and were to reach."""
        self._results = results
        self._known = {(each.number, each.unit) for each in (*results, *aims)}  # which are right wherever they are
        self._pairs = [_pairs_of_name(each.name) for each in results]

    def wrong(self, text: str) -> Iterator[Retold]:
        """The wrong numbers of a text."""
        for found in _NUMBER.finditer(text):
            digits = found[1].replace(",", "")
            if len(digits.replace(".", "")) > 1:
                behind = text[found.end() : found.end() + _LONGEST]
                result, is_certain = self._about(_clause(text, found), behind, Decimal(digits))
                if result and result.number not in text and not self._is_right(digits, result):
                    is_named = result.name in text[: found.start()]
                    yield Retold(found[1] + _unit(behind, result.unit), result, is_certain or is_named)

    def _is_right(self, digits: str, result: Result) -> bool:
        """Whether a number stands in the tables, is the sum of two there, or money, which others look at.

        Things of two units are added up, too, where they are called alike: 18所 and 236个.
        """
        unit, known = result.unit, self._known
        if (digits, unit) in known or "元" in unit:
            return True
        numbers = [Decimal(number) for number, each in known if each == unit and number]
        others = (each for each in self._results if each is not result)
        like = [each.number for each in others if len(_pairs(each.name) & _pairs(result.name)) >= _LEAST]
        rest = Decimal(digits) - Decimal(result.number)
        return any(one + other == Decimal(digits) for one, other in combinations(numbers, 2)) or any(
            number and Decimal(number) == rest for number in like
        )

    def _about(self, clause: str, behind: str, number: Decimal) -> tuple[Result | None, bool]:
        """The one indicator that a clause speaks of, with the unit behind its number, of which that may be a slip."""
        said = _pairs(_BRACKET.sub("", clause))
        common = [(len(pairs & said), at) for at, pairs in enumerate(self._pairs)]
        told = [(count, at) for count, at in common if count and _unit(behind, self._results[at].unit)]
        if not told:
            return None, False
        (shared, at), *rivals = sorted(told, reverse=True)
        result, lead = self._results[at], shared - max((count for count, _ in rivals), default=0)
        share = shared / max(len(self._pairs[at]), 1)
        farthest = _FARTHEST if shared >= _LEAST and share >= _SHARE and lead else _NEAR if lead > 1 else Decimal(0)
        is_of_other = any(word not in result.name for word in _OF_PART_OR_OTHER_TIME.findall(clause))
        if is_of_other or not _is_slip(number, Decimal(result.number), farthest):
            return None, False
        return result, shared > _LEAST and share >= _CERTAIN


def _clause(text: str, number: re.Match[str]) -> str:
    """The words around a number, from one stop to the next."""
    begin = max(text.rfind(stop, 0, number.start()) for stop in _STOP) + 1
    ends = (text.find(stop, number.end()) for stop in _STOP)
    return text[begin : min((end for end in ends if end >= 0), default=len(text))]


def _unit(behind: str, unit: str) -> str:
    """A result's unit as it stands behind a number; "" where another does."""
    found = next((each for each in _SAME_UNITS.get(unit, (unit,)) if each and behind.startswith(each)), "")
    return "" if behind.startswith(("次", "/"), len(found)) else found


def _is_slip(number: Decimal, reached: Decimal, farthest: Decimal) -> bool:
    return bool(reached and number) and reached <= number * farthest and number <= reached * farthest


@lru_cache(maxsize=3_000)
def _pairs_of_name(name: str) -> frozenset[str]:
    """The pairs of a name without what the unit says again."""
    return _pairs(_BRACKET.sub("", _MEASURE.sub("", name)))


@lru_cache(maxsize=3_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
