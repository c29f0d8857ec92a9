"""One bureau's documents: examine → context → office → agreement → output. A pack is opened once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from perfreport.agreement import disagreements
from perfreport.check import Reviewer, unknown_rules
from perfreport.context import names
from perfreport.examine import examine
from perfreport.lint import lint_open
from perfreport.model import Report
from perfreport.office import Template
from perfreport.office.stamp import stamped
from perfreport.origin import PackOrigin, data_digest
from perfreport.output import document_path
from perfreport.overview import line_of
from perfreport.pack import open_templates
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.produced import Produced
from perfreport.rules import Rules, load_rules
from perfreport.score.scoring import Evaluation
from perfreport.score.weights import weighted
from perfreport.standing import NOTHING_OFFERED, NOTHING_SPECIAL, Offered, Wishes
from perfreport.storage import file_all
from perfreport.values import file_name_fault


@dataclass(frozen=True, slots=True)
class Pack:
    """A region's forms, open: its rules, its templates by file name, and the hashes of these."""

    folder: Path
    rules: Rules
    templates: dict[str, Template]
    reviewer: Reviewer
    origin: PackOrigin
    hints: tuple[Problem, ...] = ()  # what of it is worth knowing and stops nothing

    @property
    def documents(self) -> dict[str, Template]:
        """The templates of a bureau's documents."""
        others = self.rules.not_of_bureaus
        return {name: each for name, each in self.templates.items() if Path(name).stem not in others}

    @property
    def overviews(self) -> dict[str, Template]:
        """The templates of what is said of many bureaus."""
        return {name: each for name, each in self.templates.items() if Path(name).stem in self.rules.overviews}


def open_pack(folder: Path, is_sound: bool = False) -> Pack:
    """The pack in `folder`, every template compiled and checked; raises Problems with the faults of all of them.

    `is_sound`: it was checked before as it is.
    """
    templates, faults = open_templates(folder)
    rules = load_rules(folder)
    found = faults or ([] if is_sound else lint_open(folder, rules, templates))
    if any(each.severity == "error" for each in found):
        raise Problems([*found, *unknown_rules(folder, rules)] if faults else found)
    return Pack(folder, rules, templates, Reviewer(rules), PackOrigin.of(folder), tuple(found))


def produce(
    data: Path, pack: Pack, output: Path, wishes: Wishes = NOTHING_SPECIAL, offered: Offered = NOTHING_OFFERED
) -> Produced:
    """Make and write the documents of one data file. Never raises for what is wrong in the data.

    Those that are what they would be again are left alone, and so are those that somebody worked on. `offered`: the
    hashes of what a former run laid beside such ones, by their path.
    """
    try:
        origin = data_digest(data)
    except OSError:
        origin = ""  # what is wrong is told when it is loaded
    examined = examine(data, pack.rules, pack.reviewer)
    loaded, review = examined.loaded, examined.review
    if loaded.report is None or review is None:
        return Produced(data, (), examined.problems)
    made, faults = render_all(data, loaded.report, examined.evaluation, pack)
    documents = {document_path(output, loaded.report, name): name for name in made}
    line = line_of(examined)
    problems = [*examined.problems, *_bad_names(documents, loaded.places("单位名称")), *faults]
    told = [*examined.problems, *(found for found, _ in examined.accepted)]
    problems += disagreements(
        {f"{data} → {name}": content for name, content in made.items()}, loaded, review.figures, pack.rules, told
    )
    produced = Produced(data, (), tuple(problems), line)
    if produced.failed:
        return produced
    contents = {path: stamped(made[name], pack.origin.made_from(origin, name)) for path, name in documents.items()}
    filed, unwritten = file_all(contents, wishes, offered)
    return Produced(data, filed, (*problems, *unwritten), line)


def render_all(
    data: Path, report: Report, evaluation: Evaluation | None, pack: Pack
) -> tuple[dict[str, bytes], list[Problem]]:
    """Each document by the name of its template, and what the templates lack; without scores none that needs them."""
    values = names(weighted(report, pack.rules.scoring), evaluation)
    documents: dict[str, bytes] = {}
    faults: list[Problem] = []
    for name, template in pack.documents.items():
        if evaluation is None and Path(name).stem in pack.rules.evaluated:
            continue
        try:
            documents[name] = template.render(values)
        except Problems as found:
            faults += [_of_bureau(fault, data) for fault in found.problems]
    return documents, faults


def _bad_names(documents: Iterable[Path], place: Place) -> list[Problem]:
    faults = {path.name: file_name_fault(path.name) for path in documents}
    return [problem("output.bad-name", place, name=name, why=why) for name, why in faults.items() if why]


def _of_bureau(found: Problem, data: Path) -> Problem:
    """A problem of a template that this bureau's data brought to light: both files are named."""
    return replace(found, place=replace(found.place, file=f"{data} → {found.place.file}"))
