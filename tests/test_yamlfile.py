"""Reading YAML as clerks mean it: every trap of YAML has a test."""

import string
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfreport.yaml.file import MOST_BYTES, MOST_DEPTH, MOST_EVENTS, MOST_SLIPS, parse_yaml, read_yaml
from perfreport.yaml.tree import List, Map, Text

SLIPS = (Path(__file__).parent / "slips.txt").read_text(encoding="utf-8").split("\n## ")[1:]


def read(text):
    return parse_yaml(text.encode(), "甲.yaml")


def told(text):
    """The problems as they are printed."""
    return "".join(f"{problem}\n" for problem in read(text).problems)


def ids(text):
    return [problem.id for problem in read(text).problems]


def plain(node):
    """A node as Python's own dicts, lists and texts; None for nothing."""
    if isinstance(node, Map):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Text) and node.given else None


@pytest.mark.parametrize(
    "typed",
    "010101 12:30 1.10 12.00 no on yes True 2024-01-01 2024-13-45 1_000 ~ null 0x1F .inf 1e3 =100% ≥110人 - =".split(),
)
def test_a_value_stays_the_text_that_was_typed(typed):
    file = read(f"年度: {typed}\n" if typed != "-" else "年度: '-'\n")
    assert (plain(file.root), file.problems) == ({"年度": typed}, ())


def test_only_an_empty_value_means_nothing():
    assert plain(read("甲:\n乙: ''\n丙: ~\n").root) == {"甲": None, "乙": "", "丙": "~"}


def test_lists_and_keys_nest_in_both_styles():
    file = read("甲:\n  - {乙: 1, 丙: [2, 3]}\n  -\n  - 丁: 4\n    戊: 5 # 说明\n")
    assert plain(file.root) == {"甲": [{"乙": "1", "丙": ["2", "3"]}, None, {"丁": "4", "戊": "5"}]}
    assert file.problems == ()


def test_text_over_several_lines_keeps_its_breaks_and_loses_its_outer_blanks():
    assert plain(read("甲: |\n  一\n  二\n\n乙: >-\n  一\n  二\n丙: '  一 '\n").root) == {
        "甲": "一\n二",
        "乙": "一二",
        "丙": "一",
    }


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("70岁以上\n  老年人", "70岁以上老年人"),
        ("发放\n  70岁", "发放70岁"),
        ("“甲”\n  “乙”", "“甲”“乙”"),
        ("甲 乙\n  丙 丁\n  丙 丁", "甲 乙丙 丁丙 丁"),
        ("'70岁以上\n  老年人'", "70岁以上老年人"),
        ("Word\n  Excel", "Word Excel"),
        ("甲\n\n  乙", "甲\n乙"),
    ],
)
def test_lines_of_a_text_are_joined_with_a_blank_between_latin_words_only(typed, value):
    file = read(f"甲: {typed}\n乙: 1\n")
    assert (plain(file.root), file.problems) == ({"甲": value, "乙": "1"}, ())


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1", b"%PDF-1.7", b"PK\x03\x04" * MOST_BYTES]
)
def test_a_file_of_word_or_excel_is_told_to_be_no_data_file(data):
    (problem,) = parse_yaml(data, "甲.yaml").problems
    assert problem.id == "yaml.not-text"
    assert "不要改它的编码" in problem.hint


def test_what_is_quoted_is_always_what_was_typed():
    text = "- {三级指标: “≤{{ 任务.甲.总额 }}万元”, 三级指标: *甲}\n- 三级指标: |甲, 指标值: 1\n"
    printed = told(text)
    assert not any(ord(sign) > 0xFFFF for sign in printed)
    assert "｛" not in printed
    assert '写成 三级指标: "≤{{ 任务.甲.总额 }}万元"' in printed


def test_every_value_and_every_key_knows_its_place():
    file = read("甲: 1\n乙:\n  - {丙: '2', 丁: 3}\n")
    inner = file.root.entries["乙"].items[0]
    places = [str(file.source.place(node.line, node.column)) for node in (inner.keys["丁"], inner.entries["丁"], inner)]
    assert places == ["甲.yaml:3:14", "甲.yaml:3:17", "甲.yaml:3:5"]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.partition("\n")[0] for slip in SLIPS])
def test_a_slip_is_told_with_its_place_and_what_to_type(slip):
    text, expected = slip.partition("\n")[2].split("=>\n")
    assert told(text) == expected.rstrip("\n") + "\n"


def test_tabs_and_wide_blanks_in_the_indentation_are_told():
    assert told("任务:\n\t- 名称: 甲\n\t  内容: 乙\n　　- 名称: 丙\n") == (
        "甲.yaml:2:2  错误：“- 名称: 甲”的行首有制表符（Tab）。\n"
        "    → 只用空格缩进；行首改成 2 个空格。  [yaml.blank]\n"
        "甲.yaml:3:4  错误：“内容: 乙”的行首有制表符（Tab）。\n"
        "    → 只用空格缩进；行首改成 4 个空格。  [yaml.blank]\n"
        "甲.yaml:4:3  错误：“- 名称: 丙”的行首有全角空格。\n"
        "    → 只用空格缩进；行首改成 2 个空格。  [yaml.blank]\n"
    )


@pytest.mark.parametrize("character", [*"\0\x07\x08\x0b\x0c\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff\U0010003a"])
def test_a_character_no_document_can_hold_is_told_and_the_rest_is_read(character):
    file = read(f"甲: 一{character}二\n乙: >3\n")
    assert [(problem.id, str(problem.place)) for problem in file.problems] == [
        ("yaml.control-character", "甲.yaml:1:5"),
        ("yaml.quotes", "甲.yaml:2:4"),
    ]
    assert f"U+{ord(character):04X}" in file.problems[0].message


