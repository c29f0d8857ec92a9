"""The filters that compare: with last year, with the budget, one rate with another."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from perfreport.money import UNITS, Money, Unit, round_half_up
from perfreport.phrase import given


def in_percentage_points(ratio: object, 上期: object, 位数: int = 2) -> str:
    """两个比率相比，提高或下降多少个百分点。两个都写比率（1 是 100%）；打印出来没有差别时写“持平”。

    与上年相比{{ 0.9853|个百分点(上期=0.965) }} → 与上年相比提高2.03个百分点
    与上年相比{{ 0.95|个百分点(0.965, 位数=1) }} → 与上年相比下降1.5个百分点
    与上年相比{{ 0.95|个百分点(0.95) }} → 与上年相比持平
    """
    change = (given.ratio(ratio, "个百分点") - given.ratio(上期, "个百分点")) * 100
    points = round_half_up(change, given.places(位数, "个百分点"))
    if not points:
        return "持平"
    return f"{'提高' if points > 0 else '下降'}{abs(points):f}个百分点"


def as_change(value: object, 上期: object, 单位: str = "", 位数: int = 2, 对象: str = "上年") -> str:
    """比上年增加或减少多少，金额还写增长或下降百分之几。打印出来没有差别时写“持平”。

    金额不写单位时换算成万元，位数是金额的小数位数。人数、次数写明单位，只写增减，不写百分比。
    与别的数比，写“对象”：年初预算、年初。上期为零、为负，或者本期为负，百分比没有意义，不写。

    {{ 金额|增减(上年支出) }} → 比上年增加0.40万元，增长3.45%
    {{ 上年支出|增减(金额, 单位="元", 位数=0) }} → 比上年减少4000元，下降3.33%
    {{ 金额|增减(金额) }} → 与上年持平
    {{ 金额|增减(0) }} → 上年为零，本年增加12.00万元
    {{ 0|增减(0) }} → 与上年持平，均为零
    {{ 金额|增减(上年支出, 对象="年初预算") }} → 比年初预算增加0.40万元，增长3.45%
    {{ 4|增减(2, 单位="人") }} → 比上年增加2人
    """
    is_money, unit, places = 单位 in ("", *UNITS), 单位 or "万元", given.places(位数, "增减")
    read = _amount if is_money else _count
    now, before = read(value, unit), read(上期, unit)
    change = round_half_up(now - before, places) if is_money else now - before
    if not change:
        return f"与{对象}持平" + ("，均为零" if now == before == 0 else "")
    changed = f"{'增加' if change > 0 else '减少'}{abs(change):f}{unit}"
    if not before:
        return f"{对象}为零，本年{changed}"
    has_rate = is_money and now >= 0 and round_half_up(before, places) > 0
    return f"比{对象}{changed}" + (_growth(now, before) if has_rate else "")


def as_execution(spent: object, 预算数: object, 单位: Unit = "万元", 位数: int = 2) -> str:
    """支出和它的预算写成一句：预算、支出、执行率；没有预算、没有支出、超出预算的，照实写。

    预算打印出来是零的，执行率看不出怎样来，不写。

    {{ 上年支出|执行句(金额) }} → 预算12.00万元，支出11.60万元，执行率96.67%
    {{ 金额|执行句(上年支出) }} → 预算11.60万元，支出12.00万元，执行率103.45%，超出预算0.40万元
    {{ 金额|执行句(0) }} → 未安排预算，支出12.00万元
    {{ 0|执行句(金额) }} → 预算12.00万元，未发生支出
    公务接待费{{ 0|执行句(0) }} → 公务接待费未安排预算，未发生支出
    """
    out, budget = given.money(spent, "执行句"), given.money(预算数, "执行句")
    budgeted = f"预算{_in(budget, 单位, 位数):f}{单位}" if budget else "未安排预算"
    paid = f"支出{_in(out, 单位, 位数):f}{单位}" if out else "未发生支出"
    if _in(budget, 单位, 位数) <= 0 or out <= 0:
        return f"{budgeted}，{paid}"
    rate, over = f"{round_half_up(out / budget * 100, 2):f}%", _in(out - budget, 单位, 位数)
    return f"{budgeted}，{paid}，执行率{rate}" + (f"，超出预算{over:f}{单位}" if over > 0 else "")


def _growth(now: Decimal, before: Decimal) -> str:
    percent = round_half_up((now - before) / before * 100, 2)
    return f"，{'增长' if percent > 0 else '下降'}{abs(percent):f}%" if percent else ""


def _amount(value: object, unit: str) -> Decimal:
    if isinstance(value, Money) or value == 0:
        return given.money(value, "增减").to(cast("Unit", unit))
    raise given.refusal("增减", '金额，或者数和它的单位（如 单位="人"）', value)


def _count(value: object, unit: str) -> Decimal:
    return given.number(value, "增减", f"数，因为写了单位“{unit}”")


def _in(amount: Money, unit: str, places: int) -> Decimal:
    """The number that is printed."""
    return round_half_up(amount.to(_unit(unit)), given.places(places, "执行句"))


def _unit(unit: str) -> Unit:
    if unit in UNITS:
        return unit
    raise given.refusal("执行句", "单位，元、万元或亿元", unit)
