"""Wrapped texts as LibreOffice prints them in rows that our engine fitted; run as `pytest tests/printed.py`.

Every case is a page: one cell, in the look and the place said, at the top of it. Fonts count for which one to the same
measure is installed, in Debian: fonts-liberation2, fonts-crosextra-carlito, fonts-arphic-uming and fonts-arphic-ukai.
"""

import os
import re
import shutil
import subprocess
from html import unescape
from itertools import cycle, pairwise, product

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.pagebreak import Break
from workbooks import with_shared_strings

from perfreport.office import open_template
from perfreport.office.excel.sheet import height

PROGRAMS = ("soffice", "pdftotext", "fc-list")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="LibreOffice or poppler is not installed")

SONG = "AR PL UMing CN"  # to the measure of 宋体, whose characters Excel takes where Latin fonts have none
STAND_INS = {
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Calibri": "Carlito",
    "Courier New": "Liberation Mono",
    "宋体": SONG,
    "楷体": "AR PL UKai CN",
}
LOOKS = """
    Arial 10, Arial 9 bold, Arial 14, Calibri 11, Calibri 12 bold, Calibri 8, Times New Roman 12,
    Times New Roman 10.5 bold, Courier New 10, 宋体 11, 宋体 9 bold, 楷体 14
"""
TEXTS = {
    "Chinese": "对符合条件的老年人按月发放生活补贴，做到应保尽保、应补尽补；对特殊困难老年人开展上门服务（含助餐、助浴、"
    "助洁），每月不少于两次。全年服务满意度达到“优秀”，无重大投诉……",
    "Latin": "The office pays a monthly subsidy to every resident aged 70 and above, WITHOUT EXCEPTION, and reports the "
    "number of payments (by township, by age and by kind) to the finance bureau within 15 working days.",
    "mixed": "2021年发放补贴1,234,567.89元，覆盖率≥98.5%，人均±0.5%；其中70—79岁110人，80岁以上PM2.5监测点3×4个，"
    "详见“附件A-1”（Excel格式）。其余资金结转2022年使用，执行率为100%。",
    "addresses": "https://www.example.org/finance/2021/performance-targets?page=12&size=200 is the page, "
    "6222020200112345678 the account, and performance.evaluation@example.org the address.",
}
PLACES = ("B", "merged over C:D", "B indented", "merged over two rows")  # of the cells, in turn
MARGIN = 36  # points, on all sides of the page
INSIDE = 0.3  # points that the end of a text may be below its row: what the PDF rounds
IN_HAND = 1.25  # times the lines that are needed, and one more, are the most a cell is made for


def parts(look):
    font, size, bold = re.fullmatch(r"(.+?) ([\d.]+)( bold)?", look).groups()
    return font, float(size), bool(bold)


def cases():
    """A look, the name of a text and a place for each page."""
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    looks = [look.strip() for look in LOOKS.split(",")]
    places = cycle(PLACES)
    every = [(look, text, next(places)) for text, look in product(TEXTS, looks)]
    return [
        (look, text, place)
        for look, text, place in every
        if STAND_INS[parts(look)[0]] in installed and (SONG in installed or TEXTS[text].isascii())
    ]


def template(path, cases, standard):
    """A workbook with this standard font, in which every case has two rows and a page."""
    book = openpyxl.Workbook()
    book._named_styles["Normal"].font = standard
    sheet = book.active
    for letter, width in {"A": 3, "B": 24, "C": 19.5, "D": 14}.items():
        sheet.column_dimensions[letter].width = width
    for number, (look, _, place) in enumerate(cases):
        row = 2 * number + 1
        font, size, bold = parts(look)
        cell = sheet.cell(row, 3 if "C:D" in place else 2, f"{{{{ texts[{number}] }}}}")
        cell.font = Font(name=font, size=size, bold=bold)
        indent = 2 if "indented" in place else 0
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=indent)
        if "C:D" in place:
            sheet.merge_cells(f"C{row}:D{row}")
        if "two rows" in place:
            sheet.merge_cells(f"B{row}:B{row + 1}")
        sheet.row_breaks.append(Break(row + 1))
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, MARGIN / 72)
    sheet.page_margins.header = sheet.page_margins.footer = 0
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    book.save(path)
    return with_shared_strings(path)


def fonts(folder):
    """What makes LibreOffice take the stand-ins."""
    usual = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    names = "".join(
        f'<match><test name="family"><string>{font}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit></match>'
        for font, other in STAND_INS.items()
    )
    others = (
        "<selectfont><rejectfont><glob>*CJK*</glob></rejectfont></selectfont>"  # their lines are higher than 宋体's
    )
    path = folder / "fonts.conf"
    path.write_text(f"<fontconfig><include>{usual}</include>{others}{names}</fontconfig>")
    return {"FONTCONFIG_FILE": str(path)}


def printed(path):
    """The pages of a workbook: how high and low each of their words reaches, in points from the upper margin."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180, env={**os.environ, **fonts(path.parent)})
    command = ["pdftotext", "-bbox", str(path.with_suffix(".pdf")), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("<page ")[1:]
    word = re.compile(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
    return [
        [(text, float(top) - MARGIN, float(end) - MARGIN) for top, end, text in word.findall(page)] for page in pages
    ]


def heights(path, cases):
    """How high the cell of each case is, in points."""
    rows = openpyxl.load_workbook(path).active.row_dimensions
    both = [(rows[2 * number + 1].height, rows[2 * number + 2].height) for number in range(len(cases))]
    return [
        first + (second or 15) * ("two rows" in place) for (first, second), (*_, place) in zip(both, cases, strict=True)
    ]


def lines(words, size):
    """How many lines the words stand on: signs of another font may end a little higher or lower than their line."""
    ends = sorted(end for _, _, end in words)
    return 1 + sum(below - above > size / 4 for above, below in pairwise(ends))


def fitted(look, high):
    """How many lines a cell so many points high was made for."""
    font = height.Font(*parts(look))
    return round((high - height.PADDING) / (height.line_height(font) - height.PADDING))


@pytest.fixture(
    scope="module", params=[Font(name="Calibri", size=11), Font(name="宋体", size=11)], ids=lambda f: f.name
)
def document(request, tmp_path_factory):
    """The cases, the height of the cell of each, and the words on its page."""
    wanted = cases()
    if not wanted:
        pytest.skip("no font to the measure of Microsoft's is installed")
    path = tmp_path_factory.mktemp("printed") / "printed.xlsx"
    opened = open_template(template(path.with_name("模板.xlsx"), wanted, request.param))
    path.write_bytes(opened.render({"texts": [TEXTS[text] for _, text, _ in wanted]}))
    return list(zip(wanted, heights(path, wanted), printed(path), strict=True))


def test_every_text_is_printed_whole_within_its_cell(document):
    cut = [
        (*case, f"{high:g} points, ends at {max(end for *_, end in words):g}")
        for case, high, words in document
        if max(end for *_, end in words) > high + INSIDE or letters(words) != sorted(re.sub(r"\s", "", TEXTS[case[1]]))
    ]
    assert cut == []


def test_no_cell_is_much_higher_than_its_text_needs(document):
    high = [
        (*case, f"{fitted(case[0], high)} lines for {lines(words, parts(case[0])[1])}")
        for case, high, words in document
        if fitted(case[0], high) > IN_HAND * lines(words, parts(case[0])[1]) + 1
    ]
    assert high == []


def letters(words):
    return sorted(unescape("".join(text for text, *_ in words)))
