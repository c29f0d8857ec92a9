"""Faults of the 自评, planted from the ids and titles of the rules alone."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from ..datafile import (
    NUMBER,
    Data,
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
    said_of_whole,
)
from .words import clause, report


@in_year("evaluation.full-below-target")
def _(data: Data, random: Random) -> Planted:
    path, told_path, told = random.choice(missed(data))
    give_points(data, path, "2")
    told["得分"] = random.choice(["2", "2.00"])
    return at(told_path)


@in_year("evaluation.full-by-rounding")
def _(data: Data, random: Random) -> Planted:
    def barely(number: str, unit: str) -> str:
        return amount(number, plus="-0.01") + unit if unit == "%" else f"{Decimal(number) - 1}{unit}"

    whole = [each for each in indicators(data, value=counted("≥=")) if "." not in parts(each.value)[1]]
    each = random.choice(
        [each for each in whole if Decimal(parts(each.value)[1]) >= (90 if "%" in each.value else 800)]
    )
    path, told = outcome(data, each.name)
    told["实际完成值"] = barely(*parts(each.value)[1:])
    told["偏差原因"], told["改进措施"] = "年底前有一处未及复核，当年未计入", "提前组织复核，12月上旬前完成统计"
    return at(path)


@in_year("evaluation.as-positive", "evaluation.full-below-target")
def _(data: Data, random: Random) -> Planted:
    low = indicators(data, value=counted("≤"))
    each = random.choice([each for each in low if "得分" not in outcome(data, each.name)[1]])
    give_points(data, each.path, "2")
    _, target, unit = parts(each.value)
    path, told = outcome(data, each.name)
    told["偏差原因"], told["改进措施"] = "设备老旧，故障较多，处置用时与计划有差距", "更新设备，增加值守人员"
    factor = random.choice(["0.8", "0.6", "1.2", "1.4"])
    told["实际完成值"] = amount(target, factor) + unit
    told["得分"] = amount("2", min(factor, "1"))
    return at(path)


@in_year("evaluation.empty-reason")
def _(data: Data, random: Random) -> Planted:
    _, path, told = random.choice(missed(data))
    said = [
        "无",
        "略",
        "客观原因",
        "工作原因",
        "其他",
        "—",
        "/",
        "见附件",
        "正常偏差",
        "未完成",
        "受各种因素影响",
        "不涉及",
        "无偏差",
    ]
    told["偏差原因"] = random.choice(said)
    return at(path)


@in_year("evaluation.no-remedy")
def _(data: Data, random: Random) -> Planted:
    _, path, told = random.choice([each for each in missed(data) if "改进措施" in each[2]])
    if random.random() < 0.5:
        del told["改进措施"]
    else:
        told["改进措施"] = random.choice(["无", "", "略", "/", "—", "暂无"])
    return at(path)


@in_year("evaluation.repeated-reason")
def _(data: Data, random: Random) -> Planted:
    rows = results(data, True)
    (path, told), (other_path, other) = random.choice(rows), random.choice(rows)
    if path == other_path:
        raise IndexError
    other["偏差原因"] = told["偏差原因"]
    return at(path, other_path)


@in_year("evaluation.overspent")
def _(data: Data, random: Random) -> Planted:
    money, more = data["自评"]["预算执行"], Decimal(random.choice(["1.05", "1.2", "1.01"]))
    money.pop("合计", None)  # typed, it would say first that the sums differ
    row = money["财政拨款"]
    new = amount(row["全年预算数"], more)
    added = Decimal(new) - Decimal(row["全年执行数"])
    row["全年执行数"] = new
    money["项目支出"]["全年执行数"] = amount(money["项目支出"]["全年执行数"], plus=added)
    return at(("自评", "预算执行"))


@in_year("evaluation.overspent")
def _(data: Data, random: Random) -> Planted:
    spent = data["自评"]["三公经费"]
    key = random.choice([key for key in spent if Decimal(spent[key]["预算数"])])
    spent[key]["执行数"] = amount(spent[key]["预算数"], random.choice(["1.1", "1.5", "1.02"]))
    return at(("自评", "三公经费", key))


@in_year("evaluation.copied-goal")
def _(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度总体目标"]))
    text = data["年度总体目标"][row].rstrip("。")
    forms = ["{}", "{}。", "已完成：{}", "{}，已完成", "{}，目标完成", "全部完成。{}", "{}（已完成）"]
    data["自评"]["目标完成情况"][row] = random.choice(forms).format(text)
    return at(("自评", "目标完成情况", row))


ALL_REACHED = [
    "各项绩效指标全部完成",
    "年度绩效目标全部实现",
    "所有指标均达到预期目标",
    "全面完成了年初设定的各项绩效指标",
    "绩效目标完成率100%",
    "各项指标均已达标，无偏差",
    "年初目标任务圆满完成，未发现偏差",
    "三级指标100%完成",
]


@in_year("evaluation.all-reached")
def _(data: Data, random: Random) -> Planted:
    if not missed(data):
        raise IndexError
    return clause(data, random, said_of_whole(data), ALL_REACHED)


@in_year("evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", "质量", "社会", "经济", "满意度", value=NUMBER))
    done = re.match(r"([\d.]+)(\D+)$", outcome(data, each.name)[1]["实际完成值"])
    if not done or not Decimal(done[1]):  # nine tenths of none are none
        raise IndexError
    wrong = f"{amount(done[1], random.choice(['0.9', '0.8', '0.97'])).removesuffix('.00')}{done[2]}"
    said = ["{}{}", "{}达到{}", "全年{}为{}", "其中，{}{}", "{}实际完成{}", "{}已提高到{}"]
    return clause(data, random, said_of_whole(data), [form.format(each.name, wrong) for form in said])


@in_year("evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    money = data["自评"]["预算执行"]
    total = sum(Decimal(money[row]["全年执行数"]) for row in ("基本支出", "项目支出"))
    wrong = amount(str(total), random.choice(["0.9", "1.1", "0.95"])) + data.get("金额单位", "万元")
    said = ["全年执行数{}", "全年实际支出{}", "全年共支出{}", "本年度支出合计{}", "预算执行率为61.3%"]
    return clause(data, random, report(data), [form.format(wrong) for form in said])


@in_year("evaluation.mistyped-figure", "evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    told = [each["实际完成值"] for _, each in [*results(data, True), *results(data, False)]]
    long = [value for value in dict.fromkeys(told) if re.match(r"\d{3,}\D+$", value)]
    words, value = random.choice(
        [  # a whole number: 100人 is not said by 比目标多1100人
            (words, value)
            for words in said_of_whole(data)
            for value in long
            if re.search(rf"(?<![\d.]){value}", words.text)
        ]
    )
    wrong = random.choice(
        [value[1] + value[0] + value[2:], value[0] + value[2] + value[1] + value[3:], value[0] + value]
    )
    if wrong == value:
        raise IndexError
    return words.write(words.text.replace(value, wrong, 1))


@in_year("evaluation.mistyped-figure", "score.no-reason", "score.far-above")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥=")))
    path, told = outcome(data, each.name)
    done = re.match(r"([\d.]+)(\D+)$", told["实际完成值"])
    if not done or Decimal(done[1]) == 0 or "得分" in told:
        raise IndexError
    factors = ["0.1", "0.01"] if done[2] == "%" else ["10", "100", "0.1", "10000"]
    told["实际完成值"] = f"{(Decimal(done[1]) * Decimal(random.choice(factors))).normalize():f}{done[2]}"
    return at(path)


COUNTS = [
    "完成了政策宣讲、业务培训、实地督导4项工作",
    "主要存在三个问题：一是人员力量不足，二是资金拨付较慢",
    "建成城东、城西、城南、城北3个服务站",
    "重点抓好以下4项工作：制度建设、队伍建设、作风建设",
    "两个乡镇（河东镇、河西镇、柳林乡）完成了整治",
    "采取了三条措施：1. 加强调度；2. 压实责任",
    "获得先进集体、文明单位、示范窗口等四项荣誉：先进集体、文明单位、示范窗口",
]


@in_year("evaluation.count-of-list")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, report(data), COUNTS)


LEFT_OUT = [
    "一是加强领导，二是压实责任，四是强化监督",
    "（一）健全制度；（二）规范流程；（四）加强考核",
    "第一，预算编制不细；第三，支出进度较慢",
    "1. 强化调度；2. 严格审核；4. 及时通报",
    "首先完善制度，再次加强培训，一是集中学，三是分散学",
    "一是夯实基础，二是补齐短板，二是强化服务",
    "①定期检查，②限期整改，④跟踪问效",
]


@in_year("evaluation.left-out")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, report(data), LEFT_OUT)
