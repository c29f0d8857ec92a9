"""Pictures are values: each lies over its own cell, as large as fits, once for every record."""

import io

import openpyxl
import pytest
from documents import template as word_template
from openpyxl.styles import Alignment
from pictures import gif, jpeg, laid, png, unresolved
from workbooks import drawn, grid, heights, make, merges, part, parts, problems, render

from perfreport.office import Picture, open_template

WIDE, TALL = Picture(png(80, 40)), Picture(png(30, 60, (0, 0, 200)))


def sized(**sizes):
    """Columns of 60 points each; `sizes`: heights of rows that the author fixed, R1=30."""

    def change(book):
        for sheet in book.worksheets:
            for letter in "ABCDE":
                sheet.column_dimensions[letter].width = 11.43
            for row, height in sizes.items():
                sheet.row_dimensions[int(row[1:])].height = height

    return change


def test_a_picture_fills_its_cell_keeps_its_proportions_and_stands_in_the_middle(tmp_path):
    document = render(tmp_path, "{{ 宽 }}   {{ 高 }}", change=sized(R1=34), 宽=WIDE, 高=TALL)
    assert laid(document) == ["80×40 A1 +2+3 56×28 #2", "30×60 B1 +22.5+2 15×30 #3"]
    assert grid(document) == "·  ·"
    assert unresolved(document) == []


def test_it_fills_the_merge_that_begins_in_its_cell(tmp_path):
    def change(book):
        sized(R1=30, R2=30, R3=30)(book)
        book["表1"].merge_cells("B1:D3")

    document = render(tmp_path, "甲   {{ 照 }}\n乙\n丙", change=change, 照=TALL)
    assert laid(document) == ["30×60 C1 +8.5+2 43×86 #2"]  # column B is too far to the left of the middle
    assert merges(document) == "B1:D3"


def test_every_record_has_its_own_and_equal_ones_are_stored_once(tmp_path):
    template = """
        单位
        {%tr for x in 各项 %}
        {{ x.名 }}   {{ x.照|空 }}
        {%tr endfor %}
        合计
    """
    records = [{"名": "甲", "照": WIDE}, {"名": "乙", "照": None}, {"名": "丙", "照": Picture(WIDE.content)}]
    path = make(tmp_path, template, change=sized(R3=34))
    document = open_template(path).render({"各项": records})
    assert laid(document) == ["80×40 B2 +2+3 56×28 #2", "80×40 B4 +2+3 56×28 #3"]
    assert len([name for name in parts(document) if name.startswith("xl/media/")]) == 1
    assert document == open_template(path).render({"各项": records})


def test_a_sheet_without_pictures_gets_no_drawing(tmp_path):
    document = render(tmp_path, "{{ 照|空 }}", "{{ 照|空 }}", 照=None)
    assert not [name for name in parts(document) if "drawing" in name or "media" in name]


@pytest.mark.parametrize(
    "size, shown, height",
    [
        ("高=1", "56.7×28.3", 32.3),  # centimetres: 28.35 points
        ("宽=1", "28.3×14.2", 18.2),
        ("高=2, 宽=1.5", "42.5×21.3", 25.3),  # within both
        ("高=0.2", "11.3×5.7", None),  # there is room for it
        ("宽=20", "206×103", 107),  # no wider than its cell
    ],
)
def test_the_row_grows_to_hold_a_picture_of_a_wanted_size(tmp_path, size, shown, height):
    def change(book):
        book["表1"].column_dimensions["A"].width = 40  # 210 points

    document = render(tmp_path, f"{{{{ 照|图片({size}) }}}}\n下", change=change, 照=WIDE)
    (found,) = laid(document)
    assert found.split()[3] == shown
    grown = heights(document)
    assert (grown[0] and round(grown[0], 1), grown[1]) == (height, None)


def test_a_row_that_the_author_fixed_keeps_its_height_and_the_picture_fits_it(tmp_path):
    document = render(tmp_path, "{{ 照|图片(高=3) }}", change=sized(R1=24), 照=TALL)
    assert (laid(document), heights(document)) == (["30×60 A1 +25+2 10×20 #2"], [24])


def test_text_in_the_same_row_may_need_more_height_than_the_picture(tmp_path):
    def change(book):
        sized()(book)
        book["表1"]["B1"].alignment = Alignment(wrap_text=True)

    tall, low = (
        heights(render(tmp_path, "{{ 照|图片(高=1) }}   {{ 文 }}", change=change, 照=TALL, 文="字" * count))[0]
        for count in (100, 1)
    )
    assert (tall > 200, round(low, 1)) == (True, 32.3)


