"""Lengths of time are numbers of days, shown in hours beyond a day."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from documents import lines
from documents import template as word_template
from workbooks import grid, part, problems, render


def cell(document):
    return openpyxl.load_workbook(io.BytesIO(document))["表1"]["A1"]


@pytest.mark.parametrize(
    "value, days, shown",
    [
        (timedelta(hours=26, minutes=5), "1.08680555555556", "26:05:00"),
        (timedelta(seconds=59.9), "0.00068287037037037", "0:00:59"),
        (timedelta(days=100), "100", "2400:00:00"),
        (timedelta(), "0", "0:00:00"),
    ],
)
def test_a_duration_is_a_number_of_days_and_a_text_of_hours(tmp_path, value, days, shown):
    document = render(tmp_path, "{{ 值 }}   用时{{ 值 }}", 值=value)
    assert f"<v>{days}</v>" in part(document, "xl/worksheets/sheet1.xml")
    assert cell(document).number_format == "[h]:mm:ss"
    assert grid(document).endswith(f"  用时{shown}")
    assert lines(word_template("{{ 值 }}").render({"值": value})) == shown


def test_the_author_decides_how_a_duration_is_shown(tmp_path):
    def change(book):
        book["表1"]["A1"].number_format = "0.0"

    document = render(tmp_path, "{{ 值 }}", change=change, 值=timedelta(hours=36))
    assert (cell(document).value, cell(document).number_format) == (1.5, "0.0")


def test_formulas_count_with_durations(tmp_path):
    document = render(tmp_path, "{{ 值 }}   {{ 日 }}   =A1*24", 值=timedelta(hours=26), 日=date(2021, 1, 1))
    assert grid(document, results=True).endswith("  26")


def test_a_duration_below_zero_is_a_problem_where_it_would_be_a_number(tmp_path):
    value = timedelta(minutes=-90)
    assert problems(lambda: render(tmp_path, "{{ 值 }}", 值=value)) == [
        "模板.xlsx 表1!A1 标签 {{ 值 }} 的时长 -1:30:00 小于零，Excel 显示不了。"
    ]
    assert grid(render(tmp_path, "用时{{ 值 }}", 值=value)) == "用时-1:30:00"
