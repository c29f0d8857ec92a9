"""What a rule for cells, a conditional format or a validation, means in each of them.

A rule's formulas are meant from the first of its cells, as in Excel: in every cell they mean what one of its own would.
Cells in which they are written alike, seen from there, share one copy of the rule; usually all of them do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ....problem import Problems
from ..document.columns import unmoved
from ..document.layout import Layout, Path
from ..document.merge import Area
from ..document.sheets import Sheets
from ..formula import MAX_COLUMN, MAX_ROW, End, Formula, Interrupted, Reference, cell_columns, column_letters
from ..formula import column_number as number_of
from ..sheet.blocks import Chain, in_common
from ..sheet.sheet import Sheet
from .frame import OUTSIDE, STILL, Stand, Turn, interrupted, moved
from .ranges import areas, nowhere, one_range
from .reach import Reach

Texts = tuple[str, ...]  # the formulas of a rule


class _Line(NamedTuple):
    """A template row, or column, and where it is now; all below the template's last are one."""

    source: int
    first: int
    last: int
    path: Path = ()


class Rule:
    """The cells `ranges` of a rule of `sheet` and its formulas; those of numbers `lists` are cells to choose from."""

    def __init__(
        self, sheet: Sheet, ranges: Sequence[Reference], formulas: Sequence[str], lists: Collection[int] = ()
    ) -> None:
        self._sheet, self._ranges, self._formulas, self._lists = sheet, ranges, formulas, lists
        self._sorted = sorted(ranges, key=lambda cells: cells.first.row)
        self._top, self._left = self._sorted[0].first.row, cell_columns(self._sorted[0])[0]
        self._place = sheet.place(f"{column_letters(self._left)}{self._top}")
        self._meant: dict[tuple[int, int], list[Formula]] = {}
        self.is_alike = not formulas or self._means_the_same()

    def copies(self, sheets: Sheets) -> list[Turn]:
        """What the rule's marks say, for each of its copies: first its cells, then its formulas."""
        if not self.is_alike:
            found = sorted(_copies(self._patches(sheets)), key=lambda copy: copy[0][0])
            copies = [_said([area.text for area, _ in each], each[0][1], n) for n, each in enumerate(found)]
            return copies or [self._gone(sheets)]
        first = next(self._patches(sheets), None)
        cells = [area for each in self._ranges for area in areas(each, sheets, self._sheet.name)]
        return [_said(cells, first[1]) if first else self._gone(sheets)]

    def _gone(self, sheets: Sheets) -> Turn:
        """None of its cells is left."""
        texts = tuple([self._from_outside(Formula(text), sheets) for text in self._formulas])
        return _said([self._ranges[0].nowhere.replace("$", "")], texts)

    def _from_outside(self, formula: Formula, sheets: Sheets) -> str:
        stands = Reach.over(1, 1, [], 1, True)
        try:
            return moved(formula, sheets, Stand(self._sheet.name, self._place, stands, stands), OUTSIDE)
        except Problems:  # in no cell is it asked
            return formula.moved(lambda cells: nowhere(cells, sheets, self._sheet.name))

    # Where it means the same everywhere

    def _means_the_same(self) -> bool:
        """Whether one spelling will do for all cells of any document."""
        if len(self._sheet.strips) > 1:
            return False
        rows, across = self._chains(), [self._chain_across(column) for column in self._columns()]
        references = [(n, each) for n, text in enumerate(self._formulas) for each in Formula(text).references]
        return all(self._is_followed(each, any(rows), any(across), n in self._lists) for n, each in references)

    def _chains(self) -> list[Chain]:
        known = len(self._sheet.rows)
        rows = [row for cells in self._ranges for row in range(cells.first.row, min(cells.bottom, known) + 1)]
        return [self._sheet.chain(row) for row in rows]

    def _columns(self) -> list[int]:
        known = self._sheet.columns[1]
        spans = [cell_columns(cells) for cells in self._ranges]
        return [column for left, right in spans for column in range(left, min(right, known) + 1)]

    def _is_followed(self, cells: Reference, repeats: bool, repeats_across: bool, is_list: bool) -> bool:
        """Whether cells are as far away, or the same, wherever the rule is looked at."""
        if cells.sheet not in ("", self._sheet.name):
            fixed = all(end.fixed and end.column.startswith("$") for end in _ends(cells))
            return fixed and not (repeats or repeats_across)
        return self._goes_along(cells, repeats, is_list) and self._goes_along_across(cells, repeats_across, is_list)

    def _goes_along(self, cells: Reference, repeats: bool, is_list: bool) -> bool:
        fixed = [end.fixed for end in _ends(cells)]
        if not cells.first.row or (cells.first.row == cells.bottom == self._top and not any(fixed)):
            return not (is_list and repeats)
        return all(fixed) and not (repeats and any(map(self._sheet.chain, self._known(cells.first.row, cells.bottom))))

    def _goes_along_across(self, cells: Reference, repeats: bool, is_list: bool) -> bool:
        if not self._sheet.column_tags or not cells.first.column:
            return True
        left, right = cell_columns(cells)
        fixed = [end.column.startswith("$") for end in _ends(cells)]
        if left == right == self._left and not any(fixed):
            return not (is_list and repeats)
        return all(fixed) and not (repeats and any(map(self._chain_across, range(left, right + 1))))

    def _known(self, first: int, last: int) -> range:
        return range(first, min(last, len(self._sheet.rows)) + 1)

    def _chain_across(self, column: int) -> Chain:
        chains = self._sheet.column_chains
        return chains[column] if column < len(chains) else ()

    # What it means from one cell

    def _patches(self, sheets: Sheets) -> Iterator[tuple[Area, Texts]]:
        """All cells, each with the formulas as they are meant there; column by column."""
        document = sheets[self._sheet.name]
        across = document.columns or (STILL if len(self._sheet.strips) == 1 else unmoved(self._sheet))
        for cells in self._sorted:
            for column in _lines(across, *cell_columns(cells), MAX_COLUMN):
                layout = document.layout(column.first, column.first)
                assert isinstance(layout, Layout)  # one column is in one strip
                for row in _lines(layout, cells.first.row, cells.bottom, MAX_ROW):
                    area = Area(row.first, row.last, column.first, column.last)
                    yield area, self._texts(sheets, row, column)

    def _texts(self, sheets: Sheets, row: _Line, column: _Line) -> Texts:
        chains = self._sheet.chain(row.source, column.source), self._chain_across(column.source)
        down, aside = (Reach.over(1, 1, [chain], 1, True) for chain in chains)
        stand, turn = Stand(self._sheet.name, self._place, down, aside), Turn(row.path, across=column.path)
        key = row.source, column.source
        if key not in self._meant:
            self._meant[key] = [self._formula(n, *key, *chains) for n in range(len(self._formulas))]
        formulas = enumerate(self._meant[key])
        return tuple([self._entries(each, sheets, stand, turn) if n in self._lists else
                      moved(each, sheets, stand, turn) for n, each in formulas])  # fmt: skip

    def _formula(self, number: int, row: int, column: int, chain: Chain, across: Chain) -> Formula:
        """A formula of the rule as it is meant from a template cell.

        Ends outside the record stay where they are in all records, also where no $ says so: so these can share a copy.
        """

        def held(end: End, is_own: bool) -> End:
            own, own_across = (chain, across) if is_own else ((), ())
            at = number_of(end.column)
            stays = in_common([own, self._sheet.end_chain(end.row, at or 1)]) < len(chain)
            stays_across = bool(at) and in_common([own_across, self._chain_across(at)]) < len(across)
            letters = "$" + end.column.strip("$") if stays_across else end.column
            return End(letters, end.row, end.fixed or stays or bool(chain and number in self._lists))

        def write(cells: Reference) -> list[Reference]:
            is_own = cells.sheet in ("", self._sheet.name)
            return [replace(cells, first=held(cells.first, is_own), last=cells.last and held(cells.last, is_own))]

        formula = Formula(self._formulas[number]).shifted(row - self._top, column - self._left).replaced(write)
        formula.text = self._formulas[number]
        return formula

    def _entries(self, formula: Formula, sheets: Sheets, stand: Stand, turn: Turn) -> str:
        """The cells that a list to choose from is taken from: all records, though one cell is named."""
        own = self._sheet.name
        try:
            return formula.moved(lambda cells: one_range(cells, sheets, own, stand.seen_from(turn)))
        except Interrupted as error:
            raise interrupted(self._place, formula.text, error) from None


