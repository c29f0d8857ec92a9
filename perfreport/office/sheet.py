"""One worksheet of a template, read once: rows and cells as they lie, with the tags, formulas and merges in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..problem import Place, Problem, problem
from . import dialect
from .dialect import TAG, Tag
from .formula import Formula, column_letters, column_number
from .height import COLUMN_PADDING, column_points
from .layout import Chain
from .strings import DECLARED, SharedStrings, escape, plain_text, text_element
from .styles import Look, S, Styles

if TYPE_CHECKING:
    from lxml import etree

_ROW_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text with a look of its own: XML of the look, and texts and tags in their order."""

    look: str
    content: list[str | Tag]


@dataclass(slots=True)
class Cell:
    """One cell of the template: static, one tag, a text with tags, or a formula."""

    column: int
    style: int
    look: Look
    body: str = "/>"  # XML behind the style, of a cell without tags and formula
    value: Any = None  # of a cell without tags: Decimal, text, bool or None
    tag: Tag | None = None  # of a cell that holds this tag only: it takes the value's own type
    runs: list[Run] = field(default_factory=list)  # of a text with tags in it
    formula: Formula | None = None
    merges: bool = False  # {{ …|合并 }}
    last_column: int = 0  # where a merge within the row ends
    in_tall_merge: bool = False  # part of a merge over several rows
    width: float = 0.0  # points for its text
    slot: int = 0  # the place of its first value among the row's

    @property
    def letters(self) -> str:
        return column_letters(self.column)

    @property
    def grows(self) -> bool:
        """Whether its text may need more height than a line."""
        return self.look.wraps or self.look.upright


@dataclass(slots=True)
class Row:
    """One row of the template. `height` in points is the author's word where `fixed`, else what Excel last fitted."""

    number: int
    attributes: str = ""
    height: float | None = None
    fixed: bool = False
    cells: list[Cell] = field(default_factory=list)
    merges: list[tuple[int, int]] = field(default_factory=list)  # first and last column, within the row
    tags: list[Tag] = field(default_factory=list)  # of {%tr %} kind: the row itself is not written

    def cell(self, column: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)


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
        self._widths = _column_widths(root, styles.standard_font.digit_width)
        format_ = root.find(f"{S}sheetFormatPr")
        self.row_height = float(format_.get("defaultRowHeight", _ROW_HEIGHT)) if format_ is not None else _ROW_HEIGHT
        self.tall_merges: list[tuple[int, int, int, int]] = []  # first row, last row, first and last column
        self.rows = self._read_rows(root)
        self._read_merges(root)
        self.chains = self._read_chains()

    @property
    def has_blocks(self) -> bool:
        return any(row.tags for row in self.rows)

    @property
    def first_block_row(self) -> int:
        return min((row.number for row in self.rows if row.tags), default=1 << 21)

    @property
    def is_written(self) -> bool:
        """Whether documents get a sheet of their own: one with tags, or formulas that may follow another's rows."""
        return bool(self.tags) or any(cell.formula for row in self.rows for cell in row.cells)

    def place(self, spot: str) -> Place:
        return Place(self._file, spot=f"{self.name}!{spot}")

    def _read_rows(self, root: etree._Element) -> list[Row]:
        """The rows 1 to the last, those without an element too: rows[0] is row 1."""
        found = [self._read_row(element) for element in root.iterfind(f"{S}sheetData/{S}row")]
        rows = {row.number: row for row in found}
        return [rows.get(number) or Row(number) for number in range(1, max(rows, default=0) + 1)]

    def _read_row(self, element: etree._Element) -> Row:
        attributes = dict(element.attrib)
        number = int(attributes.pop("r"))
        height, fixed = attributes.pop("ht", None), attributes.pop("customHeight", "0") in ("1", "true")
        attributes.pop("spans", None)
        plain = "".join(f' {name}="{value}"' for name, value in attributes.items() if not name.startswith("{"))
        row = Row(number, plain, float(height) if height else None, fixed)
        for cell in element.iterfind(f"{S}c"):
            self._read_cell(row, cell)
        self._check_tag_row(row)
        return row

    def _read_cell(self, row: Row, element: etree._Element) -> None:
        reference = element.get("r")
        style = int(element.get("s", "0"))
        column = column_number(reference)
        cell = Cell(column, style, self._styles.look(style), width=self._widths(column, column))
        kind, formula = element.get("t", "n"), element.find(f"{S}f")
        raw = element.findtext(f"{S}v")
        item = element.find(f"{S}is")
        if kind == "s" and raw is not None:
            item = self._strings.items[int(raw)]
        row.cells.append(cell)
        if formula is not None:
            self._read_formula(cell, formula, reference)
        elif item is not None:
            self._read_text(row, cell, item, int(raw) if kind == "s" and raw else None)
        elif raw is not None:
            cell.value = {"b": raw == "1", "str": raw, "e": raw}.get(kind) if kind != "n" else Decimal(raw)
            cell.body = f' t="{kind}"><v>{escape(raw)}</v></c>' if kind != "n" else f"><v>{raw}</v></c>"

    def _read_formula(self, cell: Cell, element: etree._Element, reference: str) -> None:
        cell.formula = Formula(element.text or "")
        kind = element.get("t", "normal")
        if kind != "normal" or not cell.formula.movable:
            what = {"shared": "成组填充的公式", "array": "数组公式"}.get(kind, f"公式 ={cell.formula.text} ")
            self.faults.append(problem("template.not-moved", self.place(reference), what=what))

    def _read_text(self, row: Row, cell: Cell, item: etree._Element, number: int | None) -> None:
        text = dialect.half_width(plain_text(item))
        place = self.place(f"{cell.letters}{row.number}")
        self.faults += dialect.stray_openings(text, place)
        if not TAG.search(text):
            cell.value = text
            inline = f' t="inlineStr"><is>{text_element(text)}</is></c>'
            cell.body = inline if number is None else f' t="s"><v>{number}</v></c>'
            return
        if number is not None:
            self.tagged_strings.add(number)
        runs = _runs(item, text, place)
        tags = [piece for run in runs for piece in run.content if isinstance(piece, Tag)]
        self.tags += tags
        self.faults += [
            problem("template.not-in-excel", place, tag=tag.text) for tag in tags if tag.scope not in ("", "tr")
        ]
        row.tags += [tag for tag in tags if tag.scope == "tr"]
        alone = len(tags) == 1 and text.strip() == tags[0].text
        if alone and tags[0].scope == "tr":
            return
        cell.merges = any(tag.merges for tag in tags)
        cell.tag = tags[0] if alone and tags[0].kind == "{" else None
        cell.runs = [] if cell.tag else runs

    def _check_tag_row(self, row: Row) -> None:
        """A row with a {%tr %} tag is not written, so nothing else may stand in it."""
        said = [cell for cell in row.cells if cell.value is not None or cell.tag or cell.runs or cell.formula]
        if row.tags and (said or len(row.tags) > 1):
            rest = str(said[0].value or "…") if said else row.tags[1].text
            place, tag = row.tags[0].place, row.tags[0].text
            self.faults.append(problem("template.not-alone", place, tag=tag, what="行", rest=rest[:30]))

    def _read_merges(self, root: etree._Element) -> None:
        for element in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            first, _, last = element.get("ref").partition(":")
            (first_row, first_column), (last_row, last_column) = _position(first), _position(last or first)
            width = self._widths(first_column, last_column)
            if first_row < last_row:
                self.tall_merges.append((first_row, last_row, first_column, last_column))
            else:
                self.rows[first_row - 1].merges.append((first_column, last_column))
            for row in self.rows[first_row - 1 : last_row]:
                for cell in row.cells:
                    if cell.column == first_column:
                        cell.last_column, cell.width = last_column, width
                        cell.in_tall_merge = first_row < last_row

    def _read_chains(self) -> list[Chain]:
        """For each row number (from 1; 0 is unused) the blocks around it."""
        chains: list[Chain] = [()]
        inside: list[int] = []
        for row in self.rows:
            for tag in row.tags:
                if tag.keyword == "for":
                    inside.append(row.number)
                elif tag.keyword == "endfor" and inside:
                    inside.pop()
            chains.append(tuple(inside))
        return chains


