"""A fault that is an indicator more, or a clause more."""

from __future__ import annotations

from random import Random

from ..datafile import Data, Planted, contents, goals, in_goals, in_year, insert, named, told_of_year, with_clause


def inserted(id: str, sorts: list[str], entries: list[tuple[str, str]], *also: str) -> None:
    """A fault that is an indicator more, in a group of one of these sorts."""

    @in_goals(id, *also)
    def plant(data: Data, random: Random) -> Planted:
        return insert(data, random, random.choice(sorts), named(*random.choice(entries)))


def clause(id: str, clauses: list[str], *also: str) -> None:
    """A fault that is a clause more, in one of the texts."""

    @in_goals(id, *also)
    def plant(data: Data, random: Random) -> Planted:
        words = random.choice([*contents(data), *goals(data)])
        return words.write(with_clause(words.text, random.choice(clauses)))

    @in_year(id, *also)
    def plant_in_year(data: Data, random: Random) -> Planted:
        words = random.choice([each for each in told_of_year(data) if "报告" in each.path and len(each.text) > 20])
        return words.write(with_clause(words.text, random.choice(clauses)))
