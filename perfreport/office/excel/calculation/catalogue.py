"""All functions that are computed, by name."""

from __future__ import annotations

from typing import Any

from .aggregate import AGGREGATES
from .arithmetic import ARITHMETIC
from .call import Function
from .criteria import CRITERIA
from .days import DAYS
from .logic import CHOICES, LOGIC, OWN_PLACE
from .lookup import LOOKUPS
from .statistics import STATISTICS
from .subtotal import SUBTOTALS
from .texts import TEXTS

__all__ = ["CHOICES", "FUNCTIONS", "LATER", "OWN_PLACE"]


def _formatted(*arguments: Any) -> Any:
    """TEXT; few forms use it, and number formats take long to learn to read."""
    from .numberformat import formatted

    return formatted(*arguments)


FUNCTIONS: dict[str, Function] = {
    **AGGREGATES, **ARITHMETIC, **CRITERIA, **DAYS, **LOGIC, **LOOKUPS, **STATISTICS,
    **SUBTOTALS, **TEXTS, "TEXT": Function(_formatted, "vv"),
}  # fmt: skip

LATER = frozenset(  # than Excel 2007
    """IFS SWITCH XOR IFNA MAXIFS MINIFS CONCAT TEXTJOIN XLOOKUP XMATCH AGGREGATE RANK.EQ RANK.AVG MODE.SNGL STDEV.S
    STDEV.P VAR.S VAR.P PERCENTILE.INC QUARTILE.INC DAYS ISOWEEKNUM NUMBERVALUE UNICHAR UNICODE""".split()
)
