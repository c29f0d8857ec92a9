"""The filters for amounts of money."""

from __future__ import annotations

from decimal import Decimal

from perfreport.money import Unit, round_half_up
from perfreport.phrase import given
from perfreport.sentences.numerals import LARGEST_AMOUNT, capital_amount


def in_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成元，四舍五入，只有数，不带“元”字。

    数据里写的是元还是万元，程序自己知道，不用换算。在 Excel 里单独占一格时仍是数；加“千分位=True”后是文字。

    {{ 金额|元 }} → 120000.00
    {{ 金额|元(千分位=True) }} → 120,000.00
    {{ 金额|元(位数=0) }}元 → 120000元
    """
    return _printed(amount, "元", 位数, 千分位)


def in_wan_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成万元，四舍五入，只有数，不带“万元”二字。

    只收带单位的金额：没有单位的数会差一万倍，一律报错（0 除外）。在 Excel 里单独占一格时仍是数；
    加“千分位=True”后是文字。

    {{ 金额|万元 }} → 12.00
    {{ (金额 + 尾数)|万元 }} → 12.01
    {{ (金额 + 尾数)|万元(位数=4) }} → 12.0050
    {{ 收入|万元(千分位=True) }} → 18,236.00
    {{ (-金额)|万元 }} → -12.00
    """
    return _printed(amount, "万元", 位数, 千分位)


def in_yi_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成亿元，四舍五入，只有数，不带“亿元”二字。用法同“万元”。

    {{ 收入|亿元 }} → 1.82
    {{ 收入|亿元(位数=4) }}亿元 → 1.8236亿元
    """
    return _printed(amount, "亿元", 位数, 千分位)


def in_capitals(amount: object) -> str:
    """人民币大写金额，写到分，四舍五入。

    零和整的写法按《支付结算办法》附一《正确填写票据和结算凭证的基本规定》：到元、到角为止的写“整”，有分的不写；
    中间连续几个零只写一个零。“人民币”三个字请写在模板里。

    人民币{{ 金额|大写 }} → 人民币壹拾贰万元整
    {{ 尾数|大写 }} → 伍拾元整
    {{ 差旅费|大写 }} → 壹仟陆佰捌拾元零叁角贰分
    {{ (差旅费 - 差旅费)|大写 }} → 零元整
    {{ (-金额)|大写 }} → 负壹拾贰万元整
    """
    fen = int(round_half_up(given.money(amount, "大写").to("元"), 2) * 100)
    if abs(fen) > LARGEST_AMOUNT:
        raise given.refusal("大写", "不到一亿亿元的金额", amount)
    return capital_amount(fen)


def _printed(amount: object, unit: Unit, places: int, thousands: bool) -> Decimal | str:
    rounded = round_half_up(given.money(amount, unit).to(unit), given.places(places, unit))
    return f"{rounded:,f}" if thousands else rounded
