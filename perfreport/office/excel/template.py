"""Excel templates: a workbook opened and compiled once, rendered many times.

A document is made in three steps: Jinja says which rows are written with which values (`source`), the rows are
placed and everything that refers to them follows (`layout`, `write`, `frame`), and the parts that changed
are written. Sheets without tags and formulas, and all other parts, are copied as they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, Problems, problem
from .. import dialect
from ..dialect import Tag
from ..edition import Edition
from ..findings import Compiled, Findings
from ..package import Package
from ..relations import add_part, main_part, relations, remove_part, without_prefix
from ..sandbox import Filters, Sandbox
from .around.book import Book
from .around.copies import forget_titles, give_names, lay_over, parts_of, write_copies
from .around.parts import part_frames
from .around.properties import PROPERTY, Properties, property_text
from .around.workbook import workbook_frame
from .around.worksheet import sheet_frame
from .document.columns import with_columns
from .document.empty import add_empty_rows
from .document.layout import Layout, Rows
from .document.sheets import AnySheet, Sheets
from .document.write import SheetDocument
from .faults.untouched import unfilled, unmoved
from .formula import MAX_COLUMN, MAX_ROW
from .sheet.header import header_filters
from .sheet.sheet import Sheet
from .sheet.strings import DocumentStrings, SharedStrings
from .sheet.styles import S, Styles
from .source import (
    CELL_FILTER,
    COPIES,
    TEXT_FILTER,
    TITLE_FILTER,
    Source,
    cell_value,
    column_source,
    plain_text,
    printed,
    rows_filters,
    sheet_source,
    text_value,
)

if TYPE_CHECKING:
    from lxml import etree

    from ..faces import Faces
    from ..uses import Use

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
Columns = Mapping[str, Sequence[Layout]]  # by sheet, for each of its copies
_MOST_KEPT = 16  # sheets with the columns of a document
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class ExcelTemplate:
    """An Excel file with tags. Opening it finds every fault of its tags at once and raises them as Problems.

    Filters that do not exist are among them if `filters` are given; more may be added until the first `render`, and
    unknown ones are problems then.
    """

    def __init__(self, package: Package, filters: Filters) -> None:
        self.name = package.name
        self.filters = dict(filters)
        self._package = package
        self._lock = Lock()
        self._environment = Sandbox(printed)
        self._environment.filters |= {CELL_FILTER: cell_value, TEXT_FILTER: text_value}
        self._environment.filters |= {TITLE_FILTER: plain_text, PROPERTY: property_text}
        self._environment.filters |= rows_filters() | header_filters(COPIES)
        self._environment.add_filters(filters)
        self._book = main_part(package)
        self._relations = relations(package, self._book)
        self._roots: dict[str, etree._Element] = {}
        self._compiled: dict[str, Compiled] = {}
        self._with_columns: dict[object, Sheet] = {}
        with self._understanding():
            self._read()
            faults = self._faults()
        if faults:
            raise Problems(faults)

    @contextmanager
    def _understanding(self) -> Iterator[None]:
        """A part without what it must have, or with what cannot stand there, is a problem of the template."""
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            why = f"工作表里有读不懂的内容（{error}）"
            raise Problems([problem("template.not-office", Place(self.name), why=why)]) from error

    def _read(self) -> None:
        book = self._xml(self._book)
        settings = book.find(f"{S}workbookPr")
        from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        self._styles = Styles(self._xml(self._part("styles")), from_1904)
        strings = self._part("sharedStrings")
        self._strings = SharedStrings(self._xml(strings) if strings in self._package.parts else None)
        self._sheets = list(self._read_sheets(book))
        self._properties = Properties(self._package)
        self.workbook = Book(self._package, self._book, self._sheets, self._roots, self._styles)
        for sheet in self._sheets:
            sheet.tables_by_name, sheet.names = self.workbook.tables_by_name, self.workbook.names(sheet.name)
        for sheet, name in self.workbook.table_names if any(sheet.repeat for sheet in self._sheets) else ():
            sheet.tables[name] = self.workbook.beginning_of_copies(name)

    def _xml(self, part: str) -> etree._Element:
        """A part of the workbook, parsed, its main namespace without a prefix."""
        root = self._package.xml(part)
        if root.tag.startswith(f"{{{_STRICT}}}"):
            why = "这是“严格 Open XML”工作簿"
            raise Problems([problem("template.not-office", Place(self.name), why=why)])
        if not root.tag.startswith(S):
            raise Problems([problem("template.not-office", Place(self.name), why=f"{part} 不是工作簿的部件")])
        return without_prefix(root) if root.prefix else root

    def _part(self, kind: str) -> str:
        """The name of the workbook's part of this kind."""
        return next(
            (target for type_, target in self._relations.values() if type_.endswith("/" + kind)), f"xl/{kind}.xml"
        )

    def _read_sheets(self, book: etree._Element) -> Iterator[Sheet]:
        self._other_tabs: dict[str, bool] = {}  # of charts and the like; whether each can be seen
        for element in book.iterfind(f"{S}sheets/{S}sheet"):
            name, is_hidden = element.get("name"), element.get("state", "visible") != "visible"
            kind, part = self._relations[element.get(f"{_R}id")]
            if kind.endswith("/worksheet"):
                root = self._roots[part] = self._xml(part)
                sheet = Sheet(self.name, name, part, root, self._strings, self._styles)
                sheet.is_hidden = is_hidden
                yield sheet
            else:
                self._other_tabs[name] = not is_hidden

    def _faults(self) -> list[Problem]:
        found = [fault for sheet in self._sheets for fault in sheet.faults]
        found += [fault for sheet in self._sheets for fault in self._check(sheet.tags)]
        found += self._properties.faults + self._check(self._properties.tags)
        found += unfilled(self._package, self._sheets, self._roots)
        for sheet in self._sheets if not found else ():
            found += dialect.check_blocks([tag for _, tag in sorted(sheet.column_tags.items())])
        return found or list(unmoved(self.workbook))

    def _check(self, tags: Sequence[Tag]) -> list[Problem]:
        return dialect.check(tags, self._environment, word=False, filters=bool(self.filters))

    def compile(self) -> ExcelTemplate:
        """All work that is done once per template; raises Problems for filters that do not exist."""
        with self._lock:
            if not self._compiled:
                self._compile()
        return self

    def _compile(self) -> None:
        self._environment.add_filters(self.filters)
        tags = [tag for sheet in self._sheets for tag in sheet.tags] + self._properties.tags
        faults = dialect.check_filters(tags, self._environment)
        if faults:
            raise Problems(faults)
        self._written = [sheet for sheet in self._sheets if sheet.is_written]
        self._has_tags = any(sheet.tags for sheet in self._written)
        compiled = {sheet.name: self._compile_sheet(sheet) for sheet in self._written}
        wide = [sheet for sheet in self._written if sheet.column_tags]
        self._columns = {sheet.name: self._compile_source(column_source(sheet)) for sheet in wide}
        with self._understanding():
            self._frame()
        repeated = [sheet for sheet in self._written if sheet.repeat]
        self._owned = {sheet.name: parts_of(self._package, sheet.part) for sheet in repeated}
        self._strings.freeze({number for sheet in self._written for number in sheet.tagged_strings})
        self._properties.compile(self._environment)
        self._prepare_package()
        self._compiled = compiled

    def _frame(self) -> None:
        """All that stands around the cells or means them, as text with marks."""
        self._frames = {sheet.part: sheet_frame(sheet, self._roots[sheet.part]) for sheet in self._written}
        self._frames |= part_frames(self.workbook)
        changing = {sheet.name for sheet in self._written if sheet.changes_name}
        book = workbook_frame(self.name, self._xml(self._book), changing)
        self._frames[self._book] = book  # last: it asks the sheets

    def _compile_sheet(self, sheet: Sheet) -> Compiled:
        for cell in (cell for row in sheet.rows for cell in row.cells if self._has_tags and cell.is_filled):
            self._styles.prepare(cell.style)
        return self._compile_source(sheet_source(sheet))

    def _compile_source(self, source: Source) -> Compiled:
        return Compiled(self._environment, str(source), source.tags)

    def _prepare_package(self) -> None:
        """What changes in every document alike: the styles, a part for strings, nothing that would be stale."""
        if not self._has_tags:
            return
        self._package.replace(self._part("styles"), self._styles.xml())
        if self._part("sharedStrings") not in self._package.parts:
            add_part(self._package, self._book, self._part("sharedStrings"), "sharedStrings", _STRINGS_TYPE)
        if any(sheet.changes_name for sheet in self._written):
            forget_titles(self._package)
        if self._part("calcChain") in self._package.parts:
            remove_part(self._package, self._book, self._part("calcChain"))

    @cached_property
    def hints(self) -> list[Problem]:
        """Which formulas are left for Excel to compute, and why. They stop nothing."""
        from .faults.uncomputed import uncomputed

        return list(uncomputed(self._sheets))

    def looks(self, faces: Faces | None = None) -> list[Problem]:
        """What its author does not see until a document is printed; `faces` are those of the machine, if known."""
        from .looks import print_looks

        return [*self.content_looks(), *print_looks(self._sheets, faces)]

    def content_looks(self) -> list[Problem]:
        """Those of them that matter in a sheet that nobody prints, too."""
        from .looks import content_looks

        return list(content_looks(self._package, self._sheets, self._strings))

    @property
    def sources(self) -> list[Compiled]:
        """The compiled sources of the sheets, their columns and the properties."""
        self.compile()
        return [*self._columns.values(), *self._compiled.values(), *self._properties.sources]

    def uses(self) -> list[Use]:
        """Every name that the template reads, in the order of the sheets and the tags on them."""
        from ..uses import uses

        return uses(self.sources)

    def render(self, names: Mapping[str, Any]) -> bytes:
        """The document with `names` filled in; raises Problems with everything the names lack or no cell can hold."""
        return self.edition(names, Findings(self.name)).write()

    def edition(self, names: Mapping[str, Any], findings: Findings) -> Edition:
        """The parts of the document; the Problems it raises are those among `findings` already, too."""
        self.compile()
        strings = self._strings.document()
        copies: dict[str, Sequence[AnySheet]] = {sheet.name: [sheet] for sheet in self._sheets}
        sheets = Sheets(copies)
        columns = self._run_columns(names, findings)
        for sheet in self._written:
            rows = self._run(sheet, self._compiled[sheet.name], names, findings)
            if not findings.problems:
                copies[sheet.name] = [
                    self._document(sheet, number, each, columns, strings, sheets) for number, each in enumerate(rows)
                ]
        properties = self._properties.render({**names, COPIES: []}, findings)
        if findings.problems:
            raise Problems(findings.problems)
        give_names(self.name, sheets, self._other_tabs)
        return self._filled(sheets, strings, properties)

    def _document(
        self, sheet: Sheet, number: int, rows: Rows, columns: Columns, strings: DocumentStrings, sheets: Sheets
    ) -> SheetDocument:
        own = {name: layouts[min(number, len(layouts) - 1)] for name, layouts in columns.items() if layouts}
        expanded = self._expanded(sheet, own) if own else sheet
        sheets.refused |= expanded.refused
        add_empty_rows(sheet, rows.written)
        return SheetDocument(expanded, rows, self._styles, strings, sheets, own.get(sheet.name), number)

    def _filled(self, sheets: Sheets, strings: DocumentStrings, properties: bytes | None) -> Edition:
        edition = Edition(self._package)
        if properties:
            edition.put(self._properties.part, properties)
        for sheet in (sheet for sheet in self._written if not sheet.repeat):
            lay_over(sheets[sheet.name], edition, sheet.part)
        write_copies(edition, self._book, self._owned, self._frames, sheets)
        of_copies = {part for parts in self._owned.values() for part in parts}
        for part, frame in self._frames.items():
            if part not in of_copies:
                edition.put(part, frame.write(sheets))
        if sheets.refused:
            raise Problems(sheets.refused)
        for document in (copy for sheet in self._written for copy in sheets.written_copies(sheet.name)):
            document.draw()
        edition.put(self._part("sharedStrings"), strings.part())
        sheets.forget()
        return edition

    def _run_columns(self, names: Mapping[str, Any], findings: Findings) -> Columns:
        """The columns of the sheets that have blocks of them, for each of their copies."""
        columns = {}
        for sheet in self._written if self._columns else ():
            if sheet.column_tags:
                copies = self._run(sheet, self._columns[sheet.name], names, findings)
                count = max((len(rows.written[0]) for rows in copies), default=0)
                if count > MAX_COLUMN:
                    words = {"sheet": sheet.name, "columns": count}
                    findings.add("render.too-many-columns", sheet.place("A1"), **words)
                layouts = [Layout(sheet.column_chains, rows.written[0], MAX_COLUMN) for rows in copies]
                columns[sheet.name] = layouts
        return columns

    def _expanded(self, sheet: Sheet, columns: dict[str, Layout]) -> Sheet:
        """The sheet with a document's columns; most documents of a template have the same."""
        key = sheet.name, tuple((name, tuple(layout.written)) for name, layout in columns.items())
        expanded = self._with_columns.get(key)
        if expanded is None:
            if len(self._with_columns) >= _MOST_KEPT:
                self._with_columns.clear()
            expanded = self._with_columns[key] = with_columns(sheet, columns)
        return expanded  # another thread may have cleared them since

    def _run(self, sheet: Sheet, source: Compiled, names: Mapping[str, Any], findings: Findings) -> list[Rows]:
        """The rows, or columns, that the template writes in a sheet and its copies."""
        copies: list[Rows] = []
        source.run({**names, COPIES: copies}, findings)
        lost = max((rows.lost for rows in copies), default=0)
        if lost:
            words = {"sheet": sheet.name, "rows": MAX_ROW + lost}
            findings.add("render.too-many-rows", sheet.place("A1"), **words)
        return copies
