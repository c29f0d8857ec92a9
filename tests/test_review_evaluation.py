"""自评: scores, reasons and sentences that the figures do not bear out."""

import pytest
import yaml
from rule_examples import SOUND, problems_of

from perfreport.check.enumeration import count_of_list, left_out
from perfreport.check.mistyped import mistyped, result_of


def said(text: str, folder) -> list[str]:
    """What is said of the file, without the places."""
    return [f"{each.id}: {each.message} → {each.hint}" for each in problems_of(text, folder)]


def with_outcome(name: str, text: str = SOUND, **changed: str) -> str:
    """The data file with other values for what became of an indicator; one that is "" is left out."""
    data = yaml.load(text, yaml.BaseLoader)
    outcome = next(each for each in data["自评"]["指标完成情况"] if each["三级指标"] == name)
    outcome.update(changed)
    for key in [key for key, value in outcome.items() if not value]:
        del outcome[key]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


COUNT, COST = "示例高龄补贴发放人数", "示例高龄补贴成本"
WHY = {"偏差原因": "示例：部分老年人迁出", "改进措施": "示例：按月核对人数"}


def test_full_marks_below_the_target_are_an_error_and_said_once(tmp_path):
    assert said(with_outcome(COUNT, 实际完成值="170人", 得分="10", **WHY), tmp_path) == [
        "evaluation.full-below-target: “示例高龄补贴发放人数”没有完成（指标值“≥180人”，实际“170人”），得分却写了满分 10。"
        " → 按规则是 9.44：改正得分；或删去“得分”，由程序计算。"
    ]


def test_full_marks_above_a_ceiling_are_an_error(tmp_path):
    assert said(with_outcome(COST, 实际完成值="25.20万元", 得分="10", **WHY), tmp_path) == [
        "evaluation.full-below-target: “示例高龄补贴成本”超过了上限（指标值“≤24万元”，实际“25.20万元”），得分却写了满分 10。"
        " → 按规则是 9.5：改正得分；或删去“得分”，由程序计算。"
    ]


def test_a_ceiling_scored_in_proportion_is_told_as_such(tmp_path):
    assert said(with_outcome(COST, 实际完成值="18.00万元", 得分="7.5"), tmp_path) == [
        "evaluation.as-positive: “示例高龄补贴成本”越小越好（指标值“≤24万元”），实际“18.00万元”已经完成，得分 7.5 却是按完成的比例扣的。"
        " → 应得满分 10：改正得分；或删去“得分”，由程序计算。"
    ]


def test_another_score_than_computed_is_only_said_to_differ(tmp_path):
    found = said(with_outcome(COST, 实际完成值="18.00万元", 得分="8"), tmp_path)
    assert [each.split(":")[0] for each in found] == ["score.differs"]


def test_full_marks_by_rounding_are_told(tmp_path):
    text = with_outcome(COUNT, SOUND.replace("≥180人", "≥180000人"), 实际完成值="179999人", **WHY)
    assert said(text, tmp_path) == [
        "evaluation.full-by-rounding: “示例高龄补贴发放人数”没有完成（指标值“≥180000人”，实际“179999人”），"
        "得分四舍五入后却是满分 10。"
        " → 差得很少，核对实际完成值；本地不允许没有完成的得满分的，写一行“得分”，比满分少一点。"
    ]


@pytest.mark.parametrize(
    "done",
    "已完成：{} {}，已完成 {}（已完成） 全部完成。{} 2023年，{} {}，目标完成 {}。已全部完成。 （已完成）{} {}，100%完成"
    " 本年{} 全年全部{} 目标1：{} {}，任务完成情况良好 按要求{} 老年人高龄补贴已按月足额发放 {}，完成率达到100% 截至12月底，{}".split(),
)
def test_a_goal_with_nothing_but_that_it_is_done_is_repeated(done, tmp_path):
    text = done.format("示例：按月发放老年人高龄补贴")
    found = said(SOUND.replace("示例：全年按月发放高龄补贴，惠及186名老年人", text), tmp_path)
    assert [each.partition(":")[0] for each in found] == ["evaluation.copied-goal"]


@pytest.mark.parametrize(
    "done",
    [
        "{}186人",
        "{}，发放率100%",
        "已完成：{}并核查两次",
        "{}，提前一个月完成",
        "未完成：{}",
        "部分完成{}",
        "发放补贴12次",
    ],
)
def test_a_goal_of_which_something_more_is_said_is_not(done, tmp_path):
    text = done.format("示例：按月发放老年人高龄补贴")
    found = said(SOUND.replace("示例：全年按月发放高龄补贴，惠及186名老年人", text), tmp_path)
    assert "evaluation.copied-goal" not in "".join(found)


