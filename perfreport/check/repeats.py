"""What is written twice: characters and words typed again, and two words of one meaning about one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check import slips
from perfreport.check.punctuation import around
from perfreport.check.rule import Fault, Rule, of_text
from perfreport.check.setwords import TWICE
from perfreport.check.slips import Slip
from perfreport.chinese import CHINESE


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
        listed = [Slip(at, word.wrong, word.right) for at, word in TWICE.found_in(text)]
        for slip in (*listed, *slips.apart(slips.struck_twice_in(text), listed)):
            yield Fault(around(text, slip.at, slip.end, 2), {"twice": slip.wrong})
    for clause in _CLAUSE.finditer(text):
        if len(set(clause[0])) <= len(clause[0]) - 2 and (
            found := _typed_twice(clause[0], _begins(text, clause.start()))
        ):
            yield Fault(found[0], {"twice": found[1]})
    for same in _SAME_CLAUSE.finditer(text):
        yield Fault(same[0], {"twice": same[1]})


def _begins(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "，。；：、\n"


def _typed_twice(clause: str, begins: bool) -> tuple[str, str] | None:
    """The first words that must have been typed twice in a clause, with what stands between; and the words."""
    seen: dict[str, int] = {}
    for again in range(len(clause) - 1):
        pair = clause[again : again + 2]
        if pair in seen and (twice := _twice(clause, seen[pair], again, begins)):
            return clause[seen[pair] : again + len(twice)], twice
        seen[pair] = again
    return None


def _twice(clause: str, first: int, again: int, begins: bool) -> str:
    """The words that stand at both places, "" where that may well be meant."""
    if first == 0 and again == len(clause) - 2 > 4 and clause[:2] in _BEGINS:
        return clause[:2]
    apart = again - first
    length = 2
    while again + length < len(clause) and length < apart and clause[first + length] == clause[again + length]:
        length += 1
    word, between = clause[again : again + length], clause[first + length : again]
    if not between:
        rest = clause[again + length :]
        is_slip = _cannot_repeat(word) or _is_no_end_of_a_name(word, rest, begins and not first)
        return word if is_slip or _is_word_again(word, rest) else ""
    if apart > 14 or not _JOINS.isdisjoint(between):
        return ""
    once = word[:2] in _SINGLE and apart < 10 and clause[again + 2 : again + 3] not in tuple("率地度")
    return word if once or (length >= 4 and word[:2] in _VERBS) else ""


def _cannot_repeat(word: str) -> bool:
    """Whether a word behind itself is a slip: not 研究研究, nor the end of one name and the beginning of another."""
    if len(word) == 2:
        return word in _ONCE
    return (word[0] not in "一每各多几" or len(word) > 3) and word[:2] != word[2:4]


def _is_no_end_of_a_name(word: str, rest: str, begins: bool) -> bool:
    """Whether no name that begins with the word follows (救助|救助对象), or none that ends with it stands before."""
    if word in _TRIED or word[0] in "一每各多几逐":
        return False
    return not rest or (rest[0] in _BEHIND_NAMES) or (begins and len(word) == 2 and rest[0] not in _OF_NAMES)


def _is_word_again(word: str, rest: str) -> bool:
    """Whether it is a word of official writing, and what follows is nothing that is counted by the name of something
    that ends with it: 生活补贴|补贴标准."""
    is_name = rest[:2] in _COUNTED or rest[:1] in tuple("业员性器站区队房者师班") or rest[-1:] in tuple("率数量额值")
    return word in slips.rights() and word not in _TRIED and word not in _DOERS and not is_name


_DOERS = frozenset("组织 领导 代表 编制 规划 指导 监督 报告 计划 检查 调查 指挥 教育".split())  # 村级组织组织活动
_COUNTED = frozenset(
    "对象 标准 人数 人次 户数 次数 场次 批次 金额 资金 面积 里程 质量 数量 成本 效果 费用 经费 人员 期限 时间"
    " 时限 天数 机构 设施 单位 企业 家庭"
    " 群众 学生 农户 项目 政策 条件 范围 周期 频次 场所 场地 产品 器材 设备 物资 材料 用品".split()
)
_SAME_TWO = re.compile(r"(.)\1")
_SAME_CLAUSE = re.compile(r"(?:(?<=[，。；：、\n])|^)([^，。；：、\n]{4,})[，、；。]\1(?=[，、；。\n]|$)")
_BEHIND_NAMES = frozenset("的了和与及等并或是为在由按已未不将均全后前时达")
_OF_NAMES = frozenset("业员器站区队房性者师班部机中对工项人单用所局费资经标金水能力范体制性")  # 保障|保障房
_CLAUSE = re.compile(CHINESE + "{4,}")
_JOINS = frozenset("和与及或并而又也到至为以对由从按的来")
_ONCE = frozenset(
    "开展 进行 实施 加强 提高 落实 推进 完成 实现 负责 用于 按照 根据 关于 以及 确保 做好 促进 发放 工作"
    " 情况 通过 对于 由于 有效 积极 切实 认真 及时 主要 严格 全面 继续 健全 完善 建立 提升 围绕 其中 同时"
    " 为了 树立 增强 坚持 履行 贯彻 不断 万元 低于 高于 达到 超过 不得 应当 已经 能够 必须 属于 包括 维持"
    " 保持 举办 提供 配备 新建 改建 扩建 支付 拨付 缴纳 报送 处理 解决 避免 防止 满足 符合 纳入 列入 采用"
    " 引导 鼓励 支持 帮助 带动 推广 涉及 参加 参与 成立 印制 修订 下达 接受 受理 反馈 反映 体现 成为 作为"
    " 扩大 缩短 加快 加大 着力 全力 扎实 有力 有序 稳步 逐步 充分 坚决 持续 进一 尤其 并且 而且 因此 所以"
    " 但是 相关 有关 各项 各类 全部 目前 尚未 可以 应该 需要 按时 按期 按月 足额 针对 面向 基于 其他 改造"
    " 维护 修建 完工 主动 有望 定期 随时 如期 统筹 深入 获得 形成 增加 减少 降低 改善 巩固 优化 强化 深化"
    " 制定 印发 保证 召开 采取 存在 依据".split()
)
_VERBS = frozenset("发放 开展 实现 用于 完成 提高 落实 加强 保障 做好 推进 促进 建立 负责".split())
_TRIED = frozenset("研究 讨论 考虑 商量 学习 了解 休息 打扫 检查 核对 走动".split())  # 研究研究: said of trying it
_BEGINS = frozenset("推进 推动 加强 促进 实现 确保 开展 提高 提升 稳定 维护 优化 改善".split())
_SINGLE = frozenset("树立 实现 确保 按照 用于 围绕 为了 切实".split())


@of_text(
    "writing.said-twice",
    title="“约”和“左右”等意思重复",
    sentence="“{quote}”里的“{first}”和“{second}”意思重复。",
    remedy="只留一个。",
    source="“约”已经说明是大概的数，“不低于”已经包含以上",
    wrong="主要内容: 示例：全年慰问困难群众约120人左右。",
    right="主要内容: 示例：全年慰问困难群众约120人，补贴发放率达到95%以上。",
)
def said_twice(text: str) -> Iterator[Fault]:
    if any(word in text for word in _TELLING):
        for found in _ROUGH_OR_BOUNDED.finditer(text):
            first, more, second = found["first"] or "", found["more"] or "", found["second"] or ""
            for one, other in ((first or more, second), (more, second), (first, more)):
                if one in _SAME_MEANING.get(other, ()):
                    yield Fault(found[0], {"first": one, "second": other})
                    break
        for found in _WITH_WORDS_BETWEEN.finditer(text):
            bound = found["bound"]
            if bound in _SAME_MEANING and found["first"] in (*_SAME_MEANING[bound], *_ADVERBS.get(bound, ())):
                yield Fault(found[0], {"first": found["first"], "second": bound})
        for found in _SIDE_BY_SIDE.finditer(text):
            yield Fault(found[0], dict(zip(("first", "second"), filter(None, found.groups()), strict=True)))


_ROUGHLY = ("大约", "大概", "将近", "接近", "约", "近", "逾")
_AT_LEAST = ("不低于", "不少于", "不小于", "多于", "超过", "突破", "大于", "高于", "至少", "最少", "逾")
_AT_MOST = ("不超过", "不高于", "不多于", "不大于", "少于", "低于", "小于", "至多", "最多")
_SAME_MEANING = {
    "左右": (*_ROUGHLY, "余", "多"),
    "上下": (*_ROUGHLY, "余", "多"),
    "之多": ("余", "多"),
    "余": (*_ROUGHLY, *_AT_LEAST),
    "多": (*_ROUGHLY, *_AT_LEAST),
    "以上": (*_AT_LEAST, "余", "多", "大约", "大概", "约"),
    "以内": _AT_MOST,
    "以下": _AT_MOST,
}
_TELLING = ("余", "多", "左右", "上下", "以上", "以内", "以下", "约", "近", "至少", "最少")
_WORDS = "|".join(sorted({*_ROUGHLY, *_AT_LEAST, *_AT_MOST}, key=len, reverse=True))
_UNITS = (
    "%|百分点|人次|人|名|次|户次|户|个工作日|个乡镇|个村|个|项|家次|家|场次|场|天|日|元|分钟|分|件|份|吨|亩|公里|平方米|米|小时"
    "|(?<!近[0-9])(?<!近[0-9]{2})年|只|头|台|辆|套|座|处|公顷|批次|例|张|册|本|笔|宗|起|条|公斤|千瓦时|度|所|人份|株|棵"
)
_ROUGH_OR_BOUNDED = re.compile(
    f"(?:(?<![合节公条特附临靠最契签预就])(?P<first>{_WORDS})(?:需要?|用了?|有|为|达到?|是|占|在|共|于)?)?"
    f"(?<![0-9.])(?:(?:[0-9.百千两]+[万亿]?(?:(?P<more>[余多])(?![年月天日]))?[万亿]?(?:{_UNITS}))|(?<!第)一半)(?:(?P<second>左右|上下|之多|以[上下内])(?![级层游]))?"
)
_ADVERBS = {"以上": ("至少", "最少", "不少于", "不低于"), "以内": ("最多", "至多"), "以下": ("最多", "至多")}
_WITH_WORDS_BETWEEN = re.compile(  # 大约服务群众2000人上下; 约 and 近 are parts of other words as often as not
    f"(?P<first>大约|大概(?!念)|至少|最少|最多|至多)(?:{CHINESE}(?<![0-9百千万约近])){{2,10}}(?<![0-9.])[0-9.]+[万亿]?(?:{_UNITS})(?P<bound>左右|上下|以[上内下])(?![级层游])"
)
_SIDE_BY_SIDE = re.compile(
    "(大约|大概|约|将近|接近)(大约|大概|将近|接近|近)(?=[0-9])"
    "|(以[上下内]|左右|之多)(左右|上下|以[上下内])(?![游下])"
    "|(至少|最少)(不[低少]于)(?=[0-9])|(至多|最多)(不[超多]过|不多于)(?=[0-9])"
)


RULES: tuple[Rule, ...] = (doubled, said_twice)
