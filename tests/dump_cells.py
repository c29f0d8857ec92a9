"""The cells of a sheet as text: a grid of what they hold, and how they look."""

import re
import unicodedata
from itertools import groupby

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STANDARD = set(  # what Excel takes an attribute for that is not there
    """horizontal=general vertical=bottom textRotation=0 wrapText=false indent=0 shrinkToFit=false locked=true
    hidden=false val=true customFormat=false outlineLevel=0 collapsed=false""".split()
)


def grid(cells):
    """The cells below their columns' letters."""
    spots = [coordinate_from_string(spot) for spot, text in cells.items() if text]
    columns = range(1, max([column_index_from_string(column) for column, _ in spots], default=0) + 1)
    table = [["", *map(get_column_letter, columns)]]
    for row in range(1, max([row for _, row in spots], default=0) + 1):
        table.append([str(row), *(cells.get(f"{get_column_letter(column)}{row}") or "·" for column in columns)])
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for line in table if columns else ():
        yield "  ".join(text + " " * (size - width(text)) for text, size in zip(line, widths, strict=True)).rstrip()


def width(text):
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def grouped_rows(rows):
    """What is said of rows, and of which: 2–4 for rows one after the other."""
    for (said, _), group in groupby(enumerate(sorted(rows)), lambda item: (rows[item[1]], item[1] - item[0])):
        numbers = [number for _, number in group]
        if said:
            yield said, f"{numbers[0]}–{numbers[-1]}" if numbers[1:] else numbers[0]


def grouped_cells(looks):
    """Looks other than the standard one, and the cells that have them: B2:D4 for cells beside and below one another."""
    areas = {}
    for spot, look in looks.items():
        column, row = coordinate_from_string(spot)
        column, found = column_index_from_string(column), areas.setdefault(look, [])
        if found and found[-1][2:] == [column - 1, row] and found[-1][1] == row:
            found[-1][2] = column
        else:
            found.append([column, row, column, row])
    for look, found in areas.items() if looks else ():
        if look:
            yield look, " ".join(map(area, below_one_another(found)))


def below_one_another(areas):
    found = []
    for left, top, right, bottom in areas:
        above = next((a for a in found if a[0] == left and a[2] == right and a[3] == top - 1), None)
        if above:
            above[3] = bottom
        else:
            found.append([left, top, right, bottom])
    return found


def area(ends):
    left, top, right, bottom = ends
    first, last = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
    return first if first == last else f"{first}:{last}"


def plain(text):
    """A text as the grid shows it."""
    looks_else = re.fullmatch(r"-?[\d.]+(E[+-]?\d+)?|TRUE|FALSE|·|=.*|'.*|#[A-Z/0!?]+|\d.* = .*", text, re.DOTALL)
    text = re.sub("^ +| +$", lambda blanks: "␣" * len(blanks[0]), text)
    return ("'" if looks_else else "") + text.replace("\n", "⏎").replace("\r", "␍")


def rich(item, runs):
    """A text; a number that stands for its look in `runs` is put before each run."""
    text = item.findtext(f"{S}t") or ""
    for run in item.iterfind(f"{S}r"):
        look = run.find(f"{S}rPr")
        said = ", ".join(map(one_line, look)) if look is not None else "the look of the cell"
        text += f"〔{runs.setdefault(said, len(runs) + 1)}〕{run.findtext(f'{S}t')}"
    return text


class Looks:
    """The looks of cells, each as a line; "" for the workbook's standard look."""

    def __init__(self, styles):
        self._codes = {int(e.get("numFmtId")): e.get("formatCode") for e in styles.iter(f"{S}numFmt")}
        self._xfs = styles.findall(f"{S}cellXfs/{S}xf")
        self._names = {style.get("xfId"): style.get("name") for style in styles.iter(f"{S}cellStyle")}
        self._lists = [styles.findall(f"{S}{name}s/{S}{name}") for name in ("font", "fill", "border")]

    def number_format(self, style):
        number = int(self._xfs[int(style)].get("numFmtId", "0"))
        return self._codes.get(number) or BUILTIN_FORMATS.get(number, str(number))

    def of(self, style):
        xf = self._xfs[int(style)]
        said = [self.number_format(style).replace("General", "")]
        for name, found in zip(("fontId", "fillId", "borderId"), self._lists, strict=True):
            number = int(xf.get(name, "0"))
            said.append(differing(found[number], found[0]) if number else "")
        said += [one_line(child) for child in xf if unusual(child)]
        said += [f"style {self._names.get(xf.get('xfId'))}"] if xf.get("xfId", "0") != "0" else []
        said += ["quotePrefix"] if xf.get("quotePrefix") in ("1", "true") else []
        return "; ".join(filter(None, said))


def differing(element, standard):
    """What of a font, fill or border is not that of the standard look."""
    usual = {same(child) for child in standard}
    return ", ".join(one_line(child) for child in element if same(child) not in usual and not is_no_line(child))


def is_no_line(element):
    return local(element.getparent()) == "border" and not element.attrib


def one_line(element):
    """An element and all in it in one line."""
    inner = " ".join(map(one_line, element))
    text = (element.text or "").strip()
    return " ".join(filter(None, [local(element), attributes(unusual(element)), text, inner and f"({inner})"]))


def unusual(element, *but):
    """The attributes of an element, without `but` and those that say what is so anyway."""
    said = {name: value for name, value in element.attrib.items() if f"{name}={value}" not in STANDARD}
    return {name: value for name, value in said.items() if name not in but}


def attributes(found):
    shown = ((etree.QName(name).localname, value.replace("\n", "⏎")) for name, value in found.items())
    return " ".join(f'{name}="{value}"' if " " in value or not value else f"{name}={value}" for name, value in shown)


def local(element):
    return etree.QName(element).localname


def same(element):
    """What two elements that say the same have in common."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
