"""Charts show the rows of the document, and keep their values for those who look before the sheet is read."""

import io
import re
from datetime import date

import openpyxl
import pytest
from lxml import etree
from workbooks import BLOCK, drawn, make, part, parts, problems, repack

from perfreport.office import open_template

ITEMS = [{"名": "甲", "数": 1}, {"名": "乙", "数": 2.5}, {"名": "丙", "数": 4}]
GROUPS = [{"名": "一组", "项": ITEMS[:2]}, {"名": "二组", "项": ITEMS[2:]}]

NESTED = """
    {%tr for 组 in 各组 %}
    {{ 组.名 }}
    {%tr for x in 组.项 %}
    {{ x.名 }}   {{ x.数 }}
    {%tr endfor %}
    {%tr endfor %}
"""
CHART = "xl/charts/chart1.xml"


def series(document, name=CHART):
    """What the chart's references say: whose, kind, cells, format, values."""
    root = etree.fromstring(part(document, name).encode())
    return [told(reference) for reference in root.iter("{*}numRef", "{*}strRef", "{*}multiLvlStrRef")]


def told(reference):
    kind, owner = (etree.QName(element).localname for element in (reference, reference.getparent()))
    points = [f"{point.get('idx')}:{point.findtext('{*}v')}" for point in reference.iter("{*}pt")]
    counts = [count.get("val") for count in reference.iter("{*}ptCount")]
    words = [owner, kind[:3], reference.findtext("{*}f"), reference.findtext(".//{*}formatCode"), *counts, *points]
    return " ".join(word for word in words if word)


def charting(kind="column", on=0, **names):
    """A chart with one series, at the sheet of that number."""

    def change(book, *sheets):
        chart = book.add_chart({"type": kind})
        chart.add_series({name: f"={cells}" for name, cells in names.items()})
        sheets[on].insert_chart("F1", chart)

    return change


SERIES = {"name": "表1!$B$1", "categories": "表1!$A$3:$A$3", "values": "表1!$B$3:$B$3"}


@pytest.mark.parametrize(
    "items, found",
    [
        (
            ITEMS,
            [
                "tx str 表1!$B$1 1 0:金额",
                "cat str 表1!$A$2:$A$4 3 0:甲 1:乙 2:丙",
                "val num 表1!$B$2:$B$4 General 3 0:1 1:2.5 2:4",
            ],
        ),
        (
            ITEMS[:1],
            ["tx str 表1!$B$1 1 0:金额", "cat str 表1!$A$2:$A$2 1 0:甲", "val num 表1!$B$2:$B$2 General 1 0:1"],
        ),
        ([], ["tx str 表1!$B$1 1 0:金额", "cat str 表1!$A$1048576 1", "val num 表1!$B$1048576 General 1"]),
    ],
)
def test_a_series_takes_all_records_and_keeps_their_values(tmp_path, items, found):
    path = drawn(tmp_path, BLOCK, change=charting(**SERIES))
    assert series(open_template(path).render({"各项": items})) == found


def test_charts_on_other_sheets_and_chart_sheets_follow_and_one_cell_means_all_records(tmp_path):
    def change(book, sheet, other):
        charting("line", 1, name="表1!$A$5", categories="表1!$A$3", values="表1!$B$3")(book, sheet, other)
        alone = book.add_chart({"type": "bar"})
        alone.add_series({"values": "=(表1!$B$3:$B$3,表1!$B$5)"})
        book.add_chartsheet("图").set_chart(alone)

    document = open_template(drawn(tmp_path, BLOCK, "·", change=change)).render({"各项": ITEMS})
    assert series(document) == [
        "tx str 表1!$A$5 1 0:合计",
        "cat str 表1!$A$2:$A$4 3 0:甲 1:乙 2:丙",
        "val num 表1!$B$2:$B$4 General 3 0:1 1:2.5 2:4",
    ]
    assert series(document, "xl/charts/chart2.xml") == [
        "val num (表1!$B$2:$B$4,表1!$B$5) General 4 0:1 1:2.5 2:4 3:7.5"
    ]


def test_scatter_and_bubble_charts_follow_in_all_their_numbers(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "scatter"})
        chart.add_series({
            "categories": "=表1!$A$3:$A$3", "values": "=表1!$B$3:$B$3",
            "y_error_bars": {"type": "custom", "plus_values": "=表1!$B$3:$B$3", "minus_values": "=表1!$B$3:$B$3"},
        })  # fmt: skip
        sheet.insert_chart("F1", chart)

    path = drawn(tmp_path, BLOCK, change=change)
    items = [{"名": 10, "数": 1}, {"名": 20, "数": 2}]
    values = "num 表1!$B$2:$B$3 General 2 0:1 1:2"
    assert series(open_template(path).render({"各项": items})) == [
        f"plus {values}",
        f"minus {values}",
        "xVal num 表1!$A$2:$A$3 General 2 0:10 1:20",
        f"yVal {values}",
    ]
    text = part(path.read_bytes(), CHART).replace("c:yVal>", "c:bubbleSize>")
    found = series(open_template(repack(path, **{CHART: text})).render({"各项": items}))
    assert found[-1] == f"bubbleSize {values}"


