"""PDFs of documents: what is made, what is told, and that nothing is left behind. tests/pdf_real.py asks LibreOffice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from documents import word_file
from fake_office import fake_office

from perfreport import libreoffice, pdf
from perfreport.libreoffice import find_office
from perfreport.office.faces import Faces
from perfreport.office.package import Package
from perfreport.pdf import convert, pdf_path
from perfreport.standins import fonts_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the program that stands for LibreOffice is a script")

WORD = word_file("正文")
FANGSONG = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr></w:rPrDefault></w:docDefaults>'
)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """The folder of a LibreOffice that is found, on a machine with two processors and all fonts."""
    program = fake_office(tmp_path / "office")
    monkeypatch.setenv("PERFREPORT_SOFFICE", str(program))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(pdf, "processors", lambda: 2)
    monkeypatch.setattr("perfreport.office.faces.machine_faces", lambda: None)
    (tmp_path / "tmp").mkdir()
    yield program.parent
    assert list((tmp_path / "tmp").iterdir()) == []  # profiles and copies are gone


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "output").mkdir()
    return tmp_path / "output"


def document(path: Path, content: bytes = WORD) -> Path:
    path.write_bytes(content)
    return path


def workbook(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def told(results, folder: Path) -> list[str]:
    return [str(found).replace(f"{folder}/", "") for result in results for found in result.problems]


@pytest.fixture
def patience_ends(office, monkeypatch):
    """Whenever the office begins to wait for ever, an hour is over at once; there is one processor."""

    def clock():
        waiting = office / "waiting"
        return 3600 * len(waiting.read_text().splitlines()) if waiting.exists() else 0

    monkeypatch.setattr(libreoffice, "monotonic", clock)
    monkeypatch.setattr(pdf, "processors", lambda: 1)


def calls(office: Path) -> list[str]:
    return sorted((office / "calls").read_text("utf-8").splitlines())


# Where LibreOffice is.


def test_the_office_that_the_environment_variable_names_is_taken(office):
    assert find_office() == office / "soffice"


def test_an_environment_variable_that_names_no_program_is_told_and_not_replaced_by_another(office, folder, monkeypatch):
    monkeypatch.setenv("PATH", str(office))
    monkeypatch.setenv("PERFREPORT_SOFFICE", "/没有/soffice")
    assert find_office() is None
    results = list(convert([document(folder / "甲.docx"), document(folder / "乙.docx")]))
    assert [(result.document.name, result.pdf) for result in results] == [("甲.docx", None), ("乙.docx", None)]
    assert told(results, folder) == [
        "甲.docx  错误：没有转换成 PDF（共 2 份文档）：环境变量 PERFREPORT_SOFFICE 写的“/没有/soffice”不是程序。\n"
        "    → Word、Excel 文档不受影响。要 PDF，安装 LibreOffice（免费，要有 Writer 和 Calc），再运行一次；"
        "装在别处的，把 soffice 的路径写在环境变量 PERFREPORT_SOFFICE 里。  [pdf.no-office]"
    ]


def test_an_office_on_the_path_or_in_a_usual_place_is_found(office, monkeypatch):
    monkeypatch.delenv("PERFREPORT_SOFFICE")
    monkeypatch.setenv("PATH", str(office))
    assert find_office() == office / "soffice"
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter([office / "none", office / "soffice"]))
    assert find_office() == office / "soffice"
    monkeypatch.setattr(libreoffice, "_usual_places", lambda: iter([office / "none"]))
    assert find_office() is None


@pytest.mark.parametrize(
    "platform, place",
    [
        ("win32", "C:/Program Files/LibreOffice/program/soffice.com"),
        ("darwin", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("linux", "/usr/lib/libreoffice/program/soffice"),
    ],
)
def test_the_usual_places_are_those_of_the_system(monkeypatch, platform, place):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("ProgramFiles", "C:/Program Files")
    assert Path(place) in libreoffice._usual_places()


# What is made.


def test_each_document_has_its_pdf_beside_it(office, folder):
    documents = [document(folder / "自评表.docx"), workbook(folder / "自评表.xlsx"), document(folder / "报告.docx")]
    results = list(convert(documents))
    assert {result.document.name: result.pdf and result.pdf.name for result in results} == {
        "自评表.docx": "自评表.pdf",
        "自评表.xlsx": "自评表（Excel）.pdf",
        "报告.docx": "报告.pdf",
    }
    assert names(folder) == ["报告.docx", "报告.pdf", "自评表.docx", "自评表.pdf", "自评表.xlsx", "自评表（Excel）.pdf"]
    assert told(results, folder) == []
    assert "自评表.xlsx" in (folder / "自评表（Excel）.pdf").read_text("utf-8")


@pytest.mark.parametrize(
    "name, made",
    [
        ("甲.docx", "甲.pdf"),
        ("甲.DOCX", "甲.pdf"),
        ("甲.xlsx", "甲（Excel）.pdf"),
        ("第1.5版.xlsx", "第1.5版（Excel）.pdf"),
    ],
)
def test_a_pdf_is_named_after_its_document(name, made):
    assert pdf_path(Path("output", name)) == Path("output", made)


def test_documents_of_the_same_name_in_two_folders_have_a_pdf_each(office, folder):
    for name in ("2021", "2022"):
        (folder / name).mkdir()
    documents = [document(folder / "2021" / "表.docx"), document(folder / "2022" / "表.docx")]
    assert [result.pdf for result in convert(documents)] == [path.with_suffix(".pdf") for path in documents]


def test_two_documents_whose_pdfs_would_have_one_name_are_told(office, folder):
    results = list(convert([document(folder / "表（Excel）.docx"), workbook(folder / "表.xlsx")]))
    assert told(results, folder) == [
        "表.xlsx  错误：没有转换成 PDF：表（Excel）.pdf 已经是 表（Excel）.docx 的。\n"
        "    → 两份文档有一份改名（模板改名）。  [pdf.same-name]"
    ]
    assert names(folder) == ["表.xlsx", "表（Excel）.docx", "表（Excel）.pdf"]


def test_one_call_of_the_office_makes_many_pdfs_of_documents_with_different_names(office, folder):
    documents = [
        make(folder / f"{number}.{kind}")
        for number in range(3)
        for make, kind in ((document, "docx"), (workbook, "xlsx"))
    ]
    assert all(result.pdf for result in convert(documents))
    assert calls(office) == ["0.docx 1.docx 2.docx", "0.xlsx 1.xlsx 2.xlsx"]


def test_no_call_has_more_documents_than_one_processor_should_do(monkeypatch):
    documents = [Path(f"{number}.docx") for number in range(60)]
    assert [len(batch) for batch in pdf._batches(documents, 2)] == [25, 25, 10]
    assert [len(batch) for batch in pdf._batches(documents[:7], 2)] == [4, 3]


def test_of_no_documents_nothing_is_told(office):
    assert list(convert([])) == []


def test_the_office_fetches_nothing_runs_nothing_and_makes_pdf_a_2(tmp_path):
    libreoffice._write_settings(tmp_path)
    settings = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    for name, value in (("SelectPdfVersion", "2"), ("BlockUntrustedRefererLinks", "true"), ("MacroSecurityLevel", "3")):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>' in settings


def test_hidden_sheets_have_no_print_area_for_the_office_and_all_else_is_as_it_was(tmp_path):
    book = openpyxl.Workbook()
    for name, state in (("封面", "visible"), ("明细", "hidden"), ("附表", "visible"), ("参数", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state, sheet.print_area, sheet.print_title_rows = state, "A1:B9", "1:1"
    book.save(tmp_path / "甲.xlsx")
    content = (tmp_path / "甲.xlsx").read_bytes()
    printed = libreoffice.as_printed(Package.read("甲.xlsx", content), content)
    sheets = openpyxl.load_workbook(BytesIO(printed)).worksheets
    assert [(sheet.title, bool(sheet.print_area), sheet.print_title_rows) for sheet in sheets[1:]] == [
        ("封面", True, "$1:$1"),
        ("明细", False, "$1:$1"),
        ("附表", True, "$1:$1"),
        ("参数", False, "$1:$1"),
    ]


def test_two_runs_at_once_do_not_disturb_one_another(office, folder):
    documents = [[document(folder / f"{run}{number}.docx") for number in range(4)] for run in "甲乙丙"]
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda run: list(convert(run)), documents))
    assert [bool(result.pdf) for run in runs for result in run] == [True] * 12


# What was there before.


def test_a_pdf_that_was_made_here_is_replaced(office, folder):
    path = document(folder / "甲.docx")
    list(convert([path]))
    first = (folder / "甲.pdf").stat().st_ino
    list(convert([path]))
    assert (folder / "甲.pdf").stat().st_ino != first
    assert names(folder) == ["甲.docx", "甲.pdf"]


@pytest.mark.parametrize("manner", ["打不开", "半个", "崩溃"])
def test_a_pdf_is_replaced_by_a_whole_one_only(office, folder, manner):
    path = document(folder / f"{manner}.docx")
    path.with_suffix(".pdf").write_bytes(b"yesterday")
    list(convert([path]))
    assert path.with_suffix(".pdf").read_bytes() == b"yesterday"


SCAN = b"%PDF-1.4 <pdf:Producer>Scanner</pdf:Producer> %%EOF"
SIGNED = b"%PDF-1.6 <pdf:Producer>LibreOffice 7.4</pdf:Producer> %%EOF /Sig %%EOF"


def test_a_read_only_pdf_is_kept(office, folder):
    path = document(folder / "甲.docx")
    list(convert([path]))
    before = path.with_suffix(".pdf").stat()
    path.with_suffix(".pdf").chmod(0o444)
    [result] = convert([path])
    assert result.pdf is None
    assert path.with_suffix(".pdf").stat().st_ino == before.st_ino


@pytest.mark.parametrize("content", [SCAN, SIGNED])
def test_a_pdf_that_somebody_scanned_or_signed_is_kept(office, folder, content):
    path = document(folder / "甲.docx")
    path.with_suffix(".pdf").write_bytes(content)
    [result] = convert([path])
    assert result.pdf is None
    assert told([result], folder) == [
        "甲.pdf  提示：这个 PDF 不是这里转换的（例如盖了章、签了名或扫描的），没有替换。\n"
        "    → 不要了就删去，再运行一次；要留下的，换一个文件名。  [pdf.not-replaced]"
    ]
    assert path.with_suffix(".pdf").read_bytes() == content


def test_a_pdf_that_cannot_be_written_is_a_problem(office, folder):
    path = document(folder / "甲.docx")
    path.with_suffix(".pdf").mkdir()
    [result] = convert([path])
    assert result.pdf is None
    assert [found.id for found in result.problems] == ["output.cannot-write"]


# What cannot be converted.


def test_documents_that_the_office_makes_no_pdf_of_are_named_and_the_others_done(office, folder):
    named = ["甲", "打不开", "乙", "半个", "丙", "崩溃", "丁"]
    results = list(convert([document(folder / f"{name}.docx") for name in named]))
    again = "再运行一次；还是这样的，用 Word、Excel 或 WPS 打开看一看，“另存为” PDF。"
    both = "同一种文档都这样的，检查 LibreOffice 装了 Writer 没有，磁盘满了没有。"
    assert told(results, folder) == [
        f"{name}.docx  错误：没有转换成 PDF：LibreOffice {why}。\n    → {again}{both}  [pdf.not-made]"
        for name, why in {
            "打不开": "打不开它，或者写不出来",
            "半个": "打不开它，或者写不出来",
            "崩溃": "中途退出（134）",
        }.items()
    ]
    assert [result.pdf.stem for result in results if result.pdf] == ["甲", "乙", "丙", "丁"]


def test_a_document_at_which_the_office_waits_for_ever_is_named_and_the_others_done(office, folder, patience_ends):
    results = list(convert([document(folder / f"{name}.docx") for name in ("挂起", "甲", "乙", "丙")]))
    assert {result.document.stem: bool(result.pdf) for result in results} == {
        "挂起": False,
        "甲": True,
        "乙": True,
        "丙": True,
    }
    assert "LibreOffice 没有反应" in results[0].problems[0].message
    assert all(map(is_gone, map(int, (office / "waiting").read_text().split())))


def test_an_office_that_does_nothing_is_not_waited_for_again_and_again(office, folder, patience_ends):
    results = list(convert([document(folder / f"挂起{number}.docx") for number in range(20)]))
    assert len(calls(office)) == 4
    assert [len(result.problems) for result in results] == [1] * 20
    assert "LibreOffice 一再没有反应" in results[-1].problems[0].message


def test_an_office_that_cannot_be_started_is_told(office, folder):
    (office / "soffice").write_text("#!/没有/python\n")
    [result] = convert([document(folder / "甲.docx")])
    assert "LibreOffice 不能启动（" in result.problems[0].message


@pytest.mark.parametrize("content", [b"", "文字".encode(), b"<html>", b"\xd0\xcf\x11\xe0", WORD[:-30]])
def test_what_is_no_document_is_not_given_to_the_office_which_would_print_it(office, folder, content):
    [bad, good] = convert([document(folder / "甲.docx", content), document(folder / "乙.docx")])
    assert (bad.pdf, good.pdf) == (None, folder / "乙.pdf")
    assert told([bad], folder) == [
        "甲.docx  错误：没有转换成 PDF：这个文件是空的或坏了，不是 Word、Excel 文档。\n"
        "    → 里面没有要留的，就删去，再运行一次，会重新产生。  [pdf.no-document]"
    ]
    assert calls(office) == ["乙.docx"]


def test_a_document_that_is_gone_is_told(office, folder):
    [result] = convert([folder / "没有.docx"])
    assert told([result], folder) == [
        "没有.docx  错误：没有转换成 PDF：读不出这个文件（No such file or directory）。\n"
        "    → 检查文件在不在，关上正在打开它的程序，再运行一次。  [pdf.unreadable]"
    ]


def test_where_there_is_no_room_for_copies_each_document_says_so(office, folder, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(folder / "没有"))
    results = list(convert([document(folder / "甲.docx"), document(folder / "乙.docx")]))
    assert ["放不下临时文件" in result.problems[0].message for result in results] == [True, True]


# Fonts.


def test_a_font_that_is_missing_is_told_once_with_what_stands_in_for_it(office, folder, monkeypatch):
    faces = Faces(frozenset({"宋体"}), {"仿宋_GB2312": "Fandol Fang"}.get)
    monkeypatch.setattr("perfreport.office.faces.machine_faces", lambda: faces)
    content = word_file("正文", styles=FANGSONG)
    results = list(convert([document(folder / f"{name}.docx", content) for name in "甲乙丙"]))
    assert told(results, folder) == [
        "甲.docx  提示：这台电脑没有字体“仿宋_GB2312”，PDF 里用“FandolFang-Regular”代替，字形、行数和页数可能和 Word、Excel 里不一样。\n"
        "    → 装上“仿宋_GB2312”，再转换一次；或在装了它的电脑上转换。  [pdf.other-font]"
    ]


def test_where_nobody_knows_what_stands_in_the_fonts_of_the_pdf_are_told(office, folder, monkeypatch):
    monkeypatch.setattr("perfreport.office.faces.machine_faces", lambda: Faces(frozenset({"宋体"})))
    [result] = convert([document(folder / "甲.docx", word_file("正文", styles=FANGSONG))])
    assert "PDF 里用别的字体（有 FandolFang-Regular）代替" in result.problems[0].message


def test_a_font_that_the_machine_has_is_not_told(office, folder, monkeypatch):
    monkeypatch.setattr("perfreport.office.faces.machine_faces", lambda: Faces(frozenset({"仿宋_gb2312"})))
    [result] = convert([document(folder / "甲.docx", word_file("正文", styles=FANGSONG))])
    assert result.problems == ()


def test_the_fonts_of_a_pdf_are_found_in_deflated_objects_too():
    deflated = zlib.compress(b"1 0 <</Type/Font/BaseFont/BAAAAA+FangSong#5fGB2312>> 2 7 <</BaseFont /SimSun>>")
    pdf = b"%PDF-1.7\n5 0 obj\n<</Type/ObjStm/N 2/First 8/Length 70>>\nstream\n" + deflated + b"\nendstream\n%%EOF"
    assert fonts_in(pdf) == ["FangSong_GB2312", "SimSun"]
    assert fonts_in(pdf.replace(deflated, b"broken")) == []


# Stopped.


def is_gone(process: int) -> bool:
    """Whether a process has ended, or soon does."""
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(process, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False


def wait_for(path: Path) -> str:
    while not (path.exists() and path.read_text()):
        time.sleep(0.01)
    return path.read_text()


def test_ctrl_c_ends_the_office_and_all_that_it_started(office, folder):
    path = document(folder / "挂起.docx")
    code = f"from pathlib import Path\nfrom perfreport.pdf import convert\nlist(convert([Path({str(path)!r})]))"
    root = str(Path(__file__).parent.parent)
    run = subprocess.Popen([sys.executable, "-c", code], cwd=root, stderr=subprocess.PIPE, text=True)
    real = int(wait_for(office / "waiting"))
    run.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in run.communicate(timeout=60)[1]
    assert is_gone(real)
    assert names(folder) == ["挂起.docx"]


def test_who_wants_no_more_pdfs_ends_the_office(office, folder):
    documents = [document(folder / f"{name}.docx") for name in ("甲", "挂起")]
    results = convert(documents)
    assert next(results).pdf == folder / "甲.pdf"
    real = int(wait_for(office / "waiting"))
    results.close()
    assert is_gone(real)
