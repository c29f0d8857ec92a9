"""Jinja for a stranger's template: opaque values, no code, no bombs, and every missing name noted with its tag.

A template may look into mappings, sequences, dates and the public fields of dataclasses, and call nothing but a few
harmless methods of texts and mappings. What goes wrong while a document is rendered is noted as a problem and the
rendering goes on with nothing in that place, so that all problems of a document are reported together.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Number
from types import FrameType, TracebackType
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..problem import Place, Problem, problem
from .dialect import MERGE, OPTIONAL, Tag

Filters = dict[str, Callable[..., Any]]

# XML 1.0 cannot hold these, and Word's parser drops the rest of the document behind one; ufdd0-ufdef, which are no
# characters either, are the marks this engine leaves in a text while it works.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MAX_RANGE = 100_000  # numbers all ranges of one document may count together

_FILTERS = """abs batch capitalize count d default dictsort first float groupby int items join last length list lower
map max min reject rejectattr replace reverse round select selectattr slice sort string sum title trim unique
upper""".split()
_METHODS: dict[type, frozenset[str]] = {
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


class Findings:
    """The problems of one document while it is rendered, each once, and the tag that every line of code came from."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: dict[Problem, None] = {}
        self.counted = 0

    def add(self, id: str, place: Place, **words: object) -> None:
        self.problems[problem(id, place, **words)] = None


_findings: ContextVar[Findings] = ContextVar("findings")


def note(id: str, **words: object) -> None:
    """A problem at the tag that is being evaluated just now."""
    found = _findings.get(None)
    if found is not None:  # else Jinja is folding constants while it compiles; rendering comes past here again
        frame = _template_frame(sys._getframe())
        tag = _tag(frame.f_globals, frame.f_lineno) if frame else None
        found.add(id, tag.place if tag else Place(found.name), tag=tag.text if tag else "", **words)


def _template_frame(frame: FrameType | None) -> FrameType | None:
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame


def _tag(names: dict[str, Any], line: int) -> Tag | None:
    template = names.get("__jinja_template__")
    tags: list[Tag | None] = getattr(template, "tags", [])
    source_line: int = template.get_corresponding_lineno(line) if template else 0
    return tags[source_line - 1] if 0 < source_line <= len(tags) else None


