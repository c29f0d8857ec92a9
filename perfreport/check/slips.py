"""Words of official writing with characters exchanged for others that look or sound alike, left out, or struck twice.

The lists in `words` are made by benchmarks/slips.py from a dictionary and its frequencies: a slip is there only where
it is no word itself and hardly ever comes about where one word ends and the next begins. Where it may come about so
all the same (选|拔付|出), its neighbours in the text decide: it is none if they make a word with its ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import add
from pathlib import Path
from typing import NamedTuple

_ENDS = frozenset(("", *"，。；：、\n（）“”"))
_ALONE = frozenset("的和与及等了不率数")  # these are words of their own
_SUFFIXES = frozenset("金款费资品物券卡证员")
_STOPS = "，。；：、\n"
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


Gaps = dict[str, list[tuple[int, str, str, str]]]
"""By two characters: where in the slip they are, the slip, the phrase, and ^ where its beginning is broken."""
Tells = Callable[[str, Slip, str], bool]


def exchanged_in(text: str) -> Iterator[Slip]:
    """Words of two characters of which one is another that looks or sounds alike: 财务 as 材务."""
    words = _exchanged()
    if words.keys().isdisjoint(map(add, text, text[1:])):
        return
    for at in range(len(text) - 1):
        wrong = text[at : at + 2]
        line = words.get(wrong)
        if not line or _DOCUMENT_NUMBER.match(text, at + 2):
            continue
        if wrong in _in_twos(line.partition("//")[2]) or _is_no_word(text, at, wrong, line):
            yield Slip(at, wrong, line[:2])


def _is_no_word(text: str, at: int, wrong: str, line: str) -> bool:
    """Whether its ends make no words with their neighbours: it stands between words, or by itself where that tells."""
    before, behind = text[max(0, at - 2) : at], text[at + 2 : at + 4]
    words = (before in _rights()) + (behind in _rights())
    ends = (before[-1:] in _ENDS) + (behind[:1] in _ENDS)
    if words and words + ends == 2:
        return True
    if _joined_before(text, at) or _joined_behind(text, at + 2):
        return False
    company, bar, _ = line[2:].partition("||")
    return bool(words + ends) or not bar or wrong not in _in_twos(company)


def left_out_in(text: str) -> Iterator[Slip]:
    """Set phrases that lack a character: 公用经费 as 公经费."""
    anywhere, at_ends = _left_out(), _left_out_of_ends()
    pairs = set(map(add, text, text[1:]))
    yield from _first_at_each_place(text, anywhere, pairs, lambda text, slip, _: _is_by_itself(text, slip))
    yield from _first_at_each_place(text, at_ends, pairs, _is_at_an_end)


def _first_at_each_place(text: str, phrases: Gaps, pairs: set[str], tells: Tells) -> Iterator[Slip]:
    if phrases.keys().isdisjoint(pairs):
        return
    for at in range(len(text) - 1):
        for gap, wrong, right, mark in phrases.get(text[at : at + 2], ()):
            slip = Slip(at - gap, wrong, right)
            if at >= gap and text.startswith(wrong, slip.at) and tells(text, slip, mark):
                yield slip
                break


def _is_at_an_end(text: str, slip: Slip, mark: str) -> bool:
    """Whether a phrase that may be of other words (基本支出) stands where they cannot be."""
    return _ends_there(text, slip.at) if mark == "^" else _ends_here(text, slip.end)


def _ends_there(text: str, start: int) -> bool:
    """Whether a word or a clause ends before this place, and no word goes over it."""
    before = text[max(0, start - 1) : start]
    if before == "" or before in _STOPS:
        return True
    ends = before in _SUFFIXES or text[max(0, start - 2) : start] in _rights()
    return ends and not _joined_before(text, start)


def _ends_here(text: str, end: int) -> bool:
    """Whether a word or a clause begins at this place, and no word goes over it."""
    behind = text[end : end + 1]
    begins = behind in _STOPS or behind in _ALONE or text[end : end + 2] in _rights()
    return begins and not _joined_behind(text, end)


def _is_by_itself(text: str, slip: Slip) -> bool:
    """Whether the broken end of the slip makes no word with its neighbour; the other may be a word as it stands."""
    short = len(slip.wrong) == 2
    front = not short and slip.right.endswith(slip.wrong[-2:])
    if (front or short) and _joined_before(text, slip.at):
        return False
    return front or not _joined_behind(text, slip.end)


def standing_alone_in(text: str) -> Iterator[Slip]:
    """Characters that are no words, yet stand between words: 服 in 托管服亩均; with the word that is likely meant."""
    words, pairs = _bound()
    for sign in words.keys() & set(text):
        at = text.find(sign)
        while at >= 0:
            joined = text[max(0, at - 1) : at + 1] in pairs or text[at : at + 2] in pairs
            if not joined and _is_between_words(text, at, at + 1):
                yield Slip(at, sign, words[sign])
            at = text.find(sign, at + 1)


def _is_between_words(text: str, start: int, end: int) -> bool:
    """Whether a word stands on one side, and a word or the end of the clause on the other."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    words = (before in _rights()) + (behind in _rights())
    ends = (before[-1:] in _STOPS) + (behind[:1] in _STOPS or behind[:1] in _ALONE)
    return words > 0 and words + ends > 1


