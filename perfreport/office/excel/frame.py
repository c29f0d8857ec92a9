"""Parts of a workbook as text with marks in it; each mark stands for a piece that depends on where rows went.

Reading a part and setting its marks is done once per template, so a document costs only the filling of the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ...problem import Place, Problems, problem
from ..package import Part
from .blocks import Chain, in_common
from .columns import column_areas, columns_moved
from .formula import MAX_COLUMN, Formula, Interrupted, OverSheets, Reference, cell_columns
from .layout import Layout, Path, SideBySide
from .sheet import Sheet
from .sheets import Meant, Sheets, in_formula, over_sheets
from .strings import escape

if TYPE_CHECKING:
    from lxml import etree

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Turn(NamedTuple):
    """Which copy of something that stands in a block: the turn of each block around it, and its number from 0."""

    path: Path = ()
    number: int = 0


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

    def formula(self, own: Sheet, text: str, chain: Chain, spot: str) -> str:
        """A mark for a formula of sheet `own` that stands at `spot` in the blocks `chain`, if it has references."""
        formula = Formula(text)
        if not formula.references:
            return text

        def piece(sheets: Sheets, turn: Turn) -> str:
            return quoted(moved(formula, sheets, own.name, chain, turn.path))

        return self.mark(or_problem(piece, own.place(spot), text))

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
            piece = self._pieces[int(text)](sheets, turn) if index % 2 else text
            if isinstance(piece, str):
                yield piece
            else:
                yield from piece


@dataclass(frozen=True, slots=True)
class Stand:
    """The template rows and columns that something stands on, in sheet `sheet`.

    It is there once for every turn of the `depth` outermost of the blocks `chain`, which are around all of them.
    """

    sheet: str
    first: int
    last: int
    left: int
    right: int
    chain: Chain
    depth: int
    is_gone: bool = False  # whether they are rows of tags, which no document has

    @classmethod
    def on(cls, sheet: Sheet, first: int, last: int, left: int = 1, right: int = MAX_COLUMN) -> Stand:
        rows = range(first, min(last, max(len(sheet.rows) + 1, first)) + 1)  # all below are alike
        strips = [sheet.strips[number] for number in sheet.strips_of(left, right)]
        spots = [(strip, row) for strip in strips for row in rows]
        filled = [spot for spot in spots if spot[1] > len(sheet.rows) or spot[1] in spot[0].written]
        chains = [strip.chains[row] if row < len(strip.chains) else () for strip, row in filled or spots]
        depth = in_common(chains) if filled else 0
        return cls(sheet.name, first, last, left, right, chains[0], depth, not filled)

    @classmethod
    def of(cls, sheet: Sheet, cells: Reference, first: int = 0) -> Stand:
        """The stand of some cells, from their row `first` on."""
        columns = cell_columns(cells)
        return cls.on(sheet, first or cells.first.row, cells.bottom, *columns)

    def layout(self, sheets: Sheets) -> Layout | SideBySide:
        """Where the rows are, in these columns."""
        return sheets[self.sheet].layout(self.left, self.right)

    def span(self, sheets: Sheets, turn: Turn) -> tuple[int, int] | None:
        """First and last row in a document; None where a condition left all of them out."""
        return self.layout(sheets).span(self.first, self.last, self.chain, turn.path)

    def turns(self, sheets: Sheets) -> Iterator[Turn]:
        """The turns in which there is something to stand on."""
        for number, path in enumerate(self.layout(sheets).turns(self.first, self.last, self.depth)):
            if self.span(sheets, Turn(path)):
                yield Turn(path, number)

    def copies(self, frame: Frame) -> Piece:
        """The piece that is `frame` once for every turn."""
        return lambda sheets, _: "".join([frame.text(sheets, turn) for turn in self.turns(sheets)])


def or_problem(piece: Piece, place: Place, formula: str) -> Piece:
    """`piece`, but a problem where the formula at `place` takes one range and there are several now."""

    def checked(sheets: Sheets, turn: Turn) -> str:
        try:
            return piece(sheets, turn)
        except Interrupted as error:
            raise Problems([problem(error.kind, place, formula=formula)]) from None

    return checked


def quoted(text: str) -> str:
    """`text` for an attribute or element."""
    return escape(text).replace('"', "&quot;")


def moved(formula: Formula, sheets: Sheets, own: str, chain: Chain = (), path: Path = ()) -> str:
    """A formula that stands outside the cells (of sheet `own`), for where the rows are now.

    It is meant from turn `path` of the blocks `chain`.
    """

    def write(reference: Reference) -> str:
        meant = sheets.meant(reference, own, chain, path)
        if any(each.spans for each in meant):
            return in_formula(meant, reference, in_cell=False)
        return meant[0].reference.nowhere if meant else "#REF!"

    columns = _columns(sheets)
    return (columns_moved(formula, columns, own) if columns else formula).moved(write)


def areas(reference: Reference, sheets: Sheets, own: str = "", chain: Chain = (), path: Path = ()) -> list[str]:
    """The ranges that a range, or all records of a single cell, are now; raises Interrupted for sheets unlike."""
    found = []
    for wide in column_areas(reference, _columns(sheets), own):
        meant = [each for each in sheets.meant(wide, own, chain, path, grows=True) if each.spans]
        if len(meant) > 1:
            if any(each.spans != meant[0].spans for each in meant):
                raise OverSheets
            meant = [Meant(over_sheets(meant), None, meant[0].spans)]
        found += [cells.at(*span) for cells, _, spans in meant for span in spans]
    return found


def around(reference: Reference, sheets: Sheets, own: str, chain: Chain = (), path: Path = ()) -> str:
    """One range around all rows that a reference means now, an empty cell where none are left.

    Raises Interrupted where they are on several sheets.
    """
    meant = [each for each in sheets.meant(reference, own, chain, path, grows=True) if each.spans]
    wide = column_areas(reference, _columns(sheets), own)
    if not wide or not meant:
        return nowhere(reference, sheets, own, chain, path)
    if len(meant) > 1:
        raise OverSheets
    last = wide[-1].last or wide[-1].first
    whole = wide[0] if wide[0].first.column == last.column else replace(wide[0], last=last)
    spans = meant[0].spans
    return replace(whole, prefix=meant[0].reference.prefix).at(spans[0][0], spans[-1][1])


def nowhere(reference: Reference, sheets: Sheets, own: str = "", chain: Chain = (), path: Path = ()) -> str:
    """An empty cell of the sheet that a reference means, if there is one."""
    meant = sheets.meant(reference, own, chain, path)
    return meant[0].reference.nowhere if meant else "#REF!"


def _columns(sheets: Sheets) -> dict[str, Layout]:
    """Where the columns went, of the sheets that have blocks of them."""
    return {name: sheet.columns for name, sheet in sheets.items() if sheet.columns}
