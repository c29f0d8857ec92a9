"""Faults of 相关性, planted from the ids and titles of the rules alone."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from ..datafile import (
    Data,
    Planted,
    at,
    contents,
    counted,
    edited,
    goals,
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    named,
    outcome,
    parts,
    said_of_whole,
    with_clause,
    year_before,
)
from .words import clause, into, last, report, rows_of

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


for kind, (sorts, table) in ELSEWHERE.items():
    in_goals(f"relevance.{kind}-elsewhere")(
        lambda data, random, sorts=sorts, table=table: into(data, random, sorts, rows_of(table))  # type: ignore[misc]
    )


NOT_SATISFACTION = (
    "培训合格率 ≥95%|项目实施周期 =1年|受益群众人数 ≥3000人|政策知晓率 ≥90%|资金到位率 =100%|"
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
    if old in (done, f"{number}{unit}"):
        raise IndexError  # what was reached, or the target: right in this year
    outcome(before, each.name)[1]["实际完成值"] = old
    said = random.choice([f"{each.name}{old}", f"{each.name}达到{old}", f"全年{each.name}为{old}"])
    return Planted(edited(random, said_of_whole(data), lambda text: with_clause(text, said)).where, before)


@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def _(data: Data, random: Random) -> Planted:
    unit = data.get("金额单位", "万元")
    key = random.choice(["全年执行数", "全年预算数"])
    said = f"本年{key}{data['自评']['上年'][key]}{unit}"
    return Planted(edited(random, report(data), lambda text: with_clause(text, said)).where, year_before(data))
