"""PDFs as LibreOffice really makes them; run as `pytest tests/pdf_real.py`. Needs LibreOffice and poppler."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import openpyxl
import pytest
from documents import word_file

from perfreport.libreoffice import find_office
from perfreport.pdf import convert

PROGRAMS = ("pdftotext", "pdfinfo", "pdffonts", "pdfimages")
pytestmark = pytest.mark.skipif(
    not find_office() or not all(map(shutil.which, PROGRAMS)), reason="LibreOffice or poppler is not installed"
)
ROOT = Path(__file__).parent.parent
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PICTURE = (
    '<w:p><w:r><w:pict><v:shape id="p{0}" style="width:72pt;height:72pt" type="#_x0000_t75">'
    '<v:imagedata r:id="picture{0}" r:href="picture{0}"/></v:shape></w:pict></w:r></w:p>'
    '<w:p><w:r><w:drawing><wp:inline xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<wp:extent cx="914400" cy="914400"/><wp:docPr id="1{0}" name="picture"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1{0}" name="picture"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="picture{0}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"/>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def text(pdf):
    return said("pdftotext", "-layout", pdf, "-")


def pages(pdf):
    return int(said("pdfinfo", pdf).partition("Pages:")[2].split()[0])


def fonts(pdf):
    """The fonts in a PDF, and whether each is embedded."""
    rows = said("pdffonts", pdf).splitlines()[2:]
    return {row.split()[0]: row.split()[-5] for row in rows}


def document(path, body):
    path.write_bytes(word_file(body))
    return path


def offices(folder):
    """The processes whose profiles lie in this folder."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if "soffice.bin" in command and str(folder) in command:
            yield int(process.name)


def wait_for_a_pdf(workplace):
    while not list(workplace.glob("*/pdf/*.pdf")):
        time.sleep(0.01)


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    """Where profiles and copies are; empty in the end, with no LibreOffice left."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
    assert list(offices(folder)) == []


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The documents of the sample bureau, as PDFs."""
    output = tmp_path_factory.mktemp("output")
    subprocess.run([sys.executable, "render.py", "-o", output], cwd=ROOT, check=True, capture_output=True)
    results = list(convert(sorted(path for path in output.rglob("*") if path.suffix in (".docx", ".xlsx"))))
    assert len(results) == 5
    assert all(result.pdf for result in results)
    return results


def test_the_pdfs_of_word_and_excel_say_that_they_are_pdf_a_2b(made):
    for result in made:
        content = result.pdf.read_bytes()
        assert b"<pdfaid:part>2</pdfaid:part>" in content
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content
        assert b"/OutputIntent" in content
        assert b"/Encrypt" not in content


def test_every_font_of_the_pdfs_is_in_them(made):
    for result in made:
        assert set(fonts(result.pdf).values()) == {"yes"}


def test_the_pdfs_have_the_bureaus_own_words_as_text(made):
    for result in made:
        assert "乌尔禾区民政局" in text(result.pdf).replace(" ", "")


def test_a_missing_font_is_told_once_with_a_font_that_is_in_the_pdf(made):
    told = [found for result in made for found in result.problems]
    assert {found.id for found in told} <= {"pdf.other-font"}
    assert len({found.message.partition("，")[0] for found in told}) == len(told)


def test_a_second_run_replaces_the_pdfs(made):
    [result] = convert([made[0].document])
    assert (result.pdf, result.problems and result.problems[0].id) in [
        (made[0].pdf, ()),
        (made[0].pdf, "pdf.other-font"),
    ]


def test_a_document_has_the_pages_that_it_is_printed_on(workplace, tmp_path):
    [result] = convert([document(tmp_path / "三页.docx", f"第一页\n{BREAK}\n第二页\n{BREAK}\n第三页")])
    assert pages(result.pdf) == 3
    assert text(result.pdf).split() == ["第一页", "第二页", "第三页"]


def test_a_workbook_is_printed_with_all_sheets_that_are_seen_within_their_print_areas(workplace, tmp_path):
    book = openpyxl.Workbook()
    for name in ("甲", "乙", "隐藏"):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet["A2"] = f"{name}表", f"{name}之外"
        sheet.print_area = "A1:B1"
        sheet.page_setup.orientation = "landscape" if name == "乙" else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.oddFooter.center.text = "&F"
    del book["Sheet"]
    book["隐藏"].sheet_state = "hidden"
    book.save(tmp_path / "几张表.xlsx")
    [result] = convert([tmp_path / "几张表.xlsx"])
    assert pages(result.pdf) == 2
    words = text(result.pdf).split()
    assert [word for word in words if word in ("甲表", "乙表", "隐藏表", "甲之外")] == ["甲表", "乙表"]
    assert any(word.startswith("几张表") for word in words)  # the file's own name, not that of a copy
    sizes = said("pdfinfo", "-l", "2", result.pdf)
    assert "595" in sizes.partition("Page    1 size:")[2].split()[0]
    assert "84" in sizes.partition("Page    2 size:")[2].split()[0]


