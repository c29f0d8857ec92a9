"""Whether a target can be measured: one value, with a sign, a number and the unit that its name asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfreport.check.placeholder import stand_in
from perfreport.check.review import Entry, Review, listed
from perfreport.check.rule import Fault, Rule, of_indicator, of_report
from perfreport.check.units import RATE, UNITS, unit_against_name, without_unit
from perfreport.rules import Rules
from perfreport.sentences.qualitative import CHANGE
from perfreport.sentences.targets import with_unit_of
from perfreport.target import SIGN_WORDS, Target, plain, split_sign

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标要细化量化，以定量为主"
_FORM = "财预〔2015〕88号所附目标表：定量的指标值由符号、数、单位三样组成"
_VALUE = ("指标值",)

_GLYPH = "[≥≧⩾>≤≦⩽<=]"
_SIGN = "|".join(sorted(SIGN_WORDS, key=len, reverse=True))
_LEAD = re.compile(_SIGN)
_SECOND = re.compile(f"(?!为|等于)(?:{_SIGN})|(?<=[=≥≤])(?:等于|为)")  # 低于等于 is one sign, 不高于为 nobody writes
_TRAIL = re.compile("及?(?:以上|以下|以内)$|之内$")
_WORDS_AROUND = ("控制在", "为")  # 控制在10万元以内 has one sign in two words

_COUNT = re.compile(
    "(人次|[人户次个件场套台天项家份册亩条篇期处座所辆例宗笔批只头株盏名])次?数$|(?<=[人户场批台家件车班例处])次$|(?:数量|面积|里程|金额|总数|总量)$"
)
_COST = re.compile("(?:成本|造价|单价)$")
_PER_UNIT = re.compile("(?:每.{1,4}|[人户亩]均)[^，、]{0,4}(?:造价|成本|费用)$|单价$")
_AS_BEFORE = re.compile("上年|去年|标准|规定|要求|预算|计划|平均|水平")
_NUMERALS = re.compile(
    "(?<![第每统])[一二两三四五六七八九十百]+(?:人|名|[个项次户件场条套台份册期家所座](?!性))|百分之"
)
_SOME = re.compile("(?:若干|一定数量|一定|一批|多|数|几|十几|几十|上百|大量|部分)的?(?P<unit>[^0-9]{1,4})")
_DIGIT = re.compile("[0-9]")
_ROUGHLY = re.compile("^(?!.*[月日时点])(?:.*约[0-9]|.*[0-9][余多几]|.*左右$)")  # but not of a time

_WITHOUT_UNIT = re.compile(
    "指数|系数|倍数|(?<!占)比(?:值|率)?$|评分|得分|分值|评级|等级|名次|排名|级别|分辨率|浓度|值$|pH|PH|[）)]$"
)  # a unit in brackets behind the name, too
_SIGNED = f"(?:{_GLYPH}|[＞＜＝0-9])"
_PART_END = re.compile(
    f"[，；;、\n|&\\\\]|,(?![0-9]{{3}})|[和及且或](?={_GLYPH}|[＞＜＝0-9])|[+＋]|(?<=[^\\s0-9])\\s+|(?<=[^0-9])[/／](?={_SIGNED})"
    f"|[（(](?={_GLYPH}|[＞＜＝]|覆盖|不[少低]于)|(?<=[^0-9≥≧⩾>≤≦⩽<=＞＜＝约为])(?=[≥≧⩾≤≦⩽])|(?<=[次场期户件份册台套家人])(?=[0-9])"
)
_WORDS_BEFORE = re.compile(f"^[^0-9≥≧⩾≤≦⩽><=＞＜＝]{{1,10}}(?={_GLYPH}|[＞＜＝0-9])")
_IN_BRACKETS = re.compile(f"[（(](?:覆盖|不[少低]于)?{_SIGNED}")
_SAME_IN_OTHER_WORDS = re.compile("每|全年|年度|[共合总]计|平均|人均|即|分别")


@of_indicator(
    "completeness.repeated-sign",
    title="重复的符号",
    sentence="“{name}”的指标值“{quote}”写了两个符号：“{first}”和“{second}”。",
    remedy="只留一个，写成 {fixed}",
    source="财预〔2015〕88号所附目标表；民法典第一千二百五十九条：“以上”“以下”“以内”包括本数，与 ≥、≤ 是一个意思",
    wrong="质量指标: [{三级指标: 示例高龄补贴发放合格率, 指标值: ≥95%以上}]",
    right="质量指标: [{三级指标: 示例高龄补贴发放合格率, 指标值: ≥95%}]",
)
def repeated_sign(entry: Entry) -> Iterator[Fault]:
    text = plain(entry.target.text)
    lead = _LEAD.match(text)
    second = _SECOND.match(text, lead.end()) if lead else None
    if not lead or (lead[0] in _WORDS_AROUND and not second):
        return
    found = second or _TRAIL.search(text)
    if found and (second or text[lead.end()].isdigit()):
        value = _TRAIL.sub("", text[second.end() :]) if second else text[lead.end() : found.start()]
        signs = dict.fromkeys((SIGN_WORDS[lead[0]], SIGN_WORDS.get(found[0]) or ("≥" if "上" in found[0] else "≤")))
        fixed = " 或 ".join(sign + value for sign in signs)
        words = {"name": entry.name, "first": lead[0], "second": found[0], "fixed": fixed}
        yield Fault(entry.target.text, words, _VALUE)


@of_indicator(
    "completeness.no-number",
    title="没有数的指标值",
    sentence="“{name}”要用数衡量，指标值“{quote}”{lack}。",
    remedy="写成符号、数和单位，例如 {example}",
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: 若干}]",
    right="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120户}]",
)
def no_number(entry: Entry) -> Iterator[Fault]:
    target = entry.target
    if target.sign or stand_in(target.text):
        return
    text = plain(target.text)
    if lack := _lack(text, entry):
        yield Fault(target.text, {"name": entry.name, "lack": lack, "example": _example(entry)}, _VALUE)


def _lack(text: str, entry: Entry) -> str:
    """What keeps a qualitative value from being the number that it should be; "" where it may be words."""
    if _DIGIT.search(text):
        return "不是确切的数" if _ROUGHLY.search(text) else ""
    if re.match(_GLYPH, text):
        return "" if _AS_BEFORE.search(text) else "有符号，没有数"
    if not re.search(r"\w", text):
        return "里什么也没有说"
    if _is_some(text):
        return "里没有数"
    if entry.sort != "数量" and not _is_number_by_name(text, entry):
        return ""
    return "里的数没有写成阿拉伯数字" if _NUMERALS.search(text) else "里没有数"


def _is_some(text: str) -> bool:
    """Whether a text has a unit, and before it a word in place of the number: 若干人, 几场."""
    found = _SOME.fullmatch(text)
    return found is not None and any(found["unit"] in units.split() for units in UNITS.values())


def _is_number_by_name(text: str, entry: Entry) -> bool:
    """Whether the name is of a rate, a count, a price. Of an effect, 就业率 提高 says which way it is to go."""
    subject = without_unit(entry.name)
    if not RATE.search(subject) and not _COUNT.search(subject):
        return bool(_PER_UNIT.search(subject))
    return subject.endswith("知晓率") or entry.first.startswith(("产出", "满意")) or not CHANGE.fullmatch(text)


def _example(entry: Entry) -> str:
    """A value as it might be, with the sign and the unit that were typed or that the name asks for."""
    text = plain(entry.target.text)
    sign = text[0] if re.match(_GLYPH, text) else ""
    typed = text.removeprefix(sign)
    usual = ("≤", "万元") if entry.sort == "成本" else ("≥", "次")
    unit = typed if any(typed in units.split() for units in UNITS.values()) else _unit_by_name(entry) or usual[1]
    return f"{sign or usual[0]}{95 if unit == '%' else 10}{unit}"


def _unit_by_name(entry: Entry) -> str:
    """The unit that a name ends in or asks for, "" where it says none."""
    subject = without_unit(entry.name)
    if RATE.search(subject):
        return "%"
    counted = _COUNT.search(subject)
    if not counted:
        return ""
    if counted[0] == "次":
        return {"场次": "场"}.get(subject[-2:], subject[-2:])
    return counted[1] or {"金额": "万元", "里程": "公里"}.get(counted[0], "")


@of_report(
    "completeness.no-sign",
    title="没有符号的指标值",
    sentence="{names}的指标值{value}没有写符号，不知道是至少、至多还是正好。",
    remedy="写明符号，写成 ≥{quantity}、={quantity} 或 ≤{quantity}{others}",
    source=_FORM,
    wrong="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: 120户}]",
    right="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120户}]",
)
def no_sign(review: Review) -> Iterator[Fault]:
    """Once for all, at the first: whoever leaves "=" out does so everywhere."""
    if _has_column("符号", review.rules):
        return
    without = [row for row in review.rows if _lacks_sign(row.entry.name, row.entry.target.text)]
    if without:
        first = without[0].entry
        text, is_one = first.target.text, len(without) == 1
        words = {
            "names": listed([row.entry.name for row in without]),
            "value": f"“{text}”" if is_one else f"（如“{text}”）",
            "quantity": first.counted.quantity,
            "others": "" if is_one else "；另外的也这样改。",
        }
        yield Fault(first.target.text, words, (*without[0].path, *_VALUE))


@lru_cache(maxsize=3_000)
def _lacks_sign(name: str, text: str) -> bool:
    """Whether a target has a number and a unit, but no sign. 100% is clear without, and so is so much a head."""
    target = with_unit_of(name, Target.parse(text))
    if not target.low or not target.unit or target.high is not None or target.quantity == "100%":
        return False
    is_standard = name.endswith("标准") or ("/" in target.unit and not _COST.search(name) and not RATE.search(name))
    return not is_standard and not split_sign(plain(text))[0]


@of_indicator(
    "completeness.no-unit",
    title="没有单位的指标值",
    sentence="“{name}”的指标值“{quote}”只有数，没有单位。",
    remedy="补上单位，例如 {fixed}",
    source=_FORM,
    wrong="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120}]",
    right="数量指标: [{三级指标: 示例高龄补贴入户核查户数（户）, 指标值: ≥120}]",
)
def no_unit(entry: Entry) -> Iterator[Fault]:
    target = entry.counted
    if not target.low or target.unit or _WITHOUT_UNIT.search(entry.name) or _has_column("单位", entry.rules):
        return
    unit = _unit_by_name(entry)
    fixed = f"{target.sign}{target.quantity}{unit}" if unit else "人、次、万元、%"
    yield Fault(target.text, {"name": entry.name, "fixed": fixed}, _VALUE)


def _has_column(word: str, rules: Rules) -> bool:
    """Whether the pack's form has a column of its own for it: 计量单位, 计算符号."""
    return any(word in own.name for own in rules.own.indicator)


@of_indicator(
    "completeness.two-targets",
    title="两个指标值写在一起",
    sentence="“{name}”的指标值“{quote}”里有 {count} 个数，不能对照，也不能计分。",
    remedy="分成几条指标，各写一个值；说的是区间的，写成 10～20人 这样的形式。",
    source="财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（明确清晰）；一条指标一个指标值",
    wrong="数量指标: [{三级指标: 示例高龄补贴政策宣传, 指标值: ≥4场，≥200人}]",
    right="数量指标: [{三级指标: 示例高龄补贴政策宣传场次, 指标值: ≥4场}]",
)
def two_targets(entry: Entry) -> Iterator[Fault]:
    text = entry.target.text
    if (entry.target.sign and not _IN_BRACKETS.search(text)) or _SAME_IN_OTHER_WORDS.search(text):
        return
    parts = [Target.parse(_WORDS_BEFORE.sub("", part.strip(" ）)"))) for part in _PART_END.split(text)]
    count = sum(bool(part.unit) for part in parts)
    if count > 1:
        yield Fault(text, {"name": entry.name, "count": count}, _VALUE)


RULES: tuple[Rule, ...] = (repeated_sign, no_number, no_sign, no_unit, unit_against_name, two_targets)
