"""The names a template may use, and what they stand for: the words of the form, as in the data file.

Templates see plain mappings, lists, texts and values; what they hold is described in docs/templates.md.
"""

from __future__ import annotations

from typing import Any

from perfreport.model import Group, Report, form_fields

Names = dict[str, Any]


def names(report: Report) -> Names:
    """A report as templates see it.

    单位名称 年度 金额单位; 合计 and each of 年度主要任务 with its amounts (Money); 年度总体目标, a list of texts;
    年度绩效指标, a row an indicator: 一级指标 二级指标 三级指标 指标值. A group without indicators gives one row, so
    that it is seen on the form: what the bureau wrote there (不涉及), or nothing.
    """
    return {
        **_by_word(report),
        "年度主要任务": [_by_word(task) for task in report.tasks],
        "合计": _by_word(report.sums),
        "年度总体目标": list(report.goals),
        "年度绩效指标": [row for group in report.groups for row in _rows(group)],
    }


def _rows(group: Group) -> list[Names]:
    indicators = [_by_word(indicator) for indicator in group.indicators]
    head = {"一级指标": group.first, "二级指标": group.second}
    return [{**head, **row} for row in indicators or [{"三级指标": group.note, "指标值": ""}]]


def _by_word(record: Any) -> Names:
    """A record's values under the form's words."""
    values = {field.word: getattr(record, field.name) for field in form_fields(type(record))}
    if "编号" in values:
        values["编号"] = values["编号"] or None  # a template that prints it says |空 for tasks without one
    return values
