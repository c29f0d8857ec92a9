"""Figures said in words that documents do not label them by: “全年共支出82.40万元”, “政策知晓率已提高到92%”.

An amount is told only where it comes near what it should be, or is it with the point elsewhere: then it is no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from perfreport.agreement.clause import Clause, Paragraph
from perfreport.agreement.figure import TOTAL, Figure
from perfreport.agreement.figures import Figures
from perfreport.agreement.statement import NUMBER, number_in
from perfreport.money import UNITS, Money
from perfreport.target import Target

_YEAR = "(?:全年度?|本年度?|当年|年度|20[0-9]{2}年度?)(?:[我本]?[局委办院校镇]|[我本]?单位|[我本]?部门)?"
_SUMMED = "(?:预算|财政|资金|经费|实际|累计|总共|共计|合计|总计|总额|金额|共|总|数)"
_SPENT = "(?:支出|使用|支付|执行|开支)"
_AMOUNT = (
    rf"(?:[为是达到：:]|人民币)*(?P<number>{NUMBER})\s?(?P<unit>万元|亿元|元|[%％])"
    "(?![以/]|左右|上下|之间|[~～—-]|，?[主要全部]*用于)"
)
_LABELS: Mapping[str, tuple[str, str]] = {  # the row and the column that words mean
    f"{_YEAR}{_SUMMED}*{_SPENT}了?{_SUMMED}*": (TOTAL, "全年执行数"),
    f"(?:{_SPENT}(?:合计|总计|共计|总额|总量)|(?:合计|总计|共计|总共|共)(?:支出|使用资金))": (TOTAL, "全年执行数"),
    f"(?:{_YEAR}|年初)?(?:收支|收入|支出|部门|单位)?预算(?:安排|下达|批复|合计|总计|共计|资金|收入|规模|总量)+": (
        TOTAL,
        "全年预算数",
    ),
    "项目(?:资金|经费)(?:合计|总计|共计|共|支出)*": ("项目支出", "全年执行数"),
    "支出进度|执行进度|(?:预算|资金|经费|支出)(?:支付率|使用率|支出率|完成率)|预算完成比例": (TOTAL, "执行率"),
}
_LABELLED = "|".join(f"(?P<_{at}>{words})" for at, words in enumerate(_LABELS))
_BY_LABEL = re.compile(f"(?:{_LABELLED}){_AMOUNT}")
_NEAREST, _FARTHEST = Decimal("0.5"), Decimal(2)  # times what it should be: so far an amount may be a slip

_GREW = "提高|提升|增加|增长|上升|[增升降]|扩大|发展|下降|降低|降|减少|压减|压缩|缩短|控制|保持|稳定|维持|恢复"
_WHEN = (
    "已经?|均|也|全年|年末|年底|当年|本年度?|实际|最终|累计|共计?|合计|总计|稳步|进一步|逐步|不断|有效|大幅|明显|由|从"
)
_GREW_TO = re.compile(
    f"[”》]?(?:指标|目标)?(?:{_WHEN})*"
    f"(?:(?:上年|去年|年初)的?{NUMBER}[^，。；、0-9]{{0,4}}?)?(?:(?:{_GREW})了?(?:到|至|为|在|达到?)|达到?|完成|实现|为|是|有)?了?"
    rf"(?P<number>{NUMBER})(?P<unit>[^\d，。；、（）()]{{0,6}})"
)
_ROUGH = re.compile("以[上下内]|左右|[余多]|上下")
_TELLING_NAME = 8  # characters; a shorter one may be anybody's


class Stated(NamedTuple):
    """What was written, the figure that it should be, and where its number ends."""

    written: str
    figure: Figure
    number: Decimal
    unit: str
    at: int


def stated(text: str, heading: str, figures: Figures) -> Iterator[Stated]:
    """The wrong figures of a paragraph."""
    paragraph = Paragraph(text, heading, figures)
    yield from _of_spending(paragraph, figures)
    yield from _of_indicators(paragraph, figures)


def _of_spending(paragraph: Paragraph, figures: Figures) -> Iterator[Stated]:
    for found, clause in paragraph.find(_BY_LABEL):
        row, column = next(meant for at, meant in enumerate(_LABELS.values()) if found[f"_{at}"])
        number, unit = number_in(found["number"]), found["unit"].replace("％", "%")
        meant = figures(row, column)
        years = re.findall("20[0-9]{2}(?=年)", found[0])
        is_of_year = all(int(year) == figures.year for year in years) and _is_of_whole(clause)
        if not meant or (column == "执行率") != (unit == "%") or not is_of_year:
            continue
        known = _rates(figures) if unit == "%" else _amounts(figures)
        if not any(each.agrees(number, unit) for each in known) and _is_slip(number, unit, meant[0]):
            yield Stated(found[0], meant[0], number, unit, found.end("number"))


def _amounts(figures: Figures) -> list[Figure]:
    """All amounts there are: what is one of them may mean it."""
    columns = "年初预算数 全年预算数 全年执行数 上年执行数 预算数 执行数 总额 财政拨款 其他资金"
    return [each for column in columns.split() for each in figures.of_column(column) if each.kind == "money"]


def _rates(figures: Figures) -> list[Figure]:
    """All rates of execution, that of the whole by either budget: which one divides differs from place to place."""
    spent = figures(TOTAL, "全年执行数")[0].value
    budgets = [each.value for column in ("年初预算数", "全年预算数") for each in figures(TOTAL, column)]
    whole = [
        Figure(TOTAL, "执行率", "rate", spent / budget, ())
        for budget in budgets
        if isinstance(spent, Money) and isinstance(budget, Money) and budget
    ]
    return [*whole, *figures.of_column("执行率")]


def _is_of_whole(clause: Clause) -> bool:
    return clause.is_this_year and clause.may_precede() and not clause.mentions_last_year and not clause.is_of_part


def _is_slip(number: Decimal, unit: str, figure: Figure) -> bool:
    """Whether it is near the figure, or has its digits."""
    value = figure.value
    if isinstance(value, Money):
        value = next((value.to(each) for each in UNITS if each == unit), value.value)
    if not isinstance(value, Decimal) or not value:
        return False
    value *= 100 if figure.kind == "rate" else 1
    digits, own = (f"{each.normalize():f}".replace(".", "").strip("0") for each in (number, value))
    return _NEAREST <= number / value <= _FARTHEST or digits == own


def _of_indicators(paragraph: Paragraph, figures: Figures) -> Iterator[Stated]:
    """What is said behind the name of an indicator and a word or two."""
    text = paragraph.text
    for name in (name for name in figures.indicators if name in text):
        for place in re.finditer(re.escape(name), text):
            found, clause = _GREW_TO.match(text, place.end()), Clause(paragraph, place.start())
            is_own = clause.is_this_year and clause.may_precede(is_telling=len(name) >= _TELLING_NAME)
            if found and is_own and not _ROUGH.search(text, found.end("number"), found.end() + 2):
                written = text[place.start() : found.end()]
                yield from _unlike(name, written, found, figures)


def _unlike(name: str, written: str, found: re.Match[str], figures: Figures) -> Iterator[Stated]:
    """The number, where it is neither what was to be reached nor what was, in the same unit."""
    meant = [*figures(name, "实际完成值"), *figures(name, "指标值")]
    units = {Target.parse(str(each.value)).unit for each in meant}
    unit = next((unit for unit in units if unit and found["unit"].startswith(unit)), "")
    number = number_in(found["number"])
    if unit and figures(name, "实际完成值") and not any(each.agrees(number, unit) for each in meant):
        written = written[: len(written) - len(found["unit"])] + unit
        yield Stated(written, meant[0], number, unit, found.end("number"))
