"""Faults between the parts of a data file: the same thing twice, parts that nothing speaks of, leftovers, amounts."""

from __future__ import annotations

import re
from random import Random

from .datafile import (
    NUMBER,
    Data,
    Indicator,
    Planted,
    at,
    contents,
    edited,
    goals,
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    named,
    outcome,
    said_of_whole,
    told_of_year,
    topic,
    with_clause,
    year_before,
)

# What none of the sound files' bureaus does: name of a task, its goal, an indicator.
FOREIGN = (
    ("古树名木养护", "古树名木得到有效保护", "古树名木挂牌株数 ≥120株"),
    ("公益性公墓墓穴修建", "满足群众骨灰安放需求", "新增公墓墓穴个数 ≥200个"),
    ("婚姻登记规范化建设", "规范婚姻登记行为", "办理结婚登记对数 ≥800对"),
    ("退役军人优抚", "落实退役军人优待抚恤政策", "发放优抚金人数 ≥350人"),
    ("法律援助", "困难群众获得及时的法律援助", "办理法律援助案件件数 ≥180件"),
    ("社区矫正", "社区矫正对象得到有效监管", "社区矫正对象再犯罪率 ≤1%"),
    ("水库移民后期扶持", "水库移民收入稳步增加", "水库移民直补人数 ≥1900人"),
    ("地震监测台站运行", "提高地震监测预报水平", "地震台站运行率 ≥98%"),
    ("人工影响天气作业", "减轻冰雹灾害损失", "人工增雨防雹作业炮弹发射枚数 ≥300枚"),
    ("保障性住房修缮", "改善住房困难家庭居住条件", "廉租住房修缮套数 ≥60套"),
    ("历史档案数字化", "档案资源得到长期保存", "馆藏档案扫描页数 ≥50万页"),
    ("城区绿化带补植", "提升城区绿化景观", "补植灌木株数 ≥3万株"),
    ("粮食储备轮换", "储备粮数量真实、质量良好", "储备稻谷轮换吨数 =2000吨"),
    ("征兵体检组织", "完成兵员征集任务", "应征青年体检人数 ≥260人"),
)


@in_goals("relevance.task-without-indicator")
def task_without_indicator(data: Data, random: Random) -> Planted:
    name, goal, _ = random.choice(FOREIGN)
    tasks = data["年度主要任务"]
    row = random.randint(0, len(tasks))
    money = f"{in_unit(data, str(random.randint(5, 90))):.2f}"
    tasks.insert(row, {"任务名称": name, "主要内容": f"用于{name}，{goal}。", "财政拨款": money, "其他资金": "0.00"})
    if random.random() < 0.5:
        data["年度总体目标"].append(goal)
    return Planted()


@in_goals("relevance.goal-without-indicator")
def goal_without_indicator(data: Data, random: Random) -> Planted:
    name, goal, _ = random.choice(FOREIGN)
    data["年度总体目标"].insert(random.randint(0, len(goals(data))), random.choice((goal, f"做好{name}，{goal}")))
    return Planted()


@in_goals("relevance.indicator-without-task")
def indicator_without_task(data: Data, random: Random) -> Planted:
    name, value = random.choice(FOREIGN)[2].split()
    insert(data, random, "质量" if name.endswith("率") else "数量", named(name, value))
    return Planted()


def _copied_task(data: Data, random: Random, **changes: str) -> Planted:
    tasks = data["年度主要任务"]
    row = random.randrange(len(tasks))
    money = f"{in_unit(data, str(random.randint(5, 90))):.2f}"
    copy = {**tasks[row], "财政拨款": money, "其他资金": "0.00"}
    copy.pop("编号", None)
    for key, change in changes.items():
        copy[key] = change.format(copy[key].rstrip("。"))
    other = random.randint(row + 1, len(tasks))
    tasks.insert(other, copy)
    return at(("年度主要任务", row), ("年度主要任务", other))


@in_goals("relevance.duplicate-task", "relevance.duplicate-content")
def duplicate_task(data: Data, random: Random) -> Planted:
    return _copied_task(data, random, 主要内容=random.choice(("{}。", "用于{}。", "{}，做好后续工作。")))


@in_goals("relevance.alike-task", "relevance.duplicate-task", "relevance.duplicate-content")
def alike_task(data: Data, random: Random) -> Planted:
    name = random.choice(("开展{}工作", "做好{}", "{}项目", "落实{}工作。", "{}经费", "{}资金", "实施{}", "县级{}"))
    return _copied_task(data, random, 任务名称=name, 主要内容=random.choice(("{}。", "用于{}。")))


@in_goals("relevance.duplicate-content", "relevance.duplicate-task", "relevance.alike-task")
def duplicate_content(data: Data, random: Random) -> Planted:
    return _copied_task(
        data, random, 任务名称=random.choice(("年度重点工作", "专项业务工作", "其他专项工作", "业务工作经费"))
    )


@in_goals("relevance.duplicate-goal")
def duplicate_goal(data: Data, random: Random) -> Planted:
    words = random.choice(goals(data))
    row = random.randint(int(words.key) + 1, len(words.holder))
    words.holder.insert(row, random.choice((words.text, words.text, words.text.replace("，", "、", 1))))
    return at(words.path, ("年度总体目标", row))


def _again(data: Data, random: Random, chosen: Indicator, name: str) -> Planted:
    planted = insert(data, random, str(chosen.path[2]), named(name, chosen.value))
    row = next(each.path for each in indicators(data) if each.entry is chosen.entry)
    return at(row, *planted.where)


