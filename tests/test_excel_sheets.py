"""Sheets in blocks: one becomes many, under names of their own, and whatever refers to them follows."""

import io
import re

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from workbooks import ITEMS, drawn, grid, make, part, parts, problems, render, repack, tidy

from perfreport.office import open_template
from perfreport.office.excel.sheet.title import named

BUREAU = """
    {%sheet for 单位 in 各单位 %}
    {{ 单位.名 }}   金额
    {%tr for x in 单位.项 %}
    {{ x.名 }}      {{ x.数 }}
    {%tr endfor %}
    合计            =SUM(B4:B4)
    占比            =B6/表2!B5
"""
COUNTY = """
    单位            合计
    {%tr for 位 in 各单位 %}
    {{ 位.名 }}     =表1!B6
    {%tr endfor %}
    合计            =SUM(B3:B3)
    全部            =SUM(表1!B6:B6)
    明细            =SUM(表1!B4:B4)
    首个            =表1!B6
"""
UNITS = [{"名": "甲局", "项": ITEMS}, {"名": "乙局", "项": ITEMS[:1]}, {"名": "丙局", "项": []}]


def named_by_unit(book):
    """Let the tab say the bureau's name, and all formulas refer to that tab."""
    book["表1"].title = "{{ 单位.名 }}"
    for cell in (cell for row in book["表2"].iter_rows() for cell in row if isinstance(cell.value, str)):
        cell.value = cell.value.replace("表1!", "'{{ 单位.名 }}'!")


def opened(document):
    return openpyxl.load_workbook(io.BytesIO(document))


def sheets(document, results=False):
    """All sheets of a document as text, each under its name."""
    names = opened(document).sheetnames
    return "\n".join(f"【{name}】\n{grid(document, number, results)}" for number, name in enumerate(names))


def test_one_sheet_becomes_many_and_every_record_of_the_summary_means_its_own(tmp_path):
    document = render(tmp_path, BUREAU, COUNTY, change=named_by_unit, 各单位=UNITS)
    assert (
        sheets(document).splitlines()
        == tidy("""
        【甲局】
        甲局  金额
        甲    1
        乙    2
        丙    4
        合计  =SUM(B2:B4)
        占比  =B5/表2!B5
        【乙局】
        乙局  金额
        甲    1
        合计  =SUM(B2:B2)
        占比  =B3/表2!B5
        【丙局】
        丙局  金额
        合计  =SUM(0)
        占比  =B2/表2!B5
        【表2】
        单位  合计
        甲局  =甲局!B5
        乙局  =乙局!B3
        丙局  =丙局!B2
        合计  =SUM(B2:B4)
        全部  =SUM(甲局!B5:B5,乙局!B3:B3,丙局!B2:B2)
        明细  =SUM(甲局!B2:B4,乙局!B2:B2)
        首个  =甲局!B5
    """).splitlines()
    )
    assert (
        sheets(document, results=True).splitlines()[-8:]
        == tidy("""
        单位  合计
        甲局  7
        乙局  1
        丙局  0
        合计  8
        全部  8
        明细  8
        首个  7
    """).splitlines()
    )


def test_a_range_over_sheets_whose_rows_are_alike_is_one_from_the_first_to_the_last(tmp_path):
    document = render(tmp_path, BUREAU, COUNTY, change=named_by_unit, 各单位=[{**UNITS[1], "名": n} for n in "甲乙丙"])
    assert "全部  =SUM(甲:丙!B3:B3)" in grid(document, 3)
    assert "全部  3" in grid(document, 3, results=True)


def test_a_sheet_that_is_left_out_before_one_that_becomes_many_takes_none_of_them_along(tmp_path):
    names = {"有": False, "各单位": ["甲", "乙", "丙"]}
    document = render(tmp_path, "{%sheet if 有 %}\n附", "{%sheet for x in 各单位 %}\n{{ x }}", **names)
    assert sheets(document) == "【表2】\n甲\n【表2 (2)】\n乙\n【表2 (3)】\n丙"


