"""可行性: what the reviewer says of targets, and of which it must not say anything."""

from pathlib import Path

import pytest
from rule_examples import RULES, problems_of, with_example

from perfreport.check import feasibility
from perfreport.check.review import Entry
from perfreport.problem import Place
from perfreport.target import Target

OF_INDICATORS = [rule for rule in feasibility.RULES if rule.looks_at == "indicator"]


def said(line: str, group: str = "数量指标") -> list[str]:
    """What the rules say of an indicator written as “name value”, each with its next step."""
    name, value = line.rsplit(" ", 1)
    entry = Entry("产出指标", group, name, Target.parse(value), RULES)
    problems = [rule.problem(fault, Place("")) for rule in OF_INDICATORS for fault in rule.find(entry)]
    return [f"{found.message} → {found.hint}" for found in problems]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


TOLD = {
    "示例验收合格率 ≥105%": "“示例验收合格率”最多是 100%，指标值却是“≥105%”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例群众满意度 ≥950%": "“示例群众满意度”最多是 100%，指标值却是“≥950%”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例资金发放及时率 >100%": "“示例资金发放及时率”最多是 100%，指标值却是“>100%”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例救助对象覆盖率（%） ≥110": "“示例救助对象覆盖率（%）”最多是 100%，指标值却是“≥110”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例应救尽救比率 =120%": "“示例应救尽救比率”最多是 100%，指标值却是“=120%”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例政策知晓率 90%～105%": "“示例政策知晓率”最多是 100%，指标值却是“90%～105%”。 → 改正指标值；能超过 100% 的（如增长），把名称写明。",
    "示例安全生产事故发生率 ≥1%": "“示例安全生产事故发生率”应是越小越好，指标值却是“≥1%”。 → 符号改为 ≤，写成 ≤1%",
    "示例重大安全事故次数 ≥1次": "“示例重大安全事故次数”应是越小越好，指标值却是“≥1次”。 → 符号改为 ≤，写成 ≤1次",
    "示例群众投诉率 >2%": "“示例群众投诉率”应是越小越好，指标值却是“>2%”。 → 符号改为 <，写成 <2%",
    "示例义务教育辍学率 ≥0.5%": "“示例义务教育辍学率”应是越小越好，指标值却是“≥0.5%”。 → 符号改为 ≤，写成 ≤0.5%",
    "示例抽检不合格率 ≥2%": "“示例抽检不合格率”应是越小越好，指标值却是“≥2%”。 → 符号改为 ≤，写成 ≤2%",
    "示例补贴发放差错率 大于等于1%": "“示例补贴发放差错率”应是越小越好，指标值却是“大于等于1%”。 → 符号改为 ≤，写成 ≤1%",
    "示例培训总成本 ≥8万元": "“示例培训总成本”应是越小越好，指标值却是“≥8万元”。 → 符号改为 ≤，写成 ≤8万元",
    "示例人均培训成本（元） ≥300": "“示例人均培训成本（元）”应是越小越好，指标值却是“≥300”。 → 符号改为 ≤，写成 ≤300",
    "示例培训成本控制数 ≥8万元": "“示例培训成本控制数”应是越小越好，指标值却是“≥8万元”。 → 符号改为 ≤，写成 ≤8万元",
    "示例政务服务事项办理时限 ≥5个工作日": "“示例政务服务事项办理时限”应是越小越好，指标值却是“≥5个工作日”。 → 符号改为 ≤，写成 ≤5个工作日",
    "示例应急响应时间 ≥30分钟": "“示例应急响应时间”应是越小越好，指标值却是“≥30分钟”。 → 符号改为 ≤，写成 ≤30分钟",
    "示例验收合格率 ≤95%": "“示例验收合格率”应是越大越好，指标值却是“≤95%”。 → 符号改为 ≥，写成 ≥95%",
    "示例群众满意度 <90%": "“示例群众满意度”应是越大越好，指标值却是“<90%”。 → 符号改为 >，写成 >90%",
    "示例政策知晓率 90%以下": "“示例政策知晓率”应是越大越好，指标值却是“90%以下”。 → 符号改为 ≥，写成 ≥90%",
    "示例补贴受益人数 ≤120人": "“示例补贴受益人数”应是越大越好，指标值却是“≤120人”。 → 符号改为 ≥，写成 ≥120人",
    "示例走访慰问次数 ≥0次": "“示例走访慰问次数”的指标值是“≥0次”，什么也不做就完成了。 → 写上要达到的数；确实是没有才好的，写成 =0次",
    "示例培训合格率 ≥0%": "“示例培训合格率”的指标值是“≥0%”，什么也不做就完成了。 → 写上要达到的数；确实是没有才好的，写成 =0%",
    "示例投诉件数 ≥0件": "“示例投诉件数”的指标值是“≥0件”，什么也不做就完成了。 → 写上要达到的数；确实是没有才好的，写成 =0件",
}


@pytest.mark.parametrize("line", TOLD)
def test_a_target_that_cannot_be_meant_is_told_with_what_to_type(line):
    assert said(line) == [TOLD[line]]


