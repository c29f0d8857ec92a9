"""What an indicator says may be spent, against the budget of the task that it is named after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault
from perfreport.model import Report, Task
from perfreport.money import UNITS, Money
from perfreport.sentences.targets import topic
from perfreport.yaml.slip import shortened

_CALLS_COST = re.compile("(?:总?成本|总?费用|总?经费|总?支出|资金)(?:控制)?(?:数|总?额|金额)?$")
_OF_A_PART = re.compile("每|均|单位|单价|单次|标准")  # of one person, of one thing
_OF_MORE = re.compile("总投资|概算|造价|累计|合同")  # than a year
_OF_OTHERS = re.compile(
    "节约|降低|下降|减少|争取|引进|撬动|带动|增收|收入|贷款|融资|社会|募集|管理|监管|审计|评审|追缴"
)
_NO_SUBJECT = 2  # 成本 of 公用, of 三公: too short to tell a task


class Cost(NamedTuple):
    """What may be spent, or is to be spent where it is `exact`, and what on: the name without 成本."""

    subject: str
    amount: Money
    exact: bool


def costs_unlike_budgets(review: Review) -> Iterator[Fault]:
    """The costs above the budget of the tasks they name, or above all there is; exact ones that are not the task's."""
    for row in review.rows:
        entry = row.entry
        if "元" not in entry.target.text and "元" not in entry.name:
            continue
        cost = _cost_of(entry)
        if cost and (found := _contradiction(cost, review.report)):
            whose, budget = found
            words = {"name": entry.name, "value": entry.target, "whose": whose, "budget": _said(budget, cost.amount)}
            yield Fault(entry.target.text, words, (*row.path, "指标值"))


def _cost_of(entry: Entry) -> Cost | None:
    target, name = entry.counted, entry.name
    number, unit = target.high or target.low, next((unit for unit in UNITS if unit == target.unit), None)
    called = topic(name, target)
    is_cost = entry.sort == "成本" or "成本" in name or target.sign != "="
    if number is None or unit is None or target.sign not in ("≤", "<", "=") or not is_cost:
        return None
    if not _CALLS_COST.search(called) or any(other.search(name) for other in (_OF_A_PART, _OF_MORE, _OF_OTHERS)):
        return None
    return Cost(_CALLS_COST.sub("", called), Money(number, unit), target.sign == "=")


def _contradiction(cost: Cost, report: Report) -> tuple[str, Money] | None:
    """Whose budget the cost does not fit, and that budget."""
    distinct = _distinct(report.bureau)
    subject = distinct(cost.subject)
    tasks = _named(subject, report.tasks, distinct) if len(subject) > _NO_SUBJECT else []
    budget = sum((task.total for task in tasks), Money(Decimal(0), report.money_unit))
    is_own = cost.exact and len(tasks) == 1 and distinct(_CALLS_COST.sub("", tasks[0].name)) == subject
    if tasks and (cost.amount > budget or (is_own and cost.amount != budget)):
        return "、".join(f"任务“{shortened(task.name)}”" for task in tasks), budget
    told = report.self_evaluation
    funds = max(report.sums.total, told.execution.total.budget) if told else report.sums.total
    return ("全部任务", report.sums.total) if cost.amount > funds else None


def _named(subject: str, tasks: Sequence[Task], distinct: Callable[[str], str]) -> list[Task]:
    """The tasks that have the subject in their name, else those that have it in their content."""
    in_name = [task for task in tasks if subject in distinct(task.name)]
    return in_name or [task for task in tasks if subject in distinct(task.content)]


def _distinct(bureau: str) -> Callable[[str], str]:
    """What takes from a text the words that tell no task from another: marks, the bureau's place, 工作, 项目."""
    place = re.match("(.{2,6}?)[省市县区州旗盟]", bureau)
    here = f"{re.escape(place[0])}|{re.escape(place[1])}|" if place else ""
    empty = re.compile(rf"{here}\W|工作|项目|(?<=[0-9])周(?=岁)")
    return lambda text: empty.sub("", text)


def _said(budget: Money, like: Money) -> str:
    return f"{Money(budget.to(like.unit), like.unit)}{like.unit}"
