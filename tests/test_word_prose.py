"""A clerk's own words, `{{ …|正文 }}`: Markdown as paragraphs, lists and tables of the Word file, or as plain text."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import openpyxl
import pytest
from documents import W, lines, part, template
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import make, parts

from perfreport.office import open_template
from perfreport.office import prose as markdown
from perfreport.office.prose import Prose
from perfreport.problem import Problems


def filled(text: str, body: str = "{{ 职能|正文 }}") -> str:
    return lines(template(body).render({"职能": text}))


def xml(document: bytes, name: str = "word/document.xml") -> str:
    """The body of a document, without namespaces."""
    from lxml import etree

    text = etree.tostring(part(document, name), encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]*"| xml:space="preserve"', "", text.split("<w:body>")[-1])


def bold(text: str) -> str:
    """What is printed, what is bold of it in 【】."""
    document = part(template("{{ 职能|正文 }}").render({"职能": text}))
    runs = [(run.find(f"{W}rPr/{W}b"), run.findtext(W + "t")) for run in document.iter(W + "r")]
    return "".join(text if mark is None else f"【{text}】" for mark, text in runs)


def test_a_text_becomes_paragraphs_lists_and_tables_where_the_tag_stands_alone():
    text = """\
我局主管**民政**工作（示例）。

内设机构：

1. 办公室，负责：
   1. 文秘；
   2. 财务。
2. 救助科。

## 主要做法
- 政府主导；
- 社会参与。

| 项目 | 金额 |
| --- | ---: |
| 低保 | 1.5 |
| 其他 | 2 |
说明：金额单位为万元。"""
    assert (
        filled(text, "一、职能\n{{ 职能|正文 }}\n二、问题")
        == """\
