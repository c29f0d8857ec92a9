import doctest
import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import documents
import docx
import openpyxl
import pytest
from jinja2 import Environment
from pictures import laid, png
from workbooks import make, parts

from perfreport.kinds import KINDS
from perfreport.office import Picture, open_template
from perfreport.office.sandbox import Sandbox
from perfreport.phrase import FILTERS

ROOT = Path(__file__).parent.parent
FILTERS_PAGE = (ROOT / "docs" / "filters.md").read_text("utf-8")
EXCEL_PAGE = (ROOT / "docs" / "templates-excel.md").read_text("utf-8")


sys.path.insert(0, str(ROOT / "docs"))
import examples  # noqa: E402
import generate  # noqa: E402

EXAMPLES = [example for function in FILTERS.values() for example in generate.examples(function)]


def test_the_generated_pages_say_what_the_code_says():
    assert generate.stale() == []


def test_the_pictures_of_excel_templates_are_those_of_the_files_as_they_are():
    names = examples.examples(EXCEL_PAGE)
    wanted = {picture.name for name in names for picture in examples.pictures_of(name)}
    assert wanted == {picture.name for picture in examples.PICTURES.iterdir()}, "run make pictures"


def test_the_level_of_what_a_pack_decides_at_核对不一致_is_written_so():
    rules, problems = ((ROOT / "docs" / page).read_text("utf-8") for page in ("rules.md", "problems.md"))
    assert "`evaluation.figure-in-words` · 照“核对不一致”\n" in rules
    assert set(re.findall(r"\| `agreement\.[a-z-]+` \| (\S+) \|", problems)) == {"照“核对不一致”"}


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", EXCEL_PAGE, re.DOTALL))
def test_the_code_on_the_page_of_excel_templates_makes_a_document(code, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    exec(code, names)
    assert zipfile.is_zipfile(io.BytesIO(names["document"]))


def test_the_page_of_excel_templates_has_every_problem_that_only_excel_knows():
    page = {id for id in KINDS if f"`{id}`" in EXCEL_PAGE}
    engine = [path.read_text("utf-8") for path in (ROOT / "perfreport" / "office" / "excel").rglob("*.py")]
    known = {id for text in engine for id in re.findall(r'"((?:template|render)\.[a-z-]+)"', text)}
    assert known - page == set()


def test_the_hints_on_the_page_of_excel_templates_are_those_of_the_template(monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {"open_template": open_template}
    test = doctest.DocTestParser().get_doctest(EXCEL_PAGE, names, "templates-excel.md", None, None)
    assert doctest.DocTestRunner().run(test) == (0, 1)


@pytest.mark.parametrize("template, result", EXAMPLES)
def test_each_example_of_the_documentation_prints_what_it_promises(template, result):
    environment = Environment()
    environment.filters.update(FILTERS)
    assert environment.from_string(template).render(generate.SAMPLE) == result


@pytest.mark.parametrize(
    "kind, template, shown", re.findall(r"```(excel|word)\n(.*?)((?:→[^\n]*\n)+)```", FILTERS_PAGE, re.DOTALL)
)
def test_each_example_of_the_filters_of_the_engine_makes_the_document_it_promises(tmp_path, kind, template, shown):
    values = {**generate.SAMPLE, "备注": None, "照片": Picture(png(300, 200))}
    made = word_lines(template, values) if kind == "word" else cells(tmp_path, template, values)
    assert made == shown.replace("→ ", "").splitlines()


DRAWING = "xl/drawings/drawing1.xml"


def word_lines(template, values):
    document = documents.template(template).render(values)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(document)).paragraphs]


def cells(folder, template, values):
    """The cells of column A that say or show something, each with its place, its link, the size of its picture."""
    rows = enumerate(template.splitlines(), 1)

    def fill(book):
        book.active.column_dimensions["A"].width = 60
        for row, text in rows:
            book.active.cell(row, 1, text)

    path = make(folder, "·", change=fill)
    document = open_template(path).render(values)
    sheet = openpyxl.load_workbook(io.BytesIO(document)).active
    areas = {area.start_cell.coordinate: area.coord for area in sheet.merged_cells.ranges}
    said = [
        f"{areas.get(cell.coordinate, cell.coordinate)} {cell.value}"
        + (f"，链接到 {cell.hyperlink.target}" if cell.hyperlink else "")
        for (cell,) in sheet.iter_rows(max_col=1)
        if cell.value
    ]
    pictures = (
        [re.search(r"([0-9.]+)×([0-9.]+) #", line) for line in laid(document)] if DRAWING in parts(document) else []
    )
    return said + [f"A1 图片，高 {centimetres(each[2])} 厘米，宽 {centimetres(each[1])} 厘米" for each in pictures]


def centimetres(points):
    return f"{round(float(points) * 2.54 / 72, 1):g}"


def test_every_filter_that_the_engine_brings_along_is_on_the_page_of_filters():
    brought = {name for name in Sandbox(str).filters if not name.isascii()}
    assert brought - set(re.findall(r"^## (.+)$", FILTERS_PAGE, re.MULTILINE)) == set()


def test_a_filter_without_an_example_does_not_get_into_the_documentation(monkeypatch):
    monkeypatch.setitem(generate.FILTERS, "没有例子", lambda value: value)
    with pytest.raises(ValueError, match="过滤器“没有例子”缺少说明或例子"):
        generate.filters_page()


@pytest.mark.parametrize("lacking", [{"source": ""}, {"right": ""}, {"severity": "serious"}])
def test_a_rule_without_a_source_an_example_or_a_severity_does_not_get_into_the_documentation(monkeypatch, lacking):
    monkeypatch.setattr(generate, "RULES", [replace(generate.RULES[0], **lacking)])
    with pytest.raises(ValueError, match="缺少说明"):
        generate.rules_page()


def test_a_stale_page_is_named(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == "".join(
        f"docs/{name} 过时了：请运行 make docs\n" for name in ("filters.md", "problems.md", "rules.md")
    )
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
