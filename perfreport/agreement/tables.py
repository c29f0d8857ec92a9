"""Figures in tables: by the label of their row and the head of their column, or a label with its value beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise

from perfreport.agreement.figures import OFFICIAL, SCORE, TOTAL, Figure, Figures
from perfreport.agreement.statement import NUMBER, Statement, number_in
from perfreport.agreement.words import ALIKE, column_of, row_of, unit_in
from perfreport.office.passage import Passage

_VALUE = re.compile(rf"({NUMBER})\s*(万元|亿元|元|[%％]|分|人|名|个|年)?度?")


@lru_cache(maxsize=8192)
def _value(text: str) -> tuple[Decimal, str] | None:
    """The number of a cell that holds nothing else, and its unit."""
    found = _VALUE.fullmatch(text.strip())
    return (number_in(found[1]), (found[2] or "").replace("％", "%")) if found else None


class Table:
    """Finds the figures in a table while its rows go by: it knows what heads the columns so far, and units of money."""

    def __init__(self, figures: Figures, unit: str = "") -> None:
        self._figures = figures
        self._heads: dict[int, str] = {}
        self._units: dict[int, str] = {}
        self._unit = unit

    def statements(self, cells: Iterable[Passage]) -> Iterator[tuple[Passage, Statement]]:
        """What each cell says that has a row and a column."""
        for _, row in groupby(cells, key=lambda cell: cell.row):
            yield from self._of_row(list(row))

    def _of_row(self, cells: Sequence[Passage]) -> Iterator[tuple[Passage, Statement]]:
        names: list[str] = []
        for cell in cells:
            if column := column_of(cell.text) or row_of(cell.text):
                self._head(cell, column)
            if unit := unit_in(cell.text):
                self._note_unit(cell, unit)
            column = self._heads.get(cell.column, "")
            figures = self._at(names, column) if names and column else []
            if figures and (statement := self._statement(cell, figures)):
                yield cell, statement
            if name := self._name(cell.text):
                names.append(name)
        yield from self._beside(cells)

    def _name(self, text: str) -> str:
        return text if text in self._figures.rows else row_of(text)

    def _head(self, cell: Passage, column: str) -> None:
        for number in range(cell.column, cell.column + cell.width):
            self._heads[number] = column

    def _note_unit(self, cell: Passage, unit: str) -> None:
        """A unit said over several columns; the first one is that of the whole table where nothing else is said."""
        self._unit = self._unit or unit
        for number in range(cell.column, cell.column + cell.width):
            self._units[number] = unit

    def _at(self, names: Sequence[str], column: str) -> list[Figure]:
        """The figures of the nearest name that has some in this column."""
        for name in reversed(names):
            rows = (TOTAL, OFFICIAL, SCORE) if name == TOTAL else (name,)  # all of them end in a row called 合计
            for columns in ((column,), ALIKE.get(column, ())):
                if found := [each for row in rows for one in columns for each in self._figures(row, one)]:
                    return found
        return []

    def _statement(self, cell: Passage, figures: Sequence[Figure]) -> Statement | None:
        kinds = {figure.kind for figure in figures}
        if kinds == {"text"}:
            return Statement(cell.text, None, cell.text, figures)
        if not (value := _value(cell.text)):
            return None
        number, unit = value
        if "money" in kinds and not unit:
            unit = self._units.get(cell.column, self._unit)
        return Statement(cell.text, number, unit, figures)

    def _beside(self, cells: Sequence[Passage]) -> Iterator[tuple[Passage, Statement]]:
        """A label that has one value, with the value in the next cell."""
        for label, cell in pairwise(cells):
            name = row_of(label.text)
            figures = self._figures(name, name) if name else []
            if figures and (statement := self._statement(cell, figures)) and cell.column not in self._heads:
                yield cell, statement
