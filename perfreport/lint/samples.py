"""Reports as data files can make them, built from the model itself: what a new field needs is never forgotten.

A sort of data file says how much is filled in. Everything is an example, and the names say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from perfreport import adjustment, letter, overview
from perfreport.check.questions import Question
from perfreport.comparison.change import DOCUMENTS, GOALS, TASKS, Change
from perfreport.context import Names, names
from perfreport.examine import Examined
from perfreport.form import FormField, form_fields
from perfreport.load import Loaded, Places
from perfreport.model import Group, Indicator, Report
from perfreport.money import Money
from perfreport.problem import Place, problem
from perfreport.produced import Listed
from perfreport.rules import Rules
from perfreport.score.evaluate import evaluate
from perfreport.score.scoring import EXECUTION
from perfreport.score.weights import weighted
from perfreport.selfevaluation import Outcome
from perfreport.target import Target
from perfreport.yaml.file import YamlFile
from perfreport.yaml.slip import Source

Words = tuple[str, ...]  # where a field stands in a data file


@dataclass(frozen=True, slots=True)
class Sort:
    """How a data file is filled in. `lacks` tells why a name may be missing there, for {name}.

    `rows`: tasks, goals and indicators of a group; `length`: about so many characters has a text.
    """

    label: str
    lacks: str = ""
    optional: bool = True  # whether single fields that may be left out are filled in
    records: bool = True  # and whole records
    evaluated: bool = True  # whether there is a 自评
    indicators: bool = True
    rows: int = 3
    target: str = "≥10个"
    reached: tuple[str, ...] = ("10个", "5个", "20个")  # just so, missed, far above
    amount: Decimal = Decimal("12.5")
    length: int = 0


_NOT_WRITTEN = "没有填写“{name}”时就没有"
WHOLE = Sort("填得最全的数据文件")
SORTS = (  # the first that lacks a name tells why
    WHOLE,
    Sort("指标值是 0 的数据文件", "指标值是 0 的、定性的指标没有", target="≤0起", reached=("0起", "1起"), rows=1),
    Sort("没有一条指标的数据文件", "没有指标的组也印一行，那一行里没有", indicators=False, rows=1),
    Sort("预算和支出都是 0 的数据文件", "预算是 0 时没有", amount=Decimal(0), rows=1),
    Sort("选填的内容没有填全的数据文件", _NOT_WRITTEN, optional=False, rows=1),
    Sort("只填了必填项的数据文件", _NOT_WRITTEN, optional=False, records=False, rows=1),
    Sort("没有“自评”的数据文件", _NOT_WRITTEN, evaluated=False, rows=1),
)
MANY = Sort("任务、指标很多，文字很长的数据文件", rows=40, length=120)

LETTER = Sort("有问题的审核")
NO_FAULT = Sort("没有问题的审核")
RUN = Sort("有自评的、没有自评的单位")
NOTHING_MADE = Sort("没有写出文档的一次运行", "没有自评的单位没有")
RAISED = Sort("增加了预算的对照")
CUT = Sort("读不出预算的对照", "数据文件有错误时没有")

_REACHED_ELSE = ("11个", "6个", "21个")  # where that field is filled in differently


def names_of(rules: Rules, sort: Sort, changed: Words = ()) -> Names:
    """What templates see of a data file of this sort; the field at `changed` is filled in differently."""
    report = sample(rules, sort, changed)
    evaluation, _ = evaluate(report, rules.scoring)
    return names(weighted(report, rules.scoring), evaluation)


def letter_names_of(rules: Rules, sort: Sort) -> Names:
    """What the template of the reviewer's letter sees of a review of this sort."""
    data = Path("示例.yaml")
    report = sample(rules, WHOLE)
    loaded = _loaded(report)
    if sort is NO_FAULT:
        return letter.names(Examined(data, loaded), (), ())
    found = problem("data.empty", Place(str(data), 1, 1), where="“示例”", instead="示例")
    return letter.names(Examined(data, loaded, accepted=((found, "示例"),)), [found], [Question("示例", "示例")])


