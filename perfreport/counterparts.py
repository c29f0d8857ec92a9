"""Which data files are two states of one: a file and an older one, two folders, or a revision of git."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from perfreport.files import data_files, is_data_file
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.revision import Revision
from perfreport.yaml.file import YamlFile, parse_yaml, read_yaml
from perfreport.yaml.tree import text_at

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?")


@dataclass(frozen=True, slots=True)
class Source:
    """A data file: where it lies, or what it held in a revision. `path` is its path below what was named."""

    label: str
    path: str
    content: bytes | None = None

    def read(self) -> YamlFile:
        return read_yaml(Path(self.label)) if self.content is None else parse_yaml(self.content, self.label)


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Two states of one data file; None where there is only the other."""

    before: Source | None
    after: Source | None


def of_paths(before: Path, after: Path) -> list[Counterparts]:
    """Two files are states of one whatever they are called; in two folders they are matched."""
    if before.is_dir():
        return matched(_in_folder(before), _in_folder(after))
    return [Counterparts(Source(str(before), before.name), Source(str(after), after.name))]


def of_revision(revision: Revision, after: Path) -> list[Counterparts]:
    """The file or the folder as it is and as it was; raises Problems where it was not there."""
    if not after.is_dir():
        content = revision.content(after.name)
        if content is None:
            raise Problems([_not_there(revision, after)])
        source = Source(f"{revision.name}:{after}", after.name, content)
        return [Counterparts(source, Source(str(after), after.name))]
    before = [
        Source(f"{revision.name}:{after / path}", path, revision.content(path) or b"")
        for path in sorted(revision.files())
        if is_data_file(PurePosixPath(path))
    ]
    if not before:
        raise Problems([_not_there(revision, after)])
    return matched(before, _in_folder(after))


def _not_there(revision: Revision, path: Path) -> Problem:
    what = f"文件夹“{path}”里的数据文件" if path.is_dir() else f"文件“{path}”"
    return problem("diff.not-in-revision", Place(str(path)), revision=revision.name, what=what)


def _in_folder(folder: Path) -> list[Source]:
    files, _ = data_files([folder])
    return [Source(str(file), file.relative_to(folder).as_posix()) for file in files]


def matched(before: Sequence[Source], after: Sequence[Source]) -> list[Counterparts]:
    """Every file once: by its path, by its path without years, by 单位名称; in the order of `after`, then the rest."""
    partner: dict[Source, Source] = {}
    for key in (_path, _without_years, _bureau):
        taken = set(partner.values())
        left = [each for each in before if each not in taken]
        right = [each for each in after if each not in partner]
        if left and right:
            partner |= _matched_by(key, left, right)
    taken = set(partner.values())
    gone = [Counterparts(each, None) for each in before if each not in taken]
    return [Counterparts(partner.get(each), each) for each in after] + gone


def _matched_by(
    key: Callable[[Source], str], before: Iterable[Source], after: Iterable[Source]
) -> dict[Source, Source]:
    """Those whose key no other has: of two files one could not say which is meant."""
    was, now = _by_key(key, before), _by_key(key, after)
    both = [each for each in now if each and len(now[each]) == len(was.get(each, ())) == 1]
    return {now[each][0]: was[each][0] for each in both}


def _by_key(key: Callable[[Source], str], sources: Iterable[Source]) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        found[key(source)].append(source)
    return found


def _path(source: Source) -> str:
    return normalize("NFC", source.path).casefold()


def _without_years(source: Source) -> str:
    parts = PurePosixPath(_YEAR.sub("", _path(source))).parts
    return "/".join(parts)


def _bureau(source: Source) -> str:
    return text_at(source.read().root, "单位名称")
