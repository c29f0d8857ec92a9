"""The file as a whole: what other programs write, what stays as it lies, what is too large."""

import re
import threading
from time import process_time

import pytest
from workbooks import grid, make, part, parts, problems, render, repack, tidy

from perfreport.office import open_template

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
LIST = "{%tr for x in 各项 %}\n{{ x }}   {{ x|合并 }}\n{%tr endfor %}"


def test_the_same_input_gives_the_same_bytes_from_two_threads_at_once_too(tmp_path):
    path = make(tmp_path, LIST)
    template = open_template(path)
    data = {"各项": ["甲", "甲", "乙"]}
    results = []
    threads = [threading.Thread(target=lambda: results.append(template.render(data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4 and set(results) == {open_template(path).render(data)}


def test_parts_that_no_tag_touches_arrive_byte_for_byte(tmp_path):
    path = make(tmp_path, "{{ 名 }}", "没有标签\n12")
    before, after = parts(path), parts(open_template(path).render({"名": "甲"}))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}
    assert grid(open_template(path).render({"名": "甲"}), 1) == "没有标签\n12"


def test_macros_custom_xml_printers_headers_themes_and_pictures_arrive_byte_for_byte_when_rows_move(tmp_path):
    path = make(tmp_path, LIST)
    names = """xl/vbaProject.bin customXml/item1.xml xl/printerSettings/printerSettings1.bin xl/media/image1.png
    xl/drawings/vmlDrawing9.vml xl/pivotCache/pivotCacheRecords1.xml xl/richData/rdRichValue.xml xl/ctrlProps/ctrlProp1.xml"""
    others = {name: f"<x>{name}</x>".encode() for name in names.split()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{number}" Type="{kind}/{type_}" Target="/{target}"/>'
        for number, (type_, target) in enumerate({
            "vmlDrawing": "xl/drawings/vmlDrawing9.vml",
            "printerSettings": "xl/printerSettings/printerSettings1.bin",
            "ctrlProp": "xl/ctrlProps/ctrlProp1.xml",
            "image": "xl/media/image1.png",
        }.items())
    )  # fmt: skip
    head = f'<legacyDrawingHF xmlns:r="{kind}" r:id="r0"/></worksheet>'
    repack(path, **others, **{
        "xl/worksheets/_rels/sheet1.xml.rels":
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        SHEET: part(path.read_bytes(), SHEET).replace("</worksheet>", head),
    })  # fmt: skip
    before, after = parts(path), parts(open_template(path).render({"各项": "甲乙丙"}))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}
    assert list(after) == list(before)


def test_the_order_of_calculation_that_excel_kept_is_dropped(tmp_path):
    path = make(tmp_path, "{{ 名 }}   =1+1")
    content = parts(path)
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B1" i="1"/></calcChain>'
    )
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>'
    links, types = content["xl/_rels/workbook.xml.rels"], content["[Content_Types].xml"]
    repack(path, **{
        "xl/calcChain.xml": chain,
        "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", relation),
        "[Content_Types].xml": types.replace(b"</Types>", override),
    })  # fmt: skip
    after = parts(open_template(path).render({"名": "甲"}))
    assert not [name for name, text in after.items() if "calcChain" in name or b"calcChain" in text]


@pytest.mark.parametrize("formula, asks", [("=1+1", "0"), ("=TODAY()", "1"), ("=不知道的名字", "1")])
def test_excel_is_asked_to_compute_only_what_could_not_be_computed(tmp_path, formula, asks):
    assert f'fullCalcOnLoad="{asks}"' in part(render(tmp_path, "{{ 名 }}   " + formula, 名=1), "xl/workbook.xml")


def respelled(tmp_path, template, *changes):
    """A template whose sheet is written otherwise, as other programs do."""
    path = make(tmp_path, template)
    sheet = parts(path)[SHEET].decode()
    for old, new in changes:
        assert old in sheet
        sheet = sheet.replace(old, new)
    return repack(path, **{SHEET: sheet})


SMALL = "名称   {{ 名 }}\n数   =1+B3\n·   2"
FILLED = tidy("名称  甲\n数  =1+B3\n·  2")


def test_rows_and_cells_without_numbers_are_counted(tmp_path):
    numbers = [(f' r="{spot}"', "") for spot in ("A1", "B1", "A2", "B2", "1", "2", "3")]
    assert grid(open_template(respelled(tmp_path, SMALL, *numbers)).render({"名": "甲"})) == FILLED


def test_a_namespace_prefix_does_not_matter(tmp_path):
    path = make(tmp_path, SMALL)
    for name in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
        text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", parts(path)[name].decode())
        repack(path, **{name: text.replace("xmlns=", "xmlns:x=")})
    assert grid(open_template(path).render({"名": "甲"})) == FILLED


def test_a_row_that_libreoffice_hides_is_hidden(tmp_path):
    """It says hidden="true" where Excel says hidden="1"."""
    template = """
        {%tr for x in 各项 %}
        {{ x }}
        5
        {%tr endfor %}
        =SUBTOTAL(109,A2:A3)   =SUBTOTAL(9,A2:A3)
    """
    path = respelled(tmp_path, template, ('<row r="3"', '<row r="3" hidden="true"'))
    document = open_template(path).render({"各项": [1, 2]})
    assert grid(document, results=True).splitlines()[-1] == "3  13"


