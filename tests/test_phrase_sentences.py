"""The filters that write whole clauses: comparisons, lists, results."""

import re
from decimal import Decimal

import pytest
from documents import lines, template
from hypothesis import given
from hypothesis import strategies as st
from test_phrase import EMPTY, printed, wan, yuan

from perfreport.phrase import FILTERS
from perfreport.target import Target

# Comparisons

CHANGES = """
12.80 | 11.60 | 比上年增加1.20万元，增长10.34%
11.60 | 12.80 | 比上年减少1.20万元，下降9.38%
0 | 12.80 | 比上年减少12.80万元，下降100.00%
12.80 | 0 | 上年为零，本年增加12.80万元
-1.20 | 0 | 上年为零，本年减少1.20万元
0 | 0 | 与上年持平，均为零
12.80 | 12.80 | 与上年持平
12.804 | 12.80 | 与上年持平
12.805 | 12.80 | 比上年增加0.01万元，增长0.04%
8000.01 | 8000 | 比上年增加0.01万元
12.80 | 0.004 | 比上年增加12.80万元
1.20 | -0.80 | 比上年增加2.00万元
-0.80 | 1.20 | 比上年减少2.00万元
-1.20 | -0.80 | 比上年减少0.40万元
"""


@pytest.mark.parametrize("row", CHANGES.strip().splitlines())
def test_a_change_has_a_percentage_only_where_that_means_something(row):
    now, before, said = row.split(" | ")
    assert printed("{{ x|增减(y) }}", x=wan(now), y=wan(before)) == said


def test_a_change_is_told_in_the_unit_and_against_what_the_template_says():
    assert printed("{{ x|增减(y, 单位='元') }}", x=wan("1"), y=yuan("9999.5")) == "比上年增加0.50元，增长0.01%"
    assert printed("{{ x|增减(y, 对象='年初') }}", x=wan("3.58"), y=wan("3.20")) == "比年初增加0.38万元，增长11.88%"
    assert printed("{{ x|增减(0, 对象='年初预算') }}", x=wan("3.20")) == "年初预算为零，本年增加3.20万元"


def test_people_are_counted_without_a_percentage():
    assert printed("{{ 4|增减(2, 单位='人') }}，{{ 2|增减(4, 单位='人') }}") == "比上年增加2人，比上年减少2人"
    assert printed("{{ 4|增减(4, 单位='人') }}，{{ 0|增减(0, 单位='人') }}") == "与上年持平，与上年持平，均为零"
    assert printed("{{ 4|增减(0, 单位='人') }}") == "上年为零，本年增加4人"


amounts = st.integers(-(10**9), 10**9).map(lambda fen: yuan(str(Decimal(fen).scaleb(-2))))


@given(amounts, amounts)
def test_a_change_is_the_difference_and_never_a_percentage_of_nothing(now, before):
    said = FILTERS["增减"](now, before, 单位="元")
    numbers = re.findall("[0-9.]+", said)
    assert [Decimal(number) for number in numbers[:1]] == ([abs(now - before).to("元")] if now != before else [])
    assert ("%" not in said) or (before > 0 and now >= 0)
    assert not re.search("[增长下降]0[.]00%|NaN|[0-9]E", said)


EXECUTIONS = """
186.94 | 190.52 | 预算190.52万元，支出186.94万元，执行率98.12%
190.52 | 190.52 | 预算190.52万元，支出190.52万元，执行率100.00%
0.60 | 0.50 | 预算0.50万元，支出0.60万元，执行率120.00%，超出预算0.10万元
0.5001 | 0.50 | 预算0.50万元，支出0.50万元，执行率100.02%
0 | 0.50 | 预算0.50万元，未发生支出
1 | 0 | 未安排预算，支出1.00万元
0 | 0 | 未安排预算，未发生支出
0.6 | 0.004 | 预算0.00万元，支出0.60万元
0.6 | 0.005 | 预算0.01万元，支出0.60万元，执行率12000.00%，超出预算0.60万元
-1 | 2 | 预算2.00万元，支出-1.00万元
"""


