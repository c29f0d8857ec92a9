"""What the tags of a Word part may leave empty that Word calls corrupt, repaired in the rendered text.

That is a row without cells, a table without rows; a cell, header, note or text box that does not end in a paragraph; a
body or control with nothing in it. What the template shows never to be empty is not looked for in its documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ..dialect import Tag
from .places import W

if TYPE_CHECKING:
    from lxml import etree

TagsOf = Callable[["str | None"], "list[Tag]"]  # the tags whose marks stand in a text

_EMPTY_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!<w:tc[ >]|<w:sdt[ >]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>|<w:sdt[ >]).)*?</w:tbl>", re.DOTALL)
_EMPTY_CONTENT = "<w:sdtContent></w:sdtContent>"
_EMPTY_CONTROLS = re.compile(
    rf"(?:(?<=</w:tr>)|(?<=</w:tblGrid>)|(?<=<w:tblGrid/>))(?:<w:sdt>(?:(?!<w:sdt>|<w:sdtContent[/>]).)*{_EMPTY_CONTENT}</w:sdt>)+",
    re.DOTALL,
)
_STORIES = "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"
_STORY = f"(?:{'|'.join(_STORIES)})"
_BOOKMARKS = "(?:<w:bookmark(?:Start|End) [^>]*/>)*"
_CONTROLS_END = "(?:\\s*</w:sdtContent>\\s*</w:sdt>)*"  # what ends in a control ends with what is in that
_NO_PARAGRAPH = re.compile(
    f"(?:<w:{_STORY}(?: [^>]*)?>|</w:tcPr>|<w:tcPr/>|</w:tbl>){_BOOKMARKS}(?={_CONTROLS_END}\\s*</w:{_STORY}>)"
    f"|<w:body>{_BOOKMARKS}(?=\\s*(?:<w:sectPr|</w:body>))"
    f"|<w:sdtContent>{_BOOKMARKS}(?=</w:sdtContent>)"
)
_NO_CONTENT = {W + "bookmarkStart", W + "bookmarkEnd", W + "sectPr"}


class Repair:
    """Gives a rendered part what its tags, whose `scopes` these are, may have left without what it must have."""

    def __init__(self, elements: Collection[etree._Element], tags_of: TagsOf, scopes: Collection[str]) -> None:
        def are_kept(kinds: Collection[str], keep: Callable[[etree._Element, TagsOf], bool]) -> bool:
            names = {W + kind for kind in kinds}
            return all(keep(element, tags_of) for element in elements if element.tag in names)

        self._rows = "tc" in scopes
        self._controls = "tr" in scopes and any(element.tag == W + "sdtContent" for element in elements)
        self._tables = self._rows or ("tr" in scopes and not are_kept(["tbl"], _keeps_row))
        self._paragraphs = "p" in scopes and not (
            are_kept(_STORIES, _ends_in_paragraph) and are_kept(["body", "sdtContent"], _keeps_paragraph)
        )

    def __bool__(self) -> bool:
        return self._rows or self._controls or self._tables or self._paragraphs

    def __call__(self, text: str) -> str:
        whole = text
        if self._rows:
            text = _EMPTY_ROW.sub("", text)
        if self._controls and _EMPTY_CONTENT in text:
            text = _EMPTY_CONTROLS.sub("", text)
        if self._tables and text.count("</w:tr></w:tbl>") < text.count("</w:tbl>"):
            text = _EMPTY_TABLE.sub("", text)
        if self._paragraphs or text is not whole:
            text = _NO_PARAGRAPH.sub(r"\g<0><w:p/>", text)
        return text


def _keeps_row(table: etree._Element, tags_of: TagsOf) -> bool:
    return _keeps_end(table.findall(W + "tr"), tags_of)


def _keeps_paragraph(content: etree._Element, tags_of: TagsOf) -> bool:
    return _keeps_end([child for child in _content(content) if child.tag == W + "p"], tags_of)


def _ends_in_paragraph(story: etree._Element, tags_of: TagsOf) -> bool:
    content = _content(story)
    while content and content[-1].tag == W + "sdt":
        content = [child for inside in content[-1].findall(W + "sdtContent") for child in _content(inside)]
    return bool(content) and content[-1].tag == W + "p" and _stays(content[-1], tags_of)


def _content(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if child.tag not in _NO_CONTENT]


def _keeps_end(alike: list[etree._Element], tags_of: TagsOf) -> bool:
    """Whether the first or the last of rows or paragraphs stays: no block of such can begin before or end behind it."""
    return bool(alike) and (_stays(alike[0], tags_of) or _stays(alike[-1], tags_of))


def _stays(element: etree._Element, tags_of: TagsOf) -> bool:
    """Whether a row or paragraph is none that a tag stands in for, or that may be filled with nothing."""
    scopes = ("p",) if element.tag == W + "p" else ("tr", "tc")
    tags = [tag for text in element.iter(W + "t") for tag in tags_of(text.text)]
    return not any(tag.scope in scopes or (tag.is_prose and "p" in scopes) for tag in tags)
