"""Which files there are, by their names: data files and what lies beside one, packs and what they are made of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import cast

from perfreport.problem import Place, Problems, problem

RULES_FILE = "规则.yaml"
ACCEPTED = ".已接受.yaml"  # how the names of files end that say what of a data file was accepted

_here = Path(__file__).parent
BUNDLED_PACKS = next(folder for folder in (_here / "templates", _here.parent / "templates") if folder.is_dir())
"""Where the packs lie that come with perfreport: inside an installed package, beside it in a clone."""

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)


def located(text: str) -> Path:
    """The file or folder of that name, also where it is an address; raises Problems where that cannot be reached."""
    if text.startswith("file://"):
        from urllib.request import url2pathname

        return Path(url2pathname(text.removeprefix("file://")))
    if "://" not in text:
        return Path(text)
    try:
        from upath import UPath

        path = UPath(text, use_listings_cache=False)  # others write there, too
        path.exists()
    except ImportError as error:
        raise Problems([problem("cluster.not-installed", Place(text), why=error)]) from None
    except Exception as error:  # each storage's library has errors of its own
        raise Problems([problem("output.no-storage", Place(text), why=error)]) from None
    return cast(Path, path)


def is_remote(path: Path) -> bool:
    """Whether it lies in a storage."""
    return not isinstance(path, PurePath)


def data_files(paths: list[Path]) -> tuple[list[Path], bool]:
    """The data files that `paths` name (folders are searched), in order; where no path is given those in ./data.

    The second value tells that there is no ./data and the sample that comes with perfreport stands in.
    """
    roots = paths or [Path("data")]
    is_sample = not paths and not roots[0].is_dir()
    if is_sample:
        roots = [BUNDLED_PACKS.parent / "data" / "2021" / "乌尔禾区民政局.yaml"]
    found = [file for root in roots for file in (_in_folder(root) if root.is_dir() else [root])]
    return list(dict.fromkeys(found)), is_sample


def _in_folder(folder: Path) -> list[Path]:
    return sorted(filter(is_data_file, all_below(folder)))


def all_below(folder: Path) -> Iterator[Path]:
    """All that lies in a folder and in those below it, also where these are links; what several names lead to once, by
    its own name where that is below, too."""
    if is_remote(folder):
        yield from folder.rglob("*")
        return
    seen: set[tuple[int, int]] = set()
    starts = [folder]
    for start in starts:  # the links are followed when all else is known
        for name, folders, files in os.walk(start):
            at = Path(name)
            try:
                state = at.stat()
            except FileNotFoundError:  # somebody has just removed it
                continue
            if (state.st_dev, state.st_ino) in seen:
                folders.clear()
                continue
            seen.add((state.st_dev, state.st_ino))
            folders.sort()
            starts += (at / each for each in folders if (at / each).is_symlink())
            yield from (at / each for each in (*folders, *files))


def is_data_file(path: PurePath) -> bool:
    """Whether a file is a data file by its name: none that is hidden, half-written or of the accepted problems."""
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    return is_yaml and not path.name.startswith((".", "~")) and not path.name.endswith(ACCEPTED)


def are_whole_folders(files: Sequence[Path], others: Iterable[Path] = ()) -> bool:
    """Whether `files` and the `others` are all data files of the folders in which `files` lie."""
    there: dict[Path, Path] = {}  # a folder by how it is called

    def spelled(file: Path) -> tuple[Path, str]:
        if file.parent not in there:
            there[file.parent] = file.parent.resolve()
        return there[file.parent], file.name

    here = {spelled(file) for file in (*files, *others)}
    return all(here.issuperset(map(spelled, _in_folder(folder))) for folder in {file.parent for file in files})


def accepted_file(data: Path) -> Path:
    """Where it stands what of a data file was accepted."""
    return data.with_name(data.stem + ACCEPTED)


def year_of_folder(data: Path) -> int | None:
    """The year whose folder a data file lies in; None where folders are no years."""
    folder = data.absolute().parent.name
    return int(folder) if _YEAR.fullmatch(folder) else None


def year_before(data: Path) -> Path | None:
    """Where the bureau's data file of the year before lies, if there is one; None where folders are no years."""
    year = year_of_folder(data)
    return data.absolute().parent.parent / str(year - 1) / data.name if year else None


def find_pack(name: str) -> Path:
    """The folder of a pack: a folder as it is, one in ./templates, or one that comes with perfreport.

    Raises Problems where there is none.
    """
    folders = [located(name), Path("templates") / name, BUNDLED_PACKS / name]
    for folder in folders:
        if folder.is_dir():
            return folder
    known = {path.name for root in (Path("templates"), BUNDLED_PACKS) if root.is_dir() for path in root.iterdir()}
    raise Problems([problem("output.no-pack", Place(name), known="、".join(sorted(known)))])


def pack_words(folder: Path) -> str:
    """What names a pack on the command line: its name, where it is found by that."""
    is_found = any((root / folder.name).is_dir() for root in (Path("templates"), BUNDLED_PACKS))
    return folder.name if is_found else str(folder)


def rules_file(pack: Path) -> Path:
    """The 规则.yaml that counts for the pack in folder `pack`: its own, or that of the pack 通用."""
    own = pack / RULES_FILE
    return own if own.exists() else BUNDLED_PACKS / "通用" / RULES_FILE


def template_files(folder: Path) -> list[Path]:
    """The Word and Excel files of a pack in order, without those that Office keeps beside an open one (~$…).

    What is no file is left out: reading a pipe would wait for ever, and a link may lead nowhere.
    """
    files = (path for path in folder.iterdir() if path.suffix.lower() in (".docx", ".xlsx") and path.is_file())
    return sorted(path for path in files if not path.name.startswith(("~$", ".")))


def pack_files(folder: Path) -> list[Path]:
    """All that a pack is made of: its templates and its rules."""
    rules = folder / RULES_FILE
    return [*template_files(folder), *([rules] if rules.exists() else [])]
