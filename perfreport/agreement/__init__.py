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
from perfreport.agreement.statement import Statement
from perfreport.agreement.tables import KnownRows, Table
from perfreport.agreement.telling import Telling
from perfreport.agreement.words import unit_in
from perfreport.load import Loaded
from perfreport.office.texts import Passage, Row, read_texts
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
        rows = list(read_texts(document))
        for passage, statement in _said(rows, figures, known):
            telling.note(name, passage, statement)
        telling.note_missing(name, rows)
    spoken_of = {found.place for found in told}
    new = (found for found in telling.problems() if found.place not in spoken_of)
    return [replace(found, severity=rules.disagreement) for found in new]


def _said(rows: list[Row], figures: Figures, known: KnownRows) -> Iterator[tuple[Passage, Statement]]:
    """All that a document says of figures."""
    tables: dict[str, Table] = {}
    heading = unit = ""
    for row in rows:
        if row.table:
            table = tables.get(row.table) or tables.setdefault(row.table, Table(figures, unit, known))
            for at, statement in table.said(row.passages):
                yield row.passages[at], statement
            continue
        passage = row.passages[0]
        for statement in statements(passage.text, heading, figures):
            yield passage, statement
        unit = unit_in(passage.text) or unit
        heading = passage.text if _is_heading(passage.text) else heading


def _is_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and "。" not in text