def struck_twice_in(text: str) -> Iterator[Slip]:
    """Characters struck twice: 设 in 建设设项目, but not where one word ends and the next begins (在建|建设)."""
    for found in _SAME_TWO.finditer(text):
        line = _struck_twice().get(found[1])
        if line and not _may_stand_twice(line, text, *found.span()) and not _four_in_twos(text, *found.span()):
            yield Slip(found.start(), found[0], found[1])


def _may_stand_twice(line: str, text: str, start: int, end: int) -> bool:
    """Whether the first makes a word with what is before it, and the second with what is behind."""
    sign, before, behind = line[0], text[start - 1 : start], text[end : end + 1]
    _, ends, starts, *_ = line.split(" ")
    joined_before, joined_behind = before != "" and before in ends, behind != "" and behind in starts
    if sign in _LEADING:
        return joined_before or (joined_behind and before in _STOPS and sign != "及")
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

    Those before the bars are told beside a word only, 及时急时||; those behind the strokes are certain, their
    neighbours need no look: 财务才务//材务.
    """
    words: dict[str, str] = {}
    for line in _lines("slips.txt"):
        words.update(dict.fromkeys(map(add, line[2::2], line[3::2]), line))
    return {slip: line for slip, line in words.items() if slip not in ("//", "||")}


@cache
def _bound() -> tuple[dict[str, str], frozenset[str]]:
    """Characters that are no words of their own, with a word each; and the pairs that they are in."""
    lines = [line.split(" ") for line in _struck_twice().values() if line.count(" ") > 2]
    before = {end + sign for sign, ends, _, _ in lines for end in ends}
    behind = {sign + start for sign, _, starts, _ in lines for start in starts}
    return {sign: word for sign, _, _, word in lines}, frozenset(before | behind)


@cache
def _rights() -> frozenset[str]:
    """The words that slips are of: the words of official writing, and those that are frequent anywhere."""
    return frozenset(line[:2] for line in _lines("slips.txt"))


def _phrases() -> Iterator[tuple[str, str]]:
    """Slips with their marks, and the phrase: a line has 公用经费 公经费 ^用经费."""
    for line in _lines("dropped.txt"):
        right, *slips = line.split()
        yield from ((wrong, right) for wrong in slips)


@cache
def _left_out() -> Gaps:
    """Those told anywhere."""
    return _by_gap((wrong, right) for wrong, right in _phrases() if wrong[0] != "^" and wrong[-1] != "$")


@cache
def _left_out_of_ends() -> Gaps:
    """Those told where a word or a clause begins or ends."""
    return _by_gap((wrong, right) for wrong, right in _phrases() if wrong[0] == "^" or wrong[-1] == "$")


def _by_gap(phrases: Iterable[tuple[str, str]]) -> Gaps:
    """By the two characters that the lost one stood between, or those at the broken end."""
    found: Gaps = {}
    for marked, right in phrases:
        wrong = marked.strip("^$")
        end = 0 if marked[0] == "^" else len(wrong) - 2 if marked[-1] == "$" else 0
        gap = next((at for at in range(len(wrong) - 1) if wrong[at : at + 2] not in right), end)
        found.setdefault(wrong[gap : gap + 2], []).append((gap, wrong, right, marked[0]))
    return found


@cache
def _neighbours() -> dict[str, str]:
    """By character: its line, in which those follow that make a word before it, and those that make one behind it."""
    return {line[0]: line for line in _lines("neighbours.txt")}


@cache
def _struck_twice() -> dict[str, str]:
    """By character that is never meant twice: its line, those that make a word before it, and those behind it."""
    return {line[0]: line for line in _lines("twice.txt")}
