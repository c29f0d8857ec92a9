"""A workbook as text, whole: what a reviewer checks by eye and what a lost part, formula or format changes.

Cells are a grid (`=SUM(B2:B4) → 7`, 'x the text x where it could be taken for something else, 〔1〕 the look of a run);
everything else is the outline of its XML. What is the same in the template and says nothing of cells is named only.
"""

import io
import posixpath
import struct
import zipfile
from itertools import groupby
from urllib.parse import unquote

from dump_cells import (
    Looks,
    S,
    attributes,
    grid,
    grouped_cells,
    grouped_rows,
    local,
    one_line,
    plain,
    rich,
    same,
    unusual,
)
from lxml import etree
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SHOWN = "workbook", "worksheet", "table", "comments"  # parts whose every element is shown, but for those in QUIET
PROPERTIES = "docProps/core.xml"
KINDS = "drawing comments vmlDrawing table chart"  # parts of sheets that are shown
CELLS = set("f sqref ref from to Row Anchor numRef strRef".split())  # what says where something stands or comes from
CACHES = "numCache", "strCache", "lvl"  # values that a chart keeps
QUIET = set(  # of a sheet and a workbook: says nothing of cells
    """sheetPr sheetFormatPr sheetProtection phoneticPr printOptions pageMargins pageSetup headerFooter
    fileVersion workbookPr workbookProtection bookViews""".split()
)


