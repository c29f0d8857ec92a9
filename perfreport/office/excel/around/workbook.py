"""The workbook itself: its list of sheets, its defined names (print areas and titles are names, too), its windows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ....problem import Place, Problems, problem
from ..document.sheets import AnySheet, Sheets
from ..formula import Formula, Interrupted, OverSheets, Reference
from ..sheet.strings import escape
from ..sheet.styles import S
from .frame import Frame, Piece, Turn, quoted
from .ranges import areas, around, nowhere

if TYPE_CHECKING:
    from lxml import etree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PRINTED = {"_xlnm.Print_Area", "_xlnm.Print_Titles"}
_WHOLE = {"_xlnm.Print_Titles", "_xlnm._FilterDatabase"}  # take no list of rows


def workbook_frame(file: str, root: etree._Element, changing: Collection[str]) -> Frame:
    """The workbook's frame; `changing` are the sheets that documents have under other names, several times or not."""
    frame = Frame()
    elements = root.findall(f"{S}sheets/{S}sheet")
    order = [element.get("name") for element in elements]
    hidden = {element.get("name") for element in elements if element.get("state", "visible") != "visible"}
    for name in root.findall(f"{S}definedNames/{S}definedName"):
        _mark_name(frame, file, name, order if changing else ())
    if changing:
        most = max(int(element.get("sheetId")) for element in elements)
        for element in elements:
            if element.get("name") in changing:
                frame.replace(element, _entry(element, most))
        for view in root.iter(f"{S}workbookView"):
            for attribute in {"activeTab", "firstSheet"} & {*map(str, view.attrib)}:
                view.set(attribute, frame.mark(_tab(order, hidden, int(view.get(attribute)))))
    calculation = root.find(f"{S}calcPr")
    if calculation is None:
        calculation = root.makeelement(f"{S}calcPr")
        after = [child for child in root if child.tag in (f"{S}sheets", f"{S}definedNames", f"{S}externalReferences")]
        after[-1].addnext(calculation)
    # 1: Excel computes on opening what was left to it
    calculation.set("fullCalcOnLoad", frame.mark(lambda sheets, _: str(int(any(s.unknown for s in sheets.every)))))
    return frame.close(root)


def _entry(element: etree._Element, most: int) -> Piece:
    """The entries of a sheet's copies in the list of sheets; `most` is the highest number of a sheet there is."""
    inner, name = Frame(), element.get("name")
    relation, number = element.get(f"{_R}id"), element.get("sheetId")

    def copy(sheets: Sheets, turn: Turn) -> AnySheet:
        return sheets.copies(name)[turn.number]

    element.set("name", inner.mark(lambda sheets, turn: quoted(copy(sheets, turn).title)))
    element.set(f"{_R}id", inner.mark(lambda sheets, turn: copy(sheets, turn).relation or relation))
    element.set("sheetId", inner.mark(lambda sheets, turn: _number(copy(sheets, turn), number, most)))
    inner.close(element)
    return lambda sheets, _: "".join([inner.text(sheets, Turn((), n)) for n in range(sheets.count(name))])


def _number(copy: AnySheet, first: str, most: int) -> str:
    return str(most + copy.serial) if copy.serial else first


def _tab(order: Sequence[str], hidden: Collection[str], tab: int) -> Piece:
    """Which tab the one of that number is now; the next that can be seen if it is gone."""
    nearest = sorted(range(len(order)), key=lambda number: (number < tab, abs(number - tab)))

    def piece(sheets: Sheets, _: Turn) -> str:
        there = next(number for number in nearest if order[number] not in hidden and sheets.count(order[number]))
        return str(sum(sheets.count(name) for name in order[:there]))

    return piece


def _mark_name(frame: Frame, file: str, element: etree._Element, order: Sequence[str]) -> None:
    """`order`: the names of the sheets, where these are not the same in all documents."""
    parsed, name = Formula(element.text or ""), element.get("name")
    text = _whole(parsed) if name in _WHOLE else _meaning(Place(file, spot=f"名称“{name}”"), parsed, name in _PRINTED)
    if not order or element.get("localSheetId") is None:
        element.text = frame.mark(text) if parsed.references else element.text
        return
    tab, inner = int(element.get("localSheetId")), Frame()
    element.set("localSheetId", inner.mark(lambda _, turn: str(turn.number)))
    element.text = inner.mark(text) if parsed.references else element.text
    inner.close(element)

    def copies(sheets: Sheets, _: Turn) -> str:
        first = sum(sheets.count(each) for each in order[:tab])
        own: Sequence[AnySheet | None] = sheets.copies(order[tab]) or [None] * sheets.count(order[tab])
        return "".join([inner.text(sheets.seen_from(copy), Turn((), n)) for n, copy in enumerate(own, first)])

    frame.replace(element, copies)


def _whole(parsed: Formula) -> Piece:
    """Each of its ranges from the first to the last of its rows."""
    return lambda sheets, _: escape(parsed.moved(lambda reference: around(reference, sheets, "")))


def _meaning(place: Place, parsed: Formula, is_printed: bool) -> Piece:
    """What a name means; a list of areas to be printed is left without those that are gone."""

    is_list = not "".join(piece for piece in parsed.pieces if isinstance(piece, str)).strip("(), ")

    def write(reference: Reference, sheets: Sheets) -> str:
        if not (is_list or reference.takes_sheets) and sheets.are_several(reference):
            raise OverSheets
        found = areas(reference, sheets)
        if not (is_list or reference.takes_areas(len(found))):
            raise Interrupted
        return ",".join(found) or nowhere(reference, sheets)

    def piece(sheets: Sheets, _: Turn) -> str:
        if is_printed:
            found = [area for reference in parsed.references for area in areas(reference, sheets)]
            return escape(",".join(found) or nowhere(parsed.references[0], sheets))
        try:
            return escape(parsed.moved(lambda reference: write(reference, sheets)))
        except Interrupted as error:
            raise Problems([problem(error.kind, place, formula=parsed.text)]) from None

    return piece
