"""Many bureaus in one run, again and again, and whatever happens in between."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import openpyxl
import pytest

from perfreport import output, parallel, produce
from perfreport.batch import Batch
from perfreport.cli import main
from perfreport.files import find_pack
from perfreport.holding import holding
from perfreport.office.stamp import read_stamp
from perfreport.problem import Place, problem
from perfreport.standing import Wishes

ROOT = Path(__file__).parent.parent
BUREAU = """\
单位名称: 示例单位{name}
年度: 2022
年度主要任务:
  - {{任务名称: 示例慰问, 主要内容: 示例：慰问困难群众。, 财政拨款: {amount}}}
年度总体目标: [示例：慰问困难群众]
年度绩效指标:
  产出指标: {{数量指标: [{{三级指标: 示例困难群众慰问户数, 指标值: ≥3户}}]}}
  效益指标: {{社会效益指标: [{{三级指标: 示例慰问政策知晓率, 指标值: ≥90%}}]}}
  满意度指标: {{服务对象满意度指标: [{{三级指标: 示例困难群众满意度, 指标值: ≥95%}}]}}
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write_bureaus(count: int, amount: str = "1.50") -> None:
    Path("data/2022").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        write_bureau(number, amount)


def write_bureau(number: int, amount: str) -> None:
    Path(f"data/2022/{number:02d}.yaml").write_text(BUREAU.format(name=f"{number:02d}", amount=amount), "utf-8")


def run(**wishes: bool) -> Counter[str]:
    """How many documents of each state a run leaves."""
    files = sorted(Path("data").rglob("*.yaml"))
    work = Batch.of(find_pack("通用"), Path("output"), files, Wishes(**wishes))
    work.check_pack()
    with holding(Path("output"), lambda: None):
        return Counter(each.state for produced in work.run(files) for each in produced.filed)


def documents() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("output").glob("2022/*/[!.]*")}


def edit(workbook: Path) -> None:
    """As somebody does in Excel."""
    book = openpyxl.load_workbook(workbook)
    book.active["A1"] = "示例：改过"
    book.save(workbook)


def unfinished() -> list[str]:
    return [path.name for path in Path("output").rglob(".perfreport-*")]


def test_a_second_run_reads_no_data_file_again(monkeypatch):
    write_bureaus(3)
    assert run() == {"written": 6}
    monkeypatch.setattr(produce, "produce", None)
    assert run() == {"unchanged": 6}


def test_a_run_with_nothing_to_do_starts_nothing_that_reads_or_renders():
    write_bureaus(3)
    command = "import sys; from perfreport.cli import main; main(['render']); print(*sys.modules)"
    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-c", command], capture_output=True, text=True, check=True, cwd=Path.cwd()
        )
    loaded = set(ran.stdout.split())
    assert loaded & {"perfreport.load", "perfreport.check", "perfreport.produce", "docxtpl", "jinja2", "lxml"} == set()


def test_documents_that_nobody_touched_are_not_read_again(monkeypatch):
    write_bureaus(3)
    run()
    monkeypatch.setattr("perfreport.storage.print_of", None)
    assert run() == {"unchanged": 6}


def test_documents_that_were_copied_are_what_they_were(monkeypatch):
    write_bureaus(3)
    run()
    Path("output").rename("moved")
    shutil.copytree("moved", "output")
    monkeypatch.setattr(produce, "produce", None)
    assert run() == {"unchanged": 6}


