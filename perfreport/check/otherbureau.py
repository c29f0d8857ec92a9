"""相关性: what was left in from another bureau's file.

Other bureaus are named for good reasons, too: they work together, stand above, decide. Only what a bureau says of
itself (its duties, its budget, its staff), said of another one of the same level, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Rule, of_report

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关）；多是复制别的单位的文件留下的"
_LEVELS = {"省": 0, "自治区": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_KINDS = (
    r"(?:\w{2,17}?(?:局|厅|委员会|联合会|合作社)|\w{0,3}(?:总工会|妇联|残联|档案馆|党校|法院|检察院|红十字会)"
    "|机关事务服务中心)"
)
_PLACE = r"(?:[省州盟县旗]|市(?![场政容])|(?<![社小])区(?![划域]))"
_BUREAU = re.compile(rf"(\w*{_PLACE})({_KINDS})")
_NAME = rf"(\w{{0,12}}?{_PLACE}{_KINDS})(?!\w{{0,3}}(?:局|厅|委员会|联合会))"
_TOWN = re.compile("[乡镇]人民政府$|街道(?:办事处)?$")
_HOW = "(?:深入|全面|认真|切实|坚决|紧|严格|积极|依法)*"
_YEAR = "(?:20[0-9]{2}年|年)?度?"
_ACTOR = re.compile(rf"(?:^|[。；\n])\s*(?:[^。；，：\n]{{0,6}}：)?{_NAME}(?:党[组委])?{_YEAR}{_HOW}(\w{{2,12}})")
_BY_OTHERS = re.compile("^[各全我本由经与和会联协配据按向请受在对因从]|[由请向被从]|^(?:完成|实现|落实)")
_ACTS = tuple(
    """贯彻 学习贯彻 履行 坚持 围绕 主要职能 主要职责 的主要职 内设 下设 下属 下辖 现有 共有 实有 核定 编制 在职 始终
    部门整体 整体支出 绩效自评 属于 是县 是市 是区 为县 为市 为区 是行政 是财政""".split()
)
_OWN_MATTERS = "|".join(  # what a bureau says of nobody but itself
    """
    (?:严格)?按照?(?:年初|批复)?(?:的)?预算 (?:部门|单位)?整体支出 部门(?:预算|整体) (?:绩效)?自评
    绩效(?:管理|目标|自评) (?:的)?(?:年?初|全年)?预算(?:绩效|执行|管理|收支|支出|编制|安排|总额) 年?初预算 支出管理
    资金(?:使用|管理|支出) 内部控制 内控
    财务(?:制度|管理)
    (?:各项|全年|年度|重点|绩效)+(?:工作|目标|任务)*(?:全部|均|圆满|顺利|如期)*(?:完成|开展)
    (?:认真|扎实)?组织(?:开展|实施)了?(?:预算|绩效|部门|整体)*自评
    (?:圆满|较好|全部|如期)?完成(?:了)?(?:年度|全年|本年|各项|年初|全部)
    成立(?:了)?(?:绩效|预算|自评|评价)[^。；，]{0,8}小组
    (?:将|会)?(?:进一步|继续|不断|持续)+(?:加强|完善|规范|强化|健全)(?:预算|财务|绩效|内部|资产)
    高度重视(?:绩效|预算|内控|财务|自评) 严格执行(?:财务|预算|内控|中央八项|政府采购) [根依]据[^。；，]{0,6}三定
    履行(?:部门|本|各项|单位)?职[责能] (?:加强|完善|健全)(?:了)?(?:内部|财务|预算|资产) 人员经费 公用经费 机关运转
    日常运转 (?:工作)?人员工资 固定资产 “?三公 全体(?:干部|职工|人员|在[职编]) [内下]设 下[属辖] 在职人员 在[职编]
    核定 [现实共]有(?:在职|在编|干部|人员|编制) 的?主要职[责能] 围绕(?:本|年度|全年|中心) 是[县区市州旗]?(?:人民)?政府
    属于
    """.split()
)
_OF_ITSELF = re.compile(  # in the midst of a sentence
    rf"(?:^|[。；，：\n])\s*{_NAME}(?:党[组委])?(?:全|{_YEAR})?{_HOW}((?:{_OWN_MATTERS})[^。；，\n]{{0,12}})"
)
_ITS_RULES = re.compile(
    rf"(?:^|[。；，\n])\s*(?:我局|本单位|单位|先后|已|还|并|结合实际)*(?:制定|修订|建立|完善|出台)了?(?:《[^》]*》[、和]?)*"
    rf"《{_NAME}[^》]*(?:财务|内控|内部控制|采购|资产|考勤|预算|绩效|经费|合同|公务|差旅|收支)[^》]*》"
)
_ITS_ORDER = re.compile(rf"执行《{_NAME}[^》]*(?:财务(?:管理)?制度|内部控制|内控)[^》]*》")
_IS_US = re.compile(rf"(?:(?:我局|本局|本单位|我单位)(?:[（是为]|即|全称)|单位名称：){_NAME}")
_ITS_COSTS = re.compile(
    rf"(?:用于|保障|维持|确保|提升|提高|增强|推[动进]){_NAME}(?:机关)?"
    "(?:各项工作|工作(?:顺利|正常|有序|效能|效率|再上|任务)|效能|人员|正常运转|日常|机关|运转|工资|办公|公用|在职|干部职工|服务(?:群众|对象|社会|水平|能力)|履职|依法行政)"
)
_BARE = (  # bureaus of a county, called without its name
    "(?:民政|司法|档案|统计|信访|退役军人事务|财政|审计|教育|教育体育|教体|科技|科学技术|工业和信息化|工信|公安|人力资源和社会保障|人社|自然资源|生态环境|环保"
    "|住房和城乡建设|住建|城市管理|城管|交通运输|交通|水利|水务|农业农村|农业|畜牧兽医|畜牧|林业和草原|林业|商务|文化和旅游|文旅|文体旅游|卫生健康|卫健|应急管理|应急"
    "|市场监督管理|市场监管|医疗保障|医保|体育|乡村振兴|扶贫|机关事务|粮食和物资储备|粮食|招商|投资促进|税务|气象|行政审批|政务服务|大数据|人防|民族宗教|民宗|农机|地震"
    "|公路|规划|国土资源|供销|发展和改革|发改)局"
    "|(?:卫生健康|发展和改革|民族宗教事务|国有资产监督管理)委(?:员会)?|卫健委|发改委|国资委|残疾人联合会|残联|妇女联合会|妇联|总工会|工商业?联合会|工商联|文联|科协|侨联"
    "|红十字会|档案馆|党校|供销社|团委"
)
_BARE_BUREAU = re.compile(_BARE)
_MAY_NAME = re.compile("[局厅委馆院]|[合工字]会|[作销]社|[妇残商文侨]联|科协|党校|务中心")  # quick to tell
_ABOVE_ALL = re.compile("财政|审计|发展和?改革|人力资源|人社|统计|税务|机关事务|国有资产|监察|编制")
_KIND = re.compile("(?:局|委员会|委|会)$")
_BEFORE = re.compile(
    "(?P<how>完成|实现|用于|用作|保障|维持|确保|保证|弥补|解决|列支|提升|提高|增强|推[动进]|支付|安排|满足|促进|由|(?:^|[。；，：\n])\\s*)"
    f"(?P<place>[^\\W\\d_]{{0,6}}{_PLACE})?$"
)
_FARTHEST = 12  # characters from what a bureau is named for to its name
_ITS_OWN = re.compile(  # what is spent for a bureau, or kept up in it
    "(?:机关|本级|单位|系统)*(?:日常|办公|正常|运转|机关|(?:在[职编]|全体|离?退休)*(?:人员|干部职工|职工)|工资|公用|基本支出|全年|年度|履职|履行职责|依法履职|各项(?:工作|业务)"
    "|(?:工作|业务)(?:经费|任务|目标|顺利|正常|有序|效能|效率|再上|开展|运转)|效能|服务(?:群众|水平|能力)|的?(?:经费|支出)|办公楼|食堂|车辆|公务)"
)
_PAID_BY = re.compile(
    "(?:机关|本级|办公室)(?:按[月季年]|统一|据实|全额|负责)*(?:列支|开支|支出|报销|支付|承担|使用)|(?:按[月季年]|统一|据实|全额|负责)*(?:列支|开支|报销)"
)
_ACTS_ITSELF = re.compile(  # at the beginning of a clause
    f"(?:党[组委]|领导班子|机关)?(?:20[0-9]{{2}}年|全年|年)?度?(?:{_HOW[3:-2]}|较好|圆满|如期|顺利)*"
    f"(?:{_OWN_MATTERS}|全体|现有|实有|编制)(?![^，。；]{{0,10}}(?:系统|平台))"
)
_ITS_GOALS = re.compile(f"{_YEAR}(?:部门|单位)?(?:整体支出|绩效目标|各项(?:目标|任务))")
_BEHIND = {"由": _PAID_BY, "完成": _ITS_GOALS, "实现": _ITS_GOALS}
_OF_OTHERS = re.compile("审计|检查|核查|评价|批复|考核|督查|要求|规定|通知|部署|安排|系统|平台|(?<!个)[科股]室?$")
_FOR_ALL = re.compile("组织|成立|重视|加强|完善|规范|强化|健全")
_TOGETHER = re.compile("牵头|会同|配合|联合(?!会)|协同|共同|各部门|[县区市州党]委|我局|我[县区市]")


@lru_cache(3_000)
def _actors(text: str) -> tuple[tuple[str, str], ...]:
    """The bureaus that a text says to act or to have something, as only the one does whose file it is, each with its
    sentence."""
    if not _MAY_NAME.search(text):
        return ()
    found = [each for each in _ACTOR.finditer(text) if each[2].startswith(_ACTS)]
    found += [each for each in _OF_ITSELF.finditer(text) if _is_of_itself(each, _sentence(text, each.start(1)))]
    found += [each for pattern in (_ITS_RULES, _ITS_ORDER, _ITS_COSTS, _IS_US) for each in pattern.finditer(text)]
    named = [(each[1], _sentence(text, each.start(1))) for each in found if not _BY_OTHERS.search(each[1])]
    named += [each for each in _called_without_place(text) if not any(each[0] in name for name, _ in named)]
    return tuple(dict(named).items())


def _called_without_place(text: str) -> Iterator[tuple[str, str]]:
    """The same of bureaus that may be called without their county: 用于民政局日常办公支出, 由信访局机关按月列支."""
    for found in _BARE_BUREAU.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _FARTHEST), found.start())
        if before:
            sentence, place = _sentence(text, found.start()), before["place"] or ""
            is_subject = not before["how"].strip("。；，：\n ")
            behind = (_ACTS_ITSELF if is_subject else _BEHIND.get(before["how"], _ITS_OWN)).match(text, found.end())
            for_others = is_subject and (_TOGETHER.search(sentence) or (behind and _is_for_all(found[0], behind[0])))
            if behind and not for_others:
                yield (place if len(place) > len("我县") else "") + found[0], sentence


def _is_of_itself(found: re.Match[str], sentence: str) -> bool:
    of_others = _is_for_all(found[1], found[2]) or _OF_OTHERS.search(found[2]) or _TOGETHER.search(sentence)
    return not of_others


def _is_for_all(name: str, deed: str) -> bool:
    """Whether it is what 财政局 does for every bureau's money."""
    return name.endswith("财政局") and bool(_FOR_ALL.search(deed))


