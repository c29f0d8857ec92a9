"""What a pack's 规则.yaml decides: what differs between counties and years, and is therefore no code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from perfreport.problem import Place, Problem, Problems, problem
from perfreport.values import did_you_mean
from perfreport.yamlfile import YamlFile, read_yaml
from perfreport.yamltree import List, Map, Node, Text

RULES_FILE = "规则.yaml"
_GROUPS = "指标分组"

_here = Path(__file__).parent
BUNDLED_PACKS = next(folder for folder in (_here / "templates", _here.parent / "templates") if folder.is_dir())
"""Where the packs lie that come with perfreport: inside an installed package, beside it in a clone."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a region decides. `groups`: each first-level group with its second-level ones, in order."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]


def load_rules(pack: Path) -> Rules:
    """The rules of the pack in folder `pack`; a pack without a 规则.yaml has that of the pack 通用.

    The default is that file and no constant: said once, where a county's technician sees it.
    Raises Problems when the file is wrong.
    """
    path = pack / RULES_FILE
    file = read_yaml(path if path.exists() else BUNDLED_PACKS / "通用" / RULES_FILE)
    errors = [found for found in (*file.problems, *_wrong(file)) if found.severity == "error"]
    if errors:
        raise Problems(errors)
    groups = _map(_map(file.root)[_GROUPS])
    return Rules(tuple((first, tuple(map(_word, _items(second)))) for first, second in groups.items()))


def _wrong(file: YamlFile) -> Iterator[Problem]:
    """Everything in the file that is not a rule, or not as it must be."""
    if file.root is None:
        return
    root = _map(file.root)
    if _GROUPS not in root:
        yield problem("data.missing-key", _place(file, file.root), where="规则", key=_GROUPS)
    for key, node in root.items():
        if key == _GROUPS:
            yield from _wrong_groups(file, node)
        else:
            words = {"key": key, "suggestion": did_you_mean(key, [_GROUPS]), "allowed": _GROUPS}
            yield problem("rules.unknown-key", _place(file, node), **words)


def _wrong_groups(file: YamlFile, groups: Node) -> Iterator[Problem]:
    if not _map(groups):
        wanted = "一级指标，每个下面列出二级指标"
        yield problem("rules.bad-groups", _place(file, groups), where=f"“{_GROUPS}”", wanted=wanted)
    seen: set[str] = set()
    for first, second in _map(groups).items():
        if not _items(second):
            yield problem("rules.bad-groups", _place(file, second), where=f"“{first}”", wanted="二级指标的列表")
        for item in _items(second):
            word = _word(item)
            if not word:
                yield problem("rules.bad-groups", _place(file, item), where=f"“{first}”的一项", wanted="文字")
            elif word in seen:
                yield problem("rules.repeated-group", _place(file, item), text=word)
            seen.add(word)


def _map(node: Node | None) -> dict[str, Node]:
    return node.entries if isinstance(node, Map) else {}


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, List) else []


def _word(node: Node) -> str:
    return node.value if isinstance(node, Text) else ""


def _place(file: YamlFile, node: Node) -> Place:
    return file.source.place(node.line, node.column)
