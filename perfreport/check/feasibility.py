"""可行性: whether the targets can be reached, and ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.review import Entry
from perfreport.check.rule import Fault, Rule, of_indicator

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：可行性审核（实现可能、条件充分）"
_OF_A_WHOLE = re.compile("(?:合格|达标|完成|及时|准确|覆盖|知晓|满意|到位|符合)[率度]$")


@of_indicator(
    "feasibility.above-100",
    title="超过 100% 的目标",
    sentence="“{quote}”最多是 100%，指标值却是“{value}”。",
    remedy="改正指标值；能超过 100% 的（如增长），把名称写明。",
    source=_SOURCE,
    wrong="质量指标: [{三级指标: 示例培训合格率, 指标值: ≥105%}]",
    right="质量指标: [{三级指标: 示例培训合格率, 指标值: ≥95%}]",
)
def above_100(entry: Entry) -> Iterator[Fault]:
    target = entry.counted
    if target.unit == "%" and (target.high or target.low or 0) > 100 and _OF_A_WHOLE.search(entry.name):
        yield Fault(entry.name, {"value": entry.target})


RULES: tuple[Rule, ...] = (above_100,)
