"""What is said about a data file's content leads to the right file when it is obeyed, and is said once."""

import pytest
from test_load import SMALL, read, told, told_of

__all__ = ["read", "told", "told_of"]  # the fixtures

LINKED = SMALL.replace("≥110人", '"≤{{ 任务.老年.总额 }}万元"')
TASK = SMALL[SMALL.index("  - 任务名称") : SMALL.index("年度总体目标")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("编号: 慰问", "编码: 老年"),
        ("编号: 慰问", "编号: 老 年"),
        ("    编号: 慰问", "  · 编号: 老年"),
        ("年度主要任务:", "主要任务:"),
        (TASK, ""),
        (":\n" + TASK, ": []\n"),
        (TASK, "  - 慰问\n"),
    ],
)
def test_where_a_task_or_its_handle_is_wrong_links_to_it_are_not_told(told, before, after):
    assert before in LINKED
    printed = told(LINKED.replace(before, after, 1))
    assert "错误" in printed
    assert "没有找到" not in printed


def test_a_link_to_a_task_without_any_handle_says_where_to_write_it(told):
    assert "先给任务写上“编号”" in told(LINKED.replace("    编号: 慰问\n", ""))


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("目标1：做好慰问。", "去掉开头的“目标1：”和末尾的“。”；"),
        ("目标一、做好慰问", "去掉开头的“目标一、”；"),
        ("（1）做好慰问；", "去掉开头的“（1）”和末尾的“；”；"),
        ("1.做好慰问", "去掉开头的“1.”；"),
    ],
)
def test_a_goal_with_the_signs_of_the_form_is_hinted_at(told_of, typed, hint):
    printed = told_of("- 做好慰问", f"- {typed}")
    assert printed.startswith(f"甲.yaml:9:5  提示：“{typed}”自己带了")
    assert hint in printed


@pytest.mark.parametrize("typed", ["1.5万人得到慰问", "目标一致地做好慰问", "70岁以上老年人得到慰问", "做好“慰问”"])
def test_a_goal_that_only_looks_numbered_is_fine(told_of, typed):
    assert told_of("- 做好慰问", f"- {typed}") == ""


INDICATORS = SMALL.index("年度绩效指标")


def no_indicator(place, text, group):
    return (
        f"甲.yaml:{place}  错误：“{text}”不是指标，不能列在“{group}”下。\n"
        f"    → 一个指标也没有，就写成一行 {group}: 不涉及；还有别的指标，就删去这一条。  [data.listed-nothing]\n"
    )


@pytest.mark.parametrize(
    ("place", "items"),
    [("12:12", "[不涉及]"), ("12:19", "[{三级指标: 不涉及, 指标值: 不涉及}]"), ("12:19", "[{三级指标: 不涉及}]")],
)
def test_what_is_no_indicator_listed_as_one_is_told_how_it_is_written(told, place, items):
    printed = told(f"{SMALL[:INDICATORS]}年度绩效指标:\n  产出指标:\n    质量指标: {items}\n")
    assert printed == no_indicator(place, "不涉及", "质量指标")


@pytest.mark.parametrize(("place", "typed"), [("11:10", "[无]"), ("11:9", "无"), ("12:7", "\n    - 无")])
def test_a_whole_level_that_is_listed_as_nothing_is_told_the_same(told, place, typed):
    printed = told(f"{SMALL[:INDICATORS]}年度绩效指标:\n  产出指标: {typed}\n")
    assert printed == no_indicator(place, "无", "产出指标")


def test_nothing_listed_beside_indicators_is_told_alone(told_of):
    nothing = "      - {三级指标: 不涉及, 指标值: 不涉及}\n"
    assert told_of("    数量指标:\n", f"    数量指标:\n{nothing}") == no_indicator("13:16", "不涉及", "数量指标")


@pytest.mark.parametrize("sign", ["－ ", "—", "· ", "●", "-", "1、", "1. ", "（一）"])
def test_a_list_sign_that_is_none_is_told_at_its_line(told_of, sign):
    printed = told_of("  - 做好慰问", f"  {sign}做好慰问\n  {sign}做好救助")
    assert printed.startswith(f"甲.yaml:9:3  错误：“{sign}做好慰问”")
    assert "写成 - 做好慰问  [" in printed


