"""Links, page breaks, sparklines and settings: what belongs to a row goes with it, once for every record."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from workbooks import BLOCK, ITEMS, LISTS, add, drawn, part, problems, rendered, repack

from perfreport.office import open_template

SHEET = "xl/worksheets/sheet1.xml"


def sheet(document):
    return openpyxl.load_workbook(io.BytesIO(document))["表1"]


def links(document):
    found = etree.fromstring(part(document, SHEET).encode()).iter("{*}hyperlink")
    targets = {cell.coordinate: cell.hyperlink for row in sheet(document).iter_rows() for cell in row if cell.hyperlink}
    refs = [link.get("ref") for link in found]
    return " ".join(f"{ref}→{targets[ref].location or targets[ref].target}" for ref in refs)


def test_links_of_a_record_are_there_for_each_and_lead_to_its_own_row(tmp_path):
    def change(book, sheet):
        sheet.write_url("A1", "internal:表1!A5", string="项目")
        sheet.write_url("C3", "internal:表1!A3:B3", string="本行")
        sheet.write_url("D3", "https://example.com/a", string="外部")
        sheet.write_url("C5", "internal:表1!A3", string="首条")

    path = drawn(tmp_path, BLOCK, change=change)
    assert [links(rendered(path, items)) for items in LISTS] == [
        "A1→表1!A5 C2→表1!A2:B2 C3→表1!A3:B3 C4→表1!A4:B4 "
        "D2→https://example.com/a D3→https://example.com/a D4→https://example.com/a C5→表1!A2",
        "A1→表1!A3 C2→表1!A2:B2 D2→https://example.com/a C3→表1!A2",
        "A1→表1!A2 C2→表1!$A$1048576",
    ]


def test_no_list_of_links_stays_where_no_link_is_left(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: sheet.write_url("C3", "internal:表2!A1", string="去"))
    assert "hyperlink" not in part(rendered(path, []), SHEET)


def breaks(document):
    found = sheet(document).row_breaks
    return [found.count, *[item.id for item in found.brk]]


@pytest.mark.parametrize("rows, found", [
    ([5], [[5], [3], [2]]),
    ([3], [[2, 3, 4], [2], []]),  # behind every record
    ([2], [[1, 2, 3], [1], []]),  # before every record
    ([4], [[4], [2], [1]]),  # behind the last
    ([1, 3, 7], [[1, 2, 3, 4, 7], [1, 2, 5], [1, 4]]),
])  # fmt: skip
def test_page_breaks_move_and_those_of_a_record_are_there_for_each(tmp_path, rows, found):
    path = drawn(tmp_path, BLOCK + "\n·\n·\n·", change=lambda book, sheet: sheet.set_h_pagebreaks(rows))
    assert [breaks(rendered(path, items)) for items in LISTS] == [[len(ids), *ids] for ids in found]


def test_a_break_behind_an_inner_block_is_there_for_every_group(tmp_path):
    template = """
        {%tr for 组 in 各组 %}
        {%tr for x in 组 %}
        {{ x }}
        {%tr endfor %}
        {%tr endfor %}
    """
    path = drawn(tmp_path, template, change=lambda book, sheet: sheet.set_h_pagebreaks([4]))
    assert breaks(open_template(path).render({"各组": ["ab", "c", "defg"]})) == [3, 2, 3, 7]


def test_more_page_breaks_than_excel_has_are_a_problem(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: sheet.set_h_pagebreaks([3]))
    assert problems(lambda: rendered(path, ITEMS * 400)) == [
        "模板.xlsx 表1!A1 工作表“表1”要 1200 个分页符，Excel 最多 1026 个。"
    ]


def test_breaks_between_columns_and_row_groups_stay_as_they_are(tmp_path):
    def change(book, sheet):
        sheet.set_v_pagebreaks([2])
        sheet.set_row(2, None, None, {"level": 1})
        sheet.set_row(4, None, None, {"collapsed": True})

    found = sheet(rendered(drawn(tmp_path, BLOCK, change=change), ITEMS))
    assert [item.id for item in found.col_breaks.brk] == [2]
    assert [found.row_dimensions[row].outlineLevel for row in range(1, 6)] == [0, 1, 1, 1, 0]
    assert found.row_dimensions[5].collapsed


def extension(document):
    """What stands in the extensions of the sheet: cells and formulas."""
    root = etree.fromstring(part(document, SHEET).encode())
    space = "{http://schemas.microsoft.com/office/excel/2006/main}"
    return " ".join(element.text for element in root.iter(f"{space}f", f"{space}sqref"))


def test_a_sparkline_of_a_record_is_there_for_each_and_one_below_shows_them_all(tmp_path):
    def change(book, sheet):
        sheet.add_sparkline("D3", {"range": "表1!A3:B3"})
        sheet.add_sparkline("D5", {"range": "表1!B3:B3", "type": "column"})

    path = drawn(tmp_path, BLOCK, change=change)
    below = "表1!{} D{}"
    assert [extension(rendered(path, items)) for items in LISTS] == [
        "表1!B2:B4 D5 表1!A2:B2 D2 表1!A3:B3 D3 表1!A4:B4 D4",
        "表1!B2:B2 D3 表1!A2:B2 D2",
        below.format("$B$1048576", 2),
    ]


def test_no_extension_stays_where_no_sparkline_is_left(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: sheet.add_sparkline("D3", {"range": "表1!A3:B3"}))
    assert "sparkline" not in part(rendered(path, []), SHEET)


def test_a_sparkline_of_several_columns_of_all_records_is_a_problem(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: sheet.add_sparkline("D5", {"range": "表1!A3:B3"}))
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!D5 占几列的迷你图不能随行移动，输出后会指错地方。"]


def test_a_sparkline_of_subtotals_takes_no_details_between_them(tmp_path):
    groups = """
        {%tr for 组 in 各组 %}
        {%tr for x in 组 %}
        {{ x }}
        {%tr endfor %}
        =SUM(A3:A3)
        {%tr endfor %}
        合计
    """
    path = drawn(tmp_path, groups, change=lambda book, sheet: sheet.add_sparkline("B7", {"range": "表1!A5:A5"}))
    template = open_template(path)
    assert extension(template.render({"各组": [[1, 2]]})) == "表1!A3:A3 B4"
    assert problems(lambda: template.render({"各组": [[1, 2], [3]]})) == [
        "模板.xlsx 表1!B7 公式 =表1!A5:A5 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


def test_formats_and_validations_of_newer_excel_follow(tmp_path):
    def change(book, sheet):
        sheet.conditional_format("B3:B3", {"type": "data_bar", "bar_solid": True})

    path = drawn(tmp_path, BLOCK, change=change)
    x14, xm = (
        "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
        "http://schemas.microsoft.com/office/excel/2006/main",
    )
    check = (
        f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{x14}"><x14:dataValidations xmlns:xm="{xm}" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>表1!$A$3:$A$3</xm:f></x14:formula1><xm:sqref>B3 B5</xm:sqref>'
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    repack(path, **{SHEET: part(path.read_bytes(), SHEET).replace("</extLst></worksheet>", check)})
    assert [extension(rendered(path, items)) for items in LISTS] == [
        "B2:B4 表1!$A$2:$A$4 B2:B5",
        "B2 表1!$A$2:$A$2 B2:B3",
        "B1048576 表1!$A$1048576 B2",
    ]


def with_settings(path, *settings):
    """The template with elements put behind the rows of its sheet."""
    return repack(
        path, **{SHEET: part(path.read_bytes(), SHEET).replace("</sheetData>", "</sheetData>" + "".join(settings))}
    )


def test_protected_ranges_scenarios_ignored_errors_and_watched_cells_follow(tmp_path):
    settings = (
        '<protectedRanges><protectedRange sqref="A3:B3 B5" name="甲"/></protectedRanges>',
        '<scenarios sqref="B5"><scenario name="乙" count="1"><inputCells r="B5" val="1"/></scenario></scenarios>',
        '<cellWatches><cellWatch r="B3"/><cellWatch r="B5"/></cellWatches>',
        '<ignoredErrors><ignoredError sqref="A3" numberStoredAsText="1"/></ignoredErrors>',
    )

    path = with_settings(drawn(tmp_path, BLOCK, change=lambda *_: None), *settings)
    found = part(rendered(path, ITEMS), SHEET)
    assert re.findall(r'<(?:protectedRange|scenarios|inputCells|cellWatch|ignoredError) (?:sqref|r)="(.*?)"', found) == [
        "A2:B4 B5", "B5", "B5", "B2", "B3", "B4", "B5", "A2:A4"
    ]  # fmt: skip
    found = part(rendered(path, []), SHEET)
    assert re.findall(r'<(?:protectedRange|scenarios|inputCells|cellWatch|ignoredError) (?:sqref|r)="(.*?)"', found) == [
        "B2", "B2", "B2", "B2", "A1048576"
    ]  # fmt: skip


@pytest.mark.parametrize("element, what", [
    ("<customSheetViews/>", "A2 自定义视图不能随行移动，输出后会指错地方。"),
    ("<dataConsolidate/>", "A2 合并计算不能随行移动，输出后会指错地方。"),
    ("<webPublishItems/>", "A2 网页发布项不能随行移动，输出后会指错地方。"),
    ("<controls/>", "A2 控件不能随行移动，输出后会指错地方。"),
    ("<oleObjects/>", "A2 嵌入的对象不能随行移动，输出后会指错地方。"),
    ('<scenarios><scenario><inputCells r="B3"/></scenario></scenarios>', "B3 方案的可变单元格在循环里，不能每条记录都有一份。"),
])  # fmt: skip
def test_what_is_not_moved_is_said(tmp_path, element, what):
    path = with_settings(drawn(tmp_path, BLOCK, change=lambda *_: None), element)
    assert problems(lambda: open_template(path)) == [f"模板.xlsx 表1!{what}"]


def test_a_control_on_another_sheet_that_takes_its_entries_from_the_rows_is_a_problem(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda *_: None)
    repack(path, **{"xl/ctrlProps/ctrlProp1.xml": '<formControlPr objectType="Drop" fmlaRange="表1!$A$3:$A$3"/>'})
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!A3:A3 控件引用的单元格不能随行移动，输出后会指错地方。"
    ]


def linked(book, sheet):
    sheet.write_url("A6", "https://example.com")


def test_a_part_that_nothing_is_known_of_is_said(tmp_path):
    path = drawn(tmp_path, BLOCK, change=linked)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    link = '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2019/04/relationships/namedSheetView" Target="../x.xml"/>'
    changed = {}
    add({rels: part(path.read_bytes(), rels)}, changed, rels, link)
    assert problems(lambda: open_template(repack(path, **changed))) == [
        "模板.xlsx 表1!A2 这里的“namedSheetView”不能随行移动，输出后会指错地方。"
    ]
