"""How many bureaus write what, what most of them write, and who does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class _OfABureau(Protocol):
    @property
    def bureau(self) -> str: ...


E = TypeVar("E", bound=_OfABureau)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variant(Generic[E]):
    """One way to write something, where it is written so, and by which bureaus; all in their order."""

    said: str
    entries: list[E]
    bureaus: dict[str, None]


@dataclass(frozen=True, slots=True)
class Deviation(Generic[E]):
    """One entry that is not written as `usual` is; `tied` are the ways that as many bureaus take as that, with it."""

    entry: E
    said: str
    usual: Variant[E]
    tied: tuple[Variant[E], ...]

    def advice(self, what: str) -> str:
        """What to do: `what` where most bureaus do it so, else that somebody must decide; with how many there are."""
        if len(self.tied) == 1:
            return f"{what}（{len(self.usual.bureaus)} 个单位这样写，如{self.usual.entries[0].bureau}）"
        ways = "；".join(f"“{way.said}” {len(way.bureaus)} 个，如{way.entries[0].bureau}" for way in self.tied)
        return f"几种写法的单位一样多（{ways}），定下一种，各单位统一"


def variants(said: Iterable[tuple[str, E]]) -> list[Variant[E]]:
    """Each way to write something, that of most bureaus first, then in the order in which they are first met."""
    found: dict[str, Variant[E]] = {}
    for text, entry in said:
        variant = found.setdefault(text, Variant(text, [], {}))
        variant.entries.append(entry)
        variant.bureaus[entry.bureau] = None
    return sorted(found.values(), key=lambda each: -len(each.bureaus))


def deviations(said: Iterable[tuple[str, E]]) -> Iterator[Deviation[E]]:
    """Once for each bureau what it writes otherwise than most; where there is no most, once for each way to write it.

    A bureau that writes it as most do, too, has its reasons for the other.
    """
    ways = variants(said)
    if len(ways) < 2:
        return
    usual = ways[0]
    tied = tuple(way for way in ways if len(way.bureaus) == len(usual.bureaus))
    if len(tied) > 1 and len({bureau for way in tied for bureau in way.bureaus}) < 2:
        return  # one bureau alone
    for way in ways[1:]:
        first = {entry.bureau: entry for entry in reversed(way.entries) if entry.bureau not in usual.bureaus}
        told = list(first.values())[::-1]
        yield from (Deviation(entry, way.said, usual, tied) for entry in (told if len(tied) == 1 else told[:1]))


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[list[T]]:
    """The items with the same key, in the order of the first; a key None is nobody's."""
    found: defaultdict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    found.pop(None, None)
    yield from found.values()
