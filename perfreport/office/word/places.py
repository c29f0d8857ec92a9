"""Where the paragraphs of a Word part stand, in words, counted as a person does: 第3段, 表2 第3行第4列, 页眉 第1段."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(container: etree._Element, prefix: str) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph with its place, those of text boxes after the paragraph the box hangs on."""
    yield from _walk(container, f"{prefix} " if prefix else "", count(1), count(1))


def ancestor(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element of this tag around `element`, or None."""
    return next(element.iterancestors(tag), None)


def _walk(
    container: etree._Element, prefix: str, numbers: Iterator[int], tables: Iterator[int]
) -> Iterator[tuple[etree._Element, str]]:
    for child in container:
        if child.tag == W + "p":
            yield child, f"{prefix}第{next(numbers)}段"
            for box in child.iter(W + "txbxContent"):
                if ancestor(box, W + "p") is child:
                    yield from paragraphs(box, f"{prefix}文本框")
        elif child.tag == W + "tbl":
            yield from _walk_table(child, f"{prefix}表{next(tables)}")
        else:  # a control, an inserted stretch, a note: what a person does not count
            yield from _walk(child, prefix, numbers, tables)


def _walk_table(table: etree._Element, prefix: str) -> Iterator[tuple[etree._Element, str]]:
    rows = [row for row in table.iter(W + "tr") if ancestor(row, W + "tbl") is table]
    for row_number, row in enumerate(rows, 1):
        cells = [cell for cell in row.iter(W + "tc") if ancestor(cell, W + "tr") is row]
        for column, cell in enumerate(cells, 1):
            spot = f"{prefix} 第{row_number}行第{column}列"
            found = list(paragraphs(cell, spot))
            yield from found if len(found) > 1 else [(paragraph, spot) for paragraph, _ in found]
