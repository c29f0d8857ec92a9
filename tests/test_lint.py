"""What is said of a pack's templates before there is data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import template, word_file
from workbooks import make

from perfreport.context import names
from perfreport.lint import lint_pack
from perfreport.lint.names import Known, check_names, known
from perfreport.lint.samples import MANY, SORTS, names_of
from perfreport.lint.trial import try_out
from perfreport.load import load
from perfreport.money import Money
from perfreport.office.faces import Faces
from perfreport.phrase import FILTERS
from perfreport.rules import load_rules
from perfreport.score.evaluate import evaluate

ROOT = Path(__file__).parent.parent
RULES = """\
指标分组:
  产出指标: [数量指标]
自有项目:
  任务:
    - {名称: 责任科室, 说明: 示例}
自评文档: [自评表]
评分: {满分: 100, 分值: {预算执行率: 10, 产出指标: 90}, 分值小数位: 2, 得分小数位: 2, 执行率分母: 全年预算数, 正向: 按比例,
  反向: 按反比例, 满意度起点: 0%, 定性: {达成: {最低: 60%, 最高: 100%}}, 等级: {合格: 60, 不合格: 0}}
"""


def lint(folder: Path, trial: bool = False, unused: bool = False, **templates: str) -> str:
    """What is said of a pack of these Word templates; of fields that none of them prints only where asked."""
    (folder / "规则.yaml").write_text(RULES, encoding="utf-8")
    for name, body in templates.items():
        (folder / f"{name}.docx").write_bytes(word_file(body))
    others = ("rules.no-template", "lint.no-face", "" if unused else "lint.unused-field")
    found = [each for each in lint_pack(folder, trial or unused) if each.id not in others]
    return "\n".join(map(str, found)).replace(f"{folder}/", "").replace(str(folder), "包")


@pytest.mark.parametrize("pack", ["通用", "广东示例"])
def test_the_packs_that_come_with_perfreport_have_no_fault(pack):
    assert [found for found in lint_pack(ROOT / "templates" / pack) if found.id != "lint.unused-field"] == []


def test_a_name_that_no_data_file_has_is_told_with_what_was_meant(tmp_path):
    assert lint(tmp_path, 目标表="{{ 单位名 }}{{ 合计.总数 }}") == (
        "目标表.docx 第1段  错误：标签 {{ 单位名 }} 用到的“单位名”，数据里没有。\n"
        "    → 是不是“单位名称”？这里可以写的有：单位名称、年度、金额单位、年度主要任务、合计、年度总体目标、年度绩效指标、自评。"
        "循环里的名字，要与 for 后面写的一样。  [lint.unknown-name]\n"
        "目标表.docx 第1段  错误：标签 {{ 合计.总数 }} 用到的“总数”，“合计”里没有。\n"
        "    → 是不是“总额”？这里可以写的有：总额、财政拨款、其他资金。  [lint.unknown-name]"
    )


def test_a_name_in_a_branch_that_no_document_takes_is_told_too(tmp_path):
    body = "{% if 年度 > 3000 %}{% for 任务 in 年度主要任务 %}{{ 任务.科室 }}{% endfor %}{% endif %}"
    assert lint(tmp_path, 目标表=body) == (
        "目标表.docx 第1段  错误：标签 {{ 任务.科室 }} 用到的“科室”，“年度主要任务”的一项里没有。\n"
        "    → 是不是“责任科室”？这里可以写的有：任务名称、主要内容、财政拨款、其他资金、总额、编号、责任科室。  [lint.unknown-name]"
    )


def test_a_list_and_a_value_have_no_names_under_them(tmp_path):
    assert lint(tmp_path, 目标表="{{ 年度主要任务.任务名称 }}{{ 年度.数 }}{{ 单位名称.strip() }}") == (
        "目标表.docx 第1段  错误：标签 {{ 年度主要任务.任务名称 }} 用到的“任务名称”，“年度主要任务”里没有。\n"
        "    → 这是一列，先写 for 循环，再写一项的名字，如 {% for 项 in … %}{{ 项.任务名称 }}{% endfor %}。  [lint.unknown-name]\n"
        "目标表.docx 第1段  错误：标签 {{ 年度.数 }} 用到的“数”，“年度”里没有。\n"
        "    → 这已经是一个值，去掉后面的“.”和名字。  [lint.unknown-name]"
    )


def test_a_wrong_list_is_told_once_and_not_at_every_tag_of_the_loop(tmp_path):
    body = "{% for 任务 in 主要任务 %}{{ 任务.任务名称 }}{{ 任务.总额|万元 }}{% endfor %}"
    assert lint(tmp_path, 目标表=body).count("lint.unknown-name") == 1


def test_a_name_in_a_default_is_told_but_not_one_that_the_template_asks_whether_it_is_defined(tmp_path):
    assert "“主管”" in lint(tmp_path, 目标表="{{ 主管|空 }}")
    assert lint(tmp_path, 目标表="{% if 主管 is defined %}{{ 主管 }}{% endif %}") == ""


def test_what_only_some_data_files_have_must_be_asked_for(tmp_path):
    body = "{{ 自评.上年.全年预算数|万元 }}{{ 自评.上年.执行率|百分比 }}{% for 任务 in 年度主要任务 %}{{ 任务.编号 }}{% endfor %}"
    assert lint(tmp_path, 自评表=body) == (
        "自评表.docx 第1段  提示：标签 {{ 自评.上年.全年预算数|万元 }} 用到的“上年”不一定有（这样的标签还有 1 个）：没有填写“上年”时就没有。\n"
        "    → 先写 {% if 自评.上年 %}，后面写 {% endif %}。  [lint.sometimes-missing]\n"
        "自评表.docx 第1段  提示：标签 {{ 自评.上年.执行率|百分比 }} 用到的“执行率”不一定有：预算是 0 时没有。\n"
        "    → 先写 {% if 自评.上年.执行率 %}，后面写 {% endif %}；或写 {{ …|空 }}，没有就不印。  [lint.sometimes-missing]\n"
        "自评表.docx 第1段  提示：标签 {{ 任务.编号 }} 用到的“编号”不一定有：没有填写“编号”时就没有。\n"
        "    → 先写 {% if ….编号 %}，后面写 {% endif %}；或写 {{ …|空 }}，没有就不印。  [lint.sometimes-missing]"
    )


@pytest.mark.parametrize(
    "body",
    [
        "{% if 自评.上年 %}{{ 自评.上年.全年预算数|万元 }}{% endif %}",
        "{% set 上年 = 自评.上年 %}{% if 上年 %}{{ 上年.全年预算数|万元 }}{% endif %}",
        "{% for 指标 in 自评.指标 %}{{ 指标.得分|小数|空 }}{{ '—' if 指标.完成率 is none else 指标.完成率 }}{% endfor %}",
        "{% for 指标 in 自评.指标 if 指标.是否指标 %}{{ 指标.得分|default('—') }}{{ 指标.备注说明|default('') }}{% endfor %}",
        "{% for 指标 in 自评.指标 if 指标.是否指标 %}{{ 指标.得分|小数 }}{% endfor %}",
        "{% for 指标 in 自评.指标 %}{{ 指标.分值|小数 if 指标.是否指标 else '' }}{% endfor %}",
        "{{ 自评.指标|selectattr('是否指标')|map(attribute='得分')|sum }}",
        "{% if 自评.上年 %}{% set 数 = 自评.上年.全年预算数 %}{% else %}{% set 数 = 自评.预算执行.合计.全年预算数 %}{% endif %}{{ 数|万元 }}",
        "{% if 自评.机构人员 and 自评.机构人员.在职人数 %}{{ 自评.机构人员.在职人数 }}{% endif %}",
        "{% for 名 in ['基本支出', '项目支出'] %}{{ 自评.预算执行[名].全年预算数|元 }}{% endfor %}",
        "{{ 自评.报告.没有声明|default('') }}",
    ],
)
def test_what_was_asked_for_and_what_always_is_there_are_left_alone(tmp_path, body):
    assert "sometimes-missing" not in lint(tmp_path, 自评表=body)


@pytest.mark.parametrize("rows", ["自评.指标", "自评.各组[0].二级[0].指标"])
def test_a_rate_is_missing_for_some_indicators_though_they_are_indicators(tmp_path, rows):
    body = f"{{% for 指标 in {rows} if 指标.是否指标 %}}{{{{ 指标.完成率|百分比 }}}}{{% endfor %}}"
    assert "用到的“完成率”不一定有：指标值是 0 的、定性的指标没有。" in lint(tmp_path, 自评表=body)


def test_the_self_evaluation_is_missing_where_the_template_is_not_for_it(tmp_path):
    body = "{% if 自评.上年 %}{{ 自评.上年.全年预算数|万元 }}{% endif %}{{ 自评.等级 }}"
    assert lint(tmp_path, 目标表=body, 自评表="{{ 自评.等级 }}") == (
        "目标表.docx 第1段  提示：标签 {% if 自评.上年 %} 用到的“自评”不一定有（这样的标签还有 1 个）：没有填写“自评”时就没有。\n"
        "    → 在规则.yaml 的“自评文档”里写上“目标表”，没有“自评”的数据文件就不产生它；或先写 {% if 自评 is defined %}，"
        "后面写 {% endif %}。  [lint.sometimes-missing]"
    )
    assert lint(tmp_path, 目标表="{% if 自评 is defined %}{{ 自评.等级 }}{% endif %}", 自评表="{{ 自评.等级 }}") == ""


def test_what_comes_up_when_documents_are_made_on_trial_is_told_with_the_sort_of_data(tmp_path):
    share = "{% if 自评.上年 %}{{ (自评.上年.全年执行数 / 自评.上年.全年预算数)|百分比 }}{% endif %}"
    assert lint(tmp_path, trial=True, 自评表=share, 目标表="{{ 年度主要任务[0].任务名称|小数 }}") == (
        "目标表.docx 第1段  错误：用填得最全的数据文件试做时：标签 {{ 年度主要任务[0].任务名称|小数 }} 用过滤器“小数”时出错："
        "“小数”要的是数，如 2.5，得到的是文字“示例任务名称1”。\n"
        "    → 检查过滤器前面的值和括号里的参数。  [render.filter]\n"
        "自评表.docx 第1段  提示：用预算和支出都是 0 的数据文件试做时：标签 {{ (自评.上年.全年执行数 / 自评.上年.全年预算数)|百分比 }}"
        " 算不出来：除数是 0。\n"
        "    → 检查标签和它用到的数据。  [render.failed]"
    )


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("{% for 任务 in 年度主要任务 %}{{ 任务.编号 }}{% endfor %}", "lint.sometimes-missing"),
        ("{{ 自评.上年.基本支出|元 }}\n{{ 自评.上年.项目支出|元 }}", "lint.sometimes-missing"),
        ("{% set 名 = 单位名 %}\n{{ 名 }}\n{{ 名.字 }}", "lint.unknown-name"),
        ("{{ 自评.上年.基本支出 }}", "lint.sometimes-missing render.needs-filter"),
        (
            "{{ 自评.上年.基本支出|元 }}{{ 合计 }}{{ 年度主要任务 }}",
            "lint.sometimes-missing" + " render.unprintable" * 2,
        ),
    ],
)
def test_a_trial_tells_what_no_name_explains_and_nothing_twice(tmp_path, body, ids):
    found = lint(tmp_path, trial=True, 自评表=body)
    assert " ".join(line.rpartition("[")[2][:-1] for line in found.splitlines() if "→" in line) == ids


def test_what_can_be_filled_in_and_no_template_prints_is_told(tmp_path):
    goals = (
        "{% for 任务 in 年度主要任务 %}{{ 任务.任务名称 }}{{ 任务.财政拨款|元 }}{% endfor %}{{ 单位名称 }}{{ 年度 }}"
    )
    marks = "{{ 自评.总分 }}{{ 自评.填报日期 }}{% for 目标 in 自评.目标 %}{{ 目标.实际完成情况 }}{% endfor %}{{ 自评.上年.全年执行数|元 }}"
    marks += "{{ 自评.预算执行率.执行率 }}"
    found = lint(tmp_path, unused=True, 目标表=goals, 自评表=marks)
    assert [line for line in found.splitlines() if "这个模板包却" in line] == [
        "包  提示：数据文件里必须填写“年度主要任务”（主要内容）“年度总体目标”“年度绩效指标”（三级指标）“预算执行”（财政拨款的年初预算数、"
        "基本支出、项目支出），这个模板包却没有一个模板用到。",
        "包  提示：数据文件里可以填写“年度主要任务”（其他资金）“数据性质”“预算执行”（上年结转的年初预算数、其他资金的年初预算数）“上年”（全年预算数、基本支出、项目支出）“三公经费”“结转结余”"
        "“机构人员”“指标完成情况”（偏差原因、改进措施），这个模板包却没有一个模板用到。",
        "规则.yaml:5:12  提示：数据文件里可以填写“年度主要任务”（责任科室），这个模板包却没有一个模板用到。",
    ]


def test_a_pack_without_rules_is_not_asked_for_the_fields_of_the_general_pack(tmp_path):
    (tmp_path / "目标表.docx").write_bytes(word_file("{{ 单位名称 }}"))
    assert [each.message for each in lint_pack(tmp_path) if each.id == "lint.unused-field"] == [
        "数据文件里必须填写“年度”“年度主要任务”“年度总体目标”“年度绩效指标”，这个模板包却没有一个模板用到。",
        "数据文件里可以填写“金额单位”“自评”，这个模板包却没有一个模板用到。",
    ]


def test_faults_of_opening_and_of_the_rules_are_told_together_in_order(tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"")
    (tmp_path / "10.docx").write_bytes(word_file("甲\n" * 9 + "{{ 甲\n{{ 乙 }}\n{{ 丙|小树 }}"))
    (tmp_path / "规则.yaml").write_text("指标分组: 1", encoding="utf-8")
    assert [str(found.place).replace(f"{tmp_path}/", "") for found in lint_pack(tmp_path)] == [
        "10.docx 第10段",
        "10.docx 第12段",
        "坏.xlsx",
        "规则.yaml:1:7",
    ]


def test_a_template_that_cannot_be_opened_leaves_open_what_it_prints(tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(b"")
    assert "unused-field" not in lint(tmp_path, unused=True, 目标表="{{ 单位名称 }}")


def test_excel_templates_are_looked_through_alike(tmp_path):
    make(tmp_path, "{{ 单位 }}  {{ 单位名称 }}", name="目标表.xlsx")
    assert "目标表.xlsx 表1!A1  错误：标签 {{ 单位 }} 用到的“单位”，数据里没有。" in lint(tmp_path)


def test_the_letter_of_the_reviewer_has_names_of_its_own(tmp_path):
    (tmp_path / "规则.yaml").write_text(RULES + "审核文档: [意见]\n", encoding="utf-8")
    body = "{{ 单位名称 }}{% for 类 in 各类 %}{% for 条 in 类.意见 %}{{ 条.意见 }}{{ 条.建意 }}{% endfor %}{% endfor %}"
    (tmp_path / "意见.docx").write_bytes(word_file(body))
    found = [each for each in lint_pack(tmp_path) if each.id == "lint.unknown-name"]
    assert [each.message for each in found] == ["标签 {{ 条.建意 }} 用到的“建意”，“各类.意见”的一项里没有。"]


def test_looking_through_a_pack_changes_nothing_in_it(tmp_path):
    shutil.copytree(ROOT / "templates" / "通用", tmp_path / "包")
    before = {path.name: path.read_bytes() for path in (tmp_path / "包").iterdir()}
    lint_pack(tmp_path / "包")
    assert {path.name: path.read_bytes() for path in (tmp_path / "包").iterdir()} == before


def test_every_name_of_a_real_data_file_is_known(tmp_path):
    rules = load_rules(ROOT / "templates" / "通用")
    report = load(ROOT / "data" / "2021" / "乌尔禾区民政局.yaml", rules).report
    seen = names(report, evaluate(report, rules.scoring)[0])
    everything = known((names_of(rules, sort), "") for sort in SORTS)
    before = repr(everything)
    everything.add(seen, "")
    assert repr(everything) == before


@pytest.mark.parametrize("pack", ["通用", "广东示例"])
@pytest.mark.parametrize("sort", [*SORTS, MANY], ids=lambda sort: sort.label)
def test_a_sample_has_scores_where_it_has_a_self_evaluation(pack, sort):
    seen = names_of(load_rules(ROOT / "templates" / pack), sort)
    assert ("自评" in seen) is sort.evaluated


def test_just_those_names_must_be_asked_for_that_fail_on_trial():
    rules = load_rules(ROOT / "templates" / "通用")
    samples = {sort: names_of(rules, sort) for sort in SORTS if sort.evaluated}
    everything = known((values, sort.lacks) for sort, values in samples.items())
    for path, at in single_values(everything):
        for asks in (False, True):
            opened = template(printing(path, at, asks), filters=FILTERS)
            told = check_names(opened.uses(), everything, "表", is_evaluated=True)
            assert bool(told) is bool(list(try_out(opened, samples))), (path, asks)


def single_values(at: Known, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Known]]:
    """The names of everything that is neither a record nor a list."""
    inside = {**at.under, **({"*": at.element} if at.element else {})}
    for name, each in inside.items():
        yield from single_values(each, (*path, name))
    if not inside:
        yield path, at


def printing(path: tuple[str, ...], at: Known, asks: bool) -> str:
    """A template that prints a name, in loops over the lists that it stands in."""
    before = name = after = ""
    for step in path:
        if step == "*":
            item = f"项{before.count('{%')}"
            before, after, name = f"{before}{{% for {item} in {name} %}}", f"{{% endfor %}}{after}", item
        else:
            name = f"{name}.{step}".lstrip(".")
    tag = f"{{{{ {name}{'|元' if Money in at.kinds else ''} }}}}"
    return before + (f"{{% if {name} is not none %}}{tag}{{% endif %}}" if asks else tag) + after


def test_what_an_author_does_not_see_is_told_and_a_missing_font_once_for_a_pack(tmp_path):
    fonted = '<w:p><w:r><w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/></w:rPr><w:t>｛｛ 年度 ｝｝</w:t></w:r></w:p>'
    for name in ("一", "二"):
        (tmp_path / f"{name}.docx").write_bytes(word_file(fonted))
    found = lint_pack(tmp_path, trial=False, faces=Faces(frozenset()))
    assert [(each.id, Path(each.place.file).name) for each in found if each.id.startswith("lint")] == [
        ("lint.not-plain", "一.docx"),
        ("lint.missing-face", "一.docx"),
        ("lint.not-plain", "二.docx"),
    ]