@pytest.mark.parametrize("sign", ["－ ", "－", "·", "-", "-　", "1、"])
def test_a_task_with_such_a_sign_is_told_once(told_of, sign):
    printed = told_of("  - 任务名称", f"  {sign}任务名称")
    assert printed.count("错误") == 1
    assert printed.startswith("甲.yaml:4:3  错误：")
    assert "写成 - 任务名称: 慰问  [" in printed


RIGHT = "- {三级指标: 慰问人数, 指标值: ≥110人}"


@pytest.mark.parametrize(
    "typed",
    [
        "- {三级指标: 慰问人数，指标值: ≥110人}",
        "- {三级指标: 慰问人数；指标值: ≥110人}",
        "- {三级指标: 慰问人数、指标值: ≥110人}",
        "- {三级指标: 慰问人数;指标值: ≥110人}",
        "- {三级指标: 慰问人数；指标值：≥110人}",
        "- {三级指标：慰问人数，指标值：≥110人}",
        "- {三级指标:慰问人数,指标值:≥110人}",
        "- {三级指标:　慰问人数, 指标值: ≥110人}",
        "- {三级指标: 慰问人数 指标值: ≥110人}",
        "- {三级指标: 慰问人数, 指标值: ≥110人},",
        "- ｛三级指标: 慰问人数, 指标值: ≥110人｝",
        "- ｛三级指标：慰问人数，指标值：≥110人｝",
        "－{三级指标: 慰问人数, 指标值: ≥110人}",
        "-{三级指标：慰问人数，指标值：≥110人}",
        "- 三级指标: 慰问人数, 指标值: ≥110人",
        "- 三级指标: 慰问人数，指标值: ≥110人",
        "- 三级指标: 慰问人数，指标值：≥110人",
        "- 三级指标：慰问人数，指标值：≥110人",
    ],
)
def test_wrong_punctuation_in_an_indicator_is_told_once_with_the_mended_line(told_of, typed):
    printed = told_of(RIGHT, typed)
    assert printed.startswith("甲.yaml:13:")
    assert printed.count("错误") == 1
    assert printed.endswith(f"写成 {RIGHT}  [yaml.braces]\n")


def test_two_entries_on_one_line_of_a_task_are_told(told_of):
    printed = told_of("慰问\n    主要内容: ", "慰问，主要内容: ")
    assert printed.endswith(
        "甲.yaml:4:14  错误：“- 任务名称: 慰问，主要内容: 慰问群众”一行里写了两项“名称: 值”。\n"
        "    → “主要内容: 慰问群众”另起一行，和“任务名称”对齐。  [yaml.two-entries]\n"
    )


def test_a_list_item_below_a_text_is_not_swallowed(told_of):
    assert told_of("- 做好慰问", "- 做好慰问\n    - 做好救助") == (
        "甲.yaml:10:5  错误：“- 做好救助”缩进太多，接到上一行的文字后面了。\n"
        "    → 如果是单独的一项，和上一项对齐；如果是文字，给整个值加英文引号。  [yaml.run-on]\n"
    )


def test_a_lone_dash_as_an_amount_is_told_with_the_zero_to_type(told_of):
    assert told_of("编号: 慰问", "其他资金: -") == (
        "甲.yaml:7:11  错误：“其他资金”的值只有一个减号，读不对。\n"
        '    → 没有金额就写 0；就要印出减号时写成 其他资金: "-"  [yaml.lone-dash]\n'
    )


@pytest.mark.parametrize(("blank", "name"), [("　", "全角空格"), ("\xa0", "不间断空格")])
def test_a_blank_after_the_colon_that_is_none_is_told(told_of, blank, name):
    assert told_of("年度: 2021", f"年度:{blank}2022") == (
        f"甲.yaml:2:4  错误：“年度: 2022”的冒号后面是{name}，不是普通的空格。\n"
        "    → 删去它，键入一个英文空格，写成 年度: 2022  [yaml.wide-blank]\n"
    )
