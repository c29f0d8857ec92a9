"""适当性: money and points that do not fit each other."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from ..datafile import (
    Data,
    Planted,
    amount,
    at,
    contents,
    give_points,
    goals,
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    named,
    with_clause,
)

TAILS = [
    ("0.004", "0.004"),
    ("0.005", "0.005"),
    ("0.0033", "0.0033", "0.0033"),
    ("0.006", "0.007"),
    ("0.0049", "0.0049"),
    ("0.0046", "0.0041", "0.0044"),
    ("0.00500001", "0.00600002"),
    ("0.3333333", "0.3333333", "0.3333334"),
    ("0.125", "0.125"),
    ("0.2351", "0.4452", "0.1148"),
]


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


# amounts of less than a fen are told one by one
@in_goals("suitability.printed-sum", "data.bad-amount")
def printed_sum(data: Data, random: Random) -> Planted:
    tails = random.choice(TAILS)  # of 万元, in which the form is printed
    tasks = random.sample(data["年度主要任务"], len(tails))
    for each, tail in zip(tasks, tails, strict=True):
        each["财政拨款"] = str(Decimal(each["财政拨款"]) + in_unit(data, tail))
    told = [Decimal(each["财政拨款"]) / in_unit(data, "1") for each in data["年度主要任务"]]
    if sum(map(_rounded, told)) == _rounded(sum(told, Decimal())):
        raise IndexError
    return Planted()


POINTS = {"产出": Decimal(50), "效益": Decimal(30), "满意度": Decimal(10)}


# points that do not add up to those of the group are an error of the score
@in_year("suitability.weights", "score.group-differs")
def weights(data: Data, random: Random) -> Planted:
    first, whole = random.choice([(a, POINTS[b]) for a in data["年度绩效指标"] for b in POINTS if b in a])
    rows = [each for each in indicators(data) if each.path[1] == first]
    how = random.randrange(8)
    if how == 0:  # one has more than all may have together
        give_points(data, random.choice(rows).path, str(whole + random.choice([2, 5, 10, 50])))
        return Planted()
    if how == 1:
        for each in rows:
            give_points(data, each.path, random.choice(["5", "10"]))
        return Planted()
    total = whole + Decimal(random.choice(["-10", "-5", "-1", "-0.5", "0.5", "1", "2", "5", "10"]))
    each_has = (total / len(rows)).quantize(Decimal("0.01"), ROUND_DOWN)
    for each in rows:
        give_points(data, each.path, str(each_has))
    give_points(data, random.choice(rows).path, str(total - each_has * (len(rows) - 1)))
    return Planted()


@in_goals("suitability.zero-budget")
def zero_budget(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    row = random.randrange(len(tasks))
    zero = random.choice(["0", "0.00", "0.0", "0.000000", "0.0000"])
    tasks[row]["财政拨款"] = zero
    if "其他资金" in tasks[row]:
        tasks[row]["其他资金"] = random.choice(["0", zero])
    elif random.random() < 0.5:
        tasks[row]["其他资金"] = zero
    return at(("年度主要任务", row))


def _running(data: Data) -> int:
    """The row of the task that pays what 基本支出 pays."""
    basic = Decimal(data["自评"]["预算执行"]["基本支出"]["年初预算数"])
    rows = [row for row, each in enumerate(data["年度主要任务"]) if Decimal(each["财政拨款"]) == basic]
    return rows[0]


# 年初预算数 of one part alone: the parts do not add up to the whole
@in_year("suitability.basic-split", "self.parts-differ")
def basic_split(data: Data, random: Random) -> Planted:
    row, told = _running(data), data["自评"]["预算执行"]
    basic, projects = told["基本支出"], told["项目支出"]
    old, rest = basic["年初预算数"], projects["年初预算数"]
    how = random.randrange(8)
    if how == 0:
        basic["年初预算数"], projects["年初预算数"] = rest, old
    elif how < 6:
        share = ["0.1", "0.02", "0.35", "-0.15", "-0.4"][how - 1]
        if 0 < Decimal(old) * Decimal(share) <= Decimal(told["上年结转"]["年初预算数"]):
            raise IndexError  # what was carried over may have gone to it
        basic["年初预算数"] = amount(old, Decimal(1) + Decimal(share))
        projects["年初预算数"] = amount(rest, "1", -Decimal(old) * Decimal(share))
    elif how == 6:
        data["年度主要任务"][row]["财政拨款"] = amount(old, "0.8")
    else:
        basic["年初预算数"] = basic["全年预算数"]
    return at(("年度主要任务", row), ("自评", "预算执行"))


COSTS = ["{}总成本", "{}支出", "{}经费", "{}项目成本", "{}年度支出", "{}费用", "{}资金支出总额", "{}成本"]
STANDARDS = {
    "保洁员补助标准": "=1200元/人/月",
    "专职网格员补助标准": "=600元/人/月",
    "村“两委”成员基本报酬标准": "=3600元/人/月",
    "老年乡村医生生活补助标准": "=600元/人/月",
    "基本公共卫生服务人均补助标准": "=120元/人",
    "灾害民生综合保险保费标准": "=3元/人",
    "救灾帐篷采购单价": "≤6000元/顶",
    "耕地地力保护补贴标准": "=105元/亩",
    "农业用水精准补贴标准": "≤30元/亩",
    "秸秆机械还田作业补助标准": "=20元/亩",
}


@in_goals("suitability.cost-above-budget")
def cost_above_budget(data: Data, random: Random) -> Planted:
    known = [each for each in indicators(data, "成本") if each.name in STANDARDS]
    if known and random.random() < 0.35:
        each = random.choice(known)
        each.entry["指标值"] = STANDARDS[each.name]
        return at(each.path)
    tasks = [task for task in data["年度主要任务"] if 4 <= len(task["任务名称"].rstrip("。")) <= 14]
    task = random.choice(tasks)
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金") or 0)
    above = f"{total * Decimal(random.choice(['1.05', '1.2', '1.5', '2', '10'])):.2f}"
    name = random.choice(COSTS).format(task["任务名称"].rstrip("。"))
    sign = random.choice(["≤", "≤", "=", "不超过"])
    return insert(data, random, "成本", named(name, f"{sign}{above}{data['金额单位']}"))


AMOUNTS = [
    "安排资金{}",
    "本项目预算{}",
    "年初预算安排{}",
    "年度资金{}",
    "财政预算安排{}用于上述工作",
    "年初安排经费{}",
    "所需经费{}已列入年初预算",
    "预算总额{}",
]


@in_goals("suitability.figure-in-text")
def figure_in_text(data: Data, random: Random) -> Planted:
    unit, factor = data["金额单位"], Decimal(random.choice(["1.1", "0.8", "2", "0.95", "1.01", "10"]))
    if random.random() < 0.25:
        words = random.choice(goals(data))
        whole = sum(Decimal(t["财政拨款"]) + Decimal(t.get("其他资金") or 0) for t in data["年度主要任务"])
        told = f"用好全年{whole * factor:.2f}{unit}预算资金"
        return words.write(with_clause(words.text, told))
    words = random.choice(contents(data))
    total = Decimal(words.holder["财政拨款"]) + Decimal(words.holder.get("其他资金") or 0)
    wrong = total * factor
    in_ten_thousands = unit == "元" and random.random() < 0.5
    told = f"{wrong / in_unit(data, '1'):.2f}万元" if in_ten_thousands else f"{wrong:.2f}{unit}"
    return words.write(with_clause(words.text, random.choice(AMOUNTS).format(told)))