def test_without_records_the_sheet_is_gone_and_what_referred_to_it_is_0(tmp_path):
    document = render(tmp_path, BUREAU, COUNTY, change=named_by_unit, 各单位=[])
    assert sheets(document, results=True) == "【表2】\n" + tidy("""
        单位  合计
        合计  0
        全部  0
        明细  0
        首个  0
    """)
    assert [name for name in parts(document) if "worksheets/sheet" in name] == ["xl/worksheets/sheet2.xml"]


def test_copies_of_a_sheet_without_tags_in_its_name_are_numbered_as_excel_does_it(tmp_path):
    document = render(tmp_path, BUREAU, COUNTY, 各单位=UNITS)
    assert opened(document).sheetnames == ["表1", "表1 (2)", "表1 (3)", "表2"]
    assert "丙局  ='表1 (3)'!B2" in grid(document, 3)


def test_a_sheet_may_stand_under_a_condition_and_the_tag_beside_other_cells(tmp_path):
    template = """
        标题  {%sheet if 有 %}
        甲    1
    """
    assert sheets(render(tmp_path, template, "乙", 有=True)) == "【表1】\n标题  ·\n甲  1\n【表2】\n乙"
    assert sheets(render(tmp_path, template, "乙", 有=False)) == "【表2】\n乙"
    both = "标题  {%sheet for x in 各项 %}{%sheet endfor %}  {{ x.名 }}"
    assert sheets(render(tmp_path, both, 各项=ITEMS[:2])) == "【表1】\n标题  ·  甲\n【表1 (2)】\n标题  ·  乙"


def test_a_name_with_tags_is_filled_though_the_sheet_is_there_once(tmp_path):
    def change(book):
        book["表1"].print_area = "A1:B2"
        book["表1"].title = "{{ 年度 }}年"
        book["表2"]["A1"] = "=SUM('{{ 年度 }}年'!B1:B2)"

    document = render(tmp_path, "甲  {{ 年度 }}\n乙  2", "·", change=change, 年度=2021)
    assert opened(document).sheetnames == ["2021年", "表2"]
    assert grid(document, 1) == "=SUM('2021年'!B1:B2)"
    assert opened(document)["2021年"].print_area == "'2021年'!$A$1:$B$2"


def test_two_sheets_over_the_same_list_know_each_other(tmp_path):
    def change(book):
        first, second = book.worksheets
        first.title, second.title = "{{ x.名 }}表", "{{ y.名 }}附"
        second["B2"] = "='{{ x.名 }}表'!B2*2"

    first = "{%sheet for x in 各项 if x.数 < 3 %}\n数  {{ x.数 }}"
    second = "{%sheet for y in 各项 if y.数 < 3 %}\n倍  ·"
    assert sheets(render(tmp_path, first, second, change=change, 各项=ITEMS)) == (
        "【甲表】\n数  1\n【乙表】\n数  2\n【甲附】\n倍  =甲表!B1*2\n【乙附】\n倍  =乙表!B1*2"
    )


