"""相关性: tasks and goals that no indicator speaks of, and indicators of which no task and no goal speaks.

Two texts speak of the same where they have a pair of characters in common that carries meaning (残疾, 养老), or a
single one that means one field only (墓, 婚). So only what has not a word in common is told, and only in a table
long enough for its words to say anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from perfreport.check.review import Review
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关、指标科学）"
_FEWEST_INDICATORS = 10  # in a shorter table one indicator stands for much
_MOST_TOLD = 6
_FEWEST_WORDS = 2  # of a task, which must say what it is about; a goal has to say more

_GENERAL_WORDS = """\
    示例 工作 开展 完成 落实 做好 负责 承担 指导 推进 推动 加强 加快 强化 进一步 提高 提升 确保 保障 保证 保持 实现
    实施 组织 管理 服务 建设 发展 规范化? 水平 质量 能力 效率 效果 成效 成果 作用 政策 制度 机制 体系 措施 方案 规划
    计划 目标 任务 要求 标准 情况 问题 需要 需求 基础 基本 重点 重大 主要 重要 相关 有关 各项 各类 各级 全面 全区
    全县 全市 全省 辖区 区域 城乡 城市 农村 城镇 地区 年度 全年 本年 每年 按时 及时 按月 足额 有效 切实 认真 积极
    稳步 持续 不断 扎实 顺利 正常 有序 健全 完善 优化 改善 促进 维护 支持 支撑 配合 协助 协调 监督 检查 审批 审核
    上报 预审 考核 评价 使用 用于 通过 按照 根据 围绕 结合 对于 以及 并且 进行 深入 广泛 持久 活动 宣传 培训 会议
    调研 项目 资金 经费 支出 预算 财政 拨款 部门 单位 机关 机构 党中央 党委 政府 国家 社会 人民 群众 公众 居民 人员
    干部 职工 对象 数量 人数 次数 个数 面积 比率 比例 覆盖率 完成率 及时率 合格率 准确率 符合率 达标率 知晓率 满意度
    满意 方针 决策部署 精神 思想 新时代 中国特色 高质量 履行 职责 职能 范围 领域 行业 方面 过程 内容 信息化? 数据
    平台 系统 设施 设备 物资 采购 购置 运行 运转 日常 办公 业务 专项 经济 生活 困难 特殊 符合 条件 申请 受理 办理
    发放 补助 补贴 缴纳 享受 成本 效益 影响 可持续 长效 稳定 和谐 安全"""
_GENERAL = re.compile("|".join(sorted(_GENERAL_WORDS.split(), key=len, reverse=True)))
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_ONE_FIELD = set(
    "党团侨宗婚葬墓殡孤残婴幼童妇军兵役警狱讼税医药病疫癌孕厕教师校学考研赛演戏剧书报刊网路桥隧车船港航铁水河湖渠坝"
    "洪旱涝林树草苗农粮种畜牧禽渔鱼肥耕茶果菜棉矿煤电气油火震灾雨雪垃污废尘噪绿房屋租商贸店旅游景馆碑档"
)
_OF_ALL = re.compile(
    "运转|机构运行|正常运行|履职|基本支出|人员经费|公用经费|工资|社保缴费|后勤|交办|其他(?:各项)?(?:工作|任务|事项)"
    "|习近平|党的.{1,4}大|二十大|全会|从严治党|党风廉政"
)


@lru_cache(20_000)
def _words(text: str) -> frozenset[str]:
    """What a text is about: its pairs of characters that carry meaning, and characters of one field."""
    parts = _LETTERS.findall(_GENERAL.sub(" ", text))
    pairs = {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
    return frozenset(pairs | _OF_ONE_FIELD.intersection("".join(parts)))


@lru_cache(20_000)
def _is_of_all(text: str) -> bool:
    """Whether any bureau has this, and no indicator need speak of it."""
    return _OF_ALL.search(text) is not None


def _all_words(texts: Iterable[str]) -> set[str]:
    return set().union(*map(_words, texts))


def _unspoken(
    told: Iterable[tuple[Sequence[str], Path]], elsewhere: set[str], says_enough: Callable[[set[str]], bool]
) -> Iterator[Fault]:
    """One fault for all that has no word `elsewhere`, though its own words say enough; named by its first text.

    Where that is so of most, it is the words that differ, and not what they mean.
    """
    told = [(texts, path) for texts, path in told if not any(map(_is_of_all, texts))]
    unspoken = [(texts, path) for texts, path in told if all(_words(text).isdisjoint(elsewhere) for text in texts)]
    missing = [(texts[0], path) for texts, path in unspoken if says_enough(_all_words(texts))]
    if missing and 2 * len(unspoken) <= len(told):
        names = "、".join(f"“{shortened(name.rstrip('。；'), 30)}”" for name, _ in missing[:_MOST_TOLD])
        more = f" 等 {len(missing)} 项" if len(missing) > _MOST_TOLD else ""
        yield Fault(missing[0][0], {"names": names + more}, missing[0][1])


@of_report(
    "relevance.task-without-indicator",
    title="没有指标的任务",
    sentence="绩效指标里没有一条提到这些任务：{names}。",
    remedy="给每项任务补上至少一条产出指标；已经有的，在指标的名称里写明是哪项任务。",
    source=_SOURCE,
    wrong="""\
