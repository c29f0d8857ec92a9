"""合并, and rows as high as the text in their cells, merged or not."""

import pytest
from openpyxl.styles import Alignment, Font
from workbooks import grid, heights, make, merges, problems, render, tidy

from perfreport.office import open_template

MERGED = """
    {%tr for x in 各项 %}
    {{ x[0]|合并 }}   {{ x[1]|合并 }}   {{ x[2]|合并 }}   {{ x[3] }}
    {%tr endfor %}
"""


def rows(text):
    return {"各项": [line.split() for line in text.strip().splitlines()]}


def test_cells_that_say_the_same_merge_and_break_where_the_column_to_their_left_breaks(tmp_path):
    data = rows("""
        产出 数量 甲 1
        产出 数量 甲 2
        产出 质量 甲 3
        效益 质量 甲 4
        效益 质量 甲 5
        效益 质量 乙 6
    """)
    document = render(tmp_path, MERGED, **data)
    assert merges(document) == "A1:A3 A4:A6 B1:B2 B4:B6 C1:C2 C4:C5"
    assert grid(document) == tidy("""
        产出  数量  甲  1
        ·     ·     ·   2
        ·     质量  甲  3
        效益  质量  甲  4
        ·     ·     ·   5
        ·     ·     乙  6
    """)


def test_merging_takes_in_the_columns_the_author_merged_and_stops_at_the_blocks_end(tmp_path):
    template = """
        产出
        {%tr for x in 各项 %}
        {{ x|合并 }}   ·   值
        {%tr endfor %}
        {%tr for x in 各项 %}
        {{ x|合并 }}   ·   值
        {%tr endfor %}
        产出
    """

    def change(book):
        book["表1"].merge_cells("A3:B3")
        book["表1"].merge_cells("A6:B6")

    document = render(tmp_path, template, change=change, 各项=["产出", "产出", "效益"])
    assert merges(document) == "A2:B3 A4:B4 A5:B6 A7:B7"


def test_empty_cells_merge_with_empty_cells(tmp_path):
    document = render(tmp_path, "{%tr for x in 各项 %}\n{{ x|合并 }}   行\n{%tr endfor %}", 各项=["", "", "a"])
    assert merges(document) == "A1:A2"


def test_merging_reaches_over_the_turns_of_inner_blocks(tmp_path):
    template = """
        {%tr for 一 in 各级 %}
        {%tr for 二 in 一[1] %}
        {{ 一[0]|合并 }}   {{ 二|合并 }}
        {%tr endfor %}
        {%tr endfor %}
    """
    document = render(tmp_path, template, 各级=[("甲", "丙丙"), ("甲", "丙丁"), ("乙", "丁丁")])
    assert merges(document) == "A1:A4 A5:A6 B1:B3 B5:B6"


def test_merging_in_a_cell_merged_over_rows_is_a_problem(tmp_path):
    template = "{%tr for x in 各项 %}\n{{ x|合并 }}   1\n·   2\n{%tr endfor %}"
    assert problems(lambda: render(tmp_path, template, change=lambda b: b["表1"].merge_cells("A2:A3"), 各项=[])) == [
        "模板.xlsx 表1!A2 写着“合并”的单元格 A2:A3 已经上下合并。"
    ]


def wrapped(*spots, width=20.0, fixed=()):
    def change(book):
        sheet = book["表1"]
        for spot in spots:
            sheet[spot].alignment = Alignment(wrap_text=True)
        for letter in "ABC":
            sheet.column_dimensions[letter].width = width
        for row in fixed:
            sheet.row_dimensions[row].height = 20

    return change


LIST = "{%tr for x in 各项 %}\n{{ x }}   ·\n{%tr endfor %}"


def test_each_record_is_as_high_as_its_text_and_a_row_the_author_fixed_stays(tmp_path):
    texts = ["短", "长" * 60, "一\n二\n三"]
    free = heights(render(tmp_path, LIST, change=wrapped("A2"), 各项=texts))
    assert free[0] == 18.07 and free[1] > 80 and 40 < free[2] < 60
    assert heights(render(tmp_path, LIST, change=wrapped("A2", fixed=[2]), 各项=texts)) == [20, 20, 20]


def test_bold_and_indented_texts_need_more_room(tmp_path):
    def look(bold, indent, standard="Calibri"):
        def change(book):
            wrapped("A2")(book)
            book._named_styles["Normal"].font = Font(name=standard, size=12)
            cell = book["表1"]["A2"]
            cell.font = Font(name="Times New Roman", size=10, bold=bold)
            cell.alignment = Alignment(wrap_text=True, horizontal="left", indent=indent)

        return change

    def lines(text, *settings):
        return round((heights(render(tmp_path, LIST, change=look(*settings), 各项=[text]))[0] - 3) / 13)

    assert [lines("m" * 14, False, 0), lines("m" * 14, True, 0)] == [1, 2]
    assert [lines("m" * 13, False, 0), lines("m" * 13, False, 2)] == [1, 2]
    assert [lines("m" * 12, False, 2), lines("m" * 12, False, 2, "宋体")] == [1, 2]  # three wider blanks a step


