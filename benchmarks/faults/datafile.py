"""A data file as plain YAML: its indicators, texts and figures, and faults put into them.

A planter changes a data file that is sound and says where; it raises IndexError where the file has no place for its
fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

Data = dict[str, Any]
Path = tuple[str | int, ...]


class Planted(NamedTuple):
    """Where a fault was planted: at any of the paths; nowhere in particular where there are none.

    `last_year` is the file of the year before, where the fault is seen only beside it.
    """

    where: tuple[Path, ...] = ()
    last_year: Data | None = None


class Fault(NamedTuple):
    """Something a rule should find. `of_goals`: it is planted in a file that has no 自评 yet.

    `also`: ids of other rules that may tell of it as well.
    """

    id: str
    plant: Callable[[Data, Random], Planted]
    of_goals: bool
    also: tuple[str, ...] = ()


FAULTS: list[Fault] = []
Planter = Callable[[Data, Random], Planted]


def in_goals(id: str, *also: str) -> Callable[[Planter], Planter]:
    """A fault of a goal table, before the year begins."""
    return _registered(id, True, also)


def in_year(id: str, *also: str) -> Callable[[Planter], Planter]:
    """A fault of a data file that has a 自评."""
    return _registered(id, False, also)


def _registered(id: str, of_goals: bool, also: tuple[str, ...]) -> Callable[[Planter], Planter]:
    def register(plant: Planter) -> Planter:
        FAULTS.append(Fault(id, plant, of_goals, also))
        return plant

    return register


def at(*paths: Path) -> Planted:
    return Planted(paths)


class Indicator(NamedTuple):
    path: Path
    entry: dict[str, str]

    @property
    def name(self) -> str:
        return self.entry["三级指标"]

    @property
    def value(self) -> str:
        return self.entry["指标值"]


def counted(signs: str = "≥≤=", unit: str = r"\D+") -> str:
    """The expression of a value with a sign, a number, a unit."""
    return rf"^([{signs}])([\d.]+)({unit})$"


NUMBER = counted()


def indicators(data: Data, *sorts: str, name: str = "", value: str = "") -> list[Indicator]:
    """Those in groups of these sorts (数量, 成本 …; all where none is said), whose name and value match."""
    return [
        Indicator(("年度绩效指标", first, second, row), entry)
        for first, seconds in data["年度绩效指标"].items()
        for second, entries in seconds.items()
        if isinstance(entries, list) and (not sorts or any(sort in second for sort in sorts))
        for row, entry in enumerate(entries)
        if re.search(name, entry["三级指标"]) and re.search(value, entry["指标值"])
    ]


def parts(value: str) -> tuple[str, str, str]:
    """Sign, number and unit of a value that has them."""
    found = re.match(NUMBER, value)
    assert found, value
    return found[1], found[2], found[3]


def outcome(data: Data, name: str) -> tuple[Path, dict[str, str]]:
    """What is said of an indicator in 自评, and where."""
    told = data["自评"]["指标完成情况"]
    row = [each["三级指标"] for each in told].index(name)
    return ("自评", "指标完成情况", row), told[row]


def results(data: Data, reason: bool) -> list[tuple[Path, dict[str, str]]]:
    """What is said of indicators in 自评, and where: those with a reason, or those without."""
    rows = data["自评"]["指标完成情况"]
    return [(("自评", "指标完成情况", row), each) for row, each in enumerate(rows) if ("偏差原因" in each) == reason]


def missed(data: Data) -> list[tuple[Path, Path, dict[str, str]]]:
    """Indicators below their target: places in both parts, what is said of them."""
    found = []
    for each in indicators(data, value=counted("≥")):
        path, told = outcome(data, each.name)
        done = re.match(r"[\d.]+", told["实际完成值"])
        if done and Decimal(done[0]) < Decimal(parts(each.value)[1]) and "得分" not in told:
            found.append((each.path, path, told))
    return found


def give_points(data: Data, path: Path, points: str) -> None:
    """Gives an indicator points of its own."""
    _, first, second, row = path
    data["年度绩效指标"][first][second][row]["分值"] = points


def year_before(data: Data) -> Data:
    """The file of the year before: the same targets, all of them just reached."""
    before = deepcopy(data)
    before["年度"], before["自评"]["填报日期"] = str(int(data["年度"]) - 1), f"{data['年度']}-03-01"
    for each in indicators(before, value=NUMBER):
        told = outcome(before, each.name)[1]
        told["实际完成值"] = each.value[1:]
    return before


def insert(data: Data, random: Random, sort: str, entry: dict[str, str], actual: str = "") -> Planted:
    """Another indicator in the group of this sort."""
    first, second = next((a, b) for a, seconds in data["年度绩效指标"].items() for b in seconds if sort in b)
    seconds = data["年度绩效指标"][first]
    entries = seconds[second] = seconds[second] if isinstance(seconds[second], list) else []
    row = random.randint(0, len(entries))
    entries.insert(row, entry)
    if "自评" in data:
        data["自评"]["指标完成情况"].append({"三级指标": entry["三级指标"], "实际完成值": actual})
    return at(("年度绩效指标", first, second, row))


def named(name: str, value: str) -> dict[str, str]:
    return {"三级指标": name, "指标值": value}


def revalued(data: Data, random: Random, new: Callable[[str, str, str], str | Iterable[str]], **where: str) -> Planted:
    """An indicator whose sign, number and unit made another value; of several one is taken."""
    chosen = random.choice(indicators(data, *where.pop("sorts", "").split(), value=NUMBER, **where))
    made = new(*parts(chosen.value))
    chosen.entry["指标值"] = made if isinstance(made, str) else random.choice(list(made))
    return at(chosen.path)


def topic(data: Data, random: Random) -> str:
    """What a task is about, in so few words that an indicator may begin with them."""
    names = [re.sub("^(?:保障|做好|开展|推进|推广)", "", task["任务名称"]) for task in data["年度主要任务"]]
    return random.choice(
        [name.rstrip("。") for name in names if 4 <= len(name) <= 14 and not re.search("[，、]", name)]
    )


class Words(NamedTuple):
    """A text, in what it stands, and where."""

    path: Path
    holder: Any
    key: str | int

    @property
    def text(self) -> str:
        return str(self.holder[self.key])

    def write(self, text: str) -> Planted:
        self.holder[self.key] = text
        return at(self.path)


def contents(data: Data) -> list[Words]:
    tasks = data["年度主要任务"]
    return [Words(("年度主要任务", row, "主要内容"), task, "主要内容") for row, task in enumerate(tasks)]


def goals(data: Data) -> list[Words]:
    return [Words(("年度总体目标", row), data["年度总体目标"], row) for row in range(len(data["年度总体目标"]))]


def told_of_year(data: Data) -> list[Words]:
    """目标完成情况, 偏差原因, 改进措施 and 报告."""
    year = data.get("自评")
    if not year:
        return []
    done, told, words = year["目标完成情况"], year["指标完成情况"], year["报告"]
    return [
        *(Words(("自评", "目标完成情况", row), done, row) for row in range(len(done))),
        *(
            Words(("自评", "指标完成情况", row, key), each, key)
            for row, each in enumerate(told)
            for key in ("偏差原因", "改进措施")
            if key in each
        ),
        *(Words(("自评", "报告", name), words, name) for name in words),
    ]


def said_of_whole(data: Data) -> list[Words]:
    """What is said of the whole year's results: no reasons, and no measures."""
    apart = {"指标完成情况", "存在问题", "改进措施"}
    return [words for words in told_of_year(data) if not apart & {*words.path}]


def texts(data: Data) -> list[Words]:
    return [*contents(data), *goals(data), *told_of_year(data)]


def edited(random: Random, where: Iterable[Words], change: Callable[[str], str]) -> Planted:
    """The change made to one of the texts that it changes."""
    changed = [(words, new) for words in where if (new := change(words.text)) != words.text]
    words, new = random.choice(changed)
    return words.write(new)


def with_clause(text: str, clause: str) -> str:
    """The text with one clause more at its end, punctuated as it was."""
    body = text.rstrip("\n")
    if body.endswith("。"):
        return f"{body[:-1]}。{clause}。" + text[len(body) :]
    return f"{body}，{clause}" + text[len(body) :]


def amount(text: str, factor: str | Decimal = "1", plus: str | Decimal = "0") -> str:
    return f"{Decimal(text) * Decimal(factor) + Decimal(plus):.2f}"


def in_unit(data: Data, ten_thousands: str) -> Decimal:
    """An amount in 万元 as the file writes it."""
    return Decimal(ten_thousands) * (10_000 if data.get("金额单位") == "元" else 1)
