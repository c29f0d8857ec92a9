"""Faults that reading and scoring a data file tell, without the reviewer."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .datafile import (
    NUMBER,
    Data,
    Planted,
    amount,
    at,
    give_points,
    in_unit,
    in_year,
    indicators,
    missed,
    outcome,
    parts,
    results,
)


@in_year("data.sum-differs")
def sum_differs(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度主要任务"]))
    task = data["年度主要任务"][row]
    total = amount(task["财政拨款"], plus=Decimal(task.get("其他资金") or "0") + in_unit(data, "0.5"))
    if random.random() < 0.7:
        task["总额"] = total
        return at(("年度主要任务", row))
    data["合计"] = {"总额": total}
    return at(("合计", "总额"))


@in_year("self.parts-differ")
def parts_differ(data: Data, random: Random) -> Planted:
    funds, column = data["自评"]["预算执行"], random.choice(("年初预算数", "全年预算数", "全年执行数"))
    row = random.choice(("财政拨款", "基本支出", "项目支出"))
    funds[row][column] = amount(funds[row][column], plus=in_unit(data, random.choice(("0.10", "9.00", "-27.00"))))
    return Planted()


@in_year("self.budget-differs")
def budget_differs(data: Data, random: Random) -> Planted:
    for row in ("财政拨款", "项目支出"):
        funds = data["自评"]["预算执行"][row]
        funds["年初预算数"] = amount(funds["年初预算数"], plus=in_unit(data, "12.40"))
    data["自评"]["预算执行"].pop("合计", None)
    return Planted()


@in_year("self.last-year-differs")
def last_year_differs(data: Data, random: Random) -> Planted:
    before = data["自评"]["上年"]
    before["基本支出"] = amount(before["基本支出"], plus=in_unit(data, "1.30"))
    return Planted()


@in_year("self.goals-differ")
def goals_differ(data: Data, random: Random) -> Planted:
    del data["自评"]["目标完成情况"][random.randrange(len(data["自评"]["目标完成情况"]))]
    return Planted()


@in_year("self.missing-indicator")
def missing_indicator(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data))
    data["自评"]["指标完成情况"].remove(outcome(data, chosen.name)[1])
    return at(chosen.path, ("自评", "指标完成情况"))


@in_year("self.unknown-indicator")
def unknown_indicator(data: Data, random: Random) -> Planted:
    path, told = random.choice([*results(data, reason=False), *results(data, reason=True)])
    name, cut = told["三级指标"], random.randrange(1, len(told["三级指标"]))
    told["三级指标"] = random.choice((name[:cut] + "的" + name[cut:], name[: cut - 1] + name[cut:]))
    return at(path)


@in_year("score.no-reason")
def no_reason(data: Data, random: Random) -> Planted:
    _, path, told = random.choice(missed(data))
    told.pop("偏差原因"), told.pop("改进措施", None)
    return at(path)


@in_year("score.far-above")
def far_above(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, "数量", value=r"^≥\d+\D+$"))
    _, number, unit = parts(chosen.value)
    path, told = outcome(data, chosen.name)
    told.pop("偏差原因", None), told.pop("改进措施", None)
    told["实际完成值"] = f"{int(int(number) * random.choice((1.5, 1.9, 3))) + 1}{unit}"
    return at(path)


@in_year("score.differs")
def score_differs(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, "数量", "质量", value=NUMBER))
    path, told = outcome(data, chosen.name)
    give_points(data, chosen.path, "1.00")
    told["得分"] = "0.65"
    return at(path)


@in_year("score.above-weight", "score.outside-class")
def above_weight(data: Data, random: Random) -> Planted:
    path, told = random.choice(results(data, reason=False))
    told["得分"] = random.choice(("20", "35.5", "60"))
    return at(path)


@in_year("score.not-comparable")
def not_comparable(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, "数量", value=NUMBER))
    path, told = outcome(data, chosen.name)
    told["实际完成值"] = random.choice(("已完成", "全部完成", "100%", "达标", "若干"))
    return at(path)
