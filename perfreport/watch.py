"""Waiting until files are saved anew. They are looked at twice a second: a network share tells nobody what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import sleep

_Seen = dict[Path, tuple[int, int]]  # when each was changed, and its size


def pause() -> None:
    sleep(0.5)


def rounds(files: Callable[[], Iterable[Path]], wait: Callable[[], None] = pause) -> Iterator[list[Path]]:
    """The files that are new, gone or saved anew since the last round, in order; first all of them.

    A round comes when they have stayed the same from one look to the next: half of a file is no file.
    """
    before = _look(files)
    told = before or {}
    yield sorted(told)
    while True:
        wait()
        seen = _look(files)
        if seen is not None and seen == before and seen != told:
            yield sorted(path for path in seen.keys() | told.keys() if seen.get(path) != told.get(path))
            told = seen
        before = seen


def _look(files: Callable[[], Iterable[Path]]) -> _Seen | None:
    """What can be seen just now; None where a file, or the share it lies on, is gone for the moment."""
    seen: _Seen = {}
    try:
        for path in files():
            state = path.stat()
            seen[path] = state.st_mtime_ns, state.st_size
    except OSError:
        return None
    return seen
