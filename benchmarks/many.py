"""Many bureaus: how many a second, against a loop over docxtpl and xltpl, on how many processors, in what memory.

    .venv/bin/python benchmarks/many.py [--count 1000] [--large 10000]

The bureaus are those of benchmarks/bureaus.py. Ours are whole runs of render.py, which load, score, review, render,
compare and write; the loop is handed the names of the templates and renders and writes the same five documents, no
more: Word's by docxtpl, without the charts of the report, and Excel's by xltpl. What of ours takes how long is told
for one processor.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import bureaus
import yaml
from speed import PACK, docxtpl_word, xltpl_excel

from perfreport.agreement import disagreements
from perfreport.context import names
from perfreport.examine import examine
from perfreport.load import load
from perfreport.office.stamp import stamped
from perfreport.output import document_path, file_all
from perfreport.parallel import rarely_collecting
from perfreport.produce import open_pack, render_all
from perfreport.rules import load_rules
from perfreport.score.evaluate import evaluate

ROOT = Path(__file__).resolve().parent.parent
LOOPED = 12  # bureaus that the loop does: each of its documents takes as long as all of ours
TURNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast many bureaus are.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--large", type=int, default=0, help="as many once more, for memory")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bureaus.write(work / "some", asked.count)
        loop = against_a_loop(work, asked.count)
        if asked.large:
            bureaus.write(work / "many", asked.large)
            print(f"loop : all processors = {loop / memory(work, asked.count, asked.large):.1f}")


def against_a_loop(work: Path, count: int) -> float:
    """Seconds a bureau of the loop."""
    loop, read = docxtpl_and_xltpl(work)
    taken: dict[str, list[float]] = {
        "loop": [],
        "its reading": [],
        "all processors": [],
        "one processor": [],
        "nothing to do": [],
    }
    for _ in range(TURNS):
        shutil.rmtree(work / "out", ignore_errors=True)
        taken["loop"].append(seconds(loop) / LOOPED)
        taken["its reading"].append(seconds(read) / LOOPED)
        taken["all processors"].append(seconds(lambda: render(work / "some", work / "out")) / count)
        taken["nothing to do"].append(seconds(lambda: render(work / "some", work / "out")) / count)
        shutil.rmtree(work / "out")
        taken["one processor"].append(seconds(lambda: render(work / "some", work / "out", {0})) / count)
    best = {name: min(times) for name, times in taken.items()}
    cores = len(os.sched_getaffinity(0))
    print(f"{count} bureaus, five documents each, {cores} processors, the best of {TURNS} turns")
    for name, each in best.items():
        print(f"  {name:<16}{each * 1000:9.2f} ms a bureau {1 / each:9.1f} a second")
    whole = best["loop"] + best["its reading"]
    print(f"  loop : all processors = {best['loop'] / best['all processors']:.1f}")
    print(f"  loop that reads the data : all processors = {whole / best['all processors']:.1f}")
    print(f"  efficiency on {cores} = {best['one processor'] / best['all processors'] / cores:.0%}")
    print(f"  first run : nothing to do = {best['all processors'] / best['nothing to do']:.0f}")
    with rarely_collecting():
        stages = stage_by_stage(work)
    print(
        "\n".join(
            f"  {name:<16}{each * 1000:9.2f} ms {each / sum(stages.values()):.0%}" for name, each in stages.items()
        )
    )
    print(f"  loop : rendering alone = {best['loop'] / stages['render']:.1f}")
    return best["loop"]


def stage_by_stage(work: Path) -> Counter[str]:
    """Seconds a bureau for each stage of a run, on one processor, without the first ones, which find nothing ready."""
    pack = open_pack(PACK)
    files = sorted((work / "some" / "2021").iterdir())[: 6 * LOOPED]
    taken: Counter[str] = Counter()
    for number, data in enumerate(files):
        if number == LOOPED:
            taken.clear()
        times = [time.perf_counter()]
        load(data, pack.rules)
        times.append(time.perf_counter())
        examined = examine(data, pack.rules, pack.reviewer)  # loads once more
        times.append(time.perf_counter())
        report, review = examined.loaded.report, examined.review
        assert report and review
        made, _ = render_all(data, report, examined.evaluation, pack)
        times.append(time.perf_counter())
        disagreements(made, examined.loaded, review.figures, pack.rules, examined.problems)
        times.append(time.perf_counter())
        stamps = {name: stamped(content, pack.origin.made_from("", name)) for name, content in made.items()}
        file_all({document_path(work / "staged", report, name): content for name, content in stamps.items()})
        times.append(time.perf_counter())
        loaded, examining, *others = (after - before for before, after in pairwise(times))
        named = {"load": loaded, "score, review": examining - loaded}
        taken.update(named | dict(zip(("render", "compare", "stamp, write"), others, strict=True)))
    return Counter({name: seconds / (len(files) - LOOPED) for name, seconds in taken.items()})


def docxtpl_and_xltpl(work: Path) -> tuple[Callable[[], None], Callable[[], None]]:
    """A loop that makes the documents of some bureaus in files, as scripts do, and one that reads their data."""
    rules = load_rules(PACK)
    files = sorted((work / "some" / "2021").iterdir())[:LOOPED]
    values: list[dict[str, Any]] = []
    for file in files:
        report = load(file, rules).report
        assert report
        values.append(names(report, evaluate(report, rules.scoring)[0]))
    word = sorted(PACK.glob("部门*.docx"))
    writers = [xltpl_excel(path) for path in sorted(PACK.glob("部门*.xlsx"))]
    made = work / "loop"
    made.mkdir()

    def loop() -> None:
        for file, each in zip(files, values, strict=True):
            for template in word:
                (made / f"{file.stem}{template.name}").write_bytes(docxtpl_word(template, each))
            for number, write in enumerate(writers):
                (made / f"{file.stem}{number}.xlsx").write_bytes(write(each))

    def read() -> None:
        for file in files:
            yaml.safe_load(file.read_text("utf-8"))

    return loop, read


def render(data: Path, output: Path, processors: set[int] | None = None) -> int:
    """A whole run; gives the most memory that one of its processes took, in kB."""
    command = [sys.executable, str(ROOT / "render.py"), str(data), "-o", str(output)]
    before = (lambda: os.sched_setaffinity(0, processors)) if processors else None
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, preexec_fn=before, env=usual
    )
    _, status, used = os.wait4(started.pid, 0)  # of this run and its processes alone
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return used.ru_maxrss


def memory(work: Path, count: int, large: int) -> float:
    """Seconds a bureau of the larger run."""
    shutil.rmtree(work / "out", ignore_errors=True)
    small = render(work / "some", work / "out")
    start = time.perf_counter()
    peak = render(work / "many", work / "large")
    first = time.perf_counter() - start
    again = seconds(lambda: render(work / "many", work / "large"))
    print(f"memory of the largest process: {count}: {small >> 10} MB, {large}: {peak >> 10} MB = {peak / small:.2f}")
    print(f"{large} bureaus: {first:.0f} s, nothing to do {again:.1f} s = 1 : {first / again:.0f}")
    return first / large


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
