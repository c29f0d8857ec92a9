"""Charts in Word documents: what their data sheet holds is filled by the Excel engine, and the chart shows it."""

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter
from charts import KINDS, A, C, Chart, R, chart_parts, charts, data, packed, sheets, with_charts
from documents import lines, part, template
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import png
from workbooks import grid, parts, problems, tidy

from perfreport.office import Link, Picture, Problems
from perfreport.office.package import Package, Part
from perfreport.office.word.datasheet import has_tags

BLOCK = """
    项目                         金额
    {%tr for x in 各项 %}
    {{ x.名 }}                   {{ x.数 }}
    {%tr endfor %}
"""
ITEMS = [{"名": "甲", "数": 1}, {"名": "乙", "数": 2.5}, {"名": "丙", "数": 4}]
NAMES = {"单位": "示例局", "各项": ITEMS}
CHART = "word/charts/chart1.xml"


def opened(body, *of_charts, filters=None, **stories):
    return template(file=with_charts(body, *of_charts, **stories), filters=filters)


def faults(action):
    with pytest.raises(Problems) as found:
        action()
    return found.value.problems


def test_a_chart_shows_what_its_data_sheet_holds_in_this_document():
    chart = Chart(BLOCK, title="{{ 单位 }}各项任务", kept="{{ x.名 }}")
    document = opened("甲\n〔图表1〕", chart).render(NAMES)
    assert grid(data(document)) == tidy("""
        项目  金额
        甲    1
        乙    2.5
        丙    4
    """)
    assert parts(document)[CHART].decode() == (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:chart>'
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>示例局各项任务</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        "<c:plotArea><c:barChart><c:ser>"
        '<c:tx><c:strRef><c:f>表1!$B$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>金额</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
        '<c:cat><c:strRef><c:f>表1!$A$2:$A$4</c:f><c:strCache><c:ptCount val="3"/><c:pt idx="0"><c:v>甲</c:v></c:pt>'
        '<c:pt idx="1"><c:v>乙</c:v></c:pt><c:pt idx="2"><c:v>丙</c:v></c:pt></c:strCache></c:strRef></c:cat>'
        "<c:val><c:numRef><c:f>表1!$B$2:$B$4</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        '<c:ptCount val="3"/><c:pt idx="0"><c:v>1</c:v></c:pt><c:pt idx="1"><c:v>2.5</c:v></c:pt>'
        '<c:pt idx="2"><c:v>4</c:v></c:pt></c:numCache></c:numRef></c:val>'
        '</c:ser></c:barChart></c:plotArea></c:chart><c:externalData r:id="data"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    )


def test_all_but_the_chart_and_its_data_lies_as_it_did_in_the_template():
    file = with_charts("〔图表1〕\n{{ 单位 }}", Chart(BLOCK), Chart("项目  金额\n甲  1"))
    before, after = parts(file), parts(template(file=file).render(NAMES))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", CHART, "word/embeddings/data1.xlsx"}
    book = parts(after["word/embeddings/data1.xlsx"])
    assert list(book) == list(parts(before["word/embeddings/data1.xlsx"]))
    assert not any(b"chart" in book[name] for name in book)


def test_a_chart_without_tags_is_copied_byte_for_byte_and_so_is_its_workbook():
    file = with_charts("〔图表1〕\n{{ 单位 }}", Chart("项目  金额\n甲  =1+1", title="各项", kept="{花括号}"))
    before, after = parts(file), parts(template(file=file).render(NAMES))
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_the_workbook_is_stored_in_the_document_for_its_parts_are_deflated():
    with zipfile.ZipFile(io.BytesIO(opened("〔图表1〕", Chart(BLOCK)).render(NAMES))) as archive:
        assert archive.getinfo("word/embeddings/data1.xlsx").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo(CHART).compress_type == zipfile.ZIP_DEFLATED


def test_formulas_of_the_data_sheet_are_computed_and_a_total_row_follows():
    sheet = BLOCK + "    合计   =SUM(B3:B3)"
    chart = Chart(sheet, series=(("表1!$B$1", "表1!$A$2:$A$5", "表1!$B$2:$B$5"),))
    assert charts(opened("〔图表1〕", chart).render(NAMES)) == [
        "表1!$B$1 = 金额\n表1!$A$2:$A$5 = 甲 乙 丙 合计\n表1!$B$2:$B$5 = 1 2.5 4 7.5"
    ]


def test_an_empty_list_leaves_an_empty_chart():
    document = opened("〔图表1〕", Chart(BLOCK)).render({"各项": []})
    assert charts(document) == ["表1!$B$1 = 金额\n表1!$A$1048576 =\n表1!$B$1048576 ="]
    assert sheets(document) == ["项目  金额"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("{{ 单位 }}", "示例局 R&D <5%>"),
        ("{{ 单‖位 }}{‖{ 年度 }‖}年", "示例局 R&D <5%>2021年"),
        ("｛｛ 年度 ｝｝年", "2021年"),
        ("{{\n年度 }}年", "2021年"),
        ("{{ 多行 }}", "甲 乙 丙"),
        ("{# 说明 #}各项", "各项"),
        ("{{ 无|空 }}各项", "各项"),
        ("{{ 年度 ~ “年” }}", "2021年"),
    ],
)
def test_tags_in_the_title_of_a_chart_are_filled_and_escaped_once(title, printed):
    names = {"单位": "示例局 R&D <5%>", "年度": 2021, "多行": "甲\n乙\t丙"}
    for sheet in (None, "项目  {{ 年度 }}"):
        assert charts(opened("〔图表1〕", Chart(sheet, title)).render(names))[0].split("\n")[0] == printed


