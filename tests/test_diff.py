"""perfreport diff as its user sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
from rule_examples import ROOT, SOUND
from told import typing

from perfreport.cli import main
from perfreport.comparison.documents import differences
from perfreport.office.passage import Passage, Row

RAISED = SOUND.replace("财政拨款: 24.00", "财政拨款: 26.50").replace("≥180人", "≥190人")
GOALS = SOUND[: SOUND.index("自评:")]
CHEAPER = (
    GOALS.replace("财政拨款: 60.00", "财政拨款: 58.00")
    .replace("≥180人", "≥190人")
    .replace("机构正常运转\n年度绩效", "机构正常运转\n  - 示例：加强殡葬管理\n年度绩效")
)
TOLD = """\
示例县民政局 2023 年  旧.yaml → 新.yaml
合计（万元）  84.00 → 82.00  减少 2.00

一、任务预算
  示例：机构运转
    财政拨款  60.00 → 58.00  减少 2.00
    总额  60.00 → 58.00  减少 2.00  财政拨款和其他资金之和
  合计
    总额  84.00 → 82.00  减少 2.00  各任务之和
    财政拨款  84.00 → 82.00  减少 2.00  各任务之和

二、指标
  产出指标 › 数量指标 › 示例高龄补贴发放人数
    指标值  ≥180人 → ≥190人

三、目标
  年度总体目标 › 第 3 项
    新增  示例：加强殡葬管理

四、随之改变
  部门整体支出绩效目标表.docx
    表1 第4行第3列  84.00 → 82.00
    表1 第4行第4列  84.00 → 82.00
    表1 第6行第4列  60.00 → 58.00
    表1 第6行第5列  60.00 → 58.00
    表2 第1行第2列  目标1：示例：按月发放老年人高龄补贴；目标2：示例：保障机构正常运转。 → 目标1：示例：按月发放老年人高龄补贴；目标2：示例：保障机构正常运转；目标3：示例：加强殡葬管理。
    表3 第2行第5列  ≥180人 → ≥190人
  部门整体支出绩效目标表.xlsx
    目标表!E6  84.00 → 82.00
    目标表!F6  84.00 → 82.00
    目标表!E8  60.00 → 58.00
    目标表!F8  60.00 → 58.00
    目标表!B9  目标1：示例：按月发放老年人高龄补贴；目标2：示例：保障机构正常运转。 → 目标1：示例：按月发放老年人高龄补贴；目标2：示例：保障机构正常运转；目标3：示例：加强殡葬管理。
    目标表!E11  ≥180人 → ≥190人

