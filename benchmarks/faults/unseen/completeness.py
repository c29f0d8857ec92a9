"""完整性: what is not filled in, or not so that it can be measured."""

from __future__ import annotations

import re
from random import Random

from ..datafile import (
    NUMBER,
    Data,
    Planted,
    at,
    contents,
    goals,
    in_goals,
    in_year,
    indicators,
    insert,
    named,
    parts,
    told_of_year,
)

BLANKS = ["", "　", []]


# an entry of which nothing is filled in is told field by field
@in_goals("completeness.empty-group", "data.empty")
def empty_group(data: Data, random: Random) -> Planted:
    sort = random.choice("数量 质量 时效 成本 经济 社会 生态 可持续 满意度".split())
    found = [(a, b) for a, seconds in data["年度绩效指标"].items() for b in seconds if sort in b]
    first, second = random.choice(found)
    blank = random.choice([*BLANKS, [named("", "")]])
    data["年度绩效指标"][first][second] = blank
    return at(("年度绩效指标", first, second))


@in_goals("completeness.empty-level")
def empty_level(data: Data, random: Random) -> Planted:
    table = data["年度绩效指标"]
    level = random.choice([each for each in ("产出指标", "效益指标") if each in table])
    how = random.randrange(5)
    if how == 0:
        del table[level]
    elif how == 1:
        table[level] = ""
    elif how == 2:
        table[level] = dict.fromkeys(table[level], "")
    elif how == 3:
        table[level] = {second: [] for second in table[level]}
    else:
        table[level] = dict.fromkeys(table[level], "不涉及")
    return Planted()


POOLS = [
    ["按计划完成", "有效开展", "全部落实"],
    ["明显提高", "有所改善", "持续提升"],
    ["及时", "规范", "达标"],
    ["符合要求", "符合规定", "符合标准"],
    ["较上年提高", "不低于上年", "保持稳定"],
    ["完成年度任务", "完成上级下达任务"],
    ["优", "良好", "较好"],
    ["保障到位", "应保尽保", "足额保障"],
]


