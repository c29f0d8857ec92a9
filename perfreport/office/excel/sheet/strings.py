"""The shared strings of a workbook: the template's own keep their numbers, a document's are added."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ...package import Part
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
DECLARED = ' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'  # what lxml adds to a piece of XML
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """`text` for an XML element of a workbook, where `_x0041_` would be read as A."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def text_element(text: str) -> str:
    kept = text[:1].isspace() or text[-1:].isspace() or "\n" in text
    return f'<t xml:space="preserve">{escape(text)}</t>' if kept else f"<t>{escape(text)}</t>"


def plain_text(item: etree._Element) -> str:
    """The text of a string item or inline string, its runs joined, phonetic guides left out."""
    text = "".join(t.text or "" for t in item.iter(f"{S}t") if t.getparent().tag != f"{S}rPh")
    return unescaped(text)


def unescaped(text: str) -> str:
    """The text that a workbook's XML means, where `_x000a_` is a line break."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character.isprintable() or character in "\r\n\t" else found[0]


class SharedStrings:
    """The template's strings; those with tags give their places up to the strings of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self.items = [] if root is None else list(root.iterfind(f"{S}si"))
        self.texts = [plain_text(item) for item in self.items]
        self._kept: list[str] = []
        self._free: list[int] = []

    def freeze(self, tagged: set[int]) -> None:
        """Called once all sheets are read: `tagged` are the numbers of the strings that hold tags."""
        from lxml import etree

        self._kept = [
            "<si><t/></si>"
            if number in tagged
            else etree.tostring(item, encoding="unicode", with_tail=False).replace(DECLARED, "")
            for number, item in enumerate(self.items)
        ]
        self._free = sorted(tagged, reverse=True)

    def document(self) -> DocumentStrings:
        return DocumentStrings(list(self._kept), list(self._free))


class DocumentStrings:
    """The strings of one document."""

    def __init__(self, items: list[str], free: list[int]) -> None:
        self._items = items
        self._free = free
        self._plain: dict[str, int] = {}
        self._rich: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of the string `text`."""
        found = self._plain.get(text)
        if found is None:
            found = self._plain[text] = self._add(f"<si>{text_element(text)}</si>")
        return found

    def rich_number(self, runs: str) -> int:
        """The number of the string whose XML is `runs`."""
        found = self._rich.get(runs)
        if found is None:
            found = self._rich[runs] = self._add(f"<si>{runs}</si>")
        return found

    def _add(self, item: str) -> int:
        if self._free:
            number = self._free.pop()
            self._items[number] = item
        else:
            number = len(self._items)
            self._items.append(item)
        return number

    def part(self) -> Part:
        return Part.write(chain([_HEAD], self._items, ["</sst>"]))
