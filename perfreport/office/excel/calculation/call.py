"""A function of formulas: which arguments it takes, and how they reach it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, Union

from ..formula import Reference
from ..structured import TableReference
from .area import Area, Grid, Operand, single, spread
from .value import CellError, Unknown, Value


class View(Protocol):
    """What a formula sees from its cell."""

    @property
    def row(self) -> int:
        """The cell's own."""

    @property
    def column(self) -> int: ...

    def cells(self, reference: Reference) -> Operand:
        """The areas that a reference means; 0 where nothing is left of it and that counts as 0."""

    def table(self, reference: TableReference) -> Operand:
        """The cells of a table that a reference by its names means."""

    def named(self, name: str) -> Operand:
        """What a defined name means; Unknown for one that only Excel knows."""


Node = Callable[[View], Operand]  # a piece of a formula: its value, seen from a cell
Result = Union[Value, Grid]  # noqa: UP007  # evaluated at run time on Python 3.10


@dataclass(frozen=True, slots=True)
class Function:
    """A function and its arguments, a letter each: those it needs, may have, and may have again and again.

    `v` is one value; given a constant of several it gives as many results. `e` is one value or the error in its
    place. `a` is an area, a value or an error. `A` is the same, and operators in it work on whole areas.
    """

    call: Callable[..., Result]
    needed: str
    optional: str = ""
    again: str = ""

    def kinds(self, count: int) -> str:
        """The letters for so many arguments; Unknown if the function does not take so many."""
        fixed = self.needed + self.optional
        more = count - len(fixed)
        if count < len(self.needed) or (more > 0 and (not self.again or more % len(self.again))):
            raise Unknown("有函数的参数个数不对")
        return (fixed + self.again * max(more, 0))[:count]


def applied(function: Callable[..., Value], operands: list[Node], array: bool) -> Node:
    """An operator, or a function of single values; `array`: an area means each of its cells."""
    if len(operands) == 2 and not array:
        first, second = operands

        def of_two(view: View) -> Any:
            a, b = first(view), second(view)
            if isinstance(a, (Grid, tuple)) or isinstance(b, (Grid, tuple)):
                return _of_each(function, [_value(a, array), _value(b, array)])
            return function(a, b)

        return of_two
    return lambda view: _of_each(function, [_value(operand(view), array) for operand in operands])


def called(function: Function, arguments: list[Node], array: bool) -> Node:
    """The node of a call."""
    kinds = function.kinds(len(arguments))
    if not kinds.strip("v"):
        return applied(function.call, arguments, array)  # type: ignore[arg-type]  # of values: a value
    taken = list(zip(kinds, arguments, strict=True))
    return lambda view: _of_each(function.call, _taken(taken, view, array), kinds)


def _taken(taken: list[tuple[str, Node]], view: View, array: bool) -> list[Any]:
    given: list[Any] = []
    for kind, argument in taken:
        if kind == "v":
            given.append(_value(argument(view), array))
            continue
        operand = _or_error(argument, view)
        if kind == "e":
            operand = _value(operand, array)
        given += operand if isinstance(operand, tuple) else [operand]
    return given


def _or_error(argument: Node, view: View) -> Any:
    try:
        return argument(view)
    except CellError as error:
        return error


def _value(operand: Any, array: bool) -> Any:
    """One value, or a grid of those that a function is to be called for; of one cell, also its error."""
    if isinstance(operand, Grid):
        if operand.size == 1:
            return operand.at(0, 0)
        if isinstance(operand, Area) and not array:
            raise Unknown
    elif isinstance(operand, tuple):
        raise Unknown
    return operand


def _of_each(function: Callable[..., Any], operands: list[Any], kinds: str = "") -> Any:
    """`function` of the operands; for each of the values where several stand in the place of one."""
    kinds = kinds or "v" * len(operands)
    several = False
    for operand, kind in zip(operands, kinds, strict=False):
        if isinstance(operand, Unknown) or (kind == "v" and isinstance(operand, CellError)):
            raise operand
        several = several or (kind in "ve" and isinstance(operand, Grid))
    return _of_many(function, operands, kinds) if several else function(*operands)


def _of_many(function: Callable[..., Any], operands: list[Any], kinds: str) -> Grid:
    """The results for each of the values; what is an area by right is the same for all."""
    many = [kind in "ve" and isinstance(operand, Grid) for operand, kind in zip(operands, kinds, strict=True)]

    def of_values(*values: Value) -> Value:
        given = iter(values)
        return single(function(*[next(given) if m else o for m, o in zip(many, operands, strict=True)]))

    chosen = [(operand, kind) for operand, kind, m in zip(operands, kinds, many, strict=True) if m]
    return spread(of_values, [operand for operand, _ in chosen], "".join(kind for _, kind in chosen))
