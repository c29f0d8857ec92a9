"""A run over many bureaus, for people and for programs: what became of each one's documents."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from perfreport.problem import Problem
from perfreport.produced import Produced
from perfreport.standing import Filed
from perfreport.telling.people import columns

_STATES = {"written": "写出", "unchanged": "未改动", "kept": "保留"}
_HEAD = ("单位", "年度", "文档", *_STATES.values(), "没有写", "错误", "提示")
_MOST_HINTS = 30  # that are told one by one
_ONE_BY_ONE = "  逐条看：数据的用 perfreport check，模板的用 perfreport lint（怎样输入见 README.zh-CN.md）"
_MOST_ROWS = 60  # bureaus that are told one by one
_MOST_WITHOUT_NAMES = 8  # bureaus whose errors are seen at a glance
_FEW = 2  # hints of a kind that are told one by one, however many others there are


@dataclass(frozen=True, slots=True)
class Row:
    """One bureau in the closing table; `kept` are those of its documents that somebody's own work kept."""

    bureau: str
    year: str
    states: Counter[str]
    errors: int
    hints: int
    kept: tuple[Filed, ...]

    @classmethod
    def of(cls, produced: Produced) -> Row:
        line, listed = produced.line, produced.listed
        return cls(
            line.bureau if line else produced.data.stem,
            sys.intern(str(line.year)) if line else "",
            _counted(*(each.state for each in produced.filed)),
            listed.errors,
            listed.hints,
            tuple(each for each in produced.filed if each.state == "kept" or each.saved),
        )

    @property
    def cells(self) -> tuple[str, ...]:
        states = [self.states[state] for state in _STATES]
        numbers = (self.states.total(), *states, int(self.errors > 0), self.errors, self.hints)
        return (self.bureau, self.year, *map(str, numbers))


@lru_cache(maxsize=64)
def _counted(*states: str) -> Counter[str]:
    """How many documents have which state; nearly all bureaus of a run share one answer."""
    return Counter(states)


class People:
    """Tells a run as it goes: written documents on stdout, one a line, all else on stderr."""

    def __init__(self, explain: bool, is_long: bool) -> None:
        self._explain = explain
        self._names_documents = not (is_long and sys.stdout.isatty())
        self._rows: list[Row] = []
        self._hints = Hints()
        self._kept: list[Filed] = []
        self._others_failed = False
        self._pdfs = Counter[bool]()  # of documents: whether there is one now

    @property
    def failed(self) -> bool:
        return self._others_failed or any(row.errors for row in self._rows)

    def hints(self, hints: Iterable[Problem]) -> None:
        """Hints on the pack."""
        self._hints.add(hints)

    def produced(self, produced: Produced) -> None:
        """What came of one data file."""
        self._rows.append(Row.of(produced))
        self._hints.add(found for found in produced.problems if found.severity == "hint")
        with _beside_a_bar():
            for each in produced.filed if self._names_documents else ():
                if each.is_new:
                    print(each.current, flush=True)
            if self._explain and produced.filed:
                _say(f"{produced.data}\n{explained(produced.filed)}")
            for found in produced.problems:
                if found.severity == "error":
                    _say(str(found))

    def overview(self, filed: Sequence[Filed], problems: Sequence[Problem]) -> None:
        """What became of an overview."""
        errors = [found for found in problems if found.severity == "error"]
        self._others_failed |= bool(errors)
        self._hints.add(found for found in problems if found.severity == "hint")
        for each in filed:
            if each.is_new:
                print(each.current, flush=True)
        self._kept += [each for each in filed if each.state == "kept" or each.saved]
        for found in errors:
            _say(str(found))

    def converted(self, pdf: Path | None, problems: Sequence[Problem]) -> None:
        """A PDF that was made, or why there is none."""
        errors = [found for found in problems if found.severity == "error"]
        self._others_failed |= bool(errors)
        self._pdfs[pdf is not None] += bool(pdf or errors or not problems)  # what somebody signed stays as it is
        self._hints.add(found for found in problems if found.severity == "hint")
        with _beside_a_bar():
            if pdf and self._names_documents:
                print(pdf, flush=True)
            for found in errors:
                _say(str(found))

    def stopped(self, problems: Iterable[Problem]) -> None:
        """What ended the run before everything was done."""
        for found in problems:
            _say(str(found))

    def end(self) -> None:
        """All that is told once everything is done."""
        if hints := str(self._hints):
            _say(hints)
        kept = [*(each for row in self._rows for each in row.kept), *self._kept]
        for head, own in (
            ("有人动过的文档没有覆盖：", [each for each in kept if not each.saved]),
            ("这些文档换成了新的，有人动过的另存了：", [each for each in kept if each.saved]),
        ):
            if own:
                _say("\n".join([head, *map(_kept, own)]))
        if len(self._rows) > 1 or self.failed or kept:
            _say(closing(self._rows))
        elif self._rows and not self._rows[0].states["written"]:
            _say(f"{self._rows[0].states.total()} 份文档都没有变，没有重写（要重写用 --force）。")
        if self._pdfs[False]:
            _say(f"PDF 做成 {self._pdfs[True]} 份，没有做成 {self._pdfs[False]} 份，原因见表的上面。")
        if len(self._rows) > _MOST_WITHOUT_NAMES and (failed := [row.bureau for row in self._rows if row.errors]):
            names = "、".join(failed[:_MOST_ROWS]) + (" 等" if len(failed) > _MOST_ROWS else "")
            _say(f"有错误、没有写文档的 {len(failed)} 个：{names}。错误在哪里，见最前面。")


