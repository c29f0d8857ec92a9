"""Faults of writing, put into texts of every kind: spelling, punctuation, numbers, dates."""

from __future__ import annotations

import re
from random import Random

from .datafile import (
    Data,
    Planted,
    Words,
    at,
    contents,
    edited,
    in_goals,
    in_year,
    indicators,
    texts,
    with_clause,
)

HAN = "[\u4e00-\u9fff]"


def entries(table: str) -> list[str]:
    return table.strip().replace("\n", "|").split("|")


@in_year("writing.doubled")
def doubled(data: Data, random: Random) -> Planted:
    """A word written twice: at once (发放发放资金), or again behind what follows it (发放资金发放).

    Only from the first character of a clause on: a piece from the middle of words (46个行政村集体资金个行) is no slip.
    """

    def twice(text: str) -> str:
        if random.random() < 0.2:
            ends = [found.end() for found in re.finditer("[的了和为]", text)]
            return text if not ends else text[: (end := random.choice(ends))] + text[end - 1] + text[end:]
        clauses = [found.span() for found in re.finditer(f"(?:^|(?<=[，。；：\n])){HAN}{{6,}}", text)]
        if not clauses:
            return text
        (first, last), length = random.choice(clauses), random.choice((2, 2, 3, 4, 5))
        start = random.choice((first, last - length))
        word, behind = text[start : start + length], start + length
        if start == first and length == 2 and last - first < 12:
            behind = last
        return text[:behind] + word + text[behind:]

    return edited(random, texts(data), twice)


# Not 工日, a word of its own.
DROPPED = """
满意度 意度|知晓率 知率|知晓率 晓率|完成率 完率|合格率 合率|合格率 格率|覆盖率 覆率|覆盖率 盖率|及时率 时率
准确率 准率|达标率 达率|办结率 办率|使用年限 使年限|公用经费 公经费|社会保险 社保险|住房公积金 住公积金
义务教育 义教育|责任事故 责任故|监督管理 监管理|贯彻执行 贯执行|规章制度 规制度|基本支出 基支出
项目支出 目支出|财政拨款 财拨款|绩效目标 绩目标|满意度 满度|一卡通 一通|政府采购 政采购|补助标准 补标准
补助标准 助标准|在职人员 在人员|干部职工 部职工|绩效监控 绩监控
"""


@in_year("writing.dropped")
def dropped(data: Data, random: Random) -> Planted:
    """A character lost from a set word, in a text or in an indicator's name."""
    pairs = [pair.split() for pair in entries(DROPPED)]
    right, wrong = random.choice(pairs)
    if named := indicators(data, name=right):
        chosen = random.choice(named)
        name = chosen.name
        chosen.entry["三级指标"] = name.replace(right, wrong)
        for row, told in enumerate(data["自评"]["指标完成情况"]):
            if told["三级指标"] == name:
                told["三级指标"] = chosen.name
                return at(chosen.path, ("自评", "指标完成情况", row))
    return edited(random, texts(data), lambda text: text.replace(right, wrong))


# Not 座落, 欠收, 名符其实: dictionaries have them. Not what nobody would take for the word (迭制 for 抑制).
WRONG_WORDS = """
建全 健全 建全内部控制制度|布署 部署 落实县委布署要求|拔付 拨付 按进度拔付项目资金|拔款 拨款 财政拔款全部到位
按装 安装 按装监控设备|申清 申请 及时受理群众申清|审合 审核 加强资金审合|按排 安排 按排专人负责
帐户 账户 资金直接打入个人帐户|付合 符合 付合条件的全部纳入|复盖 覆盖 服务复盖全部乡镇|防碍 妨碍 不防碍正常工作
松驰 松弛 防止纪律松驰|贯策 贯彻 贯策落实上级文件精神|按步就班 按部就班 按步就班推进|再接再励 再接再厉 今后再接再励
一愁莫展 一筹莫展 遇到问题一愁莫展|做为 作为 做为重点工作推进|既使 即使 既使遇到困难也按期完成
竟争 竞争 引入竟争机制|幅射 辐射 幅射带动周边乡镇|峻工 竣工 项目如期峻工|脱贫攻艰 脱贫攻坚 巩固脱贫攻艰成果
材务 财务 规范材务管理|采构 采购 政府采构程序规范|尊守 遵守 尊守财经纪律|尊循 遵循 尊循公开公平原则
严励 严厉 严励打击违法行为|严谨挪用 严禁挪用 严谨挪用专项资金|捡查 检查 开展监督捡查|捡测 检测 及时公布捡测结果
自已 自己 管好自已的人|己经 已经 工程己经完工|年未 年末 年未没有结转
末完成 未完成 没有末完成的任务|投人 投入 加大资金投人|收人 收入 农民收人稳步增加|千部 干部 组织千部职工学习
晴况 情况 定期通报工作晴况|补帖 补贴 按时发放补帖资金|津帖 津贴 足额发放津帖|帮挟 帮扶 开展结对帮挟
救肋 救助 困难群众得到救肋|保章 保障 保章机构正常运转|管埋 管理 加强项目管埋|标淮 标准 执行统一标淮
批淮 批准 经县政府批淮|帐目 账目 定期公开帐目|签定 签订 签定目标责任书|坐谈 座谈 召开坐谈会
义物教育 义务教育 巩固义物教育成果|工做 工作 做好日常工做|合做 合作 加强部门合做|目地 目的 达到预期目地
预祘 预算 严格预祘执行|绩校 绩效 开展绩校评价|财证 财政 接受财证监督|截止2023年底 截至2023年底 截止2023年底全部完成
幅盖 覆盖 服务幅盖全县|宣传力渡 宣传力度 加大宣传力渡|渡假 度假 建设渡假设施
不记报酬 不计报酬 志愿者不记报酬|煤碳 煤炭 规范煤碳经营|震奋 振奋 群众精神震奋
园满 圆满 各项任务园满完成|另售 零售 检查药品另售企业|予防 预防 做好灾害予防|园形 圆形 建设园形广场
既往不究 既往不咎 对问题既往不究
"""


