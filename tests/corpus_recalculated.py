"""Stored results of the whole corpus against LibreOffice's; run as `pytest tests/corpus_recalculated.py`."""

import io
import math
import re
import shutil
import subprocess
import zipfile
from datetime import datetime, time

import openpyxl
import pytest
from test_corpus import FOLDERS, render, template

pytestmark = [
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
    pytest.mark.filterwarnings("ignore:.* extension is not supported"),  # openpyxl only reads here
]

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
BINARY = "Excel and LibreOffice subtract binary numbers, we decimal ones: the 12th digit differs"
TABLES = "of the parts of a table this LibreOffice knows but a whole column that is named with its table"
OTHERWISE = {  # folder, sheet and cell: LibreOffice's result, and why ours is another one
    ("values", "值", "E12"): (0.354166666700621, BINARY),
    **{("table-with-totals", "支出", cell): ("#NAME?", TABLES) for cell in "B6 C2 C3 C4 C5 C6".split()},
    **{("table-with-totals", "引用", cell): ("#NAME?", TABLES) for cell in "B2 B3".split()},
    **{("structured-references", "明细表", cell): ("#NAME?", TABLES) for cell in "B5 C5 D5 G2 G3 G4".split()},
    **{("structured-references", "引用", cell): ("#NAME?", TABLES) for cell in "B3 B6 B9".split()},
    ("structured-references", "引用", "B7"): (1, TABLES),  # it counts the error
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All documents and a workbook whose stored result is wrong, each read and saved by LibreOffice in `out`."""
    path = tmp_path_factory.mktemp("corpus")
    for made in FOLDERS:
        (path / f"{made.name}{template(made).suffix}").write_bytes(render(made))
    with_wrong_result(path / "wrong.xlsx")
    profile = path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    files = [str(file) for file in sorted(path.glob("*.xls?"))]
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(path / "out"), *files], check=True, capture_output=True, timeout=300)
    return path


def with_wrong_result(path):
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>3</v>", old.read(name)))


def formulas(path):
    """Every formula's cell and its stored result."""
    book, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        (path.stem, sheet.title, cell.coordinate): results[sheet.title][cell.coordinate].value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def values(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {(path.stem, s.title, cell.coordinate): cell.value for s in book for row in s.iter_rows() for cell in row}


def same(ours, theirs):
    """LibreOffice saves most of its errors as #VALUE!, so one error is as good as another."""
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if all(isinstance(value, (int, float)) for value in (ours, theirs)):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    if all(str(value).startswith("#") for value in (ours, theirs)):
        return True
    if isinstance(ours, (datetime, time)):
        return str(ours)[:19] == str(theirs)[:19]
    return (ours or "") == (theirs or "")


def test_libreoffice_computes_anew_what_it_reads(folder):
    assert formulas(folder / "wrong.xlsx") == {("wrong", "Sheet", "A1"): 3}
    assert values(folder / "out" / "wrong.xlsx") == {("wrong", "Sheet", "A1"): 2}


def test_stored_results_are_those_of_libreoffice(folder):
    different, compared = {}, 0
    for made in FOLDERS:
        theirs = values(folder / "out" / f"{made.name}.xlsx")
        for spot, ours in formulas(folder / f"{made.name}{template(made).suffix}").items():
            compared += ours is not None
            if ours is not None and not same(ours, theirs.get(spot)):
                different[spot] = theirs.get(spot)
    assert different == {spot: found for spot, (found, _) in OTHERWISE.items()}
    assert compared > 200
