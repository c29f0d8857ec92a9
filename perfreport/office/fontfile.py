"""What the faces in a font file are called, in all its languages: its `name` table (OpenType 1.9, name and otff)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_FAMILY = (1, 16)  # which of the names
_UNICODE = ((3, 1), (3, 10))  # platform and encoding of names in UTF-16
_NAMES = int.from_bytes(b"name", "big")  # the table's tag
_MOST = 1 << 20  # bytes of a table of names; more is no font
_TYPES = (".ttf", ".ttc", ".otf", ".otc")


def faces_in(folder: Path) -> Iterator[str]:
    """The faces of the font files in `folder`, in lower case; none where it cannot be read."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() in _TYPES:
                with suppress(OSError, struct.error), path.open("rb") as file:
                    yield from (name.lower() for name in _names(file))


def _names(file: BinaryIO) -> Iterator[str]:
    """A file of one font begins with its directory, one of several (`ttcf`) with where those lie."""
    if file.read(4) != b"ttcf":
        yield from _names_of(file, 0)
        return
    count = min(_read(file, ">8xI", 0)[0], 100)
    for at in _read(file, f">{count}I", 12):
        yield from _names_of(file, at)


def _names_of(file: BinaryIO, at: int) -> Iterator[str]:
    for number in range(_read(file, ">4xH", at)[0]):
        tag, start, length = _read(file, ">I4xII", at + 12 + 16 * number)
        if tag == _NAMES and length <= _MOST:
            file.seek(start)
            yield from _families(file.read(length))


def _families(table: bytes) -> Iterator[str]:
    count, texts = struct.unpack_from(">2xHH", table)
    for number in range(count):
        *kind, _, which, length, start = struct.unpack_from(">6H", table, 6 + 12 * number)
        if which in _FAMILY and tuple(kind) in _UNICODE:
            yield table[texts + start :][:length].decode("utf-16-be", "replace")


def _read(file: BinaryIO, layout: str, at: int) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))
