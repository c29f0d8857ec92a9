"""What lies where a document goes: whether it may be replaced, and what is to be done.

A document that somebody worked on is never replaced: the new one lies beside it, and only where that says anything
that the other one was not made from.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from types import MappingProxyType

from perfreport.office.stamp import Stamp, read_stamp

Offered = Mapping[Path, str]  # the content that lay beside a document that was kept
Seen = tuple[int, int, int]  # which file it is, when it was changed, its size

SAVED = "手工修改稿"  # how the folders are called to which documents go that somebody worked on; their date follows


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies at a path: None for `seen` where nothing does.

    `kept_for` says why it must not be replaced; it is empty where nothing is lost by that.
    """

    seen: Seen | None = None
    stamp: Stamp | None = None
    kept_for: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What becomes of one document.

    `state`: `written`, `unchanged`, or `kept`: somebody's own work lies at `path` and stays. `why`: in words. `beside`:
    where the new document is then; None where it says nothing that the kept one was not made from. `saved`: where the
    one goes that is overwritten though somebody worked on it. `is_new`: what is current was written in this run.
    """

    path: Path
    state: str
    why: str
    beside: Path | None = None
    saved: Path | None = None
    is_new: bool = False

    @property
    def is_for_now(self) -> bool:
        """Kept for what is otherwise the next moment, though the document stays as it is: it is open, or read-only."""
        return self.state == "kept" and self.why.startswith((_OPEN, _READ_ONLY, _LINK))

    @property
    def current(self) -> Path:
        """The document as it is now; where somebody keeps his own, the new one beside it."""
        return self.beside or self.path


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be done for one document: `target`, which must be as it was `seen`, gets the new content.

    Without a target nothing is written. `stale`: new ones of former runs that nobody needs any more, as they were seen.
    """

    filed: Filed
    target: Path | None = None
    seen: Seen | None = None
    stale: tuple[tuple[Path, Seen | None], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for: to write what has not changed (`force`), and what somebody edited (`overwrite`)."""

    force: bool = False
    overwrite: bool = False


_LINK, _READ_ONLY, _OPEN = "是一个链接", "是只读的", "正打开着"
NOTHING_SPECIAL = Wishes()
NOTHING_OFFERED: Offered = MappingProxyType({})


def filing(
    path: Path, new: Stamp, wishes: Wishes, offered: str = "", documents: Container[Path] = frozenset()
) -> Filing:
    """What is to be done with a document that belongs at `path`. Raises OSError where what lies there is unreadable.

    `offered` is the content that a former run laid beside the one that is kept: it is not laid there again. Where
    others of the `documents` belong, none is laid.
    """
    found = look(path)
    if found.kept_for and not wishes.overwrite:
        return _beside(path, found, new, offered if not wishes.force else "", documents)
    beside = (each for each in _new_ones(path) if each[0] not in documents)
    stale = tuple((at, standing.seen) for at, standing in beside if not standing.kept_for)
    if found.kept_for:
        saved = _free(path.parent / f"{SAVED}{date.today():%Y-%m-%d}" / path.name)
        return Filing(Filed(path, "written", f"原来的{found.kept_for}", saved=saved), path, found.seen, stale)
    if found.stamp and found.stamp.content == new.content and not wishes.force:
        return Filing(Filed(path, "unchanged", "没有变"), stale=stale)
    return Filing(Filed(path, "written", _why(found.stamp, new)), path, found.seen, stale)


def _beside(path: Path, found: Standing, new: Stamp, offered: str, documents: Container[Path]) -> Filing:
    if found.stamp and found.stamp.content == new.content:
        state = "unchanged" if found.stamp.untouched else "kept"
        return Filing(Filed(path, state, "没有变" if found.stamp.untouched else f"{found.kept_for}，数据和模板没有变"))
    free = (each for each in _new_ones(path, whether_or_not=True) if each[0] not in documents)
    at, standing = next((at, there) for at, there in free if not there.kept_for)
    if standing.stamp and standing.stamp.content == new.content:
        return Filing(Filed(path, "kept", found.kept_for, beside=at))
    if offered == new.content and not standing.seen:
        return Filing(Filed(path, "kept", f"{found.kept_for}，新的已经给过"))
    return Filing(Filed(path, "kept", found.kept_for, beside=at), at, standing.seen)


def _why(old: Stamp | None, new: Stamp) -> str:
    if old is None:
        return "还没有"
    changed = [name for name, digest in new.made_from.items() if old.made_from.get(name) != digest]
    return "、".join(f"{name}改了" for name in changed) or "要求重写"


def look(path: Path) -> Standing:
    """What lies at `path`. Raises OSError where that cannot be read."""
    try:
        state = path.lstat()
    except FileNotFoundError:
        return Standing()
    seen = _seen(state)
    if stat.S_ISLNK(state.st_mode):
        return Standing(seen, read_stamp(path.read_bytes()) if path.is_file() else None, _LINK)
    if not stat.S_ISREG(state.st_mode):  # it cannot be replaced, which is said when that is tried
        return Standing(seen)
    stamp = read_stamp(path.read_bytes())
    return Standing(seen, stamp, _kept_for(path, state, stamp))


def is_as_seen(path: Path, seen: Seen | None) -> bool:
    """Nobody has saved it since it was looked at."""
    try:
        return _seen(path.lstat()) == seen
    except FileNotFoundError:
        return seen is None


def _seen(state: os.stat_result) -> Seen:
    return state.st_ino, state.st_mtime_ns, state.st_size


def _kept_for(path: Path, state: os.stat_result, stamp: Stamp | None) -> str:
    if stamp is None:
        return "不是 perfreport 写的"
    if not stamp.untouched:
        return "有人改过"
    if not state.st_mode & 0o222:
        return _READ_ONLY
    return _OPEN if any(path.with_name(name).exists() for name in _owners(path.name)) else ""


def _owners(name: str) -> tuple[str, ...]:
    """The files that Word, Excel, WPS and LibreOffice keep beside an open one."""
    return f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#"


def _new_ones(path: Path, whether_or_not: bool = False) -> Iterator[tuple[Path, Standing]]:
    """Each name under which a new document lies beside this one, and what does; `whether_or_not` it is there: all."""
    for number in count(1):
        at = path.with_stem(f"{path.stem}（新{number if number > 1 else ''}）")
        standing = look(at)
        if not standing.seen and not whether_or_not:
            return
        yield at, standing


def _free(path: Path) -> Path:
    names = (path.with_stem(f"{path.stem}（{number}）") if number > 1 else path for number in count(1))
    return next(name for name in names if not name.exists() and not name.is_symlink())
