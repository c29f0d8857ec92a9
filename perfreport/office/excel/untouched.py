"""What in a workbook would not be filled or would not move with its rows: problems when the template is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...problem import Place, Problem, problem
from ..dialect import TAG, half_width
from ..package import Package
from ..relations import relations
from .formula import Formula, Reference
from .sheet import Sheet
from .styles import S

if TYPE_CHECKING:
    from lxml import etree

Roots = Mapping[str, "etree._Element"]  # the worksheet parts, parsed

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_X14_FORMULA = "{http://schemas.microsoft.com/office/excel/2006/main}f"
_NEVER_MOVED = {
    "scenarios": "方案",
    "dataConsolidate": "合并计算",
    "customSheetViews": "自定义视图",
    "controls": "控件",
    "oleObjects": "嵌入的对象",
    "extLst": "迷你图、图标集一类的扩展功能",
}
_UNFILLED = {  # the beginning of a part's name → what it holds
    "docProps/": "文件属性",
    "xl/comments": "批注",
    "xl/threadedComments/": "批注",
    "xl/drawings/": "图形或文本框",
    "xl/charts/": "图表",
    "xl/diagrams/": "图形或文本框",
    "xl/tables/": "表格的标题行",
    "xl/pivot": "数据透视表",
    "xl/workbook.xml": "工作表名或定义的名称",
}
_PARTS = {"headerFooter": "页眉页脚", "dataValidations": "数据验证", "conditionalFormatting": "条件格式"}


def unfilled(package: Package, sheets: Iterable[Sheet], roots: Roots) -> Iterator[Problem]:
    """Tags where no value is written."""
    for sheet in sheets:
        for element in roots[sheet.part]:
            what = _PARTS.get(str(element.tag).removeprefix(S), "工作表的设置")
            if element.tag != f"{S}sheetData":
                yield from _tags_in(element, what, sheet.place("A1"))
    for part, content in package.parts.items():
        what = next((what for start, what in _UNFILLED.items() if part.startswith(start)), "")
        if what and part.endswith(".xml") and b"{" in content.unpack():
            yield from _tags_in(package.xml(part), what, Place(package.name, spot=what))


def _tags_in(root: etree._Element, what: str, place: Place) -> Iterator[Problem]:
    attributes = (value for element in root.iter() for value in element.attrib.values())
    for text in ("".join(root.itertext()), *attributes):
        for found in TAG.finditer(half_width(text)):
            yield problem("template.not-here", place, what=what, tag=found[0])


def unmoved(package: Package, sheets: Iterable[Sheet], roots: Roots) -> Iterator[Problem]:
    """What refers to rows that move and is not moved with them."""
    moving = {sheet.name: sheet for sheet in sheets if sheet.blocks}
    for sheet in moving.values():
        yield from _in_sheet(package, sheet, roots[sheet.part])
    if not moving:
        return
    for sheet in sheets:
        for formula in roots[sheet.part].iter(_X14_FORMULA):
            yield from _follows(Formula(formula.text or ""), moving, sheet, "扩展功能里的公式")
        yield from _formulas(sheet, moving)
    for part in package.parts:
        if part.startswith("xl/charts/chart") and part.endswith(".xml"):
            for formula in package.xml(part).iter("{*}f"):
                yield from _follows(Formula(formula.text or ""), moving, None, "图表")
        if part.startswith("xl/pivotCache/pivotCacheDefinition") and part.endswith(".xml"):
            for source in package.xml(part).iter(f"{S}worksheetSource"):
                name = source.get("sheet", "").replace("'", "''")
                yield from _follows(Formula(f"'{name}'!{source.get('ref', '')}"), moving, None, "数据透视表")


def _in_sheet(package: Package, sheet: Sheet, root: etree._Element) -> Iterator[Problem]:
    found = [what for name, what in _NEVER_MOVED.items() if root.find(S + name) is not None]
    rows = [int(at.get("id", "0")) for at in root.iterfind(f"{S}rowBreaks/{S}brk")]
    if any(row >= sheet.first_moved for row in rows):
        found.append("分页符")
    for kind, part in relations(package, sheet.part).values():
        what, last = _last_row(package, kind.rpartition("/")[2], part)
        if last >= sheet.first_moved:
            found.append(what)
    for what in found:
        yield problem("template.not-moved", sheet.place(f"A{sheet.first_moved}"), what=what)
    for link in root.iter(f"{S}hyperlink"):
        references = Formula(link.get("ref", "")).references
        if any(sheet.chains[reference.first.row] for reference in references if reference.first.row <= len(sheet.rows)):
            yield problem("template.not-moved", sheet.place(link.get("ref")), what="循环里的超链接")


def _last_row(package: Package, kind: str, part: str) -> tuple[str, int]:
    """What a part that belongs to a sheet is, and the last row of the sheet that it stands on or means."""
    if kind == "drawing":
        anchors = [int(row.text or "0") + 1 for row in package.xml(part).iter(f"{_DRAWING}row")]
        return "图片、图形或图表", max(anchors, default=1)
    if kind == "comments":
        return "批注", _last([comment.get("ref", "") for comment in package.xml(part).iter(f"{S}comment")])
    if kind == "table":
        return "套用了表格格式的区域", _last([package.xml(part).get("ref", "")])
    if kind == "pivotTable":
        return "数据透视表", _last([at.get("ref", "") for at in package.xml(part).iter(f"{S}location")])
    return "", 0


def _last(ranges: list[str]) -> int:
    return max((_bottom(reference) for text in ranges for reference in Formula(text).references), default=0)


def _bottom(reference: Reference) -> int:
    return (reference.last or reference.first).row


def _follows(formula: Formula, moving: Mapping[str, Sheet], own: Sheet | None, what: str) -> Iterator[Problem]:
    for reference in formula.references:
        sheet = moving.get(reference.sheet or (own.name if own else ""))
        if sheet and _bottom(reference) >= sheet.first_moved:
            place = sheet.place(
                reference.at(reference.first.row, _bottom(reference)).rpartition("!")[2].replace("$", "")
            )
            yield problem("template.not-moved", place, what=what)


def _formulas(sheet: Sheet, moving: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Formulas that cannot follow: over a row of sheets, or over nothing but rows of tags."""
    for cell in (cell for row in sheet.rows for cell in row.cells if cell.formula):
        assert cell.formula
        if cell.formula.spans_sheets:
            yield problem("template.not-moved", sheet.place(cell.spot), what=f"公式 ={cell.formula.text} ")
        for reference in cell.formula.references:
            other = moving.get(reference.sheet or sheet.name)
            if other and other.is_tags_only(reference):
                yield problem("template.bad-reference", sheet.place(cell.spot), formula=f"={cell.formula.text}")
                break
