"""What a finished Word document says, and where. The XML was just written here: it is read as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from zipfile import ZipFile

from ..package import Package, Part
from ..passage import Passage
from ..relations import TYPES, content_types
from .template import stories_of

_CLOSED = re.compile(b"</w:(tc|tbl|txbxContent)>")
_OPENED = re.compile(b"<w:(tbl|txbxContent)>")
_TEXT = re.compile(b"<w:t(?: [^>]*)?>([^<]+)")
_BLANKS = {b"<w:br/>": b"<w:t>\n</w:t>", b"<w:tab/>": b"<w:t>\t</w:t>"}  # as texts like others
_SPAN = re.compile(b'<w:gridSpan w:val="([0-9]+)"')
_PARAGRAPH = re.compile(b"<w:p[ />]")
_FALLBACK = re.compile(b"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)  # a text box for old readers: the same once more


def word_passages(archive: ZipFile) -> Iterator[Passage]:
    """The paragraphs and cells of a .docx that say something, in the order in which they end."""
    for part, name in _stories(archive.read(TYPES)).items():
        yield from _Reader(f"{name} " if name else "").read(archive.read(part))


@lru_cache(maxsize=64)
def _stories(types: bytes) -> dict[str, str]:
    """The parts with paragraphs, by what a person calls each; `types` are the same in all documents of a template."""
    names = stories_of(content_types(Package("", {TYPES: Part.stored(types)})))
    return {part: name for part, name in names.items() if not part.startswith("docProps/")}


@dataclass(slots=True)
class _Story:
    """What paragraphs stand in: the body, a text box, or, with its place in the grid, the cell of a table."""

    prefix: str  # of a table its name
    is_table: bool = False
    paragraphs: int = 0
    tables: int = 0
    open: str = ""  # what the paragraph says that has not ended yet
    said: list[str] = field(default_factory=list)  # in this cell
    row: int = 1
    place: int = 1  # of the cell in its row
    column: int = 1  # of the grid

    @property
    def spot(self) -> str:
        """Of a cell."""
        return f"{self.prefix} 第{self.row}行第{self.place}列"


class _Reader:
    """Reads one part, from one end of a cell, table or text box to the next."""

    def __init__(self, prefix: str) -> None:
        self._stories = [_Story(prefix)]

    def read(self, xml: bytes) -> Iterator[Passage]:
        if b"<mc:Fallback>" in xml:
            xml = _FALLBACK.sub(b"", xml)
        for blank, text in _BLANKS.items():
            xml = xml.replace(blank, text)
        pieces = _CLOSED.split(xml)
        for piece, closed in zip_longest(pieces[::2], pieces[1::2]):
            if b"<w:tbl>" in piece or b"<w:txbxContent>" in piece:
                piece, *inside = _OPENED.split(piece)
                for kind, rest in zip(inside[::2], inside[1::2], strict=True):
                    yield from self._take(piece)
                    self._open(kind)
                    piece = rest
            if closed == b"tc":
                if cell := self._cell(piece):
                    yield cell
                continue
            yield from self._take(piece)
            if closed:
                self._stories.pop()

    def _open(self, kind: bytes) -> None:
        story = self._stories[-1]
        prefix = f"{story.spot} " if story.is_table else story.prefix
        if kind == b"tbl":
            story.tables += 1
            self._stories.append(_Story(f"{prefix}表{story.tables}", is_table=True))
        else:
            self._stories.append(_Story(f"{prefix}文本框 "))

    def _take(self, piece: bytes) -> Iterator[Passage]:
        """The paragraphs of a piece; those of a cell are kept till its end."""
        story = self._stories[-1]
        if story.is_table:
            story.said += _paragraphs(piece)
            return
        *ended, rest = piece.split(b"</w:p>")
        for paragraph in ended:
            story.paragraphs += len(_PARAGRAPH.findall(paragraph)) or 1
            if text := story.open + _text(paragraph):
                yield Passage(f"{story.prefix}第{story.paragraphs}段", text)
            story.open = ""
        story.paragraphs += len(_PARAGRAPH.findall(rest)) - 1 if b"<w:p" in rest else 0
        story.open = _text(rest)

    def _cell(self, piece: bytes) -> Passage | None:
        """The cell that ends with this piece, if it says something."""
        story = self._stories[-1]
        if b"</w:tr>" in piece:  # of the row before
            story.row, story.place, story.column = story.row + 1, 1, 1
        span = _SPAN.search(piece)
        width = int(span[1]) if span else 1
        said = "\n".join([*story.said, *_paragraphs(piece)])
        cell = Passage(story.spot, said, story.prefix, story.row, story.column, width) if said else None
        story.said = []
        story.place += 1
        story.column += width
        return cell


def _paragraphs(xml: bytes) -> list[str]:
    """The paragraphs of a cell that say something."""
    if xml.count(b"</w:p>") < 2:  # as nearly always
        return [text] if (text := _text(xml)) else []
    return [text for paragraph in xml.split(b"</w:p>") if (text := _text(paragraph))]


def _text(xml: bytes) -> str:
    """What is said here; "" for blanks alone."""
    found = _TEXT.findall(xml)
    if not found:
        return ""
    text = b"".join(found).decode()
    return "" if text.isspace() else unescape(text) if "&" in text else text
