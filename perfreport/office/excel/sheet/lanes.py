"""Blocks of rows side by side: which rows and tags belong to which columns of a sheet.

Several opening tags in one row begin a band. Each governs a lane, the columns from its own up to the next tag's, and
a lane is like a small sheet of its own. The sheet itself is a lane, of all columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Union

from ...dialect import CLOSES, Tag
from ..formula import MAX_COLUMN
from .blocks import Block, Chain, read_blocks, read_chains
from .cell import Row


@dataclass(slots=True)
class Band:
    """Rows in which blocks lie side by side."""

    first: int
    last: int
    lanes: list[Lane]

    @property
    def rows(self) -> str:
        return f"第 {self.first}–{self.last} 行并排的块"

    def lane(self, column: int) -> Lane:
        """The lane that a column lies in."""
        return next(lane for lane in self.lanes if lane.left <= column <= lane.right)


@dataclass(slots=True)
class Lane:
    """The rows of some columns: `entries` are row numbers and `bands` in their order, `tags` those rows that are tags.

    An empty row that fills up the lane of a band counts as its row `empty`, which no document has otherwise.
    """

    left: int
    right: int
    entries: list[Union[int, Band]] = field(default_factory=list)  # noqa: UP007  # evaluated on Python 3.10
    bands: list[Band] = field(default_factory=list)
    tags: dict[int, Tag] = field(default_factory=dict)
    empty: int = 0

    @property
    def lanes(self) -> Iterator[Lane]:
        """This one and all within it, from left to right where they lie side by side."""
        yield self
        for band in self.bands:
            for lane in band.lanes:
                yield from lane.lanes

    def at(self, row: int, column: int) -> Lane:
        """The innermost lane of a cell that is written."""
        for band in self.bands:
            inner = band.lane(column).at(row, column)
            if row in inner.entries:
                return inner
        return self

    def band_at(self, row: int, column: int) -> Band | None:
        """The innermost band of a cell that is written in one of its lanes."""
        for band in self.bands:
            lane = band.lane(column)
            inner = lane.at(row, column)
            if row in inner.entries:
                return lane.band_at(row, column) or band
        return None

    def written(self, column: int) -> set[int]:
        """The rows that are written in a column, but for those that fill up a lane."""
        rows = {entry for entry in self.entries if isinstance(entry, int) and entry not in self.tags}
        for band in self.bands:
            rows |= band.lane(column).written(column)
        return rows

    def filling(self, column: int, top: int = 1) -> set[int]:
        """The rows that fill up the lanes of a column in the bands from row `top` on."""
        rows: set[int] = set()
        for band in self.bands:
            lane = band.lane(column)
            rows |= lane.filling(column, top) | ({lane.empty} if band.first >= top else set())
        return rows


@dataclass(slots=True)
class Strip:
    """Columns between which no tag makes a difference: their part of every template row, and the loops around it."""

    left: int
    right: int
    rows: list[Row]
    chains: list[Chain]  # by row number; 0 is unused
    written: set[int]  # the rows that documents may have, but for
    filling: set[int]  # those that fill it up
    ends: dict[int, Chain] = field(default_factory=dict)  # the loops that these close or open as rows of tags


def read_lane(rows: Sequence[Row], first: int, last: int, left: int = 1, right: int = MAX_COLUMN) -> Lane:
    """The lane of columns `left` to `right` in the template rows `first` to `last`."""
    lane, number = Lane(left, right), first
    while number <= last:
        tags = [(column, tag) for column, tag in rows[number - 1].tags if left <= column <= right]
        opening = sorted({column for column, tag in tags if tag.opens})
        if len(opening) > 1:
            band = _read_band(rows, number, last, left, right, opening)
            lane.entries.append(band)
            lane.bands.append(band)
            number = band.last
        elif not rows[number - 1].is_for_sheet_tag:
            lane.entries.append(number)
            if tags:
                lane.tags[number] = tags[0][1]
        number += 1
    return lane


def _read_band(rows: Sequence[Row], first: int, last: int, left: int, right: int, opening: list[int]) -> Band:
    starts = [left, *opening[1:]]
    bottom = _bottom(rows, first, last, right, starts)
    ends = [*(start - 1 for start in starts[1:]), right]
    lanes = [read_lane(rows, first, bottom, *columns) for columns in zip(starts, ends, strict=True)]
    for lane in lanes:
        _leave_out_unused(rows, lane)
        is_written = bottom in lane.entries and bottom not in lane.tags
        lane.empty = first if is_written else bottom
    return Band(first, bottom, lanes)


def _bottom(rows: Sequence[Row], first: int, last: int, right: int, starts: list[int]) -> int:
    """The row in which the last of the blocks side by side is closed."""
    depths = [0] * len(starts)
    for number in range(first, last + 1):
        for column, tag in rows[number - 1].tags:
            if starts[0] <= column <= right:
                depths[bisect_right(starts, column) - 1] += tag.opens - (tag.keyword in CLOSES)
        if not any(depths):
            return number
    return last


def _leave_out_unused(rows: Sequence[Row], lane: Lane) -> None:
    """Drop the rows of a lane that say nothing: rows of another lane's tags, and all below the last that says any."""
    said = {number for number in lane.entries if isinstance(number, int) and _says_any(rows[number - 1], lane)}
    end = max([*said, *(band.last for band in lane.bands)], default=0)
    lane.entries = [
        entry
        for entry in lane.entries
        if isinstance(entry, Band) or entry in said or (entry < end and not rows[entry - 1].tags)
    ]


