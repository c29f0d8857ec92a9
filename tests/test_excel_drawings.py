"""Pictures, shapes and charts stand where their rows are."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from workbooks import BLOCK, ITEMS, LISTS, drawn, make, part, parts, problems, rendered, repack

from perfreport.office import open_template

LIST = "{%tr for x in 各项 %}\n{{ x.名 }}\n{%tr endfor %}"
X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DRAWING = "xl/drawings/drawing1.xml"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63382127070002b6010534a675aa0000000049454e44ae426082"
)


def anchors(document, name=DRAWING):
    """Every drawing: its id, its first row with the points below that row's edge, its last or its size."""
    root = etree.fromstring(part(document, name).encode())
    return [anchor(element) for element in root if element.tag.endswith("Anchor")]


def anchor(element):
    (shape,) = element.iterfind(f"{X}*/*/{X}cNvPr")
    ends = [end(element.find(X + name)) for name in ("from", "to") if element.find(X + name) is not None]
    size = element.find(f"{X}ext")
    ends += [f"{size.get('cx')}x{size.get('cy')}"] if size is not None else []
    return f"{shape.get('id')}: {' '.join(ends)}"


def end(element):
    offset = int(element.findtext(f"{X}rowOff")) // 12700
    return f"{int(element.findtext(f'{X}row')) + 1}" + (f"+{offset}" if offset else "")


def picture(sheet, cell, **options):
    sheet.insert_image(cell, "图.png", {"image_data": io.BytesIO(PICTURE), "x_scale": 60, "y_scale": 20, **options})


def shape(sheet, cell, height, position, **options):
    sheet.insert_textbox(cell, "说明", {"width": 64, "height": height, "object_position": position, **options})


@pytest.mark.parametrize(
    "items, found",
    [
        (ITEMS, ["2: 6 571500x190500", "3: 8 9+3"]),
        (ITEMS[:1], ["2: 4 571500x190500", "3: 6 7+3"]),
        ([], ["2: 3 571500x190500", "3: 5 6+3"]),
    ],
)
def test_what_stands_below_the_block_moves_with_its_rows(tmp_path, items, found):
    def change(book, sheet):
        picture(sheet, "A6", object_position=2)
        shape(sheet, "D8", 24, position=1)

    assert anchors(rendered(drawn(tmp_path, BLOCK, change=change), items)) == found


def test_a_picture_in_the_block_stands_beside_every_record_each_with_an_id_of_its_own(tmp_path):
    def change(book, sheet):
        picture(sheet, "A1", object_position=2)
        picture(sheet, "D3", object_position=2)
        picture(sheet, "A6", object_position=2)

    path = drawn(tmp_path, BLOCK, change=change)
    assert [anchors(rendered(path, items)) for items in LISTS] == [
        [
            "2: 1 2",
            "3: 2 571500x190500",
            "8: 3 571500x190500",
            "13: 4 571500x190500",
            "4: 6 571500x190500",
        ],
        ["2: 1 2", "3: 2 571500x190500", "4: 4 571500x190500"],
        ["2: 1 2", "4: 3 571500x190500"],
    ]
    assert part(rendered(path, ITEMS), DRAWING).count('r:embed="rId1"') == 5


def test_a_shape_that_spans_the_block_grows_with_it_if_it_may_and_keeps_its_size_if_not(tmp_path):
    def change(book, sheet):
        shape(sheet, "D1", 90, position=1)
        shape(sheet, "F1", 90, position=2)
        shape(sheet, "H3", 90, position=1)

    path = drawn(tmp_path, BLOCK, change=change)
    assert anchors(path.read_bytes()) == ["2: 1 5+7", "3: 1 5+7", "4: 3 7+7"]
    assert anchors(rendered(path, ITEMS)) == ["2: 1 5+7", "3: 1 609600x857250", "4: 2 7+7"]
    assert anchors(rendered(path, ITEMS * 3)) == ["2: 1 11+7", "3: 1 609600x857250", "4: 2 13+7"]
    assert anchors(rendered(path, [])) == ["2: 1 2+7", "3: 1 609600x857250", "4: 2 4+7"]


def test_an_edge_between_two_rows_stays_at_the_row_above_it(tmp_path):
    def change(book, sheet):
        shape(sheet, "D1", 20, position=1)
        shape(sheet, "F1", 80, position=1)

    path = drawn(tmp_path, BLOCK, change=change)
    assert anchors(path.read_bytes()) == ["2: 1 2", "3: 1 5"]
    assert anchors(rendered(path, ITEMS)) == ["2: 1 2", "3: 1 5"]
    assert anchors(rendered(path, [])) == ["2: 1 2", "3: 1 2"]