@pytest.fixture
def server():
    """A server of this machine: its address, and what it was asked for."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *words):
            pass

    running = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


def linked(path, *targets):
    """A document with a picture that lies at each of these addresses."""
    plain = word_file("开头\n" + "\n".join(PICTURE.format(number) for number in range(len(targets))) + "\n结尾")
    links = "".join(
        f'<Relationship Id="picture{number}" Type="{IMAGE}" Target="{target}" TargetMode="External"/>'
        for number, target in enumerate(targets)
    )
    path.with_suffix(".plain").write_bytes(plain)
    with zipfile.ZipFile(path.with_suffix(".plain")) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            content = old.read(part).decode()
            if part == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", f"{links}</Relationships>")
            new.writestr(part, content)
    return path


def linked_workbook(path, address):
    book = openpyxl.Workbook()
    book.active["A1"] = f'=_xlfn.WEBSERVICE("{address}/value")'
    book.active["A2"] = f"='{address}/[other.xlsx]Sheet1'!A1"
    book.active["A3"] = "结尾"
    book.save(path)
    return path


def test_nothing_that_a_document_links_to_is_fetched(workplace, tmp_path, server):
    address, asked = server
    secret = ROOT / "docs" / "pictures" / "goal-table-docx.png"
    documents = [
        linked(tmp_path / "图片.docx", f"{address}/picture.png", secret.as_uri()),
        linked_workbook(tmp_path / "链接.xlsx", address),
    ]
    results = {result.document: result.pdf for result in convert(documents)}
    assert asked == []
    assert said("pdfimages", "-list", results[documents[0]]).splitlines()[2:] == []
    assert text(results[documents[0]]).split() == ["开头", "结尾"]
    assert "结尾" in text(results[documents[1]])


def test_names_that_mean_something_to_programs_are_names_like_any_other(workplace, tmp_path):
    named = ["100%#甲&乙", "-横杠 空格", "名%20字;x", "a\"b'c", "长" * 83, "$(x)`y`"]
    results = list(convert([document(tmp_path / f"{name}.docx", name) for name in named]))
    assert [result.pdf and result.pdf.stem for result in results] == named


def test_an_office_that_is_killed_is_started_again_and_every_pdf_made(workplace, tmp_path):
    documents = [document(tmp_path / f"{number}.docx", f"第{number}份") for number in range(40)]

    def kill():
        wait_for_a_pdf(workplace)
        for process in offices(workplace):
            os.kill(process, signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    results = list(convert(documents))
    killer.join()
    assert [result.document for result in results if not result.pdf] == []


def test_ctrl_c_leaves_no_office_and_no_profile(workplace, tmp_path):
    documents = [document(tmp_path / f"{number}.docx", f"第{number}份") for number in range(40)]
    code = "import sys\nfrom pathlib import Path\nfrom perfreport.pdf import convert\nlist(convert([*map(Path, sys.argv[1:])]))"
    run = subprocess.Popen([sys.executable, "-c", code, *documents], cwd=ROOT, stderr=subprocess.DEVNULL)
    wait_for_a_pdf(workplace)
    run.send_signal(signal.SIGINT)
    assert run.wait(timeout=60) != 0
    whole = [path for path in tmp_path.glob("*.pdf") if path.read_bytes().endswith(b"%%EOF\n")]
    assert whole == list(tmp_path.glob("*.pdf"))


def test_two_runs_at_once_make_all_their_pdfs(workplace, tmp_path):
    code = "import sys\nfrom pathlib import Path\nfrom perfreport.pdf import convert\nprint(sum(bool(r.pdf) for r in convert([*map(Path, sys.argv[1:])])))"
    documents = [[document(tmp_path / f"{run}{number}.docx", "正文") for number in range(4)] for run in "甲乙"]
    runs = [subprocess.Popen([sys.executable, "-c", code, *own], cwd=ROOT, stdout=subprocess.PIPE) for own in documents]
    assert [int(run.communicate()[0]) for run in runs] == [4, 4]
