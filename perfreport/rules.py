"""What a pack's 规则.yaml decides: what differs between counties and years, and is therefore no code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from perfreport.files import RULES_FILE, rules_file
from perfreport.form import FormField, by_word, form_fields, word
from perfreport.model import MONEY_UNITS, Indicator, Report, Task
from perfreport.money import Unit
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.reader import Reader, Record, is_blank
from perfreport.score.check import check, weighed
from perfreport.score.formulas import AT_LEAST, AT_MOST
from perfreport.score.scoring import ALL_INDICATORS, EXECUTION, QualityClass, Scoring
from perfreport.selfevaluation import Outcome
from perfreport.values import Wrong, read_count, read_points, read_share
from perfreport.yaml.file import YamlFile, read_yaml
from perfreport.yaml.tree import List, Map, Node, Text, find
from perfreport.yaml.where import place_of

Groups = tuple[tuple[str, tuple[str, ...]], ...]

_CHOICES = {
    "rate_of": ("全年预算数", "年初预算数"),
    "at_least": tuple(AT_LEAST),
    "at_most": tuple(AT_MOST),
    "severity": ("错误", "提示"),
    "level": ("错误", "提示", "不查"),
    "money_unit": MONEY_UNITS,
    "yes": ("是", "否"),
}
_ROW = ("一级指标", "二级指标", "完成率", "是否完成", "是否超额", "计分说明", "偏差分析", "是否指标")
"""What a template sees of an indicator besides what was written of it."""

_NAME = re.compile(r"[^\W\d]\w{0,19}")


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of the data file that a pack adds to a record; a text."""

    name: str = field(metadata=word("名称", "own_name", "数据文件和模板里用的名称"))
    note: str = field(metadata=word("说明", "text", "填写时看到的说明"))
    required: bool = field(default=False, metadata=word("必填", "yes", "是 或 否；不写就是否", optional=True))


@dataclass(frozen=True, slots=True)
class OwnFields:
    """The fields that a pack adds, by the record they stand in."""

    report: tuple[OwnField, ...] = field(default=(), metadata=word("单位", "own", "写在数据文件开头", optional=True))
    task: tuple[OwnField, ...] = field(default=(), metadata=word("任务", "own", "每项任务里", optional=True))
    indicator: tuple[OwnField, ...] = field(default=(), metadata=word("指标", "own", "每条指标里", optional=True))
    outcome: tuple[OwnField, ...] = field(
        default=(), metadata=word("完成情况", "own", "自评的每条指标完成情况里", optional=True)
    )
    words: tuple[OwnField, ...] = field(default=(), metadata=word("报告", "own", "自评的“报告”里", optional=True))


@dataclass(frozen=True, slots=True)
class Checking:
    """What a region decides of the review (审核).

    `levels`: how serious a rule is, by its id: `error`, `hint` or `off`. `quantitative`: the least share of indicators
    whose value is a number. `money_unit`, `money_places`: what the forms print amounts in.
    """

    levels: Mapping[str, str] = field(
        default_factory=dict, metadata=word("级别", "levels", "规则的编号和级别：错误、提示 或 不查", optional=True)
    )
    name_length: int = field(
        default=100, metadata=word("名称字数", "length", "三级指标的名称最多几个字", optional=True)
    )
    quantitative: Decimal = field(
        default=Decimal("0.5"), metadata=word("定量指标占比", "share", "定量指标至少占百分之几", optional=True)
    )
    money_unit: Unit = field(
        default="万元", metadata=word("金额单位", "money_unit", "表上金额的单位：万元 或 元", optional=True)
    )
    money_places: int = field(default=2, metadata=word("金额小数位", "places", "表上金额的小数位数", optional=True))


