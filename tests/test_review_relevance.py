"""相关性: each indicator in its group, nothing there twice, everything spoken of, nothing left over from another file."""

from dataclasses import replace

import pytest
from rule_examples import ROOT, RULES, SOUND, problems_of, with_example

from perfreport.check import relevance
from perfreport.check.review import Entry, Review
from perfreport.load import load
from perfreport.rules import load_rules
from perfreport.target import Target

OF_INDICATORS = [rule for rule in relevance.RULES if rule.looks_at == "indicator"]
FIRSTS = {second: first for first, seconds in RULES.groups for second in seconds}
GROUPS = {"经济": "经济效益指标", "社会": "社会效益指标", "生态": "生态效益指标", "可持续": "可持续影响指标"}
GROUPS |= {sort: f"{sort}指标" for sort in ("数量", "质量", "时效", "成本")} | {"满意": "服务对象满意度指标"}


def of_indicator(group, name, value):
    """All that the rules about indicators say."""
    entry = Entry(FIRSTS[group], group, name, Target.parse(value), RULES)
    found = [rule.problem(fault, None) for rule in OF_INDICATORS for fault in rule.find(entry)]
    return [f"{problem.message} {problem.hint}" for problem in found]


def table(text):
    return [tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("group", "name", "value", "what", "right"),
    table("""
    数量   | 项目验收群众满意度               | ≥90%          | 满意不满意         | 服务对象满意度指标
    质量   | 培训学员满意率                   | ≥95%          | 满意不满意         | 服务对象满意度指标
    社会   | 社会公众满意度达到90%以上         | ≥90%          | 满意不满意         | 服务对象满意度指标
    可持续 | 服务对象满意程度                 | 95%           | 满意不满意         | 服务对象满意度指标
    数量   | 资金拨付完成时间                 | 2023年12月底前 | 什么时候做         | 时效指标
    质量   | 工资发放时间                     | 每月10日前     | 什么时候做         | 时效指标
    成本   | 决算公开                         | 9月30日前公开  | 什么时候做         | 时效指标
    社会   | 秋粮收购                         | 12月底前完成   | 什么时候做         | 时效指标
    数量   | 遗属生活费                       | 按月发放       | 什么时候做         | 时效指标
    质量   | 退休人员活动经费支付             | 按季度         | 什么时候做         | 时效指标
    满意   | 特困人员供养项目周期             | =1年           | 用多少时间         | 时效指标
    数量   | 工程工期                         | ≤180天         | 用多少时间         | 时效指标
    成本   | 审批事项办结时间                 | ≤5个工作日      | 用多少时间         | 时效指标
    质量   | 补贴发放及时率                   | =100%          | 及时不及时         | 时效指标
    数量   | 项目按时完成率                   | ≥95%           | 及时不及时         | 时效指标
    满意   | 案件按期办结率                   | ≥98%           | 及时不及时         | 时效指标
    经济   | 区划地名工作成本                 | ≤8万元         | 花多少钱           | 成本指标
    数量   | 体检费                           | ≤4.5万元       | 花多少钱           | 成本指标
    社会   | 人员经费                         | ≤12400元       | 花多少钱           | 成本指标
    质量   | 项目总成本（万元）               | ≤30            | 花多少钱           | 成本指标
    时效   | 低保资金发放标准                 | =460元/月      | 按多少钱算         | 成本指标
    数量   | 护理补贴发放标准                 | 100元/人/月    | 按多少钱算         | 成本指标
    时效   | 残疾人补贴发放政策符合率         | =100%          | 做得合不合要求     | 质量指标
    数量   | 产品抽检合格率                   | ≥98%           | 做得合不合要求     | 质量指标
    成本   | 档案录入准确率                   | ≥99%           | 做得合不合要求     | 质量指标
    成本   | 儿童福利救助工作完成率           | ≥95%           | 完成了多少         | 数量指标
    满意   | 年度培训计划完成率               | =100%          | 完成了多少         | 数量指标
    经济   | 六项能源减免工作完成率           | ≥95%           | 完成了多少         | 数量指标
    时效   | 困难群众救助覆盖率               | =100%          | 覆盖了多少         | 数量指标
    成本   | 慰问困难群众户数                 | ≥30户          | 做了多少           | 数量指标
    质量   | 发放宣传册份数                   | ≥5000份        | 做了多少           | 数量指标
    时效   | 培训人次                         | ≥200人次       | 做了多少           | 数量指标
    成本   | 受益农户户数                     | ≥300户         | 有多少             | 数量指标
    数量   | 人均培训成本                     | ≤400元/人      | 按多少钱算         | 成本指标
    满意   | 走访慰问人数                     | ≥50人          | 做了多少           | 数量指标
    数量   | 惠农政策知晓率                   | ≥90%           | 多少人知道         | 社会效益指标
    成本   | 防诈知识知晓度                   | ≥85%           | 多少人知道         | 社会效益指标
    满意   | 低保补贴对象政策知晓率           | ≥90%           | 多少人知道         | 社会效益指标
    数量   | 提高困难群众生活水平             | 有效提高       | 给群众生活、社会带来的变化 | 社会效益指标
    质量   | 群众安全感                       | 明显增强       | 给群众生活、社会带来的变化 | 社会效益指标
    成本   | 村集体经营收入                   | ≥20万元        | 增加多少收入、产值 | 经济效益指标
    质量   | 脱贫户户均增收                   | ≥1500元        | 增加多少收入、产值 | 经济效益指标
    时效   | 农产品销售额增长率               | ≥6%            | 增加多少收入、产值 | 经济效益指标
    成本   | 个体工商户数量增长率             | ≥5%            | 比原来增加多少     | 经济效益指标”或“社会效益指标
    满意   | 门诊费用增幅                     | ≤3%            | 比原来增加多少     | 经济效益指标”或“社会效益指标
    质量   | 帮扶车间带动就业人数             | ≥60人          | 带动多少人就业     | 社会效益指标”或“经济效益指标
    时效   | 建成区绿化覆盖率                 | ≥38%           | 对环境的影响       | 生态效益指标
    数量   | 河湖长效管护机制                 | 健全           | 长远的影响         | 可持续影响指标
    社会   | 普法宣传经费                     | =3万元         | 花多少钱           | 成本指标
    数量   | 大坝加固工程造价                 | =260万元       | 花多少钱           | 成本指标
    经济   | 档案著录准确率                   | ≥98%           | 做得合不合要求     | 质量指标
    质量   | 泵站更新改造工期                 | ≤150天         | 用多少时间         | 时效指标
    成本   | 投诉平均处理用时                 | ≤3个工作日     | 用多少时间         | 时效指标
    质量   | 运动会举办时间                   | 2023年9月      | 什么时候做         | 时效指标
    满意   | 补贴兑现时限                     | 收到材料后15日内 | 什么时候做       | 时效指标
    质量   | 改造老旧管网里程                 | ≥8公里         | 做了多少           | 数量指标
    成本   | 查办案件数量                     | ≥60件          | 有多少             | 数量指标
    """),
)
def test_an_indicator_in_the_wrong_group_is_told_where_it_belongs(group, name, value, what, right):
    second = GROUPS[group]
    assert of_indicator(second, name, value) == [f"“{name}”说的是{what}，不属于“{second}”。 移到“{right}”。"]