@pytest.mark.parametrize("escape", [r"\0", r"\a", r"\v", r"\f", r"\x1b", r"\uFFFE", r"\uFFFF", r"\L"])
def test_such_a_character_written_as_an_escape_is_told(escape):
    assert ids(f'甲: "一{escape}二"\n') == ["yaml.control-character"]


def test_a_byte_order_mark_windows_line_ends_and_a_missing_last_one_are_fine():
    file = parse_yaml("甲: 1\r\n乙: 2".encode("utf-8-sig"), "甲.yaml")
    assert (plain(file.root), file.problems) == ({"甲": "1", "乙": "2"}, ())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_told_with_how_to_save_as_utf8(encoding):
    (problem,) = parse_yaml("# a\n年度: 2021\n".encode(encoding), "甲.yaml").problems
    assert problem.id == "yaml.not-utf8"
    assert "记事本" in problem.hint
    assert "WPS" in problem.hint


def test_all_slips_are_told_at_once_with_the_places_of_the_typed_file():
    text = (
        "单位名称：民政局\n"
        "年度:2021\n"
        "任务:\n"
        "\t- 名称: 说明: 如下\n"
        "    内容: @全体\n"
        "  -名称: 甲\n"
        "指标:\n"
        "  - {三级指标: 甲: 乙, 指标值: >=95%, 备注：丙}\n"
        "  - {三级指标: *甲, 指标值: %5\n"
        "目标: 甲\n"
        "目标: 乙\n"
    )
    assert [f"{p.place.line}:{p.place.column} {p.id}" for p in sorted(read(text).problems, key=lambda p: p.place)] == [
        "1:1 yaml.colon",
        "2:1 yaml.colon",
        "4:2 yaml.blank",
        "4:8 yaml.quotes",
        "5:9 yaml.quotes",
        "6:3 yaml.dash",
        "8:32 yaml.braces",
        "9:5 yaml.unclosed",
        "9:12 yaml.quotes",
        "9:21 yaml.quotes",
        "11:1 yaml.duplicate-key",
    ]


def test_after_a_line_that_cannot_be_read_only_slips_beyond_doubt_are_told():
    text = "任务:\n  - 名称: 甲\n  *内容: 乙\n    天数: >=1\n  - 名称: 丙\n    名称: 丁\n"
    assert ids(text) == ["yaml.syntax", "yaml.quotes"]  # and nothing of 名称 being there twice
    assert read(text).root is None


def test_a_value_after_a_mended_slip_of_the_same_line_keeps_its_typed_column():
    file = read("- {乙：1, 丙: 2, 丙: 3}\n")
    assert [str(problem.place) for problem in file.problems] == ["甲.yaml:1:5", "甲.yaml:1:15"]


def test_slips_beyond_measure_are_cut_short():
    found = read("甲: >=1\n" * 100).problems
    assert len(found) == MOST_SLIPS + 1
    assert found[-1].id == "yaml.too-many"


def test_a_comment_that_swallows_text_is_hinted_at():
    assert told("甲: 一号楼 #2\n乙: 3 # 说明\n") == (
        "甲.yaml:1:7  提示：“#2”前面有空格，会当成说明，不会印出来。\n"
        "    → 如果是文字的一部分，给整个值加英文引号；如果是说明，# 后面空一格。  [yaml.comment]\n"
    )


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)
)
MERGE_BOMB = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 23))


@pytest.mark.parametrize("bomb", [BOMB, MERGE_BOMB], ids=["aliases", "merge keys"])
def test_bombs_are_refused_without_being_unfolded(bomb):
    assert "yaml.quotes" in ids(bomb)


@pytest.mark.parametrize(
    "text",
    [
        "[" * (MOST_DEPTH + 1),
        "甲: " + "{" * 100_000,
        "- " * 100_000,
        "- 1\n" * (MOST_EVENTS + 1),
        "甲" * (MOST_BYTES // 3 + 1),
    ],
    ids=["deep lists", "deep maps", "deep dashes", "long list", "large file"],
)
def test_files_beyond_measure_are_refused(text):
    assert ids(text) == ["yaml.too-big"]


def test_what_is_no_file_is_told(tmp_path):
    (problem,) = read_yaml(tmp_path / "没有.yaml").problems
    assert str(problem).startswith(f"{tmp_path}/没有.yaml  错误：打不开这个文件：没有这个文件。")
    (problem,) = read_yaml(tmp_path).problems
    assert "不是普通的文件" in problem.message


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"%")
@example(b"&a")
@example(b"? [a]: b")
def test_any_bytes_are_read_or_told(data):
    file = parse_yaml(data, "甲.yaml")
    assert file.root is not None or file.problems


@example("{\n#")
@given(st.text(alphabet=string.printable + "：“”，　甲乙≥\u2028\ufeff\U0001f600", max_size=60))
def test_any_text_is_read_or_told(text):
    file = read(text)
    assert file.root is not None or file.problems
    assert all(problem.place.line <= text.count("\n") + text.count("\r") + 1 for problem in file.problems)


@given(
    st.text(
        alphabet=st.characters(
            exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"], exclude_characters="\ufeff", max_codepoint=0xFFFFF
        )
    )
)
def test_any_quoted_text_comes_back_but_for_its_outer_blanks(text):
    file = read("- '" + text.replace("'", "''") + "'\n")
    assert (plain(file.root), file.problems) == ([text.strip()], ())
