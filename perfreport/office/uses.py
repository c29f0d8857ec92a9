"""Which names a template reads, told without running it: through loops, `set`, `with` and the filters that pass on
what they are given.

A name is a path from the names of the document: 自评.上年.执行率, 年度主要任务.*.总额, where * is an element of what a
loop runs over, or what stands under a name that a variable holds. Attributes and ["…"] are alike. What cannot be told
for certain, such as what a filter makes, is left out and never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment, nodes

from ..problem import Place
from .dialect import CHART, MERGE, OPTIONAL, PROSE
from .findings import Compiled
from .reading import METHODS

Path = tuple[str, ...]
ELEMENT = "*"

_GRAMMAR = Environment()  # Jinja's own: only for reading
_OF_DEFAULT = {"default", "d", OPTIONAL}
_SAME = {MERGE, PROSE, "e", "escape"}  # filters that give what they got
_SAME_LIST = {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
_ONE = {"first", "last", "min", "max"}
_COUNTS = {"length", "count"}
_OPENS = {"dictsort", "items", "groupby"}  # what is in their elements can be read afterwards
_NAMES_ATTRIBUTE = {"selectattr", "rejectattr", "sum", "groupby"}  # in their first argument; others by its name
_ASK_ATTRIBUTE = {"selectattr", "rejectattr"}
_METHODS = frozenset().union(*METHODS.values())
_MOST, _LONGEST = 100, 50  # readings of one expression, names in a path: a template that has more is a bomb


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a tag reads.

    `asked`: what the template has asked for around it, with `if`, `default` or 空; `asks`: this is such a question
    itself. `whole`: it is given to a filter, which may read what stands in it.
    """

    path: Path
    tag: str
    place: Place
    asked: frozenset[Path] = frozenset()
    asks: bool = False
    whole: bool = False

    @property
    def guarded(self) -> bool:
        """Whether it is read only where the template has asked for it or for what holds it."""
        return self.asks or any(self.path[: len(path)] == path for path in self.asked)

    def is_asked(self, path: Path) -> bool:
        """Whether the template has asked for `path`, or for something in it, around this."""
        return any(asked[: len(path)] == path for asked in self.asked)


