"""The self-evaluation report of the pack 通用: what it tells of a year, whatever was left out, and how it is laid out."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.section import Section
from docx.table import Table
from lxml import etree

from perfreport.files import find_pack
from perfreport.produce import Pack, open_pack, produce
from perfreport.sentences.numerals import chinese_numerals

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME = "示例单位2022年部门整体支出绩效自评报告.docx"
GOALS = """\
单位名称: 示例单位
年度: 2022
年度主要任务:
  - {任务名称: 示例任务甲, 主要内容: 示例, 财政拨款: 4.00}
  - {任务名称: 示例任务乙, 主要内容: 示例, 财政拨款: 6.00}
年度总体目标: [示例目标甲, 示例目标乙]
年度绩效指标:
  产出指标:
    数量指标:
      - {三级指标: 示例走访户数, 指标值: ≥20户}
      - {三级指标: 示例培训次数, 指标值: ≥3次}
    质量指标: 不涉及
    时效指标:
      - {三级指标: 补助资金发放, 指标值: 按月发放}
    成本指标:
      - {三级指标: 示例工作成本, 指标值: ≤4万元}
  效益指标:
    社会效益指标:
      - {三级指标: 示例知晓率, 指标值: ≥90%}
  满意度指标:
    服务对象满意度指标:
      - {三级指标: 群众满意度, 指标值: ≥95%}
"""
FULL = """\
自评:
  数据性质: 示例数据
  填报日期: 2023-03-05
  预算执行:
    财政拨款: {年初预算数: 10, 全年预算数: 11, 全年执行数: 10.50}
    上年结转: {年初预算数: 1, 全年预算数: 1, 全年执行数: 1}
    基本支出: {年初预算数: 6, 全年预算数: 6, 全年执行数: 5.90}
    项目支出: {年初预算数: 5, 全年预算数: 6, 全年执行数: 5.60}
  上年: {全年预算数: 10, 全年执行数: 10, 基本支出: 5.90, 项目支出: 4.10}
  三公经费:
    因公出国（境）费: {预算数: 0, 执行数: 0, 上年执行数: 0}
    公务用车购置费: {预算数: 0, 执行数: 0, 上年执行数: 0}
    公务用车运行维护费: {预算数: 1, 执行数: 0.90, 上年执行数: 1}
    公务接待费: {预算数: 0.50, 执行数: 0, 上年执行数: 0}
  结转结余: {年初结转结余: 1, 年末结转结余: 0.50}
  机构人员: {内设机构: 2, 下属单位: 0, 在职人数: 5}
  目标完成情况: [甲已完成, 乙已完成。]
  指标完成情况:
    - {三级指标: 示例走访户数, 实际完成值: 30户, 偏差原因: 年中增加任务, 改进措施: 随任务调整目标}
    - {三级指标: 示例培训次数, 实际完成值: 2次, 偏差原因: 一次取消。, 改进措施: 提前安排}
    - {三级指标: 补助资金发放, 实际完成值: 按月发放}
    - {三级指标: 示例工作成本, 实际完成值: 3.90万元}
    - {三级指标: 示例知晓率, 实际完成值: 92%}
    - {三级指标: 群众满意度, 实际完成值: 93%, 偏差原因: 宣传不够, 改进措施: 加强宣传}
  报告: {主要职能: 职能一段。, 机构设置: 机构一段。, 重点工作: 重点一段。, 资金管理: 管理一段。, 项目组织: 组织一段。,
         主要成效: 成效一段。, 存在问题: 问题一段。, 改进措施: 措施一段。, 其他说明: 其他一段。}
"""
FULL_TOLD = """\
示例单位↵2022年度部门整体支出绩效自评报告
（示例数据）

