"""Indicators in a group that is not theirs, or that no task pays for; planted from the rules' titles alone."""

from __future__ import annotations

from .words import inserted

# In 社会效益 what the public thinks of a bureau (群众认可度) and how soon it is answered (信访件按时办结率) may be
# effects; how many profit (受益群众人数) may stand among the numbers. Elsewhere they are wrong.
inserted("relevance.satisfaction-elsewhere", ["数量", "质量"], [("群众认可度", "≥90%")])
inserted("relevance.timeliness-elsewhere", ["数量", "质量"], [("信访件按时办结率", "≥98%")])
inserted("relevance.effect-elsewhere", ["时效", "成本"], [("受益群众人数", "≥12000人")])


inserted(
    "relevance.satisfaction-elsewhere",
    ["数量", "质量", "社会效益"],
    [
        ("办事群众满意率", "≥95%"),
        ("服务对象好评率", "≥98%"),
        ("受益群众满意程度", "≥90%"),
        ("企业对窗口服务的满意比例", "≥92%"),
        ("来访人员满意度测评得分", "≥90分"),
        ("干部职工满意情况", "满意"),
        ("群众对工作人员服务态度的满意率", "≥95%"),
    ],
)


inserted(
    "relevance.timeliness-elsewhere",
    ["数量", "质量", "社会效益"],
    [
        ("项目完工时间", "12月20日前"),
        ("补助资金拨付及时率", "100%"),
        ("工作任务完成时限", "2023年11月底前"),
        ("公用经费支付及时性", "及时"),
        ("年度任务按期完成率", "100%"),
        ("群众诉求平均办理天数", "≤5个工作日"),
        ("人员经费发放时间", "每月15日前"),
    ],
)


inserted(
    "relevance.cost-elsewhere",
    ["数量", "质量", "时效"],
    [
        ("项目总投资", "≤120万元"),
        ("培训费人均支出标准", "≤350元/人/天"),
        ("会议费支出总额", "≤3万元"),
        ("办公设备单台采购价格", "≤5000元/台"),
        ("公务用车运行维护成本", "≤6.5万元"),
        ("印刷费控制数", "≤2.4万元"),
        ("宣传材料制作单价", "≤8元/份"),
        ("下乡人员补助标准", "100元/人/天"),
    ],
)


inserted(
    "relevance.quality-elsewhere",
    ["数量", "时效", "社会效益"],
    [
        ("工程验收合格率", "100%"),
        ("培训考试通过率", "≥95%"),
        ("设备采购质量合格率", "100%"),
        ("档案整理差错率", "≤1%"),
        ("工程质量优良率", "≥90%"),
        ("政府采购项目验收通过率", "100%"),
        ("宣传资料印制合格率", "≥99%"),
        ("数据填报准确率", "≥98%"),
    ],
)


inserted(
    "relevance.output-elsewhere",
    ["社会效益", "可持续", "质量", "满意"],
    [
        ("举办业务培训班期数", "≥4期"),
        ("发放宣传资料份数", "≥5000份"),
        ("购置办公设备数量", "12台"),
        ("召开工作例会次数", "≥12次"),
        ("印发工作简报期数", "≥24期"),
        ("开展下乡走访户数", "≥300户"),
        ("制作宣传展板块数", "40块"),
        ("组织外出考察批次", "2批次"),
    ],
    "relevance.not-satisfaction",
)


inserted(
    "relevance.effect-elsewhere",
    ["数量", "时效", "成本"],
    [
        ("带动农户户均增收", "≥2000元"),
        ("群众安全感提升率", "≥3%"),
        ("带动就业人数", "≥150人"),
        ("群众政策知晓率", "≥90%"),
        ("基层治理能力", "明显提升"),
        ("促进地方经济发展", "效果显著"),
        ("社会和谐稳定程度", "进一步提高"),
    ],
)


inserted(
    "relevance.not-satisfaction",
    ["满意"],
    [
        ("群众政策知晓率", "≥90%"),
        ("投诉处理办结率", "≥95%"),
        ("设备完好率", "≥98%"),
        ("受益群众人数", "≥3000人"),
        ("资金拨付及时率", "100%"),
        ("社会影响力", "不断扩大"),
        ("回访服务对象人次", "≥200人次"),
        ("培训人员考试合格率", "≥90%"),
    ],
    "relevance.quality-elsewhere",
    "relevance.timeliness-elsewhere",
    "relevance.effect-elsewhere",
    "relevance.output-elsewhere",
)


inserted(
    "relevance.indicator-without-task",
    ["数量"],
    [
        ("古树名木挂牌保护株数", "≥120株"),
        ("办理法律援助案件数", "≥80件"),
        ("殡仪馆火化炉改造台数", "2台"),
        ("党史资料征编册数", "3册"),
        ("人防警报器更新台数", "6台"),
        ("婚姻登记档案数字化卷数", "≥5000卷"),
        ("流浪犬收容只数", "≥200只"),
        ("侨眷走访慰问户数", "≥30户"),
    ],
)
