"""What a template repeats or leaves out: blocks of rows ({%tr %}) and of columns ({%tc %}), and the merges around them.

Rows and columns are alike here: numbers from 1, tags that open and close blocks, a chain of loops around each number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...dialect import CLOSES, Tag
from ..formula import MAX_COLUMN, column_letters


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """The rows, or columns, of an opening and a closing tag; rows of the columns from `left` to `right`.

    No two are equal: those that lie side by side begin in the same row.
    """

    keyword: str
    first: int
    last: int
    left: int = 1
    right: int = MAX_COLUMN
    over: str = ""  # the list of a loop

    @property
    def rows(self) -> str:
        return f"第 {self.first}–{self.last} 行"

    @property
    def columns(self) -> str:
        return f"{column_letters(self.first)}–{column_letters(self.last)} 列"


Chain = tuple[Block, ...]  # the loops around a row or column, outermost first


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of the author's, over rows and columns that are written."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def spot(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


def read_blocks(tags: Mapping[int, Tag], left: int = 1, right: int = MAX_COLUMN) -> Iterator[Block]:
    """The blocks that tags at these rows or columns make, in the order they close."""
    opened: list[int] = []
    for number, tag in sorted(tags.items()):
        if tag.opens:
            opened.append(number)
        elif tag.keyword in CLOSES and opened:
            first = opened.pop()
            yield Block(tags[first].keyword, first, number, left, right, tags[first].over)


def read_chains(blocks: Iterable[Block], count: int) -> list[Chain]:
    """For each of the numbers 1 to `count` (0 is unused) the loops around it; their tags lie in them, too."""
    chains: list[Chain] = [()] * (count + 1)
    for block in sorted(blocks, key=lambda block: block.first):
        if block.keyword == "for":
            for number in range(block.first, min(block.last, count) + 1):
                chains[number] = (*chains[number], block)
    return chains


def in_common(chains: Iterable[Chain]) -> int:
    """How many blocks, from the outermost, the same ones are around all."""
    first, *others = list(chains) or [()]
    depth = 0
    while all(len(chain) > depth and chain[depth] is first[depth] for chain in (first, *others)):
        depth += 1
    return depth


def overlap(blocks: Iterable[Block], first: int, last: int) -> bool:
    """Whether any of the blocks has some of the numbers from `first` to `last`."""
    return any(block.first <= last and block.last >= first for block in blocks)


def cut_by(block: Block, covered: set[int], written: set[int], corner: int) -> bool:
    """Whether a block cuts through a merge of rows or columns `covered`, which begins at `corner`.

    A merge must lie in a block, around it or beside it: one that covers some of its rows cannot grow. `written` are
    the numbers without tags.
    """
    inner = {number for number in range(block.first, block.last) if number in written}
    loses_text = block.keyword == "if" and corner in inner
    return bool(covered & inner and covered - inner and (inner - covered or loses_text))