class Machines:
    """Tells a run as one JSON list on stdout, item by item: ten thousand bureaus need not be in memory."""

    def __init__(self) -> None:
        self.failed = False
        self._begun = False

    def hints(self, hints: Iterable[Problem]) -> None:
        """Hints on the pack."""
        self._print(found.as_dict() for found in hints)

    def produced(self, produced: Produced) -> None:
        """What came of one data file."""
        self.failed |= produced.failed
        self._print(as_records(produced))

    def overview(self, filed: Sequence[Filed], problems: Sequence[Problem]) -> None:
        """What became of an overview."""
        self.failed |= any(found.severity == "error" for found in problems)
        self._print(found.as_dict() for found in problems)
        self._print(
            {
                "id": "render.overview",
                "severity": "none",
                "place": str(each.path),
                "message": _STATES[each.state],
                "hint": "",
                "documents": [_record(each)],
            }
            for each in filed
        )

    def converted(self, pdf: Path | None, problems: Sequence[Problem]) -> None:
        """A PDF that was made, or why there is none."""
        self.failed |= any(found.severity == "error" for found in problems)
        self._print(found.as_dict() for found in problems)
        if pdf:
            self._print([{"id": "render.pdf", "severity": "none", "place": str(pdf), "message": "写出", "hint": ""}])

    def stopped(self, problems: Iterable[Problem]) -> None:
        """What ended the run before everything was done, as the last items of the list."""
        self._print(found.as_dict() for found in problems)
        self.end()

    def end(self) -> None:
        """The end of the list."""
        print("\n]" if self._begun else "[]", flush=True)

    def _print(self, records: Iterable[Mapping[str, object]]) -> None:
        for record in records:
            text = json.dumps(record, ensure_ascii=False, indent=2).replace("\n", "\n  ")
            print(",\n  " if self._begun else "[\n  ", text, sep="", end="")
            self._begun = True


