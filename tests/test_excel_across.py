"""Whatever stands on a sheet, or refers to it, follows repeated columns as it follows repeated rows."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from test_excel_charts import charting, series
from test_excel_comments import THREADS, threaded
from test_excel_drawings import DRAWING, PICTURE, X, shape
from test_excel_tables import TABLE, nothing, ranges
from workbooks import drawn, grid, part, parts, problems, repack, tidy

from perfreport.office import open_template

MONTHS = """
    单位   {%tc for 月 in 各月 %}   {{ 月 }}月   {%tc endfor %}   合计
    {%tr for 位 in 各位 %}
    {{ 位.名 }}   ·   {{ 位.数[loop.index0] }}   ·   =SUM(C3:C3)
    {%tr endfor %}
    合计   ·   =SUM(C3:C3)   ·   =SUM(E3:E3)
"""
UNITS = [{"名": "甲", "数": [1, 2, 3]}, {"名": "乙", "数": [10, 20, 30]}]
SHEET = "xl/worksheets/sheet1.xml"
COUNTS = (3, 1, 0)


def document(path, months=3, units=UNITS):
    return open_template(path).render({"各月": list(range(1, months + 1)), "各位": units})


def documents(path):
    """The documents of three months, one, none."""
    return [document(path, months) for months in COUNTS]


def anchors(document):
    """Every drawing: its id, the cells in which it begins and ends, with the points beyond the column's left edge."""
    root = etree.fromstring(part(document, DRAWING).encode())
    return [anchor(element) for element in root if element.tag.endswith("Anchor")]


def anchor(element):
    (object_,) = element.iterfind(f"{X}*/*/{X}cNvPr")
    ends = [end(element.find(X + name)) for name in ("from", "to") if element.find(X + name) is not None]
    size = element.find(f"{X}ext")
    ends += [f"{size.get('cx')}x{size.get('cy')}"] if size is not None else []
    return f"{object_.get('id')}: {' '.join(ends)}"


def end(element):
    column, row = "ABCDEFGHIJKLMNOP"[int(element.findtext(f"{X}col"))], int(element.findtext(f"{X}row")) + 1
    offset = int(element.findtext(f"{X}colOff")) // 12700
    return f"{column}{row}" + (f"+{offset}" if offset else "")


def small(sheet, cell, position, **options):
    """A picture of 30 × 10 pixels, less than a cell."""
    data = {"image_data": io.BytesIO(PICTURE), "x_scale": 30, "y_scale": 10, "object_position": position}
    sheet.insert_image(cell, "图.png", {**data, **options})


def test_a_picture_in_a_repeated_column_is_there_for_every_record_and_one_to_the_right_moves(tmp_path):
    def change(book, sheet):
        small(sheet, "A1", 2)
        small(sheet, "C1", 1, x_offset=4)
        small(sheet, "E1", 2)

    path = drawn(tmp_path, MONTHS, change=change)
    size = "285750x95250"
    assert [anchors(each) for each in documents(path)] == [
        ["2: A1 A1+22", "3: B1+3 B1+25", "8: C1+3 C1+25", "13: D1+3 D1+25", f"4: E1 {size}"],
        ["2: A1 A1+22", "3: B1+3 B1+25", f"4: C1 {size}"],
        ["2: A1 A1+22", f"4: B1 {size}"],
    ]


def test_a_picture_in_a_repeated_row_and_column_is_there_for_every_turn_of_both(tmp_path):
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: small(sheet, "C3", 2))
    size = "285750x95250"
    assert anchors(document(path, 2)) == [
        f"2: B2 {size}", f"5: C2 {size}", f"8: B3 {size}", f"11: C3 {size}"
    ]  # fmt: skip


def test_a_shape_over_the_block_grows_if_it_may_and_keeps_its_size_if_not(tmp_path):
    def change(book, sheet):
        shape(sheet, "A7", 20, position=1, width=270)
        shape(sheet, "C8", 20, position=1, width=160)
        shape(sheet, "A9", 20, position=2, width=270)
        shape(sheet, "A10", 20, position=3, width=270)

    path = drawn(tmp_path, MONTHS, change=change)
    assert anchors(path.read_bytes()) == ["2: A7 E8+10", "3: C8 E9+24", "4: A9 E10+10", "5: A10 E11+10"]
    assert [anchors(each)[:3] for each in documents(path)] == [
        ["2: A6 E7+10", "3: B7 E8+24", "4: A8 2571750x190500"],
        ["2: A6 C7+10", "3: B7 C8+24", "4: A8 2571750x190500"],
        ["2: A6 B7+10", "3: B7 B8+24", "4: A8 2571750x190500"],
    ]
    assert anchors(document(path))[3] == "5: A10 E11+10"