@pytest.mark.parametrize(
    ("group", "name", "value"),
    table("""
    数量 | 发放70周岁以上老年人特殊生活补贴 | ≥110人
    数量 | 公用经费保障性支出方向 | ≥8种
    数量 | 培训计划完成率 | =100%
    数量 | 新生儿疾病筛查覆盖率 | ≥95%
    数量 | 满意度调查次数 | ≥2次
    数量 | 学员培训时间 | ≥40学时
    数量 | 对口支援服务周期数 | ≥2个
    数量 | 招商引资到位资金 | ≥5亿元
    数量 | 补贴资金发放金额 | =36.40万元
    数量 | 提高补助标准 | ≥20元/人/月
    数量 | 国家法定节假日前安全检查次数 | ≥5次
    数量 | 举办成本核算培训班 | ≥2期
    数量 | 土地出让收入 | ≥2亿元
    数量 | 发放创业担保贷款资金 | =5000万元
    数量 | 奖补资金发放金额 | =120万元
    质量 | 学生体质优良率增长率 | ≥2%
    质量 | 热线接通等待时间 | ≤30秒
    质量 | 高标准农田建成面积 | ≥3万亩
    质量 | 培训考核优秀人数 | ≥20人
    质量 | 示范村创建个数 | ≥3个
    质量 | 住院次均费用增长率 | ≤5%
    时效 | 志愿服务时长 | ≥1200小时
    时效 | 场馆免费开放时间 | ≥42小时
    成本 | 三公经费增长率 | ≤0%
    成本 | 减少办公用纸数量 | ≥20包
    成本 | 医疗费用增长率 | ≤5%
    经济 | 带动社会投资 | =3亿元
    经济 | 居民家庭教育支出 | =1200元
    经济 | 企业开办时间 | ≤1个工作日
    社会 | 案件平均办理用时 | ≤20天
    生态 | 森林覆盖率 | ≥62%
    生态 | 生活污水处理率 | ≥95%
    可持续 | 长效管护机制 | 健全
    质量 | 工资及政策性社会保障、公用经费保障率 | =100%
    质量 | 符合临时救助条件的人员应救尽救比率 | =100%
    质量 | 培训考核合格人数 | ≥80人
    质量 | 获得省级以上奖励数量 | ≥3项
    质量 | 创建示范社区个数 | ≥2个
    质量 | 重大安全事故次数 | ≤0次
    质量 | 义务教育巩固率 | ≥98%
    质量 | 工程项目完成率 | ≥95%
    质量 | 孕产妇系统管理率 | ≥90%
    质量 | 艾滋病防治知识知晓率 | ≥90%
    质量 | 工程质量达标率 | =100%
    质量 | 营养改善计划覆盖率 | =100%
    质量 | 预算编制差错金额 | ≤1万元
    质量 | 会议通过议题数量（个） | ≥6个
    质量 | 持证上岗人数 | ≥20人
    质量 | 故障修复响应时间 | ≤24小时
    时效 | 残疾人事业工作完成率 | ≥95%
    时效 | 资金到位及时率 | ≥100%
    时效 | 及时（按期）开工率 | ≥90%
    时效 | 每月召开调度会次数 | ≥1次
    时效 | 信息报送频次 | ≥4次
    时效 | 年度采购计划按时完成率 | ≥95%
    时效 | 维修响应时间 | ≤24小时
    时效 | 抢险物资按时到位合格率 | ≥95%
    时效 | 2023年预算执行进度 | ≥92%
    时效 | 及时支付工资及政策性社会保障性资金、公用性经费 | 按月支付
    成本 | 70岁至79岁的老人每月享受特殊生活补贴 | =100元/月
    成本 | 人均绩效考核奖成本 | ≤1.5万元
    成本 | 预算资金完成率 | ≥95%
    成本 | 生均补助标准达标率 | =100%
    成本 | 全年档案存储成本控制率 | ≤98%
    成本 | 成本节约率 | ≥2%
    成本 | 财政供养人员控制数 | ≤26人
    成本 | 人均培训费用支出面积分摊 | ≤50元
    成本 | 政府采购准确率（按预算） | ≥95%
    成本 | 预算编制准确率 | ≥95%
    经济 | 减轻困难家庭用水用电支出 | ≥4万元
    经济 | 企业用电成本降低额 | ≥200万元
    经济 | 降低企业融资成本 | ≤4.5%
    经济 | 门诊次均费用 | ≤180元
    经济 | 住院患者人均自付费用 | ≤3200元
    经济 | 亩均生产成本 | ≤800元/亩
    经济 | 因灾直接经济损失 | ≤500万元
    经济 | 税收收入任务完成率 | =100%
    经济 | 带动就业人数 | ≥300人
    经济 | 年增粮食产量 | ≥3500公斤
    社会 | 低保补贴对象政策知晓率 | ≥90%
    社会 | 食品抽检合格率 | ≥98%
    社会 | 受益脱贫人口数 | ≥500人
    社会 | 有效提高补助对象生活水平 | 有效提高
    社会 | 重大刑事案件及时侦破率 | ≥95%
    社会 | 信访案件数量 | ≤20件
    社会 | 办理时限压缩 | ≥2天
    社会 | 城乡居民家庭人均医疗负担 | ≤2000元
    生态 | 新增和改善灌溉达标面积 | ≥500亩
    生态 | 集中式饮用水水源水质达标率 | =100%
    生态 | 单位面积能耗成本 | 逐步下降
    可持续 | 提高民政工作规范化水平 | 提高
    可持续 | 工程设计使用年限 | ≥20年
    可持续 | 设备维护周期 | =1年
    可持续 | 政策发挥作用期限 | 长期
    满意 | 群众满意度 | ≥95%
    满意 | 干部意度 | ≥95%
    满意 | 服务对象投诉次数 | ≤2次
    满意 | 有效投诉 | ≤3件
    满意 | 家长对学校的认可度 | ≥90%
    满意 | 群众获得感、幸福感 | 明显增强
    满意 | 受益群众 | ≥95%
    满意 | 政务服务“好差评”得分 | ≥9.5分
    """),
)
def test_of_an_indicator_that_may_stand_in_its_group_nothing_is_said(group, name, value):
    assert of_indicator(GROUPS[group], name, value) == []


