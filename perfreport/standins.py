"""The fonts that stand in, in a PDF, for those that a document asks for and the machine lacks."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.problem import Place, Problem, Problems, problem

if TYPE_CHECKING:
    from perfreport.office.faces import Faces

_FONT = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_OBJECTS = re.compile(rb"/ObjStm\b[^>]*>>\s*stream\r?\n")  # objects that a newer LibreOffice deflates
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")  # of a sign in a PDF's name
_PART = re.compile("^[A-Z]{6}[+]")  # before the name of a font of which only some signs are there
_ALIKE = 4  # letters at the beginning of two names that are the same font's


class StandIns:
    """Tells once of each font that is missing."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, frozenset[str]]] = set()
        self._told: set[str] = set()

    def told(self, document: Path, pdf: bytes) -> list[Problem]:
        """Hints on the fonts of a document and its PDF. Those whose PDFs have the same fonts ask for the same."""
        from perfreport.office.faces import machine_faces

        machine = machine_faces()
        inside = fonts_in(pdf)
        key = document.suffix.lower(), frozenset(inside)
        if machine is None or key in self._seen:
            return []
        self._seen.add(key)
        lacking = [face for face in _lacking(document, machine) if face not in self._told]
        self._told.update(lacking)
        place = Place(str(document))
        others = {face: _stood_in(machine.stand_in(face), inside) for face in lacking}
        return [problem("pdf.other-font", place, face=face, other=other) for face, other in others.items()]


def _lacking(document: Path, machine: Faces) -> list[str]:
    """The fonts that a document asks for and the machine has neither itself nor drawn to the same measure."""
    from perfreport.office import open_template
    from perfreport.office.faces import missing_faces

    asked: list[str] = []

    def note(face: str) -> str:
        asked.append(face)
        return ""

    with suppress(Problems):  # a document with braces is not always a template
        open_template(document).looks(replace(machine, stand_in=note))
    return [face for face in asked if any(missing_faces([(face, Place(""))], machine))]


def fonts_in(pdf: bytes) -> list[str]:
    """The names of the fonts in a PDF, such as `FandolFang-Regular`, each once."""
    names = (_CODE.sub(lambda code: bytes.fromhex(code[1].decode()), name) for name in _names(pdf))
    return list(dict.fromkeys(_PART.sub("", name.decode("utf-8", "replace")) for name in names))


def _names(pdf: bytes) -> Iterator[bytes]:
    yield from _FONT.findall(pdf)
    for found in _OBJECTS.finditer(pdf):
        with suppress(zlib.error):
            yield from _FONT.findall(zlib.decompressobj().decompress(pdf[found.end() :]))


def _stood_in(likely: str, inside: Sequence[str]) -> str:
    """The font inside a PDF whose name begins most like that of the one that should stand in; all where none does."""
    common = {name: _alike(name, likely) for name in inside}
    best = max(inside, key=lambda name: common[name], default="")
    if best and common[best] >= _ALIKE:
        return f"“{best}”"
    return f"别的字体（有 {'、'.join(inside)}）" if inside else "别的字体"


def _alike(one: str, other: str) -> int:
    """How many letters the names have in common at their beginning."""
    pairs = zip(*(re.sub(r"[\W_]", "", name).lower() for name in (one, other)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
