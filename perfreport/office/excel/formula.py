"""References in formulas, names and ranges: found once in the template, written anew for where the rows went."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_SHEET = r"'(?:[^']|'')+'!|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!"  # 一月:三月! is all sheets from one to another
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9]\d{0,6}"
TEXT = r'"(?:[^"]|"")*"'  # nothing in it is a reference
BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"  # nor in names of columns: 表1[[#Totals],[金额]]
TABLE_CELLS = rf"(?:[^\W\d][\w.]*)?{BRACKETS}"
_REFERENCE = re.compile(
    rf"{TEXT}|{BRACKETS}|(?<![\w.$\]\[@!:])(?P<sheet>{_SHEET})?"
    rf"(?:(?P<first>{_CELL})(?::(?:(?P=sheet))?(?P<last>{_CELL}))?|(?P<from>{_COLUMN}|{_ROW}):(?P<to>{_COLUMN}|{_ROW}))"
    r"(?![\w.(!\[])"
)
_PARTS = re.compile(r"(\$?[A-Za-z]+|)(\$?)(\d*)")
_CALLS = re.compile(rf"{TEXT}|{BRACKETS}|(?P<name>[\w.]*)\(|\)")
_DAYS = re.compile(
    r"\b(?:DATE|DATEDIF|DATEVALUE|YEAR|MONTH|DAYS?|EDATE|EOMONTH|(?:ISO)?WEEKNUM|WEEKDAY|WORKDAY|NETWORKDAYS|TEXT)\s*\(",
    re.IGNORECASE,
)

_TAKES_AREAS = {"SUM", "COUNT", "COUNTA", "AVERAGE", "MIN", "MAX", "PRODUCT", "SUBTOTAL"}  # any number of ranges
_TAKES_NUMBERS = {"", "SUM", "AVERAGE", "MIN", "MAX", "PRODUCT", "ABS", "ROUND", "IF", "IFERROR"}

_COUNTS_ARGUMENTS = {"AVERAGE", "MIN", "MAX", "PRODUCT"}  # a 0 among several would count as one of them
_MOST_AREAS = 254  # arguments of a function, less one
_BEFORE_ARGUMENT, _BEHIND_ARGUMENT = re.compile(r"[(,]\s*$"), re.compile(r"\s*([,)])")

Spans = Sequence[tuple[int, int]]  # first and last row of each run of rows; empty where none are left


@dataclass(frozen=True, slots=True)
class End:
    """One end of a reference: `$C`, 5, and whether the row is written with a $; row 0 for whole columns."""

    column: str
    row: int
    fixed: bool

    @classmethod
    def parse(cls, text: str) -> End:
        column, dollar, row = _PARTS.fullmatch(text).groups()  # type: ignore[union-attr]  # _REFERENCE made the text
        return cls(column, int(row or 0), bool(dollar))

    @property
    def exists(self) -> bool:
        return 0 <= self.row <= MAX_ROW and 0 <= column_number(self.column) <= MAX_COLUMN

    def at(self, row: int) -> str:
        return f"{self.column}{'$' * self.fixed}{row}" if self.row else self.column

    def in_column(self, number: int) -> End:
        return replace(self, column="$" * self.column.startswith("$") + column_letters(number))

    def shifted(self, rows: int, columns: int) -> End | None:
        """This end in a formula copied so many rows and columns further; None where that leaves the sheet."""
        column, row = self.column, self.row
        if column and not column.startswith("$"):
            number = column_number(column) + columns
            column = column_letters(number) if 0 < number <= MAX_COLUMN else ""
            if not column:
                return None
        if row and not self.fixed:
            row += rows
            if not 0 < row <= MAX_ROW:
                return None
        return replace(self, column=column, row=row)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell (`last` is None) or a range, whole rows and columns included; `prefix` is its sheet as written.

    `function` is the innermost function it stands in: it decides what may take the reference's place.
    """

    prefix: str
    first: End
    last: End | None
    function: str = ""
    is_whole: bool = False  # it is a whole argument, not a part of one
    is_only: bool = False  # and the only one

    @property
    def sheet(self) -> str:
        """The sheet's name; "" for the formula's own sheet."""
        name = self.prefix[:-1]
        return name[1:-1].replace("''", "'") if name.startswith("'") else name

    @property
    def bottom(self) -> int:
        """The last row."""
        return (self.last or self.first).row

    @property
    def spot(self) -> str:
        """The cells alone, as B4:C6."""
        return replace(self, prefix="").at(self.first.row, self.bottom).replace("$", "")

    def at(self, first: int, last: int) -> str:
        if self.last is None and last == first:
            return self.prefix + self.first.at(first)
        return f"{self.prefix}{self.first.at(first)}:{(self.last or self.first).at(last)}"

    def over(self, left: int, right: int) -> Reference:
        """This reference over the columns from `left` to `right`; one without columns stays."""
        if not self.first.column or (left, right) == cell_columns(self):
            return self
        first = self.first.in_column(left)
        if self.last is None and left == right:
            return replace(self, first=first)
        return replace(self, first=first, last=(self.last or self.first).in_column(right))

    def areas(self, spans: Spans) -> Spans:
        """`spans`, if this place in the formula takes so many ranges; raises Interrupted if it does not."""
        if not self.takes_areas(len(spans)):
            raise Interrupted
        return spans

    def takes_areas(self, count: int) -> bool:
        """Whether so many ranges may stand in its place."""
        return count <= 1 or (self.function in _TAKES_AREAS and self.is_whole and count <= _MOST_AREAS)

    @property
    def takes_sheets(self) -> bool:
        """Whether a range over several sheets (一月:三月!B4) may stand in its place."""
        return self.function in _TAKES_AREAS - {"SUBTOTAL"} and self.is_whole

    def in_formula(self, spans: Spans) -> str:
        """The reference in a cell's formula, where its rows are now. Nothing left counts as 0."""
        if not spans:
            counts = self.function in _COUNTS_ARGUMENTS and self.is_whole and not self.is_only
            return "0" if self.function in _TAKES_NUMBERS and not counts else self.nowhere
        return ",".join([self.at(*span) for span in self.areas(spans)])

    @property
    def nowhere(self) -> str:
        """An empty cell: what names, and functions that insist on cells, refer to when the rows are gone."""
        return self.nowhere_cell.at(MAX_ROW, MAX_ROW)

    @property
    def nowhere_cell(self) -> Reference:
        """The same, in the place of this reference."""
        column = self.first.column.strip("$") or "A"
        return replace(self, first=End(f"${column}", MAX_ROW, True), last=None)


