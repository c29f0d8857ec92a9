"""Faults of a self-evaluation: results, reasons, scores and money of the year, and what is said of them."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from .datafile import (
    NUMBER,
    Data,
    Planted,
    Words,
    amount,
    at,
    contents,
    counted,
    edited,
    give_points,
    goals,
    in_unit,
    in_year,
    indicators,
    missed,
    outcome,
    parts,
    results,
    said_of_whole,
    told_of_year,
    with_clause,
)


@in_year("evaluation.full-below-target")
def full_below_target(data: Data, random: Random) -> Planted:
    path, told_at, told = random.choice(missed(data))
    points = random.choice(("1", "1.00", "0.80"))
    give_points(data, path, points)
    told["得分"] = points
    return at(path, told_at)


@in_year("evaluation.as-positive", "evaluation.full-below-target")
def as_positive(data: Data, random: Random) -> Planted:
    """A ceiling that was kept, or passed, scored as if more were better."""
    chosen = random.choice(indicators(data, value=counted("≤")))
    _, number, unit = parts(chosen.value)
    path, told = outcome(data, chosen.name)
    share = Decimal(random.choice(("0.9", "0.8", "1.1", "1.2")))
    done = (Decimal(number) * share).quantize(Decimal("0.01"))
    told |= {"实际完成值": f"{done}{unit}", "得分": f"{min(done / Decimal(number), 1):.2f}"}
    if share > 1:
        told |= {"偏差原因": "年内原材料价格上涨，超出预期", "改进措施": "加强价格监测，合理测算目标"}
    give_points(data, chosen.path, "1.00")
    return at(chosen.path, path)


@in_year("evaluation.full-by-rounding")
def full_by_rounding(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, value=r"^≥\d{4,5}[^%‰\d.]+$"))
    _, number, unit = parts(chosen.value)
    path, told = outcome(data, chosen.name)
    told |= {
        "实际完成值": f"{int(number) - random.randint(1, int(number) // 1000)}{unit}",
        "偏差原因": "个别对象年内迁出本县",
        "改进措施": "按月核对对象变动情况",
    }
    return at(chosen.path, path)


@in_year("evaluation.empty-reason")
def empty_reason(data: Data, random: Random) -> Planted:
    _, path, told = random.choice(missed(data))
    told["偏差原因"] = random.choice(("无", "无。", "已完成", "无偏差", "/", "不涉及", "见附件", "略", "暂无"))
    return at(path)


@in_year("evaluation.all-reached")
def all_reached(data: Data, random: Random) -> Planted:
    """Said though some were missed; in a report, for among the results of one goal that goal's may be meant."""
    clause = random.choice(
        (
            "年度绩效指标全部完成",
            "各项绩效指标均已完成",
            "所有绩效指标都达到目标值",
            "绩效目标全部实现",
            "全部指标均达到年初目标",
        )
    )
    return edited(random, _of_report(data), lambda text: with_clause(text, clause))


def _of_report(data: Data) -> list[Words]:
    return [words for words in said_of_whole(data) if "报告" in words.path]


@in_year("evaluation.left-out")
def left_out(data: Data, random: Random) -> Planted:
    """A number left out of an enumeration, or there twice; not of lines that begin with “1. ”, which are printed with
    numbers of their own.
    """
    if random.random() < 0.5:
        old, new = random.choice(
            (("（2）", "（3）"), ("（3）", "（2）"), ("三是", "四是"), ("二是", "三是"), ("三是", "二是"))
        )
        listed = [words for words in told_of_year(data) if re.search("（1）|一是", words.text)]
        return edited(random, listed, lambda text: text.replace(old, new, 1))
    clause = random.choice(
        (
            "一是健全制度，三是加强培训",
            "一是加强调度，二是压实责任，四是通报进度",
            "首先抓落实，第三抓质量",
            "（一）加强领导；（三）严格考核",
        )
    )
    return edited(random, [*contents(data), *told_of_year(data)], lambda text: with_clause(text, clause))


@in_year("completeness.no-actual")
def no_actual(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, value=NUMBER))
    path, told = outcome(data, chosen.name)
    told |= {
        "实际完成值": random.choice(("已完成", "全部完成", "达标", "完成", "达到目标", "良好")),
        "达成情况": "达成",
    }
    return at(path)


@in_year("evaluation.repeated-reason")
def repeated_reason(data: Data, random: Random) -> Planted:
    (one, first), (other, second) = random.sample(results(data, reason=True), 2)
    second["偏差原因"] = first["偏差原因"]
    if random.random() < 0.5:
        second["改进措施"] = first["改进措施"]
    return at(one, other)


@in_year("evaluation.no-remedy")
def no_remedy(data: Data, random: Random) -> Planted:
    _, path, told = random.choice(missed(data))
    del told["改进措施"]
    return at(path)


