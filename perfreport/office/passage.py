"""A text of a finished document and where it stands, as a reader of the document sees both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Passage(NamedTuple):
    """A paragraph or a cell that says something.

    `spot` is the place as problems name it: 第3段, 表2 第3行第4列, 页眉 第1段, 工作表!C5. A cell has `width` columns of
    the table's grid, the first is `column`, counted from 1. The paragraphs of a cell are one text, parted by line
    breaks.
    """

    spot: str
    text: str
    column: int = 0
    width: int = 1


class Row(NamedTuple):
    """The cells of a row of a table or sheet that say something; or a paragraph, which is in no table: ""."""

    table: str
    passages: list[Passage]


Cell = tuple[int | str, int, int]
"""How its row counts or calls a cell, its first column of the grid, and how many it has."""


class Line(NamedTuple):
    """A row as it is read: the texts, each with its cell. Places are put into words only where they are asked for."""

    table: str
    texts: Sequence[str]
    cells: Sequence[Cell]
    before: str  # what stands before and behind a cell in its place: 表2 第3行第·列, 第·段, 工作表!·5
    behind: str

    def passage(self, at: int) -> Passage:
        """One of the texts, and its place."""
        name, column, width = self.cells[at]
        return Passage(f"{self.before}{name}{self.behind}", self.texts[at], column, width)

    @property
    def row(self) -> Row:
        return Row(self.table, [self.passage(at) for at in range(len(self.texts))])
