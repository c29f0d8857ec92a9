"""One worksheet of a template, read once: rows and cells as they lie, with the tags, formulas and merges in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, problem
from .. import dialect
from ..dialect import TAG, Tag
from .cell import Cell, Row
from .formula import Formula, Reference, column_letters, column_number
from .functions import CellError
from .height import Font
from .layout import Chain
from .runs import read_runs, run_size, static_text
from .strings import SharedStrings, escape, plain_text
from .styles import S, Styles
from .widths import Widths

if TYPE_CHECKING:
    from lxml import etree

MAX_ROWS = 50_000  # of a template; a form has a hundred
_ROW_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of an opening and a closing {%tr %} tag."""

    keyword: str
    first: int
    last: int

    @property
    def spot(self) -> str:
        return f"第 {self.first}–{self.last} 行"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of the author's over several rows that are written."""

    first: int
    last: int
    left: int
    right: int

    @property
    def spot(self) -> str:
        return f"{column_letters(self.left)}{self.first}:{column_letters(self.right)}{self.last}"


class Sheet:
    """A worksheet read once: rows, merges, everything that refers to rows; `faults` are those of form."""

    def __init__(
        self, file: str, name: str, part: str, root: etree._Element, strings: SharedStrings, styles: Styles
    ) -> None:
        self.name = name
        self.part = part
        self.tags: list[Tag] = []
        self.faults: list[Problem] = []
        self.tagged_strings: set[int] = set()
        self._file = file
        self._strings = strings
        self._styles = styles
        self._shared: dict[str, tuple[Formula, int, int]] = {}
        self._widths = Widths(root, styles.standard_font.digit_width)
        format_ = root.find(f"{S}sheetFormatPr")
        self.row_height = float(format_.get("defaultRowHeight", _ROW_HEIGHT)) if format_ is not None else _ROW_HEIGHT
        self.tall_merges: list[Merge] = []
        self.rows = self._read_rows(root)
        self.blocks = list(self._read_blocks())
        self.chains = self._read_chains()
        self._read_merges(root)
        for row in self.rows:
            for cell in row.cells:
                cell.close()
            row.close()
        self.columns = self._read_columns()

    @property
    def is_written(self) -> bool:
        """Whether documents get a sheet of their own: one with tags, or formulas that may follow another's rows."""
        return bool(self.tags) or any(cell.formula for row in self.rows for cell in row.cells)

    @property
    def first_moved(self) -> int:
        """The first row that a document may write elsewhere or not at all."""
        return min((block.first for block in self.blocks), default=1 << 21)

    def place(self, spot: str) -> Place:
        return Place(self._file, spot=f"{self.name}!{spot}")

    def is_tags_only(self, reference: Reference) -> bool:
        """Whether a reference means nothing but rows of {%tr %} tags, which no document has."""
        first, last = reference.first.row, (reference.last or reference.first).row
        return 0 < first <= last <= len(self.rows) and all(row.tags for row in self.rows[first - 1 : last])

    def value(self, row: int, column: int) -> Any:
        """What a cell holds in the template."""
        cell = self.rows[row - 1].by_column.get(column) if row <= len(self.rows) else None
        return cell.value if cell else None

    def _read_columns(self) -> tuple[int, int]:
        columns = [cell.column for row in self.rows for cell in row.cells] or [1]
        return min(columns), max(columns)

    def _read_rows(self, root: etree._Element) -> list[Row]:
        """The rows 1 to the last, those without an element too: rows[0] is row 1."""
        elements: dict[int, etree._Element] = {}
        number = 0
        for element in root.iterfind(f"{S}sheetData/{S}row"):
            number = int(element.get("r", number + 1))
            elements[number] = element
        merged = [last[0] for _, last in self._merged_areas(root)]
        last_row = max([*elements, *merged], default=0)
        if last_row > MAX_ROWS:
            if _is_filled(root, self._strings):
                words = {"sheet": self.name, "row": last_row}
                self.faults.append(problem("template.too-many-rows", self.place(f"A{last_row}"), **words))
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
        self._check_tag_row(row)
        return row

    def _new_cell(self, row: Row, column: int, style: int = 0) -> Cell:
        look = self._styles.look(style)
        cell = Cell(row.number, column, style, look, width=self._widths.points(column, column) - look.indent)
        row.cells.append(cell)
        return cell

    def _read_cell(self, row: Row, column: int, element: etree._Element) -> None:
        cell = self._new_cell(row, column, int(element.get("s", "0")))
        kind, formula = element.get("t", "n"), element.find(f"{S}f")
        raw = element.findtext(f"{S}v") or ""
        item = element.find(f"{S}is")
        if formula is not None:
            self._read_formula(cell, formula)
            cell.extra = f' cm="{element.get("cm")}"' if element.get("cm") else ""
        elif kind == "s" and raw:
            self._read_text(row, cell, self._strings.items[int(raw)], int(raw))
        elif item is not None:
            self._read_text(row, cell, item, None)
        elif raw and kind == "n":
            cell.value, cell.body = Decimal(raw), f"><v>{raw}</v></c>"
        elif raw:
            cell.value = {"b": raw == "1", "e": CellError(raw)}.get(kind, raw)
            cell.body = f' t="{kind}"><v>{escape(raw)}</v></c>'

    def _read_formula(self, cell: Cell, element: etree._Element) -> None:
        kind, shared = element.get("t", "normal"), element.get("si", "")
        formula = Formula(element.text or "")
        if kind == "shared" and formula.text:
            self._shared[shared] = formula, cell.row, cell.column
        elif kind == "shared" and shared in self._shared:
            first, row, column = self._shared[shared]
            formula = first.shifted(cell.row - row, cell.column - column)
        cell.is_array = kind == "array" and element.get("ref", cell.spot) == cell.spot
        cell.set_formula(formula)
        if kind == "dataTable" or (kind == "array" and not cell.is_array):
            what = f"模拟运算表或占几个单元格的数组公式 {element.get('ref')} "
            self.faults.append(problem("template.not-moved", self.place(cell.spot), what=what))

    def _read_text(self, row: Row, cell: Cell, item: etree._Element, number: int | None) -> None:
        text = dialect.half_width(plain_text(item))
        place = self.place(cell.spot)
        self.faults += dialect.stray_openings(text, place)
        if not TAG.search(text):
            cell.value, cell.body = text, static_text(item, number)
            return
        if number is not None:
            self.tagged_strings.add(number)
        runs = read_runs(item, text, place)
        tags = [piece for run in runs for piece in run.content if isinstance(piece, Tag)]
        self.tags += tags
        self.faults += [
            problem("template.not-in-excel", place, tag=tag.text, scope=tag.scope)
            for tag in tags
            if tag.scope not in ("", "tr")
        ]
        row.tags += [tag for tag in tags if tag.scope == "tr"]
        alone = len(tags) == 1 and text.strip() == tags[0].text
        if alone and tags[0].scope == "tr":
            return
        cell.merges = any(tag.merges for tag in tags)
        cell.tag = tags[0] if alone and tags[0].kind == "{" else None
        cell.runs = [] if cell.tag else runs
        cell.tag_look = next(run.look for run in runs if cell.tag in run.content) if cell.tag else ""
        size = max([cell.look.font.size, *(run_size(run) for run in runs)])
        cell.look = replace(cell.look, font=Font(cell.look.font.name, size))

    def _check_tag_row(self, row: Row) -> None:
        """A row with a {%tr %} tag is not written, so nothing else may stand in it."""
        said = [cell for cell in row.cells if cell.holds_something]
        if row.tags and (said or len(row.tags) > 1):
            rest = str(said[0].value or "…") if said else row.tags[1].text
            place, tag = row.tags[0].place, row.tags[0].text
            self.faults.append(problem("template.not-alone", place, tag=tag, what="行", rest=rest[:30]))

    def _merged_areas(self, root: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            first, _, last = element.get("ref").partition(":")
            yield _position(first), _position(last or first)

    def _read_merges(self, root: etree._Element) -> None:
        """The author's merges; what tag rows take of one is gone with them."""
        for (first_row, left), (last_row, right) in self._merged_areas(root) if self.rows else ():
            kept = [row for row in self.rows[first_row - 1 : last_row] if not row.tags]
            if not kept:
                continue
            merge = Merge(kept[0].number, kept[-1].number, left, right)
            for row in kept:
                for cell in row.cells:
                    cell.is_covered = cell.is_covered or left <= cell.column <= right
            corner = next((cell for cell in kept[0].cells if cell.column == left), None)
            if corner is None:
                corner = self._new_cell(kept[0], left)
                kept[0].cells.sort(key=lambda cell: cell.column)
            corner.is_covered = False
            corner.last_row, corner.last_column = merge.last, right
            corner.width = self._widths.points(left, right) - corner.look.indent
            if len(kept) > 1:
                self.tall_merges.append(merge)
                self.faults += self._check_merge(merge, corner)

    def _check_merge(self, merge: Merge, corner: Cell) -> Iterator[Problem]:
        """A merge must lie in a block, around it or beside it: one that covers some of its rows cannot grow."""
        if corner.merges:
            yield problem("template.merge-tall", self.place(corner.spot), range=merge.spot)
        covered = {row for row in range(merge.first, merge.last + 1) if not self.rows[row - 1].tags}
        for block in self.blocks:
            inner = {row for row in range(block.first, block.last) if not self.rows[row - 1].tags}
            loses_text = block.keyword == "if" and merge.first in inner
            if covered & inner and covered - inner and (inner - covered or loses_text):
                yield problem("template.merge-cut", self.place(corner.spot), range=merge.spot, block=block.spot)

    def _read_blocks(self) -> Iterator[Block]:
        opened: list[Row] = []
        for row in self.rows:
            if row.tags and row.tags[0].opens:
                opened.append(row)
            elif row.tags and row.tags[0].keyword in dialect.CLOSES and opened:
                first = opened.pop()
                yield Block(first.tags[0].keyword, first.number, row.number)

    def _read_chains(self) -> list[Chain]:
        """For each row number (from 1; 0 is unused) the loops around it."""
        chains: list[Chain] = [()] * (len(self.rows) + 1)
        for block in sorted(self.blocks, key=lambda block: block.first):
            if block.keyword == "for":
                for row in range(block.first, block.last):
                    chains[row] = (*chains[row], block.first)
        return chains


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
