"""Whether the unit of a value is one for what its name says is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfreport.check.review import Entry
from perfreport.check.rule import Fault, of_indicator

RATE = re.compile(  # a part of a whole; 频率, 功率, 税率, 周转率, 劳动生产率 are none
    "(?<![频功速利税汇费心辨斜倍效码积转产出])率$|(?:满意|知晓|支持|信任|认可|参与)度$|比例$|占比$|比重$"
)
_UNIT_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
UNITS = {
    "rate": "% ‰ 个百分点",
    "money": "元 万元 亿元",
    "people": "人 人次 名",
    "households": "户 户次",
    "times": "次 场 场次 期 回",
    "sessions": "场 场次 期",
    "cases": "起 宗 例 桩",
    "time": "天 日 个月 月 年 小时 工作日 个工作日",
    "things": "个 件 套 台 辆 份 册 家 所 座 处 条 项 种",
    "machines": "台 辆",
    "length": "米 公里 千米",
    "area": "平方米 ㎡ 平方公里 亩 公顷",
    "weight": "吨 公斤 千克",
}
_EVENTS, _SIZE = "times cases", "length area weight"
_NO_MONEY = f"rate time people households {_EVENTS} things {_SIZE}"
_MEASURED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (RATE, "比率", f"people households {_EVENTS} time money things {_SIZE}"),
    (re.compile("人次数?$"), "人次", f"rate money households sessions cases time {_SIZE}"),
    (re.compile("人数$"), "人数", f"rate money households {_EVENTS} time {_SIZE}"),
    (re.compile("户数$"), "户数", f"rate money people {_EVENTS} time {_SIZE}"),
    (re.compile("(?<!频)[场次]数$|场次$"), "次数", f"rate money people households time {_SIZE}"),
    (re.compile("[起宗]数$"), "起数", f"rate money people households time {_SIZE}"),
    (re.compile("时间$"), "时间", f"money people households {_EVENTS} {_SIZE}"),
    (re.compile("天数$|时限$|期限$|时长$|用时$|周期$|工期$"), "时间", f"rate money people households things {_SIZE}"),
    (re.compile("金额$"), "金额", f"rate people households {_EVENTS} things time {_SIZE}"),
    (
        re.compile(
            "(?:[人户亩生次场]均|平均|单位|每.|单[场处片次个位套台])[^，、]{0,8}(?:成本|造价|费用?|经费|投资)$|单价$|造价$"
        ),
        "花费",
        _NO_MONEY,
    ),
    (
        re.compile(
            "^(?!.*(?:放|付|编|公开|争取|[缴报]|安排|落实|下达|申请|保障|征收)).*(?:(?:成本|支出|费用?|开支|经费|定额)(?:控制)?(?:数|总?额)?|资金|投[资入]|预算)$"
        ),
        "花费",
        f"people households {_EVENTS} things time {_SIZE}",
    ),
    (
        re.compile(
            "(?:补助|补贴|资助|奖补|奖励|扶助|救助|生活|经费|资金|费用?|津贴|保障金|供养|低保|慰问|金)(?:平均|最低|最高)?标准$|(?:养护|工资|报酬|单价|定额|保费)标准$"
        ),
        "多少钱",
        _NO_MONEY,
    ),
    (
        re.compile(
            "^(?!.*(?:带[动领](?!.*均)|促进|帮助|助力|实现|增加|推动)).*(?:收入|增收|收益|产值|利润|税收|销售额|营业额|交易额|[人户]均[^，、]{0,6}额|增收额|损失|消费金?额)$"
        ),
        "多少钱",
        f"people households {_EVENTS} time things {_SIZE}",
    ),
    (re.compile("面积$"), "面积", f"rate money people households {_EVENTS} time things length weight"),
    (re.compile("里程$|长度$"), "长度", f"rate money people households {_EVENTS} time things area weight"),
    (re.compile("[册份篇]数$"), "册数", f"rate money people households time {_SIZE} machines"),
    (
        re.compile("[件套台辆份册张幅篇盏栋床顶株棵艘]数$"),
        "数量",
        f"rate money people households time {_SIZE}",
    ),
    (
        re.compile("[个项条座处所家间批村校站点对眼口只头块部期班]数$"),
        "数量",
        f"rate money time {_SIZE}",
    ),
    (re.compile("(?:[批轮班家户处针]次)数?$"), "次数", f"rate money time {_SIZE}"),
    (re.compile("数量$|(?<![指系倍级分参基])数$"), "数量", "rate money"),
)
"""What a name's end says is measured, and the sorts of units that cannot be its."""

_MOST_OF_BUDGET = 100  # %: a cost may be told as a share of its budget


def without_unit(name: str) -> str:
    """A name without the unit in brackets behind it: 发放人数（人） → 发放人数."""
    return _UNIT_IN_BRACKETS.sub("", name)


@of_indicator(
    "completeness.unit-against-name",
    title="与名称不符的单位",
    sentence="“{name}”说的是{what}，指标值“{quote}”却用“{unit}”计量。",
    remedy="改正单位，或改正名称，使两者说的是一回事。",
    source="财预〔2015〕88号《中央部门预算绩效目标管理办法》：完整性审核（明确清晰）",
    wrong="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥95%}]",
    right="数量指标: [{三级指标: 示例高龄补贴入户核查户数, 指标值: ≥120户}]",
)
def unit_against_name(entry: Entry) -> Iterator[Fault]:
    unit = entry.counted.unit.split("/")[0]
    if not unit:
        return
    subject = without_unit(entry.name)
    what, others = next((found[1:] for found in _MEASURED if found[0].search(subject)), ("", ""))
    if what == "比率" and "/" in entry.counted.unit:  # so many to so many is a rate: 人/10万人, 人/亿元
        return
    is_beyond = what == "花费" and unit == "%" and (entry.counted.low or 0) > _MOST_OF_BUDGET
    if is_beyond or any({unit, unit.lstrip("万亿")} & set(UNITS[sort].split()) for sort in others.split()):
        yield Fault(entry.target.text, {"name": entry.name, "what": what, "unit": unit}, ("指标值",))
