"""Many bureaus, on all processors: what has not changed since the last run is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perfreport.files import are_whole_folders, is_remote, pack_words
from perfreport.ledger import Entry, Ledger, SoundPack
from perfreport.office.stamp import Stamped, digest, digest_of, read_stamp, stamped
from perfreport.origin import PackOrigin, all_that_matters
from perfreport.parallel import in_order
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.produced import Line, Listed, Produced
from perfreport.samebureau import of_same_bureau, refused
from perfreport.standing import NOTHING_OFFERED, NOTHING_SPECIAL, Filed, Wishes
from perfreport.storage import file_all, trace_of

if TYPE_CHECKING:  # what reads and renders is imported where anything is to be made
    from perfreport.produce import Pack

_FEW, _PIECE = 4, 8  # a bureau takes a thirtieth of a second
_MANY = 500  # bureaus that are looked at in the time in which another process is started
_NAMED = 10  # bureaus that a hint names


def here(
    work: Batch, files: Sequence[Path], died: Callable[[Path], Produced], piece: int = _PIECE
) -> Iterator[Produced]:
    """`work` done on the processors of this machine. What is done already is told at once: to send it to and fro would
    take longer."""
    done = list(in_order(work.is_done, files, few=_MANY, piece=_MANY))
    made = in_order(work, [data for data, is_done in zip(files, done, strict=True) if not is_done], died, _FEW, piece)
    return (work.as_before(data) if is_done else next(made) for data, is_done in zip(files, done, strict=True))


@dataclass(frozen=True)
class Batch:
    """Makes each bureau's documents with the pack in `folder`; can be sent to another process.

    `others`: data files of a bureau and year that another one has, too: they are refused.
    """

    folder: Path
    origin: PackOrigin
    output: Path
    wishes: Wishes
    others: Mapping[Path, Path]

    @classmethod
    def of(
        cls,
        folder: Path,
        output: Path,
        files: Sequence[Path],
        wishes: Wishes,
        each: Callable[..., Iterator[Any]] = map,
    ) -> Batch:
        """The work for these data files; `each` looks at all of them. Raises OSError where a file of the pack cannot
        be read."""
        return cls(folder, PackOrigin.of(folder), output, wishes, of_same_bureau(files, each))

    def run(self, files: Sequence[Path], in_order: Callable[..., Iterator[Produced]] = here) -> Iterator[Produced]:
        """What came of each data file, in their order, done `here` or by a cluster.

        Told is, too, where one wrote the documents of another, which is seen beforehand in most cases.
        """
        if "pack" in self.__dict__:
            self._ledger.note_pack(self.folder, self.origin.whole, self._sound)
        written: dict[tuple[int, str], Path] = {}  # by year and bureau, whose folder it is
        for data, produced in zip(files, in_order(self, files, _died, piece=_PIECE), strict=True):
            line = produced.line if produced.filed else None
            first = written.setdefault((line.year, line.bureau), data) if line else data
            clash = [problem("output.same-bureau", Place(str(data)), other=first)] if first != data else []
            # the name from here, not a copy from another process: ten thousand are kept
            yield replace(produced, data=data, problems=(*clash, *produced.problems))

    def __call__(self, data: Path) -> Produced:
        if data in self.others:
            return Produced(data, (), (refused(data, self.others[data]),))
        ledger = self._ledger
        known, key = ledger.find(data), self._key(data)
        if known and self.wishes == NOTHING_SPECIAL and ledger.still_holds(data, key):
            return _as_before(data, known)
        from perfreport.produce import produce

        try:
            produced = produce(data, self.pack, self.output, self.wishes, known.offered if known else NOTHING_OFFERED)
        except OSError as error:  # of this bureau alone
            place = Place(str(error.filename or data))
            return Produced(data, (), (problem("output.cannot-write", place, why=error.strerror or str(error)),))
        if known and known.folder.name != self.folder.name:
            produced = replace(produced, pack=known.folder)
        line = produced.line
        if not line or produced.failed:
            return produced
        produced = replace(produced, left=_left_over(known, produced) if known else ())
        if key:
            holds = key == self._key(data) and not any(each.is_for_now for each in produced.filed)
            with suppress(OSError):  # somebody has just moved a document away
                ledger.note(data, self._entry(data, key if holds else "", produced, line))
        return produced

    def is_done(self, data: Path) -> bool:
        """A former run did all that is to be done for a data file, and everything is still as it left it."""
        may_be = self.wishes == NOTHING_SPECIAL and not (self.others and data in self.others)
        return may_be and self._ledger.still_holds(data, self._key(data))

    def as_before(self, data: Path) -> Produced:
        """What a former run says of a data file that is done."""
        known = self._ledger.find(data)
        return _as_before(data, known) if known else self(data)

    def _key(self, data: Path) -> str:
        """The hash of all that matters for a data file, "" where that cannot be read."""
        try:
            return all_that_matters(data, self.origin)
        except OSError:
            return ""

    def _entry(self, data: Path, key: str, produced: Produced, line: Line) -> Entry:
        lying = (path for each in produced.filed for path in (each.path, each.beside) if path)
        files = {self._ledger.below(path): trace_of(path) for path in lying}
        stamps = {each.path: read_stamp(each.beside.read_bytes()) for each in produced.filed if each.beside}
        return Entry(
            data,
            key,
            self.folder,
            self.origin.pack,
            produced.filed,
            produced.problems,
            line,
            files,
            produced.left,
            {path: stamp.content for path, stamp in stamps.items() if stamp},
        )

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self.output)

    def check_pack(self) -> tuple[Problem, ...]:
        """The hints on the pack, which is opened where it has changed; raises Problems with its faults."""
        return self._sound.hints

    @cached_property
    def _sound(self) -> SoundPack:
        noted = self._ledger.sound_pack(self.folder, self.origin.whole)
        if noted:
            return noted
        from perfreport.produce import open_pack

        pack = self.__dict__["pack"] = open_pack(self.folder)
        return SoundPack(pack.hints, tuple(pack.overviews))

    def beside(self, listed: Sequence[Listed]) -> list[Entry]:
        """What former runs noted down of other bureaus of these years."""
        here = {each.whose for each in listed if each.whose}
        years = {year for year, _ in here}
        noted = self._ledger.others(each.data for each in listed) if not is_remote(self.output) else ()
        found: dict[tuple[int, str], Entry] = {}
        for entry in noted:
            whose = entry.line.year, entry.line.bureau
            if whose[0] in years and whose not in here and (whose not in found or entry.data.exists()):
                found[whose] = entry  # under another name of its data file it may be noted down once more
        return list(found.values())

    def about_others(self, listed: Sequence[Listed], others: Sequence[Entry]) -> Iterator[Problem]:
        """Hints: documents that another pack made before, that are made no more, that were made with other templates or
        rules."""
        yield from self._of_other_packs(listed)
        yield from _told(self._left_over(listed, others))
        older: dict[int, list[str]] = {}
        for entry in others:
            if entry.data.exists() and entry.pack != self.origin.pack and self._ledger.lie_there(entry.files):
                older.setdefault(entry.line.year, []).append(entry.line.bureau)
        for year, bureaus in sorted(older.items()):
            place = Place(str(self.output / str(year)))
            yield problem("output.other-version", place, count=len(bureaus), bureaus=_named(bureaus))

    def _of_other_packs(self, listed: Sequence[Listed]) -> Iterator[Problem]:
        bureaus: dict[Path, list[str]] = {}
        for each in listed:
            if each.pack:
                bureaus.setdefault(each.pack, []).append(each.whose[1] if each.whose else each.data.stem)
        for pack, own in bureaus.items():
            words = {"count": len(own), "bureaus": _named(own), "pack": pack_words(pack), "now": self.folder.name}
            yield problem("output.other-pack", Place(str(self.output)), **words)

    def _left_over(self, listed: Sequence[Listed], others: Sequence[Entry]) -> list[Path]:
        """The documents that nobody makes any more. Where bureaus have changed names, one's old ones are another's."""
        gone = {entry.data: entry for entry in others if not entry.data.exists()}
        left = {
            path: data
            for data, entry in gone.items()
            for path in (*map(self.output.joinpath, entry.files), *entry.left)
        }
        left |= {path: each.data for each in listed for path in each.left}
        if not left:
            return []
        lines = {entry.data: entry.line for entry in others if entry.data not in gone}
        for each in listed:
            if line := each.line or ((noted := self._ledger.find(each.data)) and noted.line):
                lines[each.data] = line
        whose = {self.output / str(line.year) / line.bureau: data for data, line in lines.items()}
        return [path for path, data in left.items() if whose.get(path.parent, data) == data and path.exists()]

    def file_overviews(
        self, listed: Sequence[Listed], others: Sequence[Entry]
    ) -> Iterator[tuple[tuple[Filed, ...], tuple[Problem, ...]]]:
        """Write the overview of each year: what became of it, or why there is none.

        It tells of the bureaus of this run and of the `others` that former runs made, where these are all that have
        data files in their folders. One of a single bureau says nothing that its documents do not, and there is none.
        """
        years: dict[int, list[Listed]] = {}
        others = [entry for entry in others if entry.data.exists()]
        for each in (*listed, *map(_listed, others)):
            if each.whose:
                years.setdefault(each.whose[0], []).append(each)
        unread = [each for each in listed if not each.whose]
        is_whole = are_whole_folders([each.data for each in listed], [entry.data for entry in others])
        for year, of_year in sorted(years.items()):
            is_one, folders = len(of_year) == 1, {each.data.parent for each in of_year}
            of_year += [each for each in unread if each.data.parent in folders]
            if others:
                of_year.sort(key=lambda each: each.data.name)
            if is_whole and not is_one:
                yield self._file_overview(year, of_year)
            elif not is_whole:
                yield (), tuple(self._old_overviews(year))

    def _old_overviews(self, year: int) -> Iterator[Problem]:
        """The hint that an overview is not renewed."""
        for path in (self.output / str(year) / name for name in self._sound.overviews):
            if path.exists():
                yield problem("output.old-overview", Place(str(path)))

    def _file_overview(self, year: int, listed: list[Listed]) -> tuple[tuple[Filed, ...], tuple[Problem, ...]]:
        said = digest_of(repr((each.data.name, each.line, each.errors, each.hints)).encode() for each in listed)
        key, ledger = digest(f"{said}{self.origin.whole}".encode()), self._ledger
        paths = {self.output / str(year) / name: name for name in self._sound.overviews}
        done = [path for path in paths if ledger.is_as_noted(path, key) and not self.wishes.force]
        try:
            made = {path: self._overview(name, year, listed, said) for path, name in paths.items() if path not in done}
        except Problems as found:
            return (), found.problems
        filed, problems = file_all(made, self.wishes)
        for each in filed:
            if each.state != "kept":
                ledger.note_made(each.path, key)
        return (*(Filed(path, "unchanged", "没有变") for path in done), *filed), problems

    def _overview(self, name: str, year: int, listed: list[Listed], said: str) -> Stamped:
        from perfreport.overview import names

        made = self.pack.overviews[name].render(names(year, listed, self.pack.rules.grades))
        return stamped(made, self.origin.made_from(said, name))

    @cached_property
    def pack(self) -> Pack:
        """Opened once in each process, where anything is to be made; raises Problems where it is another one there."""
        from perfreport.produce import open_pack

        with suppress(OSError):
            pack = open_pack(self.folder, is_sound=True)
            if pack.origin == self.origin:
                return pack
        raise Problems([problem("output.other-program", Place(str(self.folder)))])

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "pack"}


def _died(data: Path) -> Produced:
    return Produced(data, (), (problem("output.process-ended", Place(str(data))),))


def _as_before(data: Path, known: Entry) -> Produced:
    return Produced(data, tuple(map(_again, known.filed)), known.problems, known.line, known.left)


def _again(filed: Filed) -> Filed:
    return filed if filed.state == "kept" else replace(filed, state="unchanged", why="没有变")


def _listed(entry: Entry) -> Listed:
    return Listed.of(entry.data, entry.line, entry.problems)


def _left_over(known: Entry, produced: Produced) -> tuple[Path, ...]:
    """The documents of former runs that its data file makes no more, as where a bureau has another name or a template
    is gone."""
    now = {each.path for each in produced.filed}
    before = dict.fromkeys((*(each.path for each in known.filed), *known.left))
    return tuple(path for path in before if path not in now and path.exists())


def _named(bureaus: Sequence[str]) -> str:
    return "、".join(bureaus[:_NAMED]) + (" 等" if len(bureaus) > _NAMED else "")


def _told(left: Sequence[Path]) -> Iterator[Problem]:
    for folder in dict.fromkeys(path.parent for path in left):
        names = [path.name for path in left if path.parent == folder]
        yield problem("output.left-over", Place(str(folder)), count=len(names), names="、".join(names))
