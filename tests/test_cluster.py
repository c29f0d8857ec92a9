"""The same run on a Dask cluster: a real scheduler with two worker processes, which may die."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from test_batch import all_whole, documents, write_bureaus

from perfreport import cluster as machines
from perfreport.cli import main
from perfreport.cluster import cluster
from perfreport.problem import Problems

ROOT = Path(__file__).parent.parent
distributed = pytest.importorskip("distributed", reason="the extra perfreport[cluster] is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def scheduler(workers: int):
    """A scheduler with so many worker processes; a piece of work may end two of them."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}):
        return distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
        )


@pytest.fixture(scope="module")
def address():
    with scheduler(2) as started:
        yield started.scheduler_address


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def rendered(capsys, *options: str) -> tuple[int, str, str, dict[str, bytes]]:
    """Exit code, what is printed, the documents and the overview."""
    code = main(["render", *options])
    printed = capsys.readouterr()
    return code, printed.out, printed.err, documents() | {"汇总": Path("output/2022/汇总.xlsx").read_bytes()}


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_run_on_a_cluster_says_and_writes_what_one_here_does(address, capsys, options):
    import shutil

    write_bureaus(20)
    Path("data/2022/07.yaml").write_text("单位名称: [", "utf-8")
    here = rendered(capsys, *options)
    shutil.rmtree("output")
    assert rendered(capsys, "--cluster", address, *options) == here


def test_a_worker_that_is_killed_midway_costs_time_and_nothing_else(address, capsys):
    write_bureaus(40)
    with distributed.Client(address, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())

    def kill() -> None:
        while not list(Path("output").glob("2022/*/*.docx")):
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    assert main(["render", "--cluster", address]) == 0
    killer.join()
    assert len(documents()) == 80
    assert all_whole()
    assert main(["render", "--cluster", address]) == 0
    assert capsys.readouterr().err.splitlines()[-1].split()[:5] == ["共", "40", "个", "80", "0"]


def _dies(item: int) -> str:
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"done {item}"


def test_what_ends_every_worker_is_told_as_died_and_all_else_is_done(address):
    with cluster(address, "") as in_order:
        done = list(in_order(_dies, range(30), lambda item: f"died {item}", piece=4))
    assert done == [f"done {item}" if item != 7 else "died 7" for item in range(30)]


def _problem_of(address: str, work=str, folder: str = "") -> str:
    with pytest.raises(Problems) as found, cluster(address, folder) as in_order:
        list(in_order(work, range(3)))
    return str(found.value.problems[0])


def test_a_folder_that_a_worker_does_not_see_is_told(address):
    assert _problem_of(address, folder="/没有/这里") == (
        "/没有/这里  错误：做文档的机器上没有这个文件夹。\n"
        "    → 把数据、模板和输出放在各台机器用同一路径都能看到的文件夹里；或都写存储的地址，如 s3://…。  [cluster.not-shared]"
    )


@pytest.mark.parametrize("other", ["perfreport.cluster.program", "perfreport.origin.program"])
def test_a_worker_with_another_program_or_pack_writes_nothing(address, monkeypatch, capsys, other):
    write_bureaus(3)
    monkeypatch.setattr(other, lambda: "another")
    assert main(["render", "--cluster", address]) == 1
    assert "各台机器装同一版本的 perfreport" in capsys.readouterr().err
    assert documents() == {}


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch, capsys):
    write_bureaus(1)
    monkeypatch.setattr(machines, "_ANSWER", 0.2)
    assert main(["render", "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert "tcp://127.0.0.1:9  错误：这个地址没有 Dask 的调度程序应答" in capsys.readouterr().err


def test_a_cluster_without_workers_is_told_after_a_while(monkeypatch):
    monkeypatch.setattr(machines, "_PATIENCE", 0.2)
    with scheduler(0) as started:
        assert "一个工作进程也没有" in _problem_of(started.scheduler_address)


def test_a_scheduler_that_ends_midway_is_told(monkeypatch):
    import dask

    started = scheduler(1)
    impatient = dask.config.set({"distributed.comm.timeouts.connect": "0.2s"})
    with impatient, pytest.raises(Problems) as found, cluster(started.scheduler_address, "") as in_order:
        for _ in in_order(str, range(1000), piece=1):
            started.close()
    assert found.value.problems[0].id == "cluster.lost"


def test_without_the_extra_it_is_said_what_to_install(monkeypatch, capsys):
    write_bureaus(1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["render", "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert "-e '.[cluster]'" in capsys.readouterr().err


def test_a_run_here_loads_nothing_of_it():
    write_bureaus(1)
    code = "import sys; from perfreport.cli import main; main(['render']); print({'distributed', 'fsspec'} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert run.stdout.splitlines()[-1] == "set()"