def test_what_is_no_satisfaction_is_told_even_if_nobody_knows_where_it_belongs():
    assert of_indicator("服务对象满意度指标", "新增休闲座椅", "≥100个") == [
        "“新增休闲座椅”的指标值是“≥100个”，不是满意度，却放在“服务对象满意度指标”里。 移到它所属的产出或效益的组；"
        "要的是满意度，就把名称写成“……满意度”，指标值写成 ≥90% 这样的形式。"
    ]


def test_a_group_is_called_as_the_pack_calls_it_and_one_that_it_has_not_is_not_asked_for():
    other = load_rules(ROOT / "templates" / "广东示例")
    entry = Entry("产出指标", "数量指标", "区划地名工作成本", Target.parse("≤8万元"), other)
    assert [fault.words["right"] for rule in OF_INDICATORS for fault in rule.find(entry)] == ["经济成本指标"]
    without = replace(other, groups=(("产出指标", ("数量指标", "质量指标")),))
    assert [fault for rule in OF_INDICATORS for fault in rule.find(entry._replace(rules=without))] == []


def said(tmp_path, example):
    """All that is said of relevance in the sound data file with an example in it."""
    found = problems_of(with_example(example), tmp_path)
    return [f"{each.message} {each.hint}" for each in found if each.id.startswith("relevance.")]


