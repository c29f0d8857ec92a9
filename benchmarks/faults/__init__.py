"""Faults that are planted in sound data files: FAULTS lists them, one planter a kind or several."""

from . import (
    afresh,
    amounts,
    anew,
    belonging,
    goals,
    grouping,
    left_behind,
    otherwise,
    reading,
    slips,
    unseen,
    writing,
    year,
)
from .datafile import FAULTS, Data, Fault, Path, Planted

PLANTERS = (
    afresh,
    anew,
    goals,
    grouping,
    belonging,
    left_behind,
    amounts,
    year,
    writing,
    reading,
    otherwise,
    slips,
    unseen,
)

__all__ = ["FAULTS", "PLANTERS", "Data", "Fault", "Path", "Planted"]
