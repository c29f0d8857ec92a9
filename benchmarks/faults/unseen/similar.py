"""相关性: the same thing twice, word for word or in other words."""

from __future__ import annotations

import re
from random import Random

from ..datafile import NUMBER, Data, Planted, amount, at, goals, in_goals, indicators

SAME_NAME = [
    "用于补充年初安排不足的支出。",
    "支付上年已完成工作的尾款。",
    "按合同约定支付第二期款项。",
    "补充购置必要的设备和材料。",
    "开展中期检查和年终考核。",
    "用于下半年新增工作任务。",
    "委托第三方提供技术服务。",
    "配套上级下达的专项资金。",
]


@in_goals("relevance.duplicate-task")
def duplicate_task(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    row = random.randrange(len(tasks))
    name = tasks[row]["任务名称"]
    forms = [name, name, name, f"{name} ", name.rstrip("。") + "。", name.rstrip("。"), name.replace("、", "，")]
    twin = {
        "任务名称": random.choice(forms),
        "主要内容": random.choice(SAME_NAME),
        "财政拨款": amount(tasks[row]["财政拨款"], random.choice(["0.1", "0.25", "0.5"])),
    }
    new = random.choice([row + 1, len(tasks), random.randint(row + 1, len(tasks))])
    tasks.insert(new, twin)
    return at(("年度主要任务", row), ("年度主要任务", new))


REWORDED_TASKS = {
    "农村饮水工程维修养护": "维修养护农村饮水安全工程",
    "水土流失综合治理": "综合治理水土流失项目",
    "河湖长制工作": "落实河长制、湖长制",
    "农村公路危桥改造": "改造农村公路上的危桥",
    "城市公交运营补贴": "补贴城市公交企业运营",
    "县汽车客运站维修改造": "维修、改造县城汽车客运站",
    "农村厕所革命": "推进农村改厕",
    "高素质农民培育": "培育高素质农民项目",
    "农机购置与应用补贴": "农业机械购置和应用补贴资金",
    "基本公共卫生服务": "开展国家基本公共卫生服务项目",
    "老年乡村医生生活补助": "发放老年村医生活补助",
    "妇幼健康服务": "为妇女儿童提供健康服务",
    "教育考试组织": "组织各类教育考试",
    "学前教育幼儿资助": "资助学前教育阶段幼儿",
    "农村义务教育学生营养改善计划": "实施农村义务教育阶段学生营养改善",
    "地震监测台站运行": "保障地震监测台站运行维护",
    "做好森林草原防灭火工作。": "开展森林和草原防火、灭火",
    "农村人居环境整治": "整治提升农村人居环境",
    "困难群众救助慰问": "救助、慰问困难群众",
    "特种设备安全监察": "开展特种设备安全监督检查",
    "工业产品质量监督抽查": "监督抽查工业产品质量",
    "加强文物保护。": "做好文物保护工作。",
    "推广全民阅读。": "开展全民阅读推广活动。",
}


@in_goals("relevance.alike-task")
def alike_task(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    row = random.choice([row for row, each in enumerate(tasks) if each["任务名称"] in REWORDED_TASKS])
    twin = {
        "任务名称": REWORDED_TASKS[tasks[row]["任务名称"]],
        "主要内容": random.choice(SAME_NAME),
        "财政拨款": amount(tasks[row]["财政拨款"], random.choice(["0.1", "0.25", "0.5"])),
    }
    new = random.randint(row + 1, len(tasks))
    tasks.insert(new, twin)
    return at(("年度主要任务", row), ("年度主要任务", new))


@in_goals("relevance.duplicate-content")
def duplicate_content(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    row, new = random.sample(range(len(tasks)), 2)
    text = tasks[row]["主要内容"].rstrip("\n")
    forms = [
        text,
        text,
        text.rstrip("。"),
        text.rstrip("。") + "；",
        text.replace("，", ","),
        text.replace("、", "，"),
        text.replace("。", "；", 1) if text.count("。") > 1 else text,
        "　　" + text,
        text.replace("“", "").replace("”", ""),
    ]
    tasks[new]["主要内容"] = random.choice(forms)
    return at(("年度主要任务", row), ("年度主要任务", new))


@in_goals("relevance.duplicate-goal")
def duplicate_goal(data: Data, random: Random) -> Planted:
    words = random.choice(goals(data))
    text, found = words.text, data["年度总体目标"]
    first, *others = text.split("，")
    forms = [
        text,
        text,
        f"{text}。",
        text.replace("，", "；"),
        text.replace("“", "").replace("”", ""),
        text.replace("、", "，"),
        "，".join([*others, first]) if others else text,
        f"{text}，确保完成年度任务",
        f"目标：{text}",
    ]
    old, new = int(words.path[1]), random.randint(int(words.path[1]) + 1, len(found))
    found.insert(new, random.choice(forms))
    return at(("年度总体目标", old), ("年度总体目标", new))


@in_goals("relevance.duplicate-indicator")
def duplicate_indicator(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=r"\d"))
    _, first, second, _ = each.path
    table = data["年度绩效指标"]
    elsewhere = [(a, b) for a, seconds in table.items() for b in seconds if isinstance(seconds[b], list)]
    to = random.choice([(first, second), (first, second), random.choice(elsewhere)])
    forms = [each.name, each.name, each.name, f"{each.name} ", each.name.replace("、", "，"), f"{each.name}。"]
    number = re.search(r"\d+", each.value) if re.match(NUMBER, each.value) else None
    other = each.value.replace(number[0], str(int(number[0]) + 1), 1) if number else each.value
    entries = table[to[0]][to[1]]
    entries.append({"三级指标": random.choice(forms), "指标值": random.choice([each.value, other])})
    return at(each.path, ("年度绩效指标", *to, len(entries) - 1))


REWORDED = {
    "享受营养膳食补助的农村学生人数": "农村学生享受营养膳食补助的人数",
    "维修改造校舍面积": "校舍维修改造面积",
    "参加课后服务的学生人数": "学生参加课后服务人数",
    "教师培训考核合格率": "参训教师考核合格率",
    "重大校园安全责任事故数": "校园重大安全责任事故起数",
    "聘用保洁员人数": "保洁员聘用人数",
    "新建食用菌大棚座数": "食用菌大棚新建数量",
    "秸秆露天焚烧火点个数": "露天焚烧秸秆火点数",
    "农作物秸秆综合利用率": "秸秆综合利用率",
    "新建健身路径数量": "健身路径新建数量",
    "农村公益电影放映场次": "放映农村公益电影场数",
    "应急广播终端在线率": "应急广播系统终端在线比例",
    "更新改造老旧渡船数量": "老旧渡船更新改造艘数",
    "农村公路列养率": "列入养护的农村公路比例",
    "开展路面联合治超次数": "路面联合治超开展次数",
    "公交车乘客满意度": "乘客对公交车服务的满意度",
    "废旧农膜回收量": "回收废旧农膜数量",
    "培训高素质农民人数": "高素质农民培训人数",
    "放流鱼苗数量": "鱼苗放流数量",
    "培训乡村医生人次": "乡村医生参加培训人次",
    "孕产妇系统管理率": "孕产妇系统化管理比例",
    "医疗废物集中无害化处置率": "医疗废物无害化集中处置率",
    "补充救灾棉被数": "救灾棉被补充数量",
    "重大事故隐患整改率": "重大事故隐患整治率",
    "参训人员满意度": "参加培训人员满意度",
    "新建节水型单位数量": "节水型单位新建个数",
    "河湖“四乱”问题整改率": "“四乱”问题整改比例",
    "水库移民满意度": "移民群众满意度",
    "新开办企业免费刻章户数": "免费为新开办企业刻章户数",
    "查办市场违法案件数": "市场违法案件查办数量",
    "群众食品安全知识知晓率": "食品安全知识群众知晓率",
}


@in_goals("relevance.alike-indicator")
def alike_indicator(data: Data, random: Random) -> Planted:
    each = random.choice([each for each in indicators(data) if each.name in REWORDED])
    _, first, second, row = each.path
    entries = data["年度绩效指标"][first][second]
    new = random.choice([int(row) + 1, len(entries)])
    entries.insert(new, {"三级指标": REWORDED[each.name], "指标值": each.value})
    return at(each.path, ("年度绩效指标", first, second, new))