@in_year("evaluation.overspent")
def overspent(data: Data, random: Random) -> Planted:
    funds = data["自评"]["预算执行"]
    funds.pop("合计", None)
    source, use = ("财政拨款", random.choice(("基本支出", "项目支出")))
    gap = sum(Decimal(funds[row]["全年预算数"]) - Decimal(funds[row]["全年执行数"]) for row in ("基本支出", "项目支出"))
    plus = gap + in_unit(data, random.choice(("1.50", "20.00", "150.00")))
    for row in (source, use):
        funds[row]["全年执行数"] = amount(funds[row]["全年执行数"], plus=plus)
    return Planted()


@in_year("evaluation.copied-goal")
def goal_repeated(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度总体目标"]))
    data["自评"]["目标完成情况"][row] = data["年度总体目标"][row]
    return at(("自评", "目标完成情况", row), ("年度总体目标", row))


MONEY_SAID = (  # a sentence, and the row and column of 预算执行 it is about
    ("全年预算数{}", "合计", "全年预算数"),
    ("全年执行数{}", "合计", "全年执行数"),
    ("全年支出{}", "合计", "全年执行数"),
    ("基本支出{}", "基本支出", "全年执行数"),
    ("项目支出{}", "项目支出", "全年执行数"),
    ("财政拨款执行数{}", "财政拨款", "全年执行数"),
)


@in_year("evaluation.figure-in-words")
def figure_in_words(data: Data, random: Random) -> Planted:
    """Another figure than the data's for money spent, the rate, a result, said in a new clause.

    Money and rates in the report, for among the results of one goal they may be those of one project.
    """
    return random.choice((_other_money, _other_rate, _other_result))(data, random)


def _other_money(data: Data, random: Random) -> Planted:
    sentence, row, column = random.choice(MONEY_SAID)
    funds = data["自评"]["预算执行"]
    uses = (row,) if row != "合计" else ("基本支出", "项目支出")
    right = sum(Decimal(funds[use][column]) for use in uses) / in_unit(data, "1")
    wrong = right * Decimal(random.choice(("0.9", "1.03", "1.1", "0.985")))
    written = random.choice((f"{wrong:.2f}万元", f"{wrong * 10_000:.0f}元"))
    return edited(random, _of_report(data), lambda text: with_clause(text, sentence.format(written)))


def _other_rate(data: Data, random: Random) -> Planted:
    clause = random.choice(("预算执行率{}%", "预算执行率为{}%", "资金执行率达到{}%")).format(
        random.randint(700, 900) / 10
    )
    return edited(random, _of_report(data), lambda text: with_clause(text, clause))


def _other_result(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data, "质量", "社会", "满意度", value=counted("≥", "%")))
    done = f"{random.randint(600, 800) / 10}%"
    clause = random.choice((f"{chosen.name}{done}", f"{chosen.name}达到{done}", f"{chosen.name}为{done}"))
    return edited(random, said_of_whole(data), lambda text: with_clause(text, clause))


@in_year("evaluation.mistyped-figure", "evaluation.figure-in-words")
def mistyped_figure(data: Data, random: Random) -> Planted:
    """A digit changed in a number of three digits or more; a shorter one may be that of a part."""
    done = {outcome(data, each.name)[1]["实际完成值"] for each in indicators(data, value=NUMBER)}
    told = said_of_whole(data)
    pairs = [(words, value) for words in told for value in done if re.search(rf"(?<![\d.]){value}", words.text)]
    words, value = random.choice([(words, value) for words, value in pairs if re.match(r"\d\d[.]?\d", value)])
    other = f"{value[0]}{(int(value[1]) + random.randint(1, 9)) % 10}{value[2:]}"
    return words.write(words.text.replace(value, other))


COUNTED = (
    "采取了三项措施：一是健全制度；二是加强培训",
    "主要做了两方面工作：一是完善机制；二是加强监管；三是强化保障",
    "重点抓好以下4项工作：一是抓落实；二是抓进度；三是抓质量",
    "存在两个问题：一是预算编制不够细化；二是支出进度偏慢；三是资料归档不及时",
    "从四个方面推进：1.加强领导；2.明确分工；3.严格考核",
    "落实“三个到位”：责任到位、措施到位",
    "分为五个阶段：第一，动员；第二，实施；第三，验收；第四，总结",
    "采取以下两条措施：（一）加强调度；（二）压实责任；（三）通报进度",
)


@in_year("evaluation.count-of-list")
def count_of_list(data: Data, random: Random) -> Planted:
    where = [*contents(data), *goals(data), *told_of_year(data)]
    return edited(random, where, lambda text: with_clause(text, random.choice(COUNTED)))
