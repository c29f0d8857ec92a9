"""perfreport check as its user sees it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from rule_examples import SOUND, with_example
from told import typing

from perfreport.check import BY_ID

ROOT = Path(__file__).parent.parent
EMPTY = SOUND.replace("生态效益指标: 不涉及", "生态效益指标:")
TOLD = """\
提示 1 处

甲.yaml:30:5  “生态效益指标”空着，没有指标，也没有写“不涉及”。
   30 │     生态效益指标:
      │     ^^^^^^^^^^^^
    → 补上指标；确实没有的，在“生态效益指标”后面写 不涉及  [completeness.empty-group]

"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def typed(capsys):
    return typing("check", capsys)


def test_what_would_be_sent_back_is_said_with_its_line_and_counted(typed):
    assert typed({"甲.yaml": EMPTY}, "甲.yaml") == (0, TOLD, "审核了 1 个数据文件：错误 0 处，提示 1 处。\n")


def test_of_a_sound_file_nothing_is_said(typed):
    assert typed({"甲.yaml": SOUND}, "甲.yaml") == (0, "", "审核了 1 个数据文件：错误 0 处，提示 0 处。\n")


def test_mistakes_in_the_file_are_errors(typed):
    code, out, err = typed({"甲.yaml": EMPTY.replace("财政拨款: 60.00", "财政拨款: 六十")}, "甲.yaml")
    assert (code, err) == (
        1,
        "审核了 1 个数据文件：错误 1 处，提示 0 处。\n其中 1 个的错误要先改好，这 1 个的别的方面还没有看：改好后再审一遍。\n",
    )
    assert out.startswith("错误 1 处\n\n甲.yaml:11:11  “年度主要任务”第 2 项的“财政拨款”写的“六十”不能当金额计算")


def test_with_strict_a_hint_is_no_success(typed):
    assert typed({"甲.yaml": EMPTY}, "甲.yaml", "--strict")[0] == 1


def test_only_one_kind_of_problem_may_be_asked_for(typed):
    assert typed({"甲.yaml": EMPTY}, "甲.yaml", "--only", "writing.document-number")[1] == ""
    assert typed({}, "甲.yaml", "--only", "writing.document-numer") == (
        2,
        "",
        "没有编号为“writing.document-numer”的问题。是不是“writing.document-number”？各编号见 docs/rules.md。\n",
    )


def test_a_pack_makes_a_rule_an_error_or_leaves_it_out(typed):
    rules = (ROOT / "templates/通用/规则.yaml").read_text("utf-8")
    for level, code in (("错误", 1), ("不查", 0)):
        changed = rules.replace("审核:\n", f"审核:\n  级别: {{completeness.empty-group: {level}}}\n")
        files = {"甲.yaml": EMPTY, "某县/规则.yaml": changed}
        assert typed(files, "甲.yaml", "--pack", "某县", "--strict")[0] == code


def test_a_level_of_a_rule_that_does_not_exist_is_told_at_its_place(typed):
    rules = (ROOT / "templates/通用/规则.yaml").read_text("utf-8")
    changed = rules.replace("审核:\n", "审核:\n  级别: {completeness.emty-group: 错误}\n")
    [line] = [at for at, text in enumerate(changed.splitlines(), 1) if "emty" in text]
    column = changed.splitlines()[line - 1].index("错误") + 1
    assert typed({"甲.yaml": EMPTY, "某县/规则.yaml": changed}, "甲.yaml", "--pack", "某县") == (
        1,
        "",
        f"{Path('某县') / '规则.yaml'}:{line}:{column}  错误：没有编号为“completeness.emty-group”的审核规则。\n"
        "    → 是不是“completeness.empty-group”？各条规则的编号见 docs/rules.md。  [rules.no-such-rule]\n",
    )


