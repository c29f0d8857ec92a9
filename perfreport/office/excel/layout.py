"""Where the rows of a template went: which row of the sheet each template row became, record by record.

A template row lies in blocks ({%tr for %} … {%tr endfor %}), outermost first: its chain. Every time it is written, its
path says which turn of each block this was. A reference from one row to another follows the turns both have in common.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from .blocks import Chain
from .formula import MAX_ROW, End, Reference, Spans

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
    """Takes down the rows, or columns, while the template runs."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.lost = 0  # rows beyond Excel's last
        self._put: list[Any] = []
        self._turns: list[int] = []
        self._path: Path = ()

    def begin(self) -> None:
        """A block begins."""
        self._turns.append(-1)

    def turn(self) -> None:
        """The innermost block takes another turn."""
        self._turns[-1] += 1
        self._path = tuple(self._turns)

    def end(self) -> None:
        self._turns.pop()
        self._path = tuple(self._turns)

    def add(self, source: int, values: Sequence[Any] = ()) -> None:
        """Template row `source` is written, with the values of its tags."""
        if len(self.written) < MAX_ROW:
            self.written.append(Written(source, self._path, values))
        else:
            self.lost += 1

    def put(self, value: Any) -> None:
        """The value of the next cell of the row that is being filled."""
        self._put.append(value)

    def add_put(self, source: int) -> None:
        """Template row `source` is written, with the values put before."""
        values, self._put = self._put, []
        self.add(source, values)

    def add_plain(self, first: int, last: int) -> None:
        """Rows without tags are written, one after the other."""
        for source in range(first, last + 1):
            self.add(source)


class Layout:
    """Answers where rows went. `chains[r]` is the chain of template row r; rows below the last keep their distance.

    Columns are asked for in the same way, in the place of rows; `most` is Excel's last row or column.
    """

    def __init__(self, chains: Sequence[Chain], written: Sequence[Written], most: int = MAX_ROW) -> None:
        self.written = written
        self._most = most
        self._chains = chains
        self._runs: dict[tuple[int, int], Spans] = {}

    @cached_property
    def _index(self) -> dict[tuple[int, Path], list[int]]:
        """Template row and beginning of a path → the rows written there; made when first asked for."""
        index: dict[tuple[int, Path], list[int]] = {}
        for number, row in enumerate(self.written, 1):
            for depth in range(len(row.path) + 1):
                index.setdefault((row.source, row.path[:depth]), []).append(number)
        return index

    @cached_property
    def _turns(self) -> dict[tuple[Chain, Path], list[int]]:
        """Blocks and their turns → first and last row written in them."""
        turns: dict[tuple[Chain, Path], list[int]] = {}
        for number, row in enumerate(self.written, 1):
            chain = self._chains[row.source]
            for depth in range(1, len(row.path) + 1):
                turns.setdefault((chain[:depth], row.path[:depth]), [number, number])[1] = number
        return turns

    def common(self, source: int, target: int, path: Path) -> Path:
        """The part of a path of row `source` that row `target` shares."""
        depth = 0
        for a, b in zip(self._chain(source), self._chain(target), strict=False):
            if a != b:
                break
            depth += 1
        return path[:depth]

    def _chain(self, row: int) -> Chain:
        return self._chains[row] if 0 < row < len(self._chains) else ()

    def span(self, first: int, last: int, source: int = 0, path: Path = ()) -> tuple[int, int] | None:
        """From where to where template rows `first` to `last` reach now, as seen from row `source` in turn `path`."""
        return self._reach(first, last, source, path, path)

    def every(self, first: int, last: int, skipped: Container[int]) -> list[tuple[int, int]]:
        """Where template rows `first` to `last` went: once, or once for every turn of the blocks they all lie in.

        `skipped` are those that no document has.
        """
        chains = [self._chains[row] for row in range(first, last + 1) if row not in skipped]
        depth = 0
        while chains and all(len(chain) > depth and chain[depth] == chains[0][depth] for chain in chains):
            depth += 1
        paths: list[Path] = [()]
        if depth:
            paths = list(dict.fromkeys(row.path[:depth] for row in self.written if first <= row.source <= last))
        source = next((row for row in range(first, last + 1) if row not in skipped), first)
        spans = [self.span(first, last, source, path) for path in paths]
        return [span for span in spans if span]

    def _reach(self, first: int, last: int, source: int, above: Path, below: Path) -> tuple[int, int] | None:
        """The first and the last written row of template rows `first` to `last`.

        `above` is the turn from which on they are meant, `below` that up to which: usually both the turn of `source`.
        """
        known = len(self._chains) - 1
        ends = [self._moved(row) for row in (first, last) if row > known]
        turn = max(above, below, key=len)
        for row in range(first, min(last, known) + 1):
            shared = self.common(source, row, turn)
            found = self._index.get((row, shared[: min(len(above), len(below))]), ())
            in_turn = self._turns.get((self._chain(source)[: len(turn)], turn)) if shared == turn else None
            start = bisect_left(found, in_turn[0]) if in_turn and len(above) > len(below) else 0
            end = bisect_right(found, in_turn[1]) if in_turn and len(below) > len(above) else len(found)
            ends += (found[start], found[end - 1]) if start < end else ()
        return (min(ends), max(ends)) if ends else None

    def _moved(self, row: int) -> int:
        """A row below the template's last."""
        return row if row == self._most else min(row + len(self.written) - len(self._chains) + 1, self._most)

    def resolve(self, reference: Reference, source: int = 0, path: Path = (), grows: bool = False) -> Spans:
        """Where a reference written in row `source` points now; `grows`: a single cell means all its records too.

        A range takes exactly the rows its template rows became: over an inner block, without what stands between.
        """
        first = reference.first
        if not first.row:
            return [(0, 0)]  # whole columns stay
        last = reference.last or first
        above = self._meant(first, source, path)
        reach = self._reach(first.row, last.row, source, above, self._meant(last, source, path))
        if reach is None:
            return []
        top, bottom = reach
        if reference.last is None and not grows:
            return [(top, top)]
        return [reach] if top == bottom else self._cut(first.row, last.row, top, bottom)

    def _meant(self, end: End, source: int, path: Path) -> Path:
        """A row written with $ inside its own block means the block's first or last record, not this one."""
        shared = self.common(source, end.row, path)
        return shared[:-1] if end.fixed and shared and len(shared) == len(path) else path

    def _cut(self, first: int, last: int, top: int, bottom: int) -> Spans:
        """The runs of rows from `top` to `bottom` that came from template rows `first` to `last`."""
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
