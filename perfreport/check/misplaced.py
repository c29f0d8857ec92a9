"""相关性: indicators that stand in a group to which they do not belong.

`sorts` says what an indicator is about; each rule here tells of some of its sorts where they have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.placeholder import stand_in
from perfreport.check.review import Entry
from perfreport.check.rule import Fault, Rule, of_indicator
from perfreport.check.sorts import SORTS, sort_of_indicator
from perfreport.sentences.targets import topic

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（指标科学）；各组的含义见所附目标表的填报说明"
_RATES = "财预〔2013〕53号《预算绩效评价共性指标体系框架》：产出数量看实际完成率，质量看质量达标率，时效看完成及时率"
_SENTENCE = "“{quote}”说的是{what}，不属于“{group}”。"
_REMEDY = "移到“{right}”。"
_EFFECTS = (
    *(
        "awareness",
        "policy-awareness",
        "living",
        "prosperity",
        "change",
        "benefit",
        "relief",
        "gain",
        "income",
        "growth",
        "pace",
    ),
    *("growth", "pace", "safety", "driven", "jobs", "served", "nature", "air", "surroundings", "lasting", "durable"),
)
_RATE = re.compile("(?:率|比例|占比|比重)$")
_OPINION = re.compile(
    "满意|意度|认可|认同|[好差]评|评[价议分]|投诉|信访|上访|来访|表扬|感谢|锦旗|信[任赖]|[得福全]感|[测考]评|意见|建议|反[映馈响]|口碑|负面|舆[情论]|支持"
    "|拥护|赞|体验|推荐|[参配]与|配合|关注|尊重|欢迎|形象|声誉|社会认|纠纷|维权|申诉|举报"
)
_HANDLED = re.compile(  # how many complaints were dealt with says nothing of who is satisfied
    "(?:投诉|信访|来[信访]|上访|举报|申诉|诉求|意见|建议|纠纷)[^，、意]{0,8}(?:办[结理]|处[理置]|受理|核查|查[处办]|整改|调[解处]|化解|反馈)"
    "(?:完成|及时)?(?:率|比例|[件起]数|数量?)$|接待[^，、]*(?:批次|人[次数])$"
)
_WHO = re.compile(  # whoever is asked: 受益群众 ≥95%
    "(?:群众|对象|人员|居民|村民|家长|学生|师生|学员|职工|干部|企业|单位|公众|代表|委员|用户|患者|乘客|游客|读者|观众|农户|移民|商户|部门|人群|老人|员工|各界"
    "|教师|家庭|牧民|农民|[者人方户])$"
)


def _misplaced(entry: Entry, *sorts: str) -> Iterator[Fault]:
    """The fault of an indicator of one of these sorts in a wrong group, if the pack has the right one."""
    found = sort_of_indicator(entry.name, entry.target.text)
    if entry.sort == "满意度" and _is_opinion(entry.name):
        return
    if found not in sorts or entry.sort not in SORTS[found].wrong:
        return
    known = {second for _, seconds in entry.rules.groups for second in seconds}
    if right := [group for sort in SORTS[found].right if (group := entry.group_of(sort)) in known]:
        words = {"what": SORTS[found].what, "group": entry.second, "right": "”或“".join(right)}
        yield Fault(entry.name, words)


def _is_opinion(said: str) -> bool:
    return bool(_OPINION.search(said)) and not _HANDLED.search(said)


@of_indicator(
    "relevance.satisfaction-elsewhere",
    title="满意度放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_SOURCE,
    wrong="社会效益指标: [{三级指标: 示例社区居民满意度, 指标值: ≥90%}]",
    right="服务对象满意度指标: [{三级指标: 示例社区居民满意度, 指标值: ≥90%}]",
)
def satisfaction_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(entry, "satisfaction", "approval")


@of_indicator(
    "relevance.timeliness-elsewhere",
    title="时效放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_RATES,
    wrong="数量指标: [{三级指标: 示例高龄补贴核查完成时间, 指标值: 11月底前}]",
    right="时效指标: [{三级指标: 示例高龄补贴核查完成时间, 指标值: 11月底前}]",
)
def timeliness_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(
        entry, "deadline", "works", "duration", "payment", "service", "turn-out", "promptness", "prompt", "delivery"
    )


@of_indicator(
    "relevance.cost-elsewhere",
    title="成本放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_SOURCE,
    wrong="经济效益指标: [{三级指标: 示例高龄补贴核查成本, 指标值: ≤2万元}]",
    right="成本指标: [{三级指标: 示例高龄补贴核查成本, 指标值: ≤2万元}]",
)
def cost_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(entry, "cost", "price", "unit", "standard", "saving")


@of_indicator(
    "relevance.quality-elsewhere",
    title="质量放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_RATES,
    wrong="时效指标: [{三级指标: 示例高龄补贴政策符合率, 指标值: =100%}]",
    right="质量指标: [{三级指标: 示例高龄补贴政策符合率, 指标值: =100%}]",
)
def quality_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(entry, "quality", "own-quality", "well-said", "propriety")


@of_indicator(
    "relevance.output-elsewhere",
    title="完成的数量放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_RATES,
    wrong="成本指标: [{三级指标: 示例高龄补贴核查完成率, 指标值: ≥95%}]",
    right="数量指标: [{三级指标: 示例高龄补贴核查完成率, 指标值: ≥95%}]",
)
def output_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(entry, "completion", "own-completion", "coverage", "deed", "aid", "activity", "count", "number")


@of_indicator(
    "relevance.effect-elsewhere",
    title="效益放在别的组",
    sentence=_SENTENCE,
    remedy=_REMEDY,
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例高龄补贴申请流程知晓率, 指标值: ≥90%}]",
    right="社会效益指标: [{三级指标: 示例高龄补贴申请流程知晓率, 指标值: ≥90%}]",
)
def effect_elsewhere(entry: Entry) -> Iterator[Fault]:
    return _misplaced(entry, *_EFFECTS)


@of_indicator(
    "relevance.not-satisfaction",
    title="满意度组里不是满意度的",
    sentence="“{quote}”的指标值是“{value}”，不是满意度，却放在“{group}”里。",
    remedy="移到它所属的产出或效益的组；要的是满意度，就把名称写成“……满意度”，指标值写成 ≥90% 这样的形式。",
    source=_SOURCE,
    wrong="服务对象满意度指标: [{三级指标: 示例新增高龄补贴受理窗口, 指标值: ≥2个}]",
    right="数量指标: [{三级指标: 示例新增高龄补贴受理窗口, 指标值: ≥2个}]",
)
def not_satisfaction(entry: Entry) -> Iterator[Fault]:
    subject, target = topic(entry.name, entry.target), entry.counted
    if entry.sort != "满意度" or _is_opinion(entry.name + target.text * (not target.sign)) or stand_in(target.text):
        return
    is_mark = target.unit in ("", "%", "‰", "分", "星", "级")
    if is_mark and ((target.sign and not _RATE.search(subject)) or _WHO.search(subject)):
        return
    if not any(_misplaced(entry, *SORTS)):
        yield Fault(entry.name, {"value": entry.target, "group": entry.second})


RULES: tuple[Rule, ...] = (
    satisfaction_elsewhere,
    timeliness_elsewhere,
    cost_elsewhere,
    quality_elsewhere,
    output_elsewhere,
    effect_elsewhere,
    not_satisfaction,
)
