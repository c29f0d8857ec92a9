"""What can only be told once a Word part is rendered: which cells merge, which ids a loop repeated, what became empty.

`Finish` leaves marks in the template's XML and reads them in the rendered text in one pass. The marks are made of
Unicode noncharacters, which are refused in data. A template without such places is not finished at all.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from ..dialect import Tag
from .places import W
from .prose import part_tables
from .repair import Repair, TagsOf

if TYPE_CHECKING:
    from lxml import etree

_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_BEFORE_V_MERGE = {W + name for name in ("cnfStyle", "tcW", "gridSpan", "hMerge")}

# a table begins · a row begins · a cell that may merge (vMerge goes here · its content) · an id that must be unique
_TABLE, _ROW = "\ufdd3t", "\ufdd3r"
_CELL, _CONTENT, _CELL_END = "\ufdd3c", "\ufdd4", "\ufdd5"
_ID, _ID_END = "\ufdd3i", "\ufdd6"
_MARK = re.compile(
    "\ufdd3(?:t(?P<table>\\d+);|r(?P<row>\\d+);"
    "|c(?P<of>\\d+),(?P<block>\\d+),(?P<cell>\\d+),(?P<column>[\\d-]+);"
    f"(?P<head>[^{_CONTENT}]*){_CONTENT}(?P<content>[^{_CELL_END}]*){_CELL_END}"
    f"|i(?P<kind>[a-z]+);(?P<value>[^{_ID_END}]*){_ID_END})"
)
_PARAGRAPH_PROPERTIES = re.compile(r"<w:p(?: [^>]*)?>(<w:pPr>(?:[^>]*>)*?(?<=</w:pPr>))?")

_ELEMENT = re.compile("<[^>]*>")


class Finish:
    """How the rendered text of one part is finished; false where there is nothing to do.

    `elements` are those of the part in document order, `tags_of` gives the tags whose marks stand in a text.
    """

    def __init__(self, elements: list[etree._Element], tags_of: TagsOf) -> None:
        self._marks = self._columns = self._prose = False
        self._cells = 0
        self._tables: list[etree._Element] = []  # those with cells that may merge
        self.misplaced: list[Tag] = []  # 合并 where it can do nothing
        scopes: set[str] = set()  # of the tags, which tell what may be left empty
        loops = row_loops = block = 0
        for element in elements:
            for tag in tags_of(element.text) if element.tag == W + "t" else ():
                step = (tag.keyword == "for") - (tag.keyword == "endfor")
                loops += step
                row_loops += step * (tag.scope == "tr")
                block += step == row_loops == 1 and tag.scope == "tr"
                scopes.add("p" if tag.is_prose else tag.scope)  # which may be empty, too
                self._prose |= tag.is_prose
                self._columns |= tag.scope == "tc" or tag.keyword == "colspan"
                if tag.merges and (not row_loops or not self._mark_cell(element, block)):
                    self.misplaced.append(tag)
            if loops:
                self._mark_ids(element)
        self._repair = Repair(elements, tags_of, scopes)
        self._columns |= any("{% hm" in (element.text or "") for element in elements)
        for table in [element for element in elements if self._columns and element.tag == W + "tbl"]:
            _complete_grid(table)

    def __bool__(self) -> bool:
        return self._marks or self._columns or self._prose or bool(self._repair)

    def __call__(self, text: str) -> str:
        """`text` as Word wants it: cells merged, ids unique, nothing left without the content it must have."""
        if self._marks:
            text = _MARK.sub(_Reader(), text)
        if self._prose:
            text = part_tables(text)
        text = self._repair(text)
        return _fit_grid(text) if self._columns else text

    def _mark_cell(self, run: etree._Element, block: int) -> bool:
        """Whether the cell around `run` can merge; its properties have been opened for it."""
        cell = next(run.iterancestors(W + "tc"), None)
        if cell is None or cell.find(f".//{W}tbl") is not None:
            return False
        properties = cell.find(W + "tcPr")
        if (properties.tail or "") == _CONTENT:
            return True  # a second 合并 tag in the same cell
        for merged in properties.findall(W + "vMerge"):
            properties.remove(merged)
        before = [child for child in properties if child.tag in _BEFORE_V_MERGE]
        self._cells += 1
        mark = f"{_CELL}{self._mark_table(cell)},{block},{self._cells},{_grid_columns(cell)};"
        if before:
            before[-1].tail = mark
        else:
            properties.text = mark
        properties.tail = _CONTENT
        cell[-1].tail = _CELL_END
        return True

    def _mark_table(self, cell: etree._Element) -> int:
        """The number of the table around `cell`, whose rows bear it from now on."""
        table = next(cell.iterancestors(W + "tbl"))
        if table not in self._tables:
            self._marks = True
            table.text = f"{_TABLE}{len(self._tables)};"
            for row in table.iter(W + "tr"):
                if next(row.iterancestors(W + "tbl")) is table:
                    row.text = f"{_ROW}{len(self._tables)};"
            self._tables.append(table)
        return self._tables.index(table)

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


_Cell = tuple[str, str, str]  # block, number of the cell in the template, content


class _Rows:
    """The merging cells of the row above and of this row, by their columns."""

    def __init__(self, above: dict[str, _Cell]) -> None:
        self.above = above
        self.row: dict[str, _Cell] = {}
        self.broken = False  # whether a merging cell further left in this row says something new


class _Reader:
    """Replaces the marks of one document, in their order."""

    def __init__(self) -> None:
        self._tables: dict[str, _Rows] = {}
        self._fresh = count(1_000_000)
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, mark: re.Match[str]) -> str:
        table, row, of, block, cell, column, head, content, kind, value = mark.groups()
        if column:
            return self._cell(self._tables[of], column, (block, cell, content), head)
        if kind:
            return self._id(kind, value)
        above = self._tables[row].row if row else {}
        self._tables[row or table] = _Rows(above)
        return ""

    def _cell(self, rows: _Rows, column: str, cell: _Cell, head: str) -> str:
        while column in rows.row:  # columns repeated by a loop
            column += "+"
        rows.row[column] = cell
        content = cell[2]
        if rows.broken or not _same(rows.above.get(column), cell):
            rows.broken = True
            content = _MARK.sub(self, content) if "\ufdd3" in content else content
            return f'<w:vMerge w:val="restart"/>{head}{content}'
        properties = _PARAGRAPH_PROPERTIES.search(content)
        return f"<w:vMerge/>{head}<w:p>{(properties and properties[1]) or ''}</w:p>"

    def _id(self, kind: str, value: str) -> str:
        if kind == "end":
            return self._seen.get(("start", value), value)
        first = (kind, value) not in self._seen
        number = next(self._fresh)
        new = value if first else f"{value[:30]}_{number}" if kind == "name" else str(number)
        self._seen[kind, value] = new
        return new


def _same(above: _Cell | None, here: _Cell) -> bool:
    """Whether two cells of one block print the same text; cells that differ in the template may look different."""
    if above is None or above[0] != here[0]:
        return False
    return above[2] == here[2] or (above[1] != here[1] and _printed(above[2]) == _printed(here[2]))


def _printed(content: str) -> str:
    return _ELEMENT.sub("", _MARK.sub("", content).replace("</w:p>", "\n").replace("<w:br/>", "\n")).strip()


def _grid_columns(cell: etree._Element) -> str:
    """The first grid column of a cell and how many it spans, such as 2-1: cells merge with their like."""
    row = next(cell.iterancestors(W + "tr"))
    skipped = sum(int(skip.get(W + "val", "0")) for skip in row.findall(f"{W}trPr/{W}gridBefore"))
    cells = [other for other in row.iter(W + "tc") if next(other.iterancestors(W + "tr")) is row]
    return f"{skipped + sum(map(_span, cells[: cells.index(cell)]))}-{_span(cell)}"


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(W + "val", "1"))


def _complete_grid(table: etree._Element) -> None:
    """Give a table the grid and widths that some programs leave out and docxtpl reckons with."""
    grid = table.find(W + "tblGrid")
    if grid is None:
        grid = table.makeelement(W + "tblGrid")
        table.insert(1 if table.find(W + "tblPr") is not None else 0, grid)
    for column in grid.findall(W + "gridCol"):
        column.set(W + "w", column.get(W + "w", "0"))


def _fit_grid(text: str) -> str:
    """The table grids made to fit rows whose number of columns depends on the data: docxtpl's own work."""
    from docxtpl import DocxTemplate
    from lxml import etree

    declaration, _, body = text.partition("?>")
    tree = DocxTemplate("").fix_tables(body)
    return f"{declaration}?>{etree.tostring(tree, encoding='unicode')}"