@pytest.mark.parametrize(
    "why, message",
    [
        (
            {"偏差原因": "无", "改进措施": "无"},
            "evaluation.empty-reason: “示例高龄补贴发放人数”没有完成（指标值“≥180人”，实际“170人”），偏差原因写的却是“无”。"
            " → 写明没有完成的原因和改进措施。",
        ),
        (
            {"偏差原因": "示例：部分老年人迁出", "改进措施": "/"},
            "evaluation.no-remedy: “示例高龄补贴发放人数”没有完成，写了偏差原因，改进措施写的却是“/”。"
            " → 在“改进措施”里写明由谁、在什么时候、怎样改进。",
        ),
        (
            {"偏差原因": "示例：采取的防寒措施不足"},
            "evaluation.no-remedy: “示例高龄补贴发放人数”没有完成，写了偏差原因，没有写改进措施。"
            " → 在“改进措施”里写明由谁、在什么时候、怎样改进。",
        ),
        (
            {"偏差原因": "示例：个别老年人对申请流程不熟悉。", "改进措施": "示例：上门办理"},
            "evaluation.repeated-reason: “示例高龄补贴发放人数”、“示例领取高龄补贴老年人满意度”的偏差原因一字不差："
            "“示例：个别老年人对申请流程不熟悉”。 → 分别说明各自的原因；确实是一个原因的，说明对各个指标的影响。",
        ),
    ],
)
def test_a_reason_that_is_none_is_told(why, message, tmp_path):
    assert said(with_outcome(COUNT, 实际完成值="170人", **why), tmp_path) == [message]


@pytest.mark.parametrize(
    "changed",
    [
        {"实际完成值": "170人", **WHY},
        {"实际完成值": "170人", "偏差原因": "示例：部分老年人迁出，下一步按月核对"},
        {"实际完成值": "186人", "偏差原因": "无", "改进措施": "无"},
        {"实际完成值": "186人", "偏差原因": "/"},
        {"实际完成值": "186人", "得分": "10"},
    ],
)
def test_a_reason_that_is_one_or_not_needed_is_left_alone(changed, tmp_path):
    assert said(with_outcome(COUNT, **changed), tmp_path) == []


def test_more_spent_than_budgeted_is_told_once_by_its_source(tmp_path):
    text = SOUND.replace("全年预算数: 84.00", "全年预算数: 82.00").replace("全年预算数: 24.00", "全年预算数: 22.00")
    assert said(text, tmp_path) == [
        "evaluation.overspent: “财政拨款”的全年执行数 82.4 超过了全年预算数 82（万元）。"
        " → 核对两个数；年中追加的，要写进全年预算数。"
    ]


def test_more_official_expenses_than_budgeted_are_told(tmp_path):
    nothing = "{预算数: 0, 执行数: 0, 上年执行数: 0}"
    expenses = f"""\
  三公经费:
    因公出国（境）费: {nothing}
    公务用车购置费: {nothing}
    公务用车运行维护费: {{预算数: 1.50, 执行数: 1.50, 上年执行数: 1.42}}
    公务接待费: {{预算数: 0.30, 执行数: 0.42, 上年执行数: 0.18}}
  目标完成情况:
"""
    assert said(SOUND.replace("  目标完成情况:\n", expenses), tmp_path) == [
        "evaluation.overspent: “公务接待费”的执行数 0.42 超过了预算数 0.3（万元）。"
        " → 核对两个数；年中追加的，要写进预算数。"
    ]


def test_a_goal_repeated_as_its_result_is_told(tmp_path):
    text = SOUND.replace("示例：全年按月发放高龄补贴，惠及186名老年人", "示例：按月发放老年人高龄补贴。")
    assert said(text, tmp_path) == [
        "evaluation.copied-goal: “目标完成情况”把目标“示例：按月发放老年人高龄补贴。”原样写了一遍，没有说完成得怎样。"
        " → 写做了什么、做到什么程度，例如“全年按月发放高龄补贴，惠及186名老年人”。"
    ]


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
        "    → 改正这句话，或改正数据；金额可以引用，就不会不一致，例如 {{ 预算执行.合计.全年执行数|万元 }}万元。"
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