def dump(document, template):
    """The text of the workbook `document`; both are the bytes of a file."""
    return "\n".join(Workbook(document, parts(template)).lines()).lstrip() + "\n"


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class Workbook:
    def __init__(self, document, template):
        self.parts = parts(document)
        self.template = template
        roots = [etree.fromstring(template[part]) for part in template if is_xml(part)]
        self.known = {same(element) for root in roots for element in root.iter(etree.Element)}
        self.book = self.xml("xl/workbook.xml")
        styles = self.xml("xl/styles.xml")
        self.looks = Looks(styles)
        self.formats = [one_line(format) for format in styles.iterfind(f"{S}dxfs/{S}dxf")]
        self.strings = self.xml("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in self.parts else ()

    def xml(self, part):
        return etree.fromstring(self.parts[part])

    def lines(self):
        yield from self.outlined("xl/workbook.xml", self.book)
        relations = self.relations("xl/workbook.xml")
        for sheet in self.book.iterfind(f"{S}sheets/{S}sheet"):
            part = relations[sheet.get(f"{R}id")][1]
            yield from self.sheet(sheet.get("name"), part)
        if self.origin(PROPERTIES) == "written anew":
            yield from self.outlined(PROPERTIES, self.xml(PROPERTIES))
        yield from ["", "== parts"]
        yield from (f"{part}: {self.origin(part)}" for part in sorted({*self.parts, *self.template}))

    def origin(self, part):
        if part not in self.parts:
            return "GONE"
        if part not in self.template:
            return "new" + (picture(self.parts[part]) if part.startswith("xl/media/") else "")
        return "as in the template" if self.parts[part] == self.template[part] else "written anew"

    def outlined(self, part, root):
        yield from ["", " ".join(filter(None, ["==", part, attributes(root.attrib)]))]
        yield from self.children(list(root.iterchildren(etree.Element)), self.relations(part), 0)

    def sheet(self, name, part):
        root = self.xml(part)
        rows, cells, looks, runs = {}, {}, {}, {}
        for row in root.iterfind(f"{S}sheetData/{S}row"):
            rows[int(row.get("r"))] = attributes(unusual(row, "r"))
            for cell in row:
                cells[cell.get("r")] = self.cell(cell, runs)
                looks[cell.get("r")] = self.looks.of(cell.get("s", "0"))
        yield from ["", f"== sheet {name} ({part})"]
        yield from grid(cells)
        yield from (f"〔{number}〕 {look}" for look, number in runs.items())
        yield from (f"row {numbers}: {said}" for said, numbers in grouped_rows(rows))
        yield from (f"look of {found}: {look}" for look, found in grouped_cells(looks))
        relations = self.relations(part)
        rest = [element for element in root.iterchildren(etree.Element) if local(element) != "sheetData"]
        yield from self.children(rest, relations, 0)
        belonging = sorted(relations.values())
        yield from (f"belongs to it: {kind} {target}" for kind, target in belonging)
        for kind, target in belonging:
            yield from self.belonging(kind, target)

    def belonging(self, kind, part):
        if kind not in KINDS.split() or part not in self.parts:
            return
        yield from self.outlined(part, self.xml(part))
        for inner, target in sorted(self.relations(part).values()):
            yield from self.belonging(inner, target)

    def cell(self, cell, runs):
        kind, value = cell.get("t", "n"), cell.findtext(f"{S}v")
        formula = cell.find(f"{S}f")
        if kind == "s":
            shown = plain(rich(self.strings[int(value)], runs))
        elif kind == "inlineStr":
            shown = plain(rich(cell.find(f"{S}is"), runs))
        elif kind == "b":
            shown = {"1": "TRUE", "0": "FALSE"}[value]
        elif kind == "n" and value and is_date_format(self.looks.number_format(cell.get("s", "0"))):
            shown = f"{value} = {from_excel(float(value))}"
        else:
            shown = plain(value or "") if kind == "str" else value or ""
        extra = attributes(unusual(cell, "r", "s", "t"))
        if formula is None:
            return " ".join(filter(None, [shown, extra]))
        how = attributes(formula.attrib)
        result = "no result" if value is None else shown or "''"
        return " ".join(filter(None, [f"={formula.text}", how and f"({how})", "→", result, extra]))

    def relations(self, part):
        """Kind and target of each relation of a part, by its id."""
        folder, _, name = part.rpartition("/")
        path = f"{folder}/_rels/{name}.rels"
        found = {}
        for element in self.xml(path) if path in self.parts else ():
            target = unquote(element.get("Target"))
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, target))[1:]
            found[element.get("Id")] = element.get("Type").rpartition("/")[2], target
        return found

    def outline(self, element, relations, depth):
        """An element and those in it, a line each; what has one child goes on in its line."""
        line = "  " * depth + self.head(element, relations)
        children = list(element.iterchildren(etree.Element))
        while len(children) == 1 and local(element) not in CACHES:
            (element,) = children
            line += " > " + self.head(element, relations)
            children = list(element.iterchildren(etree.Element))
        if local(element) in CACHES:
            yield f"{line} {kept_values(element)}"
        elif children and all(not len(child) and not child.attrib for child in children):
            yield line + "".join(f" {local(child)}={(child.text or '').strip()}" for child in children)
        else:
            yield line
            yield from self.children(children, relations, depth + 1)

    def children(self, elements, relations, depth):
        for is_same, group in groupby(elements, self.is_as_before):
            if is_same:
                yield "  " * depth + f"… {' '.join(map(local, group))} as in the template"
            else:
                for element in group:
                    yield from self.outline(element, relations, depth)

    def is_as_before(self, element):
        """Whether it says nothing of cells and the template has it, too."""
        is_shown = local(element.getroottree().getroot()) in SHOWN and element.tag.startswith(S)
        if is_shown and local(element) not in QUIET:
            return False
        says_cells = any(local(e) in CELLS or CELLS & set(e.attrib) for e in element.iter(etree.Element))
        return not says_cells and same(element) in self.known

    def head(self, element, relations):
        found = dict(element.attrib)
        for name, value in found.items():
            if name.startswith(R):
                found[name] = relations.get(value, ("", "NOWHERE"))[1]
            elif name == "dxfId":
                found[name] = f"{{{self.formats[int(value)]}}}"
        text = (element.text or "").strip()
        return " ".join(filter(None, [local(element), attributes(found), text]))


def kept_values(cache):
    """The values that a chart keeps: how many, and each with its number."""
    code, count = cache.find("{*}formatCode"), cache.find("{*}ptCount")
    points = [f"{point.get('idx')}={point.findtext('{*}v')}" for point in cache.iterfind("{*}pt")]
    return " ".join([code.text if code is not None else "", f"×{count.get('val')}:", *points]).strip()


def picture(content):
    """The size of a PNG file, which tells small ones apart."""
    return ", {} × {} pixels".format(*struct.unpack_from(">2I", content, 16))


def is_xml(part):
    return part == PROPERTIES or (part.startswith("xl/") and part.endswith((".xml", ".vml")))
