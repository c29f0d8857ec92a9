"""What became of an indicator beside its score, as the rules about scores and reasons look at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfreport.check.review import Entry, Review
from perfreport.check.rule import Path
from perfreport.score.formulas import digits
from perfreport.score.scoring import Mark
from perfreport.selfevaluation import Outcome

BASIS = "财预〔2020〕10号《项目支出绩效评价管理办法》（部门整体自评参照执行）"
OUTCOMES = ("自评", "指标完成情况")


def example(done: str, target: str = "指标值: ≥120户") -> str:
    """The lines of a data file in which an indicator has this target and this outcome."""
    name = "三级指标: 示例高龄补贴入户核查户数"
    return f"指标完成情况: [{{{name}, {done}}}]\n数量指标: [{{{name}, {target}}}]"


class Scored(NamedTuple):
    """An indicator, what was said of it, and its score."""

    entry: Entry
    outcome: Outcome
    mark: Mark

    @property
    def words(self) -> dict[str, object]:
        target = self.entry.target
        return {
            "name": self.entry.name,
            "missed": self._missed,
            "target": target,
            "actual": self.outcome.actual,
            "weight": digits(self.mark.weight),
        }

    @property
    def _missed(self) -> str:
        if self.mark.is_met:
            return "远远超过了目标"
        return "超过了上限" if self.entry.target.sign in ("≤", "<") else "没有完成"

    def path(self, key: str) -> Path:
        return (*OUTCOMES, self.outcome.at, key)


def missed(review: Review) -> Iterator[Scored]:
    for row in review.rows:
        if row.mark and not row.mark.is_met and row.outcome:
            yield Scored(row.entry, row.outcome, row.mark)


def far_above(review: Review) -> Iterator[Scored]:
    """Those that reached so much more than their target that a reason is wanted."""
    for row in review.rows:
        if row.mark and row.mark.is_met and row.mark.is_far_above and row.outcome:
            yield Scored(row.entry, row.outcome, row.mark)
