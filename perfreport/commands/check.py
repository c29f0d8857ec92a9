"""perfreport check: what a reviewer would send back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING

from perfreport.commands import alone, exit_code, files_of, report

if TYPE_CHECKING:
    from perfreport.problem import Problem
    from perfreport.verdict import Verdict


def run(options: argparse.Namespace) -> int:
    from perfreport.files import find_pack
    from perfreport.verdict import ACROSS, Judge, ids_like, judge_across, judge_all

    reason = _plain(options.accept or "")
    if wrong := list(_refusals(options, reason)):
        print("\n".join(wrong), file=sys.stderr)
        return 2
    files, code = files_of(options.data)
    if not files:
        return code
    letters = options.output if options.word else None
    only = tuple(id for each in options.only for id in ids_like(each))
    judge = Judge.of(find_pack(options.pack), only, reason, letters)
    verdicts: list[Verdict] = []
    between: list[Problem] = []
    with alone(options.output) if options.word else nullcontext():
        for verdict in (judge_across if options.across else judge_all)(judge, files):
            verdicts.append(verdict)
            if options.format == "people":
                between += [found for found in verdict.problems if found.id.startswith(ACROSS)]
                _tell_verdict(verdict, options)
    if between:
        print("各单位之间：")
        report(between, options)
        print(flush=True)
    problems = [found for verdict in verdicts for found in verdict.problems]
    if options.format == "people":
        _tell_sum(verdicts)
        if reason and any(found.severity == "error" for found in problems):
            print("错误不能接受，要改好；规则不合本地的，在规则.yaml 的“审核”的“级别”里改。", file=sys.stderr)
        _tell_kept(verdicts, reason)
    else:
        report(problems, options)
    return exit_code(problems, options)


def _refusals(options: argparse.Namespace, reason: str) -> Iterator[str]:
    """Why a command line means nothing."""
    from perfreport.verdict import ACROSS, ids_like, unknown_ids

    yield from unknown_ids(options.only)
    for id in options.only if not options.across else ():
        if (ids := ids_like(id)) and all(each.startswith(ACROSS) for each in ids):
            yield f"“{id}”要几个文件放在一起才看得出来，请加上 --across。"
    if options.accept is not None and not reason:
        yield "--accept 后面要写理由，如 --accept 照公布的表格录入。"


def _plain(text: str) -> str:
    """What was typed on the command line as one line without what no file can hold."""
    from perfreport.yaml.slip import UNPRINTABLE

    return " ".join(UNPRINTABLE.sub(" ", text).split())


def _tell_verdict(verdict: Verdict, options: argparse.Namespace) -> None:
    """One data file's problems and questions, and where its letters are; what others have to do with comes last."""
    from perfreport.verdict import ACROSS

    problems = [found for found in verdict.problems if not found.id.startswith(ACROSS)]
    report(problems, options)
    if options.questions and verdict.questions:
        print(f"\n{verdict.data}  请人判断：")
        for question in verdict.questions:
            print(f"  {question.category}  {question.text}")
    if verdict.letters:
        print(f"\n审核意见：{'、'.join(map(str, verdict.letters))}")
    if problems or options.questions or verdict.letters:
        print(flush=True)


def _tell_sum(verdicts: Sequence[Verdict]) -> None:
    errors = sum(found.severity == "error" for verdict in verdicts for found in verdict.problems)
    hints = sum(len(verdict.problems) for verdict in verdicts) - errors
    accepted = sum(verdict.accepted for verdict in verdicts)
    rest = f"，已接受 {accepted} 处" if accepted else ""
    print(f"审核了 {len(verdicts)} 个数据文件：错误 {errors} 处，提示 {hints} 处{rest}。", file=sys.stderr)
    if unread := sum(not verdict.is_whole for verdict in verdicts):
        print(f"其中 {unread} 个的错误要先改好，这 {unread} 个的别的方面还没有看：改好后再审一遍。", file=sys.stderr)


def _tell_kept(verdicts: Sequence[Verdict], reason: str) -> None:
    """Of what had been accepted before the reason stays as it was, whatever is given now."""
    from perfreport.files import accepted_file
    from perfreport.yaml.slip import shortened

    files = [accepted_file(verdict.data) for verdict in verdicts if verdict.kept]
    reasons = [each for verdict in verdicts for each in verdict.kept]
    if reasons:
        others = f"等 {kinds} 种" if (kinds := len(set(reasons))) > 1 else ""
        more = f"等 {len(files)} 个文件" if len(files) > 1 else ""
        said = f"其中 {len(reasons)} 处以前就接受了，理由仍是“{shortened(reasons[0])}”{others}"
        step = f"要换，在 {files[0]} {more}里改“理由”。"
        print(f"{said}，没有换成“{shortened(reason)}”；{step}", file=sys.stderr)