def test_what_belongs_to_a_sheet_belongs_to_every_copy(tmp_path):
    def change(book):
        named_by_unit(book)
        sheet = book.worksheets[0]
        sheet.print_area = "A2:B7"
        sheet.print_title_rows = "2:2"
        sheet.conditional_formatting.add("B4", FormulaRule(formula=["B4>B$6/2"]))
        check = DataValidation(type="list", formula1="$A$4:$A$4")
        check.add("A7")
        sheet.add_data_validation(check)
        sheet["A6"].comment = Comment("示例", "作者")
        sheet.freeze_panes = "A3"
        sheet["B2"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="B2", location="'{{ 单位.名 }}'!B6")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=4), titles_from_data=False)
        sheet.add_chart(chart, "D2")
        book["表2"].print_area = "A1:B5"

    document = render(tmp_path, BUREAU, COUNTY, change=change, 各单位=UNITS[:2])
    book = opened(document)
    first, second, county = book.worksheets
    assert [sheet.print_area for sheet in book] == ["'甲局'!$A$1:$B$6", "'乙局'!$A$1:$B$4", "'表2'!$A$1:$B$4"]
    assert [sheet.print_title_rows for sheet in (first, second)] == ["$1:$1", "$1:$1"]
    rules = [{str(area.sqref): area.rules[0].formula for area in s.conditional_formatting} for s in (first, second)]
    assert rules == [{"B2:B4": ["B2>B$5/2"]}, {"B2": ["B2>B$3/2"]}]
    assert [s.data_validations.dataValidation[0].formula1 for s in (first, second)] == ["$A$2:$A$4", "$A$2:$A$2"]
    assert [cell.coordinate for s in (first, second) for row in s for cell in row if cell.comment] == ["A5", "A3"]
    assert [s["B1"].hyperlink.location for s in (first, second)] == ["甲局!B5", "乙局!B3"]
    assert [s.freeze_panes for s in (first, second, county)] == ["A2", "A2", None]
    content = parts(document)
    charts = [content[name].decode() for name in sorted(content) if name.startswith("xl/charts/chart")]
    assert [re.findall("<(?:c:)?[fv]>(.*?)</", chart) for chart in charts] == [
        ["甲局!$B$2:$B$4", "1", "2", "4"], ["乙局!$B$2", "1"]
    ]  # fmt: skip
    relations = [content[f"xl/worksheets/_rels/sheet{n}.xml.rels"].decode() for n in (1, 3)]
    assert relations[0] != relations[1] and relations[0].count("Relationship ") == relations[1].count("Relationship ")


def test_comments_move_up_by_the_row_of_the_sheets_tag(tmp_path):
    def change(book):
        book["表1"]["A2"].comment = Comment("示例", "作者")

    template = "{%sheet for x in 各项 %}\n{{ x.名 }}"
    for grid_ in (template, f"{template}\n{{%tr for y in 各项 %}}\n{{{{ y.数 }}}}\n{{%tr endfor %}}"):
        book = opened(render(tmp_path, grid_, change=change, 各项=ITEMS[:2]))
        assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.comment] == ["A1", "A1"]


def test_a_shape_that_shows_a_cell_of_a_repeated_sheet_is_told(tmp_path):
    def change(book, sheet, other):
        sheet.insert_textbox("C3", "", {"textlink": "=$A$2"})

    def elsewhere(book, sheet, other):
        sheet.name = "{{ x.名 }}"
        other.insert_textbox("C3", "", {"textlink": "='{{ x.名 }}'!$A$1"})

    def told(first, change):
        return problems(lambda: open_template(drawn(tmp_path, first, "1", change=change)))

    assert told("{%sheet for x in 各项 %}\n1", change) == [
        "模板.xlsx 表1!A2 图形里指向单元格的 $A$2 不能随行移动，输出后会指错地方。"
    ]
    assert told("1  {%sheet for x in 各项 %}\n1", elsewhere)[:1] == [
        "模板.xlsx 图形 公式 ='{{ x.名 }}'!$A$1 里的“'{{ x.名 }}'!”不会跟着工作表“{{ x.名 }}”变，输出后会指错地方。"
    ]


def test_every_copy_has_a_table_of_its_own_which_its_formulas_name(tmp_path):
    def change(book):
        named_by_unit(book)
        sheet = book.worksheets[0]
        sheet["A2"] = "名"
        sheet["B6"] = "=SUM(明细[金额])"
        sheet.add_table(Table(displayName="明细", ref="A2:B4"))

    document = render(tmp_path, BUREAU, COUNTY.replace("明细", "细"), change=change, 各单位=UNITS)
    book = opened(document)
    tables = [(table.displayName, table.id, table.ref) for sheet in book for table in sheet.tables.values()]
    assert tables == [("明细", 1, "A1:B4"), ("明细_2", 3, "A1:B2"), ("明细_3", 5, "A1:B2")]
    assert [book.worksheets[n][cell].value for n, cell in enumerate(["B5", "B3", "B3"])] == [
        "=SUM(明细[金额])", "=SUM(明细_2[金额])", "=SUM(明细_3[金额])"
    ]  # fmt: skip


