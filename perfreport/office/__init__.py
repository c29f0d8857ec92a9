"""A template engine for Word and Excel files. It knows nothing of bureaus and can be used on its own:

from perfreport.office import open_template

template = open_template("任意.docx")  # every fault of the template at once, each with its place
template.filters["两位"] = "{:.2f}".format  # Jinja filters may be added before the first render
document: bytes = template.render({"任务": [...]})  # as often as needed

Among the names there may be links and pictures: Link("公示", "https://…"), Picture(content). What is wrong with a
template or with the names is raised as Problems, all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

from ..problem import Place, Problem, Problems, problem
from .link import Link
from .picture import Picture

if TYPE_CHECKING:
    from .faces import Faces
    from .uses import Use

__all__ = ["Link", "Picture", "Problem", "Problems", "Template", "open_template"]


class Template(Protocol):
    """An open template. `render` raises Problems with all that the names lack or cannot print."""

    name: str
    filters: dict[str, Callable[..., Any]]

    @property
    def hints(self) -> list[Problem]:
        """What stops nothing but should be known, such as formulas whose results are left to Excel."""

    def looks(self, faces: Faces | None = None) -> list[Problem]:
        """What its author does not see until a document is printed: texts that are cut, sums that miss the records.

        `faces`: the fonts of a machine (`faces.machine_faces`), which the template's are to be held against.
        """

    def compile(self) -> Template: ...

    def uses(self) -> list[Use]:
        """Every name that the template reads, also in a branch that no document takes."""

    def render(self, names: Mapping[str, Any]) -> bytes: ...


def open_template(path: str | Path, filters: Mapping[str, Callable[..., Any]] | None = None) -> Template:
    """The .docx or .xlsx file at `path` as a template; raises Problems with every fault found in it."""
    from .package import Package

    suffix = PurePath(str(path)).suffix.lower()
    if suffix in (".docx", ".docm"):
        from .word.template import WordTemplate

        return WordTemplate(Package.open(path), dict(filters or {}))
    if suffix in (".xlsx", ".xlsm"):
        from .excel.template import ExcelTemplate

        return ExcelTemplate(Package.open(path), dict(filters or {}))
    raise Problems([problem("template.not-office", Place(str(path)), why=f"扩展名是 {suffix or '空的'}")])
