"""Words and set phrases of official writing that lack a character: 公经费 for 公用经费, 项目管 for 项目管理.

The lists in `words` are made by benchmarks/slips.py; what may come about where words meet is none (see `slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from perfreport.check.slips import STOPS, Slip, joined_before, joined_behind, lines, pairs_of, rights

_ALONE = frozenset("的和与及等了率数")  # these are words of their own
_SUFFIXES = frozenset("金款费资品物券卡证员")


def left_out_in(text: str) -> Iterator[Slip]:
    """Set phrases that lack a character: 公用经费 as 公经费."""
    phrases = _left_out()
    for at, pair in enumerate(pairs_of(text)):
        if pair in phrases and (slip := _left_out_at(text, at, phrases[pair])):
            yield slip


def _left_out_at(text: str, at: int, line: str) -> Slip | None:
    """The first slip of a line that the text has around these two characters (see `_left_out`)."""
    for before, mark, wrong, right in _entries(line):
        if before <= at and text.startswith(wrong, at - before):
            slip = Slip(at - before, wrong, right)
            if _is_at_an_end(text, slip, mark) if mark else _is_by_itself(text, slip):
                return slip
    return None


@lru_cache(3_000)
def _entries(line: str) -> tuple[tuple[int, str, str, str], ...]:
    """The slips of a line: how much stands before its two characters, where it tells, what is written and meant."""
    return tuple((int(before), mark, wrong, right) for before, mark, wrong, right in _ENTRY.findall(line))


_ENTRY = re.compile("([0-9])([$^]?)([^ :]+):([^ ]+)")


def _is_at_an_end(text: str, slip: Slip, mark: str) -> bool:
    """Whether a phrase that may be of other words (基本支出) stands where they cannot be."""
    return _ends_there(text, slip.at) if mark == "^" else _ends_here(text, slip.end)


def _ends_there(text: str, start: int) -> bool:
    """Whether a word or a clause ends before this place, and no word goes over it."""
    before = text[max(0, start - 1) : start]
    if before == "" or before in STOPS:
        return True
    ends = before in _SUFFIXES or text[max(0, start - 2) : start] in rights()
    return ends and not joined_before(text, start)


def _ends_here(text: str, end: int) -> bool:
    """Whether a word or a clause begins at this place, and no word goes over it."""
    behind = text[end : end + 1]
    begins = behind in STOPS or behind in _ALONE or text[end : end + 2] in rights()
    return begins and not joined_behind(text, end)


def _is_by_itself(text: str, slip: Slip) -> bool:
    """Whether the broken end of the slip makes no word with its neighbour; the other may be a word as it stands."""
    if slip.right.startswith(slip.wrong[:2]) and slip.right.endswith(slip.wrong[-2:]):  # broken within
        return True
    short = len(slip.wrong) == 2
    front = not short and slip.right.endswith(slip.wrong[-2:])
    if (front or short) and joined_before(text, slip.at):
        return False
    return front or not joined_behind(text, slip.end)


def standing_alone_in(text: str) -> Iterator[Slip]:
    """Characters that are no words, yet stand between words: 服 in 托管服亩均; with the word that is likely meant."""
    signs = _alone()
    for at, sign in enumerate(text):
        if sign in signs:
            _, ends, starts, word, where = signs[sign]
            before, behind = text[at - 1 : at], text[at + 1 : at + 2]
            joined = sign in (before, behind) or (before and before in ends) or (behind and behind in starts)
            if not joined and _stands_by_words(text, at) in where:
                yield Slip(at, sign, word)


def halved_verbs_in(text: str) -> Iterator[Slip]:
    """Verbs of which one character is left between how a thing is done and the thing: 提 in 进一步提资金使用效益."""
    for found in _HOW_DONE.finditer(text):
        at = found.end()
        verb, thing = text[at - 1], text[at : at + 2]
        if thing in rights() and verb + thing[0] not in rights() and found[1][-1] + verb not in rights():
            yield Slip(at - 1, verb, _WHOLE_VERBS[verb])


_WHOLE_VERBS = dict(
    zip(
        "提加高完善升推动落健巩规履组维开展执行施化挥范营造统导支持确",
        "提高 加强 提高 完善 完善 提升 推进 推动 落实 健全 巩固 规范 履行 组织 维护 开展 开展 执行 进行 实施"
        " 强化 发挥 规范 营造 营造 统筹 指导 支持 支持 确保".split(),
        strict=True,
    )
)
_HOW_DONE = re.compile(
    "(进一步|不断|切实|有效|持续|积极|认真|全面|严格|扎实|大力|努力|逐步|稳步|深入|着力|及时|充分|有序|广泛|明显|显著|有力|科学)"
    f"[{''.join(_WHOLE_VERBS)}]"
)


def _stands_by_words(text: str, at: int) -> str:
    """Where a character stands: ^ before a word that a clause begins with, + between words, $ at its end; else -."""
    before, behind = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    is_word_before, is_word_behind = before in rights(), behind in rights()
    if is_word_before and (is_word_behind or behind[:1] in _ALONE):
        return "+"
    if is_word_before:
        return "$" if behind[:1] in STOPS else "-"
    is_whole = text[at + 3 : at + 4] in STOPS  # 强基础、补短板
    return "^" if is_word_behind and before[-1:] in STOPS and not is_whole else "-"


@cache
def _alone() -> dict[str, list[str]]:
    """By character that is no word of its own: those that make a word before it, those behind it, a word with it, and
    where it is none."""
    return {line[0]: line.split(" ") for line in lines("alone.txt")}


@cache
def _left_out() -> dict[str, str]:
    """By the two characters that the lost one stood between, or those at the broken end: a line of the slips there.

    0公经费:公用经费 is told anywhere, ^ where a word or a clause begins, $ where one ends; the number says how many
    characters of the slip stand before the two.
    """
    return {line[:2]: line for line in lines("dropped.txt")}
