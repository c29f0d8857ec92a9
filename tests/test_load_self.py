"""The part 自评 of a data file becomes values, or every mistake in it is told where it stands."""

from __future__ import annotations

import re
import time
from datetime import date
from decimal import Decimal

import pytest

from perfreport.load import load
from perfreport.money import Money
from perfreport.rules import OwnField, OwnFields, Rules
from perfreport.selfevaluation import (
    Balance,
    Execution,
    Expense,
    LastYear,
    OfficialExpenses,
    Outcome,
    SelfEvaluation,
    Spending,
    Staff,
)

RULES = Rules(
    (("产出指标", ("数量指标", "质量指标")), ("满意度指标", ("满意度指标",))),
    OwnFields(
        outcome=(OwnField("备注", "备注"), OwnField("佐证材料", "佐证材料")),
        words=(OwnField("主要职能", "主要职能", required=True), OwnField("其他说明", "其他说明")),
    ),
)
WHOLE = """\
单位名称: 民政局
年度: 2021
年度主要任务:
  - {任务名称: 慰问, 主要内容: 慰问群众, 财政拨款: 10.00, 其他资金: 2.00, 编号: 慰问}
年度总体目标: [做好慰问, 做好救助]
年度绩效指标:
  产出指标:
    数量指标:
      - {三级指标: 慰问人数, 指标值: ≥110人, 分值: 5}
      - {三级指标: 完成率, 指标值: ≥90%}
    质量指标:
      - {三级指标: 完成率, 指标值: ≥95%}
  满意度指标:
    满意度指标:
      - {三级指标: 群众满意度, 指标值: 提高}
自评:
  数据性质: 示例数据
  填报日期: 2022-03-05
  预算执行:
    财政拨款: {年初预算数: 10.00, 全年预算数: 11.00, 全年执行数: 10.50}
    上年结转: {年初预算数: 0, 全年预算数: 1.00, 全年执行数: 0.50}
    其他资金: {年初预算数: 2.00, 全年预算数: 2.00, 全年执行数: 2.00}
    基本支出: {年初预算数: 8.00, 全年预算数: 8.00, 全年执行数: 8.00}
    项目支出: {年初预算数: 4.00, 全年预算数: 6.00, 全年执行数: 5.00}
    合计: {年初预算数: 12.00, 全年预算数: 14.00, 全年执行数: 13.00}
  上年: {全年预算数: 9.00, 全年执行数: 8.00, 基本支出: 5.00, 项目支出: 3.00}
  三公经费:
    因公出国（境）费: {预算数: 0, 执行数: 0, 上年执行数: 0}
    公务用车购置费: {预算数: 0, 执行数: 0, 上年执行数: 0}
    公务用车运行维护费: {预算数: 1.50, 执行数: 1.36, 上年执行数: 1.42}
    公务接待费: {预算数: 0.30, 执行数: 0.12, 上年执行数: 0.18}
  结转结余: {年初结转结余: 1.00, 年末结转结余: 1.00}
  机构人员: {内设机构: 3, 下属单位: 0, 在职人数: 4}
  目标完成情况:
    - 支出{{ 预算执行.合计.全年执行数 }}万元，做好了慰问
    - 做好了救助
  指标完成情况:
    - {三级指标: 完成率, 二级指标: 质量指标, 实际完成值: 96%}
    - {三级指标: 慰问人数, 实际完成值: 104人, 得分: 4.5, 偏差原因: 人数减少, 改进措施: 及早摸底, 备注: 见附表}
    - {三级指标: 群众满意度, 实际完成值: 有所提高, 达成情况: 达成}
    - {三级指标: 完成率, 二级指标: 数量指标, 实际完成值: 90%}
  分值: {预算执行率: 10, 产出指标: 80, 满意度指标: 10}
  报告:
    主要职能: 年初预算{{ 合计.总额 }}万元，其中慰问{{ 任务.慰问.总额 }}万元
"""


@pytest.fixture
def read(tmp_path):
    """Loads a text as the data file 甲.yaml."""

    def read(text):
        (tmp_path / "甲.yaml").write_text(text, encoding="utf-8")
        return load(tmp_path / "甲.yaml", RULES)

    return read


def wan(digits):
    return Money(Decimal(digits), "万元")


def spending(*digits):
    return Spending(*map(wan, digits))


def expense(*digits):
    return Expense(*map(wan, digits))


def outcome(at, name, actual, second="", achievement="", score=None, reason="", remedy="", note=""):
    own = {"备注": note, "佐证材料": ""}
    return Outcome(name, second, actual, achievement, score, reason, remedy, own, at)