def test_what_was_accepted_stays_quiet_until_its_text_changes(typed):
    assert typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "本单位没有") == (
        0,
        "",
        "审核了 1 个数据文件：错误 0 处，提示 0 处，已接受 1 处。\n",
    )
    assert Path("甲.已接受.yaml").read_text("utf-8") == (
        "# 看过、决定不改的问题，perfreport check --accept 写的。文字改了就会再提示；删去一项也会。\n"
        "- 规则: 'completeness.empty-group'\n"
        "  位置: '年度绩效指标›效益指标›生态效益指标'\n"
        "  意见: '“生态效益指标”空着，没有指标，也没有写“不涉及”。'\n"
        "  理由: '本单位没有'\n"
    )
    quiet = "审核了 1 个数据文件：错误 0 处，提示 0 处，已接受 1 处。\n"
    assert typed({}, "甲.yaml") == (0, "", quiet)
    assert typed({"甲.yaml": "\n\n" + EMPTY}, "甲.yaml") == (0, "", quiet)  # it may move in the file
    other = EMPTY.replace("生态效益指标:", "生态效益指标: 不涉及").replace("可持续影响指标: 不涉及", "可持续影响指标:")
    assert "“可持续影响指标”空着" in typed({"甲.yaml": other}, "甲.yaml")[1]


def test_more_may_be_accepted_later_and_what_is_mended_is_forgotten(typed):
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "甲")
    both = EMPTY.replace("经济效益指标: 不涉及", "经济效益指标:")
    assert typed({"甲.yaml": both}, "甲.yaml", "--accept", "乙")[2].splitlines()[0].endswith("已接受 2 处。")
    assert Path("甲.已接受.yaml").read_text("utf-8").count("理由: '甲'") == 1
    again = both.replace("生态效益指标:", "生态效益指标: 不涉及")
    typed({"甲.yaml": again}, "甲.yaml", "--accept", "丙")
    assert "理由: '甲'" not in Path("甲.已接受.yaml").read_text("utf-8")


def test_only_what_is_looked_for_counts_as_accepted(typed):
    text = EMPTY.replace("示例：按月发放", "示例：按月拔付")
    typed({"甲.yaml": text}, "甲.yaml", "--accept", "甲")
    sum_ = "审核了 1 个数据文件：错误 0 处，提示 0 处，已接受 {} 处。\n"
    assert typed({}, "甲.yaml")[2] == sum_.format(2)
    assert typed({}, "甲.yaml", "--only", "writing.wrong-word")[2] == sum_.format(1)
    assert typed({}, "甲.yaml", "--only", "writing.wrong-word", "--accept", "甲")[2] == sum_.format(1)


def test_another_reason_for_what_was_accepted_is_not_taken_and_that_is_said(typed):
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "本单位没有")
    before = Path("甲.已接受.yaml").read_text("utf-8")
    assert typed({}, "甲.yaml", "--accept", "批复如此")[2] == (
        "审核了 1 个数据文件：错误 0 处，提示 0 处，已接受 1 处。\n"
        "其中 1 处以前就接受了，理由仍是“本单位没有”，没有换成“批复如此”；要换，在 甲.已接受.yaml 里改“理由”。\n"
    )
    assert Path("甲.已接受.yaml").read_text("utf-8") == before
    assert "以前" not in typed({}, "甲.yaml", "--accept", "本单位没有")[2]
    assert "以前" not in typed({}, "甲.yaml", "--only", "writing.wrong-word", "--accept", "批复如此")[2]


ODD = """\
主要内容: '按[2008]21号: 补贴 #1，"甲"、it''s'
    财政拨款"""
LONG = """\
存在问题: |
      示例：按[2008]21号发放。

      —— 按[2008]22号: 发放"""


