"""A sheet that is repeated: what the template says of it, and the names of its copies and their tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ....problem import Place
from ...dialect import CLOSES, TAG, Tag, half_width

MOST = 31  # characters of a sheet's name, counted as UTF-16 does
_WIDE = str.maketrans("[]:*?/\\", "［］：＊？／＼")  # Excel takes none of these; nobody misses the half-width ones
_RESERVED = "history"


def read_title(name: str, place: Place) -> list[str | Tag]:
    """The texts and tags of a sheet's name."""
    name = half_width(name)
    pieces: list[str | Tag] = []
    start = 0
    for found in TAG.finditer(name):
        pieces += [name[start : found.start()], Tag(found[0], place, parent=str(place))]
        start = found.end()
    return [piece for piece in (*pieces, name[start:]) if piece]


def around_sheet(own: Sequence[Tag], tags: Iterable[Tag]) -> tuple[Tag | None, list[Tag]]:
    """The tag that repeats a sheet, and all tags of the sheet in their order, the last of which ends its block."""
    opening = [tag for tag in own if tag.keyword not in CLOSES]
    closing = [tag for tag in own if tag.keyword in CLOSES]
    repeat = opening[0] if opening else None
    if repeat and repeat.opens and not closing:
        closing = [replace(repeat, text=f"{{%sheet end{repeat.keyword} %}}")]
    return repeat, [*opening, *tags, *closing]


def named(titles: Sequence[tuple[str, bool]]) -> list[str]:
    """Names that Excel takes, none twice; each title comes with whether the template makes it or it is as typed."""
    taken = {title.casefold() for title, is_made in titles if not is_made}
    names = []
    for title, is_made in titles:
        names.append(_unlike(_cleaned(title), taken) if is_made else title)
        taken.add(names[-1].casefold())
    return names


def _cleaned(title: str) -> str:
    title = re.sub(r"\s+", " ", title.translate(_WIDE)).strip(" '")
    return f"{title}_" if title.casefold() == _RESERVED else title


def _unlike(title: str, taken: set[str]) -> str:
    """`title`, numbered if there is one already."""
    name, number = _cut(title, MOST), 1
    while name.casefold() in taken:
        number += 1
        behind = f" ({number})"
        name = _cut(title, MOST - len(behind)) + behind
    return name


def _cut(title: str, most: int) -> str:
    return title.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").strip(" '")


def with_own_tables(formula: str, tables: Mapping[str, str], number: int) -> str:
    """A formula whose structured references (表[金额]) name the tables of copy `number`.

    `tables`: how those of the template are called in copies, but for the number.
    """
    if not number or "[" not in formula:
        return formula
    copied = {name.casefold(): f"{copy}{number + 1}" for name, copy in tables.items()}

    def own(found: re.Match[str]) -> str:
        return copied[found["table"].casefold()] if found["table"] else found[0]

    return of_tables(tables).sub(own, formula)


def of_tables(names: Iterable[str]) -> re.Pattern[str]:
    """Finds in a formula the names of tables, as group `table`, and passes over texts."""
    return re.compile(rf'"[^"]*"|(?<![\w.])(?P<table>{"|".join(map(re.escape, names))})(?=\[)', re.IGNORECASE)
