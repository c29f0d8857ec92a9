"""What is said of each data file: its problems, what was accepted, questions for a person, the reviewer's letter."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.accepted import accept, can_be_accepted
from perfreport.check import BY_ID, Reviewer, unknown_rules
from perfreport.check.questions import Question, questions
from perfreport.examine import Examined, examine
from perfreport.files import accepted_file
from perfreport.kinds import KINDS
from perfreport.parallel import in_order
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.rules import Rules, load_rules
from perfreport.samebureau import of_same_bureau, refused
from perfreport.values import did_you_mean

if TYPE_CHECKING:
    from perfreport.across import Print
    from perfreport.office import Template

ACROSS = "across."
"""What the ids of problems begin with that only several data files beside one another have."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one data file. `letters` are the 审核意见 that were written; there are none unasked.

    `accepted`: how many of what was looked for are left as they are; `kept`: the reasons of those for which another
    one was given now. `is_whole`: it could be read, so that all was looked at. `print`: what it is compared with
    others by, where asked.
    """

    data: Path
    problems: tuple[Problem, ...]
    accepted: int
    questions: tuple[Question, ...]
    letters: Sequence[Path] = ()
    kept: Sequence[str] = ()
    is_whole: bool = True
    print: Print | None = None


@dataclass(frozen=True)
class Judge:
    """Judges data files by the rules of the pack in `folder`; can be sent to another process.

    `only`: ids of the problems that are looked for, all where it is empty. `reason`: accept what is found for it.
    `letters`: the folder under which the 审核意见 are written, None for none. `prints`: make the print of each file.
    `beside`: what a comparison of the files found, by file; None where there was none.
    """

    folder: Path
    rules: Rules
    reviewer: Reviewer
    only: Sequence[str] = ()
    reason: str = ""
    letters: Path | None = None
    prints: bool = False
    beside: Mapping[str, Sequence[Problem]] | None = None

    @classmethod
    def of(cls, folder: Path, only: Sequence[str] = (), reason: str = "", letters: Path | None = None) -> Judge:
        """Raises Problems where the pack's rules are wrong, or the templates of the letters that are asked for."""
        rules = load_rules(folder)
        if faults := unknown_rules(folder, rules):
            raise Problems(faults)
        if letters:
            from perfreport.letter import letter_templates

            letter_templates(folder, rules)  # told here and not once for each data file
        return cls(folder, rules, Reviewer(rules), only, reason, letters)

    def __call__(self, data: Path) -> Verdict:
        beside = (self.beside or {}).get(str(data), ())
        examined = examine(data, self.rules, self.reviewer, beside)
        wanted = (*self.only, *(found.id for found in examined.stopped_by)) if self.only else ()
        problems = [found for found in examined.problems if not wanted or found.id in wanted]
        reasons = [reason for found, reason in examined.accepted if not wanted or found.id in wanted]
        left, kept = len(reasons), list[str]()
        if self.reason and not examined.stopped_by:
            problems, new = self._accept(examined, problems)
            left, kept = left + new, [reason for reason in reasons if reason != self.reason]
        asked = questions(examined.review) if examined.review else []
        letters, faults = self._write(examined, problems, asked) if self.letters else ((), ())
        whole = examined.review is not None
        return Verdict(data, (*problems, *faults), left, tuple(asked), letters, kept, whole, self._print(examined))

    def _accept(self, examined: Examined, problems: Iterable[Problem]) -> tuple[list[Problem], int]:
        """What cannot be accepted, and how many are accepted now."""
        new = [found for found in problems if can_be_accepted(found)]
        rest = [found for found in problems if not can_be_accepted(found)]
        unasked = ACROSS if self.beside is None else ""
        faults = accept(examined.data, new, examined.accepted, self.reason, examined.loaded.places, unasked)
        return ([*rest, *new, *faults], 0) if faults else (rest, len(new))

    def _print(self, examined: Examined) -> Print | None:
        if not self.prints:
            return None
        from perfreport.across import print_of

        return print_of(examined)

    def _write(
        self, examined: Examined, problems: Sequence[Problem], asked: Sequence[Question]
    ) -> tuple[Sequence[Path], Sequence[Problem]]:
        from perfreport.letter import write_letters

        assert self.letters
        try:
            return write_letters(examined, problems, asked, self._templates, self.letters)
        except Problems as found:
            return (), found.problems

    @cached_property
    def _templates(self) -> Sequence[Template]:
        """Compiled once in each process."""
        from perfreport.letter import letter_templates

        return letter_templates(self.folder, self.rules)


def judge_all(judge: Judge, files: Sequence[Path]) -> Iterator[Verdict]:
    """The verdict of each data file, in their order; on all processors where there are many.

    Told is where one wrote the letters of another anew.
    """
    written: dict[Path, Path] = {}
    others = of_same_bureau(files)
    for verdict in in_order(judge, files):
        first = {written.setdefault(letter, verdict.data) for letter in verdict.letters} - {verdict.data}
        clash = [problem("output.same-bureau", Place(str(verdict.data)), other=other) for other in first]
        if other := others.get(verdict.data):
            clash.append(refused(verdict.data, other))
        yield replace(verdict, problems=(*verdict.problems, *clash))


def judge_across(judge: Judge, files: Sequence[Path]) -> Iterator[Verdict]:
    """As `judge_all`, and the data files beside one another: what bureaus share and write differently.

    All are looked at before the first is told. Those are judged again for whom it makes a difference: where letters are
    written, or problems accepted.
    """
    from perfreport.across import compare

    verdicts = list(judge_all(replace(judge, reason="", letters=None, prints=True), files))
    found = compare(verdict.print for verdict in verdicts if verdict.print)
    knowing = replace(judge, beside=found)
    if judge.reason or judge.letters:
        yield from judge_all(knowing, files)
        return
    again = [data for data in files if str(data) in found and accepted_file(data).is_file()]
    anew = dict(zip(again, judge_all(knowing, again), strict=True))
    for verdict in verdicts:
        told = [each for each in found.get(str(verdict.data), ()) if not judge.only or each.id in judge.only]
        problems = sorted((*verdict.problems, *told), key=lambda each: each.place) if told else verdict.problems
        yield anew.get(verdict.data) or replace(verdict, problems=tuple(problems), print=None)


def ids_like(pattern: str) -> list[str]:
    """The ids of problems that a pattern names: one, or all that `across.*` fits."""
    return fnmatch.filter([*BY_ID, *KINDS], pattern)


def unknown_ids(only: Iterable[str]) -> list[str]:
    """For each id or pattern that no problem has, a sentence that says so."""
    ids = [*BY_ID, *KINDS]
    said = "没有编号为“{id}”的问题。{near}各编号见 docs/rules.md。"
    return [said.format(id=id, near=did_you_mean(id, ids)) for id in only if not ids_like(id)]