def test_a_merge_over_rows_grows_with_its_picture(tmp_path):
    def change(book):
        sized()(book)
        book["表1"].merge_cells("A1:A2")

    document = render(tmp_path, "{{ 照|图片(高=2) }}   甲\n·   乙", change=change, 照=TALL)
    assert [round(height, 2) for height in heights(document)] == [30.35, 30.35]
    assert laid(document) == ["30×60 A1 +15.8268+2 28.3×56.7 #2"]


def test_a_picture_higher_than_a_row_can_be_takes_several(tmp_path):
    def change(book):
        book["表1"].column_dimensions["A"].width = 100

    document = render(tmp_path, "{{ 照|图片(高=20) }}   甲", change=change, 照=TALL)
    assert [round(height) for height in heights(document)] == [285, 285]
    assert merges(document) == "A1:A2 B1:B2"
    assert laid(document)[0].split()[3] == "283.5×566.9"


def test_equal_pictures_merge_and_are_shown_once(tmp_path):
    template = """
        {%tr for x in 各项 %}
        {{ x.照|合并 }}   {{ x.名 }}
        {%tr endfor %}
    """
    records = [{"照": WIDE, "名": "甲"}, {"照": Picture(WIDE.content), "名": "乙"}, {"照": TALL, "名": "丙"}]
    document = render(tmp_path, template, change=sized(R2=34), 各项=records)
    assert merges(document) == "A1:A2"
    assert laid(document) == ["80×40 A1 +2+20 56×28 #2", "30×60 A3 +22.5+2 15×30 #3"]


def test_columns_repeat_with_their_pictures(tmp_path):
    template = """
        ·      {%tc for x in 各项 %}   ·            {%tc endfor %}   ·
        名称   ·                       {{ x.名 }}   ·                {{ 照 }}
        照片   ·                       {{ x.照 }}   ·                ·
    """
    records = [{"名": "甲", "照": WIDE}, {"名": "乙", "照": TALL}]
    document = render(tmp_path, template, change=sized(R3=34), 各项=records, 照=TALL)
    assert [line.split()[1] for line in laid(document)] == ["D2", "B3", "C3"]


def test_blocks_side_by_side_have_their_pictures_in_rows_that_hold_both(tmp_path):
    template = """
        {%tr for x in 左 %}      {%tr for x in 右 %}
        {{ x|图片(高=1) }}       {{ x|图片(高=2) }}
        {%tr endfor %}           {%tr endfor %}
    """
    document = render(tmp_path, template, change=sized(), 左=[TALL, TALL], 右=[TALL])
    assert [round(height, 2) for height in heights(document)] == [60.69, 32.35]
    assert [line.split()[1] for line in laid(document)] == ["A1", "A2", "B1"]


def test_a_picture_in_hidden_cells_is_not_there(tmp_path):
    def change(book):
        book["表1"].column_dimensions["A"].hidden = True
        book["表1"].row_dimensions[2].hidden = True

    document = render(tmp_path, "{{ 照 }}   甲\n·   {{ 照 }}", change=change, 照=WIDE)
    assert "xl/drawings/drawing1.xml" not in parts(document)


def test_what_the_drawing_of_the_sheet_holds_stays_and_moves(tmp_path):
    template = """
        {%tr for x in 各项 %}
        {{ x }}
        {%tr endfor %}
        末
    """

    def change(book, sheet):
        sheet.insert_image("A4", "图.png", {"image_data": io.BytesIO(png(4, 4)), "object_position": 2})
        sheet.insert_image("D2", "图.png", {"image_data": io.BytesIO(png(4, 4)), "object_position": 2})

    document = open_template(drawn(tmp_path, template, change=change)).render({"各项": [WIDE, TALL]})
    found = [line.split() for line in laid(document)]
    assert [f"{pixels} {cell} {id}" for pixels, cell, *_, id in found] == [
        "4×4 A3 #2", "4×4 D1 #3", "4×4 D2 #7", "80×40 A1 #8", "30×60 A2 #9",
    ]  # fmt: skip
    assert unresolved(document) == []


def test_every_copy_of_a_sheet_has_its_own_drawing(tmp_path):
    sheet = "{%sheet for x in 各项 %}\n{{ x.名 }}   {{ x.照 }}"
    path = make(tmp_path, sheet, change=sized(R2=34))
    document = open_template(path).render({"各项": [{"名": "甲", "照": WIDE}, {"名": "乙", "照": TALL}]})
    assert laid(document) == ["80×40 B1 +2+3 56×28 #2"]
    assert laid(document, "xl/drawings/drawing2.xml") == ["30×60 B1 +22.5+2 15×30 #2"]
    assert unresolved(document) == []


