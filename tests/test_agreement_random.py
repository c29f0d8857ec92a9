"""Documents of sound data are right by construction: whatever a bureau's indicators are called, none is alarmed at."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from forms import produced
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.files import find_pack
from perfreport.produce import open_pack

PACK = open_pack(find_pack(str(Path(__file__).parent.parent / "templates" / "通用")))
HEAD = """\
单位名称: 示例单位
年度: 2022
年度主要任务:
  - {任务名称: 示例任务, 主要内容: 示例, 财政拨款: 36.00}
年度总体目标: [示例目标]
年度绩效指标:
  产出指标:
    数量指标:
"""
SPENT = """\
自评:
  填报日期: 2023-03-01
  预算执行:
    财政拨款: {年初预算数: 36.00, 全年预算数: 36.00, 全年执行数: SPENT}
    基本支出: {年初预算数: 36.00, 全年预算数: 36.00, 全年执行数: SPENT}
    项目支出: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0}
  目标完成情况: [示例完成]
  分值: {预算执行率: 10, 产出指标: 90}
  指标完成情况:
"""


def failures(indicators, spent="35.10"):
    """What stops the documents of a bureau whose indicators are `名称 | 指标值 | 实际完成值`."""
    rows = [row.split(" | ") for row in indicators]
    goals = "".join(f'      - {{三级指标: "{name}", 指标值: "{target}"}}\n' for name, target, _ in rows)
    done = "".join(
        f'    - {{三级指标: "{name}", 实际完成值: "{actual}", 偏差原因: 示例}}\n' for name, _, actual in rows
    )
    with tempfile.TemporaryDirectory() as folder:
        made = produced(HEAD + goals + SPENT.replace("SPENT", spent) + done, PACK, Path(folder))
    return [str(found) for found in made.problems if found.severity == "error"]


@pytest.mark.parametrize(
    "second",
    """
    预计救助 | ≥1人 | 3人
    完成走访 | ≥1次 | 3次
    走访完成 | ≥1次 | 3次
    救助人数（人） | ≥95 | 96
    补贴人数不少于 | ≥5人 | 6人
    发放人数2 | ≥5人 | 6人
    发放人数占比 | ≥50% | 51%
    发放人数达到5人以上 | ≥5人 | 6人
    甲：乙 | ≥5人 | 6人
    项目支出执行率 | ≥90% | 93%
    上年结转使用率 | =100% | 98%
    """.strip().splitlines(),
)
def test_a_name_that_a_sentence_shortens_is_not_taken_for_another(second):
    assert failures(["发放人数 | ≥10人 | 10人", second.strip()]) == []


NAMES = ("发放人数", "救助", "走访次数", "满意度", "政策知晓率", "补贴成本", "支出进度", "完成率", "预算执行率", "培训")
TARGETS = {"人": "≥10人", "次": "≥4次", "%": "≥90%", "万元": "≤8万元", "元/月": "=100元/月"}


@st.composite
def bureaus(draw):
    """Indicators of different names, each with a target and an actual value near it."""
    rows = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True)):
        unit = draw(st.sampled_from(sorted(TARGETS)))
        number = draw(st.decimals(0, 130, places=draw(st.integers(0, 2))))
        rows.append(f"示例{name} | {TARGETS[unit]} | {number}{unit}")
    return rows


@settings(deadline=None, max_examples=15, derandomize=True)
@given(bureaus(), st.decimals(0, 40, places=2))
def test_no_figure_of_sound_data_is_called_wrong(indicators, spent):
    assert failures(indicators, str(spent)) == []
