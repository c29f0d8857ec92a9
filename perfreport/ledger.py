"""What a run notes down of each bureau in the output, so that the next one need not do again what has not changed.

It only saves work. Where a note is missing or says something else, the bureau is done again, and what its documents
say of themselves decides what is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from perfreport.files import is_remote, located
from perfreport.holding import NOTES
from perfreport.office.stamp import digest
from perfreport.problem import Place, Problem
from perfreport.produced import Line
from perfreport.standing import Filed, Offered
from perfreport.storage import Trace, is_still, print_of, write_note

_BUREAUS = "单位"  # the folder of the notes on them
_UNREADABLE = OSError, ValueError, LookupError, TypeError, AttributeError  # whatever stands there instead of a note
_AMOUNTS = ("appropriation", "other_funds", "budget", "spent", "score")


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a data file.

    `data`: the file, from where the run was. `key`: the hash of all that matters for it. `folder`: the pack's, `pack`:
    the hash of its rules and templates. `files`: the traces of its documents, by their names from the output. `left`:
    those of former runs that it makes no more. `offered`: the content of what was laid beside a document that was kept.
    """

    data: Path
    key: str
    folder: Path
    pack: str
    filed: tuple[Filed, ...]
    problems: tuple[Problem, ...]
    line: Line
    files: Mapping[str, Trace]
    left: tuple[Path, ...]
    offered: Offered


@dataclass(frozen=True, slots=True)
class SoundPack:
    """A pack without faults: the hints on it, and its templates of what is said of many bureaus."""

    hints: tuple[Problem, ...]
    overviews: tuple[str, ...]


