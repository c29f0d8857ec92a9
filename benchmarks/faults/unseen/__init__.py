"""Faults of every kind as they come in from bureaus, by somebody who knows the rules by their titles only."""

from . import (
    completeness,
    elsewhere,
    evaluation,
    feasibility,
    marks,
    relevance,
    similar,
    suitability,
    telling,
    values,
    writing,
)

__all__ = [
    "completeness",
    "elsewhere",
    "evaluation",
    "feasibility",
    "marks",
    "relevance",
    "similar",
    "suitability",
    "telling",
    "values",
    "writing",
]
