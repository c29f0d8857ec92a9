"""Sentences about what came of the year: “自评总分99.26分”, “等级为优”, “完成42项”, “群众满意度达到93.5%”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from perfreport.agreement.clause import Clause, Paragraph
from perfreport.agreement.figure import ALL, GRADE, SCORE, YEAR, Figure
from perfreport.agreement.figures import GROUPS, Figures
from perfreport.agreement.statement import NUMBER, Statement, number_in
from perfreport.agreement.words import GAP, ROWS, STAFF_ROWS, label_of
from perfreport.chinese import CHINESE, NOT_CHINESE
from perfreport.money import UNITS
from perfreport.sentences.numerals import chinese_numerals
from perfreport.target import Target

_TITLE_YEAR = re.compile(
    r"(?<!《)(20[0-9]{2})\s?年?度?(?=[^。，；《》0-9]{0,30}?(?:整体支出|绩效(?:目标|自评|评价)|自评))"
    r"|^[（(]\s*(20[0-9]{2})\s?年?度?\s*[，,）)]"
)
_LONGEST_TITLE = 60
_TELLING_NAME = 8  # characters; a shorter one, 群众满意度, may be anybody's
_ENDED = re.compile("[。！？]")
_STAFF = re.compile(
    rf"(?P<row>{'|'.join(ROWS[name] for name in STAFF_ROWS)}){GAP}(?P<number>[0-9]+)\s?[人名个]"
    r"(?=[，。；、,;）()]|\s|$)"
)
_POINTS = re.compile(
    rf"(?P<label>{ROWS[SCORE]}|得分|分值|满分|得)(?:[为是：:\s]|达到|共)*(?P<number>{NUMBER})\s?分(?!值|项|类|[以/]|左右)"
)
_OUT_OF = re.compile(rf"(?P<number>{NUMBER})分[（(](?:分值|满分)?(?P<full>{NUMBER})分[）)]")
_MANY = "([0-9]+|[一二三四五六七八九十百]+)\\s?[项个条]"
_SOME = re.compile(f"{_MANY}(?:三级|绩效|具体)*指标|指标(?:共有?|共计|[：:为])*{_MANY}")
_ENDS = f"(?={NOT_CHINESE}|绩效指标|指标|$)"
_COUNTS = {
    "未完成项数": re.compile(f"(?:未完成|没有完成|未达到?目标|未达标)(?:的|指标|绩效指标|[：:为有])*{_MANY}{_ENDS}"),
    "完成项数": re.compile(f"完成(?<!未完成)(?<!没有完成)(?:的|了|三级|指标|绩效|[：:为])*{_MANY}{_ENDS}"),
    "项数": re.compile(
        f"指标(?<![一二]级指标)(?:共有?|共计|合计|总数|数|为|[：:])*{_MANY}{_ENDS}"
        f"|(?:设置|设定|共有?|共计|全部)了?{_MANY}(?:三级|绩效|具体)*指标"
    ),
}
_LISTED = re.compile(
    f"(?<!{CHINESE})(?:绩效目标)?(?:申报|设[定置])?(年度主要任务|年度总体目标)(?:共有?|共计)?{_MANY}(?={NOT_CHINESE}|$)"
)
_OF_ALL = re.compile(f"(?:^|{NOT_CHINESE}|设置|设定|绩效|三级|具体)$")
_ENDS_IN_MET = re.compile("完成的?(?:三级|绩效|具体)*$")
_BEFORE_COUNTS = ("共", "设置", "绩效", "三级", "数量", "质量", "时效", "成本", "产出", "效益", "满意度")
_NUMERALS = {chinese_numerals(number): number for number in range(1, 200)}
_QUANTITY = rf"(?P<number>{NUMBER})(?P<unit>[^\d，。；、（）()]{{0,6}})"
_ACTUAL = re.compile(f"实际(?:完成值|完成|达到|执行|支出|发放|控制在|值|[为是了：:≥≤=＞＜＝><])*{_QUANTITY}")
_SHARE = re.compile(f"完成(?<!分别完成)(?:年度)?目标(?:值)?的{_QUANTITY}")
_SHARES = re.compile(f"分别完成(?:年度)?目标(?:值)?的((?:{NUMBER}%、?)+)")
_PART_END = re.compile("[。；！？\n]")
_AIM = re.compile(  # no 三级指标100%完成
    f"(?:(?:目标值?|指标值|控制在)[为是：:≥≤=＞＜＝><]*|指标[为是：:≥≤=＞＜＝><]+){_QUANTITY}(?!地?(?:完成|达标|实现|达成))"
)
_NO_AIM = re.compile("(?:超出|超过|高于|低于|少于|多于|完成)(?:年度)?$")  # before it: the difference is said
_GROUP_END = re.compile("指标(?!值)")  # behind the name of an indicator: 满意度 in 满意度指标
_REACHED = re.compile(f"(?:的|均|[：:“”（(为是]|达到?|不少于|不低于|不高于|不超过|控制在|[≥≤=＝])*{_QUANTITY}")


def year_of_title(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """The year that a title says, or a line （2021 年） under it."""
    text = paragraph.text
    if len(text) < _LONGEST_TITLE and not _ENDED.search(text):
        for found in _TITLE_YEAR.finditer(text):
            yield Statement.about(figures(YEAR, YEAR), found[0], Decimal(found[1] or found[2]), "")


def grade(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """The grade; a text with several grades explains them."""
    said = list(paragraph.find(_grade_pattern(figures.grades)))
    if len({found["grade"] for found, _ in said}) == 1:
        found, clause = said[0]
        if clause.is_this_year and clause.may_precede() and not clause.is_of_part:
            yield Statement.about(figures(GRADE, GRADE), found[0], None, found["grade"])


@lru_cache(maxsize=64)
def _grade_pattern(grades: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, grades), key=len, reverse=True)) or "(?!)"
    label = rf"(?:{ROWS[GRADE]})(?:评定|评价)?(?:结果)?[为是：:“”\"\s]*"
    return re.compile(rf"{label}(?P<grade>{words})(?![”\"]?的)(?=[”\"。，；）)秀好等级]|\s|$)[”\"]?")


def staff(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    for found, clause in paragraph.find(_STAFF):
        row = label_of(found["row"]).row
        is_of_all = clause.is_this_year and clause.may_precede() and "其中" not in clause.before
        if (meant := figures(row, row)) and is_of_all:
            yield Statement.about(meant, found[0], number_in(found["number"]), "人", found.end("number"))


def points(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """Points of all, or of what is named before: a group, the execution, an indicator."""
    for found, clause in paragraph.find(_POINTS):
        label = found["label"]
        named = _nearest(clause, figures.scored) if label != "满分" else []
        column = "分值" if label in ("分值", "满分") else "得分"
        meant = [each for row in named for each in figures(row, column)]
        if label not in ("得分", "分值", "得") and not (label == "满分" and "指标" in clause.before):
            meant += figures(SCORE, column)
        if label == "总分":  # may be that of the form: 总分100分
            meant += figures(SCORE, "分值")
        if meant and clause.may_precede(named) and (named or not clause.is_of_part):
            statement = Statement.about(meant, found[0], number_in(found["number"]), "分", found.end("number"))
            yield from clause.misdated(statement, figures) if clause.year < figures.year else [statement]


def points_out_of(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """The points of a group and its full ones in brackets: 产出指标49.48分（50分）."""
    for found, clause in paragraph.find(_OUT_OF):
        row = max((row for row in figures.scored if clause.before.endswith(row)), key=len, default="")
        if row and clause.is_this_year:
            for column, group in (("得分", "number"), ("分值", "full")):
                number = number_in(found[group])
                yield Statement.about(figures(row, column), f"{row}{found[0]}", number, "分", found.end(group))


def _nearest(clause: Clause, rows: Sequence[str]) -> list[str]:
    """The row named last before the label, or those that the heading names."""
    named = [(clause.before.rfind(row) + len(row), row) for row in rows if row in clause.before]
    return [max(named)[1]] if named else [row for row in rows if row in clause.around]


def counts(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """How many indicators there are, were met and missed: of all, or of the groups that are named."""
    for column, pattern in _COUNTS.items():
        for found, clause in paragraph.find(pattern):
            if not clause.is_this_year or not clause.may_precede(_BEFORE_COUNTS) or clause.is_of_part:
                continue
            meant = [] if _is_of_others(clause, figures) else _counted(column, found[0], clause, figures)
            if meant and (many := _many(found[found.lastindex or 0])):
                yield Statement.about(meant, found[0], many, "项", found.end(found.lastindex or 0))


def _is_of_others(clause: Clause, figures: Figures) -> bool:
    """Whether the sentence began with so many indicators as there are not here: 责任书38项指标，完成36项."""
    found = next(iter(clause.said(_SOME)), None)
    return found is not None and all(each.value != _many(found[1] or found[2]) for each in figures.of_column(GROUPS[0]))


def _many(digits: str) -> Decimal:
    return Decimal(digits if digits.isdecimal() else _NUMERALS.get(digits, 0))


def listed(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """How many tasks and goals there are."""
    for found, clause in paragraph.find(_LISTED):
        if clause.is_this_year and clause.may_precede():
            yield Statement.about(figures(found[1], "数目"), found[0], _many(found[2]), "项")


def _counted(column: str, written: str, clause: Clause, figures: Figures) -> list[Figure]:
    around = clause.around + written
    groups = [row for row in figures.groups if row in around]
    if written.startswith("指标"):  # the end of a word: 数量指标14项, 绩效指标44项, 核心指标5项
        beside = [row for row in groups if f"{clause.before}指标".endswith(row)]
        is_of_all = _OF_ALL.search(clause.before[-2:]) and not _ENDS_IN_MET.search(clause.before)
        if not beside and not is_of_all:
            return []
        groups = beside or groups
        rows = beside or [ALL, *groups]
    else:
        rows = [ALL, *groups] if "指标" in around else []
    return [each for row in rows for each in figures(row, column)]


def indicators(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """What is said behind the name of an indicator: what it reached, its aim, what it really was."""
    text = paragraph.text
    named = sorted((start, name) for name in figures.indicators if name in text for start in _starts(text, name))
    for (start, name), (end, _) in pairwise([*named, (len(text), "")]):
        clause = Clause(paragraph, start)
        is_of_group = _GROUP_END.match(text, start + len(name))
        is_own = clause.is_this_year and clause.may_precede(is_telling=len(name) >= _TELLING_NAME)
        if figures(name, "实际完成值") and is_own and not is_of_group:
            ended = _PART_END.search(text, start, end)
            yield from _of_indicator(name, text[: ended.start() if ended else end], start, figures)


def _starts(text: str, name: str) -> Iterator[int]:
    """Where a text has the name."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def shares(paragraph: Paragraph, figures: Figures) -> Iterator[Statement]:
    """What each of several indicators reached of its aim: 甲人数6人、乙人数6人，分别完成年度目标的120.00%、150.00%."""
    for found, clause in paragraph.find(_SHARES):
        before = _PART_END.split(clause.before)[-1]
        named = sorted((name for name in figures.topics if name in before), key=before.index)
        numbers = re.findall(NUMBER, found[1])
        if len(named) == len(numbers) and clause.is_this_year:
            for name, number in zip(named, numbers, strict=True):
                yield Statement.about(figures(name, "完成率"), found[0].rstrip("、"), number_in(number), "%")


