"""Faults of 完整性, planted from the ids and titles of the rules alone."""

from __future__ import annotations

import re
from random import Random

from ..datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    counted,
    edited,
    goals,
    in_goals,
    in_year,
    indicators,
    outcome,
    parts,
    revalued,
    topic,
    with_clause,
)
from .words import clause, into, report


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
    # only what is longer than the rule allows: 100 characters
    rows = [(long.format(topic(data, random)), "≥90%") for long in LONG]
    return into(data, random, "数量 质量 社会", [(name, value) for name, value in rows if len(name) > 100])


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
    # 100% alone can mean nothing else than all, and so much a head is a standard
    rows = indicators(data, name="^(?!.*标准$)", value=counted("≥≤"))
    each = random.choice([each for each in rows if each.value[1:] != "100%"])
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