class Missing(Undefined):
    """What a name gives that does not exist: noted when it is used, then nothing."""

    __slots__ = ()

    def _note(self, *_: object, **__: object) -> Missing:
        if isinstance(self._undefined_obj, Mapping):
            known: list[str] = [str(key) for key in self._undefined_obj]
        else:
            frame = _template_frame(sys._getframe())
            context = frame.f_locals.get("context") if frame else None
            known = (
                [name for name in context.parent if name not in context.environment.globals]
                if isinstance(context, Context)
                else []
            )
        note("render.undefined", name=self._undefined_name, advice=_advice(str(self._undefined_name), known))
        return self

    def __str__(self) -> str:
        self._note()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(())

    def __bool__(self) -> bool:
        self._note()
        return False

    def __len__(self) -> int:
        self._note()
        return 0

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


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with what a template may do cut down to reading values; see the module's docstring."""

    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self, finalize: Callable[[Any], str], trusted: type | None = None) -> None:
        """`finalize` prints a value; the methods of `trusted`, the engine's own, may be called."""
        super().__init__(undefined=Missing, finalize=finalize, autoescape=False)
        self._trusted = trusted
        self.globals = {"range": _count}
        builtin = {name: _guard(name, self.filters[name]) for name in _FILTERS}
        plain = dict.fromkeys((MERGE, "e", "escape"), lambda value: value)  # escaping is not the template's business
        self.filters = {**builtin, **plain, OPTIONAL: _optional}

    def add_filters(self, filters: Filters) -> None:
        self.filters.update({name: _guard(name, function) for name, function in filters.items()})

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind: Any = type(obj)
        if kind is dict:  # nearly every look-up, so first
            if attribute in obj:
                return obj[attribute]
        elif isinstance(obj, Missing):
            return obj._note()
        elif isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            kind = dict
        elif attribute in _fields(kind):
            return getattr(obj, attribute)
        if attribute in _METHODS.get(kind, ()):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str) and not isinstance(obj, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (LookupError, TypeError, AttributeError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        owner = getattr(obj, "__self__", None)
        kind = dict if isinstance(owner, Mapping) else type(owner)
        if kind is LoopContext or kind is self._trusted:
            return True
        return obj is _count or getattr(obj, "__name__", "") in _METHODS.get(kind, ())

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, Missing) or isinstance(right, Missing):
            return (left if isinstance(left, Missing) else right)._note()
        texts = isinstance(left, (str, list, tuple)) or isinstance(right, (str, list, tuple))
        if (texts and operator != "+") or operator == "**":
            raise SecurityError(f"{operator} 只能用于数")
        return super().call_binop(context, operator, left, right)


@functools.cache
def _defined(kind: type) -> frozenset[str]:
    """What the classes of a value define, but for what every object has."""
    return frozenset(name for base in kind.__mro__[:-1] for name in vars(base))


@functools.cache
def _fields(kind: Any) -> frozenset[str]:
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


def _count(*bounds: int) -> range:
    """Jinja's `range`, all ranges of a document together no longer than MAX_RANGE: loops in loops are a bomb."""
    numbers = range(*bounds)
    found = _findings.get(None)
    if found is not None:
        found.counted += len(numbers)
        if found.counted > MAX_RANGE:
            raise SecurityError(f"range 数得太多（{found.counted}）")
    return numbers


def _optional(value: Any) -> Any:
    return "" if value is None or isinstance(value, Missing) else value


def _guard(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` as a filter that notes what its input lacks, instead of ending the rendering."""
    takes_missing = name in ("default", "d", OPTIONAL)

    @functools.wraps(function)  # Jinja's pass_context and pass_environment marks are attributes: they come along
    def guarded(*args: Any, **options: Any) -> Any:
        if not takes_missing:
            for value in args:
                if isinstance(value, Missing):
                    return value._note()
        try:
            return function(*args, **options)
        except (ValueError, TypeError, ArithmeticError) as error:
            note("render.filter", name=name, why=error)
            return ""

    return guarded


def as_text(value: Any) -> str:
    """The text a value prints: digits without an exponent, 是 and 否; what cannot be printed is noted and gives "".

    Line breaks come out as `\\n` whatever they were.
    """
    text = value if type(value) is str else _print(value)
    if UNPRINTABLE.search(text):
        note("render.control-character", text=UNPRINTABLE.sub("▯", text)[:40])
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _print(value: Any) -> str:
    kind: Any = type(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Number):
        number = as_number(value)
        return "" if number is None else format(number, "f")
    if value is None:
        note("render.none")
    elif isinstance(value, Undefined) or "__str__" in _defined(kind):
        return str(value)
    else:
        note("render.unprintable", kind=kind.__name__)
    return ""


def as_number(value: Any) -> Decimal | None:
    """The exact decimal number of a value that is one; a float gives its 15 significant digits, NaN is noted."""
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, float):
        number = Decimal(f"{value:.15g}")
    else:
        number = Decimal(str(value))
    if not number.is_finite():
        note("render.not-finite", value=value)
        return None
    return number


class Compiled:
    """Jinja source compiled once; `run` gives the rendered text, or None with what went wrong in `findings`."""

    def __init__(self, environment: Sandbox, source: str, tags: Sequence[Tag | None]) -> None:
        self._template = environment.from_string(source)
        self._template.tags = tags  # type: ignore[attr-defined]  # line by line, for the place of what goes wrong

    def run(self, names: Mapping[str, Any], findings: Findings) -> str | None:
        context = self._template.new_context(dict(names))
        token = _findings.set(findings)
        try:
            # not Template.render: it rewrites tracebacks, which we read for the place
            return "".join(self._template.root_render_func(context))
        except Exception as error:
            place, text = _failed_at(error.__traceback__, findings.name)
            findings.add("render.failed", place, tag=text, why=f"{type(error).__name__}: {error}")
            return None
        finally:
            _findings.reset(token)


def _failed_at(traceback: TracebackType | None, name: str) -> tuple[Place, str]:
    tag = None
    while traceback is not None:
        frame = traceback.tb_frame
        if "__jinja_template__" in frame.f_globals:
            tag = _tag(frame.f_globals, traceback.tb_lineno) or tag
        traceback = traceback.tb_next
    return (tag.place, tag.text) if tag else (Place(name), "")
