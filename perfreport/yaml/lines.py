"""A file as nearly all are written, read line by line: the tree that libyaml's events would give, in half the time.

Only what can be meant in one way is read here: keys and items on lines of their own, entries in braces on one line,
texts that end with their line, texts over several lines behind `|`. A file that holds anything else is read by
libyaml, all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from perfreport.yaml.quotes import is_in_chinese_quotes
from perfreport.yaml.slip import MISREAD
from perfreport.yaml.tree import List, Map, Node, Text

_MOST_CHARACTERS, _MOST_DEPTH = 50_000, 16
_KEY = r"\w[\w（）]{0,39}"
_FIRST = r"[\w=<+(（《【“≥≤＞＜~]"  # of a text: no sign of YAML's own
_TEXT = rf"{_FIRST}(?:[^\t:#]*[^\t:# ])?"
_TEXT_IN_BRACES = rf"{_FIRST}(?:[^\t:#,?\[\]{{}}]*[^\t:#,?\[\]{{}} ])?"
_QUOTED = r"\"[^\"\\\t]*\"|'[^'\t]*'"
_BRACES = r"\{[^\t#]+\}"
_COMMENT = r"#(?:[ #][^\t]*)?"
_LINE = re.compile(
    rf"( *)(- )?(?:({_KEY}):(?: +({_TEXT}|{_QUOTED}|{_BRACES}|\|))?|({_TEXT}|{_QUOTED}|{_BRACES}))(?: +{_COMMENT}| *)"
)
_ENTRY = re.compile(rf"({_KEY}): ({_TEXT_IN_BRACES}|{_QUOTED})(?:, |}}$)")
_NOTHING = re.compile(r" *(?:#[^\t]*)?")


class _NotPlain(Exception):
    """Something that is not read here."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that may go on in the next line at its column; `key` is one that has no value yet."""

    node: List | Map
    key: Text | None = None


def plain_tree(lines: Sequence[str]) -> Map | None:
    """The root of a file of these lines; None where they hold anything that is not read here."""
    if sum(map(len, lines)) > _MOST_CHARACTERS:
        return None
    try:
        return _Reading(lines).root()
    except _NotPlain:
        return None


class _Reading:
    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._open: list[_Open] = []  # the one that the line before belongs to, behind those that hold it

    def root(self) -> Map | None:
        at = 0
        while at < len(self._lines):
            at = self._read(at)
        for opened in self._open:
            _end_key(opened)
        root = self._open[0].node if self._open else None
        return root if isinstance(root, Map) else None

    def _read(self, at: int) -> int:
        """Takes a line to where it belongs, with those that are its text; gives the number of the next line."""
        found = _LINE.fullmatch(self._lines[at])
        if not found:
            if _NOTHING.fullmatch(self._lines[at]):
                return at + 1
            raise _NotPlain
        indent, dash, key, value, item = found.groups()
        column = len(indent)
        if dash:
            listed = self._goes_on(at, column, List).node
            assert isinstance(listed, List)
            if item:
                listed.items.append(_value(at, found.start(5), item))
                return at + 1
            column += 2
            self._open.append(_Open(Map(at, column, end=(at, column))))
            listed.items.append(self._open[-1].node)
        elif item:
            raise _NotPlain
        holder = self._goes_on(at, column, Map)
        assert isinstance(holder.node, Map)
        if key in holder.node.keys:
            raise _NotPlain
        holder.key = Text(at, column, key, end=(at, column + len(key)))
        if value == "|":
            return self._read_text(at, holder, found.start(4))
        if value:
            _enter(holder, _value(at, found.start(4), value))
        return at + 1

    def _goes_on(self, at: int, column: int, kind: type) -> _Open:
        """The list or mapping that goes on in a line at this column, or begins there under the key above."""
        above = self._open
        while above and (last := above[-1]).node.column >= column:
            if last.node.column == column and (kind is List or isinstance(last.node, Map)):
                break
            _end_key(above.pop())
        if above and last.node.column == column and isinstance(last.node, kind):
            _end_key(last)
            return last
        new = _Open(kind(at, column, end=(at, column)))
        if above and (holder := above[-1]).key and len(above) < _MOST_DEPTH:
            _enter(holder, new.node)
        elif above or column or kind is List:
            raise _NotPlain
        above.append(new)
        return new

    def _read_text(self, at: int, holder: _Open, column: int) -> int:
        """Reads the lines behind a `|`, as far as they are indented like the first."""
        first = next((line for line in self._lines[at + 1 :] if line), "")
        indent = len(first) - len(first.lstrip(" "))
        end = at + 1
        while end < len(self._lines) - 1 and (not (line := self._lines[end]) or line.startswith(" " * indent)):
            if "\t" in line or line.isspace():
                raise _NotPlain
            end += 1
        if indent <= holder.node.column or (self._lines[end].startswith(" ") and "#" in self._lines[end]):
            raise _NotPlain
        value = "\n".join(line[indent:] for line in self._lines[at + 1 : end]).strip()
        _enter(holder, Text(at, column, value, end=(end, 0)))
        return end


def _value(at: int, column: int, text: str) -> Node:
    """What stands behind a key or a dash."""
    return _in_braces(at, column, text) if text[0] == "{" else _text(at, column, text)


def _text(at: int, column: int, text: str) -> Text:
    end = at, column + len(text)
    if text[0] in "\"'“":
        if is_in_chinese_quotes(text):  # which are told
            raise _NotPlain
        text = text if text[0] == "“" else text[1:-1]
    elif "：" in text and MISREAD.match(text):
        raise _NotPlain
    return Text(at, column, text.strip(), end=end)


def _in_braces(at: int, column: int, text: str) -> Map:
    found = Map(at, column, end=(at, column + len(text)))
    done = 1
    while done < len(text):
        entry = _ENTRY.match(text, done)
        if not entry or entry[1] in found.keys:
            raise _NotPlain
        found.keys[entry[1]] = Text(at, column + done, entry[1], end=(at, column + entry.end(1)))
        found.entries[entry[1]] = _text(at, column + entry.start(2), entry[2])
        done = entry.end()
    return found


def _enter(holder: _Open, value: Node) -> None:
    """The value of the key that has none yet."""
    key = holder.key
    assert key is not None and isinstance(holder.node, Map)
    holder.node.keys[key.value], holder.node.entries[key.value] = key, value
    holder.key = None


def _end_key(holder: _Open) -> None:
    """Behind a key without a value stands nothing."""
    if holder.key:
        line, column = holder.key.line, holder.key.end[1] + 1
        _enter(holder, Text(line, column, "", given=False, end=(line, column)))
