"""The filters for indicators."""

from __future__ import annotations

from collections.abc import Mapping

from perfreport.phrase import given
from perfreport.target import Target
from perfreport.wording import target_sentence, target_words


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
        raise given.refusal("目标句", "写了三级指标和指标值的指标", name)
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
    raise given.refusal(filter, "写好的指标值，如 ≥110人", value)
