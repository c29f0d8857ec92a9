"""The tags of a Word part as they lie in the file, each with the runs it is split over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ....problem import Place, Problem, problem
from ... import dialect
from ...dialect import TAG, Tag
from ..places import W, ancestor, paragraphs
from .inherited import Inherited

if TYPE_CHECKING:
    from lxml import etree

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old readers


@dataclass(frozen=True)
class Printed:
    """A tag that prints a value, in `paragraph`; `pieces`: its runs, each with its part of the tag."""

    tag: Tag
    paragraph: etree._Element
    pieces: list[tuple[etree._Element, str]]

    @property
    def run(self) -> etree._Element:
        """The run whose look the value has."""
        return self.pieces[0][0]


class Paragraph:
    """A paragraph that says something; `texts` are its elements of text, `text` is what they say."""

    def __init__(self, element: etree._Element, place: Place) -> None:
        self.element = element
        self.place = place
        texts = [t for t in element.iter(W + "t") if ancestor(t, W + "p") is element]
        self.texts = [t for t in texts if t.text and ancestor(t, W + "moveFrom") is None]
        self.text = "".join(t.text for t in self.texts)

    @property
    def printed(self) -> Iterator[Printed]:
        """Its tags that print a value."""
        text = dialect.half_width(self.text)
        owners = [t.getparent() for t in self.texts for _ in t.text]
        for found in TAG.finditer(text):
            tag = Tag(found[0], self.place)
            if tag.kind == "{":
                runs = zip(owners[found.start() : found.end()], found[0], strict=True)
                pieces = [(run, "".join(sign for _, sign in signs)) for run, signs in groupby(runs, itemgetter(0))]
                yield Printed(tag, self.element, pieces)


def read_paragraphs(root: etree._Element, file: str, prefix: str) -> Iterator[Paragraph]:
    """The paragraphs of a part that say something, those of a text box once."""
    for element, spot in paragraphs(root, prefix):
        if element.find(f".//{W}t") is not None and ancestor(element, FALLBACK) is None:
            yield Paragraph(element, Place(file, spot=spot))


def mixed_looks(printed: list[Printed], inherited: Inherited) -> Iterator[Problem]:
    """Tags that Word shows in several looks: a value has one."""
    for each in (each for each in printed if len(each.pieces) > 1):
        looks = [inherited.looks(run) for run, piece in each.pieces if piece.strip()]
        differing = [called for called in looks[0] if len({look[called] for look in looks}) > 1]
        if differing:
            words = {"tag": each.tag.text, "what": "、".join(differing), "first": each.pieces[0][1].strip()}
            yield problem("lint.mixed-look", each.tag.place, **words)
