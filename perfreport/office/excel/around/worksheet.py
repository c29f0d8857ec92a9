"""What stands around the cells of a worksheet and says which it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document.beside import SideBySide
from ..document.layout import Layout
from ..document.sheets import Sheets
from ..formula import MAX_ROW, Formula, cell_columns, column_letters
from ..sheet.header import mark_headers
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .breaks import mark_breaks
from .extensions import mark_extensions
from .frame import OUTSIDE, Frame, Piece, Stand, Turn, quoted
from .order import placed
from .ranges import areas, around
from .rules import mark_rules

if TYPE_CHECKING:
    from lxml import etree

_RANGES = {
    f"{S}ignoredError": "sqref",
    f"{S}protectedRange": "sqref",
    f"{S}scenarios": "sqref",
    f"{S}autoFilter": "ref",
    f"{S}sortState": "ref",
    f"{S}sortCondition": "ref",
    f"{S}inputCells": "r",
}
_LISTS = {"hyperlinks": "ref", "cellWatches": "r"}  # of what is there for each record; the attribute with its cells
_BEFORE_MERGES = """sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate
customSheetViews""".split()


def sheet_frame(sheet: Sheet, root: etree._Element) -> Frame:
    """The frame of a sheet: all of it but the rows."""
    frame = Frame()
    data = root.find(f"{S}sheetData")
    for child in list(data):
        data.remove(child)
    data.text = frame.mark(lambda sheets, _: sheets[sheet.name].rows_xml())
    for old in root.findall(f"{S}mergeCells"):
        root.remove(old)
    before = [child for child in root if child.tag in {S + name for name in _BEFORE_MERGES}]
    before[-1].tail = frame.mark(lambda sheets, _: sheets[sheet.name].merges)
    dimension = root.find(f"{S}dimension")
    if dimension is not None:
        dimension.set("ref", frame.mark(lambda sheets, _: sheets[sheet.name].size))
    for filter_ in root.findall(f"{S}autoFilter"):
        _mark_filtered(frame, sheet, filter_)
    for element in root.iter(*_RANGES):
        _mark_ranges(frame, sheet, element, _RANGES[str(element.tag)])
    mark_rules(frame, sheet, root)
    for widths in root.findall(f"{S}cols") if sheet.column_tags else ():
        frame.replace(widths, _widths(sheet, widths))
    for view in root.iter(f"{S}sheetView"):
        _mark_view(frame, sheet, view)
    placed(root, "hyperlinks")  # values may bring links
    for name, attribute in _LISTS.items():
        for element in root.findall(S + name):
            frame.replace(element, _list(sheet, element, attribute))
    _mark_drawing(frame, sheet, root)
    mark_breaks(frame, sheet, root)
    mark_headers(frame, sheet.name, sheet.headers, root)
    mark_extensions(frame, sheet, root)
    return frame.close(root)


def _mark_ranges(frame: Frame, sheet: Sheet, element: etree._Element, attribute: str) -> None:
    ranges = [reference for text in element.get(attribute, "").split() for reference in Formula(text).references]

    def piece(sheets: Sheets, _: Turn) -> str:
        if attribute == "ref":  # takes one range only
            return around(ranges[0], sheets, sheet.name).replace("$", "")
        found = [area for reference in ranges for area in areas(reference, sheets, sheet.name)]
        return " ".join(found) or ranges[0].nowhere.replace("$", "")

    if ranges:
        element.set(attribute, frame.mark(piece))


def _widths(sheet: Sheet, element: etree._Element) -> Piece:
    """The widths, looks and levels of the columns, where the template's columns are now."""
    looks = [(int(column.attrib.pop("min")), int(column.attrib.pop("max")), _attributes(column)) for column in element]
    known = sheet.columns[1]

    def piece(sheets: Sheets, _: Turn) -> str:
        layout = sheets[sheet.name].columns
        texts = []
        for number, column in enumerate(layout.written if layout else (), 1):
            look = next((look for first, last, look in looks if first <= column.source <= last), None)
            texts.append("" if look is None else f'<col min="{number}" max="{number}"{look}/>')
        for first, last, look in looks:  # beyond the last that holds anything
            if layout and last > known and (span := layout.span(max(first, known + 1), last)):
                texts.append(f'<col min="{span[0]}" max="{span[1]}"{look}/>')
        return f"<cols>{''.join(texts)}</cols>" if any(texts) else ""

    return piece