def overview_names_of(rules: Rules, sort: Sort) -> Names:
    """What the template of the overview sees of a run of this sort."""
    failed = Listed(Path("示例.yaml"), None, b"", errors=1, hints=0)
    if sort is NOTHING_MADE:
        return overview.names(2021, [failed], rules.grades)
    reports = (sample(rules, kind) for kind in (WHOLE, SORTS[-1]))
    found = [
        Examined(Path("示例.yaml"), _loaded(each), evaluation=evaluate(each, rules.scoring)[0]) for each in reports
    ]
    made = [Listed.of(each.data, overview.line_of(each), ()) for each in found]
    return overview.names(2021, [failed, *made], rules.grades)


def _loaded(report: Report) -> Loaded:
    return Loaded(report, (), Places(YamlFile(Source("示例.yaml", ""), None, ())))


def comparison_names_of(rules: Rules, sort: Sort) -> Names:
    """What the template of a 调整对照表 sees of a change of this sort."""
    report = sample(rules, WHOLE)
    amounts = (report.sums.total, report.sums.total + report.sums.total) if sort is RAISED else (None, None)
    place = Place("示例.yaml", 1, 1)
    changes = (
        Change("diff.amount", TASKS, ("示例任务", "财政拨款"), place, "示例", "示例", amounts, "示例"),
        Change("diff.changed", GOALS, ("示例",), place, "示例", "示例"),
        Change("diff.document", DOCUMENTS, ("示例.docx", "第1段"), place, "示例", "示例"),
    )
    found = adjustment.Adjustment(report.bureau, str(report.year), "示例.yaml", "示例.yaml", amounts, changes, ())
    return adjustment.names(found, report)


def sample(rules: Rules, sort: Sort, changed: Words = ()) -> Report:
    """A report of this sort, as the pack's rules want it."""
    filled: Report = _Clerk(rules, sort, changed).fill_in(Report, ())
    return filled