def test_a_drawing_stands_where_the_schema_wants_it(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.oddFooter.center.text = "第&P页"
        sheet["A1"].comment = openpyxl.comments.Comment("批注", "作者")
        sheet.add_table(openpyxl.worksheet.table.Table(displayName="表", ref="A2:A3"))

    document = render(tmp_path, "{{ 照 }}\n名\n甲", change=change, 照=WIDE)
    content = part(document, "xl/worksheets/sheet1.xml")
    names = ("headerFooter>", "<drawing ", "<legacyDrawing ", "<tableParts ")
    assert sorted(names, key=content.rindex) == list(names)


def test_a_formula_takes_a_picture_for_an_empty_cell(tmp_path):
    document = render(tmp_path, "{{ 照 }}   =COUNTA(A1:A1)", 照=WIDE)
    assert grid(document, results=True) == "·  0"


def test_a_picture_beside_text_or_in_word_is_a_problem(tmp_path):
    template = "见{{ 照 }}   {{ 照 ~ '甲' }}   {{ 照|upper }}"
    assert problems(lambda: render(tmp_path, template, 照=WIDE)) == [
        "模板.xlsx 表1!A1 标签 {{ 照 }} 的值是图片，不能印在文字里。",
        "模板.xlsx 表1!B1 标签 {{ 照 ~ '甲' }} 的值是图片，不能印在文字里。",
        "模板.xlsx 表1!C1 标签 {{ 照|upper }} 的值是图片，不能印在文字里。",
    ]
    assert problems(lambda: word_template("{{ 照 }}").render({"照": WIDE})) == [
        "模板.docx 第1段 标签 {{ 照 }} 的值是图片，不能印在文字里。"
    ]


def test_sizes_and_values_that_make_no_picture_are_problems(tmp_path):
    template = """
        {{ 照|图片(高=0) }}   {{ 照|图片(宽='3') }}   {{ 照|图片(高=101) }}
        {{ 文|图片(高=3) }}   {{ 无|图片(高=3) }}     {{ 没有|图片 }}
        {{ 无|空|图片(高=3) }}
    """
    assert problems(lambda: render(tmp_path, template, 照=WIDE, 文="甲.png", 无=None)) == [
        "模板.xlsx 表1!A1 标签 {{ 照|图片(高=0) }} 用过滤器“图片”时出错：图片的高和宽是厘米数，大于 0，不超过 100。",
        "模板.xlsx 表1!B1 标签 {{ 照|图片(宽='3') }} 用过滤器“图片”时出错：前面的值或括号里的参数不对。",
        "模板.xlsx 表1!C1 标签 {{ 照|图片(高=101) }} 用过滤器“图片”时出错：图片的高和宽是厘米数，大于 0，不超过 100。",
        "模板.xlsx 表1!A2 标签 {{ 文|图片(高=3) }} 用过滤器“图片”时出错：前面的值不是图片。",
        "模板.xlsx 表1!B2 标签 {{ 无|图片(高=3) }} 没有值。",
        "模板.xlsx 表1!C2 标签 {{ 没有|图片 }} 里的“没有”不存在。",
    ]


def test_png_jpeg_and_gif_files_are_pictures_whose_head_says_their_size():
    found = [
        (picture.kind, *(round(side, 2) for side in picture.fitted(72, 1000)))
        for picture in map(
            Picture,
            [
                png(30, 60),
                png(30, 60, per_metre=(4000, 8000)),  # twice as many pixels down
                gif(30, 60),
                jpeg(30, 60),
                jpeg(30, 60, unit=1, across=150, down=300),
                jpeg(30, 60, unit=2, across=60, down=120),
            ],
        )
    ]
    assert found == [
        ("png", 72, 144), ("png", 72, 72), ("gif", 72, 144),
        ("jpeg", 72, 144), ("jpeg", 72, 72), ("jpeg", 72, 72),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content, why",
    [
        (b"BM\x00\x00", "这不是 PNG、JPEG 或 GIF 图片，请先用画图一类的软件另存为 PNG 或 JPEG。"),
        (b"", "这不是 PNG、JPEG 或 GIF 图片，请先用画图一类的软件另存为 PNG 或 JPEG。"),
        ("甲.png", "图片要给文件的内容（bytes），不是文件名。"),
        (png(3, 3)[:20], "图片文件不完整，读不出大小。"),
        (jpeg(3, 3)[:30], "图片文件不完整，读不出大小。"),
        (gif(0, 3), "图片文件不完整，读不出大小。"),
    ],
)
def test_anything_else_is_no_picture(content, why):
    with pytest.raises(ValueError, match=why):
        Picture(content)


@pytest.mark.parametrize("read", ["content", "kind", "fitted", "sized", "_width", "is_sized", "__class__"])
def test_a_template_sees_nothing_of_a_picture(tmp_path, read):
    assert problems(lambda: render(tmp_path, f"{{{{ 照.{read} }}}}", 照=WIDE)) == [
        f"模板.xlsx 表1!A1 标签 {{{{ 照.{read} }}}} 里的“{read}”不存在。"
    ]
