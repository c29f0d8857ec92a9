"""Prompts and stand-ins of a form that nobody has replaced: XX县, ……人, （请填写单位名称）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Rule, of_report, of_text
from perfreport.chinese import CHINESE

_MEASURE = "(?:万?元|[年月日人名个项次户件场条%％])"
_HAN = f"{CHINESE}"
_LETTER = "[A-Za-zＡ-Ｚａ-ｚ0-9]"
_NUMERAL = "[一二三四五六七八九十]"
_NUMBER = "[0-9０-９一二三四五六七八九十]{1,2}"
_OPEN, _CLOSE = "[（(【\\[<《〔{]", "[）)】\\]>》〕}]"
_REST = f"[^）)】\\]]{{0,20}}{_CLOSE}"
_STAND_INS = (
    f"(?<!{_LETTER})[XxＸｘ×]{{2,}}(?!{_LETTER})",
    f"(?<!{_LETTER})(?<![+＋])[XＸNＮ](?={_MEASURE})|(?<=[≥≧≤≦＞＜＝><=])[XxＸｘ×NnＮ](?!{_LETTER})",
    "(?:(?<![^，。：年月（(])×)(?=[年月日])",  # 补贴标准×月数 is a product
    f"(?<!{_NUMERAL})[○◯]{{2,}}(?!{_NUMERAL})",  # 二○○八年 is a year
    f"[●■△▲◆◇]{{2,}}|(?<={_HAN})[#＃]{{2,}}|[?？]+(?=[%％])|20[XxＸ×]{{1,2}}(?=年)|(?<=第)[XxＸ×NＮ](?={_HAN})"
    "|(?<=[≥≧≤≦＞＜＝><=])[?？.．。…/／-]+|[?？]{2,}(?=\\w)",
    f"(?<!{_HAN})年[ \u3000]+月(?:[ \u3000]+日)?",
    "某某|某年某?月",
    f"[_＿]{{3,}}|(?<=[≥≧≤≦＞＜＝><=])[_＿]+|[_＿]+(?={_MEASURE})",
    f"(?:…+|[.．。]{{3,}})(?={_MEASURE}(?!{_HAN}))|(?<=[了展成放助办建到为约共第])…+(?={_MEASURE})",
    f"(?<={_NUMERAL}是)…+",
    r"^(?:[指目]标)?(?:…+|[.．。·]{3,}|[?？]+)$",
    rf"^指标\s?{_NUMBER}(?:[：:]|$)|^(?:目标|任务|措施|问题)\s?{_NUMBER}[：:]?$",
    f"(?<![有亟急尚需仍接对招看善优虐厚])待(?:填写?|定)(?=$|[\\s，。；、{_CLOSE[1:]}|工作|任务|事项|内容|情况|项目|措施|指标|人员|单位|时间|地点)",
    "(?<![有亟急尚需仍])待(?:补充?|填写?|完善|明确)(?:的?(?:工作|任务|事项|内容|情况|数据|说明|资料))",
    f"(?:^|{_OPEN}|(?<=[，。；：]))待(?:填[写报]?|补充?|完善|核实|确定|明确|录入|更新)(?:$|{_CLOSE}|(?=[，。；]))",
    "[点单]击(?:此处|这里)|此处(?:填写?|输入|录入|插入|省略|补充|说明|描述)|填写(?:此处|说明[：:])",
    "请(?:在此处?)?(?:补充|完善|核实|插入|粘贴)(?=$|[，。；）)])|请在此处?(?:补充|说明|描述|概述)",
    "(?:数据|内容|数字|金额|数额|指标值?|目标值?|名称|时间|人数)(?:暂?待(?:补充?|更新|填[写报]|核[实定]?|确[认定]|统计|汇总|测算|定)|暂缺|暂无)(?=$|[，。；）)])",
    "(?<=[对为向在与])…+(?=进行|开展|实施|提供|举办|发放|给予)",
    f"{_OPEN}(?:请(?![假示见求参])|简[述要]|概述|列[出举]|(?:说明|介绍|描述)(?:做法|情况|内容|原因))[^）)】\\]]{{0,20}}{_CLOSE}",
    f"{_OPEN}(?:[必选]填|如[有无][^）)】\\]]{{0,8}}|可另附[页表纸]|模板|样[表例]|范[文本]|略|空|示例(?:文字|内容))项?{_CLOSE}",
    f"{_OPEN}(?:限|不超过|不少于|控制在)?[0-9]+字(?:以[内上]|左右)?{_CLOSE}",
    f"{_OPEN}(?:(?:根据|按照?|结合)实际(?:情况)?|单位|自行)+(?:修改|调整|填写?|补充|完善){_CLOSE}",
    f"{_OPEN}(?:具体|相关|详细)*(?:数据|内容|措施|情况|数字)?[待请需](?:补充|更新|完善|核实|修改|填写){_CLOSE}",
    f"请(?:在此)?(?:填写|输入)(?=$|(?!{_HAN}).|具体|本?单位|部门|名称|内容|数[字值]|实际|指标|目标|金额|年度|全称|完成|原因|措施)",
    f"{_OPEN}(?:请|此处|据实|如实|(?:根据|按照?)实际(?:情况)?)填写?{_REST}",
    f"(?:…+)?{_OPEN}(?:待?(?:填[写报]?|补充|完善)|填写|待定){_CLOSE}",
    f"{_OPEN}(?:此处|这里|在此)(?:请|可|应|要|须|需|简|填|写|说|描|列|插|添|补|概|介|详|阐|粘)[^）)】\\]]{{0,20}}{_CLOSE}",
    "待定(?=[人元个项户次场名万家])",
    f"{_OPEN}填写?(?:单位|部门|项目|具体|全称|名称|数字|金额|年度|内容|说明|指标|目标|实际|数量){_REST}",
    f"{_OPEN}(?:(?:本?单位|部门|项目)(?:名称|全称)|具体(?:内容|数字|数量|金额|情况)){_CLOSE}",
    f"(?<!{_LETTER})[（(【][ \u3000]*[）)】]",
    "[□☐]",
    f"(?<=[≥≧≤≦＞＜＝><=])[*＊]+|^[*＊]+$|(?<={_HAN})[*＊]{{2,}}(?={_MEASURE}(?!{_HAN}|.*[*＊]{{2}}))",
    "(?<![A-Za-z])(?:TODO|TBD|todo|tbd)(?![A-Za-z])",
)
_MAY_HOLD = re.compile(  # quick to tell
    r"[XxＸｘ×NＮ○◯●■△▲◆◇#＃_＿…□☐?？某待处填请暂（(【\[<《〔{Tt*＊]|年[ \u3000]|[.．。·]{3}"
    "|^(?:[指目]标|任务|措施|问题)"
)
_WHOLE = frozenset(  # what is no text, but says that one belongs there
    "待补 待补充 待确认 待核 待核实 待核定 待统计 待汇总 待测算 待报 待编 待录 暂缺 暂未填写 未填 未填写"
    " 自行填写 示例文字 样例 范例"
    " 填写说明 填报说明 填写内容 填写要求 指标名称 三级指标 任务名称 主要内容 目标内容 具体内容 内容 文字 文本"
    " 无内容 空白 测试"
    " 测试数据 test Test TEST null NULL None none".split()
)
_STARS = re.compile("[*＊]{2,}")
_UNFINISHED = re.compile("[^，。；：、“…]{2,40}(?<!等)(…+)")  # a name, and nothing that goes on: no 教师、医生……


def stand_in(text: str) -> str:
    """The first stand-in in a text, "" where there is none."""
    return next(iter(_stand_ins(text)), "")


@cache
def _stand_in() -> re.Pattern[str]:
    """Compiled when the first text may hold one: it takes longer than any other."""
    return re.compile("|".join(_STAND_INS))


def _stand_ins(text: str) -> list[str]:
    if text.rstrip("。") in _WHOLE:
        return [text]
    if not _MAY_HOLD.search(text):
        return []
    if unfinished := _UNFINISHED.fullmatch(text):
        return [unfinished[1]]
    found = [each[0] for each in _stand_in().finditer(text)]
    stars = _STARS.findall(text)  # of bold there are two
    return list(dict.fromkeys([*found, *stars] if len(stars) == 1 else found))


@of_text(
    "completeness.placeholder",
    severity="error",
    title="没有填写的提示文字",
    sentence="“{quote}”是表上占位、提示填写的字，没有换成实际的内容。",
    remedy="换成实际的内容；用不着的就删去。",
    source="财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（内容完整、明确清晰）",
    wrong="主要内容: 示例：开展XX培训……次。",
    right="主要内容: 示例：开展救助政策、补贴发放等培训2次。",
)
def placeholder(text: str) -> Iterator[Fault]:
    yield from map(Fault, _stand_ins(text))


_SOME_PLACE = re.compile(
    "[*＊?？_—…]+|某(?:某|(?=[省市县区州盟旗镇乡街局委办院所站馆校厅]|单位|部门))|[A-Za-zＡ-Ｚａ-ｚ]{1,4}(?=[省市县区州盟旗镇乡局委]|单位)"
    "|(?:填报|申报|报送|填表|编[报制]|主管|预算|基层|所在|使用|实施|项目|本|我|贵|该|各)*(?:单位|部门|机构|局|委|办)(?:（(?:单位|部门|公章|盖章|全称)）)?"
    "(?:名称|全称)?(?:（(?:公章|盖章|全称)）)?$|(?:[省市县区州旗镇乡某])?(?:单位|部门|局|委|办)(?:名称|全称|[A-Z甲乙丙一二三0-9])?$|[0-9]+$"
)
_UNNAMED = frozenset(
    "无 暂无 空 空白 待填 待定 待填写 未填 测试 测试单位 test null None 同上 略 公章 盖章 全称 名称".split()
)


@of_report(
    "completeness.unnamed-bureau",
    severity="error",
    title="没有填写的单位名称",
    sentence="单位名称“{bureau}”里的“{quote}”没有换成实际的名称。",
    remedy="写部门（单位）的全称；它印在每份文档上，文件也以它命名。",
    source="财预〔2015〕88号《中央部门预算绩效目标管理办法》所附目标表：部门（单位）名称",
    wrong="单位名称: ××县民政局",
    right="单位名称: 示例县民政局",
)
def unnamed_bureau(review: Review) -> Iterator[Fault]:
    bureau = review.report.bureau
    some = _SOME_PLACE.match(bureau)
    if found := bureau if bureau in _UNNAMED else some[0] if some else stand_in(bureau):
        yield Fault(found, {"bureau": bureau}, ("单位名称",))


RULES: tuple[Rule, ...] = (placeholder, unnamed_bureau)