@given(value=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])), cuts=st.sets(st.integers(0, 10)))
@settings(max_examples=30, deadline=None)
def test_any_text_is_printed_in_a_title_wherever_its_tag_is_split(value, cuts):
    title = "".join("‖" * (number in cuts) + sign for number, sign in enumerate("甲{{ 值 }}乙"))
    assert charts(opened("〔图表1〕", Chart(None, title)).render({"值": value}))[0].split("\n")[0] == f"甲{value}乙"


def test_the_look_of_a_run_of_the_title_stays_with_its_text():
    document = opened("〔图表1〕", Chart(None, "甲{{ 单‖位 }}乙‖丙")).render(NAMES)
    runs = part(document, CHART).iter(f"{{{A}}}t")
    assert [run.text for run in runs] == ["甲示例局", "乙", "丙"]


def test_tags_in_titles_of_axes_names_of_series_and_trends_and_typed_categories_are_filled():
    axis = "<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>{{ 单位 }}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx>"
    typed = '<c:cat><c:strLit><c:ptCount val="1"/><c:pt idx="0"><c:v>{{ 单位 }}</c:v></c:pt></c:strLit></c:cat>'
    trend = "<c:trendline><c:name>{{ 单位 }}趋势</c:name></c:trendline>"
    chart = Chart(BLOCK, series=(("{{ 单位 }}的钱", "表1!$A$2:$A$4", "表1!$B$2:$B$4"),), more=axis + typed + trend)
    root = part(opened("〔图表1〕", chart).render(NAMES), CHART)
    assert root.findtext("{*}chart/{*}plotArea/{*}barChart/{*}ser/{*}tx/{*}v") == "示例局的钱"
    assert "".join(root.find(".//{*}valAx").itertext()) == "示例局"
    assert "".join(root.find(".//{*}strLit").itertext()) == "示例局"
    assert root.findtext(".//{*}trendline/{*}name") == "示例局趋势"


def test_a_document_may_have_several_charts_in_header_and_text_beside_others():
    sheet = "项目  {{ 单位 }}"
    document = opened(
        "〔图表2〕\n〔图表1〕", Chart(BLOCK), Chart(sheet), Chart(sheet, "{{ 单位 }}"), Chart("项目  固定"),
        header="〔图表3〕\n〔图表4〕",
    ).render(NAMES)  # fmt: skip
    one = "表1!$B$1 = {}\n表1!$A$2:$A$4 =\n表1!$B$2:$B$4 ="
    all_items = "表1!$B$1 = 金额\n表1!$A$2:$A$4 = 甲 乙 丙\n表1!$B$2:$B$4 = 1 2.5 4"
    assert charts(document) == [one.format("示例局"), all_items]
    untouched = "表1!$B$1 = 旧\n表1!$A$2:$A$4 = 旧\n表1!$B$2:$B$4 = 旧"
    assert charts(document, "header") == ["示例局\n" + one.format("示例局"), untouched]


