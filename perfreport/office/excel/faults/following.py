"""Formulas that mean a sheet that documents have several times, or under other names, and cannot follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ....problem import Place, Problem, problem
from ...relations import relations
from ..around.book import Book
from ..formula import Formula
from ..sheet.blocks import Block
from ..sheet.cell import Cell
from ..sheet.sheet import Sheet
from ..sheet.title import of_tables

_FORMULAS = "{*}formula", "{*}formula1", "{*}formula2", "{*}f"  # around the rows, and in charts
_LIST = re.compile(r"[\w.]+")  # what stands first in `各单位|reverse` and `各单位 if …`


class _Said(NamedTuple):
    """A formula of the template, and the sheet whose copies have one each, if it stands on one."""

    place: Place
    own: Sheet | None
    text: str


def unfollowed(book: Book) -> Iterator[Problem]:
    """What would mean another sheet, or none, in a document."""
    sheets = [sheet for sheet in book.sheets.values() if sheet.changes_name or sheet.blocks]
    for said in _links(book):
        for each in (each for each in sheets if each.changes_name and not each.blocks):
            for reference in (r for r in Formula(said.text).references if r.sheet == each.name):
                words = {"formula": said.text, "text": reference.prefix, "sheet": each.name}
                yield problem("template.not-followed", said.place, **words)
    for said in _formulas(book) if any(sheet.changes_name for sheet in sheets) else ():
        for each, text in ((sheet, text) for sheet in sheets for text in _unlike_references(said, sheet)):
            words = {"formula": said.text, "text": text, "sheet": each.name}
            yield problem("template.not-followed", said.place, **words)
    for sheet in (sheet for sheet in sheets if sheet.over):
        for other in (other for other in book.sheets.values() if other is not sheet):
            yield from _of_other_lists(sheet, other)


def _formulas(book: Book) -> Iterator[_Said]:
    for sheet in book.sheets.values():
        cells = (cell for row in sheet.rows for cell in row.cells)
        yield from (_Said(sheet.place(cell.spot), sheet, cell.formula.text) for cell in cells if cell.formula)
        root = book.roots[sheet.part]
        texts = [link.get("location", "") for link in root.iter("{*}hyperlink")]
        texts += [f.text or "" for f in root.iter(*_FORMULAS) if not f.getparent().tag.endswith("}c")]
        yield from (_Said(sheet.place("A1"), sheet, text) for text in texts)
    for name, formula in book.every_name:
        yield _Said(Place(book.package.name, spot=f"名称“{name}”"), None, formula.text)
    for part in (part for part in book.package.parts if part.startswith("xl/charts/") and part.endswith(".xml")):
        for f in book.package.xml(part).iter("{*}f"):
            yield _Said(Place(book.package.name, spot="图表"), None, f.text or "")


def _links(book: Book) -> Iterator[_Said]:
    """What shapes and pictures point at."""
    for part in book.parts("drawing+xml"):
        texts = [target.partition("#")[2] for _, target in relations(book.package, part).values()]
        texts += [shape.get("textlink", "") for shape in book.package.xml(part).iter("{*}sp")]
        yield from (_Said(Place(book.package.name, spot="图形"), None, text) for text in texts)


def _unlike_references(said: _Said, sheet: Sheet) -> Iterator[str]:
    """What of a formula names a sheet, or its tables, otherwise than a reference does."""
    formula = Formula(said.text)
    for reference in formula.references:
        if reference.sheet != sheet.name and reference.sheet.casefold() == sheet.name.casefold():
            yield reference.prefix
    if not sheet.changes_name:
        return
    name = re.escape(sheet.name.replace("'", "''"))
    rest = "\0".join(piece for piece in formula.pieces if isinstance(piece, str))  # names of cells, texts
    for found in re.finditer(rf"(?<![\w.\]'])(?:'{name}'|{name})!\w*", rest, re.IGNORECASE):
        yield found[0]
    if sheet.repeat and said.own is not sheet and sheet.tables:
        yield from (found["table"] for found in of_tables(sheet.tables).finditer(said.text) if found["table"])


def _of_other_lists(sheet: Sheet, other: Sheet) -> Iterator[Problem]:
    """Formulas in loops over nearly the list that `sheet` is repeated over: which copy they mean cannot be said."""
    for cell in (cell for row in other.rows for cell in row.cells if cell.formula):
        assert cell.formula
        rows = other.chain(cell.row, cell.column)
        columns = other.column_chains[cell.column] if cell.column < len(other.column_chains) else ()
        if any(reference.sheet == sheet.name for reference in cell.formula.references):
            unlike = None if any(block.over == sheet.over for block in rows) else _unlike(sheet, (*rows, *columns))
            if unlike:
                yield _of_other_list(sheet, other, cell, unlike)


def _unlike(sheet: Sheet, blocks: tuple[Block, ...]) -> Block | None:
    return next(
        (block for block in blocks if _LIST.match(block.over) and _first(block.over) == _first(sheet.over)), None
    )


def _first(over: str) -> str:
    found = _LIST.match(over)
    return found[0] if found else over


def _of_other_list(sheet: Sheet, other: Sheet, cell: Cell, block: Block) -> Problem:
    assert cell.formula and sheet.repeat
    tags = {**other.column_tags} if block in other.column_blocks else {}
    tag = tags.get(block.first) or next(t for _, t in other.rows[block.first - 1].tags if t.over == block.over)
    words = {"formula": cell.formula.text, "tag": tag.text, "sheet": sheet.name, "sheet_tag": sheet.repeat.text}
    return problem("template.other-list", other.place(cell.spot), **words)
