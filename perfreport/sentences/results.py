"""What an indicator reached, in words: the actual value beside its target, as a self-evaluation report says it.

A clause is a topic, a verb with the value, and what that means: 发放人数 | 为5人 | 完成年度目标的125.00%.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from perfreport.actual import completion
from perfreport.money import round_half_up
from perfreport.sentences.qualitative import CHANGE, qualitative_sentence
from perfreport.sentences.reached import Reached, as_happened
from perfreport.sentences.targets import (
    ends_in_quantity,
    target_sentence,
    target_words,
    topic,
    with_sign_said,
    without_last_mark,
)
from perfreport.target import Target


@lru_cache(maxsize=2_000)
def result_sentence(name: str, target: Target, actual: str, verdict: str = "", places: int = 2) -> str:
    """Name, actual value and what it means, without a full stop: 发放补贴实际完成112人，完成年度目标的101.82%.

    `verdict` (达成, 部分达成, 未达成) is that of a target in words; `places` are the decimals of the share.
    """
    reached = Reached.of(name, target, actual)
    if reached:
        verb = verb_of(reached)
        return with_verb(reached.subject, verb) + _value(reached, verb, places)
    subject, said = as_happened(without_last_mark(name)), without_last_mark(actual)
    if "达成" in said:
        return f"{subject}，{_judged(said)}"
    return _said_of(subject, target, said) + _and(_judged(verdict))


def result_words(name: str, target: Target, actual: str, verdict: str = "", places: int = 2) -> str:
    """The clause without the name, for a table: 实际完成112人，完成年度目标的101.82%."""
    reached = Reached.of(name, target, actual)
    if reached:
        verb = verb_of(reached)
        return re.sub("^为?$", "实际为", verb) + _value(reached, verb, places)
    said = without_last_mark(actual)
    if "达成" in said:
        return _judged(said)
    return (re.sub("^为", "实际为", target_words(Target.parse(said))) if target.sign else said) + _and(_judged(verdict))


def _and(verdict: str) -> str:
    return f"，{verdict}" if verdict else ""


# Words


_AFTER_NOUN = re.compile("尚未|未|没有|有所|得到|较为|比较|基本")  # 水平有所提高, but 有效提高水平


def _judged(verdict: str) -> str:
    return f"{verdict}预期目标" if verdict in ("达成", "部分达成", "未达成") else verdict


def _said_of(subject: str, target: Target, said: str) -> str:
    """The subject and words that were typed: 有效提高水平 + 有所提高 → 水平有所提高.

    A number that cannot be compared with its target is told as a number: 发放补贴 + 112户 → 发放补贴为112户.
    """
    if target.sign:
        return target_sentence(topic(subject, target), Target.parse(said))
    wanted, reached = CHANGE.match(subject), CHANGE.fullmatch(said)
    noun = subject[wanted.end() :] if wanted else ""
    if len(noun) > 1 and noun in said:
        return said
    if not noun or not wanted or not reached or wanted[1] != reached[1]:
        return qualitative_sentence(subject, with_sign_said(said))
    return noun + said if _AFTER_NOUN.match(said) else said + noun


# Numbers


_MEASURE = re.compile(
    "(?:(?<!质)量|数|额|值|率|比例|比重|占比|(?<![力制])度|周期|面积|里程|覆盖面|规模|种类|[人户家场批频针处台]次|水平|能力"
    "|等级|得分|评分|排名|名次|时间|日期|时限|期限|年限|寿命|工期|用时|单价|造价|投资|收入|成本|支出|开支)(?:[（(][^（()）]*[）)])?$"
)
_TO_CHANGE = re.compile("(?:提高|提升|改善|增强|增加|减少|降低)[^的].")
_NOTHING_SPENT = "未发生支出"
_JUST_THERE = "与年度目标持平"  # the very number that > and < exclude, though it has full marks: no verdict


def verb_of(reached: Reached) -> str:
    """What joins the subject to its number: 发放补贴实际完成, 发放人数为, 工作成本实际支出; "" of 食品抽检904批次."""
    subject = reached.subject
    if reached.is_counted or reached.is_gain:
        return ""
    if reached.is_spending and "实际" not in subject and not subject.endswith(("支出", "开支")):
        return "实际支出" if reached.number else _NOTHING_SPENT
    if reached.target.unit == "%" and reached.is_met and reached.number == 100:
        return "达到"
    if _is_measured(reached):
        return "为"
    is_state = reached.is_limit or reached.lasts or (reached.is_level and reached.kind != "rate")
    verb = "实际为" if is_state else "实际完成"
    return verb.removeprefix("实际") if "实际" in subject else verb


def _is_measured(reached: Reached) -> bool:
    """Whether the subject is what the number measures: 发放人数, 补贴标准, 使用年限; but 制定标准3项."""
    if _MEASURE.search(reached.subject) or reached.kind == "standard" or reached.is_month:
        return True
    if reached.lasts:
        return reached.subject.endswith(("标准", "期"))
    return reached.subject.endswith("标准") and reached.kind != "count"


def with_verb(subject: str, verb: str) -> str:
    """The subject and what joins it to its number.

    提高满意度，实际为98%, for what is done is not what it comes to; 完成走访 + 实际完成 says 完成 once.
    """
    if (verb in ("为", "达到") and _TO_CHANGE.match(subject)) or ends_in_quantity(subject):
        return f"{subject}，{'实际为' if verb == '为' else verb}"
    if verb == "实际完成":
        subject = re.sub("^完成(?!情况|质量|效果|进度)(?=..)|(?<=..)完成$", "", subject)
    return subject + verb


def _value(reached: Reached, verb: str, places: int) -> str:
    """What follows the verb: the number and what it means."""
    if verb == _NOTHING_SPENT:
        return ""
    return f"{reached.value}，{meaning_of(reached, places)}"


def meaning_of(reached: Reached, places: int) -> str:
    """What the number means beside its target: 完成年度目标的101.82%, 高于年度目标3个百分点."""
    if reached.target.high is not None:
        return _in_range(reached)
    if reached.is_month:
        return _in_time(reached)
    if reached.is_limit:
        return _within(reached)
    share = completion(reached.target, reached.actual)
    return _at(reached) if reached.is_level or share is None else _share(reached, share, places)


def _in_range(reached: Reached) -> str:
    if not reached.gap:
        return f"在{reached.target.quantity}的目标范围内"
    return f"高于目标上限{reached.distance}" if reached.gap > 0 else f"低于目标下限{reached.distance}"


def _in_time(reached: Reached) -> str:
    if reached.is_met:
        return "按期完成" if reached.is_limit else "达到年度目标"
    if not reached.gap:
        return _JUST_THERE
    return f"{'晚于' if reached.gap > 0 else '早于'}年度目标{abs(reached.gap):f}个月"


def _within(reached: Reached) -> str:
    if not reached.is_met:
        return f"超出年度目标{reached.distance}" if reached.gap else _JUST_THERE
    if not reached.keeps_amount:
        return "控制在年度目标以内" if reached.wanted else "达到年度目标"
    saved = f"，节约{reached.distance}" if reached.is_spending and reached.gap else ""
    return f"控制在{reached.limit}以内{saved}"


def _at(reached: Reached) -> str:
    if not reached.gap:
        reach = "完成" if verb_of(reached) == "达到" else "达到"
        return f"{reach}年度目标" if reached.is_met else _JUST_THERE
    if reached.kind in ("rate", "standard"):
        return f"{'高于' if reached.gap > 0 else '低于'}年度目标{reached.distance}"
    return f"比年度目标{'多' if reached.gap > 0 else '少'}{reached.distance}"


def _share(reached: Reached, share: Decimal, places: int) -> str:
    """完成年度目标的81.82%; no percentage where rounding would say that nothing or all was done."""
    printed = round_half_up(share * 100, places)
    if share == 1:
        return "达到年度目标" if reached.is_met else _JUST_THERE
    if share > 1:
        return f"完成年度目标的{printed:f}%" if printed > 100 else "超额完成年度目标"
    return f"完成年度目标的{printed:f}%" if 0 < printed < 100 else "未完成年度目标"
