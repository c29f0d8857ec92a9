"""What came of one data file: its documents, the problems found, and its line in the overview of the year."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from perfreport.problem import Problem
from perfreport.standing import Filed


@dataclass(frozen=True, slots=True)
class Line:
    """What the overview says of a bureau and year.

    Amounts are in 元. `indicators`: how many by first-level group; `quantitative`: how many of all have a number.
    `budget`, `spent`, `score` and `grade` are there with 自评 and its scores only.
    """

    bureau: str
    year: int
    appropriation: Decimal
    other_funds: Decimal
    tasks: int
    goals: int
    indicators: Mapping[str, int]
    quantitative: int
    budget: Decimal | None = None
    spent: Decimal | None = None
    score: Decimal | None = None
    grade: str = ""

    @property
    def total(self) -> Decimal:
        return self.appropriation + self.other_funds


@dataclass(frozen=True, slots=True)
class Listed:
    """A data file in the overview: its line, None where it could not be read, and how many problems it has.

    `whose`: its year and bureau. The line is kept `packed`, in a third of the room: ten thousand are kept until all
    are done. `left`: the documents of former runs that it makes no more. `pack`: the one that made them, where that is
    another.
    """

    data: Path
    whose: tuple[int, str] | None
    packed: bytes
    errors: int
    hints: int
    left: tuple[Path, ...] = ()
    pack: Path | None = None

    @classmethod
    def of(
        cls,
        data: Path,
        line: Line | None,
        problems: Sequence[Problem],
        left: tuple[Path, ...] = (),
        pack: Path | None = None,
    ) -> Listed:
        errors = sum(found.severity == "error" for found in problems)
        whose, packed = ((line.year, line.bureau), pickle.dumps(line)) if line else (None, b"")
        return cls(data, whose, packed, errors, len(problems) - errors, left, pack)

    @property
    def line(self) -> Line | None:
        line: Line | None = pickle.loads(self.packed) if self.packed else None
        return line


@dataclass(frozen=True, slots=True)
class Produced:
    """What came of one data file: its documents and the problems found (an error means that none was written).

    `line` is what the overview says of it, None where the file could not be read. `left`: the documents of former runs
    that it makes no more. `pack`: the one that made them, where that is another.
    """

    data: Path
    filed: tuple[Filed, ...]
    problems: tuple[Problem, ...]
    line: Line | None = None
    left: tuple[Path, ...] = ()
    pack: Path | None = None

    @property
    def documents(self) -> tuple[Path, ...]:
        """The documents of the bureau as they are now; where somebody keeps his own, the new one beside it."""
        return tuple(each.current for each in self.filed)

    @property
    def listed(self) -> Listed:
        """The bureau in the overview."""
        return Listed.of(self.data, self.line, self.problems, self.left, self.pack)

    @property
    def failed(self) -> bool:
        return any(found.severity == "error" for found in self.problems)
