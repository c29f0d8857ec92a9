"""A template is a stranger's file: what it tries and does not get."""

from dataclasses import dataclass
from datetime import date
from time import process_time

import pytest
from documents import lines, template

from perfreport.office.findings import MAX_WORK
from perfreport.problem import Problems


class Picture:
    """As a program might put one into the names."""

    saved = False

    @property
    def tpl(self):
        return self

    def save(self, path):
        Picture.saved = True


@dataclass(frozen=True)
class Amount:
    number: int
    _secret: str = "密"

    @property
    def doubled(self):
        return self.number * 2

    def burn(self):
        raise AssertionError("called")


def names() -> dict:
    return {"表": [1, 2], "项": {"甲": 1}, "图": Picture(), "函数": lambda: 1, "钱": Amount(3), "日": date(2021, 5, 1)}


ATTACKS = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum(n=2000000) }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ 表.__class__ }}",
    "{{ 函数.__globals__ }}",
    "{{ 函数() }}",
    "{{ '{0.__class__}'.format(表) }}",
    "{{ 表.append(3) }}",
    "{{ 表.clear() }}",
    "{{ 项.update({}) }}",
    "{{ 项.pop('甲') }}",
    "{{ 图.tpl.save('x.docx') }}",
    "{{ 图 }}",
    "{{ 钱.burn() }}",
    "{{ 钱._secret }}",
    "{{ 日.today() }}",
    "{{ 表|map(attribute='__class__')|join }}",
    "{{ 表|attr('append') }}",
    "{{ self.__init__ }}",
    "{{ range.__self__ }}",
    "{% set 项.甲 = 2 %}",
    "{% for 一 in 表 recursive %}{{ loop(表) }}{% endfor %}",
    "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}",
    "{% import 'os' as os %}",
]


@pytest.mark.parametrize("body", ATTACKS)
def test_a_template_sees_values_and_nothing_behind_them(body):
    given = names()
    with pytest.raises(Problems):
        template(body).render(given)
    assert (given["表"], given["项"], Picture.saved) == ([1, 2], {"甲": 1}, False)


def doubling(first: str, step: str) -> str:
    return f"{{% set 甲 = {first} %}}" + f"{{% set 甲 = {step} %}}" * 60 + "{{ 甲 }}"


def nested(brackets: str, use: str) -> str:
    """Two lists of ten lists of ten lists …, nine levels deep, and what is done with them."""
    first, last = brackets

    def tags(name: str) -> str:
        step = f"{{% set {name} = {first}{', '.join([name] * 10)}{last} %}}"
        return f"{{% set {name} = 1 %}}{step * 9}"

    return f"{tags('甲')}{tags('乙')}{{{{ {use} }}}}"


LONG = "x" * 100_000

BOMBS = [
    "{{ 'x' * 10**9 }}",
    "{{ 'x' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9**9**9 }}",
    "{{ 1e400 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%999999999d'|format(1) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ range(1000000000000)|list }}",
    "{{ 'a' in range(1000000000000) }}",
    "{% for 一 in range(99999) %}{% for 二 in range(99999) %}{% endfor %}{% endfor %}",
    "{% for 一 in 长 %}{% for 二 in 长 %}{% for 三 in 长 %}{{ 三 }}{% endfor %}{% endfor %}{% endfor %}",
    "{% for 一 in 长 %}{% for 二 in 长 %}{{ 0.5 in 长 }}{% endfor %}{% endfor %}",
    "{% for 一 in 长 %}{% for 二 in 长 %}{{ 长|sum }}{% endfor %}{% endfor %}",
    "{{ [1]|batch(1000000000, 'x')|list }}",
    "{{ [1]|slice(1000000000)|list }}",
    "{{ 2.5|round(1000000000, 'ceil') }}",
    doubling("'xxxxxxxxxx'", "甲 ~ 甲"),
    doubling("'xxxxxxxxxx'", "甲 + 甲"),
    doubling("[1]", "甲 + 甲"),
    doubling("9999", "甲 * 甲"),
    doubling("'aa'", "甲|replace('a', 'aa')"),
    doubling("'aa'", "甲.replace('a', 'aa')"),
    doubling("'aa'", "[甲, 甲]|join(甲)"),
    "{% set 甲 = [[], []] %}" + "{% set 甲 = 甲 + 甲 %}" * 60,
    nested("[]", "甲 == 乙"),
    nested("[]", "乙 is eq 甲"),
    nested("[]", "[甲]|sort"),
    nested("()", "{甲: 1}"),
    nested("()", "甲 is upper"),
    f"{{% set 甲 = '{LONG}' %}}{{% for 一 in range(20000) %}}{{{{ 甲.find('y') }}}}{{% endfor %}}",
    f"{{% set 甲 = '{LONG}' %}}{{% for 一 in range(20000) %}}{{{{ 甲[1:]|length }}}}{{% endfor %}}",
    f"{{% set 甲 = '{LONG}' %}}{{% for 一 in range(20000) %}}{{% if 甲 == 甲 %}}{{% endif %}}{{% endfor %}}",
    f"{{% set 甲 = '{LONG}' %}}" + "".join(f"{{% set 甲{n} = 甲.split('x') %}}" for n in range(250)),
    f"{{% set 甲 = '{LONG}' %}}" + "".join(f"{{% set 甲{n} = 甲|list %}}" for n in range(250)),
    "{% set 甲 = [1]|batch(900, [1])|list %}",
    "{% set 甲 = range(900)|map('default', [1], true)|list %}",
    "{% set 甲 = range(900)|map(attribute='x', default=[1])|list %}",
    "{% set 甲 %}xxxxxxxxxx{% endset %}" + "{% set 甲 %}{{ 甲 }}{{ 甲 }}{% endset %}" * 60,
    "{{ " + "+".join(["1"] * 2000) + " }}",
    "{{ " + "~".join(["'x'"] * 5000) + " * 2 }}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "-" * 2000 + "1 }}",
    "{{ " + "9" * 5000 + " }}",
    "{% if 1 %}" * 50 + "{% endif %}" * 50,
    "{% for 一 in 长 %}" * 21 + "{% endfor %}" * 21,
]


