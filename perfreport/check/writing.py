"""书写: spelling, punctuation, numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from perfreport.check import dates, lost, numbers, punctuation, repeats, slips
from perfreport.check.punctuation import around
from perfreport.check.review import Review, Said
from perfreport.check.rule import Fault, Rule, of_report, of_text
from perfreport.check.setwords import DROPPED, WRONG
from perfreport.check.slips import Slip
from perfreport.chinese import CHINESE


@of_text(
    "writing.wrong-word",
    title="错别字",
    sentence="“{quote}”里的“{wrong}”写错了。",
    remedy="写成 {fixed}",
    source="《通用规范汉字表》（国发〔2013〕23号）、《第一批异形词整理表》的用字",
    wrong="主要内容: 示例：建全社会救助制度，及时拔付资金。",
    right="主要内容: 示例：健全社会救助制度，选拔付出多、成绩好的村干部。",
)
def wrong_word(text: str) -> Iterator[Fault]:
    listed = [Slip(at, word.wrong, word.right) for at, word in WRONG.found_in(text)]
    others = [*slips.miswritten_in(text), *slips.confused_in(text)]
    others += (slip for slip in slips.exchanged_in(text) if slip.wrong not in _LISTED)
    for slip in (*listed, *slips.apart(others, listed)):
        yield _corrected(around(text, slip.at, slip.end, 2), slip.wrong, slip.right)
    if "截止" in text and (found := _BY_THE_END_OF.search(text)):
        yield _corrected(found[0], found[1], "截至")
    for found in _WITH_DE.finditer(text) if "的" in text else ():
        if right := _instead_of_de(text[: found.start()], found):
            quote = around(text, *found.span(), 4)
            yield Fault(quote, {"wrong": "的", "fixed": quote.replace(found[0], right + found[0][1:])})


def _corrected(quote: str, wrong: str, right: str) -> Fault:
    """What is marked, and what to write in its place."""
    return Fault(quote, {"wrong": wrong, "fixed": quote.replace(wrong, right, 1)})


def _instead_of_de(before: str, found: re.Match[str]) -> str:
    """地 in 切实的加强管理, 得 in 完成的较好, "" where 的 is right: 得到进一步的提高."""
    if found["how"]:
        return "得" if before.endswith(_DONE) else ""
    how = _HOW if found["done"] else _HOW_FIRMLY
    return "地" if before.endswith(how) and not before.endswith(_NOUN_FOLLOWS) else ""


_LISTED = frozenset(word.wrong for word in WRONG)  # where they are none, that list knows better
_BY_THE_END_OF = re.compile(
    "(?:^|(?<=[，。；、：（]))(截止[到至]?)(?:[0-9]{4}年|[0-9]+月|目前|今年|本年|上年|年底|年末)"
)
_HOW_FIRMLY = ("切实", "扎实", "认真", "深入", "圆满", "顺利", "充分")
_HOW = (*_HOW_FIRMLY, *"进一步 有效 积极 不断 及时 全面 严格 较好 更好 稳步 逐步 持续 大力".split())
_NOUN_FOLLOWS = tuple(verb + how for verb in ("得到", "有", "取得") for how in _HOW)  # 得到进一步的提高
_DONE = ("做", "完成", "落实", "执行", "进展", "控制", "管理", "推进", "开展", "发放")
_WITH_DE = re.compile(  # 切实的加强管理 for 地, 完成的较好 for 得
    "的(?:(?:提[高升]|加强|推[进动]|履行|完成|改善|维护|确保|发[放挥]|拨付|促进|保障|解决|落实|开展|贯彻|执行|做好)(?P<done>了)?"
    "|(?P<how>很好|较好|不够好?|不好|不到位|不及时|比较[好慢]|不理想|缓慢|不错)(?=[，。；]|$))"
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
    told = [Slip(at, word.wrong, word.right) for at, word in DROPPED.found_in(text)]
    told += slips.apart(lost.left_out_in(text), told)
    for slip in told:
        quote = around(text, slip.at, slip.end, 2)
        whole = re.search(f"{CHINESE}*{slip.wrong}{CHINESE}*", quote)
        right = (whole or [slip.wrong])[0].replace(slip.wrong, slip.right, 1)
        yield Fault(quote, {"wrong": slip.wrong, "right": right})
    if alone := sorted((*lost.standing_alone_in(text), *lost.halved_verbs_in(text))):
        told += slips.exchanged_in(text)
    for slip in slips.apart(alone, told):
        yield Fault(around(text, slip.at, slip.end, 2), {"wrong": slip.wrong, "right": f"完整的词，如 {slip.right}"})


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
        outside = "".join(
            sign for sign in dict.fromkeys(text) if not (sign.isspace() or sign in _PRINTED or _in_gb2312(sign))
        )
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
    sentence="“{quote}”末尾{this}句号，其他“{column}”大多{others}。",
    remedy="{remedy}",
    source="同一栏的写法要一致",
    wrong="主要内容: 示例：为村干部开展老年人补贴发放培训",
    right="主要内容: 示例：为村干部开展老年人补贴发放培训。",
)
def full_stop(review: Review) -> Iterator[Fault]:
    for column, lines in _columns(review):
        odd, words = _odd_ones([line for line in lines if line.text and "\n" not in line.text])
        for text, path in odd:
            yield Fault(text[-8:], {"column": column, **words}, path)


def _columns(review: Review) -> Iterator[tuple[str, list[Said]]]:
    """What stands below one another on the forms, by the word of the form; the paragraphs of a text."""
    yield "主要内容", [Said(task.content, (*path, "主要内容")) for task, path in review.tasks]
    if told := review.report.self_evaluation:
        yield "目标完成情况", [Said(goal, ("自评", "目标完成情况", at)) for at, goal in enumerate(told.goals)]
        for column in ("偏差原因", "改进措施"):
            done = [
                (outcome.reason if column == "偏差原因" else outcome.remedy, outcome.at) for outcome in told.outcomes
            ]
            yield column, [Said(text, ("自评", "指标完成情况", at, column)) for text, at in done if text]
    for said in review.own_words:
        if "\n" in said.text.rstrip():
            lines = [line.rstrip() for line in said.text.split("\n")]
            yield "段落", [Said(line, said.path) for line in lines if "，" in line and line[-1] not in _NO_SENTENCE]


_NO_SENTENCE = frozenset("：:|*")  # at its end: a heading, a row of a table


def _odd_ones(lines: list[Said]) -> tuple[list[Said], dict[str, str]]:
    """The lines that do not end as at least two in three do, and the words for it."""
    most = 2 / 3 * len(lines)
    closed = "。！？" if sum(line.text.endswith("。") for line in lines) >= most else "。！？；."
    open_ones = [line for line in lines if line.text[-1] not in closed]
    if len(lines) - len(open_ones) >= most:
        return open_ones, {"this": "没有", "others": "有", "remedy": "补上“。”。"}
    if len(open_ones) >= most:
        odd = [line for line in lines if line.text.find("。") == len(line.text) - 1]
        return odd, {"this": "有", "others": "没有", "remedy": "删去“。”。"}
    return [], {}


RULES: tuple[Rule, ...] = (
    wrong_word,
    dropped,
    repeats.doubled,
    *punctuation.RULES,
    numbers.document_number,
    *dates.RULES,
    numbers.number,
    repeats.said_twice,
    numbers.less_by_times,
    outside_gb2312,
    full_stop,
)
