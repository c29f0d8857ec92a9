"""Points spread over the indicators: printed weights add up, and what does not fit is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from evaluations import GENERAL, cases, ones, pack, report, told
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.score.evaluate import evaluate
from perfreport.score.weights import spread, weighted

# 定了 | 分值 | 小数位 | 各指标
SPREAD = """
10 | - - -       | 2 | 3.34 3.33 3.33
50 | - - - -     | 2 | 12.5 12.5 12.5 12.5
1  | - - - - - - | 1 | 0.2 0.2 0.2 0.2 0.1 0.1
10 | - - -       | 0 | 4 3 3
10 | 4 - - -     | 2 | 4 2 2 2
10 | - 4.5 -     | 2 | 2.75 4.5 2.75
10 | 4.00 6      | 2 | 4 6
0  | - -         | 2 | 0 0
"""


@pytest.mark.parametrize("case", cases(SPREAD), ids=lambda case: " ".join(case[:3]))
def test_points_are_shared_out_equally_and_add_up_exactly(case):
    points, given, places, weights = case
    entries = [None if each == "-" else Decimal(each) for each in given.split()]
    assert " ".join(map(str, spread(Decimal(points), tuple(entries), int(places)))) == weights


def weights_of(rules, *groups, weights=None):
    evaluation, findings = evaluate(report(*groups, weights=weights), rules)
    assert findings == ()
    return " ".join(str(mark.weight) for mark in (evaluation.execution, *evaluation.marks))


FULL = (
    ("产出指标/数量指标", ones(3)),
    ("产出指标/质量指标", ones(1)),
    ("成本指标/经济成本指标", ones(2)),
    ("效益指标/社会效益指标", ones(1)),
    ("满意度指标/服务对象满意度指标", ones(2)),
)

# 分值：预算执行率、各组 | 分给 预算执行率、数量 3 个、质量 1 个、经济成本 2 个、社会效益 1 个、满意度 2 个
PACKS = """
预算执行率 10 产出指标 40 成本指标 20 效益指标 20 满意度指标 10 | 10 10 10 10 10 10 10 20 5 5
预算执行率 20 绩效指标 80                                       | 20 8.89 8.89 8.89 8.89 8.89 8.89 8.89 8.89 8.88
预算执行率 10 产出指标 30 成本指标 10 效益指标 20 满意度指标 10 | 10 7.5 7.5 7.5 7.5 5 5 20 5 5
预算执行率 10 产出指标 40 成本指标 10 效益指标 20 满意度指标 10 | 10 10 10 10 10 5 5 20 5 5
预算执行率 10 数量指标 10 质量指标 30 成本指标 20 社会效益指标 20 满意度指标 10 | 10 3.34 3.33 3.33 30 10 10 20 5 5
"""


@pytest.mark.parametrize("case", cases(PACKS), ids=lambda case: case[0])
def test_a_pack_weighs_first_or_second_level_groups_or_all_indicators_together(case):
    words = case[0].split()
    weights = dict(zip(words[::2], words[1::2], strict=True))
    assert weights_of(pack(weights), *FULL) == case[1]
    assert weights_of(pack({"绩效指标": sum(map(int, words[1::2]))}), *FULL, weights=weights) == case[1]


def test_the_general_packs_weights_are_10_50_30_10():
    groups = [group for group in FULL if not group[0].startswith("成本")]
    assert weights_of(GENERAL, *groups) == "10 12.5 12.5 12.5 12.5 30 5 5"


PACK = {"预算执行率": 10, "产出指标": 60, "效益指标": 30}
OUTPUT, BENEFIT = ("产出指标/数量指标", ones(2)), ("效益指标/社会效益指标", ones(1))


def given_weights(*weights):
    return ("产出指标/数量指标", [("≥1次", "1次", {"weight": weight} if weight else {}) for weight in weights])


@pytest.mark.parametrize(
    "groups, own, problem",
    [
        (
            (OUTPUT, BENEFIT),
            {"预算执行率": 10, "产出指标": 60, "效益指标": 20},
            "自评/分值  “自评”的“分值”相加得 90，满分却是 100。  [score.weights-differ]",
        ),
        (
            (OUTPUT, BENEFIT),
            {"预算执行率": 10, "产出指标": 90},
            "年度绩效指标/效益指标/社会效益指标  “效益指标”下有指标，却没有分值。  [score.not-weighed]",
        ),
        (
            (OUTPUT, ("产出指标/质量指标", ones(1))),
            {"预算执行率": 10, "数量指标": 90},
            "年度绩效指标/产出指标/质量指标  “质量指标”下有指标，却没有分值。  [score.not-weighed]",
        ),
        (
            (OUTPUT, ("产出指标/质量指标", ones(1))),
            {"预算执行率": 10, "产出指标": 60, "质量指标": 30},
            "年度绩效指标/产出指标/质量指标  “质量指标”的分值写了两遍：“质量指标”和“产出指标”。  [score.weighed-twice]",
        ),
        (
            (OUTPUT, BENEFIT),
            {"预算执行率": 10, "产出指标": "59.999", "效益指标": "30.001"},
            "自评/分值/产出指标  “59.999”的小数太多，这里最多 2 位。  [score.too-fine]\n"
            "自评/分值/效益指标  “30.001”的小数太多，这里最多 2 位。  [score.too-fine]",
        ),
        (
            (OUTPUT,),
            {},
            "年度绩效指标  “效益指标”有 30 分，却没有指标。  [score.no-indicators]",
        ),
        (
            (OUTPUT, ("效益指标/社会效益指标", [])),
            {"预算执行率": 10, "产出指标": 60, "社会效益指标": 30},
            "自评/分值/社会效益指标  “社会效益指标”有 30 分，却没有指标。  [score.no-indicators]",
        ),
        (
            (given_weights("40", "15"), BENEFIT),
            {},
            "年度绩效指标/产出指标  “产出指标”有 60 分，指标里写的分值相加是 55。  [score.group-differs]",
        ),
        (
            (given_weights("40", "25"), BENEFIT),
            {},
            "年度绩效指标/产出指标  “产出指标”有 60 分，指标里写的分值相加是 65。  [score.group-differs]",
        ),
        (
            (given_weights("40", "20", "", ""), BENEFIT),
            {},
            "年度绩效指标/产出指标  “产出指标”有 60 分，指标里写的分值相加是 60，还有 2 个指标没有写。  [score.group-differs]",
        ),
        (
            (given_weights("40.125", "19.875"), BENEFIT),
            {},
            "年度绩效指标/产出指标/数量指标/0/分值  “40.125”的小数太多，这里最多 2 位。  [score.too-fine]\n"
            "年度绩效指标/产出指标/数量指标/1/分值  “19.875”的小数太多，这里最多 2 位。  [score.too-fine]",
        ),
    ],
)
def test_weights_that_do_not_fit_are_said_where_they_stand(groups, own, problem):
    assert told(report(*groups, weights=own), pack(PACK)) == problem.split("\n")


def test_weights_and_results_that_are_wrong_are_told_together():
    data = report(
        ("产出指标/数量指标", [("≥1次", "一次"), ("≥1次", "1人"), ("≥2次", "1次")]),
        ("满意度指标/服务对象满意度指标", ones(1)),
    )
    evaluation, findings = evaluate(data, pack(PACK))
    assert evaluation is None
    assert [finding.id for finding in findings] == [
        "score.not-weighed",
        "score.no-indicators",
        "score.not-comparable",
        "score.not-comparable",
        "score.no-reason",
    ]


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.decimals(min_value=0, max_value=9, places=2)), min_size=1, max_size=40),
    st.integers(0, 4),
    st.integers(1, 10**6),
)
def test_weights_add_up_to_the_points_exactly(given_ones, places, left):
    unit = Decimal(1).scaleb(-places)
    written = [weight if weight is None else round(weight, places) for weight in given_ones]
    points = sum(weight for weight in written if weight is not None) + (left * unit if None in written else 0)
    weights = spread(points, tuple(written), places)
    assert sum(weights) == points
    equal = [weight for weight, own in zip(weights, written, strict=True) if own is None]
    assert not equal or max(equal) - min(equal) <= unit
    assert equal == sorted(equal, reverse=True)


def test_a_goal_table_has_the_points_before_anything_is_scored():
    goals = replace(report(("产出指标/数量指标", ones(3)), ("效益指标/社会效益指标", ones(1))), self_evaluation=None)
    assert [each.weight for each in weighted(goals, GENERAL).indicators] == [
        *map(Decimal, ["16.67", "16.67", "16.66", "30"])
    ]


def test_a_pack_without_scoring_rules_leaves_the_points_as_they_are_written():
    goals = report(("产出指标/数量指标", ones(3)))
    assert weighted(goals, None) is goals
