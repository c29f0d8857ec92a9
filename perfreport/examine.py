"""One data file, read, scored and reviewed: all that is known before a document is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from perfreport.accepted import load_accepted, parted
from perfreport.check import Reviewer
from perfreport.check.review import Review
from perfreport.files import year_before, year_of_folder
from perfreport.load import Loaded, load
from perfreport.model import Report
from perfreport.problem import Problem, problem
from perfreport.rules import Rules
from perfreport.score.evaluate import evaluate
from perfreport.score.evaluate import problems as problems_of
from perfreport.score.scoring import Evaluation

_EXPLAINS_A_SCORE = {"evaluation.full-below-target", "evaluation.as-positive"}


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of a data file. `problems` stand in its order; `accepted` are those left as they are, with reasons.

    `review` is None where nothing could be read, `evaluation` where there are no scores. `faults` are those of the
    problems that the file of the accepted ones has; then nothing counts as accepted.
    """

    data: Path
    loaded: Loaded
    review: Review | None = None
    evaluation: Evaluation | None = None
    problems: tuple[Problem, ...] = ()
    accepted: tuple[tuple[Problem, str], ...] = ()
    faults: tuple[Problem, ...] = ()

    @property
    def stopped_by(self) -> tuple[Problem, ...]:
        """What must be mended before it can be said what is wrong, or accepted."""
        return self.faults if self.review else tuple(found for found in self.problems if found.severity == "error")


def examine(data: Path, rules: Rules, reviewer: Reviewer, beside: Iterable[Problem] = ()) -> Examined:
    """Read, score and review one data file; `beside` is what else is known of it. Never raises for what was typed."""
    loaded = load(data, rules)
    report = loaded.report
    if report is None:
        found = [*loaded.problems, *_which_amount(loaded, rules, reviewer)]
        return Examined(data, loaded, problems=tuple(sorted(found, key=lambda each: each.place)))
    evaluation, findings = evaluate(report, rules.scoring)
    review = Review(report, rules, evaluation, last_year(data, report, rules))
    reviewed = reviewer.review(review, loaded.places)
    found = [
        *loaded.problems,
        *_in_another_folder(data, report, loaded),
        *_scored(problems_of(findings, loaded.places), reviewed),
        *reviewed,
        *beside,
    ]
    found.sort(key=lambda each: each.place)  # a clerk works down the file
    accepted, faults = load_accepted(data)
    told, left = parted(found, accepted, loaded.places)
    return Examined(data, loaded, review, evaluation, (*faults, *told), tuple(left), tuple(faults))


def _which_amount(loaded: Loaded, rules: Rules, reviewer: Reviewer) -> list[Problem]:
    """Where amounts do not add up, what each of them says by itself: it shows which one is wrong."""
    return reviewer.review_amounts(Review(loaded.unsummed, rules), loaded.places) if loaded.unsummed else []


def _in_another_folder(data: Path, report: Report, loaded: Loaded) -> list[Problem]:
    """The hint that a file lies in the folder of another year: often one of last year's that was copied there."""
    folder = year_of_folder(data)
    if folder in (None, report.year):
        return []
    return [problem("data.year-of-folder", loaded.places("年度"), folder=folder, year=report.year)]


def _scored(problems: Iterable[Problem], reviewed: Iterable[Problem]) -> list[Problem]:
    """What is said of scores, without what the reviewer says better: not only that a score differs, but why."""
    explained = {found.place.line for found in reviewed if found.id in _EXPLAINS_A_SCORE}
    return [found for found in problems if found.id != "score.differs" or found.place.line not in explained]


def last_year(data: Path, report: Report, rules: Rules) -> Report | None:
    """The bureau's report of the year before, which lies in the folder of that year; None where it cannot be read.

    A file that was copied there and still says another year or bureau is none to compare with.
    """
    before = year_before(data)
    last = load(before, rules).report if before and before.is_file() else None
    return last if last and (last.bureau, last.year) == (report.bureau, report.year - 1) else None
