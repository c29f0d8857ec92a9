"""What the name of an indicator means, beside the names that other bureaus give theirs.

Stricter than what `check.alike` asks of two indicators of one bureau with the same value: here the values differ, so
the name alone must show that the same is meant. Nothing is dropped but light verbs and what the unit says again;
numbers stay, and what stands between 比, 对, 至 and their like keeps its order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.alike import in_usual_words

_NO_WORD = re.compile("[\\s“”‘’\"'「」《》〈〉，。；：,.;:!?]+")
_DASH = re.compile("[~∼—–‑-]+")
_AND = re.compile("以及|[和与及](?![时早格其])")
_LIGHT = re.compile(
    "认真|切实|积极|扎实|做好|抓好|举办|开展|进行|的|^(?:组织|完成|落实|实施|负责)+(?!率)|情况$|工作(?=完成|次数|场次)"
    "|(?<=补贴|补助|救助|慰问|奖励|保险)(?:资金|金|款)(?=发放|支付|兑付|拨付|缴纳|到位|标准|$)|发放(?=标准)"
    "|总(?=面积|里程|长度|成本)|(?<=培训|聘用|参训|救助|受益|慰问|参保)人员(?=人数|数量|数$)"
)
_MEASURES = {
    "数量|总数|[人户次个场件期批份家处座台套册条项名篇株头只辆间块片组队起笔]?数|[场批频轮班台架]次": "数",
    "[人户家]次": "次",
    "里程|长度": "长度",
    "面积": "面积",
    "金额": "金额",
    "时间": "时间",
    "频率": "频率",
}
"""What the unit says again, at a name's end, and what it measures."""

_MEASURE = re.compile(f"(?:{'|'.join(f'({words})' for words in _MEASURES)})$")
_SPENT = re.compile("(?:经费|费用)支出(?:总额)?$|支出总额$")
_OTHER_MATTER = re.compile(
    "政府采购|政府购买|购买服务|采购服务|达标率"
)  # the same elsewhere, not in law or by standard
_DIRECTED = re.compile("[比占较对于由向至到转换抵超~/]|改(?![建造善革进])")
_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十百千两]+")
_LEAST = 2  # characters without which a name says nothing of its own


class Meaning(NamedTuple):
    """`written`: the name without quotes and blanks. `exact`: in usual words; `core`: without its measure word, too, ""
    where nothing is left; `measure`: what that measures. `bag`: what all names have in common that may be `core` in
    another order."""

    written: str
    exact: str
    core: str
    measure: str
    bag: str


@lru_cache(3_000)
def meaning(name: str) -> Meaning:
    written = _DASH.sub("~", _NO_WORD.sub("", unicodedata.normalize("NFKC", name)))
    light = _LIGHT.sub("", _AND.sub("、", _SPENT.sub("支出", written)))
    exact = light if _OTHER_MATTER.search(light) else in_usual_words(light)
    found = _MEASURE.search(exact)
    core = exact[: found.start()] if found else exact
    core = core if len(core) >= _LEAST else ""
    measure = list(_MEASURES.values())[found.lastindex - 1] if found and found.lastindex else ""
    return Meaning(written, exact, core, measure, core if _DIRECTED.search(core) else _bag(core))


def _bag(core: str) -> str:
    """The characters in any order, the numbers in theirs: 70岁…80岁 is not 80岁…70岁."""
    return "".join(sorted(core)) + "|" + " ".join(_NUMBER.findall(core))


def is_reordered(one: str, other: str) -> bool:
    """Whether two names differ in the place of one piece: 在职人员经费保障, 保障在职人员经费. A single character that
    stands elsewhere makes another word: 蜂蜜, 蜜蜂."""
    if len(one) != len(other):
        return False
    differs = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if not differs:
        return True
    first, last = differs[0], differs[-1] + 1
    piece, moved = one[first:last], other[first:last]
    return (piece + piece).find(moved, 2, 2 * len(piece) - 2) >= 0
