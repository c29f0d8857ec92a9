"""Problems for people: errors first, each with its line of the file and a mark under what is meant."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from perfreport.problem import Place, Problem

_LABELS = {"error": "错误", "hint": "提示"}
_COLOURS = {"error": "31", "hint": "33"}
_FAINT, _BOLD = "2", "1"
_ROOM = 96  # columns of a line that is quoted
_MOST_READ = 4 * _ROOM  # characters to either side that are measured: a whole file may stand on one line
_BEFORE = 24  # of them what stands before the piece that is meant, where the line is longer
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # would steer the terminal, or turn its line
_WIDE = "WFA" if sys.platform == "win32" else "WF"  # the Chinese console of Windows shows “ as wide as 字


def report(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """All problems as a text: those of each severity under a heading with their number, in the order given."""
    all_problems = list(problems)
    pieces = []
    _lines.cache_clear()  # files may have been saved anew since
    for severity, label in _LABELS.items():
        found = [each for each in all_problems if each.severity == severity]
        if found:
            pieces.append(painted(f"{label} {len(found)} 处", f"{_BOLD};{_COLOURS[severity]}", colour))
            pieces += [_told(each, colour) for each in found]
    return "\n\n".join(pieces)


def takes_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours, and nobody has asked for none (NO_COLOR)."""
    shows = sys.platform != "win32" or "WT_SESSION" in os.environ or "TERM" in os.environ
    shows = shows and os.environ.get("TERM") != "dumb"
    return stream.isatty() and shows and not os.environ.get("NO_COLOR")


def _told(found: Problem, colour: bool) -> str:
    paint = _COLOURS[found.severity]
    head = f"{painted(str(found.place), _BOLD, colour)}  {found.message}"
    foot = f"    → {found.hint}  {painted(f'[{found.id}]', _FAINT, colour)}"
    return "\n".join([head, *_quoted(found.place, paint, colour), foot])


def _quoted(place: Place, paint: str, colour: bool) -> Iterator[str]:
    """The line of the file, cut to what there is room for, and a mark under the piece that is meant."""
    lines = _lines(place.file) if place.line else ()
    if not 0 < place.line <= len(lines):
        return
    line = shown(lines[place.line - 1].rstrip())
    start, end = place.column - 1, place.column - 1 + max(place.width, 1)
    before, piece, after = _cut(line[:start], line[start:end], line[end:])
    margin = f"{place.line:>5} │ "
    mark = "^" * max(columns(piece), 1)
    yield painted(margin, _FAINT, colour) + before + piece + after
    yield painted("      │ ", _FAINT, colour) + " " * columns(before) + painted(mark, paint, colour)


def _cut(before: str, piece: str, after: str) -> tuple[str, str, str]:
    before, piece, after = before[-_MOST_READ:], piece[:_MOST_READ], after[:_MOST_READ]
    if columns(before + piece + after) <= _ROOM:
        return before, piece, after
    before = before.lstrip()
    if columns(before) > _BEFORE:
        before = "…" + before[-_fitting(before[::-1], _BEFORE) :]
    room = _ROOM - columns(before)
    if columns(piece) >= room:
        return before, piece[: _fitting(piece, room - 1)] + "…", ""
    rest = after[: _fitting(after, room - columns(piece) - 1)]
    return before, piece, rest + "…" * (rest != after)


def _fitting(text: str, room: int) -> int:
    """How many characters fit into so many columns."""
    width = 0
    for number, character in enumerate(text):
        width += columns(character)
        if width > room:
            return number
    return len(text)


def shown(text: str) -> str:
    """A line without what would steer a terminal."""
    return _UNSHOWN.sub("□", text.replace("\t", " "))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(map(_width, text))


@lru_cache(maxsize=3_000)
def _width(character: str) -> int:
    """Accents and joiners take no room of their own."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


@lru_cache(maxsize=4)
def _lines(file: str) -> Sequence[str]:
    """The lines of a text file; none where it is no such file."""
    path = Path(file)
    if path.suffix.lower() not in (".yaml", ".yml") or not path.is_file():
        return ()
    return path.read_text("utf-8-sig", errors="replace").split("\n")


def painted(text: str, codes: str, colour: bool) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if colour else text
