"""相关性: tasks and goals that no indicator speaks of, and indicators of which no task and no goal speaks.

Two texts have in common the pairs of characters that carry meaning (残疾, 养老), and single ones that mean one field
only (墓, 婚). An indicator speaks of the task with which it has most in common, and of every other with which it has
much: 农村公路养护里程 is about 农村公路养护, not about 古树养护. What no indicator speaks of in this sense is told, and
only in a table long enough for its words to say anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关、指标科学）"
_FEWEST_INDICATORS = 10  # in a shorter table one indicator stands for much
_MOST_TOLD = 6
_FEWEST_WORDS = 2  # of a task, which must say what it is about; a goal has to say more
_MUCH = 3  # words in common that are no chance
_MUCH_OF_BOTH = 4  # the same, pairs counted twice

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
    发放 发生 责任事故 责任 事故 补助 补贴 缴纳 享受 成本 效益 影响 可持续 长效 稳定 和谐 安全"""
_GENERAL = re.compile("|".join(sorted(_GENERAL_WORDS.split(), key=len, reverse=True)))
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_ONE_FIELD = set(
    "党团侨宗婚葬墓殡孤残婴幼童妇军兵役警狱讼税医药病疫癌孕厕教师校学考研赛演戏剧书报刊网路桥隧车船港航铁水河湖渠坝"
    "洪旱涝林树草苗农粮种畜牧禽渔鱼肥耕茶果菜棉矿煤电气油火震灾雨雪垃污废尘噪绿房屋租商贸店旅游景馆碑档"
)
_FIELDS = re.compile(
    """优抚|抚恤|退役|征兵|兵役|应征|民兵|双拥|法律援助|社区矫正|人民调解|公证|禁毒|戒毒|公墓|墓穴|殡葬|火化|骨灰|婚姻|结婚
    |离婚|收养|低保|特困|孤儿|流浪|乞讨|养老|高龄|残疾|慈善|移民|水库|地震|震害|台站|气象|增雨|防雹|廉租|公租|棚户|危房|房屋征收|不动产
    |地籍|矿山|矿产|地质灾害|森林|造林|林木|古树|名木|灌木|乔木|苗木|园林|草原|湿地|河道|堤防|灌溉|水利|供水|农田|耕地|农机|农药|化肥
    |畜禽|生猪|屠宰|渔业|鱼苗|粮食|储备粮|稻谷|小麦|玉米|油菜|棉花|茶园|果园|大棚|公路|桥梁|隧道|航道|港口|客运|公交|渡口|路灯|污水|公厕
    |环卫|燃气|供热|扬尘|尾气|固废|校舍|高考|中考|助学金|营养餐|卫生院|村医|乡村医生|疫苗|结核|艾滋|孕产妇|新生儿|献血|药品
    |医疗器械|特种设备|商标|电梯|锅炉|旅游|景区|文物|非遗|图书馆|博物馆|农家书屋|电影|全民健身|运动会|失业|工伤|宗教|侨
    |馆藏|方志|焚烧|填埋|渗滤液|疏浚|清淤|河床|护林|寺观|教堂|值班律师|公诉|审判|看守所|吸毒|反诈|户籍|身份证|充电桩|基站|蔬菜|中药材
    |养蜂|蚕桑|采砂|排污|危险废物|医疗废物|救护车|血站|社保卡|零工|科普|彩票|泵站|防汛|抗旱|测绘|宗地|权籍|物流园|展销|史志|年鉴""".replace(
        "\n", ""
    ).replace(" ", "")
)
_OF_ANY_OFFICE = re.compile("保险|公积金|保障金|缴[费纳]|慰问|帮扶|驻村|包村|结对|志愿|宣传|职工|干部|满意")
_HAD_BY_ANY_OFFICE = re.compile(  # where only a single character names the field
    "车辆|用车|公车|报[刊纸]|书[报籍]|订阅|网络|网站|水电|电费|水费|取暖|房租|租[用赁]|物业|食堂|消防|植树|党[员建组支]|工会"
    "|体检|档案|文件|印[刷制]|维修|保洁|垃圾|无烟|法治|普法|税[费金]|考[核勤]"
)
_OF_ALL = re.compile(
    "运转|机构运行|正常运行|履职|基本支出|人员经费|公用经费|工资|社保缴费|后勤|交办|其他(?:各项)?(?:工作|任务|事项)"
    "|习近平|党的.{1,4}大|二十大|全会|从严治党|党风廉政"
)