@in_goals("completeness.few-quantitative")
def few_quantitative(data: Data, random: Random) -> Planted:
    counts = indicators(data, value=r"\d")
    pool, kept = random.choice(POOLS), random.choice((0, 1, 3, len(counts) // 6))
    for each in random.sample(counts, len(counts) - kept):
        each.entry["指标值"] = random.choice(pool)
    return Planted()


LONG = [
    "按照国家、省、市有关文件精神和全县统一部署，在全县范围内组织开展面向城乡居民特别是困难群众、留守儿童、空巢老人、残疾人等重点群体的政策宣传、"
    "走访慰问、法律援助、心理疏导、技能培训等系列惠民服务活动，切实提高群众获得感、幸福感、安全感的活动场次",
    "根据《关于进一步加强农村人居环境整治提升工作的实施意见》和县委、县政府年度重点工作任务分解表的要求，对辖区内村庄道路、沟渠、"
    "河塘、房前屋后、公共场所开展垃圾清理、杂物清除、污水治理、残垣断壁拆除、绿化补植并落实长效管护的行政村个数",
    "保障单位在职人员、离退休人员、遗属补助人员、公益性岗位人员和编外聘用人员的基本工资、津贴补贴、年终一次性奖金、绩效考核奖、"
    "医疗保险、养老保险、失业保险、工伤保险、职业年金、住房公积金等各项人员经费按月足额发放和缴纳的人员总数",
    "对全县范围内的学校、医院、养老机构、商场、宾馆、车站、影剧院、网吧、歌舞娱乐场所等人员密集场所以及危险化学品、烟花爆竹、"
    "建筑施工、道路运输、燃气等重点行业领域开展拉网式、全覆盖的安全隐患排查并建立问题清单、责任清单、整改清单的次数",
    "通过公开招标、竞争性磋商等政府采购方式购置并安装到位、经第三方机构检测合格、完成资产登记入账并移交使用单位投入正常使用的"
    "办公设备、专用设备、信息网络设备、安全防护设备以及与之相配套的软件、线路、机柜、电源等附属设施的台（套）数",
    "组织业务骨干赴先进地区考察学习，邀请省内外专家教授来县授课，举办专题讲座、现场观摩、技能竞赛、岗位练兵等多种形式的培训活动，"
    "使参加培训的干部职工、基层工作人员、行业从业人员熟练掌握政策法规、业务流程、操作规范和系统使用方法的培训人次",
    "已建成的各类惠民工程项目在规定的质量保修期以内，因设计、施工、材料、监理等原因引起的质量问题，经受益群众、村民委员会、"
    "乡镇人民政府或者热线电话反映以后，由施工单位在约定期限之内无偿予以修复并经过业主单位复核确认合格的比例",
    "贯彻落实党中央、国务院关于巩固拓展脱贫攻坚成果同乡村振兴有效衔接的决策部署，对符合条件的脱贫不稳定户、边缘易致贫户、"
    "突发严重困难户等防返贫监测对象开展动态监测、精准帮扶，落实教育、医疗、住房、饮水、就业、兜底保障等政策的户数",
]


@in_goals("completeness.long-name")
def long_name(data: Data, random: Random) -> Planted:
    name = random.choice(LONG)
    value = "≥98%" if name.endswith("比例") else f"≥{random.randint(3, 90)}"
    unit = {"场次": "场", "个数": "个", "总数": "人", "次数": "次", "套）数": "台", "人次": "人次", "户数": "户"}
    end = next((unit[each] for each in unit if name.endswith(each)), "")
    return insert(data, random, random.choice(["数量", "质量"]), named(name, value + end))


@in_goals("completeness.repeated-content")
def repeated_content(data: Data, random: Random) -> Planted:
    words = random.choice(contents(data))
    name = words.holder["任务名称"].rstrip("。")
    forms = [
        f"{name}。",
        name,
        f"{name}工作。",
        f"开展{name}工作。",
        f"用于{name}。",
        f"主要用于{name}支出。",
        f"做好{name}相关工作。",
        f"完成{name}任务。",
        f"{name}项目经费。",
        f"保障{name}顺利实施。",
        f"按计划{name}。",
    ]
    return words.write(random.choice(forms))


PROMPTS = [
    "（请填写）",
    "XX",
    "×××",
    "【此处填写】",
    "待填写",
    "______",
    "（填写具体内容）",
    "***",
    "请在此处输入内容",
    "（此处根据实际情况填写）",
]
CLAUSES = [
    "全年完成XX项重点工作",
    "比上年增长××%",
    "（此处简要说明主要做法）",
    "涉及资金____万元",
    "惠及群众XXX人",
    "【请根据实际情况补充】",
    "由***负责组织实施",
    "于××月××日前完成",
]


@in_year("completeness.placeholder")
def placeholder(data: Data, random: Random) -> Planted:
    if random.random() < 0.4:
        words = random.choice([*contents(data), *goals(data), *told_of_year(data)])
        text = words.text.rstrip("\n")
        more = random.choice(CLAUSES)
        return words.write(f"{text[:-1]}，{more}。" if text.endswith("。") else f"{text}，{more}")
    if random.random() < 0.4:
        return random.choice([*contents(data), *told_of_year(data)]).write(random.choice(PROMPTS))
    each = random.choice(indicators(data, value=NUMBER))
    sign, _, unit = parts(each.value)
    each.entry["指标值"] = random.choice([f"{sign}XX{unit}", f"{sign}××{unit}", "（填写指标值）", f"{sign}**{unit}"])
    return at(each.path)


UNNAMED = [
    "",
    "XX县教育局",
    "××局",
    "（请填写单位名称）",
    "XXX",
    "某某单位",
    "____局",
    "部门（单位）名称",
    "（盖章）",
    "***镇人民政府",
]


# a name that is empty or cannot name a file is refused when read
@in_goals("completeness.unnamed-bureau", "data.empty", "data.bad-bureau")
def unnamed_bureau(data: Data, random: Random) -> Planted:
    own = re.sub("^(示例.)", random.choice(["XX县", "××市", "某县"]), data["单位名称"])
    data["单位名称"] = random.choice([*UNNAMED, own])
    return at(("单位名称",))