@dataclass(frozen=True, slots=True)
class Rules:
    """What a region decides.

    `groups`: each first-level group with its second-level ones, in order. `evaluated`: the documents (names of
    templates, without their ending) that are made only where the data file has a part 自评. `disagreement`: how serious
    it is where documents do not agree, `error` or `hint`. `reviews`: the templates of what the reviewer writes,
    `overviews`: those of what is said of many bureaus, `comparisons`: those of what a change of the data changed.
    None of these are documents of a bureau.
    """

    groups: Groups = field(metadata=word("指标分组", "groups", "一级指标和它的二级指标，照表上的先后"))
    own: OwnFields = field(
        default=OwnFields(), metadata=word("自有项目", "own_fields", "本地表格另有的栏目", optional=True)
    )
    evaluated: tuple[str, ...] = field(
        default=(), metadata=word("自评文档", "names", "数据文件里有“自评”才产生的文档", optional=True)
    )
    scoring: Scoring | None = field(
        default=None, metadata=word("评分", "scoring", "自评的分值、计分和等级", optional=True)
    )
    disagreement: str = field(
        default="error", metadata=word("核对不一致", "severity", "错误 或 提示；不写就是错误", optional=True)
    )
    checking: Checking = field(
        default=Checking(), metadata=word("审核", "checking", "审核规则的级别和限度", optional=True)
    )
    reviews: tuple[str, ...] = field(
        default=(),
        metadata=word("审核文档", "names", "审核的人用的文档，由 perfreport check --word 产生", optional=True),
    )
    comparisons: tuple[str, ...] = field(
        default=(),
        metadata=word("对照文档", "names", "调整前后对照的文档，由 perfreport diff 产生", optional=True),
    )
    overviews: tuple[str, ...] = field(
        default=(),
        metadata=word("汇总文档", "names", "许多单位一起产生文档时，每个年度一份的汇总", optional=True),
    )

    @property
    def grades(self) -> tuple[str, ...]:
        """All that a bureau may have, the best first."""
        return tuple(self.scoring.grades) if self.scoring else ()

    @property
    def not_of_bureaus(self) -> frozenset[str]:
        """The names of templates that make no document of a bureau."""
        return frozenset((*self.reviews, *self.comparisons, *self.overviews))

    def own_fields(self, record: type) -> Sequence[FormField]:
        """The fields that the pack adds to a record of the model."""
        own = {Report: self.own.report, Task: self.own.task, Indicator: self.own.indicator, Outcome: self.own.outcome}
        return _as_form(own.get(record, ()))

    @property
    def own_words(self) -> Sequence[FormField]:
        """The names under which a data file has the report's own words."""
        return _as_form(self.own.words)

    @property
    def weighed(self) -> tuple[str, ...]:
        """The names that may be given points: the execution, all indicators, each first- and second-level group."""
        return weighed(self.groups)


def _as_form(own: Sequence[OwnField]) -> tuple[FormField, ...]:
    return tuple(FormField(each.name, each.name, "text", each.note, each.required) for each in own)


def _words(record: type) -> set[str]:
    return {field.word for field in form_fields(record)}


def load_rules(pack: Path) -> Rules:
    """The rules of the pack in folder `pack`; a pack without a 规则.yaml has that of the pack 通用.

    The default is that file and no constant: said once, where a county's technician sees it.
    Raises Problems when the file is wrong.
    """
    file = read_yaml(rules_file(pack))
    reader = _RulesReader(file)
    read = reader.record(file.root, Rules) if file.root else {}
    if file.root and read.get("evaluated") and "scoring" not in read:
        reader.report("rules.no-scoring", file.root)
    errors = sorted(
        (found for found in reader.found if found.severity == "error"),
        key=lambda found: (found.place.line, found.place.column),
    )
    if errors:
        raise Problems(errors)
    return Rules(**read)


def absent_rules(pack: Path) -> list[Problem]:
    """The hint that the pack in folder `pack` has no 规则.yaml of its own."""
    return [] if (pack / RULES_FILE).exists() else [problem("rules.none", Place(str(pack)))]


