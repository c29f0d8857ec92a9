"""相关性: whether the goals, tasks and indicators belong together, and each indicator where it stands."""

from __future__ import annotations

from perfreport.check.rule import Rule

RULES: tuple[Rule, ...] = ()
