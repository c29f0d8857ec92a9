"""Indicators and numbers in words, as a person would write them. Pure."""
