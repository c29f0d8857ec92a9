"""How good `perfreport check --across` is, and what it costs.

    .venv/bin/python benchmarks/across.py [--count 60] [--seed 1] [--missed] [--pairs]
    .venv/bin/python benchmarks/across.py --speed [--bureaus 1000]

Six bureaus of other counties have the same indicators as each of the sound files. In one of them something is written
otherwise, as clerks do (DEVIATIONS), or so that it is something else (OTHERS), of which nothing may be said. Told
besides, beyond what was told before, are false alarms. `--pairs` holds every indicator of the sound files against every
other one, as if each stood in a bureau of its own: what is printed is for a person to read.
"""

from __future__ import annotations

import argparse
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml
from review import SOUND, dumped
from review_speed import PACK, written

from perfreport.across import Print, compare, print_of
from perfreport.across.indicators import indicator_deviations
from perfreport.check import Reviewer
from perfreport.examine import Examined, examine
from perfreport.load import load
from perfreport.parallel import rarely_collecting
from perfreport.problem import Problem
from perfreport.rules import load_rules
from perfreport.verdict import Judge

BUREAUS = 6
Data = dict[str, Any]
Entry = dict[str, str]
Change = Callable[[Data, Random], str]

VERBS = "发放 新建 改建 维修改造 维护 培训 检查 购置 补充 更新 修订 保障 监督检查 建设 扩建 巡查 养护 免除 改造".split()
SWAPS = (
    ("补助", "补贴"), ("补贴", "津贴"), ("购置", "采购"), ("采购", "购买"), ("发放", "支付"), ("低保", "最低生活保障"),
    ("满意度", "满意率"), ("满意度", "满意程度"), ("知晓率", "知晓度"), ("按时率", "及时率"), ("准确率", "正确率"),
    ("比例", "比率"), ("维修", "修缮"), ("教职工", "教职员工"), ("人数", "人员数"), ("经费", "经费支出"),
    ("支出", "费用"),
    ("总成本", "成本"), ("里程", "长度"), ("数量", "数"), ("和", "及"), ("和", "与"), ("的", ""), ("开展", ""),
    ("举办", ""), ("时限", "时间"), ("补助标准", "补助发放标准"),
)  # fmt: skip
UNITS = dict(
    each.split()
    for each in """家 户|个 处|座 个|场 次|场次 场|套 台|人 人次|人次 人|公里 里|家次 户次|批次 次|万元 元|间 个|‰ %
    元/人/年 元/人/月|小时 分钟""".replace("\n", "|").split("|")
)
OTHER_WORDS = (
    ("小学", "初中"), ("省级", "市级"), ("区级", "县级"), ("新建", "改建"), ("上半年", "下半年"), ("县道", "省道"),
    ("乡道", "村道"), ("城市", "农村"), ("人数", "人次"), ("开工", "完工"), ("合格率", "优良率"), ("覆盖率", "使用率"),
    ("高血压", "糖尿病"), ("国家", "地方"), ("食品", "药品"), ("春季", "秋季"), ("日间", "夜间"), ("帐篷", "棉被"),
    ("经费", "工作经费"), ("平均", "最高"), ("单位成本", "总成本"), ("医疗器械", "化妆品"), ("时间", "频次"),
    ("专职", "兼职"), ("户均", "人均"), ("学前教育", "义务教育"), ("渠道", "管道"), ("老年人", "残疾人"),
    ("面积", "长度"), ("投诉", "举报"), ("增长率", "下降率"), ("小（2）型", "小（1）型"), ("家长", "学生、家长"),
    ("机关", ""),
)  # fmt: skip


def indicators(data: Data) -> list[tuple[list[Entry], Entry]]:
    groups = [group for first in data["年度绩效指标"].values() for group in first.values() if isinstance(group, list)]
    return [(group, entry) for group in groups for entry in group]


def renamed(entry: Entry, name: str) -> str:
    assert name != entry["三级指标"]
    entry["三级指标"] = name
    return "across.wording"


def swapped(entry: Entry, random: Random) -> str:
    fitting = [(old, new) for old, new in SWAPS if old in entry["三级指标"]]
    name = entry["三级指标"].replace(*random.choice(fitting))
    return renamed(entry, name.replace("支出支出", "支出").replace("人员人员", "人员"))


def turned(entry: Entry, random: Random) -> str:
    """发放补贴人数 → 补贴发放人数."""
    found = re.fullmatch(
        rf"({'|'.join(VERBS)})(\w{{2,}}?)(的?\w[数次]|数量|数|面积|里程|长度|标准|.*[率间资限])", entry["三级指标"]
    )
    verb, rest, measure = found.groups() if found else random.choice([])
    return renamed(entry, f"{rest}{verb}{measure}")


def lighter(entry: Entry, random: Random) -> str:
    return renamed(entry, random.choice(("开展", "举办", "完成", "实施", "做好")) + entry["三级指标"])


