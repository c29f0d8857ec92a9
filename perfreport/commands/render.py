"""perfreport render: the documents of each data file, once or each time that something is saved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perfreport.commands import alone, files_of, say
from perfreport.files import is_remote, located
from perfreport.problem import Place, Problems, problem
from perfreport.standing import Filed, Wishes
from perfreport.storage import print_of

if TYPE_CHECKING:
    from perfreport.batch import Batch
    from perfreport.telling.runs import Machines, People

    Telling = Machines | People
    Workers = Callable[..., Iterator[Any]]


def run(options: argparse.Namespace) -> int:
    options.data, options.output = [*map(located, options.data)], located(options.output)
    for path in filter(is_remote, (*options.data, options.output)):
        if option := "--watch" if options.watch else "--pdf" if options.pdf else "":
            raise Problems([problem("output.only-in-folders", Place(str(path)), option=option)])
    files, code = files_of(options.data)
    if not files:
        return code
    if options.watch:
        return _watch(options)
    return _render(files, options)


def _render(files: list[Path], options: argparse.Namespace) -> int:
    """Make the documents of these data files, and tell what becomes of them."""
    from perfreport.batch import Batch
    from perfreport.files import find_pack

    pack, wishes = find_pack(options.pack), Wishes(options.force, options.overwrite)
    with _workers((*files, options.output, pack), options) as in_order:
        try:
            batch = Batch.of(pack, options.output, files, wishes, in_order if options.cluster else map)
        except OSError as error:
            place = Place(str(error.filename or pack))
            raise Problems([problem("template.unreadable", place, why=error.strerror or str(error))]) from None
        return _tell(batch, in_order, files, options)


def _workers(paths: Iterable[Path], options: argparse.Namespace) -> AbstractContextManager[Workers]:
    """What does the same work for many files: this machine, or a cluster."""
    if options.cluster:
        from perfreport.cluster import cluster

        is_from_here = any(not is_remote(path) and not path.is_absolute() for path in paths)
        return cluster(options.cluster, str(Path.cwd()) if is_from_here else "")
    from perfreport.batch import here
    from perfreport.parallel import in_order

    # what reaches a storage does not survive that a process is forked
    return nullcontext(partial(in_order, few=sys.maxsize) if any(map(is_remote, paths)) else here)


def _tell(batch: Batch, in_order: Workers, files: list[Path], options: argparse.Namespace) -> int:
    """What becomes of each bureau's documents and of the overviews."""
    from perfreport.telling.progress import FEW
    from perfreport.telling.runs import Machines, People

    told = Machines() if options.json else People(options.explain, is_long=len(files) > FEW)
    told.hints(batch.check_pack())
    try:
        with alone(options.output):
            _make(batch, in_order, files, told, options)
    except Problems as found:
        told.stopped(found.problems)
        return 1
    except KeyboardInterrupt:
        told.stopped(())
        raise
    told.end()
    return 1 if told.failed else 0


def _make(batch: Batch, in_order: Workers, files: list[Path], told: Telling, options: argparse.Namespace) -> None:
    from perfreport.telling.progress import progress

    listed = []
    printed: list[Path] = []  # the documents whose PDFs are to be made
    for produced in progress(batch.run(files, in_order), len(files), quiet=options.json):
        told.produced(produced)
        listed.append(produced.listed)
        printed += _without_pdf(produced.filed, options.output) if options.pdf else ()
    others = batch.beside(listed)
    for filed, problems in batch.file_overviews(listed, others):
        told.overview(filed, problems)
        printed += _without_pdf(filed, options.output) if options.pdf else ()
    told.hints(batch.about_others(listed, others))
    if printed:
        _convert(printed, told, options)


def _without_pdf(filed: Iterable[Filed], output: Path) -> Iterator[Path]:
    """The documents whose PDF is not there, or is one of what was there before."""
    from perfreport.ledger import Ledger
    from perfreport.pdf import pdf_path

    ledger = Ledger(output)
    return (each.path for each in filed if not ledger.was_made(pdf_path(each.path), print_of(each.path)))


def _convert(documents: list[Path], told: Telling, options: argparse.Namespace) -> None:
    from perfreport.ledger import Ledger
    from perfreport.pdf import convert
    from perfreport.telling.progress import progress

    ledger, prints = Ledger(options.output), {document: print_of(document) for document in documents}
    for converted in progress(convert(documents), len(documents), quiet=options.json):
        if converted.pdf:
            ledger.note_made(converted.pdf, prints[converted.document])
        told.converted(converted.pdf, converted.problems)


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
            say(f"{datetime.now():%H:%M:%S}")
            try:
                _render(data_files(options.data)[0], options)
            except Problems as found:
                for each in found.problems:
                    say(str(each))
    except KeyboardInterrupt:
        say("不再看着。")
    return 0
