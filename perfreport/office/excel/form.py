"""Whether rows, columns and merges of a sheet fit its blocks: what stands where nothing is written, what is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...problem import Place, Problem, problem
from .blocks import Merge, cut_by
from .formula import column_letters

if TYPE_CHECKING:
    from .sheet import Sheet


def form_faults(sheet: Sheet) -> Iterator[Problem]:
    """A row or column with a tag of its own is not written, so nothing else may stand in it; blocks cut no merge."""
    yield from _beside_row_tags(sheet)
    for merge in sheet.merges:
        yield from _cut_by_rows(sheet, merge)
    yield from _beside_column_tags(sheet)
    for merge in sheet.merges if sheet.column_tags else ():
        yield from _cut_by_columns(sheet, merge)


def _beside_row_tags(sheet: Sheet) -> Iterator[Problem]:
    for row in sheet.rows:
        said = [cell for cell in row.cells if cell.holds_something]
        if row.tags and (said or len(row.tags) > 1):
            rest = str(said[0].value or "…") if said else row.tags[1].text
            place, tag = row.tags[0].place, row.tags[0].text
            yield problem("template.not-alone", place, tag=tag, what="行", rest=rest[:30])


def _beside_column_tags(sheet: Sheet) -> Iterator[Problem]:
    for cell in (cell for row in sheet.rows for cell in row.cells if cell.holds_something):
        if tag := sheet.column_tags.get(cell.column):
            rest = str(cell.value or cell.spot)[:30]
            yield problem("template.not-alone", tag.place, tag=tag.text, what="列", rest=rest)


def _cut_by_rows(sheet: Sheet, merge: Merge) -> Iterator[Problem]:
    corner = sheet.rows[merge.top - 1].by_column.get(merge.left)
    if merge.top < merge.bottom and corner and corner.merges:
        yield problem("template.merge-tall", _corner(sheet, merge), range=merge.spot)
    written = {row.number for row in sheet.rows if not row.tags}
    covered = written & set(range(merge.top, merge.bottom + 1))
    for block in sheet.blocks:
        if cut_by(block, covered, written, merge.top):
            yield problem("template.merge-cut", _corner(sheet, merge), range=merge.spot, block=block.rows)


def _cut_by_columns(sheet: Sheet, merge: Merge) -> Iterator[Problem]:
    written = set(range(1, merge.right + max(sheet.column_tags))) - set(sheet.column_tags)
    covered = written & set(range(merge.left, merge.right + 1))
    for block in sheet.column_blocks:
        if cut_by(block, covered, written, merge.left) or merge.left in sheet.column_tags:
            yield problem("template.merge-cut", _corner(sheet, merge), range=merge.spot, block=block.columns)


def _corner(sheet: Sheet, merge: Merge) -> Place:
    return sheet.place(f"{column_letters(merge.left)}{merge.top}")
