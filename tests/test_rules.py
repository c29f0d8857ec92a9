"""A pack's 规则.yaml."""

import re
from decimal import Decimal
from pathlib import Path

import evaluations
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfreport.context import names
from perfreport.load import load
from perfreport.problem import Problems
from perfreport.rules import OwnField, OwnFields, Rules, load_rules
from perfreport.schema import json_schema
from perfreport.score.evaluate import evaluate
from perfreport.score.scoring import QualityClass, Scoring

ROOT = Path(__file__).parent.parent
GENERAL = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)


def rules_of(folder, text):
    (folder / "规则.yaml").write_text(text, encoding="utf-8")
    return load_rules(folder)


def problems_of(folder, text):
    with pytest.raises(Problems) as raised:
        rules_of(folder, text)
    return str(raised.value).replace(f"{folder}/", "")


def test_the_general_pack_has_the_groups_of_the_official_form():
    assert load_rules(ROOT / "templates/通用").groups == GENERAL


def test_a_pack_without_rules_has_those_of_the_general_pack(tmp_path):
    assert load_rules(tmp_path).groups == GENERAL


def test_a_pack_decides_its_groups(tmp_path):
    rules = rules_of(tmp_path, "指标分组:\n  成本指标: [经济成本指标, 社会成本指标]\n  产出指标:\n    - 数量指标\n")
    assert rules.groups == (("成本指标", ("经济成本指标", "社会成本指标")), ("产出指标", ("数量指标",)))


def test_every_mistake_is_told_at_once(tmp_path):
    text = "指标分阻: 1\n指标分组:\n  产出指标: 数量指标\n  效益指标:\n    - 社会效益\n    - 社会效益\n    - {a: b}\n"
    assert problems_of(tmp_path, text) == (
        "规则.yaml:1:1  错误：规则里没有“指标分阻”这一项。\n"
        "    → 是不是“指标分组”？可以写的有：指标分组、自有项目、自评文档、评分、核对不一致、审核、审核文档、对照文档、汇总文档。  [data.unknown-key]\n"
        "规则.yaml:3:9  错误：“产出指标”应是二级指标的列表。\n"
        "    → 照“通用”模板包的规则.yaml 填写。  [rules.bad-groups]\n"
        "规则.yaml:6:7  错误：二级指标“社会效益”写了两次。\n"
        "    → 每个分组只写一次。  [rules.repeated-group]\n"
        "规则.yaml:7:7  错误：“效益指标”的一项应是文字。\n"
        "    → 照“通用”模板包的规则.yaml 填写。  [rules.bad-groups]"
    )


@pytest.mark.parametrize(
    "text", ["- 产出指标\n", "指标分组: 产出指标\n", "指标分组:\n", "指标分组: {产出指标: []}\n", "", "指标分组: >x\n"]
)
def test_rules_without_groups_are_refused(tmp_path, text):
    assert problems_of(tmp_path, text).startswith("规则.yaml")


WHOLE = """\
指标分组:
  产出指标: [数量指标, 质量指标]
  满意度指标: [满意度指标]
自有项目:
  单位:
    - {名称: 联系人, 说明: 姓名和电话}
  指标:
    - {名称: 科室, 说明: 责任科室, 必填: 是}
  报告:
    - {名称: 主要职能, 说明: 主要职责, 必填: 否}
自评文档: [自评表]
评分:
  满分: 90
  分值: {预算执行率: 10, 数量指标: 20, 质量指标: 30, 满意度指标: 30}
  分值小数位: 1
  得分小数位: 2
  执行率分母: 年初预算数
  正向: 不得分
  反向: 按反比例
  满意度起点: 60%
  超额上限: 150%
  定性:
    达成: {最低: 80%, 最高: 100%, 默认: 90%}
    未达成: {最低: 0%, 最高: 80%}
  等级: {优: 80, 差: 0}
核对不一致: 提示
"""


def test_a_pack_decides_its_own_fields_and_its_scoring(tmp_path):
    assert rules_of(tmp_path, WHOLE) == Rules(
        groups=(("产出指标", ("数量指标", "质量指标")), ("满意度指标", ("满意度指标",))),
        own=OwnFields(
            report=(OwnField("联系人", "姓名和电话"),),
            indicator=(OwnField("科室", "责任科室", required=True),),
            words=(OwnField("主要职能", "主要职责"),),
        ),
        evaluated=("自评表",),
        scoring=Scoring(
            full_marks=Decimal(90),
            weights={"预算执行率": 10, "数量指标": 20, "质量指标": 30, "满意度指标": 30},
            weight_places=1,
            score_places=2,
            rate_of="年初预算数",
            at_least="不得分",
            at_most="按反比例",
            least_satisfaction=Decimal("0.6"),
            far_above=Decimal("1.5"),
            classes={
                "达成": QualityClass(Decimal("0.8"), Decimal(1), Decimal("0.9")),
                "未达成": QualityClass(Decimal(0), Decimal("0.8"), None),
            },
            grades={"优": 80, "差": 0},
        ),
        disagreement="hint",
    )


