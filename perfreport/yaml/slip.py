"""What clerks get wrong when they type YAML: each slip recognised, put into words, and mended in a copy.

Where libyaml stops, `slips` proposes what may have gone wrong there, likeliest first. The reader tries each
mend and keeps the one that lets it read on. A mended copy only serves to find the remaining mistakes of the
file, never to make documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from perfreport.problem import Place, Problem, problem
from perfreport.yaml.braces import FORM_WORDS, LIST_SIGN, rewritten
from perfreport.yaml.quotes import SIGNS, WELL_QUOTED, in_quotes, masked, unmasked

# What XML cannot hold, blanks that YAML takes for line breaks and people do not see, and the last plane, for private
# use, in which signs are masked.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U00100000-\U0010ffff]"
)

_DASHES = re.compile(r"\s*(?:- +)*")
_KEY = r"\w[^\s:：，。；{}]{0,19}"  # a short word: what may be meant as a key
_FLOW = re.compile(r"\s*(?:- +)*(?:[^\s:{]+: +)?\{(?!\{)")
_PAIR = re.compile(r"([^\s:,{}]+): +(\S.*?)(?=, ?[^\s:：,{}]+[:：]|\}?$)")
_BLOCK = re.compile(r"\s*(?:- +)*(?:([^\s:][^:]*): +)?(\S.*)")
_COLON = re.compile(rf"\s*(?:- +)*({_KEY})(?:：[ 　]*|:(?=\S)|$)(.*)")
_WIDE_BLANK = re.compile(rf"\s*(?:- +)*({_KEY}):([　\xa0\u2000-\u200a\u202f]\s*)(.*)")
_BLOCK_HEAD = re.compile("[|>][-+]?")  # announces a text over several lines: nobody means the sign itself
_ANNOUNCED = re.compile(r": +[|>][-+]?\s*$")
NUMBER_SIGN = r"[(（]?[0-9０-９一二三四五六七八九十]{1,3}(?:[、)）]|[.．](?![0-9０-９]))[ 　\xa0]*"
_LIST_SIGN = re.compile(rf"\s*({LIST_SIGN}|{NUMBER_SIGN})(?=\S)")
_TWO_ENTRIES = re.compile(rf"\s*(?:- +)*({_KEY}): .*?[\s,，;；、]\s*((?:{'|'.join(FORM_WORDS)})[:：].*)")
_MEANINGS = {"&": "（YAML 的锚点）", "*": "（YAML 的引用）", "!": "（YAML 的类型标记）"}
_BLANKS = {
    "\t": (2, "制表符（Tab）"),
    "　": (2, "全角空格"),
    "\xa0": (1, "不间断空格"),
}  # how wide they look, what they are called

MISREAD = re.compile(f"[　\xa0｛－—–―‐−•·●○◆■▪-]|(?:{'|'.join(FORM_WORDS)})[:：]")
"""How a plain value begins that may be a list's item or an entry not written as YAML wants it."""

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

    Where `words` has no "text", the text in question is the whole line as typed. `edits`, from left to right: from
    which column of `mended` how many characters more stand than before, so that places can be told.
    """

    id: str
    line: int
    column: int
    words: dict[str, Any]
    mended: str
    edits: tuple[tuple[int, int], ...] = ()

    @property
    def inserted(self) -> int:
        return sum(inserted for _, inserted in self.edits)


class Source:
    """A file's lines, those that were mended among them, and the places in the file as it was typed."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        text = text.rstrip("\n") + "\n"  # the end of the file is a line of its own
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._typed = tuple(self.lines)
        self._edits: dict[int, list[tuple[int, int]]] = {}

    def place(self, line: int, column: int, width: int = 0) -> Place:
        """The place in the file, counted from 1, of what stands in the mended lines, counted from 0.

        The end of the file has that of its last line.
        """
        line = min(line, len(self._typed) - 2)
        begin = self._typed_column(line, column)
        end = min(self._typed_column(line, column + width), len(self._typed[line]))
        return Place(self.file, line + 1, begin + 1, width=max(end - begin, 0))

    def _typed_column(self, line: int, column: int) -> int:
        for at, inserted in reversed(self._edits.get(line, [])):
            if column >= at + max(inserted, 0):
                column -= inserted
        return column

    def lines_with(self, slip: Slip) -> list[str]:
        return [*self.lines[: slip.line], slip.mended, *self.lines[slip.line + 1 :]]

    def problem(self, id: str, line: int, column: int, **words: object) -> Problem:
        """A problem at a place of the mended lines; the text that it quotes is marked, where it begins there."""
        place, quoted = self.place(line, column), str(words.get("text", "")).rstrip("…")
        if self._typed[place.line - 1].startswith(quoted, place.column - 1):
            place = replace(place, width=len(quoted))
        return problem(id, place, **words)

    def mend(self, slip: Slip) -> Problem:
        """The slip as a problem; from now on its line is the mended one."""
        typed = {name: unmasked(word) if isinstance(word, str) else word for name, word in slip.words.items()}
        words = {"text": shortened(self._typed[slip.line].strip()), **typed}
        found = self.problem(slip.id, slip.line, slip.column, **words)
        self.lines[slip.line] = slip.mended
        self._edits.setdefault(slip.line, []).extend(slip.edits)
        return found


