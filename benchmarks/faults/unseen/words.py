"""An indicator more, a clause more, other words for what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from random import Random

from ..datafile import (
    Data,
    Planted,
    Words,
    at,
    counted,
    in_goals,
    in_year,
    indicators,
    insert,
    named,
    parts,
    texts,
    with_clause,
)

Entry = tuple[str, str, str]  # sorts of groups (divided by blanks), name, value


def groups(data: Data) -> list[str]:
    return [second for seconds in data["年度绩效指标"].values() for second in seconds]


def placed(data: Data, random: Random, entry: Entry) -> Planted:
    """Another indicator, in one of the groups named; IndexError where the file has none of them."""
    sorts, name, value = entry
    here = [sort for sort in sorts.split() if any(sort in group for group in groups(data))]
    return insert(data, random, random.choice(here), named(name, value))


def entries(id: str, listed: Iterable[Entry], *also: str) -> None:
    """A fault that is one indicator more."""
    known = list(listed)

    @in_goals(id, *also)
    def plant(data: Data, random: Random) -> Planted:
        return placed(data, random, random.choice(known))


def valued(
    data: Data,
    random: Random,
    new: Callable[[str, str, str], list[str]],
    *sorts: str,
    signs: str = "≥≤=",
    unit: str = "%",
) -> Planted:
    """Another value for one of the indicators in these groups that have such a sign and unit."""
    each = random.choice(indicators(data, *sorts, value=counted(signs, unit)))
    each.entry["指标值"] = random.choice(new(*parts(each.value)))
    return at(each.path)


def filled(data: Data, clause: str) -> str:
    """The clause with the year of the file for 甲年, the one before for 乙年, the one after for 丙年."""
    year = int(data["年度"])
    for word, number in (("甲年", year), ("乙年", year - 1), ("丙年", year + 1)):
        clause = clause.replace(word, f"{number}年")
    return clause


def joined(data: Data, random: Random, places: Sequence[Words], clause: str) -> Planted:
    """The clause at the beginning, at the end or after a sentence of one of the places."""
    words = random.choice([each for each in places if len(each.text) > 8])
    text, more = words.text, filled(data, clause)
    inner = [found.end() for found in re.finditer("。", text.rstrip()[:-1]) if text[found.end()] not in "\n”）*"]
    if inner and random.random() < 0.5:
        return words.write(f"{text[: inner[0]]}{more}。{text[inner[0] :]}")
    return words.write(with_clause(text, more))


def clauses(id: str, listed: Iterable[str], *also: str, where: Callable[[Data], list[Words]] = texts) -> None:
    """A fault that is one clause more in a text of the year."""
    known = list(listed)

    @in_year(id, *also)
    def plant(data: Data, random: Random) -> Planted:
        return joined(data, random, where(data), random.choice(known))


def task(data: Data, random: Random, name: str, content: str, amount: str) -> Planted:
    """Another task."""
    tasks = data["年度主要任务"]
    row = random.randint(0, len(tasks))
    tasks.insert(row, {"任务名称": name, "主要内容": content, "财政拨款": amount})
    return at(("年度主要任务", row))
