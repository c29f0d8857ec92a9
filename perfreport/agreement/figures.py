"""Which figures a report has, and where the data file has them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from perfreport.agreement.figure import ALL, GRADE, LAST_YEAR, OFFICIAL, SCORE, TOTAL, YEAR, Figure
from perfreport.form import by_word
from perfreport.model import Report
from perfreport.money import Money
from perfreport.score.scoring import EXECUTION, Evaluation
from perfreport.selfevaluation import Expense, SelfEvaluation
from perfreport.sentences.targets import topic, without_measure

GROUPS = "项数", "完成项数", "未完成项数"
_TASK_COLUMNS = "总额", "财政拨款", "其他资金"


class Figures:
    """All figures of one report, by their two words in either order."""

    def __init__(self, report: Report, evaluation: Evaluation | None, grades: Iterable[str] = ()) -> None:
        """`grades`: all that the pack knows."""
        self.bureau, self.year, self.grades = report.bureau, report.year, tuple(grades)
        figures = [*_budget(report), *_goals(report)]
        if report.self_evaluation and evaluation:
            figures += _self_evaluation(report, report.self_evaluation, evaluation)
        self._found: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
        self._rows: defaultdict[str, list[Figure]] = defaultdict(list)
        self._columns: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            self._found[figure.row, figure.column].append(figure)
            self._rows[figure.row].append(figure)
            self._columns[figure.column].append(figure)
        self.rows: Container[str] = self._rows
        self.topics: list[str] = []  # what sentences call the indicators
        for indicator in report.indicators:
            called = topic(indicator.name, indicator.target)
            self.topics.append(without_measure(called, indicator.target))
            for short in dict.fromkeys((called, self.topics[-1])):
                self._also_call(indicator.name, short)

    def _also_call(self, name: str, short: str) -> None:
        """Sentences say 满意度 of an indicator 满意度达到95%以上, whatever else is called so."""
        for figure in self._rows[name] if short != name else ():
            found = self._found[short, figure.column]
            found += [] if figure in found else [figure]

    def __call__(self, row: str, column: str) -> Sequence[Figure]:
        """The figures at a row and a column, or the other way round: several where rows have the same name."""
        return self._found.get((row, column)) or self._found.get((column, row)) or ()

    def of_row(self, row: str) -> Sequence[Figure]:
        return self._rows.get(row, ())

    def of_column(self, column: str) -> Sequence[Figure]:
        return self._columns.get(column, ())

    @cached_property
    def indicators(self) -> list[str]:
        """The names of all indicators."""
        return [figure.row for figure in self.of_column("指标值")]

    @cached_property
    def groups(self) -> list[str]:
        """The names of the groups of indicators, of both levels."""
        return [figure.row for figure in self.of_column("项数") if figure.row != ALL]

    @cached_property
    def scored(self) -> list[str]:
        """What has a score: the execution, groups, indicators."""
        return list(dict.fromkeys(figure.row for figure in self.of_column("得分") if figure.row not in (TOTAL, SCORE)))

    @cached_property
    def lists(self) -> dict[str, list[Sequence[Figure]]]:
        """The figures of the records of a list, column by column, by the list: 年度主要任务, 年度绩效指标."""
        tasks: list[Sequence[Figure]] = [
            [each for each in self.of_column(column) if each.row != TOTAL] for column in _TASK_COLUMNS
        ]
        return {"年度主要任务": tasks, "年度绩效指标": [self.of_column("指标值"), self.of_column("实际完成值")]}


def _budget(report: Report) -> Iterator[Figure]:
    """What the goal table has of money: each task and the sums."""
    for number, task in enumerate(report.tasks):
        for column, amount in by_word(task).items():
            if isinstance(amount, Money):
                yield Figure(task.name, column, "money", amount, ("年度主要任务", number, column))
    for column, amount in by_word(report.sums).items():
        yield Figure(TOTAL, column, "money", amount, ("年度主要任务",))


def _goals(report: Report) -> Iterator[Figure]:
    yield Figure(YEAR, YEAR, "count", Decimal(report.year), (YEAR,))
    for name, records in (("年度主要任务", report.tasks), ("年度总体目标", report.goals)):
        yield Figure(name, "数目", "count", Decimal(len(records)), (name,))
    for group in report.groups:
        for number, indicator in enumerate(group.indicators):
            path = ("年度绩效指标", group.first, group.second, number, "指标值")
            yield Figure(indicator.name, "指标值", "text", indicator.target.text, path)
    counts = Counter({ALL: len(report.indicators)})
    for group in report.groups:
        for scope in (group.first, group.second):
            counts[scope] += len(group.indicators)
    for scope, count in counts.items():
        yield Figure(scope, GROUPS[0], "count", Decimal(count), ("年度绩效指标",))


def _self_evaluation(report: Report, told: SelfEvaluation, evaluation: Evaluation) -> Iterator[Figure]:
    yield from _spending(told, evaluation)
    if told.official_expenses:
        yield from _expenses("三公经费", by_word(told.official_expenses) | {OFFICIAL: told.official_expenses.total})
    for name, amount in by_word(told.balance).items() if told.balance else ():
        yield Figure(name, name, "money", amount, ("自评", "结转结余", name))
    for name, number in by_word(told.staff).items() if told.staff else ():
        if number is not None:
            yield Figure(name, name, "count", Decimal(number), ("自评", "机构人员", name))
    yield from _marks(report, told, evaluation)
    holder = ("自评", "指标完成情况")
    for column, points in (("得分", evaluation.total), ("分值", evaluation.full_marks)):
        yield Figure(SCORE, column, "points", points, holder)
    yield Figure(GRADE, GRADE, "text", evaluation.grade, holder)


def _spending(told: SelfEvaluation, evaluation: Evaluation) -> Iterator[Figure]:
    for row, spending in by_word(told.execution).items():
        path = ("自评", "预算执行", row)
        for column, amount in by_word(spending).items():
            yield Figure(row, column, "money", amount, (*path, column))
        if budget := by_word(spending)[evaluation.execution.rate_of]:
            yield Figure(row, "执行率", "rate", spending.spent / budget, (*path, "全年执行数"))
        if row != TOTAL and told.execution.total.spent:
            part = spending.spent / told.execution.total.spent
            yield Figure(row, "占全年支出", "rate", part, (*path, "全年执行数"))
    execution, path = evaluation.execution, ("自评", "预算执行", TOTAL)
    for row in (TOTAL, EXECUTION):
        if execution.rate is not None:
            yield Figure(row, "执行率", "rate", execution.rate, path)
        yield Figure(row, "分值", "points", execution.weight, path)
        yield Figure(row, "得分", "points", execution.score, path)
    if told.last_year:
        for column, amount in by_word(told.last_year).items():
            yield Figure(LAST_YEAR, column, "money", amount, ("自评", LAST_YEAR, column))
        if told.last_year.rate is not None:
            yield Figure(LAST_YEAR, "执行率", "rate", told.last_year.rate, ("自评", LAST_YEAR, "全年执行数"))


def _expenses(part: str, expenses: dict[str, Expense]) -> Iterator[Figure]:
    for row, expense in expenses.items():
        for column, amount in by_word(expense).items():
            yield Figure(row, column, "money", amount, ("自评", part, row, column))
        if expense.budget:
            yield Figure(row, "执行率", "rate", expense.spent / expense.budget, ("自评", part, row, "执行数"))


def _marks(report: Report, told: SelfEvaluation, evaluation: Evaluation) -> Iterator[Figure]:
    """The indicators one by one, and how many of them were reached in each group."""
    marked = iter(zip(told.outcomes, evaluation.marks, strict=True))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    points: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for group in report.groups:
        for indicator, (outcome, mark) in zip(group.indicators, marked, strict=False):
            path = ("自评", "指标完成情况", outcome.at)
            yield Figure(indicator.name, "实际完成值", "text", outcome.actual, (*path, "实际完成值"))
            yield Figure(indicator.name, "分值", "points", mark.weight, path)
            yield Figure(indicator.name, "得分", "points", mark.score, (*path, "得分"))
            if mark.completion is not None:
                yield Figure(indicator.name, "完成率", "rate", mark.completion, (*path, "实际完成值"))
            for scope in (ALL, group.first, group.second):
                counts[scope, GROUPS[1 if mark.is_met else 2]] += 1
            for scope in (group.first, group.second):
                points[scope, "分值"] += mark.weight
                points[scope, "得分"] += mark.score
        for scope in (ALL, group.first, group.second):
            for column in GROUPS[1:]:
                counts[scope, column] += 0
    for (scope, column), count in counts.items():
        yield Figure(scope, column, "count", Decimal(count), ("自评", "指标完成情况"))
    for (scope, column), sum_ in points.items():
        yield Figure(scope, column, "points", sum_, ("自评", "指标完成情况"))
