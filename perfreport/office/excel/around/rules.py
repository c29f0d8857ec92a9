"""Rules for cells, conditional formats and validations: they cover all records, and their formulas still mean the same.

A rule's formula is meant from the first of its cells, as in Excel. Where what it means depends on the group a record
lies in (a subtotal, the first of the group's records), every group has a copy of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ....problem import Place
from ..document.layout import Layout, Path
from ..document.sheets import Sheets
from ..formula import End, Formula, Reference, cell_columns, column_letters
from ..sheet.blocks import in_common
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .frame import OUTSIDE, Frame, Piece, Stand, Turn, areas, around, moved, or_problem, quoted

if TYPE_CHECKING:
    from lxml import etree

_RULES = f"{S}conditionalFormatting", f"{S}dataValidation"
_FORMULAS = f"{S}formula", f"{S}formula1", f"{S}formula2"


def mark_rules(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """Marks for the conditional formats and validations of the worksheet `root`."""
    for element in list(root.iter(*_RULES)):
        ranges = [reference for text in element.get("sqref", "").split() for reference in Formula(text).references]
        if ranges:
            _mark_rule(frame, sheet, element, ranges)


def _mark_rule(frame: Frame, sheet: Sheet, element: etree._Element, ranges: Sequence[Reference]) -> None:
    values = element.findall(f".//{S}cfvo[@val]")
    formulas = [formula for formula in element.iter(*_FORMULAS) if formula.text]
    rule = _Rule(sheet, ranges, [*(formula.text or "" for formula in formulas), *(v.get("val", "") for v in values)])
    inner = Frame()
    element.set("sqref", inner.mark(lambda sheets, turn: rule.cells(sheets, turn.path)))
    for formula in formulas:
        text = formula.text or ""
        is_list = element.get("type") == "list"
        formula.text = inner.mark(rule.entries(text) if is_list and _is_range(text) else rule.formula(text))
    for value in values:
        value.set("val", inner.mark(rule.formula(value.get("val", ""))))
    if rule.groups:
        element.getparent().attrib.pop("count", None)  # which need not be said
    inner.close(element)
    frame.replace(element, lambda sheets, _: "".join([inner.text(sheets, turn) for turn in rule.records(sheets)]))


def _is_range(text: str) -> bool:
    parsed = Formula(text)
    return len(parsed.references) == 1 and not parsed.pieces[0] and not parsed.pieces[-1]


class _Rule:
    """The cells of a rule, and the blocks around the groups for which its formulas mean different cells."""

    def __init__(self, sheet: Sheet, ranges: Sequence[Reference], texts: Sequence[str]) -> None:
        self._sheet = sheet
        self._ranges = ranges
        top = min(ranges, key=lambda reference: reference.first.row)
        self._column = cell_columns(top)[0]
        self._first, self._last = top.first.row, top.bottom
        written = sheet.strips[sheet.strips_of(self._column, self._column)[0]].written
        rows = (row for row in range(self._first, min(self._last, len(sheet.rows)) + 1) if row in written)
        self._row = next(rows, self._first)  # rows of tags have no formulas
        columns = (
            column for column in range(self._column, cell_columns(top)[1] + 1) if column not in sheet.column_tags
        )
        column = next(columns, self._column)
        place = sheet.place(f"{column_letters(self._column)}{self._first}")
        self._stand = replace(Stand.on(sheet, self._row, self._row, column, column), place=place)
        self._chain = sheet.chain(self._row, self._column)
        depths = [self._depth(end, column) for text in texts for end, column in self._own_ends(text)]
        self.groups = self._chain[: max(depths, default=0)]

    def _meant(self, text: str) -> Formula:
        """A formula as it is meant from the first row that is written."""
        meant = Formula(text).shifted(self._row - self._first, 0)
        return meant if self._first < self._last else meant.replaced(lambda reference: [self._held(reference)])

    def _held(self, reference: Reference) -> Reference:
        """A reference whose ends outside the record stay where they are in all records, also where no $ says so."""
        is_own, column = reference.sheet in ("", self._sheet.name), cell_columns(reference)[0]

        def held(end: End) -> End:
            shared = in_common([self._chain, self._sheet.chain(end.row, column)]) if is_own else 0
            return replace(end, fixed=True) if shared < len(self._chain) else end

        return replace(reference, first=held(reference.first), last=reference.last and held(reference.last))

    def _own_ends(self, text: str) -> Iterator[tuple[End, int]]:
        """The ends of the formula's references to cells of this sheet, each with its column."""
        for reference in self._meant(text).references:
            if reference.sheet in ("", self._sheet.name):
                for end in (reference.first, reference.last or reference.first):
                    yield end, cell_columns(reference)[0]

    def _depth(self, end: End, column: int) -> int:
        """How many of the blocks around the records need a rule for each of their turns."""
        shared = in_common([self._chain, self._sheet.chain(end.row, column)])
        if shared < len(self._chain):
            return shared
        if end.fixed:  # the first or last record
            return max(shared - 1, 0)
        first, last = sorted((end.row, self._row))
        between = any(first < block.first < last for block in self._sheet.blocks)
        return shared if between else 0  # else it is as many rows away in every record

    def records(self, sheets: Sheets) -> list[Turn]:
        """The first record of each group, or of all; in the first column."""
        across = self._stand.width(sheets, OUTSIDE)
        column = self._stand.across(sheets).path(across[0]) if across else ()
        return [Turn(path, across=column) for path in self._rows(sheets)]

    def _rows(self, sheets: Sheets) -> list[Path]:
        if not self._chain:
            return [()]
        layout = self._stand.layout(sheets)
        assert isinstance(layout, Layout)
        groups = layout.turns(self._first, self._last, len(self.groups))
        spans = [layout.span(self._first, self._last, self.groups, group) for group in groups]
        return [layout.written[span[0] - 1].path for span in spans if span] or [()]

    def cells(self, sheets: Sheets, record: Path) -> str:
        group = record[: len(self.groups)]
        found = [area for each in self._ranges for area in areas(each, sheets, self._sheet.name, self.groups, group)]
        return " ".join(found) or self._ranges[0].nowhere.replace("$", "")

    def formula(self, text: str) -> Piece:
        """A formula as the first record means it."""
        meant = self._meant(text)
        meant.text = text
        return lambda sheets, turn: quoted(moved(meant, sheets, self._stand, turn))

    def entries(self, text: str) -> Piece:
        """The cells that a list to choose from is taken from: all records, though one cell is named."""
        (listed,) = Formula(text).references
        if self._chain:  # they are the same for all
            first, last = replace(listed.first, fixed=True), listed.last and replace(listed.last, fixed=True)
            listed = replace(listed, first=first, last=last)
        return or_problem(lambda sheets, _: quoted(around(listed, sheets, self._sheet.name)), self._place, text)

    @property
    def _place(self) -> Place:
        return self._sheet.place(f"{column_letters(self._column)}{self._first}")
