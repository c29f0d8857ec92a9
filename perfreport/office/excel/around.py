"""What stands around the rows of a worksheet and says which rows it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...problem import Problems, problem
from .extensions import mark_extensions
from .formula import MAX_COLUMN, Formula
from .frame import Frame, Piece, Stand, Turn, areas, around, quoted
from .sheet import Sheet
from .sheets import Sheets
from .styles import S
from .write import SheetDocument

if TYPE_CHECKING:
    from lxml import etree

_RANGES = {
    f"{S}conditionalFormatting": "sqref",
    f"{S}dataValidation": "sqref",
    f"{S}ignoredError": "sqref",
    f"{S}protectedRange": "sqref",
    f"{S}scenarios": "sqref",
    f"{S}autoFilter": "ref",
    f"{S}sortState": "ref",
    f"{S}sortCondition": "ref",
    f"{S}inputCells": "r",
}
_FORMULAS = {f"{S}formula", f"{S}formula1", f"{S}formula2"}
_LISTS = {"hyperlinks": "ref", "cellWatches": "r"}  # of what is there for each record; the attribute with its cells
_BEFORE_MERGES = """sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate
customSheetViews""".split()
MAX_BREAKS = 1026  # rows after which Excel begins a page


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
    for element in root.iter(*_RANGES):
        _mark_ranges(frame, sheet, element, _RANGES[str(element.tag)])
    for widths in root.findall(f"{S}cols") if sheet.column_tags else ():
        frame.replace(widths, _widths(sheet, widths))
    for view in root.iter(f"{S}sheetView"):
        _mark_view(frame, sheet, view)
    for name, attribute in _LISTS.items():
        for element in root.findall(S + name):
            frame.replace(element, _list(sheet, element, attribute))
    for breaks in root.findall(f"{S}rowBreaks"):
        frame.replace(breaks, _row_breaks(sheet, breaks))
    mark_extensions(frame, sheet, root)
    return frame.close(root)


def _mark_ranges(frame: Frame, sheet: Sheet, element: etree._Element, attribute: str) -> None:
    ranges = [reference for text in element.get(attribute, "").split() for reference in Formula(text).references]
    if not ranges:
        return
    seen_from = Stand.of(sheet, min(ranges, key=lambda reference: reference.first.row)).chain

    def piece(sheets: Sheets, _: Turn) -> str:
        found = [area for reference in ranges for area in areas(reference, sheets, sheet.name)]
        return " ".join(found) or ranges[0].nowhere.replace("$", "")

    element.set(attribute, frame.mark(piece))
    for formula in element.iter(*_FORMULAS):
        source = _list_source(frame, sheet.name, element, formula)
        formula.text = source or frame.formula(sheet, formula.text or "", seen_from)
    for value in element.iterfind(f".//{S}cfvo[@val]"):
        value.set("val", frame.formula(sheet, value.get("val"), seen_from))


def _list_source(frame: Frame, own: str, element: etree._Element, formula: etree._Element) -> str:
    """A mark for the cells that a list to choose from is taken from: all records, though one cell is named."""
    parsed = Formula(formula.text or "")
    if element.get("type") != "list" or len(parsed.references) != 1 or parsed.pieces[0] or parsed.pieces[-1]:
        return ""
    return frame.mark(lambda sheets, _: quoted(around(parsed.references[0], sheets, own)))


def _widths(sheet: Sheet, element: etree._Element) -> Piece:
    """The widths and looks of the columns, where the template's columns are now."""
    looks = [(int(column.attrib.pop("min")), int(column.attrib.pop("max")), dict(column.attrib)) for column in element]

    def piece(sheets: Sheets, _: Turn) -> str:
        layout = sheets[sheet.name].columns
        texts = []
        for number, column in enumerate(layout.written if layout else (), 1):
            attributes = next((look for first, last, look in looks if first <= column.source <= last), None)
            if attributes is not None:
                plain = "".join([f' {name}="{quoted(value)}"' for name, value in attributes.items()])
                texts.append(f'<col min="{number}" max="{number}"{plain}/>')
        return f"<cols>{''.join(texts)}</cols>" if texts else ""

    return piece


