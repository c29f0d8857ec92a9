"""自评: sentences that the figures do not bear out."""

import pytest
from rule_examples import SOUND, problems_of, said, with_outcome

from perfreport.check.mistyped import is_out_of_scale, mistyped, result_of
from perfreport.check.retold import Names


@pytest.mark.parametrize(
    "words, told",
    [
        ("各项绩效指标均已完成。", "各项绩效指标均已完成"),
        ("全年工作有序，全部指标按期完成。", "全部指标按期完成"),
        ("所有三级指标都达到目标。", "所有三级指标都达到"),
        ("年初目标任务圆满完成，未发现偏差。", "年初目标任务圆满完成"),
        ("目标任务圆满完成，未发现偏差。", "目标任务圆满完成"),
        ("三级指标100%完成。", "三级指标100%完成"),
        ("各项目标任务全部完成。", "各项目标任务全部完成"),
        ("预期目标全部实现。", "预期目标全部实现"),
        ("指标达成率100%。", "指标达成率100%"),
        ("没有未完成的指标。", "没有未完成的指标"),
        ("各项指标均得满分。", "各项指标均得满分"),
        ("绩效目标完成情况：全部完成。", "绩效目标完成情况：全部完成"),
        ("其余2个村受洪水影响，所有指标均达到预期目标。", "所有指标均达到"),
        ("水库除险加固通过验收，各项绩效指标均已完成。", "各项绩效指标均已完成"),
        ("绩效指标无一项未完成。", "绩效指标无一项未完成"),
        ("各项绩效指标无一落空。", "各项绩效指标无一落空"),
        ("各项指标均不存在偏差。", "各项指标均不存在偏差"),
        ("未完成的指标为0项。", "未完成的指标为0项"),
        ("年初设定的绩效指标，全部完成。", "年初设定的绩效指标，全部完成"),
        ("绩效目标实现程度100%。", "绩效目标实现程度100%"),
        ("绩效指标无一项超额完成。", ""),
        ("培训人数、场次，均达到预期目标。", ""),
        ("减排目标全部实现，脱贫攻坚目标任务全面完成。", ""),
        ("围绕目标任务，全面推进。", ""),
        ("市下达我县的目标任务全部完成。", ""),
        ("各项指标完成率达到100%以上的占八成。", ""),
        ("除满意度外，各项绩效指标均已完成。", ""),
        ("圆满完成上级交办任务。", ""),
        ("围绕圆满完成年初目标任务开展工作。", ""),
        ("个别指标没有完成；其余各项指标均已完成。", ""),
        ("各项任务全部完成。", ""),
        ("年度绩效指标全部完成。", "年度绩效指标全部完成"),
        ("截至年末，绩效目标全部实现。", "绩效目标全部实现"),
        ("2023年设定的绩效指标均达到目标值。", "2023年设定的绩效指标均达到"),
        ("圆满完成年初设定的各项绩效目标。", "圆满完成年初设定的各项绩效目标"),
        ("完成了全部绩效指标。", "完成了全部绩效指标"),
        ("所有指标实际完成值均不低于年度指标值。", "所有指标实际完成值均不低于年度指标值"),
        ("满意度指标全部完成。", "满意度指标全部完成"),
        ("绩效指标完成率100%。", "绩效指标完成率100%"),
        ("产出指标全部完成，数量指标全部达标。", ""),
        ("绩效指标完成率为83%。", ""),
        ("确保各项绩效指标全部完成。", ""),
        ("下一步督促科室，各项绩效指标按期完成后再验收。", ""),
        ("上年各项绩效指标均已完成。", ""),
        ("2022年，各项绩效指标均已完成。", ""),
        ("基本完成各项绩效指标。", ""),
        ("较好地完成了年度绩效目标。", ""),
        ("绩效指标没有全部完成。", ""),
        ("示例体检项目绩效目标全部实现。", ""),
        ("约束性指标全部完成，高质量发展各项指标均已完成。", ""),
        ("对各项绩效指标完成情况全部自评。", ""),
        ("5项绩效指标均已完成。", ""),
        ("全省绩效指标全部完成。", ""),
    ],
)
def test_that_all_was_reached_is_no_word_for_what_was_missed(words, told, tmp_path):
    text = SOUND.replace("示例：承担社会救助、老年人福利工作。", words)
    message = f"evaluation.all-reached: 这里说“{told}”，“示例领取高龄补贴老年人满意度”却没有完成。"
    found = [
        each for each in said(text, tmp_path) if each.startswith("evaluation.")
    ]  # 2022年 is told as another year's
    assert found == ([f"{message} → 改正这句话，或核对这些指标的实际完成值。"] if told else [])


