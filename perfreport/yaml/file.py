"""YAML as clerks mean it: every value is the text that was typed, and knows its line and column.

libyaml does the reading, but nothing is resolved: `010101`, `12:30`, `1.10`, `no` and `~` stay text, and
only an empty value means that nothing was given. What YAML offers beyond text, lists and keys (anchors, tags,
merge keys, several documents) is refused: in a clerk's file it is a slip, and bombs are made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from perfreport.problem import Place, Problem, problem
from perfreport.yaml.braces import glued, rewritten
from perfreport.yaml.slip import MISREAD, UNPRINTABLE, Slip, Source, Stop, is_misread, slips, unreadable
from perfreport.yaml.tree import Node, Tree

MOST_BYTES = 1_000_000  # 80 times the data file of a bureau
MOST_EVENTS = 100_000
MOST_DEPTH = 32
MOST_SLIPS = 50

_GUESSES = ("yaml.indent", "yaml.syntax")
_OTHER_FILES = {
    b"PK\x03\x04": " Word 或 Excel ",
    b"\xd0\xcf\x11\xe0": " Word 或 Excel ",
    b"%PDF": " PDF ",
}
"""How the files begin that are put among the data files by mistake."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What stands in a file: `root` is None when nothing could be read; `problems` tells what is wrong."""

    source: Source
    root: Node | None
    problems: tuple[Problem, ...]


class _TooBig(Exception):
    pass


def read_yaml(path: Path) -> YamlFile:
    """The content of the file at `path`. Never raises for what stands in it."""
    file = str(path)
    try:
        if not path.is_file():
            raise FileNotFoundError("没有这个文件" if not path.exists() else "不是普通的文件")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
        return YamlFile(Source(file, ""), None, (problem("yaml.unreadable", Place(file), why=why),))
    return parse_yaml(data, file)


def parse_yaml(data: bytes, file: str) -> YamlFile:
    """The content of `data`, which was read from `file`."""
    source = Source(file, "")
    if format := _OTHER_FILES.get(data[:4]):
        return YamlFile(source, None, (problem("yaml.not-text", Place(file), format=format),))
    if len(data) > MOST_BYTES:
        return YamlFile(source, None, (problem("yaml.too-big", Place(file), why="超过 1 MB"),))
    try:
        source = Source(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return YamlFile(source, None, (problem("yaml.not-utf8", Place(file, line, 1), line=line),))
    found: list[Problem] = []
    if not "".join(source.lines).isprintable():
        found += islice(_unprintable(source), MOST_SLIPS)
        source.lines = [UNPRINTABLE.sub(" ", line) for line in source.lines]
    try:
        events = _read_on(source, found)
        root = Tree(source, events, found).root() if events else None
    except _TooBig as error:
        found.append(problem("yaml.too-big", Place(file), why=str(error)))
        root = None
    return YamlFile(source, root, tuple(found))


def _unprintable(source: Source) -> Iterator[Problem]:
    """A problem for each character no document can hold."""
    for number, line in enumerate(source.lines):
        for match in UNPRINTABLE.finditer(line):
            place = source.place(number, match.start())
            yield problem("yaml.control-character", place, code=f"U+{ord(match[0]):04X}")


def _read_on(source: Source, found: list[Problem]) -> list[Any]:
    """The events of the whole file, slips mended as they come up; none when it cannot be read for sure.

    After a mend that is a guess, only slips beyond doubt are told: what else seems wrong may be its doing.
    """
    sure = True
    events, stop = _scan(source.lines)
    for _ in range(MOST_SLIPS):
        if stop is None:
            return events if sure else []
        slip = _likeliest(source, stop)
        line = source.lines[slip.line]
        told = source.mend(slip)
        if sure or slip.id not in _GUESSES:
            found.append(told)
        events, stop = _scan(source.lines)
        sure = sure and (slip.id not in _GUESSES or _is_certain(slip, line, stop))
    if stop and sure:
        found.append(problem("yaml.too-many", source.place(stop.line, stop.column)))
    return []


def _likeliest(source: Source, stop: Stop) -> Slip:
    """The slip whose mend leads past the line, or at least changes where in it; else a line left out."""
    further = None
    for slip in slips(source.lines, stop):
        after = _scan(source.lines_with(slip))[1]
        if _gets_past(stop, slip, after):
            return slip
        if after and after.line == stop.line and after.column != stop.column + slip.inserted:
            further = further or (slip if slip.id != "yaml.indent" else None)
    left_out = list(unreadable(source.lines, stop))
    past = (slip for slip in left_out if _gets_past(stop, slip, _scan(source.lines_with(slip))[1]))
    return further or next(past, left_out[0])


def _is_certain(slip: Slip, line: str, after: Stop | None) -> bool:
    """Whether moving a line, or leaving it out, surely gives what was meant: reading goes on well past it, and no
    key or dash is lost."""
    lines_read = after.line - slip.line if after else MOST_EVENTS
    return lines_read > 3 if slip.id == "yaml.indent" else lines_read > 0 and not re.search(r"[:：]|^\s*-\s", line)


def _gets_past(stop: Stop, slip: Slip, after: Stop | None) -> bool:
    """Whether a mend helped: reading now stops on a later line, or nowhere.

    Where a text ran on over several lines because its first was wrong, the next of them may well be wrong, too.
    """
    if after is None or after.line > stop.line:
        return True
    return slip.line == stop.began < after.line and after[:2] != stop[:2]


def _scan(lines: Sequence[str]) -> tuple[list[Any], Stop | None]:
    """libyaml's events up to where it stops, and why; raises _TooBig before a bomb does harm."""
    parser = yaml.CBaseLoader("\n".join(lines))
    events: list[Any] = []
    depth = 0
    try:
        while event := parser.get_event():
            events.append(event)
            if isinstance(event, yaml.ScalarEvent):
                if not event.style and MISREAD.match(event.value):
                    _refuse_misread(event.start_mark, lines)
            elif isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if event.flow_style:
                    _refuse_glued(event.start_mark, lines)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MOST_DEPTH or len(events) > MOST_EVENTS:
                raise _TooBig(f"超过 {MOST_DEPTH} 层或 {MOST_EVENTS} 项")
    except yaml.MarkedYAMLError as error:
        return events, _stop(error, events, lines)
    return events, None


def _refuse_misread(mark: Any, lines: Sequence[str]) -> None:
    """A value that YAML takes for text, or for a key with more in it, where a list or a key was meant."""
    if is_misread(lines[mark.line], mark.column):
        raise yaml.MarkedYAMLError(problem="misread", problem_mark=mark)


def _refuse_glued(mark: Any, lines: Sequence[str]) -> None:
    """`{三级指标：甲, …}`: YAML makes one key of what was meant as a key and its value."""
    line = lines[mark.line]
    if glued(line) and (new := rewritten(line)) and not glued(new.line):
        raise yaml.MarkedYAMLError(problem="misread", problem_mark=mark)


def _stop(error: Any, events: Sequence[Any], lines: Sequence[str]) -> Stop:
    """Where to look: where the last value or the open bracket began, the error's line, the one above."""
    context, reason = str(error.context), str(error.problem)
    mark = error.problem_mark
    if context.endswith(("a quoted scalar", "a simple key")) and "escape" not in reason:
        mark = error.context_mark
    line = min(mark.line, len(lines) - 1)
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    began = events[-1].start_mark.line if events and hasattr(events[-1], "value") else line
    opened = error.context_mark.line if "flow" in context or "scanning" in context else line
    return Stop(line, mark.column, reason, began, opened, tuple(dict.fromkeys([began, opened, line, above])))