def _runs(item: etree._Element, text: str, place: Place) -> list[Run]:
    """The runs of a string; a tag split over runs belongs to the one it begins in."""
    from lxml import etree

    elements = item.findall(f"{S}r") or [item]
    looks, owners = [], []
    for number, element in enumerate(elements):
        look = element.find(f"{S}rPr")
        looks.append("" if look is None else etree.tostring(look, encoding="unicode", with_tail=False))
        owners += [number] * len(plain_text(element))
    runs = [Run(look.replace(DECLARED, ""), []) for look in looks]
    for found in re.finditer(f"{TAG.pattern}|.", text, re.DOTALL):
        content = runs[owners[found.start()]].content
        if len(found[0]) > 1:
            tag = Tag(found[0].replace("\n", " "), place)
            content.append(replace(tag, parent=place.file + place.spot.split("!")[0] if tag.scope == "tr" else place))
        elif content and isinstance(content[-1], str):
            content[-1] += found[0]
        else:
            content.append(found[0])
    return [run for run in runs if run.content]


def _position(reference: str) -> tuple[int, int]:
    """Row and column of `B12`."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_number(letters)


def _column_widths(root: etree._Element, digit_width: int) -> Callable[[int, int], float]:
    """A function that gives the points a text may fill from one column to another."""
    format_ = root.find(f"{S}sheetFormatPr")
    standard = float(format_.get("defaultColWidth", "9.14")) if format_ is not None else 9.14
    written = [
        (int(c.get("min")), int(c.get("max")), float(c.get("width", standard)))
        for c in root.iterfind(f"{S}cols/{S}col")
    ]

    def points(first: int, last: int) -> float:
        widths = [next((w for a, b, w in written if a <= c <= b), standard) for c in range(first, last + 1)]
        return sum(column_points(width, digit_width) for width in widths) + COLUMN_PADDING * (last - first)

    return points
