"""Two states of a data file compared: what differs is told in the form's words, and nothing that differs is silent."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from decimal import Decimal
from difflib import SequenceMatcher
from random import Random

import pytest
import yaml
from rule_examples import RULES, SOUND

from perfreport.comparison import Side, pairs, written
from perfreport.comparison.change import around, wan_yuan
from perfreport.comparison.pairs import paired
from perfreport.money import Money
from perfreport.yaml.file import parse_yaml


def side(text):
    return Side.of(parse_yaml(text.encode(), "示例.yaml"), RULES)


BEFORE = side(SOUND)


def changes(text, before=BEFORE):
    return written(before, side(text), RULES)


def told(found):
    """A line for each change: id, item, before → after, how much more."""
    return [
        f"{each.id.removeprefix('diff.')} {' › '.join(each.steps)}: {each.before or '∅'} → {each.after or '∅'}"
        + (f" ({each.difference})" if each.difference is not None else "")
        for each in found
    ]


def edited(*replaced):
    text = SOUND
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new, 1)
    return told(changes(text))


def as_text(data):
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def leaves(node, path=()):
    """The way to every single value of a file."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from leaves(value, (*path, key))
    if not isinstance(node, dict | list):
        yield path


def lists(node, path=()):
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from lists(value, (*path, key))
    if isinstance(node, list):
        yield path


def at(node, path):
    for step in path:
        node = node[step]
    return node


DATA = yaml.load(SOUND, yaml.BaseLoader)
DATA["自评"] |= {
    "三公经费": {
        name: {"预算数": "1.50", "执行数": "1.20", "上年执行数": "1.40"}
        for name in ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    },
    "结转结余": {"年初结转结余": "3.20", "年末结转结余": "3.44"},
    "机构人员": {"内设机构": "3", "编制人数": "6"},
    "分值": {"预算执行率": "10", "产出指标": "50", "效益指标": "30", "满意度指标": "10"},
}
DATA["年度主要任务"][0] |= {"其他资金": "0.00", "总额": "24.00"}
DATA["合计"] = {"总额": "84.00"}
WHOLE = side(as_text(DATA))
LEAVES = list(leaves(DATA))
LISTS = list(lists(DATA))


def test_of_equal_files_nothing_is_told():
    assert changes(SOUND) == ()
    assert WHOLE.report and changes(as_text(DATA), WHOLE) == ()


def silent(change):
    """The ways to values whose `change` in a copy of the data is not told where it stands."""
    found = []
    for path in LEAVES:
        data = deepcopy(DATA)
        written = change(at(data, path[:-1]), path[-1])
        if not any(
            written in each.after + each.note or each.id == "diff.removed" for each in changes(as_text(data), WHOLE)
        ):
            found.append((path, at(DATA, path)))
    return found


def test_any_value_that_is_changed_is_told():
    def change(holder, key):
        number = holder[key].replace(".", "").isdigit()
        holder[key] = f"9{holder[key]}" if number else f"{holder[key]}改"
        return holder[key].rpartition("}}")[2]  # a link is told as it reads

    assert silent(change) == []


def test_any_value_that_is_removed_is_told():
    def change(holder, key):
        del holder[key]
        return ""

    # money that need not be written where there is none, and the usual unit
    assert [path for path, value in silent(change) if value not in ("0.00", "万元")] == []


def test_any_entry_of_a_list_that_is_copied_is_told():
    for path in LISTS:
        data = deepcopy(DATA)
        at(data, path).append(deepcopy(at(data, path)[-1]))
        assert any(each.id == "diff.added" for each in changes(as_text(data), WHOLE)), path


@pytest.mark.parametrize("path", LISTS, ids="›".join)
def test_entries_that_only_change_places_are_told_as_that(path):
    data = deepcopy(DATA)
    at(data, path[:-1])[path[-1]] = at(data, path)[::-1]
    found = changes(as_text(data), WHOLE)
    results = {each.id for each in found if each.section == "自评" and path[0] != "自评"}
    count = len(at(DATA, path))
    assert {each.id for each in found} - results == ({"diff.reordered"} if count > 1 else set())
    assert sum(each.id == "diff.reordered" for each in found) == count - 1


def test_a_budget_is_told_with_its_sums_and_what_is_linked_to_it():
    assert edited(("财政拨款: 24.00", "财政拨款: 26.50")) == [
        "amount 示例：老年人补贴 › 财政拨款: 24.00 → 26.50 (2.5)",
        "result 示例：老年人补贴 › 总额: 24.00 → 26.50 (2.5)",
        "result 合计 › 总额: 84.00 → 86.50 (2.5)",
        "result 合计 › 财政拨款: 84.00 → 86.50 (2.5)",
        "follows 产出指标 › 成本指标 › 示例高龄补贴成本 › 指标值: ≤24万元 → ≤26.5万元",
    ]


