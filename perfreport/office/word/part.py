"""One XML part of a Word template while its tags are being read: where each stands and what is wrong with it.

Tags are gathered from the runs Word split them over. Marks in the text are Unicode noncharacters, which no document
holds: they stand for the tags' insides, so that docxtpl's patterns never see those, and for the braces of plain text,
so that nobody takes those for tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...problem import Place, Problem, problem
from .. import dialect
from ..dialect import TAG, Tag
from ..findings import Compiled
from ..package import Package
from ..relations import OFFICE
from .finish import Finish
from .merges import Merge, read_merges
from .places import W, ancestor, paragraphs
from .prose import Look, replace_by_text, style_ids, text_alone
from .text import ONE_LINE

if TYPE_CHECKING:
    from lxml import etree

    from ..sandbox import Sandbox
    from .charts import Charts


_HOLDER = {"tr": W + "tr", "tc": W + "tc", "p": W + "p"}
_HOLDER_NAME = {"tr": "行", "tc": "单元格", "p": "段"}
_TAG_OR_CHARACTER = re.compile(f"{TAG.pattern}|.", re.DOTALL)
_TAG_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_JOINING = re.compile("\\{%(?P<before>-?) \ufdd0(?P<tag>\\d+)\ufdd1(?P<after>-?)%\\}")
_BRACE, _BRACE_END = "\ufdd2", "\ufdd7"
_WHOLE, _WHOLE_END = "\ufde0", "\ufde1"  # a tag that stands for whole paragraphs
_PLAIN = str.maketrans("{}", _BRACE + _BRACE_END)
_WRITTEN_OUT = {f"{_BRACE}_{_BRACE}": _BRACE * 2, f"{_BRACE_END}_{_BRACE_END}": _BRACE_END * 2}
_WRITTEN_OUT |= {f"{_BRACE}_%": f"{_BRACE}%", f"%_{_BRACE_END}": f"%{_BRACE_END}"}

_CELL_PROPERTIES = re.compile("(?<=<w:tcPr>)[^\ufdd3]*?(?=</w:tcPr>)")
_PROPERTY = re.compile(r"<w:(\w+)(?: [^>]*)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_ORDER = (
    """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark""".split()
)

# what else a row, cell or paragraph may hold that is lost when it is a tag's own
_THINGS = {"drawing": "图片", "pict": "图片", "object": "对象", "sectPr": "分节符"}
_THINGS |= {"footnoteReference": "脚注", "endnoteReference": "尾注"}
_BREAKS = {"page": "分页符", "column": "分栏符"}
_BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")
_KEPT_APART = {W + name for name in (*_THINGS, "tbl", "tc", "br", "tab")}  # what {%- and -%} must not join over


class WordPart:
    """A part with its `tags`, in their order; `check` tells what is wrong with them."""

    def __init__(self, name: str, package: Package, prefix: str) -> None:
        self.name = name
        self.tags: list[Tag] = []
        self._faults: list[Problem] = []
        self._insides: list[str] = []  # what stands in the patched source instead of each tag's mark
        from lxml import etree

        self._root = package.xml(name)
        etree.strip_tags(self._root, etree.Comment, etree.ProcessingInstruction)
        self._elements = list(self._root.iter())  # held, so that an element stays the same Python object
        self._places = {e: Place(package.name, spot=spot) for e, spot in paragraphs(self._root, prefix)}
        self._elsewhere = Place(package.name, spot=prefix or "正文")
        for paragraph in self._root.iter(W + "p"):
            self._places.setdefault(paragraph, self._elsewhere)
        self._read: set[etree._Element] = set()
        self._check_namespace()
        for paragraph, place in self._places.items():
            self._read_paragraph(paragraph, place)
        self._elements = list(self._root.iter())  # bookmarks have moved
        for element in self._elements:
            self._read_element(element)
        self._check_joins()
        self._check_merges()
        self._finish = Finish(self._elements, self._tags_of)
        for tag in self._finish.misplaced:
            self._faults.append(problem("template.no-merge-here", tag.place, tag=tag.text))
        self._looks = self._take_prose(package) if any(tag.is_prose for tag in self.tags) else {}

    def check(self, environment: Sandbox, filters: bool) -> list[Problem]:
        """Every fault of the part's tags, in the order of their places; `filters`: unknown ones, too."""
        order = {place: number for number, place in enumerate(self._places.values())}
        faults = self._faults + dialect.check(self.tags, environment, word=True, filters=filters)
        return sorted(faults, key=lambda fault: order.get(fault.place, -1))

    def compile(self, environment: Sandbox, charts: Charts) -> tuple[Compiled, Finish]:
        """The part's compiled source, and how what it renders is finished."""
        from docxtpl import DocxTemplate
        from lxml import etree

        for chart, call in charts.calls(self.name, self._elements, self._tags_of, environment):
            tag = Tag("图表", self._place_of(chart))
            chart.set(f"{{{OFFICE}}}id", "{{ " + self._add(tag, call) + "}}")
        xml = etree.tostring(self._root, encoding="unicode")
        patched = DocxTemplate("").patch_xml(xml)  # opens no file: patching is all we ask of it
        patched = _CELL_PROPERTIES.sub(_in_order, patched)
        patched = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + patched.replace("\n", " ")
        for number, look in self._looks.items():
            name = f"__look{len(environment.filters)}__"
            environment.filters[name] = look
            self._insides[number] = f"({self._insides[number]})|{name}"
        # the inside of each tag begins a line, so a line number of the source is the number of a tag
        source = _TAG_MARK.sub(lambda mark: "\n" + self._insides[int(mark[1])], patched)
        tags = [None, *(self.tags[int(mark)] for mark in _TAG_MARK.findall(patched))]
        source = source.replace(_BRACE, "{{'{'}}").replace(_BRACE_END, "}")
        source = source.replace(_WHOLE, "{{").replace(_WHOLE_END, "}}")
        return Compiled(environment, source, tags), self._finish

    def _tags_of(self, text: str | None) -> list[Tag]:
        return [self.tags[int(mark)] for mark in _TAG_MARK.findall(text or "")]

    def _take_prose(self, package: Package) -> dict[int, Look]:
        """How the paragraphs look that tags stand alone in, by the tags' numbers; the tags stand in their place."""
        looks, styles = {}, style_ids(package)
        for paragraph in self._places:
            text = text_alone(paragraph, self._tags_of)
            if text is not None:
                number = next(n for n in map(int, _TAG_MARK.findall(text.text)) if self.tags[n].is_prose)
                looks[number] = Look(paragraph, text, styles)
                replace_by_text(paragraph, f"{_WHOLE}\ufdd0{number}\ufdd1{_WHOLE_END}")
        return looks

    def _check_namespace(self) -> None:
        """docxtpl's patterns know Word's elements by the prefix w: alone, as every usual program writes them."""
        in_word = {element.prefix for element in self._elements if element.tag.startswith(W)}
        if in_word - {"w"} or "purl.oclc.org/ooxml" in self._root.tag:
            why = f"{self.name} 用了少见的写法（Strict Open XML 或别的前缀）"
            self._faults.append(problem("template.not-office", self._elsewhere, why=why))

    def _read_paragraph(self, paragraph: etree._Element, place: Place) -> None:
        """Put a mark for each tag of a paragraph into the run where the tag begins; other text stays in its run."""
        runs = [t for t in paragraph.iter(W + "t") if ancestor(t, W + "p") is paragraph]
        runs = [t for t in runs if ancestor(t, W + "moveFrom") is None]
        self._read.update(runs)
        owners = [run for run in runs for _ in run.text or ""]
        text = dialect.half_width("".join(run.text or "" for run in runs))
        self._faults += dialect.stray_openings(text, place)
        texts = dict.fromkeys(runs, "")
        for found in _TAG_OR_CHARACTER.finditer(text):
            piece, run = found[0], owners[found.start()]
            texts[run] += self._mark(piece, run, paragraph, place) if len(piece) > 1 else piece.translate(_PLAIN)
        for run, new in texts.items():
            for written, meant in _WRITTEN_OUT.items():
                new = new.replace(written, meant)
            run.text = new

    def _mark(self, text: str, run: etree._Element, paragraph: etree._Element, place: Place) -> str:
        tag = Tag(re.sub("[\r\n]", " ", text), place)
        if tag.scope in _HOLDER:
            self._check_alone(tag, run)
            if text[-3] == "-":
                self._faults.append(problem("template.bad-join", place, tag=tag.text))
        tag = Tag(tag.text, place, _block_parent(tag, run, paragraph))
        is_cell_mark = tag.keyword in dialect.WORD_CELL
        if is_cell_mark or tag.merges:
            self._open_cell(tag, run)
        keyword = f"{tag.keyword} " if is_cell_mark else ""
        mark = self._add(tag, dialect.without_merge(tag).removeprefix(keyword))
        if tag.keyword in ("vm", "hm"):
            return text  # docxtpl looks for just this
        before, after = "-" * (text[2 + len(tag.scope)] == "-"), "-" * (text[-3] == "-")
        return f"{text[:2]}{tag.scope}{before} {keyword}{mark}{after}{text[-2:]}"

    def _add(self, tag: Tag, inside: str) -> str:
        self.tags.append(tag)
        self._insides.append(inside)
        return f"\ufdd0{len(self.tags) - 1}\ufdd1"

    def _open_cell(self, tag: Tag, run: etree._Element) -> None:
        """Cell properties that begin and end: what changes a cell is written into them."""
        cell = ancestor(run, W + "tc")
        if cell is None:
            self._faults.append(problem("template.no-row", tag.place, tag=tag.text))
            return
        properties = cell.find(W + "tcPr")
        if properties is None:
            properties = cell.makeelement(W + "tcPr")
            cell.insert(0, properties)
        properties.text = properties.text or ""

    def _check_alone(self, tag: Tag, run: etree._Element) -> None:
        """docxtpl drops the whole row, cell or paragraph around such a tag, with whatever else stands there."""
        holder = ancestor(run, _HOLDER[tag.scope])
        if holder is None:
            self._faults.append(problem("template.no-row", tag.place, tag=tag.text))
            return
        text = dialect.half_width("".join(t.text or "" for t in holder.iter(W + "t")))
        rest = text.replace(tag.text, "", 1).strip() or next(_things(holder), "")
        if rest:
            what, shown = _HOLDER_NAME[tag.scope], _TAG_MARK.sub("…", rest)[:30]
            self._faults.append(problem("template.not-alone", tag.place, tag=tag.text, what=what, rest=shown))
        _keep_bookmarks(holder, before=tag.opens)

    def _check_merges(self) -> None:
        for table in self._root.iter(W + "tbl"):
            for merge in read_merges(table, self._tags_of):
                place = self._places[next(merge.cell.iter(W + "p"))]
                if tag := merge.cut_by:
                    last = merge.rows[-1] + 1
                    self._faults.append(problem("template.merge-leaves", place, tag=tag.text, last=last))
                else:
                    self._check_covered(merge, place)

    def _check_covered(self, merge: Merge, place: Place) -> None:
        """What stands in a cell that continues the one above is never seen."""
        for text in (text for cell in merge.covered for text in cell.iter(W + "t")):
            for tag in (tag for tag in self._tags_of(text.text) if tag.kind == "{"):
                words = {"merge": f"从{place.spot}起上下合并的格", "tag": tag.text, "spot": tag.place.spot}
                self._faults.append(problem("template.covered", tag.place, **words))

    def _check_joins(self) -> None:
        """`{%-` and `-%}` take the text before and behind with them, up to the next text: see that nothing is lost."""
        texts = [element for element in self._elements if element.tag == W + "t"]
        for number, element in enumerate(texts):
            text = element.text or ""
            for found in _JOINING.finditer(text):
                lost_before = found["before"] and (
                    text[: found.start()].strip() or (number and self._apart(texts[number - 1], element))
                )
                rest = text[found.end() :]
                joins = found["after"] and "{%" not in rest and "{{" not in rest
                lost = joins and (rest.strip() or self._apart(element, (texts[number + 1 :] or [element])[0]))
                if lost_before or lost:
                    tag = self.tags[int(found["tag"])]
                    self._faults.append(problem("template.bad-join", tag.place, tag=tag.text))

    def _apart(self, first: etree._Element, second: etree._Element) -> bool:
        """Whether joining two texts would break something that stands between them, or a cell."""
        between = self._elements[self._elements.index(first) + 1 : self._elements.index(second)]
        paths = [_path(text, _nearest_paragraph(text)) for text in (first, second)]
        return paths[0] != paths[1] or any(element.tag in _KEPT_APART for element in between)

    def _read_element(self, element: etree._Element) -> None:
        """Tags in attributes (a picture's description) and document properties print on one line; in deleted text
        and field codes braces are just braces."""
        for name, value in element.attrib.items():
            if "{" in value or "｛" in value:
                element.set(name, self._on_one_line(value, element))
        if element.text and element not in self._read:
            if element.tag.startswith(W):
                element.text = element.text.translate(_PLAIN)
            else:
                element.text = self._on_one_line(element.text, element)

    def _on_one_line(self, text: str, element: etree._Element) -> str:
        place = self._place_of(element)
        text = dialect.half_width(text)
        self._faults += dialect.stray_openings(text, place)
        if not TAG.search(text):
            return text
        pieces = (found[0] for found in _TAG_OR_CHARACTER.finditer(text))
        return "".join(self._print(p, place) if len(p) > 1 else p.translate(_PLAIN) for p in pieces)

    def _place_of(self, element: etree._Element) -> Place:
        paragraph = ancestor(element, W + "p")
        return self._elsewhere if paragraph is None else self._places[paragraph]

    def _print(self, text: str, place: Place) -> str:
        tag = Tag(re.sub("[\r\n]", " ", text), place)
        if tag.kind != "{":
            self._faults.append(problem("template.no-block-here", place, tag=text))
        return "{{ " + self._add(tag, f"({tag.body})|{ONE_LINE}") + "}}"