def absent_templates(pack: Path, rules: Rules, templates: Iterable[str]) -> list[Problem]:
    """Documents that 规则.yaml names and no template of the pack in folder `pack` makes, said at their place.

    A pack that has no 规则.yaml of its own does not promise those of the pack 通用.
    """
    names = {Path(template).stem for template in templates}
    listed = [("自评文档", rules.evaluated), ("审核文档", rules.reviews)]
    listed += [("对照文档", rules.comparisons), ("汇总文档", rules.overviews)]
    promised = listed if (pack / RULES_FILE).exists() else []
    return [
        problem("rules.no-template", place_in_rules(pack, word, at), name=name, word=word)
        for word, documents in promised
        for at, name in enumerate(documents)
        if name not in names
    ]


def place_in_rules(pack: Path, *path: str | int) -> Place:
    """Where something stands in the 规则.yaml of the pack in folder `pack`; read anew, for it is seldom asked."""
    file = read_yaml(pack / RULES_FILE)
    return place_of(file.source, find(file.root, *path)) if file.root else Place(str(pack / RULES_FILE))


_OWN_OF = {"年度主要任务": "任务", "年度绩效指标": "指标", "指标完成情况": "完成情况", "报告": "报告"}


def own_field_place(pack: Path, rules: Rules, path: Sequence[str]) -> Place:
    """Where the 规则.yaml of a pack declares its own field at `path` of the data file."""
    record = _OWN_OF.get(path[-2], "单位") if len(path) > 1 else "单位"
    names = [each.name for each in by_word(rules.own)[record]]
    return place_in_rules(pack, "自有项目", record, names.index(path[-1]), "名称")