def unit(entry: Entry, random: Random) -> str:
    found = re.fullmatch(r"(.*?[0-9.]+)(\D+?)", entry["指标值"])
    number, old = found.groups() if found else random.choice([])
    entry["指标值"] = number + (UNITS[old] if old in UNITS else random.choice([]))
    return "across.unit"


def sign(entry: Entry, random: Random) -> str:
    found = re.fullmatch("([≥≤=])([0-9.]+)(.+)", entry["指标值"])
    if not found or found[2] in ("0", "100"):
        random.choice([])
    assert found
    entry["指标值"] = random.choice([each for each in "≥≤=" if each != found[1]]) + found[2] + found[3]
    return "across.sign"


def nature(entry: Entry, random: Random) -> str:
    if not re.match("[≥≤=][0-9]", entry["指标值"]):
        random.choice([])
    entry["指标值"] = random.choice(("有所提高", "明显改善", "按计划完成", "全部完成", "有效保障"))
    return "across.nature"


def of_entry(change: Callable[[Entry, Random], str]) -> Change:
    def planted(data: Data, random: Random) -> str:
        return change(random.choice(indicators(data))[1], random)

    planted.__name__ = change.__name__
    return planted


def group(data: Data, random: Random) -> str:
    held, entry = random.choice(indicators(data))
    held.remove(entry)
    random.choice(
        [other for other in {id(each): each for each, _ in indicators(data)}.values() if other is not held]
    ).append(entry)
    return "across.group"


def money_unit(data: Data, random: Random) -> str:
    data["金额单位"] = "元" if data.get("金额单位", "万元") == "万元" else "万元"
    return "across.money-unit"


def year(data: Data, random: Random) -> str:
    data["年度"] = str(int(data["年度"]) + random.choice((-1, 1)))
    return "across.year"


def bureau_name(data: Data, random: Random) -> str:
    data["单位名称"] = data["单位名称"].partition("县")[2]
    return "across.no-place"


def other_word(entry: Entry, random: Random) -> str:
    fitting = [pair for pair in OTHER_WORDS if pair[0] in entry["三级指标"]]
    return renamed(entry, entry["三级指标"].replace(*random.choice(fitting))) and ""


def other_number(entry: Entry, random: Random) -> str:
    numbers = list(re.finditer("[0-9]+|[一二三四五]", entry["三级指标"]))
    found = random.choice(numbers)
    number = str(int(found[0]) + 10) if found[0].isdigit() else "六"
    name = entry["三级指标"]
    return renamed(entry, name[: found.start()] + number + name[found.end() :]) and ""


def other_value(entry: Entry, random: Random) -> str:
    found = re.fullmatch("([≥≤=])([0-9.]+)(.+)", entry["指标值"])
    assert found or random.choice([])
    entry["指标值"] = f"{found[1]}{random.choice(('1.5', '3', '70', '96'))}{found[3]}" if found else ""
    return ""


def of_its_own(entry: Entry, random: Random) -> str:
    return renamed(entry, random.choice(("精准", "重点", "示范", "山区", "西部")) + entry["三级指标"]) and ""


DEVIATIONS = [*map(of_entry, (swapped, turned, lighter, unit, sign, nature)), group, money_unit, year, bureau_name]
OTHERS = list(map(of_entry, (other_word, other_number, other_value, of_its_own)))


class Planted(NamedTuple):
    """What came of a change: the id that is to be told (or ""), what is told across, whether the file by itself tells
    something of it, and the lines that were changed."""

    id: str
    told: list[Problem]
    alone: bool
    changed: str


class Bench:
    """Bureaus of several counties that have the same indicators; one of them is changed."""

    def __init__(self, folder: Path) -> None:
        self._rules = load_rules(PACK)
        self._reviewer = Reviewer(self._rules)
        self._folder = folder
        self._sound = [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in SOUND]
        self._prints = [
            [print_of(self._examined(self._of(data, at), at)) for at in range(BUREAUS)] for data in self._sound
        ]
        assert not any(compare(filter(None, prints)) for prints in self._prints)

    def _of(self, data: Data, at: int) -> Data:
        copy = {key: value for key, value in deepcopy(data).items() if key != "自评"}
        return copy | {"单位名称": f"示例县{'甲乙丙丁戊己'[at]}局"}

    def _examined(self, data: Data, at: int) -> Examined:
        path = self._folder / f"{at}.yaml"
        path.write_text(dumped(data), "utf-8")
        return examine(path, self._rules, self._reviewer)

    def plant(self, change: Change, random: Random) -> Planted:
        while True:
            at = random.randrange(len(self._sound))
            data = self._of(self._sound[at], BUREAUS - 1)
            before = self._examined(data, BUREAUS - 1)
            sound = dumped(data).splitlines()
            try:
                id = change(data, random)
            except (IndexError, AssertionError):
                continue
            examined = self._examined(data, BUREAUS - 1)
            prints = [*self._prints[at][:-1], print_of(examined)]
            told = [each for found in compare(filter(None, prints)).values() for each in found]
            known = {(each.id, each.message) for each in before.problems}
            alone = any((each.id, each.message) not in known for each in examined.problems)
            changed = [line.strip() for line in dumped(data).splitlines() if line not in sound]
            return Planted(id, told, alone, " ".join(changed))


