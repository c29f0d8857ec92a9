"""Goals that stand as their own results: what was done is the goal once more, with a word that it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, of_report


@of_report(
    "evaluation.copied-goal",
    title="完成情况照抄目标",
    sentence="“目标完成情况”把目标“{quote}”原样写了一遍，没有说完成得怎样。",
    remedy="写做了什么、做到什么程度，例如“全年按月发放高龄补贴，惠及186名老年人”。",
    source="财预〔2020〕10号所附项目支出绩效自评表：年度总体目标的“实际完成情况”",
    wrong="年度总体目标: [示例：开展高龄补贴政策宣传]\n目标完成情况: [示例：开展高龄补贴政策宣传]",
    right="年度总体目标: [示例：开展高龄补贴政策宣传]\n目标完成情况: [示例：在6个村开展高龄补贴政策宣传12场]",
)
def copied_goal(review: Review) -> Iterator[Fault]:
    told = review.report.self_evaluation
    aims = {clause for goal in review.report.goals for clause in _clauses(goal)} if told else set()
    for at, (goal, done) in enumerate(zip(review.report.goals, told.goals, strict=False) if told else ()):
        clauses = _clauses(done)
        if _bare(goal) == _bare(done) or (clauses and clauses <= aims):
            yield Fault(done, path=("自评", "目标完成情况", at))


@lru_cache(3_000)
def _clauses(text: str) -> frozenset[str]:
    """What each part of a sentence says, its characters in order of size: 生活得到保障 is 保障生活 once more."""
    bare = (_bare(clause) for clause in _CLAUSE_END.split(_NUMBER_OF_GOAL.sub("", text)))
    return frozenset("".join(sorted(each)) for each in bare if each)


@lru_cache(3_000)
def _bare(text: str) -> str:
    """What is said without that it is done, how well and when, which says of no goal how far."""
    return _SAYS_ONLY_DONE.sub("", _NUMBER_OF_GOAL.sub("", text))


_CLAUSE_END = re.compile("[。；;，,：:、\n（()）]")
_NUMBER_OF_GOAL = re.compile(
    "^(?:(?:年度)?(?:总体)?目标)?[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?[：:、.．](?![0-9])\\s*"
)
_SAYS_ONLY_DONE = re.compile(
    "20[0-9]{2}年度?|本年度|当年度|上述|以上|该项|本项|此项|本年|当年|全年|年内|年末|年底|今年|截[至止到]|12月(?:31日|[底末])"
    "|完成率达?到?为?|达到?100[%％]|为?100[%％]地?|百分之百|全面|全部|全都|各项|所有|已经?|均|都|了"
    "|完成|实现|落实|达成|达标|达到|兑现|得到|得以|予以|进行|推进|推动|开展|做好|目标值?|任务|工作|指标|情况|效果"
    "|圆满|顺利|如期|按期|按时|按质|按量|保质保量|按要求|按计划|基本|较好地?|很好地?|良好|足额|及时|有效地?|切实|扎实|积极|认真|严格|大力"
    "|进一步|持续|不断|稳步|有序|预期|既定|年初|设定|年度|绩效|总体|我[局办委站所校镇]|本?单位|本?部门"
    "|取得[较良]?好?[效成]果|取得[明显积极一定]*成效|按照|根据|做到|力争|争取|努力|确保|计划|拟|将|[的地]|[.](?![0-9])|[^\\w.%％]"
)
