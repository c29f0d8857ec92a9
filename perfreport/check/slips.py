"""Words of official writing with characters exchanged for others that look or sound alike, left out, or struck twice.

The lists in `words` are made by benchmarks/slips.py from a dictionary and its frequencies (confused.txt is our own,
`right wrong before | behind`; what lacks a character is in `lost`): a slip is there only where
it is no word itself and hardly ever comes about where one word ends and the next begins. Where it may come about so
all the same (选|拔付|出), its neighbours in the text decide: it is none if they make a word with its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

_ENDS = frozenset(("", *"，。；：、\n（）“”"))
STOPS = "，。；：、\n"
_DOCUMENT_NUMBER = re.compile(
    r"\w{0,5}[〔\[［【(（]\d"
)  # what stands before is a bureau's name cut short: 示政办〔2022〕1号
_FOLDER = Path(__file__).parent / "words"
_SAME_TWO = re.compile(r"([^\W0-9A-Za-z_])\1")
_LEADING = frozenset("对在为以由从向按将与及到给把被或和")  # may stand before a word that begins with them
_TRAILING = frozenset(  # may stand behind a name that no dictionary has: 质量奖|奖金
    "奖费站税证品器机师生组物区点线图库城池园员期量额性力法权策令案票单书表档灾情源田林果茶药械房桥河湖水电气油煤骨分评业工"
)


class Slip(NamedTuple):
    """Where words stand that are written wrong, what they are, and what was meant."""

    at: int
    wrong: str
    right: str

    @property
    def end(self) -> int:
        return self.at + len(self.wrong)


@lru_cache(16)  # they are looked up in one list after the other
def pairs_of(text: str) -> tuple[str, ...]:
    """The characters of a text by twos, each with the one behind it."""
    return tuple(map(add, text, text[1:]))


def exchanged_in(text: str) -> Iterator[Slip]:
    """Words of two characters of which one is another that looks or sounds alike: 财务 as 材务."""
    words = _exchanged()
    if words.keys().isdisjoint(pairs_of(text)):
        return
    for at in range(len(text) - 1):
        wrong = text[at : at + 2]
        line = words.get(wrong)
        if not line or _DOCUMENT_NUMBER.match(text, at + 2):
            continue
        if wrong in _in_twos(line.partition("//")[2]) or _is_no_word(text, at, wrong, line):
            yield Slip(at, wrong, line[:2])


def miswritten_in(text: str) -> Iterator[Slip]:
    """Set phrases with a character exchanged for one that looks or sounds alike: 规章治度."""
    phrases, words, pairs = _halves_of_phrases(), rights(), pairs_of(text)
    for at, pair in enumerate(pairs):
        if pair in phrases:
            _, before, behind = phrases[pair]
            for halves, place in ((behind, at + 2), (before, at - 2)):
                is_odd = halves and 0 <= place < len(pairs) and pairs[place] not in words
                if is_odd and (text[place] in halves or text[place + 1] in halves):
                    yield from _miswritten_halves(text, place, halves, place > at)


def _miswritten_halves(text: str, at: int, halves: str, is_last: bool) -> Iterator[Slip]:
    """The half of a phrase that is miswritten at a place, beside the other half of it.

    It is none where the character that is exchanged makes a word with its neighbour outside the phrase.
    """
    one, other = text[at], text[at + 1]
    for half in map(add, halves[::2], halves[1::2]):
        _, first, second = _miswritten().get(half, ("", "", ""))
        is_first_wrong = other == half[1] and one in first and (is_last or not joined_before(text, at))
        is_second_wrong = one == half[0] and other in second and not (is_last and joined_behind(text, at + 2))
        if is_first_wrong or is_second_wrong:
            yield Slip(at, one + other, half)


def confused_in(text: str) -> Iterator[Slip]:
    """Words in the place of others that sound or look alike, told by their company: 高校 in 高校使用."""
    words = _confused()
    if words.keys().isdisjoint(pairs_of(text)):
        return
    for at in range(len(text) - 1):
        for right, before, behind in words.get(text[at : at + 2], ()):
            begin, rest = text[:at].rstrip("、"), text[at + 2 :]
            if not (before or behind) or begin.endswith(before) or rest.startswith(behind):
                yield Slip(at, text[at : at + 2], right)
                break


def _is_no_word(text: str, at: int, wrong: str, line: str) -> bool:
    """Whether its ends make no words with their neighbours: it stands between words, or by itself where that tells."""
    before, behind = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    words = (before in rights()) + (behind in rights())
    ends = (before[-1:] in _ENDS) + (behind[:1] in _ENDS)
    if words and words + ends == 2:
        return True
    if joined_before(text, at) or joined_behind(text, at + 2):
        return False
    company, bar, _ = line[2:].partition("||")
    return bool(words + ends) or not bar or wrong not in _in_twos(company)


def struck_twice_in(text: str) -> Iterator[Slip]:
    """Characters struck twice: 设 in 建设设项目, but not where one word ends and the next begins (在建|建设)."""
    for found in _SAME_TWO.finditer(text):
        line = _struck_twice().get(found[1])
        if line and not _may_stand_twice(line, text, *found.span()) and not _four_in_twos(text, *found.span()):
            yield Slip(found.start(), found[0], found[1])


def _may_stand_twice(line: str, text: str, start: int, end: int) -> bool:
    """Whether the first makes a word with what is before it, and the second with what is behind."""
    sign, before, behind = line[0], text[start - 1 : start], text[end : end + 1]
    _, ends, starts = line.split(" ")
    joined_before, joined_behind = before != "" and before in ends, behind != "" and behind in starts
    if sign in _LEADING:
        return joined_before or (joined_behind and before in STOPS and sign != "及")
    return joined_behind and (joined_before or sign in _TRAILING)


def _four_in_twos(text: str, start: int, end: int) -> bool:
    """Whether it is half of 方方面面."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(two) == 2 and two[0] == two[1] and not two.isdigit() for two in (before, behind))


