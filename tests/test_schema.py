"""The JSON Schema that editors use while a clerk types."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from perfreport.rules import Rules, load_rules
from perfreport.schema import json_schema

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "data/2021/乌尔禾区民政局.yaml").read_text(encoding="utf-8")
SCHEMA = json_schema(load_rules(ROOT / "templates/通用"))


def as_json(text):
    """A file as editors see it, where a day is a text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def errors(text):
    """Where the schema finds fault with a data file, in the words of its keys."""
    found = jsonschema.Draft7Validator(SCHEMA).iter_errors(as_json(text))
    return sorted("/".join(map(str, error.absolute_path)) for error in found)


def test_the_file_beside_the_data_is_what_the_program_prints():
    assert json.loads((ROOT / "data/schema.json").read_text(encoding="utf-8")) == SCHEMA


def test_it_is_a_valid_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_the_sample_is_valid():
    assert errors(SAMPLE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("年度: 2021", "年份: 2021", ["", ""]),  # unknown, and 年度 is missing
        ("年度: 2021", "年度: 1999", ["年度"]),
        ("金额单位: 万元", "金额单位: 亿元", ["金额单位"]),
        ("财政拨款: 12.00", "财政拨款: 12万元", ["年度主要任务/0/财政拨款"]),
        ("财政拨款: 12.00", "财政拨款: [12]", ["年度主要任务/0/财政拨款"]),
        ("    主要内容: 开展困难群众慰问。\n", "", ["年度主要任务/1"]),
        ("    数量指标:", "    数量:", ["年度绩效指标"]),
        ("指标值: ≥110人", "目标值: ≥110人", ["年度绩效指标"]),
        ("实际完成值: 4人", "达成情况: 完成, 实际完成值: 4人", ["自评"]),
        ("实际完成值: 4人", "得分: 4分, 实际完成值: 4人", ["自评"]),
    ],
)
def test_a_mistake_is_marked(right, wrong, place):
    assert right in SAMPLE
    assert errors(SAMPLE.replace(right, wrong, 1)) == place


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("年度: 2021", '年度: "2021"'),
        ("财政拨款: 12.00", '财政拨款: "12.00"'),
        ("其他资金: 0.00", "其他资金:"),
        ("金额单位: 万元", "金额单位: 元"),
        ("编号: 老年补贴", "编号: 1"),
        ("生态效益指标:", "生态效益指标: 不涉及"),
        ("指标值: 按月支付", "指标值: 12"),
        ("实际完成值: 4人", "达成情况: 部分达成, 得分: 1.5, 实际完成值: 4人"),
        ("实际完成值: 4人", "达成情况: , 得分: , 实际完成值: 4人"),
        ("年度主要任务:", "合计: {总额: 182.36}\n年度主要任务:"),
    ],
)
def test_what_a_clerk_may_type_is_valid(before, after):
    assert before in SAMPLE
    assert errors(SAMPLE.replace(before, after, 1)) == []


def test_every_key_has_a_description_in_chinese():
    for record in (SCHEMA, *SCHEMA["definitions"].values()):
        for word, shape in record["properties"].items():
            assert shape["description"], word


def test_the_groups_are_those_of_the_rules():
    schema = json_schema(Rules(groups=(("成本指标", ("经济成本指标", "社会成本指标")),)))
    firsts = schema["properties"]["年度绩效指标"]["anyOf"][0]["properties"]
    assert list(firsts) == ["成本指标"]
    assert list(firsts["成本指标"]["anyOf"][0]["properties"]) == ["经济成本指标", "社会成本指标"]
