"""Actual: what an indicator reached in the year (实际完成值), as a number that its target can be held against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from perfreport.target import PER_MANY, Target, plain, split_sign

_SCALED = re.compile("[万亿%‰/].*|.*元.*")  # units of several sizes: 万元 and 元, 万人 and 人, % and ‰, /10万
_POWER = {"万": 4, "亿": 8, "%": -2, "‰": -3} | PER_MANY
_LARGEST, _FINEST = 12, -6  # digits before and after the point that a bureau's figure may have; 12 are 万亿


@dataclass(frozen=True, slots=True)
class Actual:
    """An actual value such as `112人`, `7.70万元`, `98.5%` or `有效提高`, beside the target it belongs to.

    `number` is in the target's unit, exactly; None where the two cannot be compared. `fault` says why not, in
    Chinese, "" where nothing is wrong: the actual value of a qualitative target is words and no number.
    `unit` is what the number is counted in as typed: the typed unit, else the target's.
    """

    text: str
    number: Decimal | None
    fault: str
    unit: str = ""

    @classmethod
    @lru_cache(maxsize=3_000)
    def parse(cls, text: str, target: Target) -> Actual:
        """The value written as `text`. Never raises: what cannot be compared has a `fault`.

        A unit that only the indicator's name says, 发放人数（人）, `sentences.targets.with_unit_of` gives the target.
        """
        typed = plain(text)
        if not target.sign:
            return cls(text, None, "")
        if not typed:
            return cls(text, None, "没有填写实际完成值")
        read = _read(text, target)
        if split_sign(typed)[0] not in ("", "="):
            return cls(text, None, f"实际完成值“{text}”要写确切的数，不带“≥”“以上”等")
        if read.low is None:
            return cls(text, None, f"实际完成值“{text}”不是数字，不能与指标值“{target}”比较")
        if read.high is not None:
            return cls(text, None, f"实际完成值“{text}”是一个区间，要写一个确切的数")
        fault = _wrong_unit(read, target) or _too_long(read) or _too_long(target)
        return cls(text, None if fault else _in_unit(read, target), fault, read.unit or target.unit)

    @property
    def printed(self) -> str:
        """The number as typed, with its unit and no sign: 112人, 7.70万元; what is no number, as it was typed."""
        if self.number is None:
            return self.text.strip()
        number = re.sub("^(?:=|等于|为|达到)", "", plain(self.text))
        return number if number.endswith(self.unit) else number + self.unit


def completion(target: Target, actual: Actual) -> Decimal | None:
    """What share of the target was reached: 112人 of ≥110人 is 1.018181818181818181818181818.

    For an upper limit of money it is how much of the limit was used. None where a share means nothing: no
    number to compare, a target of zero or less, a range, a month of the year, an upper limit of anything else.
    """
    if actual.number is None or actual.number < 0 or not target.low or target.low < 0 or target.high is not None:
        return None
    is_limit = target.sign in ("≤", "<") and "元" not in target.unit
    return None if is_limit or target.unit == "月" else actual.number / target.low


def _read(text: str, target: Target) -> Target:
    """The text as a quantity; with the target's unit it may also look like a date: 11月 of ≤12月."""
    read = Target.parse(text)
    counted = Target.parse(f"={plain(text)}")
    return counted if not read.sign and counted.unit == target.unit else read


def _wrong_unit(read: Target, target: Target) -> str:
    """Why a number of this unit cannot be held against the target; "" when it can."""
    if not read.unit and target.unit in ("%", "‰"):
        unclear = 0 < abs(_number(read)) <= 1  # 1 may mean 1% or a ratio, that is 100%
        return f"实际完成值“{read}”没有写“{target.unit}”，分不清是百分数还是比率" if unclear else ""
    if not target.unit and _SCALED.fullmatch(read.unit):
        return f"实际完成值“{read}”有单位，指标值“{target}”没有写单位"
    base, wanted = _base(read.unit), _base(target.unit)
    if not read.unit or not target.unit or base == wanted or wanted.startswith(f"{base}/"):  # 100元 of 100元/月
        return ""
    return f"实际完成值的单位“{read.unit}”与指标值的单位“{target.unit}”不同"


def _too_long(quantity: Target) -> str:
    exponent = _number(quantity).as_tuple().exponent
    if _number(quantity).adjusted() < _LARGEST and isinstance(exponent, int) and exponent >= _FINEST:
        return ""
    return f"“{quantity}”的数字过长，不能比较"


def _in_unit(read: Target, target: Target) -> Decimal:
    return _number(read).scaleb(_power(read.unit or target.unit) - _power(target.unit or read.unit))


def _number(read: Target) -> Decimal:
    return read.low or Decimal(0)


def _power(unit: str) -> int:
    return _POWER.get(unit if unit in PER_MANY else unit[:1], 0)


def _base(unit: str) -> str:
    """The unit without its size: 元 for 万元, 人次 for 万人次, % for ‰ and /10万."""
    return "%" if unit in PER_MANY else re.sub("^[万亿]", "", unit).replace("‰", "%")
