"""Parts of a workbook as text with marks in it; each mark stands for a piece that depends on where rows went.

Reading a part and setting its marks is done once per template, so a document costs only the filling of the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from .columns import column_areas, columns_moved
from .formula import Formula, Reference, Spans
from .layout import Layout, Path
from .sheet import Sheet
from .strings import escape
from .write import SheetDocument

if TYPE_CHECKING:
    from lxml import etree

Sheets = Mapping[str, SheetDocument]  # the sheets of one document that are written, by name

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Turn(NamedTuple):
    """Which copy of something that stands in a block: the turn of each block around it, and its number from 0."""

    path: Path = ()
    number: int = 0


Piece = Callable[[Sheets, Turn], str]  # what a mark becomes in a document
OUTSIDE = Turn()  # of what stands in no block


class Frame:
    """XML with marks, and for each mark what it becomes."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._texts: list[str] = []

    @property
    def is_marked(self) -> bool:
        """Whether anything in it depends on the document."""
        return bool(self._pieces)

    def mark(self, piece: Piece) -> str:
        self._pieces.append(piece)
        return f"\ufdd0{len(self._pieces) - 1}\ufdd1"

    def formula(self, own: str, text: str, row: int) -> str:
        """A mark for a formula of sheet `own` that is meant from `row`; the text itself where it has no references."""
        formula = Formula(text)
        if not formula.references:
            return text
        return self.mark(lambda sheets, turn: quoted(moved(formula, sheets, own, row, turn.path)))

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
        pieces = [self._pieces[int(text)](sheets, turn) if i % 2 else text for i, text in enumerate(self._texts)]
        return "".join(pieces)

    def write(self, sheets: Sheets) -> bytes:
        return (_DECLARATION + self.text(sheets)).encode()


@dataclass(frozen=True, slots=True)
class Stand:
    """The template rows that something stands on, in sheet `sheet`.

    It is there once for every turn of the `depth` blocks around all of them, as seen from row `source`.
    """

    sheet: str
    first: int
    last: int
    source: int
    depth: int

    @classmethod
    def on(cls, sheet: Sheet, first: int, last: int) -> Stand:
        rows = range(first, min(last, max(len(sheet.rows) + 1, first)) + 1)  # all below are alike
        filled = [row for row in rows if row > len(sheet.rows) or not sheet.rows[row - 1].tags]
        chains = [chain_of(sheet, row) for row in filled or rows]
        depth = 0
        while all(len(chain) > depth and chain[depth] == chains[0][depth] for chain in chains):
            depth += 1
        return cls(sheet.name, first, last, (filled or rows)[0], depth if filled else 0)

    def span(self, sheets: Sheets, turn: Turn) -> tuple[int, int] | None:
        """First and last row in a document; None where a condition left all of them out."""
        return sheets[self.sheet].layout.span(self.first, self.last, self.source, turn.path)

    def turns(self, sheets: Sheets) -> Iterator[Turn]:
        """The turns in which there is something to stand on."""
        paths: list[Path] = [()]
        if self.depth:
            written = sheets[self.sheet].layout.written
            found = (row.path[: self.depth] for row in written if self.first <= row.source <= self.last)
            paths = [path for path in dict.fromkeys(found) if len(path) == self.depth]
        for number, path in enumerate(paths):
            if self.span(sheets, Turn(path)):
                yield Turn(path, number)

    def copies(self, frame: Frame) -> Piece:
        """The piece that is `frame` once for every turn."""
        return lambda sheets, _: "".join([frame.text(sheets, turn) for turn in self.turns(sheets)])


def chain_of(sheet: Sheet, row: int) -> tuple[int, ...]:
    """The blocks around a template row."""
    return sheet.chains[row] if row < len(sheet.chains) else ()


def quoted(text: str) -> str:
    """`text` for an attribute or element."""
    return escape(text).replace('"', "&quot;")


def moved(formula: Formula, sheets: Sheets, own: str, row: int = 0, path: Path = ()) -> str:
    """A formula that stands outside the cells (of sheet `own`), for where the rows are now.

    `row` is the template row its relative references are meant from, `path` the record.
    """

    def write(reference: Reference) -> str:
        spans = _spans(reference, sheets, own, row, path)
        return reference.in_formula(spans) if spans else reference.nowhere

    columns = _columns(sheets)
    return (columns_moved(formula, columns, own) if columns else formula).moved(write)


def areas(reference: Reference, sheets: Sheets, own: str = "") -> list[str]:
    """The ranges that a range, or all records of a single cell, are now."""
    wide = column_areas(reference, _columns(sheets), own)
    return [each.at(*span) for each in wide for span in spans(each, sheets, own)]


def spans(reference: Reference, sheets: Sheets, own: str = "") -> Spans:
    """The rows that a range, or all records of a single cell, are now."""
    return _spans(reference, sheets, own, grows=True)


def around(reference: Reference, sheets: Sheets, own: str, row: int = 0, path: Path = ()) -> str:
    """One range around all rows that a reference means now, an empty cell where none are left."""
    found = _spans(reference, sheets, own, row, path, grows=True)
    wide = column_areas(reference, _columns(sheets), own)
    if not found or not wide:
        return reference.nowhere
    last = wide[-1].last or wide[-1].first
    whole = wide[0] if wide[0].first.column == last.column else replace(wide[0], last=last)
    return whole.at(found[0][0], found[-1][1])


def _columns(sheets: Sheets) -> dict[str, Layout]:
    """Where the columns went, of the sheets that have blocks of them."""
    return {name: sheet.columns for name, sheet in sheets.items() if sheet.columns}


def _spans(reference: Reference, sheets: Sheets, own: str, row: int = 0, path: Path = (), grows: bool = False) -> Spans:
    sheet = sheets.get(reference.sheet or own)
    if sheet is None:  # a sheet that is copied as it lies
        return [(reference.first.row, reference.bottom)]
    is_own = reference.sheet in ("", own)
    return sheet.layout.resolve(reference, row if is_own else 0, path if is_own else (), grows=grows)