def test_comments_in_the_xml_do_not_matter(tmp_path):
    path = respelled(tmp_path, SMALL, ("<sheetData>", "<!-- a --><sheetData><!-- b -->"), ("<row", "<!-- c --><row"))
    repack(path, **{STRINGS: part(path.read_bytes(), STRINGS).replace("<si>", "<si><!-- d -->")})
    assert grid(open_template(path).render({"名": "甲"})) == FILLED


@pytest.mark.parametrize(
    "damaged",
    [
        "<autoFilter/>",
        '<autoFilter ref="A1:B1"><filterColumn/></autoFilter>',
        "<hyperlinks><hyperlink/></hyperlinks>",
        "<rowBreaks><brk/></rowBreaks>",
    ],
)
def test_what_does_not_say_where_it_is_makes_a_damaged_file(tmp_path, damaged):
    path = respelled(tmp_path, SMALL, ("</sheetData>", f"</sheetData>{damaged}"))
    (found,) = problems(lambda: open_template(path).render({"名": "甲"}))
    assert found.startswith("模板.xlsx 这不是完好的 Word 或 Excel 文件：工作表里有读不懂的内容")


def test_a_merge_in_each_of_many_rows_and_a_width_for_every_column_are_read_at_once(tmp_path):
    merged = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(4, 4004))
    wide = "".join(f'<col min="{column}" max="{column}" width="{column % 9 + 1}"/>' for column in range(1, 16385))
    changes = (
        ("<sheetData>", f"<cols>{wide}</cols><sheetData>"),
        ("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"),
    )
    path = respelled(tmp_path, SMALL, *changes)
    repack(path, **{SHEET: re.sub("<cols>.*?</cols>(?=<cols>)", "", part(path.read_bytes(), SHEET))})
    started = process_time()
    open_template(path)
    assert process_time() - started < 10  # it were minutes if each merge asked all rows and columns


def test_declarations_that_a_row_no_longer_needs_stay_valid(tmp_path):
    path = respelled(
        tmp_path,
        SMALL,
        ("<worksheet ", '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
         'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac" '),
        ('<row r="1"', '<row r="1" x14ac:dyDescent="0.3"'),
    )  # fmt: skip
    document = open_template(path).render({"名": "甲"})
    assert grid(document) == FILLED
    assert "xmlns:x14ac=" in part(document, SHEET) and "dyDescent" not in part(document, SHEET)


def test_texts_may_stand_in_the_cells_without_any_shared_strings(tmp_path):
    path = make(tmp_path, SMALL, shared=False)
    assert "xl/sharedStrings.xml" not in parts(path)
    document = open_template(path).render({"名": "甲"})
    assert grid(document) == FILLED
    assert "sharedStrings" in part(document, "[Content_Types].xml")


def test_a_strict_workbook_is_refused_with_the_next_step(tmp_path):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    path = make(tmp_path, SMALL)
    book = parts(path)["xl/workbook.xml"].decode().replace(main, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    repack(path, **{"xl/workbook.xml": book})
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 这不是完好的 Word 或 Excel 文件：这是“严格 Open XML”工作簿。"
    ]


def test_one_cell_in_the_last_row_is_refused_before_memory_goes(tmp_path):
    path = respelled(
        tmp_path, SMALL, ("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    )
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A1048576 工作表“表1”用到了第 1048576 行。"]


def test_a_merge_over_the_whole_sheet_is_refused_before_memory_goes(tmp_path):
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD100000"/></mergeCells>'
    assert problems(lambda: open_template(respelled(tmp_path, SMALL, ("</sheetData>", merge)))) == [
        "模板.xlsx 表1!A100000 工作表“表1”用到了第 100000 行。"
    ]


def test_a_large_sheet_without_tags_is_copied(tmp_path):
    path = make(tmp_path, "{{ 名 }}", "1")
    sheet = parts(path)["xl/worksheets/sheet2.xml"].replace(
        b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    )
    repack(path, **{"xl/worksheets/sheet2.xml": sheet})
    assert parts(open_template(path).render({"名": 1}))["xl/worksheets/sheet2.xml"] == sheet


def test_more_rows_than_excel_has_are_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr("perfreport.office.excel.document.layout.MAX_ROW", 50)
    monkeypatch.setattr("perfreport.office.excel.template.MAX_ROW", 50)
    assert problems(lambda: render(tmp_path, LIST, 各项=range(60))) == [
        "模板.xlsx 表1!A1 工作表“表1”要 60 行，Excel 最多 1048576 行。"
    ]


def test_more_columns_than_excel_has_are_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr("perfreport.office.excel.template.MAX_COLUMN", 50)
    template = "项目   {%tc for x in 各项 %}   {{ x }}   {%tc endfor %}   =SUM(C1:C1)"
    assert grid(render(tmp_path, template, 各项=[1] * 48), results=True).endswith("1  48")
    assert problems(lambda: render(tmp_path, template, 各项=[1] * 49)) == [
        "模板.xlsx 表1!A1 工作表“表1”要 51 列，Excel 最多 16384 列。"
    ]
