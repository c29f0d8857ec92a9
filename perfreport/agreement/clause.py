"""What stands before a label in its sentence, and over it: whose figure is meant, and of when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from perfreport.agreement.figures import YEAR, Figures
from perfreport.agreement.statement import Statement
from perfreport.agreement.words import MONEY_ROWS, ROWS, row_of

SENTENCE_END = re.compile("[。！？\n]")
_ROW = re.compile("|".join(ROWS[name] for name in MONEY_ROWS))
_LAST_YEAR = re.compile("上年(?!度?结转)|去年|上一年")
_YEAR = re.compile("(20[0-9]{2})年")
_OTHER_TIME = re.compile(  # than the year as a whole
    "截至(?!.{0,6}(?:12月|年末|年底))|上半年|下半年|季度|(?<![0-9])(?:[1-9]|1[01])月|月底|月末|明年|下一?年|次年|新增"
)
_SUBJECT = (
    r"(?:项目(?!支出)|专项|补贴|补助|救助|慰问|活动|采购|工程|人员经费|公用经费|事业|体检)"
    r"(?:方面|项目|工作|资金|经费|情况|支出|发放|任务|\s)*"
)
_PART = re.compile(f"{_SUBJECT}(?:[，：:]|(?:年初|全年)?预算|投入|安排|共?[0-9])")
_PART_HEADING = re.compile(f"{_SUBJECT}$")
_OTHERS = re.compile("(?<!没有)下属(?!单位为?[0-9])|所属|派驻|借调")
_MAY_PRECEDE = re.compile(
    "(?:^|[^\u4e00-\u9fff]|[年度局委院的与占按比较和及对将使把其]|其中|全年|本年|当年|部门|单位|整体|自评|支出|资金|收入"
    "|完成|截至|安排|中心)$"
)


class Clause:
    """The words around a label at `at` in `text`; `heading` is the paragraph over it, `year` the report's."""

    def __init__(self, text: str, at: int, heading: str, year: int) -> None:
        start = max((end.end() for end in SENTENCE_END.finditer(text, 0, at)), default=0)
        self.before = text[start:at]
        self.around = f"{heading}\n{self.before}"
        self._heading, self._year = heading, year

    @cached_property
    def rows(self) -> list[str]:
        """The sources, sorts of expenses and the like that are named."""
        return list(dict.fromkeys(row_of(found[0]) for found in _ROW.finditer(self.around)))

    @property
    def subject(self) -> str:
        """The row that a sentence begins with, if it names no other."""
        found = _ROW.match(self.before)
        return row_of(found[0]) if found and len(_ROW.findall(self.before)) == 1 else ""

    @cached_property
    def year(self) -> int:
        """The year that is named last; the report's where none is."""
        years = _YEAR.findall(self.before)
        return int(years[-1]) if years else self._year

    @property
    def is_this_year(self) -> bool:
        return self.year == self._year

    @property
    def is_last_year(self) -> bool:
        """Whether the year before is spoken of, and no other."""
        return self.year == self._year - 1 or self.before.endswith(("上年", "上年度", "去年", "上年的", "去年的"))

    def misdated(self, statement: Statement, figures: Figures) -> Iterator[Statement]:
        """The year, where an older one is spoken of but the number is this year's."""
        if self.year < self._year and statement.is_telling and statement.agreeing:
            yield Statement(f"{self.year}年", Decimal(self.year), "", figures(YEAR, YEAR))

    @property
    def mentions_last_year(self) -> bool:
        return bool(_LAST_YEAR.search(self.before))

    @property
    def is_of_part(self) -> bool:
        """Whether one project or the like is spoken of, whose figures are not in the data."""
        return bool(_PART.search(self.before) or _PART_HEADING.search(self._heading))

    def may_precede(self, named: Iterable[str] = ()) -> bool:
        """Whether the label means the bureau and a whole year: right before it, other words make it a longer label.

        `named`: words that may stand there, too.
        """
        if self.year > self._year or _OTHER_TIME.search(self.before) or _OTHERS.search(self.before):
            return False
        return bool(_MAY_PRECEDE.search(self.before)) or self.before.endswith(tuple(named))