def _mark_filtered(frame: Frame, sheet: Sheet, element: etree._Element) -> None:
    """The conditions of a filter name their columns by the distance from its first."""
    (area,) = Formula(element.get("ref")).references
    left = cell_columns(area)[0]
    start = Stand.on(sheet, 1, MAX_ROW, *cell_columns(area))
    for column in element.findall(f"{S}filterColumn"):
        number = left + int(column.get("colId"))
        stand, inner = Stand.on(sheet, 1, MAX_ROW, number, number), Frame()
        column.set("colId", inner.mark(_distance(start, stand)))
        frame.replace(column, stand.copies(inner.close(column)))


def _distance(start: Stand, stand: Stand) -> Piece:
    """How many columns lie from the first of `start` to that of `stand`."""

    def piece(sheets: Sheets, turn: Turn) -> str:
        first, column = start.width(sheets, OUTSIDE), stand.width(sheets, turn)
        return str(column[0] - first[0] if first and column else 0)

    return piece


def _list(sheet: Sheet, element: etree._Element, attribute: str) -> Piece:
    """A list whose items follow their cells; without items there is no list."""
    items = [_item(sheet, child, attribute) for child in element]
    name = str(element.tag).removeprefix(S)

    def piece(sheets: Sheets, turn: Turn) -> str:
        texts = "".join([item(sheets, turn) for item in items])
        overlay = sheets[sheet.name].overlay
        if name == "hyperlinks" and overlay:
            texts = overlay.links(texts)
        return f"<{name}>{texts}</{name}>" if texts else ""

    return piece


def _item(sheet: Sheet, element: etree._Element, attribute: str) -> Piece:
    frame = Frame()
    (reference,) = Formula(element.get(attribute)).references
    stand = Stand.of(sheet, reference)
    element.set(attribute, frame.mark(lambda sheets, turn: stand.cells(reference, sheets, turn)))
    if element.get("location"):
        element.set("location", frame.formula(stand, element.get("location")))
    return stand.copies(frame.close(element))


def _mark_drawing(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """A mark for what relates a sheet without drawing to one, if there are pictures among its values."""

    def piece(sheets: Sheets, _: Turn) -> str:
        overlay = sheets[sheet.name].overlay
        return overlay.drawing if overlay else ""

    if root.find(f"{S}drawing") is None:
        frame.replace(placed(root, "drawing"), piece)


def _attributes(element: etree._Element) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in element.attrib.items()])


def _mark_view(frame: Frame, sheet: Sheet, view: etree._Element) -> None:
    if sheet.repeat and view.get("tabSelected") in ("1", "true"):  # what is typed in one selected sheet is typed in all
        view.set("tabSelected", frame.mark(lambda sheets, _: str(int(sheets[sheet.name].number == 0))))
    for pane in view.iter(f"{S}pane"):
        _mark_pane(frame, sheet, pane)


def _mark_pane(frame: Frame, sheet: Sheet, pane: etree._Element) -> None:
    """Frozen rows and columns: as many as the template's became."""
    if pane.get("state") not in ("frozen", "frozenSplit"):
        return
    across, down = (int(float(pane.get(name, "0"))) for name in ("xSplit", "ySplit"))
    corner = pane.get("topLeftCell", "")
    column = corner.rstrip("0123456789")

    def columns(sheets: Sheets) -> int:
        layout = sheets[sheet.name].columns
        assert layout
        return _became(layout, across)

    def rows(sheets: Sheets) -> int:
        return _became(sheets[sheet.name].layout(), down)

    if across and sheet.column_tags:
        pane.set("xSplit", frame.mark(lambda sheets, _: str(columns(sheets))))
        column = frame.mark(lambda sheets, _: column_letters(columns(sheets) + 1))
    row = corner.removeprefix(corner.rstrip("0123456789"))
    if down:
        pane.set("ySplit", frame.mark(lambda sheets, _: str(rows(sheets))))
        row = frame.mark(lambda sheets, _: str(rows(sheets) + 1))
    if corner:
        pane.set("topLeftCell", column + row)


def _became(layout: Layout | SideBySide, count: int) -> int:
    """How many rows or columns the first so many of the template became."""
    return (layout.span(1, count) or (0, 0))[1]
