"""How high a row must be for the text in it. Excel fits the height of no merged cell, so it is done here.

A Chinese character is as wide as the font is high. So are, in Chinese fonts, signs such as “ ” … ≥ ①; digits and Latin
letters are half of that in 宋体, 仿宋, 楷体 and 黑体. The widths of Latin fonts are in `metrics`; what is not known
(微软雅黑, 等线, other fonts) is taken at the widest of those: a line too many is seen by nobody, a line cut off is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .metrics import CHARACTERS, MONOSPACED, NAMES, PITCH, PITCHES, WIDTHS

COLUMN_PADDING = 5 * 72 / 96  # points a column keeps free of text: 2 pixels on each side and the grid line
PADDING = 3.0  # points above and below the text together
HIGHEST = 409.5  # points; Excel's limit for a row
_SAFETY = 0.97  # of the width: printers and screens differ by a pixel here and there
_LEAST_INDENT = 9.0  # points; three blanks of Calibri are 7.5, which screens round up
_EM, _HALF = 1000, 500  # widths are thousandths of the font's size

_YAHEI = re.compile("雅黑|YaHei")
_CHINESE = re.compile("[一-龥]|^(Sim|FangSong|KaiTi|NSim|ST|FZ|DengXian)|GB2312|YaHei|CJK")
_PROPORTIONAL = re.compile("雅黑|等线|^华文|苹方|思源|^ST|DengXian|YaHei|CJK")  # their letters are not half as wide

_OPENING, _CLOSING = r"“‘（《〈【〔「『［￥＄(\[{", "、。，．：；！？”’）》〉】〕」』］…—％‰℃°～"
_CLOSING_LATIN = r"!%),./:;?\]}'\"-"  # they begin no line, and what follows one of them without a blank stays with it


def _but(excluded: str, first: str, last: str) -> str:
    """The characters from `first` to `last` but for some, as ranges for a pattern."""
    stops = sorted(ord(stop) for stop in excluded if first <= stop <= last)
    starts = zip([ord(first), *(stop + 1 for stop in stops)], [*stops, ord(last) + 1], strict=True)
    return "".join(f"{re.escape(chr(start))}-{re.escape(chr(end - 1))}" for start, end in starts if start < end)


_BLANKS = "".join(one for one in map(chr, range(0x2E80)) if one.isspace())
_WORD = f"[{_but(_CLOSING + '“‘' + _BLANKS, '!', chr(0x2E7F))}]+"  # below what East Asian characters begin with
# Chinese characters any of which may end a line, or a piece that stays on one: a Latin word, number or address, or a
# Chinese character, with the marks that may not be parted from it: closing ones behind it, opening ones before it
_PIECE = re.compile(
    rf"[一-鿿]+(?![{_CLOSING}{_CLOSING_LATIN}])"
    rf"|[{_OPENING}]*(?:{_WORD}(?:(?<=[(\[{{])\S)?|\S)(?:[{_CLOSING}]+|(?=[{_CLOSING_LATIN}]){_WORD})*"
    r"| +|\s"
)
_PART = re.compile("[^-/?]*[-/?]+|[^-/?]+")  # of a piece longer than a line, where it is broken first


@dataclass(frozen=True, slots=True)
class Font:
    """What of a cell's look decides the height of its text; `size` in points."""

    name: str = "宋体"
    size: float = 11.0
    bold: bool = False

    @property
    def digit_width(self) -> int:
        """The widest digit in pixels at 96 dpi: the unit of column widths, for the workbook's standard font.

        The glyphs of 宋体 have whole pixels, 15 at size 11, and a digit half of them: 8, which makes Excel's
        standard column of 72 pixels there.
        """
        pixels = self.size * 96 / 72
        face = _face(self.name, self.bold)
        if face.is_half:
            return max((round(pixels) + 1) // 2, 1)
        return max(round(pixels * face["0"] / _EM), 1)

    @property
    def narrowest_digit(self) -> float:
        """What a digit of a column's width is at least, in pixels: LibreOffice rounds none, which leaves texts less."""
        return min(self.digit_width, self.size * 96 / 72 * _face(self.name, self.bold)["0"] / _EM)

    @property
    def indent(self) -> float:
        """Points a step of indentation takes, three blanks, where this is the workbook's standard font."""
        return max(3 * _face(self.name, self.bold)[" "] * self.size / _EM, _LEAST_INDENT)


class _Face(dict[str, int]):
    """Character or piece of text → width; those of short pieces, which come again, are kept."""

    def __init__(self, name: str, bold: bool) -> None:
        latin = NAMES.get(name.lower(), "")
        self.is_chinese = bool(_CHINESE.search(name))
        self.is_half = self.is_chinese and not _PROPORTIONAL.search(name)
        self.pitch = PITCHES.get("微软雅黑" if _YAHEI.search(name) else latin, PITCH)
        widths = dict.fromkeys(CHARACTERS, _HALF) if self.is_half else _widths(latin, bold)
        self.update((one, width) for one, width in widths.items() if one.isascii() or not self.is_chinese)
        self.widest = max([_EM, *self.values()])

    def __missing__(self, piece: str) -> int:
        width = sum(map(self.__getitem__, piece)) if len(piece) > 1 else self._width(piece)
        if len(piece) < 40 and len(self) < 5_000:
            self[piece] = width
        return width

    def _width(self, character: str) -> int:
        """Of one that the face has no figure for: Excel takes signs that a Latin font lacks from a Chinese one."""
        if unicodedata.combining(character):
            return 0
        plain = unicodedata.normalize("NFD", character)[0]  # é is as wide as e, ì and ơ are wider than i and o
        if plain != character and plain in CHARACTERS and not self.is_chinese:
            return max(self[plain], self["0"])
        return _EM if unicodedata.east_asian_width(character) in "WFA" else self["W"]


@lru_cache(maxsize=100)
def _face(name: str, bold: bool) -> _Face:
    return _Face(name, bold)


def _widths(latin: str, bold: bool) -> dict[str, int]:
    """The widths of a Latin font; of one that is not known, the widest of all."""
    if latin == "Courier New":
        return dict.fromkeys(CHARACTERS, MONOSPACED)
    names = [latin + " bold" * bold] if latin else [*WIDTHS]
    tables = [map(int, WIDTHS[name].split()) for name in names]
    return dict(zip(CHARACTERS, map(max, zip(*tables, strict=True)), strict=True))


def column_points(width: float, digit_width: float) -> float:
    """How wide a column of `width` digits is, in points (ECMA-376 part 1, 18.3.1.13)."""
    return int((256 * width + int(128 / digit_width)) / 256 * digit_width) * 72 / 96


def line_height(font: Font) -> float:
    """The points a single line needs."""
    return font.size * _face(font.name, font.bold).pitch + PADDING


def surely_one_line(width: float, font: Font) -> int:
    """So many characters of any kind fit into one line of `width` points."""
    return max(_room(width, font) // _face(font.name, font.bold).widest, 0)


def surely_digits(width: float, font: Font) -> int:
    """So many digits fit into `width` points."""
    return max(_room(width, font) // _face(font.name, font.bold)["0"], 0)


def fits(text: str, width: float, font: Font) -> bool:
    """Whether a text that is not wrapped fits into `width` points."""
    face = _face(font.name, font.bold)
    return sum(map(face.__getitem__, text)) <= _room(width, font)


def text_height(text: str, width: float, font: Font) -> float:
    """The height in points `text` needs when it is wrapped to `width` points; nothing in a hidden column."""
    if width <= 0:
        return 0.0
    face, room = _face(font.name, font.bold), _room(width, font)
    return sum([_lines(line, room, face) for line in text.split("\n")]) * font.size * face.pitch + PADDING


def is_latin(font: Font) -> bool:
    """Whether this is one of the fonts known to have no Chinese characters."""
    return font.name.lower() in NAMES


def needed_width(text: str, font: Font) -> float:
    """The points that a text needs on one line."""
    face = _face(font.name, font.bold)
    return sum(map(face.__getitem__, text)) * font.size / (_EM * _SAFETY)


def characters(width: float, height: float, font: Font) -> int:
    """How many Chinese characters fit into the lines of `width` points that a row of `height` has, one at least."""
    lines = int((height - PADDING) / (line_height(font) - PADDING))
    return max(lines, 1) * max(_room(width, font) // _EM, 0)


def _room(width: float, font: Font) -> int:
    """What a line of `width` points has room for, in thousandths of the font's size."""
    return int(_EM * width * _SAFETY / font.size)


def _lines(text: str, room: int, face: _Face) -> int:
    if face.widest * len(text) <= room:
        return 1
    lines, used = 1, 0
    for piece in _PIECE.findall(text):
        is_chinese = "一" <= piece[0] <= "鿿" and "一" <= piece[-1] <= "鿿"
        needed = _EM * len(piece) if is_chinese else face[piece]
        if used + needed <= room:
            used += needed
        elif is_chinese:
            more, used = _wrapped(len(piece), room, used)
            lines += more
        elif piece[0] == " ":  # blanks at a line's end stay there
            used = room
        elif needed <= room:
            lines, used = lines + 1, needed
        else:  # longer than a line: begun on the next one
            broken, rest = _broken(piece, room, face)
            lines, used = lines + bool(used) + broken, rest
    return lines


def _wrapped(count: int, room: int, used: int) -> tuple[int, int]:
    """How many lines so many Chinese characters add to one of which `used` is taken, and how much the last one has."""
    here = max((room - used) // _EM, 0 if used else 1)
    if count <= here:
        return 0, used + _EM * count
    a_line = max(room // _EM, 1)
    lines = -(-(count - here) // a_line)
    return lines, _EM * (count - here - (lines - 1) * a_line)


def _broken(piece: str, room: int, face: _Face) -> tuple[int, int]:
    """How many lines a piece longer than a line fills, and how much it uses of another.

    It is broken behind - / ? where a part still fits into a line, else where the line ends.
    """
    lines, used = 0, 0
    for part in _PART.findall(piece):
        needed = face[part]
        if used and used + needed > room:
            lines, used = lines + 1, 0
        for step in [needed] if needed <= room else map(face.__getitem__, part):
            if used and used + step > room:
                lines, used = lines + 1, 0
            used += step
    return lines, used
