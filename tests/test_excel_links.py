"""Links are values: the cell shows the text and leads to the address."""

import io

import openpyxl
import pytest
from documents import lines
from documents import template as word_template
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from pictures import unresolved
from workbooks import drawn, grid, heights, make, merges, part, problems, render

from perfreport.office import Link, open_template
from perfreport.office.excel.around import hyperlinks

SHEET = "xl/worksheets/sheet1.xml"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LIST = """
    单位
    {%tr for x in 各项 %}
    {{ x.名|链接(x.址) }}   {{ x.名 }}
    {%tr endfor %}
    合计
"""


def links(document, sheet=SHEET):
    """Every link of a sheet, a line each: its cells, address, place in the page."""
    folder, _, name = sheet.rpartition("/")
    root = etree.fromstring(part(document, sheet).encode())
    found = list(root.iter("{*}hyperlink"))
    targets = {}
    if any(link.get(f"{R}id") for link in found):
        relations = etree.fromstring(part(document, f"{folder}/_rels/{name}.rels").encode())
        targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    return [
        f"{link.get('ref')} {targets.get(link.get(f'{R}id'), '')}"
        + (f" #{link.get('location')}" if link.get("location") else "")
        for link in found
    ]


def records(*addresses):
    return [{"名": name, "址": address} for name, address in zip("甲乙丙丁", addresses, strict=False)]


def test_every_record_leads_to_its_own_address(tmp_path):
    path = make(tmp_path, LIST)
    values = records("https://example.com/甲", "mailto:a@example.com", "#表1!A1", "HTTP://example.com")
    document = open_template(path).render({"各项": values})
    assert links(document) == [
        "A2 https://example.com/甲", "A3 mailto:a@example.com", "A4  #表1!A1", "A5 HTTP://example.com",
    ]  # fmt: skip
    assert grid(document) == "单位  ·\n甲  甲\n乙  乙\n丙  丙\n丁  丁\n合计  ·"
    assert unresolved(document) == []
    assert document == open_template(path).render({"各项": values})


def test_equal_addresses_share_a_relation(tmp_path):
    document = render(tmp_path, LIST, 各项=records(*["https://example.com"] * 3))
    assert len(links(document)) == 3
    assert part(document, "xl/worksheets/_rels/sheet1.xml.rels").count("<Relationship ") == 1


def test_a_value_without_address_or_text_is_plain_and_no_list_of_links_is_written(tmp_path):
    template = "{{ 名|链接(址|空) }}   见{{ 名|链接(址|空) }}   {{ ''|链接('https://example.com') }}"
    document = render(tmp_path, template, 名="甲", 址=None)
    assert grid(document) == "甲  见甲  ·"
    assert "hyperlink" not in part(document, SHEET)


def test_a_program_may_put_links_into_the_names(tmp_path):
    document = render(tmp_path, "{{ 公示 }}   {{ 空 }}", 公示=Link("公示", "https://example.com"), 空=Link("甲", ""))
    assert (grid(document), links(document)) == ("公示  甲", ["A1 https://example.com"])


def test_numbers_and_addresses_are_taken_as_they_print(tmp_path):
    document = render(tmp_path, "{{ 年|链接(址) }}", 年=2021, 址=" https://example.com/ ")
    assert (grid(document), links(document)) == ("2021", ["A1 https://example.com/"])


def test_the_cell_keeps_its_look_and_a_text_that_begins_with_a_sign_stays_text(tmp_path):
    def change(book):
        book["表1"]["A1"].font = Font(name="黑体", size=20)

    document = render(tmp_path, "{{ 名|链接('https://example.com') }}", change=change, 名="=1+1")
    cell = openpyxl.load_workbook(io.BytesIO(document))["表1"]["A1"]
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.font.name, cell.font.sz) == (
        "=1+1",
        "s",
        True,
        "黑体",
        20,
    )


def test_a_long_text_that_leads_somewhere_gets_the_height_it_needs(tmp_path):
    def change(book):
        book["表1"]["A1"].alignment = Alignment(wrap_text=True)

    template = "{{ 文|链接('https://example.com')|合并 }}"
    linked, plain = (render(tmp_path, text, change=change, 文="字" * 60) for text in (template, "{{ 文 }}"))
    assert heights(linked) == heights(plain)
    assert heights(linked)[0] > 60


def test_a_link_beside_text_makes_the_whole_cell_lead_there(tmp_path):
    def change(book):
        rich = CellRichText("见", TextBlock(InlineFont(b=True), "{{ 名|链接('https://example.com') }}"), "。")
        book["表1"]["B1"].value = rich

    template = "（{% if 名 %}{{ 名|链接('https://example.com') }}{% endif %}）"
    document = render(tmp_path, template, change=change, 名="甲")
    assert (grid(document), links(document)) == ("（甲）  见甲。", ["A1 https://example.com", "B1 https://example.com"])
    assert "<b" in part(document, "xl/sharedStrings.xml")


