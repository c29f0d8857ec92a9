"""What an author does not see in Word until a document is printed; each module looks for one sort of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....problem import Problem
from ...faces import Faces, missing_faces
from ...package import Package
from ...typed import not_plain
from .covered import covered_texts
from .faces import faceless, faces_named
from .heights import cut_texts, tight_lines
from .inherited import Inherited
from .tags import mixed_looks, read_paragraphs

_BRACES = b"{", "｛".encode()


def word_looks(package: Package, stories: Mapping[str, str], faces: Faces | None) -> Iterator[Problem]:
    """Hints on the parts of a file, each given with what problems call it; `faces`: those of the machine, if known."""
    inherited = Inherited(package)
    tagged = [part for part in stories if any(sign in package.parts[part].unpack() for sign in _BRACES)]
    paragraphs = [
        paragraph
        for part in (stories if faces else tagged)
        for paragraph in read_paragraphs(package.xml(part), package.name, stories[part])
    ]
    printed = [tag for paragraph in paragraphs for tag in paragraph.printed]
    for paragraph in paragraphs:
        yield from not_plain(paragraph.text, paragraph.place)
    for part in tagged:
        yield from covered_texts(package.xml(part), package.name, stories[part])
    yield from mixed_looks(printed, inherited)
    yield from cut_texts(printed, inherited)
    yield from tight_lines(printed, inherited)
    yield from faceless(printed, inherited)
    yield from missing_faces(faces_named(paragraphs, inherited), faces) if faces else ()
