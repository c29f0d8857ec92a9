"""A name and what is said of it in words, joined to one clause as they read well. Pure."""

from __future__ import annotations

import re

CHANGE = re.compile(
    "(?:尚未|未能|未|没有)?(?:有所|有效|明显|显著|不断|逐步|持续|进一步|大幅|稳步|得到|较为|比较|基本|初步|全面|更加)*"
    "(提高|提升|改善|增强|增加|增长|减少|下降|降低|完善|健全|规范|优化|加强|保障|缓解|良好|稳定|达标|合格|显著|明显"
    "|及时|准确|完整|到位|合规|满意|建立健全|建立并[\u4e00-\u9fff]{2}|建立|建成|形成"
    "|落实到位|落实|促进|推动|带动|巩固)"
)
_ASKS_WHAT = ("时间", "时限", "期限", "周期", "日期", "方式", "频次", "等级")
_RATE_OF_IT = ("率", "度")  # 质量达标率: the value is told beside it
_STATE_OF_IT = ("性", "程度", "情况")  # 支付及时性: the name without it says it all
_VERB_OF_ITS_OWN = re.compile("(?<![因作成认行])为")


def qualitative_sentence(subject: str, text: str) -> str:
    """Name and words joined as they read well, the name's own words not repeated.

    提高水平 + 有效提高 → 有效提高水平; 生态环境 + 有所改善 → 生态环境有所改善; 支付时间 + 每月10日前 →
    支付时间为每月10日前; 及时支付资金 + 按月支付 → 及时支付资金，按月支付; several clauses follow a colon.
    """
    if "是否" in subject and text in ("是", "否"):
        return _answered(subject, text)
    change = CHANGE.fullmatch(text)
    if change:
        return _changed(subject, text, verb=change[1])
    if len(text) > 1 and (subject.startswith(text) or subject.endswith(text)):
        return subject
    if subject in text:
        return text
    return _done(subject, text) or _compared(subject, text) or _told(subject, text)


def _answered(subject: str, text: str) -> str:
    """群众是否满意 + 是 → 群众满意; a no is told beside the question."""
    statement = subject.replace("是否", "")
    return statement if text == "是" and statement and subject.count("是否") == 1 else f"{subject}：{text}"


def _changed(subject: str, text: str, verb: str) -> str:
    if subject.endswith(tuple(verb + ending for ending in _RATE_OF_IT)):
        return f"{subject}：{text}"
    for ending in _STATE_OF_IT:
        subject = subject.removesuffix(ending) if subject.endswith(verb + ending) else subject
    if text in subject:
        return subject
    if subject.startswith(verb):
        return text + subject.removeprefix(verb)
    noun = subject.removesuffix(verb)
    return noun + text if verb not in noun else f"{subject}，{text}"


_WHEN = re.compile("(?P<what>.+)(?:时间|日期)")
_HOW = re.compile("(?P<what>.+)(?:频次|方式|结果)")
_SO = re.compile("[于按每已]|全部|及时|如期|提前|通过|由")
_DATE = re.compile("[0-9]+(?:[年月日号]|[-/.][0-9])")
_FINISHED = re.compile("(?:完成|完工|竣工|完毕|到位|结束|办结)$")


def _done(subject: str, text: str) -> str:
    """A deed told with its time or manner: 主体封顶时间 + 12月15日封顶 → 主体于12月15日封顶; "" where none is."""
    when, how = _WHEN.fullmatch(subject), _HOW.fullmatch(subject)
    if not _SO.match(text) and not (when and text[:1].isdigit()):
        return ""
    what, said = (when or how or {"what": ""})["what"], re.split("[，；（(]", text)[0]
    rest = _without_deed(what, said)
    if not what or (rest == what and not text.startswith("于") and not _FINISHED.search(said)):
        return ""
    if len(rest) < 2:
        return text
    return f"{rest}于{text}" if _DATE.match(text) else rest + text


def _without_deed(what: str, said: str) -> str:
    """The thing without the words that are said of it: 资金支付完成 + 12月20日前完成支付 → 资金."""
    rest = what
    while rest[-2:] and rest[-2:] in said:
        rest = rest[:-2]
    return _FINISHED.sub("", what) if rest == what and _FINISHED.search(said) else rest


_COMPARES = re.compile("达到|不[低高]于|不[少多]于|不超过|[高低优]于|控制在|符合|不(?:降低|下降|减少|增加|退化)")
_MEASURED = re.compile(
    "(?:等级|级别|水平|标准|质量|结果|程度|比|比例|比重|[率度]|指数|时[间限]|期限|周期|日期|频次|数量?)$"
)


def _compared(subject: str, text: str) -> str:
    """质量等级 + 达到Ⅱ类及以上 → 质量等级达到Ⅱ类及以上; "" where nothing measured is compared."""
    if re.match("为[0-9]", text):
        return subject + text
    return subject + text if _COMPARES.match(text) and _MEASURED.search(subject) else ""


def _told(subject: str, text: str) -> str:
    if subject.endswith(_ASKS_WHAT):
        return f"{subject}{'：' if _VERB_OF_ITS_OWN.search(text) else '为'}{text}"
    if len(text) == 1:
        return f"{subject}为{text}"
    is_listed = "，" in text or subject.endswith(("情况", "状况", "结果"))
    return f"{subject}{'：' if is_listed else '，'}{text}"
