"""The cells and rows of a template's sheet as they were read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ...dialect import Tag
from ..calculation.calculate import read
from ..calculation.call import Node
from ..calculation.numberformat import formatted, is_known
from ..calculation.value import CellError, Unknown
from ..formula import Formula, column_letters
from .height import fits, line_height, surely_digits, surely_one_line, text_height
from .styles import GENERAL, Look

if TYPE_CHECKING:
    from .arrays import Array

_ANY_DIGITS = 1_000
_GROUPS, _PERCENT = 3, 2  # as many digits as commas between thousands take at the most; as a percentage has more


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a cell's text with a look of its own: XML of the look, and texts and tags in their order."""

    look: str
    content: list[str | Tag]


@dataclass(slots=True)
class Cell:
    """One cell of the template: static, one tag, a text with tags, or a formula.

    `last_column` and `last_row` are where the author's merge that begins here ends.
    """

    row: int
    column: int
    style: int
    look: Look
    extra: str = ""  # XML of attributes that stay with the cell
    body: str = "/>"  # XML behind the style, of a cell without tags and formula
    value: Any = None  # of a cell without tags: Decimal, text, bool, CellError or None
    tag: Tag | None = None  # of a cell that holds this tag only: it takes the value's own type
    tag_look: str = ""  # XML of the look its characters have where it is not the cell's
    runs: list[Run] = field(default_factory=list)  # of a text with tags in it
    formula: Formula | None = None
    is_array: bool = False  # {=SUM(…)}
    array: Array | None = None  # the array formula over several cells that it is one of
    node: Node | None = None  # the formula as it is computed; None where only Excel can
    merges: bool = False  # {{ …|合并 }}
    last_row: int = 0
    last_column: int = 0
    is_covered: bool = False  # by a merge that begins in another cell
    width: float = 0.0  # points for its text
    slot: int = -1  # the place of its value among the row's; -1 for none
    line: int = 0  # texts up to so many characters take one line, which is
    line_height: float = 0.0  # so high
    digits: int = 0  # a number of so many before the point, with its sign, fits under its format, as far as is known
    head: str = ""  # its XML up to the row's number
    styled: str = ""  # and what follows it

    @property
    def spot(self) -> str:
        return f"{column_letters(self.column)}{self.row}"

    @property
    def grows(self) -> bool:
        """Whether its text may need more height than a line."""
        return (self.look.wraps or self.look.upright) and not self.is_covered

    @property
    def is_filled(self) -> bool:
        """Whether what it holds depends on the document."""
        return bool(self.tag or self.runs or self.formula or self.array)

    @property
    def printed(self) -> list[Tag]:
        """The tags in it that print a value."""
        if self.tag:
            return [self.tag]
        return [piece for run in self.runs for piece in run.content if isinstance(piece, Tag) and piece.kind == "{"]

    @property
    def holds_something(self) -> bool:
        return self.is_filled or self.value is not None

    def set_formula(self, formula: Formula) -> None:
        self.formula = formula
        try:
            self.node = read(formula, self.is_array)
        except (Unknown, RecursionError):
            self.node = None

    def height(self, text: str) -> float:
        """The points that its row needs for a text in it."""
        if len(text) <= self.line and "\n" not in text:
            return self.line_height if text else 0.0
        return text_height("\n".join(text) if self.look.upright else text, self.width, self.look.font)

    def widened(self, width: float) -> Cell:
        """This cell with more room for its text."""
        cell = replace(self, width=width)
        cell.close()
        return cell

    def emptied(self, row: int) -> Cell:
        """An empty cell of this look in another row."""
        last = 0 if self.merges else self.last_column
        cell = Cell(row, self.column, self.style, self.look, last_column=last, is_covered=self.is_covered)
        cell.close()
        return cell

    def overflows(self, number: Decimal) -> bool:
        """Whether Excel would show a number as ####, as far as that is known here."""
        try:
            return not fits(str(formatted(number, self.look.number_format)), self.width, self.look.font)
        except (Unknown, CellError):
            return False

    def close(self) -> None:
        """Called once everything about the cell is known: prepares what every document needs."""
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        self.head = f'<c r="{column_letters(self.column)}'
        self.styled = f'"{self.extra} s="{self.style}"'
        code = self.look.number_format
        fits_itself = code == GENERAL or self.width <= 0 or self.look.upright or not is_known(code)
        others = len(re.sub("[#,_?*]|0(?=[.%_]|$)", "", code)) + _GROUPS * ("," in code) + _PERCENT * ("%" in code)
        spare = surely_digits(self.width, self.look.font) - others
        self.digits = _ANY_DIGITS if fits_itself else spare
        self.line = 0 if self.look.upright else surely_one_line(self.width, self.look.font)
        self.line_height = line_height(self.look.font)


@dataclass(slots=True)
class Row:
    """One row of the template. `height` in points is the author's word where `fixed`, else what Excel last fitted."""

    number: int
    attributes: str = ""
    height: float | None = None
    fixed: bool = False
    cells: list[Cell] = field(default_factory=list)
    has_sheet_tag: bool = False
    tags: list[tuple[int, Tag]] = field(default_factory=list)  # and columns; of {%tr %} kind: the row is not written
    by_column: dict[int, Cell] = field(default_factory=dict)
    growing: list[Cell] = field(default_factory=list)  # whose texts may need more height than a line
    needed: float = 0.0  # the height that those of them need which are the same in all documents
    fitted: list[Cell] = field(default_factory=list)  # the others of them
    keeps_height: bool = False
    merging: list[Cell] = field(default_factory=list)  # those with 合并
    spanning: list[Cell] = field(default_factory=list)  # where a merge of the author begins, of 合并 cells none
    is_filled: bool = False
    parts: list[list[str] | Cell] = field(default_factory=list)  # of its XML: cut at the row's number, or a cell

    @property
    def is_hidden(self) -> bool:
        return 'hidden="1"' in self.attributes or 'hidden="true"' in self.attributes  # as LibreOffice says it

    @property
    def is_for_sheet_tag(self) -> bool:
        """Whether it holds nothing but {%sheet … %}: then it is not written."""
        return self.has_sheet_tag and not self.tags and not any(cell.holds_something for cell in self.cells)

    def close(self) -> None:
        """Called once its cells are closed."""
        self.by_column = {cell.column: cell for cell in self.cells}
        self.growing = [cell for cell in self.cells if cell.grows and cell.holds_something]
        self.fitted = [cell for cell in self.growing if cell.tag or cell.runs or cell.last_row > cell.row]
        same = [cell for cell in self.growing if isinstance(cell.value, str) and cell.last_row == cell.row]
        self.needed = max([cell.height(cell.value) for cell in same], default=0.0)
        self.merging = [cell for cell in self.cells if cell.merges]
        self.spanning = [
            cell
            for cell in self.cells
            if (cell.last_row > cell.row or cell.last_column > cell.column) and not (cell.is_covered or cell.merges)
        ]
        self.is_filled = any(cell.is_filled for cell in self.cells)
        self.keeps_height = self.fixed or not self.growing or (self.height is not None and not self.is_filled)
        self.parts = _parts(self.cells)


def _parts(cells: list[Cell]) -> list[list[str] | Cell]:
    """Neighbouring cells that are the same in all documents make one part."""
    parts: list[list[str] | Cell] = []
    for cell in cells:
        if cell.is_filled:
            parts.append(cell)
            continue
        if not parts or isinstance(parts[-1], Cell):
            parts.append([""])
        part = parts[-1]
        assert isinstance(part, list)
        part[-1] += cell.head
        part.append(cell.styled + cell.body)
    return parts
