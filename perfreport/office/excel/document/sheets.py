"""The sheets of one document: which of them a reference means, and how it is written.

A sheet of the template may be several in a document, or none ({%sheet for … %}). A reference from one copy to the
sheet itself means that copy. One from elsewhere means the copy of the same record where both are repeated over the
same list; else a range means all copies, a single cell the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Union

from ....problem import Problem
from ..formula import OverSheets, Reference, Spans, cell_columns
from ..sheet.blocks import Chain
from ..sheet.sheet import Sheet
from .layout import Path

if TYPE_CHECKING:
    from .write import SheetDocument

AnySheet = Union["SheetDocument", Sheet]  # Sheet: one that is copied as it lies
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]\d*")
_VALUES = "TRUE", "FALSE"
_MOST_LISTED = 4000  # characters; a formula has 8192 at most


class Meant(NamedTuple):
    """Cells that a reference means: the reference with their sheet's name, the sheet if there is one, the rows."""

    reference: Reference
    sheet: AnySheet | None
    spans: Spans


class Sheets(Mapping[str, "SheetDocument"]):
    """The sheets of a document by their names in the template, as seen from one of them."""

    def __init__(self, copies: dict[str, Sequence[AnySheet]], own: AnySheet | None = None) -> None:
        """`copies` may be filled later."""
        self._copies = copies
        self._own = own
        self.refused: dict[Problem, None] = {}  # what cannot be said where rows and columns are now

    def seen_from(self, own: AnySheet | None) -> Sheets:
        """The same sheets, where `own` is the copy that a reference to its template's sheet means."""
        seen = Sheets(self._copies, own)
        seen.refused = self.refused
        return seen

    def forget(self) -> None:
        """Sheets that mean one another let go, once all is written: they would wait for the garbage collector."""
        every, self._own = self.every, None
        self._copies.clear()
        for sheet in every:
            if not isinstance(sheet, Sheet):
                sheet.forget()

    def __getitem__(self, name: str) -> SheetDocument:
        """The written sheet that a single cell in sheet `name` means."""
        for sheet in self._meant(name, (), (), False):
            if not isinstance(sheet, Sheet):
                return sheet
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._copies if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def every(self) -> list[AnySheet]:
        """All sheets, in the order of the workbook."""
        return [sheet for copies in self._copies.values() for sheet in copies]

    def copies(self, name: str) -> Sequence[AnySheet]:
        """What sheet `name` of the template is in the document."""
        return self._copies.get(name, ())

    def written_copies(self, name: str) -> list[SheetDocument]:
        """Those of them that are written anew."""
        return [copy for copy in self.copies(name) if not isinstance(copy, Sheet)]

    def count(self, name: str) -> int:
        """How many they are; one of a sheet that holds a chart only."""
        return len(self._copies[name]) if name in self._copies else 1

    def are_several(self, reference: Reference) -> bool:
        """Whether a range means cells on several sheets."""
        return len([each for each in self.meant(reference, "", grows=True) if each.spans]) > 1

    def meant(
        self, reference: Reference, own: str, chain: Chain = (), path: Path = (), grows: bool = False
    ) -> list[Meant]:
        """The cells a reference in sheet `own` means, in turn `path` of the blocks `chain` there.

        `grows`: a single cell means all its records, too.
        """
        name = reference.sheet or own
        if name not in self._copies and ":" not in name:  # a sheet of charts, another workbook
            return [Meant(reference, None, _as_it_lies(reference))]
        found = self._meant(name, chain, path, grows or reference.last is not None)
        return [self._cells(sheet, reference, own, chain, path, grows) for sheet in found]

    def _cells(self, sheet: AnySheet, reference: Reference, own: str, chain: Chain, path: Path, grows: bool) -> Meant:
        if reference.prefix and sheet.title != reference.sheet:
            reference = replace(reference, prefix=quoted_name(sheet.title) + "!")
        if isinstance(sheet, Sheet):
            return Meant(reference, sheet, _as_it_lies(reference))
        seen = (chain, path) if sheet.name == own else ((), ())
        return Meant(reference, sheet, sheet.layout(*cell_columns(reference)).resolve(reference, *seen, grows=grows))

    def _meant(self, name: str, chain: Chain, path: Path, grows: bool) -> Sequence[AnySheet]:
        if ":" in name and name not in self._copies:
            return self._row_of_sheets(name)
        copies = self._copies.get(name, ())
        if self._own and self._own.name == name:
            return [self._own]
        number = self._record(copies, chain, path)
        if number is not None:
            return copies[number : number + 1]
        return copies if grows else copies[:1]

    def _row_of_sheets(self, name: str) -> list[AnySheet]:
        """一月:三月, all sheets from one to another."""
        names = list(self._copies)
        ends = [names.index(end) for end in name.split(":") if end in names]
        if len(ends) < 2:
            return []
        return [sheet for each in names[min(ends) : max(ends) + 1] for sheet in self._copies[each]]

    def _record(self, copies: Sequence[AnySheet], chain: Chain, path: Path) -> int | None:
        """Which of the copies belongs to the record that is being written, None if that cannot be said."""
        over = copies[0].over if copies else ""
        if not over:
            return None
        turns = [turn for block, turn in zip(chain, path, strict=False) if block.over == over]
        if turns:
            return turns[-1]
        return self._own.number if self._own and self._own.over == over else None


def _as_it_lies(reference: Reference) -> Spans:
    return [(reference.first.row, reference.bottom)]


def in_formula(meant: Sequence[Meant], reference: Reference, in_cell: bool = True) -> str:
    """What a formula says in the place of `reference`; raises Interrupted where it cannot say so much.

    `in_cell`: elsewhere, in formats and validations, Excel takes no range over sheets.
    """
    if not meant:  # no sheet is left
        return "0" if reference.in_formula(()) == "0" else "#REF!"
    if len(meant) == 1:
        return meant[0].reference.in_formula(meant[0].spans)
    there = [each for each in meant if each.spans]
    if not there:
        return meant[0].reference.in_formula(())
    spots = [(each.reference, span) for each in there for span in each.spans]
    listed = ",".join([cells.at(*span) for cells, span in spots])
    can_list = reference.takes_areas(len(spots))
    if in_cell and reference.takes_sheets and len(there) == len(meant) and _are_alike(there):
        over = over_sheets(there)
        if _is_read_everywhere(over) or not can_list or len(listed) > _MOST_LISTED:
            return over.in_formula(there[0].spans)
    if not can_list:
        raise OverSheets
    return listed


def _is_read_everywhere(over: Reference) -> bool:
    """Whether LibreOffice, too, knows a range over sheets: without quotes, and not of whole columns or rows."""
    return bool(over.prefix[0] != "'" and over.first.row and over.first.column)


def _are_alike(meant: Sequence[Meant]) -> bool:
    return all(each.spans == meant[0].spans for each in meant)


def over_sheets(meant: Sequence[Meant]) -> Reference:
    """One reference from the first to the last of several sheets: 一月:三月!B4."""
    titles = [each.sheet.title for each in (meant[0], meant[-1]) if each.sheet]
    name = ":".join(titles)
    if any(quoted_name(title) != title for title in titles):
        name = "'{}'".format(name.replace("'", "''"))
    return replace(meant[0].reference, prefix=f"{name}!")


def quoted_name(title: str) -> str:
    """A sheet's name as formulas write it."""
    if _PLAIN_NAME.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title) and title.upper() not in _VALUES:
        return title
    return "'{}'".format(title.replace("'", "''"))
