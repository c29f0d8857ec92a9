"""Our results of all formulas in test_functions.py against LibreOffice's; run as `pytest tests/recalculated.py`."""

import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest
from formulas import value
from test_functions import ALL, CELLS, table
from workbooks import lines, put

from perfreport.office.excel.formula import Formula

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

TRUTH = "TRUE is a number in LibreOffice, in Excel it is not"
LATER = "this LibreOffice does not know the function yet"
CHINESE = "only a Chinese Excel knows it"
OTHERWISE = {  # formula: LibreOffice's result, and why Excel's is another one
    'SUM("3",TRUE,2)': ("#VALUE!", "Excel takes a typed text for a number in SUM"),
    'MIN(5,"3",TRUE)': ("#VALUE!", "Excel takes a typed text for a number in MIN"),
    "SUM(D6,E4)": ("1", TRUTH),
    "COUNT(A1:F8)": ("22", TRUTH),
    "MINA(D6:D7,3)": ("FALSE", TRUTH),
    "CONCATENATE(A2,B2,TRUE)": ("民政局12.51", TRUTH),
    'TEXT(TRUE,"0")': ("1", TRUTH),
    'COUNTIF(B2:B8,"*")': ("6", "an asterisk stands for texts only in Excel"),
    '_xlfn.XLOOKUP("教育局",A2:A8,F2:F8)': ("#NAME?", LATER),
    '_xlfn.XLOOKUP("无",A2:A8,F2:F8,"缺")': ("#NAME?", LATER),
    '_xlfn.XLOOKUP("无",A2:A8,F2:F8)': ("#NAME?", LATER),
    '_xlfn.XLOOKUP("教*",A2:A8,F2:F8,0,2)': ("#NAME?", LATER),
    'FIND("","abc")': ("#VALUE!", "Excel finds nothing at the first character"),
    'REPT("a",40000)': ("a" * 40, "Excel's cells hold 32,767 characters"),
    "DATE(121,3,1)": ("#VALUE!", "Excel counts years below 1900 from 1900"),
    "YEAR(-1)": ("1899", "Excel knows no day before 1900"),
    '_xlfn.XMATCH("教育局",A2:A8)': ("#NAME?", LATER),
    '_xlfn.XMATCH("教*",A2:A8,2)': ("#NAME?", LATER),
    '_xlfn.XMATCH("教*",A2:A8)': ("#NAME?", LATER),
    "_xlfn.AGGREGATE(9,6,D2:D8,F2:F3)": ("131", TRUTH),
    "MROUND(7,-3)": ("6", "Excel wants both signs alike"),
    "ISEVEN(B4)": ("#VALUE!", "an empty cell is 0 in Excel"),
    'CODE("")': ("0", "an empty text has no first character in Excel"),
    '_xlfn.NUMBERVALUE("")': ("#VALUE!", "an empty text is 0 in Excel"),
    "NUMBERSTRING(123,1)": ("#NAME?", CHINESE),
    "NUMBERSTRING(1020,2)": ("#NAME?", CHINESE),
    "NUMBERSTRING(123,3)": ("#NAME?", CHINESE),
    'TEXT(123,"[DBNum2][$-804]")': ("", "LibreOffice wants General behind it"),
    'TEXT(123.45,"[DBNum2][$-804]General")': ("壹佰贰拾叁点肆伍", "Excel keeps the point"),
    'TEXT(123,"[DBNum2]G/通用格式")': ("CE/通用格式", CHINESE),
    "ROW()-4": ("278", "the formula stands in another row here"),
    "COLUMN()": ("1", "the formula stands in another column here"),
}


def workbook(path):
    """The cells of the tests, and the formulas below them in column H, without results."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row, line in enumerate(lines(CELLS), 1):
        for column, text in enumerate(line, 1):
            fill(sheet.cell(row, column), text)
    others = book.create_sheet("公式")
    for row, (formula, _) in enumerate(table(ALL), 1):
        others.cell(row, 1).value = "=" + elsewhere(formula)
    book.save(path)


def fill(cell, text):
    if text in ("TRUE", "FALSE"):
        cell.value = text == "TRUE"
    elif text == "'":
        cell.value = '=""'  # a cell cannot hold an empty text otherwise
    elif text.startswith("'"):
        cell.value, cell.data_type = text[1:], "s"
    else:
        put(cell, text)


def elsewhere(formula):
    """The formula in another sheet than its cells."""
    return Formula(formula).moved(
        lambda reference: f"Sheet!{reference.at(reference.first.row, (reference.last or reference.first).row)}"
    )


def recalculated(path):
    """The results in column A of the second sheet, as LibreOffice computes them."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    out = path.parent / "out"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    book = openpyxl.load_workbook(out / path.name, data_only=True)
    return [row[0].value for row in book["公式"].iter_rows(max_col=1)]


def shown(found):
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, (int, float)):
        return format(Decimal(f"{found:.15g}").normalize() if found else Decimal(0), "f")
    return str(found or "")[:40]


def same(ours, theirs):
    """LibreOffice saves most of its errors as #VALUE!, so one error is as good as another."""
    if ours.startswith("#") and theirs.startswith("#") and theirs != "#NAME?":
        return True
    try:
        return abs(Decimal(ours) - Decimal(theirs)) <= abs(Decimal(ours)) * Decimal("1e-14")
    except ArithmeticError:
        return ours == theirs


def test_results_are_those_of_libreoffice(tmp_path):
    path = tmp_path / "formulas.xlsx"
    workbook(path)
    theirs = dict(zip([formula for formula, _ in table(ALL)], map(shown, recalculated(path)), strict=True))
    different = {formula: found for formula, found in theirs.items() if not same(value(formula, CELLS), found)}
    assert different == {formula: found for formula, (found, _) in OTHERWISE.items()}
