"""Sentences that claim that all indicators were reached: “各项绩效指标均已完成”, “完成了全部产出指标”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from perfreport.chinese import CHINESE, NOT_CHINESE

_SORT = "产出|经济效益|社会效益|生态效益|可持续影响|效益|服务对象满意度|满意度|数量|质量|时效|成本"
_SET = "(?:年初|年度|全年|本年度?|当年|[0-9]{4}年度?|设定|设置|制定|确定|下达|申报|批复|预定|预期|既定|计划|的)*"
_MANY = "(?P<many>(?:全部|各项|所有|全年|各类|每项|[0-9]+[项个条])的?)"
_WHAT = (
    f"(?P<year>{_SET})(?P<sort>(?:(?:{_SORT})[、和及与]?)*)(?:三级|绩效|考核|具体)*"
    f"(?P<what>指标(?:任务|目标)?值?"
    f"|(?:(?<=绩效|年度|年初|全年|预期|既定|各项|所有|全部|设定|定的|下达|达的)(?:总体|整体)?目标"
    f"|(?<!{CHINESE})目标(?=任务))(?:任务)?值?)"
)
_ALL = "全部|全面|全都|全数|均|都|无一例外地?|百分之?百|100[%％]地?"
_HOW = "已经?|按[时期质计划要求]+|保质保量|如期|顺利|圆满|超额|较?好地?|得以|得到|予以"
_DONE = "(?:不[低少]于(?:年[度初])?[目指]标值?|完成|达标|达到|达成|实现|落实|兑现|[得获为是]?满分)"
_NO_NOUN = "(?!的|率|情况|与否|[之以]?后|[之以]?前|时|以来|度)"
_RATE = "(?:[完达]成|达标|实现)(?:率|程?度)?(?:比[例率])?(?:均|都|[为是：:]|达到?)*(?:100[%％]|百分之?百)(?!以)"
_NONE_MISSED = (
    "(?:(?:没有|并?无|不存在)(?:一项)?未(?:能)?(?:完成|达标|达到目标|实现)的?(?:绩效|三级|考核)*指标"
    "|未(?:能)?(?:完成|达标|实现)的?(?:绩效|三级|考核)*指标(?:数量?|项数)?[为是：:]?(?:0|零)[项个条]?"
    "|(?:全部|各项|所有|各类|每项|年初|本?年度|全年|设定|的|绩效|三级|考核)*(?:指标|目标)(?:任务)?[，,]?(?:均|都|中)?"
    "(?:(?:无一|没有(?:任何)?一|没有任何)[项个条]?(?:未(?:能)?(?:完成|达标|达到|实现)?|落空|缺项|遗漏|不达标|偏差|扣分|掉队)|(?:没有|不存在|无)(?:任何|明显)?(?:偏差|扣分)))"
)
_CLAIM = re.compile(
    f"(?P<subject>{_SET}{_MANY}?{_WHAT})(?:共?[0-9]+[项个条])?(?:(?:完成|实现)情况(?:[较良]好)?|(?:的?实际)?完成值)?[：:为，,]?"
    f"(?P<all>(?:(?P<every>{_ALL})|{_HOW})+){_DONE}了?{_NO_NOUN}"
    f"|(?P<rate>(?:全部|各项|所有|各类)?{_WHAT.replace('?P<', '?P<rate_')}){_RATE}|(?P<none>{_NONE_MISSED})"
)
_VERB_FIRST = re.compile(
    f"(?P<subject>(?P<every>全部|全面|圆满|全都|均|都)*(?:{_HOW})*{_DONE}了?){_SET}(?P<more>{_MANY}?{_WHAT})(?={NOT_CHINESE}|$)"
)
_OF_YEAR = re.compile("年初|年度|全年|本年|当年|[0-9]{4}年|三级|未完成的?[绩效考核]*指标")
_MAY_CLAIM = re.compile("[指目]标")
_MAY_PRECEDE = re.compile(
    f"(?:^|{NOT_CHINESE}|[局委办院厅处队站]|单位|部门|全年|年度|年末|年初|[月年]底|总体|整体|自评|看|算|支出|设定|其中|即|本年|[我本]县"
    "|表明|显示|说明|认为|结果|工作)的?$"
)
_OTHERWISE = re.compile(  # a wish, a condition, another year, a part
    "确保|保证|力争|争取|力求|推动|促进|督促|要求|如果|若|计划|预计|为|拟|应当?|必须|需要?|希望|实现路径|标准是"
    "|上年|去年|往年|项目|未|没有|不|尚|基本|大部分|大多|多数|部分|较|难|影响|导致|下年|明年|今后|下一步|是否|将"
)
_EXCEPT, _REST = re.compile("除了|除[^，。；]{1,25}外|以外|之外|未完成"), re.compile("其余|其他|其它|余下|剩余")
_SENTENCE, _CLAUSE = re.compile("[。；！\n]"), re.compile("[，,：:（(]")


class Claim(NamedTuple):
    """What is claimed in the words of `quote`: of all indicators or those of `sorts`; of `many` if a number is said.

    `is_of_year`: it says that all of the year are meant, and not those of one goal.
    """

    quote: str
    sorts: tuple[str, ...]
    many: int | None
    is_of_year: bool

    def covers(self, first: str, second: str, all: int) -> bool:
        """Whether it speaks of an indicator in these groups, of which there are `all` in all."""
        is_counted = self.many is None or self.many == all or bool(self.sorts)
        return is_counted and (not self.sorts or first.startswith(self.sorts) or second.startswith(self.sorts))


@lru_cache(maxsize=3_000)
def claims(text: str, year: int) -> tuple[Claim, ...]:
    return tuple(_claims(text, year)) if _MAY_CLAIM.search(text) else ()


def _claims(text: str, year: int) -> Iterator[Claim]:
    for pattern in (_CLAIM, _VERB_FIRST):
        for found in pattern.finditer(text):
            if _is_of_all(found) and _is_meant(text, found.start(), year):
                said = found.groupdict()
                many, is_rate = said["many"] or "", bool(said.get("rate"))
                digits = re.match("[0-9]+", many)
                sort = said["rate_sort"] if is_rate else said["sort"]
                yield Claim(
                    found[0],
                    tuple(re.findall(_SORT, sort or "")),
                    int(digits[0]) if digits else None,
                    bool(many or is_rate or said["year"] or _OF_YEAR.search(found[0])),
                )


def _is_of_all(found: re.Match[str]) -> bool:
    """Whether it speaks of all there are; “甲、乙，均达到年度目标” does of what is named before."""
    said = found.groupdict()
    if found.re is _VERB_FIRST and said["every"] in ("均", "都") and not said["many"]:
        return not found.string[: found.start()].endswith("，")
    is_whole = _OF_YEAR.match(found[0]) or "目标任务" in found[0]
    return bool(
        said["many"] or said["every"] or said.get("rate") or said.get("none") or (is_whole and "圆满" in found[0])
    )


def _is_meant(text: str, at: int, year: int) -> bool:
    """Whether the words before leave it a claim about this bureau's year."""
    sentence = _SENTENCE.split(text[:at])[-1]
    clause = _CLAUSE.split(sentence)[-1]
    is_past = any(int(each) < year for each in re.findall("(20[0-9]{2})年", sentence))
    if is_past or _EXCEPT.search(sentence) or _REST.search(clause) or _OTHERWISE.search(clause):
        return False
    return bool(_MAY_PRECEDE.search(clause))
