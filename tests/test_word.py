"""Word documents: values, repairs, merged cells, repeated ids, and what is left alone."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import BytesIO

import pytest
from documents import W, lines, part, template, word_file
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from perfreport.problem import Problems


def rendered(body: str, **names: object) -> str:
    return lines(template(body).render(names))


def problems(body: str, **names: object) -> str:
    with pytest.raises(Problems) as found:
        template(body).render(names)
    return str(found.value)


@pytest.mark.parametrize(
    "text", ["研发 R&D 经费", "增速<5%，", "甲<!-- 乙", ']]> &amp; "引号"', "{{ 单位 }} {% if %} {_{", "  前后  "]
)
def test_text_that_looks_like_xml_or_a_tag_is_printed_as_it_is(text):
    assert rendered("前{{ 值 }}后\n末段", 值=text) == f"前{text}后\n末段"


ALLOWED = st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(
    lambda char: char in "\n\t" or (char >= " " and not "\ufdd0" <= char <= "\ufdef")
)


@settings(deadline=None, max_examples=60)
@given(st.text(ALLOWED))
def test_any_text_an_office_file_can_hold_is_read_back_as_it_was(text):
    assert rendered("{{ 值 }}", 值=text) == text.replace("\n", "↵")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (True, "是"),
        (False, "否"),
        (0.30000000000000004, "0.3"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        ("一\r\n二\r三\n四", "一↵二↵三↵四"),
        ("甲\t乙", "甲\t乙"),
    ],
)
def test_a_value_prints_as_people_write_it(value, printed):
    assert rendered("{{ 值 }}", 值=value) == printed
    assert rendered("{{ 值 ~ '' }}", 值=value) == printed
    assert rendered("{{ [值]|join }}", 值=value) == printed


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\ufdd0", "\ufffe", "\uffff"])
def test_a_character_no_office_file_can_hold_is_refused_with_the_place_of_its_tag(char):
    assert problems("甲 ¦ {{ 值 }}", 值=f"前{char}后") == (
        "模板.docx 表1 第1行第2列  错误：标签 {{ 值 }} 的值里有看不见的字符：“前▯后”。\n"
        "    → 在数据里删去“▯”处的字符。  [render.control-character]"
    )


def test_all_that_a_document_lacks_is_told_at_once_each_with_its_place_and_record():
    body = """{{ 单为 }}，{{ 空白 }}，{{ 一组 }}，{{ 非数 }}
{%tr for 任务 in 全部任务 %} ¦
{{ 任务.名称 }} ¦ {{ 任务.金额 }}
{%tr endfor %} ¦
{% if 年度 > 2020 %}新{% endif %}{{ 单位.科室 }}{{ 缺() }}"""
    tasks = [{"名称": "老年补贴", "金额": 1}, {"名称": "落实老年人福利政策，承担救助", "金额": None}]
    assert (
        problems(body, 单位={"名称": "甲"}, 空白=None, 一组=[1], 非数=float("nan"), 全部任务=tasks)
        == """\
模板.docx 第1段  错误：标签 {{ 单为 }} 里的“单为”不存在。
    → 是不是“单位”？  [render.undefined]
模板.docx 第1段  错误：标签 {{ 空白 }} 没有值。
    → 在数据里补上；允许没有时写成 {{ …|空 }}。  [render.none]
模板.docx 第1段  错误：标签 {{ 一组 }} 的值是一组内容（list），不能直接打印。
    → 用 for 逐项打印，或写出其中一项的名字。  [render.unprintable]
模板.docx 第1段  错误：标签 {{ 非数 }} 的值 nan 不是一个数。
    → 检查数据里的金额和它的计算。  [render.not-finite]
模板.docx 表1 第2行第2列  错误：标签 {{ 任务.金额 }}（落实老年人福利政策，承担…） 没有值。
    → 在数据里补上；允许没有时写成 {{ …|空 }}。  [render.none]
模板.docx 第2段  错误：标签 {% if 年度 > 2020 %} 里的“年度”不存在。
    → 这里可用的名字有：单位、空白、一组、非数、全部任务。  [render.undefined]
模板.docx 第2段  错误：标签 {{ 单位.科室 }} 里的“科室”不存在。
    → 这里可用的名字有：名称。  [render.undefined]