def _says_any(row: Row, lane: Lane) -> bool:
    filled = any(cell.holds_something for cell in row.cells if lane.left <= cell.column <= lane.right)
    return filled or row.number in lane.tags


def tag_order(lane: Lane, spots: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The rows and columns of tags in the order in which they run."""
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(spot for spot in spots if lane.left <= spot[1] <= lane.right):
        by_row.setdefault(row, []).append(column)
    for entry in lane.entries:
        if isinstance(entry, Band):
            for inner in entry.lanes:
                yield from tag_order(inner, spots)
        else:
            yield from ((entry, column) for column in by_row.get(entry, ()))


def lane_blocks(lane: Lane) -> list[Block]:
    """The blocks of a lane and of all within it."""
    return [block for each in lane.lanes for block in read_blocks(each.tags, each.left, each.right)]


def read_strips(lane: Lane, rows: list[Row], blocks: Sequence[Block], sources: Sequence[int] = ()) -> list[Strip]:
    """The strips of a sheet, from left to right; its cells are closed already.

    `sources`: the columns of `rows` are copies of these.
    """
    cuts = sorted({each.left for each in lane.lanes})
    if len(cuts) == 1:
        return [Strip(lane.left, lane.right, rows, read_chains(blocks, len(rows)), lane.written(1), set())]
    starts = [sum(source < cut for source in sources) + 1 for cut in cuts] if sources else cuts
    ends = [*(start - 1 for start in starts[1:]), lane.right]
    return [
        _strip(lane, rows, [block for block in blocks if block.left <= cut <= block.right], cut, *columns)
        for cut, *columns in zip(cuts, starts, ends, strict=True)
    ]


def _strip(lane: Lane, rows: list[Row], blocks: Sequence[Block], cut: int, left: int, right: int) -> Strip:
    """The strip that began at template column `cut`."""
    parts = [_part(row, left, right) for row in rows]
    strip = Strip(left, right, parts, read_chains(blocks, len(rows)), lane.written(cut), lane.filling(cut))
    for each in lane.lanes:
        for band in each.bands if each.left <= cut <= each.right else ():
            if model := _model(band, cut):
                empty = band.lane(cut).empty
                strip.rows[empty - 1] = _emptied(strip.rows[model - 1], strip.rows[empty - 1])
                strip.ends[empty] = strip.chains[empty]
                strip.chains[empty] = tuple(block for block in strip.chains[empty] if block.first < band.first)
    return strip


def _part(row: Row, left: int, right: int) -> Row:
    """The cells of a row from one column to another."""
    part = replace(row, cells=[cell for cell in row.cells if left <= cell.column <= right])
    part.close()
    return part


def _model(band: Band, column: int) -> int:
    """The last row of the lane of a column that is written, 0 if there is none: empty rows that fill it up look so."""
    lane = band.lane(column)
    for entry in reversed(lane.entries):
        if isinstance(entry, Band):
            if found := _model(entry, column):
                return found
        elif entry not in lane.tags:
            return entry
    return 0


def _emptied(model: Row, closing: Row) -> Row:
    """What a row of tags becomes that fills up a lane: an empty row."""
    empty = Row(closing.number, cells=[cell.emptied(closing.number) for cell in model.cells], tags=closing.tags)
    empty.close()
    return empty
