"""完整性: what is missing, what cannot be measured, what was left to be filled in."""

from textwrap import dedent

import pytest
import yaml
from rule_examples import RULES, SOUND, problems_of

from perfreport.check import Reviewer, measurable, units
from perfreport.check.placeholder import stand_in
from perfreport.check.review import Entry
from perfreport.examine import examine
from perfreport.rules import load_rules
from perfreport.target import Target

FIRST = {"数量": "产出指标", "质量": "产出指标", "时效": "产出指标", "成本": "产出指标", "社会效益": "效益指标"}
FIRST |= {"经济效益": "效益指标", "可持续影响": "效益指标", "服务对象满意度": "满意度指标"}


def goal_table(rows: str = "", **changed: object) -> str:
    """The sound goal table with rows `数量 | 名称 | 指标值` more, and other values for keys of the file."""
    data = yaml.load(SOUND, yaml.BaseLoader)
    del data["自评"]
    for row in rows.strip().splitlines():
        group, name, value = (each.strip() for each in row.split(" | "))
        holder = data["年度绩效指标"][FIRST[group]]
        listed = holder[f"{group}指标"] if isinstance(holder[f"{group}指标"], list) else []
        holder[f"{group}指标"] = [*listed, {"三级指标": name, "指标值": value}]
    return dumped(data | changed)


def dumped(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000).replace(": ''\n", ":\n")


def said(text: str, folder) -> str:
    """What the rules of completeness say, without the places."""
    found = [each for each in problems_of(text, folder) if each.id.startswith("completeness.")]
    return "\n".join(f"{each.id.split('.')[1]}: {each.message} → {each.hint}" for each in found)


