"""How the scores of a self-evaluation came about, for people at a terminal and for programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from perfreport.context import Names, names
from perfreport.load import load
from perfreport.problem import Problem, problem
from perfreport.rules import Rules
from perfreport.score.evaluate import evaluate
from perfreport.score.evaluate import problems as problems_of
from perfreport.score.formulas import digits

_COLUMNS = ("分值", "得分", "指标", "计分说明")
_SHOWN = ("一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "计分说明")


@dataclass(frozen=True, slots=True)
class Explained:
    """What came of one data file: the names that templates see, None where nothing could be scored."""

    data: Path
    names: Names | None
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """A table, its columns aligned where Chinese characters take two places; "" without scores."""
        return f"{_title(self.names)}\n\n{_table(list(_rows(self.names['自评'])))}\n" if self.names else ""

    def as_dict(self) -> dict[str, Any]:
        """The same for programs, in the form's words; numbers are the texts that are printed."""
        found = [each.as_dict() for each in self.problems]
        return {"数据文件": str(self.data), **(_scores(self.names) if self.names else {}), "问题": found}


def explain(data: Path, rules: Rules) -> Explained:
    """The scores of one data file. Never raises for what is wrong in the data."""
    loaded = load(data, rules)
    if loaded.report is None:
        return Explained(data, None, loaded.problems)
    evaluation, findings = evaluate(loaded.report, rules.scoring)
    found = [*loaded.problems, *problems_of(findings, loaded.places)]
    if loaded.report.self_evaluation is None:
        found.append(problem("score.nothing", loaded.places()))
    found.sort(key=lambda each: each.place)
    return Explained(data, names(loaded.report, evaluation) if evaluation else None, tuple(found))


class _Row(NamedTuple):
    weight: str
    score: str
    label: str
    how: str


def _title(found: Names) -> str:
    return f"{found['单位名称']} {found['年度']} 年自评得分"


def _rows(told: Names) -> Iterator[_Row]:
    """The execution of the budget, the groups with their indicators, and the total."""
    yield _row("预算执行率", told["预算执行率"])
    for first in told["各组"]:
        yield _row(first["一级指标"], first)
        for second in (second for second in first["二级"] if second["指标"]):
            yield _row(f"  {second['二级指标']}", second)
            for row in second["指标"]:
                yield _row(f"    {row['三级指标']}", row)
    yield _Row(digits(told["满分"]), str(told["总分"]), "总分", f"等级：{told['等级']}")


def _row(label: str, found: Names) -> _Row:
    indent = label[: len(label) - len(label.lstrip())]
    name = indent + " ".join(label.split())  # a name may go over several lines
    return _Row(digits(found["分值"]), str(found["得分"]), name, found.get("计分说明", ""))


def _table(rows: list[_Row]) -> str:
    rows = [_Row(*_COLUMNS), *rows]
    weight, score, label = (max(_width(row[column]) for row in rows) for column in range(3))
    lines = (
        f"{_blanks(row.weight, weight)}{row.weight}  {_blanks(row.score, score)}{row.score}  "
        f"{row.label}{_blanks(row.label, label)}  {row.how}"
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _blanks(text: str, width: int) -> str:
    return " " * (width - _width(text))


def _width(text: str) -> int:
    """How many places of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _scores(found: Names) -> dict[str, Any]:
    told = found["自评"]
    return {
        "单位名称": found["单位名称"],
        "年度": found["年度"],
        "预算执行率": {word: _text(told["预算执行率"][word]) for word in ("分值", "得分", "计分说明")},
        "各组": [{word: _text(group[word]) for word in ("一级指标", "分值", "得分")} for group in told["各组"]],
        "指标": [{word: _text(row[word]) for word in _SHOWN} for row in told["指标"] if row["是否指标"]],
        **{word: _text(told[word]) for word in ("总分", "满分", "等级")},
    }


def _text(value: object) -> str:
    return str(value)