@in_goals("relevance.duplicate-indicator")
def duplicate_indicator(data: Data, random: Random) -> Planted:
    chosen = random.choice(indicators(data))
    return _again(data, random, chosen, chosen.name)


VERBS = "发放 享受 新建 改建 改造 开展 组织 培训 保障 维修改造 建设 补贴购置 检查 更新 奖励 编制 参加".split()
ENDINGS = "数量 个数|场次 场数|次数 频次|发放时间 发放时限|户数 户的数量|满意度 满意率|合格率 合格比例|人数 人员数量"
SAME_WORDS = "补助 补贴|教职工 教师职工|老年人 老人"


def pairs(table: str) -> list[list[str]]:
    return [pair.split() for pair in table.split("|")]


def in_other_words(name: str) -> list[str]:
    """Other names for the same thing."""
    found = [name.removesuffix(word) + other for word, other in pairs(ENDINGS) if name.endswith(word)]
    found += [name.replace(word, other) for word, other in pairs(SAME_WORDS) if word in name]
    for verb in VERBS:
        if moved := re.match(f"{verb}(.{{3,}}?)(人数|次数|数量|面积|里程|个数|户数|时间|标准)$", name):
            found += [f"{moved[1]}{verb}{moved[2]}", f"{verb}{moved[1]}的{moved[2]}", f"{verb}{moved[1]}"]
        if moved := re.match(f"(.{{3,}}?){verb}(人数|次数|数量|面积|里程|个数|户数|时间|标准)$", name):
            found += [f"{verb}{moved[1]}{moved[2]}", f"{verb}{moved[1]}的{moved[2]}"]
    return found


@in_goals("relevance.alike-indicator", "relevance.duplicate-indicator")
def alike_indicator(data: Data, random: Random) -> Planted:
    chosen = random.choice([each for each in indicators(data) if in_other_words(each.name)])
    return _again(data, random, chosen, random.choice(in_other_words(chosen.name)))


LAST_YEARS = "完成{}年各项工作任务 {}年继续开展各项工作 确保{}年各项任务按期完成 推进{}年重点项目建设".split()


@in_goals("relevance.other-year")
def other_year(data: Data, random: Random) -> Planted:
    this = int(data["年度"])
    other = f"{this + random.choice((-1, -1, -1, -2, 1))}"
    dated = indicators(data, "时效", value=f"^{this}年")
    if random.random() < 0.4:
        chosen = random.choice(dated)
        chosen.entry["指标值"] = chosen.value.replace(str(this), other)
        return at(chosen.path)
    clause = random.choice(LAST_YEARS).format(other)
    return edited(random, [*contents(data), *goals(data)], lambda text: with_clause(text, clause))


@in_year("relevance.other-year")
def other_year_told(data: Data, random: Random) -> Planted:
    this = int(data["年度"])
    clause = random.choice(("{}年，我局预算绩效管理稳步推进", "{}年度预算执行情况良好", "{}年各项工作有序开展")).format(
        this - 1
    )
    return edited(random, said_of_whole(data), lambda text: with_clause(text, clause))


@in_year("relevance.other-bureau")
def other_bureau(data: Data, random: Random) -> Planted:
    place = re.sub("(?<=[县区市]).*|(?:镇|乡)人民政府$", "", data["单位名称"])
    place += "" if place[-1] in "县区市" else "县"  # a town has no bureaus
    kinds = "水利局 林业和草原局 司法局 统计局 审计局 应急管理局 民政局 档案馆".split()
    other = place + random.choice([kind for kind in kinds if kind not in data["单位名称"]])
    own = [words for words in [*told_of_year(data), *contents(data)] if data["单位名称"] in words.text]
    if own and random.random() < 0.3:
        return edited(random, own, lambda text: text.replace(data["单位名称"], other))
    clause = random.choice(("{}预算绩效管理稳步推进", "{}认真履行职责，加强内部管理", "{}年度预算执行情况良好"))
    return edited(random, [*said_of_whole(data), *goals(data)], lambda text: with_clause(text, clause.format(other)))


@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def last_year_figure(data: Data, random: Random) -> Planted:
    """A number told in 目标完成情况 that is that of the year before. 2384人 is not told by 2384人次."""
    choices = []
    for words in told_of_year(data):
        for each in indicators(data, "数量", value=NUMBER):
            told = outcome(data, each.name)[1]["实际完成值"]
            if re.fullmatch(r"\d{3,}\D+", told) and re.search(rf"(?<!\d){told}(?!次)", words.text):
                choices.append((words, each, told))
    words, each, told = random.choice(choices)
    number, unit = re.match(r"(\d+)(.*)", told).groups()
    before, last = year_before(data), str(int(int(number) * random.choice((0.91, 0.94, 0.97, 1.03))) + 1)
    outcome(before, each.name)[1]["实际完成值"] = last + unit
    return Planted(words.write(words.text.replace(told, last + unit)).where, before)


@in_goals("relevance.other-year")
def late(data: Data, random: Random) -> Planted:
    day = f"{int(data['年度']) + 1}年" + random.choice(("1月31日前", "3月底前", "6月30日前", "6月底", "5月"))
    name = topic(data, random) + random.choice(("完成时间", "完工时间", "资金拨付时间", "完成时限"))
    return insert(data, random, "时效", named(name, day))
