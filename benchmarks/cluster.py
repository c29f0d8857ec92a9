"""A run on a Dask cluster of this machine: what it costs a bureau, and what its scheduler and the client can carry.

    .venv/bin/python benchmarks/cluster.py [--count 300] [--workers 2] [--empty 3000]

CPU seconds are counted, so that other work on this machine matters little. The bureaus are those of bureaus.py, five
documents each. `--empty`: how many pieces of work that do nothing are handed out, to see the scheduler alone.
"""

from __future__ import annotations

import argparse
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import bureaus
from distributed import Client, LocalCluster

ROOT = Path(__file__).resolve().parent.parent
SIDES = "workers scheduler client".split()
EMPTY = """
import sys
from perfreport.cluster import cluster

with cluster(sys.argv[1], "") as in_order:
    assert sum(1 for _ in in_order(str, range(int(sys.argv[2])), piece=1)) == int(sys.argv[2])
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="What a cluster costs and carries.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--empty", type=int, default=3000)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(
            asked.workers, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.ERROR
        ) as started,
        Client(started, set_as_default=False) as client,
    ):
        work, address = Path(folder), started.scheduler_address
        bureaus.write(work / "warm", asked.workers * 8)
        bureaus.write(work / "data", asked.count)
        run(*rendering(work / "warm", work / "warm-out", address))
        rendered = partial(run, *rendering(work / "data", work / "out", address))
        told(f"{asked.count} bureaus, first run", asked.count, client, rendered)
        told(f"{asked.count} bureaus, nothing to do", asked.count, client, rendered)
        nothing = partial(run, "-c", EMPTY, address, str(asked.empty))
        told(f"{asked.empty} pieces of work that do nothing", asked.empty, client, nothing)


def told(name: str, count: int, client: Client, work: Callable[[], float]) -> None:
    """What it took: the scheduler is in this process, the workers and the client have their own."""
    workers, scheduler, begun = on_workers(client), time.process_time(), time.perf_counter()
    asking = work()
    wall, scheduler, workers = (
        time.perf_counter() - begun,
        time.process_time() - scheduler,
        on_workers(client) - workers,
    )
    each = [f"{name} {cpu / count * 1e3:.2f}" for name, cpu in zip(SIDES, (workers, scheduler, asking), strict=True)]
    print(f"{name}: {wall:.1f} s; ms of CPU each: {', '.join(each)}")
    peaks = client.run(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
    here = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"  the most memory so far: a worker {max(peaks.values())} MB, the client {here} MB")


def on_workers(client: Client) -> float:
    return sum(client.run(time.process_time).values())


def rendering(data: Path, output: Path, address: str) -> tuple[str, ...]:
    return str(ROOT / "render.py"), str(data), "-o", str(output), "--cluster", address


def run(*command: str) -> float:
    """A run of the client; gives its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
