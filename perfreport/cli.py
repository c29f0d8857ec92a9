"""The command line: words and exit codes, nothing else. 0: all good, 1: problems, 2: wrong command line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from perfreport import __version__
from perfreport.problem import Problem, Problems

if TYPE_CHECKING:
    from perfreport.produce import Pack, Produced
    from perfreport.verdict import Verdict


_MOST_HINTS = 30  # that are told one by one


_HEADINGS = {"positional arguments": "参数", "options": "选项"}
_REFUSALS = {
    r"unrecognized arguments: (.*)": r"没有“\1”这样的参数",
    r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)": r"“\1”不能写“\2”，可以写的有：\3",
    r"argument (\S+): expected .*": r"“\1”后面要写内容",
    r"argument (\S+): ignored explicit argument (.*)": r"“\1”后面不能写“\2”",
    r"the following arguments are required: (.*)": r"缺少“\1”",
    r"ambiguous option: (\S+) could match (.*)": r"“\1”可以是 \2，要写全",
}
"""What argparse says of a wrong command line, and how a clerk is told."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=_Help, add_help=False)
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        message = message.replace("'", "")  # from Python 3.14 on there are none
        told = (re.sub(said, meant, message) for said, meant in _REFUSALS.items() if re.fullmatch(said, message))
        self.exit(2, f"命令写得不对：{next(told, message)}。\n看用法：{self.prog} --help\n")


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
    except BrokenPipeError:  # | head: whoever reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    parser.add_argument("--version", action="version", version=f"perfreport {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    render = commands.add_parser("render", help="产生文档", description="由数据文件产生各单位的文档。")
    render.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    render.add_argument("-o", "--output", type=Path, default=Path("output"), help="文档放到哪个文件夹（默认 output）")
    render.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    render.add_argument("--json", action="store_true", help="问题以 JSON 输出，供程序读取")
    render.set_defaults(run=_render)

    check = commands.add_parser(
        "check", help="审核数据文件", description="像审核的人那样看一遍数据文件：会被退回的地方，先说出来。不写文档。"
    )
    check.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    check.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    check.add_argument("--questions", action="store_true", help="另外列出要由人判断的问题")
    check.add_argument("--word", action="store_true", help="写出审核意见（Word），放在文档的文件夹里")
    check.add_argument(
        "-o", "--output", type=Path, default=Path("output"), help="审核意见放到哪个文件夹（默认 output）"
    )
    check.add_argument("--accept", metavar="理由", help="接受现有的问题：记下理由，文字没有改就不再提示")
    check.add_argument("--only", action="append", default=[], metavar="编号", help="只看这种问题，可以写几次")
    _add_telling(check)
    check.set_defaults(run=_check)

    explain = commands.add_parser(
        "explain", help="说明自评的得分", description="说明自评的每个得分是怎样算出来的，不写文件。"
    )
    explain.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    explain.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    explain.add_argument("--json", action="store_true", help="得分和问题以 JSON 输出，供程序读取")
    explain.set_defaults(run=_explain)

    lint = commands.add_parser(
        "lint", help="检查模板", description="检查模板包：标签、名字、规则，一次列出全部问题；不写文件。"
    )
    lint.add_argument("packs", nargs="*", default=["通用"], metavar="PACK", help="模板包的名字或文件夹（默认 通用）")
    lint.add_argument("--watch", action="store_true", help="一直看着，模板每保存一次就重新检查；按 Ctrl+C 结束")
    lint.add_argument("--fonts", action="store_true", help="也看这台电脑缺哪些字体")
    _add_telling(lint)
    lint.set_defaults(run=_lint)

    schema = commands.add_parser("schema", help="输出数据文件的 JSON Schema，供编辑器补全和检查")
    schema.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    schema.set_defaults(run=_schema)
    return parser


def _add_telling(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=("people", "json", "sarif", "github"), default="people", help="怎样输出（默认给人看）"
    )
    command.add_argument("--json", action="store_const", const="json", dest="format", help="就是 --format json")
    command.add_argument("--strict", action="store_true", help="有提示也算没有通过（退出码 1）")


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
    problems = list(pack.hints)
    failed = written = 0
    for result in _produce_all(files, pack, options):
        problems += result.problems
        failed += result.failed
        written += len(result.documents)
        _tell_result(result, options)
    if options.json:
        _tell(problems, options)
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
        _print(hints)
        return
    for id, number in Counter(found.id for found in hints).most_common():
        first = next(found for found in hints if found.id == id)
        print(f"  {number:>5} 处  如 {first.place}  {first.message}  [{id}]", file=sys.stderr)
    print("  逐条看：perfreport check", file=sys.stderr)


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
        _print(found for found in result.problems if found.severity == "error")