class _Clerk:
    """Fills in records field by field."""

    def __init__(self, rules: Rules, sort: Sort, changed: Words) -> None:
        self._rules = rules
        self._sort = sort
        self._changed = changed
        self._kinds: dict[str, Callable[[FormField, tuple[str | int, ...]], Any]] = {
            "text": lambda field, path: self._text(path),
            "bureau": lambda field, path: self._text(path)[:30],
            "handle": lambda field, path: self._text(path)[:12],
            "year": lambda field, path: 2021 - self._is_changed(path),
            "date": lambda field, path: date(2022, 3, 5 + self._is_changed(path)),
            "money_unit": lambda field, path: "元" if self._is_changed(path) else "万元",
            "amount": lambda field, path: self._amount(path),
            "count": lambda field, path: 3 + self._is_changed(path),
            "points": lambda field, path: None,  # what is not given by hand is worked out
            "weights": lambda field, path: self._weights(),
            "achievement": lambda field, path: "",
            "target": lambda field, path: Target.parse("≥9个" if self._is_changed(path) else self._sort.target),
            "goals": lambda field, path: self._texts(path),
            "texts": lambda field, path: self._texts(path),
            "words": lambda field, path: self._words(path),
            "groups": lambda field, path: tuple(self._groups(path)),
            "record": lambda field, path: self.fill_in(field.of, path),
            "records": self._records,
        }

    def fill_in(self, kind: Any, path: tuple[str | int, ...], **given: object) -> Any:
        """A record of the model; `given` are fields with their values."""
        own = {each.name: each for each in fields(kind) if each.init}
        read = [field for field in form_fields(kind) if field.name in own and field.name not in given]
        values = {field.name: self._value(field, (*path, field.word), "None" in own[field.name].type) for field in read}
        if "own" in own:
            values["own"] = self._own(self._rules.own_fields(kind), path)
        return kind(**values, **given)

    def _value(self, field: FormField, path: tuple[str | int, ...], may_be_none: bool) -> Any:
        if field.required or field.kind in ("records", "money_unit") or self._is_written(field):
            return self._kinds[field.kind](field, path)
        if may_be_none:
            return None
        if field.kind == "record":  # a row of amounts that counts as zero
            return field.of and field.of(**{each.name: self._nothing() for each in form_fields(field.of)})
        if field.kind == "words":
            return dict.fromkeys((each.word for each in self._rules.own_words), "")
        return {"amount": self._nothing(), "weights": self._weights()}.get(field.kind, "")

    def _is_written(self, field: FormField) -> bool:
        if field.word == "自评":
            return self._sort.evaluated
        return self._sort.records if field.kind == "record" else self._sort.optional

    def _is_changed(self, path: tuple[str | int, ...]) -> bool:
        return bool(self._changed) and tuple(each for each in path if isinstance(each, str)) == self._changed

    def _text(self, path: tuple[str | int, ...]) -> str:
        number = "".join(str(each + 1) for each in path if isinstance(each, int))
        text = f"{'改过的' * self._is_changed(path)}示例{path[-1]}{number}"
        return text + "，很长的示例文字" * (self._sort.length // 8)

    def _texts(self, path: tuple[str | int, ...]) -> tuple[str, ...]:
        return tuple(self._text((path[0], number, *path[1:])) for number in range(self._sort.rows))

    def _amount(self, path: tuple[str | int, ...]) -> Money:
        return Money(self._sort.amount + self._is_changed(path), self._unit)

    def _nothing(self) -> Money:
        return Money(Decimal(0), self._unit)

    @property
    def _unit(self) -> Any:
        return "元" if self._changed == ("金额单位",) else "万元"

    def _weights(self) -> Mapping[str, Decimal]:
        """Those of the pack, but where no group has an indicator that could get any."""
        scoring = self._rules.scoring
        return {} if self._sort.indicators or not scoring else {EXECUTION: scoring.full_marks}

    def _own(self, own: Any, path: tuple[str | int, ...]) -> dict[str, str]:
        is_written = self._sort.optional
        return {each.word: self._text((*path, each.word)) if each.required or is_written else "" for each in own}

    def _words(self, path: tuple[str | int, ...]) -> dict[str, str]:
        """The report's own words: longer than others, in paragraphs."""
        paragraphs = 1 + self._sort.length // 40
        return {word: "\n\n".join([text] * paragraphs) for word, text in self._own(self._rules.own_words, path).items()}

    def _records(self, field: FormField, path: tuple[str | int, ...]) -> Any:
        if field.of is Outcome:
            count = self._sort.rows * self._sort.indicators * sum(len(seconds) for _, seconds in self._rules.groups)
            return tuple(self._outcome(path, number) for number in range(count))
        return tuple(self.fill_in(field.of, (*path, number)) for number in range(self._sort.rows))

    def _groups(self, path: tuple[str | int, ...]) -> list[Group]:
        pairs = [(first, second) for first, seconds in self._rules.groups for second in seconds]
        count = self._sort.rows * self._sort.indicators
        own = [each.word for kind in (Indicator, Outcome) for each in self._rules.own_fields(kind)]
        return [
            Group(
                *pair,
                tuple(self.fill_in(Indicator, (*path, at * count + n)) for n in range(count)),
                "",
                dict.fromkeys(own, ""),
            )
            for at, pair in enumerate(pairs)
        ]

    def _outcome(self, path: tuple[str | int, ...], number: int) -> Outcome:
        is_changed = self._is_changed((*path, "实际完成值"))
        reached = _REACHED_ELSE if is_changed else self._sort.reached
        actual = reached[number % len(reached)]
        found: Outcome = self.fill_in(Outcome, (*path, number), actual=actual, at=number)
        return found
