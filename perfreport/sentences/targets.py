"""An indicator's target in words: the trade's phrase for each sign and kind of unit, without stutter.

What a name says of its value (a unit, a sign, the value itself) is known here; `results` asks for it, too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from perfreport.sentences.qualitative import qualitative_sentence
from perfreport.target import PER_MANY, SIGN_WORDS, Target, plain, split_sign

_WORDING = {
    "count": {"≥": "不少于{}", ">": "超过{}", "=": "为{}", "≤": "不超过{}", "<": "少于{}"},
    "amount": {"≥": "不少于{}", ">": "超过{}", "=": "为{}", "≤": "控制在{}以内", "<": "少于{}"},
    "rate": {"≥": "不低于{}", ">": "高于{}", "=": "为{}", "≤": "不高于{}", "<": "低于{}"},
}
_WORDING["standard"] = _WORDING["rate"]


def target_sentence(name: str, target: Target) -> str:
    """Name and value as one clause without a full stop: 慰问工作完成率不低于95%."""
    subject = without_last_mark(name)
    if not target.sign:
        return qualitative_sentence(subject, without_last_mark(target_words(target)))
    if _says_it_all(subject, target):
        return subject
    subject, target = _without_stutter(subject, target)
    words = _by_the_month(subject, target) or target_words(target)
    counted = without_measure(subject, target)
    if counted != subject:
        return counted + words.removeprefix("为")
    return subject if words in subject else _joined(subject, words)


def target_words(target: Target) -> str:
    """The value alone: 不少于110人, 控制在8.42万元以内, 达到100%; a qualitative one as it was written."""
    if not target.sign:
        return with_sign_said(target.text)
    if target.high is not None:
        return f"在{target.quantity}之间"
    if target.sign == "=" and target.low == 100 and target.unit == "%":
        return f"达到{target.quantity}"
    wording = "rate" if target.unit == "分" else kind(target.unit)  # a score is high or low, too
    return _WORDING[wording][target.sign].format(target.quantity)


_RATIO = re.compile("[0-9]+(?:[.][0-9]+)?[:：∶][0-9]+(?:[.][0-9]+)?")


def with_sign_said(text: str) -> str:
    """A ratio with its sign in words: 不低于1:19 of ≥1:19, 为1:17.6 of 1:17.6; any other text as it is."""
    sign, body = split_sign(plain(text))
    if sign is None or not _RATIO.fullmatch(body) or text.startswith("控制在"):
        return text
    return _WORDING["rate"][sign or "="].format(body)


def without_last_mark(text: str) -> str:
    """A clause without the mark it ends in, so that another can follow."""
    return text.strip().rstrip("：:，,、；;。.!！ ")


def kind(unit: str) -> str:
    """Which wording a unit takes: 元/人/年 is a standard, 万元 an amount, % and /10万 a rate, all else is counted."""
    if unit.startswith(("%", "‰", "个百分点")) or unit in PER_MANY:
        return "rate"
    head, *per = unit.split("/")
    if head.endswith("元"):
        return "standard" if per else "amount"
    return "count"


_SIGN_WORD = f"(?:{'|'.join(sorted(SIGN_WORDS, key=len, reverse=True))}|达到)"
_SIGN_AT_END = re.compile(f"{_SIGN_WORD}$")
_NOUN_IN_WEI = re.compile("[行作]为$")  # 不规范行为
_QUANTITY_AT_END = re.compile(f"{_SIGN_WORD}?[0-9][0-9.,]*[^0-9]*$")
_LIMIT_AT_END = re.compile("(?:以[上下内]|之内|[0-9算]内)$")
_UNIT_AT_END = re.compile("[（(]([^（()），,、；]+)(?:[，；]([^（()）]+))?[）)]$")  # （人）, （人，含退休）
_UNITS = set(
    """人 人次 户 户次 次 个 项 件 套 台 辆 家 份 期 场 场次 所 座 处 条 篇 本 册 张 块 名 位 天 日 月 年 小时 分钟
    个月 工作日 个工作日 元 万元 亿元 % ‰ 个百分点 分 平方米 平方公里 ㎡ 米 公里 千米 亩 公顷 吨 公斤 千克""".split()
)
_PERIOD_FIRST = {"年": "^全?年(?![轻老龄货检报金审终初底末])", "月": "^月(?![饼嫂亮])"}  # 年开展活动次数


def _says_it_all(subject: str, target: Target) -> bool:
    """Whether the name ends in the very target: 群众满意度达到95%以上 + ≥95%."""
    found = _QUANTITY_AT_END.search(subject) if target.sign else None
    return found is not None and replace(Target.parse(found[0]), text=target.text) == target


def ends_in_quantity(subject: str) -> bool:
    """Whether a number and its unit end it, so that no other may follow at once: 发放人数不少于4人."""
    found = _QUANTITY_AT_END.search(subject)
    return found is not None and Target.parse(found[0]).low is not None


@lru_cache(maxsize=3_000)
def topic(name: str, target: Target) -> str:
    """What the indicator is about, without what the name says of its target.

    群众满意度达到95%以上 → 群众满意度; 补贴人数不少于 → 补贴人数; 发放人数（人） → 发放人数.
    """
    subject = without_last_mark(name)
    found = _QUANTITY_AT_END.search(subject)
    if found and _says_it_all(subject, target):
        subject = subject[: found.start()]
    subject = _unit_said_once(subject, target)[0]
    said = _SIGN_AT_END.search(subject)
    return subject[: said.start()] if said and not _NOUN_IN_WEI.search(subject) else subject


def _without_stutter(subject: str, target: Target) -> tuple[str, Target]:
    """Name and value with what both of them say, the sign or the unit, left to one of them.

    补贴人数不少于 + 4人, 发放人数（人） + ≥4人, 每月享受补贴 + =100元/月. Where the two contradict each
    other, both stay as they are.
    """
    subject, target = _unit_said_once(subject, target)
    said = _SIGN_AT_END.search(subject)
    if not said or _NOUN_IN_WEI.search(subject):
        return subject, target
    sign = SIGN_WORDS.get(said[0], target.sign)
    agree = sign == target.sign or (target.sign == "=" and target.high is None)
    return (subject[: said.start()], replace(target, sign=sign)) if agree else (subject, target)


def _unit_said_once(subject: str, target: Target) -> tuple[str, Target]:
    """A unit the name ends in goes to the number: 发放人数（人） + ≥4; one it says in words goes: 每月 + 100元/月."""
    target = with_unit_of(subject, target)
    bracketed = _UNIT_AT_END.search(subject)
    if bracketed and _unit_in(bracketed) == target.unit:
        subject = subject[: bracketed.start()] + (f"（{bracketed[2]}）" if bracketed[2] else "")
    unit = unit_after(subject, target.unit)
    return subject, target if unit == target.unit else replace(target, unit=unit)


def with_unit_of(name: str, target: Target) -> Target:
    """The target, where it has no unit with the one in brackets behind the name: 发放人数（人） + ≥4."""
    if target.unit or not target.sign:
        return target
    bracketed = _UNIT_AT_END.search(without_last_mark(name))
    unit = _unit_in(bracketed) if bracketed else ""
    is_unit = unit in PER_MANY or _UNITS.issuperset(unit.split("/"))
    return replace(target, unit=unit) if unit and is_unit else target


def without_measure(subject: str, target: Target) -> str:
    """The subject without the measure word in which it is counted: 食品抽检批次 + 900批次, 参训教师人次 + 2.6万人次.

    人数, 户数 and 场次 + 场 say more than 人, 户, 场: they stay.
    """
    measure = target.unit.partition("/")[0].lstrip("万亿")
    if len(measure) < 2 or measure not in subject:
        return subject
    counted = subject.removesuffix("量").removesuffix("数")
    if not counted.endswith(measure):
        return subject
    rest = counted.removesuffix(measure).removesuffix("的")
    return rest if re.search("[^0-9A-Za-z.]{2}$", rest) else subject


def unit_after(subject: str, unit: str) -> str:
    """The unit without the periods that the subject says: 元/月 after 每月享受补贴 is 元."""
    if "/" not in unit or unit in PER_MANY:
        return unit
    head, *per = unit.split("/")
    return "/".join([head, *(each for each in per if not _says_per(subject, each))])


def _unit_in(bracketed: re.Match[str]) -> str:
    return re.sub("^1(?=/)", "", bracketed[1].strip().replace("％", "%"))  # 死亡率（1/10万）


def _says_per(subject: str, period: str) -> bool:
    if f"每{period}" in subject or f"{period}均" in subject:
        return True
    return period in _PERIOD_FIRST and bool(re.search(_PERIOD_FIRST[period], subject))


def _by_the_month(subject: str, target: Target) -> str:
    """A month of the year is early or late, not more or less: 完成时间 + ≤12月; "" where it is none."""
    words = {"≥": "不早于{}", ">": "晚于{}", "≤": "不晚于{}", "<": "早于{}"}.get(target.sign, "")
    return words.format(target.quantity) if is_month(subject, target.unit, target.low) else ""


def is_month(subject: str, unit: str, number: Decimal | None) -> bool:
    """Whether the number is a month of the year, not so many months: 完成时间 + 12月."""
    return unit == "月" and number in range(1, 13) and subject.endswith(("时间", "日期"))


def _joined(subject: str, words: str) -> str:
    """成本控制 + 控制在8万元以内 → 成本控制在8万元以内; 成本控制在预算以内 + … → 成本控制在预算以内，不超过8万元."""
    if subject.endswith("控制"):
        subject = subject.removesuffix("控制") if words.startswith("控制在") else subject
    elif _LIMIT_AT_END.search(subject):
        words = re.sub("^控制在(.*)以内$", r"不超过\1", words)
        return f"{subject}，{words}"
    return subject + words
