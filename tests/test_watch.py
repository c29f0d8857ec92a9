"""What a watch tells of files that are saved while it looks."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

from perfreport.watch import rounds

_NOW = count(1)


def save(path: Path, text: str) -> None:
    """Write a file; no two are of the same moment, however fast a test is."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (next(_NOW),) * 2)


def watched(folder: Path, *looks: Callable[[], object]) -> list[list[str]]:
    """The rounds of a watch over a folder; before each look something is done there."""
    todo = iter(looks)

    def wait() -> None:
        if (do := next(todo, None)) is None:
            raise KeyboardInterrupt
        do()

    told = []
    try:
        for changed in rounds(lambda: folder.glob("*.docx"), wait):
            told.append([path.name for path in changed])
    except KeyboardInterrupt:
        return told
    raise AssertionError("a watch never ends by itself")


def nothing() -> None:
    pass


def test_the_first_round_has_all_files_and_there_is_no_other_while_nothing_is_saved(tmp_path):
    save(tmp_path / "乙.docx", "一")
    save(tmp_path / "甲.docx", "一")
    assert watched(tmp_path, nothing, nothing) == [["乙.docx", "甲.docx"]]


def test_a_file_that_is_saved_added_or_deleted_makes_a_round(tmp_path):
    old, new = tmp_path / "甲.docx", tmp_path / "乙.docx"
    save(old, "一")
    looks = [lambda: save(old, "二"), nothing, lambda: save(new, "一"), nothing, old.unlink, nothing]
    assert watched(tmp_path, *looks) == [["甲.docx"], ["甲.docx"], ["乙.docx"], ["甲.docx"]]


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path):
    file = tmp_path / "甲.docx"
    save(file, "一")
    looks = [lambda: save(file, "一半"), lambda: save(file, "一大半"), lambda: save(file, "全部写完"), nothing]
    assert watched(tmp_path, *looks) == [["甲.docx"], ["甲.docx"]]


def test_a_file_that_is_gone_for_a_moment_while_it_is_saved_makes_one_round(tmp_path):
    file = tmp_path / "甲.docx"
    save(file, "一")
    assert watched(tmp_path, file.unlink, lambda: save(file, "二"), nothing) == [["甲.docx"], ["甲.docx"]]


def test_a_share_that_cannot_be_reached_is_waited_for(tmp_path):
    file = tmp_path / "甲.docx"
    save(file, "一")
    reachable = iter([True, False, True, True])

    def files() -> list[Path]:
        if not next(reachable):
            raise OSError("网络路径找不到")
        return [file]

    looks = iter(range(3))

    def wait() -> None:
        if next(looks, None) is None:
            raise KeyboardInterrupt

    told = []
    try:
        for changed in rounds(files, wait):
            told.append(changed)
    except KeyboardInterrupt:
        assert told == [[file]]
