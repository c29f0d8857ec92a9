"""What an Excel template's author does not see until a document is printed."""

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font
from workbooks import BLOCK, make

from perfreport.office import open_template
from perfreport.office.faces import Faces


def looks(kind, folder, *grids, change=None, faces=None, shared=True):
    """What is told of this kind, a line each: place, sentence."""
    found = open_template(make(folder, *grids, change=change, shared=shared)).compile().looks(faces)
    return [f"{look.place.spot} {look.message}" for look in found if look.id == f"lint.{kind}"]


def styled(spot="A1", number_format=None, wrap=True, width=None, height=None, font=None, merge=None):
    def change(book):
        sheet = book["表1"]
        cell = sheet[spot]
        cell.alignment = Alignment(wrap_text=wrap)
        cell.number_format = number_format or cell.number_format
        cell.font = font or Font(name="宋体", size=10)
        if width:
            sheet.column_dimensions[cell.column_letter].width = width
        for row, points in (height or {}).items():
            sheet.row_dimensions[row].height = points
        if merge:
            sheet.merge_cells(merge)

    return change


def test_a_look_is_told_as_any_problem_with_what_to_do(tmp_path):
    template = open_template(make(tmp_path, "{{ 率 * 100 }}", change=styled(number_format="0.00%")))
    assert [str(look) for look in template.looks()] == [
        "模板.xlsx 表1!A1  错误：标签 {{ 率 * 100 }} 已经乘了 100，单元格的数字格式 0.00% 又乘一次。\n"
        "    → 标签里不乘 100，或换一个没有 % 的数字格式。  [lint.percent-twice]"
    ]


@pytest.mark.parametrize("shared", [True, False])
def test_what_autocorrect_put_into_a_tag_is_told(tmp_path, shared):
    grid = "｛｛ 甲｜空 ｝｝   {{ 乙 }}（万元）\n‘’   {{ 甲|default(“无”) }}"
    assert looks("not-plain", tmp_path, grid, shared=shared) == [
        "表1!A1 标签 ｛｛ 甲｜空 ｝｝ 里有全角的 ｛｜｝，这里照英文的读。",
        "表1!B2 标签 {{ 甲|default(“无”) }} 里有中文引号 “”，这里照英文的读。",
    ]


