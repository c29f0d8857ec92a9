"""Where the rows of a template went: which row of the sheet each template row became, record by record.

A template row lies in blocks ({%tr for %} … {%tr endfor %}), outermost first: its chain. Every time it is written, its
path says which turn of each block this was. A reference from one row to another follows the turns both have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .formula import End, Reference

Chain = tuple[int, ...]  # the blocks around a template row, outermost first
Path = tuple[int, ...]  # the turn of each of them


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the sheet: the template row it came from (from 1), the turn of each block, the values of its tags."""

    source: int
    path: Path
    values: Sequence[Any]


class Rows:
    """Takes down the rows while the template runs; the compiled template calls these methods."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self._path: list[int] = []

    def begin(self) -> str:
        self._path.append(-1)
        return ""

    def turn(self) -> str:
        self._path[-1] += 1
        return ""

    def end(self) -> str:
        self._path.pop()
        return ""

    def row(self, source: int, *values: Any) -> str:
        self.written.append(Written(source, tuple(self._path), values))
        return ""

    def rows(self, first: int, last: int) -> str:
        """Rows without tags, one after the other."""
        path = tuple(self._path)
        self.written += [Written(source, path, ()) for source in range(first, last + 1)]
        return ""


class Layout:
    """Answers where rows went. `chains[r]` is the chain of template row r; rows below the last keep their distance."""

    def __init__(self, chains: Sequence[Chain], written: Sequence[Written]) -> None:
        self.written = written
        self._chains = chains
        self._found: dict[tuple[int, Path], list[int]] | None = None

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
        """The rows that template rows `first` to `last` became, as seen from row `source` in turn `path`."""
        top = self._edge(range(first, last + 1), 0, source, path)
        bottom = self._edge(range(last, first - 1, -1), 1, source, path)
        return (top, bottom) if top and bottom else None

    def _edge(self, rows: range, end: int, source: int, path: Path) -> int | None:
        below = len(self._chains) - 1
        for row in rows:
            if row > below:
                return row + len(self.written) - below
            found = self._index.get((row, self.common(source, row, path)))
            if found:
                return found[end]
        return None

    def resolve(
        self, reference: Reference, source: int = 0, path: Path = (), grows: bool = False
    ) -> tuple[int, int] | None:
        """Where a reference written in row `source` points now; `grows`: a single cell means all its records too."""
        first, last = reference.first, reference.last
        if last is None:
            found = self.span(first.row, first.row, source, self._fixed(first, source, path))
            return found and (found if grows else (found[0], found[0]))
        top = self._edge(range(first.row, last.row + 1), 0, source, self._fixed(first, source, path))
        bottom = self._edge(range(last.row, first.row - 1, -1), 1, source, self._fixed(last, source, path))
        return (top, bottom) if top and bottom else None

    def _fixed(self, end: End, source: int, path: Path) -> Path:
        """A row written with $ inside its own block means the block's first or last record, not this one."""
        shared = self.common(source, end.row, path)
        return shared[:-1] if end.fixed and shared and len(shared) == len(path) else path
