"""Where a value has no room: rows whose height the author fixed, so that no text fits them, and narrow columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ....problem import Problem, problem
from ...dialect import Tag
from ..calculation.value import CellError, Unknown
from ..sheet.cell import Cell
from ..sheet.height import characters, needed_width
from ..sheet.sheet import Sheet
from ..sheet.styles import GENERAL

_LONG = 30  # characters that names, dates and the like stay below
_AMOUNT, _RATE, _DAY = Decimal("1234.56"), Decimal(1), Decimal(44926)  # 31 December 2022
_NO_DATE = re.compile(r'"[^"]*"|\[[^]]*]|\\.|general', re.IGNORECASE)  # letters of a format that mean no day
_SMALLEST = 7.0  # points that can be read in print


def cut_texts(sheet: Sheet) -> Iterator[Problem]:
    """A hint for each row of a fixed height with little room for a text that a tag prints in several lines."""
    for row in (row for row in sheet.rows if row.fixed and not row.is_hidden):
        cells = [cell for cell in row.cells if cell.grows and _is_text(cell) and _is_fixed(sheet, cell)]
        rooms = [(_room(sheet, cell), cell) for cell in cells]
        room, cell = min(rooms, key=lambda each: each[0], default=(_LONG, None))
        if cell and room < _LONG:
            words = {"tag": cell.printed[0].text, "what": f"第 {cell.row} 行的高度", "room": _told(room)}
            advice = (
                "选中这一行，双击行号的下边线（自动调整行高），产生文档时会按文字算好；一定短的，改为“缩小字体填充”。"
            )
            yield problem("lint.fixed-height", sheet.place(cell.spot), advice=advice, **words)


def narrow_columns(sheet: Sheet) -> Iterator[Problem]:
    """A hint for each column in which a date would be shown as ####, or an amount shrunk until nobody can read it."""
    told = set[int]()
    for cell in (cell for row in sheet.rows for cell in row.cells):
        if cell.tag and not cell.tag.counts and cell.column not in told and cell.width > 0:
            for words in _too_wide(cell):
                told.add(cell.column)
                yield problem("lint.narrow-column", sheet.place(cell.spot), tag=cell.tag.text, **words)


def _is_text(cell: Cell) -> bool:
    """Whether its tags print more than a number."""
    is_number = cell.tag and cell.look.number_format not in (GENERAL, "@")
    return not is_number and any(not tag.counts for tag in cell.printed)


def _is_fixed(sheet: Sheet, cell: Cell) -> bool:
    """Whether no row of its merge can grow."""
    return all(row.fixed for row in sheet.rows[cell.row - 1 : cell.last_row])


def _room(sheet: Sheet, cell: Cell) -> int:
    """How many Chinese characters its tags have room for; none where a loop prints any number of them."""
    pieces = [piece for run in cell.runs for piece in run.content]
    if any(isinstance(piece, Tag) and piece.keyword == "for" for piece in pieces):
        return 0
    height = sum(row.height or sheet.row_height for row in sheet.rows[cell.row - 1 : cell.last_row])
    typed = sum(len(piece.strip()) for piece in pieces if isinstance(piece, str))
    return max(characters(cell.width, height, cell.look.font) - typed, 0)


def _told(room: int) -> str:
    return f"这里大约印得下 {room} 个字" if room else "循环印出的行数不定"


def _too_wide(cell: Cell) -> Iterator[dict[str, str]]:
    """What does not fit under the cell's number format."""
    code, font = cell.look.number_format, cell.look.font
    is_day = any(letter in _NO_DATE.sub("", code).lower() for letter in "yd")
    if code in (GENERAL, "@"):
        return
    from ..calculation.numberformat import formatted

    try:
        sample = str(formatted(_DAY if is_day else _RATE if "%" in code else _AMOUNT, code))
    except (Unknown, CellError):
        return
    needed = needed_width(sample, font)
    if is_day and needed > cell.width:
        yield {"sample": sample, "what": "日期", "shown": "会显示成 ####"}
    elif not is_day and font.size * cell.width < _SMALLEST * needed:
        shown = f"要缩小到 {font.size * cell.width / needed:.1f} 磅才印得下"
        yield {"sample": sample, "what": "数", "shown": shown}
