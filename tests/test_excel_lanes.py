"""Blocks side by side: each has its columns, the longest decides, the others are filled up with empty cells."""

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from workbooks import ITEMS, drawn, grid, heights, make, merges, part, problems, render, tidy

from perfreport.office import open_template

TWO = """
    收入                 ·               支出                 ·
    {%tr for x in 左 %}  ·               {%tr for y in 右 %}  ·
    {{ x.名 }}           {{ x.数 }}      {{ y.名 }}           {{ y.数 }}
    {%tr endfor %}       ·               {%tr endfor %}       ·
    合计                 =SUM(B3:B3)     合计                 =SUM(D3:D3)
    差额                 =B5-D5
"""


def test_below_blocks_side_by_side_a_column_breaks_wherever_one_to_its_left_does(tmp_path):
    template = """
        {%tr for 组 in 各组 %}
        {%tr for x in 组.左 %}   {%tr for y in 组.右 %}
        {{ x }}                  {{ y }}
        {%tr endfor %}           {%tr endfor %}
        {{ 组.名|合并 }}         {{ 组.数|合并 }}
        {%tr endfor %}
    """
    groups = [{"左": "", "右": "", "名": name, "数": 1} for name in "甲乙乙"]
    assert merges(render(tmp_path, template, 各组=groups)) == "A2:A3 B2:B3"


def test_a_dollar_on_the_row_of_closing_tags_reaches_to_the_last_record_beside_other_blocks_too(tmp_path):
    template = """
        {%tr for x in 左 %}   ·                   {%tr for y in 右 %}
        {{ x }}               =SUM(A2:A$3)        {{ y }}
        {%tr endfor %}        ·                   {%tr endfor %}
    """
    assert grid(render(tmp_path, template, 左=[1, 2], 右=[])) == tidy("""
        1   =SUM(A1:A$2)   ·
        2   =SUM(A2:A$2)   ·
    """)


def both(document):
    return grid(document), grid(document, results=True)


def test_the_longer_of_two_lists_decides_and_each_total_takes_its_own(tmp_path):
    formulas, results = both(render(tmp_path, TWO, 左=ITEMS, 右=ITEMS[:1]))
    assert formulas == tidy("""
        收入  ·  支出  ·
        甲  1  甲  1
        乙  2  ·  ·
        丙  4  ·  ·
        合计  =SUM(B2:B4)  合计  =SUM(D2:D2)
        差额  =B5-D5  ·  ·
    """)
    assert results.endswith("合计  7  合计  1\n差额  6  ·  ·")


def test_an_empty_list_beside_another_is_empty_cells_and_two_empty_ones_are_nothing(tmp_path):
    assert grid(render(tmp_path, TWO, 左=[], 右=ITEMS[1:]), results=True) == tidy("""
        收入  ·  支出  ·
        ·  ·  乙  2
        ·  ·  丙  4
        合计  0  合计  6
        差额  -6  ·  ·
    """)
    assert grid(render(tmp_path, TWO, 左=[], 右=[]), results=True) == tidy("""
        收入  ·  支出  ·
        合计  0  合计  0
        差额  0  ·  ·
    """)


def test_lanes_nest_in_a_block_and_every_group_has_its_own_longest(tmp_path):
    template = """
        {%tr for g in 组 %}
        {{ g.名 }}             =SUM(B4:B4)     ·                      =SUM(D4:D4)
        {%tr for x in g.左 %}  ·               {%tr for y in g.右 %}  ·
        {{ x.名 }}             {{ x.数 }}      {{ y.名 }}             {{ y.数 }}
        {%tr endfor %}         ·               {%tr endfor %}         ·
        {%tr endfor %}
        合计                   =SUM(B4:B4)     =SUM(A4:D4)            =SUM(D4:D4)
    """
    组 = [{"名": "一", "左": ITEMS, "右": ITEMS[:1]}, {"名": "二", "左": [], "右": ITEMS[:2]}]
    formulas, results = both(render(tmp_path, template, 组=组))
    assert formulas == tidy("""
        一    =SUM(B2:B4)  ·  =SUM(D2:D2)
        甲    1            甲  1
        乙    2            ·  ·
        丙    4            ·  ·
        二    =SUM(0)      ·  =SUM(D6:D7)
        ·     ·            甲  1
        ·     ·            乙  2
        合计  =SUM(B2:B4)  =SUM(A2:D4,A6:D7)  =SUM(D2:D2,D6:D7)
    """)
    assert results.splitlines()[-1] == "合计  7  11  4"


