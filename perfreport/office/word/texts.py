"""What a finished Word document says, and where. The XML was just written here: it is read as text.

What stands between two texts is the same over and over, in all rows of a table and all documents of a template. It is
looked through once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from ..package import Package, Part
from ..passage import Cell, Line
from ..relations import TYPES, content_types
from .template import stories_of

_BLANKS = {"br/": "\n", "tab/": "\t"}
_INNER = ("tbl", "txbxContent")
_TEXT = re.compile(rb"<w:t(?:>| [^>]*>)([^<]*)</w:t>")
_STEP = re.compile(  # what ends; what begins; over how many columns of the grid a cell goes
    b"<(?:/w:(p></w:tc|p|tr|tc|tbl|txbxContent)>"
    b'|w:(?:(tbl|txbxContent|br/|tab/|p/|p [^>]*/)>|gridSpan w:val="([0-9]+)))'
)
_FALLBACK = re.compile(b"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)  # a text box for old readers: the same once more


def word_lines(package: Package) -> Iterator[Line]:
    """The paragraphs and the rows of tables of a .docx that say something, in the order in which they end."""
    stories = _stories(package.parts[TYPES])
    for part, name in ((part, name) for part, name in stories.items() if part in package.parts):
        yield from _lines(package.parts[part].unpack(), f"{name} " if name else "")


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
    said: str = ""  # in the paragraph or the cell that has not ended yet
    paragraphs: int = 0
    tables: int = 0
    texts: list[str] = field(default_factory=list)  # of this row, and the cells in which they stand
    cells: list[Cell] = field(default_factory=list)
    row: int = 1
    place: int = 1  # of the cell in its row
    column: int = 1  # of the grid
    width: int = 1

    def opened(self, kind: str) -> _Story:
        """A table or a text box in this story."""
        prefix = f"{self.prefix} 第{self.row}行第{self.place}列 " if self.is_table else self.prefix
        if kind == "txbxContent":
            return _Story(f"{prefix}文本框 ")
        self.tables += 1
        return _Story(f"{prefix}表{self.tables}", is_table=True)

    def go_on(self, step: str, detail: str) -> None:
        """A line break or a tab in a text; or over how many columns a cell goes."""
        if step == "blank":
            self.said += detail
        else:
            self.width = int(detail)

    def end_cell(self) -> None:
        if self.said and (text := self._taken()):
            self.texts.append(text)
            self.cells.append((self.place, self.column, self.width))
        self.place, self.column, self.width = self.place + 1, self.column + self.width, 1

    def end_row(self) -> Line:
        line = Line(self.prefix, self.texts, self.cells, f"{self.prefix} 第{self.row}行第", "列")
        self.row, self.place, self.column, self.texts, self.cells = self.row + 1, 1, 1, [], []
        return line

    def end_paragraph(self) -> Line | None:
        """The paragraph, if it says something; one in a table is a line of its cell."""
        if self.is_table:
            self.said += "\n"
            return None
        self.paragraphs += 1
        text = self._taken()
        return Line("", [text], [(self.paragraphs, 0, 1)], f"{self.prefix}第", "段") if text else None

    def _taken(self) -> str:
        text, self.said = self.said.strip(), ""
        return unescape(text) if "&" in text else text


def _lines(xml: bytes, prefix: str) -> Iterator[Line]:
    if b"<mc:Fallback>" in xml:
        xml = _FALLBACK.sub(b"", xml)
    story, around = _Story(prefix), list[_Story]()
    pieces = iter(_TEXT.split(xml))
    for markup in pieces:
        for step, detail in _steps(markup):
            if step == "cell":
                story.end_cell()
            elif step == "row":
                yield story.end_row()
            elif step == "paragraph":
                if line := story.end_paragraph():
                    yield line
            elif step == "begin":
                around.append(story)
                story = story.opened(detail)
            elif step == "end":
                story = around.pop()
            else:
                story.go_on(step, detail)
        story.said += next(pieces, b"").decode()


@lru_cache(maxsize=1024)
def _steps(markup: bytes) -> Sequence[tuple[str, str]]:
    """What begins and ends between two texts, in its order."""
    return [_step(*map(bytes.decode, found)) for found in _STEP.findall(markup)]


def _step(ended: str, begun: str, width: str) -> tuple[str, str]:
    kinds = {"tc": "cell", "p></w:tc": "cell", "tr": "row", "p": "paragraph"}
    if ended:
        return kinds.get(ended, "end"), ""
    if begun in _INNER:
        return "begin", begun
    if begun in _BLANKS:
        return "blank", _BLANKS[begun]
    return ("width", width) if width else ("paragraph", "")
