"""What a document was made from, written into it, and whether it still is what was written.

It stands among the properties of the file (docProps/custom.xml), which Word, WPS and LibreOffice keep when somebody
saves it. Its part lies last in the package and holds the hash of all that lies before it. So a document tells by
itself, wherever it was copied to, whether anybody has worked on it since.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from .package import Package, Part, parsed
from .relations import TYPES, add_part, relations, relations_part

if TYPE_CHECKING:
    from lxml import etree

_PART = "docProps/custom.xml"
_RELATIONS = relations_part("")
_KIND = "custom-properties"
_TYPE = f"application/vnd.openxmlformats-officedocument.{_KIND}+xml"
_SPACE = f"http://schemas.openxmlformats.org/officeDocument/2006/{_KIND}"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EMPTY = f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}"/>'.encode()
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties that people make (MS-OSHARED 2.3.3.2)

_OURS = "perfreport "  # how the names of our properties begin
_CONTENT = "内容"
_WORD = "\ue000"  # of private use: nobody's properties have it
_MOST = 1 << 20  # bytes of properties that are read of a stranger's file
_LOCAL, _END = b"PK\3\4", b"PK\5\6"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a document says of itself.

    `made_from`: the hashes of what it was made from, by name. `content`: that of all else, when it was written.
    `untouched`: it still is what was written then.
    """

    made_from: Mapping[str, str]
    content: str
    untouched: bool


class Stamped(NamedTuple):
    """A document that says what it was made from, and what it says."""

    content: bytes
    stamp: Stamp


def digest(content: bytes) -> str:
    """A hash of 128 bits, as text."""
    return digest_of([content])


def digest_of(contents: Iterable[bytes]) -> str:
    """The hash of these, one behind the other."""
    found = blake2b(digest_size=16)
    for content in contents:
        found.update(content)
    return found.hexdigest()


def stamped(document: bytes, made_from: Mapping[str, str]) -> Stamped:
    """A document that `Template.render` gave, with what it was made from; what its template said there is gone."""
    package = Package.written(document)
    names = (*made_from, _CONTENT)
    frame = _frame(package.parts[TYPES], package.parts[_RELATIONS], package.parts.pop(_PART, None), names)
    package.parts |= frame.parts
    content = digest(_before_stamp(package.write({_PART: Part.stored(b"")})))
    properties = frame.saying([*made_from.values(), content])
    return Stamped(package.write({_PART: Part.stored(properties)}), Stamp(made_from, content, untouched=True))


def read_stamp(document: bytes) -> Stamp | None:
    """What a file says it was made from; None where it says nothing: nobody knows who made it."""
    before = _before_stamp(document)
    said = _said(_own_properties(document, len(before)) or _found_properties(document))
    content = said.pop(_CONTENT, "")
    return Stamp(said, content, digest(before) == content) if content else None


@dataclass(frozen=True, slots=True)
class _Frame:
    """The parts of a package that name its properties, and these as text: pieces between which our words go."""

    parts: Mapping[str, Part]
    properties: Sequence[str]

    def saying(self, words: Sequence[str]) -> bytes:
        """The properties with our words."""
        first, *others = self.properties
        pieces = (escape(word) + piece for word, piece in zip(words, others, strict=True))
        return "".join([first, *pieces]).encode()


@lru_cache(maxsize=256)  # documents of one template have the same ones
def _frame(types: Part, links: Part, properties: Part | None, names: tuple[str, ...]) -> _Frame:
    package = Package("", {TYPES: types, _RELATIONS: links})
    if not any(kind.endswith(f"/{_KIND}") for kind, _ in relations(package, "").values()):
        add_part(package, "", _PART, _KIND, _TYPE)
        del package.parts[_PART]
    root = parsed(properties.unpack() if properties else _EMPTY)
    for found in [each for each in root if each.get("name", "").startswith(_OURS)]:
        root.remove(found)
    return _Frame(package.parts, _with(root, names).decode().split(_WORD))


def _with(root: etree._Element, names: Sequence[str]) -> bytes:
    """Properties with ours behind them, which say `_WORD`."""
    from lxml import etree

    first = max((int(each.get("pid", 1)) for each in root), default=1) + 1
    for pid, name in enumerate(names, first):
        attributes = {"fmtid": _FORMAT, "pid": str(pid), "name": _OURS + name}
        etree.SubElement(
            etree.SubElement(root, f"{{{_SPACE}}}property", attributes), f"{{{_VALUES}}}lpwstr"
        ).text = _WORD
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _said(properties: bytes) -> dict[str, str]:
    """Our properties by name."""
    from lxml import etree

    try:
        root = parsed(properties) if properties else ()
    except etree.XMLSyntaxError:
        return {}
    ours = {each.get("name", ""): "".join(each.itertext()) for each in root if isinstance(each.tag, str)}
    return {name[len(_OURS) :]: text for name, text in ours.items() if name.startswith(_OURS)}


def _before_stamp(document: bytes) -> bytes:
    """What lies before the last part of a zip file that `Package.write` made; of another one, something else."""
    end = len(document) - 22
    directory = struct.unpack_from("<I", document, end + 16)[0] if document.startswith(_END, end) and end > 0 else 0
    return document[: max(document.rfind(_LOCAL, 0, directory), 0)]


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    EOFError,
)


def _own_properties(document: bytes, at: int) -> bytes:
    """The properties, where they are the part that begins at `at`, as those that we wrote are; else nothing."""
    try:
        last = Package.written(document[at:]).parts if at else {}
    except _DAMAGED:
        return b""
    part = last.get(_PART)
    return part.data if part and part.method == zipfile.ZIP_STORED else b""


def _found_properties(document: bytes) -> bytes:
    """The properties of a file that another program wrote; nothing where it is no such file."""
    try:
        with zipfile.ZipFile(BytesIO(document)) as archive, archive.open(_PART) as part:
            return part.read(_MOST)
    except _DAMAGED:
        return b""
