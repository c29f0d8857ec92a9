"""适当性: whether the amounts fit, with one another and with the targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from perfreport.check.cost import costs_unlike_budgets
from perfreport.check.review import Review
from perfreport.check.rounding import off_by_rounding
from perfreport.check.rule import Fault, Rule, of_report
from perfreport.form import by_word
from perfreport.model import Report
from perfreport.money import Money, Unit, round_half_up
from perfreport.problem import quoted
from perfreport.score.weights import weigh
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：适当性审核（绩效合理、资金匹配）"

printed_sum = of_report(
    "suitability.printed-sum",
    title="尾差",
    sentence="{called}印出来是 {total}，各项印出来的数相加却是 {added}（{unit}），四舍五入后有尾差。",
    remedy="金额都四舍五入到 {step} {unit}再填，尾差放在舍入最多的一项：{changes}。",
    source="表内各项之和应等于合计：分项四舍五入的尾差要放进其中一项",
    wrong="财政拨款: 1.004\n其他资金: 1.004",
    right="财政拨款: 1.01\n其他资金: 1.00",
)(off_by_rounding)


@of_report(
    "suitability.weights",
    title="指标的分值与本组的分值",
    sentence="“{name}”在本地规则里是 {points} 分，指标里写的分值相加却是 {given}{rest}。",
    remedy="改正指标的分值：都写的，加起来正好是 {points}；有不写的，要留下分给它们平分。",
    source="财预〔2020〕10号《项目支出绩效评价管理办法》；各组的分值由本地规则（规则.yaml）决定",
    wrong="社会效益指标: [{三级指标: 示例高龄补贴申请流程知晓率, 指标值: ≥90%, 分值: 40}]",
    right="社会效益指标: [{三级指标: 示例高龄补贴申请流程知晓率, 指标值: ≥90%, 分值: 20}]",
)
def weights(review: Review) -> Iterator[Fault]:
    """Only where there is no 自评 yet: its scores tell the same."""
    report, scoring = review.report, review.rules.scoring
    if scoring and not report.self_evaluation and any(each.weight is not None for each in report.indicators):
        for finding in weigh(report, scoring)[1]:
            if finding.id == "score.group-differs":
                yield Fault(words=finding.words, path=finding.path)


_NO_MONEY_NEEDED = re.compile(
    "(?:不|无需?|没有|未)(?:需要?|再|另行?|单独|涉及)?(?:安排|申请)?(?:预算|资金|经费)|零预算"
)


@of_report(
    "suitability.zero-budget",
    title="没有预算的任务",
    sentence="{task}的预算总额是 {total}。",
    remedy="填上预算金额；确实不用钱的，在“主要内容”里写明不安排预算。",
    source=_SOURCE,
    wrong="财政拨款: 0",
    right="财政拨款: 0\n主要内容: 示例：开展高龄补贴发放培训，不安排预算。",
)
def zero_budget(review: Review) -> Iterator[Fault]:
    has_money = bool(review.report.sums.total)
    for task, path in review.tasks:
        if task.total > 0 or (not task.total and _NO_MONEY_NEEDED.search(task.content)):
            continue
        called = f"任务“{shortened(task.name)}”" if has_money else "各项任务"
        yield Fault(words={"task": called, "total": task.total}, path=(*path, "财政拨款"))
        if not has_money:
            return


_STAFF = "人员(?:经费|支出)|工资|薪酬|社会?保(?:险费?|障)?缴(?:费|纳)|住房公积金"
_OFFICE = (
    "公用(?:经费|支出)|日常办公|办公(?:费|经费)"
    "|(?:机关|机构|单位|部门|[局委办院所站]|日常|正常)(?:的|正常|日常|有序|高效)*(?:运转|运行)"
)
_BASIC = re.compile(f"基本支出|(?:{_STAFF}).*(?:{_OFFICE})|(?:{_OFFICE}).*(?:{_STAFF})")
_MAYBE_BASIC = re.compile(f"{_STAFF}|{_OFFICE}|基本支出|在职|退休|遗属")
_CALLED_LIKE_BASIC = re.compile("运转|运行|办公|后勤|人员|公用|工资|机关|公务")
_MOST_EITHER = 6  # tasks that are basic expenditure or are not; of more any share may be
_OF_OTHERS_STAFF = re.compile(
    "村级|村干部|村（?社区|社区(?:工作者|干部)|编外|聘[用请]|临聘|协管|协警|辅警|公益性岗位|民办|劳务派遣|补助|奖补|农民工"
)


@of_report(
    "suitability.basic-split",
    title="基本支出与任务的预算",
    sentence="“自评”里基本支出的年初预算数是 {initial}，目标表里{tasks}的预算却是 {budget}（{unit}）。",
    remedy="核对任务的金额和基本支出、项目支出的年初预算数，改正其中一处。",
    source=_SOURCE,
    wrong="基本支出: {年初预算数: 55.00}\n项目支出: {年初预算数: 29.00}",
    right="基本支出: {年初预算数: 60.00}\n项目支出: {年初预算数: 24.00}",
)
def basic_split(review: Review) -> Iterator[Fault]:
    """Neither what the tasks come to that plainly are the basic expenditure, nor that with others that may be.

    What was carried over may have gone to either.
    """
    told, report = review.report.self_evaluation, review.report
    if not told:
        return
    execution = told.execution
    initial, carried_over = execution.basic.initial_budget, execution.carried_over.initial_budget
    off = execution.total.initial_budget - carried_over - report.sums.total
    maybe = [task for task in report.tasks if _basic(task.name, task.content)]
    basic = [task for task in maybe if _basic(task.name, task.content) == "all"]
    none = Money(Decimal(0), report.money_unit)
    least, most = (sum((task.total for task in tasks), none) for tasks in (basic, maybe))
    if off and off != initial - least:  # the tasks are not what was budgeted, and not for these alone
        return
    either = [task.total for task in maybe if _basic(task.name, task.content) == "either"][:_MOST_EITHER]
    some = most - sum(either, least) + carried_over
    if basic and not any(low <= initial <= low + some for low in _sums(least, either)):
        tasks, budget = (maybe, most) if initial > most else (basic, least)
        named = quoted(shortened(task.name) for task in tasks)
        words = {"initial": initial, "tasks": named, "budget": budget, "unit": report.money_unit}
        yield Fault(words=words, path=("自评", "预算执行", "基本支出", "年初预算数"))


def _sums(least: Money, amounts: Sequence[Money]) -> list[Money]:
    """What an amount comes to with none, some or all of the others."""
    sums = [least]
    for amount in amounts:
        sums += [each + amount for each in sums]
    return sums


@lru_cache(3_000)
def _basic(name: str, content: str) -> Literal["all", "some", "either", ""]:
    """How much of a task pays the bureau's own staff and office: plainly all, perhaps some, all or nothing, nothing."""
    text = f"{name}，{content}"
    of_others = _OF_OTHERS_STAFF.search(name)
    if not of_others and _BASIC.search(text):
        return "all"
    if not of_others and _MAYBE_BASIC.search(text):
        return "some"
    return "either" if _CALLED_LIKE_BASIC.search(name) or _MAYBE_BASIC.search(text) else ""