@pytest.mark.parametrize(
    "reason", ["“照公布的表格录入”", "—— 甲：乙 #1", "- '甲'\n\n\"乙\"\t{{ 丙 }}", "👩‍🌾", "2024-01-01"]
)
def test_whatever_the_texts_and_the_reason_look_like_they_are_read_back(typed, reason):
    text = EMPTY.replace("主要内容: 示例：为80周岁以上老年人按月发放高龄补贴。\n    财政拨款", ODD)
    text = text.replace("存在问题: 示例：个别老年人对申请流程不熟悉。", LONG)
    found = json.loads(typed({"甲.yaml": text}, "甲.yaml", "--json")[1])
    assert len(found) > 3
    typed({}, "甲.yaml", "--accept", reason)
    quiet = f"审核了 1 个数据文件：错误 0 处，提示 0 处，已接受 {len(found)} 处。\n"
    assert typed({}, "甲.yaml") == (0, "", quiet)
    kept = yaml.load(Path("甲.已接受.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert [row["理由"] for row in kept] == [" ".join(reason.split())] * len(found)


def test_without_a_reason_nothing_is_accepted(typed):
    said = "--accept 后面要写理由，如 --accept 照公布的表格录入。\n"
    assert typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", " \n") == (2, "", said)


def test_reasons_that_cannot_be_read_are_not_written_over(typed):
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "要紧")
    broken = Path("甲.已接受.yaml").read_text("utf-8").replace("  位置", " 位置")
    told = typed({"甲.已接受.yaml": broken}, "甲.yaml", "--only", "completeness.empty-group", "--accept", "乙")
    assert told[0] == 1 and "甲.已接受.yaml:3:" in told[1]
    assert Path("甲.已接受.yaml").read_text("utf-8") == broken


@pytest.mark.parametrize("left", ["# 看过、决定不改的问题\n", "[]\n", ""])
def test_who_deletes_all_that_was_accepted_hears_of_it_again(typed, left):
    assert typed({"甲.yaml": EMPTY, "甲.已接受.yaml": left}, "甲.yaml")[:2] == (0, TOLD)


def test_a_folder_where_accepted_problems_would_be_written_is_told(typed):
    Path("甲.已接受.yaml").mkdir()
    assert typed({"甲.yaml": SOUND}, "甲.yaml", "--accept", "甲")[0] == 0
    assert "[output.cannot-write]" in typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "甲")[1]


def test_keys_in_another_order_are_the_same_place(typed):
    row = "  - 任务名称: 示例：机构运转\n    主要内容: 示例：保障在职人员工资、公用经费等基本支出。\n"
    line = "    主要内容: 示例：按[2008]21号保障。\n"
    first = EMPTY.replace(row, f"  - 任务名称: 示例：机构运转\n{line}")
    typed({"甲.yaml": first}, "甲.yaml", "--accept", "甲")
    turned = EMPTY.replace(row, f"  - {line.strip()}\n    任务名称: 示例：机构运转\n")
    assert typed({"甲.yaml": turned}, "甲.yaml")[1] == ""


def test_what_makes_a_file_unreadable_is_told_whatever_is_looked_for(typed):
    wrong = EMPTY.replace("财政拨款: 60.00", "财政拨款: 六十")
    code, out, _ = typed({"甲.yaml": wrong}, "甲.yaml", "--only", "writing.doubled")
    assert code == 1 and "data.bad-amount" in out


def test_mistakes_cannot_be_accepted(typed):
    code, out, _ = typed({"甲.yaml": EMPTY.replace("财政拨款: 60.00", "财政拨款: 六十")}, "甲.yaml", "--accept", "不改")
    assert code == 1 and "data.bad-amount" in out
    assert not Path("甲.已接受.yaml").exists()


def test_an_error_of_a_rule_is_not_accepted_and_one_accepted_as_a_hint_speaks_again_as_an_error(typed):
    prompt = SOUND.replace("单位名称", "# 示例\n单位名称", 1).replace("示例：", "示例：XX", 1)
    code, out, err = typed({"甲.yaml": prompt}, "甲.yaml", "--accept", "先这样")
    assert code == 1 and "[completeness.placeholder]" in out
    assert err.endswith("错误不能接受，要改好；规则不合本地的，在规则.yaml 的“审核”的“级别”里改。\n")
    assert not Path("甲.已接受.yaml").exists()
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "本单位没有")
    rules = (ROOT / "templates/通用/规则.yaml").read_text("utf-8")
    strict = rules.replace("审核:\n", "审核:\n  级别: {completeness.empty-group: 错误}\n", 1)
    code, out, _ = typed({"某县/规则.yaml": strict}, "甲.yaml", "--pack", "某县")
    assert code == 1 and "[completeness.empty-group]" in out


