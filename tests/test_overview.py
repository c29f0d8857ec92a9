"""The overview of a year's bureaus: its sums are those of their tables, and it is one only where all are there."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from perfreport.cli import main
from perfreport.context import names
from perfreport.files import find_pack
from perfreport.load import load
from perfreport.rules import load_rules
from perfreport.score.evaluate import evaluate

ROOT = Path(__file__).parent.parent
SOUND = [ROOT / "benchmarks" / "sound" / f"示例{name}.yaml" for name in ("县水利局", "县教育局", "镇人民政府")]
OVERVIEW = Path("output/2023/汇总.xlsx")


@pytest.fixture(autouse=True)
def in_a_folder_with_three_bureaus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    for file in SOUND:
        (Path("data") / file.name).write_text(file.read_text("utf-8"), "utf-8")


def rows_of(sheet: str = "汇总") -> list[list[object]]:
    book = openpyxl.load_workbook(OVERVIEW, data_only=True)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def test_a_line_a_bureau_and_sums_that_agree_with_the_bureaus_tables():
    assert main(["render"]) == 0
    rules = load_rules(find_pack("通用"))
    expected = []
    for number, file in enumerate(sorted(SOUND), 1):
        report = load(file, rules).report
        told = names(report, evaluate(report, rules.scoring)[0])
        money, execution = told["合计"], told["自评"]["预算执行"]["合计"]
        amounts = [
            money["财政拨款"],
            money["其他资金"],
            money["总额"],
            execution["全年预算数"],
            execution["全年执行数"],
        ]
        budget, spent = (round(float(each.to("万元")), 2) for each in amounts[3:])
        expected.append(
            [number, report.bureau, len(report.tasks), len(report.goals), len(report.indicators)]
            + [round(float(each.to("万元")), 2) for each in amounts]
            + [round(spent / budget, 4), float(told["自评"]["总分"]), told["自评"]["等级"]]
        )
    found = [row[:5] + row[6:11] + [round(row[11], 4), *row[12:14]] for row in rows_of()[4:7]]
    assert found == expected
    total = rows_of()[7]
    assert total[0] == "合计"
    assert [round(each, 2) for each in total[6:11]] == [round(sum(row[at] for row in found), 2) for at in range(5, 10)]


def test_grades_are_counted_and_the_largest_budgets_come_first():
    main(["render"])
    rows = rows_of("图表")
    assert [row[:2] for row in rows[4:8]] == [["优", 3], ["良", 0], ["中", 0], ["差", 0]]
    names = [row[0] for row in rows[11:14]]
    assert names == ["示例县教育局", "示例县水利局", "示例镇人民政府"]


def test_a_bureau_with_errors_is_named_below_and_is_in_no_sum():
    file = Path("data/示例县教育局.yaml")
    file.write_text(file.read_text("utf-8").replace("年度: 2023", "年度: 二三", 1), "utf-8")
    assert main(["render"]) == 1
    rows = rows_of()
    assert [row[1] for row in rows[4:6]] == ["示例县水利局", "示例镇人民政府"]
    assert [rows[7][0], rows[8][1]] == [
        "有错误、没有写出文档的数据文件（不在上面的合计里）",
        "示例县教育局.yaml：错误 1 处",
    ]


def test_a_run_over_some_of_the_bureaus_leaves_the_overview_of_all_alone():
    main(["render"])
    before = OVERVIEW.read_bytes()
    assert main(["render", "data/示例县水利局.yaml", "data/示例县教育局.yaml", "--force"]) == 0
    assert OVERVIEW.read_bytes() == before


def test_a_single_bureau_has_none():
    for file in list(Path("data").iterdir())[1:]:
        file.unlink()
    assert main(["render"]) == 0
    assert not OVERVIEW.exists()


def test_it_is_written_anew_only_where_a_line_changes_and_stays_where_somebody_edited_it(capsys):
    main(["render"])
    before = OVERVIEW.stat().st_mtime_ns
    main(["render"])
    assert OVERVIEW.stat().st_mtime_ns == before
    book = openpyxl.load_workbook(OVERVIEW)
    book["汇总"]["A1"] = "示例：改过"
    book.save(OVERVIEW)
    by_hand = OVERVIEW.read_bytes()
    file = Path("data/示例县水利局.yaml")
    file.write_text(file.read_text("utf-8").replace("财政拨款: 186.00", "财政拨款: 1186.00", 1), "utf-8")
    capsys.readouterr()
    main(["render", "--json"])
    assert OVERVIEW.read_bytes() == by_hand
    told = [each for each in json.loads(capsys.readouterr().out) if each["id"] == "render.overview"]
    assert told[0]["documents"] == [
        {"path": str(OVERVIEW), "beside": str(OVERVIEW.with_stem("汇总（新）")), "state": "kept", "why": "有人改过"}
    ]
