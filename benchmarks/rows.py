"""How an Excel document grows: 20 to 20,000 rows, against xltpl and code written by hand for this one table.

    .venv/bin/python benchmarks/rows.py

Every contestant writes the same table: a title, a head, rows of two texts and three amounts, their sums. Ours and xltpl
fill a template; with openpyxl and XlsxWriter the table is written cell by cell in Python. Time is the median of runs
that take turns; memory is the peak of a process of its own that makes the document once.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

SIZES = (20, 200, 2_000, 20_000)
HEAD = ("任务名称", "主要内容", "总额", "财政拨款", "其他资金")


def rows(count: int) -> list[dict[str, Any]]:
    return [
        {
            "任务名称": f"示例任务{number}",
            "主要内容": f"示例：开展第{number}项工作，按月发放补贴资金。",
            "总额": Decimal(number) / 100 + 2,
            "财政拨款": Decimal(number) / 100,
            "其他资金": Decimal(2),
        }
        for number in range(1, count + 1)
    ]


def template(folder: Path, loops: bool) -> Path:
    """The template; with `loops` in xltpl's way, in the comments of cells."""
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet.append(["示例表"])
    sheet.append(HEAD)
    if not loops:
        sheet.append(["{%tr for 行 in 各行 %}"])
    sheet.append([f"{{{{ 行.{name} }}}}" for name in HEAD])
    record = sheet.max_row
    if not loops:
        sheet.append(["{%tr endfor %}"])
    sheet.append(["合计", None, *(f"=SUM({letter}{record}:{letter}{record})" for letter in "CDE")])
    if loops:
        sheet.cell(record, 1).comment = Comment("beforerow{% for 行 in 各行 %}", "")
        sheet.cell(record + 1, 1).comment = Comment("beforerow{% endfor %}", "")
    path = folder / f"{'xltpl' if loops else 'perfreport'}.xlsx"
    book.save(path)
    return path


def with_perfreport(folder: Path) -> Callable[[list[dict[str, Any]]], bytes]:
    from perfreport.office import open_template

    opened = open_template(template(folder, loops=False)).compile()
    return lambda data: opened.render({"各行": data})


def with_xltpl(folder: Path) -> Callable[[list[dict[str, Any]]], bytes]:
    from xltpl.writerx import BookWriter

    path = template(folder, loops=True)

    def write(data: list[dict[str, Any]]) -> bytes:
        writer = BookWriter(path)
        writer.render_book([{"各行": data}])
        return saved(writer.save)

    return write


def with_openpyxl(folder: Path) -> Callable[[list[dict[str, Any]]], bytes]:
    from openpyxl import Workbook

    def write(data: list[dict[str, Any]]) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.append(["示例表"])
        sheet.append(HEAD)
        for row in data:
            sheet.append([row[name] for name in HEAD])
        sheet.append(["合计", None, *(f"=SUM({letter}3:{letter}{len(data) + 2})" for letter in "CDE")])
        return saved(book.save)

    return write


def with_xlsxwriter(folder: Path) -> Callable[[list[dict[str, Any]]], bytes]:
    from xlsxwriter import Workbook

    def write(data: list[dict[str, Any]]) -> bytes:
        target = io.BytesIO()
        with Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.write(0, 0, "示例表")
            sheet.write_row(1, 0, HEAD)
            for number, row in enumerate(data, 2):
                sheet.write_row(number, 0, [row[name] for name in HEAD])
            for column, letter in enumerate("CDE", 2):
                total = float(sum(row[HEAD[column]] for row in data))
                sheet.write_formula(len(data) + 2, column, f"=SUM({letter}3:{letter}{len(data) + 2})", None, total)
        return target.getvalue()

    return write


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    target = io.BytesIO()
    save(target)
    return target.getvalue()


MAKERS = {
    "perfreport": with_perfreport,
    "xltpl": with_xltpl,
    "openpyxl, by hand": with_openpyxl,
    "XlsxWriter, by hand": with_xlsxwriter,
}


def timed(count: int, folder: Path) -> dict[str, float]:
    """Seconds a document, the median over runs in turn; fewer runs for long ones."""
    data = rows(count)
    makers = {name: maker(folder) for name, maker in MAKERS.items()}
    taken: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(3 if count >= 2_000 else 11):
        for name, make in makers.items():
            start = time.perf_counter()
            make(data)
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def peak(name: str, count: int) -> float:
    """Megabytes at the most that a process takes which makes one document of `count` rows."""
    done = subprocess.run([sys.executable, __file__, name, str(count)], check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout))


def peak_of_this_process() -> float:
    """Megabytes. Linux counts the parent's memory into ru_maxrss of a child, so its own figure is read there."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if len(sys.argv) == 3:
        MAKERS[sys.argv[1]](Path(tempfile.mkdtemp()))(rows(int(sys.argv[2])))
        print(peak_of_this_process())
        return
    folder = Path(tempfile.mkdtemp())
    for count in SIZES:
        taken = timed(count, folder)
        print(f"\n{count:,} rows")
        for name, seconds in taken.items():
            ratio = seconds / taken["perfreport"]
            print(f"  {name:<22}{seconds * 1000:10.1f} ms {ratio:7.2f} × perfreport {peak(name, count):8.0f} MB")


if __name__ == "__main__":
    main()
