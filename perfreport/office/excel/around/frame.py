"""Parts of a workbook as text with marks in it; a mark is for a piece that depends on where rows and columns went.

Reading a part and setting its marks is done once per template, so a document costs only the filling of the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from ....problem import Place, Problems, problem
from ...package import Part
from ..document.beside import SideBySide
from ..document.columns import columns_moved
from ..document.layout import Layout, Path
from ..document.sheets import Sheets, in_formula
from ..formula import MAX_COLUMN, Formula, Interrupted, Reference, cell_columns, column_letters
from ..sheet.sheet import Sheet
from ..sheet.strings import escape
from .ranges import Seen, columns_of, nowhere
from .reach import Reach

if TYPE_CHECKING:
    from lxml import etree

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Turn(NamedTuple):
    """Which copy of something that stands in blocks: the turn of each block around it, and its number from 0."""

    path: Path = ()  # of the blocks of rows
    number: int = 0
    across: Path = ()  # of the blocks of columns
    said: tuple[str, ...] = ()  # what its marks say, where that is known already


Piece = Callable[[Sheets, Turn], str]  # what a mark becomes in a document
LongPiece = Callable[[Sheets, Turn], Iterator[str]]  # the rows of a sheet, which may be many
OUTSIDE = Turn()  # of what stands in no block


class Frame:
    """XML with marks, and for each mark what it becomes."""

    def __init__(self) -> None:
        self._pieces: list[Piece | LongPiece] = []
        self._texts: list[str] = []

    @property
    def is_marked(self) -> bool:
        """Whether anything in it depends on the document."""
        return bool(self._pieces)

    def mark(self, piece: Piece | LongPiece) -> str:
        self._pieces.append(piece)
        return f"\ufdd0{len(self._pieces) - 1}\ufdd1"

    def formula(self, stand: Stand, text: str) -> str:
        """A mark for a formula of something that stands there, if it has references."""
        formula = Formula(text)
        if not formula.references:
            return text
        return self.mark(lambda sheets, turn: quoted(moved(formula, sheets, stand, turn)))

    def replace(self, element: etree._Element, piece: Piece) -> None:
        """Put a mark for `piece` where `element` stands."""
        above, parent = element.getprevious(), element.getparent()
        text = self.mark(piece) + (element.tail or "")
        if above is None:
            parent.text = (parent.text or "") + text
        else:
            above.tail = (above.tail or "") + text
        parent.remove(element)

    def close(self, root: etree._Element) -> Frame:
        """Take the text of `root`, a part or an element in one, once all marks stand in it."""
        from lxml import etree

        text, parent = etree.tostring(root, encoding="unicode", with_tail=False), root.getparent()
        head, end, rest = text.partition(">")
        for prefix, space in ({} if parent is None else parent.nsmap).items():  # declared around it already
            head = head.replace(f' xmlns{":" + prefix if prefix else ""}="{space}"', "")
        self._texts = _MARK.split(head + end + rest)
        return self

    def text(self, sheets: Sheets, turn: Turn = OUTSIDE) -> str:
        return "".join(self._filled(sheets, turn))

    def write(self, sheets: Sheets) -> Part:
        """The part of a document."""
        return Part.write(chain([_DECLARATION], self._filled(sheets, OUTSIDE)))

    def _filled(self, sheets: Sheets, turn: Turn) -> Iterator[str]:
        for index, text in enumerate(self._texts):
            try:
                piece = self._pieces[int(text)](sheets, turn) if index % 2 else text
            except Problems as refused:  # all of a document are told together
                sheets.refused.update(dict.fromkeys(refused.problems))
                continue
            if isinstance(piece, str):
                yield piece
            else:
                yield from piece


@dataclass(frozen=True, slots=True)
class Stand:
    """What something stands on in sheet `sheet`; it is there once for every turn of the blocks around all of it."""

    sheet: str
    place: Place
    rows: Reach
    columns: Reach

    @classmethod
    def on(cls, sheet: Sheet, first: int, last: int, left: int = 1, right: int = MAX_COLUMN) -> Stand:
        place = sheet.place(f"{column_letters(left)}{first}")
        return cls(
            sheet.name, place, Reach.of_rows(sheet, first, last, left, right), Reach.of_columns(sheet, left, right)
        )

    @classmethod
    def of(cls, sheet: Sheet, cells: Reference, first: int = 0) -> Stand:
        """The stand of some cells, from their row `first` on."""
        columns = cell_columns(cells)
        return cls.on(sheet, first or cells.first.row, cells.bottom, *columns)

    @property
    def is_gone(self) -> bool:
        return self.rows.is_gone or self.columns.is_gone

    @property
    def is_moved(self) -> bool:
        return self.rows.is_moved or self.columns.is_moved

    @property
    def is_repeated(self) -> bool:
        """Whether a document may have it several times."""
        return bool(self.rows.depth or self.columns.depth)

    def layout(self, sheets: Sheets) -> Layout | SideBySide:
        """Where the rows are, in these columns."""
        columns = self.across(sheets).span(self.columns.first, self.columns.last) or (1, 1)
        return sheets[self.sheet].layout(*columns)

    def across(self, sheets: Sheets) -> Layout:
        """Where the columns are."""
        return sheets[self.sheet].columns or STILL

    def span(self, sheets: Sheets, turn: Turn) -> tuple[int, int] | None:
        """First and last row in a document; None where a condition left all of them out."""
        return self.layout(sheets).span(self.rows.first, self.rows.last, self.rows.chain, turn.path)

    def width(self, sheets: Sheets, turn: Turn) -> tuple[int, int] | None:
        """First and last column in a document; None where a condition left all of them out."""
        return self.across(sheets).span(self.columns.first, self.columns.last, self.columns.chain, turn.across)

    def cells(self, reference: Reference, sheets: Sheets, turn: Turn) -> str:
        """Where the cells `reference`, on which it stands, are; where they were if they are no more."""
        rows = self.span(sheets, turn) or (self.rows.first, self.rows.last)
        return reference.over(*(self.width(sheets, turn) or (self.columns.first, self.columns.last))).at(*rows)

    def seen_from(self, turn: Turn) -> Seen:
        """From where a formula in it is meant."""
        return Seen(self.rows.chain, turn.path, self.columns.chain, turn.across)

    def turns(self, sheets: Sheets) -> Iterator[Turn]:
        """The turns in which there is something to stand on, row by row."""
        down = self.layout(sheets).turns(self.rows.first, self.rows.last, self.rows.depth)
        across = self.across(sheets).turns(self.columns.first, self.columns.last, self.columns.depth)
        for number, (path, column) in enumerate(product(down, across)):
            turn = Turn(path, number, column)
            if self.span(sheets, turn) and self.width(sheets, turn):
                yield turn

    def copies(self, frame: Frame) -> Piece:
        """The piece that is `frame` once for every turn."""
        return lambda sheets, _: "".join([frame.text(sheets, turn) for turn in self.turns(sheets)])


def or_problem(piece: Piece, place: Place, formula: str) -> Piece:
    """`piece`, but a problem where the formula at `place` takes one range and there are several now."""

    def checked(sheets: Sheets, turn: Turn) -> str:
        try:
            return piece(sheets, turn)
        except Interrupted as error:
            raise interrupted(place, formula, error) from None

    return checked


def interrupted(place: Place, formula: str, error: Interrupted) -> Problems:
    """The problem that `formula` at `place` takes one range and there are several now."""
    return Problems([problem(error.kind, place, formula=formula)])


STILL = Layout([()], (), MAX_COLUMN)  # columns that stay where they are


def quoted(text: str) -> str:
    """`text` for an attribute or element."""
    return escape(text).replace('"', "&quot;")


def moved(formula: Formula, sheets: Sheets, stand: Stand, turn: Turn) -> str:
    """The formula of something outside the cells, for where rows and columns are now; Problems if it cannot say it."""
    own = stand.sheet
    seen = stand.seen_from(turn)

    def write(reference: Reference) -> str:
        meant = sheets.meant(reference, own, seen.chain, seen.path)
        if any(each.spans for each in meant):
            return in_formula(meant, reference, in_cell=False)
        return meant[0].reference.nowhere if meant else "#REF!"

    def nothing(reference: Reference) -> str:
        return nowhere(reference, sheets, own, seen)

    columns = columns_of(sheets)
    try:
        if columns:
            formula = columns_moved(formula, columns, own, seen.across, seen.column, nothing)
        return formula.moved(write)
    except Interrupted as error:
        raise interrupted(stand.place, formula.text, error) from None