def test_the_self_evaluation_becomes_values(read):
    loaded = read(WHOLE)
    assert loaded.problems == ()
    execution = Execution(
        spending("10.00", "11.00", "10.50"),
        spending("0", "1.00", "0.50"),
        spending("2.00", "2.00", "2.00"),
        spending("8.00", "8.00", "8.00"),
        spending("4.00", "6.00", "5.00"),
    )
    assert loaded.report.self_evaluation == SelfEvaluation(
        nature="示例数据",
        day=date(2022, 3, 5),
        execution=execution,
        last_year=LastYear(wan("9.00"), wan("8.00"), wan("5.00"), wan("3.00")),
        official_expenses=OfficialExpenses(
            expense("0", "0", "0"),
            expense("0", "0", "0"),
            expense("1.50", "1.36", "1.42"),
            expense("0.30", "0.12", "0.18"),
        ),
        balance=Balance(wan("1.00"), wan("1.00")),
        staff=Staff(3, 0, None, 4, None),
        goals=("支出13万元，做好了慰问", "做好了救助"),
        outcomes=(
            outcome(1, "慰问人数", "104人", "", "", Decimal("4.5"), "人数减少", "及早摸底", "见附表"),
            outcome(3, "完成率", "90%", "数量指标"),
            outcome(0, "完成率", "96%", "质量指标"),
            outcome(2, "群众满意度", "有所提高", achievement="达成"),
        ),
        weights={"预算执行率": Decimal(10), "产出指标": Decimal(80), "满意度指标": Decimal(10)},
        words={"主要职能": "年初预算12万元，其中慰问12万元", "其他说明": ""},
    )
    assert execution.total == spending("12.00", "14.00", "13.00")
    assert [indicator.weight for indicator in loaded.report.indicators] == [Decimal(5), None, None, None]


def without(text, *keys):
    """The text without these entries of 自评 or 预算执行, with all that is below them."""
    for key in keys:
        text = re.sub(rf"^( +){key}:.*\n(?:\1 .*\n)*", "", text, flags=re.MULTILINE)
    return text


def test_what_need_not_be_written_is_left_out(read):
    text = without(
        WHOLE, "数据性质", "上年结转", "合计", "上年", "三公经费", "结转结余", "机构人员", "分值", "报告"
    ).replace(
        "项目支出: {年初预算数: 4.00, 全年预算数: 6.00, 全年执行数: 5.00}",
        "项目支出: {年初预算数: 4.00, 全年预算数: 5.00, 全年执行数: 4.50}",
    )
    loaded = read(text)
    assert [(found.id, found.message) for found in loaded.problems] == []
    told = loaded.report.self_evaluation
    assert told.execution.carried_over == spending("0", "0", "0")
    assert told.execution.total == spending("12.00", "13.00", "12.50")
    absent = (told.nature, told.last_year, told.official_expenses, told.balance, told.staff, told.weights)
    assert absent == ("", None, None, None, None, {})
    assert told.words == {"主要职能": "", "其他说明": ""}


@pytest.mark.parametrize("written", ["2022/3/5", "2022.03.05", "2022年3月5日", "２０２２－３－５", '"2022-03-05"'])
def test_a_day_may_be_written_in_any_usual_way(read, written):
    loaded = read(WHOLE.replace("2022-03-05", written))
    assert loaded.problems == ()
    assert loaded.report.self_evaluation.day == date(2022, 3, 5)


def test_a_file_in_yuan_has_all_its_amounts_in_yuan(read):
    loaded = read(WHOLE.replace("年度: 2021", "年度: 2021\n金额单位: 元").replace("}}万元", "}}元"))
    assert loaded.problems == ()
    told = loaded.report.self_evaluation
    amounts = (
        told.execution.total.spent,
        told.last_year.spent,
        told.balance.opening,
        told.official_expenses.total.spent,
    )
    assert [f"{amount}{amount.unit}" for amount in amounts] == ["13元", "8元", "1元", "1.48元"]


