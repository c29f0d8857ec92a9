"""One bureau's year as values: tasks with their budgets, goals, indicators in groups. No I/O, nothing fails.

The English names of the code and the words printed on the form meet here and in `selfevaluation` only: each field
carries its word, the kind of value it takes and what a clerk should write there (`form.word`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from perfreport.form import word
from perfreport.money import Money, Unit
from perfreport.selfevaluation import SelfEvaluation
from perfreport.target import Target

MONEY_UNITS: tuple[Unit, ...] = ("万元", "元")  # of a data file; the first where it says nothing
NOT_APPLICABLE = "不涉及"  # what a clerk writes at a group that has no indicators on purpose


@dataclass(frozen=True, slots=True)
class Task:
    """One row of 年度主要任务. The budget is in the report's unit; `total` is the exact sum."""

    name: str = field(metadata=word("任务名称", "text", "任务的名称，照批复或职能写"))
    content: str = field(metadata=word("主要内容", "text", "这项任务做什么，一两句话"))
    appropriation: Money = field(metadata=word("财政拨款", "amount", "只写数字，如 12.00；单位见“金额单位”"))
    other_funds: Money = field(metadata=word("其他资金", "amount", "只写数字；没有就不写", optional=True))
    total: Money = field(init=False, metadata=word("总额", "computed", "可不写，自动相加；写了就会核对", optional=True))
    handle: str = field(
        default="",
        metadata=word("编号", "handle", "可不写；给任务起的短名，供 {{ 任务.短名.总额 }} 引用", optional=True),
    )
    own: Mapping[str, str] = field(default_factory=dict)  # the pack's own fields

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.appropriation + self.other_funds)


@dataclass(frozen=True, slots=True)
class Sums:
    """The row 合计: the exact sums over all tasks."""

    total: Money = field(metadata=word("总额", "computed", "各任务总额之和", optional=True))
    appropriation: Money = field(metadata=word("财政拨款", "computed", "各任务财政拨款之和", optional=True))
    other_funds: Money = field(metadata=word("其他资金", "computed", "各任务其他资金之和", optional=True))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One third-level indicator and its value."""

    name: str = field(metadata=word("三级指标", "text", "指标的名称"))
    target: Target = field(metadata=word("指标值", "target", "符号、数字、单位，如 ≥110人、=100%；或文字，如 按月支付"))
    weight: Decimal | None = field(
        default=None, metadata=word("分值", "points", "可不写，由本地规则分配；写了就照写的", optional=True)
    )
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A first- and second-level group, such as 产出指标 / 数量指标, with its indicators in their order.

    A group without indicators is still printed; `note` is then what stands in it: `不涉及` or nothing, and `own` is
    what stands in the pack's own columns.
    """

    first: str
    second: str
    indicators: tuple[Indicator, ...] = ()
    note: str = ""
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What one data file says. `groups` holds every group of the pack's rules, in order, empty ones too."""

    bureau: str = field(metadata=word("单位名称", "bureau", "部门（单位）全称；产生的文件以它命名"))
    year: int = field(metadata=word("年度", "year", "四位数字，如 2021"))
    money_unit: Unit = field(
        metadata=word("金额单位", "money_unit", "本文件所有金额的单位：万元（不写时）或 元", optional=True)
    )
    tasks: tuple[Task, ...] = field(metadata=word("年度主要任务", "records", "每项任务以“- ”开头", of=Task))
    sums: Sums = field(
        init=False, metadata=word("合计", "record", "可不写，自动相加；写了就会核对", optional=True, of=Sums)
    )
    goals: tuple[str, ...] = field(
        metadata=word("年度总体目标", "goals", "每个目标一项；不写“目标1：”和句末标点，表格自己加")
    )
    groups: tuple[Group, ...] = field(
        metadata=word("年度绩效指标", "groups", "一级指标、二级指标，其下逐条写指标；没有的组可写“不涉及”")
    )

    self_evaluation: SelfEvaluation | None = field(
        default=None,
        metadata=word("自评", "record", "年度结束后填写：执行和完成的情况", optional=True, of=SelfEvaluation),
    )
    own: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        nothing = Money(Decimal(0), self.money_unit)  # so that a sum over no task has a unit, too
        appropriation = sum((task.appropriation for task in self.tasks), nothing)
        other_funds = sum((task.other_funds for task in self.tasks), nothing)
        sums = Sums(appropriation + other_funds, appropriation, other_funds)
        object.__setattr__(self, "sums", sums)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the form."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)
