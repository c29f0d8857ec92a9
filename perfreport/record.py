"""The nodes of a data file, read by the fields of the model into dicts; what is wrong becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from perfreport.model import (
    MONEY_UNITS,
    NOT_APPLICABLE,
    Indicator,
    Report,
    Sums,
    Task,
    form_fields,
)
from perfreport.money import Money, Unit
from perfreport.problem import problem
from perfreport.rules import Rules
from perfreport.values import (
    Wrong,
    did_you_mean,
    read_amount,
    read_bureau,
    read_handle,
    read_money_unit,
    read_year,
)
from perfreport.yamlbraces import rewritten
from perfreport.yamlfile import YamlFile
from perfreport.yamlslip import shortened
from perfreport.yamltree import List, Map, Node, Text

MOST_PROBLEMS = 200

Record = dict[str, Any]
"""What a mapping of the file says, by field name. A value that is wrong or wrongly missing is None, and
so is one that may stand under a key nobody knows.

Texts are still nodes: their links need amounts that may stand further down.
"""

_fields = cache(form_fields)
_SHAPES = {Text: "一行文字", List: "一个列表", Map: "几行“名称: 值”"}
_INSTEAD = {
    Text: "写成一行文字；如果括号或减号是文字的一部分，给整个值加英文引号。",
    List: "每项另起一行，以“- ”（减号和空格）开头。",
    Map: "逐行写“名称: 值”，比上一级多缩进两个空格；冒号是英文的，后面空一格。",
}
_FILL_IN = {
    ":": "在冒号后面填写；以 # 开头的文字会当成说明，要加英文引号。",
    "-": "在“- ”后面填写，或删去这一项。",
}
_LIST_SIGN = re.compile(r"[－—–―‐−•·●○◆■▪]+|-(?=\S)|[(（]?[0-9０-９一二三四五六七八九十]{1,3}[、.．)）]")
_OWN_NUMBER = re.compile(
    r"目标\s*[0-9０-９一二三四五六七八九十]{1,3}(?:\s*[：:、.．]|\s)|[(（]?[0-9０-９]{1,2}(?:[、)）]|[.．](?![0-9]))"
)
_QUOTED = {"text", "key", "link", "name"}  # what the user typed


class Written(NamedTuple):
    """A sum the clerk wrote down, to be compared with the computed one; `where` names it in messages."""

    amount: Money | None
    node: Node
    where: str


class Reader:
    """Reads one file. `found` gathers the problems; reading goes on after each."""

    def __init__(self, file: YamlFile, rules: Rules) -> None:
        self.found = list(file.problems)
        self.unit: Unit = MONEY_UNITS[0]
        self._source = file.source
        self._rules = rules
        self._handles: set[str] = set()
        self._slips = {found.place for found in file.problems if found.severity == "error"}
        self._readers: dict[str, Callable[[Node, str], Any]] = {
            "text": self._text,
            "target": self._text,
            "amount": partial(self._value, read=self._amount),
            "computed": lambda node, where: Written(self._value(node, where, self._amount), node, where),
            "bureau": partial(self._value, read=read_bureau),
            "year": partial(self._value, read=read_year),
            "money_unit": self._money_unit,
            "handle": self._handle,
            "texts": lambda node, where: [self._goal(item, name) for item, name in self._rows(node, where)],
            "tasks": lambda node, where: [self._record(item, Task, name) for item, name in self._rows(node, where)],
            "sums": lambda node, where: self._record(node, Sums, where),
            "groups": self._groups,
        }

    def read(self, root: Node) -> Record:
        """The whole file: Report's fields, with a Record for each task, for the sums and for each indicator.

        Each group is a tuple of first level, second level, its indicators' Records, and the note.
        """
        return self._record(root, Report, "")

    def report(self, id: str, node: Node, **words: object) -> None:
        """A problem at `node`, unless a slip of writing at the same place has caused it."""
        place = self._source.place(node.line, node.column)
        if len(self.found) < MOST_PROBLEMS and (place not in self._slips or id == "data.missing-key"):
            quoted = {name: shortened(str(words[name])) for name in words.keys() & _QUOTED}
            self.found.append(problem(id, place, **{**words, **quoted}))
        elif len(self.found) == MOST_PROBLEMS:
            self.found.append(problem("yaml.too-many", place))

    def _record(self, node: Node, record: type, where: str) -> Record:
        form = _fields(record)
        entries = self._entries(node, [field.word for field in form], where)
        if entries is None:
            return {}
        read: Record = {}
        unknown = entries.keys() - {field.word for field in form}
        for field in form:
            child = entries.get(field.word)
            if child is not None and (field.required or not _is_blank(child)):
                name = f"{where}的“{field.word}”" if where else f"“{field.word}”"
                read[field.name] = self._readers[field.kind](child, name)
            elif field.required:
                self._missing(field.word, node, where or "文件")
                read[field.name] = None
            elif unknown:
                read[field.name] = None
        return read

    def _missing(self, key: str, node: Node, where: str) -> None:
        """A key that is not there, or stands inside another value: `{三级指标: 甲；指标值：≥3}`."""
        line = self._source.lines[node.line]
        new = rewritten(line)
        alone = "{" in line or (isinstance(node, Map) and len(node.entries) == 1)
        if new and alone and f"{key}:" in new.line:
            words = {"text": line.strip(), "why": new.why, "fixed": new.fixed}
            self.report("yaml.braces", Node(node.line, new.column), **words)
        else:
            self.report("data.missing-key", node, where=where, key=key)

    def _entries(self, node: Node, allowed: Sequence[str], where: str) -> dict[str, Node] | None:
        """The values of a mapping by their keys, unknown keys said; None when it is no mapping."""
        found: Map | None = self._expect(Map, node, where or "文件")
        if found is None:
            return None
        for key in (key for key in found.entries if key not in allowed):
            if len(self.found) <= MOST_PROBLEMS:
                words = {"key": key, "suggestion": did_you_mean(key, allowed), "allowed": "、".join(allowed)}
                self.report("data.unknown-key", found.keys[key], where=where or "文件", **words)
        return found.entries

    def _expect(self, shape: type, node: Node, where: str) -> Any:
        """The node if it has the shape, else None and a problem."""
        if isinstance(node, shape):
            return node
        if _is_blank(node):
            self._empty(node, where)
        elif shape is List and isinstance(node, Text) and (sign := _LIST_SIGN.match(node.value)):
            line = self._source.lines[node.line][node.column :].strip()
            words = {"sign": sign[0], "fixed": shortened(f"- {line.removeprefix(sign[0]).strip()}")}
            self.report("yaml.list-sign", node, text=line, **words)
        else:
            words = {"wanted": _SHAPES[shape], "got": _SHAPES[type(node)], "instead": _INSTEAD[shape]}
            self.report("data.wrong-type", node, where=where, **words)
        return None

    def _text(self, node: Node, where: str) -> Text | None:
        found: Text | None = self._expect(Text, node, where)
        if found and not found.value:
            self._empty(node, where)
            return None
        return found

    def _goal(self, node: Node, where: str) -> Text | None:
        found = self._text(node, where)
        if found and (signs := _own_signs(found.value)):
            self.report("data.goal-signs", node, text=found.value, signs=signs)
        return found

    def _empty(self, node: Node, where: str) -> None:
        before = self._source.lines[node.line][: node.column].rstrip()
        self.report("data.empty", node, where=where, instead=_FILL_IN.get(before[-1:], "补上内容。"))

    def _value(self, node: Node, where: str, read: Callable[[str], Any]) -> Any:
        text = self._text(node, where)
        value = read(text.value) if text else None
        if text and isinstance(value, Wrong):
            self.report(value.id, node, **{"where": where, "text": text.value, **value.words})
            return None
        return value

    def _amount(self, text: str) -> Any:
        return read_amount(text, self.unit)

    def _money_unit(self, node: Node, where: str) -> Unit | None:
        """The unit of all amounts; it comes before them in the form's order."""
        self.unit = self._value(node, where, read_money_unit) or self.unit
        return self.unit

    def _handle(self, node: Node, where: str) -> str | None:
        handle: str | None = self._value(node, where, read_handle)
        if handle in self._handles:
            self.report("data.bad-handle", node, text=handle, why="前面的任务已经用了")
        self._handles.add(handle or "")
        return handle

    def _rows(self, node: Node, where: str) -> Iterator[tuple[Node, str]]:
        """The items of a list that must not be empty, each with its name for messages."""
        found = self._expect(List, node, where)
        if found and not found.items:
            self.report("data.empty", node, where=where, instead=_INSTEAD[List])
        for number, item in enumerate(found.items if found else [], 1):
            yield item, f"{where}第 {number} 项"

    def _groups(self, node: Node, where: str) -> list[tuple[str, str, list[Record], str]]:
        """Every group of the rules, in their order."""
        firsts = self._levels(node, [first for first, _ in self._rules.groups], where)
        found = []
        for first, words in self._rules.groups:
            seconds = self._levels(firsts.get(first), words, f"“{first}”")
            found += [(first, second, *self._group(seconds.get(second), second)) for second in words]
        return found

    def _levels(self, node: Node | None, allowed: Sequence[str], where: str) -> dict[str, Node]:
        if node is None or _is_blank(node):
            return {}
        if isinstance(node, Text) and node.value == NOT_APPLICABLE:
            return dict.fromkeys(allowed, node)
        return self._entries(node, allowed, where) or {}

    def _group(self, node: Node | None, second: str) -> tuple[list[Record], str]:
        """A group's indicators and its note."""
        if node is None or _is_blank(node):
            return [], ""
        if isinstance(node, Text):
            if node.value != NOT_APPLICABLE:
                self.report("data.not-a-group", node, text=node.value, group=second)
            return [], node.value
        found = self._expect(List, node, f"“{second}”")
        items = found.items if found else []
        return [self._record(item, Indicator, f"“{second}”第 {number} 条") for number, item in enumerate(items, 1)], ""


def _is_blank(node: Node) -> bool:
    """Whether nothing stands after the colon."""
    return isinstance(node, Text) and not node.given


def _own_signs(goal: str) -> str:
    """The number and the final punctuation of a goal, which the form adds by itself."""
    number = _OWN_NUMBER.match(goal)
    signs = [f"开头的“{number[0]}”"] if number else []
    return "和".join(signs + [f"末尾的“{goal[-1]}”"] * (goal[-1] in "。；;"))
