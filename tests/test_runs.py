"""How a long run is told while it goes on and when it ends."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import pytest

from perfreport.standing import Filed
from perfreport.telling import progress as telling_progress
from perfreport.telling.progress import progress
from perfreport.telling.runs import Row, closing


def row(name: str, *, errors: int = 0, kept: int = 0) -> Row:
    filed = tuple(Filed(Path(f"{name}{number}.docx"), "kept", "有人改过") for number in range(kept))
    states = Counter({"kept": kept, "unchanged": 0 if errors else 5 - kept})
    return Row(name, "2022", states, errors, 2, filed)


def test_of_few_bureaus_each_has_a_row_and_numbers_stand_to_the_right_below_their_words():
    assert closing([row("甲局"), row("示例县住房和城乡建设局", errors=11)]).splitlines() == [
        "单位                    年度  文档  写出  未改动  保留  没有写  错误  提示",
        "甲局                    2022     5     0       5     0       0     0     2",
        "示例县住房和城乡建设局  2022     0     0       0     0       1    11     2",
        "共 2 个                          5     0       5     0       1    11     4",
    ]


def test_of_many_bureaus_only_those_to_be_looked_at_have_a_row():
    rows = [row(f"{number}局") for number in range(98)]
    rows[7:7] = [row("错局", errors=3), row("改局", kept=1)]
    assert [line.split() for line in closing(rows).splitlines()[1:]] == [
        "错局 2022 0 0 0 0 1 3 2".split(),
        "改局 2022 5 0 4 1 0 0 2".split(),
        "其余 98 个 490 0 490 0 0 0 196".split(),
        "共 100 个 495 0 494 1 1 3 200".split(),
    ]


def test_of_many_bureaus_where_nothing_is_to_be_looked_at_only_the_sum_is_told():
    assert len(closing([row(f"{number}局") for number in range(100)]).splitlines()) == 2


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on by 4 seconds at every look."""
    times = iter(range(0, 1000, 4))
    monkeypatch.setattr(telling_progress, "monotonic", lambda: next(times))


def test_without_a_terminal_a_line_now_and_then_says_how_far_it_is(clock, capsys):
    assert list(progress("abcdefgh", 8)) == list("abcdefgh")
    assert capsys.readouterr().err == "3/8，每秒 0.2 个，还要 20 秒\n6/8，每秒 0.2 个，还要 8 秒\n"


def test_few_items_and_programs_are_told_nothing(clock, capsys):
    assert list(progress("abcde", 5)) + list(progress("abcdefgh", 8, quiet=True)) == list("abcdeabcdefgh")
    assert capsys.readouterr().err == ""


def test_on_a_terminal_there_is_a_bar(monkeypatch):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(progress("abcdefgh", 8)) == list("abcdefgh")
    assert "/8 " in terminal.getvalue() and "还要" in terminal.getvalue()
