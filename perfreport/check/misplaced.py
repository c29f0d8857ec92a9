"""相关性: indicators that stand in a group to which they do not belong.

`sorts` says what an indicator is about; each rule here tells of some of its sorts where they have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.review import Entry
from perfreport.check.rule import Fault, Rule, of_indicator
from perfreport.check.sorts import SORTS, sort_of_indicator
from perfreport.sentences.targets import topic

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（指标科学）；各组的含义见所附目标表的填报说明"
_RATES = "财预〔2013〕53号《预算绩效评价共性指标体系框架》：产出数量看实际完成率，质量看质量达标率，时效看完成及时率"
_SENTENCE = "“{quote}”说的是{what}，不属于“{group}”。"
_REMEDY = "移到“{right}”。"
_EFFECTS = (
    *("awareness", "policy-awareness", "living", "change", "benefit", "relief", "gain", "income", "growth", "pace"),
    *("safety", "driven", "jobs", "served", "nature", "air", "surroundings", "lasting", "durable"),
)
_OPINION = re.compile("满意|意度|认可|认同|好评|差评|评[价议分]|投诉|信访|表扬|信任|[得福全]感|测评|意见|反[映馈]")
_NO_OPINION = re.compile(
    "(?:完成|执行|合格|准确|达标|到位|发放|支付|拨付|兑现|利用|开工|完工|办结|入库|支出|成活|参保|就诊)率$"
)


def _misplaced(entry: Entry, *sorts: str) -> Iterator[Fault]:
    """The fault of an indicator of one of these sorts in a wrong group, if the pack has the right one."""
    found = sort_of_indicator(entry.name, entry.target.text)
    if found not in sorts or entry.sort not in SORTS[found].wrong:
        return
    known = {second for _, seconds in entry.rules.groups for second in seconds}
    if right := [group for sort in SORTS[found].right if (group := entry.group_of(sort)) in known]:
        words = {"what": SORTS[found].what, "group": entry.second, "right": "”或“".join(right)}
        yield Fault(entry.name, words)


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
    return _misplaced(entry, "deadline", "works", "duration", "payment", "service", "promptness", "prompt", "delivery")


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
    return _misplaced(entry, "cost", "price", "unit", "saving")


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
    return _misplaced(entry, "quality", "propriety")


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
    unit = entry.counted.unit
    if entry.sort != "满意度" or not unit or _OPINION.search(entry.name):
        return
    if unit in ("%", "‰", "分", "星", "级") and not _NO_OPINION.search(topic(entry.name, entry.target)):
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
