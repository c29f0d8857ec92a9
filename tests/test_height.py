import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.office.excel.height import LINE, PADDING, Font, column_points, surely_one_line, text_height

SONG, ARIAL = Font("宋体", 11), Font("Arial", 10)


def lines(text, width, font=SONG):
    return round((text_height(text, width, font) - PADDING) / (font.size * LINE))


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


def slow(text, width, font):
    """Every character by itself on the first line that has room for it: fewer lines nobody can need."""
    import unicodedata

    def hundredths(character):
        if unicodedata.east_asian_width(character) in "WFA":
            return 100
        if unicodedata.combining(character):
            return 0
        if font is SONG:
            return 50
        return (
            34
            if character in "ijltfrI.,:;'|!()[]{}/\\ -`\""
            else 84
            if character in "mwMWQOGCDHNUR@%&AKBEPSVXYZ+=<>~"
            else 56
        )

    room, total = int(100 * width * 0.97 / font.size), 0
    for line in text.split("\n"):
        total, used = total + 1, 0
        for character in line:
            if used and used + hundredths(character) > room:
                total, used = total + 1, 0
            used += hundredths(character)
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


@given(st.text(st.sampled_from("一W.a"), max_size=40), st.floats(1, 300))
@settings(deadline=None)
def test_what_surely_fits_into_a_line_takes_one(text, width):
    if len(text) <= surely_one_line(width, SONG):
        assert lines(text, width) == 1


def test_a_column_of_the_standard_width_of_calibri_is_64_pixels_wide():
    assert Font("Calibri", 11).digit_width == 7 and Font("宋体", 11).digit_width == 7
    assert column_points(9.14, 7) == 64 * 72 / 96