TASKS = "是同一项任务就合并成一项，金额相加；不是，就把{}写得能够区分。"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("示例：老年人补贴", "第 3 项任务“示例：老年人补贴”与第 1 项同名。"),
        ("示例：老年人补贴。", "第 3 项任务“示例：老年人补贴。”与第 1 项同名。"),
        (
            "示例：做好老年人补贴工作。",
            "第 3 项任务“示例：做好老年人补贴工作。”与第 1 项“示例：老年人补贴”只是说法不同。",
        ),
        ("示例：落实老人津贴", "第 3 项任务“示例：落实老人津贴”与第 1 项“示例：老年人补贴”只是说法不同。"),
    ],
)
def test_a_task_that_is_there_twice_is_told(tmp_path, name, told):
    assert said(tmp_path, f"任务名称: {name}") == [f"{told} {TASKS.format('名称')}"]


@pytest.mark.parametrize(
    "name",
    [
        "示例：老年人补贴工作经费",
        "示例：老年人补贴管理经费",
        "示例：农村老年人补贴",
        "示例：老年人体检补贴",
        "示例：80岁以上老年人补贴",
        "示例：残疾人补贴",
    ],
)
def test_a_task_whose_name_says_more_is_another(tmp_path, name):
    assert said(tmp_path, f"任务名称: {name}") == []


def test_two_tasks_with_the_same_content_are_told_once(tmp_path):
    content = "示例：为80周岁以上老年人按月发放高龄补贴"
    told = f"第 3 项任务的主要内容“{content}”与第 1 项的相同。"
    assert said(tmp_path, f"主要内容: {content}") == [f"{told} {TASKS.format('主要内容')}"]
    same = said(tmp_path, f"任务名称: 示例：老年人补贴\n主要内容: {content}")
    assert same == [f"第 3 项任务“示例：老年人补贴”与第 1 项同名。 {TASKS.format('名称')}"]


ALIKE = table("""
    无就业残疾人养老保险金缴纳人数 | 缴纳无业残疾人养老保险   | ≥12人
    高龄补贴发放及时率            | 高龄补助支付及时率       | =100%
    开展入户走访次数              | 入户走访次数             | ≥2次
    最低生活保障家庭核查户数      | 低保家庭核查             | ≥30户
    在职职工体检人数              | 在职人员体检人数         | ≥26人
    残障人士文体活动开展次数      | 残疾人文体活动次数       | ≥3次
    群众对救助工作的满意率        | 群众对救助的满意度       | ≥95%
    预算支出公开比例              | 预算支出公开率           | =100%
    开展义诊场次                  | 义诊的场数               | ≥6场
    高血压患者随访人数            | 随访高血压患者人员数量   | ≥300人
    改建厕所数量                  | 改建厕所的数量           | =40座
    维修校舍面积                  | 校舍修缮                 | ≥600平方米
    工程完成时间                  | 工程完成时限             | 11月底前
    区划地名工作费用              | 区划地名工作成本         | ≤8万元
    报表正确率                    | 报表准确率               | ≥98%
    """)
UNLIKE = table("""
    70岁至79岁的老人每月享受特殊生活补贴 | 80岁至89岁的老人每月享受特殊生活补贴 | =100元/月
    农村低保金发放政策符合率      | 城市低保金发放政策符合率 | =100%
    小学学生资助人数              | 初中学生资助人数         | ≥120人
    一级残疾人护理补贴发放人数    | 二级残疾人护理补贴发放人数 | ≥12人
    新建农村公路里程              | 改建农村公路里程         | ≥5公里
    上半年培训次数                | 下半年培训次数           | ≥2次
    残疾人护理补贴人数            | 重度残疾人护理补贴人数   | ≥12人
    临时救助人数                  | 临时救助次数             | ≥12
    低保人数                      | 低保户数                 | ≥12
    困难党员慰问人数              | 慰问困难职工人数         | ≥10人
    春节慰问人数                  | 中秋节慰问人数           | ≥10人
    春季义务植树人数              | 秋季义务植树人数         | ≥200人
    养老保险金缴纳人数            | 养老保险金发放人数       | ≥12人
    采购电脑数量                  | 采购打印机数量           | =5台
    村干部培训                    | 村干部考核               | ≥2次
    新建健身路径数量              | 改建健身路径数量         | ≥4处
    办结率                        | 办结及时率               | =100%
    检验批次                      | 检测批次                 | ≥20批次
    工程开工时间                  | 工程完工时间             | 11月底前
    春季造林面积                  | 造林抚育面积             | ≥500亩
    一审案件数                    | 二审案件数               | ≥100件
    """)


