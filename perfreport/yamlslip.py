"""What clerks get wrong when they type YAML: each slip recognised, put into words, and mended in a copy.

Where libyaml stops, `slips` proposes what may have gone wrong there, likeliest first. The reader tries each
mend and keeps the one that lets it read on. A mended copy only serves to find the remaining mistakes of the
file, never to make documents. Signs that confuse YAML are mended into their full-width twins, so that the
line keeps its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from perfreport.problem import Place, Problem, problem

# What XML cannot hold, and blanks that YAML takes for line breaks and people do not see.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_KEY = r"\w[^\s:：，。；{}]{0,19}"  # a short word: what may be meant as a key
_FLOW = re.compile(r"\s*(?:- +)*(?:[^\s:{]+: +)?\{(?!\{)")
_PAIR = re.compile(r"([^\s:,{}]+): +(\S.*?)(?=, ?[^\s:：,{}]+[:：]|\}?$)")
_BLOCK = re.compile(r"\s*(?:- +)*(?:([^\s:][^:]*): +)?(\S.*)")
_COLON = re.compile(rf"\s*(?:- +)*({_KEY})(?:：[ 　]*|:(?=\S)|$)(.*)")
_DASH = re.compile(r"\s*-(?=[^\s-])")
_WELL_QUOTED = re.compile(r"\"[^\"\\]*\"|'[^']*'")
_CONFUSING = {ord(sign): ord(sign) + 0xFEE0 for sign in "\"'[]{}>|%@`*&!?#:,\\-"}
_MEANINGS = {"&": "（YAML 的锚点）", "*": "（YAML 的引用）", "!": "（YAML 的类型标记）"}
_BLANKS = {"\t": (2, "制表符（Tab）"), "　": (2, "全角空格")}  # how wide they look, what they are called

REASONS = {
    "could not find expected ':'": "没有“名称: 值”那样的英文冒号",
    "mapping values are not allowed": "不该再有冒号，多半是这一行或上一行的缩进、冒号不对",
    "did not find expected key": "缩进和上面各行对不齐，或上一个值没有写完",
    "did not find expected '-' indicator": "缩进和上面各行对不齐",
    "unexpected end of stream": "引号没有成对",
    "did not find expected ','": "花括号或方括号没有写完",
    "<document start>": "上面的“...”已经表示内容结束",
    "escape": "英文双引号里的反斜杠“\\”有特别的含义，改用英文单引号",
}


class Stop(NamedTuple):
    """Where libyaml stopped, counted from 0, and its reason.

    `began` is the line where the last value began, `opened` that of the bracket or quote still open, `suspects`
    are all lines to look at, likeliest first.
    """

    line: int
    column: int
    reason: str
    began: int
    opened: int
    suspects: tuple[int, ...]


class Slip(NamedTuple):
    """One possible mistake: the problem's kind and words, and the line as it would be without it.

    Where `words` has no "text", the text in question is the whole line as typed. `inserted` characters more than
    before stand in `mended` from column `at` on, so that places can be told.
    """

    id: str
    line: int
    column: int
    words: dict[str, Any]
    mended: str
    at: int = 0
    inserted: int = 0


class Source:
    """A file's lines, those that were mended among them, and the places in the file as it was typed."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = re.split("\r\n?|\n", text.rstrip("\n") + "\n")  # the end of the file is a line of its own
        self._typed = tuple(self.lines)
        self._inserted: dict[int, list[tuple[int, int]]] = {}

    def place(self, line: int, column: int) -> Place:
        """The place in the file, counted from 1, of what stands in the mended lines, counted from 0."""
        for at, inserted in reversed(self._inserted.get(line, [])):
            if column >= at + max(inserted, 0):
                column -= inserted
        return Place(self.file, line + 1, column + 1)

    def lines_with(self, slip: Slip) -> list[str]:
        return [*self.lines[: slip.line], slip.mended, *self.lines[slip.line + 1 :]]

    def mend(self, slip: Slip) -> Problem:
        """The slip as a problem; from now on its line is the mended one."""
        line = shortened(self._typed[slip.line].strip())
        found = problem(slip.id, self.place(slip.line, slip.column), **{"text": line, **slip.words})
        self.lines[slip.line] = slip.mended
        self._inserted.setdefault(slip.line, []).append((slip.at, slip.inserted))
        return found