一、部门（单位）基本情况
职能一段。
机构一段。
截至2022年末，内设机构2个，没有下属单位，在职5人。
重点一段。
2022年年初预算11.00万元，其中基本支出6.00万元、项目支出5.00万元。绩效目标申报年度主要任务2项，预算10.00万元；\
设定年度总体目标2项、绩效指标6项（见附件）。
二、部门整体支出管理及使用情况
（一）预算执行情况
2022年全年预算12.00万元，支出11.50万元，执行率95.83%。全年预算比年初增加1.00万元，增长9.09%。\
支出比上年增加1.50万元，增长15.00%，执行率下降4.17个百分点。
支出中，基本支出占51.30%，与上年持平；项目支出占48.70%，比上年增加1.50万元，增长36.59%。\
年末结转结余0.50万元，比年初减少0.50万元，下降50.00%。按资金来源和支出用途的执行情况见下表、下图。
表1 预算执行情况表（单位：万元）
分类 ¦ 项目 ¦ 年初预算数 ¦ 全年预算数 ¦ 全年执行数 ¦ 执行率
按资金来源 ¦ 财政拨款 ¦ 10.00 ¦ 11.00 ¦ 10.50 ¦ 95.45%
按资金来源 ¦ 上年结转 ¦ 1.00 ¦ 1.00 ¦ 1.00 ¦ 100.00%
按支出用途 ¦ 基本支出 ¦ 6.00 ¦ 6.00 ¦ 5.90 ¦ 98.33%
按支出用途 ¦ 项目支出 ¦ 5.00 ¦ 6.00 ¦ 5.60 ¦ 93.33%
合计 ¦ 合计 ¦ 11.00 ¦ 12.00 ¦ 11.50 ¦ 95.83%
图1 基本支出和项目支出的预算与执行（单位：万元）
（二）“三公”经费支出情况
“三公”经费预算1.50万元，支出0.90万元，执行率60.00%，比上年减少0.10万元，下降10.00%。其中，公务用车运行维护费0.90万元。
（三）项目组织和资金管理情况
组织一段。
管理一段。
三、绩效目标完成情况
（一）总体目标完成情况和主要成效
一是甲已完成。二是乙已完成。
成效一段。
（二）绩效指标完成情况
绩效指标6项，完成4项，未完成2项，各类指标见下图。
图2 各类绩效指标完成情况（单位：项）
1.产出指标4项。数量指标2项，完成1项，未完成1项。示例走访户数为30户，完成年度目标的150.00%；示例培训次数为2次，完成年度目标的66.67%。
时效指标1项，已完成。补助资金发放，按月发放，达成预期目标。
成本指标1项，已完成。示例工作成本实际支出3.90万元，控制在4.00万元以内，节约0.10万元。没有设置质量指标。
2.效益指标1项。社会效益指标1项，已完成。示例知晓率为92%，高于年度目标2个百分点。\
没有设置经济效益指标、生态效益指标、可持续影响指标。
3.满意度指标1项。服务对象满意度指标1项，未完成。群众满意度为93%，低于年度目标2个百分点。
四、自评结论
2022年度部门整体支出绩效自评得分95.20分（满分100分），等级为“优”。其中，\
预算执行率9.58分（分值10分）、产出指标45.83分（50分）、效益指标30.00分（30分）、满意度指标9.79分（10分）。绩效指标6项，完成4项，未完成2项。
五、存在的问题及原因分析
问题一段。
未完成指标2项，明显超额指标1项，原因和改进措施如下：
（1）示例培训次数为2次，完成年度目标的66.67%。原因：一次取消。改进措施：提前安排。
（2）群众满意度为93%，低于年度目标2个百分点。原因：宣传不够。改进措施：加强宣传。
（3）示例走访户数为30户，完成年度目标的150.00%。原因：年中增加任务。改进措施：随任务调整目标。
六、改进措施
措施一段。
七、其他需要说明的问题
其他一段。

附件：部门（单位）整体支出绩效自评表


