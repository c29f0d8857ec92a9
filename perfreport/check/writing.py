"""书写: spelling, punctuation, numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from perfreport.check import numbers, punctuation, slips
from perfreport.check.punctuation import around
from perfreport.check.review import Review
from perfreport.check.rule import Fault, Rule, of_report, of_text
from perfreport.check.setwords import DROPPED, TWICE, WRONG
from perfreport.check.slips import Slip
from perfreport.chinese import CHINESE


@of_text(
    "writing.wrong-word",
    title="错别字",
    sentence="“{quote}”里的“{wrong}”写错了。",
    remedy="写成 {right}",
    source="《通用规范汉字表》（国发〔2013〕23号）、《第一批异形词整理表》的用字",
    wrong="主要内容: 示例：建全社会救助制度，及时拔付资金。",
    right="主要内容: 示例：健全社会救助制度，选拔付出多、成绩好的村干部。",
)
def wrong_word(text: str) -> Iterator[Fault]:
    listed = [Slip(at, word.wrong, word.right) for at, word in WRONG.found_in(text)]
    others = (slip for slip in slips.exchanged_in(text) if slip.wrong not in _LISTED)
    for slip in (*listed, *_apart(others, listed)):
        yield Fault(around(text, slip.at, slip.end, 2), {"wrong": slip.wrong, "right": slip.right})
    if "截止" in text and (found := _BY_THE_END_OF.search(text)):
        yield Fault(found[0], {"wrong": found[1], "right": "截至"})


_LISTED = frozenset(word.wrong for word in WRONG)  # where they are none, that list knows better
_BY_THE_END_OF = re.compile(
    "(?:^|(?<=[，。；、：（]))(截止[到至]?)(?:[0-9]{4}年|[0-9]+月|目前|今年|本年|上年|年底|年末)"
)


@of_text(
    "writing.dropped",
    title="漏字",
    sentence="“{quote}”里的“{wrong}”漏了字。",
    remedy="写成 {right}",
    source="指标名称和固定用语要写全",
    wrong="服务对象满意度指标: [{三级指标: 示例干部意度, 指标值: ≥95%}]",
    right="服务对象满意度指标: [{三级指标: 示例干部满意度, 指标值: ≥95%}]",
)
def dropped(text: str) -> Iterator[Fault]:
    listed = [Slip(at, word.wrong, word.right) for at, word in DROPPED.found_in(text)]
    for slip in (*listed, *_apart(slips.left_out_in(text), listed)):
        quote = around(text, slip.at, slip.end, 2)
        whole = re.search(f"{CHINESE}*{slip.wrong}{CHINESE}*", quote)
        yield Fault(
            quote, {"wrong": slip.wrong, "right": (whole or [slip.wrong])[0].replace(slip.wrong, slip.right, 1)}
        )


def _apart(found: Iterable[Slip], told: Iterable[Slip]) -> Iterator[Slip]:
    """Those that do not overlap what is told already, nor one another."""
    spans = [(slip.at, slip.end) for slip in told]
    for slip in found:
        if all(slip.end <= at or end <= slip.at for at, end in spans):
            spans.append((slip.at, slip.end))
            yield slip


@of_text(
    "writing.doubled",
    title="重复的字词",
    sentence="“{quote}”里的“{twice}”重复了。",
    remedy="删去多写的，把话理顺。",
    source="语句要通顺",
    wrong="主要内容: 示例：发放城市低保金发放城市、农村低保金。",
    right="主要内容: 示例：发放城市低保金、农村低保金，发放人数按月核对。",
)
def doubled(text: str) -> Iterator[Fault]:
    if _SAME_TWO.search(text):
        for at, word in TWICE.found_in(text):
            yield Fault(around(text, at, at + len(word.wrong), 2), {"twice": word.wrong})
    for clause in _CLAUSE.findall(text):
        if len(set(clause)) <= len(clause) - 2 and (found := _typed_twice(clause)):
            yield Fault(found[0], {"twice": found[1]})


def _typed_twice(clause: str) -> tuple[str, str] | None:
    """The first words that must have been typed twice in a clause, with what stands between; and the words."""
    seen: dict[str, int] = {}
    for again in range(len(clause) - 1):
        pair = clause[again : again + 2]
        if pair in seen and (twice := _twice(clause, seen[pair], again)):
            return clause[seen[pair] : again + len(twice)], twice
        seen[pair] = again
    return None


def _twice(clause: str, first: int, again: int) -> str:
    """The words that stand at both places, "" where that may well be meant."""
    if first == 0 and again == len(clause) - 2 > 4 and clause[:2] in _BEGINS:
        return clause[:2]
    apart = again - first
    length = 2
    while again + length < len(clause) and length < apart and clause[first + length] == clause[again + length]:
        length += 1
    word, between = clause[again : again + length], clause[first + length : again]
    if not between:
        ends = again + length == len(clause) and word not in _TRIED and word[0] not in "一每各多几逐"
        return word if ends or _cannot_repeat(word) else ""
    if apart > 14 or not _JOINS.isdisjoint(between):
        return ""
    once = word[:2] in _SINGLE and apart < 10 and clause[again + 2 : again + 3] not in tuple("率地度")
    return word if once or (length >= 4 and word[:2] in _VERBS) else ""


def _cannot_repeat(word: str) -> bool:
    """Whether a word behind itself is a slip: not 研究研究, nor the end of one name and the beginning of another."""
    if len(word) == 2:
        return word in _ONCE
    return (word[0] not in "一每各多几" or len(word) > 3) and word[:2] != word[2:4]


_SAME_TWO = re.compile(r"(.)\1")
_CLAUSE = re.compile(CHINESE + "{4,}")
_JOINS = frozenset("和与及或并而又也到至为以对由从按的来")
_ONCE = frozenset(
    "开展 进行 实施 加强 提高 落实 推进 完成 实现 负责 用于 按照 根据 关于 以及 确保 做好 促进 发放 工作 情况 通过"
    " 对于 由于 有效 积极 切实 认真 及时 主要 严格 全面 继续 健全 完善 建立 提升 围绕 其中 同时 为了 树立 增强 坚持"
    " 履行 贯彻 不断 万元 低于 高于 达到 超过 不得 应当 已经 能够 必须 属于 包括 维持 保持 举办"
    " 获得 形成 增加 减少 降低 改善 巩固 优化 强化 深化 制定 印发 保证 召开 采取 存在 依据".split()
)
_VERBS = frozenset("发放 开展 实现 用于 完成 提高 落实 加强 保障 做好 推进 促进 建立 负责".split())
_TRIED = frozenset("研究 讨论 考虑 商量 学习 了解 休息 打扫 检查 核对 走动".split())  # 研究研究: said of trying it
_BEGINS = frozenset("推进 推动 加强 促进 实现 确保 开展 提高 提升 稳定 维护 优化 改善".split())
_SINGLE = frozenset("树立 实现 确保 按照 用于 围绕 为了 切实".split())


@of_text(
    "writing.gb2312",
    title="仿宋_GB2312 里没有的字",
    sentence="仿宋_GB2312 里没有“{quote}”，印出来会是另一种字体，或是空白。",
    remedy="{remedy}",
    source="GB/T 9704-2012《党政机关公文格式》的字体；GB/T 2312-1980 的字符集",
    wrong="数量指标: [{三级指标: 示例维修公墓面积, 指标值: ≥300㎡}]",
    right="数量指标: [{三级指标: 示例维修公墓面积, 指标值: ≥300平方米}]",
)
def outside_gb2312(text: str) -> Iterator[Fault]:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        text = _DASH_OF_RANGE.sub("", text)
        outside = "".join(sign for sign in dict.fromkeys(text) if sign not in _PRINTED and not _in_gb2312(sign))
        if found := re.search(f"k?m?[{re.escape(outside)}]+", text) if outside else None:
            yield Fault(found[0], {"remedy": _instead(found[0])})


_DASH_OF_RANGE = re.compile("(?<=[0-9])–(?=[0-9.]+(?:%|万元|亿元))")  # writing.number tells of it


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _instead(run: str) -> str:
    """What to type instead of characters in a row."""
    fixed = _INSTEAD.get(run) or "".join(_INSTEAD.get(sign) or _plain(sign) for sign in run)
    if _in_gb2312(fixed):
        return f"写成 {fixed}"
    return "打印、转 PDF 后看一看这个字；人名、地名里的字照写，其他的换一个写法。"


def _plain(sign: str) -> str:
    """A character for what looks like it and came of a PDF: ⼈ is a radical, 人 the character."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if all(map(_in_gb2312, plain)) else sign