@pytest.mark.parametrize("body", BOMBS, ids=lambda body: body[:40])
def test_a_template_that_would_burn_time_or_memory_is_stopped(body):
    began = process_time()
    with pytest.raises(Problems):
        template(body).render({"长": list(range(2000))})
    assert process_time() - began < 60  # a hang, not a figure: unstopped, each of these takes minutes or all memory


def test_what_a_template_may_read_and_call_it_can():
    body = (
        "{{ 钱.number }} {{ 钱.doubled }} {{ 日.year }} {{ 项.甲 }} {{ 项['甲'] }} {{ 项.get('乙', 0) }} {{ 表[1] }} {{ 表[-1:][0] }} "
        "{{ 'a,b'.split(',')|last }} {{ ' a '.strip() }} {{ 'aa'.replace('a', 'b', 1) }} {% for 键, 值 in 项.items() %}{{ 键 }}={{ 值 }}{% endfor %} "
        "{{ range(3)|join }} {{ [项]|sum(attribute='甲') }} {{ 表|map('string')|join('、') }} {{ 5 % 3 }}"
    )
    assert lines(template(body).render(names())) == "3 6 2021 1 1 0 2 2 b a ba 甲=1 012 1 1、2 2"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{{ 1 / 0 }}", "除数是 0"),
        ("{{ 函数() }}", "模板里不能这样调用"),
        ("{{ 2 ** 3 }}", "不能用乘方“**”"),
        ("{{ '甲' * 3 }}", "“*”只能用于数"),
        ("{% for 一, 二 in [[1, 2, 3]] %}{% endfor %}", "for 或 set 后面名字的个数，与取出的不一样"),
    ],
)
def test_what_cannot_be_worked_out_is_told_in_words(body, why):
    with pytest.raises(Problems) as found:
        template(f"甲{{# 说明 #}}{body}").render(names())
    tag = body.replace("{% endfor %}", "")
    assert str(found.value).splitlines()[0] == f"模板.docx 第1段  错误：标签 {tag} 算不出来：{why}。"


def test_a_fault_inside_a_comparison_is_told_at_its_own_tag():
    with pytest.raises(Problems) as found:
        template("{{ 表 }}{% if 缺 > 3 %}{% endif %}{{ 项.甲 }}").render(names())
    assert [line.split("错误：")[1] for line in str(found.value).splitlines() if "错误" in line] == [
        "标签 {{ 表 }} 的值是一组内容（list），不能直接打印。",
        "标签 {% if 缺 > 3 %} 里的“缺”不存在。",
    ]


