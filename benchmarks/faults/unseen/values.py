"""完整性: values without what makes them measurable."""

from __future__ import annotations

from random import Random

from ..datafile import (
    Data,
    Planted,
    at,
    counted,
    in_goals,
    in_year,
    indicators,
    outcome,
    revalued,
)
from .words import entries, placed, valued

DONE = [
    "已完成",
    "全部完成",
    "按计划完成",
    "达标",
    "完成较好",
    "基本完成",
    "超额完成",
    "达到预期目标",
    "",
    "已落实",
    "有所提高",
    "按时完成",
]


# words where a number is needed cannot be scored: an error, not a hint
@in_year("completeness.no-actual", "score.not-comparable", "data.empty")
def no_actual(data: Data, random: Random) -> Planted:
    each = random.choice(indicators(data, value=counted("≥≤=")))
    path, told = outcome(data, each.name)
    told["实际完成值"] = random.choice(DONE)
    return at(path)


@in_goals("completeness.repeated-sign")
def repeated_sign(data: Data, random: Random) -> Planted:
    def twice(sign: str, number: str, unit: str) -> list[str]:
        if sign == "=":
            return [f"=={number}{unit}", f"＝={number}{unit}", f"=为{number}{unit}", f"等于={number}{unit}"]
        if sign == "≤":
            words = ["≤≤{}", "≤{}以内", "≤不超过{}", "不超过{}以内", "≤{}以下", "≤<={}", "小于等于≤{}", "≤控制在{}以内"]
        else:
            words = ["≥≥{}", "≥{}以上", "≥不少于{}", "不低于{}以上", "≥{}及以上", ">=≥{}", "大于等于≥{}", "至少≥{}"]
        return [word.format(number + unit) for word in words]

    return revalued(data, random, twice)


NUMBERLESS = [
    ("数量", "村医培训期数", "按上级下达计划"),
    ("数量", "农房抗震改造户数", "应改尽改"),
    ("数量", "巡逻防控出动警力人次", "若干人次"),
    ("数量", "残疾人辅助器具适配件数", "≥件"),
    ("数量", "机井维修眼数", "满足灌溉需要"),
    ("数量", "宣传栏更换期数", "每季度更换"),
    ("质量", "排水管网完好率", "达到规范要求"),
    ("质量", "档案归档合格率", "≥ %"),
    ("质量", "设施设备完好率", "良好"),
    ("质量", "公厕保洁达标率", "较高"),
    ("经济", "带动农户户均增收额", "明显增加"),
    ("社会", "危房改造政策知晓率", "逐步提高"),
    ("成本", "巷道硬化每平方米造价", "控制在预算以内"),
    ("时效", "补贴资金发放及时率", "及时"),
]


# ≥__件 is a form not filled in
@in_goals("completeness.no-number", "completeness.placeholder")
def no_number(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        return revalued(
            data, random, lambda sign, number, unit: [f"{sign}{unit}", f"{sign}__{unit}"], sorts="数量 质量"
        )
    return placed(data, random, random.choice(NUMBERLESS))


SIGNLESS = [
    ("数量", "开展送戏下乡场次", "30场"),
    ("数量", "购置环卫垃圾桶个数", "1200个"),
    ("数量", "残疾儿童康复救助人数", "46人"),
    ("数量", "清淤排水沟渠长度", "8.5公里"),
    ("数量", "入户核查低保家庭户次", "650户次"),
    ("质量", "路灯亮灯率", "98%"),
    ("质量", "案件卷宗评查优秀率", "90%"),
    ("质量", "家庭医生签约履约率", "85%"),
    ("社会", "反诈宣传覆盖率", "95%"),
    ("社会", "新增城镇就业人数", "120人"),
    ("经济", "带动村集体增收金额", "15万元"),
    ("满意度", "办事群众满意度", "95%"),
]


@in_goals("completeness.no-sign")
def no_sign(data: Data, random: Random) -> Planted:
    if len(indicators(data, value=r"^[\d.]+\D+$")) > 2:  # a file that means "=" where it writes none
        raise IndexError
    if random.random() < 0.3:
        return valued(data, random, lambda _, number, unit: [number + unit], "数量", "经济", signs="≥", unit=r"\D+")
    return placed(data, random, random.choice(SIGNLESS))


UNITLESS = [
    ("数量", "举办法治讲座场次", "≥12"),
    ("数量", "更换路灯盏数", "≥260"),
    ("数量", "残疾人就业培训人次", "≥80"),
    ("数量", "河道清漂面积", "≥35"),
    ("数量", "编印宣传手册数量", "=5000"),
    ("质量", "设备验收合格率", "≥98"),
    ("质量", "出警处置规范率", "=100"),
    ("成本", "公墓维护费用", "≤6.5"),
    ("成本", "村卫生室设备购置成本", "≤18000"),
    ("时效", "热线工单办结时间", "≤5"),
    ("社会", "群众政策知晓率", "≥90"),
    ("满意度", "受援助群众满意度", "≥95"),
]


@in_goals("completeness.no-unit")
def no_unit(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        return revalued(data, random, lambda sign, number, unit: sign + number, sorts="数量 质量 成本", name="[^）]$")
    return placed(data, random, random.choice(UNITLESS))


entries(
    "completeness.unit-against-name",
    [
        ("数量", "慰问困难群众人数", "≥300元"),
        ("数量", "硬化村组道路里程", "≥12平方米"),
        ("数量", "农房改造户数", "≥45公里"),
        ("数量", "采购图书册数", "≥2000台"),
        ("数量", "造林面积", "≥300公里"),
        ("数量", "培训班期数", "≥6万元"),
        ("质量", "设备完好率", "≥95台"),
        ("质量", "工程验收合格率", "=100个"),
        ("时效", "补贴发放天数", "≤15%"),
        ("时效", "服务响应时间", "≤2公里"),
        ("成本", "垃圾清运费用", "≤30人"),
        ("经济", "农户户均增收额", "≥2000户"),
        ("社会", "公益广告播放时长", "≥60人"),
        ("满意度", "老年人满意度", "≥90人"),
    ],
)

entries(
    "completeness.two-targets",
    [
        ("数量", "举办培训班期数和人数", "≥4期，≥200人"),
        ("数量", "新建和改建公厕数量", "新建4座、改建6座"),
        ("数量", "文艺下乡场次和观众人次", "≥30场/≥6000人次"),
        ("数量", "慰问困难党员和困难群众", "党员≥40人；群众≥120人"),
        ("数量", "巡查检查次数和家数", "12次 60家"),
        ("质量", "设备完好率和故障率", "完好率≥95%，故障率≤5%"),
        ("质量", "工程验收合格率和优良率", "=100%和≥80%"),
        ("时效", "受理和办结时限", "1日内受理，7日内办结"),
        ("成本", "小区改造成本", "≤200元/平方米，总额≤80万元"),
        ("数量", "种植与管护苗木株数", "≥500株且≥800株"),
        ("社会", "新增就业和培训就业人数", "≥50人、≥100人"),
        ("满意度", "学员和家长满意度", "学员≥95%，家长≥90%"),
    ],
)