"""
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def typed(capsys):
    return typing("diff", capsys)


def git(*words):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    identity = ("-c", "user.name=示例", "-c", "user.email=a@example.invalid")
    subprocess.run(["git", *identity, *words], check=True, capture_output=True, env=environment)


def committed(files):
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "示例")


def test_what_an_edit_changed_is_told_section_by_section(typed):
    assert typed({"旧.yaml": GOALS, "新.yaml": CHEAPER}, "旧.yaml", "新.yaml") == (0, TOLD, "")


def test_of_equal_files_is_said_that_nothing_changed(typed):
    told = "示例县民政局 2023 年  旧.yaml → 新.yaml\n合计（万元）  84.00  没有增减\n没有改动。\n\n"
    assert typed({"旧.yaml": SOUND, "新.yaml": SOUND}, "旧.yaml", "新.yaml") == (0, told, "")


def test_programs_get_changes_as_problems_with_the_texts_before_and_after(typed):
    code, out, _ = typed({"旧.yaml": GOALS, "新.yaml": CHEAPER}, "旧.yaml", "新.yaml", "--json")
    found = json.loads(out)
    assert code == 0 and len(found) == 18
    assert found[0] == {
        "id": "diff.amount",
        "severity": "hint",
        "place": "新.yaml:11:11",
        "message": "示例：机构运转 › 财政拨款由 60.00 改为 58.00（万元），减少 2.00。",
        "hint": "和调整的批复、通知核对。",
        "section": "任务预算",
        "item": "示例：机构运转 › 财政拨款",
        "before": "60.00",
        "after": "58.00",
        "difference": "-2.00",
        "note": "",
    }
    assert [each["place"] for each in found[-1:]] == ["新.yaml → 部门整体支出绩效目标表.xlsx 目标表!E11"]


def test_the_table_is_written_in_excel_and_word(typed):
    files = {"旧.yaml": GOALS, "新.yaml": CHEAPER}
    code, out, _ = typed(files, "旧.yaml", "新.yaml", "--excel", "--word", "-o", "文档")
    stem = Path("文档/2023/示例县民政局/示例县民政局2023年调整对照表")
    assert (code, out) == (
        0,
        f"{TOLD[:-1]}\n调整对照表：{stem}.xlsx、{stem}.docx\n\n".replace("\n\n\n调整", "\n\n调整"),
    )
    rows = openpyxl.load_workbook(f"{stem}.xlsx").active.iter_rows(min_row=4, max_row=15, values_only=True)
    assert [[cell for cell in row if cell is not None] for row in rows] == [
        ["序号", "项目", "调整前", "调整后", "增减额", "说明"],
        ["任务预算合计", 84, 82, -2, "数据改动 6 处，文档随之改变 12 处"],
        ["一、任务预算"],
        [1, "示例：机构运转 › 财政拨款", 60, 58, -2],
        [2, "示例：机构运转 › 总额", 60, 58, -2, "财政拨款和其他资金之和"],
        [3, "合计 › 总额", 84, 82, -2, "各任务之和"],
        [4, "合计 › 财政拨款", 84, 82, -2, "各任务之和"],
        ["二、指标"],
        [5, "产出指标 › 数量指标 › 示例高龄补贴发放人数 › 指标值", "≥180人", "≥190人"],
        ["三、目标"],
        [6, "年度总体目标 › 第 3 项", "示例：加强殡葬管理", "新增"],
        ["四、随之改变：部门整体支出绩效目标表.docx"],
    ]
    document = docx.Document(f"{stem}.docx")
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "示例县民政局\n2023年部门整体支出绩效调整对照表",
        "任务预算合计由84.00万元调整为82.00万元，减少2.00万元。数据改动6处，各文档随之改变12处，对照如下：",
        "注：金额单位为万元；“随之改变”是由上面各项改动引起的，不用另外改。",
    ]
    assert [cell.text for cell in document.tables[0].rows[2].cells] == [
        "1", "示例：机构运转 › 财政拨款", "60.00", "58.00", "-2.00", "",
    ]  # fmt: skip


def test_a_table_that_somebody_went_on_writing_in_stays_and_the_new_one_lies_beside_it(typed):
    typed({"旧.yaml": GOALS, "新.yaml": CHEAPER}, "旧.yaml", "新.yaml", "--word")
    table = Path("output/2023/示例县民政局/示例县民政局2023年调整对照表.docx")
    document = docx.Document(table)
    document.add_paragraph("示例：经局长办公会同意。")
    document.save(table)
    by_hand = table.read_bytes()
    _, out, _ = typed({}, "新.yaml", "旧.yaml", "--word")
    beside = table.with_stem(f"{table.stem}（新）")
    assert out.endswith(f"调整对照表：{beside}\n\n")
    assert table.read_bytes() == by_hand
    assert "减少" not in docx.Document(beside).paragraphs[1].text


def test_no_table_is_written_where_nothing_changed_or_the_data_has_errors(typed):
    files = {"旧.yaml": GOALS, "新.yaml": GOALS, "错.yaml": GOALS.replace("60.00", "六十")}
    typed(files, "旧.yaml", "新.yaml", "--word")
    code, _, err = typed({}, "旧.yaml", "错.yaml", "--word")
    assert code == 1 and not list(Path("output").glob("*/*/*"))
    assert "数据文件有错误，没有写调整对照表。" in err


def test_a_pack_names_its_own_table(typed):
    rules = (ROOT / "templates" / "通用" / "规则.yaml").read_text("utf-8").replace("  - 调整对照表", "  - 变动表")
    files = {"某县/规则.yaml": rules, "旧.yaml": GOALS, "新.yaml": CHEAPER}
    Path("某县").mkdir()
    for template in ("审核意见.docx", "部门整体支出绩效目标表.docx"):
        shutil.copy(ROOT / "templates" / "通用" / template, "某县")
    shutil.copy(ROOT / "templates" / "广东示例" / "部门整体绩效自评表.docx", "某县/部门整体支出绩效自评表.docx")
    shutil.copy(ROOT / "templates" / "通用" / "部门整体支出绩效自评报告.docx", "某县")
    shutil.copy(ROOT / "templates" / "通用" / "调整对照表.xlsx", "某县/变动表.xlsx")
    shutil.copy(ROOT / "templates" / "通用" / "部门整体支出绩效自评表.docx", "某县")
    code, out, _ = typed(files, "旧.yaml", "新.yaml", "--excel", "--pack", "某县")
    written = Path("output/2023/示例县民政局/示例县民政局2023年变动表.xlsx")
    assert code == 0 and out.endswith(f"调整对照表：{written}\n\n")
    main(["render", "旧.yaml", "--pack", "某县", "-o", "产生"])
    assert not list(Path("产生").rglob("*变动表*"))


def test_errors_are_told_with_what_could_be_compared(typed):
    wrong = RAISED.replace("财政拨款: 60.00", "财政拨款: 六十")
    code, out, err = typed({"旧.yaml": SOUND, "错.yaml": wrong}, "旧.yaml", "错.yaml")
    assert code == 1
    assert (
        out
        == """\