def test_a_range_over_sheets_whose_names_need_quotes_is_a_list_for_libreoffice_reads_no_such_range(tmp_path):
    county = "=SUM(表1!B6:B6)  =MEDIAN(表1!B6:B6)"
    alike = [UNITS[1], UNITS[1]]
    assert grid(render(tmp_path, BUREAU, county.split("  ")[0], 各单位=alike), 2) == "=SUM(表1!B3:B3,'表1 (2)'!B3:B3)"
    assert faults(tmp_path, BUREAU, county, 各单位=alike) == [
        "模板.xlsx 表2!B1 =MEDIAN(表1!B6:B6) 的范围跨过几张重复出来的工作表，这里写不下。".replace("=", "")
    ]
    many = [{**UNITS[1], "名": f"{'长' * 20} {number}"} for number in range(200)]
    total = grid(render(tmp_path, BUREAU, COUNTY, change=named_by_unit, 各单位=many), 200, results=False)
    assert f"全部  =SUM('{'长' * 20} 0:{'长' * 20} 199'!B3:B3)" in total


def test_a_loop_of_its_own_says_the_record_even_in_a_sheet_of_another_record(tmp_path):
    def change(book):
        book["表1"].title, book["表2"].title = "{{ u.名 }}", "{{ v.名 }}附"

    first, second = (
        "{%sheet for u in 各 %}\n{{ u.数 }}",
        """
        {%sheet for v in 各 %}
        ='{{ u.名 }}'!A2
        {%tr for w in 各 %}
        {{ w.名 }}  ='{{ u.名 }}'!A2
        {%tr endfor %}
    """,
    )
    document = render(tmp_path, first, second, change=change, 各=ITEMS[:2])
    assert grid(document, 2) == tidy("=甲!A1  ·\n甲  =甲!A1\n乙  =乙!A1")
    assert grid(document, 3) == tidy("=乙!A1  ·\n甲  =甲!A1\n乙  =乙!A1")


def test_both_ends_of_a_range_may_name_the_sheet(tmp_path):
    document = render(tmp_path, BUREAU, "=SUM(表1!B4:表1!B6)  =SUM(B1:B1)", 各单位=UNITS[:1])
    assert grid(document, 1) == "=SUM(表1!B2:B5)  =SUM(B1:B1)"


def test_a_chart_and_a_link_without_records_stay_on_their_own_copy(tmp_path):
    def change(book):
        named_by_unit(book)
        sheet = book.worksheets[0]
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=4), titles_from_data=False)
        sheet.add_chart(chart, "D2")
        link = openpyxl.worksheet.hyperlink.Hyperlink(ref="A3", location="'{{ 单位.名 }}'!B4")
        book["表2"]["A3"].hyperlink = link

    document = render(tmp_path, BUREAU, COUNTY, change=change, 各单位=UNITS[:1] + UNITS[2:])
    assert "<f>丙局!$B$1048576</f>" in part(document, "xl/charts/chart2.xml")
    assert opened(document)["表2"]["A3"].hyperlink.location == "丙局!$B$1048576"


def test_names_mean_all_copies_where_their_rows_are_alike(tmp_path):
    def change(book):
        named_by_unit(book)
        book.defined_names["总数"] = DefinedName("总数", attr_text="'{{ 单位.名 }}'!$B$6")

    path = make(tmp_path, BUREAU, COUNTY, change=change)
    alike = open_template(path).render({"各单位": [UNITS[1], {**UNITS[1], "名": "丁局"}]})
    assert opened(alike).defined_names["总数"].attr_text == "乙局:丁局!$B$3"
    assert problems(lambda: open_template(path).render({"各单位": UNITS})) == [
        "模板.xlsx 名称“总数” '{{ 单位.名 }}'!$B$6 的范围跨过几张重复出来的工作表，这里写不下。"
    ]


@pytest.mark.parametrize("meaning", ["表1!$B$6*2", "OFFSET(表1!$B$4,0,0,3,1)", "LARGE(表1!$B$4:$B$4,1)"])
def test_a_name_that_computes_with_one_range_takes_no_several_sheets(tmp_path, meaning):
    def change(book):
        book.defined_names["数"] = DefinedName("数", attr_text=meaning)

    alike = [UNITS[1], UNITS[1]]
    assert faults(tmp_path, BUREAU, COUNTY, change=change, 各单位=alike) == [
        f"模板.xlsx 名称“数” {meaning} 的范围跨过几张重复出来的工作表，这里写不下。"
    ]


