"""What an indicator reached, in words: the actual value beside its target, as a self-evaluation report says it.

A clause is a topic, a verb with the value, and what that means: 发放人数 | 为5人 | 完成年度目标的125.00%.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from perfreport.actual import Actual, completion
from perfreport.money import round_half_up
from perfreport.target import Target
from perfreport.wording import (
    CHANGE,
    ends_in_quantity,
    is_month,
    kind,
    qualitative_sentence,
    target_sentence,
    target_words,
    topic,
    unit_after,
    with_unit_of,
    without_last_mark,
)


def result_sentence(name: str, target: Target, actual: str, verdict: str = "", places: int = 2) -> str:
    """Name, actual value and what it means, without a full stop: 发放补贴实际完成112人，完成年度目标的101.82%.

    `verdict` (达成, 部分达成, 未达成) is that of a target in words; `places` are the decimals of the share.
    """
    reached = _reached(name, target, actual)
    if reached:
        verb = _verb(reached)
        return _with_verb(reached.subject, verb) + _value(reached, verb) + _and(_meaning(reached, verb, places))
    subject, said = _WAS_EXPECTED.sub("", without_last_mark(name)), without_last_mark(actual)
    if "达成" in said:
        return f"{subject}，{_judged(said)}"
    return _said_of(subject, target, said) + _and(_judged(verdict))


def result_words(name: str, target: Target, actual: str, verdict: str = "", places: int = 2) -> str:
    """The clause without the name, for a table: 实际完成112人，完成年度目标的101.82%."""
    reached = _reached(name, target, actual)
    if reached:
        verb = _verb(reached)
        shown = "实际为" if verb == "为" else verb
        return shown + _value(reached, verb) + _and(_meaning(reached, verb, places))
    said = without_last_mark(actual)
    if "达成" in said:
        return _judged(said)
    return (re.sub("^为", "实际为", target_words(Target.parse(said))) if target.sign else said) + _and(_judged(verdict))


def _and(meaning: str) -> str:
    return f"，{meaning}" if meaning else ""


# Words


_WAS_EXPECTED = re.compile("^预计(?=.)")  # and is no longer
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
    if not noun or not wanted or not reached or wanted[1] != reached[1] or said in subject:
        return qualitative_sentence(subject, said)
    return noun + said if _AFTER_NOUN.match(said) else said + noun


# Numbers


@dataclass(frozen=True, slots=True)
class _Reached:
    """A number beside what was wanted, both in the target's unit; of a range, the nearest in it is wanted."""

    subject: str
    target: Target
    actual: Actual
    number: Decimal
    wanted: Decimal

    @property
    def gap(self) -> Decimal:
        return self.number - self.wanted

    @property
    def is_met(self) -> bool:
        signs = {"≥": self.gap >= 0, ">": self.gap > 0, "=": self.gap == 0, "≤": self.gap <= 0, "<": self.gap < 0}
        return signs[self.target.sign]

    @property
    def is_limit(self) -> bool:
        """Whether less is better: ≤3起, and =0起 as well."""
        return self.target.sign in ("≤", "<") or (self.target.sign == "=" and not self.wanted)

    @property
    def is_level(self) -> bool:
        """Whether it is told by how much the number differs, and no share: rates, standards, =12万元, =1年."""
        exact = self.target.sign == "=" and (self.kind == "amount" or self.target.unit in _DURATIONS)
        return exact or self.kind in ("rate", "standard")

    @property
    def kind(self) -> str:
        return kind(self.target.unit)

    def said(self, number: Decimal) -> str:
        """A number in the target's unit, with as many decimals as the other, up to two: 8.00万元 beside 7.70万元."""
        places = max(_decimals(number), min(2, max(_decimals(self.number), _decimals(self.wanted))))
        return f"{number:.{places}f}{unit_after(self.subject, self.target.unit)}"

    @property
    def distance(self) -> str:
        """How far the number is from what was wanted: 20人; two rates differ by 3个百分点."""
        return self.said(abs(self.gap)).replace("%", "个百分点").replace("‰", "个千分点")


def _reached(name: str, target: Target, text: str) -> _Reached | None:
    """What was reached, as a number; None where there is none to compare."""
    counted = with_unit_of(name, target)
    actual = Actual.parse(text, counted)
    if actual.number is None or counted.low is None:
        return None
    number = actual.number if actual.unit == counted.unit else actual.number.normalize()
    wanted = counted.low if counted.high is None else min(max(number, counted.low), counted.high)
    return _Reached(_subject(name, target), counted, actual, number, wanted)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


_SPENT = re.compile("(?:成本|经费|费|费用|资金|支出|开支)$")
_OF_ONE = re.compile("人均|户均|次均|平均|单位成本|每|标准")
_MEASURE = re.compile(
    "(?:(?<!质)量|数|额|值|率|比|比例|比重|度|标准|周期|面积|覆盖面|规模|种类|频次|水平|得分|时间|日期|时限|期限|收入"
    "|成本|支出|开支)"
    "(?:[（(][^（()）]*[）)])?$"
)
_DURATIONS = set("年 季度 个月 月 周 天 日 工作日 个工作日 小时 分钟".split())
_TO_CHANGE = re.compile("(?:提高|提升|改善|增强|增加|减少|降低)..")