def test_lanes_may_have_rows_of_their_own_and_end_in_different_rows(tmp_path):
    template = """
        {%tr for x in 左 %}  ·            {%tr for y in 右 %}  ·
        {{ x.名 }}           {{ x.数 }}   {{ y.名 }}           {{ y.数 }}
        {%tr endfor %}       ·            ·                    ·
        左小计               =SUM(B2:B2)  {{ y.名 }}的一半     =D2/2
        ·                    ·            {%tr endfor %}       ·
        合计                 =SUM(B2:B2)  合计                 =SUM(D2:D4)
    """
    assert grid(render(tmp_path, template, 左=ITEMS, 右=ITEMS[:1])) == tidy("""
        甲      1            甲        1
        乙      2            甲的一半  =D1/2
        丙      4            ·         ·
        左小计  =SUM(B1:B3)  ·         ·
        合计    =SUM(B1:B3)  合计      =SUM(D1:D2)
    """)
    assert grid(render(tmp_path, template, 左=[], 右=ITEMS[:2])) == tidy("""
        左小计  =SUM(0)  甲        1
        ·       ·        甲的一半  =D1/2
        ·       ·        乙        2
        ·       ·        乙的一半  =D3/2
        合计    =SUM(0)  合计      =SUM(D1:D4)
    """)


def test_two_bands_on_a_sheet_may_part_its_columns_differently(tmp_path):
    template = """
        {%tr for x in 左 %}  ·  ·                    ·
        {{ x.名 }}           ·  {{ x.数 }}           甲
        {%tr endfor %}       ·  ·                    ·
        {%tr for x in 左 %}  ·  {%tr for y in 右 %}  ·
        {{ x.名 }}           ·  {{ y.名 }}           {{ y.数 }}
        {%tr endfor %}       ·  {%tr endfor %}       ·
        {%tr for x in 右 %}  {%tr for y in 左 %}  ·  ·
        {{ x.数 }}           {{ y.数 }}              =B8  ·
        {%tr endfor %}       {%tr endfor %}       ·  ·
        合计                 =SUM(A2:D8)
    """
    assert grid(render(tmp_path, template, 左=ITEMS[:2], 右=ITEMS[2:])) == tidy("""
        甲    ·            1    甲
        乙    ·            2    甲
        甲    ·            丙   4
        乙    ·            ·    ·
        4     1            =B5  ·
        ·     2            =B6  ·
        合计  =SUM(A1:D6)  ·    ·
    """)


def test_three_lanes_of_which_one_stands_under_a_condition_and_one_has_blocks_in_it(tmp_path):
    template = """
        {%tr if 有 %}   {%tr for g in 组 %}    ·          {%tr for y in 右 %}
        说明            {{ g.名 }}             ·          {{ y.名 }}
        ·               {%tr for x in g.项 %}  ·          ·
        {%tr endif %}   {{ x.名 }}             {{ x.数 }}   {%tr endfor %}
        ·               {%tr endfor %}         ·          ·
        ·               {%tr endfor %}         ·          ·
        ·               ·                      =SUM(C4:C4)
    """
    组 = [{"名": "一", "项": ITEMS[:2]}, {"名": "二", "项": ITEMS[2:]}]
    assert grid(render(tmp_path, template, 有=True, 组=组, 右=ITEMS[:2])) == tidy("""
        说明  一  ·                  甲
        ·     甲  1                  乙
        ·     乙  2                  ·
        ·     二  ·                  ·
        ·     丙  4                  ·
        ·     ·   =SUM(C2:C3,C5:C5)  ·
    """)
    assert grid(render(tmp_path, template, 有=False, 组=[], 右=ITEMS[:1])) == tidy("""
        ·  ·  ·        甲
        ·  ·  =SUM(0)  ·
    """)


def test_what_fills_up_has_the_look_and_merges_of_a_record(tmp_path):
    def change(book):
        sheet = book["表1"]
        for cell in ("C3", "D3"):
            sheet[cell].fill = PatternFill("solid", fgColor="FFFF00")
        sheet.merge_cells("C3:D3")
        sheet.merge_cells("A1:D1")

    document = render(tmp_path, TWO.replace("{{ y.数 }}", "·"), change=change, 左=ITEMS, 右=ITEMS[:1])
    sheet = openpyxl.load_workbook(io.BytesIO(document)).active
    assert merges(document) == "A1:D1 C2:D2 C3:D3 C4:D4"
    assert {sheet.cell(row, 3).fill.fgColor.rgb for row in (2, 3, 4)} == {"00FFFF00"}
    assert sheet["C5"].fill.fgColor.rgb == "00000000"


