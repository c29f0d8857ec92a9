"""The zip package around a Word or Excel file: parts in, parts out.

A part that is not changed is written back as the very bytes it was deflated to in the template, and nothing in the
package depends on the clock, so the same input gives the same bytes. (`zipfile` can read a member's deflated bytes
but only writes a member by deflating it again, which is most of the cost of a document.)
"""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from ..problem import Place, Problems, problem

if TYPE_CHECKING:
    from lxml import etree

# a form is below 1 MB; a zip bomb is 204 MB from 630 kB
MAX_PARTS, MAX_UNPACKED, MAX_RATIO = 5_000, 256 << 20, 400
MAX_XML = 64 << 20  # of one part: in memory it takes ten times as much

_CHUNK = 1 << 18  # characters deflated at once

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5HI")
_OFFSET = struct.Struct("<I")
_END = struct.Struct("<4s4H2IH")
_DATE = 0x21  # 1980-01-01, the zip format's zero: no clock in the output
_UTF8_NAME = 0x800


class Part(NamedTuple):
    """One part as it lies in a zip file: its deflated (or stored) bytes with what the zip directory says of it."""

    method: int
    crc: int
    size: int
    data: bytes

    @classmethod
    def pack(cls, content: bytes) -> Part:
        """`content` deflated."""
        return cls._pack([content])

    @classmethod
    def write(cls, texts: Iterable[str]) -> Part:
        """A part of these texts, which need not all be there at once: a large sheet is deflated while it is made."""
        return cls._pack(text.encode() for text in _in_chunks(texts))

    @classmethod
    def stored(cls, content: bytes) -> Part:
        """`content` as it is: a picture is compressed already."""
        return cls(zipfile.ZIP_STORED, zlib.crc32(content), len(content), content)

    @classmethod
    def _pack(cls, contents: Iterable[bytes]) -> Part:
        deflate = zlib.compressobj(3, zlib.DEFLATED, -15)  # a tenth larger than at Office's level 6, in half the time
        crc = size = 0
        packed = []
        for content in contents:
            crc, size = zlib.crc32(content, crc), size + len(content)
            packed.append(deflate.compress(content))
        return cls(zipfile.ZIP_DEFLATED, crc, size, b"".join([*packed, deflate.flush()]))

    def unpack(self) -> bytes:
        """The content; of one that is longer than the directory says, no more than a byte too many."""
        if self.method == zipfile.ZIP_STORED:
            return self.data
        return zlib.decompressobj(-15).decompress(self.data, self.size + 1)


class Package:
    """The parts of one file, in their order; `name` is what problems call the file."""

    def __init__(self, name: str, parts: dict[str, Part]) -> None:
        self.name = name
        self.parts = parts
        self._heads: dict[str, _Heads] = {}  # of the parts as they lie

    @classmethod
    def open(cls, path: str | Path) -> Package:
        """The parts of the file at `path`; raises Problems for a file that is no sound Office package."""
        try:
            return cls.read(path, (Path(path) if isinstance(path, str) else path).read_bytes())
        except OSError as error:
            raise Problems([problem("template.unreadable", Place(str(path)), why=_reason(error))]) from None

    @classmethod
    def read(cls, path: str | Path, content: bytes) -> Package:
        """The parts of a file with this content, at `path` or called so; raises Problems like `open`."""
        name = PurePath(str(path)).name
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                _refuse_bombs(name, archive)
                return cls(name, {info.filename: _read(content, info) for info in archive.infolist()})
        except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError):
            raise Problems([problem("template.not-office", Place(str(path)), why=_not_a_package(content))]) from None

    @classmethod
    def written(cls, content: bytes) -> Package:
        """The parts of a file that `write` made: they lie one behind the other, and nothing is checked again."""
        parts: dict[str, Part] = {}
        at = 0
        while content.startswith(b"PK\3\4", at):
            *_, method, _, _, crc, packed, size, named, extra = _LOCAL.unpack_from(content, at)
            name = at + _LOCAL.size
            start = name + named + extra
            at = start + packed
            parts[content[name : name + named].decode()] = Part(method, crc, size, content[start:at])
        return cls("", parts)

    def xml(self, part: str) -> etree._Element:
        """The root element of a part, parsed strictly: no DTD, no entities, no network."""
        from lxml import etree

        if part not in self.parts:
            raise Problems([problem("template.not-office", Place(self.name), why=f"缺少部件 {part}")])
        if self.parts[part].size > MAX_XML:
            raise Problems([problem("template.too-large", Place(self.name), size=self.parts[part].size >> 20)])
        content = self.parts[part].unpack()
        if b"<!DOCTYPE" in content:  # before it is parsed: entities are a bomb
            raise Problems([problem("template.not-office", Place(self.name), why=f"{part} 里有 DTD")])
        try:
            return parsed(content)
        except etree.XMLSyntaxError as error:
            raise Problems([problem("template.not-office", Place(self.name), why=f"{part}: {error}")]) from None

    def replace(self, part: str, content: bytes) -> None:
        """`part` with other content from now on, in every document written."""
        self.parts[part] = Part.pack(content)

    def write(self, changed: Mapping[str, bytes | Part], dropped: Container[str] = ()) -> bytes:
        """A zip file of all parts but those `dropped`; those in `changed`, new ones too, with what is given there."""
        body: list[bytes] = []
        directory: list[bytes] = []
        offset = count = 0
        for name in dict.fromkeys((*self.parts, *changed)):
            if name in dropped:
                continue
            content = changed.get(name)
            if content is None:
                heads = self._heads_as_it_lies(name)
            else:
                heads = _Heads.of(name, content if isinstance(content, Part) else Part.pack(content))
            part, raw, local, central = heads
            count += 1
            body += (local, raw, part.data)
            directory += (central, _OFFSET.pack(offset), raw)
            offset += len(local) + len(raw) + len(part.data)
        index = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), offset, 0)
        return b"".join((*body, index, end))

    def _heads_as_it_lies(self, name: str) -> _Heads:
        heads = self._heads.get(name)
        if heads is None or heads.part is not self.parts[name]:
            heads = self._heads[name] = _Heads.of(name, self.parts[name])
        return heads


