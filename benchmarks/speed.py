"""How fast a document is made: ours, docxtpl and xltpl, and the limit nobody can pass, in one interleaved run.

    make bench

The limit is the least that any template engine on Jinja must do for a document: run precompiled Jinja over the XML of
the changed parts, deflate them, write the zip with all other parts copied. For Excel it is given what an engine has to
find out (where rows went, heights, merges, results), so it only prints. All documents are those of data/2021.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from perfreport.context import names
from perfreport.load import load
from perfreport.office import open_template
from perfreport.office.package import Package, Part
from perfreport.phrase import FILTERS
from perfreport.rules import load_rules
from perfreport.score.evaluate import evaluate
from perfreport.target import Target

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "templates" / "通用"
DATA = ROOT / "data" / "2021" / "乌尔禾区民政局.yaml"
WORD = PACK / "部门整体支出绩效目标表.docx"
EXCEL = PACK / "部门整体支出绩效目标表.xlsx"
REPORT = PACK / "部门整体支出绩效自评报告.docx"
ROUNDS, EACH = 15, 20
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def environment() -> Environment:
    made = Environment(autoescape=True)
    made.filters.update(FILTERS)
    made.filters["合并"] = lambda value: value  # docxtpl has no such merge; it prints every cell
    made.filters["正文"] = lambda value: value  # nor paragraphs of a text; it prints the text
    return made


def docxtpl_word(template: Path, values: dict[str, Any]) -> bytes:
    document = DocxTemplate(template)
    document.render(values, environment())
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def limit_word(values: dict[str, Any]) -> Callable[[], bytes]:
    package = Package.open(WORD)
    template = environment().from_string(
        DocxTemplate("").patch_xml(package.parts["word/document.xml"].unpack().decode())
    )
    return lambda: package.write({"word/document.xml": template.render(values).encode()})


def limit_report(rendered: bytes) -> Callable[[dict[str, Any]], bytes]:
    """The report: its tagged Word parts as Jinja, its charts and their data sheets as Jinja that prints their values.

    The values of charts and cells are taken from a finished document.
    """
    template, made = Package.open(REPORT), opened(rendered)
    word = [part for part in template.parts if part.startswith("word/") and b"{{" in template.parts[part].unpack()]
    texts = {part: template.parts[part].unpack().decode() for part in word}
    parts = {part: environment().from_string(DocxTemplate("").patch_xml(text)) for part, text in texts.items()}
    charts = {part: printing(made.parts[part]) for part in made.parts if part.startswith("word/charts/chart")}
    books = {part: opened(made.parts[part].unpack()) for part in made.parts if part.endswith(".xlsx")}
    sheets = {part: printing(book.parts[SHEET]) for part, book in books.items()}

    def write(values: dict[str, Any]) -> bytes:
        changed: dict[str, Any] = {part: template.render(values).encode() for part, template in parts.items()}
        changed |= {part: chart() for part, chart in charts.items()}
        changed |= {part: Part.stored(books[part].write({SHEET: sheet()})) for part, sheet in sheets.items()}
        return made.write(changed)

    return write


def printing(part: Part) -> Callable[[], bytes]:
    """A finished part as Jinja that prints the values in it."""
    pieces = re.split("(?<=<v>)(.*?)(?=</v>)|(?<=<c:v>)(.*?)(?=</c:v>)", part.unpack().decode())
    texts, found = pieces[::3], [first or second for first, second in zip(pieces[1::3], pieces[2::3], strict=True)]
    numbered = "".join(f"{text}{{{{ v[{number}] }}}}" for number, text in enumerate(texts[:-1]))
    template = environment().from_string(numbered + texts[-1])
    return lambda: template.render(v=found).encode()


def opened(document: bytes) -> Package:
    """The package of a file's content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        path.write_bytes(document)
        return Package.open(path)


def limit_excel(rendered: bytes) -> Callable[[dict[str, Any]], bytes]:
    """Our template's sheet as one Jinja template that prints its rows, texts in the cells.

    Row numbers, heights and the results of formulas are looked up in a finished document, and all that follows the
    rows is printed as it stands there.
    """
    package = opened(rendered)
    made = package.xml(SHEET)
    heights = [row.get("ht") for row in made.iter("{*}row")]
    results = [cell.findtext("{*}v") for cell in made.iter("{*}c") if cell.find("{*}f") is not None]
    data = made.find("{*}sheetData")
    for row in list(data):
        data.remove(row)
    data.text = "@rows@"
    template = Package.open(EXCEL).xml(SHEET)
    rows = "".join(jinja_row(row, results) for row in template.iter("{*}row"))
    head = "{% set count = namespace(row=0) %}"
    sheet = environment().from_string(head + etree.tostring(made, encoding="unicode").replace("@rows@", rows))
    book = package.parts["xl/workbook.xml"].unpack()
    return lambda values: package.write(
        {SHEET: sheet.render(values, heights=heights).encode(), STRINGS: b"<sst/>", "xl/workbook.xml": book}
    )


def jinja_row(row: Any, results: list[str]) -> str:
    """A row of our template in Jinja that prints it; a row of tags is the tag alone."""
    cells = ""
    for cell in row:
        letters, style = cell.get("r").rstrip("0123456789"), cell.get("s", "0")
        text = "".join(cell.itertext()) if cell.get("t") == "inlineStr" else ""
        if "{%tr" in text:
            return text.replace("{%tr", "{%")
        inner = f"<is><t>{escape(text, quote=False).replace('|合并', '')}</t></is>" if text else ""
        if cell.find("{*}f") is not None:
            inner = f"<f>{cell.findtext('{*}f')}</f><v>{results.pop(0)}</v>"
        cells += f'<c r="{letters}{{{{ count.row }}}}" s="{style}" t="inlineStr">{inner}</c>'
    return (
        "{% set count.row = count.row + 1 %}"
        f'<row r="{{{{ count.row }}}}" ht="{{{{ heights[count.row - 1] }}}}" customHeight="1">{cells}</row>'
    )