def test_money_that_only_comes_from_elsewhere_changes_no_total():
    assert edited(("财政拨款: 60.00", "财政拨款: 59.00\n    其他资金: 1.00")) == [
        "amount 示例：机构运转 › 财政拨款: 60.00 → 59.00 (-1)",
        "amount 示例：机构运转 › 其他资金: 0.00 → 1.00 (1)",
        "result 合计 › 财政拨款: 84.00 → 83.00 (-1)",
        "result 合计 › 其他资金: 0.00 → 1.00 (1)",
    ]


@pytest.mark.parametrize(
    "old, new",
    [
        ("财政拨款: 60.00", "财政拨款: 60"),
        ("财政拨款: 60.00", "财政拨款: 60.00\n    其他资金: 0"),
        ("年度: 2023", "年度: 2023\n金额单位: 万元"),
        ("2024-02-20", "2024年2月20日"),
        ("三级指标: 示例高龄补贴政策知晓率, 指标值: ≥90%", "指标值: ≥90%, 三级指标: 示例高龄补贴政策知晓率"),
        (
            "    生态效益指标: 不涉及\n    可持续影响指标: 不涉及",
            "    可持续影响指标: 不涉及\n    生态效益指标: 不涉及",
        ),
    ],
)
def test_the_same_value_written_in_another_way_is_no_change(old, new):
    assert edited((old, new)) == []


def test_the_same_amounts_in_another_unit_are_told_as_another_unit_only():
    task = "  - {任务名称: 示例任务, 主要内容: 示例内容, 财政拨款: %s}\n"
    rest = SOUND[SOUND.index("年度总体目标") : SOUND.index("自评:")].replace("任务.高龄补贴", "合计")
    head = "单位名称: 示例局\n年度: 2023\n金额单位: %s\n年度主要任务:\n"
    before, after = (
        side(head % unit + task % amount + rest.replace("总额 }}", "总额|万元(位数=0) }}"))
        for unit, amount in (("万元", "12"), ("元", "120000"))
    )
    assert told(written(before, after, RULES)) == ["changed 金额单位: 万元 → 元"]


def test_a_new_task_is_told_with_all_it_says():
    task = "  - 任务名称: 示例：殡葬改革\n    主要内容: 示例：补助惠民殡葬。\n    财政拨款: 3.00\n年度总体目标:"
    [new, *sums] = changes(SOUND.replace("年度总体目标:", task))
    assert told([new]) == ["added 示例：殡葬改革: ∅ → 3.00 (3)"]
    assert new.note == "新增任务。主要内容：示例：补助惠民殡葬。；财政拨款：3.00。"
    assert told(sums) == ["result 合计 › 总额: 84.00 → 87.00 (3)", "result 合计 › 财政拨款: 84.00 → 87.00 (3)"]


def test_a_task_is_known_again_by_its_handle_or_by_a_name_like_its_own():
    assert edited(
        ("任务名称: 示例：老年人补贴", "任务名称: 示例：全新的名字"),
        ("任务名称: 示例：机构运转", "任务名称: 示例：机构正常运转"),
    ) == [
        "renamed 示例：全新的名字: 示例：老年人补贴 → 示例：全新的名字",
        "renamed 示例：机构正常运转: 示例：机构运转 → 示例：机构正常运转",
    ]


def test_goals_are_changed_new_and_gone():
    assert edited(("  - 示例：保障机构正常运转", "  - 示例：保障机构正常、高效运转")) == [
        "changed 年度总体目标 › 第 2 项: 示例：保障机构正常运转 → 示例：保障机构正常、高效运转"
    ]
    found = changes(SOUND.replace("  - 示例：保障机构正常运转\n", "  - 完全另外的一个目标\n"))
    assert told(each for each in found if each.section == "目标") == [
        "added 年度总体目标 › 第 2 项: ∅ → 完全另外的一个目标",
        "removed 年度总体目标 › 第 2 项: 示例：保障机构正常运转 → ∅",
    ]


def test_an_indicator_is_known_again_in_another_group_and_under_another_name():
    line = "      - {三级指标: 示例高龄补贴发放准确率, 指标值: =100%}\n"
    moved = "    时效指标:\n" + line.replace("100%", "98%")
    assert edited((line + "    时效指标:\n", moved))[:2] == [
        "moved 产出指标 › 时效指标 › 示例高龄补贴发放准确率: 产出指标 › 质量指标 → 产出指标 › 时效指标",
        "changed 产出指标 › 时效指标 › 示例高龄补贴发放准确率 › 指标值: =100% → =98%",
    ]
    text = SOUND.replace("示例高龄补贴发放人数", "示例高龄补贴应发放人数")
    assert told(changes(text)) == [
        "renamed 产出指标 › 数量指标 › 示例高龄补贴应发放人数: 示例高龄补贴发放人数 → 示例高龄补贴应发放人数",
        "renamed 指标完成情况 › 示例高龄补贴应发放人数: 示例高龄补贴发放人数 → 示例高龄补贴应发放人数",
    ]


