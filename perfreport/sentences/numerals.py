"""Numbers in Chinese numerals: as they are read out, and as 人民币大写 amounts."""

from __future__ import annotations

_NUMERALS = "零一二三四五六七八九十百千"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟"

LARGEST_AMOUNT = 10**18 - 1  # in 分: the numerals end at 亿, the readings of larger numbers vary


def chinese_numerals(number: int) -> str:
    """A whole number from 0 to 10^16 - 1: 十一, 一百零五, 一十万七千."""
    spoken = _spoken(number, _NUMERALS)
    return spoken[1:] if 10 <= number < 20 else spoken


def capital_amount(fen: int) -> str:
    """An amount in 分, up to `LARGEST_AMOUNT`, as 人民币大写: 壹拾贰万元整, 壹元零伍分, 负叁角整.

    支付结算办法 附一 正确填写票据和结算凭证的基本规定: 整 after 元 and 角, not after 分; one 零 for zeros
    in the middle. Where 零 is left to the writer, the form that stands first there is written: 1680.32 is
    壹仟陆佰捌拾元零叁角贰分, 107000.53 is 壹拾万柒仟元零伍角叁分.
    """
    yuan, cents = divmod(abs(fen), 100)
    whole = f"{_spoken(yuan, _CAPITALS)}元" if yuan or not cents else ""
    return f"{'负' if fen < 0 else ''}{whole}{_cents(cents, yuan) if cents else '整'}"


def _cents(cents: int, yuan: int) -> str:
    """1 to 99 分 behind `yuan` whole 元: a 零 stands in for an empty 角, or an empty last digit of the 元."""
    jiao, fen = divmod(cents, 10)
    gap = "零" if yuan and (jiao == 0 or yuan % 10 == 0) else ""
    return f"{gap}{_CAPITALS[jiao] + '角' if jiao else ''}{_CAPITALS[fen] + '分' if fen else '整'}"


def _spoken(number: int, numerals: str) -> str:
    sizes = ((10**8, "亿"), (10**4, "万"), (1000, numerals[12]), (100, numerals[11]), (10, numerals[10]))
    for size, name in sizes:
        if number >= size:
            high, low = divmod(number, size)
            gap = numerals[0] if 0 < low < size // 10 else ""
            return f"{_spoken(high, numerals)}{name}{gap}{_spoken(low, numerals) if low else ''}"
    return numerals[number]
