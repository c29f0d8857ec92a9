"""What a finished document says, and where: the way back from a file to its texts."""

from __future__ import annotations

from collections.abc import Iterator

from .package import Package
from .passage import Line, Passage, Row

__all__ = ["Line", "Passage", "Row", "read_lines", "read_texts"]


def read_texts(document: bytes) -> Iterator[Row]:
    """The paragraphs and the rows of tables of a .docx or .xlsx that this engine wrote, with their places.

    Of Word the body, headers, footers, notes and text boxes; of Excel the rows of all sheets, numbers as their formats
    show them and formulas by their stored results.
    """
    return (line.row for line in read_lines(document))


def read_lines(document: bytes) -> Iterator[Line]:
    """The same for who reads much and names few places."""
    package = Package.written(document)
    if any(part.startswith("xl/") for part in package.parts):
        from .excel.texts import excel_lines

        return excel_lines(package)
    from .word.texts import word_lines

    return word_lines(package)
