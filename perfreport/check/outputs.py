"""What was done, how much of it and how well: of which sort an indicator of outputs is, by its name and its value."""

from __future__ import annotations

import re

from perfreport.target import Target

_WELL = (
    "(?:合格|准确|正确|精[准确]|符合|达标|优[良质秀]|良好|良品|差错|错误|失误|误差|错漏|返工|故障|完好|完整|完备|齐全|规范化?|标准化|合[规法]"
    "|一致|真实|清晰|结业|采[纳用]|成活|保存|通过|(?:正常|稳定|安全|连续|无故障|有效)运[行转营]|运[行转](?:正常|稳定|完好))(?:[率度]|比例)$"
)
_QUALITY = re.compile(_WELL)
_OF_TIME = re.compile(f"(?:时[效间限]?|按期|如期|进度)[^和及、]{{0,2}}{_WELL}")
_OF_MONEY = re.compile(f"(?:预算|资金|成本|经费|支出|费用|标准|补助|定额|采购|预决算)[^和及、]{{0,2}}{_WELL}")
_OF_OWN_MAKING = re.compile(  # of what the bureau has made, bought or written itself; what society has is an effect
    "(?:工程|项目(?!区|县|村|地)|施工|建设|设备|采购|购置|物资|货物|材料|印[制刷]|制作|编[制印写]|资料|档案|数据|报表|填报|上报|报送|录入|统计|登记|培训|会议|维修|维护|安装|监理|设计|信息系统"
    "|系统|平台|软件|网站|标[识志]牌|宣传品|展板|成果|报告|公文|文件|公示|改造|修缮|绿化施工|验收|评审|考[试核]|道路|公路|路面|桥梁|校舍|房屋|管网|渠道)"
    f"[^，、]{{0,10}}{_WELL}"
)
_BOUGHT = re.compile(
    "(?:设备|货物|物资|材料|车辆|家具)采购|采购的?(?:设备|货物|物资|材料|车辆|家具|质量)"
    "|(?:资料|档案|数据|报表|材料|信息)[^，、率]{0,4}率$"
)
_OF_SOCIETY_TOO = re.compile(
    "食[品用]|药|农产|水质|空气|产品|教学|出厂|抽检|车辆|诊|治|毕业|学生|就业|企业|商户|居民|群众|用户|市场|秸秆|垃圾|污水|粪污|耕地|生态|安全"
)
_COMPLETION = re.compile("(?<!时)(?<!期)完成(?:比?率|比例)$")
_OF_GAIN = re.compile("预算|资金|成本|投资|支出|经费|费用|采购|收入|税|产值|利润|销售|招商|增加?值|目标|非税")
_OF_OWN_WORK = re.compile(
    "(?:项目|工程|计划|培训|活动|会议|宣传|检查|巡查|发放|维修|维护|改造|实际|建设|购置|任务|工作)(?:数量?|次数|内容)?完成(?:比?率|比例)$"
)
_OF_SOCIETY = re.compile("节能|减排|环保|生态|治理|绿化|造林|污染|脱贫|就业|民生|稳|扶贫|振兴|安置|整治")
_COUNTED = re.compile("(?<![指系倍级分参])数$|(?:数量|面积|里程|长度|公里|站点|总数|[人户家]?次|批次|[场班期轮]次)$")
_VERB = (
    "召开|举办|承办|组织(?!率)|开展|印[制发刷]|采购|购[置买]|新建|改建|扩建|修[建缮]|建[设成]|铺设|安装|维[修护]|更换|编[制印写]|制[作定]|张贴|悬挂"
    "|培训|走访|巡[查察逻]|检查|抽查|督[查导办]|抽[检测]|检[测验疫]|监测|体检|接种|筛查|宣传|会议|演[练出]|放映|讲座|义诊|聘[用请]|招[聘录]"
    "|发[布放]宣传|养护|审[核计查]|拍摄|撰写|刊[发登]|考察|购入|配[备置送]|慰问"
)
_DEED = re.compile(_VERB)
_DEED_FIRST = re.compile(f"(?:全年|年度|当年|计划|完成|累计|共)?(?:{_VERB})")
_REACHED = re.compile(
    "受益|惠及|受众|覆盖|服务对象|带动|参[加与保]|接受|吸引|新增就业|就业|救助|困难|游客|旅客|观众|读者|到馆|接待|销售|收益|增|示范|享受|领取|制度|机制|人才|队伍"
)
_NO_OUTPUT = re.compile(
    "每[年月季周日万千百人户]|[月季年日人户]均|频|及时|[按准]时|按期|如期|投诉|信访|控制|编制数|满意|表扬|下降|减[少轻排]|节[约省](?!用|型)|节[水电能]量|超"
)
_HOW_WELL = re.compile(  # a number of what turned out well or badly may stand for quality, or for effects
    "事故|差错|案|违[规纪法]|问题|返工|不|未|无|缺陷|死亡|病(?![床房区历])|感染|合格|达标|优|奖|荣誉|先进|示范|创建|精品|高标准|录用|通过|采[纳用]|引用|论文|专利"
    "|持证|获|率|治愈|脱贫|退出|存活|成活|规范|标准化|质量|级以上|星级|高级|职称|学历"
)
_AID = re.compile("慰问|走访|发放|补[贴助]|资助|免除|培训|宣传|采购|印[制刷]")
_ACTIVITY = re.compile(
    "入户|检查|巡查|会议|购[置买]|救助|活动|新建|改建|扩建|修[建缮]|维修|改造|清淤"
    "|养护|铺设|抽检|检测|监测|体检|接种|随访|演出|放映|疏浚|举办|开展|组织|保障|配备|安装|更新|清理|整治|栽植|种植|投放|放流|开工"
)
_SERVED = re.compile("受益|惠及|受惠")
_PAPERS = re.compile("(?:[篇份册块期]|信息条)数$")
_NO_THING = re.compile(".*[%‰元].*|分|星|级|倍|个百分点|.*(?:年|月|天|日|小时|分钟|吨|公斤|度|立方米?|克.*)")


