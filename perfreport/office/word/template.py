"""Word templates: docxtpl's dialect, compiled once and rendered many times.

What stands in a part is prepared (`part`), patched by docxtpl, the authority for its dialect, and compiled by
Jinja. A document costs one run of that code, the deflate of the changed parts and a zip write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from ...problem import Place, Problem, Problems, problem
from .. import dialect
from ..edition import Edition
from ..findings import Compiled, Findings
from ..package import Package
from ..printing import as_text
from ..relations import content_types
from ..sandbox import Filters, Sandbox
from .charts import CHARTS, Charts, DocumentCharts
from .datasheet import CHART_TYPE
from .finish import Finish
from .part import WordPart
from .text import NOT_AS_IT_IS, ONE_LINE, Xml, escaped, unescaped

if TYPE_CHECKING:
    from ..faces import Faces
    from ..uses import Use

_OPEN = "application/vnd.openxmlformats-"
_TYPE = _OPEN + "officedocument.wordprocessingml."
_PART_NAMES = {
    _TYPE + "document.main+xml": "",
    _TYPE + "template.main+xml": "",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "",
    _TYPE + "header+xml": "页眉",
    _TYPE + "footer+xml": "页脚",
    _TYPE + "footnotes+xml": "脚注",
    _TYPE + "endnotes+xml": "尾注",
    _OPEN + "package.core-properties+xml": "文件属性",
}
_NOT_FILLED = {
    CHART_TYPE: "图表",  # one that no part shows
    _OPEN + "officedocument.drawingml.chartshapes+xml": "图表里的图形",
    "application/vnd.ms-office.chartex+xml": "瀑布图、直方图一类的新式图表",
    _OPEN + "officedocument.drawingml.diagramData+xml": "SmartArt 图形",
}


def word_text(value: Any) -> str:
    """What `{{ value }}` puts into a run: text escaped for XML, line breaks and tabs as Word's own."""
    if type(value) is str and len(value) < 1000 and not NOT_AS_IT_IS.search(value):  # nearly all
        return value
    if type(value) is Xml:
        return value
    return escaped(as_text(value))


def _on_one_line(value: Any) -> str:
    return as_text(value).replace("\n", " ").replace("\t", " ")


class WordTemplate:
    """A Word file with tags. Opening it finds every fault of its tags at once and raises them as Problems.

    Filters that do not exist are among them if `filters` are given; more may be added until the first `render`, and
    unknown ones are problems then.
    """

    def __init__(self, package: Package, filters: Filters) -> None:
        self.name = package.name
        self.filters = dict(filters)
        self._package = package
        self._environment = Sandbox(word_text, unescaped)
        self._environment.filters |= {ONE_LINE: _on_one_line, dialect.CHART: DocumentCharts.write}
        self._environment.add_filters(filters)
        self._lock = Lock()
        # some programs leave the types of parts that are no longer there
        types = {part: kind for part, kind in content_types(package).items() if part in package.parts}
        self._stories = stories_of(types)
        if "" not in self._stories.values():
            raise Problems([problem("template.not-office", Place(self.name), why="找不到正文")])
        self._charts = Charts(package, self._stories if CHART_TYPE in types.values() else {}, self.filters)
        self._parts = list(self._open_parts(self._stories))
        self._compiled: dict[str, tuple[Compiled, Finish]] = {}
        faults = [fault for part in self._parts for fault in part.check(self._environment, bool(filters))]
        faults += [fault for chart in self._charts for fault in chart.check(self._environment, bool(filters))]
        faults += self._not_filled(types)
        if faults:
            raise Problems(dict.fromkeys(faults))  # a text box lies in the file twice, for new and for old readers

    def _open_parts(self, stories: Mapping[str, str]) -> Iterator[WordPart]:
        for part, called in stories.items():
            content = self._package.parts[part].unpack()
            has_tags = any(brace in content for brace in (b"{", "｛".encode(), b"}", "｝".encode()))
            if has_tags or self._charts.are_filled_in(part):
                yield WordPart(part, self._package, called)

    def _not_filled(self, types: Mapping[str, str]) -> Iterator[Problem]:
        for part, what in ((part, _NOT_FILLED[kind]) for part, kind in types.items() if kind in _NOT_FILLED):
            for tag in dialect.TAG.findall("".join(self._package.xml(part).itertext())):
                if part not in self._charts:
                    yield problem("template.not-here", Place(self.name, spot=what), what=what, tag=tag)

    def compile(self) -> WordTemplate:
        """All work that is done once per template; raises Problems for filters that do not exist."""
        with self._lock:
            if not self._compiled:
                self._compile()
        return self

    def _compile(self) -> None:
        self._environment.add_filters(self.filters)
        faults = [fault for part in self._parts for fault in dialect.check_filters(part.tags, self._environment)]
        for chart in self._charts:
            faults += chart.compile(self._environment, self.filters)
        if faults:
            raise Problems(faults)
        self._compiled = {part.name: part.compile(self._environment, self._charts) for part in self._parts}

    @property
    def hints(self) -> list[Problem]:
        """Of charts only: all that is to be said of the rest stops it."""
        return [hint for chart in self._charts for hint in chart.hints]

    def looks(self, faces: Faces | None = None) -> list[Problem]:
        """What its author does not see until a document is printed; `faces` are those of the machine, if known."""
        from .looks import word_looks

        of_charts = [look for chart in self._charts for look in chart.looks]
        return [*word_looks(self._package, self._stories, faces), *of_charts]

    def uses(self) -> list[Use]:
        """Every name that the template reads, in the order of the parts and the tags in them."""
        from ..uses import uses

        self.compile()
        return uses([compiled for compiled, _ in self._compiled.values()], self._charts.sources)

    def render(self, names: Mapping[str, Any]) -> bytes:
        """The document with `names` filled in; raises Problems with everything the names lack or cannot print."""
        self.compile()
        findings = Findings(self.name)
        edition = Edition(self._package)
        charts = self._charts.of_document(edition, names, findings)
        names = {**names, CHARTS: charts}
        for part, (compiled, finish) in self._compiled.items():
            text = compiled.run(names, findings)
            if text is not None and not findings.problems:
                edition.put(part, (finish(text) if finish else text).encode())
        if findings.problems:
            raise Problems(findings.problems)
        charts.drop_unwritten()
        return edition.write()


def stories_of(types: Mapping[str, str]) -> dict[str, str]:
    """The parts that are filled, and what problems call them."""
    kinds = {part: _PART_NAMES[kind] for part, kind in types.items() if kind in _PART_NAMES}
    alone = {kind for kind in kinds.values() if list(kinds.values()).count(kind) < 2}
    return {part: kind if kind in alone else kind + "".join(filter(str.isdigit, part)) for part, kind in kinds.items()}
