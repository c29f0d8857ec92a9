"""The faces of a workbook's cells: which are named, and which have no Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ....problem import Place, Problem, problem
from ..sheet.cell import Cell
from ..sheet.height import is_latin
from ..sheet.sheet import Sheet
from ..sheet.styles import GENERAL

_FACE = re.compile(r'<rFont val="([^"]*)"')


def faceless(sheets: Iterable[Sheet]) -> Iterator[Problem]:
    """Tags that print text in a Latin face: a hint for the first of each face."""
    found: dict[str, list[tuple[Cell, Place]]] = {}
    for sheet, cell in _cells(sheets):
        texts = cell.printed and cell.look.wraps and cell.look.number_format in (GENERAL, "@")
        if texts and is_latin(cell.look.font):
            found.setdefault(cell.look.font.name, []).append((cell, sheet.place(cell.spot)))
    for face, cells in found.items():
        more = f"，{face} 没有汉字" + (f"（共 {len(cells)} 格）" if len(cells) > 1 else "")
        tag, place = cells[0][0].printed[0], cells[0][1]
        yield problem("lint.no-face", place, tag=tag.text, which="中文字体", more=more, example="仿宋_GB2312、宋体一类")


def faces_named(sheets: Iterable[Sheet]) -> Iterator[tuple[str, Place]]:
    """The faces of the cells that say something, with where."""
    for sheet, cell in _cells(sheets):
        if cell.holds_something:
            place = sheet.place(cell.spot)
            yield cell.look.font.name, place
            yield from ((face, place) for run in cell.runs for face in _FACE.findall(run.look))


def _cells(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, Cell]]:
    return ((sheet, cell) for sheet in sheets for row in sheet.rows for cell in row.cells)
