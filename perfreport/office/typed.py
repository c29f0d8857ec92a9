"""What an input method or autocorrect left in a tag: full-width signs, curly quotes, blanks that are none.

All of it is read as meant (`dialect.half_width`); the author should know how the tag is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Place, Problem, problem
from .dialect import LITERAL, TAG, half_width

_QUOTES = "“”‘’"
_BLANKS = {"\u3000": "全角空格", "\xa0": "不间断空格", "\u202f": "不间断空格"}
_BLANK = re.compile(f"[{''.join(_BLANKS)}]")


def not_plain(text: str, place: Place) -> Iterator[Problem]:
    """A hint for each tag in `text`, as it lies in the file, that holds other signs than one types in English."""
    if text.isascii():
        return
    for found in TAG.finditer(half_width(text)):
        typed = text[found.start() : found.end()]
        fixed = _with_plain_blanks(found[0])
        if typed != fixed:
            signs = [sign for sign, plain in zip(typed, fixed, strict=True) if sign != plain]
            yield problem("lint.not-plain", place, tag=typed, what=_called(signs), fixed=fixed)


def _with_plain_blanks(tag: str) -> str:
    """`tag` with blanks that are typed with the blank key, but for those in quotation marks."""
    return re.sub(f"{LITERAL.pattern}|{_BLANK.pattern}", lambda found: found[0] if len(found[0]) > 1 else " ", tag)


def _called(signs: list[str]) -> str:
    quotes = "".join(dict.fromkeys(sign for sign in signs if sign in _QUOTES))
    blanks = dict.fromkeys(_BLANKS[sign] for sign in signs if sign in _BLANKS)
    wide = "".join(dict.fromkeys(sign for sign in signs if sign not in _QUOTES and sign not in _BLANKS))
    return "、".join([*([f"全角的 {wide}"] * bool(wide)), *([f"中文引号 {quotes}"] * bool(quotes)), *blanks])
