"""Whatever refers to rows follows them."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import BLOCK, ITEMS, filled, grid, make, part, parts, render, repack, tidy

from perfreport.office import open_template

GROUPS = [{"名": "一组", "项": ITEMS[:2]}, {"名": "二组", "项": ITEMS[2:]}]


def test_a_total_below_the_block_takes_in_all_records_and_its_result_is_stored(tmp_path):
    document = render(tmp_path, BLOCK, 各项=ITEMS)
    assert grid(document) == tidy("""
        项目  金额
        甲    1
        乙    2
        丙    4
        合计  =SUM(B2:B4)
    """)
    assert grid(document, results=True).endswith("合计  7")


def test_a_total_above_the_block_does_too(tmp_path):
    document = render(
        tmp_path,
        """
        合计   =SUM(B3:B3)
        {%tr for x in 各项 %}
        {{ x.名 }}   {{ x.数 }}
        {%tr endfor %}
        """,
        各项=ITEMS,
    )
    assert grid(document).splitlines()[0] == "合计  =SUM(B2:B4)"
    assert grid(document, results=True).splitlines()[0] == "合计  7"


def test_the_same_list_rendered_empty_gives_totals_of_0_and_leaves_nothing_behind(tmp_path):
    template = """
        {%tr for x in 各项 %}
        {{ x.名 }}   {{ x.数 }}
        {%tr endfor %}
        合计   =SUM(B2:B2)
        笔数   =COUNT(B2:B2)
        首笔   =B2
        条件   =SUMIF(A2:A2,"甲",B2:B2)
    """
    document = render(tmp_path, template, 各项=[])
    assert grid(document) == tidy("""
        合计  =SUM(0)
        笔数  =COUNT($B$1048576)
        首笔  =0
        条件  =SUMIF($A$1048576,"甲",$B$1048576)
    """)
    assert grid(document, results=True) == tidy("""
        合计  0
        笔数  0
        首笔  0
        条件  0
    """)


def test_a_formula_in_the_block_follows_its_own_record(tmp_path):
    assert filled(
        tmp_path,
        """
        单价   0.5
        {%tr for x in 各项 %}
        {{ x.数 }}   =A3*$B$1   =SUM(A$3:A3)   =A3/SUM(A$3:A$3)
        {%tr endfor %}
        """,
        各项=ITEMS,
    ) == tidy("""
        单价  0.5      ·              ·
        1     =A2*$B$1  =SUM(A$2:A2)  =A2/SUM(A$2:A$4)
        2     =A3*$B$1  =SUM(A$2:A3)  =A3/SUM(A$2:A$4)
        4     =A4*$B$1  =SUM(A$2:A4)  =A4/SUM(A$2:A$4)
    """)


NESTED = """
    总计                     =SUM(B4:B4)   =SUM(B5:B5)   =COUNTA(A3:A5)
    {%tr for 组 in 各组 %}
    {{ 组.名 }}
    {%tr for x in 组.项 %}
    {{ x.名 }}               {{ x.数 }}
    {%tr endfor %}
    小计                     =SUM(B5:B5)
    {%tr endfor %}
