"""A picture among the values of a document: its bytes, and how large they say it is."""

from __future__ import annotations

import struct
from collections.abc import Callable
from math import inf

_POINTS_TO_CM = 72 / 2.54
_SCREEN = 96.0  # dots per inch of a picture that does not say
_MOST = 100  # centimetres
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG file that say its size
_ALONE = {0x01, *range(0xD0, 0xDA)}  # those that have no length

Size = tuple[int, int, float, float]  # pixels across and down, and how many there are to an inch


class Picture:
    """A PNG, JPEG or GIF file's content. A template can lay it over a cell and see nothing of it.

    Raises ValueError for anything else.
    """

    __slots__ = ("_height", "_most_high", "_most_wide", "_width", "content", "kind")

    def __init__(self, content: bytes) -> None:
        if not isinstance(content, bytes):
            raise ValueError("图片要给文件的内容（bytes），不是文件名。")
        self.content = content
        self.kind, read = _format(content)
        try:
            across, down, per_inch_across, per_inch_down = read(content)
        except (struct.error, IndexError):
            across = down = 0
        if not across or not down:
            raise ValueError("图片文件不完整，读不出大小。")
        self._width, self._height = across / per_inch_across * 72, down / per_inch_down * 72
        self._most_wide = self._most_high = inf

    def sized(self, height: float | None, width: float | None) -> Picture:
        """The same picture, so many centimetres high, or wide; within both where both are given."""
        new = Picture.__new__(Picture)
        new.content, new.kind, new._width, new._height = self.content, self.kind, self._width, self._height
        new._most_high, new._most_wide = _points(height), _points(width)
        return new

    @property
    def is_sized(self) -> bool:
        """Whether somebody said how large it is to be; else it fills its cell."""
        return min(self._most_wide, self._most_high) < inf

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its width and height, in points, where there is so much room; nothing where there is none."""
        scale = min(min(width, self._most_wide) / self._width, min(height, self._most_high) / self._height)
        return (self._width * scale, self._height * scale) if scale > 0 else (0.0, 0.0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[bytes, float, float]:
        return self.content, self._most_high, self._most_wide


def _points(centimetres: float | None) -> float:
    if centimetres is None:
        return inf
    if not 0 < centimetres <= _MOST:
        raise ValueError(f"图片的高和宽是厘米数，大于 0，不超过 {_MOST}")
    return float(centimetres) * _POINTS_TO_CM


def _format(content: bytes) -> tuple[str, Callable[[bytes], Size]]:
    """What sort of file it is, and what reads its size."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png", _read_png
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg", _read_jpeg
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif", _read_gif
    raise ValueError("这不是 PNG、JPEG 或 GIF 图片，请先用画图一类的软件另存为 PNG 或 JPEG。")


def _read_gif(content: bytes) -> Size:
    return (*struct.unpack_from("<2H", content, 6), _SCREEN, _SCREEN)


def _read_png(content: bytes) -> Size:
    """The size stands first; how many pixels there are to a metre may follow before the pixels."""
    across, down = struct.unpack_from(">2I", content, 16)
    at = content.find(b"pHYs", 33, content.find(b"IDAT", 33))
    if at > 0:
        wide, high, metric = struct.unpack_from(">2IB", content, at + 4)
        if metric and wide and high:
            return across, down, wide * 0.0254, high * 0.0254
    return across, down, _SCREEN, _SCREEN


def _read_jpeg(content: bytes) -> Size:
    """Segment by segment: one may say how many dots there are to an inch or centimetre, one says the size."""
    at, across_inch, down_inch = 2, _SCREEN, _SCREEN
    while True:
        while content[at + 1] == 0xFF:  # padding
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF:
            raise IndexError
        if marker in _ALONE:
            at += 2
            continue
        if marker in _FRAMES:
            down, across = struct.unpack_from(">2H", content, at + 5)
            return across, down, across_inch, down_inch
        if marker == 0xE0 and content[at + 4 : at + 9] == b"JFIF\0":
            unit, wide, high = struct.unpack_from(">B2H", content, at + 11)
            if unit in (1, 2) and wide and high:
                across_inch, down_inch = (wide, high) if unit == 1 else (wide * 2.54, high * 2.54)
        at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
