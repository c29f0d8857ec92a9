"""Charts: their series follow the rows and columns, and the values they keep are those of the document.

A chart keeps a copy of what its series show, so that it can be drawn before the sheet is read. A series whose values
are not known here (a name that computes its range, a formula left to Excel) keeps none, and Excel reads them itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ....problem import Problem, problem
from ..calculation.value import CellError
from ..document.moments import number_text
from ..document.sheets import AnySheet, Sheets
from ..formula import Formula, Reference, cell_columns, column_number
from ..sheet.strings import escape
from ..sheet.styles import GENERAL
from .book import Book
from .frame import Frame, Piece, Stand, Turn, quoted
from .ranges import joined, nowhere, wide_areas

if TYPE_CHECKING:
    from lxml import etree

CONTENT_TYPE = "drawingml.chart+xml"
_NEW_TYPE = "chartex+xml"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_REFERENCES = f"{_C}numRef", f"{_C}strRef", f"{_C}multiLvlStrRef"
_LABELS = f"{_C15}datalabelsRange"
_CACHES = "numCache", "strCache", "multiLvlStrCache", "dlblRangeCache"
_NAMED = f"{_C}tx"  # the name of a series, a title
_EITHER = f"{_C}cat", f"{_C}xVal"  # numbers or texts, whatever the cells hold
_MOST_AREAS = 100  # ranges of one series; more are taken together

Table = list[list[Any]]  # the values of cells, row by row; column by column where these are repeated
_Place = tuple[Reference, AnySheet | None, int, int]  # cells of a sheet, their first and last row now


class Series:
    """One reference of a chart and the cells it means, by their sheet or by a defined name."""

    def __init__(self, book: Book, text: str) -> None:
        self._book = book
        self.text = text
        direct = Formula(text)
        self.is_name = not direct.references
        scope, _, name = text.rpartition("!")
        meant = book.names(scope.strip("'").replace("''", "'")).get(name.upper(), direct) if self.is_name else direct
        self.references = meant.references
        rest = "".join(piece for piece in meant.pieces if isinstance(piece, str))
        # anything but a list of ranges is computed by Excel
        self.is_known = not rest.strip("(), ") and all(r.first.row and r.first.column for r in self.references)

    @property
    def changes(self) -> bool:
        """Whether a document writes the cells."""
        return any(reference.sheet in self._book.written for reference in self.references)

    @property
    def moved(self) -> Iterator[tuple[Reference, Stand]]:
        """The references that a document may have elsewhere, and what they stand on."""
        for reference in self.references:
            if sheet := self._book.moves(reference):
                yield reference, Stand.of(sheet, reference)

    @cached_property
    def is_across(self) -> bool:
        """Whether its values come one beside the other, with the columns, not one below the other."""
        return any(stand.columns.repeats for _, stand in self.moved)

    @property
    def format(self) -> str:
        """The number format of the first cell."""
        first = self.references[0].first
        sheet = self._book.sheets.get(self.references[0].sheet)
        row = sheet.rows[first.row - 1] if sheet and first.row <= len(sheet.rows) else None
        cell = row.by_column.get(column_number(first.column)) if row else None
        return cell.look.number_format if cell else GENERAL

    def areas(self, sheets: Sheets, only_first: bool) -> list[_Place]:
        """Where the cells are now; of a repeated cell `only_first` takes the first record."""
        found = []
        for reference in self.references:
            for wide in self._wide(reference, sheets, only_first):
                for cells, sheet, spans in sheets.meant(wide, "", grows=True):
                    if only_first and reference.last is None:
                        spans = [(spans[0][0], spans[0][0])] if spans else []
                    elif len(spans) > _MOST_AREAS:
                        spans = [(spans[0][0], spans[-1][1])]
                    found += [(cells, sheet, first, last) for first, last in spans]
        return found

    def _wide(self, reference: Reference, sheets: Sheets, only_first: bool) -> list[Reference]:
        """The columns of the cells."""
        wide = wide_areas(reference, sheets)
        if only_first and reference.last is None:
            return [reference.over(*[cell_columns(cells)[0]] * 2) for cells in wide[:1]]
        whole = joined(wide)
        return [whole] if whole and len(wide) > _MOST_AREAS else wide

    def formula(self, areas: Sequence[_Place], sheets: Sheets) -> str:
        if self.is_name:
            return self.text
        texts = [reference.at(first, last) for reference, _, first, last in areas] or [
            nowhere(self.references[0], sheets)
        ]
        return texts[0] if len(texts) == 1 else f"({','.join(texts)})"

    def values(self, areas: Sequence[_Place]) -> Table | None:
        """What the cells hold, record by record; None where only Excel knows it."""
        table: Table = []
        for reference, sheet, first, last in areas:
            if sheet is None:
                return None
            cells = [[sheet.value(row, c) for c in _columns(reference)] for row in range(first, last + 1)]
            table += map(list, zip(*cells, strict=True)) if self.is_across else cells
        unknown = any(isinstance(v, Exception) and not isinstance(v, CellError) for row in table for v in row)
        return None if unknown else table or [[None]]


def _columns(reference: Reference) -> range:
    first, last = cell_columns(reference)
    return range(first, last + 1)


def faults(book: Book) -> Iterator[Problem]:
    """What of the charts cannot follow."""
    for part in book.parts(CONTENT_TYPE) if book.moving else ():
        root = book.package.xml(part)
        texts = [(f.text or "", f.getparent().tag == f"{_C}multiLvlStrRef") for f in root.iter(f"{_C}f")]
        for text, has_levels in texts:
            for reference, stand in Series(book, text).moved:
                if what := _spread(stand, has_levels):
                    yield _fault(book, reference, f"图表里{what}的系列")
        rest = [e for e in root.iter(f"{_C15}f", f"{_C15}sqref") if e.getparent().tag != _LABELS]
        yield from _refused(book, rest, "图表里筛掉的系列或类别")
    for part in book.parts(_NEW_TYPE) if book.moving else ():
        yield from _refused(book, book.package.xml(part).iter("{*}f"), "瀑布图、直方图一类的新式图表")


def _spread(stand: Stand, has_levels: bool) -> str:
    """How a series would become one of rows and columns; "" if it stays a line of cells, or a line of levels."""
    rows, columns = stand.rows, stand.columns
    if rows.repeats and columns.repeats:
        return "行和列都重复"
    if has_levels or not (rows.is_several() and columns.is_several()):
        return ""
    return "占几列" if rows.repeats else "占几行" if columns.repeats else ""


def _refused(book: Book, formulas: Iterator[etree._Element] | list[etree._Element], what: str) -> Iterator[Problem]:
    for formula in formulas:
        for reference, _ in Series(book, formula.text or "").moved:
            yield _fault(book, reference, what)


def _fault(book: Book, reference: Reference, what: str) -> Problem:
    place = book.sheets[reference.sheet].place(reference.spot)
    return problem("template.not-moved", place, what=what)


def computed(book: Book) -> Iterator[str]:
    """The references of charts to cells that only Excel can tell: those that a name computes, whole columns."""
    for part in book.parts(CONTENT_TYPE):
        texts = (formula.text or "" for formula in book.package.xml(part).iter(f"{_C}f"))
        yield from (text for text in dict.fromkeys(texts) if not Series(book, text).is_known)


def caches(root: etree._Element) -> list[etree._Element]:
    """The values that a chart keeps."""
    return list(root.iter(*("{*}" + name for name in _CACHES)))


def without_values(root: etree._Element) -> etree._Element:
    """A chart without the values it keeps, for they are written anew."""
    for cache in caches(root):
        cache.getparent().remove(cache)
    return root


def chart_frame(book: Book, root: etree._Element) -> Frame:
    """The frame of a chart part."""
    frame = Frame()
    for element in list(root.iter(*_REFERENCES)):
        series = Series(book, element.findtext(f"{_C}f") or "")
        if series.changes:
            frame.replace(element, _reference(series, element))
    for element in list(root.iter(_LABELS)):
        series = Series(book, element.findtext(f"{_C15}f") or "")
        if series.changes:
            _mark_labels(frame, series, element)
    return frame.close(root)


def _reference(series: Series, element: etree._Element) -> Piece:
    """A reference with the values of its cells."""
    prefix = f"{element.prefix}:" if element.prefix else ""
    owner, has_levels = element.getparent().tag, element.tag == f"{_C}multiLvlStrRef"
    format_ = series.format

    def piece(sheets: Sheets, _: Turn) -> str:
        areas = series.areas(sheets, owner == _NAMED)
        table = series.values(areas) if series.is_known else None
        kind = "multiLvlStr" if has_levels else _kind(owner, table or [])
        formula = quoted(series.formula(areas, sheets) if series.is_known else series.text)
        cache = f"<c:{kind}Cache>{_points(kind, table, format_)}</c:{kind}Cache>" if table else ""
        text = f"<c:{kind}Ref><c:f>{formula}</c:f>{cache}</c:{kind}Ref>"
        return text.replace("<c:", f"<{prefix}").replace("</c:", f"</{prefix}")

    return piece


def _kind(owner: str, table: Table) -> str:
    values = [value for row in table for value in row if value is not None]
    if owner in _EITHER:
        return "num" if values and all(isinstance(value, Decimal) for value in values) else "str"
    return "str" if owner == _NAMED else "num"


def _points(kind: str, table: Table, format_: str) -> str:
    if kind == "multiLvlStr":  # the innermost level, which is the last, comes first
        columns = range(len(table[0]) - 1, -1, -1)
        levels = "".join([f"<c:lvl>{_column([row[c] for row in table], _text)}</c:lvl>" for c in columns])
        return f'<c:ptCount val="{len(table)}"/>{levels}'
    values = [value for row in table for value in row]
    code = f"<c:formatCode>{escape(format_)}</c:formatCode>" if kind == "num" else ""
    return f'{code}<c:ptCount val="{len(values)}"/>{_column(values, _number if kind == "num" else _text)}'


def _column(values: Sequence[Any], shown: Any) -> str:
    return "".join(
        [
            f'<c:pt idx="{index}"><c:v>{escape(shown(value))}</c:v></c:pt>'
            for index, value in enumerate(values)
            if value is not None
        ]
    )


def _number(value: Any) -> str:
    """A value as charts count it: a text is 0."""
    if isinstance(value, Decimal):
        return number_text(value)
    return str(value) if isinstance(value, CellError) else str(int(value is True))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return number_text(value) if isinstance(value, Decimal) else str(value)


def _mark_labels(frame: Frame, series: Series, element: etree._Element) -> None:
    """Data labels taken from cells."""

    def formula(sheets: Sheets, _: Turn) -> str:
        return quoted(series.formula(series.areas(sheets, False), sheets))

    def cache(sheets: Sheets, _: Turn) -> str:
        table = series.values(series.areas(sheets, False)) if series.is_known else None
        points = _points("str", table, "") if table else '<c:ptCount val="0"/>'
        head = f'<c15:dlblRangeCache xmlns:c15="{_C15[1:-1]}" xmlns:c="{_C[1:-1]}">'
        return f"{head}{points}</c15:dlblRangeCache>"

    if series.is_known:
        element.find(f"{_C15}f").text = frame.mark(formula)
    for old in element.findall(f"{_C15}dlblRangeCache"):
        frame.replace(old, cache)
