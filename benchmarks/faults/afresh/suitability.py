"""Faults of 适当性 and 可行性, planted from the ids and titles of the rules alone."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from ..datafile import (
    Data,
    Planted,
    amount,
    at,
    contents,
    counted,
    give_points,
    in_goals,
    in_unit,
    in_year,
    indicators,
    outcome,
    parts,
    topic,
    with_clause,
    year_before,
)
from .words import into, rows_of

# 适当性


@in_goals("suitability.printed-sum")
def _(data: Data, random: Random) -> Planted:
    more = random.choice(["0.004", "0.003", "0.0045"])
    # of amounts that have a fraction of 0.01 万元 already, another fraction may make a right sum
    whole = [task for task in data["年度主要任务"] if not Decimal(task["财政拨款"]) % in_unit(data, "0.01")]
    if len(whole) < len(data["年度主要任务"]):
        raise IndexError
    for task in random.sample(whole, random.randint(3, 4)):
        task["财政拨款"] = str(Decimal(task["财政拨款"]) + in_unit(data, more))
    return at()


@in_goals("suitability.weights")
def _(data: Data, random: Random) -> Planted:
    # of a second-level group alone it would be none: the others of its first-level group share the rest
    points, sort = random.choice(["3", "4.5", "7", "0.5"]), random.choice(["满意度", ""])
    for each in indicators(data, sort):
        give_points(data, each.path, points)
    return at()


@in_goals("suitability.zero-budget")
def _(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度主要任务"]))
    data["年度主要任务"][row].update(财政拨款=random.choice(["0", "0.00"]), 其他资金=random.choice(["0", "0.00"]))
    return at(("年度主要任务", row))


@in_year("suitability.basic-split")
def _(data: Data, random: Random) -> Planted:
    money = data["自评"]["预算执行"]
    basic, projects = money["基本支出"], money["项目支出"]
    # both rows exchanged would be none that anybody could see: the sums agree
    moved = Decimal(amount(basic["年初预算数"], random.choice(["0.1", "-0.1", "0.3", "-0.25"])))
    if 0 < moved <= Decimal(money["上年结转"]["年初预算数"]):
        raise IndexError  # what was carried over may have gone there: nobody could tell
    basic["年初预算数"] = amount(basic["年初预算数"], plus=moved)
    projects["年初预算数"] = amount(projects["年初预算数"], plus=-moved)
    return at()


@in_goals("suitability.cost-above-budget")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "成本", value=r"\{\{"))
    code = re.search(r"任务\.(\S+?)\.", each.value)
    assert code
    task = next(task for task in data["年度主要任务"] if task.get("编号") == code[1])
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    unit = data.get("金额单位", "万元")
    each.entry["指标值"] = f"≤{amount(str(total), random.choice(['1.2', '1.5', '2', '10']))}{unit}"
    return at(each.path)


@in_goals("suitability.cost-above-budget")
def _(data: Data, random: Random) -> Planted:
    name = topic(data, random)
    task = next(task for task in data["年度主要任务"] if name in task["任务名称"])
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    value = f"≤{amount(str(total), random.choice(['1.2', '1.6', '3']))}{data.get('金额单位', '万元')}"
    return into(
        data,
        random,
        "成本",
        [(name + end, value) for end in ("总成本", "经费支出", "项目成本", "支出总额", "资金投入")],
    )


@in_goals("suitability.figure-in-text")
def _(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    task = words.holder
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    wrong = f"{amount(str(total), random.choice(['1.1', '0.9', '1.25', '10']))}{data.get('金额单位', '万元')}"
    said = ["预算安排{}", "项目资金{}", "所需经费{}", "财政安排资金{}", "预算金额为{}", "共需{}"]
    return words.write(with_clause(words.text, random.choice(said).format(wrong)))


# 可行性


@in_goals("feasibility.above-100")
def _(data: Data, random: Random) -> Planted:
    number = random.choice(["105", "110", "102", "120", "100.5", "980"])
    # a gross rate (毛入学率) counts pupils of all ages and may well be above 100 %
    name = "^(?!.*毛).*"
    name += "(合格|覆盖|办结|满意|及时|完成|完工|整改|正常|到位|准确|知晓|普及|清运|列养|巩固|入学|在线).{0,3}[率度]$"
    each = random.choice(indicators(data, name=name, value=counted(unit="%")))
    each.entry["指标值"] = f"≥{number}%"
    return at(each.path)


DIRECTIONS = {
    "(合格率|覆盖率|满意度|办结率|及时率|完工率|普及率|知晓率)$": "≤",
    "(投诉率|事故起?数|超限率|死亡人数|死亡率|发生率)$": "≥",
    "(总成本|造价|费用|支出|单价|经费)$": "≥",
    "(办结时间|修复时间|处置时间|抢通时间|时限|工期)$": "≥",
    "(人数|次数|场次|里程|面积)$": "≤",
}


@in_goals("feasibility.wrong-direction")
def _(data: Data, random: Random) -> Planted:
    found = [
        (each, sign)
        for name, sign in DIRECTIONS.items()
        for each in indicators(data, name=name, value=r"^[≥≤=][\d.{]")
        # ≤ is none where a budget caps the number: who is paid, trained, aided, what is bought
        # and how many a post is manned with
        if not (
            sign == "≤" and re.search("保障|补助|补贴|享受|聘|在职|培训|领取|更新|购|就业|专职|配备|助学金", each.name)
        )
        and (sign == "≤") != ("成本" in str(each.path[2]))
        and not each.value.startswith(sign)
        and "=0" not in each.value
    ]
    each, sign = random.choice(found)
    each.entry["指标值"] = sign + each.value[1:]
    return at(each.path)


@in_goals("feasibility.asks-nothing")
def _(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        rows = "服务对象投诉率 ≤100%|资金结余率 ≤100%|安全隐患发生率 ≤100%|差错率 ≤100%"
        return into(data, random, "质量 社会", rows_of(rows))
    # growth of at least nothing asks for something: that it does not fall
    name = "^(?!.*增(长率|速|幅)$)"
    each = random.choice(indicators(data, name=name, value=counted("≥")))
    unit = parts(each.value)[2]
    each.entry["指标值"] = random.choice([f"≥0{unit}", f"＞=0{unit}", f"≥0.00{unit}"])
    return at(each.path)


@in_year("feasibility.below-last-year")
def _(data: Data, random: Random) -> Planted:
    before = year_before(data)
    each = random.choice(indicators(data, "数量", "质量", "效益", value=counted("≥", r"[^\d%]+")))
    _, number, unit = parts(each.value)
    more = amount(number, random.choice(["1.2", "1.5", "2"])).removesuffix(".00")
    outcome(before, each.name)[1]["实际完成值"] = f"{more}{unit}"
    return Planted((each.path,), before)
