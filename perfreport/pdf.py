"""PDFs of documents: which are made beside them, by LibreOffice, and what is told of those that are not."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from perfreport.libreoffice import VARIABLE, as_printed, find_office, is_whole, print_pdfs
from perfreport.parallel import processors
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.standins import StandIns

__all__ = ["Converted", "convert", "find_office", "pdf_path"]

_MOST_AT_ONCE = 25  # documents; LibreOffice takes a second to start, a quarter for each
_MOST_PROCESSES = 4  # LibreOffice takes 250 MB
_MOST_WAITS = 4  # for a LibreOffice that does nothing, before the rest of its documents is given up

_PRODUCER = re.compile(rb"<pdf:Producer>[^<]*Office")


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one document: its PDF, None where none was made, and what there is to tell."""

    document: Path
    pdf: Path | None = None
    problems: tuple[Problem, ...] = ()


def pdf_path(document: Path) -> Path:
    """自评表.pdf for 自评表.docx; 自评表（Excel）.pdf for 自评表.xlsx, which may lie beside it."""
    return document.with_name(f"{document.stem}.pdf" if _is_word(document) else f"{document.stem}（Excel）.pdf")


def _is_word(document: Path) -> bool:
    return document.suffix.lower() in (".docx", ".docm")


def convert(documents: Sequence[Path]) -> Iterator[Converted]:
    """A PDF/A-2b beside each .docx or .xlsx file. What became of each is told as soon as it is known, not in order.

    A PDF that was there is replaced by a whole one only, and never one that somebody signed or scanned. Where there is
    no LibreOffice, the first document says so. A font that is missing is told once.
    """
    office = find_office()
    if office is None or not documents:
        yield from _without_office(documents)
        return
    from concurrent.futures import ThreadPoolExecutor

    distinct, rest = _distinct(documents)
    yield from rest
    processes = min(processors(), _MOST_PROCESSES)
    fonts = StandIns()
    stop = Event()
    with ThreadPoolExecutor(processes) as pool:
        try:
            for done in pool.map(lambda batch: _convert_batch(office, batch, stop), _batches(distinct, processes)):
                yield from (_with_hints(each, fonts) for each in done)
        finally:
            stop.set()


def _without_office(documents: Sequence[Path]) -> Iterator[Converted]:
    path = os.environ.get(VARIABLE)
    why = f"环境变量 {VARIABLE} 写的“{path}”不是程序" if path else "没有找到 LibreOffice"
    for number, document in enumerate(documents):
        words = {"count": len(documents), "why": why, "variable": VARIABLE}
        yield Converted(document, None, () if number else (problem("pdf.no-office", Place(str(document)), **words),))


def _distinct(documents: Sequence[Path]) -> tuple[list[Path], list[Converted]]:
    """The documents whose PDFs have names of their own, and the others, which have none."""
    first: dict[Path, Path] = {}
    others = []
    for document in dict.fromkeys(documents):
        other = first.setdefault(pdf_path(document), document)
        if other != document:
            words = {"pdf": pdf_path(document).name, "other": other.name}
            others.append(Converted(document, None, (problem("pdf.same-name", Place(str(document)), **words),)))
    return list(first.values()), others


def _batches(documents: Sequence[Path], processes: int) -> list[list[Path]]:
    """The documents in portions for one call each, in which no two have the same stem: it is all of the PDF's name."""
    times: Counter[str] = Counter()
    layers: dict[int, list[Path]] = defaultdict(list)
    for document in documents:
        stem = unicodedata.normalize("NFC", document.stem).casefold()
        layers[times[stem]].append(document)
        times[stem] += 1
    size = min(_MOST_AT_ONCE, -(-len(documents) // processes))
    return [layer[at : at + size] for layer in layers.values() for at in range(0, len(layer), size)]


def _convert_batch(office: Path, batch: Sequence[Path], stop: Event) -> list[Converted]:
    """What became of each document of a batch, in its order."""
    done: dict[Path, Converted] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="perfreport-", ignore_cleanup_errors=True) as folder:
            copies = {}
            for document in batch:
                taken = _take(document, Path(folder))
                if isinstance(taken, Path):
                    copies[taken] = document
                else:
                    done[document] = Converted(document, None, taken)
            made = Path(folder, "pdf")
            made.mkdir()
            for copy, why in _print(office, list(copies), made, stop):
                done[copies[copy]] = _file(copies[copy], made / f"{copy.stem}.pdf", why)
    except OSError as error:  # no room for copies
        why = f"放不下临时文件（{error.strerror or error}）"
        done |= {document: _failed(document, why) for document in batch if document not in done}
    return [done[document] for document in batch]


def _take(document: Path, folder: Path) -> Path | tuple[Problem, ...]:
    """A copy of a document, or why there can be no PDF of it. Of what is no document LibreOffice makes one, too.

    The copy has the document's name: a page header may print it.
    """
    from perfreport.office.package import Package

    try:
        content = document.read_bytes()
        package = Package.read(document, content)
        printed = content if _is_word(document) else as_printed(package, content)
    except OSError as error:
        return (problem("pdf.unreadable", Place(str(document)), why=error.strerror or error),)
    except Problems:
        return (problem("pdf.no-document", Place(str(document))),)
    copy = folder / document.name
    copy.write_bytes(printed)
    return copy


def _print(office: Path, copies: list[Path], made: Path, stop: Event) -> Iterator[tuple[Path, str]]:
    """Each of the copies with "" where its PDF is made, else with why not.

    Where LibreOffice does not come to its end, the first document without a PDF is tried alone, then the others.
    """
    waits = 0
    portions = [copies] if copies else []
    while portions:
        portion = portions.pop()
        given_up = waits == _MOST_WAITS
        stopped = "一再没有反应" if given_up else print_pdfs(office, portion, made, stop)
        waits += stopped == "没有反应"
        missing = [copy for copy in portion if not is_whole(made / f"{copy.stem}.pdf")]
        yield from ((copy, "") for copy in portion if copy not in missing)
        if stopped and len(portion) > 1 and not stop.is_set() and not given_up:
            portions += [part for part in (missing[1:], missing[:1]) if part]
        else:
            yield from ((copy, stopped or "打不开它，或者写不出来") for copy in missing)


def _file(document: Path, made: Path, why: str) -> Converted:
    """Puts the PDF that was made where it belongs."""
    from perfreport.output import write_all

    if why:
        return _failed(document, why)
    target = pdf_path(document)
    if _is_somebodys(target):
        return Converted(document, None, (problem("pdf.not-replaced", Place(str(target))),))
    problems = write_all({target: made.read_bytes()})
    return Converted(document, None if problems else target, problems)


def _failed(document: Path, why: str) -> Converted:
    part = "Writer" if _is_word(document) else "Calc"
    return Converted(document, None, (problem("pdf.not-made", Place(str(document)), why=why, part=part),))


def _with_hints(done: Converted, fonts: StandIns) -> Converted:
    hints = fonts.told(done.document, done.pdf.read_bytes()) if done.pdf else ()
    return replace(done, problems=(*done.problems, *hints))


def _is_somebodys(pdf: Path) -> bool:
    """Whether there is a PDF that was not made here: a scan, or ours with a signature, which begins a second part."""
    try:
        content, is_read_only = pdf.read_bytes(), not pdf.stat().st_mode & 0o222
    except OSError:
        return False
    return is_read_only or not _PRODUCER.search(content) or content.count(b"%%EOF") != 1