任务名称: 示例：殡葬管理
主要内容: 示例：维护公益性公墓。
数量指标:
  - {三级指标: 示例高龄老年人入户走访次数, 指标值: ≥12次}
  - {三级指标: 示例高龄老年人生存核查次数, 指标值: ≥4次}
  - {三级指标: 示例高龄补贴申请受理窗口, 指标值: ≥3个}""",
    right="""\
任务名称: 示例：殡葬管理
主要内容: 示例：维护公益性公墓。
数量指标:
  - {三级指标: 示例公益性公墓维护个数, 指标值: ≥2个}
  - {三级指标: 示例高龄老年人生存核查次数, 指标值: ≥4次}
  - {三级指标: 示例高龄补贴申请受理窗口, 指标值: ≥3个}""",
)
def task_without_indicator(review: Review) -> Iterator[Fault]:
    names = [indicator.name for indicator in review.report.indicators]
    if len(names) >= _FEWEST_INDICATORS:
        tasks = (((task.name, task.content), (*path, "任务名称")) for task, path in review.tasks)
        yield from _unspoken(tasks, _all_words(names), lambda words: len(words) >= _FEWEST_WORDS)


@of_report(
    "relevance.goal-without-indicator",
    title="没有指标的目标",
    sentence="绩效指标里没有一条提到这些年度总体目标：{names}。",
    remedy="给每个目标补上能够衡量它的指标；已经有的，在指标的名称里写明。",
    source=_SOURCE,
    wrong="""\
年度总体目标: [示例：规范婚姻登记、收养登记]
数量指标:
  - {三级指标: 示例高龄老年人入户走访次数, 指标值: ≥12次}
  - {三级指标: 示例高龄老年人生存核查次数, 指标值: ≥4次}
  - {三级指标: 示例高龄补贴申请受理窗口, 指标值: ≥3个}""",
    right="""\
年度总体目标: [示例：规范婚姻登记、收养登记]
数量指标:
  - {三级指标: 示例高龄老年人入户走访次数, 指标值: ≥12次}
  - {三级指标: 示例高龄老年人生存核查次数, 指标值: ≥4次}
  - {三级指标: 示例婚姻登记、收养登记件数, 指标值: ≥90件}""",
)
def goal_without_indicator(review: Review) -> Iterator[Fault]:
    names = [indicator.name for indicator in review.report.indicators]
    if len(names) >= _FEWEST_INDICATORS:
        goals = (((goal.text,), goal.path) for goal in review.goals)
        yield from _unspoken(goals, _all_words(names), lambda words: len(words) > _FEWEST_WORDS)


@of_report(
    "relevance.indicator-without-task",
    title="没有任务和目标的指标",
    sentence="年度主要任务和总体目标里都没有提到这些数量指标：{names}。",
    remedy="在任务的主要内容里写明要做的这件事；是别处抄来的，删去。",
    source=_SOURCE,
    wrong="""\
数量指标:
  - {三级指标: 示例高龄老年人入户走访次数, 指标值: ≥12次}
  - {三级指标: 示例高龄补贴申请受理窗口, 指标值: ≥3个}
  - {三级指标: 示例桥梁加固座数, 指标值: ≥3座}""",
    right="""\
主要内容: 示例：高龄老年人入户走访、生存核查。
数量指标:
  - {三级指标: 示例高龄老年人入户走访次数, 指标值: ≥12次}
  - {三级指标: 示例高龄补贴申请受理窗口, 指标值: ≥3个}
  - {三级指标: 示例生存核查次数, 指标值: ≥3次}""",
)
def indicator_without_task(review: Review) -> Iterator[Fault]:
    """What is counted is the work itself, of effects one speaks in other words. Only what names a field (桥, 婚)."""
    report = review.report
    if len(review.rows) >= _FEWEST_INDICATORS:
        texts = [report.bureau, *report.goals, *(task.name for task in report.tasks)]
        texts += [task.content for task in report.tasks]
        counts = (((row.entry.name,), (*row.path, "三级指标")) for row in review.rows if row.entry.sort == "数量")
        yield from _unspoken(counts, _all_words(texts), lambda words: not words.isdisjoint(_OF_ONE_FIELD))


RULES: tuple[Rule, ...] = (task_without_indicator, goal_without_indicator, indicator_without_task)
