"""Documents made on trial, of every sort of data file: what goes wrong then is the template's fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from perfreport.context import Names
from perfreport.lint.samples import LETTER, WHOLE, Sort
from perfreport.office import Template
from perfreport.office.dialect import TAG
from perfreport.problem import Problem, Problems


def try_out(template: Template, samples: Mapping[Sort, Names]) -> Iterator[Problem]:
    """What comes up, once each with the first sort of data that shows it; an error only where it always does."""
    told = set()
    for sort, names in samples.items():
        for found in _rendered(template, names):
            like = found.id, found.place, tag_of(found)
            if like not in told:
                told.add(like)
                severity = found.severity if sort in (WHOLE, LETTER) else "hint"
                yield replace(found, message=f"用{sort.label}试做时：{found.message}", severity=severity)


def tag_of(found: Problem) -> str:
    """The tag that a problem is about; "" where it is about none."""
    tag = TAG.search(found.message)
    return tag[0] if tag else ""


def _rendered(template: Template, names: Names) -> tuple[Problem, ...]:
    try:
        template.render(names)
    except Problems as found:
        return found.problems
    return ()
