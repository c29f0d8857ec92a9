"""What the Excel engine promises, the slow and obvious way: every row and column is written out one by one, then every
reference is asked, cell by cell, which of them it means. Tests hold the engine to it; nothing here is the engine's.

A template sheet is two trees, of its rows and of its columns: a line is its number, a Block repeats lines or leaves
them out, a Band has several trees side by side. What stands where a row and a column meet is in reference_sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Areas = list[tuple[int, int]]  # runs of lines: first, last


class Block(NamedTuple):
    keyword: str  # for, if
    name: str  # of the list or condition, in the record around it
    tags: tuple[int, ...]  # the lines of its tags; never written
    branches: tuple[Sequence[Any], ...]  # what stands between them: one part, or two around {%tr else %}


class Band(NamedTuple):
    """Blocks side by side."""

    lanes: Mapping[int, Sequence[Any]]  # by their first columns
    last: int  # line

    def lane(self, column: int) -> int:
        """The first column of the lane a column lies in; the first lane also takes those to its left."""
        return max([first for first in self.lanes if first <= column], default=min(self.lanes))


class End(NamedTuple):
    line: int
    fixed: bool = False  # written with $


class Ref(NamedTuple):
    """A reference of the template; the second End is None in a single cell."""

    rows: tuple[End, End | None]
    columns: tuple[End, End | None]
    sheet: str = ""  # as written before the cell, with its !


class Line(NamedTuple):
    """A row or column as written: the template's line it came from, its turn in each repeating block, its record."""

    source: int
    turns: Mapping[str, int]
    record: Mapping[str, Any]
    lane: int = 0
    fills_up: bool = False


class Tree:
    """The rows of a template as one of its columns has them, or its columns: which blocks each line lies in."""

    def __init__(self, nodes: Sequence[Any], column: int = 1) -> None:
        self.nodes = nodes
        self.column = column
        self.inside: dict[int, list[Block]] = {}  # line → its blocks, outermost first
        self._place(nodes, [])
        tags = {tag for blocks in self.inside.values() for block in blocks for tag in block.tags}
        self.plain = [line for line in self.inside if line not in tags]  # those that are written

    def _place(self, nodes: Sequence[Any], around: list[Block]) -> None:
        for node in nodes:
            if isinstance(node, int):
                self.inside[node] = around
            elif isinstance(node, Band):
                self._place(node.lanes[node.lane(self.column)], around)
            else:
                inside = [*around, node]
                self.inside |= dict.fromkeys(node.tags, inside)
                for branch in node.branches:
                    self._place(branch, inside)

    def loops(self, line: int) -> list[str]:
        """The repeating blocks a line lies in."""
        return [block.name for block in self.inside.get(line, ()) if block.keyword == "for"]

    def shared(self, first: int, last: int) -> set[str]:
        """The repeating blocks that all written lines from `first` to `last` lie in."""
        return set.intersection(*[set(self.loops(line)) for line in self.plain if first <= line <= last])


class Axis:
    """The rows of a document, as one of its columns has them, or its columns; lines count from 1, turns from 0."""

    def __init__(self, tree: Tree, data: Mapping[str, Any]) -> None:
        self.tree = tree
        self.lines = self._written(tree.nodes, data, {})

    def _written(self, nodes: Sequence[Any], record: Mapping[str, Any], turns: Mapping[str, int]) -> list[Line]:
        lines = []
        for node in nodes:
            if isinstance(node, int):
                lines.append(Line(node, turns, record))
            elif isinstance(node, Band):
                lines += self._filled_up(node, record, turns)
            elif node.keyword == "for":
                for turn, inner in enumerate(record[node.name]):
                    lines += self._written(node.branches[0], inner, {**turns, node.name: turn})
            elif record[node.name]:
                lines += self._written(node.branches[0], record, turns)
            elif len(node.branches) > 1:
                lines += self._written(node.branches[1], record, turns)
        return lines

    def _filled_up(self, band: Band, record: Mapping[str, Any], turns: Mapping[str, int]) -> list[Line]:
        """Its own lane, as long as the longest; what fills it up is empty and counts as the band's last line.

        Where the lane says something in that line, it counts as the line in which the band begins.
        """
        lane = band.lane(self.tree.column)
        own = self._written(band.lanes[lane], record, turns)
        longest = max(len(self._written(each, record, turns)) for each in band.lanes.values())
        source = band.lanes[lane][0].tags[0] if band.last in band.lanes[lane] else band.last
        filled_up = [*own, *[Line(source, turns, {}, fills_up=True)] * (longest - len(own))]
        return [line._replace(lane=lane) for line in filled_up]

    def among(self, ends: tuple[End, End | None], seen: Line | None) -> tuple[set[int], set[int]]:
        """The lines that came from template lines between the ends, and those of them that `seen` means."""
        first, last = ends[0], ends[1] or ends[0]
        among = {n for n, line in enumerate(self.lines, 1) if first.line <= line.source <= last.line}
        own = ([*seen.turns] or [""])[-1] if seen else ""
        from_first, to_last = (end.fixed and own in self.tree.loops(end.line) for end in (first, last))

        def is_meant(turns: Mapping[str, int]) -> bool:
            assert seen
            if any(turns[block] != seen.turns[block] for block in turns.keys() & seen.turns.keys() - {own}):
                return False
            away = turns[own] - seen.turns[own] if own in turns else 0
            return away == 0 or (away < 0 and from_first) or (away > 0 and to_last)

        return among, {n for n in among if not seen or is_meant(self.lines[n - 1].turns)}

    def everywhere(self, first: int, last: int) -> Areas:
        """From where to where the lines reach, once for every turn of the blocks all of them lie in (merges)."""
        common = sorted(self.tree.shared(first, last))
        spans: dict[tuple[int, ...], list[int]] = {}
        for n, line in enumerate(self.lines, 1):
            if first <= line.source <= last:
                spans.setdefault(tuple(line.turns[block] for block in common), []).append(n)
        return [(numbers[0], numbers[-1]) for numbers in spans.values()]


def meant(strips: Sequence[Axis], ends: tuple[End, End | None], seen: Line | None = None) -> Areas:
    """Where the lines from one end to the other are now, as seen from a written line or from elsewhere.

    They reach from the first to the last one in the turns both have in common, and are exactly those between that
    came from these template lines, in any of the strips asked. A $ on a line of the innermost block of the line that
    refers means the block's first or last turn in the place of its own.
    """
    each = [axis.among(ends, seen) for axis in strips]
    among, found = (set().union(*sets) for sets in zip(*each, strict=True))
    return _runs([n for n in sorted(among) if found and min(found) <= n <= max(found)])


def _runs(numbers: Sequence[int]) -> Areas:
    runs: Areas = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1] = (runs[-1][0], n)
        else:
            runs.append((n, n))
    return runs