_PRINTED = frozenset("·—〇≧¥")  # there under another number, or put right when it is read
_TRADITIONAL = (
    "國會發財務總結計劃實項備註數質時間標準為於與關業員個開門問題學區縣鎮鄉產經濟費預決執評價績報責單廳辦領導機構組織體系統籌資農貧"
    "殘疾醫療衛險養護兒獨婦職勞動環綠濕園場設規條應達續優惠並據進過還這對從來點萬億兩幾種類級別則當無義黨書記長見觀眾歲節約練習讓選舉"
    "戶聯繫協調處理劉張陳楊趙吳鄭馮孫鄧葉蔣餘齊寧蘇陝遼贛廣東濱灣"
)
_SIMPLIFIED = (
    "国会发财务总结计划实项备注数质时间标准为于与关业员个开门问题学区县镇乡产经济费预决执评价绩报责单厅办领导机构组织体系统筹资农贫"
    "残疾医疗卫险养护儿独妇职劳动环绿湿园场设规条应达续优惠并据进过还这对从来点万亿两几种类级别则当无义党书记长见观众岁节约练习让选举"
    "户联系协调处理刘张陈杨赵吴郑冯孙邓叶蒋余齐宁苏陕辽赣广东滨湾"
)
_INSTEAD = {
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    **{"㎡": "平方米", "㎥": "立方米", "㎞": "公里", "㎏": "公斤", "㎝": "厘米", "㎜": "毫米", "㏄": "毫升"},
    **{"m²": "平方米", "m³": "立方米", "km²": "平方公里", "²": "平方", "³": "立方"},
    **{"•": "·", "–": "—", "‐": "-", "〜": "～", "\u2003": " ", "\u2002": " "},
}