cost_above_budget = of_report(
    "suitability.cost-above-budget",
    title="成本与任务的预算",
    sentence="“{name}”的指标值是“{value}”，{whose}的预算却是 {budget}。",
    remedy="改正指标值或预算；引用任务的金额，就跟着预算变，例如 ≤{{{{ 任务.编号.总额|万元 }}}}万元。",
    source=_SOURCE,
    wrong="成本指标: [{三级指标: 示例老年人补贴总成本, 指标值: ≤30万元}]",
    right="成本指标: [{三级指标: 示例老年人补贴总成本, 指标值: ≤24万元}]",
)(costs_unlike_budgets)


_NUMBER = r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(万元|亿元|元)(?![/每])"
_AMOUNT = re.compile(_NUMBER)
_SAID = "(?:预算|资金|经费|总|金?额|数|安排|支出|需求|投入|拨款|补助|共计?|合计|是|为|[：:])*"
_OWN_AMOUNT = re.compile(
    f"(?:(?:^|[，,。；;：:（(、]|本项目|本任务|年初|全年|年度|本年度?|当年|所?需|安排|编列|申请|核定|批复|下达|总|计划|投入)(?:财政|项目|任务)?"
    f"(?:预算|资金|经费|拨款)|安排|所?需|(?:预计|计划|全年|本年度?)支出){_SAID}{_NUMBER}"
)
_DEPARTMENT_AMOUNT = re.compile(
    f"(?:(?:部门|单位|年度|全年|年初|本年|收支|支出)预算{_SAID}|全年(?=[0-9,.]+[万亿]?元的?(?:预算|财政)(?:资金|拨款))){_NUMBER}"
)
_OF_PART_OR_BEFORE = re.compile("上年|去年|其中|分别|累计|总投资|结转")
_OF_OTHERS = re.compile(
    "中央|[省市县区]级|上级|自治区|配套|自筹|每|均|标准|争取|管理|监管|审计|评审|整合|统筹|追加|调整|减少|增加|节约|剩余"
    "|另|全[省市县区]|一般公共|政府性|社会[资力]|贷款|捐|涉及|约$"
)
_YEAR = re.compile("(20[0-9]{2})年")
_TELLING = 2  # of a task's amounts those that, once said, make the others parts of them: all of it, what it is given