class Ledger:
    """The notes of one output. Paths in them begin there, so that it can be moved."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._bureaus = output / NOTES / _BUREAUS

    def find(self, data: Path) -> Entry | None:
        """What was noted down of a data file; None where there is nothing, or nothing that can be read."""
        return self._read(self._path(data), data)

    def still_holds(self, data: Path, key: str) -> bool:
        """A data file was done with this key, and its documents lie there as they did."""
        try:
            known, files = next(_read(self._path(data)))
            return known == key and self.lie_there(files)
        except _UNREADABLE:
            return False

    def lie_there(self, files: Mapping[str, Trace]) -> bool:
        """All documents are what they were."""
        try:
            return all(is_still(self._output / path, trace) for path, trace in files.items())
        except OSError:
            return False

    def others(self, files: Iterable[Path]) -> Iterator[Entry]:
        """What was noted down of all other data files."""
        known = set(map(_note_name, files))
        there = self._bureaus.iterdir() if self._bureaus.is_dir() else ()
        for name in sorted(path.name for path in there if path.suffix == ".json" and path.name not in known):
            if entry := self._read(self._bureaus / name):
                yield entry

    def _read(self, path: Path, data: Path | None = None) -> Entry | None:
        """The note at `path`; that of `data`, where it is known that it is."""
        try:
            (key, files), noted = _read(path)
            return self._entry(data or _beside(self._output, noted["data"]), key, files, noted)
        except _UNREADABLE:
            return None

    def note(self, data: Path, entry: Entry) -> None:
        """Note down what came of a data file. Where that cannot be written, it is done again next time."""
        _write(self._path(data), [entry.key, entry.files], self._noted(entry))

    def sound_pack(self, folder: Path, key: str) -> SoundPack | None:
        """A pack that was found sound as it is (`key`: its hash); None where it must be looked at."""
        try:
            [noted] = _read(self._pack_path(folder))
            found = SoundPack(tuple(map(_problem, noted["problems"])), tuple(noted["overviews"]))
            return found if noted["key"] == key else None
        except _UNREADABLE:
            return None

    def note_pack(self, folder: Path, key: str, pack: SoundPack) -> None:
        """Note down that a pack was found sound."""
        noted = {"key": key, "problems": list(map(_noted_problem, pack.hints)), "overviews": pack.overviews}
        _write(self._pack_path(folder), noted)

    def is_as_noted(self, made: Path, key: str) -> bool:
        """An overview lies there as it was made, of what has this hash."""
        try:
            return list(_read(self._made_path(made))) == [key, print_of(made)]
        except _UNREADABLE:
            return False

    def was_made(self, made: Path, key: str) -> bool:
        """A PDF was made of what has this hash, and is there, whatever somebody did with it since."""
        try:
            return bool(next(_read(self._made_path(made))) == key and made.exists())
        except _UNREADABLE:
            return False

    def note_made(self, made: Path, key: str) -> None:
        """Note down an overview or a PDF as it lies there."""
        with suppress(OSError):
            _write(self._made_path(made), key, print_of(made))

    def _made_path(self, made: Path) -> Path:
        return self._output / NOTES / "另外" / f"{made.parent.name}-{made.name}.json"

    def _pack_path(self, folder: Path) -> Path:
        return self._output / NOTES / "模板包" / f"{folder.name}-{_short(folder)}.json"

    def _path(self, data: Path) -> Path:
        return self._bureaus / _note_name(data)

    def _noted(self, entry: Entry) -> dict[str, Any]:
        return {
            "data": self._from_output(entry.data),
            "folder": self._from_output(entry.folder),
            "pack": entry.pack,
            "filed": [[self.below(f.path), f.state, f.why, f.beside and self.below(f.beside)] for f in entry.filed],
            "problems": list(map(_noted_problem, entry.problems)),
            "line": [getattr(entry.line, slot) for slot in Line.__slots__],
            "left": list(map(self.below, entry.left)),
            "offered": {self.below(path): content for path, content in entry.offered.items()},
        }

    def _entry(self, data: Path, key: str, files: Mapping[str, Trace], noted: dict[str, Any]) -> Entry:
        there = self._output.joinpath
        return Entry(
            data,
            key,
            _beside(self._output, noted["folder"]),
            noted["pack"],
            tuple(Filed(there(p), state, why, beside and there(beside)) for p, state, why, beside in noted["filed"]),
            tuple(map(_problem, noted["problems"])),
            _line(noted["line"]),
            files,
            tuple(map(there, noted["left"])),
            {there(path): content for path, content in noted["offered"].items()},
        )

    def _from_output(self, data: Path) -> str:
        """The way from the output to a data file, so that both can be moved together."""
        if is_remote(data) or is_remote(self._output):
            return str(data)
        try:
            return os.path.relpath(data, self._output)
        except ValueError:  # on another drive
            return str(data.absolute())

    def below(self, path: Path) -> str:
        """The name of a document from the output."""
        return path.relative_to(self._output).as_posix()


def _beside(output: Path, data: str) -> Path:
    return located(data) if is_remote(output) or "://" in data else Path(os.path.normpath(output / data))


def _note_name(data: Path) -> str:
    return f"{data.stem}-{_short(data)}.json"


def _short(path: Path) -> str:
    return digest(str(path.absolute()).encode(errors="surrogateescape"))[:8]


def _read(path: Path) -> Iterator[Any]:
    """What a note says, piece by piece; raises ValueError where it is not as it was written."""
    known, *lines = path.read_bytes().split(b"\n")
    if digest(b"\n".join(lines)) != known.decode():
        raise ValueError(path)
    return (json.loads(line.decode(errors="surrogateescape")) for line in lines)


def _write(path: Path, *noted: object) -> None:
    """Where it cannot be written, what it says is found out again next time."""
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in noted)
    text = "\n".join(lines).encode(errors="surrogateescape")
    with suppress(OSError):
        write_note(path, digest(text).encode() + b"\n" + text)


def _noted_problem(found: Problem) -> list[Any]:
    place = [getattr(found.place, slot) for slot in Place.__slots__]
    return [found.id, found.severity, found.message, found.hint, place]


def _problem(noted: list[Any]) -> Problem:
    id, severity, message, hint, place = noted
    return Problem(id, Place(*place), message, hint, severity)


def _line(noted: list[Any]) -> Line:
    texts = dict(zip(Line.__slots__, noted, strict=True))
    amounts = {name: texts[name] and Decimal(texts[name]) for name in _AMOUNTS}
    return Line(**{**texts, **amounts})