class Interrupted(Exception):
    """A range whose rows are now parted by others stands where only one range can."""

    kind = "render.interrupted"


class OverSheets(Interrupted):
    """The same of a range on several sheets."""

    kind = "render.over-sheets"


class Formula:
    """A formula taken apart into text and references."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str | Reference] = []
        calls: list[str] = []
        start = 0
        for found in _REFERENCE.finditer(text):
            reference = _reference(found)
            if reference:
                before = text[start : found.start()]
                _follow_calls(before, calls)
                opened, closed = _BEFORE_ARGUMENT.search(before), _BEHIND_ARGUMENT.match(text, found.end())
                is_whole = bool(calls and opened and closed)
                is_only = bool(is_whole and opened and opened[0][0] == "(" and closed and closed[1] == ")")
                function = calls[-1] if calls else ""
                self.pieces += [before, replace(reference, function=function, is_whole=is_whole, is_only=is_only)]
                start = found.end()
        self.pieces.append(text[start:])

    @property
    def references(self) -> list[Reference]:
        return [piece for piece in self.pieces if isinstance(piece, Reference)]

    @property
    def is_fixed_list(self) -> bool:
        """Whether it is a list of cells whose rows and columns are all written with a $, as defined names are."""
        rest = "".join(piece for piece in self.pieces if isinstance(piece, str))
        ends = [end for reference in self.references for end in (reference.first, reference.last or reference.first)]
        return not rest.strip("(), ") and all(end.fixed and end.column.startswith("$") for end in ends)

    @property
    def counts_days(self) -> bool:
        """Whether it turns days into dates or back, which depends on the day that is number 0."""
        return bool(_DAYS.search(re.sub(TEXT, "", self.text)))

    def moved(self, write: Callable[[Reference], str]) -> str:
        """The formula's text, each reference as `write` gives it."""
        return "".join([piece if isinstance(piece, str) else write(piece) for piece in self.pieces])

    def replaced(self, write: Callable[[Reference], list[Reference] | str]) -> Formula:
        """A formula like this one, each reference as `write` gives it: several are listed, a text stands as it is."""
        new = Formula("")
        new.pieces = []
        for piece in self.pieces:
            written = write(piece) if isinstance(piece, Reference) else piece
            parts: Sequence[str | Reference] = [written] if isinstance(written, str) else written
            for number, part in enumerate(parts):
                new.pieces += [",", part] if number else [part]
        new.text = self.text
        return new

    def shifted(self, rows: int, columns: int) -> Formula:
        """The formula copied so many rows and columns further, as filling down does."""

        def write(reference: Reference) -> str:
            first = reference.first.shifted(rows, columns)
            last = reference.last and reference.last.shifted(rows, columns)
            if first is None or (reference.last and last is None):
                return "#REF!"
            return replace(reference, first=first, last=last).at(first.row, (last or first).row)

        return Formula(self.moved(write))


def _reference(found: re.Match[str]) -> Reference | None:
    first, last = found["first"] or found["from"], found["last"] or found["to"]
    if not first:
        return None
    ends = End.parse(first), End.parse(last) if last else None
    in_pairs = ends[1] is None or bool(ends[0].row) == bool(ends[1].row)
    if not (in_pairs and ends[0].exists and (ends[1] is None or ends[1].exists)):
        return None  # a name such as XFE1, which no column is called
    return Reference(found["sheet"] or "", *_in_order(*ends))


def _in_order(first: End, last: End | None) -> tuple[End, End | None]:
    """The ends of a range with the upper row and the left column first, however it was written."""
    if last is None:
        return first, None
    if last.row < first.row:
        first, last = replace(first, row=last.row, fixed=last.fixed), replace(last, row=first.row, fixed=first.fixed)
    if column_number(last.column) < column_number(first.column):
        first, last = replace(first, column=last.column), replace(last, column=first.column)
    return first, last


def _follow_calls(text: str, calls: list[str]) -> None:
    """Keep `calls` to the functions that are open behind `text`."""
    for found in _CALLS.finditer(text):
        if found["name"] is not None:
            calls.append(found["name"].upper())
        elif found[0] == ")" and calls:
            calls.pop()


def cell_columns(reference: Reference) -> tuple[int, int]:
    """The first and the last column of a reference; of whole rows, Excel's first and last."""
    if not reference.first.column:
        return 1, MAX_COLUMN
    last = reference.last or reference.first
    return column_number(reference.first.column), column_number(last.column)


@lru_cache(maxsize=3_000)
def column_number(letters: str) -> int:
    """1 for A, 28 for AB; dollars and row digits are passed over."""
    number = 0
    for letter in letters.upper():
        if letter.isalpha():
            number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=3_000)
def column_letters(number: int) -> str:
    """A for 1, AB for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
