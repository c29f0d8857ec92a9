"""What is said about a Word template when it is opened: every fault at once, each with its place."""

import pytest
from documents import NAMESPACES, lines, template, word_file, zipped

from perfreport.office.texts import read_texts
from perfreport.problem import Problems


def faults(body: str = "", file: bytes = b"", **stories: str) -> str:
    with pytest.raises(Problems) as found:
        template(body, file, **stories).compile()
    return str(found.value)


def test_all_faults_of_a_template_are_told_at_once_in_the_order_of_their_places():
    body = """{{ 单位
}} 错
{% fro x in y %}
{{ x| }}
{%p if x %} 多
甲 ¦ {{r 名 }} ¦ {{ 名|合并|空 }}
{{ 名|合并 }} ¦ {%tr for 一 in 二 %} ¦ 乙
{% vm %}
｛｛ 甲 ｝ ｝"""
    found = faults(body, header="{{p 甲 }}", footer="{% if %}", footnote="{{ 甲 ", title="{% if 甲 %}")
    assert [line for line in found.splitlines() if not line.startswith("    →")] == [
        "模板.docx 页眉 第1段  错误：标签 {{p 甲 }} 不能以“p”开头。",
        "模板.docx 页脚 第1段  错误：标签 {% if %} 写得不对：少了名字或值。",
        "模板.docx 脚注 第1段  错误：“{{ 甲 ”开了头，在这一段里没有结尾。",
        "模板.docx 第1段  错误：“{{ 单位”开了头，在这一段里没有结尾。",
        "模板.docx 第2段  错误：“}}”的末尾是标签的结尾，前面却没有开头。",
        "模板.docx 第3段  错误：标签 {% fro x in y %} 里的“fro”不是这里的词。",
        "模板.docx 第4段  错误：标签 {{ x| }} 写得不对：这里应是名字，写的却是标签的结尾。",
        "模板.docx 第5段  错误：标签 {%p if x %} 所在的段里还有“多”，输出时会丢失。",
        "模板.docx 表1 第1行第2列  错误：标签 {{r 名 }} 不能以“r”开头。",
        "模板.docx 表1 第1行第3列  错误：标签 {{ 名|合并|空 }} 里“合并”不在最后。",
        "模板.docx 表1 第2行第1列  错误：标签 {{ 名|合并 }} 里的“合并”在这里不起作用。",
        "模板.docx 表1 第2行第2列  错误：标签 {%tr for 一 in 二 %} 所在的行里还有“{{ …}}乙”，输出时会丢失。",
        "模板.docx 第6段  错误：标签 {% vm %} 不在表格里。",
        "模板.docx 第7段  错误：“｛｛ 甲 ｝ ｝”开了头，在这一段里没有结尾。",
        "模板.docx 文件属性  错误：标签 {% if 甲 %} 不能写在这里。",
        "模板.docx 文件属性  错误：标签 {% if 甲 %} 开着的块没有结束。",
    ]


CROSSED = {
    "out of a cell": "{% for 一 in 二 %}\n甲 ¦ {% endfor %}",
    "over cells": "{%p for 一 in 二 %} ¦ {%p endfor %}",
    "rows with paragraphs": "{%tr for 一 in 二 %} ¦\n{%p endfor %}",
    "over tables": "{%tr for 一 in 二 %} ¦\n甲\n{%tr endfor %} ¦",
    "out of a link": "<w:p><w:hyperlink><w:r><w:t>{% if 一 %}</w:t></w:r></w:hyperlink><w:r><w:t>{% endif %}</w:t></w:r></w:p>",
    "out of a control around rows": (
        "<w:tbl><w:tblPr/><w:tblGrid/><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>{%tr if 一 %}</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:sdtContent></w:sdt><w:tr><w:tc><w:p><w:r><w:t>{%tr endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
}


@pytest.mark.parametrize("body", CROSSED.values(), ids=CROSSED.keys())
def test_a_block_that_ends_in_another_place_than_it_began_is_refused(body):
    assert "不在同一层" in faults(body)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{% if 甲 %}", "第1段  错误：标签 {% if 甲 %} 开着的块没有结束"),
        ("{% endfor %}", "没有与它配对的开头：前面没有开着的块"),
        ("{% if 甲 %}{% endfor %}{% endif %}", "没有与它配对的开头：前面开着的是 {% if 甲 %}（模板.docx 第1段）"),
        ("{% if 甲 %}{% endif 甲 %}", "endif 后面不能再写别的"),
        ("{% for 甲 %}{% endfor %}", "这里应是“in”，写的却是标签的结尾"),
        ("{% for loop in 甲 %}{% endfor %}", "标签 {% for loop in 甲 %} 写得不对：“loop”是循环自己的名字，换一个。"),
        ("{% set 甲.乙 = 1 %}", "标签 {% set 甲.乙 = 1 %} 写得不对：set 后面写一个名字，里面没有“.”。"),
        ("{% set 甲 | default(乙) %}{% endset %}", "过滤器的括号里不能写名字"),
        ("{{ 甲 乙 }}", "这里应是标签的结尾，写的却是“乙”"),
        ("{{ 甲 ! }}", "有不能用的字符“!”"),
        ("{{ }}", "少了名字或值"),
        ("{{ {'甲': {'乙': 1}} }}", "前面却没有开头"),
        ("{% include '甲' %}", "“include”不是这里的词"),
        ("{{ 甲|万圆 }}", "没有“万圆”这个过滤器"),
        ("{{ 甲 is in(乙) }}", "没有“in”这个过滤器"),
        ("{%tr if 甲 %}", "标签 {%tr if 甲 %} 不在表格里"),
        ("{% colspan 2 %}", "标签 {% colspan 2 %} 不在表格里"),
        ("{{ 甲|合并 }}", "标签 {{ 甲|合并 }} 不在表格里"),
        ("甲 ¦ {% vm %}", "标签 {% vm %} 不在循环里"),
        ("{% if 甲 %}" * 16 + "{% endif %}" * 16, "已经是第 16 层块"),
        ("甲{%- if 甲 %}{% endif %}", "标签 {%- if 甲 %} 的减号会把它旁边的"),
        ("{% if 甲 -%}乙\n{% endif %}", "标签 {% if 甲 -%} 的减号会把它旁边的"),
        ("{%p if 甲 -%}\n乙\n{%p endif %}", "标签 {%p if 甲 -%} 的减号会把它旁边的"),
        ("甲 ¦ 乙\n{%- if 甲 %}丙{% endif %}", "标签 {%- if 甲 %} 的减号会把它旁边的"),
    ],
)
def test_a_wrong_tag_is_told_in_words(body, told):
    assert told in faults(body)


