"""Traps of numbers in Excel: values that are text where a formula adds them, formats that do nothing or too much."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ....problem import Place, Problem, problem
from ...dialect import TAG, Tag, half_width, without_merge
from ..formula import TEXT, Formula, Reference, cell_columns
from ..sheet.cell import Cell
from ..sheet.sheet import Sheet
from ..sheet.styles import GENERAL
from .tags import beside, formulas

_ADDS = {"SUM", "AVERAGE", "MIN", "MAX", "PRODUCT", "SUBTOTAL", "COUNT", "ROUND", "ABS", "SUMPRODUCT"}
_OPERATOR_BEFORE, _OPERATOR_BEHIND = re.compile(r"[-+*/^]\s*$"), re.compile(r"^\s*[-+*/^%]")
_UNIT = re.compile(
    r"[¥￥]?(?:[千百十]?[万亿]?(?:元|人|人次|户|户次|个|项|次|件|家|所|台|套|名|分|天|亩|吨|公里|平方米)?|[%％‰])"
)
_TIMES_100 = re.compile(r"\*\s*100(?![\d.])")
_LARGE = re.compile(r"\|\s*([万亿]\w*)\s*(?:\([^()]*\)\s*)?$")
_SCALES = re.compile(r'[0#?],+(?![0#?])|0[!\\]\.0|0"\."0')  # a comma behind the digits: thousands; 0!.0,: 万
_TYPED_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.')


def unfilled_formulas(sheet: Sheet) -> Iterator[Problem]:
    """Tags in the texts of formulas, which no document fills in."""
    for cell, formula in formulas(sheet):
        for tag in (tag for text in re.findall(TEXT, formula.text) for tag in TAG.findall(half_width(text))):
            yield problem("lint.tag-in-formula", sheet.place(cell.spot), formula=formula.text, tag=tag)


def odd_formats(sheet: Sheet) -> Iterator[Problem]:
    """Cells that begin with =, and number formats that a value does not need."""
    for cell in (cell for row in sheet.rows for cell in row.cells if cell.printed):
        tag, place, code = cell.printed[0], sheet.place(cell.spot), cell.look.number_format
        first = cell.runs and cell.runs[0].content[0]
        if isinstance(first, str) and first.lstrip().startswith("="):
            yield problem("lint.equals-sign", place, tag=tag.text)
        elif cell.runs and _will_be_text(cell) and code not in (GENERAL, "@"):
            yield problem("lint.format-unused", place, tag=tag.text, rest=_rest(cell, tag), format=code)
        elif cell.tag:
            yield from _twice(sheet, cell)


def _rest(cell: Cell, tag: Tag) -> str:
    """What stands in a cell beside a tag: text, else another tag."""
    return beside(cell) or next(
        piece.text for run in cell.runs for piece in run.content if isinstance(piece, Tag) and piece is not tag
    )


def _twice(sheet: Sheet, cell: Cell) -> Iterator[Problem]:
    """A value that tag and format both make a percentage, or both count in 万."""
    assert cell.tag
    words = {"tag": cell.tag.text, "format": cell.look.number_format}
    code = _TYPED_TEXT.sub("", cell.look.number_format)
    large = _LARGE.search(without_merge(cell.tag))
    if "%" in code and _TIMES_100.search(cell.tag.body):
        yield problem("lint.percent-twice", sheet.place(cell.spot), **words)
    elif large and _SCALES.search(cell.look.number_format):
        yield problem("lint.scaled-twice", sheet.place(cell.spot), unit=large[1], **words)


def numbers_as_text(sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Cells that will hold text, each with the first formula that needs a number there."""
    texts = {sheet.name: _texts(sheet) for sheet in sheets}
    needed: dict[Place, tuple[Cell, Place, str]] = {}
    for sheet in sheets if any(texts.values()) else ():
        for cell, formula in formulas(sheet):
            for reference in _reckoned(formula):
                other = next((each for each in sheets if each.name == reference.sheet), sheet)
                for text in _taken(texts[other.name], reference):
                    needed[other.place(text.spot)] = text, sheet.place(cell.spot), formula.text
    for place, (text, where, said) in needed.items():
        words = {"where": where.spot, "formula": said, "why": _why(text), "tag": text.printed[0].text}
        yield problem("lint.number-as-text", place, **words)


def _texts(sheet: Sheet) -> dict[int, list[Cell]]:
    """The cells that will be text, by column, from top to bottom."""
    found: dict[int, list[Cell]] = {}
    for cell in (cell for row in sheet.rows for cell in row.cells if _will_be_text(cell)):
        found.setdefault(cell.column, []).append(cell)
    return found


def _taken(texts: dict[int, list[Cell]], reference: Reference) -> list[Cell]:
    """Those that a reference means, taken out of `texts`: one formula is enough."""
    left, right = cell_columns(reference)
    taken: list[Cell] = []
    for cells in (cells for column, cells in texts.items() if left <= column <= right):
        first = bisect_left(cells, reference.first.row, key=_row)
        behind = bisect_right(cells, reference.bottom, key=_row)
        taken += cells[first:behind]
        del cells[first:behind]
    return taken


def _row(cell: Cell) -> int:
    return cell.row


def _will_be_text(cell: Cell) -> bool:
    """Whether a cell that looks like a number, alone or with its unit, is text all the same."""
    if cell.tag:
        return cell.look.number_format == "@"
    return len(cell.printed) == 1 and bool(_UNIT.fullmatch(beside(cell)))


def _why(cell: Cell) -> str:
    if cell.tag:
        return "是“文本”格式，在 Excel 里改一次就变成文字"
    rest = beside(cell)
    return f"有标签，还有“{rest}”，填好后是文字" if rest else "有几个标签，填好后是文字"


def _reckoned(formula: Formula) -> Iterator[Reference]:
    """The references of a formula that it adds, or reckons with in another way."""
    pieces = formula.pieces
    for number, piece in enumerate(pieces):
        if isinstance(piece, Reference) and piece.first.row and piece.first.column:
            before, behind = pieces[number - 1] if number else "", pieces[number + 1]
            operator = _OPERATOR_BEFORE.search(str(before)) or _OPERATOR_BEHIND.search(str(behind))
            if (piece.is_whole and piece.function in _ADDS) or operator:
                yield piece
