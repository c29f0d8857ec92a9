"""The rows and cells of a worksheet as they lie in the file, with the tags and formulas in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ....problem import Place, Problem, problem
from ... import dialect
from ...dialect import TAG, Tag
from ..calculation.value import CellError
from ..formula import Formula, column_number
from .arrays import Array
from .cell import Cell, Row
from .runs import read_runs, run_size, static_text
from .strings import SharedStrings, escape, plain_text
from .styles import S, Styles
from .widths import Widths

if TYPE_CHECKING:
    from lxml import etree

MAX_ROWS = 50_000  # of a template; a form has a hundred


class RowReader:
    """Reads the rows of one sheet; what it finds besides them is gathered as it goes."""

    def __init__(
        self, name: str, place: Callable[[str], Place], strings: SharedStrings, styles: Styles, widths: Widths
    ) -> None:
        """`name` is the sheet's, `place` gives the place of a cell."""
        self.tags: dict[tuple[int, int], list[Tag]] = {}  # by row and column
        self.sheet_tags: list[Tag] = []
        self.column_tags: dict[int, Tag] = {}  # by column
        self.arrays: list[Array] = []
        self.tagged_strings: set[int] = set()
        self.faults: list[Problem] = []
        self._name, self._place = name, place
        self._strings = strings
        self._styles = styles
        self._widths = widths
        self._shared: dict[str, tuple[Formula, int, int]] = {}

    def read(self, root: etree._Element) -> list[Row]:
        """The rows 1 to the last, those without an element too: rows[0] is row 1."""
        elements: dict[int, etree._Element] = {}
        number = 0
        for element in root.iterfind(f"{S}sheetData/{S}row"):
            number = int(element.get("r", number + 1))
            elements[number] = element
        merged = [last[0] for _, last in merged_areas(root)]
        last_row = max([*elements, *merged], default=0)
        if last_row > MAX_ROWS:
            if _is_filled(root, self._strings):
                place = self._place(f"A{last_row}")
                self.faults.append(problem("template.too-many-rows", place, sheet=self._name, row=last_row))
            return []
        return [self._read_row(number, elements.get(number)) for number in range(1, last_row + 1)]

    def _read_row(self, number: int, element: etree._Element | None) -> Row:
        if element is None:
            return Row(number)
        attributes = dict(element.attrib)
        height, fixed = attributes.pop("ht", None), attributes.pop("customHeight", "0") in ("1", "true")
        plain = "".join(
            f' {name}="{value}"'
            for name, value in attributes.items()
            if name not in ("r", "spans") and not name.startswith("{")
        )
        row = Row(number, plain, float(height) if height else None, fixed)
        column = 0
        for cell in element.iterfind(f"{S}c"):
            column = column_number(cell.get("r", "")) or column + 1
            self._read_cell(row, column, cell)
        row.cells.sort(key=lambda cell: cell.column)
        return row

    def new_cell(self, row: Row, column: int, style: int = 0) -> Cell:
        look = self._styles.look(style)
        cell = Cell(row.number, column, style, look, width=self._widths.points(column, column) - look.indent)
        row.cells.append(cell)
        return cell

    def _read_cell(self, row: Row, column: int, element: etree._Element) -> None:
        cell = self.new_cell(row, column, int(element.get("s", "0")))
        kind, formula = element.get("t", "n"), element.find(f"{S}f")
        raw = element.findtext(f"{S}v") or ""
        item = element.find(f"{S}is")
        if formula is not None:
            cell.extra = f' cm="{element.get("cm")}"' if element.get("cm") else ""
            self._read_formula(cell, formula)
        elif kind == "s" and raw:
            self._read_text(row, cell, self._strings.items[int(raw)], int(raw))
        elif item is not None:
            self._read_text(row, cell, item, None)
        elif raw and kind == "n":
            cell.value, cell.body = Decimal(raw), f"><v>{raw}</v></c>"
        elif raw:
            cell.value = {"b": raw in ("1", "true"), "e": CellError(raw)}.get(kind, raw)
            cell.body = f' t="{kind}"><v>{escape(raw)}</v></c>'

    def _read_formula(self, cell: Cell, element: etree._Element) -> None:
        kind, shared = element.get("t", "normal"), element.get("si", "")
        formula = Formula(element.text or "")
        if kind == "shared" and formula.text:
            self._shared[shared] = formula, cell.row, cell.column
        elif kind == "shared" and shared in self._shared:
            first, row, column = self._shared[shared]
            formula = first.shifted(cell.row - row, cell.column - column)
        cell.is_array = kind == "array"
        if cell.is_array and element.get("ref", cell.spot) not in (cell.spot, f"{cell.spot}:{cell.spot}"):
            self.arrays.append(Array.read(element.get("ref", ""), cell.spot, spills=bool(cell.extra)))
        cell.set_formula(formula)
        if self._styles.from_1904 and formula.counts_days:
            cell.node = None  # days are counted from 1900 here: Excel computes it
        if kind == "dataTable":
            what = f"模拟运算表 {element.get('ref')} "
            self.faults.append(problem("template.not-moved", self._place(cell.spot), what=what))

    def _read_text(self, row: Row, cell: Cell, item: etree._Element, number: int | None) -> None:
        text = dialect.half_width(plain_text(item))
        place = self._place(cell.spot)
        self.faults += dialect.stray_openings(text, place)
        if not TAG.search(text):
            cell.value, cell.body = text, static_text(item, number)
            return
        if number is not None:
            self.tagged_strings.add(number)
        runs = read_runs(item, text, place)
        tags = [piece for run in runs for piece in run.content if isinstance(piece, Tag)]
        if any(tag.scope == "sheet" for tag in tags):
            self._read_sheet_tag(row, text, tags)
            return
        self.tags[row.number, cell.column] = tags
        self.faults += [
            problem("template.not-in-excel", place, tag=tag.text, scope=tag.scope)
            for tag in tags
            if tag.scope not in ("", "tr", "tc")
        ]
        row.tags += [(cell.column, tag) for tag in tags if tag.scope == "tr"]
        alone = len(tags) == 1 and text.strip() == tags[0].text
        if any(tag.scope == "tc" for tag in tags):
            self._read_column_tag(cell, text, tags)
            return
        if alone and tags[0].scope == "tr":
            return
        cell.merges = any(tag.merges for tag in tags)
        cell.tag = tags[0] if alone and tags[0].kind == "{" else None
        cell.runs = [] if cell.tag else runs
        cell.tag_look = next(run.look for run in runs if cell.tag in run.content) if cell.tag else ""
        size = max([cell.look.font.size, *(run_size(run) for run in runs)])
        bold = cell.look.font.bold or any("<b/>" in run.look for run in runs)
        cell.look = replace(cell.look, font=replace(cell.look.font, size=size, bold=bold))

    def _read_sheet_tag(self, row: Row, text: str, tags: list[Tag]) -> None:
        """{%sheet for … %} may stand in any cell; where the sheet ends, so does its block, said or not."""
        row.has_sheet_tag = True
        own = [tag for tag in tags if tag.scope == "sheet"]
        self.sheet_tags += own
        for tag in own:
            text = text.replace(tag.text, "", 1)
        if text.strip():
            words = {"tag": own[0].text, "what": "格", "rest": text.strip()[:30]}
            self.faults.append(problem("template.not-alone", own[0].place, **words))

    def _read_column_tag(self, cell: Cell, text: str, tags: list[Tag]) -> None:
        tag = next(tag for tag in tags if tag.scope == "tc")
        rest = text.replace(tag.text, "", 1).strip()
        if cell.column in self.column_tags:
            rest = rest or self.column_tags[cell.column].text
        if rest:
            self.faults.append(problem("template.not-alone", tag.place, tag=tag.text, what="列", rest=rest[:30]))
        self.column_tags[cell.column] = tag


def merged_areas(root: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Row and column of the first and the last cell of every merge."""
    for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = element.get("ref").partition(":")
        yield _position(first), _position(last or first)


def _is_filled(root: etree._Element, strings: SharedStrings) -> bool:
    """Whether there are formulas or tags in a sheet that is too large to be read."""
    if next(root.iter(f"{S}f"), None) is not None:
        return True
    tagged = {str(number) for number, text in enumerate(strings.texts) if TAG.search(dialect.half_width(text))}
    cells = (cell for cell in root.iter(f"{S}c") if cell.get("t") in ("s", "inlineStr"))
    return any(cell.findtext(f"{S}v") in tagged or TAG.search(plain_text(cell)) for cell in cells)


def _position(reference: str) -> tuple[int, int]:
    """Row and column of `B12`."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)
