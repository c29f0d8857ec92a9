"""What came of it: of which sort an indicator of effects is, by its name and its value."""

from __future__ import annotations

import re

from perfreport.target import Target

_NATURE = re.compile(
    "(?:林木|林草|植被|绿化|绿地)(?:覆盖)?率$|水质(?:达标|优良)|(?:污水|粪污|秸秆|农膜|固体?废[弃物]*)[^，、]{0,6}(?:处理|利用|回收|处置)率$"
)
_AIR = re.compile("森林覆盖率|空气质量|优良天数(?!$)|碳排放|PM2")
_LESS_HARM = re.compile(
    "(?:减[排少低]|削减|降低|节约?)(?:[^，、]{0,6}(?:排放|污染|化肥|农药|用[水电气油]|耗[水电能煤]|[水电煤能]量)[^，、]{0,3}|[水电煤能]量?)$|减排量$"
    "|(?:化肥|农药|排放|污染物?|扬尘|耗水|耗能|耗煤|用水)[^，、]{0,6}(?:减少|下降|降低|削减)[率量幅度]*$"
)
_SURROUNDINGS = re.compile(
    "(?:生态|人居|居住|城乡|城市|农村|村庄|乡村|水|大气|土壤|自然)(?:生态|人居)?(?:环境|系统)(?:质量|面貌|状况)?$|生态(?:效益|功能)$|[村市]容(?:村貌|市貌)?$"
)
_INCOME = re.compile(
    "(?:收入|增收|收益|产值|产量|利润|税收|销售额|营业额|交易额|增加值|消费)(?:总?额)?(?:同比|较上年)?(?:增长|增加|提高)?(?:额|率|幅度)?$|增[加长][^，、]{0,6}收入$"
)
_TREASURY = re.compile(
    "财政|税|土地|罚没|征收|执收|预算|组织收入|入库|招商|事业|经营性|非税|门票|票款|上缴|缴|住院|医疗|诊疗|业务"
)
_GROWTH = re.compile("^提[高升]|(?:增长|增加|提高|提升)(?:率|幅度?|比例|比率)?$|增[幅速]$")
_OF_A_RATE = re.compile("率.|质量|合格|优|达标|准确|成绩|水平|能力|成本|费|支出|价|债|预算|资金|补助|标准|工资")
_YIELD = re.compile("(?:增产|新增[^，、]{0,6}(?:生产能力|产量|产能|产值))(?:量|数)?$")
_BENEFIT = re.compile(
    "(?:[户人]均|农[户民]|群众|居民|村集体|牧民|[贫脱][困贫]户|产业)[^，、]{0,6}增收(?:额|金额|数额)?$"
    "|(?:带动|撬动|拉动|吸引|引导|促进)[^，、]{0,8}(?:投资|消费|投入|资本|增收|产值|销售)(?:总?额|金额|规模)?$"
)
_SAFETY = re.compile(
    "(?:事故|火灾|案件|发案|死亡|发病|警情|伤亡)[^，、]{0,6}(?:下降|减少|降低)(?:[率数量]|幅度|比例)?$"
)
_DRIVEN = re.compile("(?:带动|拉动)[^，、]*就业")
_JOBS = re.compile("(?:带动|拉动|新增|增加|促进|吸纳|解决|转移)[^，、]*就业")
_OF_THE_PUBLIC = re.compile("政策|居民|群众|公众|市民|村民")
_AWARE = re.compile("(?:知晓|知悉|认知)(?:[率度]|程度|情况)$|(?:健康|科学|法治)素[养质](?:水平|率)$")

