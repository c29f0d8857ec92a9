"""Scores of the self-evaluation: every case is worked by hand beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from evaluations import GENERAL, cases, ones, pack, report, spending, told
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.model import Indicator
from perfreport.score.evaluate import evaluate
from perfreport.score.scoring import Evaluation, Mark
from perfreport.sentences.results import result_sentence
from perfreport.target import Target


def scored(target, actual, weight, group="产出指标/数量指标", more=None, **choices):
    """The mark of the only indicator of a report, and the ids of what is found about it."""
    first = group.partition("/")[0]
    rules = pack({"预算执行率": 10, first: weight}, **choices)
    evaluation, findings = evaluate(report((group, [(target, actual, more or {})])), rules)
    return (evaluation.marks[0] if evaluation else None), [finding.id for finding in findings]


# 指标值 | 实际完成值 | 分值 | 得分 | 完成 | 怎样算
NUMBERS = """
≥110人    | 112人   | 5    | 5.00 | 是 | 112 ≥ 110，得满分
≥110人    | 110人   | 5    | 5.00 | 是 | 正好达到
≥110人    | 104人   | 5    | 4.73 | 否 | 104÷110×5 = 4.727…
≥3次      | 2次     | 1.56 | 1.04 | 否 | 2÷3×1.56 = 1.04
≥8次      | 1次     | 1    | 0.13 | 否 | 1÷8×1 = 0.125，四舍五入
≥3次      | 0次     | 5    | 0.00 | 否 | 0÷3×5 = 0
≥0次      | 0次     | 5    | 5.00 | 是 | 0 ≥ 0
≥0%       | -1%     | 5    | 0.00 | 否 | 目标值是零，没有比例可言
≥-5%      | -3%     | 5    | 5.00 | 是 | -3 ≥ -5
≥-5%      | -6%     | 5    | 0.00 | 否 | 目标值小于零，没有比例可言
≥5%       | -3%     | 5    | 0.00 | 否 | -3÷5×5 = -3，最少是 0
>5起      | 5起     | 5    | 5.00 | 是 | 与 ≥ 同样计分：5 ≥ 5
>5起      | 4起     | 5    | 4.00 | 否 | 4÷5×5 = 4
=100%     | 100%    | 5    | 5.00 | 是 | 正好
=100%     | 80%     | 5    | 4.00 | 否 | 80÷100×5 = 4
=2次      | 3次     | 5    | 5.00 | 是 | 与 ≥ 同样计分：3 ≥ 2
=0起      | 0起     | 5    | 5.00 | 是 | 0 ≤ 0
=0起      | 1起     | 5    | 0.00 | 否 | 目标是零，发生了就不得分
≤8万元    | 7.70万元 | 5   | 5.00 | 是 | 7.7 ≤ 8
≤8万元    | 8万元   | 5    | 5.00 | 是 | 正好
≤8万元    | 9万元   | 5    | 4.38 | 否 | 超出 1，(1−1÷8)×5 = 4.375，四舍五入
≤8万元    | 90000元 | 5    | 4.38 | 否 | 90000 元 = 9 万元
≤8万元    | 15.9万元 | 5   | 0.06 | 否 | (1−7.9÷8)×5 = 0.0625
≤8万元    | 16万元  | 5    | 0.00 | 否 | 超出一倍，(1−8÷8)×5 = 0
≤8万元    | 30万元  | 5    | 0.00 | 否 | 超出一倍以上，最少是 0
<5天      | 5天     | 5    | 5.00 | 是 | 与 ≤ 同样计分：5 ≤ 5
<5天      | 6天     | 5    | 4.00 | 否 | (1−1÷5)×5 = 4
≤0起      | 0起     | 5    | 5.00 | 是 | 0 ≤ 0
≤0起      | 1起     | 5    | 0.00 | 否 | 目标值是零，超出就不得分
≤-2%      | -3%     | 5    | 5.00 | 是 | -3 ≤ -2
≤16/10万  | 0/10万  | 5    | 5.00 | 是 | 0 ≤ 16
≤16/10万  | 20/10万 | 5    | 3.75 | 否 | (1−4÷16)×5 = 3.75
≤16/10万  | 0.2‰    | 5    | 3.75 | 否 | 0.2‰ = 20/10万
≤-2%      | -1%     | 5    | 0.00 | 否 | 目标值小于零，没有比例可言
≤3%       | -1%     | 5    | 5.00 | 是 | -1 ≤ 3
10～15%   | 10%     | 5    | 5.00 | 是 | 两端都算在内
10～15%   | 15%     | 5    | 5.00 | 是 | 两端都算在内
10～15%   | 8%      | 5    | 4.00 | 否 | 低于下限，8÷10×5 = 4
10～15%   | 18%     | 5    | 4.00 | 否 | 高于上限，(1−3÷15)×5 = 4
≥10000人  | 0.9万人 | 5    | 4.50 | 否 | 9000÷10000×5 = 4.5
"""


@pytest.mark.parametrize("case", cases(NUMBERS), ids=lambda case: " ".join(case[:2]))
def test_a_score_is_that_of_its_direction(case):
    target, actual, weight, score, is_met, _ = case
    mark, _ = scored(target, actual, weight)
    assert (str(mark.score), mark.is_met) == (score, is_met == "是")
    assert mark.computed == mark.score


# 指标值 | 实际完成值 | 分值 | 规则 | 得分 | 怎样算
CHOICES = """
≥110人  | 109人 | 5 | at_least=不得分   | 0.00 | 没有达到
≥110人  | 110人 | 5 | at_least=不得分   | 5.00 | 达到
=100%   | 99%   | 5 | at_least=不得分   | 0.00 | “=”与 ≥ 同样
≤8天    | 10天  | 5 | at_most=按反比例  | 4.00 | 8÷10×5 = 4
≤8天    | 80天  | 5 | at_most=按反比例  | 0.50 | 8÷80×5 = 0.5，超出再多也有分
≤0起    | 1起   | 5 | at_most=按反比例  | 0.00 | 0÷1×5 = 0
≤8天    | 9天   | 5 | at_most=不得分    | 0.00 | 超过
≤8天    | 8天   | 5 | at_most=不得分    | 5.00 | 没有超过
10～15% | 20%   | 5 | at_most=按反比例  | 3.75 | 15÷20×5 = 3.75
10～15% | 9%    | 5 | at_least=不得分   | 0.00 | 低于下限
≥3次    | 2次   | 1 | score_places=3    | 0.667 | 2÷3×1 = 0.6666…
"""


@pytest.mark.parametrize("case", cases(CHOICES), ids=lambda case: " ".join(case[:4]))
def test_a_pack_chooses_its_formulas(case):
    target, actual, weight, choice, score, _ = case
    name, value = choice.split("=")
    mark, _ = scored(target, actual, weight, **{name: int(value) if value.isdigit() else value})
    assert str(mark.score) == score


# 组 | 指标值 | 实际完成值 | 分值 | 得分 | 怎样算（起点 60%）
SATISFACTION = """
满意度指标/服务对象满意度指标 | ≥95% | 60%  | 5 | 3.16 | 60÷95×5 = 3.157…，正好是起点
满意度指标/服务对象满意度指标 | ≥95% | 59%  | 5 | 0.00 | 低于起点
满意度指标/服务对象满意度指标 | ≥95% | 590‰ | 5 | 0.00 | 590‰ = 59%
满意度指标/服务对象满意度指标 | =90% | 50%  | 5 | 0.00 | 低于起点
满意度指标/服务对象满意度指标 | ≤5%  | 3%   | 5 | 5.00 | 不满意率，越低越好
满意度指标/服务对象满意度指标 | =1年 | 1年  | 5 | 5.00 | 不是百分数
产出指标/质量指标             | ≥95% | 38%  | 5 | 2.00 | 38÷95×5 = 2，不是满意度
"""


@pytest.mark.parametrize("case", cases(SATISFACTION), ids=lambda case: " ".join(case[1:3]))
def test_a_satisfaction_below_the_least_one_scores_nothing(case):
    group, target, actual, weight, score, _ = case
    mark, _ = scored(target, actual, weight, group, least_satisfaction=Decimal("0.6"))
    assert str(mark.score) == score


# 指标值 | 实际完成值 | 达成情况 | 得分（人工） | 得分 | 完成 | 达成（印出）
QUALITATIVE = """
有效提高 | 有效提高             | 达成     |      | 5.00 | 是 | 达成
有效提高 | 有效提高             |          |      | 5.00 | 是 | 达成
按月支付 | 按月支付。           |          |      | 5.00 | 是 | 达成
有效提高 | 达成                 |          |      | 5.00 | 是 | 达成
有效提高 | 基本达到             | 达成     | 4.00 | 4.00 | 是 | 达成
有效提高 | 基本达到             | 达成     | 4.5  | 4.50 | 是 | 达成
有效提高 | 基本达到             | 达成     | 5    | 5.00 | 是 | 达成
有效提高 | 部分达成             |          | 3.00 | 3.00 | 否 | 部分达成
有效提高 | 两个小区没有开展     | 部分达成 | 3.99 | 3.99 | 否 | 部分达成
有效提高 | 没有开展             | 未达成   | 0    | 0.00 | 否 | 未达成
有效提高 | 没有开展             | 未达成   | 2.99 | 2.99 | 否 | 未达成
≥3次     | 开展了，没有统计次数 | 部分达成 | 3.5  | 3.50 | 否 | 部分达成
"""


@pytest.mark.parametrize("case", cases(QUALITATIVE), ids=lambda case: " ".join(case[1:4]))
def test_a_qualitative_indicator_scores_in_its_class(case):
    target, actual, achievement, by_hand, score, is_met, printed = case
    more = {"achievement": achievement} | ({"score": by_hand} if by_hand else {})
    mark, _ = scored(target, actual, "5", more=more)
    assert (str(mark.score), mark.is_met, mark.achievement) == (score, is_met == "是", printed)
    assert (mark.computed, mark.completion) == (None, None)


def test_the_usual_share_of_a_class_stands_in_for_a_score():
    classes = dict(GENERAL.classes)
    classes["部分达成"] = replace(classes["部分达成"], usual=Decimal("0.7"))
    mark, _ = scored("有效提高", "部分达成", "2.5", more={"reason": "示例"}, classes=classes)
    assert (mark.score, mark.how) == (Decimal("1.75"), "定性：部分达成 70% × 分值 2.5 = 1.75")


# 指标值 | 实际完成值 | 达成情况 | 得分（人工） | 分值 | 问题
WRONG = """
≥110人   | 百余人       |          |      | 5    | 自评/指标完成情况/0/实际完成值  “指标1”不能计分：实际完成值“百余人”不是数字，不能与指标值“≥110人”比较。  [score.not-comparable]
≥110人   | ≥110人       |          |      | 5    | 自评/指标完成情况/0/实际完成值  “指标1”不能计分：实际完成值“≥110人”要写确切的数，不带“≥”“以上”等。  [score.not-comparable]
≥110人   | 达成         |          |      | 5    | 自评/指标完成情况/0/实际完成值  “指标1”不能计分：实际完成值“达成”不是数字，不能与指标值“≥110人”比较。  [score.not-comparable]
≥110人   | 112人        | 完成     |      | 5    | 自评/指标完成情况/0/达成情况  “指标1”的达成情况“完成”不能用。  [score.unknown-class]
有效提高 | 已开展       |          |      | 5    | 自评/指标完成情况/0/实际完成值  “指标1”是定性指标（指标值“有效提高”不是数），从“已开展”看不出完成得怎样。  [score.which-class]
有效提高 | 已开展       | 基本达成 |      | 5    | 自评/指标完成情况/0/达成情况  “指标1”的达成情况“基本达成”不能用。  [score.unknown-class]
有效提高 | 部分达成     |          |      | 1.56 | 自评/指标完成情况/0/三级指标  “指标1”是“部分达成”，要由人打分。  [score.no-score]
有效提高 | 有效提高     |          | 3.99 | 5    | 自评/指标完成情况/0/得分  “指标1”得分 3.99，不在“达成”的范围里。  [score.outside-class]
有效提高 | 部分达成     |          | 4    | 5    | 自评/指标完成情况/0/得分  “指标1”得分 4，不在“部分达成”的范围里。  [score.outside-class]
≥110人   | 112人        |          | 5.01 | 5    | 自评/指标完成情况/0/得分  “指标1”得分 5.01，超过了它的分值 5。  [score.above-weight]
≥110人   | 112人        |          | 4.555 | 5   | 自评/指标完成情况/0/得分  “4.555”的小数太多，这里最多 2 位。  [score.too-fine]
"""


@pytest.mark.parametrize("case", cases(WRONG), ids=lambda case: " ".join(case[1:4]))
def test_what_cannot_be_scored_is_said_and_nothing_is_guessed(case):
    target, actual, achievement, by_hand, weight, problem = case
    more = {"achievement": achievement, "reason": "示例"} | ({"score": by_hand} if by_hand else {})
    rules = pack({"预算执行率": 10, "产出指标": weight})
    assert told(report(("产出指标/数量指标", [(target, actual, more)])), rules) == [problem]


def test_who_must_give_a_score_is_told_between_which_points():
    data = report(("产出指标/数量指标", [("有效提高", "部分达成", {"reason": "示例"})]))
    _, [finding] = evaluate(data, pack({"预算执行率": 10, "产出指标": "1.56"}))
    # 60% of 1.56 is 0.936, 80% is 1.248, which belongs to the class above
    assert {name: finding.words[name] for name in ("least", "most")} == {"least": "0.94", "most": "1.24"}


def test_a_score_by_hand_is_kept_and_the_difference_is_a_hint():
    mark, found = scored("≥110人", "104人", "5", more={"score": "4.5", "reason": "示例"})
    assert (str(mark.score), str(mark.computed), found) == ("4.50", "4.73", ["score.differs"])
    assert mark.how == "人工打分 4.5；按规则是：≥ 正向：完成值 104 ÷ 目标值 110 × 分值 5 ≈ 4.73"
    mark, found = scored("≥110人", "104人", "5", more={"score": "4.73", "reason": "示例"})
    assert (str(mark.score), found) == ("4.73", [])


# 指标值 | 实际完成值 | 达成情况 | 偏差原因 | 提示
HINTS = """
≥110人   | 104人    |          |      | score.no-reason
≥110人   | 104人    |          | 示例 |
≤8天     | 9天      |          |      | score.no-reason
有效提高 | 没有开展 | 未达成   |      | score.no-reason
≥4人     | 5人      |          |      |
≥100人   | 130人    |          |      | score.far-above
≥100人   | 130人    |          | 示例 |
≥100人   | 129人    |          |      |
≤8万元   | 5万元    |          |      |
≥110人   | 112人    | 达成     |      |
≥110人   | 112人    | 未达成   |      | score.class-differs
≥110人   | 104人    | 达成     | 示例 | score.class-differs
≥110人   | 104人    | 部分达成 | 示例 |
"""


@pytest.mark.parametrize("case", cases(HINTS), ids=lambda case: " ".join(case[:4]))
def test_what_wants_a_reason_and_has_none_is_a_hint(case):
    target, actual, achievement, reason, hint = case
    score = {"score": "1"} if target == "有效提高" else {}
    mark, found = scored(target, actual, "5", more={"achievement": achievement, "reason": reason, **score})
    assert found == [hint] * bool(hint)
    assert mark.is_far_above == (actual == "130人")


def test_a_pack_without_the_limit_does_not_care_how_far_above():
    mark, found = scored("≥100人", "900人", "5", far_above=None)
    assert (mark.is_far_above, found) == (False, [])


# 规则 | 年初预算数 | 全年预算数 | 全年执行数 | 得分 | 执行率 | 怎样算出（印出）
EXECUTION = """
全年预算数 | 100 | 120 | 110 | 9.17  | 0.9166666666666666666666666667 | 全年执行数 110 ÷ 全年预算数 120 × 分值 10 ≈ 9.17
年初预算数 | 100 | 120 | 90  | 9.00  | 0.9  | 全年执行数 90 ÷ 年初预算数 100 × 分值 10 = 9
年初预算数 | 100 | 120 | 110 | 10.00 | 1.1  | 全年执行数 110 ÷ 年初预算数 100，得满分 10
全年预算数 | 100 | 120 | 120 | 10.00 | 1    | 全年执行数 120 ÷ 全年预算数 120，得满分 10
全年预算数 | 0   | 0   | 0   | 10.00 | None | 没有全年预算数，也没有支出，得满分 10
全年预算数 | 1   | 1   | 0.5 | 5.00  | 0.5  | 全年执行数 0.5 ÷ 全年预算数 1 × 分值 10 = 5
全年预算数 | 0   | 0   | 0.5 | 0.00  | None | 没有全年预算数，却有支出，不得分
全年预算数 | 10  | 0   | 5   | 0.00  | None | 没有全年预算数，却有支出，不得分
全年预算数 | 10  | 20  | 0   | 0.00  | 0    | 全年执行数 0 ÷ 全年预算数 20，不得分
全年预算数 | 10  | 20  | -1  | 0.00  | -0.05 | 全年执行数 -1 ÷ 全年预算数 20，不得分
"""


@pytest.mark.parametrize("case", cases(EXECUTION), ids=lambda case: " ".join(case[:4]))
def test_the_score_of_the_execution_is_capped_and_its_rate_is_not(case):
    rate_of, initial, budget, spent, score, rate, how = case
    data = report(("产出指标/数量指标", [("≥1次", "1次")]), spent=spending(initial, budget, spent))
    evaluation, _ = evaluate(data, pack({"预算执行率": 10, "产出指标": 90}, rate_of=rate_of))
    mark = evaluation.execution
    assert (str(mark.score), str(mark.rate), mark.how) == (score, rate, how)


def test_without_points_for_the_execution_all_are_for_the_indicators():
    evaluation, _ = evaluate(report(("产出指标/数量指标", [("≥1次", "1次")])), pack({"绩效指标": 100}))
    assert (evaluation.execution.weight, evaluation.execution.score) == (0, 0)
    assert str(evaluation.total) == "100.00"


# 满分 | 等级 | 得分 = 等级
GRADES = """
100 | 优 90 良 80 中 60 差 0         | 100=优 90=优 89.99=良 80=良 79.99=中 60=中 59.99=差 0=差
90  | 优 80 良 70 合格 60 不合格 0   | 90=优 80=优 79.99=良 60=合格 0=不合格
80  | 优 72 良 64 中 48 差 0         | 72=优 71.99=良 48=中 47.99=差
"""


@pytest.mark.parametrize("case", cases(GRADES), ids=lambda case: case[0])
def test_the_grade_is_the_first_whose_points_are_reached(case):
    words = case[1].split()
    grades = {grade: Decimal(least) for grade, least in zip(words[::2], words[1::2], strict=True)}
    for pair in case[2].split():
        score, grade = pair.split("=")
        data = report(("产出指标/数量指标", [("≥1次", "1次", {"score": score})]))
        evaluation, _ = evaluate(data, pack({"绩效指标": case[0]}, grades=grades))
        assert (evaluation.total, evaluation.grade) == (Decimal(score), grade)
        assert evaluation.full_marks == Decimal(case[0])


def test_without_a_self_evaluation_there_is_nothing_to_score():
    assert evaluate(replace(report(), self_evaluation=None), GENERAL) == (None, ())


def test_a_pack_without_scoring_rules_says_so_once():
    evaluation, findings = evaluate(report(("产出指标/数量指标", ones(1))), None)
    assert (evaluation, [finding.id for finding in findings]) == (None, ["score.no-scoring"])


def test_an_evaluation_is_made_of_values():
    data = report(("产出指标/数量指标", [("≥3次", "2次", {"reason": "示例"})]), spent=spending(spent="50"))
    evaluation, findings = evaluate(data, pack({"预算执行率": 10, "产出指标": 90}))
    how = "≥ 正向：完成值 2 ÷ 目标值 3 × 分值 90 = 60"
    share = Decimal("0.6666666666666666666666666667")
    mark = Mark(Decimal(90), Decimal(60), Decimal(60), share, False, False, "", how)
    assert (evaluation.marks, findings) == ((mark,), ())
    assert evaluation == Evaluation(evaluation.execution, (mark,), Decimal(65), Decimal(100), "中")


# 指标值 | 实际完成值 | 计分说明
HOW = """
≥110人   | 112人   | ≥ 正向：完成值 112 达到目标值 110，得满分 5
≥110人   | 104人   | ≥ 正向：完成值 104 ÷ 目标值 110 × 分值 5 ≈ 4.73
>0次     | -1次    | > 正向：完成值 -1 没有达到目标值 0，不得分
≥3次     | 0次     | ≥ 正向：完成值 0 ÷ 目标值 3，不得分
=100%    | 80%     | 等于：完成值 80 ÷ 目标值 100 × 分值 5 = 4
=0起     | 0起     | 等于：完成值 0 没有超过目标值 0，得满分 5
=0起     | 2起     | 等于：完成值 2 超过目标值 0，不得分
≤8万元   | 7.70万元 | ≤ 反向：完成值 7.7 没有超过目标值 8，得满分 5
≤8万元   | 8.4万元 | ≤ 反向：(1 − 超出 0.4 ÷ 目标值 8) × 分值 5 = 4.75
<8万元   | 16万元  | < 反向：完成值 16 超过目标值 8 一倍以上，不得分
10～15%  | 12%     | 区间：完成值 12 在 10 至 15 之间，得满分 5
10～15%  | 8%      | 区间：完成值 8 ÷ 下限 10 × 分值 5 = 4
10～15%  | 18%     | 区间：(1 − 超出 3 ÷ 上限 15) × 分值 5 = 4
按月支付 | 按月支付 | 定性：达成 100%，得满分 5
"""


@pytest.mark.parametrize("case", cases(HOW), ids=lambda case: " ".join(case[:2]))
def test_every_score_says_how_it_came_about(case):
    assert scored(*case[:2], "5")[0].how == case[2]


def test_a_score_by_hand_in_a_class_says_between_what():
    mark, _ = scored("有效提高", "部分达成", "5", more={"score": "3.5", "reason": "示例"})
    assert mark.how == "定性：部分达成，在 3 至 3.99 分里人工打分 3.5"


amounts = st.decimals(min_value=-(10**6), max_value=10**6, places=4)
marks_given = st.decimals(min_value=0, max_value=100, places=2)
formulas = st.fixed_dictionaries(
    {
        "at_least": st.sampled_from(["按比例", "不得分"]),
        "at_most": st.sampled_from(["按超出比例扣分", "按反比例", "不得分"]),
    }
)


@settings(deadline=None)
@given(st.sampled_from("≥>=≤<"), amounts, amounts, marks_given, formulas)
def test_a_score_lies_between_nothing_and_the_weight(sign, target, actual, weight, choices):
    mark, _ = scored(f"{sign}{target:f}吨", f"{actual:f}吨", weight, **choices)
    assert 0 <= mark.score <= mark.weight == weight


@settings(deadline=None)
@given(st.sampled_from("≥>=≤<"), amounts, amounts, amounts, formulas)
def test_more_is_never_worse_upwards_and_never_better_downwards(sign, target, one, other, choices):
    less, more = (
        scored(f"{sign}{target:f}吨", f"{actual:f}吨", "50", **choices)[0].score for actual in sorted((one, other))
    )
    is_downwards = sign in "≤<" or (sign == "=" and target <= 0)
    assert more <= less if is_downwards else less <= more


@settings(deadline=None)
@given(st.lists(amounts, min_size=1, max_size=20), st.decimals(min_value=0, max_value=200, places=2))
def test_the_printed_scores_add_up_to_the_printed_total(actuals, spent):
    rows = [("≥1000吨", f"{actual:f}吨") for actual in actuals]
    data = report(("产出指标/数量指标", rows), spent=spending(spent=spent))
    evaluation, _ = evaluate(data, pack({"预算执行率": 10, "产出指标": 90}))
    printed = [Decimal(f"{mark.score}") for mark in (evaluation.execution, *evaluation.marks)]
    assert sum(printed) == Decimal(f"{evaluation.total}") <= 100


def test_a_unit_that_only_the_name_says_is_the_unit_of_the_target():
    data = report(("满意度指标/服务对象满意度指标", [("≥95", "93%")]))
    named = replace(data.groups[0], indicators=(Indicator("群众满意度（%）", Target.parse("≥95")),))
    evaluation, _ = evaluate(replace(data, groups=(named,)), pack({"预算执行率": "10", "满意度指标": "90"}))
    assert evaluation.marks[0].how == "≥ 正向：完成值 93 ÷ 目标值 95 × 分值 90 ≈ 88.11"


@settings(deadline=None)
@given(
    st.sampled_from(["≥", ">", "=", "≤", "<"]),
    st.sampled_from(["发放人数 人", "信访投诉 起", "群众满意度 %", "走访成本 万元", "补贴标准 元/月", "完成时间 月"]),
    st.integers(0, 12),
    st.integers(0, 13),
)
def test_the_sentence_never_says_otherwise_than_the_score(sign, counted, wanted, reached):
    name, unit = counted.split()
    data = report(("产出指标/数量指标", [(f"{sign}{wanted}{unit}", f"{reached}{unit}")]))
    evaluation, _ = evaluate(data, pack({"预算执行率": "10", "产出指标": "90"}))
    said = result_sentence(name, data.indicators[0].target, f"{reached}{unit}")
    denies = re.search("未达到|未完成|超出年度目标", said)
    claims = re.search("(?<!未)达到年度目标|以内|超额完成|按期完成", said)
    assert not (denies if evaluation.marks[0].is_met else claims), said