示例单位
2023年3月5日
"""
MISSED = """\
  指标完成情况:
    - {三级指标: 示例走访户数, 实际完成值: 10户, 偏差原因: 原因甲, 改进措施: 措施甲}
    - {三级指标: 示例培训次数, 实际完成值: 0次, 偏差原因: 原因乙。, 改进措施: 措施乙。}
    - {三级指标: 补助资金发放, 实际完成值: 按季发放, 达成情况: 未达成, 得分: 3, 偏差原因: 原因丙, 改进措施: 措施丙}
    - {三级指标: 示例工作成本, 实际完成值: 4.20万元, 偏差原因: 原因丁, 改进措施: 措施丁}
    - {三级指标: 示例知晓率, 实际完成值: 80%, 偏差原因: 原因戊, 改进措施: 措施戊}
    - {三级指标: 群众满意度, 实际完成值: 93%, 偏差原因: 原因己, 改进措施: 措施己}
"""
MISSED_TOLD = """\
五、存在的问题及原因分析
未完成指标6项，原因和改进措施如下：
（1）示例走访户数为10户，完成年度目标的50.00%。原因：原因甲。改进措施：措施甲。
（2）示例培训次数为0次，未完成年度目标。原因：原因乙。改进措施：措施乙。
（3）补助资金发放，按季发放，未达成预期目标。原因：原因丙。改进措施：措施丙。
（4）示例工作成本实际支出4.20万元，超出年度目标0.20万元。原因：原因丁。改进措施：措施丁。
（5）示例知晓率为80%，低于年度目标10个百分点。原因：原因戊。改进措施：措施戊。
（6）群众满意度为93%，低于年度目标2个百分点。原因：原因己。改进措施：措施己。
六、改进措施
落实前述针对未完成指标的改进措施，并在下一年度的绩效管理中检查落实情况。
"""
BARE = """\
单位名称: 示例单位
年度: 2022
年度主要任务: [{任务名称: 示例任务, 主要内容: 示例, 财政拨款: 2}]
年度总体目标: [示例目标]
年度绩效指标:
  产出指标:
    数量指标: [{三级指标: 示例培训次数, 指标值: ≥3次}]
自评:
  填报日期: 2023-12-15
  预算执行:
    财政拨款: {年初预算数: 0, 全年预算数: 2, 全年执行数: 2}
    基本支出: {年初预算数: 0, 全年预算数: 2, 全年执行数: 2}
    项目支出: {年初预算数: 0, 全年预算数: 0, 全年执行数: 0}
  目标完成情况: [示例目标已完成]
  指标完成情况: [{三级指标: 示例培训次数, 实际完成值: 3次}]
  分值: {预算执行率: 10, 产出指标: 90}
"""
BARE_TOLD = """\
示例单位↵2022年度部门整体支出绩效自评报告

一、部门（单位）基本情况
2022年没有安排年初预算。绩效目标申报年度主要任务1项，预算2.00万元；设定年度总体目标1项、绩效指标1项（见附件）。
二、部门整体支出管理及使用情况
（一）预算执行情况
2022年全年预算2.00万元，支出2.00万元，执行率100.00%。
支出中，基本支出占100.00%；项目支出未安排预算，未发生支出。按资金来源和支出用途的执行情况见下表、下图。
表1 预算执行情况表（单位：万元）
分类 ¦ 项目 ¦ 年初预算数 ¦ 全年预算数 ¦ 全年执行数 ¦ 执行率
按资金来源 ¦ 财政拨款 ¦ 0.00 ¦ 2.00 ¦ 2.00 ¦ 100.00%
按支出用途 ¦ 基本支出 ¦ 0.00 ¦ 2.00 ¦ 2.00 ¦ 100.00%
按支出用途 ¦ 项目支出 ¦ 0.00 ¦ 0.00 ¦ 0.00 ¦ —
合计 ¦ 合计 ¦ 0.00 ¦ 2.00 ¦ 2.00 ¦ 100.00%
图1 基本支出和项目支出的预算与执行（单位：万元）
三、绩效目标完成情况
（一）总体目标完成情况
示例目标已完成。
（二）绩效指标完成情况
绩效指标1项，已完成。
1.产出指标1项。数量指标1项，已完成。示例培训次数为3次，达到年度目标。没有设置质量指标、时效指标、成本指标。
四、自评结论
2022年度部门整体支出绩效自评得分100.00分（满分100分），等级为“优”。其中，预算执行率10.00分（分值10分）、产出指标90.00分（90分）。绩效指标1项，已完成。
五、存在的问题及原因分析
各项绩效指标均已完成，自评没有发现需要说明的问题。
六、改进措施
各项绩效指标均已完成，没有需要专门说明的改进措施。
七、其他需要说明的问题
没有其他需要说明的问题。

