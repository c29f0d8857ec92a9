"""References to tables by their names: 表1[金额], 表1[[#Totals],[金额]], [@金额].

In a formula they stay as they are, for they follow by the names; here is which cells they mean. To the engine these are
a range of the template like any other: from outside its blocks, where a table always stands, it takes all records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .calculation.value import CellError, Unknown
from .formula import TABLE_CELLS, TEXT, End, Formula, Reference, column_letters, column_number
from .sheet.strings import unescaped

if TYPE_CHECKING:
    from lxml import etree

_NAME = r"\[(?:[^\[\]']|'.)*\]"
_NAMES = re.compile(rf"\s*((?:{_NAME}\s*,\s*)*)({_NAME}(?:\s*:\s*{_NAME})?)\s*")
_REFERENCE = re.compile(rf"{TEXT}|({TABLE_CELLS})")
_OWN_ROW = "#this row"
_ROWS = ["#headers", "#data", "#totals"]  # from above


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the template: where it stands with its `headers` and `totals` rows, and the names of its columns."""

    sheet: str
    area: Reference
    headers: int
    totals: int
    columns: tuple[str, ...]

    @classmethod
    def read(cls, sheet: str, root: etree._Element) -> Table:
        (area,) = Formula(root.get("ref", "")).references
        names = (column.get("name", "") for column in root.iterfind("{*}tableColumns/{*}tableColumn"))
        columns = tuple(unescaped(name).lower() for name in names)
        return cls(sheet, area, int(root.get("headerRowCount", "1")), int(root.get("totalsRowCount", "0")), columns)

    @property
    def first_column(self) -> int:
        return column_number(self.area.first.column)

    def rows(self, part: str) -> range:
        first, last = self.area.first.row + self.headers, self.area.bottom - self.totals
        starts = [self.area.first.row, first, last + 1, self.area.bottom + 1]
        number = _ROWS.index(part)
        return range(starts[number], starts[number + 1])

    def holds(self, sheet: str, row: int, column: int) -> bool:
        columns = range(self.first_column, self.first_column + len(self.columns))
        return sheet == self.sheet and self.area.first.row <= row <= self.area.bottom and column in columns

    def column(self, name: str) -> int:
        if name not in self.columns:
            raise Unknown(f"表格里没有“{name}”这一列")
        return self.first_column + self.columns.index(name)


Tables = Mapping[str, Table]  # of the whole workbook, by name in lower case


@dataclass(frozen=True, slots=True)
class TableReference:
    """A reference by names, in lower case: `table` is "" for the one around the formula.

    `parts` are #headers, #data, #totals or #this row; `columns` are the first and the last, or none for all.
    """

    table: str
    parts: frozenset[str]
    columns: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> TableReference:
        name, _, inside = text.lower().partition("[")
        inside = inside[:-1].strip()
        parts, columns = _inside(inside.removeprefix("@").strip())
        if inside.startswith("@"):
            parts = [_OWN_ROW]
        if "#all" in parts:
            parts = _ROWS
        return cls(name, frozenset(parts or ["#data"]), tuple(columns))

    @property
    def is_own_row(self) -> bool:
        return _OWN_ROW in self.parts

    def cells(self, tables: Tables, sheet: str, row: int, column: int) -> Reference:
        """The template's cells that are meant by a formula in this template cell."""
        table = self.found(tables, sheet, row, column)
        left, right = table.first_column, table.first_column + len(table.columns) - 1
        if self.columns:
            left, right = table.column(self.columns[0]), table.column(self.columns[-1])
        top, bottom = self._rows(table, sheet, row)
        prefix = "" if table.sheet == sheet else "'" + table.sheet.replace("'", "''") + "'!"
        first, last = (
            End(column_letters(min(left, right)), top, False),
            End(column_letters(max(left, right)), bottom, False),
        )
        return Reference(prefix, first, None if self.is_own_row and left == right else last)

    def found(self, tables: Tables, sheet: str, row: int, column: int) -> Table:
        """The table that is meant there."""
        if not self.table:
            table = next((table for table in tables.values() if table.holds(sheet, row, column)), None)
        else:
            table = tables.get(self.table)
        if table is None:
            raise Unknown(f"没有找到表格“{self.table}”" if self.table else "它不在表格里")
        return table

    def _rows(self, table: Table, sheet: str, row: int) -> tuple[int, int]:
        if self.is_own_row:
            if sheet != table.sheet or row not in table.rows("#data"):
                raise CellError("#VALUE!")
            return row, row
        rows = [row for part in self.parts for row in table.rows(part)]
        if not rows or (len(self.parts) == 2 and "#data" not in self.parts):
            raise Unknown("表格里没有要引用的标题行或汇总行")
        return min(rows), max(rows)


def references(formula: Formula) -> list[TableReference]:
    """Those in a formula; raises Unknown for one that is written wrongly."""
    return [TableReference.parse(found[1]) for found in _REFERENCE.finditer(formula.text) if found[1]]


def _inside(text: str) -> tuple[list[str], list[str]]:
    """Rows and columns named between the outer brackets: `金额`, `#totals`, `[甲]:[丙]`, `[#totals],[金额]`."""
    if not text.startswith("["):
        text = f"[{text}]"
    found = _NAMES.fullmatch(text)
    if not found:
        raise Unknown
    parts, columns = ([name[1:-1] for name in re.findall(_NAME, group)] for group in found.groups())
    if columns[0].startswith("#"):
        parts, columns = parts + columns, []
    if not set(parts) <= {*_ROWS, _OWN_ROW, "#all"}:
        raise Unknown
    return parts, [re.sub("'(.)", r"\1", name) for name in columns if name]
