"""Jinja for a stranger's template: opaque values, no code, no bombs, and every missing name noted with its tag.

A template may look into mappings, sequences, dates and the public fields of dataclasses, and call nothing but a few
harmless methods of texts and mappings. Nothing is evaluated while a template is compiled, so that checking one is
safe; what can take long is counted before it is done.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sized
from datetime import date, datetime, time
from numbers import Number
from typing import Any, cast

from jinja2 import Environment, Undefined, nodes, pass_environment
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from .dialect import MERGE, OPTIONAL
from .findings import note, spend, spend_text, template_frame
from .printing import as_text

Filters = dict[str, Callable[..., Any]]

_FILTERS = """abs batch count d default dictsort first float groupby int items last length list map max min reject
rejectattr reverse round select selectattr slice sort unique""".split()
_TEXT_FILTERS = "capitalize lower string title trim upper".split()
_SMALL_ARGUMENTS = {"batch", "slice", "round"}  # filters that make as much as a number in them says
_TESTS = """boolean defined divisibleby eq equalto even false float ge gt integer iterable le lower lt mapping ne none
number odd sequence string true undefined upper == != < <= > >=""".split()
_COUNTED, _AS_TEXT = "__counted__", "__as_text__"  # filters put around what loops run over and what ~ joins
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
            return sorted(_fields(cast("Hashable", type(self._undefined_obj))))
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


class _Code(CodeGenerator):
    """Jinja's compiler, evaluating nothing: not `'x' * 10**9`, not what would have to be noted while rendering."""

    def _output_child_to_const(self, node: nodes.Expr, *around: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, *around)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with what a template may do cut down to reading values; see the module's docstring."""

    code_generator_class = _Code
    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self, finalize: Callable[[Any], str]) -> None:
        """`finalize` prints a value."""
        super().__init__(undefined=Missing, finalize=finalize, autoescape=False, optimized=False)
        self.globals = {"range": _range}
        builtin = {name: _guard(name, self.filters[name]) for name in _FILTERS}
        texts = {name: _guard(name, _of_text(self.filters[name])) for name in _TEXT_FILTERS}
        own = {
            "join": _guard("join", _join),
            "replace": _guard("replace", _replace),
            "sum": _guard("sum", _sum),
            OPTIONAL: _optional,
        }
        plain = dict.fromkeys((MERGE, "e", "escape"), lambda value: value)  # escaping is not the template's business
        self.filters = {**builtin, **texts, **own, **plain, _COUNTED: _counted, _AS_TEXT: as_text}
        self.tests = {name: self.tests[name] for name in _TESTS}

    def add_filters(self, filters: Filters) -> None:
        self.filters.update({name: _guard(name, function) for name, function in filters.items()})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's tree, with a count around what is run over, and texts joined by ~ in the look they print in."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            size = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
            loop.iter = _filtered(loop.iter, _COUNTED, nodes.Const(1 + size // 200))
        for comparison in tree.find_all(nodes.Operand):
            if comparison.op in ("in", "notin"):
                comparison.expr = _filtered(comparison.expr, _COUNTED)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [_filtered(part, _AS_TEXT) for part in joined.nodes]
        return tree

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
            return functools.partial(_replace, obj) if attribute == "replace" else getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str) and not isinstance(obj, str):
            return self.getattr(obj, argument)
        try:
            return obj[argument]
        except (LookupError, TypeError, AttributeError):
            return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        if obj is _range or getattr(obj, "func", None) is _replace:
            return True
        owner = getattr(obj, "__self__", None)
        kind = dict if isinstance(owner, Mapping) else type(owner)
        return kind is LoopContext or getattr(obj, "__name__", "") in _METHODS.get(kind, ())

    def call(self, context: Context, obj: Any, *args: Any, **options: Any) -> Any:
        if isinstance(obj, Missing):
            return obj._note()
        if not self.is_safe_callable(obj):
            raise SecurityError("模板里不能这样调用")
        return context.call(obj, *args, **options)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, Missing) or isinstance(right, Missing):
            return (left if isinstance(left, Missing) else right)._note()
        if operator == "**":
            raise SecurityError("不能用乘方“**”")
        if operator != "+" and not (isinstance(left, Number) and isinstance(right, Number)):
            raise SecurityError(f"“{operator}”只能用于数")
        if isinstance(left, Sized) and isinstance(right, Sized):
            spend_text(len(left) + len(right))
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and result.bit_length() > 1000:
            raise SecurityError("数太大")
        return result


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, list(arguments), [], None, None, lineno=node.lineno)


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


def _range(*bounds: int) -> range:
    """Jinja's `range`, its numbers counted as work."""
    numbers = range(*bounds)
    spend(len(numbers))
    return numbers


def _counted(items: Any, weight: int = 1) -> Any:
    """`items`, as many steps of work as there are items; `weight` is what one of them costs."""
    if isinstance(items, Mapping | Undefined):
        return items
    if not isinstance(items, Sized):
        items = list(items)
    spend(len(items) * weight)
    return items


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of texts that takes other values by the text they print."""
    return lambda value, *args, **options: function(as_text(value), *args, **options)


@pass_environment
def _join(environment: Environment, items: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    """Jinja's `join`, each item as it prints."""
    read = make_attrgetter(environment, attribute)
    texts = [as_text(read(item)) for item in items]
    spend_text(len(d) * len(texts))
    return d.join(texts)


@pass_environment
def _sum(environment: Environment, items: Iterable[Any], attribute: str | None = None) -> Any:
    """Jinja's `sum`, of numbers only: lists joined by it grow quickly."""
    return sum(map(make_attrgetter(environment, attribute), items))


def _replace(value: Any, old: str, new: str, count: int = -1) -> str:
    """`value` as it prints, with `new` for `old`, at most `count` times."""
    text = as_text(value)
    spend_text(text.count(old) * len(new))
    return text.replace(old, new, count)


def _optional(value: Any) -> Any:
    return "" if value is None or isinstance(value, Missing) else value


def _guard(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` as a filter that notes what its input lacks, instead of ending the rendering."""
    takes_missing = name in ("default", "d", OPTIONAL)

    @functools.wraps(function)  # Jinja's pass_context and pass_environment marks are attributes: they come along
    def guarded(*args: Any, **options: Any) -> Any:
        for value in args:
            if isinstance(value, Missing) and not takes_missing:
                return value._note()
            if isinstance(value, (list, tuple, range)):
                spend(len(value))
        try:
            if name in _SMALL_ARGUMENTS:
                _refuse_large([*args[1:], *options.values()])
            return function(*args, **options)
        except TypeError:
            note("render.filter", name=name, why="前面的值或括号里的参数不对")
        except (ValueError, ArithmeticError) as error:
            note("render.filter", name=name, why=str(error).rstrip("。"))
        return ""

    return guarded


def _refuse_large(arguments: list[Any]) -> None:
    if any(isinstance(argument, Number) and not -1000 < argument < 1000 for argument in arguments):  # type: ignore[operator]
        raise ValueError("括号里的数太大")
