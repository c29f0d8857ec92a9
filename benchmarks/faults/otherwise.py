"""The faults that the rules found least often, planted a second time: in other words, and built otherwise.

Written after the rules had been widened, to see whether what they gained holds for more than the first planters' words.
"""

from __future__ import annotations

import re
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
    in_goals,
    in_year,
    indicators,
    insert,
    missed,
    named,
    outcome,
    parts,
    told_of_year,
    with_clause,
)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("|") if line.strip()]


def reported(data: Data) -> list[Words]:
    """The report's own words, but not problems and measures."""
    return [
        words for words in told_of_year(data) if "报告" in words.path and not {"存在问题", "改进措施"} & {*words.path}
    ]


@in_goals("completeness.repeated-content")
def repeated_content(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    shapes = (
        "认真做好{}各项工作。|按时完成{}任务|{}相关经费|主要用于{}。|{}项目支出|推进{}工作|用于{}支出。|组织实施{}项目"
    )
    return words.write(random.choice(lines(shapes)).format(words.holder["任务名称"].rstrip("。")))


@in_goals("completeness.no-sign")
def no_sign(data: Data, random: Random) -> Planted:
    """Left out of several counts at once, here and there with a word that is no sign."""
    for each in random.sample(indicators(data, "数量", "满意度", value=rf"(?!.(?:100%|[0.]+\D)){NUMBER}"), 4):
        each.entry["指标值"] = random.choice(("", "", "达到")) + each.value[1:]
    return Planted()


UNITS_AGAINST = (
    ("(?:满意度|知晓率|覆盖率|合格率|普及率|入学率)$", "万元 个 户 场 件 公里"),
    ("人次$", "公里 元 亩 % 平方米"),
    ("[座处所辆套台项个家条]数$", "% 元 万元"),
    ("(?:时限|用时|工期)$", "% 人 元 公里"),
    ("(?:造价|费用|支出|成本)$", "人 次 平方米 天 户"),
    ("长度$", "个 平方米 元 人"),
    ("(?:场次|次数)$", "% 户 亩 万元"),
)


@in_goals("completeness.unit-against-name")
def unit_against_name(data: Data, random: Random) -> Planted:
    name, units = random.choice(UNITS_AGAINST)
    chosen = random.choice(indicators(data, name=name, value=NUMBER))
    chosen.entry["指标值"] = "".join(parts(chosen.value)[:2]) + random.choice(units.split())
    return at(chosen.path)


@in_goals("completeness.unnamed-bureau")
def unnamed_bureau(data: Data, random: Random) -> Planted:
    kind = data["单位名称"][3:]
    data["单位名称"] = random.choice(
        (
            "XXX县" + kind,
            "＊＊县" + kind,
            "××市××局",
            "某某县" + kind,
            "（单位名称）",
            "本单位",
            "____局",
            "XX局",
            "○○县" + kind,
        )
    )
    return at(("单位名称",))


BACKWARDS = {
    "质量": "食品抽检不合格率 ≥2%|公文差错率 ≥1‰|重复投诉率 ≥5%|培训合格率 ≤95%|设备完好率 ≤95%|项目返工率 ≥3%",
    "时效": "资金拨付时限 ≥15个工作日|咨询答复用时 ≥3天|设备故障恢复时间 ≥4小时|项目审批天数 ≥10天|报销周期 ≥7天",
    "成本": "培训费用 ≥10万元|宣传品印制单价 ≥12元|公务用车运行维护费 ≥4万元|会议费支出 ≥3万元|平台运维成本 ≥8万元",
    "社会": "学生辍学率 ≥1%|城镇登记失业率 ≥5%|毕业生就业率 ≤85%|安全责任事故起数 ≥1起|政策惠及人数 ≤200人",
    "生态": "生活垃圾无害化处理率 ≤90%|污染物超标率 ≥2%|污水处理达标率 ≤95%",
    "满意度": "受益群众满意度 ≤90%|办事群众满意率 ＜95%",
}


@in_goals("feasibility.wrong-direction")
def wrong_direction(data: Data, random: Random) -> Planted:
    sort = random.choice(list(BACKWARDS))
    name, value = random.choice(lines(BACKWARDS[sort])).split()
    return insert(data, random, sort, named(name, value))


@in_goals("suitability.cost-above-budget")
def cost_above_budget(data: Data, random: Random) -> Planted:
    """More than a task's budget, for what is named like the task."""
    task = random.choice([task for task in data["年度主要任务"] if not re.search("[，、（“]", task["任务名称"])])
    shape = random.choice(lines("{}所需经费|{}资金|{}投入|{}专项经费|{}费用总额|{}项目经费|{}总投入|{}成本控制数"))
    more = (Decimal(task["财政拨款"]) + Decimal(task.get("其他资金") or "0")) * Decimal(
        random.choice(("1.1", "1.8", "4"))
    )
    value = random.choice(("≤{}", "不超过{}", "{}以内", "控制在{}以内")).format(
        f"{more:.2f}{data.get('金额单位', '万元')}"
    )
    return insert(data, random, "成本", named(shape.format(task["任务名称"].rstrip("。")), value))


@in_year("suitability.basic-split")
def basic_split(data: Data, random: Random) -> Planted:
    """A part of the staff's money counted among the projects, from the first budget on."""
    funds = data["自评"]["预算执行"]
    moved = Decimal(funds["基本支出"]["年初预算数"]) * Decimal(random.choice(("0.02", "0.1", "0.5")))
    for use, plus in (("基本支出", -moved), ("项目支出", moved)):
        funds[use]["年初预算数"] = amount(funds[use]["年初预算数"], plus=plus.quantize(Decimal("0.01")))
    return Planted()


SAYS_NOTHING = lines(
    "没有偏差|未出现偏差|无原因|完成情况良好|符合要求|同上|-|——|详见自评报告|N/A|按计划完成|客观因素|因客观原因未完成|其他"
    "|不存在偏差|没有原因|其它原因|已达标|任务已完成|年度任务已完成|按要求完成|基本完成|达到预期目标|无需说明|暂无说明|见上"
)


@in_year("evaluation.empty-reason")
def empty_reason(data: Data, random: Random) -> Planted:
    _, path, told = random.choice(missed(data))
    told["偏差原因"] = random.choice(SAYS_NOTHING) + random.choice(("", "", "。"))
    return at(path)


ALL_DONE = lines(
    "年初设定的绩效目标全部如期实现|本年度所有产出、效益和满意度指标均达到预期值|{}项绩效指标全部达标|全年绩效目标完成率达到100%"
    "|全面完成了年初确定的各项绩效指标|年度绩效目标百分之百完成|预定绩效目标均已达成|各项绩效指标均达到或超过目标值"
    "|设置的{}个绩效指标均已完成|圆满完成了全年绩效目标任务|绩效指标已全部按时完成|全部三级指标均完成年度目标"
)


@in_year("evaluation.all-reached", "evaluation.figure-in-words")
def all_reached(data: Data, random: Random) -> Planted:
    clause = random.choice(ALL_DONE).format(len(indicators(data)))
    return edited(random, reported(data), lambda text: with_clause(text, clause))


COUNTED = """
一是 二是 三是 四是|一要 二要 三要 四要|其一， 其二， 其三， 其四，|第一， 第二， 第三， 第四，|（1） （2） （3） （4）
（一） （二） （三） （四）|① ② ③ ④|1. 2. 3. 4.|1、 2、 3、 4、|首先 其次 第三， 第四，|1） 2） 3） 4）
"""  # how four items may be counted
ITEMS = "加强组织领导 健全管理制度 强化资金监管 严格绩效考核".split()


@in_year("evaluation.left-out")
def left_out(data: Data, random: Random) -> Planted:
    """Four things to do, of which one has its neighbour's number, or the next but one."""
    marks = random.choice(lines(COUNTED.strip().replace("\n", "|"))).split()
    wrong = random.randint(1, 2)
    marks = [*marks[:wrong], *marks[wrong + 1 :]] if random.random() < 0.5 else [*marks[:wrong], *marks[wrong - 1 : 3]]
    clause = "主要做法：" + "；".join(mark + item for mark, item in zip(marks, ITEMS, strict=False))
    return edited(random, [*contents(data), *reported(data)], lambda text: with_clause(text, clause))


@in_year("evaluation.figure-in-words")
def figure_in_words(data: Data, random: Random) -> Planted:
    """What is said of the whole otherwise than it is: the score, the grade, how many indicators, last year's money."""
    before = Decimal(data["自评"]["上年"]["全年执行数"]) / (10_000 if data.get("金额单位") == "元" else 1)
    clause = random.choice(
        (
            f"自评总分{random.randint(600, 700) / 10}分",
            "自评等级为“差”",
            f"共设置{len(indicators(data)) + random.randint(2, 9)}项绩效指标",
            f"上年全年执行数{before * Decimal('0.93'):.2f}万元",
            f"绩效自评得分{random.randint(60, 70)}.35分",
        )
    )
    return edited(random, reported(data), lambda text: with_clause(text, clause))


@in_year("evaluation.mistyped-figure", "evaluation.figure-in-words")
def mistyped_figure(data: Data, random: Random) -> Planted:
    """A result said by its name without 数, two digits beside each other turned round."""
    chosen = random.choice(indicators(data, "数量", name="[人户次场件]次?数$", value=counted()))
    done = re.match(r"(\d{3,6})(\D+)$", outcome(data, chosen.name)[1]["实际完成值"])
    if not done or len(set(done[1])) < 3:
        raise IndexError
    digits = done[1]
    place = random.choice([place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]])
    turned = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    clause = re.sub("[人户次场件]次?数$", "", chosen.name) + turned + done[2]
    where = [words for words in told_of_year(data) if "目标完成情况" in words.path and digits not in words.text]
    return edited(random, where, lambda text: with_clause(text, clause))
