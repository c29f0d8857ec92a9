"""What a change of the data changed for a bureau (调整对照), and what the template of a 调整对照表 sees of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from perfreport.comparison.change import DOCUMENTS, Change, around, signed
from perfreport.model import Report
from perfreport.money import Money
from perfreport.phrase.numbers import as_first_level
from perfreport.problem import Problem


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What differs between two states of a bureau's data. `totals`: the budget before and after, None where unknown.

    `before` and `after` are the files, "" where there is none. `documents`: the 调整对照表 that were written.
    """

    bureau: str
    year: str
    before: str
    after: str
    totals: tuple[Money | None, Money | None]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    documents: tuple[Path, ...] = ()

    @property
    def difference(self) -> Money | None:
        """How much the budget was increased; None where it is not known on both sides."""
        before, after = self.totals
        return None if before is None or after is None else after - before

    @property
    def is_nothing(self) -> bool:
        """Nothing was changed, and nothing is wrong."""
        return not self.changes and not self.problems

    @property
    def in_data(self) -> Sequence[Change]:
        return [change for change in self.changes if change.section != DOCUMENTS]

    @property
    def in_documents(self) -> Sequence[Change]:
        return [change for change in self.changes if change.section == DOCUMENTS]


def names(found: Adjustment, report: Report) -> dict[str, Any]:
    """What the template of a 调整对照表 sees; docs/templates.md has the list."""
    before, after = found.totals
    return {
        "单位名称": report.bureau,
        "年度": report.year,
        "调整前": found.before,
        "调整后": found.after,
        "合计": {"调整前": before, "调整后": after, "增减额": found.difference},
        "改动数": len(found.in_data),
        "随之改变数": len(found.in_documents),
        "各节": _sections(found.changes),
    }


def _sections(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes by section, those of documents by document; their rows numbered through."""
    grouped = [(title, list(own)) for title, own in groupby(changes, key=_title)]
    starts = [sum(len(own) for _, own in grouped[:at]) for at in range(len(grouped))]
    return [
        {
            "名称": f"{as_first_level(number)}{title}",
            "各行": [_row(row, change) for row, change in enumerate(own, starts[number - 1] + 1)],
        }
        for number, (title, own) in enumerate(grouped, 1)
    ]


def _title(change: Change) -> str:
    return f"{DOCUMENTS}：{change.steps[0]}" if change.section == DOCUMENTS else change.section


def _row(number: int, change: Change) -> dict[str, Any]:
    steps = change.steps[1:] if change.section == DOCUMENTS else change.steps
    before, after = (
        around(change.before, change.after) if change.section == DOCUMENTS else (change.before, change.after)
    )
    return {
        "序号": number,
        "项目": " › ".join(steps) or change.note,
        "调整前": before,
        "调整后": after,
        "调整前金额": change.amounts[0],
        "调整后金额": change.amounts[1],
        "增减额": change.difference,
        "增减": "" if change.difference is None else signed(change.difference),
        "说明": change.note,
    }
