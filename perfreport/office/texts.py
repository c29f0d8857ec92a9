"""What a finished document says, and where: the way back from a file to its texts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from .passage import Passage

__all__ = ["Passage", "read_texts"]


def read_texts(document: bytes) -> Iterator[Passage]:
    """The paragraphs and cells of a .docx or .xlsx that this engine wrote, with their places.

    Of Word the body, headers, footers, notes and text boxes; of Excel the cells of all sheets, numbers as their formats
    show them and formulas by their stored results.
    """
    with ZipFile(BytesIO(document)) as archive:
        if any(name.startswith("xl/") for name in archive.namelist()):
            from .excel.texts import excel_passages

            yield from excel_passages(archive)
        else:
            from .word.texts import word_passages

            yield from word_passages(archive)
