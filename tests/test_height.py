import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment
from workbooks import BLOCK, render

from perfreport.office.excel.sheet.height import PADDING, Font, column_points, line_height, surely_one_line, text_height

SONG, ARIAL = Font("宋体", 11), Font("Arial", 10)


def lines(text, width, font=SONG):
    return round((text_height(text, width, font) - PADDING) / (line_height(font) - PADDING))


@pytest.mark.parametrize(
    "text, width, expected",
    [
        ("", 100, 1),
        ("一二三四五", 60, 1),
        ("一二三四五六", 60, 2),
        ("一\n二\n\n四", 60, 4),
        ("abcdefghij", 60, 1),
        ("abc defghij", 60, 2),
        ("一二三四五。", 60, 2),
        ("一二三四（五）", 60, 2),
        ("a" * 25, 60, 3),
        ("一" + "a" * 25, 60, 4),
        ("一二三", 1, 3),
        ("一二三", 0, 0),
        ("一二三", -3, 0),
    ],
)
def test_lines(text, width, expected):
    assert max(lines(text, width), 0) == expected


FONTS = {
    "宋体": Font("宋体", 10),
    "Arial": Font("Arial", 10),
    "Arial bold": Font("Arial", 10, bold=True),
    "Times": Font("Times New Roman", 10),
    "Times bold": Font("Times New Roman", 10, bold=True),
    "Calibri": Font("Calibri", 10),
    "Courier": Font("Courier New", 10),
    "雅黑": Font("微软雅黑", 10),
    "等线": Font("等线", 10),
    "another": Font("Frutiger", 10),
}


@pytest.mark.parametrize(
    "text, font, hundredths, expected",  # of the size: what a line has room for
    [
        ("WWWW", "Arial", 378, 1),  # 4 × 94.4
        ("WWWW", "Arial", 377, 2),
        ("WWWW", "Calibri", 357, 1),  # 4 × 89.0
        ("WWWW", "Calibri", 355, 2),
        ("WWWW", "Courier", 240, 1),  # 4 × 60
        ("iiii", "Courier", 240, 1),
        ("iiii", "Courier", 239, 2),
        ("iiii", "Arial", 90, 1),  # 4 × 22.3
        ("mmmm", "Times", 312, 1),  # 4 × 77.8
        ("mmmm", "Times bold", 312, 2),  # 4 × 83.3
        ("WWWW", "宋体", 200, 1),  # letters of 宋体 are half as wide as characters
        ("WWWW", "雅黑", 379, 2),  # those of other Chinese fonts, and of fonts not known, as in the widest one
        ("WWWW", "雅黑", 400, 1),
        ("WWWW", "等线", 379, 2),
        ("WWWW", "another", 379, 2),
        ("éééé", "Arial", 223, 1),  # as e
        ("e\u0301e\u0301", "Arial", 112, 1),
        ("“完成”", "宋体", 400, 1),  # signs that Chinese fonts have as wide as a character
        ("“完成”", "宋体", 399, 2),
        ("“完成”", "雅黑", 399, 2),
        ("“完成”", "Arial", 267, 1),  # 2 × 33.4 + 2 × 100
        ("≥95%", "宋体", 250, 1),
        ("≥95%", "Arial", 256, 1),  # 54.9 + 2 × 55.6 + 88.9
        ("≥95%", "Arial", 254, 2),
        ("①Ⅳ", "Arial", 199, 2),  # signs that Latin fonts have not
        ("①Ⅳ", "Arial", 200, 1),
        ("共1,234,567.89元", "宋体", 700, 2),  # no number is broken: 共 is left alone
        ("共1,234,567.89元", "宋体", 699, 3),
        ("共1,234,567.89元", "宋体", 500, 3),  # but one that is longer than a line
        ("达到≥110人", "宋体", 300, 3),  # 达到 | ≥110 | 人: nor is a sign parted from its number
        ("元(万)", "宋体", 200, 2),
        ("元,abc", "宋体", 250, 2),
        ("资金，", "宋体", 200, 2),  # 资 | 金，
        ("aa/bbbb/cc", "宋体", 300, 3),  # aa/ | bbbb/ | cc
        ("aaa/bbbbb/", "宋体", 300, 2),  # aaa/ | bbbbb/
        ("aaa/bbbbb/", "宋体", 299, 3),
        ("一二三      四", "宋体", 300, 2),  # blanks at a line's end stay there
        ("一二三      ", "宋体", 300, 1),
        ("一二三", "Times bold", 300, 1),
    ],
)
def test_lines_in_the_fonts_of_official_workbooks(text, font, hundredths, expected):
    assert lines(text, (hundredths / 10 + 0.01) / 0.97, FONTS[font]) == expected