def test_the_name_of_a_series_in_the_block_is_that_of_the_first_record(tmp_path):
    path = drawn(tmp_path, BLOCK, change=charting(name="表1!$A$3", values="表1!$B$3"))
    assert series(open_template(path).render({"各项": ITEMS}))[0] == "tx str 表1!$A$2 1 0:甲"


def test_values_are_kept_under_the_format_of_their_cells_and_gaps_and_texts_as_charts_count_them(tmp_path):
    def change(book, sheet):
        sheet.write("B3", "{{ x.数 }}", book.add_format({"num_format": "#,##0.00"}))
        sheet.write("A3", "{{ x.名 }}", book.add_format({"num_format": "yyyy-mm-dd"}))
        charting(**SERIES)(book, sheet)

    items = [
        {"名": date(2021, 1, 1), "数": 1},
        {"名": date(2021, 1, 2), "数": ""},
        {"名": date(2021, 1, 3), "数": "无"},
    ]
    assert series(open_template(drawn(tmp_path, BLOCK, change=change)).render({"各项": items}))[1:] == [
        "cat num 表1!$A$2:$A$4 yyyy-mm-dd 3 0:44197 1:44198 2:44199",
        "val num 表1!$B$2:$B$4 #,##0.00 3 0:1 2:0",
    ]


def test_a_series_over_inner_rows_takes_those_of_all_groups(tmp_path):
    path = drawn(tmp_path, NESTED, change=charting(categories="表1!$A$4", values="表1!$B$4"))
    assert series(open_template(path).render({"各组": GROUPS})) == [
        "cat str (表1!$A$2:$A$3,表1!$A$5) 3 0:甲 1:乙 2:丙",
        "val num (表1!$B$2:$B$3,表1!$B$5) General 3 0:1 1:2.5 2:4",
    ]


def test_a_series_over_very_many_ranges_takes_one_around_them_all(tmp_path):
    path = drawn(tmp_path, NESTED, change=charting(values="表1!$B$4"))
    (found,) = series(open_template(path).render({"各组": GROUPS * 60}))
    assert found.startswith("val num 表1!$B$2:$B$300 General 299 0:1 1:2.5 3:4 ")


def test_a_series_by_a_defined_name_keeps_the_name_and_takes_its_values(tmp_path):
    def change(book, sheet):
        book.define_name("各金额", "=表1!$B$3")
        charting(values="表1!各金额")(book, sheet)

    path = drawn(tmp_path, BLOCK, change=change)
    document = open_template(path).render({"各项": ITEMS})
    assert series(document) == ["val num 表1!各金额 General 3 0:1 1:2.5 2:4"]
    names = openpyxl.load_workbook(io.BytesIO(document)).defined_names
    assert names["各金额"].attr_text == "表1!$B$2:$B$4"


def test_values_that_are_not_known_are_left_to_excel(tmp_path):
    def change(book, sheet):
        book.define_name("算出来的", "=OFFSET(表1!$B$3,0,0,2,1)")
        charting(name="表1!$C$1", categories="表1!$C$5", values="表1!算出来的")(book, sheet)

    path = drawn(tmp_path, BLOCK.replace("=SUM(B3:B3)", "·   =TODAY()"), change=change)
    assert series(open_template(path).render({"各项": ITEMS}))[1:] == ["cat str 表1!$C$5", "val num 表1!算出来的"]


def test_an_error_of_a_formula_is_kept_as_one(tmp_path):
    path = drawn(tmp_path, BLOCK.replace("=SUM(B3:B3)", "=1/0"), change=charting(values="表1!$B$5"))
    assert series(open_template(path).render({"各项": ITEMS})) == ["val num 表1!$B$5 General 1 0:#DIV/0!"]


def test_categories_of_several_levels_keep_a_list_for_each(tmp_path):
    def change(book, sheet):
        charting(categories="表1!$A$3:$B$3", values="表1!$B$3")(book, sheet)

    path = drawn(tmp_path, BLOCK, change=change)
    levels = re.sub(r"(</?c:)strRef>", r"\1multiLvlStrRef>", part(path.read_bytes(), CHART))
    levels = re.sub(r"<c:(num|str)Cache>.*?</c:\1Cache>", "", levels).replace("strRef", "multiLvlStrRef")
    found = series(open_template(repack(path, **{CHART: levels})).render({"各项": ITEMS[:2]}))
    assert found[0] == "cat mul 表1!$A$2:$B$3 2 0:1 1:2.5 0:甲 1:乙"


