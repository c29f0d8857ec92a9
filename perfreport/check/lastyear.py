"""相关性: figures of the year before that were left in the words of this year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.form import by_word
from perfreport.model import Report
from perfreport.money import UNITS, Money
from perfreport.selfevaluation import SelfEvaluation
from perfreport.target import Target

Figure = tuple[Decimal, str]
"""A number with its unit as it compares: money in 元, people in 人."""

_NUMBER = r"(?<![0-9.,])((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
_UNIT = r"[^\W\d_]{1,5}(?:[（(][^（）()]{1,4}[）)])?"
_FIGURE = re.compile(f"{_NUMBER}(亿元|万元|元|{_UNIT})(?![/每])")
_SENTENCE = re.compile("[^。；\n]+")
_CLAUSE = re.compile("[^，：]+")
_THEN = re.compile("(?<![比较为与同占超])(?:上年|去年|同期|以前年度|历年|往年)")
_COMPARED = re.compile(
    "上年|去年|较(?![高大好快强低小多少为])|同比|比(?![率例重])|增[加长幅]|减[少幅]|下降|提高了?[0-9]|标准"
)
_DIGITS_OF_MONEY, _DIGITS_OF_COUNTS = 4, 3  # fewer agree by chance
_OF_MANY_THINGS = ("人", "户", "件", "次", "个")  # others: 公里, 万尾


@of_report(
    "relevance.last-year-figure",
    title="上年的数",
    sentence="“{quote}”是{what}，本年的数里没有它。",
    remedy="改为本年的数；说的确实是上年，写明“上年”。",
    source="上年的文件复制过来以后没有改的数",
    wrong="""\
上年: {全年预算数: 80.53, 全年执行数: 79.36, 基本支出: 57.14, 项目支出: 22.22}
主要职能: 示例：全年支出79.36万元，用于社会救助、老年人福利工作。""",
    right="""\
上年: {全年预算数: 80.53, 全年执行数: 79.36, 基本支出: 57.14, 项目支出: 22.22}
主要职能: 示例：上年支出79.36万元，用于社会救助、老年人福利工作。""",
)
def last_year_figure(review: Review) -> Iterator[Fault]:
    then = {figure: what for figure, what in _of_last_year(review) if _is_telling(figure)}
    now: set[Figure] = set()
    budgets = dict(_budgets_of_last_year(review))
    units = tuple({unit for _, unit in then} | {"元"})
    for said in review.sentences if then or budgets else ():
        own = budgets.get(said.path, {})
        for quote, figure in _figures(said.text, review.report.year - 1, units):
            what = then.get(figure) or own.get(figure)
            if what and figure not in (now := now or set(_of_year(review.report))):
                yield Fault(quote, {"what": what}, said.path)


def _budgets_of_last_year(review: Review) -> Iterator[tuple[Path, dict[Figure, str]]]:
    """Of each content what its task had the year before: in it even a short amount is no chance."""
    before = {task.name: task for task in review.last_year.tasks} if review.last_year else {}
    for task, path in review.tasks:
        if old := before.get(task.name):
            amounts = {_sum(old.appropriation): "上年这项任务的财政拨款", _sum(old.total): "上年这项任务的总额"}
            yield (*path, "主要内容"), amounts


@lru_cache(3_000)
def _figures(text: str, last_year: int, units: tuple[str, ...]) -> tuple[tuple[str, Figure], ...]:
    """The figures of a text that are not said to be of the year before, nor compared with it."""
    return tuple(_told(text, str(last_year), units))


def _told(text: str, last_year: str, units: tuple[str, ...]) -> Iterator[tuple[str, Figure]]:
    for sentence in _SENTENCE.findall(text):
        clauses = _CLAUSE.findall(sentence) if last_year not in sentence else []
        for at, clause in enumerate(clauses):
            if _THEN.search(clause):
                break
            if not any(map(_COMPARED.search, clauses[at : at + 2])):
                for found in _FIGURE.finditer(clause):
                    if unit := _unit(found[2], units):
                        number = Decimal(found[1].replace(",", ""))
                        yield found[1] + unit, _figure(number, unit)


def _unit(said: str, units: tuple[str, ...]) -> str:
    """Of `units` the one that stands behind a number, or one of money; 人 is not that of 172人次."""
    if said in UNITS:
        return said
    known = (unit for unit in (*units, "名") if said.startswith(unit) and not said.startswith("次", len(unit)))
    return max(known, key=len, default="")


def _figure(number: Decimal, unit: str) -> Figure:
    return _sum(Money(number, unit)) if unit in UNITS else (number, "人" if unit == "名" else unit)


def _sum(amount: Money) -> Figure:
    return amount.to("元"), "元"


def _is_telling(figure: Figure) -> bool:
    """Whether it has so many digits that it agrees with another by no chance; zeros at its end say little."""
    number, unit = figure
    written = f"{number:f}".replace(".", "").lstrip("0")
    digits, least = written.rstrip("0"), _DIGITS_OF_MONEY if unit == "元" else _DIGITS_OF_COUNTS
    return len(digits) >= least or (len(written) >= least and len(digits) > 1 and unit not in ("元", *_OF_MANY_THINGS))


def _of_last_year(review: Review) -> Iterator[tuple[Figure, str]]:
    told = review.report.self_evaluation
    if told and told.last_year:
        yield from ((_sum(amount), f"上年的{word}") for word, amount in by_word(told.last_year).items())
    if before := review.last_year:
        yield from ((_sum(task.total), f"上年“{task.name}”的总额") for task in before.tasks)
        yield _sum(before.sums.total), "上年的预算总额"
        yield from _targets(before)
        if before.self_evaluation:
            yield from _evaluated(before, before.self_evaluation)


def _targets(report: Report) -> Iterator[tuple[Figure, str]]:
    for indicator in report.indicators:
        if (target := indicator.target).low is not None and not target.unit.startswith(("%", "‰")):
            yield _figure(target.low, target.unit), f"上年“{indicator.name}”的指标值"


def _evaluated(report: Report, told: SelfEvaluation) -> Iterator[tuple[Figure, str]]:
    """What a report says of its year, and of nothing but its year."""
    for row, spending in by_word(told.execution).items():
        source = "" if row == "合计" else row
        yield from ((_sum(amount), f"上年{source}的{column}") for column, amount in by_word(spending).items())
    for indicator, outcome in zip(report.indicators, told.outcomes, strict=False):
        if (reached := Target.parse(outcome.actual)).low is not None:
            yield _figure(reached.low, reached.unit), f"上年“{indicator.name}”的实际完成值"


def _of_year(report: Report) -> Iterator[Figure]:
    """All figures of a year, in its tables."""
    for task in report.tasks:
        yield from (_sum(amount) for amount in by_word(task).values() if isinstance(amount, Money))
    yield from (_sum(amount) for amount in by_word(report.sums).values())
    targets = [indicator.target for indicator in report.indicators]
    if told := report.self_evaluation:
        yield from (figure for figure, _ in _evaluated(report, told))
        for expense in by_word(told.official_expenses).values() if told.official_expenses else ():
            yield from (_sum(amount) for amount in by_word(expense).values())
        if told.balance:
            yield from (_sum(amount) for amount in by_word(told.balance).values())
    yield from (_figure(target.low, target.unit) for target in targets if target.low is not None)


RULES: tuple[Rule, ...] = (last_year_figure,)
