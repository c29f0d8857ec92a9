"""Faults that are planted in sound data files: FAULTS lists them, one planter a kind or several."""

from . import amounts, belonging, goals, grouping, left_behind, otherwise, reading, slips, writing, year
from .datafile import FAULTS, Data, Fault, Path, Planted

PLANTERS = (goals, grouping, belonging, left_behind, amounts, year, writing, reading, otherwise, slips)

__all__ = ["FAULTS", "PLANTERS", "Data", "Fault", "Path", "Planted"]