def slips(lines: Sequence[str], stop: Stop) -> Iterator[Slip]:
    """What may be wrong where reading stopped, likeliest first."""
    for recognise in _RECOGNISERS:
        for number in stop.suspects:
            yield from (slip for slip in recognise(number, lines[number]) if not _tears_apart(slip, lines))
    yield from _bad_indent(stop.line, lines)


def _tears_apart(slip: Slip, lines: Sequence[str]) -> bool:
    """Whether a mend puts braces around the first line only of an item that goes on below."""
    line = lines[slip.line]
    if slip.id != "yaml.braces" or "{" in line or "｛" in line:
        return False
    below = next((line for line in lines[slip.line + 1 :] if line.strip()), "")
    return len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())


def is_misread(line: str, column: int) -> bool:
    """Whether what begins with one of `MISREAD` at `column` was meant as an item or an entry, not as text."""
    before = line[:column].strip(" ")
    if before.strip("- "):
        return False
    if line[column] in "　\xa0":
        return not before
    if line[column] in "-－—–―‐−•·●○◆■▪":
        return not before and _LIST_SIGN.match(line) is not None
    if rewritten(line):
        return True
    return line[column] != "｛" and any(next(slip(0, line), None) for slip in (_bad_colon, _wide_blank))


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
    sign = "" if _FLOW.match(line) else _DASHES.match(line[:start])[0].lstrip()  # type: ignore[index]
    fixed = sign + (f"{key}: {in_quotes(text)}" if key else in_quotes(text))
    why = why or f"以“{text[:1]}”开头{_MEANINGS.get(text[:1], '')}"
    id = "yaml.bad-quotes" if text[:1] in ("'", '"') else "yaml.quotes"
    mended = line[:start] + masked(text) + line[end:]
    return Slip(id, number, start, {"text": shortened(text), "why": why, "fixed": fixed}, mended)


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
        if _BLOCK_HEAD.fullmatch(text):
            continue
        if text[0] in SIGNS or text.startswith("- "):
            yield unquoted(number, line, start)
        elif text[0] in "\"'":
            if not WELL_QUOTED.fullmatch(text):
                yield unquoted(number, line, start)
        elif ": " in text or (key and text.endswith(":")):
            yield unquoted(number, line, start, "里有英文冒号")
        elif in_flow and (bracket := re.search(r"[][{}]", text)):
            yield unquoted(number, line, start, f"里有“{bracket[0]}”")


def _bad_braces(number: int, line: str) -> Iterator[Slip]:
    if new := rewritten(line):
        yield Slip("yaml.braces", number, new.column, {"why": new.why, "fixed": new.fixed}, new.line, new.edits)


