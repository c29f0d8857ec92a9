"""A text of a finished document and where it stands, as a reader of the document sees both."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """A paragraph or a cell that says something.

    `spot` is the place as problems name it: 第3段, 表2 第3行第4列, 页眉 第1段, 工作表!C5. Of a cell `table` names its
    table or sheet, `row` and `column` count in the table's grid from 1, and `width` columns are its own; a paragraph
    is in no table: "". The paragraphs of a cell are one text, parted by line breaks.
    """

    spot: str
    text: str
    table: str = ""
    row: int = 0
    column: int = 0
    width: int = 1