def test_a_link_that_becomes_a_fixed_number_is_told_though_the_form_prints_the_same():
    link = '"≤{{ 任务.高龄补贴.总额 }}万元"'
    where = "产出指标 › 成本指标 › 示例高龄补贴成本 › 指标值"
    assert edited((link, "≤24万元")) == [f"link {where}: ≤{{{{ 任务.高龄补贴.总额 }}}}万元 → ≤24万元"]
    [change] = changes(SOUND.replace(link, "≤25万元"))
    assert (change.id, change.before, change.after, change.note) == (
        "diff.changed", "≤24万元", "≤25万元", "原来随预算改变",
    )  # fmt: skip


def test_a_sum_that_is_written_down_now_is_told_without_a_difference():
    assert edited(("    编号: 高龄补贴", "    总额: 24.00\n    编号: 高龄补贴")) == [
        "changed 示例：老年人补贴 › 总额: ∅ → 24.00"
    ]


def test_what_was_reached_changes_the_scores():
    assert edited(("实际完成值: 94%", "实际完成值: 96%")) == [
        "changed 指标完成情况 › 示例领取高龄补贴老年人满意度 › 实际完成值: 94% → 96%",
        "result 总分: 99.70 → 99.81",
        "result 服务对象满意度指标 › 示例领取高龄补贴老年人满意度 › 得分: 9.89 → 10.00",
    ]


def test_what_was_spent_changes_the_rate():
    spent = ("全年执行数: 82.40", "全年执行数: 83.40"), ("全年执行数: 58.90", "全年执行数: 59.90")
    assert edited(*spent) == [
        "amount 预算执行 › 财政拨款 › 全年执行数: 82.40 → 83.40 (1)",
        "amount 预算执行 › 基本支出 › 全年执行数: 58.90 → 59.90 (1)",
        "result 预算执行 › 合计 › 全年执行数: 82.40 → 83.40 (1)",
        "result 预算执行率: 98.10% → 99.29%",
        "result 预算执行率得分: 9.81 → 9.93",
        "result 总分: 99.70 → 99.82",
    ]


def test_of_a_file_with_errors_is_compared_what_can_be_read():
    assert edited(
        ("财政拨款: 60.00", "财政拨款: 六十"), ("≥180人", "≥190人"), ("年度: 2023", "年度: 2023\n备注: 甲")
    ) == [
        "changed 示例：机构运转 › 财政拨款: 60.00 → 六十",
        "changed 产出指标 › 数量指标 › 示例高龄补贴发放人数 › 指标值: ≥180人 → ≥190人",
        "changed 备注: ∅ → 甲",
    ]


def test_of_long_texts_is_shown_what_differs_with_what_stands_beside_it():
    before = "示例" * 30 + "甲" + "后文" * 30
    assert around(before, before.replace("甲", "乙丙")) == (
        "…示例示例示例示例示例甲后文后文后文后文后文…",
        "…示例示例示例示例示例乙丙后文后文后文后文后文…",
    )
    assert around("短\n文", "另一") == ("短 文", "另一")


@pytest.mark.parametrize(
    "amount, text", [("0", "0.00"), ("12", "12.00"), ("0.005", "0.005"), ("100", "100.00"), ("-3.5", "-3.50")]
)
def test_amounts_have_two_decimals_or_as_many_as_they_need(amount, text):
    assert wan_yuan(Money(Decimal(amount), "万元")) == text
    assert wan_yuan(Money(Decimal(amount) * 10000, "元")) == text


def one_by_one(before, after):
    """Which texts belong together: of all pairs the most alike first."""
    ratios = {
        (number, other): SequenceMatcher(None, was, now, autojunk=False).ratio()
        for number, now in enumerate(after)
        for other, was in enumerate(before)
    }
    found = {}
    for number, other in sorted(ratios, key=lambda pair: (-ratios[pair], pair)):
        if ratios[number, other] >= 0.6 and number not in found and other not in found.values():
            found[number] = other
    return found


def partners(before, after):
    pairs = paired(before, after, [], [lambda text: ("", text)])
    return {pair.after: pair.before for pair in pairs if None not in pair}


def test_renamed_entries_belong_to_those_that_are_most_alike():
    chance = Random(7)
    for _ in range(200):
        before, after = (
            ["".join(chance.choices("老人补贴发放", k=chance.randint(0, 8))) for _ in range(chance.randint(0, 9))]
            for _ in range(2)
        )
        assert partners(before, after) == one_by_one(before, after)


def test_few_of_many_renamed_entries_are_held_against_each_other(monkeypatch):
    held = Counter()
    monkeypatch.setattr(
        pairs, "SequenceMatcher", lambda *given, **how: held.update("x") or SequenceMatcher(*given, **how)
    )
    before, after = ([f"{verb}第{number}项示例工作" for number in range(300)] for verb in ("做好", "继续做好"))
    assert partners(before, after) == {number: number for number in range(300)}
    assert held["x"] < 1000
