"""{{ …|合并 }}: cells of a table that say the same as the one above merge with it."""

import pytest
from documents import W, lines, part, template

from perfreport.problem import Problems


def rendered(body: str, **names: object) -> str:
    return lines(template(body).render(names))


THREE_LEVELS = """一级 ¦ 二级 ¦ 三级 ¦ 值
{%tr for 甲 in 组 %} ¦
{%tr for 乙 in 甲.项 %} ¦
{%tr for 丙 in 乙.项 %} ¦
{{ 甲.名|合并 }} ¦ {{ 乙.名|合并 }} ¦ {{ 丙.名|合并 }} ¦ {{ 丙.值 }}
{%tr endfor %} ¦
{%tr endfor %} ¦
{%tr endfor %} ¦
产出 ¦ 外 ¦ 外 ¦ 外"""


def level(name: str, *items: object) -> dict:
    return {"名": name, "项": items}


def test_merged_cells_of_three_nested_loops_break_with_the_columns_to_their_left():
    groups = [
        level(
            "产出",
            level("数量", {"名": "人数", "值": 1}, {"名": "人数", "值": 2}),
            level("质量", {"名": "人数", "值": 3}),
        ),
        level("效益", level("质量", {"名": "", "值": 4}, {"名": "", "值": 5})),
        level("产出", level("质量", {"名": "", "值": 6})),
    ]
    assert (
        rendered(THREE_LEVELS, 组=groups)
        == """\
一级 ¦ 二级 ¦ 三级 ¦ 值
↓产出 ¦ ↓数量 ¦ ↓人数 ¦ 1
〃 ¦ 〃 ¦ 〃 ¦ 2
〃 ¦ ↓质量 ¦ ↓人数 ¦ 3
↓效益 ¦ ↓质量 ¦ ↓ ¦ 4
〃 ¦ 〃 ¦ 〃 ¦ 5
↓产出 ¦ ↓质量 ¦ ↓ ¦ 6
产出 ¦ 外 ¦ 外 ¦ 外"""
    )


MERGES = {
    "blocks do not merge with each other": (
        "{%tr for 一 in 组 %} ¦\n{{ 一|合并 }} ¦ 上\n{%tr endfor %} ¦\n{%tr for 一 in 组 %} ¦\n{{ 一|合并 }} ¦ 下\n{%tr endfor %} ¦",
        "↓甲 ¦ 上\n〃 ¦ 上\n↓乙 ¦ 上\n↓甲 ¦ 下\n〃 ¦ 下\n↓乙 ¦ 下",
    ),
    "wide cells, several paragraphs, a label column": (
        "↓栏 ¦ 头 ¦ 头\n{%tr for 一 in 组 %} ¦\n〃 ¦ 共{{ 一|合并 }}⏎第二段⟷2\n{%tr endfor %} ¦",
        "↓栏 ¦ 头 ¦ 头\n〃 ¦ ↓共甲⏎第二段⟷2\n〃 ¦ 〃⟷2\n〃 ¦ ↓共乙⏎第二段⟷2",
    ),
    "rows written twice in the template, in other runs": (
        "{%tr for 一 in 组 %} ¦\n{%tr if loop.first %} ¦\n共{{ 一|合并 }} ¦ 首\n{%tr else %} ¦\n共‖{{ 一|合并 }} ¦ 余\n"
        "{%tr endif %} ¦\n{%tr endfor %} ¦",
        "↓共甲 ¦ 首\n〃 ¦ 余\n↓共乙 ¦ 余",
    ),
    "a row between": (
        "{%tr for 一 in 组 %} ¦\n{{ 一|合并 }} ¦ 上\n隔 ¦ 开\n{%tr endfor %} ¦",
        "↓甲 ¦ 上\n隔 ¦ 开\n↓甲 ¦ 上\n隔 ¦ 开\n↓乙 ¦ 上\n隔 ¦ 开",
    ),
    "columns made by a loop": (
        "{%tr for 行 in 表 %} ¦ ¦\n{%tc for 一 in 行 %} ¦ {{ 一|合并 }} ¦ {%tc endfor %}\n{%tr endfor %} ¦ ¦",
        "↓甲 ¦ ↓乙\n〃 ¦ ↓丙\n〃 ¦ 〃",
    ),
}


@pytest.mark.parametrize(("body", "printed"), MERGES.values(), ids=MERGES.keys())
def test_cells_merge_with_the_cell_above_that_says_the_same(body, printed):
    assert rendered(body, 组=["甲", "甲", "乙"], 表=[["甲", "乙"], ["甲", "丙"], ["甲", "丙"]]) == printed


def test_a_table_in_a_cell_merges_by_itself():
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9'/></w:tblGrid>"
        + "".join(f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>" for text in
                  ("{%tr for 一 in 组 %}", "{{ 一|合并 }}", "{%tr endfor %}"))
        + "</w:tbl><w:p/>"
    )  # fmt: skip
    body = f"{{%tr for 外 in 组 %}} ¦\n{{{{ 外|合并 }}}} ¦ {inner}\n{{%tr endfor %}} ¦"
    merges = [e.get(W + "val", "〃") for e in part(template(body).render({"组": ["甲", "甲"]})).iter(W + "vMerge")]
    assert merges == ["restart", "restart", "〃", "〃", "restart", "〃"]