def sort_of_rate(subject: str, target: Target) -> str:
    """Of which sort a rate of outputs is: how well (合格率), how much of the plan (完成率), of how many (覆盖率)."""
    if _QUALITY.search(subject):
        return _sort_of_quality(subject)
    if _COMPLETION.search(subject):
        if _OF_GAIN.search(subject):
            return ""
        is_own = _OF_OWN_WORK.search(subject) and not _OF_SOCIETY.search(subject)
        return "own-completion" if is_own else "completion"
    return "coverage" if subject.endswith("覆盖率") else ""


def _sort_of_quality(subject: str) -> str:
    if _OF_TIME.search(subject):
        return ""
    if _OF_MONEY.search(subject) and not _BOUGHT.search(subject):
        return "propriety"
    return "own-quality" if _OF_OWN_MAKING.search(subject) and not _OF_SOCIETY_TOO.search(subject) else "quality"


def sort_of_deed(subject: str, target: Target) -> str:
    """Of which sort a number of things is: the bureau's own deeds, what it gave, what there is."""
    if target.sign not in ("≥", ">", "=") or not target.unit or _NO_THING.fullmatch(target.unit):
        return ""
    if not _COUNTED.search(subject) and not _DEED_FIRST.match(subject):
        return ""
    return _sort_of_count(subject)


def _sort_of_count(subject: str) -> str:
    if _NO_OUTPUT.search(subject):
        return ""
    is_made = _DEED.search(subject) or _PAPERS.search(subject)
    if is_made and not _REACHED.search(subject) and not _HOW_WELL.search(subject):
        return "deed"
    if _HOW_WELL.search(subject):
        return "number"
    if _SERVED.search(subject):
        return "served"
    if _AID.search(subject) and not _REACHED.search(subject):
        return "aid"
    return "activity" if _ACTIVITY.search(subject) or _AID.search(subject) else "count"
