"""What is kept of one bureau to compare it with others: small, and whole enough to say where what stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from typing import NamedTuple

from perfreport.across.meaning import Meaning, meaning
from perfreport.check.review import Review, Row
from perfreport.check.rule import CATEGORIES, Path
from perfreport.examine import Examined
from perfreport.load import Places
from perfreport.model import Report
from perfreport.money import Unit
from perfreport.problem import Place
from perfreport.sentences.targets import kind, topic, with_unit_of
from perfreport.target import Target

OF_BUREAU = "单位"  # the record whose fields stand at the head of the data file

_PERIODS = {"年", "月", "日", "天", "季", "季度", "次"}
_TIMES = {"分钟", "小时", "天", "日", "工作日", "个工作日", "周", "月", "个月"}
_NOT_WORDS = re.compile(
    "[0-9０-９一二三四五六七八九十]|[前底内后]$"
)  # 6月30日前, 年底前: a day, not words for a number


class Shared(NamedTuple):
    """An indicator as others may have it. `unit` is with the size (万元), `dimension` without and "" where there is no
    number: only indicators of one dimension can be the same. `at` and `value_at` are where name and value stand. Of a
    name that was told to be in a wrong group or there twice (`is_astray`), and of a value that was told to be wrong
    (`is_wrong`), nobody is to take an example, and nothing is told again."""

    bureau: str
    money_unit: Unit
    sort: str
    group: str
    name: str
    text: str
    unit: str
    dimension: str
    family: str
    meaning: Meaning
    at: Place
    value_at: Place
    is_astray: bool
    is_wrong: bool

    @property
    def target(self) -> Target:
        return with_unit_of(self.name, Target.parse(self.text))

    @property
    def is_words(self) -> bool:
        """Whether the value is words for which there might be a number: no day, no ratio."""
        return not self.dimension and not self.target.sign and not _NOT_WORDS.search(self.text)


class OwnText(NamedTuple):
    """A text in a field that the pack added; `field` says which, with the record it belongs to."""

    bureau: str
    field: str
    text: str
    at: Place


class Print(NamedTuple):
    """What is compared of a bureau."""

    file: str
    bureau: str
    year: int
    money_unit: Unit
    bureau_at: Place
    year_at: Place
    money_unit_at: Place
    indicators: tuple[Shared, ...]
    own: tuple[OwnText, ...]


def print_of(examined: Examined) -> Print | None:
    """The print of the bureau that a data file is of; None where it cannot be read."""
    review, places = examined.review, examined.loaded.places
    if review is None:
        return None
    report, told = review.report, _told(examined)
    return Print(
        str(examined.data),
        report.bureau,
        report.year,
        report.money_unit,
        places.quoting("", "单位名称"),
        places.quoting("", "年度"),
        places.quoting("", "金额单位"),
        tuple(_shared(row, report, places, told) for row in review.rows),
        tuple(_own(review, places)),
    )


_Told = dict[int, list[tuple[str, int]]]  # by line: the category of what is told there, and the column


def _told(examined: Examined) -> _Told:
    """Where something is told of the file, or was."""
    told: _Told = defaultdict(list)
    for found in (*examined.problems, *(each for each, _ in examined.accepted)):
        told[found.place.line].append((found.id.partition(".")[0], found.place.column))
    return told


def _is_told(told: _Told, at: Place, categories: Container[str]) -> bool:
    """Whether a rule of these categories is told of the text at a place, or of a piece of it."""
    return any(
        category in categories and at.column <= column < at.column + max(at.width, 1)
        for category, column in told.get(at.line, ())
    )


def _shared(row: Row, report: Report, places: Places, told: _Told) -> Shared:
    entry, target = row.entry, row.entry.counted
    dimension, family = _counted_in(target.unit) if target.sign else ("", "")
    at, value_at = places.quoting("", *row.path, "三级指标"), places.quoting("", *row.path, "指标值")
    return Shared(
        report.bureau,
        report.money_unit,
        entry.sort,
        entry.second,
        entry.name,
        entry.target.text,
        target.unit,
        dimension,
        family,
        meaning(topic(entry.name, entry.target) if target.sign else entry.name),
        at,
        value_at,
        _is_told(told, at, ("relevance",)),
        _is_told(told, value_at, CATEGORIES),
    )


def _counted_in(unit: str) -> tuple[str, str]:
    """The unit without its size, and the family of units that may stand for one another: 万元 and 元, 人 and 人次,
    元/人 and 元/人/年; not 元/公里 and 元/人."""
    head, *per = unit.split("/")
    sort = kind(unit)
    if sort in ("standard", "amount"):
        return "/".join(["元", *per]), "/".join([sort, *(each for each in per if each not in _PERIODS)])
    if sort == "rate":
        return ("个百分点", "points") if unit.startswith("个百分点") else ("%", "rate")
    return unit.lstrip("万亿") or unit, "/".join(["time" if head in _TIMES else "count" if head else "", *per])


def _own(review: Review, places: Places) -> Iterator[OwnText]:
    report = review.report
    held: list[tuple[str, Path, dict[str, str]]] = [(OF_BUREAU, (), dict(report.own))]
    held += [("任务", path, dict(task.own)) for task, path in review.tasks]
    rows = zip(review.rows, report.indicators, strict=True)
    held += [("指标", row.path, dict(indicator.own)) for row, indicator in rows]
    for record, path, own in held:
        for word, text in own.items():
            if text:
                yield OwnText(report.bureau, f"{record}›{word}", text, places.quoting("", *path, word))
