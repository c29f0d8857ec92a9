"""Data files that say the same bureau and year: one would write over the documents of the other, so none is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from perfreport.problem import Place, Problem, problem

_TOP = re.compile(r"^(单位名称|年度)[ \t]*:[ \t]+(.+)$", re.MULTILINE)
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

    said = {key: _COMMENT.sub("", text).strip(" \t\r\"'") for key, text in _TOP.findall(_text(file))}
    if len(said) != 2:
        return ""
    return normalize("NFC", "".join(f"{said['年度']}/{said['单位名称']}".split())).casefold()


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig") if file.is_file() else ""
    except (OSError, ValueError):
        return ""
