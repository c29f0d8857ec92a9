"""One document's worksheet: rows numbered, cells merged, formulas moved and computed, heights fitted, XML written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from .calculate import Calculation, CellError, Unknown, Value
from .formula import Reference, column_letters
from .height import MAX_ROW, text_height
from .layout import Layout, Rows, Written
from .sheet import Cell, Row, Sheet
from .strings import DocumentStrings, escape, text_element
from .styles import Styles

MAX_ROWS = 1_048_576
_FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel's calendar, right for every day from March 1900 on
_RETYPED = tuple("=+-@'")  # a text so begun would be read as a formula when somebody edits the cell
Rectangle = tuple[int, int, int, int]  # first row, last row, first column, last column


class SheetDocument:
    """The rows of one sheet of one document; `layout` tells where the template's rows went."""

    def __init__(
        self, sheet: Sheet, rows: Rows, styles: Styles, strings: DocumentStrings, others: dict[str, SheetDocument]
    ) -> None:
        self.layout = Layout(sheet.chains, rows.written)
        self.unknown = False  # whether a formula was left for Excel to compute
        self._sheet = sheet
        self._styles = styles
        self._strings = strings
        self._results: dict[tuple[int, int], Value | CellError | Unknown] = {}
        self._others = others  # all sheets of the document by name, for formulas; filled when all are there
        self._said_above: set[tuple[int, int]] = set()  # row and column of cells that merge into the one above
        self._merged = self._merge_equal() + self._place_merges()

    @property
    def size(self) -> str:
        columns = [cell.column for row in self._sheet.rows for cell in row.cells] or [1]
        last_row = max(len(self.layout.written), 1)
        return f"{column_letters(min(columns))}1:{column_letters(max(columns))}{last_row}"

    @property
    def merges(self) -> str:
        """The mergeCells element, or nothing."""
        if not self._merged:
            return ""
        cells = "".join(
            f'<mergeCell ref="{column_letters(left)}{top}:{column_letters(right)}{bottom}"/>'
            for top, bottom, left, right in self._merged
        )
        return f'<mergeCells count="{len(self._merged)}">{cells}</mergeCells>'

    def _merge_equal(self) -> list[Rectangle]:
        """合并: cells that say the same as the one above, in one outermost block, while those to the left do too."""
        found: list[Rectangle] = []
        open_cells: dict[int, tuple[Any, int, Cell]] = {}  # column → what it says, its first row, the cell
        for number, written in enumerate([*self.layout.written, Written(0, (), ())], 1):
            chain = self._chain(written.source)
            merging = [cell for cell in self._row(written).cells if cell.merges] if chain else []
            said: dict[int, tuple[Any, int, Cell]] = {}
            broken = False
            for cell in merging:
                key = chain[0], self._said(cell, written)
                above = open_cells.get(cell.column)
                broken = broken or above is None or above[0] != key
                said[cell.column] = (key, number, cell) if broken or above is None else above
                if not broken:
                    self._said_above.add((number, cell.column))
            for column, (_, first, cell) in open_cells.items():
                if said.get(column, (None, 0))[1] != first:
                    found.append((first, number - 1, column, max(cell.last_column, column)))
            open_cells = said
        return [(top, bottom, left, right) for top, bottom, left, right in found if top < bottom or left < right]

    def _place_merges(self) -> list[Rectangle]:
        """The template's own merges, where their rows are now."""
        found = []
        for number, written in enumerate(self.layout.written, 1):
            for left, right in self._row(written).merges:
                cell = self._row(written).cell(left)
                if not (cell and cell.merges and self._chain(written.source)):
                    found.append((number, number, left, right))
        for first, last, left, right in self._sheet.tall_merges:
            for top, bottom in self._spans(first, last):
                if top < bottom or left < right:
                    found.append((top, bottom, left, right))
        return found

    def _spans(self, first: int, last: int) -> list[tuple[int, int]]:
        """Where a merge over template rows went: once, or once for every turn of the blocks it lies in."""
        kept = [row for row in range(first, last + 1) if not self._sheet.rows[row - 1].tags]
        chains = [self._chain(row) for row in kept]
        depth = 0
        while chains and all(len(c) > depth and c[depth] == chains[0][depth] for c in chains):
            depth += 1
        inside = set(kept)
        paths = dict.fromkeys(row.path[:depth] for row in self.layout.written if row.source in inside)
        source = kept[0] if kept else 0
        spans = [self.layout.span(first, last, source, path) for path in paths]
        return [span for span in spans if span]

    def rows_xml(self) -> str:
        """All row elements."""
        heights = self._heights()
        return "".join(
            [
                self._row_xml(number, written, heights[number - 1])
                for number, written in enumerate(self.layout.written, 1)
            ]
        )

    def _row_xml(self, number: int, written: Written, height: float | None) -> str:
        row = self._row(written)
        if not row.cells and height is None and not row.attributes:
            return ""
        size = "" if height is None else f' ht="{height:g}" customHeight="1"'
        cells = "".join([self._cell_xml(number, written, cell) for cell in row.cells])
        return f'<row r="{number}"{row.attributes}{size}>{cells}</row>'

    def _cell_xml(self, number: int, written: Written, cell: Cell) -> str:
        head = f'<c r="{cell.letters}{number}"'
        if cell.formula:
            return f'{head} s="{cell.style}"{self._formula_xml(number, written, cell)}</c>'
        if not (cell.tag or cell.runs):
            return f'{head} s="{cell.style}"{cell.body}'
        if (number, cell.column) in self._said_above:
            return f'{head} s="{cell.style}"/>'
        value = self._said(cell, written)
        if isinstance(value, str):
            return self._text_xml(head, written, cell, value)
        if isinstance(value, bool):
            return f'{head} s="{cell.style}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (date, time)):
            return f'{head} s="{self._styles.date(cell.style)}"><v>{_serial(value)}</v></c>'
        return f'{head} s="{cell.style}"><v>{number_text(value)}</v></c>'

    def _text_xml(self, head: str, written: Written, cell: Cell, text: str) -> str:
        if not text:
            return f'{head} s="{cell.style}"/>'
        style = self._styles.text(cell.style) if text[0] in _RETYPED else cell.style
        content = self._runs_xml(cell, written) if cell.runs else text_element(text)
        return f'{head} s="{style}" t="s"><v>{self._strings.number(content)}</v></c>'

    def _runs_xml(self, cell: Cell, written: Written) -> str:
        texts = written.values[cell.slot : cell.slot + len(cell.runs)]
        if len(cell.runs) == 1 and not cell.runs[0].look:
            return text_element(texts[0])
        runs = zip(cell.runs, texts, strict=True)
        return "".join(f"<r>{run.look}{text_element(text)}</r>" for run, text in runs if text)

    def _formula_xml(self, number: int, written: Written, cell: Cell) -> str:
        text = escape(self._moved(written, cell))
        result = self._result(number, cell.column)
        kind, shown = "", ""
        if isinstance(result, Unknown):
            self.unknown = True
        elif isinstance(result, bool):
            kind, shown = ' t="b"', str(int(result))
        elif isinstance(result, Decimal):
            shown = number_text(result)
        else:
            kind, shown = (' t="e"' if isinstance(result, CellError) else ' t="str"'), escape(str(result))
        value = f"<v>{shown}</v>" if shown else ""
        return f"{kind}><f>{text}</f>{value}"

    def _moved(self, written: Written, cell: Cell) -> str:
        def resolve(reference: Reference) -> tuple[int, int] | None:
            other = self._others.get(reference.sheet) if reference.sheet else self
            if other is None:  # a sheet that no tag touches
                return reference.first.row, (reference.last or reference.first).row
            if other is not self:
                return other.layout.resolve(reference)
            return self.layout.resolve(reference, written.source, written.path)

        assert cell.formula
        return cell.formula.moved(resolve)

    def _result(self, row: int, column: int) -> Value | CellError | Unknown:
        """A formula's result, each computed once; one that needs itself is Unknown."""
        key = row, column
        if key not in self._results:
            self._results[key] = Unknown()
            written = self.layout.written[row - 1]
            cell = self._row(written).cell(column)
            assert cell
            try:
                self._results[key] = Calculation(self._moved(written, cell), self._look_up).result()
            except (Unknown, CellError) as error:
                self._results[key] = error
        return self._results[key]

    def _look_up(self, sheet: str, row: int, column: int) -> Value:
        document = self._others.get(sheet) if sheet else self
        if document is None:
            raise Unknown
        return document.value(row, column)

    def value(self, row: int, column: int) -> Value:
        """What a cell of the written sheet holds; raises Unknown or CellError where a formula has no value."""
        if row > len(self.layout.written):
            return None
        written = self.layout.written[row - 1]
        cell = self._row(written).cell(column)
        if cell is None or (row, column) in self._said_above:
            return None
        if cell.formula:
            result = self._result(row, column)
            if isinstance(result, Exception):
                raise result
            return result
        value = self._said(cell, written)
        if isinstance(value, (date, time)):
            return Decimal(_serial(value))
        return value or None if isinstance(value, str) else value

    def _said(self, cell: Cell, written: Written) -> Any:
        """What a cell without a formula holds."""
        if cell.tag:
            return written.values[cell.slot]
        if cell.runs:
            return "".join(written.values[cell.slot : cell.slot + len(cell.runs)])
        return cell.value

    def _heights(self) -> list[float | None]:
        """For each row its height in points, None where Excel's own will do."""
        heights = [self._height(written) for written in self.layout.written]
        for top, bottom, left, _ in self._merged:
            if top < bottom:
                self._stretch(heights, top, bottom, left)
        return heights

    def _height(self, written: Written) -> float | None:
        row = self._row(written)
        if row.fixed or not any(cell.grows for cell in row.cells):
            return row.height
        needed = self._sheet.row_height
        for cell in row.cells:
            if cell.grows and not cell.in_tall_merge and not (cell.merges and self._chain(written.source)):
                needed = max(needed, self._needed(cell, written))
        return min(needed, MAX_ROW)

    def _needed(self, cell: Cell, written: Written) -> float:
        said = self._said(cell, written)
        if not isinstance(said, str) or not said:
            return 0.0
        return text_height("\n".join(said) if cell.look.upright else said, cell.width, cell.look.font)

    def _stretch(self, heights: list[float | None], top: int, bottom: int, column: int) -> None:
        """Share out over its rows what the text of a tall merge needs more than they give."""
        written = self.layout.written[top - 1]
        cell = self._row(written).cell(column)
        if cell is None or not cell.grows:
            return
        span = range(top - 1, bottom)
        lacking = self._needed(cell, written) - sum(heights[i] or self._sheet.row_height for i in span)
        free = [i for i in span if not self._row(self.layout.written[i]).fixed]
        for i in free if lacking > 0 else ():
            heights[i] = min((heights[i] or self._sheet.row_height) + lacking / len(free), MAX_ROW)

    def _row(self, written: Written) -> Row:
        return self._sheet.rows[written.source - 1] if written.source else Row(0)

    def _chain(self, source: int) -> tuple[int, ...]:
        return self._sheet.chains[source]


def number_text(number: Decimal) -> str:
    """The digits Excel keeps of a number: 15, without an exponent."""
    if len(number.as_tuple().digits) > 15:
        number = Decimal(f"{number:.15g}")
    return format(number, "f")


def _serial(value: date | time) -> str:
    """A date or time as Excel counts it: days, the time of day as their fraction."""
    if isinstance(value, time):
        seconds = Decimal(value.hour * 3600 + value.minute * 60 + value.second)
        return number_text(seconds / 86400)
    days = Decimal((date(value.year, value.month, value.day) - _FIRST_DAY) // timedelta(days=1))
    return number_text(days + Decimal(_serial(value.time())) if isinstance(value, datetime) else days)
