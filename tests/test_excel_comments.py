"""Comments follow the cells they belong to, with their boxes and answers."""

import io
import re

import openpyxl
from lxml import etree
from workbooks import BLOCK, ITEMS, LISTS, add, drawn, make, part, parts, problems, rendered, repack

from perfreport.office import open_template

BOXES = "xl/drawings/vmlDrawing1.vml"


def sheet(document):
    return openpyxl.load_workbook(io.BytesIO(document))["表1"]


def commented(book, sheet):
    sheet.write_comment("A1", "表头")
    sheet.write_comment("A3", "记录")
    sheet.write_comment("B5", "合计")


def comments(document):
    cells = (cell for row in sheet(document).iter_rows() for cell in row if cell.comment)
    return " ".join(f"{cell.coordinate}:{cell.comment.text}" for cell in cells)


def boxes(document, name=BOXES):
    """The comments' boxes: id, cell, rows from and to; and the clusters of ids in use."""
    root = etree.fromstring(part(document, name).encode())
    found = []
    for shape in root.iter("{*}shape"):
        row, column = (int(shape.findtext(f".//{{*}}{name}")) for name in ("Row", "Column"))
        anchor = shape.findtext(".//{*}Anchor").split(",")
        found.append(f"{shape.get('id')} {'AB'[column]}{row + 1} {int(anchor[2])}-{int(anchor[6])}")
    return [*found, *[ids.get("data") for ids in root.iter("{*}idmap")]]


def test_comments_follow_their_cells_and_those_of_a_record_are_there_for_each(tmp_path):
    path = drawn(tmp_path, BLOCK, change=commented)
    assert [comments(rendered(path, items)) for items in LISTS] == [
        "A1:表头 A2:记录 A3:记录 A4:记录 B5:合计",
        "A1:表头 A2:记录 B3:合计",
        "A1:表头 B2:合计",
    ]


def test_their_boxes_follow_too_and_each_has_an_id_of_its_own(tmp_path):
    path = drawn(tmp_path, BLOCK, change=commented)
    assert [boxes(rendered(path, items)) for items in LISTS] == [
        [
            "_x0000_s1025 A1 0-3",
            "_x0000_s1026 A2 0-4",
            "_x0000_s3074 A3 1-5",
            "_x0000_s5122 A4 2-6",
            "_x0000_s1027 B5 3-7",
            "1,3,5",
        ],
        ["_x0000_s1025 A1 0-3", "_x0000_s1026 A2 0-4", "_x0000_s1027 B3 1-5", "1"],
        ["_x0000_s1025 A1 0-3", "_x0000_s1027 B2 0-4", "1"],
    ]


def test_boxes_as_libreoffice_writes_them_follow_too(tmp_path):
    path = drawn(tmp_path, BLOCK, change=commented)
    text = re.sub("<o:shapelayout.*?</o:shapelayout>", "", part(path.read_bytes(), BOXES), flags=re.DOTALL)
    repack(path, **{BOXES: re.sub(r"_x0000_s\d+", "shape_0", text)})
    assert boxes(rendered(path, ITEMS[:2])) == [
        "shape_0 A1 0-3",
        "shape_0 A2 0-4",
        "shape_1024 A3 1-5",
        "shape_0 B4 2-6",
    ]


def test_comments_of_openpyxl_follow_too(tmp_path):
    def change(book):
        book["表1"]["A3"].comment = openpyxl.comments.Comment("记录", "作者")
        book["表1"]["A5"].comment = openpyxl.comments.Comment("合计", "作者")

    path = make(tmp_path, BLOCK, change=change)
    assert comments(rendered(path, ITEMS)) == "A2:记录 A3:记录 A4:记录 A5:合计"
    assert comments(rendered(path, [])) == "A2:合计"


def test_a_comment_on_a_row_of_tags_is_a_problem(tmp_path):
    path = drawn(tmp_path, BLOCK, change=lambda book, sheet: sheet.write_comment("A2", "说明"))
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A2 标签行里的批注不能随行移动，输出后会指错地方。"]


def test_boxes_that_are_no_sound_xml_are_a_problem(tmp_path):
    path = drawn(tmp_path, BLOCK, change=commented)
    repack(path, **{BOXES: part(path.read_bytes(), BOXES).replace("</xml>", "<br></xml>")})
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A1 批注的外框不能随行移动，输出后会指错地方。"]


THREADS = "xl/threadedComments/threadedComment1.xml"


def threaded(path, cell):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    thread = f'<threadedComment ref="{cell}" id="{{1}}"><text>问</text></threadedComment>'
    content, changed = {name: text.decode() for name, text in parts(path).items() if name.endswith(".rels")}, {}
    link = f'<Relationship Id="t" Type="{kind}" Target="/{THREADS}"/>'
    add(content, changed, "xl/worksheets/_rels/sheet1.xml.rels", link)
    return repack(path, **changed, **{THREADS: f'<ThreadedComments xmlns="{space}">{thread}</ThreadedComments>'})


def test_a_thread_of_comments_moves_and_one_in_a_record_is_a_problem(tmp_path):
    path = threaded(drawn(tmp_path, BLOCK, change=commented), "B5")
    assert [re.findall('ref="(.*?)"', part(rendered(path, items), THREADS)) for items in LISTS] == [
        ["B5"],
        ["B3"],
        ["B2"],
    ]
    path = threaded(drawn(tmp_path, BLOCK, change=commented), "A3")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!A3 带回复的批注在循环里，不能每条记录都有一份。"]
