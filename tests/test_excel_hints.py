"""What an open template says of formulas whose results it leaves to Excel."""

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
from test_excel_structured import BLOCK as TABLE_BLOCK
from test_excel_structured import table
from workbooks import BLOCK, ITEMS, drawn, make, part, rendered

from perfreport.office import open_template


def reasons(path):
    return [(problem.place.spot, problem.message.partition("：")[2]) for problem in open_template(path).hints]


@pytest.mark.parametrize(
    "formula, why",
    [
        ("=TODAY()", "这里没有函数 TODAY。"),
        ("=SUM(B3:B3)+_xlfn.ENCODEURL(A1)", "这里没有函数 ENCODEURL。"),
        ("=IFS(B5>1,1)", "较新的函数 IFS 在文件里没有前缀 _xlfn.，Excel 也不认识。"),
        ("='[1]去年'!A1+1", "它引用了另一个工作簿。"),
        ("=[1]去年!A1+1", "它引用了另一个工作簿。"),
        ("=全年合计*2", "它用到名称“全年合计”。"),
        ("=ROUND(B5)", "有函数的参数个数不对。"),
        ("=SUM(明细[金额])", "没有找到表格“明细”。"),
        ("=[@金额]", "它不在表格里。"),
        ("=A1 B1", "这里不会算。"),
    ],
)
def test_a_formula_that_is_not_computed_is_told_with_its_reason(tmp_path, formula, why):
    path = make(tmp_path, BLOCK, change=lambda book: book["表1"].__setitem__("C3", formula))
    assert reasons(path) == [("表1!C3", why)]
    assert 'fullCalcOnLoad="1"' in part(rendered(path, ITEMS), "xl/workbook.xml")


def test_a_hint_says_what_to_do(tmp_path):
    (hint,) = open_template(make(tmp_path, "=NOW()")).hints
    assert str(hint) == (
        "模板.xlsx 表1!A1  提示：公式 =NOW() 的结果留给 Excel 计算：这里没有函数 NOW。\n"
        "    → 打开文件时 Excel 会算出它和用到它的公式；要预览、打印或导入的，先用 Excel 打开，保存一次。  "
        "[template.not-computed]"
    )


def test_a_column_that_a_table_does_not_have_is_told(tmp_path):
    path = drawn(tmp_path, TABLE_BLOCK, change=table("SUM(明细[单价])", "SUM(明细[金额])", "明细[@金额]"))
    assert reasons(path) == [("表1!A7", "表格里没有“单价”这一列。")]


def test_formulas_that_count_days_from_1904_are_told(tmp_path):
    def change(book):
        book.epoch = CALENDAR_MAC_1904

    assert reasons(make(tmp_path, "=YEAR(44256)   =1+1", change=change)) == [
        ("表1!A1", "从 1904 年起计日期的工作簿，这里不算日期。")
    ]


def test_nothing_is_told_of_formulas_that_are_computed(tmp_path):
    def change(book):
        book["表1"]["C5"] = ArrayFormula("C5:D5", "=B3:B3*{1,2}")

    assert open_template(make(tmp_path, BLOCK, change=change)).hints == []