def test_an_edit_is_seen_though_it_leaves_size_and_time_of_the_file_as_they_were():
    write_bureaus(1)
    run()
    document = next(Path("output").glob("2022/*/*.docx"))
    before, content = document.stat(), bytearray(document.read_bytes())
    time.sleep(0.02)  # a file system's clock ticks every few milliseconds
    content[len(content) // 2] ^= 1
    document.write_bytes(content)
    os.utime(document, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run() == {"kept": 1, "unchanged": 1}
    assert document.read_bytes() == content


def test_a_budget_edit_makes_the_documents_of_that_bureau_anew():
    write_bureaus(3)
    run()
    before = documents()
    write_bureau(1, "2.50")
    assert run() == {"written": 2, "unchanged": 4}
    changed = {name for name, content in documents().items() if content != before[name]}
    assert {name[:6] for name in changed} == {"示例单位01"}


def test_what_was_accepted_and_the_year_before_matter_for_what_is_said(monkeypatch):
    from perfreport import origin

    write_bureaus(1)
    data, pack = Path("data/2022/00.yaml"), origin.PackOrigin.of(find_pack("通用"))
    keys = {origin.all_that_matters(data, pack)}
    Path("data/2022/00.已接受.yaml").write_text("[]", "utf-8")
    keys.add(origin.all_that_matters(data, pack))
    Path("data/2021").mkdir()
    Path("data/2021/00.yaml").write_text("年度: 2021", "utf-8")
    keys.add(origin.all_that_matters(data, pack))
    assert len(keys) == 3


@pytest.mark.parametrize("change", ["template", "rules", "program"])
def test_another_template_rules_or_program_make_all_be_looked_at_again(change, monkeypatch):
    import shutil

    from perfreport import origin

    shutil.copytree(ROOT / "templates" / "通用", "包")
    write_bureaus(2)
    files = sorted(Path("data").rglob("*.yaml"))

    def states(force: bool = False):
        work = Batch.of(Path("包"), Path("output"), files, Wishes())
        work.check_pack()
        return [(each.path.suffix, each.state, each.why) for produced in work.run(files) for each in produced.filed]

    states()
    if change == "template":
        import openpyxl

        book = openpyxl.load_workbook("包/部门整体支出绩效目标表.xlsx")
        book.active["A1"] = f"新{book.active['A1'].value}"
        book.save("包/部门整体支出绩效目标表.xlsx")
        assert states() == [(".docx", "unchanged", "没有变"), (".xlsx", "written", "模板改了")] * 2
    elif change == "rules":
        with Path("包/规则.yaml").open("a", encoding="utf-8") as rules:
            rules.write("# 一行注释\n")
        assert {state for _, state, _ in states()} == {"unchanged"}
    else:
        monkeypatch.setattr(origin, "program", lambda: "another")
        assert {state for _, state, _ in states()} == {"unchanged"}


@pytest.mark.parametrize("damage", ["deleted", "damaged", "of another program"])
def test_notes_that_are_lost_cost_time_and_nothing_else(damage):
    write_bureaus(2)
    run()
    before = documents()
    for note in Path("output/.perfreport/单位").iterdir():
        if damage == "deleted":
            note.unlink()
        else:
            note.write_text("{" if damage == "damaged" else '{"key": 1}', "utf-8")
    assert run() == {"unchanged": 4}
    assert documents() == before


def test_a_document_that_somebody_deletes_is_made_again():
    write_bureaus(2)
    run()
    before = documents()
    next(Path("output").glob("2022/*01/*.xlsx")).unlink()
    assert run() == {"written": 1, "unchanged": 3}
    assert documents() == before


def test_a_new_one_beside_that_somebody_threw_away_is_not_laid_there_again():
    write_bureaus(1)
    run()
    path = next(Path("output").rglob("*.xlsx"))
    edit(path)
    write_bureau(0, "2.50")
    assert run() == {"written": 1, "kept": 1}
    beside = path.with_stem(f"{path.stem}（新）")
    beside.unlink()
    assert run() == {"unchanged": 1, "kept": 1}
    assert not beside.exists()
    write_bureau(0, "3.50")
    run()
    assert beside.exists()


@pytest.mark.parametrize("name", ["00 ", " 00", "　00", "0 0"])
def test_two_names_that_differ_by_blanks_only_are_of_one_bureau(name, capsys):
    write_bureaus(1)
    Path("data/2022/又一份.yaml").write_text(BUREAU.format(name=name, amount="1.50"), "utf-8")
    assert main(["render"]) == 1
    assert capsys.readouterr().err.count("[data.same-bureau]") == 2


def test_the_end_of_a_run_says_how_many_pdfs_there_are_not(capsys, monkeypatch):
    from perfreport import pdf

    def convert(documents):
        bad, good = documents
        yield pdf.Converted(bad, None, (problem("pdf.no-document", Place(str(bad))),))
        pdf.pdf_path(good).write_bytes(b"%PDF")
        yield pdf.Converted(good, pdf.pdf_path(good))

    monkeypatch.setattr(pdf, "convert", convert)
    write_bureaus(1)
    assert main(["render", "--pdf"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "PDF 做成 1 份，没有做成 1 份，原因见表的上面。"


def test_only_what_was_written_in_this_run_is_listed(capsys):
    write_bureaus(1)
    run()
    path = next(Path("output").rglob("*.xlsx"))
    edit(path)
    write_bureau(0, "2.50")

    def listed(*words):
        main(["render", *words])
        return sorted(Path(line).name for line in capsys.readouterr().out.splitlines())

    beside = path.with_stem(f"{path.stem}（新）")
    assert listed() == [path.with_suffix(".docx").name, beside.name]
    assert listed() == []
    Path("data/2022/00.yaml").write_text(Path("data/2022/00.yaml").read_text("utf-8") + "# 没有别的\n", "utf-8")
    assert listed() == []
    beside.unlink()
    assert listed("--force") == [path.with_suffix(".docx").name, beside.name]


def test_one_bureau_with_broken_yaml_among_fifty_stops_only_itself(capsys, monkeypatch):
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    write_bureaus(50)
    Path("data/2022/17.yaml").write_text("单位名称: [", "utf-8")
    assert main(["render"]) == 1
    assert len(documents()) == 98
    told = capsys.readouterr().err
    written = [line.split()[-6:-2] for line in told.splitlines() if line.startswith(("17 ", "共 "))]
    assert written == [["0", "0", "0", "1"], ["98", "0", "0", "1"]]


def _dies(data: Path) -> object:
    if data.stem == "07":
        os.kill(os.getpid(), signal.SIGKILL)
    return data.stem


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_bureau_that_ends_its_process_is_told_and_all_others_are_done(monkeypatch):
    monkeypatch.setattr(parallel, "processors", lambda: 2)
    files = [Path(f"{number:02d}.yaml") for number in range(40)]
    done = list(parallel.in_order(_dies, files, lambda data: f"died {data.stem}", few=4, piece=4))
    assert done == [f"{number:02d}" if number != 7 else "died 07" for number in range(40)]


RENDER = [sys.executable, str(ROOT / "render.py"), "data", "-o", "output"]


def started(command: Sequence[str] = RENDER) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def kill_all(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def all_whole() -> bool:
    stamps = [read_stamp(content) for content in documents().values()]
    return all(stamp and stamp.untouched for stamp in stamps)


KILLS = int(os.environ.get("KILLS", "6"))


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_finishes_and_cleans_up(tmp_path):
    """Killed at random moments, with data that changes each time, beside a document that somebody edited."""
    import docx

    random = Random(1)
    write_bureaus(12)
    run()
    edited = next(Path("output").glob("2022/*05/*.docx"))
    document = docx.Document(edited)
    document.add_paragraph("示例：改过")
    document.save(edited)
    by_hand = edited.read_bytes()
    for turn in range(KILLS):
        write_bureaus(12, f"{turn + 2}.50")
        process = started()
        time.sleep(random.uniform(0.2, 1.2))
        kill_all(process)
        assert edited.read_bytes() == by_hand
        others = {name: read_stamp(content) for name, content in documents().items() if name != edited.name}
        assert all(stamp and stamp.untouched for stamp in others.values())
    run()
    assert edited.read_bytes() == by_hand
    assert unfinished() == []
    assert not Path("output/.perfreport/running").exists()
    assert run() == {"unchanged": 23, "kept": 1}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_a_run_with_whole_files_and_a_sentence():
    write_bureaus(40)
    process = started()
    while not documents() and process.poll() is None:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    said = process.communicate()[1].decode()
    assert process.returncode == 1
    assert said.endswith("已停止。写好的文件都是完整的。\n")
    assert all_whole()
    assert unfinished() == []


def test_two_runs_at_once_take_turns():
    write_bureaus(8)
    first, second = started(), started()
    said = first.communicate()[1].decode() + second.communicate()[1].decode()
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(documents()) == 16
    assert all_whole()
    assert said.count("另一个 perfreport 正在写 output，等它写完……") in (0, 1)  # 0 where one had ended already
    assert unfinished() == []


@pytest.mark.parametrize(
    "command, made", [("check --word 新", "审核意见.docx"), ("diff --excel --word 旧 新", "调整对照表.xlsx")]
)
def test_whatever_is_written_beside_the_documents_waits_for_the_run_that_writes_them(command, made):
    write_bureaus(1)
    shutil.copytree("data", "旧")
    write_bureaus(1, amount="2.50")
    shutil.copytree("data", "新")
    with holding(Path("output"), lambda: None):
        second = started([sys.executable, "-m", "perfreport", *command.split()])
        assert second.stderr and second.stderr.readline().decode() == "另一个 perfreport 正在写 output，等它写完……\n"
        assert documents() == {}
    second.communicate()
    assert f"示例单位002022年{made}" in documents()


def test_an_output_in_which_nothing_can_be_written_is_told(capsys):
    write_bureaus(1)
    Path("output").write_text("a file", "utf-8")
    assert main(["render"]) == 1
    assert "写不进去" in capsys.readouterr().err
    assert Path("output").read_text("utf-8") == "a file"


@pytest.mark.parametrize("ended_by", [OSError(28, "没有地方了", "output/2022"), KeyboardInterrupt()])
def test_a_run_that_ends_midway_tells_programs_one_whole_list(ended_by, capsys, monkeypatch):
    def ends(*given):
        raise ended_by

    write_bureaus(2)
    monkeypatch.setattr(Batch, "file_overviews", ends)
    assert main(["render", "--json"]) == 1
    stopped = [] if isinstance(ended_by, KeyboardInterrupt) else ["output.cannot-write"]
    told = [each["id"] for each in json.loads(capsys.readouterr().out)]
    assert [id for id in told if id.startswith(("render", "output"))] == ["render.result", "render.result", *stopped]


@pytest.mark.parametrize("command", ["render --json", "diff --json --word 旧 data", "check --json --word"])
def test_an_output_in_which_nothing_can_be_written_is_told_to_programs_in_one_list(command, capsys):
    write_bureaus(1)
    shutil.copytree("data", "旧")
    write_bureaus(1, amount="2.50")
    Path("output").write_text("a file", "utf-8")
    assert main(command.split()) == 1
    assert json.loads(capsys.readouterr().out)[-1]["id"] == "output.cannot-write"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 150 kB; gives what makes it larger."""
    disk = tmp_path / "output"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a disk takes rights that we have not")
    yield lambda: subprocess.run(["mount", "-o", "remount,size=9m", disk], check=True)
    subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")
def test_a_full_disk_is_told_and_leaves_whole_files_and_the_next_run_finishes(small_disk, capsys):
    write_bureaus(8)
    assert main(["render"]) == 1
    said = capsys.readouterr().err
    assert "写不进去：No space left on device。原有的文件没有动。" in said
    assert 0 < len(documents()) < 16
    assert len(documents()) % 2 == 0  # all of a bureau's documents or none
    assert all_whole()
    assert unfinished() == []
    small_disk()
    assert main(["render"]) == 0
    assert len(documents()) == 16
    assert all_whole()


@pytest.fixture
def pack(tmp_path) -> Path:
    """A pack of one's own, to change."""
    return Path(shutil.copytree(find_pack("通用"), tmp_path / "本县"))


def told_of(pack: Path, *files: str, of: str) -> list[str]:
    """The problems of one kind that a run tells."""
    work = Batch.of(pack, Path("output"), [Path(file) for file in files], Wishes())
    work.check_pack()
    with holding(Path("output"), lambda: None):
        produced = list(work.run([Path(file) for file in files]))
    found = [each for one in produced for each in one.problems]
    listed = [each.listed for each in produced]
    found += work.about_others(listed, work.beside(listed))
    return [str(each) for each in found if each.id == of]


ALL = [f"data/2022/{number:02d}.yaml" for number in range(3)]


def test_bureaus_whose_documents_another_version_of_the_pack_made_are_told_until_they_are_made_anew(pack):
    write_bureaus(3)
    told_of(pack, *ALL, of="")
    (pack / "规则.yaml").write_text((pack / "规则.yaml").read_text("utf-8") + "# 2022 年 6 月改\n", "utf-8")
    assert told_of(pack, ALL[1], of="output.other-version") == [
        "output/2022  提示：2 个单位的文档是用以前的模板或规则做的：示例单位00、示例单位02。\n"
        "    → 整个年度的数据文件一起再运行一次，各单位的文档才一致。  [output.other-version]"
    ]
    assert told_of(pack, *ALL, of="output.other-version") == []
    assert told_of(pack, ALL[1], of="output.other-version") == []


def test_documents_that_another_pack_made_before_are_told_with_what_to_type(pack):
    write_bureaus(2)
    (pack / "规则.yaml").write_text((pack / "规则.yaml").read_text("utf-8") + "# 本县的规则\n", "utf-8")
    told_of(pack, *ALL[:2], of="")
    assert told_of(find_pack("通用"), *ALL[:2], of="output.other-pack") == [
        "output  提示：2 个单位的文档上次是用模板包“本县”做的，这次用的是“通用”：示例单位00、示例单位01。\n"
        "    → 仍用原来的：再运行一次，加上 --pack 本县，以后每次都要加；就是要换的，不用管。  [output.other-pack]"
    ]
    assert told_of(find_pack("通用"), *ALL[:2], of="output.other-pack") == []
    write_bureau(0, "一万五")  # whose data the other pack may understand
    assert "加上 --pack 通用" in told_of(pack, ALL[0], of="output.other-pack")[0]


def test_what_somebody_has_made_anew_under_another_name_is_of_no_other_version(pack):
    write_bureaus(2)
    told_of(pack, *ALL[:2], of="")
    Path(ALL[0]).rename("data/2022/新名.yaml")
    (pack / "规则.yaml").write_text((pack / "规则.yaml").read_text("utf-8") + "# 2022 年 6 月改\n", "utf-8")
    assert told_of(pack, "data/2022/新名.yaml", ALL[1], of="output.other-version") == []


def test_documents_that_a_bureau_has_no_more_are_told_until_they_are_gone(pack):
    write_bureaus(1)
    told_of(pack, ALL[0], of="")
    Path(ALL[0]).write_text(BUREAU.format(name="改名", amount="1.50"), "utf-8")
    said = [
        "output/2022/示例单位00  提示：以前写的 2 份文档现在不产生了，还留在这里：示例单位002022年部门整体支出绩效目标表.docx、"
        "示例单位002022年部门整体支出绩效目标表.xlsx。\n"
        "    → 用不着了就删去；要留着的，移到别的文件夹。  [output.left-over]"
    ]
    assert told_of(pack, ALL[0], of="output.left-over") == said
    assert told_of(pack, ALL[0], of="output.left-over") == said
    shutil.rmtree("output/2022/示例单位00")
    assert told_of(pack, ALL[0], of="output.left-over") == []


def test_of_bureaus_that_have_changed_names_nothing_is_left_over(pack):
    write_bureaus(2)
    told_of(pack, *ALL[:2], of="")
    first, second = map(Path, ALL[:2])
    first_text, second_text = first.read_bytes(), second.read_bytes()
    first.write_bytes(second_text)
    second.write_bytes(first_text)
    assert told_of(pack, *ALL[:2], of="output.left-over") == []
    assert told_of(pack, ALL[0], of="output.left-over") == []
    first.write_text("年度: 二二", "utf-8")
    assert told_of(pack, *ALL[:2], of="output.left-over") == []
    assert told_of(pack, ALL[1], of="output.left-over") == []
    first.unlink()
    assert [said.split("  ")[0] for said in told_of(pack, ALL[1], of="output.left-over")] == ["output/2022/示例单位01"]


def test_a_document_whose_template_is_gone_is_told(pack):
    write_bureaus(1)
    told_of(pack, ALL[0], of="")
    (pack / "部门整体支出绩效目标表.xlsx").unlink()
    [said] = told_of(pack, ALL[0], of="output.left-over")
    assert "以前写的 1 份文档现在不产生了，还留在这里：示例单位002022年部门整体支出绩效目标表.xlsx。" in said


def without_special_rights() -> None:
    """What root may do besides: then the rights of files count for it, too."""
    for right in _OVERRIDE, _SEARCH:
        ctypes.CDLL(None).prctl(_DROP, right, 0, 0, 0)


_DROP, _OVERRIDE, _SEARCH = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@pytest.mark.skipif(sys.platform != "linux", reason="rights of folders are others elsewhere")
def test_an_output_that_nobody_may_write_in_is_told_and_stays():
    write_bureaus(2)
    run()
    before = documents()
    write_bureaus(2, "2.50")
    folders = [path for path in Path("output").rglob("*") if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    command = [sys.executable, str(ROOT / "render.py")]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, preexec_fn=without_special_rights)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert ran.returncode == 1
    assert "写不进去：Permission denied。" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert documents() == before


@pytest.mark.parametrize("close", ["a lock file", "read-only"])
def test_a_document_that_was_open_is_replaced_once_it_is_closed(close):
    write_bureaus(1)
    run()
    [table] = Path("output").rglob("*目标表.docx")
    lock = table.with_name(f"~${table.name[2:]}")
    lock.touch() if close == "a lock file" else table.chmod(0o444)
    write_bureaus(1, "2.50")
    assert run() == {"kept": 1, "written": 1}
    assert run() == {"kept": 1, "unchanged": 1}
    lock.unlink() if close == "a lock file" else table.chmod(0o644)
    assert run() == {"written": 1, "unchanged": 1}
    assert run() == {"unchanged": 2}
    assert not list(Path("output").rglob("*（新）*"))


def is_gone(pid: int) -> bool:
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_whose_first_process_alone_is_killed_keeps_no_other_waiting(how):
    write_bureaus(40)
    process = started()
    while not documents() and process.poll() is None:
        time.sleep(0.02)
    os.kill(process.pid, how)
    process.wait()
    done = subprocess.run(RENDER, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert len(documents()) == 80
    assert all_whole()
    process.communicate()


def test_ctrl_c_twice_ends_a_run_too():
    write_bureaus(200)  # so many that the run is not over before
    process = started()
    while not documents() and process.poll() is None:
        time.sleep(0.02)
    for _ in range(2):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.1)
    said = process.communicate(timeout=60)[1].decode()
    assert said.endswith("已停止。写好的文件都是完整的。\n")
    assert all_whole()


def test_a_template_that_is_called_as_new_ones_are_keeps_its_document(pack):
    (pack / "部门整体支出绩效目标表.xlsx").rename(pack / "部门整体支出绩效目标表（新）.docx.xlsx")
    shutil.copy(pack / "部门整体支出绩效目标表.docx", pack / "部门整体支出绩效目标表（新）.docx")
    for amount in ("1.50", "2.50", "3.50"):
        write_bureaus(1, amount)
        told_of(pack, ALL[0], of="")
        assert len(documents()) == 3


def test_a_new_one_that_somebody_saves_while_it_is_to_go_stays(monkeypatch):
    write_bureaus(1)
    run()
    [table] = Path("output").rglob("*目标表.docx")
    lock = table.with_name(f"~${table.name[2:]}")
    lock.touch()
    write_bureaus(1, "2.50")
    run()
    lock.unlink()
    [new] = Path("output").rglob("*（新）*")
    write_all = output.write_all

    def meanwhile(*given):
        new.write_bytes(b"somebody's")
        return write_all(*given)

    monkeypatch.setattr(output, "write_all", meanwhile)
    assert run() == {"written": 1, "unchanged": 1}
    assert new.read_bytes() == b"somebody's"


def test_damaged_notes_are_as_good_as_none():
    write_bureaus(2)
    main(["render"])
    before = documents()
    random = Random(1)
    for note in sorted(Path("output/.perfreport").rglob("*.json")) * 20:
        content = bytearray(note.read_bytes())
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        note.write_bytes(content)
        assert main(["render"]) == 0
    assert documents() == before


def test_a_data_file_that_is_changed_while_it_is_done_is_done_again(monkeypatch):
    write_bureaus(1)
    examine = produce.examine

    def meanwhile(data, *given):
        write_bureaus(1, "2.50")
        return examine(data, *given)

    monkeypatch.setattr(produce, "examine", meanwhile)
    run()
    monkeypatch.setattr(produce, "examine", examine)
    write_bureaus(1, "2.50")
    run()
    assert run() == {"unchanged": 2}


def test_what_is_no_file_among_the_data_is_told_and_not_waited_for():
    write_bureaus(1)
    os.mkfifo("data/2022/管道.yaml")
    ran = subprocess.run(RENDER, capture_output=True, timeout=60)
    assert ran.returncode == 1
    assert "管道.yaml".encode() in ran.stderr
    assert len(documents()) == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_document_stops_no_other(seed):
    write_bureaus(2)
    run()
    [damaged, *_] = sorted(Path("output").rglob("*目标表.docx"))
    whole, random = damaged.read_bytes(), Random(seed)
    for number in range(5):
        content = bytearray(whole)
        content[-random.randrange(1, 2500)] ^= 1 << random.randrange(8)
        damaged.write_bytes(content)
        write_bureaus(2, f"2.5{number}")
        assert run()["written"] >= 3


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "| head -1 >/dev/null"])
def test_it_does_not_matter_that_nobody_listens(closed):
    write_bureaus(2)
    ran = subprocess.run(f"{' '.join(RENDER)} {closed}", shell=True, capture_output=True, timeout=60)
    assert b"Traceback" not in ran.stderr
    assert "写不进去".encode() not in ran.stderr


def overview() -> list[str]:
    """The bureaus that the overview lists."""
    sheet = openpyxl.load_workbook("output/2022/汇总.xlsx").worksheets[0]
    names = [str(row[1]) for row in sheet.iter_rows(values_only=True) if row[1]]
    return [name for name in names if name.startswith("示例单位")]


def test_the_overview_follows_a_run_of_a_single_bureau():
    write_bureaus(3)
    main(["render"])
    write_bureau(1, "2.50")
    main(["render", ALL[1]])
    assert overview() == ["示例单位00", "示例单位01", "示例单位02"]
    before = Path("output/2022/汇总.xlsx").read_bytes()
    main(["render"])
    assert Path("output/2022/汇总.xlsx").read_bytes() == before


def test_an_overview_that_cannot_follow_is_told(capsys):
    write_bureaus(2)
    main(["render"])
    write_bureaus(3)
    main(["render", ALL[1]])
    assert "output/2022/汇总.xlsx  提示：汇总没有跟着变" in capsys.readouterr().err
    assert overview() == ["示例单位00", "示例单位01"]


def test_documents_whose_data_file_is_gone_are_told(capsys):
    write_bureaus(3)
    main(["render"])
    Path(ALL[1]).unlink()
    main(["render"])
    assert "output/2022/示例单位01  提示：以前写的 2 份文档现在不产生了" in capsys.readouterr().err
    assert overview() == ["示例单位00", "示例单位02"]


def test_data_files_with_another_ending_are_told_beside_others(capsys):
    write_bureaus(2)
    Path(ALL[1]).rename(f"{ALL[1]}.txt")
    assert main(["render"]) == 0
    assert "没有读 data/2022/01.yaml.txt：改名，去掉 .txt" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="file names of Linux are bytes")
def test_a_data_file_whose_name_is_no_utf_8_is_done_once_like_others():
    write_bureaus(1)
    Path("data/2022/00.yaml").rename(os.fsdecode("data/2022/单位.yaml".encode("gbk")))
    assert run() == {"written": 2}
    assert run() == {"unchanged": 2}
    assert len(list(Path("output/.perfreport/单位").iterdir())) == 1


def test_a_pack_whose_rules_cannot_be_read_is_told(pack, capsys):
    write_bureaus(1)
    (pack / "规则.yaml").unlink()
    (pack / "规则.yaml").mkdir()
    assert main(["render", "--pack", str(pack)]) == 1
    assert capsys.readouterr().err.endswith("[template.unreadable]\n")


@pytest.mark.skipif(sys.platform != "linux", reason="how long a name may be")
def test_what_the_system_refuses_one_bureau_stops_only_that(capsys):
    write_bureaus(2)
    long = Path("data/2022", "长" * 82 + ".yaml")  # what is accepted of it would have a name too long
    long.write_text(BUREAU.format(name="长", amount="1.50"), "utf-8")
    assert main(["render"]) == 1
    said = capsys.readouterr().err
    assert said.count("[output.cannot-write]") == said.count("File name too long") == 1
    assert len(documents()) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="rights of folders are others elsewhere")
def test_a_folder_of_last_year_that_nobody_may_look_into_stops_only_the_bureaus_it_is_for():
    write_bureaus(1)
    for folder in ("data/2023", "data/2024"):
        Path(folder).mkdir()
    Path("data/2024/甲.yaml").write_text(BUREAU.format(name="甲", amount="1.50"), "utf-8")
    Path("data/2023").chmod(0)
    ran = subprocess.run(RENDER, preexec_fn=without_special_rights, capture_output=True, text=True)
    Path("data/2023").chmod(0o755)
    assert "Permission denied" in ran.stderr and "[output.cannot-write]" in ran.stderr
    assert {name[:6] for name in documents()} == {"示例单位00"}