def test_a_file_of_accepted_problems_is_no_data_file_and_its_own_mistakes_are_told(typed):
    code, out, err = typed({"data/甲.yaml": EMPTY, "data/甲.已接受.yaml": "- 规则: completeness.empty-group\n"})
    assert (code, err) == (1, "审核了 1 个数据文件：错误 3 处，提示 1 处。\n")
    assert f"{Path('data') / '甲.已接受.yaml'}:1:3  文件第 1 项缺少“位置”。" in out


def test_questions_for_a_person_are_made_of_the_data(typed):
    assert typed({"甲.yaml": SOUND}, "甲.yaml", "--questions")[1] == (
        "\n甲.yaml  请人判断：\n"
        "  完整性  目标“示例：按月发放老年人高龄补贴”里没有数：做到什么程度算完成，由哪条指标说明？\n"
        "  相关性  除保障运转的任务外，“示例：老年人补贴”的预算最多（24.00 万元，占全部预算的28.6%）：它的效果从哪个目标、哪条效益指标看得出来？\n"
        "  适当性  指标“示例高龄补贴发放准确率”完成了 100%：按什么统计的，有没有明细？\n"
        "  可行性  “示例领取高龄补贴老年人满意度”：向谁调查的，收回多少份，结果怎样算出来的？\n"
        "  自评  “示例领取高龄补贴老年人满意度”没有完成：写的原因有材料证明吗，改进措施由谁、什么时候落实？\n\n"
    )


@pytest.mark.parametrize(("format", "begins"), [("json", "["), ("sarif", "{"), ("github", "::warning file=甲.yaml")])
def test_programs_get_one_text_for_all_files(typed, format, begins):
    other = SOUND.replace("民政局", "教育局")
    code, out, err = typed({"甲.yaml": EMPTY, "乙.yaml": other}, "甲.yaml", "乙.yaml", "--format", format)
    assert (code, err) == (0, "")
    assert out.startswith(begins)


def test_programs_are_told_in_their_format_also_that_there_is_no_pack(typed):
    code, out, err = typed({"甲.yaml": SOUND}, "甲.yaml", "--pack", "没有", "--json")
    assert (code, [found["id"] for found in json.loads(out)], err) == (1, ["output.no-pack"], "")


def test_of_a_sound_file_a_pipeline_is_told_nothing(typed):
    assert typed({"甲.yaml": SOUND}, "甲.yaml", "--format", "github") == (0, "", "")


def test_json_is_short_for_its_format(typed):
    [found] = json.loads(typed({"甲.yaml": EMPTY}, "甲.yaml", "--json")[1])
    assert (found["id"], found["severity"], found["place"]) == ("completeness.empty-group", "hint", "甲.yaml:30:5")


def test_a_letter_of_the_reviewer_says_it_all_in_the_words_of_the_form(typed):
    code, out, _ = typed({"甲.yaml": EMPTY}, "甲.yaml", "--word", "-o", "文档")
    letter = Path("文档/2023/示例县民政局/示例县民政局2023年审核意见.docx")
    assert code == 0 and out.endswith(f"审核意见：{letter}\n\n")
    document = docx.Document(str(letter))
    assert [cell.text for cell in document.tables[0].rows[1].cells] == [
        "完整性",
        "1",
        "年度绩效指标 › 效益指标 › 生态效益指标",
        "“生态效益指标”空着，没有指标，也没有写“不涉及”。\n建议：补上指标；确实没有的，在“生态效益指标”后面写 不涉及",
        "需要核对",
    ]
    said = [paragraph.text for paragraph in document.paragraphs]
    assert (
        "你单位2023年部门整体支出绩效材料已经审核：必须改正的0处，需要核对的1处。请逐条核对，修改或说明理由后报送。"
        in said
    )
    assert "二、请核实的问题" in said


LETTER = "output/2023/示例县民政局/示例县民政局2023年审核意见.docx"


def test_every_row_of_a_letter_has_its_category_so_that_every_page_shows_it(typed):
    faults = SOUND.replace("示例：按月发放", "示例：按月拔付").replace("示例：保障", "示例：布署")
    typed({"甲.yaml": faults}, "甲.yaml", "--word")
    [_, *rows] = docx.Document(LETTER).tables[0].rows
    assert len(rows) > 1
    assert [row.cells[0].text for row in rows] == ["书写"] * len(rows)
    assert {cell.vMerge for row in rows for cell in row._tr.tc_lst} == {None}


