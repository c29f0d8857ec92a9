"""What is said of each data file: its problems, what was accepted, questions for a person, the reviewer's letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.accepted import accept, can_be_accepted
from perfreport.check import BY_ID, Reviewer, unknown_rules
from perfreport.check.questions import Question, questions
from perfreport.examine import Examined, examine
from perfreport.kinds import KINDS
from perfreport.parallel import in_order
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.rules import Rules, load_rules
from perfreport.values import did_you_mean

if TYPE_CHECKING:
    from perfreport.office import Template


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one data file. `letters` are the 审核意见 that were written; there are none unasked.

    `is_whole`: it could be read, so that all was looked at.
    """

    data: Path
    problems: tuple[Problem, ...]
    accepted: int
    questions: tuple[Question, ...]
    letters: Sequence[Path] = ()
    is_whole: bool = True


@dataclass(frozen=True)
class Judge:
    """Judges data files by the rules of the pack in `folder`; can be sent to another process.

    `only`: ids of the problems that are looked for, all where it is empty. `reason`: accept what is found for it.
    `letters`: the folder under which the 审核意见 are written, None for none.
    """

    folder: Path
    rules: Rules
    reviewer: Reviewer
    only: Sequence[str] = ()
    reason: str = ""
    letters: Path | None = None

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
        examined = examine(data, self.rules, self.reviewer)
        wanted = (*self.only, *(found.id for found in examined.stopped_by)) if self.only else ()
        problems = [found for found in examined.problems if not wanted or found.id in wanted]
        left = len(examined.accepted)
        if self.reason and not examined.stopped_by:
            problems, left = self._accept(examined, problems)
        asked = questions(examined.review) if examined.review else []
        letters, faults = self._write(examined, problems, asked) if self.letters else ((), ())
        return Verdict(data, (*problems, *faults), left, tuple(asked), letters, examined.review is not None)

    def _accept(self, examined: Examined, problems: Iterable[Problem]) -> tuple[list[Problem], int]:
        """What cannot be accepted, and how many are accepted now."""
        new = [found for found in problems if can_be_accepted(found)]
        rest = [found for found in problems if not can_be_accepted(found)]
        faults = accept(examined.data, new, examined.accepted, self.reason, examined.loaded.places)
        return ([*rest, *new, *faults], 0) if faults else (rest, len(new) + len(examined.accepted))

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
    for verdict in in_order(judge, files):
        first = {written.setdefault(letter, verdict.data) for letter in verdict.letters} - {verdict.data}
        clash = [problem("output.same-bureau", Place(str(verdict.data)), other=other) for other in first]
        yield replace(verdict, problems=(*verdict.problems, *clash))


def unknown_ids(only: Iterable[str]) -> list[str]:
    """For each id that no problem has, a sentence that says so."""
    ids = [*BY_ID, *KINDS]
    return [f"没有编号为“{id}”的问题。{did_you_mean(id, ids)}各编号见 docs/rules.md。" for id in only if id not in ids]