@of_report(
    "writing.full-stop",
    title="句末的句号不一致",
    sentence="“{quote}”末尾{this}句号，其他“主要内容”大多{others}。",
    remedy="{remedy}",
    source="同一栏的写法要一致",
    wrong="主要内容: 示例：为村干部开展老年人补贴发放培训",
    right="主要内容: 示例：为村干部开展老年人补贴发放培训。",
)
def full_stop(review: Review) -> Iterator[Fault]:
    lines = [(task.content, path) for task, path in review.tasks if task.content and "\n" not in task.content]
    open_ones = [(text, path) for text, path in lines if text[-1] not in "。！？；."]
    closed = [(text, path) for text, path in lines if text.find("。") == len(text) - 1]
    most = 2 / 3 * len(lines)
    if len(lines) - len(open_ones) >= most:
        odd, words = open_ones, {"this": "没有", "others": "有", "remedy": "补上“。”。"}
    elif len(open_ones) >= most:
        odd, words = closed, {"this": "有", "others": "没有", "remedy": "删去“。”。"}
    else:
        return
    for text, path in odd:
        yield Fault(text[-8:], words, (*path, "主要内容"))


RULES: tuple[Rule, ...] = (
    wrong_word,
    dropped,
    doubled,
    *punctuation.RULES,
    *numbers.RULES,
    outside_gb2312,
    full_stop,
)
