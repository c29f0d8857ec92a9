"""A sheet of the reference: its cells, merges and formulas, and what Excel would show for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter as letters
from reference import Areas, Axis, Block, Line, Ref, Tree, meant

NOWHERE = "$A$1048576"  # the last cell of some column


class Formula(NamedTuple):
    function: str  # SUM, MAX, COUNT, AVERAGE, INDEX, or + for cells added up
    refs: tuple[Ref, ...]


class Cell(NamedTuple):
    """What the author wrote: a text or number, a Formula, or which records' values are printed here."""

    written: Any = None
    of_row: bool = False
    of_column: bool = False
    merges: bool = False  # {{ …|合并 }}

    @property
    def has_tag(self) -> bool:
        return self.of_row or self.of_column


class Parted(Exception):
    """A range has become several where only one can stand."""


@dataclass
class Template:
    """A sheet as the author made it."""

    rows: Tree
    columns: Tree
    cells: dict[tuple[int, int], Cell]  # (row, column)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right


class Document:
    """The sheet that comes of it."""

    def __init__(self, template: Template, data: Mapping[str, Any], first: Document | None = None) -> None:
        self.columns = Axis(template.columns, data["c"])
        self._strips = {
            column: Axis(Tree(template.rows.nodes, column), data["r"]) for column in template.columns.inside
        }
        self.first = first or self  # the sheet that references with a sheet's name mean
        self._template = template
        self.height = len(self._strips[1].lines)
        spots = [(r + 1, c + 1) for r in range(self.height) for c in range(len(self.columns.lines))]
        said = [spot for spot in spots if self.source(spot) in template.cells and not self.line(spot).fills_up]
        self.cells = {spot: template.cells[self.source(spot)] for spot in said}
        self.values = {spot: self._value(spot, cell) for spot, cell in self.cells.items()}
        self.merges = [*self._author_merges(), *self._merges_down(), *self._merges_across()]

    def rows(self, c: int) -> Axis:
        """The rows as a column of the document has them."""
        return self._strips[self.columns.lines[c - 1].source]

    def line(self, spot: tuple[int, int]) -> Line:
        """The row a cell stands in."""
        return self.rows(spot[1]).lines[spot[0] - 1]

    def source(self, spot: tuple[int, int]) -> tuple[int, int]:
        """The template's cell that a cell came from."""
        return self.line(spot).source, self.columns.lines[spot[1] - 1].source

    def _value(self, spot: tuple[int, int], cell: Cell) -> Any:
        if not cell.has_tag:
            return cell.written
        row, column = self.line(spot), self.columns.lines[spot[1] - 1]
        key = f"{letters(column.source)}{row.source}"
        values = [line.record[key] for line, is_of in ((row, cell.of_row), (column, cell.of_column)) if is_of]
        value = values[0] if len(values) == 1 else "".join(map(str, values))
        return None if value == "" else value

    # Merges

    def _author_merges(self) -> Iterator[str]:
        for top, left, bottom, right in self._template.merges:
            cell = self._template.cells.get((top, left))
            if cell and cell.merges:
                continue  # it merges with its neighbours, too: below
            for rows in self._strips[left].everywhere(top, bottom):
                for columns in self.columns.everywhere(left, right):
                    if rows[0] < rows[1] or columns[0] < columns[1]:
                        yield _area(rows, columns)

    def _merges_down(self) -> Iterator[str]:
        """合并: cells that say what the one above says, in the same outermost block and the same columns."""
        tops: dict[int, int] = {}  # column → where its present group began
        said = {spot: self.values.get(spot) for spot, cell in self.cells.items() if cell.merges and self._blocks(spot)}
        for r in range(1, self.height + 2):
            joined, lane = True, None
            for c in range(1, len(self.columns.lines) + 1):
                here, above = (r, c) in said, (r - 1, c) in said
                if not here and not above:
                    continue
                joined = joined or (here and self.line((r, c)).lane != lane)
                lane = self.line((r, c)).lane if here else lane
                joined = joined and here and above and self._is_alike((r - 1, c), (r, c), said)
                if joined:
                    self.values[r, c] = None
                    continue
                if above and (tops[c] < r - 1 or self._width(r - 1, c) > 1):
                    yield _area((tops[c], r - 1), (c, c + self._width(r - 1, c) - 1))
                tops[c] = r

    def _merges_across(self) -> Iterator[str]:
        """合并 in rows that no block repeats: cells that say what the one to the left says, in the same outermost block.

        A run begins wherever one further up does.
        """
        begun: set[int] = set()
        for r in range(1, self.height + 1):
            line = [c for c in range(1, len(self.columns.lines) + 1) if self._merges_in_row((r, c))]
            runs: list[list[int]] = []
            for c in line:
                if runs and c not in begun and self._says_the_same(r, runs[-1][-1], c):
                    runs[-1].append(c)
                else:
                    runs.append([c])
            begun |= {run[0] for run in runs}
            for run in runs:
                last = run[-1] + self._width(r, run[-1]) - 1
                for c in run[1:]:
                    self.values[r, c] = None
                if run[0] < last:
                    yield _area((r, r), (run[0], last))

    def _merges_in_row(self, spot: tuple[int, int]) -> bool:
        return spot in self.cells and self.cells[spot].merges and not self._blocks(spot)

    def _says_the_same(self, r: int, left: int, c: int) -> bool:
        blocks = [self._loops(self.columns.tree, self.columns.lines[column - 1].source)[:1] for column in (left, c)]
        is_beside = left + self._width(r, left) == c and blocks[0] and blocks[0] == blocks[1]
        return bool(is_beside) and self.values[r, left] == self.values[r, c]

    def _is_alike(self, above: tuple[int, int], here: tuple[int, int], said: Mapping[Any, Any]) -> bool:
        is_same_block = self._blocks(above)[0] is self._blocks(here)[0]
        return is_same_block and self._width(*above) == self._width(*here) and said[above] == said[here]

    def _blocks(self, spot: tuple[int, int]) -> list[Block]:
        return self._loops(self.rows(spot[1]).tree, self.line(spot).source)

    @staticmethod
    def _loops(tree: Tree, line: int) -> list[Block]:
        return [block for block in tree.inside.get(line, ()) if block.keyword == "for"]

    def _width(self, r: int, c: int) -> int:
        """Over how many columns the author merged a cell within its row."""
        row, column = self.source((r, c))
        for top, left, bottom, right in self._template.merges:
            if (top, bottom, left) == (row, row, column):
                return next(b - a + 1 for a, b in self.columns.everywhere(left, right) if a == c)
        return 1

    # References

    def meant(self, ref: Ref, seen: tuple[int, int] | None) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """The areas of the sheet `ref` names, (rows, columns); `seen`: the cell of this document that refers."""
        is_here = seen and self.first is self
        row = self.line(seen) if seen and is_here else None
        areas = []
        for left, right in self.columns_meant(ref, seen):
            strips = [self.first.rows(c) for c in range(left, right + 1)]
            areas += [(rows, (left, right)) for rows in meant(strips, ref.rows, row)]
        return areas

    def columns_meant(self, ref: Ref, seen: tuple[int, int] | None) -> Areas:
        column = self.columns.lines[seen[1] - 1] if seen and self.first is self else None
        return meant([self.first.columns], ref.columns, column)

    def spelled(self, ref: Ref, seen: tuple[int, int] | None, grows: bool = False) -> list[str]:
        """`ref` as it is written now; `grows`: a single cell takes in all its records, else it is the first one's."""
        areas = self.meant(ref, seen)
        if ref.rows[1] is None and not grows:
            return [ref.sheet + _corner(areas[0], 0, ref)] if areas else []
        return [
            ref.sheet + _corner(area, 0, ref) + ("" if _is_one(ref, area) else ":" + _corner(area, 1, ref))
            for area in areas
        ]

    def formula(self, formula: Formula, seen: tuple[int, int]) -> str:
        """The text of a formula. What is gone is 0, or NOWHERE where a 0 would count."""
        spelled = [self.spelled(ref, seen) for ref in formula.refs]
        if formula.function == "+":
            return "=" + "+".join(refs[0] if refs else "0" for refs in spelled)
        if formula.function == "INDEX" and max(len(spelled[0]), len(self.columns_meant(formula.refs[0], seen))) > 1:
            raise Parted  # parted columns are told though there are no rows this time
        counts_not = formula.function == "SUM" or (len(spelled) == 1 and formula.function in ("MAX", "AVERAGE"))
        spelled = [
            refs or (["0"] if counts_not else [ref.sheet + NOWHERE])
            for refs, ref in zip(spelled, formula.refs, strict=True)
        ]
        index = ",1,1" if formula.function == "INDEX" else ""
        return f"={formula.function}({','.join(text for refs in spelled for text in refs)}{index})"

    def result(self, spot: tuple[int, int]) -> Any:
        """What Excel would show in a cell; None for an empty one."""
        value = self.values.get(spot)
        if not isinstance(value, Formula):
            return value
        if value.function == "+":
            return self._added(value, spot)
        read = [cell for ref in value.refs for area in self.meant(ref, spot) for cell in _spots(area)]
        found = [self.first.result(cell) for cell in read]
        if value.function == "INDEX":
            return (found[0] if found else None) or 0
        return _aggregate(value.function, found, not read and len(value.refs) == 1)

    def _added(self, formula: Formula, spot: tuple[int, int]) -> Any:
        areas = [self.meant(ref, spot) for ref in formula.refs]
        terms = [self.first.result(_spots(found[0])[0]) or 0 if found else 0 for found in areas]
        errors = [term for term in terms if str(term).startswith("#")]
        if len(terms) == 1 or errors:
            return (errors or terms)[0]
        return "#VALUE!" if any(isinstance(term, str) for term in terms) else sum(terms)


