"""What is reviewed: a report with its scores, and its texts and indicators one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from perfreport.check.rule import Path
from perfreport.model import Report, Task
from perfreport.problem import quoted
from perfreport.rules import Rules
from perfreport.score.scoring import Evaluation, Mark
from perfreport.selfevaluation import Outcome, SelfEvaluation
from perfreport.sentences.targets import with_unit_of
from perfreport.target import Target

if TYPE_CHECKING:
    from perfreport.agreement.figures import Figures

GROUP_SORTS = ("数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态", "可持续", "满意度")
"""The sorts of second-level groups, as the form's groups and those of other regions (经济成本指标) are named after."""


class Entry(NamedTuple):
    """An indicator in its group. `counted` is its target with the unit that only its name says: 人数（人） ≥4."""

    first: str
    second: str
    name: str
    target: Target
    rules: Rules

    @property
    def counted(self) -> Target:
        return with_unit_of(self.name, self.target)

    @property
    def sort(self) -> str:
        """Which of `GROUP_SORTS` its group is of, "" where it is none."""
        return sort_of(self.first, self.second)

    def group_of(self, sort: str) -> str:
        """What the pack calls its group of this sort; the sort itself where it has none."""
        found = (second for first, seconds in self.rules.groups for second in seconds if sort_of(first, second) == sort)
        return next(found, f"{sort}指标")


@lru_cache(maxsize=1000)
def sort_of(first: str, second: str) -> str:
    """The sort of a group: 成本 for 经济成本指标 and for what stands under 成本指标."""
    if "成本" in second or "成本" in first:
        return "成本"
    return next((sort for sort in GROUP_SORTS if sort in second), "满意度" if "满意" in first + second else "")


def listed(names: Sequence[str]) -> str:
    """The first few names of indicators, and how many there are in all: “甲”“乙”“丙”等 5 个指标."""
    return quoted(names[:3]) + (f"等 {len(names)} 个指标" if len(names) > 3 else "")


class Row(NamedTuple):
    """An indicator of the report, where it stands, and what was said and scored of it a year later."""

    entry: Entry
    path: Path
    outcome: Outcome | None
    mark: Mark | None


class Said(NamedTuple):
    """A text of the data file, its links followed, and where it stands."""

    text: str
    path: Path


@dataclass(frozen=True, eq=False)  # a review is its own key of what rules remember of it
class Review:
    """What rules about the whole look at. `evaluation` is None where there is none or it has errors.

    `last_year` is the same bureau's report of the year before, where there is one.
    """

    report: Report
    rules: Rules
    evaluation: Evaluation | None = None
    last_year: Report | None = None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        told = self.report.self_evaluation
        outcomes = told.outcomes if told else ()
        marks = self.evaluation.marks if self.evaluation else ()
        rows: list[Row] = []
        for group in self.report.groups:
            for at, indicator in enumerate(group.indicators):
                entry = Entry(group.first, group.second, indicator.name, indicator.target, self.rules)
                outcome = outcomes[len(rows)] if outcomes else None
                mark = marks[len(rows)] if marks else None
                rows.append(Row(entry, ("年度绩效指标", group.first, group.second, at), outcome, mark))
        return tuple(rows)

    @cached_property
    def figures(self) -> Figures:
        """All figures, with which sentences and documents are compared."""
        from perfreport.agreement.figures import Figures

        return Figures(self.report, self.evaluation, self.rules.scoring.grades if self.rules.scoring else ())

    @cached_property
    def tasks(self) -> tuple[tuple[Task, Path], ...]:
        return tuple((task, ("年度主要任务", at)) for at, task in enumerate(self.report.tasks))

    @cached_property
    def goals(self) -> tuple[Said, ...]:
        return tuple(Said(goal, ("年度总体目标", at)) for at, goal in enumerate(self.report.goals))

    @cached_property
    def own_words(self) -> tuple[Said, ...]:
        """What the clerk says of the year in sentences: the goals done and the report's own words."""
        told = self.report.self_evaluation
        if not told:
            return ()
        done = [Said(goal, ("自评", "目标完成情况", at)) for at, goal in enumerate(told.goals)]
        return (*done, *(Said(text, ("自评", "报告", name)) for name, text in told.words.items() if text))

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """All that is said in sentences: what the tasks are about, the goals, the clerk's own words."""
        contents = [Said(task.content, (*path, "主要内容")) for task, path in self.tasks]
        return (*contents, *self.goals, *self.own_words)

    @cached_property
    def texts(self) -> list[tuple[str, Path]]:
        """Every text that a clerk wrote, but for what has a rule of its own: the bureau's name, the 编号."""
        found = [*_own_texts(self.report.own, ())]
        for task, path in self.tasks:
            found += [(task.name, (*path, "任务名称")), (task.content, (*path, "主要内容"))]
            found += _own_texts(task.own, path)
        found += self.goals
        for (_, path, *_), indicator in zip(self.rows, self.report.indicators, strict=True):
            found += [(indicator.name, (*path, "三级指标")), (indicator.target.text, (*path, "指标值"))]
            found += _own_texts(indicator.own, path)
        if told := self.report.self_evaluation:
            found += _texts_of_outcomes(told)
        found += self.own_words
        return found


def _own_texts(own: Mapping[str, str], path: Path) -> list[tuple[str, Path]]:
    """What stands in the pack's own fields of a record."""
    return [(text, (*path, name)) for name, text in own.items() if text]


def _texts_of_outcomes(told: SelfEvaluation) -> list[tuple[str, Path]]:
    found: list[tuple[str, Path]] = []
    for outcome in told.outcomes:
        path: Path = ("自评", "指标完成情况", outcome.at)
        found.append((outcome.actual, (*path, "实际完成值")))
        if outcome.reason:
            found.append((outcome.reason, (*path, "偏差原因")))
        if outcome.remedy:
            found.append((outcome.remedy, (*path, "改进措施")))
        found += _own_texts(outcome.own, path)
    return found
