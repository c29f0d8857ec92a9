"""The Jinja source of a worksheet: it says which template row is written when, and with which values.

The source prints nothing. It tells `layout.Rows`, which takes the rows down; row numbers, merges and heights are
decided when all of them are known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from numbers import Number
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from .. import dialect
from ..dialect import Tag
from ..findings import note
from ..link import Link
from ..picture import Picture
from ..printing import NOT_AS_IT_IS, as_number, as_text, duration_text
from .document.layout import Rows
from .document.over import linked, linked_beside
from .sheet.cell import Cell, Row
from .sheet.header import add_headers
from .sheet.lanes import Band, Lane
from .sheet.runs import mark, without_marks
from .sheet.sheet import Sheet

CELL_FILTER, TEXT_FILTER, TITLE_FILTER, COPIES = "__cell__", "__text__", "__title__", "__copies__"
_QUOTED = str.maketrans({"{": "{{'{'}}", "\n": "{{'\\n'}}"})
MAX_TEXT, MAX_DIGITS = 32_767, 15  # Excel's limits for a cell


class Source:
    """Jinja source in the making; every tag begins a line, so that a line number names a tag."""

    def __init__(self) -> None:
        self.tags: list[Tag | None] = [None]
        self._text: list[str] = []

    def add(self, text: str) -> None:
        self._text.append(text)

    def add_text(self, text: str) -> None:
        """`text` as it is, no tag in it."""
        self._text.append(text.translate(_QUOTED))

    def add_tag(self, before: str, inside: str, after: str, tag: Tag) -> None:
        self._text += [before, "\n", inside, after]
        self.tags.append(tag)

    def __str__(self) -> str:
        return "".join(self._text)


def sheet_source(sheet: Sheet) -> Source:
    """The source of a sheet's rows; gives every cell with tags the slot of its value."""
    source = Source()
    _begin_sheet(source, sheet)
    _add_lane(source, sheet, sheet.lane)
    add_headers(source, sheet.headers)
    _end_sheet(source, sheet)
    return source


def _begin_sheet(source: Source, sheet: Sheet) -> None:
    """A sheet begins, once for every turn of its block, under a name that the template may make."""
    if sheet.repeat:
        source.add_tag("{% ", sheet.repeat.body, "%}", sheet.repeat)
    tags = [piece for piece in sheet.title_pieces if isinstance(piece, Tag)]
    if tags:
        source.add_tag("{%", f"set _title|{TITLE_FILTER}", "%}", tags[0])
    else:
        source.add("{% set _title %}")
    for piece in sheet.title_pieces:
        _add_piece(source, piece)
    source.add("{% endset %}")
    source.add(_told(len(sheet.strips), "sheet", "_title"))


def _end_sheet(source: Source, sheet: Sheet) -> None:
    if sheet.repeat:
        source.add_tag("{% ", f"end{sheet.repeat.keyword}", "%}", sheet.repeat)


def _add_lane(source: Source, sheet: Sheet, lane: Lane) -> None:
    pending: list[int] = []
    for entry in lane.entries:
        filled = () if isinstance(entry, Band) else _filled(sheet.rows[entry - 1], lane)
        is_plain = not (isinstance(entry, Band) or entry in lane.tags or filled)
        if not is_plain or (pending and entry != pending[-1] + 1):
            _add_plain(source, pending)
        if isinstance(entry, Band):
            _add_band(source, sheet, entry)
        elif entry in lane.tags:
            _add_block(source, lane.tags[entry])
        elif is_plain:
            pending.append(entry)
        elif sheet.column_tags:
            columns = {column: tag for column, tag in sheet.column_tags.items() if lane.left <= column <= lane.right}
            _add_row_by_columns(source, entry, filled, columns)
        else:
            _add_row(source, entry, filled)
    _add_plain(source, pending)


def _filled(row: Row, lane: Lane) -> list[Cell]:
    """The cells of a lane's row that hold tags."""
    return [cell for cell in row.cells if (cell.tag or cell.runs) and lane.left <= cell.column <= lane.right]


def _add_band(source: Source, sheet: Sheet, band: Band) -> None:
    source.add(_told(0, "band"))
    for lane in band.lanes:
        strips = sheet.strips_of(lane.left, lane.right)
        source.add(_told(strips[0], "lane", str(strips[-1]), str(lane.empty)))
        _add_lane(source, sheet, lane)
    source.add(_told(0, "filled_up"))


def column_source(sheet: Sheet) -> Source:
    """The source of a sheet's columns, for one with blocks of them."""
    source = Source()
    _begin_sheet(source, sheet)
    pending: list[int] = []
    for column in range(1, sheet.columns[1] + 1):
        tag = sheet.column_tags.get(column)
        if tag is None:
            pending.append(column)
            continue
        _add_plain(source, pending)
        _add_block(source, tag)
    _add_plain(source, pending)
    _end_sheet(source, sheet)
    return source


def _add_plain(source: Source, rows: list[int]) -> None:
    if rows:
        source.add(_told(rows[0], "plain", str(rows[-1])))
        rows.clear()


def _add_block(source: Source, tag: Tag) -> None:
    source.add(_told(0, "begin") if tag.keyword == "for" else "")
    source.add_tag("{% ", tag.body, "%}", tag)
    source.add({"for": _told(0, "turn"), "endfor": _told(0, "end")}.get(tag.keyword, ""))