QUIET = lines("""
    示例验收合格率 =100%
    示例验收合格率 100%
    示例验收合格率 ≥100%
    示例群众满意度 ≥95%
    示例群众满意度 ≥95分
    示例不满意率 ≤5%
    示例公共预算收入增长率 ≥105%
    示例招商引资任务完成率 ≥110%
    示例税收收入完成率 ≥105%
    示例覆盖率提高 ≥120%
    示例小学毛入学率 ≥102%
    示例拨备覆盖率 ≥150%
    示例床位使用率 ≥105%
    示例国有资产保值增值率 ≥101%
    示例资产负债率 ≤60%
    示例预算执行率 ≥95%
    示例“三公”经费控制率 ≤100%
    示例“三公”经费预算完成率 ≤100%
    示例在职人员控制率 ≤100%
    示例公用经费控制率 ≤100%
    示例政府采购预算完成率 ≤100%
    示例结转结余变动率 ≤0%
    示例投诉处理率 ≥95%
    示例投诉办结率 =100%
    示例投诉受理件数 ≥20件
    示例信访件办理件数 ≥30件
    示例化解信访积案件数 ≥5件
    示例查处违法案件数 ≥10件
    示例办理案件数量 ≥60件
    示例审理劳动争议案件数 ≥60件
    示例行政处罚案件数量 ≥12件
    示例打击违法犯罪案件 ≥20件
    示例安全事故下降率 ≥5%
    示例降低事故率 ≥5%
    示例投诉率下降 ≥3%
    示例差错率 ≤1%
    示例重大事故发生次数 =0次
    示例事故起数 0起
    示例失业保险金领取人数 ≥30人
    示例培训失业人员人数 ≥50人
    示例帮扶失业人员 ≥50人
    示例登记失业人员 ≥50人
    示例城镇登记失业率 ≤4.5%
    示例发病率 ≤10%
    示例控辍保学劝返辍学人数 ≥3人
    示例盘活闲置资产数量 ≥2处
    示例无投诉天数 ≥300天
    示例安全无事故天数 ≥365天
    示例应急演练次数 ≥2次
    示例事故应急演练次数 ≥2次
    示例公示时间 ≥7天
    示例培训时间 ≥5天
    示例培训时长 ≥40小时
    示例设备使用年限 ≥5年
    示例服务时间 ≥8小时
    示例办理时限 ≤5个工作日
    示例项目完成时间 ≤12月
    示例资金拨付时间 ≥3月
    示例低保发放标准 ≥460元/月
    示例节约成本 ≥5万元
    示例成本节约率 ≥5%
    示例降低运输成本 ≥5万元
    示例培训总成本 ≤8万元
    示例培训总成本 =8万元
    示例培训人数 =120人
    示例培训人数 ≤120人
    示例法律援助案件数 ≥60件
    示例行政复议案件 ≥60件
    示例服务失业人员数 ≥100人
    示例调查道路交通事故起数 ≥20起
    示例窗口受理时间 ≥8小时
    示例控制培训人数 ≤120人
    示例会议培训压减人次 ≤120人次
    示例逾期未完成率 ≤2%
    示例未及时率 ≤2%
    示例未覆盖率 ≤2%
    示例药品不合格率 ≤2%
    示例误报率 ≤2%
    示例财政收入增幅 ≥0%
    示例净收益 ≥0万元
    示例规上工业增加值变动 ≥0%
    示例有责投诉次数 ≤0次
    示例宣传次数 有效提高
    示例提高合格率 有所提高
    示例补贴发放时间 每月15日前
    示例师生比 1:20
""")


@pytest.mark.parametrize("line", QUIET)
def test_a_target_that_may_well_be_meant_is_left_alone(line):
    assert said(line) == []


def beside_last_year(this_year: str, target: str, actual: str, tmp_path: Path) -> list[str]:
    """What is said of 示例宣传项目 with the target of this year, beside last year's target and actual value."""
    name = "三级指标: 示例高龄补贴宣传"
    example = (
        f'数量指标: [{{{name}, 指标值: "{this_year}"}}]\n---\n数量指标: [{{{name}, 指标值: "{target}"}}]\n'
        f"指标完成情况: [{{{name}, 实际完成值: {actual}, 偏差原因: 示例, 改进措施: 示例}}]"
    )
    found = problems_of(with_example(example), tmp_path)
    return [f"{each.message} → {each.hint}" for each in found if each.id == "feasibility.below-last-year"]


LOWER = [
    ("≥3次", "≥4次", "5次", "5次"),
    ("≥4次", "≥4次", "5次", "5次"),
    (">80%", "≥90%", "96%", "96%"),
    ("=80%", "=90%", "96%", "96%"),
    ("≥9000元", "≥1万元", "1.2万元", "1.2万元"),
    ("≤10天", "≤5天", "4天", "4天"),
]


@pytest.mark.parametrize(("this_year", "target", "actual", "reached"), LOWER)
def test_a_target_clearly_behind_last_years_result_is_told(this_year, target, actual, reached, tmp_path):
    assert beside_last_year(this_year, target, actual, tmp_path) == [
        f"“示例高龄补贴宣传”上年完成了 {reached}，今年的指标值却是“{this_year}”。"
        " → 参照上年的完成情况改正指标值；确有原因（如对象减少）的，不用改。"
    ]


NOT_LOWER = [
    ("≥110人", "≥110人", "112人"),  # the same target, reached by a little
    ("≥95%", "≥95%", "97.5%"),
    ("≥95%", "≥95%", "100%"),
    ("≥5次", "≥4次", "5次"),
    ("=6人", "=8人", "8人"),  # just so many people: there are fewer
    ("≤5天", "≤5天", "2天"),  # the same limit
    ("≤4天", "≤5天", "3天"),
    ("≤12万元", "≤8万元", "7.5万元"),  # follows the budget
    ("≥3次", "按月宣传", "按月宣传"),
    ("≥3场", "≥4次", "5次"),  # another unit
    ("按月宣传", "≥4次", "5次"),
]


@pytest.mark.parametrize(("this_year", "target", "actual"), NOT_LOWER)
def test_a_target_near_last_years_result_or_of_another_kind_is_left_alone(this_year, target, actual, tmp_path):
    assert beside_last_year(this_year, target, actual, tmp_path) == []
