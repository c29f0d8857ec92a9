import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_outcome import WRONG, sentence

from perfreport.sentences.clauses import Outcome, result_clauses
from perfreport.target import Target


def outcome(row):
    """An indicator of `name | target | actual | verdict`; a cross before it says that it was missed."""
    name, target, actual, *verdict = row.removeprefix("×").split(" | ")
    return Outcome(name, Target.parse(target), actual, "".join(verdict), row.startswith("×"))


CASES = """\
农村低保金发放人数 | ≥4人 | 4人
入户走访次数 | ≥2次 | 2次
缴纳养老保险 | ≥12人 | 12人
→ 农村低保金发放人数4人、入户走访次数2次、缴纳养老保险12人，均达到年度目标

农村低保金发放人数 | ≥4人 | 4人
城市低保金发放人数 | ≥4人 | 4人
→ 农村低保金发放人数、城市低保金发放人数均为4人，达到年度目标

发放生活补贴 | ≥110人 | 112人
城市低保金发放人数 | ≥5人 | 6人
→ 发放生活补贴112人、城市低保金发放人数6人，分别完成年度目标的101.82%、120.00%

城市低保金发放人数 | ≥5人 | 6人
参加体检人数 | ≥4人 | 6人
→ 城市低保金发放人数、参加体检人数均为6人，分别完成年度目标的120.00%、150.00%

城市低保金发放人数 | ≥5人 | 6人
参加体检人数 | ≥10人 | 12人
→ 城市低保金发放人数6人、参加体检人数12人，均完成年度目标的120.00%

低保政策符合率 | =100% | 100%
应救尽救比率 | =100% | 100%
→ 低保政策符合率、应救尽救比率均达到100%，完成年度目标

慰问工作完成率 | ≥95% | 100%
儿童福利工作完成率 | ≥95% | 100%
→ 慰问工作完成率、儿童福利工作完成率均达到100%，高于年度目标5个百分点

残疾人工作完成率 | ≥95% | 96%
慰问工作完成率 | ≥95% | 100%
区划地名工作完成率 | ≥95% | 98.5%
→ 残疾人工作完成率96%、慰问工作完成率100%、区划地名工作完成率98.5%，分别高于年度目标1、5、3.5个百分点

婴儿死亡筛查率 | ≥950‰ | 960‰
慰问工作完成率 | ≥95% | 100%
→ 婴儿死亡筛查率为960‰，高于年度目标10个千分点；慰问工作完成率达到100%，高于年度目标5个百分点

粮食产量相当于上年的比例 | ≥100% | 101.3%
托管服务亩均节本增效 | ≥60元/亩 | 68.50元/亩
农村居民收入增长率 | ≥7% | 7.8%
→ 粮食产量相当于上年的比例101.3%、农村居民收入增长率7.8%，分别高于年度目标1.3、0.8个百分点；\
托管服务亩均节本增效68.50元，高于年度目标8.50元

农机补贴支出 | ≤650万元 | 648.74万元
疫病防控支出 | ≤20000元 | 18000元
渔政执法支出 | ≤32000元 | 31000元
→ 农机补贴支出为648.74万元，控制在650.00万元以内，节约1.26万元；\
疫病防控支出18000元、渔政执法支出31000元，均控制在年度目标以内，分别节约2000元、1000元

食品监督抽检批次 | ≥900批次 | 904批次
参加培训的教师人次 | ≥2600人次 | 2652人次
→ 食品监督抽检904批次、参加培训的教师2652人次，分别完成年度目标的100.44%、102.00%

药品抽检批次 | ≥20批次 | 20批次
器械抽检批次 | ≥20批次 | 20批次
→ 药品抽检20批次、器械抽检20批次，均达到年度目标

低保资金发放标准 | =460元/月 | 460元/月
老人每月享受补贴 | =100元/月 | 100元/月
→ 低保资金发放标准460元/月、老人每月享受补贴100元，均达到年度目标

区划地名工作成本 | ≤8万元 | 7.70万元
老年补贴工作成本 | ≤12万元 | 117600元
→ 区划地名工作成本7.70万元、老年补贴工作成本11.76万元，均控制在年度目标以内，分别节约0.30万元、0.24万元

区划地名工作成本 | ≤8万元 | 7.70万元
能源减免工作成本 | ≤4万元 | 3.70万元
→ 区划地名工作成本7.70万元、能源减免工作成本3.70万元，均控制在年度目标以内，节约0.30万元

区划地名工作成本 | ≤8万元 | 8万元
能源减免工作成本 | ≤4万元 | 4万元
→ 区划地名工作成本8万元、能源减免工作成本4万元，均控制在年度目标以内

区划地名工作成本 | ≤8万元 | 0
能源减免工作成本 | ≤4万元 | 4万元
→ 区划地名工作成本未发生支出；能源减免工作成本实际支出4万元，控制在4万元以内

信访投诉 | ≤3起 | 2起
补助资金结转结余率 | ≤3% | 2.15%
→ 信访投诉2起、补助资金结转结余率2.15%，均控制在年度目标以内

×体育活动次数 | ≥3次 | 2次
×入户走访次数 | ≥3次 | 2次
农村低保金发放人数 | ≥4人 | 4人
→ 农村低保金发放人数为4人，达到年度目标；体育活动次数为2次，完成年度目标的66.67%；入户走访次数为2次，完成年度目标的66.67%

体育活动次数 | ≥3次 | 2次
入户走访次数 | ≥3次 | 2次
→ 体育活动次数为2次，完成年度目标的66.67%；入户走访次数为2次，完成年度目标的66.67%

×举办活动 | =12场 | 13场
农村低保金发放人数 | ≥4人 | 5人
→ 农村低保金发放人数为5人，完成年度目标的125.00%；举办活动实际完成13场，完成年度目标的108.33%

工资、公用经费保障率 | =100% | 100%
低保政策符合率 | =100% | 100%
应救尽救比率 | =100% | 100%
→ 工资、公用经费保障率达到100%，完成年度目标；低保政策符合率、应救尽救比率均达到100%，完成年度目标

提高居民满意度 | ≥95% | 98%
群众满意度 | ≥95% | 98%
→ 提高居民满意度，实际为98%，高于年度目标3个百分点；群众满意度为98%，高于年度目标3个百分点

支持产品A | ≥4个 | 4个
农村低保金发放人数 | ≥4 | 4
培训次数 | ≥2次 | 2次
→ 支持产品A实际完成4个，达到年度目标；农村低保金发放人数为4，达到年度目标；培训次数为2次，达到年度目标

资金支付完成时间 | ≤12月 | 11月
项目验收时间 | ≤12月 | 12月
→ 资金支付完成时间为11月，按期完成；项目验收时间为12月，按期完成

新建床位 | 10～15张 | 12张
护理型床位占比 | 10%～15% | 12%
→ 新建床位实际完成12张，在10～15张的目标范围内；护理型床位占比为12%，在10%～15%的目标范围内

有效提高补助对象生活水平 | 有效提高 | 有效提高 | 达成
提高民政工作规范化水平 | 提高 | 提高 | 达成
→ 有效提高补助对象生活水平，达成预期目标；提高民政工作规范化水平，达成预期目标

甲人数 | ≥100人 | 101人
乙人数 | ≥100人 | 102人
丙人数 | ≥100人 | 103人
丁人数 | ≥100人 | 104人
戊人数 | ≥100人 | 105人
→ 甲人数101人、乙人数102人、丙人数103人、丁人数104人，分别完成年度目标的101.00%、102.00%、103.00%、104.00%；\
戊人数为105人，完成年度目标的105.00%"""


