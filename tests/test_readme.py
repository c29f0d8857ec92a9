"""What the two READMEs tell a newcomer to type works, on a fresh copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parent.parent
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
_BEFORE, _STORY, _REST = re.split(r"(^## 从头到尾做一遍.*?)(?=^## )", CHINESE, flags=re.DOTALL | re.MULTILINE)
GUIDE, STORY = _BEFORE + _REST, _STORY  # what a clerk looks up; nine bureaus from beginning to end
DOCUMENT = "output/2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效目标表"


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(text: str, language: str) -> list[str]:
    return [command for block in blocks(text, language) for command in lines(block)]


def lines(block: str) -> list[str]:
    """The commands of a block, without remarks."""
    return [line for line in (line.partition("#")[0].strip() for line in block.splitlines()) if line]


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("clone") / "perfreport"
    unwanted = (".git", ".venv", "output", "dist", "build", "*cache*", ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*unwanted))
    for path in (copy / "data").rglob("*.yaml"):
        if path.stem != "乌尔禾区民政局":  # what somebody is working on
            path.unlink()
    return copy


def posix(command: str) -> str:
    """What is typed on Windows, as it is typed elsewhere."""
    return re.sub(r"^py ", f"{sys.executable} ", command).replace("\\", "/").replace(".venv/Scripts", ".venv/bin")


def typed(command: str, folder: Path) -> str:
    """What a command says. It is run as a newcomer would, outside whatever environment the tests run in."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "VIRTUAL"))
    }
    environment |= {"PYTHON": sys.executable, "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.skipif(os.name != "posix", reason="make and a POSIX shell")
def test_every_command_of_the_english_readme_works(fresh_copy):
    for command in commands(ENGLISH, "sh"):
        only_shown = command.startswith("make") and command != "make report"
        typed(command.replace("make", "make -n", 1) if only_shown else command, fresh_copy)
    assert (fresh_copy / f"{DOCUMENT}.docx").is_file()
    assert (fresh_copy / f"{DOCUMENT}.xlsx").is_file()
    for code in blocks(ENGLISH, "python"):
        (fresh_copy / "typed.py").write_text(code, encoding="utf-8")
        typed(".venv/bin/python typed.py", fresh_copy)


@pytest.mark.skipif(os.name != "posix", reason="the commands for Windows are run with POSIX paths")
def test_every_command_of_the_chinese_guide_works(fresh_copy):
    for command in commands(GUIDE, "sh"):
        typed(command, fresh_copy)
    for command in commands(GUIDE, "powershell"):
        typed(posix(command), fresh_copy)
    assert (fresh_copy / f"{DOCUMENT}.docx").is_file()


@pytest.mark.skipif(os.name != "posix", reason="the commands for Windows are run with POSIX paths")
def test_the_story_of_nine_bureaus_goes_as_it_is_told(fresh_copy):
    set_up = STORY.replace(".venv\\Scripts", str(Path(sys.executable).parent))
    whole, again, compare = (list(map(posix, lines(block))) for block in blocks(set_up, "powershell"))
    first, second, changes = blocks(STORY, "text")
    for command in whole[:-1]:
        typed(command, fresh_copy)
    assert first in typed(whole[-1], fresh_copy)
    report = fresh_copy / "output/2023/示例县水利局/示例县水利局2023年部门整体支出绩效自评报告.docx"
    in_word(report, *re.search(r"在“(.*)”后面加上“(.*)”，保存", STORY).groups())
    data = fresh_copy / "示例县/示例县水利局.yaml"
    for old, new in re.findall(r"`([^`]*)` 改为\s`([^`]*)`", STORY):
        text = data.read_text("utf-8")
        assert text.count(old) == 1
        data.write_text(text.replace(old, new), "utf-8")
    edited = report.read_bytes()
    assert second in typed(again[0], fresh_copy)
    assert report.read_bytes() == edited
    assert changes in typed(compare[0], fresh_copy)


def in_word(path: Path, after: str, more: str) -> None:
    """Somebody goes on writing behind these words, and saves."""
    document = docx.Document(str(path))
    [paragraph] = [each for each in document.paragraphs if each.text.endswith(after)]
    paragraph.add_run(more)
    document.save(str(path))


def test_make_knows_every_word_the_english_readme_names():
    targets = set(re.findall(r"`make (\w+)`|^make (\w+)", ENGLISH, re.MULTILINE))
    named = {first or second for first, second in targets}
    assert named == set(re.findall(r"^(report|test|check|bench|docs):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_the_data_file_of_the_chinese_guide_has_no_mistake(tmp_path):
    from perfreport.load import load
    from perfreport.rules import load_rules
    from perfreport.score.evaluate import evaluate

    example = "".join(blocks(GUIDE, "yaml"))  # the goals, and a year later the self-evaluation
    (tmp_path / "示例单位.yaml").write_text(example, encoding="utf-8")
    rules = load_rules(ROOT / "templates" / "通用")
    loaded = load(tmp_path / "示例单位.yaml", rules)
    assert loaded.problems == ()
    assert loaded.report
    assert str(loaded.report.groups[3].indicators[0].target) == "≤12万元"
    evaluation, findings = evaluate(loaded.report, rules.scoring)
    assert findings == ()
    assert evaluation


def test_the_mistake_shown_in_the_chinese_guide_is_printed_so(tmp_path):
    from perfreport.load import load
    from perfreport.rules import load_rules

    goals, _ = blocks(GUIDE, "yaml")
    _, shown = blocks(GUIDE, "text")
    data = tmp_path / "示例单位.yaml"
    data.write_text(goals.replace("财政拨款: 12.00", "财政拨款: 12万元"), encoding="utf-8")
    [found] = load(data, load_rules(ROOT / "templates" / "通用")).problems
    assert str(found).replace(str(data), "data/2022/示例单位.yaml") + "\n" == shown


def test_what_check_is_said_to_print_in_the_chinese_guide_it_prints(monkeypatch, capsys):
    from perfreport.cli import main

    monkeypatch.chdir(ROOT)
    shown_by_check, _ = blocks(GUIDE, "text")
    main(["check", "data/2021/乌尔禾区民政局.yaml"])
    assert shown_by_check in capsys.readouterr().out


def test_links_between_the_pages_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
    assert "README.zh-CN.md" in ENGLISH.splitlines()[0]