def test_a_figure_in_words_is_as_serious_as_the_pack_says(tmp_path):
    text = SOUND.replace("示例：承担社会救助、老年人福利工作。", "示例：全年执行数82.04万元，执行率98.10%。")
    assert [str(each).partition("示例.yaml")[2] for each in problems_of(text, tmp_path)] == [
        ":56:14  错误：写的是“全年执行数82.04万元”，数据里全年执行数合计是 82.40万元。\n"
        "    → 改正这句话，或改正数据。这个数可以引用，就不会不一致，写成 {{ 预算执行.合计.全年执行数|万元 }}万元。"
        "说的是别的数，就写明是什么的，例如“老年补贴项目执行率”。  [evaluation.figure-in-words]"
    ]


FIGURES = """
全年共支出80.20万元 本年度支出合计84.20万元 2023年度共使用资金78.00万元 全年累计支出802000元 全年共支出824000.0万元 资金使用率为91%
支出进度达到91% 部门预算安排资金80.20万元 项目资金20.10万元 示例领取高龄补贴老年人满意度已提高到91%
示例领取高龄补贴老年人满意度稳步提升至91% 示例高龄补贴发放人数全年达到176人 示例高龄补贴发放人数由上年的160人增加到176人
"""
OTHER_FIGURES = """
全年共支出82.40万元 全年支出高龄补贴20.20万元 上年共支出80.20万元 上半年共支出80.20万元 高龄补贴项目全年共支出78.20万元 全年共支出约80万元
示例领取高龄补贴老年人满意度提高到90%以上 示例领取高龄补贴老年人满意度提高了3% 其中支出合计10.20万元 计划全年共支出88.00万元
全县养老机构全年共支出90.00万元 示例养老中心全年共支出80.00万元 下一年预算安排80.20万元 项目资金3.20万元 高龄补贴支出合计80.20万元
每个项目资金20.10万元 全年共支出23.50万元 示例高龄补贴发放人数达到180人 支出进度达到98.1%
"""


def figures_in(words: str, folder) -> list[str]:
    """What is told of the figures that the report's words say."""
    text = SOUND.replace("示例：承担社会救助、老年人福利工作。", f"示例：承担社会救助工作。{words}。")
    return [each for each in said(text, folder) if each.startswith("evaluation.figure-in-words")]


@pytest.mark.parametrize("words", FIGURES.split())
def test_a_figure_in_other_words_is_told(words, tmp_path):
    assert [each.partition("，数据里")[0] for each in figures_in(words, tmp_path)] == [
        f"evaluation.figure-in-words: 写的是“{words}”"
    ]


@pytest.mark.parametrize("words", OTHER_FIGURES.split())
def test_the_right_figure_a_part_and_another_time_are_left_alone(words, tmp_path):
    assert figures_in(words, tmp_path) == []


def test_what_is_claimed_of_one_goal_is_left_to_it(tmp_path):
    done = "示例：全年按月发放高龄补贴，惠及186名老年人"
    assert said(SOUND.replace(done, f"{done}，绩效目标全部实现"), tmp_path) == []


REACHED = [
    ("示例高龄补贴发放人数", "3186人"),
    ("示例入户核查户数", "1520户"),
    ("示例扶助死亡家庭人数", "1125人"),
    ("示例扶助伤残家庭人数", "1100人"),
    ("示例资金兑付率", "97.2%"),
    ("示例受益群众", "12万人"),
]


@pytest.mark.parametrize(
    "text, told",
    [
        ("全年为3168人发放高龄补贴", "3168人"),
        ("发放高龄补贴3187名老年人", "3187名"),
        ("入户核查1,530户", "1,530户"),
        ("资金兑付率92.7%", ""),
        ("资金兑付率97.3%", "97.3%"),
        ("全年为31866人发放高龄补贴", "31866人"),
        ("入户核查11520户", "11520户"),
        ("资金兑付率9.72%", "9.72%"),
        ("资金兑付率972%", "972%"),
        ("发放高龄补贴人数增加到3816人", ""),
        ("全年为3186人发放高龄补贴", ""),
        ("全年为3186人发放高龄补贴，其中女性高龄补贴3188人", ""),
        ("其中高龄补贴3188人", ""),
        ("上半年发放高龄补贴3188人", ""),
        ("发放高龄补贴3188人次", ""),
        ("发放高龄补贴3188元", ""),
        ("发放高龄补贴318人", ""),
        ("开展政策宣传3188人", ""),
        ("扶助家庭1225人", ""),
        ("扶助家庭2225人", ""),
        ("受益群众13万人", ""),
    ],
)
def test_a_number_with_one_digit_wrong_is_told_and_no_other(text, told):
    results = [result_of(*each) for each in REACHED]
    assert [quote for quote, _ in mistyped(text, results, {each.number for each in results})] == (
        [told] if told else []
    )