@pytest.mark.parametrize("case", CASES.split("\n\n"))
def test_results_that_are_alike_share_a_clause(case):
    rows, said = case.split("\n→ ")
    assert "；".join(result_clauses(map(outcome, rows.split("\n")))) == said


def test_one_indicator_is_told_as_it_is_alone():
    given = outcome("区划地名工作成本 | ≤8万元 | 7.70万元")
    assert result_clauses([given]) == [sentence(given.name, "≤8万元", "7.70万元")]


def test_no_indicator_is_no_clause():
    assert result_clauses([]) == []


# Whatever the indicators are

NAMES = """发放生活补贴 农村低保金发放人数 群众满意度 提高居民满意度 区划地名工作成本 低保补贴标准 工资、公用经费保障率
完成走访 安全责任事故 发放人数（含退休） 80岁以上老人体检 支持产品A 及时支付，不拖欠""".split()
rows = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["≥", "=", "≤", ""]),
    st.integers(1, 30),
    st.sampled_from(["人", "%", "万元", "元/月", ""]),
    st.integers(0, 40),
    st.booleans(),
)


@given(st.lists(rows, max_size=12))
def test_every_indicator_is_told_once_and_the_missed_ones_in_full(several):
    outcomes = [
        Outcome(name, Target.parse(f"{sign}{wanted}{unit}"), f"{reached}{unit}", is_missed=missed)
        for name, sign, wanted, unit, reached, missed in several
    ]
    said = "；".join(result_clauses(outcomes))
    for name, count in Counter(name for name, *_ in several).items():
        assert said.count(name.removeprefix("完成")) == count, said
    assert not WRONG.search(said), said
    missed = Counter(sentence(each.name, each.target.text, each.actual) for each in outcomes if each.is_missed)
    assert all(said.count(clause) >= count for clause, count in missed.items()), said


@given(st.lists(rows, max_size=12))
def test_the_values_stand_behind_their_names(several):
    """The clauses read backwards: each name with the number it got is one of those that were given."""
    outcomes = [
        Outcome(name, Target.parse(f"{sign}{wanted}{unit}"), f"{reached}{unit}", is_missed=missed)
        for name, sign, wanted, unit, reached, missed in several
        if unit in ("人", "%") and sign and "完成" not in name and "提高" not in name
    ]
    told = Counter[str]()
    for clause in result_clauses(outcomes):
        shared = re.fullmatch("(.*)均(?:为|达到)([0-9]+[人%])，.*", clause)
        if shared:
            told.update(name + shared[2] for name in shared[1].split("、"))
        elif re.search("，(?:均|分别)", clause):
            told.update(re.split("，(?:均|分别)", clause)[0].split("、"))
        else:
            told[re.sub("(?:为|达到|实际为|实际完成)(?=[0-9])", "", clause.rsplit("，", 1)[0])] += 1
    assert told == Counter(each.name + each.actual for each in outcomes)
