"""Data and documents in an object storage (`s3://…`): paths there are universal_pathlib's and answer as pathlib's do.

A storage has neither locks nor renaming; it replaces one object as a whole, and no more. So what becomes of documents
is decided upon in a copy of their folder on this machine, by `output`, and what this changes is put there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from perfreport import output
from perfreport.files import is_remote
from perfreport.office.stamp import Stamped, digest
from perfreport.problem import Place, Problem, problem
from perfreport.standing import NOTHING_OFFERED, NOTHING_SPECIAL, SAVED, Filed, Offered, Wishes

Trace = tuple[str, Sequence[int]]
"""What tells later whether a file is still what it is: its hash, and what the file system says of it."""


def print_of(path: Path) -> str:
    """A hash that is another one once the file is; in a storage that of what this says of it, and nothing is read."""
    return cast(Any, path).fs.ukey(cast(Any, path).path) if is_remote(path) else digest(path.read_bytes())


def trace_of(path: Path) -> Trace:
    """The trace of a file. Raises OSError where it cannot be read."""
    state = () if is_remote(path) else _state(path.stat())  # before it is read: a change since then is seen
    return print_of(path), state


def is_still(path: Path, trace: Trace) -> bool:
    """The file is what it was. It is read only where the file system says something else of it than then, as of a copy.

    Not enough to replace a document by: whoever does that reads it. Raises OSError where it cannot be read.
    """
    known, state = trace
    return (bool(state) and _state(path.stat()) == tuple(state)) or print_of(path) == known


def write_note(path: Path, content: bytes) -> None:
    """As `output.write_note`, in a storage, too."""
    if is_remote(path):
        path.write_bytes(content)
    else:
        output.write_note(path, content)


def file_all(
    documents: Mapping[Path, Stamped], wishes: Wishes = NOTHING_SPECIAL, offered: Offered = NOTHING_OFFERED
) -> tuple[tuple[Filed, ...], tuple[Problem, ...]]:
    """As `output.file_all`, in a storage, too, where all of them lie in one folder."""
    if not any(map(is_remote, documents)):
        return output.file_all(documents, wishes, offered)
    folder = next(iter(documents)).parent
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        try:
            copy = _Copy(folder, here)
            filed, problems = output.file_all(
                {here / path.name: document for path, document in documents.items()},
                wishes,
                {here / path.name: content for path, content in offered.items()},
            )
            if problems:
                return (), tuple(replace(found, place=Place(str(folder))) for found in problems)
            copy.put_changes()
        except OSError as error:
            return (), (problem("output.cannot-write", Place(str(folder)), why=error.strerror or str(error)),)
    return tuple(_there(each, here, folder) for each in filed), ()


def _there(filed: Filed, here: Path, folder: Path) -> Filed:
    there = {name: getattr(filed, name) for name in ("path", "beside", "saved")}
    return replace(filed, **{name: folder / at.relative_to(here).as_posix() for name, at in there.items() if at})


def _state(found: os.stat_result) -> tuple[int, ...]:
    """Which file it is, when its content and when it itself was changed (nobody can set that back), its size."""
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


class _Copy:
    """The files of a folder of a storage, and those that were saved below it, copied to `here`."""

    def __init__(self, folder: Path, here: Path) -> None:
        self._here = here
        self._fs, self._folder = cast(Any, folder).fs, cast(Any, folder).path.rstrip("/")
        self._listed = self._list()
        names = [name for name in self._listed if name.endswith((".docx", ".xlsx", "#"))]
        contents = self._fs.cat_ranges([*map(self._at, names)], None, None, on_error="raise")
        self._before: dict[str, bytes] = dict(zip(names, contents, strict=True))
        for name, content in self._before.items():
            (here / name).parent.mkdir(exist_ok=True)
            (here / name).write_bytes(content)

    def put_changes(self) -> None:
        """Put there what was changed here: what is new first, so that nothing is lost whenever this is ended.

        Raises OSError where that fails; then what was there before is put back.
        """
        now = {path.relative_to(self._here).as_posix(): path for path in self._here.rglob("*") if path.is_file()}
        contents = {name: path.read_bytes() for name, path in now.items()}
        changed = {name: content for name, content in contents.items() if content != self._before.get(name)}
        gone = self._before.keys() - now.keys()
        if changed or gone:
            listed = self._list()
            if any(listed.get(name) != self._listed.get(name) for name in (*changed, *gone)):
                raise OSError("正好有人在保存它")
            self._put(changed, gone)

    def _put(self, changed: Mapping[str, bytes], gone: Iterable[str]) -> None:
        new_ones_first = sorted(changed, key=self._before.__contains__)
        try:
            for name in new_ones_first:
                self._fs.pipe_file(self._at(name), changed[name])
            for name in gone:
                self._fs.rm_file(self._at(name))
        except Exception as error:  # each storage's library has errors of its own
            self._put_back([*gone, *(name for name in changed if name in self._before)])
            raise OSError(str(error)) from error

    def _put_back(self, names: Iterable[str]) -> None:
        """What was there before. What is new stays where that fails: it may be all that is left of what was edited."""
        try:
            for name in names:
                self._fs.pipe_file(self._at(name), self._before[name])
            for name in self._list().keys() - self._before.keys() - self._listed.keys():
                self._fs.rm_file(self._at(name))
        except Exception as error:  # each storage's library has errors of its own
            raise OSError("写到一半断了，有的文档已经换成新的；手工改过的在“手工修改稿”里") from error

    def _list(self) -> dict[str, Any]:
        """What the storage says of each file, by its name in the folder."""
        found = self._files(self._folder)
        for name in [name for name, each in found.items() if each["type"] != "file"]:
            del found[name]
            found |= self._files(self._at(name)) if name.startswith(SAVED) else {}
        return found

    def _files(self, folder: str) -> dict[str, Any]:
        with suppress(FileNotFoundError):
            listed = self._fs.ls(folder, detail=True)
            return {name: each for each in listed if (name := each["name"].removeprefix(self._folder).strip("/"))}
        return {}

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}"
