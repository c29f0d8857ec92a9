"""Little Word files from readable lines, and readable lines from Word files.

A line is a paragraph. Lines with ¦ between their cells are the rows of one table; ⏎ parts the paragraphs of a cell.
‖ parts the runs of a paragraph, ⟷2 ends a cell over two columns, ↓ begins a cell that merges downwards and 〃 stands
for the merged cells under it; ↵ is a line break. What begins with < is WordprocessingML as it is.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from perfreport.office import Template, open_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W[1:-1],
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def word_file(
    body: str,
    *,
    header: str = "",
    footer: str = "",
    footnote: str = "",
    endnote: str = "",
    title: str = "",
    styles: str = "",
    theme: str = "",
    main: str = "word/document.xml",
) -> bytes:
    """A .docx whose parts hold these lines; `styles` and `theme` are XML."""
    stories = {
        "header": f"<w:hdr {NAMESPACES}>{_paragraphs(header)}</w:hdr>" if header else "",
        "footer": f"<w:ftr {NAMESPACES}>{_paragraphs(footer)}</w:ftr>" if footer else "",
        "footnotes": _notes("footnote", footnote),
        "endnotes": _notes("endnote", endnote),
    }
    parts = {f"word/{kind}.xml": xml for kind, xml in stories.items() if xml}
    references = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in ("header", "footer") if stories[kind]
    )
    section = f"<w:sectPr>{references}</w:sectPr>"
    parts[main] = f"<w:document {NAMESPACES}><w:body>{_paragraphs(body)}{section}</w:body></w:document>"
    looks = {"styles": styles and f"<w:styles {NAMESPACES}>{styles}</w:styles>", "theme": theme}
    parts |= {f"word/{kind}.xml": xml for kind, xml in looks.items() if xml}
    links = "".join(_link(kind, f"/word/{kind}.xml") for kind, xml in {**stories, **looks}.items() if xml)
    folder, _, name = main.rpartition("/")
    parts[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    parts["docProps/core.xml"] = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )
    return zipped({"[Content_Types].xml": _content_types(parts, main), "_rels/.rels": _root_links(main), **parts})


def zipped(parts: dict[str, str]) -> bytes:
    """A zip file of these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name), xml if xml.startswith("<?xml") else _XML + xml)
    return file.getvalue()


def template(body: str = "", file: bytes = b"", filters: dict | None = None, **stories: str) -> Template:
    """An open template of these lines, or of a whole file; its problems call it 模板.docx."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "模板.docx")
        path.write_bytes(file or word_file(body, **stories))
        return open_template(path, filters)


def part(document: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a document, parsed strictly."""
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def lines(document: bytes, name: str = "word/document.xml") -> str:
    """A part of a document as lines, in the notation of `word_file`."""
    root = part(document, name)
    body = root.find(W + "body")
    return "\n".join(_read(root if body is None else body))


def _paragraphs(text: str) -> str:
    done: list[str] = []
    rows: list[str] = []
    for line in [*text.strip("\n").split("\n"), None]:
        if line is not None and "¦" in line and not line.startswith("<"):
            rows.append(line)
            continue
        if rows:
            done.append(_table(rows))
            rows = []
        if line is not None:
            done.append(_paragraph(line))
    return "".join(done)


def _paragraph(line: str) -> str:
    if line.startswith("<"):
        return line
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in line.split("‖") if run)
    return f"<w:p>{runs}</w:p>"


def _table(rows: Iterable[str]) -> str:
    cells = [[cell.strip() for cell in row.removeprefix("¦").split("¦")] for row in rows]
    grid = '<w:gridCol w:w="1000"/>' * max(map(len, cells))
    table = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl>"


def _cell(text: str) -> str:
    text, _, span = text.partition("⟷")
    merge = {"↓": '<w:vMerge w:val="restart"/>', "〃": "<w:vMerge/>"}.get(text[:1], "")
    spans = f'<w:gridSpan w:val="{span}"/>' if span else ""
    content = "".join(map(_paragraph, text.removeprefix("↓").removeprefix("〃").split("⏎")))
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/>{spans}{merge}</w:tcPr>{content}</w:tc>'


def _read(container: etree._Element) -> Iterator[str]:
    for child in container:
        if child.tag == W + "p":
            yield _text(child)
        elif child.tag == W + "tbl":
            for row in child.iter(W + "tr"):
                cells = " ¦ ".join(map(_read_cell, row.iter(W + "tc")))
                yield cells if "¦" in cells else f"¦ {cells}"
        elif child.tag != W + "sectPr":
            yield from _read(child)


def _read_cell(cell: etree._Element) -> str:
    merge, span = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}gridSpan")
    sign = "" if merge is None else "↓" if merge.get(W + "val") == "restart" else "〃"
    return f"{sign}{'⏎'.join(_read(cell))}" + (f"⟷{span.get(W + 'val')}" if span is not None else "")


def _text(paragraph: etree._Element) -> str:
    signs = {W + "br": "↵", W + "tab": "\t"}
    return "".join(signs.get(e.tag, e.text or "") for e in paragraph.iter(W + "t", W + "br", W + "tab"))


def _notes(kind: str, text: str) -> str:
    content = f'<w:{kind} w:id="1">{_paragraphs(text)}</w:{kind}>'
    return f"<w:{kind}s {NAMESPACES}>{content}</w:{kind}s>" if text else ""


def _link(kind: str, target: str) -> str:
    return f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _root_links(main: str) -> str:
    core = (
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{_link("officeDocument", main)}{core}</Relationships>'


def _content_types(parts: dict[str, str], main: str) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {f"word/{kind}.xml": f"{word}.{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes")}
    kinds["word/styles.xml"] = f"{word}.styles+xml"
    kinds["word/theme.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    kinds[main] = f"{word}.document.main+xml"
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds[name]}"/>' for name in parts if name in kinds
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
