"""Tables and pivot tables: what they cover grows with the rows, and where they stand moves."""

import io
import re

import openpyxl
import pytest
from lxml import etree
from workbooks import ITEMS, add, drawn, grid, part, parts, problems, rendered, repack, tidy

from perfreport.office import open_template

BLOCK = """
    上面      ·
    项目      金额            加倍
    {%tr for x in 各项 %}
    {{ x.名 }}   {{ x.数 }}   =B4*2
    {%tr endfor %}
    下面      ·
"""
LIST = "{%tr for x in 各项 %}\n{{ x.名 }}   {{ x.数 }}\n{%tr endfor %}\n"
TABLE = "xl/tables/table1.xml"


def table(area="A2:C4", **options):
    columns = [{"header": name} for name in ("项目", "金额", "加倍")]

    def change(book, sheet, *others):
        sheet.add_table(area, {"columns": columns, "name": "明细", **options})

    return change


def ranges(document, name=TABLE):
    root = etree.fromstring(part(document, name).encode())
    return " ".join(element.get("ref") for element in root.iter() if element.get("ref"))


@pytest.mark.parametrize("items, found", [(ITEMS, "A2:C5"), (ITEMS[:1], "A2:C3"), ([], "A2:C3")])
def test_a_table_grows_with_its_records_and_has_a_row_where_there_are_none(tmp_path, items, found):
    document = rendered(drawn(tmp_path, BLOCK, change=table()), items)
    assert ranges(document) == f"{found} {found}"
    assert openpyxl.load_workbook(io.BytesIO(document))["表1"].tables["明细"].ref == found


def test_a_list_without_records_leaves_an_empty_row_in_the_table(tmp_path):
    assert grid(rendered(drawn(tmp_path, BLOCK, change=table()), [])) == tidy("""
        上面  ·     ·
        项目  金额  加倍
        ·     ·     ·
        下面  ·     ·
    """)


def totals(book, sheet):
    template = {"total_function": "sum"}
    columns = [{"header": "项目", "total_string": "合计"}, {"header": "金额", **template}, {"header": "加倍"}]
    sheet.add_table("A2:C6", {"columns": columns, "name": "明细", "total_row": True})
    sheet.write("A4", "{{ x.名 }}")
    sheet.write("B4", "{{ x.数 }}")


def test_a_table_with_totals_keeps_them_in_its_last_row_and_out_of_its_filter(tmp_path):
    path = drawn(tmp_path, BLOCK, change=totals)
    assert ranges(path.read_bytes()) == "A2:C6 A2:C5"
    assert [ranges(rendered(path, items)) for items in (ITEMS, ITEMS[:1], [])] == [
        "A2:C6 A2:C5", "A2:C4 A2:C3", "A2:C4 A2:C3"
    ]  # fmt: skip
    assert grid(rendered(path, ITEMS)) == tidy("""
        上面  ·     ·
        项目  金额  加倍
        甲    1     =B3*2
        乙    2     =B4*2
        丙    4     =B5*2
        合计  =SUBTOTAL(109,[金额])  ·
    """)


def test_a_total_over_an_empty_table_sums_its_empty_row(tmp_path):
    path = drawn(tmp_path, BLOCK.replace("下面      ·", "下面   =SUM(B4:B4)"), change=table())
    assert grid(rendered(path, [])).splitlines()[-1] == "下面  =SUM(B3:B3)  ·"
    assert grid(rendered(path, []), results=True).splitlines()[-1] == "下面  0  ·"


def test_the_formula_of_a_column_follows(tmp_path):
    path = drawn(tmp_path, BLOCK, change=table())
    formula = (
        'name="加倍"><calculatedColumnFormula>明细[[#This Row],[金额]]*$B$6</calculatedColumnFormula></tableColumn>'
    )
    repack(path, **{TABLE: part(path.read_bytes(), TABLE).replace('name="加倍"/>', formula)})
    assert "[[#This Row],[金额]]*$B$6</calc" in part(rendered(path, ITEMS), TABLE)
    assert "[[#This Row],[金额]]*$B$4</calc" in part(rendered(path, ITEMS[:1]), TABLE)


def test_a_table_below_the_block_moves_and_one_above_is_copied_as_it_lies(tmp_path):
    below = drawn(tmp_path, LIST + "项目   金额   加倍\n1   2   3", change=table("A4:C5"))
    assert [ranges(rendered(below, items)) for items in (ITEMS, [])] == ["A4:C5 A4:C5", "A1:C2 A1:C2"]
    above = drawn(tmp_path, "项目   金额   加倍\n1   2   3\n" + LIST, change=table("A1:C2"))
    assert parts(rendered(above, ITEMS))[TABLE] == parts(above)[TABLE]