def xltpl_template(path: Path) -> Path:
    """Our template in xltpl's words: loops begin and end in the comments of cells."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    book = load_workbook(path)
    sheet = book.active
    for label in [
        str(merged) for merged in sheet.merged_cells.ranges if merged.min_col == 1 and merged.max_row > merged.min_row
    ]:
        sheet.unmerge_cells(label)  # merged cells take no comments, in which xltpl wants its loops
    for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
        if "{%tr" in cell.value:
            sheet.cell(cell.row + 1, 1).comment = Comment("beforerow" + cell.value.replace("{%tr", "{%"), "")
            cell.value = None
        else:
            cell.value = cell.value.replace("|合并", "")
    template = Path(tempfile.mkdtemp()) / "xltpl.xlsx"
    book.save(template)
    return template


def xltpl_excel(path: Path) -> Callable[[dict[str, Any]], bytes]:
    """xltpl keeps a workbook open between documents."""
    from xltpl.writerx import BookWriter

    writer = BookWriter(xltpl_template(path))
    writer.jinja_env.filters.update(FILTERS)

    def write(values: dict[str, Any]) -> bytes:
        writer.render_book([for_openpyxl(values)])
        written = io.BytesIO()
        writer.save(written)
        return written.getvalue()

    return write


def for_openpyxl(value: Any) -> Any:
    """The names with texts for what openpyxl cannot write."""
    if isinstance(value, dict):
        return {key: for_openpyxl(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [for_openpyxl(each) for each in value]
    return str(value) if isinstance(value, Target) else value


def interleaved(makers: dict[str, Callable[[], object]], each: int = EACH) -> dict[str, float]:
    """Milliseconds a call, the median over rounds in which all take turns of `each` calls (slow ones: two)."""
    for make in makers.values():
        make()
    taken: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(ROUNDS):
        for name, make in makers.items():
            repeats = min(each, 2) if name in ("docxtpl", "docxtpl, without charts", "xltpl") else each
            start = time.perf_counter()
            for _ in range(repeats):
                make()
            taken[name].append((time.perf_counter() - start) / repeats * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def show(title: str, taken: dict[str, float], base: str) -> None:
    print(f"\n{title}")
    for name, milliseconds in taken.items():
        print(f"  {name:<40}{milliseconds:9.2f} ms {milliseconds / taken[base]:8.2f} × {base}")


def processes() -> dict[str, Callable[[], object]]:
    """Whole cold processes by render.py, and one document by the shortest docxtpl script."""
    folder = tempfile.mkdtemp()
    goals = Path(folder) / "目标表"  # a pack of the goal table alone
    goals.mkdir()
    for template in (WORD, EXCEL):
        shutil.copy(template, goals)
    before = Path(folder) / "before.yaml"  # the data file before anything was achieved
    before.write_text(DATA.read_text(encoding="utf-8").partition("\n自评:")[0], encoding="utf-8")
    (Path(folder) / "values.json").write_text(json.dumps(names(report()), default=str))
    script = (
        "import json, sys, docxtpl, jinja2\n"
        "environment = jinja2.Environment(autoescape=True)\n"
        "environment.filters.update({'万元': str, '合并': str})\n"
        "document = docxtpl.DocxTemplate(sys.argv[1])\n"
        "document.render(json.load(open(sys.argv[2])), environment)\n"
        "document.save(sys.argv[3])\n"
    )
    render = [str(ROOT / "render.py"), "--force"]
    commands = {
        "docxtpl script, one document": ["-c", script, str(WORD), f"{folder}/values.json", f"{folder}/out.docx"],
        "render.py, goal table in both formats": [*render, str(before), "-o", folder, "--pack", str(goals)],
        "render.py, all five documents": [*render, str(DATA), "-o", folder],
    }
    return {name: partial(run, [sys.executable, *command]) for name, command in commands.items()}


def run(command: list[str]) -> None:
    """A process as a user starts it: its modules were compiled by an earlier one."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)


def report() -> Any:
    return load(DATA, load_rules(PACK)).report


def main() -> None:
    values = names(report(), evaluate(report(), load_rules(PACK).scoring)[0])
    word, excel = (open_template(path, FILTERS).compile() for path in (WORD, EXCEL))
    rules = load_rules(PACK)
    warm_word = {
        "limit": limit_word(values),
        "perfreport": lambda: word.render(values),
        "docxtpl": lambda: docxtpl_word(WORD, values),
    }
    show("goal table .docx, warm", interleaved(warm_word), "limit")
    told = open_template(REPORT, FILTERS).compile()
    warm_report = {
        "limit": partial(limit_report(told.render(values)), values),
        "perfreport": lambda: told.render(values),
        "docxtpl, without charts": lambda: docxtpl_word(REPORT, values),
    }
    show("self-evaluation report .docx with its charts, warm", interleaved(warm_report), "limit")
    warm_excel = {
        "limit": partial(limit_excel(excel.render(values)), values),
        "perfreport": lambda: excel.render(values),
        "xltpl": partial(xltpl_excel(EXCEL), values),
    }
    show("goal table .xlsx, warm", interleaved(warm_excel), "limit")
    show("load the data file, warm", interleaved({"load": lambda: load(DATA, rules)}), "load")
    show("whole processes, cold", interleaved(processes(), 1), "docxtpl script, one document")


if __name__ == "__main__":
    main()
