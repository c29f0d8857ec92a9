"""适当性: whether the amounts fit, with one another and with the targets."""

from __future__ import annotations

from perfreport.check.rule import Rule

RULES: tuple[Rule, ...] = ()