MEASURED = """
数量 | 示例入户核查户数 | 若干
no-number: “示例入户核查户数”要用数衡量，指标值“若干”里没有数。 → 写成符号、数和单位，例如 ≥10户

数量 | 示例政策宣传 | 全年开展
no-number: “示例政策宣传”要用数衡量，指标值“全年开展”里没有数。 → 写成符号、数和单位，例如 ≥10次

数量 | 示例政策宣传 | 不少于三次
no-number: “示例政策宣传”要用数衡量，指标值“不少于三次”里的数没有写成阿拉伯数字。 → 写成符号、数和单位，例如 ≥10次

数量 | 示例惠及人数 | 100余人
no-number: “示例惠及人数”要用数衡量，指标值“100余人”不是确切的数。 → 写成符号、数和单位，例如 ≥10人

质量 | 示例补贴发放准确率 | 准确
no-number: “示例补贴发放准确率”要用数衡量，指标值“准确”里没有数。 → 写成符号、数和单位，例如 ≥95%

质量 | 示例补贴发放准确率 | 百分之百
no-number: “示例补贴发放准确率”要用数衡量，指标值“百分之百”里的数没有写成阿拉伯数字。 → 写成符号、数和单位，例如 ≥95%

质量 | 示例设备验收 | ≥%
no-number: “示例设备验收”要用数衡量，指标值“≥%”有符号，没有数。 → 写成符号、数和单位，例如 ≥95%

成本 | 示例购置成本 | ≤万元
no-number: “示例购置成本”要用数衡量，指标值“≤万元”有符号，没有数。 → 写成符号、数和单位，例如 ≤10万元

服务对象满意度 | 示例家长满意度 | 满意
no-number: “示例家长满意度”要用数衡量，指标值“满意”里没有数。 → 写成符号、数和单位，例如 ≥95%

社会效益 | 示例政策知晓率 | /
no-number: “示例政策知晓率”要用数衡量，指标值“/”里什么也没有说。 → 写成符号、数和单位，例如 ≥95%

数量 | 示例培训场次 | 4场
no-sign: “示例培训场次”的指标值“4场”没有写符号，不知道是至少、至多还是正好。 → 写明符号，写成 ≥4场、=4场 或 ≤4场

时效 | 示例审批办结 | 3个工作日
no-sign: “示例审批办结”的指标值“3个工作日”没有写符号，不知道是至少、至多还是正好。 → 写明符号，写成 ≥3个工作日、=3个工作日 或 ≤3个工作日

服务对象满意度 | 示例家长满意度 | 达到95%
no-sign: “示例家长满意度”的指标值“达到95%”没有写符号，不知道是至少、至多还是正好。 → 写明符号，写成 ≥95%、=95% 或 ≤95%

数量 | 示例惠及人数 | ≥120
no-unit: “示例惠及人数”的指标值“≥120”只有数，没有单位。 → 补上单位，例如 ≥120人

服务对象满意度 | 示例家长满意度 | ≥95
no-unit: “示例家长满意度”的指标值“≥95”只有数，没有单位。 → 补上单位，例如 ≥95%

数量 | 示例培训 | 12
no-unit: “示例培训”的指标值“12”只有数，没有单位。 → 补上单位，例如 人、次、万元、%

质量 | 示例补贴发放准确率 | ≥≥95%
repeated-sign: “示例补贴发放准确率”的指标值“≥≥95%”写了两个符号：“≥”和“≥”。 → 只留一个，写成 ≥95%

质量 | 示例补贴发放准确率 | 不低于95%以上
repeated-sign: “示例补贴发放准确率”的指标值“不低于95%以上”写了两个符号：“不低于”和“以上”。 → 只留一个，写成 ≥95%

数量 | 示例惠及人数 | ≥不少于120人
repeated-sign: “示例惠及人数”的指标值“≥不少于120人”写了两个符号：“≥”和“不少于”。 → 只留一个，写成 ≥120人

数量 | 示例惠及人数 | ≤120人以上
repeated-sign: “示例惠及人数”的指标值“≤120人以上”写了两个符号：“≤”和“以上”。 → 只留一个，写成 ≤120人 或 ≥120人

成本 | 示例购置成本 | ≤5万元以内
repeated-sign: “示例购置成本”的指标值“≤5万元以内”写了两个符号：“≤”和“以内”。 → 只留一个，写成 ≤5万元

数量 | 示例惠及人数 | ≥95%
unit-against-name: “示例惠及人数”说的是人数，指标值“≥95%”却用“%”计量。 → 改正单位，或改正名称，使两者说的是一回事。

质量 | 示例培训合格率 | ≥30人
unit-against-name: “示例培训合格率”说的是比率，指标值“≥30人”却用“人”计量。 → 改正单位，或改正名称，使两者说的是一回事。

服务对象满意度 | 示例家长满意度（户） | ≥30
unit-against-name: “示例家长满意度（户）”说的是比率，指标值“≥30”却用“户”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例培训次数 | ≥5万元
unit-against-name: “示例培训次数”说的是次数，指标值“≥5万元”却用“万元”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例走访户数 | 若干户
no-number: “示例走访户数”要用数衡量，指标值“若干户”里没有数。 → 写成符号、数和单位，例如 ≥10户

质量 | 示例持证上岗率 | 若干%
no-number: “示例持证上岗率”要用数衡量，指标值“若干%”里没有数。 → 写成符号、数和单位，例如 ≥95%

成本 | 示例公路平均造价 | 60万元/公里
no-sign: “示例公路平均造价”的指标值“60万元/公里”没有写符号，不知道是至少、至多还是正好。 → 写明符号，写成 ≥60万元/公里、=60万元/公里 或 ≤60万元/公里

质量 | 示例收入占比 | ≥30
no-unit: “示例收入占比”的指标值“≥30”只有数，没有单位。 → 补上单位，例如 ≥30%

数量 | 示例惠及人数 | =等于120人
repeated-sign: “示例惠及人数”的指标值“=等于120人”写了两个符号：“=”和“等于”。 → 只留一个，写成 =120人

成本 | 示例生活补助标准 | =1500人
unit-against-name: “示例生活补助标准”说的是多少钱，指标值“=1500人”却用“人”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例道路长度 | ≥300平方米
unit-against-name: “示例道路长度”说的是长度，指标值“≥300平方米”却用“平方米”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例绿化面积 | ≥300个
unit-against-name: “示例绿化面积”说的是面积，指标值“≥300个”却用“个”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例体质监测人数 | ≥300次
unit-against-name: “示例体质监测人数”说的是人数，指标值“≥300次”却用“次”计量。 → 改正单位，或改正名称，使两者说的是一回事。

质量 | 示例设备在线率 | ≥98起
unit-against-name: “示例设备在线率”说的是比率，指标值“≥98起”却用“起”计量。 → 改正单位，或改正名称，使两者说的是一回事。

成本 | 示例演出单场成本 | ≤5000%
unit-against-name: “示例演出单场成本”说的是花费，指标值“≤5000%”却用“%”计量。 → 改正单位，或改正名称，使两者说的是一回事。

质量 | 示例放映场次 | ≥816场/≥98%
two-targets: “示例放映场次”的指标值“≥816场/≥98%”里有 2 个数，不能对照，也不能计分。 → 分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。

数量 | 示例惠及人数 | ≥**人
placeholder: “**”是表上占位、提示填写的字，没有换成实际的内容。 → 换成实际的内容；用不着的就删去。

数量 | 示例惠及人数 | （填写指标值）
placeholder: “（填写指标值）”是表上占位、提示填写的字，没有换成实际的内容。 → 换成实际的内容；用不着的就删去。

数量 | 示例入户核查…… | ≥120户
placeholder: “……”是表上占位、提示填写的字，没有换成实际的内容。 → 换成实际的内容；用不着的就删去。

数量 | 示例培训 | ≥4场、≥200人
two-targets: “示例培训”的指标值“≥4场、≥200人”里有 2 个数，不能对照，也不能计分。 → 分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。

成本 | 示例低保补助标准 | 城市600元/月，农村400元/月
two-targets: “示例低保补助标准”的指标值“城市600元/月，农村400元/月”里有 2 个数，不能对照，也不能计分。 → 分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。

质量 | 示例抽检合格率 | ≥98% ≥50户
two-targets: “示例抽检合格率”的指标值“≥98% ≥50户”里有 2 个数，不能对照，也不能计分。 → 分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。

时效 | 示例资金下达时间 | ≤30人
unit-against-name: “示例资金下达时间”说的是时间，指标值“≤30人”却用“人”计量。 → 改正单位，或改正名称，使两者说的是一回事。

数量 | 示例惠及人数 | ≥10人且≤20人
two-targets: “示例惠及人数”的指标值“≥10人且≤20人”里有 2 个数，不能对照，也不能计分。 → 分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。

数量 | 示例惠及人数 | ≥XX人
placeholder: “XX”是表上占位、提示填写的字，没有换成实际的内容。 → 换成实际的内容；用不着的就删去。

数量 | 示例惠及人数 | ……
placeholder: “……”是表上占位、提示填写的字，没有换成实际的内容。 → 换成实际的内容；用不着的就删去。
"""


