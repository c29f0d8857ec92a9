"""A formula computed for cells written as a grid, its result as text."""

from decimal import Decimal

from workbooks import lines

from perfreport.office.excel.calculation.area import Area
from perfreport.office.excel.calculation.calculate import read, result
from perfreport.office.excel.calculation.value import CellError, Unknown, settled
from perfreport.office.excel.formula import Formula, column_number


class GridCells:
    """Cells of a grid: · is empty, ' an empty text, 'x the text x, =… a formula that is 100."""

    row, column = 9, 5  # of the formula's own cell

    def __init__(self, grid):
        self.rows = lines(grid)

    def value(self, row, column):
        text = self.rows[row - 1][column - 1] if row <= len(self.rows) and column <= len(self.rows[row - 1]) else "·"
        return cell_value(text)

    def skips(self, row, column, hidden):
        return self.rows[row - 1][column - 1].startswith("=")

    def named(self, name):
        raise Unknown

    def cells(self, reference):
        first, last = reference.first, reference.last or reference.first
        left, right = column_number(first.column), column_number(last.column)
        if not first.row:
            return Area(self, 1, left, 1_048_576, right - left + 1, len(self.rows))
        return Area(self, first.row, left, last.row - first.row + 1, right - left + 1)


def cell_value(text):
    if text == "·":
        return None
    if text.startswith("="):
        return Decimal(100)
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    if text.startswith("#"):
        return CellError(text)
    try:
        return Decimal(text)
    except ArithmeticError:
        return text.removeprefix("'")


def value(formula, grid="·", array=False, fails=False):
    """The result as text; `fails`: Unknown is one, too."""
    try:
        found = result(read(Formula(formula), array), GridCells(grid))
    except CellError as error:
        return str(error)
    except Unknown:
        if not fails:
            raise
        return "Unknown"
    if isinstance(found, Decimal):
        return format(settled(found).normalize() if found else Decimal(0), "f")
    return str(found).upper() if isinstance(found, bool) else found
