"""One worksheet of a template, read once: rows and cells as they lie, with the tags, formulas and merges in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from ....problem import Place, Problem
from ... import dialect
from ...dialect import TAG, Tag
from ..calculation.value import Unknown
from ..formula import Formula, Reference, cell_columns
from ..structured import Tables
from .arrays import spread_arrays
from .blocks import Chain, Merge, read_blocks, read_chains
from .cell import Cell, Row
from .form import form_faults
from .header import read_headers
from .lanes import Strip, lane_blocks, read_lane, read_strips, tag_order
from .rows import RowReader, merged_areas
from .strings import SharedStrings
from .styles import S, Styles
from .title import around_sheet, read_title
from .widths import Widths

if TYPE_CHECKING:
    from lxml import etree

_ROW_HEIGHT = 15.0
_FORMULAS = [S + name for name in ("formula", "formula1", "formula2")]


class Sheet:
    """A worksheet read once: rows, merges, everything that refers to rows; `faults` are those of form."""

    def __init__(
        self, file: str, name: str, part: str, root: etree._Element, strings: SharedStrings, styles: Styles
    ) -> None:
        self.name = self.title = name
        self.part = part
        self.is_hidden = False
        self.number, self.serial, self.relation, self.unknown = 0, 0, "", False  # as of a document's sheet
        self.title_pieces = read_title(name, Place(file, spot=f"工作表名“{name}”"))
        self.tables: dict[str, str] = {}  # those that every copy has its own of → what these are called, but a number
        self.never_empty: list[tuple[int, int, int]] = []  # rows of a column of which a document must have one at least
        self.tables_by_name: Tables = {}  # all of the workbook
        self.names: Mapping[str, Formula] = {}  # the defined names that its formulas know, in capitals
        self._filtered = root.find(f"{S}autoFilter") is not None
        self._file = file
        self._styles = styles
        self.widths = Widths(root, styles.standard_font.narrowest_digit)
        format_ = root.find(f"{S}sheetFormatPr")
        self.row_height = float(format_.get("defaultRowHeight", _ROW_HEIGHT)) if format_ is not None else _ROW_HEIGHT
        self._read = RowReader(name, self.place, strings, styles, self.widths)
        self.rows, self.faults = self._read.read(root), self._read.faults
        self.arrays, self.tagged_strings = self._read.arrays, self._read.tagged_strings
        self.column_tags = self._read.column_tags  # by column: no document has these columns
        spread_arrays(self)
        self.lane = read_lane(self.rows, 1, len(self.rows))
        self.headers, faults = read_headers(root, self.place)
        self.faults += faults
        self.repeat, self.tags = around_sheet(self._read.sheet_tags, self._tags_in_order())
        self.blocks = lane_blocks(self.lane)
        self.merges = list(self._read_merges(root))
        self.column_blocks = list(read_blocks(self.column_tags))
        self._refers = _refers_elsewhere(root)
        self._close()
        self.column_chains = read_chains(self.column_blocks, self.columns[1])
        self.faults += form_faults(self)
        self.refused: dict[Problem, None] = {}  # formulas that cannot be said in a document's columns

    def _tags_in_order(self) -> list[Tag]:
        """All tags but those that repeat the sheet, as they run."""
        in_title = [piece for piece in self.title_pieces if isinstance(piece, Tag)]
        in_rows = [tag for spot in tag_order(self.lane, self._read.tags) for tag in self._read.tags[spot]]
        in_headers = [tag for header in self.headers for tag in header.tags]
        return [*in_title, *in_rows, *in_headers]

    def derived(self, rows: list[Row], merges: list[Merge], sources: Sequence[int]) -> Sheet:
        """A sheet like this one with other rows and merges, its columns being `sources` of this one's."""
        new = copy(self)
        new.rows, new.merges, new.widths = rows, merges, self.widths.of(sources)
        for row in rows:
            for cell in row.cells:
                cell.width = new.widths.points(cell.column, cell.column) - cell.look.indent
        new._close(sources)
        return new

    @property
    def changes_name(self) -> bool:
        """Whether the template makes its name."""
        return bool(self.repeat) or any(isinstance(piece, Tag) for piece in self.title_pieces)

    @property
    def over(self) -> str:
        """The list that the sheet is repeated over."""
        return self.repeat.over if self.repeat else ""

    @property
    def is_written(self) -> bool:
        """Whether documents get a sheet of their own: one with tags, or formulas that may follow another's rows."""
        has_formulas = any(cell.formula for row in self.rows for cell in row.cells)
        return bool(self.tags) or has_formulas or self._refers

    @property
    def first_moved(self) -> int:
        """The first row that a document may write elsewhere or not at all."""
        moving = [block.first for block in self.blocks] + [row.number for row in self.rows if row.is_for_sheet_tag]
        return min(moving, default=1 << 21)

    def place(self, spot: str) -> Place:
        return Place(self._file, spot=f"{self.name}!{spot}")

    def is_tags_only(self, reference: Reference) -> bool:
        """Whether a reference means nothing but rows of {%tr %} tags, which no document has."""
        if not 0 < reference.first.row <= reference.bottom <= len(self.rows):
            return False
        rows = set(range(reference.first.row, reference.bottom + 1))
        return not any(rows & self.strips[number].written for number in self.strips_of(*cell_columns(reference)))

    def strips_of(self, left: int, right: int) -> list[int]:
        """Which strips have these columns, by their number from 0."""
        return [n for n, strip in enumerate(self.strips) if strip.left <= right and strip.right >= left]

    def end_chain(self, row: int, column: int) -> Chain:
        """The loops around the end of a range: a row of tags lies in its own, also where it fills up a lane."""
        ends = self.strips[self.strips_of(column, column)[0]].ends
        return ends[row] if row in ends else self.chain(row, column)

    def chain(self, row: int, column: int = 1) -> Chain:
        """The loops around a template row, where it crosses a column."""
        chains = self.strips[self.strips_of(column, column)[0]].chains
        return chains[row] if row < len(chains) else ()

    @property
    def last_row(self) -> int:
        return len(self.rows)

    def skips(self, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL leaves a cell out: a subtotal itself, or one in a hidden row unless `hidden` count, too."""
        if row > self.last_row:
            return False
        if self.rows[row - 1].is_hidden and not hidden:
            return True
        if self.rows[row - 1].is_hidden and self._has_filter:
            raise Unknown  # hidden by a filter they do not count
        cell = self.rows[row - 1].by_column.get(column)
        text = cell.formula.text.upper() if cell and cell.formula else ""
        if "AGGREGATE(" in text:
            raise Unknown  # which of the two leaves the other out
        return "SUBTOTAL(" in text

    @property
    def _has_filter(self) -> bool:
        return self._filtered or any(table.sheet == self.name for table in self.tables_by_name.values())

    def value(self, row: int, column: int) -> Any:
        """What a cell holds in the template."""
        cell = self.rows[row - 1].by_column.get(column) if row <= len(self.rows) else None
        return cell.value if cell else None

    def _read_merges(self, root: etree._Element) -> Iterator[Merge]:
        """The author's merges; what tag rows take of one is gone with them."""
        written = cache(self.lane.written)  # of a column; a list may have a merge in every row
        for (top, left), (bottom, right) in merged_areas(root) if self.rows else ():
            filling = self.lane.filling(left, top)
            kept = [number for number in range(top, bottom + 1) if number in written(left) or number in filling]
            if kept:
                merge = Merge(kept[0], kept[-1], left, right)
                if kept[-1] < bottom:
                    self._close_border(self.rows[kept[-1] - 1], self.rows[bottom - 1], left, right)
                yield merge

    def _close_border(self, row: Row, gone: Row, left: int, right: int) -> None:
        """Give the last row of a merge the line below that stood in a row of tags."""
        below = {cell.column: cell.style for cell in gone.cells if left <= cell.column <= right}
        for cell in row.cells:
            if cell.column in below:
                cell.style = self._styles.closed(cell.style, below[cell.column])

    def covered(self) -> Iterator[tuple[Merge, Cell]]:
        """The cells that a merge hides, but for those that hold nothing."""
        for merge in self.merges:
            for row in self.rows[merge.top - 1 : merge.bottom]:
                hidden = (cell for cell in row.cells if merge.left <= cell.column <= merge.right)
                yield from ((merge, cell) for cell in hidden if cell.is_covered and cell.holds_something)

    def new_cell(self, row: Row, column: int) -> Cell:
        """An empty cell that the file does not have."""
        return self._read.new_cell(row, column)

    def _close(self, sources: Sequence[int] = ()) -> None:
        """Apply the merges to the cells and prepare what every document needs."""
        for merge in self.merges:
            self._cover(merge)
        for row in self.rows:
            for cell in row.cells:
                cell.close()
            row.close()
        columns = [cell.column for row in self.rows for cell in row.cells] or [1]
        self.columns = min(columns), max(columns)
        self.strips: list[Strip] = read_strips(self.lane, self.rows, self.blocks, sources)

    def _cover(self, merge: Merge) -> None:
        for row in self.rows[merge.top - 1 : merge.bottom]:
            for cell in row.cells:
                cell.is_covered = cell.is_covered or merge.left <= cell.column <= merge.right
        top = self.rows[merge.top - 1]
        corner = next((cell for cell in top.cells if cell.column == merge.left), None)
        if corner is None:
            corner = self.new_cell(top, merge.left)
            top.cells.sort(key=lambda cell: cell.column)
        corner.is_covered = False
        corner.last_row, corner.last_column = merge.bottom, merge.right
        corner.width = self.widths.points(merge.left, merge.right) - corner.look.indent


def _refers_elsewhere(root: etree._Element) -> bool:
    """Whether validations, formats or links may mean rows of another sheet."""
    formulas = [element.text or "" for element in root.iter(*_FORMULAS)]
    for link in root.iter(f"{S}hyperlink"):
        formulas.append(link.get("location", ""))
        if TAG.search(dialect.half_width(link.get("display", ""))):
            del link.attrib["display"]  # what the cell said when the link was made
    return any("!" in formula for formula in formulas)
