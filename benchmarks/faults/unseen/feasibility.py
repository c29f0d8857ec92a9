"""可行性: targets that cannot be reached, or that nobody can miss."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from ..datafile import Data, Planted, at, counted, in_goals, in_year, indicators, outcome, parts, year_before
from .words import entries, placed, valued

entries(
    "feasibility.above-100",
    [
        ("质量", "义务教育学校消防验收合格率", "≥105%"),
        ("质量", "残疾人辅具适配合格率", "≥110%"),
        ("数量 质量", "适龄儿童疫苗接种率", "=120%"),
        ("时效", "孤儿生活费发放及时率", "≥101%"),
        ("满意度", "沿线村民满意度", "≥102%"),
        ("社会", "医疗救助政策知晓率", "≥110%"),
        ("质量", "路灯设施完好率", "不低于108%"),
        ("社会", "建制村通硬化路比例", "=200%"),
        ("质量", "案件办结率", ">100%"),
        ("满意度", "家长对营养餐的满意度", "120%以上"),
        ("社会", "农村低保应保尽保率", "≥100.5%"),
        ("数量", "村务公开覆盖率", "≥1000%"),
    ],
)

WRONG = [
    ("社会", "刑事案件发案率", "≥2%"),
    ("质量", "补贴对象错报率", "≥1%"),
    ("时效", "残疾证办理时限", "≥20天"),
    ("社会", "道路交通死亡事故起数", "≥3起"),
    ("成本", "公务接待支出", "≥2万元"),
    ("满意度", "养老服务对象满意度", "≤90%"),
    ("质量", "公厕保洁合格率", "≤95%"),
    ("社会", "适龄儿童失学辍学率", "≥1%"),
    ("时效", "信访件答复天数", "≥60天"),
    ("成本", "危房改造每户成本", "≥3万元"),
    ("质量", "工程返工率", "≥5%"),
    ("社会", "城市低保政策知晓率", "≤85%"),
    ("社会 生态", "有效投诉件数", "≥10件"),
]


@in_goals("feasibility.wrong-direction")
def wrong_direction(data: Data, random: Random) -> Planted:
    how = random.random()
    if how < 0.2:
        # ≥ is right where others are paid: no less than the standard
        costs = indicators(data, "成本", "时效", name="^(?!.*标准)", value=counted("≤"))
        each = random.choice(costs)
        each.entry["指标值"] = each.value.replace("≤", "≥")
        return at(each.path)
    if how < 0.4:
        return valued(data, random, lambda _, number, unit: [f"≤{number}{unit}"], "质量", "满意度", signs="≥")
    return placed(data, random, random.choice(WRONG))


entries(
    "feasibility.asks-nothing",
    [
        ("数量", "开展残疾人文化周活动场次", "≥0场"),
        ("数量", "临时救助人数", "≥0人"),
        ("质量", "设施验收合格率", "≥0%"),
        ("社会", "新增就业人数", "不少于0人"),
        ("经济", "招商引资额", "≥0万元"),
        ("满意度", "受访群众满意度", "≥0%"),
        ("质量", "资料差错率", "≤100%"),
        ("社会", "治安案件投诉率", "≤100%"),
        ("时效", "任务按时完成率", "≥0%"),
        ("数量", "采购警用设备台数", ">=0台"),
        ("生态", "污水处理率", "不低于0%"),
        ("数量", "巡查次数", "0次以上"),
    ],
)

RISES = ["1.08", "1.15", "1.3", "1.6", "2"]


@in_year("feasibility.below-last-year")
def below_last_year(data: Data, random: Random) -> Planted:
    before = year_before(data)
    falls = random.random() < 0.3
    sorts = "质量 时效 社会 生态".split() if falls else "数量 质量 时效 经济 社会 生态 可持续 满意度".split()
    found = indicators(data, *sorts, name="^(?!.*(?:[新改扩]建|工期|使用年限))", value=counted("≤" if falls else "≥"))
    each = random.choice(found)
    _, number, unit = parts(each.value)
    target, rise = Decimal(number), Decimal(random.choice(RISES))
    told = target / rise if falls else target * rise
    if "%" in unit:
        told = min(told, Decimal(100))
    if (
        min(told, target) >= max(told, target) * Decimal("0.95") or (told < target) != falls
    ):  # so near it no reviewer minds
        raise IndexError
    whole = "." not in number and "%" not in unit and not falls
    figure = f"{told:.0f}" if whole else f"{told:.2f}".rstrip("0").rstrip(".")
    if Decimal(figure) == Decimal(number):
        raise IndexError
    outcome(before, each.name)[1]["实际完成值"] = f"{figure}{unit}"
    if falls:  # a limit is no plan to use it up: last year's was lower, too
        next(old for old in indicators(before) if old.path == each.path).entry["指标值"] = f"≤{figure}{unit}"
    return Planted(at(each.path).where, before)
