"""References in formulas, names and ranges: found once in the template, written anew for where the rows went."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'  # a text: nothing in it is a reference
    r"|(?<![\w.$\]!:])(?P<sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    rf"(?P<first>{_CELL})(?::(?P<last>{_CELL}))?(?![\w.(!\[])"
    r"|(?<![\w.$\]!:])(?P<row_sheet>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    r"(?P<first_row>\$?[1-9]\d{0,6}):(?P<last_row>\$?[1-9]\d{0,6})(?![\w.(!\[])"
)
_PARTS = re.compile(r"(\$?[A-Z]{0,3})(\$?)(\d+)")
_NOT_MOVED = re.compile(r"\[|[\w']:[\w']+!|'[^'!]*:[^'!]*'!")  # other workbooks and tables, sheets from … to …


@dataclass(frozen=True, slots=True)
class End:
    """One end of a reference: `$C`, 5, and whether the row is written with a $."""

    column: str
    row: int
    fixed: bool

    @classmethod
    def parse(cls, text: str) -> End:
        column, dollar, row = _PARTS.fullmatch(text).groups()  # type: ignore[union-attr]  # _REFERENCE made the text
        return cls(column, int(row), bool(dollar))

    def at(self, row: int) -> str:
        return f"{self.column}{'$' * self.fixed}{row}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell (`last` is None) or a range, whole rows included; `sheet` is "" for the formula's own sheet."""

    prefix: str
    first: End
    last: End | None

    @property
    def sheet(self) -> str:
        return self.prefix.rstrip("!").strip("'").replace("''", "'")

    def at(self, first: int, last: int) -> str:
        if self.last is None and last == first:
            return self.prefix + self.first.at(first)
        return f"{self.prefix}{self.first.at(first)}:{(self.last or self.first).at(last)}"


# where the rows of a reference went: first and last row, or None where they are gone
Resolve = Callable[[Reference], "tuple[int, int] | None"]


class Formula:
    """A formula taken apart into text and references."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str | Reference] = []
        start = 0
        for found in _REFERENCE.finditer(text):
            reference = _reference(found)
            if reference:
                self.pieces += [text[start : found.start()], reference]
                start = found.end()
        self.pieces.append(text[start:])

    @property
    def references(self) -> list[Reference]:
        return [piece for piece in self.pieces if isinstance(piece, Reference)]

    @property
    def movable(self) -> bool:
        """False for references this engine cannot follow: tables, other workbooks, a row of sheets."""
        return not _NOT_MOVED.search(re.sub(r'"(?:[^"]|"")*"', "", self.text))

    def moved(self, resolve: Resolve) -> str:
        """The formula for where the rows are now; a reference to rows that are gone (an empty list) becomes 0."""
        return "".join(
            piece if isinstance(piece, str) else piece.at(*rows) if (rows := resolve(piece)) else "0"
            for piece in self.pieces
        )


def _reference(found: re.Match[str]) -> Reference | None:
    if found["first"]:
        last = End.parse(found["last"]) if found["last"] else None
        return Reference(found["sheet"] or "", End.parse(found["first"]), last)
    if found["first_row"]:
        return Reference(found["row_sheet"] or "", End.parse(found["first_row"]), End.parse(found["last_row"]))
    return None


def column_number(letters: str) -> int:
    """1 for A, 28 for AB; dollars and row digits are passed over."""
    number = 0
    for letter in letters:
        if letter.isalpha():
            number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AB for 28."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