def test_what_the_name_says_is_no_part_and_two_that_reached_the_same_are_one():
    results = [
        result_of("增加村集体收入", "50400元"),
        result_of("甲项检查人数", "6085人"),
        result_of("乙项检查人数", "6085人"),
    ]
    text = "增加村集体收入550400元，甲项和乙项检查人数各6805人"
    assert {quote for quote, _ in mistyped(text, results, {"50400", "6085"})} == {"550400元", "6805人"}


RESULTS = [
    ("农村户用卫生厕所改造数量", "1200座", "≥1150座"),
    ("免费刻章户数", "1986户", "≥2000户"),
    ("惠民演出场次", "126场", "≥120场"),
    ("教师培训人次", "2384人次", "≥2500人次"),
    ("家长培训人次", "640人次", "≥600人次"),
    ("专职应急救援队员人数", "30人", "=30人"),
    ("实施基本药物制度的村卫生室数", "236个", "=236个"),
    ("实施基本药物制度的乡镇卫生院数", "18所", "=18所"),
]
RETOLD = [
    ("改造农村户用卫生厕所1213座，群众反映较好", "1213座"),
    ("为1999户新开办企业免费刻章", "1999户"),
    ("举办惠民演出139场", "139场"),
    ("教师培训2397人次", "2397人次"),
    ("43名专职应急救援队员全部在岗", "43名"),
    ("实施基本药物制度的村卫生室249个", "249个"),
]
NOT_RETOLD = """
    改造农村户用卫生厕所1200座|改造农村户用卫生厕所1150座|其中改造山区户用卫生厕所413座|上年改造农村户用卫生厕所1100座
    培训3024人次|教师和家长培训3024人次|每座农村户用卫生厕所补助1500元|免费刻章的企业中有新开办企业1610家
    实施基本药物制度的村卫生室和乡镇卫生院254个|计划改造农村户用卫生厕所1300座|惠民演出每场观众约310人次|专职应急救援队员参加集训64天
    改造农村户用卫生厕所40座|农村户用卫生厕所尚有213座没有改造
"""


def retold_in(text):
    results = tuple(result_of(name, actual) for name, actual, _ in RESULTS)
    return [each.written for each in Names(results, [result_of(name, aim) for name, _, aim in RESULTS]).wrong(text)]


@pytest.mark.parametrize(("text", "told"), RETOLD)
def test_another_number_behind_an_indicators_own_words_is_told(text, told):
    assert retold_in(text) == [told]


@pytest.mark.parametrize("text", NOT_RETOLD.strip().replace("\n", "|").split("|"))
def test_a_number_that_stands_in_the_tables_or_is_of_something_else_is_not(text):
    assert retold_in(text.strip()) == []


@pytest.mark.parametrize(
    ("name", "target", "actual", "reason", "is_told"),
    [
        ("示例培训人次", "≥210人次", "21400人次", "", True),
        ("示例标识牌数", "≥20块", "200块", "", True),
        ("示例抽检批次", "≥180批次", "18批次", "", True),
        ("示例群众满意度", "≥90%", "9.34%", "", True),
        ("示例群众满意度", "≥90%", "934%", "示例", True),
        ("示例水质达标率", "≥90%", "93.4%", "", False),
        ("示例标识牌数", "≥20块", "200块", "示例：上级追加任务", False),
        ("示例宣传次数", "≥2次", "20次", "", False),
        ("示例旅游收入增长率", "≥90%", "126%", "", False),
        ("示例事故起数", "≤10起", "1起", "", False),
        ("示例造林面积", "≥30亩", "26亩", "", False),
    ],
)
def test_a_digit_too_many_or_the_point_elsewhere_in_what_was_reached_is_told(name, target, actual, reason, is_told):
    assert is_out_of_scale(name, target, actual, bool(reason)) == is_told


def test_a_ratio_with_the_sign_of_percent_is_told(tmp_path):
    satisfaction = "示例领取高龄补贴老年人满意度"
    found = [each for each in said(with_outcome(satisfaction, 实际完成值="0.94%"), tmp_path) if "mistyped" in each]
    assert found == [
        "evaluation.mistyped-figure: 写的是“0.94%”，“示例领取高龄补贴老年人满意度”的指标值却是“≥95%”，像是写错了数字。"
        " → 核对是不是同一个数，写错的改正；说的是别的数，就写明是什么的。"
    ]