def test_validations_formats_and_links_of_other_sheets_list_the_copies_or_tell(tmp_path):
    def change(book):
        sheet = book["表2"]
        sheet.conditional_formatting.add("A1", FormulaRule(formula=["A1>SUM(表1!$B$4:$B$4)"]))

    document = render(tmp_path, BUREAU, "5", change=change, 各单位=[UNITS[1], UNITS[1]])
    assert "A1&gt;SUM(表1!$B$2:$B$2,'表1 (2)'!$B$2:$B$2)" in part(document, "xl/worksheets/sheet2.xml")

    def check(book):
        check = DataValidation(type="list", formula1="表1!$A$4:$A$4")
        check.add("B1")
        book["表2"].add_data_validation(check)

    def format_(book):
        book["表2"].conditional_formatting.add("B1:B2", FormulaRule(formula=["B1>LARGE(表1!$B$4:$B$4,1)"]))

    def link(book):
        book["表2"]["B1"].hyperlink = openpyxl.worksheet.hyperlink.Hyperlink(ref="B1", location="表1!A4:A4")

    told = [faults(tmp_path, BUREAU, "5  5", change=change, 各单位=UNITS) for change in (check, format_, link)]
    assert told == [
        ["模板.xlsx 表2!B1 表1!$A$4:$A$4 的范围跨过几张重复出来的工作表，这里写不下。"],
        ["模板.xlsx 表2!B1 B1>LARGE(表1!$B$4:$B$4,1) 的范围跨过几张重复出来的工作表，这里写不下。"],
        ["模板.xlsx 表2!B1 表1!A4:A4 的范围跨过几张重复出来的工作表，这里写不下。"],
    ]


def test_a_formula_longer_than_excel_takes_is_told(tmp_path):
    unlike = [{"名": f"{'长' * 25} {n}", "项": ITEMS[: n % 2]} for n in range(250)]
    (told,) = faults(tmp_path, BUREAU, "=SUM(表1!B6:B6)", change=named_by_unit, 各单位=unlike)
    assert "公式 =SUM('{{ 单位.名 }}'!B6:B6) 要写成 9" in told


def test_only_one_copy_is_selected_and_the_open_tab_stays_the_same_sheet(tmp_path):
    def change(book):
        named_by_unit(book)
        book.active = 1
        book["表2"].sheet_view.tabSelected = True
        book.worksheets[0].sheet_view.tabSelected = True

    document = render(tmp_path, BUREAU, COUNTY, change=change, 各单位=UNITS)
    book = opened(document)
    assert book.active.title == "表2"
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book] == [True, False, False, True]


def test_columns_of_a_repeated_sheet_are_those_of_its_record(tmp_path):
    template = """
        {%sheet for g in 组 %}
        {{ g.名 }}  {%tc for m in g.月 %}  ·            {%tc endfor %}  合计
        数          ·                      {{ m }}      ·               =SUM(C3:C3)
    """
    document = render(tmp_path, template, 组=[{"名": "一", "月": [1, 2]}, {"名": "二", "月": [5]}])
    assert (
        sheets(document)
        == "【表1】\n一  ·  ·  合计\n数  1  2  =SUM(B2:C2)\n【表1 (2)】\n二  ·  合计\n数  5  =SUM(B2:B2)"
    )


