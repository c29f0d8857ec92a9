"""文字: punctuation, dates, numbers."""

from __future__ import annotations

import re
from random import Random

from ..datafile import Data, Planted, contents, edited, goals, in_year, indicators, texts, told_of_year
from .words import clauses, joined

clauses(
    "writing.unpaired",
    [
        "严格执行《财务管理制度，规范支出程序",
        "执行县政府采购管理办法》的规定",
        "落实“两不愁三保障政策",
        "落实一事一议”财政奖补政策",
        "按照工作方案（县政办〔2022〕18号的要求推进",
        "惠及脱贫户（含监测对象56户",
        "涉及3个乡镇）的群众",
        "根据《关于印发〈实施方案的通知》组织实施",
        "做到“一户一档、“一人一策”",
        "印发《工作要点》和实施细则》",
        "建立“月调度、季通报、年考核工作机制",
        "项目资金（其中县级配套20%，上级补助80%全部到位",
        "完成【重点任务全部工作",
        "深入推进‘放管服改革",
        "开展“我为群众办实事实践活动",
        "设备购置、安装）和调试同步完成",
        "依据县政办〔2022 18号文件执行",
    ],
)

clauses(
    "writing.half-width",
    [
        "加强组织领导,明确责任分工",
        "健全制度;强化监督",
        "主要做法有:加强调度、严格考核",
        "涉及3个乡镇(街道)的群众",
        "资金全部到位,项目按期完工,群众反映良好",
        "成立领导小组.由主要领导任组长",
        '落实"两不愁三保障"政策',
        "怎样用好资金?关键在管理",
        "切实把好事办好!",
        "执行《会计法》,规范核算",
        "补助对象(低保户、特困户）逐户核实",
        "分三批拨付:首批60%、二批30%、尾款10%",
        "资金由县财政统筹,专款专用",
        "开展'回头看'检查",
        "一是建立台账;二是定期通报;三是严格问责",
        "全县12个乡镇,86个村受益",
        "(含监测对象)全部纳入帮扶",
    ],
)


@in_year("writing.doubled-mark")
def doubled_mark(data: Data, random: Random) -> Planted:
    comma = random.choice(["，，", "，、", "、，", "，。", "；，", "，；", "。，"])
    pause = random.choice(["、、", "、，", "，、", "、；"])
    stop = random.choice(["。。", "。；", "；。", "，。", "、。", "。.", "！。", "。、"])

    def change(text: str) -> str:
        how = random.randrange(4)
        if how == 2:
            return re.sub(r"。(?=\n*$)", stop, text)
        mark, new = [("，", comma), ("、", pause), ("", ""), ("：", "：：") if "：" in text else ("，", "，，")][how]
        spots = [spot for spot, letter in enumerate(text) if letter == mark]
        spot = random.choice(spots) if spots else len(text)
        return f"{text[:spot]}{new}{text[spot + 1 :]}" if spots else text

    return edited(random, texts(data), change)


clauses(
    "writing.between-quoted",
    [
        "执行《采购管理办法》、《合同管理办法》",
        "依据《预算法》、《会计法》和《政府采购法》开展工作",
        "落实“两免一补”、“一事一议”政策",
        "开展“五一”、“六一”、“七一”系列活动",
        "制定了《财务管理制度》、《内部控制手册》、《资产管理办法》",
        "创建“平安校园”、“文明校园”",
        "做好“春节”、“中秋”等节日慰问",
        "推进“最多跑一次”、“一窗受理”改革",
        "修订《议事规则》、《“三重一大”决策制度》",
        "宣传《民法典》、《残疾人保障法》等法律法规",
        "评选“最美教师”、“优秀班主任”",
        "深化“路长制”、“林长制”、“河长制”",
        "对照《实施方案》、《任务清单》逐项落实",
        "解决“出行难”、“停车难”、“充电难”问题",
        "印发《通知》、《方案》2个文件",
        "整治“黑车”、“黑站”、“黑企业”",
    ],
)


