"""How high a row must be for the text in it. Excel fits the height of no merged cell, so it is done here.

Widths are those of the fonts official forms use: a Chinese character is as wide as the font is high, and the digits
and Latin letters of Chinese fonts are half of that. Other fonts' Latin letters are taken at the widths of Arial, which
is wider than Times or Calibri: a line too many is seen by nobody, a line cut off is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LINE = 1.3  # line pitch over font size: 1.2 in 宋体, up to 1.3 in what stands in for 仿宋_GB2312
COLUMN_PADDING = 5 * 72 / 96  # points a column keeps free of text: 2 pixels on each side and the grid line
PADDING = 3.0  # points above and below the text together
MAX_ROW = 409.5  # points; Excel's limit
_SAFETY = 0.97  # of the width: printers and screens differ by a pixel here and there

_CHINESE_FONT = re.compile("[一-龥]|^(Sim|FangSong|KaiTi|NSim|ST|FZ)|GB2312")
_NARROW, _WIDE = frozenset("ijltfrI.,:;'|!()[]{}/\\ -`\""), frozenset("mwMWQOGCDHNUR@%&AKBEPSVXYZ+=<>~")
# a piece that stays on one line: a Latin word or number, or a Chinese character, with the marks that may not be
# parted from it: closing ones behind it, opening ones before it
_PIECE = re.compile(
    r"[“‘（《〈【〔「『(\[]*(?:[^\W\u2e80-\uffff]+(?:[.,:/%'-][^\W\u2e80-\uffff]+)*|\S)"
    r"[、。，．：；！？”’）》〉】〕」』…％%,.;:!?)\]]*|\s"
)


@dataclass(frozen=True, slots=True)
class Font:
    """What of a cell's look decides the height of its text; `size` in points."""

    name: str = "宋体"
    size: float = 11.0

    @property
    def digit_width(self) -> int:
        """The widest digit in pixels at 96 dpi: the unit of column widths, for the workbook's standard font."""
        pixels = round(self.size * 96 / 72)
        return pixels // 2 if _CHINESE_FONT.search(self.name) else round(pixels * 0.507)


def column_points(width: float, digit_width: int) -> float:
    """The points a text may fill in a column `width` digits wide (ECMA-376 part 1, 18.3.1.13), without its padding."""
    return (int((256 * width + int(128 / digit_width)) / 256 * digit_width)) * 72 / 96 - COLUMN_PADDING


def text_height(text: str, width: float, font: Font) -> float:
    """The height in points `text` needs when it is wrapped to `width` points."""
    return sum(_lines(line, width, font) for line in text.split("\n")) * font.size * LINE + PADDING


def _lines(text: str, width: float, font: Font) -> int:
    room = width * _SAFETY / font.size
    if len(text) <= room:
        return 1
    chinese = bool(_CHINESE_FONT.search(font.name))
    lines, used = 1, 0.0
    for piece in _PIECE.findall(text):
        needed = sum([_em(character, chinese) for character in piece])
        if used + needed > room and used:
            lines, used = lines + 1, 0.0
        if needed > room:  # longer than a line: broken where the line ends
            lines += int(needed / room)
            needed %= room
        used += needed
    return lines


@lru_cache(maxsize=20_000)
def _em(character: str, chinese: bool) -> float:
    """A character's width as a part of the font's size."""
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.5 if chinese else 0.34 if character in _NARROW else 0.84 if character in _WIDE else 0.56
