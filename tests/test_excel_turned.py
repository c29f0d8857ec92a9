"""A line of cells gives the same whether it is laid down, with {%tr %}, or across, with {%tc %}."""

import re
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter
from test_excel_charts import series
from test_excel_comments import BOXES
from workbooks import drawn, part

from perfreport.office import open_template
from perfreport.problem import Problems

SHEET = "xl/worksheets/sheet1.xml"
COUNTS = st.lists(st.integers(0, 3), min_size=3, max_size=3)


def block(opening, inner):
    return [opening, *chain(*inner), "end" + opening.split()[0]]


CELLS = st.just(["·"])
OPENINGS = st.sampled_from(["for x in range(a)", "for y in range(b)", "for z in range(c)", "if a > 1", "if 0"])
BLOCKS = st.recursive(CELLS, lambda inner: st.builds(block, OPENINGS, st.lists(inner, min_size=1, max_size=3)))
LINES = st.lists(BLOCKS, min_size=1, max_size=4).map(lambda blocks: [*chain(*blocks), "·"])


@given(LINES, COUNTS, st.data())
@settings(derandomize=True, deadline=None, max_examples=20)
def test_what_stands_on_a_line_and_refers_to_it_follows_alike(tmp_path_factory, line, counts, data):
    cells = st.sampled_from([number for number, said in enumerate(line) if said == "·"])
    ranges = st.tuples(cells, cells).map(sorted)
    things = data.draw(st.tuples(cells, cells, ranges, ranges, st.integers(1, len(line))))
    folder = tmp_path_factory.mktemp("行列")
    names = dict(zip("abc", counts, strict=True))
    down, across = (document(template(folder, line, *things, down=down), names) for down in (True, False))
    assert down == [turned(text) for text in across]


def document(path, names):
    """What a document says, or where a sparkline would need several ranges."""
    try:
        return said(open_template(path).render(names))
    except Problems as refused:
        return [f"{found.place.spot} {found.id}" for found in refused.problems if found.id == "render.interrupted"]


def template(folder, line, commented, linked, shown, charted, broken, down):
    """A line of cells with a comment, a link, a sparkline, a chart, a page break and a name."""
    scope = "tr" if down else "tc"

    def at(number):
        return f"$A${number + 1}" if down else f"${get_column_letter(number + 1)}$1"

    def over(ends):
        return f"=表1!{':'.join(map(at, ends))}"

    def change(book, sheet):
        for number, text in enumerate(line):
            sheet.write(at(number).replace("$", ""), number if text == "·" else f"{{%{scope} {text} %}}")
        sheet.write_comment(at(commented).replace("$", ""), "批注")
        sheet.write_url(at(linked).replace("$", ""), f"internal:表1!{at(commented).replace('$', '')}", string="看")
        sheet.write(at(linked).replace("$", ""), linked)
        sheet.add_sparkline(at(commented).replace("$", ""), {"range": over(shown)[1:]})
        (sheet.set_h_pagebreaks if down else sheet.set_v_pagebreaks)([broken])
        book.define_name("名", over(charted))
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": over(charted)})
        book.add_chartsheet("图").set_chart(chart)

    return drawn(folder, "·", change=change)


def said(document):
    """What these say in a document."""
    sheet = etree.fromstring(part(document, SHEET).encode())
    names = etree.fromstring(part(document, "xl/workbook.xml").encode()).iter("{*}definedName")
    comments = etree.fromstring(part(document, "xl/comments1.xml").encode()).iter("{*}comment")
    return [
        *(f"{link.get('ref')} → {link.get('location')}" for link in sheet.iter("{*}hyperlink")),
        *(" ".join(line.itertext()) for line in sheet.iter("{*}sparkline")),
        *(f"break {each.get('id')}" for each in sheet.iter("{*}brk")),
        *(comment.get("ref") for comment in comments),
        *re.findall(r'id="(_x0000_s\d+)"', part(document, BOXES)),
        *series(document),
        *(name.text for name in names),
    ]


def turned(text):
    """What it would say with rows for columns; cells that are gone are in the last row always."""
    return re.sub(r"(\$?)([A-Z]+)(\$?)([1-9]\d*)\b", _turned, text)


def _turned(found):
    dollar, column, _, row = found.groups()
    if row == "1048576":
        return f"{dollar}A{dollar}{row}"
    return f"{dollar}A{dollar}{column_index_from_string(column)}"
