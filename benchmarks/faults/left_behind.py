"""A second set of faults of belonging, in other words than the first: leftovers, what is there twice, wrong groups."""

from __future__ import annotations

import re
from random import Random

from .datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    edited,
    goals,
    in_goals,
    in_unit,
    in_year,
    indicators,
    insert,
    named,
    outcome,
    said_of_whole,
    topic,
    with_clause,
    year_before,
)

# Fields of no sound file's bureau: a task, its content, its goal, an output of it.
OTHER_FIELDS = (
    ("流浪乞讨人员救助", "接回、安置流浪乞讨人员。", "流浪乞讨人员得到妥善安置", "护送流浪乞讨人员返乡人次", "≥60人次"),
    ("城市生活垃圾焚烧处理", "支付焚烧厂处理服务费。", "生活垃圾实现无害化处理", "焚烧生活垃圾吨数", "≥6万吨"),
    ("河道清淤疏浚", "清理河床淤积，加固堤防。", "提高河道行洪能力", "疏浚河道长度", "≥8公里"),
    ("森林防火", "聘用护林员，开设防火隔离带。", "有效防范森林火灾", "开设防火隔离带长度", "≥30公里"),
    (
        "宗教活动场所安全",
        "更换寺观教堂老化线路。",
        "宗教活动场所不发生安全责任事故",
        "更换线路的宗教活动场所处数",
        "≥12处",
    ),
    (
        "不动产权籍调查",
        "测绘宗地和房屋，建立权籍数据库。",
        "摸清全县不动产权籍底数",
        "完成不动产权籍测绘宗数",
        "≥5000宗",
    ),
    ("公共法律服务", "值班律师为当事人提供帮助。", "方便当事人就近获得法律帮助", "值班律师会见当事人人次", "≥300人次"),
    ("棚户区改造", "支付棚户区居民安置补偿款。", "改善棚户区居民住房", "棚户区改造签约户数", "≥150户"),
    ("气象观测站网", "维护自动气象站，校准雨量计。", "提高灾害性天气预警准确程度", "自动气象站校准台数", "≥40台"),
    ("困境儿童关爱", "向散居孤儿、事实无人抚养儿童发放生活费。", "孤儿生活有保障", "散居孤儿生活费发放人数", "≥45人"),
    ("地方志编纂", "编纂县志和年鉴，出版方志丛书。", "地方志工作按规划推进", "年鉴出版册数", "=1000册"),
    ("禁毒康复", "管控吸毒人员，运行戒毒康复站。", "吸毒人员得到有效管控", "戒毒康复人员见面谈话人次", "≥400人次"),
)


@in_goals("relevance.task-without-indicator")
def task_of_another_field(data: Data, random: Random) -> Planted:
    name, content, *_ = random.choice(OTHER_FIELDS)
    money = f"{in_unit(data, str(random.randint(5, 90))):.2f}"
    task = {"任务名称": name + random.choice(("", "工作", "。", "经费")), "主要内容": content, "财政拨款": money}
    data["年度主要任务"].insert(random.randint(0, len(data["年度主要任务"])), task)
    return Planted()


@in_goals("relevance.goal-without-indicator")
def goal_of_another_field(data: Data, random: Random) -> Planted:
    name, _, goal, *_ = random.choice(OTHER_FIELDS)
    said = random.choice((goal, f"推进{name}，{goal}", f"通过开展{name}工作，{goal}"))
    data["年度总体目标"].insert(random.randint(0, len(goals(data))), said)
    return Planted()


@in_goals("relevance.indicator-without-task")
def indicator_of_another_field(data: Data, random: Random) -> Planted:
    *_, name, value = random.choice(OTHER_FIELDS)
    insert(data, random, "数量", named(name, value))
    return Planted()


@in_goals("relevance.alike-task", "relevance.duplicate-task", "relevance.duplicate-content")
def task_in_other_words(data: Data, random: Random) -> Planted:
    tasks = data["年度主要任务"]
    row = random.randrange(len(tasks))
    name = tasks[row]["任务名称"].rstrip("。")
    again = random.choice(
        (f"组织开展{name}", f"{name}专项", f"{name}专项资金", f"{name}的工作", f"负责{name}工作", f"抓好{name}")
    )
    money = f"{in_unit(data, str(random.randint(5, 90))):.2f}"
    tasks.append({"任务名称": again, "主要内容": f"按计划推进{name}。", "财政拨款": money})
    return at(("年度主要任务", row), ("年度主要任务", len(tasks) - 1))


