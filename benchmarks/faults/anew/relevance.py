"""Faults of 相关性, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from __future__ import annotations

import re
from copy import deepcopy
from decimal import Decimal
from random import Random

from ..datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    goals,
    in_goals,
    in_year,
    indicators,
    insert,
    named,
    parts,
    said_of_whole,
    topic,
    with_clause,
)


def _task(name: str, content: str) -> dict[str, str]:
    return {"任务名称": name, "主要内容": content, "财政拨款": "6.00", "其他资金": "0.00"}


NEW_TASKS = [
    ("古树名木挂牌保护", "对120株古树名木登记造册、挂牌并安装护栏。"),
    ("公共法律服务", "为困难群众办理法律援助案件80件，支付律师补贴。"),
    ("殡葬设施改造", "更换殡仪馆火化炉2台，建设公益性骨灰堂1处。"),
    ("党史资料征编", "征集、整理、出版党史资料3册。"),
    ("人民防空警报建设", "更新防空警报器6台，开展警报试鸣。"),
    ("婚姻登记档案数字化", "扫描、著录历年婚姻登记档案5000卷。"),
    ("流浪犬收容", "租用场地收容流浪犬200只，购买饲料和绝育服务。"),
]


@in_goals("relevance.task-without-indicator")
def task_nobody_measures(data: Data, random: Random) -> Planted:
    row = random.randint(1, len(data["年度主要任务"]))
    data["年度主要任务"].insert(row, _task(*random.choice(NEW_TASKS)))
    return at(("年度主要任务", row))


@in_goals("relevance.goal-without-indicator")
def goal_nobody_measures(data: Data, random: Random) -> Planted:
    row = random.randint(0, len(data["年度总体目标"]))
    data["年度总体目标"].insert(
        row,
        random.choice(
            [
                "完成120株古树名木挂牌保护",
                "为困难群众提供法律援助，维护妇女儿童合法权益",
                "推进殡葬改革，火化率进一步提高",
                "编纂出版党史资料3册",
                "完善人民防空警报网络，警报音响覆盖城区",
                "完成历年婚姻登记档案数字化",
                "规范养犬管理，收容流浪犬200只以上",
            ]
        ),
    )
    return at(("年度总体目标", row))


@in_goals("relevance.duplicate-task", "relevance.alike-task")
def task_again(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    first = random.randrange(len(tasks))
    name = tasks[first]["任务名称"]
    new = random.choice(
        [name, name.rstrip("。"), name.rstrip("。") + "。", " " + name, name + " ", name.replace("、", "，")]
    )
    second = random.randint(first + 1, len(tasks))
    tasks.insert(second, _task(new, "同上年安排，按实际工作需要列支办公、差旅、印刷等费用。"))
    return at(("年度主要任务", first), ("年度主要任务", second))


@in_goals("relevance.alike-task", "relevance.duplicate-task")
def task_in_other_words(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    about = topic(data, random)
    first = next(row for row, each in enumerate(tasks) if about in each["任务名称"])
    new = random.choice(["{}工作", "{}项目", "{}经费", "开展{}", "{}专项经费", "做好{}工作", "{}项目资金"]).format(
        about
    )
    if new == tasks[first]["任务名称"]:
        raise IndexError
    second = random.randint(first + 1, len(tasks))
    tasks.insert(second, _task(new, "按实际工作需要列支办公、差旅、印刷等费用。"))
    return at(("年度主要任务", first), ("年度主要任务", second))


@in_goals("relevance.duplicate-content")
def content_again(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    first, second = sorted(random.sample(range(len(tasks)), 2))
    text = tasks[first]["主要内容"].strip()
    tasks[second]["主要内容"] = random.choice(
        [
            text,
            text.rstrip("。"),
            text.replace("，", ","),
            text.replace("；", "，"),
            "主要用于" + text,
            text.rstrip("。") + "等。",
        ]
    )
    return at(("年度主要任务", first), ("年度主要任务", second))


@in_goals("relevance.duplicate-goal")
def goal_again(data: Data, random: Random) -> Planted:
    aims = data["年度总体目标"]
    first = random.randrange(len(aims))
    text = aims[first].rstrip("。")
    new = random.choice(
        [text, text + "。", text.replace("，", "、", 1), text.replace("，", ",", 1), text + "；", " " + text]
    )
    second = random.randint(first + 1, len(aims))
    aims.insert(second, new)
    return at(("年度总体目标", first), ("年度总体目标", second))


@in_goals("relevance.duplicate-indicator", "relevance.alike-indicator")
def indicator_again(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", "质量", value=NUMBER))
    sign, number, unit = parts(each.value)
    name = random.choice(
        [each.name, each.name + " ", each.name.replace("、", "，"), "“" + each.name + "”", each.name + "。"]
    )
    value = random.choice([each.value, f"{sign}{Decimal(number) + 1}{unit}", f"≥{number}{unit}"])
    made = insert(data, random, each.path[2][:2], named(name, value))  # type: ignore[index]
    return at(*made.where, *(other.path for other in indicators(data) if other.entry is each.entry))


@in_goals("relevance.alike-indicator", "relevance.duplicate-indicator")
def indicator_in_other_words(data: Data, random: Random) -> Planted:
    each = random.choice(
        indicators(data, "数量", value=NUMBER, name=r"^\w{2}.{3,}(?:数量|人数|场次|次数|个数|面积|长度)$")
    )
    stem, tail = each.name[:-2], each.name[-2:]
    verb, rest = stem[:2], stem[2:]
    options = [
        f"年度{each.name}",
        f"{stem}总{tail}" if tail == "数量" else f"{stem}的{tail}",
        f"全年{each.name}",
        f"计划{each.name}",
        f"{stem}完成{tail}",
        f"本年{each.name}",
    ]
    if verb in ("新建", "改造", "举办", "开展", "检查", "维护", "培训", "发放", "巡查", "建设"):
        options += [f"{rest}{verb}{tail}"] * 3
    made = insert(data, random, "数量", named(random.choice(options), each.value))
    return at(*made.where, *(other.path for other in indicators(data) if other.entry is each.entry))


@in_goals("relevance.other-year")
def year_left_in_words(data: Data, random: Random) -> Planted:
    last = int(data["年度"]) - 1
    words = random.choice([*contents(data), *goals(data)])
    clause = random.choice(
        [
            f"确保{last}年12月底前全部完成",
            f"按{last}年度部门预算安排支出",
            f"完成{last}年各项目标任务",
            f"{last}年计划支出12万元",
            f"力争{last}年底前建成投用",
            f"全面完成{last}年度工作任务",
            f"{last}年1月至12月按月发放",
            f"切实抓好{last}年各项工作",
        ]
    )
    return words.write(with_clause(words.text, clause))


@in_goals("relevance.other-year")
def year_left_in_deadline(data: Data, random: Random) -> Planted:
    last = int(data["年度"]) - 1
    value = random.choice(
        [
            f"{last}年12月31日前",
            f"{last}年11月底前",
            f"{last}年12月",
            f"{last}年10月20日",
            f"{last}年底前",
            f"{last}.12.31前",
        ]
    )
    return insert(data, random, "时效", named("各项任务完成时间", value))


@in_year("relevance.other-year")
def year_left_in_report(data: Data, random: Random) -> Planted:
    last = int(data["年度"]) - 1
    words = random.choice(
        [each for each in said_of_whole(data) if each.key in ("主要成效", "重点工作", "项目组织", "资金管理")]
    )
    clause = random.choice(  # not “对{last}年度项目支出开展了绩效自评”: that is done in this year
        [
            f"{last}年度绩效目标全部实现",
            f"以上为本单位{last}年度绩效自评情况",
            f"{last}年部门整体支出自评得分为优",
            f"圆满完成了{last}年度各项工作任务",
            f"现将{last}年度绩效自评情况报告如下",
            f"本年度（{last}年）各项资金使用规范",
        ]
    )
    return words.write(with_clause(words.text, clause))


@in_goals("relevance.other-bureau")
def bureau_left(data: Data, random: Random) -> Planted:
    bureau = data["单位名称"]
    county = re.match("示例[县区市镇]", bureau)
    place = county[0].replace("镇", "县") if county else "示例县"
    other = random.choice(["档案局", "民政局", "司法局", "残疾人联合会", "统计局", "信访局", "退役军人事务局"])
    words = random.choice([*contents(data), *goals(data)])
    clause = random.choice(
        [
            f"保障{place}{other}机关正常运转",
            f"{place}{other}在职人员工资和社会保险费",
            f"由{other}机关按月列支",
            f"确保{place}{other}全年工作任务完成",
            f"进一步提升{place}{other}履职能力",
            f"用于{other}日常办公支出",
        ]
    )
    return words.write(with_clause(words.text, clause))


@in_year("relevance.last-year-figure", "suitability.figure-in-text")  # the task's budget is another
def figure_of_last_year(data: Data, random: Random) -> Planted:
    before = deepcopy(data)
    before["年度"] = str(int(data["年度"]) - 1)
    before["自评"]["填报日期"] = f"{data['年度']}-03-01"
    row = random.randrange(len(data["年度主要任务"]))
    old = Decimal(data["年度主要任务"][row]["财政拨款"]) + 7
    before["年度主要任务"][row]["财政拨款"] = f"{old:.2f}"
    unit = data.get("金额单位", "万元")
    clause = random.choice(
        ["财政拨款{}", "年初预算安排{}", "安排财政资金{}", "预算{}", "所需经费{}由县财政安排", "本年预算数{}"]
    )
    for file in (before, data):
        words = contents(file)[row]
        words.write(with_clause(words.text, clause.format(f"{old:.2f}{unit}")))
    return Planted((("年度主要任务", row, "主要内容"),), before)
