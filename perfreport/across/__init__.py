"""Whether bureaus that share an indicator word it, count it and place it alike (perfreport check --across).

Of each bureau there is a small print (`prints`), made where its file is read. What bureaus share is found by
dictionaries of what names mean (`meaning`); what most of them write is proposed to the others (`usage`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from perfreport.across.heads import head_deviations
from perfreport.across.indicators import indicator_deviations
from perfreport.across.prints import Print, print_of
from perfreport.problem import Problem

__all__ = ["Print", "compare", "print_of"]


def compare(prints: Iterable[Print]) -> Mapping[str, Sequence[Problem]]:
    """What is to be told of each data file, beside all others of its year; by file, in its order."""
    years: defaultdict[int, list[Print]] = defaultdict(list)
    for each in prints:
        years[each.year].append(each)
    found = [*head_deviations([each for same in years.values() for each in same])]
    for same in years.values():
        found += indicator_deviations(same)
    by_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(dict.fromkeys(found), key=lambda each: each.place):
        by_file[problem.place.file].append(problem)
    return by_file
