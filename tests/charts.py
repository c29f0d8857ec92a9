"""Little Word files with charts, and the charts of Word files as lines.

In the lines of a document 〔图表1〕 is a paragraph that shows the first of its charts. A chart has a grid as its data
sheet (see `workbooks`), called 表1, and may have a title whose runs are parted by ‖.
"""

from __future__ import annotations

import io
import posixpath
import re
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from documents import word_file
from lxml import etree
from workbooks import grid, make, parts

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = {
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "style": "application/vnd.ms-office.chartstyle+xml",
    "colors": "application/vnd.ms-office.chartcolorstyle+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
}
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Chart:
    """A column chart as the author of a template leaves it; `series`: name, categories and values of each."""

    sheet: str | bytes | None = None  # a grid, a file, or no data at all
    title: str = ""
    series: tuple[tuple[str, str, str], ...] = (("表1!$B$1", "表1!$A$2:$A$4", "表1!$B$2:$B$4"),)
    kept: str = "旧"  # what its caches hold
    link: str = ""  # the address of data outside
    more: str = ""  # what else stands in the plot area

    @property
    def xml(self) -> str:
        runs = "".join(f"<a:r><a:t>{run}</a:t></a:r>" for run in self.title.split("‖"))
        title = f"<c:title><c:tx><c:rich><a:bodyPr/><a:p>{runs}</a:p></c:rich></c:tx></c:title>" if self.title else ""
        data = '<c:externalData r:id="data"><c:autoUpdate val="0"/></c:externalData>' if self.target else ""
        return (
            f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:chart>{title}<c:plotArea><c:barChart>'
            f"{''.join(map(self._one, self.series))}</c:barChart>{self.more}</c:plotArea></c:chart>{data}</c:chartSpace>"
        )

    @property
    def target(self) -> str:
        return self.link or ("sheet" if self.sheet else "")

    def _one(self, series: tuple[str, str, str]) -> str:
        refs = [self._ref(kind, cells) for kind, cells in zip(("str", "str", "num"), series, strict=True)]
        return "<c:ser><c:tx>{}</c:tx><c:cat>{}</c:cat><c:val>{}</c:val></c:ser>".format(*refs)

    def _ref(self, kind: str, cells: str) -> str:
        if "!" not in cells:  # typed as text
            return f"<c:v>{cells}</c:v>"
        points = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{self.kept}</c:v></c:pt>'
        return f"<c:{kind}Ref><c:f>{cells}</c:f><c:{kind}Cache>{points}</c:{kind}Cache></c:{kind}Ref>"


def with_charts(body: str, *charts: Chart, header: str = "", **stories: str) -> bytes:
    """A .docx whose lines show these charts; each has a style and colours, as in Word."""
    made = parts(word_file(_shown(body), header=_shown(header), **stories))
    content = {name: text.decode() for name, text in made.items()}
    overrides, default = "", f'<Default Extension="xlsx" ContentType="{_SHEET}"/>'
    for number, chart in enumerate(charts, 1):
        name = f"chart{number}"
        content[f"word/charts/{name}.xml"] = chart.xml
        content[f"word/charts/style{number}.xml"] = f"<style id='{number}'/>"
        content[f"word/charts/colors{number}.xml"] = f"<colors id='{number}'/>"
        overrides += "".join(
            _override(f"word/charts/{kind}{number}.xml", kind) for kind in ("chart", "style", "colors")
        )
        links = _link("style", f"style{number}.xml", "chartStyle") + _link(
            "colors", f"colors{number}.xml", "chartColorStyle"
        )
        if chart.sheet:
            content[f"word/embeddings/data{number}.xlsx"] = _file(chart.sheet)
            links += _link("data", f"../embeddings/data{number}.xlsx", "package")
        elif chart.link:
            links += _link("data", chart.link, "oleObject", ' TargetMode="External"')
        content[f"word/charts/_rels/{name}.xml.rels"] = f'<Relationships xmlns="{LINKS}">{links}</Relationships>'
        owner = "header" if f"〔图表{number}〕" in header else "document"
        rels = f"word/_rels/{owner}.xml.rels"
        before = content.get(rels, f'<Relationships xmlns="{LINKS}"></Relationships>')
        content[rels] = before.replace(
            "</Relationships>", f"{_link(name, f'charts/{name}.xml', 'chart')}</Relationships>"
        )
    types = content["[Content_Types].xml"]
    content["[Content_Types].xml"] = types.replace("<Override", f"{default}<Override", 1).replace(
        "</Types>", overrides + "</Types>"
    )
    return packed(content)


def packed(content: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()


def charts(document: bytes, owner: str = "document") -> list[str]:
    """The charts that a part shows, in its order: title, then each reference with the values kept for it."""
    return [told(parts(document)[name]) for name in chart_parts(document, owner)]


def chart_parts(document: bytes, owner: str = "document") -> list[str]:
    """The names of the chart parts that a part of the document shows, in its order."""
    ids = [shown.get(f"{{{R}}}id") for shown in _root(document, f"word/{owner}.xml").iter(f"{{{C}}}chart")]
    links = _links(document, f"word/{owner}.xml")
    return [links[id] for id in ids]


def told(chart: bytes) -> str:
    root = etree.fromstring(chart)
    lines = ["".join(p.itertext(f"{{{A}}}t")) for p in root.iter(f"{{{A}}}p")]
    for reference in root.iter("{*}numRef", "{*}strRef"):
        values = [value.text or "" for value in reference.iter("{*}v")]
        lines.append(f"{reference.findtext('{*}f')} = {' '.join(values)}".rstrip())
    return "\n".join(lines)


def sheets(document: bytes, owner: str = "document") -> list[str]:
    """The data sheets of the charts that a part shows, as grids."""
    return [grid(data(document, name)) for name in chart_parts(document, owner)]


def data(document: bytes, chart: str = "word/charts/chart1.xml") -> bytes:
    """The workbook of a chart."""
    root = _root(document, chart)
    return parts(document)[_links(document, chart)[root.find("{*}externalData").get(f"{{{R}}}id")]]


def _links(document: bytes, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    root = _root(document, f"{folder}/_rels/{name}.rels")
    return {r.get("Id"): posixpath.normpath(posixpath.join(f"/{folder}", r.get("Target"))).lstrip("/") for r in root}


def _root(document: bytes, part: str) -> etree._Element:
    return etree.fromstring(parts(document)[part])


def _file(sheet: str | bytes) -> bytes:
    if isinstance(sheet, bytes):
        return sheet
    with tempfile.TemporaryDirectory() as folder:
        return Path(make(folder, sheet)).read_bytes()


def _shown(text: str) -> str:
    return re.sub(r"〔图表(\d)〕", lambda found: _paragraph(found[1]), text)


def _paragraph(number: str) -> str:
    chart = f'<c:chart xmlns:c="{C}" r:id="chart{number}"/>'
    graphic = f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}">{chart}</a:graphicData></a:graphic>'
    drawing = f'<wp:inline><wp:extent cx="5000000" cy="2500000"/><wp:docPr id="{number}" name="图表 {number}"/>{graphic}</wp:inline>'
    return f"<w:p><w:r><w:drawing>{drawing}</w:drawing></w:r></w:p>"


def _link(id: str, target: str, kind: str, mode: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{KINDS[kind]}"/>'
