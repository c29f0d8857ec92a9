"""相关性: indicators that stand in a group to which they do not belong.

One classification says what an indicator is about, by its name and its value; what it does not know for certain is
about nothing. Each rule then knows the groups in which its sort has no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.review import Entry
from perfreport.check.rule import Fault, Rule, of_indicator
from perfreport.sentences.qualitative import CHANGE
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（指标科学）；各组的含义见所附目标表的填报说明"
_RATES = "财预〔2013〕53号《预算绩效评价共性指标体系框架》：产出数量看实际完成率，质量看质量达标率，时效看完成及时率"
_SENTENCE = "“{quote}”说的是{what}，不属于“{group}”。"
_REMEDY = "移到“{right}”。"


class _Sort(NamedTuple):
    """What indicators of one sort speak of, the group they belong to, and those where they are certainly wrong."""

    what: str
    right: str
    wrong: tuple[str, ...]


_EFFECTS = ("经济效益", "社会效益", "生态", "可持续")
_SORTS = {
    "satisfaction": _Sort("满意不满意", "满意度", ("数量", "质量", "时效", "成本", *_EFFECTS)),
    "deadline": _Sort("什么时候做", "时效", ("数量", "质量", "成本", *_EFFECTS, "满意度")),
    "duration": _Sort("用多少时间", "时效", ("数量", "成本", "经济效益", "满意度")),
    "promptness": _Sort("及时不及时", "时效", ("数量", "质量", "成本", "经济效益", "满意度")),
    "cost": _Sort("花多少钱", "成本", ("数量", "质量", "时效", *_EFFECTS, "满意度")),
    "price": _Sort("按多少钱算", "成本", ("数量", "质量", "时效", "满意度")),
    "quality": _Sort("做得合不合要求", "质量", ("数量", "时效", "成本", "满意度")),
    "completion": _Sort("完成了多少", "数量", ("成本", "经济效益", "满意度")),
    "coverage": _Sort("覆盖了多少", "数量", ("时效", "成本", "满意度")),
    "activity": _Sort("做了多少", "数量", ("质量", "时效", "成本", "满意度")),
    "count": _Sort("有多少", "数量", ("时效", "成本", "满意度")),
    "awareness": _Sort("多少人知道", "社会效益", ("数量", "时效", "成本", "经济效益", "满意度")),
    "living": _Sort("给群众生活、社会带来的变化", "社会效益", ("数量", "质量", "时效", "成本")),
}

_SATISFACTION = re.compile("满意(?:度|率|程度|情况)(?:[（(].*[）)])?$")
_OPINION = re.compile("满意|意度|认可|认同|好评|差评|评[价议分]|投诉|信访|表扬|信任|[得福全]感|测评|意见|反[映馈]")
_DEADLINE = re.compile(
    "(?:[年月日号旬底末初节]|季度?|[0-9][:：][0-9]{2})(?:之|以)?前"
    "(?:全部|足额|及时)*(?:完成|发放|支付|拨付|到位|办结|报送|公开|上报|提交|完工|竣工)*$"
)
_RHYTHM = re.compile(
    "(?:按|逐|每)(?:年度?|月度?|季度?|周|旬|学期|日)(?:足额|及时|准时|按时|定期)*"
    "(?:支付|发放|拨付|缴纳|兑现|报送|上报|结算|缴存|公开|安排)*"
)
_PROMPT = re.compile("(?:及时|准时|按时|按期|如期)[^，、]{0,4}率$")
_DURATION = re.compile("(?:周期|工期|时限|(?:完成|办[结理]|处理|响应|发放|支付|拨付|到账|完工|竣工)时间)$")
_TIME_UNIT = re.compile("个?(?:年|月|天|日|周|季度|小时|工作日|分钟)")
_COST = re.compile("成本(?:控制数?)?$")
_RELIEF = re.compile("降低|下降|减[少轻负]|节[约省]|压[减缩]")
_NO_EXPENSE = re.compile(
    "[次户人]均|损失|债|欠|负担|价|税|罚|逾期|亏|坏账|能耗|事故|赔|收入|产值|缺口|误差|差[额错]|结[转余]"
)
_QUALITY = re.compile("(?:合格|准确|符合|正确|优良|优质|差错|完好)率$")
_OF_TIME_OR_MONEY = re.compile("时|按期|如期|进度|预算|资金|成本|经费|支出|费用")
_COMPLETION = re.compile("(?<!时)(?<!期)完成(?:比)?率$")
_OF_GAIN = re.compile("预算|资金|成本|投资|支出|经费|费用|采购|收入|税|产值|利润|销售|招商|增加?值|目标|非税")
_COUNT = re.compile("(?:人数|人次|次数|户数|场次|期数|批次|件数|份数|个数|数量|面积|里程)$")
_NO_OUTPUT = re.compile(
    "[每年月季周频时]|投诉|信访|事故|差错|案|违[规纪法]|问题|返工|不|未|无|缺陷|死亡|病|感染|合格|达标|优|奖|荣誉|先进|示范"
    "|创建|精品|录用|通过|采[纳用]|引用|论文|专利|控制|编制|成本|费|支出|满意|表扬|下降|减"
)
_ACTIVITY = re.compile("培训|慰问|走访|入户|发放|补贴|宣传|检查|巡查|会议|采购|购置|救助|活动")
_LIVING = re.compile("生活(?:水平|质量|条件)|获得感|幸福感|安全感|社会(?:稳定|和谐)")


@lru_cache(256)
def _sort(name: str, value: str) -> str:
    """Which of `_SORTS` an indicator is of, "" where nobody can tell for certain."""
    target = with_unit_of(name, Target.parse(value))
    subject = topic(name, target)
    if _SATISFACTION.search(subject):
        return "satisfaction"
    return (
        _sort_of_time(subject, target)
        or _sort_of_money(subject, target)
        or (_sort_of_rate(subject) if subject.endswith(("率", "度")) else _sort_of_deed(subject, target))
    )


def _sort_of_time(subject: str, target: Target) -> str:
    if not target.sign and (_DEADLINE.search(target.text) or _RHYTHM.fullmatch(target.text)):
        return "deadline"
    if _DURATION.search(subject) and _TIME_UNIT.fullmatch(target.unit):
        return "duration"
    return "promptness" if _PROMPT.search(subject) else ""


def _sort_of_money(subject: str, target: Target) -> str:
    amount, _, per = target.unit.partition("/")
    if not amount.endswith("元") or _RELIEF.search(subject):
        return ""
    if _COST.search(subject):
        return "price" if per or "均" in subject else "cost"
    if subject.endswith("标准"):
        return "price" if per and target.sign in ("=", "≤") else ""
    return "cost" if not per and target.sign in ("≤", "<") and not _NO_EXPENSE.search(subject) else ""


def _sort_of_rate(subject: str) -> str:
    if _QUALITY.search(subject):
        return "" if _OF_TIME_OR_MONEY.search(subject) else "quality"
    if _COMPLETION.search(subject):
        return "" if _OF_GAIN.search(subject) else "completion"
    if subject.endswith("覆盖率"):
        return "coverage"
    return "awareness" if subject.endswith(("知晓率", "知晓度")) else ""


def _sort_of_deed(subject: str, target: Target) -> str:
    if _COUNT.search(subject) and target.sign in ("≥", ">", "=") and target.unit not in ("", "%", "‰"):
        return "" if _NO_OUTPUT.search(subject) else "activity" if _ACTIVITY.search(subject) else "count"
    return "living" if _LIVING.search(subject) and CHANGE.fullmatch(target.text) else ""


def _misplaced(entry: Entry, *sorts: str) -> Iterator[Fault]:
    """The fault of an indicator of one of these sorts in a wrong group, if the pack has the right one."""
    found = _sort(entry.name, entry.target.text)
    if found not in sorts or entry.sort not in _SORTS[found].wrong:
        return
    sort = _SORTS[found]
    right = entry.group_of(sort.right)
    if any(right in seconds for _, seconds in entry.rules.groups):
        yield Fault(entry.name, {"what": sort.what, "group": entry.second, "right": right})


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
    return _misplaced(entry, "satisfaction")


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
    return _misplaced(entry, "deadline", "duration", "promptness")


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
    return _misplaced(entry, "cost", "price")


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
    return _misplaced(entry, "quality")


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
    return _misplaced(entry, "completion", "coverage", "activity", "count")


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
    return _misplaced(entry, "awareness", "living")


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
    if entry.sort != "满意度" or not unit or unit in ("%", "‰", "分", "星", "级") or _OPINION.search(entry.name):
        return
    if not any(_misplaced(entry, *_SORTS)):
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
