"""Writing: a document is whole or untouched, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from perfreport.output import write_all, write_note


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_documents_are_written_with_their_folders(tmp_path):
    assert write_all({tmp_path / "2021" / "a.docx": b"a", tmp_path / "2021" / "b.xlsx": b"b"}) == ()
    assert files(tmp_path) == {"2021/a.docx": b"a", "2021/b.xlsx": b"b"}


def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path, monkeypatch):
    (tmp_path / "a.docx").write_bytes(b"yesterday")
    synced = []

    def full_disk_at_the_second_file(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full_disk_at_the_second_file)
    found = write_all({tmp_path / "a.docx": b"today", tmp_path / "b.xlsx": b"today"})
    assert [str(problem) for problem in found] == [
        f"{tmp_path / 'b.xlsx'}  错误：写不进去：{os.strerror(errno.ENOSPC)}。原有的文件没有动。\n"
        "    → 关上正在打开它的 Word、Excel；检查磁盘空间、权限和有没有同名的文件。  [output.cannot-write]"
    ]
    assert files(tmp_path) == {"a.docx": b"yesterday"}


def test_all_files_and_what_is_saved_are_on_the_disk_before_the_first_takes_its_place(tmp_path, monkeypatch):
    happened: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        happened.append(os.pread(descriptor, 99, 0).decode() if is_file else "folder")
        sync(descriptor)

    def watched_replace(path: Path, target: Path) -> Path:
        happened.append(f"→ {target.name}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_replace)
    old = tmp_path / "a.docx"
    old.write_bytes(b"edited")
    documents = {old: b"new a", tmp_path / "b.xlsx": b"new b"}
    assert write_all(documents, saved={old: tmp_path / "kept" / "a.docx"}) == ()
    assert happened == ["new a", "new b", "edited", "→ a.docx", "folder", "→ a.docx", "→ b.xlsx", "folder"]


def test_a_note_for_which_the_disk_has_no_room_leaves_nothing_half_written(tmp_path, monkeypatch):
    write_note(tmp_path / "a.json", b"yesterday")
    write = Path.write_bytes

    def full_disk(path: Path, content: bytes) -> int:
        write(path, content[:2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_note(tmp_path / "a.json", b"today")
    assert files(tmp_path) == {"a.json": b"yesterday"}


def test_where_a_later_file_cannot_be_replaced_the_earlier_ones_are_put_back(tmp_path):
    """The second document stands for one that is open in Excel on Windows: it cannot be replaced."""
    (tmp_path / "a.docx").write_bytes(b"yesterday")
    (tmp_path / "b.xlsx").mkdir()
    documents = {tmp_path / "a.docx": b"today", tmp_path / "new.docx": b"today", tmp_path / "b.xlsx": b"today"}
    [found] = write_all(documents)
    assert str(found.place) == str(tmp_path / "b.xlsx")
    assert files(tmp_path) == {"a.docx": b"yesterday"}


def test_a_folder_that_cannot_be_synced_is_no_problem(tmp_path, monkeypatch):
    sync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    assert write_all({tmp_path / "a.docx": b"today"}) == ()
    assert files(tmp_path) == {"a.docx": b"today"}


def test_what_a_killed_run_left_behind_is_cleared_by_the_next(tmp_path):
    for name, age in (("old", 2 * 24 * 3600), ("young", 60)):
        path = tmp_path / f".perfreport-{name}"
        path.write_bytes(b"half")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    write_all({tmp_path / "a.docx": b"today"})
    assert sorted(files(tmp_path)) == [".perfreport-young", "a.docx"]


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path):
    (tmp_path / "2021").write_bytes(b"a file, not a folder")
    found = write_all({tmp_path / "2021" / "a.docx": b"today"})
    assert [problem.id for problem in found] == ["output.cannot-write"]
    assert files(tmp_path) == {"2021": b"a file, not a folder"}


@pytest.mark.skipif(os.name != "posix", reason="links and permissions of POSIX")
def test_an_output_that_is_a_link_is_replaced_and_its_target_kept(tmp_path):
    (tmp_path / "important.docx").write_bytes(b"elsewhere")
    (tmp_path / "a.docx").symlink_to(tmp_path / "important.docx")
    assert write_all({tmp_path / "a.docx": b"today"}) == ()
    assert files(tmp_path) == {"a.docx": b"today", "important.docx": b"elsewhere"}
    assert not (tmp_path / "a.docx").is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_documents_have_the_rights_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_all({tmp_path / "a.docx": b"today"})
    assert (tmp_path / "a.docx").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_process_killed_at_any_moment_leaves_whole_files_only(tmp_path):
    """Kill -9 while documents are written over and over: what can be read is complete, old or new."""
    import subprocess
    import sys
    import time

    code = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from perfreport.output import write_all\n"
        "for number in itertools.count():\n"
        "    write_all({Path(sys.argv[1]) / name: bytes([number % 256]) * 100_000 for name in 'abc'})\n"
    )
    for turn in range(10):
        writer = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
        time.sleep(0.15 + turn * 0.013)
        writer.kill()
        writer.wait()
        for path in tmp_path.glob("[abc]"):
            content = path.read_bytes()
            assert len(content) == 100_000
            assert len(set(content)) == 1
