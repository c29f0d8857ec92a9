"""The figures of the documents agree with the data: planted faults are found, other numbers are left alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from documents import template, word_file
from workbooks import make

from perfreport.agreement import disagreements
from perfreport.agreement.figures import Figures
from perfreport.check import Reviewer
from perfreport.check.review import Review
from perfreport.context import names
from perfreport.load import Loaded, load
from perfreport.office import open_template
from perfreport.phrase import FILTERS
from perfreport.problem import Problem
from perfreport.produce import open_pack, produce
from perfreport.rules import Rules, load_rules
from perfreport.score.evaluate import evaluate
from perfreport.score.scoring import Evaluation
from perfreport.score.weights import weighted

ROOT = Path(__file__).parent.parent
DATA = (ROOT / "data" / "2021" / "乌尔禾区民政局.yaml").read_text("utf-8")
RULES = load_rules(ROOT / "templates" / "通用")

REPORT = """\
{{ 单位名称 }}{{ 年度 }}年度部门整体支出绩效自评报告
一、部门（单位）基本情况
{{ 自评.报告.主要职能 }}
机构编制：编制人数{{ 自评.机构人员.编制人数 }}人，在职人数{{ 自评.机构人员.在职人数 }}人，退休人数{{ 自评.机构人员.退休人数 }}人。
（三）年度预算和绩效目标
{{ 年度 }}年年初预算数{{ 自评.预算执行.合计.年初预算数|万元 }}万元，其中：财政拨款{{ 合计.财政拨款|万元 }}万元。设置绩效指标{{ 自评.项数 }}项。
二、部门整体支出管理及使用情况
（一）预算执行情况
{{ 年度 }}年，年初预算数{{ 自评.预算执行.合计.年初预算数|万元 }}万元，全年预算数{{ 自评.预算执行.合计.全年预算数|万元 }}万元，全年执行数{{ 自评.预算执行.合计.全年执行数|万元 }}万元，预算执行率为{{ 自评.预算执行率.执行率|百分比 }}，较上年{{ 自评.预算执行率.执行率|个百分点(自评.上年.执行率) }}。
与上年相比，全年执行数增加18.77万元，增长10.92%。上年全年预算数{{ 自评.上年.全年预算数|万元 }}万元，全年执行数{{ 自评.上年.全年执行数|万元 }}万元，执行率{{ 自评.上年.执行率|百分比 }}。
其中：财政拨款全年预算数{{ 自评.预算执行.财政拨款.全年预算数|万元 }}万元，全年执行数{{ 自评.预算执行.财政拨款.全年执行数|万元 }}万元，执行率{{ 自评.预算执行.财政拨款.执行率|百分比 }}；上年结转{{ 自评.预算执行.上年结转.全年预算数|万元 }}万元，已全部执行。
（二）基本支出
全年预算数{{ 自评.预算执行.基本支出.全年预算数|万元 }}万元，全年执行数{{ 自评.预算执行.基本支出.全年执行数|万元 }}万元，执行率{{ 自评.预算执行.基本支出.执行率|百分比 }}。
（三）项目支出
项目支出全年预算数{{ 自评.预算执行.项目支出.全年预算数|万元 }}万元，全年执行数{{ 自评.预算执行.项目支出.全年执行数|元 }}元，执行率{{ 自评.预算执行.项目支出.执行率|百分比(1) }}。
（四）“三公”经费
“三公”经费预算数{{ 自评.三公经费.合计.预算数|万元 }}万元，执行数{{ 自评.三公经费.合计.执行数|万元 }}万元，上年执行数{{ 自评.三公经费.合计.上年执行数|万元 }}万元。其中：{% for 项 in 自评.三公经费.项目 %}{{ 项.名称 }}{{ 项.执行数|万元 }}万元{{ "；" if not loop.last else "。" }}{% endfor %}
年初结转结余{{ 自评.结转结余.年初结转结余|万元 }}万元，年末结转结余{{ 自评.结转结余.年末结转结余|万元 }}万元。
三、绩效目标完成情况
共设置{{ 自评.项数 }}项绩效指标，完成{{ 自评.完成项数 }}项，未完成{{ 自评.未完成项数 }}项。
{%p for 组 in 自评.各组 %}
{{ 组.一级指标 }}{{ 组.项数 }}项，完成{{ 组.完成项数 }}项，分值{{ 组.分值 }}分，得分{{ 组.得分 }}分。
{%p for 项 in 组.未完成 %}
{{ 项.三级指标 }}：目标值{{ 项.指标值 }}，实际完成{{ 项.实际完成值 }}，得分{{ 项.得分 }}分。{{ 项.偏差分析 }}
{%p endfor %}
{%p endfor %}
四、自评结论
预算执行率得分{{ 自评.预算执行率.得分 }}分。自评总分{{ 自评.总分 }}分，自评等级为“{{ 自评.等级 }}”。
五、存在的问题及原因分析
{{ 自评.报告.存在问题 }}
主要成效
{{ 自评.报告.主要成效 }}
"""

TABLE = """\
部门整体支出绩效自评表
（{{ 年度 }} 年）
单位：万元
资金来源¦年初预算数¦全年预算数（A）¦全年执行数（B）¦分值¦执行率（B/A）¦得分
年度资金总额¦{{ 自评.预算执行.合计.年初预算数|万元 }}¦{{ 自评.预算执行.合计.全年预算数|万元 }}¦{{ 自评.预算执行.合计.全年执行数|万元 }}¦{{ 自评.预算执行率.分值 }}¦{{ 自评.预算执行.合计.执行率|百分比 }}¦{{ 自评.预算执行率.得分 }}
其中：财政拨款¦{{ 自评.预算执行.财政拨款.年初预算数|万元 }}¦{{ 自评.预算执行.财政拨款.全年预算数|万元 }}¦{{ 自评.预算执行.财政拨款.全年执行数|万元 }}¦—¦{{ 自评.预算执行.财政拨款.执行率|百分比 }}¦—
　　　上年结转¦{{ 自评.预算执行.上年结转.年初预算数|万元 }}¦{{ 自评.预算执行.上年结转.全年预算数|万元 }}¦{{ 自评.预算执行.上年结转.全年执行数|万元 }}¦—¦{{ 自评.预算执行.上年结转.执行率|百分比 }}¦—
一级指标¦二级指标¦三级指标¦年度指标值¦实际完成值¦分值¦得分
{%tr for 项 in 自评.指标 %}¦¦¦¦¦¦
{{ 项.一级指标|合并 }}¦{{ 项.二级指标|合并 }}¦{{ 项.三级指标 }}¦{{ 项.指标值 }}¦{{ 项.实际完成值 }}¦{{ 项.分值|空 }}¦{{ 项.得分|空 }}
{%tr endfor %}¦¦¦¦¦¦
总分¦¦¦¦¦{{ 自评.满分 }}¦{{ 自评.总分 }}
"""

SHEET = """\
部门整体支出绩效目标表
任务名称  总额（万元）  财政拨款  其他资金
合计  =SUM(B5:B5)  =SUM(C5:C5)  =SUM(D5:D5)
{%tr for 任务 in 年度主要任务 %}
{{ 任务.任务名称 }}  {{ 任务.总额|万元 }}  {{ 任务.财政拨款|万元 }}  {{ 任务.其他资金|万元 }}
{%tr endfor %}
三级指标  指标值  实际完成值  得分
{%tr for 指标 in 自评.指标 %}
{{ 指标.三级指标 }}  {{ 指标.指标值 }}  {{ 指标.实际完成值 }}  {{ 指标.得分|空 }}
{%tr endfor %}
总分  ·  ·  =SUM(D9:D9)+9.82
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> tuple[Loaded, Evaluation]:
    return read(DATA, tmp_path_factory.mktemp("data"))


