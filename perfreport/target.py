"""Target: an indicator's value (指标值) read into sign, number and unit, kept with the text as typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Sign = Literal["≥", ">", "=", "≤", "<", ""]

SIGN_WORDS: dict[str, Sign] = {
    **dict.fromkeys(("≥", "≧", "⩾", ">=", "=>", "大于等于", "大于或等于", "不低于"), "≥"),
    **dict.fromkeys(("不少于", "不小于", "至少"), "≥"),
    **dict.fromkeys((">", "大于", "超过", "高于", "多于"), ">"),
    **dict.fromkeys(("=", "等于", "为"), "="),
    **dict.fromkeys(("≤", "≦", "⩽", "<=", "=<", "小于等于", "小于或等于", "不高于"), "≤"),
    **dict.fromkeys(("不超过", "不多于", "不大于", "至多", "控制在"), "≤"),
    **dict.fromkeys(("<", "小于", "低于", "少于", "不足"), "<"),
}
"""The signs and words that stand before a number, in half width, and what they mean."""

_LEAD = re.compile("|".join(sorted([*SIGN_WORDS, "达到"], key=len, reverse=True)))
_TRAIL = re.compile("(?:及?以上|及?以下|及?以内|之内|内)$")  # 民法典1259: 以上、以下、以内 include the number
_HALF_WIDTH = str.maketrans("０１２３４５６７８９％＞＜＝﹥﹤﹦，．－−／［］", "0123456789%><=><=,.--/[]")
_BLANK = re.compile("(?<![0-9]) | (?![0-9])")  # a blank between two digits may hide anything: it stays

PER_MANY = {"/万": -4, "/10万": -5, "/十万": -5, "/100万": -6, "/百万": -6}
"""Units of rates that are told of so many people, and their powers of ten: 16/10万 is a share of 0.00016."""

_NUMBER = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WORD = r"(?:[^\W\d_至]|[㎡㎥℃²³])"
_PER = rf"[/·](?:10{{1,4}})?{_WORD}{{1,8}}"  # 元/人/年, 例/10万
_UNIT = rf"(?:{'|'.join(PER_MANY)}|(?:(?:[%‰]|{_WORD}{{1,8}})(?:{_PER})*)?)(?:[（(][^（）()]{{1,8}}[）)])?"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})(?:(?P<low_unit>{_UNIT})(?:-|[—–~～〜至]{{1,2}})(?P<high>{_NUMBER}))?(?P<unit>{_UNIT})"
)
_INTERVAL = re.compile(r"^\[([^,]*),([^,]*)\]")
_BETWEEN = re.compile("^在?(.+)之间$")
_NO_UNIT = re.compile("[多余].*|.*(?:前|后|底|初|末|[年月日]起|左右)")  # 100余人, 3月底前, 10天左右
_YEAR = re.compile("(?:19|20)[0-9]{2}年.*")
_DATE_OR_PROSE = re.compile(rf"[0-9]+[月日号].*|.*{_WORD}{{5}}.*")  # 5日, 1号文件, 100人完成培训
_LETTERS = re.compile(r"[^\W\d_\u3400-\u9fff][^/·（(]*")  # 11O人: a letter, or 〇, that was meant for a digit
_LETTER_UNITS = set(
    """m km cm mm m² km² cm² m³ cm³ ha t kg g mg μg L mL ml h min s ms kW W MW GW kWh kwh V kV A mA Hz kHz MHz GHz
    K M G T KB MB GB TB PB Kbps Mbps Gbps dB ppm pH kPa MPa Pa kJ MJ J""".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator value such as `≥110人`, `10%～15%` or `按月支付`.

    `sign` is "" for a qualitative value, which has nothing but its text. `low` is the number; in a range,
    whose sign is "=", `high` is its other end (both included). 95% is the number 95 with the unit "%". A ratio such as
    不低于1:19 is qualitative, for people mean by its sign now 19 and now 1/19.
    """

    text: str
    sign: Sign = ""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""

    @classmethod
    @lru_cache(maxsize=3_000)  # a value is read again for every sentence and every bureau that has it
    def parse(cls, text: str) -> Target:
        """The value written as `text`. Never raises: what is not understood for certain is qualitative.

        A bare `100%` or `12人` means "=". Dates, times and approximate numbers (2021年12月底前, 12:30,
        100余人) are no quantities, nor are contradictions (`≤10以上`, `15～10%`).
        """
        sign, body = split_sign(plain(text))
        found = _QUANTITY.fullmatch(_BETWEEN.sub(r"\1", _INTERVAL.sub(r"\1~\2", body)))
        if sign is None or not found or not _is_quantity(found, sign):
            return cls(text)
        high = _number(found["high"]) if found["high"] else None
        return cls(text, sign or "=", _number(found["low"]), high, found["unit"])

    @property
    def quantity(self) -> str:
        """Number and unit without the sign: `8.42万元`, `10～15人`, `10%～15%`; "" when qualitative."""
        if self.low is None:
            return ""
        if self.high is None:
            return f"{self.low:f}{self.unit}"
        low_unit = self.unit if self.unit in ("%", "‰") else ""  # GB/T 15835: 10%～15%
        return f"{self.low:f}{low_unit}～{self.high:f}{self.unit}"

    def __str__(self) -> str:
        return self.text


def plain(text: str) -> str:
    """`text` in half width, without the blanks that separate nothing and the full stop."""
    return _BLANK.sub("", " ".join(text.translate(_HALF_WIDTH).split())).rstrip("。；;")


def split_sign(text: str) -> tuple[Sign | None, str]:
    """The sign said before or after the number and what is left; None when the two contradict each other."""
    lead, trail = _LEAD.match(text), _TRAIL.search(text)
    signs: set[Sign] = set()
    if lead:
        signs.add(SIGN_WORDS.get(lead[0], ""))
    if trail:
        signs.add("≥" if "上" in trail[0] else "≤")
    signs.discard("")
    body = text[lead.end() if lead else 0 : trail.start() if trail else None]
    if len(signs) > 1:
        return None, body
    return (signs.pop() if signs else ""), body


def _is_quantity(found: re.Match[str], sign: Sign) -> bool:
    """Whether a number followed by letters is a number with its unit rather than a date, a guess or prose.

    Without a sign nothing says that a number was meant, so the reading is stricter.
    """
    last_number, letters = found["high"] or found["low"], _LETTERS.match(found["unit"])
    if letters and letters[0] not in _LETTER_UNITS:
        return False
    if _NO_UNIT.fullmatch(found["unit"]) or _YEAR.fullmatch(last_number + found["unit"]):
        return False
    if not sign and _DATE_OR_PROSE.fullmatch(last_number + found["unit"]):
        return False
    return not found["high"] or _is_range(found, sign)


def _is_range(found: re.Match[str], sign: Sign) -> bool:
    same_unit = found["low_unit"] in ("", found["unit"])
    return same_unit and sign in ("", "=") and _number(found["low"]) <= _number(found["high"])


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