def _subject(name: str, target: Target) -> str:
    """What the number is told of: 发放人数（人） → 发放人数; 项目成本控制在预算以内 → 项目成本."""
    subject = _WAS_EXPECTED.sub("", topic(name, target))
    controlled = re.sub("控制(?:在.*内)?$", "", subject)
    return controlled if _SPENT.search(controlled) else subject


def _verb(reached: _Reached) -> str:
    """What joins the subject to its number."""
    subject = reached.subject
    if _is_spending(reached):
        return "实际支出" if reached.number else "未发生支出"
    if reached.kind == "rate" and reached.is_met and reached.number == 100:
        return "达到"
    if _MEASURE.search(subject) or reached.kind == "standard" or _is_month(reached):
        return "为"
    verb = "实际为" if reached.is_limit or (reached.is_level and reached.kind != "rate") else "实际完成"
    return verb.removeprefix("实际") if "实际" in subject else verb


def _with_verb(subject: str, verb: str) -> str:
    """提高满意度，实际为98%, for what is done is not what it comes to; 完成走访 + 实际完成 says 完成 once."""
    if (verb in ("为", "达到") and _TO_CHANGE.match(subject)) or ends_in_quantity(subject):
        return f"{subject}，{'实际为' if verb == '为' else verb}"
    if verb == "实际完成":
        subject = re.sub("^完成(?=..)|(?<=..)完成$", "", subject)
    return subject + verb


def _value(reached: _Reached, verb: str) -> str:
    """The actual value as it was typed; money in the unit of its target, and with the decimals that follow."""
    if verb == "未发生支出":
        return ""
    typed = reached.actual.unit
    is_money = reached.kind in ("amount", "standard")
    if _shows_limit(reached) or (is_money and typed.split("/")[0] != reached.target.unit.split("/")[0]):
        return reached.said(reached.number)
    return reached.actual.printed.removesuffix(typed) + unit_after(reached.subject, typed)


def _is_spending(reached: _Reached) -> bool:
    """Whether the number is money spent of a limit, which can be saved: no average, no debt."""
    is_ceiling = reached.target.sign in ("≤", "<") and reached.kind == "amount"
    stutters = "实际" in reached.subject or reached.subject.endswith(("支出", "开支"))
    return is_ceiling and bool(_SPENT.search(reached.subject)) and not _OF_ONE.search(reached.subject) and not stutters


def _shows_limit(reached: _Reached) -> bool:
    return reached.is_limit and reached.is_met and reached.kind == "amount" and reached.wanted > 0


def _is_month(reached: _Reached) -> bool:
    return is_month(reached.subject, reached.target.unit, reached.target.low) and reached.number in range(1, 13)


def _meaning(reached: _Reached, verb: str, places: int) -> str:
    """What the number means beside its target; "" where nothing need be said."""
    if verb == "未发生支出":
        return ""
    if reached.target.high is not None:
        return _in_range(reached)
    if _is_month(reached):
        return _in_time(reached)
    if reached.is_limit:
        return _within(reached)
    share = completion(reached.target, reached.actual)
    return _at(reached, verb) if reached.is_level or share is None else _share(reached, share, places)


def _in_range(reached: _Reached) -> str:
    if not reached.gap:
        return f"在{reached.target.quantity}的目标范围内"
    return f"高于目标上限{reached.distance}" if reached.gap > 0 else f"低于目标下限{reached.distance}"


def _in_time(reached: _Reached) -> str:
    if reached.is_met:
        return "按期完成" if reached.is_limit else "达到年度目标"
    months = f"{abs(reached.gap):f}个月"
    return (
        (f"晚于年度目标{months}" if reached.gap > 0 else f"早于年度目标{months}") if reached.gap else "未达到年度目标"
    )


def _within(reached: _Reached) -> str:
    if not reached.is_met:
        return f"超出年度目标{reached.distance}" if reached.gap else "未达到年度目标"
    if not _shows_limit(reached):
        return "控制在年度目标以内" if reached.wanted else "达到年度目标"
    saved = _is_spending(reached) and reached.gap
    return f"控制在{reached.said(reached.wanted)}以内" + (f"，节约{reached.distance}" if saved else "")


def _at(reached: _Reached, verb: str) -> str:
    if not reached.gap:
        reach = "完成" if verb == "达到" else "达到"
        return f"{reach}年度目标" if reached.is_met else f"未{reach}年度目标"
    if reached.kind in ("rate", "standard"):
        return f"{'高于' if reached.gap > 0 else '低于'}年度目标{reached.distance}"
    return f"比年度目标{'多' if reached.gap > 0 else '少'}{reached.distance}"


def _share(reached: _Reached, share: Decimal, places: int) -> str:
    """完成年度目标的81.82%; no percentage where rounding would say that nothing or all was done."""
    printed = round_half_up(share * 100, places)
    if share == 1:
        return "未达到年度目标" if reached.target.sign == ">" else "达到年度目标"
    if share > 1:
        return f"完成年度目标的{printed:f}%" if printed > 100 else "超额完成年度目标"
    return f"完成年度目标的{printed:f}%" if 0 < printed < 100 else "未完成年度目标"