def _add_row(source: Source, number: int, cells: Sequence[Cell]) -> None:
    for slot, cell in enumerate(cells):
        cell.slot = slot
        if cell.tag:
            inside = f"set _{slot} = ({dialect.without_merge(cell.tag)})|{CELL_FILTER}"
            source.add_tag("{%", inside, "%}", cell.tag)
        elif all(_assigns(piece) for run in cell.runs for piece in run.content):
            _add_pieces(source, cell)  # in the sheet itself, so that the cells that follow know the name
            source.add(f"{{% set _{slot} = '' %}}")
        else:
            first = next(piece for run in cell.runs for piece in run.content if isinstance(piece, Tag))
            source.add_tag("{%", f"set _{slot}|{TEXT_FILTER}", "%}", first)
            _add_pieces(source, cell)
            source.add("{% endset %}")
    source.add(_told(number, "row", *(f"_{slot}" for slot in range(len(cells)))))


def _add_row_by_columns(source: Source, number: int, filled: Sequence[Cell], column_tags: Mapping[int, Tag]) -> None:
    """A row whose columns are repeated: its values are put one after the other, in the order of the columns."""
    cells = {cell.column: cell for cell in filled}
    for column in sorted({*cells, *column_tags}):
        if column in column_tags:
            source.add_tag("{% ", column_tags[column].body, "%}", column_tags[column])
        elif tag := cells[column].tag:
            source.add_tag("{%", f"set _ = ({dialect.without_merge(tag)})|{CELL_FILTER}|__put__", "%}", tag)
        else:
            runs = cells[column].runs
            first = next(piece for run in runs for piece in run.content if isinstance(piece, Tag))
            source.add_tag("{%", f"set _|{TEXT_FILTER}|__put__", "%}", first)
            _add_pieces(source, cells[column])
            source.add("{% endset %}")
    source.add(_told(number, "done"))


def _told(number: int, what: str, *more: str) -> str:
    """Source that tells the document's Rows of a row or a block; a filter, for Jinja calls one at no cost."""
    return f"{{% set _ = {number}|__{what}__({', '.join(more)}) %}}"


def rows_filters() -> dict[str, Callable[..., Any]]:
    """The filters behind what the source tells; the Rows of a sheet and its copies are in the document's names."""

    def sheet(context: Context, strips: int, title: str) -> None:
        context.parent[COPIES].append(Rows(strips, title))

    def row(context: Context, number: int, *values: Any) -> None:  # the most frequent, so it takes no detour
        context.parent[COPIES][-1].add(number, values)

    def told(name: str) -> Callable[..., None]:
        def tell(context: Context, *what: Any) -> None:
            getattr(context.parent[COPIES][-1], name)(*what)

        return pass_context(tell)

    others = {f"__{name}__": told(name) for name in "put done plain begin turn end band lane filled_up".split()}
    return {"__sheet__": pass_context(sheet), "__row__": pass_context(row), **others}


def _assigns(piece: str | Tag) -> bool:
    return isinstance(piece, Tag) and piece.keyword == "set" and not piece.opens


def _add_pieces(source: Source, cell: Cell) -> None:
    is_rich = any(run.look for run in cell.runs)
    for number, run in enumerate(cell.runs):
        source.add(mark(number) if is_rich else "")
        for piece in run.content:
            _add_piece(source, piece)
            if is_rich and isinstance(piece, Tag) and piece.kind == "%":
                source.add(mark(number))  # said again, for the tag may have left out what said it before


def _add_piece(source: Source, piece: str | Tag) -> None:
    if isinstance(piece, str):
        source.add_text(piece)
    elif piece.kind != "#":
        inside = dialect.without_merge(piece) if piece.merges else piece.body
        source.add_tag("{" + piece.kind + " ", inside, ("}" if piece.kind == "{" else "%") + "}", piece)


@pass_context
def printed(context: Context, value: Any) -> str:
    """What a tag prints beside other text; a link among it is that of the cell."""
    if type(value) is Link and context.parent[COPIES]:
        context.parent[COPIES][-1].links.append(value)
    return as_text(value)


@pass_context
def cell_value(context: Context, value: Any) -> Any:
    """A tag's value as a cell takes it: Decimal, bool, date or time, link or picture, else text.

    What no cell can hold is noted.
    """
    kind: Any = type(value)
    if kind is str and len(value) < 1000 and (value.isprintable() or not NOT_AS_IT_IS.search(value)):  # nearly all
        return value
    if kind is Decimal:
        return _number(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, (date, time, timedelta)):
        return _moment(value)
    if isinstance(value, Number):
        return _number(value)
    if isinstance(value, Link):
        return linked(context.parent[COPIES][-1], plain_text(as_text(value)), value.address)
    if isinstance(value, Picture):
        context.parent[COPIES][-1].is_laid_over = True
        return value
    return plain_text(as_text(value))


@pass_context
def text_value(context: Context, text: str) -> Any:
    """The text of a cell with text and tags; a link where one was printed in it."""
    rows: Rows = context.parent[COPIES][-1]
    return linked_beside(rows, plain_text(text)) if rows.links else plain_text(text)


def plain_text(text: str) -> str:
    """`text`, noted where it is longer than a cell may be."""
    if len(text) > MAX_TEXT and len(shown := without_marks(text)) > MAX_TEXT:
        note("render.too-long", length=len(shown))
    return text


def _number(value: Any) -> Decimal | None:
    number = as_number(value)
    if number is None:
        return None
    if number and number.adjusted() >= MAX_DIGITS:
        note("render.too-many-digits", value=value)
    return number


def _moment(value: date | time | timedelta) -> date | time | timedelta:
    if isinstance(value, date) and value.year < 1900:
        note("render.too-early", value=value)
    if isinstance(value, timedelta) and value < timedelta():
        note("render.negative-duration", value=duration_text(value))
    return value
