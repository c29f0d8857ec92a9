"""Indicators that stand in a group of another sort."""

from __future__ import annotations

from random import Random

from .datafile import (
    Data,
    Planted,
    in_goals,
    indicators,
    insert,
    named,
    topic,
)

MONEY = r"^[≥≤=][\d.]+(?:万?元)$|\{\{"
SORTS = "satisfaction timeliness cost quality output effect".split()
ELSEWHERE = ("relevance.not-satisfaction", *(f"relevance.{sort}-elsewhere" for sort in SORTS))

# Indicators of one sort moved to a group of another: id, from, its name, its value, to. How quickly a clerk answers or
# something is repaired is a mark of quality, too, and how much costs may rise one of cost: there they are no faults.
MISPLACED = (
    ("cost-elsewhere", "成本", "(?:成本|支出|标准|投资|造价|总额)$", MONEY, "经济 社会 数量 质量 时效 满意度"),
    ("quality-elsewhere", "质量", "(?:合格率|达标率|准确率)$", "", "时效 数量 成本 满意度 经济"),
    ("timeliness-elsewhere", "时效", "(?:时间|时限|工期|用时)$", "", "数量 成本 满意度"),
    ("timeliness-elsewhere", "时效", "(?:完成|完工|拨付|发放)(?:时间|时限)$|工期$", "", "质量"),
    ("timeliness-elsewhere", "时效", "(?:及时|按时|按期)[^ ]*率$", "", "数量 成本 满意度 经济"),
    ("output-elsewhere", "数量", "(?:人数|次数|面积|里程|批次|个数|场次)$", "^[≥=]", "质量 时效 成本 满意度"),
    ("satisfaction-elsewhere", "满意度", "满意度$", "", "社会 质量 数量 可持续"),
    ("not-satisfaction", "数量 成本 时效 质量", "(?:人数|标准|时间|合格率|周期)$", "", "满意度"),
    ("effect-elsewhere", "社会", "知晓率$", "", "时效 成本 满意度 数量"),
    ("effect-elsewhere", "经济", "(?:收入|增收|(?<!费用)增长率|增加值)$", "", "成本 质量 时效 满意度"),
    ("effect-elsewhere", "经济", "费用增长率$", "", "时效 满意度"),
)


def _plant_misplaced(id: str, sorts: str, name: str, value: str, to: str) -> None:
    @in_goals(f"relevance.{id}", *ELSEWHERE)
    def moved(data: Data, random: Random) -> Planted:
        chosen = random.choice(indicators(data, *sorts.split(), name=name, value=value))
        _, first, second, _ = chosen.path
        data["年度绩效指标"][first][second].remove(chosen.entry)
        return insert(data, random, random.choice(to.split()), chosen.entry)


for misplaced in MISPLACED:
    _plant_misplaced(*misplaced)


@in_goals("relevance.output-elsewhere", *ELSEWHERE)
def completion_elsewhere(data: Data, random: Random) -> Planted:
    name = topic(data, random) + random.choice(("完成率", "工作完成率", "任务完成率"))
    value = random.choice(("=100%", "≥95%", "≥98%"))
    return insert(data, random, random.choice("成本 经济 满意度".split()), named(name, value))


@in_goals("relevance.cost-elsewhere", *ELSEWHERE)
def money_elsewhere(data: Data, random: Random) -> Planted:
    name = topic(data, random) + random.choice(("经费", "资金", "投入", "支出", "项目资金"))
    value = random.choice(("≤{}万元", "={}万元", "≤{}元")).format(random.randint(5, 400) / 10)
    return insert(data, random, random.choice("数量 质量 时效 满意度 社会".split()), named(name, value))
