"""Data files that say the same bureau and year: one would write over the documents of the other, so none is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from perfreport.problem import Place, Problem, problem

_TOP = re.compile(r"^(单位名称|年度)[ \t]*:[ \t]+(.+)$", re.MULTILINE)
_HEAD = 1024  # bytes, in which bureau and year stand in nearly all files
_COMMENT = re.compile(r"\s+#.*")


def of_same_bureau(files: Sequence[Path], each: Callable[..., Iterator[str]] = map) -> Mapping[Path, Path]:
    """The data files that say the same bureau and year as another one, each with that one; `each` looks at all."""
    first: dict[str, Path] = {}
    found: dict[Path, Path] = {}
    for file, said in zip(files, each(_whose, files), strict=True):
        other = first.setdefault(said, file) if said else file
        if other != file:
            found[file] = other
            found.setdefault(other, file)
    return found


def refused(data: Path, other: Path) -> Problem:
    """That another data file says the same bureau and year, at the place where this one does."""
    lines = _text(data).splitlines()
    line = next((at for at, text in enumerate(lines) if text.startswith("单位名称")), 0)
    column = len(lines[line]) - len(lines[line].partition(":")[2].lstrip()) + 1 if lines else 1
    return problem("data.same-bureau", Place(str(data), line + 1, column), other=other)


def _whose(file: Path) -> str:
    """Bureau and year as the file spells them, without blanks, as file systems compare names; empty where that is not
    seen at once."""
    from unicodedata import normalize

    said = _said(_text(file, _HEAD))
    if len(said) < 2:
        said = _said(_text(file))
    if len(said) < 2:
        return ""
    return normalize("NFC", "".join(f"{said['年度']}/{said['单位名称']}".split())).casefold()


def _said(text: str) -> dict[str, str]:
    return {key: _COMMENT.sub("", said).strip(" \t\r\"'") for key, said in _TOP.findall(text)}


def _text(file: Path, most: int = -1) -> str:
    """What a file says, or its first lines: those within so many bytes."""
    try:
        with file.open("rb") if file.is_file() else BytesIO() as opened:
            said = opened.read(most)
        text = (said if most < 0 else said.rpartition(b"\n")[0]).decode("utf-8-sig")
    except (OSError, ValueError):
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")
