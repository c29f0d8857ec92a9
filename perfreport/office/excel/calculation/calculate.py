"""The results of formulas, so that a workbook shows its numbers before anybody recalculates it.

A formula is read once, into a function that computes it for any cells. Numbers are Decimal, so a total of amounts is
exact. What is not known here is not guessed: `Unknown` is raised, and the cell is left for Excel to compute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal, DecimalException
from typing import Union

from ..formula import TABLE_CELLS, Formula, Reference
from ..structured import TableReference
from .area import Grid, Operand, single
from .call import Node, View, applied, called
from .operators import COMPARE, JOIN, POWER, PRODUCT, SUM, negative, percent
from .value import CellError, Item, Unknown, Value, in_range, valid

Token = tuple[str, Union[str, Reference]]  # noqa: UP007  # evaluated at run time on Python 3.10

_ERRORS = r"#(?:N/A|DIV/0!|REF!|VALUE!|NUM!|NULL!)"
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?)|(?P<text>\"(?:[^\"]|\"\")*\")"
    rf"|(?P<table>{TABLE_CELLS})|(?P<name>[^\W\d][\w.]*)(?P<call>\()?|(?P<error>{_ERRORS})"
    r"|(?P<operator><=|>=|<>|[-+*/&=<>%^(),;{}]))\s*"
)
_OTHERS = "它引用了另一个工作簿"
_TRUTHS = "TRUE", "FALSE"
_PREFIX = re.compile(r"_XLFN\.(?:_XLWS\.)?")


def read(formula: Formula, array: bool = False) -> Node:
    """The formula as a function of what its cell sees; Unknown for one that is not computed here.

    `array`: it was entered as an array formula, {=SUM(A1:A3*B1:B3)}.
    """
    reader = _Reader(_tokens(formula), array)
    node = reader.comparison()
    reader.end()
    return node


def result(node: Node, view: View) -> Value:
    """A formula's value: 0 for an empty cell; raises CellError or Unknown."""
    try:
        value = single(node(view))
    except (DecimalException, RecursionError) as error:
        raise Unknown from error
    if value is None:
        return Decimal(0)
    return in_range(value) if isinstance(value, Decimal) else value


def results(node: Node, view: View, height: int, width: int, exactly: bool) -> Sequence[Item]:
    """The values of an array formula in so many cells: a single row or column is repeated, beyond the last is #N/A.

    `exactly`: where there are more or fewer values, Excel finds the cells itself.
    """
    try:
        operand = node(view)
        found = operand if isinstance(operand, Grid) else Grid([single(operand)], 1)
    except (DecimalException, RecursionError):
        return [Unknown()] * height * width
    except (CellError, Unknown) as error:
        return [error] * height * width
    if exactly and (found.height, found.width) != (height, width):
        return [Unknown()] * height * width
    rows = [0] * height if found.height == 1 else range(height)
    columns = [0] * width if found.width == 1 else range(width)
    return [_in_array(found, row, column) for row in rows for column in columns]


def _in_array(found: Grid, row: int, column: int) -> Item:
    item = found.at(row, column) if row < found.height and column < found.width else CellError("#N/A")
    return Decimal(0) if item is None else item