@dataclass
class Hints:
    """Hints stop nothing: they are told when all is done, or where there are many, how many of each kind."""

    _first: list[Problem] = field(default_factory=list)
    _kinds: Counter[str] = field(default_factory=Counter)
    _examples: defaultdict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))

    def add(self, hints: Iterable[Problem]) -> None:
        for found in hints:
            self._kinds[found.id] += 1
            if self._kinds[found.id] <= _FEW:
                self._examples[found.id].append(found)
            if len(self._first) <= _MOST_HINTS:
                self._first.append(found)

    def __str__(self) -> str:
        if not self._first:
            return ""
        head = f"提示 {self._kinds.total()} 处，不影响文档："
        if len(self._first) <= _MOST_HINTS:
            return "\n".join([head, *map(str, self._first)])
        few = [each for id, number in self._kinds.items() if number <= _FEW for each in self._examples[id]]
        many = [(number, self._examples[id][0]) for id, number in self._kinds.most_common() if number > _FEW]
        lines = [f"  {number:>5} 处  如 {each.place}  {each.message}  [{each.id}]" for number, each in many]
        return "\n".join([head, *map(str, few), *lines, _ONE_BY_ONE])


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _beside_a_bar() -> Iterator[None]:
    """A bar that is shown makes room for what is printed."""
    if "tqdm" not in sys.modules:
        yield
        return
    from tqdm import tqdm

    with tqdm.external_write_mode():
        yield


def closing(rows: Sequence[Row]) -> str:
    """The table that ends a run, one row a bureau; of many bureaus those that want to be looked at."""
    shown = rows if len(rows) <= _MOST_ROWS else [row for row in rows if row.errors or row.kept][:_MOST_ROWS]
    written = [row for row in rows if row.errors or row.kept or row.states["written"]]
    shown = written if len(shown) < len(written) <= _MOST_ROWS else shown
    cells = [_HEAD, *(row.cells for row in shown)]
    if 0 < len(shown) < len(rows):
        cells.append((f"其余 {len(rows) - len(shown)} 个", *_sums(row for row in rows if row not in shown)))
    if len(rows) > 1:
        cells.append((f"共 {len(rows)} 个", *_sums(rows)))
    return "\n".join(_aligned(cells))


def _sums(rows: Iterable[Row]) -> tuple[str, ...]:
    numbers = [list(map(int, row.cells[2:])) for row in rows]
    return ("", *(str(sum(column)) for column in zip(*numbers, strict=True)))


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, numbers to the right."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [first + " " * (widths[0] - columns(first))]
        cells += [" " * (width - columns(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join(cells).rstrip()


def _kept(filed: Filed) -> str:
    """A document that was not replaced with the new one beside it, or where the one is that was overwritten."""
    if filed.saved:
        return f"  {filed.path}（{filed.why}）\n    原来的在：{filed.saved}"
    return f"  {filed.path}（{filed.why}）" + (f"\n    新的在：{filed.beside}" if filed.beside else "")


def explained(filed: Sequence[Filed]) -> str:
    """Why each document was written, or was not; where none was, in one line."""
    if all(each.state == "unchanged" for each in filed):
        return f"  未改动：{len(filed)} 份（{'、'.join(dict.fromkeys(each.why for each in filed))}）"
    return "\n".join(f"  {_STATES[each.state]}：{each.path.name}（{each.why}）" for each in filed)


def as_records(produced: Produced) -> list[Mapping[str, object]]:
    """The problems of a data file, and then what became of its documents, as programs want them."""
    result: dict[str, object] = {
        "id": "render.result",
        "severity": "none",
        "place": str(produced.data),
        "message": "，".join(f"{_STATES[state]} {n}" for state, n in Row.of(produced).states.items()) or "没有写",
        "hint": "",
        "bureau": Row.of(produced).bureau,
        "year": produced.line.year if produced.line else None,
        "documents": [_record(each) for each in produced.filed],
    }
    return [*(found.as_dict() for found in produced.problems), result]


def _record(filed: Filed) -> dict[str, str]:
    paths: dict[str, Path | None] = {"path": filed.path, "beside": filed.beside, "saved": filed.saved}
    said = {name: str(path) for name, path in paths.items() if path}
    return {**said, "state": filed.state, "why": filed.why}
