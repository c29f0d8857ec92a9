"""Where the rows of a template went: which row of the sheet each template row became, record by record.

A template row lies in blocks ({%tr for %} … {%tr endfor %}), outermost first: its chain. Every time it is written, its
path says which turn of each block this was. A reference from one row to another follows the turns both have in common.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from .formula import MAX_ROW, End, Reference, Spans

Chain = tuple[int, ...]  # the blocks around a template row, outermost first
Path = tuple[int, ...]  # the turn of each of them


class Written(NamedTuple):
    """One row of the sheet: the template row it came from (from 1), the turn of each block, the values of its tags.

    `continues`: an empty row that only gives the one above more room.
    """

    source: int
    path: Path
    values: Sequence[Any] = ()
    continues: bool = False


class Rows:
    """Takes down the rows while the template runs."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.lost = 0  # rows beyond Excel's last
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

    def add_plain(self, first: int, last: int) -> None:
        """Rows without tags are written, one after the other."""
        for source in range(first, last + 1):
            self.add(source)


class Layout:
    """Answers where rows went. `chains[r]` is the chain of template row r; rows below the last keep their distance."""

    def __init__(self, chains: Sequence[Chain], written: Sequence[Written]) -> None:
        self.written = written
        self._chains = chains
        self._found: dict[tuple[int, Path], list[int]] | None = None
        self._runs: dict[tuple[int, int], Spans] = {}

    @property
    def _index(self) -> dict[tuple[int, Path], list[int]]:
        """Template row and beginning of a path → first and last row written there; made when first asked for."""
        if self._found is None:
            self._found = {}
            for number, row in enumerate(self.written, 1):
                for depth in range(len(row.path) + 1):
                    span = self._found.setdefault((row.source, row.path[:depth]), [number, number])
                    span[1] = number
        return self._found

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
        top = self._edge(range(first, last + 1), 0, source, path)
        bottom = self._edge(range(last, first - 1, -1), 1, source, path)
        return (top, bottom) if top and bottom else None

    def _edge(self, rows: range, end: int, source: int, path: Path) -> int | None:
        below = len(self._chains) - 1
        for row in rows:
            if row > below:
                return row if row == MAX_ROW else min(row + len(self.written) - below, MAX_ROW)
            found = self._index.get((row, self.common(source, row, path)))
            if found:
                return found[end]
        return None

    def resolve(self, reference: Reference, source: int = 0, path: Path = (), grows: bool = False) -> Spans:
        """Where a reference written in row `source` points now; `grows`: a single cell means all its records too.

        A range takes exactly the rows its template rows became: over an inner block, without what stands between.
        """
        first = reference.first
        if not first.row:
            return [(0, 0)]  # whole columns stay
        last = reference.last or first
        top = self._edge(range(first.row, last.row + 1), 0, source, self._meant(first, source, path))
        if reference.last is None and not grows:
            return [(top, top)] if top else []
        bottom = self._edge(range(last.row, first.row - 1, -1), 1, source, self._meant(last, source, path))
        if not (top and bottom):
            return []
        if top == bottom:
            return [(top, top)]
        return self._cut(first.row, last.row, top, bottom)

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
                    runs[-1][1] = MAX_ROW
                else:
                    runs.append([below, MAX_ROW])
            self._runs[key] = [(a, b) for a, b in runs]
        return self._runs[key]
