"""The reviewer of templates: everything that can be said of a pack before there is data, all at once, each with its
place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from perfreport.context import Names
from perfreport.lint.names import check_names, known
from perfreport.lint.samples import MANY, SORTS, Sort, names_of
from perfreport.lint.trial import try_out
from perfreport.lint.unused import check_unused
from perfreport.office import Template
from perfreport.pack import open_templates, template_files
from perfreport.problem import Problem, Problems
from perfreport.rules import Rules, absent_templates, load_rules


def lint_pack(folder: Path, trial: bool = True) -> list[Problem]:
    """Everything wrong or worth knowing with the templates and the rules of the pack in `folder`, in their order.

    `trial`: documents are made of made-up data files, too.
    """
    templates, found = open_templates(folder)
    found += [hint for template in templates.values() for hint in template.hints]
    try:
        rules = load_rules(folder)
    except Problems as wrong:
        return in_order([*found, *wrong.problems])
    files = [path.name for path in template_files(folder)]
    found += absent_templates(folder, rules, files)
    return in_order([*found, *review(folder, rules, templates, trial, is_whole=len(templates) == len(files))])


def review(
    folder: Path, rules: Rules, templates: Mapping[str, Template], trial: bool, is_whole: bool = True
) -> list[Problem]:
    """What open templates read that data files have not, and the other way round; `is_whole`: these are all."""
    samples = {sort: names_of(rules, sort) for sort in SORTS}
    root = known((names, sort.lacks) for sort, names in samples.items())
    uses = {name: template.uses() for name, template in templates.items()}
    found: list[Problem] = []
    for name, read in uses.items():
        stem = Path(name).stem
        found += check_names(read, root, stem, stem in rules.evaluated)
    if is_whole and templates:
        found += check_unused(folder, [use for read in uses.values() for use in read], rules)
    return found + (_tried(rules, templates, samples, found) if trial else [])


def _tried(
    rules: Rules, templates: Mapping[str, Template], samples: Mapping[Sort, Names], found: Iterable[Problem]
) -> list[Problem]:
    """What comes up in documents made on trial, but at places of which something has been told."""
    told = {each.place for each in found}
    samples = {**samples, MANY: names_of(rules, MANY)}
    tried: list[Problem] = []
    for name, template in templates.items():
        is_evaluated = Path(name).stem in rules.evaluated
        fitting = {sort: names for sort, names in samples.items() if sort.evaluated or not is_evaluated}
        tried += (each for each in try_out(template, fitting) if each.place not in told)
    return tried


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file and place, numbers in a place as numbers; none twice."""
    return sorted(dict.fromkeys(problems), key=lambda found: _key(found))


def _key(found: Problem) -> tuple[str, int, int, list[tuple[str, int]]]:
    place = found.place
    pieces = re.findall(r"(\D*)(\d*)", place.spot)
    return Path(place.file).name, place.line, place.column, [(text, int(number or 0)) for text, number in pieces]
