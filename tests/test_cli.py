"""The main job as its user sees it: what is typed, what is printed, what lies in the folder afterwards."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from told import unreviewed

from perfreport.cli import main
from perfreport.files import data_files

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "2021" / "乌尔禾区民政局.yaml"
DOCUMENTS = [
    "2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效目标表.docx",
    "2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效目标表.xlsx",
    "2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效自评报告.docx",
    "2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效自评表.docx",
    "2021/乌尔禾区民政局/乌尔禾区民政局2021年部门整体支出绩效自评表.xlsx",
]
SMALL = """\
单位名称: 示例单位甲
年度: 2022
年度主要任务:
  - {任务名称: 示例慰问, 主要内容: 示例：慰问困难群众。, 财政拨款: 1.50}
年度总体目标: [示例：慰问困难群众]
年度绩效指标:
  产出指标:
    数量指标: [{三级指标: 示例困难群众慰问户数, 指标值: ≥3户}]
    质量指标: 不涉及
    时效指标: 不涉及
    成本指标: 不涉及
  效益指标:
    经济效益指标: 不涉及
    社会效益指标: [{三级指标: 示例慰问政策知晓率, 指标值: ≥90%}]
    生态效益指标: 不涉及
    可持续影响指标: 不涉及
  满意度指标:
    服务对象满意度指标: [{三级指标: 示例困难群众满意度, 指标值: ≥95%}]
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_below(folder: str) -> list[str]:
    """What a user sees there: not what runs note down for the next one."""
    files = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in files if path.parts[0] != ".perfreport")


