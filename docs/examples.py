"""The examples of docs/templates-excel.md: a template, the names it is given, the document, each as it looks.

The page is written by hand; what stands between `<!-- example NAME -->` and `<!-- /example -->` is made anew from the
folder NAME of tests/corpus by `make docs`. A picture's name says of which files it is one, so that an old one is found
out: `make pictures` takes those that are missing, where LibreOffice, pdftoppm and ImageMagick are installed.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

DOCS = Path(__file__).resolve().parent
CORPUS = DOCS.parent / "tests" / "corpus"
PICTURES = DOCS / "pictures" / "excel"
_EXAMPLE = re.compile(r"<!-- example ([\w-]+) -->\n.*?<!-- /example -->", re.DOTALL)
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROOM = "10"  # pixels kept around a picture
_SMALL = {"paperWidth": "120mm", "paperHeight": "84mm"}


def page(written: str) -> str:
    """The page with its examples as they should be."""
    return _EXAMPLE.sub(lambda found: _example(found[1]), written)


def _example(name: str) -> str:
    data = (CORPUS / name / "data.yaml").read_text("utf-8").strip()
    template, document = (picture.relative_to(DOCS).as_posix() for picture in pictures_of(name))
    return (
        f"<!-- example {name} -->\n"
        "| 模板 · template | 文档 · document |\n| --- | --- |\n"
        f"| ![{name}: template]({template}) | ![{name}: document]({document}) |\n\n"
        f"```yaml\n{data}\n```\n"
        "<!-- /example -->"
    )


def pictures_of(name: str) -> tuple[Path, Path]:
    """The pictures of an example's template and document."""
    files = sorted(path for path in (CORPUS / name).iterdir() if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]
    return PICTURES / f"{name}-template-{digest}.png", PICTURES / f"{name}-document-{digest}.png"


def examples(written: str) -> list[str]:
    """The names of the examples that a page shows."""
    return [found[1] for found in _EXAMPLE.finditer(written)]


def take_pictures(names: list[str]) -> None:
    """Take the pictures that are missing, and drop those that no example has any more."""
    sys.path.insert(0, str(CORPUS.parent))
    from test_corpus import render, template

    wanted = {picture for name in names for picture in pictures_of(name)}
    for old in set(PICTURES.glob("*.png")) - wanted:
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        made: dict[Path, Path] = {}
        for name in names:
            before, after = pictures_of(name)
            if not (before.exists() and after.exists()):
                contents = template(CORPUS / name).read_bytes(), render(CORPUS / name)
                for picture, content in zip((before, after), contents, strict=True):
                    made[picture] = Path(folder) / f"{picture.stem}.xlsx"
                    made[picture].write_bytes(_laid_out(content, has_headers=name.startswith("headers")))
        if made:  # without a file LibreOffice would wait for one
            _convert(Path(folder), list(made.values()))
        for picture, workbook in made.items():
            _take(workbook.with_suffix(".pdf"), picture)


def _laid_out(content: bytes, has_headers: bool) -> bytes:
    """A workbook that prints as it looks on the screen: with lines and headings, on one page in width.

    `has_headers`: with its headers and footers, on pages just large enough.
    """
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for part in source.namelist():
            is_sheet = part.startswith("xl/worksheets/sheet")
            found = source.read(part)
            archive.writestr(part, _sheet_laid_out(found, has_headers) if is_sheet else found)
    return target.getvalue()


def _sheet_laid_out(content: bytes, has_headers: bool) -> bytes:
    root = etree.fromstring(content)
    for name in ("printOptions", "pageSetup", "rowBreaks", "colBreaks", *([] if has_headers else ["headerFooter"])):
        for element in root.findall(f"{_S}{name}"):
            root.remove(element)
    properties = root.find(f"{_S}sheetPr")
    if properties is None:
        properties = root.makeelement(f"{_S}sheetPr")
        root.insert(0, properties)
    etree.SubElement(properties, f"{_S}pageSetUpPr", fitToPage="1")
    if root.find(f"{_S}cols") is None:
        root.find(f"{_S}sheetFormatPr").set("defaultColWidth", "15")
    margins = root.find(f"{_S}pageMargins")
    margins.addprevious(root.makeelement(f"{_S}printOptions", gridLines="1", headings="1"))
    paper = _SMALL if has_headers else {"orientation": "landscape"}
    margins.addnext(root.makeelement(f"{_S}pageSetup", fitToWidth="1", fitToHeight="0", **paper))
    return etree.tostring(root)


def _convert(folder: Path, workbooks: list[Path]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, workbooks)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _take(pdf: Path, picture: Path) -> None:
    """All pages below one another, without their margins."""
    subprocess.run(["pdftoppm", "-r", "80", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)
    pages = sorted(map(str, pdf.parent.glob(f"{pdf.stem}-*.png")))
    trim = ["-trim", "+repage", "-bordercolor", "white", "-border", _ROOM]
    picture.parent.mkdir(parents=True, exist_ok=True)
    look = ["-append", "-colors", "64", "-strip", f"png8:{picture}"]
    subprocess.run(["convert", *pages, *trim, *look], check=True)


if __name__ == "__main__":
    take_pictures(examples((DOCS / "templates-excel.md").read_text("utf-8")))