def test_references_over_a_row_of_sheets_take_what_each_of_them_became(tmp_path):
    template = "{%tr for x in 项 %}\n{{ x.数 }}\n{%tr endfor %}\n=SUM(A2:A2)"
    total = "=SUM(表1:表2!A4)  =SUM('表1:表2'!A2:A2)  =MAX(表1:表3!A4)"
    document = render(tmp_path, template, template, "0\n0\n0\n9", total, 项=ITEMS)
    assert grid(document, 3) == "=SUM(表1:表2!A4)  =SUM(表1:表2!A1:A3)  =MAX(表1:表3!A4)"
    assert grid(document, 3, results=True) == "14  14  9"
    other = render(tmp_path, template, template.replace("项", "少"), "0\n0\n0\n9", total, 项=ITEMS, 少=ITEMS[:1])
    assert grid(other, 3) == "=SUM(表1!A4,表2!A2)  =SUM(表1!A1:A3,表2!A1:A1)  =MAX(表1!A4,表2!A2,表3!A4)"
    assert grid(other, 3, results=True) == "8  8  9"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["甲", "甲", "甲"], ["甲", "甲 (2)", "甲 (3)"]),
        (["A", "a"], ["A", "a (2)"]),
        (["一/二:三[四]*五?六\\七"], ["一／二：三［四］＊五？六＼七"]),
        (["'甲'", " 乙 ", "丙\n丁"], ["甲", "乙", "丙 丁"]),
        (["History"], ["History_"]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 27 + " (2)"]),
        (["𠮷" * 20], ["𠮷" * 15]),
    ],
)
def test_names_are_cleaned_cut_to_31_characters_and_never_the_same(titles, expected):
    assert named([(title, True) for title in titles]) == expected


def test_a_name_as_typed_is_kept_and_a_made_one_gives_way():
    assert named([("汇总", True), ("汇总", False)]) == ["汇总 (2)", "汇总"]


def faults(tmp_path, *grids, change=None, **names):
    return problems(lambda: open_template(make(tmp_path, *grids, change=change)).render(names))


def test_what_a_repeated_sheet_cannot_have_is_told(tmp_path):
    assert faults(tmp_path, "{%sheet for x in 各项 %}文字") == [
        "模板.xlsx 表1!A1 标签 {%sheet for x in 各项 %} 所在的格里还有“文字”，输出时会丢失。"
    ]
    assert faults(tmp_path, "{%sheet for x in %}") == [
        "模板.xlsx 表1!A1 标签 {%sheet for x in %} 写得不对：少了名字或值。"
    ]
    assert faults(tmp_path, "{%sheet endfor %}") == [
        "模板.xlsx 表1!A1 标签 {%sheet endfor %} 没有与它配对的开头：前面没有开着的块。"
    ]
    assert faults(tmp_path, "{%sheet for x in 各项 %}\n{%sheet for y in 各项 %}") == [
        "模板.xlsx 表1!A1 标签 {%sheet for x in 各项 %} 开着的块没有结束。"
    ]

    def chart(book):
        chart = BarChart()
        chart.add_data(Reference(book["表1"], min_col=1, min_row=2), titles_from_data=False)
        book["表2"].add_chart(chart, "D2")

    assert faults(tmp_path, "{%sheet for x in 各项 %}\n1", "2", change=chart) == [
        "模板.xlsx 表1!A1 别处引用这张工作表的图表、数据透视表不能随行移动，输出后会指错地方。"
    ]


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("SUM(明细[金额])", "明细"),
        ('"明细[金额]"&SUM(明细[金额])', "明细"),
        ("SUM('{{ 单位.名 }}'!本地)", "'{{ 单位.名 }}'!本地"),
        ("INDIRECT(\"'{{ 单位.名 }}'!B6\")", "'{{ 单位.名 }}'!B6"),
    ],
)
def test_what_names_a_repeated_sheet_and_cannot_follow_it_is_told(tmp_path, formula, text):
    def change(book):
        named_by_unit(book)
        sheet = book.worksheets[0]
        sheet["A2"] = "名"
        sheet.add_table(Table(displayName="明细", ref="A2:B4"))
        sheet.defined_names["本地"] = DefinedName("本地", attr_text="'{{ 单位.名 }}'!$B$6")

    sentence = f"里的“{text}”不会跟着工作表“{{{{ 单位.名 }}}}”变，输出后会指错地方。"
    assert faults(tmp_path, BUREAU, f"={formula}", change=change) == [f"模板.xlsx 表2!A1 公式 ={formula} {sentence}"]


def test_a_sheet_named_in_other_case_is_told(tmp_path):
    assert faults(tmp_path, BUREAU, "=A!B6", change=lambda book: setattr(book["表1"], "title", "a")) == [
        "模板.xlsx 表2!A1 公式 =A!B6 里的“A!”不会跟着工作表“a”变，输出后会指错地方。"
    ]


