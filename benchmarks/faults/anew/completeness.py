"""Faults of 完整性, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from __future__ import annotations

from random import Random

from ..datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    counted,
    goals,
    in_goals,
    in_year,
    indicators,
    outcome,
    parts,
    with_clause,
)
from .words import inserted

inserted(
    "completeness.no-number",
    ["数量", "质量", "经济效益"],
    [
        ("开展业务培训场次", "按计划完成"),
        ("检查覆盖率", "较高"),
        ("发放宣传手册份数", "若干份"),
        ("工程验收合格率", "符合要求"),
        ("组织演练次数", "≥  次"),
        ("设备完好率", "达标"),
        ("入户走访户数", "全部"),
        ("下乡指导人次", "大幅增加"),
    ],
)


inserted(
    "completeness.no-sign",
    ["数量", "质量"],
    [
        ("开展业务培训场次", "4场"),
        ("检查覆盖率", "95%"),
        ("发放宣传手册份数", "3000份"),
        ("组织演练次数", "6次"),
        ("设备完好率", "98%"),
        ("入户走访户数", "200户"),
        ("宣传报道篇数", "30篇"),
        ("资料归档率", "90%"),
    ],
)


inserted(
    "completeness.no-unit",
    ["数量", "质量"],
    [
        ("开展业务培训场次", "≥4"),
        ("检查覆盖率", "≥0.95"),
        ("发放宣传手册数量", "≥3000"),
        ("组织演练次数", "=6"),
        ("设备完好率", "≥98"),
        ("入户走访户数", "≥200"),
        ("宣传报道数量", "≥30"),
        ("办公设备购置数量", "12"),
    ],
    "completeness.no-sign",
    "completeness.unit-against-name",
)


inserted(
    "completeness.unit-against-name",
    ["数量", "质量"],
    [
        ("开展业务培训场次", "≥4人"),
        ("检查覆盖率", "≥95个"),
        ("参加培训人数", "≥300%"),
        ("组织演练次数", "≥6万元"),
        ("设备完好率", "≥98台"),
        ("入户走访户数", "≥200次"),
        ("宣传报道篇数", "≥30%"),
        ("新建渠道长度", "≥12个"),
        ("绿化面积", "≥3000米"),
    ],
)


inserted(
    "completeness.repeated-sign",
    ["数量", "质量"],
    [
        ("开展业务培训场次", "≥≥4场"),
        ("检查覆盖率", "≥大于等于95%"),
        ("参加培训人数", "≥不少于300人"),
        ("组织演练次数", "≥6次以上"),
        ("设备完好率", "≥不低于98%"),
        ("档案差错率", "≤1%以内"),
        ("办公用品耗材消耗量", "≤不超过200件"),
        ("入户走访户数", "≥至少200户"),
    ],
)


inserted(
    "completeness.two-targets",
    ["数量", "质量"],
    [
        ("业务培训", "≥4场，≥300人"),
        ("检查覆盖率和整改率", "≥95%、≥90%"),
        ("宣传活动场次和资料份数", "≥6场、3000份"),
        ("组织演练", "≥6次/参加≥500人次"),
        ("新购设备台数及完好率", "≥12台，100%"),
        ("入户走访户数、帮扶人数", "≥200户；≥80人"),
        ("宣传报道", "市级≥20篇，省级≥5篇"),
    ],
)


ALL_OF_IT = (
    "全年组织全系统干部职工以及各基层站所业务骨干参加业务知识培训和廉政警示教育活动、对辖区内所有重点单位和重点场所"
)
FAR_TOO_LONG = (  # systems take a hundred characters
    "开展拉网式安全隐患排查整治、通过政府网站和微信公众号等多种渠道向广大群众公开各类政务信息的总次数",
    "开展志愿服务活动、按照上级部门的要求按时报送各类统计报表和工作总结以及调研报告等材料的总次数",
)

inserted("completeness.long-name", ["数量", "质量"], [(ALL_OF_IT + rest, "≥60次") for rest in FAR_TOO_LONG])


@in_goals("completeness.empty-group")
def group_left_empty(data: Data, random: Random) -> Planted:
    first, second = random.choice([(a, b) for a, seconds in data["年度绩效指标"].items() for b in seconds])
    data["年度绩效指标"][first][second] = []
    return Planted()


@in_goals("completeness.empty-level", "completeness.empty-group")
def level_left_empty(data: Data, random: Random) -> Planted:
    first = random.choice([name for name in data["年度绩效指标"] if "满意" not in name])
    for second in data["年度绩效指标"][first]:
        data["年度绩效指标"][first][second] = []
    return Planted()


@in_goals("completeness.few-quantitative", "completeness.no-number")
def words_for_numbers(data: Data, random: Random) -> Planted:
    said = ["明显提升", "按计划完成", "进一步改善", "符合要求", "较好", "持续增强", "有效保障"]
    for number, each in enumerate(indicators(data)):
        if number % 6:
            each.entry["指标值"] = random.choice(said)
    return Planted()


@in_goals("completeness.repeated-content")
def name_for_content(data: Data, random: Random) -> Planted:
    row = random.randrange(len(data["年度主要任务"]))
    task = data["年度主要任务"][row]
    name = task["任务名称"].rstrip("。")
    task["主要内容"] = random.choice(
        ["{}", "{}。", "用于{}。", "主要用于{}。", "{}工作。", "开展{}等工作。", "做好{}。"]
    ).format(name)
    return at(("年度主要任务", row))


@in_year("completeness.no-actual", "score.not-comparable")  # which asks for the number where points depend on it
def actual_without_number(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥≤")))
    path, told = outcome(data, each.name)
    told["实际完成值"] = random.choice(
        ["已完成", "达标", "完成", "超额完成", "较好", "按时完成", "基本完成", "全部完成"]
    )
    for key in ("达成情况", "得分"):
        told.pop(key, None)
    return at(path)


PLACEHOLDERS = ["××××", "XXX", "（此处填写）", "待定", "【请填写】", "……（请补充）", "____", "xx项", "待补充", "TODO"]


@in_goals("completeness.placeholder")
def hint_left(data: Data, random: Random) -> Planted:
    words = random.choice([*contents(data), *goals(data)])
    hint = random.choice(PLACEHOLDERS)
    return words.write(random.choice([hint, with_clause(words.text, f"完成{hint}工作")]))


@in_goals("completeness.placeholder")
def hint_left_in_value(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, "数量", value=NUMBER))
    sign, _, unit = parts(each.value)
    each.entry["指标值"] = random.choice(
        [f"{sign}XX{unit}", f"{sign}××{unit}", "待定", f"{sign}__{unit}", "（填写指标值）", f"{sign}？{unit}"]
    )
    return at(each.path)


@in_goals("completeness.unnamed-bureau")
def bureau_unnamed(data: Data, random: Random) -> Planted:
    data["单位名称"] = random.choice(
        ["××局", "XX县XX局", "单位名称", "某某局", "（单位名称）", "示例县×××局", "XXX", "填报单位"]
    )
    return at(("单位名称",))
