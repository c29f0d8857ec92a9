"""What a finished workbook says, and where: cells under their number formats, formulas by their stored results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from html import unescape
from zipfile import ZipFile

from ..package import Package, Part, parsed
from ..passage import Passage
from ..relations import main_part, relations
from .calculation.numberformat import formatted
from .calculation.value import CellError, Unknown, as_text
from .formula import column_number
from .sheet.strings import unescaped
from .sheet.styles import S, Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELL = re.compile(r'<(?:\w+:)?c r="([A-Z]+)([0-9]+)"([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v[^>]*>([^<]*)<")
_ITEM = re.compile(r"<(?:\w+:)?si(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_GUIDE = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)  # how a word is pronounced
_TEXT = re.compile(r"<(?:\w+:)?t(?: [^>]*)?>([^<]*)<")
_INVISIBLE = re.compile(  # of a number format: room for a character, a character that fills the cell, a colour
    r'("[^"]*"|\\.)|[_*].'
    r"|\[(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色|蓝色|绿色|红色|白色|黄色)\]"
)
_STYLE, _KIND = re.compile(r' s="(\d+)"'), re.compile(r' t="(\w+)"')


def excel_passages(archive: ZipFile) -> Iterator[Passage]:
    """The cells of an .xlsx that say something, sheet by sheet in their order."""
    package = _Links(archive)
    texts = [_plain(item) for item in _ITEM.findall(package.text("sharedStrings"))]
    formats = _formats(archive.read(package.part("styles")))
    for name, part in package.sheets():
        for column, row, attributes, inside in _CELL.findall(archive.read(part).decode()):
            if inside and (text := _shown(attributes, inside, texts, formats)):
                yield Passage(f"{name}!{column}{row}", text, name, int(row), column_number(column))


class _Links:
    """Which parts of a workbook are its sheets, strings and styles."""

    def __init__(self, archive: ZipFile) -> None:
        parts = [part for part in archive.namelist() if part.endswith(".rels")]
        package = Package("", {part: Part.stored(archive.read(part)) for part in parts})
        self._archive, self._book = archive, main_part(package)
        self._links = relations(package, self._book)

    def part(self, kind: str) -> str:
        """The part of this kind; "" where there is none."""
        return next((target for type_, target in self._links.values() if type_.endswith(f"/{kind}")), "")

    def text(self, kind: str) -> str:
        part = self.part(kind)
        return self._archive.read(part).decode() if part in self._archive.namelist() else ""

    def sheets(self) -> Iterator[tuple[str, str]]:
        """The name and the part of each worksheet."""
        for sheet in parsed(self._archive.read(self._book)).iter("{*}sheet"):
            kind, part = self._links[sheet.get(f"{_R}id", "")]
            if kind.endswith("/worksheet"):
                yield sheet.get("name", ""), part


@lru_cache(maxsize=64)
def _formats(styles: bytes) -> Sequence[str]:
    """The code of each style's number format, what shows nothing left out.

    `styles` are the same in all documents of a template.
    """
    root = parsed(styles)
    read = Styles(root, from_1904=False)
    codes = (read.look(style).number_format for style in range(len(root.find(f"{S}cellXfs"))))
    return [_INVISIBLE.sub(lambda found: found[1] or "", code) for code in codes]


def _plain(item: str) -> str:
    """The text of a string item or an inline string."""
    if "rPh" in item:
        item = _GUIDE.sub("", item)
    text = "".join(_TEXT.findall(item))
    return unescaped(unescape(text) if "&" in text else text)


def _shown(attributes: str, inside: str, texts: Sequence[str], formats: Sequence[str]) -> str:
    """What a cell shows; of one whose number format is not known, its number."""
    found, value = _KIND.search(attributes), _VALUE.search(inside)
    kind = found[1] if found else "n"
    if kind == "inlineStr":
        return _plain(inside)
    if not value:
        return ""
    if kind == "s":
        return texts[int(value[1])]
    if kind == "b":
        return "TRUE" if value[1] == "1" else "FALSE"
    if kind != "n":  # the text or the error that a formula results in
        return unescaped(unescape(value[1]))
    style = _STYLE.search(attributes)
    return _number(value[1], formats[int(style[1]) if style else 0])


@lru_cache(maxsize=1024)
def _number(digits: str, number_format: str) -> str:
    try:
        return formatted(Decimal(digits), number_format)
    except (Unknown, CellError):
        return as_text(Decimal(digits))