def _check(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack
    from perfreport.verdict import Judge, judge_all, unknown_ids

    reason = _plain(options.accept or "")
    wrong = unknown_ids(options.only)
    if options.accept is not None and not reason:
        wrong.append("--accept 后面要写理由，如 --accept 照公布的表格录入。")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 2
    files, code = _data_files(options.data)
    if not files:
        return code
    letters = options.output if options.word else None
    judge = Judge.of(find_pack(options.pack), tuple(options.only), reason, letters)
    verdicts = []
    for verdict in judge_all(judge, files):
        verdicts.append(verdict)
        if options.format == "people":
            _tell_verdict(verdict, options)
    problems = [found for verdict in verdicts for found in verdict.problems]
    if options.format == "people":
        _tell_sum(verdicts)
    else:
        _report(problems, options)
    return _code(problems, options)


def _plain(text: str) -> str:
    """What was typed on the command line as one line without what no file can hold."""
    from perfreport.yaml.slip import UNPRINTABLE

    return " ".join(UNPRINTABLE.sub(" ", text).split())


def _tell_verdict(verdict: Verdict, options: argparse.Namespace) -> None:
    """One data file's problems and questions, and where its letters are."""
    _report(verdict.problems, options)
    if options.questions and verdict.questions:
        print(f"\n{verdict.data}  请人判断：")
        for question in verdict.questions:
            print(f"  {question.category}  {question.text}")
    if verdict.letters:
        print(f"\n审核意见：{'、'.join(map(str, verdict.letters))}")
    if verdict.problems or options.questions or verdict.letters:
        print(flush=True)


def _tell_sum(verdicts: Sequence[Verdict]) -> None:
    errors = sum(found.severity == "error" for verdict in verdicts for found in verdict.problems)
    hints = sum(len(verdict.problems) for verdict in verdicts) - errors
    accepted = sum(verdict.accepted for verdict in verdicts)
    rest = f"，已接受 {accepted} 处" if accepted else ""
    print(f"审核了 {len(verdicts)} 个数据文件：错误 {errors} 处，提示 {hints} 处{rest}。", file=sys.stderr)


def _report(problems: Sequence[Problem], options: argparse.Namespace) -> None:
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


def _code(problems: Iterable[Problem], options: argparse.Namespace) -> int:
    return 1 if any(found.severity == "error" or options.strict for found in problems) else 0


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


_HALF_SAVED = {"template.unreadable", "template.not-office", "output.empty-pack", "yaml.unreadable"}
_TRIES = 2  # to read what somebody is saving just now


def _lint(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack

    packs = [find_pack(name) for name in options.packs]
    if options.watch:
        return _lint_and_watch(packs, options)
    found = _linted(packs, options)
    _tell_linted(found, options)
    return _code(found, options)


def _linted(packs: list[Path], options: argparse.Namespace) -> list[Problem]:
    from perfreport.lint import lint_pack
    from perfreport.office.faces import machine_faces

    faces = machine_faces() if options.fonts else None
    return [found for pack in packs for found in lint_pack(pack, faces=faces)]


def _lint_and_watch(packs: list[Path], options: argparse.Namespace) -> int:
    """Look through the packs again each time that a file of theirs is saved, until Ctrl+C."""
    from datetime import datetime

    from perfreport.pack import pack_files
    from perfreport.watch import pause, rounds

    try:
        for _ in rounds(lambda: [file for pack in packs for file in pack_files(pack)]):
            found = _linted_when_saved(packs, options, pause)
            if found is not None:
                print(f"{datetime.now():%H:%M:%S}", file=sys.stderr)
                _tell_linted(found, options)
    except KeyboardInterrupt:
        print("不再检查。", file=sys.stderr)
    return 0


def _linted_when_saved(
    packs: list[Path], options: argparse.Namespace, pause: Callable[[], None]
) -> list[Problem] | None:
    """What is found once nobody is saving; None where a folder is gone for the moment."""
    found: list[Problem] | None = None
    for number in range(1 + _TRIES):
        if number:
            pause()
        try:
            found = _linted(packs, options)
        except OSError:
            found = None
        if found is not None and not any(each.id in _HALF_SAVED for each in found):
            break
    return found


def _tell_linted(found: Sequence[Problem], options: argparse.Namespace) -> None:
    _report(found, options)
    errors = sum(each.severity == "error" for each in found)
    counted = f"错误 {errors} 处，提示 {len(found) - errors} 处。" if found else "没有发现问题。"
    print(f"检查了模板：{counted}", file=sys.stderr, flush=True)


def _schema(options: argparse.Namespace) -> int:
    from perfreport.produce import find_pack
    from perfreport.rules import load_rules
    from perfreport.schema import json_schema

    print(_json(json_schema(load_rules(find_pack(options.pack)))))
    return 0


def _tell(problems: Iterable[Problem], options: argparse.Namespace) -> None:
    """Problems for people on stderr, or all of them on stdout as programs want them."""
    if getattr(options, "format", "people") != "people":
        _report(list(problems), options)
    elif getattr(options, "json", False):
        print(_json([found.as_dict() for found in problems]))
    else:
        _print(problems)


def _print(problems: Iterable[Problem]) -> None:
    for found in problems:
        print(found, file=sys.stderr)


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)
