"""Array formulas over several cells: they keep their extent, follow the rows, and each cell shows its result."""

import re

import pytest
from openpyxl.worksheet.formula import ArrayFormula
from workbooks import BLOCK, ITEMS, grid, make, part, problems, render, rendered, repack, tidy

from perfreport.office import open_template

SHEET = "xl/worksheets/sheet1.xml"


def array(ref, formula):
    """A change that enters an array formula in `ref`; like Excel, its other cells hold old results."""

    def change(book):
        cells = book.worksheets[0][ref]
        for cell in (cell for row in cells for cell in row):
            cell.value = 99
        cells[0][0].value = ArrayFormula(ref, "=" + formula)

    return change


def formula(document):
    """The array formulas and where they stand."""
    return re.findall(r'<f t="array" ref="([^"]*)">([^<]*)</f>', part(document, SHEET))


BELOW = BLOCK.rstrip() + "\n甲   3\n乙   4"


def test_one_below_the_block_moves_with_its_cells_and_has_results_in_all_of_them(tmp_path):
    path = make(tmp_path, BELOW, change=array("C6:C7", "B6:B7*$B$5"))
    document = rendered(path, [*ITEMS, *ITEMS])
    assert formula(document) == [("C9:C10", "B9:B10*$B$8")]
    assert grid(document, results=True).splitlines()[-3:] == ["合计  14  ·", "甲  3  42", "乙  4  56"]
    assert formula(rendered(path, [])) == [("C3:C4", "B3:B4*$B$2")]


def test_one_in_a_record_is_repeated(tmp_path):
    block = """
        {%tr for x in 各项 %}
        {{ x.名 }}   {{ x.数 }}   5
        {%tr endfor %}
        合计   =SUM(D2:D2)   =SUM(E2:E2)
    """
    document = render(tmp_path, block, change=array("D2:E2", "B2:C2*10"), 各项=ITEMS)
    assert formula(document) == [("D1:E1", "B1:C1*10"), ("D2:E2", "B2:C2*10"), ("D3:E3", "B3:C3*10")]
    assert grid(document, results=True) == tidy("""
        甲    1   5    10  50
        乙    2   5    20  50
        丙    4   5    40  50
        合计  70  150  ·   ·
    """)


def test_one_over_the_records_stands_outside_and_reads_them_all(tmp_path):
    document = render(tmp_path, BELOW, change=array("C6:D6", "SUM(B3:B3)*{1,2}"), 各项=ITEMS)
    assert formula(document) == [("C6:D6", "SUM(B2:B4)*{1,2}")]
    assert grid(document, results=True).splitlines()[5] == "甲  3  7  14"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("A1:B2", "1 2 #N/A 3 4 #N/A #N/A #N/A #N/A"),
        ("A1:B1", "1 2 #N/A 1 2 #N/A 1 2 #N/A"),
        ("A1:A2", "1 1 1 3 3 3 #N/A #N/A #N/A"),
        ("A1", "1 1 1 1 1 1 1 1 1"),
        ("A3:C3", "0 0 0 0 0 0 0 0 0"),
        ('A1:A2&"元"', "1元 1元 1元 3元 3元 3元 #N/A #N/A #N/A"),
        ("1/0", "#DIV/0! " * 9),
        ("A1:D4>1", "False True False True True False False False False"),
        ("未知(A1)", "· " * 9),
    ],
)
def test_what_does_not_fill_its_cells_is_repeated_or_missing_as_in_excel(tmp_path, text, expected):
    document = render(tmp_path, "1   2   ·   ·\n3   4\n·   ·\n·   ·", change=array("E1:G3", text))
    cells = [row.split("  ")[4:7] for row in grid(document, results=True).splitlines()[:3]]
    assert " ".join(cell for row in cells for cell in row) == expected.strip()


def test_cells_that_the_file_does_not_have_are_filled(tmp_path):
    def change(book):
        book.worksheets[0]["C1"].value = ArrayFormula("C1:D3", "=A1:B1*2")

    document = render(tmp_path, "1   2", change=change)
    assert grid(document, results=True) == tidy("""
        1  2  2  4
        ·  ·  2  4
        ·  ·  2  4
    """)
    assert '<dimension ref="A1:D3"/>' in part(document, "xl/worksheets/sheet1.xml")


