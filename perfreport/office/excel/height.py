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
HIGHEST = 409.5  # points; Excel's limit for a row
_SAFETY = 0.97  # of the width: printers and screens differ by a pixel here and there

_CHINESE_FONT = re.compile("[一-龥]|^(Sim|FangSong|KaiTi|NSim|ST|FZ)|GB2312")
_NARROW, _WIDE = frozenset("ijltfrI.,:;'|!()[]{}/\\ -`\""), frozenset("mwMWQOGCDHNUR@%&AKBEPSVXYZ+=<>~")
_LATIN = "[0-9A-Z_a-z\u00c0-\u02af\u0370-\u1fff]"  # of words that stay on one line
_CLOSING = r"、。，．：；！？”’）》〉】〕」』…％%,.;:!?)\]"
# Chinese characters any of which may end a line, or a piece that stays on one: a Latin word or number, or a Chinese
# character, with the marks that may not be parted from it: closing ones behind it, opening ones before it
_PIECE = re.compile(
    rf"[一-鿿]+(?![{_CLOSING}])"
    rf"|[“‘（《〈【〔「『(\[]*(?:{_LATIN}+(?:[.,:/%'-]{_LATIN}+)*|\S)"
    rf"[{_CLOSING}]*|\s"
)


@dataclass(frozen=True, slots=True)
class Font:
    """What of a cell's look decides the height of its text; `size` in points."""

    name: str = "宋体"
    size: float = 11.0

    @property
    def digit_width(self) -> int:
        """The widest digit in pixels at 96 dpi: the unit of column widths, for the workbook's standard font."""
        pixels = self.size * 96 / 72
        return max(round(pixels) // 2 if _CHINESE_FONT.search(self.name) else round(pixels * 0.507), 1)


def column_points(width: float, digit_width: int) -> float:
    """How wide a column of `width` digits is, in points (ECMA-376 part 1, 18.3.1.13)."""
    return int((256 * width + int(128 / digit_width)) / 256 * digit_width) * 72 / 96


def line_height(font: Font) -> float:
    """The points a single line needs."""
    return font.size * LINE + PADDING


def surely_one_line(width: float, font: Font) -> int:
    """So many characters of any kind fit into one line of `width` points."""
    return max(int(width * _SAFETY / font.size), 0)


def text_height(text: str, width: float, font: Font) -> float:
    """The height in points `text` needs when it is wrapped to `width` points; nothing in a hidden column."""
    if width <= 0:
        return 0.0
    room = int(100 * width * _SAFETY / font.size)
    return sum([_lines(line, room, font) for line in text.split("\n")]) * font.size * LINE + PADDING


def _lines(text: str, room: int, font: Font) -> int:
    if 100 * len(text) <= room:
        return 1
    chinese = bool(_CHINESE_FONT.search(font.name))
    lines, used = 1, 0
    for piece in _PIECE.findall(text):
        if "一" <= piece[0] <= "鿿" and "一" <= piece[-1] <= "鿿":
            more, used = _wrapped(len(piece), room, used)
            lines += more
            continue
        needed = _piece_width(piece, chinese)
        if used + needed <= room:
            used += needed
        elif needed <= room:
            lines, used = lines + 1, needed
        else:  # longer than a line: begun on the next one, broken where it ends
            broken, rest = _broken(piece, room, chinese)
            lines, used = lines + bool(used) + broken, rest
    return lines


def _wrapped(count: int, room: int, used: int) -> tuple[int, int]:
    """How many lines so many Chinese characters add to one of which `used` is taken, and how much the last one has."""
    here = max((room - used) // 100, 0 if used else 1)
    if count <= here:
        return 0, used + 100 * count
    a_line = max(room // 100, 1)
    lines = -(-(count - here) // a_line)
    return lines, 100 * (count - here - (lines - 1) * a_line)


def _broken(piece: str, room: int, chinese: bool) -> tuple[int, int]:
    """How many lines a piece longer than a line fills, and how much it uses of another."""
    lines, used = 0, 0
    for character in piece:
        needed = _em(character, chinese)
        if used and used + needed > room:
            lines, used = lines + 1, 0
        used += needed
    return lines, used


@lru_cache(maxsize=20_000)
def _piece_width(piece: str, chinese: bool) -> int:
    return sum([_em(character, chinese) for character in piece])


@lru_cache(maxsize=20_000)
def _em(character: str, chinese: bool) -> int:
    """A character's width in hundredths of the font's size."""
    if unicodedata.east_asian_width(character) in "WFA":
        return 100
    if unicodedata.combining(character):
        return 0
    return 50 if chinese else 34 if character in _NARROW else 84 if character in _WIDE else 56
