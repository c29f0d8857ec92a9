"""Faults of every kind as a county finance bureau sends tables back for, from the ids and titles of the rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    missed,
    named,
    outcome,
    parts,
    results,
    revalued,
    said_of_whole,
    texts,
    told_of_year,
    topic,
    with_clause,
    year_before,
)


def names(data: Data, pattern: str = "") -> list[Words]:
    """The names of indicators, of a file that has no 自评."""
    return [Words((*each.path, "三级指标"), each.entry, "三级指标") for each in indicators(data, name=pattern)]


def report(data: Data) -> list[Words]:
    return [words for words in told_of_year(data) if words.path[1] == "报告"]


def clause(data: Data, random: Random, where: Iterable[Words], choices: Iterable[str]) -> Planted:
    """One of the choices said at the end of one of the texts."""
    said = random.choice(list(choices))
    return edited(random, where, lambda text: with_clause(text, said.format(year=data["年度"], last=last(data))))


def replaced(random: Random, where: Iterable[Words], pairs: dict[str, str]) -> Planted:
    """One of the words (expressions) that the texts have written as its pair, once."""
    places = [(words, old, new) for words in where for old, new in pairs.items() if re.search(old, words.text)]
    words, old, new = random.choice(places)
    return words.write(re.sub(old, new, words.text, count=1))


def last(data: Data) -> int:
    return int(data["年度"]) - 1


def into(data: Data, random: Random, sorts: str, rows: Iterable[tuple[str, str]]) -> Planted:
    """One of the rows in a group of one of these sorts that the file has."""
    has = [
        sort for sort in sorts.split() if any(sort in b for seconds in data["年度绩效指标"].values() for b in seconds)
    ]
    return insert(data, random, random.choice(has), named(*random.choice(list(rows))))


# 完整性


@in_goals("completeness.empty-group")
def _(data: Data, random: Random) -> Planted:
    groups = [(first, second) for first, seconds in data["年度绩效指标"].items() for second in seconds]
    first, second = random.choice(groups)
    data["年度绩效指标"][first][second] = random.choice(["", []])
    return at(("年度绩效指标", first, second))


@in_goals("completeness.empty-level")
def _(data: Data, random: Random) -> Planted:
    levels = data["年度绩效指标"]
    first = random.choice([level for level in levels if re.search("产出|效益", level)])
    if random.random() < 0.3:
        del levels[first]
        return at()
    levels[first] = dict.fromkeys(levels[first], "")
    return at(("年度绩效指标", first))


@in_goals("completeness.few-quantitative")
def _(data: Data, random: Random) -> Planted:
    for each in indicators(data, value=r"\d"):
        if random.random() < 0.9:
            each.entry["指标值"] = random.choice(["有所提高", "按计划完成", "有效保障", "明显改善", "良好", "持续提升"])
    return at()


LONG = [
    "按照县委县政府统一部署和上级主管部门有关文件要求，对{}组织开展全面排查、分类整治、跟踪问效和总结验收工作的完成数量",
    "{}按照年初确定的目标任务和时间节点有序推进并接受社会监督、确保各项政策措施真正落到实处、惠及广大群众的工作任务完成比例",
    "积极争取上级资金支持，统筹整合各类资源，扎实推进{}，切实解决群众反映强烈的突出问题，进一步健全完善长效管理机制，"
    "不断提升服务能力和管理水平，努力实现经济效益、社会效益和生态效益相统一，使人民群众的获得感、幸福感、安全感明显增强的完成率",
]


@in_goals("completeness.long-name")
def _(data: Data, random: Random) -> Planted:
    return into(data, random, "数量 质量 社会", [(long.format(topic(data, random)), "≥90%") for long in LONG])


@in_goals("completeness.repeated-content")
def _(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    name = words.holder["任务名称"].rstrip("。")
    said = ["{}", "{}。", "开展{}工作。", "做好{}", "主要用于{}。", "{}项目", "{}所需经费", "用于{}支出"]
    return words.write(random.choice(said).format(name))


@in_year("completeness.no-actual", "score.not-comparable")
def _(data: Data, random: Random) -> Planted:
    path, told = outcome(data, random.choice(indicators(data, value=NUMBER)).name)
    told["实际完成值"] = random.choice(
        ["已完成", "全部完成", "达到目标值", "完成", "达标", "按计划完成", "良好", "超额完成"]
    )
    return at(path)


@in_goals("completeness.repeated-sign")
def _(data: Data, random: Random) -> Planted:
    forms = {
        "≥": ["≥≥{}", "≥不少于{}", "不低于≥{}", "≥{}以上", "≥＞{}", "≥大于等于{}"],
        "≤": ["≤≤{}", "≤不超过{}", "≤{}以内", "不高于≤{}", "≤控制在{}以内"],
        "=": ["=={}", "=等于{}", "＝={}"],
    }
    return revalued(data, random, lambda sign, number, unit: [form.format(number + unit) for form in forms[sign]])


@in_year("completeness.repeated-sign", "score.not-comparable")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥≤")))
    path, told = outcome(data, each.name)
    told["实际完成值"] = each.value[0] + told["实际完成值"]
    return at(path)


@in_goals("completeness.no-number")
def _(data: Data, random: Random) -> Planted:
    def made(sign: str, number: str, unit: str) -> list[str]:
        return [
            f"{sign}{unit}",
            f"若干{unit}",
            f"{sign}若干{unit}",
            f"多{unit}",
            f"不少于{unit}",
            "达标",
            "完成",
            "按计划",
        ]

    return revalued(data, random, made, sorts="数量")


@in_goals("completeness.no-sign")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥≤")))
    each.entry["指标值"] = each.value[1:]
    return at()


@in_goals("completeness.no-unit")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=r"^[≥≤=][1-9][\d.]*[^\d.]+$"))
    each.entry["指标值"] = "".join(parts(each.value)[:2])
    return at(each.path)


UNITS = {
    "人数$": "户 个村 % 场 平方米",
    "率$": "个 人 次 场",
    "(次数|场次)$": "% 人 公里",
    "(里程|长度)$": "平方米 座 人",
    "面积$": "公里 人 座",
    "(标准|成本|造价|单价)$": "人 次 %",
    "(时间|时限|天数|工期)$": "人 元 次",
    "户数$": "人次 公里 %",
    "满意度$": "人 次 家",
}


@in_goals("completeness.unit-against-name")
def _(data: Data, random: Random) -> Planted:
    name = random.choice([name for name in UNITS if indicators(data, name=name, value=NUMBER)])
    unit = random.choice(UNITS[name].split())
    return revalued(data, random, lambda sign, number, _: f"{sign}{number}{unit}", name=name)


@in_goals("completeness.two-targets")
def _(data: Data, random: Random) -> Planted:
    seconds = ["，≥200人", "；≥95%", "、300人次", "，覆盖12个乡镇", "/≥30次", "且≥3次", "，合格率≥95%", " ≥50户"]
    return revalued(data, random, lambda *value: [f"{''.join(value)}{second}" for second in seconds])


PLACEHOLDERS = ["XX", "××", "（请填写）", "XXX", "____", "（此处填写具体内容）", "待定", "【待补充】", "**", "（待填）"]


@in_goals("completeness.placeholder")
def _(data: Data, random: Random) -> Planted:
    hole = random.choice(PLACEHOLDERS)
    said = random.choice(["完成{}项目建设", "覆盖{}个乡镇", "受益群众{}人", "{}"])
    return edited(random, [*contents(data), *goals(data)], lambda text: with_clause(text, said.format(hole)))


@in_goals("completeness.placeholder")
def _(data: Data, random: Random) -> Planted:
    values = ["≥XX人", "≥××%", "=X个", "待定", "请填写指标值", "≥__%", "（填写）", "≥***次", "≥N次"]
    return revalued(data, random, lambda *_: values)


@in_year("completeness.placeholder")
def _(data: Data, random: Random) -> Planted:
    said = [
        "全年完成XX项",
        "累计服务群众××人次",
        "（此处简述主要做法）",
        "详见……（补充）",
        "请在此处填写其他需要说明的情况",
    ]
    return clause(data, random, report(data), said)


@in_goals("completeness.unnamed-bureau")
def _(data: Data, random: Random) -> Planted:
    holes = [
        "XX县XX局",
        "××县财政局",
        "某某局",
        "单位名称",
        "（单位名称）",
        "XXX",
        "某县某局",
        "请填写单位名称",
        "____局",
    ]
    data["单位名称"] = random.choice(holes)
    return at(("单位名称",))


# 相关性

ELSEWHERE = {
    "satisfaction": (
        "数量 质量 时效 社会 可持续",
        "受助学生家长满意度 ≥90%|办事群众满意率 ≥95%|企业对窗口服务的满意程度 ≥90%|村民认可度 ≥90%|群众好评率 ≥95%|"
        "服务对象是否满意 满意|干部职工满意度 ≥92%",
    ),
    "timeliness": (
        "数量 质量 成本 社会 经济",
        "补助资金发放及时率 ≥95%|项目按期完工率 =100%|主体工程完工时间 11月底前|资金拨付时限 ≤15个工作日|"
        "各项工作完成及时性 及时|审核办结天数 ≤7天|任务完成时间 年底前",
    ),
    "cost": (
        "数量 质量 时效 社会 经济",
        "培训费用 ≤5万元|困难群众补助标准 =500元/人/月|项目总投资 ≤120万元|经费支出控制数 ≤8万元|"
        "设备采购单价 ≤3000元/台|人均成本 ≤260元/人|预算成本控制 ≤30万元",
    ),
    "quality": (
        "数量 时效 成本 经济",
        "工程验收合格率 =100%|补助对象认定准确率 ≥98%|档案资料完整率 ≥95%|培训考核通过率 ≥90%|设备完好率 ≥95%|"
        "工程质量 符合设计要求|信息公开规范性 规范",
    ),
    "output": (
        "质量 时效 成本 经济 社会",
        "培训业务人员人数 ≥200人|印发宣传资料份数 ≥3000份|开展现场检查次数 ≥12次|新建排水管网长度 ≥3.2公里|"
        "采购办公设备数量 =20台|召开调度会次数 ≥4次|建设服务站点个数 ≥6个",
    ),
    "effect": (
        "数量 质量 时效 成本",
        "带动群众就业人数 ≥120人|受益农户户均增收 ≥2000元|政策知晓率 ≥90%|社会影响力 进一步提升|生态环境 有效改善|"
        "群众生活水平 明显提高|带动社会投资 ≥800万元|二氧化碳减排量 ≥300吨",
    ),
}


def rows_of(text: str) -> list[tuple[str, str]]:
    return [(name, value) for row in text.split("|") for name, value in [row.split(" ", 1)]]


for kind, (sorts, table) in ELSEWHERE.items():
    in_goals(f"relevance.{kind}-elsewhere")(
        lambda data, random, sorts=sorts, table=table: into(data, random, sorts, rows_of(table))  # type: ignore[misc]
    )

NOT_SATISFACTION = (
    "培训合格率 ≥95%|投诉办结率 =100%|项目实施周期 =1年|受益群众人数 ≥3000人|政策知晓率 ≥90%|资金到位率 =100%|"
    "工作机制 建立健全|补助标准 =500元/人"
)


@in_goals("relevance.not-satisfaction", *(f"relevance.{kind}-elsewhere" for kind in ELSEWHERE))
def _(data: Data, random: Random) -> Planted:
    return into(data, random, "满意度", rows_of(NOT_SATISFACTION))


def another_task(data: Data, random: Random, name: str, content: str) -> Planted:
    tasks = data["年度主要任务"]
    row = random.randint(1, len(tasks))
    tasks.insert(row, {"任务名称": name, "主要内容": content, "财政拨款": str(in_unit(data, "12.50"))})
    return at(*(("年度主要任务", each) for each, task in enumerate(tasks) if task["任务名称"] == name))


def core(name: str) -> str:
    return re.sub("^(保障|做好|开展|推进|推广|加强)", "", name.rstrip("。"))


@in_goals("relevance.duplicate-task")
def _(data: Data, random: Random) -> Planted:
    name = random.choice(data["年度主要任务"])["任务名称"]
    return another_task(data, random, name, "用于年中追加安排的相关支出，按进度拨付。")


ALIKE_TASKS = ["{}工作", "{}项目", "{}经费", "开展{}工作", "{}专项资金", "做好{}"]


@in_goals("relevance.alike-task")
def _(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度主要任务"]))
    name = data["年度主要任务"][row]["任务名称"]
    new = random.choice(ALIKE_TASKS).format(core(name))
    planted = another_task(data, random, new, "用于年中追加安排的相关支出，按进度拨付。")
    old = [task["任务名称"] for task in data["年度主要任务"]].index(name)
    return at(*planted.where, ("年度主要任务", old))


@in_goals("relevance.duplicate-content")
def _(data: Data, random: Random) -> Planted:
    one, other = random.sample(contents(data), 2)
    text = one.text
    other.write(random.choice([text, text, text.rstrip("。"), text.replace("；", "，"), text.replace("、", "和", 1)]))
    return at(one.path, other.path)


@in_goals("relevance.duplicate-goal")
def _(data: Data, random: Random) -> Planted:
    text, row = random.choice(data["年度总体目标"]), len(data["年度总体目标"])
    data["年度总体目标"].append(
        random.choice([text, text, text.rstrip("。"), text.replace("，", "、", 1), text.rstrip("。") + "。"])
    )
    return at(("年度总体目标", data["年度总体目标"].index(text)), ("年度总体目标", row))


@in_goals("relevance.duplicate-indicator")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data))
    entry = {"三级指标": each.name, "指标值": each.value}
    sort = random.choice([str(each.path[2]), "质量", "社会"])
    return at(each.path, *insert(data, random, sort, entry).where)


REWORDED = {
    "人数$": "人员数量",
    "次数$": "频次",
    "数量$": "数",
    "面积$": "总面积",
    "满意度$": "满意率",
    "标准$": "发放标准",
    "^(开展|举办|组织|新建|发放)": r"完成\1",
    "率$": "比率",
    "和": "及",
    "的": "",
    "群众": "居民",
    "时间$": "的时间",
}


@in_goals("relevance.alike-indicator")
def _(data: Data, random: Random) -> Planted:
    choices = [(each, old) for each in indicators(data, value=r"\d") for old in REWORDED if re.search(old, each.name)]
    each, old = random.choice(choices)
    entry = named(re.sub(old, REWORDED[old], each.name, count=1), each.value)
    return at(each.path, *insert(data, random, str(each.path[2]), entry).where)


STRANGE = {
    "地方志编纂": (
        "编纂《示例年鉴》和乡镇志，征集史料，组织专家审稿。",
        "编纂年鉴册数",
        "=2册",
        "地方史志资料更加完整，年鉴如期出版",
    ),
    "殡葬设施改造": (
        "改造殡仪馆火化炉，扩建公益性骨灰堂。",
        "火化炉改造台数",
        "=3台",
        "殡葬服务条件得到改善，骨灰堂如期启用",
    ),
    "侨务联络": (
        "走访归侨侨眷，接待海外侨团，联谊招商。",
        "走访归侨侨眷人次",
        "≥80人次",
        "侨界联谊更加广泛，归侨侨眷得到慰问",
    ),
    "人工影响天气": (
        "购置增雨火箭弹，维护作业炮点，培训炮手。",
        "增雨火箭弹购置枚数",
        "≥60枚",
        "人工增雨防雹能力明显提高，炮点安全运行",
    ),
    "婚姻登记信息化": (
        "开发婚姻登记预约系统，补录历史档案。",
        "补录婚姻档案份数",
        "≥8000份",
        "婚姻登记实现网上预约，历史档案全部补录",
    ),
    "无线电频谱监测": (
        "购置频谱监测车，查处黑广播、伪基站。",
        "查处黑广播起数",
        "≥5起",
        "无线电频谱秩序良好，黑广播、伪基站及时查处",
    ),
}


@in_goals("relevance.task-without-indicator")
def _(data: Data, random: Random) -> Planted:
    name = random.choice(list(STRANGE))
    return another_task(data, random, name, STRANGE[name][0])


@in_goals("relevance.goal-without-indicator")
def _(data: Data, random: Random) -> Planted:
    data["年度总体目标"].append(random.choice(list(STRANGE.values()))[3])
    return at(("年度总体目标", len(data["年度总体目标"]) - 1))


@in_goals("relevance.indicator-without-task")
def _(data: Data, random: Random) -> Planted:
    return into(data, random, "数量", [strange[1:3] for strange in STRANGE.values()])


@in_goals("relevance.other-year")
def _(data: Data, random: Random) -> Planted:
    said = [
        "确保{last}年底前全部完工",
        "{last}年12月31日前支付完毕",
        "完成{last}年度各项工作任务",
        "保障{last}年各项工作顺利开展",
        "全面完成{last}年目标任务",
        "力争{last}年6月底前建成投用",
    ]
    return clause(data, random, [*contents(data), *goals(data)], said)


@in_goals("relevance.other-year")
def _(data: Data, random: Random) -> Planted:
    values = [f"{last(data)}年{day}" for day in ("6月30日前", "10月底前", "12月31日前", "9月")]
    each = random.choice(indicators(data, "时效", name="时间"))
    each.entry["指标值"] = random.choice(values)
    return at(each.path)


@in_year("relevance.other-year")
def _(data: Data, random: Random) -> Planted:
    said = [
        "{last}年我单位各项绩效目标完成较好",
        "截至{last}年12月31日，资金全部支付",
        "{last}年度绩效自评得分为良好",
        "以上为{last}年度整体支出情况",
    ]
    return clause(data, random, report(data), said)


def other_bureaus(data: Data) -> list[str]:
    place = "示例市" if data["单位名称"].startswith("示例市") else "示例县"
    every = ["民政局", "住房和城乡建设局", "司法局", "统计局", "水利局", "教育局", "审计局", "自然资源局", "医疗保障局"]
    return [place + each for each in every if each not in data["单位名称"]]


@in_goals("relevance.other-bureau")
def _(data: Data, random: Random) -> Planted:
    said = ["保障{}机关正常运转", "{}各项工作任务圆满完成", "提升{}服务群众的能力", "维持{}日常办公"]
    bureau = random.choice(other_bureaus(data))
    return clause(data, random, [*contents(data), *goals(data)], [each.format(bureau) for each in said])


@in_year("relevance.other-bureau")
def _(data: Data, random: Random) -> Planted:
    said = [
        "{}严格按照预算执行",
        "{}下设办公室、财务股等股室",
        "资金支出执行《{}财务管理制度》",
        "{}整体支出绩效自评为优",
        "经自评，{}资金使用规范",
    ]
    bureau = random.choice(other_bureaus(data))
    return clause(data, random, report(data), [each.format(bureau) for each in said])


@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    before = year_before(data)
    each = random.choice(indicators(data, "数量", value=counted(unit=r"[^\d%]+")))
    _, number, unit = parts(each.value)
    done = outcome(data, each.name)[1]["实际完成值"]
    old = f"{(Decimal(number) * Decimal('0.93')).quantize(Decimal(1))}{unit}"
    if done == old:
        raise IndexError
    outcome(before, each.name)[1]["实际完成值"] = old
    said = random.choice([f"{each.name}{old}", f"{each.name}达到{old}", f"全年{each.name}为{old}"])
    return Planted(edited(random, said_of_whole(data), lambda text: with_clause(text, said)).where, before)


@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    unit = data.get("金额单位", "万元")
    key = random.choice(["全年执行数", "全年预算数"])
    said = f"本年{key}{data['自评']['上年'][key]}{unit}"
    return Planted(edited(random, report(data), lambda text: with_clause(text, said)).where, year_before(data))


# 适当性


@in_goals("suitability.printed-sum")
def _(data: Data, random: Random) -> Planted:
    more = random.choice(["0.004", "0.003", "0.0045"])
    for task in random.sample(data["年度主要任务"], random.randint(3, 4)):
        task["财政拨款"] = str(Decimal(task["财政拨款"]) + in_unit(data, more))
    return at()


@in_goals("suitability.weights")
def _(data: Data, random: Random) -> Planted:
    points, sort = random.choice(["3", "4.5", "7", "0.5"]), random.choice(["数量", "时效", "满意度", ""])
    for each in indicators(data, sort):
        give_points(data, each.path, points)
    return at()


@in_goals("suitability.zero-budget")
def _(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度主要任务"]))
    data["年度主要任务"][row].update(财政拨款=random.choice(["0", "0.00"]), 其他资金=random.choice(["0", "0.00"]))
    return at(("年度主要任务", row))


@in_year("suitability.basic-split")
def _(data: Data, random: Random) -> Planted:
    money = data["自评"]["预算执行"]
    basic, projects = money["基本支出"], money["项目支出"]
    if random.random() < 0.3:
        money["基本支出"], money["项目支出"] = projects, basic
        return at()
    moved = Decimal(basic["年初预算数"]) * Decimal(random.choice(["0.1", "-0.1", "0.3", "-0.25"]))
    basic["年初预算数"] = amount(basic["年初预算数"], plus=moved)
    projects["年初预算数"] = amount(projects["年初预算数"], plus=-moved)
    return at()


@in_goals("suitability.cost-above-budget")
def _(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "成本", value=r"\{\{"))
    code = re.search(r"任务\.(\S+?)\.", each.value)
    assert code
    task = next(task for task in data["年度主要任务"] if task.get("编号") == code[1])
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    unit = data.get("金额单位", "万元")
    each.entry["指标值"] = f"≤{amount(str(total), random.choice(['1.2', '1.5', '2', '10']))}{unit}"
    return at(each.path)


@in_goals("suitability.cost-above-budget")
def _(data: Data, random: Random) -> Planted:
    name = topic(data, random)
    task = next(task for task in data["年度主要任务"] if name in task["任务名称"])
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    value = f"≤{amount(str(total), random.choice(['1.2', '1.6', '3']))}{data.get('金额单位', '万元')}"
    return into(
        data,
        random,
        "成本",
        [(name + end, value) for end in ("总成本", "经费支出", "项目成本", "支出总额", "资金投入")],
    )


@in_goals("suitability.figure-in-text")
def _(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    task = words.holder
    total = Decimal(task["财政拨款"]) + Decimal(task.get("其他资金", "0"))
    wrong = f"{amount(str(total), random.choice(['1.1', '0.9', '1.25', '10']))}{data.get('金额单位', '万元')}"
    said = ["预算安排{}", "项目资金{}", "所需经费{}", "财政安排资金{}", "预算金额为{}", "共需{}"]
    return words.write(with_clause(words.text, random.choice(said).format(wrong)))


# 可行性


@in_goals("feasibility.above-100")
def _(data: Data, random: Random) -> Planted:
    number = random.choice(["105", "110", "102", "120", "100.5", "980"])
    name = "(合格|覆盖|办结|满意|及时|完成|完工|整改|正常|到位|准确|知晓|普及|清运|列养|巩固|入学|在线).{0,3}[率度]$"
    each = random.choice(indicators(data, name=name, value=counted(unit="%")))
    each.entry["指标值"] = f"≥{number}%"
    return at(each.path)


DIRECTIONS = {
    "(合格率|覆盖率|满意度|办结率|及时率|完工率|普及率|知晓率)$": "≤",
    "(投诉率|事故起?数|超限率|死亡人数|死亡率|发生率)$": "≥",
    "(总成本|造价|费用|支出|单价|经费)$": "≥",
    "(办结时间|修复时间|处置时间|抢通时间|时限|工期)$": "≥",
    "(人数|次数|场次|里程|面积)$": "≤",
}


@in_goals("feasibility.wrong-direction")
def _(data: Data, random: Random) -> Planted:
    found = [
        (each, sign)
        for name, sign in DIRECTIONS.items()
        for each in indicators(data, name=name, value=r"^[≥≤=][\d.{]")
        if (sign == "≤") != ("成本" in str(each.path[2])) and not each.value.startswith(sign) and "=0" not in each.value
    ]
    each, sign = random.choice(found)
    each.entry["指标值"] = sign + each.value[1:]
    return at(each.path)


@in_goals("feasibility.asks-nothing")
def _(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        rows = "服务对象投诉率 ≤100%|资金结余率 ≤100%|安全隐患发生率 ≤100%|差错率 ≤100%"
        return into(data, random, "质量 社会", rows_of(rows))
    each = random.choice(indicators(data, value=counted("≥")))
    unit = parts(each.value)[2]
    each.entry["指标值"] = random.choice([f"≥0{unit}", f"＞=0{unit}", f"≥0.00{unit}"])
    return at(each.path)


@in_year("feasibility.below-last-year")
def _(data: Data, random: Random) -> Planted:
    before = year_before(data)
    each = random.choice(indicators(data, "数量", "质量", "效益", value=counted("≥", r"[^\d%]+")))
    _, number, unit = parts(each.value)
    more = amount(number, random.choice(["1.2", "1.5", "2"])).removesuffix(".00")
    outcome(before, each.name)[1]["实际完成值"] = f"{more}{unit}"
    return Planted((each.path,), before)


# 自评


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
    if not done:
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
        [(words, value) for words in said_of_whole(data) for value in long if value in words.text]
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


# 文字

WRONG = {
    "部署": "布署",
    "安排": "按排",
    "竣工": "峻工",
    "覆盖": "复盖",
    "拨付": "拔付",
    "满意": "满义",
    "账": "帐",
    "贯彻": "惯彻",
    "保障": "保彰",
    "维护": "维户",
    "建设": "建没",
    "培训": "陪训",
    "检查": "捡查",
    "监督": "监都",
    "质量": "质亮",
    "完善": "完膳",
    "提高": "题高",
    "落实": "落时",
    "发放": "发防",
    "补助": "补住",
    "群众": "群从",
    "及时": "急时",
    "防治": "防冶",
    "补贴": "补帖",
    "养护": "养互",
}


@in_goals("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], WRONG)


@in_year("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, told_of_year(data), WRONG)


@in_year("writing.wrong-word")
def _(data: Data, random: Random) -> Planted:
    said = [
        "截止年底已全部支付",
        "工作在接再厉",
        "既使遇到困难也按期完成",
        "资金使用做到专款专用、不档用",
        "各项工作迈上新台介",
        "认真旅行职责",
    ]
    return clause(data, random, report(data), said)


DROPPED = {
    "满意度": "意度",
    "合格率": "合率",
    "覆盖率": "覆率",
    "完成率": "完率",
    "社会保障": "社会障",
    "基础设施": "基础施",
    "工作人员": "工作员",
    "正常运转": "正常转",
    "进一步": "进步",
    "补助标准": "补标准",
    "及时率": "及率",
    "服务": "服",
    "安全": "安",
    "提升": "升",
    "发放": "放",
    "机关": "关",
    "任务": "任",
}


@in_goals("writing.dropped")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], DROPPED)


@in_goals("writing.doubled")
def _(data: Data, random: Random) -> Planted:
    words = [*contents(data), *goals(data), *names(data)]
    return replaced(
        random,
        words,
        {
            "(开展|建设|保障|维护|发放|组织|补助|提高|改造|完成|落实|服务)": r"\1\1",
            "([的了和在对])": r"\1\1",
            "(人员经费|[一-龥]{3}率)": r"\1\1",
        },
    )


@in_year("writing.doubled")
def _(data: Data, random: Random) -> Planted:
    pairs = {
        "([一-龥]{2})，": r"\1\1，",
        "([一-龥]{4})。": r"\1\1。",
        "，([一-龥]{3})": r"，\1\1",
        "([未已将按比为])": r"\1\1",
    }
    return replaced(random, told_of_year(data), pairs)


@in_goals("writing.unpaired")
def _(data: Data, random: Random) -> Planted:
    pairs = {"）": "", "（": "", "”": "", "“": "", "》": "", "《": ""}
    return replaced(random, [*contents(data), *goals(data), *names(data)], pairs)


@in_year("writing.unpaired")
def _(data: Data, random: Random) -> Planted:
    pairs = {"）": "", "（": "", "”": "“", "“": "”", "》": "", "》（": "（", "）。": "。"}
    return replaced(random, told_of_year(data), pairs)


HALVES = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "。": ".", "。$": "."}


@in_goals("writing.half-width")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, [*contents(data), *goals(data), *names(data)], HALVES)


@in_year("writing.half-width")
def _(data: Data, random: Random) -> Planted:
    return replaced(random, told_of_year(data), HALVES | {"“([^“”]*)”": r'"\1"'})


@in_year("writing.doubled-mark")
def _(data: Data, random: Random) -> Planted:
    pairs = {
        "。": "。。",
        "，": "，，",
        "；": "；。",
        "、": "、、",
        "，(?=[一-龥])": "、，",
        "。(?=[一-龥])": "。，",
        "：": "：：",
    }
    return replaced(random, texts(data), pairs)


@in_year("writing.between-quoted")
def _(data: Data, random: Random) -> Planted:
    said = [
        "严格执行《中华人民共和国预算法》、《行政事业单位内部控制规范（试行）》",
        "落实“放管服”、“双随机”、“互联网+”要求",
        "学习《条例》、《办法》和《细则》",
        "开展“送政策”、“送服务”活动",
        "依据《政府采购法》、《会计法》规范支出",
    ]
    return clause(data, random, texts(data), said)


@in_goals("writing.blank")
def _(data: Data, random: Random) -> Planted:
    where = [*contents(data), *goals(data), *names(data)]
    return replaced(random, where, {"([一-龥]{2})([一-龥]{2})": random.choice([r"\1 \2", r"\1　\2", r"\1  \2"])})


@in_year("writing.document-number")
def _(data: Data, random: Random) -> Planted:
    bracket = random.choice(["[]", "()", "（）", "【】", "［］"])
    said = f"按照《示例县预算绩效管理办法》（示财{bracket[0]}{data['年度']}{bracket[1]}18号）执行"
    if random.random() < 0.5:
        return replaced(random, texts(data), {r"〔(\d{4})〕": rf"{bracket[0]}\1{bracket[1]}"})
    return edited(random, texts(data), lambda text: with_clause(text, said))


@in_year("writing.date")
def _(data: Data, random: Random) -> Planted:
    days = [
        "{y}.6.30",
        "{y}-06-30",
        "{y}/6/30",
        "{y}年06月05日",
        "二〇二三年6月5日",
        "{y}年6月5号",
        "{s}年6月底",
        "{y}年6.30",
        "{y}0630",
    ]
    day = random.choice(days).format(y=data["年度"], s=data["年度"][2:])
    return edited(random, texts(data), lambda text: with_clause(text, f"{day}前全部完成支付"))


@in_year("writing.no-such-day")
def _(data: Data, random: Random) -> Planted:
    days = [
        "2月30日",
        "6月31日",
        "13月1日",
        "{year}年2月29日",
        "11月31日",
        "{year}年9月31日",
        "4月31日",
        "0月5日",
        "5月32日",
    ]
    if int(data["年度"]) % 4 == 0:
        days.remove("{year}年2月29日")
    return clause(data, random, texts(data), [f"{day}前支付完毕" for day in days])


NUMBERS = [
    "培训１２０人",
    "补助资金1,200,0元",
    "覆盖三十5个村",
    "惠及1万5千人",
    "较上年增长5-10%",
    "参加人数1 200人",
    "服务群众10几万人次",
    "惠及群众12,34人",
    "全年开展百分之95的检查",
    "发放补助1.2.5万元",
    "涉及3、4个乡镇",
    "服务群众3.0.5万人次",
    "投入资金１００万元",
    "覆盖率9８%",
]


@in_year("writing.number")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), NUMBERS)


TWICE = [
    "培训约100人左右",
    "惠及大约300多户",
    "近500余人参加",
    "超过100场以上",
    "开展活动不少于20场以上",
    "大约30场左右",
    "平均每村约2万元上下",
    "办结时限不超过15天以内",
    "覆盖率最低不低于90%以上",
    "共计约80余次",
    "接近200人左右",
    "惠及群众达3000人之多左右",
]


@in_year("writing.said-twice")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), TWICE)


LESS = [
    "事故起数减少2倍",
    "办理时间缩短一倍",
    "投诉量下降1.5倍",
    "能耗降低了三倍",
    "运行成本减少近两倍",
    "积案数量压缩了3倍",
    "支出比上年下降2倍以上",
]


@in_year("writing.less-by-times")
def _(data: Data, random: Random) -> Planted:
    return clause(data, random, texts(data), LESS)


@in_year("writing.gb2312")
def _(data: Data, random: Random) -> Planted:
    rare = [
        "柳堃村",
        "文昇路",
        "喆河镇",
        "珺山社区",
        "赵龑水库",
        "邨前小区",
        "韩珣渠",
        "玥湖片区",
        "䶮溪桥",
        "𬭼山村",
        "瑨阳大道",
        "劉家湾",
    ]
    odd = [place for place in rare if place.encode("gb2312", "ignore").decode("gb2312") != place]
    return clause(data, random, texts(data), [f"{place}的设施已列入计划" for place in odd])


@in_goals("writing.full-stop", "data.goal-signs")
def _(data: Data, random: Random) -> Planted:
    where = random.choice([goals(data), contents(data)])
    words = random.choice(where)
    text = words.text
    return words.write(text[:-1] if text.endswith("。") else f"{text}。")


@in_year("writing.full-stop")
def _(data: Data, random: Random) -> Planted:
    where = [words for words in told_of_year(data) if words.path[1] == "目标完成情况" or words.path[-1] == "偏差原因"]
    return edited(random, where, lambda text: text[:-1] if text.endswith("。") else f"{text}。")
