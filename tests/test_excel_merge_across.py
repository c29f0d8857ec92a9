"""合并 along a row: cells of repeated columns that say the same as the one to their left."""

import openpyxl
from workbooks import grid, heights, merges, render, tidy

YEARS = """
    年   {%tc for 月 in 各月 %}   {{ 月[0]|合并 }}   {%tc endfor %}   合计
    季   ·                        {{ 月[1]|合并 }}   ·                ·
    月   ·                        {{ 月[2] }}        ·                ·
"""


def headed(*months):
    return {"各月": [month.split() for month in months]}


def test_cells_of_repeated_columns_merge_with_those_to_their_left_and_break_where_the_row_above_breaks(tmp_path):
    months = headed("2021 二季 6", "2021 三季 7", "2021 三季 8", "2022 三季 9", "2022 四季 10")
    result = render(tmp_path, YEARS, **months)
    assert grid(result) == tidy(
        """
        年  '2021  ·     ·  '2022  ·     合计
        季  二季  三季  ·  三季  四季  ·
        月  '6  '7  '8  '9  '10  ·
    """.replace("'", "")
    )
    assert merges(result) == "B1:D1 C2:D2 E1:F1"


def test_cells_merge_across_over_the_columns_the_author_merged(tmp_path):
    template = """
        年   {%tc for 月 in 各月 %}   {{ 月[0]|合并 }}   ·      {%tc endfor %}
        ·    ·                        计划               实际   ·
    """
    result = render(
        tmp_path, template, change=lambda book: book["表1"].merge_cells("C1:D1"), **headed("甲", "甲", "乙")
    )
    assert merges(result) == "B1:E1 F1:G1"
    assert grid(result) == tidy("年   甲   ·   ·   ·   乙   ·\n·   计划   实际   计划   实际   计划   实际")


def test_merging_across_ends_with_the_outermost_block_of_columns(tmp_path):
    inner = "{%tc for 月 in 季 %}   {{ 月|合并 }}   {%tc endfor %}"
    template = f"{{%tc for 季 in 各季 %}}   {inner}   {{%tc endfor %}}   {inner.replace('季', '各季[0]')}"
    assert merges(render(tmp_path, template, 各季=["甲甲", "甲甲"])) == "A1:D1 E1:F1"


def test_in_a_row_of_a_block_cells_of_repeated_columns_merge_down_as_ever(tmp_path):
    template = """
        {%tc for 月 in 各月 %}   {{ 月|合并 }}     {%tc endfor %}
        {%tr for 行 in 各行 %}
        ·                        {{ 行|合并 }}     ·
        {%tr endfor %}
    """
    assert merges(render(tmp_path, template, 各月="甲甲", 各行="子子")) == "A1:B1 A2:A3 B2:B3"


def test_a_merge_of_the_author_under_a_tag_with_merge_that_is_in_no_block_stays(tmp_path):
    result = render(
        tmp_path, "{{ 名|合并 }}   ·   {{ 名|合并 }}", change=lambda book: book["表1"].merge_cells("A1:B1"), 名="甲"
    )
    assert (merges(result), grid(result)) == ("A1:B1", "甲  ·  甲")


def test_a_text_merged_across_needs_no_more_height_than_its_width_asks_for(tmp_path):
    def change(book):
        book["表1"]["B1"].alignment = openpyxl.styles.Alignment(wrap_text=True)
        book["表1"].column_dimensions["B"].width = 10

    template = "{%tc for 月 in 各月 %}   {{ 月|合并 }}   {%tc endfor %}"
    text = "二〇二一年第一季度预算执行情况"
    one_line, wide, narrow = (
        heights(render(tmp_path, template, change=change, 各月=texts)) for texts in (["短"], [text] * 4, [text, "短"])
    )
    assert one_line == wide < narrow