def test_what_a_pack_need_not_say_is_left_out(tmp_path):
    assert rules_of(tmp_path, "指标分组: {产出指标: [数量指标]}\n") == Rules((("产出指标", ("数量指标",)),))
    rules = rules_of(tmp_path, WHOLE.replace("  超额上限: 150%\n", "").replace("核对不一致: 提示\n", ""))
    assert rules.scoring
    assert (rules.scoring.far_above, rules.disagreement) == (None, "error")


# 原来的 | 改成 | 问题
MISTAKES = """
满分: 90 | 满分: 九十 | 13:7 “评分”的“满分”写的“九十”不是分数。 data.bad-points
满分: 90 | 满分: 100 | 14:7 各项分值相加得 90，满分却是 100。 rules.weights-differ
质量指标: 30, | 质量指标: 三十, | 14:35 “质量指标”写的“三十”不是分数。 data.bad-points
质量指标: 30, | 质量指标: , | 14:35 “质量指标”没有填写。 data.empty
质量指标: 30, | 质量: 30, | 14:7 “质量指标”没有分值。 rules.not-weighed 14:33 “分值”里没有“质量”这一项。 data.unknown-key
数量指标: 20, 质量指标: 30, | 产出指标: 50, | ok
数量指标: 20, 质量指标: 30, | 数量指标: 50, | 14:7 “质量指标”没有分值。 rules.not-weighed
数量指标: 20, 质量指标: 30, | 产出指标: 20, 质量指标: 30, | 14:35 “产出指标”的分值写了两遍。 rules.weighed-twice
数量指标: 20, 质量指标: 30, 满意度指标: 30 | 绩效指标: 80 | ok
数量指标: 20, 质量指标: 30, 满意度指标: 30 | 质量指标: 30, 绩效指标: 50 | 14:25 “产出指标”的分值写了两遍。 rules.weighed-twice
, 满意度指标: 30} | , 预算: 30} | 14:7 “满意度指标”没有分值。 rules.not-weighed 14:43 “分值”里没有“预算”这一项。 data.unknown-key
质量指标: 30, 满意度指标: 30 | 质量指标: 29.75, 满意度指标: 30.25 | 14:35 “29.75”的小数太多，这里最多 1 位。 score.too-fine 14:49 “30.25”的小数太多，这里最多 1 位。 score.too-fine
{预算执行率: 10, 数量指标: 20, 质量指标: 30, 满意度指标: 30} | 90 | 14:7 “评分”的“分值”应是几行“名称: 分数”。 rules.bad-groups
分值小数位: 1 | 分值小数位: 5 | 15:10 “评分”的“分值小数位”写的“5”不是小数位数。 rules.bad-places
得分小数位: 2 | 得分小数位: 0 | 16:10 得分小数位是 0，少于分值小数位 1，满分的得分也会被四舍五入。 rules.coarse-scores
年初预算数 | 调整预算数 | 17:10 “评分”的“执行率分母”写的“调整预算数”不能用。 rules.bad-choice
正向: 不得分 | 正向: 按反比例 | 18:7 “评分”的“正向”写的“按反比例”不能用。 rules.bad-choice
反向: 按反比例 | 反向: 按比例 | 19:7 “评分”的“反向”写的“按比例”不能用。 rules.bad-choice
满意度起点: 60% | 满意度起点: 60 | 20:10 “评分”的“满意度起点”写的“60”不是百分数。 rules.bad-share
满意度起点: 60% | 满意度起点: 101% | 20:10 满意度起点写的是 101%。 rules.high-limit
超额上限: 150% | 超额上限: 50% | 21:9 超额上限写的是 50%。 rules.low-limit
最低: 80%, 最高: 100%, 默认: 90% | 最低: 100%, 最高: 80%, 默认: 90% | 23:9 定性的“达成”范围不对：最低要小于最高。 rules.bad-class
最低: 80%, 最高: 100% | 最低: 80%, 最高: 110% | 23:9 定性的“达成”范围不对：最高超过了 100%。 rules.bad-class
最低: 0%, 最高: 80% | 最低: 0%, 最高: 85% | 24:10 定性的“未达成”范围不对：与前一类重叠。 rules.bad-class
默认: 90% | 默认: 79% | 23:9 定性的“达成”范围不对：默认不在最低和最高之间。 rules.bad-class
{最低: 0%, 最高: 80%} | {最低: 0%} | 24:10 “未达成”缺少“最高”。 data.missing-key
{最低: 0%, 最高: 80%} | 80% | 24:10 “未达成”应是几行“名称: 值”，这里却是一行文字。 data.wrong-type
{优: 80, 差: 0} | {优: 100, 差: 0} | 25:11 等级的“优”的分数超过了满分。 rules.bad-grades
{优: 80, 差: 0} | {优: 80, 良: 80, 差: 0} | 25:18 等级的“良”不比前一个低。 rules.bad-grades
{优: 80, 差: 0} | {优: 80, 良: 60} | 25:18 等级的“良”是最后一个，却不是 0 分。 rules.bad-grades
{优: 80, 差: 0} | {优: 八十, 差: 0} | 25:11 “优”写的“八十”不是分数。 data.bad-points
{优: 80, 差: 0} | 优 | 25:7 “评分”的“等级”应是几行“名称: 分数”。 rules.bad-groups
核对不一致: 提示 | 核对不一致: 忽略 | 26:8 “核对不一致”写的“忽略”不能用。 rules.bad-choice
自评文档: [自评表] | 自评文档: 自评表 | 11:7 “自评文档”应是一个列表，这里却是一行文字。 data.wrong-type
名称: 联系人 | 名称: 年度 | 6:12 自有项目“年度”与已有的项目同名。 rules.own-taken
名称: 联系人 | 名称: 2号 | 6:12 自有项目“2号”不能当名称。 rules.own-name
名称: 联系人 | 名称: 姓名 电话 | 6:12 自有项目“姓名 电话”不能当名称。 rules.own-name
说明: 姓名和电话 | 必填: 是 | 6:7 “自有项目”的“单位”第 1 项缺少“说明”。 data.missing-key
必填: 是 | 必填: 要 | 8:30 “自有项目”的“指标”第 1 项的“必填”写的“要”不能用。 rules.bad-choice
  单位: |   部门: | 5:3 “自有项目”里没有“部门”这一项。 data.unknown-key
[数量指标, 质量指标] | [数量指标, 绩效指标] | 2:9 分组不能叫“绩效指标”。 rules.reserved-group
指标分组: | 指标分阻: | 1:1 规则里没有“指标分阻”这一项。 data.unknown-key 1:1 规则缺少“指标分组”。 data.missing-key
[数量指标, 质量指标] | [数量指标, 质量指标, 满意度指标] | 2:9 分组不能叫“满意度指标”。 rules.reserved-group 3:11 二级指标“满意度指标”写了两次。 rules.repeated-group
"""


