"""What can be filled in and no template of the pack prints: it would be typed for nothing.

Which names a field stands behind is found by filling it in differently: a sum and a sentence count as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from perfreport.files import RULES_FILE
from perfreport.form import FormField, form_fields
from perfreport.lint.samples import WHOLE, Words, names_of
from perfreport.model import Indicator, Report
from perfreport.office.uses import ELEMENT, Path, Use
from perfreport.problem import Place, Problem, problem
from perfreport.rules import Rules, own_field_place

_NOT_PRINTED = {"computed", "handle", "points", "weights", "achievement"}  # for sums, links and scores


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the data file, or a record with all that is in it; `is_needed`: it must be filled in."""

    path: Words
    is_needed: bool
    is_own: bool
    within: tuple[_Field, ...] = ()


def check_unused(folder: File, uses: Iterable[Use], rules: Rules) -> list[Problem]:
    """A problem for what must be filled in, one for every field of the pack's own, one for all that may be left out.

    A pack without rules has those of the pack 通용, whose fields it need not print.
    """
    unused, _ = _unused(_fields(rules), _Prints(rules, uses))
    own = [each for each in unused if each.is_own and (folder / RULES_FILE).exists()]
    found = [_told([each], own_field_place(folder, rules, each.path)) for each in own]
    for is_needed in (True, False):
        others = [each for each in unused if each.is_needed is is_needed and not each.is_own]
        found += [_told(others, Place(str(folder)))] if others else []
    return found


def _told(unused: list[_Field], place: Place) -> Problem:
    first = unused[0]
    words = {"names": _listed(unused), "must": "必须填写" if first.is_needed else "可以填写"}
    if first.is_own:
        advice = "在模板里写上它的标签；表上用不到，就从“自有项目”里删去。"
    else:
        rest = "不用管" if first.is_needed else "填表的人可以不填"
        advice = f"表上要有的，在模板里写上标签；表上没有的，{rest}。"
    return problem("lint.unused-field", place, **words, advice=advice)


def _listed(unused: Iterable[_Field]) -> str:
    """Records, the fields that are meant in brackets: “上年”（基本支出、项目支出）; no mark between quotation marks."""
    records: dict[str, list[str]] = {}
    for each in unused:
        record, *inner = [word for word in each.path if word != "自评"] or ["自评"]
        records.setdefault(record, []).extend(["的".join(inner)] if inner else [])
    return "".join(f"“{record}”" + (f"（{'、'.join(inner)}）" if inner else "") for record, inner in records.items())


def _fields(rules: Rules) -> tuple[_Field, ...]:
    """Everything that a data file may hold; a 自评 counts as one that every file has in the end."""
    return tuple(_of_record(Report, (), True, rules))


def _of_record(kind: type, path: Words, is_needed: bool, rules: Rules) -> Iterator[_Field]:
    own = rules.own_fields(kind)
    for field in (*form_fields(kind), *own):
        inner = tuple(_inner(field, (*path, field.word), is_needed and (field.required or not path), rules))
        if inner or not (field.of or field.kind in _NOT_PRINTED):
            yield _Field((*path, field.word), is_needed and field.required, field in own, inner)


def _inner(field: FormField, path: Words, is_needed: bool, rules: Rules) -> Iterator[_Field]:
    if field.kind == "words":
        yield from (_Field((*path, each.word), each.required, True) for each in rules.own_words)
    elif field.kind == "groups":
        yield from _of_record(Indicator, path, is_needed, rules)
    elif field.of:
        yield from _of_record(field.of, path, is_needed, rules)


def _unused(fields: Iterable[_Field], prints: _Prints) -> tuple[list[_Field], bool]:
    """Those that are not used, a record as one; and whether these are all, but for what is in no name at all.

    What the pack added itself is told by itself.
    """
    unused: list[_Field] = []
    is_all = True
    for field in fields:
        if field.within:
            inner, none_used = _unused(field.within, prints)
            own = [each for each in inner if each.is_own]
            others = [each for each in inner if not each.is_own]
            unused += [*([field] if none_used and others else others), *own]
            is_all &= none_used
        elif (is_used := prints.uses(field.path)) is not None:
            unused += [] if is_used else [field]
            is_all &= not is_used
    return unused, is_all


class _Prints:
    """What the templates print of a data file."""

    def __init__(self, rules: Rules, uses: Iterable[Use]) -> None:
        self._rules = rules
        self._wholes: dict[Path, bool] = {}
        for use in uses:
            self._wholes[use.path] = use.whole or self._wholes.get(use.path, False)
        self._words = {tuple(name for name in path if name != ELEMENT) for path in self._wholes}
        groups = sum(len(seconds) for _, seconds in rules.groups)
        self._sort = WHOLE if groups < 3 else replace(WHOLE, rows=1)  # there must be indicators of all sorts
        self._names = names_of(rules, self._sort)

    def uses(self, path: Words) -> bool | None:
        """Whether any template reads the field, or what is made of it; None where it is behind no name."""
        if path in self._words:
            return True
        behind = set(_differing(self._names, names_of(self._rules, self._sort, path), ()))
        return any(self._covers(name) for name in behind) if behind else None

    def _covers(self, name: Path) -> bool:
        return any(_reads(path, whole, name) for path, whole in self._wholes.items())


def _reads(path: Path, whole: bool, name: Path) -> bool:
    """Whether a use of `path` reads what stands at `name`; a filter that is given a record reads its own fields."""
    if any(own not in (other, ELEMENT) for own, other in zip(path, name, strict=False)):
        return False
    rest = [each for each in name[len(path) :] if each != ELEMENT]
    return len(path) >= len(name) or (whole and len(rest) <= 1)


def _differing(one: Any, other: Any, path: Path) -> Iterator[Path]:
    """The names of the single values in which two data files of the same shape differ."""
    if isinstance(one, Mapping):
        for name in one:
            if one[name] != other[name]:
                yield from _differing(one[name], other[name], (*path, name))
    elif isinstance(one, list):
        for first, second in zip(one, other, strict=False):
            if first != second:
                yield from _differing(first, second, (*path, ELEMENT))
    else:
        yield path
