"""Problem: something wrong in data, template or form, as a value: where, what, and what to do next.

Every kind of problem the program can report stands in `kinds`. Nothing here is raised in the middle of the work: a
stage gathers all its problems, and `Problems` carries them out of a function that cannot return a result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import KINDS


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where something stands: a file, and in it a line and column (from 1) or a spot such as `目标表!C5`.

    `width` is how many characters of the line it takes, 0 where nobody knows.
    """

    file: str
    line: int = 0
    column: int = 0
    spot: str = ""
    width: int = 0

    def __str__(self) -> str:
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return f"{self.file} {self.spot}".rstrip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `str()` gives the line printed for people, `as_dict()` the one for machines."""

    id: str
    place: Place
    message: str
    hint: str
    severity: str = "error"

    def __str__(self) -> str:
        label = "错误" if self.severity == "error" else "提示"
        return f"{self.place}  {label}：{self.message}\n    → {self.hint}  [{self.id}]"

    def as_dict(self) -> dict[str, str]:
        return {
            "id": self.id,
            "severity": self.severity,
            "place": str(self.place),
            "message": self.message,
            "hint": self.hint,
        }


class Problems(Exception):
    """Raised by a function that promises a result and has none; `problems` lists everything found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Problem, ...]]]:
        return Problems, (self.problems,)  # from another process, too


def quoted(texts: Iterable[str]) -> str:
    """Texts of the user's one beside another in a message: “甲”“乙”, with no mark between (GB/T 15834 4.5.3.5)."""
    return "".join(f"“{text}”" for text in texts)


def problem(id: str, place: Place, **words: object) -> Problem:
    """The problem of kind `id` at `place`, its sentence and next step filled with `words`.

    >>> print(problem("data.missing-key", Place("甲.yaml", 3, 1), key="年度", value="…", where="文件开头"))
    甲.yaml:3:1  错误：文件开头缺少“年度”。
        → 补上一行“年度: …”。  [data.missing-key]
    """
    kind = KINDS[id]
    return Problem(id, place, kind.sentence.format(**words), kind.next_step.format(**words), kind.severity)