@in_year("writing.wrong-word")
def wrong_word(data: Data, random: Random) -> Planted:
    """In place of the right word where a text has it, else in a clause of its own."""
    wrong, right, clause = random.choice(entries(WRONG_WORDS)).split()
    having = [words for words in texts(data) if right in words.text]
    if having and random.random() < 0.6:
        return edited(random, having, lambda text: text.replace(right, wrong, 1))
    return edited(random, texts(data), lambda text: with_clause(text, clause))


@in_year("writing.unpaired")
def unpaired(data: Data, random: Random) -> Planted:
    """One of a pair lost."""

    def without_one(text: str) -> str:
        found = [found.start() for found in re.finditer("（(?!.）)|(?<!（.)）|[“”《》〔〕]", text)]
        if not found:
            return text
        lost = random.choice(found)
        return text[:lost] + text[lost + 1 :]

    where = [*texts(data), *_names(data)] if random.random() < 0.3 else texts(data)
    planted = edited(random, where, without_one)
    _rename_told(data)
    return planted


def _names(data: Data) -> list[Words]:
    return [Words((*each.path, "三级指标"), each.entry, "三级指标") for each in indicators(data)]


def _rename_told(data: Data) -> None:
    """What is said of indicators by the names they have now, for they stand in one order."""
    names = {re.sub('[（）“”《》〔〕()"]', "", each.name): each.name for each in indicators(data)}
    for told in data["自评"]["指标完成情况"]:
        told["三级指标"] = names.get(re.sub('[（）“”《》〔〕()"]', "", told["三级指标"]), told["三级指标"])


HALF = {"，": ",", "。": ".", "；": ";", "：": ":", "（": "(", "）": ")", "“": '"', "”": '"'}


@in_year("writing.half-width")
def half_width(data: Data, random: Random) -> Planted:
    def halved(text: str) -> str:
        places = [found.start() for found in re.finditer(f"(?<={HAN})[，。；：]|（(?=[^（）]*）)|“(?=[^“”]*”)", text)]
        if not places:
            return text
        place = random.choice(places)
        if text[place] in "（“":
            end = min(text.index(close, place) for close in "）”" if close in text[place:])
            return text[:place] + HALF[text[place]] + text[place + 1 : end] + HALF[text[end]] + text[end + 1 :]
        return text[:place] + HALF[text[place]] + text[place + 1 :]

    return edited(random, texts(data), halved)


NUMBERS = """
[{y}]{n}号 ［{y}］{n}号
【{y}】{n}号 ({y}){n}号 （{y}）{n}号 〔{y}〕第{n}号 〔{y}〕0{n}号 [{y}]第{n}号 〔{s}〕{n}号
""".split()


@in_year("writing.document-number")
def document_number(data: Data, random: Random) -> Planted:
    def bracketed(text: str) -> str:
        return re.sub("〔(....)〕([0-9]+)号", lambda found: shape.format(y=found[1], n=found[2], s=found[1][2:]), text)

    shape = random.choice(NUMBERS)
    if random.random() < 0.5:
        return edited(random, texts(data), bracketed)
    number = shape.format(y=2022, n=random.randint(2, 9), s=22)
    clause = (
        f"执行《关于加强预算绩效管理的通知》（{random.choice(('示政办发', '示财预', '示府', '示财〔绩〕'))}{number}）"
    )
    return edited(random, texts(data), lambda text: with_clause(text, clause))


ODD_DAYS = "2023年08月05日 2023.3.5 23年3月5日 2023-3-5 2023/3/5 2023年3月08日 2023年03月 2023.08.05".split()
NO_DAYS = "2023年6月31日 2023年2月30日 2023年13月 2023年9月31日 2023年2月29日 4月31日 11月31日 2023年5月32日".split()