def test_a_filter_and_a_sorting_in_a_table_follow(tmp_path):
    path = drawn(tmp_path, BLOCK, change=table())
    sorting = '</autoFilter><sortState ref="A4:C4"><sortCondition ref="B4:B4"/></sortState>'
    text = re.sub(r'(<autoFilter ref="[^"]*")/>', rf"\1>{sorting}", part(path.read_bytes(), TABLE))
    assert ranges(rendered(repack(path, **{TABLE: text}), ITEMS)) == "A2:C5 A2:C5 A3:C5 B3:B5"


def test_a_table_in_a_record_is_a_problem(tmp_path):
    path = drawn(
        tmp_path, "{%tr for x in 各项 %}\n项目   金额   加倍\n1   {{ x.数 }}   3\n{%tr endfor %}", change=table("A2:C3")
    )
    assert problems(lambda: open_template(path)) == [
        "模板.xlsx 表1!A2:C3 套用了表格格式的区域在循环里，不能每条记录都有一份。"
    ]


PIVOT = "xl/pivotTables/pivotTable1.xml"
CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pivoting(path, source='ref="A2:C4" sheet="表1"', location="A8:B10", sheet=1):
    """A pivot table added to the template at `path`, as far as its places are concerned."""
    content, changed = {name: text.decode() for name, text in parts(path).items()}, {}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    for part_, name in ((CACHE, "pivotCacheDefinition"), (PIVOT, "pivotTable")):
        override = f'<Override PartName="/{part_}" ContentType="{kind}.{name}+xml"/>'
        add(content | changed, changed, "[Content_Types].xml", override)
    cache = f'<Relationship Id="p" Type="{OFFICE}/pivotCacheDefinition" Target="/{CACHE}"/>'
    add(content, changed, "xl/_rels/workbook.xml.rels", cache)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f"xl/worksheets/_rels/sheet{sheet}.xml.rels"
    content.setdefault(rels, f'<Relationships xmlns="{package}"></Relationships>')
    add(content, changed, rels, f'<Relationship Id="p" Type="{OFFICE}/pivotTable" Target="/{PIVOT}"/>')
    changed[CACHE] = (
        f'<pivotCacheDefinition xmlns="{MAIN}" refreshedBy="甲"><cacheSource type="worksheet">'
        f"<worksheetSource {source}/></cacheSource></pivotCacheDefinition>"
    )
    changed[PIVOT] = (
        f'<pivotTableDefinition xmlns="{MAIN}"><location ref="{location}" firstHeaderRow="1"/></pivotTableDefinition>'
    )
    return repack(path, **changed)


def nothing(book, *sheets):
    """Nothing besides the cells."""


def source(document):
    root = etree.fromstring(part(document, CACHE).encode())
    return root.get("refreshOnLoad"), dict(root.find(".//{*}worksheetSource").attrib)


def test_the_source_of_a_pivot_table_grows_and_it_is_computed_anew_on_opening(tmp_path):
    path = pivoting(drawn(tmp_path, BLOCK, change=nothing))
    found = [source(rendered(path, items)) for items in (ITEMS, ITEMS[:1], [])]
    assert found == [("1", {"ref": area, "sheet": "表1"}) for area in ("A2:C5", "A2:C3", "A2:C3")]


def test_a_pivot_table_that_takes_a_table_or_a_name_is_computed_anew(tmp_path):
    def change(book, sheet):
        book.define_name("区域", "=表1!$A$2:$C$4")
        table()(book, sheet)

    for name in ("明细", "区域"):
        path = pivoting(drawn(tmp_path, BLOCK, change=change), source=f'name="{name}"')
        assert source(rendered(path, ITEMS)) == ("1", {"name": name})


def test_a_pivot_table_of_what_no_document_changes_is_copied_as_it_lies(tmp_path):
    path = pivoting(drawn(tmp_path, BLOCK, "甲\n1", change=nothing), 'ref="A1:A2" sheet="表2"')
    assert parts(rendered(path, ITEMS))[CACHE] == parts(path)[CACHE]


def test_a_pivot_table_below_the_block_moves(tmp_path):
    path = pivoting(drawn(tmp_path, BLOCK, change=nothing))
    assert [ranges(rendered(path, items), PIVOT) for items in (ITEMS, [])] == ["A8:B10", "A6:B8"]


def test_a_pivot_table_on_rows_of_the_block_is_a_problem(tmp_path):
    path = pivoting(drawn(tmp_path, BLOCK, change=nothing), location="E3:F6")
    assert problems(lambda: open_template(path)) == ["模板.xlsx 表1!E3:F6 数据透视表在循环里，不能每条记录都有一份。"]


def test_a_pivot_table_of_several_ranges_is_a_problem(tmp_path):
    path = pivoting(drawn(tmp_path, BLOCK, change=nothing))
    text = part(path.read_bytes(), CACHE).replace("worksheetSource", "rangeSet")
    assert problems(lambda: open_template(repack(path, **{CACHE: text}))) == [
        "模板.xlsx 表1!A2:C4 数据透视表的多重合并区域不能随行移动，输出后会指错地方。"
    ]