@pytest.mark.parametrize("row", EXECUTIONS.strip().splitlines())
def test_spending_and_its_budget_are_told_whatever_is_missing(row):
    spent, budget, said = row.split(" | ")
    assert printed("{{ x|执行句(y) }}", x=wan(spent), y=wan(budget)) == said


def test_spending_is_told_in_the_unit_asked_for():
    assert printed("{{ x|执行句(y, '元', 0) }}", x=wan("0.4"), y=wan("0.5")) == "预算5000元，支出4000元，执行率80.00%"


# Lists

LISTS = """
 → 没有未完成的指标
甲 → 未完成1项，为甲
甲 乙 → 未完成2项，分别为甲、乙
甲 乙。 丙； → 未完成3项，分别为甲、乙、丙
《甲》 《乙》 → 未完成2项，分别为《甲》《乙》
“甲” 《乙》 → 未完成2项，分别为“甲”、《乙》
工资、社保保障率 → 未完成1项，为工资、社保保障率
工资、社保保障率 乙 → 未完成2项，分别为“工资、社保保障率”“乙”
“三公”经费，会议费 乙 → 未完成2项，分别为“‘三公’经费，会议费”“乙”
"""


@pytest.mark.parametrize("row", LISTS.strip("\n").splitlines())
def test_a_list_counts_itself(row):
    names, said = row.split("→")
    assert printed("{{ x|列举('未完成') }}", x=names.split()) == said.strip()


def test_a_list_of_records_is_told_by_the_name_asked_for():
    records = [{"三级指标": "甲", "二级指标": "数量指标"}, {"三级指标": "乙", "二级指标": "质量指标"}]
    assert printed("{{ x|列举('未完成') }}", x=records) == "未完成2项，分别为甲、乙"
    assert printed("{{ x|列举('涉及', 名称='二级指标', 量词='类') }}", x=records) == "涉及2类，分别为数量指标、质量指标"
    assert printed("{{ x|selectattr('三级指标', 'eq', '丙')|列举('未完成', '全部完成') }}", x=records) == "全部完成"


def test_a_long_list_ends_in_deng():
    assert printed("{{ x|列举('未完成', 最多=2) }}", x=list("甲乙丙")) == "未完成3项，包括甲、乙等"
    assert printed("{{ x|列举('未完成', 最多=3) }}", x=list("甲乙丙")) == "未完成3项，分别为甲、乙、丙"


CLAUSES = """
 → 
甲完成 → 甲完成。
甲完成。 乙完成； → 甲完成；乙完成。
甲完成。。 ； 乙完成， → 甲完成；乙完成。
甲完成。比上年多1项。 乙完成 → 甲完成。比上年多1项。乙完成。
"""  # noqa: W291


@pytest.mark.parametrize("row", CLAUSES.strip("\n").splitlines())
def test_clauses_are_joined_and_end_in_one_full_stop(row):
    clauses, said = row.split("→")
    assert printed("{{ x|分号 }}", x=clauses.split()) == said.strip()


marks = st.text("。；，、：;. ")


@given(st.lists(st.tuples(st.text("甲乙", min_size=1), marks).map("".join)))
def test_no_two_marks_meet_where_clauses_are_joined(clauses):
    said = FILTERS["分号"](clauses)
    assert re.fullmatch("(?:[甲乙]+；)*[甲乙]+。|", said)
    assert len(re.findall("[；。]", said)) == len(clauses)


@pytest.mark.parametrize(
    "text, said",
    [("甲", "甲。"), ("甲。", "甲。"), ("甲；", "甲。"), (" 甲。。\n", "甲。"), ("甲！", "甲！"), ("甲……", "甲……"), ("“甲。”", "“甲。”"),
     ("甲（乙）", "甲（乙）。"), ("甲。（乙。）", "甲。（乙。）"), ("", ""), ("。", "")],
)  # fmt: skip
def test_a_text_ends_in_one_full_stop_however_it_was_typed(text, said):
    assert FILTERS["句号"](text) == said


# Results

ROWS = [
    {"三级指标": "慰问次数", "指标值": Target.parse("≥4次"), "实际完成值": "5次", "达成情况": ""},
    {"三级指标": "群众满意度", "指标值": Target.parse("≥95%"), "实际完成值": "93%"},
]