@in_year("writing.blank")
def blank(data: Data, random: Random) -> Planted:
    gap = random.choice([" ", "  ", "　", "\u00a0", "   ", "\u2003"])
    if random.random() < 0.2:
        words = random.choice(told_of_year(data))
        return joined(data, random, [words], random.choice(["项 目 资 金", "县财政 局"]) + "管理规范")

    def change(text: str) -> str:
        spots = [found.end() for found in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", text)]
        spot = random.choice(spots) if spots else 0
        return f"{text[:spot]}{gap}{text[spot:]}" if spot else text

    return edited(random, texts(data), change)


NUMBERED = [
    "按照县政办[2022]36号文件执行",
    "根据示财预（2022）15号规定",
    "依据示教发(2021)9号文件",
    "落实示政发【2022】7号要求",
    "按照示卫发［2022］21号组织实施",
    "执行示财农{2022}18号规定",
    "根据示府办发〖2021〗45号文件精神",
    "按示水发<2022>6号文件要求办理",
    "依据《县级预算管理办法》（示财[2020]12号）",
    "根据《补助资金管理暂行办法》（示民发【2021】33号）",
    "参照示残联（2022）8号标准发放",
    "按照示住建发「2022」14号开展验收",
    "执行示交字[2021]102号标准",
    "根据国办发（2021）8号文件",
    "落实财预[2015]88号和财预[2020]10号要求",
    "依据示公发《2022》19号文件",
]
clauses("writing.document-number", NUMBERED)

DATES = [
    "于2023年08月05日通过验收",
    "于2023.8.5完成招标",
    "2023-09-15签订合同",
    "2023/6/30前拨付到位",
    "23年8月完成采购",
    "2023年9月15号组织验收",
    "于2023年三月十二日开工",
    "二〇二三年6月投入使用",
    "2023年7月1日～2023.9.30组织施工",
    "20230815完成结算",
    "2023年05月启动",
    "截至2023.12.31全部完成",
    "于九月15日召开推进会",
    "2023-7至2023-10月开展监测",
    "2023年11.20完成公示",
]


@in_year("writing.date")
def date(data: Data, random: Random) -> Planted:
    year = data["年度"]
    clause = random.choice(DATES).replace("2023", year)
    return joined(data, random, texts(data), clause)


NO_DAYS = [
    "于2023年2月30日前完成",
    "2023年6月31日通过验收",
    "于4月31日组织培训",
    "2023年9月31日前全部拨付",
    "截至11月31日执行率达到90%",
    "2023年2月29日签订合同",
    "8月32日完成公示",
    "2023年13月办理结算",
    "于2023年0月15日开工",
    "6月31日至7月5日开展检查",
    "2023年4月1日至9月31日施工",
    "每年2月31日前报送总结",
    "2023年12月35日完成决算",
    "于5月0日启动",
    "2023年11月31日投入使用",
    "2023-02-30完成招标",
]


# 2023-02-30 is told as written otherwise than 2023年2月30日
@in_year("writing.no-such-day", "writing.date")
def no_such_day(data: Data, random: Random) -> Planted:
    dated = indicators(data, value=r"(?<!\d)(30|31|28|15)日")
    if dated and random.random() < 0.3:
        each = random.choice(dated)
        each.entry["指标值"] = f"{data['年度']}年{random.choice(['2月30', '6月31', '9月31', '11月31', '4月31'])}日前"
        return Planted((each.path,))
    clause = random.choice(NO_DAYS).replace("2023", data["年度"])
    return joined(data, random, texts(data), clause)


# no fault: 2 600人次, which GB/T 15835 allows
clauses(
    "writing.number",
    [
        "惠及群众1，200人",
        "发放补贴１２００人次",
        "覆盖村民2万5千人",
        "合格率提高到百分之98",
        "培训学员三百20人",
        "支出金额1百20万元",
        "收集意见建议1O6条",
        "拨付资金12,34,567元",
        "完成率98.5.6%",
        "资金节约率10-15%",
        "参加人数达5、60人",
        "投入资金3、5万元",
        "惠及l20户",
        "救助5百6十人",
        "改造房屋0120户",
        "新增就业3仟人",
        "印发资料一万2000份",
    ],
)


# full stops in some goals and not in others
@in_year("writing.full-stop", "data.goal-signs")
def full_stop(data: Data, random: Random) -> Planted:
    tasks, reasons = contents(data), [each for each in told_of_year(data) if each.path[-1] in ("偏差原因", "改进措施")]
    done = [each for each in told_of_year(data) if "目标完成情况" in each.path]
    report = [each for each in told_of_year(data) if "报告" in each.path]

    def change(text: str) -> str:
        body = text.rstrip("\n")
        if body.endswith("。"):
            return body[:-1] + random.choice(["", "", "；", "，"]) + text[len(body) :]
        return f"{body}。{text[len(body) :]}"

    def within(text: str) -> str:
        lines = [row for row, line in enumerate(text.split("\n")) if line.endswith("。")]
        if len(lines) < 2:
            return text
        row, rows = random.choice(lines), text.split("\n")
        rows[row] = rows[row][:-1]
        return "\n".join(rows)

    places = random.choice([tasks, goals(data), done, reasons])
    return edited(random, report, within) if random.random() < 0.25 else edited(random, places, change)
