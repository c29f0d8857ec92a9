"""自评: points, reasons and words against the figures."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from ..datafile import (
    Data,
    Indicator,
    Planted,
    amount,
    at,
    counted,
    give_points,
    in_year,
    indicators,
    missed,
    outcome,
    parts,
    results,
)

REASONS = [
    ("项目前期手续办理时间较长，实际开工比计划晚", "提前办理下一年度项目的前期手续"),
    ("上级资金11月才下达，剩余部分转入下年实施", "加强与上级部门的沟通，争取资金尽早下达"),
    ("受外出务工人员较多影响，参加人数少于预计", "把活动安排在春节前后务工人员返乡的时候"),
]


def _pointed(data: Data, random: Random, found: list[Indicator]) -> tuple[Indicator, str]:
    """One of those found, and the points that it is given."""
    each, points = random.choice(found), random.choice(["0.5", "0.8", "1", "1.5", "2", "3"])
    give_points(data, each.path, points)
    return each, points


def _explained(told: dict[str, str], random: Random) -> None:
    told["偏差原因"], told["改进措施"] = random.choice(REASONS)


def shown(number: Decimal, like: str) -> str:
    places = len(like.partition(".")[2])
    return str(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


# points that the outcome does not allow are told first
@in_year("evaluation.full-below-target", "score.outside-class", "evaluation.full-by-rounding")
def full_below_target(data: Data, random: Random) -> Planted:
    how = random.randrange(4)
    if how == 0:
        below = [target for target, _, _ in missed(data)]
        each, points = _pointed(data, random, [each for each in indicators(data) if each.path in below])
        (path, told), target = outcome(data, each.name), each.path
    elif how == 1:
        judged = [each for each in indicators(data) if "达成情况" in outcome(data, each.name)[1]]
        each, points = _pointed(data, random, judged)
        (path, told), target = outcome(data, each.name), each.path
        told["达成情况"] = random.choice(["部分达成", "未达成"])
        _explained(told, random)
    else:
        over = how == 3
        each, points = _pointed(data, random, indicators(data, value=counted("≤" if over else "≥=")))
        (path, told), target = outcome(data, each.name), each.path
        _, number, unit = parts(each.value)
        rate = Decimal(random.choice(["1.2", "1.5", "2.5"] if over else ["0", "0.5", "0.8", "0.9"]))
        actual = shown(Decimal(number) * rate, number)
        if Decimal(actual) == Decimal(number):
            raise IndexError
        told["实际完成值"] = f"{actual}{unit}"
        _explained(told, random)
    told["得分"] = points
    return at(path, target)


@in_year("evaluation.full-by-rounding")
def full_by_rounding(data: Data, random: Random) -> Planted:
    each, worth = _pointed(data, random, indicators(data, value=counted("≥=≤")))
    sign, number, unit = parts(each.value)
    target, points = Decimal(number), Decimal(worth)
    step = Decimal(random.choice(["1", "2", "3", "5", "0.1", "0.2", "0.5", "0.01"]))
    actual = target + step if sign == "≤" else target - step
    whole = not re.search("[%‰元]|公里|亩", unit)
    if actual <= 0 or step / target * points >= Decimal("0.005") or (whole and step != int(step)):
        raise IndexError
    path, told = outcome(data, each.name)
    told.pop("得分", None)
    told["实际完成值"] = f"{actual}{unit}"
    _explained(told, random)
    return at(path, each.path)


@in_year("evaluation.as-positive")
def as_positive(data: Data, random: Random) -> Planted:
    each, points = _pointed(data, random, indicators(data, value=counted("≤")))
    _, number, unit = parts(each.value)
    actual = shown(
        Decimal(number) * Decimal(random.choice(["0.5", "0.6", "0.75", "0.8", "0.88", "0.9", "0.95"])), number
    )
    rate = Decimal(actual) / Decimal(number)
    if rate >= 1 or rate <= 0:
        raise IndexError
    path, told = outcome(data, each.name)
    told["实际完成值"] = f"{actual}{unit}"
    told["得分"] = str((Decimal(points) * rate).quantize(Decimal("0.01"), ROUND_HALF_UP))
    if random.random() < 0.5:
        told["偏差原因"], told["改进措施"] = "厉行节约，实际支出低于预算", "下一年度合理测算目标值"
    return at(path, each.path)


EMPTY = """
无 客观原因 其他原因 工作原因 / — 见附件 略 历史原因 暂无 其他
受客观因素影响 由于种种原因 因故未完成 没有完成 未达到目标值
""".split()


@in_year("evaluation.empty-reason")
def empty_reason(data: Data, random: Random) -> Planted:
    path, told = random.choice(results(data, reason=True))
    told["偏差原因"] = random.choice(EMPTY)
    return at(path)


@in_year("evaluation.no-remedy")
def no_remedy(data: Data, random: Random) -> Planted:
    below = [path for _, path, _ in missed(data)]  # what was exceeded needs none
    path, told = random.choice(
        [each for each in results(data, reason=True) if each[0] in below and "改进措施" in each[1]]
    )
    remedy = random.choice([None, "", "无", "/", "暂无", "—", "略", "无。", "没有"])
    if remedy is None:
        del told["改进措施"]
    else:
        told["改进措施"] = remedy
    return at(path)


COPIED = [
    "受资金下达较晚影响，项目实施进度滞后",
    "因天气原因，施工时间推迟",
    "年初目标值设定偏低，实际完成较多",
    "工作人员变动，衔接不到位",
    "部分对象外出，无法参加",
    "采购程序耗时较长，合同签订较晚",
    "上级政策调整，任务量发生变化",
]


@in_year("evaluation.repeated-reason")
def repeated_reason(data: Data, random: Random) -> Planted:
    rows = results(data, reason=True)
    chosen = random.sample(rows, min(len(rows), random.choice([2, 2, 3, 5])))
    reason = random.choice([chosen[0][1]["偏差原因"], *COPIED])
    remedy = chosen[0][1].get("改进措施") if random.random() < 0.5 else None
    for _, told in chosen:
        told["偏差原因"] = reason
        if remedy:
            told["改进措施"] = remedy
    return at(*(path for path, _ in chosen))


@in_year("evaluation.overspent")
def overspent(data: Data, random: Random) -> Planted:
    year = data["自评"]
    rows: list[tuple[str, str, str]] = [
        *(("预算执行", row, "全年预算数") for row in year["预算执行"] if row != "合计"),
        *(("三公经费", row, "预算数") for row in year["三公经费"]),
    ]
    part, row, planned = random.choice(rows)
    entry = year[part][row]
    if Decimal(entry[planned]) == 0:
        raise IndexError
    spent = "全年执行数" if part == "预算执行" else "执行数"
    entry[spent] = amount(
        entry[planned], *random.choice([("1", "0.01"), ("1", "0.5"), ("1.02",), ("1.1",), ("1.5",), ("10",)])
    )
    return at(("自评", part, row))


@in_year("evaluation.copied-goal")
def copied_goal(data: Data, random: Random) -> Planted:
    goals, done = data["年度总体目标"], data["自评"]["目标完成情况"]
    row = random.randrange(min(len(goals), len(done)))
    goal = goals[row]
    forms = [
        goal,
        goal,
        f"{goal}。",
        f"已完成：{goal}",
        goal.replace("，", "；"),
        f"已{goal}" if re.match("[保落实推改建完加]", goal) else goal,
        f"目标完成情况：{goal}",
        f"{goal}，已全部完成",
        goal.replace("、", "，"),
        f"完成{goal}",
    ]
    done[row] = random.choice(forms)
    return at(("自评", "目标完成情况", row))
