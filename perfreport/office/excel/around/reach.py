"""The template rows, or columns, that something stands on, and how often a document may have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..formula import MAX_COLUMN
from ..sheet.blocks import Chain, in_common
from ..sheet.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Reach:
    """Template rows, or columns, from `first` to `last`, of which documents may have `count`.

    `chain` are the loops around the first of these; the `depth` outermost are around all of them.
    """

    first: int
    last: int
    count: int
    chain: Chain
    depth: int
    repeats: bool  # whether a loop is around any of them
    is_moved: bool  # whether a document may have them elsewhere, or not at all

    @classmethod
    def over(cls, first: int, last: int, chains: Sequence[Chain], count: int, is_moved: bool) -> Reach:
        """`chains`: the loops around each that documents may have."""
        chain = chains[0] if chains else ()
        return cls(first, last, count, chain, in_common(chains), any(chains), is_moved)

    @classmethod
    def of_rows(cls, sheet: Sheet, first: int, last: int, left: int, right: int) -> Reach:
        """Rows, in the columns from `left` to `right`."""
        rows = range(first, min(last, max(len(sheet.rows) + 1, first)) + 1)  # all below are alike
        strips = [sheet.strips[number] for number in sheet.strips_of(left, right)]
        filled = [(strip, row) for strip in strips for row in rows if row > len(sheet.rows) or row in strip.written]
        chains = [strip.chains[row] if row < len(strip.chains) else () for strip, row in filled]
        return cls.over(first, last, chains, len({row for _, row in filled}), last >= sheet.first_moved)

    @classmethod
    def of_columns(cls, sheet: Sheet, first: int, last: int) -> Reach:
        known, tags = sheet.column_chains, sheet.column_tags
        filled = [column for column in range(first, min(last, max(len(known), first)) + 1) if column not in tags]
        chains = [known[column] if column < len(known) else () for column in filled]
        return cls.over(first, last, chains, len(filled), last >= min(tags, default=MAX_COLUMN + 1))

    @property
    def is_gone(self) -> bool:
        """Whether they are those of tags, which no document has."""
        return not self.count

    def is_several(self, own: Chain = ()) -> bool:
        """Whether a document may have several of them, as seen from a cell in the loops `own`."""
        return self.count > 1 or len(self.chain) > in_common((self.chain, own))
