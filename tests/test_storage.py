"""Data and documents in an object storage, here one in memory: what a folder promises, without locks and renaming."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from test_batch import BUREAU, ROOT

from perfreport.cli import main

pytest.importorskip("upath", reason="the extra perfreport[cluster] is not installed")
from fsspec.implementations.memory import MemoryFileSystem

NAME = "部门整体支出绩效目标表"
TABLE = f"/out/2022/示例单位00/示例单位002022年{NAME}.xlsx"
BESIDE = TABLE.replace(".xlsx", "（新）.xlsx")


@pytest.fixture
def storage(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    yield MemoryFileSystem()
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def write(storage, number: int = 0, amount: str = "1.50") -> None:
    storage.pipe(f"/data/2022/{number:02d}.yaml", BUREAU.format(name=f"{number:02d}", amount=amount).encode())


def run(*options: str) -> int:
    return main(["render", "memory://data", "-o", "memory://out", *options])


def files(storage) -> dict[str, bytes]:
    """The documents in the storage."""
    return {path: storage.cat_file(path) for path in storage.find("/out") if "/.perfreport/" not in path}


def edit(storage, path: str = TABLE) -> bytes:
    """Somebody works on a workbook; gives what it is then."""
    book, saved = openpyxl.load_workbook(io.BytesIO(storage.cat_file(path))), io.BytesIO()
    book.active["A1"] = "示例：改过"
    book.save(saved)
    storage.pipe(path, saved.getvalue())
    return saved.getvalue()


def test_documents_in_a_storage_are_those_of_a_folder(storage, tmp_path, capsys):
    for number in range(3):
        write(storage, number)
    assert run() == 0
    assert capsys.readouterr().out.splitlines()[1] == f"memory:/{TABLE}"
    storage.get("/data", "data", recursive=True)
    assert main(["render", "-o", "here"]) == 0
    here = {
        f"/out/{path.relative_to('here').as_posix()}": path.read_bytes() for path in Path("here").glob("2022/**/*.*")
    }
    assert files(storage) == here
    assert len(here) == 7


def test_a_second_run_puts_nothing_there(storage, capsys):
    write(storage, 0)
    write(storage, 1)
    run()
    before = {path: storage.info(path)["created"] for path in storage.find("/")}
    assert run() == 0
    assert {path: storage.info(path)["created"] for path in storage.find("/")} == before
    assert capsys.readouterr().err.splitlines()[-1].split()[:6] == ["共", "2", "个", "4", "0", "4"]


def test_what_somebody_edited_stays_and_the_new_one_lies_beside_it_once(storage):
    write(storage)
    run()
    by_hand = edit(storage)
    write(storage, amount="2.50")
    run()
    assert storage.cat_file(TABLE) == by_hand
    storage.rm(BESIDE)
    run()
    assert not storage.exists(BESIDE)
    write(storage, amount="3.50")
    run()
    assert (storage.cat_file(TABLE), storage.exists(BESIDE)) == (by_hand, True)


def test_what_is_overwritten_is_kept_under_its_date_even_twice_a_day(storage):
    write(storage)
    run()
    by_hand = []
    for _ in range(2):
        by_hand.append(edit(storage))
        run("--overwrite")
    saved = [content for path, content in sorted(files(storage).items()) if "手工修改稿" in path]
    assert sorted(saved) == sorted(by_hand)


def test_a_put_that_fails_leaves_what_was_there_and_is_told(storage, monkeypatch, capsys):
    write(storage)
    run()
    before = files(storage)
    write(storage, amount="2.50")
    put, left = MemoryFileSystem.pipe_file, [1, 0]

    def fails_once(self, path, value, **given):
        if path.startswith("/out/2022") and left and not left.pop(0):
            raise ConnectionError("没有应答")
        return put(self, path, value, **given)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", fails_once)
    assert run() == 1
    assert "memory://out/2022/示例单位00  错误：写不进去：没有应答。原有的文件没有动。" in capsys.readouterr().err
    assert files(storage) == before
    assert run() == 0
    assert files(storage) != before


def test_what_somebody_is_just_saving_is_not_replaced(storage, monkeypatch, capsys):
    from perfreport import output

    write(storage)
    run()
    write(storage, amount="2.50")
    made, by_hand = output.file_all, []

    def meanwhile(*given):
        by_hand.append(edit(storage))
        return made(*given)

    monkeypatch.setattr(output, "file_all", meanwhile)
    assert run() == 1
    assert "正好有人在保存它" in capsys.readouterr().err
    assert storage.cat_file(TABLE) == by_hand[0]


def test_problems_name_the_address_and_the_year_before_is_found(storage, capsys):
    write(storage)
    storage.pipe("/data/2021/00.yaml", BUREAU.format(name="00", amount="x").replace("2022", "2021").encode())
    assert run() == 1
    assert "memory://data/2021/00.yaml:4:" in capsys.readouterr().err


def test_a_pack_may_lie_in_a_storage(storage):
    write(storage)
    storage.put(str(ROOT / "templates" / "通用"), "/packs/示例", recursive=True)
    assert run("--pack", "memory://packs/示例") == 0
    assert len(files(storage)) == 2


def test_a_file_address_is_a_folder_of_this_machine(storage, tmp_path):
    write(storage)
    assert main(["render", "memory://data", "-o", f"file://{tmp_path.as_posix()}/文档"]) == 0
    assert len(list(Path("文档").glob("2022/*/*"))) == 2


@pytest.mark.parametrize("option", ["--pdf", "--watch"])
def test_what_only_folders_can_is_refused(storage, capsys, option):
    assert run(option) == 1
    assert f"{option} 只能用在文件夹上" in capsys.readouterr().err


def test_an_address_that_cannot_be_reached_is_told(storage, capsys):
    assert main(["render", "nosuch://data"]) == 1
    assert "nosuch://data  错误：到不了这个地址" in capsys.readouterr().err


def test_without_the_extra_it_is_said_what_to_install(storage, capsys, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "upath", None)
    assert run() == 1
    assert "-e '.[cluster]'" in capsys.readouterr().err


def test_the_workers_of_a_cluster_reach_a_storage(storage, capsys):
    import logging

    distributed = pytest.importorskip("distributed")
    for number in range(12):
        write(storage, number)
    with distributed.LocalCluster(
        n_workers=2, processes=False, dashboard_address=":0", protocol="tcp", silence_logs=logging.CRITICAL
    ) as started:
        assert run("--cluster", started.scheduler_address) == 0
    assert len(files(storage)) == 25


@pytest.mark.parametrize("works", range(1, 6))
def test_what_was_edited_is_never_lost_whenever_the_storage_stops_answering(storage, monkeypatch, works):
    write(storage)
    run()
    by_hand = edit(storage)
    write(storage, amount="2.50")
    put, left = MemoryFileSystem.pipe_file, [works]

    def stops(self, path, value, **given):
        if path.startswith("/out/2022"):
            left[0] -= 1
            if left[0] < 0:
                raise ConnectionError("没有应答")
        return put(self, path, value, **given)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", stops)
    run("--overwrite")
    assert by_hand in files(storage).values()