def test_values_in_a_sheet_whose_rows_do_not_move_are_new_too(tmp_path):
    path = drawn(tmp_path, "名   {{ 数 }}", change=charting(values="表1!$B$1:$B$1"))
    assert series(open_template(path).render({"数": 7})) == ["val num 表1!$B$1:$B$1 General 1 0:7"]


def test_a_chart_of_what_no_document_changes_is_copied_as_it_lies(tmp_path):
    path = drawn(tmp_path, BLOCK, "1\n2", change=charting(values="表2!$A$1:$A$2"))
    assert parts(open_template(path).render({"各项": ITEMS}))[CHART] == parts(path)[CHART]


def test_labels_taken_from_cells_follow(tmp_path):
    space = "http://schemas.microsoft.com/office/drawing/2012/chart"
    labels = (
        '<c:extLst><c:ext uri="{02D57815-91ED-43cb-92C2-25804820EDAC}"><c15:datalabelsRange xmlns:c15="' + space + '">'
        '<c15:f>表1!$A$3:$A$3</c15:f><c15:dlblRangeCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{{ x.名 }}</c:v></c:pt>'
        "</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst></c:ser>"
    )
    path = drawn(tmp_path, BLOCK, change=charting(**SERIES))
    repack(path, **{CHART: part(path.read_bytes(), CHART).replace("</c:ser>", labels)})
    root = etree.fromstring(part(open_template(path).render({"各项": ITEMS}), CHART).encode())
    (found,) = root.iter("{*}datalabelsRange")
    assert list(found.itertext()) == ["表1!$A$2:$A$4", "甲", "乙", "丙"]


def test_charts_of_other_programs_may_use_another_prefix_or_none(tmp_path):
    path = drawn(tmp_path, BLOCK, change=charting(**SERIES))
    plain = re.sub(r"(</?)c:", r"\1", part(path.read_bytes(), CHART)).replace("xmlns:c=", "xmlns=")
    found = series(open_template(repack(path, **{CHART: plain})).render({"各项": ITEMS}))
    assert found[2] == "val num 表1!$B$2:$B$4 General 3 0:1 1:2.5 2:4"


def test_a_chart_of_openpyxl_without_values_gets_them(tmp_path):
    def change(book):
        chart = openpyxl.chart.BarChart()
        chart.add_data(openpyxl.chart.Reference(book["表1"], range_string="表1!$B$3:$B$3"))
        book["表2"].add_chart(chart, "A1")

    document = open_template(make(tmp_path, BLOCK, "·", change=change)).render({"各项": ITEMS})
    assert series(document) == ["val num '表1'!$B$2:$B$4 General 3 0:1 1:2.5 2:4"]


def test_a_tag_in_a_title_is_a_problem_and_one_among_the_kept_values_is_not(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "pie"})
        chart.add_series({"categories": "=表1!$A$3:$A$3", "values": "=表1!$B$3:$B$3"})
        chart.set_title({"name": "{{ 年度 }}年"})
        sheet.insert_chart("F1", chart)

    assert problems(lambda: open_template(drawn(tmp_path, BLOCK, change=change))) == [
        "模板.xlsx 图表 图表里的标签 {{ 年度 }} 不会被填写。"
    ]


def test_what_of_charts_cannot_follow_is_a_problem_with_its_cells(tmp_path):
    path = drawn(tmp_path, BLOCK, change=charting(values="表1!$A$3:$B$3"))
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!A3:B3 图表里占几列的系列不能随行移动，输出后会指错地方。"
    ]
    content = part(path.read_bytes(), CHART).replace("表1!$A$3:$B$3", "表1!$B$3:$B$3")
    space = "http://schemas.microsoft.com/office/drawing/2012/chart"
    full = f'<c15:sqref xmlns:c15="{space}">表1!$B$3:$B$5</c15:sqref></c:numRef>'
    assert problems(lambda: open_template(repack(path, **{CHART: content.replace("</c:numRef>", full)}))) == [
        "模板.xlsx 表1!B3:B5 图表里筛掉的系列或类别不能随行移动，输出后会指错地方。"
    ]
    types = part(path.read_bytes(), "[Content_Types].xml").replace("drawingml.chart+xml", "chartex+xml")
    new = '<x xmlns="urn:x"><f>表1!$B$3</f></x>'
    assert problems(lambda: open_template(repack(path, **{CHART: new, "[Content_Types].xml": types}))) == [
        "模板.xlsx 表1!B3 瀑布图、直方图一类的新式图表不能随行移动，输出后会指错地方。"
    ]
