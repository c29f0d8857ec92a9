"""Faults of 可行性, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from random import Random

from ..datafile import Data, Planted, at, counted, in_goals, in_year, indicators, outcome, parts
from .words import inserted

inserted(
    "feasibility.above-100",
    ["质量", "社会效益"],
    [
        ("检查覆盖率", "≥105%"),
        ("设备验收合格率", "≥110%"),
        ("群众政策知晓率", "≥120%"),
        ("档案完整率", "101%"),
        ("问题整改率", "≥150%"),
        ("资料归档率", ">100%"),
        ("培训人员到课率", "≥980%"),
    ],
)


inserted(
    "feasibility.wrong-direction",
    ["质量", "社会效益"],
    [
        ("检查覆盖率", "≤95%"),
        ("设备故障率", "≥2%"),
        ("档案差错率", "≥1%"),
        ("群众政策知晓率", "≤90%"),
        ("重复信访件占比", "≥5%"),
        ("设备完好率", "≤98%"),
        ("安全责任事故起数", "≥1起"),
        ("有责投诉件数", "≥3件"),
    ],
)


inserted(
    "feasibility.asks-nothing",
    ["数量", "质量", "社会效益"],
    [
        ("开展业务培训场次", "≥0场"),
        ("检查覆盖率", "≥0%"),
        ("设备故障率", "≤100%"),
        ("群众政策知晓率", ">0%"),
        ("宣传报道篇数", "≥0篇"),
        ("重复信访件占比", "≤100%"),
        ("组织演练次数", "≥0次"),
    ],
)


@in_goals("feasibility.wrong-direction")
def cost_the_other_way(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "成本", name="成本|造价|单价", value="^≤"))
    each.entry["指标值"] = random.choice(["≥", ">"]) + each.value[1:]
    return at(each.path)


@in_year("feasibility.below-last-year")
def less_than_last_year(data: Data, random: Random) -> Planted:
    before = deepcopy(data)
    before["年度"] = str(int(data["年度"]) - 1)
    before["自评"]["填报日期"] = f"{data['年度']}-03-01"
    each = random.choice(indicators(data, "数量", "质量", "社会效益", value=counted("≥")))
    sign, number, unit = parts(each.value)
    if unit == "%":
        now = max(Decimal(number) - random.choice([20, 25, 30]), Decimal(5))
    else:
        now = Decimal(int(Decimal(number) * Decimal(random.choice(["0.4", "0.5", "0.6"]))) or 1)
    if now >= Decimal(number):
        raise IndexError
    outcome(before, each.name)[1]["实际完成值"] = number + unit
    each.entry["指标值"] = f"{sign}{now}{unit}"
    return Planted((each.path,), before)