模板.docx 第2段  错误：标签 {{ 缺() }} 里的“缺”不存在。
    → 这里可用的名字有：单位、空白、一组、非数、全部任务。  [render.undefined]"""
    )


def test_what_may_be_missing_prints_nothing():
    assert rendered("[{{ 缺|空 }}{{ 无|空 }}{{ 缺|default('没有') }}]", 无=None) == "[没有]"


REPEATED = """{%p for 一 in 组 %}
<w:p w14:paraId="1A"><w:bookmarkStart w:id="3" w:name="书签"/><w:r><w:drawing><wp:inline><wp:docPr id="5" name="图"/>\
</wp:inline></w:drawing></w:r><w:bookmarkEnd w:id="3"/></w:p>
<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ 一 }}</w:t></w:r></w:p></w:sdtContent></w:sdt>
{%p endfor %}"""


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("{% set 头 %}甲‖{{ 值 }} R&D{% endset %}‖{{ 头 }}，{{ 头|length }}字", "甲A&B↵<x>\t{ R&D，14字"),
        ("{% set 头|upper|replace('A', 'C') %}{{ 值 }}{% endset %}{{ 头 }}", "C&B↵<X>\t{"),
        ("{%p set 头 %}\n{{ 值|正文 }}\n末\n{%p endset %}\n{{ 头 }}。", "A&B↵<x>\t{↵末。"),
    ],
)
def test_what_a_block_sets_is_a_text_and_escaped_once(body, printed):
    assert lines(template(body).render({"值": "A&B\n<x>\t{"})) == printed


def test_ids_that_a_loop_repeats_are_made_unique():
    root = part(template(REPEATED).render({"组": [1, 2]}))
    ids = [
        (e.tag.rpartition("}")[2], *(v for k, v in e.attrib.items() if k.rpartition("}")[2] in ("id", "val", "name")))
        for e in root.iter("{*}bookmarkStart", "{*}bookmarkEnd", "{*}docPr", "{*}id")
    ]
    assert ids == [
        ("bookmarkStart", "3", "书签"),
        ("docPr", "5", "图"),
        ("bookmarkEnd", "3"),
        ("id", "7"),
        ("bookmarkStart", "1000004", "书签_1000005"),
        ("docPr", "1000006", "图"),
        ("bookmarkEnd", "1000004"),
        ("id", "1000007"),
    ]
    assert "paraId" not in "".join(name for e in root.iter() for name in e.attrib)


def test_tags_in_every_story_are_rendered_once_and_escaped_once():
    stories = {story: f"{story} {{{{ 值 }}}}" for story in ("header", "footer", "footnote", "endnote", "title")}
    document = template("正文 {{ 值 }}", **stories).render({"值": "A&B"})
    for name in ("header", "footer", "footnotes", "endnotes"):
        assert (
            lines(document, f"word/{name}.xml") == f"{name.removesuffix('notes') + 'note' * name.endswith('notes')} A&B"
        )
    assert part(document, "docProps/core.xml").findtext("{*}title") == "title A&B"


def test_deleted_text_field_codes_and_plain_braces_are_left_alone():
    body = """<w:p><w:del w:id="1"><w:r><w:delText>{{ 删 }}</w:delText></w:r></w:del><w:r><w:instrText>{{ 域 }</w:instrText></w:r>\
<w:moveFrom w:id="2"><w:r><w:t>{{ 移 }}</w:t></w:r></w:moveFrom><w:r><w:t>{值} {{ 值 }}</w:t></w:r></w:p>
{一}
}二{_{ 三 }_} {_% 四 %_}"""
    root = part(template(body).render({"值": 1}))
    assert [e.text for e in root.iter(W + "delText", W + "instrText", W + "t")] == [
        "{{ 删 }}", "{{ 域 }", "{{ 移 }}", "{值} 1", "{一}", "}二{{ 三 }} {% 四 %}",
    ]  # fmt: skip


def test_a_picture_is_described_by_a_tag_on_one_line():
    body = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="见 {{ 值 }}"/></wp:inline></w:drawing></w:r></w:p>'
    root = part(template(body).render({"值": '"一"\n<二>'}))
    assert next(root.iter("{*}docPr")).get("descr") == '见 "一" <二>'


ALTERNATE = """<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{box}\
</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}\
</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def test_a_text_box_lies_in_the_file_twice_and_both_are_filled():
    body = ALTERNATE.replace("{box}", "<w:p><w:r><w:t>{{ 值 }}</w:t></w:r></w:p>")
    assert [e.text for e in part(template(body).render({"值": "甲"})).iter(W + "t")] == ["甲", "甲"]
    assert problems(body) == (
        "模板.docx 文本框 第1段  错误：标签 {{ 值 }} 里的“值”不存在。\n"
        "    → 请检查名字，或在数据里补上它。  [render.undefined]"
    )


