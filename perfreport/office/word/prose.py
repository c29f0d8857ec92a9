"""A clerk's own words where a tag stands alone in its paragraph: paragraphs and tables instead of that paragraph.

The paragraphs look as that one does. A table takes its look from two styles of the template, where it has them
(正文表格, 表格文字); else it gets thin borders and small type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import quoteattr

from ..dialect import TAG, Tag
from ..package import Package
from ..printing import as_text
from ..prose import Block, Line, Paragraph, Prose, Table
from ..relations import main_part, relations
from .places import W
from .text import Xml, escaped

if TYPE_CHECKING:
    from lxml import etree

TABLE_EDGE = "\ufde2"  # stands before and behind a table, which must not touch another one

_STYLE, _CELL_STYLE = "正文表格", "表格文字"  # of tables, and of the paragraphs in their cells
_SMALL = 21  # half points, 五号
_SIZES = (W + "sz", W + "szCs")
_BOLD = (W + "b", W + "bCs")
# the schema orders the properties of runs
_BEFORE_BOLD = (W + "rStyle", W + "rFonts")
_BEHIND_SIZE = {
    W + name for name in "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout".split()
}
_BEHIND_SIZE |= {W + "specVanish", W + "oMath"}
# what a paragraph may hold beside its one tag: nothing that anybody sees
_UNSEEN = {W + name for name in "r t ins smartTag proofErr lastRenderedPageBreak bookmarkStart bookmarkEnd".split()}
_UNSEEN |= {W + name for name in "commentRangeStart commentRangeEnd commentReference annotationRef".split()}
_PROPERTIES = {W + "pPr", W + "rPr"}
_BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")
_TOUCHING = re.compile(
    f"</w:tbl>(?:{TABLE_EDGE}|<w:bookmark(?:Start|End) [^>]*/>|\\s)*"
    "(?=<w:tbl[ >]|(?:</w:sdtContent></w:sdt>\\s*)*(?:<w:sectPr[ />]|</w:body>))"
)

_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in "top left bottom right insideH insideV".split()
)
_BORDERS = f"<w:tblBorders>{_EDGES}</w:tblBorders>"
_TABLE_LOOK = '<w:tblLook w:val="0420" w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'
_HEAD = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"  # on every page
_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
_IN_CELL = (
    '<w:numPr><w:numId w:val="0"/></w:numPr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:leftChars="0" w:right="0" w:rightChars="0" w:firstLine="0" w:firstLineChars="0"/>'
)
_TEXT_WIDTH = 8844  # twentieths of a point between the margins of GB/T 9704, for programs that do not reckon in percent
_MARGINS, _WIDEST = 3, 30  # of a cell; of a column's text: in half-width characters

Styles = Mapping[tuple[str, str], str]  # kind and name → id


class _Runs(NamedTuple):
    """The properties of runs: of plain ones, of bold ones."""

    plain: str
    bold: str

    def of(self, line: Line) -> str:
        return "".join(
            f'<w:r>{self.bold if bold else self.plain}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
            for text, bold in line
            if text
        )


class Look:
    """A filter: the paragraphs and tables of a Prose, in the look of `paragraph`, in whose `text` the tag stands.

    `styles` are the template's, kind and name → id.
    """

    def __init__(self, paragraph: etree._Element, text: etree._Element, styles: Styles) -> None:
        own = _properties(paragraph, "pPr")
        self._section = own.pop(W + "sectPr", "")
        self._first = "".join(own.values())
        self._page_break = own.pop(W + "pageBreakBefore", "")
        self._next = "".join(own.values())
        self._indent: Line = [(TAG.split(_text(paragraph))[0], False)]  # blanks typed before the tag
        of_run = _properties(next(text.iterancestors(W + "r")), "rPr")
        self._runs = _runs(of_run)
        self._look, self._in_cell, self._cell_runs = _table_look(own, of_run, styles)

    def __call__(self, value: Any) -> Xml:
        blocks = list((value if isinstance(value, Prose) else Prose(as_text(value))).blocks)
        if self._page_break and blocks and isinstance(blocks[0], Table):
            blocks.insert(0, Paragraph([]))
        if self._section and (not blocks or isinstance(blocks[-1], Table)):
            blocks.append(Paragraph([]))
        return Xml("".join(self._written(blocks)))

    def _written(self, blocks: list[Block]) -> Iterator[str]:
        for number, block in enumerate(blocks, 1):
            if isinstance(block, Table):
                yield self._table(block)
            else:
                properties = self._first if number == 1 else self._next
                section = self._section if number == len(blocks) else ""
                yield _paragraph(properties + section, self._runs.of([*self._indent, *block.line]))

    def _table(self, table: Table) -> str:
        shares = _shares(table)
        grid = "".join(f'<w:gridCol w:w="{_TEXT_WIDTH * share // 5000}"/>' for share in shares)
        head = [[(text, True) for text, _ in cell] for cell in table.rows[0]]
        centred = ["center"] * len(shares)
        rows = [self._row(_HEAD, head, shares, centred)]
        rows += [self._row(_ROW, row, shares, table.alignments) for row in table.rows[1:]]
        properties = f"<w:tblPr>{self._look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        return f"{TABLE_EDGE}<w:tbl>{properties}{''.join(rows)}</w:tbl>{TABLE_EDGE}"

    def _row(self, properties: str, row: list[Line], shares: list[int], alignments: list[str]) -> str:
        lines = [*row, *[[]] * (len(shares) - len(row))]
        cells = "".join(map(self._cell, lines, shares, alignments))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, line: Line, share: int, alignment: str) -> str:
        properties = f'<w:tcPr><w:tcW w:w="{share}" w:type="pct"/><w:vAlign w:val="center"/></w:tcPr>'
        aligned = f'<w:jc w:val="{alignment}"/>' if alignment else ""
        return f"<w:tc>{properties}{_paragraph(self._in_cell + aligned, self._cell_runs.of(line))}</w:tc>"


def style_ids(package: Package) -> Styles:
    """The styles of a Word file."""
    found = relations(package, main_part(package)).values()
    parts = [target for kind, target in found if kind.endswith("/styles")]
    styles = [style for part in parts for style in package.xml(part).iter(W + "style")]
    named = [(style, style.find(W + "name")) for style in styles]
    return {
        (style.get(W + "type", ""), name.get(W + "val", "")): style.get(W + "styleId", "")
        for style, name in named
        if name is not None
    }


def text_alone(paragraph: etree._Element, tags_of: Callable[[str | None], list[Tag]]) -> etree._Element | None:
    """The text with the tag that puts a clerk's words in the place of `paragraph`; None where more is seen there."""
    inside = list(_inside(paragraph))
    texts = [element for element in inside if element.tag == W + "t"]
    tags = [(tag, text) for text in texts for tag in tags_of(text.text) if tag.kind != "#"]
    if [tag.is_prose for tag, _ in tags] != [True] or TAG.sub("", _text(paragraph)).strip():
        return None
    return tags[0][1] if all(element.tag in _UNSEEN for element in inside) else None


