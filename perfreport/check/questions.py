"""What no rule can judge, as questions for a person, each made concrete with this bureau's data.

After 财预〔2015〕88号: 目标相关、指标科学 (相关性), 绩效合理、资金匹配 (适当性), 实现可能、条件充分 (可行性).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.check.review import Review, Row
from perfreport.model import Report, Task
from perfreport.money import Money, round_half_up
from perfreport.yaml.slip import shortened

_MOST_NAMED = 3
_CONDITIONS = re.compile("建设|采购|购置|改造|新建|扩建|维修|招标|信息化|系统|平台|工程|试点")
_BASIC = re.compile("正常运转|机构运转|基本支出|人员经费|日常运转|运转经费")
_STANDARD = re.compile("元/(?:人|月|年|户|次|天|人·?月|人/月|人/年|人次|户/年)(?:/[月年])?")


class Question(NamedTuple):
    """A question, and the category of the review that it belongs to."""

    category: str
    text: str


def questions(review: Review) -> list[Question]:
    """A short list: at most one question of each sort, none where the data gives no cause."""
    asked = [
        ("完整性", _measured(review)),
        ("相关性", _shown(review.report)),
        ("相关性", _proved(review.rows)),
        ("适当性", _why_whole(review.rows)),
        ("适当性", _enough(review)),
        ("可行性", _prepared(review.report)),
        ("可行性", _paid(review.report)),
        ("可行性", _asked_whom(review.rows)),
        ("自评", _true(review.rows)),
    ]
    return [Question(category, text) for category, text in asked if text]


def _measured(review: Review) -> str:
    """A goal without a number and without a word of when it is reached."""
    vague = [
        goal.text for goal in review.goals if not re.search(r"[0-9０-９一二三四五六七八九十]+[%个项次人户]", goal.text)
    ]
    return f"目标{_named(vague)}里没有数：做到什么程度算完成，由哪条指标说明？" if vague else ""


def _shown(report: Report) -> str:
    """The task with the largest budget that is not for running the office."""
    projects = [task for task in report.tasks if not _BASIC.search(task.name + task.content)]
    largest = max(projects, key=lambda task: task.total, default=None)
    if largest is None or not largest.total or not report.sums.total:
        return ""
    return (
        f"“{shortened(largest.name)}”的预算在各项任务里最多（{_amount(largest.total)}，{_share(largest, report)}）："
        "它的效果从哪个目标、哪条效益指标看得出来？"
    )


def _share(task: Task, report: Report) -> str:
    return f"占{round_half_up(task.total / report.sums.total * 100, 1)}%"


def _proved(rows: Iterable[Row]) -> str:
    words = [f"{row.entry.name}（{row.entry.target}）" for row in rows if not row.entry.target.sign]
    return f"定性指标{_named(words)}：年末拿什么材料证明做到了？能不能换成有数的指标？" if words else ""


def _why_whole(rows: Iterable[Row]) -> str:
    """Targets of the whole: nothing may go wrong, or nothing was asked."""
    whole = [row.entry.name for row in rows if row.entry.counted.unit == "%" and row.entry.counted.low == 100]
    return f"指标{_named(whole)}的目标是 100%：上年完成了多少，全年一次差错都没有做得到吗？" if whole else ""


def _enough(review: Review) -> str:
    """A standard per head and the number of heads beside the budget of the task: is the money enough?"""
    for row in review.rows:
        if not _STANDARD.fullmatch(row.entry.counted.unit):
            continue
        heads = _nearest(
            row.entry.name, [each for each in review.rows if each.entry.counted.unit in ("人", "户", "人次")]
        )
        task = _nearest_task(row.entry.name, review.report.tasks)
        if heads and task:
            return (
                f"“{row.entry.name}”是 {row.entry.counted.quantity}，“{heads.entry.name}”是 {heads.entry.target}，"
                f"“{shortened(task.name, 20)}”的预算是 {_amount(task.total)}：按人数、标准、月数算，够不够，多不多？"
            )
    return ""


def _nearest(name: str, rows: Sequence[Row]) -> Row | None:
    best = max(rows, key=lambda row: _in_common(name, row.entry.name), default=None)
    return best if best and _in_common(name, best.entry.name) >= _LEAST else None


def _nearest_task(name: str, tasks: Sequence[Task]) -> Task | None:
    best = max(tasks, key=lambda task: _in_common(name, task.name + task.content), default=None)
    return best if best and _in_common(name, best.name + best.content) >= _LEAST else None


_LEAST = 3  # pairs of characters that two texts must have in common to be about the same


def _in_common(one: str, other: str) -> int:
    return len(_pairs(one) & _pairs(other))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _prepared(report: Report) -> str:
    names = [task.name for task in report.tasks if _CONDITIONS.search(task.name + task.content)]
    return f"任务{_named(names)}要先立项、采购或招标的，手续到了哪一步，年内能完成吗？" if names else ""


def _paid(report: Report) -> str:
    others = report.sums.other_funds
    return f"其他资金 {_amount(others)}：从哪里来，能按时到位吗？" if others else ""


def _asked_whom(rows: Iterable[Row]) -> str:
    names = [row.entry.name for row in rows if row.entry.sort == "满意度" and "满意" in row.entry.name]
    return f"{_named(names)}：向谁、多少人、怎样调查？" if names else ""


def _true(rows: Iterable[Row]) -> str:
    missed = [row.entry.name for row in rows if row.mark and not row.mark.is_met]
    return f"{_named(missed)}没有完成：写的原因有佐证吗，改进措施谁来落实？" if missed else ""


def _named(names: Sequence[str]) -> str:
    """“甲”“乙”“丙”等 5 项"""
    shown = "".join(f"“{shortened(name, 24)}”" for name in names[:_MOST_NAMED])
    return shown + (f"等 {len(names)} 项" if len(names) > _MOST_NAMED else "")


def _amount(money: Money) -> str:
    places = max(2, -int(Decimal(money.to("万元")).normalize().as_tuple().exponent))
    return f"{round_half_up(money.to('万元'), places)} 万元"