_QUALITY_SAID = re.compile(
    "(?:工程|项目|施工|建设|产品|印刷|制作|采购|设备|货物|材料|数据|档案|资料|文稿|报告|成果|编制|录入|审计|验收|培训|会议|活动|服务|维修|维护|养护|工作|监测|检测|统计)质量$"
    "|(?:规范|准确|完整|合规|真实|合格|科学|安全|稳定|可靠|精准|合法|有效)性$|质量等级$|(?:验收|评审|考核|检[测验])(?:结果|结论|情况)$"
)
_SAID_WELL = re.compile(  # what is said only of how work was done
    "(?:全部|均|基本)?(?:符合|达到|满足)[^，；]*(?:要求|标准|规范|规定|设计|方案|条件|等级)|(?:全部|均|质量|验收|检[测验]|一次性?)*(?:合格|达标)|验收合格"
    "|(?:通过|顺利通过)[^，；]*(?:验收|评审|审[核查批]|检[测验查]|鉴定)|准确(?:无误)?|完整(?:准确)?|齐全|无差错|零差错|优良|清晰(?:无误)?|真实(?:准确)?|规范(?:有序|操作)?"
)
_NOT_OF_WORK = re.compile(
    "[及按准]时|期限?|进度|时[间限效]|预算|资金|成本|经费|支出|费|价|财务|(?<!建设)(?<!施工)(?<!技术)(?<!制作)(?<!质量)标准$|秩序|市场|社会"
)
_OF_MONEY = re.compile("预算|资金|成本|经费|支出|财务|采购")
_RISING = re.compile("提[高升]|改善|增强|优化")
_ENOUGH = re.compile("是|符合")
_WHETHER_WELL = re.compile("(?:是否|对象)[^，、]*(?:符合|达到|合格|规范|达标)")
_BETTER = re.compile(
    "(?:提[高升]|改善|增强|增[加长]|好转|扩大|显著|明显|缓解|优化|促进|推动|带动|巩固|向好|改观|较好|较大|减[少轻]|下降|加强|维护|保障|遏制|良好|稳定|活跃)(?:提[高升])?$"
)
_LIVING = re.compile(
    "生活(?:水平|质量|条件|需[求要])?$|[获得幸福安全]感|社会(?:稳定|和谐|治安|秩序|风气|风尚|文明|效益|经济|发展|安定|影响)|治安(?:状况|环境|形势)?$"
    "|(?:办学|就[医学业读]|出行|居住|住房|营商|投资|养老|人居|市容|卫生|治安|旅游|消费|创业|购物|交通|法治|发展|就诊|生产生活|创新)(?:环境|条件)"
    "|(?:法[治律]|安全|环保|文明|健康|生态|消防|防[范灾火]|节[约水能]|诚信|卫生|参与)意识|形象$|影响力?$|知名度$|美誉度$|公信力$|文明程度$"
    "|(?:社会|[区县镇城村]域?|地[方区]|当地|经济|产业|旅游|农村|乡村)[^，、]{0,4}(?:经济|发展|振兴)$|(?:促进|推动|带动)[^，、]{0,8}(?:就业|和谐|稳定|发展|消费|振兴|增收)"
    "|就业$|便[利捷民](?:程?度|性|程度)?$|经济效益$|民生|(?:生活|生产|学业|经济|医疗|家庭|患者|家长|农民|企业)[^，、]{0,4}负担$|健康(?:水平|状况)$|(?:群众|居民|农户|农民|村民)[^，、]{0,6}(?:收入|权益|利益|负担|满意)"
)
_FELT = re.compile(
    "(?:[获得幸福安全归属]感|意识|素[养质]|形象|影响力|知名度|美誉度|公信力|文明程度)[^，、]{0,2}(?:提[高升]|增强|增长|上升)(?:率|幅度|比例|程度|百分点)?$"
)
_PROSPERITY = re.compile("经济效益|经济(?:发展|增长)?$|收入|增收|产业|消费")
_WORK_ITSELF = re.compile("效率|速度|及时|时|进度|成本|费|支出|经费|能耗|资金|预算|投[入资]|价")
_EFFECT = re.compile("效益|作用|影响|带动|促进|推动")
_MECHANISM = re.compile("(?:机制|制度|体系)(?:建设)?$")
_MECHANISM_MADE = re.compile("(?:进一步|逐步|不断|基本|已)?(?:建立|健全|完善|形成|建成)+(?:并有效运行|并落实)?")
_LASTING = re.compile(
    "长效|可持续|长[期远](?:影响|发展)|持续(?:影响|发展|发挥|[^，、]{0,4}作用)|(?:作用|影响|受益)(?:期限|年限|时间)$"
)
_FOR_LONG = re.compile("(?:中?长期|长远|持续)(?:有效|稳定|坚持|影响|发挥|受益|发挥作用)?")


def sort_of_effect(subject: str, target: Target) -> str:
    """Of which sort a number of effects is: on nature, on jobs, how much more there is than before, who knows."""
    if target.sign and _LESS_HARM.search(subject):
        return "surroundings"
    if _AIR.search(subject) or _NATURE.search(subject):
        return "air" if _AIR.search(subject) else "nature"
    if target.sign in ("≥", ">", "=") and _JOBS.search(subject):
        return "driven" if _DRIVEN.search(subject) else "jobs"
    if target.sign in ("≥", ">") and _SURROUNDINGS.search(subject):
        return "surroundings"
    if target.sign and _SAFETY.search(subject):
        return "safety"
    if target.sign and _FELT.search(subject):
        return "living"
    if _AWARE.search(subject):
        return "policy-awareness" if _OF_THE_PUBLIC.search(subject) else "awareness"
    if target.unit == "年" and _LASTING.search(subject):
        return "durable"
    return _sort_of_more(subject, target) if target.sign else ""


def _sort_of_more(subject: str, target: Target) -> str:
    if not _GROWTH.search(subject):
        return "gain" if target.sign in ("≥", ">") and _YIELD.search(subject) else ""
    if target.sign not in ("≥", ">") or _OF_A_RATE.search(subject):
        return "pace"
    return sort_of_income(subject) or "growth"


def sort_of_income(subject: str) -> str:
    """Of which sort money that comes in is; "" of money of another kind."""
    if _BENEFIT.search(subject):
        return "benefit"
    if not _INCOME.search(subject):
        return ""
    return "gain" if _TREASURY.search(subject) else "income"


def sort_of_words(subject: str, value: str) -> str:
    """Of which sort an indicator is whose value is words: well done, better than before, lasting."""
    if _LASTING.search(subject) or _FOR_LONG.fullmatch(value):
        return "durable"
    if _MECHANISM.search(subject):
        return "lasting" if _MECHANISM_MADE.fullmatch(value) else ""
    if _QUALITY_SAID.search(subject):
        return "" if _RISING.search(value) else "propriety" if _OF_MONEY.search(subject) else "quality"
    if _BETTER.search(value):
        return _sort_of_change(subject)
    if _WHETHER_WELL.search(subject) and _ENOUGH.match(value):
        return "quality"
    return "well-said" if _SAID_WELL.fullmatch(value) and not _NOT_OF_WORK.search(subject) else ""


def _sort_of_change(subject: str) -> str:
    if _SURROUNDINGS.search(subject):
        return "surroundings"
    if _LIVING.search(subject):
        return "prosperity" if _PROSPERITY.search(subject) else "living"
    return "" if _WORK_ITSELF.search(subject) and not _EFFECT.search(subject) else "change"
