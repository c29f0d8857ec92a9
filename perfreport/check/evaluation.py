"""自评: whether what is said of the year agrees with its figures and scores."""

from __future__ import annotations

from perfreport.check.rule import Rule

RULES: tuple[Rule, ...] = ()
