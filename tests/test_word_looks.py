"""What a Word template's author does not see until a document is printed."""

from pathlib import Path

import pytest
from charts import Chart, with_charts
from documents import template, word_file

from perfreport.office import open_template
from perfreport.office.faces import Faces
from perfreport.phrase import FILTERS

ROOT = Path(__file__).parent.parent

FACE = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/>'


def looks(kind, body="", file=b"", faces=None, **parts):
    """What is told of this kind, a line each: place, sentence."""
    found = template(file=file or word_file(body, **parts)).compile().looks(faces)
    return [f"{look.place.spot} {look.message}" for look in found if look.id == f"lint.{kind}"]


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(content, row="", width=2000):
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr>{row}</w:trPr>{cell}</w:tr></w:tbl>"


def test_a_look_is_told_as_any_problem_with_what_to_do():
    look, _ = template("金额：｛｛ 总额｜万元 ｝｝", filters={"万元": str}).looks()
    assert str(look) == (
        "模板.docx 第1段  提示：标签 ｛｛ 总额｜万元 ｝｝ 里有全角的 ｛｜｝，这里照英文的读。\n"
        "    → 改成 {{ 总额|万元 }}（用英文输入法；引号关掉自动更正再打）。  [lint.not-plain]"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("{％ if 甲 ％}{% endif %}", "全角的 ％"),
        ("{{ 甲|default(“无”) }}", "中文引号 “”"),
        ("{{ 甲|default(‘无’) }}", "中文引号 ‘’"),
        ("{{\u3000甲 }}", "全角空格"),
        ("{{\xa0甲 }}", "不间断空格"),
        ("{{ 甲（“无”）\u3000}}", "全角的 （）、中文引号 “”、全角空格"),
        ("｛{ 甲 }‖}", "全角的 ｛"),
        ("{{ 甲|default('“无”\xa0（）\u3000') }}", ""),
        ("“{{ 甲 }}”（{{ 乙 }}）", ""),
        ("{{ 甲|default('无') }}", ""),
    ],
)
def test_what_autocorrect_put_into_a_tag_is_told(typed, told):
    what = [line.partition(" 里有")[2] for line in looks("not-plain", typed)]
    assert what == ([f"{told}，这里照英文的读。"] if told else [])


