"""Amounts that do not fit, and targets that ask too much, too little or the opposite."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from .datafile import (
    Data,
    Planted,
    Words,
    amount,
    at,
    contents,
    counted,
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    named,
    outcome,
    parts,
    revalued,
    with_clause,
    year_before,
)

RATE = "(?:合格率|准确率|及时率|覆盖率|知晓率|满意度|达标率)$"


@in_goals("suitability.printed-sum")
def printed_sum(data: Data, random: Random) -> Planted:
    """Fractions that are rounded away in the rows, and not in the total."""
    step = in_unit(data, "0.004")
    for task, times in zip(random.sample(data["年度主要任务"], 3), (1, 1, random.choice((1, -2))), strict=True):
        task["财政拨款"] = f"{Decimal(task['财政拨款']) + times * step}"
    return Planted()


@in_goals("suitability.cost-above-budget")
def cost_above_budget(data: Data, random: Random) -> Planted:
    """A ceiling that is linked to the budget, where it is named like the task, or one more."""
    task = random.choice([task for task in data["年度主要任务"] if not re.search("[，、（“]", task["任务名称"])])
    name = re.sub("^(?:做好|推广|加强|建设|维护|监管|改善)", "", task["任务名称"].rstrip("。"))
    budget = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金") or "0")
    more = budget * Decimal(random.choice(("1.05", "1.2", "1.5", "2", "10")))
    value = f"≤{more:.2f}{data.get('金额单位', '万元')}"
    links = r"\{\{ 任务\." + task.get("编号", "—") + r"\.总额"
    linked = [each for each in indicators(data, "成本", value=links) if each.name.startswith(name)]
    if linked:
        linked[0].entry["指标值"] = value
        return at(linked[0].path)
    cost = name + random.choice(("成本", "支出", "项目成本", "总成本", "经费支出"))
    return insert(data, random, random.choice(("成本", "成本", "经济")), named(cost, value))


@in_goals("suitability.zero-budget")
def zero_budget(data: Data, random: Random) -> Planted:
    linked = " ".join(each.value for each in indicators(data))
    tasks = data["年度主要任务"]
    row = random.choice([at for at, task in enumerate(tasks) if f".{task.get('编号', '—')}." not in linked])
    tasks[row] |= {"财政拨款": "0.00", "其他资金": "0.00"}
    return at(("年度主要任务", row))


@in_year("suitability.basic-split")
def basic_split(data: Data, random: Random) -> Planted:
    """Less than the tasks for it, or more by more than what was carried over, which may go to either."""
    funds = data["自评"]["预算执行"]
    moved = in_unit(data, random.choice(("-35.20", "-12.50", "18.00", "60.00")))
    moved += Decimal(funds["上年结转"]["年初预算数"]) if moved > 0 else 0
    for use, plus in (("基本支出", moved), ("项目支出", -moved)):
        funds[use]["年初预算数"] = amount(funds[use]["年初预算数"], plus=plus)
    return Planted()


@in_goals("suitability.weights")
def weights(data: Data, random: Random) -> Planted:
    """Points written to every indicator of a level; they do not add up to the level's."""
    points = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
    first = random.choice(list(points))
    chosen = [each for each in indicators(data) if each.path[1] == first]
    each = Decimal(points[first] + random.choice((-2, -1, 1, 5))) / len(chosen)
    for indicator in chosen:
        indicator.entry["分值"] = f"{each:.2f}"
    return Planted()


BUDGET_SAID = "本项目预算{} 安排资金{} 年度预算安排{} 共需经费{} 所需资金{}由财政拨款解决 预算金额{}".split()


@in_goals("suitability.figure-in-text")
def figure_in_text(data: Data, random: Random) -> Planted:
    words: Words = random.choice(contents(data))
    budget = Decimal(words.holder["财政拨款"]) * Decimal(random.choice(("1.1", "0.9", "1.02", "10", "0.1")))
    factor = 1 if data.get("金额单位", "万元") == "万元" else 10_000
    written = random.choice((f"{budget / factor:.2f}万元", f"{budget / factor * 10_000:.0f}元"))
    return words.write(with_clause(words.text, random.choice(BUDGET_SAID).format(written)))


@in_goals("feasibility.above-100")
def above_100(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, name=RATE, value=counted(unit="%")))
    sign, _, unit = parts(chosen.value)
    chosen.entry["指标值"] = sign + random.choice(("100.5", "105", "110", "120", "150", "980")) + unit
    return at(chosen.path)


ONE_WAY = (  # names whose direction nobody doubts, with the sign that is right
    ("(?:合格率|准确率|及时率|覆盖率|知晓率|满意度|达标率|巩固率|普及率)$", "≥", "≤"),
    ("(?:成本|支出|造价|总额)$", "≤", "≥"),  # 亩均投资 may have a floor
    ("(?:时限|用时|时间|工期)$", "≤", "≥"),
    ("(?:事故|案件|投诉|差错|疫情|事件).*数$", "=", "≥"),
    ("(?:超限率|大班额比例|死亡率|撤销.*件数)$", "[≤=]", "≥"),
)


@in_goals("feasibility.wrong-direction", "feasibility.asks-nothing")
def wrong_direction(data: Data, random: Random) -> Planted:
    name, right, wrong = random.choice(ONE_WAY)
    chosen = random.choice(indicators(data, name=name, value=f"^{right}"))
    chosen.entry["指标值"] = wrong + chosen.value[1:]
    return at(chosen.path)


@in_goals("feasibility.asks-nothing")
def asks_nothing(data: Data, random: Random) -> Planted:
    return revalued(
        data, random, lambda _, number, unit: (f"≥0{unit}", f"≥0.0{unit}"), sorts="数量 质量 社会", name="[数率积程次]$"
    )


@in_year("feasibility.below-last-year")
def below_last_year(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, "数量", "质量", "社会", "满意度", value=counted("≥")))
    _, number, unit = parts(chosen.value)
    before = year_before(data)
    places = 0 if unit != "%" else 1
    better = min(Decimal(number) * Decimal(random.choice(("1.08", "1.15", "1.25"))), 100 if unit == "%" else 10**9)
    better = better.quantize(Decimal(1).scaleb(-places)) if isinstance(better, Decimal) else Decimal(better)
    if better <= Decimal(number) * Decimal("1.06"):  # 95% after 100% is a usual target, and sent back by nobody
        raise IndexError
    outcome(before, chosen.name)[1]["实际完成值"] = f"{better:.{places}f}{unit}"
    return Planted((chosen.path,), before)