@lru_cache(20_000)
def words_of(text: str) -> frozenset[str]:
    """What a text is about: its pairs of characters that carry meaning, and characters of one field."""
    parts = _LETTERS.findall(_GENERAL.sub(" ", text))
    pairs = {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
    return frozenset(pairs | _OF_ONE_FIELD.intersection("".join(parts)))


class _Told(NamedTuple):
    """A task or goal: its name, where it stands, all it says; whether an indicator must speak of it."""

    name: str
    path: Path
    said: str
    must_be_spoken_of: bool


def _tasks(review: Review) -> list[_Told]:
    told = ((task.name, (*path, "任务名称"), f"{task.name}，{task.content}") for task, path in review.tasks)
    return [_Told(*each, _says_enough(each[2], _FEWEST_WORDS)) for each in told]


def _goals(review: Review) -> list[_Told]:
    told = ((goal.text, goal.path, goal.text) for goal in review.goals)
    return [_Told(*each, _says_enough(each[2], _FEWEST_WORDS + 1)) for each in told]


@lru_cache(20_000)
def _says_enough(text: str, fewest: int) -> bool:
    """Whether a text says what it is about, and not what any bureau has."""
    return len(words_of(text)) >= fewest and not _OF_ALL.search(text)


def _not_spoken_of(told: list[_Told], names: tuple[str, ...], others: Sequence[_Told] = ()) -> list[_Told]:
    """Those of which no name speaks, but rather of another of them, or of `others`."""
    texts = tuple(each.said for each in (*told, *others))
    return [told[at] for at in _spoken_of_by_none(texts, names) if at < len(told)]


@lru_cache(8)  # a file's tasks are asked for twice
def _spoken_of_by_none(texts: tuple[str, ...], names: tuple[str, ...]) -> tuple[int, ...]:
    """Which of the texts have neither much in common with a name, nor most of all texts."""
    common = _in_common(texts, names)
    most: dict[int, int] = {}
    for shared in common:
        for name, count in shared.items():
            if count > most.get(name, 0):
                most[name] = count
    return tuple(
        at
        for at, shared in enumerate(common)
        if max(shared.values(), default=0) < _MUCH_OF_BOTH and all(count < most[name] for name, count in shared.items())
    )


def _in_common(texts: tuple[str, ...], names: tuple[str, ...]) -> list[dict[int, int]]:
    """Of each text with which of the names it has how much in common: two for a pair of characters, one for a single
    one."""
    at_names: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        had_by_any = _HAD_BY_ANY_OFFICE.search(name)
        for word in words_of(name):
            if len(word) > 1 or not had_by_any:
                at_names.setdefault(word, []).extend([at] * len(word))
    said = at_names.keys()
    return [Counter(chain.from_iterable(at_names[word] for word in said & words_of(text))) for text in texts]


def _unspoken(missing: list[_Told], texts: list[_Told]) -> Iterator[Fault]:
    """One fault for all texts that nothing speaks of. Where that is so of most, it is the words that differ, and not
    what they mean."""
    if 2 * len(missing) <= sum(each.must_be_spoken_of for each in texts):
        yield from _told_together([(each.name, each.path) for each in missing])


def _told_together(missing: list[tuple[str, Path]]) -> Iterator[Fault]:
    """One fault that names all of these, placed at the first."""
    if missing:
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
    names = tuple(row.entry.name for row in review.rows)
    if len(names) >= _FEWEST_INDICATORS:
        tasks = _tasks(review)
        missing = [each for each in _not_spoken_of(tasks, names) if each.must_be_spoken_of]
        yield from _unspoken(missing, tasks)


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
    names = tuple(row.entry.name for row in review.rows)
    if len(names) < _FEWEST_INDICATORS:
        return
    goals, tasks = _goals(review), _tasks(review)
    missing = [each for each in _not_spoken_of(goals, names, tasks) if each.must_be_spoken_of]
    if missing:
        unspoken = {task.name for task in _not_spoken_of(tasks, names)}
        spoken = [task for task in tasks if task.name not in unspoken]
        missing = [each for each in missing if not any(_is_goal_of(each, task) for task in spoken)]
    yield from _unspoken(missing, goals)


def _is_goal_of(goal: _Told, task: _Told) -> bool:
    """Whether a goal says what a task is about, so that the task's indicators are the goal's as well."""
    words = words_of(goal.said)
    return len(words & words_of(task.said)) >= max(_MUCH, len(words) / 3)


@of_report(
    "relevance.indicator-without-task",
    title="没有任务和目标的指标",
    sentence="年度主要任务和总体目标里都没有提到这些产出指标：{names}。",
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
    """Outputs are the work itself, of effects one speaks in other words. Only what names a field (桥, 婚, 优抚)."""
    report = review.report
    if len(review.rows) < _FEWEST_INDICATORS:
        return
    texts = [report.bureau, *report.goals, *(f"{task.name}，{task.content}" for task in report.tasks)]
    said = "，".join(texts)
    outputs = [row for row in review.rows if row.entry.sort in _OUTPUTS]
    doubtful = [row for row in outputs if not _names_what_is_in(said, row.entry)]
    if doubtful:
        words = set().union(*map(words_of, texts))
        missing = [row for row in doubtful if _is_foreign(row.entry, words)]
        unspoken = [row for row in outputs if row in missing or words_of(row.entry.name).isdisjoint(words)]
        if 2 * len(unspoken) <= len(outputs):
            yield from _told_together([(row.entry.name, (*row.path, "三级指标")) for row in missing])


_OUTPUTS = ("数量", "质量", "时效", "成本")


def _names_what_is_in(said: str, entry: Entry) -> bool:
    """Whether one of the fields that an indicator names is said, or it names none."""
    fields = _fields(entry.name, entry.sort == "数量")
    return not fields or any(field in said for field in fields)


def _is_foreign(entry: Entry, words: AbstractSet[str]) -> bool:
    """Whether what an indicator says is not said in other words, either: 疫苗接种, 免疫."""
    fields = _fields(entry.name, entry.sort == "数量")
    in_other_words = all(_OF_ONE_FIELD.intersection(field) & words for field in fields)
    return len(words_of(entry.name) & words) < (_MUCH - 1 if in_other_words else _MUCH)


@lru_cache(20_000)
def _fields(name: str, of_count: bool) -> tuple[str, ...]:
    """The words of an indicator that mean one field; where something is counted, single characters in their stead.

    None where any office has it, whatever its field: 慰问残疾人户数, 公务用车维修次数.
    """
    if _OF_ANY_OFFICE.search(name):
        return ()
    if found := _FIELDS.findall(name):
        return tuple(found)
    return tuple(_OF_ONE_FIELD.intersection(name)) if of_count and not _HAD_BY_ANY_OFFICE.search(name) else ()


RULES: tuple[Rule, ...] = (task_without_indicator, goal_without_indicator, indicator_without_task)
