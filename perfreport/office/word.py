"""Word templates: docxtpl's dialect, compiled once and rendered many times.

What stands in a part is prepared here (tags gathered from the runs Word split them over, checked, given a place),
then patched by docxtpl, the authority for its dialect, and compiled by Jinja. A document costs one run of that code,
the deflate of the changed parts and a zip write. Marks in the text are Unicode noncharacters, which no document holds:
at compile time they stand for the tags' insides, so that docxtpl's patterns never see those; at render time they tell
where cells may merge and which ids a loop repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from ..problem import Place, Problem, Problems, problem
from . import dialect
from .dialect import TAG, Tag
from .package import Package
from .relations import content_types
from .sandbox import Compiled, Filters, Findings, Sandbox, as_text
from .word_finish import Finish

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PART_NAMES = {
    _TYPE + "document.main+xml": "",
    _TYPE + "template.main+xml": "",
    _TYPE + "header+xml": "页眉",
    _TYPE + "footer+xml": "页脚",
    _TYPE + "footnotes+xml": "脚注",
    _TYPE + "endnotes+xml": "尾注",
    "application/vnd.openxmlformats-package.core-properties+xml": "文件属性",
}
_TRANSPARENT = {
    W + name for name in ("body", "sdt", "sdtContent", "ins", "customXml", "smartTag", "footnote", "endnote")
}
HOLDER = {"tr": W + "tr", "tc": W + "tc", "p": W + "p"}
SPAN = {"tr": W + "tbl", "tc": W + "tr"}

_TAG_OR_CHARACTER = re.compile(f"{TAG.pattern}|.", re.DOTALL)
_TAG_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_BRACE = "\ufdd2"
_ONE_LINE = "__one_line__"
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_TO_ESCAPE = re.compile('[&<>"\n\t]')


def word_text(value: Any) -> str:
    """What `{{ value }}` puts into a run: text escaped for XML, line breaks and tabs as Word's own."""
    text = as_text(value)
    return _TO_ESCAPE.sub(lambda char: _ESCAPES[char[0]], text) if _TO_ESCAPE.search(text) else text


class WordTemplate:
    """A Word file with tags. Opening it finds every fault of its tags at once and raises them as Problems.

    `filters` may be added to until the first `render`; unknown ones are problems then.
    """

    def __init__(self, package: Package, filters: Filters) -> None:
        self.name = package.name
        self.filters = dict(filters)
        self._package = package
        self._environment = Sandbox(word_text)
        self._environment.filters[_ONE_LINE] = lambda value: as_text(value).replace("\n", " ").replace("\t", " ")
        self._parts = list(self._open_parts())
        self._compiled: dict[str, tuple[Compiled, Finish]] = {}
        faults = [fault for part in self._parts for fault in part.faults]
        faults += [fault for part in self._parts for fault in dialect.check(part.tags, self._environment, word=True)]
        if faults:
            raise Problems(faults)

    def _open_parts(self) -> Iterator[_WordPart]:
        types = content_types(self._package)
        kinds = {part: _PART_NAMES[kind] for part, kind in types.items() if kind in _PART_NAMES}
        for part, kind in kinds.items():
            content = self._package.parts[part].unpack()
            if b"{" in content or "｛".encode() in content:
                alone = list(kinds.values()).count(kind) < 2 or not kind
                number = "".join(filter(str.isdigit, part))
                yield _WordPart(part, self._package, kind if alone else kind + number)

    def compile(self) -> WordTemplate:
        """All work that is done once per template; raises Problems for filters that do not exist."""
        if not self._compiled:
            self._environment.add_filters(self.filters)
            faults = [fault for part in self._parts for fault in dialect.check_filters(part.tags, self._environment)]
            if faults:
                raise Problems(faults)
            self._compiled = {part.name: part.compile(self._environment) for part in self._parts}
        return self

    def render(self, names: Mapping[str, Any]) -> bytes:
        """The document with `names` filled in; raises Problems with everything the names lack or cannot print."""
        self.compile()
        findings = Findings(self.name)
        changed = {}
        for part, (compiled, finish) in self._compiled.items():
            text = compiled.run(names, findings)
            if text is not None:
                changed[part] = (finish(text) if finish else text).encode()
        if findings.problems:
            raise Problems(findings.problems)
        return self._package.write(changed)