def _aggregate(function: str, found: Sequence[Any], is_gone: bool) -> Any:
    """SUM, MAX, COUNT or AVERAGE, of the numbers only; `is_gone`: of the 0 that stands for a range."""
    numbers = [value for value in found if isinstance(value, (int, float))]
    errors = [value for value in found if isinstance(value, str) and value.startswith("#")]
    if function == "COUNT":
        return len(numbers)
    if errors:
        return errors[0]
    if function == "AVERAGE":
        return sum(numbers) / len(numbers) if numbers else 0 if is_gone else "#DIV/0!"
    return sum(numbers) if function == "SUM" else max(numbers, default=0)


def _spots(area: tuple[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int]]:
    (top, bottom), (left, right) = area
    return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]


def _area(rows: tuple[int, int], columns: tuple[int, int]) -> str:
    return f"{letters(columns[0])}{rows[0]}:{letters(columns[1])}{rows[1]}"


def _corner(area: tuple[tuple[int, int], tuple[int, int]], corner: int, ref: Ref) -> str:
    row, column = ((ends[corner] or ends[0]).fixed for ends in (ref.rows, ref.columns))
    return f"{'$' * column}{letters(area[1][corner])}{'$' * row}{area[0][corner]}"


def _is_one(ref: Ref, area: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    return ref.rows[1] is None and area[0][0] == area[0][1] and area[1][0] == area[1][1]
