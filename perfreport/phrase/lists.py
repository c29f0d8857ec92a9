"""The filters for several texts, and for those that may be missing."""

from __future__ import annotations

from perfreport.phrase import given


def in_a_row(items: object) -> str:
    """几项并列，中间加顿号；书名号、引号紧挨着时不加（GB/T 15834）。

    {{ ["慰问", "殡葬", "救助"]|顿号 }} → 慰问、殡葬、救助
    {{ ["《预算法》", "《会计法》"]|顿号 }} → 《预算法》《会计法》
    """
    texts = given.items(items)
    wrong = [text for text in texts if not isinstance(text, str) or not text.strip()]
    if wrong or not texts:
        raise given.refusal("顿号", "几段文字，至少一段", wrong[0] if wrong else items)
    return "、".join(map(str, texts)).replace("》、《", "》《").replace("”、“", "”“")


def or_nothing(value: object) -> object:
    """可填可不填的值：没有填就什么都不印。不写它，没有填的值会报错。

    备注：{{ 备注|空 }} → 备注：
    单位：{{ "乌尔禾区民政局"|空 }} → 单位：乌尔禾区民政局
    """
    return "" if given.is_missing(value) else value
