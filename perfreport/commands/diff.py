"""perfreport diff: what an edit of the data changed, and what follows from it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.commands import alone, as_json, print_all
from perfreport.problem import Problems

if TYPE_CHECKING:
    from perfreport.adjustment import Adjustment
    from perfreport.counterparts import Counterparts

_LAST_COMMIT = "HEAD"
_TWO = "要写改动前、改动后的两个数据文件或文件夹；写了 {number} 个。"
_NOTHING = "没有这个文件或文件夹：{path}"
_UNLIKE = "{before} 和 {after} 一个是文件，一个是文件夹，不能对照。两个都写文件，或都写文件夹。"
_NO_REVISION = "没有这个文件或文件夹，git 里也没有这个版本：{name}。看有哪些版本，用 git log。"
_NO_COMMIT = "git 里还没有提交过，不能对照。写上改动前的文件或文件夹：perfreport diff 旧的 {path}"
_NO_GIT = "{why}，不能与上次提交的对照。写上改动前的文件或文件夹：perfreport diff 旧的 {path}"


class _Refused(Exception):
    """A command line that means nothing; says why."""


def run(options: argparse.Namespace) -> int:
    from perfreport.adjuster import Adjuster, adjust_all
    from perfreport.files import find_pack

    try:
        counterparts = _counterparts(options.data)
    except _Refused as why:
        print(why, file=sys.stderr)
        return 2
    except Problems as found:
        return _failed(found, options)
    endings = [ending for ending, wanted in ((".xlsx", options.excel), (".docx", options.word)) if wanted]
    adjuster = Adjuster.of(find_pack(options.pack), endings, options.output)
    told = []
    with alone(options.output) if endings else nullcontext():
        for adjustment in adjust_all(adjuster, counterparts):
            told.append(adjustment)
            if not options.json and (len(counterparts) == 1 or not adjustment.is_nothing):
                _tell(adjustment)
    if options.json:
        print(as_json([each for adjustment in told for each in _as_dicts(adjustment)]))
    elif len(told) > 1:
        _tell_sum(told)
    return 1 if any(found.severity == "error" for each in told for found in each.problems) else 0


def _counterparts(paths: Sequence[Path]) -> Sequence[Counterparts]:
    from perfreport.counterparts import of_paths

    if len(paths) > 2:
        raise _Refused(_TWO.format(number=len(paths)))
    after = paths[-1]
    if not after.exists():
        raise _Refused(_NOTHING.format(path=after))
    if len(paths) == 1 or not paths[0].exists():
        return _since(str(paths[0]) if len(paths) == 2 else "", after)
    if paths[0].is_dir() != after.is_dir():
        raise _Refused(_UNLIKE.format(before=paths[0], after=after))
    return of_paths(paths[0], after)


def _since(name: str, after: Path) -> Sequence[Counterparts]:
    """The file or folder as it was in a revision, beside what it is; without a name in the last commit."""
    from perfreport.counterparts import of_revision
    from perfreport.revision import NoGit, find_revision

    try:
        revision = find_revision(name or _LAST_COMMIT, after if after.is_dir() else after.parent)
    except NoGit as why:
        raise _Refused(_NOTHING.format(path=name) if name else _NO_GIT.format(why=why, path=after)) from None
    if revision is None:
        raise _Refused(_NO_REVISION.format(name=name) if name else _NO_COMMIT.format(path=after))
    return of_revision(revision, after)


def _failed(found: Problems, options: argparse.Namespace) -> int:
    if options.json:
        print(as_json([each.as_dict() for each in found.problems]))
    else:
        print_all(found.problems)
    return 1


def _as_dicts(adjustment: Adjustment) -> list[dict[str, str]]:
    problems = [found.as_dict() for found in adjustment.problems]
    return problems + [change.as_dict() for change in adjustment.changes]


def _tell(adjustment: Adjustment) -> None:
    from perfreport.telling.changes import told
    from perfreport.telling.people import takes_colour

    print(told(adjustment, colour=takes_colour(sys.stdout)), end="\n\n", flush=True)
    print_all(adjustment.problems)


def _tell_sum(adjustments: Sequence[Adjustment]) -> None:
    from perfreport.telling.changes import summed
    from perfreport.telling.people import takes_colour

    print(summed(adjustments, colour=takes_colour(sys.stdout)), flush=True)
