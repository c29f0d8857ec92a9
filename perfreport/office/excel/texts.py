"""What a finished workbook says, and where: cells under their number formats, formulas by their stored results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from html import unescape
from itertools import groupby
from operator import itemgetter

from ..package import Package, Part, parsed
from ..passage import Cell, Line
from ..relations import main_part, relations
from .calculation.numberformat import formatted
from .calculation.value import CellError, Unknown, as_text
from .formula import column_number
from .sheet.strings import unescaped
from .sheet.styles import S, Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PREFIX = re.compile(r"<(\w+:)(?:worksheet|sst)\b")
_CELL = re.compile(  # column, row, attributes, and the value, or what else is in it
    r'<c r="([A-Z]+)([0-9]+)"([^>/]*)>(?:<f(?: [^>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)<|(.*?)</c>)', re.DOTALL
)
_ITEM = re.compile(r"<si(?:/>|><t>([^<]*)</t></si>|>(.*?)</si>)", re.DOTALL)  # a text, and what says more of its look
_GUIDE = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)  # how a word is pronounced
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)<")
_INVISIBLE = re.compile(  # of a number format: room for a character, a character that fills the cell, a colour
    r'("[^"]*"|\\.)|[_*].'
    r"|\[(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|黑色|蓝色|绿色|红色|白色|黄色)\]"
)
_STYLE, _KIND = re.compile(r' s="(\d+)"'), re.compile(r' t="(\w+)"')


def excel_lines(package: Package) -> Iterator[Line]:
    """The rows of an .xlsx that say something, sheet by sheet in their order."""
    links = _links(tuple(item for item in package.parts.items() if item[0].endswith(".rels")))
    shared = package.parts.get(links.get("sharedStrings", ""))
    items = _ITEM.findall(_xml(shared)) if shared else []
    strings = [_plain(item) if item else _unescaped(text) for text, item in items]
    formats = _formats(package.parts[links["styles"]])
    for name, id_ in _sheets(package.parts[links[""]]):
        if part := links.get(id_):
            yield from _rows(name, _xml(package.parts[part]), strings, formats)


def _rows(sheet: str, xml: str, strings: Sequence[str], formats: Sequence[str]) -> Iterator[Line]:
    before = f"{sheet}!"
    for row, found in groupby(_CELL.findall(xml), key=itemgetter(1)):
        texts: list[str] = []
        cells: list[Cell] = []
        for column, _, attributes, value, inside in found:
            kind, style = _attributes(attributes)
            if kind == "s" and value:
                text = strings[int(value)]
            elif kind == "n" and value:
                text = _number(value, formats[style])
            else:
                text = _plain(inside) if kind == "inlineStr" else _result(kind, value)
            if text:
                texts.append(text)
                cells.append((column, column_number(column), 1))
        yield Line(sheet, texts, cells, before, row)


def _xml(part: Part) -> str:
    """A part's XML, its elements without the prefix that some programs give them."""
    xml = part.unpack().decode()
    found = _PREFIX.search(xml, 0, 1000)
    return xml.replace(f"<{found[1]}", "<").replace(f"</{found[1]}", "</") if found else xml


@lru_cache(maxsize=64)
def _links(parts: tuple[tuple[str, Part], ...]) -> Mapping[str, str]:
    """The parts of a workbook: itself under "", worksheets by their ids, others by their kinds.

    `parts`, which say so, are the same in all documents of a template but where sheets are repeated.
    """
    package = Package("", dict(parts))
    book, found = main_part(package), {}
    for id_, (type_, target) in relations(package, book).items():
        kind = type_.rpartition("/")[2]
        found[id_ if kind == "worksheet" else kind] = target
    return found | {"": book}


@lru_cache(maxsize=64)
def _sheets(book: Part) -> Sequence[tuple[str, str]]:
    """The names and the ids of the worksheets; `book`, too, is the same in most documents of a template."""
    return [(sheet.get("name", ""), sheet.get(f"{_R}id", "")) for sheet in parsed(book.unpack()).iter("{*}sheet")]


@lru_cache(maxsize=64)
def _formats(styles: Part) -> Sequence[str]:
    """The code of each style's number format, what shows nothing left out.

    `styles` are the same in all documents of a template.
    """
    root = parsed(styles.unpack())
    read = Styles(root, from_1904=False)
    codes = (read.look(style).number_format for style in range(len(root.find(f"{S}cellXfs"))))
    return [_INVISIBLE.sub(lambda found: found[1] or "", code) for code in codes]


def _plain(item: str) -> str:
    """The text of a string item or an inline string."""
    if "rPh" in item:
        item = _GUIDE.sub("", item)
    return _unescaped("".join(_TEXT.findall(item)))


def _unescaped(text: str) -> str:
    return unescaped(unescape(text) if "&" in text else text)


def _result(kind: str, value: str) -> str:
    """The truth value, the text or the error that a formula results in."""
    if kind == "b" and value:
        return "TRUE" if value == "1" else "FALSE"
    return _unescaped(value)


@lru_cache(maxsize=1024)
def _attributes(attributes: str) -> tuple[str, int]:
    """The kind of a cell's value and its style."""
    kind, style = _KIND.search(attributes), _STYLE.search(attributes)
    return kind[1] if kind else "n", int(style[1]) if style else 0


@lru_cache(maxsize=4096)
def _number(digits: str, number_format: str) -> str:
    try:
        return formatted(Decimal(digits), number_format)
    except (Unknown, CellError):
        return as_text(Decimal(digits))