def test_a_letter_says_nothing_of_how_a_data_file_refers_to_a_value(typed):
    faults = with_example(BY_ID["suitability.cost-above-budget"].wrong)
    told = typed({"甲.yaml": faults}, "甲.yaml", "--word")[1]
    assert "改正指标值或预算；引用任务的金额，就跟着预算变，例如 ≤{{ 任务.编号.总额|万元 }}万元" in told
    opinions = [row.cells[3].text for row in docx.Document(LETTER).tables[0].rows]
    assert opinions[1].endswith("\n建议：改正指标值或预算")


def test_a_letter_that_the_reviewer_went_on_writing_in_stays_and_the_new_one_lies_beside_it(typed):
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--word")
    letter = Path("output/2023/示例县民政局/示例县民政局2023年审核意见.docx")
    document = docx.Document(letter)
    document.add_paragraph("示例：另请补充测算依据。")
    document.save(letter)
    by_hand = letter.read_bytes()
    _, out, _ = typed({"甲.yaml": SOUND}, "甲.yaml", "--word")
    beside = letter.with_stem(f"{letter.stem}（新）")
    assert out == f"\n审核意见：{beside}\n\n"
    assert letter.read_bytes() == by_hand
    assert "没有发现需要修改的地方" in "".join(each.text for each in docx.Document(beside).paragraphs)