class _WordPart:
    """One XML part while its tags are being read; `faults` are those of form, not of grammar."""

    def __init__(self, name: str, package: Package, prefix: str) -> None:
        self.name = name
        self.tags: list[Tag] = []
        self.faults: list[Problem] = []
        self._insides: list[str] = []  # what stands in the patched source instead of each tag's mark
        self._root = package.xml(name)
        self._elements = list(self._root.iter())  # held, so that an element stays the same Python object
        for paragraph, spot in paragraphs(self._root, prefix):
            self._read_paragraph(paragraph, Place(package.name, spot=spot))
        for element in self._elements:
            self._read_element(element, Place(package.name, spot=prefix or "正文"))
        self._finish = Finish(self._elements, self._tags_of)

    def _tags_of(self, text: str | None) -> list[Tag]:
        return [self.tags[int(mark)] for mark in _TAG_MARK.findall(text or "")]

    def _read_paragraph(self, paragraph: etree._Element, place: Place) -> None:
        """Put a mark for each tag of a paragraph into the run where the tag begins; other text stays in its run."""
        runs = [t for t in paragraph.iter(W + "t") if ancestor(t, W + "p") is paragraph]
        owners = [run for run in runs for _ in run.text or ""]
        text = dialect.half_width("".join(run.text or "" for run in runs))
        if not dialect.OPENING.search(text):
            return
        self.faults += dialect.stray_openings(text, place)
        texts = dict.fromkeys(runs, "")
        pieces = [(found.start(), found[0]) for found in _TAG_OR_CHARACTER.finditer(text)]
        for start, piece in pieces:
            is_tag = len(piece) > 1
            texts[owners[start]] += self._mark(piece, owners[start], paragraph, place) if is_tag else piece
        for run, new in texts.items():
            run.text = new.replace("{_{", _BRACE * 2).replace("{_%", _BRACE + "%")

    def _mark(self, text: str, run: etree._Element, paragraph: etree._Element, place: Place) -> str:
        tag = Tag(text.replace("\n", " "), place)
        if tag.scope in HOLDER:
            self._check_alone(tag, run)
        tag = Tag(tag.text, place, _block_parent(tag, run, paragraph))
        if tag.keyword in ("vm", "hm"):
            return text
        keyword = f"{tag.keyword} " if tag.keyword in ("colspan", "cellbg") else ""
        mark = self._add(tag, dialect.without_merge(tag).removeprefix(keyword))
        before, after = "-" * (text[2 + len(tag.scope)] == "-"), "-" * (text[-3] == "-")
        return f"{text[:2]}{tag.scope}{before} {keyword}{mark}{after}{text[-2:]}"

    def _add(self, tag: Tag, inside: str) -> str:
        self.tags.append(tag)
        self._insides.append(inside)
        return f"\ufdd0{len(self.tags) - 1}\ufdd1"

    def _check_alone(self, tag: Tag, run: etree._Element) -> None:
        """docxtpl drops the whole row, cell or paragraph around such a tag, with whatever else stands there."""
        holder = ancestor(run, HOLDER[tag.scope])
        if holder is None:
            self.faults.append(problem("template.no-row", tag.place, tag=tag.text))
            return
        text = dialect.half_width("".join(t.text or "" for t in holder.iter(W + "t")))
        rest = text.replace(tag.text, "", 1).strip() or "图片" * (holder.find(f".//{W}drawing") is not None)
        if rest:
            what = {"tr": "行", "tc": "单元格", "p": "段"}[tag.scope]
            shown = _TAG_MARK.sub("…", rest)[:30]
            self.faults.append(problem("template.not-alone", tag.place, tag=tag.text, what=what, rest=shown))

    def _read_element(self, element: etree._Element, place: Place) -> None:
        """Tags in attributes (a picture's description) and document properties print on one line; in deleted text
        and field codes braces are just braces."""
        for name, value in element.attrib.items():
            if "{" in value:
                element.set(name, TAG.sub(lambda found: self._one_line(found[0], place), value))
        if element.text and "{" in element.text and element.tag != W + "t":
            if str(element.tag).startswith(W):
                element.text = element.text.replace("{", _BRACE)
            else:
                element.text = TAG.sub(lambda found: self._one_line(found[0], place), element.text)

    def _one_line(self, text: str, place: Place) -> str:
        tag = Tag(text, place)
        if tag.kind != "{":
            self.faults.append(problem("template.no-block-here", place, tag=text))
        return "{{ " + self._add(tag, f"({tag.body})|{_ONE_LINE}") + "}}"

    def compile(self, environment: Sandbox) -> tuple[Compiled, Finish]:
        """The part's compiled source, and how what it renders is finished."""
        from docxtpl import DocxTemplate
        from lxml import etree

        xml = etree.tostring(self._root, encoding="unicode")
        patched = DocxTemplate("").patch_xml(xml)  # opens no file: patching is all we ask of it
        patched = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + patched.replace("\n", " ")
        # each tag ends its line, so a line number of the source is the number of a tag
        source = _TAG_MARK.sub(lambda mark: self._insides[int(mark[1])] + "\n", patched)
        tags = [self.tags[int(mark)] for mark in _TAG_MARK.findall(patched)]
        return Compiled(environment, source.replace(_BRACE, "{{'{'}}"), tags), self._finish


