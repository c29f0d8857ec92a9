"""Choices, of which only the one taken is computed, and questions about values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .area import Grid, Operand, single
from .call import Function, Node, View
from .value import CellError, Item, Unknown, Value, as_number, as_truth, as_whole, equal, valid


def _if(nodes: list[Node], array: bool) -> Node:
    if len(nodes) not in (2, 3):
        raise Unknown
    condition, then = nodes[:2]
    otherwise: Node = nodes[2] if len(nodes) == 3 else lambda view: False

    def value(view: View) -> Operand:
        met = condition(view)
        if array and isinstance(met, Grid) and met.size > 1:
            return _each(met, then(view), otherwise(view))
        return (then if as_truth(single(met)) else otherwise)(view)

    return value


def _each(met: Grid, then: Operand, otherwise: Operand) -> Grid:
    """IF of an array formula: a choice for every cell."""
    grids = [operand if isinstance(operand, Grid) else Grid([single(operand)], 1) for operand in (then, otherwise)]
    height = max(grid.height for grid in (met, *grids))
    width = max(grid.width for grid in (met, *grids))
    rows = zip(*[grid.stretched(height, width) for grid in (met, *grids)], strict=True)
    return Grid([_choice(*items) for items in rows], width)


def _choice(met: Item, then: Item, otherwise: Item) -> Item:
    try:
        return then if as_truth(valid(met)) else otherwise
    except CellError as error:
        return error


def _ifs(nodes: list[Node], array: bool) -> Node:
    if not nodes or len(nodes) % 2:
        raise Unknown

    def value(view: View) -> Operand:
        for condition, then in zip(nodes[::2], nodes[1::2], strict=True):
            if as_truth(single(condition(view))):
                return then(view)
        raise CellError("#N/A")

    return value


def _switch(nodes: list[Node], array: bool) -> Node:
    if len(nodes) < 3:
        raise Unknown
    cases, default = nodes[1:], None
    if len(cases) % 2:
        default = cases.pop()

    def value(view: View) -> Operand:
        wanted = single(nodes[0](view))
        for case, then in zip(cases[::2], cases[1::2], strict=True):
            if equal(wanted, single(case(view))):
                return then(view)
        if default is None:
            raise CellError("#N/A")
        return default(view)

    return value


def _choose(nodes: list[Node], array: bool) -> Node:
    if len(nodes) < 2:
        raise Unknown

    def value(view: View) -> Operand:
        number = as_whole(single(nodes[0](view)))
        if not 1 <= number < len(nodes):
            raise CellError("#VALUE!")
        return nodes[number](view)

    return value


def _unless(*errors: str) -> Callable[[list[Node], bool], Node]:
    """IFERROR, or IFNA, which minds one error only."""

    def made(nodes: list[Node], array: bool) -> Node:
        if len(nodes) != 2:
            raise Unknown
        node, otherwise = nodes

        def value(view: View) -> Operand:
            try:
                return single(node(view))
            except CellError as error:
                if errors and str(error) not in errors:
                    raise
                return otherwise(view)

        return value

    return made


CHOICES: dict[str, Callable[[list[Node], bool], Node]] = {
    "IF": _if,
    "IFS": _ifs,
    "SWITCH": _switch,
    "CHOOSE": _choose,
    "IFERROR": _unless(),
    "IFNA": _unless("#N/A"),
}
OWN_PLACE: dict[str, Node] = {  # without an argument: the formula's own
    "ROW": lambda view: Decimal(view.row),
    "COLUMN": lambda view: Decimal(view.column),
}


def _truths(*arguments: Any) -> list[bool]:
    """Truth among the arguments; texts and empty cells of an area do not count."""
    found: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Grid):
            found += [bool(value) for value in map(valid, argument.values) if isinstance(value, (bool, Decimal))]
        else:
            found.append(as_truth(valid(argument)))
    if not found:
        raise CellError("#VALUE!")
    return found


def _is(kind: Callable[[Any], bool]) -> Function:
    return Function(kind, "e")


def _not_known() -> Value:
    raise CellError("#N/A")


LOGIC = {
    "AND": Function(lambda *arguments: all(_truths(*arguments)), "a", again="a"),
    "OR": Function(lambda *arguments: any(_truths(*arguments)), "a", again="a"),
    "XOR": Function(lambda *arguments: sum(_truths(*arguments)) % 2 == 1, "a", again="a"),
    "NOT": Function(lambda value: not as_truth(value), "v"),
    "TRUE": Function(lambda: True, ""),
    "FALSE": Function(lambda: False, ""),
    "NA": Function(_not_known, ""),
    "N": Function(lambda value: Decimal(0) if isinstance(value, str) else as_number(value), "v"),
    "T": Function(lambda value: value if isinstance(value, str) else "", "v"),
    "ISEVEN": Function(lambda value: as_whole(value) % 2 == 0, "v"),
    "ISODD": Function(lambda value: as_whole(value) % 2 == 1, "v"),
    "ISNUMBER": _is(lambda item: isinstance(item, Decimal)),
    "ISTEXT": _is(lambda item: isinstance(item, str)),
    "ISNONTEXT": _is(lambda item: not isinstance(item, str)),
    "ISLOGICAL": _is(lambda item: isinstance(item, bool)),
    "ISBLANK": _is(lambda item: item is None),
    "ISERROR": _is(lambda item: isinstance(item, CellError)),
    "ISERR": _is(lambda item: isinstance(item, CellError) and str(item) != "#N/A"),
    "ISNA": _is(lambda item: isinstance(item, CellError) and str(item) == "#N/A"),
}