def apart(found: Iterable[Slip], told: Iterable[Slip]) -> Iterator[Slip]:
    """Those that do not overlap what is told already, nor one another."""
    spans = [(slip.at, slip.end) for slip in told]
    for slip in found:
        if all(slip.end <= at or end <= slip.at for at, end in spans):
            spans.append((slip.at, slip.end))
            yield slip


def joined_before(text: str, at: int) -> bool:
    """Whether the character at this place makes a word with the one before it."""
    return at > 0 and text[at - 1] in _neighbours_of(text[at])[0]


def joined_behind(text: str, end: int) -> bool:
    """Whether the last character before this place makes a word with the one that follows."""
    return end < len(text) and text[end] in _neighbours_of(text[end - 1])[1]


def _neighbours_of(sign: str) -> list[str]:
    return _neighbours().get(sign, "   ")[2:].split(" ")


def lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text("utf-8").splitlines()


def _in_twos(line: str) -> list[str]:
    return list(map(add, line[::2], line[1::2]))


@cache
def _exchanged() -> dict[str, str]:
    """By slip: its line, which begins with the word that is meant.

    Those before the bars are told beside a word only, 及时急时||; those behind the strokes are certain, their
    neighbours need no look: 财务才务//材务.
    """
    words: dict[str, str] = {}
    for line in lines("slips.txt"):
        words.update(dict.fromkeys(map(add, line[2::2], line[3::2]), line))
    return {slip: line for slip, line in words.items() if slip not in ("//", "||")}


@cache
def _halves_of_phrases() -> dict[str, list[str]]:
    """By half a phrase: it, the halves that stand before it, and those behind it."""
    return {line[:2]: line.split(" ") for line in lines("phrases.txt")}


@cache
def _miswritten() -> dict[str, list[str]]:
    """By half a phrase: it, and the characters that may be written in place of its first, and of its second."""
    return {line[:2]: line.split(" ") for line in lines("miswritten.txt")}


@cache
def _confused() -> dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]]:
    """By the word that is written: the one that is meant, those that stand before it then, and those behind it; where
    there are none, it is no word anywhere."""
    found: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {}
    for line in lines("confused.txt"):
        before, _, behind = line.partition("|")
        right, wrong, *company = before.split()
        found.setdefault(wrong, []).append((right, tuple(company), tuple(behind.split())))
    return found


@cache
def rights() -> frozenset[str]:
    """The words that slips are of: the words of official writing, and those that are frequent anywhere."""
    return frozenset(line[:2] for line in lines("slips.txt"))


@cache
def _neighbours() -> dict[str, str]:
    """By character: its line, in which those follow that make a word before it, and those that make one behind it."""
    return {line[0]: line for line in lines("neighbours.txt")}


@cache
def _struck_twice() -> dict[str, str]:
    """By character that is never meant twice: its line, those that make a word before it, and those behind it."""
    return {line[0]: line for line in lines("twice.txt")}
