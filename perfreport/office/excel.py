"""Excel templates: a workbook opened and compiled once, rendered many times.

A document is made in three steps: Jinja says which rows are written with which values (`sheet_source`), the rows are
placed and everything that refers to them follows (`layout`, `sheet_write`, `sheet_frame`), and the parts that changed
are written. Sheets without tags and formulas, and all other parts, are copied as they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..problem import Problem, Problems
from . import dialect
from .layout import Rows
from .package import Package
from .relations import add_part, main_part, relations, remove_part
from .sandbox import Compiled, Filters, Findings, Sandbox, as_text
from .sheet import Sheet
from .sheet_frame import not_moved, sheet_frame, workbook_frame
from .sheet_source import CELL_FILTER, cell_value, sheet_source
from .sheet_write import MAX_ROWS, SheetDocument
from .strings import SharedStrings
from .styles import S, Styles

if TYPE_CHECKING:
    from lxml import etree

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_CALLS = ("begin", "turn", "end", "row", "rows")


class ExcelTemplate:
    """An Excel file with tags. Opening it finds every fault of its tags at once and raises them as Problems.

    `filters` may be added to until the first `render`; unknown ones are problems then.
    """

    def __init__(self, package: Package, filters: Filters) -> None:
        self.name = package.name
        self.filters = dict(filters)
        self._package = package
        self._environment = Sandbox(as_text, trusted=Rows)
        self._environment.filters[CELL_FILTER] = cell_value
        self._book = main_part(package)
        self._relations = relations(package, self._book)
        self._styles = Styles(package.xml(self._part("styles")))
        strings = self._part("sharedStrings")
        self._strings = SharedStrings(package.xml(strings) if strings in package.parts else None)
        self._roots: dict[str, etree._Element] = {}
        self._sheets = list(self._read_sheets())
        self._compiled: dict[str, Compiled] = {}
        faults = [fault for sheet in self._sheets for fault in self._check(sheet)]
        if faults:
            raise Problems(faults)

    def _part(self, kind: str) -> str:
        """The name of the workbook's part of this kind."""
        return next(
            (target for type_, target in self._relations.values() if type_.endswith("/" + kind)), f"xl/{kind}.xml"
        )

    def _read_sheets(self) -> Iterator[Sheet]:
        for element in self._package.xml(self._book).iterfind(f"{S}sheets/{S}sheet"):
            kind, part = self._relations[element.get(f"{_R}id")]
            if kind.endswith("/worksheet"):
                root = self._roots[part] = self._package.xml(part)
                yield Sheet(self.name, element.get("name"), part, root, self._strings, self._styles)

    def _check(self, sheet: Sheet) -> list[Problem]:
        faults = sheet.faults + dialect.check(sheet.tags, self._environment, word=False)
        return faults + not_moved(sheet, self._roots[sheet.part])

    def compile(self) -> ExcelTemplate:
        """All work that is done once per template; raises Problems for filters that do not exist."""
        if not self._compiled:
            self._environment.add_filters(self.filters)
            tags = [tag for sheet in self._sheets for tag in sheet.tags]
            faults = dialect.check_filters(tags, self._environment)
            if faults:
                raise Problems(faults)
            self._written = [sheet for sheet in self._sheets if sheet.is_written]
            self._compiled = {sheet.name: self._compile(sheet) for sheet in self._written}
            self._frames = {sheet.part: sheet_frame(sheet, self._roots[sheet.part]) for sheet in self._written}
            self._frames[self._book] = workbook_frame(self._package.xml(self._book))  # last: it asks the sheets
            self._strings.freeze({number for sheet in self._written for number in sheet.tagged_strings})
            self._prepare_package()
        return self

    def _compile(self, sheet: Sheet) -> Compiled:
        for cell in (cell for row in sheet.rows for cell in row.cells if cell.tag or cell.runs):
            self._styles.text(cell.style)
            self._styles.date(cell.style)
        source = sheet_source(sheet)
        return Compiled(self._environment, str(source), source.tags)

    def _prepare_package(self) -> None:
        """What changes in every document alike: the styles, a part for strings, no stale order of calculation."""
        self._package.replace(self._part("styles"), self._styles.xml())
        if self._part("sharedStrings") not in self._package.parts:
            add_part(self._package, self._book, self._part("sharedStrings"), "sharedStrings", _STRINGS_TYPE)
        if self._part("calcChain") in self._package.parts:
            remove_part(self._package, self._book, self._part("calcChain"))

    def render(self, names: Mapping[str, Any]) -> bytes:
        """The document with `names` filled in; raises Problems with everything the names lack or no cell can hold."""
        self.compile()
        findings = Findings(self.name)
        strings = self._strings.document()
        sheets: dict[str, SheetDocument] = {}
        for sheet in self._written:
            rows = Rows()
            calls = {f"__{call}__": getattr(rows, call) for call in _CALLS}
            if self._compiled[sheet.name].run({**names, **calls}, findings) is not None:
                if len(rows.written) > MAX_ROWS:
                    findings.add("render.too-many-rows", sheet.place("A1"), sheet=sheet.name, rows=len(rows.written))
                sheets[sheet.name] = SheetDocument(sheet, rows, self._styles, strings, sheets)
        if findings.problems:
            raise Problems(findings.problems)
        changed = {part: frame.write(sheets) for part, frame in self._frames.items()}
        return self._package.write({**changed, self._part("sharedStrings"): strings.xml()})