def read(data: str, folder: Path) -> tuple[Loaded, Evaluation]:
    path = folder / "数据.yaml"
    path.write_text(data, encoding="utf-8")
    loaded = load(path, RULES)
    assert loaded.report, loaded.problems
    evaluation, _ = evaluate(loaded.report, RULES.scoring)
    assert evaluation
    return loaded, evaluation


def figures_of(loaded: Loaded, evaluation: Evaluation | None, rules: Rules = RULES) -> Figures:
    return Review(loaded.report, rules, evaluation).figures


def checked(documents: Mapping[str, bytes], loaded: Loaded, evaluation: Evaluation) -> list[str]:
    """What is found, as `place｜message`, the data file's folder left out."""
    found = disagreements(documents, loaded, figures_of(loaded, evaluation), RULES)
    folder = f"{Path(loaded.places().file).parent}/"
    return [f"{each.place}｜{each.message}".replace(folder, "") for each in found]


def said(sample: tuple[Loaded, Evaluation], *lines: str) -> list[str]:
    """What is found in a document of these lines, without tags."""
    return checked({"报告.docx": word_file("\n".join(lines))}, *sample)


def filled(sample: tuple[Loaded, Evaluation], **templates: str) -> list[str]:
    """What is found in a report, a table and a sheet with these lines."""
    loaded, evaluation = sample
    folder = Path(loaded.places().file).parent
    made = {}
    for name, text in templates.items():
        opened = open_template(make(folder, text), FILTERS) if name == "sheet" else template(text, filters=FILTERS)
        made[f"{name}.{'xlsx' if name == 'sheet' else 'docx'}"] = opened.render(names(loaded.report, evaluation))
    return checked(made, loaded, evaluation)


