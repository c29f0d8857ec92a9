"""What a block that is not written leaves behind is still a document Word opens."""

import pytest
from documents import W, lines, part, template


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("甲 ¦ {%p if 无 %}⏎有⏎{%p endif %}", "甲 ¦ "),
        ("甲 ¦ {%p for 一 in 空 %}⏎{{ 一 }}⏎{%p endfor %}", "甲 ¦ "),
        ("前\n{%tc for 一 in 空 %} ¦ {{ 一 }} ¦ {%tc endfor %}\n后", "前\n后"),
        ("前\n{%tr for 一 in 空 %} ¦\n{{ 一 }} ¦ 乙\n{%tr endfor %} ¦\n后", "前\n后"),
        ("前\n甲 ¦ 乙\n{%tr for 一 in 空 %} ¦\n{{ 一 }} ¦ 乙\n{%tr endfor %} ¦\n后", "前\n甲 ¦ 乙\n后"),
    ],
)
def test_what_a_false_block_leaves_empty_is_still_a_sound_table(body, printed):
    document = template(body).render({"无": 0, "空": []})
    assert lines(document) == printed
    for cell in part(document).iter(W + "tc"):
        assert cell[-1].tag == W + "p"


def test_a_header_that_a_false_block_leaves_empty_keeps_a_paragraph():
    document = template("甲", header="{%p if 无 %}\n有\n{%p endif %}").render({"无": 0})
    assert lines(document, "word/header.xml") == ""
    assert [child.tag for child in part(document, "word/header.xml")] == [W + "p"]


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


EMPTIED = "".join(map(paragraph, ("{%p if 无 %}", "有", "{%p endif %}")))
ROW = "<w:tr><w:tc>" + paragraph("{}") + "</w:tc></w:tr>"
EMPTIED_TABLE = "<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>"
EMPTIED_ROWS = "".join(ROW.replace("{}", text) for text in ("{%tr if 无 %}", "有", "{%tr endif %}"))


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (EMPTIED, "body p sectPr"),
        (control(EMPTIED), "body sdt sdtPr sdtContent p sectPr"),
        (paragraph("前") + control(EMPTIED), "body p r t sdt sdtPr sdtContent p sectPr"),
        (EMPTIED + paragraph("后"), "body p r t sectPr"),
        (paragraph("{{ 无文|正文 }}"), "body p sectPr"),
        (EMPTIED_TABLE.replace("{}", EMPTIED_ROWS * 2), "body p sectPr"),
        (
            EMPTIED_TABLE.replace("{}", EMPTIED_ROWS + ROW.replace("{}", "尾")),
            "body tbl tblPr tblGrid tr tc p r t sectPr",
        ),
        (
            EMPTIED_TABLE.replace("{}", f"<w:tr><w:tc>{paragraph('前')}{control(EMPTIED)}</w:tc></w:tr>"),
            "body tbl tblPr tblGrid tr tc p r t sdt sdtPr sdtContent p sectPr",
        ),
        (
            EMPTIED_TABLE.replace(
                "{}", f"<w:tr><w:tc>{EMPTIED}{EMPTIED_TABLE.replace('{}', EMPTIED_ROWS)}</w:tc></w:tr>"
            ),
            "body tbl tblPr tblGrid tr tc p sectPr",
        ),
        (f"<w:tbl><w:tblPr/><w:tblGrid/>{control(EMPTIED_ROWS)}</w:tbl>", "body p sectPr"),
        (
            f"<w:tbl><w:tblPr/><w:tblGrid/>{ROW.replace('{}', '头')}{control(EMPTIED_ROWS) * 2}</w:tbl>",
            "body tbl tblPr tblGrid tr tc p r t sectPr",
        ),
    ],
)
def test_what_a_false_block_leaves_of_a_body_or_a_control_is_sound(body, left):
    root = part(template(body).render({"无": 0, "无文": ""}))
    assert " ".join(element.tag.removeprefix(W) for element in root.iter() if element is not root) == left


def test_bookmarks_in_a_tags_own_paragraph_stay_around_its_block():
    start, end = '<w:bookmarkStart w:id="3" w:name="附表"/>', '<w:bookmarkEnd w:id="3"/>'
    body = EMPTIED.replace("<w:p>", f"<w:p>{start}", 1).replace("endif %}</w:t></w:r>", "endif %}</w:t></w:r>" + end)
    for value, left in ((1, "bookmarkStart p r t bookmarkEnd"), (0, "bookmarkStart bookmarkEnd p")):
        root = part(template(body).render({"无": value}))
        assert " ".join(element.tag.removeprefix(W) for element in root[0].iter()) == f"body {left} sectPr"
