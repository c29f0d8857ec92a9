"""What templates see."""

from __future__ import annotations

from decimal import Decimal

from perfreport.context import names
from perfreport.model import Group, Indicator, Report, Task
from perfreport.money import Money
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