@in_year("writing.date")
def date(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        chosen = random.choice(indicators(data, value="年[1-9]月|^[1-9]月"))
        chosen.entry["指标值"] = re.sub(r"(?<!\d)(\d月)", r"0\1", chosen.value)
        return at(chosen.path)
    return _dated(data, random, ODD_DAYS)


@in_year("writing.no-such-day", "writing.date")
def no_such_day(data: Data, random: Random) -> Planted:
    if random.random() < 0.3:
        chosen = random.choice(indicators(data, value="月[0-9]+日"))
        chosen.entry["指标值"] = re.sub("月[0-9]+日", "月32日", chosen.value)
        return at(chosen.path)
    return _dated(data, random, NO_DAYS)


def _dated(data: Data, random: Random, days: list[str]) -> Planted:
    clause = random.choice(("于{}完成验收", "{}召开推进会", "{}前全部拨付到位", "自{}起执行")).format(
        random.choice(days)
    )
    return edited(random, texts(data), lambda text: with_clause(text, clause))


# Clauses that are wrong as they stand
CLAUSES = {
    "writing.number": """
完成进度10～15%|补助标准提高5-8%|培训人数达１２０人|每年开展3、4次检查|下降幅度达到百分之12|检查企业５０家
满意率达到９５％|覆盖十五、六个村|处理投诉一百二十3件|参加活动１千人次|增长幅度为3—5%|涉及七、八个乡镇|补助2、3百户家庭
""",
    "writing.said-twice": """
安排资金约50万元左右|受益群众超过500人以上|平均用时约3天左右|惠及近200户左右|新增岗位大约30个上下|开支控制在最多不超过5万元以内
受益人数达到至少300人以上|共计约20余场左右|检查大概有50家左右|每户补助不超过3000元以内|约有60多户左右|至少5次以上
""",
    "writing.less-by-times": """
成本降低2倍|费用减少一倍|办理时间缩短3倍|事故起数下降了两倍|用电量减少1.5倍|投诉量降低一倍以上|运行费用比上年下降2倍
""",
}


def _plant_clauses(id: str, table: str) -> None:
    @in_year(id)
    def clause(data: Data, random: Random) -> Planted:
        wrong = random.choice(entries(table))
        return edited(random, texts(data), lambda text: with_clause(text, wrong))


for each in CLAUSES.items():
    _plant_clauses(*each)


TRADITIONAL = dict(zip("发补贴学农业务资产对应该执众检", "發補貼學農業務資產對應該執眾檢", strict=True))
OUTSIDE = """
修缮面积300㎡|负责人王喆|聘请专家李镕|邀请张堃授课|✔任务完成|➢加强管理|改造管道长度20㎞|检测甲醛浓度0.08㎎
由赵昇负责|种植面积5㏊
"""


@in_year("writing.gb2312")
def gb2312(data: Data, random: Random) -> Planted:
    if random.random() < 0.5:
        clause = random.choice(entries(OUTSIDE))
        return edited(random, texts(data), lambda text: with_clause(text, clause))
    simple = random.choice(list(TRADITIONAL))
    return edited(random, texts(data), lambda text: text.replace(simple, TRADITIONAL[simple], random.choice((1, 9))))


@in_year("writing.between-quoted")
def between_quoted(data: Data, random: Random) -> Planted:
    """、 between 》 and 《, ” and “."""
    joined = ("》《", "》、《"), ("”“", "”、“")
    having = [words for words in texts(data) if any(pair[0] in words.text for pair in joined)]
    if random.random() < 0.5:
        return edited(random, having, lambda text: text.replace(*joined[0]).replace(*joined[1]))
    clause = random.choice(
        ("执行《预算法》、《会计法》", "落实“两免”、“一补”政策", "宣传《森林法》、《草原法》、《水法》")
    )
    return edited(random, texts(data), lambda text: with_clause(text, clause))


@in_year("writing.doubled-mark")
def doubled_mark(data: Data, random: Random) -> Planted:
    marks = random.choice(
        ("，，，", "。。。", "、、、", "；；；", "，，。", "，。，", "、，、", "；，；", "：：：", "，、，")
    )
    return edited(random, texts(data), lambda text: text.replace(marks[0], marks[1:], 1))


@in_year("writing.blank")
def blank(data: Data, random: Random) -> Planted:
    def spaced(text: str) -> str:
        place = random.choice([found.end() for found in re.finditer(f"{HAN}(?={HAN})", text)] or [0])
        return text[:place] + random.choice((" ", " ", "  ", "\u3000")) * (place > 0) + text[place:]

    return edited(random, texts(data), spaced)


@in_goals("writing.full-stop")
def full_stop(data: Data, random: Random) -> Planted:
    return edited(random, contents(data), lambda text: text[:-1] if text.endswith("。") else text + "。")
