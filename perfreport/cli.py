"""The command line: words and exit codes, nothing else. 0: all good, 1: problems, 2: wrong command line."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from perfreport import __version__
from perfreport.commands import tell
from perfreport.problem import Problems

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
    sys.stdout, sys.stderr = (stream or io.StringIO() for stream in (sys.stdout, sys.stderr))  # closed: >&-
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows console may lack a character; better ? than a crash
    options = _parser().parse_args(arguments)
    try:
        code = _run(options)
    except BrokenPipeError:  # | head: whoever reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        print("已停止。写好的文件都是完整的。", file=sys.stderr)
        code = 1
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        code: int = import_module(f"perfreport.commands.{options.command}").run(options)
    except Problems as found:
        tell(found.problems, options)
        code = 1
    sys.stdout.flush()
    return code


def render_main() -> int:
    """`python render.py …` is `perfreport render …`."""
    return main(["render", *sys.argv[1:]])


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="perfreport", description="由一个数据文件产生绩效文档（Word、Excel）。")
    parser.add_argument("--version", action="version", version=f"perfreport {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)

    for add in (_add_render, _add_check, _add_explain, _add_diff, _add_lint, _add_schema):
        add(commands)
    return parser


def _add_render(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("render", help="产生文档", description="由数据文件产生各单位的文档。")
    command.add_argument("data", nargs="*", metavar="DATA", help="数据文件或文件夹；不写就是 data")
    command.add_argument("-o", "--output", default="output", help="文档放到哪个文件夹（默认 output）")
    command.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    command.add_argument("--force", action="store_true", help="没有变的文档也重写")
    command.add_argument(
        "--overwrite", action="store_true", help="有人改过的文档也换成新的；改过的先移到带日期的文件夹"
    )
    command.add_argument("--pdf", action="store_true", help="另外做成存档用的 PDF（PDF/A）；要装 LibreOffice")
    command.add_argument("--explain", action="store_true", help="说明每份文档为什么写、为什么没有写")
    command.add_argument("--watch", action="store_true", help="一直看着，数据或模板每保存一次就重写；按 Ctrl+C 结束")
    command.add_argument("--json", action="store_true", help="问题和结果以 JSON 输出，供程序读取")
    command.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="交给 Dask 集群的多台机器做，如 tcp://10.0.0.1:8786；要另外装程序包，见 docs/scale.md",
    )
    command.set_defaults(command="render")


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "check", help="审核数据文件", description="像审核的人那样看一遍数据文件：会被退回的地方，先说出来。不写文档。"
    )
    command.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    command.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    command.add_argument("--questions", action="store_true", help="另外列出要由人判断的问题")
    command.add_argument("--word", action="store_true", help="写出审核意见（Word），放在文档的文件夹里")
    command.add_argument(
        "-o", "--output", type=Path, default=Path("output"), help="审核意见放到哪个文件夹（默认 output）"
    )
    command.add_argument("--accept", metavar="理由", help="接受现有的问题：记下理由，文字没有改就不再提示")
    command.add_argument("--across", action="store_true", help="各文件再放在一起比：相同的指标各单位写得是否一致")
    command.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="编号",
        help="只看这种问题，可以写几次；across.* 是 across. 开头的各种",
    )
    _add_telling(command)
    command.set_defaults(command="check")


def _add_explain(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "explain", help="说明自评的得分", description="说明自评的每个得分是怎样算出来的，不写文件。"
    )
    command.add_argument("data", nargs="*", type=Path, metavar="DATA", help="数据文件或文件夹；不写就是 data")
    command.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    command.add_argument("--json", action="store_true", help="得分和问题以 JSON 输出，供程序读取")
    command.set_defaults(command="explain")


def _add_diff(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "diff",
        help="对照改动前后",
        description="改了数据以后，对照改动前后：任务预算、指标、目标、自评改了什么，各文档跟着变了什么。不改原来的文件。",
    )
    command.add_argument(
        "data",
        nargs="+",
        type=Path,
        metavar="OLD NEW",
        help="改动前、改动后的两个数据文件或两个文件夹；OLD 也可以是 git 的版本（如 HEAD~1）；"
        "只写一个，就与 git 里最后一次提交的比较",
    )
    command.add_argument(
        "-o", "--output", type=Path, default=Path("output"), help="对照表放到哪个文件夹（默认 output）"
    )
    command.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    command.add_argument("--excel", action="store_true", help="写出调整对照表（Excel），放在文档的文件夹里")
    command.add_argument("--word", action="store_true", help="写出调整对照表（Word）")
    command.add_argument("--json", action="store_true", help="改动和问题以 JSON 输出，供程序读取")
    command.set_defaults(command="diff")


def _add_lint(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "lint", help="检查模板", description="检查模板包：标签、名字、规则，一次列出全部问题；不写文件。"
    )
    command.add_argument("packs", nargs="*", default=["通用"], metavar="PACK", help="模板包的名字或文件夹（默认 通用）")
    command.add_argument("--watch", action="store_true", help="一直看着，模板每保存一次就重新检查；按 Ctrl+C 结束")
    command.add_argument("--fonts", action="store_true", help="也看这台电脑缺哪些字体")
    _add_telling(command)
    command.set_defaults(command="lint")


def _add_schema(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser("schema", help="输出数据文件的 JSON Schema，供编辑器补全和检查")
    command.add_argument("--pack", default="通用", help="模板包的名字或文件夹（默认 通用）")
    command.set_defaults(command="schema")


def _add_telling(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=("people", "json", "sarif", "github"), default="people", help="怎样输出（默认给人看）"
    )
    command.add_argument("--json", action="store_const", const="json", dest="format", help="就是 --format json")
    command.add_argument("--strict", action="store_true", help="有提示也算没有通过（退出码 1）")