def file_with(*indicators):
    """The sound data file with these in its 数量指标 instead of its own, as (name, value)."""
    rows = "".join(f"      - {{三级指标: {name}, 指标值: {value}}}\n" for name, value in indicators)
    head, rest = SOUND.split("自评:\n")[0].split("    数量指标:\n")
    return f"{head}    数量指标:\n{rows}    质量指标:\n{rest.split('    质量指标:' + chr(10))[1]}"


def told_of(tmp_path, text):
    return [f"{each.message} {each.hint}" for each in problems_of(text, tmp_path) if each.id.startswith("relevance.")]


def told_alike(tmp_path, *indicators):
    return [each for each in told_of(tmp_path, file_with(*indicators)) if "说法不同" in each or "已经有了" in each]


@pytest.mark.parametrize(("name", "other", "value"), ALIKE)
def test_an_indicator_in_other_words_is_told(tmp_path, name, other, value):
    assert told_alike(tmp_path, (name, value), (other, value)) == [
        f"“{other}”与“{name}”只是说法不同，指标值也都是“{value}”。 "
        "是同一件事就留下一条，删去另一条；不是，就把名称写得能够区分。"
    ]


@pytest.mark.parametrize(("name", "other", "value"), UNLIKE)
def test_indicators_that_only_look_alike_are_two(tmp_path, name, other, value):
    assert told_alike(tmp_path, (name, value), (other, value)) == []


def test_another_value_makes_another_indicator(tmp_path):
    pair = ("无就业残疾人养老保险金缴纳人数", "≥12人"), ("缴纳无业残疾人养老保险", "≥14人")
    assert told_alike(tmp_path, *pair) == []


def test_the_same_name_in_two_groups_is_told_only_where_the_value_is_the_same(tmp_path):
    one = "质量指标: [{三级指标: 示例高龄补贴核查, 指标值: =100%}]\n"
    remedy = "留下一条，删去另一条；不是同一件事的，把名称写得能够区分。"
    assert said(tmp_path, one + "数量指标: [{三级指标: 示例高龄补贴核查, 指标值: ≥180人}]") == []
    assert said(tmp_path, one + "社会效益指标: [{三级指标: 示例高龄补贴核查, 指标值: =100%}]") == [
        f"“示例高龄补贴核查”在“质量指标”里已经有了。 {remedy}"
    ]


LONG_TABLE = """
    孤儿基本生活费发放人数 | ≥6人
    临时救助人次           | ≥40人次
    特困人员集中供养人数   | ≥12人
    婚姻登记件数           | ≥300件
    社会组织年检个数       | ≥25个
    公益性公墓维护个数     | ≥2个
    村务公开检查次数       | ≥4次
    """


SPOKEN_OF = """
    高龄补贴发放人数       | ≥180人
    高龄补贴新增发放人数   | ≥12人
    高龄老年人入户走访次数 | ≥4次
    高龄老年人生存核查次数 | ≥2次
    高血压老年人随访人数   | ≥60人
    沥青罩面面积           | ≥600平方米
    """


def test_tasks_that_no_indicator_mentions_are_told_together_at_the_first(tmp_path):
    tasks = """\
  - {任务名称: 示例：救助困难群众, 主要内容: 示例：开展临时救助和特困供养。, 财政拨款: 2.00}
  - {任务名称: 示例：推进殡葬改革, 主要内容: 示例：补贴节地生态安葬。, 财政拨款: 2.00}
  - {任务名称: 示例：关爱留守儿童, 主要内容: 示例：建设儿童之家。, 财政拨款: 2.00}
年度总体目标:
"""
    text = file_with(
        *[row for row in table(LONG_TABLE) if "公墓" not in row[0]],
        ("示例高龄补贴发放人数", "≥180人"),
        ("困难群众救助人次", "≥30人次"),
    )
    found = problems_of(text.replace("年度总体目标:\n", tasks), tmp_path)
    assert [(each.message, each.place.line) for each in found if "indicator" in each.id and "task" in each.id] == [
        ("绩效指标里没有一条提到这些任务：“示例：推进殡葬改革”、“示例：关爱留守儿童”。", 13),
        (
            "年度主要任务和总体目标里都没有提到这些产出指标：“孤儿基本生活费发放人数”、“婚姻登记件数”。",
            21,
        ),
    ]


def test_in_a_short_table_nothing_is_said_of_what_is_not_mentioned(tmp_path):
    assert said(tmp_path, "任务名称: 示例：殡葬改革\n主要内容: 示例：补贴节地生态安葬。") == []
    assert said(tmp_path, "年度总体目标: [示例：规范婚姻登记、收养登记]") == []


