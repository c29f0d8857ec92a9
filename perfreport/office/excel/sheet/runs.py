"""Texts of cells with tags in them: their runs in the template, and what becomes of them in a document."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ....problem import Place
from ...dialect import TAG, Tag
from .cell import Run
from .strings import DECLARED, plain_text, text_element
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

_SIZE = re.compile(r'<sz val="([\d.]+)"')
MARK = "\ufdd0"  # in a text: from here on the run of the number that follows; no value can hold it
_MARK = re.compile(f"{MARK}(\\d+)\ufdd1")


def static_text(item: etree._Element, number: int | None) -> str:
    """The XML behind the style of a cell whose text has no tags: a shared string's number, or the text itself."""
    from lxml import etree

    if number is not None:
        return f' t="s"><v>{number}</v></c>'
    return f' t="inlineStr">{etree.tostring(item, encoding="unicode", with_tail=False).replace(DECLARED, "")}</c>'


def read_runs(item: etree._Element, text: str, place: Place) -> list[Run]:
    """The runs of a string; a tag split over runs belongs to the one it begins in."""
    from lxml import etree

    elements = item.findall(f"{S}r") or [item]
    looks, owners = [], []
    for number, element in enumerate(elements):
        look = element.find(f"{S}rPr")
        looks.append("" if look is None else etree.tostring(look, encoding="unicode", with_tail=False))
        owners += [number] * len(plain_text(element))
    runs = [Run(look.replace(DECLARED, ""), []) for look in looks]
    for found in re.finditer(f"{TAG.pattern}|.", text, re.DOTALL):
        content = runs[owners[found.start()]].content
        if len(found[0]) > 1:
            tag = Tag(found[0].replace("\n", " "), place)
            content.append(replace(tag, parent=_parent(tag, place)))
        elif content and isinstance(content[-1], str):
            content[-1] += found[0]
        else:
            content.append(found[0])
    return [run for run in runs if run.content]


def _parent(tag: Tag, place: Place) -> str:
    """What the first and the last tag of a block must have in common: the sheet, the row, or the cell."""
    sheet, _, cell = f"{place.file} {place.spot}".rpartition("!")
    row = sheet + cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return {"sheet": sheet, "tr": sheet, "tc": row}.get(tag.scope, str(place))


def run_size(run: Run) -> float:
    """The size of a run's font in points, 0 where it does not say."""
    found = _SIZE.search(run.look)
    return float(found[1]) if found else 0.0


def mark(run: int) -> str:
    """What stands in a text where run number `run` begins."""
    return f"{MARK}{run}\ufdd1"


def without_marks(text: str) -> str:
    return _MARK.sub("", text) if MARK in text else text


def runs_xml(text: str, runs: list[Run]) -> str:
    """The runs of a marked text as a string item holds them."""
    pieces = _MARK.split(text)
    said = [(int(run), piece) for run, piece in zip(pieces[1::2], pieces[2::2], strict=True) if piece]
    return "".join(
        f"<r>{runs[run].look}{text_element(''.join([piece for _, piece in group]))}</r>"
        for run, group in groupby(said, lambda item: item[0])
    )
