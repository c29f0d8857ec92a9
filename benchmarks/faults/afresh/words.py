"""Where faults are put, and in what words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from ..datafile import (
    Data,
    Planted,
    Words,
    edited,
    indicators,
    insert,
    named,
    told_of_year,
    with_clause,
)


def names(data: Data, pattern: str = "") -> list[Words]:
    """The names of indicators, of a file that has no 自评."""
    return [Words((*each.path, "三级指标"), each.entry, "三级指标") for each in indicators(data, name=pattern)]


def report(data: Data) -> list[Words]:
    return [words for words in told_of_year(data) if words.path[1] == "报告"]


def clause(data: Data, random: Random, where: Iterable[Words], choices: Iterable[str]) -> Planted:
    """One of the choices said at the end of one of the texts."""
    said = random.choice(list(choices))
    return edited(random, where, lambda text: with_clause(text, said.format(year=data["年度"], last=last(data))))


def replaced(random: Random, where: Iterable[Words], pairs: dict[str, str]) -> Planted:
    """One of the words (expressions) that the texts have written as its pair, once."""
    places = [(words, old, new) for words in where for old, new in pairs.items() if re.search(old, words.text)]
    words, old, new = random.choice(places)
    return words.write(re.sub(old, new, words.text, count=1))


def last(data: Data) -> int:
    return int(data["年度"]) - 1


def into(data: Data, random: Random, sorts: str, rows: Iterable[tuple[str, str]]) -> Planted:
    """One of the rows in a group of one of these sorts that the file has."""
    has = [
        sort for sort in sorts.split() if any(sort in b for seconds in data["年度绩效指标"].values() for b in seconds)
    ]
    return insert(data, random, random.choice(has), named(*random.choice(list(rows))))


def rows_of(text: str) -> list[tuple[str, str]]:
    return [(name, value) for row in text.split("|") for name, value in [row.split(" ", 1)]]