@pytest.mark.parametrize(
    "goal",
    [
        "深入学习贯彻习近平新时代中国特色社会主义思想和党的二十大精神",
        "完成县委、县政府交办的其他工作",
        "保障机关履职和后勤服务",
        "推进各项工作高质量发展，提高服务水平",
    ],
)
def test_goals_of_any_bureau_need_no_indicator(tmp_path, goal):
    assert told_of(tmp_path, file_with(*table(SPOKEN_OF)).replace("年度绩效指标:", f"  - {goal}\n年度绩效指标:")) == []


def test_where_most_is_not_mentioned_the_words_differ_and_nothing_is_said(tmp_path):
    assert told_of(tmp_path, file_with(*table(LONG_TABLE))) == []


OF_OFFICE = """
    慰问残疾人户数 | ≥12户
    订阅报刊份数   | =30份
    公务用车维修次数 | ≤4次
    在职人员养老保险缴纳人数 | =6人
    植树株数       | ≥120株
    人均绩效考核奖 | ≤1.5万元
    """


def test_what_any_office_does_needs_no_task_and_another_field_does(tmp_path):
    text = file_with(*table(SPOKEN_OF), *table(OF_OFFICE))
    assert told_of(tmp_path, text) == []
    assert told_of(tmp_path, file_with(*table(SPOKEN_OF), *table(OF_OFFICE), ("水库移民直补人数", "≥90人"))) == [
        "年度主要任务和总体目标里都没有提到这些产出指标：“水库移民直补人数”。 "
        "在任务的主要内容里写明要做的这件事；是别处抄来的，删去。"
    ]


def test_an_indicator_that_speaks_rather_of_another_task_does_not_speak_of_this_one(tmp_path):
    tasks = """\
  - {任务名称: 示例：老年大学课程, 主要内容: 示例：为高龄学员聘请书画讲师。, 财政拨款: 2.00}
  - {任务名称: 示例：古桥养护, 主要内容: 示例：养护明清石拱桥。, 财政拨款: 2.00}
  - {任务名称: 示例：乡村道路养护, 主要内容: 示例：养护乡村道路。, 财政拨款: 2.00}
年度总体目标:
"""
    text = file_with(*table(SPOKEN_OF), ("书画讲师授课次数", "≥12次"), ("乡村道路养护里程", "≥30公里"))
    told = [each for each in told_of(tmp_path, text.replace("年度总体目标:\n", tasks)) if "这些任务" in each]
    assert told == [
        "绩效指标里没有一条提到这些任务：“示例：古桥养护”。 "
        "给每项任务补上至少一条产出指标；已经有的，在指标的名称里写明是哪项任务。"
    ]


YEARS = [
    ("主要内容", "示例：完成2022年村（居）委会换届", "完成2022年", 2022),
    ("主要内容", "示例：开展2021年文艺演出12场", "开展2021年", 2021),
    ("主要内容", "示例：2022年计划发放补贴24万元", "2022年计划", 2022),
    ("主要内容", "示例：2022年度我县发放补贴24万元", "2022年度我县", 2022),
    ("主要内容", "示例：补贴于2022年12月底前发放到位", "2022年12月底前发放", 2022),
    ("主要内容", "示例：按规定，2022年10月31日前完成核查", "2022年10月31日前完成", 2022),
    ("指标值", "2022年12月底前", "2022年12月底前", 2022),
    ("指标值", "2022年12月31日", "2022年12月31日", 2022),
    ("指标值", "2022年底前完成", "2022年底前完成", 2022),
    ("指标值", "2024年6月30日前", "2024年6月30日前", 2024),
    ("指标值", "2025年", "2025年", 2025),
    ("主要职能", "示例：2022年全年完成各项任务。", "2022年全年", 2022),
    ("主要职能", "示例：2022年度预算执行平稳，支出进度较快。", "2022年度预算", 2022),
    ("主要职能", "示例：支出进度比计划快，2022年各项任务完成。", "2022年各项", 2022),
    ("主要职能", "示例：截至2022年12月31日，本单位实有在职人员6人。", "截至2022年12月31日，", 2022),
    ("主要内容", "示例：完成2024年各项工作任务", "完成2024年各项工作", 2024),
    ("主要内容", "示例：推进2022年重点项目建设", "推进2022年", 2022),
    ("指标值", "2022-12-31", "2022-12-31", 2022),
    ("指标值", "不晚于2022年11月", "不晚于2022年11月", 2022),
    ("指标值", "2024年3月底前", "2024年3月底前", 2024),
    ("主要职能", "示例：本单位职能没有变化。2022年部门整体支出79.36万元。", "2022年部门整体", 2022),
]


