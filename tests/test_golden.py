"""Whole texts of self-evaluations, to be read in full: a change of wording shows as a difference.

tests/golden holds five small bureaus, each beside what its report and its Excel table say; the sample of data/ is the
sixth. One more says all that follows from two changed numbers. After a change on purpose, `python tests/test_golden.py`
writes the texts anew, for a person to read.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from difflib import unified_diff
from pathlib import Path

import pytest
from forms import read
from lxml import etree

from perfreport.files import find_pack
from perfreport.produce import open_pack, produce

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SAMPLE = ROOT / "data" / "2021" / "乌尔禾区民政局.yaml"
BUREAUS = [*sorted(GOLDEN.glob("*.yaml")), SAMPLE]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def pack():
    return open_pack(find_pack(str(ROOT / "templates" / "通用")))


def texts_of(data, pack, folder):
    """The text of each document by its template's name; only hints may have been found."""
    done = produce(data, pack, folder)
    assert not done.failed, "\n".join(map(str, done.problems))
    return {path.name.partition("年")[2]: read(path) + charts(path) for path in done.documents}


def charts(path):
    """What the charts of a Word file show: a line a series."""
    if path.suffix != ".docx":
        return ""
    with zipfile.ZipFile(path) as archive:
        parts = sorted(name for name in archive.namelist() if name.startswith("word/charts/chart"))
        series = [each for part in parts for each in etree.fromstring(archive.read(part)).iter(f"{C}ser")]
    return "".join("\n图 ¦ " + " ¦ ".join(value.text or "" for value in each.iter(f"{C}v")) for each in series)


def golden(texts):
    """The report, which holds the table, too, and the table in Excel."""
    names = ["部门整体支出绩效自评报告.docx", "部门整体支出绩效自评表.xlsx"]
    return "\n\n".join(f"〔{name}〕\n{texts[name]}" for name in names) + "\n"


@pytest.mark.parametrize("data", BUREAUS, ids=lambda data: data.stem)
def test_the_whole_text_is_the_one_that_was_read(data, pack, tmp_path):
    made = golden(texts_of(data, pack, tmp_path)).splitlines()
    expected = (GOLDEN / f"{data.stem}.txt").read_text(encoding="utf-8").splitlines()
    different = list(unified_diff(expected, made, "golden", "made", lineterm="", n=1))
    if different:
        pytest.fail("\n".join(different), pytrace=False)


CHANGES = {"    财政拨款: 8.00\n": "    财政拨款: 9.50\n", "实际完成值: 93.5%": "实际完成值: 94.5%"}
CHANGED = GOLDEN / "一个预算和一个完成值.diff"


def changed(pack, folder):
    """What becomes of the sample's five documents when the budget of 区划地名 and one actual value change."""
    before = after = SAMPLE.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert before.count(old) == 1
        after = after.replace(old, new)
    made = []
    for name, text in (("before", before), ("after", after)):
        data = folder / name / SAMPLE.name
        data.parent.mkdir()
        data.write_text(text, encoding="utf-8")
        made.append(texts_of(data, pack, data.parent))
    return "".join(f"〔{name}〕\n{differences(text, made[1][name])}" for name, text in made[0].items())


def differences(before, after):
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return "".join(f"{line}\n" for line in lines if not line.startswith(("---", "+++", "@@")))


def test_one_amount_and_one_actual_value_change_what_says_them_and_nothing_else(pack, tmp_path):
    assert changed(pack, tmp_path) == CHANGED.read_text(encoding="utf-8")


def test_every_text_has_its_bureau():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {data.stem for data in BUREAUS}


if __name__ == "__main__":
    opened = open_pack(find_pack(str(ROOT / "templates" / "通用")))
    for bureau in BUREAUS:
        if sys.argv[1:] and bureau.stem not in sys.argv[1:]:
            continue
        with tempfile.TemporaryDirectory() as output:
            written = golden(texts_of(bureau, opened, Path(output)))
        (GOLDEN / f"{bureau.stem}.txt").write_text(written, encoding="utf-8")
    with tempfile.TemporaryDirectory() as output:
        CHANGED.write_text(changed(opened, Path(output)), encoding="utf-8")