NOTHING = """
    无。 没有 暂无 无偏差 未发生偏差 已完成 已全部完成 已完成目标 不涉及 略 见附件 详见自评报告 同上 / —— N/A 正常 客观原因
    由于客观原因 其他原因造成 偏差原因 正常偏差 属于正常波动 未完成 没有达到 未按期完成 存在偏差
    偏差较小 在合理范围内 因工作原因未完成 由于客观原因，未能完成年度目标任务 实际完成值低于目标值 与目标值存在一定差距 综合因素影响
    受客观条件所限 历史遗留问题 尚未完成 误差在允许范围内 原因待查 见备注 部分任务未完成
""".split()


@pytest.mark.parametrize("reason", NOTHING)
def test_a_reason_that_says_nothing_is_told(reason, tmp_path):
    found = said(with_outcome(COUNT, 实际完成值="170人", 偏差原因=reason, 改进措施="示例：按月核对"), tmp_path)
    assert found == [
        f"evaluation.empty-reason: “{COUNT}”没有完成（指标值“≥180人”，实际“170人”），偏差原因写的却是“{reason}”。"
        " → 写明没有完成的原因和改进措施。"
    ]


REASONS = """
    疫情影响|老年人迁出|资金未到位|受洪水影响|无资金来源|没有完成招标|未完成招标程序|客观原因：暴雨|因客观原因，部分老人外出
    正常偏差以外，部分老人外出|未完成招标|存在人员缺口|部分对象不涉及该补贴|工程正常推进，年底未验收|无人申报|目标值偏高|完成时间推迟
    目标设定不合理|实际需要低于计划人数|资金原因|计划调整|部分村未落实用地|人员不足|统计口径不同
"""


@pytest.mark.parametrize("reason", REASONS.replace("\n", "|").split("|"))
def test_a_short_reason_is_one(reason, tmp_path):
    changed = {"实际完成值": "170人", "偏差原因": reason.strip(), "改进措施": "示例：按月核对"}
    assert [each for each in said(with_outcome(COUNT, **changed), tmp_path) if "empty-reason" in each] == []


@pytest.mark.parametrize(
    "remedy", "加强管理 进一步完善工作措施 继续努力 无需改进 今后加以改进。 示例：老年人外出".split()
)
def test_a_measure_of_empty_words_or_the_reason_once_more_is_none(remedy, tmp_path):
    changed = {"实际完成值": "170人", "偏差原因": "示例：老年人外出", "改进措施": remedy}
    assert [each for each in said(with_outcome(COUNT, **changed), tmp_path) if "no-remedy" not in each] == []
    assert len(said(with_outcome(COUNT, **changed), tmp_path)) == 1


@pytest.mark.parametrize("remedy", "加强宣传 提前招标 按月核对 合理设定目标 优化流程 倒排工期".split())
def test_a_short_measure_is_one(remedy, tmp_path):
    changed = {"实际完成值": "170人", "偏差原因": "示例：老年人外出", "改进措施": remedy}
    assert said(with_outcome(COUNT, **changed), tmp_path) == []


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


def test_a_ratio_with_the_sign_of_percent_is_told(tmp_path):
    satisfaction = "示例领取高龄补贴老年人满意度"
    found = [each for each in said(with_outcome(satisfaction, 实际完成值="0.94%"), tmp_path) if "mistyped" in each]
    assert found == [
        "evaluation.mistyped-figure: 写的是“0.94%”，“示例领取高龄补贴老年人满意度”的指标值却是“≥95%”，像是写错了数字。"
        " → 核对是不是同一个数，写错的改正；说的是别的数，就写明是什么的。"
    ]


