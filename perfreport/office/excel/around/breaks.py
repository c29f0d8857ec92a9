"""Page breaks below rows and beside columns: they follow them, and stand at every record's where that is one's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from ....problem import Problems, problem
from ...dialect import Tag
from ..document.sheets import Sheets
from ..formula import MAX_ROW
from ..sheet.blocks import Chain
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .frame import Frame, Piece, Stand, Turn, quoted
from .reach import Reach

if TYPE_CHECKING:
    from lxml import etree

MAX_BREAKS = 1026  # rows after which Excel begins a page, and as many columns


class _Edge(NamedTuple):
    """An edge of what something stands on: behind its last row or column, or before its first."""

    stand: Stand
    extent: Callable[[Stand, Sheets, Turn], tuple[int, int] | None]
    is_last: bool


def mark_breaks(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """Marks for all page breaks of the worksheet `root`."""
    for name, edge in ("rowBreaks", _below), ("colBreaks", _beside):
        for breaks in root.findall(S + name):
            edges = [edge(sheet, int(element.get("id"))) for element in breaks]
            frame.replace(breaks, _breaks(sheet, name, edges, [dict(element.attrib) for element in breaks]))


def _breaks(sheet: Sheet, name: str, edges: list[_Edge], attributes: list[dict[str, str]]) -> Piece:
    def piece(sheets: Sheets, _: Turn) -> str:
        found = {}
        for edge, values in zip(edges, attributes, strict=True):
            for turn in edge.stand.turns(sheets):
                first, last = edge.extent(edge.stand, sheets, turn) or (1, 0)
                found[last if edge.is_last else first - 1] = values
        return _breaks_xml(sheet, name, {number: values for number, values in sorted(found.items()) if number})

    return piece


def _below(sheet: Sheet, row: int) -> _Edge:
    """What a break below template row `row` stands at.

    Below an opening tag it stands above the record, below a closing one behind all that precedes it in the block.
    """
    tags = sheet.rows[row - 1].tags if row <= len(sheet.rows) else []
    if not tags:
        return _Edge(Stand.on(sheet, row, row), Stand.span, True)
    column, tag = tags[0]
    if tag.opens:
        below = next(number for number in count(row + 1) if not _is_tags(sheet, number))
        return _Edge(Stand.on(sheet, below, below), Stand.span, False)
    chain = _around(sheet.chain(row, column), tag)
    before = Reach.over(chain[-1].first if chain else 1, row, [chain], 1, True)
    return _Edge(replace(Stand.on(sheet, 1, MAX_ROW), rows=before), Stand.span, True)


def _around(chain: Chain, closing: Tag) -> Chain:
    """The loops around a block that is closed."""
    return chain[:-1] if closing.keyword == "endfor" else chain


def _is_tags(sheet: Sheet, row: int) -> bool:
    return row <= len(sheet.rows) and bool(sheet.rows[row - 1].tags)


def _beside(sheet: Sheet, column: int) -> _Edge:
    """What a break to the right of template column `column` stands at; beside tags as below those of rows."""
    tag = sheet.column_tags.get(column)
    if tag is None:
        return _Edge(Stand.on(sheet, 1, MAX_ROW, column, column), Stand.width, True)
    if tag.opens:
        beside = next(number for number in count(column + 1) if number not in sheet.column_tags)
        return _Edge(Stand.on(sheet, 1, MAX_ROW, beside, beside), Stand.width, False)
    chain = _around(sheet.column_chains[column], tag)
    before = Reach.over(chain[-1].first if chain else 1, column, [chain], 1, True)
    return _Edge(replace(Stand.on(sheet, 1, MAX_ROW), columns=before), Stand.width, True)


def _breaks_xml(sheet: Sheet, name: str, breaks: dict[int, dict[str, str]]) -> str:
    if not breaks:
        return ""
    if len(breaks) > MAX_BREAKS:
        words = {"sheet": sheet.name, "count": len(breaks)}
        raise Problems([problem("render.too-many-breaks", sheet.place("A1"), **words)])
    manual = sum(attributes.get("man") in ("1", "true") for attributes in breaks.values())
    texts = [f"<brk{_attributes({**attributes, 'id': str(number)})}/>" for number, attributes in breaks.items()]
    return f'<{name} count="{len(breaks)}" manualBreakCount="{manual}">{"".join(texts)}</{name}>'


def _attributes(values: dict[str, str]) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in values.items()])