class _RulesReader(Reader):
    """Reads one 规则.yaml; every record comes out as its value."""

    whole = "规则"

    def __init__(self, file: YamlFile) -> None:
        super().__init__(file)
        self._groups: Groups = ()
        self._taken: set[str] = set()
        single: dict[str, Callable[[str], Any]] = {"points": read_points, "share": read_share, "places": _read_places}
        single["length"] = read_count
        self.kinds |= {kind: partial(self.value, read=read) for kind, read in single.items()}
        self.kinds |= {kind: partial(self._choice, choices) for kind, choices in _CHOICES.items()}
        self.kinds |= {
            "text": self._plain,
            "own_name": self._own_name,
            "names": lambda node, where: tuple(self._plain(item, name) for item, name in self.rows(node, where)),
            "groups": self._read_groups,
            "own_fields": self._own_fields,
            "scoring": self._scoring,
            "points_by_name": self._points_by_name,
            "classes": self._classes,
            "checking": self._checking,
            "levels": self._levels,
        }

    def _plain(self, node: Node, where: str) -> str | None:
        found = self.text(node, where)
        return found.value if found else None

    def _choice(self, choices: Sequence[str], node: Node, where: str) -> Any:
        text = self._plain(node, where)
        if text is not None and text not in choices:
            self.report("rules.bad-choice", node, where=where, text=text, allowed="、".join(choices))
        return {"是": True, "否": False, "错误": "error", "提示": "hint", "不查": "off"}.get(text or "", text)

    def _read_groups(self, node: Node, where: str) -> Groups:
        right = len(self.found)
        firsts = self._map(node, where, "一级指标，每个下面列出二级指标")
        seen: set[str] = set()
        groups = tuple((first, tuple(self._seconds(first, second, seen))) for first, second in firsts.items())
        self._check_names(node, groups)
        self._groups = groups if len(self.found) == right else ()  # 分值 is not held against names that are wrong
        return groups

    def _check_names(self, node: Node, groups: Groups) -> None:
        """Under 分值 a name means one thing; a group may share it only with the group that it is in."""
        firsts = {first for first, _ in groups}
        for first, seconds in groups:
            taken = firsts - {first} | {EXECUTION, ALL_INDICATORS}
            for name in (name for name in (first, *seconds) if name in taken):
                self.report("rules.reserved-group", find(node, first), text=name)

    def _map(self, node: Node, where: str, wanted: str) -> Mapping[str, Node]:
        if isinstance(node, Map) and node.entries:
            return node.entries
        self.report("rules.bad-groups", node, where=where, wanted=wanted)
        return {}

    def _seconds(self, first: str, node: Node, seen: set[str]) -> list[str]:
        items = node.items if isinstance(node, List) else []
        if not items:
            self.report("rules.bad-groups", node, where=f"“{first}”", wanted="二级指标的列表")
        names = []
        for item in items:
            name = item.value if isinstance(item, Text) else ""
            if not name:
                self.report("rules.bad-groups", item, where=f"“{first}”的一项", wanted="文字")
            elif name in seen:
                self.report("rules.repeated-group", item, text=name)
            seen.add(name)
            names.append(name)
        return names

    def _own_fields(self, node: Node, where: str) -> OwnFields:
        entries = self.entries(node, [field.word for field in form_fields(OwnFields)], where) or {}
        row = {*_words(Indicator), *_words(Outcome), *_ROW}  # one row of a template shows both
        taken = {"单位": _words(Report), "任务": _words(Task), "指标": row, "完成情况": row}
        read = {}
        for field_ in form_fields(OwnFields):
            if (child := entries.get(field_.word)) is not None and not is_blank(child):
                self._taken = taken.get(field_.word, set())
                read[field_.name] = self._own(child, f"{where}的“{field_.word}”")
        return OwnFields(**read)

    def _own(self, node: Node, where: str) -> tuple[OwnField, ...]:
        read = [self.record(item, OwnField, name) for item, name in self.rows(node, where)]
        return tuple(OwnField(**each) for each in read if each.get("name") and "note" in each)

    def _own_name(self, node: Node, where: str) -> str | None:
        name = self._plain(node, where)
        if name is None:
            return None
        if name in self._taken:
            self.report("rules.own-taken", node, name=name)
        elif not _NAME.fullmatch(name):
            self.report("rules.own-name", node, name=name)
        self._taken.add(name)
        return name

    def _scoring(self, node: Node, where: str) -> Scoring | None:
        read: Record = self.record(node, Scoring, where)
        if not _whole(read):
            return None
        scoring = Scoring(**{"far_above": None, **read})
        for finding in check(scoring, self._groups):
            self.report(finding.id, find(node, *finding.path), **finding.words)
        return scoring

    def _checking(self, node: Node, where: str) -> Checking:
        return Checking(**(_whole(self.record(node, Checking, where)) or {}))

    def _levels(self, node: Node, where: str) -> Mapping[str, str] | None:
        entries = self._map(node, where, "几行“规则的编号: 级别”")
        levels = {id: self._choice(_CHOICES["level"], child, f"“{id}”") for id, child in entries.items()}
        return levels if all(levels.values()) else None

    def _points_by_name(self, node: Node, where: str) -> Mapping[str, Decimal] | None:
        entries = self._map(node, where, "几行“名称: 分数”")
        return _whole({name: self.value(child, f"“{name}”", read_points) for name, child in entries.items()})

    def _classes(self, node: Node, where: str) -> Mapping[str, QualityClass] | None:
        entries = self._map(node, where, "几行“名称: {最低: …, 最高: …}”")
        return _whole({name: self._class(child, f"“{name}”") for name, child in entries.items()})

    def _class(self, node: Node, where: str) -> QualityClass | None:
        read = self.record(node, QualityClass, where)
        return QualityClass(**{"usual": None, **read}) if _whole(read) else None


def _whole(read: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What was read, None where anything of it is wrong or nothing is there."""
    return read if read and None not in read.values() else None


def _read_places(text: str) -> int | Wrong:
    return int(text) if text in ("0", "1", "2", "3", "4") else Wrong("rules.bad-places", {})
