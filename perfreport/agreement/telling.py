"""Statements that are wrong become problems, each with both places: in the document, and of the right figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from perfreport.agreement.figure import Figure, Path
from perfreport.agreement.figures import Figures
from perfreport.agreement.statement import Said, Statement
from perfreport.load import Places
from perfreport.model import Report
from perfreport.office.texts import Line, Passage
from perfreport.problem import Place, Problem, problem, quoted

_MOST_TOLD = 3  # of what one tag may have got wrong in every record


class Telling:
    """What was read, document by document; `problems` once all are read, for one may show what another gets wrong."""

    def __init__(self, report: Report, figures: Figures, places: Places) -> None:
        self._report, self._figures, self._places = report, figures, places
        self._documents: dict[str, tuple[Sequence[Line], Sequence[Said]]] = {}

    def note(self, document: str, lines: Sequence[Line], said: Sequence[Said]) -> None:
        """The lines of a document, and what each of them says."""
        self._documents[document] = lines, said

    def problems(self) -> list[Problem]:
        """Each once, in the order of the documents."""
        wrong = [(document, line.passage(at), each) for document, line, at, each in self._told() if not each.agreeing]
        own = _own_texts(self._report) if wrong else []
        found = [self._problem(*told, own) for told in _first_few(wrong)]
        missing = [each for document in self._documents for each in self._missing(document)]
        return list(dict.fromkeys([*found, *missing]))

    def _told(self) -> Iterator[tuple[str, Line, int, Statement]]:
        """All statements, each with its document, the line and the number of the text that makes it."""
        for document, (lines, said) in self._documents.items():
            for line, statements in zip(lines, said, strict=True):
                for at, statement in statements:
                    yield document, line, at, statement

    def _missing(self, document: str) -> Iterator[Problem]:
        """Records of a list of which the document shows a column for more than half, but not for these."""
        lines, said = self._documents[document]
        seen = {each for some in said for _, statement in some for each in statement.agreeing or statement.figures}
        for name, columns in self._figures.lists.items():
            unseen: dict[str, Figure] = {}
            for column in columns:
                rest = [figure for figure in column if figure not in seen]
                if len(rest) * 2 < len(column):
                    unseen = {figure.row: figure for figure in rest} | unseen
            text = "\n".join(text for line in lines for text in line.texts) if unseen else ""
            if names := [row for row in unseen if row not in text]:
                words = {"list": name, "names": _enumerated(names), "data": self._places(*unseen[names[0]].path)}
                yield problem("agreement.missing", Place(document), **words)

    def _problem(
        self, document: str, passage: Passage, statement: Statement, own: Iterable[tuple[str, Path]]
    ) -> Problem:
        figure = statement.nearest
        words = {
            "written": statement.written,
            "figure": figure.words,
            "value": figure.shown(statement.number, statement.unit),
            "data": self._places(*figure.path),
            "also": self._also(figure),
        }
        place = Place(document, spot=passage.spot)
        for line, path in own:
            if statement.written in line and line in passage.text:
                written = self._places.quoting(statement.written, *path)
                words["advice"] = figure.advice(statement.unit)
                return problem("agreement.own-words", written, document=place, **words)
        return problem("agreement.differs", place, **words)

    def _also(self, figure: Figure) -> str:
        """Where a document has the figure right."""
        for document, line, at, statement in self._told():
            if figure in statement.agreeing:
                return f"；{Place(document, spot=line.passage(at).spot)} 也是这个数"
        return ""


def _first_few(wrong: Iterable[tuple[str, Passage, Statement]]) -> Iterator[tuple[str, Passage, Statement]]:
    told: Counter[tuple[str, str]] = Counter()
    for document, passage, statement in wrong:
        like = document, statement.nearest.column
        told[like] += 1
        if told[like] <= _MOST_TOLD:
            yield document, passage, statement


def _enumerated(names: Sequence[str]) -> str:
    rest = f"等 {len(names)} 项" if len(names) > _MOST_TOLD else ""
    return quoted(names[:_MOST_TOLD]) + rest


def _own_texts(report: Report) -> list[tuple[str, Path]]:
    """The lines that a clerk wrote, as they are printed, and where the data file has them."""
    texts: list[tuple[str, Path]] = [(goal, ("年度总体目标", at)) for at, goal in enumerate(report.goals)]
    texts += [(task.content, ("年度主要任务", at, "主要内容")) for at, task in enumerate(report.tasks)]
    if told := report.self_evaluation:
        texts += [(goal, ("自评", "目标完成情况", at)) for at, goal in enumerate(told.goals)]
        texts += [(words.replace("*", ""), ("自评", "报告", name)) for name, words in told.words.items()]
        for outcome in told.outcomes:
            for word, text in (("偏差原因", outcome.reason), ("改进措施", outcome.remedy)):
                texts.append((text, ("自评", "指标完成情况", outcome.at, word)))
    lines = [(line.strip(" -1234567890."), path) for text, path in texts for line in text.split("\n")]
    return [(line, path) for line, path in lines if line]
