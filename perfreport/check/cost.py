"""What an indicator says may be spent, against the budget of the task that it is named after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.fields import words_of
from perfreport.check.review import Review
from perfreport.check.rule import Fault
from perfreport.model import Report
from perfreport.money import UNITS, Money
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target
from perfreport.yaml.slip import shortened

_CALLS_COST = re.compile(
    "(?:项目|活动|工作|专项|年度|全年|所需的?|需要的?)?(?:总?(?:成本|费用|经费|支出|开支|花费|投入)|资金|(?<=[贴助补金])(?=总额))+(?:控制)?(?:数|总?额|金额)?$"
)
_OF_A_PART = re.compile(
    "每|均(?![衡等])|单位(?:成本|面积|产[量品]|造?价)|单[价次个处场]|(?<!高)标准(?!化)"
)  # of one person, of one thing
_OF_MORE = re.compile("总投资|概算|造价|累计|合同")  # than a year
_OF_OTHERS = re.compile(
    "节约(?!用|型|能|集约)|降低|下降|减少|争取|引进|撬动|带动|增收|收入|贷款|融资|社会[资力]|募集|追缴"
    "|(?:资金|财政|预算|债务|资产|财务)[^，。]{0,4}(?:管理|监管|审计|评审)|(?:审计|评审|监管|管理|核查)[^，。]{0,4}资金$"
)
_MOST_OF_NAME, _MOST_OF_CONTENT = 2, 4  # how many times as long as what they are about names and contents are
_NO_SUBJECT = 2  # 成本 of 公用, of 三公: too short to tell a task
_FEWEST_WORDS = 3  # by which a task that calls its subject otherwise is told
_AND = re.compile("以及|[和及与]")
_WORK = re.compile("(?:委托|工程|建设|改造|维修|运行|维护|编制|开展|实施|组织|采购)+$")


class _Told(NamedTuple):
    """What a task says of itself: what it is about, its name and its content, without what tells no task from another,
    and both as they are typed."""

    subject: str
    name: str
    content: str
    said: str


class Cost(NamedTuple):
    """What may be spent, or is to be spent where it is `exact`, and what on: the name without 成本."""

    subject: str
    amount: Money
    exact: bool


def costs_unlike_budgets(review: Review) -> Iterator[Fault]:
    """The costs above the budget of the tasks they name, or above all there is; exact ones that are not the task's."""
    place, told = _place_of(review.report.bureau), list[_Told]()
    for row in review.rows:
        name, target = row.entry.name, row.entry.target
        if "元" not in target.text and "元" not in name:
            continue
        cost = _cost_of(name, target, row.entry.sort == "成本")
        if cost is None:
            continue
        told = told or [_told(task.name, task.content, place) for task in review.report.tasks]
        if found := _contradiction(cost, _distinct(cost.subject, place), told, review.report):
            whose, budget = found
            words = {"name": name, "value": target, "whose": whose, "budget": _said(budget, cost.amount)}
            yield Fault(target.text, words, (*row.path, "指标值"))


@lru_cache(maxsize=3_000)
def _cost_of(name: str, target: Target, is_cost: bool) -> Cost | None:
    """What the indicator says of a cost; `is_cost`: its group does."""
    target = with_unit_of(name, target)
    number, unit = target.high or target.low, next((unit for unit in UNITS if unit == target.unit), None)
    is_cost = is_cost or "成本" in name or target.sign != "="
    if number is None or unit is None or target.sign not in ("≤", "<", "=") or not is_cost:
        return None
    called = topic(name, target)
    if not _CALLS_COST.search(called) or any(other.search(name) for other in (_OF_A_PART, _OF_MORE, _OF_OTHERS)):
        return None
    return Cost(_CALLS_COST.sub("", called), Money(number, unit), target.sign == "=")


def _contradiction(cost: Cost, subject: str, told: Sequence[_Told], report: Report) -> tuple[str, Money] | None:
    """Whose budget the cost does not fit, and that budget."""
    named = _named(subject, told) if len(subject) > _NO_SUBJECT else []
    tasks = [report.tasks[at] for at in named]
    budget = sum((task.total for task in tasks), Money(Decimal(0), report.money_unit))
    is_own = cost.exact and [told[at].subject for at in named] == [subject]
    if tasks and (cost.amount > budget or (is_own and cost.amount != budget)):
        return "、".join(f"任务“{shortened(task.name)}”" for task in tasks), budget
    evaluated = report.self_evaluation
    funds = max(report.sums.total, evaluated.execution.total.budget) if evaluated else report.sums.total
    return ("全部任务", report.sums.total) if cost.amount > funds else None


def _named(subject: str, tasks: Sequence[_Told]) -> list[int]:
    """The tasks that are about the subject: called like it, speaking of it, or saying it in other words."""
    called = [at for at, task in enumerate(tasks) if task.subject == subject]
    return called or _having(subject, tasks) or _in_other_words(subject, tasks)


def _having(subject: str, tasks: Sequence[_Told]) -> list[int]:
    """All tasks that speak of the subject, where it is what one of them is about; else none.

    社会救助 is what a task 社会救助工作 is about, none of the five whose long names have it somewhere.
    """
    found, is_topic = [], False
    for at, (_, name, content, _) in enumerate(tasks):
        if subject in name or subject in content:
            found.append(at)
            of_name = subject in name and len(name) <= len(subject) * _MOST_OF_NAME
            is_topic = is_topic or of_name or (subject in content and len(content) <= len(subject) * _MOST_OF_CONTENT)
    return found if is_topic else []


def _in_other_words(subject: str, tasks: Sequence[_Told]) -> list[int]:
    """All tasks with half of the subject's words, where one has nearly all: 新建厕所，更换标牌 is 厕所和标牌建设."""
    words = words_of(_AND.sub(" ", _WORK.sub("", subject)))
    if len(words) < _FEWEST_WORDS or any(subject in task.name + task.content for task in tasks):
        return []
    common = [len(words & words_of(task.said)) for task in tasks]
    is_told = max(common) >= 0.8 * len(words)
    return [at for at, count in enumerate(common) if 2 * count >= len(words)] if is_told else []


@lru_cache(maxsize=3_000)
def _told(name: str, content: str, place: str) -> _Told:
    subject = _distinct(_CALLS_COST.sub("", name.rstrip("。")), place)
    return _Told(subject, _distinct(name, place), _distinct(content, place), f"{name}，{content}")


def _place_of(bureau: str) -> str:
    """The county or city that a bureau is of, 示例县; "" where its name says none."""
    place = re.match(".{2,6}?[省市县区州旗盟]", bureau)
    return place[0] if place else ""


def _distinct(text: str, place: str) -> str:
    """A text without what tells no task from another: marks, the bureau's place, 工作, 项目."""
    here = f"{re.escape(place)}|{re.escape(place[:-1])}|" if place else ""
    return re.sub(rf"{here}\W|工作|项目|活动(?=$|\W)|(?<=[0-9])周(?=岁)", "", text)


def _said(budget: Money, like: Money) -> str:
    return f"{Money(budget.to(like.unit), like.unit)}{like.unit}"