def test_what_was_typed_full_width_in_headers_and_text_boxes_is_told_once_with_its_place():
    box = "<w:txbxContent><w:p><w:r><w:t>｛{ 乙 }}</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    places = [line.partition(" 标签")[0] for line in looks("not-plain", body, header="甲\n{{ 甲 ｝｝")]
    assert sorted(places) == ["文本框 第1段", "页眉 第2段"]


MIXED = {
    "粗细": (run("{{ ", "<w:b/>"), run("甲 }}")),
    "颜色、字号": (run("{{ 甲", '<w:color w:val="FF0000"/><w:sz w:val="32"/>'), run(" }}")),
    "中文字体": (run("{{ ", '<w:rFonts w:eastAsia="黑体"/>'), run("甲 }}", '<w:rFonts w:eastAsia="宋体"/>')),
}


@pytest.mark.parametrize(("what", "runs"), MIXED.items(), ids=MIXED.keys())
def test_a_tag_whose_parts_look_different_is_told_with_the_look_that_is_printed(what, runs):
    first = runs[0].partition('preserve">')[2].partition("<")[0].strip()
    assert looks("mixed-look", paragraph(*runs)) == [
        f"第1段 标签 {{{{ 甲 }}}} 的各部分{what}不一样：印出来的值照它开头“{first}”的样子。"
    ]


ALIKE = {
    "the same said in two ways": (run("{{ ", '<w:b/><w:color w:val="auto"/>'), run("甲 }}", '<w:b w:val="true"/>')),
    "a look that nobody sees": (run("{{ ", '<w:lang w:val="zh-CN"/><w:rFonts w:hint="eastAsia"/>'), run("甲 }}")),
    "blanks between": (run("{{"), run(" ", "<w:b/>"), run("甲 }}")),
    "text beside it": (run("金额", "<w:b/>"), run("{{ 甲 }}")),
    "a tag that prints nothing": (run("{% if ", "<w:b/>"), run("甲 %}{% endif %}")),
}


@pytest.mark.parametrize("runs", ALIKE.values(), ids=ALIKE.keys())
def test_a_tag_that_looks_alike_all_over_is_not_told(runs):
    assert looks("mixed-look", paragraph(*runs)) == []


def test_the_same_size_from_a_style_and_from_the_run_looks_alike():
    styles = '<w:style w:type="paragraph" w:styleId="正文字"><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    body = paragraph(run("{{ ", '<w:sz w:val="32"/>'), run("甲 }}"), properties='<w:pStyle w:val="正文字"/>')
    assert looks("mixed-look", body, styles=styles) == []
    assert len(looks("mixed-look", body)) == 1


def test_a_row_of_exact_height_is_told_once_with_how_much_it_holds():
    row = '<w:trHeight w:val="480" w:hRule="exact"/>'
    cell = paragraph(run("{{ loop.index }}")) + paragraph(run("{{ 甲 }}{{ 乙 }}", '<w:sz w:val="20"/>'))
    assert looks("fixed-height", table(f"{cell}{cell}", row)) == [
        "表1 第1行第1列 第2段 这一行的高度固定，标签 {{ 甲 }} 的内容长了会被裁掉：这里大约印得下 10 个字。"
    ]


@pytest.mark.parametrize(
    ("row", "content"),
    [
        ('<w:trHeight w:val="480" w:hRule="atLeast"/>', "{{ 甲 }}"),
        ('<w:trHeight w:val="480"/>', "{{ 甲 }}"),
        ('<w:trHeight w:val="480" w:hRule="exact"/>', "总额"),
        ('<w:trHeight w:val="480" w:hRule="exact"/>', "{{ loop.index }}"),
    ],
)
def test_a_row_that_grows_or_holds_no_text_of_a_tag_is_not_told(row, content):
    assert looks("fixed-height", table(paragraph(run(content)), row)) == []


def text_box(fit, text="{{ 甲 }}", size='<a:xfrm><a:ext cx="1270000" cy="508000"/></a:xfrm>'):
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return (
        f"<w:p><w:r><w:drawing><wps:wsp {a}><wps:spPr>{size}</wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>{text}"
        f"</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr>{fit}</wps:bodyPr></wps:wsp></w:drawing></w:r></w:p>"
    )


def old_text_box(style):
    return (
        f'<w:p><w:r><w:pict><v:shape><v:textbox style="{style}"><w:txbxContent><w:p><w:r><w:t>{{{{ 甲 }}}}</w:t></w:r>'
        "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


FRAME = paragraph(run("{{ 甲 }}"), properties='<w:framePr w:w="2000" w:h="260" w:hRule="exact"/>')


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (text_box(""), "文本框的大小固定，标签 {{ 甲 }} 的内容长了会被裁掉：这里大约印得下 30 个字。"),
        (text_box("", size=""), "文本框的大小固定，标签 {{ 甲 }} 的内容长了会被裁掉：印得下多少字，产生后看一看。"),
        (old_text_box(""), "文本框的大小固定，标签 {{ 甲 }} 的内容长了会被裁掉：印得下多少字，产生后看一看。"),
        (FRAME, "图文框的高度固定，标签 {{ 甲 }} 的内容长了会被裁掉：这里大约印得下 10 个字。"),
        (text_box("<a:spAutoFit/>"), ""),
        (text_box("", text="公章"), ""),
        (old_text_box("mso-fit-shape-to-text:t"), ""),
        (FRAME.replace("exact", "atLeast"), ""),
    ],
)
def test_text_boxes_and_frames_that_do_not_grow_are_told(body, told):
    assert [line.partition("段 ")[2] for line in looks("fixed-height", body)] == ([told] if told else [])


@pytest.mark.parametrize(
    ("spacing", "size", "told"),
    [
        ('w:line="240" w:lineRule="exact"', 16, True),
        ('w:line="579" w:lineRule="exact"', 16, False),
        ('w:line="320" w:lineRule="exact"', 16, False),
        ('w:line="240" w:lineRule="atLeast"', 16, False),
        ('w:line="240" w:lineRule="auto"', 16, False),
    ],
)
def test_lines_lower_than_their_font_are_told(spacing, size, told):
    body = paragraph(run("{{ 甲 }}{{ 乙 }}", f'<w:sz w:val="{2 * size}"/>'), properties=f"<w:spacing {spacing}/>")
    line = "第1段 标签 {{ 甲 }} 所在的段行距固定为 12 磅，字是 16 磅，印出来字的上边会被裁掉。"
    assert looks("tight-lines", body) == [line] * told


DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>"
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont><a:latin typeface="Calibri"/>'
    '<a:ea typeface=""/>{}</a:minorFont></a:theme>'
)
BY_THEME = DEFAULTS.format('<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>')
HANS = '<a:font script="Hans" typeface="等线"/>'


