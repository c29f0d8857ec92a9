"""The names a template may use, and what they stand for: the words of the form, as in the data file.

Templates see plain mappings, lists, texts and values; what they hold is described in docs/templates.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from perfreport.form import by_word
from perfreport.model import Group, Indicator, Report
from perfreport.phrase.lists import as_sentence
from perfreport.score.formulas import trimmed
from perfreport.score.scoring import Evaluation, Mark
from perfreport.selfevaluation import Outcome, SelfEvaluation, Spending

Names = dict[str, Any]


def names(report: Report, evaluation: Evaluation | None = None) -> Names:
    """A report as templates see it.

    单位名称 年度 金额单位; 合计 and each of 年度主要任务 with its amounts (Money); 年度总体目标, a list of texts;
    年度绩效指标, a row an indicator: 一级指标 二级指标 三级指标 指标值. A group without indicators gives one row, so
    that it is seen on the form: what the bureau wrote there (不涉及), or nothing. The pack's own fields are beside
    those of the form. With an evaluation there is also 自评.
    """
    found = {
        **_record(report),
        "年度主要任务": [{**_record(task), "编号": task.handle or None} for task in report.tasks],
        "合计": by_word(report.sums),
        "年度总体目标": list(report.goals),
        "年度绩效指标": [row for group in report.groups for row in _goal_rows(group)],
    }
    del found["自评"]
    if report.self_evaluation and evaluation:
        found["自评"] = _self_evaluation(report, report.self_evaluation, evaluation)
    return found


def _record(record: Any) -> Names:
    found = by_word(record)
    found.update(record.own)
    return found


def _head(group: Group) -> Names:
    return {"一级指标": group.first, "二级指标": group.second}


def _goal_rows(group: Group) -> list[Names]:
    head = _head(group)
    rows = [{**head, **_record(indicator)} for indicator in group.indicators]
    return rows or [{**head, "三级指标": group.note, "指标值": "", "分值": None, **group.own}]


def _self_evaluation(report: Report, told: SelfEvaluation, evaluation: Evaluation) -> Names:
    """What was spent and achieved, and its scores; docs/templates.md has the list."""
    rows = _indicator_rows(report, told, evaluation)
    indicators = [row for row in rows if row["是否指标"]]
    execution = evaluation.execution
    return {
        "数据性质": told.nature,
        "填报日期": told.day,
        "预算执行": {
            word: _spending(spending, execution.rate_of) for word, spending in by_word(told.execution).items()
        },
        "资金": _funds(told, execution.rate_of),
        "预算执行率": {
            "分值": execution.weight,
            "执行率": execution.rate,
            "得分": execution.score,
            "计分说明": execution.how,
        },
        "上年": {**by_word(told.last_year), "执行率": told.last_year.rate} if told.last_year else None,
        "三公经费": _official_expenses(told),
        "结转结余": by_word(told.balance) if told.balance else None,
        "机构人员": by_word(told.staff) if told.staff else None,
        "目标": [{"预期目标": goal, "实际完成情况": done} for goal, done in zip(report.goals, told.goals, strict=True)],
        "指标": rows,
        "各组": [_first_level(first, list(own)) for first, own in groupby(rows, key=lambda row: row["一级指标"])],
        **_counted(indicators),
        "超额": [row for row in indicators if row["是否超额"]],
        "总分": evaluation.total,
        "满分": evaluation.full_marks,
        "等级": evaluation.grade,
        "报告": dict(told.words),
    }


def _spending(spending: Spending, rate_of: str) -> Names:
    """A row of the execution, its rate by the divisor that the pack wants; None where that is zero."""
    amounts = by_word(spending)
    return {**amounts, "执行率": spending.spent / amounts[rate_of] if amounts[rate_of] else None}


def _funds(told: SelfEvaluation, rate_of: str) -> list[Names]:
    """The rows of the form's funds block: the total first."""
    rows = by_word(told.execution)
    sources = [("年度资金总额", "合计"), *((word, word) for word in ("财政拨款", "上年结转", "其他资金"))]
    return [{"资金来源": label, **_spending(rows[word], rate_of)} for label, word in sources]


def _official_expenses(told: SelfEvaluation) -> Names | None:
    if told.official_expenses is None:
        return None
    rows = [{"名称": name, **by_word(expense)} for name, expense in by_word(told.official_expenses).items()]
    return {"项目": rows, "合计": by_word(told.official_expenses.total)}


def _indicator_rows(report: Report, told: SelfEvaluation, evaluation: Evaluation) -> list[Names]:
    """A row for each indicator, and one for each group without any."""
    outcomes = iter(zip(told.outcomes, evaluation.marks, strict=True))
    rows = []
    for group in report.groups:
        head = _head(group)
        found = [_indicator_row(head, indicator, *next(outcomes)) for indicator in group.indicators]
        rows += found or [{**head, **_EMPTY_ROW, "三级指标": group.note, **group.own}]
    return rows


def _indicator_row(head: Names, indicator: Indicator, outcome: Outcome, mark: Mark) -> Names:
    return {
        **head,
        **_record(indicator),
        "实际完成值": outcome.actual,
        "达成情况": mark.achievement,
        "完成率": mark.completion,
        "是否完成": mark.is_met,
        "是否超额": mark.is_far_above,
        "分值": mark.weight,
        "得分": mark.score,
        "计分说明": mark.how,
        "偏差原因": outcome.reason,
        "改进措施": outcome.remedy,
        "偏差分析": as_sentence(outcome.reason) + as_sentence(outcome.remedy),
        "是否指标": True,
        **outcome.own,
    }


_NUMBERS = ("完成率", "分值", "得分")
_TEXTS = ("指标值", "实际完成值", "达成情况", "计分说明", "偏差原因", "改进措施", "偏差分析")
_EMPTY_ROW: Names = {
    **dict.fromkeys(_TEXTS, ""),
    **dict.fromkeys(_NUMBERS),
    **dict.fromkeys(("是否完成", "是否超额", "是否指标"), False),
}


def _first_level(first: str, rows: Sequence[Names]) -> Names:
    seconds = [(second, list(own)) for second, own in groupby(rows, key=lambda row: row["二级指标"])]
    return {
        "一级指标": first,
        **_points(rows),
        "二级": [
            {"二级指标": second, "指标": [row for row in own if row["是否指标"]], **_points(own)}
            for second, own in seconds
        ],
    }


def _points(rows: Sequence[Names]) -> Names:
    """What the indicators of a group have and got, and how many of them were reached."""
    indicators = [row for row in rows if row["是否指标"]]
    return {
        "分值": trimmed(sum((row["分值"] for row in indicators), Decimal(0))),
        "得分": sum((row["得分"] for row in indicators), Decimal(0)),
        **_counted(indicators),
    }


def _counted(indicators: Sequence[Names]) -> Names:
    missed = [row for row in indicators if not row["是否完成"]]
    return {
        "项数": len(indicators),
        "完成项数": len(indicators) - len(missed),
        "未完成项数": len(missed),
        "未完成": missed,
    }