LABEL = """
    ·  {%tr for x in 左 %}  ·                {%tr for y in 右 %}  ·
    ·  {{ x.名 }}           {{ x.数|合并 }}  {{ y.名 }}           {{ y.数 }}
    ·  ·                    二               ·                    ·
    ·  {%tr endfor %}       ·                {%tr endfor %}       ·
"""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [(1, 3, "A1:A6 B1:B2"), (3, 1, "A1:A6 B1:B2 B3:B4 B5:B6"), (1, 1, "A1:A2 B1:B2"), (0, 0, "")],
)
def test_a_merge_beside_the_first_lane_spans_all_that_is_written(tmp_path, left, right, expected):
    def change(book):
        book["表1"].merge_cells("A1:A4")
        book["表1"].merge_cells("B2:B3")

    document = render(tmp_path, LABEL, change=change, 左=ITEMS[:left], 右=ITEMS[:right])
    assert merges(document) == expected


def test_equal_cells_merge_within_their_lane_and_not_into_what_fills_it_up(tmp_path):
    template = """
        {%tr for x in 左 %}  {%tr for y in 右 %}
        {{ x|合并 }}         {{ y|合并 }}
        {%tr endfor %}       {%tr endfor %}
    """
    document = render(tmp_path, template, 左=["甲", "甲"], 右=["", "", "乙", "乙"])
    assert (grid(document), merges(document)) == (tidy("甲 ·\n· ·\n· 乙\n· ·".replace(" ", "  ")), "A1:A2 B1:B2 B3:B4")


def test_a_row_is_as_high_as_the_longest_text_of_any_lane_and_takes_rows_in_all(tmp_path):
    def change(book):
        for cell in ("A3", "C3"):
            book["表1"][cell].alignment = Alignment(wrap_text=True)

    long = [{"名": "长" * 20, "数": 1}]
    assert heights(render(tmp_path, TWO, change=change, 左=ITEMS[:1], 右=long))[1] > 60
    document = render(tmp_path, TWO, change=change, 左=ITEMS[:2], 右=[{"名": "长" * 200, "数": 1}])
    assert merges(document) == "A2:A4 B2:B4 C2:C4 D2:D4"
    assert grid(document).splitlines()[4:6] == ["乙  2  ·  ·", "合计  =SUM(B2:B5)  合计  =SUM(D2:D4)"]


