"""Merged cells of a document: the author's own, where their rows are now, and those that 合并 makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .blocks import Merge
from .cell import Cell
from .formula import column_letters
from .lanes import Strip
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


class Merges:
    """The merges in a strip of a document's sheet, the author's being `merges`.

    `hidden` are the cells (row → columns) that say what the one above says.
    """

    def __init__(self, strip: Strip, merges: Sequence[Merge], layout: Layout) -> None:
        self.hidden: dict[int, set[int]] = {}
        self._strip = strip
        self._merges = merges
        self._layout = layout
        equal = [area for area in self._equal() if area.top < area.bottom or area.left < area.right]
        self.areas = [*equal, *self._author_rows(), *self._author_tall()]

    def _equal(self) -> Iterator[Area]:
        """Cells that say the same as the one above, in one outermost block, while those to the left do too."""
        open_cells: dict[int, tuple[Any, int, Cell]] = {}  # column → what it says, its first row, the cell
        for number, written in enumerate(self._layout.written, 1):
            chain = self._strip.chains[written.source]
            merging = self._strip.rows[written.source - 1].merging if chain else ()
            if not merging and not open_cells:
                continue
            said: dict[int, tuple[Any, int, Cell]] = {}
            broken = False
            for cell in merging:
                column, above = cell.column, open_cells.get(cell.column)
                value = written.values[cell.slot]
                key = chain[0], cell.last_column, type(value), value
                broken = not written.continues and (broken or above is None or above[0] != key)
                if broken or above is None:
                    said[column] = key, number, cell
                else:
                    said[column] = above
                    self.hidden.setdefault(number, set()).add(column)
            yield from _closed(open_cells, said, number - 1)
            open_cells = said
        yield from _closed(open_cells, {}, len(self._layout.written))

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
                    if not (cell.is_covered or self._merges_down(cell)):
                        yield Area(number, bottom, cell.column, cell.last_column)
            else:
                for cell in template.spanning:
                    if not self._merges_down(cell):
                        yield Area(number, number, cell.column, cell.last_column)

    def _merges_down(self, cell: Cell) -> bool:
        """Whether another rule merges it over rows."""
        return cell.last_row > cell.row or (cell.merges and bool(self._strip.chains[cell.row]))

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


def _closed(
    open_cells: dict[int, tuple[Any, int, Cell]], said: dict[int, tuple[Any, int, Cell]], bottom: int
) -> Iterator[Area]:
    for column, (_, first, cell) in open_cells.items():
        if column not in said or said[column][1] != first:
            yield Area(first, bottom, column, cell.last_column)


def _last_of(written: Sequence[Written], number: int) -> int:
    """The last of the rows that give row `number` more room."""
    while number < len(written) and written[number].continues:
        number += 1
    return number
