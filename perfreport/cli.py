"""The command line: words and exit codes, nothing else. 0: all good, 1: problems, 2: wrong command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from perfreport import __version__
from perfreport.problem import Problem, Problems

if TYPE_CHECKING:
    from perfreport.produce import Pack, Produced


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"命令写得不对：{message}\n看用法：{self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows console may lack a character; better ? than a crash
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except Problems as found:
        _tell(found.problems, options)
        code = 1
    except KeyboardInterrupt:
        print("已停止。写好的文件都是完整的。", file=sys.stderr)
        code = 1
    return code


def render_main() -> int:
    """`python render.py …` is `perfreport render …`."""
    return main(["render", *sys.argv[1:]])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="perfreport", description="由一个数据文件产生绩效文档（Word、Excel）。")
    parser.add_argument("--version", action="version", version=f"perfreport {__version__}")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    render = commands.add_parser("render", help="产生文档", description="由数据文件产生各单位的文档。")
    render.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    render.add_argument("-o", "--output", type=Path, default=Path("output"), help="文档放到哪个文件夹（默认 output）")
    render.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    render.add_argument("--json", action="store_true", help="问题以 JSON 输出，供程序读取")
    render.set_defaults(run=_render)

    explain = commands.add_parser(
        "explain", help="说明自评的得分", description="说明自评的每个得分是怎样算出来的，不写文件。"
    )
    explain.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    explain.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    explain.add_argument("--json", action="store_true", help="得分和问题以 JSON 输出，供程序读取")
    explain.set_defaults(run=_explain)

    schema = commands.add_parser("schema", help="输出数据文件的 JSON Schema，供编辑器补全和检查")
    schema.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    schema.set_defaults(run=_schema)
    return parser


def _data_files(paths: list[Path]) -> tuple[list[Path], int]:
    """The data files that were named; without any the exit code says why, in words on stderr."""
    from perfreport.produce import data_files

    missing = [path for path in paths if not path.exists()]
    if missing:
        print("\n".join(f"没有这个文件或文件夹：{path}" for path in missing), file=sys.stderr)
        return [], 2
    files, is_sample = data_files(paths)
    if is_sample:
        print(
            f"这里没有 data 文件夹，用随带的示例 {files[0].name}。要做自己的：照它写一个，放在 data 文件夹里。",
            file=sys.stderr,
        )
    if not files:
        print(f"没有找到数据文件（.yaml）：{'、'.join(map(str, paths)) or 'data'}", file=sys.stderr)
    return files, 1


def _render(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack, open_pack

    files, code = _data_files(options.data)
    if not files:
        return code
    pack = open_pack(find_pack(options.pack))
    hints = pack.hints
    results = []
    for result in _produce_all(files, pack, options):
        results.append(result)
        _tell_result(result, options)
    if options.json:
        _tell([*hints, *(found for result in results for found in result.problems)], options)
    else:
        _tell(hints, options)
    failed = sum(result.failed for result in results)
    if not options.json and (len(files) > 1 or failed):
        written = sum(len(result.documents) for result in results)
        print(
            f"数据文件 {len(files)} 个，写出文档 {written} 个；有错误而没有写的数据文件 {failed} 个。", file=sys.stderr
        )
    return 1 if failed else 0


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
        _tell(result.problems, options)


def _explain(options: argparse.Namespace) -> int:
    from perfreport.explain import explain
    from perfreport.produce import find_pack
    from perfreport.rules import load_rules

    files, code = _data_files(options.data)
    if not files:
        return code
    rules = load_rules(find_pack(options.pack))
    results = [explain(file, rules) for file in files]
    if options.json:
        print(_json([result.as_dict() for result in results]))
    else:
        for result in results:
            if result.names:
                print(result, flush=True)
            _tell(result.problems, options)
    return 1 if any(found.severity == "error" for result in results for found in result.problems) else 0


def _schema(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack
    from perfreport.rules import load_rules
    from perfreport.schema import json_schema

    print(_json(json_schema(load_rules(find_pack(options.pack)))))
    return 0


def _tell(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """Problems for people on stderr, or all of them as JSON on stdout."""
    if getattr(options, "json", False):
        print(_json([found.as_dict() for found in problems]))
    else:
        for found in problems:
            print(found, file=sys.stderr)


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