LISTS = """
落实“三个到位”：责任到位、措施到位。 → 三个到位 2
主要有三个问题：一是宣传不够，二是核查不够。 → 三个问题 2
存在以下4个方面的问题。一是宣传不够；二是核查不够；三是公开不够。 → 4个方面 3
采取两项措施：（一）加强宣传；（二）加强核查；（三）加强公开。 → 两项措施 3
主要做法有以下三点：1.加强宣传；2.加强核查。 → 三点 2
下一步采取以下3项：①宣传；②核查 → 3项 2
分两个阶段进行：第一，申报；第二，审核；第三，发放。 → 两个阶段 3
三方面原因：其一，宣传不够；其二，核查不够。 → 三方面原因 2
在三个乡镇（东河镇、西河镇）试点。 → 三个乡镇 2
成立4个工作专班，建立三项制度（公示制度、核查制度）。 → 三项制度 2
完成以下4项工作：入户核查、张榜公示、信息录入。 → 4项工作 3
荣获两项荣誉：先进集体、文明单位、示范窗口。 → 两项荣誉 3
改造城东、城西、城南4个服务站。 → 4个服务站 3
开展了政策宣讲、业务培训、现场核查2项活动。 → 2项活动 3
抓好政策宣讲、业务培训、现场核查4项。 → 4项 3
获得先进集体、文明单位、示范窗口、示范基地等三项荣誉。 → 三项荣誉 4
通过入户宣传、入户核查和张榜公示两项措施。 → 两项措施 3
内设机构4个，分别是办公室、财务股、业务股。 → 4个 3
下设5个股室：办公室、财务股、业务股、监督股。 → 5个股室 4
为三类人员（低保对象、特困人员）发放。 → 三类人员 2
下一步重点抓好三项工作：一是宣传；二是核查。 → 三项工作 2
主要措施有三条：一是宣传；二是核查。 → 三条 2
存在三个问题，具体表现在以下方面：一是宣传不够，二是核查不够。 → 三个问题 2
一是宣传不够；二是核查不够。以上三个方面已整改。 → 三个方面 2
"""


@pytest.mark.parametrize("case", LISTS.strip().splitlines())
def test_a_list_of_another_length_than_announced_is_told(case):
    text, told = case.split(" → ")
    quote, count = told.split()
    assert [(each.quote, each.words["count"]) for each in count_of_list.find(text)] == [(quote, int(count))]


def test_the_items_of_a_list_may_stand_in_lines(tmp_path):
    words = "存在以下三个问题：\n\n1. **宣传不够。**示例。\n2. **核查不够。**示例。\n"
    assert [each.quote for each in count_of_list.find(words)] == ["三个问题"]


@pytest.mark.parametrize(
    "text",
    """
    主要有三个问题：一是宣传不够，二是核查不够，三是公开不够。
    存在以下两个问题：一是宣传不够（1.少；2.浅），二是核查不够。改进措施：一是加强宣传；二是加强核查；三是加强公开。
    三个方面：一是统一是否发放的口径，另外二是统一是非标准；三是按时公开。
    在4个社区开展宣传，一是发放资料，二是现场讲解。
    完成3项工程，一是道路，二是管网；召开5次会议，一是学习，二是部署。
    审计发现12个问题，一是账务处理不及时，二是资产未登记。制定12项措施，一是加强宣传，二是加强核查。
    第三个方面：一是宣传，二是核查；以上三个方面，一是重点；前两个问题：一是已解决。
    1. 发放率1.5%；2. 覆盖率2.5%。
    落实“三个到位”：责任到位、措施到位、监督到位。做到“三个到位”：责任到位、措施到位、其他保障跟上。
    做好“六稳”：稳就业、稳金融；坚持“四个意识”：政治意识、大局意识、核心意识、看齐意识，做到“两个维护”。
    一方面：一是宣传，二是核查；另一方面，一是公开。
    主要有三个问题。
    在两个乡镇（东河镇、西河镇）和3个社区（城东、城西等）试点，全县12个乡镇（其中东河镇、西河镇）已覆盖。
    完成3项工作：入户核查、张榜公示、信息录入。建立4项制度：公示、核查、档案管理制度等。
    为教师、医生、护工等4个群体服务；低保、特困、临时救助、高龄津贴4项补贴按月发放。
    对2个村（社区）开展检查，发现问题3个，整改（立行立改、限期整改）完毕。
    新建服务站3个：每个配备2人、电脑1台、打印机1台。
    全县12个乡镇（街道、开发区）全部覆盖；召开动员会、推进会、调度会4次；新建公厕、停车场、服务站3个。
    在教育、卫生系统开展学习、培训、考试3项活动；修订制度、办法4项；为老年人、残疾人、儿童、妇女提供3项服务。
    安排3个项目（东镇2个、西镇1个），20项指标（数量、质量、时效、成本），完成5个项目，分别位于东镇、西镇、南镇。
    2个中心和236个村卫生室免费提供宣传、体检、随访等服务，由8所卫生院、12个中心和16个村卫生室承担。
    内设机构3个，分别为办公室、财务股和业务股；三个责任主体（区、街道、社区）分级落实；建设道路、桥梁、管网等5个项目。
    """.strip().splitlines(),
)
def test_a_list_as_long_as_announced_and_what_is_no_list_is_left_alone(text):
    assert list(count_of_list.find(text.strip())) == list(left_out.find(text.strip())) == []