def test_a_cell_whose_text_is_empty_is_looked_through(tmp_path):
    """As openpyxl writes "": <c t="inlineStr"></c>."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "", "{{ 名称 }}"
    book.save(tmp_path / "模板.xlsx")
    assert open_template(tmp_path / "模板.xlsx").compile().looks() == []


def test_what_was_typed_full_width_in_a_header_is_told(tmp_path):
    def change(book):
        book["表1"].oddHeader.left.text = "｛｛ 单位 }}"

    assert looks("not-plain", tmp_path, "{{ 甲 }}", change=change) == [
        "表1!页眉 标签 ｛｛ 单位 }} 里有全角的 ｛，这里照英文的读。"
    ]


def test_what_was_typed_full_width_in_the_name_of_a_sheet_is_told(tmp_path):
    def change(book):
        book["表1"].title = "｛｛ 单位 ｝｝"

    assert looks("not-plain", tmp_path, "甲", change=change) == [
        "工作表名“｛｛ 单位 ｝｝” 标签 ｛｛ 单位 ｝｝ 里有全角的 ｛｝，这里照英文的读。"
    ]


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ([("{{ ", {"b": True}), ("甲 }}", {})], "粗细"),
        ([("金额{{ 甲", {"sz": 12, "color": "FFFF0000"}), (" }}", {"sz": 10, "color": "FFFF0000"})], "字号"),
        ([("金额", {"b": True}), ("{{ 甲 }}", {})], ""),
        ([("{{ 甲", {}), ("   ", {"b": True}), ("}}", {})], ""),
        ([("{% if 甲", {"b": True}), ("%}{% endif %}", {})], ""),
        ([("{{ x.", {"rFont": "Calibri"}), ("甲 }}", {"rFont": "宋体"})], ""),
    ],
)
def test_a_tag_whose_parts_look_different_is_told(tmp_path, runs, told):
    def change(book):
        book["表1"]["A1"] = CellRichText([TextBlock(InlineFont(**look), text) for text, look in runs])

    found = looks("mixed-look", tmp_path, "甲", change=change, shared=False)
    assert [line.partition("各部分")[2].partition("不一样")[0] for line in found] == ([told] if told else [])


NAME = "{{ 单位 }}"


def test_a_row_whose_height_the_author_fixed_is_told_with_how_much_it_holds(tmp_path):
    assert looks("fixed-height", tmp_path, NAME, change=styled(width=20, height={1: 20})) == [
        "表1!A1 第 1 行的高度固定，标签 {{ 单位 }} 的内容长了会被裁掉：这里大约印得下 9 个字。"
    ]


@pytest.mark.parametrize(
    ("grid", "look", "room"),
    [
        (NAME, {"height": {1: 40}}, "18 个字"),
        ("名称：{{ 单位 }}", {"height": {1: 20}}, "6 个字"),
        ("{% for 项 in 各项 %}{{ 项 }}{% endfor %}", {"height": {1: 200}}, "循环印出的行数不定"),
        (f"{NAME}   ·\n甲   ·", {"height": {1: 20, 2: 20}, "merge": "A1:A2"}, "18 个字"),
    ],
)
def test_what_a_fixed_row_has_room_for_counts_lines_texts_and_merges(tmp_path, grid, look, room):
    (line,) = looks("fixed-height", tmp_path, grid, change=styled(width=20, **look))
    assert line.endswith(f"{room}。")


@pytest.mark.parametrize(
    ("grid", "look"),
    [
        (NAME, {"height": {}}),
        (NAME, {"height": {1: 80}}),
        (NAME, {"height": {1: 20}, "wrap": False}),
        ("{{ 总额 }}", {"height": {1: 20}, "number_format": "0.00"}),
        ("{{ loop.index }}", {"height": {1: 20}}),
        (f"{NAME}   ·\n甲   ·", {"height": {1: 20}, "merge": "A1:A2"}),
        ("单位名称", {"height": {1: 20}}),
    ],
)
def test_a_row_that_is_fitted_or_has_room_is_not_told(tmp_path, grid, look):
    assert looks("fixed-height", tmp_path, grid, change=styled(width=20, **look)) == []


@pytest.mark.parametrize(
    ("number_format", "width", "told"),
    [
        ("#,##0.00", 4, "像 1,234.56 这样的数要缩小到 4.2 磅才印得下"),
        ("#,##0.00", 8, ""),
        ("yyyy-mm-dd", 8, "像 2022-12-31 这样的日期会显示成 ####"),
        ("yyyy-mm-dd", 14, ""),
        ("[Red]0.00", 8, ""),
        ("0%", 4, ""),
        (";;;", 2, ""),
        ("General", 2, ""),
        ('[>1]"甲";[=0]"乙"', 2, ""),
    ],
)
def test_a_column_too_narrow_for_its_format_is_told(tmp_path, number_format, width, told):
    grid = "{{ 总额 }}\n{{ 总额 }}"
    found = looks("narrow-column", tmp_path, grid, change=styled(number_format=number_format, width=width))
    assert found == ([f"表1!A1 标签 {{{{ 总额 }}}} 所在的列太窄：{told}。"] if told else [])


def test_a_tag_in_the_text_of_a_formula_is_an_error(tmp_path):
    assert looks("tag-in-formula", tmp_path, '="共"&"{{ 项数 }}项"   =SUM(1,2)   {{ 项数 }}') == [
        '表1!A1 公式 ="共"&"{{ 项数 }}项" 里的标签 {{ 项数 }} 不会被填写，会原样印出来。'
    ]
    assert looks("tag-in-formula", tmp_path, '=IF(A1="{{","甲","}}")') == []


def test_a_cell_that_begins_with_an_equals_sign_is_told(tmp_path):
    def change(book):
        book["表1"]["A1"] = "={{ 数 }}*2"
        book["表1"]["A1"].data_type = "s"

    assert looks("equals-sign", tmp_path, "·   {{ 目标 }}={{ 数 }}", change=change) == [
        "表1!A1 单元格以“=”开头，里面有标签 {{ 数 }}：填好后是文字，不会计算。"
    ]


def block(value, total):
    return f"""
        项目            金额
        {{%tr for x in 各项 %}}
        {{{{ x.名 }}}}      {value}
        {{%tr endfor %}}
        合计            {total}
    """


@pytest.mark.parametrize(
    ("value", "formula", "why"),
    [
        ("{{ x.数 }}万元", "=SUM(B3:B3)", "有标签，还有“万元”，填好后是文字"),
        ("{{ x.数 }}%", "=B3*2", "有标签，还有“%”，填好后是文字"),
        ("{% if x.数 %}{{ x.数 }}{% endif %}", "=SUM(B3:B3)", "有几个标签，填好后是文字"),
        ("{{ x.数 }}", "=SUM(B3:B3)", ""),
        ("{{ x.数 }}万元", "=COUNTA(B3:B3)", ""),
        ("{{ x.数 }}万元", '=B3&"！"', ""),
        ("{{ x.科室 }}小计", "=SUM(B3:B3)", ""),
    ],
)
def test_a_number_that_will_be_text_although_a_formula_adds_it_is_told(tmp_path, value, formula, why):
    told = f"表1!B3 表1!B5的公式 {formula} 要用这里的数，这里却{why}。"
    assert looks("number-as-text", tmp_path, block(value, formula)) == ([told] if why else [])


def test_a_number_on_another_sheet_in_the_format_of_texts_is_told_once(tmp_path):
    grids = "{{ 数 }}   {{ 数 }}", "=SUM(表1!A1:B1)   =表1!A1+1"
    assert looks("number-as-text", tmp_path, *grids, change=styled(number_format="@")) == [
        "表1!A1 表2!A1的公式 =SUM(表1!A1:B1) 要用这里的数，这里却是“文本”格式，在 Excel 里改一次就变成文字。"
    ]


@pytest.mark.parametrize(
    ("text", "number_format", "rest"),
    [
        ("{{ 率 }}%", "0.00%", "%"),
        ("{% if 数 %}{{ 数 }}{% endif %}", "0.00", "{% if 数 %}"),
        ("{{ 率 }}", "0.00%", ""),
        ("{{ 数 }}项", "General", ""),
        ("{{ 数 }}项", "@", ""),
        ("（{{ 年度 }} 年）", "0.00", ""),
    ],
)
def test_a_number_format_that_does_nothing_is_told(tmp_path, text, number_format, rest):
    found = looks("format-unused", tmp_path, text, change=styled(number_format=number_format))
    assert [line.partition("旁边还有")[2] for line in found] == (
        [f"“{rest}”，填好后是文字，数字格式 {number_format} 不起作用。"] if rest else []
    )


@pytest.mark.parametrize(
    ("kind", "tag", "number_format", "is_told"),
    [
        ("percent-twice", "{{ 率 * 100 }}", "0.00%", True),
        ("percent-twice", "{{ 率 * 100 }}", "0.00", False),
        ("percent-twice", "{{ 率 * 1000 }}", "0.00%", False),
        ("percent-twice", "{{ 率 * 100 }}", '0.00"%"', False),
        ("scaled-twice", "{{ 总额|万元(6) }}", "0!.0,", True),
        ("scaled-twice", "{{ 总额|万元 }}", '0"."0,', True),
        ("scaled-twice", "{{ 总额|亿元|合并 }}", "#,##0,", True),
        ("scaled-twice", "{{ 总额|万元 }}", "#,##0.00", False),
        ("scaled-twice", "{{ 总额|元 }}", "0!.0,", False),
    ],
)
def test_a_value_that_tag_and_format_both_reckon_over_is_told(tmp_path, kind, tag, number_format, is_told):
    path = make(tmp_path, tag, change=styled(number_format=number_format, width=20))
    assert [look.id for look in open_template(path).looks()] == [f"lint.{kind}"] * is_told


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("=SUM(B1:B1)", "B1:B1 里没有数，也不是循环里的行"),
        ("=AVERAGE(B$1:B$1)", "B1:B1 里没有数，也不是循环里的行"),
        ("=SUM(B1:B2)", "B1:B2 只到循环的标签，没有循环里的行"),
        ("=COUNTA(B4:B5)", "B4:B5 只到循环的标签，没有循环里的行"),
        ("=SUM(B3)", "B3 只是第一条记录的"),
        ("=SUM(B3:B3)", ""),
        ("=SUM(B1:B5)", ""),
        ("=SUM(B1:B1)+SUM(B3:B3)", ""),
        ("=MAX(B3,0)", ""),
        ("=B3", ""),
        ("=SUM(C1:C1)", ""),
        ("=COUNTA(B1:B1)", ""),
    ],
)
def test_a_sum_that_misses_the_records_beside_it_is_told_with_the_range_that_covers_them(tmp_path, formula, told):
    def change(book):
        book["表1"]["B6"] = formula

    grid = block("{{ x.数 }}", "小计")
    line = f"表1!B6 公式 {formula} 里的 {told}。"
    assert looks("not-covered", tmp_path, grid, change=change) == ([line] if told else [])


def test_the_range_that_covers_is_that_of_the_block_and_the_columns(tmp_path):
    grid = """
        项目              金额        其中
        {%tr for x in 各项 %}
        {{ x.名 }}        {{ x.数 }}  {{ x.数 }}
        {%tr for y in x.各项 %}
        {{ y.名 }}        {{ y.数 }}  {{ y.数 }}
        ·                 {{ y.数 }}  {{ y.数 }}
        {%tr endfor %}
        小计              =SUM(B5)    =SUM(C5:C5)
        {%tr endfor %}
        合计              =SUM($B$1:C1)
    """
    found = [look for look in open_template(make(tmp_path, grid)).looks() if look.id == "lint.not-covered"]
    assert [(look.place.spot, look.hint) for look in found] == [
        ("表1!B8", "要包括循环（第 4–7 行）里的所有记录，写成 B5:B5。"),
        ("表1!B10", "要包括循环（第 2–9 行）里的所有记录，写成 B3:C8。"),
    ]


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("=SUM(表1!B3)", "要包括循环（第 2–4 行）里的所有记录，写成 表1!B3:B3。"),
        ("=SUM('表1'!B1:B2)", "要包括循环（第 2–4 行）里的所有记录，写成 '表1'!B3:B3。"),
        ("=SUM(表1!B3:B3)", ""),
        ("=SUM(表1!B5)", ""),
        ("=表1!B3", ""),
        ("=SUM(B3)", ""),
    ],
)
def test_a_sum_on_another_sheet_must_take_all_records_too(tmp_path, formula, told):
    path = make(tmp_path, BLOCK, f"合计  {formula}")
    found = [look for look in open_template(path).looks() if look.id == "lint.not-covered"]
    assert [(look.place.spot, look.hint) for look in found] == ([("表2!B1", told)] if told else [])


def test_a_number_typed_in_the_rows_of_a_list_is_taken_as_any(tmp_path):
    grid = """
        {%tr for x in 各项 %}
        {{ x.名 }}   ·
        {%tr for y in x.各项 %}
        {{ y.名 }}   1
        {%tr endfor %}
        小计         =SUM(B4:B4)
        {%tr endfor %}
        合计         =SUM(B4:B4)
    """
    assert looks("not-covered", tmp_path, grid) == []


def test_a_range_over_lists_side_by_side_takes_the_rows_of_any(tmp_path):
    grid = """
        {%tr for x in 各项 %}   ·                ·   {%tr for y in 各项 %}
        {{ x.名 }}              {{ x.数 }}       ·   {{ y.数 }}
        {%tr endfor %}          ·                ·   {{ y.数 }}
        ·                       ·                ·   {%tr endfor %}
        合计                    =SUM(B3:D3)      ·   =SUM(D3:D4)
    """
    assert looks("not-covered", tmp_path, grid) == []


def test_cells_left_for_a_person_to_fill_in_are_not_taken_for_a_missed_list(tmp_path):
    grid = """
        {%tr for x in 各项 %}
        {{ x.名 }}   {{ x.数 }}
        {%tr endfor %}
        说明         ·
        手工填写     ·
        合计         =SUM(B5:B5)
    """
    assert looks("not-covered", tmp_path, grid) == []


@pytest.mark.parametrize(
    ("font", "look", "told"),
    [
        ("Calibri", {}, "（共 2 格）"),
        ("Times New Roman", {"wrap": False}, ""),
        ("Times New Roman", {"number_format": "0.00"}, ""),
        ("仿宋_GB2312", {}, ""),
    ],
)
def test_texts_in_a_face_without_chinese_characters_are_told_once(tmp_path, font, look, told):
    def change(book):
        styled("A1", font=Font(name=font), **look)(book)
        styled("B1", font=Font(name=font), **look)(book)

    line = f"表1!A1 标签 {{{{ 甲 }}}} 处没有设中文字体，{font} 没有汉字{told}：印出来是什么字体，要看打开它的电脑。"
    assert looks("no-face", tmp_path, "{{ 甲 }}   {{ 乙 }}", change=change) == ([line] if told else [])


def test_faces_that_the_machine_lacks_are_told_once(tmp_path):
    def change(book):
        styled("A1", font=Font(name="方正小标宋简体"))(book)
        styled("B1", font=Font(name="方正小标宋简体"))(book)

    assert looks("missing-face", tmp_path, "甲   {{ 乙 }}", change=change, faces=Faces(frozenset({"宋体"}))) == [
        "表1!A1 这台电脑没有字体“方正小标宋简体”，在这里打开、转换和打印会用别的字体代替，行数和页数可能不一样。"
    ]


def test_a_hidden_sheet_is_not_printed(tmp_path):
    def change(book):
        styled(width=20, height={1: 20})(book)
        book["表1"].sheet_state = "hidden"

    assert looks("fixed-height", tmp_path, NAME, "甲", change=change) == []
