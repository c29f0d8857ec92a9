"""What differs between two states of a bureau's data, in the words of the form: values, compared without I/O.

`written` is all that differs in the data file and what it came to; `documents` compares the documents made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from perfreport.comparison.change import EVALUATION, GOALS, HEAD, INDICATORS, TASKS, Change
from perfreport.comparison.indicators import indicators
from perfreport.comparison.records import Records
from perfreport.comparison.results import results
from perfreport.comparison.side import Side
from perfreport.comparison.tasks import tasks
from perfreport.model import Report
from perfreport.rules import Rules
from perfreport.selfevaluation import SelfEvaluation
from perfreport.yaml.tree import Map, Node

__all__ = ["Change", "Side", "written"]

_APART = ("年度主要任务", "年度总体目标", "年度绩效指标", "自评")  # told in sections of their own


def written(before: Side, after: Side, rules: Rules) -> Sequence[Change]:
    """Everything that differs in the data file, section by section.

    Where one of them has errors, links are compared as they are written: what they name cannot be told.
    """
    if before.report is None or after.report is None:
        before, after = replace(before, links={}), replace(after, links={})
    return tuple(_written(Records(before, after, rules, HEAD)))


def _written(records: Records) -> Iterator[Change]:
    old, new = records.before.file.root, records.after.file.root
    if not isinstance(old, Map | None) or not isinstance(new, Map | None):
        yield from records.values((old, new), ("文件",))
        return
    yield from tasks(replace(records, section=TASKS), *_both(old, new, "年度主要任务"))
    yield from indicators(replace(records, section=INDICATORS), *_both(old, new, "年度绩效指标"))
    yield from replace(records, section=GOALS).values(_both(old, new, "年度总体目标"), ("年度总体目标",))
    of_evaluation = replace(records, section=EVALUATION)
    yield from _evaluation(of_evaluation, *_both(old, new, "自评"))
    if records.before.report and records.after.report:
        yield from results(of_evaluation)
    yield from records.fields((old, new), Report, without=_APART)


def _evaluation(records: Records, old: Node | None, new: Node | None) -> Iterator[Change]:
    if isinstance(old, Map | None) and isinstance(new, Map | None):
        yield from records.fields((old, new), SelfEvaluation)
    else:
        yield from records.values((old, new), ("自评",))


def _both(old: Map | None, new: Map | None, word: str) -> tuple[Node | None, Node | None]:
    return old.entries.get(word) if old else None, new.entries.get(word) if new else None
