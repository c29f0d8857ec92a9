"""Files that are no templates, broken or made to do harm; and what is written."""

import io
import struct
import zipfile

import pytest
from workbooks import make, parts, problems, repack

from perfreport.office import open_template
from perfreport.office.package import Package


def found(tmp_path, content, name="模板.xlsx"):
    path = tmp_path / name
    path.write_bytes(content)
    return [line.replace(str(tmp_path) + "/", "") for line in problems(lambda: open_template(path))]


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


NOT = "模板.xlsx 这不是完好的 Word 或 Excel 文件："


@pytest.mark.parametrize(
    "content, why",
    [
        (b"", "文件是空的。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "文件加了密码，或是旧的 .doc、.xls 格式。"),
        ("一些文字".encode(), "内容不是压缩包，或已损坏。"),
        (zipped(a="b"), "缺少部件 _rels/.rels。"),
        (zipped(a="b")[:-30], "内容不是压缩包，或已损坏。"),
    ],
    ids=["empty", "old or encrypted", "text", "other zip", "cut zip"],  # a zip holds the time it was made
)
def test_a_file_that_is_no_package_is_refused_with_the_reason(tmp_path, content, why):
    assert found(tmp_path, content) == [NOT + why]


def test_a_file_that_is_not_there_and_one_of_another_kind(tmp_path):
    assert problems(lambda: open_template(tmp_path / "无.xlsx")) == [
        f"{tmp_path}/无.xlsx 打不开这个模板：没有这个文件。"
    ]
    assert found(tmp_path, b"", "模板.pdf") == ["模板.pdf 这不是完好的 Word 或 Excel 文件：扩展名是 .pdf。"]


def test_a_word_file_called_xlsx_is_refused(tmp_path):
    docx = pytest.importorskip("docx").Document()
    docx.save(tmp_path / "模板.xlsx")
    assert problems(lambda: open_template(tmp_path / "模板.xlsx")) == [NOT + "word/document.xml 不是工作簿的部件。"]


def test_a_zip_bomb_is_refused_by_what_the_directory_says(tmp_path):
    assert found(tmp_path, zipped(a=bytes(300 << 20))) == ["模板.xlsx 这个模板解开后太大（300 MB）。"]


def test_a_zip_bomb_whose_directory_lies_is_not_unpacked(tmp_path):
    bomb = bytearray(zipped(a=bytes(50 << 20)))
    at = bomb.rindex(b"PK\1\2")
    struct.pack_into("<I", bomb, at + 24, 1000)
    assert found(tmp_path, bytes(bomb)) == [NOT + "内容不是压缩包，或已损坏。"]


def test_names_that_come_twice_and_locked_members_are_refused(tmp_path):
    twice = zipped(aa="1", ab="2").replace(b"ab", b"aa")
    assert found(tmp_path, twice) == [NOT + "文件加了密码，或有重名的部件。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused_before_its_entities_are_a_bomb(tmp_path, encoding):
    path = make(tmp_path, "{{ 名 }}")
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "a"}">' for n in range(12))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [{entities}]><workbook b="&a11;"/>'
    repack(path, **{"xl/workbook.xml": bomb.encode(encoding)})
    (line,) = problems(lambda: open_template(path))
    assert line.startswith(NOT + "xl/workbook.xml")


def test_a_broken_part_is_refused(tmp_path):
    path = make(tmp_path, "{{ 名 }}")
    sheet = parts(path)["xl/worksheets/sheet1.xml"].replace(b"<v>0</v>", b"<v>99</v>")
    repack(path, **{"xl/worksheets/sheet1.xml": sheet})
    assert problems(lambda: open_template(path)) == [NOT + "工作表里有读不懂的内容（list index out of range）。"]


def test_what_is_not_changed_is_written_as_the_bytes_it_was_deflated_to(tmp_path):
    path = make(tmp_path, "{{ 名 }}", "文字")
    package = Package.open(path)
    written = package.write({"xl/worksheets/sheet1.xml": b"<worksheet/>"})
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(package.parts)
        assert archive.read("xl/worksheets/sheet1.xml") == b"<worksheet/>"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert package.parts["xl/worksheets/sheet2.xml"].data in written


def test_the_parts_of_a_file_written_here_are_read_back_as_they_lie(tmp_path):
    document = open_template(make(tmp_path, "{{ 甲 }}  乙")).render({"甲": "子"})
    assert Package.written(document).parts == Package.read("文档.xlsx", document).parts