def test_documents_that_print_the_data_agree(sample):
    assert filled(sample, report=REPORT, table=TABLE, sheet=SHEET) == []


REPORT_FAULTS = [
    ("年初预算数{{ 自评.预算执行.合计.年初预算数|万元 }}万元，其中", "年初预算数172.36万元，其中"),
    ("{{ 合计.财政拨款|万元 }}万元。设置", "175.20万元。设置"),
    ("全年预算数{{ 自评.预算执行.合计.全年预算数|万元 }}", "全年预算数188.00"),
    ("全年执行数{{ 自评.预算执行.合计.全年执行数|万元 }}", "全年执行数182.36"),
    ("预算执行率为{{ 自评.预算执行率.执行率|百分比 }}", "预算执行率为98.30%"),
    (
        "年，年初预算数{{ 自评.预算执行.合计.年初预算数|万元 }}",
        "年，年初预算数{{ 自评.预算执行.合计.全年预算数|万元 }}",
    ),
    ("全年预算数{{ 自评.预算执行.合计.全年预算数|万元 }}", "全年预算数{{ 自评.预算执行.合计.全年执行数|万元 }}"),
    ("全年执行数{{ 自评.预算执行.合计.全年执行数|万元 }}", "全年执行数{{ 自评.预算执行.合计.全年预算数|万元 }}"),
    ("全年执行数{{ 自评.预算执行.合计.全年执行数|万元 }}万元", "全年执行数{{ 自评.预算执行.合计.全年执行数|元 }}万元"),
    ("预算执行率为{{ 自评.预算执行率.执行率|百分比 }}", "预算执行率为{{ 自评.预算执行.财政拨款.执行率|百分比 }}"),
    ("{{ 年度 }}年年初预算数", "2020年年初预算数"),
    ("{{ 年度 }}年，年初", "2020年，年初"),
    ("{{ 年度 }}年度部门整体", "2020年度部门整体"),
    ("编制人数{{ 自评.机构人员.编制人数 }}", "编制人数7"),
    ("在职人数{{ 自评.机构人员.在职人数 }}", "在职人数{{ 自评.机构人员.编制人数 }}"),
    ("设置绩效指标{{ 自评.项数 }}项", "设置绩效指标43项"),
    ("上年全年预算数{{ 自评.上年.全年预算数|万元 }}", "上年全年预算数{{ 自评.上年.全年执行数|万元 }}"),
    ("执行率{{ 自评.上年.执行率|百分比 }}", "执行率96.42%"),
    (
        "财政拨款全年预算数{{ 自评.预算执行.财政拨款.全年预算数|万元 }}",
        "财政拨款全年预算数{{ 自评.预算执行.财政拨款.年初预算数|万元 }}",
    ),
    ("全年执行数{{ 自评.预算执行.财政拨款.全年执行数|万元 }}", "全年执行数187.24"),
    ("执行率{{ 自评.预算执行.财政拨款.执行率|百分比 }}；", "执行率89.20%；"),
    ("上年结转{{ 自评.预算执行.上年结转.全年预算数|万元 }}", "上年结转2.30"),
    (
        "全年预算数{{ 自评.预算执行.基本支出.全年预算数|万元 }}",
        "全年预算数{{ 自评.预算执行.基本支出.年初预算数|万元 }}",
    ),
    (
        "全年执行数{{ 自评.预算执行.基本支出.全年执行数|万元 }}",
        "全年执行数{{ 自评.预算执行.项目支出.全年执行数|万元 }}",
    ),
    ("执行率{{ 自评.预算执行.基本支出.执行率|百分比 }}", "执行率{{ 自评.预算执行.项目支出.执行率|百分比 }}"),
    (
        "项目支出全年预算数{{ 自评.预算执行.项目支出.全年预算数|万元 }}",
        "项目支出全年预算数{{ 自评.预算执行.项目支出.年初预算数|万元 }}",
    ),
    ("全年执行数{{ 自评.预算执行.项目支出.全年执行数|元 }}元", "全年执行数616100.00元"),
    ("执行率{{ 自评.预算执行.项目支出.执行率|百分比(1) }}", "执行率95.6%"),
    ("经费预算数{{ 自评.三公经费.合计.预算数|万元 }}", "经费预算数{{ 自评.三公经费.合计.执行数|万元 }}"),
    ("执行数{{ 自评.三公经费.合计.执行数|万元 }}万元，上年", "执行数1.84万元，上年"),
    ("上年执行数{{ 自评.三公经费.合计.上年执行数|万元 }}", "上年执行数{{ 自评.三公经费.合计.执行数|万元 }}"),
    ("{{ 项.名称 }}{{ 项.执行数|万元 }}万元", "{{ 项.名称 }}1.36万元"),
    ("年末结转结余{{ 自评.结转结余.年末结转结余|万元 }}", "年末结转结余{{ 自评.结转结余.年初结转结余|万元 }}"),
    ("共设置{{ 自评.项数 }}项绩效指标", "共设置45项绩效指标"),
    ("完成{{ 自评.完成项数 }}项，未", "完成43项，未"),
    ("未完成{{ 自评.未完成项数 }}项。", "未完成1项。"),
    ("{{ 组.一级指标 }}{{ 组.项数 }}项", "{{ 组.一级指标 }}{{ 自评.项数 }}项"),
    ("完成{{ 组.完成项数 }}项，分值", "完成{{ 组.项数 }}项，分值"),
    ("得分{{ 组.得分 }}分", "得分{{ 组.分值 }}分"),
    ("目标值{{ 项.指标值 }}", "目标值≥90%"),
    ("实际完成{{ 项.实际完成值 }}", "实际完成{{ 项.指标值 }}"),
    ("得分{{ 项.得分 }}分", "得分{{ 项.分值 }}分"),
    ("预算执行率得分{{ 自评.预算执行率.得分 }}分", "预算执行率得分10分"),
    ("自评总分{{ 自评.总分 }}分", "自评总分98.26分"),
    ("自评等级为“{{ 自评.等级 }}”", "自评等级为“良”"),
]