@pytest.mark.parametrize("row, message", [case.split("\n") for case in MEASURED.strip().split("\n\n")])
def test_a_value_that_cannot_be_measured_is_told_with_what_to_write(row, message, tmp_path):
    assert said(goal_table(row), tmp_path) == message


def test_what_can_be_measured_is_left_alone(tmp_path):
    rows = """
        数量 | 示例在职人员数 | =24人
        数量 | 示例发放人次（万人次） | ≥1.2
        数量 | 示例印发宣传册数量 | ≥3000册
        数量 | 示例新建充电桩数量 | ≥12台（套）
        数量 | 示例巡查频次 | ≥2次/月
        数量 | 示例服务时长 | ≥300小时
        数量 | 示例补助学生人数 | 120人以上
        数量 | 示例新增床位 | 10～15张
        数量 | 示例改造房屋面积 | ≥1.5万平方米
        数量 | 示例重大事故起数 | 0
        数量 | 示例重大事故起数（起） | =0
        数量 | 示例服务企业家数 | ≥40家
        质量 | 示例师生比 | 1:19
        质量 | 示例评估得分 | ≥90
        质量 | 示例空气质量综合指数 | ≤4.2
        质量 | 示例政策落实率 | 100%
        质量 | 示例验收结果 | 合格
        质量 | 示例资料归档 | 完整、规范
        质量 | 示例政府采购合规性 | 符合规定
        质量 | 示例网络分辨率 | 1080
        质量 | 示例设备运行功率 | ≤30kW
        时效 | 示例补贴发放时间 | 每月10日前
        时效 | 示例工资发放时间 | 按月
        时效 | 示例项目完工时间 | 2023年12月底前
        时效 | 示例资金下达 | 收到指标文件后30日内
        时效 | 示例审批时限 | ≤5个工作日
        时效 | 示例公开时限 | 批复后20日内
        时效 | 示例检查时间 | 6月、12月
        时效 | 示例工作周期 | =1年
        时效 | 示例资金支付进度 | 6月底达到50%，12月底达到100%
        成本 | 示例低保补助标准 | 600元/人/月
        成本 | 示例培训支出 | 400元/人/天
        数量 | 示例参保人数 | ≥3.2万人
        数量 | 示例例会 | 1次/月
        数量 | 示例走访慰问 | 每年≥2次
        质量 | 示例服务质量 | 达到国家二级标准
        质量 | 示例差错率 | ≤1‰
        时效 | 示例完成时间 | ≤12月
        经济效益 | 示例节约成本 | ≥5%
        成本 | 示例临时救助标准 | 每人每次600元，全年不超过2次
        成本 | 示例会议费支出 | 控制在5万元以内
        成本 | 示例项目总成本 | 不超过预算
        成本 | 示例人均成本 | ≤1,200元/人
        成本 | 示例经费节约 | ≥上年水平
        成本 | 示例成本控制 | ≤100%
        经济效益 | 示例带动就业人数 | 增加
        经济效益 | 示例节约成本 | 有所降低
        社会效益 | 示例青年就业率 | 逐步提高
        社会效益 | 示例安全事故发生率 | 下降
        社会效益 | 示例居民健康水平 | 不断提高
        社会效益 | 示例信访投诉 | 低于上年
        社会效益 | 示例失业率 | ≤5.5%
        社会效益 | 示例入学率 | 提高0.5个百分点
        可持续影响 | 示例工作机制 | 长期
        服务对象满意度 | 示例服务对象评价 | ≥90分
        服务对象满意度 | 示例家长满意度 | 不低于95%
        数量 | 示例培训人次 | ≥300次
        数量 | 示例巡查频次 | ≥12次
        数量 | 示例单场演出人数 | ≥200人
        质量 | 示例设备运行功率 | ≥30kW
        质量 | 示例床位周转率 | ≥2次
        质量 | 示例工程质量达到合格标准 | =100%
        质量 | 示例食品执行国家标准 | ≥98%
        质量 | 示例取样频率 | ≥2次
        质量 | 示例市场占有份额 | ≥30%
        质量 | 示例配比 | ≥2
        质量 | 示例师生比率 | ≥19
        质量 | 示例孕产妇死亡率 | ≤18/10万
        质量 | 示例就业人员事故死亡率 | ≤1.3人/10万人
        质量 | 示例设备故障率 | ≤2次/台
        成本 | 示例会议支出 | ≤95%
        时效 | 示例改造工期 | ≤90天
        社会效益 | 示例劳动生产率 | ≥12万元
        社会效益 | 示例群众参与度 | 提高
        社会效益 | 示例城乡居民收入比 | ≤2.1
        质量 | 示例服务人群 | 多数群众
        数量 | 示例建成教室数量（3×4米/间） | ≥2间
    """
    assert said(goal_table(dedent(rows)), tmp_path) == ""


