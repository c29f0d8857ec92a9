"""相关性: what stands in a wrong group, belongs to nothing, comes from elsewhere."""

from __future__ import annotations

import re
from random import Random

from ..datafile import (
    NUMBER,
    Data,
    Planted,
    Words,
    at,
    contents,
    goals,
    in_goals,
    in_year,
    indicators,
    outcome,
    told_of_year,
    with_clause,
    year_before,
)
from .words import entries, filled, task

LONELY_TASKS = [
    ("职工食堂改造", "更新厨房排烟、冷藏设备，改善职工就餐条件。"),
    ("单位档案数字化", "委托第三方对2000年以来的纸质档案扫描、著录、挂接。"),
    ("法律顾问服务", "聘请律师事务所审查合同、代理诉讼。"),
    ("关心下一代工作", "组织“五老”人员宣讲，慰问困难青少年。"),
    ("部门志编纂", "搜集史料，编写、印刷部门志。"),
    ("办公楼外墙维修", "拆除脱落瓷砖，重做外墙保温和涂料。"),
    ("信创设备替换", "按计划替换办公计算机、打印机和操作系统。"),
    ("驻村帮扶工作队保障", "落实驻村队员生活补助、通信补助和意外伤害保险。"),
    ("党建活动阵地建设", "布置党员活动室，购置党建书籍和电教器材。"),
    ("招商引资外出洽谈", "赴长三角、珠三角拜访客商，编印招商手册。"),
]


@in_goals("relevance.task-without-indicator")
def task_without_indicator(data: Data, random: Random) -> Planted:
    name, content = random.choice(LONELY_TASKS)
    amount = random.choice([6, 8.5, 12, 20, 36.8])
    return task(data, random, name, content, f"{amount * (10_000 if data['金额单位'] == '元' else 1):.2f}")


LONELY_GOALS = [
    "完成办公楼节能改造，降低能耗水平",
    "加快推进数字档案室建设，实现档案查阅电子化",
    "做好双拥共建工作，密切军政军民关系",
    "开展对口支援，帮助受援地区引进客商",
    "扎实推进清廉机关建设，营造风清气正的政治生态",
    "完成历史遗留债务化解任务，年内不新增隐性债务",
    "办好内部刊物和门户网站，提高政务公开水平",
    "加强离退休干部服务，丰富老干部晚年生活",
    "推动电子商务进农村，打造网红直播基地",
    "筹建地方戏曲传习所，抢救濒危剧种",
]


@in_goals("relevance.goal-without-indicator")
def goal_without_indicator(data: Data, random: Random) -> Planted:
    row = random.randint(0, len(data["年度总体目标"]))
    data["年度总体目标"].insert(row, random.choice(LONELY_GOALS))
    return at(("年度总体目标", row))


entries(
    "relevance.indicator-without-task",
    [
        ("数量", "新建公共充电桩数量", "≥40个"),
        ("数量", "办理婚姻登记对数", "≥1200对"),
        ("数量", "殡葬设施年检个数", "≥6个"),
        ("数量", "招商引资签约项目个数", "≥5个"),
        ("数量", "退役军人走访慰问人数", "≥80人"),
        ("数量", "户籍证件办理件数", "≥9000件"),
        ("数量", "老旧小区加装电梯部数", "≥12部"),
        ("数量", "法律援助案件办理件数", "≥150件"),
        ("数量", "国有林场抚育面积", "≥2000亩"),
        ("质量", "气象预报准确率", "≥85%"),
        ("质量", "公租房配租率", "≥90%"),
        ("社会", "侨务政策知晓率", "≥80%"),
    ],
)

YEARS = [
    "按照乙年年度工作计划全面完成各项任务",
    "确保乙年年底前全部完成",
    "完成乙年度绩效目标",
    "力争乙年12月底前通过验收",
    "乙年全年预算执行进度达到95%以上",
    "二〇二一年底前全面建成",
    "做好2020年各项补助资金发放",
    "2021年度各项目标如期实现",
    "在乙年第四季度组织考核",
    "2019年内基本解决历史遗留问题",
]


@in_year("relevance.other-year")
def other_year(data: Data, random: Random) -> Planted:
    year = data["年度"]
    dated = indicators(data, value=f"{year}年")
    if random.random() < 0.35:
        each = random.choice(dated)
        if random.random() < 0.5:
            each.entry["指标值"] = each.value.replace(year, str(int(year) - random.choice([1, 2])))
            return at(each.path)
        path, told = outcome(data, each.name)
        old = told["实际完成值"].replace(year, str(int(year) - 1))
        if old == told["实际完成值"]:
            raise IndexError
        told["实际完成值"] = old
        return at(path)
    words = random.choice(goals(data))
    return words.write(with_clause(words.text, filled(data, random.choice(YEARS))))


BUREAUS = [
    "县民政局",
    "乌有县林业局",
    "县司法局",
    "某某县残疾人联合会",
    "县住房和城乡建设局",
    "县公安局",
    "乌有市城市管理局",
    "县退役军人事务局",
]
OTHERS = [
    "保障{}机关正常运转",
    "{}在职人员工资福利按月发放",
    "进一步提升{}履职能力和服务水平",
    "{}全年预算执行情况良好",
    "执行《{}财务管理制度》",
    "{}党组高度重视绩效管理，成立了自评工作小组",
    "全面完成{}年度整体支出绩效目标",
    "{}内部控制制度健全有效",
]


def _own(data: Data) -> list[Words]:
    report = [each for each in told_of_year(data) if "报告" in each.path and "\n" not in each.text.rstrip()]
    return [*contents(data), *goals(data), *report]


# 某某县 is a name not filled in
@in_year("relevance.other-bureau", "completeness.placeholder")
def other_bureau(data: Data, random: Random) -> Planted:
    words = random.choice(_own(data))
    return words.write(with_clause(words.text, random.choice(OTHERS).format(random.choice(BUREAUS))))


STILL = [
    "全年{name}为{old}",
    "{name}达到{old}",
    "实现{name}{old}",
    "其中{name}{old}，完成年度计划",
    "本年度{name}共{old}",
    "截至年底，{name}已达{old}",
    "{name}由年初预计提高到{old}",
    "{name}完成{old}，成效明显",
]


# the old figure contradicts this year's, whichever way it is told
@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def last_year_figure(data: Data, random: Random) -> Planted:
    before = year_before(data)
    each = random.choice(indicators(data, "数量", "质量", "社会", value=NUMBER))
    now = re.match(r"([\d.]+)(\D+)$", outcome(data, each.name)[1]["实际完成值"])
    if not now or float(now[1]) < 20:
        raise IndexError
    figure = float(now[1]) * random.choice([0.83, 0.87, 0.91, 0.94])
    old = f"{figure:.1f}{now[2]}" if "." in now[1] or "%" in now[2] else f"{figure:.0f}{now[2]}"
    outcome(before, each.name)[1]["实际完成值"] = old
    places = told_of_year(data)
    told = [
        words
        for words in places
        if re.search(rf"(?<![\d.]){re.escape(now[0])}", words.text) and "指标完成情况" not in words.path
    ]
    if told:
        words = random.choice(told)
        text = re.sub(rf"(?<![\d.]){re.escape(now[0])}", old, words.text)
    else:
        words = random.choice([words for words in places if words.path[-1] in ("主要成效", "其他说明")])
        text = with_clause(words.text, random.choice(STILL).format(name=each.name, old=old))
    twin = before
    for step in words.path[:-1]:
        twin = twin[step]
    twin[words.path[-1]] = text
    return Planted(words.write(text).where, before)