@pytest.mark.parametrize(
    "text, told",
    [
        ("一是宣传；三是核查。", [("三是", "一是", "漏了", "一是、二是")]),
        ("一是宣传；二是核查；二是公开；三是整改。", [("二是", "二是", "重复了", "二是、三是")]),
        ("一是宣传；二是核查；四是公开。", [("四是", "二是", "漏了", "二是、三是")]),
        ("（1）宣传；（3）核查。", [("（3）", "（1）", "漏了", "（1）、（2）")]),
        ("（1）宣传。\n（2）核查。\n（2）公开。", [("（2）", "（2）", "重复了", "（2）、（3）")]),
        ("（一）宣传；（三）核查。", [("（三）", "（一）", "漏了", "（一）、（二）")]),
        ("①宣传；③核查。", [("③", "①", "漏了", "①、②")]),
        ("1.宣传；3.核查；", [("3.", "1.", "漏了", "1.、2.")]),
        ("1、宣传；3、核查；", [("3", "1", "漏了", "1、2")]),
        ("第一，宣传；第三，核查。", [("第三", "第一", "漏了", "第一、第二")]),
        ("其一，宣传；其三，核查。", [("其三", "其一", "漏了", "其一、其二")]),
        ("首先抓宣传，第三抓核查。", [("第三", "首先", "漏了", "首先、其次")]),
        ("首先宣传；其次核查；第四，公开。", [("第四", "其次", "漏了", "其次、第三")]),
        ("一要宣传；三要核查。", [("三要", "一要", "漏了", "一要、二要")]),
        ("1）宣传；3）核查。", [("3）", "1）", "漏了", "1）、2）")]),
        ("一是宣传；一是核查；二是公开。", [("一是", "一是", "重复了", "一是、二是")]),
        ("1. 宣传；2. 核查；4. 公开", [("4. ", "2. ", "漏了", "2. 、3. ")]),
        ("2. 甲。1. 宣传；2. 核查；4. 公开", [("4. ", "2. ", "漏了", "2. 、3. ")]),
        ("措施一：宣传；措施三：公开", [("措施三", "措施一", "漏了", "措施一、措施二")]),
        ("第一步，申报；第三步，审核", [("第三步", "第一步", "漏了", "第一步、第二步")]),
        ("⑴宣传；⑶核查", [("⑶", "⑴", "漏了", "⑴、⑵")]),
        ("A.宣传；B.核查；D.公开", [("D.", "B.", "漏了", "B.、C.")]),
        ("一抓宣传，三抓核查", [("三抓", "一抓", "漏了", "一抓、二抓")]),
        ("一抓到底、三抓到位；问题一、问题三已整改；面积1. 5亩", []),
        ("问题：一是宣传不够。措施：一是加强宣传；二是加强核查。", []),
        ("首先宣传，然后核查，第三公开。", []),
        ("一要素、三要素；一要宣传，再二是核查，三要公开。", []),
        ("一是甲；二是乙；三是丙。措施：一是丁；三是戊。", [("三是", "一是", "漏了", "一是、二是")]),
        ("1. 宣传。\n3. 核查。", []),
        ("一是宣传；二要核查；三是公开。", []),
        ("首先宣传，其次核查，第三公开。", []),
        ("首先组织第三方评估，第三季度验收；第一批、第三批名单。", []),
        ("第一、第三小学；第一季度、第三季度；第一产业、第三产业。", []),
        ("按照（一）、（三）项的规定；见（1）和（3）。", []),
        ("1、3、5年级学生；1.5万元、3.5万元；一、三年级。", []),
        ("（1）甲：①乙；②丙。（2）丁：①戊；②己；③庚。", []),
        ("1.甲（1.乙；2.丙）；2.丁；3.戊。", []),
        ("一是甲：一是乙；二是丙；三是丁；二是戊。", []),
        ("（1）班、（3）班；（2022）3号、（1）（3）。", []),
        ("一是宣传：一是入户，二是集中；二是核查。", []),
        ("问题：一是宣传，二是核查。措施：一是宣传，二是核查，三是公开。", []),
    ],
)
def test_items_are_counted_without_a_gap(text, told):
    assert [(each.quote, *each.words.values()) for each in left_out.find(text)] == told
