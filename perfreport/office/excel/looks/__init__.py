"""What an author does not see in Excel until a document is printed; each module looks for one sort of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....problem import Problem
from ...faces import Faces, missing_faces
from ...package import Package
from ..sheet.sheet import Sheet
from ..sheet.strings import SharedStrings
from .faces import faceless, faces_named
from .numbers import numbers_as_text, odd_formats, unfilled_formulas
from .room import cut_texts, narrow_columns
from .sums import uncovered
from .texts import as_typed, covered


def content_looks(package: Package, sheets: Sequence[Sheet], strings: SharedStrings) -> Iterator[Problem]:
    """Hints on what the cells of a workbook hold."""
    yield from as_typed(package, sheets, strings)
    for sheet in sheets:
        yield from covered(sheet)
        yield from unfilled_formulas(sheet)
        yield from odd_formats(sheet)
    yield from uncovered(sheets)
    yield from numbers_as_text(sheets)


def print_looks(sheets: Sequence[Sheet], faces: Faces | None) -> Iterator[Problem]:
    """Hints on how the cells look in print; `faces`: those of the machine, if known."""
    for sheet in (sheet for sheet in sheets if not sheet.is_hidden):
        yield from cut_texts(sheet)
        yield from narrow_columns(sheet)
    yield from faceless(sheets)
    yield from missing_faces(faces_named(sheets), faces) if faces else ()
