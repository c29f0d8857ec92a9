"""What somebody did to a document by hand is never lost, and what nobody touched is not written again."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from perfreport.files import find_pack
from perfreport.office.stamp import read_stamp, stamped
from perfreport.produce import open_pack, produce
from perfreport.produced import Produced
from perfreport.standing import Wishes

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "data" / "2021" / "乌尔禾区民政局.yaml").read_text("utf-8")
PACK = open_pack(find_pack("通用"))
GOALS, REPORT = "部门整体支出绩效目标表.xlsx", "部门整体支出绩效自评报告.docx"
FOLDER = Path("output/2021/乌尔禾区民政局")
TODAY = f"手工修改稿{date.today():%Y-%m-%d}"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(text: str = SAMPLE, **wishes: bool) -> Produced:
    Path("乌尔禾区民政局.yaml").write_text(text, "utf-8")
    return produce(Path("乌尔禾区民政局.yaml"), PACK, Path("output"), Wishes(**wishes))


def told(produced: Produced) -> list[str]:
    """What became of each document, without those that did not change."""
    names = [(each, each.path.name.removeprefix("乌尔禾区民政局2021年部门整体支出绩效")) for each in produced.filed]
    return [
        f"{name} {each.state}（{each.why}）" + (f" {each.beside.name[-9:]}" if each.beside else "")
        for each, name in names
        if each.state != "unchanged"
    ]


def path_of(name: str) -> Path:
    return FOLDER / f"乌尔禾区民政局2021年{name}"


def edited(name: str = REPORT, text: str = "示例：张科长改的一段话") -> Path:
    """A document that somebody opened, improved and saved."""
    path = path_of(name)
    if path.suffix == ".docx":
        document = docx.Document(path)
        document.paragraphs[3].text = text
        document.save(path)
    else:
        book = openpyxl.load_workbook(path)
        book.active["A1"] = text
        book.save(path)
    return path


BUDGET = SAMPLE.replace("财政拨款: 12.00", "财政拨款: 14.00", 1)
OTHER_REASON = SAMPLE.replace("加强入户宣传", "示例：加强入户宣传", 1)


def test_the_first_run_writes_all_and_the_second_nothing():
    assert told(run()) == [
        "目标表.docx written（还没有）",
        "目标表.xlsx written（还没有）",
        "自评报告.docx written（还没有）",
        "自评表.docx written（还没有）",
        "自评表.xlsx written（还没有）",
    ]
    before = {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()}
    assert told(run()) == []
    assert {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()} == before


def test_only_what_says_something_else_is_written():
    run()
    assert told(run(OTHER_REASON)) == [
        "自评报告.docx written（数据改了）",
        "自评表.docx written（数据改了）",
        "自评表.xlsx written（数据改了）",
    ]
    assert told(run("# 一行注释\n" + OTHER_REASON)) == []


def test_all_is_written_where_that_is_asked_for():
    run()
    assert Counter(each.why for each in run(force=True).filed) == {"要求重写": 5}


@pytest.mark.parametrize("name", [REPORT, GOALS])
def test_an_edited_document_stays_and_the_new_one_lies_beside_it(name):
    run()
    path = edited(name)
    by_hand = path.read_bytes()
    produced = run(BUDGET)
    [kept] = [each for each in produced.filed if each.state == "kept"]
    assert path.read_bytes() == by_hand
    assert (kept.path, kept.why, kept.beside) == (path, "有人改过", path.with_stem(f"{path.stem}（新）"))
    assert read_stamp(kept.beside.read_bytes()).untouched
    assert kept.beside in produced.documents


def test_an_edited_document_is_up_to_date_while_what_it_was_made_from_is():
    run()
    edited()
    assert told(run()) == ["自评报告.docx kept（有人改过，数据和模板没有变）"]
    assert told(run(force=True))[2] == "自评报告.docx kept（有人改过，数据和模板没有变）"
    assert sorted(path.name for path in FOLDER.iterdir() if "新" in path.name) == []


def test_the_new_one_beside_is_renewed_until_somebody_edits_it_too():
    run()
    edited()
    run(BUDGET)
    assert told(run(BUDGET)) == ["自评报告.docx kept（有人改过） 告（新）.docx"]
    again = SAMPLE.replace("财政拨款: 12.00", "财政拨款: 15.00", 1)
    assert "（新）" in told(run(again))[2]
    beside = path_of(REPORT).with_stem(f"{path_of(REPORT).stem}（新）")
    document = docx.Document(beside)
    document.add_paragraph("示例：也改过")
    document.save(beside)
    by_hand = beside.read_bytes()
    assert told(run(BUDGET))[2].endswith("（新2）.docx")
    assert beside.read_bytes() == by_hand


def test_a_new_one_that_nobody_needs_any_more_goes():
    run()
    edited()
    run(BUDGET)
    beside = path_of(REPORT).with_stem(f"{path_of(REPORT).stem}（新）")
    shutil.move(beside, path_of(REPORT))  # somebody took it
    shutil.copy(path_of(REPORT), beside)
    assert told(run(BUDGET)) == []
    assert not beside.exists()


def test_overwriting_keeps_the_edited_one_in_a_folder_with_the_date():
    run()
    by_hand = edited().read_bytes()
    produced = run(BUDGET, overwrite=True)
    [saved] = [each.saved for each in produced.filed if each.saved]
    assert saved == FOLDER / TODAY / path_of(REPORT).name
    assert saved.read_bytes() == by_hand
    assert read_stamp(path_of(REPORT).read_bytes()).untouched
    edited(text="示例：又改了一次")
    [again] = [each.saved for each in run(BUDGET, overwrite=True).filed if each.saved]
    assert again == saved.with_stem(f"{saved.stem}（2）")
    assert saved.read_bytes() == by_hand


def test_a_document_of_somebody_else_is_never_replaced():
    FOLDER.mkdir(parents=True)
    path_of(REPORT).write_bytes(b"somebody's own")
    assert "自评报告.docx kept（不是 perfreport 写的）" in told(run())[2]
    assert path_of(REPORT).read_bytes() == b"somebody's own"


@pytest.mark.parametrize(
    "owner",
    [
        "~$尔禾区民政局2021年{}",
        "~$乌尔禾区民政局2021年{}",
        ".~乌尔禾区民政局2021年{}",
        ".~lock.乌尔禾区民政局2021年{}#",
    ],
)
def test_a_document_that_is_open_is_left_alone(owner):
    """As Word, Excel, WPS and LibreOffice show it by a file of their own beside the open one."""
    run()
    (FOLDER / owner.format(REPORT)).write_bytes(b"")
    before = path_of(REPORT).read_bytes()
    assert told(run(OTHER_REASON))[0] == "自评报告.docx kept（正打开着） 告（新）.docx"
    assert path_of(REPORT).read_bytes() == before
    assert "自评报告" not in "".join(told(run()))


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_read_only_document_is_left_alone():
    run()
    path_of(REPORT).chmod(0o444)
    before = path_of(REPORT).read_bytes()
    assert told(run(OTHER_REASON))[0] == "自评报告.docx kept（是只读的） 告（新）.docx"
    assert path_of(REPORT).read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_and_what_it_leads_to_are_left_alone():
    run()
    elsewhere = Path("示例.docx")
    shutil.move(path_of(REPORT), elsewhere)
    path_of(REPORT).symlink_to(elsewhere.absolute())
    before = elsewhere.read_bytes()
    assert told(run()) == []
    assert told(run(OTHER_REASON))[0] == "自评报告.docx kept（是一个链接） 告（新）.docx"
    assert path_of(REPORT).is_symlink()
    assert elsewhere.read_bytes() == before
    run(OTHER_REASON, overwrite=True)
    assert not path_of(REPORT).is_symlink()
    assert elsewhere.read_bytes() == before
    assert (FOLDER / TODAY / path_of(REPORT).name).read_bytes() == before


def test_what_is_saved_between_the_look_and_the_writing_is_not_lost(monkeypatch):
    from perfreport import output

    run()
    aside = output._write_aside

    def while_it_is_written(target, content):
        if target == path_of(REPORT):
            edited()
        return aside(target, content)

    monkeypatch.setattr(output, "_write_aside", while_it_is_written)
    produced = run(OTHER_REASON)
    assert [found.message for found in produced.problems if found.severity == "error"] == [
        "写不进去：正好有人在保存它。原有的文件没有动。"
    ]
    assert docx.Document(path_of(REPORT)).paragraphs[3].text == "示例：张科长改的一段话"


def test_a_document_says_what_it_was_made_from():
    run()
    stamp = read_stamp(path_of(REPORT).read_bytes())
    assert list(stamp.made_from) == ["数据", "模板", "规则", "程序"]
    assert all(re.fullmatch("[0-9a-f]{32}", digest) for digest in (*stamp.made_from.values(), stamp.content))
    book = openpyxl.load_workbook(path_of(GOALS))
    assert [each.name for each in book.custom_doc_props.props] == [
        f"perfreport {name}" for name in ("数据", "模板", "规则", "程序", "内容")
    ]


def test_a_template_with_properties_of_its_own_keeps_them_and_not_an_old_stamp():
    run()
    document = docx.Document(path_of(REPORT))
    document.save("模板.docx")  # a document that was made becomes a template
    content = Path("模板.docx").read_bytes()
    from perfreport.office import open_template

    made = open_template("模板.docx").compile().render({})
    document, stamp = stamped(made, {"数据": "1"})
    assert (stamp.made_from, stamp.untouched) == ({"数据": "1"}, True)
    assert read_stamp(document) == stamp
    assert read_stamp(content).untouched is False


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"PK\5\6" + bytes(18), b"\xd0\xcf\x11\xe0 old", bytes(100)])
def test_what_is_no_document_has_no_stamp(content):
    assert read_stamp(content) is None
