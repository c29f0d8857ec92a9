"""完整性: whether all is there that must be, and can be measured."""

from __future__ import annotations

from collections.abc import Iterator

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Rule, of_report

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（规范完整、明确清晰）"


@of_report(
    "completeness.empty-group",
    title="空着的组",
    sentence="“{group}”空着，没有指标，也没有写“不涉及”。",
    remedy="补上指标；确实没有的，写成 {group}: 不涉及",
    source=_SOURCE,
    wrong="生态效益指标:",
    right="生态效益指标: 不涉及",
)
def empty_group(review: Review) -> Iterator[Fault]:
    for group in review.report.groups:
        if not group.indicators and not group.note:
            path = ("年度绩效指标", group.first, group.second)
            yield Fault(words={"group": group.second}, path=path)


RULES: tuple[Rule, ...] = (empty_group,)