def write(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_render_writes_every_document_of_the_pack_and_names_each_on_a_line(capsys):
    assert main(["render", str(SAMPLE)]) == 0
    assert files_below("output") == DOCUMENTS
    printed = capsys.readouterr()
    assert printed.out == "".join(f"{Path('output') / name}\n" for name in DOCUMENTS)
    hints = [line for line in printed.err.splitlines() if "  提示：" in line]
    assert printed.err.startswith(f"提示 {len(hints)} 处，不影响文档：\n{hints[0]}\n")
    assert len(printed.err.splitlines()) == 1 + 2 * len(hints)


def test_where_there_are_many_hints_those_of_a_kind_are_counted(capsys):
    for name in ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"):
        write(f"data/{name}.yaml", SMALL.replace("单位甲", f"单位{name}").replace(": 不涉及", ":"))
    assert main(["render"]) == 0
    assert capsys.readouterr().err == (
        "提示 48 处，不影响文档：\n"
        f"     48 处  如 {Path('data') / '丁.yaml'}:9:5  “质量指标”空着，没有指标，也没有写“不涉及”。  [completeness.empty-group]\n"
        "  逐条看：数据的用 perfreport check，模板的用 perfreport lint（怎样输入见 README.zh-CN.md）\n"
        "单位        年度  文档  写出  未改动  保留  没有写  错误  提示\n"
        + "".join(
            f"示例单位{name}  2022     2     2       0     0       0     0     6\n"
            for name in "丁丙乙壬己庚戊甲辛"
            if name != "壬"
        )
        + "共 8 个             16    16       0     0       0     0    48\n"
    )


def test_render_without_data_takes_the_data_folder_and_all_years_in_it(capsys):
    write("data/2022/甲.yaml", SMALL)
    write("data/2023/甲.yml", SMALL.replace("2022", "2023"))
    write("data/说明.txt", "不是数据")
    assert main(["render", "-o", "文档"]) == 0
    assert files_below("文档") == [
        "2022/示例单位甲/示例单位甲2022年部门整体支出绩效目标表.docx",
        "2022/示例单位甲/示例单位甲2022年部门整体支出绩效目标表.xlsx",
        "2023/示例单位甲/示例单位甲2023年部门整体支出绩效目标表.docx",
        "2023/示例单位甲/示例单位甲2023年部门整体支出绩效目标表.xlsx",
    ]
    assert capsys.readouterr().err == (
        "单位        年度  文档  写出  未改动  保留  没有写  错误  提示\n"
        "示例单位甲  2022     2     2       0     0       0     0     0\n"
        "示例单位甲  2023     2     2       0     0       0     0     0\n"
        "共 2 个              4     4       0     0       0     0     0\n"
    )


def test_render_in_a_folder_without_data_shows_the_sample_and_says_so(capsys):
    assert main(["render"]) == 0
    assert files_below("output") == DOCUMENTS
    said = "这里没有 data 文件夹，用随带的示例 乌尔禾区民政局.yaml。要做自己的：照它写一个，放在 data 文件夹里。\n"
    assert capsys.readouterr().err.startswith(f"{said}提示 ")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_folders_that_are_links_are_searched_and_no_file_is_taken_twice(tmp_path):
    write("共享/2021/甲.yaml", "")
    write("共享/再下面/乙.yaml", "")
    write("data/2022/丙.yaml", "")
    Path("data/2021").symlink_to(tmp_path / "共享/2021")
    Path("data/共享").symlink_to(tmp_path / "共享")
    Path("data/2022/回来").symlink_to(tmp_path / "data")
    Path("共享/再下面/自己").symlink_to(".")
    Path("data/没有").symlink_to("不存在")
    assert data_files([])[0] == [
        Path("data/2021/甲.yaml"), Path("data/2022/丙.yaml"), Path("data/共享/再下面/乙.yaml"),
    ]  # fmt: skip


def test_a_data_file_that_an_editor_called_a_text_is_named(capsys):
    write("data/甲.yaml.txt", SMALL)
    assert main(["render"]) == 1
    name = Path("data") / "甲.yaml.txt"
    assert capsys.readouterr().err.endswith(f"没有读 {name}：改名，去掉 .txt（在文件管理器里先显示文件扩展名）。\n")


def test_a_file_typed_with_another_ending_is_named(capsys):
    write("甲.yaml", SMALL)
    assert main(["render", "甲.yml"]) == main(["render", "甲"]) == 2
    assert (
        capsys.readouterr().err
        == "没有这个文件或文件夹：甲.yml。是不是 甲.yaml？\n没有这个文件或文件夹：甲。是不是 甲.yaml？\n"
    )


def test_a_file_in_the_folder_of_another_year_is_told(capsys):
    write("data/2023/甲.yaml", SMALL)
    assert main(["render"]) == 0
    assert capsys.readouterr().err == (
        "提示 1 处，不影响文档：\n"
        f"{Path('data') / '2023' / '甲.yaml'}:2:5  提示：文件在“2023”文件夹里，年度写的却是 2022。\n"
        "    → 改正年度（单位名称也核对一下），或把文件移到“2022”文件夹里；文档按写的年度放。  [data.year-of-folder]\n"
    )


def test_an_empty_data_folder_is_said_and_is_no_success(capsys):
    Path("data").mkdir()
    assert main(["render"]) == 1
    assert capsys.readouterr().err == "没有找到数据文件（.yaml）：data\n"


def test_one_bureaus_mistakes_stop_its_own_documents_only_and_are_all_said(capsys):
    write("data/甲.yaml", SMALL)
    write(
        "data/乙.yaml",
        SMALL.replace("甲", "乙").replace("1.50", "一万").replace("示例：慰问困难群众。", '"示例\\u0007"'),
    )
    assert main(["render"]) == 1
    assert files_below("output") == [
        "2022/示例单位甲/示例单位甲2022年部门整体支出绩效目标表.docx",
        "2022/示例单位甲/示例单位甲2022年部门整体支出绩效目标表.xlsx",
    ]
    errors = capsys.readouterr().err
    assert [line.partition("  ")[0] for line in errors.splitlines() if "错误：" in line] == [
        f"{Path('data') / '乙.yaml'}:4:24",
        f"{Path('data') / '乙.yaml'}:4:42",
    ]
    assert [line.split() for line in errors.splitlines()[-4:]] == [
        "单位 年度 文档 写出 未改动 保留 没有写 错误 提示".split(),
        "乙 0 0 0 0 1 2 0".split(),
        "示例单位甲 2022 2 2 0 0 0 0 0".split(),
        "共 2 个 2 2 0 0 1 2 0".split(),
    ]


def test_mistakes_leave_the_documents_of_the_last_run_as_they_were(capsys):
    write("data/甲.yaml", SMALL)
    main(["render"])
    before = {name: (Path("output") / name).read_bytes() for name in files_below("output")}
    write("data/甲.yaml", SMALL.replace("1.50", "一万"))
    assert main(["render"]) == 1
    assert {name: (Path("output") / name).read_bytes() for name in files_below("output")} == before


def test_of_two_files_of_the_same_bureau_and_year_nothing_is_written(capsys):
    write("data/甲.yaml", SMALL)
    write("data/甲 - 副本.yaml", SMALL)
    assert main(["render"]) == 1
    one, other = Path("data") / "甲.yaml", Path("data") / "甲 - 副本.yaml"
    said = capsys.readouterr().err
    assert f"{one}:1:7  错误：{other} 写的也是这个单位、这个年度，两个都没有写文档。" in said
    assert f"{other}:1:7  错误：{one} 写的也是这个单位、这个年度，两个都没有写文档。" in said
    assert not list(Path("output").rglob("*.docx"))
    assert main(["check"]) == 1
    assert "[data.same-bureau]" in capsys.readouterr().out


def test_the_same_data_gives_the_same_bytes(capsys):
    main(["render", str(SAMPLE), "-o", "一"])
    main(["render", str(SAMPLE), "-o", "二"])
    for name in DOCUMENTS:
        assert (Path("一") / name).read_bytes() == (Path("二") / name).read_bytes()


def test_json_gives_the_problems_to_machines(capsys):
    write("甲.yaml", SMALL.replace("年度: 2022", "年度: 二二"))
    assert main(["render", "甲.yaml", "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == [
        {
            "id": "data.bad-year",
            "severity": "error",
            "place": "甲.yaml:2:5",
            "message": "年度“二二”不是 2000 到 2099 之间的四位数字。",
            "hint": "只写数字，例如 年度: 2021",
        },
        {
            "id": "render.result",
            "severity": "none",
            "place": "甲.yaml",
            "message": "没有写",
            "hint": "",
            "bureau": "甲",
            "year": None,
            "documents": [],
        },
    ]
    assert printed.err == ""


@pytest.mark.parametrize("command", [[], ["rendr"], ["render", "--pak", "x"], ["render", "没有.yaml"]])
def test_a_wrong_command_line_ends_with_2_and_a_sentence(command, capsys):
    try:
        code = main(command)
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2
    assert capsys.readouterr().err.startswith(("命令写得不对：", "没有这个文件或文件夹：没有.yaml"))


def test_an_unknown_pack_is_said_with_the_known_ones(capsys):
    assert main(["render", str(SAMPLE), "--pack", "广东"]) == 1
    assert capsys.readouterr().err == (
        "广东  错误：没有这个模板包。\n    → 写模板包的名字或文件夹；已有的：广东示例、通用。  [output.no-pack]\n"
    )


def test_faults_of_all_templates_of_a_pack_are_said_before_anything_is_written(capsys):
    shutil.copytree(ROOT / "templates" / "通用", "表")
    Path("表/坏.docx").write_bytes(b"no zip")
    Path("表/空.xlsx").write_bytes(b"")
    assert main(["render", str(SAMPLE), "--pack", "表"]) == 1
    errors = capsys.readouterr().err
    assert errors.count("[template.not-office]") == 2
    assert not Path("output").exists()


def test_what_a_template_leaves_to_excel_is_said_once_and_stops_nothing(capsys):
    import openpyxl

    Path("某县").mkdir()
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "{{ 单位名称 }}", "=TODAY()"
    book.save("某县/目标表.xlsx")
    groups, _, _ = (ROOT / "templates/通用/规则.yaml").read_text("utf-8").partition("自评文档:")
    write("某县/规则.yaml", groups)
    write("data/甲.yaml", SMALL)
    write("data/乙.yaml", SMALL.replace("单位甲", "单位乙"))
    assert main(["render", "--pack", "某县"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 2
    assert printed.err.splitlines() == [
        "提示 1 处，不影响文档：",
        f"{Path('某县') / '目标表.xlsx'} Sheet!B1  提示：公式 =TODAY() 的结果留给 Excel 计算：这里没有函数 TODAY。",
        "    → 打开文件时 Excel 会算出它和用到它的公式；要预览、打印或导入的，先用 Excel 打开，保存一次。  [template.not-computed]",
        "单位        年度  文档  写出  未改动  保留  没有写  错误  提示",
        "示例单位乙  2022     1     1       0     0       0     0     0",
        "示例单位甲  2022     1     1       0     0       0     0     0",
        "共 2 个              2     2       0     0       0     0     0",
    ]


def test_schema_prints_what_the_data_folder_holds(capsys):
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == (ROOT / "data" / "schema.json").read_text(encoding="utf-8")


def test_render_py_without_the_set_up_says_in_one_line_what_to_type():
    bare = subprocess.run(
        [sys.executable, "-S", "-E", str(ROOT / "render.py")], capture_output=True, text=True, encoding="utf-8"
    )
    assert bare.returncode == 1
    assert bare.stderr == "还没有安装（缺少 docxtpl）。请先输入：make report    （Windows 见 README.zh-CN.md）\n"


def test_the_library_call_gives_documents_and_problems():
    import perfreport

    result = perfreport.render(SAMPLE, pack=ROOT / "templates" / "通用", output="output")
    assert [path.as_posix() for path in result.documents] == [f"output/{name}" for name in DOCUMENTS]
    assert unreviewed(result.problems) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], "“命令”不能写“chek”，可以写的有："),
        ([], "缺少“命令”"),
        (["check", "--foo"], "没有“--foo”这样的参数"),
        (["check", "--format", "xml"], "“--format”不能写“xml”，可以写的有："),
        (["check", "--accept"], "“--accept”后面要写内容"),
        (["check", "--strict=是"], "“--strict”后面不能写“是”"),
        (["check", "--f", "json", "--o", "甲"], "“--o”可以是 "),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(typed, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(typed)
    told, usage = capsys.readouterr().err.splitlines()
    assert stopped.value.code == 2
    assert told.startswith(f"命令写得不对：{said}") and usage.startswith("看用法：perfreport")


@pytest.mark.parametrize("command", [[], ["check"], ["render"], ["lint"]])
def test_the_help_is_in_chinese(command, capsys):
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    told = capsys.readouterr().out
    assert told.startswith("用法：perfreport") and "显示这份说明" in told
    assert not re.search("usage|arguments|options|show this", told)


def test_pdfs_are_made_of_what_was_written_and_of_what_somebody_works_on(capsys, monkeypatch):
    import docx

    from perfreport import pdf

    asked = []

    def convert(documents):
        for document in documents:
            asked.append(document.suffix)
            pdf.pdf_path(document).write_bytes(b"%PDF")
            yield pdf.Converted(document, pdf.pdf_path(document))

    monkeypatch.setattr(pdf, "convert", convert)
    write("data/甲.yaml", SMALL)
    assert main(["render", "--pdf"]) == 0
    assert [Path(line).name.partition("目标表")[2] for line in capsys.readouterr().out.splitlines()] == [
        ".docx",
        ".xlsx",
        ".pdf",
        "（Excel）.pdf",
    ]
    main(["render", "--pdf"])
    assert asked == [".docx", ".xlsx"]
    path = next(Path("output").rglob("*.docx"))
    document = docx.Document(path)
    document.add_paragraph("示例：改过")
    document.save(path)
    main(["render", "--pdf"])
    assert asked == [".docx", ".xlsx", ".docx"]
    write("data/甲.yaml", SMALL.replace("1.50", "2.50"))
    main(["render"])
    main(["render", "--pdf"])
    assert asked[3:] == [".xlsx"]  # the document that somebody edited is as it was when its PDF was made
    pdf.pdf_path(path).write_bytes(b"signed")
    main(["render", "--pdf"])
    assert len(asked) == 4


def test_a_watch_writes_what_a_save_changes_tells_what_is_wrong_and_goes_on(capsys, monkeypatch):
    from perfreport import watch

    def save(text):
        return lambda: write("data/甲.yaml", text)

    broken, mended = SMALL.replace("1.50", "一万"), SMALL.replace("1.50", "12.50")
    nothing = [lambda: None] * 2  # a file counts as saved once it stays as it is
    todo = iter([*nothing, save(broken), *nothing, save(mended), *nothing, Path("data/甲.yaml").unlink, *nothing])

    def look(_):
        if (do := next(todo, None)) is None:
            raise KeyboardInterrupt
        do()

    monkeypatch.setattr(watch, "sleep", look)
    write("data/甲.yaml", SMALL)
    assert main(["render", "--watch"]) == 0
    printed = capsys.readouterr()
    assert [Path(line).suffix for line in printed.out.splitlines()] == [".docx", ".xlsx"] * 2
    told = [line for line in printed.err.splitlines() if "错误：" in line or line == "不再看着。"]
    assert [line.partition("  ")[0] for line in told] == [f"{Path('data') / '甲.yaml'}:4:42", "不再看着。"]
