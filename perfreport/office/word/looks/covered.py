"""Texts in cells that a vertical merge hides, as other programs leave them there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....problem import Place, Problem, problem
from ...dialect import TAG, half_width
from ..merges import covered_cells
from ..places import W, ancestor, paragraphs

if TYPE_CHECKING:
    from lxml import etree


def covered_texts(root: etree._Element, file: str, prefix: str) -> Iterator[Problem]:
    """Hints on the cells of a part; tags that print are faults when a template is opened."""
    tables = list(root.iter(W + "tbl"))
    spots = dict(paragraphs(root, prefix)) if tables else {}
    for first, cell in (pair for table in tables for pair in covered_cells(table)):
        said = "".join(text.text or "" for text in cell.iter(W + "t") if ancestor(text, W + "tc") is cell)
        if text := TAG.sub("", half_width(said)).strip():
            place, begins = (spots.get(next(each.iter(W + "p")), "") for each in (cell, first))
            words = {"merge": f"从{begins}起上下合并的格", "text": text[:30], "still": ""}
            yield problem("lint.covered-text", Place(file, spot=place), **words)
