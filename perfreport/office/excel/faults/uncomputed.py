"""Formulas whose results are left for Excel to compute, and why: hints, for a preview shows nothing in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ....problem import Problem, problem
from ..calculation.calculate import names_in, read
from ..calculation.value import CellError, Unknown
from ..sheet.cell import Cell
from ..sheet.sheet import Sheet
from ..structured import references

_UNTOLD = "这里不会算"


def uncomputed(sheets: Iterable[Sheet]) -> Iterator[Problem]:
    """A hint for each formula that has no result in any document, whatever the data."""
    for sheet in sheets:
        for cell in (cell for row in sheet.rows for cell in row.cells):
            if cell.formula and (why := _why(sheet, cell)):
                yield problem("template.not-computed", sheet.place(cell.spot), formula=cell.formula.text, why=why)


def _why(sheet: Sheet, cell: Cell) -> str:
    """Why a formula is not computed; "" for one that is."""
    assert cell.formula
    try:
        read(cell.formula, cell.is_array)
        for name in names_in(cell.formula):
            meant = sheet.names.get(name.upper())
            if meant is None or (meant.references and not meant.is_fixed_list):
                return f"它用到名称“{name}”"
        for reference in references(cell.formula):
            reference.cells(sheet.tables_by_name, sheet.name, cell.row, cell.column)
    except (Unknown, RecursionError) as error:
        return (isinstance(error, Unknown) and str(error)) or _UNTOLD
    except CellError:
        return ""  # that is its result
    return "" if cell.node else "从 1904 年起计日期的工作簿，这里不算日期"