@pytest.mark.parametrize(("right", "wrong"), REPORT_FAULTS)
def test_a_fault_in_the_report_is_found(sample, right, wrong):
    assert right in REPORT
    assert filled(sample, report=REPORT.replace(right, wrong, 1)) != []


TABLE_FAULTS = [
    ("{{ 自评.预算执行.合计.年初预算数|万元 }}", "182.36"),
    ("{{ 自评.预算执行.合计.全年预算数|万元 }}", "{{ 自评.预算执行.财政拨款.全年预算数|万元 }}"),
    ("{{ 自评.预算执行.合计.全年执行数|万元 }}", "{{ 自评.预算执行.合计.全年执行数|元 }}"),
    ("{{ 自评.预算执行率.分值 }}", "20"),
    ("{{ 自评.预算执行.合计.执行率|百分比 }}", "98.30%"),
    ("{{ 自评.预算执行率.得分 }}", "9.83"),
    (
        "其中：财政拨款¦{{ 自评.预算执行.财政拨款.年初预算数|万元 }}",
        "其中：财政拨款¦{{ 自评.预算执行.财政拨款.全年预算数|万元 }}",
    ),
    ("年初预算数¦全年预算数（A）", "全年预算数¦年初预算数"),
    ("（{{ 年度 }} 年）", "（2020 年）"),
    ("{{ 项.指标值 }}", "{{ 项.实际完成值 }}"),
    ("¦{{ 项.实际完成值 }}", "¦{{ 项.指标值 }}"),
    ("{{ 项.分值|空 }}¦", "5¦"),
    ("{{ 项.得分|空 }}\n", "{{ 项.分值|空 }}\n"),
    ("{{ 自评.满分 }}", "120"),
    ("{{ 自评.总分 }}", "99.62"),
    ("in 自评.指标 %}", "in 自评.指标 if 项.是否完成 %}"),
]


@pytest.mark.parametrize(("right", "wrong"), TABLE_FAULTS)
def test_a_fault_in_the_table_is_found(sample, right, wrong):
    assert right in TABLE
    assert filled(sample, table=TABLE.replace(right, wrong, 1)) != []


SHEET_FAULTS = [
    ("in 年度主要任务 %}", "in 年度主要任务[:18] %}"),
    ("=SUM(B5:B5)", "=SUM(C5:C5)+1"),
    ("=SUM(C5:C5)", "=ROUNDDOWN(SUM(C5:C5),1)"),
    ("=SUM(D5:D5)", "=SUM(B5:B5)"),
    ("=SUM(B5:B5)", "=SUM(B5:B5)/10000"),
    ("{{ 任务.财政拨款|万元 }}", "{{ 任务.财政拨款|元 }}"),
    ("{{ 任务.总额|万元 }}", "12.00"),
    ("{{ 指标.实际完成值 }}", "100%"),
    ("{{ 指标.得分|空 }}", "{{ 指标.分值|空 }}"),
    ("=SUM(D9:D9)+9.82", "=SUM(D9:D9)"),
    ("=SUM(D9:D9)+9.82", "=ROUND(SUM(D9:D9)+9.82,0)+0.4"),
]


