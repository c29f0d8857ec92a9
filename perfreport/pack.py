"""The templates of a pack: which files of its folder they are, and all of them open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfreport.office import Template, open_template
from perfreport.problem import Place, Problem, Problems, problem
from perfreport.rules import BUNDLED_PACKS, RULES_FILE


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


def open_templates(folder: Path) -> tuple[dict[str, Template], list[Problem]]:
    """The templates of a pack by file name, compiled, and every fault of those that cannot be used."""
    from perfreport.phrase import FILTERS

    templates: dict[str, Template] = {}
    faults: list[Problem] = []
    for path in template_files(folder):
        try:
            templates[path.name] = open_template(path, FILTERS).compile()
        except Problems as found:
            faults += found.problems
    if not templates and not faults:
        faults.append(problem("output.empty-pack", Place(str(folder))))
    return templates, faults


def named_templates(folder: Path, names: Iterable[str], endings: Iterable[str]) -> list[Template]:
    """The templates of these names that a pack has, compiled; those that it has not are the ones of the pack 通用.

    Raises Problems where one is not there or has faults.
    """
    from perfreport.phrase import FILTERS

    files = (_named(folder, name, tuple(endings)) for name in names)
    return [open_template(file, FILTERS).compile() for file in files]


def _named(folder: Path, name: str, endings: tuple[str, ...]) -> Path:
    files = [each / f"{name}{ending}" for each in (folder, BUNDLED_PACKS / "通用") for ending in endings]
    return next((file for file in files if file.exists()), files[0])
