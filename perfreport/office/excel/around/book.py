"""A workbook as the other parts see it: its sheets, which of them change, and the parts that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...package import Package
from ...relations import content_types, relations
from ..formula import Formula, Reference
from ..sheet.sheet import Sheet
from ..sheet.styles import S, Styles
from ..structured import Table
from .frame import Stand

if TYPE_CHECKING:
    from lxml import etree

Roots = Mapping[str, "etree._Element"]  # the worksheet parts, parsed

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Belonging(NamedTuple):
    """A part that belongs to a sheet."""

    sheet: Sheet
    kind: str  # the last word of its relationship: drawing, comments, table …
    part: str


class Book:
    """What is asked of a template's workbook by the parts that follow its rows."""

    def __init__(self, package: Package, part: str, sheets: Sequence[Sheet], roots: Roots, styles: Styles) -> None:
        self.package = package
        self.styles = styles
        self._part = part
        self.roots = roots
        self.sheets = {sheet.name: sheet for sheet in sheets}

    @cached_property
    def written(self) -> dict[str, Sheet]:
        """The sheets that a document gets anew, its values among their rows."""
        return {name: sheet for name, sheet in self.sheets.items() if sheet.is_written}

    @cached_property
    def moving(self) -> dict[str, Sheet]:
        """The sheets whose cells move: with blocks, or a row for the tag that repeats them."""
        return {
            name: sheet
            for name, sheet in self.sheets.items()
            if sheet.first_moved <= len(sheet.rows) or sheet.column_tags
        }

    @cached_property
    def belongings(self) -> list[Belonging]:
        """What belongs to sheets with blocks, or in one, except what only the sheet's header and footer show."""
        return [
            Belonging(sheet, kind.rpartition("/")[2], part)
            for sheet in self.sheets.values()
            if sheet.name in self.moving or sheet.repeat
            for id, (kind, part) in relations(self.package, sheet.part).items()
            if id not in self._of_header(sheet)
        ]

    @property
    def tables(self) -> Iterator[tuple[Sheet, str]]:
        """All tables and their sheets."""
        for sheet in self.sheets.values():
            for kind, part in relations(self.package, sheet.part).values():
                if kind.endswith("/table"):
                    yield sheet, part

    @cached_property
    def tables_by_name(self) -> dict[str, Table]:
        """All tables, by name in lower case."""
        found: dict[str, Table] = {}
        for sheet, part in self.tables if any(part.startswith("xl/tables/") for part in self.package.parts) else ():
            root = self.package.xml(part)
            table = Table.read(sheet.name, root)
            found |= {root.get(name, "").lower(): table for name in ("name", "displayName")}
        return found

    @cached_property
    def table_names(self) -> list[tuple[Sheet, str]]:
        """The sheets of all tables, and what formulas call these."""
        return [(sheet, self.package.xml(part).get("displayName")) for sheet, part in self.tables]

    def beginning_of_copies(self, name: str) -> str:
        """What copies of a table are called, but for their number: no other table or name begins so."""
        taken = {name.upper() for _, name in self.table_names} | {name for name, _ in self.every_name}
        beginning = f"{name}_"
        while any(other.startswith(beginning.upper()) for other in taken):
            beginning += "_"
        return beginning

    def _of_header(self, sheet: Sheet) -> set[str]:
        return {element.get(f"{_R}id") for element in self.roots[sheet.part].iterfind(f"{S}legacyDrawingHF")}

    def parts(self, content_type: str) -> Iterator[str]:
        """The parts whose content type ends so."""
        return (part for part, kind in self._types.items() if kind.endswith(content_type))

    @cached_property
    def _types(self) -> dict[str, str]:
        return {part: kind for part, kind in content_types(self.package).items() if part in self.package.parts}

    def names(self, sheet: str = "") -> dict[str, Formula]:
        """What the defined names mean, by name in capitals: those of the workbook, and a sheet's own before them."""
        return {**self._names.get("", {}), **self._names.get(sheet, {})}

    @property
    def every_name(self) -> Iterator[tuple[str, Formula]]:
        """All defined names, those of sheets, too."""
        return (item for names in self._names.values() for item in names.items())

    @cached_property
    def _names(self) -> dict[str, dict[str, Formula]]:
        """The names of the workbook, under "", and of its sheets."""
        book = self.package.xml(self._part)
        sheets = [sheet.get("name") for sheet in book.iterfind("{*}sheets/{*}sheet")]
        found: dict[str, dict[str, Formula]] = {}
        for name in book.iterfind("{*}definedNames/{*}definedName"):
            tab = name.get("localSheetId")
            scope = "" if tab is None else sheets[int(tab)]
            found.setdefault(scope, {})[name.get("name").upper()] = Formula(name.text or "")
        return found

    def moves(self, reference: Reference, own: Sheet | None = None) -> Sheet | None:
        """The sheet whose cells a reference means, if a document may write these elsewhere."""
        sheet = self.sheets.get(reference.sheet) if reference.sheet else own
        return sheet if sheet and Stand.of(sheet, reference).is_moved else None