@pytest.mark.parametrize(("where", "text", "quote", "found"), YEARS)
def test_another_year_in_which_something_is_to_be_done_is_told(tmp_path, where, text, quote, found):
    example = (
        f"{where}: {text}"
        if where != "指标值"
        else f"时效指标: [{{三级指标: 示例高龄补贴核查完成时间, 指标值: {text}}}]"
    )
    earlier = f"写明“上年”“较 {found} 年”“自 {found} 年起”等"
    assert [each for each in said(tmp_path, example) if "年度的" in each] == [
        f"“{quote}”说的是 {found} 年，这个文件是 2023 年度的。 "
        f"改为 2023 年；确实是 {found} 年的事，{earlier if found < 2023 else '写明本年完成到哪一步'}。"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "示例：按《2022年高龄补贴工作方案》发放补贴",
        "示例：落实“十四五”规划和《示例县养老服务规划（2021—2025年）》",
        "示例：按照示政办〔2022〕21号文件发放补贴",
        "示例：发放人数较2022年增长5%",
        "示例：2022年以来新增的高龄老年人全部纳入",
        "示例：完成2022年度部门决算编制和公开",
        "示例：完成2022年度绩效自评",
        "示例：支付2022年结转项目尾款",
        "示例：2022年项目质保金按合同支付",
        "示例：为2022年12月31日前退休的人员发放补贴",
        "示例：完成2024年部门预算编制",
        "示例：到2025年实现高龄补贴全覆盖",
        "示例：自2020年起按月发放",
        "示例：2021年至2023年分三年完成",
        "示例：2020年机构改革后划入老龄工作职责",
        "示例：完成2023年高龄补贴发放",
        "示例：补发2022年12月高龄补贴",
        "示例：做好2022年冬季清洁取暖",
        "示例：为2022年12月31日前完成登记的老年人发放补贴",
        "示例：2020年完成脱贫攻坚任务后，转为衔接乡村振兴",
        "示例：2022年完成的核查结果用于确定补贴名单",
        "示例：2022年度考核获优秀等次，2022年12月被评为先进单位",
        "示例：根据县委办公室、县政府办公室2022年联合通知设立老龄股",
        "示例：完成2021—2022年农村改厕问题整改",
        "示例：开展2022年度社会组织年检",
        "示例：完成2022年度考核奖发放",
        "示例：推进2022年高标准农田项目建设",
        "示例：为完成2024年各项任务打好基础",
        "示例：完成2024年征兵宣传准备",
        "示例：截至2022年底累计建成养老院3所，在此基础上扩建",
        "示例：全年发放24万元，增长20%，2022年全年发放20万元",
        "示例：与上年相比，2022年发放20万元，少于今年",
        "示例：2022年预算安排的补贴结转使用",
    ],
)
def test_another_year_that_is_named_for_a_reason_is_left_alone(tmp_path, text):
    assert said(tmp_path, f"主要内容: {text}") == []
    assert said(tmp_path, f"主要职能: {text}") == []


@pytest.mark.parametrize(
    "value",
    [
        "2023年12月底前",
        "2023年内",
        "2024年1月1日前",
        "2024年前",
        "不低于2022年水平",
        "较2022年提高",
    ],
)
def test_a_deadline_of_the_year_and_a_comparison_are_left_alone(tmp_path, value):
    example = f"时效指标: [{{三级指标: 示例高龄补贴核查完成时间, 指标值: {value}}}]"
    assert said(tmp_path, example) == []


