"""The faces (fonts) that a template names, and those of this machine.

Word and Excel say nothing when a face is missing: another stands in, and lines and pages break elsewhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..problem import Place, Problem, problem
from .fontfile import faces_in

_AS_WIDE = ("Liberation ", "Carlito", "Caladea")  # drawn to the measure of Microsoft's: every line breaks as there


@dataclass(frozen=True)
class Faces:
    """The faces of a machine; `stand_in` says which of them is taken for one that is missing, "" if nobody knows."""

    names: frozenset[str]
    stand_in: Callable[[str], str] = lambda face: ""

    def __contains__(self, face: object) -> bool:
        return str(face).lower() in self.names


def missing_faces(named: Iterable[tuple[str, Place]], faces: Faces) -> Iterator[Problem]:
    """A hint for each of the faces `named` that the machine lacks, where it is used first."""
    first: dict[str, Place] = {}
    for face, place in named:
        first.setdefault(face, place)
    for face, place in first.items():
        other = "" if face in faces else faces.stand_in(face)
        if face not in faces and not other.startswith(_AS_WIDE):
            yield problem("lint.missing-face", place, face=face, other=f"“{other}”" if other else "别的字体")


@lru_cache(maxsize=1)
def machine_faces() -> Faces | None:
    """The faces of this machine: as fontconfig lists them, or from the fonts folders of Windows; None elsewhere."""
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
        folders.append(Path(os.environ.get("LOCALAPPDATA", ""), "Microsoft", "Windows", "Fonts"))
        names = frozenset(name for folder in folders for name in faces_in(folder))
        return Faces(names) if names else None
    listed = _said("fc-list", ":", "family").replace("\\-", "-")
    names = (name.strip() for line in listed.splitlines() for name in line.split(","))
    return Faces(frozenset(name.lower() for name in names), _stand_in) if listed else None


@lru_cache(maxsize=100)
def _stand_in(face: str) -> str:
    return _said("fc-match", f"{face}:lang=zh-cn", "family").split(",")[0].strip()


def _said(*command: str) -> str:
    """What a program of fontconfig prints; "" where it fails, or there is none."""
    import subprocess

    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=10).stdout
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
