"""Where rows go when blocks nest, stand under conditions and are empty: sums against a slow, obvious reference."""

import io
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import grid, make, problems, render, tidy

from perfreport.office import open_template

# A template as a tree: a row is "row", a block is (keyword, the nodes in it).
NODES = st.recursive(
    st.just("row"), lambda inner: st.tuples(st.sampled_from(("for", "if")), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=6,
)  # fmt: skip


class Reference:
    """A template made of a tree, data for it, and every row it writes, found by walking the tree."""

    def __init__(self, tree, draw):
        self.lines = []
        self.chains = {}
        self.numbers = count()
        self.draw = draw
        self.plan = [self._line(node, "r", ()) for node in tree]
        self.rows = [number for number, line in enumerate(self.lines, 1) if "tr" not in line]
        self.ranges = {row: sorted(draw(st.tuples(*[st.sampled_from(self.rows)] * 2))) for row in self.rows}
        for row, (first, last) in self.ranges.items():
            self.lines[row - 1] += f"   =SUM(B{first}:B{last})"
        self.written = []
        self.data = self._turn(self.plan, ())

    def _line(self, node, variable, chain):
        key = f"{variable}.k{next(self.numbers)}"
        if node == "row":
            self.lines.append(f"行   {{{{ {key} }}}}")
            self.chains[len(self.lines)] = chain
            return "row", key, len(self.lines)
        keyword, inside = node
        own = f"v{next(self.numbers)}" if keyword == "for" else variable
        self.lines.append(f"{{%tr for {own} in {key} %}}" if keyword == "for" else f"{{%tr if {key} %}}")
        opened = len(self.lines)
        chain = (*chain, opened) if keyword == "for" else chain
        body = [self._line(each, own, chain) for each in inside]
        self.lines.append(f"{{%tr end{keyword} %}}")
        return keyword, key, body

    def _turn(self, plan, path):
        """The data of one turn; what it writes is taken down."""
        data = {}
        for keyword, key, what in plan:
            name = key.rpartition(".")[2]
            if keyword == "row":
                data[name] = self.draw(st.integers(0, 99))
                self.written.append((what, path, data[name]))
            elif keyword == "for":
                turns = self.draw(st.integers(0, 3))
                data[name] = [self._turn(what, (*path, turn)) for turn in range(turns)]
            else:
                data[name] = self.draw(st.booleans())
                inner = len(self.written)
                data |= self._turn(what, path)
                if not data[name]:
                    del self.written[inner:]
        return data

    def sum(self, row, path):
        """SUM as seen from a row in one turn.

        It reaches from the first to the last row of the range that lies in the turns both have in common, and takes
        every row between them that came from the range.
        """
        first, last = self.ranges[row]
        of_range = [number for number, (other, _, _) in enumerate(self.written) if first <= other <= last]
        meant = [number for number in of_range if self._is_meant(row, path, *self.written[number][:2])]
        return sum(self.written[number][2] for number in of_range if meant and meant[0] <= number <= meant[-1])

    def _is_meant(self, row, path, other, other_path):
        shared = 0
        while self.chains[row][: shared + 1] == self.chains[other][: shared + 1] and shared < len(path):
            shared += 1
        return other_path[:shared] == path[:shared]


@settings(deadline=None, max_examples=150)
@given(st.lists(NODES, min_size=1, max_size=4), st.data())
def test_sums_over_any_nest_of_blocks_take_the_rows_the_reference_takes(tree, data):
    reference = Reference(tree, data.draw)
    with TemporaryDirectory() as folder:
        template = open_template(make(Path(folder), "\n".join(reference.lines)))
        document = template.render({"r": reference.data})
    sheet = openpyxl.load_workbook(io.BytesIO(document), data_only=True).active
    shown = [(row[1].value, row[2].value) for row in sheet.iter_rows(max_col=3) if row[0].value]
    assert shown == [(value, reference.sum(row, path)) for row, path, value in reference.written]


def rows_under_conditions(tmp_path, *records):
    template = """
        {%tr for 行 in 各行 %}
        {%tr if 行.是 %}
        甲   {{ 行.数 }}
        {%tr else %}
        乙   {{ 行.数 }}
        {%tr endif %}
        {%tr endfor %}
        合计   =SUM(B3:B5)
    """
    rows = [{"是": yes, "数": number} for yes, number in records]
    return grid(render(tmp_path, template, 各行=rows), results=True)


def test_a_range_over_the_branches_of_a_condition_takes_every_record(tmp_path):
    assert rows_under_conditions(tmp_path, (True, 1), (False, 2), (True, 4)).endswith("合计  7")
    assert rows_under_conditions(tmp_path, (False, 1), (True, 2), (False, 4)).endswith("合计  7")


def test_a_print_area_over_such_a_block_leaves_no_record_out(tmp_path):
    def change(book):
        book["表1"].print_area = "A1:B5"

    template = """
        {%tr for 行 in 各行 %}
        {%tr if 行 > 5 %}
        多   {{ 行 }}
        {%tr endif %}
        少   {{ 行 }}
        {%tr endfor %}
    """
    document = render(tmp_path, template, change=change, 各行=[9, 1, 9, 1])
    assert openpyxl.load_workbook(io.BytesIO(document)).active.print_area == "'表1'!$A$1:$B$6"


def test_a_head_of_a_group_without_records_counts_too(tmp_path):
    template = """
        {%tr for 组 in 各组 %}
        组   {{ 组.数 }}
        {%tr for 子 in 组.子 %}
        子   {{ 子 }}
        {%tr endfor %}
        {%tr endfor %}
        合计   =SUM(B2:B4)
    """
    document = render(tmp_path, template, 各组=[{"数": 1, "子": [1, 2]}, {"数": 20, "子": []}])
    assert grid(document, results=True).endswith("合计  24")


def test_a_running_total_goes_on_in_a_record_that_leaves_its_row_out(tmp_path):
    template = """
        {%tr for 行 in 各行 %}
        {%tr if 行.是 %}
        数   {{ 行.数 }}
        {%tr endif %}
        累计   ·   =SUM(B$3:B3)
        {%tr endfor %}
    """
    rows = [{"是": yes, "数": number} for yes, number in ((True, 1), (False, 2), (True, 4))]
    document = render(tmp_path, template, 各行=rows)
    assert grid(document, results=True) == tidy("""
        数   1   ·
        累计   ·   1
        累计   ·   1
        数   4   ·
        累计   ·   5
    """)


GROUPS = """
    {%tr for 组 in 各组 %}
    {%tr for 子 in 组 %}
    子   {{ 子 }}
    {%tr endfor %}
    小计   =SUM(B3:B3)
    {%tr endfor %}
    合计   FORMULA
"""


def test_two_hundred_groups_are_totalled_without_their_subtotals(tmp_path):
    document = render(tmp_path, GROUPS.replace("FORMULA", "=SUM(B3:B3)"), 各组=[[1]] * 210)
    assert grid(document, results=True).endswith("合计  210")


@pytest.mark.parametrize("formula", ["=SUMPRODUCT(B3:B3)", "=SUM(B3:B3*1)", "=SUM(-B3:B3)", "=COUNTIF(B3:B3,1)"])
def test_a_range_parted_by_subtotals_is_refused_where_only_one_range_can_stand(tmp_path, formula):
    template = GROUPS.replace("FORMULA", formula)
    assert problems(lambda: render(tmp_path, template, 各组=[[1, 1], [5]])) == [
        f"模板.xlsx 表1!B7 公式 {formula} 的范围里夹进了别的行或列（如小计），这里只能写连续的范围。"
    ]


def test_an_empty_list_counts_as_no_number_among_other_arguments(tmp_path):
    template = """
        数   10
        {%tr for 行 in 各行 %}
        行   {{ 行 }}
        {%tr endfor %}
        =AVERAGE(B1,B3:B3)   =MIN(B1,B3:B3)   =MAX(-5,B3:B3)   =PRODUCT(B1,B3:B3)   =AVERAGE(B3:B3)   =SUM(B1,B3:B3)
    """
    assert grid(render(tmp_path, template, 各行=[]), results=True).splitlines()[-1] == "10  10  -5  10  0  10"


def test_a_range_written_from_its_end_means_the_same_cells(tmp_path):
    template = """
        {%tr for 行 in 各行 %}
        行   {{ 行 }}   1
        {%tr endfor %}
        =SUM(B2:B1)   =SUM(C2:B2)
    """
    assert grid(render(tmp_path, template, 各行=[3, 4]), results=True).endswith("7  9  ·")


def test_true_and_1_do_not_merge(tmp_path):
    template = """
        {%tr for 行 in 各行 %}
        {{ 行|合并 }}
        {%tr endfor %}
    """
    document = render(tmp_path, template, 各行=[1, True, 0, False])
    assert not openpyxl.load_workbook(io.BytesIO(document)).active.merged_cells.ranges


def test_rows_frozen_right_above_a_block_stay_frozen(tmp_path):
    def change(book):
        book["表1"].freeze_panes = "A2"

    template = """
        名
        {%tr for 行 in 各行 %}
        {{ 行 }}
        {%tr endfor %}
    """
    document = render(tmp_path, template, change=change, 各行=[1, 2])
    assert openpyxl.load_workbook(io.BytesIO(document)).active.freeze_panes == "A2"


def test_validations_formats_and_links_of_a_sheet_without_tags_follow_another_sheet(tmp_path):
    def change(book):
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.worksheet.datavalidation import DataValidation
        from openpyxl.worksheet.hyperlink import Hyperlink

        sheet = book["表2"]
        choice = DataValidation("list", formula1="表1!$A$3")
        choice.add("B1")
        sheet.add_data_validation(choice)
        sheet.conditional_formatting.add("A1", FormulaRule(["表1!$A$5>1"]))
        sheet["A1"].hyperlink = Hyperlink(ref="A1", location="表1!A5")

    template = """
        名
        {%tr for 行 in 各行 %}
        {{ 行 }}
        {%tr endfor %}
        末
    """
    document = render(tmp_path, template, "无标签", change=change, 各行=[1, 2, 3])
    sheet = openpyxl.load_workbook(io.BytesIO(document))["表2"]
    assert sheet.data_validations.dataValidation[0].formula1 == "表1!$A$2:$A$4"
    assert [rule.formula for each in sheet.conditional_formatting for rule in each.rules] == [["表1!$A$5>1"]]
    assert sheet["A1"].hyperlink.location == "表1!A5"
    document = render(tmp_path, template, "无标签", change=change, 各行=[1])
    sheet = openpyxl.load_workbook(io.BytesIO(document))["表2"]
    assert [rule.formula for each in sheet.conditional_formatting for rule in each.rules] == [["表1!$A$3>1"]]
    assert sheet["A1"].hyperlink.location == "表1!A3"


def test_dates_of_a_workbook_that_counts_from_1904_are_left_to_excel(tmp_path):
    def change(book):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    document = render(tmp_path, "{{ 数 }}   =YEAR(A1)   =A1+1", change=change, 数=45000)
    assert grid(document, results=True) == "45000  ·  45001"
    assert grid(render(tmp_path, "{{ 数 }}   =YEAR(A1)", 数=45000), results=True) == "45000  2023"
