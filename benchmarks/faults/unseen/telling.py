"""自评: what the words say and the figures do not."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random
from typing import Any

from ..datafile import (
    Data,
    Planted,
    Words,
    amount,
    at,
    counted,
    in_year,
    indicators,
    missed,
    outcome,
    said_of_whole,
    told_of_year,
    with_clause,
)
from .evaluation import shown
from .words import joined

ALL = [
    "各项绩效指标全部完成",
    "年度绩效目标已全部实现",
    "所有绩效指标均达到或者超过目标值",
    "全部指标完成率为100%",
    "没有未完成的绩效指标",
    "各项指标均圆满完成年初设定的目标",
    "绩效指标完成率达100%",
    "年初设定的三级指标无一项未达标",
    "全部绩效指标如期达标",
    "全面完成了年初设定的各项绩效目标，未出现偏差",
    "所有指标实际完成值均不低于年度指标值",
]


@in_year("evaluation.all-reached")
def all_reached(data: Data, random: Random) -> Planted:
    if not missed(data):
        raise IndexError
    return joined(data, random, _whole(data), random.choice(ALL))


def _whole(data: Data) -> list[Words]:
    apart = {"主要职能", "机构设置", "资金管理", "重点工作", "项目组织"}
    return [words for words in said_of_whole(data) if words.path[-1] not in apart]


def _money(data: Data, random: Random) -> list[str]:
    year, unit = data["自评"], data["金额单位"]
    rows: dict[str, Any] = year["预算执行"]
    factor = random.choice(["0.9", "1.1", "0.97", "1.04"])
    spent = sum(Decimal(rows[row]["全年执行数"]) for row in ("财政拨款", "上年结转", "其他资金") if row in rows)
    people, car = year["机构人员"], year["三公经费"]["公务用车运行维护费"]
    return [
        f"全年总支出{amount(str(spent), factor)}{unit}",
        f"其中财政拨款支出{amount(rows['财政拨款']['全年执行数'], factor)}{unit}",
        f"基本支出全年执行{amount(rows['基本支出']['全年执行数'], factor)}{unit}",
        f"项目支出全年执行数为{amount(rows['项目支出']['全年执行数'], factor)}{unit}",
        f"年末在职人员{int(people['在职人数']) + random.choice([2, 5, 11])}人",
        f"公务用车运行维护费支出{amount(car['执行数'], factor)}{unit}",
        f"年末结转结余{amount(year['结转结余']['年末结转结余'], factor)}{unit}",
        f"全年预算执行率为{random.choice(['71.35', '63.2', '55.08'])}%",
    ]


# a figure near the right one is told as mistyped
@in_year("evaluation.figure-in-words", "evaluation.mistyped-figure")
def figure_in_words(data: Data, random: Random) -> Planted:
    if random.random() < 0.4:
        return joined(data, random, _whole(data), random.choice(_money(data, random)))
    each = random.choice(indicators(data, value=counted("≥=")))
    found = re.match(r"([\d.]+)(\D+)$", outcome(data, each.name)[1]["实际完成值"])
    if not found:
        raise IndexError
    wrong = shown(Decimal(found[1]) * Decimal(random.choice(["0.86", "0.93", "0.9", "1.05"])), found[1]) + found[2]
    if wrong == found[0]:
        raise IndexError
    telling = [words for words in _whole(data) if re.search(rf"(?<![\d.]){re.escape(found[0])}", words.text)]
    if telling:
        words = random.choice(telling)
        return words.write(re.sub(rf"(?<![\d.]){re.escape(found[0])}", wrong, words.text, count=1))
    form = random.choice(["{}为{}", "{}达到{}", "全年{}{}", "{}实际完成{}"])
    return joined(data, random, _whole(data), form.format(each.name, wrong))


# what a figure mistyped upsets is told: sums, the target, the words
@in_year(
    "evaluation.mistyped-figure",
    "evaluation.figure-in-words",
    "evaluation.overspent",
    "self.parts-differ",
    "score.far-above",
    "score.no-reason",
)
def mistyped_figure(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        row = random.choice(["财政拨款", "基本支出", "项目支出"])
        entry = data["自评"]["预算执行"][row]
        key = random.choice(["年初预算数", "全年执行数"])
        entry[key] = amount(entry[key], random.choice(["10", "0.1", "0.01", "10000", "0.0001"]))
        return at(("自评", "预算执行"))  # or at the part or the sum that it fits no longer
    each = random.choice(indicators(data, "数量", "质量", "社会", "满意度", "成本", value=counted("≥=≤")))
    path, told = outcome(data, each.name)
    found = re.match(r"([\d.]+)(\D+)$", told["实际完成值"])
    if not found or Decimal(found[1]) == 0:
        raise IndexError
    number, unit = found[1], found[2]
    forms = [
        number.replace(".", ""),
        f"{number}0" if "." not in number else number.replace(".", "0.", 1),
        number[0] + number,
    ]
    if len(number) > 3 and "." not in number:
        forms.append(number[:-1])
    figure = random.choice([form for form in forms if form != number])
    told["实际完成值"] = f"{figure}{unit}"
    return at(path)


COUNTED = [
    "采取三项措施：一是加强组织领导，二是细化任务分工",
    "开展4项活动：读书分享、书画展览、知识竞赛",
    "出台5项制度：采购管理制度、合同管理制度、资产管理制度、档案管理制度",
    "主要做法有三点：一是建立台账，二是定期调度，三是严格考核，四是公开结果",
    "完成3个项目：（1）道路硬化；（2）路灯安装；（3）沟渠清淤；（4）广场改造",
    "在东关、西关、南关3个社区和北关、城郊、河东2个村开展试点",
    "建立六项机制：会商机制、通报机制、督办机制、考核机制、问责机制",
    "培训分为两类：新任人员培训、骨干人员培训、管理人员培训",
    "印发《采购管理办法》《合同管理办法》《差旅费管理办法》4个文件",
    "做到“四个到位”：认识到位、责任到位、措施到位",
    "走访慰问春节、端午、中秋、重阳、国庆4个节日的困难群众",
    "成立2个工作组：综合协调组、资金监管组、督导检查组",
]


@in_year("evaluation.count-of-list")
def count_of_list(data: Data, random: Random) -> Planted:
    return joined(data, random, told_of_year(data), random.choice(COUNTED))


ORDERED = [
    "一是完善制度，三是强化监督",
    "一是抓学习，二是抓落实，四是抓考核",
    "第一，健全机制；第三，加强宣传",
    "（1）摸清底数；（2）建立台账；（4）逐项销号",
    "①编制方案；②组织实施；④检查验收",
    "一要压实责任，二要加快进度，四要严格验收",
    "1.加强培训；2.充实人员；2.改善条件；3.严格考核",
    "二是加大投入，三是强化监管",
    "其一，统筹资金；其三，严格绩效考核",
    "（一）抓进度，（二）抓质量，（二）抓安全",
]


@in_year("evaluation.left-out")
def left_out(data: Data, random: Random) -> Planted:
    numbered = [words for words in told_of_year(data) if re.search(r"(?m)^（?2[.）]", words.text)]
    if numbered and random.random() < 0.5:
        words = random.choice(numbered)
        new = random.choice(["1", "3", "4"])
        return words.write(re.sub(r"(?m)^(（?)2(?=[.）])", rf"\g<1>{new}", words.text))
    words = random.choice([each for each in told_of_year(data) if not re.search("一是|（1）|1[.]", each.text)])
    return words.write(with_clause(words.text, random.choice(ORDERED)))