def test_text_merged_over_columns_uses_their_width_together(tmp_path):
    def merged(book):
        wrapped("A2")(book)
        book["表1"].merge_cells("A2:B2")

    one = heights(render(tmp_path, LIST, change=wrapped("A2"), 各项=["长" * 60]))[0]
    two = heights(render(tmp_path, LIST, change=merged, 各项=["长" * 60]))[0]
    assert 30 < two < one


def test_a_merged_cell_of_one_row_and_one_of_several_get_the_height_they_need(tmp_path):
    template = "{%tr for x in 各项 %}\n{{ x[0]|合并 }}   {{ x[1] }}\n{%tr endfor %}"
    long = "长" * 90
    found = heights(render(tmp_path, template, change=wrapped("A2"), 各项=[(long, 1), ("短", 2), (long, 3), (long, 4)]))
    assert found[0] > 130 and found[1] == 18.07 and found[2] + found[3] == pytest.approx(found[0])


def test_text_for_more_than_the_highest_row_gets_several_rows_and_all_cells_of_the_record_with_it(tmp_path):
    template = """
        {%tr for x in 各项 %}
        {{ x[0]|合并 }}   {{ x[1] }}   {{ x[2] }}   ·   =C2*2
        {%tr endfor %}
        合计   ·   =SUM(C2:C2)   ·   =COUNTA(A2:A2)
    """

    def change(book):
        wrapped("B2")(book)
        book["表1"].merge_cells("C2:D2")

    document = render(tmp_path, template, change=change, 各项=[("甲", "短", 1), ("甲", "长" * 600, 2), ("乙", "短", 3)])
    assert grid(document) == tidy(
        """
        甲    短  1              ·  =C1*2
        ·     @   2              ·  =C2*2
        ·     ·   ·              ·  ·
        ·     ·   ·              ·  ·
        乙    短  3              ·  =C5*2
        合计  ·   =SUM(C1:C5)    ·  =COUNTA(A1:A5)
    """.replace("@", "长" * 600)
    )
    assert merges(document) == "A1:A4 B2:B4 C1:D1 C2:D4 C5:D5 E2:E4"
    assert heights(document)[:5] == [18.07, 377.75, 377.75, 377.75, 18.07]
    assert grid(document, results=True).splitlines()[-1] == "合计  ·  6  ·  2"


def merged_over(folder, area, **cells):
    """A template with a merge over cells that hold something, as openpyxl leaves them with no `merge_cells`."""
    text = """
        任务          金额          说明
        {%tr for x in 各项 %}
        {{ x.名 }}    {{ x.数 }}    第{{ loop.index }}项
        {%tr endfor %}
        合计          =SUM(B3:B3)   完
    """

    def change(book):
        for spot, value in cells.items():
            book["表1"][spot].value = value
        book["表1"].merged_cells.add(area)

    return make(folder, text, change=change)


@pytest.mark.parametrize(
    ("area", "told"),
    [
        (
            "B1:C4",
            [
                "表1!B3 合并单元格 B1:C3 盖住了标签 {{ x.数 }}（B3），印不出来。",
                "表1!C3 合并单元格 B1:C3 盖住了标签 {{ loop.index }}（C3），印不出来。",
            ],
        ),
        ("B3:C3", ["表1!C3 合并单元格 B3:C3 盖住了标签 {{ loop.index }}（C3），印不出来。"]),
        ("B5:C5", []),
    ],
)
def test_a_tag_that_a_merge_covers_is_refused(tmp_path, area, told):
    found = problems(lambda: open_template(merged_over(tmp_path, area)))
    assert found == [f"模板.xlsx {each}" for each in told]


@pytest.mark.parametrize(
    ("area", "change", "told"),
    [
        ("B5:C5", {}, "C5 合并单元格 B5:C5 盖住了“完”，印不出来。"),
        ("B5:C5", {"C5": 12.5}, "C5 合并单元格 B5:C5 盖住了“12.5”，印不出来，求和时却会算上。"),
        ("B5:C5", {"C5": 0}, "C5 合并单元格 B5:C5 盖住了“0”，印不出来，求和时却会算上。"),
        ("A5:B5", {}, "B5 合并单元格 A5:B5 盖住了“=SUM(B3:B3)”，印不出来。"),
        ("B5:C5", {"C5": "{% if 各项 %}有{% endif %}"}, "C5 合并单元格 B5:C5 盖住了“有”，印不出来。"),
        ("B5:C5", {"C5": None}, ""),
    ],
)
def test_a_text_a_number_or_a_formula_that_a_merge_covers_is_hinted_at(tmp_path, area, change, told):
    template = open_template(merged_over(tmp_path, area, **change))
    found = [f"{each.place} {each.message}" for each in template.looks() if each.id == "lint.covered-text"]
    assert found == [f"模板.xlsx 表1!{told}"] * bool(told)
