"""What can only be told once a Word part is rendered: which cells merge, which ids a loop repeated, what became empty.

`Finish` leaves marks in the template's XML and reads them in the rendered text in one pass. The marks are made of
Unicode noncharacters, which are refused in data. A template without such places is not finished at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from .dialect import Tag

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_BEFORE_V_MERGE = {W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}

# a table begins · a row begins · a cell that may merge (vMerge goes here · its content) · an id that must be unique
_TABLE, _ROW = "\ufdd3t", "\ufdd3r"
_CELL, _CONTENT, _CELL_END = "\ufdd3c", "\ufdd4", "\ufdd5"
_ID, _ID_END = "\ufdd3i", "\ufdd6"
_MARK = re.compile(
    "\ufdd3(?:(?P<table>t)|(?P<row>r)"
    f"|c(?P<block>\\d+),(?P<column>\\d+);(?P<head>[^{_CONTENT}]*){_CONTENT}(?P<content>[^{_CELL_END}]*){_CELL_END}"
    f"|i(?P<kind>[a-z]+);(?P<value>[^{_ID_END}]*){_ID_END})"
)
_PARAGRAPH_PROPERTIES = re.compile(r"<w:p(?: [^>]*)?>(<w:pPr>.*?</w:pPr>)?", re.DOTALL)

# what Word calls a corrupt file: a row without cells, a table without rows, a cell that does not end in a paragraph
_EMPTY_ROW = re.compile(r"<w:tr(?: [^>]*)?>(?:(?!<w:tc[ >]|<w:sdt[ >]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]|<w:tbl>|<w:sdt[ >]).)*?</w:tbl>", re.DOTALL)
_EMPTY_CELL = re.compile(r"(<w:tc(?: [^>]*)?>|</w:tcPr>|<w:tcPr/>|</w:tbl>)(?=\s*</w:tc>)")


class Finish:
    """How the rendered text of one part is finished; false where there is nothing to do.

    `elements` are those of the part in document order, `tags_of` gives the tags whose marks stand in a text.
    """

    def __init__(self, elements: list[etree._Element], tags_of: Callable[[str | None], list[Tag]]) -> None:
        self._marks = self._shapes = self._columns = False
        loops = row_loops = block = 0
        for element in elements:
            for tag in tags_of(element.text) if element.tag == W + "t" else ():
                step = (tag.keyword == "for") - (tag.keyword == "endfor")
                loops += step
                row_loops += step * (tag.scope == "tr")
                block += step == row_loops == 1 and tag.scope == "tr"
                self._shapes |= tag.scope in ("tr", "tc", "p")
                self._columns |= tag.scope == "tc" or tag.keyword == "colspan"
                if tag.merges and row_loops:
                    self._mark_cell(element, block)
            if loops:
                self._mark_ids(element)
        self._columns |= any("{% hm" in (element.text or "") for element in elements)

    def __bool__(self) -> bool:
        return self._marks or self._shapes or self._columns

    def __call__(self, text: str) -> str:
        """`text` as Word wants it: cells merged, ids unique, nothing left without the content it must have."""
        if self._marks:
            text = _MARK.sub(_Reader(), text)
        if self._shapes:
            text = _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", text))
            text = _EMPTY_CELL.sub(r"\1<w:p/>", text)
        return _fit_grid(text) if self._columns else text

    def _mark_cell(self, run: etree._Element, block: int) -> None:
        cell = next(run.iterancestors(W + "tc"))
        properties = cell.find(W + "tcPr")
        if properties is None:
            properties = cell.makeelement(W + "tcPr")
            cell.insert(0, properties)
        if (properties.tail or "") == _CONTENT:
            return  # a second 合并 tag in the same cell
        for merged in properties.findall(W + "vMerge"):
            properties.remove(merged)
        before = [child for child in properties if child.tag in _BEFORE_V_MERGE]
        mark = f"{_CELL}{block},{_grid_column(cell)};"
        if before:
            before[-1].tail = mark
        else:
            properties.text = mark
        properties.tail = _CONTENT
        cell[-1].tail = _CELL_END
        table = next(cell.iterancestors(W + "tbl"))
        table.find(W + "tblGrid").tail = _TABLE
        for row in table.iter(W + "tr"):
            row.text = _ROW
        self._marks = True

    def _mark_ids(self, element: etree._Element) -> None:
        """Ids that a loop would repeat: pictures, bookmarks, controls. Paragraph ids are optional, so they go."""
        for name in ("paraId", "textId"):
            element.attrib.pop(_W14 + name, None)
        marked = {
            _DOC_PR: {"id": "number"},
            W + "bookmarkStart": {W + "id": "start", W + "name": "name"},
            W + "bookmarkEnd": {W + "id": "end"},
        }.get(str(element.tag), {})
        if element.tag == W + "id" and element.getparent().tag == W + "sdtPr":
            marked = {W + "val": "number"}
        for attribute, kind in marked.items():
            element.set(attribute, f"{_ID}{kind};{element.get(attribute)}{_ID_END}")
            self._marks = True


class _Reader:
    """Replaces the marks of one document, in their order."""

    def __init__(self) -> None:
        self._above: dict[str, tuple[str, str]] = {}  # column → block and content of the row above
        self._row: dict[str, tuple[str, str]] = {}
        self._broken = False  # whether a merging cell further left in this row says something new
        self._fresh = count(1_000_000)
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, mark: re.Match[str]) -> str:
        if mark["column"]:
            return self._cell(mark)
        if mark["kind"]:
            return self._id(mark["kind"], mark["value"])
        self._above, self._row, self._broken = ({} if mark["table"] else self._row), {}, False
        return ""

    def _cell(self, mark: re.Match[str]) -> str:
        said = mark["block"], mark["content"]
        self._row[mark["column"]] = said
        if self._broken or self._above.get(mark["column"]) != said:
            self._broken = True
            content = _MARK.sub(self, mark["content"]) if "\ufdd3" in mark["content"] else mark["content"]
            return f'<w:vMerge w:val="restart"/>{mark["head"]}{content}'
        properties = _PARAGRAPH_PROPERTIES.search(mark["content"])
        return f"<w:vMerge/>{mark['head']}<w:p>{(properties and properties[1]) or ''}</w:p>"

    def _id(self, kind: str, value: str) -> str:
        if kind == "end":
            return self._seen.get(("start", value), value)
        first = (kind, value) not in self._seen
        number = next(self._fresh)
        new = value if first else f"{value[:30]}_{number}" if kind == "name" else str(number)
        self._seen[kind, value] = new
        return new


def _grid_column(cell: etree._Element) -> int:
    """How many grid columns lie to the left of a cell."""
    row = next(cell.iterancestors(W + "tr"))
    left = row.findall(f"{W}trPr/{W}gridBefore") + [
        span for other in cell.itersiblings(W + "tc", preceding=True) for span in other.findall(f"{W}tcPr/{W}gridSpan")
    ]
    spanned = sum(int(span.get(W + "val", "1")) - (span.tag == W + "gridSpan") for span in left)
    return int(spanned) + len(list(cell.itersiblings(W + "tc", preceding=True)))


def _fit_grid(text: str) -> str:
    """The table grids made to fit rows whose number of columns depends on the data: docxtpl's own work."""
    from docxtpl import DocxTemplate
    from lxml import etree

    declaration, _, body = text.partition("?>")
    tree = DocxTemplate("").fix_tables(body)
    return f"{declaration}?>{etree.tostring(tree, encoding='unicode')}"