STAND_INS = """
XX县示例局 → XX
示例：开展xx工作 → xx
举办培训××期 → ××
Ｘ月Ｘ日前完成 → Ｘ
惠及群众X人 → X
补助N个村 → N
完成○○项目 → ○○
某某镇开展示范创建 → 某某
完成率____% → ____
惠及群众……人 → ……
培训干部**人 → **
***** → *****
发放高龄补贴…… → ……
（填写目标值） → （填写目标值）
…… → ……
。。。 → 。。。
做好三方面工作：一是…二是…三是… → …
？？ → ？？
指标1：示例发放人数 → 指标1：
指标2 → 指标2
问题一： → 问题一：
×年×月竣工 → ×
责任人：待定 → 待定
经费（待核实） → （待核实）
待补充 → 待补充
此处填写主要职能 → 此处填写
请填写本单位主要职能 → 请填写
点击此处输入文字 → 点击此处
（请填写具体内容） → （请填写具体内容）
（填写单位全称） → （填写单位全称）
[单位名称]认真落实各项政策 → [单位名称]
召开会议（ ）次 → （ ）
□达成 □未达成 → □
主要成效 TODO → TODO
≥__% → __
（填写） → （填写）
详见……（补充）。 → ……（补充）
开展培训（待完善） → （待完善）
（此处简述主要做法） → （此处简述主要做法）
请填写指标值 → 请填写
完成待定项目 → 待定
受益待定人 → 待定
"""


@pytest.mark.parametrize("case", STAND_INS.strip().splitlines())
def test_a_prompt_of_the_form_is_found(case):
    text, found = case.rsplit(" → ", 1)
    assert stand_in(text) == found


