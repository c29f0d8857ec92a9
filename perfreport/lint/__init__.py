"""The reviewer of templates: everything that can be said of a pack before there is data, all at once, each with its
place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from perfreport.check import unknown_rules
from perfreport.context import Names
from perfreport.files import template_files
from perfreport.lint.names import check_names, explained, known
from perfreport.lint.samples import (
    CUT,
    LETTER,
    MANY,
    NO_FAULT,
    NOTHING_MADE,
    RAISED,
    RUN,
    SORTS,
    Sort,
    comparison_names_of,
    letter_names_of,
    names_of,
    overview_names_of,
)
from perfreport.lint.trial import tag_of, try_out
from perfreport.lint.unused import check_unused
from perfreport.office import Template
from perfreport.office.faces import Faces
from perfreport.office.uses import Use
from perfreport.pack import open_templates
from perfreport.problem import Place, Problem, Problems
from perfreport.rules import Rules, absent_rules, absent_templates, load_rules


def lint_pack(folder: Path, trial: bool = True, faces: Faces | None = None) -> list[Problem]:
    """Everything wrong or worth knowing with the templates and the rules of the pack in `folder`, in their order.

    `trial`: documents are made of made-up data files, too, and what no template prints is told: for the author of a
    pack, not for everyone who renders with it. `faces`: the fonts of the machine, to find missing ones.
    """
    templates, faults = open_templates(folder)
    try:
        rules = load_rules(folder)
    except Problems as wrong:
        return _in_order([*faults, *_of_files(templates, faces), *wrong.problems], folder)
    return _in_order([*faults, *lint_open(folder, rules, templates, trial, faces)], folder)


def lint_open(
    folder: Path, rules: Rules, templates: Mapping[str, Template], trial: bool = False, faces: Faces | None = None
) -> list[Problem]:
    """The same of templates that are open, but for the faults of those that could not be opened."""
    files = [path.name for path in template_files(folder)]
    found = [*_of_files(templates, faces), *absent_rules(folder)]
    found += [*unknown_rules(folder, rules), *absent_templates(folder, rules, files)]
    found += review(folder, rules, templates, trial, is_whole=len(templates) == len(files))
    return _in_order(found, folder)


def _of_files(templates: Mapping[str, Template], faces: Faces | None) -> list[Problem]:
    """What can be seen in the files alone."""
    hints = [hint for template in templates.values() for hint in template.hints]
    return [*hints, *_once(look for template in templates.values() for look in template.looks(faces))]


def review(
    folder: Path, rules: Rules, templates: Mapping[str, Template], trial: bool, is_whole: bool = True
) -> list[Problem]:
    """What open templates read that data files have not, and the other way round; `is_whole`: these are all."""
    letters = {name: each for name, each in templates.items() if Path(name).stem in rules.reviews}
    comparisons = {name: each for name, each in templates.items() if Path(name).stem in rules.comparisons}
    overviews = {name: each for name, each in templates.items() if Path(name).stem in rules.overviews}
    documents = {name: each for name, each in templates.items() if Path(name).stem not in rules.not_of_bureaus}
    samples = {sort: names_of(rules, sort) for sort in SORTS}
    reviews = {sort: letter_names_of(rules, sort) for sort in (LETTER, NO_FAULT)} if letters else {}
    changes = {sort: comparison_names_of(rules, sort) for sort in (RAISED, CUT)} if comparisons else {}
    runs = {sort: overview_names_of(rules, sort) for sort in (RUN, NOTHING_MADE)} if overviews else {}
    of_documents = _Names(documents, samples, rules)
    others = ((letters, reviews), (comparisons, changes), (overviews, runs))
    of_others = [(_Names(family, named, rules), named) for family, named in others]
    found = [*of_documents.problems, *(each for family, _ in of_others for each in family.problems)]
    if trial and is_whole and documents:
        found += check_unused(folder, of_documents.uses, rules)
    if trial:
        found += of_documents.tried({**samples, MANY: names_of(rules, MANY)})
        found += [each for family, named in of_others for each in family.tried(named)]
    return found


def _once(looks: Iterable[Problem]) -> Iterable[Problem]:
    """A face that the machine lacks is told where the pack has it first, all else at every place."""
    told: dict[object, Problem] = {}
    for look in looks:
        told.setdefault(look.message if look.id == "lint.missing-face" else look, look)
    return told.values()


class _Names:
    """The names that templates read: `problems` with those that data files of these samples lack, and all `uses`."""

    def __init__(self, templates: Mapping[str, Template], samples: Mapping[Sort, Names], rules: Rules) -> None:
        self._templates = {name: (each, Path(name).stem in rules.evaluated) for name, each in templates.items()}
        self._root = known((names, sort.lacks) for sort, names in samples.items())
        self.problems: list[Problem] = []
        self.uses: list[Use] = []
        for name, (template, is_evaluated) in self._templates.items():
            read = template.uses()
            self.problems += check_names(read, self._root, Path(name).stem, is_evaluated)
            self.uses += read

    def tried(self, samples: Mapping[Sort, Names]) -> list[Problem]:
        """What comes up in documents that are made on trial, but for what `problems` explain."""
        tried: list[Problem] = []
        for template, is_evaluated in self._templates.values():
            fitting = {sort: names for sort, names in samples.items() if sort.evaluated or not is_evaluated}
            told = explained(template.uses(), self._root, is_evaluated)
            came_up = ((found, told.get((found.place, tag_of(found)))) for found in try_out(template, fitting))
            tried += [found for found, severity in came_up if severity not in ("error", found.severity)]
        return tried


def _in_order(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """By file and place, numbers in a place as numbers; none twice; files with the pack's folder, to be opened."""
    files = [path.name for path in template_files(folder)]
    placed = (replace(found, place=_in_folder(found.place, folder, files)) for found in problems)
    return sorted(dict.fromkeys(placed), key=lambda found: _key(found.place))


def _in_folder(place: Place, folder: Path, files: Iterable[str]) -> Place:
    """A place in one of the files, or in the data sheet of a chart, which is called 报告.docx 图表1 的数据表."""
    for name in files:
        if place.file == name or place.file.startswith(f"{name} "):
            return replace(place, file=str(folder / name), spot=f"{place.file[len(name) :]} {place.spot}".strip())
    return place


def _key(place: Place) -> tuple[str, int, int, list[tuple[str, int]]]:
    pieces = re.findall(r"(\D*)(\d*)", place.spot)
    return place.file, place.line, place.column, [(text, int(number or 0)) for text, number in pieces]
