"""The names of a template held against those that a data file can have: unknown ones, and those only some have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from perfreport.context import Names
from perfreport.office.reading import METHODS, fields
from perfreport.office.uses import ELEMENT, Path, Use
from perfreport.problem import Place, Problem, problem
from perfreport.values import did_you_mean


@dataclass(slots=True)
class Known:
    """What is known of a name: the names under it, what a list of it holds, the kinds of its values.

    `lacks`: where it may be missing, in words for {name}; `is_absent`: not even the name is there then; `signs`: the
    names beside it that say no wherever it is missing; None where it never is.
    """

    under: dict[str, Known] = field(default_factory=dict)
    element: Known | None = None
    kinds: set[type] = field(default_factory=set)
    lacks: str = ""
    is_absent: bool = False
    signs: frozenset[str] | None = None

    def add(self, value: Any, lacks: str) -> None:
        """What one more data file has here; the first must have everything."""
        if value is None:
            self.lacks = self.lacks or lacks
        elif isinstance(value, Mapping):
            for name in self.under.keys() - value.keys():
                self.under[name].is_absent, self.under[name].lacks = True, lacks
            for name, each in value.items():
                known_so_far = self.under.setdefault(name, Known())
                if each is None:
                    signs = frozenset(other for other in value if value[other] is False)
                    known_so_far.signs = signs if known_so_far.signs is None else known_so_far.signs & signs
                known_so_far.add(each, lacks)
        elif isinstance(value, list):
            for each in value:
                self.element = self.element or Known()
                self.element.add(each, lacks)
        else:
            self.kinds.add(type(value))

    def step(self, name: str) -> Known | None:
        """What stands under a name; None where nothing can."""
        if name == ELEMENT:
            return self.element or Known()
        if self.under or self.element:
            return self.under.get(name)
        readable = {each for kind in self.kinds for each in fields(kind) | METHODS.get(kind, frozenset())}
        return Known() if name in readable or not self.kinds else None


def known(samples: Iterable[tuple[Names, str]]) -> Known:
    """All names of these data files, each given with the words for what it may lack."""
    root = Known()
    for values, lacks in samples:
        root.add(values, lacks)
    return root


def check_names(uses: Iterable[Use], root: Known, template: str, is_evaluated: bool) -> list[Problem]:
    """What is wrong with the names that a template reads.

    `is_evaluated`: documents are made of it only where the data file has a 自评.
    """
    uses = list(uses)
    return [*_unknown(uses, root), *_sometimes_missing(uses, root, template, is_evaluated)]


def explained(uses: Iterable[Use], root: Known, is_evaluated: bool) -> dict[tuple[Place, str], str]:
    """The tags, by place, that need a name of which `check_names` tells, there or elsewhere: with its severity."""
    found: dict[tuple[Place, str], str] = {}
    for use in uses:
        if _first_unknown(use, root):
            found[use.place, use.tag] = "error"
        elif any(_may_lack(use, root, is_evaluated)):
            found.setdefault((use.place, use.tag), "hint")
    return found


def _unknown(uses: Iterable[Use], root: Known) -> Iterator[Problem]:
    """One problem for a name at a tag, but where that only uses a variable: that has been told."""
    found: dict[tuple[object, ...], Problem] = {}
    for use in uses:
        if unknown := _first_unknown(use, root):
            number, before = unknown
            if use.path[number] in use.tag:
                found[use.place, use.tag, use.path[: number + 1]] = _no_such_name(use, number, before)
    yield from found.values()


def _first_unknown(use: Use, root: Known) -> tuple[int, Known] | None:
    """Which of the names in a path is unknown, and what it should stand under; None where the template asked first."""
    at: Known | None = root
    for number, name in enumerate(use.path):
        before, at = at, at and at.step(name)
        if before and at is None:
            is_asked = not use.asks and use.is_asked(use.path[: number + 1])
            return None if is_asked else (number, before)
    return None


def _no_such_name(use: Use, number: int, at: Known) -> Problem:
    name = use.path[number]
    words = {"tag": use.tag, "name": name, "where": _where(use.path[:number])}
    of_loop = "" if number else "循环里的名字，要与 for 后面写的一样。"
    return problem("lint.unknown-name", use.place, **words, advice=_advice(name, at) + of_loop)


def _where(path: Path) -> str:
    """What stands before a name that is missing, as words."""
    if not path:
        return "数据"
    names = f"“{'.'.join(name for name in path if name != ELEMENT)}”"
    return f"{names}的一项" if path[-1] == ELEMENT else names


def _advice(name: str, at: Known) -> str:
    if at.element:
        return f"这是一列，先写 for 循环，再写一项的名字，如 {{% for 项 in … %}}{{{{ 项.{name} }}}}{{% endfor %}}。"
    if not at.under:
        return "这已经是一个值，去掉后面的“.”和名字。"
    return f"{did_you_mean(name, at.under)}这里可以写的有：{'、'.join(at.under)}。"


def _sometimes_missing(uses: Iterable[Use], root: Known, template: str, is_evaluated: bool) -> Iterator[Problem]:
    """One problem for a name of a template, at the first tag that needs it and has not asked."""
    found: dict[Path, list[Use]] = {}
    missing: dict[Path, Known] = {}
    for use in uses:
        for path, at in _may_lack(use, root, is_evaluated):
            found.setdefault(path, []).append(use)
            missing[path] = at
    for path, needing in found.items():
        first = needing[0]
        more = len({(use.place, use.tag) for use in needing}) - 1
        yield problem(
            "lint.sometimes-missing",
            first.place,
            tag=first.tag,
            more=f"（这样的标签还有 {more} 个）" if more else "",
            name=path[-1],
            when=missing[path].lacks.format(name=path[-1]),
            advice=_how_to_ask(path, missing[path], first, template),
        )


def _may_lack(use: Use, root: Known, is_evaluated: bool) -> Iterator[tuple[Path, Known]]:
    """The names on the way to what is read that may be missing, and have not been asked for.

    What a loop runs over was needed there; a variable may hold nothing as long as nobody needs it.
    """
    at: Known | None = root
    inside = max((number for number, name in enumerate(use.path) if name == ELEMENT), default=-1)
    for number, name in enumerate(use.path):
        at = at.step(name) if at else None
        if at is None:
            return
        path = use.path[: number + 1]
        is_question = use.asks and path == use.path and not at.is_absent
        is_there = not at.lacks or (at.is_absent and is_evaluated)
        asked = {path, *((*path[:-1], sign) for sign in at.signs or ())}
        if number >= inside and not (is_there or is_question or any(map(use.is_asked, asked))):
            yield path, at


def _how_to_ask(path: Path, at: Known, use: Use, template: str) -> str:
    name = _asked_name(path)
    if at.is_absent:
        return (
            f"在规则.yaml 的“自评文档”里写上“{template}”，没有“{name}”的数据文件就不产生它；"
            f"或先写 {{% if {name} is defined %}}，后面写 {{% endif %}}。"
        )
    ask = f"先写 {{% if {name} %}}，后面写 {{% endif %}}"
    return f"{ask}；或写 {{{{ …|空 }}}}，没有就不印。" if path == use.path else f"{ask}。"


def _asked_name(path: Sequence[str]) -> str:
    """A name as a template asks for it; … stands for the variable of a loop."""
    if ELEMENT not in path:
        return ".".join(path)
    last = len(path) - 1 - list(reversed(path)).index(ELEMENT)
    return ".".join(("…", *path[last + 1 :]))
