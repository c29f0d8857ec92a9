"""The reviewer's letter (审核意见): what is to be changed, made of a template, to be sent back with the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from perfreport.check import BY_ID
from perfreport.check.questions import Question
from perfreport.check.rule import CATEGORIES
from perfreport.examine import Examined
from perfreport.files import BUNDLED_PACKS, year_of_folder
from perfreport.kinds import ACROSS
from perfreport.load import Places
from perfreport.office import Template
from perfreport.office.stamp import stamped
from perfreport.output import file_all, path_of
from perfreport.pack import named_templates
from perfreport.problem import Place, Problem, problem
from perfreport.rules import Rules, load_rules
from perfreport.values import Wrong, read_bureau, read_year
from perfreport.yaml.slip import shortened

_DATA = "数据"  # the category of what no rule of the reviewer's says: the data file cannot be used as it is
_BESIDE_OTHERS = "各单位一致"  # of what only several bureaus' files show
_SEVERITIES = {"error": "必须改正", "hint": "需要核对"}  # as the letter's first sentence counts them
_REFERENCE = re.compile(r"[^。；]*\{\{.*?\}\}[^。；]*(?:[。；]|$)")


def write_letters(
    examined: Examined,
    problems: Sequence[Problem],
    asked: Sequence[Question],
    templates: Sequence[Template],
    output: Path,
) -> tuple[Sequence[Path], Sequence[Problem]]:
    """Write one bureau's letters beside its documents; where they went, or why there are none.

    One that the reviewer went on writing in stays, and the new one lies beside it.

    Raises Problems where a template wants what there is not.
    """
    whose = _whose(examined)
    if whose is None:
        return (), [problem("output.no-letter", Place(str(examined.data)))]
    values = names(examined, problems, asked)
    letters = {path_of(output, *whose, Path(each.name).name): each.render(values) for each in templates}
    filed, faults = file_all({path: stamped(content, {}) for path, content in letters.items()})
    return tuple(each.current for each in filed), faults


def _whose(examined: Examined) -> tuple[str, int] | None:
    """Bureau and year; of a file that cannot be read as far as it says them, else as file and folder are called."""
    if report := examined.loaded.report:
        return report.bureau, report.year
    said, year = (_said(examined.loaded.places, word) for word in ("单位名称", "年度"))
    named = (read_bureau(name) for name in (said, examined.data.stem) if name)
    bureau = next((name for name in named if isinstance(name, str)), "")
    read = read_year(year)
    known = year_of_folder(examined.data) if isinstance(read, Wrong) else read
    return (bureau, known) if bureau and known else None


def _said(places: Places, word: str) -> str:
    steps, text = places.spoken(places(word))
    return text if steps == word else ""


def letter_templates(pack: Path, rules: Rules) -> list[Template]:
    """The templates that the pack names under 审核文档; those that it has not are the ones of the pack 通用.

    Raises Problems where one is not there or has faults.
    """
    named = rules.reviews or load_rules(BUNDLED_PACKS / "通用").reviews
    return named_templates(pack, named, (".docx", ".xlsx"))


def names(examined: Examined, problems: Sequence[Problem], asked: Sequence[Question]) -> dict[str, Any]:
    """What the template sees; docs/templates.md has the list."""
    whose = _whose(examined)
    assert whose
    places = examined.loaded.places
    rows = _numbered(_row(found, places) for found in problems)
    accepted = [{**_row(found, places), "理由": reason} for found, reason in examined.accepted]
    return {
        "单位名称": whose[0],
        "年度": whose[1],
        "审核日期": date.today(),
        "错误数": sum(found.severity == "error" for found in problems),
        "提示数": sum(found.severity == "hint" for found in problems),
        "结论": _conclusion(problems, is_whole=examined.review is not None),
        "各类": _by_category(rows),
        "已说明": accepted,
        "问题": [{"类别": question.category, "问题": question.text} for question in asked],
    }


def _row(found: Problem, places: Places) -> dict[str, str]:
    where, text = places.spoken(found.place)
    steps = where.split("›")
    rule = BY_ID.get(found.id)
    return {
        "类别": rule.category if rule else _BESIDE_OTHERS if found.id in ACROSS else _DATA,
        "级别": _SEVERITIES[found.severity],
        "位置": " › ".join(shortened(step, 24) for step in steps if step),
        "原文": "" if shortened(text) in steps else shortened(text, 48),  # a name is said by the place
        "意见": found.message,
        "建议": _REFERENCE.sub("", found.hint).rstrip("；") or found.hint,  # a form has no references
        "依据": rule.source if rule else "",
        "编号": found.id,
    }


def _numbered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows by category, in the order of the review, numbered through."""
    categories = [_DATA, *CATEGORIES.values(), _BESIDE_OTHERS]
    ordered = sorted(rows, key=lambda row: categories.index(row["类别"]))
    return [{"序号": number, **row} for number, row in enumerate(ordered, 1)]


def _by_category(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"类别": category, "意见": list(own)} for category, own in groupby(rows, key=lambda row: row["类别"])]


def _conclusion(problems: Sequence[Problem], is_whole: bool) -> str:
    if not is_whole:
        return "有必须改正的错误，别的方面还没有审核，请修改后重新报送。"
    if any(found.severity == "error" for found in problems):
        return "有必须改正的错误，请修改后重新报送。"
    if problems:
        return "请逐条核对，修改或说明理由后报送。"
    return "没有发现需要修改的地方。"
