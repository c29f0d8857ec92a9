"""Score formulas: which share of its weight an indicator gets for what it reached, exactly, and in words. Pure.

The formulas are those of one deployed 预算管理一体化 system; a pack chooses among them. Numbers are in the unit of the
target.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import NamedTuple

from perfreport.money import round_half_up
from perfreport.target import Target

_WIDE = Context(prec=60)  # products and quotients of figures of up to 25 digits; what is rounded must be exact


class Share(NamedTuple):
    """A share of the weight, `part` ÷ `whole`, from 0 to 1; `words` is the calculation or the reason, in Chinese."""

    part: Decimal
    whole: Decimal
    words: str

    @property
    def is_full(self) -> bool:
        return self.part == self.whole

    def of(self, weight: Decimal, places: int) -> Decimal:
        """The points, rounded half up once."""
        return round_half_up(weight if self.is_full else self._exact(weight), places)

    def told(self, weight: Decimal, places: int) -> str:
        """The whole calculation: 完成值 104 ÷ 目标值 110 × 分值 5 ≈ 4.73."""
        if self.is_full:
            return f"{self.words}，得满分 {digits(weight)}"
        if not self.part:
            return f"{self.words}，不得分"
        points = self.of(weight, places)
        equals = "=" if points == self._exact(weight) else "≈"
        return f"{self.words} × 分值 {digits(weight)} {equals} {digits(points)}"

    def _exact(self, weight: Decimal) -> Decimal:
        return _WIDE.divide(_WIDE.multiply(weight, self.part), self.whole)


Formula = Callable[[Decimal, Decimal, str], Share]  # of the actual value, the limit it missed, and what that is called


def full(words: str) -> Share:
    return Share(Decimal(1), Decimal(1), words)


def nothing(words: str) -> Share:
    return Share(Decimal(0), Decimal(1), words)


def digits(number: Decimal) -> str:
    """Plain digits without zeros at the end: 4.73, 5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def trimmed(number: Decimal) -> Decimal:
    """The same number without zeros at its end and without an exponent."""
    return Decimal(digits(number))


def _in_proportion(actual: Decimal, limit: Decimal, called: str) -> Share:
    if limit <= 0 or actual < 0:
        return _short(actual, limit, called)
    return Share(actual, limit, f"完成值 {digits(actual)} ÷ {called} {digits(limit)}")


def _short(actual: Decimal, limit: Decimal, called: str) -> Share:
    return nothing(f"完成值 {digits(actual)} 没有达到{called} {digits(limit)}")


def _less_the_excess(actual: Decimal, limit: Decimal, called: str) -> Share:
    if limit <= 0:
        return _exceeded(actual, limit, called)
    if actual >= 2 * limit:
        return nothing(f"完成值 {digits(actual)} 超过{called} {digits(limit)} 一倍以上")
    excess = digits(actual - limit)
    return Share(2 * limit - actual, limit, f"(1 − 超出 {excess} ÷ {called} {digits(limit)})")


def _in_inverse_proportion(actual: Decimal, limit: Decimal, called: str) -> Share:
    if limit <= 0:
        return _exceeded(actual, limit, called)
    return Share(limit, actual, f"{called} {digits(limit)} ÷ 完成值 {digits(actual)}")


def _exceeded(actual: Decimal, limit: Decimal, called: str) -> Share:
    return nothing(f"完成值 {digits(actual)} 超过{called} {digits(limit)}")


AT_LEAST: Mapping[str, Formula] = {"按比例": _in_proportion, "不得分": _short}
"""What a pack may choose where less was reached than wanted."""

AT_MOST: Mapping[str, Formula] = {
    "按超出比例扣分": _less_the_excess,
    "按反比例": _in_inverse_proportion,
    "不得分": _exceeded,
}
"""What a pack may choose where more was reached than allowed."""


def share(target: Target, actual: Decimal, at_least: str, at_most: str) -> Share:
    """The share for a quantitative target, by the two formulas chosen.

    ≥ and > are one direction, ≤ and < the other; reaching the target's number is enough. “=” is as ≥, but where the
    target is zero or less, nothing above it counts. A range is held from both ends.
    """
    low = target.low or Decimal(0)
    if target.high is not None:
        found = _within(actual, low, target.high, AT_LEAST[at_least], AT_MOST[at_most])
        return found._replace(words=f"区间：{found.words}")
    if target.sign in ("≤", "<"):
        found, direction = _from_above(actual, low, AT_MOST[at_most]), f"{target.sign} 反向"
    elif target.sign == "=" and low <= 0:
        found, direction = _from_above(actual, low, _exceeded), "等于"
    else:
        found, direction = (
            _from_below(actual, low, AT_LEAST[at_least]),
            "等于" if target.sign == "=" else f"{target.sign} 正向",
        )
    return found._replace(words=f"{direction}：{found.words}")


def _from_below(actual: Decimal, low: Decimal, missed: Formula) -> Share:
    if actual >= low:
        return full(f"完成值 {digits(actual)} 达到目标值 {digits(low)}")
    return missed(actual, low, "目标值")


def _from_above(actual: Decimal, high: Decimal, missed: Formula) -> Share:
    if actual <= high:
        return full(f"完成值 {digits(actual)} 没有超过目标值 {digits(high)}")
    return missed(actual, high, "目标值")


def _within(actual: Decimal, low: Decimal, high: Decimal, below: Formula, above: Formula) -> Share:
    if actual < low:
        return below(actual, low, "下限")
    if actual > high:
        return above(actual, high, "上限")
    return full(f"完成值 {digits(actual)} 在 {digits(low)} 至 {digits(high)} 之间")
