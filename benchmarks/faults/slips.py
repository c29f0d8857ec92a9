"""A second set of faults of writing, by another hand than writing.py: slips of the keyboard and of scanned paper."""

from __future__ import annotations

import re
from random import Random

from .datafile import Data, Planted, edited, in_year, indicators, texts, with_clause
from .writing import entries

# A word, and what is typed or scanned in its place
EXCHANGED = """
资金 资全|项目 项日|预算 预莫|补助 扑助|发放 发故|保障 保樟|管理 管里|服务 服物|工程 工呈|质量 质里|检查 俭查
标准 标堆|设备 设奋|培训 陪训|宣传 宣专|建设 健设|维修 维休|实施 实旋|执行 执形|采购 采沟|经费 径费|单位 单立
制度 制渡|机关 几关|整改 整该|环境 环竟|卫生 卫牛|教育 教肓|农村 衣村|安全 安金|措施 措拖|经济 经挤|职工 职土
财政 财证|满意 瞒意|覆盖 履盖|运行 运形|群众 郡众|困难 因难|治理 冶理|社会 社全|隐患 稳患|考核 考该|申请 伸请
规范 规犯|审核 申核|落实 落买|支付 支符|绩效 绩郊|结余 结佘|账户 胀户|档案 档安|部门 部们|政策 改策|公示 公视
验收 检收
"""

LEFT_OUT = """
预算执行 预算行|绩效评价 绩效价|财政资金 财政金|基础设施 基设施|安全隐患 全隐患|监督检查 监督查|公共服务 公服务
环境卫生 环卫生|困难群众 难群众|参保率 参率|入学率 入率|到位率 位率|覆盖率 盖率|满意度 满度|完成率 成率|合格率 格率
及时率 及率|公务接待 公接待|志愿者 志者|养老保险 养保险|专项资金 项资金|工作人员 工人员|责任制 责制|知晓率 晓率
准确率 确率
"""


def _pairs(table: str) -> list[list[str]]:
    return [pair.split() for pair in entries(table)]


@in_year("writing.wrong-word")
def exchanged(data: Data, random: Random) -> Planted:
    """A character for one that looks or sounds alike, in a word that the text has."""
    right, wrong = random.choice(_pairs(EXCHANGED))
    return edited(random, texts(data), lambda text: text.replace(right, wrong, 1))


@in_year("writing.dropped")
def left_out(data: Data, random: Random) -> Planted:
    """A character less in a set phrase that the text has."""
    right, wrong = random.choice(_pairs(LEFT_OUT))
    return edited(random, texts(data), lambda text: text.replace(right, wrong, 1))


@in_year("writing.doubled")
def doubled(data: Data, random: Random) -> Planted:
    """A clause's first word typed twice, or its last."""
    at_end = random.random() < 0.5
    words = "工作|资金|活动|情况|设施|任务|培训|人员|补助" if at_end else "开展|推进|落实|完成|加强|做好|实施|保障|提高"
    where = f"({words})(?=[，。；])" if at_end else f"(?:(?<=^)|(?<=[，。；：]))({words})"
    return edited(random, texts(data), lambda text: re.sub(where, r"\1\1", text, count=1))


CLAUSES = {
    "writing.said-twice": """
服务企业约30家左右|接待群众大约200人次左右|投入资金将近80万元左右|培训学员60余名左右|补助标准不低于500元以上
支出不高于3万元以内|超过2000亩以上|办结时间不超过5个工作日以内|约占15%左右
""",
    "writing.number": """
增幅在5~8%之间|参训４５人|惠及八、九户家庭|超过百分之30|检查三十6家|完成２次巡查|每户2、3亩地
""",
    "writing.date": """
2023-11-20召开动员会|自2023.7.1起实行|2023年09月10日完成验收|23年10月底前完工|2023/4/8组织考试|于2023.06.01印发
""",
    "writing.no-such-day": """
2023年2月30日前完成|11月31日组织验收|每月33日发放|2023年13月验收|6月31日前拨付
""",
    "writing.document-number": """
按照示政办发[2021]16号执行|依据示财行〔23〕8号|根据示府发（2020）第12号文件|落实示委办【2022】3号要求|执行示农发〔2022〕007号
""",
    "writing.less-by-times": """
能耗下降3倍|办事材料减少两倍|等候时间缩短1.5倍
""",
}


def _plant(id: str, table: str) -> None:
    @in_year(id)
    def clause(data: Data, random: Random) -> Planted:
        chosen = random.choice(entries(table))
        return edited(random, texts(data), lambda text: with_clause(text, chosen))


for each in CLAUSES.items():
    _plant(*each)


@in_year("writing.half-width")
def half_width(data: Data, random: Random) -> Planted:
    """All marks of one sort, or the brackets of an indicator's name."""
    full, half = random.choice((("，", ","), ("；", ";"), ("。", ".")))
    if random.random() < 0.2:
        chosen = random.choice(indicators(data, name="（"))
        told = next(told for told in data["自评"]["指标完成情况"] if told["三级指标"] == chosen.name)
        told["三级指标"] = chosen.entry["三级指标"] = chosen.name.replace("（", "(").replace("）", ")")
        return Planted((chosen.path,))
    return edited(random, texts(data), lambda text: text.replace(full, half))
