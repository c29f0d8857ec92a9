"""What an indicator is about, by its name and its value: 完成了多少, 花多少钱, 什么时候做.

What is not known for certain is about nothing. Each sort knows the groups it may belong to, and those in which it has
no place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.effects import sort_of_effect, sort_of_income, sort_of_words
from perfreport.check.outputs import sort_of_deed, sort_of_rate
from perfreport.sentences.targets import topic, with_unit_of
from perfreport.target import Target


class Sort(NamedTuple):
    """What indicators of one sort speak of, the groups they may belong to, and those where they are certainly wrong."""

    what: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]


_OUTPUTS = ("数量", "质量", "时效", "成本")
_EFFECTS = ("经济效益", "社会效益", "生态", "可持续")
_OPINION = "满意度"
SORTS = {
    "satisfaction": Sort("满意不满意", (_OPINION,), (*_OUTPUTS, *_EFFECTS)),
    "approval": Sort("满意不满意", (_OPINION,), (*_OUTPUTS, "经济效益", "生态")),
    "deadline": Sort("什么时候做", ("时效",), ("数量", "质量", "成本", *_EFFECTS, _OPINION)),
    "works": Sort("用多少时间", ("时效",), ("数量", "质量", "成本", *_EFFECTS, _OPINION)),
    "duration": Sort("用多少时间", ("时效",), ("数量", "成本", "经济效益", _OPINION)),
    "service": Sort("用多少时间", ("时效",), ("数量", "成本", _OPINION)),
    "turn-out": Sort("用多少时间", ("时效",), ("数量", "质量", "成本", "经济效益", _OPINION)),
    "payment": Sort("用多少时间", ("时效",), ("数量", "质量", "成本", *_EFFECTS, _OPINION)),
    "delivery": Sort("及时不及时", ("时效",), ("数量", "质量", "成本", *_EFFECTS, _OPINION)),
    "promptness": Sort("及时不及时", ("时效",), ("数量", "质量", "成本", "经济效益", _OPINION)),
    "prompt": Sort("及时不及时", ("时效",), ("数量", "成本", "经济效益", _OPINION)),
    "cost": Sort("花多少钱", ("成本",), ("数量", "质量", "时效", *_EFFECTS, _OPINION)),
    "price": Sort("按多少钱算", ("成本",), ("数量", "质量", "时效", *_EFFECTS, _OPINION)),
    "unit": Sort("按多少钱算", ("成本",), ("数量", "质量", "时效", _OPINION)),
    "standard": Sort("按多少钱算", ("成本",), ("数量", "时效", "经济效益", "社会效益", "生态", _OPINION)),
    "saving": Sort("花钱省不省", ("成本", "经济效益"), ("数量", "质量", "时效", "社会效益", "生态", _OPINION)),
    "quality": Sort("做得合不合要求", ("质量",), ("数量", "时效", "成本", "经济效益", _OPINION)),
    "own-quality": Sort("做得合不合要求", ("质量",), ("数量", "时效", "成本", *_EFFECTS, _OPINION)),
    "well-said": Sort("做得合不合要求", ("质量",), ("时效", "成本", "经济效益", _OPINION)),
    "propriety": Sort("做得合不合要求", ("质量",), ("数量", "时效", _OPINION)),
    "completion": Sort("完成了多少", ("数量",), ("成本", "经济效益", _OPINION)),
    "own-completion": Sort("完成了多少", ("数量",), ("成本", *_EFFECTS, _OPINION)),
    "deed": Sort("做了多少", ("数量",), ("质量", "时效", "成本", *_EFFECTS, _OPINION)),
    "coverage": Sort("覆盖了多少", ("数量",), ("时效", "成本", _OPINION)),
    "aid": Sort("做了多少", ("数量",), ("质量", "时效", "成本", "经济效益", "生态", _OPINION)),
    "activity": Sort("做了多少", ("数量",), ("质量", "时效", "成本", _OPINION)),
    "count": Sort("有多少", ("数量",), ("质量", "时效", "成本", _OPINION)),
    "number": Sort("有多少", ("数量",), ("时效", "成本")),
    "served": Sort("多少人受益", ("社会效益", "数量"), ("质量", "时效", "成本", _OPINION)),
    "awareness": Sort("多少人知道", ("社会效益",), ("数量", "时效", "成本", "经济效益", _OPINION)),
    "policy-awareness": Sort("多少人知道", ("社会效益",), (*_OUTPUTS, "经济效益", _OPINION)),
    "living": Sort("给群众生活、社会带来的变化", ("社会效益",), _OUTPUTS),
    "prosperity": Sort("给经济带来的变化", ("经济效益",), _OUTPUTS),
    "change": Sort("做事带来的变化", ("社会效益", "可持续"), ("时效", "成本")),
    "benefit": Sort("带来多少收入、投资", ("经济效益",), (*_OUTPUTS, _OPINION)),
    "relief": Sort("为别人省下多少钱", ("经济效益",), (*_OUTPUTS, _OPINION)),
    "gain": Sort("增加多少收入、产值", ("经济效益",), ("质量", "时效", "成本", _OPINION)),
    "income": Sort("增加多少收入、产值", ("经济效益",), (*_OUTPUTS, _OPINION)),
    "growth": Sort("比原来增加多少", ("经济效益", "社会效益"), ("质量", "时效", "成本", _OPINION)),
    "pace": Sort("比原来增加多少", ("经济效益", "社会效益"), ("时效", _OPINION)),
    "safety": Sort("给社会带来的变化", ("社会效益",), ("数量", "质量", "时效", "成本", "经济效益", _OPINION)),
    "driven": Sort("带动多少人就业", ("社会效益", "经济效益"), (*_OUTPUTS, _OPINION)),
    "jobs": Sort("带动多少人就业", ("社会效益", "经济效益"), ("质量", "时效", "成本", _OPINION)),
    "nature": Sort("对环境的影响", ("生态",), ("时效", "成本", "经济效益", _OPINION)),
    "air": Sort("对环境的影响", ("生态",), ("数量", "时效", "成本", "经济效益", _OPINION)),
    "surroundings": Sort("对环境的影响", ("生态", "社会效益"), (*_OUTPUTS, "经济效益", _OPINION)),
    "lasting": Sort("长远的影响", ("可持续",), ("数量", "时效", "成本", _OPINION)),
    "durable": Sort("长远的影响", ("可持续",), (*_OUTPUTS, _OPINION)),
}

_SATISFACTION = re.compile(
    "满意(?:[度率]|程度|情况)?的?(?:测评|调查|评[价议分])*(?:结果|得分|分值?|指数|水平|比例|比重|占比|比率|[百比]分比)?(?:[（(].*[）)])?$"
    "|(?:好评|口碑)(?:[度率]|程度|占比|比例)?$|(?:反[映馈响应]|评价)(?:良好|优秀|较好|好)(?:[度率]|占比|比例)?$|表扬率$"
)
_NO_SATISFACTION = re.compile("不满意|满意(?:度?(?:测评|调查|评[价议]))$")
_APPROVAL = re.compile(
    "(?<!能力)(?<!资质)(?<!资格)(?:认可|认同|赞[同成]|拥护)(?:[度率感]|程度|情况|比例)?(?:[（(].*[）)])?$"
)
_SERVED = re.compile(  # whose approval is satisfaction with what was done for them, not that of the public
    "(?:村民|居民|农[户民]|牧民|学[员生]|家长|师生|教师|患者|病人|用户|客户|业主|住户|受[益助援]|对象|办事|企业|商户|职工|员工|乘客|游客|读者|观众"
    "|消费者|老[年人]|经营者|参[训会加]|基层|移民|使用)"
)
_DATE = "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|[0-9]{1,2}[日号]|[上中下]旬|[底末初])?"
_DEADLINE = re.compile(
    "(?:[年月日号旬底末初节]|季度?|周[一二三四五六日末]|[0-9][:：][0-9]{2})(?:之|以)?前"
    "(?:全部|足额|及时)*(?:完成|发放|支付|拨付|到位|办结|报送|公开|上报|提交|完工|竣工)*$"
    f"|^{_DATE}(?:[-—~～至到]{{1,2}}{_DATE})?$|^20[0-9]{{2}}年[0-9]{{1,2}}[-—~～至][0-9]{{1,2}}月$"
    "|[后起][0-9]+个?(?:工作日|[日天周月])(?:之|以)?内$"
    "|^(?:20[0-9]{2}年|当年|本年|每)?(?:全年|年[底末内]|[上下]半年|第?[一二三四1-4]?季度?(?:[末底内])?|月[底末]|年度内)(?:完成|发放|办结)?$"
)
_RHYTHM = re.compile(
    "(?:按|逐|每)(?:年度?|月度?|季度?|周|旬|学期|日)(?:足额|及时|准时|按时|定期)*"
    "(?:支付|发放|拨付|缴纳|兑现|报送|上报|结算|缴存|公开|安排)*"
)
_PROMPT_WORD = "(?:及时|[准按适]时|按期|如期|限期|按(?:计划|约定|规定|序时)?(?:时间|时限|进度|节点))"
_PROMPT = re.compile(
    f"{_PROMPT_WORD}[^，、]{{0,4}}率$|及时(?:性|程度|度)$|(?:是否|能否)[^，、]*{_PROMPT_WORD}|{_PROMPT_WORD}[^，、]{{0,4}}情况$"
    "|按[年月季]度?(?:足额|准确)*(?:发放|支付|拨付|缴[纳存]|兑[付现])(?:比?率|情况)$"
)
_SAID_PROMPT = re.compile(
    f"(?:足额|全部|均|能够?|做到|并|[^，、；]{{2,4}})?{_PROMPT_WORD}(?:足额|全部)?[^，、；]{{0,4}}$"
)
_WORK = (
    "(?:拨付|拨款|发放|支付|兑[付现]|缴[纳存]|到[位账]|完工|竣工|开工|交[工付]"
    "|建设|施工|采购|验收|报[送账销]|上报|上缴|编制|公开)"
)
_OF_WORK = re.compile(
    f"(?:{_WORK}|(?<!任务)完成)[^，、]{{0,2}}{_PROMPT_WORD}|{_PROMPT_WORD}(?:足额|全部)?(?:{_WORK}|完成)"
    f"|按[年月季]度?(?:足额|准确)*{_WORK}"
)
_WORKS = re.compile(
    "(?:工期|(?:完成|完工|竣工|交工|建设|施工|实施|执行|采购|供货|工程|项目)(?:时[间限]|用时|周期|期限|天数))$"
)
_DURATION = re.compile("(?:周期|时限|(?:办[结理]|处理|响应|发放|支付|拨付|到账)时间)$")
_PAYMENT = re.compile("(?:拨付|拨款|发放|支付|兑[付现]|到[位账])(?:时[间限长]|用时|周期|天数|工作日数?|期限)$")
_HANDLING = re.compile(
    "(?:办[结理]|审[批核查]|受理|审[计理]|处理|交付|供货|验收|整改|维修|提交|报送|上报|反馈)(?:天数|工作日数?)$"
    "|(?:办结|审[批核查理]|提交|报送|上报|验收|结算|报销)(?:[时期]限|时间)$"
)
_SERVICE = re.compile("(?:时间|时限|期限|时长|用时|耗时|历时)$")
_TURN_OUT = re.compile("[到出赶]场|出[警动诊]|到达|集结|答复|回复|反馈|[首上]报|发布|送达|配送|抢修|抢通|排除")
_TIME_SPENT_WELL = re.compile(
    "培训|授课|学习|服务时|使用|运行|开放|播[出放]|停留|锻炼|志愿|工作时|间隔|保[质修]|质保|存续|活动时|有效|作用|公示"
)
_TIME_UNIT = re.compile("个?(?:年|月|天|日|周|季度|小时|工作日|分钟)")
_COST = re.compile("成本(?:控制)?(?:数|总?额|金额)?$")
_EXPENSE = re.compile("(?:经费|造价)$")
_OUTLAY = re.compile("(?:费用?|支出|开支|资金|投入|投资|投资额|资金额)$")
_NO_PRICE = re.compile(
    "负担|自付|门票|电价|水价|诊|住院|床日|药|患者|生产|种植|养殖|农|企业|油价|房价|地价|粮价|物价|收购|销售|市场|消费"
)
_RELIEF = re.compile("降低|下降|减[少轻负]|节[约省]|压[减缩]|挽回|避免")
_OTHERS_MONEY = re.compile(
    "企业|群众|农[户民牧]|居民|村民|患者|病人|参保|家庭|学生|用户|消费者|商户|经营[主户]|市场主体|社会"
)
_NO_EXPENSE = re.compile(
    "[次户人]均|损失|债|欠|负担|(?<!造)价|税|罚|逾期|亏|坏账|能耗|事故|赔|收入|产值|缺口|误差|差[额错]|结[转余]|就诊|诊疗|药费|自付|学费|收费"
)
_MONEY_MOVED = re.compile(
    "到位|发放|兑[付现]|收[缴取]|征收|追[回缴]|争取|引[资进]|招商|融资|贷款|担保|募|捐|拨付|归集|清收|带动|撬动|拉动|吸引|引导|社会"
    "|民间|消费|旅游(?:消费|收入|支出|花费)|居民|农[户民]|家庭|患者|企业"
)
_BROUGHT_IN = re.compile("带动|撬动|拉动|增收|户均|收益|旅游(?:消费|收入|综合)|产值|利润|融资")
_HEADS = "(?:[人户次亩生场台床车村校]均|单位|平均每?.?|每[人户次亩生场台床车村校年月公里平方米]+)"
_PRICE = re.compile(
    f"(?:单价|[定均]价|价格|{_HEADS}[^，、]{{0,6}}(?:成本|费用?|支出|经费|投[入资]|造价|补[贴助]|奖补|定额)|(?:米|里|方|亩|座|套)造价)$"
)
_STANDARD = re.compile(
    "(?:补[助贴偿]|资助|奖[补励金]|扶助|救助|慰问|抚恤|供养|保[障费]|工资|津贴|生活费|低保|费|金|资金|发放|报酬|经费|养护|改造|建设)[^，、]{0,4}(?:标准|定额)$"
)
_BY_RULE = re.compile("^(?:严格)?(?:按照?|依据|执行|参照|符合)[^，；]*(?:标准|文件|政策|规定|要求)(?:执行|发放)?$")
_SAVING = re.compile("(?:成本|造价|投资)[^，、]{0,4}(?:控制|节[约省])(?:比?率|比例|程度)$")
_KEPT = re.compile(
    "^(?:成本|支出|费用|开支|经费)?(?:≤|控制|不超|未超|不突破|低于|节约|节省|有效控制|严格控制|合理|预算)|以内$|预算[内价]$"
)
_MONEY_KEPT = re.compile("(?:成本|造价|费用|支出|开支|投资|经费)(?:控制|节约|管控|管理)?(?:情况|程度|数|额|水平)?$")


@lru_cache(256)
def sort_of_indicator(name: str, value: str) -> str:
    """Which of `SORTS` an indicator is of, "" where nobody can tell for certain."""
    target = with_unit_of(name, Target.parse(value))
    subject = topic(name, target)
    return (
        _sort_of_opinion(subject, target)
        or _sort_of_time(subject, target)
        or _sort_of_money(subject, target)
        or sort_of_effect(subject, target)
        or sort_of_rate(subject, target)
        or sort_of_deed(subject, target)
        or ("" if target.sign else sort_of_words(subject, target.text))
    )


def _sort_of_opinion(subject: str, target: Target) -> str:
    is_share = target.unit in ("", "%", "‰", "分", "星")
    if is_share and _SATISFACTION.search(subject) and not _NO_SATISFACTION.search(subject):
        return "satisfaction"
    if is_share and _APPROVAL.search(subject):
        return "satisfaction" if _SERVED.search(subject) else "approval"
    return ""


def _sort_of_time(subject: str, target: Target) -> str:
    if not target.sign and (_DEADLINE.search(target.text) or _RHYTHM.fullmatch(target.text)):
        return "deadline"
    found = _sort_of_duration(subject, target.sign) if _TIME_UNIT.fullmatch(target.unit) else ""
    if found:
        return found
    if _PROMPT.search(subject):
        return "delivery" if _OF_WORK.search(subject) else "promptness"
    if target.sign or not _SAID_PROMPT.fullmatch(target.text):
        return ""
    return "delivery" if _OF_WORK.search(subject + target.text) else "prompt"


def _sort_of_duration(subject: str, sign: str) -> str:
    if sign in ("≤", "<", "=") and _PAYMENT.search(subject):
        return "payment"
    if _WORKS.search(subject) or (sign in ("≤", "<") and _HANDLING.search(subject)):
        return "works"
    is_service = sign in ("≤", "<") and _SERVICE.search(subject) and not _TIME_SPENT_WELL.search(subject)
    if is_service and _TURN_OUT.search(subject):
        return "turn-out"
    return "duration" if _DURATION.search(subject) else "service" if is_service else ""


def _sort_of_money(subject: str, target: Target) -> str:
    amount, _, per = target.unit.partition("/")
    if _SAVING.search(subject):
        return "saving"
    if not target.sign:
        is_by_standard = _STANDARD.search(subject) and _BY_RULE.search(target.text)
        is_kept = _MONEY_KEPT.search(subject) and _KEPT.search(target.text)
        return "standard" if is_by_standard else "cost" if is_kept else ""
    if not amount.endswith("元"):
        return ""
    if _RELIEF.search(subject):
        return "relief" if _OTHERS_MONEY.search(subject) and target.sign in ("≥", ">") else ""
    if target.sign in ("≥", ">"):
        return sort_of_income(subject)
    return _sort_of_price(subject, target.sign, per) or (
        "cost" if not per and _is_spent(subject, target.sign) and not _NO_EXPENSE.search(subject) else ""
    )


def _sort_of_price(subject: str, sign: str, per: str) -> str:
    if _PRICE.search(subject) and not _NO_PRICE.search(subject):
        return "price"
    if _COST.search(subject):
        return ("unit" if _NO_PRICE.search(subject) else "price") if per or "均" in subject else "cost"
    is_standard = (subject.endswith("标准") and per) or _STANDARD.search(subject)
    return "price" if is_standard and sign in ("=", "≤") else ""


def _is_spent(subject: str, sign: str) -> bool:
    """Whether money is that of the work itself: under a ceiling always, else where the name calls it an expense."""
    if sign != "=":
        return not _BROUGHT_IN.search(subject)
    is_outlay = _OUTLAY.search(subject) and not _MONEY_MOVED.search(subject)
    return bool(_EXPENSE.search(subject) or is_outlay)
