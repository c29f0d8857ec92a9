"""What a template may read of a value, and what it gets for a name or a sum that gives nothing."""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, cast

from jinja2 import Undefined
from jinja2.runtime import Context, LoopContext
from jinja2.utils import missing

from .findings import note, note_failed, template_frame

METHODS: dict[type, frozenset[str]] = {
    str: frozenset("strip lstrip rstrip split startswith endswith replace upper lower count find isdigit".split()),
    dict: frozenset(("items", "keys", "values", "get")),
}
_LOOP = """index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"""
_FIELDS: dict[type, frozenset[str]] = {
    LoopContext: frozenset(_LOOP.split()),
    datetime: frozenset(("year", "month", "day", "hour", "minute", "second")),
    date: frozenset(("year", "month", "day")),
    time: frozenset(("hour", "minute", "second")),
}


@functools.cache
def fields(kind: Any) -> frozenset[str]:
    """The names a template may read from a value of this kind."""
    if kind in _FIELDS:
        return _FIELDS[kind]
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return frozenset(kind._fields)
    if not dataclasses.is_dataclass(kind):
        return frozenset()
    shown = {field.name for field in dataclasses.fields(kind)}
    shown |= {name for name in dir(kind) if isinstance(getattr(kind, name), property)}
    return frozenset(name for name in shown if not name.startswith("_"))


class Missing(Undefined):
    """What a name gives that does not exist: noted when it is used, then nothing."""

    __slots__ = ()

    def _note(self, *_: object, **__: object) -> Missing:
        note("render.undefined", name=self._undefined_name, advice=_advice(str(self._undefined_name), self._known()))
        return self

    def _known(self) -> list[str]:
        """The names that stand where this one was looked for."""
        if isinstance(self._undefined_obj, Mapping):
            return [str(key) for key in self._undefined_obj]
        if self._undefined_obj is not missing:
            return sorted(fields(cast("Hashable", type(self._undefined_obj))))
        frame = template_frame()
        context = frame.f_locals.get("context") if frame else None
        if not isinstance(context, Context):
            return []
        return [name for name in context.parent if name not in context.environment.globals]

    def __str__(self) -> str:
        self._note()
        return ""

    def __iter__(self) -> Iterator[Any]:
        return iter(str(self))

    def __bool__(self) -> bool:
        self._note()
        return False

    def __len__(self) -> int:
        return len(str(self))

    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _note  # type: ignore[assignment]
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _note  # type: ignore[assignment]
    __neg__ = __pos__ = __pow__ = __rpow__ = _note  # type: ignore[assignment]

    def _unequal(self, *_: object) -> bool:
        self._note()
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _unequal  # type: ignore[assignment]
    __hash__ = Undefined.__hash__


def _advice(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return f"是不是“{near[0]}”？"
    shown = "、".join(key for key in known[:12] if not key.startswith("_"))
    return f"这里可用的名字有：{shown}。" if shown else "请检查名字，或在数据里补上它。"


class Failed(Missing):
    """What an expression gives that could not be worked out: nothing, and nothing more is noted of it."""

    __slots__ = ()

    def _note(self, *_: object, **__: object) -> Missing:
        return self

    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _note
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _note
    __neg__ = __pos__ = __pow__ = __rpow__ = _note


WRONG = (TypeError, ValueError, ArithmeticError)  # what an operation raises for values it is not for


def failed(error: Exception) -> Failed:
    """Nothing, with a note at the tag that is being evaluated."""
    note_failed(error)
    return Failed()