def _two_entries(number: int, line: str) -> Iterator[Slip]:
    """`主要内容: 甲，财政拨款: 5` where each entry has its own line; the words of the form tell it from a text."""
    if not _FLOW.match(line) and (match := _TWO_ENTRIES.fullmatch(line.rstrip())):
        start, end = match.span(2)
        words = {"key": match[1], "second": shortened(match[2])}
        yield Slip("yaml.two-entries", number, start, words, line[:start] + masked(line[start:end]))


def _bad_colon(number: int, line: str) -> Iterator[Slip]:
    """`年度：2021`, `年度:2021`, and a line that says only `年度`."""
    if match := _COLON.fullmatch(line.rstrip()):
        key, rest = match[1], match[2]
        start, end = match.span(1)
        mended = line[:start] + (f"{key}: {rest}" if rest else f"{key}:")
        edits = ((end + 1, len(mended) - len(line)),)
        yield Slip("yaml.colon", number, start, {"fixed": mended.strip()}, mended, edits)


def _wide_blank(number: int, line: str) -> Iterator[Slip]:
    """A blank after the colon that looks like one and is none."""
    if match := _WIDE_BLANK.fullmatch(line.rstrip()):
        start, end = match.span(2)
        mended = f"{line[:start]} {match[3]}"
        words = {"blank": _BLANKS.get(match[2][0], (1, "特殊的空白"))[1], "fixed": mended.strip()}
        yield Slip("yaml.wide-blank", number, start, words, mended, ((start + 1, start + 1 - end),))


def _bad_list_sign(number: int, line: str) -> Iterator[Slip]:
    """`-目标`, `－ 目标`, `· 目标`, `1、目标`."""
    if match := _LIST_SIGN.match(line):
        start, end = match.span(1)
        mended = f"{line[:start]}- {line[end:]}"
        id = "yaml.dash" if match[1] == "-" else "yaml.list-sign"
        words = {"sign": match[1].strip(" "), "fixed": shortened(mended)}
        edits = ((start + min(2, end - start), 2 - (end - start)),)
        yield Slip(id, number, start, words, mended, edits)


def _lone_dash(number: int, line: str) -> Iterator[Slip]:
    """`其他资金: -`"""
    for key, start, end in _values(line):
        if line[start:end] == "-" and key:
            words = {"key": key, "fixed": f'{key}: "-"'}
            yield Slip("yaml.lone-dash", number, start, words, line[:start] + masked("-") + line[end:])


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
    id, blank = ("yaml.blank", _BLANKS.get(odd, (1, "特殊的空白"))[1]) if odd else ("yaml.indent", "")
    seen = [sum(_BLANKS.get(blank, (1, ""))[0] for blank in indent)] if odd else []
    for column in dict.fromkeys([*seen, *_columns_above(number, lines)]):
        if content and (odd or column != len(indent)):
            words = {"width": column, "blank": blank}
            mended = " " * column + content
            yield Slip(id, number, len(indent), words, mended, ((0, column - len(indent)),))


def _columns_above(number: int, lines: Sequence[str]) -> Iterator[int]:
    """Where lists and keys begin in the 100 lines above, the nearest first."""
    above = list(_without_texts(lines[max(0, number - 100) : number]))
    for line in reversed(above):
        if found := re.match(r"( *)((?:- +)*)[^\s#]", line):
            yield from dict.fromkeys((len(found[1]), len(found[1] + found[2])))


def _without_texts(lines: Sequence[str]) -> Iterator[str]:
    """The lines that are not part of a text announced by | or >."""
    announced = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if announced is None or (line.strip() and indent <= announced):
            announced = indent if _ANNOUNCED.search(line) else None
            yield line


_RECOGNISERS = (
    _bad_braces,
    _two_entries,
    _lone_dash,
    _unquoted,
    _wide_blank,
    _bad_colon,
    _bad_list_sign,
    _unclosed,
)
