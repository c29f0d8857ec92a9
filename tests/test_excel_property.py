"""Random templates and random data: the document is the one that the reference writes out row by row.

The same few each time; HYPOTHESIS_EXAMPLES=5000 runs so many others. A failure prints the template as a grid, the data, what was expected and found.
"""

import io
import os
import re
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter as letters
from openpyxl.utils import range_boundaries
from random_templates import samples, side_by_side
from reference import End, Ref, meant
from reference_sheet import NOWHERE, Document, Formula, Parted
from template_files import key, made

from perfreport.office import open_template
from perfreport.problem import Problems

LAST = 1048576
EXAMPLES = os.environ.get("HYPOTHESIS_EXAMPLES")
LONG = settings(
    deadline=None,
    report_multiple_bugs=False,
    phases=set(Phase) - {Phase.explain},
    max_examples=int(EXAMPLES or 20),
    derandomize=not EXAMPLES,
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
    try:
        rules = [*conditions_meant(first, sample), *choices_meant(first, sample)]
    except Parted:
        refused.append(f"{sample.title}!{key(corner(sample.extras.chosen[0]))}")
    if refused:
        return ["不能写成一个范围", *sorted(set(refused))]
    return tidied(
        [
            *sheet_said(first),
            *sheet_said(second),
            f"合并 {' '.join(sorted(first.merges))}",
            *rules,
            *around(first, sample),
        ]
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
    links = [
        f"链接 {key(spot)} {','.join(document.spelled(extras.link[1], spot)) or nowhere(extras.link[1])}"
        for spot in sorted(document.cells) if extras.link and document.source(spot) == extras.link[0]
    ]  # fmt: skip
    return [
        f"名称 {','.join(document.spelled(extras.name, None, True)) or nowhere(extras.name)}",
        f"打印 {cells_meant(document, extras.printed)}",
        f"标题 {titles_meant(document, extras)}",
        f"筛选 {around_all(document.meant(extras.filtered, None))}",
        f"分页 {[n for n, line in enumerate(document.rows(1).lines, 1) if line.source in extras.breaks]}",
        *links,
    ]


def titles_meant(document, extras):
    found = meant([document.rows(c + 1) for c in range(len(document.columns.lines))], ends(extras.titles))
    return f"${found[0][0]}:${found[-1][1]}" if found else None


def conditions_meant(document, sample):
    """The condition that each cell has, as a formula there would mean it."""
    cells, condition = sample.extras.formatted
    [ref] = condition.refs
    for spot in written_in(document, cells):
        shown = document.formula(Formula("+", (moved(ref, cells, document.source(spot)),)), spot)[1:]
        yield f"条件格式 {key(spot)} {NOWHERE if shown == '0' else shown.replace('$', '')}"


def choices_meant(document, sample):
    """The list that each cell has: one area, of all records though one cell is named."""
    cells, ref = sample.extras.chosen
    for spot in written_in(document, cells):
        found = document.meant(ref, spot)
        if len(found) > 1:
            raise Parted
        yield f"验证 {key(spot)} {coordinate(*found[0]) if found else NOWHERE}"


def written_in(document, cells):
    """The cells of a document that came from some of the template's."""
    spots = [(r + 1, c + 1) for r in range(document.height) for c in range(len(document.columns.lines))]
    return [spot for spot in spots if all(
        ends[0].line <= line <= (ends[1] or ends[0]).line
        for ends, line in zip((cells.rows, cells.columns), document.source(spot), strict=True))]  # fmt: skip


def corner(cells):
    return cells.rows[0].line, cells.columns[0].line


def moved(ref, cells, source):
    """The reference of a rule for some cells as it is meant from one of these: what has no $ goes along."""
    row, column = (
        (end if end.fixed else End(end.line + at - first), None)
        for (end, _), at, first in zip((ref.rows, ref.columns), source, corner(cells), strict=True)
    )
    return Ref(row, column)


def around_all(areas):
    """One range from the first to the last."""
    lines = [[n for area in areas for n in area[axis]] for axis in (0, 1)]
    return coordinate(*[(min(each), max(each)) for each in lines]) if areas else NOWHERE


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


def found(document, sample):
    books = [openpyxl.load_workbook(io.BytesIO(document), data_only=results) for results in (False, True)]
    lines = [line for sheets in zip(*[book.worksheets for book in books], strict=True) for line in cells_found(*sheets)]
    sheet = books[0].worksheets[0]
    formats = [(str(area.sqref), rule.formula[0]) for area in sheet.conditional_formatting for rule in area.rules]
    checks = [(str(check.sqref), check.formula1) for check in sheet.data_validations.dataValidation]
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    lines += [
        f"合并 {' '.join(sorted(area.coord for area in sheet.merged_cells.ranges))}",
        *[f"条件格式 {said}" for said in rules_found(formats)],
        *[f"验证 {said}" for said in rules_found(checks)],
        f"名称 {books[0].defined_names['名称'].attr_text}",
        f"打印 {sorted_areas(sheet.print_area)}",
        f"标题 {sheet.print_title_rows}",
        f"筛选 {sorted_areas(sheet.auto_filter.ref)}",
        f"分页 {[each.id for each in sheet.row_breaks.brk]}",
        *[f"链接 {cell.coordinate} {cell.hyperlink.location}" for cell in links],
    ]
    return tidied(lines)


def rules_found(rules):
    """Every cell that has a rule, and the formula that Excel takes it to have there."""
    said = []
    for cells, formula in rules:
        areas = [range_boundaries(area) for area in cells.split()]  # left, top, right, bottom
        left, top = areas[0][:2]
        assert all(area[0] >= left and area[1] >= top for area in areas), f"meant from which cell? {cells}"
        translator = Translator(f"={formula}", f"{letters(left)}{top}")
        for spot in [(r, c) for a in areas for r in range(a[1], a[3] + 1) for c in range(a[0], a[2] + 1)]:
            if spot[0] < LAST:
                shown = translator.translate_formula(key(spot))[1:].replace("$", "")
                said.append((spot, NOWHERE if str(LAST) in shown or shown == "0" else as_one(shown)))
    return [f"{key(spot)} {shown}" for spot, shown in sorted(said)]


def as_one(shown):
    """A1:A1 is A1."""
    return ":".join(dict.fromkeys(shown.split(":")))


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
