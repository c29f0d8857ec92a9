"""Jinja for a stranger's template: opaque values, no code, no bombs, and every missing name noted with its tag.

A template may look into mappings, sequences, dates and the public fields of dataclasses, and call nothing but a few
harmless methods of texts and mappings. Nothing is evaluated while a template is compiled, so that checking one is
safe; what can take long is counted before it is done.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sized
from decimal import Decimal
from numbers import Number
from typing import Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes, pass_environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .dialect import LINK, MERGE, OPTIONAL, PICTURE, PROSE
from .findings import note, spend, spend_text
from .link import Link
from .picture import Picture
from .printing import as_text
from .prose import Prose
from .reading import METHODS, WRONG, Missing, failed, fields
from .work import built, compare, compare_as_test, count_method, counted, cut, numbers

Filters = dict[str, Callable[..., Any]]

_FILTERS = """abs batch count d default dictsort first float groupby int items last length list map max min reject
rejectattr reverse round select selectattr slice sort unique""".split()
_TEXT_FILTERS = "capitalize lower string title trim upper".split()
_SMALL_ARGUMENTS = {"batch", "slice", "round"}  # filters that make as much as a number in them says
_REPEATING = {"batch": 1, "slice": 1, "map": 2}  # filters that may repeat their arguments, from this one on
_OF_ITEMS = set("batch groupby list map max min reject select slice sort unique".split())  # of a text's characters, too
_TESTS = """boolean defined divisibleby eq equalto even false float ge gt integer iterable le lower lt mapping ne none
number odd sequence string true undefined upper == != < <= > >=""".split()
# filters put around what loops run over, what ~ joins and what stands between set and endset
_COUNTED, _AS_TEXT, _CAPTURED = "__counted__", "__as_text__", "__captured__"


class _Code(CodeGenerator):
    """Jinja's compiler, evaluating nothing: not `'x' * 10**9`, not what would have to be noted while rendering."""

    def _output_child_to_const(self, node: nodes.Expr, *around: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, *around)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        pairs = [(nodes.Const(operand.op), operand.expr) for operand in node.ops]
        self._call("compare", [node.expr, *(each for pair in pairs for each in pair)], frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            ends = (node.arg.start, node.arg.stop, node.arg.step)
            self._call("cut", [node.node, *(end or nodes.Const(None) for end in ends)], frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        self.write("environment.built(")
        super().visit_List(node, frame)
        self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("environment.built(")
        super().visit_Dict(node, frame)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        self.write("environment.built(" if node.ctx == "load" else "")
        super().visit_Tuple(node, frame)
        self.write(")" if node.ctx == "load" else "")

    def visit_With(self, node: nodes.With, frame: Frame) -> None:
        self.newline(node)  # Jinja's own forgets in which line the values stand
        super().visit_With(node, frame)

    def _call(self, function: str, arguments: Iterable[nodes.Expr], frame: Frame) -> None:
        self.write(f"environment.{function}(")
        for argument in arguments:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with what a template may do cut down to reading values; see the module's docstring."""

    code_generator_class = _Code
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset("+-")
    compare, cut, built = staticmethod(compare), staticmethod(cut), staticmethod(built)  # for compiled templates

    def __init__(self, finalize: Callable[..., str], captured: Callable[[str], str] = str) -> None:
        """`finalize` prints a value; `captured` makes a text again of what a block that sets a name has printed."""
        super().__init__(undefined=Missing, finalize=finalize, autoescape=False, optimized=False)
        self.globals = {"range": numbers}
        builtin = {name: _guard(name, self.filters[name]) for name in _FILTERS}
        texts = {name: _guard(name, _of_text(self.filters[name])) for name in _TEXT_FILTERS}
        own = {
            "join": _guard("join", _join),
            "replace": _guard("replace", _replace),
            "sum": _guard("sum", _sum),
            OPTIONAL: _optional,
            LINK: _guard(LINK, _link),
            PICTURE: _guard(PICTURE, _picture),
            PROSE: _guard(PROSE, _prose),
        }
        plain = dict.fromkeys((MERGE, "e", "escape"), lambda value: value)  # escaping is not the template's business
        self.filters = {**builtin, **texts, **own, **plain, _COUNTED: counted, _AS_TEXT: as_text, _CAPTURED: captured}
        self.tests = {name: compare_as_test(cast(Any, self.tests[name])) for name in _TESTS}

    def add_filters(self, filters: Filters) -> None:
        self.filters.update({name: _guard(name, function) for name, function in filters.items()})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's tree, with a count around what is run over, and texts joined by ~ in the look they print in."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            size = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
            loop.iter = _filtered(loop.iter, _COUNTED, nodes.Const(1 + size // 200))
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [_filtered(part, _AS_TEXT) for part in joined.nodes]
        for block in tree.find_all(nodes.AssignBlock):
            _refuse_names(block)
            _filter_captured(block)
        for target in tree.find_all(nodes.NSRef):
            raise TemplateSyntaxError("set 后面写一个名字，里面没有“.”", target.lineno)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        kind: Any = type(obj)
        if kind is dict:  # nearly every look-up, so first
            if attribute in obj:
                return obj[attribute]
        elif isinstance(obj, Missing):
            return obj._note()
        elif attribute in fields(kind):
            return getattr(obj, attribute)
        elif isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            kind = dict
        if attribute in METHODS.get(kind, ()):
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
        if obj is numbers or getattr(obj, "func", None) is _replace:
            return True
        owner = getattr(obj, "__self__", None)
        kind = dict if isinstance(owner, Mapping) else type(owner)
        return kind is LoopContext or getattr(obj, "__name__", "") in METHODS.get(kind, ())

    def call(self, context: Context, obj: Any, *args: Any, **options: Any) -> Any:
        if isinstance(obj, Missing):
            return obj._note()
        if not self.is_safe_callable(obj):
            return failed(SecurityError("模板里不能这样调用"))
        owner = getattr(obj, "__self__", None)
        if type(owner) is str:
            count_method(owner, obj.__name__)
        try:
            return context.call(obj, *args, **options)
        except WRONG as error:
            return failed(error)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        try:
            return super().call_unop(context, operator, arg)
        except WRONG as error:
            return failed(error)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, Missing) or isinstance(right, Missing):
            return (left if isinstance(left, Missing) else right)._note()
        if operator == "**":
            return failed(SecurityError("不能用乘方“**”"))
        if operator in "*%" and not (isinstance(left, Number) and isinstance(right, Number)):
            return failed(SecurityError(f"“{operator}”只能用于数"))
        if isinstance(left, Sized) and isinstance(right, Sized):
            spend_text(len(left) + len(right))
        try:
            result = super().call_binop(context, operator, left, right)
        except WRONG as error:
            return failed(error)
        if isinstance(result, int) and result.bit_length() > 1000:
            return failed(SecurityError("数太大"))
        return built(result) if isinstance(result, list | tuple) else result


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(cast("nodes.Expr", node), name, list(arguments), [], None, None, lineno=node.lineno)


def _refuse_names(block: nodes.AssignBlock) -> None:
    """Jinja's compiler fails where the filter of a block that sets a name is given other names."""
    if block.filter is not None and next(block.filter.find_all(nodes.Name), None):
        raise TemplateSyntaxError(
            "这样的 set 后面，过滤器的括号里不能写名字；先 set，再另写一个 set 用过滤器", block.lineno
        )


def _filter_captured(block: nodes.AssignBlock) -> None:
    """Have what a block has printed pass a filter before those that the template names."""
    captured = nodes.Filter(None, _CAPTURED, [], [], None, None, lineno=block.lineno)
    first = block.filter
    while first is not None and first.node is not None:
        first = cast("nodes.Filter", first.node)
    if first is None:
        block.filter = captured
    else:
        first.node = captured


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


def _link(value: Any, address: Any) -> str:
    """`value` as it prints, leading to `address`; without one a plain text."""
    text, where = as_text(value), as_text(address).strip()
    return Link(text, where) if text and where else text


def _picture(value: Any, 高: float | None = None, 宽: float | None = None) -> Picture | str:
    """The picture so many centimetres high or wide, its proportions kept; nothing where there is none."""
    if isinstance(value, Picture):
        return value.sized(高, 宽)
    if as_text(value):
        raise ValueError("前面的值不是图片")
    return ""


def _prose(value: Any) -> Prose:
    """A text in simple Markdown as paragraphs and tables."""
    if isinstance(value, Prose):
        return value
    text = as_text(value)
    spend(len(text) + 20 * text.count("\n"))  # a line may become a paragraph
    prose = Prose(text)
    spend(prose.size)
    return prose


def _guard(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` as a filter that notes what its input lacks, instead of ending the rendering."""
    takes_missing = name in ("default", "d", OPTIONAL)
    plain = {Decimal, dict} if name in _OF_ITEMS else {Decimal, dict, str}  # of these nothing is to be noted or counted
    groups = (list, tuple, range, str) if name in _OF_ITEMS else (list, tuple, range)
    small, repeats = name in _SMALL_ARGUMENTS, name in _REPEATING

    @functools.wraps(function)  # Jinja's pass_context and pass_environment marks are attributes: they come along
    def guarded(*args: Any, **options: Any) -> Any:
        for value in args:
            if type(value) in plain:
                continue
            if isinstance(value, Missing) and not takes_missing:
                return value._note()
            if isinstance(value, groups):
                spend(len(value))
        try:
            if small:
                _refuse_large([*args[1:], *options.values()])
            if repeats:
                _refuse_groups([*args[_REPEATING[name] :], *options.values()])
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


def _refuse_groups(arguments: list[Any]) -> None:
    if any(isinstance(argument, list | tuple | dict) and argument for argument in arguments):
        raise ValueError("括号里不能写一组内容")