@of_report(
    "suitability.figure-in-text",
    title="文字里的金额与预算",
    sentence="这里写的是“{quote}”，{whose}却是 {budget}。",
    remedy="改正这句话或预算；金额可以引用，就不会不一致，例如 {{{{ 任务.编号.总额|万元 }}}}万元。",
    source=_SOURCE,
    wrong="主要内容: 示例：开展高龄补贴发放培训，安排资金3万元。",
    right="主要内容: 示例：开展高龄补贴发放培训，安排资金20000元。",
)
def figure_in_text(review: Review) -> Iterator[Fault]:
    report = review.report
    for task, path in review.tasks:
        if "元" in task.content:
            own = (task.total, task.appropriation, task.other_funds)
            for quote, unit in _wrong_amounts(_OWN_AMOUNT, task.content, own, report.year):
                words = {"whose": "这项任务的预算", "budget": _in(unit, task.total)}
                yield Fault(quote, words, (*path, "主要内容"))
    for goal in review.goals:
        if "预算" in goal.text:
            for quote, unit in _wrong_amounts(_DEPARTMENT_AMOUNT, goal.text, [*_budgets(report)], report.year):
                yield Fault(quote, {"whose": "目标表的合计", "budget": _in(unit, report.sums.total)}, goal.path)


def _budgets(report: Report) -> Iterator[Money]:
    """What a goal may mean by a budget."""
    yield from (report.sums.total, report.sums.appropriation, report.sums.other_funds)
    for task in report.tasks:
        yield from (task.total, task.appropriation)
    if told := report.self_evaluation:
        for spending in by_word(told.execution).values():
            yield from (spending.initial_budget, spending.budget)


def _wrong_amounts(
    pattern: re.Pattern[str], text: str, budgets: Sequence[Money], year: int
) -> Iterator[tuple[str, Unit]]:
    """The amounts said to be the budget, each with its unit, where no amount of the text is, nor all together."""
    said = [(Decimal(digits.replace(",", "")), cast(Unit, unit)) for digits, unit in _AMOUNT.findall(text)]
    if any(_agrees(amount, each) for amount in (*said, *_together(said)) for each in budgets[:_TELLING]):
        return
    for found in pattern.finditer(text):
        amount = Decimal(found[1].replace(",", "")), cast(Unit, found[2])
        if not _is_of_others(text[: found.start(1)], year) and not any(_agrees(amount, each) for each in budgets):
            yield text[found.start(1) : found.end(2)], cast(Unit, found[2])


def _is_of_others(before: str, year: int) -> bool:
    """Whether the words before an amount make it one of another year, of a part or of other money."""
    sentence = re.split("[。；;\n]", before)[-1]
    years = {int(each) for each in _YEAR.findall(sentence)}
    clause = re.split("[，,]", sentence)[-1]
    return bool(years - {year} or _OF_PART_OR_BEFORE.search(sentence) or _OF_OTHERS.search(clause))


def _together(said: Sequence[tuple[Decimal, Unit]]) -> Iterator[tuple[Decimal, Unit]]:
    if len(said) > 1:
        yield sum((Money(*each).to(said[0][1]) for each in said), Decimal(0)), said[0][1]


def _agrees(said: tuple[Decimal, Unit], amount: Money) -> bool:
    """Whether the amount is what was said, rounded to as many decimals."""
    exponent = said[0].as_tuple().exponent
    return round_half_up(amount.to(said[1]), -exponent if isinstance(exponent, int) else 0) == said[0]


def _in(unit: Unit, amount: Money) -> str:
    return f"{Money(amount.to(unit), unit)}{unit}"


RULES: tuple[Rule, ...] = (printed_sum, weights, zero_budget, basic_split, cost_above_budget, figure_in_text)
