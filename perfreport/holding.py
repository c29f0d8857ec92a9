"""One run at a time writes into an output: the second waits for the first, and what a killed one left is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.files import is_remote
from perfreport.output import UNFINISHED

if TYPE_CHECKING:
    from filelock import BaseFileLock

NOTES = ".perfreport"  # the folder in an output for what runs note down there


@contextmanager
def holding(output: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Have `output` alone; `waiting` is called once where another run has it. Raises OSError where none can be made."""
    if is_remote(output):  # there are no locks, and nothing is ever half-written
        yield
        return
    notes = output / NOTES
    notes.mkdir(parents=True, exist_ok=True)
    lock = _locked(notes / "lock", waiting)
    running = notes / "running"
    if running.exists():
        _sweep(output)
    running.touch()
    try:
        yield
    finally:
        with suppress(OSError):
            running.unlink()
        if lock:
            lock.release()


def _locked(path: Path, waiting: Callable[[], None]) -> BaseFileLock | None:
    """The lock, held; None on a file system that has none: nobody waits there."""
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
    except NotImplementedError:
        return None
    return lock


def _sweep(output: Path) -> None:
    """Remove what a run wrote that was ended before it could put it into its place. Nobody else writes here now."""
    for path in output.rglob(f"{UNFINISHED}*"):
        if path.is_file():
            path.unlink(missing_ok=True)
