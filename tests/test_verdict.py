"""What the reviewer says of the first customer's goal table, whose numbers are right to the cent.

The whole text stands in tests/verdict. After a change on purpose, `python tests/test_verdict.py` writes it anew,
for a person to read: nothing may be in it that a reviewer would not say.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from rule_examples import REVIEWER, RULES

from perfreport.cli import main
from perfreport.examine import examine

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "verdict" / "乌尔禾区民政局.txt"
DATA = Path("data/2021/乌尔禾区民政局.yaml")

RETURNED_FOR = [
    ("relevance.duplicate-task", "落实残障福利发展政策，指导残障福利和康复辅助器具行业发展；"),
    ("relevance.alike-indicator", "缴纳无业残疾人养老保险"),
    ("relevance.quality-elsewhere", "残疾人补贴发放政策符合率"),
    ("relevance.output-elsewhere", "儿童福利救助工作完成率"),
    ("relevance.output-elsewhere", "六项能源减免工作完成率"),
    ("relevance.cost-elsewhere", "70周岁以上老年人特殊生活补贴工作成本"),
    ("relevance.cost-elsewhere", "残疾人事业工作成本"),
    ("relevance.cost-elsewhere", "区划地名工作成本"),
    ("relevance.cost-elsewhere", "六项能源减免工作成本"),
    ("completeness.empty-group", "生态效益指标"),
    ("relevance.timeliness-elsewhere", "特困人员供养项目周期"),
    ("writing.dropped", "干部意度"),
    ("writing.doubled", "发放城市低保金发放城市"),
    ("writing.document-number", "[2008]21号"),
]
"""What a finance bureau would return the form for, of all the faults that were noticed in it before there were rules."""


def printed() -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        main(["check", str(DATA), "--questions"])
    return out.getvalue() + err.getvalue()


def test_the_whole_verdict_is_the_one_that_was_read(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert printed() == GOLDEN.read_text("utf-8")


def test_everything_that_the_form_would_be_returned_for_is_in_it(monkeypatch):
    monkeypatch.chdir(ROOT)
    told = [(found.id, found.message) for found in examine(DATA, RULES, REVIEWER).problems]
    missing = [wanted for wanted in RETURNED_FOR if not any(wanted[0] == id and wanted[1] in said for id, said in told)]
    assert missing == []


if __name__ == "__main__":
    os.chdir(ROOT)
    GOLDEN.write_text(printed(), "utf-8", newline="\n")
