"""One figure: its value, the words it goes by, and whether what was written is that figure.

It stands at two words, as in a table: a row (财政拨款, a task, an indicator) and a column (全年预算数, 得分).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from perfreport.money import UNITS, Money, round_half_up
from perfreport.score.scoring import EXECUTION
from perfreport.target import Target

TOTAL, LAST_YEAR, OFFICIAL, SCORE, GRADE, YEAR = "合计", "上年", "三公经费", "总分", "等级", "年度"
ALL = "全部指标"
_CALLED = {
    (TOTAL, "执行率"): EXECUTION,
    (EXECUTION, "执行率"): EXECUTION,
    (SCORE, "得分"): SCORE,
    (SCORE, "分值"): "满分",
}

_CENTS = Decimal("0.01")

Path = tuple[str | int, ...]
Kind = Literal["money", "rate", "points", "count", "text"]


@dataclass(slots=True, eq=False)  # a report has some hundreds: frozen ones take three times as long to make
class Figure:
    """One figure, which never changes.

    `value` is Money, a ratio, points, a count, or a text such as an indicator's target or a grade.
    """

    row: str
    column: str
    kind: Kind
    value: Money | Decimal | str
    path: Path

    @property
    def words(self) -> str:
        """What a message calls it."""
        if (self.row, self.column) in _CALLED:
            return _CALLED[self.row, self.column]
        if self.row in (TOTAL, ALL):
            return f"{self.column}合计" if self.row == TOTAL else f"指标的{self.column}"
        return self.row if self.row == self.column else f"“{self.row}”的{self.column}"

    def shown(self, written: Decimal | None, unit: str) -> str:
        """The value as it should have been written, in the unit of what was and in as many decimals, but at least 2."""
        if isinstance(self.value, Money) and not unit:
            unit = self.value.unit
        readings = self._readings(unit, _CENTS)
        if written is None or self.kind == "text" or not readings:
            return str(self.value)
        exact = readings[0]
        return f"{round_half_up(exact, max(_decimals(written), min(2, _decimals(exact)))):f}{unit}"

    def advice(self, unit: str) -> str:
        """How a text of the data file refers to it, an amount printed in `unit`; "" where no reference prints it."""
        of_execution = self.path[:2] == ("自评", "预算执行")
        row = f"预算执行.{self.row}" if of_execution else TOTAL if self.path[:2] == ("年度主要任务",) else ""
        if not row or not isinstance(self.value, Money):
            return ""
        unit = unit or self.value.unit
        return f"这个数可以引用，就不会不一致，写成 {{{{ {row}.{self.column}|{unit} }}}}{unit}。"

    def distance(self, written: Decimal | None, unit: str) -> Decimal:
        """How far a number is from this figure, relative to it; of what cannot be compared, very far."""
        readings = [exact for exact in self._readings(unit, _CENTS) if exact] if written is not None else []
        return min((abs(exact - (written or 0)) / abs(exact) for exact in readings), default=Decimal("Infinity"))

    def agrees(self, number: Decimal, unit: str) -> bool:
        """Whether a number as it was printed is this figure, rounded to the decimals it was printed with.

        Points are not rounded to whole ones: 10 is not 9.82.
        """
        value = self.value
        if isinstance(value, Money):
            if value.unit == unit:
                return self._is(value.value, number)
        elif isinstance(value, Decimal) and self.kind != "rate":
            return self._is(value, number)
        return any(self._is(exact, number) for exact in self._readings(unit, number))

    def _is(self, exact: Decimal, number: Decimal) -> bool:
        """Whether `number` is this exact one, rounded; whole numbers of what is counted are never rounded."""
        if exact == number:  # as nearly always
            return True
        if self.kind == "count" or abs(exact - number) >= 1:
            return False
        places = _decimals(number)
        return (places > 0 or self.kind != "points") and round_half_up(exact, places) == number

    def is_said_by(self, text: str) -> bool:
        """Whether a text says the same: in other words for the sign, or a number alone, its unit in another column."""
        own = str(self.value)
        if text == own:  # as nearly always
            return True
        other = "".join(text.split())
        if other == "".join(own.split()):
            return True
        meant, said = Target.parse(own), Target.parse(other)
        if meant.low is None or said.low is None:
            return False
        if not said.unit and said.sign == "=" and not other.startswith("="):
            return meant.low == said.low
        return (meant.sign, meant.low, meant.high, meant.unit) == (said.sign, said.low, said.high, said.unit)

    def _readings(self, unit: str, written: Decimal) -> list[Decimal]:
        """The exact numbers that may stand before `unit`; where no unit is written, in all units.

        Digits `written` with fewer than two decimals are no ratio.
        """
        value = self.value
        if isinstance(value, Money):
            return [value.to(each) for each in UNITS if unit in (each, "")]
        if not isinstance(value, Decimal):
            said = _quantities(str(value))
            return [Money(number, own).to(unit) if own in UNITS and unit in UNITS else number for number, own in said]
        if self.kind != "rate":
            return [value]
        if unit:
            return [value * 100] if unit == "%" else []
        return [value * 100, value] if _decimals(written) > 1 else [value * 100]


_QUANTITY = re.compile(r"((?:(?<![\w%％])-)?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(万元|亿元|元)?")


@lru_cache(maxsize=4096)
def _quantities(text: str) -> list[tuple[Decimal, str]]:
    """The numbers in a text, each with its unit of money."""
    return [(Decimal(digits.replace(",", "")), unit) for digits, unit in _QUANTITY.findall(text)]


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
