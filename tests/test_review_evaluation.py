"""自评: scores, reasons and goals that the figures do not bear out."""

import pytest
from rule_examples import SOUND, problems_of, said, with_outcome

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
            "evaluation.repeated-reason: “示例高龄补贴发放人数”“示例领取高龄补贴老年人满意度”的偏差原因一字不差："
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


def test_which_amount_is_over_its_budget_is_told_even_where_the_amounts_do_not_add_up(tmp_path):
    found = problems_of(SOUND.replace("全年执行数: 23.50", "全年执行数: 32.50"), tmp_path)
    assert [each.id for each in found] == ["self.parts-differ", "evaluation.overspent"]


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


NOTHING = """
    无。 没有 暂无 无偏差 未发生偏差 已完成 已全部完成 已完成目标 不涉及 略 见附件 详见自评报告 同上 / —— N/A 正常 客观原因
    由于客观原因 因故未完成 其他原因造成 偏差原因 正常偏差 属于正常波动 未完成 没有达到 未按期完成 存在偏差
    偏差较小 在合理范围内 因工作原因未完成 由于客观原因，未能完成年度目标任务 实际完成值低于目标值 与目标值存在一定差距 综合因素影响
    由于实际情况有所变化 受多方面因素影响 工作需要 实际情况与预期不一致 以实际为准 情况变化 受大环境影响 原因同上 执行中存在不确定因素 详见报告第三部分
    受客观条件所限 历史遗留问题 尚未完成 误差在允许范围内 原因待查 见备注 部分任务未完成
""".split()


@pytest.mark.parametrize("reason", NOTHING)
def test_a_reason_that_says_nothing_is_told(reason, tmp_path):
    found = said(with_outcome(COUNT, 实际完成值="170人", 偏差原因=reason, 改进措施="示例：按月核对"), tmp_path)
    assert found == [
        f"evaluation.empty-reason: “{COUNT}”没有完成（指标值“≥180人”，实际“170人”），偏差原因写的却是“{reason}”。"
        " → 写明没有完成的原因和改进措施。"
    ]


def test_where_far_more_was_reached_than_asked_a_reason_that_says_nothing_is_told_too(tmp_path):
    found = said(with_outcome(COUNT, 实际完成值="280人", 偏差原因="工作需要"), tmp_path)
    assert found == [
        f"evaluation.empty-reason: “{COUNT}”远远超过了目标（指标值“≥180人”，实际“280人”），偏差原因写的却是“工作需要”。"
        " → 写明超出目标这么多的原因和改进措施。"
    ]


REASONS = """
    疫情影响|老年人迁出|资金未到位|受洪水影响|无资金来源|没有完成招标|未完成招标程序|客观原因：暴雨|因客观原因，部分老人外出
    正常偏差以外，部分老人外出|未完成招标|存在人员缺口|部分对象不涉及该补贴|工程正常推进，年底未验收|无人申报|目标值偏高|完成时间推迟
    政策变化|人员变动|下半年业务量变化较大|气候环境变化|业务人员不足|市场形势变化|目标设定不合理|实际需要低于计划人数|资金原因|计划调整|部分村未落实用地|人员不足|统计口径不同
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