@pytest.mark.parametrize(
    "text",
    """
    按照《关于示例工作的通知》（示政办〔2022〕21号）要求，开展“春节”“中秋节”慰问
    购置3×4米展板2块、X射线机1台、X光机、CT机，接种HPV、N95口罩、5G基站、XXL号工装
    采购MAX系列、iPhone X、Windows系统、DirectX软件
    二○○八年、二〇〇八年以来
    人员力量有待补充，制度有待完善，办法亟待修订，尚待核实的线索
    对待定点医院、接待填报人员、优待定期发放、等待定期检查
    某些群众、某项工作、某一方面、若干意见
    群众“看病难……”等问题得到缓解；教师、医生……都能享受
    服务对象填写申请表（填写后交村委会）、指导企业填写报表，请群众填写问卷
    因公出国（境）费、采购设备（数量）、补贴标准（元/月）、任务1项、问题3个、指标44条
    召开会议（3次），发放资料（4000份）
    1. **目标设定不够准确。**个别指标没有考虑人数变化。
    示例：开展2次培训（线上、线下各1次）
    问题一：宣传不够；任务1：示例补贴发放
    补贴标准×人数×月数，600元×180人×12个月
    教师、医生……人人受益，群众……个别困难，收到申请后T+N个工作日
    用函数SUM()汇总
    在规定处所、在公共场所此处不许停车，到办事处输入信息
    产出指标：完成；目标任务全部完成；问题整改到位；措施得力
    是否满意？
    协议约定待遇，待定点单位确认；此处（原址）不变，在此基础上
    系统字段user_name、a_b；补充材料（补充说明）
    **培训工作**扎实，**人均**水平提高，惠及**3个**村，张**、李**等2人
    教师、医生等……
    开展宣传、培训……
    以“三个一”…… 为抓手
    R&D经费、Excel文件、text、Tel：0990-1234567
    """.strip().splitlines(),
)
def test_what_only_looks_like_a_prompt_is_left_alone(text):
    assert stand_in(text.strip()) == ""


def test_every_prompt_of_a_text_is_told_once_at_its_place(tmp_path):
    text = goal_table(年度总体目标=["示例：XX年XX月前完成……项任务", "示例：保障机构正常运转"])
    line = next(at for at, line in enumerate(text.splitlines(), 1) if "XX年" in line)
    assert [(each.place.line, each.place.column, each.message) for each in problems_of(text, tmp_path)] == [
        (line, 6, "“XX”是表上占位、提示填写的字，没有换成实际的内容。"),
        (line, 15, "“……”是表上占位、提示填写的字，没有换成实际的内容。"),
    ]


def test_without_any_output_or_benefit_the_level_is_told_and_not_each_of_its_groups(tmp_path):
    data = yaml.load(goal_table(), yaml.BaseLoader)
    indicators = data["年度绩效指标"]
    indicators["效益指标"] = {"社会效益指标": "", "生态效益指标": "不涉及"}
    indicators["满意度指标"] = ""
    assert said(dumped(data), tmp_path) == (
        "empty-level: “效益指标”下一条指标也没有。 → 至少写一条效益指标：每个部门都有做事带来的效果。\n"
        "empty-group: “服务对象满意度指标”空着，没有指标，也没有写“不涉及”。"
        " → 补上指标；确实没有的，写成 服务对象满意度指标: 不涉及"
    )


def test_points_that_no_indicator_has_are_told_once(tmp_path):
    text = SOUND.replace(
        "社会效益指标:\n      - {三级指标: 示例高龄补贴政策知晓率, 指标值: ≥90%}", "社会效益指标: 不涉及"
    )
    text = text.replace("    - {三级指标: 示例高龄补贴政策知晓率, 实际完成值: 93%}\n", "")
    assert [each.id for each in problems_of(text, tmp_path)] == ["score.no-indicators"]


def test_targets_in_words_are_too_many_when_most_are(tmp_path):
    words = "\n".join(f"社会效益 | 示例事项{name} | 有所改善" for name in "甲乙丙丁戊己庚")
    text = goal_table(f"{words}\n时效 | 示例资金下达时间 | 2023年6月底前")
    assert said(text, tmp_path) == ""
    assert said(goal_table(f"{words}\n社会效益 | 示例事项辛 | 有所改善"), tmp_path) == (
        "few-quantitative: 15 条指标里只有 7 条的指标值有数，不到 50%。"
        " → 能计数的改用数说明，例如把“示例事项甲”、“示例事项乙”的指标值写成 ≥95%、≥10次 这样的形式。"
    )


