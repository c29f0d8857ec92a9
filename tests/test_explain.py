"""perfreport explain: how every score came about, as a clerk reads it at a terminal and a program in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfreport.cli import main

SMALL = """\
单位名称: 示例单位
年度: 2022
年度主要任务:
  - {任务名称: 示例任务, 主要内容: 示例内容, 财政拨款: 100}
年度总体目标: [示例目标]
年度绩效指标:
  产出指标:
    数量指标:
      - {三级指标: 发放补贴人数, 指标值: ≥110人}
      - {三级指标: R&D 项目, 指标值: ≥3个}
    成本指标:
      - {三级指标: 补贴成本, 指标值: ≤8万元, 分值: 20}
  效益指标:
    社会效益指标:
      - {三级指标: 按时发放, 指标值: 按月支付}
  满意度指标:
    服务对象满意度指标:
      - {三级指标: 群众满意度, 指标值: ≥95%}
自评:
  填报日期: 2023-03-05
  预算执行:
    财政拨款: {年初预算数: 100, 全年预算数: 120, 全年执行数: 110}
    基本支出: {年初预算数: 60, 全年预算数: 70, 全年执行数: 65}
    项目支出: {年初预算数: 40, 全年预算数: 50, 全年执行数: 45}
  目标完成情况: [示例]
  指标完成情况:
    - {三级指标: 发放补贴人数, 实际完成值: 104人, 偏差原因: 示例}
    - {三级指标: R&D 项目, 实际完成值: 3个}
    - {三级指标: 补贴成本, 实际完成值: 8.4万元, 偏差原因: 示例, 得分: 18}
    - {三级指标: 按时发放, 实际完成值: 按月支付}
    - {三级指标: 群众满意度, 实际完成值: 96%}
"""
TABLE = """\
示例单位 2022 年自评得分

分值   得分  指标                  计分说明
  10   9.17  预算执行率            全年执行数 110 ÷ 全年预算数 120 × 分值 10 ≈ 9.17
  50  47.18  产出指标
  30  29.18    数量指标
  15  14.18      发放补贴人数      ≥ 正向：完成值 104 ÷ 目标值 110 × 分值 15 ≈ 14.18
  15  15.00      R&D 项目          ≥ 正向：完成值 3 达到目标值 3，得满分 15
  20  18.00    成本指标
  20  18.00      补贴成本          人工打分 18；按规则是：≤ 反向：(1 − 超出 0.4 ÷ 目标值 8) × 分值 20 = 19
  30  30.00  效益指标
  30  30.00    社会效益指标
  30  30.00      按时发放          定性：达成 100%，得满分 30
  10  10.00  满意度指标
  10  10.00    服务对象满意度指标
  10  10.00      群众满意度        ≥ 正向：完成值 96 达到目标值 95，得满分 10
 100  96.35  总分                  等级：优

"""
HINT = """\
甲.yaml:29:48  提示：“补贴成本”写的得分是 18，按规则算出的是 19。
    → 核对；删去“得分”就用算出的。  [score.differs]
"""


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Runs `perfreport explain` in a folder with these files; gives the exit code and what is printed."""

    def typed(files, *arguments):
        monkeypatch.chdir(tmp_path)
        for name, text in files.items():
            Path(name).write_text(text, encoding="utf-8")
        code = main(["explain", *files, *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


def test_every_score_is_told_with_its_calculation(typed):
    assert typed({"甲.yaml": SMALL}) == (0, TABLE, HINT)


def test_a_name_over_several_lines_takes_one_line_of_the_table(typed):
    text = SMALL.replace("{三级指标: R&D 项目, 实", "{三级指标: 'R&D\n\n      项目', 实").replace(
        "{三级指标: R&D 项目, 指", "{三级指标: 'R&D\n\n      项目', 指"
    )
    assert typed({"甲.yaml": text})[1] == TABLE


def test_several_files_follow_one_another(typed):
    other = SMALL.replace("示例单位", "另一示例单位").replace(", 得分: 18", "")
    code, out, _ = typed({"甲.yaml": SMALL, "乙.yaml": other})
    assert code == 0
    assert out.startswith(TABLE + "另一示例单位 2022 年自评得分\n\n")


def test_a_program_gets_the_same_in_the_forms_words(typed):
    code, out, err = typed({"甲.yaml": SMALL}, "--json")
    [found] = json.loads(out)
    assert (code, err) == (0, "")
    assert found["指标"][0] == {
        "一级指标": "产出指标",
        "二级指标": "数量指标",
        "三级指标": "发放补贴人数",
        "指标值": "≥110人",
        "实际完成值": "104人",
        "分值": "15",
        "得分": "14.18",
        "计分说明": "≥ 正向：完成值 104 ÷ 目标值 110 × 分值 15 ≈ 14.18",
    }
    assert [row["三级指标"] for row in found["指标"]] == [
        "发放补贴人数",
        "R&D 项目",
        "补贴成本",
        "按时发放",
        "群众满意度",
    ]
    assert [problem["id"] for problem in found["问题"]] == ["score.differs"]
    del found["指标"], found["问题"]
    assert found == {
        "数据文件": "甲.yaml",
        "单位名称": "示例单位",
        "年度": 2022,
        "预算执行率": {
            "分值": "10",
            "得分": "9.17",
            "计分说明": "全年执行数 110 ÷ 全年预算数 120 × 分值 10 ≈ 9.17",
        },
        "各组": [
            {"一级指标": "产出指标", "分值": "50", "得分": "47.18"},
            {"一级指标": "效益指标", "分值": "30", "得分": "30.00"},
            {"一级指标": "满意度指标", "分值": "10", "得分": "10.00"},
        ],
        "总分": "96.35",
        "满分": "100",
        "等级": "优",
    }


def test_a_mistake_is_told_instead_of_scores_and_the_other_files_go_on(typed):
    wrong = SMALL.replace("实际完成值: 104人", "实际完成值: 百余人")
    code, out, err = typed({"乙.yaml": wrong, "甲.yaml": SMALL})
    assert (code, out) == (1, TABLE)
    assert err.splitlines()[:2] == [
        "乙.yaml:27:29  错误：“发放补贴人数”不能计分：实际完成值“百余人”不是数字，不能与指标值“≥110人”比较。",
        "    → 只写数和单位，单位与指标值一致；确实没有数的，写一行“达成情况”，可以写的有：达成、部分达成、未达成。"
        "  [score.not-comparable]",
    ]
    assert json.loads(typed({"乙.yaml": wrong}, "--json")[1])[0].keys() == {"数据文件", "问题"}


def test_a_file_without_a_self_evaluation_has_no_scores_to_explain(typed):
    assert typed({"甲.yaml": SMALL.partition("自评:")[0]}) == (
        0,
        "",
        "甲.yaml:1:1  提示：没有“自评”，没有得分可以说明。\n"
        "    → 年度结束后在数据文件里填写“自评”。  [score.nothing]\n",
    )


def test_a_wrong_path_is_a_wrong_command_line(typed):
    assert typed({}, "没有.yaml") == (2, "", "没有这个文件或文件夹：没有.yaml\n")
