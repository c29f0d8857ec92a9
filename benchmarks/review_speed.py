"""How fast the reviewer is: beside reading the file, and for many bureaus.

.venv/bin/python benchmarks/review.py --speed
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from perfreport.check import Reviewer
from perfreport.examine import examine
from perfreport.load import load
from perfreport.parallel import rarely_collecting
from perfreport.rules import load_rules
from perfreport.verdict import Judge, judge_all

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "templates" / "通用"
DATA = ROOT / "data" / "2021" / "乌尔禾区民政局.yaml"
SOUND = sorted((ROOT / "benchmarks" / "sound").glob("*.yaml"))
ROUNDS = 60


def speed() -> None:
    one_bureau()
    many_bureaus()


def one_bureau() -> None:
    """Reading alone, and all that is known of a bureau: its scores and what the reviewer says."""
    rules = load_rules(PACK)
    reviewer = Reviewer(rules)
    fresh = iter([Reviewer(rules) for _ in range(ROUNDS + 1)])
    taken = taking_turns(
        {
            "load": lambda: load(DATA, rules),
            "load, score, check": lambda: examine(DATA, rules, reviewer),
            "the same, nothing remembered": lambda: examine(DATA, rules, next(fresh)),
        }
    )
    print(f"{DATA.name}, the best of {ROUNDS}")
    for name, seconds in taken.items():
        print(f"  {name:<32}{seconds * 1000:8.2f} ms {seconds / taken['load']:6.2f} × load")


def taking_turns(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds, the best of many rounds."""
    best = dict.fromkeys(works, 1e9)
    for number in range(ROUNDS + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if number:  # the first time, templates of expressions are compiled
                best[name] = min(best[name], time.perf_counter() - start)
    return best


def many_bureaus() -> None:
    """Copies of the sound files in which names, contents and amounts differ, so that little can be remembered.

    For one process its own time is told, which other work on the machine does not lengthen.
    """
    with tempfile.TemporaryDirectory() as folder:
        first, second = ([written(Path(folder), number) for number in range(*span)] for span in ((0, 100), (100, 1100)))
        judged("all processes", first, second, lambda judge, files: list(judge_all(judge, files)), time.perf_counter)
        with rarely_collecting():
            judged("1 process", first, second, lambda judge, files: list(map(judge, files)), time.process_time)


Work = Callable[[Judge, Sequence[Path]], object]


def judged(title: str, few: Sequence[Path], many: Sequence[Path], work: Work, clock: Callable[[], float]) -> None:
    seconds = []
    for files in (few, many):
        judge = Judge.of(PACK)
        start = clock()
        work(judge, files)
        seconds.append(clock() - start)
    rates = "  ".join(
        f"{len(files)}: {len(files) / took:.0f}/s" for files, took in zip((few, many), seconds, strict=True)
    )
    print(f"bureaus, {title:<16}{rates}  1,000 : 100 = {seconds[1] / seconds[0]:.1f}")


def written(folder: Path, number: int) -> Path:
    """A sound file as another bureau's: of another place, its names and contents of a village, its amounts larger."""
    text = SOUND[number % len(SOUND)].read_text("utf-8").replace("示例", f"示例{number}")
    text = re.sub(r"((?:三级指标|主要内容): )(?![\"'|])", rf"\g<1>第{number}村", text)
    text = re.sub(r"(财政拨款: |(?:财政拨款|项目支出|合计): {年初预算数: )(\d+)", rf"\g<1>{number + 1}\2", text)
    path = folder / "2023" / f"示例{number}局.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path
