"""Where documents go and how: written aside, synced, then renamed, so that a file is whole or untouched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from perfreport.model import Report
from perfreport.problem import Place, Problem, problem


def document_path(output: Path, report: Report, template: str) -> Path:
    """output/2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效目标表.xlsx for that template's name."""
    return output / str(report.year) / report.bureau / f"{report.bureau}{report.year}年{template}"


def write_all(documents: Mapping[Path, bytes]) -> tuple[Problem, ...]:
    """Write one bureau's documents: all of them, or none and why not.

    Every file is complete on disk before the first takes its place; a crash, a full disk or a document that is open
    elsewhere leaves what was there before.
    """
    aside: dict[Path, Path] = {}
    target = Path()
    try:
        for target, content in documents.items():
            aside[target] = _write_aside(target, content)
        for target, temporary in aside.items():
            temporary.replace(target)
    except OSError as error:
        return (problem("output.cannot-write", Place(str(target)), why=error.strerror or str(error)),)
    finally:
        for temporary in aside.values():
            temporary.unlink(missing_ok=True)
    for folder in {target.parent for target in documents}:
        _sync_folder(folder)
    return ()


def _write_aside(target: Path, content: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".perfreport-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_UMASK)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last through a power cut, where the system can (Windows cannot open folders)."""
    if os.name == "posix":
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