# 原来的 | 改成 | 问题：位置 句子 编号
MISTAKES = """
数据性质: 示例数据 | 数据性质: 真实 | 17:9 “数据性质”写的是“真实”，会印在自评的每份文档上。 self.odd-nature
数据性质: 示例数据 | 数据性质: 模拟数据 | 没有问题
填报日期: 2022-03-05 | 填报日期: 2022-02-30 | 18:9 “自评”的“填报日期”写的“2022-02-30”不是日期。 data.bad-date
填报日期: 2022-03-05 | 填报日期: 2021-12-31 | 18:9 “填报日期”是 2021年12月31日，2021 年度的自评一般在 2022 年填报。 self.odd-day
填报日期: 2022-03-05 | 填报日期: 2032-03-05 | 18:9 “填报日期”是 2032年3月5日，2021 年度的自评一般在 2022 年填报。 self.odd-day
填报日期: 2022-03-05 | 填报日期: 2022-12-31 | 没有问题
填报日期: 2022-03-05 | 填报日期: 2022-13-05 | 18:9 “自评”的“填报日期”写的“2022-13-05”不是日期。 data.bad-date
填报日期: 2022-03-05 | 填报日期: 去年三月 | 18:9 “自评”的“填报日期”写的“去年三月”不是日期。 data.bad-date
项目支出: {年初预算数: 4.00, 全年预算数: 6.00 | 项目支出: {年初预算数: 4.00, 全年预算数: 6.01 | 24:32 “预算执行”的全年预算数，基本支出和项目支出相加得 14.01，各资金来源相加得 14（万元）。 self.parts-differ
全年预算数: 11.00, | 全年预算数: -4.00, | 20:33 “预算执行”的全年预算数，各资金来源相加得 -1（万元），不到 0。 self.negative-budget 24:32 “预算执行”的全年预算数，基本支出和项目支出相加得 14，各资金来源相加得 -1（万元）。 self.parts-differ 25:31 “自评”的“预算执行”的“合计”的“全年预算数”写的是 14，相加得 -1，相差 15（万元）。 data.sum-differs
合计: {年初预算数: 12.00 | 合计: {年初预算数: 12.01 | 25:17 “自评”的“预算执行”的“合计”的“年初预算数”写的是 12.01，相加得 12，相差 0.01（万元）。 data.sum-differs
合计: {年初预算数: 12.00, 全年预算数: 14.00, | 合计: { | 没有问题
财政拨款: 10.00, 其他资金: 2.00 | 财政拨款: 10.20, 其他资金: 2.00 | 20:19 年初预算数（财政拨款和其他资金）是 12，目标表的合计却是 12.2（万元）。 self.budget-differs
全年执行数: 8.00, 基本支出: 5.00 | 全年执行数: 8.00, 基本支出: 5.50 | 26:28 上年的全年执行数是 8，基本支出和项目支出相加得 8.5（万元）。 self.last-year-differs
内设机构: 3 | 内设机构: 3个 | 33:16 “自评”的“机构人员”的“内设机构”写的“3个”不是整数。 data.bad-count
内设机构: 3 | 内设机构: 2.5 | 33:16 “自评”的“机构人员”的“内设机构”写的“2.5”不是整数。 data.bad-count
- 做好了救助 | - 做好了救助⏎    - 又一项 | 35:5 “目标完成情况”有 3 项，年度总体目标有 2 个。 self.goals-differ
得分: 4.5 | 得分: 4.5分 | 39:37 “自评”的“指标完成情况”第 2 项的“得分”写的“4.5分”不是分数。 data.bad-points
得分: 4.5 | 得分: -1 | 39:37 “自评”的“指标完成情况”第 2 项的“得分”写的“-1”不是分数。 data.bad-points
分值: 5 | 分值: 五 | 9:38 “数量指标”第 1 条的“分值”写的“五”不是分数。 data.bad-points
人数, 实际 | 的人数, 实际 | 39:14 指标“慰问人数”（数量指标）没有填写完成情况。 self.missing-indicator 39:14 年度绩效指标里没有“慰问的人数”。 self.unknown-indicator
三级指标: 群众满意度, 实际 | 三级指标: 慰问人数, 实际 | 37:3 指标“群众满意度”（满意度指标）没有填写完成情况。 self.missing-indicator 40:14 “慰问人数”的完成情况写了不止一次。 self.repeated-indicator
完成率, 二级指标: 数量指标, 实际 | 完成率, 实际 | 41:14 “完成率”在几个组里都有，不知道说的是哪一个。 self.which-group
二级指标: 数量指标, 实际 | 二级指标: 质量指标, 实际 | 41:14 指标“完成率”（数量指标）没有填写完成情况。 self.missing-indicator 41:14 “完成率”的完成情况写了不止一次。 self.repeated-indicator
二级指标: 数量指标, 实际 | 二级指标: 效益指标, 实际 | 41:14 指标“完成率”（数量指标）没有填写完成情况。 self.missing-indicator 41:14 “效益指标”里没有“完成率”。 self.wrong-group
慰问人数, 实际 | 慰问人数, 二级指标: 数量指标, 实际 | 没有问题
慰问人数, 实际 | 慰问人数, 二级指标: 质量指标, 实际 | 39:14 指标“慰问人数”（数量指标）没有填写完成情况。 self.missing-indicator 39:14 “质量指标”里没有“慰问人数”。 self.wrong-group
实际完成值: 104人 | 完成值: 104人 | 39:7 “自评”的“指标完成情况”第 2 项缺少“实际完成值”。 data.missing-key 39:20 “自评”的“指标完成情况”第 2 项里没有“完成值”这一项。 data.unknown-key
备注: 见附表 | 说明: 见附表 | 39:66 “自评”的“指标完成情况”第 2 项里没有“说明”这一项。 data.unknown-key
分值: {预算执行率: 10 | 分值: {预算: 10 | 42:8 “自评”的“分值”里没有“预算”这一项。 data.unknown-key
    主要职能: 年初 |     职能: 年初 | 44:5 “自评”的“报告”里没有“职能”这一项。 data.unknown-key 44:5 “自评”的“报告”缺少“主要职能”。 data.missing-key
预算执行.合计.全年执行数 }} | 预算执行.合计.执行数 }} | 35:7 引用 {{ 预算执行.合计.执行数 }} 里的“执行数”没有找到。 data.unknown-name
预算执行.合计.全年执行数 }} | 预算执行.总计.全年执行数 }} | 35:7 引用 {{ 预算执行.总计.全年执行数 }} 里的“总计”没有找到。 data.unknown-name
  指标完成情况:⏎ |   完成情况:⏎ | 37:3 “自评”里没有“完成情况”这一项。 data.unknown-key
公务用车购置费: { | 公车购置费: { | 28:5 “自评”的“三公经费”缺少“公务用车购置费”。 data.missing-key 29:5 “自评”的“三公经费”里没有“公车购置费”这一项。 data.unknown-key
财政拨款: {年初预算数: 10.00, 全年预算数: 11.00, 全年执行数: 10.50} | 财政拨款: 10 | 20:11 “自评”的“预算执行”的“财政拨款”应是几行“名称: 值”，这里却是一行文字。 data.wrong-type
"""


