"""Templates of the reference model as Excel files, and as text for whoever reads a failure."""

from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter as letters
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from reference import Band, Block, End, Ref, Tree
from reference_sheet import Formula, Template
from workbooks import aligned, with_shared_strings


class Extras(NamedTuple):
    """What else of a workbook means cells of its first sheet."""

    name: Ref
    formatted: tuple[Ref, Formula]  # a conditional format and the condition
    chosen: tuple[Ref, Ref]  # a validation and its list
    printed: Ref
    titles: tuple[int, int]
    filtered: Ref
    breaks: list[int]
    link: tuple[tuple[int, int], Ref] | None  # sheets whose columns repeat have none


class Sample(NamedTuple):
    """A template and data for it."""

    title: str  # of the first sheet
    template: Template
    at: tuple[int, int]  # the row of its {%tc %} tags, the column of its {%tr %} tags
    second: Template
    extras: Extras
    data: dict

    @property
    def sheets(self):
        return (self.template, self.at), (self.second, (1, 1))

    def __repr__(self):
        grids = [aligned([map(str, line) for line in grid(*each)]) for each in self.sheets]
        merged = " ".join(areas(self.template.merges))
        return "\n".join(["", *grids, f"合并 {merged}", *said(self.extras), f"数据 {self.data}"])


def areas(merges):
    return [f"{letters(left)}{top}:{letters(right)}{bottom}" for top, left, bottom, right in merges]


def written(ref):
    """A reference as the author wrote it."""
    corners = [
        f"{'$' * column.fixed}{letters(column.line)}{'$' * row.fixed}{row.line}"
        for row, column in zip(ref.rows, ref.columns, strict=True) if row
    ]  # fmt: skip
    return ref.sheet + ":".join(corners)


def formula_text(formula):
    refs = [written(ref) for ref in formula.refs]
    if formula.function == "+":
        return "=" + "+".join(refs)
    return f"={formula.function}({','.join(refs)}{',1,1' * (formula.function == 'INDEX')})"


def grid(sheet, at):
    """The cells of a template as the author wrote them."""
    rows, columns = sheet.rows, sheet.columns
    found = [["·"] * len(columns.inside) for _ in range(height(rows.nodes))]
    for (r, c), cell in sheet.cells.items():
        found[r - 1][c - 1] = cell_text(cell, (r, c), variable(strip(rows, c), r, "r"), variable(columns, c, "c"))
    for line, column, tag in tags(rows.nodes, "tr", "r", "r", at[1]):
        found[line - 1][column - 1] = tag
    for line, _, tag in tags(columns.nodes, "tc", "c", "c"):
        found[at[0] - 1][line - 1] = tag
    return found


def variable(axis, line, root):
    return ([root] + [f"{root}{block[1:]}" for block in axis.loops(line)])[-1]


def height(nodes):
    """The last line."""
    last = nodes[-1] if nodes else 0
    return last if isinstance(last, int) else last.last if isinstance(last, Band) else last.tags[-1]


def tags(nodes, scope, root, around, column=0):
    """Line, column and text of every tag; those of a lane stand in its first column."""
    for node in nodes:
        if isinstance(node, Band):
            for first, lane in node.lanes.items():
                yield from tags(lane, scope, root, around, first)
        elif isinstance(node, Block):
            inner = f"{root}{node.name[1:]}" if node.keyword == "for" else around
            what = f"for {inner} in" if node.keyword == "for" else "if"
            words = [f"{what} {around}.{node.name}", "else", f"end{node.keyword}"]
            words = words if len(node.tags) == 3 else [words[0], words[2]]
            yield from ((line, column, f"{{%{scope} {word} %}}") for line, word in zip(node.tags, words, strict=True))
            for branch in node.branches:
                yield from tags(branch, scope, root, inner, column)


def cell_text(cell, spot, row, column):
    if isinstance(cell.written, Formula):
        return formula_text(cell.written)
    if not cell.has_tag:
        return cell.written
    names = [row] * cell.of_row + [column] * cell.of_column
    return "".join(f"{{{{ {name}.{key(spot)}{'|合并' * cell.merges} }}}}" for name in names)


def made(sample, folder):
    """The template as a file."""
    book = openpyxl.Workbook()
    sheets = book.active, book.create_sheet("别表")
    sheets[0].title = sample.title
    for sheet, template in zip(sheets, sample.sheets, strict=True):
        for r, line in enumerate(grid(*template), 1):
            for c, text in enumerate(line, 1):
                sheet.cell(r, c).value = None if text == "·" else text
    for area in areas(sample.template.merges):
        sheets[0].merge_cells(area)
    add_extras(book, sheets[0], sample.extras)
    path = Path(folder) / "模板.xlsx"
    book.save(path)
    return with_shared_strings(path)


def add_extras(book, sheet, extras):
    book.defined_names["名称"] = DefinedName("名称", attr_text=written(extras.name))
    target, condition = extras.formatted
    sheet.conditional_formatting.add(written(relative(target)), FormulaRule([formula_text(condition)[1:]]))
    target, choices = extras.chosen
    check = DataValidation("list", formula1=written(choices))
    check.add(written(relative(target)))
    sheet.add_data_validation(check)
    sheet.print_area = written(extras.printed)
    sheet.print_title_rows = "{}:{}".format(*extras.titles)
    sheet.auto_filter.ref = written(extras.filtered)
    for line in extras.breaks:
        sheet.row_breaks.append(Break(id=line))
    if not extras.link:
        return
    spot, place = extras.link
    cell = sheet.cell(*spot)
    before = cell.value
    cell.hyperlink = Hyperlink(ref=key(spot), location=written(place))
    cell.value = before  # openpyxl writes the place into an empty cell


def said(extras):
    """What stands around the cells, a line each."""
    return [
        f"名称 {written(extras.name)}",
        f"条件格式 {written(relative(extras.formatted[0]))} {formula_text(extras.formatted[1])[1:]}",
        f"验证 {written(relative(extras.chosen[0]))} {written(extras.chosen[1])}",
        f"打印 {written(extras.printed)} 标题 {extras.titles[0]}:{extras.titles[1]}",
        f"筛选 {written(extras.filtered)}",
        f"分页 {extras.breaks}",
        *([f"链接 {key(extras.link[0])} {written(extras.link[1])}"] if extras.link else []),
    ]


def key(spot):
    return f"{letters(spot[1])}{spot[0]}"


def strip(rows, column):
    """The rows as a column has them."""
    return Tree(rows.nodes, column)


def absolute(ref, fixed=True):
    first, last = zip(
        *[[end and End(end.line, fixed) for end in ends] for ends in (ref.rows, ref.columns)], strict=True
    )
    return Ref((first[0], last[0]), (first[1], last[1]), ref.sheet)


def relative(ref):
    return absolute(ref, False)
