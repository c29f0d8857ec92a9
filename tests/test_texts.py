"""What a finished document says is read back with the places that problems name."""

from __future__ import annotations

from documents import template, word_file
from workbooks import make, render

from perfreport.office import open_template
from perfreport.office.texts import read_texts
from perfreport.problem import Problems

BOX = (
    "<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent>"
    '<mc:Choice Requires="wps"><w:txbxContent><w:p/><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent><w:p/><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def read(document: bytes) -> list[tuple[str, str]]:
    return [(passage.spot, passage.text) for row in read_texts(document) for passage in row.passages]


def test_paragraphs_of_a_word_document_count_empty_ones_too():
    body = '甲 & ‖乙\n\n<w:p w:rsidR="1"/>\n<w:p/>\n丙'
    assert read(word_file(body, header="题头", footnote="注")) == [
        ("页眉 第1段", "题头"),
        ("脚注 第1段", "注"),
        ("第1段", "甲 & 乙"),
        ("第5段", "丙"),
    ]


def test_cells_of_a_word_table_have_their_place_in_the_row_and_their_column_in_the_grid():
    document = word_file("题\n↓资金⟷2¦年初¦全年\n〃⟷2¦¦1.20⏎万元\n完\n另一表¦")
    assert [(row.table, [tuple(passage) for passage in row.passages]) for row in read_texts(document)] == [
        ("", [("第1段", "题", 0, 1)]),
        ("表1", [("表1 第1行第1列", "资金", 1, 2), ("表1 第1行第2列", "年初", 3, 1), ("表1 第1行第3列", "全年", 4, 1)]),
        ("表1", [("表1 第2行第3列", "1.20\n万元", 4, 1)]),
        ("", [("第2段", "完", 0, 1)]),
        ("表2", [("表2 第1行第1列", "另一表", 1, 1)]),
    ]


def test_line_breaks_and_tabs_are_read_and_deleted_text_is_not():
    run = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r><w:del><w:r><w:delText>丁</w:delText></w:r></w:del></w:p>"
    assert read(word_file(run)) == [("第1段", "甲\n乙\t丙")]


def test_a_text_box_is_read_once_and_does_not_count_among_the_paragraphs():
    assert read(word_file(f"{BOX}\n后面")) == [("文本框 第2段", "框内"), ("第1段", "框外"), ("第2段", "后面")]


def test_the_row_around_a_table_in_a_cell_is_read_whole():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('左')}<w:tc>{inner}</w:tc>{cell.format('右')}</w:tr></w:tbl>"
    assert [[passage.text for passage in row.passages] for row in read_texts(word_file(table))] == [
        ["里"],
        ["左", "右"],
    ]


def test_a_table_in_a_cell_is_named_after_the_cell():
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>外</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert read(word_file(f"{table}\n完")) == [
        ("表1 第1行第2列 表1 第1行第1列", "里"),
        ("表1 第1行第2列", "外"),
        ("第1段", "完"),
    ]


def test_what_is_read_stands_where_a_problem_of_the_template_says():
    body = f"{{{{ 甲 }}}}\n\n{BOX.replace('框内', '{{ 乙 }}')}\n表¦{{{{ 丙 }}}}\n{{{{ 丁 }}}}"
    names = {name: f"〔{name}〕" for name in "甲乙丙丁"}
    try:
        template(body).render({})
    except Problems as found:
        places = {problem.place.spot for problem in found.problems}
    assert places == {spot for spot, text in read(template(body).render(names)) if "〔" in text}


def test_numbers_of_a_workbook_are_read_as_their_formats_show_them(tmp_path):
    codes = ("0.00", "#,##0.00_ ;[Red]-#,##0.00_ ", "0.00%", '0.0"万元"', "General", "yyyy/m/d")

    def change(book):
        for row, code in enumerate(codes, 1):
            book.worksheets[0].cell(row, 1).number_format = code

    document = render(tmp_path, "\n".join(["{{ 数 }}"] * 5 + ["{{ 日 }}"]), change=change, 数=1234.567, 日=44625)
    assert read(document) == [
        ("表1!A1", "1234.57"),
        ("表1!A2", "1,234.57"),
        ("表1!A3", "123456.70%"),
        ("表1!A4", "1234.6万元"),
        ("表1!A5", "1234.567"),
        ("表1!A6", "2022/3/5"),
    ]


def test_formulas_are_read_by_their_stored_results_and_other_cells_as_they_are(tmp_path):
    grid = """
        {{ 文 }}     =1/3      是
        =A1&"！"     =1/0      {{ 真 }}
    """
    document = render(tmp_path, grid, 文="甲<乙\n_x0041_", 真=True)
    assert read(document) == [
        ("表1!A1", "甲<乙\n_x0041_"),
        ("表1!B1", "0.333333333333333"),
        ("表1!C1", "是"),
        ("表1!A2", "甲<乙\n_x0041_！"),
        ("表1!B2", "#DIV/0!"),
        ("表1!C2", "TRUE"),
    ]


def test_every_sheet_is_read_and_texts_that_stand_in_the_cells_too(tmp_path):
    template = open_template(make(tmp_path, "{{ 甲 }}  乙", "丙", shared=False))
    assert [
        (row.table, [tuple(passage) for passage in row.passages]) for row in read_texts(template.render({"甲": "子"}))
    ] == [
        ("表1", [("表1!A1", "子", 1, 1), ("表1!B1", "乙", 2, 1)]),
        ("表2", [("表2!A1", "丙", 1, 1)]),
    ]
