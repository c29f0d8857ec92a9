"""Files as they were in a revision of git: the one door to git. Nothing is checked out, no shell is used."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FILES = "100"  # how the modes of ordinary files begin; links lead anywhere


class NoGit(Exception):
    """Why nothing can be asked of git, in Chinese."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What `name` names in the repository that `folder` lies in; `commit` is its hash."""

    name: str
    commit: str
    folder: Path

    def files(self) -> list[str]:
        """The files under the folder as they were, as paths below it with slashes."""
        listed = _git(self.folder, "ls-tree", "-r", "-z", self.commit, "--", ".") or b""
        entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
        return [os.fsdecode(path) for mode, _, path in entries if mode.startswith(_FILES.encode())]

    def content(self, path: str) -> bytes | None:
        """A file below the folder as it was; None where there was none."""
        return _git(self.folder, "show", f"{self.commit}:./{path}")


def find_revision(name: str, folder: Path) -> Revision | None:
    """The revision that `name` is in the repository of `folder`; None where it is none. Raises NoGit."""
    if _git(folder, "rev-parse", "--git-dir") is None:
        raise NoGit(f"{folder} 不在 git 的仓库里")
    commit = None
    if name and not name.startswith("-"):
        commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return Revision(name, commit.decode().strip(), folder) if commit else None


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it refuses."""
    command: Sequence[str] = ("git", "-C", str(folder), "-c", "core.quotePath=false", *words)
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError:
        raise NoGit("这台电脑没有装 git") from None
    return done.stdout if done.returncode == 0 else None
