"""The nodes of a file, read by the fields of records into dicts; what is wrong becomes a problem.

`Reader` knows how records, lists and texts are read; what a kind of file holds besides is added by the two that read
a data file (`record`) and a pack's rules (`rules`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from perfreport.form import FormField, form_fields
from perfreport.problem import Place, problem
from perfreport.values import Wrong, did_you_mean
from perfreport.yaml.braces import rewritten
from perfreport.yaml.file import YamlFile
from perfreport.yaml.slip import shortened
from perfreport.yaml.tree import List, Map, Node, Text
from perfreport.yaml.where import place_of

MOST_PROBLEMS = 200

Record = dict[str, Any]
"""What a mapping of the file says, by field name. A value that is wrong or wrongly missing is None, and
so is one that may stand under a key nobody knows.

Texts are still nodes: their links need amounts that may stand further down.
"""

_SHAPES = {Text: "一行文字", List: "一个列表", Map: "几行“名称: 值”"}
_INSTEAD = {
    Text: "写成一行文字；如果括号或减号是文字的一部分，给整个值加英文引号。",
    List: "每项另起一行，以“- ”（减号和空格）开头。",
    Map: "逐行写“名称: 值”，比上一级多缩进两个空格；冒号是英文的，后面空一格。",
}
_AS_TEXT = "写成一行文字；要分条、分段，在这段文字的“名称:”后面写“|”，下面各行照写。"  # for what is listed
_FILL_IN = {
    ":": "在冒号后面填写；以 # 开头的文字会当成说明，要加英文引号。",
    "-": "在“- ”后面填写，或删去这一项。",
}
_LIST_SIGN = re.compile(r"[－—–―‐−•·●○◆■▪]+|-(?=\S)|[(（]?[0-9０-９一二三四五六七八九十]{1,3}[、.．)）]")
_QUOTED = {"text", "key", "link", "name"}  # what the user typed


class Reader:
    """Reads one file. `found` gathers the problems; reading goes on after each.

    `kinds` says how a node of each kind of field is read; the second argument names it in messages.
    """

    whole = "文件"  # what messages call the file's outermost record

    def __init__(self, file: YamlFile) -> None:
        self.found = list(file.problems)
        self._source = file.source
        self._slips = {_at(found.place) for found in file.problems if found.severity == "error"}
        self._forms: dict[type, tuple[tuple[FormField, ...], list[str]]] = {}
        self.kinds: dict[str, Callable[[Node, str], Any]] = {"text": self.text, "texts": self._texts}

    def own_fields(self, record: type) -> Sequence[FormField]:
        """The fields of a record that are not the program's, but declared elsewhere."""
        return ()

    def report(self, id: str, node: Node, **words: object) -> None:
        """A problem at `node`, unless a slip of writing at the same place has caused it."""
        place = place_of(self._source, node)
        if len(self.found) < MOST_PROBLEMS and (_at(place) not in self._slips or id == "data.missing-key"):
            quoted = {name: shortened(str(words[name])) for name in words.keys() & _QUOTED}
            self.found.append(problem(id, place, **{**words, **quoted}))
        elif len(self.found) == MOST_PROBLEMS:
            self.found.append(problem("yaml.too-many", place))

    def record(self, node: Node, record: type, where: str = "") -> Record:
        """A mapping with the fields of `record`; those declared elsewhere are under `own`."""
        form, own_names = self._form(record)
        read = self.fields(node, form, where)
        if own_names:
            read["own"] = {name: read.pop(name) for name in own_names if name in read}
        return read

    def own_names(self, record: type) -> Sequence[str]:
        """What the fields of a record are called that are declared elsewhere."""
        return self._form(record)[1]

    def _form(self, record: type) -> tuple[tuple[FormField, ...], list[str]]:
        """All fields of a record, put together once, and the names of those that are declared elsewhere."""
        if record not in self._forms:
            own = self.own_fields(record)
            self._forms[record] = (*form_fields(record), *own), [field.name for field in own]
        return self._forms[record]

    def fields(self, node: Node, form: Sequence[FormField], where: str) -> Record:
        """A mapping with the fields of `form`; an empty Record where it is none."""
        words = [field.word for field in form]
        line = "" if isinstance(node, Map) else _in_braces(form)
        entries = self.entries(node, words, where, line and f"写成 {line}。")
        if entries is None:
            return {}
        unknown = not entries.keys() <= set(words)
        read: Record = {}
        for field in form:
            child = entries.get(field.word)
            if child is not None and (field.required or not is_blank(child)):
                read[field.name] = self._field(field, child, f"{where}的“{field.word}”" if where else f"“{field.word}”")
            elif field.required:
                self._missing(field, node, where or self.whole)
                read[field.name] = None
            elif unknown:
                read[field.name] = None
        return read

    def _field(self, field: FormField, node: Node, where: str) -> Any:
        if field.of is None:
            return self.kinds[field.kind](node, where)
        if field.kind == "record":
            return self.record(node, field.of, where)
        return [self.record(item, field.of, name) for item, name in self.rows(node, where)]

    def _missing(self, field: FormField, node: Node, where: str) -> None:
        """A key that is not there, or stands inside another value: `{三级指标: 甲；指标值：≥3}`."""
        line = self._source.lines[node.line]
        new = rewritten(line)
        alone = "{" in line or (isinstance(node, Map) and len(node.entries) == 1)
        if new and alone and f"{field.word}:" in new.line:
            words = {"text": line.strip(), "why": new.why, "fixed": new.fixed}
            self.report("yaml.braces", Node(node.line, new.column), **words)
        else:
            value = (field.of and field.kind == "record" and _in_braces(form_fields(field.of))) or "…"
            self.report("data.missing-key", node, where=where, key=field.word, value=value)

    def entries(self, node: Node, allowed: Sequence[str], where: str, instead: str = "") -> dict[str, Node] | None:
        """The values of a mapping by their keys, unknown keys said; None when it is no mapping."""
        found: Map | None = self.expect(Map, node, where or self.whole, instead)
        if found is None:
            return None
        for key in found.entries:
            if key not in allowed and len(self.found) <= MOST_PROBLEMS:
                words = {"key": key, "suggestion": did_you_mean(key, allowed), "allowed": "、".join(allowed) or "无"}
                self.report("data.unknown-key", found.keys[key], where=where or self.whole, **words)
        return found.entries

    def expect(self, shape: type, node: Node, where: str, instead: str = "") -> Any:
        """The node if it has the shape, else None and a problem; `instead` says what to type."""
        if isinstance(node, shape):
            return node
        if is_blank(node):
            self._empty(node, where)
        elif shape is List and isinstance(node, Text) and (sign := _LIST_SIGN.match(node.value)):
            line = self._source.lines[node.line][node.column :].strip()
            words = {"sign": sign[0], "fixed": shortened(f"- {line.removeprefix(sign[0]).strip()}")}
            self.report("yaml.list-sign", node, text=line, **words)
        else:
            dashes = isinstance(node, List) and self._source.lines[node.line].startswith("-", node.column)
            instead = _AS_TEXT if dashes and shape is Text else instead or _INSTEAD[shape]
            words = {"wanted": _SHAPES[shape], "got": _SHAPES[type(node)], "instead": instead}
            self.report("data.wrong-type", node, where=where, **words)
        return None

    def text(self, node: Node, where: str) -> Text | None:
        if isinstance(node, Text) and node.value:
            return node
        if self.expect(Text, node, where):
            self._empty(node, where)
        return None

    def _texts(self, node: Node, where: str) -> list[Text | None]:
        return [self.text(item, name) for item, name in self.rows(node, where)]

    def _empty(self, node: Node, where: str) -> None:
        before = self._source.lines[node.line][: node.column].rstrip()
        self.report("data.empty", node, where=where, instead=_FILL_IN.get(before[-1:], "补上内容。"))

    def value(self, node: Node, where: str, read: Callable[[str], Any]) -> Any:
        text = self.text(node, where)
        value = read(text.value) if text else None
        if text and isinstance(value, Wrong):
            self.report(value.id, node, **{"where": where, "text": text.value, **value.words})
            return None
        return value

    def items(self, node: Node, where: str) -> list[Node]:
        """The items of a list, which may be empty."""
        found: List | None = self.expect(List, node, where)
        return found.items if found else []

    def rows(self, node: Node, where: str) -> Iterator[tuple[Node, str]]:
        """The items of a list that must not be empty, each with its name for messages."""
        found: List | None = self.expect(List, node, where)
        if found and not found.items:
            self.report("data.empty", node, where=where, instead=_INSTEAD[List])
        for number, item in enumerate(found.items if found else [], 1):
            yield item, f"{where}第 {number} 项"


def _at(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _in_braces(form: Sequence[FormField]) -> str:
    """A small record as it may be typed on one line: {预算数: …, 执行数: …, 上年执行数: …}; "" for any other."""
    needed = [field for field in form if field.required]
    is_small = needed and len(needed) < 6 and not any(field.of for field in needed)
    return f"{{{', '.join(f'{field.word}: …' for field in needed)}}}" if is_small else ""


def is_blank(node: Node) -> bool:
    """Whether nothing stands after the colon."""
    return isinstance(node, Text) and not node.given
