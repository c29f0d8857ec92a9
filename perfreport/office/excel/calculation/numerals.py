"""Numbers in Chinese numerals, as the formats [DBNum1] (一二三) and [DBNum2] (壹贰叁) write them."""

from __future__ import annotations

from decimal import Decimal

from .value import Unknown

_DIGITS = {"1": " 一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖"}  # the small zero has two shapes: ○ and 〇
_PLACES = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟")}
_SECTIONS = ("", "万", "亿")
_LONGEST = 12  # digits; beyond, 万亿 and 兆 compete


def digits_in_words(digits: str, style: str) -> str:
    """Each digit by itself."""
    words = digits.translate({ord(digit): _DIGITS[style][int(digit)] for digit in "0123456789"})
    if " " in words:
        raise Unknown
    return words


def in_words(number: Decimal, style: str) -> str:
    """A number that is not negative with its places, 壹佰零贰; the digits behind the point one by one."""
    whole, point, behind = format(number, "f").partition(".")
    return digits_in_words(_with_places(whole, style) + point + behind.rstrip("0"), style)


def _with_places(whole: str, style: str) -> str:
    """1020 → 1仟02拾; zeros between are said once, and not where a section of four digits ends in them."""
    if len(whole) > _LONGEST:
        raise Unknown
    said, gap = "", False
    for place, digit in zip(range(len(whole) - 1, -1, -1), whole, strict=True):
        if digit == "0":
            gap = True
        else:
            said += "0" * (gap and bool(said)) + digit + _PLACES[style][place % 4]
            gap = False
        if place % 4 == 0 and int(whole[-place - 4 : len(whole) - place] or 0):
            said += _SECTIONS[place // 4]
            gap = False
    return said or "0"