SHARED = "{% set 甲 = [[1, 2], [3]] %}{% set 乙 = [[1, 2], [3]] %}"


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (f"{SHARED}{{{{ 甲 == 乙 }}}}", "是"),
        (f"{SHARED}{{{{ [3] in 甲 }}}}{{{{ [4] not in 甲 }}}}", "是是"),
        (f"{SHARED}{{{{ (甲 + 乙)|length }}}}", "4"),
        ("{{ 1 < 2 <= 2 != 3 }}{{ 1 < 2 > 2 }}", "是否"),
        ("{{ 'abcdef'[1:5:2] }}{{ 表[:1]|first }}{{ 表[-1:]|first }}", "bd12"),
        ("{% for 甲, 乙 in [(1, 2), (3, 4)] %}{{ 甲 }}{{ 乙 }}{% endfor %}", "1234"),
        ("{{ {'甲': [1]}.甲|first }}{{ -表[0] }}{{ 7 // 2 }}{{ 7 - 2 }}", "1-135"),
        ("{{ 表|map('default', 0)|join }}{{ 表|select('gt', 1)|join }}{{ 3 is gt 2 }}", "122是"),
        ("{{ [1]|batch(2, '')|map('length')|join }}", "2"),
    ],
)
def test_lists_comparisons_and_slices_are_what_they_are_in_jinja(body, printed):
    assert lines(template(body).render(names())) == printed


WRONG = [
    "{{ 1 / 0 }}",
    "{{ 1 // 0 }}",
    "{{ 1 % 0 }}",
    "{{ '甲' - 1 }}",
    "{{ '甲' + 1 }}",
    "{{ -'甲' }}",
    "{{ 2 ** 3 + 1 }}",
    "{{ 3[1:] }}",
    "{{ 'a'.split('') }}",
    "{{ 函数() }}",
    "{% if 钱 > 1 %}多{% endif %}",
    "{% if 1 in 2 %}多{% endif %}",
    "{% if '甲' is even %}多{% endif %}",
    "{{ 表|select('lt', '甲')|join }}",
    "{% for 一 in 3 %}多{% endfor %}",
]


@pytest.mark.parametrize("body", WRONG)
def test_what_cannot_be_worked_out_does_not_hide_what_is_wrong_behind_it(body):
    with pytest.raises(Problems) as found:
        template(f"{body}\n{{{{ 缺 }}}}").render(names())
    told = [str(each.place) + each.id for each in found.value.problems]
    assert told == ["模板.docx 第1段render.failed", "模板.docx 第2段render.undefined"]


def test_what_a_with_lacks_has_its_place():
    with pytest.raises(Problems) as found:
        template("甲\n{% with 数 = 没有.乙 %}{{ 数 }}{% endwith %}").render(names())
    assert "第2段  错误：标签 {% with 数 = 没有.乙 %} 里的“没有”不存在" in str(found.value)


def test_a_failed_sum_is_told_once_wherever_it_is_used():
    body = (
        "{% set 甲 = 1 / 0 %}{{ 甲 }}{{ 甲 + 1 }}{{ -甲 }}{{ 甲|join }}{% if 甲 %}{% endif %}{{ 甲 == 1 }}{{ 甲.乙 }}"
    )
    with pytest.raises(Problems) as found:
        template(body).render(names())
    assert [each.message for each in found.value.problems] == ["标签 {% set 甲 = 1 / 0 %} 算不出来：除数是 0。"]


def test_d_takes_what_is_missing():
    assert lines(template("{{ 缺|d('无') }}{{ 缺|default('无') }}").render({})) == "无无"


@pytest.mark.parametrize("use", ["甲|replace('a', 长)", "[甲, 甲, 甲]|join(长)"])
def test_the_text_a_filter_makes_is_counted(use):
    values = {"甲": "a" * 20, "长": "x" * 1_000_001}
    with pytest.raises(Problems, match="要做的步骤太多"):
        template(f"{{{{ ({use})|length }}}}" * 10).render(values)


def test_work_up_to_the_limit_is_done_and_none_beyond_it():
    body = "{% set 甲 = range(数) %}{% set 乙 = 甲|list %}{{ 乙|length }}"  # a step of work a number, each time
    assert lines(template(body).render({"数": MAX_WORK // 3})) == str(MAX_WORK // 3)
    with pytest.raises(Problems, match="要做的步骤太多"):
        template(body).render({"数": MAX_WORK // 3 + 1})


def test_of_a_tag_that_is_wrong_in_every_record_the_first_few_are_told():
    body = "{% for 项 in 表 %}{{ 项.缺 }}{{ 项.无 ~ 项.没 }}{% endfor %}"
    with pytest.raises(Problems) as found:
        template(body).render({"表": [{"名": f"甲{n}"} for n in range(9)]})
    told = [each.message.removeprefix("标签 ").removesuffix("”不存在。") for each in found.value.problems]
    assert told == [
        f"{{{{ {tag} }}}}（甲{number}） 里的“{name}"
        for number in range(3)
        for tag, name in (("项.缺", "缺"), ("项.无 ~ 项.没", "无"), ("项.无 ~ 项.没", "没"))
    ]