def quality(count: int, seed: int, missed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        print(f"{'planted':<16}{'times':>6}{'found':>7}{'by its file':>13}{'missed':>8}{'false alarms':>14}")
        for change in (*DEVIATIONS, *OTHERS):
            random, tally = Random(f"{seed} {change.__name__}"), Counter[str]()
            for _ in range(count):
                made = bench.plant(change, random)
                found = [each for each in made.told if each.id == made.id]
                way = "found" if found else "alone" if made.alone else "missed" if made.id else "quiet"
                tally.update({way: 1, "alarms": len(made.told) - len(found)})
                if missed and (way == "missed" or len(made.told) > len(found)):
                    print(f"    {way}: {made.changed}", *(each.message for each in made.told), sep=" | ")
            hits = [f"{tally[way]}" if change in DEVIATIONS else "–" for way in ("found", "alone", "missed")]
            print(f"{change.__name__:<16}{count:>6}{hits[0]:>7}{hits[1]:>13}{hits[2]:>8}{tally['alarms']:>14}")


def pairs() -> None:
    """What is said of the sound files, and where every indicator of theirs stands alone in a bureau."""
    rules = load_rules(PACK)
    reviewer = Reviewer(rules)
    prints = [each for path in SOUND if (each := print_of(examine(path, rules, reviewer)))]
    print("\n".join(str(each) for found in compare(prints).values() for each in found))
    alone = []
    for each in prints:
        for at, entry in enumerate(each.indicators):
            bureau = f"{each.bureau}第{at}条"
            alone.append(each._replace(bureau=bureau, indicators=(entry._replace(bureau=bureau),)))
    print(f"\n{len(alone)} indicators, each in a bureau of its own")
    print("\n".join(map(str, indicator_deviations(alone))))


def speed(bureaus: int) -> None:
    """Plain checks and checks across in turns, in this process and by its own time, which other work on the machine
    lengthens less than the wall clock's. Memory is the peak so far."""
    with tempfile.TemporaryDirectory() as folder, rarely_collecting():
        few, many = ([written(Path(folder), at) for at in range(number)] for number in (bureaus // 10, bureaus))
        rules = load_rules(PACK)
        for files in (few, many):
            start = time.process_time()
            for path in files:
                load(path, rules)
            print(f"{len(files):>6} bureaus  {'load alone':<16}{time.process_time() - start:7.2f} s")
            for name, across in (("check", False), ("check --across", True)) * 2:
                judge = replace(Judge.of(PACK), prints=across)
                start = time.process_time()
                verdicts = [judge(path) for path in files]
                told = sum(map(len, compare(verdict.print for verdict in verdicts if verdict.print).values()))
                took, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(f"{len(files):>6} bureaus  {name:<16}{took:7.2f} s {told:>5} told across {peak:>5} MB")
    prints = [each for path in SOUND if (each := print_of(examine(path, load_rules(PACK), Reviewer(load_rules(PACK)))))]
    for number in (bureaus, bureaus * 2, bureaus * 4):
        copies = [_copied(prints[at % len(prints)], at) for at in range(number)]
        with rarely_collecting():
            start = time.process_time()
            told = sum(1 for _ in indicator_deviations(copies))
        print(f"comparing {number} bureaus with the same indicators: {time.process_time() - start:.2f} s, {told} told")


def _copied(sound: Print, at: int) -> Print:
    """The same indicators in another bureau; each third has other signs."""
    bureau = f"{sound.bureau}{at}"
    texts = [entry.text.replace("≥", "=") if at // len(SOUND) % 3 == 0 else entry.text for entry in sound.indicators]
    entries = [entry._replace(bureau=bureau, text=text) for entry, text in zip(sound.indicators, texts, strict=True)]
    return sound._replace(bureau=bureau, file=f"{bureau}.yaml", indicators=tuple(entries))


def main() -> None:
    parser = argparse.ArgumentParser(description="How good and how fast check --across is.")
    parser.add_argument("--count", type=int, default=60, help="deviations of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="print what is not found, and false alarms")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--bureaus", type=int, default=1000)
    asked = parser.parse_args()
    if asked.speed:
        speed(asked.bureaus)
    elif asked.pairs:
        pairs()
    else:
        quality(asked.count, asked.seed, asked.missed)


if __name__ == "__main__":
    main()
