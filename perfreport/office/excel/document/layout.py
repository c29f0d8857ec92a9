"""Where the rows of a template went: which row of the sheet each template row became, record by record.

A template row lies in blocks ({%tr for %} … {%tr endfor %}), outermost first: its chain. Every time it is written, its
path says which turn of each block this was. A reference from one row to another follows the turns both have in common.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from ...link import Link
from ..formula import MAX_ROW, End, Reference, Spans
from ..sheet.blocks import Chain, in_common

Path = tuple[int, ...]  # the turn of each of them


class Written(NamedTuple):
    """One row of the sheet: the template row it came from (from 1), the turn of each block, the values of its tags.

    `continues`: an empty row that only gives the one above more room; `is_empty`: one where a list has no records.
    """

    source: int
    path: Path
    values: Sequence[Any] = ()
    continues: bool = False
    is_empty: bool = False


class Rows:
    """Takes down the rows, or columns, of a sheet while the template runs: for each of its strips a list of them."""

    def __init__(self, strips: int = 1, title: str = "") -> None:
        """`title`: the sheet's name, if the template makes it."""
        self.title = title
        self.written: list[list[Written]] = [[] for _ in range(strips)]
        self.lost = 0  # rows beyond Excel's last
        self.links: list[Link] = []  # printed beside text in the cell that is being filled
        self.is_laid_over = False  # whether there are links or pictures among the values
        self.texts: list[str] = []  # of headers and footers
        self._lane = self.written  # the strips that rows are written in just now
        self._empty = [0] * strips  # the template row that fills up each of them
        self._bands: list[list[list[Written]]] = []  # the lanes around the bands that are open
        self._put: list[Any] = []
        self._turns: list[int] = []
        self._path: Path = ()

    def begin(self, _: int) -> None:
        """A block begins."""
        self._turns.append(-1)

    def turn(self, _: int) -> None:
        """The innermost block takes another turn."""
        self._turns[-1] += 1
        self._path = tuple(self._turns)

    def end(self, _: int) -> None:
        """The innermost block ends."""
        self._turns.pop()
        self._path = tuple(self._turns)

    def add(self, source: int, values: Sequence[Any] = ()) -> None:
        """Template row `source` is written, with the values of its tags."""
        if len(self._lane[0]) >= MAX_ROW:
            self.lost += 1
            return
        written = Written(source, self._path, values)
        for strip in self._lane:
            strip.append(written)

    def put(self, value: Any) -> None:
        """The value of the next cell of the row that is being filled."""
        self._put.append(value)

    def done(self, source: int) -> None:
        """Template row `source` is written, with the values put before."""
        values, self._put = self._put, []
        self.add(source, values)

    def plain(self, first: int, last: int) -> None:
        """Rows without tags are written, one after the other."""
        for source in range(first, last + 1):
            self.add(source)

    def band(self, _: int) -> None:
        """Blocks side by side begin."""
        self._bands.append(self._lane)

    def lane(self, first: int, last: int, empty: int) -> None:
        """The rows that follow are those of the strips `first` to `last`, which `empty` fills up."""
        self._lane = self.written[first : last + 1]
        self._empty[first : last + 1] = [empty] * len(self._lane)

    def filled_up(self, _: int) -> None:
        """The blocks side by side end: the shorter ones are filled up."""
        self._lane = self._bands.pop()
        longest = max(map(len, self._lane))
        for strip, empty in zip(self.written, self._empty, strict=True):
            if any(strip is each for each in self._lane):
                strip += [Written(empty, self._path)] * (longest - len(strip))