def test_accepted_problems_stand_in_the_letter_with_their_reasons(typed):
    typed({"甲.yaml": EMPTY}, "甲.yaml", "--accept", "本单位没有")
    typed({}, "甲.yaml", "--word")
    document = docx.Document("output/2023/示例县民政局/示例县民政局2023年审核意见.docx")
    [table] = document.tables
    assert [cell.text for cell in table.rows[1].cells][2] == "本单位没有"
    assert "二、已说明理由、不再提出的意见" in [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("has", [(), ("规则.yaml",)])
def test_a_pack_without_a_letter_of_its_own_takes_that_of_the_pack_通用(typed, has):
    Path("某县").mkdir()
    for name in has:
        shutil.copy(ROOT / "templates/通用" / name, "某县")
    assert typed({"甲.yaml": EMPTY}, "甲.yaml", "--word", "--pack", "某县")[0] == 0
    assert Path("output/2023/示例县民政局/示例县民政局2023年审核意见.docx").exists()


def test_a_pack_may_have_letters_of_its_own_in_word_and_excel(typed):
    rules = (ROOT / "templates/通用/规则.yaml").read_text("utf-8")
    files = {"甲.yaml": EMPTY, "某县/规则.yaml": rules.replace("  - 审核意见", "  - 审核意见\n  - 退回清单")}
    Path("某县").mkdir()
    book = openpyxl.Workbook()
    book.active["A1"] = "{{ 单位名称 }}：{{ 提示数 }}"
    book.save("某县/退回清单.xlsx")
    told = typed(files, "甲.yaml", "--word", "--pack", "某县")[1]
    folder = Path("output/2023/示例县民政局")
    assert told.endswith(
        f"审核意见：{folder / '示例县民政局2023年审核意见.docx'}、{folder / '示例县民政局2023年退回清单.xlsx'}\n\n"
    )
    assert openpyxl.load_workbook(folder / "示例县民政局2023年退回清单.xlsx").active["A1"].value == "示例县民政局：1"


def test_a_broken_letter_is_told_once_and_not_for_each_bureau(typed):
    files = {"甲.yaml": EMPTY, "乙.yaml": SOUND, "某县/审核意见.docx": "不是 Word"}
    code, out, err = typed(files, "甲.yaml", "乙.yaml", "--word", "--pack", "某县")
    assert (code, out, err.count("[template.not-office]")) == (1, "", 1)


def test_two_data_files_of_one_bureau_do_not_write_one_letter_unsaid(typed):
    code, out, _ = typed({"甲.yaml": SOUND, "乙.yaml": SOUND}, "甲.yaml", "乙.yaml", "--word")
    assert code == 1 and "乙.yaml  同一单位同一年度已由 甲.yaml 写出。" in out


def test_what_is_wrong_with_the_accepted_problems_has_its_own_place_in_the_letter(typed):
    typed({"甲.yaml": EMPTY, "甲.已接受.yaml": "- 规则: 甲\n"}, "甲.yaml", "--word")
    document = docx.Document("output/2023/示例县民政局/示例县民政局2023年审核意见.docx")
    assert "甲.已接受.yaml:1:3" in [cell.text for row in document.tables[0].rows for cell in row.cells]


def letter_rows(path):
    document = docx.Document(path)
    return document.paragraphs[2].text, [cell.text for cell in document.tables[0].rows[1].cells[:4]]


def test_the_letter_on_a_file_that_cannot_be_read_says_what_stops_it(typed):
    code, out, _ = typed({"甲.yaml": EMPTY.replace("财政拨款: 60.00", "财政拨款: 六十")}, "甲.yaml", "--word")
    assert code == 1 and out.endswith(f"审核意见：{Path(LETTER)}\n\n")
    said, [category, number, where, _] = letter_rows(LETTER)
    assert said.endswith("必须改正的1处，需要核对的0处。有必须改正的错误，别的方面还没有审核，请修改后重新报送。")
    assert (category, number, where) == ("数据", "1", "年度主要任务 › 示例：机构运转 › 财政拨款\n原文：六十")


@pytest.mark.parametrize(
    "text", ["{", "", EMPTY.replace("示例县民政局", "../别处").replace("年度: 2023", "年度: 二三")]
)
def test_of_a_file_that_does_not_say_whose_it_is_the_letter_goes_by_its_name_and_folder(text, typed):
    typed({"data/2023/示例县水利局.yaml": text}, "--word")
    [letter] = Path().rglob("*.docx")
    assert letter == Path("output/2023/示例县水利局/示例县水利局2023年审核意见.docx")


def test_where_nothing_says_which_year_it_is_there_is_no_letter(typed):
    code, out, _ = typed({"甲.yaml": EMPTY.replace("年度: 2023", "年度: 二三")}, "甲.yaml", "--word")
    assert code == 1 and "看不出是哪个单位、哪个年度的，没有写审核意见。" in out
    assert not list(Path("output").glob("*/*/*"))


def test_many_files_are_checked_on_all_processors_in_their_order(typed):
    files = {f"data/{number:03}.yaml": EMPTY.replace("示例县民政局", f"示例{number}局") for number in range(60)}
    code, out, err = typed(files)
    assert (code, err) == (0, "审核了 60 个数据文件：错误 0 处，提示 60 处。\n")
    places = [line.partition(":")[0] for line in out.splitlines() if line.startswith("data")]
    assert places == [str(Path(name)) for name in files]


def test_the_results_of_last_year_are_at_hand_where_its_file_lies_beside(typed, monkeypatch):
    from perfreport import examine

    seen = []
    whole = examine.Review
    monkeypatch.setattr(examine, "Review", lambda *given: seen.append(given[3]) or whole(*given))
    typed({"2023/甲.yaml": SOUND, "2022/甲.yaml": SOUND.replace("年度: 2023", "年度: 2022")}, "2023/甲.yaml")
    assert [last.year for last in seen] == [2022]


@pytest.mark.parametrize(
    ("said", "other"), [("年度: 2023", "年度: 2022"), ("年度: 2023", "年度: 2023"), ("示例县民政局", "示例县教育局")]
)
def test_last_year_is_the_same_bureau_a_year_before_wherever_one_stands(typed, monkeypatch, said, other):
    from perfreport import examine

    seen = []
    whole = examine.Review
    monkeypatch.setattr(examine, "Review", lambda *given: seen.append(given[3]) or whole(*given))
    typed({"2023/甲.yaml": SOUND, "2022/甲.yaml": SOUND.replace(said, other)}, "2023/甲.yaml")
    monkeypatch.chdir("2023")
    typed({}, "甲.yaml")
    assert [bool(last) for last in seen] == [other == "年度: 2022"] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell with head")
def test_whoever_reads_only_the_beginning_sees_no_traceback():
    Path("甲.yaml").write_text(EMPTY, "utf-8")
    command = f"{sys.executable} -m perfreport check 甲.yaml --format sarif | head -1"
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
