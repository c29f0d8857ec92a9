"""The tags of a sheet as they were typed: which were typed full-width, and which show in several looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ....problem import Place, Problem, problem
from ...dialect import OPENING, TAG, half_width
from ...package import Package
from ...typed import not_plain
from ..sheet.header import NAMES
from ..sheet.sheet import Sheet
from ..sheet.strings import SharedStrings, plain_text
from ..sheet.styles import S
from .tags import beside

if TYPE_CHECKING:
    from lxml import etree

# what a person sees of characters: element → what Excel calls it; LibreOffice gives Latin ones a font of their own
_SEEN = {"b": "粗细", "i": "倾斜", "u": "下划线", "strike": "删除线", "color": "颜色", "sz": "字号"}


def as_typed(package: Package, sheets: Sequence[Sheet], strings: SharedStrings) -> Iterator[Problem]:
    """Hints on the texts of all cells, headers and footers, and on the names of the sheets."""
    odd = {str(number) for number, text in enumerate(strings.texts) if _is_odd(strings.items[number], text)}
    for sheet in sheets:
        yield from not_plain(sheet.name, Place(package.name, spot=f"工作表名“{sheet.name}”"))
        content = package.parts[sheet.part].unpack()
        if odd or b"inlineStr" in content or b"headerFooter" in content:
            yield from _of_sheet(sheet, package.xml(sheet.part), strings, odd)


def covered(sheet: Sheet) -> Iterator[Problem]:
    """Hints on what stands in cells that a merge hides, as LibreOffice and other programs leave it there."""
    for merge, cell in sheet.covered():
        shown = f"={cell.formula.text}" if cell.formula else beside(cell) if cell.value is None else str(cell.value)
        if text := shown.strip():
            still = "，求和时却会算上" if isinstance(cell.value, Decimal) else ""
            words = {"merge": f"合并单元格 {merge.spot} ", "text": text[:30], "still": still}
            yield problem("lint.covered-text", sheet.place(cell.spot), **words)


def _of_sheet(sheet: Sheet, root: etree._Element, strings: SharedStrings, odd: set[str]) -> Iterator[Problem]:
    for spot, item in _texts(root, strings, odd):
        yield from not_plain(plain_text(item), sheet.place(spot))
        yield from _mixed(item, sheet.place(spot))
    for header in root.iterfind(f"{S}headerFooter/*"):
        yield from not_plain(header.text or "", sheet.place(NAMES.get(header.tag, "页眉")))


def _is_odd(item: etree._Element, text: str) -> bool:
    """Whether there may be something to say of a text."""
    return bool(OPENING.search(text)) and (not text.isascii() or item.find(f"{S}r") is not None)


def _texts(root: etree._Element, strings: SharedStrings, odd: set[str]) -> Iterator[tuple[str, etree._Element]]:
    for cell in root.iter("{*}c"):
        if cell.get("t") == "s" and (number := cell.findtext("{*}v")) in odd:
            yield cell.get("r"), strings.items[int(number)]
        elif cell.get("t") == "inlineStr" and (item := cell.find("{*}is")) is not None:
            yield cell.get("r"), item


def _mixed(item: etree._Element, place: Place) -> Iterator[Problem]:
    """Tags that are split over runs of several looks: a value has that of the first."""
    runs = [(run, letter) for run in item.findall(f"{S}r") for letter in plain_text(run)]
    text = half_width("".join(letter for _, letter in runs))
    for tag in (found for found in TAG.finditer(text) if found[0][1] == "{"):
        pieces = runs[tag.start() : tag.end()]
        looks = [_look(run) for run in dict.fromkeys(run for run, letter in pieces if letter.strip())]
        differing = [called for called in looks[0] if len({look[called] for look in looks}) > 1]
        if differing:
            first = "".join(letter for run, letter in pieces if run is pieces[0][0]).strip()
            yield problem("lint.mixed-look", place, tag=tag[0], what="、".join(differing), first=first)


def _look(run: etree._Element) -> dict[str, str]:
    look = {}
    for name, called in _SEEN.items():
        element = run.find(f"{S}rPr/{S}{name}")
        look[called] = "" if element is None else str(sorted(element.attrib.items()))
    return look