示例县民政局 2023 年  旧.yaml → 错.yaml
合计（万元）  84.00 → 不知道

一、任务预算
  示例：老年人补贴
    财政拨款  24.00 → 26.50  增加 2.50
    总额  24.00 → 26.50  增加 2.50  财政拨款和其他资金之和
  示例：机构运转
    财政拨款  60.00 → 六十

二、指标
  产出指标 › 数量指标 › 示例高龄补贴发放人数
    指标值  ≥180人 → ≥190人

"""
    )
    assert err.startswith("错.yaml:11:11  错误：“年度主要任务”第 2 项的“财政拨款”写的“六十”不能当金额计算")
    assert "错.yaml  提示：数据文件有错误，没有产生文档来比较，只比较了数据文件。" in err


FOLDERS = {
    "甲/2022/民政局.yaml": GOALS.replace("2023", "2022"),
    "甲/2022/教育.yaml": GOALS.replace("民政局", "教育局").replace("2023", "2022"),
    "甲/2022/撤销的.yaml": GOALS.replace("民政局", "外事办").replace("2023", "2022"),
    "乙/2023/民政局.yaml": CHEAPER,
    "乙/2023/教育局.yaml": GOALS.replace("民政局", "教育局"),
    "乙/2023/坏的.yaml": "[",
    "乙/2023/新设的.yaml": GOALS.replace("民政局", "数据局"),
}


def test_files_of_two_folders_are_matched_without_the_year_then_by_bureau(typed):
    code, out, err = typed(FOLDERS, "甲", "乙")
    assert code == 1 and err.startswith("乙/2023/坏的.yaml:1:1  错误：")
    assert [line for line in out.splitlines() if " 年  " in line or "只在" in line or "坏的.yaml  乙" in line] == [
        "2023/坏的.yaml  乙/2023/坏的.yaml",
        "    只在调整后有",
        "示例县教育局 2023 年  甲/2022/教育.yaml → 乙/2023/教育局.yaml",
        "示例县数据局 2023 年  乙/2023/新设的.yaml",
        "    只在调整后有",
        "示例县民政局 2023 年  甲/2022/民政局.yaml → 乙/2023/民政局.yaml",
        "示例县外事办 2022 年  甲/2022/撤销的.yaml",
        "    只在调整前有",
    ]
    assert out.endswith("""\
各单位（万元）
  单位            调整前  调整后     增减额  改动  随之改变
  2023/坏的.yaml       —       —          —     1         0
  示例县教育局     84.00   84.00   没有增减     1         2
  示例县数据局         —   84.00          —     1         0
  示例县民政局     84.00   82.00  减少 2.00     7        14
  示例县外事办     84.00       —          —     1         0
  共 5 个         252.00       —          —    11        16
""")


def test_of_many_bureaus_those_with_changes_are_told_and_the_others_counted(typed):
    same = {f"{when}/{name}.yaml": GOALS.replace("民政局", name) for when in "甲乙" for name in ("教育局", "卫健局")}
    code, out, err = typed({**same, "甲/民政局.yaml": GOALS, "乙/民政局.yaml": CHEAPER}, "甲", "乙")
    assert (code, err) == (0, "")
    assert out.startswith("示例县民政局 2023 年")
    assert "教育局" not in out
    assert out.endswith("""\
各单位（万元）
  单位             调整前  调整后     增减额  改动  随之改变
  示例县民政局      84.00   82.00  减少 2.00     6        12
  没有改动的 2 个  168.00  168.00   没有增减     0         0
  共 3 个          252.00  250.00  减少 2.00     6        12
