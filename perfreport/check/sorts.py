"""What an indicator is about, by its name and its value: 完成了多少, 花多少钱, 什么时候做.

What is not known for certain is about nothing. Each sort knows the groups it may belong to, and those in which it has
no place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from perfreport.sentences.qualitative import CHANGE
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target


class Sort(NamedTuple):
    """What indicators of one sort speak of, the groups they may belong to, and those where they are certainly wrong."""

    what: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


_EFFECTS = ("经济效益", "社会效益", "生态", "可持续")
SORTS = {
    "satisfaction": Sort("满意不满意", ("满意度",), ("数量", "质量", "时效", "成本", *_EFFECTS)),
    "approval": Sort("满意不满意", ("满意度",), ("数量", "质量", "时效", "成本", "经济效益", "生态")),
    "deadline": Sort("什么时候做", ("时效",), ("数量", "质量", "成本", *_EFFECTS, "满意度")),
    "works": Sort("用多少时间", ("时效",), ("数量", "质量", "成本", "经济效益", "满意度")),
    "duration": Sort("用多少时间", ("时效",), ("数量", "成本", "经济效益", "满意度")),
    "service": Sort("用多少时间", ("时效",), ("数量", "成本", "满意度")),
    "payment": Sort("用多少时间", ("时效",), ("数量", "质量", "成本", *_EFFECTS, "满意度")),
    "delivery": Sort("及时不及时", ("时效",), ("数量", "质量", "成本", *_EFFECTS, "满意度")),
    "promptness": Sort("及时不及时", ("时效",), ("数量", "质量", "成本", "经济效益", "满意度")),
    "cost": Sort("花多少钱", ("成本",), ("数量", "质量", "时效", *_EFFECTS, "满意度")),
    "price": Sort("按多少钱算", ("成本",), ("数量", "质量", "时效", *_EFFECTS, "满意度")),
    "unit": Sort("按多少钱算", ("成本",), ("数量", "质量", "时效", "满意度")),
    "quality": Sort("做得合不合要求", ("质量",), ("数量", "时效", "成本", "经济效益", "满意度")),
    "completion": Sort("完成了多少", ("数量",), ("成本", "经济效益", "满意度")),
    "deed": Sort("做了多少", ("数量",), ("质量", "时效", "成本", *_EFFECTS, "满意度")),
    "coverage": Sort("覆盖了多少", ("数量",), ("时效", "成本", "满意度")),
    "activity": Sort("做了多少", ("数量",), ("质量", "时效", "成本", "满意度")),
    "count": Sort("有多少", ("数量",), ("时效", "成本", "满意度")),
    "number": Sort("有多少", ("数量",), ("时效", "成本")),
    "awareness": Sort("多少人知道", ("社会效益",), ("数量", "时效", "成本", "经济效益", "满意度")),
    "living": Sort("给群众生活、社会带来的变化", ("社会效益",), ("数量", "质量", "时效", "成本")),
    "benefit": Sort("带来多少收入、投资", ("经济效益",), ("数量", "质量", "时效", "成本", "满意度")),
    "gain": Sort("增加多少收入、产值", ("经济效益",), ("质量", "时效", "成本", "满意度")),
    "growth": Sort("比原来增加多少", ("经济效益", "社会效益"), ("质量", "时效", "成本", "满意度")),
    "pace": Sort("比原来增加多少", ("经济效益", "社会效益"), ("时效", "满意度")),
    "driven": Sort("带动多少人就业", ("社会效益", "经济效益"), ("数量", "质量", "时效", "成本", "满意度")),
    "jobs": Sort("带动多少人就业", ("社会效益", "经济效益"), ("质量", "时效", "成本", "满意度")),
    "nature": Sort("对环境的影响", ("生态",), ("时效", "成本", "经济效益", "满意度")),
    "surroundings": Sort("对环境的影响", ("生态", "社会效益"), ("数量", "质量", "时效", "成本", "经济效益", "满意度")),
    "lasting": Sort("长远的影响", ("可持续",), ("数量", "时效", "成本", "满意度")),
}

_SATISFACTION = re.compile("(?:满意(?:度|率|程度|情况)|好评[度率]|是否满意)(?:[（(].*[）)])?$")
_APPROVAL = re.compile("(?<!能力)(?<!资质)(?<!资格)(?:认可|认同)[度率](?:[（(].*[）)])?$")
_DATE = "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|[0-9]{1,2}[日号]|[上中下]旬|[底末初])?"
_DEADLINE = re.compile(
    "(?:[年月日号旬底末初节]|季度?|[0-9][:：][0-9]{2})(?:之|以)?前"
    "(?:全部|足额|及时)*(?:完成|发放|支付|拨付|到位|办结|报送|公开|上报|提交|完工|竣工)*$"
    f"|^{_DATE}$|[后起][0-9]+个?(?:工作日|[日天周月])(?:之|以)?内$"
)
_RHYTHM = re.compile(
    "(?:按|逐|每)(?:年度?|月度?|季度?|周|旬|学期|日)(?:足额|及时|准时|按时|定期)*"
    "(?:支付|发放|拨付|缴纳|兑现|报送|上报|结算|缴存|公开|安排)*"
)
_PROMPT = re.compile("(?:及时|准时|按时|按期|如期)[^，、]{0,4}率$|及时性$")
_OF_WORK = re.compile(
    "(?:拨付|拨款|发放|支付|兑[付现]|缴纳|到[位账]|完工|竣工|开工|交[工付]|(?<!任务)完成|建设|施工|采购|验收|报[送账销]|上报|上缴|编制|公开)"
    "[^，、]{0,2}(?:及时|准时|按时|按期|如期)|(?:及时|准时|按时|按期|如期)(?:拨付|发放|支付|兑[付现]|缴纳|完工|竣工|开工|交[工付]|完成|报送|上报|公开)"
)
_WORKS = re.compile("(?:工期|(?:完成|完工|竣工|交工|建设|施工|实施)(?:时间|时限|用时))$")
_DURATION = re.compile("(?:周期|时限|(?:办[结理]|处理|响应|发放|支付|拨付|到账)时间)$")
_PAYMENT = re.compile("(?:拨付|拨款|发放|支付|兑[付现]|到[位账])(?:时[间限长]|用时|周期|天数|工作日数?)$")
_HANDLING = re.compile("(?:办[结理]|审[批核查]|受理|审计|处理|交付|供货|验收|整改|维修)(?:天数|工作日数?)$")
_SERVICE = re.compile("(?:时间|时限|时长|用时|耗时|历时)$")
_TIME_SPENT_WELL = re.compile(
    "培训|授课|学习|服务时|使用|运行|开放|播[出放]|停留|锻炼|志愿|工作时|间隔|保质|质保|存续|活动时"
)
_TIME_UNIT = re.compile("个?(?:年|月|天|日|周|季度|小时|工作日|分钟)")
_COST = re.compile("成本(?:控制数?)?$")
_EXPENSE = re.compile("(?:经费|造价)$")
_OUTLAY = re.compile("(?:费用?|支出|开支|资金|投入|投资|投资额|资金额)$")
_NO_PRICE = re.compile(
    "负担|自付|门票|电价|水价|诊|住院|床日|药|患者|生产|种植|养殖|农|企业|油价|房价|地价|粮价|物价|收购|销售|市场|消费"
)
_RELIEF = re.compile("降低|下降|减[少轻负]|节[约省]|压[减缩]|挽回|避免")
_NO_EXPENSE = re.compile(
    "[次户人]均|损失|债|欠|负担|(?<!造)价|税|罚|逾期|亏|坏账|能耗|事故|赔|收入|产值|缺口|误差|差[额错]|结[转余]"
)
_MONEY_MOVED = re.compile(
    "到位|发放|兑[付现]|收[缴取]|征收|追[回缴]|争取|引[资进]|招商|融资|贷款|担保|募|捐|拨付|归集|清收|带动|撬动|拉动|吸引|引导|社会"
    "|民间|消费|旅游|居民|农[户民]|家庭|患者|企业"
)
_PRICE = re.compile("(?:单价|[定均]价|价格|(?:[次人户]均|单位)[^，、]{0,4}(?:成本|费用?|支出|经费|投[入资]|造价))$")
_WELL = "(?:合格|准确|符合|正确|优良|优质|差错|失误|完好|完整|完备|齐全|达标|规范|合规|一致|真实)率$"
_QUALITY = re.compile(f"{_WELL}|(?:验收|考核|考试|评审|检[测验查]|质检|审[核查])(?:一次(?:性)?)?通过率$")
_OF_TIME_OR_MONEY = re.compile(
    f"(?:时|按期|如期|进度|预算|资金|成本|经费|支出|费用|标准|补助|定额)[^和及、]{{0,2}}{_WELL}"
)
_QUALITY_SAID = re.compile(
    "(?:工程|项目|施工|建设|产品|印刷|制作|采购|设备|货物|材料|数据|档案|资料|文稿|报告|成果|编制|录入|审计|验收|培训|维修|维护|养护|工作|监测|检测|统计)质量$"
    "|(?:规范|准确|完整|合规|真实|合格|科学)性$"
)
_COMPLETION = re.compile("(?<!时)(?<!期)完成(?:比)?率$")
_OF_GAIN = re.compile("预算|资金|成本|投资|支出|经费|费用|采购|收入|税|产值|利润|销售|招商|增加?值|目标|非税")
_COUNT = re.compile("(?:人数|人次|次数|户数|场次|期数|批次|件数|份数|个数|数量|面积|里程)$")
_BETTER = re.compile("提[高升]|改善|增强|优化")
_LENGTH = re.compile(
    "(?:长度|里程|公里|米|台|套|辆|座|处|家|间|盏|座|口|眼|平方米|亩|公顷|株|份|册|场|期|批|次|个|所|名|人|户|万元)数$|(?:长度|站点|总数|次)$"
)
_DEED = re.compile(
    "(?:召开|举办|承办|组织(?!率)|开展|印[制发刷]|采购|购[置买]|新建|改建|扩建|修建|修缮|建设|建成|铺设|安装|维修|更换|编[制印写]|制[作定]|张贴|悬挂)"
)
_REACHED = re.compile(
    "受益|惠及|覆盖|服务对象|带动|参[加与保]|吸引|新增就业|就业|救助|困难|游客|旅客|观众|读者|到馆|接待|销售|收益|增|示范"
)
_NO_OUTPUT = re.compile(
    "每[年月季周日]|[月季年日]均|频|及时|[按准]时|按期|如期|投诉|信访|控制|编制数|满意|表扬|下降|减|节[约省]"
)
_HOW_WELL = re.compile(  # a number of what turned out well or badly may stand for quality, or for effects
    "事故|差错|案|违[规纪法]|问题|返工|不|未|无|缺陷|死亡|病|感染|合格|达标|优|奖|荣誉|先进|示范|创建|精品|高标准|录用|通过|采[纳用]|引用|论文|专利"
    "|持证|获|率|治愈|脱贫|退出|存活|成活|规范|标准化|质量|级以上|星级"
)
_ACTIVITY = re.compile(
    "培训|慰问|走访|入户|发放|补贴|补助|资助|免除|宣传|检查|巡查|会议|采购|购[置买]|救助|活动|新建|改建|扩建|修[建缮]|维修|改造"
    "|养护|铺设|抽检|检测|监测|体检|接种|随访|印[制刷]|演出|放映|举办|开展|组织|保障|配备|安装|更新|清理|整治|栽植|种植|投放|放流|开工"
)
_RATES_END = re.compile("(?:率|(?<![长宽高厚深制])度|幅|速|比例)$")
_LIVING = re.compile("生活(?:水平|质量|条件)|获得感|幸福感|安全感|社会(?:稳定|和谐)")
_INCOME = re.compile(
    "(?:收入|增收|收益|产值|产量|利润|税收|销售额|营业额|交易额|增加值|消费)(?:总?额)?(?:同比)?(?:增长|增加|提高)?(?:额|率|幅度)?$"
)
_GROWTH = re.compile("(?:增长|增加|提高|提升)(?:率|幅度|比例|比率)$|增[幅速]$")
_OF_A_RATE = re.compile("率.|质量|合格|优|达标|准确|成绩|水平|能力|成本|费|支出|价|债|预算|资金|补助|标准|工资")
_BENEFIT = re.compile(
    "(?:[户人]均|农[户民]|群众|居民|村集体|牧民)[^，、]{0,6}增收(?:额|金额|数额)?$"
    "|(?:带动|撬动|拉动|吸引|引导)[^，、]{0,8}(?:投资|消费|投入|资本)(?:总?额|金额|规模)?$"
)
_DRIVEN = re.compile("(?:带动|拉动)[^，、]*就业")
_JOBS = re.compile("(?:带动|拉动|新增|增加|促进|吸纳|解决|转移)[^，、]*就业")
_NATURE = re.compile(
    "(?:森林|林木|林草|植被|绿化|绿地)(?:覆盖)?率$|空气质量|优良天数|水质(?:达标|优良)|污水处理率|碳排放|PM2"
)
_SURROUNDINGS = re.compile(
    "(?:生态|人居|居住|城乡|城市|农村|村庄|水|大气|土壤|自然)(?:生态)?环境(?:质量|面貌|状况)?$|(?:减排|节[水电煤能])量$"
)
_STANDING = re.compile(
    "(?:社会|品牌|区域)影响力?$|公信力$|知名度$|美誉度$|文明程度$|(?:法治|安全|环保|文明|法律|健康)意识$"
)
_MECHANISM = re.compile("(?:机制|制度|体系)(?:建设)?$")
_MECHANISM_MADE = re.compile("(?:进一步|逐步|不断|基本|已)?(?:建立|健全|完善|形成|建成)+(?:并有效运行|并落实)?")
_LASTING = re.compile("长效|可持续|长[期远](?:影响|发展)|持续(?:影响|发展|发挥)")


@lru_cache(256)
def sort_of_indicator(name: str, value: str) -> str:
    """Which of `SORTS` an indicator is of, "" where nobody can tell for certain."""
    target = with_unit_of(name, Target.parse(value))
    subject = topic(name, target)
    if _SATISFACTION.search(subject):
        return "satisfaction"
    if _APPROVAL.search(subject):
        return "approval"
    return (
        _sort_of_time(subject, target)
        or _sort_of_money(subject, target)
        or (_sort_of_rate(subject, target) if _RATES_END.search(subject) else _sort_of_deed(subject, target))
    )


def _sort_of_time(subject: str, target: Target) -> str:
    if not target.sign and (_DEADLINE.search(target.text) or _RHYTHM.fullmatch(target.text)):
        return "deadline"
    if _TIME_UNIT.fullmatch(target.unit):
        if target.sign in ("≤", "<", "=") and _PAYMENT.search(subject):
            return "payment"
        if target.sign in ("≤", "<") and _HANDLING.search(subject):
            return "works"
        if _WORKS.search(subject) or _DURATION.search(subject):
            return "works" if _WORKS.search(subject) else "duration"
        if target.sign in ("≤", "<") and _SERVICE.search(subject) and not _TIME_SPENT_WELL.search(subject):
            return "service"
    if not _PROMPT.search(subject):
        return ""
    return "delivery" if _OF_WORK.search(subject) else "promptness"


def _sort_of_money(subject: str, target: Target) -> str:
    amount, _, per = target.unit.partition("/")
    if not amount.endswith("元") or _RELIEF.search(subject):
        return ""
    if target.sign in ("≤", "<", "=") and _PRICE.search(subject) and not _NO_PRICE.search(subject):
        return "price"
    if target.sign in ("≥", ">") and _BENEFIT.search(subject):
        return "benefit"
    if _COST.search(subject):
        return ("unit" if _NO_PRICE.search(subject) else "price") if per or "均" in subject else "cost"
    if subject.endswith("标准"):
        return "price" if per and target.sign in ("=", "≤") else ""
    if target.sign in ("≥", ">"):
        return "gain" if _INCOME.search(subject) else ""
    return "cost" if not per and _is_spent(subject, target.sign) and not _NO_EXPENSE.search(subject) else ""


def _is_spent(subject: str, sign: str) -> bool:
    """Whether money is that of the work itself: under a ceiling always, else where the name calls it an expense."""
    if sign != "=":
        return True
    is_outlay = _OUTLAY.search(subject) and not _MONEY_MOVED.search(subject)
    return bool(_EXPENSE.search(subject) or is_outlay)


def _sort_of_rate(subject: str, target: Target) -> str:
    if _NATURE.search(subject):
        return "nature"
    if _QUALITY.search(subject):
        return "" if _OF_TIME_OR_MONEY.search(subject) else "quality"
    if _COMPLETION.search(subject):
        return "" if _OF_GAIN.search(subject) else "completion"
    if _GROWTH.search(subject):
        return _sort_of_growth(subject, target)
    if subject.endswith("覆盖率"):
        return "coverage"
    return "awareness" if subject.endswith(("知晓率", "知晓度")) else ""


def _sort_of_growth(subject: str, target: Target) -> str:
    if target.sign not in ("≥", ">") or _OF_A_RATE.search(subject):
        return "pace"
    return "gain" if _INCOME.search(subject) else "growth"


def _sort_of_deed(subject: str, target: Target) -> str:
    if target.sign in ("≥", ">", "=") and _JOBS.search(subject):
        return "driven" if _DRIVEN.search(subject) else "jobs"
    if _SURROUNDINGS.search(subject) and (target.sign in ("≥", ">") or CHANGE.fullmatch(target.text)):
        return "surroundings"
    if _is_counted(subject) and target.sign in ("≥", ">", "=") and target.unit not in ("", "%", "‰", "元", "万元"):
        return _sort_of_count(subject)
    return _sort_of_words(subject, target.text) if not target.sign else ""


def _sort_of_words(subject: str, value: str) -> str:
    if _LASTING.search(subject) or (_MECHANISM.search(subject) and _MECHANISM_MADE.fullmatch(value)):
        return "lasting"
    if _QUALITY_SAID.search(subject):
        return "" if _BETTER.search(value) else "quality"
    is_living = _LIVING.search(subject) or _STANDING.search(subject)
    return "living" if is_living and CHANGE.fullmatch(value) else ""


def _is_counted(subject: str) -> bool:
    return bool(_COUNT.search(subject) or _LENGTH.search(subject))


def _sort_of_count(subject: str) -> str:
    if _NO_OUTPUT.search(subject):
        return ""
    if _DEED.search(subject) and not _REACHED.search(subject) and not _HOW_WELL.search(subject):
        return "deed"
    if _HOW_WELL.search(subject):
        return "number"
    return "activity" if _ACTIVITY.search(subject) else "count"
