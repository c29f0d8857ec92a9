"""The part 自评 of a data file as values: what was spent and achieved, a year later. No I/O, nothing fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from perfreport.form import word
from perfreport.money import Money


@dataclass(frozen=True, slots=True)
class Spending:
    """A row of 预算执行: what was budgeted at the year's beginning, after adjustments, and what was spent."""

    initial_budget: Money = field(metadata=word("年初预算数", "amount", "年初批复的预算"))
    budget: Money = field(metadata=word("全年预算数", "amount", "调整后的全年预算"))
    spent: Money = field(metadata=word("全年执行数", "amount", "全年实际支出"))

    def __add__(self, other: Spending) -> Spending:
        return Spending(
            self.initial_budget + other.initial_budget, self.budget + other.budget, self.spent + other.spent
        )


@dataclass(frozen=True, slots=True)
class SpendingSums:
    """The row 合计 where a clerk writes it down: it must agree with what is computed."""

    initial_budget: Money = field(metadata=word("年初预算数", "computed", "各来源之和", optional=True))
    budget: Money = field(metadata=word("全年预算数", "computed", "各来源之和", optional=True))
    spent: Money = field(metadata=word("全年执行数", "computed", "各来源之和", optional=True))


@dataclass(frozen=True, slots=True)
class Execution:
    """预算执行, once by source of the funds and once by use; `total` is the exact sum of the sources."""

    appropriation: Spending = field(metadata=word("财政拨款", "record", "当年财政拨款", of=Spending))
    carried_over: Spending = field(
        metadata=word("上年结转", "record", "上年结转到本年使用的资金；没有就不写", optional=True, of=Spending)
    )
    other_funds: Spending = field(metadata=word("其他资金", "record", "没有就不写", optional=True, of=Spending))
    basic: Spending = field(metadata=word("基本支出", "record", "人员经费和公用经费", of=Spending))
    projects: Spending = field(metadata=word("项目支出", "record", "与基本支出相加，等于各来源之和", of=Spending))
    total: Spending = field(
        init=False, metadata=word("合计", "record", "可不写，自动相加；写了就会核对", optional=True, of=SpendingSums)
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", self.appropriation + self.carried_over + self.other_funds)


@dataclass(frozen=True, slots=True)
class LastYear:
    """The year before, for comparison; basic and projects are the two parts of what was spent."""

    budget: Money = field(metadata=word("全年预算数", "amount", "上年的全年预算"))
    spent: Money = field(metadata=word("全年执行数", "amount", "上年的全年支出"))
    basic: Money = field(metadata=word("基本支出", "amount", "上年支出里的基本支出"))
    projects: Money = field(metadata=word("项目支出", "amount", "上年支出里的项目支出"))

    @property
    def rate(self) -> Decimal | None:
        return self.spent / self.budget if self.budget else None


@dataclass(frozen=True, slots=True)
class Expense:
    """One sort of “三公”经费, or their sum."""

    budget: Money = field(metadata=word("预算数", "amount", "全年预算"))
    spent: Money = field(metadata=word("执行数", "amount", "全年支出"))
    last_year: Money = field(metadata=word("上年执行数", "amount", "上年支出"))

    def __add__(self, other: Expense) -> Expense:
        return Expense(self.budget + other.budget, self.spent + other.spent, self.last_year + other.last_year)


@dataclass(frozen=True, slots=True)
class OfficialExpenses:
    """“三公”经费, in the four sorts of the 部门决算."""

    abroad: Expense = field(metadata=word("因公出国（境）费", "record", "没有就各写 0", of=Expense))
    vehicles: Expense = field(metadata=word("公务用车购置费", "record", "没有就各写 0", of=Expense))
    driving: Expense = field(metadata=word("公务用车运行维护费", "record", "没有就各写 0", of=Expense))
    hospitality: Expense = field(metadata=word("公务接待费", "record", "没有就各写 0", of=Expense))

    @property
    def total(self) -> Expense:
        return self.abroad + self.vehicles + self.driving + self.hospitality


@dataclass(frozen=True, slots=True)
class Balance:
    """What was left over when the year began and when it ended."""

    opening: Money = field(metadata=word("年初结转结余", "amount", "年初的结转和结余资金"))
    closing: Money = field(metadata=word("年末结转结余", "amount", "年末的结转和结余资金"))


@dataclass(frozen=True, slots=True)
class Staff:
    """The bureau and its people; None where nothing is said."""

    divisions: int | None = field(metadata=word("内设机构", "count", "内设科（股）室的个数", optional=True))
    subordinates: int | None = field(metadata=word("下属单位", "count", "下属单位的个数", optional=True))
    posts: int | None = field(metadata=word("编制人数", "count", "编制部门核定的人数", optional=True))
    serving: int | None = field(metadata=word("在职人数", "count", "年末实有在职人数", optional=True))
    retired: int | None = field(metadata=word("退休人数", "count", "年末退休人数", optional=True))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one indicator. `score` is one given by hand, None where the program shall compute it.

    `at` counts the entries of 指标完成情况 in the file, from 0; `own` holds the pack's own fields.
    """

    name: str = field(metadata=word("三级指标", "text", "与“年度绩效指标”里的名称一字不差"))
    second: str = field(metadata=word("二级指标", "text", "几个组里有同名的指标时才写", optional=True))
    actual: str = field(metadata=word("实际完成值", "text", "数和单位，不写符号，如 112人；定性指标写完成的情况"))
    achievement: str = field(
        metadata=word("达成情况", "achievement", "定性指标写：达成、部分达成或未达成（照本地规则）", optional=True)
    )
    score: Decimal | None = field(
        metadata=word("得分", "points", "可不写，自动计算；写了就用写的，与算出的不同会提示", optional=True)
    )
    reason: str = field(metadata=word("偏差原因", "text", "没有完成或远超目标时写", optional=True))
    remedy: str = field(metadata=word("改进措施", "text", "没有完成时写", optional=True))
    own: Mapping[str, str] = field(default_factory=dict)
    at: int = 0


@dataclass(frozen=True, slots=True)
class SelfEvaluation:
    """The whole part. `goals` has one text for each goal, `outcomes` one entry for each indicator, in their order.

    `weights` are those this bureau has instead of the pack's; `words` the report's own words by their names.
    """

    nature: str = field(
        metadata=word("数据性质", "text", "数字不是真实的就写 示例数据，印在自评的各文档上", optional=True)
    )
    day: date = field(metadata=word("填报日期", "date", "如 2022-03-05"))
    execution: Execution = field(metadata=word("预算执行", "record", "按资金来源、按用途各填一遍", of=Execution))
    last_year: LastYear | None = field(
        metadata=word("上年", "record", "上年的数，供报告比较；没有就不写", optional=True, of=LastYear)
    )
    official_expenses: OfficialExpenses | None = field(
        metadata=word("三公经费", "record", "没有就不写", optional=True, of=OfficialExpenses)
    )
    balance: Balance | None = field(metadata=word("结转结余", "record", "没有就不写", optional=True, of=Balance))
    staff: Staff | None = field(metadata=word("机构人员", "record", "单位的机构和人员", optional=True, of=Staff))
    goals: tuple[str, ...] = field(metadata=word("目标完成情况", "texts", "每个年度总体目标一项，先后相同"))
    outcomes: tuple[Outcome, ...] = field(
        metadata=word(
            "指标完成情况", "records", "每个指标一项，按三级指标的名称对应；没有指标才不写", optional=True, of=Outcome
        )
    )
    weights: Mapping[str, Decimal] = field(
        metadata=word("分值", "weights", "可不写；本单位各组的分值与本地规则不同时写", optional=True)
    )
    words: Mapping[str, str] = field(
        metadata=word("报告", "words", "自评报告里由单位自己写的话；可分段、列表、加粗、用表格", optional=True)
    )