@pytest.mark.parametrize("name", ["决算公开时间", "绩效自评完成时间", "第四季度补贴发放时间", "年度考核奖兑现时间"])
def test_accounts_are_settled_in_the_next_year(tmp_path, name):
    example = f"时效指标: [{{三级指标: 示例高龄补贴{name}, 指标值: 2024年3月底前}}]"
    assert said(tmp_path, example) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("按月发放高龄补贴，示例县水利局预算绩效管理水平提高", "示例县水利局"),
        ("按月发放高龄补贴，示例县总工会内设3个股室", "示例县总工会"),
        ("按月发放高龄补贴，示例县档案馆认真履行职责", "示例县档案馆"),
        ("制定《示例县水利局财务管理办法》，按月发放高龄补贴", "示例县水利局"),
        ("按月发放高龄补贴，保障示例县水利局机关正常运转", "示例县水利局"),
        ("执行《示例县水利局财务管理制度》，按月发放高龄补贴", "示例县水利局"),
        ("我局（示例县水利局）按月发放高龄补贴", "示例县水利局"),
        ("示例：示例县水利局贯彻落实高龄补贴政策", "示例县水利局"),
        ("示例县教育局党组认真贯彻中央精神", "示例县教育局"),
        ("示范县民政局紧紧围绕高龄补贴发放开展工作", "示范县民政局"),
        ("县水利局坚持按月发放高龄补贴", "县水利局"),
        ("示例县水利局2023年度部门整体支出高龄补贴", "示例县水利局"),
        ("目标1：示例县水利局切实履行高龄补贴职责", "示例县水利局"),
        ("按月发放高龄补贴。示例县住房和城乡建设局履行职责", "示例县住房和城乡建设局"),
    ],
)
def test_another_bureau_that_acts_is_told(tmp_path, text, name):
    assert said(tmp_path, f"年度总体目标: [{text}]") == [
        f"这里说的是“{name}”，这个文件是“示例县民政局”的。 改为 示例县民政局；这句话是从别的单位的文件抄来的，核对全句。"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "示例县民政局贯彻落实高龄补贴政策",
        "县民政局坚持按月发放高龄补贴",
        "县财政局负责拨付高龄补贴资金",
        "会同示例县财政局认真贯彻高龄补贴政策",
        "示例市民政局贯彻国家政策，制定高龄补贴办法",
        "按照示例县财政局要求，坚持按月发放高龄补贴",
        "示例县民政局、示例县财政局认真贯彻高龄补贴政策",
        "我局坚持按月发放高龄补贴，全局贯彻落实",
        "各村民委员会坚持公示高龄补贴名单",
        "配合县公安局核查高龄补贴领取人员",
        "县财政局2022年拨付的高龄补贴全部发放",
        "社区居民委员会坚持公示高龄补贴名单",
        "示例县示例街道办事处、示例县统计局坚持核对高龄补贴名单",
        "上级主管局坚持按月拨付高龄补贴",
        "按月发放高龄补贴，示例县财政局预算批复及时",
        "按月发放高龄补贴，示例县审计局绩效审计没有发现问题",
        "县委高度重视，示例县水利局认真履行职责，示例县财政局加强预算管理，按月发放高龄补贴",
        "按照《示例县财政局预算绩效管理办法》按月发放高龄补贴",
        "执行《示例县财政局差旅费管理办法》，按月发放高龄补贴",
        "配合示例县财政局制定《示例县财政局高龄补贴资金管理办法》",
        "高龄补贴由示例县农业农村局内设的服务窗口受理",
        "示例县图书馆认真履行职责，为领取高龄补贴的老年人办证",
    ],
)
def test_bureaus_that_work_together_or_stand_above_are_left_alone(tmp_path, text):
    assert said(tmp_path, f"年度总体目标: [{text}]") == []


def with_last_year(tmp_path, words):
    """What is said where the report's own words are these, and last year's file had its own figures."""
    before, now = tmp_path / "2022.yaml", tmp_path / "2023.yaml"
    before.write_text(SOUND.replace("186", "172").replace("23.50", "21.46").replace("82.40", "80.36"), "utf-8")
    now.write_text(SOUND.replace("示例：承担社会救助、老年人福利工作。", words), "utf-8")
    old, new = (load(path, RULES).report for path in (before, now))
    review = Review(replace(new, year=2023), RULES, last_year=replace(old, year=2022))
    found = [
        rule.problem(fault, None)
        for rule in relevance.RULES
        if rule.looks_at == "report"
        for fault in rule.find(review)
    ]
    return [f"{each.message} {each.hint}" for each in found]


@pytest.mark.parametrize(
    ("words", "quote", "what"),
    [
        ("示例：全年支出80.36万元。", "80.36万元", "上年的全年执行数"),
        ("示例：全年支出803600元。", "803600元", "上年的全年执行数"),
        ("示例：全年支出80.15万元。", "80.15万元", "上年的全年执行数"),
        ("示例：发放高龄补贴172名。", "172名", "上年“示例高龄补贴发放人数”的实际完成值"),
        ("示例：为172人发放高龄补贴，保持较高水平，比上年增长。", "172人", "上年“示例高龄补贴发放人数”的实际完成值"),
        ("示例：补贴面均比上年扩大，全年发放172人。", "172人", "上年“示例高龄补贴发放人数”的实际完成值"),
    ],
)
def test_a_figure_of_the_year_before_is_told(tmp_path, words, quote, what):
    assert with_last_year(tmp_path, words) == [
        f"“{quote}”是{what}，本年的数里没有它。 改为本年的数；说的确实是上年，写明“上年”。"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "示例：全年支出82.40万元。",
        "示例：上年支出80.36万元。",
        "示例：全年支出82.40万元，较上年的80.36万元增长2.54%。",
        "示例：2022年支出80.36万元。",
        "示例：发放高龄补贴186名，比去年的172名多14名。",
        "示例：补贴标准为每人172元。",
        "示例：基本支出58.90万元。",
        "示例：入户172人次。",
        "示例：去年入户走访12次，惠及172人。",
        "示例：与上年的172人相比，发放人数增加14人。",
        "示例：发放172人，比上年多4人。",
    ],
)
def test_a_figure_of_this_year_and_one_that_is_said_to_be_of_last_year_are_left_alone(tmp_path, words):
    assert with_last_year(tmp_path, words) == []