def test_a_chart_in_a_repeated_column_is_a_problem_and_so_is_a_picture_on_columns_of_tags(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=表1!$C$1"})
        chart.set_size({"height": 15, "width": 60})
        sheet.insert_chart("C6", chart)
        small(sheet, "D6", 2)

    assert problems(lambda: open_template(drawn(tmp_path, MONTHS, change=change))) == [
        "模板.xlsx 表1!D6 标签列里的图片或图形不能随行移动，输出后会指错地方。",
        "模板.xlsx 表1!C6 图表在循环里，不能每条记录都有一份。",
    ]


def commented(book, sheet):
    for cell in ("A1", "C1", "C3", "E5"):
        sheet.write_comment(cell, cell)


def comments(document):
    sheet = openpyxl.load_workbook(io.BytesIO(document))["表1"]
    return " ".join(f"{c.coordinate}:{c.comment.text}" for row in sheet.iter_rows() for c in row if c.comment)


def boxes(document):
    """The comments' boxes: id, cell, columns from and to; and the clusters of ids in use."""
    root = etree.fromstring(part(document, "xl/drawings/vmlDrawing1.vml").encode())
    found = []
    for shape_ in root.iter("{*}shape"):
        row, column = (int(shape_.findtext(f".//{{*}}{name}")) for name in ("Row", "Column"))
        place = shape_.findtext(".//{*}Anchor").split(",")
        found.append(f"{shape_.get('id')[-5:]} {'ABCDEFGHI'[column]}{row + 1} {int(place[0])}-{int(place[4])}")
    return [*found, *[ids.get("data") for ids in root.iter("{*}idmap")]]


def test_comments_are_there_for_every_turn_of_rows_and_columns(tmp_path):
    path = drawn(tmp_path, MONTHS, change=commented)
    assert [comments(each) for each in documents(path)] == [
        "A1:A1 B1:C1 C1:C1 D1:C1 B2:C3 C2:C3 D2:C3 B3:C3 C3:C3 D3:C3 E4:E5",
        "A1:A1 B1:C1 B2:C3 B3:C3 C4:E5",
        "A1:A1 B4:E5",
    ]


def test_their_boxes_follow_too_each_with_an_id_of_its_own(tmp_path):
    path = drawn(tmp_path, MONTHS, change=commented)
    assert boxes(path.read_bytes()) == ["s1025 A1 1-3", "s1026 C1 3-5", "s1027 C3 3-5", "s1028 E5 5-7", "1"]
    assert boxes(document(path, 2)) == [
        "s1025 A1 1-3",
        "s1026 B1 2-4", "s3074 C1 3-5",
        "s1027 B2 2-4", "s3075 C2 3-5", "s5123 B3 2-4", "s7171 C3 3-5",
        "s1028 D4 4-6", "1,3,5,7",
    ]  # fmt: skip


def test_a_comment_on_a_column_of_tags_is_a_problem_and_so_is_a_thread_in_a_record(tmp_path):
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: sheet.write_comment("B1", "说明"))
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!B1 标签列里的批注不能随行移动，输出后会指错地方。"]
    path = threaded(drawn(tmp_path, MONTHS, change=commented), "E5")
    assert [re.findall('ref="(.*?)"', part(each, THREADS)) for each in documents(path)] == [["E4"], ["C4"], ["B4"]]
    path = threaded(drawn(tmp_path, MONTHS, change=commented), "C1")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!C1 带回复的批注在循环里，不能每条记录都有一份。"]


def elements(document, *names):
    """Elements of the sheet with what they say, an element a line."""
    root = etree.fromstring(part(document, SHEET).encode())
    found = root.iter(*("{*}" + name for name in names))
    return [" ".join(f"{name}={value}" for name, value in element.attrib.items()) for element in found]


def with_elements(path, text, before="</worksheet>"):
    """The template with more XML in its first sheet."""
    return repack(path, **{SHEET: part(path.read_bytes(), SHEET).replace(before, text + before, 1)})


def test_links_are_there_for_every_turn_and_point_at_their_own_columns(tmp_path):
    def change(book, sheet):
        for cell, target in (("C1", "C5"), ("C3", "C$1"), ("E1", "A1")):
            sheet.write_url(cell, f"internal:表1!{target}", string="看")
        sheet.write("C1", "{{ 月 }}月")

    links = elements(document(drawn(tmp_path, MONTHS, change=change), 2), "hyperlink")
    assert [link.removesuffix(" display=看") for link in links] == [
        "ref=B1 location=表1!B4", "ref=C1 location=表1!C4",
        "ref=D1 location=表1!A1",
        "ref=B2 location=表1!B$1", "ref=C2 location=表1!C$1",
        "ref=B3 location=表1!B$1", "ref=C3 location=表1!C$1",
    ]  # fmt: skip


def test_watched_cells_are_there_for_every_turn(tmp_path):
    watches = '<cellWatches><cellWatch r="C3"/><cellWatch r="E5"/></cellWatches>'
    path = with_elements(drawn(tmp_path, MONTHS, change=nothing), watches)
    assert [elements(each, "cellWatch") for each in documents(path)[1:]] == [["r=B2", "r=B3", "r=C4"], ["r=B4"]]


def lines_of(document):
    root = etree.fromstring(part(document, SHEET).encode())
    return [" ".join(line.itertext()) for line in root.iter("{*}sparkline")]


