"""What several indicators reached, in as few clauses as read well: those that came off alike are told together.

Where all reached the same number it is said once, 甲率、乙率均达到100%，完成年度目标; else each stands behind its name,
甲人数4人、乙人数6人，均达到年度目标, for in two long rows, of names and of numbers, nobody finds what belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from perfreport.sentences.reached import Reached
from perfreport.sentences.results import meaning_of, result_sentence, verb_of, with_verb
from perfreport.target import Target


class Outcome(NamedTuple):
    """An indicator a year later; `is_missed` where it is known not to have been met."""

    name: str
    target: Target
    actual: str
    verdict: str = ""
    is_missed: bool = False


def result_clauses(outcomes: Iterable[Outcome], places: int = 2) -> list[str]:
    """The clauses without their last marks, in the order of the indicators, the missed ones last, each on its own."""
    alike: dict[object, list[_Told]] = {}
    for number, outcome in enumerate(sorted(outcomes, key=lambda outcome: outcome.is_missed)):
        told = _told(outcome, places)
        alike.setdefault((told.meaning, told.unit) if told.meaning else number, []).append(told)
    return [_clause(told, places) for several in alike.values() for told in _countable(several)]


class _Told(NamedTuple):
    """The pieces in which an indicator is told beside others with the same `meaning`; "" where it must not be.

    完成年度目标的101.82% is the meaning 完成年度目标的 and the amount 101.82%, whose unit is %: only amounts of one
    unit are told side by side.
    """

    outcome: Outcome
    subject: str = ""
    verb: str = ""
    value: str = ""
    meaning: str = ""
    amount: str = ""

    @property
    def unit(self) -> str:
        return self.amount.lstrip("0123456789.")


_HOLDS_A_MARK = re.compile("[、，；：。！？,;:!?]")  # the next name would seem to begin there
_ENDS_OPEN = re.compile("[0-9A-Za-z.%％]$")  # and would run into the number
_COUNTED = re.compile("[0-9][0-9.,]*[^0-9.,].*")  # a number that its unit ends
_AMOUNT = re.compile("[0-9].*")
_MOST_AMOUNTS = 4  # that a reader can count off to the names before them


@lru_cache(maxsize=2_000)
def _told(outcome: Outcome, places: int) -> _Told:
    reached = None if outcome.is_missed else Reached.of(outcome.name, outcome.target, outcome.actual)
    verb, value = (verb_of(reached), reached.value) if reached else ("", "")
    if not reached or not _goes_with_others(reached, verb, value):
        return _Told(outcome)
    said = meaning_of(reached, places)
    if reached.keeps_amount:
        said = said.replace(f"控制在{reached.limit}以内", "控制在年度目标以内")
    meaning = _AMOUNT.sub("", said)
    return _Told(outcome, reached.subject, verb, value, meaning, said.removeprefix(meaning))


def _goes_with_others(reached: Reached, verb: str, value: str) -> bool:
    """Whether it was met, in a number that may follow its name, and whose meaning others can share."""
    if not reached.is_met or reached.is_month or reached.target.high is not None:
        return False
    name = with_verb(reached.subject, verb)
    if _HOLDS_A_MARK.search(name) or _ENDS_OPEN.search(reached.subject):
        return False
    return _COUNTED.fullmatch(value) is not None


def _countable(several: list[_Told]) -> list[list[_Told]]:
    if len({told.amount for told in several}) == 1:
        return [several]
    return [several[start : start + _MOST_AMOUNTS] for start in range(0, len(several), _MOST_AMOUNTS)]


def _clause(several: list[_Told], places: int) -> str:
    if len(several) == 1:
        name, target, actual, verdict, _ = several[0].outcome
        return result_sentence(name, target, actual, verdict, places)
    verb, value = several[0].verb, several[0].value
    if verb in ("为", "达到") and all((told.verb, told.value) == (verb, value) for told in several):
        return f"{'、'.join(told.subject for told in several)}均{verb}{value}，{_meaning(several, all_='')}"
    return f"{'、'.join(told.subject + told.value for told in several)}，{_meaning(several, all_='均')}"


def _meaning(several: list[_Told], all_: str) -> str:
    """均达到年度目标; 均高于年度目标5个百分点, or 分别高于年度目标1、5个百分点 where they differ."""
    meaning, amounts = several[0].meaning, [told.amount for told in several]
    if len(set(amounts)) == 1:
        return all_ + meaning + amounts[0]
    *first, last = meaning.split("，")  # 控制在年度目标以内，节约
    differing = "、".join(amounts)
    if several[0].unit in ("个百分点", "个千分点"):
        differing = f"{differing.replace(several[0].unit, '')}{several[0].unit}"
    return "".join(f"{all_}{part}，" for part in first) + f"分别{last}{differing}"
