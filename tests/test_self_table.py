"""The self-evaluation table of the pack 通用: the official form in both formats, whatever the year was like."""

from __future__ import annotations

from pathlib import Path

import documents
import openpyxl
import pytest
from forms import produced, read

from perfreport.files import find_pack
from perfreport.produce import Pack, open_pack

DATA = """\
单位名称: 示例单位
年度: 2022
年度主要任务:
  - {任务名称: 示例任务, 主要内容: 示例内容, 财政拨款: 9.00}
年度总体目标: [示例目标甲, 示例目标乙]
年度绩效指标:
  产出指标:
    数量指标:
      - {三级指标: 示例人数, 指标值: ≥3人}
      - {三级指标: 示例次数, 指标值: ≥3次}
    质量指标: 不涉及
    时效指标:
      - {三级指标: 示例时效, 指标值: 按月支付}
  效益指标:
    社会效益指标:
      - {三级指标: 示例知晓率, 指标值: ≥90%}
  满意度指标:
    服务对象满意度指标:
      - {三级指标: 示例满意度, 指标值: ≥95%}
自评:
  数据性质: 示例数据
  填报日期: 2023-03-05
  预算执行:
    财政拨款: {年初预算数: 9.00, 全年预算数: 9.333, 全年执行数: 9.111}
    上年结转: {年初预算数: 1.00, 全年预算数: 0.333, 全年执行数: 0.333}
    基本支出: {年初预算数: 6.00, 全年预算数: 6.00, 全年执行数: 6.00}
    项目支出: {年初预算数: 4.00, 全年预算数: 3.666, 全年执行数: 3.444}
  目标完成情况: [甲已完成, 乙已完成]
  指标完成情况:
    - {三级指标: 示例人数, 实际完成值: 3人}
    - {三级指标: 示例次数, 实际完成值: 2次, 偏差原因: 一次取消, 改进措施: 提前安排}
    - {三级指标: 示例时效, 实际完成值: 按月支付}
    - {三级指标: 示例知晓率, 实际完成值: 91.5%}
    - {三级指标: 示例满意度, 实际完成值: 95%}
"""
WORD = """\
部门（单位）整体支出绩效自评表
（2022 年，示例数据）
部门（单位）名称⟷2 ¦ 示例单位⟷3 ¦ 填报日期 ¦ 2023年3月5日⟷2
↓预算执行↵（万元） ¦ 资金来源 ¦ 年初预算数 ¦ 全年预算数（A） ¦ 全年执行数（B） ¦ 分值 ¦ 执行率（B/A） ¦ 得分
〃 ¦ 年度资金总额 ¦ 10.00 ¦ 9.67 ¦ 9.44 ¦ 10.00 ¦ 97.70% ¦ 9.77
〃 ¦ 其中：财政拨款 ¦ 9.00 ¦ 9.33 ¦ 9.11 ¦ — ¦ 97.62% ¦ —
〃 ¦ 　　　上年结转 ¦ 1.00 ¦ 0.33 ¦ 0.33 ¦ — ¦ 100.00% ¦ —
〃 ¦ 　　　其他资金 ¦ 0.00 ¦ 0.00 ¦ 0.00 ¦ — ¦ — ¦ —
年度总体↵目标 ¦ 预期目标 ¦ 实际完成情况
↓ ¦ 目标1：示例目标甲 ¦ 甲已完成
〃 ¦ 目标2：示例目标乙 ¦ 乙已完成
年度绩效↵指标 ¦ 一级指标 ¦ 二级指标 ¦ 三级指标 ¦ 年度指标值 ¦ 实际完成值 ¦ 分值 ¦ 得分 ¦ 偏差原因分析↵及改进措施
↓ ¦ ↓产出指标 ¦ ↓数量指标 ¦ 示例人数 ¦ ≥3人 ¦ 3人 ¦ 16.67 ¦ 16.67 ¦ ·
〃 ¦ 〃 ¦ 〃 ¦ 示例次数 ¦ ≥3次 ¦ 2次 ¦ 16.67 ¦ 11.11 ¦ 一次取消。提前安排。
〃 ¦ 〃 ¦ ↓质量指标 ¦ 不涉及 ¦ · ¦ · ¦ · ¦ · ¦ ·
〃 ¦ 〃 ¦ ↓时效指标 ¦ 示例时效 ¦ 按月支付 ¦ 按月支付 ¦ 16.66 ¦ 16.66 ¦ ·
〃 ¦ 〃 ¦ ↓成本指标 ¦ · ¦ · ¦ · ¦ · ¦ · ¦ ·
〃 ¦ ↓效益指标 ¦ ↓经济效益指标 ¦ · ¦ · ¦ · ¦ · ¦ · ¦ ·
〃 ¦ 〃 ¦ ↓社会效益指标 ¦ 示例知晓率 ¦ ≥90% ¦ 91.5% ¦ 30.00 ¦ 30.00 ¦ ·
〃 ¦ 〃 ¦ ↓生态效益指标 ¦ · ¦ · ¦ · ¦ · ¦ · ¦ ·
〃 ¦ 〃 ¦ ↓可持续影响指标 ¦ · ¦ · ¦ · ¦ · ¦ · ¦ ·
〃 ¦ ↓满意度指标 ¦ ↓服务对象满意度指标 ¦ 示例满意度 ¦ ≥95% ¦ 95% ¦ 10.00 ¦ 10.00 ¦ ·
总分⟷6 ¦ 100.00 ¦ 94.21 ¦ 等级：优"""
EXCEL = """\
部门（单位）整体支出绩效自评表
（2022 年，示例数据）
部门（单位）名称 ¦ 示例单位 ¦ 填报日期 ¦ 2023年3月5日
预算执行↵（万元） ¦ 资金来源 ¦ 年初预算数 ¦ 全年预算数（A） ¦ 全年执行数（B） ¦ 分值 ¦ 执行率（B/A） ¦ 得分
年度资金总额 ¦ 10.00 ¦ 9.67 ¦ 9.44 ¦ 10.00 ¦ 97.70% ¦ 9.77
其中：财政拨款 ¦ 9.00 ¦ 9.33 ¦ 9.11 ¦ — ¦ 97.62% ¦ —
　　　上年结转 ¦ 1.00 ¦ 0.33 ¦ 0.33 ¦ — ¦ 100.00% ¦ —
　　　其他资金 ¦ 0.00 ¦ 0.00 ¦ 0.00 ¦ — ¦ — ¦ —
年度总体↵目标 ¦ 预期目标 ¦ 实际完成情况
目标1：示例目标甲 ¦ 甲已完成
目标2：示例目标乙 ¦ 乙已完成
年度绩效↵指标 ¦ 一级指标 ¦ 二级指标 ¦ 三级指标 ¦ 年度指标值 ¦ 实际完成值 ¦ 分值 ¦ 得分 ¦ 偏差原因分析及改进措施
产出指标 ¦ 数量指标 ¦ 示例人数 ¦ ≥3人 ¦ 3人 ¦ 16.67 ¦ 16.67
示例次数 ¦ ≥3次 ¦ 2次 ¦ 16.67 ¦ 11.11 ¦ 一次取消。提前安排。
质量指标 ¦ 不涉及
时效指标 ¦ 示例时效 ¦ 按月支付 ¦ 按月支付 ¦ 16.66 ¦ 16.66
成本指标
效益指标 ¦ 经济效益指标
社会效益指标 ¦ 示例知晓率 ¦ ≥90% ¦ 91.5% ¦ 30.00 ¦ 30.00
生态效益指标
可持续影响指标
满意度指标 ¦ 服务对象满意度指标 ¦ 示例满意度 ¦ ≥95% ¦ 95% ¦ 10.00 ¦ 10.00
总分 ¦ 100.00 ¦ 94.21 ¦ 等级 ¦ 优"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_pack(find_pack("通用"))


def tables(data: str, pack: Pack, folder: Path) -> tuple[Path, Path]:
    """The table in Word and in Excel."""
    done = produced(data, pack, folder)
    assert [found for found in done.problems if found.severity == "error"] == []
    word, excel = (path for path in done.documents if "自评表" in path.name)
    return word, excel


def test_both_formats_say_the_whole_form(pack, tmp_path):
    word, excel = tables(DATA, pack, tmp_path)
    assert (read(word), read(excel)) == (WORD, EXCEL)


def test_the_sums_of_the_excel_table_are_formulas(pack, tmp_path):
    _, excel = tables(DATA, pack, tmp_path)
    sheet = openpyxl.load_workbook(excel).active
    assert {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"} == {
        "D5": "=SUM(D6:D8)",
        "E5": "=SUM(E6:E8)",
        "F5": "=SUM(F6:F8)",
        "J5": '=IF(E5=0,"—",ROUND(F5/E5,4))',
        "J6": '=IF(E6=0,"—",ROUND(F6/E6,4))',
        "J7": '=IF(E7=0,"—",ROUND(F7/E7,4))',
        "J8": '=IF(E8=0,"—",ROUND(F8/E8,4))',
        "H23": "=H5+SUM(H13:H22)",
        "I23": "=K5+SUM(I13:I22)",
    }


def test_a_bureau_without_a_budget_has_a_dash_for_its_rate(pack, tmp_path):
    data = DATA.replace("财政拨款: 9.00", "财政拨款: 0")
    for amount in ("9.00", "9.333", "9.111", "1.00", "0.333", "6.00", "4.00", "3.666", "3.444"):
        data = data.replace(f"数: {amount}", "数: 0")
    for path in tables(data, pack, tmp_path):
        [line] = (line for line in read(path).splitlines() if "年度资金总额" in line)
        assert line.removeprefix("〃 ¦ ") == "年度资金总额 ¦ 0.00 ¦ 0.00 ¦ 0.00 ¦ 10.00 ¦ — ¦ 10.00"


@pytest.mark.parametrize(
    ("nature", "year", "header"),
    [("  数据性质: 示例数据\n", "（2022 年，示例数据）", "示例数据"), ("", "（2022 年）", "")],
)
def test_what_is_no_real_data_says_so_on_every_page(pack, tmp_path, nature, year, header):
    word, excel = tables(DATA.replace("  数据性质: 示例数据\n", nature), pack, tmp_path)
    assert [read(path).splitlines()[1] for path in (word, excel)] == [year, year]
    assert documents.lines(word.read_bytes(), "word/header1.xml").lstrip("\t") == f"示例单位 2022年\t{header}"
    assert openpyxl.load_workbook(excel).active.oddHeader.right.text == header


def test_the_heads_of_the_indicators_repeat_on_every_page(pack, tmp_path):
    word, excel = tables(DATA, pack, tmp_path)
    sheet = openpyxl.load_workbook(excel).active
    assert sheet.print_title_rows == "$12:$12"
    assert sheet["D12"].value == "三级指标"
    rows = documents.part(word.read_bytes()).iter(f"{documents.W}tr")
    assert ["".join(row.itertext()) for row in rows if row.find(f".//{documents.W}tblHeader") is not None] == [
        "年度总体目标预期目标实际完成情况",
        "年度绩效指标一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施",
    ]


def test_a_long_reason_is_not_cut_in_print(pack, tmp_path):
    reason = "受疫情影响，原定第四季度开展的活动取消；" * 15
    _, excel = tables(DATA.replace("一次取消", reason), pack, tmp_path)
    sheet = openpyxl.load_workbook(excel).active
    assert sheet["J14"].value == f"{reason.rstrip('；')}。提前安排。"
    assert sheet.row_dimensions[14].height > 250  # 307 characters, some 19 to a line
