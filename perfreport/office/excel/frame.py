"""Everything in a worksheet (and in the workbook's names) that says which rows it means, written anew per document.

The XML around the rows is kept as text with marks in it; each mark stands for a piece that depends on where rows went.
What cannot follow its rows is a problem when the template is opened (`untouched`), never left where it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .formula import Formula, Reference, Spans
from .sheet import Sheet
from .strings import escape
from .styles import S
from .write import SheetDocument

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
    f"{S}sortState": "ref",
    f"{S}sortCondition": "ref",
    f"{S}hyperlink": "ref",
}
_FORMULAS = {f"{S}formula", f"{S}formula1", f"{S}formula2"}
_BEFORE_MERGES = """sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate
customSheetViews""".split()
_PRINTED = {"_xlnm.Print_Area", "_xlnm.Print_Titles"}


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


def moved(formula: Formula, sheets: Sheets, own: str, row: int = 0) -> str:
    """A formula that stands outside the rows (in sheet `own`), for where the rows are now.

    `row` is the template row its relative references are meant from.
    """

    def write(reference: Reference) -> str:
        spans = _spans(reference, sheets, own, row)
        return reference.in_formula(spans) if spans else reference.nowhere

    return formula.moved(write)


def areas(reference: Reference, sheets: Sheets, own: str = "") -> list[str]:
    """The ranges that a range, or all records of a single cell, are now."""
    return [reference.at(*span) for span in _spans(reference, sheets, own, grows=True)]


def _spans(reference: Reference, sheets: Sheets, own: str, row: int = 0, grows: bool = False) -> Spans:
    sheet = sheets.get(reference.sheet or own)
    if sheet is None:  # a sheet that is copied as it lies
        return [(reference.first.row, (reference.last or reference.first).row)]
    return sheet.layout.resolve(reference, row if not reference.sheet else 0, grows=grows)


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
    for pane in root.iter(f"{S}pane"):
        _mark_pane(frame, sheet.name, pane)
    frame.close(root)
    return frame


def _mark_ranges(frame: Frame, own: str, element: etree._Element, attribute: str) -> None:
    ranges = [reference for text in element.get(attribute, "").split() for reference in Formula(text).references]
    if not ranges:
        return
    row = min(reference.first.row for reference in ranges)

    def piece(sheets: Sheets) -> str:
        found = [area for reference in ranges for area in areas(reference, sheets, own)]
        return " ".join(found) or ranges[0].nowhere.replace("$", "")

    element.set(attribute, frame.mark(piece))
    if element.get("location"):
        element.set("location", _mark_formula(frame, own, element.get("location"), 0))
    for formula in element.iter(*_FORMULAS):
        formula.text = _mark_formula(frame, own, formula.text or "", row)
    for value in element.iter(f"{S}cfvo"):
        value.set("val", _mark_formula(frame, own, value.get("val", ""), row))


def _mark_formula(frame: Frame, own: str, text: str, row: int) -> str:
    """A mark for a formula whose relative references are meant from `row`; the text itself where it has none."""
    formula = Formula(text)
    if not formula.references:
        return text
    return frame.mark(lambda sheets: escape(moved(formula, sheets, own, row)).replace('"', "&quot;"))


def _mark_pane(frame: Frame, own: str, pane: etree._Element) -> None:
    """Frozen rows: as many as the template's became."""
    if pane.get("state") not in ("frozen", "frozenSplit") or not pane.get("ySplit"):
        return
    rows = int(float(pane.get("ySplit")))
    pane.set("ySplit", frame.mark(lambda sheets: str((sheets[own].layout.span(1, rows) or (0, 0))[1])))
    if pane.get("topLeftCell"):
        pane.set("topLeftCell", _mark_formula(frame, own, pane.get("topLeftCell"), 0))


def workbook_frame(root: etree._Element) -> Frame:
    """The workbook's frame: defined names (print areas and titles are names too) follow the rows."""
    frame = Frame()
    for name in root.iterfind(f"{S}definedNames/{S}definedName"):
        parsed = Formula(name.text or "")
        if parsed.references:
            _mark_name(frame, name, parsed)
    calculation = root.find(f"{S}calcPr")
    if calculation is None:
        calculation = root.makeelement(f"{S}calcPr")
        after = [child for child in root if child.tag in (f"{S}sheets", f"{S}definedNames", f"{S}externalReferences")]
        after[-1].addnext(calculation)
    # 1: Excel computes on opening what was left to it
    calculation.set("fullCalcOnLoad", frame.mark(lambda sheets: str(int(any(s.unknown for s in sheets.values())))))
    frame.close(root)
    return frame


def _mark_name(frame: Frame, name: etree._Element, parsed: Formula) -> None:
    is_printed = name.get("name") in _PRINTED

    def piece(sheets: Sheets) -> str:
        if is_printed:  # a list of areas: what is gone is left out
            found = [area for reference in parsed.references for area in areas(reference, sheets)]
            return escape(",".join(found) or parsed.references[0].nowhere)
        return escape(parsed.moved(lambda reference: ",".join(areas(reference, sheets)) or reference.nowhere))

    name.text = frame.mark(piece)