""")


@needs_git
def test_without_an_old_file_the_last_commit_is_what_it_was(typed):
    committed({"数据/2023/民政局.yaml": GOALS})
    code, out, err = typed({"数据/2023/民政局.yaml": CHEAPER}, "数据/2023/民政局.yaml")
    assert (code, err) == (0, "")
    assert out == TOLD.replace("旧.yaml → 新.yaml", "HEAD:数据/2023/民政局.yaml → 数据/2023/民政局.yaml")


@needs_git
def test_a_folder_is_compared_with_what_it_was_in_a_revision(typed):
    committed({"数据/民政局.yaml": GOALS, "数据/没了.yaml": GOALS.replace("民政局", "外事办"), "别处/甲.yaml": GOALS})
    git("tag", "批复")
    Path("数据/没了.yaml").unlink()
    code, out, _ = typed({"数据/民政局.yaml": CHEAPER}, "批复", "数据")
    assert code == 0
    assert out.endswith(
        "各单位（万元）\n"
        "  单位          调整前  调整后      增减额  改动  随之改变\n"
        "  示例县民政局   84.00   82.00   减少 2.00     6        12\n"
        "  示例县外事办   84.00       —           —     1         0\n"
        "  共 2 个       168.00   82.00  减少 86.00     7        12\n"
    )


@needs_git
def test_what_git_does_not_know_is_said(typed):
    committed({"数据/民政局.yaml": GOALS})
    assert typed({}, "没有的", "数据/民政局.yaml") == (
        2,
        "",
        "没有这个文件或文件夹，git 里也没有这个版本：没有的。看有哪些版本，用 git log。\n",
    )
    code, out, err = typed({"数据/新的.yaml": GOALS}, "HEAD", "数据/新的.yaml")
    assert (code, out) == (1, "")
    assert err == (
        "数据/新的.yaml  错误：git 的版本“HEAD”里没有文件“数据/新的.yaml”。\n"
        "    → 换一个版本（用 git log 查看），或检查文件是不是后来改了名、移了位置。  [diff.not-in-revision]\n"
    )
    assert typed({"空的/甲.yaml": GOALS}, "HEAD", "空的")[0] == 1


def test_without_git_an_old_file_is_asked_for(typed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    told = "这台电脑没有装 git，不能与上次提交的对照。写上改动前的文件或文件夹：perfreport diff 旧的 新.yaml\n"
    assert typed({"新.yaml": GOALS}, "新.yaml") == (2, "", told)
    assert typed({}, "旧的", "新.yaml") == (2, "", "没有这个文件或文件夹：旧的\n")


def test_a_wrong_command_line_is_said(typed):
    files = {"新.yaml": GOALS, "甲/旧.yaml": GOALS}
    assert typed(files, "新.yaml", "没有.yaml") == (2, "", "没有这个文件或文件夹：没有.yaml\n")
    assert typed({}, "甲", "新.yaml") == (
        2,
        "",
        "甲 和 新.yaml 一个是文件，一个是文件夹，不能对照。两个都写文件，或都写文件夹。\n",
    )
    assert typed({}, "新.yaml", "甲", "新.yaml")[0] == 2


def rows(*texts):
    """Rows of a table, their cells parted by blanks; cells that say nothing are …"""
    return [
        Row("表", [Passage(f"{number}:{at}", cell, at) for at, cell in enumerate(text.split(), 1) if cell != "…"])
        for number, text in enumerate(texts, 1)
    ]


def found(before, after):
    return [(old and old.text, new and new.text, (new or old).spot) for old, new in differences(before, after)]


def test_rows_that_merely_moved_are_no_difference():
    assert found(rows("甲 1", "乙 2", "丙 3"), rows("丙 3", "甲 1", "乙 2")) == []


def test_a_label_that_goes_on_to_the_next_row_is_no_difference():
    before = rows("产出 示例人数 ≥1人", "… 示例次数 ≥2次", "… 示例天数 ≥3天")
    after = rows("产出 示例次数 ≥2次", "… 示例天数 ≥4天")
    assert found(before, after) == [("示例人数", None, "1:2"), ("≥1人", None, "1:3"), ("≥3天", "≥4天", "2:3")]


def test_a_row_that_was_put_in_leaves_the_others_alone():
    before, after = rows("甲任务 1", "丙任务 3"), rows("甲任务 1", "乙任务 2", "丙任务 4")
    assert ("3", "4", "3:2") in found(before, after)
    assert {each[1] for each in found(before, after)} == {"乙任务", "2", "4"}