def test_a_line_is_as_high_as_excel_makes_it_or_a_little_higher():
    pitches = {name: line_height(font) - PADDING for name, font in FONTS.items()}
    assert pitches == pytest.approx(
        dict.fromkeys(FONTS, 13) | {"Arial": 12.8, "Arial bold": 12.8, "Calibri": 13.7, "雅黑": 15}
    )


ARIAL_WIDTHS = dict.fromkeys("ab109é", 556) | dict.fromkeys("./ ", 278) | dict.fromkeys("“”-", 333)
ARIAL_WIDTHS |= {"W": 944, "i": 222, "%": 889, "\u0301": 0}
SONG_WIDTHS = dict.fromkeys("abW109./ -i%", 500) | {"\u0301": 0}


def slow(text, width, font):
    """Every character by itself on the first line that has room for it: fewer lines nobody can need."""
    widths = SONG_WIDTHS if font is SONG else ARIAL_WIDTHS
    room, total = int(1000 * width * 0.97 / font.size), 0
    for line in text.split("\n"):
        total, used = total + 1, 0
        for character in line:
            needed = widths.get(character, 1000)
            if character == " ":
                used = min(used + needed, room)
                continue
            if used and used + needed > room:
                total, used = total + 1, 0
            used += needed
    return total


TEXTS = st.text(st.sampled_from("一二三（）“”，。《》、abWi1 09.%-/é\u0301\n—…①"), max_size=200)


@given(TEXTS, st.floats(1, 400), st.sampled_from([SONG, ARIAL]))
@settings(deadline=None, max_examples=400)
def test_never_fewer_lines_than_the_characters_need_one_by_one(text, width, font):
    assert lines(text, width, font) >= slow(text, width, font)


@given(TEXTS, st.floats(1, 400))
@settings(deadline=None)
def test_a_wider_cell_never_needs_more_than_a_line_more(text, width):
    assert lines(text, width + 200) <= lines(text, width) + text.count("\n") + 1


@given(st.text(st.sampled_from("一W.a‰@"), max_size=40), st.floats(1, 300), st.sampled_from([SONG, *FONTS.values()]))
@settings(deadline=None)
def test_what_surely_fits_into_a_line_takes_one(text, width, font):
    if len(text) <= surely_one_line(width, font):
        assert lines(text, width, font) == 1


@pytest.mark.parametrize(
    "name, size, pixels",
    [
        ("Calibri", 11, 7),
        ("Arial", 10, 7),
        ("Times New Roman", 12, 8),
        ("宋体", 11, 8),  # 54 points, 72 pixels, are Excel's standard column there, as of 等线 and 微软雅黑
        ("宋体", 12, 8),
        ("宋体", 9, 6),
        ("等线", 11, 8),
        ("微软雅黑", 11, 8),
        ("Courier New", 10, 8),
    ],
)
def test_the_unit_of_column_widths_is_a_digit_of_the_standard_font(name, size, pixels):
    assert Font(name, size).digit_width == pixels


def test_columns_of_宋体_are_taken_at_the_width_they_have_in_libreoffice_which_is_less_than_in_excel():
    assert Font("宋体", 11).narrowest_digit == pytest.approx(7.333, abs=0.001)
    assert Font("Calibri", 11).narrowest_digit == 7


def test_a_column_of_the_standard_width_of_calibri_is_64_pixels_wide():
    assert column_points(9.14, 7) == 64 * 72 / 96


def test_a_number_too_long_for_its_column_is_shrunk_to_it_and_never_shown_as_signs(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.column_dimensions["B"].width = 11
        for cell in ("B3", "B5"):
            sheet[cell].number_format = "#,##0.00"
            sheet[cell].alignment = Alignment(wrap_text=True, horizontal="right")

    def shrunk(*numbers):
        document = render(tmp_path, BLOCK, change=change, 各项=[{"名": "示例", "数": number} for number in numbers])
        sheet = openpyxl.load_workbook(io.BytesIO(document)).active
        cells = [row[1] for row in sheet.iter_rows(min_row=2, max_col=2)]
        assert {cell.number_format for cell in cells} == {"#,##0.00"}
        assert {cell.alignment.horizontal for cell in cells} == {"right"}
        return [bool(cell.alignment.shrink_to_fit) for cell in cells]

    assert shrunk(Decimal("9999.99"), Decimal("-0.5")) == [False, False, False]
    assert shrunk(Decimal("9999999.99"), Decimal(1)) == [True, False, True]
    assert shrunk(*[Decimal("600000")] * 20) == [False] * 20 + [True]