@pytest.mark.parametrize(("right", "wrong"), SHEET_FAULTS)
def test_a_fault_in_the_sheet_is_found(sample, right, wrong):
    assert right in SHEET
    assert filled(sample, sheet=SHEET.replace(right, wrong, 1)) != []


OWN_FAULTS = [
    "全年执行数190.26万元，执行率98.23%。",
    "预算执行率98.30%，没有达到预期。",
    "各项补贴按时发放，全年执行数190.26万元。",
    "2021年全年预算数为1940600.01元。",
    "年初预算数185.56元。",
    "全年预算数、执行情况良好，全年支出0.02亿元，年初预算0.03亿元。",
    "基本支出129.20万元，占总支出的67.7%。",
    "自评总分为99.62分，等级为良。",
    "2021年度自评等级为“良”，较上年提升。",
    "44项指标中，完成41项指标，未完成2项指标。",
    "群众满意度达到95.3%，较上年提高。",
    "城市低保金发放人数6人、80岁以上老年人参加体检的人数6人，分别完成年度目标的150.00%、120.00%。",
    "“三公”经费支出1.84万元，比上年下降。",
    "公务接待费支出0.21万元。",
    "项目支出执行率达到95.05%，基本支出执行率99.58%。",
    "截至2021年12月31日，全年执行数196.02万元。",
    "年末结转结余3.04万元。",
    "当年财政拨款全年执行数178.42万元。",
    "我局2021年整体支出执行率97.23%。",
]


@pytest.mark.parametrize("words", OWN_FAULTS)
def test_a_fault_in_the_own_words_is_found_where_the_clerk_wrote_it(tmp_path, words):
    data = DATA.replace("    主要成效: |\n", f"    主要成效: |\n      **示例。** {words}\n\n", 1)
    found = filled(read(data, tmp_path), report="{{ 自评.报告.主要成效|正文 }}")
    line = data[: data.index(words)].count("\n") + 1
    assert found
    assert {each.partition("｜")[0].rpartition(":")[0] for each in found} == {f"数据.yaml:{line}"}


@pytest.mark.parametrize("words", OWN_FAULTS)
def test_what_the_reviewer_has_told_of_the_own_words_is_not_told_again(tmp_path, words):
    data = DATA.replace("    主要成效: |\n", f"    主要成效: |\n      **示例。** {words}\n\n", 1)
    loaded, evaluation = read(data, tmp_path)
    report = template("{{ 自评.报告.主要成效|正文 }}", filters=FILTERS).render(names(loaded.report, evaluation))
    told = reviewed(loaded, evaluation)
    assert disagreements({"报告.docx": report}, loaded, figures_of(loaded, evaluation), RULES, told) == []


def reviewed(loaded: Loaded, evaluation: Evaluation) -> list[Problem]:
    """What the reviewer says of figures in the clerk's own words."""
    found = Reviewer(RULES).review(Review(loaded.report, RULES, evaluation), loaded.places)
    return [each for each in found if each.id == "evaluation.figure-in-words"]


def test_shares_are_compared_where_the_sentence_leaves_the_measure_word_to_the_number(tmp_path):
    data = DATA.replace("城市低保金发放人数, 指标值: ≥5人", "低保金发放人次, 指标值: ≥5人次")
    data = data.replace("城市低保金发放人数, 实际完成值: 6人", "低保金发放人次, 实际完成值: 6人次")
    sample = read(data, tmp_path)
    told = "低保金发放6人次、80岁以上老年人参加体检的人数6人，分别完成年度目标的{}。"
    assert filled(sample, report=told.format("120.00%、150.00%")) == []
    assert filled(sample, report=told.format("150.00%、120.00%")) != []


