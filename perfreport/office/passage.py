"""A text of a finished document and where it stands, as a reader of the document sees both."""

from __future__ import annotations

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
