"""Faults of every kind, planted from the ids and titles of the rules alone."""

from . import completeness, evaluation, relevance, suitability, writing

__all__ = ["completeness", "evaluation", "relevance", "suitability", "writing"]
