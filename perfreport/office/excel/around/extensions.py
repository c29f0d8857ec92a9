"""What newer versions of Excel keep at the end of a worksheet: sparklines, and formats and validations of their kind.

They say their cells and formulas in elements (xm:sqref, xm:f), not in attributes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..document.sheets import Sheets
from ..formula import Formula, Reference
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .frame import Frame, Piece, Stand, Turn, or_problem, quoted
from .ranges import EVERYWHERE, one_range
from .rule import Rule
from .rules import mark_count, mark_rule, read_ranges

if TYPE_CHECKING:
    from lxml import etree

_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"


def mark_extensions(frame: Frame, sheet: Sheet, root: etree._Element) -> None:
    """Marks for all extensions of the worksheet `root`."""
    for extension in root.findall(f"{S}extLst/{S}ext"):
        if extension.find(f"{_X14}sparklineGroups") is not None:
            frame.replace(extension, _sparklines(sheet, extension))
            continue
        rules: dict[etree._Element, list[Rule]] = {}
        for cells in list(extension.iter(f"{_XM}sqref")):
            if ranges := read_ranges(cells.text or ""):
                around = rules.setdefault(cells.getparent().getparent(), [])
                around.append(mark_rule(frame, sheet, cells.getparent(), ranges, [f"{_XM}f"], _set_cells))
        for parent, each in rules.items():
            mark_count(frame, parent, each)


def _set_cells(element: etree._Element, text: str) -> None:
    element.find(f"{_XM}sqref").text = text


def sparklines(root: etree._Element) -> list[tuple[Reference, list[Reference]]]:
    """Of each sparkline its cell and its data."""
    return [
        (cell, Formula(line.findtext(f"{_XM}f") or "").references)
        for line in root.iter(f"{_X14}sparkline")
        for cell in read_ranges(line.findtext(f"{_XM}sqref") or "")
    ]


def _sparklines(sheet: Sheet, extension: etree._Element) -> Piece:
    """All sparklines; where no cell of them is left there is no extension."""
    inner = Frame()
    stands = [_group(inner, sheet, group) for group in list(extension.iter(f"{_X14}sparklineGroup"))]
    inner.close(extension)
    return lambda sheets, _: inner.text(sheets) if any(_is_there(group, sheets) for group in stands) else ""


def _group(outer: Frame, sheet: Sheet, group: etree._Element) -> list[Stand]:
    """Mark a group of sparklines with one look; gives what they stand on."""
    frame, stands = Frame(), []
    for line in list(group.iter(f"{_X14}sparkline")):
        (cell,) = read_ranges(line.findtext(f"{_XM}sqref") or "")
        stands.append(Stand.of(sheet, cell))
        frame.replace(line, _line(sheet, line, cell, stands[-1]))
    for dates in group.findall(f"{_XM}f"):
        dates.text = frame.mark(_data(sheet, dates, cell.spot))
    frame.close(group)
    outer.replace(group, lambda sheets, _: frame.text(sheets) if _is_there(stands, sheets) else "")
    return stands


def _is_there(stands: list[Stand], sheets: Sheets) -> bool:
    return any(next(stand.turns(sheets), None) for stand in stands)


def _line(sheet: Sheet, line: etree._Element, cell: Reference, stand: Stand) -> Piece:
    frame = Frame()
    cells = line.find(f"{_XM}sqref")
    cells.text = frame.mark(lambda sheets, turn: stand.cells(cell, sheets, turn))
    for data in line.findall(f"{_XM}f"):
        data.text = frame.mark(_data(sheet, data, cell.spot, stand))
    return stand.copies(frame.close(line))


def _data(sheet: Sheet, element: etree._Element, spot: str, stand: Stand | None = None) -> Piece:
    formula = Formula(element.text or "")

    def piece(sheets: Sheets, turn: Turn) -> str:
        seen = stand.seen_from(turn) if stand else EVERYWHERE
        return quoted(formula.moved(lambda data: one_range(data, sheets, sheet.name, seen)))

    return or_problem(piece, sheet.place(spot), formula.text)
