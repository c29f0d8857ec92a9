"""Indicators that several bureaus have: their wording, unit, sign, group, and whether they are numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal

from perfreport.across.meaning import is_reordered
from perfreport.across.prints import Print, Shared
from perfreport.across.usage import Deviation, deviations, grouped, variants
from perfreport.problem import Problem, problem
from perfreport.target import Target

_NUMBER, _WORDS = "数", "文字"


def indicator_deviations(prints: Sequence[Print]) -> Iterator[Problem]:
    """What bureaus of one year write otherwise than others that have the same indicator."""
    entries = [entry for each in prints for entry in each.indicators if not entry.is_astray]
    for same in _shared(entries, _meant):
        for cluster in _clusters(same):
            yield from _wordings(cluster)
            yield from _signs(cluster)
    for same in _shared(entries, lambda each: (each.meaning.written, each.dimension)):
        yield from _groups(same)
    for same in _shared(_without_other_money(prints), _counted):
        yield from _units(same)
    for same in _shared(entries, lambda each: (each.sort, each.meaning.exact)):
        yield from _natures(same)


def _meant(entry: Shared) -> Hashable:
    return (entry.sort, entry.meaning.bag, entry.dimension) if entry.meaning.core else None


def _counted(entry: Shared) -> Hashable:
    return (entry.sort, entry.meaning.exact, entry.family) if entry.family else None


def _shared(entries: Iterable[Shared], key: Callable[[Shared], Hashable]) -> Iterator[list[Shared]]:
    """Those with the same key that two bureaus have, or more."""
    groups = grouped(entries, key)
    return (same for same in groups if any(entry.bureau != same[0].bureau for entry in same))


def _clusters(same: Sequence[Shared]) -> Iterator[list[Shared]]:
    """Those of the same characters parted by what is the same but for the place of one piece."""
    ways = variants((entry.meaning.core if entry.dimension else entry.meaning.exact, entry) for entry in same)
    while ways:
        near = [way for way in ways if is_reordered(ways[0].said, way.said)]
        cluster = [entry for way in near for entry in way.entries]
        if not _kept_apart(cluster):
            yield from _by_measure(cluster)
        ways = [way for way in ways if not is_reordered(near[0].said, way.said)]


def _by_measure(cluster: Sequence[Shared]) -> Iterator[list[Shared]]:
    """人数 is not 人次; who says neither may mean the one that there is."""
    measures = {entry.meaning.measure for entry in cluster} - {""}
    if len(measures) < 2:
        yield list(cluster)
    else:
        yield from grouped(cluster, lambda entry: entry.meaning.measure or None)


def _kept_apart(cluster: Sequence[Shared]) -> bool:
    """Whether one bureau has two of them with different values: then they are not the same to it."""
    seen: dict[str, Shared] = {}
    firsts = ((entry, seen.setdefault(entry.bureau, entry)) for entry in cluster)
    return any(a.meaning.written != b.meaning.written and a.text != b.text for a, b in firsts)


def _wordings(cluster: Sequence[Shared]) -> Iterator[Problem]:
    for found in deviations((entry.meaning.written, entry) for entry in cluster):
        name, usual = found.entry.name, found.usual.entries[0].name
        advice = found.advice(f"写成“{usual}”")
        yield problem("across.wording", found.entry.at, name=name, usual=usual, advice=advice)


def _signs(cluster: Sequence[Shared]) -> Iterator[Problem]:
    free = [(entry.target.sign, entry) for entry in cluster if _is_sign_free(entry.target) and not entry.is_wrong]
    for found in deviations(free):
        fixed = f"{found.usual.said}{found.entry.target.quantity}"
        yield _of_value("across.sign", found, found.advice(f"写成 {fixed}"), usual=found.usual.said)


def _is_sign_free(target: Target) -> bool:
    """Whether another sign before the number would make sense: not with 100% and 0, nor with a range."""
    return (
        bool(target.sign)
        and target.high is None
        and bool(target.low)
        and not (target.unit == "%" and target.low == 100)
    )


def _groups(same: Sequence[Shared]) -> Iterator[Problem]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for entry in same:
        groups[entry.bureau].add(entry.group)
    for found in deviations((entry.group, entry) for entry in same if len(groups[entry.bureau]) == 1):
        words = {"name": found.entry.name, "group": found.said, "usual": found.usual.said}
        yield problem("across.group", found.entry.at, **words, advice=found.advice(f"移到“{found.usual.said}”"))


def _without_other_money(prints: Sequence[Print]) -> Iterator[Shared]:
    """All indicators but those whose 元 or 万元 comes of a 金额单位 that is not that of most: that is told itself."""
    ways = variants((each.money_unit, each) for each in prints)
    agreed = len(ways) == 1 or len(ways[0].bureaus) > len(ways[1].bureaus)
    usual = ways[0].said if agreed else ""
    for each in prints:
        for entry in each.indicators:
            if not entry.is_wrong and (each.money_unit == usual or entry.unit != each.money_unit):
                yield entry


def _units(same: Sequence[Shared]) -> Iterator[Problem]:
    """Numbers of people may be told in 万 by a large bureau; amounts are told as all tell them."""
    for found in deviations((entry.unit if "元" in entry.unit else entry.unit.lstrip("万亿"), entry) for entry in same):
        usual = found.usual.said
        fixed = _in_unit(found.entry.target, usual)
        advice = found.advice(f"写成 {fixed}" if fixed else f"按“{usual}”统计，单位写“{usual}”")
        yield _of_value("across.unit", found, advice, unit=found.said, usual=usual)


_SIZES = {"万元": 4, "亿元": 8, "元": 0, "‰": -3, "%": -2}


def _in_unit(target: Target, unit: str) -> str:
    """The value in a unit of another size, "" where that takes counting anew."""
    head, _, per = target.unit.partition("/")
    wanted, _, wanted_per = unit.partition("/")
    if {head, wanted} - set(_SIZES) or per != wanted_per or ("元" in head) != ("元" in wanted) or target.high:
        return ""
    number = (target.low or Decimal(0)).scaleb(_SIZES[head] - _SIZES[wanted])
    return f"{target.sign}{number.normalize():f}{unit}"


def _natures(same: Sequence[Shared]) -> Iterator[Problem]:
    told = [entry for entry in same if (entry.dimension or entry.is_words) and not entry.is_wrong]
    said = [(_NUMBER if entry.dimension else _WORDS, entry) for entry in told]
    for found in deviations(said):
        advice = found.advice(f"写成{found.usual.said}，如“{found.usual.entries[0].text}”")
        yield _of_value("across.nature", found, advice, usual=found.usual.said)


def _of_value(id: str, found: Deviation[Shared], advice: str, **words: str) -> Problem:
    entry = found.entry
    return problem(id, entry.value_at, name=entry.name, text=entry.text, advice=advice, **words)
