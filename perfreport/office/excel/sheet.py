"""One worksheet of a template, read once: rows and cells as they lie, with the tags, formulas and merges in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, problem
from .. import dialect
from ..dialect import TAG, Tag
from .arrays import Array, spread_arrays
from .blocks import Chain, Merge, read_blocks, read_chains
from .calculation.value import CellError, Unknown
from .cell import Cell, Row
from .form import form_faults
from .formula import Formula, Reference, cell_columns, column_number
from .header import read_headers
from .lanes import Strip, lane_blocks, read_lane, read_strips, tag_order
from .runs import read_runs, run_size, static_text
from .strings import SharedStrings, escape, plain_text
from .structured import Tables
from .styles import S, Styles
from .title import around_sheet, read_title
from .widths import Widths

if TYPE_CHECKING:
    from lxml import etree

MAX_ROWS = 50_000  # of a template; a form has a hundred
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
        self._sheet_tags: list[Tag] = []
        self.faults: list[Problem] = []
        self.tagged_strings: set[int] = set()
        self.tables: dict[str, str] = {}  # those that every copy has its own of → what these are called, but a number
        self.never_empty: list[tuple[int, int, int]] = []  # rows of a column of which a document must have one at least
        self.arrays: list[Array] = []
        self.tables_by_name: Tables = {}  # all of the workbook
        self.names: Mapping[str, Formula] = {}  # the defined names that its formulas know, in capitals
        self._filtered = root.find(f"{S}autoFilter") is not None
        self.column_tags: dict[int, Tag] = {}  # by column: no document has these columns
        self._file = file
        self._strings = strings
        self._styles = styles
        self._tags: dict[tuple[int, int], list[Tag]] = {}  # by row and column
        self._shared: dict[str, tuple[Formula, int, int]] = {}
        self.widths = Widths(root, styles.standard_font.narrowest_digit)
        format_ = root.find(f"{S}sheetFormatPr")
        self.row_height = float(format_.get("defaultRowHeight", _ROW_HEIGHT)) if format_ is not None else _ROW_HEIGHT
        self.rows = self._read_rows(root)
        spread_arrays(self)
        self.lane = read_lane(self.rows, 1, len(self.rows))
        self.headers, faults = read_headers(root, self.place)
        self.faults += faults
        in_title = [piece for piece in self.title_pieces if isinstance(piece, Tag)]
        in_rows = [tag for spot in tag_order(self.lane, self._tags) for tag in self._tags[spot]]
        in_headers = [tag for header in self.headers for tag in header.tags]
        self.repeat, self.tags = around_sheet(self._sheet_tags, [*in_title, *in_rows, *in_headers])
        self.blocks = lane_blocks(self.lane)
        self.merges = list(self._read_merges(root))
        self.column_blocks = list(read_blocks(self.column_tags))
        # validations, formats and links may mean rows of another sheet
        formulas = [element.text or "" for element in root.iter(*_FORMULAS)]
        for link in root.iter(f"{S}hyperlink"):
            formulas.append(link.get("location", ""))
            if TAG.search(dialect.half_width(link.get("display", ""))):
                del link.attrib["display"]  # what the cell said when the link was made
        self._refers = any("!" in formula for formula in formulas)
        self._close()
        self.column_chains = read_chains(self.column_blocks, self.columns[1])
        self.faults += form_faults(self)

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
        if 'hidden="1"' in self.rows[row - 1].attributes and not hidden:
            return True
        if 'hidden="1"' in self.rows[row - 1].attributes and self._has_filter:
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
        return row

    def new_cell(self, row: Row, column: int, style: int = 0) -> Cell:
        look = self._styles.look(style)
        cell = Cell(row.number, column, style, look, width=self.widths.points(column, column) - look.indent)
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
        cell.is_array = kind == "array"
        if cell.is_array and element.get("ref", cell.spot) not in (cell.spot, f"{cell.spot}:{cell.spot}"):
            self.arrays.append(Array.read(element.get("ref", ""), cell.spot, spills=bool(cell.extra)))
        cell.set_formula(formula)
        if self._styles.from_1904 and formula.counts_days:
            cell.node = None  # days are counted from 1900 here: Excel computes it
        if kind == "dataTable":
            what = f"模拟运算表 {element.get('ref')} "
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
        if any(tag.scope == "sheet" for tag in tags):
            self._read_sheet_tag(row, text, tags)
            return
        self._tags[row.number, cell.column] = tags
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
        self._sheet_tags += own
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

    def _merged_areas(self, root: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            first, _, last = element.get("ref").partition(":")
            yield _position(first), _position(last or first)

    def _read_merges(self, root: etree._Element) -> Iterator[Merge]:
        """The author's merges; what tag rows take of one is gone with them."""
        for (top, left), (bottom, right) in self._merged_areas(root) if self.rows else ():
            written = self.lane.written(left) | self.lane.filling(left, top)
            kept = [number for number in range(top, bottom + 1) if number in written]
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
