"""perfreport render: the documents of each data file."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perfreport.commands import files_of, print_all, tell
from perfreport.problem import Problem

if TYPE_CHECKING:
    from perfreport.produce import Pack, Produced

_MOST_HINTS = 30  # that are told one by one


def run(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack, open_pack

    files, code = files_of(options.data)
    if not files:
        return code
    pack = open_pack(find_pack(options.pack))
    problems = list(pack.hints)
    failed = written = 0
    for result in _produce_all(files, pack, options):
        problems += result.problems
        failed += result.failed
        written += len(result.documents)
        _tell_result(result, options)
    if options.json:
        tell(problems, options)
        return 1 if failed else 0
    _tell_hints([found for found in problems if found.severity == "hint"])
    if len(files) > 1 or failed:
        print(
            f"数据文件 {len(files)} 个，写出文档 {written} 个；有错误而没有写的数据文件 {failed} 个。", file=sys.stderr
        )
    return 1 if failed else 0


def _tell_hints(hints: Sequence[Problem]) -> None:
    """Hints stop nothing: each once all is done, or where there are many, how many of each kind."""
    if not hints:
        return
    print(f"提示 {len(hints)} 处，不影响文档：", file=sys.stderr)
    if len(hints) <= _MOST_HINTS:
        print_all(hints)
        return
    for id, number in Counter(found.id for found in hints).most_common():
        first = next(found for found in hints if found.id == id)
        print(f"  {number:>5} 处  如 {first.place}  {first.message}  [{id}]", file=sys.stderr)
    print("  逐条看：数据的用 perfreport check，模板的用 perfreport lint", file=sys.stderr)


def _produce_all(files: list[Path], pack: Pack, options: argparse.Namespace) -> Iterable[Produced]:
    from perfreport.produce import produce

    shows_progress = sys.stderr.isatty() and len(files) > 5 and not options.json
    taken: dict[str, Path] = {}
    for number, file in enumerate(files, 1):
        if shows_progress:
            print(f"\r{number}/{len(files)} {file.stem}\033[K", end="\r", file=sys.stderr, flush=True)
        yield produce(file, pack, options.output, taken)


def _tell_result(result: Produced, options: argparse.Namespace) -> None:
    if not options.json:
        for document in result.documents:
            print(document, flush=True)
        print_all(found for found in result.problems if found.severity == "error")
