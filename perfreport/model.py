"""One bureau's year as values: tasks with their budgets, goals, indicators in groups. No I/O, nothing fails.

The English names of the code and the words printed on the form meet in this file only: each field carries
its word, the kind of value it takes and what a clerk should write there (`word` below). Reading a data file
and its JSON Schema are driven by them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, NamedTuple

from perfreport.money import Money, Unit
from perfreport.target import Target

MONEY_UNITS: tuple[Unit, ...] = ("万元", "元")  # of a data file; the first where it says nothing
NOT_APPLICABLE = "不涉及"  # what a clerk writes at a group that has no indicators on purpose


class FormField(NamedTuple):
    """A field as the form and the data file see it; `kind` names how it is read and described."""

    name: str
    word: str
    kind: str
    note: str
    required: bool


def word(form_word: str, kind: str, note: str, *, optional: bool = False) -> dict[str, Any]:
    """The metadata of a field that is called `form_word` in the data file."""
    return {"word": form_word, "kind": kind, "note": note, "required": not optional}


def form_fields(record: type) -> tuple[FormField, ...]:
    """The fields of a dataclass that a data file may hold, in the form's order."""
    return tuple(FormField(name=f.name, **f.metadata) for f in fields(record) if f.metadata)


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


@dataclass(frozen=True, slots=True)
class Group:
    """A first- and second-level group, such as 产出指标 / 数量指标, with its indicators in their order.

    A group without indicators is still printed; `note` is then what stands in it: `不涉及` or nothing.
    """

    first: str
    second: str
    indicators: tuple[Indicator, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What one data file says. `groups` holds every group of the pack's rules, in order, empty ones too."""

    bureau: str = field(metadata=word("单位名称", "bureau", "部门（单位）全称；产生的文件以它命名"))
    year: int = field(metadata=word("年度", "year", "四位数字，如 2021"))
    money_unit: Unit = field(
        metadata=word("金额单位", "money_unit", "本文件所有金额的单位：万元（不写时）或 元", optional=True)
    )
    tasks: tuple[Task, ...] = field(metadata=word("年度主要任务", "tasks", "每项任务以“- ”开头"))
    sums: Sums = field(init=False, metadata=word("合计", "sums", "可不写，自动相加；写了就会核对", optional=True))
    goals: tuple[str, ...] = field(
        metadata=word("年度总体目标", "texts", "每个目标一项；不写“目标1：”和句末标点，表格自己加")
    )
    groups: tuple[Group, ...] = field(
        metadata=word("年度绩效指标", "groups", "一级指标、二级指标，其下逐条写指标；没有的组可写“不涉及”")
    )

    def __post_init__(self) -> None:
        nothing = Money(Decimal(0), self.money_unit)  # so that a sum over no task has a unit, too
        appropriation = sum((task.appropriation for task in self.tasks), nothing)
        other_funds = sum((task.other_funds for task in self.tasks), nothing)
        sums = Sums(appropriation + other_funds, appropriation, other_funds)
        object.__setattr__(self, "sums", sums)
