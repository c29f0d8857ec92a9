"""可行性: whether the targets can be reached, and ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perfreport.actual import Actual
from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Rule, of_indicator, of_report
from perfreport.money import UNITS
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：可行性审核（实现可能、条件充分）"

_WHOLE = (
    "合格|达标|完成|及时|准确|覆盖|知晓|满意|到位|符合|入学|巩固|毕业|就业|参与|办结|结案|回访|公开|成活|存活|保存|普及"
    "|治愈|接种|建档|签约|落实|通过|发放|兑付|兑现|应救尽救|应保尽保|完好|安全|优良|优质|处置|处理|办理|回复|答复|响应"
    "|整改|修复|化解|保障|在线|可用|完工|竣工|交付|出勤|到岗|上岗|持证|销号|解决|达产|入户|规范|完整|真实|认可|支持|达成|清运|收集|建成|开工|投产|录入|上报"
)
_OF_A_WHOLE = re.compile(f"(?:{_WHOLE})(?:比?率|度|比例|占比)$")
_MORE_THAN_A_WHOLE = re.compile(
    "增|超额|提高|提升|同比|环比|上升|拨备|毛入学|任务完成|招商|税收|收入|产值|投资|销售|产量|利润|储备"
)


@of_indicator(
    "feasibility.above-100",
    title="超过 100% 的目标",
    sentence="“{quote}”最多是 100%，指标值却是“{value}”。",
    remedy="改正指标值；能超过 100% 的（如增长），把名称写明。",
    source=_SOURCE,
    wrong="质量指标: [{三级指标: 示例培训合格率, 指标值: ≥105%}]",
    right="质量指标: [{三级指标: 示例培训合格率, 指标值: ≥95%}]",
)
def above_100(entry: Entry) -> Iterator[Fault]:
    target = entry.counted
    most = target.high or target.low or 0
    is_above = target.unit == "%" and (most > 100 or (most == 100 and target.sign == ">"))
    if is_above and _OF_A_WHOLE.search(topic(entry.name, target)) and not _MORE_THAN_A_WHOLE.search(entry.name):
        yield Fault(entry.name, {"value": entry.target})


_OPPOSITE = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}
_FEW = re.compile(  # the fewer of them, the better
    "(?:(?:事故|投诉|差错|错误|逾期|违规|违纪|违法|超支|返工|失误|泄密|上访|信访|漏报|误报|漏检|误差|不合格|不良|流失|辍学|失业|死亡"
    "|发病|空置|闲置|超限|超载|超标|超期|超时|延误|拖欠|欠费|漏损|破损|损耗|损坏|损失|故障|大班额|超编|退货|退件|复发|感染|抛荒|撂荒"
    "|弃管|失信|贫困发生|返贫)(?:发生)?(?:比?率|比例|占比|比重)"
    "|(?:事故|投诉|差错|错误|违规|违纪|返工|失误|泄密|上访|漏报|误报|漏检)(?:事件|事故|案件|问题|发生)*(?:数量?|[次起件]数|量)"
    "|(?:事故|火灾|灾害|疫情|舆情|事件|案件|失信|贫困|不良)(?:行为|反应)?发生(?:率|数量?|[次起件]数)|事故(?:[死伤]亡人数)?)$"
)
_DEALT_WITH = re.compile(
    "[处办受审治][理办查置]|化解|查[处办]|办结|调[处解查]|解决|救[治助]|收治|减少|降低|下降|控制|压[降减]|预防|防[范控]|避免|整改|纠正"
    "|回[应复]|答复|帮扶|援助|登记|检查|[监检]测|排查|杜绝|无|零|赔付|保险|演练|培训|宣传|发现|打击|侦破|立案|接[收待听]|处罚|抽查|督办"
    "|曝光|通报|举报|移送"
)
_REDUCED = re.compile("减少|降|压减|控制|节约|节省|消除|化解|治理|清退|整治|修复")
_SHORT = re.compile(  # how long something is waited for
    "(?:办理|审批|审核|审查|办结|核准|核发|开办|出具|制作|刻制|响应|答复|回复|反馈|回应|到达|到场|出警|处置|处理|处警|抢修"
    "|抢通|修复|维修|恢复|排除|下达|分解|拨付|拨款|支付|兑付|发放|到账|报销|结算|结案|等候|等待|候诊|候车|排队|延误|中断|停水|停电"
    "|停机|完成|移交|交付|报送|上报|整改)(?:平均|所需|用)*(?:时[限长间]|用时|期限|天数|工作日|周期)$|(?<!不)工期$|工期天数$|(?:平均)?用时$"
)
_SHORTER = re.compile("提前|缩短|压缩|减少|节约|节省")
_PERIODS = {"天", "日", "工作日", "个工作日", "小时", "分钟", "秒", "个月", "周"}
_COST = re.compile("(?:成本|造价|单价)(?:控制)?(?:数|总?额|金额)?$")
_SPENT = re.compile("(?:支出|费用?|开支|经费|总额|金额|花费|概算|价格)(?:控制)?(?:数|总?额|金额)?$")
_AT_LEAST = re.compile(
    "均|每|标准|补偿|工资|薪|收入|到位|投入|节|减|降|贷款|融资|社会资本|筹|争取|配套|征收|入库|回收|追缴|受益|分红"
)
_MANY = re.compile(
    "(?:合格|达标|满意|覆盖|知晓|及时|准确|完成|参与|到位|符合|办结|入学|巩固|就业|参保|升学|保障|兑现|优良|公开|好评|成活|发放|落实|普及"
    "|治愈|接种|正点|准点|准时|按时|按期|按期完工|在线|上岗|建档|签约|回收|利用|整改|处置|处理|回访|公示|受理|安置|修复|绿化|净化|完好|通过"
    "|达到|支付|拨付|认可|支持|信任)[率度]$|(?:受益|惠及|受惠)(?:群众|对象|学生|学员|人员|居民|农户|老年人)?(?:人数|人次|户数)$"
)
_DONE = re.compile(  # what a bureau does, of which a ceiling would be odd
    "(?:演练|宣传|巡查|检查|抽查|督查|检测|监测|抽检|体检|随访|演出|放映|展览|讲座|走访|慰问|排查|活动|赛事|新建|改建|扩建|改造|修建|铺设"
    "|养护|种植|栽植|造林|治理|整治|惠及|受益|参[保与加])[^，、]{0,12}(?:数|次|人次|场|期|面积|里程|长度|公里)$"
)
_CAPPED = re.compile(
    "会议|经费|补[助贴]|资助|保障|在职|编制|聘|招录|采购|购[置买]|更新|公务|接待|出国|控制|预算|整改|投诉|事故|案|督办|停"
)
_NEGATED = re.compile(
    "不(?!动产|锈)|未(?!成年|来)|非(?![遗公])|无(?!害化|障碍|线|人)|欠|逾|超|漏|误|差(?!旅)|低于|预算|经费|资金|三公|控制|压缩|压减|减少|降低"
)


@of_indicator(
    "feasibility.wrong-direction",
    title="符号的方向反了",
    sentence="“{name}”应是越{better}越好，指标值却是“{value}”。",
    remedy="符号改为 {sign}，写成 {fixed}",
    source=_SOURCE,
    wrong="质量指标: [{三级指标: 示例高龄补贴发放差错率, 指标值: ≥1%}]",
    right="质量指标: [{三级指标: 示例高龄补贴发放差错率, 指标值: ≤1%}]",
)
def wrong_direction(entry: Entry) -> Iterator[Fault]:
    target = entry.counted
    if target.sign not in _OPPOSITE or not target.low:
        return
    called = topic(entry.name, target)
    is_floor = target.sign in ("≥", ">")
    if _should_be_small(called, target.unit, entry.sort) if is_floor else _should_be_large(called, entry.sort):
        sign = _OPPOSITE[target.sign]
        words = {"better": "小" if is_floor else "大", "sign": sign, "fixed": f"{sign}{entry.target.quantity}"}
        yield Fault(entry.target.text, {"name": entry.name, "value": entry.target, **words}, ("指标值",))


def _should_be_small(called: str, unit: str, sort: str) -> bool:
    if _SHORT.search(called):
        return unit in _PERIODS and not _SHORTER.search(called)
    if sort == "成本" and unit in UNITS and _SPENT.search(called) and not _AT_LEAST.search(called):
        return True
    if _COST.search(called):
        return "元" in unit and not _REDUCED.search(called.replace("成本控制", "成本"))
    guard = _REDUCED if called.endswith("率") else _DEALT_WITH
    return bool(_FEW.search(called)) and not guard.search(called)


def _should_be_large(called: str, sort: str) -> bool:
    is_done = sort == "数量" and _DONE.search(called) and not _CAPPED.search(called)
    return bool(_MANY.search(called) or is_done) and not _NEGATED.search(called)


_LEFT_OVER = re.compile(
    "(?:结余|结转|隐患|拖欠|欠款|退[稿件货]|脱贫户返贫|病死|缺勤|缺陷|扣款)(?:发生)?(?:率|比例)$|隐患发生率$"
)
_CHANGE = re.compile(
    "增|净|变动|变化|差|提高|提升|下降|降低|减少|结余|盈余|收益|利润|节约|节省"
)  # may be less than nothing


@of_indicator(
    "feasibility.asks-nothing",
    title="不做也能完成的目标",
    sentence="“{name}”的指标值是“{value}”，什么也不做就完成了。",
    remedy="写上要达到的数；确实是没有才好的，写成 =0{unit}",
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥0次}]",
    right="数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥2次}]",
)
def asks_nothing(entry: Entry) -> Iterator[Fault]:
    target = entry.counted
    is_floor = target.sign == "≥" and target.low == 0 and not _CHANGE.search(entry.name)
    if is_floor or _allows_all(topic(entry.name, target), target):
        words = {"name": entry.name, "value": entry.target, "unit": target.unit}
        yield Fault(entry.target.text, words, ("指标值",))


def _allows_all(called: str, target: Target) -> bool:
    """Whether it is a ceiling of 100 % on something of which there should be little."""
    is_all = target.sign in ("≤", "<") and target.unit == "%" and (target.low or 0) >= 100
    return is_all and bool(_FEW.search(called) or _LEFT_OVER.search(called)) and not _REDUCED.search(called)


_SLACK = Decimal("0.05")  # a target 5 % from last year's result is none that a reviewer sends back


@of_report(
    "feasibility.below-last-year",
    title="低于上年完成情况的目标",
    sentence="“{name}”上年完成了 {reached}，今年的指标值却是“{value}”。",
    remedy="参照上年的完成情况改正指标值；确有原因（如对象减少）的，不用改。",
    source=_SOURCE,
    wrong="数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥3次}]\n"
    "--- # 上年的文件\n"
    "数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥4次}]\n"
    "指标完成情况: [{三级指标: 示例高龄补贴宣传次数, 实际完成值: 5次}]",
    right="数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥5次}]\n"
    "--- # 上年的文件\n"
    "数量指标: [{三级指标: 示例高龄补贴宣传次数, 指标值: ≥4次}]\n"
    "指标完成情况: [{三级指标: 示例高龄补贴宣传次数, 实际完成值: 5次}]",
)
def below_last_year(review: Review) -> Iterator[Fault]:
    """Where the year before has an indicator of the same name in the same group, and what became of it."""
    last_year = review.last_year
    if not last_year or not last_year.self_evaluation:
        return
    seconds = (group.second for group in last_year.groups for _ in group.indicators)
    told = zip(seconds, last_year.indicators, last_year.self_evaluation.outcomes, strict=True)
    before = {(second, last.name): (last.target.text, outcome.actual) for second, last, outcome in told}
    for row in review.rows:
        name, target = row.entry.name, row.entry.target
        last_target, reached = before.get((row.entry.second, name), ("", ""))
        if reached and _asks_less(name, target.text, last_target, reached):
            yield Fault(target.text, {"name": name, "reached": reached, "value": target}, (*row.path, "指标值"))


@lru_cache(maxsize=10_000)
def _asks_less(name: str, target_text: str, last_target: str, actual: str) -> bool:
    """Whether the target is clearly behind last year's result.

    An upper limit is less only if it is above last year's limit, too: a limit is no plan to use it up. One of money
    follows the budget, and so does "just so much" of anything but a rate.
    """
    target, last = (with_unit_of(name, Target.parse(text)) for text in (target_text, last_target))
    reached, limit = (Actual.parse(text, target).number for text in (actual, last.quantity))
    if target.low is None or reached is None:
        return False
    if target.sign in ("≥", ">") or (target.sign == "=" and target.unit == "%"):
        return (target.high or target.low) < reached * (1 - _SLACK)
    is_limit = target.sign in ("≤", "<") and "元" not in target.unit and limit is not None
    return is_limit and target.low > max(limit or 0, reached) * (1 + _SLACK)


RULES: tuple[Rule, ...] = (above_100, wrong_direction, asks_nothing, below_last_year)
