"""The sample data file says what the published table says, character for character."""

import re
from itertools import chain
from pathlib import Path

import pytest

from perfreport.load import load
from perfreport.rules import load_rules

ROOT = Path(__file__).parent.parent
SEED = (ROOT / "tests/seed/乌尔禾区民政局-2021-整体支出绩效目标表.txt").read_text(encoding="utf-8")
SAMPLE = ROOT / "data/2021/乌尔禾区民政局.yaml"

LABELS = {"年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"}  # of the form, beside those of the groups
COUNTS = {
    ("产出指标", "数量指标"): 14,
    ("产出指标", "质量指标"): 4,
    ("产出指标", "时效指标"): 6,
    ("产出指标", "成本指标"): 8,
    ("效益指标", "经济效益指标"): 4,
    ("效益指标", "社会效益指标"): 3,
    ("效益指标", "生态效益指标"): 0,
    ("效益指标", "可持续影响指标"): 1,
    ("满意度指标", "服务对象满意度指标"): 4,
}


@pytest.fixture(scope="module")
def loaded():
    return load(SAMPLE, load_rules(ROOT / "templates/通用"))


@pytest.fixture(scope="module")
def report(loaded):
    assert not loaded.problems, "\n".join(map(str, loaded.problems))
    return loaded.report


def test_the_head_is_the_published_one(report):
    assert f"{report.bureau}\t" in SEED
    assert f"（{report.year} 年）" in SEED
    assert f"预算金额（{report.money_unit}）" in SEED


def test_every_task_has_its_published_texts_and_amounts_in_the_published_order(report):
    published = re.findall(r"^\t?([^\t\n]+)\t([^\t\n]+)\t([\d.]+)\t([\d.]+)\t([\d.]+)$", SEED, re.MULTILINE)
    assert len(published) == 20
    assert published == [
        (task.name, task.content, *(f"{m.value:f}" for m in (task.total, task.appropriation, task.other_funds)))
        for task in report.tasks
    ]


def test_the_computed_sums_are_the_published_ones(report):
    sums = report.sums
    line = "\t".join(f"{m.value:f}" for m in (sums.total, sums.appropriation, sums.other_funds))
    assert f"合计\t\t{line}\n" in SEED


def test_the_goals_joined_as_the_form_joins_them_are_the_published_text(report):
    numbered = [f"目标{number}：{goal}" for number, goal in enumerate(report.goals, 1)]
    assert f"年度总体目标\t{'；'.join(numbered)}。\t" in SEED
    assert len(numbered) == 7


def test_every_indicator_has_its_published_text_in_the_published_order(report):
    labels = LABELS | set(chain.from_iterable(COUNTS))
    rows = [line.split("\t") for line in SEED[SEED.index("年度绩效指标\t") :].splitlines()]
    published = [[cell for cell in row if cell and cell not in labels] for row in rows]
    assert [cells for cells in published if cells] == [
        [indicator.name, indicator.target.text] for group in report.groups for indicator in group.indicators
    ]


def test_the_groups_hold_as_many_indicators_as_published(report):
    assert {(group.first, group.second): len(group.indicators) for group in report.groups} == COUNTS
    assert sum(COUNTS.values()) == 44


def test_a_changed_budget_carries_through_to_the_cost_ceiling(tmp_path):
    edited = SAMPLE.read_text(encoding="utf-8").replace("财政拨款: 8.42\n", "财政拨款: 9.50\n")
    (tmp_path / "甲.yaml").write_text(edited, encoding="utf-8")
    report = load(tmp_path / "甲.yaml", load_rules(tmp_path)).report
    assert [str(indicator.target) for indicator in report.groups[4].indicators] == [
        "≤12万元",
        "≤9.5万元",
        "≤8万元",
        "≤4万元",
    ]


def test_the_first_line_names_the_schema_for_editors():
    assert SAMPLE.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../schema.json\n")