@pytest.mark.parametrize(
    "chart", [Chart(BLOCK, "{{ 单位 }}"), Chart("项目  金额\n甲  1", "各项")], ids=["tags", "none"]
)
@pytest.mark.parametrize("is_shown", [True, False])
def test_a_chart_that_a_condition_leaves_out_leaves_nothing_of_it(chart, is_shown):
    file = with_charts("{%p if 有 %}\n〔图表1〕\n{%p endif %}\n完", chart)
    document = template(file=file).render({**NAMES, "有": is_shown})
    of_chart = {name for name in parts(file) if "chart" in name or "embeddings" in name or "/colors" in name}
    assert len(of_chart) == 5
    assert of_chart & {*parts(document)} == (of_chart if is_shown else set())
    names = parts(document)["[Content_Types].xml"] + parts(document)["word/_rels/document.xml.rels"]
    assert (b"charts/" in names) is is_shown


def test_a_header_whose_only_chart_is_left_out_refers_to_nothing():
    document = opened("完", Chart(BLOCK), header="{%p if 有 %}\n〔图表1〕\n{%p endif %}").render({**NAMES, "有": False})
    assert len(part(document, "word/_rels/header.xml.rels")) == 0
    assert CHART not in parts(document)


def test_a_chart_in_a_loop_is_there_for_every_turn_with_its_names():
    body = "{%p for 组 in 各组 %}\n{{ 组.名 }}\n〔图表1〕\n{%p endfor %}\n完"
    sheet = """
        {{ 组.名 }}                  金额
        {%tr for x in 组.项 %}
        {{ loop.index }}{{ x.名 }}   {{ x.数 }}
        {%tr endfor %}
    """
    groups = [{"名": "一组", "项": ITEMS[:2]}, {"名": "二组", "项": ITEMS[2:]}, {"名": "三组", "项": []}]
    document = opened(body, Chart(sheet, "{{ loop.index }} {{ 组.名 }}")).render({"各组": groups})
    assert charts(document) == [
        "1 一组\n表1!$B$1 = 金额\n表1!$A$2:$A$3 = 1甲 2乙\n表1!$B$2:$B$3 = 1 2.5",
        "2 二组\n表1!$B$1 = 金额\n表1!$A$2:$A$2 = 1丙\n表1!$B$2:$B$2 = 4",
        "3 三组\n表1!$B$1 = 金额\n表1!$A$1048576 =\n表1!$B$1048576 =",
    ]
    assert sheets(document) == ["一组  金额\n1甲  1\n2乙  2.5", "二组  金额\n1丙  4", "三组  金额"]
    numbers = [shown.get("id") for shown in part(document).iter("{*}docPr")]
    assert len(set(numbers)) == 3
    copies = chart_parts(document)
    assert copies == [CHART, "word/charts/chart2.xml", "word/charts/chart3.xml"]
    types = part(document, "[Content_Types].xml")
    overrides = {each.get("PartName"): each.get("ContentType") for each in types.iter("{*}Override")}
    assert {overrides[f"/{name}"] for name in copies} == {overrides[f"/{CHART}"]}
    assert {name for name in parts(document) if "/colors" in name} == {f"word/charts/colors{n}.xml" for n in (1, 2, 3)}


def test_a_chart_in_rows_knows_the_names_of_all_blocks_around_it():
    body = (
        "{% set 头 = '共' %}\n{%tr for 组 in 各组 %} ¦\n{%tr for x in 组.项 %} ¦\n"
        "{{ x.名 }} ¦ {% with 又 = x.数 %}⏎〔图表1〕⏎{% endwith %}\n{%tr endfor %} ¦\n{%tr endfor %} ¦"
    )
    sheet = "项目  {{ 头 }}{{ 组.名 }}{{ x.名 }}{{ 又 }}"
    chart = Chart(sheet, series=(("表1!$B$1", "表1!$A$1", "表1!$B$1"),))
    groups = [{"名": "一", "项": ITEMS[:2]}, {"名": "二", "项": ITEMS[2:]}]
    document = opened(body, chart).render({"各组": groups})
    assert [each.split("\n")[0] for each in charts(document)] == [
        "表1!$B$1 = 共一甲1",
        "表1!$B$1 = 共一乙2.5",
        "表1!$B$1 = 共二丙4",
    ]


def test_a_chart_without_tags_in_a_loop_is_a_chart_of_its_own_in_every_turn():
    file = with_charts("{%p for x in 各项 %}\n〔图表1〕\n{%p endfor %}", Chart("项目  金额\n甲  1", "各项"))
    document = template(file=file).render(NAMES)
    copies = chart_parts(document)
    assert copies == [CHART, "word/charts/chart2.xml", "word/charts/chart3.xml"]
    assert {parts(document)[name] for name in copies} == {parts(file)[CHART]}
    assert {data(document, name) for name in copies} == {parts(file)["word/embeddings/data1.xlsx"]}


