"""Sentences about money: “年初预算数185.56万元”, “财政拨款执行率98.20%”, “其中：基本支出129.02万元”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from perfreport.agreement.clause import Clause, Paragraph
from perfreport.agreement.figure import LAST_YEAR, TOTAL, Figure
from perfreport.agreement.figures import Figures
from perfreport.agreement.statement import NUMBER, Statement, number_in
from perfreport.agreement.words import ALIKE, COLUMNS, GAP, MONEY_ROWS, ROWS, label_of
from perfreport.money import Money

_EXACTLY = "(?![以/]|左右|上下|之间|[~～—-])"
_ROW = "|".join(ROWS[name] for name in MONEY_ROWS)
_COLUMN = "|".join(COLUMNS[name] for name in ("执行率", "占全年支出", "上年执行数", *ALIKE))
_BY_COLUMN = re.compile(
    rf"(?:(?P<row>{_ROW}|上年度?|去年)(?:的|资金|支出|[：:])?)?(?P<column>{_COLUMN}){GAP}"
    rf"(?P<number>{NUMBER})\s?(?P<unit>万元|亿元|元|[%％]){_EXACTLY}"
)
_BY_ROW = re.compile(
    rf"(?P<row>{_ROW}){GAP}(?:完成|支出|执行|发生|预算)?{GAP}(?P<number>{NUMBER})\s?(?P<unit>万元|亿元|元){_EXACTLY}"
    r"(?=[，。；、,;（）()]|\s|占|$)(?!，?(?:主要|专项|全部)?用于)"
)
_EXECUTED = re.compile(
    rf"(?:(?P<row>{_ROW})|全年)预算{GAP}{NUMBER}\s?(?:万元|亿元|元)，(?:实际)?(?:支出|执行){GAP}"
    rf"(?P<number>{NUMBER})\s?(?P<unit>万元|亿元|元){_EXACTLY}"
)
_ROWS, _NAMED_COLUMN = re.compile(_ROW), re.compile(_COLUMN)
_PARTS = re.compile("其中|来源分|用途分")
_SPENDING = re.compile("(?<!按)支出|执行|完成|使用|上年")  # another column, in other words
_RATES = ("执行率", "占全年支出")
_NEAR = Decimal("0.1")  # of a sum where a part may be spoken of: so near it, the whole is meant


def of_columns(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """What is called by its column: of the row that is named with it, else of all or of a row that is spoken of."""
    for found, clause in paragraph.find(_BY_COLUMN):
        column = label_of(found["column"]).column
        is_of_other_sum = found["column"] == "占" and not clause.before.startswith(("支出中，", "全年支出中，"))
        if is_of_other_sum or (column in _RATES) != (found["unit"] in "%％"):
            continue
        columns = ALIKE.get(column, (column,))
        row = label_of(found["row"]).row if found["row"] else ""
        if column == "执行率" and not row:
            row = clause.subject
        rows = [row] if row and row != LAST_YEAR else [TOTAL, *clause.rows]
        if column == "占全年支出":
            rows = [row] if row else [] if "其中" in clause.before else clause.rows[-1:]
        now = [each for row in rows for column in columns for each in figures(row, column)]
        then = [each for column in columns for each in figures(LAST_YEAR, column)]
        then += [each for row in rows for each in (*figures(LAST_YEAR, row), *figures(row, "上年执行数"))]
        yield from _stated(found, clause, [] if row == LAST_YEAR else now, then, figures)


def of_rows(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """What is called by its row alone: it may be any column; 财政拨款 may be that of a task, too."""
    for found, clause in paragraph.find(_BY_ROW):
        row = label_of(found["row"]).row
        of_tasks = figures.of_column(row) if row in ("财政拨款", "其他资金") else []
        columns = _divided(paragraph.text[: found.start()], clause)
        of_parts = [each for column in columns for each in figures(row, column)]
        now = of_parts or [each for each in figures.of_row(row) if each.column != "上年执行数"] + [*of_tasks]
        then = [*figures(LAST_YEAR, row), *figures(row, "上年执行数")]
        yield from _stated(found, clause, now, then, figures)


def _divided(before: str, clause: Clause) -> tuple[str, ...]:
    """The one column named so far, if a sentence lists its parts: 年初预算185.56万元，其中：财政拨款…、上年结转…."""
    named = list(_NAMED_COLUMN.finditer(before)) if _PARTS.search(clause.before) else []
    if len(named) != 1 or _SPENDING.search(_ROWS.sub("", before[named[0].end() :])):
        return ()
    column = label_of(named[0][0]).column
    return ALIKE.get(column, (column,))


def executed(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """What was spent, said behind the budget: 项目支出预算64.50万元，支出61.60万元."""
    for found, clause in paragraph.find(_EXECUTED):
        row = label_of(found["row"]).row if found["row"] else TOTAL
        now = [each for column in ALIKE["全年执行数"] for each in figures(row, column)]
        then = [*figures(LAST_YEAR, "全年执行数"), *figures(LAST_YEAR, row), *figures(row, "上年执行数")]
        yield from _stated(found, clause, now, then, figures)


def _stated(
    found: re.Match[str], clause: Clause, now: Sequence[Figure], then: Sequence[Figure], figures: Figures
) -> Iterator[Statement]:
    """The statement, if it is about the whole year; `now` and `then` are what this year's and the last one's may be."""
    if not clause.may_precede():
        return
    number, unit = number_in(found["number"]), found["unit"].replace("％", "%")
    kind = "rate" if unit == "%" else "money"
    now, then = ([each for each in some if each.kind == kind] for some in (now, then))
    if clause.mentions_last_year and not then:
        return
    meant = then if clause.is_last_year else now + then if clause.is_this_year else []
    likely = meant if clause.mentions_last_year else now
    statement = Statement.about(meant, found[0], number, unit, found.end("number"), likely)
    if clause.is_of_part and not _is_near(statement):
        return
    this_years = Statement.about(now, found[0], number, unit)
    misdated = [] if statement.agreeing else list(clause.misdated(this_years, figures))
    yield from misdated
    if meant and not misdated:
        yield statement


def _is_near(statement: Statement) -> bool:
    amounts = [figure for figure in statement.figures if isinstance(figure.value, Money)]
    return any(figure.distance(statement.number, statement.unit) <= _NEAR for figure in amounts)
