"""书写: spelling, punctuation, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.rule import Fault, Rule, of_text

_DOCUMENT_NUMBER = re.compile(r"[\[［【(（]((?:19|20)[0-9]{2})[\]］】)）](第?0*)([0-9]+号)")


@of_text(
    "writing.document-number",
    title="发文字号的括号",
    sentence="发文字号“{quote}”的年份要用六角括号，序号前不写“第”和“0”。",
    remedy="写成 {fixed}",
    source="GB/T 9704-2012《党政机关公文格式》7.2.5",
    wrong="主要内容: 示例：按照示政办[2022]21号文件发放补贴。",
    right="主要内容: 示例：按照示政办〔2022〕21号文件发放补贴。",
)
def document_number(text: str) -> Iterator[Fault]:
    for found in _DOCUMENT_NUMBER.finditer(text):
        yield Fault(found[0], {"fixed": f"〔{found[1]}〕{found[3]}"})


RULES: tuple[Rule, ...] = (document_number,)
