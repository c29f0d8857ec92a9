"""perfreport render: the documents of each data file, once or each time that something is saved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.commands import files_of
from perfreport.problem import Place, Problems, problem
from perfreport.standing import Filed, Wishes

if TYPE_CHECKING:
    from perfreport.telling.runs import Machines, People

    Telling = Machines | People


def run(options: argparse.Namespace) -> int:
    files, code = files_of(options.data)
    if not files:
        return code
    if options.watch:
        return _watch(options)
    return _render(files, options)


def _render(files: list[Path], options: argparse.Namespace) -> int:
    """Make the documents of these data files, and tell what becomes of them."""
    from perfreport.batch import Batch
    from perfreport.files import are_whole_folders, find_pack
    from perfreport.holding import holding
    from perfreport.telling.progress import FEW, progress
    from perfreport.telling.runs import Machines, People

    wishes = Wishes(options.force, options.overwrite)
    batch = Batch.of(find_pack(options.pack), options.output, files, wishes)
    told = Machines() if options.json else People(options.explain, is_long=len(files) > FEW)
    told.hints(batch.check_pack())
    try:
        with holding(options.output, lambda: _say(f"另一个 perfreport 正在写 {options.output}，等它写完……")):
            listed = []
            printed: list[Path] = []  # the documents whose PDFs are to be made
            for produced in progress(batch.run(files), len(files), quiet=options.json):
                told.produced(produced)
                listed.append(produced.listed)
                printed += _without_pdf(produced.filed) if options.pdf else ()
            for filed, problems in batch.file_overviews(listed) if are_whole_folders(files) else ():
                told.overview(filed, problems)
                printed += _without_pdf(filed) if options.pdf else ()
            told.hints(batch.of_other_versions(listed))
            if printed:
                _convert(printed, told, options)
    except OSError as error:
        place = Place(str(error.filename or options.output))
        raise Problems([problem("output.cannot-write", place, why=error.strerror or str(error))]) from None
    told.end()
    return 1 if told.failed else 0


def _without_pdf(filed: Iterable[Filed]) -> Iterator[Path]:
    """The documents whose PDF is not there, or is one of what was there before; what somebody works on, always."""
    from perfreport.pdf import pdf_path

    return (each.path for each in filed if each.state != "unchanged" or not pdf_path(each.path).exists())


def _convert(documents: list[Path], told: Telling, options: argparse.Namespace) -> None:
    from perfreport.pdf import convert
    from perfreport.telling.progress import progress

    for converted in progress(convert(documents), len(documents), quiet=options.json):
        told.converted(converted.pdf, converted.problems)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _watch(options: argparse.Namespace) -> int:
    """Make anew what a save changes, until Ctrl+C."""
    from datetime import datetime

    from perfreport.files import data_files, find_pack, pack_files
    from perfreport.watch import rounds

    pack = find_pack(options.pack)

    def watched() -> Iterator[Path]:
        yield from data_files(options.data)[0]
        yield from pack_files(pack)

    try:
        for _ in rounds(watched):
            _say(f"{datetime.now():%H:%M:%S}")
            try:
                _render(data_files(options.data)[0], options)
            except Problems as found:
                for each in found.problems:
                    _say(str(each))
    except KeyboardInterrupt:
        _say("不再看着。")
    return 0