def test_a_link_set_in_one_cell_leads_from_where_it_is_printed(tmp_path):
    template = (
        "{% set 链 %}{{ 名|链接('https://example.com') }}{% endset %}   {% set 址 = 名|链接('#表1!A1') %}   {{ 址 }}"
    )
    document = render(tmp_path, template, 名="甲")
    assert (grid(document), links(document)) == ("·  ·  甲", ["C1  #表1!A1"])


def test_several_links_beside_text_are_a_problem(tmp_path):
    template = "{% for x in 各项 %}{{ x.名|链接(x.址) }}、{% endfor %}"
    assert problems(lambda: render(tmp_path, template, 各项=records("https://example.com", "#甲!A1"))) == [
        "模板.xlsx 表1!A1 标签 {% for x in 各项 %} 所在的单元格里有 2 个链接，Excel 的一个单元格只能有一个。"
    ]


def test_the_whole_of_a_merged_area_leads_there(tmp_path):
    template = """
        {{ 名|链接('https://example.com/0') }}   ·
        {%tr for x in 各项 %}
        {{ x.名|链接(x.址)|合并 }}                {{ x.数 }}
        {%tr endfor %}
    """
    same = {"名": "甲", "址": "https://example.com/1"}
    values = [same | {"数": 1}, same | {"数": 2}, same | {"址": "https://example.com/2", "数": 3}]
    document = render(tmp_path, template, change=lambda book: book["表1"].merge_cells("A1:B1"), 名="题", 各项=values)
    assert merges(document) == "A1:B1 A2:A3"
    assert links(document) == ["A1:B1 https://example.com/0", "A2:A3 https://example.com/1", "A4 https://example.com/2"]


def test_columns_repeat_with_their_links(tmp_path):
    template = """
        {%tc for x in 各项 %}   ·                      {%tc endfor %}
        ·                       {{ x.名|链接(x.址) }}   ·
    """
    document = render(tmp_path, template, 各项=records("https://example.com/1", "https://example.com/2"))
    assert links(document) == ["A2 https://example.com/1", "B2 https://example.com/2"]


def test_every_copy_of_a_sheet_has_its_own_links(tmp_path):
    template = "{%sheet for x in 各项 %}\n{{ x.名|链接(x.址) }}"
    document = render(tmp_path, template, 各项=records("https://example.com/1", "https://example.com/2"))
    assert links(document) == ["A1 https://example.com/1"]
    assert links(document, "xl/worksheets/sheet2.xml") == ["A1 https://example.com/2"]
    assert unresolved(document) == []


def test_links_of_the_template_stay_beside_those_of_the_values(tmp_path):
    def change(book, sheet):
        sheet.write_url("A1", "https://example.com/作者", string="单位")
        sheet.write_url("C3", "internal:表1!A3", string="本行")

    document = open_template(drawn(tmp_path, LIST, change=change)).render({"各项": records("https://example.com/值")})
    assert links(document) == ["A1 https://example.com/作者", "C2  #表1!A2", "A2 https://example.com/值"]
    assert unresolved(document) == []


def test_a_cell_with_tags_may_lead_where_the_author_wants(tmp_path):
    def change(book, sheet):
        sheet.write_url("B3", "internal:表1!A1", string="{{ x.名 }}")

    path = drawn(tmp_path, LIST, change=change)
    assert 'display="{{ x.名 }}"' in part(path.read_bytes(), SHEET)  # a copy of the text that Excel keeps of old
    document = open_template(path).render({"各项": records("", "")})
    assert (links(document), grid(document)) == (["B2  #表1!A1", "B3  #表1!A1"], "单位  ·\n甲  甲\n乙  乙\n合计  ·")


def test_a_cell_that_leads_somewhere_already_takes_no_other_link(tmp_path):
    path = drawn(
        tmp_path,
        LIST,
        change=lambda book, sheet: sheet.write_url("A3", "internal:表1!A1", string="{{ x.名|链接(x.址) }}"),
    )
    assert problems(lambda: open_template(path).render({"各项": records("https://example.com", "#表1!A1")})) == [
        "模板.xlsx 表1!A3 这个单元格在模板里已有超链接，填入的值又带了一个。"
    ]