def slips(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """What may be wrong where reading stopped, likeliest first."""
    for recognise in (_unquoted, _bad_colon, _bad_dash, _unclosed):
        for number in stop.suspects:
            yield from recognise(number, lines[number])
    yield from _bad_indent(stop.line, lines)


def unreadable(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """The last resort: leave out a whole line."""
    why = next((chinese for part, chinese in REASONS.items() if part in stop.reason), "不合 YAML 的写法")
    for number in dict.fromkeys([stop.opened, stop.line, *stop.suspects]):
        column = len(lines[number]) - len(lines[number].lstrip())
        yield Slip("yaml.syntax", number, column, {"why": why}, "")


def unquoted(number: int, line: str, column: int, why: str = "") -> Slip:
    """The value at `column` of a line, which YAML does not read as the text that was meant; `why` when it is
    not the sign it begins with."""
    values = (found for found in _values(line) if found[1] <= column < found[2])
    key, start, end = next(values, ("", column, len(line.rstrip())))
    text = line[start:end]
    fixed = f"{key}: {in_quotes(text)}" if key else in_quotes(text)
    why = why or f"以“{text[:1]}”开头{_MEANINGS.get(text[:1], '')}"
    id = "yaml.bad-quotes" if text[:1] in ("'", '"') else "yaml.quotes"
    mended = line[:start] + text.translate(_CONFUSING) + line[end:]
    return Slip(id, number, start, {"text": shortened(text), "why": why, "fixed": fixed}, mended)


def in_quotes(text: str) -> str:
    """`text` as a quoted YAML value that reads back as the text that was meant."""
    mark = text[:1]
    if mark in ("'", '"') and (text.count(mark) == 1 or text.endswith(mark)):
        text = text.strip(mark)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def shortened(text: str, most: int = 40) -> str:
    """`text` for a message: one line of at most `most` characters, a box for what cannot be shown."""
    line = "".join(character if character.isprintable() else "□" for character in " ".join(text.split()))
    return line if len(line) <= most else line[: most - 1] + "…"


def _values(line: str) -> Iterator[tuple[str, int, int]]:
    """The values on a line, in flow or in block style: key (or ""), first column, column after the last."""
    body = line.partition(" #")[0].rstrip()
    flow = _FLOW.match(body)
    found = list(_PAIR.finditer(body, flow.end())) if flow else []
    for match in found or filter(None, [_BLOCK.fullmatch(body)]):
        yield match[1] or "", match.start(2), match.end(2)


def _unquoted(number: int, line: str) -> Iterator[Slip]:
    in_flow = _FLOW.match(line) is not None
    for key, start, end in _values(line):
        text = line[start:end]
        if text[0] in ">|%@`*&!?#,[]{}" or text.startswith("- "):
            yield unquoted(number, line, start)
        elif text[0] in "\"'":
            if not _WELL_QUOTED.fullmatch(text):
                yield unquoted(number, line, start)
        elif ": " in text or (key and text.endswith(":")):
            yield unquoted(number, line, start, "里有英文冒号")
        elif in_flow and (bracket := re.search(r"[][{}]", text)):
            yield unquoted(number, line, start, f"里有“{bracket[0]}”")


def _bad_colon(number: int, line: str) -> Iterator[Slip]:
    """`年度：2021`, `年度:2021`, and a line that says only `年度`."""
    if match := _COLON.fullmatch(line.rstrip()):
        key, rest = match[1], match[2]
        fixed = f"{key}: {rest}" if rest else f"{key}:"
        start, end = match.span(1)
        mended = line[:start] + fixed
        yield Slip("yaml.colon", number, start, {"fixed": fixed}, mended, end + 1, len(mended) - len(line))


def _bad_dash(number: int, line: str) -> Iterator[Slip]:
    if match := _DASH.match(line):
        fixed = "- " + line[match.end() :]
        mended = line[: match.end() - 1] + fixed
        yield Slip("yaml.dash", number, match.end() - 1, {"fixed": shortened(fixed)}, mended, match.end(), 1)


def _unclosed(number: int, line: str) -> Iterator[Slip]:
    body = line.rstrip()
    for opening, closing in ("{}", "[]"):
        if body.count(opening) > body.count(closing):
            words = {"open": opening, "close": closing}
            yield Slip("yaml.unclosed", number, body.index(opening), words, body + closing)


def _bad_indent(number: int, lines: Sequence[str]) -> Iterator[Slip]:
    """The line moved to where tabs or wide blanks make it look to stand, and under the lines above."""
    line = lines[number]
    content = line.lstrip()
    indent = line[: len(line) - len(content)]
    odd = indent.strip(" ")[:1]
    id, blank = ("yaml.blank", _BLANKS.get(odd, (1, "不是空格的空白"))[1]) if odd else ("yaml.indent", "")
    seen = [sum(_BLANKS.get(blank, (1, ""))[0] for blank in indent)] if odd else []
    for column in dict.fromkeys([*seen, *_columns_above(number, lines)]):
        if content and (odd or column != len(indent)):
            words = {"width": column, "blank": blank}
            mended = " " * column + content
            yield Slip(id, number, len(indent), words, mended, 0, column - len(indent))


def _columns_above(number: int, lines: Sequence[str]) -> Iterator[int]:
    """Where lists and keys begin in the 100 lines above, the nearest first."""
    for line in reversed(lines[max(0, number - 100) : number]):
        if found := re.match(r"( *)((?:- +)*)[^\s#]", line):
            yield from dict.fromkeys((len(found[1]), len(found[1] + found[2])))
