"""What should agree besides indicators: 金额单位, 年度, how bureaus are called, short texts in a pack's fields."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from perfreport.across.meaning import meaning
from perfreport.across.prints import OF_BUREAU, OwnText, Print
from perfreport.across.usage import deviations, grouped
from perfreport.problem import Problem, problem

_PLACE = re.compile(r"^\w{2,6}?(?:自治[县州旗]|[县区市州旗盟])(?=\w{2})")
_ANY_PLACE = re.compile("[省县州旗盟镇]|(?<!城)市(?![场政容])|(?<![社小])区(?!划)|乡(?!村)|街道")
_ENDS_IN_PLACE = re.compile("[省县区市州旗盟]$")
_PLACE_SIGN = re.compile("[县区市州旗盟]")
_MANY = 3  # bureaus without which nothing is the custom of a place
_SHORT = 20  # characters of a text that is a name or a term


def head_deviations(prints: Sequence[Print]) -> Iterator[Problem]:
    """What is told of the heads of data files, of several years or one."""
    yield from _bureau_names(prints)
    yield from _own_fields([text for each in prints for text in each.own])
    for same_year in grouped(prints, lambda each: each.year):
        yield from _money_units(same_year)
        yield from _without_place(same_year)
    for beside in grouped(prints, lambda each: Path(each.file).parent):
        yield from _years(beside)


def _money_units(prints: Sequence[Print]) -> Iterator[Problem]:
    for found in deviations((each.money_unit, each) for each in prints):
        usual = found.usual.said
        advice = found.advice(f"改为 金额单位: {usual}")
        yield problem("across.money-unit", found.entry.money_unit_at, unit=found.said, usual=usual, advice=advice)


def _years(prints: Sequence[Print]) -> Iterator[Problem]:
    """A year that few files of a folder have; bureaus that have files of several years there keep them so."""
    files = Counter(each.bureau for each in prints)
    for found in deviations((str(each.year), each) for each in prints if files[each.bureau] == 1):
        if len(found.tied) == 1:
            usual = found.usual.said
            advice = found.advice(f"改为 年度: {usual}")
            yield problem("across.year", found.entry.year_at, year=found.said, usual=usual, advice=advice)


def _bureau_names(prints: Sequence[Print]) -> Iterator[Problem]:
    files = {each.bureau: each.file for each in prints}
    fuller = _fuller(files)
    for each in prints:
        if each.bureau in fuller:
            other = fuller[each.bureau]
            yield problem("across.bureau-name", each.bureau_at, name=each.bureau, other=other, data=files[other])


def _fuller(names: Iterable[str]) -> Mapping[str, str]:
    """For each name that is another one without its place, or part of that (县教育局, 教育局), the longest of these;
    none where these are of several places."""
    known = dict.fromkeys(names)
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in known:
        for at in range(1, len(name) - 2):
            if name[at:] in known and (_ENDS_IN_PLACE.search(name[:at]) or _PLACE_SIGN.match(name[at:])):
                longer[name[at:]].append(name)
    found = {short: max(others, key=len) for short, others in longer.items()}
    return {short: long for short, long in found.items() if all(long.endswith(other) for other in longer[short])}


def _without_place(prints: Sequence[Print]) -> Iterator[Problem]:
    """Names that say no place where most say the same."""
    names = dict.fromkeys(each.bureau for each in prints)
    places = Counter(found[0] for found in map(_PLACE.match, names) if found)
    place, count = next(iter(places.most_common(1)), ("", 0))
    if count < _MANY or count * 2 <= len(names):
        return
    for each in prints:
        if not _ANY_PLACE.search(each.bureau) and place + each.bureau not in names:
            yield problem("across.no-place", each.bureau_at, name=each.bureau, where=place, count=count)


def _own_fields(texts: Sequence[OwnText]) -> Iterator[Problem]:
    short = [each for each in texts if len(each.text) <= _SHORT]
    for same in grouped(short, lambda each: (each.field, meaning(each.text).written)):
        for found in deviations((each.text, each) for each in same):
            yield _own_field(found.entry, found.usual.said, found.advice(f"写成“{found.usual.said}”"))
    for heads in grouped(short, lambda each: each.field if each.field.startswith(OF_BUREAU) else None):
        fuller = _fuller(each.text for each in heads)
        yield from (
            _own_field(each, fuller[each.text], f"写全称“{fuller[each.text]}”") for each in heads if each.text in fuller
        )


def _own_field(entry: OwnText, usual: str, advice: str) -> Problem:
    words = {"field": entry.field.rpartition("›")[2], "text": entry.text, "usual": usual}
    return problem("across.own-field", entry.at, advice=advice, **words)