def _things(holder: etree._Element) -> Iterator[str]:
    """What stands in a row, cell or paragraph besides text, and would be lost with it."""
    yield from (what for name, what in _THINGS.items() if holder.find(f".//{W}{name}") is not None)
    yield from (_BREAKS[kind] for br in holder.iter(W + "br") if (kind := br.get(W + "type")) in _BREAKS)


def _keep_bookmarks(holder: etree._Element, before: bool) -> None:
    """Move the bookmarks of a tag's own row, cell or paragraph, which is not written, out of the tag's block."""
    bookmarks = list(holder.iter(_BOOKMARKS))
    for bookmark in bookmarks if before else reversed(bookmarks):
        (holder.addprevious if before else holder.addnext)(bookmark)


def _in_order(properties: re.Match[str]) -> str:
    """A cell's properties as the schema orders them; docxtpl puts its own first or last."""
    if "{" not in properties[0]:
        return properties[0]
    places = {name: number for number, name in enumerate(_ORDER)}
    found = sorted(_PROPERTY.finditer(properties[0]), key=lambda each: places.get(each[1], len(places)))
    return "".join(each[0] for each in found)


def _nearest_paragraph(run: etree._Element) -> etree._Element:
    return next(run.iterancestors(W + "p"))


def _block_parent(tag: Tag, run: etree._Element, paragraph: etree._Element) -> object:
    """What the first and the last tag of a block must have in common for the XML between them to be whole."""
    if tag.scope in _HOLDER:
        holder = ancestor(run, _HOLDER[tag.scope])
        return None if holder is None else holder.getparent()
    return _path(run, paragraph)


def _path(run: etree._Element, paragraph: etree._Element) -> object:
    """Where the paragraph lies, and the kinds of elements (a run, a link) around the text within it."""
    around = []
    for element in run.iterancestors():
        if element is paragraph:
            break
        around.append(element.tag)
    return paragraph.getparent(), tuple(around)
