"""The filters for indicators: what was wanted, what was reached, how many."""

from __future__ import annotations

from perfreport.phrase import given, lists
from perfreport.sentences.clauses import Outcome, result_clauses
from perfreport.sentences.results import result_sentence, result_words
from perfreport.sentences.targets import target_sentence, target_words
from perfreport.target import Target


def as_target_sentence(indicator: object) -> str:
    """一条指标写成一句目标：三级指标接上指标值，句末不带标点。

    指标名称里已经说了的话不重复；定性指标照原话写。名称以单位结尾的（抽检批次 ≥900批次），写成“抽检不少于900批次”。

    {{ 指标|目标句 }} → 发放70周岁以上老年人特殊生活补贴不少于110人
    {{ {"三级指标": "区划地名工作成本", "指标值": "≤8万元"}|目标句 }} → 区划地名工作成本控制在8万元以内
    {{ {"三级指标": "应救尽救比率", "指标值": "=100%"}|目标句 }} → 应救尽救比率达到100%
    {{ {"三级指标": "每月享受生活补贴", "指标值": "=100元/月"}|目标句 }} → 每月享受生活补贴为100元
    {{ {"三级指标": "提高规范化水平", "指标值": "有效提高"}|目标句 }} → 有效提高规范化水平
    """
    return target_sentence(_name(indicator, "目标句"), _target(given.named(indicator, "指标值"), "目标句"))


def as_target_words(value: object) -> str:
    """指标值写成话，不带指标名称。符号和写法：

    ≥ 不少于（比率、标准、得分：不低于）；＞ 超过（高于）；＝ 为（100% 写“达到”）；≤ 不超过（金额：控制在…以内，
    比率、标准、得分：不高于）；＜ 少于（低于）；一个区间写“在…之间”；定性的照原话写，两数之比写“不低于1:19”。

    {{ "≥110人"|目标语 }} → 不少于110人
    {{ "≤8.42万元"|目标语 }} → 控制在8.42万元以内
    {{ "≥95%"|目标语 }} → 不低于95%
    {{ "=1200元/人/年"|目标语 }} → 为1200元/人/年
    {{ "10-15%"|目标语 }} → 在10%～15%之间
    {{ "按月支付"|目标语 }} → 按月支付
    """
    return target_words(_target(value, "目标语"))


def as_result_sentence(indicator: object, 位数: int = 2) -> str:
    """一条指标写成一句完成情况：三级指标接上实际完成值，再说与年度目标比怎么样，句末不带标点。

    数量写完成年度目标的百分之几，位数是它的小数位数；比率写高于、低于几个百分点；成本写节约、超出多少；
    定性指标照“达成情况”写。实际完成值没有写单位的，用指标值的单位。名称以单位结尾的，写成“抽检904批次”。

    {{ 完成|完成句 }} → 发放70周岁以上老年人特殊生活补贴实际完成112人，完成年度目标的101.82%
    {{ 完成|完成句(位数=1) }} → 发放70周岁以上老年人特殊生活补贴实际完成112人，完成年度目标的101.8%
    {{ 满意度|完成句 }} → 群众满意度为98%，高于年度目标3个百分点
    {{ 符合率|完成句 }} → 农村低保金发放政策符合率达到100%，完成年度目标
    {{ 成本|完成句 }} → 区划地名工作成本实际支出7.70万元，控制在8.00万元以内，节约0.30万元
    {{ 水平|完成句 }} → 有效提高补助对象生活水平，达成预期目标
    """
    name, target = _name(indicator, "完成句"), _target(given.named(indicator, "指标值"), "完成句")
    return result_sentence(name, target, *_outcome(indicator, "完成句"), given.places(位数, "完成句"))


