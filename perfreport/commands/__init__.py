"""What each word of the command line does: a module a word, `run` with its options, which gives the exit code.

Here is what they share: the data files that were named, and how problems are printed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from perfreport.problem import Place, Problem, Problems, problem


def files_of(paths: list[Path]) -> tuple[list[Path], int]:
    """The data files that were named; without any the exit code says why, in words on stderr."""
    from perfreport.files import data_files

    missing = [path for path in paths if not path.exists()]
    if missing:
        print("\n".join(f"没有这个文件或文件夹：{path}{_other_ending(path)}" for path in missing), file=sys.stderr)
        return [], 2
    files, is_sample = data_files(paths)
    if is_sample:
        print(
            f"这里没有 data 文件夹，用随带的示例 {files[0].name}。要做自己的：照它写一个，放在 data 文件夹里。",
            file=sys.stderr,
        )
    if not files:
        print(f"没有找到数据文件（.yaml）：{'、'.join(map(str, paths)) or 'data'}", file=sys.stderr)
    for path in _called_texts(paths or [Path("data")]):
        print(f"没有读 {path}：改名，去掉 .txt（在文件管理器里先显示文件扩展名）。", file=sys.stderr)
    return files, 1


def _other_ending(path: Path) -> str:
    """The file that is meant, where only the ending is another one."""
    others = (path.with_suffix(".yaml"), path.with_suffix(".yml"), path.with_name(f"{path.name}.yaml"))
    return next((f"。是不是 {other}？" for other in others if other.is_file()), "")


def _called_texts(folders: Iterable[Path]) -> Iterable[Path]:
    """Data files that an editor saved as texts: Windows hides the last ending."""
    from perfreport.files import all_below

    found = (path for folder in folders if folder.is_dir() for path in all_below(folder))
    return sorted(path for path in found if path.name.endswith((".yaml.txt", ".yml.txt")))


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Have `output` alone for what is written there; who has to wait is told. Raises Problems where the system refuses
    what nobody else answers for."""
    from perfreport.holding import holding

    try:
        with holding(output, lambda: say(f"另一个 perfreport 正在写 {output}，等它写完……")):
            yield
    except BrokenPipeError:
        raise
    except OSError as error:
        place = Place(str(error.filename or output))
        raise Problems([problem("output.cannot-write", place, why=error.strerror or str(error))]) from None


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def report(problems: Sequence[Problem], options: argparse.Namespace) -> None:
    """Problems on stdout, in the format that was asked for."""
    from perfreport.telling import machines, people

    if options.format == "json":
        print(machines.as_json(problems))
    elif options.format == "sarif":
        print(machines.as_sarif(problems))
    elif problems and options.format == "github":
        print(machines.as_github(problems))
    elif problems:
        print(people.report(problems, colour=people.takes_colour(sys.stdout)), flush=True)


def exit_code(problems: Iterable[Problem], options: argparse.Namespace) -> int:
    return 1 if any(found.severity == "error" or options.strict for found in problems) else 0


def tell(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """Problems for people on stderr, or all of them on stdout as programs want them."""
    if getattr(options, "format", "people") != "people":
        report(list(problems), options)
    elif getattr(options, "json", False):
        print(as_json([found.as_dict() for found in problems]))
    else:
        print_all(problems)


def print_all(problems: Iterable[Problem]) -> None:
    for found in problems:
        print(found, file=sys.stderr)


def as_json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
