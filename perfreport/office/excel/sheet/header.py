"""Tags in the headers and footers of a worksheet, which are rendered with its rows.

Excel reads codes in such a text: &L and &R begin a part, &12 is a size, && is the sign itself. A value never is a code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Context

from ....problem import Place, Problem, problem
from ... import dialect
from ...dialect import TAG, Tag
from ...findings import note
from ...printing import as_text
from .strings import escape
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

    from ..around.frame import Frame, Piece
    from ..source import Source

NAMES = {
    f"{S}oddHeader": "页眉",
    f"{S}oddFooter": "页脚",
    f"{S}evenHeader": "偶数页页眉",
    f"{S}evenFooter": "偶数页页脚",
    f"{S}firstHeader": "首页页眉",
    f"{S}firstFooter": "首页页脚",
}
MAX_LENGTH = 255  # characters, codes included; Excel's limit
_EDGE = "\ufdd2"  # in a text: a tag begins or ends here; no value can hold it
# a code at the edge of a tag that would take what follows for a part of itself
_CODE = re.compile(f"&&|(?P<size>&\\d+){_EDGE}+(?=\\d)|(?P<page>&P){_EDGE}+(?=[+-])|(?P<sign>&)(?={_EDGE})")


@dataclass(frozen=True, slots=True)
class Header:
    """A header or footer with tags: the name of its element, its text in pieces."""

    name: str
    pieces: list[str | Tag]

    @property
    def tags(self) -> list[Tag]:
        return [piece for piece in self.pieces if isinstance(piece, Tag)]


def read_headers(root: etree._Element, place: Callable[[str], Place]) -> tuple[list[Header], list[Problem]]:
    """The headers and footers of a worksheet that have tags, and what is wrong with the form of all of them."""
    found, faults = [], []
    for element in root.iterfind(f"{S}headerFooter/*"):
        text, at = dialect.half_width(element.text or ""), place(NAMES.get(element.tag, "页眉"))
        faults += dialect.stray_openings(text, at)
        if TAG.search(text):
            found.append(Header(element.tag, list(_pieces(text, at))))
    return found, faults + [fault for header in found for fault in _out_of_place(header)]


def _pieces(text: str, place: Place) -> Iterator[str | Tag]:
    """A text cut at its tags."""
    for number, piece in enumerate(re.split(f"({TAG.pattern})", text, flags=re.DOTALL)):
        yield Tag(piece.replace("\n", " "), place, str(place)) if number % 2 else piece


def _out_of_place(header: Header) -> Iterator[Problem]:
    """Tags of rows and merges, which a header has none of."""
    for tag in header.tags:
        if tag.scope:
            yield problem("template.not-here", tag.place, what=NAMES[header.name], tag=tag.text)
        elif tag.merges:
            yield problem("template.no-merge-here", tag.place, tag=tag.text)


def add_headers(source: Source, headers: list[Header]) -> None:
    """The source of the headers, behind that of the rows."""
    for header in headers:
        source.add_tag("{%", "set _|__header__", "%}", header.tags[0])
        for piece in header.pieces:
            if isinstance(piece, str):
                source.add_text(piece)
            elif piece.kind == "{":
                source.add_tag(f"{_EDGE}{{{{ (", f"{piece.body})|__in_header__", f"}}}}{_EDGE}", piece)
            elif piece.kind == "%":
                source.add_tag(f"{_EDGE}{{% ", piece.body, f"%}}{_EDGE}", piece)
        source.add("{% endset %}")


def header_filters(copies: str) -> dict[str, Callable[..., Any]]:
    """The filters behind that source; the Rows of all copies of the sheet are in the names as `copies`."""

    @pass_context
    def finish(context: Context, text: str) -> None:
        text = _CODE.sub(_kept_apart, text).replace(_EDGE, "")
        if len(text) > MAX_LENGTH:
            note("render.long-header", length=len(text), most=MAX_LENGTH)
        context.parent[copies][-1].texts.append(text)

    return {"__header__": finish, "__in_header__": lambda value: as_text(value).replace("&", "&&")}


def _kept_apart(found: re.Match[str]) -> str:
    if found["sign"]:
        return "&&"
    code = found["size"] or found["page"]
    return f"{code} " if code else found[0]


def mark_headers(frame: Frame, name: str, headers: list[Header], root: etree._Element) -> None:
    """Put marks for the texts of a document where the headers of sheet `name` stand."""
    for number, header in enumerate(headers):
        root.find(f"{S}headerFooter/{header.name}").text = frame.mark(_text(name, number))


def _text(name: str, number: int) -> Piece:
    return lambda sheets, _: escape(sheets[name].texts[number])
