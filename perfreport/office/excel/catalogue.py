"""All functions that are computed, by name."""

from __future__ import annotations

from .aggregate import AGGREGATES
from .arithmetic import ARITHMETIC
from .call import Function
from .criteria import CRITERIA
from .days import DAYS
from .logic import CHOICES, LOGIC, OWN_PLACE
from .lookup import LOOKUPS
from .numberformat import formatted
from .texts import TEXTS

__all__ = ["CHOICES", "FUNCTIONS", "LATER", "OWN_PLACE"]

FUNCTIONS: dict[str, Function] = {
    **AGGREGATES, **ARITHMETIC, **CRITERIA, **DAYS, **LOGIC, **LOOKUPS, **TEXTS, "TEXT": Function(formatted, "vv"),
}  # fmt: skip

LATER = frozenset("IFS SWITCH XOR IFNA MAXIFS MINIFS CONCAT TEXTJOIN XLOOKUP RANK.EQ".split())  # than Excel 2007
