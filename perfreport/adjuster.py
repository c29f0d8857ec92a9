"""Two states of a bureau's data file compared, and what follows from it.

The documents of both are made as `produce` makes them, in memory, and their texts compared. A pack is opened once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from perfreport.adjustment import Adjustment, names
from perfreport.comparison import Change, Side, written
from perfreport.comparison.change import HEAD, SECTIONS
from perfreport.comparison.documents import Texts, documents
from perfreport.comparison.tasks import total
from perfreport.counterparts import Counterparts, Source
from perfreport.files import BUNDLED_PACKS
from perfreport.money import Money
from perfreport.office import Template
from perfreport.office.stamp import stamped
from perfreport.office.texts import read_texts
from perfreport.output import document_path, file_all
from perfreport.pack import named_templates
from perfreport.parallel import in_order
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.produce import Pack, open_pack, render_all
from perfreport.rules import Rules, load_rules
from perfreport.yaml.tree import Map


@dataclass(frozen=True, slots=True)
class Adjuster:
    """Compares data files by the pack in `folder`; can be sent to another process.

    `endings`: of the 调整对照表 that are wanted (.docx, .xlsx); they are written under `output`.
    """

    folder: Path
    endings: tuple[str, ...]
    output: Path

    @classmethod
    def of(cls, folder: Path, endings: Sequence[str], output: Path) -> Adjuster:
        """Raises Problems where the pack is faulty, or the templates that are asked for."""
        _opened.cache_clear()
        _opened(folder, tuple(endings))  # told here, and not once for each data file
        return cls(folder, tuple(endings), output)

    def __call__(self, both: Counterparts) -> Adjustment:
        pack, templates = _opened(self.folder, self.endings)
        if both.before is None or both.after is None:
            return _only_one(both, pack.rules)
        before, after = (Side.of(source.read(), pack.rules) for source in (both.before, both.after))
        changes, problems = _compared(before, after, pack)
        found = _adjustment(before, after, changes, problems)
        return self._written(found, after, templates) if templates and changes else found

    def _written(self, found: Adjustment, after: Side, templates: Sequence[Template]) -> Adjustment:
        """With its 调整对照表 beside the bureau's documents."""
        report = after.report
        if report is None:
            fault = problem("diff.no-table", Place(after.label))
            return replace(found, problems=(*found.problems, fault))
        try:
            values = names(found, report)
            made = {document_path(self.output, report, Path(each.name).name): each.render(values) for each in templates}
        except Problems as wrong:
            return replace(found, problems=(*found.problems, *wrong.problems))
        filed, faults = file_all({path: stamped(content, {}) for path, content in made.items()})
        documents = tuple(each.current for each in filed)
        return replace(found, problems=(*found.problems, *faults), documents=documents)


@lru_cache(maxsize=1)
def _opened(folder: Path, endings: tuple[str, ...]) -> tuple[Pack, Sequence[Template]]:
    """Once in each process."""
    pack = open_pack(folder)
    named = pack.rules.comparisons or load_rules(BUNDLED_PACKS / "通用").comparisons
    return pack, [each for ending in endings for each in named_templates(folder, named, (ending,))]


def adjust_all(adjuster: Adjuster, all_of_them: Sequence[Counterparts]) -> Iterator[Adjustment]:
    """Each in its order; on all processors where there are many. Told is where one wrote the table of another anew."""
    tables: dict[Path, str] = {}
    for found in in_order(adjuster, all_of_them):
        first = {tables.setdefault(path, found.after) for path in found.documents} - {found.after}
        clash = [problem("output.same-bureau", Place(found.after), other=other) for other in first]
        yield replace(found, problems=(*found.problems, *clash))


def _only_one(both: Counterparts, rules: Rules) -> Adjustment:
    source = both.after or both.before
    assert isinstance(source, Source)
    side = Side.of(source.read(), rules)
    id = "diff.only-after" if both.after else "diff.only-before"
    bureau = side.head("单位名称") or source.path
    change = Change(id, HEAD, (bureau,), Place(source.label), note=f"只在调整{'后' if both.after else '前'}有")
    year, amount = side.head("年度"), _total(side)
    if both.after:
        return Adjustment(bureau, year, "", source.label, (None, amount), (change,), side.problems)
    return Adjustment(bureau, year, source.label, "", (amount, None), (change,), side.problems)


def _adjustment(before: Side, after: Side, changes: tuple[Change, ...], problems: tuple[Problem, ...]) -> Adjustment:
    bureau = after.head("单位名称") or before.head("单位名称") or Path(after.label).stem
    totals = _total(before), _total(after)
    return Adjustment(bureau, after.head("年度"), before.label, after.label, totals, changes, problems)


def _total(side: Side) -> Money | None:
    root = side.file.root
    return total(side, root.entries.get("年度主要任务"))["总额"] if isinstance(root, Map) else None


def _compared(before: Side, after: Side, pack: Pack) -> tuple[tuple[Change, ...], tuple[Problem, ...]]:
    """What differs in the data and in the documents made of it, as far as both could be read and made."""
    problems = [*before.problems, *after.problems]
    if before.file.root is None or after.file.root is None:
        return (), tuple(problems)
    changes = written(before, after, pack.rules)
    if before.report is None or after.report is None:
        return _in_order(changes), (*problems, problem("diff.no-documents", Place(after.label)))
    if changes:
        texts, faults = zip(*(_texts(side, pack) for side in (before, after)), strict=True)
        problems += [fault for each in faults for fault in each]
        following = documents(*texts) if not any(faults) else ()
        changes = (*changes, *(_of_bureau(change, after) for change in following))
    return _in_order(changes), tuple(problems)


def _in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: SECTIONS.index(change.section)))


def _texts(side: Side, pack: Pack) -> tuple[Texts, Sequence[Problem]]:
    """What the documents of one state say, by the names of their templates; and why some could not be made."""
    assert side.report
    made, faults = render_all(Path(side.label), side.report, side.evaluation, pack)
    return {name: list(read_texts(content)) for name, content in made.items()}, faults


def _of_bureau(change: Change, after: Side) -> Change:
    return replace(change, place=replace(change.place, file=f"{after.label} → {change.place.file}"))