@pytest.fixture
def told(read):
    """What is said about the small file with one thing changed: `place sentence id`, one behind another."""

    def told(before, after):
        assert before in WHOLE
        loaded = read(WHOLE.replace(before, after, 1))
        assert (loaded.report is None) == any(found.severity == "error" for found in loaded.problems)
        found = [f"{each.place.line}:{each.place.column} {each.message} {each.id}" for each in loaded.problems]
        return " ".join(found) or "没有问题"

    return told


@pytest.mark.parametrize("row", MISTAKES.strip().splitlines())
def test_a_mistake_is_told_where_it_stands(told, row):
    before, after, problem = row.replace("⏎", "\n").split(" | ")
    assert told(before, after) == problem


def test_a_wrong_amount_is_told_wherever_it_does_not_fit(told):
    assert told("全年执行数: 10.50", "全年执行数: 10.60") == (
        "24:45 “预算执行”的全年执行数，基本支出和项目支出相加得 13，各资金来源相加得 13.1（万元）。 self.parts-differ "
        "25:45 “自评”的“预算执行”的“合计”的“全年执行数”写的是 13，相加得 13.1，相差 0.1（万元）。 data.sum-differs"
    )
    assert told("全年执行数: 10.50", "全年执行数: 10.5O").endswith("不能当金额计算：不是数字。 data.bad-amount")


# 原来的 | 改成 | 问题：读不出来的名称，不再说“没有填写”“没有这个指标”
UNREAD = """
年度绩效指标: | 年度指标: | data.missing-key data.unknown-key
    质量指标: |     质量类指标: | data.unknown-key
{三级指标: 慰问人数, 指标值 | {三级指标: , 指标值 | data.empty
{三级指标: 慰问人数, 指标值 | {指标: 慰问人数, 指标值 | data.missing-key data.unknown-key
- {三级指标: 慰问人数, 实际 | - {指标: 慰问人数, 实际 | data.missing-key data.unknown-key
- {三级指标: 慰问人数, 实际 | - {三级指标: , 实际 | data.empty
慰问人数, 实际完成值: 104人, | 慰问人数，实际完成值：104人, | yaml.braces
[做好慰问, 做好救助] | 做好慰问 | data.wrong-type
"""


@pytest.mark.parametrize("row", UNREAD.strip().splitlines())
def test_what_could_not_be_read_is_not_missed_on_the_other_side(told, row):
    before, after, ids = row.split(" | ")
    assert re.findall(r"[a-z]+\.[a-z-]+", told(before, after)) == ids.split()


