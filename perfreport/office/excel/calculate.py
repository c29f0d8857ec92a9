"""The results of formulas, so that a workbook shows its numbers before anybody recalculates it.

A formula is read once, into a function that computes it for any cells. Numbers are Decimal, so a total of amounts is
exact. What is not known here is not guessed: `Unknown` is raised, and the cell is left for Excel to compute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Union

from .formula import Formula, Reference
from .functions import COMPARE, FUNCTIONS, JOIN, PRODUCT, SUM, CellError, Unknown, Value, Values, as_number, single

Cells = Callable[[Reference], Values]  # the values of the cells a reference means, row by row
Node = Callable[[Cells], Union[Value, Values]]  # noqa: UP007  # a piece of a formula: its value for these cells
Token = tuple[str, Union[str, Reference]]  # noqa: UP007

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+)|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<name>[A-Za-z][\w.]*)(?P<call>\()?|(?P<operator><=|>=|<>|[-+*/&=<>%(),]))\s*"
)


def read(formula: Formula) -> Node:
    """The formula as a function of the cells; raises Unknown for one that is not computed here."""
    reader = _Reader(_tokens(formula))
    node = reader.comparison()
    reader.end()
    return node


def result(node: Node, cells: Cells) -> Value:
    """A formula's value: 0 for an empty cell; raises CellError or Unknown."""
    try:
        value = single(node(cells))
    except (DecimalException, RecursionError) as error:
        raise Unknown from error
    return Decimal(0) if value is None else value


class _Reader:
    """Reads tokens from left to right; every method gives the node of one level of the grammar."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._position = 0

    def end(self) -> None:
        if self._position < len(self._tokens):
            raise Unknown

    def _take(self, *operators: str) -> str:
        """The next token where it is one of `operators`, else ""."""
        if self._position < len(self._tokens):
            kind, text = self._tokens[self._position]
            if kind == "operator" and text in operators:
                self._position += 1
                return str(text)
        return ""

    def _binary(self, below: Callable[[], Node], operators: Mapping[str, Callable[..., Value]]) -> Node:
        left = below()
        while sign := self._take(*operators):
            left = _applied(operators[sign], left, below())
        return left

    def comparison(self) -> Node:
        return self._binary(self._joined, COMPARE)

    def _joined(self) -> Node:
        return self._binary(self._sum, JOIN)

    def _sum(self) -> Node:
        return self._binary(self._product, SUM)

    def _product(self) -> Node:
        return self._binary(self._signed, PRODUCT)

    def _signed(self) -> Node:
        if self._take("-"):
            return _applied(lambda value: -as_number(value), self._signed())
        if self._take("+"):
            return self._signed()
        node = self._operand()
        while self._take("%"):
            node = _applied(lambda value: as_number(value) / 100, node)
        return node

    def _operand(self) -> Node:
        if self._take("("):
            node = self.comparison()
            self._close()
            return node
        if self._position >= len(self._tokens):
            raise Unknown
        kind, text = self._tokens[self._position]
        self._position += 1
        if isinstance(text, Reference):
            return _cells(text)
        if kind == "number":
            return _constant(Decimal(text))
        if kind == "text":
            return _constant(text[1:-1].replace('""', '"'))
        if kind == "call":
            return self._call(text.upper())
        if kind == "name" and text.upper() in ("TRUE", "FALSE"):
            return _constant(text.upper() == "TRUE")
        raise Unknown

    def _close(self) -> None:
        if not self._take(")"):
            raise Unknown

    def _call(self, name: str) -> Node:
        arguments: list[Node] = []
        if not self._take(")"):
            arguments.append(self.comparison())
            while self._take(","):
                arguments.append(self.comparison())
            self._close()
        if name in _CHOICES and len(arguments) in (2, 3):
            return _CHOICES[name](*arguments)
        if name not in FUNCTIONS:
            raise Unknown
        least, most, function = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise Unknown
        return lambda cells: function(*[argument(cells) for argument in arguments])


def _tokens(formula: Formula) -> list[Token]:
    tokens: list[Token] = []
    for piece in formula.pieces:
        if isinstance(piece, Reference):
            if not (piece.first.column and piece.first.row):
                raise Unknown  # whole rows and columns
            tokens.append(("reference", piece))
            continue
        position = 0
        while position < len(piece):
            found = _TOKEN.match(piece, position)
            if not found:
                raise Unknown
            kind = "call" if found["call"] else str(found.lastgroup)
            tokens.append((kind, found["name"] if kind == "call" else found[kind]))
            position = found.end()
    return tokens


def _constant(value: Value) -> Node:
    return lambda cells: value


def _cells(reference: Reference) -> Node:
    return lambda cells: cells(reference)


def _applied(function: Callable[..., Value], *operands: Node) -> Node:
    return lambda cells: function(*[single(operand(cells)) for operand in operands])


_FALSE = _constant(False)


def _if(condition: Node, then: Node, otherwise: Node = _FALSE) -> Node:
    return lambda cells: single((then if as_number(condition(cells)) else otherwise)(cells))


def _if_error(node: Node, otherwise: Node, *more: Node) -> Node:
    def value(cells: Cells) -> Value:
        try:
            return single(node(cells))
        except CellError:
            return single(otherwise(cells))

    if more:
        raise Unknown
    return value


_CHOICES: dict[str, Callable[..., Node]] = {"IF": _if, "IFERROR": _if_error}