THINGS = {
    "图片": "<w:drawing/>",
    "脚注": '<w:footnoteReference w:id="1"/>',
    "分页符": '<w:br w:type="page"/>',
    "分栏符": '<w:br w:type="column"/>',
}


@pytest.mark.parametrize(("what", "thing"), THINGS.items(), ids=THINGS.keys())
def test_what_would_vanish_with_a_tags_own_paragraph_is_told(what, thing):
    body = f"<w:p><w:r><w:t>{{%p if 甲 %}}</w:t></w:r><w:r>{thing}</w:r></w:p>\n乙\n{{%p endif %}}"
    assert f"标签 {{%p if 甲 %}} 所在的段里还有“{what}”，输出时会丢失。" in faults(body)


def test_a_section_break_in_a_tags_own_paragraph_is_told():
    body = "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{%p if 甲 %}</w:t></w:r></w:p>\n乙\n{%p endif %}"
    assert "所在的段里还有“分节符”" in faults(body)


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        ("w:", "word:"),
    ],
)
def test_a_document_written_in_an_unusual_way_is_refused_not_left_unfilled(written, usual):
    document = f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{{{{ 值 }}}}</w:t></w:r></w:p></w:body></w:document>"
    document = document.replace(written, usual).replace(
        "xmlns:w=", f"xmlns:{usual[:-1]}=" if usual == "word:" else "xmlns:w="
    )
    parts = {name: data for name, data in unzipped(word_file("甲")).items() if name != "word/document.xml"}
    assert "少见的写法" in faults(file=zipped({**parts, "word/document.xml": document}))


def test_tags_in_a_chart_are_told_because_they_are_not_filled():
    parts = unzipped(word_file("甲"))
    override = '<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override + "</Types>")
    parts["word/charts/chart1.xml"] = "<c><v>{{ 标题 }}</v></c>"
    assert faults(file=zipped(parts)).startswith("模板.docx 图表  错误：图表里的标签 {{ 标题 }} 不会被填写。")


@pytest.mark.parametrize("story", ["document.main", "header"])
def test_parts_whose_kind_only_their_ending_tells_are_filled(story):
    """Open XML SDK gives the part it writes first, the document, the content type of its ending."""
    parts = unzipped(word_file("{{ 单位 }}", header="{{ 单位 }}"))
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{story}+xml"
    own = f'<Override PartName="/word/{story.split(".")[0]}.xml" ContentType="{kind}"/>'
    types = parts["[Content_Types].xml"].replace(own, "").replace('"application/xml"', f'"{kind}"')
    assert types.count(kind) == 1
    document = template(file=zipped({**parts, "[Content_Types].xml": types})).render({"单位": "示例局"})
    assert lines(document) == lines(document, "word/header.xml") == "示例局"


@pytest.mark.parametrize("absent", ["word/header.xml", "docProps/core.xml"])
def test_a_part_that_is_named_but_not_there_is_left_alone(absent):
    parts = unzipped(word_file("{{ 单位 }}", header="{{ 单位 }}"))
    del parts[absent]
    document = template(file=zipped(parts)).render({"单位": "示例局"})
    assert lines(document) == "示例局"
    assert [passage.text for row in read_texts(document) for passage in row.passages][-1:] == ["示例局"]


def test_a_file_without_a_document_is_no_word_file():
    parts = unzipped(word_file("{{ 单位 }}"))
    del parts["word/document.xml"]
    assert "找不到正文" in faults(file=zipped(parts))


def unzipped(file: bytes) -> dict[str, str]:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(
    "body",
    [
        "｛｛ 单位 ｝｝｛％ if 单位 ＝＝ “甲” ％｝对｛％ endif ％｝",
        "{{ 单位 }}{% if 单位 == “甲” %}对{% endif %}",
        "{{ 单位 }}{% if 单位 == ‘甲’ %}对{% endif %}",
        "{‖{ 单位｜空 }‖}{% if 单位＝=“甲” %}对{% endif %}",
    ],
)
def test_what_an_input_method_makes_of_a_tag_is_understood(body):
    assert lines(template(body).render({"单位": "甲"})) == "甲对"


def test_the_look_of_the_text_around_a_split_tag_stays():
    body = "<w:p><w:r><w:t>{{ 单</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>位 }}！</w:t></w:r></w:p>"
    from documents import W, part

    runs = part(template(body).render({"单位": "甲"})).iter(W + "r")
    assert [(run.findtext(W + "t"), run.find(W + "rPr") is not None) for run in runs] == [("甲", False), ("！", True)]


def test_nothing_is_hinted_at_in_a_word_template():
    assert template("{{ 单位 }}").hints == []
