"""What no rule can judge, as questions for a person, each made concrete with this bureau's data.

After 财预〔2015〕88号: 目标相关、指标科学 (相关性), 绩效合理、资金匹配 (适当性), 实现可能、条件充分 (可行性).
Once a year is over and has its 自评, asked is what was done and by what it is proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.check.review import Review, Row
from perfreport.model import Report, Task
from perfreport.money import Money, round_half_up

_MOST_NAMED = 3
_MOST_SIGNS = 24  # of a name
_WORKS = re.compile(
    "新建|扩建|改建|改造|采购|购置|修缮|招标|工程|信息化|建设[0-9]"
)  # what needs steps before it begins
_RUNS_OFFICE = re.compile("运转|机[关构].{0,6}运行|单位运行|基本支出|人员经费|工资")
_COUNTED = re.compile("[0-9０-９](?![0-9０-９年月日号届周岁])|[零不]发生|全部|全覆盖")  # says how much is enough
_SELDOM = re.compile("[0-9０-９]|按[月季年日周]")  # in a value without a sign: a day, a ratio, how often
_STANDARD = re.compile("元/(?:人|户|人次)(?:/(?P<of>[年月]))?|元/(?P<month>月)")


class Question(NamedTuple):
    """A question, and the category of the review that it belongs to."""

    category: str
    text: str


def questions(review: Review) -> list[Question]:
    """A short list: at most one question of each sort, none where the data gives no cause."""
    is_over = review.report.self_evaluation is not None
    asked = [
        ("完整性", _measured(review)),
        ("相关性", _shown(review.report)),
        ("相关性", _proved(review.rows, is_over)),
        ("适当性", _whole(review.rows, is_over)),
        ("适当性", _enough(review)),
        ("可行性", _prepared(review.report, is_over)),
        ("可行性", _paid(review.report, is_over)),
        ("可行性", _asked_whom(review.rows, is_over)),
        ("自评", _true(review.rows)),
    ]
    return [Question(category, text) for category, text in asked if text]


def _measured(review: Review) -> str:
    """Goals that do not say how much is enough."""
    texts = [goal.text for goal in review.goals]
    vague = [text for text in texts if not _COUNTED.search(text) and not _RUNS_OFFICE.search(text)]
    return f"目标{_named(vague, '个目标')}里没有数：做到什么程度算完成，由哪条指标说明？" if vague else ""


def _shown(report: Report) -> str:
    """The task with the largest budget that is not for running the office."""
    projects = [task for task in report.tasks if not _RUNS_OFFICE.search(task.name)]
    largest = max(projects, key=lambda task: task.total, default=None)
    if largest is None or not largest.total:
        return ""
    besides = "除保障运转的任务外，" if len(projects) < len(report.tasks) else "各项任务里，"
    share = round_half_up(largest.total / report.sums.total * 100, 1)
    return (
        f"{besides}{_quoted(largest.name)}的预算最多（{_amount(largest.total)}，占全部预算的{share}%）："
        "它的效果从哪个目标、哪条效益指标看得出来？"
    )


def _proved(rows: Iterable[Row], is_over: bool) -> str:
    """Targets in words, but for those that name a day or say how often."""
    said = [row.entry for row in rows if not row.entry.target.sign and not _SELDOM.search(row.entry.target.text)]
    if not said:
        return ""
    named = "、".join(f"{_quoted(each.name)}（{_brief(each.target.text)}）" for each in said[:_MOST_NAMED])
    more = f"等 {len(said)} 条" if len(said) > _MOST_NAMED else ""
    asked = "拿什么材料证明做到了" if is_over else "年末拿什么材料证明做到了，能不能换成有数的指标"
    return f"定性指标{named}{more}：{asked}？"


def _whole(rows: Iterable[Row], is_over: bool) -> str:
    """Targets of the whole, reached or still to be reached: nothing may go wrong."""
    whole = [row for row in rows if row.entry.counted.unit == "%" and row.entry.counted.low == 100]
    names = [row.entry.name for row in whole if not is_over or (row.mark and row.mark.is_met)]
    if not names:
        return ""
    named = f"指标{_named(names, '条')}"
    if is_over:
        return f"{named}完成了 100%：按什么统计的，有没有明细？"
    return f"{named}的目标是 100%：有一例没做到就没有完成，上年实际是多少，有把握吗？"


def _enough(review: Review) -> str:
    """A standard per head and the number of heads beside the budget of the task: does one follow from the other?"""
    for row in review.rows:
        if not (times := _times_a_year(row)):
            continue
        heads = _nearest(
            row.entry.name, [each for each in review.rows if each.entry.counted.unit in ("人", "户", "人次")]
        )
        task = _nearest_task(row.entry.name, review.report.tasks)
        if heads and task and (asked := _compared(row, heads, times, task)):
            return asked
    return ""


def _times_a_year(row: Row) -> int:
    """How often in a year a standard is paid; 0 where the target is none."""
    standard = row.entry.counted
    found = _STANDARD.fullmatch(standard.unit) if standard.low is not None and standard.high is None else None
    return 0 if not found else 12 if "月" in (found["of"], found["month"]) else 1


def _compared(standard: Row, heads: Row, times: int, task: Task) -> str:
    """The question, "" where the budget is what standard and heads make it."""
    each, number = standard.entry.counted, heads.entry.counted
    needed = Money((each.low or _NONE) * (number.low or _NONE) * times, "元")
    if not task.total or abs(needed / task.total - 1) <= _NEAR:
        return ""
    asked = "多出的用在哪里" if task.total > needed else "够不够，差的从哪里来"
    return (
        f"{_quoted(standard.entry.name)}是 {each.quantity}，{_quoted(heads.entry.name)}是 {heads.entry.target}，"
        f"照此一年是 {_amount(needed)}，{_quoted(task.name)}的预算是 {_amount(task.total)}：{asked}？"
    )


def _nearest(name: str, rows: Sequence[Row]) -> Row | None:
    best = max(rows, key=lambda row: _in_common(name, row.entry.name), default=None)
    return best if best and _in_common(name, best.entry.name) >= _LEAST else None


def _nearest_task(name: str, tasks: Sequence[Task]) -> Task | None:
    best = max(tasks, key=lambda task: _in_common(name, task.name + task.content), default=None)
    return best if best and _in_common(name, best.name + best.content) >= _LEAST else None


_LEAST = 3  # pairs of characters that two texts must have in common to be about the same
_NONE = Decimal(0)
_NEAR = Decimal("0.05")  # of a budget: what a price or a head more or less makes


def _in_common(one: str, other: str) -> int:
    return len(_pairs(one) & _pairs(other))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _prepared(report: Report, is_over: bool) -> str:
    """The largest tasks with building or buying in them; what is paid to others for theirs is none."""
    found = [task for task in report.tasks if _WORKS.search(task.name + task.content) and "补贴" not in task.name]
    if not found:
        return ""
    named = _named([task.name for task in sorted(found, key=lambda task: task.total, reverse=True)], "项任务")
    asked = "立项、采购的手续齐全吗，验收了没有" if is_over else "立项、采购的手续办到哪一步，年内能完成吗"
    return f"{named}里有工程或采购：{asked}？"


def _paid(report: Report, is_over: bool) -> str:
    tasks = [task.name for task in report.tasks if task.other_funds]
    asked = "从哪里来，都到位了吗" if is_over else "从哪里来，能按时到位吗"
    return f"{_named(tasks, '项任务')}用到其他资金 {_amount(report.sums.other_funds)}：{asked}？" if tasks else ""


def _asked_whom(rows: Iterable[Row], is_over: bool) -> str:
    names = [row.entry.name for row in rows if row.entry.sort == "满意度" and "满意" in row.entry.name]
    asked = "向谁调查的，收回多少份，结果怎样算出来的" if is_over else "向谁调查，调查多少人，用什么方法"
    return f"{_named(names, '条指标')}：{asked}？" if names else ""


def _true(rows: Iterable[Row]) -> str:
    missed = [row.entry.name for row in rows if row.mark and not row.mark.is_met]
    return f"{_named(missed, '条指标')}没有完成：写的原因有材料证明吗，改进措施由谁、什么时候落实？" if missed else ""


def _named(names: Sequence[str], what: str) -> str:
    """“甲”“乙”“丙”等 5 项任务"""
    shown = "".join(map(_quoted, names[:_MOST_NAMED]))
    return shown + (f"等 {len(names)} {what}" if len(names) > _MOST_NAMED else "")


def _quoted(text: str) -> str:
    """GB/T 15834: quotes inside quotes are single ones."""
    return f"“{_brief(text).translate(_SINGLE)}”"


_SINGLE = str.maketrans("“”", "‘’")


def _brief(text: str) -> str:
    """A long text up to where its last clause ends that there is room for."""
    text = " ".join(text.split()).rstrip("。；")
    if len(text) <= _MOST_SIGNS:
        return text
    head = text[: _MOST_SIGNS - 1]
    clause = max(map(head.rfind, "，；。"))
    return (head[:clause] if clause > _MOST_SIGNS // 3 else head) + "…"


def _amount(money: Money) -> str:
    return f"{round_half_up(money.to('万元'), 2)} 万元"