def paragraphs(container: etree._Element, prefix: str) -> Iterator[tuple[etree._Element, str]]:
    """Every paragraph with its place in words, counted as a person does: 第3段, 表2 第3行第4列, 页眉 第1段."""
    yield from _walk(container, f"{prefix} " if prefix else "", count(1), count(1))


def _walk(
    container: etree._Element, prefix: str, numbers: Iterator[int], tables: Iterator[int]
) -> Iterator[tuple[etree._Element, str]]:
    for child in container:
        if child.tag == W + "p":
            yield child, f"{prefix}第{next(numbers)}段"
            for box in child.iter(W + "txbxContent"):
                if ancestor(box, W + "p") is child:
                    yield from paragraphs(box, f"{prefix}文本框")
        elif child.tag == W + "tbl":
            yield from _walk_table(child, f"{prefix}表{next(tables)}")
        elif child.tag in _TRANSPARENT:
            yield from _walk(child, prefix, numbers, tables)


def _walk_table(table: etree._Element, prefix: str) -> Iterator[tuple[etree._Element, str]]:
    for row_number, row in enumerate(table.iter(W + "tr"), 1):
        if ancestor(row, W + "tbl") is not table:
            continue
        cells = [cell for cell in row.iter(W + "tc") if ancestor(cell, W + "tr") is row]
        for column, cell in enumerate(cells, 1):
            spot = f"{prefix} 第{row_number}行第{column}列"
            found = list(paragraphs(cell, spot))
            yield from found if len(found) > 1 else [(paragraph, spot) for paragraph, _ in found]


def ancestor(element: etree._Element, tag: str) -> etree._Element | None:
    """The nearest element of this tag around `element`, or None."""
    return next(element.iterancestors(tag), None)


def _block_parent(tag: Tag, run: etree._Element, paragraph: etree._Element) -> object:
    """What the first and the last tag of a block must have in common for the XML between them to be whole."""
    if tag.scope in ("tr", "tc"):
        return ancestor(run, SPAN[tag.scope])
    if tag.scope == "p":
        return paragraph.getparent()
    path = []
    for around in run.iterancestors():
        if around is paragraph:
            break
        path.append(around.tag)
    return paragraph.getparent(), tuple(path)
