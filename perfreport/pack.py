"""The templates of a pack, open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from perfreport.files import BUNDLED_PACKS, template_files
from perfreport.office import Template, open_template
from perfreport.problem import Place, Problem, Problems, problem


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
