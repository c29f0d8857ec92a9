"""Which entries of a list are the same before and after, though they were moved or changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
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
    left, right = _left(before, after, partner)
    likely = [
        (likeness(old[1], new[1]), -number, -other)
        for (other, old), (number, new) in product(
            [(other, text(before[other])) for other in left], [(number, text(after[number])) for number in right]
        )
        if old[0] == new[0]
    ]
    found: dict[int, int] = {}
    for ratio, number, other in sorted(likely, reverse=True):
        if ratio >= _ALIKE and -number not in found and -other not in found.values():
            found[-number] = -other
    return found


@lru_cache(maxsize=3_000)  # the documents of a bureau say the same things
def likeness(one: str, other: str) -> float:
    """How much of two texts is the same: 1 for equal ones, 0 for those that are surely not alike."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


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
