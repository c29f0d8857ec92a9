"""Labelled statements in sentences: a list of small functions, each of which knows one way to speak of figures.

What is said of a part, of another period or roughly is no statement, and neither is a number without a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from perfreport.agreement import results, spending
from perfreport.agreement.clause import Paragraph
from perfreport.agreement.figures import Figures
from perfreport.agreement.statement import Statement

_Finder = Callable[[Paragraph, Figures], Iterator[Statement]]
_FINDERS: tuple[tuple[_Finder, re.Pattern[str]], ...] = (
    (results.year_of_title, re.compile("绩效|整体支出|自评|^[（(]")),
    (spending.of_columns, re.compile("预算|执行|支出|决算")),
    (spending.of_rows, re.compile("拨款|结转|支出|经费|接待|公务|出国|其他")),
    (spending.executed, re.compile("预算")),
    (results.grade, re.compile("等级|等次")),
    (results.points, re.compile("分")),
    (results.points_out_of, re.compile("分[（(]")),
    (results.counts, re.compile("指标")),
    (results.listed, re.compile("任务|目标")),
    (results.shares, re.compile("分别")),
    (results.staff, re.compile("编制|在职|退休|内设|下属")),
)
"""What finds statements, and words of which a text has one at least: without them it is not worth a look."""

_NUMBER = re.compile(r"[0-9]|[一二三四五六七八九十]\s?[项个条]|等级|等次")
_STATED = re.compile(
    r"[0-9]\s?(?:万元|亿元|[元%％人名个分项条年])|[一二三四五六七八九十]\s?[项个条]|等级|等次|[（(]\s*[0-9]"
)


def statements(text: str, heading: str, figures: Figures, is_cell: bool = False) -> list[Statement]:
    """What a paragraph or a cell says; `heading` is the paragraph over it.

    A number that is right in one reading is so: an indicator may be called 项目支出执行率.
    """
    finders = _finders(text)
    if finders is None:
        return []
    paragraph = Paragraph(text, heading, figures)
    said = [statement for find in finders for statement in find(paragraph, figures)]
    if is_cell:  # a row of a table has the names of indicators and their numbers in cells of their own
        return said
    of_indicators = list(results.indicators(paragraph, figures))
    return [*_unless_right(said, of_indicators), *_unless_right(of_indicators, said)]


@lru_cache(maxsize=2000)
def _finders(text: str) -> Sequence[_Finder] | None:
    """What may find something in a text; None for one that says nothing of figures."""
    if not _NUMBER.search(text):
        return None
    return [find for find, words in _FINDERS if words.search(text)] if _STATED.search(text) else []


def _unless_right(statements: list[Statement], others: list[Statement]) -> list[Statement]:
    """Without those that are wrong, but right as others read them."""
    right = {other.at for other in others if other.agreeing}
    return [each for each in statements if each.agreeing or each.at not in right]
