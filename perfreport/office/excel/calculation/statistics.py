"""How numbers are spread: the most frequent one, deviations, percentiles, means without the extremes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .aggregate import average, numbers, total
from .call import Function
from .operators import divide
from .value import CellError, Value, as_number, settled


def most_frequent(*arguments: Any) -> Decimal:
    """MODE: of several that are equally frequent, the one that comes first."""
    counted = Counter(map(settled, numbers(*arguments)))
    number, times = max(counted.items(), key=lambda item: item[1], default=(Decimal(0), 0))
    if times < 2:
        raise CellError("#N/A")
    return number


def variance(of_all: bool) -> Callable[..., Value]:
    """VAR of a sample, or VARP of all there are."""

    def spread(*arguments: Any) -> Value:
        found = numbers(*arguments)
        middle = as_number(average(found))
        return divide(total([(number - middle) ** 2 for number in found]), Decimal(len(found) - (not of_all)))

    return spread


def deviation(of_all: bool) -> Callable[..., Value]:
    """STDEV or STDEVP."""
    squared = variance(of_all)
    return lambda *arguments: as_number(squared(*arguments)).sqrt()


def percentile(area: Any, share: Value) -> Decimal:
    """What so large a share of the numbers does not exceed, between two of them in proportion."""
    found, part = sorted(numbers(area)), as_number(share)
    if not found or not 0 <= part <= 1:
        raise CellError("#NUM!")
    place = settled(part * (len(found) - 1))
    below = int(place)
    step = found[min(below + 1, len(found) - 1)] - found[below]
    return found[below] + (place - below) * step


def quartile(area: Any, quarter: Value) -> Decimal:
    return percentile(area, Decimal(int(as_number(quarter))) / 4)


def _trimmed_mean(area: Any, share: Value) -> Value:
    """The mean without so large a share of the numbers, as many of the largest as of the smallest."""
    found, part = sorted(numbers(area)), as_number(share)
    if not found or not 0 <= part < 1:
        raise CellError("#NUM!")
    cut = int(settled(len(found) * part)) // 2
    return average(found[cut : len(found) - cut])


def _mean_rank(value: Value, area: Any, ascending: Value = None) -> Decimal:
    """RANK of equals: the middle of the places they share."""
    number, found = settled(as_number(value)), [settled(item) for item in numbers(area)]
    if number not in found:
        raise CellError("#N/A")
    before = sum(item < number if as_number(ascending) else item > number for item in found)
    return before + Decimal(found.count(number) + 1) / 2


STATISTICS = {
    "MODE": Function(most_frequent, "a", again="a"),
    "MODE.SNGL": Function(most_frequent, "a", again="a"),
    "STDEV": Function(deviation(of_all=False), "a", again="a"),
    "STDEV.S": Function(deviation(of_all=False), "a", again="a"),
    "STDEVP": Function(deviation(of_all=True), "a", again="a"),
    "STDEV.P": Function(deviation(of_all=True), "a", again="a"),
    "VAR": Function(variance(of_all=False), "a", again="a"),
    "VAR.S": Function(variance(of_all=False), "a", again="a"),
    "VARP": Function(variance(of_all=True), "a", again="a"),
    "VAR.P": Function(variance(of_all=True), "a", again="a"),
    "PERCENTILE": Function(percentile, "Av"),
    "PERCENTILE.INC": Function(percentile, "Av"),
    "QUARTILE": Function(quartile, "Av"),
    "QUARTILE.INC": Function(quartile, "Av"),
    "TRIMMEAN": Function(_trimmed_mean, "Av"),
    "RANK.AVG": Function(_mean_rank, "va", "v"),
    "SUMSQ": Function(lambda *arguments: total([number**2 for number in numbers(*arguments)]), "a", again="a"),
}