OTHER_WORDS = (  # how a name may be said again
    ("人数$", "人员数"),
    ("人数$", "人员总数"),
    ("(?<=.{4})个数$", "数"),
    ("次数$", "的次数"),
    ("(?<=.{4})面积$", ""),
    ("(?<=.{4})里程$", "长度"),
    ("及时率$", "按时率"),
    ("准确率$", "正确率"),
    ("满意度$", "满意程度"),
    ("知晓率$", "知晓度"),
    ("完成时间$", "完成时限"),
    ("^", "开展"),
    ("^", "完成"),
    ("补助", "补贴"),
    ("补贴", "补助"),
    ("发放(?=时间|及时率)", "支付"),
    ("覆盖率$", "的覆盖率"),
)


@in_goals("relevance.alike-indicator", "relevance.duplicate-indicator")
def indicator_in_other_words(data: Data, random: Random) -> Planted:
    old, new = random.choice(OTHER_WORDS)
    first = random.choice(indicators(data, name=old))
    planted = insert(data, random, str(first.path[2]), named(re.sub(old, new, first.name, count=1), first.value))
    return at(next(each.path for each in indicators(data) if each.entry is first.entry), *planted.where)


PLANNED = (
    "{}年计划完成全部建设内容",
    "做好{}年度各项重点工作",
    "力争{}年各项指标走在前列",
    "于{}年11月30日前完成",
    "{}年拟开展督导4次",
    "{}年10月底前，完成验收",
)


@in_goals("relevance.other-year")
def planned_in_another_year(data: Data, random: Random) -> Planted:
    year = int(data["年度"]) - random.choice((1, 1, 1, 2))
    clause = random.choice(PLANNED).format(year)
    return edited(random, [*contents(data), *goals(data)], lambda text: with_clause(text, clause))


REPORTED = (
    "{}年全年各项任务顺利完成",
    "{}年，本单位各项支出严格按预算执行",
    "截至{}年12月31日，本单位资产账实相符",
    "截至{}年底，我局在职人员工资足额发放",
    "{}年度绩效目标总体完成较好",
    "{}年度部门预算执行总体平稳",
    "{}年我局重点工作推进有力",
)


@in_year("relevance.other-year")
def reported_of_another_year(data: Data, random: Random) -> Planted:
    clause = random.choice(REPORTED).format(int(data["年度"]) - 1)
    where = [words for words in said_of_whole(data) if f"{data['年度']}年" not in words.text]
    return edited(random, where, lambda text: with_clause(text, clause))


@in_goals("relevance.other-year")
def dated_in_another_year(data: Data, random: Random) -> Planted:
    year = int(data["年度"])
    value = random.choice(
        (
            f"{year - 1}年12月31日前",
            f"{year - 1}-12-31",
            f"{year - 1}.11.30前",
            f"{year - 1}年10月",
            f"不晚于{year - 1}年12月",
            f"{year + 1}年5月底前",
            f"{year + 2}年",
        )
    )
    name = topic(data, random) + random.choice(("完成时限", "完工时间", "物资采购时间", "启动时间"))
    return insert(data, random, "时效", named(name, value))


OF_ITSELF = (
    "{}紧紧围绕年度重点任务开展工作",
    "{}内设8个股室",
    "{}是县政府工作部门",
    "{}现有在职人员42人",
    "{}部门整体支出绩效目标完成情况较好",
    "{}的主要职责是贯彻执行国家有关方针政策",
    "{}健全财务管理制度，规范资金使用",
    "{}人员经费和公用经费得到保障",
    "{}严格履行部门职责，完成各项任务",
    "修订了《{}内部控制手册》《{}差旅费管理办法》",
    "保障{}机关正常运转",
    "单位名称：{}",
)


