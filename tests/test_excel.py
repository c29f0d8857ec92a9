"""Values in cells, tags and what is wrong with them, the file as a whole."""

import io
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from workbooks import filled, make, part, problems, render, tidy

from perfreport.money import Money
from perfreport.office import open_template

SHEET = "xl/worksheets/sheet1.xml"


def cell(document, spot="A1"):
    return openpyxl.load_workbook(io.BytesIO(document)).worksheets[0][spot]


def value_of(tmp_path, value, tag="{{ 值 }}", change=None):
    return cell(render(tmp_path, tag, change=change, 值=value))


@pytest.mark.parametrize("text", ["=100元/月", "=100%", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "'x"])
def test_a_text_that_looks_like_a_formula_is_text_and_stays_so_when_edited(tmp_path, text):
    found = value_of(tmp_path, text)
    assert (found.value, found.data_type, found.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize(
    "text",
    ["R&D 经费 <5% ]]> \"'", "_x0041_", "110101199001011234", " 前后有空格 ", "一行\n二行", "𠮷喆㎡", "{{ 别的 }}"],
)
def test_a_text_arrives_as_it_is(tmp_path, text):
    found = value_of(tmp_path, text)
    assert (found.value, found.data_type, found.quotePrefix) == (text, "s", False)


def test_carriage_returns_count_as_one_line_break(tmp_path):
    assert value_of(tmp_path, "一\r\n二\r三").value == "一\n二\n三"


@pytest.mark.parametrize(
    "value, stored",
    [
        (Decimal("12.00"), "12"), (Decimal("1E+2"), "100"), (Decimal("0.000000"), "0"), (Decimal("1E+3"), "1000"), (0.1 + 0.2, "0.3"), (7, "7"), (-0.5, "-0.5"),
        (Decimal(12) / 7, "1.71428571428571"), (123456789012345, "123456789012345"),
        (Decimal("1E-400"), "0"),
    ],
)  # fmt: skip
def test_a_number_is_a_number_under_the_cells_own_format(tmp_path, value, stored):
    def change(book):
        book["表1"]["A1"].number_format = "0.00"

    document = render(tmp_path, "{{ 值 }}", change=change, 值=value)
    assert f"<v>{stored}</v>" in part(document, SHEET)
    assert (cell(document).data_type, cell(document).number_format) == ("n", "0.00")


def test_true_and_false_are_logical_values_alone_and_words_within_a_text(tmp_path):
    assert filled(tmp_path, "{{ 值 }}   达标：{{ 值 }}", 值=True) == "True  达标：是"


WINDOWS, MAC = openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH


@pytest.mark.parametrize(
    "value, shown, epoch",
    [
        (date(2021, 12, 31), datetime(2021, 12, 31), WINDOWS), (date(2021, 12, 31), datetime(2021, 12, 31), MAC),
        (datetime(2021, 12, 31, 8, 30), datetime(2021, 12, 31, 8, 30), WINDOWS), (time(8, 30), time(8, 30), WINDOWS),
        (date(1900, 1, 1), datetime(1900, 1, 1), WINDOWS), (date(1900, 3, 1), datetime(1900, 3, 1), WINDOWS),
    ],
)  # fmt: skip
def test_dates_and_times_get_a_format_of_their_own_and_the_workbooks_calendar(tmp_path, value, shown, epoch):
    def change(book):
        book.epoch = epoch

    found = value_of(tmp_path, value, change=change)
    assert (found.value, found.is_date) == (shown, True)


@pytest.mark.parametrize(
    "value, stored",
    [
        (time(8, 30), "0.354166666666667"), (time(0, 0), "0"), (time(12, 0), "0.5"),
        (datetime(2022, 3, 1, 8, 30), "44621.3541666667"),
    ],
)  # fmt: skip
def test_a_time_is_stored_with_the_15_digits_that_excel_compares(tmp_path, value, stored):
    assert f"<v>{stored}</v>" in part(render(tmp_path, "{{ 值 }}", 值=value), SHEET)


def test_a_date_keeps_the_format_the_author_gave_its_cell(tmp_path):
    def change(book):
        book["表1"]["A1"].number_format = 'yyyy"年"m"月"'

    assert value_of(tmp_path, date(2021, 12, 31), change=change).number_format == 'yyyy"年"m"月"'


def test_a_fault_in_a_cell_names_its_own_tag_and_no_neighbour(tmp_path):
    assert problems(lambda: render(tmp_path, "{{ 缺 > 3 }}，{{ 甲 }}", 甲=1)) == [
        "模板.xlsx 表1!A1 标签 {{ 缺 > 3 }} 里的“缺”不存在。"
    ]


def test_an_amount_that_does_not_say_its_unit_is_asked_for_a_filter(tmp_path):
    """Alone in a cell or within a text: printed in the wrong unit it would be wrong by a factor of 10000."""
    amount = Money(Decimal("8.42"), "万元")
    assert problems(lambda: render(tmp_path, "{{ 额 }}   共{{ 额 }}", 额=amount)) == [
        "模板.xlsx 表1!A1 标签 {{ 额 }} 的值要用过滤器说明怎样打印。",
        "模板.xlsx 表1!B1 标签 {{ 额 }} 的值要用过滤器说明怎样打印。",
    ]
    template = open_template(make(tmp_path, "{{ 额|万元 }}"), {"万元": lambda money: money.to("万元")})
    assert cell(template.render({"额": amount})).value == 8.42


def test_everything_no_cell_can_hold_is_said_at_once_with_its_place(tmp_path):
    template = """
        {{ 无 }}   {{ 没有 }}   {{ 甲.丙 }}
        {{ 非数 }}   {{ 长数 }}   {{ 长文 }}   文：{{ 长文 }}
        {{ 控制 }}   {{ 一组 }}   {{ 古代 }}
    """
    names = {
        "无": None, "甲": {"乙": 1}, "非数": float("nan"), "长数": 110101199001011234, "长文": "长" * 32_768,
        "控制": "a\x0bb", "一组": [1], "古代": date(1899, 12, 31),
    }  # fmt: skip
    assert problems(lambda: render(tmp_path, template, **names)) == [
        "模板.xlsx 表1!A1 标签 {{ 无 }} 没有值。",
        "模板.xlsx 表1!B1 标签 {{ 没有 }} 里的“没有”不存在。",
        "模板.xlsx 表1!C1 标签 {{ 甲.丙 }} 里的“丙”不存在。",
        "模板.xlsx 表1!A2 标签 {{ 非数 }} 的值 nan 不是一个数。",
        "模板.xlsx 表1!B2 标签 {{ 长数 }} 的数 110101199001011234 超过 15 位，Excel 会丢掉后面的数字。",
        "模板.xlsx 表1!C2 标签 {{ 长文 }} 的内容有 32768 个字，Excel 的一个单元格最多 32767 个。",
        "模板.xlsx 表1!D2 标签 {{ 长文 }} 的内容有 32770 个字，Excel 的一个单元格最多 32767 个。",
        "模板.xlsx 表1!A3 标签 {{ 控制 }} 的值里有看不见的字符：“a▯b”。",
        "模板.xlsx 表1!B3 标签 {{ 一组 }} 的值是一组内容（list），不能直接打印。",
        "模板.xlsx 表1!C3 标签 {{ 古代 }} 的日期 1899-12-31 早于 1900 年，Excel 没有这样的日期。",
    ]


def test_a_text_of_32767_characters_is_printed(tmp_path):
    assert value_of(tmp_path, "长" * 32_767).value == "长" * 32_767


def test_empty_texts_leave_the_cell_empty(tmp_path):
    assert filled(tmp_path, "{{ 值 }}   {{ 无|空 }}   左{{ 值 }}右", 值="", 无=None) == "·  ·  左右"


def test_blocks_within_a_cell_and_names_set_in_one_cell_for_the_others(tmp_path):
    assert filled(
        tmp_path,
        """
        {% set 倍 = 2 %}   {% for 数 in 各数 %}{{ 数 * 倍 }}{{ '、' if not loop.last }}{% endfor %}
        """,
        各数=[1, 2, 3],
    ) == tidy("·  2、4、6")


def rich(*pieces):
    def change(book):
        font = InlineFont(b=True, sz=12, rFont="黑体")
        book["表1"]["A1"] = CellRichText([TextBlock(font, p[1:]) if p.startswith("*") else p for p in pieces])

    return change


def rich_text(document):
    return openpyxl.load_workbook(io.BytesIO(document), rich_text=True).worksheets[0]["A1"].value


def shown_runs(document):
    return [("*" + p.text) if isinstance(p, TextBlock) and p.font.b else str(p) for p in rich_text(document)]


def test_each_run_of_a_rich_text_keeps_its_look(tmp_path):
    change = rich("目标：", "*{{ 名 }}", "（必填）")
    assert shown_runs(render(tmp_path, "·", change=change, 名="甲 ")) == ["目标：", "*甲 ", "（必填）"]


def test_a_block_may_begin_in_one_run_and_end_in_another(tmp_path):
    change = rich("{% for x in 各项 %}第", "*{{ x }}", "名{% endfor %}")
    assert shown_runs(render(tmp_path, "·", change=change, 各项=[1, 2])) == ["第", "*1", "名", "第", "*2", "名"]


def test_what_follows_a_block_keeps_the_look_of_its_own_run(tmp_path):
    change = rich("共{% if 多 %}", "*多{% else %}少", "{% endif %}项")
    assert shown_runs(render(tmp_path, "·", change=change, 多=True)) == ["共", "*多", "项"]
    assert shown_runs(render(tmp_path, "·", change=change, 多=False)) == ["共", "*少", "项"]


def test_a_tag_split_over_runs_belongs_to_the_run_it_begins_in(tmp_path):
    change = rich("甲", "*{{ 名", " }}乙")
    assert shown_runs(render(tmp_path, "·", change=change, 名="x")) == ["甲", "*x", "乙"]


def test_a_cell_of_one_rich_tag_takes_the_values_type_or_the_runs_look(tmp_path):
    change = rich("*{{ 值 }}")
    assert cell(render(tmp_path, "·", change=change, 值=5)).value == 5
    assert shown_runs(render(tmp_path, "·", change=change, 值="=五")) == ["*=五"]


@pytest.mark.parametrize(
    "template, problem",
    [
        ("{%tr for x in 各项 %}", "表1!A1 标签 {%tr for x in 各项 %} 开着的块没有结束。"),
        ("{%tr endfor %}", "表1!A1 标签 {%tr endfor %} 没有与它配对的开头：前面没有开着的块。"),
        ("{%tr for x in 各项 %}   文字\n{%tr endfor %}", "表1!A1 标签 {%tr for x in 各项 %} 所在的行里还有“文字”，输出时会丢失。"),
        ("{%tr for x in 各项 %}\n{%tr endfor %}{{ 甲 }}乙", "表1!A2 标签 {%tr endfor %} 所在的行里还有“{{ 甲 }}乙”，输出时会丢失。"),
        ("{%tr for x in 各项 %}   {{ 甲 }}\n{%tr endfor %}", "表1!A1 标签 {%tr for x in 各项 %} 所在的行里还有“{{ 甲 }}”，输出时会丢失。"),
        ("{%tc for x in 各项 %}{%tc endfor %}", "表1!A1 标签 {%tc for x in 各项 %} 所在的列里还有“{%tc endfor %}”，输出时会丢失。"),
        ("{{ 金额|万圆 }}", "表1!A1 标签 {{ 金额|万圆 }} 里没有“万圆”这个过滤器。"),
        ("{%tr for x in 甲 %}\n{%tr if x %}\n{%tr endfor %}\n{%tr endif %}", "表1!A3 标签 {%tr endfor %} 没有与它配对的开头：前面开着的是 {%tr if x %}（模板.xlsx 表1!A2）。"),
        ("{% for x in 甲 %}\n{% endfor %}", "表1!A2 标签 {% endfor %} 与它的开头 {% for x in 甲 %}（模板.xlsx 表1!A1）不在同一层。"),
    ],
)  # fmt: skip
def test_a_broken_tag_is_a_problem_with_its_cell(tmp_path, template, problem):
    assert f"模板.xlsx {problem}" in problems(lambda: open_template(make(tmp_path, template)).compile())


def test_a_record_without_a_text_is_not_called_by_that_of_another_cell(tmp_path):
    template = "{{ 名 }}\n{%tr for x in 各项 %}\n{{ x.名 }}\n{%tr endfor %}"
    assert problems(lambda: filled(tmp_path, template, 名="总名", 各项=[{"数": 1}])) == [
        "模板.xlsx 表1!A3 标签 {{ x.名 }} 里的“名”不存在。"
    ]


def test_tags_typed_full_width_work(tmp_path):
    assert filled(tmp_path, "｛｛ 名 ｝｝   ｛％ if 名 ＝＝ “甲” ％｝是｛％ endif ％｝", 名="甲") == "甲  是"


def test_a_tag_where_nothing_is_filled_is_a_problem(tmp_path):
    def change(book):
        sheet = book["表1"]
        sheet.title = "{{ 年度 }}表"
        sheet["A1"].comment = openpyxl.comments.Comment("{{ 批注 }}", "作者")
        chart = openpyxl.chart.BarChart()
        chart.title = "{{ 图名 }}"
        sheet.add_chart(chart, "C1")

    assert sorted(problems(lambda: open_template(make(tmp_path, "1", change=change)))) == [
        "模板.xlsx 图表 图表里的标签 {{ 图名 }} 不会被填写。",
        "模板.xlsx 批注 批注里的标签 {{ 批注 }} 不会被填写。",
    ]
