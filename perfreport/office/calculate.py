"""The results of formulas, so that a workbook shows its numbers before anybody recalculates it.

Numbers are Decimal, so a total of amounts is exact. What is not known here is not guessed: `Unknown` is raised, and
the cell is left for Excel to compute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Union

from .formula import Formula, Reference, column_number

Value = Union[Decimal, str, bool, None]  # noqa: UP007  # evaluated at run time on Python 3.10
Values = list[Value]
LookUp = Callable[[str, int, int], Value]  # sheet name ("" for the formula's own), row, column → the cell's value

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<text>\"(?:[^\"]|\"\")*\")|(?P<ref>\ufdd0\d+\ufdd1)"
    r"|(?P<name>[A-Za-z][\w.]*)(?P<call>\()?|(?P<operator><=|>=|<>|[-+*/^&=<>%(),]))\s*"
)


class Unknown(Exception):
    """The formula uses something that is not computed here."""


class CellError(Exception):
    """The formula's result is an error value such as #DIV/0!"""


class Calculation:
    """One formula (its references where they are now) read from left to right; `result` is its value."""

    def __init__(self, formula: str, look_up: LookUp) -> None:
        parsed = Formula(formula)
        self._references = parsed.references
        self._look_up = look_up
        numbers = iter(range(len(self._references)))
        text = "".join(
            f"\ufdd0{next(numbers)}\ufdd1" if isinstance(piece, Reference) else piece for piece in parsed.pieces
        )
        self._tokens = _tokens(text)
        self._position = 0

    def result(self) -> Value:
        try:
            value = _single(self._comparison())
        except DecimalException as error:
            raise CellError("#DIV/0!") from error
        if self._position < len(self._tokens):
            raise Unknown
        return Decimal(0) if value is None else value

    def _take(self, *operators: str) -> str:
        """The next token where it is one of `operators`, else ""."""
        if self._position < len(self._tokens):
            kind, text = self._tokens[self._position]
            if kind == "operator" and text in operators:
                self._position += 1
                return text
        return ""

    def _comparison(self) -> Value | Values:
        left = self._joined()
        while operator := self._take("=", "<>", "<", ">", "<=", ">="):
            left = _compare(operator, _single(left), _single(self._joined()))
        return left

    def _joined(self) -> Value | Values:
        left = self._sum()
        while self._take("&"):
            left = _text(_single(left)) + _text(_single(self._sum()))
        return left

    def _sum(self) -> Value | Values:
        left = self._product()
        while operator := self._take("+", "-"):
            right = _number(self._product())
            left = _number(left) + (right if operator == "+" else -right)
        return left

    def _product(self) -> Value | Values:
        left = self._signed()
        while operator := self._take("*", "/"):
            right = _number(self._signed())
            left = _number(left) * right if operator == "*" else _number(left) / right
        return left

    def _signed(self) -> Value | Values:
        if self._take("-"):
            return -_number(self._signed())
        if self._take("+"):
            return self._signed()
        value = self._operand()
        while self._take("%"):
            value = _number(value) / 100
        if self._take("^"):
            raise Unknown
        return value

    def _operand(self) -> Value | Values:
        if self._take("("):
            value = self._comparison()
            self._close()
            return value
        if self._position >= len(self._tokens):
            raise Unknown
        kind, text = self._tokens[self._position]
        self._position += 1
        if kind == "number":
            return Decimal(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "ref":
            return self._cells(self._references[int(text[1:-1])])
        if kind == "call":
            return self._call(text.upper())
        if kind == "name" and text.upper() in ("TRUE", "FALSE"):
            return text.upper() == "TRUE"
        raise Unknown

    def _close(self) -> None:
        if not self._take(")"):
            raise Unknown

    def _call(self, name: str) -> Value:
        arguments: list[Value | Values] = []
        if not self._take(")"):
            arguments.append(self._comparison())
            while self._take(","):
                arguments.append(self._comparison())
            self._close()
        if name not in FUNCTIONS:
            raise Unknown
        try:
            return FUNCTIONS[name](*arguments)
        except TypeError as error:  # more or fewer arguments than computed here
            raise Unknown from error

    def _cells(self, reference: Reference) -> Value | Values:
        first, last = reference.first, reference.last or reference.first
        if not first.column or not last.column:
            raise Unknown  # whole rows
        columns = range(column_number(first.column), column_number(last.column) + 1)
        rows = range(first.row, last.row + 1)
        values = [self._look_up(reference.sheet, row, column) for row in rows for column in columns]
        return values if reference.last else values[0]


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise Unknown
        kind = "call" if found["call"] else str(found.lastgroup)
        tokens.append((kind, found["name"] if kind == "call" else found[kind]))
        position = found.end()
    return tokens


def _single(value: Value | Values) -> Value:
    if isinstance(value, list):
        raise Unknown  # a range where one value is wanted
    return value


def _number(value: Value | Values) -> Decimal:
    value = _single(value)
    if isinstance(value, str):
        raise CellError("#VALUE!")
    return Decimal(value or 0)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _compare(operator: str, left: Value, right: Value) -> bool:
    if isinstance(left, str) != isinstance(right, str):
        raise Unknown
    a, b = (left, right) if isinstance(left, str) else (_number(left), _number(right))
    order = (a > b) - (a < b)  # type: ignore[operator]  # both texts or both numbers
    return {
        "=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0,
    }[operator]  # fmt: skip


def _numbers(arguments: Iterable[Value | Values]) -> list[Decimal]:
    """The numbers among the arguments; texts and empty cells in a range do not count, as in Excel."""
    found: list[Decimal] = []
    for argument in arguments:
        if isinstance(argument, list):
            found += [value for value in argument if isinstance(value, Decimal)]
        elif argument is not None:
            found.append(_number(argument))
    return found


def _all(arguments: Iterable[Value | Values]) -> Values:
    return [value for argument in arguments for value in (argument if isinstance(argument, list) else [argument])]


def _average(*arguments: Value | Values) -> Decimal:
    numbers = _numbers(arguments)
    if not numbers:
        raise CellError("#DIV/0!")
    return sum(numbers, Decimal(0)) / len(numbers)


def _round(value: Value | Values, digits: Value | Values) -> Decimal:
    return _number(value).quantize(Decimal(1).scaleb(-int(_number(digits))), ROUND_HALF_UP)


def _if(condition: Value | Values, then: Value | Values, otherwise: Value | Values = False) -> Value:
    return _single(then if _number(condition) else otherwise)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "SUM": lambda *cells: sum(_numbers(cells), Decimal(0)),
    "AVERAGE": _average,
    "COUNT": lambda *cells: Decimal(len(_numbers(cells))),
    "COUNTA": lambda *cells: Decimal(sum(value is not None for value in _all(cells))),
    "MIN": lambda *cells: min(_numbers(cells), default=Decimal(0)),
    "MAX": lambda *cells: max(_numbers(cells), default=Decimal(0)),
    "ABS": lambda value: abs(_number(value)),
    "ROUND": _round,
    "IF": _if,
}