@in_year("relevance.other-bureau")
def another_bureau(data: Data, random: Random) -> Planted:
    place = re.sub("(?<=[县区市]).*|(?:镇|乡)人民政府$", "", data["单位名称"])
    place += "" if place[-1] in "县区市" else "县"  # a town has no bureaus
    kinds = (
        "自然资源局 住房和城乡建设局 退役军人事务局 人力资源和社会保障局 信访局 医疗保障局 残疾人联合会 总工会".split()
    )
    other = place + random.choice(kinds)
    clause = random.choice(OF_ITSELF).replace("{}", other)
    return edited(random, [*said_of_whole(data), *goals(data)], lambda text: with_clause(text, clause))


@in_year("relevance.last-year-figure", "evaluation.figure-in-words")
def result_of_last_year(data: Data, random: Random) -> Planted:
    """What was reached last year, told in a sentence of its own as if it were of this one."""
    chosen = random.choice(indicators(data, "数量", value=NUMBER))
    told = outcome(data, chosen.name)[1]["实际完成值"]
    number, unit = re.fullmatch(r"(\d+)(\D+)", told).groups() if re.fullmatch(r"\d+\D+", told) else ("", "")
    if int(number or 0) <= 211:
        raise IndexError
    before, last = year_before(data), f"{int(int(number) * random.choice((0.87, 0.93, 1.04))) // 10 * 10 + 7}"
    outcome(before, chosen.name)[1]["实际完成值"] = last + unit
    clause = random.choice((f"全年完成{last}{unit}", f"{chosen.name}为{last}{unit}", f"共计{last}{unit}，任务全部完成"))
    return Planted(edited(random, said_of_whole(data), lambda text: with_clause(text, clause)).where, before)


SORTS = "satisfaction timeliness cost quality output effect".split()
ELSEWHERE = ("relevance.not-satisfaction", *(f"relevance.{sort}-elsewhere" for sort in SORTS))
STRAYED = (  # id, what is added to a task's topic, its value, groups
    ("effect-elsewhere", "带动农户增收", "≥1500元/户", "成本 时效 满意度 质量"),
    ("effect-elsewhere", "新增就业岗位", "≥50个", "时效 成本 满意度"),
    ("effect-elsewhere", "带动产值增长率", "≥6%", "时效 成本 满意度"),
    ("effect-elsewhere", "政策知晓率", "≥85%", "数量 时效 成本 满意度"),
    ("effect-elsewhere", "群众生活质量", "明显改善", "数量 时效 成本"),
    ("effect-elsewhere", "长效管理机制", "健全", "数量 时效 成本 满意度"),
    ("effect-elsewhere", "水质达标率", "≥95%", "时效 成本 满意度 经济"),
    ("cost-elsewhere", "项目总成本", "≤30万元", "数量 质量 时效 经济 社会 满意度"),
    ("cost-elsewhere", "工程造价", "=65万元", "数量 质量 时效 社会"),
    ("cost-elsewhere", "业务费", "≤4.8万元", "数量 质量 时效 满意度 可持续"),
    ("quality-elsewhere", "验收合格率", "=100%", "数量 时效 成本 经济 满意度"),
    ("quality-elsewhere", "资料准确率", "≥98%", "数量 时效 成本 经济 满意度"),
    ("timeliness-elsewhere", "工期", "≤180天", "数量 质量 成本 满意度"),
    ("timeliness-elsewhere", "资金支付时限", "11月30日前", "数量 质量 成本 社会"),
    ("timeliness-elsewhere", "完成及时率", "≥95%", "数量 质量 成本 满意度"),
    ("timeliness-elsewhere", "启动时间", "3月中旬", "数量 质量 成本 满意度"),
    ("output-elsewhere", "培训场次", "≥4场", "质量 时效 成本 满意度"),
    ("output-elsewhere", "惠及人数", "≥800人", "时效 成本 满意度"),
    ("output-elsewhere", "设备采购数量", "≥12台", "质量 时效 成本 满意度"),
    ("output-elsewhere", "年度计划完成率", "=100%", "成本 经济 满意度"),
    ("output-elsewhere", "建设面积", "≥600平方米", "时效 成本 满意度"),
)


def _plant_strayed(id: str, added: str, value: str, to: str) -> None:
    @in_goals(f"relevance.{id}", *ELSEWHERE)
    def strayed(data: Data, random: Random) -> Planted:
        return insert(data, random, random.choice(to.split()), named(topic(data, random) + added, value))


for each_strayed in STRAYED:
    _plant_strayed(*each_strayed)
