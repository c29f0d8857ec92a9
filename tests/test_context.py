"""What templates see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from perfreport.context import names
from perfreport.model import Group, Indicator, Report, Task
from perfreport.money import Money
from perfreport.score.scoring import Evaluation, ExecutionMark, Mark
from perfreport.selfevaluation import (
    Balance,
    Execution,
    Expense,
    LastYear,
    OfficialExpenses,
    Outcome,
    SelfEvaluation,
    Spending,
    Staff,
)
from perfreport.target import Target


def wan(amount: str) -> Money:
    return Money(Decimal(amount), "万元")


def test_templates_see_the_words_of_the_form():
    report = Report(
        bureau="示例单位",
        year=2021,
        money_unit="万元",
        tasks=(Task("甲", "甲的内容", wan("1.50"), wan("0.25"), "短名"),),
        goals=("目标甲", "目标乙"),
        groups=(
            Group("产出指标", "数量指标", (Indicator("人数", Target.parse("≥3人")),)),
            Group("效益指标", "生态效益指标", (), "不涉及"),
            Group("满意度指标", "服务对象满意度指标"),
        ),
    )
    amounts = {"总额": wan("1.75"), "财政拨款": wan("1.50"), "其他资金": wan("0.25")}
    assert names(report) == {
        "单位名称": "示例单位",
        "年度": 2021,
        "金额单位": "万元",
        "年度主要任务": [{"任务名称": "甲", "主要内容": "甲的内容", **amounts, "编号": "短名"}],
        "合计": amounts,
        "年度总体目标": ["目标甲", "目标乙"],
        "年度绩效指标": [
            {
                "一级指标": "产出指标",
                "二级指标": "数量指标",
                "三级指标": "人数",
                "指标值": Target.parse("≥3人"),
                "分值": None,
            },
            {"一级指标": "效益指标", "二级指标": "生态效益指标", "三级指标": "不涉及", "指标值": "", "分值": None},
            {"一级指标": "满意度指标", "二级指标": "服务对象满意度指标", "三级指标": "", "指标值": "", "分值": None},
        ],
    }


def spending(initial: str, budget: str, spent: str) -> Spending:
    return Spending(wan(initial), wan(budget), wan(spent))


def expense(budget: str, spent: str, last_year: str) -> Expense:
    return Expense(wan(budget), wan(spent), wan(last_year))


def outcome(name: str, actual: str, **more: str) -> Outcome:
    written = {"second": "", "achievement": "", "score": None, "reason": "", "remedy": "", **more}
    return Outcome(name=name, actual=actual, own={"备注": f"{name}的备注"}, **written)


INDICATORS = (Indicator("人数", Target.parse("≥3人")), Indicator("次数", Target.parse("≥2次"), None, {"科室": "一科"}))
TOLD = SelfEvaluation(
    nature="示例数据",
    day=date(2022, 3, 5),
    execution=Execution(
        appropriation=spending("8", "9", "6"),
        carried_over=spending("0", "1", "1"),
        other_funds=spending("0", "0", "0"),
        basic=spending("5", "5", "5"),
        projects=spending("3", "5", "2"),
    ),
    last_year=LastYear(wan("8"), wan("4"), wan("3"), wan("1")),
    official_expenses=OfficialExpenses(
        expense("0", "0", "0"), expense("0", "0", "0"), expense("2", "1", "1"), expense("1", "1", "2")
    ),
    balance=Balance(wan("1"), wan("3")),
    staff=Staff(3, 0, None, 4, None),
    goals=("甲完成", "乙完成"),
    outcomes=(outcome("人数", "3人"), outcome("次数", "1次", reason="原因。", remedy="措施")),
    weights={},
    words={"主要职能": "职能"},
)
EVALUATION = Evaluation(
    execution=ExecutionMark(Decimal(10), Decimal(7), Decimal("0.7"), "怎样算", "全年预算数"),
    marks=(
        Mark(Decimal(60), Decimal(60), Decimal(60), Decimal(1), True, True, "", "满分"),
        Mark(Decimal(30), Decimal(15), Decimal(15), Decimal("0.5"), False, False, "", "一半"),
    ),
    total=Decimal(82),
    full_marks=Decimal(100),
    grade="良",
)
EVALUATED = Report(
    bureau="示例单位",
    year=2021,
    money_unit="万元",
    tasks=(Task("甲", "甲的内容", wan("8"), wan("0")),),
    goals=("目标甲", "目标乙"),
    groups=(
        Group("产出指标", "数量指标", INDICATORS),
        Group("产出指标", "质量指标", (), "不涉及", {"科室": "", "备注": ""}),
        Group("满意度指标", "服务对象满意度指标", (), "", {"科室": "", "备注": ""}),
    ),
    self_evaluation=TOLD,
)
MET = {
    "一级指标": "产出指标",
    "二级指标": "数量指标",
    "三级指标": "人数",
    "指标值": Target.parse("≥3人"),
    "实际完成值": "3人",
    "达成情况": "",
    "完成率": Decimal(1),
    "是否完成": True,
    "是否超额": True,
    "分值": Decimal(60),
    "得分": Decimal(60),
    "计分说明": "满分",
    "偏差原因": "",
    "改进措施": "",
    "偏差分析": "",
    "是否指标": True,
    "备注": "人数的备注",
}
MISSED = {
    **MET,
    "三级指标": "次数",
    "指标值": Target.parse("≥2次"),
    "实际完成值": "1次",
    "完成率": Decimal("0.5"),
    "是否完成": False,
    "是否超额": False,
    "分值": Decimal(30),
    "得分": Decimal(15),
    "计分说明": "一半",
    "偏差原因": "原因。",
    "改进措施": "措施",
    "偏差分析": "原因。措施。",
    "科室": "一科",
    "备注": "次数的备注",
}


def test_templates_see_no_self_evaluation_where_there_is_none():
    assert "自评" not in names(EVALUATED)


def test_templates_see_what_was_spent_by_source_and_by_use():
    seen = names(EVALUATED, EVALUATION)["自评"]

    def row(spent, rate):
        return {
            **dict(zip(("年初预算数", "全年预算数", "全年执行数"), map(wan, spent.split()), strict=True)),
            "执行率": rate,
        }

    total = row("8 10 7", Decimal("0.7"))
    appropriation, carried_over = row("8 9 6", Decimal(6) / 9), row("0 1 1", Decimal(1))
    nothing = row("0 0 0", None)
    assert seen["预算执行"] == {
        "财政拨款": appropriation,
        "上年结转": carried_over,
        "其他资金": nothing,
        "基本支出": row("5 5 5", Decimal(1)),
        "项目支出": row("3 5 2", Decimal("0.4")),
        "合计": total,
    }
    assert seen["资金"] == [
        {"资金来源": "年度资金总额", **total},
        {"资金来源": "财政拨款", **appropriation},
        {"资金来源": "上年结转", **carried_over},
        {"资金来源": "其他资金", **nothing},
    ]


def test_the_rate_of_every_row_has_the_divisor_that_the_pack_wants():
    execution = replace(EVALUATION.execution, rate_of="年初预算数")
    seen = names(EVALUATED, replace(EVALUATION, execution=execution))["自评"]
    assert [row["执行率"] for row in seen["资金"]] == [Decimal(7) / 8, Decimal(6) / 8, None, None]


def test_templates_see_the_results_group_by_group():
    seen = names(EVALUATED, EVALUATION)["自评"]
    assert [row["三级指标"] for row in seen["指标"]] == ["人数", "次数", "不涉及", ""]
    assert seen["指标"][:2] == [MET, MISSED]
    assert seen["指标"][2] == {
        **dict.fromkeys(MISSED, ""),
        **dict.fromkeys(("分值", "得分", "完成率")),
        **dict.fromkeys(("是否完成", "是否超额", "是否指标"), False),
        "一级指标": "产出指标",
        "二级指标": "质量指标",
        "三级指标": "不涉及",
    }
    counts = {"项数": 2, "完成项数": 1, "未完成项数": 1, "未完成": [MISSED]}
    nothing = {"项数": 0, "完成项数": 0, "未完成项数": 0, "未完成": []}
    assert seen["各组"] == [
        {
            "一级指标": "产出指标",
            "分值": 90,
            "得分": 75,
            **counts,
            "二级": [
                {"二级指标": "数量指标", "指标": [MET, MISSED], "分值": 90, "得分": 75, **counts},
                {"二级指标": "质量指标", "指标": [], "分值": 0, "得分": 0, **nothing},
            ],
        },
        {
            "一级指标": "满意度指标",
            "分值": 0,
            "得分": 0,
            **nothing,
            "二级": [{"二级指标": "服务对象满意度指标", "指标": [], "分值": 0, "得分": 0, **nothing}],
        },
    ]
    assert {key: seen[key] for key in counts} == counts
    assert seen["超额"] == [MET]


def test_templates_see_the_rest_of_the_self_evaluation():
    seen = names(EVALUATED, EVALUATION)["自评"]
    rest = seen.keys() - {"预算执行", "资金", "指标", "各组", "项数", "完成项数", "未完成项数", "未完成", "超额"}

    def amounts(text):
        return dict(zip(("预算数", "执行数", "上年执行数"), map(wan, text.split()), strict=True))

    assert {key: seen[key] for key in rest} == {
        "数据性质": "示例数据",
        "填报日期": date(2022, 3, 5),
        "预算执行率": {"分值": 10, "执行率": Decimal("0.7"), "得分": 7, "计分说明": "怎样算"},
        "上年": {
            "全年预算数": wan("8"),
            "全年执行数": wan("4"),
            "基本支出": wan("3"),
            "项目支出": wan("1"),
            "执行率": Decimal("0.5"),
        },
        "三公经费": {
            "项目": [
                {"名称": "因公出国（境）费", **amounts("0 0 0")},
                {"名称": "公务用车购置费", **amounts("0 0 0")},
                {"名称": "公务用车运行维护费", **amounts("2 1 1")},
                {"名称": "公务接待费", **amounts("1 1 2")},
            ],
            "合计": amounts("3 2 3"),
        },
        "结转结余": {"年初结转结余": wan("1"), "年末结转结余": wan("3")},
        "机构人员": {"内设机构": 3, "下属单位": 0, "编制人数": None, "在职人数": 4, "退休人数": None},
        "目标": [
            {"预期目标": "目标甲", "实际完成情况": "甲完成"},
            {"预期目标": "目标乙", "实际完成情况": "乙完成"},
        ],
        "总分": 82,
        "满分": 100,
        "等级": "良",
        "报告": {"主要职能": "职能"},
    }