附件：部门（单位）整体支出绩效自评表


示例单位
2023年12月15日
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_pack(find_pack("通用"))


@pytest.fixture
def report(pack, tmp_path):
    """Produces the report of a data file of this text."""

    def report(data: str) -> Path:
        path = tmp_path / "示例单位.yaml"
        path.write_text(data, encoding="utf-8")
        return next(path for path in produce(path, pack, tmp_path).documents if path.name == NAME)

    return report


def told(path: Path) -> str:
    """The report without its annex, as it reads: headings and captions with the numbers that Word gives them."""
    count = Counter[str]()
    lines = []
    for block in docx.Document(path).iter_inner_content():
        if block.style.name == "附件标识":
            break
        if isinstance(block, Table):
            lines += [" ¦ ".join(cell.text for cell in row.cells) for row in block.rows]
        elif block.style.name != "图":
            lines.append(number(block.style.name, count) + block.text.replace("\n", "↵"))
    return "\n".join(lines) + "\n"


def number(style: str, count: Counter[str]) -> str:
    """The next number of a style: each heading begins anew under the one above it."""
    count[style] += 1
    if style.startswith("Heading"):
        for lower in range(int(style[-1]) + 1, 4):
            count[f"Heading {lower}"] = 0
    written = chinese_numerals(count[style])
    numbers = {"Heading 1": f"{written}、", "Heading 2": f"（{written}）", "分项": f"{count[style]}."}
    return numbers.get(style, f"{style[0]}{count[style]} " if style in ("表题", "图题") else "")


def test_a_report_tells_everything_the_data_holds(report):
    assert told(report(GOALS + FULL)) == FULL_TOLD


def test_a_report_reads_well_without_all_that_may_be_left_out(report):
    assert told(report(BARE)) == BARE_TOLD


def test_what_was_missed_is_told_with_its_reason_and_remedy(report):
    outcomes = FULL[FULL.index("  指标完成情况:\n") : FULL.index("  报告:")]
    missed = told(
        report(GOALS + FULL.replace(outcomes, MISSED).replace("存在问题: 问题一段。, 改进措施: 措施一段。, ", ""))
    )
    assert missed[missed.index("五、") : missed.index("七、")] == MISSED_TOLD


def test_the_mark_of_sample_data_goes_with_its_line(report):
    marked = report(GOALS + FULL)
    assert printed_on(marked, "示例数据") == ["word/document.xml", "word/header1.xml", "word/header2.xml"]
    assert printed_on(report(GOALS + FULL.replace("  数据性质: 示例数据\n", "")), "示例数据") == []


