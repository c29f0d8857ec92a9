"""Problems as people and programs read them."""

import io
import json
from pathlib import Path

import pytest

from perfreport.problem import Place, Problem
from perfreport.telling.machines import as_github, as_json, as_sarif
from perfreport.telling.people import report, takes_colour

WRONG = Problem("data.bad-year", Place("甲.yaml", 2, 5, width=2), "年度写错了。", "改正。")
ODD = Problem("writing.document-number", Place("甲.yaml", 3, 10, width=3), "这里不对。", "写对。", "hint")
IN_WORD = Problem("template.syntax", Place("包/目标表.docx", spot="表1 第2行第3列"), "标签, 100%: 不对\n。", "改正。")


@pytest.fixture
def lines(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.yaml").write_text("单位名称: 甲\n年度: 二二\n主要内容: “甲”[1]、乙丙丁\n", "utf-8")


def test_errors_come_first_and_each_shows_its_line_and_what_is_meant(lines):
    assert report([ODD, WRONG]) == (
        "错误 1 处\n\n"
        "甲.yaml:2:5  年度写错了。\n"
        "    2 │ 年度: 二二\n"
        "      │       ^^^^\n"
        "    → 改正。  [data.bad-year]\n\n"
        "提示 1 处\n\n"
        "甲.yaml:3:10  这里不对。\n"
        "    3 │ 主要内容: “甲”[1]、乙丙丁\n"
        "      │               ^^^\n"
        "    → 写对。  [writing.document-number]"
    )


def test_a_place_that_is_no_line_of_a_file_is_told_without_one(lines):
    assert report([IN_WORD]) == (
        "错误 1 处\n\n包/目标表.docx 表1 第2行第3列  标签, 100%: 不对\n。\n    → 改正。  [template.syntax]"
    )


def test_a_file_that_was_saved_anew_is_quoted_anew(lines):
    report([WRONG])
    Path("甲.yaml").write_text("\n年度: 二三\n", "utf-8")
    assert "    2 │ 年度: 二三\n" in report([WRONG])


def test_nothing_wrong_is_nothing_said():
    assert report([]) == ""


@pytest.mark.parametrize(
    ("before", "piece", "after", "quoted", "mark"),
    [
        ("前" * 40, "错", "后" * 10, "…" + "前" * 12 + "错" + "后" * 10, " " * 25 + "^^"),
        ("前" * 3, "错", "后" * 80, "前" * 3 + "错" + "后" * 43 + "…", " " * 6 + "^^"),
        ("", "错" * 60, "后", "错" * 47 + "…", "^" * 95),
        ("前" * 2, "\t", "后", "前" * 2 + " " + "后", " " * 4 + "^"),
    ],
)
def test_a_long_line_is_cut_around_what_is_meant(tmp_path, before, piece, after, quoted, mark):
    (tmp_path / "甲.yaml").write_text(f"{before}{piece}{after}\n", "utf-8")
    place = Place(str(tmp_path / "甲.yaml"), 1, len(before) + 1, width=len(piece))
    told = report([Problem("x", place, "", "")]).splitlines()
    assert told[3:5] == [f"    1 │ {quoted}", f"      │ {mark}"]


@pytest.mark.parametrize(
    ("before", "quoted", "mark"),
    [
        ("e\u0301👩‍🌾", "e\u0301👩‍🌾错", " " * 5 + "^^"),  # signs that take no room, or that of the one before
        ("甲\u200b", "甲\u200b错", " " * 2 + "^^"),
        ("\x1b[31m\x07", "□[31m□错", " " * 6 + "^^"),  # nothing in a file steers the terminal
    ],
)
def test_the_mark_stands_below_what_is_meant_whatever_stands_before(tmp_path, before, quoted, mark):
    (tmp_path / "甲.yaml").write_text(f"{before}错\n", "utf-8")
    place = Place(str(tmp_path / "甲.yaml"), 1, len(before) + 1, width=1)
    told = report([Problem("x", place, "", "")]).splitlines()
    assert told[3:5] == [f"    1 │ {quoted}", f"      │ {mark}"]


def test_a_terminal_gets_colours(lines):
    assert report([WRONG], colour=True) == (
        "\x1b[1;31m错误 1 处\x1b[0m\n\n"
        "\x1b[1m甲.yaml:2:5\x1b[0m  年度写错了。\n"
        "\x1b[2m    2 │ \x1b[0m年度: 二二\n"
        "\x1b[2m      │ \x1b[0m      \x1b[31m^^^^\x1b[0m\n"
        "    → 改正。  \x1b[2m[data.bad-year]\x1b[0m"
    )


def test_a_file_gets_none_nor_does_who_asks_for_none(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert takes_colour(Terminal()) and not takes_colour(io.StringIO())
    monkeypatch.setenv("TERM", "dumb")
    assert not takes_colour(Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not takes_colour(Terminal())


def test_json_has_the_problems_as_every_command_gives_them():
    assert json.loads(as_json([WRONG])) == [
        {
            "id": "data.bad-year",
            "severity": "error",
            "place": "甲.yaml:2:5",
            "message": "年度写错了。",
            "hint": "改正。",
        }
    ]


def test_sarif_has_rules_results_and_regions():
    log = json.loads(as_sarif([WRONG, ODD, IN_WORD]))
    [run] = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert rules["writing.document-number"] == "发文字号的括号"
    assert rules["template.syntax"] == "标签 … 写得不对：…。"
    assert list(rules) == ["data.bad-year", "template.syntax", "writing.document-number"]
    assert run["results"][1] == {
        "ruleId": "writing.document-number",
        "ruleIndex": 2,
        "level": "warning",
        "message": {"text": "这里不对。 → 写对。"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "%E7%94%B2.yaml"},
                    "region": {"startLine": 3, "startColumn": 10, "endColumn": 13},
                }
            }
        ],
    }
    [location] = run["results"][2]["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "表1 第2行第3列"}]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("数据 100%#1/甲,乙.yaml", "%E6%95%B0%E6%8D%AE%20100%25%231/%E7%94%B2%2C%E4%B9%99.yaml"),
        ("../a:b.yaml", "../a%3Ab.yaml"),
        ("/数 据/甲.yaml", "file:///%E6%95%B0%20%E6%8D%AE/%E7%94%B2.yaml"),
        ("\udcff.yaml", "%FF.yaml"),  # a name that is no UTF-8
    ],
)
def test_a_files_address_in_sarif_is_encoded(file, uri):
    found = json.loads(as_sarif([Problem("data.bad-year", Place(file, 1, 1), "", "")]))
    [location] = found["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_github_has_a_command_a_line_with_what_would_end_it_encoded():
    assert as_github([WRONG, ODD, IN_WORD]).splitlines() == [
        "::error file=甲.yaml,line=2,col=5,endColumn=7,title=data.bad-year::年度写错了。 → 改正。",
        "::warning file=甲.yaml,line=3,col=10,endColumn=13,title=writing.document-number::这里不对。 → 写对。",
        "::error file=包/目标表.docx,title=template.syntax 表1 第2行第3列::标签, 100%25: 不对%0A。 → 改正。",
    ]