def test_names_formats_and_print_areas_follow_the_rows_of_their_columns(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.print_area = "A1:D5"
        for name, text in {"左数": "表1!$B$3", "右数": "表1!$D$3", "全部": "表1!$A$3:$D$3"}.items():
            book.defined_names[name] = DefinedName(name, attr_text=text)
        for cell in ("B3", "D3"):
            sheet.conditional_formatting.add(cell, FormulaRule(formula=[f"{cell}>{cell[0]}$5"]))
        sheet["D3"].comment = Comment("示例", "作者")

    document = render(tmp_path, TWO, change=change, 左=ITEMS, 右=ITEMS[:2])
    book = openpyxl.load_workbook(io.BytesIO(document))
    sheet = book.active
    names = [name.attr_text for name in book.defined_names.values()]
    assert names == ["表1!$B$2:$B$4", "表1!$D$2:$D$3", "表1!$A$2:$D$4"]
    assert sheet.print_area == "'表1'!$A$1:$D$5"
    rules = {str(area.sqref): area.rules[0].formula for area in sheet.conditional_formatting}
    assert rules == {"B2:B4": ["B2>B$5"], "D2:D3": ["D2>D$5"]}
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["D2", "D3"]


def test_a_table_in_a_lane_keeps_a_row_though_its_list_is_empty(tmp_path):
    def change(book):
        book["表1"]["D1"] = "金额"
        book["表1"].add_table(Table(displayName="支出表", ref="C1:D3"))

    path = make(tmp_path, TWO, change=change)

    def table(**lists):
        document = open_template(path).render(lists)
        sheet = openpyxl.load_workbook(io.BytesIO(document)).active
        return next(iter(sheet.tables.values())).ref, sheet.max_row

    assert table(左=ITEMS, 右=ITEMS[:2]) == ("C1:D3", 6)
    assert table(左=ITEMS, 右=[]) == ("C1:D2", 6)
    assert table(左=[], 右=[]) == ("C1:D2", 4)


def test_a_chart_shows_the_rows_of_its_lane(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=表1!$C$3:$C$3", "values": "=表1!$D$3:$D$3"})
        sheet.insert_chart("F8", chart)

    document = open_template(drawn(tmp_path, TWO, change=change)).render({"左": ITEMS, "右": ITEMS[:2]})
    chart = part(document, "xl/charts/chart1.xml")
    assert "<c:f>表1!$D$2:$D$3</c:f>" in chart and "<c:v>乙</c:v>" in chart


def test_columns_repeat_in_a_lane(tmp_path):
    template = """
        {%tr for x in 左 %}  {%tc for m in 月 %}  ·              {%tc endfor %}  {%tr for y in 右 %}  ·
        {{ x.名 }}           ·                    {{ x.数 + m }}  ·              {{ y.名 }}           =SUM(C2:C2)
        {%tr endfor %}       ·                    ·              ·               {%tr endfor %}       ·
        合计                 ·                    =SUM(C2:C2)    ·               {{ 左|length }}项      =SUM(F2:F2)
    """
    document = render(tmp_path, template, 左=ITEMS, 右=ITEMS[:1], 月=[1, 2])
    assert grid(document, results=True) == tidy("""
        甲    2   3   甲   23
        乙    3   4   ·    ·
        丙    5   6   ·    ·
        合计  10  13  3项  23
    """)
    assert grid(render(tmp_path, template, 左=ITEMS[:1], 右=ITEMS[:2], 月=[]), results=True) == tidy("""
        甲    甲   0
        ·     乙   0
        合计  1项  0
    """)


def opening(tmp_path, template, change=None):
    return problems(lambda: open_template(make(tmp_path, template, change=change)))


def test_blocks_side_by_side_that_are_closed_wrongly_are_told_by_lane(tmp_path):
    left_if = TWO.replace("{%tr endfor %} ", "{%tr endif %} ", 1)
    assert opening(tmp_path, left_if) == [
        "模板.xlsx 表1!A4 标签 {%tr endif %} 没有与它配对的开头：前面开着的是 {%tr for x in 左 %}（模板.xlsx 表1!A2）。",
        "模板.xlsx 表1!A2 标签 {%tr for x in 左 %} 开着的块没有结束。",
    ]
    unclosed = TWO.replace("{%tr endfor %} ", "·", 1)
    assert opening(tmp_path, unclosed) == ["模板.xlsx 表1!A2 标签 {%tr for x in 左 %} 开着的块没有结束。"]
    in_sheet = "{%sheet for 单位 in 各单位 %}\n" + unclosed.strip()
    assert opening(tmp_path, in_sheet) == ["模板.xlsx 表1!A3 标签 {%tr for x in 左 %} 开着的块没有结束。"]


def test_what_stands_beside_a_tag_in_its_lane_is_told(tmp_path):
    beside = TWO.replace("{%tr endfor %}       ·               {%tr", "{%tr endfor %}       上               {%tr")
    assert opening(tmp_path, beside) == ["模板.xlsx 表1!A4 标签 {%tr endfor %} 所在的行里还有“上”，输出时会丢失。"]


def test_a_merge_over_two_lanes_and_columns_over_two_lanes_are_told(tmp_path):
    def change(book):
        book["表1"].merge_cells("B3:C3")

    assert opening(tmp_path, TWO.replace("{{ y.名 }}", "·"), change) == [
        "模板.xlsx 表1!B3 合并单元格 B3:C3 只盖住了循环（第 2–4 行并排的块）的一部分。"
    ]
    columns = """
        ·                    {%tc for m in 月 %}  ·                    {%tc endfor %}
        {%tr for x in 左 %}  ·                    {%tr for y in 右 %}  ·
        {{ x.名 }}           ·                    {{ y.名 }}           ·
        {%tr endfor %}       ·                    {%tr endfor %}       ·
    """
    assert opening(tmp_path, columns) == [
        "模板.xlsx 表1!B1 列循环 {%tc for m in 月 %} 跨过了并排的块，不能随行移动，输出后会指错地方。"
    ]
