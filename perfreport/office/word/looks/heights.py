"""Where Word cuts a text that is longer than the author thought: rows, frames and text boxes of a fixed size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ....problem import Problem, problem
from ..places import W, ancestor
from .inherited import Inherited, number
from .tags import Printed

if TYPE_CHECKING:
    from lxml import etree

_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_GROWS = re.compile(r"mso-fit-shape-to-text:\s*t")
_PITCH = 1.3  # from line to line, over the font's size, in 仿宋 and 宋体
_TWIPS, _EMU = 20, 12_700  # of a point
_TIGHT = 0.9  # of the font's size: what is above a Chinese character within its line


class _Box(NamedTuple):
    """What holds a tag and does not grow; `width` and `height` in points, 0 where they are not known here."""

    what: str
    advice: str
    width: float
    height: float


def cut_texts(printed: list[Printed], inherited: Inherited) -> Iterator[Problem]:
    """A hint for each row, frame or text box of a fixed height with a tag in it, at its first tag."""
    seen = set()
    for each in (each for each in printed if not each.tag.counts):
        for holder, box in _around(each):
            if holder not in seen:
                seen.add(holder)
                room = _room(box, each, inherited)
                words = {"tag": each.tag.text, "what": box.what, "advice": box.advice, "room": room}
                yield problem("lint.fixed-height", each.tag.place, **words)


def tight_lines(printed: list[Printed], inherited: Inherited) -> Iterator[Problem]:
    """Paragraphs whose lines are lower than their font: the upper part of the characters is not printed."""
    for each in {tag.paragraph: tag for tag in reversed(printed)}.values():  # the first of each paragraph
        rule, pitch = inherited.spacing(each.paragraph)
        size = inherited.size(each.run)
        if rule == "exact" and pitch < size * _TIGHT:
            yield problem("lint.tight-lines", each.tag.place, tag=each.tag.text, pitch=f"{pitch:g}", size=f"{size:g}")


def _around(printed: Printed) -> Iterator[tuple[etree._Element, _Box]]:
    """The fixed boxes around a tag."""
    frame = printed.paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None and frame.get(W + "hRule") == "exact":
        size = _points(frame, "w"), _points(frame, "h")
        yield frame, _Box("图文框的高度", "把图文框的高度改为“最小值”。", *size)
    row = ancestor(printed.paragraph, W + "tr")
    height = None if row is None else row.find(f"{W}trPr/{W}trHeight")
    if height is not None and height.get(W + "hRule") == "exact":
        cell = ancestor(printed.paragraph, W + "tc")
        width = None if cell is None else cell.find(f"{W}tcPr/{W}tcW")
        points = 0.0 if width is None or width.get(W + "type") != "dxa" else _points(width, "w")
        yield height, _Box("这一行的高度", "把行高从“固定值”改为“最小值”。", points, _points(height, "val"))
    yield from _text_box(ancestor(printed.paragraph, W + "txbxContent"))


def _text_box(content: etree._Element | None) -> Iterator[tuple[etree._Element, _Box]]:
    advice = "在文本框的格式里选“根据文字调整形状大小”。"
    shape = None if content is None else ancestor(content, f"{_WPS}wsp")
    if shape is not None:
        if shape.find(f"{_WPS}bodyPr/{_A}spAutoFit") is None:
            size = shape.find(f"{_WPS}spPr/{_A}xfrm/{_A}ext")
            points = [0.0 if size is None else number(size.get(side)) / _EMU for side in ("cx", "cy")]
            yield content, _Box("文本框的大小", advice, *points)
    elif content is not None:
        box = ancestor(content, f"{_V}textbox")
        if box is not None and not _GROWS.search(box.get("style", "")):
            yield content, _Box("文本框的大小", advice, 0, 0)


def _points(element: etree._Element, name: str) -> float:
    return number(element.get(W + name)) / _TWIPS


def _room(box: _Box, printed: Printed, inherited: Inherited) -> str:
    """How many characters of the tag's size there is room for, as far as that can be said."""
    size = inherited.size(printed.run)
    rule, pitch = inherited.spacing(printed.paragraph)
    line = {"exact": pitch, "atLeast": max(pitch, size * _PITCH)}.get(rule, pitch * size * _PITCH)
    characters = int(box.width // size) * max(int(box.height // line), 1) if size and line and box.width else 0
    return f"这里大约印得下 {characters} 个字" if characters else "印得下多少字，产生后看一看"