class _Heads(NamedTuple):
    """A part with its name and what stands before it in the file and, up to where it lies, in the directory."""

    part: Part
    name: bytes
    local: bytes
    central: bytes

    @classmethod
    def of(cls, name: str, part: Part) -> _Heads:
        raw = name.encode()
        head = (0 if raw.isascii() else _UTF8_NAME, part.method, 0, _DATE)
        sizes = (part.crc, len(part.data), part.size)
        local = _LOCAL.pack(b"PK\3\4", 20, *head, *sizes, len(raw), 0)
        return cls(part, raw, local, _CENTRAL.pack(b"PK\1\2", 20, 20, *head, *sizes, len(raw), 0, 0, 0, 0, 0))


def _in_chunks(texts: Iterable[str]) -> Iterator[str]:
    """The same text in longer pieces."""
    gathered: list[str] = []
    length = 0
    for text in texts:
        gathered.append(text)
        length += len(text)
        if length > _CHUNK:
            yield "".join(gathered)
            gathered, length = [], 0
    yield "".join(gathered)


def parsed(content: bytes) -> etree._Element:
    """The root element of a part's content, without entities and network."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, encoding="utf-8", remove_comments=True
    )
    return etree.fromstring(content, parser)


def _reason(error: OSError) -> str:
    known = {errno.ENOENT: "没有这个文件", errno.EACCES: "没有权限，或正被别的程序打开", errno.EISDIR: "这是一个文件夹"}
    return known.get(error.errno or 0) or error.strerror or str(error)


def _not_a_package(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "文件加了密码，或是旧的 .doc、.xls 格式"
    return "内容不是压缩包，或已损坏" if content else "文件是空的"


def _refuse_bombs(name: str, archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    ratio = max((info.file_size / max(info.compress_size, 1) for info in infos if info.file_size > 1 << 20), default=0)
    if len(infos) > MAX_PARTS or unpacked > MAX_UNPACKED or ratio > MAX_RATIO:
        raise Problems([problem("template.too-large", Place(name), size=unpacked >> 20)])
    names = [info.filename for info in infos]
    if len(set(names)) < len(names) or any(info.flag_bits & 1 for info in infos):
        raise Problems([problem("template.not-office", Place(name), why="文件加了密码，或有重名的部件")])


def _read(content: bytes, info: zipfile.ZipInfo) -> Part:
    """A member's bytes as they lie, its content checked against the directory once, when the template is opened."""
    name_length, extra_length = struct.unpack_from("<2H", content, info.header_offset + 26)
    start = info.header_offset + 30 + name_length + extra_length
    part = Part(info.compress_type, info.CRC, info.file_size, content[start : start + info.compress_size])
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or zlib.crc32(part.unpack()) != part.crc:
        raise zipfile.BadZipFile(info.filename)
    return part
