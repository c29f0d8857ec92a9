"""适当性: what the reviewer says of amounts that do not fit, and of which it must not say anything."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rule_examples import RULES, problems_of, with_example

from perfreport.check import Reviewer
from perfreport.examine import examine

REVIEWER = Reviewer(RULES)

HEAD = """\
单位名称: 示例县民政局
年度: 2023
"""
TASKS = """\
年度主要任务:
  - {任务名称: 示例：城市低保金发放, 主要内容: 示例：按月发放城市低保金。, 财政拨款: 12.00}
  - {任务名称: 示例：残疾人两项补贴, 主要内容: 示例：发放困难残疾人生活补贴和重度残疾人护理补贴。, 财政拨款: 8.42}
  - {任务名称: 示例：节日慰问, 主要内容: 示例：开展节日慰问和送温暖活动。, 财政拨款: 2.00, 其他资金: 1.00}
"""
GOALS = "年度总体目标: [示例：保障困难群众基本生活]\n"
NO_INDICATORS = "年度绩效指标:\n  产出指标:\n    数量指标: 不涉及\n"


def said(text: str, folder: Path, rules=RULES) -> list[str]:
    """What the rules of 适当性 say of a data file, each after its line."""
    path = folder / "示例.yaml"
    path.write_text(text, "utf-8")
    reviewer = REVIEWER if rules is RULES else Reviewer(rules)
    found = [each for each in examine(path, rules, reviewer).problems if each.id.startswith("suitability.")]
    return [f"{each.place.line}：{each.message} → {each.hint}" for each in found]


# 尾差


def amounts(*rows: str, unit: str = "万元") -> str:
    """A data file whose tasks 甲, 乙 … have these amounts: 财政拨款, 其他资金."""
    tasks = "".join(
        f"  - {{任务名称: 示例{name}, 主要内容: 示例, 财政拨款: {row.split()[0]}, 其他资金: {row.split()[1]}}}\n"
        for name, row in zip("甲乙丙丁", rows, strict=False)
    )
    return f"{HEAD}金额单位: {unit}\n年度主要任务:\n{tasks}{GOALS}{NO_INDICATORS}"


def test_amounts_that_lose_by_rounding_are_told_with_the_task_that_lost_most(tmp_path):
    assert said(amounts("1.003 0", "1.004 0", "1.003 0"), tmp_path) == [
        "6：“财政拨款”的合计印出来是 3.01，各项印出来的数相加却是 3.00（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：“示例乙”的财政拨款填 1.01。"
    ]


def test_amounts_that_gain_by_rounding_are_told_with_the_task_that_gained_most(tmp_path):
    assert said(amounts("0 1.006", "0 1.005", "0 1.004"), tmp_path) == []
    assert said(amounts("0 1.006", "0 1.005", "0 1.006"), tmp_path) == [
        "6：“其他资金”的合计印出来是 3.02，各项印出来的数相加却是 3.03（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：“示例乙”的其他资金填 1.00。"
    ]


def test_where_the_difference_is_larger_several_tasks_share_it(tmp_path):
    assert said(amounts("1.004 0", "1.003 0", "1.004 0", "1.004 0"), tmp_path) == [
        "5：“财政拨款”的合计印出来是 4.02，各项印出来的数相加却是 4.00（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项："
        "“示例甲”的财政拨款填 1.01，“示例丙”的财政拨款填 1.01。"
    ]


def test_what_is_to_be_typed_is_in_the_unit_of_the_data_file(tmp_path):
    assert said(amounts("10040 0", "10030 0", unit="元"), tmp_path) == [
        "5：“财政拨款”的合计印出来是 2.01，各项印出来的数相加却是 2.00（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：“示例甲”的财政拨款填 10100。"
    ]


def test_a_row_whose_parts_do_not_add_up_is_told(tmp_path):
    assert said(amounts("1.004 1.003", "2.00 0"), tmp_path) == [
        "5：“示例甲”的总额印出来是 2.01，各项印出来的数相加却是 2.00（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：“示例甲”的财政拨款填 1.01。"
    ]


def test_the_sum_of_all_is_told_where_columns_and_rows_add_up(tmp_path):
    assert said(amounts("1.003 0", "0 1.004"), tmp_path) == [
        "6：“总额”的合计印出来是 2.01，各项印出来的数相加却是 2.00（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：“示例乙”的其他资金填 1.01。"
    ]


@pytest.mark.parametrize(
    "file",
    [
        amounts("1.01 0", "2.02 0.5", "3 0"),
        amounts("1.001 0", "1.002 0"),
        amounts("120000 0", "84200 300", unit="元"),
        amounts("120020 0", "84210 0", "60010 0", unit="元"),
    ],
)
def test_amounts_that_add_up_as_printed_are_left_alone(file, tmp_path):
    assert said(file, tmp_path) == []


def test_a_form_that_prints_more_decimals_has_no_difference(tmp_path):
    finer = replace(RULES, checking=replace(RULES.checking, money_places=3))
    assert said(amounts("1.003 0", "1.004 0"), tmp_path, finer) == []


def test_the_spending_of_the_year_must_add_up_too(tmp_path):
    text = with_example(
        "预算执行:\n"
        "  财政拨款: {全年执行数: 82.403}\n"
        "  上年结转: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0.004}\n"
        "  基本支出: {全年执行数: 58.907}\n"
    )
    found = [each for each in problems_of(text, tmp_path) if each.id.startswith("suitability.")]
    assert [f"{each.message} → {each.hint}" for each in found] == [
        "“预算执行”的全年执行数（按资金来源）合计印出来是 82.41，各项印出来的数相加却是 82.40（万元），四舍五入后有尾差。"
        " → 金额都四舍五入到 0.01 万元再填，尾差放在舍入最多的一项：上年结转的全年执行数填 0.01。"
    ]


# 成本与任务的预算


def costs(*indicators: str, group: str = "产出指标|成本指标", bureau: str = "示例县民政局") -> str:
    """A data file with TASKS and these indicators, each “name value”."""
    first, second = group.split("|")
    rows = "".join(f'      - {{三级指标: {each.split()[0]}, 指标值: "{each.split()[1]}"}}\n' for each in indicators)
    head = HEAD.replace("示例县民政局", bureau)
    return f"{head}{TASKS}{GOALS}年度绩效指标:\n  {first}:\n    {second}:\n{rows}"


LINK = "改正指标值或预算；引用任务的金额，就跟着预算变，例如 ≤{{ 任务.编号.总额|万元 }}万元。"
COSTS = {
    "城市低保金发放成本 ≤15万元": "“城市低保金发放成本”的指标值是“≤15万元”，任务“示例：城市低保金发放”的预算却是 12万元。",
    "示例县城市低保金发放总成本 ≤15万元": "“示例县城市低保金发放总成本”的指标值是“≤15万元”，任务“示例：城市低保金发放”的预算却是 12万元。",
    "示例残疾人两项补贴资金 ≤9万元": "“示例残疾人两项补贴资金”的指标值是“≤9万元”，任务“示例：残疾人两项补贴”的预算却是 8.42万元。",
    "示例残疾人两项补贴工作成本 ≤90000元": "“示例残疾人两项补贴工作成本”的指标值是“≤90000元”，任务“示例：残疾人两项补贴”的预算却是 84200元。",
    "示例节日慰问成本（万元） ≤3.5": "“示例节日慰问成本（万元）”的指标值是“≤3.5”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例送温暖活动经费 ≤4万元": "“示例送温暖活动经费”的指标值是“≤4万元”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例节日慰问成本 =2万元": "“示例节日慰问成本”的指标值是“=2万元”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例节日慰问经费支出 ≤4万元": "“示例节日慰问经费支出”的指标值是“≤4万元”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例慰问和送温暖总成本 ≤4万元": "“示例慰问和送温暖总成本”的指标值是“≤4万元”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例节日慰问活动成本 ≤4万元": "“示例节日慰问活动成本”的指标值是“≤4万元”，任务“示例：节日慰问”的预算却是 3万元。",
    "示例残疾人两项补贴总额 ≤9万元": "“示例残疾人两项补贴总额”的指标值是“≤9万元”，任务“示例：残疾人两项补贴”的预算却是 8.42万元。",
    "示例事业单位监管执法支出 ≤50万元": "“示例事业单位监管执法支出”的指标值是“≤50万元”，全部任务的预算却是 23.42万元。",
    "示例高标准农田建设成本 ≤50万元": "“示例高标准农田建设成本”的指标值是“≤50万元”，全部任务的预算却是 23.42万元。",
    "示例婚姻登记成本 ≤50万元": "“示例婚姻登记成本”的指标值是“≤50万元”，全部任务的预算却是 23.42万元。",
}


@pytest.mark.parametrize("line", COSTS)
def test_a_cost_above_the_budget_of_the_task_it_names_is_told(line, tmp_path):
    assert said(costs(line), tmp_path) == [f"11：{COSTS[line]} → {LINK}"]


def test_a_cost_under_another_group_is_held_against_the_budget_as_well(tmp_path):
    line = "城市低保金发放成本 ≤15万元"
    assert said(costs(line, group="效益指标|经济效益指标"), tmp_path) == [f"11：{COSTS[line]} → {LINK}"]


QUIET_COSTS = [
    "城市低保金发放成本 ≤12万元",
    "城市低保金发放成本 ≤120000元",
    "城市低保金发放成本 ≤10万元",
    "城市低保金发放成本 =12.00万元",
    "城市低保金发放人员成本 =2万元",
    "农村低保金发放成本 ≤15万元",
    "低保金发放标准 =460元/月",
    "人均低保金发放成本 ≤15万元",
    "每户慰问成本 ≤500元",
    "补贴成本 ≤20万元",
    "节日慰问累计成本 ≤30万元",
    "敬老院改造总投资资金 ≤300万元",
    "争取上级资金 =500万元",
    "带动社会资金 ≤500万元",
    "节约成本 ≤50万元",
    "管理专项资金 ≤500万元",
    "农民增收资金 =500万元",
    "成本控制 控制在预算以内",
    "监管财政资金 ≤500万元",
    "财政资金审计支出 ≤500万元",
    "单位面积成本 ≤500万元",
    "单场慰问成本 ≤50万元",
    "贷款总额 ≤500万元",
    "节日慰问支出 ≤3.00万元",
    "低保和残疾人补贴核查总成本 ≤20万元",
    "节日慰问礼品采购支出 ≤2万元",
    "预算成本控制率 ≤100%",
    "公用经费 ≤20万元",
]


@pytest.mark.parametrize("line", QUIET_COSTS)
def test_a_cost_within_the_budget_or_of_something_else_is_left_alone(line, tmp_path):
    assert said(costs(line), tmp_path) == []


def test_a_subject_that_many_tasks_have_somewhere_is_no_tasks_own(tmp_path):
    long = "示例：落实社会救助各项优惠政策，负责临时救助金的审批管理工作"
    text = costs("社会救助成本 ≤15万元").replace("示例：节日慰问", long)
    assert said(text, tmp_path) == []
    assert said(text.replace(long, "示例：社会救助工作"), tmp_path) == [
        f"11：“社会救助成本”的指标值是“≤15万元”，任务“示例：社会救助工作”的预算却是 3万元。 → {LINK}"
    ]


# 基本支出与项目支出


def spending(basic: str, projects: str, carried_over: str = "0") -> str:
    """The sound data file with these 年初预算数; its tasks have 84.00, 示例：机构运转 60.00 of them."""
    rows = f"  基本支出: {{年初预算数: {basic}}}\n  项目支出: {{年初预算数: {projects}}}\n"
    before = f"  上年结转: {{年初预算数: {carried_over}, 全年预算数: 0, 全年执行数: 0}}\n"
    return with_example(f"预算执行:\n{rows}{before}")


def split_said(text: str, tmp_path: Path) -> list[str]:
    return [each.message for each in problems_of(text, tmp_path) if each.id == "suitability.basic-split"]


def test_a_basic_expenditure_that_is_not_its_task_is_told(tmp_path):
    told = "“自评”里基本支出的年初预算数是 {}，目标表里“示例：机构运转”的预算却是 60（万元）。"
    assert split_said(spending("55.00", "29.00"), tmp_path) == [told.format("55")]
    assert split_said(spending("66.00", "18.00"), tmp_path) == [told.format("66")]


def test_a_basic_expenditure_is_told_where_its_task_alone_makes_the_sum_differ(tmp_path):
    told = "“自评”里基本支出的年初预算数是 60，目标表里“示例：机构运转”的预算却是 50（万元）。"
    text = spending("60.00", "24.00")
    assert split_said(text.replace("财政拨款: '60.00'", "财政拨款: '50.00'"), tmp_path) == [told]
    assert split_said(text.replace("财政拨款: '24.00'", "财政拨款: '20.00'"), tmp_path) == []


def test_what_was_carried_over_may_have_gone_to_either(tmp_path):
    assert split_said(spending("60.00", "27.20", "3.20"), tmp_path) == []
    assert split_said(spending("63.20", "24.00", "3.20"), tmp_path) == []
    assert split_said(spending("61.00", "26.20", "3.20"), tmp_path) == []
    assert len(split_said(spending("64.00", "23.20", "3.20"), tmp_path)) == 1


def test_where_another_task_may_be_part_of_it_nothing_is_said(tmp_path):
    example = "财政拨款: 2.00\n预算执行:\n  财政拨款: {{年初预算数: 86.00}}\n  基本支出: {{年初预算数: 62.00}}\n{}"
    assert len(split_said(with_example(example.format("")), tmp_path)) == 1
    assert split_said(with_example(example.format("任务名称: 示例：办公楼运行维护")), tmp_path) == []
    assert split_said(with_example(example.format("主要内容: 示例：退休人员活动。")), tmp_path) == []
    less = example.replace("62.00}}", "58.00}}\n  项目支出: {{年初预算数: 28.00}}")
    assert split_said(with_example(less.format("任务名称: 示例：办公楼运行维护")), tmp_path) == [
        "“自评”里基本支出的年初预算数是 58，目标表里“示例：机构运转”的预算却是 60（万元）。"
    ]


@pytest.mark.parametrize(
    "name, content, is_told",
    [
        ("示例：人员经费和机关运转", "保障在职人员工资福利和日常办公。", True),
        ("示例：机关正常运行", "支付工资、社会保险费缴费和公用支出。", True),
        ("示例：村级组织运转", "发放村干部工资，保障村级组织正常运转。", False),
        ("示例：聘用人员经费", "支付聘用人员工资和办公经费。", False),
        ("示例：城乡学校公用经费", "保障学校日常运转。", False),
        ("示例：农民工工资支付保障", "清理拖欠工资，保障执法机构正常运转。", False),
    ],
)
def test_the_basic_expenditure_is_for_the_bureaus_own_staff_and_office(name, content, is_told, tmp_path):
    text = spending("55.00", "29.00").replace("示例：机构运转", name)
    data = yaml.load(text, yaml.BaseLoader)
    next(task for task in data["年度主要任务"] if task["任务名称"] == name)["主要内容"] = content
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    assert bool(split_said(text, tmp_path)) == is_told


# 没有预算的任务


def test_a_task_without_money_is_told_unless_it_says_that_it_needs_none(tmp_path):
    rows = ("12.00 0", "0 0", "-1.00 0")
    hint = "填上预算金额；确实不用钱的，在“主要内容”里写明不安排预算。"
    assert said(amounts(*rows), tmp_path) == [
        f"6：任务“示例乙”的预算总额是 0。 → {hint}",
        f"7：任务“示例丙”的预算总额是 -1。 → {hint}",
    ]
    for reason in ("本年不安排资金", "此项工作无需经费", "不涉及经费", "不另安排预算", "未安排资金"):
        assert (
            said(amounts("12.00 0", "0 0").replace("示例乙, 主要内容: 示例", f"示例乙, 主要内容: {reason}"), tmp_path)
            == []
        )


def test_where_no_task_has_money_it_is_told_once(tmp_path):
    assert said(amounts("0 0", "0 0", "0 0"), tmp_path) == [
        "5：各项任务的预算总额是 0。 → 填上预算金额；确实不用钱的，在“主要内容”里写明不安排预算。"
    ]


# 文字里的金额


def content(text: str, goal: str = "示例：保障困难群众基本生活") -> str:
    task = f"  - {{任务名称: 示例：节日慰问, 主要内容: “{text}”, 财政拨款: 10.00, 其他资金: 2.00}}\n".replace(
        "“", '"'
    ).replace("”", '"')
    other = "  - {任务名称: 示例：低保, 主要内容: 示例, 财政拨款: 20.00}\n"
    return f'{HEAD}年度主要任务:\n{task}{other}年度总体目标: ["{goal}"]\n{NO_INDICATORS}'


FIXED = "改正这句话或预算；金额可以引用，就不会不一致，例如 {{ 任务.编号.总额|万元 }}万元。"
IN_CONTENT = {
    "示例：开展节日慰问，安排资金15万元。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：开展节日慰问，年初预算12元。": "这里写的是“12元”，这项任务的预算却是 120000元。",
    "示例：开展节日慰问，预算资金共计15.5万元，用于购买慰问品。": "这里写的是“15.5万元”，这项任务的预算却是 12万元。",
    "示例：本项目资金1,500,000元，用于开展慰问。": "这里写的是“1,500,000元”，这项任务的预算却是 120000元。",
    "示例：开展节日慰问。项目资金15万元。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：2023年安排预算15万元，开展慰问。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：开展节日慰问。本年预算数15万元。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：开展节日慰问，财政拨款15万元。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：开展节日慰问，所需经费15万元由县财政安排。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
    "示例：为每户发放慰问金500元，全年预算15万元。": "这里写的是“15万元”，这项任务的预算却是 12万元。",
}


@pytest.mark.parametrize("text", IN_CONTENT)
def test_an_amount_in_the_content_that_is_not_the_budget_is_told(text, tmp_path):
    assert said(content(text), tmp_path) == [f"4：{IN_CONTENT[text]} → {FIXED}"]


QUIET_CONTENT = [
    "示例：开展节日慰问，安排资金12万元。",
    "示例：开展节日慰问，安排资金120000元。",
    "示例：开展节日慰问，安排财政资金10万元。",
    "示例：开展节日慰问，安排资金12.00万元，其中：慰问品9万元，慰问金3万元。",
    "示例：安排慰问品预算9万元，安排慰问金3万元。",
    "示例：慰问困难家庭，每户500元。",
    "示例：慰问金标准为每人每月100元/月。",
    "示例：2022年安排资金15万元，今年继续开展。",
    "示例：上年安排资金15万元，今年继续开展。",
    "示例：中央财政安排资金8万元，用于慰问。",
    "示例：争取安排资金50万元。",
    "示例：管理专项资金5000万元。",
    "示例：培训经费3万元。",
    "示例：申报项目资金500万元。",
    "示例：累计投入资金80万元。",
    "示例：安排资金约15万元。",
    "示例：配套资金3万元。",
    "示例：涉及资金800万元。",
    "示例：其中安排资金5万元用于慰问品采购。",
]


@pytest.mark.parametrize("text", QUIET_CONTENT)
def test_an_amount_that_is_the_budget_or_of_something_else_is_left_alone(text, tmp_path):
    assert said(content(text), tmp_path) == []


def test_the_departments_budget_in_a_goal_is_told_where_it_is_another(tmp_path):
    assert said(content("示例", "示例：部门预算总额35万元，保障各项工作"), tmp_path) == [
        f"6：这里写的是“35万元”，目标表的合计却是 32万元。 → {FIXED}"
    ]
    assert said(content("示例", "示例：用好全年35万元预算资金"), tmp_path) == [
        f"6：这里写的是“35万元”，目标表的合计却是 32万元。 → {FIXED}"
    ]
    assert said(content("示例", "示例：全年35万元项目资金及时拨付"), tmp_path) == []
    assert said(content("示例", "示例：管好部门预算320000元，保障各项工作"), tmp_path) == []
    assert said(content("示例", "示例：上年部门预算35万元，今年压减"), tmp_path) == []
    assert said(content("示例", "示例：编好全县年度预算35亿元"), tmp_path) == []


# 分值


def test_weights_that_do_not_fill_their_group_are_told_before_there_is_a_self_evaluation(tmp_path):
    text = HEAD + TASKS + GOALS + (
        "年度绩效指标:\n"
        "  产出指标:\n"
        "    数量指标:\n"
        "      - {三级指标: 示例低保人数, 指标值: ≥4人, 分值: 30}\n"
        "      - {三级指标: 示例补贴人数, 指标值: ≥4人, 分值: 15}\n"
        "  满意度指标:\n"
        "    服务对象满意度指标:\n"
        "      - {三级指标: 示例群众满意度, 指标值: ≥95%, 分值: 10}\n"
    )  # fmt: skip
    assert said(text, tmp_path) == [
        "9：“产出指标”在本地规则里是 50 分，指标里写的分值相加却是 45。"
        " → 改正指标的分值：都写的，加起来正好是 50；有不写的，要留下分给它们平分。"
    ]
    assert said(text.replace("分值: 15", "分值: 20"), tmp_path) == []
    assert said(text.replace(", 分值: 15", ""), tmp_path) == []