class _Reader:
    """Reads tokens from left to right; every method gives the node of one level of the grammar."""

    def __init__(self, tokens: list[Token], array: bool) -> None:
        self._tokens = tokens
        self._position = 0
        self._entered_as_array = array
        self._array = array  # whether operators work on whole areas here

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
            left = applied(operators[sign], [left, below()], self._array)
        return left

    def comparison(self) -> Node:
        return self._binary(self._joined, COMPARE)

    def _joined(self) -> Node:
        return self._binary(self._sum, JOIN)

    def _sum(self) -> Node:
        return self._binary(self._product, SUM)

    def _product(self) -> Node:
        return self._binary(self._power, PRODUCT)

    def _power(self) -> Node:
        return self._binary(self._signed, POWER)

    def _signed(self) -> Node:
        if self._take("-"):
            return applied(negative, [self._signed()], self._array)
        if self._take("+"):
            return self._signed()
        node = self._operand()
        while self._take("%"):
            node = applied(percent, [node], self._array)
        return node

    def _operand(self) -> Node:
        if self._take("("):
            node = self.comparison()
            self._expect(")")
            return node
        if self._take("{"):
            return self._constants()
        kind, text = self._next()
        if isinstance(text, Reference):
            return _cells(text)
        if kind == "table":
            return _table_cells(TableReference.parse(text))
        if kind == "call":
            return self._call(_PREFIX.sub("", text.upper()), text.upper())
        if kind == "name" and text.upper() not in _TRUTHS:
            return _named(text)
        return _constant(_literal(kind, text))

    def _next(self) -> Token:
        if self._position >= len(self._tokens):
            raise Unknown
        self._position += 1
        return self._tokens[self._position - 1]

    def _expect(self, operator: str) -> None:
        if not self._take(operator):
            raise Unknown

    def _constants(self) -> Node:
        """{1,2;3,4}"""
        values, widths = [self._element()], [1]
        while sign := self._take(",", ";"):
            if sign == ";":
                widths.append(0)
            widths[-1] += 1
            values.append(self._element())
        self._expect("}")
        if len(set(widths)) > 1:
            raise Unknown
        grid = Grid(list(values), widths[0])
        return lambda view: grid

    def _element(self) -> Value | CellError:
        sign = self._take("-", "+")
        value = _literal(*self._next())
        return negative(valid(value)) if sign == "-" else value

    def _call(self, name: str, written: str) -> Node:
        from .catalogue import CHOICES, FUNCTIONS, LATER, OWN_PLACE  # on the first call: many workbooks have no formula

        if name in LATER and written == name:
            raise Unknown(f"较新的函数 {name} 在文件里没有前缀 _xlfn.，Excel 也不认识")
        choice, function = CHOICES.get(name), FUNCTIONS.get(name)
        if not (choice or function) or (name not in LATER and written != name):
            raise Unknown(f"这里没有函数 {name}")
        if choice:
            with self._operators_on_areas(self._entered_as_array):
                return choice(self._arguments(), self._entered_as_array)
        assert function
        kinds = function.needed + function.optional + function.again
        with self._operators_on_areas(self._array or "A" in kinds):
            arguments = self._arguments()
        if not arguments and name in OWN_PLACE:
            return OWN_PLACE[name]
        return called(function, arguments, self._array)

    @contextmanager
    def _operators_on_areas(self, array: bool) -> Iterator[None]:
        before, self._array = self._array, array
        yield
        self._array = before

    def _arguments(self) -> list[Node]:
        """What stands up to the closing bracket; an argument left out is an empty cell."""
        if self._take(")"):
            return []
        arguments = [self._argument()]
        while self._take(","):
            arguments.append(self._argument())
        self._expect(")")
        return arguments

    def _argument(self) -> Node:
        if self._tokens[self._position : self._position + 1] in ([("operator", ",")], [("operator", ")")]):
            return _constant(None)
        return self.comparison()


def _tokens(formula: Formula) -> list[Token]:
    tokens: list[Token] = []
    for piece in formula.pieces:
        if isinstance(piece, Reference):
            tokens.append(("reference", piece))
            continue
        position = 0
        while position < len(piece):
            found = _TOKEN.match(piece, position)
            if not found:
                raise Unknown(_OTHERS if "!" in piece[position:] else "")
            kind = "call" if found["call"] else str(found.lastgroup)
            tokens.append((kind, found["name"] if kind == "call" else found[kind]))
            position = found.end()
    return tokens


def _literal(kind: str, text: str | Reference) -> Value | CellError:
    assert isinstance(text, str)
    if kind == "number":
        return Decimal(text)
    if kind == "text":
        return text[1:-1].replace('""', '"')
    if kind == "error":
        return CellError(text)
    if kind == "name" and text.upper() in _TRUTHS:
        return text.upper() == "TRUE"
    raise Unknown


def _constant(value: Value | CellError) -> Node:
    return lambda view: valid(value)


def _named(name: str) -> Node:
    def value(view: View) -> Operand:
        return view.named(name)

    return value


def names_in(formula: Formula) -> list[str]:
    """The defined names that a formula uses."""
    return [str(text) for kind, text in _tokens(formula) if kind == "name" and str(text).upper() not in _TRUTHS]


def _cells(reference: Reference) -> Node:
    if "[" in reference.prefix:
        raise Unknown(_OTHERS)

    def value(view: View) -> Operand:
        return view.cells(reference)

    return value


def _table_cells(reference: TableReference) -> Node:
    return lambda view: view.table(reference)