def test_a_content_that_is_the_tasks_name_again_is_told(tmp_path):
    tasks = [
        {"任务名称": "示例：老年人补贴发放", "主要内容": "老年人补贴发放。", "财政拨款": "1", "编号": "高龄补贴"},
        {"任务名称": "示例：机构运转", "主要内容": "保障机构正常运转。", "财政拨款": "1"},
    ]
    assert said(goal_table(年度主要任务=tasks), tmp_path) == (
        "repeated-content: “主要内容”只是把任务名称“示例：老年人补贴发放”又写了一遍，没有说做什么。"
        " → 写明做哪些事、给谁做、做多少，例如“为80周岁以上老年人按月发放高龄补贴”。"
    )


@pytest.mark.parametrize(
    "name, content, is_told",
    [
        ("示例：老年人补贴发放", "示例：开展老年人补贴发放工作。", True),
        ("示例：改善旅游设施", "改善旅游设施工作", True),
        ("示例：农机购置补贴", "做好农机购置补贴相关工作。", True),
        ("示例：机构运转", "用于机构运转经费。", True),
        ("示例：老年人补贴发放", "为80周岁以上老年人发放补贴。", False),
        ("示例：残疾人补贴", "发放残疾人两项补贴。", False),
        ("示例：普法宣传", "开展普法宣传12场。", False),
        ("示例：机构运转", "保障机构正常运转。", False),
        ("示例：保障人员工资", "按月足额发放人员工资。", False),
    ],
)
def test_words_that_any_task_has_make_no_content(name, content, is_told, tmp_path):
    tasks = [{"任务名称": name, "主要内容": content, "财政拨款": "1", "编号": "高龄补贴"}]
    assert ("repeated-content" in said(goal_table(年度主要任务=tasks), tmp_path)) == is_told


@pytest.mark.parametrize("name", ["某县民政局", "某市示例区财政局", "本单位", "××县民政局", "单位名称", "某某局"])
def test_a_bureau_without_its_name_is_told(name, tmp_path):
    assert "unnamed-bureau" in said(goal_table(单位名称=name), tmp_path)


@pytest.mark.parametrize(
    "name", ["示例县民政局", "示例县人民政府办公室", "示例县本级国库支付中心", "示例某谷镇人民政府"]
)
def test_a_bureau_with_its_name_is_not(name, tmp_path):
    assert "unnamed-bureau" not in said(goal_table(单位名称=name), tmp_path)


def test_signs_left_out_everywhere_are_told_once_at_the_first(tmp_path):
    rows = "\n".join(f"数量 | 示例{name}培训场次 | {count}场" for count, name in enumerate("甲乙丙丁", 2))
    assert said(goal_table(rows), tmp_path) == (
        "no-sign: “示例甲培训场次”、“示例乙培训场次”、“示例丙培训场次”等 4 个指标的指标值（如“2场”）没有写符号，"
        "不知道是至少、至多还是正好。 → 写明符号，写成 ≥2场、=2场 或 ≤2场；另外的也这样改。"
    )


def test_a_class_in_place_of_a_result_is_told(tmp_path):
    text = SOUND.replace(
        "示例高龄补贴发放人数, 实际完成值: 186人", "示例高龄补贴发放人数, 实际完成值: 已发放, 达成情况: 达成"
    )
    text = text.replace("每月发放时间, 实际完成值: 每月15日前", "每月发放时间, 实际完成值: /, 达成情况: 达成")
    assert said(text, tmp_path) == (
        "no-actual: “示例高龄补贴发放人数”的指标值“≥180人”是数，实际完成值“已发放”不是，达成情况却写了“达成”。"
        " → 写完成了多少，带上单位。\n"
        "no-actual: “示例高龄补贴每月发放时间”的实际完成值“/”没有说完成得怎样，达成情况却写了“达成”。"
        " → 用一句话写完成的情况。"
    )


