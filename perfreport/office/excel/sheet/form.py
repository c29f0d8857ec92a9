"""Whether rows, columns and merges of a sheet fit its blocks: what stands where nothing is written, what is cut."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ....problem import Place, Problem, problem
from ..formula import column_letters
from .arrays import torn_arrays
from .blocks import Merge, cut_by

if TYPE_CHECKING:
    from ...dialect import Tag
    from .cell import Cell
    from .sheet import Sheet


def form_faults(sheet: Sheet) -> Iterator[Problem]:
    """A row or column with a tag of its own is not written, so nothing else may stand in it; blocks cut no merge."""
    yield from torn_arrays(sheet)
    yield from _beside_row_tags(sheet)
    written = cache(sheet.lane.written)
    for merge in sheet.merges:
        yield from _cut_by_rows(sheet, merge, written(merge.left))
    yield from _covered_tags(sheet)
    yield from _beside_column_tags(sheet)
    for merge in sheet.merges if sheet.column_tags else ():
        yield from _cut_by_columns(sheet, merge)
    for block in sheet.column_blocks:
        if len(sheet.strips_of(block.first, block.last)) > 1:
            tag = sheet.column_tags[block.first]
            yield problem("template.not-moved", tag.place, what=f"列循环 {tag.text} 跨过了并排的块，")


def _beside_row_tags(sheet: Sheet) -> Iterator[Problem]:
    for lane in sheet.lane.lanes:
        for number, tag in lane.tags.items():
            row = sheet.rows[number - 1]
            said = [c for c in row.cells if c.holds_something and lane.left <= c.column <= lane.right]
            others = [t for column, t in row.tags if lane.left <= column <= lane.right and t is not tag]
            if said or others:
                rest = _beside(said[0], tag) if said else others[0].text
                yield problem("template.not-alone", tag.place, tag=tag.text, what="行", rest=rest[:30])


def _beside(cell: Cell, tag: Tag) -> str:
    """What a cell holds, without `tag` if that is in it; of a formula, where it stands."""
    if cell.runs:
        pieces = [piece for run in cell.runs for piece in run.content if piece is not tag]
        return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces).strip()
    return cell.tag.text if cell.tag else str(cell.value or cell.spot)


def _beside_column_tags(sheet: Sheet) -> Iterator[Problem]:
    for cell in (cell for row in sheet.rows for cell in row.cells if cell.holds_something):
        if tag := sheet.column_tags.get(cell.column):
            rest = str(cell.value or cell.spot)[:30]
            yield problem("template.not-alone", tag.place, tag=tag.text, what="列", rest=rest)


def _cut_by_rows(sheet: Sheet, merge: Merge, written: set[int]) -> Iterator[Problem]:
    corner = sheet.rows[merge.top - 1].by_column.get(merge.left)
    if merge.top < merge.bottom and corner and corner.merges:
        yield problem("template.merge-tall", _corner(sheet, merge), range=merge.spot)
    covered = written & set(range(merge.top, merge.bottom + 1))
    for block in (block for block in sheet.blocks if block.left <= merge.right and block.right >= merge.left):
        if cut_by(block, covered, written, merge.top):
            yield problem("template.merge-cut", _corner(sheet, merge), range=merge.spot, block=block.rows)
    for band in (band for lane in sheet.lane.lanes for band in lane.bands):
        crossed = [lane for lane in band.lanes if lane.left <= merge.right and lane.right >= merge.left]
        if len(crossed) > 1 and merge.top <= band.last and merge.bottom >= band.first:
            yield problem("template.merge-cut", _corner(sheet, merge), range=merge.spot, block=band.rows)


def _covered_tags(sheet: Sheet) -> Iterator[Problem]:
    """Cells that a merge hides, the first tag of each that prints."""
    for merge, cell in sheet.covered():
        for tag in cell.printed[:1]:
            words = {"merge": f"合并单元格 {merge.spot} ", "tag": tag.text, "spot": cell.spot}
            yield problem("template.covered", sheet.place(cell.spot), **words)


def _cut_by_columns(sheet: Sheet, merge: Merge) -> Iterator[Problem]:
    written = set(range(1, merge.right + max(sheet.column_tags))) - set(sheet.column_tags)
    covered = written & set(range(merge.left, merge.right + 1))
    for block in sheet.column_blocks:
        if cut_by(block, covered, written, merge.left) or merge.left in sheet.column_tags:
            yield problem("template.merge-cut", _corner(sheet, merge), range=merge.spot, block=block.columns)


def _corner(sheet: Sheet, merge: Merge) -> Place:
    return sheet.place(f"{column_letters(merge.left)}{merge.top}")
