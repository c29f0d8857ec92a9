"""Words of official writing with one character exchanged for one that looks or sounds alike, or with one left out.

The three lists in `words` are made by benchmarks/slips.py from a dictionary and its frequencies: a slip is there only
where it is no word itself and hardly ever comes about where one word ends and the next begins. Where it may come about
so all the same (选|拔付|出), its neighbours in the text decide: it is none if they make a word with its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import add
from pathlib import Path
from typing import NamedTuple

from perfreport.chinese import CHINESE

_CLAUSE = re.compile(f"{CHINESE}{{3,}}")
_STOPS = "，。；：、\n"
_DOCUMENT_NUMBER = re.compile(
    r"\w{0,5}[〔\[［【(（]\d"
)  # what stands before is a bureau's name cut short: 示政办〔2022〕1号
_FOLDER = Path(__file__).parent / "words"


class Slip(NamedTuple):
    """Where words stand that are written wrong, what they are, and what was meant."""

    at: int
    wrong: str
    right: str

    @property
    def end(self) -> int:
        return self.at + len(self.wrong)


def exchanged_in(text: str) -> Iterator[Slip]:
    """Words of two characters of which one is another that looks or sounds alike: 财务 as 材务."""
    words = _exchanged()
    if words.keys().isdisjoint(map(add, text, text[1:])):
        return
    for at in range(len(text) - 1):
        wrong = text[at : at + 2]
        if (line := words.get(wrong)) and not _DOCUMENT_NUMBER.match(text, at + 2):
            joined = _joined_before(text, at) or _joined_behind(text, at + 2)
            if not joined or wrong in _in_twos(line.partition("//")[2]):
                yield Slip(at, wrong, line[:2])


def left_out_in(text: str) -> Iterator[Slip]:
    """Set phrases that lack a character: 公用经费 as 公经费."""
    phrases = _left_out()
    if not phrases.keys().isdisjoint(map(add, text, text[1:])):
        for at in range(len(text) - 1):
            for gap, wrong, right in phrases.get(text[at : at + 2], ()):
                slip = Slip(at - gap, wrong, right)
                if at >= gap and text.startswith(wrong, slip.at) and _is_by_itself(text, slip):
                    yield slip
                    break
    yield from _left_out_at_ends(text)


def _left_out_at_ends(text: str) -> Iterator[Slip]:
    """Those that a clause must begin or end with: elsewhere they may be of other words (基本支出)."""
    ends = _left_out_of_ends()
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if (right := ends.get(("^", clause[0][:3]))) and (not start or text[start - 1] in _STOPS):
            yield Slip(start, clause[0][:3], right)
        right = ends.get(("$", clause[0][-3:]))
        if right and text[end : end + 1] in _STOPS and not _joined_before(text, end - 3):
            yield Slip(end - 3, clause[0][-3:], right)


def _is_by_itself(text: str, slip: Slip) -> bool:
    """Whether the broken end of the slip makes no word with its neighbour; the other may be a word as it stands."""
    short = len(slip.wrong) == 2
    front = not short and slip.right.endswith(slip.wrong[-2:])
    if (front or short) and _joined_before(text, slip.at):
        return False
    return front or not _joined_behind(text, slip.end)


def _joined_before(text: str, at: int) -> bool:
    """Whether the character at this place makes a word with the one before it."""
    return at > 0 and text[at - 1] in _neighbours_of(text[at])[0]


def _joined_behind(text: str, end: int) -> bool:
    """Whether the last character before this place makes a word with the one that follows."""
    return end < len(text) and text[end] in _neighbours_of(text[end - 1])[1]


def _neighbours_of(sign: str) -> list[str]:
    return _neighbours().get(sign, "   ")[2:].split(" ")


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text("utf-8").splitlines()


def _in_twos(line: str) -> list[str]:
    return list(map(add, line[::2], line[1::2]))


@cache
def _exchanged() -> dict[str, str]:
    """By slip: its line, which begins with the word that is meant.

    Those behind the strokes are certain, their neighbours need no look: 财务才务//材务.
    """
    words: dict[str, str] = {}
    for line in _lines("slips.txt"):
        words.update(dict.fromkeys(map(add, line[2::2], line[3::2]), line))
    words.pop("//")
    return words


def _phrases() -> Iterator[tuple[str, str]]:
    """Slips with their marks, and the phrase: a line has 公用经费 公经费 ^用经费."""
    for line in _lines("dropped.txt"):
        right, *slips = line.split()
        yield from ((wrong, right) for wrong in slips)


@cache
def _left_out() -> dict[str, list[tuple[int, str, str]]]:
    """By the two characters that the lost one stood between: where in the slip they are, the slip, the phrase."""
    phrases: dict[str, list[tuple[int, str, str]]] = {}
    for wrong, right in _phrases():
        if wrong[0] != "^" and wrong[-1] != "$":
            gap = next((at for at in range(len(wrong) - 1) if wrong[at : at + 2] not in right), 0)
            phrases.setdefault(wrong[gap : gap + 2], []).append((gap, wrong, right))
    return phrases


@cache
def _left_out_of_ends() -> dict[tuple[str, str], str]:
    """By mark and slip: the phrase."""
    ends = {(wrong[0], wrong[1:]): right for wrong, right in _phrases() if wrong[0] == "^"}
    return ends | {(wrong[-1], wrong[:-1]): right for wrong, right in _phrases() if wrong[-1] == "$"}


@cache
def _neighbours() -> dict[str, str]:
    """By character: its line, in which those follow that make a word before it, and those that make one behind it."""
    return {line[0]: line for line in _lines("neighbours.txt")}
