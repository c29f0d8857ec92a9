"""Single values as clerks type them, read: an amount, a year, a name; or why one cannot be used."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from perfreport.model import MONEY_UNITS
from perfreport.money import Money, Unit

# A document is called <单位名称><年度>年<template>: room for the year and a template's name of 30 汉字.
BUREAU_BYTES = 255 - len("2021年.docx".encode()) - 90

_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_LOOSE_AMOUNT = re.compile(r"¥?([-+]?)([0-9,]*)(\.[0-9]*)?(亿元|万元|元)?")
_THOUSANDS = re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_DECIMAL_COMMA = re.compile("[0-9]+,[0-9]+")
_NOTHING = re.compile("[-/—–－／]+|无|没有|空|暂无|不涉及")
_YEAR = re.compile("20[0-9]{2}")
_DATE = re.compile(r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COUNT = re.compile("[0-9]{1,7}")
_POINTS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_SHARE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?%")
_MOST_POINTS = 1000
_HANDLE = re.compile(r"\w{1,20}")
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_RESERVED_BY_WINDOWS = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control and format characters, surrogates, line separators


class Wrong(NamedTuple):
    """Why a typed value cannot be used: a kind of problem and the words it needs."""

    id: str
    words: dict[str, str]


def read_amount(text: str, unit: Unit) -> Money | Wrong:
    """The exact amount, digits as typed: up to 12 before and 6 after the point, nothing but digits."""
    if _AMOUNT.fullmatch(text):
        return Money(Decimal(text), unit)
    why, meant = _what_was_meant(text, unit)
    return Wrong("data.bad-amount", {"why": why, "instead": _instead(text, meant)})


def _instead(text: str, meant: str) -> str:
    if _AMOUNT.fullmatch(meant):
        return f"改为 {meant}"
    if says_nothing(text):
        return "没有金额就写 0；“其他资金”这一行也可以不写"
    decimal = unicodedata.normalize("NFKC", text).replace(",", ".")
    if meant == "," and _AMOUNT.fullmatch(decimal):
        return f"如果是小数，改为 {decimal}"
    return "只写数字和小数点，例如 12 或 8.42"


def _what_was_meant(text: str, unit: Unit) -> tuple[str, str]:
    """Why `text` is no amount, and the digits to type instead; "" when nobody can tell, "," when a comma
    may be meant as a decimal point."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    found = _LOOSE_AMOUNT.fullmatch(plain)
    if not found or not any(map(str.isdigit, plain)):
        return ("不用科学记数法" if re.fullmatch(r"[-+]?[0-9.]+e[-+]?[0-9]+", plain, re.I) else "不是数字"), ""
    sign, whole, decimals, typed_unit = found.groups()
    if "," in whole and not _THOUSANDS.fullmatch(whole):
        return ("逗号不是小数点" if _DECIMAL_COMMA.fullmatch(whole) else "逗号的位置不对"), ","
    digits = f"{sign.strip('+')}{whole.replace(',', '') or '0'}{(decimals or '').rstrip('.')}"
    if len(decimals or "") > 7 or len(whole.replace(",", "")) > 12:
        return "整数最多 12 位，小数最多 6 位", ""
    if typed_unit:
        meant = Money(Decimal(digits), cast(Unit, typed_unit)).to(unit)
        return f"金额里不写“{typed_unit}”，单位已由“金额单位: {unit}”说明", str(Money(meant, unit))
    if "¥" in plain:
        return "不写货币符号", digits
    if "," in plain:
        return "不写千位分隔的逗号", digits
    return ("数字要用半角，中间不留空格" if plain != text else "只能写数字和小数点"), digits


def read_year(text: str) -> int | Wrong:
    if _YEAR.fullmatch(text):
        return int(text)
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix("年").removesuffix("年度")
    if not _YEAR.fullmatch(plain):
        return Wrong("data.bad-year", {"instead": "例如 年度: 2021"})
    half_width = "用半角，" if any(unicodedata.east_asian_width(sign) == "F" for sign in text) else ""
    return Wrong("data.bad-year", {"instead": f"{half_width}写成 年度: {plain}"})


def read_date(text: str) -> date | Wrong:
    """A day, written with hyphens, slashes, dots or 年月日."""
    written = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not written:
        return Wrong("data.bad-date", {"instead": "写成 2022-03-05 这样的形式"})
    try:
        return date(*map(int, written.groups()))
    except ValueError:  # the 30th of February
        return Wrong("data.bad-date", {"instead": "日历上没有这一天，改正月或日"})


def read_count(text: str) -> int | Wrong:
    """A whole number from 0 on, of people or offices."""
    return int(text) if _COUNT.fullmatch(text) else Wrong("data.bad-count", {})


def read_points(text: str) -> Decimal | Wrong:
    """Points of a score or weight: up to 1000, with up to 4 decimals."""
    points = Decimal(text) if _POINTS.fullmatch(text) else None
    return points if points is not None and points <= _MOST_POINTS else Wrong("data.bad-points", {})


def read_share(text: str) -> Decimal | Wrong:
    """A share as a ratio: 60% is 0.6."""
    plain = text.replace("％", "%")
    if _SHARE.fullmatch(plain):
        return Decimal(plain[:-1]) / 100
    return Wrong("rules.bad-share", {"example": f"{plain}%" if _SHARE.fullmatch(f"{plain}%") else "60%"})


def read_money_unit(text: str) -> str | Wrong:
    return text if text in MONEY_UNITS else Wrong("data.bad-unit", {})


def read_handle(text: str) -> str | Wrong:
    """A task's short name, as a link spells it."""
    if _HANDLE.fullmatch(text):
        return text
    odd = re.search(r"\W", text)
    return Wrong("data.bad-handle", {"why": f"里面有“{odd[0]}”" if odd else "超过 20 个字"})


def read_bureau(text: str) -> str | Wrong:
    """The bureau's name, safe as the name of a file and a folder on Windows, macOS and Linux."""
    why = "这里不能用 {{ }} 引用" if "{{" in text or "｛｛" in text else file_name_fault(text, BUREAU_BYTES)
    return Wrong("data.bad-bureau", {"why": why}) if why else text


def file_name_fault(name: str, most_bytes: int = 255) -> str:
    """Why `name` is no safe file name, in Chinese; "" when it is."""
    if invisible := next((c for c in name if unicodedata.category(c) in _INVISIBLE), ""):
        return f"里面有看不见的字符 U+{ord(invisible):04X}"
    if forbidden := _FORBIDDEN_IN_NAMES.search(name):
        return f"里面有“{forbidden[0]}”"
    if name.startswith((".", " ")) or name.endswith((".", " ")):
        return "不能以点或空格开头、结尾"
    if _RESERVED_BY_WINDOWS.fullmatch(name):
        return "这是 Windows 保留的设备名"
    if unicodedata.normalize("NFC", name) != name:
        return "里面有组合字符或兼容字符，请删去后用输入法重新键入"
    if len(name.encode()) > most_bytes:
        return f"太长，最多 {most_bytes} 字节（{most_bytes // 3} 个汉字）"
    return ""


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """The allowed word that `word` was meant for, as a question; "" when none is near."""
    near = nearest(word, allowed)
    return f"是不是“{near}”？" if near else ""


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing: 无, 不涉及, a dash."""
    return bool(_NOTHING.fullmatch(text.rstrip("。")))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` is most like; "" when none is near."""
    near = difflib.get_close_matches(word[:50], list(known), n=1, cutoff=0.5)
    return near[0] if near else ""
