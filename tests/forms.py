"""Documents of a pack as a person reads them: a line a row, ¦ between its cells, in Word · for an empty one."""

from __future__ import annotations

import re
from pathlib import Path

import documents
import openpyxl

from perfreport.produce import Pack, produce
from perfreport.produced import Produced

_FORMAT = re.compile(r"(?:General|(#,##)?0\.(0+)(%?))")


def produced(data: str, pack: Pack, folder: Path) -> Produced:
    """What comes of a data file of this text."""
    path = folder / "示例单位.yaml"
    path.write_text(data, encoding="utf-8")
    return produce(path, pack, folder / "output")


def read(path: Path) -> str:
    """The whole text of a document: of the Word file its body, of the Excel file its sheet as it prints."""
    return _body(path) if path.suffix == ".docx" else _sheet(path)


def _body(path: Path) -> str:
    rows = filter(None, documents.lines(path.read_bytes()).split("\n"))
    return "\n".join(" ¦ ".join(cell or "·" for cell in row.split(" ¦ ")) for row in rows)


def _sheet(path: Path) -> str:
    rows = openpyxl.load_workbook(path, data_only=True).active.iter_rows()
    printed = ([_printed(cell) for cell in row if cell.value not in (None, "")] for row in rows)
    return "\n".join(" ¦ ".join(row) for row in printed)


def _printed(cell: openpyxl.cell.Cell) -> str:
    if isinstance(cell.value, str):
        return cell.value.replace("\n", "↵")
    thousands, places, percent = _FORMAT.match(cell.number_format).groups()
    number = cell.value * (100 if percent else 1)
    return f"{number:{',' if thousands else ''}.{len(places or '')}f}{percent or ''}"