@pytest.mark.parametrize(
    ("on_sheet", "loop", "end"),
    [
        ("各", "{%tr for y in 各|reverse %}", "{%tr endfor %}"),
        ("各", "{%tr for y in 各 if y.数 > 1 %}", "{%tr endfor %}"),
        ("各 if x.数 > 1", "{%tr for y in 各 %}", "{%tr endfor %}"),
        ("各", "{%tc for y in 各 %}", "·"),
    ],
)
def test_a_loop_over_nearly_the_list_of_a_sheet_is_told_for_it_would_mean_the_wrong_one(tmp_path, on_sheet, loop, end):
    sheet = f"{{%sheet for x in {on_sheet} %}}\n1"
    rows = f"{loop}  ·  {'{%tc endfor %}' if 'tc' in loop else '·'}\n·  =表1!A2\n{end}"
    assert faults(tmp_path, sheet, rows, 各=ITEMS) == [
        f"模板.xlsx 表2!B2 公式 =表1!A2 在 {loop} 里引用工作表“表1”，"
        f"这张表却按 {{%sheet for x in {on_sheet} %}} 重复，不知道指的是哪一张。"
    ]


def test_copies_take_no_name_that_another_table_a_chart_sheet_or_a_name_has(tmp_path):
    def change(book):
        named_by_unit(book)
        sheet, county = book.worksheets
        sheet["A2"], sheet["B6"] = "名", '=SUM(明细[金额])&"明细[金额]"'
        sheet.add_table(Table(displayName="明细", ref="A2:B4"))
        county.add_table(Table(displayName="明细_2", ref="A1:B2"))
        book.create_chartsheet("甲局").add_chart(BarChart())

    county = "项目  金额\n甲  1"
    book = opened(render(tmp_path, BUREAU, county, change=change, 各单位=UNITS[:2]))
    assert book.sheetnames == ["甲局 (2)", "乙局", "表2", "甲局"]
    assert [table.displayName for sheet in book.worksheets for table in sheet.tables.values()] == [
        "明细", "明细__2", "明细_2"
    ]  # fmt: skip
    assert book["乙局"]["B3"].value == '=SUM(明细__2[金额])&"明细[金额]"'


def test_what_is_left_can_be_seen_and_is_open(tmp_path):
    def change(book):
        book["表1"].sheet_state, book.active = "hidden", 1

    path = make(tmp_path, "1", "{%sheet if 有 %}\n2", "3", change=change)
    assert opened(open_template(path).render({"有": False})).active.title == "表3"
    path = make(tmp_path, "1", "{%sheet if 有 %}\n2", change=change)
    assert opened(open_template(path).render({"有": True})).active.title == "表2"
    assert problems(lambda: open_template(path).render({"有": False})) == ["模板.xlsx 看得见的工作表一张也没有留下。"]


def test_a_workbook_without_a_sheet_or_a_sheet_without_a_name_is_a_problem(tmp_path):
    assert faults(tmp_path, "{%sheet if 有 %}", 有=False) == ["模板.xlsx 看得见的工作表一张也没有留下。"]

    def change(book):
        book["表1"].title = "{{ 名 }}"

    assert faults(tmp_path, "1", change=change, 名=" ") == ["模板.xlsx 工作表名“{{ 名 }}” 工作表的名字印出来是空的。"]
    assert faults(tmp_path, "1", change=change) == ["模板.xlsx 工作表名“{{ 名 }}” 标签 {{ 名 }} 里的“名”不存在。"]


def test_the_same_input_gives_the_same_bytes_and_the_list_of_titles_is_not_stale(tmp_path):
    path = make(tmp_path, BUREAU, COUNTY, change=named_by_unit)
    template = open_template(path)
    first, second = (template.render({"各单位": UNITS}) for _ in range(2))
    assert first == second
    repack(path, docProps__app_xml=b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>x</Application><TitlesOfParts>{{ x }}</TitlesOfParts></Properties>')  # fmt: skip
    assert "TitlesOfParts" not in part(open_template(path).render({"各单位": UNITS}), "docProps/app.xml")