@pytest.mark.parametrize(
    "address, written",
    [
        ("https://example.com/a b?q=<甲>&r=\"1\"", "A1 https://example.com/a%20b?q=%3C甲%3E&r=%221%22"),
        ("https://example.com/a%20b", "A1 https://example.com/a%20b"),
        ("https://example.com/页#第二节", "A1 https://example.com/页 #第二节"),
        ("#'表 1'!A1", "A1  #'表 1'!A1"),
        ("https://example.com/" + "页" * 2059, "A1 https://example.com/" + "页" * 2059),
    ],
)  # fmt: skip
def test_addresses_are_written_as_excel_takes_them(tmp_path, address, written):
    assert links(render(tmp_path, "{{ '甲'|链接(址) }}", 址=address)) == [written]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "file:///C:/甲.xlsx", r"\\server\甲", "//server/甲", "ftp://example.com", "C:\\甲.xlsx",
        "www.example.com", "data:text/html,甲", "https://", "https:///甲", "#", "mailto:", "https://example.com\n甲",
        "vbscript:x", "JaVaScRiPt:x", "=HYPERLINK(1)", "甲.xlsx#表1!A1",
    ],
)  # fmt: skip
def test_an_address_that_could_do_more_than_open_a_page_is_a_problem(tmp_path, address):
    for template in ("{{ x.名|链接(x.址) }}", "见{{ x.名|链接(x.址) }}"):
        grid = f"{{%tr for x in 各项 %}}\n{template}\n{{%tr endfor %}}"
        assert problems(lambda grid=grid: render(tmp_path, grid, 各项=records(address))) == [
            f"模板.xlsx 表1!A2 标签 {{{{ x.名|链接(x.址) }}}}（甲） 的链接地址“{address}”不能用。"
        ]


def test_addresses_missing_too_long_or_unprintable_are_problems(tmp_path):
    template = """
        {{ 名|链接(无) }}   {{ 名|链接(没有) }}   {{ 名|链接(长) }}
        {{ 名|链接(控制) }}   {{ 名|链接 }}   {{ 长文|链接('#表1!A1') }}
    """
    names = {
        "名": "甲",
        "无": None,
        "长": "https://example.com/" + "a" * 2060,
        "控制": "https://a\x0bb",
        "长文": "长" * 32_768,
    }
    assert problems(lambda: render(tmp_path, template, **names)) == [
        "模板.xlsx 表1!A1 标签 {{ 名|链接(无) }} 没有值。",
        "模板.xlsx 表1!B1 标签 {{ 名|链接(没有) }} 里的“没有”不存在。",
        "模板.xlsx 表1!C1 标签 {{ 名|链接(长) }} 的链接地址有 2080 个字，Excel 最多 2079 个。",
        "模板.xlsx 表1!A2 标签 {{ 名|链接(控制) }} 的值里有看不见的字符：“https://a▯b”。",
        "模板.xlsx 表1!B2 标签 {{ 名|链接 }} 用过滤器“链接”时出错：前面的值或括号里的参数不对。",
        "模板.xlsx 表1!C2 标签 {{ 长文|链接('#表1!A1') }} 的内容有 32768 个字，Excel 的一个单元格最多 32767 个。",
    ]


def test_more_links_than_a_sheet_may_have_are_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(hyperlinks, "MAX_LINKS", 2)
    assert problems(lambda: render(tmp_path, LIST, 各项=records(*["https://example.com"] * 3))) == [
        "模板.xlsx 表1!A1 工作表“表1”要 3 个超链接，Excel 最多 2 个。"
    ]


def test_elsewhere_a_link_is_its_text(tmp_path):
    link = Link("甲", "https://example.com")
    template = "{{ 链 ~ '局' }}   {{ 链|upper }}   {{ '是' if 链 == '甲' else '否' }}   =A1&C2\n·   ·   {{ 链 }}"
    document = render(tmp_path, template, 链=link)
    assert grid(document, results=True) == "甲局  甲  是  甲局甲\n·  ·  甲  ·"
    assert lines(word_template("见{{ 链 }}。").render({"链": link})) == "见甲。"
    assert lines(word_template("{{ 名|链接('https://example.com') }}").render({"名": "<甲>"})) == "<甲>"


@pytest.mark.parametrize("read", ["address", "is_safe", "__class__", "_address", "upper"])
def test_a_template_sees_nothing_of_a_link_but_its_text(tmp_path, read):
    assert problems(lambda: render(tmp_path, f"{{{{ 链.{read} }}}}", 链=Link("甲", "https://example.com"))) == [
        f"模板.xlsx 表1!A1 标签 {{{{ 链.{read} }}}} 里的“{read}”不存在。"
    ]


def test_links_are_equal_where_text_and_address_are():
    link = Link("甲", "https://example.com")
    assert link == Link("甲", "https://example.com")
    assert link != Link("甲", "https://example.com/1")
    assert (link == "甲", link != "乙", hash(link) == hash("甲")) == (True, True, True)


def test_a_tag_in_the_address_of_the_templates_link_is_a_problem(tmp_path):
    path = drawn(
        tmp_path,
        LIST,
        change=lambda book, sheet: sheet.write_url("B1", "https://example.com/{{ 年度 }}", string="网址"),
    )
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!B1 超链接的地址里的标签 {{ 年度 }} 不会被填写。"]


def test_a_place_in_the_workbook_has_its_sheet_in_quotes_where_excel_wants_them(tmp_path):
    values = records("#表 1（甲）!A1", "#'表 1'!A1", "https://example.com/#表 1!A1", "#A1")
    assert links(open_template(make(tmp_path, LIST)).render({"各项": values})) == [
        "A2  #'表 1（甲）'!A1", "A3  #'表 1'!A1", "A4 https://example.com/ #表 1!A1", "A5  #A1",
    ]  # fmt: skip
