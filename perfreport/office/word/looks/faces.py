"""The faces of a Word file: which it names, and where it leaves a face to the machine that opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ....problem import Place, Problem, problem
from .inherited import Inherited
from .tags import Paragraph, Printed

_LAST_LATIN = "\u2e7f"  # the signs of Chinese come behind it
_EXAMPLES = {"eastAsia": ("中文字体", "仿宋_GB2312"), "ascii": ("西文字体", "Times New Roman，或与中文字体一样")}


def faceless(printed: list[Printed], inherited: Inherited) -> Iterator[Problem]:
    """Tags whose Chinese (or only Latin) characters have no face at all: a hint for the first of each sort."""
    without: dict[str, list[Printed]] = {}
    for each in printed:
        missing = [script for script in _EXAMPLES if not inherited.face(each.run, script)]
        if missing:
            without.setdefault(missing[0], []).append(each)
    for script, tags in without.items():
        which, example = _EXAMPLES[script]
        more = f"（共 {len(tags)} 处）" if len(tags) > 1 else ""
        words = {"tag": tags[0].tag.text, "which": which, "more": more, "example": example}
        yield problem("lint.no-face", tags[0].tag.place, **words)


def faces_named(paragraphs: Iterable[Paragraph], inherited: Inherited) -> Iterator[tuple[str, Place]]:
    """The faces of the characters there are, and of those that tags may print; with where."""
    for paragraph in paragraphs:
        printed = {run for each in paragraph.printed for run, _ in each.pieces}
        for text in paragraph.texts:
            run = text.getparent()
            for script in _EXAMPLES if run in printed else _scripts(text.text):
                if face := inherited.face(run, script):
                    yield face, paragraph.place


def _scripts(text: str) -> Iterator[str]:
    """Whose faces a text is printed in."""
    if any(sign > _LAST_LATIN for sign in text):
        yield "eastAsia"
    if any(sign.isascii() and sign.isalnum() for sign in text):
        yield "ascii"
