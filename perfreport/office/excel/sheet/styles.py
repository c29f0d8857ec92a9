"""The looks of cells: what decides heights, and the variants of a look that a value needs."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .height import Font

if TYPE_CHECKING:
    from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMATS = {
    "date": "14",
    "datetime": "22",
    "time": "21",
    "duration": "46",
}  # built in, written as the reader's system writes them
_GENERAL, GENERAL = "0", "General"
_SHRUNK = "shrinkToFit", "1"
_CODES = {  # of the formats built in
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00",
    "14": "m/d/yyyy", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "20": "h:mm", "21": "h:mm:ss",
    "22": "m/d/yyyy h:mm", "37": "#,##0 ;(#,##0)", "38": "#,##0 ;[Red](#,##0)", "39": "#,##0.00;(#,##0.00)",
    "40": "#,##0.00;[Red](#,##0.00)", "49": "@",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What of a cell's style decides its height."""

    font: Font
    wraps: bool
    upright: bool  # characters stacked on one another
    indent: float  # points kept free of text
    number_format: str  # its code, as `#,##0.00`


class Styles:
    """The cell styles of a workbook; asking for a variant adds it, `xml()` gives the part with all that were added."""

    def __init__(self, root: etree._Element, from_1904: bool) -> None:
        """`from_1904`: the workbook counts days from 1904."""
        self.from_1904 = from_1904
        self._root = root
        self._formats = root.find(f"{S}cellXfs")
        self._fonts = [_font(font) for font in root.iterfind(f"{S}fonts/{S}font")] or [Font()]
        codes = {f.get("numFmtId"): f.get("formatCode") for f in root.iterfind(f"{S}numFmts/{S}numFmt")}
        self._codes = {**_CODES, **codes}
        self._looks = [self._look(style) for style in self._formats]
        self._variants: dict[tuple[int, str, str], int] = {}

    @cached_property
    def standard_font(self) -> Font:
        """The font whose digits are the unit of column widths, and its blanks that of indentation."""
        normal = self._root.find(f"{S}cellStyleXfs/{S}xf")
        return self._fonts[int(normal.get("fontId", "0"))] if normal is not None else self._fonts[0]

    def look(self, style: int) -> Look:
        return self._looks[style]

    def text(self, style: int) -> int:
        """`style` for a text that Excel would take for a formula or number when somebody edits the cell."""
        return self._variant(style, "quotePrefix", "1")

    def shrunk(self, style: int) -> int:
        """`style` for a number that is too long for its column, which Excel would show as ####."""
        return self._variants.get((style, *_SHRUNK), style)

    def _shrink(self, style: int) -> None:
        key = style, *_SHRUNK
        if key not in self._variants:
            shrunk = self._formats[self._variant(*key)]
            del shrunk.attrib["shrinkToFit"]  # it is the alignment's
            alignment = shrunk.find(f"{S}alignment")
            if alignment is None:
                alignment = shrunk.makeelement(f"{S}alignment")
                shrunk.insert(0, alignment)
            alignment.attrib.pop("wrapText", None)  # the one or the other
            alignment.set("shrinkToFit", "1")
            shrunk.set("applyAlignment", "1")

    def moment(self, style: int, kind: str) -> int:
        """`style` with a format for a date, datetime, time or duration if it has no number format of its own."""
        has_format = self._formats[style].get("numFmtId", _GENERAL) != _GENERAL
        return style if has_format else self._variant(style, "numFmtId", _FORMATS[kind])

    def closed(self, style: int, below: int) -> int:
        """`style` with the bottom line of style `below`, which a row that is left out had."""
        borders = self._root.find(f"{S}borders")
        border = copy.deepcopy(borders[int(self._formats[style].get("borderId", "0"))])
        line = borders[int(self._formats[below].get("borderId", "0"))].find(f"{S}bottom")
        old = border.find(f"{S}bottom")
        if line is None or old is None:
            return style
        border.replace(old, copy.deepcopy(line))
        borders.append(border)
        borders.set("count", str(len(borders)))
        closed = self._variant(style, "borderId", str(len(borders) - 1))
        self._formats[closed].set("applyBorder", "1")
        self._looks += [self._look(look) for look in self._formats[len(self._looks) :]]
        return closed

    def prepare(self, style: int) -> None:
        """Add all variants that values may ask for: once `xml` was called no more can be added."""
        self.text(style)
        self._shrink(style)
        for kind in _FORMATS:
            self.moment(style, kind)

    def xml(self) -> bytes:
        from lxml import etree

        self._formats.set("count", str(len(self._formats)))
        content: bytes = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return content

    def _variant(self, style: int, attribute: str, value: str) -> int:
        key = style, attribute, value
        if key not in self._variants:
            variant = copy.deepcopy(self._formats[style])
            variant.set(attribute, value)
            if attribute == "numFmtId":
                variant.set("applyNumberFormat", "1")
            self._formats.append(variant)
            self._variants[key] = len(self._formats) - 1
        return self._variants[key]

    def _look(self, style: etree._Element) -> Look:
        alignment = style.find(f"{S}alignment")
        settings = alignment.attrib if alignment is not None else {}
        return Look(
            self._fonts[int(style.get("fontId", "0"))],
            settings.get("wrapText") in ("1", "true") or settings.get("vertical") in ("justify", "distributed"),
            settings.get("textRotation") == "255",
            int(settings.get("indent", "0")) * self.standard_font.indent,
            self._codes.get(style.get("numFmtId", _GENERAL), GENERAL),
        )


def _font(element: etree._Element) -> Font:
    name, size, bold = (element.find(f"{S}{tag}") for tag in ("name", "sz", "b"))
    return Font(
        name.get("val", "宋体") if name is not None else "宋体",
        float(size.get("val", "11")) if size is not None else 11.0,
        bold is not None and bold.get("val", "1") in ("1", "true"),
    )
