"""Small Excel templates made from a text grid, and documents read back as one.

Cells of a row stand two or more blanks apart; · is an empty cell, =… a formula, digits a number, 'x the text x.
"""

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import xlsxwriter

from perfreport.office import open_template
from perfreport.problem import Problems

ITEMS = [{"名": "甲", "数": 1}, {"名": "乙", "数": 2}, {"名": "丙", "数": 4}]
LISTS = [ITEMS, ITEMS[:1], []]

BLOCK = """
    项目                         金额
    {%tr for x in 各项 %}
    {{ x.名 }}                   {{ x.数 }}
    {%tr endfor %}
    合计                         =SUM(B3:B3)
"""


def make(folder, *grids, change=None, name="模板.xlsx", shared=True):
    """A template file whose sheets 表1, 表2 … hold `grids`; `change` may do more to the openpyxl workbook.

    `shared`: texts are shared strings, as in Excel; else they stand in the cells.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, grid in enumerate(grids, 1):
        sheet = book.create_sheet(f"表{number}")
        for row, line in enumerate(lines(grid), 1):
            for column, text in enumerate(line, 1):
                put(sheet.cell(row, column), text)
    if change:
        change(book)
    path = Path(folder) / name
    book.save(path)
    return with_shared_strings(path) if shared else path


def drawn(folder, *grids, change):
    """A template made with XlsxWriter, which knows charts, sparklines and tables; `change` gets book and sheets."""
    path = Path(folder) / "模板.xlsx"
    book = xlsxwriter.Workbook(path)
    sheets = [book.add_worksheet(f"表{number}") for number in range(1, len(grids) + 1)]
    for sheet, grid in zip(sheets, grids, strict=True):
        for row, line in enumerate(lines(grid)):
            for column, text in enumerate(line):
                if text != "·":
                    sheet.write(row, column, float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text)
    change(book, *sheets)
    book.close()
    return path


def lines(grid):
    return [re.split(r"\s{2,}", line.strip()) for line in grid.strip().splitlines()]


def put(cell, text):
    if text == "·":
        return
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        cell.value = float(text)
    else:
        cell.value = text.removeprefix("'")


def render(folder, *grids, change=None, **names):
    """The document made from a template of `grids`, as bytes."""
    return open_template(make(folder, *grids, change=change)).render(names)


def filled(folder, *grids, change=None, **names):
    """The first sheet of the document, as a grid with its formulas."""
    return grid(render(folder, *grids, change=change, **names))


def grid(document, sheet=0, results=False):
    """A sheet of a document as text; `results` shows the stored results in the place of formulas."""
    opened = openpyxl.load_workbook(io.BytesIO(document), data_only=results).worksheets[sheet]
    rows = [[shown(cell) for cell in row] for row in opened.iter_rows()]
    return aligned(rows)


def aligned(rows):
    return "\n".join("  ".join(row) for row in rows)


def tidy(grid):
    """A grid as written in a test, its columns no longer aligned."""
    return aligned(lines(grid))


def shown(cell):
    value = cell.value
    if value is None:
        return "·"
    if isinstance(value, (bool, date, datetime, time)):
        return str(value)
    if isinstance(value, (int, float)):
        return f"{value:g}" if abs(value) < 1e6 else repr(value)
    if hasattr(value, "text"):  # an array formula
        return f"{{{value.text}}}"
    text = str(value).replace("\n", "⏎")
    return "'" + text if cell.data_type == "s" and text[:1] in ("=", "+", "-", "@") else text


def merges(document, sheet=0):
    opened = openpyxl.load_workbook(io.BytesIO(document)).worksheets[sheet]
    order = sorted(opened.merged_cells.ranges, key=lambda area: (area.min_col, area.min_row))
    return " ".join(area.coord for area in order)


def heights(document, sheet=0):
    opened = openpyxl.load_workbook(io.BytesIO(document)).worksheets[sheet]
    return [opened.row_dimensions[row].height for row in range(1, opened.max_row + 1)]


def part(document, name):
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def parts(document):
    with zipfile.ZipFile(document if isinstance(document, Path) else io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repack(path, **changed):
    """The template at `path` with some parts replaced (`xl_workbook_xml` for xl/workbook.xml), None to drop one."""
    content = parts(path)
    content.update({name.replace("__", "/"): text for name, text in changed.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            if text is not None:
                archive.writestr(name, text)
    return path


def with_shared_strings(path):
    """The template at `path` with its texts in the shared strings, as Excel writes them; openpyxl leaves them inline."""
    content = {name: text.decode() for name, text in parts(path).items()}
    strings = []

    def share(found):
        strings.append(found[1])
        return f't="s"><v>{len(strings) - 1}</v></c>'

    sheets = [name for name in content if name.startswith("xl/worksheets/sheet")]
    changed = {name: re.sub(r't="inlineStr"><is>(.*?)</is></c>', share, content[name]) for name in sheets}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    type_ = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    items = "".join(f"<si>{text}</si>" for text in strings)
    changed["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{items}</sst>'
    add(
        content,
        changed,
        "xl/_rels/workbook.xml.rels",
        f'<Relationship Id="s" Type="{kind}" Target="sharedStrings.xml"/>',
    )
    add(content, changed, "[Content_Types].xml", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{type_}"/>')
    return repack(path, **changed)


def add(content, changed, name, element):
    """Put `element` at the end of a part."""
    changed[name] = re.sub(r"(</\w+>)\s*$", element + r"\1", content[name])


def problems(action):
    """The problems that `action` raises, a line each: place, sentence."""
    try:
        action()
    except Problems as found:
        return [f"{problem.place} {problem.message}" for problem in found.problems]
    return []


def widths(**letters):
    def change(book):
        for letter, width in letters.items():
            book.worksheets[0].column_dimensions[letter].width = width

    return change


def rendered(path, items):
    return open_template(path).render({"各项": items})
