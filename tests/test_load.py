"""A data file becomes a Report, or every problem in it, each with its place, the text and what to do."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.load import load
from perfreport.model import Group, Indicator, Report, Task
from perfreport.money import Money
from perfreport.reader import MOST_PROBLEMS
from perfreport.rules import Rules, load_rules
from perfreport.target import Target

ROOT = Path(__file__).parent.parent
RULES = Rules((("产出指标", ("数量指标", "质量指标")), ("效益指标", ("社会效益指标",))))
SMALL = """\
单位名称: 民政局
年度: 2021
年度主要任务:
  - 任务名称: 慰问
    主要内容: 慰问群众
    财政拨款: 12.00
    编号: 慰问
年度总体目标:
  - 做好慰问
年度绩效指标:
  产出指标:
    数量指标:
      - {三级指标: 慰问人数, 指标值: ≥110人}
"""
SPENT = """\
自评:
  填报日期: 2022-03-05
  预算执行:
    财政拨款: {年初预算数: 12, 全年预算数: 12, 全年执行数: 12}
    基本支出: {年初预算数: 12, 全年预算数: 12, 全年执行数: 12}
    项目支出: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0}
  目标完成情况: [做好了]
  指标完成情况:
    - {三级指标: 慰问人数, 实际完成值: 110人}
