"""A pack's 规则.yaml."""

from pathlib import Path

import pytest

from perfreport.problem import Problems
from perfreport.rules import load_rules

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
        "    → 是不是“指标分组”？可以写的有：指标分组、自有项目、自评文档、评分、核对不一致。  [data.unknown-key]\n"
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
