"""What the cells of one document's sheet hold: its values, and the results of its formulas, each computed once."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ...picture import Picture
from ..calculation.area import Area, Cells, Operand
from ..calculation.calculate import read, result, results
from ..calculation.value import CellError, Item, Unknown
from ..formula import MAX_ROW, Reference, cell_columns, column_number
from ..sheet.arrays import Array
from ..sheet.blocks import Chain
from ..sheet.runs import without_marks
from ..structured import TableReference
from .columns import column_areas
from .layout import Path
from .moments import serial
from .placement import Placement
from .sheets import Sheets

_MOST_READ = 3_000_000  # cells that the formulas of one sheet may read; running totals read them again and again


class _View(NamedTuple):
    """What a formula sees from its cell."""

    results: Results
    chain: Chain
    path: Path
    row: int
    column: int

    def cells(self, reference: Reference) -> Operand:
        return self.results.cells(reference, self.chain, self.path)

    def table(self, reference: TableReference) -> Operand:
        return self.results.table(reference, self)

    def named(self, name: str) -> Operand:
        return self.results.named(name, self)


class Results:
    """The values of a placed sheet; `sheets` are those of the document, as seen from it."""

    def __init__(self, placement: Placement, sheets: Sheets, from_1904: bool) -> None:
        self._placement = placement
        self._sheet = placement.sheet
        self._sheets = sheets
        self._from_1904 = from_1904
        self._results: dict[tuple[int, int], Item] = {}
        self._areas: dict[tuple[int, int, int, int, int], Area] = {}
        self._read = 0

    def forget(self) -> None:
        """Let go of the cells that were read."""
        self._areas.clear()

    def skips(self, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL leaves a cell out: a subtotal itself, or one in a hidden row unless `hidden` count, too."""
        written = self._placement.at(column).layout.written
        return row <= len(written) and self._sheet.skips(written[row - 1].source, column, hidden)

    def value(self, row: int, column: int) -> Any:
        """What a cell of the written sheet holds: Decimal, text, bool or None; the error of a formula without value."""
        placed = self._placement.at(column)
        if row > len(placed.layout.written):
            return None
        written = placed.layout.written[row - 1]
        cell = placed.strip.rows[written.source - 1].by_column.get(column)
        if cell is None or written.continues or written.is_empty or column in placed.merges.hidden.get(row, ()):
            return None
        if cell.formula or cell.array:
            return self.result(row, column)
        if cell.slot < 0:
            return cell.value
        value = written.values[cell.slot]
        if isinstance(value, date | time | timedelta):
            return self.serial(value)
        if isinstance(value, Picture):
            return None
        return str(without_marks(value)) or None if isinstance(value, str) else value

    def serial(self, value: date | time | timedelta) -> Decimal:
        """The number that Excel has for a date or time."""
        return serial(value, self._from_1904)

    def result(self, row: int, column: int) -> Item:
        """A formula's result, each computed once; one that needs itself is Unknown."""
        key = row, column
        if key not in self._results:
            self._results[key] = Unknown()
            placed = self._placement.at(column)
            written = placed.layout.written[row - 1]
            cell = placed.strip.rows[written.source - 1].by_column[column]
            try:
                if cell.array:
                    self._results |= self._array_results(cell.array, row - written.source + cell.array.top)
                elif cell.node:
                    self._results[key] = result(cell.node, self._view(row, column))
            except (Unknown, CellError) as error:
                self._results[key] = error
        return self._results[key]

    def _view(self, row: int, column: int) -> _View:
        layout = self._placement.at(column).layout
        written = layout.written[row - 1]
        return _View(self, layout.chain(written.source), written.path, row, column)

    def is_whole(self, array: Array, top: int) -> bool:
        """Whether no row stands between those of an array formula; one that gives a merge room would."""
        rows = self._placement.at(array.left).layout.written[top - 1 : top - 1 + array.height]
        return [row.source for row in rows] == list(range(array.top, array.bottom + 1))

    def _array_results(self, array: Array, top: int) -> dict[tuple[int, int], Item]:
        """Those of all cells of an array formula whose first row is row `top`."""
        spots = array.spots(top)
        self._results |= dict.fromkeys(spots, Unknown())
        node = self._sheet.rows[array.top - 1].by_column[array.left].node
        if node is None or not self.is_whole(array, top):
            return {}
        found = results(node, self._view(top, array.left), array.height, array.width, array.spills)
        return dict(zip(spots, found, strict=True))

    def cells(self, reference: Reference, chain: Chain, path: Path) -> Operand:
        """The areas that a reference in turn `path` of the blocks `chain` means."""
        spots: list[tuple[Cells | None, tuple[int, int]]]
        if reference.prefix:
            meant = self._sheets.meant(reference, self._sheet.name, chain, path)
            spots = [(sheet, span) for _, sheet, spans in meant for span in spans]
        else:  # nearly all
            layout = self._placement.layout(*cell_columns(reference))
            spots = [(self, span) for span in layout.resolve(reference, chain, path)]
        if not spots:
            nothing_counts = reference.in_formula(()) == "0"
            return Decimal(0) if nothing_counts else Area(self, MAX_ROW, column_number(reference.first.column), 1, 1)
        if not reference.takes_areas(len(spots)):
            raise Unknown
        areas = tuple([self._area(sheet, reference, *span) for sheet, span in spots])
        return areas[0] if len(areas) == 1 else areas

    @cached_property
    def _last_row(self) -> int:
        """Below this row no sheet of the document holds anything."""
        return max(each.last_row for each in self._sheets.every)

    def named(self, name: str, view: _View) -> Operand:
        """What a defined name means here: cells, and all their records, or a constant."""
        formula = self._sheet.names.get(name.upper())
        if formula is None or not (formula.is_fixed_list or not formula.references):
            raise Unknown
        if not formula.references:
            return read(formula)(view)
        areas = [
            self._area(sheet, cells, *span)
            for reference in formula.references
            for cells, sheet, spans in self._sheets.meant(reference, self._sheet.name, grows=True)
            for span in spans
        ]
        return tuple(areas) if len(areas) > 1 else areas[0] if areas else Area(self, MAX_ROW, 1, 1, 1)

    def table(self, reference: TableReference, view: _View) -> Operand:
        """The cells that a reference by names means: the same from everywhere, except its own row."""
        source = self._placement.at(view.column).layout.written[view.row - 1].source
        column = self._placement.columns.written[view.column - 1].source if self._placement.columns else view.column
        cells = self._moved_across(reference.cells(self._sheet.tables_by_name, self._sheet.name, source, column))
        if cells.prefix and self._sheets.count(cells.sheet) != 1:
            raise Unknown  # the table of the first copy
        return view.cells(cells) if reference.is_own_row else self.cells(cells, (), ())

    def _moved_across(self, cells: Reference) -> Reference:
        """The template's cells of a table, which is beside all blocks of columns, in the columns they are in now."""
        sheet = self._sheets.get(cells.sheet or self._sheet.name)
        return (
            column_areas(cells, {sheet.name: sheet.columns}, self._sheet.name)[0] if sheet and sheet.columns else cells
        )

    def _area(self, sheet: Cells | None, reference: Reference, top: int, bottom: int) -> Area:
        """Each area of several cells is read once; a whole column ends with the document's last row."""
        left = column_number(reference.first.column)
        right = column_number((reference.last or reference.first).column)
        key = id(sheet), top, bottom, left, right
        if key not in self._areas:
            if not left or sheet is None:
                raise Unknown  # whole rows, another workbook
            top, height = (top, bottom - top + 1) if top else (1, MAX_ROW)
            self._read += min(height, self._last_row) * (right - left + 1)
            if self._read > _MOST_READ:
                raise Unknown
            area = Area(sheet, top, left, height, right - left + 1, self._last_row)
            if area.size == 1:  # nothing is won by keeping it, and a sheet may refer to a hundred thousand
                return area
            self._areas[key] = area
        return self._areas[key]
