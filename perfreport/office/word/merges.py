"""The template's own vertical merges among rows that are written or not: none may lose the cell it begins in.

Word knows no range of a merge: a cell says that it begins one, or that it continues the one above. So a cell that is
written without the one above continues whatever stands there, and the merge's text is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..dialect import CLOSES, MIDDLE, Tag
from .places import W, ancestor

if TYPE_CHECKING:
    from lxml import etree

_Path = tuple[Tag, ...]  # the blocks around a row, the outermost first; of one with else, the branch's tag


@dataclass
class Merge:
    """A vertical merge: the cell it begins in, that one's row, and the numbers of its rows that are no tag's own."""

    cell: etree._Element
    first: int
    rows: list[int] = field(default_factory=list)
    covered: list[etree._Element] = field(default_factory=list)  # the cells of these rows under the first, never seen
    cut_by: Tag | None = None  # the tag whose block it begins in and leaves, or enters and does not fill


def read_merges(table: etree._Element, tags_of: Callable[[str | None], list[Tag]]) -> list[Merge]:
    """The merges of a table, and by which block of rows they would be cut; `tags_of` gives the tags in a text."""
    rows = [row for row in table.iter(W + "tr") if ancestor(row, W + "tbl") is table]
    tags = [_row_tag(row, tags_of) for row in rows]
    paths, merges = _paths(tags), _merges(rows, tags)
    for merge in merges if any(tags) else ():
        merge.cut_by = _cut_by(merge, paths, tags)
    return merges


def covered_cells(table: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """The cells that continue those above them and are never seen, each behind the one that the merge begins in."""
    rows = [row for row in table.iter(W + "tr") if ancestor(row, W + "tbl") is table]
    return [(merge.cell, cell) for merge in _merges(rows, [None] * len(rows)) for cell in merge.covered]


def _row_tag(row: etree._Element, tags_of: Callable[[str | None], list[Tag]]) -> Tag | None:
    """The {%tr …%} that has this row for its own."""
    texts = (text for text in row.iter(W + "t") if ancestor(text, W + "tr") is row)
    return next((tag for text in texts for tag in tags_of(text.text) if tag.scope == "tr"), None)


def _paths(tags: list[Tag | None]) -> list[_Path]:
    """The blocks around each row."""
    paths: list[_Path] = []
    open_tags: list[Tag] = []
    for tag in tags:
        if tag and tag.opens:
            open_tags.append(tag)
        elif tag and open_tags and tag.keyword in MIDDLE:
            open_tags[-1] = tag
        elif tag and open_tags and tag.keyword in CLOSES:
            open_tags.pop()
        paths.append(tuple(open_tags))
    return paths


def _merges(rows: list[etree._Element], tags: list[Tag | None]) -> list[Merge]:
    found: list[Merge] = []
    running: dict[int, Merge] = {}  # by the grid column it stands in
    for number, row in enumerate(rows):
        goes_on = dict(running) if tags[number] else {}
        for column, cell, merges in _cells(row):
            if merges == "restart":
                goes_on[column] = Merge(cell, number)
                found.append(goes_on[column])
            elif merges and column in running:
                goes_on[column] = running[column]
            if merges and column in goes_on and not tags[number]:
                goes_on[column].rows.append(number)
                goes_on[column].covered += [cell] if merges != "restart" else []
        running = goes_on
    return [merge for merge in found if merge.rows]


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element, str]]:
    """Each cell with its grid column and what it says of merging: restart, continue or nothing."""
    column = sum(int(skip.get(W + "val", "0")) for skip in row.findall(f"{W}trPr/{W}gridBefore"))
    for cell in row.iter(W + "tc"):
        if ancestor(cell, W + "tr") is row:
            merge, span = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
            yield column, cell, "" if merge is None else merge.get(W + "val", "continue")
            column += 1 if span is None else int(span.get(W + "val", "1"))


def _cut_by(merge: Merge, paths: list[_Path], tags: list[Tag | None]) -> Tag | None:
    """A merge may lie within a block or begin before it; one that enters a loop must have all of its rows."""
    if tags[merge.first]:
        return tags[merge.first]
    around = paths[merge.first]
    for row in merge.rows:
        if paths[row][: len(around)] != around:
            return around[-1]
        for block in paths[row][len(around) :]:
            inside = {number for number, path in enumerate(paths) if block in path and not tags[number]}
            if block.keyword == "for" and not inside <= set(merge.rows):
                return block
    return None
