"""Faults of 自评, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from ..datafile import (
    Data,
    Planted,
    at,
    counted,
    edited,
    give_points,
    in_year,
    indicators,
    insert,
    missed,
    named,
    outcome,
    parts,
    results,
    said_of_whole,
    with_clause,
)


# What has words for its value is scored in a class, whose bounds are told: full points are outside of “部分达成”.
@in_year("evaluation.full-below-target", "score.outside-class")
def full_points_all_the_same(data: Data, random: Random) -> Planted:
    where, path, told = random.choice(missed(data))
    give_points(data, where, "2")
    told["得分"] = random.choice(["2", "2.0", "2.00"])
    return at(path)


@in_year("evaluation.full-below-target")
def fell_short_with_full_points(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", "质量", value=counted("≥")))
    _, number, unit = parts(each.value)
    path, told = outcome(data, each.name)
    told["实际完成值"] = (
        f"{(Decimal(number) * Decimal(random.choice(['0.7', '0.8', '0.9']))).quantize(Decimal('0.1'))}{unit}"
    )
    told["偏差原因"], told["改进措施"] = "部分乡镇进度偏慢", "逐月调度，2024年6月底前补齐"
    give_points(data, each.path, "3")
    told["得分"] = random.choice(["3", "3.0", "3.00"])
    return at(path)


@in_year("evaluation.full-below-target", "score.outside-class")
def partly_with_full_points(data: Data, random: Random) -> Planted:
    path, told = random.choice(
        [(path, told) for path, told in results(data, True) if told.get("达成情况") == "部分达成"]
    )
    each = next(each for each in indicators(data) if each.name == told["三级指标"])
    give_points(data, each.path, "2")
    told["得分"] = random.choice(["2", "2.0", "2.00"])
    return at(path)


@in_year("evaluation.full-by-rounding")
def nearly_there(data: Data, random: Random) -> Planted:
    name, target, actual = random.choice(
        [
            ("业务资料归档率", "100%", "99.9%"),
            ("信息报送条数", "≥5000条", "4996条"),
            ("宣传资料发放份数", "≥20000份", "19980份"),
            ("系统数据准确率", "≥99.9%", "99.8%"),
            ("人员信息采集人数", "≥12000人", "11990人"),
            ("登记造册户数", "≥3200户", "3197户"),
        ]
    )
    entry = {**named(name, target), "分值": "1"}
    insert(data, random, "质量" if "率" in name else "数量", entry, actual)
    path, told = outcome(data, name)
    told["偏差原因"], told["改进措施"] = "年末有少量资料没有收齐", "2024年1月补齐"
    return at(path)


@in_year("evaluation.as-positive")
def no_sign_on_negative(data: Data, random: Random) -> Planted:
    name, target, worse, better = random.choice(
        [
            ("安全责任事故起数", "=2起", "3起", "1起"),
            ("群众有效投诉件数", "5件", "9件", "2件"),
            ("设备故障率", "2%", "4%", "1%"),
            ("故障平均修复时间", "48小时", "60小时", "24小时"),
            ("档案差错率", "=1%", "3%", "0.5%"),
            ("办件平均耗时", "5个工作日", "8个工作日", "3个工作日"),
        ]
    )
    entry = {**named(name, target), "分值": "2"}
    insert(data, random, "时效" if "时" in name else "质量", entry, random.choice([worse, better]))
    path, told = outcome(data, name)
    told["偏差原因"], told["改进措施"] = "下半年业务量变化较大", "2024年按实际业务量核定目标"
    where = next(each.path for each in indicators(data) if each.name == name)
    return at(path, where)


@in_year("evaluation.empty-reason")
def reason_of_nothing(data: Data, random: Random) -> Planted:
    path, told = random.choice(results(data, True))
    told["偏差原因"] = random.choice(
        [
            "无",
            "客观原因",
            "受多方面因素影响",
            "工作需要",
            "由于实际情况有所变化",
            "年初目标与实际存在偏差",
            "见附件",
            "实际完成值低于目标值",
            "未达到预期",
            "存在一定偏差",
        ]
    )
    return at(path)


@in_year("evaluation.empty-reason", "score.no-reason")  # which tells of a reason that is not written at all
def reason_missing(data: Data, random: Random) -> Planted:
    path, told = random.choice([(path, told) for _, path, told in missed(data) if "偏差原因" in told])
    told.pop("偏差原因")
    return at(path)


@in_year("evaluation.no-remedy")
def no_remedy(data: Data, random: Random) -> Planted:
    where = [path for _, path, told in missed(data) if "改进措施" in told]
    path, told = random.choice([(path, told) for path, told in results(data, True) if path in where])
    new = random.choice([None, "", "无", "/", "暂无", "—", "无。", "不适用"])
    told.pop("改进措施")
    if new is not None:
        told["改进措施"] = new
    return at(path)


@in_year("evaluation.repeated-reason")
def reason_again(data: Data, random: Random) -> Planted:
    chosen = random.sample(results(data, True), 3)
    reason = random.choice(
        [
            chosen[0][1]["偏差原因"],
            "受疫情和天气影响，工作进度滞后",
            "人员紧张，工作推进较慢",
            "资金拨付较晚，影响了实施进度",
            "年初编制指标时对工作量估计不足",
            "招标流程时间较长，开工晚于计划",
        ]
    )
    for _, told in chosen:
        told["偏差原因"] = reason
    return at(*(path for path, _ in chosen))


@in_year("evaluation.overspent")
def overspent(data: Data, random: Random) -> Planted:
    spending = data["自评"]["预算执行"]
    row = random.choice(
        [
            row
            for row in ("财政拨款", "其他资金", "基本支出", "项目支出", "上年结转")
            if Decimal(spending.get(row, {}).get("全年预算数", "0")) > 1
        ]
    )
    budget = Decimal(spending[row]["全年预算数"])
    spending[row]["全年执行数"] = (
        f"{budget + Decimal(random.choice(['0.01', '0.50', '3.20', '12.60', '45.00', '128.00'])):.2f}"
    )
    return at(("自评", "预算执行", row))


@in_year("evaluation.copied-goal")
def goal_copied(data: Data, random: Random) -> Planted:
    done = data["自评"]["目标完成情况"]
    row = random.randrange(len(done))
    goal = data["年度总体目标"][row].rstrip("。")
    done[row] = random.choice(
        [
            goal,
            goal + "。",
            "已完成：" + goal,
            goal + "，已完成",
            "本年度" + goal,
            goal.replace("，", "、", 1),
            "按计划" + goal,
        ]
    )
    return at(("自评", "目标完成情况", row))


@in_year("evaluation.all-reached")
def all_is_well(data: Data, random: Random) -> Planted:
    if not missed(data):
        raise IndexError
    words = random.choice([each for each in said_of_whole(data) if each.key in ("主要成效", "项目组织")])
    clause = random.choice(
        [
            "全年各项绩效指标均已完成",
            "年初设定的绩效目标全部实现",
            "所有绩效指标全部达到目标值",
            "各项指标完成率均为100%",
            "绩效指标无一项未完成",
            "全部绩效指标均达到或超过年初目标",
            "各项绩效指标圆满完成",
            "年度指标100%完成",
        ]
    )
    return words.write(with_clause(words.text, clause))


@in_year("evaluation.figure-in-words")
def another_number_in_words(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", "质量", "社会效益", value=counted("≥")))
    _, told = outcome(data, each.name)
    found = re.fullmatch(r"([\d.]+)(\D+)", told["实际完成值"])
    if not found:
        raise IndexError
    number, unit = Decimal(found[1]), found[2]
    wrong = number - Decimal("1.7") if unit == "%" else Decimal(int(number * Decimal("1.15")) + 2)
    words = random.choice(
        [each for each in said_of_whole(data) if each.key == "主要成效" or "目标完成情况" in each.path]
    )
    clause = random.choice(["{}达到{}", "{}{}", "{}为{}", "全年{}达{}", "{}共{}", "其中{}完成{}"]).format(
        each.name, f"{wrong}{unit}"
    )
    return words.write(with_clause(words.text, clause))


@in_year("evaluation.figure-in-words", "evaluation.mistyped-figure")  # which tells of what only seems to be the same
def number_in_words_changed(data: Data, random: Random) -> Planted:
    return edited(
        random,
        [each for each in said_of_whole(data) if "目标完成情况" in each.path],
        lambda text: re.sub(
            r"(?<![\d.])(\d{2,4})(?=[场名个户处公座人])", lambda found: str(int(found[1]) + 13), text, count=1
        ),
    )


@in_year("evaluation.mistyped-figure")
def a_digit_too_many(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", value=counted("≥")))
    path, told = outcome(data, each.name)
    found = re.fullmatch(r"(\d{2,})(\D+)", told["实际完成值"])
    if not found or "偏差原因" in told:
        raise IndexError
    digits, unit = found.groups()
    told["实际完成值"] = (
        random.choice(
            [digits + "0", digits + digits[-1], digits[0] + digits, digits[:1] + "0" + digits[1:] + "0", digits + "00"]
        )
        + unit
    )
    return at(path)


@in_year("evaluation.mistyped-figure")
def a_point_lost(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥", "%")))
    path, told = outcome(data, each.name)
    found = re.fullmatch(r"(\d{2})\.(\d)%", told["实际完成值"])
    if not found or "偏差原因" in told:
        raise IndexError
    told["实际完成值"] = random.choice(
        [f"{found[1]}{found[2]}%", f"{found[1][0]}.{found[1][1]}{found[2]}%", f"{found[1]}0{found[2]}%"]
    )
    return at(path)
