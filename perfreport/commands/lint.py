"""perfreport lint: what is wrong with templates, once or each time one is saved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from perfreport.commands import exit_code, report
from perfreport.problem import Problem

_HALF_SAVED = {"template.unreadable", "template.not-office", "output.empty-pack", "yaml.unreadable"}
_TRIES = 2  # to read what somebody is saving just now


def run(options: argparse.Namespace) -> int:
    from perfreport.files import find_pack

    packs = [find_pack(name) for name in options.packs]
    if options.watch:
        return _lint_and_watch(packs, options)
    found = _linted(packs, options)
    _tell_linted(found, options)
    return exit_code(found, options)


def _linted(packs: list[Path], options: argparse.Namespace) -> list[Problem]:
    from perfreport.lint import lint_pack
    from perfreport.office.faces import machine_faces

    faces = machine_faces() if options.fonts else None
    return [found for pack in packs for found in lint_pack(pack, faces=faces)]


def _lint_and_watch(packs: list[Path], options: argparse.Namespace) -> int:
    """Look through the packs again each time that a file of theirs is saved, until Ctrl+C."""
    from datetime import datetime

    from perfreport.files import pack_files
    from perfreport.watch import pause, rounds

    try:
        for _ in rounds(lambda: [file for pack in packs for file in pack_files(pack)]):
            found = _linted_when_saved(packs, options, pause)
            if found is not None:
                print(f"{datetime.now():%H:%M:%S}", file=sys.stderr)
                _tell_linted(found, options)
    except KeyboardInterrupt:
        print("不再检查。", file=sys.stderr)
    return 0


def _linted_when_saved(
    packs: list[Path], options: argparse.Namespace, pause: Callable[[], None]
) -> list[Problem] | None:
    """What is found once nobody is saving; None where a folder is gone for the moment."""
    found: list[Problem] | None = None
    for number in range(1 + _TRIES):
        if number:
            pause()
        try:
            found = _linted(packs, options)
        except OSError:
            found = None
        if found is not None and not any(each.id in _HALF_SAVED for each in found):
            break
    return found


def _tell_linted(found: Sequence[Problem], options: argparse.Namespace) -> None:
    report(found, options)
    errors = sum(each.severity == "error" for each in found)
    counted = f"错误 {errors} 处，提示 {len(found) - errors} 处。" if found else "没有发现问题。"
    print(f"检查了模板：{counted}", file=sys.stderr, flush=True)
