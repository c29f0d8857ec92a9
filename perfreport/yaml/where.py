"""Where in its file a value stands, or a piece of its text: what is marked under a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from perfreport.problem import Place
from perfreport.yaml.slip import Source
from perfreport.yaml.tree import BLOCK_TEXT, Node


class _Stretch(NamedTuple):
    """A part of a line that belongs to a value, without the blanks around it."""

    number: int
    column: int
    text: str


def place_of(source: Source, node: Node, piece: str = "") -> Place:
    """The place of a piece of a value's text, with its width.

    A piece that goes on in the next line is marked up to its line's end. Where `piece` is "" or not to be found, for
    it comes of a link or is written with signs of YAML's own, the value is marked, as far as it stands in one line.
    """
    if piece and node.line == node.end[0]:
        at = source.lines[node.line].find(piece, node.column, node.end[1])
        if at >= 0:
            return source.place(node.line, at, len(piece))
    parts = list(_stretches(source.lines, node))
    if not parts:
        return source.place(node.line, node.column)
    number, column, text = (_found(parts, piece) if piece else None) or parts[0]
    return source.place(number, column, len(text))


def _stretches(lines: Sequence[str], node: Node) -> Iterator[_Stretch]:
    """What each line has of a value, but for the sign that announces a text over several lines."""
    last, right = node.end
    for number in range(node.line, min(last, len(lines) - 1) + 1):
        left = node.column if number == node.line else 0
        line = lines[number][left : right if number == last else None]
        announces = number == node.line < last and BLOCK_TEXT.fullmatch(line)
        if line.strip() and not announces:
            yield _Stretch(number, left + len(line) - len(line.lstrip()), line.strip())


def _found(parts: Sequence[_Stretch], piece: str) -> _Stretch | None:
    for number, column, text in parts:
        if (at := text.find(piece)) >= 0:
            return _Stretch(number, column + at, piece)
    for (number, column, text), (_, _, after) in pairwise(parts):
        for cut in range(len(piece) - 1, 0, -1):
            if text.endswith(piece[:cut].rstrip()) and after.startswith(piece[cut:].lstrip()):
                begun = piece[:cut].rstrip()
                return _Stretch(number, column + len(text) - len(begun), begun)
    return None
