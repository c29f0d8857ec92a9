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

from perfreport.check.punctuation import is_chinese

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
        if wrong in words:
            right, certain = words[wrong]
            joined = _joined_before(text, at) or _joined_behind(text, at + 2)
            if (certain or not joined) and not _DOCUMENT_NUMBER.match(text, at + 2):
                yield Slip(at, wrong, right)


def left_out_in(text: str) -> Iterator[Slip]:
    """Set phrases that lack a character: 公用经费 as 公经费."""
    phrases = _left_out()
    if phrases.keys().isdisjoint(map(add, text, text[1:])):
        return
    for at in range(len(text) - 1):
        for wrong, right in phrases.get(text[at : at + 2], ()):
            slip = Slip(at, wrong.strip("^$"), right)
            if text.startswith(slip.wrong, at) and _is_whole(text, slip, wrong) and _is_by_itself(text, slip):
                yield slip
                break


def _is_whole(text: str, slip: Slip, wrong: str) -> bool:
    """Whether the clause begins with a slip marked ^, and ends with one marked $: else other words may be meant."""
    begins = wrong[0] != "^" or not is_chinese(text[slip.at - 1 : slip.at] if slip.at else "")
    return begins and (wrong[-1] != "$" or not is_chinese(text[slip.end : slip.end + 1]))


def _is_by_itself(text: str, slip: Slip) -> bool:
    """Whether the broken end of the slip makes no word with its neighbour; the other may be a word as it stands."""
    short = len(slip.wrong) == 2
    front = not short and slip.right.endswith(slip.wrong[-2:])
    if (front or short) and _joined_before(text, slip.at):
        return False
    return front or not _joined_behind(text, slip.end)


def _joined_before(text: str, at: int) -> bool:
    """Whether the character at this place makes a word with the one before it."""
    return at > 0 and text[at - 1] in _neighbours().get(text[at], ("", ""))[0]


def _joined_behind(text: str, end: int) -> bool:
    """Whether the last character before this place makes a word with the one that follows."""
    return end < len(text) and text[end] in _neighbours().get(text[end - 1], ("", ""))[1]


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text("utf-8").splitlines()


@cache
def _exchanged() -> dict[str, tuple[str, bool]]:
    """By slip: the word that is meant, and whether it is certain without a look at its neighbours.

    A line begins with the word; certain slips stand behind the stroke: 财务才务/材务.
    """
    words: dict[str, tuple[str, bool]] = {}
    for line in _lines("slips.txt"):
        doubtful, _, certain = line[2:].partition("/")
        for slips, is_certain in ((doubtful, False), (certain, True)):
            words.update(dict.fromkeys(map(add, slips[::2], slips[1::2]), (line[:2], is_certain)))
    return words


@cache
def _left_out() -> dict[str, list[tuple[str, str]]]:
    """By the first two characters: slips as they stand in the list, and the phrase: 公用经费 公经费 用经费."""
    phrases: dict[str, list[tuple[str, str]]] = {}
    for line in _lines("dropped.txt"):
        right, *slips = line.split()
        for wrong in slips:
            phrases.setdefault(wrong.lstrip("^")[:2], []).append((wrong, right))
    return phrases


@cache
def _neighbours() -> dict[str, tuple[str, str]]:
    """By character: those that make a word before it, those that make one behind it."""
    split = (line.split(" ") for line in _lines("neighbours.txt"))
    return {sign: (before, after) for sign, before, after in split}
