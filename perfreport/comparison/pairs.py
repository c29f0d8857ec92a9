"""Which entries of a list are the same before and after, though they were moved or changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import heapify, heappop, heappush
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_ALIKE = 0.6  # how much of two texts is the same where one was made of the other


class Pair(NamedTuple):
    """The numbers of an entry before and after, None where it was not there."""

    before: int | None
    after: int | None


def paired(
    before: Sequence[T],
    after: Sequence[T],
    keys: Iterable[Callable[[T], Hashable]],
    texts: Iterable[Callable[[T], tuple[Hashable, str]]] = (),
) -> list[Pair]:
    """Every entry once, in the order of `after`, then those that are gone.

    By the first key that is equal and not empty, of equal ones the first to the first; of the rest by the most alike
    text among those with the same first value.
    """
    partner: dict[int, int] = {}  # of entries after: those before
    for key in keys:
        partner |= _equal(before, after, key, partner)
    for text in texts:
        partner |= _alike(before, after, text, partner)
    taken = set(partner.values())
    gone = [Pair(number, None) for number in range(len(before)) if number not in taken]
    return [Pair(partner.get(number), number) for number in range(len(after))] + gone


def _left(before: Sequence[T], after: Sequence[T], partner: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(partner.values())
    return (
        [number for number in range(len(before)) if number not in taken],
        [number for number in range(len(after)) if number not in partner],
    )


def _equal(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable], partner: dict[int, int]
) -> dict[int, int]:
    left, right = _left(before, after, partner)
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for number in left:
        waiting[key(before[number])].append(number)
    keyed = ((number, key(after[number])) for number in right)
    return {number: waiting[found].popleft() for number, found in keyed if found and waiting.get(found)}


def _alike(
    before: Sequence[T], after: Sequence[T], text: Callable[[T], tuple[Hashable, str]], partner: dict[int, int]
) -> dict[int, int]:
    """The most alike first. To hold two texts against each other takes long: done only where no other is surely more
    alike."""
    left, right = _left(before, after, partner)
    old, new = ({at: text(side[at]) for at in numbers} for side, numbers in ((before, left), (after, right)))
    waiting = [(-most, number, other, False) for most, number, other in _likely(old, new)]
    heapify(waiting)
    found: dict[int, int] = {}
    taken: set[int] = set()
    while waiting:
        _, number, other, is_sure = heappop(waiting)
        if number in found or other in taken:
            continue
        if is_sure:
            found[number] = other
            taken.add(other)
        elif (ratio := likeness(old[other][1], new[number][1])) >= _ALIKE:
            heappush(waiting, (-ratio, number, other, True))
    return found


def _likely(
    old: Mapping[int, tuple[Hashable, str]], new: Mapping[int, tuple[Hashable, str]]
) -> Iterator[tuple[float, int, int]]:
    """The numbers after and before of all that may be alike, with the most that they can be."""
    groups: dict[Hashable, list[tuple[int, str]]] = defaultdict(list)
    for other, (group, text) in old.items():
        groups[group].append((other, text))
    for number, (group, text) in new.items():
        for other, was in groups[group]:
            if (most := _most_alike(was, text)) >= _ALIKE:
                yield most, number, other


@lru_cache(maxsize=3_000)  # the documents of a bureau say the same things
def likeness(one: str, other: str) -> float:
    """How much of two texts is the same: 1 for equal ones, 0 for those that are surely not alike."""
    if one == other:
        return 1.0
    if _most_alike(one, other) < _ALIKE:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _most_alike(one: str, other: str) -> float:
    """What their likeness cannot exceed: as if the characters that they share stood in the same order."""
    together = len(one) + len(other)
    if not together or 2 * min(len(one), len(other)) < _ALIKE * together:
        return float(not together)
    return 2 * len(_characters(one) & _characters(other)) / together


@lru_cache(maxsize=10_000)
def _characters(text: str) -> frozenset[tuple[str, int]]:
    """Each with how often it stood there before."""
    times: Counter[str] = Counter()
    found = []
    for character in text:
        found.append((character, times[character]))
        times[character] += 1
    return frozenset(found)


def moved(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, int, int]]:
    """The fewest entries whose move explains the new order, with their positions among those that stayed in the list,
    from 1."""
    stayed = [pair for pair in pairs if pair.before is not None and pair.after is not None]
    numbers = [pair.before or 0 for pair in stayed]
    kept = _longest_increasing(numbers)
    positions = {number: at for at, number in enumerate(sorted(numbers), 1)}
    for at, pair in enumerate(stayed, 1):
        if pair.before not in kept:
            yield pair, positions[pair.before or 0], at


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left(ends, number)
        chain = (*(chains[at - 1] if at else ()), number)
        ends[at : at + 1], chains[at : at + 1] = [number], [chain]
    return set(chains[-1]) if chains else set()