CUT = {
    "behind a condition": ("{%tr if 有 %} ¦\n↓甲 ¦ 1\n{%tr endif %} ¦\n〃 ¦ 尾", "第2行第1列", "{%tr if 有 %}", 4),
    "behind a loop": (
        "头 ¦ 头\n{%tr for 一 in 组 %} ¦\n↓甲 ¦ 1\n{%tr endfor %} ¦\n〃 ¦ 尾",
        "第3行第1列",
        "{%tr for 一 in 组 %}",
        5,
    ),
    "over the tag's own rows": (
        "{%tr if 有 %} ¦\n↓甲 ¦ 1\n〃 ¦ {%tr endif %}\n〃 ¦ 尾",
        "第2行第1列",
        "{%tr if 有 %}",
        4,
    ),
    "into the other branch": (
        "{%tr if 有 %} ¦\n1 ¦ ↓甲\n{%tr else %} ¦\n2 ¦ 〃\n{%tr endif %} ¦",
        "第2行第2列",
        "{%tr if 有 %}",
        4,
    ),
    "from a tag's own row": ("↓{%tr if 有 %} ¦\n〃 ¦ 1\n{%tr endif %} ¦", "第1行第1列", "{%tr if 有 %}", 2),
    "into a part of a loop": (
        "↓甲 ¦ 头\n{%tr for 一 in 组 %} ¦\n〃 ¦ 1\n乙 ¦ 2\n{%tr endfor %} ¦",
        "第1行第1列",
        "{%tr for 一 in 组 %}",
        3,
    ),
    "a wide row between": (
        "¦ {%tr if 有 %}⟷3\n首⟷2 ¦ ↓甲\n¦ {%tr endif %}⟷3\n首 ¦ 二 ¦ 〃",
        "第2行第2列",
        "{%tr if 有 %}",
        4,
    ),
}


@pytest.mark.parametrize(("body", "spot", "tag", "last"), CUT.values(), ids=CUT.keys())
def test_a_merge_that_would_lose_the_cell_it_begins_in_is_refused(body, spot, tag, last):
    with pytest.raises(Problems) as found:
        template(body)
    assert str(found.value).splitlines()[0] == (
        f"模板.docx 表1 {spot}  错误：从这里起上下合并的单元格（到表的第 {last} 行）与 {tag} 的块没有对齐，合并里的文字会丢失。"
    )


WHOLE = {
    "around a condition": ("↓甲 ¦ 1\n{%tr if 有 %} ¦\n〃 ¦ 2\n{%tr endif %} ¦\n〃 ¦ 3", "↓甲 ¦ 1\n〃 ¦ 3"),
    "half a condition": ("↓甲 ¦ 1\n{%tr if not 有 %} ¦\n〃 ¦ 2\n乙 ¦ 3\n{%tr endif %} ¦", "↓甲 ¦ 1\n〃 ¦ 2\n乙 ¦ 3"),
    "around a loop": (
        "↓甲 ¦ 1\n〃 ¦ {%tr for 一 in 组 %}\n〃 ¦ {{ 一 }}\n〃 ¦ {%tr endfor %}",
        "↓甲 ¦ 1\n〃 ¦ 乙\n〃 ¦ 丙",
    ),
    "inside a record": (
        "{%tr for 一 in 组 %} ¦\n↓{{ 一 }} ¦ 1\n〃 ¦ 2\n{%tr endfor %} ¦\n尾 ¦ 尾",
        "↓乙 ¦ 1\n〃 ¦ 2\n↓丙 ¦ 1\n〃 ¦ 2\n尾 ¦ 尾",
    ),
    "behind it, another begins": (
        "{%tr if 有 %} ¦\n↓甲 ¦ 1\n〃 ¦ 2\n{%tr endif %} ¦\n↓乙 ¦ 3\n〃 ¦ 4",
        "↓乙 ¦ 3\n〃 ¦ 4",
    ),
}


@pytest.mark.parametrize(("body", "printed"), WHOLE.values(), ids=WHOLE.keys())
def test_a_merge_around_a_block_or_within_one_record_is_kept(body, printed):
    assert rendered(body, 有=False, 组=["乙", "丙"]) == printed


def test_a_tag_in_a_cell_that_continues_the_one_above_is_refused():
    with pytest.raises(Problems) as found:
        template(
            "↓甲 ¦ 1\n〃{{ 名 }} ¦ {{ 数 }}\n↓{{ 乙 }} ¦ 2\n〃 ¦ {%tr for 一 in 组 %}\n〃 ¦ {{ 一 }}\n〃 ¦ {%tr endfor %}"
        )
    assert str(found.value) == (
        "模板.docx 表1 第2行第1列  错误：从表1 第1行第1列起上下合并的格盖住了标签 {{ 名 }}（表1 第2行第1列），印不出来。\n"
        "    → 取消合并，或把标签移到合并的第一格（左上角）。  [template.covered]"
    )
