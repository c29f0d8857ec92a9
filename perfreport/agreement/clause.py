"""What stands before a label in its sentence, and over it: whose figure is meant, and of when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfreport.agreement.figure import YEAR
from perfreport.agreement.figures import Figures
from perfreport.agreement.statement import Statement
from perfreport.agreement.words import MONEY_ROWS, ROWS, label_of
from perfreport.chinese import CHINESE, NOT_CHINESE

_SENTENCE_END = re.compile("[。！？\n]")
_ROW = re.compile("|".join(ROWS[name] for name in MONEY_ROWS))
_LAST_YEAR = re.compile("上年(?!度?结转)|去年|上一年")
_YEAR = re.compile("(20(?<![转延迟][到至]20)[0-9]{2})年")  # 结转到2024年 is of what is left
_OTHER_TIME = re.compile(  # than the year as a whole; a change, a wish, a condition
    "截至(?!.{0,6}(?:12月|年末|年底))|上半年|下半年|季度|(?<![0-9])(?:[1-9]|1[01])月|个月|月底|月末|明年|下一?年|次年"
    "|新增|追加|调增|调减|核减|争取|力争|力求|剔除|扣除|不含|不考虑"
)
_AT_SOME_TIME = re.compile("截至|[上下]半年|季度|[0-9]|[个月下明次]")
_SUBJECT = (
    r"(?:项目(?!支出)|专项|补贴|补助|救助|慰问|活动|采购|工程|人员经费|公用经费|事业|体检"
    r"|费(?<!经费)(?<!公务接待费)(?<!用车购置费)(?<!运行维护费)(?<!用车运行费))"
    r"(?:方面|项目|工作|资金|经费|情况|支出|发放|任务|\s)*"
)
_PART = re.compile(f"{_SUBJECT}(?:[，：:]|(?:年初|全年)?预算|总?投资|投入|安排|共?[0-9])|结[转余](?:资金)?中[，：]")
_IN_BRACKETS = re.compile(f"{CHINESE}(?<!元)[（(]$")  # behind a name: 慰问（执行率93.33%）
_PART_HEADING = re.compile(f"{_SUBJECT}$")
_TOPIC = re.compile(f"(?:[一二三四五六七八九十]是)?{NOT_CHINESE}*((?:{CHINESE}|[“”（）]){{2,15}})[：:]")
_OWN_TOPIC = re.compile(
    "预算|支出|资金|执行|经费|收入|绩效|自评|结论|结果|得分|等级|其中|全年|本年|部门|单位|整体|情况"
)
_OTHERS = re.compile("下属(?<!没有下属)(?!单位为?[0-9])|所属|派驻|借调|全[区市县省国旗州]|系统")
_BODY = re.compile(  # 有所增加, 如表所示, 布局 and 以…为中心 are none
    f"{CHINESE}{{2,}}?(?:(?<![布格])局|厅|(?<!为)中心|院|(?<![有无])所(?![有需在以得示述])|(?<!网)站|馆|校|公司|集团"
    "|协会|股(?!室)|街道|镇)"
)
_BODY_END = re.compile("[局厅心院所站馆校司团会股道镇]")
_OWN = re.compile("[我本全该](?:局|厅|中心|院|所|站|馆|校|单位|部门)$")
_MAY_PRECEDE = re.compile(
    f"(?:^|{NOT_CHINESE}|[年度局委院的与占按比较和及对将使把其]|其中|全年|本年|当年|部门|单位|整体|自评|支出|资金|收入"
    "|完成|实现|截至|安排|中心|[一二三四五六七八九十]是)$"
)


class Paragraph:
    """A paragraph or a cell in which labels are looked for; `heading` is the paragraph over it."""

    def __init__(self, text: str, heading: str, figures: Figures) -> None:
        self.text, self.heading, self.year, self.bureau = text, heading, figures.year, figures.bureau
        self._found: dict[str, list[re.Match[str]]] = {}

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Clause]]:
        """What is found, each with the words around it."""
        for found in pattern.finditer(self.text):
            yield found, Clause(self, found.start())

    def sentence(self, at: int) -> int:
        """Where the sentence around `at` begins."""
        return max((end.end() for end in self.all(_SENTENCE_END) if end.end() <= at), default=0)

    def all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """What is found, looked for once."""
        found = self._found.get(pattern.pattern)
        if found is None:
            found = self._found[pattern.pattern] = list(pattern.finditer(self.text))
        return found


class Clause:
    """The words around a label at `at`."""

    def __init__(self, paragraph: Paragraph, at: int) -> None:
        self._paragraph, self._at = paragraph, at
        self._start = paragraph.sentence(at)
        self.before = paragraph.text[self._start : at]
        years = self.said(_YEAR)
        self.year = int(years[-1][1]) if years else paragraph.year
        """The year that is named last; the report's where none is."""

    def said(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """What stands before the label in its sentence."""
        found = self._paragraph.all(pattern)
        start, end = self._start, self._at
        return [each for each in found if start <= each.start() and each.end() <= end] if found else found

    @property
    def around(self) -> str:
        return f"{self._paragraph.heading}\n{self.before}"

    @property
    def rows(self) -> list[str]:
        """The sources, sorts of expenses and the like that are named."""
        return list(dict.fromkeys(label_of(found[0]).row for found in _ROW.finditer(self.around)))

    @property
    def subject(self) -> str:
        """The row that a sentence begins with, if it names no other."""
        found = self.said(_ROW)
        return label_of(found[0][0]).row if len(found) == 1 and found[0].start() == self._start else ""

    @property
    def is_this_year(self) -> bool:
        return self.year == self._paragraph.year

    @property
    def is_last_year(self) -> bool:
        """Whether the year before is spoken of, and no other."""
        spoken_of = self.before.endswith(("上年", "上年度", "去年", "上年的", "去年的"))
        return spoken_of or self.year == self._paragraph.year - 1

    def misdated(self, statement: Statement, figures: Figures) -> Iterator[Statement]:
        """The year, where an older one is spoken of but the number is this year's."""
        if self.year < figures.year and statement.is_telling and statement.agreeing:
            yield Statement.about(figures(YEAR, YEAR), f"{self.year}年", Decimal(self.year), "")

    @property
    def mentions_last_year(self) -> bool:
        return bool(self.said(_LAST_YEAR))

    @property
    def is_of_part(self) -> bool:
        """Whether one project or the like is spoken of, whose figures are not in the data."""
        topic = _TOPIC.match(self.before)
        if (topic and not _OWN_TOPIC.search(topic[1])) or _IN_BRACKETS.search(self.before[-3:]):
            return True
        return bool(self.said(_PART) or _PART_HEADING.search(self._paragraph.heading))

    def may_precede(self, named: Iterable[str] = (), is_telling: bool = False) -> bool:
        """Whether the label means the bureau and a whole year: right before it, other words make it a longer label.

        `named`: words that may stand there, too. `is_telling`: the label says so much that whoever is spoken of
        before a comma is not meant.
        """
        if self.year > self._paragraph.year or self._is_of_other_time(is_telling) or self._is_of_others(is_telling):
            return False
        return bool(_MAY_PRECEDE.search(self.before[-2:])) or self.before.endswith(tuple(named))

    def _is_of_other_time(self, is_telling: bool) -> bool:
        other = [found.start() for found in self.said(_OTHER_TIME)]
        if not other or not is_telling:
            return bool(other)
        part = self._start + self.before.rfind("；")  # what was before a semicolon is told of something else
        since = self._last_part
        return any(at >= (part if _AT_SOME_TIME.match(self._paragraph.text, at) else since) for at in other)

    def _is_of_others(self, is_telling: bool) -> bool:
        """Whether another bureau or a part of this one is spoken of."""
        others = self.said(_OTHERS)
        bodies = self.said(_BODY) if _BODY_END.search(self.before) else []
        if not others and not bodies:
            return False
        since, bureau = self._last_part if is_telling else self._start, self._paragraph.bureau
        said = [found[0] for found in bodies if found.start() >= since]
        own = [body for body in said if body in bureau or bureau[-4:] in body or _OWN.search(body)]
        return len(own) < len(said) or any(found.start() >= since for found in others)

    @property
    def _last_part(self) -> int:
        """Where the words behind the last comma begin."""
        return self._start + max(self.before.rfind(mark) for mark in "，；,;")