def test_the_results_of_a_group_become_a_paragraph_in_a_real_template():
    body = "{{ 组|map('完成句')|分号 }}{{ 未完成|列举('未完成') }}。{{ 组[0]|完成语 }}"
    document = template(body, filters=FILTERS).render({"组": ROWS, "未完成": ROWS[1:]})
    assert lines(document) == (
        "慰问次数为5次，完成年度目标的125.00%；群众满意度为93%，低于年度目标2个百分点。"
        "未完成1项，为群众满意度。实际为5次，完成年度目标的125.00%"
    )


def test_the_counts_of_several_groups_become_a_sentence():
    groups = [
        {"二级指标": "数量指标", "项数": 14, "完成项数": 12},
        {"二级指标": "生态效益指标", "项数": 0, "完成项数": 0},
    ]
    assert printed("{{ x|map('项数句')|分号 }}", x=groups) == "数量指标14项，完成12项，未完成2项；未设置生态效益指标。"
    assert printed("{{ {'一级指标': '甲', '项数': 1, '完成项数': 0}|项数句 }}") == "甲1项，未完成"


REFUSED = [
    ("{{ 5|增减(3) }}", "“增减”要的是金额，或者数和它的单位（如 单位=\"人\"），得到的是数 5。"),
    ("{{ 金额|增减(none) }}", f"“增减”要的是金额，或者数和它的单位（如 单位=\"人\"），{EMPTY}"),
    ("{{ 金额|增减(金额, 单位='人') }}", "“增减”要的是数，因为写了单位“人”，得到的是金额 12万元。"),
    ("{{ 5|执行句(金额) }}", "“执行句”要的是带单位的金额（没有单位就分不清元和万元），得到的是数 5。"),
    ("{{ 金额|执行句(金额, '人') }}", "“执行句”要的是单位，元、万元或亿元，得到的是文字“人”。"),
    ("{{ '甲'|列举('未完成') }}", "“列举”要的是一组记录，每条写了“三级指标”，或几段文字，得到的是文字“甲”。"),
    ("{{ none|列举('未完成') }}", f"“列举”要的是一组记录，每条写了“三级指标”，或几段文字，{EMPTY}"),
    ("{{ [{'甲': '乙'}]|列举('未完成') }}", f"“列举”要的是一组记录，每条写了“三级指标”，或几段文字，{EMPTY}"),
    ("{{ ['甲']|列举('未完成', 最多='二') }}", "“列举”要的是最多列出的项数，0 到 1000，得到的是文字“二”。"),
    ("{{ '甲'|分号 }}", "“分号”要的是几段文字，得到的是文字“甲”。"),
    ("{{ ['甲', 5]|分号 }}", "“分号”要的是几段文字，得到的是数 5。"),
    ("{{ none|句号 }}", f"“句号”要的是一段文字，{EMPTY}"),
    ("{{ {'三级指标': '甲', '指标值': '≥4人'}|完成句 }}", f"“完成句”要的是写了实际完成值的指标，{EMPTY}"),
    ("{{ {'三级指标': '甲', '指标值': '≥4人', '实际完成值': ' '}|完成语 }}", "“完成语”要的是写了实际完成值的指标，得到的是文字“ ”。"),
    ("{{ {'指标值': '≥4人'}|完成语 }}", f"“完成语”要的是写了三级指标和指标值的指标，{EMPTY}"),
    ("{{ {'项数': 3}|项数句 }}", f"“项数句”要的是一组指标，写了项数和不大于它的完成项数，{EMPTY}"),
    ("{{ {'项数': 3, '完成项数': 4}|项数句 }}", "“项数句”要的是一组指标，写了项数和不大于它的完成项数，得到的是数 4。"),
]  # fmt: skip


@pytest.mark.parametrize("line, sentence", REFUSED)
def test_what_cannot_be_told_for_certain_is_refused_in_words(line, sentence):
    with pytest.raises(ValueError) as refused:
        printed(line, 金额=wan("12"))
    assert str(refused.value) == sentence
