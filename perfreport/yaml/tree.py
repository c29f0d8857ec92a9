"""The nodes of a YAML file, built from libyaml's events; each knows where it stands.

A text that goes on in the next line is joined as its language wants it: with a blank only between two words or
numbers of Latin writing, where YAML itself puts one between Chinese characters, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from perfreport.problem import Place, Problem, problem
from perfreport.yaml.braces import FORM_WORDS
from perfreport.yaml.quotes import in_quotes, is_in_chinese_quotes, unmasked
from perfreport.yaml.slip import NUMBER_SIGN, UNPRINTABLE, Source, shortened, unquoted


@dataclass(slots=True)
class Node:
    """A value of the file; line and column count from 0, as in the text that libyaml read, as do those of its end.

    What has no sign of its own at its end, as a list of lines, ends where it begins.
    """

    line: int
    column: int
    end: tuple[int, int] = field(default=(0, 0), kw_only=True)


@dataclass(slots=True)
class Text(Node):
    """A scalar as typed, without quotes and outer blanks, its lines joined. `given`: False when nothing is there."""

    value: str
    given: bool = True


@dataclass(slots=True)
class List(Node):
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Map(Node):
    """`entries`: the value of each key; `keys`: where the key itself stands."""

    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)


def text_at(node: Node | None, key: str) -> str:
    """The text under a key of a mapping; "" where there is none."""
    found = node.entries.get(key) if isinstance(node, Map) else None
    return found.value if isinstance(found, Text) else ""


def find(root: Node, *path: str | int) -> Node:
    """The node at `path` (keys, and numbers in lists), or the last on the way there that is."""
    node = root
    for step in path:
        if isinstance(node, Map) and isinstance(step, str) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, List) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


BLOCK_TEXT = re.compile(r"[|>][-+]?(?: .*)?")  # how a text over several lines is announced


_ITEM = re.compile(rf"\s*(?:- |[－—–―‐−•·●○◆■▪]|(?:{'|'.join(FORM_WORDS)})[:：])")
_NUMBERED = re.compile(rf"\s*{NUMBER_SIGN}")
_THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?![0-9])[^,]*$")
_CUT_OFF = re.compile(r"\s+(#[^\s#].*)")  # `1 号楼 #2`: YAML drops what follows a blank and #


def joined(value: str, lines: Sequence[str]) -> str:
    """`value`, whose `lines` YAML joined with blanks, without those that stand beside a Chinese character."""
    at = 0
    ends = [unmasked(line.strip().strip("\"'")) for line in lines]
    for before, after in pairwise(ends):
        found = value.find(f"{before} {after}", at) if before and after else -1
        if found >= 0:
            at = found + len(before)
            blank = "" if _is_chinese(before[-1]) or _is_chinese(after[0]) else " "
            value = value[:at] + blank + value[at + 1 :]
    return value


def _is_chinese(sign: str) -> bool:
    return sign in "“”‘’—…·" or unicodedata.east_asian_width(sign) in "WF"


def _end(start: Any, end: Any) -> tuple[int, int]:
    """Where a list or mapping ends that has signs around it; else where it begins."""
    mark = end.end_mark if start.flow_style else start.start_mark
    return mark.line, mark.column


class Tree:
    """Builds the nodes from the events, and finds what YAML accepts but no clerk means."""

    def __init__(self, source: Source, events: Sequence[Any], found: list[Problem]) -> None:
        self._source = source
        self._events = iter(events)
        self._found = found

    def root(self) -> Node | None:
        next(self._events)  # the stream's start
        first = next(self._events)
        root = self._node(next(self._events)) if isinstance(first, yaml.DocumentStartEvent) else None
        if root is None or (isinstance(root, Text) and not root.value):
            self._found.append(problem("yaml.empty", self._source.place(0, 0)))
            return None
        next(self._events)  # the document's end
        another = next(self._events)
        if isinstance(another, yaml.DocumentStartEvent):
            self._report("yaml.several-documents", another.start_mark, text="---")
        return root

    def _node(self, event: Any) -> Node:
        mark = event.start_mark
        if event.anchor or getattr(event, "tag", None):
            self._refuse_sign(mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        if isinstance(event, yaml.AliasEvent):
            return Text(mark.line, mark.column, f"*{event.anchor}")
        return self._list(event) if isinstance(event, yaml.SequenceStartEvent) else self._map(event)

    def _text(self, event: Any) -> Text:
        mark, end, style, value = event.start_mark, event.end_mark, event.style, unmasked(event.value.strip())
        if end.line > mark.line and style != "|":
            value = self._joined(event, value)
        if style:
            self._check_style(event)
        elif is_in_chinese_quotes(value) and not self._is_told(mark):
            self._report("yaml.wide-quotes", mark, text=shortened(value))
        line = self._source.lines[end.line]
        if "#" in line and (cut := _CUT_OFF.match(line, end.column)):
            self._report("yaml.comment", end, text=shortened(cut[1]))
        return Text(mark.line, mark.column, value, bool(value or style), end=(end.line, end.column))

    def _check_style(self, event: Any) -> None:
        """A text in quotes, or over several lines, that holds or is announced by what no clerk means."""
        mark = event.start_mark
        if event.style == '"' and (odd := UNPRINTABLE.search(event.value)):
            self._report("yaml.control-character", mark, code=f"U+{ord(odd[0]):04X}")
        elif event.style in ("|", ">") and not BLOCK_TEXT.fullmatch(self._line(mark)[mark.column :]):
            self._refuse_sign(mark)

    def _joined(self, event: Any, value: str) -> str:
        """The text of several lines; told is one that was meant as an item or an entry of its own."""
        first, last = event.start_mark, event.end_mark
        lines = [*self._source.lines[first.line : last.line], self._source.lines[last.line][: last.column]]
        for number, line in enumerate(lines[1:] if not event.style else [], first.line + 1):
            if _ITEM.match(line):
                self._report_line("yaml.run-on", number)
            elif _NUMBERED.match(line):
                self._report_line("yaml.joined", number)
        return joined(value, [lines[0][first.column :], *lines[1:]])

    def _list(self, start: Any) -> List:
        found = List(start.start_mark.line, start.start_mark.column)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.items.append(self._node(event))
        found.end = _end(start, event)
        return found

    def _map(self, start: Any) -> Map:
        found = Map(start.start_mark.line, start.start_mark.column)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event)
            value_event = next(self._events)
            value = self._node(value_event)
            if not isinstance(key, Text):
                self._refuse_key(start, key)
            elif start.flow_style and event.end_mark.index == value_event.end_mark.index:
                self._enter_without_colon(found, key, event)
            else:
                self._enter(found, key, value)
        found.end = _end(start, event)
        return found

    def _enter(self, found: Map, key: Text, value: Node) -> None:
        name, line = key.value, key.line + 1
        if name == "<<":
            self._found.append(problem("yaml.merge-key", self._place(key)))
        elif name in found.entries:
            words = {"key": shortened(name), "first": found.keys[name].line + 1, "line": line}
            self._found.append(problem("yaml.duplicate-key", self._place(key), **words))
        else:
            found.entries[name], found.keys[name] = value, key

    def _enter_without_colon(self, found: Map, key: Text, event: Any) -> None:
        """`{三级指标:甲, …}` and `{三级指标: 甲, 乙, …}`: YAML makes keys of what was meant as values."""
        name, *value = re.split("[:：] *", key.value, maxsplit=1)
        if value:
            fixed = f"{name}: {value[0]}"
            self._report("yaml.colon", event.start_mark, text=shortened(key.value), fixed=fixed)
            column = key.column + len(key.value) - len(value[0])
            meant = Text(key.line, column, value[0], end=key.end)
            self._enter(found, Text(key.line, key.column, name, end=(key.line, key.column + len(name))), meant)
        elif found.entries:
            self._refuse_comma(found, key, event)
        else:
            self._refuse_sign(found)

    def _refuse_comma(self, found: Map, key: Text, event: Any) -> None:
        """What an English comma cut off the value before it: more of its text, or of its number."""
        name, before = list(found.entries.items())[-1]
        whole = f"{before.value},{key.value}" if isinstance(before, Text) else ""
        if _THOUSANDS.search(whole):
            words = {"plain": f"{name}: {whole.replace(',', '')}", "fixed": f"{name}: {in_quotes(whole)}"}
            self._report("yaml.thousands", event.start_mark, text=shortened(whole), **words)
        else:
            self._report("yaml.comma", event.start_mark, text=shortened(key.value))

    def _refuse_key(self, start: Any, key: Node) -> None:
        """A list or mapping as a key: `指标值: {{ … }}` without quotes, or a line that begins with `? `."""
        if start.flow_style:
            self._refuse_sign(start.start_mark)
        else:
            self._report("yaml.syntax", key, text=shortened(self._line(key)), why="名称只能是一个词")

    def _place(self, mark: Any) -> Place:
        return self._source.place(mark.line, mark.column)

    def _is_told(self, mark: Any) -> bool:
        place = self._place(mark)
        return any((found.place.line, found.place.column) == (place.line, place.column) for found in self._found)

    def _line(self, mark: Any) -> str:
        line: str = self._source.lines[mark.line]
        return line

    def _report_line(self, id: str, number: int) -> None:
        line = self._source.lines[number]
        column = len(line) - len(line.lstrip())
        self._found.append(self._source.problem(id, number, column, text=shortened(line.strip())))

    def _refuse_sign(self, mark: Any) -> None:
        """A value that begins with a sign of YAML's own, where text was meant."""
        slip = unquoted(mark.line, self._line(mark), mark.column)
        self._found.append(self._source.problem(slip.id, slip.line, slip.column, **slip.words))

    def _report(self, id: str, mark: Any, **words: object) -> None:
        self._found.append(self._source.problem(id, mark.line, mark.column, **words))
