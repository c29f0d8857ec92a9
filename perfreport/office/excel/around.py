"""What stands around the rows of a worksheet and says which rows it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...problem import Problems, problem
from .extensions import mark_extensions
from .formula import MAX_COLUMN, Formula, column_letters
from .frame import Frame, Piece, Stand, Turn, areas, quoted
from .header import mark_headers
from .layout import Layout, SideBySide
from .order import placed
from .rules import mark_rules
from .sheet import Sheet
from .sheets import Sheets
from .styles import S

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
    mark_rules(frame, sheet, root)
    if sheet.column_tags:
        _mark_columns(frame, sheet, root)
    for view in root.iter(f"{S}sheetView"):
        _mark_view(frame, sheet, view)
    placed(root, "hyperlinks")  # values may bring links
    for name, attribute in _LISTS.items():
        for element in root.findall(S + name):
            frame.replace(element, _list(sheet, element, attribute))
    _mark_drawing(frame, sheet, root)
    for breaks in root.findall(f"{S}rowBreaks"):
        frame.replace(breaks, _row_breaks(sheet, breaks))
    mark_headers(frame, sheet.name, sheet.headers, root)
    mark_extensions(frame, sheet, root)
    return frame.close(root)


def _mark_ranges(frame: Frame, sheet: Sheet, element: etree._Element, attribute: str) -> None:
    ranges = [reference for text in element.get(attribute, "").split() for reference in Formula(text).references]

    def piece(sheets: Sheets, _: Turn) -> str:
        found = [area for reference in ranges for area in areas(reference, sheets, sheet.name)]
        return " ".join(found) or ranges[0].nowhere.replace("$", "")

    if ranges:
        element.set(attribute, frame.mark(piece))


def _mark_columns(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """Mark what says something of the columns of a sheet that has blocks of them."""
    for name, follow in (("cols", _widths), ("colBreaks", _column_breaks)):
        for element in root.findall(S + name):
            frame.replace(element, follow(sheet, element))


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
        overlay = sheets[sheet.name].overlay
        if name == "hyperlinks" and overlay:
            texts = overlay.links(texts)
        return f"<{name}>{texts}</{name}>" if texts else ""

    return piece


def _item(sheet: Sheet, element: etree._Element, attribute: str) -> Piece:
    frame = Frame()
    (reference,) = Formula(element.get(attribute)).references
    stand = Stand.of(sheet, reference)
    element.set(attribute, frame.mark(lambda sheets, turn: reference.at(*(stand.span(sheets, turn) or (0, 0)))))
    if element.get("location"):
        element.set("location", frame.formula(sheet, element.get("location"), stand.chain, reference.spot))
    return stand.copies(frame.close(element))


def _mark_drawing(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """A mark for what relates a sheet without drawing to one, if there are pictures among its values."""

    def piece(sheets: Sheets, _: Turn) -> str:
        overlay = sheets[sheet.name].overlay
        return overlay.drawing if overlay else ""

    if root.find(f"{S}drawing") is None:
        frame.replace(placed(root, "drawing"), piece)


def _row_breaks(sheet: Sheet, element: etree._Element) -> Piece:
    """Page breaks below rows: behind every record where the row is one of a record."""
    breaks = [(_break_stand(sheet, int(child.get("id"))), dict(child.attrib)) for child in element]

    def piece(sheets: Sheets, _: Turn) -> str:
        found = {}
        for (stand, edge), attributes in breaks:
            for turn in stand.turns(sheets):
                span = stand.span(sheets, turn) or (1, 0)
                found[span[1] if edge else span[0] - 1] = attributes
        return _breaks_xml(sheet, {row: attributes for row, attributes in sorted(found.items()) if row}, "row")

    return piece


def _column_breaks(sheet: Sheet, element: etree._Element) -> Piece:
    """Page breaks to the right of columns: of every record where the column is one of a record."""
    breaks = [(int(child.get("id")), dict(child.attrib)) for child in element]

    def piece(sheets: Sheets, _: Turn) -> str:
        layout = sheets[sheet.name].columns
        assert layout
        found = {}
        for column, attributes in breaks:
            for last in _last_columns(layout, column, column in sheet.column_tags):
                found[last] = attributes
        return _breaks_xml(sheet, dict(sorted(found.items())), "col")

    return piece


def _last_columns(layout: Layout, column: int, is_tags: bool) -> list[int]:
    """Where template column `column` went; of one with a tag, where all up to it end."""
    chain = layout.chain(column)
    turns = layout.turns(column, column, len(chain))
    spans = [layout.span(1, column)] if is_tags else [layout.span(column, column, chain, turn) for turn in turns]
    return [span[1] for span in spans if span]


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


def _breaks_xml(sheet: Sheet, breaks: dict[int, dict[str, str]], kind: str) -> str:
    if not breaks:
        return ""
    if len(breaks) > MAX_BREAKS:
        words = {"sheet": sheet.name, "count": len(breaks)}
        raise Problems([problem("render.too-many-breaks", sheet.place("A1"), **words)])
    manual = sum(attributes.get("man") in ("1", "true") for attributes in breaks.values())
    texts = "".join([f"<brk{_attributes({**attributes, 'id': str(at)})}/>" for at, attributes in breaks.items()])
    return f'<{kind}Breaks count="{len(breaks)}" manualBreakCount="{manual}">{texts}</{kind}Breaks>'


def _attributes(values: dict[str, str]) -> str:
    return "".join([f' {name}="{quoted(value)}"' for name, value in values.items()])


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