def test_a_chart_in_a_loop_whose_data_lies_outside_still_means_the_same_file():
    link = "file:///D:/数据.xlsx"
    document = opened("{%p for x in 各项 %}\n〔图表1〕\n{%p endfor %}", Chart(None, link=link)).render(NAMES)
    for name in chart_parts(document):
        links = part(document, name.replace("charts/", "charts/_rels/") + ".rels")
        assert [(each.get("Target"), each.get("TargetMode")) for each in links][-1] == (link, "External")


def test_charts_that_share_a_workbook_get_one_each_where_they_differ():
    file = with_charts(
        "{%p for x in 各项 %}\n〔图表1〕\n{%p endfor %}\n〔图表2〕", Chart("{{ x.名|空 }}  {{ 单位 }}"), Chart("甲  乙")
    )
    content = parts(file)
    links = "word/charts/_rels/chart2.xml.rels"
    content[links] = content[links].replace(b"data2", b"data1")
    document = template(file=packed(content)).render({**NAMES, "x": {"名": "外"}})
    assert sheets(document) == ["甲  示例局", "乙  示例局", "丙  示例局", "外  示例局"]
    assert "word/charts/chart2.xml" not in parts(document)


@pytest.mark.parametrize(
    ("body", "header", "same"),
    [
        ("〔图表1〕\n{%p if 无 %}\n〔图表1〕\n{%p endif %}", "", b""),
        ("〔图表1〕\n{%p if 无 %}\n〔图表2〕\n{%p endif %}", "", b"data"),
        ("〔图表1〕\n{%p if 无 %}\n〔图表2〕\n{%p endif %}", "", b"style"),
        ("{%p if 无 %}\n〔图表2〕\n{%p endif %}", "〔图表1〕", b"data"),
    ],
)
def test_what_another_chart_shows_stays_where_a_chart_is_left_out(body, header, same):
    """A chart shown twice; two that share a workbook or a style."""
    content = parts(with_charts(body, Chart("项目  金额"), Chart("项目  金额"), header=header))
    links = "word/charts/_rels/chart2.xml.rels"
    content[links] = content[links].replace(same + b"2", same + b"1")
    document = template(file=packed(content)).render({"无": False})
    kept = {CHART, "word/embeddings/data1.xlsx", "word/charts/style1.xml", "word/charts/colors1.xml"}
    assert {name for name in parts(document) if name.endswith("1.xml") or "data1" in name} == kept
    assert chart_parts(document, "header" if header else "document") == [CHART]
    assert ("word/charts/chart2.xml" in parts(document)) is (not same)  # no paragraph shows the second one there


@pytest.mark.parametrize("in_header", [True, False])
@pytest.mark.parametrize("in_text", [True, False])
def test_a_chart_that_header_and_text_show_is_filled_in_both_and_left_out_of_each(in_header, in_text):
    block = "{{%p if {} %}}\n〔图表1〕\n{{%p endif %}}\n完"
    content = parts(with_charts(block.format("文"), Chart(BLOCK, "{{ 单位 }}"), header=block.format("眉")))
    content["word/_rels/document.xml.rels"] = content["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", re.search(b"<Relationship [^>]*chart1.*", content["word/_rels/header.xml.rels"])[0]
    )
    document = template(file=packed(content)).render({**NAMES, "眉": in_header, "文": in_text})
    told = "示例局\n表1!$B$1 = 金额\n表1!$A$2:$A$4 = 甲 乙 丙\n表1!$B$2:$B$4 = 1 2.5 4"
    assert (charts(document, "header"), charts(document)) == ([told] * in_header, [told] * in_text)
    assert len([name for name in parts(document) if "charts/chart" in name]) == in_header + in_text


def test_a_chart_shown_twice_counts_once_in_the_places_of_problems():
    opening = opened("〔图表1〕\n〔图表1〕\n〔图表2〕", Chart("甲"), Chart(None, "{{ 无 }}"))
    assert problems(lambda: opening.render({})) == ["模板.docx 图表2 标签 {{ 无 }} 里的“无”不存在。"]


