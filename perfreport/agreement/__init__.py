"""After rendering, before writing: whether the figures in a bureau's documents are those of its data, and so of one
another.

Every document is read back as a person reads it. What a paragraph or a cell says of a figure by its label is compared
with the data; a list that a document shows for the greater part must be there whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from perfreport.agreement.figures import Figures
from perfreport.agreement.prose import statements
from perfreport.agreement.statement import Said
from perfreport.agreement.tables import KnownRows, Table
from perfreport.agreement.telling import Telling
from perfreport.agreement.words import unit_in
from perfreport.load import Loaded
from perfreport.office.texts import Line, read_lines
from perfreport.problem import Problem
from perfreport.rules import Rules

_LONGEST_HEADING = 30


def disagreements(
    documents: Mapping[str, bytes],
    loaded: Loaded,
    figures: Figures,
    rules: Rules,
    told: Iterable[Problem] = (),
) -> list[Problem]:
    """What the documents, by the names that problems call them, say otherwise than the data, whose `figures` these are.

    `rules` says how serious that is. Words of the clerk's own of which one of the problems `told` speaks are not
    spoken of again.
    """
    if loaded.report is None:
        return []
    telling = Telling(loaded.report, figures, loaded.places)
    known: KnownRows = {}
    for name, document in documents.items():
        lines = list(read_lines(document))
        telling.note(name, lines, list(_said(lines, figures, known)))
    spoken_of = {found.place for found in told}
    new = (found for found in telling.problems() if found.place not in spoken_of)
    return [replace(found, severity=rules.disagreement) for found in new]


def _said(lines: Iterable[Line], figures: Figures, known: KnownRows) -> Iterator[Said]:
    """What the lines of a document say of figures, one by one."""
    tables: dict[str, Table] = {}
    heading = unit = ""
    for line in lines:
        if line.table:
            table = tables.get(line.table) or tables.setdefault(line.table, Table(figures, unit, known))
            yield table.said(line)
            continue
        text = line.texts[0]
        yield [(0, statement) for statement in statements(text, heading, figures)]
        unit = unit_in(text) or unit
        heading = text if _is_heading(text) else heading


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and "。" not in text