"""


@pytest.fixture
def read(tmp_path):
    """Loads a text as the data file 甲.yaml."""

    def read(text):
        (tmp_path / "甲.yaml").write_text(text, encoding="utf-8")
        return load(tmp_path / "甲.yaml", RULES)

    return read


@pytest.fixture
def told(read, tmp_path):
    """What is printed about a text; "" when it is right."""

    def told(text):
        loaded = read(text)
        assert (loaded.report is None) == any(found.severity == "error" for found in loaded.problems)
        return "".join(f"{found}\n" for found in loaded.problems).replace(f"{tmp_path}/", "")

    return told


@pytest.fixture
def told_of(told):
    """What is printed when a part of the small file is replaced."""

    def told_of(before, after):
        assert before in SMALL
        return told(SMALL.replace(before, after, 1))

    return told_of


def wan(digits):
    return Money(Decimal(digits), "万元")


def test_a_data_file_becomes_a_report(read):
    loaded = read(SMALL)
    assert loaded.problems == ()
    assert loaded.report == Report(
        bureau="民政局",
        year=2021,
        money_unit="万元",
        tasks=(Task("慰问", "慰问群众", wan("12.00"), wan("0"), "慰问"),),
        goals=("做好慰问",),
        groups=(
            Group("产出指标", "数量指标", (Indicator("慰问人数", Target.parse("≥110人")),)),
            Group("产出指标", "质量指标"),
            Group("效益指标", "社会效益指标"),
        ),
    )


def test_sums_are_computed_exactly_and_keep_their_unit(read):
    report = read(
        SMALL.replace("年度: 2021", "年度: 2021\n金额单位: 元").replace("    编号: 慰问", "    其他资金: 0.000001")
    ).report
    assert report.tasks[0].total == Money(Decimal("12.000001"), "元")
    assert report.sums.total == Money(Decimal("12.000001"), "元")
    assert report.sums.other_funds.unit == "元"


def test_a_written_sum_that_agrees_is_fine(told_of):
    assert told_of("编号: 慰问", "总额: 12.0") == ""
    assert told_of("年度: 2021", "年度: 2021\n合计: {总额: 12.0, 财政拨款: 12, 其他资金: 0}") == ""


def test_a_written_sum_that_differs_is_told_with_both_figures(told):
    assert told(
        SMALL.replace("编号: 慰问", "总额: 13.5").replace("年度: 2021", "年度: 2021\n合计: {财政拨款: 11}")
    ) == (
        "甲.yaml:3:12  错误：“合计”的“财政拨款”写的是 11，相加得 12，相差 1（万元）。\n"
        "    → 改正金额；或删去这一行，总额和合计会自动相加。  [data.sum-differs]\n"
        "甲.yaml:8:9  错误：“年度主要任务”第 1 项的“总额”写的是 13.5，相加得 12，相差 1.5（万元）。\n"
        "    → 改正金额；或删去这一行，总额和合计会自动相加。  [data.sum-differs]\n"
    )


def test_a_sum_over_a_wrong_amount_is_not_compared(told_of):
    assert told_of("12.00", "12万元\n    总额: 12").count("错误") == 1


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        (
            "年度: 2021",
            "年份: 2021",
            "甲.yaml:1:1  错误：文件缺少“年度”。\n"
            "    → 补上一行“年度: …”。  [data.missing-key]\n"
            "甲.yaml:2:1  错误：文件里没有“年份”这一项。\n"
            "    → 是不是“年度”？可以写的有："
            "单位名称、年度、金额单位、年度主要任务、合计、年度总体目标、年度绩效指标、自评。"
            "  [data.unknown-key]\n",
        ),
        (
            "主要内容: 慰问群众",
            "主要内溶: 慰问群众",
            "甲.yaml:4:5  错误：“年度主要任务”第 1 项缺少“主要内容”。\n"
            "    → 补上一行“主要内容: …”。  [data.missing-key]\n"
            "甲.yaml:5:5  错误：“年度主要任务”第 1 项里没有“主要内溶”这一项。\n"
            "    → 是不是“主要内容”？可以写的有：任务名称、主要内容、财政拨款、其他资金、总额、编号。  [data.unknown-key]\n",
        ),
        (
            "年度: 2021",
            "年度: 2021年",
            "甲.yaml:2:5  错误：年度“2021年”不是 2000 到 2099 之间的四位数字。\n"
            "    → 只写数字，写成 年度: 2021  [data.bad-year]\n",
        ),
        (
            "年度: 2021",
            "年度: #2021",
            "甲.yaml:2:4  提示：“#2021”前面有空格，会当成说明，不会印出来。\n"
            "    → 如果是文字的一部分，给整个值加英文引号；如果是说明，# 后面空一格。  [yaml.comment]\n"
            "甲.yaml:2:4  错误：“年度”没有填写。\n"
            "    → 在冒号后面填写；以 # 开头的文字会当成说明，要加英文引号。  [data.empty]\n",
        ),
        (
            "年度: 2021",
            "年度: 2021\n金额单位: 亿元",
            "甲.yaml:3:7  错误：金额单位“亿元”不能用。\n    → 写“万元”或“元”。  [data.bad-unit]\n",
        ),
        (
            "民政局",
            "../民政局",
            "甲.yaml:1:7  错误：单位名称“../民政局”不能当文件名：里面有“/”。\n"
            "    → 文件以单位名称命名，请改写单位名称。  [data.bad-bureau]\n",
        ),
        (
            "12.00",
            "1,200元",
            "甲.yaml:6:11  错误：“年度主要任务”第 1 项的“财政拨款”写的“1,200元”不能当金额计算："
            "金额里不写“元”，单位已由“金额单位: 万元”说明。\n"
            "    → 改为 0.12。  [data.bad-amount]\n",
        ),
        (
            "编号: 慰问",
            "编号: 慰 问",
            "甲.yaml:7:9  错误：编号“慰 问”不能用：里面有“ ”。\n"
            "    → 用不重复的汉字、字母或数字，中间不留空格和标点，例如 编号: 老年补贴  [data.bad-handle]\n",
        ),
        (
            "主要内容: 慰问群众",
            "主要内容: [慰问]",
            "甲.yaml:5:11  错误：“年度主要任务”第 1 项的“主要内容”应是一行文字，这里却是一个列表。\n"
            "    → 写成一行文字；如果括号或减号是文字的一部分，给整个值加英文引号。  [data.wrong-type]\n",
        ),
        (
            "主要内容: 慰问群众",
            "主要内容:\n      - 慰问",
            "甲.yaml:6:7  错误：“年度主要任务”第 1 项的“主要内容”应是一行文字，这里却是一个列表。\n"
            "    → 写成一行文字；要分条、分段，在这段文字的“名称:”后面写“|”，下面各行照写。  [data.wrong-type]\n",
        ),
        (
            "  - 做好慰问",
            "  做好慰问",
            "甲.yaml:9:3  错误：“年度总体目标”应是一个列表，这里却是一行文字。\n"
            "    → 每项另起一行，以“- ”（减号和空格）开头。  [data.wrong-type]\n",
        ),
        (
            "  - 做好慰问",
            "  - ''",
            "甲.yaml:9:5  错误：“年度总体目标”第 1 项没有填写。\n    → 在“- ”后面填写，或删去这一项。  [data.empty]\n",
        ),
        (
            "{三级指标: 慰问人数, 指标值: ≥110人}",
            "慰问人数",
            "甲.yaml:13:9  错误：“数量指标”第 1 条应是几行“名称: 值”，这里却是一行文字。\n"
            "    → 写成 {三级指标: …, 指标值: …}。  [data.wrong-type]\n",
        ),
        (
            "    数量指标:\n      - {三级指标: 慰问人数, 指标值: ≥110人}",
            "    数量指标: 无",
            "甲.yaml:12:11  错误：“无”不是“数量指标”下的指标。\n"
            "    → 每条指标另起一行，以“- ”开头；确实没有就写成 数量指标: 不涉及  [data.not-a-group]\n",
        ),
        (
            "    数量指标:",
            "    成本指标:",
            "甲.yaml:12:5  错误：“产出指标”里没有“成本指标”这一项。\n"
            "    → 是不是“质量指标”？可以写的有：数量指标、质量指标。  [data.unknown-key]\n",
        ),
        (
            "≥110人",
            '"≤{{ 任务.慰门.总额 }}万元"',
            "甲.yaml:13:27  错误：引用 {{ 任务.慰门.总额 }} 里的“慰门”没有找到。\n"
            "    → 是不是“慰问”？可以写的有：慰问。  [data.unknown-name]\n",
        ),
        (
            "≥110人",
            '"{{ 年度 + 1 }}"',
            "甲.yaml:13:27  错误：引用 {{ 年度 + 1 }} 读不懂："
            "只能写一个名称，例如 任务.老年补贴.总额，后面可以加一个过滤器。\n"
            "    → 写成 {{ 任务.编号.总额 }} 或 {{ 合计.总额|万元 }} 这样的形式。  [data.bad-link]\n",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(told_of, before, after, printed):
    assert told_of(before, after) == printed


def test_slips_of_writing_and_mistakes_of_content_are_told_at_once_in_the_order_of_the_file(told):
    text = (
        SMALL.replace("单位名称: 民政局", "单位名称：CON")
        .replace("12.00", "12万元")
        .replace("- 做好慰问", "- 做好: 慰问")
        .replace("≥110人}", ">=110人, 备注: x}")
    )
    assert told(text + "      - {三级指标: 天数, 指标值: %}\n目标: 1\n") == (
        "甲.yaml:1:1  错误：“单位名称：CON”里，名称和值之间应是英文冒号加一个空格。\n"
        "    → 写成 单位名称: CON  [yaml.colon]\n"
        "甲.yaml:1:6  错误：单位名称“CON”不能当文件名：这是 Windows 保留的设备名。\n"
        "    → 文件以单位名称命名，请改写单位名称。  [data.bad-bureau]\n"
        "甲.yaml:6:11  错误：“年度主要任务”第 1 项的“财政拨款”写的“12万元”不能当金额计算："
        "金额里不写“万元”，单位已由“金额单位: 万元”说明。\n"
        "    → 改为 12。  [data.bad-amount]\n"
        "甲.yaml:9:5  错误：“年度总体目标”第 1 项应是一行文字，这里却是几行“名称: 值”。\n"
        "    → 写成一行文字；如果括号或减号是文字的一部分，给整个值加英文引号。  [data.wrong-type]\n"
        "甲.yaml:13:27  错误：“>=110人”以“>”开头，不加引号读不对。\n"
        '    → 给整个值加英文引号，写成 指标值: ">=110人"  [yaml.quotes]\n'
        "甲.yaml:13:35  错误：“数量指标”第 1 条里没有“备注”这一项。\n"
        "    → 可以写的有：三级指标、指标值、分值。  [data.unknown-key]\n"
        "甲.yaml:14:25  错误：“%”以“%”开头，不加引号读不对。\n"
        '    → 给整个值加英文引号，写成 指标值: "%"  [yaml.quotes]\n'
        "甲.yaml:15:1  错误：文件里没有“目标”这一项。\n"
        "    → 是不是“年度总体目标”？可以写的有："
        "单位名称、年度、金额单位、年度主要任务、合计、年度总体目标、年度绩效指标、自评。"
        "  [data.unknown-key]\n"
    )


def test_a_handle_must_not_be_used_twice(told):
    second = "  - {任务名称: 乙, 主要内容: 丙, 财政拨款: 1, 编号: 慰问}\n"
    assert told(SMALL.replace("年度总体目标:", f"{second}年度总体目标:")) == (
        "甲.yaml:8:37  错误：编号“慰问”不能用：前面的任务已经用了。\n"
        "    → 用不重复的汉字、字母或数字，中间不留空格和标点，例如 编号: 老年补贴  [data.bad-handle]\n"
    )


def test_links_are_followed_wherever_a_text_stands(read):
    text = (
        SMALL.replace("任务名称: 慰问", "任务名称: '{{ 年度 }}年慰问'")
        .replace("做好慰问", "'{{ 单位名称 }}用{{ 合计.总额 }}{{ 金额单位 }}做好慰问'")
        .replace("≥110人", "'≤{{ 任务.慰问.财政拨款 }}万元'")
    )
    report = read(text).report
    assert report.tasks[0].name == "2021年慰问"
    assert report.goals == ("民政局用12万元做好慰问",)
    assert report.groups[0].indicators[0].target == Target.parse("≤12万元")


def test_a_link_to_a_wrong_amount_is_not_told_again(told):
    assert told(SMALL.replace("12.00", "x").replace("≥110人", "'≤{{ 任务.慰问.总额 }}万元'")).count("错误") == 1


@pytest.mark.parametrize(
    ("groups", "notes"),
    [
        ("年度绩效指标:\n", ["", "", ""]),
        ("年度绩效指标: 不涉及\n", ["不涉及", "不涉及", "不涉及"]),
        ("年度绩效指标:\n  产出指标: 不涉及\n  效益指标:\n", ["不涉及", "不涉及", ""]),
        ("年度绩效指标:\n  产出指标:\n    质量指标: 不涉及\n    数量指标: []\n", ["", "不涉及", ""]),
    ],
)
def test_a_group_without_indicators_is_kept_with_its_note(read, groups, notes):
    report = read(SMALL[: SMALL.index("年度绩效指标")] + groups).report
    assert [(group.indicators, group.note) for group in report.groups] == [((), note) for note in notes]


def test_texts_lose_their_outer_blanks_only(read):
    report = read(SMALL.replace("慰问群众", "'  慰问  群众，“甲” 　'")).report
    assert report.tasks[0].content == "慰问  群众，“甲”"


def test_hints_leave_the_report_standing(read):
    loaded = read(SMALL.replace("慰问群众", "“慰问”"))
    assert [found.id for found in loaded.problems] == ["yaml.wide-quotes"]
    assert loaded.report.tasks[0].content == "“慰问”"


def test_what_became_of_an_indicator_in_an_unknown_group_is_not_told_again(told):
    text = SMALL.replace("数量指标:", "成本指标:") + SPENT + "    - {三级指标: 慰问次数, 实际完成值: 2次}\n"
    assert told(text) == (
        "甲.yaml:12:5  错误：“产出指标”里没有“成本指标”这一项。\n"
        "    → 是不是“质量指标”？可以写的有：数量指标、质量指标。  [data.unknown-key]\n"
    )


def test_where_the_pack_declares_nothing_nothing_may_be_written(told):
    assert told(SMALL + SPENT + "  报告: {主要职能: 慰问}\n") == (
        "甲.yaml:23:8  错误：“自评”的“报告”里没有“主要职能”这一项。\n    → 可以写的有：无。  [data.unknown-key]\n"
    )


def test_the_place_of_every_value_is_kept(read):
    places = read(SMALL).places
    assert [
        (place.line, place.column)
        for place in (
            places("年度"),
            places("年度主要任务", 0, "财政拨款"),
            places("年度总体目标", 0),
            places("年度绩效指标", "产出指标", "数量指标", 0, "指标值"),
            places("年度主要任务", 0, "其他资金"),  # not written: the task
            places("年度主要任务", 7, "其他资金"),
            places("年度绩效指标", "效益指标", "社会效益指标"),
            places(),
        )
    ] == [(2, 5), (6, 11), (9, 5), (13, 27), (4, 5), (4, 3), (11, 3), (1, 1)]


def test_a_missing_file_is_told(tmp_path):
    loaded = load(tmp_path / "甲.yaml", RULES)
    assert loaded.report is None
    assert [found.id for found in loaded.problems] == ["yaml.unreadable"]
    assert str(loaded.places("年度")) == str(tmp_path / "甲.yaml")


def test_problems_beyond_measure_are_cut_short(read):
    found = read(SMALL + "".join(f"项{n}: 1\n" for n in range(1000))).problems
    assert len(found) == MOST_PROBLEMS + 1
    assert [problem.id for problem in found].count("yaml.too-many") == 1


def test_300_tasks_are_loaded(read):
    task = SMALL[SMALL.index("  - 任务名称") : SMALL.index("    编号")]
    report = read(SMALL.replace("年度总体目标:", task * 299 + "年度总体目标:")).report
    assert (len(report.tasks), report.sums.total) == (300, wan("3600"))


SAMPLE = (ROOT / "data/2021/乌尔禾区民政局.yaml").read_text(encoding="utf-8")
GENERAL = load_rules(ROOT / "templates/通用")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SAMPLE)), st.integers(0, 6), st.text(alphabet=" \t\n:：-#{}[]\"'>%&*!|,“　甲1", max_size=4))
def test_a_damaged_file_is_loaded_or_told(tmp_path, start, cut, typed):
    (tmp_path / "甲.yaml").write_text(SAMPLE[:start] + typed + SAMPLE[start + cut :], encoding="utf-8")
    loaded = load(tmp_path / "甲.yaml", GENERAL)
    assert loaded.report is not None or loaded.problems


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=120))
def test_any_bytes_are_loaded_or_told(tmp_path, data):
    (tmp_path / "甲.yaml").write_bytes(data)
    assert load(tmp_path / "甲.yaml", RULES).problems