def _said(cells: Sequence[str], texts: Texts, number: int = 0) -> Turn:
    return Turn(number=number, said=(" ".join(cells), *texts))


def _ends(cells: Reference) -> tuple[End, End]:
    return cells.first, cells.last or cells.first


def _lines(layout: Layout, first: int, last: int, most: int) -> Iterator[_Line]:
    """Where template rows, or columns, from `first` to `last` are now, one by one."""
    line = None
    for number, written in enumerate(layout.written, 1):
        if line and written.continues and line.last == number - 1:
            line = line._replace(last=number)
            continue
        if line:
            yield line
        line = _Line(written.source, number, number, written.path) if first <= written.source <= last else None
    if line:
        yield line
    below = max(first, layout.known + 1)
    if below <= last and (span := layout.span(below, last)):
        yield _Line(below, span[0], min(span[1], most))


def _copies(patches: Iterator[tuple[Area, Texts]]) -> Iterator[list[tuple[Area, Texts]]]:
    """Patches whose formulas are written alike, seen from there, together; the first is the one further up and left."""
    alike: dict[tuple[object, ...], list[tuple[Area, Texts]]] = {}
    for area, texts in patches:
        key = tuple(_seen_from(area, text) for text in texts)
        found = alike.setdefault(key, [])
        above = found[-1][0] if found else area
        if (above.bottom + 1, above.left, above.right) == (area.top, area.left, area.right):
            found[-1] = above._replace(bottom=area.bottom), found[-1][1]
        else:
            found.append((area, texts))
    for found in alike.values():
        rest = sorted(_wide(found), key=lambda patch: (patch[0].top, patch[0].left))
        while rest:
            left = rest[0][0].left
            yield [patch for patch in rest if patch[0].left >= left]
            rest = [patch for patch in rest if patch[0].left < left]


def _wide(patches: Sequence[tuple[Area, Texts]]) -> list[tuple[Area, Texts]]:
    """Patches of the same rows side by side are one."""
    found: dict[tuple[int, int, int], tuple[Area, Texts]] = {}  # by their rows and the column they end before
    for area, texts in patches:
        before = found.pop((area.top, area.bottom, area.left), None)
        joined = (before[0]._replace(right=area.right), before[1]) if before else (area, texts)
        found[area.top, area.bottom, area.right + 1] = joined
    return list(found.values())


def _seen_from(area: Area, text: str) -> tuple[object, ...]:
    """A formula with its cells as so many rows and columns away from the first of `area`, but for those with a $."""

    def seen(end: End) -> tuple[object, ...]:
        row = end.row if end.fixed or not end.row else (end.row - area.top,)
        is_still = end.column.startswith("$") or not end.column
        return row, end.column if is_still else number_of(end.column) - area.left

    pieces = Formula(text).pieces
    return tuple([each if isinstance(each, str) else (each.prefix, *map(seen, _ends(each))) for each in pieces])