OTHER_NUMBERS = [
    """\
2021年，区民政局认真落实各项民生政策。全年发放70周岁以上老年人特殊生活补贴11.76万元，惠及112人；发放残疾人生活补贴2.64万元，每人每月220元。救助项目预算12.00万元，全年执行数11.76万元，执行率98.00%。截至6月30日，执行数为82.35万元，执行率43.15%；前三季度执行率71.2%。较2020年的171.85万元增加18.77万元，增长10.92%。
召开会议12次，走访慰问85户，完成12项重点工作，落实整改措施6条，群众满意率92.1%。
""",
    """\
一是财政拨款2.50万元用于困难残疾人生活补贴，其中市级资金1.20万元、区级资金1.30万元。二是投入项目支出资金12.00万元购置设备。三是公用经费支出8.36万元，同比下降5.2%。四是人员经费全年支出98.62万元，占基本支出的76.4%。
上年执行率97.42%，本年提高0.81个百分点；去年全年预算数176.40万元。2022年年初预算数为201.30万元，比2021年年初预算增加15.74万元。全年执行数比全年预算数少3.44万元，约190万元。
老年补贴项目执行率达到98.00%，慰问项目执行率为100%。2019年全年执行数160.12万元，2020年执行率97.42%。
""",
    """\
1. 支出进度不均衡：一季度执行率12.5%，二季度末执行率40.3%，第四季度支出占全年支出的38%。
2. 个别项目预算执行率低于80%，6个项目中有2个项目执行率不足90%，年初预算3万元的慰问项目执行数为2.80万元。
3. 资产总额1256.30万元，其他资金往来0.80万元，基本支出保障4名在职人员。
4. 安全等级为良，信用等级：优。养老机构等级评定为中。
5. 按规定，得分90分以上的等级为优，80分以上为良，60分以上为中。
6. 村级考核总得分96分，社区工作者考核得分88分；对下属单位绩效自评得分95.5分。
""",
    """\
围绕绩效指标，制定措施15项，完成8项制度修订；开展培训3次，参训120人次，培训满意度98.5%。指标设置上，一级指标3个、二级指标9个；下一年拟新增指标5项。
根据《2020年度部门整体支出绩效自评报告》反馈的5个问题，完成整改5项。2022年，将按照《2022年部门整体支出绩效目标表》开展工作，计划财政拨款200.00万元。
政府采购预算20.00万元，全年执行数18.60万元，节约1.40万元。结转结余资金全部收回，年初预算调增8.50万元。全年预算数较年初预算数增加8.50万元，执行数占年初预算数的102.73%。
在职人员工资按月发放，其中在职人员2人参加培训；编制调整1次。
""",
    """\
全区低保标准为460元/月，城市低保6人、农村低保4人，全年支出4.00万元左右。区划地名工作支出7.70万元，比预算节约0.30万元，完成率98%。
群众满意度由2020年的90%提高到本年水平，一季度群众满意度91%。残疾人事业工作完成率目标为95%以上。
婚姻登记156对，登记合格率100%。年初把{{ 合计.总额|万元 }}万元预算分解到各股室，其中基本支出占66.9%，项目支出占33.1%。
三公经费同比下降7.5%，公务接待3批次18人，公务接待费人均60元。公务用车1辆，公务用车运行维护费每辆1.36万元。
安排项目支出12.00万元，用于购置设备；财政拨款14.50万元，主要用于慰问。完成主要任务5项。
其他12.00万元，社会保障和就业支出168.20万元，卫生健康支出9.30万元，住房保障支出13.12万元。
""",
]


@pytest.mark.parametrize("words", OTHER_NUMBERS)
@pytest.mark.parametrize("name", ["主要成效", "存在问题"])
def test_numbers_that_are_no_such_figures_are_left_alone(tmp_path, name, words):
    lines = "".join(f"      {line}\n\n" for line in words.splitlines())
    data = DATA.replace(f"    {name}: |\n", f"    {name}: |\n{lines}", 1)
    sample = read(data, tmp_path)
    assert filled(sample, report=REPORT) == []
    assert reviewed(*sample) == []


def test_a_problem_names_both_places_and_a_document_that_has_it_right(sample):
    right = word_file("全年执行数190.62万元。")
    wrong = word_file("一\n全年执行数190.26万元。")
    assert checked({"甲.docx": right, "乙.docx": wrong}, *sample) == [
        "乙.docx 第2段｜写的是“全年执行数190.26万元”，数据里全年执行数合计是 190.62万元（数据.yaml:204:5；甲.docx 第1段 也是这个数）。"
    ]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("全年执行数178.42万元。", "全年执行数合计是 190.62万元"),
        ("2021年预算执行率95.2%。", "预算执行率是 98.23%"),
        ("上年全年执行数178.42万元。", "“上年”的全年执行数是 171.85万元"),
        ("上年我单位全年执行数178.42万元。", "“上年”的全年执行数是 171.85万元"),
    ],
)
def test_a_wrong_number_is_held_against_this_year_unless_the_last_one_is_spoken_of(sample, line, meant):
    [found] = said(sample, line)
    assert meant in found


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("全年执行数178.42万元。", "写成 {{ 预算执行.合计.全年执行数|万元 }}万元。"),
        ("全年执行数1784200元。", "写成 {{ 预算执行.合计.全年执行数|元 }}元。"),
        ("基本支出执行数129.20万元。", "写成 {{ 预算执行.基本支出.全年执行数|万元 }}万元。"),
        ("预算执行率95.2%。", ""),
        ("上年全年执行数178.42万元。", ""),
    ],
)
def test_the_hint_names_the_reference_that_prints_the_figure_if_there_is_one(tmp_path, words, reference):
    data = DATA.replace("    主要成效: |\n", f"    主要成效: |\n      **示例。** {words}\n\n", 1)
    loaded, evaluation = read(data, tmp_path)
    report = template("{{ 自评.报告.主要成效|正文 }}", filters=FILTERS).render(names(loaded.report, evaluation))
    found = disagreements({"报告.docx": report}, loaded, figures_of(loaded, evaluation), RULES)
    advice = f"这个数可以引用，就不会不一致，{reference}" if reference else ""
    hint = f"改正这句话，或改正数据。{advice}说的是别的数，就写明是什么的，例如“老年补贴项目执行率”。"
    assert [each.hint for each in (*found, *reviewed(loaded, evaluation))] == [hint, hint]


