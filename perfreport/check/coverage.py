"""相关性: tasks and goals that no indicator speaks of, and indicators of which no task and no goal speaks.

Two texts have in common the pairs of characters that carry meaning (残疾, 养老), and single ones that mean one field
only (墓, 婚). An indicator speaks of the task with which it has most in common, and of every other with which it has
much: 农村公路养护里程 is about 农村公路养护, not about 古树养护. What no indicator speaks of in this sense is told, and
only in a table long enough for its words to say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from perfreport.check.fields import OF_ONE_FIELD, fields_of, is_had_by_any_office, says_much, words_of
from perfreport.check.review import Entry, Review
from perfreport.check.rule import Fault, Path, Rule, of_report
from perfreport.problem import quoted
from perfreport.yaml.slip import shortened

_SOURCE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：相关性审核（目标相关、指标科学）"
_FEWEST_INDICATORS = 10  # in a shorter table one indicator stands for much
_MOST_TOLD = 6
_FEW = 15  # one in so many outputs may be of nothing that is said; more are only named otherwise
_FEWEST_WORDS = 2  # of a task, which must say what it is about; a goal has to say more
_MUCH = 3  # words in common that are no chance
_MUCH_OF_BOTH = 4  # the same, pairs counted twice

_OF_ALL = re.compile(
    "运转|机构运行|正常运行|履职|基本支出|人员经费|公用经费|工资|社保缴费|后勤|交办|其他(?:各项)?(?:工作|任务|事项)"
    "|习近平|党的.{1,4}大|二十大|全会|从严治党|党风廉政"
)


class _Told(NamedTuple):
    """A task or goal: its name, where it stands, all it says; whether an indicator must speak of it, and how much it
    has in common with which."""

    name: str
    path: Path
    said: str
    must_be_spoken_of: bool
    shared: Mapping[int, int]


@lru_cache(1)  # two rules ask for them
def _tasks(review: Review) -> list[_Told]:
    at_names = _at_names(review)
    told = ((task.name, (*path, "任务名称"), f"{task.name}，{task.content}") for task, path in review.tasks)
    return [_Told(*each, _says_enough(each[2], _FEWEST_WORDS), _in_common(each[2], at_names)) for each in told]


def _goals(review: Review) -> list[_Told]:
    at_names = _at_names(review)
    told = ((goal.text, goal.path, goal.text) for goal in review.goals)
    return [_Told(*each, _says_enough(each[2], _FEWEST_WORDS + 1), _in_common(each[2], at_names)) for each in told]


@lru_cache(3_000)
def _says_enough(text: str, fewest: int) -> bool:
    """Whether a text says what it is about, and not what any bureau has."""
    return len(words_of(text)) >= fewest and not _OF_ALL.search(text)


def _not_spoken_of(told: Sequence[_Told], others: Sequence[_Told] = ()) -> list[_Told]:
    """Those that have neither much in common with an indicator, nor most of all of them and of `others`."""
    most: dict[int, int] = {}
    for each in (*told, *others):
        for row, count in each.shared.items():
            if count > most.get(row, 0):
                most[row] = count
    return [
        each
        for each in told
        if max(each.shared.values(), default=0) < _MUCH_OF_BOTH
        and all(count < most[row] for row, count in each.shared.items())
    ]


@lru_cache(1)
def _at_names(review: Review) -> dict[str, list[int]]:
    """In which indicators' names a word is."""
    at_names: dict[str, list[int]] = {}
    for at, row in enumerate(review.rows):
        for word in _words_of_name(row.entry.name):
            at_names.setdefault(word, []).append(at)
    return at_names


@lru_cache(3_000)
def _words_of_name(name: str) -> frozenset[str]:
    words = words_of(name)
    return frozenset(word for word in words if len(word) > 1) if is_had_by_any_office(name) else words


def _in_common(text: str, at_names: dict[str, list[int]]) -> Mapping[int, int]:
    """With which indicators a text has how much in common: two for a pair of characters, one for a single one."""
    shared: dict[int, int] = {}
    for word in words_of(text):
        for at in at_names.get(word, ()):
            shared[at] = shared.get(at, 0) + len(word)
    return shared


def _unspoken(missing: list[_Told], texts: list[_Told]) -> Iterator[Fault]:
    """One fault for all texts that nothing speaks of. Where that is so of most, it is the words that differ, and not
    what they mean."""
    if 2 * len(missing) <= sum(each.must_be_spoken_of for each in texts):
        yield from _told_together([(each.name, each.path) for each in missing])


def _told_together(missing: list[tuple[str, Path]]) -> Iterator[Fault]:
    """One fault that names all of these, placed at the first."""
    if missing:
        names = quoted(shortened(name.rstrip("。；"), 30) for name, _ in missing[:_MOST_TOLD])
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
    if len(review.rows) >= _FEWEST_INDICATORS:
        tasks = _tasks(review)
        missing = [each for each in _not_spoken_of(tasks) if each.must_be_spoken_of]
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
    if len(review.rows) < _FEWEST_INDICATORS:
        return
    goals, tasks = _goals(review), _tasks(review)
    missing = [each for each in _not_spoken_of(goals, tasks) if each.must_be_spoken_of]
    if missing:
        unspoken = {task.name for task in _not_spoken_of(tasks)}
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
    outputs = [row for row in review.rows if row.entry.sort in _OUTPUTS or "政策" in row.entry.name]
    doubtful = [row for row in outputs if not _names_what_is_in(said, row.entry)]
    counted = [row for row in outputs if _is_of_something(row.entry)]
    if doubtful or counted:
        words = set().union(*map(words_of, texts))
        alone = [row for row in counted if words_of(row.entry.name).isdisjoint(words)]
        few = alone if len(alone) <= max(1, len(outputs) // _FEW) else []
        missing = [row for row in outputs if row in few or (row in doubtful and _is_foreign(row.entry, words))]
        unspoken = [row for row in outputs if row in missing or words_of(row.entry.name).isdisjoint(words)]
        if 2 * len(unspoken) <= len(outputs):
            yield from _told_together([(row.entry.name, (*row.path, "三级指标")) for row in missing])


_OUTPUTS = ("数量", "质量", "时效", "成本")


def _is_of_something(entry: Entry) -> bool:
    """Whether an indicator counts what is done for one task, and says it in words enough: 编制图件套数."""
    return entry.sort == "数量" and says_much(entry.name)


def _names_what_is_in(said: str, entry: Entry) -> bool:
    """Whether one of the fields that an indicator names is said, or it names none."""
    fields = fields_of(entry.name, entry.sort == "数量")
    return not fields or any(field in said for field in fields)


def _is_foreign(entry: Entry, words: AbstractSet[str]) -> bool:
    """Whether what an indicator says is not said in other words, either: 疫苗接种, 免疫."""
    fields = fields_of(entry.name, entry.sort == "数量")
    in_other_words = all(OF_ONE_FIELD.intersection(field) & words for field in fields)
    return len(words_of(entry.name) & words) < (_MUCH - 1 if in_other_words else _MUCH)


RULES: tuple[Rule, ...] = (task_without_indicator, goal_without_indicator, indicator_without_task)
