"""Tags in headers and footers of worksheets and in the properties of the file."""

import io

import openpyxl
import pytest
from lxml import etree
from workbooks import drawn, grid, make, part, parts, problems, render, repack

from perfreport.office import Link, Picture, open_template

SHEET = "xl/worksheets/sheet1.xml"
PIXEL = b"GIF89a\1\0\1\0\0\0\0;"


def texts(document, sheet=SHEET):
    """The headers and footers of a sheet as they stand in the file, by the names of their elements."""
    found = etree.fromstring(part(document, sheet).encode()).iterfind("{*}headerFooter/*")
    return {etree.QName(element).localname: element.text for element in found if element.text}


def headed(folder, *grids, change=None, **headers):
    """A template whose first sheet has these headers and footers, codes and all."""
    path = make(folder, *(grids or ["1"]), change=change)
    content = parts(path)[SHEET].decode()
    inside = "".join(f"<{name}>{text.replace('&', '&amp;')}</{name}>" for name, text in headers.items())
    flags = ' differentOddEven="1" differentFirst="1"' if len(headers) > 2 else ""
    tail = f"<headerFooter{flags}>{inside}</headerFooter>"
    before = (
        content.index("</pageMargins>")
        if "</pageMargins>" in content
        else content.index("/>", content.index("<pageMargins")) + 2
    )
    return repack(path, **{SHEET: content[:before] + tail + content[before:]})


def header(folder, text, **names):
    """The header made from one."""
    return texts(open_template(headed(folder, oddHeader=text)).render(names))["oddHeader"]


def test_headers_and_footers_of_all_kinds_are_filled(tmp_path):
    path = headed(
        tmp_path,
        oddHeader="&L{{ 单位 }}&R{{ 年度 }}年",
        oddFooter="&C第 &P 页，共 &N 页",
        evenHeader="&C{{ 单位 }}",
        evenFooter="{% for x in 人 %}{{ x }}{{ '、' if not loop.last }}{% endfor %}",
        firstHeader="{% if 草 %}草稿{% endif %}",
        firstFooter="{% set 名 = 单位 %}{{ 名 }}{# 说明 #}",
    )
    document = open_template(path).render({"单位": "示例单位", "年度": 2022, "人": ["甲", "乙"], "草": True})
    assert texts(document) == {
        "oddHeader": "&L示例单位&R2022年",
        "oddFooter": "&C第 &P 页，共 &N 页",
        "evenHeader": "&C示例单位",
        "evenFooter": "甲、乙",
        "firstHeader": "草稿",
        "firstFooter": "示例单位",
    }
    assert document == open_template(path).render({"单位": "示例单位", "年度": 2022, "人": ["甲", "乙"], "草": True})


def test_openpyxl_reads_back_what_was_filled_in(tmp_path):
    def change(book):
        book["表1"].oddHeader.left.text = "{{ 单位 }}"
        book["表1"].oddHeader.left.size = 12

    document = render(tmp_path, "1", change=change, 单位="甲&乙")
    assert openpyxl.load_workbook(io.BytesIO(document))["表1"].oddHeader.left.text == "甲&&乙"


@pytest.mark.parametrize(
    "text, value, written",
    [
        ("&L{{ 值 }}", "研发&L中心", "&L研发&&L中心"),  # a value is no code
        ("&12{{ 值 }}", 2022, "&12 2022"),  # nor a part of a size
        ("&12{{ 值 }}", "年", "&12年"),
        ("&12{% if 值 %}{{ 值 }}{% endif %}", "3", "&12 3"),
        ("&12{{ 值 }}3年", "", "&12 3年"),
        ("&12{{ 值 }}", "&", "&12&&"),
        ("A&&12{{ 值 }}", "3", "A&&123"),  # the sign itself, and then 12
        ("&P{{ 值 }}", "-1", "&P -1"),  # &P-1 is the page before
        ("&P{{ 值 }}", "页", "&P页"),
        ("研发&{{ 值 }}", "L", "研发&&L"),
        ("&&{{ 值 }}", "L", "&&L"),
        ('&"黑体,常规"{{ 值 }}', "12", '&"黑体,常规"12'),
        ("{{ 值 }}", "一\r\n二", "一\n二"),
        ("{{ 值 }}", "_x0041_<b>", "_x005F_x0041_<b>"),
        ("｛｛ 值 ｝｝", "甲", "甲"),
        ("一\n{{ 值\n}}", "甲", "一\n甲"),
        ("{{ 值 }}", Link("公示", "https://example.com"), "公示"),
    ],
)
def test_a_value_never_is_a_code(tmp_path, text, value, written):
    assert header(tmp_path, text, 值=value) == written


def test_a_header_of_255_characters_is_written_and_a_longer_one_is_a_problem(tmp_path):
    assert len(header(tmp_path, "&L{{ 值 }}", 值="字" * 253)) == 255
    assert problems(lambda: header(tmp_path, "&L{{ 值 }}", 值="字" * 254)) == [
        "模板.xlsx 表1!页眉 标签 {{ 值 }} 所在的页眉或页脚有 256 个字（包括 &L 一类的代码），Excel 最多 255 个。"
    ]


