"""What the changes of the data came to: the sums of the execution, the scores, the grade."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.comparison.change import EVALUATION, Change
from perfreport.comparison.pairs import paired
from perfreport.comparison.records import Records, with_amounts
from perfreport.comparison.side import Side
from perfreport.form import by_word
from perfreport.money import round_half_up
from perfreport.score.formulas import digits
from perfreport.score.scoring import Mark
from perfreport.yaml.tree import Node, find

_Indicator = tuple[str, str, Mark]  # second-level group, name, score


def results(records: Records) -> Iterator[Change]:
    """Only of files without errors: others have no results."""
    yield from _execution(records)
    before, after = _scores(records.before), _scores(records.after)
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield _result(records, (name,), was, now, "照规则算出")
    yield from _marks(records)


def _result(records: Records, steps: tuple[str, ...], before: str, after: str, note: str) -> Change:
    nodes = _node(records.before), _node(records.after)
    return records.change("diff.result", steps, nodes, before=before, after=after, note=note)


def _node(side: Side) -> Node | None:
    return find(side.file.root, EVALUATION) if side.file.root else None


def _execution(records: Records) -> Iterator[Change]:
    told = [side.report.self_evaluation if side.report else None for side in (records.before, records.after)]
    before, after = (by_word(each.execution.total) if each else {} for each in told)
    for word in dict.fromkeys((*after, *before)):
        was, now = before.get(word), after.get(word)
        if was != now:
            change = _result(records, ("预算执行", "合计", word), "", "", "各资金来源之和")
            yield with_amounts(change, was, now)


def _scores(side: Side) -> dict[str, str]:
    """The scores of the whole, as they are printed."""
    found = side.evaluation
    if found is None:
        return {}
    rate = found.execution.rate
    return {
        "预算执行率": "" if rate is None else f"{round_half_up(rate * 100, 2)}%",
        "预算执行率得分": str(found.execution.score),
        "总分": str(found.total),
        "等级": found.grade,
    }


def _marks(records: Records) -> Iterator[Change]:
    """The points of each indicator that is there before and after, by group and name, name, or one like it."""
    before, after = _indicators(records.before), _indicators(records.after)
    for pair in paired(before, after, [lambda each: each[:2], lambda each: each[1]], [lambda each: each[:2]]):
        if pair.before is None or pair.after is None:
            continue
        (_, _, was), (second, name, now) = before[pair.before], after[pair.after]
        if was.weight != now.weight:
            yield _result(records, (second, name, "分值"), digits(was.weight), digits(now.weight), "按规则分配")
        if was.score != now.score:
            yield _result(records, (second, name, "得分"), str(was.score), str(now.score), now.how)


def _indicators(side: Side) -> list[_Indicator]:
    if side.report is None or side.evaluation is None:
        return []
    names = [(group.second, indicator.name) for group in side.report.groups for indicator in group.indicators]
    return [(second, name, mark) for (second, name), mark in zip(names, side.evaluation.marks, strict=True)]
