"""The words by which forms and prose call the figures, and what they mean: rows, columns, units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from perfreport.agreement.figure import ALL, GRADE, LAST_YEAR, OFFICIAL, SCORE, TOTAL, YEAR
from perfreport.score.scoring import EXECUTION

_YEARLY = "(?:全年|总体|整体|部门|资金|年度)"
_EVALUATED = "(?:自评|评价|评定|综合|绩效|考核)"

# Of funds, “三公”经费 and scores; a row of the table, or in prose what an amount is said of.
ROWS: Mapping[str, str] = {
    TOTAL: "年度资金总额|(?:全年|预算|年度)?资金(?:总额|合计)|合计|总计|本年数?",
    "财政拨款": "(?:当年|本年|年度|一般公共预算)?财政拨款(?:收入|资金|支出)?",
    "上年结转": "上年(?:度)?结转(?:结余)?(?:资金|收入)?",
    "其他资金": "其他资金",
    "基本支出": "基本支出",
    "项目支出": "项目支出",
    OFFICIAL: '[“"]?三公[”"]?经费(?:合计|总额|支出)?',
    "因公出国（境）费": "因公出国(?:[（(]境[）)])?费用?",
    "公务用车购置费": "公务用车购置费用?",
    "公务用车运行维护费": "公务用车运行(?:维护)?费用?",
    "公务接待费": "公务接待费用?",
    "年初结转结余": "年初结转(?:和|及)?结余(?:资金)?",
    "年末结转结余": "年末结转(?:和|及)?结余(?:资金)?",
    EXECUTION: "预算执行率",
    SCORE: f"{_EVALUATED}{{0,3}}(?:总得分|总评分|总分|综合得分|综合评分|自评得分|评价得分|自评分)",
    GRADE: f"{_EVALUATED}{{0,3}}(?:等级|结果等级|等次)",
    "编制人数": "(?:核定)?编制(?:人数|数)?",
    "内设机构": "内设(?:机构|科室|股室)",
    "下属单位": "下属单位",
    "在职人数": "(?:实有)?在职(?:人数|人员)?",
    "退休人数": "退休(?:人数|人员)?",
    LAST_YEAR: "上年数?|上年度|去年",
    YEAR: "(?:填报|预算|所属)?年度",
    ALL: "全部指标",
}
COLUMNS: Mapping[str, str] = {
    "年初预算数": "年初(?:批复|部门)?(?:的)?预算(?:安排|批复)?(?:总额|数)?",
    "全年预算数": "(?:全年|调整后(?:的)?(?:全年)?)预算(?:总额|数)?|预算调整数",
    "全年执行数": "(?:全年|年度|累计|预算)执行数|全年(?:实际|累计)?支出(?:总额|合计|数)?|支出总额|总支出",
    "预算总额": "(?:部门|年度|单位|收入|支出)预算(?:总额)?|预算(?:资金)?总额|总预算|(?:绩效目标)?(?:申报|批复)的预算",
    "执行率": f"{_YEARLY}?(?:预算|资金|支出)?执行率",
    "上年执行数": "上年(?:度)?(?:执行数|决算数)",
    "预算数": "预算数",
    "执行数": "执行数|决算数",
    "总额": "总额|小计|预算金额",
    "占全年支出": "占(?:(?:全年|年度|本年)?(?:总支出|支出)(?:总额|合计)?的?(?:比重|比例)?的?)?",
    "指标值": "(?:年度)?(?:指标值|目标值)",
    "实际完成值": "(?:全年)?(?:实际)?完成值|实际值",
    "完成率": "完成率",
    "分值": "(?:标准)?分值|权重",
    "得分": "(?:自评|实际)?得分",
    **{name: name for name in ("项数", "完成项数", "未完成项数")},
}
# Where a word may stand for several columns, as 预算数 in a table of “三公”经费 and in one of all funds.
ALIKE: Mapping[str, tuple[str, ...]] = {
    "年初预算数": ("年初预算数", "预算数", "总额"),
    "全年预算数": ("全年预算数", "预算数"),
    "全年执行数": ("全年执行数", "执行数"),
    "预算数": ("预算数", "年初预算数", "全年预算数", "总额"),
    "执行数": ("执行数", "全年执行数"),
    "预算总额": ("年初预算数", "全年预算数", "总额", "财政拨款"),
}
WITHOUT_MONEY = ("执行率", "占全年支出", "指标值", "实际完成值", "完成率", "分值", "得分")
STAFF_ROWS = ("内设机构", "下属单位", "编制人数", "在职人数", "退休人数")
MONEY_ROWS = tuple(ROWS)[1:13]  # what prose says an amount of

GAP = r"(?:[（(][^（）()0-9，。；]{0,8}[）)]|合计|总计|共计|累计|实际|共|为|是|达到|达|到|数|金额|[：:“\s]){0,6}"
"""What may stand between a label and its number in a sentence."""

_DECORATION = re.compile(
    r"\s|^其中[：:]?|^(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十0-9]+[、.．])"
    r"|[（(][^（）()]*(?:元|分|%|％|[A-Z]|等级)[^（）()]*[）)]|[：:]$|^[A-Z]$"
)
_UNIT = re.compile(r"[（(：:](万元|亿元|元)[）)]?|单位[：:]\s*(万元|亿元|元)")


_ROWS, _COLUMNS = (
    re.compile("|".join(f"(?P<_{number}>{words})" for number, words in enumerate(names.values())))
    for names in (ROWS, COLUMNS)
)
_LONGEST = 30


class Label(NamedTuple):
    """What a cell or a word names, "" where nothing: a row, a column, the unit of money of what it is the head of."""

    row: str = ""
    column: str = ""
    unit: str = ""

    @property
    def head(self) -> str:
        """What the cells below are, if this heads a column."""
        return self.column or self.row


@lru_cache(maxsize=3_000)
def label_of(text: str) -> Label:
    if text.isascii():  # a number, as most cells hold
        return Label()
    label = _DECORATION.sub("", text) if len(text) <= _LONGEST else ""
    return Label(_named(_ROWS, ROWS, label), _named(_COLUMNS, COLUMNS, label), unit_in(text))


def _named(pattern: re.Pattern[str], names: Mapping[str, str], label: str) -> str:
    found = pattern.fullmatch(label)
    return list(names)[int(str(found.lastgroup)[1:])] if found else ""


def unit_in(text: str) -> str:
    """The unit of money that a head or a note says, as in 预算金额（万元）, 单位：万元."""
    found = _UNIT.search(text)
    return (found[1] or found[2]) if found else ""