class Layout:
    """Answers where rows went. `chains[r]` is the chain of template row r; rows below the last keep their distance.

    Columns are asked for in the same way, in the place of rows; `most` is Excel's last row or column.
    """

    def __init__(
        self,
        chains: Sequence[Chain],
        written: Sequence[Written],
        most: int = MAX_ROW,
        ends: Mapping[int, Chain] = MappingProxyType({}),
    ) -> None:
        """`ends`: the chains of rows that fill up blocks, as the rows of tags they are in the template."""
        self.written = written
        self._most = most
        self._chains = chains
        self._ends = ends
        self.known = len(chains) - 1  # the template's last row
        self._runs: dict[tuple[int, int], Spans] = {}
        self._by_turn: dict[tuple[int, int], dict[Path, list[int]]] = {}

    @cached_property
    def _rows(self) -> dict[int, list[int]]:
        """Template row → the rows it became; made when first asked for."""
        rows: dict[int, list[int]] = {}
        for number, row in enumerate(self.written, 1):
            if row.source in rows:
                rows[row.source].append(number)
            else:
                rows[row.source] = [number]
        return rows

    def _rows_in(self, source: int, turn: Path) -> Sequence[int]:
        """The rows that a template row became in one turn of the outermost blocks around it."""
        if not turn:
            return self._rows.get(source, ())
        key = source, len(turn)
        if key not in self._by_turn:
            found: dict[Path, list[int]] = {}
            for number in self._rows.get(source, ()):
                found.setdefault(self.written[number - 1].path[: len(turn)], []).append(number)
            self._by_turn[key] = found
        return self._by_turn[key].get(turn, ())

    @cached_property
    def _turns(self) -> dict[tuple[Chain, Path], list[int]]:
        """Blocks and their turns → first and last row written in them."""
        turns: dict[tuple[Chain, Path], list[int]] = {}
        for number, row in enumerate(self.written, 1):
            chain = self._chains[row.source]
            for depth in range(1, len(row.path) + 1):
                turns.setdefault((chain[:depth], row.path[:depth]), [number, number])[1] = number
        return turns

    def common(self, chain: Chain, target: int, path: Path) -> Path:
        """The part of a path in the blocks `chain` that row `target` shares."""
        depth = 0
        for a, b in zip(chain, self.chain(target), strict=False):
            if a is not b:
                break
            depth += 1
        return path[:depth]

    def chain(self, row: int) -> Chain:
        """The blocks around a template row."""
        return self._chains[row] if 0 < row < len(self._chains) else ()

    def path(self, number: int) -> Path:
        """The turns in which a row of the sheet was written; none below the template's last."""
        return self.written[number - 1].path if number <= len(self.written) else ()

    def span(self, first: int, last: int, chain: Chain = (), path: Path = ()) -> tuple[int, int] | None:
        """From where to where template rows `first` to `last` reach now, as seen from turn `path` of blocks `chain`."""
        return self._reach(first, last, chain, path, path)

    def every(self, first: int, last: int, skipped: Container[int]) -> list[tuple[int, int]]:
        """Where template rows `first` to `last` went: once, or once for every turn of the blocks they all lie in.

        `skipped` are those that no document has.
        """
        chains = [self._chains[row] for row in range(first, last + 1) if row not in skipped]
        depth = in_common(chains)
        spans = [self.span(first, last, chains[0], path) for path in self.turns(first, last, depth)] if chains else []
        return [span for span in spans if span]

    def turns(self, first: int, last: int, depth: int) -> list[Path]:
        """The turns of the `depth` blocks around template rows `first` to `last`."""
        if not depth:
            return [()]
        paths = dict.fromkeys(row.path[:depth] for row in self.written if first <= row.source <= last)
        return [path for path in paths if len(path) == depth]

    def _reach(self, first: int, last: int, chain: Chain, above: Path, below: Path) -> tuple[int, int] | None:
        """The first and the last written row of template rows `first` to `last`.

        `above` is the turn from which on they are meant, `below` that up to which: usually both the same.
        """
        ends = [self._moved(row) for row in (first, last) if row > self.known]
        turn = max(above, below, key=len)
        for row in range(first, min(last, self.known) + 1):
            shared = self.common(chain, row, turn) if turn else turn
            found = self._rows_in(row, shared[: min(len(above), len(below))])
            start, end = 0, len(found)
            if len(above) != len(below) and shared == turn:
                in_turn = self._turns[chain[: len(turn)], turn]
                start = bisect_left(found, in_turn[0]) if len(above) > len(below) else 0
                end = bisect_right(found, in_turn[1]) if len(below) > len(above) else end
            ends += (found[start], found[end - 1]) if start < end else ()
        return (min(ends), max(ends)) if ends else None

    def _moved(self, row: int) -> int:
        """A row below the template's last."""
        return row if row == self._most else min(row + len(self.written) - len(self._chains) + 1, self._most)

    def resolve(self, reference: Reference, chain: Chain = (), path: Path = (), grows: bool = False) -> Spans:
        """Where a reference seen from turn `path` of the blocks `chain` points now.

        `grows`: a single cell means all its records, too.

        A range takes exactly the rows its template rows became: over an inner block, without what stands between.
        """
        first = reference.first
        if not first.row:
            return [(0, 0)]  # whole columns stay
        if reference.last is None and not (grows or (first.fixed and path)) and first.row <= self.known:  # nearly all
            found = self._rows_in(first.row, self.common(chain, first.row, path))
            return [(found[0], found[0])] if found else []
        last = reference.last or first
        above = self._meant(first, chain, path)
        reach = self._reach(first.row, last.row, chain, above, self._meant(last, chain, path))
        if reach is None:
            return []
        top, bottom = reach
        if reference.last is None and not grows:
            return [(top, top)]
        return [reach] if top == bottom else self._cut(first.row, last.row, top, bottom)

    def _meant(self, end: End, chain: Chain, path: Path) -> Path:
        """A row written with $ inside its own block means the block's first or last record, not this one."""
        if not (end.fixed and path):  # nearly all
            return path
        depth = in_common([chain[: len(path)], self._ends.get(end.row, self.chain(end.row))])
        shared = path[:depth]
        return shared[:-1] if len(shared) == len(path) else path

    def _cut(self, first: int, last: int, top: int, bottom: int) -> Spans:
        """The runs of rows from `top` to `bottom` that came from template rows `first` to `last`."""
        if first <= 1 and last >= len(self._chains) - 1:  # all rows there are
            return [(top, bottom)]
        runs = self._all_runs(first, last)
        start = max(bisect_right(runs, (top, MAX_ROW)) - 1, 0)
        end = bisect_right(runs, (bottom, MAX_ROW))
        return [(max(a, top), min(b, bottom)) for a, b in runs[start:end] if b >= top]

    def _all_runs(self, first: int, last: int) -> Spans:
        """The runs in the whole sheet; usually one."""
        key = first, last
        if key not in self._runs:
            runs: list[list[int]] = []
            for number, row in enumerate(self.written, 1):
                if not first <= row.source <= last:
                    continue
                if runs and runs[-1][1] == number - 1:
                    runs[-1][1] = number
                else:
                    runs.append([number, number])
            if last >= len(self._chains):  # rows below the template's last
                below = len(self.written) + max(first - len(self._chains) + 1, 1)
                if runs and runs[-1][1] == below - 1:
                    runs[-1][1] = self._most
                else:
                    runs.append([below, self._most])
            self._runs[key] = [(a, b) for a, b in runs]
        return self._runs[key]