def test_faults_of_a_header_have_its_place(tmp_path):
    path = headed(
        tmp_path,
        oddHeader="{{ 单位 }",
        oddFooter="{% if 草 %}草稿",
        evenHeader="{%tr for x in 各项 %}",
        evenFooter="{{ 名|合并 }}",
        firstHeader="{{ 名|没有 }}",
        firstFooter="{{ 名 名 }}",
    )
    assert problems(lambda: open_template(path, {"万元": str})) == [
        "模板.xlsx 表1!页眉 “{{ 单位 }”开了头，在这一段里没有结尾。",
        "模板.xlsx 表1!偶数页页眉 偶数页页眉里的标签 {%tr for x in 各项 %} 不会被填写。",
        "模板.xlsx 表1!偶数页页脚 标签 {{ 名|合并 }} 里的“合并”在这里不起作用。",
        "模板.xlsx 表1!首页页脚 标签 {{ 名 名 }} 写得不对：这里应是标签的结尾，写的却是“名”。",
        "模板.xlsx 表1!首页页眉 标签 {{ 名|没有 }} 里没有“没有”这个过滤器。",
        "模板.xlsx 表1!页脚 标签 {% if 草 %} 开着的块没有结束。",
        "模板.xlsx 表1!偶数页页眉 标签 {%tr for x in 各项 %} 开着的块没有结束。",
    ]


def test_a_sheet_that_is_a_chart_has_no_tags(tmp_path):
    def change(book, sheet):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表1!$A$1:$A$2"})
        alone = book.add_chartsheet("图")
        alone.set_chart(chart)
        alone.set_header("&C{{ 单位 }}")

    assert problems(lambda: open_template(drawn(tmp_path, "1\n2", change=change))) == [
        "模板.xlsx 图表工作表 图表工作表里的标签 {{ 单位 }} 不会被填写。"
    ]


def test_a_block_ends_in_the_header_it_begins_in(tmp_path):
    path = headed(tmp_path, oddHeader="{% if 草 %}草", firstHeader="稿{% endif %}", oddFooter="1")
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!首页页眉 标签 {% endif %} 与它的开头 {% if 草 %}（模板.xlsx 表1!页眉）不在同一层。"
    ]


def test_what_a_header_lacks_or_cannot_print_is_said_with_its_place(tmp_path):
    path = headed(tmp_path, oddHeader="一\n{{\n单位 }}{{ 无 }}", oddFooter="{{ 图 }}")
    assert problems(lambda: open_template(path).render({"无": None, "图": Picture(PIXEL)})) == [
        "模板.xlsx 表1!页眉 标签 {{ 单位 }} 里的“单位”不存在。",
        "模板.xlsx 表1!页眉 标签 {{ 无 }} 没有值。",
        "模板.xlsx 表1!页脚 标签 {{ 图 }} 的值是图片，不能印在文字里。",
    ]


def test_every_copy_of_a_sheet_has_its_own_header(tmp_path):
    path = headed(tmp_path, "{%sheet for x in 各项 %}\n{{ x }}", oddHeader="&L{{ x }}局&R{{ loop.index }}")
    document = open_template(path).render({"各项": ["甲", "乙"]})
    assert [texts(document, f"xl/worksheets/sheet{number}.xml") for number in (1, 2)] == [
        {"oddHeader": "&L甲局&R1"},
        {"oddHeader": "&L乙局&R2"},
    ]


def test_the_rows_may_have_columns_that_repeat(tmp_path):
    path = headed(tmp_path, "{%tc for x in 各项 %}  ·  {%tc endfor %}\n·  {{ x }}  ·", oddHeader="&C{{ 单位 }}")
    document = open_template(path).render({"各项": ["甲", "乙"], "单位": "示例"})
    assert (texts(document)["oddHeader"], grid(document)) == ("&C示例", "·  ·\n甲  乙")


def properties(document):
    found = openpyxl.load_workbook(io.BytesIO(document)).properties
    return found.title, found.subject, found.description, found.creator


def test_the_properties_of_the_file_are_filled(tmp_path):
    def change(book):
        book.properties.title = "{{ 单位 }}{{ 年度 }}年"
        book.properties.subject = "｛｛ 题 ｝｝"
        book.properties.description = "{ {{ 题 }} }{# 说明 #}"
        book.properties.creator = "作者"

    document = render(tmp_path, "{{ 年度 }}", change=change, 单位="甲<乙>&丙", 年度=2022, 题="一\n二")
    assert properties(document) == ("甲<乙>&丙2022年", "一 二", "{ 一 二 }", "作者")


def test_faults_of_the_properties_have_their_place(tmp_path):
    def faulty(book):
        book.properties.title = "{% if 草 %}草稿{% endif %}"
        book.properties.subject = "{{ 名"
        book.properties.description = "{{ 名|合并 }}"

    assert problems(lambda: open_template(make(tmp_path, "1", change=faulty))) == [
        "模板.xlsx 文件属性 “{{ 名”开了头，在这一段里没有结尾。",
        "模板.xlsx 文件属性 标签 {% if 草 %} 不能写在这里。",
        "模板.xlsx 文件属性 标签 {% endif %} 不能写在这里。",
        "模板.xlsx 文件属性 标签 {{ 名|合并 }} 里的“合并”在这里不起作用。",
    ]

    def lacking(book):
        book.properties.title = "{{ 单位 }}"

    assert problems(lambda: render(tmp_path, "1", change=lacking)) == [
        "模板.xlsx 文件属性 标签 {{ 单位 }} 里的“单位”不存在。"
    ]
