"""相关性: whether the goals, tasks and indicators belong together, and each indicator where it stands."""

from __future__ import annotations

from perfreport.check import alike, coverage, lastyear, leftovers, misplaced, otherbureau
from perfreport.check.rule import Rule

RULES: tuple[Rule, ...] = (
    *misplaced.RULES,
    *alike.RULES,
    *coverage.RULES,
    *leftovers.RULES,
    *otherbureau.RULES,
    *lastyear.RULES,
)
