"""What is asked of a person: concrete, of this bureau's data, and only where there is cause."""

from __future__ import annotations

import pytest
from rule_examples import REVIEWER, RULES, SOUND

from perfreport.check.questions import questions
from perfreport.examine import examine

GOALS = SOUND.partition("自评:")[0]


@pytest.fixture
def asked(tmp_path):
    """What is asked of a data file with this text, beyond what is asked of the sound one."""

    def asked(text):
        (tmp_path / "甲.yaml").write_text(text, "utf-8")
        review = examine(tmp_path / "甲.yaml", RULES, REVIEWER).review
        return [question.text for question in questions(review)]

    usual = asked(GOALS)
    return lambda text: [question for question in asked(text) if question not in usual]


@pytest.mark.parametrize(
    ("before", "after", "question"),
    [
        (
            "  - 示例：按月发放老年人高龄补贴",
            "  - 示例：落实“一老一小”政策，按月发放高龄补贴和护理补贴",
            "目标“示例：落实‘一老一小’政策…”里没有数：做到什么程度算完成，由哪条指标说明？",
        ),
        (
            "指标值: 每月15日前}",
            "指标值: 及时}",
            "定性指标“示例高龄补贴每月发放时间”（及时）：年末拿什么材料证明做到了，能不能换成有数的指标？",
        ),
        (
            "      - {三级指标: 示例高龄补贴成本,",
            "      - {三级指标: 示例高龄补贴发放标准, 指标值: =50元/人/月}\n      - {三级指标: 示例高龄补贴成本,",
            "“示例高龄补贴发放标准”是 50元/人/月，“示例高龄补贴发放人数”是 ≥180人，照此一年是 10.80 万元，"
            "“示例：老年人补贴”的预算是 24.00 万元：多出的用在哪里？",
        ),
        (
            "      - {三级指标: 示例高龄补贴成本,",
            "      - {三级指标: 示例高龄补贴发放标准, 指标值: =2000元/人}\n      - {三级指标: 示例高龄补贴成本,",
            "“示例高龄补贴发放标准”是 2000元/人，“示例高龄补贴发放人数”是 ≥180人，照此一年是 36.00 万元，"
            "“示例：老年人补贴”的预算是 24.00 万元：够不够，差的从哪里来？",
        ),
        (
            "公用经费等基本支出。",
            "公用经费等基本支出，改造办公用房。",
            "“示例：机构运转”里有工程或采购：立项、采购的手续办到哪一步，年内能完成吗？",
        ),
        (
            "    财政拨款: 60.00",
            "    财政拨款: 40.00\n    其他资金: 20.00",
            "“示例：机构运转”用到其他资金 20.00 万元：从哪里来，能按时到位吗？",
        ),
    ],
)
def test_a_question_names_what_gives_cause_to_it(asked, before, after, question):
    assert before in GOALS
    assert question in asked(GOALS.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("按月发放老年人高龄补贴", "为180名老年人按月发放高龄补贴"),
        ("按月发放老年人高龄补贴", "高龄补贴覆盖全部老年人"),
        ("指标值: 每月15日前}", "指标值: 按月发放}"),
        ("指标值: 每月15日前}", "指标值: 不低于1:19}"),
        (
            "      - {三级指标: 示例高龄补贴成本,",
            "      - {三级指标: 示例高龄补贴发放标准, 指标值: =111元/人/月}\n      - {三级指标: 示例高龄补贴成本,",
        ),  # what it comes to is the budget
        ("    主要内容: 示例：为80周岁以上", "    主要内容: 示例：为购置轮椅的80周岁以上"),  # others buy
    ],
)
def test_where_the_data_answers_nothing_is_asked(asked, before, after):
    assert before in GOALS
    assert asked(GOALS.replace(before, after)) == []


def test_once_the_year_is_over_asked_is_what_was_done(asked):
    text = SOUND.replace("    财政拨款: 60.00", "    财政拨款: 40.00\n    其他资金: 20.00").replace(
        "示例：机构运转\n", "示例：机构运转和维修工程\n"
    )
    text = text.replace(
        "财政拨款: {年初预算数: 84.00, 全年预算数: 84.00", "财政拨款: {年初预算数: 64.00, 全年预算数: 64.00"
    )
    text = text.replace(
        "    基本支出: {年初",
        "    其他资金: {年初预算数: 20.00, 全年预算数: 20.00, 全年执行数: 0}\n    基本支出: {年初",
    )
    found = asked(text)
    assert "“示例：机构运转和维修工程”里有工程或采购：立项、采购的手续齐全吗，验收了没有？" in found
    assert "“示例：机构运转和维修工程”用到其他资金 20.00 万元：从哪里来，都到位了吗？" in found
    assert not any("年内" in question or "年末" in question for question in found)