def _list(sheet: Sheet, element: etree._Element, attribute: str) -> Piece:
    """A list whose items follow their cells; without items there is no list."""
    items = [_item(sheet, child, attribute) for child in element]
    name = str(element.tag).removeprefix(S)

    def piece(sheets: Sheets, turn: Turn) -> str:
        texts = "".join([item(sheets, turn) for item in items])
        return f"<{name}>{texts}</{name}>" if texts else ""

    return piece


def _item(sheet: Sheet, element: etree._Element, attribute: str) -> Piece:
    frame = Frame()
    (reference,) = Formula(element.get(attribute)).references
    stand = Stand.of(sheet, reference)
    element.set(attribute, frame.mark(lambda sheets, turn: reference.at(*(stand.span(sheets, turn) or (0, 0)))))
    if element.get("location"):
        element.set("location", frame.formula(sheet, element.get("location"), stand.chain))
    return stand.copies(frame.close(element))


def _row_breaks(sheet: Sheet, element: etree._Element) -> Piece:
    """Page breaks below rows: behind every record where the row is one of a record."""
    breaks = [(_break_stand(sheet, int(child.get("id"))), dict(child.attrib)) for child in element]

    def piece(sheets: Sheets, _: Turn) -> str:
        found = {}
        for (stand, edge), attributes in breaks:
            for turn in stand.turns(sheets):
                span = stand.span(sheets, turn) or (1, 0)
                found[span[1] if edge else span[0] - 1] = attributes
        return _breaks_xml(sheet, {row: attributes for row, attributes in sorted(found.items()) if row})

    return piece


def _break_stand(sheet: Sheet, row: int) -> tuple[Stand, int]:
    """Rows and which of their edges (0 the upper) a break below template row `row` stands at.

    Below an opening tag it stands above the record, below a closing one behind all that precedes it in the block.
    """
    tags = sheet.rows[row - 1].tags if row <= len(sheet.rows) else []
    if not tags:
        return Stand.on(sheet, row, row), 1
    column, tag = tags[0]
    if tag.opens:
        below = next(number for number in range(row + 1, len(sheet.rows) + 2) if not _is_tags(sheet, number))
        return Stand.on(sheet, below, below), 0
    chain = sheet.chain(row, column)
    return Stand(sheet.name, chain[-1].first if chain else 1, row, 1, MAX_COLUMN, chain, len(chain)), 1


def _is_tags(sheet: Sheet, row: int) -> bool:
    return row <= len(sheet.rows) and bool(sheet.rows[row - 1].tags)


def _breaks_xml(sheet: Sheet, breaks: dict[int, dict[str, str]]) -> str:
    if not breaks:
        return ""
    if len(breaks) > MAX_BREAKS:
        words = {"sheet": sheet.name, "count": len(breaks)}
        raise Problems([problem("render.too-many-breaks", sheet.place("A1"), **words)])
    manual = sum(attributes.get("man") in ("1", "true") for attributes in breaks.values())
    texts = [f"<brk{_attributes({**attributes, 'id': str(row)})}/>" for row, attributes in breaks.items()]
    return f'<rowBreaks count="{len(breaks)}" manualBreakCount="{manual}">{"".join(texts)}</rowBreaks>'


def _attributes(values: dict[str, str]) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in values.items()])


def _frozen(sheet: SheetDocument, rows: int) -> int:
    """How many rows the first so many of the template became."""
    return (sheet.layout().span(1, rows) or (0, 0))[1]


def _mark_view(frame: Frame, sheet: Sheet, view: etree._Element) -> None:
    if sheet.repeat and view.get("tabSelected") in ("1", "true"):  # what is typed in one selected sheet is typed in all
        view.set("tabSelected", frame.mark(lambda sheets, _: str(int(sheets[sheet.name].number == 0))))
    for pane in view.iter(f"{S}pane"):
        _mark_pane(frame, sheet.name, pane)


def _mark_pane(frame: Frame, own: str, pane: etree._Element) -> None:
    """Frozen rows: as many as the template's became."""
    if pane.get("state") not in ("frozen", "frozenSplit") or not pane.get("ySplit"):
        return
    rows = int(float(pane.get("ySplit")))
    pane.set("ySplit", frame.mark(lambda sheets, _: str(_frozen(sheets[own], rows))))
    corner = pane.get("topLeftCell")
    if corner:
        column = corner.rstrip("0123456789")
        pane.set("topLeftCell", frame.mark(lambda sheets, _: f"{column}{_frozen(sheets[own], rows) + 1}"))
