"""Reasons and measures of what was not reached: whether they say anything, and each its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from perfreport.check.review import Review, listed
from perfreport.check.rule import Fault, Rule, of_report
from perfreport.check.scored import BASIS, OUTCOMES, example, far_above, missed
from perfreport.selfevaluation import Outcome
from perfreport.yaml.slip import shortened

_NONE = (
    "暂?无|没有|未|暂时没有|无此项|不适用|不?涉及|不存在|略|空|同[上前左]|N/?A|NULL|不详|未知|不清楚|其[他它]|无需说明"
)
_NO_GAP = (
    "(?:暂|并)?(?:无|没有|不存在|未(?:发生|出现|产生))(?:任何|明显)?"
    "(?:偏差|差异|偏离|原因|问题|情况|说明)(?:原因|情况)?"
)
_ELSEWHERE = (
    "(?:详细?|具体|另|请)?(?:见|参见|参阅|参照)"
    "(?:附件|附表|附页|(?:自评)?报告(?:第.{1,2}部分)?|说明|[上下正前后]文?|备注|总结|材料)"
)
_NOTHING = re.compile(rf"[\W_]*(?:{_NONE}|{_NO_GAP}|{_ELSEWHERE})?[\W_]*", re.IGNORECASE)


def _words(words: str) -> re.Pattern[str]:
    """Finds these words, of two that begin alike the longer one, and what is no character."""
    longest_first = sorted(words.split(), key=len, reverse=True)
    return re.compile(rf"{'|'.join(longest_first)}|[\W_]+")


_NO_CAUSE = _words(  # a reason of nothing but these names none: “由于客观原因，未能完成年度目标任务”
    """
    原因 因素 情况 问题 影响 条件 限制 所限 制约 关系 工作需要 实际需要 实际 客观 主观 历史 遗留 其他 其它 特殊 工作
    各种 多种 种种 各方面 多方面 方面 综合 一些 某些 部分 个别 有关 相关 具体 自身 外部 内部 外界 不可抗力 不可抗拒
    不可控 上述 众所周知 年度内 本年度 年度 全年 当年 年初 年底 年末 偏差 差异 差距 偏离 出入 误差 波动 正常 合理
    允许 可控 可接受 较小 不大 很小 轻微 微小 略有 稍有 一定 存在 出现 产生 发生 有 范围 以内 之内 内 可忽略 不计 未
    未能 没有 没能 没 尚未 暂未 还未 不足 低于 略低于 小于 少于 未达 未达到 未达标 没达到 没达标 达不到 无法 不能
    未到 完成 达标 达到 达成 实现 落实 执行 推进 进行 开展 预期 既定 绩效 各项 目标值 指标值 目标 任务 指标 计划
    要求 规定 标准 实际完成值 实际值 完成值 完成率 预期值 设定值 该项 本项 此项 该 本 设定 值 符合 已 已经 均 全部
    基本 较好 良好 顺利 按时 按期 如期 按 按照 根据 据实 由于 因 因为 因故 受 受到 为 属 属于 是 系 由 导致 造成 引起
    所致 致使 等 的 了 与 和 及 而 在 从而 所 以 致 正在 待 待查 有待 核实 核查 查明 查找 补充 确认 分析 说明 填写
    改进措施 暂时 目前 有所 变化 变动 不符 不相符 不一致 相符 一致 预计 预计数 实际发生数 发生数 实际数 计划数
    目标数 完成数 据实
    填报 填列 反映 以 为准 大于 高于 略高于 多于 超过 超额 超出 成效 显著 明显 理想 不理想 环境 大环境 形势 较多
    较大 不确定 过程
    中 年中 业务 工作量大于预期 决定 主 同上 详见 报告 自评 不可预见 不可预知 突发 意外 综合性 复杂 困难 难度
    推进难度 需要 工作安排 实际情况调整 需要调整 安排调整
    """
)
_NO_MEASURE = _words(  # and a measure of nothing but these says nothing that could be done
    """
    下一步 下步 下一年度 下一年 下年度 下年 明年 今后 以后 后续 将 要 会 继续 进一步 不断 持续 逐步 切实 积极 认真
    严格 努力 尽快 尽力 及时 抓紧 力争 争取 确保 加强 强化 改进 改善 完善 提高 提升 加快 加大 加以 予以 做好 抓好
    落实 推进 推动 注意 重视 关注 整改 改正 保持 完成 达到 达标 实现 优化 采取 制定 相关 有关 有效 各项 工作 管理
    措施 方法 力度 进度 水平 质量 效率 能力 目标 任务 指标 计划 要求 责任 绩效 年度 按时 按期 按 的 并 和 与 无需
    不需要 不需 不用 待定 研究 待 再 到位 项目 认识 思想 按照 严格按 实施 执行 预算
    """
)
_LONGEST = 40  # characters; who writes more says something


@lru_cache(3_000)
def _says_nothing(text: str, empty: re.Pattern[str]) -> bool:
    if _NOTHING.fullmatch(text):
        return True
    return len(text) <= _LONGEST and not empty.sub("", text)


_SAYS_WHAT_NEXT = re.compile(
    "下一步|今后|下年|明年|将[^军来]|改进|拟(?!定|订)|计划于|已(?:督促|要求|整改|安排)"
    "|(?:采取|制定|完善|落实|加强|强化)[^，。；]{0,8}措施(?!不|没|未|缺|少|滞后|单一|有限)"
)


@of_report(
    "evaluation.empty-reason",
    title="没有说明的偏差原因",
    sentence="“{name}”{missed}（指标值“{target}”，实际“{actual}”），偏差原因写的却是“{quote}”。",
    remedy="写明{of}的原因和改进措施。",
    source=BASIS,
    wrong=example("实际完成值: 114户, 偏差原因: 无"),
    right=example("实际完成值: 120户, 偏差原因: 无"),
)
def empty_reason(review: Review) -> Iterator[Fault]:
    for each in (*missed(review), *far_above(review)):
        if each.outcome.reason and _says_nothing(each.outcome.reason, _NO_CAUSE):
            of = "超出目标这么多" if each.mark.is_met else "没有完成"
            yield Fault(each.outcome.reason, each.words | {"of": of}, each.path("偏差原因"))


@of_report(
    "evaluation.no-remedy",
    title="有原因没有改进措施",
    sentence="“{name}”{missed}，写了偏差原因，{lack}。",
    remedy="在“改进措施”里写明由谁、在什么时候、怎样改进。",
    source="财预〔2020〕10号所附项目支出绩效自评表：偏差原因分析及改进措施",
    wrong=example("实际完成值: 114户, 偏差原因: 示例：部分老人外出"),
    right=example("实际完成值: 114户, 偏差原因: 示例：部分老人外出，下一步错时入户"),
)
def no_remedy(review: Review) -> Iterator[Fault]:
    for each in missed(review):
        reason, remedy = each.outcome.reason, each.outcome.remedy
        if _says_nothing(reason, _NO_CAUSE) or _SAYS_WHAT_NEXT.search(reason):
            continue
        if _says_nothing(remedy, _NO_MEASURE) or _bare(remedy) == _bare(reason):
            lack = f"改进措施写的却是“{shortened(remedy)}”" if remedy else "没有写改进措施"
            yield Fault(words=each.words | {"lack": lack}, path=each.path("改进措施" if remedy else "偏差原因"))


def _bare(text: str) -> str:
    """Without punctuation and blanks."""
    return re.sub(r"[\W_]", "", text)


@of_report(
    "evaluation.repeated-reason",
    title="一字不差的偏差原因",
    sentence="{names}的偏差原因一字不差：“{reason}”。",
    remedy="分别说明各自的原因；确实是一个原因的，说明对各个指标的影响。",
    source=BASIS,
    wrong=example("实际完成值: 114户, 偏差原因: 示例：个别老年人对申请流程不熟悉, 改进措施: 示例：错时入户"),
    right=example("实际完成值: 114户, 偏差原因: 示例：部分老人外出, 改进措施: 示例：错时入户"),
)
def repeated_reason(review: Review) -> Iterator[Fault]:
    alike: dict[str, list[Outcome]] = {}
    for row in review.rows:
        if row.outcome and row.outcome.reason and not _says_nothing(row.outcome.reason, _NO_CAUSE):
            alike.setdefault(_bare(row.outcome.reason), []).append(row.outcome)
    for outcomes in alike.values():
        if len(outcomes) > 1:
            reason = shortened(outcomes[0].reason.rstrip("。；"))
            words = {"names": listed([each.name for each in outcomes]), "reason": reason}
            yield Fault(words=words, path=(*OUTCOMES, outcomes[1].at, "偏差原因"))


RULES: tuple[Rule, ...] = (empty_reason, no_remedy, repeated_reason)
