"""A clerk's own words, a text in simple Markdown: `{{ 职能|正文 }}` makes paragraphs and tables of it.

What Markdown is here: lists (`- `, `1. `), headings (`# `), tables and **bold**. All else prints as typed, and so does
what only looks like Markdown: `5 * 3`, `#1楼`, 2021. at the beginning of a line. A line is a paragraph: that is what
its writer sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import count, repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Line = list[tuple[str, bool]]  # pieces of text, and whether each is bold

# lists and headings; a text without them is read without the parser, whose import costs more than many a document
_PARSED = re.compile(r"^[ \t]*(?:-|\d{1,9}[.)]|#{1,6})[ \t]", re.MULTILINE)
_INDENT = re.compile("^ +", re.MULTILINE)
# CommonMark's ** is none beside Chinese punctuation, as in **“重点”**工作; ours is. Masked names (张**、李**等) stay as
# they are: what is bold from within a clause on does not reach into the next
_BOLD = re.compile(
    r"(?:(?<![*\w])\*\*|(?<=\w)\*\*(?=[^*，。、；]*\*\*))(?![\s*，。、；：！？）》”])"
    r"((?:[^*]|\*(?!\*))+)(?<![\s（《“])\*\*(?!\*)"
)
_RULE = re.compile(":?-+:?")  # in each cell under a table's head
_BAR = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {(True, True): "center", (False, True): "right", (True, False): "left", (False, False): ""}

_NUMBERS = ("{}.", "（{}）", "{}）")  # of lists in lists, as GB/T 9704 numbers what stands below （一）
_BEGINS_WITH_DIGIT = re.compile(r"\**\d")  # 1. 2021年 is not 1.2021年
_DASH = "——"  # an official document has no bullets; what it lists without numbers begins with a dash
_DEEPEST = 19  # levels of the parser, two to a list: what lies deeper it leaves out
_MOST_COLUMNS = 63  # a wider table is a corrupt file to Word


class Paragraph(NamedTuple):
    """One paragraph: its pieces of text."""

    line: Line

    @property
    def text(self) -> str:
        return _plain(self.line)


class Table(NamedTuple):
    """Rows, the first of them the head, none longer than there are columns; how each column is aligned: left, center,
    right, ""."""

    rows: list[list[Line]]
    alignments: list[str]

    @property
    def text(self) -> str:
        """A line for each row, its cells an em apart."""
        return "\n".join("　".join(map(_plain, row)) for row in self.rows)


Block = Paragraph | Table


class Prose(str):
    """A text in simple Markdown. It prints as plain text without the signs of Markdown, a line to a paragraph; where
    it fills a paragraph of a Word file, its `blocks` stand there instead.
    """

    __slots__ = ("blocks",)
    blocks: list[Block]

    def __new__(cls, source: str) -> Prose:
        blocks = list(_blocks(source))
        prose = super().__new__(cls, "\n".join(block.text for block in blocks))
        prose.blocks = blocks
        return prose

    @property
    def size(self) -> int:
        """How many paragraphs and cells it is."""
        return sum(len(block.rows) * len(block.alignments) if isinstance(block, Table) else 1 for block in self.blocks)


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line)


def _blocks(source: str) -> Iterator[Block]:
    for sign, lines, bold in _stretches(source):
        for block in _with_tables(lines):
            if isinstance(block, Table):
                if sign:
                    yield Paragraph([(sign.rstrip(), False)])
                yield block
            elif sign or block.strip():
                yield Paragraph(_pieces(_listed(sign, block.strip()), bold))
            sign = ""


def _listed(sign: str, text: str) -> str:
    blank = " " if sign.endswith(".") and _BEGINS_WITH_DIGIT.match(text) else ""
    return f"{sign}{blank}{text}".rstrip()


def _stretches(source: str) -> Iterator[tuple[str, list[str], bool]]:
    """Lines that follow each other, the sign before the first, and whether they are bold."""
    tokens = _parsed(source) if _PARSED.search(source) else None
    if tokens is None:
        yield "", source.split("\n"), False
        return
    lists: list[Iterator[str]] = []  # the signs of the lists that are open, the outermost first
    depth, sign, heading = 0, "", ""  # depth: of lists with numbers
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(_signs(token, depth))
            depth += token.tag == "ol"
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
            depth -= token.tag == "ol"
        elif token.type == "list_item_open":
            sign += next(lists[-1]) if len(token.info) < 4 else f"{token.info}{token.markup} "  # a year
        elif token.type == "inline":
            yield sign, (token.content or heading).split("\n"), bool(heading)
            sign = ""
        elif token.type == "list_item_close" and sign:
            yield sign.replace(_DASH, "-"), [""], False  # nothing is listed
            sign = ""
        heading = token.markup if token.type == "heading_open" else ""


def _parsed(source: str) -> list[Token] | None:
    """What lists and headings there are; None where lists are nested deeper than anybody means them."""
    # two blanks, as in YAML, are enough below “1. ”, and no item is taken for a line of the paragraph before it
    tokens = _parser().parse(_INDENT.sub(r"\g<0>\g<0>", _PARSED.sub(r"\n\g<0>", source)))
    return tokens if all(token.level < _DEEPEST for token in tokens) else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["list", "heading"]).disable(["inline", "text_join"])
    parser.parse("甲")  # it looks its rules up when it first reads, and finds none while another thread does so
    return parser


def _signs(token: Token, depth: int) -> Iterator[str]:
    """What each item of a list begins with; `depth` lists with numbers stand around it."""
    if token.tag == "ul":
        return repeat(_DASH if token.markup == "-" else f"{token.markup} ")
    form = _NUMBERS[min(depth, len(_NUMBERS) - 1)] if token.markup == "." else "{}) "
    return map(form.format, count(int(token.attrs.get("start", 1))))


def _with_tables(lines: list[str]) -> Iterator[str | Table]:
    """The lines, and the tables among them: a head, a rule under it, and all lines with a | that follow."""
    at = 0
    while at < len(lines):
        end = at + 1
        if "|" in lines[at] and end < len(lines) and _is_rule(lines[end]):
            while end < len(lines) and "|" in lines[end]:
                end += 1
        table = _table(lines[at:end]) if end > at + 1 else None
        yield from [table] if table else lines[at:end]
        at = end


def _is_rule(line: str) -> bool:
    return "|" in line and all(map(_RULE.fullmatch, _cells(line)))


def _table(lines: list[str]) -> Table | None:
    """The table that these lines are; None for one that Word could not hold."""
    head, rule, *others = map(_cells, lines)
    rows = [[_pieces(cell, False) for cell in row] for row in (head, *others)]
    columns = max(map(len, rows))
    alignments = [_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in rule]
    return Table(rows, [*alignments, *[""] * columns][:columns]) if columns <= _MOST_COLUMNS else None


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(line)]


def _pieces(text: str, bold: bool) -> Line:
    pieces = enumerate(_BOLD.split(text))  # by turns outside and inside **
    return [(piece, bold or bool(number % 2)) for number, piece in pieces if piece]
