"""Random templates and random data: the document is the one that the reference writes out row by row.

HYPOTHESIS_EXAMPLES=5000 runs it longer. A failure prints the template as a grid, the data, what was expected and found.
"""

import io
import os
import re
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl.utils import get_column_letter as letters
from random_templates import samples, side_by_side
from reference import End, Ref, meant
from reference_sheet import NOWHERE, Document, Formula, Parted
from template_files import key, made

from perfreport.office import open_template
from perfreport.problem import Problems

LONG = settings(
    deadline=None,
    report_multiple_bugs=False,
    phases=set(Phase) - {Phase.explain},
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", 80)),
    suppress_health_check=list(HealthCheck),
)


def expected(sample):
    first = Document(sample.template, sample.data)
    second = Document(sample.second, {"r": {}, "c": {}}, first)
    refused = []
    for document, title in ((first, sample.title), (second, "别表")):
        for spot, value in document.values.items():
            try:
                if isinstance(value, Formula):
                    document.formula(value, spot)
            except Parted:
                source = document.source(spot)
                refused.append(f"{title}!{key(source)}")
    if refused:
        return ["不能写成一个范围", *sorted(set(refused))]
    return tidied(
        [*sheet_said(first), *sheet_said(second), f"合并 {' '.join(sorted(first.merges))}", *around(first, sample)]
    )


def tidied(lines):
    """How often it is written that nothing is left, and in which column, is of no account."""
    nowhere = [re.sub(r"\$?[A-Z]+\$?1048576", NOWHERE, line) for line in lines]
    return [re.sub(r"(?<=[(,])(0|[^,(]*\$A\$1048576)(,\1)+(?=[,)])", r"\1", line) for line in nowhere]


def sheet_said(document):
    lines = []
    for spot, value in sorted(document.values.items()):
        if isinstance(value, Formula):
            lines.append(f"{key(spot)} {document.formula(value, spot)} → {text(document.result(spot))}")
        elif value is not None:
            lines.append(f"{key(spot)} {text(value)}")
    return lines


def text(value):
    return "·" if value is None else value if isinstance(value, str) else f"{value:.9g}"


def around(document, sample):
    """What names and the like mean now, in a document as it should be."""
    extras = sample.extras
    formatted, condition = extras.formatted
    corner = (document.meant(formatted, None) or [None])[0]
    seen = corner and (corner[0][0], corner[1][0])
    [ref] = condition.refs
    source = seen and document.source(seen)
    shown = document.formula(Formula("+", (at_corner(ref, source) if source else ref,)), seen)[1:]
    links = [
        f"链接 {key(spot)} {','.join(document.spelled(extras.link[1], spot)) or nowhere(extras.link[1])}"
        for spot in sorted(document.cells) if extras.link and document.source(spot) == extras.link[0]
    ]  # fmt: skip
    return [
        f"名称 {','.join(document.spelled(extras.name, None, True)) or nowhere(extras.name)}",
        f"条件格式 {cells_meant(document, formatted)} {shown if seen and shown != '0' else NOWHERE}",
        f"验证 {cells_meant(document, extras.chosen[0])} {one_area(document, extras.chosen[1])}",
        f"打印 {cells_meant(document, extras.printed)}",
        f"标题 {titles_meant(document, extras)}",
        f"筛选 {cells_meant(document, extras.filtered)}",
        f"分页 {[n for n, line in enumerate(document.rows(1).lines, 1) if line.source in extras.breaks]}",
        *links,
    ]


def titles_meant(document, extras):
    found = meant([document.rows(1)], ends(extras.titles))
    return f"${found[0][0]}:${found[-1][1]}" if found else None


def one_area(document, ref):
    """A list of choices is one area: what lies between is offered, too."""
    found = document.meant(ref, None)
    if not found:
        return NOWHERE
    lines = [[n for area in found for n in area[axis]] for axis in (0, 1)]
    corners = [f"${letters(end(lines[1]))}${end(lines[0])}" for end in (min, max)]
    return ":".join(corners if ref.rows[1] else dict.fromkeys(corners))


def nowhere(ref):
    return ref.sheet + NOWHERE


def ends(lines):
    return End(lines[0]), End(lines[1])


def cells_meant(document, ref):
    found = document.meant(ref, None)
    return " ".join(sorted(coordinate(*area) for area in found)) or NOWHERE


def coordinate(rows, columns):
    corners = {key(spot): None for spot in zip(rows, columns, strict=True)}
    return ":".join(corners)


def at_corner(ref, source):
    """The condition as it is for the cell of the template that is written first: what has no $ goes along."""
    row, column = ref.rows[0], ref.columns[0]
    return Ref((row if row.fixed else End(source[0]), None), (column if column.fixed else End(source[1]), None))


def found(document, sample):
    books = [openpyxl.load_workbook(io.BytesIO(document), data_only=results) for results in (False, True)]
    lines = [line for sheets in zip(*[book.worksheets for book in books], strict=True) for line in cells_found(*sheets)]
    sheet = books[0].worksheets[0]
    [(formatted, rule)] = [(area.sqref, area.rules[0]) for area in sheet.conditional_formatting]
    [check] = sheet.data_validations.dataValidation
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    lines += [
        f"合并 {' '.join(sorted(area.coord for area in sheet.merged_cells.ranges))}",
        f"名称 {books[0].defined_names['名称'].attr_text}",
        f"条件格式 {sorted_areas(formatted)} {NOWHERE if '1048576' in str(formatted) or rule.formula[0] == '0' else rule.formula[0]}",
        f"验证 {sorted_areas(check.sqref)} {check.formula1}",
        f"打印 {sorted_areas(sheet.print_area)}",
        f"标题 {sheet.print_title_rows}",
        f"筛选 {sorted_areas(sheet.auto_filter.ref)}",
        f"分页 {[each.id for each in sheet.row_breaks.brk]}",
        *[f"链接 {cell.coordinate} {cell.hyperlink.location}" for cell in links],
    ]
    return tidied(lines)


def sorted_areas(areas):
    each = [area.replace("$", "").split(":") for area in re.findall(r"[$A-Z]+[$\d]+(?::[$A-Z]+[$\d]+)?", str(areas))]
    return " ".join(sorted(":".join(dict.fromkeys(corners)) for corners in each))


def cells_found(sheet, results):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"{cell.coordinate} {cell.value} → {text(results[cell.coordinate].value)}"
            elif cell.value is not None and not is_only_link(cell):
                yield f"{cell.coordinate} {text(cell.value)}"


def is_only_link(cell):
    """openpyxl shows an empty cell's link as its text."""
    return cell.hyperlink and cell.value == cell.hyperlink.location


def rendered(sample):
    with TemporaryDirectory() as folder:
        try:
            document = open_template(made(sample, folder)).render(sample.data)
        except Problems as refused:
            if all("夹进了" in problem.message for problem in refused.problems):
                return ["不能写成一个范围", *sorted({problem.place.spot for problem in refused.problems})]
            raise
    return found(document, sample)


def compare(expected, found):
    assert found == expected, "\n".join(["", "expected", *expected, "", "found", *found])


@LONG
@given(samples())
def test_a_document_is_what_the_reference_writes_row_by_row(sample):
    compare(expected(sample), rendered(sample))


@LONG
@given(side_by_side())
def test_blocks_side_by_side_are_what_the_reference_writes(sample):
    compare(expected(sample), rendered(sample))
