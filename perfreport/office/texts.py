"""What a finished document says, and where: the way back from a file to its texts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from .passage import Passage, Row

__all__ = ["Passage", "Row", "read_texts"]


def read_texts(document: bytes) -> Iterator[Row]:
    """The paragraphs and the rows of tables of a .docx or .xlsx that this engine wrote, with their places.

    Of Word the body, headers, footers, notes and text boxes; of Excel the rows of all sheets, numbers as their formats
    show them and formulas by their stored results.
    """
    with ZipFile(BytesIO(document)) as archive:
        if "xl/" in {name[:3] for name in archive.namelist()}:
            from .excel.texts import excel_rows

            yield from excel_rows(archive)
        else:
            from .word.texts import word_rows

            yield from word_rows(archive)