def replace_by_text(paragraph: etree._Element, text: str) -> None:
    """Put `text` where `paragraph` stands, between its bookmarks."""
    for bookmark in list(paragraph.iter(*_BOOKMARKS)):
        if bookmark.tag == _BOOKMARKS[0]:
            paragraph.addprevious(bookmark)
    for bookmark in reversed(list(paragraph.iter(_BOOKMARKS[1]))):
        paragraph.addnext(bookmark)
    parent, before = paragraph.getparent(), paragraph.getprevious()
    text += paragraph.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(paragraph)


def part_tables(text: str) -> str:
    """`text` with a paragraph wherever a table of a Prose would touch another one, which Word would make one of, or
    end the document."""
    if TABLE_EDGE not in text:
        return text
    return _TOUCHING.sub(lambda found: found[0] + "<w:p/>" * (TABLE_EDGE in found[0]), text).replace(TABLE_EDGE, "")


def _inside(paragraph: etree._Element) -> Iterator[etree._Element]:
    """What stands in a paragraph, but for properties."""
    for element in paragraph:
        if element.tag not in _PROPERTIES:
            yield element
            yield from _inside(element)


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def _properties(element: etree._Element, name: str) -> dict[str, str]:
    """The properties of a paragraph or a run as XML, by their tags, but for those that changes were tracked of."""
    found = element.find(W + name)
    children = [] if found is None else [child for child in found if not child.tag.endswith("PrChange")]
    return {child.tag: _xml(child) for child in children}


def _xml(element: etree._Element) -> str:
    """An element as it stands in its part, where the namespaces are declared."""
    from lxml import etree

    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in element.getroottree().getroot().nsmap.items():
        text = text.replace(f' xmlns:{prefix}="{uri}"', "")
    return text


def _runs(properties: Mapping[str, str]) -> _Runs:
    first = "".join(xml for tag, xml in properties.items() if tag in _BEFORE_BOLD)
    rest = "".join(xml for tag, xml in properties.items() if tag not in _BEFORE_BOLD and tag not in _BOLD)
    plain = "".join(properties.values())
    return _Runs(f"<w:rPr>{plain}</w:rPr>" if plain else "", f"<w:rPr>{first}<w:b/><w:bCs/>{rest}</w:rPr>")


def _table_look(of_paragraph: Mapping[str, str], of_run: Mapping[str, str], styles: Styles) -> tuple[str, str, _Runs]:
    """The properties of tables, of the paragraphs and of the runs in their cells."""
    style, borders = styles.get(("table", _STYLE)), _BORDERS
    if style:
        style, borders = f"<w:tblStyle w:val={quoteattr(style)}/>", ""
    look = f'{style or ""}<w:tblW w:w="5000" w:type="pct"/>{borders}{_TABLE_LOOK}'
    in_cell = styles.get(("paragraph", _CELL_STYLE))
    if in_cell:
        return look, f"<w:pStyle w:val={quoteattr(in_cell)}/>", _runs({})
    return look, of_paragraph.get(W + "pStyle", "") + _IN_CELL, _runs(_small(of_run))


def _small(properties: Mapping[str, str]) -> dict[str, str]:
    """The properties of a run with small type, in the order of the schema."""
    given = re.search(r'w:val="(\d+)"', properties.get(_SIZES[0], ""))
    size = min(int(given[1]), _SMALL) if given else _SMALL
    first = {tag: xml for tag, xml in properties.items() if tag not in _SIZES and tag not in _BEHIND_SIZE}
    rest = {tag: xml for tag, xml in properties.items() if tag in _BEHIND_SIZE}
    return {**first, **{tag: f'<w:{tag[len(W) :]} w:val="{size}"/>' for tag in _SIZES}, **rest}


def _shares(table: Table) -> list[int]:
    """How much of the width each column gets, by its longest text, in fiftieths of a percent."""
    columns = zip_longest(*table.rows, fillvalue=[])
    widths = [_MARGINS + min(max(map(_width, column)), _WIDEST) for column in columns]
    return [5000 * width // sum(widths) for width in widths]


def _width(line: Line) -> int:
    """In half-width characters."""
    return sum(1 if char < "\u1100" else 2 for text, _ in line for char in text)


def _paragraph(properties: str, runs: str) -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"
