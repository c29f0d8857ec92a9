"""What a clerk says of the year in sentences, held against the figures and scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from perfreport.check.claim import claims
from perfreport.check.mistyped import Result, is_out_of_scale, long_numbers, mistyped, result_of
from perfreport.check.retold import Names, Retold
from perfreport.check.review import Review, Said, listed
from perfreport.check.rule import Fault, Path, Rule, of_report

if TYPE_CHECKING:
    from perfreport.agreement.figure import Figure
    from perfreport.agreement.figures import Figures

_LABELLED = re.compile(  # a figure by its label, as the agreement knows them; quick to tell
    "(?:预算|执行|支出|决算|拨款|结转|经费|接待|出国|资金|[总得评满]分|分值|编制|在职|退休|内设|下属|指标|任务|目标)"
    "[^。；，\n0-9]{0,12}(?:[0-9]|[一二三四五六七八九十]+[项个条])|等级|等次|[0-9][项个条][^。；，\n]{0,6}指标"
)
_LONGEST_HEADING = 30
_DIGIT = re.compile("[0-9]")


@of_report(
    "evaluation.all-reached",
    title="说全部完成，有指标没有完成",
    sentence="这里说“{quote}”，{names}却没有完成。",
    remedy="改正这句话，或核对这些指标的实际完成值。",
    source="报告里的话要与自评表一致",
    wrong="主要职能: 示例：各项绩效指标均已完成。",
    right="主要职能: 示例：除满意度外，各项绩效指标均已完成。",
)
def all_reached(review: Review) -> Iterator[Fault]:
    missed = [row.entry for row in review.rows if row.mark and not row.mark.is_met]
    for said in review.own_words if missed else ():
        for claim in claims(said.text, review.report.year):
            is_of_goal = said.path[1] == "目标完成情况" and not claim.is_of_year
            names = [each.name for each in missed if claim.covers(each.first, each.second, len(review.rows))]
            if names and not is_of_goal:
                yield Fault(claim.quote, {"names": listed(names)}, said.path)


@of_report(
    "evaluation.figure-in-words",
    title="话里的数与数据不同",
    sentence="写的是“{quote}”，数据里{figure}是 {value}。",
    remedy="改正这句话，或改正数据。{advice}说的是别的数，就写明是什么的，例如“老年补贴项目执行率”。",
    source="报告里的数要与目标表、自评表一致；有多严重由规则.yaml 的“核对不一致”定",
    wrong="主要职能: 示例：全年支出82.60万元。",
    right="主要职能: 示例：全年支出82.40万元。",
)
def figure_in_words(review: Review) -> Iterator[Fault]:
    names = [indicator.name for indicator in review.report.indicators]
    told: set[tuple[str, Path]] = set()
    for said in review.own_words if review.evaluation else ():
        if _may_state(said.text, names):
            for fault in _wrong_figures(said, review.figures):
                told.add((fault.quote, fault.path))
                yield fault
    for said, each in _retold(review) if review.evaluation else ():
        if each.is_certain and not any(path == said.path and each.written in quote for quote, path in told):
            words = {"figure": f"“{each.result.name}”的实际完成值", "value": each.result.actual, "advice": ""}
            yield Fault(each.written, words, said.path)


@lru_cache(1)  # two rules ask for it
def _retold(review: Review) -> list[tuple[Said, Retold]]:
    """What is said of indicators in their own words, but with another number."""
    texts = [said for said in review.own_words if _numbers(said.text)[1]]
    names = Names(*_results(review)) if texts else None
    return [(said, each) for said in texts if names for each in names.wrong(said.text)]


@lru_cache(1)
def _results(review: Review) -> tuple[list[Result], list[Result]]:
    """What the indicators reached, and what they were to reach."""
    results = [result_of(row.entry.name, row.outcome.actual) for row in review.rows if row.outcome]
    return results, [result_of(row.entry.name, row.entry.target.text) for row in review.rows]


def _may_state(text: str, names: Sequence[str]) -> bool:
    """Whether a text is worth a look: it says a number behind a label, or names an indicator."""
    labelled, has_number = _numbers(text)
    return labelled or (has_number and any(name in text for name in names))


@lru_cache(3_000)
def _numbers(text: str) -> tuple[bool, bool]:
    """Whether a text says a number behind a label, and whether it says one at all."""
    return bool(_LABELLED.search(text)), bool(_DIGIT.search(text))


def _wrong_figures(said: Said, figures: Figures) -> Iterator[Fault]:
    from perfreport.agreement.prose import statements
    from perfreport.check.stated import stated

    heading = str(said.path[-1])
    for line in said.text.split("\n"):
        text = line.strip(" -1234567890.").replace("*", "")
        labelled = statements(text, heading, figures)
        for statement in labelled:
            if not statement.agreeing:
                yield _wrong(statement.written, statement.nearest, statement.number, statement.unit, said)
        known = {statement.at for statement in labelled}
        for each in stated(text, heading, figures):
            is_of_goal = said.path[1] == "目标完成情况" and each.figure.kind != "text"  # a goal has money of its own
            if each.at not in known and not is_of_goal:
                yield _wrong(each.written, each.figure, each.number, each.unit, said)
        heading = text if len(text) <= _LONGEST_HEADING and "。" not in text else heading


def _wrong(written: str, figure: Figure, number: Decimal | None, unit: str, said: Said) -> Fault:
    words = {"figure": figure.words, "value": figure.shown(number, unit), "advice": figure.advice(unit)}
    return Fault(written, words, said.path)


@of_report(
    "evaluation.mistyped-figure",
    title="像是写错了的数",
    sentence="写的是“{quote}”，“{name}”的{figure}却是“{value}”，像是写错了数字。",
    remedy="核对是不是同一个数，写错的改正；说的是别的数，就写明是什么的。",
    source="报告里的数要与自评表一致",
    wrong="年度总体目标: [示例：落实高龄补贴政策]\n目标完成情况: [示例：全年发放高龄补贴168人]",
    right="年度总体目标: [示例：落实高龄补贴政策]\n目标完成情况: [示例：全年发放高龄补贴186人]",
)
def mistyped_figure(review: Review) -> Iterator[Fault]:
    texts = [said for said in review.own_words if long_numbers(said.text)]
    results, aims = _results(review) if texts else ([], [])
    known = {each.number for each in (*results, *aims)}
    told: set[tuple[str, Path]] = set()
    for said in texts:
        for quote, result in mistyped(said.text, results, known):
            told.add((quote, said.path))
            yield Fault(quote, {"name": result.name, "figure": "实际完成值", "value": result.actual}, said.path)
    for said, each in _retold(review):
        if not each.is_certain and (each.written, said.path) not in told:
            words = {"name": each.result.name, "figure": "实际完成值", "value": each.result.actual}
            yield Fault(each.written, words, said.path)
    for row in review.rows:
        outcome, name, target = row.outcome, row.entry.name, row.entry.target.text
        if outcome and is_out_of_scale(name, target, outcome.actual, bool(outcome.reason)):
            words = {"name": name, "figure": "指标值", "value": target}
            yield Fault(outcome.actual, words, ("自评", "指标完成情况", outcome.at, "实际完成值"))


RULES: tuple[Rule, ...] = (all_reached, figure_in_words, mistyped_figure)