def test_one_that_needs_its_own_cells_is_left_to_excel(tmp_path):
    document = render(tmp_path, "1   2", change=array("C1:D1", "A1:B1+D1"))
    assert grid(document, results=True) == "1  2  ·  ·"
    assert 'fullCalcOnLoad="1"' in part(document, "xl/workbook.xml")


def test_one_that_spills_in_excel_is_left_to_it_where_its_size_is_another_one(tmp_path):
    def results(text, items):
        path = make(tmp_path, BELOW, change=array("D6:D7", text))
        spilled = part(path.read_bytes(), SHEET).replace('<c r="D6"', '<c r="D6" cm="1"')
        document = rendered(repack(path, **{SHEET: spilled}), items)
        return [row.split("  ")[3] for row in grid(document, results=True).splitlines()[-2:]]

    assert results("B6:B7*2", ITEMS) == ["6", "8"]
    assert results("B3:B3*2", ITEMS[:2]) == ["2", "4"]
    assert results("B3:B3*2", ITEMS) == ["·", "·"]


@pytest.mark.parametrize("ref", ["C3:C5", "C1:C7", "C1:C3"])
def test_one_that_a_block_tears_apart_is_a_problem(tmp_path, ref):
    def change(book):
        book.worksheets[0][ref.split(":")[0]].value = ArrayFormula(ref, "=B1:B9*2")

    found = problems(lambda: render(tmp_path, BELOW, change=change, 各项=ITEMS))
    assert found[0] == f"模板.xlsx 表1!{ref} 数组公式 {ref} 不能随行移动：它只有一部分在块（第 2–4 行）里。"


def test_one_of_several_rows_in_a_loop_is_a_problem_and_in_a_condition_it_is_not(tmp_path):
    block = "{%tr KIND %}\n甲   1\n乙   2\n{%tr endKIND %}".replace
    loop = block("KIND", "for x in 各项").replace("endfor x in 各项", "endfor")
    assert problems(lambda: render(tmp_path, loop, change=array("C2:C3", "B2:B3*2"), 各项=ITEMS)) == [
        "模板.xlsx 表1!C2:C3 数组公式 C2:C3 不能随行移动：它在循环里占了几行。"
    ]
    condition = block("KIND", "if 各项").replace("endif 各项", "endif")
    document = render(tmp_path, condition, change=array("C2:C3", "B2:B3*2"), 各项=ITEMS)
    assert grid(document, results=True) == "甲  1  2\n乙  2  4"
    assert formula(render(tmp_path, condition, change=array("C2:C3", "B2:B3*2"), 各项=[])) == []


def test_one_beside_columns_that_are_repeated_is_a_problem(tmp_path):
    grid_ = "{%tc for x in 各项 %}   {{ x.名 }}   {%tc endfor %}   1   2"
    assert problems(lambda: render(tmp_path, grid_, change=array("F1:G1", "D1:E1"), 各项=ITEMS)) == [
        "模板.xlsx 表1!F1:G1 数组公式 F1:G1 不能随行移动：工作表里有列循环。"
    ]


def test_a_data_table_is_a_problem(tmp_path):
    path = make(tmp_path, "1   2")
    table = '<c r="C1"><f t="dataTable" ref="C1:C2" dt2D="0" dtr="0" r1="A1"/></c></row>'
    repack(path, **{SHEET: part(path.read_bytes(), SHEET).replace("</row>", table)})
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!C1 模拟运算表 C1:C2 不能随行移动，输出后会指错地方。"
    ]


def test_one_that_does_not_begin_in_its_own_cell_is_a_broken_file(tmp_path):
    path = make(
        tmp_path, "1   2", change=lambda book: book["表1"].__setitem__("C1", ArrayFormula("C900:C901", "=A1:B1"))
    )
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 这不是完好的 Word 或 Excel 文件：工作表里有读不懂的内容（数组公式 C1 占的是 C900:C901）。"
    ]