@pytest.mark.parametrize(
    "cell, cells, found",
    [
        ("F3", "C3:C3", ["表1!B2:C2 E2", "表1!B3:C3 E3"]),
        ("F3", "B3:D3", ["表1!B2:C2 E2", "表1!B3:C3 E3"]),
        ("C6", "C3:C3", ["表1!B2:B3 B5", "表1!C2:C3 C5"]),
        ("C6", "E3:E3", ["表1!D2:D3 B5", "表1!D2:D3 C5"]),
    ],
)
def test_sparklines_show_the_rows_or_columns_of_their_own_records(tmp_path, cell, cells, found):
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: sheet.add_sparkline(cell, {"range": f"表1!{cells}"}))
    assert lines_of(document(path, 2)) == found


def test_a_sparkline_over_repeated_rows_and_columns_is_a_problem(tmp_path):
    path = drawn(tmp_path, MONTHS, change=lambda book, sheet: sheet.add_sparkline("G1", {"range": "表1!C3"}))
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!G1 占几行的迷你图不能随行移动，输出后会指错地方。"]


def test_formats_of_newer_versions_follow(tmp_path):
    def change(book, sheet):
        sheet.conditional_format("C3:C3", {"type": "data_bar", "data_bar_2010": True, "max_type": "formula",
                                           "max_value": "=$E$5"})  # fmt: skip

    document_ = part(document(drawn(tmp_path, MONTHS, change=change)), SHEET)
    assert re.findall("<xm:(?:sqref|f)>(.*?)</xm", document_) == ["$E$4", "B2:D3"]


SIDE = """
    左                          {%tc for 月 in 各月 %}   {{ 月 }}月   {%tc endfor %}   项目   金额
    {%tr for 位 in 各位 %}      ·                        ·            ·                {%tr for 项 in 各项 %}
    {{ 位.名 }}                 ·                        {{ 月 }}     ·                {{ 项 }}   1
    {%tr endfor %}              ·                        ·            ·                {%tr endfor %}
"""


def test_beside_blocks_of_rows_side_by_side_too_each_in_its_own_columns(tmp_path):
    def change(book, sheet):
        sheet.add_table("E1:F4", {"columns": [{"header": "项目"}, {"header": "金额"}]})
        sheet.write("E2", "{%tr for 项 in 各项 %}")
        sheet.write("E3", "{{ 项 }}")
        sheet.write("F3", 1)
        sheet.write("E4", "{%tr endfor %}")
        sheet.write_comment("F3", "金额")

    path = drawn(tmp_path, SIDE, change=change)
    three = open_template(path).render({"各月": [1, 2], "各位": UNITS[:1], "各项": "子丑寅"})
    assert grid(three) == tidy("""
        左   1月   2月   项目   金额
        甲   1     2     子     1
        ·    ·     ·     丑     1
        ·    ·     ·     寅     1
    """)
    assert (ranges(three, TABLE), comments(three)) == ("D1:E4 D1:E4", "E2:金额 E3:金额 E4:金额")
    none = open_template(path).render({"各月": [1, 2], "各位": UNITS[:1], "各项": ""})
    assert (ranges(none, TABLE), comments(none)) == ("D1:E2 D1:E2", "")
    assert grid(none) == tidy("""
        左   1月   2月   项目   金额
        甲   1     2     ·      ·
    """)


def test_sparklines_beside_blocks_of_rows_side_by_side_show_the_rows_of_their_own_columns(tmp_path):
    path = drawn(tmp_path, SIDE, change=lambda book, sheet: sheet.add_sparkline("G1", {"range": "表1!F3:F3"}))
    assert lines_of(open_template(path).render({"各月": [1, 2], "各位": [], "各项": "子丑寅"})) == ["表1!E2:E4 F1"]


BESIDE = """
    左    数   {%tc for 月 in 各月 %}   {{ 月 }}月   {%tc endfor %}   项目   金额
    甲    1    ·                        ·            ·                乙     2
"""


def test_in_a_repeated_sheet_everything_follows_the_columns_of_its_own_copy(tmp_path):
    template = """
        {%sheet for 位 in 各位 %}   {%tc for 数 in 位.数 %}   {{ 数 }}   {%tc endfor %}   =SUM(C1:C1)
    """

    def change(book, sheet):
        sheet.write_comment("C1", "数")
        sheet.write_comment("E1", "和")
        charting(values="表1!$C$1:$C$1")(book, sheet)

    result = open_template(drawn(tmp_path, template, change=change)).render({"各位": [{"数": [1, 2]}, {"数": [5]}]})
    opened = openpyxl.load_workbook(io.BytesIO(result))
    assert [
        " ".join(cell.coordinate + cell.comment.text for row in sheet for cell in row if cell.comment)
        for sheet in opened.worksheets
    ] == ["B1数 C1数 D1和", "B1数 C1和"]
    charts = [name for name in parts(result) if name.startswith("xl/charts/chart")]
    assert sorted(series(result, name)[0] for name in charts) == [
        "val num '表1 (2)'!$B$1:$B$1 General 1 0:5",
        "val num 表1!$B$1:$C$1 General 2 0:1 1:2",
    ]