def test_cells_are_compared_by_the_label_of_the_row_and_the_head_of_the_column(sample):
    table = "资金¦全年预算数¦执行率\n其中：财政拨款¦190.68¦98.20%\n基本支出¦129.56¦99.60%\n说明¦1.00¦2.00%"
    assert said(sample, "单位：万元", table) == [
        "报告.docx 表1 第2行第2列｜写的是“190.68”，数据里“财政拨款”的全年预算数是 190.86万元（数据.yaml:204:34）。",
        "报告.docx 表1 第3行第3列｜写的是“99.60%”，数据里“基本支出”的执行率是 99.58%（数据.yaml:206:49）。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "全年执行数1906200元。",
        "全年执行数1,906,200.00元。",
        "全年执行数190.6万元。",
        "全年执行数为191万元。",
        "全年执行数（B）：0.019062亿元。",
        "全年执行数0.02亿元，执行率98.227%。",
        "执行率98%。",
        "完成三级指标四十二项，指标共44项。",
        "上年全年执行数171.85万元，2020年执行率97.42%。",
        "2021年全年执行数190.62万元，较2020年全年执行数171.85万元增加18.77万元。",
        "群众满意度达到93.5%，目标值95%。",
        "城市低保金发放人数6人、80岁以上老年人参加体检的人数6人，分别完成年度目标的120.00%、150.00%；其余达到年度目标。",
        "自评等级：优秀。",
        "人均绩效考核奖成本为1.42万元，低于年度目标0.08万元，目标值1.5万元。",
        "全年预算194.06万元，支出190.62万元，其中：基本支出129.02万元，占全年支出的67.7%。",
        "年初预算185.56万元。按用途分，基本支出124.06万元、项目支出61.50万元。",
        "绩效目标申报年度主要任务20项；设定年度总体目标7项、绩效指标44项（见附件）。",
        "支出中，基本支出占67.68%，项目支出占32.32%。",
        "其中，预算执行率9.82分（分值10分）、产出指标49.48分（50分）、效益指标30.00分（30分）。",
        "农村低保金发放政策符合率、城市低保金发放政策符合率均达到100%，完成年度目标。",
    ],
)
def test_a_figure_may_be_said_in_any_unit_and_in_fewer_decimals(sample, line):
    assert said(sample, line) == []


@pytest.mark.parametrize(
    "line",
    [
        "全年执行数190.62元。",
        "全年执行数19.06万元。",
        "全年执行数190.61万元。",
        "全年执行数190.5万元。",
        "全年执行数为0.03亿元。",
        "执行率99%。",
        "完成三级指标四十一项。",
        "2020年，全年执行数190.62万元。",
        "2019年度全年执行数190.62万元。",
        "2020年度部门整体支出绩效自评报告",
        "上年全年执行数190.62万元。",
        "自评得分99分。",
        "自评等级为良好。",
        "年度主要任务19项。",
        "年初预算185.56万元，其中：财政拨款190.86万元。",
        "年初预算185.56万元。按资金来源分，财政拨款182.36万元；按支出用途分，基本支出129.56万元。",
        "全年预算194.06万元，支出190.26万元。",
        "基本支出129.02万元，占全年支出的76.68%。",
        "绩效目标申报年度主要任务21项；设定年度总体目标7项、绩效指标44项（见附件）。",
        "绩效目标申报年度主要任务20项；设定年度总体目标6项、绩效指标44项（见附件）。",
        "绩效目标申报年度主要任务20项；设定年度总体目标7项、绩效指标43项（见附件）。",
        "支出中，基本支出占76.68%，项目支出占32.32%。",
        "支出中，基本支出占67.68%，项目支出占33.32%。",
        "其中，预算执行率9.82分（分值10分）、产出指标49.84分（50分）。",
        "其中，预算执行率9.82分（分值10分）、产出指标49.48分（60分）。",
        "农村低保金发放政策符合率、城市低保金发放政策符合率均达到99%，完成年度目标。",
    ],
)
def test_one_digit_one_unit_or_one_year_that_differs_is_found(sample, line):
    assert len(said(sample, line)) == 1