def test_indicators_of_one_name_in_one_group_are_taken_in_their_order(read):
    text = WHOLE.replace("三级指标: 慰问人数, 指标值", "三级指标: 完成率, 指标值").replace(
        "{三级指标: 慰问人数, 实际", "{三级指标: 完成率, 二级指标: 数量指标, 实际"
    )
    loaded = read(text)
    assert loaded.problems == ()
    assert [outcome.at for outcome in loaded.report.self_evaluation.outcomes] == [1, 3, 0, 2]


def test_an_entry_that_says_its_group_is_taken_before_one_that_says_none(told):
    before, after = (
        "    - {三级指标: 慰问人数, 实",
        "    - {三级指标: 完成率, 实际完成值: 90%}\n    - {三级指标: 慰问人数, 实",
    )
    assert told(before, after) == "39:14 “完成率”在几个组里都有，不知道说的是哪一个。 self.which-group"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "慰问的人数",
            "39:14 是不是这里的“慰问的人数”？是就改正这一项，不是就在“指标完成情况”里补上一项，写三级指标和实际完成值。",
        ),
        ("春节灯会", "37:3 在“指标完成情况”里补上一项，写三级指标和实际完成值。"),
    ],
)
def test_an_indicator_without_an_entry_is_missed_at_the_one_meant_or_over_all(read, typed, hint):
    problems = read(WHOLE.replace("三级指标: 慰问人数, 实际", f"三级指标: {typed}, 实际")).problems
    found = [each for each in problems if each.id == "self.missing-indicator"]
    assert [f"{each.place.line}:{each.place.column} {each.hint}" for each in found] == [hint]


def test_the_time_to_find_the_entries_grows_with_their_number_only(read):
    def seconds(number):
        names = [f"{{三级指标: 指标{at}, " for at in range(number)]
        head, tail = WHOLE.split("    - {三级指标: 完成率, 二级指标: 质量指标")
        listed = "".join(f"      - {name}指标值: 1人}}\n" for name in names)
        entries = "".join(f"    - {name}实际完成值: 1人}}\n" for name in reversed(names))
        text = (
            head.replace("    数量指标:\n", f"    数量指标:\n{listed}")
            + entries
            + f"    - {{三级指标: 完成率, 二级指标: 质量指标{tail}"
        )
        start = time.process_time()
        assert read(text).report
        return time.process_time() - start

    assert seconds(1000) < 1  # it was 5 when every indicator looked at every entry and at all that were taken


def test_without_indicators_nothing_need_be_said_of_them(read):
    start, end = WHOLE.index("年度绩效指标:"), WHOLE.index("自评:")
    text = f"{WHOLE[:start]}年度绩效指标: 不涉及\n{WHOLE[end:]}"
    text = text[: text.index("  指标完成情况:")] + text[text.index("  分值:") :]
    loaded = read(text)
    assert (loaded.problems, loaded.report.self_evaluation.outcomes) == ((), ())


def test_a_self_evaluation_that_is_left_empty_is_none(read):
    loaded = read(WHOLE[: WHOLE.index("  数据性质")])
    assert (loaded.problems, loaded.report.self_evaluation) == ((), None)


def test_whatever_is_missing_or_unreadable_ends_in_problems(read):
    """Each line left out, and each value replaced by something of another shape, in turn."""
    lines = WHOLE.splitlines(keepends=True)
    texts = ["".join(lines[:at] + lines[at + 1 :]) for at in range(len(lines))]
    values = [found.span(1) for found in re.finditer(r": ([^\n]+)\n", WHOLE)]
    texts += [WHOLE[:start] + junk + WHOLE[end:] for start, end in values for junk in ("", "某", "[某]", "{某: 某}")]
    for text in texts:
        loaded = read(text)
        assert (loaded.report is None) == any(found.severity == "error" for found in loaded.problems)


def test_a_small_record_is_shown_as_it_may_be_typed(read):
    text = WHOLE.replace("公务接待费: {预算数: 0.30, 执行数: 0.12, 上年执行数: 0.18}", "公务接待费: 0")
    text = text.replace("    公务用车购置费: {预算数: 0, 执行数: 0, 上年执行数: 0}\n", "")
    assert [found.hint for found in read(text).problems] == [
        "补上一行“公务用车购置费: {预算数: …, 执行数: …, 上年执行数: …}”。",
        "写成 {预算数: …, 执行数: …, 上年执行数: …}。",
    ]