def _of_indicator(name: str, text: str, start: int, figures: Figures) -> Iterator[Statement]:
    """What the end of a text, from `start` on, says of the indicator named there."""
    aim, actual, behind = figures(name, "指标值"), figures(name, "实际完成值"), start + len(name)
    meant = (_ACTUAL, actual), (_AIM, aim), (_SHARE, figures(name, "完成率")), (_REACHED, [*aim, *actual])
    for pattern, each in meant:
        found = pattern.match(text, behind) if pattern is _REACHED else pattern.search(text, behind)
        if not found or not _is_measured_in(found["unit"], each):
            continue
        if pattern is not _AIM or not _NO_AIM.search(text[behind : found.start()]):
            number, written = number_in(found["number"]), text[start : found.end()]
            yield Statement.about(each, written, number, found["unit"], found.end("number"))


def _is_measured_in(unit: str, figures: Sequence[Figure]) -> bool:
    """Whether this is the unit of a figure, or begins like it: 人 and 人次参加, 元 and 元/月; or both are of money."""
    for figure in figures:
        own = "%" if figure.kind == "rate" else _unit(str(figure.value))
        is_alike = unit.startswith(own) or (unit and own.startswith(unit))
        if own and (is_alike or (own in UNITS and unit.startswith(UNITS))):
            return True
    return False


@lru_cache(maxsize=4096)
def _unit(value: str) -> str:
    return Target.parse(value).unit
