"""Which names a template reads, as `path  tag  place`; ? stands behind one that the template asks for."""

from __future__ import annotations

import pytest
from charts import Chart, with_charts
from documents import template
from workbooks import make

from perfreport.office import Template, open_template
from perfreport.office.uses import Use


def read(opened: Template) -> list[str]:
    return [f"{shown(use)}  {use.tag}  {use.place.spot}" for use in opened.uses()]


def names(body: str) -> str:
    """The names that a Word template of these lines reads."""
    return " ".join(map(shown, template(body, filters={"小数": str}).uses()))


def shown(use: Use) -> str:
    return f"{'.'.join(use.path)}{'?' * use.guarded}"


def test_a_name_is_told_with_its_tag_and_place():
    assert read(template("{{ 单位 }}\n甲 ¦ {{ 合计.总额 }}", header="{{ 年度 }}", title="{{ 单位 }}")) == [
        "年度  {{ 年度 }}  页眉 第1段",
        "单位  {{ 单位 }}  第1段",
        "合计.总额  {{ 合计.总额 }}  表1 第1行第2列",
        "单位  {{ 单位 }}  文件属性",
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{{ 甲['乙'].丙 }}", "甲.乙.丙"),
        ("{{ 甲[0].乙 }} {{ 甲|first }}", "甲.*.乙 甲"),
        ("{{ 甲[乙] }}", "乙 甲.*"),
        ("{{ 甲 + 1 }} {{ -甲.乙 }} {{ 甲 ~ 丙 }}", "甲 甲.乙 甲 丙"),
        ("{{ 甲|join(乙) }}", "甲 乙"),
        ("{{ 甲.items() }} {{ 乙.strip() }}", "甲 甲.* 乙"),
        ("{{ range(3) }} {{ [1, '二'] }}", ""),
    ],
)
def test_attributes_and_subscripts_are_alike(body, wanted):
    assert names(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{% for 项 in 各项 %}{{ 项.名 }}{{ loop.index }}{% endfor %}{{ 项 }}", "各项 各项.*.名 项"),
        (
            "{% for 组 in 各组 %}{% for 类 in 组.类 %}{{ 类.名 }}{% endfor %}{% endfor %}",
            "各组 各组.*.类 各组.*.类.*.名",
        ),
        ("{% for 项 in 各项[1:]|list %}{{ 项.名 }}{% else %}{{ 无 }}{% endfor %}", "各项 各项.*.名 无"),
        ("{% for 项 in 甲 + 乙 %}{{ 项.名 }}{% endfor %}", "甲 乙 甲.*.名 乙.*.名"),
        ("{% for 名 in ['甲', '乙'] %}{{ 支出[名].数 }}{% endfor %}", "支出.甲.数 支出.乙.数"),
        ("{% for 项 in 各项|rejectattr('数') %}{{ 项.名 }}{% endfor %}", "各项 各项.*.数? 各项.*.名"),
        ("{% for 名 in 各项|map(attribute='名') %}{{ 名 }}{% endfor %}", "各项 各项.*.名 各项.*.名"),
        ("{% for 名, 数 in 各项.items() %}{{ 数.甲 }}{% endfor %}", "各项 各项.*"),
        ("{% for 组 in 各项|groupby('类') %}{{ 组.list }}{% endfor %}", "各项 各项.*.类 各项.*"),
    ],
)
def test_a_loop_runs_over_the_elements_of_its_list(body, wanted):
    assert names(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{% set 数 = 甲.乙 %}{{ 数.丙 }}", "甲.乙? 甲.乙.丙"),
        ("{% with 数 = 甲 %}{{ 数.丙 }}{% endwith %}{{ 数 }}", "甲? 甲.丙 数"),
        ("{% set 句 %}{{ 甲 }}{% endset %}{{ 句 }}", "甲"),
        ("{% set 数 = 甲|小数 %}{{ 数.丙 }}", "甲?"),
        ("{% if 一 %}{% set 数 = 甲 %}{% else %}{% set 数 = 乙 %}{% endif %}{{ 数.丙 }}", "一? 甲? 乙? 甲.丙 乙.丙"),
    ],
)
def test_a_name_that_the_template_gives_stands_for_what_it_was_given(body, wanted):
    assert " ".join(dict.fromkeys(names(body).split())) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{% if 甲 %}{{ 甲.乙 }}{% else %}{{ 甲 }}{% endif %}{{ 甲.乙 }}", "甲? 甲.乙? 甲.乙"),
        ("{% if 甲.乙 is not none %}{{ 甲.乙 }}{{ 甲.丙 }}{% endif %}", "甲.乙? 甲.丙"),
        ("{{ '—' if 甲 is none else 甲.乙 }}", "甲? 甲.乙?"),
        ("{{ 甲|default('无') }} {{ 乙.丙|空 }} {{ 丁.get('戊') }}", "甲? 乙.丙? 丁.戊?"),
        ("{% if 甲 is defined %}{{ 甲 }}{% endif %}", "甲?"),
        ("{% if 甲 and 甲.乙 %}{{ 丙 }}{% endif %}", "甲? 甲.乙? 丙"),
        ("{% for 项 in 各项 if 项.数 %}{{ 项.数 }}{{ 项.名 }}{% endfor %}", "各项 各项.*.数? 各项.*.名"),
        ("{% set 人 = 甲.人 %}{% if 人 %}{{ 人.数 }}{% endif %}", "甲.人? 甲.人.数?"),
        ("{% if 甲 %}{% set 数 = 甲.乙 %}{% else %}{% set 数 = 0 %}{% endif %}{{ 数 }}", "甲? 甲.乙?"),
        ("{% if 甲 %}{% set 数 = 甲.乙 %}{% else %}{% set 数 = 丙 %}{% endif %}{{ 数 }}", "甲? 甲.乙? 丙? 丙"),
        ("{% if 甲 %}{% set 数 = 甲.乙 %}{% endif %}{{ 数 }}", "甲? 甲.乙? 甲.乙"),
        ("{% set 数 = 甲.乙 if 甲 else 丙 %}{{ 数 }}", "甲? 甲.乙? 丙? 丙"),
        ("{{ (甲 or 乙).丙 }}", "甲? 乙 甲.丙? 乙.丙"),
        ("{% for 项 in 各项|selectattr('数') %}{{ 项.数 }}{% endfor %}", "各项 各项.*.数?"),
        ("{{ 各项|rejectattr('数', 'none')|map(attribute='数')|join }}", "各项 各项.*.数?"),
    ],
)
def test_what_is_read_only_where_the_template_asked_for_it_is_guarded(body, wanted):
    assert " ".join(dict.fromkeys(names(body).split())) == wanted


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"{{% set 甲{n + 1} = 甲{n}.乙 if 丙 else 甲{n}.丁 %}}" for n in range(40)) + "{{ 甲40 }}",
        "{% for 名 in ['甲', '乙', '丙', '丁'] %}{{ 数" + "[名]" * 40 + " }}{% endfor %}",
        "{% set 甲 = 乙 %}" + f"{{% set 甲 = 甲{'.丙' * 90} %}}" * 300 + "{{ 甲 }}",
    ],
    ids=["doubled", "by-texts", "long"],
)
def test_names_that_grow_with_every_tag_are_left_out(body):
    assert all(len(use.path) <= 50 for use in template(body).uses())


