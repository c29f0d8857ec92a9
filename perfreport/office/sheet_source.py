"""The Jinja source of a worksheet: it says which template row is written when, and with which values.

The source prints nothing. It calls `layout.Rows`, which takes the rows down; row numbers, merges and heights are
decided when all of them are known.
"""

from __future__ import annotations

from datetime import date, time
from numbers import Number
from typing import Any

from . import dialect
from .dialect import Tag
from .sandbox import as_number, as_text, note
from .sheet import Row, Sheet

CELL_FILTER = "__cell__"
MAX_TEXT, MAX_DIGITS = 32_767, 15  # Excel's limits for a cell


class Source:
    """Jinja source in the making; every tag ends a line, so that a line number names a tag."""

    def __init__(self) -> None:
        self.tags: list[Tag | None] = []
        self._text: list[str] = []

    def add(self, text: str) -> None:
        self._text.append(text)

    def add_tag(self, before: str, inside: str, after: str, tag: Tag) -> None:
        self._text += [before, inside, "\n", after]
        self.tags.append(tag)

    def __str__(self) -> str:
        return "".join(self._text)


def sheet_source(sheet: Sheet) -> Source:
    """The source of a sheet; gives every cell with tags the slot of its first value."""
    source = Source()
    pending: list[int] = []
    for row in sheet.rows:
        if not row.tags and not any(cell.tag or cell.runs for cell in row.cells):
            pending.append(row.number)
            continue
        _add_plain(source, pending)
        if row.tags:
            _add_block(source, row.tags[0])
        else:
            _add_row(source, row)
    _add_plain(source, pending)
    return source


def _add_plain(source: Source, rows: list[int]) -> None:
    if rows:
        source.add(f"{{{{ __rows__({rows[0]}, {rows[-1]}) }}}}")
        rows.clear()


def _add_block(source: Source, tag: Tag) -> None:
    source.add("{{ __begin__() }}" if tag.keyword == "for" else "")
    source.add_tag("{% ", tag.body, "%}", tag)
    source.add({"for": "{{ __turn__() }}", "endfor": "{{ __end__() }}"}.get(tag.keyword, ""))


def _add_row(source: Source, row: Row) -> None:
    slots = 0
    for cell in row.cells:
        cell.slot = slots
        if cell.tag:
            inside = dialect.without_merge(cell.tag)
            source.add_tag(f"{{% set _{slots} = (", inside, f")|{CELL_FILTER} %}}", cell.tag)
        slots += bool(cell.tag)
        for run in cell.runs:
            source.add(f"{{% set _{slots} %}}")
            for piece in run.content:
                _add_piece(source, piece)
            source.add("{% endset %}")
            slots += 1
    values = "".join(f", _{slot}" for slot in range(slots))
    source.add(f"{{{{ __row__({row.number}{values}) }}}}")


def _add_piece(source: Source, piece: str | Tag) -> None:
    if isinstance(piece, str):
        source.add(piece.replace("{", "{{'{'}}").replace("\n", "{{'\\n'}}"))
    elif piece.kind != "#":
        inside = dialect.without_merge(piece) if piece.merges else piece.body
        source.add_tag("{" + piece.kind + " ", inside, ("}" if piece.kind == "{" else "%") + "}", piece)


def cell_value(value: Any) -> Any:
    """A tag's value as a cell takes it: Decimal, bool, date or time, else text; what no cell can hold is noted."""
    if isinstance(value, (bool, date, time)):
        return value
    if isinstance(value, Number):
        number = as_number(value)
        if number is not None and number.adjusted() >= MAX_DIGITS:
            note("render.too-many-digits", value=value)
        return number
    text = as_text(value)
    if len(text) > MAX_TEXT:
        note("render.too-long", length=len(text))
    return text
