"""Whatever stands in two states of a data file, compared value by value: nothing that differs is silent.

Records are compared by their keys, entries of lists are found again by their names. What is told more closely stands in
`tasks`, `indicators` and `results`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from perfreport.comparison.change import Change, around, wan_yuan
from perfreport.comparison.pairs import Pair, moved, paired
from perfreport.comparison.side import Side, Value
from perfreport.form import FormField, form_fields
from perfreport.link import holds_link
from perfreport.model import MONEY_UNITS
from perfreport.money import Money
from perfreport.reader import is_blank
from perfreport.rules import Rules
from perfreport.yaml.tree import List, Map, Node, Text, text_at

Steps = tuple[str, ...]

_NAMES = ("三级指标", "任务名称")
_HANDLE = "编号"
_GROUP = "二级指标"
_NOTHING_WHERE_ABSENT = {"其他资金", "上年结转"}  # sources that need not be written where there is no money


@dataclass(frozen=True, slots=True)
class Records:
    """Compares what stands at the same place of two states. `section` is where it is told."""

    before: Side
    after: Side
    rules: Rules
    section: str

    def change(
        self,
        id: str,
        steps: Steps,
        nodes: tuple[Node | None, Node | None],
        before: str = "",
        after: str = "",
        note: str = "",
    ) -> Change:
        """A change without amounts; what is gone has its place in the file before."""
        old, new = nodes
        place = self.after.place(new) if new is not None or old is None else self.before.place(old)
        return Change(id, self.section, steps, place, before, after, note=note)

    def fields(
        self,
        nodes: tuple[Node | None, Node | None],
        record: type | None,
        steps: Steps = (),
        without: Sequence[str] = (),
        kind: str = "text",
    ) -> Iterator[Change]:
        """Two mappings by their keys, those of the form as `record` has them; all others are texts."""
        old, new = (_entries(node) for node in nodes)
        form = self._form(record)
        words = [word for word in dict.fromkeys((*form, *new, *old)) if word not in without and word in {*new, *old}]
        for word in words:
            field = form.get(word)
            pair = old.get(word), new.get(word)
            yield from self.values(pair, (*steps, word), field.kind if field else kind, field.of if field else None)

    def _form(self, record: type | None) -> Mapping[str, FormField]:
        if record is None:
            return {}
        return {field.word: field for field in (*form_fields(record), *self.rules.own_fields(record))}

    def values(
        self, nodes: tuple[Node | None, Node | None], steps: Steps, kind: str = "text", record: type | None = None
    ) -> Iterator[Change]:
        """Two values of any shape."""
        old, new = (None if node is None or _is_empty(node) else node for node in nodes)
        if isinstance(old, Text | None) and isinstance(new, Text | None) and (old or new):
            yield from self._single((old, new), steps, kind)
        elif isinstance(old, Map | None) and isinstance(new, Map | None):
            inner = kind if kind == "weights" else "text"
            yield from self.fields((old, new), record, steps, kind=inner)
        elif isinstance(old, List | None) and isinstance(new, List | None):
            yield from self._lists((old, new), steps, record)
        elif self.before.shown(old) != self.after.shown(new):
            said = {"before": self.before.shown(old), "after": self.after.shown(new)}
            yield self.change("diff.changed", steps, (old, new), **said)

    def _single(self, nodes: tuple[Text | None, Text | None], steps: Steps, kind: str) -> Iterator[Change]:
        before = self.before.value(nodes[0], kind) if nodes[0] else _absent(steps, kind)
        after = self.after.value(nodes[1], kind) if nodes[1] else _absent(steps, kind)
        if kind == "computed" and self.before.report and self.after.report:  # what it came to is told with the sums
            if not (before and after):
                said = {"before": before.written if before else "", "after": after.written if after else ""}
                yield self.change("diff.changed", steps, nodes, **said, note="写不写都一样，照样自动相加")
            return
        if before and after and before.counts == after.counts and type(before.counts) is type(after.counts):
            if before.written != after.written and (holds_link(before.written) or holds_link(after.written)):
                said = {"before": before.written, "after": after.written}
                yield self.change("diff.link", steps, nodes, **said, note="印出的没有变，以后是否随预算改变不同了")
            return
        yield self._changed(nodes, steps, before, after)

    def _changed(
        self, nodes: tuple[Text | None, Text | None], steps: Steps, before: Value | None, after: Value | None
    ) -> Change:
        said = {"before": before.text if before else "", "after": after.text if after else ""}
        if all(value is None or value.money is not None for value in (before, after)):
            change = self.change("diff.amount", steps, nodes)
            return with_amounts(change, before.money if before else None, after.money if after else None)
        if before and after and before.written == after.written:
            return self.change("diff.follows", steps, nodes, **said, note="随预算改变")
        note = "原来随预算改变" if before and holds_link(before.written) and after else ""
        return self.change("diff.changed", steps, nodes, **said, note=note)

    def _lists(self, nodes: tuple[List | None, List | None], steps: Steps, record: type | None) -> Iterator[Change]:
        old, new = (node.items if node else [] for node in nodes)
        pairs = self.pairs(old, new)
        for pair in pairs:
            entry = self.entry(old, new, pair)
            name = self.name(entry, pair)
            if isinstance(entry[0], Map) and isinstance(entry[1], Map):
                yield from self.renamed(entry, (*steps, name))
                yield from self.fields(entry, record, (*steps, name), without=_NAMES)
            else:
                yield from self.texts(entry, (*steps, name))
        yield from self.reordered(old, new, pairs, steps)

    def texts(self, entry: tuple[Node | None, Node | None], steps: Steps) -> Iterator[Change]:
        """An item of a list that is new, gone or a text."""
        old, new = entry
        if isinstance(old, Text) and isinstance(new, Text):
            yield from self._single((old, new), steps, "text")
        elif old is not None and new is not None:
            yield from self.values(entry, steps)
        else:
            id = "diff.added" if old is None else "diff.removed"
            note = "新增" if old is None else "删去"
            said = {"before": self.before.shown(old), "after": self.after.shown(new)}
            yield self.change(id, steps, entry, **said, note=note)

    def entry(self, old: Sequence[Node], new: Sequence[Node], pair: Pair) -> tuple[Node | None, Node | None]:
        return (
            None if pair.before is None else old[pair.before],
            None if pair.after is None else new[pair.after],
        )

    def pairs(self, old: Sequence[Node], new: Sequence[Node]) -> list[Pair]:
        """By all that is said, then by 编号, by name, by the most alike name; texts by themselves."""
        sides = {id(node): self.before for node in old} | {id(node): self.after for node in new}

        def said(node: Node) -> Hashable:
            return sides[id(node)].shown(node)

        def named(*words: str) -> Callable[[Node], Hashable]:
            def key(node: Node) -> Hashable:
                found = tuple(text_at(node, word) for word in words)
                return found if found[0] else ""

            return key

        keys = (said, named(_HANDLE), *(named(name, _GROUP) for name in _NAMES), *(named(name) for name in _NAMES))

        def text(node: Node) -> tuple[Hashable, str]:
            return type(node).__name__, called(node) or sides[id(node)].shown(node)

        return paired(old, new, keys, [text])

    def name(self, entry: tuple[Node | None, Node | None], pair: Pair) -> str:
        """What an entry of a list is called: its name today, else its number."""
        return called(entry[1]) or called(entry[0]) or _numbered(pair)

    def renamed(self, entry: tuple[Node | None, Node | None], steps: Steps) -> Iterator[Change]:
        old, new = (next((text for word in _NAMES if (text := _text(node, word))), None) for node in entry)
        said = {"before": self.before.shown(old), "after": self.after.shown(new)}
        if said["before"] != said["after"]:
            yield self.change("diff.renamed", steps, (old, new), **said, note="改名")

    def reordered(
        self, old: Sequence[Node], new: Sequence[Node], pairs: Sequence[Pair], steps: Steps
    ) -> Iterator[Change]:
        for pair, was, now in moved(pairs):
            entry = self.entry(old, new, pair)
            name = called(entry[1]) or around(self.after.shown(entry[1]), "")[0]
            said = {"before": f"第 {was} 项", "after": f"第 {now} 项"}
            yield self.change("diff.reordered", (*steps, name), entry, **said, note="只是换了先后")


def with_amounts(change: Change, before: Money | None, after: Money | None) -> Change:
    """The change with its amounts, which are said in 万元."""
    return replace(change, before=wan_yuan(before), after=wan_yuan(after), amounts=(before, after))


def called(node: Node | None) -> str:
    return next((name for word in _NAMES if (name := text_at(node, word))), "")


def _text(node: Node | None, word: str) -> Text | None:
    found = node.entries.get(word) if isinstance(node, Map) else None
    return found if isinstance(found, Text) else None


def _entries(node: Node | None) -> Mapping[str, Node]:
    return node.entries if isinstance(node, Map) else {}


def _is_empty(node: Node) -> bool:
    return is_blank(node) or (isinstance(node, List) and not node.items) or (isinstance(node, Map) and not node.entries)


def _absent(steps: Steps, kind: str) -> Value | None:
    """What counts where nothing is written."""
    if steps[-1] == "金额单位":
        return Value(MONEY_UNITS[0], MONEY_UNITS[0], "")
    if kind == "amount" and _NOTHING_WHERE_ABSENT & set(steps):
        return Value(nothing := Money(Decimal(0), MONEY_UNITS[0]), "", "", nothing)
    return None


def _numbered(pair: Pair) -> str:
    number = pair.before if pair.after is None else pair.after
    return f"第 {(number or 0) + 1} 项"
