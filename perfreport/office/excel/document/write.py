"""One document's worksheet: rows numbered, cells merged, formulas moved and computed, heights fitted, XML written."""

from __future__ import annotations

from collections.abc import Container, Iterator
from decimal import Decimal
from typing import Any

from ....problem import Problem, problem
from ...link import Link
from ...picture import Picture
from ..calculation.value import CellError, Unknown
from ..formula import Interrupted, Reference, cell_columns, column_letters
from ..sheet.blocks import Chain
from ..sheet.cell import Cell, Row
from ..sheet.runs import MARK, runs_xml, without_marks
from ..sheet.sheet import Sheet
from ..sheet.strings import DocumentStrings, escape, text_element
from ..sheet.styles import Styles
from ..sheet.title import with_own_tables
from .layout import Layout, Path, Rows, Written
from .merge import Placed
from .moments import kind, number_text
from .placement import Placement
from .results import Results
from .sheets import Sheets, in_formula

_RETYPED = frozenset("=+-@'")  # a text so begun would be read as a formula when somebody edits the cell
_MOST_CHARACTERS = 8192  # of a formula


class SheetDocument:
    """One sheet of one document: placed, its formulas computed when first asked for, its rows written as XML."""

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
        self.overlay: Any = None  # its links and pictures, once the parts they need are there
        self._sheet = sheet
        self._styles = styles
        self._strings = strings
        self._sheets = sheets.seen_from(self)
        self.placement = Placement(sheet, rows, columns)
        self._results = Results(self.placement, self._sheets, styles.from_1904)
        self.layout, self.value, self.skips = self.placement.layout, self._results.value, self._results.skips

    def draw(self) -> None:
        """Lay its pictures over their cells, once all parts are written."""
        if self.overlay:
            self.overlay.draw()

    def forget(self) -> None:
        """Let go of the other sheets and of what was computed, once all is written."""
        self._results.forget()
        self._sheets.forget()

    @property
    def size(self) -> str:
        return self.placement.size

    @property
    def merges(self) -> str:
        return self.placement.merges

    @property
    def last_row(self) -> int:
        return self.placement.last_row

    def rows_xml(self) -> Iterator[str]:
        """All row elements, one after the other."""
        strips = [self._cells_xml(placed) for placed in self.placement.strips]
        cells = strips[0] if len(strips) == 1 else map("".join, zip(*strips, strict=True))
        rows = zip(self.placement.looks(), cells, self.placement.heights, strict=True)
        return (_row_xml(number, *row) for number, row in enumerate(rows, 1))

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
                texts.append(f"{part.head}{digits}{self._computed_xml(number, placed, part)}</c>")
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
            return f"{self._styled_number(cell, value)}><v>{number_text(value)}</v></c>"
        if isinstance(value, bool):
            return f'{cell.styled} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, Link):
            return self._text_xml(cell, str(value))
        if isinstance(value, Picture):  # nothing is in the cell, it lies over it
            return f"{cell.styled}/>"
        style = self._styles.moment(cell.style, kind(value))
        return f'" s="{style}"><v>{number_text(self._results.serial(value))}</v></c>'

    def _styled_number(self, cell: Cell, number: Decimal) -> str:
        """The XML of a number's style: one that is too long for the column is shrunk to it."""
        if number.adjusted() + 2 <= cell.digits or not cell.overflows(number):
            return cell.styled
        return f'"{cell.extra} s="{self._styles.shrunk(cell.style)}"'

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
        """A cell's XML behind its number: its formula and the result, of an array formula each cell its own."""
        formula = self._formula_xml(number, placed, cell) if cell.formula else ""
        value = self._results.result(number, cell.column)
        styled, kind, shown = cell.styled, "", ""
        if isinstance(value, Unknown):
            self.unknown = True
        elif isinstance(value, bool):
            kind, shown = ' t="b"', str(int(value))
        elif isinstance(value, Decimal):
            shown = number_text(value)
            styled = self._styled_number(cell, value)
        else:
            kind, shown = (' t="e"' if isinstance(value, CellError) else ' t="str"'), escape(str(value))
        return f"{styled}{kind}>{formula}" + (f"<v>{shown}</v>" if shown else "")

    def _formula_xml(self, number: int, placed: Placed, cell: Cell) -> str:
        assert cell.formula
        written = placed.layout.written[number - 1]
        chain, path = placed.layout.chain(written.source), written.path
        try:
            if cell.array and not self._results.is_whole(cell.array, number):
                raise Interrupted
            text = cell.formula.moved(lambda reference: self._moved(reference, chain, path))
        except Interrupted as error:
            refused = problem(error.kind, self._sheet.place(cell.spot), formula=cell.formula.text)
            self._sheets.refused[refused] = None
            return ""
        if self.number and self._sheet.tables:
            text = with_own_tables(text, self._sheet.tables, self.number)
        if len(text) > _MOST_CHARACTERS:
            self._sheets.refused[self._too_long(cell, text)] = None
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


def _row_xml(number: int, row: Row, cells: str, height: float | None) -> str:
    if height is None:
        if not cells and not row.attributes:
            return ""
        return f'<row r="{number}"{row.attributes}>{cells}</row>'
    custom = ' customHeight="1"' if row.fixed or height != row.height else ""
    return f'<row r="{number}"{row.attributes} ht="{height:g}"{custom}>{cells}</row>'