def test_controls_around_rows_cells_and_paragraphs_are_seen_through():
    row = "<w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>{{ 值 }}</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt>"
    cell = "<w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>{{ 缺 }}</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>"
    body = f"<w:tbl><w:tblPr/><w:tblGrid/>{row}{cell}</w:tbl>"
    assert rendered(body, 值="甲", 缺="乙") == "¦ 甲\n¦ 乙"
    assert problems(body, 值="甲").startswith("模板.docx 表1 第2行第1列  错误：标签 {{ 缺 }} 里的“缺”不存在。")


@pytest.mark.parametrize("grid", ["", "<w:tblGrid/>", "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"])
def test_columns_grow_in_a_table_whose_grid_is_not_written_out(grid):
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in COLUMNS)
    document = template(f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr></w:tbl>").render({"数": [1, 2]})
    assert lines(document) == "1 ¦ 2"
    assert [child.tag for child in part(document).find(f"{W}body/{W}tbl")][1:] == [W + "tblGrid", W + "tr"]


COLUMNS = ("{%tc for 一 in 数 %}", "{{ 一 }}", "{%tc endfor %}")


def test_the_main_part_may_have_any_name():
    document = template(file=word_file("{{ 值 }}", main="word/document2.xml")).render({"值": "甲"})
    assert lines(document, "word/document2.xml") == "甲"


def test_parts_without_tags_are_the_templates_own_bytes():
    file = word_file("{{ 值 }}", header="没有标签", footnote="也没有")
    document = template(file=file).render({"值": 1})
    assert packed(file).keys() == packed(document).keys()
    assert {name for name, data in packed(file).items() if packed(document)[name] != data} == {"word/document.xml"}


def packed(file: bytes) -> dict[str, bytes]:
    """The deflated bytes of each part."""
    found = {}
    with zipfile.ZipFile(BytesIO(file)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + int.from_bytes(file[info.header_offset + 26 :][:2], "little")
            start += int.from_bytes(file[info.header_offset + 28 :][:2], "little")
            found[info.filename] = file[start : start + info.compress_size]
    return found


def test_the_same_input_gives_the_same_bytes_and_python_docx_reads_them():
    body = "{%tr for 一 in 组 %} ¦\n{{ 一|合并 }} ¦ {{ loop.index }}\n{%tr endfor %} ¦"
    document = template(body, header="{{ 组|join }}").render({"组": ["甲", "甲"]})
    assert document == template(body, header="{{ 组|join }}").render({"组": ["甲", "甲"]})
    assert [[cell.text for cell in row.cells] for row in Document(BytesIO(document)).tables[0].rows] == [
        ["甲", "1"],
        ["甲", "2"],
    ]


def test_threads_may_render_one_template_at_once():
    opened = template("{% for 一 in 数 %}{{ 一 }},{% endfor %}{{ 名 }}")
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda n: lines(opened.render({"数": [n] * 200, "名": n})), range(40))
    assert list(found) == [f"{n}," * 200 + str(n) for n in range(40)]


def test_filters_may_be_added_until_the_first_rendering():
    opened = template("{{ 值|加倍 }}")
    with pytest.raises(Problems, match="没有“加倍”这个过滤器"):
        opened.render({"值": 2})
    opened.filters["加倍"] = lambda value: value * 2
    assert lines(opened.render({"值": 2})) == "4"


def test_a_filter_that_fails_says_where_and_why():
    def refuse(value):
        raise ValueError("不是金额")

    with pytest.raises(Problems) as found:
        template("{{ 值|万元 }}", filters={"万元": refuse}).render({"值": 2})
    assert str(found.value) == (
        "模板.docx 第1段  错误：标签 {{ 值|万元 }} 用过滤器“万元”时出错：不是金额。\n"
        "    → 检查过滤器前面的值和括号里的参数。  [render.filter]"
    )