def _sentence(text: str, at: int) -> str:
    """The part of a text between two of its full stops and semicolons that has the character at `at`."""
    first = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return re.split("[。；\n]", text[first:], maxsplit=1)[0]


@of_report(
    "relevance.other-bureau",
    title="别的单位",
    sentence="这里说的是“{quote}”，这个文件是“{bureau}”的。",
    remedy="改为 {bureau}；这句话是从别的单位的文件抄来的，核对全句。",
    source=_SOURCE,
    wrong="年度总体目标: [示例：示例县水利局认真贯彻落实高龄补贴政策]",
    right="年度总体目标: [示例：示例县民政局认真贯彻落实高龄补贴政策，会同示例县财政局拨付资金]",
)
def other_bureau(review: Review) -> Iterator[Fault]:
    bureau = review.report.bureau
    for text, path in review.texts:
        for name, sentence in _actors(text):
            if _is_other(name, bureau) and bureau not in sentence:
                yield Fault(name, {"bureau": bureau}, path)


def _is_other(name: str, bureau: str) -> bool:
    """Whether a bureau is another one of the same level: 县水利局 and 某县教育局. One above or below may be meant, but
    no town or village is taken for a bureau; a 市 may be a county, and its bureaus of other trades are not above."""
    if _BARE_BUREAU.fullmatch(name):
        return not bureau.endswith("办公室") and not set(_KIND.sub("", name)) <= set(bureau)
    other, own = _BUREAU.fullmatch(name), _BUREAU.fullmatch(bureau)
    if other and _TOWN.search(bureau):
        return True
    if not other or not own or bureau.endswith(name) or name.endswith(bureau):
        return False
    levels = {_level(other[1]), _level(own[1])}
    is_of_other_trade = not set(_KIND.sub("", other[2])) <= set(bureau) and not _ABOVE_ALL.search(name)
    return len(levels) == 1 or (levels == {1, 2} and is_of_other_trade)


def _level(place: str) -> int:
    return _LEVELS["自治区"] if place.endswith("自治区") else _LEVELS[place[-1]]


RULES: tuple[Rule, ...] = (other_bureau,)