一、职能
我局主管民政工作（示例）。
内设机构：
1.办公室，负责：
（1）文秘；
（2）财务。
2.救助科。
主要做法
——政府主导；
——社会参与。
项目 ¦ 金额
低保 ¦ 1.5
其他 ¦ 2
说明：金额单位为万元。
二、问题"""
    )


def test_the_paragraphs_look_as_the_tags_own_and_bold_is_added():
    look = '<w:pPr><w:pStyle w:val="a"/><w:jc w:val="both"/></w:pPr>'
    run = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'
    body = f'<w:p w:rsidR="1">{look}<w:r>{run}<w:t>{{{{ 职</w:t></w:r><w:r><w:t>能|正文 }}}}</w:t></w:r></w:p>'
    document = template(body).render({"职能": "R&D **重点**\n\n二"})
    bold_run = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:b/><w:bCs/><w:sz w:val="32"/></w:rPr>'
    assert xml(document) == (
        f"<w:p>{look}<w:r>{run}<w:t>R&amp;D </w:t></w:r><w:r>{bold_run}<w:t>重点</w:t></w:r></w:p>"
        f"<w:p>{look}<w:r>{run}<w:t>二</w:t></w:r></w:p><w:sectPr/></w:body></w:document>"
    )


def test_tracked_changes_of_the_look_do_not_come_back_with_every_paragraph():
    was = {name: f'<w:{name}Change w:id="1" w:author="甲"><w:{name}/></w:{name}Change>' for name in ("pPr", "rPr")}
    look = f'<w:pPr><w:jc w:val="left"/>{was["pPr"]}</w:pPr>'
    body = f'<w:p>{look}<w:r><w:rPr><w:b w:val="0"/>{was["rPr"]}</w:rPr><w:t>{{{{ 职能|正文 }}}}</w:t></w:r></w:p>'
    document = template(body).render({"职能": "甲**乙**"})
    assert xml(document).removesuffix("<w:sectPr/></w:body></w:document>") == (
        '<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>甲</w:t></w:r>'
        "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>乙</w:t></w:r></w:p>"
    )
    assert parts(document)["word/document.xml"].count(b"xmlns:w=") == 1


def test_columns_share_the_width_by_their_texts_but_a_long_one_takes_not_all():
    root = part(template("{{ 职能|正文 }}").render({"职能": f"|序号|{'长' * 100}|\n|-|-|\n|1|ab|"}))
    widths = [int(cell.get(W + "w")) for cell in root.iter(W + "tcW")]
    assert widths == [5000 * 7 // 40, 5000 * 33 // 40] * 2


def test_each_line_is_a_paragraph_and_blanks_around_it_are_the_templates_business():
    assert filled("　　甲，\n  乙；\n\n\n丙\t丁  ") == "甲，\n乙；\n丙\t丁"


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3，a*b*c，2_3_4，~约~",
        "#1楼",
        "1.5万元",
        "2021. 年度工作\n2021. 又一项",
        "70-79岁\n-5℃",
        "+ 加强管理",
        "* 数据来源：示例",
        "甲|乙|丙\n丁|戊",
        "增速<5%，R&D，<b>粗</b>，&nbsp;",
        "[公示](http://example.com)，![图](a.png)，`代码`",
        "> 引用\n```\n代码\n```",
        "甲\n---\n乙\n===",
        "张**、李**等2人，张**和王某，6501********1234、6502********5678，密码***",
        "1) 甲\n2) 乙",
        "（1）甲\n1、乙\n①丙",
        r"C:\*甲*\_乙",
        "甲\u2028乙\x85丙",
    ],
)
def test_what_only_looks_like_markdown_prints_as_typed(text):
    assert filled(text) == text
    assert Prose(text) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("**“重点”**工作", "【“重点”】工作"),
        ("落实**《办法》**，", "落实【《办法》】，"),
        ("**一是**加强；**二是**落实。", "【一是】加强；【二是】落实。"),
        ("**主要问题：**进度慢", "【主要问题：】进度慢"),
        ("**a*b**", "【a*b】"),
        ("** 甲 **", "** 甲 **"),
        ("**甲\n乙**", "**甲乙**"),
        ("# **标题**文字", "【标题】【文字】"),
        ("1. **甲**：乙", "1.【甲】：乙"),
    ],
)
def test_two_asterisks_make_bold_beside_chinese_punctuation_too(text, printed):
    assert bold(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1. 甲\n1. 乙\n5. 丙", "1.甲\n2.乙\n3.丙"),
        ("1. 甲\n\n2. 乙\n\n另起\n\n1. 丙", "1.甲\n2.乙\n另起\n1.丙"),
        ("1. 甲\n   接着\n\n   再接\n2. 乙", "1.甲\n接着\n再接\n2.乙"),
        ("1. 甲\n    1. 乙\n        1. 丙\n            1. 丁", "1.甲\n（1）乙\n1）丙\n1）丁"),
        ("1. 甲\n  1. 乙\n  2. 丙\n    1. 丁\n10. 戊", "1.甲\n（1）乙\n（2）丙\n1）丁\n2.戊"),
        ("- 甲\n    - 乙\n      - 丙\n- 丁", "——甲\n——乙\n——丙\n——丁"),
        ("甲\n2. 乙\n3. 丙", "甲\n2.乙\n3.丙"),
        ("3. 从三开始\n4. 接着", "3.从三开始\n4.接着"),
        ("1. 2021年\n2. **3项**工作", "1. 2021年\n2. 3项工作"),
        ("1. 甲\n\t1. 乙\n\t2. 丙\n2. 丁", "1.甲\n（1）乙\n（2）丙\n2.丁"),
        ("- 甲\n  1. 乙\n     - 丙", "——甲\n1.乙\n——丙"),
        ("- 甲\n* 乙\n+ 丙", "——甲\n* 乙\n+ 丙"),
        ("做法：\n- 甲\n- 乙", "做法：\n——甲\n——乙"),
        ("- 甲\n-\n- 乙\n\n3.\n4. 丙", "——甲\n-\n——乙\n3.\n4.丙"),
        ("1. |甲|乙|\n   |-|-|\n   |1|2|", "1.\n甲 ¦ 乙\n1 ¦ 2"),
        ("- " * 30 + "甲", "- " * 30 + "甲"),
        ("#\n\n- 甲", "#\n——甲"),
    ],
)
def test_lists_are_numbered_anew_and_lists_in_lists_have_their_own_numbers(text, printed):
    assert filled(text, "{{ 职能|正文 }}\n末") == f"{printed}\n末"


def test_a_table_has_borders_small_type_and_a_head_that_repeats():
    def cell(look: str, runs: str) -> str:
        properties = '<w:tcPr><w:tcW w:w="2500" w:type="pct"/><w:vAlign w:val="center"/></w:tcPr>'
        in_cell = (
            '<w:numPr><w:numId w:val="0"/></w:numPr><w:snapToGrid w:val="0"/>'
            '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:leftChars="0" '
            'w:right="0" w:rightChars="0" w:firstLine="0" w:firstLineChars="0"/>'
        )
        return f"<w:tc>{properties}<w:p><w:pPr>{in_cell}{look}</w:pPr>{runs}</w:p></w:tc>"

    def run(text: str, weight: str = "") -> str:
        return f'<w:r><w:rPr>{weight}<w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr><w:t>{text}</w:t></w:r>'

    right, middle, strong = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>', "<w:b/><w:bCs/>"
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    assert xml(template("{{ 职能|正文 }}").render({"职能": "|甲|乙|\n|--|-:|\n|1|"})) == (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4422"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cell(middle, run('甲', strong))}"
        f"{cell(middle, run('乙', strong))}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell('', run('1'))}{cell(right, '')}</w:tr></w:tbl>"
        "<w:p/><w:sectPr/></w:body></w:document>"
    )


def test_a_table_takes_its_look_from_the_templates_styles():
    book = Document()
    book.styles.add_style("正文表格", WD_STYLE_TYPE.TABLE)
    book.styles.add_style("表格文字", WD_STYLE_TYPE.PARAGRAPH)
    book.add_paragraph("{{ 职能|正文 }}").runs[0].font.size = Pt(16)
    file = BytesIO()
    book.save(file)
    table = Document(BytesIO(template(file=file.getvalue()).render({"职能": "|甲|\n|-|\n|1|"}))).tables[0]
    assert table.style.name == "正文表格"
    assert [cell.paragraphs[0].style.name for cell in table.columns[0].cells] == ["表格文字"] * 2
    assert [cell.paragraphs[0].runs[0].font.size for cell in table.columns[0].cells] == [None, None]
    assert "tblBorders" not in table._tbl.xml


def test_small_type_stays_as_small_as_it_is():
    body = '<w:p><w:r><w:rPr><w:sz w:val="18"/><w:u w:val="single"/></w:rPr><w:t>{{ 职能|正文 }}</w:t></w:r></w:p>'
    document = part(template(body).render({"职能": "|甲|\n|-|"}))
    properties = next(document.iter(W + "rPr"))
    assert [(child.tag[len(W) :], child.get(W + "val")) for child in properties] == [
        *[("b", None), ("bCs", None), ("sz", "18"), ("szCs", "18"), ("u", "single")]
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("甲 | 乙\n--- | :---:\n1 | 2", "甲 ¦ 乙\n1 ¦ 2"),
        ("|甲|乙|\n|-|-|\n|1|2|3|", "甲 ¦ 乙 ¦ \n1 ¦ 2 ¦ 3"),
        ("|甲\\|乙|丙|\n|-|-|", "甲|乙 ¦ 丙"),
        ("甲|乙\\|\n-|-", "甲 ¦ 乙|"),
        ("|甲|\n|-|\n注：乙", "¦ 甲\n注：乙"),
        ("说明\n|甲|乙|\n|-|-|", "说明\n甲 ¦ 乙"),
        ("|甲|\n|-|\n\n|乙|\n|-|", "¦ 甲\n\n¦ 乙"),
        ("|甲|乙|\n|-|丙|", "|甲|乙|\n|-|丙|"),
    ],
)
def test_no_cell_and_no_line_of_a_table_is_lost(text, printed):
    assert filled(text, "{{ 职能|正文 }}\n末") == f"{printed}\n末"


def test_a_table_that_word_could_not_hold_prints_as_typed():
    text = "|甲" * 64 + "|\n" + "|-" * 64 + "|"
    assert filled(text) == text


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("前\n{{ 无|正文 }}\n后", "前\n后"),
        ("前\n{{ 无|正文 }}", "前"),
        ("{{ 无|正文 }}", ""),
        ("甲 ¦ {{ 无|正文 }}", "甲 ¦ "),
        ("甲 ¦ {{ 无|正文 }}⏎乙", "甲 ¦ 乙"),
        ("前\n{{ None|空|正文 }}\n后", "前\n后"),
    ],
)
def test_an_empty_text_leaves_no_paragraph_but_the_one_a_cell_or_a_body_must_have(body, printed):
    document = template(body).render({"无": " \n　\n"})
    assert lines(document) == printed
    for cell in part(document).iter(W + "tc"):
        assert cell[-1].tag == W + "p"


@pytest.mark.parametrize(
    ("body", "inside"),
    [
        ("{{ 表|正文 }}\n丙 ¦ 丁", "tbl p tbl sectPr"),
        ("丙 ¦ 丁\n{{ 表|正文 }}", "tbl p tbl p sectPr"),
        ("{{ 表|正文 }}\n{{ 表|正文 }}\n末", "tbl p tbl p sectPr"),
        ("丙 ¦ 丁\n<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>\n{{ 表|正文 }}\n末", "tbl tbl p tbl p sectPr"),
        ("{%p for 一 in [1, 2] %}\n{{ 表|正文 }}\n{%p endfor %}\n末", "tbl p tbl p sectPr"),
        ("{{ 表|正文 }}\n{%p if 0 %}\n甲\n{%p endif %}\n丙 ¦ 丁", "tbl p tbl sectPr"),
    ],
)
def test_tables_that_would_touch_are_kept_apart(body, inside):
    root = part(template(body).render({"表": "|甲|\n|-|"}))
    assert " ".join(child.tag[len(W) :] for child in root[0]) == inside


def test_a_cell_ends_in_a_paragraph_behind_a_table():
    root = part(template("甲 ¦ {{ 表|正文 }}").render({"表": "|甲|\n|-|"}))
    cell = list(root.iter(W + "tc"))[1]
    assert [child.tag[len(W) :] for child in cell] == ["tcPr", "tbl", "p"]


@pytest.mark.parametrize(
    ("body", "holder"),
    [
        ("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>\n末", "tc"),
        ("{}", "body"),
    ],
)
def test_a_control_that_ends_a_cell_or_the_document_ends_in_a_paragraph(body, holder):
    paragraph = "<w:p><w:r><w:t>{{ 表|正文 }}</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    for controls in (control, control.replace(paragraph, control)):
        root = part(template(body.format(controls)).render({"表": "|甲|\n|-|"}))
        content = list(next(root.iter(W + holder)).iter(W + "sdtContent"))[-1]
        assert [child.tag[len(W) :] for child in content] == ["tbl", "p"]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("职能：{{ 职能|正文 }}", "职能：重点↵1.甲↵项　目"),
        ("{{ 职能|正文 }}{{ 职能|正文 }}", "重点↵1.甲↵项　目重点↵1.甲↵项　目"),
        ("{% if 1 %}{{ 职能|正文 }}{% endif %}", "重点↵1.甲↵项　目"),
        ("{{ 职能|正文|replace('重', '要') }}", "要点↵1.甲↵项　目"),
        ("{% set 文 = 职能|正文 %}{{ 文 }}", "重点↵1.甲↵项　目"),
        ("{{ 职能|正文 }}{# 填报人：写主要职能 #}", "重点\n1.甲\n项 ¦ 目"),
    ],
)
def test_beside_other_text_it_is_plain_text(body, printed):
    assert filled("**重点**\n1. 甲\n\n项|目\n-|-", body + "\n末") == f"{printed}\n末"


@pytest.mark.parametrize(
    "beside",
    ['<w:footnoteReference w:id="1"/>', '<w:br w:type="page"/>', "<w:tab/>", "<w:drawing/>", "<w:noBreakHyphen/>"],
)
def test_what_stands_beside_the_tag_without_being_text_is_not_lost(beside):
    body = f"<w:p><w:r><w:t>{{{{ 职能|正文 }}}}</w:t></w:r><w:r>{beside}</w:r></w:p>"
    assert xml(template(body, footnote="注").render({"职能": "甲\n乙"})).startswith(
        f"<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:r>{beside}</w:r></w:p>"
    )


def test_elsewhere_it_is_plain_text_too(tmp_path):
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{{ 职能|正文 }}"/></wp:inline></w:drawing></w:r></w:p>'
    document = template(picture, title="{{ 职能|正文 }}").render({"职能": "**重点**\n- 甲"})
    assert 'descr="重点 ——甲"' in xml(document)
    assert part(document, "docProps/core.xml").findtext("{*}title") == "重点 ——甲"

    path = make(tmp_path, "{{ 职能|正文 }}")
    content = open_template(path).render({"职能": "=**重点**\n1. 甲\n\n|项|目|\n|-|-|"})
    assert openpyxl.load_workbook(BytesIO(content)).active["A1"].value == "=重点\n1.甲\n项　目"


def test_headers_footers_and_both_copies_of_a_text_box_have_their_paragraphs():
    box = "<w:txbxContent><w:p><w:r><w:t>{{ 职能|正文 }}</w:t></w:r></w:p></w:txbxContent>"
    shapes = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>',
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>",
    )
    body = f"<w:p><w:r><mc:AlternateContent>{''.join(shapes)}</mc:AlternateContent></w:r></w:p>"
    document = template(body, header="{{ 职能|正文 }}", footer="{{ 职能|正文 }}").render({"职能": "甲\n乙"})
    boxes = [[p.xpath("string(.)") for p in box] for box in part(document).iter(W + "txbxContent")]
    assert boxes == [["甲", "乙"], ["甲", "乙"]]
    assert lines(document, "word/header.xml") == lines(document, "word/footer.xml") == "甲\n乙"


def test_an_empty_header_and_an_empty_text_box_keep_a_paragraph():
    document = template("甲", header="{{ 无|正文 }}").render({"无": ""})
    assert [child.tag for child in part(document, "word/header.xml")] == [W + "p"]


def test_loops_controls_and_merged_cells_may_hold_it():
    each = "{%p for 条 in 各条 %}\n{{ 条|正文 }}\n{%p endfor %}"
    assert lines(template(each).render({"各条": ["甲\n乙", "", "1. 丙"]})) == "甲\n乙\n1.丙"
    rows = "{%tr for 条 in 各条 %} ¦\n{{ 条|正文|合并 }} ¦ {{ loop.index }}\n{%tr endfor %} ¦"
    assert lines(template(rows).render({"各条": ["甲\n乙", "甲\n乙", "丙"]})) == "↓甲⏎乙 ¦ 1\n〃 ¦ 2\n↓丙 ¦ 3"
    control = "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>{{ 文|正文 }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    for text, printed in (("甲\n乙", "甲\n乙"), ("", "")):
        assert lines(template(control).render({"文": text})) == printed
    assert "<w:sdtContent><w:p/></w:sdtContent>" in xml(template(control).render({"文": ""}))


def test_bookmarks_stay_around_the_paragraphs():
    mark = '<w:bookmarkStart w:id="1" w:name="职能"/>{}<w:bookmarkEnd w:id="1"/>'
    body = f"<w:p>{mark.format('<w:r><w:t>{{ 职能|正文 }}</w:t></w:r>')}</w:p>"
    root = part(template(body).render({"职能": "甲\n乙"}))
    assert [child.tag[len(W) :] for child in root[0]] == ["bookmarkStart", "p", "p", "bookmarkEnd", "sectPr"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("甲\n乙", ["甲 pageBreakBefore", "乙 sectPr"]),
        ("甲", ["甲 pageBreakBefore sectPr"]),
        ("", [" pageBreakBefore sectPr"]),
        ("|甲|\n|-|", [" pageBreakBefore", "表", " sectPr"]),
    ],
)
def test_the_first_paragraph_begins_a_page_and_the_last_ends_a_section(text, printed):
    look = "<w:pPr><w:pageBreakBefore/><w:sectPr/></w:pPr>"
    root = part(template(f"<w:p>{look}<w:r><w:t>{{{{ 职能|正文 }}}}</w:t></w:r></w:p>").render({"职能": text}))
    read = [
        " ".join([block.xpath("string(.)"), *(child.tag[len(W) :] for child in block[0] if block[0].tag == W + "pPr")])
        if block.tag == W + "p"
        else "表"
        for block in root[0][:-1]
    ]
    assert read == printed


def test_blanks_typed_before_the_tag_begin_every_paragraph():
    assert filled("甲\n- 乙", "　　{{ 职能|正文 }} ") == "　　甲\n　　——乙"


def test_what_cannot_be_printed_is_told_with_its_place():
    names = {"坏": "**前\x0b后**", "无": None}
    with pytest.raises(Problems) as found:
        template("{{ 坏|正文 }}\n甲 ¦ {{ 无|正文 }}\n{{ 缺|正文 }}").render(names)
    assert [str(each).splitlines()[0] for each in found.value.problems] == [
        "模板.docx 第1段  错误：标签 {{ 坏|正文 }} 的值里有看不见的字符：“**前▯后**”。",
        "模板.docx 表1 第1行第2列  错误：标签 {{ 无|正文 }} 没有值。",
        "模板.docx 第2段  错误：标签 {{ 缺|正文 }} 里的“缺”不存在。",
    ]


@pytest.mark.parametrize(
    "text", ["1. 甲\n" * 10_000, "- " * 100_000, "*" * 500_000, "** " * 100_000, "|" * 500_000, "甲\n" * 20_000]
)
def test_a_long_text_is_read_in_the_time_it_is_long(text):
    assert template("{{ 职能|正文 }}").render({"职能": text})


@pytest.mark.parametrize(
    "text", ["甲" * 2_100_000, "-\n" * 100_000, "|" * 60 + "\n" + "|-" * 60 + "\n" + "|\n" * 40_000]
)
def test_a_text_beyond_all_measure_is_refused(text):
    with pytest.raises(Problems, match="要做的步骤太多"):
        template("{{ 职能|正文 }}").render({"职能": text})


def test_a_text_without_lists_and_headings_does_not_cost_the_parser(monkeypatch):
    monkeypatch.setattr(markdown, "_parser", None)
    assert Prose("**甲**\n|乙|\n|-|\n2021年。") == "甲\n乙\n2021年。"


def test_the_first_texts_may_be_read_by_several_threads_at_once():
    """markdown-it-py's rules are not there for a moment, and a text without rules is an empty one."""
    interval, together = sys.getswitchinterval(), Barrier(8)

    def read(text: str) -> str:
        together.wait()
        return str(Prose(text))

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(200):
                markdown._parser.cache_clear()
                markdown._parser()
                assert set(pool.map(read, ["1. 甲\n\n# 乙\n- 丙"] * 8)) == {"1.甲\n乙\n——丙"}
    finally:
        sys.setswitchinterval(interval)


PLAIN = st.text(st.sampled_from("甲乙，。“（1.5 \t　\n*#-+>`~_[]()<&\\")).filter(
    lambda text: not re.search(r"\*\*|^[ \t]*(?:[-+*]|[15]+[.)]|#+)[ \t]*(?:[ \t]|$)", text, re.MULTILINE)
)


@settings(deadline=None, max_examples=60)
@given(PLAIN)
def test_text_without_markup_prints_exactly_its_lines(text):
    typed = [line.strip() for line in text.split("\n") if line.strip()]
    assert filled(text, "{{ 职能|正文 }}\n末") == "\n".join([*typed, "末"])


@settings(deadline=None, max_examples=100)
@given(PLAIN)
def test_the_parser_reads_text_without_markup_as_it_is_read_without(text):
    assert Prose(f"- 首\n\n续\n\n{text}") == "\n".join(["——首", "续", *Prose(text).splitlines()])