@pytest.mark.parametrize("row", MISTAKES.strip().splitlines())
def test_a_mistake_in_the_rules_is_told_where_it_stands(tmp_path, row):
    before, after, wanted = row.split(" | ")
    assert before in WHOLE
    text = WHOLE.replace(before, after, 1)
    if wanted == "ok":
        assert rules_of(tmp_path, text)
    else:
        printed = problems_of(tmp_path, text)
        told = re.findall(r"规则.yaml:(.*)  错误：(.*)\n    → .*\[(.*)\]", printed)
        assert " ".join(f"{place} {sentence} {id}" for place, sentence, id in told) == wanted


def test_what_a_row_of_a_template_shows_cannot_be_declared_again(tmp_path):
    """One row shows an indicator with its outcome, so that the two share their names."""
    general = load_rules(ROOT / "templates/通用")
    report = load(ROOT / "data/2021/乌尔禾区民政局.yaml", general).report
    evaluation, _ = evaluate(report, general.scoring)
    for name in names(report, evaluation)["自评"]["指标"][0]:
        for record in ("指标", "完成情况"):
            text = f"指标分组: {{产出指标: [数量指标]}}\n自有项目: {{{record}: [{{名称: {name}, 说明: 示例}}]}}\n"
            assert "[rules.own-taken]" in problems_of(tmp_path, text)
    text = WHOLE.replace("  报告:", "  完成情况:\n    - {名称: 科室, 说明: 又一次}\n  报告:")
    assert "自有项目“科室”与已有的项目同名" in problems_of(tmp_path, text)


def test_documents_of_a_self_evaluation_need_scoring_rules(tmp_path):
    assert problems_of(tmp_path, "指标分组: {产出指标: [数量指标]}\n自评文档: [自评表]\n") == (
        "规则.yaml:1:1  错误：有“自评文档”，却没有“评分”。\n"
        "    → 照“通用”模板包的规则.yaml 补上“评分”。  [rules.no-scoring]"
    )


WORDS = st.sampled_from("预算执行率 产出指标 数量指标 绩效指标 达成 优 名称 按比例 是 0 100 60% *甲 {{".split())
JUNK = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))


def below(tree):
    """Where the values of a tree stand: each mapping or list with a key or number in it."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from below(tree[key])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_the_rules_ends_in_rules_that_work_or_in_problems(tmp_path, data):
    tree = yaml.load(WHOLE, yaml.CBaseLoader)
    for _ in range(data.draw(st.integers(1, 2))):
        holder, key = data.draw(st.sampled_from(list(below(tree))))
        holder[key] = data.draw(JUNK)
    try:
        rules = rules_of(tmp_path, yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))
    except Problems as found:
        assert all(problem.hint for problem in found.problems)
    else:
        json_schema(rules)
        evaluate(evaluations.report(("产出指标/数量指标", [("≥1次", "1次"), ("提高", "达成")])), rules.scoring)