def test_a_tag_in_the_data_sheet_is_seen_though_it_is_split_over_runs_of_its_cell():
    book = Package("数据", {"xl/sharedStrings.xml": Part.pack(b"<t>{</t><t>{ a }</t><t>}</t>")})
    assert has_tags(book)
    assert not has_tags(Package("数据", {"xl/a.xml": Part.pack(b"<t>{}</t>"), "xl/a.bin": Part.pack(b"{{ a }}")}))


def test_a_chart_knows_what_was_set_under_a_condition_as_the_text_does():
    body = "{%p if 有 %}\n{% set 年度 = 2022 %}\n{%p endif %}\n{{ 年度 }}\n〔图表1〕"
    for is_set, year in ((True, 2022), (False, 2021)):
        document = opened(body, Chart(None, "{{ 年度 }}")).render({"有": is_set, "年度": 2021})
        assert str(year) in lines(document).split("\n")
        assert charts(document)[0].split("\n")[0] == str(year)


def test_a_small_workbook_that_belongs_to_many_charts_is_no_bomb(monkeypatch):
    content = parts(with_charts("〔图表1〕\n〔图表2〕", Chart("{{ 单位 }}"), Chart("甲")))
    links = "word/charts/_rels/chart2.xml.rels"
    content[links] = content[links].replace(b"data2", b"data1")
    file = packed(content)
    unpacked = sum(map(len, parts(content["word/embeddings/data1.xlsx"]).values()))
    monkeypatch.setattr("perfreport.office.word.charts.MAX_UNPACKED", 2 * unpacked)
    assert template(file=file)
    monkeypatch.setattr("perfreport.office.word.charts.MAX_UNPACKED", 2 * unpacked - 1)
    assert problems(lambda: template(file=file)) == ["模板.docx 这个模板解开后太大（0 MB）。"]


