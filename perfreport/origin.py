"""What documents are made from, as hashes: data, template, rules, program. The words stand in each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from perfreport.files import accepted_file, rules_file, template_files, year_before
from perfreport.office.stamp import digest


@dataclass(frozen=True)
class PackOrigin:
    """The hashes of a pack: its rules, its templates by file name; and that of the program."""

    rules: str
    templates: Mapping[str, str]
    program: str

    @classmethod
    def of(cls, folder: Path) -> PackOrigin:
        """Raises OSError where a file cannot be read."""
        templates = {path.name: digest(path.read_bytes()) for path in template_files(folder)}
        return cls(digest(rules_file(folder).read_bytes()), templates, program())

    def made_from(self, data: str, template: str) -> dict[str, str]:
        """What the document of a template is made from, `data` being the hash of the data file."""
        return {"数据": data, "模板": self.templates[template], "规则": self.rules, "程序": self.program}

    @cached_property
    def pack(self) -> str:
        """One hash of rules and templates."""
        return digest(repr((self.rules, sorted(self.templates.items()))).encode())

    @cached_property
    def whole(self) -> str:
        """One hash of all of it."""
        return digest(f"{self.pack}{self.program}".encode())


def data_digest(data: Path) -> str:
    """The hash of a data file. Raises OSError where it cannot be read; a pipe would wait for ever."""
    if not data.is_file():
        raise FileNotFoundError(data)
    return digest(data.read_bytes())


def all_that_matters(data: Path, pack: PackOrigin) -> str:
    """One hash of all that decides what becomes of a data file: what is said of it, too, which last year's decides.

    Raises OSError where a file cannot be read.
    """
    files = (data, accepted_file(data), year_before(data))
    digests = [digest(path.read_bytes()) if path and path.is_file() else "" for path in files]
    return digest(repr((*digests, pack.whole)).encode())


_WRITERS = ("docxtpl", "jinja2", "lxml", "markdown-it-py")


@lru_cache(maxsize=1)
def program() -> str:
    """The hash of this program: its own files, and what says the versions of what writes documents for it."""
    from importlib.metadata import distribution

    own = (path.read_bytes() for path in sorted(_own_files(Path(__file__).parent)))
    others = (distribution(name).read_text("METADATA") or "" for name in _WRITERS)
    return digest(b"".join((*own, *map(str.encode, others))))


def _own_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix in (".py", ".txt"):
            yield path
        elif not path.suffix and path.name != "__pycache__" and path.is_dir():
            yield from _own_files(path)