def test_charts_show_the_figures_of_the_bureau(report):
    charts = zipfile.ZipFile(report(GOALS + FULL))
    assert (
        chart(charts.read("word/charts/chart1.xml"))
        == """\
· ¦ 基本支出 ¦ 项目支出
年初预算数 ¦ 6 ¦ 5
全年预算数 ¦ 6 ¦ 6
全年执行数 ¦ 5.9 ¦ 5.6"""
    )
    assert (
        chart(charts.read("word/charts/chart2.xml"))
        == """\
· ¦ 数量指标 ¦ 时效指标 ¦ 成本指标 ¦ 社会效益指标 ¦ 服务对象满意度指标
完成 ¦ 1 ¦ 1 ¦ 1 ¦ 1 ¦ 0
未完成 ¦ 1 ¦ 0 ¦ 0 ¦ 0 ¦ 1"""
    )
    assert (
        sheet(charts.read("word/charts/data2.xlsx"))
        == """\
单位：项 ¦ 完成 ¦ 未完成
数量指标 ¦ 1 ¦ 1
时效指标 ¦ 1 ¦ 0
成本指标 ¦ 1 ¦ 0
社会效益指标 ¦ 1 ¦ 0
服务对象满意度指标 ¦ 0 ¦ 1"""
    )
    assert "word/charts/chart2.xml" not in zipfile.ZipFile(report(BARE)).namelist()


def test_the_page_is_that_of_gb_t_9704(report):
    upright, across = docx.Document(report(GOALS + FULL)).sections
    assert page(upright) == (210, 297, 37, 28, 35, 26)
    assert page(across) == (297, 210, 28, 35, 26, 37)  # the same sheet turned
    grid = upright._sectPr.find(f"{W}docGrid").attrib
    assert dict(grid) == {f"{W}type": "linesAndChars", f"{W}linePitch": "579", f"{W}charSpace": "-848"}
    lines, characters = (225 / 25.4 * 72) / (579 / 20), (156 / 25.4 * 72) / (16 - 848 / 4096)
    assert (int(lines), int(characters)) == (22, 28)


def test_every_level_has_its_face(report):
    styles = docx.Document(report(GOALS + FULL)).styles
    faces = {
        name: styles[name].element.find(f".//{W}rFonts") for name in ("Title", "Heading 1", "Heading 2", "Heading 3")
    }
    assert {name: face.get(f"{W}eastAsia") for name, face in faces.items()} == {
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
        "Heading 3": "仿宋_GB2312",
    }
    usual = styles.element.find(f"{W}docDefaults//{W}rFonts")
    assert (usual.get(f"{W}eastAsia"), usual.get(f"{W}ascii")) == ("仿宋_GB2312", "Times New Roman")


def test_rows_of_the_annex_stay_whole_and_its_heads_repeat(report):
    *_, goals, indicators = docx.Document(report(GOALS + FULL)).tables
    for table in (goals, indicators):
        assert [row._tr.find(f".//{W}tblHeader") is not None for row in table.rows] == [True] + [False] * (
            len(table.rows) - 1
        )
        assert all(row._tr.find(f".//{W}cantSplit") is not None for row in table.rows)


def printed_on(path: Path, text: str) -> list[str]:
    """The parts of a document that hold `text`."""
    with zipfile.ZipFile(path) as package:
        return sorted(part for part in package.namelist() if text.encode() in package.read(part))


def chart(xml: bytes) -> str:
    """The values a chart shows: its categories, then a line for each series."""
    series = list(etree.fromstring(xml).iter("{*}ser"))
    rows = [["·", *values(series[0], "cat")], *([*values(one, "tx"), *values(one, "val")] for one in series)]
    return "\n".join(map(" ¦ ".join, rows))


def sheet(content: bytes) -> str:
    """The cells of the workbook behind a chart, a line a row."""
    rows = openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return "\n".join(" ¦ ".join(map(str, row)) for row in rows)


def values(series: etree._Element, part: str) -> list[str]:
    return [value.text for value in series.iterfind(f"{{*}}{part}//{{*}}pt/{{*}}v")]


def page(section: Section) -> tuple[int, ...]:
    """Width, height, and the margins at top, left, bottom and right, in mm."""
    lengths = [section.page_width, section.page_height, section.top_margin, section.left_margin]
    return tuple(round(length.mm) for length in (*lengths, section.bottom_margin, section.right_margin))
