"""What a bureau has looked at and left as it is: problems that stay quiet until the text changes, each with a reason.

They stand beside the data file, in 〈单位〉.已接受.yaml: a person can read them, and delete one to hear of it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from perfreport.files import accepted_file
from perfreport.form import by_word, word
from perfreport.load import Places
from perfreport.output import write_all
from perfreport.problem import Problem
from perfreport.reader import Reader
from perfreport.yaml.file import YamlFile, read_yaml
from perfreport.yaml.tree import List

_HEAD = "# 看过、决定不改的问题，perfreport check --accept 写的。文字改了就会再提示；删去一项也会。\n"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One problem that was left as it is; `where` and `text` say of what, so that it may move in the file."""

    rule: str = field(metadata=word("规则", "text", "方括号里的编号"))
    where: str = field(metadata=word("位置", "text", "在数据文件的哪一项"))
    text: str = field(metadata=word("原文", "text", "那里写的", optional=True))
    message: str = field(metadata=word("意见", "text", "说的是什么"))
    reason: str = field(metadata=word("理由", "text", "为什么不改"))


def load_accepted(data: Path) -> tuple[list[Accepted], list[Problem]]:
    """What was accepted for a data file, and what is wrong with the file that says so."""
    path = accepted_file(data)
    if not path.is_file():
        return [], []
    file = read_yaml(path)
    if _is_emptied(file):
        return [], []
    reader = Reader(file)
    rows = [reader.record(item, Accepted, where) for item, where in reader.rows(file.root, "文件")] if file.root else []
    errors = [found for found in reader.found if found.severity == "error"]
    if errors:
        return [], errors
    return [Accepted(**{"text": "", **{name: node.value for name, node in row.items()}}) for row in rows], []


def _is_emptied(file: YamlFile) -> bool:
    """Whether all that stood there was deleted again."""
    if isinstance(file.root, List):
        return not file.root.items
    return {found.id for found in file.problems} == {"yaml.empty"}


def parted(
    problems: Iterable[Problem], accepted: Sequence[Accepted], places: Places
) -> tuple[list[Problem], list[tuple[Problem, str]]]:
    """The problems that are to be told, and those accepted, each with its reason."""
    reasons = {_key(each): each.reason for each in accepted}
    told: list[Problem] = []
    left: list[tuple[Problem, str]] = []
    for found in problems:
        may = reasons and can_be_accepted(found)
        reason = reasons.get(_key(_as_accepted(found, places, ""))) if may else None
        if reason is None:
            told.append(found)
        else:
            left.append((found, reason))
    return told, left


def accept(
    data: Path,
    new: Iterable[Problem],
    old: Iterable[tuple[Problem, str]],
    reason: str,
    places: Places,
    unasked: str = "",
) -> tuple[Problem, ...]:
    """Write down that `new` problems are accepted for this reason, besides the `old` ones with theirs.

    What was accepted once and is found no more is left out, but for rules whose id begins with `unasked`: nobody has
    looked for these. Gives the problem if the file cannot be written.
    """
    rows = [_as_accepted(found, places, why) for found, why in (*old, *((found, reason) for found in new))]
    if unasked:
        rows += [row for row in load_accepted(data)[0] if row.rule.startswith(unasked)]
    if not rows:
        with suppress(OSError):  # what it still says does no harm
            accepted_file(data).unlink()
        return ()
    content = _HEAD + "".join(map(_as_yaml, {_key(row): row for row in rows}.values()))
    return write_all({accepted_file(data): content.encode()})


def can_be_accepted(found: Problem) -> bool:
    """Whether a person may leave it as it is: an error stands in the way of documents until it is mended."""
    return found.severity == "hint"


def _as_accepted(found: Problem, places: Places, reason: str) -> Accepted:
    return Accepted(found.id, *places.spoken(found.place), found.message, reason)


def _key(accepted: Accepted) -> tuple[str, ...]:
    """What must be the same for a problem to be the accepted one; blanks and line breaks do not matter."""
    return tuple("".join(text.split()) for text in (accepted.rule, accepted.where, accepted.text, accepted.message))


def _as_yaml(row: Accepted) -> str:
    """One item of the list. Every text in quotes and on one line: whatever it begins with, it is read back."""
    texts = {name: " ".join(text.split()).replace("'", "''") for name, text in by_word(row).items() if text}
    return "- " + "\n  ".join(f"{name}: '{text}'" for name, text in texts.items()) + "\n"
