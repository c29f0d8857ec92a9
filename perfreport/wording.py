"""An indicator's target in words: the trade's phrase for each sign and kind of unit, without stutter."""

from __future__ import annotations

import re
from dataclasses import replace

from perfreport.target import SIGN_WORDS, Target

_WORDING = {
    "count": {"≥": "不少于{}", ">": "超过{}", "=": "为{}", "≤": "不超过{}", "<": "少于{}"},
    "amount": {"≥": "不少于{}", ">": "超过{}", "=": "为{}", "≤": "控制在{}以内", "<": "少于{}"},
    "rate": {"≥": "不低于{}", ">": "高于{}", "=": "为{}", "≤": "不高于{}", "<": "低于{}"},
}
_WORDING["standard"] = _WORDING["rate"]


def target_sentence(name: str, target: Target) -> str:
    """Name and value as one clause without a full stop: 慰问工作完成率不低于95%."""
    subject = name.strip().rstrip("：:，,；;。")
    if not target.sign:
        return _qualitative_sentence(subject, target.text.strip().rstrip("。；;"))
    subject, target = _without_stutter(subject, target)
    words = target_words(target)
    return subject if words in subject else subject + words


def target_words(target: Target) -> str:
    """The value alone: 不少于110人, 控制在8.42万元以内, 达到100%; a qualitative one as it was written."""
    if not target.sign:
        return target.text
    if target.high is not None:
        return f"在{target.quantity}之间"
    if target.sign == "=" and target.low == 100 and target.unit == "%":
        return f"达到{target.quantity}"
    return _WORDING[_kind(target.unit)][target.sign].format(target.quantity)


def _kind(unit: str) -> str:
    """Which wording a unit takes: 元/人/年 is a standard, 万元 an amount, % a rate, all else is counted."""
    if unit.startswith(("%", "‰", "个百分点")):
        return "rate"
    head, *per = unit.split("/")
    if head.endswith("元"):
        return "standard" if per else "amount"
    return "count"


_SIGN_AT_END = re.compile(f"(?:{'|'.join(sorted(SIGN_WORDS, key=len, reverse=True))}|达到)$")
_NOUN_IN_WEI = re.compile("[行作]为$")  # 不规范行为


def _without_stutter(subject: str, target: Target) -> tuple[str, Target]:
    """Name and value with what both of them say, the sign or the unit, left to one of them.

    补贴人数不少于 + 4人, 发放人数（人） + ≥4人, 每月享受补贴 + =100元/月. Where the two contradict each
    other, both stay as they are.
    """
    subject = re.sub(rf"[（(]{re.escape(target.unit)}[）)]$", "", subject)
    head, *per = target.unit.split("/")
    unsaid = [each for each in per if f"每{each}" not in subject and f"{each}均" not in subject]
    target = replace(target, unit="/".join([head, *unsaid]))
    said = _SIGN_AT_END.search(subject)
    if not said or _NOUN_IN_WEI.search(subject):
        return subject, target
    sign = SIGN_WORDS.get(said[0], target.sign)
    agree = sign == target.sign or (target.sign == "=" and target.high is None)
    return (subject[: said.start()], replace(target, sign=sign)) if agree else (subject, target)


_CHANGE = re.compile(
    "(?:有所|有效|明显|显著|不断|逐步|持续|进一步|大幅|稳步|得到|较为|比较|基本)*"
    "(提高|提升|改善|增强|增加|增长|减少|下降|降低|完善|健全|规范|优化|加强|保障|缓解|良好|稳定|达标|合格|显著|明显)"
)
_ASKS_WHAT = ("时间", "时限", "期限", "周期", "日期", "方式", "频次", "等级")


def _qualitative_sentence(subject: str, text: str) -> str:
    """Name and words joined as they read well, the name's own words not repeated.

    提高水平 + 有效提高 → 有效提高水平; 生态环境 + 有所改善 → 生态环境有所改善; 支付时间 + 每月10日前 →
    支付时间为每月10日前; 及时支付资金 + 按月支付 → 及时支付资金，按月支付.
    """
    change = _CHANGE.fullmatch(text)
    if change and text not in subject:
        return _changed(subject, text, verb=change[1])
    if change or (len(text) > 1 and (subject.startswith(text) or subject.endswith(text))):
        return subject
    if subject in text:
        return text
    return f"{subject}{'为' if len(text) == 1 or subject.endswith(_ASKS_WHAT) else '，'}{text}"


def _changed(subject: str, text: str, verb: str) -> str:
    if subject.startswith(verb):
        return text + subject.removeprefix(verb)
    noun = subject.removesuffix(verb)
    return noun + text if verb not in noun else f"{subject}，{text}"
