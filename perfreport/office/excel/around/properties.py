"""Tags in the properties of a workbook: its title, subject, author and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ....problem import Place, Problem, problem
from ... import dialect
from ...dialect import TAG, Tag
from ...findings import Compiled, Findings
from ...package import Package
from ...printing import as_text
from ...relations import relations
from ...sandbox import Sandbox
from ..sheet.strings import escape
from ..source import Source

PROPERTY = "__property__"  # the filter around its tags
_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_WHAT = "文件属性"


class Properties:
    """The part with the properties, if there are tags in it; `faults` are those of form."""

    def __init__(self, package: Package) -> None:
        self.tags: list[Tag] = []
        self.faults: list[Problem] = []
        self._place = Place(package.name, spot=_WHAT)
        self._text = ""
        self._compiled: Compiled | None = None
        kinds = relations(package, "").values()
        self.part = next((part for kind, part in kinds if kind.endswith("/core-properties")), "")
        if self.part in package.parts and any(sign in package.parts[self.part].unpack() for sign in _SIGNS):
            self._read(package)

    def _read(self, package: Package) -> None:
        from lxml import etree

        root = package.xml(self.part)
        for element in root.iter():
            text = dialect.half_width(element.text or "")
            self.faults += dialect.stray_openings(text, self._place)
            element.text = TAG.sub(self._mark, text) if TAG.search(text) else element.text
        self._text = etree.tostring(root, encoding="unicode")
        for tag in self.tags:
            if tag.kind == "%":
                self.faults.append(problem("template.no-block-here", self._place, tag=tag.text))
            elif tag.merges:
                self.faults.append(problem("template.no-merge-here", self._place, tag=tag.text))

    def _mark(self, found: re.Match[str]) -> str:
        self.tags.append(Tag(found[0].replace("\n", " "), self._place))
        return f"\ufdd0{len(self.tags) - 1}\ufdd1"

    def compile(self, environment: Sandbox) -> None:
        if self.tags:
            source = Source()
            for number, piece in enumerate(_MARK.split(self._text)):
                if number % 2 == 0:
                    source.add_text(piece)
                elif (tag := self.tags[int(piece)]).kind == "{":
                    source.add_tag("{{ (", f"{tag.body})|{PROPERTY}", "}}", tag)
            self._compiled = Compiled(environment, str(source), source.tags)

    @property
    def sources(self) -> list[Compiled]:
        return [self._compiled] if self._compiled else []

    def render(self, names: Mapping[str, Any], findings: Findings) -> bytes | None:
        """The part in a document; None where it is as the template has it."""
        text = self._compiled.run(names, findings) if self._compiled else None
        return None if text is None else f"{_HEAD}{text}".encode()


def property_text(value: Any) -> str:
    """What a tag prints into a property: a single line."""
    return escape(as_text(value).replace("\n", " ").replace("\t", " "))


_SIGNS = (b"{", "｛".encode(), b"}", "｝".encode())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
