"""Faults of every kind, as a county finance bureau's reviewer sees them; planted from the rules' titles alone."""

from . import completeness, elsewhere, evaluation, feasibility, lists, relevance, writing

__all__ = ["completeness", "elsewhere", "evaluation", "feasibility", "lists", "relevance", "writing"]
