"""Merged cells of a document: the author's own, where their rows are now, and those that 合并 makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..formula import column_letters
from ..sheet.blocks import Merge
from ..sheet.cell import Cell
from ..sheet.lanes import Strip
from .layout import Layout, Written


class Area(NamedTuple):
    """A rectangle of cells that are merged."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def text(self) -> str:
        """As `A1:B2`, or `A1` of a single cell."""
        first, last = f"{column_letters(self.left)}{self.top}", f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


class _Said(NamedTuple):
    """A 合并 cell in a line of cells, down a column or along a row: its first and last place there, what it says."""

    first: int
    last: int
    key: tuple[Any, ...]
    cell: Cell


class Merges:
    """The merges in a strip of a document's sheet, the author's being `merges`; `columns` are where they went.

    `hidden` are the cells (row → columns) that say what the one above, or to the left, says; `wide` are those that
    stand for several along a row, as wide as all of these. `beside` are those of the strip to the left.
    """

    def __init__(
        self,
        strip: Strip,
        merges: Sequence[Merge],
        layout: Layout,
        columns: Layout | None = None,
        beside: Merges | None = None,
    ) -> None:
        self.hidden: dict[int, set[int]] = {}
        self.wide: dict[tuple[int, int], Cell] = {}
        self._strip = strip
        self._merges = merges
        self._layout = layout
        self._columns = columns
        self._broken = beside._broken_beside(layout) if beside else set[int]()
        down = sorted(self._down(), key=lambda area: (area.bottom, area.left))  # as they end
        equal = [area for area in (*down, *self._across()) if area.top < area.bottom or area.left < area.right]
        self.areas = [*equal, *self._author_rows(), *self._author_tall()]

    def _down(self) -> Iterator[Area]:
        """Cells that say the same as the one above, in one outermost block, while those to the left do too."""
        lines: dict[int, list[_Said]] = {}
        for number, written in enumerate(self._layout.written, 1):
            chain = self._strip.chains[written.source]
            for cell in self._strip.rows[written.source - 1].merging if chain else ():
                key = chain[0], cell.last_column, *_value(written, cell)
                lines.setdefault(cell.column, []).append(_Said(number, number, key, cell))
        for column in sorted(lines):
            for run in _runs(lines[column], self._broken):
                for said in run[1:]:
                    self.hidden.setdefault(said.first, set()).add(column)
                yield Area(run[0].first, run[-1].last, column, run[0].cell.last_column)

    def _broken_beside(self, layout: Layout) -> set[int]:
        """The rows in which columns here break, of those written as one with the rows of `layout`."""
        pairs = enumerate(zip(self._layout.written, layout.written, strict=True), 1)
        return self._broken & {number for number, (here, there) in pairs if here is there}

    def _across(self) -> Iterator[Area]:
        """Cells that say the same as the one to the left, in one outermost block of columns, while those above do."""
        broken: set[int] = set()
        for number, written in enumerate(self._layout.written, 1):
            merging = self._strip.rows[written.source - 1].merging
            if not merging or written.continues or self._strip.chains[written.source]:
                continue
            line = [
                _Said(cell.column, cell.last_column, (self._block(cell), *_value(written, cell)), cell)
                for cell in merging
            ]
            bottom = _last_of(self._layout.written, number)
            for run in _runs(line, broken):
                if len(run) > 1:
                    self.hidden.setdefault(number, set()).update(said.first for said in run[1:])
                    self.wide[number, run[0].first] = run[0].cell.widened(sum(said.cell.width for said in run))
                yield Area(number, bottom, run[0].first, run[-1].last)

    def _block(self, cell: Cell) -> object:
        """The outermost block of columns that a cell is in; what is in none merges with nothing."""
        chain = self._columns.chain(self._columns.written[cell.column - 1].source) if self._columns else ()
        return chain[0] if chain else cell.column

    def _author_rows(self) -> Iterator[Area]:
        """Merges within a row; down over the rows that give it more room, as are all of its cells then."""
        written = self._layout.written
        for number, row in enumerate(written, 1):
            if row.continues:
                continue
            template = self._strip.rows[row.source - 1]
            if number < len(written) and written[number].continues:
                bottom = _last_of(written, number)
                for cell in template.cells:
                    if not (cell.is_covered or self._is_merged(cell)):
                        yield Area(number, bottom, cell.column, cell.last_column)
            else:
                for cell in template.spanning:
                    if not self._is_merged(cell):
                        yield Area(number, number, cell.column, cell.last_column)

    def _is_merged(self, cell: Cell) -> bool:
        """Whether another rule merges it."""
        return cell.last_row > cell.row or cell.merges

    def _author_tall(self) -> Iterator[Area]:
        for merge in self._merges:
            gone = set(range(merge.top, merge.bottom + 1)) - self._strip.written - self._strip.filling
            for top, bottom in self._layout.every(merge.top, merge.bottom, gone) if merge.top < merge.bottom else ():
                if top < bottom or merge.left < merge.right:
                    yield Area(top, bottom, merge.left, merge.right)


class Placed(NamedTuple):
    """A strip of a document's sheet: where its template rows went, and what is merged in them."""

    strip: Strip
    layout: Layout
    merges: Merges


def merges_xml(areas: Sequence[Area]) -> str:
    """The mergeCells element, or nothing."""
    if not areas:
        return ""
    cells = [f'<mergeCell ref="{area.text}"/>' for area in areas]
    return f'<mergeCells count="{len(areas)}">{"".join(cells)}</mergeCells>'


def _value(written: Written, cell: Cell) -> tuple[type, Any]:
    """What a cell says, so that two are equal if they say the same: 1 is not TRUE, a link is not its text."""
    value = written.values[cell.slot]
    return type(value), value


def _runs(line: Sequence[_Said], broken: set[int]) -> Iterator[list[_Said]]:
    """The runs of cells side by side that say the same; a run begins wherever one of a line before did (`broken`)."""
    begun: list[int] = []
    run: list[_Said] = []
    for said in line:
        if run and said.first == run[-1].last + 1 and said.key == run[-1].key and said.first not in broken:
            run.append(said)
            continue
        if run:
            yield run
        run = [said]
        begun.append(said.first)
    if run:
        yield run
    broken.update(begun)


def _last_of(written: Sequence[Written], number: int) -> int:
    """The last of the rows that give row `number` more room."""
    while number < len(written) and written[number].continues:
        number += 1
    return number
