"""Running compiled templates, and what is found while they run: problems with their tags, and work counted.

What goes wrong is noted as a problem and the rendering goes on with nothing in that place, so that all problems of a
document are reported together. Work is counted because a template is a stranger's file: loops in loops are a bomb.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from functools import partial
from types import FrameType, TracebackType
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from ..problem import Place, Problem, Problems, problem
from .dialect import Tag, in_words

MOST_TOLD = 3  # problems of one kind at one tag
MAX_WORK = 2_000_000  # steps of loops and filters in one document; 300 tasks and 500 indicators take some thousands
# what Jinja calls the variables of its loops, the outermost first; names that begin with _ are the engine's own
_RECORD = re.compile(r"l_([1-9]\d*)_((?!loop$|_)\w+)")


class Findings:
    """The problems of one document while it is rendered, each once, and how much work it has been."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: dict[Problem, None] = {}
        self.turn: Callable[[], str] = str  # tells the record of the block around a chart, while that is filled
        self._told: Counter[tuple[object, ...]] = Counter()
        self.work = 0

    def add(self, id: str, place: Place, tag: object = "", record: object = "", **words: object) -> None:
        """Note a problem; of one tag (and name in it) that is wrong in every record, the first few are enough."""
        found = problem(id, place, tag=f"{tag}{record}", **words)
        like = id, place, tag, words.get("name")
        if found not in self.problems and self._told[like] < MOST_TOLD:
            self.problems[found] = None
            self._told[like] += 1


_findings: ContextVar[Findings] = ContextVar("findings")


def note(id: str, **words: object) -> None:
    """A problem at the tag that is being evaluated just now."""
    found = _findings.get()
    frame = template_frame()
    tag = _tag(frame, frame.f_lineno) if frame else None
    if tag and frame:
        found.add(id, tag.place, tag.text, _record(frame) or found.turn(), **words)
    else:
        found.add(id, Place(found.name), **words)


def record() -> Callable[[], str]:
    """Tells which record the tag stands for that is being evaluated just now: looking for it takes long."""
    frame = template_frame()
    return partial(_record, frame) if frame else str


def note_failed(error: Exception) -> None:
    """An expression of the tag that is being evaluated just now could not be worked out."""
    note("render.failed", why=_reason(error))


def spend(steps: int) -> None:
    """Count work before it is done; ends the rendering of a document that would never end."""
    found = _findings.get()
    found.work += steps
    if found.work > MAX_WORK:
        raise SecurityError("要做的步骤太多，循环套循环或文字太长")


def spend_text(length: int) -> None:
    """Count the making of a text."""
    spend(length // 10)


def template_frame() -> FrameType | None:
    """The frame of the innermost template code that is running."""
    frame: FrameType | None = sys._getframe()
    while frame is not None and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame


def _tag(frame: FrameType, line: int) -> Tag | None:
    template = frame.f_globals["__jinja_template__"]
    tags: Sequence[Tag | None] = getattr(template, "tags", ())
    source_line: int = template.get_corresponding_lineno(line)
    return tags[source_line - 1] if 0 < source_line <= len(tags) else None


def _record(frame: FrameType) -> str:
    """Which record of the innermost loop this is, by the first text in it: “（老年补贴）”."""
    names = frame.f_locals["context"].parent if "context" in frame.f_locals else {}
    found = [match for name in frame.f_locals if (match := _RECORD.fullmatch(name))]
    for match in sorted(found, key=lambda match: (int(match[1]), match[0]), reverse=True):
        value = frame.f_locals[match[0]]
        if value is names.get(match[2]):  # the document's own name, only used within a block
            continue
        texts = value.values() if isinstance(value, Mapping) else [value]
        for text in texts:
            if isinstance(text, str) and text.strip():
                return f"（{text[:12]}{'…' * (len(text) > 12)}）"
    return ""


class Compiled:
    """Jinja source compiled once; `run` gives the rendered text, or None with what went wrong in `findings`.

    `tags` has the tag of each line of the source.
    Raises Problems for what only the compiler refuses, such as a loop whose variable is called loop.
    """

    def __init__(self, environment: Environment, source: str, tags: Sequence[Tag | None]) -> None:
        try:
            self._template = environment.from_string(source)
        except TemplateSyntaxError as error:
            tag = tags[error.lineno - 1] if error.lineno <= len(tags) else None
            place, text = (tag.place, tag.text) if tag else (Place(""), "")
            raise Problems([problem("template.syntax", place, tag=text, why=in_words(error.message or ""))]) from None
        self.source, self.tags = source, tags
        self._template.tags = tags  # type: ignore[attr-defined]  # line by line, for the place of what goes wrong

    def run(self, names: Mapping[str, Any], findings: Findings) -> str | None:
        context = self._template.new_context(dict(names))
        token = _findings.set(findings)
        try:
            # not Template.render: it rewrites tracebacks, which we read for the place
            return "".join(self._template.root_render_func(context))
        except Exception as error:
            tag = _failed_at(error.__traceback__)
            place = tag.place if tag else Place(findings.name)
            findings.add("render.failed", place, tag=tag.text if tag else "", why=_reason(error))
            return None
        finally:
            _findings.reset(token)


def _failed_at(traceback: TracebackType | None) -> Tag | None:
    tag = None
    while traceback is not None:
        if "__jinja_template__" in traceback.tb_frame.f_globals:
            tag = _tag(traceback.tb_frame, traceback.tb_lineno) or tag
        traceback = traceback.tb_next
    return tag


def _reason(error: Exception) -> str:
    if isinstance(error, SecurityError):
        return str(error)
    if isinstance(error, ZeroDivisionError) or "DivisionUndefined" in str(error):  # 0 by 0, as decimal says it
        return "除数是 0"
    if isinstance(error, TypeError):
        return "数、文字、金额和空值不能这样放在一起；金额先写明单位，例如 任务.总额|万元 > 5"
    if "values to unpack" in str(error):
        return "for 或 set 后面名字的个数，与取出的不一样"
    return f"{type(error).__name__}: {error}"