@pytest.mark.parametrize(
    ("properties", "parts", "told"),
    [
        ("", {}, "中文字体（共 2 处）"),
        ('<w:rFonts w:ascii="宋体"/>', {}, "中文字体（共 2 处）"),
        ('<w:rFonts w:eastAsia="宋体"/>', {}, "西文字体（共 2 处）"),
        ("", {"styles": BY_THEME, "theme": THEME.format("")}, "中文字体（共 2 处）"),
        ("", {"styles": BY_THEME, "theme": THEME.format(HANS)}, ""),
        ("", {"styles": DEFAULTS.format(FACE)}, ""),
        (FACE, {}, ""),
    ],
)
def test_tags_without_a_face_of_their_own_are_told_once(properties, parts, told):
    body = paragraph(run("{{ 甲 }}", properties), run("{{ 乙 }}", properties))
    line = f"第1段 标签 {{{{ 甲 }}}} 处没有设{told}：印出来是什么字体，要看打开它的电脑。"
    assert looks("no-face", body, **parts) == ([line] if told else [])


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("<w:style w:type='character' w:styleId='a'><w:rPr>{}</w:rPr></w:style>", run("{{ 甲 }}", "<w:rStyle w:val='a'/>")),
        ("<w:style w:type='paragraph' w:styleId='a' w:default='1'><w:rPr>{}</w:rPr></w:style>", run("{{ 甲 }}")),
        (
            "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='c'/></w:style>"
            "<w:style w:type='paragraph' w:styleId='c'><w:basedOn w:val='b'/><w:rPr>{}</w:rPr></w:style>",
            "<w:pPr><w:pStyle w:val='b'/></w:pPr>" + run("{{ 甲 }}"),
        ),
    ],
)  # fmt: skip
def test_a_face_may_come_from_any_style(style, body):
    assert looks("no-face", f"<w:p>{body}</w:p>", styles=style.format(FACE)) == []
    assert len(looks("no-face", f"<w:p>{body}</w:p>", styles=style.format(""))) == 1


def test_a_face_may_come_from_the_style_of_the_table():
    styles = f"<w:style w:type='table' w:styleId='表'><w:rPr>{FACE}</w:rPr></w:style>"
    body = table(paragraph(run("{{ 甲 }}"))).replace("<w:tblPr/>", "<w:tblPr><w:tblStyle w:val='表'/></w:tblPr>")
    assert looks("no-face", body, styles=styles) == []


def test_faces_that_the_machine_lacks_are_told_once_with_what_stands_in():
    faces = Faces(frozenset({"宋体"}), {"仿宋_GB2312": "Noto Sans CJK SC", "Times New Roman": "Liberation Serif"}.get)
    official = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
    body = "\n".join(
        [paragraph(run("说明", FACE)), paragraph(run("2022 年", official)), paragraph(run("{{ 甲 }}", official))]
    )
    assert looks("missing-face", body, faces=faces) == [
        "第2段 这台电脑没有字体“仿宋_GB2312”，在这里打开、转换和打印会用“Noto Sans CJK SC”代替，行数和页数可能不一样。"
    ]
    assert looks("missing-face", body) == []


def test_a_text_in_a_cell_that_continues_the_one_above_is_told():
    body = "{{ 名 }}\n↓甲 ¦ 1\n〃藏着的 ¦ 2\n〃 ¦ {%tr for 一 in 组 %}\n〃 ¦ {{ 一 }}\n〃{%tr endfor %} ¦ \n乙 ¦ 3"
    assert looks("covered-text", body) == ["表1 第2行第1列 从表1 第1行第1列起上下合并的格盖住了“藏着的”，印不出来。"]


def test_what_is_odd_in_the_data_sheet_of_a_chart_is_told_but_not_how_it_looks():
    sheet = """
        项目                金额
        {%tr for 项 in 各项 %}
        {{ 项.名 }}         {{ 项.数}｝
        {%tr endfor %}
        合计                =SUM(B3)
    """
    file = with_charts("〔图表1〕", Chart(sheet, series=(("表1!$B$1", "表1!$A$3:$A$3", "表1!$B$3:$B$3"),)))
    found = template(file=file).looks(Faces(frozenset()))
    assert [(str(look.place), look.id) for look in found] == [
        ("模板.docx 图表1 的数据表 表1!B3", "lint.not-plain"),
        ("模板.docx 图表1 的数据表 表1!B5", "lint.not-covered"),
    ]


TEMPLATES = sorted(path for path in (ROOT / "templates").glob("*/*") if path.suffix in (".docx", ".xlsx"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_templates_of_the_packs_are_as_lint_would_have_them(path):
    assert open_template(path, FILTERS).looks() == []
