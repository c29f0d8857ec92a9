"""The examples of the reviewer's rules, put into a sound data file.

Every key of an example goes where the data file has it: an indicator's group, a key of 自评; keys of a task make another
task. Lists are added to, texts replaced. Without a word of 自评 the file has none. What follows the line
“--- # 上年的文件” goes into the file of the year before in the same way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from perfreport.check import Reviewer
from perfreport.examine import examine
from perfreport.problem import Problem
from perfreport.rules import load_rules

ROOT = Path(__file__).parent.parent
RULES = load_rules(ROOT / "templates" / "通用")
REVIEWER = Reviewer(RULES)
SOUND = (Path(__file__).parent / "sound.yaml").read_text("utf-8")

_TASK = {
    "任务名称": "示例：老年人补贴发放培训",
    "主要内容": "示例：开展高龄补贴发放培训。",
    "财政拨款": "2.00",
}
_LAST_YEAR = "--- # 上年的文件\n"


def with_example(example: str) -> str:
    """The sound data file, as text, with the lines of an example in it, and behind it the file of the year before."""
    this_year, parted, last_year = example.partition(_LAST_YEAR)
    text = _filled(SOUND, this_year)
    return text + parted + _filled(SOUND.replace("2023", "2022").replace("2024", "2023"), last_year) if parted else text


def _filled(sound: str, example: str) -> str:
    data = yaml.load(sound, yaml.BaseLoader)
    evaluated = data.pop("自评")
    added = yaml.load(example, yaml.BaseLoader)
    if task := {key: added.pop(key) for key in (*_TASK, "其他资金", "编号") if key in added}:
        data["年度主要任务"].append(_TASK | task)
    if any(_holder(evaluated, key) for key in added):
        data["自评"] = evaluated
    for key, value in added.items():
        _merge(_holder(data, key) or data, key, value)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000).replace(": ''\n", ":\n")


def _holder(data: Any, key: str) -> dict[str, Any] | None:
    """The mapping of the data file that has the key."""
    if not isinstance(data, dict):
        return None
    if key in data:
        return data
    return next((found for value in data.values() if (found := _holder(value, key))), None)


def _merge(holder: dict[str, Any], key: str, value: Any) -> None:
    old = holder.get(key)
    if isinstance(old, list) and isinstance(value, list):
        holder[key] = old + value
    elif isinstance(old, dict) and isinstance(value, dict):
        for name, each in value.items():
            _merge(old, name, each)
    else:
        holder[key] = value


def problems_of(text: str, folder: Path) -> list[Problem]:
    """What is found in a data file with this text."""
    this_year, _, last_year = text.partition(_LAST_YEAR)
    for year, content in (("2022", last_year), ("2023", this_year)):
        path = folder / year / "示例.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    return list(examine(path, RULES, REVIEWER).problems)


def said(text: str, folder) -> list[str]:
    """What is said of the file, without the places."""
    return [f"{each.id}: {each.message} → {each.hint}" for each in problems_of(text, folder)]


def with_outcome(name: str, text: str = SOUND, **changed: str) -> str:
    """The data file with other values for what became of an indicator; one that is "" is left out."""
    data = yaml.load(text, yaml.BaseLoader)
    outcome = next(each for each in data["自评"]["指标完成情况"] if each["三级指标"] == name)
    outcome.update(changed)
    for key in [key for key, value in outcome.items() if not value]:
        del outcome[key]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
