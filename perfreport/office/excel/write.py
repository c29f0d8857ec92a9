"""One document's worksheet: rows numbered, cells merged, formulas moved and computed, heights fitted, XML written."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ...problem import Problem, Problems, problem
from ..link import Link
from ..picture import Picture
from .arrays import Array
from .blocks import Chain
from .calculation.area import Area, Operand
from .calculation.calculate import read, result, results
from .calculation.value import CellError, Item, Unknown
from .cell import Cell, Row
from .columns import column_areas
from .fit import Fitted, highest, with_room
from .formula import MAX_COLUMN, MAX_ROW, Interrupted, Reference, cell_columns, column_letters, column_number
from .lanes import Strip
from .layout import Layout, Path, Rows, SideBySide, Written
from .merge import Merges, Placed, merges_xml
from .moments import kind, number_text, serial
from .over import rooms
from .runs import MARK, runs_xml, without_marks
from .sheet import Sheet
from .sheets import Sheets, in_formula
from .strings import DocumentStrings, escape, text_element
from .structured import TableReference
from .styles import Styles
from .title import with_own_tables

if TYPE_CHECKING:
    from ..edition import Edition
    from .overlay import Overlay

_RETYPED = tuple("=+-@'")  # a text so begun would be read as a formula when somebody edits the cell
_MOST_CHARACTERS = 8192  # of a formula
_MOST_READ = 3_000_000  # cells that the formulas of one sheet may read; running totals read them again and again


class _View(NamedTuple):
    """What a formula sees from its cell."""

    document: SheetDocument
    chain: Chain
    path: Path
    row: int
    column: int

    def cells(self, reference: Reference) -> Operand:
        return self.document.cells(reference, self.chain, self.path)

    def table(self, reference: TableReference) -> Operand:
        return self.document.table(reference, self)

    def named(self, name: str) -> Operand:
        return self.document.named(name, self)


class SheetDocument:
    """The rows of one sheet of one document; `layout` tells where the template's rows went."""

    def __init__(
        self,
        sheet: Sheet,
        rows: Rows,
        styles: Styles,
        strings: DocumentStrings,
        sheets: Sheets,
        columns: Layout | None = None,
        number: int = 0,
    ) -> None:
        """`sheets`: those of the document, which are asked only once all are there; `number` of the copy, from 0."""
        self.name, self.over, self.changes_name = sheet.name, sheet.over, sheet.changes_name
        self.title, self.is_hidden = rows.title, sheet.is_hidden
        self.number = number
        self.serial, self.relation = 0, ""  # of a copy: its number among all copies of sheets, its id in the workbook
        self.columns = columns  # where the template's columns went, if there are blocks of them
        self.unknown = False  # whether a formula was left for Excel to compute
        self.texts = rows.texts  # of its headers and footers
        self.overlay: Overlay | None = None  # its links and pictures, once the parts they need are there
        self._is_laid_over = rows.is_laid_over
        self._sheet = sheet
        self._styles = styles
        self._strings = strings
        self._sheets = sheets.seen_from(self)
        self._results: dict[tuple[int, int], Item] = {}
        self._areas: dict[tuple[int, int, int, int, int], Area] = {}
        self._read = 0
        written = rows.written
        while lacking := self._arrange(written):
            written = [with_room(strip, lacking) for strip in written]

    def _arrange(self, written: list[list[Written]]) -> dict[int, int]:
        """Place the rows; gives which of them need more rows for their texts, and how many."""
        self._placed = [self._place(*strip) for strip in zip(self._sheet.strips, written, strict=True)]
        fitted = [self._fit(*placed) for placed in self._placed]
        self._heights = highest(fitted)
        lacking: dict[int, int] = {}
        for row, more in (item for each in fitted for item in each.lacking.items()):
            lacking[row] = max(more, lacking.get(row, 0))
        return lacking

    def _place(self, strip: Strip, written: list[Written]) -> Placed:
        layout = Layout(strip.chains, written)
        merges = [merge for merge in self._sheet.merges if strip.left <= merge.left <= strip.right]
        return Placed(strip, layout, Merges(strip, merges, layout, self.columns))

    def _fit(self, strip: Strip, layout: Layout, merges: Merges) -> Fitted:
        needed = rooms(Placed(strip, layout, merges), self._sheet.widths) if self._is_laid_over else {}
        return Fitted(strip.rows, self._sheet.row_height, layout.written, merges, needed)

    def lay_over(self, edition: Edition, part: str) -> None:
        """Relate `part`, which holds this sheet, to what the links and pictures among its values need."""
        if self._is_laid_over:
            from .overlay import Overlay

            self.overlay = Overlay(self._sheet, self._placed, self._heights, part, edition)

    def draw(self) -> None:
        """Lay its pictures over their cells, once all parts are written."""
        if self.overlay:
            self.overlay.draw()

    def layout(self, left: int = 1, right: int = MAX_COLUMN) -> Layout | SideBySide:
        """Where the rows are in the columns from `left` to `right`."""
        if len(self._placed) == 1:
            return self._placed[0].layout
        layouts = [self._placed[number].layout for number in self._sheet.strips_of(left, right)]
        return layouts[0] if len(layouts) == 1 else SideBySide(layouts)

    def _at(self, column: int) -> Placed:
        """The strip that a column lies in."""
        if len(self._placed) == 1:
            return self._placed[0]
        return self._placed[self._sheet.strips_of(column, column)[0]]

    @property
    def size(self) -> str:
        first, last = self._sheet.columns
        return f"{column_letters(first)}1:{column_letters(last)}{max(self.last_row, 1)}"

    @property
    def merges(self) -> str:
        return merges_xml([area for placed in self._placed for area in placed.merges.areas])

    def rows_xml(self) -> Iterator[str]:
        """All row elements, one after the other."""
        strips = [self._cells_xml(placed) for placed in self._placed]
        cells = strips[0] if len(strips) == 1 else map("".join, zip(*strips, strict=True))
        rows = zip(self._looks(), cells, self._heights, strict=True)
        return (_row_xml(number, *row) for number, row in enumerate(rows, 1))

    def _looks(self) -> Iterator[Row]:
        """The template row that each row has its look of; not one that fills up a lane."""
        first, *others = [(p.strip.rows[written.source - 1] for written in p.layout.written) for p in self._placed]
        if not others:
            return first
        return (next((row for row in rows if not row.tags), rows[0]) for rows in zip(first, *others, strict=True))

    def _cells_xml(self, placed: Placed) -> Iterator[str]:
        """The cells of a strip, row by row."""
        rows, hidden, nothing = placed.strip.rows, placed.merges.hidden, frozenset[int]()
        for number, written in enumerate(placed.layout.written, 1):
            row, digits = rows[written.source - 1], str(number)
            if written.continues or written.is_empty:
                yield "".join([f"{cell.head}{digits}{cell.styled}/>" for cell in row.cells])
            elif row.is_filled:
                yield self._filled_xml(number, row, written, placed, hidden.get(number, nothing))
            else:
                yield "".join([digits.join(part) for part in row.parts if isinstance(part, list)])

    def _filled_xml(self, number: int, row: Row, written: Written, placed: Placed, hidden: Container[int]) -> str:
        digits, texts = str(number), []
        for part in row.parts:
            if isinstance(part, list):
                texts.append(digits.join(part))
            elif part.formula or part.array:
                texts.append(f"{part.head}{digits}{part.styled}{self._computed_xml(number, placed, part)}</c>")
            elif part.column in hidden:
                texts.append(f"{part.head}{digits}{part.styled}/>")
            elif type(value := written.values[part.slot]) is str:
                texts.append(f"{part.head}{digits}{self._text_xml(part, value)}")
            else:
                texts.append(f"{part.head}{digits}{self._value_xml(part, value)}")
        return "".join(texts)

    def _value_xml(self, cell: Cell, value: Any) -> str:
        """The XML of a cell with a value that is no text, behind its number."""
        if type(value) is Decimal:
            return f"{cell.styled}><v>{number_text(value)}</v></c>"
        if isinstance(value, bool):
            return f'{cell.styled} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, Link):
            return self._text_xml(cell, str(value))
        if isinstance(value, Picture):  # nothing is in the cell, it lies over it
            return f"{cell.styled}/>"
        style = self._styles.moment(cell.style, kind(value))
        return f'" s="{style}"><v>{number_text(self._serial(value))}</v></c>'

    def _text_xml(self, cell: Cell, text: str) -> str:
        if not text:
            return f"{cell.styled}/>"
        if cell.tag_look or MARK in text:
            return self._rich_xml(cell, text)
        styled = self._quoted(cell) if text[0] in _RETYPED else cell.styled
        return f'{styled} t="s"><v>{self._strings.number(text)}</v></c>'

    def _rich_xml(self, cell: Cell, text: str) -> str:
        """A text of which a part has a look of its own."""
        shown = without_marks(text)
        if not shown:
            return f"{cell.styled}/>"
        runs = f"<r>{cell.tag_look}{text_element(text)}</r>" if cell.tag_look else runs_xml(text, cell.runs)
        styled = self._quoted(cell) if shown[0] in _RETYPED else cell.styled
        return f'{styled} t="s"><v>{self._strings.rich_number(runs)}</v></c>'

    def _quoted(self, cell: Cell) -> str:
        return f'" s="{self._styles.text(cell.style)}"'

    def _computed_xml(self, number: int, placed: Placed, cell: Cell) -> str:
        """A cell's XML behind its style: its formula and the result, of an array formula each cell its own."""
        formula = self._formula_xml(number, placed, cell) if cell.formula else ""
        value = self._result(number, cell.column)
        kind, shown = "", ""
        if isinstance(value, Unknown):
            self.unknown = True
        elif isinstance(value, bool):
            kind, shown = ' t="b"', str(int(value))
        elif isinstance(value, Decimal):
            shown = number_text(value)
        else:
            kind, shown = (' t="e"' if isinstance(value, CellError) else ' t="str"'), escape(str(value))
        return f"{kind}>{formula}" + (f"<v>{shown}</v>" if shown else "")

    def _formula_xml(self, number: int, placed: Placed, cell: Cell) -> str:
        assert cell.formula
        written = placed.layout.written[number - 1]
        chain, path = placed.layout.chain(written.source), written.path
        try:
            if cell.array and not self._is_whole(cell.array, number):
                raise Interrupted
            text = cell.formula.moved(lambda reference: self._moved(reference, chain, path))
        except Interrupted as error:
            place = self._sheet.place(cell.spot)
            raise Problems([problem(error.kind, place, formula=cell.formula.text)]) from None
        if self.number and self._sheet.tables:
            text = with_own_tables(text, self._sheet.tables, self.number)
        if len(text) > _MOST_CHARACTERS:
            raise Problems([self._too_long(cell, text)])
        spot = cell.array.at(number) if cell.array else f"{column_letters(cell.column)}{number}"
        array = f' t="array" ref="{spot}"' if cell.is_array else ""
        return f"<f{array}>{escape(text)}</f>"

    def _too_long(self, cell: Cell, text: str) -> Problem:
        assert cell.formula
        words = {"formula": cell.formula.text, "length": len(text)}
        return problem("render.formula-too-long", self._sheet.place(cell.spot), **words)

    def _moved(self, reference: Reference, chain: Chain, path: Path) -> str:
        """What a formula in turn `path` of the blocks `chain` says in the place of a reference."""
        if not reference.prefix:  # nearly all
            return reference.in_formula(self.layout(*cell_columns(reference)).resolve(reference, chain, path))
        return in_formula(self._sheets.meant(reference, self.name, chain, path), reference)

    def _result(self, row: int, column: int) -> Item:
        """A formula's result, each computed once; one that needs itself is Unknown."""
        key = row, column
        if key not in self._results:
            self._results[key] = Unknown()
            placed = self._at(column)
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
        layout = self._at(column).layout
        written = layout.written[row - 1]
        return _View(self, layout.chain(written.source), written.path, row, column)

    def _is_whole(self, array: Array, top: int) -> bool:
        """Whether no row stands between those of an array formula; one that gives a merge room would."""
        rows = self._at(array.left).layout.written[top - 1 : top - 1 + array.height]
        return [row.source for row in rows] == list(range(array.top, array.bottom + 1))

    def _array_results(self, array: Array, top: int) -> dict[tuple[int, int], Item]:
        """Those of all cells of an array formula whose first row is row `top`."""
        spots = array.spots(top)
        self._results |= dict.fromkeys(spots, Unknown())
        node = self._sheet.rows[array.top - 1].by_column[array.left].node
        if node is None or not self._is_whole(array, top):
            return {}
        found = results(node, self._view(top, array.left), array.height, array.width, array.spills)
        return dict(zip(spots, found, strict=True))

    def cells(self, reference: Reference, chain: Chain, path: Path) -> Operand:
        """The areas that a reference in turn `path` of the blocks `chain` means."""
        meant = self._sheets.meant(reference, self.name, chain, path)
        spots = [(sheet, span) for _, sheet, spans in meant for span in spans]
        if not spots:
            nothing_counts = reference.in_formula(()) == "0"
            return Decimal(0) if nothing_counts else Area(self, MAX_ROW, column_number(reference.first.column), 1, 1)
        if not reference.takes_areas(len(spots)):
            raise Unknown
        areas = tuple([self._area(sheet, reference, *span) for sheet, span in spots])
        return areas[0] if len(areas) == 1 else areas

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
            for cells, sheet, spans in self._sheets.meant(reference, self.name, grows=True)
            for span in spans
        ]
        return tuple(areas) if len(areas) > 1 else areas[0] if areas else Area(self, MAX_ROW, 1, 1, 1)

    def table(self, reference: TableReference, view: _View) -> Operand:
        """The cells that a reference by names means: the same from everywhere, except its own row."""
        source = self._at(view.column).layout.written[view.row - 1].source
        column = self.columns.written[view.column - 1].source if self.columns else view.column
        cells = self._moved_across(reference.cells(self._sheet.tables_by_name, self.name, source, column))
        if cells.prefix and self._sheets.count(cells.sheet) != 1:
            raise Unknown  # the table of the first copy
        return view.cells(cells) if reference.is_own_row else self.cells(cells, (), ())

    def _moved_across(self, cells: Reference) -> Reference:
        """The template's cells of a table, which is beside all blocks of columns, in the columns they are in now."""
        sheet = self._sheets.get(cells.sheet or self.name)
        return column_areas(cells, {sheet.name: sheet.columns}, self.name)[0] if sheet and sheet.columns else cells

    def _area(self, sheet: SheetDocument | Sheet | None, reference: Reference, top: int, bottom: int) -> Area:
        """Each area is read once; a whole column ends with the document's last row."""
        left = column_number(reference.first.column)
        right = column_number((reference.last or reference.first).column)
        key = id(sheet), top, bottom, left, right
        if key not in self._areas:
            if not left or sheet is None:
                raise Unknown  # whole rows, another workbook
            last = max(each.last_row for each in self._sheets.every)
            top, height = (top, bottom - top + 1) if top else (1, MAX_ROW)
            self._read += min(height, last) * (right - left + 1)
            if self._read > _MOST_READ:
                raise Unknown
            self._areas[key] = Area(sheet, top, left, height, right - left + 1, last)
        return self._areas[key]

    @property
    def last_row(self) -> int:
        return len(self._placed[0].layout.written)

    def skips(self, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL leaves a cell out: a subtotal itself, or one in a hidden row unless `hidden` count, too."""
        written = self._at(column).layout.written
        return row <= len(written) and self._sheet.skips(written[row - 1].source, column, hidden)

    def value(self, row: int, column: int) -> Any:
        """What a cell of the written sheet holds: Decimal, text, bool or None; the error of a formula without value."""
        placed = self._at(column)
        if row > len(placed.layout.written):
            return None
        written = placed.layout.written[row - 1]
        cell = placed.strip.rows[written.source - 1].by_column.get(column)
        if cell is None or written.continues or written.is_empty or column in placed.merges.hidden.get(row, ()):
            return None
        if cell.formula or cell.array:
            return self._result(row, column)
        if cell.slot < 0:
            return cell.value
        value = written.values[cell.slot]
        if isinstance(value, date | time | timedelta):
            return self._serial(value)
        if isinstance(value, Picture):
            return None
        return str(without_marks(value)) or None if isinstance(value, str) else value

    def _serial(self, value: date | time | timedelta) -> Decimal:
        return serial(value, self._styles.from_1904)


def _row_xml(number: int, row: Row, cells: str, height: float | None) -> str:
    if height is None:
        if not cells and not row.attributes:
            return ""
        return f'<row r="{number}"{row.attributes}>{cells}</row>'
    custom = ' customHeight="1"' if row.fixed or height != row.height else ""
    return f'<row r="{number}"{row.attributes} ht="{height:g}"{custom}>{cells}</row>'
