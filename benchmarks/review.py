"""How good the reviewer is: what it says of sound data files, and which of the faults planted in them it finds.

    .venv/bin/python benchmarks/review.py [--count 40] [--seed 1] [--only writing.doubled] [--by afresh] [--missed]
    .venv/bin/python benchmarks/review.py --speed

The sound files are those of benchmarks/sound, the planters those of benchmarks/faults; both were written without
knowing how the rules find anything. A fault is found where its rule is told in the lines in which it was planted. What
is told besides, and was not before, is a follow-up. `told` counts the faults, too, that another rule tells there: the
clerk hears of them all the same. Ends with 1 where nobody plants a rule's fault.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml
from faults import FAULTS, Data, Fault, Planted
from faults import Path as DataPath

from perfreport.check import BY_ID, Reviewer
from perfreport.examine import Examined, examine
from perfreport.kinds import KINDS
from perfreport.problem import Problem
from perfreport.rules import load_rules

ROOT = Path(__file__).resolve().parent.parent
SOUND = sorted((ROOT / "benchmarks" / "sound").glob("*.yaml"))
TRIES = 50  # files that are tried for a fault that few have a place for


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes a value a line; texts of several lines as a clerk does."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def dumped(data: Any) -> str:
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text.replace(": ''\n", ":\n")


class Found(NamedTuple):
    """What came of one planted fault. `others` was told besides, and not before: `at_all` whether any of it there."""

    told: tuple[Problem, ...]
    others: tuple[Problem, ...]
    at_all: bool


@dataclass
class Tally:
    """What came of the faults of one kind."""

    planted: int = 0
    found: int = 0
    told: int = 0  # by any rule
    others: Counter[str] = field(default_factory=Counter)


class Bench:
    """Sound data files, a folder to change them in, one reviewer for all."""

    def __init__(self, folder: Path) -> None:
        self._rules = load_rules(ROOT / "templates" / "通用")
        self._reviewer = Reviewer(self._rules)
        self._folder = folder
        self.alarms = {path: examine(path, self._rules, self._reviewer) for path in SOUND}
        whole = [self._pinned(path) for path in SOUND]
        goals = [{key: value for key, value in data.items() if key != "自评"} for data in whole]
        self._files = {of_goals: self._with_told(files) for of_goals, files in ((True, goals), (False, whole))}

    def _pinned(self, path: Path) -> Data:
        """The file, its indicators scored by hand with the points they have, so that others do not change them."""
        data: Data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        review = self.alarms[path].review
        assert review, path
        for row in review.rows:
            if row.outcome and row.outcome.score is not None and row.mark:
                _, first, second, at = row.path
                data["年度绩效指标"][first][second][at]["分值"] = str(row.mark.weight)
        return data

    def _with_told(self, files: list[Data]) -> list[tuple[Data, set[tuple[str, str]]]]:
        return [(data, {(each.id, each.message) for each in self._examined(data).problems}) for data in files]

    def _examined(self, data: Data, last_year: Data | None = None) -> Examined:
        year = int(data["年度"])
        for file_year, content in ((year - 1, last_year), (year, data)):
            path = self._folder / str(file_year) / "示例.yaml"
            path.parent.mkdir(exist_ok=True)
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(dumped(content), "utf-8")
        return examine(self._folder / str(year) / "示例.yaml", self._rules, self._reviewer)

    def plant(self, fault: Fault, random: Random) -> tuple[Planted, Data, Found] | None:
        """A fault in a sound file, and what is told of it; None where none of the files tried has a place for it."""
        for _ in range(TRIES):
            sound, before = random.choice(self._files[fault.of_goals])
            data = deepcopy(sound)
            try:
                planted = fault.plant(data, random)
            except IndexError:
                continue
            return planted, data, self._judged(fault, planted, data, before)
        return None

    def _judged(self, fault: Fault, planted: Planted, data: Data, before: set[tuple[str, str]]) -> Found:
        examined = self._examined(data, planted.last_year)
        new = [each for each in examined.problems if (each.id, each.message) not in before]
        lines = {line for path in planted.where for line in _lines(examined, data, path)}
        there = [each for each in new if not lines or each.place.line in lines]
        told = tuple(each for each in there if each.id in (fault.id, *fault.also))
        return Found(told, tuple(each for each in new if each not in told), bool(there))


def _lines(examined: Examined, data: Data, path: DataPath) -> range:
    """The lines of the value at a path; of a list or mapping, with that of its key."""
    value: Any = data
    for step in path:
        value = value[step]
    first, count = examined.loaded.places(*path).line, len(dumped({"值": value}).splitlines())
    return range(first, first + count) if isinstance(value, str) else range(first - 1, first + count)


def planted(bench: Bench, faults: list[Fault], count: int, seed: int, missed: bool) -> dict[str, Tally]:
    """What came of `count` faults of each kind, planters of one kind taking turns."""
    tallies: dict[str, Tally] = {}
    for id in dict.fromkeys(fault.id for fault in faults):
        tally, planters = tallies.setdefault(id, Tally()), [fault for fault in faults if fault.id == id]
        random = Random(f"{seed} {id}")
        for number in range(count):
            made = bench.plant(planters[number % len(planters)], random)
            if made is None:
                continue
            where, data, found = made
            tally.planted += 1
            tally.found += bool(found.told)
            tally.told += found.at_all
            tally.others.update(each.id for each in found.others)
            if missed and not found.told:
                print("\n".join(_missed(id, where, data, found)))
    return tallies


def _missed(id: str, where: Planted, data: Data, found: Found) -> Iterator[str]:
    yield f"{id} not found"
    for path in where.where:
        value: Any = data
        for step in path:
            value = value[step]
        yield f"    {'›'.join(map(str, path))}: {value}"
    yield from (f"    told: {each.message} [{each.id}]" for each in found.others)


def false_alarms(bench: Bench) -> Counter[str]:
    return Counter(each.id for examined in bench.alarms.values() for each in examined.problems)


def show(bench: Bench, tallies: dict[str, Tally]) -> None:
    alarms = false_alarms(bench)
    indicators = sum(len(each.review.rows) for each in bench.alarms.values() if each.review)
    print(f"{'rule':<42}{'planted':>8}{'found':>7}{'%':>6}{'told':>6}{'false alarms':>14}{'follow-ups':>12}")
    for id in [*tallies, *(id for id in alarms if id not in tallies)]:
        each = tallies.get(id, Tally())
        rate, told = (f"{part / each.planted:.0%}" if each.planted else "–" for part in (each.found, each.told))
        follow_ups = "  " + ", ".join(f"{other} {times}" for other, times in each.others.most_common(3))
        print(
            f"{id:<42}{each.planted:>8}{each.found:>7}{rate:>6}{told:>6}{alarms[id]:>14}{each.others.total():>12}{follow_ups}"
        )
    all_planted, all_found, all_told = (
        sum(getattr(each, what) for each in tallies.values()) for what in ("planted", "found", "told")
    )
    rate, told = (f"{part / max(all_planted, 1):.1%}" for part in (all_found, all_told))
    others = sum(each.others.total() for each in tallies.values())
    print(f"{'all':<42}{all_planted:>8}{all_found:>7}{rate:>6}{told:>6}{alarms.total():>14}{others:>12}")
    print(f"per 200 indicators: {alarms.total() * 200 / indicators:.2f} ({len(SOUND)} files, {indicators} indicators)")


def main() -> int:
    parser = argparse.ArgumentParser(description="How good and how fast the reviewer is.")
    parser.add_argument("--count", type=int, default=40, help="faults of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[], help="kinds, or beginnings of their ids")
    parser.add_argument("--by", nargs="*", default=[], help="modules of benchmarks/faults")
    parser.add_argument("--missed", action="store_true", help="print every fault that is not found")
    parser.add_argument("--alarms", action="store_true", help="print what is said of the sound files")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    if asked.speed:
        from review_speed import speed

        speed()
        return 0
    by = tuple(f"faults.{module}" for module in asked.by)
    known = [fault for fault in FAULTS if fault.id in BY_ID or fault.id in KINDS]
    chosen = [fault for fault in known if not asked.only or fault.id.startswith(tuple(asked.only))]
    chosen = [fault for fault in chosen if not by or fault.plant.__module__.startswith(by)]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        show(bench, planted(bench, chosen, asked.count, asked.seed, asked.missed))
    if asked.alarms:
        print("\n".join(str(each) for examined in bench.alarms.values() for each in examined.problems))
    if ruleless := {fault.id for fault in FAULTS} - {fault.id for fault in known}:
        print("no such rule:", *sorted(ruleless))
    unplanted = set(BY_ID) - {fault.id for fault in FAULTS}
    if unplanted:
        print("nobody plants:", *sorted(unplanted))
    return 1 if unplanted else 0


if __name__ == "__main__":
    sys.exit(main())
