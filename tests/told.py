"""Problems as tests compare them."""

from __future__ import annotations

from collections.abc import Iterable

from perfreport.check import BY_ID
from perfreport.problem import Problem


def unreviewed(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without what the reviewer's rules say of the data: for tests about something else."""
    return [found for found in problems if found.id not in BY_ID]