@dataclass(frozen=True, slots=True)
class _Value:
    """What an expression may be: texts, and where it is a list made on the spot, what is in it; and names, each with
    what had been asked for wherever that was said."""

    names: Mapping[Path, frozenset[Path]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    items: _Value | None = None

    def __or__(self, other: _Value) -> _Value:
        items = self.items | other.items if self.items and other.items else self.items or other.items
        more = {path: asked & self.names.get(path, asked) for path, asked in other.names.items()}
        texts = tuple(dict.fromkeys(self.texts + other.texts))
        return _Value(_few({**self.names, **more}), texts if len(texts) <= _MOST else (), items)

    @property
    def element(self) -> _Value:
        """What a loop over it gives."""
        return self.under([ELEMENT]) | (self.items or _UNKNOWN)

    def under(self, names: Iterable[str]) -> _Value:
        """What stands in it under any of these names, dotted ones too."""
        steps = [name.split(".") for name in names]
        return _Value(_few({(*path, *step): asked for path, asked in self.names.items() for step in steps}))

    def where(self, asked: frozenset[Path]) -> _Value:
        """The same, said where the template had asked for all this."""
        names = {path: before | asked if len(before) < _MOST else asked for path, before in self.names.items()}
        return replace(self, names=names, items=self.items and self.items.where(asked)) if asked else self

    @property
    def anywhere(self) -> _Value:
        """The same, nothing asked for."""
        return replace(self, names=dict.fromkeys(self.names, frozenset[Path]()))


_UNKNOWN = _Value()


def _few(names: Mapping[Path, frozenset[Path]]) -> Mapping[Path, frozenset[Path]]:
    """Names that are no bomb; no names where they are."""
    return names if len(names) <= _MOST and all(len(path) <= _LONGEST for path in names) else {}


def uses(sources: Iterable[Compiled], charts: Callable[[int], Iterable[Compiled]] = lambda number: ()) -> list[Use]:
    """What these parts of a template read, in their order, each once.

    `charts`: the sources of a chart by its number, which see the names of the place where the chart stands.
    """
    found: dict[Use, None] = {}
    for source in sources:
        _Reader(found, charts).read(source)
    return list(found)


class _Reader:
    """Reads one source after another as Jinja would run it, but every branch."""

    def __init__(self, found: dict[Use, None], charts: Callable[[int], Iterable[Compiled]]) -> None:
        self._found = found
        self._charts = charts
        self._scope: dict[str, _Value] = {}
        self._asked: frozenset[Path] = frozenset()
        self._question: set[Path] | None = None  # what the condition being read asks for
        self._is_optional = False

    def read(self, source: Compiled) -> None:
        """The names that a source reads; those that it gives stay its own."""
        self._tags = source.tags
        with self._block():
            self._run(_GRAMMAR.parse(source.source).body)

    def _run(self, body: Iterable[nodes.Node]) -> None:
        for node in body:
            run = _STATEMENTS.get(type(node), _Reader._run_inside)
            run(self, node)

    def _run_inside(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._value(child)
            else:
                self._run([child])

    def _run_for(self, loop: nodes.For) -> None:
        element = self._value(loop.iter).element
        with self._block():
            self._bind(loop.target, element)
            asked = self._ask(loop.test)[1] if loop.test else frozenset[Path]()
            self._scope["loop"] = _UNKNOWN
            with self._having_asked(asked):
                self._run(loop.body)
        with self._block():
            self._run(loop.else_)

    def _run_if(self, node: nodes.If) -> None:
        """Every branch; what is set in one of them may be so afterwards."""
        before, scopes = self._scope, []
        asked = frozenset[Path]()
        for test, body in [*((each.test, each.body) for each in (node, *node.elif_)), (None, node.else_)]:
            self._scope = dict(before)
            with self._having_asked(asked):
                asked |= self._ask(test)[1] if test else frozenset()
            with self._having_asked(asked):
                self._run(body)
            scopes.append(self._scope)
        self._scope = before
        changed = {name for scope in scopes for name, value in scope.items() if before.get(name) is not value}
        for name in changed:
            values = [scope[name] for scope in scopes if name in scope]
            value = next((value for value in values if value == _UNKNOWN), _union(values))
            before[name] = value if len(values) == len(scopes) else value.anywhere

    def _run_set(self, node: nodes.Assign) -> None:
        """A name for what need not be there is no fault: it is where that is used. The engine's own is such a use."""
        is_own = isinstance(node.target, nodes.Name) and node.target.name.startswith("_")
        self._bind(node.target, self._value(node.node) if is_own else self._ask(node.node)[0])

    def _run_captured(self, node: nodes.AssignBlock) -> None:
        with self._block():
            self._run(node.body)
        self._bind(node.target, _UNKNOWN)

    def _run_with(self, node: nodes.With) -> None:
        values = [self._ask(value)[0] for value in node.values]
        with self._block():
            for target, value in zip(node.targets, values, strict=True):
                self._bind(target, value)
            self._run(node.body)

    def _bind(self, target: nodes.Node, value: _Value) -> None:
        if isinstance(target, nodes.Name):
            self._scope[target.name] = value.where(self._asked)
        else:
            for name in target.find_all(nodes.Name):
                self._scope[name.name] = _UNKNOWN

    @contextmanager
    def _block(self) -> Iterator[None]:
        """What is set within is forgotten after it."""
        outer, self._scope = self._scope, dict(self._scope)
        yield
        self._scope = outer

    @contextmanager
    def _having_asked(self, paths: frozenset[Path]) -> Iterator[None]:
        outer, self._asked = self._asked, self._asked | paths
        yield
        self._asked = outer

    @contextmanager
    def _optional(self) -> Iterator[None]:
        outer, self._is_optional = self._is_optional, True
        yield
        self._is_optional = outer

    def _ask(self, node: nodes.Node) -> tuple[_Value, frozenset[Path]]:
        """What a condition gives, and the names that it asks for."""
        outer, self._question = self._question, set()
        value = self._value(node)
        asked, self._question = frozenset(self._question), outer
        if outer is not None:
            outer |= asked
        return value, asked

    def _value(self, node: nodes.Node, whole: bool = False) -> _Value:
        """What an expression may be; what it reads is noted."""
        if not isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            read = _EXPRESSIONS.get(type(node), _Reader._read_inside)
            return read(self, node, whole)
        value = self._named(node)
        self._note(value, node, whole)
        return value

    def _note(self, value: _Value, node: nodes.Node, whole: bool = False) -> None:
        """That these names are read by the tag whose line the node stands in."""
        tag = self._tags[node.lineno - 1]
        if tag is None:
            return
        asks = self._is_optional or self._question is not None
        for path, said in value.names.items():
            asked = self._asked | said | ({path} if self._is_optional else set())
            self._found.setdefault(Use(path, tag.text, tag.place, asked, asks, whole))
            if self._question is not None:
                self._question.add(path)
        if value.items and whole:
            self._note(value.items, node, whole)

    def _named(self, node: nodes.Node) -> _Value:
        """The same, but a name and what stands before a dot is not noted."""
        if isinstance(node, nodes.Name):
            is_own = node.name.startswith("_") or node.name == "range"  # the engine's, and Jinja's
            return self._scope.get(node.name, _UNKNOWN if is_own else _Value({(node.name,): frozenset()}))
        if isinstance(node, nodes.Getattr):
            return self._named(node.node).under([node.attr])
        if isinstance(node, nodes.Getitem):
            return self._item(node)
        return self._value(node)

    def _item(self, node: nodes.Getitem) -> _Value:
        base = self._named(node.node)
        if isinstance(node.arg, nodes.Slice):
            self._read_inside(node.arg)
            return base
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return base.element
        names = self._value(node.arg).texts
        return base.under(names) if names else base.element

    def _read_inside(self, node: nodes.Node, whole: bool = False) -> _Value:
        for child in node.iter_child_nodes():
            self._value(child, whole)
        return _UNKNOWN

    def _read_const(self, node: nodes.Const, whole: bool) -> _Value:
        return _Value(texts=(node.value,)) if isinstance(node.value, str) else _UNKNOWN

    def _read_list(self, node: nodes.List | nodes.Tuple, whole: bool) -> _Value:
        return _Value(items=_union([self._value(item, whole) for item in node.items]))

    def _read_sum(self, node: nodes.Add, whole: bool) -> _Value:
        """Two lists may be joined so."""
        return replace(self._value(node.left, whole) | self._value(node.right, whole), texts=())

    def _read_choice(self, node: nodes.CondExpr, whole: bool) -> _Value:
        asked = self._ask(node.test)[1]
        with self._having_asked(asked):
            value = self._value(node.expr1, whole).where(asked)
            return value | self._value(node.expr2, whole).where(asked) if node.expr2 else value

    def _read_both(self, node: nodes.And | nodes.Or, whole: bool) -> _Value:
        """What stands before `or` is taken only where it is there."""
        left, asked = self._ask(node.left)
        with self._having_asked(asked):
            right = self._value(node.right, whole)
        return (left.where(frozenset(left.names)) if isinstance(node, nodes.Or) else left) | right

    def _read_test(self, node: nodes.Test, whole: bool) -> _Value:
        """Whether a name is there at all may be asked of any name: that reads nothing."""
        if node.name in ("defined", "undefined"):
            if self._question is not None:
                self._question.update(self._named(node.node).names)
            return _UNKNOWN
        self._ask(node.node)
        for argument in node.args:
            self._value(argument)
        return _UNKNOWN

    def _read_call(self, node: nodes.Call, whole: bool) -> _Value:
        """A method of a text or a mapping; `get` asks."""
        method = node.node
        arguments = [self._value(argument) for argument in node.args]
        if not (isinstance(method, nodes.Getattr) and method.attr in _METHODS):
            self._value(method)
        elif method.attr == "get" and arguments and arguments[0].texts:
            with self._optional():
                value = self._named(method.node).under(arguments[0].texts)
                self._note(value, node, whole)
                return value
        else:
            value = self._value(method.node, whole=True)
            if method.attr in METHODS[dict]:
                self._note(value.element, node, whole=True)
        return _UNKNOWN

    def _read_filter(self, node: nodes.Filter, whole: bool) -> _Value:
        if node.name == CHART:
            self._read_chart(node)
            return _UNKNOWN
        if node.name in _OF_DEFAULT:
            with self._optional():
                value = self._value(node.node or nodes.Const(None), whole)
            return _union([value, *(self._value(argument) for argument in node.args)])
        return self._filtered(node, whole)

    def _filtered(self, node: nodes.Filter, whole: bool) -> _Value:
        attributes = list(_attributes(node))
        keeps = node.name in _SAME | _SAME_LIST | _ONE
        reads_all = whole if keeps else not attributes and node.name not in _COUNTS
        value = self._value(node.node or nodes.Const(None), reads_all)
        read = value.element.under(attributes)
        if node.name in _ASK_ATTRIBUTE and _only_asks(node):
            value = value.where(frozenset(read.names))
            with self._optional():
                self._note(read, node)
        else:
            self._note(read, node)
        if node.name in _OPENS:
            self._note(value.element, node, whole=True)
        for argument in (*node.args, *(option.value for option in node.kwargs)):
            self._value(argument, whole=True)
        if node.name == "map":
            return _Value(items=read) if attributes else _UNKNOWN
        return value.element if node.name in _ONE else value if keeps else _UNKNOWN

    def _read_chart(self, node: nodes.Filter) -> None:
        number, tags = node.args[0], self._tags
        for source in self._charts(number.value) if isinstance(number, nodes.Const) else ():
            self.read(source)
        self._tags = tags


def _union(values: Iterable[_Value]) -> _Value:
    union = _UNKNOWN
    for value in values:
        union |= value
    return union


def _only_asks(node: nodes.Filter) -> bool:
    """Whether a filter asks no more than if an attribute is there: selectattr("分值"), rejectattr("分值", "none")."""
    return all(isinstance(each, nodes.Const) and each.value in ("none", "defined") for each in node.args[1:])


def _attributes(node: nodes.Filter) -> Iterator[str]:
    """The names of what a filter reads of every element."""
    named = [option.value for option in node.kwargs if option.key == "attribute"]
    if node.name in _NAMES_ATTRIBUTE:
        named += node.args[:1]
    yield from (each.value for each in named if isinstance(each, nodes.Const) and isinstance(each.value, str))


_STATEMENTS: dict[type, Callable[[_Reader, Any], None]] = {
    nodes.For: _Reader._run_for,
    nodes.If: _Reader._run_if,
    nodes.Assign: _Reader._run_set,
    nodes.AssignBlock: _Reader._run_captured,
    nodes.With: _Reader._run_with,
}
_EXPRESSIONS: dict[type, Callable[[_Reader, Any, bool], _Value]] = {
    nodes.Const: _Reader._read_const,
    nodes.List: _Reader._read_list,
    nodes.Tuple: _Reader._read_list,
    nodes.Add: _Reader._read_sum,
    nodes.CondExpr: _Reader._read_choice,
    nodes.And: _Reader._read_both,
    nodes.Or: _Reader._read_both,
    nodes.Test: _Reader._read_test,
    nodes.Call: _Reader._read_call,
    nodes.Filter: _Reader._read_filter,
}