@pytest.mark.parametrize(
    ("cell", "is_right"),
    [
        ("112人", True),
        ("112 人", True),
        ("112", True),
        ("＝112人", True),
        ("12人", False),
        ("1112人", False),
        ("≥112人", False),
        ("112户", False),
        ("完成", False),
    ],
)
def test_an_actual_value_is_what_was_typed_or_its_number_alone(sample, cell, is_right):
    found = said(sample, f"三级指标¦实际完成值\n发放70周岁以上老年人特殊生活补贴¦{cell}")
    assert (found == []) is is_right


def test_of_one_tag_that_is_wrong_in_every_row_the_first_few_are_told(sample):
    found = filled(sample, table=TABLE.replace("{{ 项.得分|空 }}", "7"))
    assert len([each for each in found if "得分" in each]) == 3


def test_a_list_that_is_there_for_the_greater_part_must_be_there_whole(sample):
    loop = "{%tr for 项 in 自评.指标 if 项.是否完成 %}¦¦"
    rows = f"三级指标¦指标值¦实际完成值\n{loop}\n{{{{ 项.三级指标 }}}}¦{{{{ 项.指标值 }}}}¦{{{{ 项.实际完成值 }}}}\n{{%tr endfor %}}¦¦"
    assert filled(sample, table=rows) == [
        "table.docx｜这里有“年度绩效指标”的大部分，缺少“残疾人文化体育活动开展次数”“群众满意度”（数据.yaml:145:36）。"
    ]
    told = "没有完成的有：残疾人文化体育活动开展次数、群众满意度。"
    assert filled(sample, table=f"{rows}\n{told}") == []
    assert filled(sample, table=rows.replace("if 项", "if not 项")) == []


def test_goal_tables_agree_before_there_is_a_self_evaluation(tmp_path):
    data = DATA[: DATA.index("\n自评:")]
    path = tmp_path / "数据.yaml"
    path.write_text(data, encoding="utf-8")
    table = "任务名称¦总额\n合计¦182.63"
    loaded = load(path, RULES)
    found = disagreements({"表.docx": word_file(table)}, loaded, figures_of(loaded, None), RULES)
    assert [each.message for each in found] == [f"写的是“182.63”，数据里总额合计是 182.36万元（{path}:19:3）。"]


@pytest.mark.parametrize(
    ("pack", "data"),
    [("通用", "data/2021/乌尔禾区民政局.yaml"), ("广东示例", "templates/广东示例/示例单位.yaml")],
)
def test_the_documents_of_the_samples_agree(pack, data):
    opened = open_pack(ROOT / "templates" / pack)
    loaded = load(ROOT / data, opened.rules)
    evaluation, _ = evaluate(loaded.report, opened.rules.scoring)
    values = names(weighted(loaded.report, opened.rules.scoring), evaluation)
    documents = {name: each.render(values) for name, each in opened.documents.items()}
    assert len(documents) > 3
    assert disagreements(documents, loaded, figures_of(loaded, evaluation, opened.rules), opened.rules) == []


@pytest.mark.parametrize(("decided", "severity", "written"), [("错误", "error", 0), ("提示", "hint", 1)])
def test_the_pack_decides_whether_a_disagreement_stops_the_documents(tmp_path, decided, severity, written):
    pack = tmp_path / "包"
    pack.mkdir()
    rules = (ROOT / "templates" / "通用" / "规则.yaml").read_text("utf-8")
    rules = rules.replace("核对不一致: 错误", f"核对不一致: {decided}")
    rules = rules[: rules.index("自评文档:")] + rules[rules.index("# 自评的分值、计分和等级") :]
    (pack / "规则.yaml").write_text(rules, encoding="utf-8")
    (pack / "报告.docx").write_bytes(word_file("{{ 单位名称 }}\n自评总分98.00分。"))
    data = tmp_path / "数据.yaml"
    data.write_text(DATA, encoding="utf-8")
    result = produce(data, open_pack(pack), tmp_path / "output")
    assert len(result.documents) == written
    found = [each for each in result.problems if each.id.startswith("agreement")]
    assert [(str(each.place), each.severity, each.id) for each in found] == [
        (f"{data} → 报告.docx 第2段", severity, "agreement.differs")
    ]


BODIES = "局 厅 中心 院 所 站 馆 校 公司 集团 协会 股 街道 镇"


@pytest.mark.parametrize("body", BODIES.split())
def test_what_another_body_spent_is_no_figure_of_the_bureau(sample, body):
    assert said(sample, f"示例区幸福{body}，全年支出36.20万元。") == []
    assert len(said(sample, "示例区幸福之家，全年支出36.20万元。")) == 1
