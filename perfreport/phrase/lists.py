"""The filters for several texts, and for texts that may be missing."""

from __future__ import annotations

import re

from perfreport.phrase import given
from perfreport.sentences.targets import without_last_mark


def in_a_row(items: object) -> str:
    """几项并列，中间加顿号；书名号、引号紧挨着时不加（GB/T 15834）。

    {{ ["慰问", "殡葬", "救助"]|顿号 }} → 慰问、殡葬、救助
    {{ ["《预算法》", "《会计法》"]|顿号 }} → 《预算法》《会计法》
    """
    wanted = "几段文字，至少一段"
    texts = [_name(item, "顿号", wanted) for item in given.several(items, "顿号", wanted)]
    if not texts:
        raise given.refusal("顿号", wanted, items)
    return _row(texts)


def as_counted_list(
    items: object, 开头: str, 没有: str = "", 最多: int = 0, 名称: str = "三级指标", 量词: str = "项"
) -> str:
    """几项连同项数一起写：多少项，是哪些。一项也没有时写“没有”给的话。

    前面是一组记录时取其中的三级指标（别的写“名称”），是几段文字时照写。某一项里有顿号、逗号、分号的，各项都加引号。
    最多列出几项，写“最多”，后面加“等”；0 是全部列出。

    {{ [{"三级指标": "慰问次数"}, {"三级指标": "救助人数"}]|列举("未完成") }} → 未完成2项，分别为慰问次数、救助人数
    {{ [{"三级指标": "慰问次数"}]|列举("未完成") }} → 未完成1项，为慰问次数
    {{ []|列举("未完成") }} → 没有未完成的指标
    {{ []|列举("未完成", 没有="全部完成") }} → 全部完成
    {{ ["慰问", "殡葬", "救助"]|列举("重点工作", 最多=2, 量词="件") }} → 重点工作3件，包括慰问、殡葬等
    {{ ["工资、社保保障率", "救助人数"]|列举("未完成") }} → 未完成2项，分别为“工资、社保保障率”“救助人数”
    """
    wanted, most = f"一组记录，每条写了“{名称}”，或几段文字", given.whole(最多, "列举", "最多列出的项数", 1000)
    listed = given.several(items, "列举", wanted)
    names = [_name(item if isinstance(item, str) else given.named(item, 名称), "列举", wanted) for item in listed]
    if not names:
        return 没有 or f"没有{开头}的指标"
    counted = f"{开头}{len(names)}{量词}"
    if len(names) == 1:
        return f"{counted}，为{names[0]}"
    if 0 < most < len(names):
        return f"{counted}，包括{_told_apart(names[:most])}等"
    return f"{counted}，分别为{_told_apart(names)}"


def as_sentence_of_clauses(clauses: object) -> str:
    """几句话连成一段，中间加分号，末尾加句号；各句自己的句末标点去掉，空的不写。

    某一句里面已经有句号的，中间也用句号，因为分号不能管住句号。

    {{ ["救助3人；", "慰问4次。", ""]|分号 }} → 救助3人；慰问4次。
    {{ ["救助3人。比上年增加1人", "慰问4次"]|分号 }} → 救助3人。比上年增加1人。慰问4次。
    {{ [指标]|map("目标句")|分号 }} → 发放70周岁以上老年人特殊生活补贴不少于110人。
    """
    wanted = "几段文字"
    texts = [given.text(clause, "分号", wanted) for clause in given.several(clauses, "分号", wanted)]
    told = [text for text in map(without_last_mark, texts) if text]
    mark = "。" if any(re.search("[。！？]", text) for text in told) else "；"
    return mark.join(told) + "。" if told else ""


def as_sentence(text: object) -> str:
    """一段文字末尾正好有一个句号，不管填的时候写没写；问号、叹号、引号里的句号保留。没有文字就什么都不印。

    {{ "因疫情推迟入户"|句号 }} → 因疫情推迟入户。
    {{ "因疫情推迟入户。"|句号 }} → 因疫情推迟入户。
    原因：{{ ""|句号 }} → 原因：
    """
    said = given.text(text, "句号", "一段文字").strip()
    if said.endswith(("！", "？", "……", "。”", "！”", "？”", "。）")):
        return said
    clause = without_last_mark(said)
    return f"{clause}。" if clause else ""


def or_nothing(value: object) -> object:
    """可填可不填的值：没有填就什么都不印。不写它，没有填的值会报错。

    备注：{{ 备注|空 }} → 备注：
    单位：{{ "乌尔禾区民政局"|空 }} → 单位：乌尔禾区民政局
    """
    return "" if given.is_missing(value) else value


def _name(value: object, filter: str, wanted: str) -> str:
    name = given.text(value, filter, wanted)
    if not name.strip():
        raise given.refusal(filter, wanted, value)
    return name


def _row(texts: list[str]) -> str:
    return "、".join(texts).replace("》、《", "》《").replace("”、“", "”“")


def _told_apart(names: list[str]) -> str:
    """The names in a row; in quotation marks where one of them holds a mark that would look like the next name."""
    names = [without_last_mark(name) for name in names]
    if any(re.search("[、，；,;]", name) for name in names):
        names = [f"“{name.replace('“', '‘').replace('”', '’')}”" for name in names]
    return _row(names)
