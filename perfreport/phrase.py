"""The filters of the templates: amounts, numbers, dates and indicators into words. Pure functions.

`FILTERS` names them as templates do. Each docstring is what a finance officer reads in docs/filters.md, with
examples that are tested. Input that a filter cannot print for certain raises ValueError with a Chinese
sentence: what was given and what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from perfreport.money import Money, Unit, round_half_up
from perfreport.numerals import LARGEST_AMOUNT, capital_amount, chinese_numerals
from perfreport.target import Target
from perfreport.wording import target_sentence, target_words


def in_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成元，四舍五入，只有数，不带“元”字。

    数据里写的是元还是万元，程序自己知道，不用换算。在 Excel 里单独占一格时仍是数；加“千分位=True”后是文字。

    {{ 金额|元 }} → 120000.00
    {{ 金额|元(千分位=True) }} → 120,000.00
    {{ 金额|元(位数=0) }}元 → 120000元
    """
    return _printed(amount, "元", 位数, 千分位)


def in_wan_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成万元，四舍五入，只有数，不带“万元”二字。

    只收带单位的金额：没有单位的数会差一万倍，一律报错（0 除外）。在 Excel 里单独占一格时仍是数；
    加“千分位=True”后是文字。

    {{ 金额|万元 }} → 12.00
    {{ (金额 + 尾数)|万元 }} → 12.01
    {{ (金额 + 尾数)|万元(位数=4) }} → 12.0050
    {{ 收入|万元(千分位=True) }} → 18,236.00
    {{ (-金额)|万元 }} → -12.00
    """
    return _printed(amount, "万元", 位数, 千分位)


def in_yi_yuan(amount: object, 位数: int = 2, 千分位: bool = False) -> Decimal | str:
    """金额换算成亿元，四舍五入，只有数，不带“亿元”二字。用法同“万元”。

    {{ 收入|亿元 }} → 1.82
    {{ 收入|亿元(位数=4) }}亿元 → 1.8236亿元
    """
    return _printed(amount, "亿元", 位数, 千分位)


def in_capitals(amount: object) -> str:
    """人民币大写金额，写到分，四舍五入。

    零和整的写法按《支付结算办法》附一《正确填写票据和结算凭证的基本规定》：到元、到角为止的写“整”，有分的不写；
    中间连续几个零只写一个零。“人民币”三个字请写在模板里。

    人民币{{ 金额|大写 }} → 人民币壹拾贰万元整
    {{ 尾数|大写 }} → 伍拾元整
    {{ 差旅费|大写 }} → 壹仟陆佰捌拾元零叁角贰分
    {{ (差旅费 - 差旅费)|大写 }} → 零元整
    {{ (-金额)|大写 }} → 负壹拾贰万元整
    """
    fen = int(round_half_up(_money(amount, "大写").to("元"), 2) * 100)
    if abs(fen) > LARGEST_AMOUNT:
        raise _refusal("大写", "不到一亿亿元的金额", amount)
    return capital_amount(fen)


def _printed(amount: object, unit: Unit, places: int, thousands: bool) -> Decimal | str:
    rounded = round_half_up(_money(amount, unit).to(unit), _places(places, unit))
    return f"{rounded:,f}" if thousands else rounded


def _money(amount: object, filter: str) -> Money:
    if isinstance(amount, Money):
        return amount
    if isinstance(amount, Decimal | int) and not isinstance(amount, bool) and amount == 0:
        return Money(Decimal(0), "元")  # the sum of an empty list; nothing is nothing in every unit
    raise _refusal(filter, "带单位的金额（没有单位就分不清元和万元）", amount)


def as_percent(ratio: object, 位数: int = 2) -> str:
    """比率写成百分数，四舍五入。1 是 100%；已经是百分数的值（如 95%）不要再用。

    {{ 1.018175|百分比 }} → 101.82%
    {{ (金额 / 收入)|百分比(位数=1) }} → 0.1%
    {{ 1|百分比(0) }} → 100%
    """
    return f"{round_half_up(_ratio(ratio, '百分比') * 100, _places(位数, '百分比')):f}%"


def in_percentage_points(ratio: object, 上期: object, 位数: int = 2) -> str:
    """两个比率相比，提高或下降多少个百分点。两个都写比率（1 是 100%）；打印出来没有差别时写“持平”。

    与上年相比{{ 0.9853|个百分点(上期=0.965) }} → 与上年相比提高2.03个百分点
    与上年相比{{ 0.95|个百分点(0.965, 位数=1) }} → 与上年相比下降1.5个百分点
    与上年相比{{ 0.95|个百分点(0.95) }} → 与上年相比持平
    """
    change = (_ratio(ratio, "个百分点") - _ratio(上期, "个百分点")) * 100
    points = round_half_up(change, _places(位数, "个百分点"))
    if not points:
        return "持平"
    return f"{'提高' if points > 0 else '下降'}{abs(points):f}个百分点"


def in_chinese_numerals(number: object) -> str:
    """1 到 99999 的整数写成汉字。

    {{ 11|汉字数字 }} → 十一
    共{{ 105|汉字数字 }}项 → 共一百零五项
    """
    return _numerals(number, "汉字数字")


def as_first_level(number: object) -> str:
    """公文第一级标题的序号，带顿号。

    {{ 1|一级序号 }}部门基本情况 → 一、部门基本情况
    {{ 12|一级序号 }} → 十二、
    """
    return f"{_numerals(number, '一级序号')}、"


def as_second_level(number: object) -> str:
    """公文第二级标题的序号，带括号，后面不加标点。

    {{ 2|二级序号 }}年度预算情况 → （二）年度预算情况
    """
    return f"（{_numerals(number, '二级序号')}）"


def _numerals(number: object, filter: str) -> str:
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 99999:
        return chinese_numerals(number)
    raise _refusal(filter, "整数，1 到 99999", number)


def _ratio(value: object, filter: str) -> Decimal:
    """The exact number. A float, which only a template can bring in, counts as its 15 sure digits say."""
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        ratio = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
        if ratio.is_finite() and abs(ratio) < 10**15:
            return ratio
    raise _refusal(filter, "比率，如 0.95", value)


def _places(places: object, filter: str) -> int:
    if isinstance(places, int) and not isinstance(places, bool) and 0 <= places <= 10:
        return places
    raise _refusal(filter, "位数，0 到 10", places)


def as_date(day: object) -> str:
    """日期写成公文的样子，月、日前面不加零。数据里写 2022-03-05、2022/3/5、2022年3月5日都可以。

    {{ "2022-03-05"|日期 }} → 2022年3月5日
    """
    found = _read_date(day.strip()) if isinstance(day, str) else day
    if not isinstance(found, date):
        raise _refusal("日期", "日期，如 2022-03-05", day)
    return f"{found.year}年{found.month}月{found.day}日"


_DATE = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[T ][0-9:.]*)?")


def _read_date(text: str) -> date | None:
    written = _DATE.fullmatch(text)
    try:
        return date(*map(int, written.groups())) if written else None
    except ValueError:  # the 30th of February
        return None


def in_a_row(items: object) -> str:
    """几项并列，中间加顿号；书名号、引号紧挨着时不加（GB/T 15834）。

    {{ ["慰问", "殡葬", "救助"]|顿号 }} → 慰问、殡葬、救助
    {{ ["《预算法》", "《会计法》"]|顿号 }} → 《预算法》《会计法》
    """
    texts = _items(items)
    wrong = [text for text in texts if not isinstance(text, str) or not text.strip()]
    if wrong or not texts:
        raise _refusal("顿号", "几段文字，至少一段", wrong[0] if wrong else items)
    return "、".join(map(str, texts)).replace("》、《", "》《").replace("”、“", "”“")


def _items(value: object) -> list[object]:
    """What a list holds; nothing for anything else. A text or a record is one thing, not several."""
    if isinstance(value, str | Mapping) or _is_missing(value) or not isinstance(value, Iterable):
        return []
    return list(value)


def or_nothing(value: object) -> object:
    """可填可不填的值：没有填就什么都不印。不写它，没有填的值会报错。

    备注：{{ 备注|空 }} → 备注：
    单位：{{ "乌尔禾区民政局"|空 }} → 单位：乌尔禾区民政局
    """
    return "" if _is_missing(value) else value


def as_target_sentence(indicator: object) -> str:
    """一条指标写成一句目标：三级指标接上指标值，句末不带标点。

    指标名称里已经说了的话不重复；定性指标照原话写。

    {{ 指标|目标句 }} → 发放70周岁以上老年人特殊生活补贴不少于110人
    {{ {"三级指标": "区划地名工作成本", "指标值": "≤8万元"}|目标句 }} → 区划地名工作成本控制在8万元以内
    {{ {"三级指标": "应救尽救比率", "指标值": "=100%"}|目标句 }} → 应救尽救比率达到100%
    {{ {"三级指标": "每月享受生活补贴", "指标值": "=100元/月"}|目标句 }} → 每月享受生活补贴为100元
    {{ {"三级指标": "提高规范化水平", "指标值": "有效提高"}|目标句 }} → 有效提高规范化水平
    """
    name = _named(indicator, "三级指标")
    if not isinstance(name, str) or not name.strip():
        raise _refusal("目标句", "写了三级指标和指标值的指标", name)
    return target_sentence(name, _target(_named(indicator, "指标值"), "目标句"))


def as_target_words(value: object) -> str:
    """指标值写成话，不带指标名称。符号和写法：

    ≥ 不少于（比率、标准：不低于）；＞ 超过（高于）；＝ 为（100% 写“达到”）；≤ 不超过（金额：控制在…以内，
    比率、标准：不高于）；＜ 少于（低于）；一个区间写“在…之间”；定性的照原话写。

    {{ "≥110人"|目标语 }} → 不少于110人
    {{ "≤8.42万元"|目标语 }} → 控制在8.42万元以内
    {{ "≥95%"|目标语 }} → 不低于95%
    {{ "=1200元/人/年"|目标语 }} → 为1200元/人/年
    {{ "10-15%"|目标语 }} → 在10%～15%之间
    {{ "按月支付"|目标语 }} → 按月支付
    """
    return target_words(_target(value, "目标语"))


def _named(indicator: object, key: str) -> object:
    return indicator.get(key) if isinstance(indicator, Mapping) else getattr(indicator, key, None)


def _target(value: object, filter: str) -> Target:
    if isinstance(value, str | Target) and str(value).strip():
        return value if isinstance(value, Target) else Target.parse(value)
    raise _refusal(filter, "写好的指标值，如 ≥110人", value)


def _is_missing(value: object) -> bool:
    from jinja2 import Undefined  # here, because a caller with an undefined name has loaded Jinja already

    return value is None or isinstance(value, Undefined)


def _refusal(filter: str, wanted: str, given: object) -> ValueError:
    return ValueError(f"“{filter}”要的是{wanted}，得到的是{_shown(given)}。")


def _shown(value: object) -> str:
    """A wrong value as the message quotes it, short whatever it is."""
    if _is_missing(value):
        return "空（没有填，或者名称写错了）"
    if isinstance(value, Money):
        return f"金额 {value}{value.unit}"
    if isinstance(value, str | Target):
        return f"文字“{str(value)[:30]}”"
    if isinstance(value, int | float | Decimal):
        return f"数 {str(value)[:30]}"
    return "几项内容" if value else "一项也没有的内容"


FILTERS: dict[str, Callable[..., object]] = {
    "元": in_yuan,
    "万元": in_wan_yuan,
    "亿元": in_yi_yuan,
    "大写": in_capitals,
    "百分比": as_percent,
    "个百分点": in_percentage_points,
    "汉字数字": in_chinese_numerals,
    "一级序号": as_first_level,
    "二级序号": as_second_level,
    "日期": as_date,
    "顿号": in_a_row,
    "空": or_nothing,
    "目标句": as_target_sentence,
    "目标语": as_target_words,
}
