"""What can take long, counted before it is done: loops, comparisons, slices and the methods of long texts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sized
from typing import Any

from jinja2 import Undefined

from .findings import spend, spend_text
from .reading import WRONG, failed

_GROUPS = (list, tuple, dict)
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}


def numbers(*bounds: int) -> range:
    """Jinja's `range`, its numbers counted as work."""
    found = range(*bounds)
    spend(len(found))
    return found


def counted(items: Any, weight: int = 1) -> Any:
    """`items`, as many steps of work as there are items; `weight` is what one of them costs."""
    if isinstance(items, Mapping | Undefined):
        return items
    if not isinstance(items, Sized):
        try:
            items = list(items)
        except TypeError as error:
            failed(error)
            return ()
    spend(len(items) * weight)
    return items


def weigh(value: Any) -> None:
    """Count what a list holds, and the lists in it, each as often as it stands there."""
    items = value.values() if isinstance(value, dict) else value
    spend(len(items))
    for item in items:
        if isinstance(item, _GROUPS):
            weigh(item)


def built(value: Any) -> Any:
    """A list, tuple or mapping written in a template: lists of the same lists grow quickly."""
    weigh(value)
    return value


def compare(left: Any, *operations: Any) -> bool:
    """`left` compared with each operand in turn, `operations` being operator, operand, operator, operand …"""
    for sign, right in zip(operations[::2], operations[1::2], strict=True):
        _count_comparison(sign, left, right)
        try:
            if not _COMPARE[sign](left, right):
                return False
        except WRONG as error:
            failed(error)
            return False
        left = right
    return True


def _count_comparison(sign: str, left: Any, right: Any) -> None:
    if isinstance(right, _GROUPS) and isinstance(left, _GROUPS):
        weigh(right)
    elif sign.endswith("in"):
        counted(right)
    elif isinstance(right, str) and len(right) > 1000:
        spend_text(len(right))


def compare_as_test(test: Callable[..., Any]) -> Callable[..., bool]:
    """A test such as `eq`, counted like a comparison, that notes what it is not for."""

    def tested(value: Any, *arguments: Any) -> bool:
        for argument in arguments:
            _count_comparison("", value, argument)
        try:
            return bool(test(value, *arguments))
        except WRONG as error:
            failed(error)
            return False

    return tested


def cut(value: Any, start: Any, stop: Any, step: Any) -> Any:
    """`value[start:stop:step]`."""
    try:
        if isinstance(value, Sized):
            spend_text(len(value))
        return value[start:stop:step]
    except WRONG as error:
        return failed(error)


def count_method(text: str, name: str) -> None:
    """Count what a method of `text` does; split makes a list as long as the text at worst."""
    if len(text) > 1000:
        spend(len(text) if name == "split" else len(text) // 10)