def made_by_xlsxwriter(head="金额"):
    """A workbook as Word makes it for a new chart: its cells are a table."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("表1")
    cells = [("A2", "{%tr for x in 各项 %}"), ("A3", "{{ x.名 }}"), ("B3", "{{ x.数 }}"), ("A4", "{%tr endfor %}")]
    sheet.add_table("A1:B4", {"columns": [{"header": "项目"}, {"header": head}]})
    for spot, text in cells:
        sheet.write(spot, text)
    book.close()
    return file.getvalue()


def test_the_table_that_word_lays_around_the_data_follows_the_rows():
    document = opened("〔图表1〕", Chart(made_by_xlsxwriter())).render(NAMES)
    assert charts(document) == ["表1!$B$1 = 金额\n表1!$A$2:$A$4 = 甲 乙 丙\n表1!$B$2:$B$4 = 1 2.5 4"]
    (table,) = openpyxl.load_workbook(io.BytesIO(data(document)))["表1"].tables.values()
    assert table.ref == "A1:B4"


def test_tags_in_the_head_of_that_table_are_refused_with_what_to_do():
    file = made_by_xlsxwriter(head="{{ 年度 }}年")
    fault = faults(lambda: opened("〔图表1〕", Chart(file)))[0]
    assert str(fault) == (
        "模板.docx 图表1 的数据表 表1!B1  错误：表格的标题行里的标签 {{ 年度 }} 不会被填写。\n"
        "    → 把标签移到正文或单元格里；表格的标题行要先把表格“转换为区域”。  [template.not-here]"
    )


def test_a_chart_whose_kind_only_its_ending_tells_is_one():
    """Open XML SDK gives the part it writes first, whichever, the content type of its ending."""
    content = parts(with_charts("〔图表1〕", Chart(None, "{{ 单位 }}")))
    types, kind = content["[Content_Types].xml"].decode(), KINDS["chart"]
    types = types.replace('"application/xml"', f'"{kind}"').replace(
        f'<Override PartName="/{CHART}" ContentType="{kind}"/>', ""
    )
    assert types.count(kind) == 1
    document = template(file=packed({**content, "[Content_Types].xml": types})).render(NAMES)
    assert charts(document)[0].startswith("示例局")


def test_links_and_pictures_are_values_of_the_data_sheet_as_of_any():
    document = opened("〔图表1〕", Chart("{{ 公示 }}  金额\n{{ 照片 }}  1")).render(
        {"公示": Link("公示", "https://example.gov.cn/"), "照片": Picture(png(9, 9))}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data(document)))["表1"]
    assert sheet["A1"].hyperlink.target == "https://example.gov.cn/"
    assert png(9, 9) in parts(data(document)).values()


def test_filters_added_to_an_open_template_are_known_in_its_charts():
    opening = opened(
        "〔图表1〕", Chart("项目  {{ 数|两位 }}", "{{ 数|两位 }}", (("表1!$B$1", "表1!$A$1", "表1!$B$1"),))
    )
    with pytest.raises(Exception, match="两位"):
        opening.compile()
    opening.filters["两位"] = "{:.2f}".format
    assert charts(opening.render({"数": 1}))[0].split("\n")[:2] == ["1.00", "表1!$B$1 = 1.00"]


def test_a_chart_is_compiled_again_where_only_something_else_lacked_a_filter():
    opening = opened("〔图表1〕\n{{ 数|两位 }}", Chart("项目  {{ 数 }}"))
    with pytest.raises(Exception, match="两位"):
        opening.compile()
    opening.filters["两位"] = "{:.2f}".format
    assert sheets(opening.render({"数": 1})) == ["项目  1"]


def test_what_is_missing_in_text_and_charts_is_told_together():
    body = "{{ 无一 }}\n〔图表1〕\n{%p for x in 各项 %}\n〔图表2〕\n{%p endfor %}"
    of_charts = Chart("{{ 无二 }}  金额", "{{ 1\n+ 1 }}{{ 无三 }}"), Chart("甲  {{ x.无四 }}"), Chart("甲  {{ 无五 }}")
    opening = opened(body, *of_charts, header="〔图表3〕")
    assert problems(lambda: opening.render({"各项": ITEMS[:1]})) == [
        "模板.docx 页眉 图表1 的数据表 表1!B1 标签 {{ 无五 }} 里的“无五”不存在。",
        "模板.docx 第1段 标签 {{ 无一 }} 里的“无一”不存在。",
        "模板.docx 图表1 标签 {{ 无三 }} 里的“无三”不存在。",
        "模板.docx 图表1 的数据表 表1!A1 标签 {{ 无二 }} 里的“无二”不存在。",
        "模板.docx 图表2 的数据表 表1!B1 标签 {{ x.无四 }}（甲） 里的“无四”不存在。",
    ]


def test_what_is_missing_in_a_chart_of_a_loop_is_told_with_the_record_of_its_turn():
    sheet = """
        {{ x.数 }}
        {%tr for y in x.项 %}
        {{ y.名 }}{{ y.数 }}
        {%tr endfor %}
    """
    opening = opened("{%p for x in 各项 %}\n〔图表1〕\n{%p endfor %}\n{{ 无 }}", Chart(sheet, "{{ x.数 }}"))
    items = [{"名": "甲", "数": None, "项": []}, {"名": "乙", "数": 1, "项": [{"名": "丙", "数": None}]}]
    assert problems(lambda: opening.render({"各项": items})) == [
        "模板.docx 图表1 标签 {{ x.数 }}（甲） 没有值。",
        "模板.docx 图表1 的数据表 表1!A1 标签 {{ x.数 }}（甲） 没有值。",
        "模板.docx 图表1 的数据表 表1!A3 标签 {{ y.数 }}（丙） 没有值。",
        "模板.docx 第4段 标签 {{ 无 }} 里的“无”不存在。",
    ]


def test_what_no_cell_and_no_title_can_hold_is_told_with_its_place():
    opening = opened("〔图表1〕", Chart("{{ 长 }}  {{ 号 }}", "{{ 照片 }}"))
    names = {"长": "长" * 40_000, "号": 10**20, "照片": Picture(png(9, 9))}
    assert problems(lambda: opening.render(names)) == [
        "模板.docx 图表1 标签 {{ 照片 }} 的值是图片，不能印在文字里。",
        "模板.docx 图表1 的数据表 表1!A1 标签 {{ 长 }} 的内容有 40000 个字，Excel 的一个单元格最多 32767 个。",
        "模板.docx 图表1 的数据表 表1!B1 标签 {{ 号 }} 的数 100000000000000000000 超过 15 位，Excel 会丢掉后面的数字。",
    ]


def test_all_faults_of_tags_in_charts_are_told_when_the_template_is_opened():
    sheet = """
        {% fro x in y %}     金额
        {%tr for x in 各项 %}
        {{ x.名| }}          {{ x.数
    """
    title = "{% if 甲 %}有{% endif %}{{ 单位|合并 }}{{ 甲 乙 }}{{ 丙"
    number = "<c:cat><c:numLit><c:pt><c:v>{{ 数 }}</c:v></c:pt></c:numLit></c:cat>"
    assert problems(lambda: opened("{{ }}\n〔图表2〕\n〔图表1〕", Chart(sheet), Chart("甲", title, more=number))) == [
        "模板.docx 第1段 标签 {{ }} 写得不对：少了名字或值。",
        "模板.docx 图表1 “{{ 丙”开了头，在这一段里没有结尾。",
        "模板.docx 图表1 标签 {% if 甲 %} 不能写在这里。",
        "模板.docx 图表1 标签 {% endif %} 不能写在这里。",
        "模板.docx 图表1 标签 {{ 单位|合并 }} 里的“合并”在这里不起作用。",
        "模板.docx 图表1 图表里的标签 {{ 数 }} 不会被填写。",
        "模板.docx 图表1 标签 {{ 甲 乙 }} 写得不对：这里应是标签的结尾，写的却是“乙”。",
        "模板.docx 图表2 的数据表 表1!B3 “{{ x.数”开了头，在这一段里没有结尾。",
        "模板.docx 图表2 的数据表 表1!A1 标签 {% fro x in y %} 里的“fro”不是这里的词。",
        "模板.docx 图表2 的数据表 表1!A3 标签 {{ x.名| }} 写得不对：这里应是名字，写的却是标签的结尾。",
    ]


def test_filters_that_do_not_exist_are_told_in_titles_and_data_sheets():
    told = [
        "模板.docx 图表1 标签 {{ 甲|没有 }} 里没有“没有”这个过滤器。",
        "模板.docx 图表1 的数据表 表1!A1 标签 {{ 乙|也没有 }} 里没有“也没有”这个过滤器。",
    ]
    chart = Chart("{{ 乙|也没有 }}  金额", "{{ 甲|没有 }}")
    assert sorted(problems(lambda: opened("〔图表1〕", chart, filters={"元": str}))) == told
    assert problems(opened("〔图表1〕", chart).compile) == told


@pytest.mark.parametrize(
    ("chart", "why"),
    [
        (Chart(None), "图表没有存在文档里的数据表"),
        (Chart(None, link="file:///D:/数据.xlsx"), "图表没有存在文档里的数据表"),
        (Chart(b"\xd0\xcf\x11\xe0 old"), "图表的数据表不是 .xlsx"),
        (Chart("项目  金额"), "图表的数据表里没有这个标签"),
    ],
)
def test_a_chart_whose_tags_no_data_sheet_holds_is_refused_but_copied_where_it_has_none(chart, why):
    file = with_charts("〔图表1〕\n{{ 单位 }}", chart)
    assert parts(template(file=file).render(NAMES))[CHART] == parts(file)[CHART]
    tagged = with_charts("〔图表1〕", replace(chart, kept="{{ x.名 }}"))
    assert (
        problems(lambda: template(file=tagged))[0] == f"模板.docx 图表1 图表里的标签 {{{{ x.名 }}}} 不会被填写：{why}。"
    )


def test_a_title_is_filled_also_where_the_data_lies_outside():
    chart = Chart(None, "{{ 单位 }}", link="file:///D:/数据.xlsx")
    assert charts(opened("〔图表1〕", chart).render(NAMES))[0].startswith("示例局\n表1!$B$1 = 旧\n")


def test_references_that_libreoffice_leaves_in_a_chart_are_refused():
    chart = Chart(BLOCK, series=(("表1!$B$1", "(表1!$A$2,别的!$A$3)", "[1]表1!$B$2"),))
    content = parts(with_charts("〔图表1〕", chart))
    content[CHART] = content[CHART].replace("表1!$B$1".encode(), b"label 0")
    assert problems(lambda: template(file=packed(content))) == [
        "模板.docx 图表1 图表引用的 label 0、(表1!$A$2,别的!$A$3)、[1]表1!$B$2 不在它的数据表里，不会随数据变化。"
    ]


def by_name(means):
    """A chart whose values are those of a name with this meaning."""
    book = openpyxl.load_workbook(io.BytesIO(made_by_xlsxwriter()))
    book.defined_names["各金额"] = openpyxl.workbook.defined_name.DefinedName("各金额", attr_text=means)
    file = io.BytesIO()
    book.save(file)
    return Chart(file.getvalue(), series=(("表1!$B$1", "表1!$A$3", "表1!各金额"),))


def test_a_series_may_mean_its_cells_by_a_name_of_the_workbook():
    opening = opened("〔图表1〕", by_name("表1!$B$3"))
    assert charts(opening.render(NAMES))[0].endswith("表1!各金额 = 1 2.5 4")
    assert opening.hints == []


@pytest.mark.parametrize(
    ("chart", "series"),
    [
        (by_name("OFFSET(表1!$B$2,0,0,COUNT(表1!$B:$B))"), "表1!各金额"),
        (Chart(BLOCK, series=(("表1!$B$1", "表1!$A$3", "表1!$B:$B"),)), "表1!$B:$B"),
    ],
)
def test_a_series_whose_cells_only_excel_can_tell_is_hinted_at_for_word_shows_nothing_of_it(chart, series):
    opening = opened("〔图表1〕", chart)
    assert charts(opening.render(NAMES))[0].endswith(f"{series} =")
    told = f"模板.docx 图表1 的数据表 图表里会缺数：这里算不出系列引用的 {series} 有哪些单元格，请直接引用一个区域。"
    assert [f"{hint.place} {hint.message}" for hint in opening.hints] == [told]


def test_a_series_of_several_columns_in_a_block_cannot_follow():
    chart = Chart(BLOCK, series=(("表1!$B$1", "表1!$A$1", "表1!$A$3:$B$3"),))
    assert problems(lambda: opened("〔图表1〕", chart)) == [
        "模板.docx 图表1 的数据表 表1!A3:B3 图表里占几列的系列不能随行移动，输出后会指错地方。"
    ]


def test_a_formula_that_word_would_show_without_a_result_is_hinted_at():
    opening = opened("〔图表1〕", Chart("{{ 单位 }}  =TODAY()"))
    (hint,) = opening.hints
    assert str(hint).startswith(
        "模板.docx 图表1 的数据表 表1!B1  提示：图表里会缺数：公式 =TODAY() 的结果留给 Excel 计算："
    )
    assert opened("{{ 单位 }}").hints == []


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("application/vnd.ms-office.chartex+xml", "瀑布图、直方图一类的新式图表"),
        ("application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml", "图表里的图形"),
    ],
)
def test_tags_in_what_is_not_filled_of_charts_are_told(kind, what):
    content = parts(with_charts("甲"))
    override = f'<Override PartName="/word/charts/other.xml" ContentType="{kind}"/></Types>'
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", override.encode())
    content["word/charts/other.xml"] = "<x><t>{{ 单位 }}</t></x>"
    assert problems(lambda: template(file=packed(content))) == [
        f"模板.docx {what} {what}里的标签 {{{{ 单位 }}}} 不会被填写。"
    ]


def test_a_template_cannot_make_charts_without_end():
    opening = opened("{%p for x in range(9999) %}\n〔图表1〕\n{%p endfor %}", Chart(None, "{{ x }}"))
    assert problems(lambda: opening.render({})) == [
        "模板.docx 第2段 标签 图表 算不出来：要做的步骤太多，循环套循环或文字太长。"
    ]


@pytest.mark.parametrize(
    "tag", ["{{ '甲'|__chart__(0, {}) }}", "{{ __charts__ }}", "{{ __charts__|__chart__(9, {}) }}"]
)
def test_what_the_engine_calls_charts_is_of_no_use_to_a_template(tag):
    assert len(problems(lambda: opened(tag + "\n〔图表1〕", Chart(None, "{{ 单位 }}")).render(NAMES))) == 1


def test_the_same_names_give_the_same_bytes_also_at_the_same_time():
    opening = opened(
        "{%p for x in 各项 %}\n〔图表1〕\n{%p endfor %}\n〔图表2〕", Chart("{{ x.名 }}  1", "{{ x.名 }}"), Chart(BLOCK)
    )
    lists = [ITEMS[:number] for number in range(4)] * 5
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda items: opening.render({"各项": items}), lists))
    assert found == [opening.render({"各项": items}) for items in lists]
    assert len(set(found)) == 4


def test_the_text_around_charts_is_what_docxtpl_makes_of_it():
    file = with_charts("{{ 单位 }}\n{%p if 各项 %}\n〔图表1〕\n{%p endif %}\n〔图表2〕", Chart(BLOCK), Chart(BLOCK))
    theirs = DocxTemplate(io.BytesIO(file))
    theirs.render(NAMES)
    saved = io.BytesIO()
    theirs.save(saved)
    ours = template(file=file).render(NAMES)
    assert lines(ours) == lines(saved.getvalue()) == "示例局\n\n"
    assert chart_parts(ours) == chart_parts(saved.getvalue()) == [CHART, "word/charts/chart2.xml"]
