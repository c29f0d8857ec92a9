from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.target import Target
from perfreport.wording import target_sentence, target_words

SEED = Path(__file__).parent / "seed" / "乌尔禾区民政局-2021-整体支出绩效目标表.txt"


def sentence(name, value):
    return target_sentence(name, Target.parse(value))


def indicators():
    rows = SEED.read_text("utf-8").split("年度绩效指标\t")[1].splitlines()
    cells = [[cell for cell in row.split("\t") if cell] for row in rows]
    return [row[-2:] for row in cells if len(row) > 1]


SENTENCES = """
保障在职人员工资社保人数不少于4人
发放70周岁以上老年人特殊生活补贴不少于110人
无业残疾人生活费发放人数不少于10人
农村低保金发放人数不少于4人
城市低保金发放人数不少于5人
开展农村低保家庭入户次数不少于2次
预计临时救助人数不少于1人
享受低收入补贴人数不少于2人
无就业残疾人养老保险金缴纳人数不少于12人
残疾人文化体育活动开展次数不少于3次
80岁以上老年人参加体检的人数不少于4人
特困人员供养资金发放人数不少于2人
缴纳无业残疾人养老保险不少于12人
公用经费保障性支出方向不少于8种
工资及政策性社会保障、公用经费保障率达到100%
符合临时救助条件的人员应救尽救比率达到100%
农村低保金发放政策符合率达到100%
城市低保金发放政策符合率达到100%
残疾人补贴发放政策符合率达到100%
及时支付工资及政策性社会保障性资金、公用性经费，按月支付
残疾人事业工作完成率不低于95%
70周岁以上老年人特殊生活补贴工作完成率不低于95%
慰问工作完成率不低于95%
区划地名工作完成率不低于95%
儿童福利救助工作完成率不低于95%
六项能源减免工作完成率不低于95%
70岁至79岁的老人每月享受特殊生活补贴为100元
80岁至89岁的老人每月享受特殊生活补贴为200元
低保资金发放标准为460元/月
无业残疾人养老保险金补贴标准为1200元/人/年
无业残疾人生活费发放标准为220元/人/月
人均绩效考核奖成本控制在1.5万元以内
70周岁以上老年人特殊生活补贴工作成本控制在12万元以内
残疾人事业工作成本控制在8.42万元以内
区划地名工作成本控制在8万元以内
六项能源减免工作成本控制在4万元以内
低保补贴对象政策知晓率不低于90%
特困人员供养政策知晓率不低于90%
有效提高补助对象生活水平
提高民政工作规范化水平
特困人员供养项目周期为1年
群众满意度不低于95%
补贴对象满意度不低于95%
干部意度不低于95%
"""


def test_every_indicator_of_the_real_table_reads_well():
    assert [sentence(*indicator) for indicator in indicators()] == SENTENCES.strip().splitlines()


WORDS = """
≥110人           不少于110人
＞110人          超过110人
=110人           为110人
≤3个工作日       不超过3个工作日
<3起             少于3起
≥500万元         不少于500万元
>500万元         超过500万元
=500万元         为500万元
≤8.42万元        控制在8.42万元以内
<8万元           少于8万元
≥95%             不低于95%
>95%             高于95%
=95%             为95%
=100%            达到100%
≥100%            不低于100%
≤3‰              不高于3‰
<3%              低于3%
≥100元/月        不低于100元/月
>100元/月        高于100元/月
=100元/月        为100元/月
≤100元/月        不高于100元/月
<100元/月        低于100元/月
≥2次/年          不少于2次/年
110人（次）以上  不少于110人（次）
10-15人          在10～15人之间
10%—15%          在10%～15%之间
按月支付         按月支付
"""


@pytest.mark.parametrize("row", WORDS.strip().splitlines())
def test_a_value_is_said_as_its_sign_and_unit_ask(row):
    value, words = row.split()
    assert target_words(Target.parse(value)) == words


JOINED = """
补贴人数不少于 + ≥4人 = 补贴人数不少于4人
补贴人数不少于 + 4人 = 补贴人数不少于4人
知晓率达到 + ≥95% = 知晓率不低于95%
补贴标准为 + =100元/月 = 补贴标准为100元/月
项目成本控制在12万元以内 + ≤12万元 = 项目成本控制在12万元以内
发放人数（人） + ≥4人 = 发放人数不少于4人
发放人数： + ≥4人 = 发放人数不少于4人
每人每月补贴 + =220元/人/月 = 每人每月补贴为220元
人均成本 + ≤500元/人/年 = 人均成本不高于500元/年
不规范行为 + =0次 = 不规范行为为0次
补贴人数不少于 + ≤4人 = 补贴人数不少于不超过4人
补贴人数不少于 + 4-5人 = 补贴人数不少于在4～5人之间
及时支付资金 + 按月支付 = 及时支付资金，按月支付
按月支付资金 + 按月支付 = 按月支付资金
提高民政工作规范化水平 + 提高 = 提高民政工作规范化水平
提高民政工作规范化水平 + 有效提高 = 有效提高民政工作规范化水平
居民生活水平提高 + 明显提高 = 居民生活水平明显提高
进一步提高水平 + 有效提高 = 进一步提高水平，有效提高
进一步提高水平 + 提高 = 进一步提高水平
生态环境质量 + 有所改善。 = 生态环境质量有所改善
资金支付时间 + 2021年12月底前 = 资金支付时间为2021年12月底前
优化营商环境 + 优 = 优化营商环境为优
发放 + 按月发放补贴 = 按月发放补贴
"""


@pytest.mark.parametrize("row", JOINED.strip().splitlines())
def test_name_and_value_join_without_stutter(row):
    name, rest = row.split(" + ")
    value, joined = rest.split(" = ")
    assert sentence(name, value) == joined


@given(
    st.sampled_from("≥>=≤<"),
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from(["%", "人", "万元", "元/人/年"]),
)
def test_the_words_mean_what_the_signs_mean(sign, number, unit):
    said = Target.parse(target_words(Target.parse(f"{sign}{number}{unit}")))
    assert (said.sign, said.low, said.unit) == (sign, number, unit)