def as_results(indicators: object, 位数: int = 2) -> str:
    """一组指标的完成情况写成一段：结果相同的合在一句里说，其余各写一句，没有完成的放在最后。

    数都一样的只说一遍，不一样的写在各自的名称后面。名称里有顿号、逗号的，定性的，没有完成的（“是否完成”是否），
    都单独写，写法同“完成句”。位数是百分比的小数位数。

    {{ [发放人数, 入户次数]|完成段 }} → 农村低保金发放人数4人、入户走访次数2次，均达到年度目标。
    {{ [符合率, 救助率]|完成段 }} → 农村低保金发放政策符合率、符合条件人员救助率均达到100%，完成年度目标。
    {{ [补贴费, 走访费]|完成段 }} → 补贴费11.7万元、走访费3.9万元，均控制在年度目标以内，分别节约0.3万元、0.1万元。
    {{ [满意度, 知晓率]|完成段 }} → 群众满意度98%、政策知晓率92%，分别高于年度目标3、2个百分点。
    {{ [水平, 满意度]|完成段 }} → 有效提高补助对象生活水平，达成预期目标；群众满意度为98%，高于年度目标3个百分点。
    """
    wanted = "一组指标，各写了三级指标、指标值和实际完成值"
    outcomes = [_result(each) for each in given.several(indicators, "完成段", wanted)]
    return lists.as_sentence_of_clauses(result_clauses(outcomes, given.places(位数, "完成段")))


def as_result_words(indicator: object, 位数: int = 2) -> str:
    """一条指标的完成情况，不带指标名称，用在表格里。用法同“完成句”。

    {{ 完成|完成语 }} → 实际完成112人，完成年度目标的101.82%
    {{ 满意度|完成语 }} → 实际为98%，高于年度目标3个百分点
    """
    name, target = _name(indicator, "完成语"), _target(given.named(indicator, "指标值"), "完成语")
    return result_words(name, target, *_outcome(indicator, "完成语"), given.places(位数, "完成语"))


def as_count(group: object) -> str:
    """一组指标有几项、完成几项，写成一句。前面是写了“项数”和“完成项数”的一组。

    {{ {"二级指标": "数量指标", "项数": 14, "完成项数": 14}|项数句 }} → 数量指标14项，全部完成
    {{ {"二级指标": "数量指标", "项数": 14, "完成项数": 12}|项数句 }} → 数量指标14项，完成12项，未完成2项
    {{ {"二级指标": "时效指标", "项数": 1, "完成项数": 1}|项数句 }} → 时效指标1项，已完成
    {{ {"一级指标": "效益指标", "项数": 3, "完成项数": 0}|项数句 }} → 效益指标3项，均未完成
    {{ {"二级指标": "生态效益指标", "项数": 0, "完成项数": 0}|项数句 }} → 未设置生态效益指标
    {{ {"项数": 44, "完成项数": 43}|项数句 }} → 绩效指标44项，完成43项，未完成1项
    """
    name = given.named(group, "二级指标") or given.named(group, "一级指标") or "绩效指标"
    total, done = given.named(group, "项数"), given.named(group, "完成项数")
    if not isinstance(total, int) or not isinstance(done, int) or not 0 <= done <= total:
        raise given.refusal(
            "项数句", "一组指标，写了项数和不大于它的完成项数", total if given.is_missing(total) else done
        )
    if not total:
        return f"未设置{name}"
    if total == done:
        return f"{name}{total}项，{'全部完成' if total > 1 else '已完成'}"
    if not done:
        return f"{name}{total}项，{'均未完成' if total > 1 else '未完成'}"
    return f"{name}{total}项，完成{done}项，未完成{total - done}项"


def _name(indicator: object, filter: str) -> str:
    name = given.named(indicator, "三级指标")
    if not isinstance(name, str) or not name.strip():
        raise given.refusal(filter, "写了三级指标和指标值的指标", name)
    return name


def _result(indicator: object) -> Outcome:
    name, target = _name(indicator, "完成段"), _target(given.named(indicator, "指标值"), "完成段")
    return Outcome(name, target, *_outcome(indicator, "完成段"), given.named(indicator, "是否完成") is False)


def _outcome(indicator: object, filter: str) -> tuple[str, str]:
    """What was reached, and the verdict on a target in words, "" for none."""
    actual, verdict = given.named(indicator, "实际完成值"), given.named(indicator, "达成情况")
    if not isinstance(actual, str) or not actual.strip():
        raise given.refusal(filter, "写了实际完成值的指标", actual)
    return actual, "" if given.is_missing(verdict) else str(verdict)


def _target(value: object, filter: str) -> Target:
    if isinstance(value, str | Target) and str(value).strip():
        return value if isinstance(value, Target) else Target.parse(value)
    raise given.refusal(filter, "写好的指标值，如 ≥110人", value)