def test_signs_and_units_in_columns_of_their_own_are_not_missed(tmp_path):
    (tmp_path / "规则.yaml").write_text(
        "指标分组: {产出指标: [数量指标], 效益指标: [社会效益指标]}\n"
        "自有项目: {指标: [{名称: 计算符号, 说明: 符号}, {名称: 计量单位, 说明: 单位}]}\n",
        "utf-8",
    )
    (tmp_path / "示例.yaml").write_text(
        "单位名称: 示例县民政局\n年度: 2023\n年度主要任务: [{任务名称: 示例补贴, 主要内容: 发放补贴, 财政拨款: 1}]\n"
        "年度总体目标: [示例补贴按月发放]\n年度绩效指标:\n"
        "  产出指标: {数量指标: [{三级指标: 示例补贴人数, 指标值: 120, 计算符号: ≥, 计量单位: 人},"
        " {三级指标: 示例宣传, 指标值: 4场, 计算符号: ≥, 计量单位: 场}]}\n"
        "  效益指标: {社会效益指标: [{三级指标: 示例政策知晓率, 指标值: 95%, 计算符号: ≥, 计量单位: '%'}]}\n",
        "utf-8",
    )
    rules = load_rules(tmp_path)
    assert [str(each) for each in examine(tmp_path / "示例.yaml", rules, Reviewer(rules)).problems] == []


def found_by(rule, name: str, value: str) -> bool:
    return bool(list(rule.find(Entry("产出指标", "数量指标", name, Target.parse(value), RULES))))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("培训人数", "≥200次"),
        ("培训人次", "≥200场"),
        ("检查次数", "≥95%"),
        ("新建公路里程", "≥5座"),
        ("管网长度", "≥3个"),
        ("改造面积", "≥300户"),
        ("抽检批次", "≥90万元"),
        ("走访家次", "≥90%"),
        ("购置台数", "=20%"),
        ("设备套数", "=5人"),
        ("植树株数", "≥3000元"),
        ("床位数", "≥50%"),
        ("检测样品数", "≥30万元"),
        ("项目个数", "≥3天"),
        ("书画幅数", "≥30公里"),
        ("合格率", "≥95个"),
        ("准确率", "≥95人"),
        ("知晓率", "≥90户"),
        ("优良率", "≥90天"),
        ("完好率", "≥95台"),
        ("审批时限", "≤5%"),
        ("工期", "≤90元"),
        ("发放天数", "≤30个"),
        ("平均用时", "≤20%"),
        ("办理时长", "≤5人"),
        ("采购单价", "≤160%"),
        ("补助标准", "=500%"),
        ("补助标准", "=500次"),
        ("综合定额", "≤450人"),
        ("运行维护费", "≤8人"),
        ("平均造价", "≤60%"),
        ("总投资", "≤260户"),
        ("支出总额", "≤30人"),
        ("旅游收入", "≥3亿人"),
        ("带动消费金额", "≥300人次"),
        ("新增产值", "≥5户"),
    ],
)
def test_a_unit_that_cannot_be_that_of_the_name_is_told(name, value):
    assert found_by(units.unit_against_name, name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("培训场次", "≥4场≥200人"),
        ("培训", "≥4场200人"),
        ("宣传", "≥4场;≥200人"),
        ("宣传", "12场次、参与5000人次"),
        ("宣传", "4场以上，200人以上"),
        ("检查", "≥12次且合格率≥95%"),
        ("检查", "≥12次 覆盖30家"),
        ("检查", "上半年≥4次，下半年≥6次"),
        ("检查", "城市4次；农村6次"),
        ("检查", "≥12次（覆盖30家）"),
        ("检查", "≥12次以及≥30家"),
        ("检查", "≥12次|≥30家"),
        ("检查", "≥12次、30家"),
        ("检查", "100%、95%"),
        ("检查", "12次，30家，600人"),
    ],
)
def test_a_second_target_is_seen_however_it_is_joined(name, value):
    assert found_by(measurable.two_targets, name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("粮食储备数量", "≥500吨"),
        ("培训人次", "≥300次"),
        ("管道数量", "≥12公里"),
        ("发放补助资金", "≥30人"),
        ("发放生活费", "≥30人"),
        ("拨付补助资金", "=3次"),
        ("带动农户增收", "≥30户"),
        ("贫困人口数", "≥30万人"),
        ("宣传", "12次（每月1次）"),
        ("培训", "120人（含党员30人）"),
        ("检查", "≥12次（每月1次）"),
        ("检查", "2次/人/年"),
        ("养老床位", "1张/百名老人"),
        ("运行", "365天24小时"),
        ("培训", "5天4夜"),
        ("检查", "5个乡镇全覆盖"),
        ("会议", "2次 每次1天"),
        ("里程", "12.6 公里"),
        ("公开", "决算批复后 20日内"),
    ],
)
def test_a_name_that_says_what_is_done_and_a_value_that_is_explained_are_left_alone(name, value):
    assert not found_by(units.unit_against_name, name, value) and not found_by(measurable.two_targets, name, value)