def test_sheets_their_names_headers_and_columns_are_read_as_they_run(tmp_path):
    def change(book):
        book.worksheets[0].title = "{{ 单位.名 }}"
        book.worksheets[0].oddHeader.center.text = "{{ 年度 }}"
        book.properties.title = "{{ 标题 }}"

    grid = """
        {%sheet for 单位 in 各单位 %}  {%tc for 年 in 各年 %}  ·            {%tc endfor %}
        {%tr for 项 in 单位.各项 %}
        {{ 项.名 }}                    ·                        {{ 项.数[年] }}
        {%tr endfor %}
        {{ 单位.备注|空 }}
    """
    opened = open_template(make(tmp_path, grid, change=change))
    assert sorted({line.split("  ")[0] for line in read(opened)}) == [
        "各单位",
        "各单位.*.各项",
        "各单位.*.各项.*.名",
        "各单位.*.各项.*.数.*",
        "各单位.*.名",
        "各单位.*.备注?",
        "各年",
        "各年.*",
        "年度",
        "标题",
    ]


def test_a_chart_sees_the_names_of_the_loop_that_it_stands_in():
    sheet = """
        名                                   数
        {%tr for 项 in 组.各项 %}
        {{ 项.名 }}                            {{ 项.数 }}
        {%tr endfor %}
    """
    body = "{%p for 组 in 各组 %}\n〔图表1〕\n{%p endfor %}\n{{ 项 }}"
    assert read(template(file=with_charts(body, Chart(sheet, "{{ 组.名 }}")))) == [
        "各组  {%p for 组 in 各组 %}  第1段",
        "各组.*.名  {{ 组.名 }}  图表1",
        "各组.*.各项  {%tr for 项 in 组.各项 %}  表1!A2",
        "各组.*.各项.*.名  {{ 项.名 }}  表1!A3",
        "各组.*.各项.*.数  {{ 项.数 }}  表1!B3",
        "项  {{ 项 }}  第4段",
    ]


def test_what_a_filter_is_given_as_a_whole_it_may_read_wholly():
    opened = template("{{ 甲|join('、') }}{{ 甲|length }}{% for 项 in 甲 %}{{ 项 }}{% endfor %}")
    assert [(*use.path, use.whole) for use in opened.uses()] == [
        ("甲", True),
        ("甲", False),
        ("甲", False),
        ("甲", "*", False),
    ]
