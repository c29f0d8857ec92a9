"""`perfreport lint`: what is typed, what is printed, how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from documents import word_file

from perfreport import watch
from perfreport.cli import main

ROOT = Path(__file__).parent.parent
WRONG = f"""\
错误 1 处

{Path("templates/某县/目标表.docx")} 第1段  标签 {{{{ 单位 }}}} 用到的“单位”，数据里没有。
    → 是不是“金额单位”？这里可以写的有：单位名称、年度、金额单位、年度主要任务、合计、年度总体目标、年度绩效指标、自评。循环里的名字，要与 for 后面写的一样。  [lint.unknown-name]
"""
GOOD = "检查了模板：没有发现问题。\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack 某县, a copy of 通用, with one template more."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "templates" / "通用", "templates/某县")
    write(Path("templates/某县"), "{{ 单位名称 }}")
    return Path("templates/某县")


def write(pack: Path, body: str) -> None:
    """The template 目标表.docx of one paragraph in a face of its own."""
    face = '<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/></w:rPr>'
    (pack / "目标表.docx").write_bytes(word_file(f"<w:p><w:r>{face}<w:t>{body}</w:t></w:r></w:p>"))


def test_a_pack_without_fault_is_said_to_have_none(pack, capsys):
    assert main(["lint", "某县"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", GOOD)


def test_the_pack_that_comes_with_perfreport_is_looked_through_where_none_is_named(pack, capsys):
    assert main(["lint"]) == 0
    assert capsys.readouterr().err == GOOD


def test_errors_end_with_1_and_hints_only_where_they_count(pack, capsys):
    write(pack, "{{ 单位 }}")
    assert main(["lint", "某县"]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (WRONG, "检查了模板：错误 1 处，提示 0 处。\n")
    write(pack, "{{ 自评.等级 }}")
    assert main(["lint", "某县"]) == 0
    assert main(["lint", "某县", "--strict"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "检查了模板：错误 0 处，提示 1 处。"


def test_several_packs_are_looked_through_at_once(pack, capsys):
    write(pack, "{{ 单位 }}")
    assert main(["lint", "通用", "某县"]) == 1
    assert capsys.readouterr().out == WRONG


@pytest.mark.parametrize("format", [["--json"], ["--format", "json"]])
def test_programs_get_json(format, pack, capsys):
    write(pack, "{{ 单位 }}")
    assert main(["lint", "某县", *format]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["place"]) for each in found] == [
        ("lint.unknown-name", f"{Path('templates/某县/目标表.docx')} 第1段")
    ]


def test_a_watch_looks_again_after_each_save_until_it_is_stopped(pack, capsys, monkeypatch):
    saves = iter(["{{ 单位 }}", None, "{{ 单位名称 }}", None])

    def pause(seconds: float) -> None:
        try:
            body = next(saves)
        except StopIteration:
            raise KeyboardInterrupt from None
        if body:
            write(pack, body)
            os.utime(pack / "目标表.docx", (len(body),) * 2)

    monkeypatch.setattr(watch, "sleep", pause)
    assert main(["lint", "某县", "--watch"]) == 0
    printed = capsys.readouterr()
    assert printed.out == WRONG
    assert re.sub(r"\d\d:\d\d:\d\d", "时刻", printed.err) == (
        f"时刻\n{GOOD}时刻\n检查了模板：错误 1 处，提示 0 处。\n时刻\n{GOOD}不再检查。\n"
    )


def test_a_watch_goes_on_when_the_folder_is_gone_for_a_moment(pack, capsys, monkeypatch):
    listed = Path.iterdir
    gone = iter([False, True])  # is looked at, then looked through

    def iterdir(folder):
        if folder.name == "某县" and next(gone, False):
            raise FileNotFoundError(folder)
        return listed(folder)

    def pause(seconds: float) -> None:
        if next(pauses, None) is None:
            raise KeyboardInterrupt

    pauses = iter([1])
    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(watch, "sleep", pause)
    assert main(["lint", "某县", "--watch"]) == 0
    assert re.sub(r"\d\d:\d\d:\d\d", "时刻", capsys.readouterr().err) == f"时刻\n{GOOD}不再检查。\n"


def test_a_file_that_a_watch_catches_half_saved_is_tried_again_in_silence(pack, capsys, monkeypatch):
    whole = (pack / "目标表.docx").read_bytes()
    (pack / "目标表.docx").write_bytes(whole[:100])
    looks = iter([True])

    def pause(seconds: float) -> None:
        if not next(looks, False):
            raise KeyboardInterrupt
        (pack / "目标表.docx").write_bytes(whole)

    monkeypatch.setattr(watch, "sleep", pause)
    assert main(["lint", "某县", "--watch"]) == 0
    assert re.sub(r"\d\d:\d\d:\d\d", "时刻", capsys.readouterr().err) == f"时刻\n{GOOD}不再检查。\n"
