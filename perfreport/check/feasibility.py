"""可行性: whether the targets can be reached, and ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perfreport.actual import Actual
from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Rule, of_indicator, of_report
from perfreport.check.sorts import sort_of_indicator
from perfreport.money import UNITS
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：可行性审核（实现可能、条件充分）"

_WHOLE = (
    "合格|达标|完成|及时|准确|覆盖|知晓|满意|到位|符合|入学|巩固|毕业|就业|参与|办结|结案|回访|公开|成活|存活|保存|普及"
    "|治愈|接种|建档|签约|落实|通过|发放|兑付|兑现|应救尽救|应保尽保|完好|安全|优良|优质|处置|处理|办理|回复|答复|响应"
    "|整改|修复|化解|保障|在线|可用|完工|竣工|交付|出勤|到岗|上岗|持证|销号|解决|达产|入户|规范|完整|真实|认可|支持|达成|清运|收集|建成|开工|投产|录入|上报"
    "|[核检巡]查|受检|检定|成功|结业|升学|参保|列养|连续|正常|运行|运转|正点|准[点时]|按[时期]|好评|公示|受理|安置|绿化|净化|达到|支付|拨付|信任|管理"
    "|履约|回收|利用|质检|入库|免疫|服药|随访|调解|在校|开课|学历|审结|侦破|破案|执结|反馈|追踪|通车|通(?:硬化)?[水电网路邮]|入园|挂网|归档|备案|登记|核验|无害化"
)
_OF_A_WHOLE = re.compile(
    f"(?:(?:{_WHOLE})(?:度|天数|[^，、率度]{{0,2}})?(?:比例|占比|比重)|(?:{_WHOLE})度|成功率|[^频功速利税汇辨效倍]率)$"
)
_MORE_THAN_A_WHOLE = re.compile(
    "增|超|提高|提升|同比|环比|上升|拨备|毛|任务完成|招商|税|收入|产值|投资|销售|产量|利润|储备|上年"
    "|(?:使用|负债|周转|收益|回报|控制|变[动化]|调整|执行|支出|产销|产出|客座|上座|满载|实载|负荷|贡献|充足|自给|生产|费|流动比|速动比|杠杆|净现金|产能利用|设备利用|偿[付债])率"
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
    if is_above and is_of_whole(entry.name, target):
        yield Fault(entry.name, {"value": entry.target})


def is_of_whole(name: str, target: Target) -> bool:
    """Whether a rate is the share of a whole, which is never above 100 %: 合格率, but not 增长率."""
    return bool(_OF_A_WHOLE.search(topic(name, target))) and not _MORE_THAN_A_WHOLE.search(name)


_OPPOSITE = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}
_FEW = re.compile(  # the fewer of them, the better
    "(?:(?:事故|投诉|差错|错误|逾期|违规|违纪|违法|超支|返工|失误|泄密|上访|信访|[漏误错瞒虚]报|漏检|误差|不合格|不良|流失|辍学|失[学业]|死亡|伤亡|受害|受灾|发案"
    "|发病|空置|闲置|超限|超载|超标|超期|超时|延误|拖欠|欠费|漏损|破损|损耗|损坏|损失|故障|大班额|超编|退[货件稿]|复发|感染|抛荒|撂荒|隐患|负债|药占"
    "|弃管|败诉|病虫害|超时办结|失信|贫困发生|返贫|犯罪|缺勤|重复|致贫|舆情|未(?:整改|完成|办结|按[时期][^，、]{0,4}))(?:[办报]?件|[案户人]|人[员口]|事[件项]|案件|问题|路段|天数|现象|房屋|住房|土地|耕地|产品|企业|用户|学生|家庭|隐患|项目)?(?:发生)?(?:比?率|比|比例|占比|比重)"
    "|(?:事故|投诉|差错|错误|违规|违纪|返工|失误|泄密|上访|[漏误错瞒虚]报|漏检|火[点灾情]|舆情|故障"
    "|违章|超标|停[机电水]|断[电网水]|宕机|死机|中断|跳闸|败诉|纠错|延误|逾期|超[期时]|跑动|泄漏|违纪违法|质量问题|群众信访|黑臭水体|发案)"
    "(?:事件|事故|案件|问题|发生|办结|办件)*(?:总?数量?|[次起件个处条批]次?数|批次|人[次数]|总?量)"
    "|(?:事故|火灾|灾害|疫情|舆情|事件|案件|失信|贫困|不良)(?:行为|反应)?发生(?:率|数量?|[次起件]数)|事故(?:[死伤]亡人数)?"
    "|(?:事故|火灾|灾|校园|交通|溺水)[^，、]{0,4}(?:[死伤]+亡|受伤)(?:人数|人口)?|(?:失学|辍学|返贫|死亡|失联)[^，、]{0,4}(?:人数|人口|户数)"
    "|(?:违[法纪规]+|腐败|失职)案件(?:数量?|[起件]数)|被(?:撤销|变更|确认违法)[^，、]*(?:数量?|[起件]数)|(?:超标|污染|停[水电产机用]|拥堵|宕机|中断|故障)(?:天数|时[间长]))$"
)
_DEALT_WITH = re.compile(
    "[处办受审治][理办查置]|化解|查[处办]|办结|调[处解查]|解决|救[治助]|收治|减少|降低|下降|控制|压[降减]|预防|防[范控]|避免|整改|纠正"
    "|回[应复]|答复|帮扶|援助|登记|检查|[监检]测|排查|杜绝|无|零|赔付|保险|演练|培训|宣传|发现|打击|侦破|立案|接[收待听]|处罚|抽查|督办"
    "|曝光|通报|举报|移送|抚恤|补[助贴偿]|慰问|劝返|资助|达标|优良"
)
_REDUCED = re.compile(
    "减少|降|压减|控制|节约|节省|消除|化解|治理|清退|整治|修复|整改|排查|检出|发现|救助|处置|处理|回复|办结|侦破|破获|劝返|控辍|消缺"
)
_SAVED = re.compile("减|降|节[约省]")
_SHORT = re.compile(  # how long something is waited for
    "(?:办理|审批|审核|审查|办结|核准|核发|开办|出具|制作|刻制|响应|答复|回复|反馈|回应|到达|到场|出警|处置|处理|处警|抢修"
    "|抢通|修复|维修|恢复|排除|下达|分解|拨付|拨款|支付|兑付|发放|到账|报销|结算|结案|等候|等待|候诊|候车|排队|延误|中断|停水|停电"
    "|停机|完成|移交|交付|报送|上报|整改|报告|首报|出动|发布|建设|施工|采购|供货|验收|理赔)(?:平均|所需|用)*(?:时[限长间]|用时|期限|天数|工作日|周期)$"
    "|(?<!不)工期$|工期天数$|(?:平均)?(?:用|耗|历)时$"
)
_SHORTER = re.compile("提前|缩短|压缩|减少|节约|节省")
_PERIODS = {"天", "日", "工作日", "个工作日", "小时", "分钟", "秒", "个月", "周"}
_COST = re.compile("(?:成本|造价|单价)(?:控制)?(?:数|总?额|金额)?$")
_SPENT = re.compile("(?:支出|费用?|开支|经费|总额|金额|花费|概算|价格|总投资|定额|预算)(?:控制)?(?:数|总?额|金额)?$")
_OWN_SPENT = re.compile("(?:人员|队员|职工|公用|办公|培训|差旅|会议|[场次])[^，、生]{0,3}(?:经费|费用?|支出|定额)$")
_AT_LEAST = re.compile(
    "均|每|标准|补偿|工资|薪|收入|到位|投入|节|减|降|贷款|融资|社会资本|筹|争取|配套|征收|入库|回收|追缴|受益|分红"
)
_OWN_AT_LEAST = re.compile("生均|公共卫生|基本公共|财政|教育|投入|配套|节|减|降|补[助贴]|标准")
_MANY = re.compile(
    f"(?:{_WHOLE}|净化)(?:率|度|天数比例)$|服务(?:群众|对象)?人次$|(?:受益|惠及|受惠)(?:群众|对象|学生|学员|人员|居民|农户|老年人)?(?:人口|人数|人次|户数)$"
    "|人均(?:体育|公园|绿地|文化|道路)[^，、]*面积$|免费开放(?:时间|天数|时长)$|开放(?:时间|天数)$|公示(?:时间|天数|期)$"
)
_DONE = re.compile(  # what a bureau does, of which a ceiling would be odd
    "(?:演练|宣传|巡|检查|抽查|督查|检测|监测|抽检|体检|随访|演出|放映|展览|讲座|走访|慰问|排查|活动|赛事|新建|改建|扩建|改造|修建|铺设|服务|接[种待]|筛查|签约"
    "|养护|种植|栽植|造林|治理|整治|惠及|受益|参[保与加])[^，、]{0,12}(?:数|次|人次|场|期|面积|里程|长度|公里)$"
    "|(?:次|场次?|期|[批轮班]次|[家户处针]次|[次场期份册篇株棵座处条幅]|点|点位|站点)数$|(?:[场批轮班家户处针]|人)次$|(?:面积|里程|长度)$"
    "|(?:回收|利用|处理|清运|收集|发放|种植|造林)[总数]?量$"
)
_CAPPED = re.compile(
    "会议|经费|补[助贴]|资助|保障|在职|编制(?:人|数|内)|在编|聘|招录|采购|购[置买]|更新|公务|接待(?:费|[批人]次)|出国|控制|预算|整改|投诉|事故|案件|发案|督办|停[水电产]"
    "|享受|领取|供养|减(?!灾)|压[减缩]|降|超|违|发病|病[例死]|[受成因]灾|污染|排放|耗|用[水电油气纸地]|[公用]车|车辆|文件|简报|发文|台账|办公|占|撂荒|抛荒|征[地收]|租|焚|火[灾点]|舆情|隐患(?!排查)|问题|缺陷|差错"
    "|考核|上访|信访|纠纷|故障|死|伤|失|返贫|重复|跑|退|未(?!成年)|不(?!动产|锈|可移动)|负面|库存|剩余|涉|被|闲置|空置|烂尾|欠|拖|扣"
)
_NEGATED = re.compile(
    "重复|不(?!动产|锈)|未(?!成年|来)|非(?![遗公])|无(?!害化|障碍|线|人)|欠|逾|超|漏|误|差(?!旅)|低于|减少|降低|返贫|失[学业]|辍学|事故|违[法规纪]|药品?利用|病床利用|控制|压[缩减]"
    "|(?:预算|经费|资金|三公|”|成本|费用)[^，、]{0,4}(?:完成|支付|支出|拨付|执行|使用|发放|管理)率|(?:采购|公用|人员)[^，、]{0,3}(?:预算|经费)(?!.*(?:及时|准确|合格|到位)率)"
)
_PUT_RIGHT = re.compile("(?<!超[时期])(?<!逾期)(?<![未不])(?:整改|处置|化解|办结|处理|查处|调解|修复|销号)(?:完成)?率$")
_LARGE_SORTS = ("benefit", "income", "driven", "jobs", "served")
_NOT_RISING = re.compile("低收入|贫困|负担|(?<!消)费|支出|差距|返贫|失业|未|不")


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
    if should_be_small(called, target.unit, entry.sort) if is_floor else _should_be_large(called, entry):
        sign = _OPPOSITE[target.sign]
        words = {"better": "小" if is_floor else "大", "sign": sign, "fixed": f"{sign}{entry.target.quantity}"}
        yield Fault(entry.target.text, {"name": entry.name, "value": entry.target, **words}, ("指标值",))


def should_be_small(called: str, unit: str, sort: str) -> bool:
    """Whether less is better of what is called so: 差错率, 办理时限, what the bureau spends."""
    if _SHORT.search(called):
        return unit in _PERIODS and not _SHORTER.search(called)
    if sort == "成本" and "元" in unit and _is_spending(called, unit):
        return True
    if _COST.search(called):
        return "元" in unit and not _SAVED.search(called)
    guard = _REDUCED if called.endswith("率") else _DEALT_WITH
    return bool(_FEW.search(called)) and not guard.search(called)


def _is_spending(called: str, unit: str) -> bool:
    """Whether it is what the bureau itself spends. What others get and what is raised has a floor."""
    if _OWN_SPENT.search(called) and not _OWN_AT_LEAST.search(called):
        return True
    return unit in UNITS and bool(_SPENT.search(called)) and not _AT_LEAST.search(called)


def _should_be_large(called: str, entry: Entry) -> bool:
    if _NEGATED.search(called) and not _PUT_RIGHT.search(called):
        return False
    if entry.sort == "数量" and _DONE.search(called) and not _CAPPED.search(called):
        return True
    if _MANY.search(called):
        return True
    is_gain = sort_of_indicator(called, f"≥{entry.counted.quantity}") in _LARGE_SORTS
    return is_gain and not _NOT_RISING.search(called)


_LEFT_OVER = re.compile(
    "(?:结余|结转|隐患|拖欠|欠款|退[稿件货]|脱贫户返贫|病死|缺勤|缺陷|扣款|次品|废品|残次|错漏|遗漏|涂改|弃权|迟到)(?:发生)?(?:率|比例)$"
)
_CHANGE = re.compile("增|净|变动|变化|差|提高|提升|下降|降低|减少|结余|盈余|收益|利润|节约|节省")
_BALANCE = re.compile("净|变动|变化|差|结余|盈余|利润|收益$|增[减幅速]|增长额")
_SHARES = ("%", "‰", "个百分点")


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
    may_fall = _CHANGE if target.unit in _SHARES else _BALANCE  # what may be less than nothing
    signs = ("≥", ">") if target.unit in _SHARES else ("≥",)  # more than none is one at least, of what is counted
    is_floor = target.sign in signs and target.low == 0 and not may_fall.search(entry.name)
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


@lru_cache(maxsize=3_000)
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
