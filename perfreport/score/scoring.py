"""What a pack's 规则.yaml decides of scores, and the scores that come of it: values. No I/O, nothing fails.

There is no national rule: 财预〔2020〕10号 is for projects and reused for departments, and provinces and counties adapt
it. So weights, formulas, classes and bands are data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from perfreport.form import word

EXECUTION = "预算执行率"  # what 分值 calls the weight of the budget's execution
ALL_INDICATORS = "绩效指标"  # and a weight that all indicators share


@dataclass(frozen=True, slots=True)
class QualityClass:
    """A class of qualitative results: between which shares of the weight its score lies.

    The highest class of a pack includes its upper end, the others do not. `usual` is the share where no score is
    given by hand; None means that one must be given.
    """

    least: Decimal = field(metadata=word("最低", "share", "分值的百分之几起，如 60%"))
    most: Decimal = field(metadata=word("最高", "share", "分值的百分之几，如 80%"))
    usual: Decimal | None = field(metadata=word("默认", "share", "没有打分时按百分之几；不写就必须打分", optional=True))


@dataclass(frozen=True, slots=True)
class Scoring:
    """What a pack decides of scores. All shares are ratios: 130% is 1.3.

    `weights`: points by first- or second-level group, 预算执行率 and 绩效指标 (all indicators), `full_marks` in all.
    `grades`: the least points of each grade, the best first.
    """

    full_marks: Decimal = field(metadata=word("满分", "points", "总分的满分，如 100"))
    weights: Mapping[str, Decimal] = field(metadata=word("分值", "points_by_name", "各组的分值，加起来是满分"))
    weight_places: int = field(metadata=word("分值小数位", "places", "每个指标的分值最多几位小数"))
    score_places: int = field(metadata=word("得分小数位", "places", "得分几位小数，四舍五入"))
    rate_of: str = field(metadata=word("执行率分母", "rate_of", "全年预算数 或 年初预算数"))
    at_least: str = field(metadata=word("正向", "at_least", "≥ 的指标没有完成时：按比例 或 不得分"))
    at_most: str = field(metadata=word("反向", "at_most", "≤ 的指标超过时：按超出比例扣分、按反比例 或 不得分"))
    least_satisfaction: Decimal = field(metadata=word("满意度起点", "share", "满意度低于它不得分；0% 表示没有起点"))
    far_above: Decimal | None = field(
        metadata=word("超额上限", "share", "完成目标的百分之几起要说明原因；不写就不管", optional=True)
    )
    classes: Mapping[str, QualityClass] = field(metadata=word("定性", "classes", "定性指标的各类，最好的在前"))
    grades: Mapping[str, Decimal] = field(metadata=word("等级", "points_by_name", "各等级最低几分，最好的在前"))

    @property
    def best_class(self) -> str:
        return next(iter(self.classes), "")


class Mark(NamedTuple):
    """The score of one indicator. `score` is what is printed; `computed` what the formula gives, None without one.

    `completion` is the ratio of actual value to target, None where there is none. `is_met`: the target was reached;
    `is_far_above`: so far that a reason is wanted. `how` says in Chinese how the score came about.
    """

    weight: Decimal
    score: Decimal
    computed: Decimal | None
    completion: Decimal | None
    is_met: bool
    is_far_above: bool
    achievement: str
    how: str


@dataclass(frozen=True, slots=True)
class ExecutionMark:
    """The score of 预算执行率. `rate` is exact and not capped; None where nothing was budgeted.

    `rate_of` is the form's word for what was divided by, in every row of the funds: 全年预算数 or 年初预算数.
    """

    weight: Decimal
    score: Decimal
    rate: Decimal | None
    how: str
    rate_of: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores. `marks` has one for each of the report's indicators; `total` is the sum of the printed scores."""

    execution: ExecutionMark
    marks: tuple[Mark, ...]
    total: Decimal
    full_marks: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or worth knowing: a kind of problem, its words, and where in the data file, in the form's words."""

    id: str
    words: Mapping[str, object]
    path: tuple[str | int, ...]
