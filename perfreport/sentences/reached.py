"""Reached: a number beside what was wanted, with all that decides how a sentence tells it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from perfreport.actual import Actual
from perfreport.sentences.targets import is_month, kind, topic, unit_after, with_unit_of, without_measure
from perfreport.target import Target

_AS_IN_ACCOUNTS = 2  # decimals of money
_DURATIONS = set("年 季度 个月 月 周 天 日 工作日 个工作日 小时 分钟".split())
_SPENT = re.compile("(?:成本|费|经费|费用|资金|支出|开支)$")
_OF_ONE = re.compile("人均|户均|次均|平均|单位成本|每|标准")
_GAIN = re.compile(
    "(?:减少|挽回|节约|节省|带动|增加|新增|创造)[^的]{0,10}(?:支出|开支|损失|收入|消费|费用?|成本|税收|产值)$|(?:增收|增效|节支)$"
)
_IS_MET: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "≥": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
    "≤": operator.le,
    "<": operator.lt,
}
_WAS_EXPECTED = re.compile("^预计(?=.)")  # and is no longer


@dataclass(frozen=True, slots=True)
class Reached:
    """What an indicator reached: `number` and `wanted` are in the target's unit.

    `subject` is the name without what it says of its target, its measure among it where `is_counted`. Of a range the
    nearest number in it is wanted.
    """

    subject: str
    target: Target
    actual: Actual
    number: Decimal
    wanted: Decimal
    is_counted: bool = False

    @classmethod
    def of(cls, name: str, target: Target, text: str) -> Reached | None:
        """The actual value `text` beside its target; None where there is no number to compare."""
        counted = with_unit_of(name, target)
        actual = Actual.parse(text, counted)
        if actual.number is None or counted.low is None:
            return None
        number = actual.number if actual.unit == counted.unit else actual.number.normalize()
        wanted = counted.low if counted.high is None else min(max(number, counted.low), counted.high)
        said = _subject(name, target)
        subject = without_measure(said, counted)
        return cls(subject, counted, actual, number, wanted, is_counted=subject != said)

    @property
    def gap(self) -> Decimal:
        return self.number - self.wanted

    @property
    def is_met(self) -> bool:
        return _IS_MET[self.target.sign](self.number, self.wanted)

    @property
    def kind(self) -> str:
        """count, amount, standard or rate, as the wording of targets has it."""
        return kind(self.target.unit)

    @property
    def is_limit(self) -> bool:
        """Whether less is better: ≤3起, and =0起 as well."""
        return self.target.sign in ("≤", "<") or (self.target.sign == "=" and not self.wanted)

    @property
    def is_level(self) -> bool:
        """Whether it is told by how much the number differs, and no share: rates, standards, =12万元, =1年."""
        exact = self.target.sign == "=" and (self.kind == "amount" or self.lasts)
        return exact or self.kind in ("rate", "standard")

    @property
    def is_spending(self) -> bool:
        """Whether it is money spent of a limit, which can be saved: no average, no debt."""
        if self.target.sign not in ("≤", "<") or self.kind != "amount" or _OF_ONE.search(self.subject):
            return False
        return _SPENT.search(self.subject) is not None

    @property
    def is_gain(self) -> bool:
        """Whether the subject ends in a deed and its object, which the amount follows: 为群众减少支出450万元."""
        return "元" in self.target.unit and not self.is_limit and _GAIN.search(self.subject) is not None

    @property
    def lasts(self) -> bool:
        """Whether it is so much time, which is long and not done: 10年, 300天."""
        return self.target.unit in _DURATIONS

    @property
    def is_month(self) -> bool:
        """Whether both are months of the year: 完成时间 ≤12月."""
        unit = self.target.unit
        return unit == "月" and all(is_month(self.subject, unit, month) for month in (self.number, self.wanted))

    @property
    def keeps_amount(self) -> bool:
        """Whether an amount stays within its limit, so that the limit is told: 控制在8万元以内."""
        return self.is_limit and self.is_met and self.kind == "amount" and self.wanted > 0

    @property
    def value(self) -> str:
        """The actual value as it was typed; money in the unit of its target, with the decimals that follow."""
        typed = self.actual.unit
        other_unit = "元" in typed and typed.split("/")[0] != self.target.unit.split("/")[0]
        if self.keeps_amount or other_unit:
            return self.said(self.number)
        return self.actual.printed.removesuffix(typed) + unit_after(self.subject, typed)

    @property
    def distance(self) -> str:
        """How far the number is from what was wanted: 20人; two rates differ by 3个百分点."""
        return self.said(abs(self.gap)).replace("%", "个百分点").replace("‰", "个千分点")

    @property
    def limit(self) -> str:
        """What was wanted, as the form has it; with two decimals beside a value that has them: 8.00万元 of ≤8万元."""
        if _decimals(self.number) == _AS_IN_ACCOUNTS:
            return self.said(self.wanted)
        return f"{self.wanted:f}{unit_after(self.subject, self.target.unit)}"

    def said(self, number: Decimal) -> str:
        """A number in the target's unit, with as many decimals as the other, up to two: 8.00万元 beside 8.42万元."""
        places = max(_decimals(number), min(_AS_IN_ACCOUNTS, max(_decimals(self.number), _decimals(self.wanted))))
        return f"{number:.{places}f}{unit_after(self.subject, self.target.unit)}"


def as_happened(name: str) -> str:
    """The name of what was expected and is no longer: 预计救助人数 → 救助人数."""
    return _WAS_EXPECTED.sub("", name)


def _subject(name: str, target: Target) -> str:
    """What the number is told of: 发放人数（人） → 发放人数; 项目成本控制在预算以内 → 项目成本."""
    subject = as_happened(topic(name, target))
    if "控制" not in subject:
        return subject
    controlled = re.sub("控制(?:在.*内)?$", "", subject)
    return controlled if _SPENT.search(controlled) else subject


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))
