"""Where documents go and how: written aside, synced, then renamed, so that a file is whole or untouched."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.office.stamp import Stamped
from perfreport.problem import Place, Problem, problem
from perfreport.standing import (
    NOTHING_OFFERED,
    NOTHING_SPECIAL,
    Filed,
    Filing,
    Offered,
    Seen,
    Wishes,
    filing,
    is_as_seen,
)

if TYPE_CHECKING:
    from perfreport.model import Report

UNFINISHED = ".perfreport-"  # how the names of files begin that are being written or replaced
_LEFT_OVER = 24 * 3600  # seconds


def document_path(output: Path, report: Report, template: str) -> Path:
    """output/2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效目标表.xlsx for that template's name."""
    return path_of(output, report.bureau, report.year, template)


def path_of(output: Path, bureau: str, year: int, template: str) -> Path:
    """The same for a bureau and year."""
    return output / str(year) / bureau / f"{bureau}{year}年{template}"


def file_all(
    documents: Mapping[Path, Stamped], wishes: Wishes = NOTHING_SPECIAL, offered: Offered = NOTHING_OFFERED
) -> tuple[tuple[Filed, ...], tuple[Problem, ...]]:
    """File one bureau's documents: what became of each, or why there are none."""
    path = Path()
    filings: dict[Path, Filing] = {}
    try:
        for path, document in documents.items():
            filings[path] = filing(path, document.stamp, wishes, offered.get(path, ""), documents.keys())
    except OSError as error:
        return (), (_unwritten(path, error),)
    contents = {each.target: documents[path].content for path, each in filings.items() if each.target}
    seen = {each.target: each.seen for each in filings.values() if each.target}
    saved = {path: each.filed.saved for path, each in filings.items() if each.filed.saved}
    problems = write_all(contents, seen, saved)
    if problems:
        return (), problems
    for stale, as_seen in (one for each in filings.values() for one in each.stale):
        with suppress(OSError):  # it says nothing wrong
            if is_as_seen(stale, as_seen):
                stale.unlink()
    return tuple(replace(each.filed, is_new=each.target is not None) for each in filings.values()), ()


def _unwritten(path: Path, error: OSError) -> Problem:
    return problem("output.cannot-write", Place(str(path)), why=error.strerror or str(error))


def write_all(
    documents: Mapping[Path, bytes],
    seen: Mapping[Path, Seen | None] | None = None,
    saved: Mapping[Path, Path] | None = None,
) -> tuple[Problem, ...]:
    """Write one bureau's documents: all of them, or none and why not.

    Every file is complete on disk before the first takes its place. A crash, a full disk or a document that is open
    elsewhere leaves what was there before; where a later file fails, those already replaced are put back. What is not
    as it was `seen` is not replaced: somebody has just saved it. Those that are `saved` are there under that name, too.
    """
    aside: dict[Path, Path] = {}
    replaced: dict[Path, Path | None] = {}
    target = Path()
    try:
        for target in {target.parent: target for target in documents}.values():
            target.parent.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(target.parent)
        for target, content in documents.items():
            aside[target] = _write_aside(target, content)
        for target in aside:
            _sync(aside[target])
        for target, temporary in aside.items():
            if saved and target in saved:
                _save(target, saved[target])
            replaced[target] = _replace(target, temporary, seen)
    except OSError as error:
        _put_back(replaced)
        return (_unwritten(target, error),)
    finally:
        for temporary in (*aside.values(), *map(_old, aside.values())):
            temporary.unlink(missing_ok=True)
    for folder in {target.parent for target in documents}:
        _sync_folder(folder)
    return ()


def _old(temporary: Path) -> Path:
    """The name under which a file that is replaced is kept until all are."""
    return temporary.with_suffix(".old")


def _replace(target: Path, temporary: Path, seen: Mapping[Path, Seen | None] | None) -> Path | None:
    """Put a new file into the place of `target`; gives the old one under another name, None where there was none."""
    old = _keep(target, _old(temporary))
    if seen and target in seen and not is_as_seen(target, seen[target]):
        raise OSError("正好有人在保存它")
    temporary.replace(target)
    return old


def write_note(path: Path, content: bytes) -> None:
    """Write what is of use but not missed: whole or not at all, though a power cut may take it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{UNFINISHED}{path.name}")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise


def _save(target: Path, saved: Path) -> None:
    """A copy of what somebody worked on, also where that is only a link to it; it keeps its time."""
    saved.parent.mkdir(exist_ok=True)
    aside = saved.with_name(f"{UNFINISHED}{saved.name}")
    shutil.copyfile(target, aside)
    with aside.open("r+b") as file:
        os.fsync(file.fileno())
    shutil.copystat(target, aside)
    aside.replace(saved)
    _sync_folder(saved.parent)


def _keep(target: Path, kept: Path) -> Path | None:
    """The file that is about to be replaced under the name `kept`, too; None where there is none."""
    if not target.exists() or target.is_symlink():
        return None
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without links
        shutil.copy2(target, kept)
    return kept


def _put_back(replaced: Mapping[Path, Path | None]) -> None:
    """Undo the replacements that were made before one failed."""
    for target, old in replaced.items():
        with suppress(OSError):
            if old:
                old.replace(target)
            else:
                target.unlink(missing_ok=True)


def _clear_leftovers(folder: Path) -> None:
    """Remove what a run that was killed left behind; what is younger than a day may belong to one that runs now."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_OVER:
                path.unlink()


def _write_aside(target: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if hasattr(os, "posix_fadvise"):  # on its way to the disk: one turn of this is enough for all of a bureau
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync(temporary: Path) -> None:
    """Make a file last through a power cut; it gets the rights that new files have."""
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
    temporary.chmod(0o666 & ~_UMASK)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last through a power cut, where the system can: some file systems cannot."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_UMASK = _read_umask()  # temporary files are private; documents get the rights new files have
