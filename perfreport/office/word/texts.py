"""What a finished Word document says, and where. The XML was just written here: it is read as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from ..package import Package, Part
from ..passage import Passage, Row
from ..relations import TYPES, content_types
from .template import stories_of

_EVENT = (
    re.compile(  # what ends; a text, and what ends with it; what begins; over how many columns of the grid a cell goes
        "<(?:/w:(p></w:tc|p|tr|tc|tbl|txbxContent)>"
        "|w:(?:t(?:>| [^>]*>)([^<]+)(?:</w:t></w:r></w:(p></w:tc|p)>)?"
        '|(tbl|txbxContent|br/|tab/|p/|p [^>]*/)>|gridSpan w:val="([0-9]+)))'
    )
)
_BLANKS = {"br/": "\n", "tab/": "\t"}
_INNER = ("tbl", "txbxContent")
_FALLBACK = re.compile("<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)  # a text box for old readers: the same once more


def word_rows(package: Package) -> Iterator[Row]:
    """The paragraphs and the rows of tables of a .docx that say something, in the order in which they end."""
    stories = _stories(package.parts[TYPES])
    for part, name in ((part, name) for part, name in stories.items() if part in package.parts):
        yield from _rows(package.parts[part].unpack().decode(), f"{name} " if name else "")


@lru_cache(maxsize=64)
def _stories(types: Part) -> dict[str, str]:
    """The parts with paragraphs, by what a person calls each; `types` are the same in all documents of a template."""
    names = stories_of(content_types(Package("", {TYPES: types})))
    return {part: name for part, name in names.items() if not part.startswith("docProps/")}


@dataclass(slots=True)
class _Story:
    """What texts stand in: the body, a text box, or a table, whose cells and rows end one by one."""

    prefix: str  # of a table its name
    is_table: bool = False
    said: list[str] = field(default_factory=list)  # in the paragraph or the cell that has not ended yet
    paragraphs: int = 0
    tables: int = 0
    cells: list[Passage] = field(default_factory=list)  # of this row
    row: int = 1
    place: int = 1  # of the cell in its row
    column: int = 1  # of the grid
    width: int = 1

    @property
    def spot(self) -> str:
        """Of the cell or the paragraph."""
        return (
            f"{self.prefix} 第{self.row}行第{self.place}列" if self.is_table else f"{self.prefix}第{self.paragraphs}段"
        )

    def opened(self, kind: str) -> _Story:
        """A table or a text box in this story."""
        prefix = f"{self.spot} " if self.is_table else self.prefix
        if kind == "txbxContent":
            return _Story(f"{prefix}文本框 ")
        self.tables += 1
        return _Story(f"{prefix}表{self.tables}", is_table=True)

    def ended(self, kind: str) -> Row | None:
        """The row or the paragraph that ends with this tag, if it does."""
        if kind == "p></w:tc" or kind == "tc":
            if self.said and (text := self._take()):
                self.cells.append(Passage(self.spot, text, self.column, self.width))
            self.place, self.column, self.width = self.place + 1, self.column + self.width, 1
            return None
        return self._row() if kind == "tr" else self._paragraph()

    def _row(self) -> Row:
        row = Row(self.prefix, self.cells)
        self.row, self.place, self.column, self.cells = self.row + 1, 1, 1, []
        return row

    def _paragraph(self) -> Row | None:
        self.paragraphs += 1
        if self.is_table:
            self.said.append("\n")
            return None
        text = self._take()
        return Row("", [Passage(self.spot, text)]) if text else None

    def _take(self) -> str:
        text = "".join(self.said).strip()
        self.said = []
        return unescape(text) if "&" in text else text


def _rows(xml: str, prefix: str) -> Iterator[Row]:
    if "<mc:Fallback>" in xml:
        xml = _FALLBACK.sub("", xml)
    story, around = _Story(prefix), list[_Story]()
    for ended, text, ended_behind, begun, width in _EVENT.findall(xml):
        if text:
            story.said.append(text)
            ended = ended_behind
        if ended in _INNER:
            story = around.pop()
        elif begun in _INNER:
            around.append(story)
            story = story.opened(begun)
        elif begun in _BLANKS:
            story.said.append(_BLANKS[begun])
        elif width:
            story.width = int(width)
        elif (ended or begun) and (row := story.ended(ended)):
            yield row
