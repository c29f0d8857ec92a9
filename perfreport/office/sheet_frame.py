"""Everything in a worksheet (and in the workbook's names) that says which rows it means, written anew per document.

The XML around the rows is kept as text with marks in it; each mark stands for a piece that depends on where rows went.
What cannot follow its rows is a problem when the template is opened, never left pointing at the wrong cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..problem import Problem, problem
from .formula import Formula, Reference
from .sheet import Sheet
from .sheet_write import SheetDocument
from .strings import escape
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

Sheets = Mapping[str, SheetDocument]  # the sheets of one document that are written, by name
Piece = Callable[[Sheets], str]  # what a mark becomes in a document

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_RANGES = {
    f"{S}conditionalFormatting": "sqref",
    f"{S}dataValidation": "sqref",
    f"{S}ignoredError": "sqref",
    f"{S}protectedRange": "sqref",
    f"{S}autoFilter": "ref",
    f"{S}hyperlink": "ref",
}
_FORMULAS = {f"{S}formula", f"{S}formula1", f"{S}formula2"}
_BEFORE_MERGES = """sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate
customSheetViews""".split()
_NOT_MOVED = {
    "rowBreaks": "分页符",
    "drawing": "图片或图表",
    "legacyDrawing": "批注",
    "tableParts": "套用了表格格式的区域",
    "extLst": "迷你图、图标集一类的扩展功能",
    "scenarios": "方案",
    "dataConsolidate": "合并计算",
}


class Frame:
    """XML with marks, and for each mark what it becomes."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._texts: list[str] = []

    def mark(self, piece: Piece) -> str:
        self._pieces.append(piece)
        return f"\ufdd0{len(self._pieces) - 1}\ufdd1"

    def close(self, root: etree._Element) -> None:
        """Take the text of `root` once all marks stand in it."""
        from lxml import etree

        declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        self._texts = _MARK.split(declaration + etree.tostring(root, encoding="unicode"))

    def write(self, sheets: Sheets) -> bytes:
        texts = [self._pieces[int(text)](sheets) if number % 2 else text for number, text in enumerate(self._texts)]
        return "".join(texts).encode()


def moved(formula: Formula, sheets: Sheets, own: str, row: int = 0, grows: bool = False) -> str:
    """A formula that stands outside the rows (in sheet `own`, or a name), for where the rows are now.

    `row` is the template row its relative references are meant from, 0 for none.
    """

    def resolve(reference: Reference) -> tuple[int, int] | None:
        sheet = sheets.get(reference.sheet or own)
        if sheet is None:  # a sheet that is copied as it lies
            return reference.first.row, (reference.last or reference.first).row
        return sheet.layout.resolve(reference, row if not reference.sheet else 0, grows=grows)

    return formula.moved(resolve)


def sheet_frame(sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a sheet: all of it but the rows."""
    frame = Frame()
    data = root.find(f"{S}sheetData")
    for child in list(data):
        data.remove(child)
    data.text = frame.mark(lambda sheets: sheets[sheet.name].rows_xml())
    for old in root.findall(f"{S}mergeCells"):
        root.remove(old)
    before = [child for child in root if child.tag in {S + name for name in _BEFORE_MERGES}]
    before[-1].tail = frame.mark(lambda sheets: sheets[sheet.name].merges)
    dimension = root.find(f"{S}dimension")
    if dimension is not None:
        dimension.set("ref", frame.mark(lambda sheets: sheets[sheet.name].size))
    for element in root.iter(*_RANGES):
        _mark_ranges(frame, sheet.name, element, _RANGES[str(element.tag)])
    frame.close(root)
    return frame


def _mark_ranges(frame: Frame, own: str, element: etree._Element, attribute: str) -> None:
    ranges = [Formula(text) for text in element.get(attribute, "").split()]
    if not ranges:
        return
    first = min((ref.first.row for text in ranges for ref in text.references), default=0)

    def piece(sheets: Sheets) -> str:
        found = [moved(text, sheets, own, grows=True) for text in ranges]
        return " ".join(text for text in found if text != "0") or ranges[0].text

    element.set(attribute, frame.mark(piece))
    for formula in element.iter(*_FORMULAS):
        parsed = Formula(formula.text or "")
        formula.text = frame.mark(lambda sheets, parsed=parsed: escape(moved(parsed, sheets, own, row=first)))  # type: ignore[misc]


def workbook_frame(root: etree._Element) -> Frame:
    """The workbook's frame: defined names (print areas and titles are names too) follow the rows."""
    frame = Frame()
    for name in root.iterfind(f"{S}definedNames/{S}definedName"):
        parsed = Formula(name.text or "")
        if parsed.references:
            name.text = frame.mark(lambda sheets, parsed=parsed: escape(_name(parsed, sheets)))  # type: ignore[misc]
    calculation = root.find(f"{S}calcPr")
    if calculation is None:
        calculation = root.makeelement(f"{S}calcPr")
        after = [child for child in root if child.tag in (f"{S}sheets", f"{S}definedNames", f"{S}externalReferences")]
        after[-1].addnext(calculation)
    # 1: Excel computes on opening what was left to it
    calculation.set("fullCalcOnLoad", frame.mark(lambda sheets: str(int(any(s.unknown for s in sheets.values())))))
    frame.close(root)
    return frame


def _name(parsed: Formula, sheets: Sheets) -> str:
    text = moved(parsed, sheets, "", grows=True)
    return "#REF!" if text == "0" else text


def not_moved(sheet: Sheet, root: etree._Element) -> list[Problem]:
    """What in a sheet with blocks would not follow its rows."""
    if not sheet.has_blocks:
        return []
    found = [
        problem("template.not-moved", sheet.place("A1"), what=what)
        for tag, what in _NOT_MOVED.items()
        if root.find(S + tag) is not None
    ]
    found += [
        problem("template.not-moved", sheet.place(link.get("ref")), what="循环里的超链接")
        for link in root.iter(f"{S}hyperlink")
        if sheet.chains[Formula(link.get("ref")).references[0].first.row]
    ]
    return found
