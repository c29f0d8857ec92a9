"""Figures in tables: by the label of their row and the head of their column, or a label with its value beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from perfreport.agreement.figure import OFFICIAL, SCORE, TOTAL, Figure
from perfreport.agreement.figures import Figures
from perfreport.agreement.prose import statements
from perfreport.agreement.statement import NUMBER, Said, Statement, number_in
from perfreport.agreement.words import ALIKE, WITHOUT_MONEY, label_of
from perfreport.office.texts import Line

_VALUE = re.compile(rf"({NUMBER})\s*(万元|亿元|元|[%％]|分|人|名|个|年)?度?")
_SAME_NAME = (TOTAL, OFFICIAL, SCORE)  # all of them end in a row called 合计

Head = tuple[str, str]
"""What a column holds, and the unit of its amounts of money."""
_NO_HEAD = "", ""
KnownRows = dict[tuple[object, ...], Said]
"""What was said by the rows of one bureau's tables: the same table may stand in several of its documents."""


@lru_cache(maxsize=3_000)
def _value(text: str) -> tuple[Decimal, str] | None:
    """The number of a cell that holds nothing else, and its unit."""
    found = _VALUE.fullmatch(text.strip())
    return (number_in(found[1]), (found[2] or "").replace("％", "%")) if found else None


class Table:
    """Finds the figures in a table while its rows go by: it knows what heads the columns so far, and units of money."""

    def __init__(self, figures: Figures, unit: str, known: KnownRows) -> None:
        self._figures, self._unit, self._known = figures, unit, known
        self._heads: dict[int, Head] = {}  # by column
        self._strange = 0  # so many more rows below the heads have other numbers than have figures

    def said(self, line: Line) -> Said:
        """What a row says."""
        has_numbers = any(map(str.isascii, line.texts))
        if not has_numbers:  # as heads have none
            self._note(line)
        names, found = self._figures.rows, self._heads
        heads = [
            _NO_HEAD if text in names else found.get(column, _NO_HEAD)
            for text, (_, column, _) in zip(line.texts, line.cells, strict=True)
        ]
        row = *line.texts, *heads, self._strange > 0
        if row not in self._known:
            self._known[row] = list(self._statements(line.texts, heads))
        said = self._known[row]
        if has_numbers:
            self._strange += -1 if said else 1
        return said

    def _note(self, line: Line) -> None:
        """Heads, each over one or several columns; the first unit is the table's where nothing else is said."""
        labels = list(map(label_of, line.texts))
        self._unit = self._unit or next((label.unit for label in labels if label.unit), "")
        for label, (_, first, width) in zip(labels, line.cells, strict=True):
            if label.head or label.unit:
                for column in range(first, first + width):
                    head, unit = self._heads.get(column, _NO_HEAD)
                    head, unit = label.head or head, label.unit or unit or self._unit
                    self._heads[column] = head, "" if head in WITHOUT_MONEY else unit
                    self._strange = 0

    def _statements(self, texts: Sequence[str], heads: Sequence[Head]) -> Iterator[tuple[int, Statement]]:
        names: list[str] = []
        rows = self._figures.rows
        before = ""  # the label in the cell before
        for at, (text, (head, unit)) in enumerate(zip(texts, heads, strict=True)):
            row = ""
            if not text.isascii():
                row = label_of(text).row
                for own in statements(text, "", self._figures, is_cell=True):
                    yield at, own
            figures = self._at(names, head) if names and head else ()
            if before and not head:  # a label that has one value, and the value
                figures = self._figures(before, before)
            if figures and (statement := _stated(text, unit or self._unit, figures)):
                yield at, statement
            if name := text if text in rows else row:
                names.append(name)
            before = row

    def _at(self, names: Sequence[str], column: str) -> Sequence[Figure]:
        """The figures of the nearest name that has some in this column; the sum of other numbers is none of them."""
        for name in reversed(names):
            if name == TOTAL and self._strange > 0:
                continue
            own = self._figures(name, column)
            if own and name != TOTAL:
                return own
            columns = (column,) if own else (column, *ALIKE.get(column, ()))
            rows = _SAME_NAME if name == TOTAL else (name,)
            if found := [figure for row in rows for one in columns for figure in self._figures(row, one)]:
                return found
        return ()


def _stated(text: str, unit: str, figures: Sequence[Figure]) -> Statement | None:
    """What a cell says of `figures`; `unit` is that of money."""
    kind = figures[0].kind
    if kind == "text":
        return Statement.about(figures, text, None, text)
    if not (value := _value(text)):
        return None
    number, own = value
    return Statement.about(figures, text, number, own or (unit if kind == "money" else ""))
