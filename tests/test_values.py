"""Single values: amounts, years, handles and names that become file names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfreport.money import Money
from perfreport.values import (
    BUREAU_BYTES,
    Wrong,
    did_you_mean,
    file_name_fault,
    read_amount,
    read_bureau,
    read_date,
    read_handle,
    read_share,
    read_year,
)


@pytest.mark.parametrize("typed", ["12", "12.00", "0", "0.000001", "-3.5", "999999999999.999999", "010101", "1.10"])
def test_an_amount_keeps_its_digits(typed):
    assert str(read_amount(typed, "万元").value) == typed.lstrip("0").rjust(1, "0") or typed.startswith("0.")
    assert read_amount(typed, "元") == Money(Decimal(typed), "元")


@pytest.mark.parametrize(
    ("typed", "why", "instead"),
    [
        ("12万元", "金额里不写“万元”，单位已由“金额单位: 万元”说明", "改为 12"),
        ("120000元", "金额里不写“元”，单位已由“金额单位: 万元”说明", "改为 12"),
        ("0.1亿元", "金额里不写“亿元”，单位已由“金额单位: 万元”说明", "改为 1000"),
        ("1,234.50", "不写千位分隔的逗号", "改为 1234.50"),
        ("1，234", "不写千位分隔的逗号", "改为 1234"),
        ("12,345.60", "不写千位分隔的逗号", "改为 12345.60"),
        ("12,5", "逗号不是小数点", "如果是小数，改为 12.5"),
        ("0,500", "逗号不是小数点", "如果是小数，改为 0.500"),
        ("1,2345", "逗号不是小数点", "如果是小数，改为 1.2345"),
        ("1,23,456", "逗号的位置不对", "只写数字和小数点，例如 12 或 8.42"),
        ("12,5万元", "逗号不是小数点", "只写数字和小数点，例如 12 或 8.42"),
        *[(typed, "不是数字", "没有金额就写 0；“其他资金”这一行也可以不写") for typed in ("无", "/", "-", "—", "——")],
        ("１２．５", "数字要用半角，中间不留空格", "改为 12.5"),
        ("1 234", "数字要用半角，中间不留空格", "改为 1234"),
        ("￥12", "不写货币符号", "改为 12"),
        (".5", "只能写数字和小数点", "改为 0.5"),
        ("5.", "只能写数字和小数点", "改为 5"),
        ("+5", "只能写数字和小数点", "改为 5"),
        ("1e3", "不用科学记数法", "只写数字和小数点，例如 12 或 8.42"),
        ("82800.92000000001", "整数最多 12 位，小数最多 6 位", "只写数字和小数点，例如 12 或 8.42"),
        ("1234567890123", "整数最多 12 位，小数最多 6 位", "只写数字和小数点，例如 12 或 8.42"),
        *[(typed, "不是数字", "只写数字和小数点，例如 12 或 8.42") for typed in ("NaN", ".inf", "十二", "元", "~")],
    ],
)
def test_what_is_no_amount_is_told_with_what_to_type(typed, why, instead):
    assert read_amount(typed, "万元") == Wrong("data.bad-amount", {"why": why, "instead": instead})


@given(st.text(alphabet="0123456789.,-+eE万亿元 ￥１，", max_size=30) | st.text(max_size=12))
def test_any_text_is_an_exact_amount_or_told(text):
    read = read_amount(text, "万元")
    assert isinstance(read, Wrong) or read.value == Decimal(text)


@pytest.mark.parametrize("typed", ["2000", "2021", "2099"])
def test_a_year_is_four_digits(typed):
    assert read_year(typed) == int(typed)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        *[(typed, "例如 年度: 2021") for typed in ("1999", "2100", "21", "2021.0", "二〇二一")],
        ("2022年", "写成 年度: 2022"),
        ("2022 年度", "写成 年度: 2022"),
        ("２０２２", "用半角，写成 年度: 2022"),
    ],
)
def test_other_years_are_refused_with_what_to_type(typed, instead):
    assert read_year(typed) == Wrong("data.bad-year", {"instead": instead})


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        *[(typed, "日历上没有这一天，改正月或日") for typed in ("2022-02-30", "2022年13月5日")],
        *[(typed, "写成 2022-03-05 这样的形式") for typed in ("去年三月", "2022-03", "1822-03-05")],
    ],
)
def test_what_is_no_day_is_told_with_what_to_type(typed, instead):
    assert read_date(typed) == Wrong("data.bad-date", {"instead": instead})


@pytest.mark.parametrize(("typed", "example"), [("130", "130%"), ("1.3", "1.3%"), ("一成", "60%")])
def test_what_is_no_share_is_told_with_what_to_type(typed, example):
    assert read_share(typed) == Wrong("rules.bad-share", {"example": example})


def test_a_handle_is_one_word():
    assert read_handle("老年补贴_2") == "老年补贴_2"
    assert read_handle("老年.补贴") == Wrong("data.bad-handle", {"why": "里面有“.”"})
    assert read_handle("长" * 21) == Wrong("data.bad-handle", {"why": "超过 20 个字"})


@pytest.mark.parametrize("name", ["乌尔禾区民政局", "中共某县委（办公室）", "第1中学", "CON局", "A.B局", "镕喆堃局"])
def test_names_of_bureaus_are_file_names(name):
    assert read_bureau(name) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../x", "里面有“/”"),
        ("/etc/passwd", "里面有“/”"),
        ("C:\\局", "里面有“:”"),
        ("甲\\乙", "里面有“\\”"),
        *[(f"甲{sign}乙", f"里面有“{sign}”") for sign in '<>:"|?*'],
        ("..", "不能以点或空格开头、结尾"),
        (".局", "不能以点或空格开头、结尾"),
        ("民政局.", "不能以点或空格开头、结尾"),
        *[(name, "这是 Windows 保留的设备名") for name in ("CON", "nul", "Aux.局", "COM1", "lpt9", "COM¹")],
        ("民政\u202e局", "里面有看不见的字符 U+202E"),
        ("民政\u200b局", "里面有看不见的字符 U+200B"),
        ("民政\n局", "里面有看不见的字符 U+000A"),
        ("cafe\u0301局", "里面有组合字符或兼容字符，请删去后用输入法重新键入"),
        ("\uf9d0局", "里面有组合字符或兼容字符，请删去后用输入法重新键入"),
        ("长" * 85, f"太长，最多 {BUREAU_BYTES} 字节（{BUREAU_BYTES // 3} 个汉字）"),
        ("{{ 年度 }}局", "这里不能用 {{ }} 引用"),
    ],
)
def test_names_that_are_no_safe_file_names_are_refused_with_the_reason(name, why):
    assert read_bureau(name) == Wrong("data.bad-bureau", {"why": why})


def test_the_longest_bureau_leaves_room_for_year_and_template():
    document = "长" * (BUREAU_BYTES // 3) + "2021年" + "表" * 30 + ".docx"
    assert file_name_fault(document) == ""
    assert file_name_fault(document + "长" * 3).startswith("太长")


def test_the_nearest_word_is_suggested():
    assert did_you_mean("财政拔款", ["任务名称", "财政拨款"]) == "是不是“财政拨款”？"
    assert did_you_mean("甲", ["任务名称", "财政拨款"]) == ""