"""


def test_subtotals_sum_their_group_and_a_total_over_the_inner_rows_takes_no_heads_and_subtotals(tmp_path):
    template = NESTED.replace("=SUM(B4:B4)", "=SUM(B7:B7)")
    document = render(tmp_path, template, 各组=GROUPS)
    assert grid(document) == tidy("""
        总计  =SUM(B5:B5,B8:B8)  =SUM(B3:B4,B7:B7)  =COUNTA(A2:A4,A6:A7)
        一组  ·  ·  ·
        甲    1  ·  ·
        乙    2  ·  ·
        小计  =SUM(B3:B4)  ·  ·
        二组  ·  ·  ·
        丙    4  ·  ·
        小计  =SUM(B7:B7)  ·  ·
    """)
    assert grid(document, results=True).splitlines()[0] == "总计  7  7  5"


def test_conditional_rows_take_the_references_along(tmp_path):
    template = """
        {%tr if 有说明 %}
        说明
        {%tr else %}
        没有说明
        也没有别的
        {%tr endif %}
        1
        =A7+1
    """
    assert filled(tmp_path, template, 有说明=True) == tidy("说明\n1\n=A2+1")
    assert filled(tmp_path, template, 有说明=False) == tidy("没有说明\n也没有别的\n1\n=A3+1")


def test_two_blocks_below_each_other_move_what_is_between_and_after(tmp_path):
    assert filled(
        tmp_path,
        """
        {%tr for x in 各项 %}
        {{ x.数 }}
        {%tr endfor %}
        =SUM(A2:A2)
        {%tr for x in 各项 %}
        {{ x.数 }}
        {%tr endfor %}
        =SUM(A2:A6)+A4
        """,
        各项=ITEMS,
    ) == tidy("1\n2\n4\n=SUM(A1:A3)\n1\n2\n4\n=SUM(A1:A7)+A4")


def test_formulas_of_other_sheets_follow_quoted_and_chinese_sheet_names_too(tmp_path):
    def change(book):
        book["表1"].title = "支出 '21"
        book["表2"]["A1"] = "=SUM('支出 ''21'!B3:B3)"
        book["表2"]["A2"] = "='支出 ''21'!B3"
        book["表2"]["A3"] = "='支出 ''21'!B5"

    document = render(tmp_path, BLOCK, "·", change=change, 各项=ITEMS)
    assert grid(document, 1) == tidy("""
        =SUM('支出 ''21'!B2:B4)
        ='支出 ''21'!B2
        ='支出 ''21'!B5
    """)
    assert grid(document, 1, results=True) == tidy("7\n1\n7")


def test_what_only_looks_like_a_reference_stays(tmp_path):
    formulas = ['="A4和B4"', "=LOG10(A4)", "=XFE4", "=Total4x", "=A:A", "=SUM($3:$4)", "=[1]表!A4", "='[1]某 表'!A4"]
    template = "{%tr for x in 各项 %}\n{{ x.名 }}\n{%tr endfor %}\n" + "\n".join(["9", *formulas])
    assert filled(tmp_path, template, 各项=ITEMS).splitlines()[4:] == [
        '="A4和B4"', "=LOG10(A4)", "=XFE4", "=Total4x", "=A:A", "=SUM($4:$4)", "=[1]表!A4", "='[1]某 表'!A4"
    ]  # fmt: skip


def shared(path, formula="B1*2+$B$1"):
    """Formulas as Excel writes them after filling down: the first one written out, the others pointing to it."""
    sheet = parts(path)["xl/worksheets/sheet1.xml"].decode()
    first, *others = [f"<f>{text}</f>" for text in ("FIRST", "SECOND", "THIRD")]
    sheet = sheet.replace(first, f'<f t="shared" ref="C1:C6" si="0">{formula}</f>')
    for other in others:
        sheet = sheet.replace(other, '<f t="shared" si="0"/>')
    return repack(path, **{"xl/worksheets/sheet1.xml": sheet})


def test_shared_formulas_as_excel_writes_them_are_written_out_and_follow(tmp_path):
    path = shared(
        make(
            tmp_path,
            """
            ·   1   =FIRST
            ·   2   =SECOND
            {%tr for x in 各项 %}
            {{ x.名 }}   {{ x.数 }}   =THIRD
            {%tr endfor %}
            """,
        )
    )
    document = open_template(path).render({"各项": ITEMS})
    assert grid(document) == tidy("""
        ·   1  =B1*2+$B$1
        ·   2  =B2*2+$B$1
        甲  1  =B3*2+$B$1
        乙  2  =B4*2+$B$1
        丙  4  =B5*2+$B$1
    """)
    assert [line.split()[-1] for line in grid(document, results=True).splitlines()] == ["3", "5", "3", "5", "9"]


def test_an_array_formula_of_one_cell_follows(tmp_path):
    def change(book):
        book["表1"]["B5"] = openpyxl.worksheet.formula.ArrayFormula("B5", "=SUM(B3:B3*2)")

    document = render(tmp_path, BLOCK, change=change, 各项=ITEMS)
    assert '<f t="array" ref="B5">SUM(B2:B4*2)</f><v>' in part(document, "xl/worksheets/sheet1.xml")


TREE = """
    全部        =SUM(B6:B6)   =COUNTA(A6:A6)   =B6
    {%tr for 组 in 各组 %}
    {{ 组[0] }}   =SUM(B6:B6)
    {%tr for 项 in 组[1] %}
    {%tr if 项[1] %}
    {{ 项[0] }}   {{ 项[1] }}   =SUM(B$6:B6)   =B6/SUM(B$6:B$6)
    {%tr endif %}
    {%tr endfor %}
    小计        =B3
    {%tr endfor %}
    末行        =B1*2
"""


def expected(groups):
    """The results of TREE by plain counting."""
    kept = [(name, [item for item in items if item[1]]) for name, items in groups]
    amounts = [amount for _, items in kept for _, amount in items]
    lines = [["全部", sum(amounts), len(amounts), (amounts or [0])[0]]]
    for name, items in kept:
        total = sum(amount for _, amount in items)
        lines.append([name, total])
        for number, (item, amount) in enumerate(items, 1):
            lines.append([item, amount, sum(a for _, a in items[:number]), amount / total])
        lines.append(["小计", total])
    return [*lines, ["末行", sum(amounts) * 2]]


ITEM = st.tuples(st.sampled_from("甲乙"), st.integers(0, 8).map(lambda n: 2**n - 1))


@given(st.lists(st.tuples(st.sampled_from(["一组", "二组"]), st.lists(ITEM, max_size=4)), max_size=4))
@settings(deadline=None, max_examples=60)
def test_results_are_those_of_plain_counting_whatever_the_lists(tree, groups):
    sheet = openpyxl.load_workbook(io.BytesIO(tree.render({"各组": groups})), data_only=True).worksheets[0]
    found = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert found == rounded(expected(groups))


def rounded(lines):
    return [[value if isinstance(value, str) else pytest.approx(value) for value in line] for line in lines]


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    return open_template(make(tmp_path_factory.mktemp("树"), TREE)).compile()


def test_a_long_chain_of_formulas_is_left_to_excel_where_it_is_too_deep(tmp_path):
    chain = "\n".join(f"=A{row + 1}+1" for row in range(1, 1500)) + "\n{{ 数 }}"
    document = render(tmp_path, chain, 数=1)
    results = grid(document, results=True).splitlines()
    assert results[-3:] == ["3", "2", "1"]
    assert results[0] == "·" and 'fullCalcOnLoad="1"' in part(document, "xl/workbook.xml")


def test_running_totals_over_very_many_rows_are_left_to_excel_from_some_row_on(tmp_path, monkeypatch):
    monkeypatch.setattr("perfreport.office.excel.document.results._MOST_READ", 12)
    template = "{%tr for x in 各项 %}\n{{ x }}   =SUM(A$2:A2)\n{%tr endfor %}"
    assert grid(render(tmp_path, template, 各项=[1] * 6), results=True) == tidy("""
        1  1
        1  2
        1  3
        1  4
        1  ·
        1  ·
    """)
