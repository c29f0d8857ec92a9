"""What in a workbook would not be filled or would not move with its rows: problems when the template is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ....problem import Place, Problem, problem
from ...dialect import TAG, Tag, half_width
from ...package import Package
from ...relations import OFFICE, relations, relations_part
from ..around.book import Book, Roots
from ..around.copies import parts_of
from ..around.extensions import sparklines
from ..around.frame import Stand
from ..around.parts import part_faults, unknown
from ..formula import Formula
from ..sheet.sheet import Sheet
from ..sheet.styles import S
from .following import unfollowed

if TYPE_CHECKING:
    from lxml import etree

_NEVER_MOVED = {
    "dataConsolidate": "合并计算",
    "customSheetViews": "自定义视图",
    "controls": "控件",
    "oleObjects": "嵌入的对象",
    "webPublishItems": "网页发布项",
}
_UNFILLED = {  # the beginning of a part's name → what it holds
    "docProps/app": "文件属性",
    "docProps/custom": "文件属性",
    "xl/comments": "批注",
    "xl/threadedComments/": "批注",
    "xl/drawings/": "图形或文本框",
    "xl/charts/": "图表",
    "xl/chartsheets/": "图表工作表",
    "xl/diagrams/": "图形或文本框",
    "xl/tables/": "表格的标题行",
    "xl/pivot": "数据透视表",
    "xl/workbook.xml": "工作表名或定义的名称",
}
_ONCE = {
    "pivotTable": "数据透视表",
    "slicer": "切片器",
    "timeline": "日程表",
    "queryTable": "外部数据的表",
    "threadedComment": "带回复的批注",
    "ctrlProp": "控件",
    "control": "控件",
    "oleObject": "嵌入的对象",
    "package": "嵌入的对象",
}
_FILLED = {f"{S}sheetData", f"{S}headerFooter"}
_PARTS = {"dataValidations": "数据验证", "conditionalFormatting": "条件格式"}


def unfilled(package: Package, sheets: Iterable[Sheet], roots: Roots) -> Iterator[Problem]:
    """Tags where no value is written; the names of sheets may hold some, wherever they are said."""
    sheets = list(sheets)
    names = [sheet.name for sheet in sheets if sheet.changes_name]
    for sheet in sheets:
        for element in roots[sheet.part]:
            what = _PARTS.get(str(element.tag).removeprefix(S), "工作表的设置")
            if element.tag not in _FILLED:
                yield from _tags_in(element, what, sheet.place("A1"), names)
        yield from _tagged_heads(sheet)
        yield from _tagged_addresses(package, sheet, roots[sheet.part])
    for part, content in package.parts.items():
        what = next((what for start, what in _UNFILLED.items() if part.startswith(start)), "")
        if what and part.endswith(".xml") and b"{" in content.unpack():
            from ..around.chart import without_values

            yield from _tags_in(without_values(package.xml(part)), what, Place(package.name, spot=what), names)


def _tagged_heads(sheet: Sheet) -> Iterator[Problem]:
    """Tags in the head of a table, whose columns are called what its cells say."""
    for table in {table for table in sheet.tables_by_name.values() if table.sheet == sheet.name and table.headers}:
        for cell in (cell for row in sheet.rows[table.area.first.row - 1 :][:1] for cell in row.cells):
            tags = [cell.tag] if cell.tag else [tag for run in cell.runs for tag in run.content if isinstance(tag, Tag)]
            if tags and table.holds(sheet.name, cell.row, cell.column):
                yield problem("template.not-here", sheet.place(cell.spot), what="表格的标题行", tag=tags[0].text)


def _tagged_addresses(package: Package, sheet: Sheet, root: etree._Element) -> Iterator[Problem]:
    """Tags in the addresses of links, where Excel writes braces and blanks as %XX."""
    links = {link.get(f"{{{OFFICE}}}id"): link for link in root.iter(f"{S}hyperlink")}
    part = relations_part(sheet.part)
    for relation in package.xml(part) if part in package.parts else ():
        tags = TAG.findall(half_width(unquote(relation.get("Target", ""))))
        if tags and relation.get("Id") in links:
            place = sheet.place(links[relation.get("Id")].get("ref"))
            yield problem("template.not-here", place, what="超链接的地址", tag=tags[0])


def _tags_in(root: etree._Element, what: str, place: Place, names: Sequence[str]) -> Iterator[Problem]:
    attributes = (value for element in root.iter() for value in element.attrib.values())
    for text in ("".join(root.itertext()), *attributes):
        for name in names:
            text = text.replace(name, "")
        for found in TAG.finditer(half_width(text)):
            yield problem("template.not-here", place, what=what, tag=found[0])


def unmoved(book: Book) -> Iterator[Problem]:
    """What refers to rows or columns that move and is not moved with them."""
    for sheet in (sheet for sheet in book.sheets.values() if sheet.repeat):
        yield from _repeated(book, sheet)
    yield from unfollowed(book)
    if not book.moving:
        return
    for sheet in book.moving.values():
        root = book.roots[sheet.part]
        for what in (what for name, what in _NEVER_MOVED.items() if root.find(S + name) is not None):
            yield problem("template.not-moved", _blocks(sheet), what=what)
        yield from _scenarios(sheet, root)
        yield from _sorting(sheet, root)
    for sheet, kind in unknown(book):
        yield problem("template.not-moved", _blocks(sheet), what=f"这里的“{kind}”")
    yield from part_faults(book)
    yield from _controls(book)
    for sheet in book.sheets.values():
        yield from _sparklines(book, sheet)
        yield from _formulas(book, sheet)


def _blocks(sheet: Sheet) -> Place:
    """Where the first block of a sheet begins."""
    if sheet.first_moved <= len(sheet.rows):
        return sheet.place(f"A{sheet.first_moved}")
    return sheet.column_tags[min(sheet.column_tags)].place


def _repeated(book: Book, sheet: Sheet) -> Iterator[Problem]:
    """What cannot be there several times, or refer to several sheets, with a sheet that is repeated."""
    assert sheet.repeat
    place, own = sheet.repeat.place, parts_of(book.package, sheet.part)
    kinds = {kind.rpartition("/")[2] for part in own for kind, _ in relations(book.package, part).values()}
    for what in (what for kind, what in _ONCE.items() if kind in kinds):
        yield problem("template.not-repeated", place, what=what)
    for part in book.package.parts:
        if not part.startswith(("xl/charts/", "xl/pivotCache/")) or not part.endswith(".xml") or part in own:
            continue
        others = (other for other in book.sheets.values() if other.over and other.over == sheet.over)
        if sheet.name in _sheets_named(book.package.xml(part)) and not any(
            part in parts_of(book.package, other.part) for other in others
        ):
            yield problem("template.not-moved", place, what="别处引用这张工作表的图表、数据透视表")
    for other in (other for other in book.sheets.values() if sheet.column_tags and other is not sheet):
        for cell in (cell for row in other.rows for cell in row.cells):
            if cell.formula and any(reference.sheet == sheet.name for reference in cell.formula.references):
                what = f"公式 ={cell.formula.text} 引用的工作表重复，又有列循环，"
                yield problem("template.not-moved", other.place(cell.spot), what=what)


def _sheets_named(root: etree._Element) -> set[str]:
    """The sheets that a chart, or a pivot table, takes its numbers from."""
    named = {source.get("sheet", "") for source in root.iter("{*}worksheetSource")}
    formulas = [formula.text or "" for formula in root.iter("{*}f")]
    return named | {reference.sheet for text in formulas for reference in Formula(text).references}


def _controls(book: Book) -> Iterator[Problem]:
    """Lists and check boxes on other sheets take their entries from cells and put their choice into one."""
    for part in (part for part in book.package.parts if part.startswith("xl/ctrlProps/")):
        for text in book.package.xml(part).attrib.values():
            for reference in Formula(text).references:
                if sheet := book.moves(reference):
                    yield problem("template.not-moved", sheet.place(reference.spot), what="控件引用的单元格")


def _scenarios(sheet: Sheet, root: etree._Element) -> Iterator[Problem]:
    """A scenario holds one value for each of its cells, so none of them may be repeated."""
    for cell in root.iter(f"{S}inputCells"):
        (reference,) = Formula(cell.get("r")).references
        if Stand.of(sheet, reference).is_repeated:
            yield problem("template.not-repeated", sheet.place(cell.get("r")), what="方案的可变单元格")


def _sorting(sheet: Sheet, root: etree._Element) -> Iterator[Problem]:
    """Rows are sorted by one column."""
    for condition in root.iter(f"{S}sortCondition"):
        for reference in Formula(condition.get("ref", "")).references:
            if Stand.of(sheet, reference).columns.repeats:
                yield problem("template.not-repeated", sheet.place(condition.get("ref")), what="排序依据的列")


def _sparklines(book: Book, sheet: Sheet) -> Iterator[Problem]:
    """A sparkline shows one row or column: several columns of a repeated row can be shown record by record only."""
    for cell, data in sparklines(book.roots[sheet.part]):
        own = Stand.of(sheet, cell)
        for reference in data:
            if other := book.moves(reference, sheet):
                shown = Stand.of(other, reference)
                if shown.rows.is_several(own.rows.chain) and shown.columns.is_several(own.columns.chain):
                    what = "占几行的迷你图" if shown.columns.repeats else "占几列的迷你图"
                    yield problem("template.not-moved", sheet.place(cell.spot), what=what)


def _formulas(book: Book, sheet: Sheet) -> Iterator[Problem]:
    """Formulas that cannot follow: over nothing but rows or columns of tags."""
    for cell in (cell for row in sheet.rows for cell in row.cells if cell.formula):
        assert cell.formula
        for reference in cell.formula.references:
            other = book.moving.get(reference.sheet or sheet.name)
            if other and (other.is_tags_only(reference) or Stand.of(other, reference).columns.is_gone):
                yield problem("template.bad-reference", sheet.place(cell.spot), formula=f"={cell.formula.text}")
                break