def test_a_shape_fixed_on_the_page_stays(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: shape(sheet, "D6", 24, position=3))
    assert anchors(rendered(path, ITEMS * 3)) == anchors(path.read_bytes()) == ["2: 6 7+3"]


def test_a_drawing_on_a_row_that_a_condition_leaves_out_goes_with_it(tmp_path):
    template = "上\n{%tr if 有 %}\n说明\n{%tr endif %}\n下"
    path = drawn(tmp_path, template, change=lambda book, sheet: shape(sheet, "D3", 10, position=1))
    found = [anchors(open_template(path).render({"有": there})) for there in (True, False)]
    assert found == [["2: 2 2+7"], []]


def test_pictures_and_charts_of_openpyxl_follow_too(tmp_path):
    def change(book):
        sheet = book["表1"]
        chart = openpyxl.chart.BarChart()
        chart.add_data(openpyxl.chart.Reference(sheet, range_string="表1!$B$3:$B$3"))
        sheet.add_chart(chart, "A8")

    path = make(tmp_path, BLOCK, change=change)
    (template,) = anchors(path.read_bytes())
    assert anchors(rendered(path, ITEMS)) == [template]
    assert anchors(rendered(path, ITEMS * 2)) == [template.replace(": 8", ": 11")]


def test_copies_in_nested_blocks_are_counted_through(tmp_path):
    template = """
        {%tr for 组 in 各组 %}
        {{ 组 }}
        {%tr for x in 各项 %}
        {{ x.名 }}
        {%tr endfor %}
        {%tr endfor %}
    """
    path = drawn(tmp_path, template, change=lambda book, sheet: picture(sheet, "D4", object_position=2))
    document = open_template(path).render({"各组": "ab", "各项": ITEMS[:2]})
    size = "571500x190500"
    assert anchors(document) == [f"2: 2 {size}", f"5: 3 {size}", f"8: 5 {size}", f"11: 6 {size}"]


def test_a_chart_that_lies_in_a_record_is_a_problem(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"values": "=表1!$B$3"})
        chart.set_size({"height": 15, "width": 60})
        sheet.insert_chart("D3", chart)

    assert problems(lambda: open_template(drawn(tmp_path, BLOCK, change=change))) == [
        "模板.xlsx 表1!D3 图表在循环里，不能每条记录都有一份。"
    ]


def test_a_drawing_that_stands_on_rows_of_tags_alone_is_a_problem(tmp_path):
    def change(book, sheet):
        picture(sheet, "D2", object_position=2)
        shape(sheet, "E4", 10, position=1)
        shape(sheet, "F2", 24, position=1)

    assert problems(lambda: open_template(drawn(tmp_path, BLOCK, change=change))) == [
        "模板.xlsx 表1!D2 标签行里的图片或图形不能随行移动，输出后会指错地方。",
        "模板.xlsx 表1!E4 标签行里的图片或图形不能随行移动，输出后会指错地方。",
    ]


def test_texts_and_links_of_shapes_that_point_at_rows_are_problems(tmp_path):
    def change(book, sheet, other):
        shape(other, "A1", 24, position=1, textlink="=表1!$B$5")
        shape(other, "D1", 24, position=1, url="internal:表1!A5")

    assert problems(lambda: open_template(drawn(tmp_path, BLOCK, "·", change=change))) == [
        "模板.xlsx 表1!A5 图形里指向单元格的 表1!A5 不能随行移动，输出后会指错地方。",
        "模板.xlsx 表1!A5 图形里指向单元格的 表1!$B$5 不能随行移动，输出后会指错地方。",
    ]


def test_a_drawing_above_the_block_is_copied_as_it_lies(tmp_path):
    path = drawn(tmp_path, "标题\n{{ 各项|length }}\n" + LIST, change=lambda book, sheet: shape(sheet, "D1", 30, 1))
    assert parts(rendered(path, ITEMS))[DRAWING] == parts(path)[DRAWING]


def test_sizes_are_taken_from_columns_and_rows_where_the_object_names_none(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: shape(sheet, "D6", 30, position=2))
    drawing = re.sub(r"<a:xfrm>.*?</a:xfrm>", "", part(path.read_bytes(), DRAWING))
    repack(path, **{DRAWING: drawing})
    assert anchors(rendered(path, ITEMS)) == ["2: 6 609600x285750"]
